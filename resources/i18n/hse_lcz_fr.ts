<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>hselcz</name>
    <message>
      <source>HSE</source>
      <translation>HSE</translation>
    </message>
    <message>
      <source>LCZ</source>
      <translation>LCZ</translation>
    </message>
    <message>
      <source>LCZ filtered</source>
      <translation>LCZ filtrées</translation>
    </message>
    <message>
      <source>LCZ confidence</source>
      <extracomment>convertcodes</extracomment>
      <translation>Confiance LCZ</translation>
    </message>
    <message>
      <source>LCZ probabilities</source>
      <extracomment>mapcity</extracomment>
      <translation>Probabilités LCZ</translation>
    </message>
    <message>
      <source>Novelty</source>
      <translation>Nouveauté</translation>
    </message>
    <message>
      <source>HSE error</source>
      <translation>Erreur HSE</translation>
    </message>
    <message>
      <source>LCZ change</source>
      <translation>Changement LCZ</translation>
    </message>
    <message>
      <source>LCZ transition</source>
      <translation>Transition LCZ</translation>
    </message>
    <message>
      <source>LCZ change probability</source>
      <translation>Probabilité de changement LCZ</translation>
    </message>
    <message>
      <source>HSE against LCZ</source>
      <translation>HSE contre LCZ</translation>
    </message>
    <message>
      <source>LCZ year of change</source>
      <translation>LCZ année du changement</translation>
    </message>
    <message>
      <source>LCZ before the change</source>
      <extracomment>mapseries</extracomment>
      <translation>LCZ avant le changement</translation>
    </message>
    <message>
      <source>LCZ after the change</source>
      <extracomment>mapseries</extracomment>
      <translation>LCZ après le changement</translation>
    </message>
    <message>
      <source>LCZ of most maps</source>
      <extracomment>comparemaps</extracomment>
      <translation>LCZ de la plupart des cartes</translation>
    </message>
    <message>
      <source>LCZ agreement</source>
      <translation>Accord LCZ</translation>
    </message>
    <message>
      <source>LCZ disagreement</source>
      <translation>Désaccord LCZ</translation>
    </message>
    <message>
      <source>LCZ three bands</source>
      <translation>LCZ trois bandes</translation>
    </message>
    <message>
      <source>LCZ faded</source>
      <translation>LCZ estompées</translation>
    </message>
    <message>
      <source>LCZ refined</source>
      <translation>LCZ affinées</translation>
    </message>
    <message>
      <source>LCZ probabilities refined</source>
      <translation>Probabilités LCZ affinées</translation>
    </message>
    <message>
      <source>Changes by heights</source>
      <translation>Changements dus aux hauteurs</translation>
    </message>
    <message>
      <source>LCZ sub-classes</source>
      <translation>Sous-classes LCZ</translation>
    </message>
    <message>
      <source>Mixed areas</source>
      <extracomment>mixedcells</extracomment>
      <translation>Zones mixtes</translation>
    </message>
    <message>
      <source>Urban canopy</source>
      <translation>Canopée urbaine</translation>
    </message>
    <message>
      <source>Sentinel-2</source>
      <translation>Sentinel-2</translation>
    </message>
    <message>
      <source>Districts</source>
      <extracomment>summarise</extracomment>
      <translation>Quartiers</translation>
    </message>
    <message>
      <source>Stations</source>
      <extracomment>stations</extracomment>
      <translation>Stations</translation>
    </message>
    <message>
      <source>Rural references</source>
      <extracomment>stations</extracomment>
      <translation>Références rurales</translation>
    </message>
    <message>
      <source>Area with a zone (ha)</source>
      <translation>Surface avec une zone (ha)</translation>
    </message>
    <message>
      <source>Covered by the map (%)</source>
      <translation>Couvert par la carte (%)</translation>
    </message>
    <message>
      <source>Dominant zone</source>
      <translation>Zone dominante</translation>
    </message>
    <message>
      <source>Share of the dominant zone (%)</source>
      <translation>Part de la zone dominante (%)</translation>
    </message>
    <message>
      <source>Built zones 1 to 10 (%)</source>
      <translation>Zones bâties 1 à 10 (%)</translation>
    </message>
    <message>
      <source>Diversity of zones (Shannon)</source>
      <translation>Diversité des zones (Shannon)</translation>
    </message>
    <message>
      <source>Mean HSE (%)</source>
      <translation>HSE moyenne (%)</translation>
    </message>
    <message>
      <source>LCZ {label} {name} (ha)</source>
      <translation>LCZ {label} {name} (ha)</translation>
    </message>
    <message>
      <source>Sub-class</source>
      <translation>Sous-classe</translation>
    </message>
    <message>
      <source>Leading zone</source>
      <translation>Zone dominante</translation>
    </message>
    <message>
      <source>Second zone</source>
      <translation>Deuxième zone</translation>
    </message>
    <message>
      <source>Mean probability of the leading zone (%)</source>
      <translation>Probabilité moyenne de la zone dominante (%)</translation>
    </message>
    <message>
      <source>Mean probability of the second zone (%)</source>
      <translation>Probabilité moyenne de la deuxième zone (%)</translation>
    </message>
    <message>
      <source>Cells</source>
      <extracomment>comparemaps</extracomment>
      <translation>Cellules</translation>
    </message>
    <message>
      <source>Demo town</source>
      <extracomment>loaddemo</extracomment>
      <translation>Ville de démonstration</translation>
    </message>
    <message>
      <source>User guide</source>
      <translation>Guide de l’utilisateur</translation>
    </message>
    <message>
      <source>Map a scene…</source>
      <translation>Cartographier une scène…</translation>
    </message>
    <message>
      <source>Load the demo town…</source>
      <translation>Charger la ville de démonstration…</translation>
    </message>
    <message>
      <source>Compact high-rise</source>
      <translation>Tours compactes</translation>
    </message>
    <message>
      <source>Compact midrise</source>
      <translation>Bâti compact de hauteur moyenne</translation>
    </message>
    <message>
      <source>Compact low-rise</source>
      <translation>Bâti compact bas</translation>
    </message>
    <message>
      <source>Open high-rise</source>
      <translation>Tours ouvertes</translation>
    </message>
    <message>
      <source>Open midrise</source>
      <translation>Bâti ouvert de hauteur moyenne</translation>
    </message>
    <message>
      <source>Open low-rise</source>
      <translation>Bâti ouvert bas</translation>
    </message>
    <message>
      <source>Lightweight low-rise</source>
      <translation>Bâti léger bas</translation>
    </message>
    <message>
      <source>Large low-rise</source>
      <translation>Grands bâtiments bas</translation>
    </message>
    <message>
      <source>Sparsely built</source>
      <translation>Bâti épars</translation>
    </message>
    <message>
      <source>Heavy industry</source>
      <translation>Industrie lourde</translation>
    </message>
    <message>
      <source>Dense trees</source>
      <translation>Arbres denses</translation>
    </message>
    <message>
      <source>Scattered trees</source>
      <translation>Arbres épars</translation>
    </message>
    <message>
      <source>Bush, scrub</source>
      <translation>Buissons</translation>
    </message>
    <message>
      <source>Low plants</source>
      <translation>Végétation basse</translation>
    </message>
    <message>
      <source>Bare rock or paved</source>
      <translation>Roche nue ou sol revêtu</translation>
    </message>
    <message>
      <source>Bare soil or sand</source>
      <translation>Sol nu ou sable</translation>
    </message>
    <message>
      <source>Water</source>
      <translation>Eau</translation>
    </message>
    <message>
      <source>No zone</source>
      <translation>Aucune zone</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>Sortie</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>Entrée</translation>
    </message>
    <message>
      <source>Settlement extent and local climate zones from Sentinel-2</source>
      <translation>Emprise bâtie et zones climatiques locales d’après Sentinel-2</translation>
    </message>
    <message>
      <source>The scene</source>
      <translation>La scène</translation>
    </message>
    <message>
      <source>True colour (B4, B3, B2)</source>
      <translation>Couleurs naturelles (B4, B3, B2)</translation>
    </message>
    <message>
      <source>N</source>
      <translation>N</translation>
    </message>
    <message>
      <source>Simulated scene, no satellite data</source>
      <translation>Scène simulée, pas de données satellitaires</translation>
    </message>
    <message>
      <source>Human settlement extent</source>
      <translation>Emprise bâtie (HSE)</translation>
    </message>
    <message>
      <source>Local climate zones</source>
      <extracomment>stylemap</extracomment>
      <translation>Zones climatiques locales</translation>
    </message>
    <message>
      <source>S</source>
      <translation>S</translation>
    </message>
    <message>
      <source>E</source>
      <translation>E</translation>
    </message>
    <message>
      <source>W</source>
      <translation>O</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Taille</translation>
    </message>
    <message>
      <source>CRS</source>
      <translation>SCR</translation>
    </message>
    <message>
      <source>Centre</source>
      <translation>Centre</translation>
    </message>
    <message>
      <source>mean settlement extent</source>
      <translation>emprise bâtie moyenne</translation>
    </message>
    <message>
      <source>of the cells are mostly sealed (over 50 %)</source>
      <translation>des cellules sont surtout imperméables (plus de 50 %)</translation>
    </message>
    <message>
      <source>of the land lies in built zones (LCZ 1–10)</source>
      <translation>du territoire est en zones bâties (LCZ 1–10)</translation>
    </message>
    <message>
      <source>Built</source>
      <translation>Bâti</translation>
    </message>
    <message>
      <source>Natural</source>
      <translation>Naturel</translation>
    </message>
    <message>
      <source>Sealed share of each {size} m cell</source>
      <translation>Part imperméable par cellule de {size} m</translation>
    </message>
    <message>
      <source>Zone of each {size} m cell</source>
      <translation>Zone par cellule de {size} m</translation>
    </message>
    <message>
      <source>Contains modified Copernicus Sentinel data</source>
      <translation>Contient des données Copernicus Sentinel modifiées</translation>
    </message>
    <message>
      <source>{area} km² with a value</source>
      <translation>{area} km² avec une valeur</translation>
    </message>
    <message>
      <source>en</source>
      <translation>fr</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Avertissement</translation>
    </message>
    <message>
      <source>and</source>
      <translation>et</translation>
    </message>
    <message>
      <source>Mapped</source>
      <translation>Cartographié</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modèle</translation>
    </message>
    <message>
      <source>Views</source>
      <translation>Vues</translation>
    </message>
    <message>
      <source>supplied with the plugin</source>
      <translation>fourni avec l’extension</translation>
    </message>
    <message>
      <source>Novel cells</source>
      <translation>Cellules nouvelles</translation>
    </message>
    <message>
      <source>Title</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Titre</translation>
    </message>
    <message>
      <source>Subtitle</source>
      <translation>Sous-titre</translation>
    </message>
    <message>
      <source>Credit</source>
      <translation>Mentions</translation>
    </message>
    <message>
      <source>Map</source>
      <extracomment>stylemap</extracomment>
      <translation>Carte</translation>
    </message>
    <message>
      <source>Legend</source>
      <translation>Légende</translation>
    </message>
    <message>
      <source>Areas</source>
      <translation>Surfaces</translation>
    </message>
    <message>
      <source>Scale bar</source>
      <translation>Barre d’échelle</translation>
    </message>
    <message>
      <source>North arrow</source>
      <translation>Flèche du nord</translation>
    </message>
    <message>
      <source>Class</source>
      <translation>Classe</translation>
    </message>
    <message>
      <source>Area (km²)</source>
      <translation>Surface (km²)</translation>
    </message>
    <message>
      <source>Share (%)</source>
      <translation>Part (%)</translation>
    </message>
    <message>
      <source>Zone of its cell</source>
      <translation>Zone de sa cellule</translation>
    </message>
    <message>
      <source>Suitable for comparing</source>
      <translation>Apte à la comparaison</translation>
    </message>
    <message>
      <source>Verdict in words</source>
      <translation>Verdict en mots</translation>
    </message>
    <message>
      <source>Probability of its zone (%)</source>
      <translation>Probabilité de sa zone (%)</translation>
    </message>
    <message>
      <source>Distance to another zone (m)</source>
      <translation>Distance à une autre zone (m)</translation>
    </message>
    <message>
      <source>Distance to water (m)</source>
      <translation>Distance à l’eau (m)</translation>
    </message>
    <message>
      <source>Altitude (m)</source>
      <translation>Altitude (m)</translation>
    </message>
    <message>
      <source>Urban station</source>
      <translation>Station urbaine</translation>
    </message>
    <message>
      <source>Rank</source>
      <translation>Rang</translation>
    </message>
    <message>
      <source>Rural station (empty: a place without one)</source>
      <translation>Station rurale (vide : un lieu sans station)</translation>
    </message>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>Share of the zone around it (%)</source>
      <translation>Part de la zone autour (%)</translation>
    </message>
    <message>
      <source>Distance from the station (m)</source>
      <translation>Distance de la station (m)</translation>
    </message>
    <message>
      <source>Higher than the station by (m)</source>
      <translation>Plus haut que la station de (m)</translation>
    </message>
    <message>
      <source>Unlike (0 alike, 1 at the limit)</source>
      <translation>Dissemblance (0 semblable, 1 à la limite)</translation>
    </message>
    <message>
      <source>{radius} m: dominant zone</source>
      <translation>{radius} m : zone dominante</translation>
    </message>
    <message>
      <source>{radius} m: share of the dominant zone (%)</source>
      <translation>{radius} m : part de la zone dominante (%)</translation>
    </message>
    <message>
      <source>{radius} m: covered by the map (%)</source>
      <translation>{radius} m : couvert par la carte (%)</translation>
    </message>
    <message>
      <source>{radius} m: diversity of zones (Shannon)</source>
      <translation>{radius} m : diversité des zones (Shannon)</translation>
    </message>
    <message>
      <source>{radius} m: mean HSE (%)</source>
      <translation>{radius} m : HSE moyenne (%)</translation>
    </message>
    <message>
      <source>{radius} m: probability of the dominant zone (%)</source>
      <translation>{radius} m : probabilité de la zone dominante (%)</translation>
    </message>
    <message>
      <source>{radius} m: {zone} (%)</source>
      <translation>{radius} m : {zone} (%)</translation>
    </message>
    <message>
      <source>Map settlement extent and local climate zones</source>
      <extracomment>mapcity</extracomment>
      <translation>Cartographier l’emprise bâtie et les zones climatiques locales</translation>
    </message>
    <message>
      <source>1 · Mapping</source>
      <extracomment>mapcity</extracomment>
      <translation>1 · Cartographie</translation>
    </message>
    <message>
      <source>Maps the human settlement extent and the local climate zones of a Sentinel-2 scene.</source>
      <extracomment>mapcity</extracomment>
      <translation>Cartographie l’emprise des établissements humains et les zones climatiques locales d’une scène Sentinel-2.</translation>
    </message>
    <message>
      <source>&lt;p&gt;One neural network reads a Sentinel-2 scene and draws two maps: the human settlement extent (HSE), which is the percentage of sealed settlement surface in each cell of 20 m, and the seventeen local climate zones (LCZ) of Stewart and Oke in cells of 100 m.&lt;/p&gt; &lt;p&gt;The scene is a Sentinel-2 product as it was downloaded (zip, .SAFE) or a raster with its ten bands, of Level-1C or Level-2A and preferably without clouds. Bands are found by their names or wavelengths, in any order. Without names, ten bands (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), twelve or thirteen bands are taken in their usual order. A scene in degrees, in feet or at 20 m is resampled to 10 m.&lt;/p&gt; &lt;p&gt;Products since January 2022 (processing baseline 04.00 and later) store reflectance with 1000 added. This offset is found in the product's metadata, in the raster's tags or in its values. The log says which band of the file was used for which band of Sentinel-2, and how pixel values become reflectance. The advanced parameters “Bands”, “Scale” and “Offset” correct it.&lt;/p&gt; &lt;p&gt;A model that was trained with Sentinel-1 needs the advanced parameter “Sentinel-1 radar”. The model that comes with the plugin uses Sentinel-2 alone.&lt;/p&gt; &lt;p&gt;The maps keep the upper left corner and the CRS of the scene. Cells are nodata where the scene is.&lt;/p&gt; &lt;p&gt;Nothing needs to be installed: the network runs on NumPy, which QGIS includes, or on PyTorch if it is available. The log says which one is used, how long the run will take, and at the end how much time and memory it took.&lt;/p&gt;</source>
      <extracomment>mapcity</extracomment>
      <translation>&lt;p&gt;Un réseau de neurones lit une scène Sentinel-2 et dessine deux cartes : l’emprise bâtie (HSE), c’est-à-dire le pourcentage de surface bâtie imperméabilisée dans chaque cellule de 20 m, et les dix-sept zones climatiques locales (LCZ) de Stewart et Oke en cellules de 100 m.&lt;/p&gt; &lt;p&gt;La scène est un produit Sentinel-2 tel que téléchargé (zip, .SAFE) ou un raster de ses dix bandes, de niveau 1C ou 2A et de préférence sans nuages. Les bandes sont reconnues à leurs noms ou à leurs longueurs d’onde, dans n’importe quel ordre. Sans noms, dix bandes (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), douze ou treize bandes sont prises dans leur ordre habituel. Une scène en degrés, en pieds ou à 20 m est rééchantillonnée à 10 m.&lt;/p&gt; &lt;p&gt;Les produits depuis janvier 2022 (baseline 04.00 et suivantes) stockent la réflectance augmentée de 1000. Ce décalage est trouvé dans les métadonnées du produit, dans les étiquettes du raster ou dans ses valeurs. Le journal dit quelle bande du fichier a servi pour quelle bande de Sentinel-2, et comment les valeurs deviennent des réflectances. Les paramètres avancés « Bandes », « Échelle » et « Décalage » le corrigent.&lt;/p&gt; &lt;p&gt;Un modèle entraîné avec Sentinel-1 a besoin du paramètre avancé « Radar Sentinel-1 ». Le modèle fourni avec l’extension n’utilise que Sentinel-2.&lt;/p&gt; &lt;p&gt;Les cartes gardent le coin supérieur gauche et le SCR de la scène. Les cellules sont sans donnée là où la scène l’est.&lt;/p&gt; &lt;p&gt;Rien n’est à installer : le réseau utilise NumPy, fourni avec QGIS, ou PyTorch s’il est disponible. Le journal dit lequel est utilisé, combien de temps durera l’exécution et, à la fin, le temps et la mémoire utilisés.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Sentinel-2 scene</source>
      <extracomment>mapcity</extracomment>
      <translation>Scène Sentinel-2</translation>
    </message>
    <message>
      <source>Preset</source>
      <extracomment>mapcity</extracomment>
      <translation>Préréglage</translation>
    </message>
    <message>
      <source>Extent</source>
      <extracomment>mapcity</extracomment>
      <translation>Emprise</translation>
    </message>
    <message>
      <source>Mask</source>
      <extracomment>mapcity</extracomment>
      <translation>Masque</translation>
    </message>
    <message>
      <source>Model file</source>
      <extracomment>mapcity</extracomment>
      <translation>Fichier de modèle</translation>
    </message>
    <message>
      <source>Device</source>
      <extracomment>mapcity</extracomment>
      <translation>Processeur</translation>
    </message>
    <message>
      <source>LCZ cell size (metres)</source>
      <extracomment>mapcity</extracomment>
      <translation>Taille de cellule LCZ (mètres)</translation>
    </message>
    <message>
      <source>Precision</source>
      <extracomment>mapcity</extracomment>
      <translation>Précision</translation>
    </message>
    <message>
      <source>Bands</source>
      <extracomment>mapcity</extracomment>
      <translation>Bandes</translation>
    </message>
    <message>
      <source>Substitute B8 and B8A for each other</source>
      <extracomment>mapcity</extracomment>
      <translation>Remplacer B8 et B8A l’une par l’autre</translation>
    </message>
    <message>
      <source>Scale</source>
      <extracomment>mapcity</extracomment>
      <translation>Échelle</translation>
    </message>
    <message>
      <source>Offset</source>
      <extracomment>mapcity</extracomment>
      <translation>Décalage</translation>
    </message>
    <message>
      <source>More scenes of this place</source>
      <extracomment>mapcity</extracomment>
      <translation>Autres scènes de ce lieu</translation>
    </message>
    <message>
      <source>Averaged views (1 = fast)</source>
      <extracomment>mapcity</extracomment>
      <translation>Vues moyennées (1 = rapide)</translation>
    </message>
    <message>
      <source>Memory limit (MB, 0 = automatic)</source>
      <extracomment>mapcity</extracomment>
      <translation>Limite de mémoire (Mo, 0 = automatique)</translation>
    </message>
    <message>
      <source>Tile width (pixels, 0 = automatic)</source>
      <extracomment>mapcity</extracomment>
      <translation>Largeur de tuile (pixels, 0 = automatique)</translation>
    </message>
    <message>
      <source>Resume an interrupted run</source>
      <extracomment>mapcity</extracomment>
      <translation>Reprendre une exécution interrompue</translation>
    </message>
    <message>
      <source>Building heights</source>
      <extracomment>mapcity</extracomment>
      <translation>Hauteurs des bâtiments</translation>
    </message>
    <message>
      <source>Sentinel-1 radar</source>
      <extracomment>mapcity</extracomment>
      <translation>Radar Sentinel-1</translation>
    </message>
    <message>
      <source>Unit of the radar values</source>
      <extracomment>mapcity</extracomment>
      <translation>Unité des valeurs radar</translation>
    </message>
    <message>
      <source>HSE map (%)</source>
      <extracomment>mapcity</extracomment>
      <translation>Carte HSE (%)</translation>
    </message>
    <message>
      <source>LCZ map</source>
      <extracomment>mapcity</extracomment>
      <translation>Carte LCZ</translation>
    </message>
    <message>
      <source>LCZ map (filtered)</source>
      <extracomment>mapcity</extracomment>
      <translation>Carte LCZ (filtrée)</translation>
    </message>
    <message>
      <source>LCZ confidence (%)</source>
      <extracomment>mapcity</extracomment>
      <translation>Confiance LCZ (%)</translation>
    </message>
    <message>
      <source>Novelty (%)</source>
      <extracomment>mapcity</extracomment>
      <translation>Nouveauté (%)</translation>
    </message>
    <message>
      <source>City sheet</source>
      <extracomment>mapcity</extracomment>
      <translation>Fiche de la ville</translation>
    </message>
    <message>
      <source>Mean HSE (percent)</source>
      <extracomment>mapcity</extracomment>
      <translation>HSE moyenne (pour cent)</translation>
    </message>
    <message>
      <source>Built land (percent)</source>
      <extracomment>mapcity</extracomment>
      <translation>Terrain bâti (pour cent)</translation>
    </message>
    <message>
      <source>Built land unlike the training cells (percent)</source>
      <extracomment>mapcity</extracomment>
      <translation>Surface bâtie différente des cellules d’entraînement (pour cent)</translation>
    </message>
    <message>
      <source>Seconds</source>
      <extracomment>mapcity</extracomment>
      <translation>Secondes</translation>
    </message>
    <message>
      <source>Device used</source>
      <extracomment>mapcity</extracomment>
      <translation>Processeur utilisé</translation>
    </message>
    <message>
      <source>A raster with the ten bands, or a Sentinel-2 product as it was downloaded: the path of its zip file, its .SAFE folder or its MTD_*.xml file. QGIS preselects the active layer: make sure that it is the scene.</source>
      <extracomment>mapcity</extracomment>
      <translation>Un raster contenant les dix bandes, ou un produit Sentinel-2 tel que téléchargé : le chemin de son fichier zip, de son dossier .SAFE ou de son fichier MTD_*.xml. QGIS présélectionne la couche active : vérifiez qu’il s’agit de la scène.</translation>
    </message>
    <message>
      <source>Quick: one view of this scene alone, in Fast precision. Careful: eight views and all scenes, with the filtered LCZ map and the LCZ confidence; it takes eight times as long. Custom: the settings of this form. In scripts: quick, careful or custom.</source>
      <extracomment>mapcity</extracomment>
      <translation>Rapide : une vue de cette seule scène, avec la précision Rapide. Soigné : huit vues et toutes les scènes, avec la carte LCZ filtrée et la confiance LCZ ; cela prend huit fois plus de temps. Personnalisé : les réglages de ce formulaire. Dans les scripts : quick, careful ou custom.</translation>
    </message>
    <message>
      <source>The part of the scene to map, in any CRS. If not set, the whole scene is mapped.</source>
      <extracomment>mapcity</extracomment>
      <translation>La partie de la scène à cartographier, dans n’importe quel SCR. Sans indication, toute la scène est cartographiée.</translation>
    </message>
    <message>
      <source>Polygons, or a raster that is neither 0 nor nodata in the area to map. Only pixels whose centre lies inside are mapped; outside, the maps are nodata.</source>
      <extracomment>mapcity</extracomment>
      <translation>Des polygones, ou un raster ni nul ni sans donnée dans la zone à cartographier. Seuls les pixels dont le centre est à l’intérieur sont cartographiés ; en dehors, les cartes sont sans donnée.</translation>
    </message>
    <message>
      <source>A model file that you trained yourself. If not set, the model that comes with the plugin is used.</source>
      <extracomment>mapcity</extracomment>
      <translation>Un fichier de modèle que vous avez entraîné. Sans indication, le modèle fourni avec l’extension est utilisé.</translation>
    </message>
    <message>
      <source>The processor that runs the network: cpu, cuda (NVIDIA graphics card) or mps (Apple). auto takes the fastest one.</source>
      <extracomment>mapcity</extracomment>
      <translation>Le processeur qui fait tourner le réseau : cpu, cuda (carte graphique NVIDIA) ou mps (Apple). auto prend le plus rapide.</translation>
    </message>
    <message>
      <source>Side length of an LCZ cell, a multiple of 20 m. The usual scale is 100 m, because a zone describes a neighbourhood and not single buildings.</source>
      <extracomment>mapcity</extracomment>
      <translation>Côté d’une cellule LCZ, un multiple de 20 m. L’échelle habituelle est de 100 m, car une zone décrit un quartier et non des bâtiments isolés.</translation>
    </message>
    <message>
      <source>Fast computes with numbers of 16 bits on a graphics card, and on a processor that has instructions for bfloat16; the log says whether that is so. Less than one LCZ cell in a hundred then differs. In scripts: exact or fast.</source>
      <extracomment>mapcity</extracomment>
      <translation>Rapide calcule avec des nombres de 16 bits sur une carte graphique, et sur un processeur qui a des instructions pour bfloat16 ; le journal dit si c’est le cas. Moins d’une cellule LCZ sur cent diffère alors. Dans les scripts : exact ou fast.</translation>
    </message>
    <message>
      <source>Which band of the file is which Sentinel-2 band, such as B2=1 B3=2 B4=3. Only needed if the band descriptions are missing or wrong: bands that are not listed are found by description, wavelength or known order.</source>
      <extracomment>mapcity</extracomment>
      <translation>Quelle bande du fichier est quelle bande de Sentinel-2, par exemple B2=1 B3=2 B4=3. Nécessaire seulement si les descriptions des bandes manquent ou sont fausses : les bandes non citées sont trouvées par description, longueur d’onde ou ordre connu.</translation>
    </message>
    <message>
      <source>If one of the two near-infrared bands is missing, the other one is used instead, and the log warns of it.</source>
      <extracomment>mapcity</extracomment>
      <translation>Si l’une des deux bandes du proche infrarouge manque, l’autre est utilisée, et le journal en avertit.</translation>
    </message>
    <message>
      <source>Reflectance = pixel value × scale + offset. If not set, the scale is found automatically; it is 0.0001 for Sentinel-2 products.</source>
      <extracomment>mapcity</extracomment>
      <translation>Réflectance = valeur du pixel × échelle + décalage. Sans indication, l’échelle est trouvée automatiquement ; elle vaut 0.0001 pour les produits Sentinel-2.</translation>
    </message>
    <message>
      <source>Reflectance = pixel value × scale + offset. If not set, the offset is found automatically; it is -0.1 where pixel values contain the 1000 that products since baseline 04.00 add, else 0.</source>
      <extracomment>mapcity</extracomment>
      <translation>Réflectance = valeur du pixel × échelle + décalage. Sans indication, le décalage est trouvé automatiquement ; il vaut -0.1 si les valeurs contiennent les 1000 des produits depuis la baseline 04.00, sinon 0.</translation>
    </message>
    <message>
      <source>Scenes of other dates, on any grid. The maps show the mean of the probabilities of all scenes; each cell uses the scenes that have data there.</source>
      <extracomment>mapcity</extracomment>
      <translation>Des scènes d’autres dates, sur n’importe quelle grille. Les cartes montrent la moyenne des probabilités de toutes les scènes ; chaque cellule utilise les scènes qui y ont des données.</translation>
    </message>
    <message>
      <source>The probabilities are averaged over this number of rotated and mirrored views of the scene. The computing time is multiplied by the same number.</source>
      <extracomment>mapcity</extracomment>
      <translation>Les probabilités sont moyennées sur ce nombre de vues tournées et retournées de la scène. Le temps de calcul est multiplié par le même nombre.</translation>
    </message>
    <message>
      <source>Memory that the computation may use in addition to QGIS itself. Automatic: a quarter of the free memory, within limits. The maps are the same for any value.</source>
      <extracomment>mapcity</extracomment>
      <translation>Mémoire que le calcul peut utiliser en plus de QGIS. Automatique : un quart de la mémoire libre, dans certaines limites. Les cartes sont les mêmes quelle que soit la valeur.</translation>
    </message>
    <message>
      <source>The scene is processed in vertical strips of this width. Automatic: the width follows from the memory limit. The maps are the same for any value.</source>
      <extracomment>mapcity</extracomment>
      <translation>La scène est traitée en colonnes verticales de cette largeur. Automatique : la largeur découle de la limite de mémoire. Les cartes sont les mêmes quelle que soit la valeur.</translation>
    </message>
    <message>
      <source>A run that was interrupted resumes where it stopped if it is started again with the same settings. Its checkpoint lies in your cache folder. In scripts: auto, yes or no.</source>
      <extracomment>mapcity</extracomment>
      <translation>Une exécution interrompue reprend là où elle s’est arrêtée si elle est relancée avec les mêmes réglages. Son point de reprise se trouve dans votre dossier de cache. Dans les scripts : auto, yes ou no.</translation>
    </message>
    <message>
      <source>A raster of mean building heights, or building polygons with heights or floors: the built zones are refined with them, as “Refine built zones with building heights” does with its default settings, and all LCZ maps show the refined zones. Only the LCZ maps depend on it.</source>
      <extracomment>mapcity</extracomment>
      <translation>Un raster de hauteurs moyennes des bâtiments, ou des polygones de bâtiments avec des hauteurs ou des étages : les zones bâties sont affinées avec eux, comme le fait « Affiner les zones bâties avec les hauteurs des bâtiments » avec ses réglages par défaut, et toutes les cartes LCZ montrent les zones affinées. Seules les cartes LCZ en dépendent.</translation>
    </message>
    <message>
      <source>Only for model files that were trained with Sentinel-1: a raster with bands VV and VH, calibrated (sigma nought or gamma nought) and terrain-corrected, in dB or as linear intensity, on any grid, taken near the day of the scene. The log says whether the model was trained with despeckled radar. Cells without radar get no value. The model that comes with the plugin uses Sentinel-2 alone and takes no radar.</source>
      <extracomment>mapcity</extracomment>
      <translation>Seulement pour les fichiers de modèle entraînés avec Sentinel-1 : un raster avec les bandes VV et VH, calibré (sigma zéro ou gamma zéro) et corrigé du relief, en dB ou en intensité linéaire, sur une grille quelconque, pris vers le jour de la scène. Le journal dit si le modèle a été entraîné avec un radar filtré du chatoiement. Les cellules sans radar n’ont pas de valeur. Le modèle fourni avec l’extension n’utilise que Sentinel-2 et ne prend pas de radar.</translation>
    </message>
    <message>
      <source>Automatic: found by the names of the bands, their unit and their values; refused where these leave doubt. In scripts: auto, db or linear.</source>
      <extracomment>mapcity</extracomment>
      <translation>Automatique : reconnue aux noms des bandes, à leur unité et à leurs valeurs ; refusée si elles laissent un doute. Dans les scripts : auto, db ou linear.</translation>
    </message>
    <message>
      <source>Human settlement extent (HSE): percent of sealed settlement surface, 0 to 100, in cells of 20 m; nodata -9999.</source>
      <extracomment>mapcity</extracomment>
      <translation>Emprise bâtie (HSE) : pourcentage de surface bâtie imperméabilisée, 0 à 100, en cellules de 20 m ; sans donnée -9999.</translation>
    </message>
    <message>
      <source>Local climate zones (LCZ): codes 1 to 10 for the built zones and 11 to 17 for A to G; nodata 0.</source>
      <extracomment>mapcity</extracomment>
      <translation>Zones climatiques locales (LCZ) : codes 1 à 10 pour les zones bâties et 11 à 17 pour A à G ; sans donnée 0.</translation>
    </message>
    <message>
      <source>The LCZ map after a Gaussian filter, in which isolated cells take the zone that surrounds them.</source>
      <extracomment>mapcity</extracomment>
      <translation>La carte LCZ après un filtre gaussien, où les cellules isolées prennent la zone qui les entoure.</translation>
    </message>
    <message>
      <source>Probability of the zone shown in the LCZ map, in percent; nodata 255. “Style a map” fades the LCZ map by it.</source>
      <extracomment>mapcity</extracomment>
      <translation>Probabilité de la zone montrée par la carte LCZ, en pour cent ; sans donnée 255. « Styliser une carte » estompe la carte LCZ selon elle.</translation>
    </message>
    <message>
      <source>Probability of each of the seventeen zones, one band per zone; probability = stored value × 0.004.</source>
      <extracomment>mapcity</extracomment>
      <translation>Probabilité de chacune des dix-sept zones, une bande par zone ; probabilité = valeur stockée × 0,004.</translation>
    </message>
    <message>
      <source>How unlike each built cell is to all cells that the network has learned from, in percent: the share of the built cells of new places that are less unlike. From 90 on, trust the zone less and draw training areas; nodata 255, also where the LCZ map has no built zone.</source>
      <extracomment>mapcity</extracomment>
      <translation>À quel point chaque cellule bâtie diffère de toutes les cellules dont le réseau a appris, en pour cent : la part des cellules bâties de lieux nouveaux qui en diffèrent moins. À partir de 90, la zone est moins sûre : dessinez-y des zones d’entraînement ; sans données 255, également là où la carte LCZ n’a pas de zone bâtie.</translation>
    </message>
    <message>
      <source>One page with the scene, the maps, their legends and the figures of the city, as PDF or PNG.</source>
      <extracomment>mapcity</extracomment>
      <translation>Une page avec la scène, les cartes, leurs légendes et les chiffres de la ville, en PDF ou PNG.</translation>
    </message>
    <message>
      <source>Quick: one view, this scene alone</source>
      <extracomment>mapcity</extracomment>
      <translation>Rapide : une vue, cette seule scène</translation>
    </message>
    <message>
      <source>Careful: eight views, all scenes, filtered map and confidence</source>
      <extracomment>mapcity</extracomment>
      <translation>Soigné : huit vues, toutes les scènes, carte filtrée et confiance</translation>
    </message>
    <message>
      <source>Custom: the settings below</source>
      <extracomment>mapcity</extracomment>
      <translation>Personnalisé : les réglages ci-dessous</translation>
    </message>
    <message>
      <source>Exact (32 bits)</source>
      <extracomment>mapcity</extracomment>
      <translation>Exacte (32 bits)</translation>
    </message>
    <message>
      <source>Fast (16 bits where the processor has them)</source>
      <extracomment>mapcity</extracomment>
      <translation>Rapide (16 bits si le processeur les a)</translation>
    </message>
    <message>
      <source>For scenes of 25 million pixels and more</source>
      <extracomment>mapcity</extracomment>
      <translation>Pour les scènes de 25 millions de pixels et plus</translation>
    </message>
    <message>
      <source>Always</source>
      <extracomment>mapcity</extracomment>
      <translation>Toujours</translation>
    </message>
    <message>
      <source>Never</source>
      <extracomment>mapcity</extracomment>
      <translation>Jamais</translation>
    </message>
    <message>
      <source>Automatic</source>
      <extracomment>mapcity</extracomment>
      <translation>Automatique</translation>
    </message>
    <message>
      <source>dB</source>
      <extracomment>mapcity</extracomment>
      <translation>dB</translation>
    </message>
    <message>
      <source>Linear intensity</source>
      <extracomment>mapcity</extracomment>
      <translation>Intensité linéaire</translation>
    </message>
    <message>
      <source>Mean over all cells that have a value.</source>
      <extracomment>mapcity</extracomment>
      <translation>Moyenne sur toutes les cellules ayant une valeur.</translation>
    </message>
    <message>
      <source>Share of the zones 1 to 10 in the mapped area.</source>
      <extracomment>mapcity</extracomment>
      <translation>Part des zones 1 à 10 dans la zone cartographiée.</translation>
    </message>
    <message>
      <source>Share of the built cells with a novelty of 90 and more: of all cells where the novelty is mapped, else of a sample. In a typical new place it is 10.</source>
      <extracomment>mapcity</extracomment>
      <translation>Part des cellules bâties dont la nouveauté atteint 90 ou plus : de toutes les cellules si la nouveauté est cartographiée, sinon d’un échantillon. Dans un lieu nouveau typique, elle est de 10.</translation>
    </message>
    <message>
      <source>Duration of the run.</source>
      <extracomment>mapcity</extracomment>
      <translation>Durée de l’exécution.</translation>
    </message>
    <message>
      <source>The processor that ran the network.</source>
      <extracomment>mapcity</extracomment>
      <translation>Le processeur qui a fait tourner le réseau.</translation>
    </message>
    <message>
      <source>Map several years</source>
      <extracomment>mapseries</extracomment>
      <translation>Cartographier plusieurs années</translation>
    </message>
    <message>
      <source>Maps the local climate zones of several Sentinel-2 scenes of one place, given or fetched from a catalogue, so that the maps agree with each other.</source>
      <extracomment>mapseries</extracomment>
      <translation>Cartographie les zones climatiques locales de plusieurs scènes Sentinel-2 d’un lieu, données ou récupérées d’un catalogue, de sorte que les cartes concordent entre elles.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Maps the local climate zones of several scenes of one place, one or more for each year, so that the maps agree with each other, and finds when the zone of a cell has changed. Give the scenes, or have one fetched for each year.&lt;/p&gt; &lt;p&gt;To have them fetched, leave the list of scenes empty and give the first and the last year, an extent and the months of a season. For each year a cloud-free scene is composed as by “Fetch a cloud-free Sentinel-2 scene”, all on one grid. A year without usable scenes is left out and named. The log says how much will be read for all years before anything is read.&lt;/p&gt; &lt;p&gt;Each scene is mapped by the same network on the pixels of the first scene. Its probabilities are kept in a folder. Then the series is smoothed in time as by “Smooth a series of LCZ maps”.&lt;/p&gt; &lt;p&gt;Choose scenes of the same season and the same processing level, without clouds, the oldest first. Three dates and more are better than two. A part that a scene does not cover, or that is masked there, takes its zone from the other dates.&lt;/p&gt; &lt;p&gt;If the folder of the probabilities is one of your own, a run that was stopped fetches and maps only what is missing when it is started again, and so does a run to which a year was added. Scenes, model or settings that have changed are mapped again.&lt;/p&gt;</source>
      <extracomment>mapseries</extracomment>
      <translation>&lt;p&gt;Cartographie les zones climatiques locales de plusieurs scènes d’un lieu, une ou plusieurs par année, de sorte que les cartes concordent entre elles, et trouve quand la zone d’une cellule a changé. Donnez les scènes, ou faites-en récupérer une par année.&lt;/p&gt; &lt;p&gt;Pour les faire récupérer, laissez vide la liste des scènes et donnez la première et la dernière année, une étendue et les mois d’une saison. Pour chaque année, une scène sans nuages est composée comme par « Récupérer une scène Sentinel-2 sans nuages », toutes sur une même grille. Une année sans scène utilisable est laissée de côté et nommée. Le journal dit combien sera lu pour toutes les années avant toute lecture.&lt;/p&gt; &lt;p&gt;Chaque scène est cartographiée par le même réseau sur les pixels de la première scène. Ses probabilités sont conservées dans un dossier. La série est ensuite lissée dans le temps comme par « Lisser une série de cartes LCZ ».&lt;/p&gt; &lt;p&gt;Choisissez des scènes de la même saison et du même niveau de traitement, sans nuages, la plus ancienne en premier. Trois dates ou plus valent mieux que deux. Une partie qu’une scène ne couvre pas, ou qui y est masquée, reçoit sa zone des autres dates.&lt;/p&gt; &lt;p&gt;Si le dossier des probabilités est un dossier à vous, une exécution interrompue ne récupère et ne cartographie que ce qui manque lorsqu’elle est relancée, de même qu’une exécution à laquelle une année a été ajoutée. Les scènes, le modèle ou les réglages qui ont changé sont cartographiés de nouveau.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Sentinel-2 scenes, the oldest first</source>
      <extracomment>mapseries</extracomment>
      <translation>Scènes Sentinel-2, la plus ancienne en premier</translation>
    </message>
    <message>
      <source>Or fetch a scene of each year from</source>
      <extracomment>mapseries</extracomment>
      <translation>Ou récupérer une scène par année à partir de</translation>
    </message>
    <message>
      <source>To the year</source>
      <extracomment>mapseries</extracomment>
      <translation>Jusqu’à l’année</translation>
    </message>
    <message>
      <source>Or the area as polygons</source>
      <extracomment>mapseries</extracomment>
      <translation>Ou la zone sous forme de polygones</translation>
    </message>
    <message>
      <source>Months</source>
      <extracomment>mapseries</extracomment>
      <translation>Mois</translation>
    </message>
    <message>
      <source>Catalogue</source>
      <extracomment>mapseries</extracomment>
      <translation>Catalogue</translation>
    </message>
    <message>
      <source>Another catalogue</source>
      <extracomment>mapseries</extracomment>
      <translation>Autre catalogue</translation>
    </message>
    <message>
      <source>Clouds at most (percent)</source>
      <extracomment>mapseries</extracomment>
      <translation>Nuages au plus (pour cent)</translation>
    </message>
    <message>
      <source>Dates</source>
      <extracomment>mapseries</extracomment>
      <translation>Dates</translation>
    </message>
    <message>
      <source>Rate of change (percent of the cells per year)</source>
      <extracomment>mapseries</extracomment>
      <translation>Taux de changement (pour cent des cellules par an)</translation>
    </message>
    <message>
      <source>Fit the rate of change to the series</source>
      <extracomment>mapseries</extracomment>
      <translation>Ajuster le taux de changement à la série</translation>
    </message>
    <message>
      <source>Sharpness of the probabilities</source>
      <extracomment>mapseries</extracomment>
      <translation>Netteté des probabilités</translation>
    </message>
    <message>
      <source>Support by neighbours</source>
      <extracomment>mapseries</extracomment>
      <translation>Appui des voisines</translation>
    </message>
    <message>
      <source>Method</source>
      <extracomment>mapseries</extracomment>
      <translation>Méthode</translation>
    </message>
    <message>
      <source>Dates at most</source>
      <extracomment>mapseries</extracomment>
      <translation>Nombre maximal de dates</translation>
    </message>
    <message>
      <source>Masked</source>
      <extracomment>mapseries</extracomment>
      <translation>Masqué</translation>
    </message>
    <message>
      <source>Authentication</source>
      <extracomment>mapseries</extracomment>
      <translation>Authentification</translation>
    </message>
    <message>
      <source>Read more than 2 GB</source>
      <extracomment>mapseries</extracomment>
      <translation>Lire plus de 2 Go</translation>
    </message>
    <message>
      <source>Folder of the probabilities</source>
      <extracomment>mapseries</extracomment>
      <translation>Dossier des probabilités</translation>
    </message>
    <message>
      <source>Folder of the LCZ maps</source>
      <extracomment>mapseries</extracomment>
      <translation>Dossier des cartes LCZ</translation>
    </message>
    <message>
      <source>Year of change</source>
      <extracomment>mapseries</extracomment>
      <translation>Année du changement</translation>
    </message>
    <message>
      <source>Probability of change (%)</source>
      <extracomment>mapseries</extracomment>
      <translation>Probabilité de changement (%)</translation>
    </message>
    <message>
      <source>Report</source>
      <extracomment>mapseries</extracomment>
      <translation>Rapport</translation>
    </message>
    <message>
      <source>Areas (CSV)</source>
      <extracomment>mapseries</extracomment>
      <translation>Surfaces (CSV)</translation>
    </message>
    <message>
      <source>Figures (JSON)</source>
      <extracomment>mapseries</extracomment>
      <translation>Chiffres (JSON)</translation>
    </message>
    <message>
      <source>Changed (percent)</source>
      <extracomment>mapseries</extracomment>
      <translation>Changé (pour cent)</translation>
    </message>
    <message>
      <source>Natural to built (km²)</source>
      <extracomment>mapseries</extracomment>
      <translation>Naturel à bâti (km²)</translation>
    </message>
    <message>
      <source>Built to natural (km²)</source>
      <extracomment>mapseries</extracomment>
      <translation>Bâti à naturel (km²)</translation>
    </message>
    <message>
      <source>Rate used (percent of the cells per year)</source>
      <extracomment>mapseries</extracomment>
      <translation>Taux utilisé (pour cent des cellules par an)</translation>
    </message>
    <message>
      <source>Scenes mapped</source>
      <extracomment>mapseries</extracomment>
      <translation>Scènes cartographiées</translation>
    </message>
    <message>
      <source>Scenes fetched</source>
      <extracomment>mapseries</extracomment>
      <translation>Scènes récupérées</translation>
    </message>
    <message>
      <source>Years left out</source>
      <extracomment>mapseries</extracomment>
      <translation>Années laissées de côté</translation>
    </message>
    <message>
      <source>Scenes of one place in the order of time: rasters with the ten bands, or products as they were downloaded (the path of a zip file, a .SAFE folder or an MTD_*.xml file). All are mapped on the pixels of the first; the others may cover a part of it. Leave it empty to have a scene of each year fetched.</source>
      <extracomment>mapseries</extracomment>
      <translation>Scènes d’un lieu dans l’ordre du temps : rasters avec les dix bandes, ou produits tels qu’ils ont été téléchargés (le chemin d’un fichier zip, d’un dossier .SAFE ou d’un fichier MTD_*.xml). Toutes sont cartographiées sur les pixels de la première ; les autres peuvent n’en couvrir qu’une partie. Laissez-la vide pour faire récupérer une scène par année.</translation>
    </message>
    <message>
      <source>Instead of scenes: for this year and each one after it a cloud-free scene of the area is fetched from the catalogue, all on one grid. A year without usable scenes is left out, and the log says so.</source>
      <extracomment>mapseries</extracomment>
      <translation>Au lieu de scènes : pour cette année et chacune des suivantes, une scène sans nuages de la zone est récupérée du catalogue, toutes sur une même grille. Une année sans scène utilisable est laissée de côté, et le journal le dit.</translation>
    </message>
    <message>
      <source>The last year to fetch.</source>
      <extracomment>mapseries</extracomment>
      <translation>La dernière année à récupérer.</translation>
    </message>
    <message>
      <source>With scenes: the part of the first one to map; if not set, the whole scene. With years: the area to fetch. In any CRS.</source>
      <extracomment>mapseries</extracomment>
      <translation>Avec des scènes : la partie de la première à cartographier ; sans indication, toute la scène. Avec des années : la zone à récupérer. Dans n’importe quel SCR.</translation>
    </message>
    <message>
      <source>Polygons in any CRS instead of the extent. Outside them the scene is nodata.</source>
      <extracomment>mapseries</extracomment>
      <translation>Des polygones dans un SCR quelconque à la place de l’emprise. À l’extérieur, la scène est sans donnée.</translation>
    </message>
    <message>
      <source>The season of each year, such as 6-9 or 11-2 or 5, 6, 9. If not set, all months. A season over the turn of the year counts to the year in which it begins. The same season each year makes years comparable.</source>
      <extracomment>mapseries</extracomment>
      <translation>La saison de chaque année, par exemple 6-9, 11-2 ou 5, 6, 9. Sans indication, tous les mois. Une saison à cheval sur deux années compte pour l’année où elle commence. La même saison chaque année rend les années comparables.</translation>
    </message>
    <message>
      <source>Where to look for scenes. Earth Search and Planetary Computer need no account; Copernicus Data Space needs keys for its pixels, see the help page. In scripts: earthsearch, planetarycomputer or copernicus.</source>
      <extracomment>mapseries</extracomment>
      <translation>Où chercher les scènes. Earth Search et Planetary Computer ne demandent pas de compte ; Copernicus Data Space demande des clés pour ses pixels, voir la page d’aide. Dans les scripts : earthsearch, planetarycomputer ou copernicus.</translation>
    </message>
    <message>
      <source>Another catalogue instead of the chosen one: the address of a STAC API, or the address or path of a static catalogue (catalog.json).</source>
      <extracomment>mapseries</extracomment>
      <translation>Un autre catalogue à la place de celui qui est choisi : l’adresse d’une API STAC, ou l’adresse ou le chemin d’un catalogue statique (catalog.json).</translation>
    </message>
    <message>
      <source>Scenes with a larger cloud share are left out. The share is that of a whole tile of 110 km, as the catalogue gives it.</source>
      <extracomment>mapseries</extracomment>
      <translation>Les scènes avec une part de nuages plus grande sont écartées. La part est celle d’une tuile entière de 110 km, telle que le catalogue l’indique.</translation>
    </message>
    <message>
      <source>The date of each of the scenes in the same order, such as 2016-05-04, 2017-10-26; a year alone stands for its middle. If not set, the dates are taken from the tags and the names of the files.</source>
      <extracomment>mapseries</extracomment>
      <translation>La date de chaque scène dans le même ordre, par exemple 2016-05-04, 2017-10-26 ; une année seule vaut pour son milieu. Sans indication, les dates viennent des balises et des noms des fichiers.</translation>
    </message>
    <message>
      <source>How much of the area you expect to change in a year, before looking. A smaller rate asks for more evidence for each change.</source>
      <extracomment>mapseries</extracomment>
      <translation>La part de la surface dont vous attendez le changement en un an, avant d’avoir regardé. Un taux plus petit demande plus de preuves pour chaque changement.</translation>
    </message>
    <message>
      <source>The rate that makes the whole series the most probable is used instead. Use it with four dates and more: with two dates of different seasons, it takes the difference of the seasons for change.</source>
      <extracomment>mapseries</extracomment>
      <translation>Le taux qui rend toute la série la plus probable est utilisé à la place. À employer avec quatre dates ou plus : avec deux dates de saisons différentes, la différence des saisons est prise pour un changement.</translation>
    </message>
    <message>
      <source>The power to which the probabilities of each date are raised. With a larger one a difference between dates says more, and more changes are found, true and false ones. The zone on which the dates agree does not depend on it.</source>
      <extracomment>mapseries</extracomment>
      <translation>La puissance à laquelle les probabilités de chaque date sont élevées. Plus elle est grande, plus une différence entre les dates compte, et plus on trouve de changements, vrais et faux. La zone sur laquelle les dates concordent n’en dépend pas.</translation>
    </message>
    <message>
      <source>The probability that a cell was built on in the same step as its neighbours, where all of these were and have stayed so at two dates and more. 0: each cell is on its own, and less of a new district is found.</source>
      <extracomment>mapseries</extracomment>
      <translation>La probabilité qu’une cellule ait été bâtie dans la même étape que ses voisines, là où toutes l’ont été et le sont restées à deux dates ou plus. 0 : chaque cellule est seule, et l’on trouve une moindre partie d’un nouveau quartier.</translation>
    </message>
    <message>
      <source>Median: each pixel is the median of all dates on which it is clear. Clearest: the date with most clear ground in the area alone; clouded pixels are nodata. In scripts: median or clearest.</source>
      <extracomment>mapseries</extracomment>
      <translation>Médiane : chaque pixel est la médiane de toutes les dates où il est clair. Plus claire : seulement la date où la plus grande partie de la zone est claire ; les pixels nuageux sont sans donnée. Dans les scripts : median ou clearest.</translation>
    </message>
    <message>
      <source>A composite uses this number of dates, those with most clear ground in the area.</source>
      <extracomment>mapseries</extracomment>
      <translation>Une composition utilise ce nombre de dates : celles où la plus grande partie de la zone est sans nuages.</translation>
    </message>
    <message>
      <source>What is masked by the scene classification (SCL), and 20 m around it. Snow, saturated and missing pixels are always masked together with clouds. In scripts: keep, clouds or “clouds and shadows”.</source>
      <extracomment>mapseries</extracomment>
      <translation>Ce qui est masqué selon la classification de scène (SCL), et 20 m autour. La neige et les pixels saturés ou manquants sont toujours masqués avec les nuages. Dans les scripts : keep, clouds ou « clouds and shadows ».</translation>
    </message>
    <message>
      <source>An authentication configuration of QGIS for catalogues that need one. Only the catalogue's own servers see it.</source>
      <extracomment>mapseries</extracomment>
      <translation>Une configuration d’authentification de QGIS pour les catalogues qui en demandent une. Seuls les serveurs du catalogue la reçoivent.</translation>
    </message>
    <message>
      <source>The log says beforehand how much will be read. More than 2 GB before compression needs this confirmation.</source>
      <extracomment>mapseries</extracomment>
      <translation>Le journal indique à l’avance combien sera lu. Plus de 2 Go avant compression demandent cette confirmation.</translation>
    </message>
    <message>
      <source>The probabilities of each scene, called probabilities_2017-10-26.tif and so on, and the scenes fetched, scene_2017.tif. With the same folder, a stopped run is resumed, and a year is added without fetching or mapping the others again.</source>
      <extracomment>mapseries</extracomment>
      <translation>Les probabilités de chaque scène, nommées probabilities_2017-10-26.tif et ainsi de suite, et les scènes récupérées, scene_2017.tif. Avec le même dossier, une exécution interrompue reprend, et une année s’ajoute sans que les autres soient récupérées ou cartographiées de nouveau.</translation>
    </message>
    <message>
      <source>The smoothed LCZ map of each date, called lcz_2017-10-26.tif and so on. They are loaded with the period of each, so that the temporal controller plays them.</source>
      <extracomment>mapseries</extracomment>
      <translation>La carte LCZ lissée de chaque date, nommée lcz_2017-10-26.tif et ainsi de suite. Chacune est chargée avec sa période, de sorte que le contrôleur temporel les fait défiler.</translation>
    </message>
    <message>
      <source>The year of the first map that shows the new zone; nodata 0 where none changed.</source>
      <extracomment>mapseries</extracomment>
      <translation>L’année de la première carte qui montre la nouvelle zone ; nodata 0 là où aucune n’a changé.</translation>
    </message>
    <message>
      <source>The zone before the change, 1 to 17; nodata 0 where none changed.</source>
      <extracomment>mapseries</extracomment>
      <translation>La zone avant le changement, 1 à 17 ; nodata 0 là où aucune n’a changé.</translation>
    </message>
    <message>
      <source>The zone after the change, 1 to 17; nodata 0 where none changed.</source>
      <extracomment>mapseries</extracomment>
      <translation>La zone après le changement, 1 à 17 ; nodata 0 là où aucune n’a changé.</translation>
    </message>
    <message>
      <source>Probability that the zone has changed at all, percent; nodata 255.</source>
      <extracomment>mapseries</extracomment>
      <translation>Probabilité que la zone ait changé, pour cent ; nodata 255.</translation>
    </message>
    <message>
      <source>A page with the area of the zones over time, when and what changed, in one HTML file.</source>
      <extracomment>mapseries</extracomment>
      <translation>Une page avec la surface des zones au fil du temps, ce qui a changé et quand, en un fichier HTML.</translation>
    </message>
    <message>
      <source>A row for each date: the area of each zone, and what has changed since the date before.</source>
      <extracomment>mapseries</extracomment>
      <translation>Une ligne par date : la surface de chaque zone, et ce qui a changé depuis la date précédente.</translation>
    </message>
    <message>
      <source>All figures for other programs.</source>
      <extracomment>mapseries</extracomment>
      <translation>Tous les chiffres pour d’autres programmes.</translation>
    </message>
    <message>
      <source>Earth Search (Element 84)</source>
      <extracomment>mapseries</extracomment>
      <translation>Earth Search (Element 84)</translation>
    </message>
    <message>
      <source>Planetary Computer (Microsoft)</source>
      <extracomment>mapseries</extracomment>
      <translation>Planetary Computer (Microsoft)</translation>
    </message>
    <message>
      <source>Copernicus Data Space</source>
      <extracomment>mapseries</extracomment>
      <translation>Copernicus Data Space</translation>
    </message>
    <message>
      <source>Median of the clear pixels of all dates</source>
      <extracomment>mapseries</extracomment>
      <translation>Médiane des pixels clairs de toutes les dates</translation>
    </message>
    <message>
      <source>The clearest date alone</source>
      <extracomment>mapseries</extracomment>
      <translation>Seulement la date la plus claire</translation>
    </message>
    <message>
      <source>Keep all pixels</source>
      <extracomment>mapseries</extracomment>
      <translation>Garder tous les pixels</translation>
    </message>
    <message>
      <source>Remove clouds and cirrus</source>
      <extracomment>mapseries</extracomment>
      <translation>Retirer nuages et cirrus</translation>
    </message>
    <message>
      <source>Remove clouds, cirrus and cloud shadows</source>
      <extracomment>mapseries</extracomment>
      <translation>Retirer nuages, cirrus et ombres</translation>
    </message>
    <message>
      <source>Area whose zone changes in the smoothed maps, of all that has a zone.</source>
      <extracomment>mapseries</extracomment>
      <translation>Surface dont la zone change dans les cartes lissées, de toute celle qui a une zone.</translation>
    </message>
    <message>
      <source>Area that has changed so, all steps together.</source>
      <extracomment>mapseries</extracomment>
      <translation>Surface qui a changé ainsi, toutes les étapes ensemble.</translation>
    </message>
    <message>
      <source>As it was set, or as it was fitted.</source>
      <extracomment>mapseries</extracomment>
      <translation>Tel qu’il a été réglé ou ajusté.</translation>
    </message>
    <message>
      <source>The others had their probabilities in the folder already.</source>
      <extracomment>mapseries</extracomment>
      <translation>Les probabilités des autres se trouvaient déjà dans le dossier.</translation>
    </message>
    <message>
      <source>The folder held the others already. 0 where scenes were given.</source>
      <extracomment>mapseries</extracomment>
      <translation>Les autres étaient déjà dans le dossier. 0 si des scènes ont été données.</translation>
    </message>
    <message>
      <source>The years without a usable scene and why, empty where there is none: 2019: 3, of which none can be used.</source>
      <extracomment>mapseries</extracomment>
      <translation>Les années sans scène utilisable et pourquoi, vide s’il n’y en a pas : 2019: 3, of which none can be used.</translation>
    </message>
    <message>
      <source>Prepare a Sentinel-2 stack</source>
      <extracomment>preparestack</extracomment>
      <translation>Préparer une pile Sentinel-2</translation>
    </message>
    <message>
      <source>2 · Scenes</source>
      <extracomment>preparestack</extracomment>
      <translation>2 · Scènes</translation>
    </message>
    <message>
      <source>Writes the ten bands of a Sentinel-2 product, a folder of band files or single layers as one raster at 10 m.</source>
      <extracomment>preparestack</extracomment>
      <translation>Écrit les dix bandes d’un produit Sentinel-2, d’un dossier de fichiers de bandes ou de couches séparées en un raster à 10 m.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Writes the ten bands of a Sentinel-2 scene as one raster at 10 m: with their names, in one order, with one nodata value. The scene may be a product's zip file or .SAFE folder, a folder with one file per band, or layers in the project. Bands of 20 m are interpolated bilinearly without a shift. Scenes in degrees, in feet or at 20 m are resampled to 10 m.&lt;/p&gt; &lt;p&gt;The log says which band of the file was used for which band of Sentinel-2, and how pixel values become reflectance. The offset of products since January 2022 (processing baseline 04.00 and later) is found in the product's metadata and is subtracted or declared.&lt;/p&gt; &lt;p&gt;A map needs no stack: “Map settlement extent and local climate zones” reads a product directly. Make a stack to mask clouds, to keep a scene in a small file, to use it in other programs, or to map it several times without decoding JPEG 2000 again.&lt;/p&gt;</source>
      <extracomment>preparestack</extracomment>
      <translation>&lt;p&gt;Écrit les dix bandes d’une scène Sentinel-2 en un raster à 10 m : avec leurs noms, dans un ordre fixe, avec une valeur sans donnée. La scène peut être le fichier zip ou le dossier .SAFE d’un produit, un dossier avec un fichier par bande, ou des couches du projet. Les bandes de 20 m sont interpolées de façon bilinéaire, sans décalage. Les scènes en degrés, en pieds ou à 20 m sont rééchantillonnées à 10 m.&lt;/p&gt; &lt;p&gt;Le journal dit quelle bande du fichier a servi pour quelle bande de Sentinel-2, et comment les valeurs deviennent des réflectances. Le décalage des produits depuis janvier 2022 (baseline 04.00 et suivantes) est trouvé dans les métadonnées du produit, puis soustrait ou déclaré.&lt;/p&gt; &lt;p&gt;Une carte n’a pas besoin de pile : « Cartographier l’emprise bâtie et les zones climatiques locales » lit directement un produit. Faites une pile pour masquer les nuages, garder une scène dans un petit fichier, l’utiliser dans d’autres programmes, ou la cartographier plusieurs fois sans décoder à nouveau JPEG 2000.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Product (zip or MTD_*.xml)</source>
      <extracomment>preparestack</extracomment>
      <translation>Produit (zip ou MTD_*.xml)</translation>
    </message>
    <message>
      <source>Or a folder</source>
      <extracomment>preparestack</extracomment>
      <translation>Ou un dossier</translation>
    </message>
    <message>
      <source>Or layers</source>
      <extracomment>preparestack</extracomment>
      <translation>Ou des couches</translation>
    </message>
    <message>
      <source>Clouds</source>
      <extracomment>preparestack</extracomment>
      <translation>Nuages</translation>
    </message>
    <message>
      <source>Cloud mask</source>
      <extracomment>preparestack</extracomment>
      <translation>Masque de nuages</translation>
    </message>
    <message>
      <source>Output values</source>
      <extracomment>preparestack</extracomment>
      <translation>Valeurs de sortie</translation>
    </message>
    <message>
      <source>Sentinel-2 stack</source>
      <extracomment>preparestack</extracomment>
      <translation>Pile Sentinel-2</translation>
    </message>
    <message>
      <source>Valid pixels (percent)</source>
      <extracomment>preparestack</extracomment>
      <translation>Pixels valides (pour cent)</translation>
    </message>
    <message>
      <source>Clouds (percent)</source>
      <extracomment>preparestack</extracomment>
      <translation>Nuages (pour cent)</translation>
    </message>
    <message>
      <source>A Sentinel-2 product as it was downloaded: its zip file, or the MTD_*.xml file in its .SAFE folder.</source>
      <extracomment>preparestack</extracomment>
      <translation>Un produit Sentinel-2 tel que téléchargé : son fichier zip, ou le fichier MTD_*.xml de son dossier .SAFE.</translation>
    </message>
    <message>
      <source>A .SAFE folder, or a folder with one file per band (B02.jp2, T32UQD_20200223T103021_B02_10m.jp2, nir08.tif or similar names). Bands of 10 m and 20 m may lie in one folder or in subfolders.</source>
      <extracomment>preparestack</extracomment>
      <translation>Un dossier .SAFE, ou un dossier avec un fichier par bande (B02.jp2, T32UQD_20200223T103021_B02_10m.jp2, nir08.tif ou noms semblables). Les bandes de 10 m et de 20 m peuvent être dans un dossier ou dans des sous-dossiers.</translation>
    </message>
    <message>
      <source>Rasters of one scene that together contain the ten bands. Bands are found by name; the order does not matter.</source>
      <extracomment>preparestack</extracomment>
      <translation>Rasters d’une scène qui contiennent ensemble les dix bandes. Les bandes sont reconnues à leur nom ; l’ordre n’importe pas.</translation>
    </message>
    <message>
      <source>What becomes nodata according to the scene classification (SCL) of Level-2A. In scripts: keep, clouds or “clouds and shadows”.</source>
      <extracomment>preparestack</extracomment>
      <translation>Ce qui devient sans donnée d’après la classification de scène (SCL) du niveau 2A. Dans les scripts : keep, clouds ou “clouds and shadows”.</translation>
    </message>
    <message>
      <source>Polygons, or a raster: pixels whose centre lies in a polygon, or where the raster is neither 0 nor nodata, become nodata.</source>
      <extracomment>preparestack</extracomment>
      <translation>Des polygones, ou un raster : les pixels dont le centre est dans un polygone, ou là où le raster n’est ni nul ni sans donnée, deviennent sans donnée.</translation>
    </message>
    <message>
      <source>Reflectance: the values are 10000 × reflectance, and the offset of products since baseline 04.00 is subtracted. As stored: the values of the product, with scale and offset declared in the file. In scripts: reflectance or “as stored”.</source>
      <extracomment>preparestack</extracomment>
      <translation>Réflectance : les valeurs sont 10000 × réflectance, le décalage des produits depuis la baseline 04.00 étant soustrait. Telles quelles : les valeurs du produit, avec échelle et décalage déclarés dans le fichier. Dans les scripts : reflectance ou “as stored”.</translation>
    </message>
    <message>
      <source>The bands B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 at 10 m with their names, nodata 0. A GeoTIFF, or a VRT if the name ends in .vrt: a VRT copies no pixels, so the files of the scene must stay where they are.</source>
      <extracomment>preparestack</extracomment>
      <translation>Les bandes B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 à 10 m avec leurs noms, sans donnée 0. Un GeoTIFF, ou un VRT si le nom finit par .vrt : un VRT ne copie pas de pixels, les fichiers de la scène doivent donc rester en place.</translation>
    </message>
    <message>
      <source>Reflectance × 10000, offset subtracted</source>
      <extracomment>preparestack</extracomment>
      <translation>Réflectance × 10000, décalage soustrait</translation>
    </message>
    <message>
      <source>As stored in the product</source>
      <extracomment>preparestack</extracomment>
      <translation>Telles que dans le produit</translation>
    </message>
    <message>
      <source>Share of all pixels; not available for a VRT.</source>
      <extracomment>preparestack</extracomment>
      <translation>Part de tous les pixels ; indisponible pour un VRT.</translation>
    </message>
    <message>
      <source>Share of all pixels that became nodata because of clouds.</source>
      <extracomment>preparestack</extracomment>
      <translation>Part de tous les pixels devenus sans donnée à cause des nuages.</translation>
    </message>
    <message>
      <source>Fetch a cloud-free Sentinel-2 scene</source>
      <extracomment>fetchscene</extracomment>
      <translation>Récupérer une scène Sentinel-2 sans nuages</translation>
    </message>
    <message>
      <source>Finds Sentinel-2 scenes of an area in a STAC catalogue and composes one cloud-free scene from them.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Trouve les scènes Sentinel-2 d’une zone dans un catalogue STAC et en compose une scène sans nuages.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Finds the Sentinel-2 Level-2A scenes of an area and a period in a STAC catalogue and composes one cloud-free scene from them: ten bands at 10 m, ready for “Map settlement extent and local climate zones”. Only the pixels of the area are read, not whole products.&lt;/p&gt; &lt;p&gt;Clouds, their shadows, cirrus, snow, saturated and missing pixels are masked by the scene classification (SCL) and 20 m around it. Each pixel of the composite is the median of the dates on which it is clear. Scenes may come from several tiles and UTM zones, and may differ in the offset of processing baseline 04.00: the offset is found for each scene and subtracted.&lt;/p&gt; &lt;p&gt;The log says how much will be read before anything is read, which scenes were used, and whose data they are. A scene that cannot be read is left out and named.&lt;/p&gt;</source>
      <extracomment>fetchscene</extracomment>
      <translation>&lt;p&gt;Trouve les scènes Sentinel-2 de niveau 2A d’une zone et d’une période dans un catalogue STAC et en compose une scène sans nuages : dix bandes à 10 m, prêtes pour « Cartographier l’emprise bâtie et les zones climatiques locales ». Seuls les pixels de la zone sont lus, pas des produits entiers.&lt;/p&gt; &lt;p&gt;Les nuages, leurs ombres, les cirrus, la neige et les pixels saturés ou manquants sont masqués selon la classification de scène (SCL), et 20 m autour. Chaque pixel de la composition est la médiane des dates où il est clair. Les scènes peuvent provenir de plusieurs tuiles et zones UTM et différer par le décalage de la baseline de traitement 04.00 : le décalage est déterminé pour chaque scène et soustrait.&lt;/p&gt; &lt;p&gt;Le journal indique combien sera lu avant toute lecture, quelles scènes ont été utilisées et à qui sont les données. Une scène qui ne peut pas être lue est écartée et nommée.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>First day</source>
      <extracomment>fetchscene</extracomment>
      <translation>Premier jour</translation>
    </message>
    <message>
      <source>Last day</source>
      <extracomment>fetchscene</extracomment>
      <translation>Dernier jour</translation>
    </message>
    <message>
      <source>Scenes found</source>
      <extracomment>fetchscene</extracomment>
      <translation>Scènes trouvées</translation>
    </message>
    <message>
      <source>Day</source>
      <extracomment>fetchscene</extracomment>
      <translation>Jour</translation>
    </message>
    <message>
      <source>Dates used</source>
      <extracomment>fetchscene</extracomment>
      <translation>Dates utilisées</translation>
    </message>
    <message>
      <source>The first day of the period.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Le premier jour de la période.</translation>
    </message>
    <message>
      <source>The last day of the period.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Le dernier jour de la période.</translation>
    </message>
    <message>
      <source>The area to fetch, in any CRS: draw it, or choose “Use Current Map Canvas Extent”. The scene has 10 m pixels in the UTM zone of the area.</source>
      <extracomment>fetchscene</extracomment>
      <translation>La zone à récupérer, dans un SCR quelconque : dessinez-la ou choisissez l’emprise du canevas. La scène a des pixels de 10 m dans la zone UTM du lieu.</translation>
    </message>
    <message>
      <source>A season within the period, such as 6-9 or 11-2 or 5, 6, 9. If not set, all months.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Une saison dans la période, par exemple 6-9, 11-2 ou 5, 6, 9. Sans indication, tous les mois.</translation>
    </message>
    <message>
      <source>The bands B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 at 10 m as 10000 × reflectance, nodata 0. The offset of each scene is subtracted; days, scenes and terms are in the tags.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Les bandes B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 à 10 m en 10000 × réflectance, sans donnée 0. Le décalage de chaque scène est soustrait ; les jours, les scènes et les conditions d’utilisation figurent dans les étiquettes.</translation>
    </message>
    <message>
      <source>The outline of each scene found with its date, its cloud share, the clear share of the area, and whether it was used or why not.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Le contour de chaque scène trouvée avec sa date, sa part de nuages, la part claire de la zone, et si elle a été utilisée ou pourquoi non.</translation>
    </message>
    <message>
      <source>The day in the middle of those used: 2023-07-01.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Le jour au milieu de ceux utilisés : 2023-07-01.</translation>
    </message>
    <message>
      <source>The number of dates in the scene.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Le nombre de dates dans la scène.</translation>
    </message>
    <message>
      <source>Share of the area that has a value.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Part de la zone qui a une valeur.</translation>
    </message>
    <message>
      <source>Assess an LCZ map</source>
      <extracomment>assesslcz</extracomment>
      <translation>Évaluer une carte LCZ</translation>
    </message>
    <message>
      <source>4 · Accuracy and change</source>
      <extracomment>assesslcz</extracomment>
      <translation>4 · Exactitude et changement</translation>
    </message>
    <message>
      <source>Assesses a map of local climate zones against polygons or another map, with intervals and a report.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Évalue une carte de zones climatiques locales d’après des polygones ou une autre carte, avec des intervalles de confiance et un rapport.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compares a map of local climate zones with a reference, polygons or another map, and says how far it can be trusted: overall accuracy, the same for the built zones alone (OA_u), for built against natural (OA_bu) and with like zones counted in part (OA_w), kappa, and for each zone producer's accuracy, user's accuracy and F1.&lt;/p&gt; &lt;p&gt;Polygons may come from any vector layer, or from a KML or KMZ file as WUDAPT's template makes it: where every folder is named after a zone the folders count, else the names of the placemarks. A cell belongs to a polygon when its centre lies inside. A reference raster may have any grid, CRS and codes; it is brought to the cells of the map.&lt;/p&gt; &lt;p&gt;Each figure comes with its 95 % interval. Cells of one polygon resemble each other, so whole polygons are drawn with replacement, as many of each zone as there are, a thousand times (bootstrap); of a reference raster, square blocks. The result is the same at every run.&lt;/p&gt; &lt;p&gt;Do not assess a map with the polygons that it was made with.&lt;/p&gt;</source>
      <extracomment>assesslcz</extracomment>
      <translation>&lt;p&gt;Compare une carte de zones climatiques locales à une référence, des polygones ou une autre carte, et dit jusqu’où on peut s’y fier : exactitude globale, la même pour les seules zones bâties (OA_u), pour bâti contre naturel (OA_bu) et avec les zones semblables comptées en partie (OA_w), kappa, et pour chaque zone exactitude du producteur, exactitude de l’utilisateur et F1.&lt;/p&gt; &lt;p&gt;Les polygones peuvent venir de toute couche vecteur, ou d’un fichier KML ou KMZ tel que le modèle de WUDAPT le produit : si chaque dossier porte le nom d’une zone, les dossiers comptent, sinon les noms des repères. Une cellule appartient à un polygone si son centre s’y trouve. Un raster de référence peut avoir n’importe quels grille, SCR et codes ; il est ramené aux cellules de la carte.&lt;/p&gt; &lt;p&gt;Chaque chiffre est donné avec son intervalle à 95 %. Les cellules d’un polygone se ressemblent ; on tire donc mille fois des polygones entiers avec remise, autant de chaque zone qu’il y en a (bootstrap) ; pour un raster de référence, des blocs carrés. Le résultat est le même à chaque exécution.&lt;/p&gt; &lt;p&gt;N’évaluez pas une carte avec les polygones qui ont servi à la faire.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Reference</source>
      <extracomment>assesslcz</extracomment>
      <translation>Référence</translation>
    </message>
    <message>
      <source>Field with the zone</source>
      <extracomment>assesslcz</extracomment>
      <translation>Champ avec la zone</translation>
    </message>
    <message>
      <source>Confidence of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation>Confiance de la carte</translation>
    </message>
    <message>
      <source>Band of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation>Bande de la carte</translation>
    </message>
    <message>
      <source>Codes of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation>Codes de la carte</translation>
    </message>
    <message>
      <source>Codes of a reference raster</source>
      <extracomment>assesslcz</extracomment>
      <translation>Codes d’un raster de référence</translation>
    </message>
    <message>
      <source>Bootstrap block size (metres)</source>
      <extracomment>assesslcz</extracomment>
      <translation>Taille des blocs du bootstrap (mètres)</translation>
    </message>
    <message>
      <source>Also figures of groups of zones</source>
      <extracomment>assesslcz</extracomment>
      <translation>Aussi les chiffres de groupes de zones</translation>
    </message>
    <message>
      <source>Zones (CSV)</source>
      <extracomment>assesslcz</extracomment>
      <translation>Zones (CSV)</translation>
    </message>
    <message>
      <source>Confusion matrix (CSV)</source>
      <extracomment>assesslcz</extracomment>
      <translation>Matrice de confusion (CSV)</translation>
    </message>
    <message>
      <source>Overall accuracy</source>
      <extracomment>assesslcz</extracomment>
      <translation>Exactitude globale</translation>
    </message>
    <message>
      <source>OA_u, built zones only</source>
      <extracomment>assesslcz</extracomment>
      <translation>OA_u, zones bâties seules</translation>
    </message>
    <message>
      <source>OA_bu, built against natural</source>
      <extracomment>assesslcz</extracomment>
      <translation>OA_bu, bâti contre naturel</translation>
    </message>
    <message>
      <source>OA_w, similar zones in part</source>
      <extracomment>assesslcz</extracomment>
      <translation>OA_w, zones semblables en partie</translation>
    </message>
    <message>
      <source>Kappa</source>
      <extracomment>assesslcz</extracomment>
      <translation>Kappa</translation>
    </message>
    <message>
      <source>Mean F1</source>
      <extracomment>assesslcz</extracomment>
      <translation>F1 moyen</translation>
    </message>
    <message>
      <source>Cells compared</source>
      <extracomment>assesslcz</extracomment>
      <translation>Cellules comparées</translation>
    </message>
    <message>
      <source>A raster of local climate zones in any of the field's codes.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Un raster de zones climatiques locales dans l’un des codes usuels.</translation>
    </message>
    <message>
      <source>Needed: polygons that say their zone (training areas; a KML or KMZ file is read with all of its folders), points, of which each counts as its cell, or another LCZ raster of any grid and in any codes.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Nécessaire : des polygones qui disent leur zone (zones d’entraînement ; un fichier KML ou KMZ est lu avec tous ses dossiers), des points, dont chacun compte pour sa cellule, ou un autre raster LCZ de n’importe quelle grille et dans n’importe quels codes.</translation>
    </message>
    <message>
      <source>Of the polygons: 3, A, LCZ A, 101 and the like are understood. Empty finds it: a field called lcz, class or the like, in KML the folders or else the names of the placemarks.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Des polygones : 3, A, LCZ A, 101 et semblables sont compris. Vide, il est trouvé : un champ nommé lcz, class ou semblable, en KML les dossiers ou sinon les noms des repères.</translation>
    </message>
    <message>
      <source>How sure the map is, on its own cells, for a reliability curve: the LCZ confidence or the LCZ probabilities of the run that made it, or a raster of one band in percent.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Le degré de certitude de la carte, sur ses propres cellules, pour un diagramme de fiabilité : la confiance LCZ ou les probabilités LCZ de l’exécution qui l’a faite, ou un raster d’une bande en pour cent.</translation>
    </message>
    <message>
      <source>Empty takes lczFilter or lcz by name, else the only band.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Vide, lczFilter ou lcz est pris d’après le nom, sinon la seule bande.</translation>
    </message>
    <message>
      <source>Which numbers stand for which zones. By default this is recognised from all values of the raster, and the log says what was found. In scripts: auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis or from0.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Quels nombres désignent quelles zones. Par défaut, ceci est reconnu à toutes les valeurs du raster, et le journal dit ce qui a été trouvé. Dans les scripts : auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis ou from0.</translation>
    </message>
    <message>
      <source>The same for the reference, where it is a raster; attributes of polygons are always recognised.</source>
      <extracomment>assesslcz</extracomment>
      <translation>De même pour la référence, si elle est un raster ; les attributs des polygones sont toujours reconnus.</translation>
    </message>
    <message>
      <source>The 95 % intervals come from a bootstrap: whole polygons are drawn again, or, where the reference is a raster, square blocks of this side, as cells nearer than that resemble each other.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Les intervalles à 95 % viennent d’un bootstrap : des polygones entiers sont retirés au sort ou, si la référence est un raster, des blocs carrés de ce côté, car des cellules plus proches se ressemblent.</translation>
    </message>
    <message>
      <source>Report and JSON also have accuracies with the zones merged to nine groups: compact, open, lightweight, large and industry, sparsely built, trees, low vegetation, bare ground, water. They stand beside the figures of the seventeen zones.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Le rapport et le JSON donnent aussi les exactitudes avec les zones réunies en neuf groupes : compact, ouvert, léger, grands bâtiments et industrie, bâti épars, arbres, végétation basse, sol nu, eau. Elles s’ajoutent aux chiffres des dix-sept zones.</translation>
    </message>
    <message>
      <source>A page with figures, charts and the confusion matrix, in one HTML file.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Une page avec les chiffres, les graphiques et la matrice de confusion, en un fichier HTML.</translation>
    </message>
    <message>
      <source>A row for each zone: accuracies, F1 and intervals.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Une ligne par zone : exactitudes, F1 et intervalles.</translation>
    </message>
    <message>
      <source>Cells: a row for each reference zone.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Cellules : une ligne par zone de la référence.</translation>
    </message>
    <message>
      <source>Recognise from the values</source>
      <extracomment>assesslcz</extracomment>
      <translation>Reconnaître aux valeurs</translation>
    </message>
    <message>
      <source>LCZ Generator and this plugin (1-17)</source>
      <extracomment>assesslcz</extracomment>
      <translation>LCZ Generator et cette extension (1-17)</translation>
    </message>
    <message>
      <source>UMEP, GeoClimate, SAGA (1-10, 101-107)</source>
      <extracomment>assesslcz</extracomment>
      <translation>UMEP, GeoClimate, SAGA (1-10, 101-107)</translation>
    </message>
    <message>
      <source>WRF up to 4.4, urban categories only (31-41)</source>
      <extracomment>assesslcz</extracomment>
      <translation>WRF jusqu’à 4.4, catégories urbaines seules (31-41)</translation>
    </message>
    <message>
      <source>WRF from 4.5, urban categories only (51-61)</source>
      <extracomment>assesslcz</extracomment>
      <translation>WRF à partir de 4.5, catégories urbaines seules (51-61)</translation>
    </message>
    <message>
      <source>WRF up to 4.4 with MODIS land use (31-41)</source>
      <extracomment>assesslcz</extracomment>
      <translation>WRF jusqu’à 4.4 avec occupation du sol MODIS (31-41)</translation>
    </message>
    <message>
      <source>WRF from 4.5 with MODIS land use (51-61)</source>
      <extracomment>assesslcz</extracomment>
      <translation>WRF à partir de 4.5 avec occupation du sol MODIS (51-61)</translation>
    </message>
    <message>
      <source>One less than the zone (0-16)</source>
      <extracomment>assesslcz</extracomment>
      <translation>Un de moins que la zone (0-16)</translation>
    </message>
    <message>
      <source>Share of cells that have the reference's zone, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Part des cellules qui ont la zone de la référence, de 0 à 1.</translation>
    </message>
    <message>
      <source>Overall accuracy among the cells that are built in both, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Exactitude globale parmi les cellules bâties dans les deux, de 0 à 1.</translation>
    </message>
    <message>
      <source>Share on the right side of built against natural, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Part du bon côté entre bâti et naturel, de 0 à 1.</translation>
    </message>
    <message>
      <source>Agreement in which a similar zone counts in part, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Accord où une zone semblable compte en partie, de 0 à 1.</translation>
    </message>
    <message>
      <source>Cohen's kappa, agreement beyond chance, -1 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Kappa de Cohen, accord au-delà du hasard, de -1 à 1.</translation>
    </message>
    <message>
      <source>Mean over the zones that occur in map or reference, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Moyenne sur les zones présentes dans la carte ou la référence, de 0 à 1.</translation>
    </message>
    <message>
      <source>Cells with a zone in both.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Cellules ayant une zone dans les deux.</translation>
    </message>
    <message>
      <source>Assess an HSE map</source>
      <extracomment>assesshse</extracomment>
      <translation>Évaluer une carte HSE</translation>
    </message>
    <message>
      <source>Assesses a map of settlement extent against any other map of settlement or imperviousness.</source>
      <extracomment>assesshse</extracomment>
      <translation>Évalue une carte d’emprise bâtie d’après toute autre carte d’emprise bâtie ou d’imperméabilité.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compares a map of settlement or imperviousness with another one of any grid and CRS: mean absolute error, root mean squared error, bias, R2 and correlation, and after a threshold F1 and intersection over union, so that a mask of built-up land can be the reference as well.&lt;/p&gt; &lt;p&gt;The finer of the two is averaged by area to the cells of the coarser; a cell counts where at least half of it has a value in both. Percent, fractions and masks are told apart by all of the values, and the log says what was found. In whole-number layers of percent, 253 to 255 are taken for no data, as Copernicus has them.&lt;/p&gt; &lt;p&gt;With an LCZ map the same figures come zone by zone.&lt;/p&gt;</source>
      <extracomment>assesshse</extracomment>
      <translation>&lt;p&gt;Compare une carte d’emprise bâtie ou d’imperméabilité à une autre de n’importe quels grille et SCR : erreur absolue moyenne, racine de l’erreur quadratique moyenne, biais, R2 et corrélation, et après un seuil F1 et intersection sur union, de sorte qu’un masque de terrain bâti peut aussi servir de référence.&lt;/p&gt; &lt;p&gt;La plus fine des deux est moyennée par surface aux cellules de la plus grossière ; une cellule compte si au moins la moitié a une valeur dans les deux. Pour cent, fractions et masques sont distingués à toutes les valeurs, et le journal dit ce qui a été trouvé. Dans les couches de pour cent en nombres entiers, 253 à 255 valent sans donnée, comme chez Copernicus.&lt;/p&gt; &lt;p&gt;Avec une carte LCZ, les mêmes chiffres sont donnés zone par zone.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>HSE map</source>
      <extracomment>assesshse</extracomment>
      <translation>Carte HSE</translation>
    </message>
    <message>
      <source>Reference units</source>
      <extracomment>assesshse</extracomment>
      <translation>Unité de la référence</translation>
    </message>
    <message>
      <source>Settlement threshold (percent)</source>
      <extracomment>assesshse</extracomment>
      <translation>Seuil d’emprise bâtie (pour cent)</translation>
    </message>
    <message>
      <source>Band of the reference</source>
      <extracomment>assesshse</extracomment>
      <translation>Bande de la référence</translation>
    </message>
    <message>
      <source>Figures (CSV)</source>
      <extracomment>assesshse</extracomment>
      <translation>Chiffres (CSV)</translation>
    </message>
    <message>
      <source>HSE error (percentage points)</source>
      <extracomment>assesshse</extracomment>
      <translation>Erreur de HSE (points de pourcentage)</translation>
    </message>
    <message>
      <source>Mean absolute error</source>
      <extracomment>assesshse</extracomment>
      <translation>Erreur absolue moyenne</translation>
    </message>
    <message>
      <source>Root mean squared error</source>
      <extracomment>assesshse</extracomment>
      <translation>Racine de l’erreur quadratique moyenne</translation>
    </message>
    <message>
      <source>Bias</source>
      <extracomment>assesshse</extracomment>
      <translation>Biais</translation>
    </message>
    <message>
      <source>R2, variance explained</source>
      <extracomment>assesshse</extracomment>
      <translation>R2, variance expliquée</translation>
    </message>
    <message>
      <source>Pearson's correlation</source>
      <extracomment>assesshse</extracomment>
      <translation>Corrélation de Pearson</translation>
    </message>
    <message>
      <source>F1 of settlement</source>
      <extracomment>assesshse</extracomment>
      <translation>F1 de l’emprise bâtie</translation>
    </message>
    <message>
      <source>Intersection over union</source>
      <extracomment>assesshse</extracomment>
      <translation>Intersection sur union</translation>
    </message>
    <message>
      <source>A raster of settlement or imperviousness, in percent, from 0 to 1, or a mask.</source>
      <extracomment>assesshse</extracomment>
      <translation>Un raster d’emprise bâtie ou d’imperméabilité, en pour cent, de 0 à 1, ou un masque.</translation>
    </message>
    <message>
      <source>Another such raster, of any grid and CRS. The finer of the two is averaged to the cells of the coarser.</source>
      <extracomment>assesshse</extracomment>
      <translation>Un autre raster de ce type, de n’importe quels grille et SCR. Le plus fin des deux est moyenné aux cellules du plus grossier.</translation>
    </message>
    <message>
      <source>percent: 0 to 100; fraction: 0 to 1; binary: 0 and any other number, for layers of built or not; auto finds it out from all of the values.</source>
      <extracomment>assesshse</extracomment>
      <translation>percent : 0 à 100 ; fraction : 0 à 1 ; binary : 0 et tout autre nombre, pour les couches de bâti ou non ; auto le reconnaît à toutes les valeurs.</translation>
    </message>
    <message>
      <source>A cell at or above it counts as settlement for F1 and IoU.</source>
      <extracomment>assesshse</extracomment>
      <translation>À partir de cette valeur, une cellule compte comme emprise bâtie pour F1 et IoU.</translation>
    </message>
    <message>
      <source>A map of local climate zones, for the same figures zone by zone.</source>
      <extracomment>assesshse</extracomment>
      <translation>Une carte de zones climatiques locales, pour les mêmes chiffres zone par zone.</translation>
    </message>
    <message>
      <source>The band with the settlement; empty takes the first.</source>
      <extracomment>assesshse</extracomment>
      <translation>La bande avec l’emprise bâtie ; vide, la première est prise.</translation>
    </message>
    <message>
      <source>A page with figures, a density plot and tables, in one HTML file.</source>
      <extracomment>assesshse</extracomment>
      <translation>Une page avec les chiffres, un graphique de densité et des tableaux, en un fichier HTML.</translation>
    </message>
    <message>
      <source>A row for the whole map and one for each zone.</source>
      <extracomment>assesshse</extracomment>
      <translation>Une ligne pour la carte entière et une par zone.</translation>
    </message>
    <message>
      <source>Map minus reference in percentage points, on the cells compared; nodata -9999.</source>
      <extracomment>assesshse</extracomment>
      <translation>Carte moins référence en points de pourcentage, sur les cellules comparées ; sans donnée -9999.</translation>
    </message>
    <message>
      <source>Percentage points.</source>
      <extracomment>assesshse</extracomment>
      <translation>Points de pourcentage.</translation>
    </message>
    <message>
      <source>Mean of map minus reference, percentage points.</source>
      <extracomment>assesshse</extracomment>
      <translation>Moyenne de carte moins référence, points de pourcentage.</translation>
    </message>
    <message>
      <source>Share of the reference's variance that the map explains, at most 1.</source>
      <extracomment>assesshse</extracomment>
      <translation>Part de la variance de la référence que la carte explique, au plus 1.</translation>
    </message>
    <message>
      <source>-1 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation>De -1 à 1.</translation>
    </message>
    <message>
      <source>After the threshold, 0 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation>Après le seuil, de 0 à 1.</translation>
    </message>
    <message>
      <source>Of settlement after the threshold, 0 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation>De l’emprise bâtie après le seuil, de 0 à 1.</translation>
    </message>
    <message>
      <source>Cells with a value in both.</source>
      <extracomment>assesshse</extracomment>
      <translation>Cellules ayant une valeur dans les deux.</translation>
    </message>
    <message>
      <source>Compare two dates</source>
      <extracomment>comparedates</extracomment>
      <translation>Comparer deux dates</translation>
    </message>
    <message>
      <source>Compares two maps of local climate zones of one place and finds where the zone has probably changed.</source>
      <extracomment>comparedates</extracomment>
      <translation>Compare deux cartes de zones climatiques locales d’un lieu et trouve où la zone a probablement changé.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compares two maps of local climate zones of one place: which zone became which, on how much land, and how probable the change is.&lt;/p&gt; &lt;p&gt;Two maps of an unchanged town differ wherever one of them errs, and most errors take a zone for one like it. With the probabilities of both dates (the output “LCZ probabilities” of the two runs), the probability of change of each cell decides: a doubt that both dates share is no change. Cells whose zone is another and whose probability of change reaches the minimum count as substantial change.&lt;/p&gt; &lt;p&gt;Without probabilities, each difference is weighed with how unlike the two zones are: open low-rise and open midrise differ by 8 %, compact high-rise and water by 100 %. Differences from the minimum zone dissimilarity on count as substantial; this is a rule of thumb and says nothing about doubt.&lt;/p&gt; &lt;p&gt;Clouds, seasons and bare or flooded fields make large differences in both cases. The later map may have another grid, CRS or codes; it is brought to the cells of the earlier one.&lt;/p&gt;</source>
      <extracomment>comparedates</extracomment>
      <translation>&lt;p&gt;Compare deux cartes de zones climatiques locales d’un lieu : quelle zone est devenue laquelle, sur quelle surface, et avec quelle probabilité.&lt;/p&gt; &lt;p&gt;Deux cartes d’une ville inchangée diffèrent partout où l’une des deux se trompe, et la plupart des erreurs prennent une zone pour une zone semblable. Avec les probabilités des deux dates (la sortie « Probabilités LCZ » des deux exécutions), la probabilité de changement de chaque cellule décide : un doute que les deux dates partagent n’est pas un changement. Les cellules dont la zone est autre et dont la probabilité de changement atteint le minimum comptent comme changement important.&lt;/p&gt; &lt;p&gt;Sans probabilités, chaque différence est pondérée par la dissemblance des deux zones : bâti ouvert bas et bâti ouvert de hauteur moyenne diffèrent de 8 %, tours compactes et eau de 100 %. Les différences à partir de la dissemblance minimale comptent comme importantes ; c’est une règle empirique qui ne dit rien du doute.&lt;/p&gt; &lt;p&gt;Nuages, saisons et champs nus ou inondés produisent de grandes différences dans les deux cas. La carte ultérieure peut avoir une autre grille, un autre SCR ou d’autres codes ; elle est ramenée aux cellules de la carte antérieure.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Earlier LCZ map</source>
      <extracomment>comparedates</extracomment>
      <translation>Carte LCZ antérieure</translation>
    </message>
    <message>
      <source>Later LCZ map</source>
      <extracomment>comparedates</extracomment>
      <translation>Carte LCZ ultérieure</translation>
    </message>
    <message>
      <source>Probabilities of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation>Probabilités de la carte antérieure</translation>
    </message>
    <message>
      <source>Probabilities of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation>Probabilités de la carte ultérieure</translation>
    </message>
    <message>
      <source>Minimum probability of change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Probabilité minimale de changement (pour cent)</translation>
    </message>
    <message>
      <source>Minimum zone dissimilarity (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Dissemblance minimale des zones (pour cent)</translation>
    </message>
    <message>
      <source>Expected change (percent of the area)</source>
      <extracomment>comparedates</extracomment>
      <translation>Changement attendu (pour cent de la surface)</translation>
    </message>
    <message>
      <source>Band of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation>Bande de la carte antérieure</translation>
    </message>
    <message>
      <source>Band of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation>Bande de la carte ultérieure</translation>
    </message>
    <message>
      <source>Codes of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation>Codes de la carte antérieure</translation>
    </message>
    <message>
      <source>Codes of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation>Codes de la carte ultérieure</translation>
    </message>
    <message>
      <source>LCZ change (difference, %)</source>
      <extracomment>comparedates</extracomment>
      <translation>Changement de LCZ (différence, %)</translation>
    </message>
    <message>
      <source>LCZ before and after (100 x before + after)</source>
      <extracomment>comparedates</extracomment>
      <translation>LCZ avant et après (100 x avant + après)</translation>
    </message>
    <message>
      <source>Changes (CSV)</source>
      <extracomment>comparedates</extracomment>
      <translation>Changements (CSV)</translation>
    </message>
    <message>
      <source>Another zone (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Autre zone (pour cent)</translation>
    </message>
    <message>
      <source>Substantial change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Changement important (pour cent)</translation>
    </message>
    <message>
      <source>Mean probability of change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Probabilité moyenne de changement (pour cent)</translation>
    </message>
    <message>
      <source>Mean dissimilarity (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Dissemblance moyenne (pour cent)</translation>
    </message>
    <message>
      <source>A raster of local climate zones in any of the field's codes. The comparison is made on its cells.</source>
      <extracomment>comparedates</extracomment>
      <translation>Un raster de zones climatiques locales dans l’un des codes usuels. La comparaison se fait sur ses cellules.</translation>
    </message>
    <message>
      <source>Another one, of any grid and in any codes.</source>
      <extracomment>comparedates</extracomment>
      <translation>Un autre, de n’importe quelle grille et dans n’importe quels codes.</translation>
    </message>
    <message>
      <source>The LCZ probabilities of the run that made the earlier map, or its LCZ confidence, which says less. With those of both maps the probability of change decides what has changed.</source>
      <extracomment>comparedates</extracomment>
      <translation>Les probabilités LCZ de l’exécution qui a fait la carte antérieure, ou sa confiance LCZ, qui dit moins. Avec celles des deux cartes, la probabilité de changement décide de ce qui a changé.</translation>
    </message>
    <message>
      <source>The LCZ probabilities of the run that made the later map, or its LCZ confidence, which says less. With those of both maps the probability of change decides what has changed.</source>
      <extracomment>comparedates</extracomment>
      <translation>Les probabilités LCZ de l’exécution qui a fait la carte ultérieure, ou sa confiance LCZ, qui dit moins. Avec celles des deux cartes, la probabilité de changement décide de ce qui a changé.</translation>
    </message>
    <message>
      <source>With probabilities: from here on a cell whose zone is another counts as substantial change.</source>
      <extracomment>comparedates</extracomment>
      <translation>Avec les probabilités : à partir de cette valeur, une cellule dont la zone est autre compte comme changement important.</translation>
    </message>
    <message>
      <source>Without probabilities: from here on two zones are so unlike that a difference counts as substantial change. Open low-rise and open midrise differ by 8 %, low plants and open low-rise by 42 %, compact high-rise and water by 100 %.</source>
      <extracomment>comparedates</extracomment>
      <translation>Sans probabilités : à partir de cette valeur, deux zones sont si dissemblables qu’une différence compte comme changement important. Bâti ouvert bas et bâti ouvert de hauteur moyenne diffèrent de 8 %, végétation basse et bâti ouvert bas de 42 %, tours compactes et eau de 100 %.</translation>
    </message>
    <message>
      <source>With probabilities: how much of the area you expect to have changed, before looking. A larger share makes each change more probable.</source>
      <extracomment>comparedates</extracomment>
      <translation>Avec les probabilités : quelle part de la surface vous pensez avoir changé, avant de regarder. Une part plus grande rend chaque changement plus probable.</translation>
    </message>
    <message>
      <source>How unlike the zones before and after are, in percent; 0 where nothing changed, nodata 255.</source>
      <extracomment>comparedates</extracomment>
      <translation>La dissemblance des zones avant et après, en pour cent ; 0 où rien n’a changé, sans donnée 255.</translation>
    </message>
    <message>
      <source>With probabilities: that the zone has changed, percent; nodata 255.</source>
      <extracomment>comparedates</extracomment>
      <translation>Avec les probabilités : que la zone a changé, en pour cent ; sans donnée 255.</translation>
    </message>
    <message>
      <source>100 x zone before + zone after, such as 1406 for D to 6; nodata 0.</source>
      <extracomment>comparedates</extracomment>
      <translation>100 x zone avant + zone après, par exemple 1406 pour D vers 6 ; sans donnée 0.</translation>
    </message>
    <message>
      <source>A page with figures, a Sankey diagram, the largest changes and the matrix, in one HTML file.</source>
      <extracomment>comparedates</extracomment>
      <translation>Une page avec les chiffres, un diagramme de Sankey, les plus grands changements et la matrice, en un fichier HTML.</translation>
    </message>
    <message>
      <source>A row for each pair of zones: cells, area, difference.</source>
      <extracomment>comparedates</extracomment>
      <translation>Une ligne par paire de zones : cellules, surface, différence.</translation>
    </message>
    <message>
      <source>Share of the area whose zone is another, doubt included.</source>
      <extracomment>comparedates</extracomment>
      <translation>Part de la surface dont la zone est autre, doute compris.</translation>
    </message>
    <message>
      <source>Share of the area that has probably changed; without probabilities, share of unlike zones.</source>
      <extracomment>comparedates</extracomment>
      <translation>Part de la surface qui a probablement changé ; sans probabilités, part des zones dissemblables.</translation>
    </message>
    <message>
      <source>Expected share of the area that has changed; only with probabilities.</source>
      <extracomment>comparedates</extracomment>
      <translation>Part attendue de la surface qui a changé ; seulement avec les probabilités.</translation>
    </message>
    <message>
      <source>Of the zones before and after, over the area.</source>
      <extracomment>comparedates</extracomment>
      <translation>Des zones avant et après, sur la surface.</translation>
    </message>
    <message>
      <source>Area of substantial change.</source>
      <extracomment>comparedates</extracomment>
      <translation>Surface de changement important.</translation>
    </message>
    <message>
      <source>Smooth a series of LCZ maps</source>
      <extracomment>smoothseries</extracomment>
      <translation>Lisser une série de cartes LCZ</translation>
    </message>
    <message>
      <source>Makes LCZ maps of several dates agree with each other, and finds in which year the zone of a cell has changed.</source>
      <extracomment>smoothseries</extracomment>
      <translation>Fait concorder entre elles les cartes LCZ de plusieurs dates, et trouve en quelle année la zone d’une cellule a changé.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Makes the maps of several dates agree with each other, and finds when the zone of a cell has changed.&lt;/p&gt; &lt;p&gt;Two maps of an unchanged town differ wherever one of them errs: in about a quarter of the cells. Here all dates together decide. Each cell is a hidden Markov model: the probabilities of each date say how well each zone fits, the rate of change says how probable it is that the zone becomes another one between two dates, and the sequence of zones that is the most probable as a whole is shown. A longer time between two dates makes a change more probable. Similar zones follow one another more readily than unlike ones, a built zone seldom becomes a natural one, and low plants and bare soil may stand for each other, as fields go with the seasons. A cell whose neighbours were built on, and stayed so, needs less evidence to have been built on in the same step.&lt;/p&gt; &lt;p&gt;Give the LCZ probabilities of each date, the oldest first. Where a date has no data, its map shows what the other dates say.&lt;/p&gt; &lt;p&gt;The maps are loaded with the period for which each stands. To play them, open View › Panels › Temporal Controller, choose animated navigation, and set the range to that of the layers.&lt;/p&gt; &lt;p&gt;A change between the last two dates, or the first two, has one date to speak for it: add a date before you rely on it.&lt;/p&gt;</source>
      <extracomment>smoothseries</extracomment>
      <translation>&lt;p&gt;Fait concorder entre elles les cartes de plusieurs dates, et trouve quand la zone d’une cellule a changé.&lt;/p&gt; &lt;p&gt;Deux cartes d’une ville inchangée diffèrent partout où l’une d’elles se trompe : dans environ un quart des cellules. Ici toutes les dates décident ensemble. Chaque cellule est un modèle de Markov caché : les probabilités de chaque date disent à quel point chaque zone convient, le taux de changement dit combien il est probable que la zone en devienne une autre entre deux dates, et la suite de zones la plus probable dans son ensemble est montrée. Un temps plus long entre deux dates rend un changement plus probable. Des zones semblables se succèdent plus volontiers que des zones différentes, une zone bâtie devient rarement une zone naturelle, et végétation basse et sol nu peuvent se remplacer, car les champs suivent les saisons. Une cellule dont les voisines ont été bâties, et le sont restées, demande moins d’indices pour avoir été bâtie dans la même étape.&lt;/p&gt; &lt;p&gt;Donnez les probabilités LCZ de chaque date, la plus ancienne en premier. Là où une date n’a pas de données, sa carte montre ce que disent les autres dates.&lt;/p&gt; &lt;p&gt;Les cartes sont chargées avec la période que chacune représente. Pour les faire défiler, ouvrez Vue › Panneaux › Contrôleur temporel, choisissez la navigation animée et réglez l’étendue sur celle des couches.&lt;/p&gt; &lt;p&gt;Un changement entre les deux dernières dates, ou les deux premières, n’a qu’une date pour lui : ajoutez une date avant de vous y fier.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Probabilities of each date, the oldest first</source>
      <extracomment>smoothseries</extracomment>
      <translation>Probabilités de chaque date, la plus ancienne en premier</translation>
    </message>
    <message>
      <source>The LCZ probabilities of the runs that mapped the dates, in the order of time, or other rasters with a band for each zone. The maps lie on the cells of the first; the others may have any grid and may lack a part.</source>
      <extracomment>smoothseries</extracomment>
      <translation>Les probabilités LCZ des exécutions qui ont cartographié les dates, dans l’ordre du temps, ou d’autres rasters avec une bande par zone. Les cartes se trouvent sur les cellules du premier ; les autres peuvent avoir n’importe quelle grille, et une partie peut manquer.</translation>
    </message>
    <message>
      <source>The date of each of the rasters in the same order, such as 2016-05-04, 2017-10-26; a year alone stands for its middle. If not set, the dates are taken from the tags and the names of the files.</source>
      <extracomment>smoothseries</extracomment>
      <translation>La date de chaque raster dans le même ordre, par exemple 2016-05-04, 2017-10-26 ; une année seule vaut pour son milieu. Sans indication, les dates viennent des balises et des noms des fichiers.</translation>
    </message>
    <message>
      <source>Compare several LCZ maps</source>
      <extracomment>comparemaps</extracomment>
      <translation>Comparer plusieurs cartes LCZ</translation>
    </message>
    <message>
      <source>Compares several maps of local climate zones of one area: agreement, majority and disagreement.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Compare plusieurs cartes de zones climatiques locales d’un même territoire : accord, majorité et désaccord.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compares two or more maps of local climate zones of one area: maps of several dates, of several sources (this plugin, the LCZ Generator, GeoClimate, the global map), or of several methods. The maps may have any grid, CRS and codes; they are brought to the cells of the coarsest map or of the first one.&lt;/p&gt; &lt;p&gt;For each two maps the report has the agreement (share of the area with the same zone), OA_w (similar zones count in part) and Cohen's kappa, on the cells where every map has a zone. It shows which map differs most from the others, on which zones the maps agree, and how the zones change from map to map in a Sankey diagram.&lt;/p&gt; &lt;p&gt;Three rasters show where: the zone of most maps, the share of the maps that have it, and the disagreement (entropy: 0 % where all agree, 100 % where all maps differ).&lt;/p&gt; &lt;p&gt;Agreement is no accuracy: maps that were made in one way share their errors. With a reference use “Assess an LCZ map”; for two dates with probabilities use “Compare two dates”.&lt;/p&gt;</source>
      <extracomment>comparemaps</extracomment>
      <translation>&lt;p&gt;Compare deux cartes ou plus de zones climatiques locales d’un même territoire : des cartes de plusieurs dates, de plusieurs sources (cette extension, le LCZ Generator, GeoClimate, la carte mondiale) ou de plusieurs méthodes. Les cartes peuvent avoir n’importe quels grille, SCR et codes ; elles sont ramenées aux cellules de la carte la plus grossière ou de la première.&lt;/p&gt; &lt;p&gt;Pour chaque paire de cartes, le rapport donne l’accord (part de la surface ayant la même zone), OA_w (les zones semblables comptent en partie) et le kappa de Cohen, sur les cellules où chaque carte a une zone. Il montre quelle carte diffère le plus des autres, sur quelles zones les cartes s’accordent, et comment les zones changent d’une carte à l’autre dans un diagramme de Sankey.&lt;/p&gt; &lt;p&gt;Trois rasters montrent où : la zone de la plupart des cartes, la part des cartes qui l’ont, et le désaccord (entropie : 0 % où toutes sont d’accord, 100 % où toutes les cartes diffèrent).&lt;/p&gt; &lt;p&gt;L’accord n’est pas l’exactitude : des cartes faites de la même façon partagent leurs erreurs. Avec une référence, utilisez “Assess an LCZ map” ; pour deux dates avec probabilités, “Compare two dates”.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>LCZ maps</source>
      <extracomment>comparemaps</extracomment>
      <translation>Cartes LCZ</translation>
    </message>
    <message>
      <source>Cells of the comparison</source>
      <extracomment>comparemaps</extracomment>
      <translation>Cellules de la comparaison</translation>
    </message>
    <message>
      <source>Codes of all maps</source>
      <extracomment>comparemaps</extracomment>
      <translation>Codes de toutes les cartes</translation>
    </message>
    <message>
      <source>Disagreement of the maps (%)</source>
      <extracomment>comparemaps</extracomment>
      <translation>Désaccord des cartes (%)</translation>
    </message>
    <message>
      <source>Maps that agree (%)</source>
      <extracomment>comparemaps</extracomment>
      <translation>Cartes en accord (%)</translation>
    </message>
    <message>
      <source>Pairs of maps (CSV)</source>
      <extracomment>comparemaps</extracomment>
      <translation>Paires de cartes (CSV)</translation>
    </message>
    <message>
      <source>Mean agreement</source>
      <extracomment>comparemaps</extracomment>
      <translation>Accord moyen</translation>
    </message>
    <message>
      <source>Mean OA_w</source>
      <extracomment>comparemaps</extracomment>
      <translation>OA_w moyen</translation>
    </message>
    <message>
      <source>Mean kappa</source>
      <extracomment>comparemaps</extracomment>
      <translation>Kappa moyen</translation>
    </message>
    <message>
      <source>All agree (percent)</source>
      <extracomment>comparemaps</extracomment>
      <translation>Toutes en accord (pour cent)</translation>
    </message>
    <message>
      <source>Two maps or more of one area: of several dates, sources or methods, of any grid, CRS and codes. Their order is kept in the report.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Deux cartes ou plus d’un même territoire : de plusieurs dates, sources ou méthodes, de grille, SCR et codes quelconques. Leur ordre est conservé dans le rapport.</translation>
    </message>
    <message>
      <source>Finer maps count with the zone of most of each cell. In scripts: coarsest or first.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Les cartes plus fines comptent avec la zone majoritaire de chaque cellule. Dans les scripts : coarsest ou first.</translation>
    </message>
    <message>
      <source>A choice here holds for all maps; recognised, each may have its own. Which numbers stand for which zones. By default this is recognised from all values of the raster, and the log says what was found. In scripts: auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis or from0.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Un choix ici vaut pour toutes les cartes ; reconnus, les codes peuvent différer d’une carte à l’autre. Quels nombres désignent quelles zones. Par défaut, c’est reconnu d’après toutes les valeurs du raster, et le journal dit ce qui a été trouvé. Dans les scripts : auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis ou from0.</translation>
    </message>
    <message>
      <source>Entropy of the zones: 0 % where all maps agree, 100 % where all differ; nodata 255.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Entropie des zones : 0 % où toutes les cartes sont d’accord, 100 % où toutes diffèrent ; sans valeur 255.</translation>
    </message>
    <message>
      <source>Share of the maps that have the zone of most maps, percent; nodata 255.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Part des cartes qui ont la zone de la plupart des cartes, en pour cent ; sans valeur 255.</translation>
    </message>
    <message>
      <source>The zone of most maps. Of equally many the one that is most similar to all.</source>
      <extracomment>comparemaps</extracomment>
      <translation>La zone de la plupart des cartes. À égalité, celle qui ressemble le plus à toutes.</translation>
    </message>
    <message>
      <source>A page with the agreement of each two maps, a Sankey diagram over the maps, and areas of the zones.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Une page avec l’accord des cartes deux à deux, un diagramme de Sankey sur les cartes et les surfaces des zones.</translation>
    </message>
    <message>
      <source>A row for each two maps: OA, OA_w, kappa.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Une ligne pour chaque paire de cartes : OA, OA_w, kappa.</translation>
    </message>
    <message>
      <source>A row for each map and zone: area and share.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Une ligne pour chaque carte et zone : surface et part.</translation>
    </message>
    <message>
      <source>Those of the map with the largest cells</source>
      <extracomment>comparemaps</extracomment>
      <translation>Celles de la carte aux plus grandes cellules</translation>
    </message>
    <message>
      <source>Those of the first map</source>
      <extracomment>comparemaps</extracomment>
      <translation>Celles de la première carte</translation>
    </message>
    <message>
      <source>Number of cells where every map has a zone: the figures rest on these.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Nombre de cellules où chaque carte a une zone : les chiffres reposent sur elles.</translation>
    </message>
    <message>
      <source>Of all pairs of maps: share of the area, 0 to 1.</source>
      <extracomment>comparemaps</extracomment>
      <translation>De toutes les paires de cartes : part de la surface, de 0 à 1.</translation>
    </message>
    <message>
      <source>The same, similar zones counting in part.</source>
      <extracomment>comparemaps</extracomment>
      <translation>De même, les zones semblables comptant en partie.</translation>
    </message>
    <message>
      <source>Agreement beyond chance, mean of all pairs.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Accord au-delà du hasard, moyenne de toutes les paires.</translation>
    </message>
    <message>
      <source>Share of the area with one zone in all maps.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Part de la surface ayant la même zone dans toutes les cartes.</translation>
    </message>
    <message>
      <source>Find where HSE and LCZ disagree</source>
      <extracomment>consistency</extracomment>
      <translation>Trouver où HSE et LCZ se contredisent</translation>
    </message>
    <message>
      <source>Finds where settlement lies outside the imperviousness that the local climate zone is known for.</source>
      <extracomment>consistency</extracomment>
      <translation>Trouve où l’emprise bâtie sort de l’imperméabilité connue pour la zone climatique locale.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Lays a map of settlement or imperviousness over a map of local climate zones and finds the cells whose settlement lies outside the imperviousness that their zone is known for: by how many percentage points, negative for too little, positive for too much.&lt;/p&gt; &lt;p&gt;HSE is averaged by area to the cells of the LCZ map. Where the two disagree one of them is wrong, or the place is unlike its zone's usual sites: a list of places to look at, not a verdict.&lt;/p&gt; &lt;p&gt;The ranges are those of Demuzere et al. (2019), PLOS ONE, table 1.&lt;/p&gt;</source>
      <extracomment>consistency</extracomment>
      <translation>&lt;p&gt;Superpose une carte d’emprise bâtie ou d’imperméabilité à une carte de zones climatiques locales et trouve les cellules dont l’emprise bâtie sort de l’imperméabilité connue pour leur zone : de combien de points de pourcentage, négatif pour trop peu, positif pour trop.&lt;/p&gt; &lt;p&gt;La HSE est moyennée par surface aux cellules de la carte LCZ. Là où les deux se contredisent, l’une est fausse, ou le lieu diffère des sites habituels de sa zone : une liste de lieux à regarder, pas un verdict.&lt;/p&gt; &lt;p&gt;Les plages sont celles de Demuzere et al. (2019), PLOS ONE, tableau 1.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Band of the LCZ map</source>
      <extracomment>consistency</extracomment>
      <translation>Bande de la carte LCZ</translation>
    </message>
    <message>
      <source>Codes of the LCZ map</source>
      <extracomment>consistency</extracomment>
      <translation>Codes de la carte LCZ</translation>
    </message>
    <message>
      <source>Band of the HSE map</source>
      <extracomment>consistency</extracomment>
      <translation>Bande de la carte HSE</translation>
    </message>
    <message>
      <source>HSE outside the zone's range (percentage points)</source>
      <extracomment>consistency</extracomment>
      <translation>HSE hors de la plage de la zone (points de pourcentage)</translation>
    </message>
    <message>
      <source>Within the range (percent)</source>
      <extracomment>consistency</extracomment>
      <translation>Dans la plage (pour cent)</translation>
    </message>
    <message>
      <source>Mean distance (percentage points)</source>
      <extracomment>consistency</extracomment>
      <translation>Distance moyenne (points de pourcentage)</translation>
    </message>
    <message>
      <source>A raster of settlement or imperviousness of any grid, in percent or from 0 to 1.</source>
      <extracomment>consistency</extracomment>
      <translation>Un raster d’emprise bâtie ou d’imperméabilité de n’importe quelle grille, en pour cent ou de 0 à 1.</translation>
    </message>
    <message>
      <source>Percentage points outside the zone's range: 0 within, negative for too little settlement, positive for too much; nodata -9999.</source>
      <extracomment>consistency</extracomment>
      <translation>Points de pourcentage hors de la plage de la zone : 0 dedans, négatif pour trop peu d’emprise bâtie, positif pour trop ; sans donnée -9999.</translation>
    </message>
    <message>
      <source>A page with a chart and a table by zone, in one HTML file.</source>
      <extracomment>consistency</extracomment>
      <translation>Une page avec un graphique et un tableau par zone, en un fichier HTML.</translation>
    </message>
    <message>
      <source>A row for each zone: range, HSE, cells below and above.</source>
      <extracomment>consistency</extracomment>
      <translation>Une ligne par zone : plage, HSE, cellules au-dessous et au-dessus.</translation>
    </message>
    <message>
      <source>Share of the cells compared.</source>
      <extracomment>consistency</extracomment>
      <translation>Part des cellules comparées.</translation>
    </message>
    <message>
      <source>From the range, over all cells, without the sign; 0 for cells within.</source>
      <extracomment>consistency</extracomment>
      <translation>De la plage, sur toutes les cellules, sans le signe ; 0 pour les cellules dedans.</translation>
    </message>
    <message>
      <source>Derive urban canopy parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Dériver les paramètres de canopée urbaine</translation>
    </message>
    <message>
      <source>3 · LCZ map tools</source>
      <extracomment>canopyparameters</extracomment>
      <translation>3 · Outils pour cartes LCZ</translation>
    </message>
    <message>
      <source>Turns an LCZ map into urban canopy parameters for SUEWS, UMEP, WRF and others.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Transforme une carte LCZ en paramètres de canopée urbaine pour SUEWS, UMEP, WRF et d’autres.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Urban climate models need numbers, not zones: the height of buildings, the sky view factor of streets, the share of sealed ground. Stewart and Oke give a range of each for every zone. This algorithm turns an LCZ map into rasters of these parameters, and into tables for SUEWS in UMEP and for WRF.&lt;/p&gt; &lt;p&gt;For each parameter it takes the minimum, the middle or the maximum of the range. Where Stewart and Oke give only one end of a range, the other end is a physical limit (a fraction ends at 100 %) or what WRF assumes (buildings of high-rise zones up to 75 m, a height-to-width ratio of 2.5 in the middle for compact high-rise, 350 W per square metre for heavy industry); otherwise the given end is used as the middle. With the LCZ probabilities it computes the expected value instead, which changes smoothly where the network was in doubt.&lt;/p&gt; &lt;p&gt;With an HSE map or a map of imperviousness, the imperviousness of each cell is measured there instead of taken from the zone. The table shows its mean in every zone beside the zone's range.&lt;/p&gt; &lt;p&gt;The results are typical values of typical neighbourhoods, not a survey of your city: where you have measurements, use them.&lt;/p&gt;</source>
      <extracomment>canopyparameters</extracomment>
      <translation>&lt;p&gt;Les modèles de climat urbain ont besoin de nombres, non de zones : la hauteur des bâtiments, le facteur de vue du ciel des rues, la part de sol imperméable. Stewart et Oke en donnent une plage pour chaque zone. Cet algorithme transforme une carte LCZ en rasters de ces paramètres, et en tables pour SUEWS dans UMEP et pour WRF.&lt;/p&gt; &lt;p&gt;Pour chaque paramètre il prend le minimum, le milieu ou le maximum de la plage. Quand Stewart et Oke ne donnent qu’une borne, l’autre est une limite physique (une fraction finit à 100 %) ou ce que WRF suppose (bâtiments des zones de tours jusqu’à 75 m, rapport hauteur sur largeur de 2,5 au milieu pour les tours compactes, 350 W par mètre carré pour l’industrie lourde) ; sinon la borne donnée sert de milieu. Avec les probabilités LCZ il calcule plutôt l’espérance, qui varie doucement là où le réseau hésitait.&lt;/p&gt; &lt;p&gt;Avec une carte HSE ou d’imperméabilité, l’imperméabilité de chaque cellule y est mesurée au lieu d’être prise de la zone. La table montre sa moyenne dans chaque zone à côté de la plage de la zone.&lt;/p&gt; &lt;p&gt;Les résultats sont des valeurs typiques de quartiers typiques, pas un relevé de votre ville : si vous avez des mesures, utilisez-les.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Paramètres</translation>
    </message>
    <message>
      <source>Value</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Valeur</translation>
    </message>
    <message>
      <source>Band with the zones</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Bande des zones</translation>
    </message>
    <message>
      <source>Codes of the zones</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Codes des zones</translation>
    </message>
    <message>
      <source>Urban canopy parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Paramètres de canopée urbaine</translation>
    </message>
    <message>
      <source>All parameters of the zones (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Tous les paramètres des zones (CSV)</translation>
    </message>
    <message>
      <source>Table for SUEWS in UMEP (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Table pour SUEWS dans UMEP (CSV)</translation>
    </message>
    <message>
      <source>Table for WRF (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Table pour WRF (CSV)</translation>
    </message>
    <message>
      <source>A raster of local climate zones: from this plugin, from the LCZ Generator, or from any other source with one of the codes listed under “Codes of the zones”.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Un raster de zones climatiques locales : de cette extension, du LCZ Generator, ou de toute autre source avec l’un des codes listés sous « Codes des zones ».</translation>
    </message>
    <message>
      <source>The output raster has one band for each chosen parameter, in this order. In scripts: sky_view_factor, aspect_ratio, building_fraction_pct, impervious_fraction_pct, pervious_fraction_pct, height_m, roughness_class, admittance, albedo, heat_w_m2, imperviousness_pct.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Le raster de sortie a une bande pour chaque paramètre choisi, dans cet ordre. Dans les scripts : sky_view_factor, aspect_ratio, building_fraction_pct, impervious_fraction_pct, pervious_fraction_pct, height_m, roughness_class, admittance, albedo, heat_w_m2, imperviousness_pct.</translation>
    </message>
    <message>
      <source>Which value of the range that each zone has. The expected value is the mean of the middles of all seventeen zones, weighted with their probabilities in each cell; it needs the LCZ probabilities. In scripts: minimum, middle, maximum or expectation.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Quelle valeur de la plage de chaque zone. L’espérance est la moyenne des milieux des dix-sept zones, pondérés par leurs probabilités dans chaque cellule ; elle requiert les probabilités LCZ. Dans les scripts : minimum, middle, maximum ou expectation.</translation>
    </message>
    <message>
      <source>The output “LCZ probabilities” of the run that made the LCZ map: seventeen bands on the same cells.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>La sortie « Probabilités LCZ » de l’exécution qui a fait la carte LCZ : dix-sept bandes sur les mêmes cellules.</translation>
    </message>
    <message>
      <source>A map of settlement extent or imperviousness on any grid: its mean in each cell replaces the imperviousness that is typical of the zone.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Une carte d’emprise bâtie ou d’imperméabilité sur n’importe quelle grille : sa moyenne dans chaque cellule remplace l’imperméabilité typique de la zone.</translation>
    </message>
    <message>
      <source>If not set: the band called lczFilter, else the one called lcz, else the only band.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Sans indication : la bande nommée lczFilter, sinon celle nommée lcz, sinon la seule bande.</translation>
    </message>
    <message>
      <source>One band for each parameter with its name and unit; nodata -9999 where a zone has no value.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Une bande par paramètre avec son nom et son unité ; sans donnée -9999 là où une zone n’a pas de valeur.</translation>
    </message>
    <message>
      <source>A row for each zone: cells, share, mean HSE, and each parameter's minimum, middle and maximum.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Une ligne par zone : cellules, part, HSE moyenne, et minimum, milieu et maximum de chaque paramètre.</translation>
    </message>
    <message>
      <source>A row for each zone in UMEP's codes: seven cover fractions that add up to 1, and the form of the buildings.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Une ligne par zone dans les codes d’UMEP : sept fractions de couverture de somme 1, et la forme des bâtiments.</translation>
    </message>
    <message>
      <source>A row for each of WRF's eleven urban categories, under the names of URBPARM_LCZ.TBL and w2w.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Une ligne pour chacune des onze catégories urbaines de WRF, sous les noms de URBPARM_LCZ.TBL et w2w.</translation>
    </message>
    <message>
      <source>Sky view factor</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Facteur de vue du ciel</translation>
    </message>
    <message>
      <source>Aspect ratio (height to width)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Rapport hauteur sur largeur</translation>
    </message>
    <message>
      <source>Building surface fraction (%)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Fraction de surface bâtie (%)</translation>
    </message>
    <message>
      <source>Impervious surface fraction without buildings (%)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Fraction imperméable hors bâtiments (%)</translation>
    </message>
    <message>
      <source>Pervious surface fraction (%)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Fraction perméable (%)</translation>
    </message>
    <message>
      <source>Height of roughness elements (m)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Hauteur des éléments de rugosité (m)</translation>
    </message>
    <message>
      <source>Terrain roughness class (Davenport)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Classe de rugosité (Davenport)</translation>
    </message>
    <message>
      <source>Surface admittance (J m-2 s-1/2 K-1)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Admittance de surface (J m-2 s-1/2 K-1)</translation>
    </message>
    <message>
      <source>Surface albedo</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Albédo de surface</translation>
    </message>
    <message>
      <source>Anthropogenic heat output (W m-2)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Chaleur anthropique (W m-2)</translation>
    </message>
    <message>
      <source>Imperviousness, buildings included (%)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Imperméabilité, bâtiments compris (%)</translation>
    </message>
    <message>
      <source>Minimum of the zone's range</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Minimum de la plage de la zone</translation>
    </message>
    <message>
      <source>Middle of the zone's range</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Milieu de la plage de la zone</translation>
    </message>
    <message>
      <source>Maximum of the zone's range</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Maximum de la plage de la zone</translation>
    </message>
    <message>
      <source>Expected value from the LCZ probabilities</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Espérance d’après les probabilités LCZ</translation>
    </message>
    <message>
      <source>Hand an LCZ map to PALM and ENVI-met</source>
      <extracomment>palmdriver</extracomment>
      <translation>Transmettre une carte LCZ à PALM et ENVI-met</translation>
    </message>
    <message>
      <source>Writes a static driver for PALM and a table for ENVI-met from an LCZ map.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Écrit à partir d'une carte LCZ un pilote statique pour PALM et un tableau pour ENVI-met.</translation>
    </message>
    <message>
      <source>&lt;p&gt;PALM and ENVI-met resolve buildings; a zone is a neighbourhood. This algorithm writes what a map of zones can give them, and says what it cannot.&lt;/p&gt; &lt;p&gt;The static driver for PALM holds for each grid point one type of surface (vegetation, pavement, water) and soil after the PALM Input Data Standard, terrain where it is given, coordinates and origin. Without buildings, each zone has the type of surface that palm_csd gives it: a run at 50 or 100 m, with an urban parametrisation or for the surroundings of a nested domain.&lt;/p&gt; &lt;p&gt;With blocks, each cell of a built zone has one idealised block in its middle, as high as the neighbourhood's buildings on average, on as much of the cell as they cover. The town has the right density and heights, but no real streets, yards or buildings. Give a raster of heights or building polygons where you have them.&lt;/p&gt; &lt;p&gt;The table for ENVI-met says what an area input file of each zone should be like on average. ENVI-met needs real footprints on a grid of a few metres: no map of zones has them.&lt;/p&gt;</source>
      <extracomment>palmdriver</extracomment>
      <translation>&lt;p&gt;PALM et ENVI-met résolvent les bâtiments ; une zone est un quartier. Cet algorithme écrit ce qu'une carte de zones peut leur donner, et dit ce qu'elle ne peut pas.&lt;/p&gt; &lt;p&gt;Le pilote statique pour PALM contient pour chaque point de grille un type de surface (végétation, revêtement, eau) et de sol selon le PALM Input Data Standard, le relief s'il est donné, les coordonnées et l'origine. Sans bâtiments, chaque zone a le type de surface que palm_csd lui donne : pour un calcul à 50 ou 100 m, avec une paramétrisation urbaine ou pour les environs d'un domaine emboîté.&lt;/p&gt; &lt;p&gt;Avec des blocs, chaque cellule d'une zone bâtie a en son milieu un bloc idéalisé, aussi haut que les bâtiments du quartier en moyenne, sur autant de la cellule qu'ils couvrent. La ville a la bonne densité et les bonnes hauteurs, mais ni rues, ni cours, ni bâtiments réels. Donnez un raster de hauteurs ou des polygones de bâtiments là où vous en avez.&lt;/p&gt; &lt;p&gt;Le tableau pour ENVI-met dit comment un fichier de zone (area input file) de chaque zone devrait être en moyenne. ENVI-met a besoin d'emprises réelles sur une grille de quelques mètres : aucune carte de zones ne les a.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Grid width of PALM (metres, 0 = cells of the map)</source>
      <extracomment>palmdriver</extracomment>
      <translation>Maille de PALM (mètres, 0 = cellules de la carte)</translation>
    </message>
    <message>
      <source>Buildings</source>
      <extracomment>palmdriver</extracomment>
      <translation>Bâtiments</translation>
    </message>
    <message>
      <source>Type of the buildings</source>
      <extracomment>palmdriver</extracomment>
      <translation>Type des bâtiments</translation>
    </message>
    <message>
      <source>Soil</source>
      <extracomment>palmdriver</extracomment>
      <translation>Sol</translation>
    </message>
    <message>
      <source>Start of the simulation</source>
      <extracomment>palmdriver</extracomment>
      <translation>Début de la simulation</translation>
    </message>
    <message>
      <source>Terrain heights</source>
      <extracomment>palmdriver</extracomment>
      <translation>Altitudes du terrain</translation>
    </message>
    <message>
      <source>Static driver for PALM</source>
      <extracomment>palmdriver</extracomment>
      <translation>Pilote statique pour PALM</translation>
    </message>
    <message>
      <source>Table for ENVI-met (CSV)</source>
      <extracomment>palmdriver</extracomment>
      <translation>Tableau pour ENVI-met (CSV)</translation>
    </message>
    <message>
      <source>Area of the blocks (percent)</source>
      <extracomment>palmdriver</extracomment>
      <translation>Surface des blocs (pour cent)</translation>
    </message>
    <message>
      <source>A whole part of the map's cells: 50, 25, 20 or 10 m for cells of 100 m. A finer grid adds no detail to the surfaces; blocks need it.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Une partie entière des cellules de la carte : 50, 25, 20 ou 10 m pour des cellules de 100 m. Une grille plus fine n'ajoute aucun détail aux surfaces ; les blocs en ont besoin.</translation>
    </message>
    <message>
      <source>None: each grid point has the surface of its neighbourhood as a whole. Blocks: each cell of a built zone has one block of mean height, whose area is the plan fraction: an idealised town of the right density, not the real one. In scripts: none or blocks.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Aucun : chaque point de grille a la surface de son quartier dans son ensemble. Blocs : chaque cellule d'une zone bâtie a un bloc de hauteur moyenne, dont la surface est l'emprise au sol : une ville idéalisée de la bonne densité, pas la ville réelle. Dans les scripts : none ou blocks.</translation>
    </message>
    <message>
      <source>What PALM takes the walls, windows and roofs of the blocks from. In scripts: residential_1950, residential_1951_2000, residential_2001, office_1950, office_1951_2000, office_2001.</source>
      <extracomment>palmdriver</extracomment>
      <translation>D'où PALM prend les murs, les fenêtres et les toits des blocs. Dans les scripts : residential_1950, residential_1951_2000, residential_2001, office_1950, office_1951_2000, office_2001.</translation>
    </message>
    <message>
      <source>Texture of the soil all over the map, which zones do not tell. In scripts: coarse, medium, medium_fine, fine, very_fine, organic.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Texture du sol sur toute la carte, que les zones ne disent pas. Dans les scripts : coarse, medium, medium_fine, fine, very_fine, organic.</translation>
    </message>
    <message>
      <source>YYYY-MM-DD hh:mm:ss +00. If not set: noon UTC of the day of the map's scene.</source>
      <extracomment>palmdriver</extracomment>
      <translation>AAAA-MM-JJ hh:mm:ss +00. S'il n'est pas indiqué : midi UTC du jour de la scène de la carte.</translation>
    </message>
    <message>
      <source>A digital terrain model in metres above sea level on any grid, without gaps in the map. If not set, the land is flat.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Un modèle numérique de terrain en mètres au-dessus du niveau de la mer sur une grille quelconque, sans lacunes dans la carte. S'il n'est pas indiqué, le terrain est plat.</translation>
    </message>
    <message>
      <source>A raster of mean building heights, or building polygons with heights or floors: they take the place of the heights that are typical of the zones, polygons also of the plan fractions.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Un raster de hauteurs moyennes des bâtiments, ou des polygones de bâtiments avec des hauteurs ou des étages : ils remplacent les hauteurs typiques des zones, et les polygones aussi les emprises au sol.</translation>
    </message>
    <message>
      <source>A netCDF file after the PALM Input Data Standard, for the name of the job followed by _static.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Un fichier netCDF selon le PALM Input Data Standard, pour le nom du calcul suivi de _static.</translation>
    </message>
    <message>
      <source>A row for each zone: mean building height, plan fraction, sealed and unsealed ground, sky view factor, roughness length and albedo that an area input file should have on average.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Une ligne par zone : hauteur moyenne des bâtiments, emprise au sol, sol imperméable et perméable, facteur de vue du ciel, longueur de rugosité et albédo qu'un fichier de zone devrait avoir en moyenne.</translation>
    </message>
    <message>
      <source>None: surfaces of neighbourhoods alone</source>
      <extracomment>palmdriver</extracomment>
      <translation>Aucun : les surfaces des quartiers seules</translation>
    </message>
    <message>
      <source>One idealised block in each built cell</source>
      <extracomment>palmdriver</extracomment>
      <translation>Un bloc idéalisé dans chaque cellule bâtie</translation>
    </message>
    <message>
      <source>Residential, before 1950</source>
      <extracomment>palmdriver</extracomment>
      <translation>Logements, avant 1950</translation>
    </message>
    <message>
      <source>Residential, 1951 to 2000</source>
      <extracomment>palmdriver</extracomment>
      <translation>Logements, 1951 à 2000</translation>
    </message>
    <message>
      <source>Residential, after 2000</source>
      <extracomment>palmdriver</extracomment>
      <translation>Logements, après 2000</translation>
    </message>
    <message>
      <source>Office, before 1950</source>
      <extracomment>palmdriver</extracomment>
      <translation>Bureaux, avant 1950</translation>
    </message>
    <message>
      <source>Office, 1951 to 2000</source>
      <extracomment>palmdriver</extracomment>
      <translation>Bureaux, 1951 à 2000</translation>
    </message>
    <message>
      <source>Office, after 2000</source>
      <extracomment>palmdriver</extracomment>
      <translation>Bureaux, après 2000</translation>
    </message>
    <message>
      <source>Coarse</source>
      <extracomment>palmdriver</extracomment>
      <translation>Grossier</translation>
    </message>
    <message>
      <source>Medium</source>
      <extracomment>palmdriver</extracomment>
      <translation>Moyen</translation>
    </message>
    <message>
      <source>Medium-fine</source>
      <extracomment>palmdriver</extracomment>
      <translation>Moyen-fin</translation>
    </message>
    <message>
      <source>Fine</source>
      <extracomment>palmdriver</extracomment>
      <translation>Fin</translation>
    </message>
    <message>
      <source>Very fine</source>
      <extracomment>palmdriver</extracomment>
      <translation>Très fin</translation>
    </message>
    <message>
      <source>Organic</source>
      <extracomment>palmdriver</extracomment>
      <translation>Organique</translation>
    </message>
    <message>
      <source>Of the built cells, as the grid allows; only with blocks.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Des cellules bâties, autant que la grille le permet ; seulement avec des blocs.</translation>
    </message>
    <message>
      <source>Convert the codes of an LCZ map</source>
      <extracomment>convertcodes</extracomment>
      <translation>Convertir les codes d’une carte LCZ</translation>
    </message>
    <message>
      <source>Converts an LCZ map to the codes and files of WRF, UMEP, the LCZ Generator or Google Earth.</source>
      <extracomment>convertcodes</extracomment>
      <translation>Convertit une carte LCZ vers les codes et fichiers de WRF, UMEP, du LCZ Generator ou de Google Earth.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Different programs use different numbers for the same seventeen zones: the natural zones are 11 to 17 in this plugin and in the LCZ Generator, and 101 to 107 in UMEP, GeoClimate and SAGA. WRF numbers its urban categories 31 to 41 up to version 4.4 and 51 to 61 from version 4.5. A program that reads the wrong codes gives wrong results without a warning. This algorithm converts between all of them.&lt;/p&gt; &lt;p&gt;The codes of the map are recognised from all its values, and refused if they are ambiguous. The new map has the colours and names that belong to its codes.&lt;/p&gt; &lt;p&gt;WRF has urban categories for the built zones and, as the eleventh (asphalt), for E, bare rock or paved. It has none for the other natural zones. Without MODIS land use they become nodata, so that WRF keeps its own land use there. With MODIS land use they become the closest class (A mixed forest 5, B woody savanna 8, C open shrubland 7, D grassland 10, F barren 16, G water 17); this assignment is a choice of this plugin and not a standard.&lt;/p&gt; &lt;p&gt;For w2w, which brings zones into WRF, write the LCZ Generator's three bands: w2w finds the filtered band by its name. For Google Earth, write a KMZ file.&lt;/p&gt;</source>
      <extracomment>convertcodes</extracomment>
      <translation>&lt;p&gt;Différents programmes utilisent différents nombres pour les mêmes dix-sept zones : les zones naturelles sont 11 à 17 dans cette extension et dans le LCZ Generator, et 101 à 107 dans UMEP, GeoClimate et SAGA. WRF numérote ses catégories urbaines 31 à 41 jusqu’à la version 4.4 et 51 à 61 à partir de la version 4.5. Un programme qui lit les mauvais codes donne de faux résultats sans avertir. Cet algorithme convertit entre tous ces codes.&lt;/p&gt; &lt;p&gt;Les codes de la carte sont reconnus à toutes ses valeurs, et refusés s’ils sont ambigus. La nouvelle carte a les couleurs et les noms qui vont avec ses codes.&lt;/p&gt; &lt;p&gt;WRF a des catégories urbaines pour les zones bâties et, en onzième (asphalte), pour E, roche nue ou sol revêtu. Il n’en a pas pour les autres zones naturelles. Sans l’occupation du sol MODIS elles deviennent sans donnée, pour que WRF y garde sa propre occupation du sol. Avec elle, elles deviennent la classe la plus proche (A forêt mixte 5, B savane boisée 8, C fourrés ouverts 7, D prairies 10, F sol nu 16, G eau 17) ; cette attribution est un choix de cette extension et non une norme.&lt;/p&gt; &lt;p&gt;Pour w2w, qui amène les zones dans WRF, écrivez les trois bandes du LCZ Generator : w2w trouve la bande filtrée à son nom. Pour Google Earth, écrivez un fichier KMZ.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Codes to write</source>
      <extracomment>convertcodes</extracomment>
      <translation>Codes à écrire</translation>
    </message>
    <message>
      <source>LCZ Generator's three bands</source>
      <extracomment>convertcodes</extracomment>
      <translation>Les trois bandes du LCZ Generator</translation>
    </message>
    <message>
      <source>Google Earth file</source>
      <extracomment>convertcodes</extracomment>
      <translation>Fichier Google Earth</translation>
    </message>
    <message>
      <source>WRF has urban categories for the zones 1 to 10 and, as the eleventh, for E. The other natural zones become nodata, so that WRF keeps its own land use there, or the MODIS land use class that is closest to them. In scripts: standard, hundreds, wrf44, wrf45, wrf44modis or wrf45modis.</source>
      <extracomment>convertcodes</extracomment>
      <translation>WRF a des catégories urbaines pour les zones 1 à 10 et, en onzième, pour E. Les autres zones naturelles deviennent sans donnée, pour que WRF y garde sa propre occupation du sol, ou la classe d’occupation du sol MODIS la plus proche. Dans les scripts : standard, hundreds, wrf44, wrf45, wrf44modis ou wrf45modis.</translation>
    </message>
    <message>
      <source>Needed only for the third band of the LCZ Generator's file: the LCZ confidence or the LCZ probabilities from the same run.</source>
      <extracomment>convertcodes</extracomment>
      <translation>Utile seulement pour la troisième bande du fichier du LCZ Generator : la confiance LCZ ou les probabilités LCZ de la même exécution.</translation>
    </message>
    <message>
      <source>The LCZ map in the new codes, with the matching colours; nodata 0.</source>
      <extracomment>convertcodes</extracomment>
      <translation>La carte LCZ dans les nouveaux codes, avec les couleurs correspondantes ; sans donnée 0.</translation>
    </message>
    <message>
      <source>One file with the bands lcz, lczFilter and lczProb in the codes 1 to 17, as w2w reads it for WRF; w2w uses the filtered band.</source>
      <extracomment>convertcodes</extracomment>
      <translation>Un fichier avec les bandes lcz, lczFilter et lczProb dans les codes 1 à 17, tel que w2w le lit pour WRF ; w2w utilise la bande filtrée.</translation>
    </message>
    <message>
      <source>The map in its colours with a legend, in one KMZ file.</source>
      <extracomment>convertcodes</extracomment>
      <translation>La carte dans ses couleurs avec une légende, en un fichier KMZ.</translation>
    </message>
    <message>
      <source>Refine built zones with building heights</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Affiner les zones bâties avec les hauteurs des bâtiments</translation>
    </message>
    <message>
      <source>Refines the built zones of an LCZ map with the heights and plan fractions of its buildings.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Affine les zones bâties d'une carte LCZ avec les hauteurs et les emprises au sol de ses bâtiments.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compact midrise and compact low-rise, open midrise and open low-rise look alike from above: what tells them apart is the height of the buildings, which the sensor does not see. This algorithm takes the LCZ probabilities of a map and the heights of its buildings and gives the zones that fit both.&lt;/p&gt; &lt;p&gt;In each cell with buildings, the probability of a zone by the scene is multiplied with the probability of the measured height and plan fraction (the share of the cell that buildings cover) in that zone. The latter follows from Stewart and Oke's ranges, softened by the errors that you state.&lt;/p&gt; &lt;p&gt;Heights come from a raster of any grid, such as GHS-BUILT-H ANBH or WSF 3D, or from building polygons with a field of heights or of floors (OpenStreetMap, CityGML, cadastre). From polygons, mean height and plan fraction of each cell are computed exactly by area. In a raster 0 is no building and no data is nothing known; with heights alone, zones of one height (3, 6, 8 and 9) stay as the scene tells them.&lt;/p&gt; &lt;p&gt;Cells without buildings, and natural zones around a single farm, keep their zone. The report says for each change whether height, plan fraction or both were the reason.&lt;/p&gt;</source>
      <extracomment>refinewithheights</extracomment>
      <translation>&lt;p&gt;Les zones compactes de moyenne et de faible hauteur, comme les zones ouvertes de moyenne et de faible hauteur, se ressemblent vues d'en haut : ce qui les distingue est la hauteur des bâtiments, que le capteur ne voit pas. Cet algorithme prend les probabilités des LCZ d'une carte et les hauteurs de ses bâtiments, et donne les zones qui conviennent aux deux.&lt;/p&gt; &lt;p&gt;Dans chaque cellule bâtie, la probabilité d'une zone selon la scène est multipliée par celle de la hauteur et de l'emprise au sol mesurées (la part de la cellule que les bâtiments couvrent) dans cette zone. Cette dernière découle des intervalles de Stewart et Oke, assouplis par les erreurs que vous indiquez.&lt;/p&gt; &lt;p&gt;Les hauteurs viennent d'un raster de grille quelconque, comme GHS-BUILT-H ANBH ou WSF 3D, ou de polygones de bâtiments avec un champ de hauteurs ou d'étages (OpenStreetMap, CityGML, cadastre). À partir de polygones, la hauteur moyenne et l'emprise au sol de chaque cellule sont calculées exactement, selon la surface. Dans un raster, 0 signifie aucun bâtiment, et aucune donnée signifie que rien n'est connu ; avec les hauteurs seules, les zones d'une même hauteur (3, 6, 8 et 9) restent telles que la scène les montre.&lt;/p&gt; &lt;p&gt;Les cellules sans bâtiment et les zones naturelles autour d'une ferme isolée gardent leur zone. Le rapport dit pour chaque changement si la hauteur, l'emprise au sol ou les deux en sont la raison.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Plan fraction of the buildings</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Emprise au sol des bâtiments</translation>
    </message>
    <message>
      <source>Unit of the heights</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Unité des hauteurs</translation>
    </message>
    <message>
      <source>Field with the height</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Champ de la hauteur</translation>
    </message>
    <message>
      <source>Field with the floors</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Champ des étages</translation>
    </message>
    <message>
      <source>Height of a floor (metres)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Hauteur d'un étage (mètres)</translation>
    </message>
    <message>
      <source>Error of the heights (percent)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Erreur des hauteurs (pour cent)</translation>
    </message>
    <message>
      <source>Error of the plan fractions (percentage points)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Erreur des emprises au sol (points de pourcentage)</translation>
    </message>
    <message>
      <source>Wrong measurements (percent of the cells)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Mesures fausses (pour cent des cellules)</translation>
    </message>
    <message>
      <source>Minimum plan fraction (percent)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Emprise au sol minimale (pour cent)</translation>
    </message>
    <message>
      <source>LCZ map (refined)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Carte LCZ (affinée)</translation>
    </message>
    <message>
      <source>LCZ probabilities (refined)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Probabilités LCZ (affinées)</translation>
    </message>
    <message>
      <source>What the heights changed</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Ce que les hauteurs ont changé</translation>
    </message>
    <message>
      <source>Refined cells</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Cellules affinées</translation>
    </message>
    <message>
      <source>Changed cells</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Cellules changées</translation>
    </message>
    <message>
      <source>Changed area (km²)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Surface changée (km²)</translation>
    </message>
    <message>
      <source>The output “LCZ probabilities” of the run that made the LCZ map, or another raster with a band for each of the seventeen zones.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>La sortie « Probabilités LCZ » de l'exécution qui a produit la carte LCZ, ou un autre raster avec une bande pour chacune des dix-sept zones.</translation>
    </message>
    <message>
      <source>Needed: a raster of mean building heights on any grid, such as GHS-BUILT-H ANBH or WSF 3D (0 for no building), or building polygons with a field of heights or of floors.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Nécessaire : un raster de hauteurs moyennes des bâtiments sur une grille quelconque, comme GHS-BUILT-H ANBH ou WSF 3D (0 pour aucun bâtiment), ou des polygones de bâtiments avec un champ de hauteurs ou d'étages.</translation>
    </message>
    <message>
      <source>Beside a raster of heights: the share of each pixel that buildings cover, in percent or as a fraction. Polygons need none. Without it the heights alone count.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>À côté d'un raster de hauteurs : la part de chaque pixel que les bâtiments couvrent, en pour cent ou en fraction. Les polygones n'en ont pas besoin. Sans lui, seules les hauteurs comptent.</translation>
    </message>
    <message>
      <source>Of a raster. By default it is what the file declares, decimetres for files called as those of WSF 3D, else metres; numbers that are no heights in metres are refused. In scripts: auto, metres, decimetres, centimetres or feet.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>D'un raster. Par défaut, ce que le fichier déclare, des décimètres pour les fichiers nommés comme ceux de WSF 3D, sinon des mètres ; les nombres qui ne sont pas des hauteurs en mètres sont refusés. Dans les scripts : auto, metres, decimetres, centimetres ou feet.</translation>
    </message>
    <message>
      <source>Of polygons, metres; “12 m” and “40 ft” are understood. If not set, it is found: height, measuredHeight, HAUTEUR and the like.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Des polygones, en mètres ; « 12 m » et « 40 ft » sont compris. S'il n'est pas indiqué, il est trouvé : height, measuredHeight, HAUTEUR et semblables.</translation>
    </message>
    <message>
      <source>Of polygons, for buildings without a height. If not set, it is found: building:levels, floors, num_floors and the like.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Des polygones, pour les bâtiments sans hauteur. S'il n'est pas indiqué, il est trouvé : building:levels, floors, num_floors et semblables.</translation>
    </message>
    <message>
      <source>What a floor counts where a building has floors but no height.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Ce que compte un étage lorsqu'un bâtiment a des étages mais pas de hauteur.</translation>
    </message>
    <message>
      <source>Standard deviation of the mean height of a cell. A smaller one trusts the heights more.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Écart type de la hauteur moyenne d'une cellule. Plus il est petit, plus les hauteurs comptent.</translation>
    </message>
    <message>
      <source>Standard deviation of the share of a cell that buildings cover.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Écart type de la part d'une cellule que les bâtiments couvrent.</translation>
    </message>
    <message>
      <source>Share of the cells whose height says nothing, such as those built or torn down since. It limits what heights can do against the scene.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Part des cellules dont la hauteur ne dit rien, par exemple construites ou démolies depuis. Elle limite ce que les hauteurs peuvent contre la scène.</translation>
    </message>
    <message>
      <source>Cells that buildings cover by less keep their zone; used where the plan fraction is known.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Les cellules que les bâtiments couvrent moins gardent leur zone ; s'applique là où l'emprise au sol est connue.</translation>
    </message>
    <message>
      <source>The most probable zones: codes 1 to 10 for the built zones and 11 to 17 for A to G; nodata 0.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Les zones les plus probables : codes 1 à 10 pour les zones bâties et 11 à 17 pour A à G ; sans donnée 0.</translation>
    </message>
    <message>
      <source>For each cell the decision and its reason, the zones before and after, mean height (m) and plan fraction (%); nodata -9999.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Pour chaque cellule, la décision et sa raison, les zones avant et après, la hauteur moyenne (m) et l'emprise au sol (%) ; sans donnée -9999.</translation>
    </message>
    <message>
      <source>A page with the reasons, a Sankey diagram, heights and areas of the zones.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Une page avec les raisons, un diagramme de Sankey, les hauteurs et les surfaces des zones.</translation>
    </message>
    <message>
      <source>A row for each pair of zones: cells, area, mean height, mean plan fraction and the reasons.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Une ligne par paire de zones : cellules, surface, hauteur moyenne, emprise au sol moyenne et raisons.</translation>
    </message>
    <message>
      <source>Recognise from the file and the values</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Reconnaître d'après le fichier et les valeurs</translation>
    </message>
    <message>
      <source>Metres</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Mètres</translation>
    </message>
    <message>
      <source>Decimetres (0.1 m)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Décimètres (0,1 m)</translation>
    </message>
    <message>
      <source>Centimetres</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Centimètres</translation>
    </message>
    <message>
      <source>Feet</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Pieds</translation>
    </message>
    <message>
      <source>Cells with buildings whose height or plan fraction is known.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Cellules bâties dont la hauteur ou l'emprise au sol est connue.</translation>
    </message>
    <message>
      <source>Cells whose zone is another.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Cellules dont la zone est une autre.</translation>
    </message>
    <message>
      <source>Their area.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Leur surface.</translation>
    </message>
    <message>
      <source>Map mixed cells and sub-classes</source>
      <extracomment>mixedcells</extracomment>
      <translation>Cartographier les cellules mixtes et les sous-classes</translation>
    </message>
    <message>
      <source>Maps the two leading zones of each cell and labels sub-classes such as 6_5 where both are probable.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Cartographie les deux zones dominantes de chaque cellule et nomme les sous-classes comme 6_5 là où les deux sont probables.</translation>
    </message>
    <message>
      <source>&lt;p&gt;A neighbourhood seldom is of one zone alone. This algorithm takes the LCZ probabilities of a map and shows in each cell the leading and the second zone with their probabilities. Where both reach the threshold, the cell gets a sub-class in Stewart and Oke's notation: 6_5 is open low-rise with open midrise, 6_D open low-rise with low plants.&lt;/p&gt; &lt;p&gt;The map has one colour for each sub-class, between the colours of the two zones and nearer to the leading one. The polygons show the same at once: the colour of the leading zone with stripes in that of the second.&lt;/p&gt; &lt;p&gt;A probability is no share of the area. Two probable zones may be two parts of the cell, a form between both, or one form that the sensor cannot tell, such as 5 and 6, which differ by height: refine the zones with building heights first where you have them.&lt;/p&gt;</source>
      <extracomment>mixedcells</extracomment>
      <translation>&lt;p&gt;Un quartier est rarement d'une seule zone. Cet algorithme prend les probabilités des LCZ d'une carte et montre dans chaque cellule la zone dominante et la deuxième zone avec leurs probabilités. Là où les deux atteignent le seuil, la cellule reçoit une sous-classe dans la notation de Stewart et Oke : 6_5 est une zone ouverte de faible hauteur avec de la moyenne hauteur, 6_D une zone ouverte de faible hauteur avec des plantes basses.&lt;/p&gt; &lt;p&gt;La carte a une couleur par sous-classe, entre celles des deux zones et plus proche de la zone dominante. Les polygones montrent la même chose d'un coup d'œil : la couleur de la zone dominante avec des rayures dans celle de la deuxième.&lt;/p&gt; &lt;p&gt;Une probabilité n'est pas une part de surface. Deux zones probables peuvent être deux parties de la cellule, une forme intermédiaire, ou une forme que le capteur ne distingue pas, comme 5 et 6, qui diffèrent par la hauteur : affinez d'abord les zones avec les hauteurs des bâtiments là où vous en avez.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Minimum probability of both zones (percent)</source>
      <extracomment>mixedcells</extracomment>
      <translation>Probabilité minimale des deux zones (pour cent)</translation>
    </message>
    <message>
      <source>Mixed cells</source>
      <extracomment>mixedcells</extracomment>
      <translation>Cellules mixtes</translation>
    </message>
    <message>
      <source>Sub-classes (CSV)</source>
      <extracomment>mixedcells</extracomment>
      <translation>Sous-classes (CSV)</translation>
    </message>
    <message>
      <source>Number of mixed cells</source>
      <extracomment>mixedcells</extracomment>
      <translation>Nombre de cellules mixtes</translation>
    </message>
    <message>
      <source>Mixed area (percent)</source>
      <extracomment>mixedcells</extracomment>
      <translation>Surface mixte (pour cent)</translation>
    </message>
    <message>
      <source>A cell is mixed, and gets a sub-class, where the leading and the second zone are both at least as probable.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Une cellule est mixte, et reçoit une sous-classe, là où la zone dominante et la deuxième sont toutes deux au moins aussi probables.</translation>
    </message>
    <message>
      <source>Five bands: the sub-class (100 × leading + second zone where a cell is mixed, such as 605, else twice the leading one, such as 606), both zones, and their probabilities in percent; nodata 65535.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Cinq bandes : la sous-classe (100 × zone dominante + deuxième zone là où une cellule est mixte, comme 605, sinon deux fois la dominante, comme 606), les deux zones et leurs probabilités en pour cent ; sans donnée 65535.</translation>
    </message>
    <message>
      <source>Neighbouring mixed cells of one sub-class, drawn in the colour of the leading zone with stripes in that of the second one; attributes subclass (6_5), lcz, second, mean probabilities and cells.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Cellules mixtes voisines d'une même sous-classe, dans la couleur de la zone dominante avec des rayures dans celle de la deuxième ; attributs subclass (6_5), lcz, second, probabilités moyennes et cellules.</translation>
    </message>
    <message>
      <source>A page with the sub-classes, and a matrix of which zones mix.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Une page avec les sous-classes et une matrice des zones qui se mêlent.</translation>
    </message>
    <message>
      <source>A row for each zone and sub-class: cells, area, mean probabilities.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Une ligne par zone et par sous-classe : cellules, surface, probabilités moyennes.</translation>
    </message>
    <message>
      <source>Cells with a sub-class.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Cellules avec une sous-classe.</translation>
    </message>
    <message>
      <source>Their share of the area with a zone.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Leur part de la surface qui a une zone.</translation>
    </message>
    <message>
      <source>Combine the LCZ probabilities of two models</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Combiner les probabilités LCZ de deux modèles</translation>
    </message>
    <message>
      <source>Combines two models' LCZ probabilities by their weighted mean, whose weight can be learned on areas.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Combine les probabilités LCZ de deux modèles par leur moyenne pondérée, dont le poids peut être appris sur des zones connues.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Two models that see a scene differently, such as one with radar and one without, may be better together. This algorithm takes the LCZ probabilities that each gave the same scene and writes the zones of their weighted mean.&lt;/p&gt; &lt;p&gt;With validation areas the weight is learned: it is the one under which the zones of these areas are most probable. They must be areas from which neither model has learned, as a model is always right where it has learned. Without them both count as the weight says, by default the same.&lt;/p&gt; &lt;p&gt;Cells that only one model answers keep what it says: a map with radar and one without together cover all of the scene, also where radar is missing.&lt;/p&gt;</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>&lt;p&gt;Deux modèles qui voient une scène différemment, par exemple l’un avec radar et l’autre sans, peuvent être meilleurs ensemble. Cet algorithme prend les probabilités LCZ que chacun a données à la même scène et écrit les zones de leur moyenne pondérée.&lt;/p&gt; &lt;p&gt;Avec des zones de validation, le poids est appris : c’est celui avec lequel les zones de ces surfaces sont les plus probables. Aucun des deux modèles ne doit en avoir appris, car un modèle a toujours raison là où il a appris. Sans elles, les deux comptent selon le poids donné, par défaut autant l’un que l’autre.&lt;/p&gt; &lt;p&gt;Les cellules auxquelles un seul modèle répond gardent sa réponse : une carte avec radar et une sans couvrent ensemble toute la scène, même là où le radar manque.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>LCZ probabilities of the first model</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Probabilités LCZ du premier modèle</translation>
    </message>
    <message>
      <source>LCZ probabilities of the second model</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Probabilités LCZ du second modèle</translation>
    </message>
    <message>
      <source>Validation areas</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Zones de validation</translation>
    </message>
    <message>
      <source>Weight of the first model (0 to 1)</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Poids du premier modèle (0 à 1)</translation>
    </message>
    <message>
      <source>Weight of the first model</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Poids du premier modèle</translation>
    </message>
    <message>
      <source>Cells of both models</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Cellules des deux modèles</translation>
    </message>
    <message>
      <source>The output “LCZ probabilities” of the run with the first model.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>La sortie « Probabilités LCZ » de l’exécution avec le premier modèle.</translation>
    </message>
    <message>
      <source>The same of the run with the second model: same scene, extent and cell size. Cells that only one model answers, such as those without radar, keep its probabilities.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>La même sortie de l’exécution avec le second modèle : même scène, même emprise et même taille de cellule. Les cellules auxquelles un seul modèle répond, comme celles sans radar, gardent ses probabilités.</translation>
    </message>
    <message>
      <source>Polygons that say their zone, or an LCZ raster, from which neither model has learned: the weight becomes the one under which their zones are most probable.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Des polygones qui disent leur zone, ou un raster LCZ, dont aucun des deux modèles n’a appris : le poids devient celui avec lequel leurs zones sont les plus probables.</translation>
    </message>
    <message>
      <source>Empty finds it: a field called lcz, class or the like, in KML the folders or else the placemarks' names.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Vide, il est trouvé : un champ nommé lcz, class ou semblable, en KML les dossiers ou sinon les noms des repères.</translation>
    </message>
    <message>
      <source>Used without validation areas. The second model has the rest.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Utilisé sans zones de validation. Le second modèle a le reste.</translation>
    </message>
    <message>
      <source>The zones that are most probable by both models.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Les zones les plus probables selon les deux modèles.</translation>
    </message>
    <message>
      <source>Probability of the zone shown, in percent; nodata 255.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Probabilité de la zone montrée, en pour cent ; sans donnée 255.</translation>
    </message>
    <message>
      <source>Mean probability of each zone, one band per zone; stored value × 0.004.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Probabilité moyenne de chaque zone, une bande par zone ; valeur stockée × 0,004.</translation>
    </message>
    <message>
      <source>As given or as learned, 0 to 1.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Tel que donné ou tel qu’appris, 0 à 1.</translation>
    </message>
    <message>
      <source>Cells with a mean of both.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Cellules avec la moyenne des deux.</translation>
    </message>
    <message>
      <source>Filter an LCZ map</source>
      <extracomment>filterlcz</extracomment>
      <translation>Filtrer une carte LCZ</translation>
    </message>
    <message>
      <source>Smooths an LCZ map with the Gaussian filter of the LCZ Generator or with a majority filter.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Lisse une carte LCZ avec le filtre gaussien du LCZ Generator ou avec un filtre majoritaire.</translation>
    </message>
    <message>
      <source>&lt;p&gt;A zone describes a neighbourhood, so an isolated cell that differs from all its neighbours is seldom correct. This algorithm removes such cells.&lt;/p&gt; &lt;p&gt;The Gaussian filter is that of the LCZ Generator: every zone is weighted with a Gaussian of its own radius and standard deviation in metres (large low-rise has a radius of 500 m, water of 50 m), and each cell takes the zone with the largest weight. Radius and standard deviation do not depend on the cell size. If the radius of a zone is smaller than one cell, as for water in cells of 100 m, its cells do not change. The majority filter takes the most frequent zone within a circle instead.&lt;/p&gt; &lt;p&gt;The map may come from any source: its codes are recognised from its values, and the log says what was found. It may be in metres, feet or degrees; in degrees, the width of a cell depends on its latitude. Cells without a zone do not change. The result has the codes 1 to 17 and the colours of this plugin. Maps of any size are read in blocks.&lt;/p&gt;</source>
      <extracomment>filterlcz</extracomment>
      <translation>&lt;p&gt;Une zone décrit un quartier ; une cellule isolée qui diffère de toutes ses voisines est donc rarement juste. Cet algorithme retire de telles cellules.&lt;/p&gt; &lt;p&gt;Le filtre gaussien est celui du LCZ Generator : chaque zone est pondérée par une gaussienne de rayon et d’écart type propres, en mètres (500 m de rayon pour les grands bâtiments bas, 50 m pour l’eau), et chaque cellule prend la zone de plus grand poids. Rayon et écart type ne dépendent pas de la taille des cellules. Si le rayon d’une zone est plus petit qu’une cellule, comme pour l’eau en cellules de 100 m, ses cellules ne changent pas. Le filtre majoritaire prend plutôt la zone la plus fréquente dans un cercle.&lt;/p&gt; &lt;p&gt;La carte peut venir de toute source : ses codes sont reconnus à ses valeurs, et le journal dit ce qui a été trouvé. Elle peut être en mètres, en pieds ou en degrés ; en degrés, la largeur d’une cellule dépend de sa latitude. Les cellules sans zone ne changent pas. Le résultat a les codes 1 à 17 et les couleurs de cette extension. Les cartes de toute taille sont lues par blocs.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Radius of the majority filter (metres)</source>
      <extracomment>filterlcz</extracomment>
      <translation>Rayon du filtre majoritaire (mètres)</translation>
    </message>
    <message>
      <source>Changed cells (percent)</source>
      <extracomment>filterlcz</extracomment>
      <translation>Cellules changées (pour cent)</translation>
    </message>
    <message>
      <source>Gaussian filter of the LCZ Generator: each zone is weighted by a Gaussian of its own radius and standard deviation in metres, and the zone with the largest weight is taken. Majority filter: the most frequent zone within a circle is taken. In scripts: gaussian or majority.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Filtre gaussien du LCZ Generator : chaque zone est pondérée par une gaussienne de rayon et d’écart type propres, en mètres, et la zone de plus grand poids est prise. Filtre majoritaire : la zone la plus fréquente dans un cercle est prise. Dans les scripts : gaussian ou majority.</translation>
    </message>
    <message>
      <source>Radius of the circle around each cell; at least one cell is used. The Gaussian filter does not use it.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Rayon du cercle autour de chaque cellule ; au moins une cellule est utilisée. Le filtre gaussien ne l’utilise pas.</translation>
    </message>
    <message>
      <source>The smoothed map on the same cells: codes 1 to 10 for built zones, 11 to 17 for A to G; nodata 0.</source>
      <extracomment>filterlcz</extracomment>
      <translation>La carte lissée sur les mêmes cellules : codes 1 à 10 pour les zones bâties, 11 à 17 pour A à G ; sans donnée 0.</translation>
    </message>
    <message>
      <source>Gaussian filter of the LCZ Generator</source>
      <extracomment>filterlcz</extracomment>
      <translation>Filtre gaussien du LCZ Generator</translation>
    </message>
    <message>
      <source>Majority filter</source>
      <extracomment>filterlcz</extracomment>
      <translation>Filtre majoritaire</translation>
    </message>
    <message>
      <source>Share of the cells with a zone that got another one.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Part des cellules ayant une zone qui en ont reçu une autre.</translation>
    </message>
    <message>
      <source>Summarise by districts</source>
      <extracomment>summarise</extracomment>
      <translation>Résumer par quartiers</translation>
    </message>
    <message>
      <source>Summarises an LCZ map and an HSE map for each polygon of a layer.</source>
      <extracomment>summarise</extracomment>
      <translation>Résume une carte LCZ et une carte HSE pour chaque polygone d’une couche.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Computes for each district the area of every zone in hectares, the dominant zone and its share, the share of built zones (1 to 10), the diversity of zones and the mean of an HSE map. The results are attributes of a copy of the layer, and an HTML report with a chart and tables.&lt;/p&gt; &lt;p&gt;Cells count by area: each cell is divided into 10 x 10 parts, and a part counts for the district that contains its centre. Districts smaller than a few cells are therefore correct, and neighbouring districts share the cells on their border. Districts may be in any CRS and may overlap.&lt;/p&gt; &lt;p&gt;The diversity is Shannon's index with the natural logarithm: 0 where there is one zone, 2.83 where all seventeen zones have equal shares. The attribute cover_pct says how much of a district the map covers: check it before you compare districts at the edge of the map.&lt;/p&gt; &lt;p&gt;Attributes: area_ha (area that has a zone), cover_pct, dominant (1 to 10, A to G), domin_pct, built_pct, shannon, hse_mean (percent), lcz1_ha to lczG_ha. They are empty where nothing is known.&lt;/p&gt;</source>
      <extracomment>summarise</extracomment>
      <translation>&lt;p&gt;Calcule pour chaque quartier la surface de chaque zone en hectares, la zone dominante et sa part, la part des zones bâties (1 à 10), la diversité des zones et la moyenne d’une carte HSE. Les résultats sont des attributs d’une copie de la couche, et un rapport HTML avec un graphique et des tableaux.&lt;/p&gt; &lt;p&gt;Les cellules comptent par surface : chaque cellule est divisée en 10 x 10 parts, et une part compte pour le quartier qui contient son centre. Les quartiers plus petits que quelques cellules sont donc justes, et les quartiers voisins se partagent les cellules de leur limite. Les quartiers peuvent être dans n’importe quel SCR et se chevaucher.&lt;/p&gt; &lt;p&gt;La diversité est l’indice de Shannon avec le logarithme naturel : 0 s’il y a une zone, 2,83 si les dix-sept zones ont des parts égales. L’attribut cover_pct dit quelle part d’un quartier la carte couvre : vérifiez-le avant de comparer des quartiers au bord de la carte.&lt;/p&gt; &lt;p&gt;Attributs : area_ha (surface ayant une zone), cover_pct, dominant (1 à 10, A à G), domin_pct, built_pct, shannon, hse_mean (pour cent), lcz1_ha à lczG_ha. Ils sont vides là où rien n’est connu.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Attribute with the district names</source>
      <extracomment>summarise</extracomment>
      <translation>Attribut des noms de quartiers</translation>
    </message>
    <message>
      <source>Districts with zones</source>
      <extracomment>summarise</extracomment>
      <translation>Quartiers avec zones</translation>
    </message>
    <message>
      <source>District report</source>
      <extracomment>summarise</extracomment>
      <translation>Rapport des quartiers</translation>
    </message>
    <message>
      <source>Polygons in any CRS; they may overlap.</source>
      <extracomment>summarise</extracomment>
      <translation>Des polygones dans n’importe quel SCR ; ils peuvent se chevaucher.</translation>
    </message>
    <message>
      <source>The report uses these names. If not set, it uses the feature ids.</source>
      <extracomment>summarise</extracomment>
      <translation>Le rapport utilise ces noms. Sans indication, il utilise les identifiants des entités.</translation>
    </message>
    <message>
      <source>A map of settlement extent or imperviousness on any grid, for the mean in each district.</source>
      <extracomment>summarise</extracomment>
      <translation>Une carte d’emprise bâtie ou d’imperméabilité sur n’importe quelle grille, pour la moyenne dans chaque quartier.</translation>
    </message>
    <message>
      <source>A copy of the layer with the attributes area_ha (area that has a zone), cover_pct, dominant, domin_pct, built_pct, shannon, hse_mean and the area of each zone in hectares (lcz1_ha to lczG_ha).</source>
      <extracomment>summarise</extracomment>
      <translation>Une copie de la couche avec les attributs area_ha (surface ayant une zone), cover_pct, dominant, domin_pct, built_pct, shannon, hse_mean et la surface de chaque zone en hectares (lcz1_ha à lczG_ha).</translation>
    </message>
    <message>
      <source>An HTML page with a chart and tables.</source>
      <extracomment>summarise</extracomment>
      <translation>Une page HTML avec un graphique et des tableaux.</translation>
    </message>
    <message>
      <source>Number of polygons that contain cells with a zone.</source>
      <extracomment>summarise</extracomment>
      <translation>Nombre de polygones qui contiennent des cellules ayant une zone.</translation>
    </message>
    <message>
      <source>Zones around stations</source>
      <extracomment>stations</extracomment>
      <translation>Zones autour des stations</translation>
    </message>
    <message>
      <source>Finds the zones around weather stations, which of them stand for one zone, and rural references.</source>
      <extracomment>stations</extracomment>
      <translation>Trouve les zones autour des stations météo, celles qui représentent une seule zone, et des références rurales.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Reads a map of local climate zones around weather stations: the zone of each station's cell, the shares of the zones and the mean HSE within several radii, how far another zone and water are, and whether the station stands for one zone. Stations are a layer of points, or a table such as a CSV file with columns of coordinates.&lt;/p&gt; &lt;p&gt;A station is suitable for comparing where one zone has 80 % and more of the circle of 500 m (both can be changed). “Partly mapped” means that the map has too little of the circle to say; “mixed” that no zone has the minimum. Shares are of the whole circle: the part of each cell within it is exact, and what the map does not cover is stated, never filled in.&lt;/p&gt; &lt;p&gt;For each urban station (zones 1 to 10) rural references are found: places, and rural stations of the same list, in the zones D, B or A that fill their own circle, are about as far from water and, with an elevation model, about as high. They are candidates: visit them before you use them. The difference of temperature between a zone and zone D is the heat island after Stewart and Oke (2012).&lt;/p&gt; &lt;p&gt;Two stations with the same coordinates are named in the log: in crowd-sourced networks such places often are not true ones.&lt;/p&gt;</source>
      <extracomment>stations</extracomment>
      <translation>&lt;p&gt;Lit une carte de zones climatiques locales autour de stations météo : la zone de la cellule de chaque station, les parts des zones et la HSE moyenne dans plusieurs rayons, la distance à une autre zone et à l’eau, et si la station représente une seule zone. Les stations sont une couche de points, ou une table telle qu’un fichier CSV avec des colonnes de coordonnées.&lt;/p&gt; &lt;p&gt;Une station est apte à la comparaison où une zone a 80 % et plus du cercle de 500 m (les deux se changent). “partly mapped” signifie que la carte couvre trop peu du cercle pour le dire ; “mixed”, qu’aucune zone n’a la part minimale. Les parts se rapportent au cercle entier : la part de chaque cellule y est exacte, et ce que la carte ne couvre pas est dit, jamais complété.&lt;/p&gt; &lt;p&gt;Pour chaque station urbaine (zones 1 à 10), des références rurales sont cherchées : des lieux, et des stations rurales de la même liste, dans les zones D, B ou A, qui remplissent leur propre cercle, à peu près à la même distance de l’eau et, avec un modèle de terrain, à peu près à la même altitude. Ce sont des candidats : visitez-les avant de les utiliser. La différence de température entre une zone et la zone D est l’îlot de chaleur selon Stewart et Oke (2012).&lt;/p&gt; &lt;p&gt;Le journal nomme les stations qui ont les mêmes coordonnées : dans les réseaux participatifs, de tels lieux ne sont souvent pas les vrais.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Attribute with the names</source>
      <extracomment>stations</extracomment>
      <translation>Attribut des noms</translation>
    </message>
    <message>
      <source>Digital elevation model</source>
      <extracomment>stations</extracomment>
      <translation>Modèle numérique de terrain</translation>
    </message>
    <message>
      <source>Radii (m)</source>
      <extracomment>stations</extracomment>
      <translation>Rayons (m)</translation>
    </message>
    <message>
      <source>Radius that decides (m)</source>
      <extracomment>stations</extracomment>
      <translation>Rayon décisif (m)</translation>
    </message>
    <message>
      <source>Minimum share of one zone (percent)</source>
      <extracomment>stations</extracomment>
      <translation>Part minimale d’une zone (pour cent)</translation>
    </message>
    <message>
      <source>Rural references for each station</source>
      <extracomment>stations</extracomment>
      <translation>Références rurales par station</translation>
    </message>
    <message>
      <source>Largest distance of a reference (km)</source>
      <extracomment>stations</extracomment>
      <translation>Distance maximale d’une référence (km)</translation>
    </message>
    <message>
      <source>Largest difference of altitude (m)</source>
      <extracomment>stations</extracomment>
      <translation>Différence maximale d’altitude (m)</translation>
    </message>
    <message>
      <source>Column of longitude or x</source>
      <extracomment>stations</extracomment>
      <translation>Colonne de la longitude ou de x</translation>
    </message>
    <message>
      <source>Column of latitude or y</source>
      <extracomment>stations</extracomment>
      <translation>Colonne de la latitude ou de y</translation>
    </message>
    <message>
      <source>CRS of the coordinates</source>
      <extracomment>stations</extracomment>
      <translation>SCR des coordonnées</translation>
    </message>
    <message>
      <source>Stations with zones</source>
      <extracomment>stations</extracomment>
      <translation>Stations avec zones</translation>
    </message>
    <message>
      <source>Stations (CSV)</source>
      <extracomment>stations</extracomment>
      <translation>Stations (CSV)</translation>
    </message>
    <message>
      <source>Suitable stations</source>
      <extracomment>stations</extracomment>
      <translation>Stations aptes</translation>
    </message>
    <message>
      <source>Stations outside</source>
      <extracomment>stations</extracomment>
      <translation>Stations hors de la carte</translation>
    </message>
    <message>
      <source>Stations with references</source>
      <extracomment>stations</extracomment>
      <translation>Stations avec références</translation>
    </message>
    <message>
      <source>A layer of points in any CRS; or a table without points, such as a CSV file, with columns of coordinates: lon and lat in degrees, or x and y (easting and northing) in the CRS of the coordinates. Decimal commas are understood.</source>
      <extracomment>stations</extracomment>
      <translation>Une couche de points dans un SCR quelconque ; ou une table sans points, comme un fichier CSV, avec des colonnes de coordonnées : lon et lat en degrés, ou x et y (est et nord) dans le SCR des coordonnées. Les virgules décimales sont comprises.</translation>
    </message>
    <message>
      <source>If not set: a column called name, station, id or the like, else the number of the row.</source>
      <extracomment>stations</extracomment>
      <translation>Sans indication : une colonne nommée name, station, id ou semblable, sinon le numéro de la ligne.</translation>
    </message>
    <message>
      <source>A map of settlement extent or imperviousness on any grid, for the mean around each station.</source>
      <extracomment>stations</extracomment>
      <translation>Une carte d’emprise bâtie ou d’imperméabilité sur n’importe quelle grille, pour la moyenne autour de chaque station.</translation>
    </message>
    <message>
      <source>The LCZ probabilities or the LCZ confidence of the run that made the map: how sure it is of the zones it shows.</source>
      <extracomment>stations</extracomment>
      <translation>Les probabilités LCZ ou la confiance LCZ de l’exécution qui a fait la carte : à quel point elle est sûre des zones qu’elle montre.</translation>
    </message>
    <message>
      <source>Altitudes in metres on any grid. With it, rural references have to be about as high as the station.</source>
      <extracomment>stations</extracomment>
      <translation>Altitudes en mètres sur n’importe quelle grille. Avec lui, les références rurales doivent être à peu près aussi hautes que la station.</translation>
    </message>
    <message>
      <source>Of the circles around each station in which zones and HSE are counted, up to 20000.</source>
      <extracomment>stations</extracomment>
      <translation>Des cercles autour de chaque station où les zones et la HSE sont comptées, jusqu’à 20000.</translation>
    </message>
    <message>
      <source>A station is suitable for comparing where one zone fills the circle of this radius. Air adjusts to a zone within some 200 to 500 m.</source>
      <extracomment>stations</extracomment>
      <translation>Une station est apte à la comparaison où une zone remplit le cercle de ce rayon. L’air s’ajuste à une zone sur 200 à 500 m environ.</translation>
    </message>
    <message>
      <source>Of the whole circle, for a station to be suitable and for a place to be a rural reference.</source>
      <extracomment>stations</extracomment>
      <translation>Du cercle entier, pour qu’une station soit apte et qu’un lieu soit une référence rurale.</translation>
    </message>
    <message>
      <source>How many places in the zones D, B and A to find for each urban station, and how many rural stations of the list; 0 for none.</source>
      <extracomment>stations</extracomment>
      <translation>Combien de lieux dans les zones D, B et A chercher pour chaque station urbaine, et combien de stations rurales de la liste ; 0 pour aucun.</translation>
    </message>
    <message>
      <source>From its station.</source>
      <extracomment>stations</extracomment>
      <translation>De sa station.</translation>
    </message>
    <message>
      <source>Of a reference from its station, with a DEM. 50 m are about 0.3 K in the standard atmosphere.</source>
      <extracomment>stations</extracomment>
      <translation>D’une référence à sa station, avec un modèle de terrain. 50 m font environ 0,3 K dans l’atmosphère standard.</translation>
    </message>
    <message>
      <source>Of a table without points. If not set, it is found by its name.</source>
      <extracomment>stations</extracomment>
      <translation>D’une table sans points. Sans indication, elle est trouvée par son nom.</translation>
    </message>
    <message>
      <source>Of a table without points, or of a layer without CRS. If not set, columns called lon and lat hold degrees (EPSG:4326).</source>
      <extracomment>stations</extracomment>
      <translation>D’une table sans points, ou d’une couche sans SCR. Sans indication, les colonnes nommées lon et lat contiennent des degrés (EPSG:4326).</translation>
    </message>
    <message>
      <source>A copy of the stations with their zone, verdict, distances, and for each radius the dominant zone, its share, how much of the circle the map covers, diversity, mean HSE and the share of each zone.</source>
      <extracomment>stations</extracomment>
      <translation>Une copie des stations avec leur zone, leur verdict, les distances et, pour chaque rayon, la zone dominante, sa part, la part du cercle que la carte couvre, la diversité, la HSE moyenne et la part de chaque zone.</translation>
    </message>
    <message>
      <source>Points that may serve the urban stations as rural references, the best first, with what is unlike.</source>
      <extracomment>stations</extracomment>
      <translation>Points qui peuvent servir de références rurales aux stations urbaines, les meilleurs d’abord, avec ce qui diffère.</translation>
    </message>
    <message>
      <source>A page with charts, verdicts and tables, in one HTML file.</source>
      <extracomment>stations</extracomment>
      <translation>Une page avec graphiques, verdicts et tableaux, en un fichier HTML.</translation>
    </message>
    <message>
      <source>A row for each station, shares from 0 to 1.</source>
      <extracomment>stations</extracomment>
      <translation>Une ligne pour chaque station, parts de 0 à 1.</translation>
    </message>
    <message>
      <source>Number of stations that stand for one zone.</source>
      <extracomment>stations</extracomment>
      <translation>Nombre de stations qui représentent une seule zone.</translation>
    </message>
    <message>
      <source>Number of stations where the map has no zone.</source>
      <extracomment>stations</extracomment>
      <translation>Nombre de stations où la carte n’a pas de zone.</translation>
    </message>
    <message>
      <source>Number of urban stations with a reference.</source>
      <extracomment>stations</extracomment>
      <translation>Nombre de stations urbaines ayant une référence.</translation>
    </message>
    <message>
      <source>Style a map</source>
      <extracomment>stylemap</extracomment>
      <translation>Styliser une carte</translation>
    </message>
    <message>
      <source>Styles an LCZ map or a map of settlement extent in the colours of this plugin.</source>
      <extracomment>stylemap</extracomment>
      <translation>Stylise une carte LCZ ou une carte d’emprise bâtie dans les couleurs de cette extension.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Gives a raster layer the colours and legend of this plugin's maps: seventeen named classes for local climate zones, or a colour ramp from 0 to 100 percent for settlement extent and LCZ confidence.&lt;/p&gt; &lt;p&gt;The raster may come from any source. What it shows, and which numbers stand for which zones, is recognised from the names of its bands and from all its values; the log says what was found. The values do not change.&lt;/p&gt; &lt;p&gt;With the LCZ confidence of the same run it also makes a faded LCZ map, in which doubtful cells are translucent.&lt;/p&gt;</source>
      <extracomment>stylemap</extracomment>
      <translation>&lt;p&gt;Donne à une couche raster les couleurs et la légende des cartes de cette extension : dix-sept classes nommées pour les zones climatiques locales, ou un dégradé de 0 à 100 pour cent pour l’emprise bâtie et la confiance LCZ.&lt;/p&gt; &lt;p&gt;Le raster peut venir de toute source. Ce qu’il montre, et quels nombres valent pour quelles zones, est reconnu aux noms de ses bandes et à toutes ses valeurs ; le journal dit ce qui a été trouvé. Les valeurs ne changent pas.&lt;/p&gt; &lt;p&gt;Avec la confiance LCZ de la même exécution, il fait aussi une carte LCZ estompée, où les cellules douteuses sont translucides.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>What the map shows</source>
      <extracomment>stylemap</extracomment>
      <translation>Ce que montre la carte</translation>
    </message>
    <message>
      <source>Colours of the zones</source>
      <extracomment>stylemap</extracomment>
      <translation>Couleurs des zones</translation>
    </message>
    <message>
      <source>Save the style beside the raster</source>
      <extracomment>stylemap</extracomment>
      <translation>Enregistrer le style à côté du raster</translation>
    </message>
    <message>
      <source>Band to show</source>
      <extracomment>stylemap</extracomment>
      <translation>Bande à montrer</translation>
    </message>
    <message>
      <source>LCZ map faded by confidence</source>
      <extracomment>stylemap</extracomment>
      <translation>Carte LCZ estompée selon la confiance</translation>
    </message>
    <message>
      <source>Styled map</source>
      <extracomment>stylemap</extracomment>
      <translation>Carte stylisée</translation>
    </message>
    <message>
      <source>Style file</source>
      <extracomment>stylemap</extracomment>
      <translation>Fichier de style</translation>
    </message>
    <message>
      <source>An LCZ map in any of the usual codes, a map of settlement or imperviousness (in percent, or from 0 to 1), or a map of LCZ confidence.</source>
      <extracomment>stylemap</extracomment>
      <translation>Une carte LCZ dans l’un des codes usuels, une carte d’emprise bâtie ou d’imperméabilité (en pour cent, ou de 0 à 1), ou une carte de confiance LCZ.</translation>
    </message>
    <message>
      <source>By default this is recognised from the names of the bands and from all values. In scripts: auto, lcz, hse or confidence.</source>
      <extracomment>stylemap</extracomment>
      <translation>Par défaut, ceci est reconnu aux noms des bandes et à toutes les valeurs. Dans les scripts : auto, lcz, hse ou confidence.</translation>
    </message>
    <message>
      <source>The colours of WUDAPT, which most LCZ maps have, or seventeen colours that people with colour vision deficiency can also tell apart. Percentages run from light to dark in both. In scripts: standard or safe.</source>
      <extracomment>stylemap</extracomment>
      <translation>Les couleurs de WUDAPT, qu’ont la plupart des cartes LCZ, ou dix-sept couleurs que les personnes daltoniennes peuvent aussi distinguer. Les pourcentages vont du clair au foncé dans les deux. Dans les scripts : standard ou safe.</translation>
    </message>
    <message>
      <source>Writes a .qml file, which QGIS applies whenever the raster is opened. An existing one is replaced.</source>
      <extracomment>stylemap</extracomment>
      <translation>Écrit un fichier .qml, que QGIS applique à chaque ouverture du raster. Un fichier existant est remplacé.</translation>
    </message>
    <message>
      <source>Only for the faded map: the LCZ confidence or the LCZ probabilities of the run that made the map. If not set, they are looked for in the file of the map, as the LCZ Generator's three bands have them.</source>
      <extracomment>stylemap</extracomment>
      <translation>Seulement pour la carte estompée : la confiance LCZ ou les probabilités LCZ de l’exécution qui a fait la carte. Si rien n’est indiqué, elles sont cherchées dans le fichier de la carte, comme les trois bandes du LCZ Generator les contiennent.</translation>
    </message>
    <message>
      <source>If not set: the band called lczFilter, lcz or HSE, else the only band.</source>
      <extracomment>stylemap</extracomment>
      <translation>Sans indication : la bande nommée lczFilter, lcz ou HSE, sinon la seule bande.</translation>
    </message>
    <message>
      <source>The LCZ map in a file of its own whose second band holds the opacity, so that each cell is as opaque as its confidence: what is doubtful fades. Cells without a confidence are not drawn.</source>
      <extracomment>stylemap</extracomment>
      <translation>La carte LCZ dans un fichier à part dont la deuxième bande contient l’opacité, de sorte que chaque cellule est aussi opaque que sa confiance : ce qui est douteux s’estompe. Les cellules sans confiance ne sont pas dessinées.</translation>
    </message>
    <message>
      <source>Settlement or imperviousness</source>
      <extracomment>stylemap</extracomment>
      <translation>Emprise bâtie ou imperméabilité</translation>
    </message>
    <message>
      <source>WUDAPT</source>
      <extracomment>stylemap</extracomment>
      <translation>WUDAPT</translation>
    </message>
    <message>
      <source>For all kinds of colour vision</source>
      <extracomment>stylemap</extracomment>
      <translation>Pour toutes les visions des couleurs</translation>
    </message>
    <message>
      <source>The same raster.</source>
      <extracomment>stylemap</extracomment>
      <translation>Le même raster.</translation>
    </message>
    <message>
      <source>Path of the .qml file; empty if none was written.</source>
      <extracomment>stylemap</extracomment>
      <translation>Chemin du fichier .qml ; vide si aucun n’a été écrit.</translation>
    </message>
    <message>
      <source>lcz, hse or confidence.</source>
      <extracomment>stylemap</extracomment>
      <translation>lcz, hse ou confidence.</translation>
    </message>
    <message>
      <source>Add a print layout</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Ajouter une mise en page</translation>
    </message>
    <message>
      <source>Adds a print layout of an LCZ map or HSE map with legend, scale bar, north arrow and class areas.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Ajoute une mise en page d’une carte LCZ ou HSE avec légende, échelle, flèche du nord et surfaces des classes.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Adds a print layout of a map to the project: title, map, legend with the names of the zones that occur, scale bar, north arrow and a table with the area of each class. All items are QGIS's own, so that everything can be moved, changed and exported in the layout designer: menu Project, Layouts.&lt;/p&gt; &lt;p&gt;The layer is shown as it is styled; a map that is not in the project is added in the colours of this plugin. For an HSE map and for LCZ confidence the table has the area of five ranges of percent.&lt;/p&gt; &lt;p&gt;With a file under “Layout template” the same layout is saved as a .qpt file, for the layout manager of other projects. In qgis_process without a project this file is the result.&lt;/p&gt;</source>
      <extracomment>layouttemplate</extracomment>
      <translation>&lt;p&gt;Ajoute au projet une mise en page d’une carte : titre, carte, légende avec les noms des zones présentes, barre d’échelle, flèche du nord et un tableau de la surface de chaque classe. Tous les éléments sont ceux de QGIS, si bien que tout peut être déplacé, modifié et exporté dans le concepteur de mises en page : menu Projet, Mises en page.&lt;/p&gt; &lt;p&gt;La couche est montrée avec son style ; une carte qui n’est pas dans le projet est ajoutée dans les couleurs de cette extension. Pour une carte HSE et pour la confiance LCZ, le tableau donne la surface de cinq intervalles en pour cent.&lt;/p&gt; &lt;p&gt;Avec un fichier sous « Modèle de mise en page », la même mise en page est enregistrée en fichier .qpt, pour le gestionnaire de mises en page d’autres projets. Dans qgis_process sans projet, ce fichier est le résultat.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Paper</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Layout template</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Modèle de mise en page</translation>
    </message>
    <message>
      <source>Layout</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Mise en page</translation>
    </message>
    <message>
      <source>An LCZ map in any of the usual codes, an HSE map or a map of LCZ confidence. One that is not in the project yet is added to it.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Une carte LCZ dans l’un des codes usuels, une carte HSE ou une carte de confiance LCZ. Celle qui n’est pas encore dans le projet y est ajoutée.</translation>
    </message>
    <message>
      <source>Size and direction of the page. In scripts: a4, a4upright, a3 or a3upright.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Taille et sens de la page. Dans les scripts : a4, a4upright, a3 ou a3upright.</translation>
    </message>
    <message>
      <source>If not set: what the map shows, and its place.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Sans indication : ce que la carte montre, et son lieu.</translation>
    </message>
    <message>
      <source>The same layout as a file, to be opened in the layout manager of any project.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>La même mise en page en fichier, à ouvrir dans le gestionnaire de mises en page de tout projet.</translation>
    </message>
    <message>
      <source>A4, across</source>
      <extracomment>layouttemplate</extracomment>
      <translation>A4, paysage</translation>
    </message>
    <message>
      <source>A4, upright</source>
      <extracomment>layouttemplate</extracomment>
      <translation>A4, portrait</translation>
    </message>
    <message>
      <source>A3, across</source>
      <extracomment>layouttemplate</extracomment>
      <translation>A3, paysage</translation>
    </message>
    <message>
      <source>A3, upright</source>
      <extracomment>layouttemplate</extracomment>
      <translation>A3, portrait</translation>
    </message>
    <message>
      <source>Name of the layout in the project; empty without a project.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Nom de la mise en page dans le projet ; vide sans projet.</translation>
    </message>
    <message>
      <source>Load the demo town</source>
      <extracomment>loaddemo</extracomment>
      <translation>Charger la ville de démonstration</translation>
    </message>
    <message>
      <source>5 · Setup and first steps</source>
      <extracomment>loaddemo</extracomment>
      <translation>5 · Installation et premiers pas</translation>
    </message>
    <message>
      <source>Creates a simulated Sentinel-2 scene of a small town with its true maps, to try the plugin without data.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Crée une scène Sentinel-2 simulée d’une petite ville avec ses cartes vraies, pour essayer l’extension sans données.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Creates a simulated Sentinel-2 scene of a small European town, 6 x 6 km, and loads it together with two maps of what was really built: the local climate zones and the sealed share of the ground. You need no data of your own and no internet connection.&lt;/p&gt; &lt;p&gt;Use it to learn the plugin: map the layer “Demo town” with “Map settlement extent and local climate zones”, then compare the result with the true maps in “4 · Accuracy and change”. The town does not exist; the figures say nothing about real cities.&lt;/p&gt;</source>
      <extracomment>loaddemo</extracomment>
      <translation>&lt;p&gt;Crée une scène Sentinel-2 simulée d’une petite ville européenne, 6 x 6 km, et la charge avec deux cartes de ce qui est vraiment construit : les zones climatiques locales et la part imperméable du sol. Il ne faut ni données à vous ni connexion internet.&lt;/p&gt; &lt;p&gt;Utilisez-la pour découvrir l’extension : cartographiez la couche « Ville de démonstration » avec « Cartographier l’emprise bâtie et les zones climatiques locales », puis comparez le résultat aux cartes vraies sous « 4 · Exactitude et changement ». La ville n’existe pas ; les chiffres ne disent rien des villes réelles.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Number of the town</source>
      <extracomment>loaddemo</extracomment>
      <translation>Numéro de la ville</translation>
    </message>
    <message>
      <source>Folder</source>
      <extracomment>loaddemo</extracomment>
      <translation>Dossier</translation>
    </message>
    <message>
      <source>True LCZ map</source>
      <extracomment>loaddemo</extracomment>
      <translation>Carte LCZ vraie</translation>
    </message>
    <message>
      <source>True HSE map</source>
      <extracomment>loaddemo</extracomment>
      <translation>Carte HSE vraie</translation>
    </message>
    <message>
      <source>Another number gives another town; the same number always gives the same town.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Un autre numéro donne une autre ville ; le même numéro donne toujours la même ville.</translation>
    </message>
    <message>
      <source>Where the three files town.tif, town_lcz.tif and town_hse.tif are written.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Où les trois fichiers town.tif, town_lcz.tif et town_hse.tif sont écrits.</translation>
    </message>
    <message>
      <source>The simulated Sentinel-2 scene: the ten bands at 10 m.</source>
      <extracomment>loaddemo</extracomment>
      <translation>La scène Sentinel-2 simulée : les dix bandes à 10 m.</translation>
    </message>
    <message>
      <source>The zone that was built in each cell of 100 m, to assess an LCZ map with.</source>
      <extracomment>loaddemo</extracomment>
      <translation>La zone construite dans chaque cellule de 100 m, pour évaluer une carte LCZ.</translation>
    </message>
    <message>
      <source>The sealed share of each cell of 20 m, to assess an HSE map with.</source>
      <extracomment>loaddemo</extracomment>
      <translation>La part imperméable de chaque cellule de 20 m, pour évaluer une carte HSE.</translation>
    </message>
    <message>
      <source>Check the environment</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Vérifier l’environnement</translation>
    </message>
    <message>
      <source>Checks what is installed, what the network would run on and why, and whether it maps a test scene right.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Vérifie ce qui est installé, sur quoi le réseau tournerait et pourquoi, et s’il cartographie correctement une scène d’essai.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Says what a bug report should say: versions of QGIS and of all that this plugin stands on, the free memory, the weights and their card, what the network would run on and why.&lt;/p&gt; &lt;p&gt;Then it tests the whole chain: a small simulated town is mapped and compared with values that came with the weights. The text in the log and at the end of the report can be copied into a bug report as it is.&lt;/p&gt;</source>
      <extracomment>checkenvironment</extracomment>
      <translation>&lt;p&gt;Dit ce qu’un rapport de bogue devrait contenir : les versions de QGIS et de tout ce dont dépend cette extension, la mémoire libre, le modèle et sa fiche, sur quoi le réseau tournerait et pourquoi.&lt;/p&gt; &lt;p&gt;Puis toute la chaîne est testée : une petite ville simulée est cartographiée et comparée à des valeurs fournies avec le modèle. Le texte du journal et de la fin du rapport peut être copié tel quel dans un rapport de bogue.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Map the test scene</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Cartographier la scène d’essai</translation>
    </message>
    <message>
      <source>Everything works</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Tout fonctionne</translation>
    </message>
    <message>
      <source>Text for a bug report</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Texte pour un rapport de bogue</translation>
    </message>
    <message>
      <source>What the network would run on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest one that works.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Sur quoi le réseau tournerait : cpu, cuda (NVIDIA), mps (Apple) ; auto prend le plus rapide qui fonctionne.</translation>
    </message>
    <message>
      <source>Maps a simulated town of 2 x 2 km from file to file and compares with stored values; less than a minute.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Cartographie une ville simulée de 2 x 2 km de fichier à fichier et compare à des valeurs enregistrées ; moins d’une minute.</translation>
    </message>
    <message>
      <source>A page with all that was found, and the same as text for a bug report. It names no folder and no user.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Une page avec tout ce qui a été trouvé, et la même chose en texte pour un rapport de bogue. Elle ne nomme ni dossier ni utilisateur.</translation>
    </message>
    <message>
      <source>False where something does not work.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Faux si quelque chose ne fonctionne pas.</translation>
    </message>
    <message>
      <source>The same lines as in the log.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Les mêmes lignes que dans le journal.</translation>
    </message>
    <message>
      <source>Set up PyTorch</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installer PyTorch</translation>
    </message>
    <message>
      <source>Installs PyTorch, for faster maps and to train all layers, into an environment of its own, or removes it.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installe PyTorch dans un environnement à part, pour cartographier plus vite et pour entraîner toutes les couches, ou le retire.</translation>
    </message>
    <message>
      <source>&lt;p&gt;The network runs on NumPy, which every QGIS includes. On PyTorch it runs faster, and much faster on a graphics card. This algorithm installs PyTorch into an environment of its own in your data folder. It changes neither QGIS nor its Python. The network then runs in a separate process; if that process fails, mapping continues with NumPy and the log says so. Training all layers of the network needs PyTorch and uses the same environment.&lt;/p&gt; &lt;p&gt;PyTorch is downloaded from its own package index and from the Python package index, through the proxy that is set in QGIS. The log shows the progress. An installation that was cancelled is resumed by the next run, and the action “Remove” deletes everything. The environment variable HSE_LCZ_DATA sets another folder.&lt;/p&gt;</source>
      <extracomment>setuptorch</extracomment>
      <translation>&lt;p&gt;Le réseau utilise NumPy, présent dans tout QGIS. Avec PyTorch il va plus vite, et beaucoup plus vite sur une carte graphique. Cet algorithme installe PyTorch dans un environnement à part, dans votre dossier de données. Il ne change ni QGIS ni son Python. Le réseau tourne alors dans un processus séparé ; si celui-ci échoue, la cartographie continue avec NumPy et le journal le dit. Entraîner toutes les couches du réseau demande PyTorch et utilise le même environnement.&lt;/p&gt; &lt;p&gt;PyTorch est téléchargé depuis son propre index de paquets et depuis l’index de paquets Python, par le proxy réglé dans QGIS. Le journal montre la progression. Une installation annulée est reprise par l’exécution suivante, et l’action « Retirer » supprime tout. La variable d’environnement HSE_LCZ_DATA fixe un autre dossier.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Action</source>
      <extracomment>setuptorch</extracomment>
      <translation>Action</translation>
    </message>
    <message>
      <source>Build of PyTorch</source>
      <extracomment>setuptorch</extracomment>
      <translation>Variante de PyTorch</translation>
    </message>
    <message>
      <source>Folder with wheels (offline installation)</source>
      <extracomment>setuptorch</extracomment>
      <translation>Dossier de wheels (installation hors ligne)</translation>
    </message>
    <message>
      <source>PyTorch</source>
      <extracomment>setuptorch</extracomment>
      <translation>PyTorch</translation>
    </message>
    <message>
      <source>Size (MB)</source>
      <extracomment>setuptorch</extracomment>
      <translation>Taille (Mo)</translation>
    </message>
    <message>
      <source>Install: creates the environment, resumes an interrupted installation, or tests a complete one. Remove: deletes the environment. In scripts: install or remove.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installer : crée l’environnement, reprend une installation interrompue, ou teste une installation complète. Retirer : supprime l’environnement. Dans les scripts : install ou remove.</translation>
    </message>
    <message>
      <source>By default the CUDA build is installed where NVIDIA's driver is found, else the CPU build. In scripts: auto, cpu or cuda.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Par défaut, la variante CUDA est installée si le pilote NVIDIA est trouvé, sinon la variante CPU. Dans les scripts : auto, cpu ou cuda.</translation>
    </message>
    <message>
      <source>For computers without internet access: a folder with the wheels of torch, numpy and their dependencies. No network connection is then used.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Pour les ordinateurs sans accès à internet : un dossier avec les wheels de torch, numpy et leurs dépendances. Aucune connexion réseau n’est alors utilisée.</translation>
    </message>
    <message>
      <source>Install or repair</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installer ou réparer</translation>
    </message>
    <message>
      <source>Remove</source>
      <extracomment>setuptorch</extracomment>
      <translation>Retirer</translation>
    </message>
    <message>
      <source>CPU (about 1 GB)</source>
      <extracomment>setuptorch</extracomment>
      <translation>CPU (environ 1 Go)</translation>
    </message>
    <message>
      <source>CUDA for NVIDIA cards (several GB)</source>
      <extracomment>setuptorch</extracomment>
      <translation>CUDA pour cartes NVIDIA (plusieurs Go)</translation>
    </message>
    <message>
      <source>Folder of the environment.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Dossier de l’environnement.</translation>
    </message>
    <message>
      <source>Installed version; empty after removal.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Version installée ; vide après suppression.</translation>
    </message>
    <message>
      <source>Disk space of the environment.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Espace disque de l’environnement.</translation>
    </message>
    <message>
      <source>Adapt or train the network</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Adapter ou entraîner le réseau</translation>
    </message>
    <message>
      <source>6 · Training areas</source>
      <extracomment>trainnetwork</extracomment>
      <translation>6 · Zones d’entraînement</translation>
    </message>
    <message>
      <source>Adapts the network to your own training areas or maps, so that it knows your city better.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Adapte le réseau à vos propres zones d’entraînement ou cartes, pour qu’il connaisse mieux votre ville.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Adapts the network to your own city. Thirty polygons drawn as for WUDAPT are enough for a start. By default only the last layers learn (What learns: heads): in seconds, in every QGIS, without PyTorch. What the network knew of zones that nobody drew is held.&lt;/p&gt; &lt;p&gt;The report compares before and after as the field does: in 25 bootstraps seven tenths of the polygons of each zone adapt the network, the others are mapped, whole. In the end all polygons train. A zone with one polygon alone trains and is not scored: draw at least two of each, two hundred metres wide and more. Polygons of one's own city are easy: scenes of another place, or areas that another person drew, are the stricter test.&lt;/p&gt; &lt;p&gt;“All layers” fine-tunes everything behind the features that both tasks share, in minutes to hours, or trains from scratch. It needs PyTorch, of QGIS's own Python or of “Set up PyTorch”, whose process then trains; a cancel keeps the best so far. Steps, learning rate, half precision and device are for it.&lt;/p&gt; &lt;p&gt;Choose the new weights as “Model file” of the mapping algorithm; their card says what they were made of. Check your areas with “Check training areas” first.&lt;/p&gt;</source>
      <extracomment>trainnetwork</extracomment>
      <translation>&lt;p&gt;Adapte le réseau à votre propre ville. Trente polygones dessinés comme pour WUDAPT suffisent pour commencer. Par défaut, seules les dernières couches apprennent (Ce qui apprend : heads) : en quelques secondes, dans tout QGIS, sans PyTorch. Ce que le réseau savait des zones que personne n’a dessinées est conservé.&lt;/p&gt; &lt;p&gt;Le rapport compare avant et après selon l’usage du domaine : dans 25 bootstraps, sept dixièmes des polygones de chaque zone adaptent le réseau, les autres sont cartographiés en entier. À la fin, tous les polygones entraînent. Une zone qui n’a qu’un polygone entraîne et n’est pas notée : dessinez-en au moins deux de chaque, larges de deux cents mètres et plus. Les polygones de sa propre ville sont faciles : des scènes d’un autre lieu, ou des zones dessinées par une autre personne, sont l’épreuve plus sévère.&lt;/p&gt; &lt;p&gt;« all layers » affine tout ce qui suit les caractéristiques communes aux deux tâches, en minutes ou en heures, ou entraîne à partir de zéro. Il faut PyTorch, celui du Python de QGIS ou celui de « Installer PyTorch », dont le processus entraîne alors ; une annulation garde le meilleur jusque-là. Pas, taux d’apprentissage, demi-précision et processeur sont pour ce mode.&lt;/p&gt; &lt;p&gt;Choisissez les nouveaux poids comme « Fichier de modèle » de l’algorithme de cartographie ; leur fiche dit de quoi ils sont faits. Vérifiez d’abord vos zones avec « Vérifier les zones d’entraînement ».&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Sentinel-2 scenes</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Scènes Sentinel-2</translation>
    </message>
    <message>
      <source>Zones to learn</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Zones à apprendre</translation>
    </message>
    <message>
      <source>Settlement to learn</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Emprise bâtie à apprendre</translation>
    </message>
    <message>
      <source>What learns</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Ce qui apprend</translation>
    </message>
    <message>
      <source>Scenes to hold out</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Scènes à réserver</translation>
    </message>
    <message>
      <source>Areas of another person</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Zones d’une autre personne</translation>
    </message>
    <message>
      <source>Weights to start from</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Poids de départ</translation>
    </message>
    <message>
      <source>Start from scratch</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Partir de zéro</translation>
    </message>
    <message>
      <source>Share to hold out (percent)</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Part à réserver (pour cent)</translation>
    </message>
    <message>
      <source>Steps</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Pas</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Taux d’apprentissage</translation>
    </message>
    <message>
      <source>Seed</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Graine aléatoire</translation>
    </message>
    <message>
      <source>Half precision</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Demi-précision</translation>
    </message>
    <message>
      <source>Weights</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Poids du réseau</translation>
    </message>
    <message>
      <source>Agreement before</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Accord avant</translation>
    </message>
    <message>
      <source>Agreement</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Accord</translation>
    </message>
    <message>
      <source>HSE error (points)</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Erreur de HSE (points)</translation>
    </message>
    <message>
      <source>Step that was kept</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Pas retenu</translation>
    </message>
    <message>
      <source>Rasters with the ten bands, of one place or several; more dates of a place teach what season does.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Des rasters avec les dix bandes, d’un lieu ou de plusieurs ; plusieurs dates d’un lieu apprennent l’effet de la saison.</translation>
    </message>
    <message>
      <source>Polygons that say their zone (training areas as for WUDAPT; a KML or KMZ file is read with all of its folders), a raster of zones in any codes, or a raster of 17 probabilities.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Des polygones qui disent leur zone (zones d’entraînement comme pour WUDAPT ; un fichier KML ou KMZ est lu avec tous ses dossiers), un raster de zones dans n’importe quels codes, ou un raster de 17 probabilités.</translation>
    </message>
    <message>
      <source>A raster of settlement or imperviousness in percent, as fractions or as a mask, of any cell size and CRS. Empty: the settlement map stays as it is.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Un raster d’emprise bâtie ou d’imperméabilité en pour cent, en fractions ou en masque, de n’importe quels taille de cellule et SCR. Vide : la carte d’emprise bâtie reste telle quelle.</translation>
    </message>
    <message>
      <source>heads: the last layers alone, in seconds and without PyTorch. all layers: everything behind the features that both tasks share, in minutes to hours, with PyTorch of QGIS or of “Set up PyTorch”.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>heads : les dernières couches seules, en quelques secondes et sans PyTorch. all layers : tout ce qui suit les caractéristiques communes aux deux tâches, en minutes ou en heures, avec PyTorch de QGIS ou de « Installer PyTorch ».</translation>
    </message>
    <message>
      <source>Places with labels that never train; the report has their figures. Empty: only parts of the polygons of each zone are held out, in turns.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Des lieux avec des zones connues qui n’entraînent jamais ; le rapport donne leurs chiffres. Vide : seules des parties des polygones de chaque zone sont réservées, à tour de rôle.</translation>
    </message>
    <message>
      <source>Polygons that never train, drawn by somebody else in the same scenes: the stricter test. Heads only.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Des polygones qui n’entraînent jamais, dessinés par quelqu’un d’autre dans les mêmes scènes : l’épreuve plus sévère. Seulement pour heads.</translation>
    </message>
    <message>
      <source>Empty for the weights that come with the plugin.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Vide pour les poids fournis avec l’extension.</translation>
    </message>
    <message>
      <source>What the network trains on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest at hand.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Sur quoi le réseau s’entraîne : cpu, cuda (NVIDIA), mps (Apple) ; auto prend le plus rapide disponible.</translation>
    </message>
    <message>
      <source>Forget what the weights know: for large sets of labels, hours on a processor. Trains all layers.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Oublier ce que savent les poids : pour de grands jeux de données, des heures sur un processeur. Entraîne toutes les couches.</translation>
    </message>
    <message>
      <source>Of the polygons of each zone, or of squares of ground where the labels are a raster.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Des polygones de chaque zone, ou de carrés de terrain si les zones viennent d’un raster.</translation>
    </message>
    <message>
      <source>How long to train all layers; 0 takes 120 steps, from scratch 2000.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>La durée d’entraînement de toutes les couches ; 0 prend 120 pas, à partir de zéro 2000.</translation>
    </message>
    <message>
      <source>How far a step of all layers goes; 0 takes what was found best.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>L’ampleur d’un pas de toutes les couches ; 0 prend ce qui s’est révélé le meilleur.</translation>
    </message>
    <message>
      <source>Another number holds out other polygons and draws other chips.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Un autre nombre réserve d’autres polygones et tire d’autres imagettes.</translation>
    </message>
    <message>
      <source>All layers: compute in bfloat16, about twice as fast where the processor or card has it.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Toutes les couches : calculer en bfloat16, environ deux fois plus vite si le processeur ou la carte le permet.</translation>
    </message>
    <message>
      <source>The new weights with their card, to be chosen as “Model file” of the mapping algorithm.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Les nouveaux poids avec leur fiche, à choisir comme « Fichier de modèle » de l’algorithme de cartographie.</translation>
    </message>
    <message>
      <source>A page with figures before and after, box plots and the confusion matrix.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Une page avec les chiffres avant et après, des boîtes à moustaches et la matrice de confusion.</translation>
    </message>
    <message>
      <source>Overall accuracy on what was held out, 0 to 1.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Exactitude globale sur ce qui a été réservé, de 0 à 1.</translation>
    </message>
    <message>
      <source>The same with the new weights.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>La même avec les nouveaux poids.</translation>
    </message>
    <message>
      <source>Mean absolute error of settlement held out.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Erreur absolue moyenne de l’emprise bâtie réservée.</translation>
    </message>
    <message>
      <source>The best on what was held out. All layers only.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Le meilleur sur ce qui a été réservé. Toutes les couches seulement.</translation>
    </message>
    <message>
      <source>How long the run took.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Durée de l’exécution.</translation>
    </message>
    <message>
      <source>What the network trained on.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Sur quoi le réseau s’est entraîné.</translation>
    </message>
    <message>
      <source>New training areas</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Nouvelles zones d’entraînement</translation>
    </message>
    <message>
      <source>Makes a styled polygon layer to draw training areas in, empty or with candidates from a map.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Crée une couche de polygones stylisée pour dessiner des zones d’entraînement, vide ou avec des propositions tirées d’une carte.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Makes a polygon layer to draw training areas in: the zones as a list in the form, WUDAPT's colours, and a hint where a polygon is narrower than 200 metres.&lt;/p&gt; &lt;p&gt;With a map of zones the layer is filled with candidates: squares of 300 metres of one zone, the surest first where the confidence of the map is given. Look at each over an image: confirm it, correct its zone or its outline, or delete it. A candidate that nobody has looked at teaches the network nothing new.&lt;/p&gt;</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>&lt;p&gt;Crée une couche de polygones pour dessiner des zones d’entraînement : les zones en liste dans le formulaire, les couleurs de WUDAPT, et un avertissement si un polygone est plus étroit que 200 mètres.&lt;/p&gt; &lt;p&gt;Avec une carte de zones, la couche est remplie de propositions : des carrés de 300 mètres d’une seule zone, les plus sûrs d’abord si la confiance de la carte est donnée. Regardez chacune sur une image : confirmez-la, corrigez sa zone ou son contour, ou supprimez-la. Une proposition que personne n’a regardée n’apprend rien de nouveau au réseau.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>CRS of an empty layer</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>SCR d’une couche vide</translation>
    </message>
    <message>
      <source>Candidates of each zone</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Propositions par zone</translation>
    </message>
    <message>
      <source>Least confidence (percent)</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Confiance minimale (pour cent)</translation>
    </message>
    <message>
      <source>Training areas</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Zones d’entraînement</translation>
    </message>
    <message>
      <source>Candidates</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Propositions</translation>
    </message>
    <message>
      <source>A map of zones from which candidates are taken, to be confirmed or corrected. Empty: an empty layer.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Une carte de zones d’où sont tirées les propositions, à confirmer ou à corriger. Vide : une couche vide.</translation>
    </message>
    <message>
      <source>The LCZ confidence or the LCZ probabilities of the run that made the map: only sure squares become candidates.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>La confiance LCZ ou les probabilités LCZ de l’exécution qui a fait la carte : seuls des carrés sûrs deviennent des propositions.</translation>
    </message>
    <message>
      <source>One in metres is best. Candidates have the CRS of their map.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>De préférence un en mètres. Les propositions ont le SCR de leur carte.</translation>
    </message>
    <message>
      <source>At most; they lie apart from one another.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Au plus ; elles sont éloignées les unes des autres.</translation>
    </message>
    <message>
      <source>Of a candidate, where the confidence of the map is given.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>D’une proposition, si la confiance de la carte est donnée.</translation>
    </message>
    <message>
      <source>Polygons with the field lcz (a list of the zones in the form), in WUDAPT's colours. The form warns where a polygon is narrower than 200 m.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Des polygones avec le champ lcz (une liste des zones dans le formulaire), dans les couleurs de WUDAPT. Le formulaire avertit si un polygone est plus étroit que 200 m.</translation>
    </message>
    <message>
      <source>How many the layer holds.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Combien la couche en contient.</translation>
    </message>
    <message>
      <source>Check training areas</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Vérifier les zones d’entraînement</translation>
    </message>
    <message>
      <source>Finds training areas that are probably wrong, and places where the next ones would help most.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Trouve les zones d’entraînement probablement fausses, et les lieux où les suivantes seraient le plus utiles.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Finds the training areas that are probably wrong, before they spoil a map. For each area the network is adapted to the other areas and asked for its zone: “looks like 6 rather than 5: 82 %”. Width, overlaps, missing data, mixed cells and dates that disagree are checked as well.&lt;/p&gt; &lt;p&gt;The result is a layer of the areas with a severity and a verdict, a page with pictures of the suspicious ones, and points where the next areas would help most. It runs in every QGIS, without PyTorch.&lt;/p&gt; &lt;p&gt;A verdict is a hint, not a proof: an unusual area may be right. Look at the image before you change it. Where many areas are wrong in the same way, the others agree with them, and nothing is found.&lt;/p&gt;</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>&lt;p&gt;Trouve les zones d’entraînement probablement fausses, avant qu’elles ne gâtent une carte. Pour chacune, le réseau est adapté aux autres zones et interrogé sur la sienne : « ressemble à 6 plutôt qu’à 5 : 82 % ». Largeur, recouvrements, données manquantes, cellules mixtes et dates en désaccord sont aussi vérifiés.&lt;/p&gt; &lt;p&gt;Le résultat est une couche des zones avec une gravité et un verdict, une page avec des images des suspectes, et des points où les prochaines zones seraient le plus utiles. Tout cela tourne dans tout QGIS, sans PyTorch.&lt;/p&gt; &lt;p&gt;Un verdict est un indice, pas une preuve : une zone inhabituelle peut être juste. Regardez l’image avant de la changer. Là où beaucoup de zones sont fausses de la même manière, les autres sont d’accord avec elles, et rien n’est trouvé.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Places to draw next</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Lieux à dessiner ensuite</translation>
    </message>
    <message>
      <source>Checked areas</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Zones vérifiées</translation>
    </message>
    <message>
      <source>Where to draw next</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Où dessiner ensuite</translation>
    </message>
    <message>
      <source>Table (CSV)</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Tableau (CSV)</translation>
    </message>
    <message>
      <source>Serious</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Graves</translation>
    </message>
    <message>
      <source>Doubtful</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Douteuses</translation>
    </message>
    <message>
      <source>Rasters with the ten bands; several dates of the place show what season changes.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Des rasters avec les dix bandes ; plusieurs dates du lieu montrent ce que la saison change.</translation>
    </message>
    <message>
      <source>Polygons that say their zone, as for WUDAPT; a KML or KMZ file is read with all of its folders.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Des polygones qui disent leur zone, comme pour WUDAPT ; un fichier KML ou KMZ est lu avec tous ses dossiers.</translation>
    </message>
    <message>
      <source>How many places to suggest; 0 saves the time.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Combien de lieux proposer ; 0 économise le temps.</translation>
    </message>
    <message>
      <source>Another number leaves the areas out in other groups.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Un autre nombre laisse de côté les zones dans d’autres groupes.</translation>
    </message>
    <message>
      <source>The areas with a severity (serious, doubtful, fine), a verdict in words, and the figures behind it.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Les zones avec une gravité (grave, douteuse, bonne), un verdict en mots, et les chiffres qui l’expliquent.</translation>
    </message>
    <message>
      <source>Points, the most useful first, with the zones in question.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Des points, les plus utiles d’abord, avec les zones en question.</translation>
    </message>
    <message>
      <source>A page with pictures of the suspicious areas and a table of all.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Une page avec des images des zones suspectes et un tableau de toutes.</translation>
    </message>
    <message>
      <source>A row for each area, the worst first.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Une ligne par zone, la pire d’abord.</translation>
    </message>
    <message>
      <source>Areas that would harm an adapted map, or train nothing.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Des zones qui nuiraient à une carte adaptée, ou n’entraîneraient rien.</translation>
    </message>
    <message>
      <source>Areas that are worth a look.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Des zones qui méritent un regard.</translation>
    </message>
    <message>
      <source>Which bands and dates matter</source>
      <extracomment>selectbands</extracomment>
      <translation>Quelles bandes et dates comptent</translation>
    </message>
    <message>
      <source>Ranks the bands and dates of your scenes by what they tell about settlement and zones together.</source>
      <extracomment>selectbands</extracomment>
      <translation>Classe les bandes et les dates de vos scènes selon ce qu’elles disent à la fois du bâti et des zones.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Says which bands of which dates tell most about settlement and local climate zones together, before you download, prepare or map more scenes. Scenes of several dates, and other rasters such as indices or building heights, are judged by labels that you have: training areas or an LCZ map, and a raster of settlement.&lt;/p&gt; &lt;p&gt;One linear model for each zone and one for settlement share one selection of features. The result is a ranking, the fewest features that keep 97 % of the accuracy of all, what each date is worth alone, and a chart. All figures are of ground held out. It needs neither PyTorch nor SciPy.&lt;/p&gt; &lt;p&gt;Of two bands that tell nearly the same, one ranks high and the other low. The models look at single cells of 100 m; the network sees neighbourhoods and always reads all ten bands.&lt;/p&gt;</source>
      <extracomment>selectbands</extracomment>
      <translation>&lt;p&gt;Dit quelles bandes de quelles dates renseignent le plus à la fois sur le bâti et sur les zones climatiques locales, avant de télécharger, préparer ou cartographier d’autres scènes. Des scènes de plusieurs dates, et d’autres rasters comme des indices ou des hauteurs de bâtiments, sont jugés d’après les étiquettes que vous avez : zones d’entraînement ou carte LCZ, et raster du bâti.&lt;/p&gt; &lt;p&gt;Un modèle linéaire pour chaque zone et un pour le bâti partagent une même sélection de variables. Le résultat est un classement, le plus petit nombre de variables qui garde 97 % de la précision de toutes, la valeur de chaque date seule, et un graphique. Tous les chiffres portent sur du terrain mis de côté. Ni PyTorch ni SciPy ne sont nécessaires.&lt;/p&gt; &lt;p&gt;De deux bandes qui disent presque la même chose, l’une est bien classée et l’autre mal. Les modèles regardent des cellules isolées de 100 m ; le réseau voit des voisinages et lit toujours les dix bandes.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Zones</source>
      <extracomment>selectbands</extracomment>
      <translation>Zones</translation>
    </message>
    <message>
      <source>Settlement</source>
      <extracomment>selectbands</extracomment>
      <translation>Bâti</translation>
    </message>
    <message>
      <source>Other rasters</source>
      <extracomment>selectbands</extracomment>
      <translation>Autres rasters</translation>
    </message>
    <message>
      <source>Texture, too</source>
      <extracomment>selectbands</extracomment>
      <translation>Texture aussi</translation>
    </message>
    <message>
      <source>Keep (percent)</source>
      <extracomment>selectbands</extracomment>
      <translation>Garder (pour cent)</translation>
    </message>
    <message>
      <source>Similarity of the tasks</source>
      <extracomment>selectbands</extracomment>
      <translation>Similarité des tâches</translation>
    </message>
    <message>
      <source>Ridge</source>
      <extracomment>selectbands</extracomment>
      <translation>Ridge</translation>
    </message>
    <message>
      <source>Ranking (CSV)</source>
      <extracomment>selectbands</extracomment>
      <translation>Classement (CSV)</translation>
    </message>
    <message>
      <source>Path (CSV)</source>
      <extracomment>selectbands</extracomment>
      <translation>Chemin (CSV)</translation>
    </message>
    <message>
      <source>Features</source>
      <extracomment>selectbands</extracomment>
      <translation>Variables</translation>
    </message>
    <message>
      <source>Recommended features</source>
      <extracomment>selectbands</extracomment>
      <translation>Variables recommandées</translation>
    </message>
    <message>
      <source>Names of the recommended features</source>
      <extracomment>selectbands</extracomment>
      <translation>Noms des variables recommandées</translation>
    </message>
    <message>
      <source>Recommended dates</source>
      <extracomment>selectbands</extracomment>
      <translation>Dates recommandées</translation>
    </message>
    <message>
      <source>AUC, all features</source>
      <extracomment>selectbands</extracomment>
      <translation>AUC, toutes les variables</translation>
    </message>
    <message>
      <source>AUC, recommended</source>
      <extracomment>selectbands</extracomment>
      <translation>AUC, recommandées</translation>
    </message>
    <message>
      <source>R2, all features</source>
      <extracomment>selectbands</extracomment>
      <translation>R2, toutes les variables</translation>
    </message>
    <message>
      <source>R2, recommended</source>
      <extracomment>selectbands</extracomment>
      <translation>R2, recommandées</translation>
    </message>
    <message>
      <source>Rasters with the ten bands, of one place; several dates show which season matters.</source>
      <extracomment>selectbands</extracomment>
      <translation>Rasters avec les dix bandes, d’un seul lieu ; plusieurs dates montrent quelle saison compte.</translation>
    </message>
    <message>
      <source>A raster of settlement or imperviousness in percent, as fractions or as a mask, of any cell size and CRS. Where zones are given, it is read on their cells.</source>
      <extracomment>selectbands</extracomment>
      <translation>Raster du bâti ou de l’imperméabilité en pour cent, en fractions ou en masque, de toute taille de cellule et tout SCR. Là où des zones sont données, il est lu sur leurs cellules.</translation>
    </message>
    <message>
      <source>Rasters of measured numbers of any grid, such as indices, building heights or night light; each of their bands is a feature. Not class codes.</source>
      <extracomment>selectbands</extracomment>
      <translation>Rasters de nombres mesurés sur n’importe quelle grille, comme des indices, des hauteurs de bâtiments ou la lumière nocturne ; chacune de leurs bandes est une variable. Pas de codes de classes.</translation>
    </message>
    <message>
      <source>Adds the standard deviation of each band within a cell of 100 m as a feature of its own.</source>
      <extracomment>selectbands</extracomment>
      <translation>Ajoute l’écart type de chaque bande dans une cellule de 100 m comme variable à part.</translation>
    </message>
    <message>
      <source>The recommended features are the fewest that keep so much of the AUC and of the R2 of all features.</source>
      <extracomment>selectbands</extracomment>
      <translation>Les variables recommandées sont les moins nombreuses qui gardent cette part de l’AUC et du R2 de toutes.</translation>
    </message>
    <message>
      <source>Draws the weights of all zones and of settlement to their mean; 0 lets each have its own.</source>
      <extracomment>selectbands</extracomment>
      <translation>Rapproche de leur moyenne les poids de toutes les zones et du bâti ; 0 laisse à chacun les siens.</translation>
    </message>
    <message>
      <source>Draws all weights to 0 along the path; a little makes bands that tell the same share their weight.</source>
      <extracomment>selectbands</extracomment>
      <translation>Rapproche tous les poids de 0 le long du chemin ; un peu fait partager leur poids aux bandes qui disent la même chose.</translation>
    </message>
    <message>
      <source>Another number draws other cells and divides them into other folds.</source>
      <extracomment>selectbands</extracomment>
      <translation>Un autre nombre tire d’autres cellules et les divise en d’autres groupes.</translation>
    </message>
    <message>
      <source>A page with the recommended bands and dates, charts and all figures.</source>
      <extracomment>selectbands</extracomment>
      <translation>Une page avec les bandes et dates recommandées, des graphiques et tous les chiffres.</translation>
    </message>
    <message>
      <source>A row for each feature, the most useful first.</source>
      <extracomment>selectbands</extracomment>
      <translation>Une ligne par variable, la plus utile d’abord.</translation>
    </message>
    <message>
      <source>The joint weight of each feature for each penalty.</source>
      <extracomment>selectbands</extracomment>
      <translation>Le poids commun de chaque variable pour chaque pénalité.</translation>
    </message>
    <message>
      <source>How many there are.</source>
      <extracomment>selectbands</extracomment>
      <translation>Combien il y en a.</translation>
    </message>
    <message>
      <source>How many are enough.</source>
      <extracomment>selectbands</extracomment>
      <translation>Combien suffisent.</translation>
    </message>
    <message>
      <source>The most useful first, between semicolons.</source>
      <extracomment>selectbands</extracomment>
      <translation>La plus utile d’abord, séparées par des points-virgules.</translation>
    </message>
    <message>
      <source>Dates of which at least one band is recommended.</source>
      <extracomment>selectbands</extracomment>
      <translation>Dates dont au moins une bande est recommandée.</translation>
    </message>
    <message>
      <source>Mean over the zones with all features, on ground held out, 0.5 to 1.</source>
      <extracomment>selectbands</extracomment>
      <translation>Moyenne sur les zones avec toutes les variables, sur du terrain mis de côté, de 0,5 à 1.</translation>
    </message>
    <message>
      <source>The same with the recommended features.</source>
      <extracomment>selectbands</extracomment>
      <translation>La même avec les variables recommandées.</translation>
    </message>
    <message>
      <source>Of settlement with all features, on ground held out.</source>
      <extracomment>selectbands</extracomment>
      <translation>Du bâti avec toutes les variables, sur du terrain mis de côté.</translation>
    </message>
    <message>
      <source>Map settlement, zones and districts</source>
      <extracomment>mapdistricts</extracomment>
      <translation>Cartographier l’emprise, les zones et les quartiers</translation>
    </message>
    <message>
      <source>Maps a Sentinel-2 scene and summarises both maps for each district, as a ready-made model.</source>
      <extracomment>mapdistricts</extracomment>
      <translation>Cartographie une scène Sentinel-2 et résume les deux cartes pour chaque quartier, en un modèle prêt à l’emploi.</translation>
    </message>
    <message>
      <source>&lt;p&gt;A ready-made model of the graphical modeler: it maps a Sentinel-2 scene, such as a downloaded product, and summarises both maps by districts.&lt;/p&gt; &lt;p&gt;To change it, add its file (mapdistricts.model3 in the plugin's folder resources/models) to your own models: Processing Toolbox, Models, Add Model to Toolbox.&lt;/p&gt;</source>
      <extracomment>mapdistricts</extracomment>
      <translation>&lt;p&gt;Un modèle prêt à l’emploi du modeleur graphique : il cartographie une scène Sentinel-2, par exemple un produit téléchargé, et résume les deux cartes par quartiers.&lt;/p&gt; &lt;p&gt;Pour le modifier, ajoutez son fichier (mapdistricts.model3 dans le dossier resources/models de l’extension) à vos propres modèles : Boîte à outils de traitements, Modèles, Ajouter un modèle à la boîte à outils.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Fetch a scene and map it</source>
      <extracomment>fetchandmap</extracomment>
      <translation>Récupérer une scène et la cartographier</translation>
    </message>
    <message>
      <source>Fetches a cloud-free Sentinel-2 scene of an area and maps it, as a ready-made model.</source>
      <extracomment>fetchandmap</extracomment>
      <translation>Récupère une scène Sentinel-2 sans nuages d’une zone et la cartographie, sous forme de modèle prêt à l’emploi.</translation>
    </message>
    <message>
      <source>&lt;p&gt;A ready-made model of the graphical modeler: it fetches a cloud-free Sentinel-2 scene of an area from Earth Search, or from another STAC catalogue, and maps it.&lt;/p&gt; &lt;p&gt;To change it, add its file (fetchandmap.model3 in the plugin's folder resources/models) to your own models: Processing Toolbox, Models, Add Model to Toolbox.&lt;/p&gt;</source>
      <extracomment>fetchandmap</extracomment>
      <translation>&lt;p&gt;Un modèle prêt à l’emploi du modeleur graphique : il récupère une scène Sentinel-2 sans nuages d’une zone depuis Earth Search, ou depuis un autre catalogue STAC, et la cartographie.&lt;/p&gt; &lt;p&gt;Pour le modifier, ajoutez son fichier (fetchandmap.model3 dans le dossier resources/models de l’extension) à vos propres modèles : Boîte à outils de traitements, Modèles, Ajouter un modèle à la boîte à outils.&lt;/p&gt;</translation>
    </message>
  </context>
</TS>
