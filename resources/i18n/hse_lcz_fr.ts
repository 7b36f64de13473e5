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
      <source>LCZ three bands</source>
      <translation>LCZ trois bandes</translation>
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
      <source>No zone</source>
      <translation>Aucune zone</translation>
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
      <source>&lt;p&gt;One neural network reads a Sentinel-2 scene and draws two maps: the human settlement extent (HSE), which is the percentage of sealed settlement surface in each cell of 20 m, and the seventeen local climate zones (LCZ) of Stewart and Oke in cells of 100 m.&lt;/p&gt; &lt;p&gt;The scene is a Sentinel-2 product as it was downloaded (zip, .SAFE) or a raster with its ten bands, of Level-1C or Level-2A and preferably without clouds. Bands are found by their names or wavelengths, in any order. Without names, ten bands (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), twelve or thirteen bands are taken in their usual order. A scene in degrees, in feet or at 20 m is resampled to 10 m.&lt;/p&gt; &lt;p&gt;Products since January 2022 (processing baseline 04.00 and later) store reflectance with 1000 added. This offset is found in the product's metadata, in the raster's tags or in its values. The log says which band of the file was used for which band of Sentinel-2, and how pixel values become reflectance. The advanced parameters “Bands”, “Scale” and “Offset” correct it.&lt;/p&gt; &lt;p&gt;The maps keep the upper left corner and the CRS of the scene. Cells are nodata where the scene is.&lt;/p&gt; &lt;p&gt;Nothing needs to be installed: the network runs on NumPy, which QGIS includes, or on PyTorch if it is available. The log says which one is used, how long the run will take, and at the end how much time and memory it took.&lt;/p&gt;</source>
      <extracomment>mapcity</extracomment>
      <translation>&lt;p&gt;Un réseau de neurones lit une scène Sentinel-2 et dessine deux cartes : l’emprise bâtie (HSE), c’est-à-dire le pourcentage de surface bâtie imperméabilisée dans chaque cellule de 20 m, et les dix-sept zones climatiques locales (LCZ) de Stewart et Oke en cellules de 100 m.&lt;/p&gt; &lt;p&gt;La scène est un produit Sentinel-2 tel que téléchargé (zip, .SAFE) ou un raster de ses dix bandes, de niveau 1C ou 2A et de préférence sans nuages. Les bandes sont reconnues à leurs noms ou à leurs longueurs d’onde, dans n’importe quel ordre. Sans noms, dix bandes (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), douze ou treize bandes sont prises dans leur ordre habituel. Une scène en degrés, en pieds ou à 20 m est rééchantillonnée à 10 m.&lt;/p&gt; &lt;p&gt;Les produits depuis janvier 2022 (baseline 04.00 et suivantes) stockent la réflectance augmentée de 1000. Ce décalage est trouvé dans les métadonnées du produit, dans les étiquettes du raster ou dans ses valeurs. Le journal dit quelle bande du fichier a servi pour quelle bande de Sentinel-2, et comment les valeurs deviennent des réflectances. Les paramètres avancés « Bandes », « Échelle » et « Décalage » le corrigent.&lt;/p&gt; &lt;p&gt;Les cartes gardent le coin supérieur gauche et le SCR de la scène. Les cellules sont sans donnée là où la scène l’est.&lt;/p&gt; &lt;p&gt;Rien n’est à installer : le réseau utilise NumPy, fourni avec QGIS, ou PyTorch s’il est disponible. Le journal dit lequel est utilisé, combien de temps durera l’exécution et, à la fin, le temps et la mémoire utilisés.&lt;/p&gt;</translation>
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
      <source>Precision</source>
      <extracomment>mapcity</extracomment>
      <translation>Précision</translation>
    </message>
    <message>
      <source>LCZ cell size (metres)</source>
      <extracomment>mapcity</extracomment>
      <translation>Taille de cellule LCZ (mètres)</translation>
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
      <source>Fast computes with numbers of 16 bits on a graphics card, and on a processor that has instructions for bfloat16; the log says whether that is so. Less than one LCZ cell in a hundred then differs. In scripts: exact or fast.</source>
      <extracomment>mapcity</extracomment>
      <translation>Rapide calcule avec des nombres de 16 bits sur une carte graphique, et sur un processeur qui a des instructions pour bfloat16 ; le journal dit si c’est le cas. Moins d’une cellule LCZ sur cent diffère alors. Dans les scripts : exact ou fast.</translation>
    </message>
    <message>
      <source>Side length of an LCZ cell, a multiple of 20 m. The usual scale is 100 m, because a zone describes a neighbourhood and not single buildings.</source>
      <extracomment>mapcity</extracomment>
      <translation>Côté d’une cellule LCZ, un multiple de 20 m. L’échelle habituelle est de 100 m, car une zone décrit un quartier et non des bâtiments isolés.</translation>
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
      <source>Probability of the zone shown in the LCZ map, in percent; nodata 255.</source>
      <extracomment>mapcity</extracomment>
      <translation>Probabilité de la zone montrée par la carte LCZ, en pour cent ; sans donnée 255.</translation>
    </message>
    <message>
      <source>Probability of each of the seventeen zones, one band per zone; probability = stored value × 0.004.</source>
      <extracomment>mapcity</extracomment>
      <translation>Probabilité de chacune des dix-sept zones, une bande par zone ; probabilité = valeur stockée × 0,004.</translation>
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
      <source>Prepare a Sentinel-2 stack</source>
      <extracomment>preparestack</extracomment>
      <translation>Préparer une pile Sentinel-2</translation>
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
      <source>Keep all pixels</source>
      <extracomment>preparestack</extracomment>
      <translation>Garder tous les pixels</translation>
    </message>
    <message>
      <source>Remove clouds and cirrus</source>
      <extracomment>preparestack</extracomment>
      <translation>Retirer nuages et cirrus</translation>
    </message>
    <message>
      <source>Remove clouds, cirrus and cloud shadows</source>
      <extracomment>preparestack</extracomment>
      <translation>Retirer nuages, cirrus et ombres</translation>
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
      <source>Assess an LCZ map</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>3 · Accuracy and change</source>
      <extracomment>assesslcz</extracomment>
      <translation>3 · Exactitude et changement</translation>
    </message>
    <message>
      <source>Assesses a map of local climate zones against polygons or another map, with intervals and a report.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Compares a map of local climate zones with a reference, polygons or another map, and says how far it can be trusted: overall accuracy, the same for the built zones alone (OA_u), for built against natural (OA_bu) and with like zones counted in part (OA_w), kappa, and for each zone producer's accuracy, user's accuracy and F1.&lt;/p&gt; &lt;p&gt;Polygons may come from any vector layer, or from a KML or KMZ file as WUDAPT's template makes it: where every folder is named after a zone the folders count, else the names of the placemarks. A cell belongs to a polygon when its centre lies inside. A reference raster may have any grid, CRS and codes; it is brought to the cells of the map.&lt;/p&gt; &lt;p&gt;Each figure comes with its 95 % interval. Cells of one polygon resemble each other, so whole polygons are drawn with replacement, as many of each zone as there are, a thousand times (bootstrap); of a reference raster, square blocks. The result is the same at every run.&lt;/p&gt; &lt;p&gt;Do not assess a map with the polygons that it was made with.&lt;/p&gt;</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reference</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Field with the zone</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Confidence of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Band of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Codes of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Codes of a reference raster</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Bootstrap block size (metres)</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Report</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Zones (CSV)</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Confusion matrix (CSV)</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Figures (JSON)</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Overall accuracy</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OA_u, built zones only</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OA_bu, built against natural</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OA_w, similar zones in part</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kappa</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean F1</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cells compared</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A raster of local climate zones in any of the field's codes.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Needed: polygons that say their zone (training areas; a KML or KMZ file is read with all of its folders), points, of which each counts as its cell, or another LCZ raster of any grid and in any codes.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the polygons: 3, A, LCZ A, 101 and the like are understood. Empty finds it: a field called lcz, class or the like, in KML the folders or else the names of the placemarks.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How sure the map is, on its own cells, for a reliability curve: CONFIDENCE or LCZ_PROBABILITIES of the run that made it, or a raster of one band in percent.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Empty takes lczFilter or lcz by name, else the only band.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Which numbers stand for which zones. By default this is recognised from all values of the raster, and the log says what was found. In scripts: auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis or from0.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same for the reference, where it is a raster; attributes of polygons are always recognised.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The 95 % intervals come from a bootstrap: whole polygons are drawn again, or, where the reference is a raster, square blocks of this side, as cells nearer than that resemble each other.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with figures, charts and the confusion matrix, in one HTML file.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for each zone: accuracies, F1 and intervals.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cells: a row for each reference zone.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All figures for other programs.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share of cells that have the reference's zone, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Overall accuracy among the cells that are built in both, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share on the right side of built against natural, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Agreement in which a similar zone counts in part, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cohen's kappa, agreement beyond chance, -1 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean over the zones that occur in map or reference, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cells with a zone in both.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Assess an HSE map</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Assesses a map of settlement extent against any other map of settlement or imperviousness.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Compares a map of settlement or imperviousness with another one of any grid and CRS: mean absolute error, root mean squared error, bias, R2 and correlation, and after a threshold F1 and intersection over union, so that a mask of built-up land can be the reference as well.&lt;/p&gt; &lt;p&gt;The finer of the two is averaged by area to the cells of the coarser; a cell counts where at least half of it has a value in both. Percent, fractions and masks are told apart by all of the values, and the log says what was found. In whole-number layers of percent, 253 to 255 are taken for no data, as Copernicus has them.&lt;/p&gt; &lt;p&gt;With an LCZ map the same figures come zone by zone.&lt;/p&gt;</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>HSE map</source>
      <extracomment>assesshse</extracomment>
      <translation>Carte HSE</translation>
    </message>
    <message>
      <source>Reference units</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settlement threshold (percent)</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Band of the reference</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Figures (CSV)</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>HSE error (percentage points)</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean absolute error</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Root mean squared error</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Bias</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>R2, variance explained</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pearson's correlation</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>F1 of settlement</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Intersection over union</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A raster of settlement or imperviousness, in percent, from 0 to 1, or a mask.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another such raster, of any grid and CRS. The finer of the two is averaged to the cells of the coarser.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>percent: 0 to 100; fraction: 0 to 1; binary: 0 and any other number, for layers of built or not; auto finds it out from all of the values.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A cell at or above it counts as settlement for F1 and IoU.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A map of local climate zones, for the same figures zone by zone.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The band with the settlement; empty takes the first.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with figures, a density plot and tables, in one HTML file.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for the whole map and one for each zone.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Map minus reference in percentage points, on the cells compared; nodata -9999.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Percentage points.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean of map minus reference, percentage points.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share of the reference's variance that the map explains, at most 1.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>-1 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>After the threshold, 0 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of settlement after the threshold, 0 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cells with a value in both.</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare two dates</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compares two maps of local climate zones of one place and finds where the zone has probably changed.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Compares two maps of local climate zones of one place: which zone became which, on how much land, and how probable the change is.&lt;/p&gt; &lt;p&gt;Two maps of an unchanged town differ wherever one of them errs, and most errors take a zone for one like it. With the probabilities of both dates (LCZ_PROBABILITIES of the two runs), the probability of change of each cell decides: a doubt that both dates share is no change. Cells whose zone is another and whose probability of change reaches the minimum count as substantial change.&lt;/p&gt; &lt;p&gt;Without probabilities, each difference is weighed with how unlike the two zones are: open low-rise and open midrise differ by 8 %, compact high-rise and water by 100 %. Differences from the minimum zone dissimilarity on count as substantial; this is a rule of thumb and says nothing about doubt.&lt;/p&gt; &lt;p&gt;Clouds, seasons and bare or flooded fields make large differences in both cases. The later map may have another grid, CRS or codes; it is brought to the cells of the earlier one.&lt;/p&gt;</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Earlier LCZ map</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Later LCZ map</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Probabilities of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Probabilities of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Minimum probability of change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Minimum zone dissimilarity (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Expected change (percent of the area)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Band of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Band of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Codes of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Codes of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LCZ change (difference, %)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Probability of change (%)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LCZ before and after (100 x before + after)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Changes (CSV)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another zone (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Substantial change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean probability of change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean dissimilarity (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Natural to built (km²)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Built to natural (km²)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A raster of local climate zones in any of the field's codes. The comparison is made on its cells.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another one, of any grid and in any codes.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LCZ_PROBABILITIES of the run that made the earlier map, or its CONFIDENCE, which says less. With those of both maps the probability of change decides what has changed.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LCZ_PROBABILITIES of the run that made the later map, or its CONFIDENCE, which says less. With those of both maps the probability of change decides what has changed.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With probabilities: from here on a cell whose zone is another counts as substantial change.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Without probabilities: from here on two zones are so unlike that a difference counts as substantial change. Open low-rise and open midrise differ by 8 %, low plants and open low-rise by 42 %, compact high-rise and water by 100 %.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With probabilities: how much of the area you expect to have changed, before looking. A larger share makes each change more probable.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How unlike the zones before and after are, in percent; 0 where nothing changed, nodata 255.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With probabilities: that the zone has changed, percent; nodata 255.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>100 x zone before + zone after, such as 1406 for D to 6; nodata 0.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with figures, a Sankey diagram, the largest changes and the matrix, in one HTML file.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for each pair of zones: cells, area, difference.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share of the area whose zone is another, doubt included.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share of the area that has probably changed; without probabilities, share of unlike zones.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Expected share of the area that has changed; only with probabilities.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the zones before and after, over the area.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Area of substantial change.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find where HSE and LCZ disagree</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finds where settlement lies outside the imperviousness that the local climate zone is known for.</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Lays a map of settlement or imperviousness over a map of local climate zones and finds the cells whose settlement lies outside the imperviousness that their zone is known for: by how many percentage points, negative for too little, positive for too much.&lt;/p&gt; &lt;p&gt;HSE is averaged by area to the cells of the LCZ map. Where the two disagree one of them is wrong, or the place is unlike its zone's usual sites: a list of places to look at, not a verdict.&lt;/p&gt; &lt;p&gt;The ranges are those of Demuzere et al. (2019), PLOS ONE, table 1.&lt;/p&gt;</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Band of the LCZ map</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Codes of the LCZ map</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Band of the HSE map</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>HSE outside the zone's range (percentage points)</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Within the range (percent)</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean distance (percentage points)</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A raster of settlement or imperviousness of any grid, in percent or from 0 to 1.</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Percentage points outside the zone's range: 0 within, negative for too little settlement, positive for too much; nodata -9999.</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with a chart and a table by zone, in one HTML file.</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for each zone: range, HSE, cells below and above.</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share of the cells compared.</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From the range, over all cells, without the sign; 0 for cells within.</source>
      <extracomment>consistency</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Derive urban canopy parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Dériver les paramètres de canopée urbaine</translation>
    </message>
    <message>
      <source>2 · LCZ map tools</source>
      <extracomment>canopyparameters</extracomment>
      <translation>2 · Outils pour cartes LCZ</translation>
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
      <source>Method</source>
      <extracomment>filterlcz</extracomment>
      <translation>Méthode</translation>
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
      <source>&lt;p&gt;Gives a raster layer the colours and legend of this plugin's maps: seventeen named classes for local climate zones, or a colour ramp from 0 to 100 percent for settlement extent and LCZ confidence.&lt;/p&gt; &lt;p&gt;The raster may come from any source. What it shows, and which numbers stand for which zones, is recognised from the names of its bands and from all its values; the log says what was found. The values do not change.&lt;/p&gt;</source>
      <extracomment>stylemap</extracomment>
      <translation>&lt;p&gt;Donne à une couche raster les couleurs et la légende des cartes de cette extension : dix-sept classes nommées pour les zones climatiques locales, ou un dégradé de 0 à 100 pour cent pour l’emprise bâtie et la confiance LCZ.&lt;/p&gt; &lt;p&gt;Le raster peut venir de toute source. Ce qu’il montre, et quels nombres valent pour quelles zones, est reconnu aux noms de ses bandes et à toutes ses valeurs ; le journal dit ce qui a été trouvé. Les valeurs ne changent pas.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Map</source>
      <extracomment>stylemap</extracomment>
      <translation>Carte</translation>
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
      <source>If not set: the band called lczFilter, lcz or HSE, else the only band.</source>
      <extracomment>stylemap</extracomment>
      <translation>Sans indication : la bande nommée lczFilter, lcz ou HSE, sinon la seule bande.</translation>
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
      <source>Load the demo town</source>
      <extracomment>loaddemo</extracomment>
      <translation>Charger la ville de démonstration</translation>
    </message>
    <message>
      <source>4 · Setup and first steps</source>
      <extracomment>loaddemo</extracomment>
      <translation>4 · Installation et premiers pas</translation>
    </message>
    <message>
      <source>Creates a simulated Sentinel-2 scene of a small town with its true maps, to try the plugin without data.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Crée une scène Sentinel-2 simulée d’une petite ville avec ses cartes vraies, pour essayer l’extension sans données.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Creates a simulated Sentinel-2 scene of a small European town, 6 x 6 km, and loads it together with two maps of what was really built: the local climate zones and the sealed share of the ground. You need no data of your own and no internet connection.&lt;/p&gt; &lt;p&gt;Use it to learn the plugin: map the layer “Demo town” with “Map settlement extent and local climate zones”, then compare the result with the true maps in “3 · Accuracy and change”. The town does not exist; the figures say nothing about real cities.&lt;/p&gt;</source>
      <extracomment>loaddemo</extracomment>
      <translation>&lt;p&gt;Crée une scène Sentinel-2 simulée d’une petite ville européenne, 6 x 6 km, et la charge avec deux cartes de ce qui est vraiment construit : les zones climatiques locales et la part imperméable du sol. Il ne faut ni données à vous ni connexion internet.&lt;/p&gt; &lt;p&gt;Utilisez-la pour découvrir l’extension : cartographiez la couche « Ville de démonstration » avec « Cartographier l’emprise bâtie et les zones climatiques locales », puis comparez le résultat aux cartes vraies sous « 3 · Exactitude et changement ». La ville n’existe pas ; les chiffres ne disent rien des villes réelles.&lt;/p&gt;</translation>
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>Checks what is installed, what the network would run on and why, and whether it maps a test scene right.</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Says what a bug report should say: versions of QGIS and of all that this plugin stands on, the free memory, the weights and their card, what the network would run on and why.&lt;/p&gt; &lt;p&gt;Then it tests the whole chain: a small simulated town is mapped and compared with values that came with the weights. The text in the log and at the end of the report can be copied into a bug report as it is.&lt;/p&gt;</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Map the test scene</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everything works</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text for a bug report</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the network would run on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest one that works.</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Maps a simulated town of 2 x 2 km from file to file and compares with stored values; less than a minute.</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with all that was found, and the same as text for a bug report. It names no folder and no user.</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>False where something does not work.</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same lines as in the log.</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Set up PyTorch</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installer PyTorch</translation>
    </message>
    <message>
      <source>Installs PyTorch for faster mapping into an environment of its own, or removes it.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installe PyTorch dans un environnement à part pour cartographier plus vite, ou le retire.</translation>
    </message>
    <message>
      <source>&lt;p&gt;The network runs on NumPy, which every QGIS includes. On PyTorch it runs faster, and much faster on a graphics card. This algorithm installs PyTorch into an environment of its own in your data folder. It changes neither QGIS nor its Python. The network then runs in a separate process; if that process fails, the run continues with NumPy and the log says so.&lt;/p&gt; &lt;p&gt;PyTorch is downloaded from its own package index and from the Python package index, through the proxy that is set in QGIS. The log shows the progress. An installation that was cancelled is resumed by the next run, and the action “Remove” deletes everything. The environment variable HSE_LCZ_DATA sets another folder.&lt;/p&gt;</source>
      <extracomment>setuptorch</extracomment>
      <translation>&lt;p&gt;Le réseau utilise NumPy, présent dans tout QGIS. Avec PyTorch il va plus vite, et beaucoup plus vite sur une carte graphique. Cet algorithme installe PyTorch dans un environnement à part, dans votre dossier de données. Il ne change ni QGIS ni son Python. Le réseau tourne alors dans un processus séparé ; si celui-ci échoue, l’exécution continue avec NumPy et le journal le dit.&lt;/p&gt; &lt;p&gt;PyTorch est téléchargé depuis son propre index de paquets et depuis l’index de paquets Python, par le proxy réglé dans QGIS. Le journal montre la progression. Une installation annulée est reprise par l’exécution suivante, et l’action « Retirer » supprime tout. La variable d’environnement HSE_LCZ_DATA fixe un autre dossier.&lt;/p&gt;</translation>
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
      <source>Automatic</source>
      <extracomment>setuptorch</extracomment>
      <translation>Automatique</translation>
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>5 · Training areas</source>
      <extracomment>trainnetwork</extracomment>
      <translation>5 · Zones d’entraînement</translation>
    </message>
    <message>
      <source>Adapts the network to your own training areas or maps, so that it knows your city better.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Adapts the network to your own city. Thirty polygons drawn as for WUDAPT are enough for a start. By default only the last layers learn (METHOD heads): in seconds, in every QGIS, without PyTorch. What the network knew of zones that nobody drew is held.&lt;/p&gt; &lt;p&gt;The report compares before and after as the field does: in 25 bootstraps seven tenths of the polygons of each zone adapt the network, the others are mapped, whole. In the end all polygons train. A zone with one polygon alone trains and is not scored: draw at least two of each, two hundred metres wide and more. Polygons of one's own city are easy: scenes of another place, or areas that another person drew, are the stricter test.&lt;/p&gt; &lt;p&gt;METHOD all layers fine-tunes everything behind the features that both tasks share, in minutes to hours, or trains from scratch. It needs PyTorch in the Python of QGIS; a cancel keeps the best so far. Steps, learning rate, half precision and device are for it.&lt;/p&gt; &lt;p&gt;The weights go to MODEL of the mapping algorithm; their card says what they were made of. Check your areas with “Check training areas” first.&lt;/p&gt;</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sentinel-2 scenes</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Zones to learn</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settlement to learn</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What learns</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Scenes to hold out</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Areas of another person</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights to start from</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Start from scratch</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share to hold out (percent)</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Steps</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seed</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Half precision</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Poids du réseau</translation>
    </message>
    <message>
      <source>Agreement before</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Agreement</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>HSE error (points)</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step that was kept</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rasters with the ten bands, of one place or several; more dates of a place teach what season does.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polygons that say their zone (training areas as for WUDAPT; a KML or KMZ file is read with all of its folders), a raster of zones in any codes, or a raster of 17 probabilities.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A raster of settlement or imperviousness in percent, as fractions or as a mask, of any cell size and CRS. Empty: the settlement map stays as it is.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>heads: the last layers alone, in seconds and without PyTorch. all layers: everything behind the features that both tasks share, in minutes to hours, with PyTorch in the Python of QGIS.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Places with labels that never train; the report has their figures. Empty: only parts of the polygons of each zone are held out, in turns.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polygons that never train, drawn by somebody else in the same scenes: the stricter test. Heads only.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Empty for the weights that come with the plugin.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the network trains on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest at hand.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Forget what the weights know: for large sets of labels, hours on a processor. Trains all layers.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the polygons of each zone, or of squares of ground where the labels are a raster.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How long to train all layers; 0 takes 120 steps, from scratch 2000.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How far a step of all layers goes; 0 takes what was found best.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another number holds out other polygons and draws other chips.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All layers: compute in bfloat16, about twice as fast where the processor or card has it.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The new weights with their card, for MODEL of the mapping algorithm.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with figures before and after, box plots and the confusion matrix.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Overall accuracy on what was held out, 0 to 1.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same with the new weights.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean absolute error of settlement held out.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The best on what was held out. All layers only.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How long the run took.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Durée de l’exécution.</translation>
    </message>
    <message>
      <source>What the network trained on.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New training areas</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Makes a styled polygon layer to draw training areas in, empty or with candidates from a map.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Makes a polygon layer to draw training areas in: the zones as a list in the form, WUDAPT's colours, and a hint where a polygon is narrower than 200 metres.&lt;/p&gt; &lt;p&gt;With a map of zones the layer is filled with candidates: squares of 300 metres of one zone, the surest first where the confidence of the map is given. Look at each over an image: confirm it, correct its zone or its outline, or delete it. A candidate that nobody has looked at teaches the network nothing new.&lt;/p&gt;</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>CRS of an empty layer</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Candidates of each zone</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Least confidence (percent)</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training areas</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Candidates</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A map of zones from which candidates are taken, to be confirmed or corrected. Empty: an empty layer.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>CONFIDENCE or LCZ_PROBABILITIES of the run that made the map: only sure squares become candidates.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One in metres is best. Candidates have the CRS of their map.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>At most; they lie apart from one another.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of a candidate, where CONFIDENCE is given.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polygons with the field lcz (a list of the zones in the form), in WUDAPT's colours. The form warns where a polygon is narrower than 200 m.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How many the layer holds.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Check training areas</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finds training areas that are probably wrong, and places where the next ones would help most.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Finds the training areas that are probably wrong, before they spoil a map. For each area the network is adapted to the other areas and asked for its zone: “looks like 6 rather than 5: 82 %”. Width, overlaps, missing data, mixed cells and dates that disagree are checked as well.&lt;/p&gt; &lt;p&gt;The result is a layer of the areas with a severity and a verdict, a page with pictures of the suspicious ones, and points where the next areas would help most. It runs in every QGIS, without PyTorch.&lt;/p&gt; &lt;p&gt;A verdict is a hint, not a proof: an unusual area may be right. Look at the image before you change it. Where many areas are wrong in the same way, the others agree with them, and nothing is found.&lt;/p&gt;</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Places to draw next</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Checked areas</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where to draw next</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Table (CSV)</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Serious</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Doubtful</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rasters with the ten bands; several dates of the place show what season changes.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polygons that say their zone, as for WUDAPT; a KML or KMZ file is read with all of its folders.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Empty finds it: a field called lcz, class or the like, in KML the folders or else the placemarks' names.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How many places to suggest; 0 saves the time.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another number leaves the areas out in other groups.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The areas with a severity (serious, doubtful, fine), a verdict in words, and the figures behind it.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Points, the most useful first, with the zones in question.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with pictures of the suspicious areas and a table of all.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for each area, the worst first.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Areas that would harm an adapted map, or train nothing.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Areas that are worth a look.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation type="unfinished" />
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
  </context>
</TS>
