<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>hselcz</name>
    <message>
      <source>Input</source>
      <translation>Entrée</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>Sortie</translation>
    </message>
    <message>
      <source>Map settlement extent and local climate zones</source>
      <extracomment>mapcity</extracomment>
      <translation>Cartographier l’emprise bâtie et les zones climatiques locales</translation>
    </message>
    <message>
      <source>Mapping</source>
      <extracomment>mapcity</extracomment>
      <translation>Cartographie</translation>
    </message>
    <message>
      <source>Maps the human settlement extent and the local climate zones of a Sentinel-2 scene.</source>
      <extracomment>mapcity</extracomment>
      <translation>Cartographie l’emprise des établissements humains et les zones climatiques locales d’une scène Sentinel-2.</translation>
    </message>
    <message>
      <source>&lt;p&gt;One neural network reads a Sentinel-2 scene and draws two maps: the human settlement extent (HSE), percent of sealed settlement surface in each cell of 20 m, and the seventeen local climate zones (LCZ) of Stewart and Oke in cells of 100 m.&lt;/p&gt; &lt;p&gt;The scene is a Sentinel-2 product as it was downloaded (zip, .SAFE), or a raster with its ten bands, Level-1C or Level-2A, best without clouds. Bands are found by their names or wavelengths, in any order; where they have none, ten (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), twelve or thirteen bands are taken in their usual order. A scene in degrees, in feet or at 20 m is warped to 10 m.&lt;/p&gt; &lt;p&gt;Products since January 2022 (processing baseline 04.00 and later) store reflectance with 1000 added. The offset is found in the product's metadata, in the raster's tags or in its values. The log says which band was taken for which and how its numbers were read: BANDS, SCALE and OFFSET correct it.&lt;/p&gt; &lt;p&gt;The maps keep the scene's upper-left corner and CRS (those of the warped scene, where it had to be warped); a cell has no value where the scene has none.&lt;/p&gt; &lt;p&gt;Nothing needs to be installed: the network runs on NumPy, which comes with QGIS, or on PyTorch where that is there. The log names which, says how long the rest will take, and at the end what time and memory it took.&lt;/p&gt;</source>
      <extracomment>mapcity</extracomment>
      <translation>&lt;p&gt;Un réseau de neurones lit une scène Sentinel-2 et dessine deux cartes : l’emprise des établissements humains (HSE), pourcentage de surface bâtie imperméabilisée dans chaque cellule de 20 m, et les dix-sept zones climatiques locales (LCZ) de Stewart et Oke en cellules de 100 m.&lt;/p&gt; &lt;p&gt;La scène est un produit Sentinel-2 tel que téléchargé (zip, .SAFE), ou un raster de ses dix bandes, niveau 1C ou 2A, de préférence sans nuages. Les bandes sont reconnues à leurs noms ou à leurs longueurs d’onde, dans n’importe quel ordre ; à défaut, dix (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), douze ou treize bandes sont prises dans leur ordre habituel. Une scène en degrés, en pieds ou à 20 m est rééchantillonnée à 10 m.&lt;/p&gt; &lt;p&gt;Les produits depuis janvier 2022 (baseline 04.00 et suivantes) stockent la réflectance augmentée de 1000. Le décalage est trouvé dans les métadonnées du produit, dans les étiquettes du raster ou dans ses valeurs. Le journal dit quelle bande a été prise pour laquelle et comment ses nombres ont été lus : BANDS, SCALE et OFFSET le corrigent.&lt;/p&gt; &lt;p&gt;Les cartes gardent le coin supérieur gauche et le SCR de la scène (ceux de la scène rééchantillonnée s’il a fallu la rééchantillonner) ; une cellule est sans valeur là où la scène l’est.&lt;/p&gt; &lt;p&gt;Rien n'est à installer : le réseau tourne avec NumPy, fourni avec QGIS, ou avec PyTorch s'il est présent. Le journal dit lequel, combien de temps prendra le reste et, à la fin, le temps et la mémoire utilisés.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Sentinel-2 scene</source>
      <extracomment>mapcity</extracomment>
      <translation>Scène Sentinel-2</translation>
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
      <source>Weights</source>
      <extracomment>mapcity</extracomment>
      <translation>Poids du réseau</translation>
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
      <source>Bands</source>
      <extracomment>mapcity</extracomment>
      <translation>Bandes</translation>
    </message>
    <message>
      <source>Let B8 and B8A stand in for each other</source>
      <extracomment>mapcity</extracomment>
      <translation>Laisser B8 et B8A se remplacer l’une l’autre</translation>
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
      <source>Further dates</source>
      <extracomment>mapcity</extracomment>
      <translation>Autres dates</translation>
    </message>
    <message>
      <source>Orientations</source>
      <extracomment>mapcity</extracomment>
      <translation>Orientations du réseau</translation>
    </message>
    <message>
      <source>Memory (MB)</source>
      <extracomment>mapcity</extracomment>
      <translation>Mémoire (Mo)</translation>
    </message>
    <message>
      <source>Band width (pixels)</source>
      <extracomment>mapcity</extracomment>
      <translation>Largeur des bandes de calcul (pixels)</translation>
    </message>
    <message>
      <source>Resume</source>
      <extracomment>mapcity</extracomment>
      <translation>Reprise</translation>
    </message>
    <message>
      <source>Human Settlement Extent (%)</source>
      <extracomment>mapcity</extracomment>
      <translation>Emprise des établissements humains HSE (%)</translation>
    </message>
    <message>
      <source>Local Climate Zones</source>
      <extracomment>mapcity</extracomment>
      <translation>Zones climatiques locales</translation>
    </message>
    <message>
      <source>Local Climate Zones (filtered)</source>
      <extracomment>mapcity</extracomment>
      <translation>Zones climatiques locales (filtrées)</translation>
    </message>
    <message>
      <source>LCZ confidence (%)</source>
      <extracomment>mapcity</extracomment>
      <translation>Confiance LCZ (%)</translation>
    </message>
    <message>
      <source>LCZ probabilities</source>
      <extracomment>mapcity</extracomment>
      <translation>Probabilités LCZ</translation>
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
      <source>A raster with the ten bands, or a Sentinel-2 product as it was downloaded: the path of its zip, its .SAFE folder or its MTD_*.xml. QGIS preselects the active layer: see that it is the scene.</source>
      <extracomment>mapcity</extracomment>
      <translation>Un raster contenant les dix bandes, ou un produit Sentinel-2 tel que téléchargé : le chemin de son zip, de son dossier .SAFE ou de son MTD_*.xml. QGIS présélectionne la couche active : vérifiez qu’il s’agit de la scène.</translation>
    </message>
    <message>
      <source>The part of the scene to map, in any CRS; empty for the whole scene.</source>
      <extracomment>mapcity</extracomment>
      <translation>La partie de la scène à cartographier, dans n’importe quel SCR ; vide pour toute la scène.</translation>
    </message>
    <message>
      <source>Polygons, or a raster that is neither 0 nor nodata where to map. A pixel counts by its centre; outside, the maps have no value. Empty for no mask.</source>
      <extracomment>mapcity</extracomment>
      <translation>Des polygones, ou un raster ni nul ni sans donnée là où il faut cartographier. Un pixel compte par son centre ; en dehors, les cartes n’ont pas de valeur. Vide : pas de masque.</translation>
    </message>
    <message>
      <source>A weights file of your own training; empty for the weights that come with the plugin.</source>
      <extracomment>mapcity</extracomment>
      <translation>Un fichier de poids issu de votre propre entraînement ; vide pour les poids fournis.</translation>
    </message>
    <message>
      <source>What the network runs on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest at hand.</source>
      <extracomment>mapcity</extracomment>
      <translation>Ce sur quoi le réseau tourne : cpu, cuda (NVIDIA), mps (Apple) ; auto prend le plus rapide disponible.</translation>
    </message>
    <message>
      <source>Side of an LCZ cell, a multiple of 20 m. The field's working scale is 100 m: a neighbourhood.</source>
      <extracomment>mapcity</extracomment>
      <translation>Côté d’une cellule LCZ, un multiple de 20 m. L’échelle de travail du domaine est de 100 m : un voisinage.</translation>
    </message>
    <message>
      <source>Which band of the scene is which, as B2=1 B3=2 B4=3, where its descriptions are missing or wrong. Bands left out are found by description, wavelength or known order. Empty to find all.</source>
      <extracomment>mapcity</extracomment>
      <translation>Quelle bande de la scène est laquelle, comme B2=1 B3=2 B4=3, là où ses descriptions manquent ou sont fausses. Les bandes omises sont trouvées par description, longueur d’onde ou ordre connu. Vide pour toutes les trouver.</translation>
    </message>
    <message>
      <source>Where one of the two bands of the near infrared is missing, take the other for it, with a warning.</source>
      <extracomment>mapcity</extracomment>
      <translation>Si l’une des deux bandes du proche infrarouge manque, prendre l’autre à sa place, avec un avertissement.</translation>
    </message>
    <message>
      <source>Reflectance = stored number × SCALE + OFFSET. Empty to find it; 0.0001 for Sentinel-2 products.</source>
      <extracomment>mapcity</extracomment>
      <translation>Réflectance = nombre stocké × SCALE + OFFSET. Vide pour la trouver ; 0.0001 pour les produits Sentinel-2.</translation>
    </message>
    <message>
      <source>See SCALE. Empty to find it; -0.1 where the numbers carry the 1000 of products since baseline 04.00, else 0.</source>
      <extracomment>mapcity</extracomment>
      <translation>Voir SCALE. Vide pour le trouver ; -0.1 si les nombres portent les 1000 des produits depuis la baseline 04.00, sinon 0.</translation>
    </message>
    <message>
      <source>More scenes of the same place, on any grid: the maps show the mean of the dates' probabilities, in each cell over the dates that have data there.</source>
      <extracomment>mapcity</extracomment>
      <translation>D’autres scènes du même lieu, sur n’importe quelle grille : les cartes montrent la moyenne des probabilités des dates, dans chaque cellule sur les dates qui y ont des données.</translation>
    </message>
    <message>
      <source>Over how many turned and mirrored views of the scene the probabilities are averaged; the time grows as many times.</source>
      <extracomment>mapcity</extracomment>
      <translation>Sur combien de vues tournées et retournées de la scène les probabilités sont moyennées ; la durée croît d’autant.</translation>
    </message>
    <message>
      <source>What the computation may take beside QGIS itself; 0 for a quarter of what is free, within bounds. The maps come out the same.</source>
      <extracomment>mapcity</extracomment>
      <translation>Ce que le calcul peut prendre en plus de QGIS lui-même ; 0 pour un quart de ce qui est libre, dans certaines limites. Les cartes restent les mêmes.</translation>
    </message>
    <message>
      <source>Width of the bands in which the scene goes through the network; 0 lets the memory decide. The maps come out the same.</source>
      <extracomment>mapcity</extracomment>
      <translation>Largeur des bandes dans lesquelles la scène traverse le réseau ; 0 laisse la mémoire décider. Les cartes restent les mêmes.</translation>
    </message>
    <message>
      <source>Whether a run that was killed goes on where it was when it is started again, with a hidden folder beside the outputs; auto does so for scenes of 25 million pixels and more.</source>
      <extracomment>mapcity</extracomment>
      <translation>Si une exécution interrompue reprend où elle en était quand on la relance, grâce à un dossier caché à côté des sorties ; auto le fait à partir de 25 millions de pixels.</translation>
    </message>
    <message>
      <source>Percent of sealed settlement surface, 0 to 100, in cells of 20 m; nodata -9999.</source>
      <extracomment>mapcity</extracomment>
      <translation>Pourcentage de surface bâtie imperméabilisée, 0 à 100, en cellules de 20 m ; sans donnée -9999.</translation>
    </message>
    <message>
      <source>Codes 1 to 10 for the built zones and 11 to 17 for A to G; nodata 0.</source>
      <extracomment>mapcity</extracomment>
      <translation>Codes 1 à 10 pour les zones bâties et 11 à 17 pour A à G ; sans donnée 0.</translation>
    </message>
    <message>
      <source>The zones after a Gaussian filter: lone cells give way to those around.</source>
      <extracomment>mapcity</extracomment>
      <translation>Les zones après un filtre gaussien : les cellules isolées cèdent à leurs voisines.</translation>
    </message>
    <message>
      <source>Probability of the zone that was chosen, in percent; nodata 255.</source>
      <extracomment>mapcity</extracomment>
      <translation>Probabilité de la zone choisie, en pour cent ; sans donnée 255.</translation>
    </message>
    <message>
      <source>Seventeen bands, one a zone; the scale stands in the file.</source>
      <extracomment>mapcity</extracomment>
      <translation>Dix-sept bandes, une par zone ; l’échelle est dans le fichier.</translation>
    </message>
    <message>
      <source>Over all cells that have a value.</source>
      <extracomment>mapcity</extracomment>
      <translation>Sur toutes les cellules ayant une valeur.</translation>
    </message>
    <message>
      <source>Share of the zones 1 to 10.</source>
      <extracomment>mapcity</extracomment>
      <translation>Part des zones 1 à 10.</translation>
    </message>
    <message>
      <source>How long the run took.</source>
      <extracomment>mapcity</extracomment>
      <translation>Durée de l’exécution.</translation>
    </message>
    <message>
      <source>What the network ran on.</source>
      <extracomment>mapcity</extracomment>
      <translation>Ce sur quoi le réseau a tourné.</translation>
    </message>
    <message>
      <source>Prepare a Sentinel-2 stack</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stacks the ten bands of a Sentinel-2 product, of a folder of band files or of single layers at 10 m.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Whatever a Sentinel-2 scene comes in, a product's zip or .SAFE folder, a folder with one file per band, or layers in the project, becomes one raster: the ten bands at 10 m, described by name, in one order, with one nodata value. The bands of 20 m are interpolated (bilinear) without a shift. Scenes in degrees, feet or at 20 m are warped to 10 m.&lt;/p&gt; &lt;p&gt;The log says which band was taken for which, and how its numbers become reflectance. The offset of products since January 2022 (processing baseline 04.00 and later) is found in the product's metadata and taken off, or declared.&lt;/p&gt; &lt;p&gt;The map itself needs no stack: “Map settlement extent and local climate zones” takes a product directly. Make one to mask clouds, to keep a scene small, to use it elsewhere, or to map it many times without decoding JPEG 2000 again.&lt;/p&gt;</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Product (zip or MTD_*.xml)</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Or a folder</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Or layers</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clouds</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cloud mask</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Numbers</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sentinel-2 stack</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Valid pixels (percent)</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clouds (percent)</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A Sentinel-2 product as it was downloaded: its zip, or the MTD_*.xml in its .SAFE folder.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A .SAFE folder, or a folder with one file per band (B02.jp2, T32UQD_20200223T103021_B02_10m.jp2, nir08.tif and the like), 10 m and 20 m apart or not.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rasters of one scene that hold the ten bands between them, named after them; their order does not matter.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What to turn into nodata by the scene classification (SCL) of Level-2A: nothing, clouds and cirrus, or their shadows too.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polygons, or a raster that is neither 0 nor nodata, over what to turn into nodata. A pixel counts by its centre. Empty for none.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>reflectance: 10000 × reflectance, the offset of products since baseline 04.00 taken off; as stored: the product's own numbers, with scale and offset declared.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 at 10 m, described, nodata 0. A GeoTIFF; or a name that ends in .vrt, which copies nothing, needs the scene's files to stay and keeps their numbers.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of all; not known of a VRT.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of all: what became nodata for them.</source>
      <extracomment>preparestack</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Assess an LCZ map</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Maps compared</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Assesses a map of local climate zones against polygons or another map, with intervals and a report.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Compares a map of local climate zones with a reference, polygons or another map, and says how far it can be trusted: overall accuracy, the same for the built zones alone (OA_u), for built against natural (OA_bu) and with like zones counted in part (OA_w), kappa, and for each zone producer's accuracy, user's accuracy and F1.&lt;/p&gt; &lt;p&gt;Polygons may come from any vector layer, or from a KML or KMZ file as WUDAPT's template makes it: where every folder is named after a zone the folders count, else the names of the placemarks. A cell belongs to a polygon when its centre lies inside. A reference raster may have any grid, CRS and codes; it is brought to the cells of the map.&lt;/p&gt; &lt;p&gt;Each figure comes with its 95 % interval. Cells of one polygon resemble each other, so whole polygons are drawn anew, as many of each zone as there are, a thousand times; of a reference raster, squares of SQUARE metres. The result is the same at every run.&lt;/p&gt; &lt;p&gt;Do not assess a map with the polygons that it was made with.&lt;/p&gt;</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LCZ map</source>
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
      <source>Squares of a reference raster (metres)</source>
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
      <source>OA_u, built zones alone</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OA_bu, built against natural</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OA_w, like zones in part</source>
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
      <source>Polygons that say their zone (training areas; a KML or KMZ file is read with all of its folders), or another LCZ raster of any grid and in any codes.</source>
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
      <source>How the raster's numbers name the zones; auto finds it out from all of its values. standard: 1 to 17 (LCZ Generator, this plugin); hundreds: 1 to 10 and 101 to 107 (UMEP, GeoClimate, SAGA); wrf44: 31 to 41 (WRF up to 4.4, urban categories only); wrf45: 51 to 61 (WRF from 4.5, urban categories only); wrf44modis: 31 to 41 and MODIS land use (WRF up to 4.4); wrf45modis: 51 to 61 and MODIS land use (WRF from 4.5).</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same for the reference, where it is a raster; attributes of polygons are always recognised.</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Intervals come from drawing whole polygons anew, or, where the reference is a raster, squares of this side; cells nearer than that resemble each other.</source>
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
      <source>Mean over the zones that stand in either, 0 to 1.</source>
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>Numbers of the reference</source>
      <extracomment>assesshse</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settlement from (percent)</source>
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
      <source>Compares two maps of local climate zones and tells change from the confusion of like zones.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Compares two maps of local climate zones of one place: which zone became which, on how much land.&lt;/p&gt; &lt;p&gt;Two maps of an unchanged town differ wherever one of them errs, and most errors take a zone for one like it. So each change is weighed with how unlike the two zones are, by the similarities that OA_w counts errors with: open low-rise and open midrise differ by 8 %, compact high-rise and water by 100 %. Changes from LEAST_DIFFERENCE on count as more than confusion. This is a rule of thumb: clouds, seasons and bare or flooded fields make large differences, too.&lt;/p&gt; &lt;p&gt;The later map may have another grid, CRS or codes; it is brought to the cells of the earlier one.&lt;/p&gt;</source>
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
      <source>More than confusion from (percent)</source>
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
      <source>Changed (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Changed by more than confusion (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean difference (percent)</source>
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
      <source>How unlike two zones must be for their change to count as more than confusion: open low-rise and open midrise differ by 8 %, low plants and open low-rise by 42 %, compact high-rise and water by 100 %.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How unlike the zones before and after are, in percent; 0 where nothing changed, nodata 255.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>100 x zone before + zone after, such as 1406 for D to 6; nodata 0.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with figures, the largest changes and the matrix, in one HTML file.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for each pair of zones: cells, area, difference.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share of the area whose zone is another.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share from LEAST_DIFFERENCE on.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each change weighed with how unlike the zones are.</source>
      <extracomment>comparedates</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Changes of like zones left out.</source>
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>Maps in use</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Turns a map of local climate zones into urban canopy parameters for SUEWS, UMEP, WRF and others.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Urban climate models do not know zones but numbers: how high buildings are, how much sky a street sees, how much of the ground is sealed. Stewart and Oke gave a range of each for every zone. This turns a map of zones into rasters of them, and into tables for SUEWS in UMEP and for WRF.&lt;/p&gt; &lt;p&gt;Of each range it takes the minimum, the middle or the maximum. A side that is left open is closed where nature does it (a fraction ends at 100 %) or where WRF assumes an end (buildings of high-rise zones up to 75 m, streets of compact high-rise as deep as 2.5 times their width in the middle, 350 W per square metre of heavy industry); else the side that is given counts as the middle. With the probabilities of the zones it takes the expectation instead, which changes smoothly where the network was in doubt.&lt;/p&gt; &lt;p&gt;With a map of settlement extent or imperviousness, the imperviousness of each cell is measured there and not looked up; the table shows its mean in every zone beside the zone's range.&lt;/p&gt; &lt;p&gt;They are typical numbers of typical neighbourhoods, no survey of this city: where you have measured ones, use those.&lt;/p&gt;</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Local climate zones</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Value</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Probabilities of the zones</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settlement extent</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Band with the zones</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Codes of the zones</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Urban canopy parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All parameters of the zones (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Table for SUEWS in UMEP (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Table for WRF (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A map of zones: ours, the LCZ Generator's, or another with one of the code schemes below.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The bands of the raster, in their order here. sky_view_factor: Sky view factor; aspect_ratio: Aspect ratio (height to width); building_fraction_pct: Building surface fraction; impervious_fraction_pct: Impervious surface fraction without buildings; pervious_fraction_pct: Pervious surface fraction; height_m: Height of roughness elements; roughness_class: Terrain roughness class (Davenport); admittance: Surface admittance; albedo: Surface albedo; heat_w_m2: Anthropogenic heat output; imperviousness_pct: Imperviousness, buildings included.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of each zone's range; expectation is the mean of the middles of all seventeen zones, each weighted with its probability in the cell, and needs the probabilities.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LCZ_PROBABILITIES of the run that made the map: seventeen bands on the same cells.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>HSE or imperviousness of any grid: its mean in each cell takes the place of the zone's imperviousness.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Empty takes the band called lczFilter, else lcz, else the only one.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How its numbers name the zones; auto finds it out from all of its values. standard: 1 to 17 (LCZ Generator, this plugin); hundreds: 1 to 10 and 101 to 107 (UMEP, GeoClimate, SAGA); wrf44: 31 to 41 (WRF up to 4.4, urban categories only); wrf45: 51 to 61 (WRF from 4.5, urban categories only); wrf44modis: 31 to 41 and MODIS land use (WRF up to 4.4); wrf45modis: 51 to 61 and MODIS land use (WRF from 4.5).</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A band for each parameter, named after it, with its unit; nodata -9999 where a zone has no value.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for each zone: cells, share, mean HSE, and each parameter's minimum, middle and maximum.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for each zone in UMEP's codes: seven cover fractions that add up to 1, and the form of the buildings.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A row for each of WRF's eleven urban categories, under the names of URBPARM_LCZ.TBL and w2w.</source>
      <extracomment>canopyparameters</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Convert the codes of local climate zones</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Converts a map of local climate zones to the codes and files of WRF, UMEP, the LCZ Generator or Google Earth.</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;The same seventeen zones have different numbers in different programs: natural zones are 11 to 17 here and at the LCZ Generator, 101 to 107 in UMEP, GeoClimate and SAGA; WRF numbers its urban categories 31 to 41 up to version 4.4 and 51 to 61 from 4.5. A map in the wrong ones is read as something else without a word. This translates in every direction.&lt;/p&gt; &lt;p&gt;The codes of the map are recognised from all of its values, and refused where they could mean two things. The new map carries the colours and names that belong to its codes.&lt;/p&gt; &lt;p&gt;WRF has urban categories for the built zones and, as the eleventh (asphalt), for E, bare rock or paved. The other natural zones have none: in wrf44 and wrf45 they become no data, so that WRF keeps its own land use there; in wrf44modis and wrf45modis they become the nearest land use of MODIS (A mixed forest 5, B woody savanna 8, C open shrubland 7, D grassland 10, F barren 16, G water 17), which is our choice and no standard.&lt;/p&gt; &lt;p&gt;For w2w, which brings zones into WRF, write the LCZ Generator's three bands: w2w finds the filtered one by its name. For Google Earth, write a KMZ.&lt;/p&gt;</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Codes to write (hundreds: A to G are 101 to 107)</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LCZ Generator's three bands</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Google Earth file</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>standard: 1 to 17 (LCZ Generator, this plugin); hundreds: 1 to 10 and 101 to 107 (UMEP, GeoClimate, SAGA); wrf44: 31 to 41 (WRF up to 4.4, urban categories only); wrf45: 51 to 61 (WRF from 4.5, urban categories only); wrf44modis: 31 to 41 and MODIS land use (WRF up to 4.4); wrf45modis: 51 to 61 and MODIS land use (WRF from 4.5). WRF has urban categories for 1 to 10 and, as the eleventh, for E; the other natural zones become no data, so that its own land use stands there, or the land use of MODIS that is nearest to them.</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For the third of the LCZ Generator's bands: our CONFIDENCE or LCZ_PROBABILITIES of the same run.</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same cells in the codes to write, with the colours that belong to them; nodata 0.</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One file with the bands lcz, lczFilter and lczProb, codes 1 to 17, as w2w reads it for WRF: it takes the filtered band by itself.</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The map in its colours with a legend, in one file.</source>
      <extracomment>convertcodes</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter local climate zones</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Smooths a map of local climate zones by the LCZ Generator's Gaussian filter or by majority.</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;A zone is a neighbourhood, so a lone cell that differs from all around it is seldom true. This removes such cells.&lt;/p&gt; &lt;p&gt;The Gaussian filter is the LCZ Generator's: every zone is weighted with a Gaussian of its own radius and sigma in metres (large low-rise reaches 500 m, water 50 m), and each cell takes the zone that answers strongest. Radius and sigma stay the same on the ground whatever the size of the cells; where a zone reaches less than one cell, as water does in cells of 100 m, its cells stay. The majority filter takes the most frequent zone of a circle instead.&lt;/p&gt; &lt;p&gt;The map may come from elsewhere: its codes are recognised from its values, the log says what was assumed. It may be in metres, feet or degrees, where a cell is as wide as its latitude lets it be. Cells without a zone stay without. The result has the codes 1 to 17 and the palette of the plugin's own maps. Maps of any size are read in blocks.&lt;/p&gt;</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Method</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Radius of the majority (metres)</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Changed cells (percent)</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>gaussian: each zone counts by a Gaussian of its own radius and sigma in metres, and the strongest wins; majority: the most frequent zone of a circle wins.</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the circle around each cell; at least one cell. The Gaussian filter has its own.</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same cells, codes 1 to 10 and 11 to 17 for A to G; nodata 0 where the map has none.</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the cells with a zone.</source>
      <extracomment>filterlcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Summarise by districts</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Summarises local climate zones and settlement extent for each polygon of a layer.</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;What each district is made of: the area of every zone in hectares, the dominant zone and its share, the share of built land (zones 1 to 10), the diversity of zones, and the mean of a settlement map. They come as attributes on a copy of the layer, and on a page with a chart and tables.&lt;/p&gt; &lt;p&gt;Cells count by area: each is cut into 10 x 10 parts, and a part counts for the district in which its centre lies. So districts smaller than a few cells come out right, and neighbours share a cell as they share its ground. Districts may be in any CRS and may overlap; each is counted for itself.&lt;/p&gt; &lt;p&gt;Diversity is Shannon's with the natural logarithm: 0 where there is one zone, 2.83 where all seventeen share alike. cover_pct says how much of a district the map covers: look at it before you compare districts at the map's edge.&lt;/p&gt; &lt;p&gt;Attributes: area_ha (where the map has a zone), cover_pct, dominant (1 to 10, A to G), domin_pct, built_pct, shannon, hse_mean (percent), lcz1_ha to lczG_ha. Where there is nothing to say they are empty. The run also gives the number of districts with a zone (DISTRICTS). The page's chart needs matplotlib, which most QGIS have; without it the tables say the same.&lt;/p&gt;</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Districts</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name of the districts</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Districts with zones</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polygons in any CRS; they may overlap.</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The attribute by which the report calls them; empty for their number.</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>HSE or imperviousness of any grid, for its mean in each district.</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A copy of the layer with area_ha (with a zone), cover_pct, dominant, domin_pct, built_pct, shannon, hse_mean and the area of each zone in hectares (lcz1_ha to lczG_ha).</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with a chart and tables that needs nothing beside it.</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polygons that have a cell with a zone.</source>
      <extracomment>summarise</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Style a map</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Styles a raster of local climate zones or of settlement extent as this provider draws its own maps.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Gives a raster layer the look of this provider's own maps: seventeen named rows for local climate zones, a ramp fixed to 0 to 100 percent for the settlement extent and for the confidence of zones.&lt;/p&gt; &lt;p&gt;The raster may come from anywhere. What it shows and how its numbers name the zones is found out from the names of its bands and from all of its values; the log says what was found. The values themselves stay as they are.&lt;/p&gt;</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Map</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What it shows</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colours of the zones</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep the style beside the file</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Band with the map</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Styled map</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Style file</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A raster of local climate zones in any of the field's codes, of settlement or imperviousness in percent or from 0 to 1, or of the confidence of zones.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>auto finds it out from the names of the bands and from all values.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>standard: those of WUDAPT, as most maps have them; safe: seventeen colours that also differ for eyes without red, green or blue cones. Percentages run from light to dark in both.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Writes it as .qml, which every project reads that opens the file; one that lies there is replaced.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Empty takes the band with a name of the field (lczFilter, lcz, HSE), else the only one.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same raster.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Path of the .qml, where one was written.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>lcz, hse or confidence.</source>
      <extracomment>stylemap</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Check the environment</source>
      <extracomment>checkenvironment</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Setup</source>
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
      <source>What the network would run on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest at hand.</source>
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>Installs PyTorch for faster maps into an environment of its own, or removes it.</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;The network runs on NumPy, which every QGIS has; on PyTorch it runs somewhat faster, and on a graphics card much faster. This installs PyTorch into an environment of its own in your data folder, apart from QGIS: it changes neither QGIS nor its Python, and a PyTorch that does not work cannot harm them. From then on the network runs in a process of that environment; should that fail, NumPy goes on and the log says so.&lt;/p&gt; &lt;p&gt;It asks PyTorch's own index and the Python package index, through the proxy that QGIS is set to, and shows in the log what is going on. A run that was cancelled is taken up by the next; ACTION remove deletes everything. The environment variable HSE_LCZ_DATA names another folder for it.&lt;/p&gt;</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Action</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Build</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder of wheels</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>PyTorch</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Size (MB)</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>install makes the environment, goes on with one that was begun, or tries one that is complete; remove deletes it.</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>cpu runs everywhere and takes about 1 GB; cuda needs an NVIDIA card and takes several; auto takes cuda where NVIDIA's driver is installed.</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For a machine without a network: a folder with the wheels of torch, numpy and what they need; nothing is then asked of the network.</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where the environment lies, or lay.</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The version that runs; empty if removed.</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the environment takes on disk.</source>
      <extracomment>setuptorch</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train or fine-tune the network</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trains the network on your own training areas or maps, so that it knows your city better.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;p&gt;Teaches the network your own city. Thirty polygons drawn as for WUDAPT are enough for a start: it learns in minutes on a processor, and what it knew of other zones and other cities is held fast. Or train from scratch on maps that you trust.&lt;/p&gt; &lt;p&gt;Some of the polygons of each zone are kept aside, whole; before and after are compared on these, and the best step is kept. A zone with one polygon alone cannot be checked: draw at least two of each, two hundred metres wide and more, and one of every zone that matters in your city. Where the labels are a raster, squares of ground are kept aside; scenes of another place can be kept aside instead.&lt;/p&gt; &lt;p&gt;Cancel keeps the best so far. The weights go to MODEL of the mapping algorithm; their card says what they were made of.&lt;/p&gt; &lt;p&gt;This algorithm needs PyTorch in the Python of QGIS.&lt;/p&gt;</source>
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
      <source>Scenes to keep aside</source>
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
      <source>Share to keep aside (percent)</source>
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
      <source>Places that none trains on; the figures are theirs. Empty keeps some of the polygons of each zone aside.</source>
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
      <source>Forget what the weights know: for large sets of labels, hours on a processor.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the polygons of each zone, or of squares of ground where the labels are a raster.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How long to train; 0 takes 120 steps, from scratch 2000.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How far a step goes; 0 takes what was found best.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another number keeps other polygons aside and draws other pieces.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compute in bfloat16: about twice as fast where the processor or card has it.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The new weights with their card, for MODEL of the mapping algorithm.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page with figures before and after, curves and the confusion matrix.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>On what was kept aside, 0 to 1.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same with the new weights.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean absolute error of settlement kept aside.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The best on what was kept aside.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the network trained on.</source>
      <extracomment>trainnetwork</extracomment>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
