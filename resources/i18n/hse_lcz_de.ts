<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
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
      <translation>LCZ gefiltert</translation>
    </message>
    <message>
      <source>LCZ confidence</source>
      <extracomment>convertcodes</extracomment>
      <translation>LCZ-Sicherheit</translation>
    </message>
    <message>
      <source>LCZ probabilities</source>
      <extracomment>mapcity</extracomment>
      <translation>LCZ-Wahrscheinlichkeiten</translation>
    </message>
    <message>
      <source>Novelty</source>
      <translation>Neuartigkeit</translation>
    </message>
    <message>
      <source>HSE error</source>
      <translation>HSE-Fehler</translation>
    </message>
    <message>
      <source>LCZ change</source>
      <translation>LCZ-Änderung</translation>
    </message>
    <message>
      <source>LCZ transition</source>
      <translation>LCZ-Übergang</translation>
    </message>
    <message>
      <source>LCZ change probability</source>
      <translation>LCZ-Änderungswahrscheinlichkeit</translation>
    </message>
    <message>
      <source>HSE against LCZ</source>
      <translation>HSE gegen LCZ</translation>
    </message>
    <message>
      <source>LCZ year of change</source>
      <translation>LCZ Jahr der Änderung</translation>
    </message>
    <message>
      <source>LCZ before the change</source>
      <extracomment>mapseries</extracomment>
      <translation>LCZ vor der Änderung</translation>
    </message>
    <message>
      <source>LCZ after the change</source>
      <extracomment>mapseries</extracomment>
      <translation>LCZ nach der Änderung</translation>
    </message>
    <message>
      <source>LCZ of most maps</source>
      <extracomment>comparemaps</extracomment>
      <translation>LCZ der meisten Karten</translation>
    </message>
    <message>
      <source>LCZ agreement</source>
      <translation>LCZ-Übereinstimmung</translation>
    </message>
    <message>
      <source>LCZ disagreement</source>
      <translation>LCZ-Uneinigkeit</translation>
    </message>
    <message>
      <source>LCZ three bands</source>
      <translation>LCZ drei Kanäle</translation>
    </message>
    <message>
      <source>LCZ faded</source>
      <translation>LCZ verblasst</translation>
    </message>
    <message>
      <source>LCZ refined</source>
      <translation>LCZ verfeinert</translation>
    </message>
    <message>
      <source>LCZ probabilities refined</source>
      <translation>LCZ-Wahrscheinlichkeiten verfeinert</translation>
    </message>
    <message>
      <source>Changes by heights</source>
      <translation>Änderungen durch Höhen</translation>
    </message>
    <message>
      <source>LCZ sub-classes</source>
      <translation>LCZ-Unterklassen</translation>
    </message>
    <message>
      <source>Mixed areas</source>
      <extracomment>mixedcells</extracomment>
      <translation>Gemischte Flächen</translation>
    </message>
    <message>
      <source>Urban canopy</source>
      <translation>Stadtparameter</translation>
    </message>
    <message>
      <source>Sentinel-2</source>
      <translation>Sentinel-2</translation>
    </message>
    <message>
      <source>Districts</source>
      <extracomment>summarise</extracomment>
      <translation>Bezirke</translation>
    </message>
    <message>
      <source>Stations</source>
      <extracomment>stations</extracomment>
      <translation>Stationen</translation>
    </message>
    <message>
      <source>Rural references</source>
      <extracomment>stations</extracomment>
      <translation>Ländliche Vergleichsorte</translation>
    </message>
    <message>
      <source>Area with a zone (ha)</source>
      <translation>Fläche mit Zone (ha)</translation>
    </message>
    <message>
      <source>Covered by the map (%)</source>
      <translation>Von der Karte bedeckt (%)</translation>
    </message>
    <message>
      <source>Dominant zone</source>
      <translation>Vorherrschende Zone</translation>
    </message>
    <message>
      <source>Share of the dominant zone (%)</source>
      <translation>Anteil der vorherrschenden Zone (%)</translation>
    </message>
    <message>
      <source>Built zones 1 to 10 (%)</source>
      <translation>Bebaute Zonen 1 bis 10 (%)</translation>
    </message>
    <message>
      <source>Diversity of zones (Shannon)</source>
      <translation>Vielfalt der Zonen (Shannon)</translation>
    </message>
    <message>
      <source>Mean HSE (%)</source>
      <translation>Mittlere HSE (%)</translation>
    </message>
    <message>
      <source>LCZ {label} {name} (ha)</source>
      <translation>LCZ {label} {name} (ha)</translation>
    </message>
    <message>
      <source>Sub-class</source>
      <translation>Unterklasse</translation>
    </message>
    <message>
      <source>Leading zone</source>
      <translation>Führende Zone</translation>
    </message>
    <message>
      <source>Second zone</source>
      <translation>Zweite Zone</translation>
    </message>
    <message>
      <source>Mean probability of the leading zone (%)</source>
      <translation>Mittlere Wahrscheinlichkeit der führenden Zone (%)</translation>
    </message>
    <message>
      <source>Mean probability of the second zone (%)</source>
      <translation>Mittlere Wahrscheinlichkeit der zweiten Zone (%)</translation>
    </message>
    <message>
      <source>Cells</source>
      <extracomment>comparemaps</extracomment>
      <translation>Zellen</translation>
    </message>
    <message>
      <source>Demo town</source>
      <extracomment>loaddemo</extracomment>
      <translation>Demostadt</translation>
    </message>
    <message>
      <source>User guide</source>
      <translation>Benutzerhandbuch</translation>
    </message>
    <message>
      <source>Map a scene…</source>
      <translation>Eine Szene kartieren…</translation>
    </message>
    <message>
      <source>Load the demo town…</source>
      <translation>Die Demostadt laden…</translation>
    </message>
    <message>
      <source>Compact high-rise</source>
      <translation>Kompakte Hochhäuser</translation>
    </message>
    <message>
      <source>Compact midrise</source>
      <translation>Kompakt, mittelhoch</translation>
    </message>
    <message>
      <source>Compact low-rise</source>
      <translation>Kompakt, niedrig</translation>
    </message>
    <message>
      <source>Open high-rise</source>
      <translation>Offene Hochhäuser</translation>
    </message>
    <message>
      <source>Open midrise</source>
      <translation>Offen, mittelhoch</translation>
    </message>
    <message>
      <source>Open low-rise</source>
      <translation>Offen, niedrig</translation>
    </message>
    <message>
      <source>Lightweight low-rise</source>
      <translation>Leichtbauten, niedrig</translation>
    </message>
    <message>
      <source>Large low-rise</source>
      <translation>Große flache Gebäude</translation>
    </message>
    <message>
      <source>Sparsely built</source>
      <translation>Locker bebaut</translation>
    </message>
    <message>
      <source>Heavy industry</source>
      <translation>Schwerindustrie</translation>
    </message>
    <message>
      <source>Dense trees</source>
      <translation>Dichter Baumbestand</translation>
    </message>
    <message>
      <source>Scattered trees</source>
      <translation>Lockerer Baumbestand</translation>
    </message>
    <message>
      <source>Bush, scrub</source>
      <translation>Gebüsch</translation>
    </message>
    <message>
      <source>Low plants</source>
      <translation>Niedrige Pflanzen</translation>
    </message>
    <message>
      <source>Bare rock or paved</source>
      <translation>Fels oder befestigt</translation>
    </message>
    <message>
      <source>Bare soil or sand</source>
      <translation>Offener Boden oder Sand</translation>
    </message>
    <message>
      <source>Water</source>
      <translation>Wasser</translation>
    </message>
    <message>
      <source>No zone</source>
      <translation>Keine Zone</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>Ausgabe</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>Eingabe</translation>
    </message>
    <message>
      <source>Settlement extent and local climate zones from Sentinel-2</source>
      <translation>Siedlungsausdehnung und lokale Klimazonen aus Sentinel-2</translation>
    </message>
    <message>
      <source>The scene</source>
      <translation>Die Szene</translation>
    </message>
    <message>
      <source>True colour (B4, B3, B2)</source>
      <translation>Echtfarben (B4, B3, B2)</translation>
    </message>
    <message>
      <source>N</source>
      <translation>N</translation>
    </message>
    <message>
      <source>Simulated scene, no satellite data</source>
      <translation>Simulierte Szene, keine Satellitendaten</translation>
    </message>
    <message>
      <source>Human settlement extent</source>
      <translation>Siedlungsausdehnung (HSE)</translation>
    </message>
    <message>
      <source>Local climate zones</source>
      <extracomment>stylemap</extracomment>
      <translation>Lokale Klimazonen</translation>
    </message>
    <message>
      <source>S</source>
      <translation>S</translation>
    </message>
    <message>
      <source>E</source>
      <translation>O</translation>
    </message>
    <message>
      <source>W</source>
      <translation>W</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>CRS</source>
      <translation>KBS</translation>
    </message>
    <message>
      <source>Centre</source>
      <translation>Mitte</translation>
    </message>
    <message>
      <source>mean settlement extent</source>
      <translation>mittlere Siedlungsausdehnung</translation>
    </message>
    <message>
      <source>of the cells are mostly sealed (over 50 %)</source>
      <translation>der Zellen sind überwiegend versiegelt (über 50 %)</translation>
    </message>
    <message>
      <source>of the land lies in built zones (LCZ 1–10)</source>
      <translation>des Landes liegen in bebauten Zonen (LCZ 1–10)</translation>
    </message>
    <message>
      <source>Built</source>
      <translation>Bebaut</translation>
    </message>
    <message>
      <source>Natural</source>
      <translation>Natürlich</translation>
    </message>
    <message>
      <source>Sealed share of each {size} m cell</source>
      <translation>Versiegelt je Zelle von {size} m</translation>
    </message>
    <message>
      <source>Zone of each {size} m cell</source>
      <translation>Zone je Zelle von {size} m</translation>
    </message>
    <message>
      <source>Contains modified Copernicus Sentinel data</source>
      <translation>Enthält modifizierte Copernicus-Sentinel-Daten</translation>
    </message>
    <message>
      <source>{area} km² with a value</source>
      <translation>{area} km² mit einem Wert</translation>
    </message>
    <message>
      <source>en</source>
      <translation>de</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Warnung</translation>
    </message>
    <message>
      <source>and</source>
      <translation>und</translation>
    </message>
    <message>
      <source>Mapped</source>
      <translation>Kartiert</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Views</source>
      <translation>Ansichten</translation>
    </message>
    <message>
      <source>supplied with the plugin</source>
      <translation>mit dem Plugin geliefert</translation>
    </message>
    <message>
      <source>Novel cells</source>
      <translation>Neuartige Zellen</translation>
    </message>
    <message>
      <source>Title</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Titel</translation>
    </message>
    <message>
      <source>Subtitle</source>
      <translation>Untertitel</translation>
    </message>
    <message>
      <source>Credit</source>
      <translation>Quellenangabe</translation>
    </message>
    <message>
      <source>Map</source>
      <extracomment>stylemap</extracomment>
      <translation>Karte</translation>
    </message>
    <message>
      <source>Legend</source>
      <translation>Legende</translation>
    </message>
    <message>
      <source>Areas</source>
      <translation>Flächen</translation>
    </message>
    <message>
      <source>Scale bar</source>
      <translation>Maßstabsleiste</translation>
    </message>
    <message>
      <source>North arrow</source>
      <translation>Nordpfeil</translation>
    </message>
    <message>
      <source>Class</source>
      <translation>Klasse</translation>
    </message>
    <message>
      <source>Area (km²)</source>
      <translation>Fläche (km²)</translation>
    </message>
    <message>
      <source>Share (%)</source>
      <translation>Anteil (%)</translation>
    </message>
    <message>
      <source>Zone of its cell</source>
      <translation>Zone ihrer Zelle</translation>
    </message>
    <message>
      <source>Suitable for comparing</source>
      <translation>Zum Vergleichen geeignet</translation>
    </message>
    <message>
      <source>Verdict in words</source>
      <translation>Urteil in Worten</translation>
    </message>
    <message>
      <source>Probability of its zone (%)</source>
      <translation>Wahrscheinlichkeit ihrer Zone (%)</translation>
    </message>
    <message>
      <source>Distance to another zone (m)</source>
      <translation>Abstand zu einer anderen Zone (m)</translation>
    </message>
    <message>
      <source>Distance to water (m)</source>
      <translation>Abstand zum Wasser (m)</translation>
    </message>
    <message>
      <source>Altitude (m)</source>
      <translation>Höhe (m)</translation>
    </message>
    <message>
      <source>Urban station</source>
      <translation>Städtische Station</translation>
    </message>
    <message>
      <source>Rank</source>
      <translation>Rang</translation>
    </message>
    <message>
      <source>Rural station (empty: a place without one)</source>
      <translation>Ländliche Station (leer: ein Ort ohne Station)</translation>
    </message>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>Share of the zone around it (%)</source>
      <translation>Anteil der Zone im Umkreis (%)</translation>
    </message>
    <message>
      <source>Distance from the station (m)</source>
      <translation>Abstand von der Station (m)</translation>
    </message>
    <message>
      <source>Higher than the station by (m)</source>
      <translation>Höher als die Station um (m)</translation>
    </message>
    <message>
      <source>Unlike (0 alike, 1 at the limit)</source>
      <translation>Unähnlichkeit (0 gleich, 1 an der Grenze)</translation>
    </message>
    <message>
      <source>{radius} m: dominant zone</source>
      <translation>{radius} m: vorherrschende Zone</translation>
    </message>
    <message>
      <source>{radius} m: share of the dominant zone (%)</source>
      <translation>{radius} m: Anteil der vorherrschenden Zone (%)</translation>
    </message>
    <message>
      <source>{radius} m: covered by the map (%)</source>
      <translation>{radius} m: von der Karte bedeckt (%)</translation>
    </message>
    <message>
      <source>{radius} m: diversity of zones (Shannon)</source>
      <translation>{radius} m: Vielfalt der Zonen (Shannon)</translation>
    </message>
    <message>
      <source>{radius} m: mean HSE (%)</source>
      <translation>{radius} m: mittlere HSE (%)</translation>
    </message>
    <message>
      <source>{radius} m: probability of the dominant zone (%)</source>
      <translation>{radius} m: Wahrscheinlichkeit der vorherrschenden Zone (%)</translation>
    </message>
    <message>
      <source>{radius} m: {zone} (%)</source>
      <translation>{radius} m: {zone} (%)</translation>
    </message>
    <message>
      <source>Map settlement extent and local climate zones</source>
      <extracomment>mapcity</extracomment>
      <translation>Karte von Siedlungsausdehnung und lokalen Klimazonen</translation>
    </message>
    <message>
      <source>1 · Mapping</source>
      <extracomment>mapcity</extracomment>
      <translation>1 · Kartierung</translation>
    </message>
    <message>
      <source>Maps the human settlement extent and the local climate zones of a Sentinel-2 scene.</source>
      <extracomment>mapcity</extracomment>
      <translation>Kartiert die Siedlungsausdehnung und die lokalen Klimazonen einer Sentinel-2-Szene.</translation>
    </message>
    <message>
      <source>&lt;p&gt;One neural network reads a Sentinel-2 scene and draws two maps: the human settlement extent (HSE), which is the percentage of sealed settlement surface in each cell of 20 m, and the seventeen local climate zones (LCZ) of Stewart and Oke in cells of 100 m.&lt;/p&gt; &lt;p&gt;The scene is a Sentinel-2 product as it was downloaded (zip, .SAFE) or a raster with its ten bands, of Level-1C or Level-2A and preferably without clouds. Bands are found by their names or wavelengths, in any order. Without names, ten bands (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), twelve or thirteen bands are taken in their usual order. A scene in degrees, in feet or at 20 m is resampled to 10 m.&lt;/p&gt; &lt;p&gt;Products since January 2022 (processing baseline 04.00 and later) store reflectance with 1000 added. This offset is found in the product's metadata, in the raster's tags or in its values. The log says which band of the file was used for which band of Sentinel-2, and how pixel values become reflectance. The advanced parameters “Bands”, “Scale” and “Offset” correct it.&lt;/p&gt; &lt;p&gt;A model that was trained with Sentinel-1 needs the advanced parameter “Sentinel-1 radar”. The model that comes with the plugin uses Sentinel-2 alone.&lt;/p&gt; &lt;p&gt;The maps keep the upper left corner and the CRS of the scene. Cells are nodata where the scene is.&lt;/p&gt; &lt;p&gt;Nothing needs to be installed: the network runs on NumPy, which QGIS includes, or on PyTorch if it is available. The log says which one is used, how long the run will take, and at the end how much time and memory it took.&lt;/p&gt;</source>
      <extracomment>mapcity</extracomment>
      <translation>&lt;p&gt;Ein neuronales Netz liest eine Sentinel-2-Szene und zeichnet zwei Karten: die Siedlungsausdehnung (HSE), das ist der Prozentsatz versiegelter Siedlungsfläche in jeder Zelle von 20 m, und die siebzehn lokalen Klimazonen (LCZ) von Stewart und Oke in Zellen von 100 m.&lt;/p&gt; &lt;p&gt;Die Szene ist ein Sentinel-2-Produkt, wie es heruntergeladen wurde (zip, .SAFE), oder ein Raster mit dessen zehn Kanälen, Level-1C oder Level-2A und möglichst ohne Wolken. Kanäle werden an ihren Namen oder Wellenlängen erkannt, in beliebiger Reihenfolge. Ohne Namen werden zehn (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), zwölf oder dreizehn Kanäle in ihrer üblichen Reihenfolge genommen. Eine Szene in Grad, in Fuß oder zu 20 m wird auf 10 m umgerechnet.&lt;/p&gt; &lt;p&gt;Produkte seit Januar 2022 (Processing Baseline 04.00 und später) speichern den Reflexionsgrad um 1000 erhöht. Dieser Versatz wird in den Metadaten des Produkts, in den Tags des Rasters oder an seinen Werten erkannt. Das Protokoll sagt, welcher Kanal der Datei für welchen Sentinel-2-Kanal verwendet wurde und wie aus Pixelwerten Reflexionsgrade werden. Die erweiterten Parameter „Kanäle“, „Faktor“ und „Versatz“ berichtigen es.&lt;/p&gt; &lt;p&gt;Ein Modell, das mit Sentinel-1 trainiert wurde, braucht den erweiterten Parameter „Sentinel-1-Radar“. Das Modell, das zum Plugin gehört, verwendet nur Sentinel-2.&lt;/p&gt; &lt;p&gt;Die Karten behalten die linke obere Ecke und das KBS der Szene. Zellen sind ohne Wert, wo die Szene es ist.&lt;/p&gt; &lt;p&gt;Es muss nichts installiert werden: Das Netz läuft mit NumPy, das zu QGIS gehört, oder mit PyTorch, wenn es vorhanden ist. Das Protokoll sagt, was verwendet wird, wie lange der Lauf dauern wird, und am Ende, wie viel Zeit und Speicher er gebraucht hat.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Sentinel-2 scene</source>
      <extracomment>mapcity</extracomment>
      <translation>Sentinel-2-Szene</translation>
    </message>
    <message>
      <source>Preset</source>
      <extracomment>mapcity</extracomment>
      <translation>Voreinstellung</translation>
    </message>
    <message>
      <source>Extent</source>
      <extracomment>mapcity</extracomment>
      <translation>Ausdehnung</translation>
    </message>
    <message>
      <source>Mask</source>
      <extracomment>mapcity</extracomment>
      <translation>Maske</translation>
    </message>
    <message>
      <source>Model file</source>
      <extracomment>mapcity</extracomment>
      <translation>Modelldatei</translation>
    </message>
    <message>
      <source>Device</source>
      <extracomment>mapcity</extracomment>
      <translation>Gerät</translation>
    </message>
    <message>
      <source>LCZ cell size (metres)</source>
      <extracomment>mapcity</extracomment>
      <translation>LCZ-Zellgröße (Meter)</translation>
    </message>
    <message>
      <source>Precision</source>
      <extracomment>mapcity</extracomment>
      <translation>Genauigkeit</translation>
    </message>
    <message>
      <source>Bands</source>
      <extracomment>mapcity</extracomment>
      <translation>Kanäle</translation>
    </message>
    <message>
      <source>Substitute B8 and B8A for each other</source>
      <extracomment>mapcity</extracomment>
      <translation>B8 und B8A gegenseitig ersetzen</translation>
    </message>
    <message>
      <source>Scale</source>
      <extracomment>mapcity</extracomment>
      <translation>Faktor</translation>
    </message>
    <message>
      <source>Offset</source>
      <extracomment>mapcity</extracomment>
      <translation>Versatz</translation>
    </message>
    <message>
      <source>More scenes of this place</source>
      <extracomment>mapcity</extracomment>
      <translation>Weitere Szenen dieses Orts</translation>
    </message>
    <message>
      <source>Averaged views (1 = fast)</source>
      <extracomment>mapcity</extracomment>
      <translation>Gemittelte Ansichten (1 = schnell)</translation>
    </message>
    <message>
      <source>Memory limit (MB, 0 = automatic)</source>
      <extracomment>mapcity</extracomment>
      <translation>Speichergrenze (MB, 0 = automatisch)</translation>
    </message>
    <message>
      <source>Tile width (pixels, 0 = automatic)</source>
      <extracomment>mapcity</extracomment>
      <translation>Kachelbreite (Pixel, 0 = automatisch)</translation>
    </message>
    <message>
      <source>Resume an interrupted run</source>
      <extracomment>mapcity</extracomment>
      <translation>Unterbrochenen Lauf fortsetzen</translation>
    </message>
    <message>
      <source>Building heights</source>
      <extracomment>mapcity</extracomment>
      <translation>Gebäudehöhen</translation>
    </message>
    <message>
      <source>Sentinel-1 radar</source>
      <extracomment>mapcity</extracomment>
      <translation>Sentinel-1-Radar</translation>
    </message>
    <message>
      <source>Unit of the radar values</source>
      <extracomment>mapcity</extracomment>
      <translation>Einheit der Radarwerte</translation>
    </message>
    <message>
      <source>HSE map (%)</source>
      <extracomment>mapcity</extracomment>
      <translation>HSE-Karte (%)</translation>
    </message>
    <message>
      <source>LCZ map</source>
      <extracomment>mapcity</extracomment>
      <translation>LCZ-Karte</translation>
    </message>
    <message>
      <source>LCZ map (filtered)</source>
      <extracomment>mapcity</extracomment>
      <translation>LCZ-Karte (gefiltert)</translation>
    </message>
    <message>
      <source>LCZ confidence (%)</source>
      <extracomment>mapcity</extracomment>
      <translation>LCZ-Sicherheit (%)</translation>
    </message>
    <message>
      <source>Novelty (%)</source>
      <extracomment>mapcity</extracomment>
      <translation>Neuartigkeit (%)</translation>
    </message>
    <message>
      <source>City sheet</source>
      <extracomment>mapcity</extracomment>
      <translation>Stadtblatt</translation>
    </message>
    <message>
      <source>Mean HSE (percent)</source>
      <extracomment>mapcity</extracomment>
      <translation>Mittlere HSE (Prozent)</translation>
    </message>
    <message>
      <source>Built land (percent)</source>
      <extracomment>mapcity</extracomment>
      <translation>Bebautes Land (Prozent)</translation>
    </message>
    <message>
      <source>Built land unlike the training cells (percent)</source>
      <extracomment>mapcity</extracomment>
      <translation>Bebautes Land, anders als die Trainingszellen (Prozent)</translation>
    </message>
    <message>
      <source>Seconds</source>
      <extracomment>mapcity</extracomment>
      <translation>Sekunden</translation>
    </message>
    <message>
      <source>Device used</source>
      <extracomment>mapcity</extracomment>
      <translation>Benutztes Gerät</translation>
    </message>
    <message>
      <source>A raster with the ten bands, or a Sentinel-2 product as it was downloaded: the path of its zip file, its .SAFE folder or its MTD_*.xml file. QGIS preselects the active layer: make sure that it is the scene.</source>
      <extracomment>mapcity</extracomment>
      <translation>Ein Raster mit den zehn Kanälen oder ein Sentinel-2-Produkt, wie es heruntergeladen wurde: der Pfad seiner zip-Datei, seines Ordners .SAFE oder seiner Datei MTD_*.xml. QGIS wählt den aktiven Layer vor: Achten Sie darauf, dass er die Szene ist.</translation>
    </message>
    <message>
      <source>Quick: one view of this scene alone, in Fast precision. Careful: eight views and all scenes, with the filtered LCZ map and the LCZ confidence; it takes eight times as long. Custom: the settings of this form. In scripts: quick, careful or custom.</source>
      <extracomment>mapcity</extracomment>
      <translation>Schnell: eine Ansicht dieser Szene allein, in der Genauigkeit Schnell. Sorgfältig: acht Ansichten und alle Szenen, mit gefilterter LCZ-Karte und LCZ-Sicherheit; das dauert achtmal so lange. Eigene: die Einstellungen dieses Formulars. In Skripten: quick, careful oder custom.</translation>
    </message>
    <message>
      <source>The part of the scene to map, in any CRS. If not set, the whole scene is mapped.</source>
      <extracomment>mapcity</extracomment>
      <translation>Der zu kartierende Teil der Szene, in beliebigem KBS. Ohne Angabe wird die ganze Szene kartiert.</translation>
    </message>
    <message>
      <source>Polygons, or a raster that is neither 0 nor nodata in the area to map. Only pixels whose centre lies inside are mapped; outside, the maps are nodata.</source>
      <extracomment>mapcity</extracomment>
      <translation>Polygone, oder ein Raster, das im zu kartierenden Gebiet weder 0 noch ohne Wert ist. Nur Pixel, deren Mitte darin liegt, werden kartiert; außerhalb sind die Karten ohne Wert.</translation>
    </message>
    <message>
      <source>A model file that you trained yourself. If not set, the model that comes with the plugin is used.</source>
      <extracomment>mapcity</extracomment>
      <translation>Eine Modelldatei, die Sie selbst trainiert haben. Ohne Angabe wird das Modell verwendet, das mit dem Plugin kommt.</translation>
    </message>
    <message>
      <source>The processor that runs the network: cpu, cuda (NVIDIA graphics card) or mps (Apple). auto takes the fastest one.</source>
      <extracomment>mapcity</extracomment>
      <translation>Der Prozessor, auf dem das Netz läuft: cpu, cuda (NVIDIA-Grafikkarte) oder mps (Apple). auto nimmt den schnellsten.</translation>
    </message>
    <message>
      <source>Side length of an LCZ cell, a multiple of 20 m. The usual scale is 100 m, because a zone describes a neighbourhood and not single buildings.</source>
      <extracomment>mapcity</extracomment>
      <translation>Seitenlänge einer LCZ-Zelle, ein Vielfaches von 20 m. Üblich sind 100 m, weil eine Zone ein Viertel beschreibt und nicht einzelne Gebäude.</translation>
    </message>
    <message>
      <source>Fast computes with numbers of 16 bits on a graphics card, and on a processor that has instructions for bfloat16; the log says whether that is so. Less than one LCZ cell in a hundred then differs. In scripts: exact or fast.</source>
      <extracomment>mapcity</extracomment>
      <translation>Schnell rechnet mit Zahlen von 16 Bit auf einer Grafikkarte und auf einem Prozessor, der Befehle für bfloat16 hat; das Protokoll sagt, ob das so ist. Dann ist weniger als eine von hundert LCZ-Zellen anders. In Skripten: exact oder fast.</translation>
    </message>
    <message>
      <source>Which band of the file is which Sentinel-2 band, such as B2=1 B3=2 B4=3. Only needed if the band descriptions are missing or wrong: bands that are not listed are found by description, wavelength or known order.</source>
      <extracomment>mapcity</extracomment>
      <translation>Welcher Kanal der Datei welcher Sentinel-2-Kanal ist, etwa B2=1 B3=2 B4=3. Nur nötig, wenn die Beschreibungen der Kanäle fehlen oder falsch sind: Nicht genannte Kanäle werden nach Beschreibung, Wellenlänge oder bekannter Reihenfolge gefunden.</translation>
    </message>
    <message>
      <source>If one of the two near-infrared bands is missing, the other one is used instead, and the log warns of it.</source>
      <extracomment>mapcity</extracomment>
      <translation>Fehlt einer der beiden Kanäle des nahen Infrarots, wird der andere verwendet, und das Protokoll warnt davor.</translation>
    </message>
    <message>
      <source>Reflectance = pixel value × scale + offset. If not set, the scale is found automatically; it is 0.0001 for Sentinel-2 products.</source>
      <extracomment>mapcity</extracomment>
      <translation>Reflexionsgrad = Pixelwert × Faktor + Versatz. Ohne Angabe wird der Faktor automatisch gefunden; bei Sentinel-2-Produkten ist er 0.0001.</translation>
    </message>
    <message>
      <source>Reflectance = pixel value × scale + offset. If not set, the offset is found automatically; it is -0.1 where pixel values contain the 1000 that products since baseline 04.00 add, else 0.</source>
      <extracomment>mapcity</extracomment>
      <translation>Reflexionsgrad = Pixelwert × Faktor + Versatz. Ohne Angabe wird der Versatz automatisch gefunden; er ist -0.1, wo die Pixelwerte die 1000 der Produkte seit Baseline 04.00 enthalten, sonst 0.</translation>
    </message>
    <message>
      <source>Scenes of other dates, on any grid. The maps show the mean of the probabilities of all scenes; each cell uses the scenes that have data there.</source>
      <extracomment>mapcity</extracomment>
      <translation>Szenen anderer Termine, auf beliebigem Gitter. Die Karten zeigen das Mittel der Wahrscheinlichkeiten aller Szenen; jede Zelle verwendet die Szenen, die dort Daten haben.</translation>
    </message>
    <message>
      <source>The probabilities are averaged over this number of rotated and mirrored views of the scene. The computing time is multiplied by the same number.</source>
      <extracomment>mapcity</extracomment>
      <translation>Die Wahrscheinlichkeiten werden über so viele gedrehte und gespiegelte Ansichten der Szene gemittelt. Die Rechenzeit vervielfacht sich um dieselbe Zahl.</translation>
    </message>
    <message>
      <source>Memory that the computation may use in addition to QGIS itself. Automatic: a quarter of the free memory, within limits. The maps are the same for any value.</source>
      <extracomment>mapcity</extracomment>
      <translation>Speicher, den die Rechnung neben QGIS selbst belegen darf. Automatisch: ein Viertel des freien Speichers, in Grenzen. Die Karten sind bei jedem Wert gleich.</translation>
    </message>
    <message>
      <source>The scene is processed in vertical strips of this width. Automatic: the width follows from the memory limit. The maps are the same for any value.</source>
      <extracomment>mapcity</extracomment>
      <translation>Die Szene wird in senkrechten Streifen dieser Breite verarbeitet. Automatisch: Die Breite ergibt sich aus der Speichergrenze. Die Karten sind bei jedem Wert gleich.</translation>
    </message>
    <message>
      <source>A run that was interrupted resumes where it stopped if it is started again with the same settings. Its checkpoint lies in your cache folder. In scripts: auto, yes or no.</source>
      <extracomment>mapcity</extracomment>
      <translation>Ein unterbrochener Lauf wird dort fortgesetzt, wo er aufgehört hat, wenn er mit denselben Einstellungen noch einmal gestartet wird. Sein Zwischenstand liegt in Ihrem Cache-Ordner. In Skripten: auto, yes oder no.</translation>
    </message>
    <message>
      <source>A raster of mean building heights, or building polygons with heights or floors: the built zones are refined with them, as “Refine built zones with building heights” does with its default settings, and all LCZ maps show the refined zones. Only the LCZ maps depend on it.</source>
      <extracomment>mapcity</extracomment>
      <translation>Ein Raster mittlerer Gebäudehöhen oder Gebäudepolygone mit Höhen oder Geschossen: Damit werden die bebauten Zonen verfeinert, wie es „Bebaute Zonen mit Gebäudehöhen verfeinern“ mit seinen Voreinstellungen tut; alle LCZ-Karten zeigen die verfeinerten Zonen. Nur die LCZ-Karten hängen davon ab.</translation>
    </message>
    <message>
      <source>Only for model files that were trained with Sentinel-1: a raster with bands VV and VH, calibrated (sigma nought or gamma nought) and terrain-corrected, in dB or as linear intensity, on any grid, taken near the day of the scene. The log says whether the model was trained with despeckled radar. Cells without radar get no value. The model that comes with the plugin uses Sentinel-2 alone and takes no radar.</source>
      <extracomment>mapcity</extracomment>
      <translation>Nur für Modelldateien, die mit Sentinel-1 trainiert wurden: ein Raster mit den Kanälen VV und VH, kalibriert (Sigma Null oder Gamma Null) und geländekorrigiert, in dB oder als lineare Intensität, auf beliebigem Gitter, etwa vom Tag der Szene. Das Protokoll sagt, ob das Modell mit Radar nach einem Speckle-Filter trainiert wurde. Zellen ohne Radar bekommen keinen Wert. Das Modell, das zum Plugin gehört, verwendet nur Sentinel-2 und nimmt kein Radar.</translation>
    </message>
    <message>
      <source>Automatic: found by the names of the bands, their unit and their values; refused where these leave doubt. In scripts: auto, db or linear.</source>
      <extracomment>mapcity</extracomment>
      <translation>Automatisch: an den Namen der Kanäle, ihrer Einheit und ihren Werten erkannt; abgelehnt, wo diese Zweifel lassen. In Skripten: auto, db oder linear.</translation>
    </message>
    <message>
      <source>Human settlement extent (HSE): percent of sealed settlement surface, 0 to 100, in cells of 20 m; nodata -9999.</source>
      <extracomment>mapcity</extracomment>
      <translation>Siedlungsausdehnung (HSE): Prozent versiegelter Siedlungsfläche, 0 bis 100, in Zellen von 20 m; ohne Wert -9999.</translation>
    </message>
    <message>
      <source>Local climate zones (LCZ): codes 1 to 10 for the built zones and 11 to 17 for A to G; nodata 0.</source>
      <extracomment>mapcity</extracomment>
      <translation>Lokale Klimazonen (LCZ): Codes 1 bis 10 für die bebauten Zonen und 11 bis 17 für A bis G; ohne Wert 0.</translation>
    </message>
    <message>
      <source>The LCZ map after a Gaussian filter, in which isolated cells take the zone that surrounds them.</source>
      <extracomment>mapcity</extracomment>
      <translation>Die LCZ-Karte nach einem Gauß-Filter, in dem einzelne Zellen die Zone ihrer Umgebung annehmen.</translation>
    </message>
    <message>
      <source>Probability of the zone shown in the LCZ map, in percent; nodata 255. “Style a map” fades the LCZ map by it.</source>
      <extracomment>mapcity</extracomment>
      <translation>Wahrscheinlichkeit der Zone, die die LCZ-Karte zeigt, in Prozent; ohne Wert 255. „Eine Karte gestalten“ lässt die LCZ-Karte damit verblassen.</translation>
    </message>
    <message>
      <source>Probability of each of the seventeen zones, one band per zone; probability = stored value × 0.004.</source>
      <extracomment>mapcity</extracomment>
      <translation>Wahrscheinlichkeit jeder der siebzehn Zonen, ein Kanal je Zone; Wahrscheinlichkeit = gespeicherter Wert × 0,004.</translation>
    </message>
    <message>
      <source>How unlike each built cell is to all cells that the network has learned from, in percent: the share of the built cells of new places that are less unlike. From 90 on, trust the zone less and draw training areas; nodata 255, also where the LCZ map has no built zone.</source>
      <extracomment>mapcity</extracomment>
      <translation>Wie unähnlich jede bebaute Zelle allen Zellen ist, von denen das Netz gelernt hat, in Prozent: der Anteil der bebauten Zellen neuer Orte, die weniger unähnlich sind. Ab 90 ist der Zone weniger zu trauen; zeichnen Sie dort Trainingsgebiete. Keine Daten: 255, auch wo die LCZ-Karte keine bebaute Zone hat.</translation>
    </message>
    <message>
      <source>One page with the scene, the maps, their legends and the figures of the city, as PDF or PNG.</source>
      <extracomment>mapcity</extracomment>
      <translation>Eine Seite mit der Szene, den Karten, ihren Legenden und den Zahlen der Stadt, als PDF oder PNG.</translation>
    </message>
    <message>
      <source>Quick: one view, this scene alone</source>
      <extracomment>mapcity</extracomment>
      <translation>Schnell: eine Ansicht, nur diese Szene</translation>
    </message>
    <message>
      <source>Careful: eight views, all scenes, filtered map and confidence</source>
      <extracomment>mapcity</extracomment>
      <translation>Sorgfältig: acht Ansichten, alle Szenen, gefilterte Karte und Sicherheit</translation>
    </message>
    <message>
      <source>Custom: the settings below</source>
      <extracomment>mapcity</extracomment>
      <translation>Eigene: die Einstellungen unten</translation>
    </message>
    <message>
      <source>Exact (32 bits)</source>
      <extracomment>mapcity</extracomment>
      <translation>Genau (32 Bit)</translation>
    </message>
    <message>
      <source>Fast (16 bits where the processor has them)</source>
      <extracomment>mapcity</extracomment>
      <translation>Schnell (16 Bit, wo der Prozessor sie hat)</translation>
    </message>
    <message>
      <source>For scenes of 25 million pixels and more</source>
      <extracomment>mapcity</extracomment>
      <translation>Bei Szenen ab 25 Millionen Pixeln</translation>
    </message>
    <message>
      <source>Always</source>
      <extracomment>mapcity</extracomment>
      <translation>Immer</translation>
    </message>
    <message>
      <source>Never</source>
      <extracomment>mapcity</extracomment>
      <translation>Nie</translation>
    </message>
    <message>
      <source>Automatic</source>
      <extracomment>mapcity</extracomment>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>dB</source>
      <extracomment>mapcity</extracomment>
      <translation>dB</translation>
    </message>
    <message>
      <source>Linear intensity</source>
      <extracomment>mapcity</extracomment>
      <translation>Lineare Intensität</translation>
    </message>
    <message>
      <source>Mean over all cells that have a value.</source>
      <extracomment>mapcity</extracomment>
      <translation>Mittel über alle Zellen mit einem Wert.</translation>
    </message>
    <message>
      <source>Share of the zones 1 to 10 in the mapped area.</source>
      <extracomment>mapcity</extracomment>
      <translation>Anteil der Zonen 1 bis 10 am kartierten Gebiet.</translation>
    </message>
    <message>
      <source>Share of the built cells with a novelty of 90 and more: of all cells where the novelty is mapped, else of a sample. In a typical new place it is 10.</source>
      <extracomment>mapcity</extracomment>
      <translation>Anteil der bebauten Zellen mit einer Neuartigkeit von 90 und mehr: von allen Zellen, wenn die Neuartigkeit kartiert wird, sonst von einer Stichprobe. An einem typischen neuen Ort sind es 10.</translation>
    </message>
    <message>
      <source>Duration of the run.</source>
      <extracomment>mapcity</extracomment>
      <translation>Dauer des Laufs.</translation>
    </message>
    <message>
      <source>The processor that ran the network.</source>
      <extracomment>mapcity</extracomment>
      <translation>Der Prozessor, auf dem das Netz lief.</translation>
    </message>
    <message>
      <source>Map several years</source>
      <extracomment>mapseries</extracomment>
      <translation>Mehrere Jahre kartieren</translation>
    </message>
    <message>
      <source>Maps the local climate zones of several Sentinel-2 scenes of one place, given or fetched from a catalogue, so that the maps agree with each other.</source>
      <extracomment>mapseries</extracomment>
      <translation>Kartiert die lokalen Klimazonen mehrerer Sentinel-2-Szenen eines Ortes, die angegeben oder aus einem Katalog abgerufen werden, so, dass die Karten miteinander übereinstimmen.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Maps the local climate zones of several scenes of one place, one or more for each year, so that the maps agree with each other, and finds when the zone of a cell has changed. Give the scenes, or have one fetched for each year.&lt;/p&gt; &lt;p&gt;To have them fetched, leave the list of scenes empty and give the first and the last year, an extent and the months of a season. For each year a cloud-free scene is composed as by “Fetch a cloud-free Sentinel-2 scene”, all on one grid. A year without usable scenes is left out and named. The log says how much will be read for all years before anything is read.&lt;/p&gt; &lt;p&gt;Each scene is mapped by the same network on the pixels of the first scene. Its probabilities are kept in a folder. Then the series is smoothed in time as by “Smooth a series of LCZ maps”.&lt;/p&gt; &lt;p&gt;Choose scenes of the same season and the same processing level, without clouds, the oldest first. Three dates and more are better than two. A part that a scene does not cover, or that is masked there, takes its zone from the other dates.&lt;/p&gt; &lt;p&gt;If the folder of the probabilities is one of your own, a run that was stopped fetches and maps only what is missing when it is started again, and so does a run to which a year was added. Scenes, model or settings that have changed are mapped again.&lt;/p&gt;</source>
      <extracomment>mapseries</extracomment>
      <translation>&lt;p&gt;Kartiert die lokalen Klimazonen mehrerer Szenen eines Ortes, eine oder mehrere für jedes Jahr, so, dass die Karten miteinander übereinstimmen, und findet, wann sich die Zone einer Zelle geändert hat. Geben Sie die Szenen an, oder lassen Sie für jedes Jahr eine abrufen.&lt;/p&gt; &lt;p&gt;Um sie abrufen zu lassen, lassen Sie die Liste der Szenen leer und geben Sie das erste und das letzte Jahr, eine Ausdehnung und die Monate einer Jahreszeit an. Für jedes Jahr wird wie mit „Wolkenfreie Sentinel-2-Szene abrufen“ eine wolkenfreie Szene zusammengesetzt, alle auf einem Raster. Ein Jahr ohne brauchbare Szenen wird ausgelassen und genannt. Das Protokoll sagt, wie viel für alle Jahre gelesen wird, bevor etwas gelesen wird.&lt;/p&gt; &lt;p&gt;Jede Szene wird mit demselben Netz auf den Pixeln der ersten Szene kartiert. Ihre Wahrscheinlichkeiten werden in einem Ordner aufbewahrt. Dann wird die Reihe zeitlich geglättet wie mit „Eine Reihe von LCZ-Karten glätten“.&lt;/p&gt; &lt;p&gt;Wählen Sie Szenen derselben Jahreszeit und derselben Verarbeitungsstufe, ohne Wolken, die älteste zuerst. Drei Daten und mehr sind besser als zwei. Ein Teil, den eine Szene nicht abdeckt oder der dort maskiert ist, erhält seine Zone von den anderen Daten.&lt;/p&gt; &lt;p&gt;Wenn der Ordner der Wahrscheinlichkeiten ein eigener ist, ruft ein abgebrochener Lauf beim nächsten Start nur ab und kartiert nur, was fehlt, ebenso ein Lauf, zu dem ein Jahr hinzugekommen ist. Szenen, Modell oder Einstellungen, die sich geändert haben, werden erneut kartiert.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Sentinel-2 scenes, the oldest first</source>
      <extracomment>mapseries</extracomment>
      <translation>Sentinel-2-Szenen, die älteste zuerst</translation>
    </message>
    <message>
      <source>Or fetch a scene of each year from</source>
      <extracomment>mapseries</extracomment>
      <translation>Oder eine Szene jedes Jahres abrufen ab</translation>
    </message>
    <message>
      <source>To the year</source>
      <extracomment>mapseries</extracomment>
      <translation>Bis zum Jahr</translation>
    </message>
    <message>
      <source>Or the area as polygons</source>
      <extracomment>mapseries</extracomment>
      <translation>Oder das Gebiet als Polygone</translation>
    </message>
    <message>
      <source>Months</source>
      <extracomment>mapseries</extracomment>
      <translation>Monate</translation>
    </message>
    <message>
      <source>Catalogue</source>
      <extracomment>mapseries</extracomment>
      <translation>Katalog</translation>
    </message>
    <message>
      <source>Another catalogue</source>
      <extracomment>mapseries</extracomment>
      <translation>Anderer Katalog</translation>
    </message>
    <message>
      <source>Clouds at most (percent)</source>
      <extracomment>mapseries</extracomment>
      <translation>Höchstens Wolken (Prozent)</translation>
    </message>
    <message>
      <source>Dates</source>
      <extracomment>mapseries</extracomment>
      <translation>Daten der Aufnahmen</translation>
    </message>
    <message>
      <source>Rate of change (percent of the cells per year)</source>
      <extracomment>mapseries</extracomment>
      <translation>Änderungsrate (Prozent der Zellen pro Jahr)</translation>
    </message>
    <message>
      <source>Fit the rate of change to the series</source>
      <extracomment>mapseries</extracomment>
      <translation>Änderungsrate an die Reihe anpassen</translation>
    </message>
    <message>
      <source>Sharpness of the probabilities</source>
      <extracomment>mapseries</extracomment>
      <translation>Schärfe der Wahrscheinlichkeiten</translation>
    </message>
    <message>
      <source>Support by neighbours</source>
      <extracomment>mapseries</extracomment>
      <translation>Stützung durch Nachbarn</translation>
    </message>
    <message>
      <source>Method</source>
      <extracomment>mapseries</extracomment>
      <translation>Verfahren</translation>
    </message>
    <message>
      <source>Dates at most</source>
      <extracomment>mapseries</extracomment>
      <translation>Höchstens Aufnahmetage</translation>
    </message>
    <message>
      <source>Masked</source>
      <extracomment>mapseries</extracomment>
      <translation>Maskiert</translation>
    </message>
    <message>
      <source>Authentication</source>
      <extracomment>mapseries</extracomment>
      <translation>Authentifizierung</translation>
    </message>
    <message>
      <source>Read more than 2 GB</source>
      <extracomment>mapseries</extracomment>
      <translation>Mehr als 2 GB lesen</translation>
    </message>
    <message>
      <source>Folder of the probabilities</source>
      <extracomment>mapseries</extracomment>
      <translation>Ordner der Wahrscheinlichkeiten</translation>
    </message>
    <message>
      <source>Folder of the LCZ maps</source>
      <extracomment>mapseries</extracomment>
      <translation>Ordner der LCZ-Karten</translation>
    </message>
    <message>
      <source>Year of change</source>
      <extracomment>mapseries</extracomment>
      <translation>Jahr der Änderung</translation>
    </message>
    <message>
      <source>Probability of change (%)</source>
      <extracomment>mapseries</extracomment>
      <translation>Änderungswahrscheinlichkeit (%)</translation>
    </message>
    <message>
      <source>Report</source>
      <extracomment>mapseries</extracomment>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Areas (CSV)</source>
      <extracomment>mapseries</extracomment>
      <translation>Flächen (CSV)</translation>
    </message>
    <message>
      <source>Figures (JSON)</source>
      <extracomment>mapseries</extracomment>
      <translation>Kennzahlen (JSON)</translation>
    </message>
    <message>
      <source>Changed (percent)</source>
      <extracomment>mapseries</extracomment>
      <translation>Geändert (Prozent)</translation>
    </message>
    <message>
      <source>Natural to built (km²)</source>
      <extracomment>mapseries</extracomment>
      <translation>Natürlich zu bebaut (km²)</translation>
    </message>
    <message>
      <source>Built to natural (km²)</source>
      <extracomment>mapseries</extracomment>
      <translation>Bebaut zu natürlich (km²)</translation>
    </message>
    <message>
      <source>Rate used (percent of the cells per year)</source>
      <extracomment>mapseries</extracomment>
      <translation>Verwendete Rate (Prozent der Zellen pro Jahr)</translation>
    </message>
    <message>
      <source>Scenes mapped</source>
      <extracomment>mapseries</extracomment>
      <translation>Kartierte Szenen</translation>
    </message>
    <message>
      <source>Scenes fetched</source>
      <extracomment>mapseries</extracomment>
      <translation>Abgerufene Szenen</translation>
    </message>
    <message>
      <source>Years left out</source>
      <extracomment>mapseries</extracomment>
      <translation>Ausgelassene Jahre</translation>
    </message>
    <message>
      <source>Scenes of one place in the order of time: rasters with the ten bands, or products as they were downloaded (the path of a zip file, a .SAFE folder or an MTD_*.xml file). All are mapped on the pixels of the first; the others may cover a part of it. Leave it empty to have a scene of each year fetched.</source>
      <extracomment>mapseries</extracomment>
      <translation>Szenen eines Ortes in zeitlicher Reihenfolge: Raster mit den zehn Kanälen oder Produkte, wie sie heruntergeladen wurden (der Pfad einer Zip-Datei, eines .SAFE-Ordners oder einer MTD_*.xml-Datei). Alle werden auf den Pixeln der ersten kartiert; die anderen dürfen einen Teil davon abdecken. Lassen Sie sie leer, um für jedes Jahr eine Szene abrufen zu lassen.</translation>
    </message>
    <message>
      <source>Instead of scenes: for this year and each one after it a cloud-free scene of the area is fetched from the catalogue, all on one grid. A year without usable scenes is left out, and the log says so.</source>
      <extracomment>mapseries</extracomment>
      <translation>Anstelle von Szenen: Für dieses Jahr und jedes danach wird aus dem Katalog eine wolkenfreie Szene des Gebiets abgerufen, alle auf einem Raster. Ein Jahr ohne brauchbare Szenen wird ausgelassen, und das Protokoll sagt es.</translation>
    </message>
    <message>
      <source>The last year to fetch.</source>
      <extracomment>mapseries</extracomment>
      <translation>Das letzte abzurufende Jahr.</translation>
    </message>
    <message>
      <source>With scenes: the part of the first one to map; if not set, the whole scene. With years: the area to fetch. In any CRS.</source>
      <extracomment>mapseries</extracomment>
      <translation>Mit Szenen: der zu kartierende Teil der ersten; ohne Angabe die ganze Szene. Mit Jahren: das abzurufende Gebiet. In einem beliebigen KBS.</translation>
    </message>
    <message>
      <source>Polygons in any CRS instead of the extent. Outside them the scene is nodata.</source>
      <extracomment>mapseries</extracomment>
      <translation>Polygone in beliebigem KBS anstelle der Ausdehnung. Außerhalb hat die Szene keinen Wert.</translation>
    </message>
    <message>
      <source>The season of each year, such as 6-9 or 11-2 or 5, 6, 9. If not set, all months. A season over the turn of the year counts to the year in which it begins. The same season each year makes years comparable.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die Jahreszeit jedes Jahres, zum Beispiel 6-9, 11-2 oder 5, 6, 9. Ohne Angabe alle Monate. Eine Jahreszeit über den Jahreswechsel zählt zu dem Jahr, in dem sie beginnt. Dieselbe Jahreszeit in jedem Jahr macht die Jahre vergleichbar.</translation>
    </message>
    <message>
      <source>Where to look for scenes. Earth Search and Planetary Computer need no account; Copernicus Data Space needs keys for its pixels, see the help page. In scripts: earthsearch, planetarycomputer or copernicus.</source>
      <extracomment>mapseries</extracomment>
      <translation>Wo nach Szenen gesucht wird. Earth Search und Planetary Computer brauchen kein Konto; Copernicus Data Space verlangt Schlüssel für die Pixel, siehe die Hilfeseite. In Skripten: earthsearch, planetarycomputer oder copernicus.</translation>
    </message>
    <message>
      <source>Another catalogue instead of the chosen one: the address of a STAC API, or the address or path of a static catalogue (catalog.json).</source>
      <extracomment>mapseries</extracomment>
      <translation>Ein anderer Katalog anstelle des gewählten: die Adresse einer STAC-API oder Adresse oder Pfad eines statischen Katalogs (catalog.json).</translation>
    </message>
    <message>
      <source>Scenes with a larger cloud share are left out. The share is that of a whole tile of 110 km, as the catalogue gives it.</source>
      <extracomment>mapseries</extracomment>
      <translation>Szenen mit einem größeren Wolkenanteil werden ausgelassen. Der Anteil gilt für eine ganze Kachel von 110 km, wie der Katalog ihn angibt.</translation>
    </message>
    <message>
      <source>The date of each of the scenes in the same order, such as 2016-05-04, 2017-10-26; a year alone stands for its middle. If not set, the dates are taken from the tags and the names of the files.</source>
      <extracomment>mapseries</extracomment>
      <translation>Das Datum jeder Szene in derselben Reihenfolge, etwa 2016-05-04, 2017-10-26; ein Jahr allein steht für seine Mitte. Ohne Angabe werden die Daten aus den Tags und den Namen der Dateien genommen.</translation>
    </message>
    <message>
      <source>How much of the area you expect to change in a year, before looking. A smaller rate asks for more evidence for each change.</source>
      <extracomment>mapseries</extracomment>
      <translation>Wie viel der Fläche sich vermutlich in einem Jahr ändert, bevor man hinsieht. Eine kleinere Rate verlangt mehr Belege für jede Änderung.</translation>
    </message>
    <message>
      <source>The rate that makes the whole series the most probable is used instead. Use it with four dates and more: with two dates of different seasons, it takes the difference of the seasons for change.</source>
      <extracomment>mapseries</extracomment>
      <translation>Stattdessen wird die Rate verwendet, die die ganze Reihe am wahrscheinlichsten macht. Für vier Daten und mehr: Bei zwei Daten verschiedener Jahreszeiten wird der Unterschied der Jahreszeiten für Änderung gehalten.</translation>
    </message>
    <message>
      <source>The power to which the probabilities of each date are raised. With a larger one a difference between dates says more, and more changes are found, true and false ones. The zone on which the dates agree does not depend on it.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die Potenz, zu der die Wahrscheinlichkeiten jedes Datums erhoben werden. Mit einer größeren besagt ein Unterschied zwischen den Daten mehr, und es werden mehr Änderungen gefunden, richtige und falsche. Die Zone, in der die Daten übereinstimmen, hängt nicht davon ab.</translation>
    </message>
    <message>
      <source>The probability that a cell was built on in the same step as its neighbours, where all of these were and have stayed so at two dates and more. 0: each cell is on its own, and less of a new district is found.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die Wahrscheinlichkeit, dass eine Zelle im selben Schritt bebaut wurde wie ihre Nachbarn, wo diese alle bebaut wurden und es an zwei Daten und mehr geblieben sind. 0: Jede Zelle steht für sich, und von einem neuen Viertel wird weniger gefunden.</translation>
    </message>
    <message>
      <source>Median: each pixel is the median of all dates on which it is clear. Clearest: the date with most clear ground in the area alone; clouded pixels are nodata. In scripts: median or clearest.</source>
      <extracomment>mapseries</extracomment>
      <translation>Median: Jedes Pixel ist der Median aller Aufnahmetage, an denen es wolkenfrei ist. Klarster: nur der Aufnahmetag mit dem meisten wolkenfreien Boden im Gebiet; bewölkte Pixel haben keinen Wert. In Skripten: median oder clearest.</translation>
    </message>
    <message>
      <source>A composite uses this number of dates, those with most clear ground in the area.</source>
      <extracomment>mapseries</extracomment>
      <translation>Ein Komposit verwendet so viele Aufnahmetage: die mit dem meisten wolkenfreien Boden im Gebiet.</translation>
    </message>
    <message>
      <source>What is masked by the scene classification (SCL), and 20 m around it. Snow, saturated and missing pixels are always masked together with clouds. In scripts: keep, clouds or “clouds and shadows”.</source>
      <extracomment>mapseries</extracomment>
      <translation>Was nach der Szenenklassifikation (SCL) maskiert wird, und 20 m darum herum. Schnee, gesättigte und fehlende Pixel werden immer zusammen mit Wolken maskiert. In Skripten: keep, clouds oder „clouds and shadows“.</translation>
    </message>
    <message>
      <source>An authentication configuration of QGIS for catalogues that need one. Only the catalogue's own servers see it.</source>
      <extracomment>mapseries</extracomment>
      <translation>Eine Authentifizierungskonfiguration von QGIS für Kataloge, die eine verlangen. Nur die eigenen Server des Katalogs erhalten sie.</translation>
    </message>
    <message>
      <source>The log says beforehand how much will be read. More than 2 GB before compression needs this confirmation.</source>
      <extracomment>mapseries</extracomment>
      <translation>Das Protokoll sagt vorher, wie viel gelesen wird. Mehr als 2 GB vor der Kompression brauchen diese Bestätigung.</translation>
    </message>
    <message>
      <source>The probabilities of each scene, called probabilities_2017-10-26.tif and so on, and the scenes fetched, scene_2017.tif. With the same folder, a stopped run is resumed, and a year is added without fetching or mapping the others again.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die Wahrscheinlichkeiten jeder Szene, genannt probabilities_2017-10-26.tif und so weiter, und die abgerufenen Szenen, scene_2017.tif. Mit demselben Ordner geht ein abgebrochener Lauf weiter, und ein Jahr kommt hinzu, ohne dass die anderen erneut abgerufen oder kartiert werden.</translation>
    </message>
    <message>
      <source>The smoothed LCZ map of each date, called lcz_2017-10-26.tif and so on. They are loaded with the period of each, so that the temporal controller plays them.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die geglättete LCZ-Karte jedes Datums, genannt lcz_2017-10-26.tif und so weiter. Sie werden mit ihrem Zeitraum geladen, sodass die Zeitsteuerung sie abspielt.</translation>
    </message>
    <message>
      <source>The year of the first map that shows the new zone; nodata 0 where none changed.</source>
      <extracomment>mapseries</extracomment>
      <translation>Das Jahr der ersten Karte, die die neue Zone zeigt; nodata 0, wo sich keine geändert hat.</translation>
    </message>
    <message>
      <source>The zone before the change, 1 to 17; nodata 0 where none changed.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die Zone vor der Änderung, 1 bis 17; nodata 0, wo sich keine geändert hat.</translation>
    </message>
    <message>
      <source>The zone after the change, 1 to 17; nodata 0 where none changed.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die Zone nach der Änderung, 1 bis 17; nodata 0, wo sich keine geändert hat.</translation>
    </message>
    <message>
      <source>Probability that the zone has changed at all, percent; nodata 255.</source>
      <extracomment>mapseries</extracomment>
      <translation>Wahrscheinlichkeit, dass sich die Zone überhaupt geändert hat, Prozent; nodata 255.</translation>
    </message>
    <message>
      <source>A page with the area of the zones over time, when and what changed, in one HTML file.</source>
      <extracomment>mapseries</extracomment>
      <translation>Eine Seite mit der Fläche der Zonen über die Zeit und damit, wann sich was geändert hat, in einer HTML-Datei.</translation>
    </message>
    <message>
      <source>A row for each date: the area of each zone, and what has changed since the date before.</source>
      <extracomment>mapseries</extracomment>
      <translation>Eine Zeile für jedes Datum: die Fläche jeder Zone und was sich seit dem Datum davor geändert hat.</translation>
    </message>
    <message>
      <source>All figures for other programs.</source>
      <extracomment>mapseries</extracomment>
      <translation>Alle Kennzahlen für andere Programme.</translation>
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
      <translation>Median der wolkenfreien Pixel aller Aufnahmetage</translation>
    </message>
    <message>
      <source>The clearest date alone</source>
      <extracomment>mapseries</extracomment>
      <translation>Nur der klarste Aufnahmetag</translation>
    </message>
    <message>
      <source>Keep all pixels</source>
      <extracomment>mapseries</extracomment>
      <translation>Alle Pixel behalten</translation>
    </message>
    <message>
      <source>Remove clouds and cirrus</source>
      <extracomment>mapseries</extracomment>
      <translation>Wolken und Zirren entfernen</translation>
    </message>
    <message>
      <source>Remove clouds, cirrus and cloud shadows</source>
      <extracomment>mapseries</extracomment>
      <translation>Wolken, Zirren und Wolkenschatten entfernen</translation>
    </message>
    <message>
      <source>Area whose zone changes in the smoothed maps, of all that has a zone.</source>
      <extracomment>mapseries</extracomment>
      <translation>Fläche, deren Zone sich in den geglätteten Karten ändert, von aller Fläche mit einer Zone.</translation>
    </message>
    <message>
      <source>Area that has changed so, all steps together.</source>
      <extracomment>mapseries</extracomment>
      <translation>Fläche, die sich so geändert hat, alle Schritte zusammen.</translation>
    </message>
    <message>
      <source>As it was set, or as it was fitted.</source>
      <extracomment>mapseries</extracomment>
      <translation>Wie sie eingestellt oder wie sie angepasst wurde.</translation>
    </message>
    <message>
      <source>The others had their probabilities in the folder already.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die Wahrscheinlichkeiten der anderen lagen schon im Ordner.</translation>
    </message>
    <message>
      <source>The folder held the others already. 0 where scenes were given.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die anderen lagen schon im Ordner. 0, wo Szenen angegeben wurden.</translation>
    </message>
    <message>
      <source>The years without a usable scene and why, empty where there is none: 2019: 3, of which none can be used.</source>
      <extracomment>mapseries</extracomment>
      <translation>Die Jahre ohne brauchbare Szene und warum, leer, wo es keines gibt: 2019: 3, of which none can be used.</translation>
    </message>
    <message>
      <source>Prepare a Sentinel-2 stack</source>
      <extracomment>preparestack</extracomment>
      <translation>Sentinel-2-Stapel vorbereiten</translation>
    </message>
    <message>
      <source>2 · Scenes</source>
      <extracomment>preparestack</extracomment>
      <translation>2 · Szenen</translation>
    </message>
    <message>
      <source>Writes the ten bands of a Sentinel-2 product, a folder of band files or single layers as one raster at 10 m.</source>
      <extracomment>preparestack</extracomment>
      <translation>Schreibt die zehn Kanäle eines Sentinel-2-Produkts, eines Ordners mit Kanaldateien oder einzelner Layer als ein Raster zu 10 m.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Writes the ten bands of a Sentinel-2 scene as one raster at 10 m: with their names, in one order, with one nodata value. The scene may be a product's zip file or .SAFE folder, a folder with one file per band, or layers in the project. Bands of 20 m are interpolated bilinearly without a shift. Scenes in degrees, in feet or at 20 m are resampled to 10 m.&lt;/p&gt; &lt;p&gt;The log says which band of the file was used for which band of Sentinel-2, and how pixel values become reflectance. The offset of products since January 2022 (processing baseline 04.00 and later) is found in the product's metadata and is subtracted or declared.&lt;/p&gt; &lt;p&gt;A map needs no stack: “Map settlement extent and local climate zones” reads a product directly. Make a stack to mask clouds, to keep a scene in a small file, to use it in other programs, or to map it several times without decoding JPEG 2000 again.&lt;/p&gt;</source>
      <extracomment>preparestack</extracomment>
      <translation>&lt;p&gt;Schreibt die zehn Kanäle einer Sentinel-2-Szene als ein Raster zu 10 m: mit ihren Namen, in einer Reihenfolge, mit einem Wert für „keine Daten“. Die Szene kann die zip-Datei oder der Ordner .SAFE eines Produkts sein, ein Ordner mit einer Datei je Kanal, oder Layer im Projekt. Kanäle von 20 m werden bilinear und ohne Verschiebung interpoliert. Szenen in Grad, in Fuß oder zu 20 m werden auf 10 m umgerechnet.&lt;/p&gt; &lt;p&gt;Das Protokoll sagt, welcher Kanal der Datei für welchen Sentinel-2-Kanal verwendet wurde und wie aus Pixelwerten Reflexionsgrade werden. Der Versatz der Produkte seit Januar 2022 (Processing Baseline 04.00 und später) wird in den Metadaten des Produkts gefunden und abgezogen oder angegeben.&lt;/p&gt; &lt;p&gt;Eine Karte braucht keinen Stapel: „Karte von Siedlungsausdehnung und lokalen Klimazonen“ liest ein Produkt unmittelbar. Erstellen Sie einen Stapel, um Wolken zu maskieren, um eine Szene in einer kleinen Datei zu behalten, um sie in anderen Programmen zu verwenden oder um sie mehrmals zu kartieren, ohne JPEG 2000 jedes Mal neu zu dekodieren.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Product (zip or MTD_*.xml)</source>
      <extracomment>preparestack</extracomment>
      <translation>Produkt (zip oder MTD_*.xml)</translation>
    </message>
    <message>
      <source>Or a folder</source>
      <extracomment>preparestack</extracomment>
      <translation>Oder ein Ordner</translation>
    </message>
    <message>
      <source>Or layers</source>
      <extracomment>preparestack</extracomment>
      <translation>Oder Layer</translation>
    </message>
    <message>
      <source>Clouds</source>
      <extracomment>preparestack</extracomment>
      <translation>Wolken</translation>
    </message>
    <message>
      <source>Cloud mask</source>
      <extracomment>preparestack</extracomment>
      <translation>Wolkenmaske</translation>
    </message>
    <message>
      <source>Output values</source>
      <extracomment>preparestack</extracomment>
      <translation>Ausgabewerte</translation>
    </message>
    <message>
      <source>Sentinel-2 stack</source>
      <extracomment>preparestack</extracomment>
      <translation>Sentinel-2-Stapel</translation>
    </message>
    <message>
      <source>Valid pixels (percent)</source>
      <extracomment>preparestack</extracomment>
      <translation>Gültige Pixel (Prozent)</translation>
    </message>
    <message>
      <source>Clouds (percent)</source>
      <extracomment>preparestack</extracomment>
      <translation>Wolken (Prozent)</translation>
    </message>
    <message>
      <source>A Sentinel-2 product as it was downloaded: its zip file, or the MTD_*.xml file in its .SAFE folder.</source>
      <extracomment>preparestack</extracomment>
      <translation>Ein Sentinel-2-Produkt, wie es heruntergeladen wurde: seine zip-Datei oder die Datei MTD_*.xml in seinem Ordner .SAFE.</translation>
    </message>
    <message>
      <source>A .SAFE folder, or a folder with one file per band (B02.jp2, T32UQD_20200223T103021_B02_10m.jp2, nir08.tif or similar names). Bands of 10 m and 20 m may lie in one folder or in subfolders.</source>
      <extracomment>preparestack</extracomment>
      <translation>Ein Ordner .SAFE oder ein Ordner mit einer Datei je Kanal (B02.jp2, T32UQD_20200223T103021_B02_10m.jp2, nir08.tif oder ähnliche Namen). Kanäle von 10 m und 20 m können in einem Ordner oder in Unterordnern liegen.</translation>
    </message>
    <message>
      <source>Rasters of one scene that together contain the ten bands. Bands are found by name; the order does not matter.</source>
      <extracomment>preparestack</extracomment>
      <translation>Raster einer Szene, die zusammen die zehn Kanäle enthalten. Kanäle werden am Namen erkannt; die Reihenfolge spielt keine Rolle.</translation>
    </message>
    <message>
      <source>What becomes nodata according to the scene classification (SCL) of Level-2A. In scripts: keep, clouds or “clouds and shadows”.</source>
      <extracomment>preparestack</extracomment>
      <translation>Was nach der Szenenklassifikation (SCL) von Level-2A zu „keine Daten“ wird. In Skripten: keep, clouds oder “clouds and shadows”.</translation>
    </message>
    <message>
      <source>Polygons, or a raster: pixels whose centre lies in a polygon, or where the raster is neither 0 nor nodata, become nodata.</source>
      <extracomment>preparestack</extracomment>
      <translation>Polygone, oder ein Raster: Pixel, deren Mitte in einem Polygon liegt oder wo das Raster weder 0 noch ohne Wert ist, werden zu „keine Daten“.</translation>
    </message>
    <message>
      <source>Reflectance: the values are 10000 × reflectance, and the offset of products since baseline 04.00 is subtracted. As stored: the values of the product, with scale and offset declared in the file. In scripts: reflectance or “as stored”.</source>
      <extracomment>preparestack</extracomment>
      <translation>Reflexionsgrad: Die Werte sind 10000 × Reflexionsgrad, der Versatz der Produkte seit Baseline 04.00 ist abgezogen. Wie gespeichert: die Werte des Produkts, mit Faktor und Versatz in der Datei. In Skripten: reflectance oder “as stored”.</translation>
    </message>
    <message>
      <source>The bands B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 at 10 m with their names, nodata 0. A GeoTIFF, or a VRT if the name ends in .vrt: a VRT copies no pixels, so the files of the scene must stay where they are.</source>
      <extracomment>preparestack</extracomment>
      <translation>Die Kanäle B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 zu 10 m mit ihren Namen, ohne Wert 0. Ein GeoTIFF, oder ein VRT, wenn der Name auf .vrt endet: Ein VRT kopiert keine Pixel, die Dateien der Szene müssen also bleiben, wo sie sind.</translation>
    </message>
    <message>
      <source>Reflectance × 10000, offset subtracted</source>
      <extracomment>preparestack</extracomment>
      <translation>Reflexionsgrad × 10000, Versatz abgezogen</translation>
    </message>
    <message>
      <source>As stored in the product</source>
      <extracomment>preparestack</extracomment>
      <translation>Wie im Produkt gespeichert</translation>
    </message>
    <message>
      <source>Share of all pixels; not available for a VRT.</source>
      <extracomment>preparestack</extracomment>
      <translation>Anteil an allen Pixeln; bei einem VRT nicht verfügbar.</translation>
    </message>
    <message>
      <source>Share of all pixels that became nodata because of clouds.</source>
      <extracomment>preparestack</extracomment>
      <translation>Anteil an allen Pixeln, der wegen Wolken zu „keine Daten“ wurde.</translation>
    </message>
    <message>
      <source>Fetch a cloud-free Sentinel-2 scene</source>
      <extracomment>fetchscene</extracomment>
      <translation>Wolkenfreie Sentinel-2-Szene abrufen</translation>
    </message>
    <message>
      <source>Finds Sentinel-2 scenes of an area in a STAC catalogue and composes one cloud-free scene from them.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Findet Sentinel-2-Szenen eines Gebiets in einem STAC-Katalog und setzt daraus eine wolkenfreie Szene zusammen.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Finds the Sentinel-2 Level-2A scenes of an area and a period in a STAC catalogue and composes one cloud-free scene from them: ten bands at 10 m, ready for “Map settlement extent and local climate zones”. Only the pixels of the area are read, not whole products.&lt;/p&gt; &lt;p&gt;Clouds, their shadows, cirrus, snow, saturated and missing pixels are masked by the scene classification (SCL) and 20 m around it. Each pixel of the composite is the median of the dates on which it is clear. Scenes may come from several tiles and UTM zones, and may differ in the offset of processing baseline 04.00: the offset is found for each scene and subtracted.&lt;/p&gt; &lt;p&gt;The log says how much will be read before anything is read, which scenes were used, and whose data they are. A scene that cannot be read is left out and named.&lt;/p&gt;</source>
      <extracomment>fetchscene</extracomment>
      <translation>&lt;p&gt;Findet die Sentinel-2-Szenen (Level-2A) eines Gebiets und eines Zeitraums in einem STAC-Katalog und setzt daraus eine wolkenfreie Szene zusammen: zehn Kanäle zu 10 m, bereit für „Karte von Siedlungsausdehnung und lokalen Klimazonen“. Nur die Pixel des Gebiets werden gelesen, keine ganzen Produkte.&lt;/p&gt; &lt;p&gt;Wolken, ihre Schatten, Zirren, Schnee, gesättigte und fehlende Pixel werden nach der Szenenklassifikation (SCL) und 20 m darum herum maskiert. Jedes Pixel des Komposits ist der Median der Aufnahmetage, an denen es wolkenfrei ist. Die Szenen dürfen aus mehreren Kacheln und UTM-Zonen stammen und sich im Versatz der Processing Baseline 04.00 unterscheiden: Der Versatz wird für jede Szene bestimmt und abgezogen.&lt;/p&gt; &lt;p&gt;Das Protokoll sagt, wie viel gelesen wird, bevor etwas gelesen wird, welche Szenen verwendet wurden und wessen Daten es sind. Eine Szene, die nicht gelesen werden kann, wird ausgelassen und genannt.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>First day</source>
      <extracomment>fetchscene</extracomment>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <extracomment>fetchscene</extracomment>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>Scenes found</source>
      <extracomment>fetchscene</extracomment>
      <translation>Gefundene Szenen</translation>
    </message>
    <message>
      <source>Day</source>
      <extracomment>fetchscene</extracomment>
      <translation>Tag</translation>
    </message>
    <message>
      <source>Dates used</source>
      <extracomment>fetchscene</extracomment>
      <translation>Verwendete Aufnahmetage</translation>
    </message>
    <message>
      <source>The first day of the period.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Der erste Tag des Zeitraums.</translation>
    </message>
    <message>
      <source>The last day of the period.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Der letzte Tag des Zeitraums.</translation>
    </message>
    <message>
      <source>The area to fetch, in any CRS: draw it, or choose “Use Current Map Canvas Extent”. The scene has 10 m pixels in the UTM zone of the area.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Das Gebiet in beliebigem KBS: Zeichnen Sie es, oder wählen Sie die Ausdehnung der Kartenansicht. Die Szene hat Pixel von 10 m in der UTM-Zone des Gebiets.</translation>
    </message>
    <message>
      <source>A season within the period, such as 6-9 or 11-2 or 5, 6, 9. If not set, all months.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Eine Jahreszeit innerhalb des Zeitraums, zum Beispiel 6-9, 11-2 oder 5, 6, 9. Ohne Angabe alle Monate.</translation>
    </message>
    <message>
      <source>The bands B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 at 10 m as 10000 × reflectance, nodata 0. The offset of each scene is subtracted; days, scenes and terms are in the tags.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Die Kanäle B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 zu 10 m als 10000 × Reflexionsgrad, ohne Wert 0. Der Versatz jeder Szene ist abgezogen; Tage, Szenen und Nutzungsbedingungen stehen in den Tags.</translation>
    </message>
    <message>
      <source>The outline of each scene found with its date, its cloud share, the clear share of the area, and whether it was used or why not.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Der Umriss jeder gefundenen Szene mit Datum, Wolkenanteil, wolkenfreiem Anteil des Gebiets und ob sie verwendet wurde oder warum nicht.</translation>
    </message>
    <message>
      <source>The day in the middle of those used: 2023-07-01.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Der mittlere der verwendeten Tage: 2023-07-01.</translation>
    </message>
    <message>
      <source>The number of dates in the scene.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Die Anzahl der Aufnahmetage in der Szene.</translation>
    </message>
    <message>
      <source>Share of the area that has a value.</source>
      <extracomment>fetchscene</extracomment>
      <translation>Anteil des Gebiets, der einen Wert hat.</translation>
    </message>
    <message>
      <source>Assess an LCZ map</source>
      <extracomment>assesslcz</extracomment>
      <translation>Eine LCZ-Karte bewerten</translation>
    </message>
    <message>
      <source>4 · Accuracy and change</source>
      <extracomment>assesslcz</extracomment>
      <translation>4 · Genauigkeit und Änderung</translation>
    </message>
    <message>
      <source>Assesses a map of local climate zones against polygons or another map, with intervals and a report.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Bewertet eine Karte lokaler Klimazonen an Polygonen oder einer anderen Karte, mit Vertrauensbereichen und einem Bericht.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compares a map of local climate zones with a reference, polygons or another map, and says how far it can be trusted: overall accuracy, the same for the built zones alone (OA_u), for built against natural (OA_bu) and with like zones counted in part (OA_w), kappa, and for each zone producer's accuracy, user's accuracy and F1.&lt;/p&gt; &lt;p&gt;Polygons may come from any vector layer, or from a KML or KMZ file as WUDAPT's template makes it: where every folder is named after a zone the folders count, else the names of the placemarks. A cell belongs to a polygon when its centre lies inside. A reference raster may have any grid, CRS and codes; it is brought to the cells of the map.&lt;/p&gt; &lt;p&gt;Each figure comes with its 95 % interval. Cells of one polygon resemble each other, so whole polygons are drawn with replacement, as many of each zone as there are, a thousand times (bootstrap); of a reference raster, square blocks. The result is the same at every run.&lt;/p&gt; &lt;p&gt;Do not assess a map with the polygons that it was made with.&lt;/p&gt;</source>
      <extracomment>assesslcz</extracomment>
      <translation>&lt;p&gt;Vergleicht eine Karte lokaler Klimazonen mit einer Referenz, Polygonen oder einer anderen Karte, und sagt, wie weit man ihr trauen kann: Gesamtgenauigkeit, dieselbe für die bebauten Zonen allein (OA_u), für bebaut gegen natürlich (OA_bu) und mit teilweise gezählten ähnlichen Zonen (OA_w), Kappa, und für jede Zone Produzentengenauigkeit, Nutzergenauigkeit und F1.&lt;/p&gt; &lt;p&gt;Polygone können aus jedem Vektorlayer kommen, oder aus einer KML- oder KMZ-Datei, wie die Vorlage von WUDAPT sie ergibt: Ist jeder Ordner nach einer Zone benannt, zählen die Ordner, sonst die Namen der Ortsmarken. Eine Zelle gehört zu einem Polygon, wenn ihre Mitte darin liegt. Ein Referenzraster darf jedes Gitter, jedes KBS und beliebige Codes haben; es wird auf die Zellen der Karte gebracht.&lt;/p&gt; &lt;p&gt;Zu jeder Zahl gehört ihr 95-%-Vertrauensbereich. Zellen eines Polygons ähneln einander; darum werden tausendmal ganze Polygone mit Zurücklegen gezogen, von jeder Zone so viele, wie es gibt (Bootstrap); bei einem Referenzraster sind es quadratische Blöcke. Das Ergebnis ist bei jedem Lauf dasselbe.&lt;/p&gt; &lt;p&gt;Bewerten Sie eine Karte nicht mit den Polygonen, aus denen sie entstanden ist.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Reference</source>
      <extracomment>assesslcz</extracomment>
      <translation>Referenz</translation>
    </message>
    <message>
      <source>Field with the zone</source>
      <extracomment>assesslcz</extracomment>
      <translation>Feld mit der Zone</translation>
    </message>
    <message>
      <source>Confidence of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation>Sicherheit der Karte</translation>
    </message>
    <message>
      <source>Band of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation>Kanal der Karte</translation>
    </message>
    <message>
      <source>Codes of the map</source>
      <extracomment>assesslcz</extracomment>
      <translation>Codes der Karte</translation>
    </message>
    <message>
      <source>Codes of a reference raster</source>
      <extracomment>assesslcz</extracomment>
      <translation>Codes eines Referenzrasters</translation>
    </message>
    <message>
      <source>Bootstrap block size (metres)</source>
      <extracomment>assesslcz</extracomment>
      <translation>Blockgröße des Bootstraps (Meter)</translation>
    </message>
    <message>
      <source>Also figures of groups of zones</source>
      <extracomment>assesslcz</extracomment>
      <translation>Auch Kennzahlen von Gruppen von Zonen</translation>
    </message>
    <message>
      <source>Zones (CSV)</source>
      <extracomment>assesslcz</extracomment>
      <translation>Zonen (CSV)</translation>
    </message>
    <message>
      <source>Confusion matrix (CSV)</source>
      <extracomment>assesslcz</extracomment>
      <translation>Konfusionsmatrix (CSV)</translation>
    </message>
    <message>
      <source>Overall accuracy</source>
      <extracomment>assesslcz</extracomment>
      <translation>Gesamtgenauigkeit</translation>
    </message>
    <message>
      <source>OA_u, built zones only</source>
      <extracomment>assesslcz</extracomment>
      <translation>OA_u, nur bebaute Zonen</translation>
    </message>
    <message>
      <source>OA_bu, built against natural</source>
      <extracomment>assesslcz</extracomment>
      <translation>OA_bu, bebaut gegen natürlich</translation>
    </message>
    <message>
      <source>OA_w, similar zones in part</source>
      <extracomment>assesslcz</extracomment>
      <translation>OA_w, ähnliche Zonen teilweise</translation>
    </message>
    <message>
      <source>Kappa</source>
      <extracomment>assesslcz</extracomment>
      <translation>Kappa</translation>
    </message>
    <message>
      <source>Mean F1</source>
      <extracomment>assesslcz</extracomment>
      <translation>Mittleres F1</translation>
    </message>
    <message>
      <source>Cells compared</source>
      <extracomment>assesslcz</extracomment>
      <translation>Verglichene Zellen</translation>
    </message>
    <message>
      <source>A raster of local climate zones in any of the field's codes.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Ein Raster lokaler Klimazonen in einem der üblichen Codes.</translation>
    </message>
    <message>
      <source>Needed: polygons that say their zone (training areas; a KML or KMZ file is read with all of its folders), points, of which each counts as its cell, or another LCZ raster of any grid and in any codes.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Nötig: Polygone, die ihre Zone nennen (Trainingsgebiete; eine KML- oder KMZ-Datei wird mit allen Ordnern gelesen), Punkte, von denen jeder als seine Zelle zählt, oder ein anderes LCZ-Raster mit beliebigem Gitter und beliebigen Codes.</translation>
    </message>
    <message>
      <source>Of the polygons: 3, A, LCZ A, 101 and the like are understood. Empty finds it: a field called lcz, class or the like, in KML the folders or else the names of the placemarks.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Der Polygone: 3, A, LCZ A, 101 und Ähnliches werden verstanden. Leer wird es gefunden: ein Feld namens lcz, class oder ähnlich, in KML die Ordner oder sonst die Namen der Ortsmarken.</translation>
    </message>
    <message>
      <source>How sure the map is, on its own cells, for a reliability curve: the LCZ confidence or the LCZ probabilities of the run that made it, or a raster of one band in percent.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Wie sicher die Karte ist, auf ihren eigenen Zellen, für ein Zuverlässigkeitsdiagramm: die LCZ-Sicherheit oder die LCZ-Wahrscheinlichkeiten des Laufs, der sie erzeugt hat, oder ein Raster mit einem Kanal in Prozent.</translation>
    </message>
    <message>
      <source>Empty takes lczFilter or lcz by name, else the only band.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Leer wird lczFilter oder lcz nach dem Namen genommen, sonst der einzige Kanal.</translation>
    </message>
    <message>
      <source>Which numbers stand for which zones. By default this is recognised from all values of the raster, and the log says what was found. In scripts: auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis or from0.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Welche Zahlen für welche Zonen stehen. In der Voreinstellung wird das an allen Werten des Rasters erkannt, und das Protokoll sagt, was gefunden wurde. In Skripten: auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis oder from0.</translation>
    </message>
    <message>
      <source>The same for the reference, where it is a raster; attributes of polygons are always recognised.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Dasselbe für die Referenz, wenn sie ein Raster ist; Attribute von Polygonen werden immer erkannt.</translation>
    </message>
    <message>
      <source>The 95 % intervals come from a bootstrap: whole polygons are drawn again, or, where the reference is a raster, square blocks of this side, as cells nearer than that resemble each other.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Die 95-%-Vertrauensbereiche kommen aus einem Bootstrap: Es werden ganze Polygone wiederholt gezogen oder, wenn die Referenz ein Raster ist, quadratische Blöcke dieser Seitenlänge, weil näher beieinander liegende Zellen einander ähneln.</translation>
    </message>
    <message>
      <source>Report and JSON also have accuracies with the zones merged to nine groups: compact, open, lightweight, large and industry, sparsely built, trees, low vegetation, bare ground, water. They stand beside the figures of the seventeen zones.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Bericht und JSON enthalten auch Genauigkeiten für neun Gruppen, zu denen die Zonen zusammengefasst sind: kompakt, offen, leicht gebaut, große Gebäude und Industrie, spärlich bebaut, Bäume, niedrige Vegetation, offener Boden, Wasser. Sie stehen neben den Kennzahlen der siebzehn Zonen.</translation>
    </message>
    <message>
      <source>A page with figures, charts and the confusion matrix, in one HTML file.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Eine Seite mit Kennzahlen, Diagrammen und der Konfusionsmatrix, in einer HTML-Datei.</translation>
    </message>
    <message>
      <source>A row for each zone: accuracies, F1 and intervals.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Eine Zeile je Zone: Genauigkeiten, F1 und Vertrauensbereiche.</translation>
    </message>
    <message>
      <source>Cells: a row for each reference zone.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Zellen: eine Zeile je Zone der Referenz.</translation>
    </message>
    <message>
      <source>Recognise from the values</source>
      <extracomment>assesslcz</extracomment>
      <translation>An den Werten erkennen</translation>
    </message>
    <message>
      <source>LCZ Generator and this plugin (1-17)</source>
      <extracomment>assesslcz</extracomment>
      <translation>LCZ Generator und dieses Plugin (1-17)</translation>
    </message>
    <message>
      <source>UMEP, GeoClimate, SAGA (1-10, 101-107)</source>
      <extracomment>assesslcz</extracomment>
      <translation>UMEP, GeoClimate, SAGA (1-10, 101-107)</translation>
    </message>
    <message>
      <source>WRF up to 4.4, urban categories only (31-41)</source>
      <extracomment>assesslcz</extracomment>
      <translation>WRF bis 4.4, nur städtische Kategorien (31-41)</translation>
    </message>
    <message>
      <source>WRF from 4.5, urban categories only (51-61)</source>
      <extracomment>assesslcz</extracomment>
      <translation>WRF ab 4.5, nur städtische Kategorien (51-61)</translation>
    </message>
    <message>
      <source>WRF up to 4.4 with MODIS land use (31-41)</source>
      <extracomment>assesslcz</extracomment>
      <translation>WRF bis 4.4 mit MODIS-Landnutzung (31-41)</translation>
    </message>
    <message>
      <source>WRF from 4.5 with MODIS land use (51-61)</source>
      <extracomment>assesslcz</extracomment>
      <translation>WRF ab 4.5 mit MODIS-Landnutzung (51-61)</translation>
    </message>
    <message>
      <source>One less than the zone (0-16)</source>
      <extracomment>assesslcz</extracomment>
      <translation>Eins weniger als die Zone (0-16)</translation>
    </message>
    <message>
      <source>Share of cells that have the reference's zone, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Anteil der Zellen mit der Zone der Referenz, 0 bis 1.</translation>
    </message>
    <message>
      <source>Overall accuracy among the cells that are built in both, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Gesamtgenauigkeit unter den Zellen, die in beiden bebaut sind, 0 bis 1.</translation>
    </message>
    <message>
      <source>Share on the right side of built against natural, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Anteil auf der richtigen Seite von bebaut gegen natürlich, 0 bis 1.</translation>
    </message>
    <message>
      <source>Agreement in which a similar zone counts in part, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Übereinstimmung, bei der eine ähnliche Zone teilweise zählt, 0 bis 1.</translation>
    </message>
    <message>
      <source>Cohen's kappa, agreement beyond chance, -1 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Cohens Kappa, Übereinstimmung über den Zufall hinaus, -1 bis 1.</translation>
    </message>
    <message>
      <source>Mean over the zones that occur in map or reference, 0 to 1.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Mittel über die Zonen, die in Karte oder Referenz vorkommen, 0 bis 1.</translation>
    </message>
    <message>
      <source>Cells with a zone in both.</source>
      <extracomment>assesslcz</extracomment>
      <translation>Zellen mit einer Zone in beiden.</translation>
    </message>
    <message>
      <source>Assess an HSE map</source>
      <extracomment>assesshse</extracomment>
      <translation>Eine HSE-Karte bewerten</translation>
    </message>
    <message>
      <source>Assesses a map of settlement extent against any other map of settlement or imperviousness.</source>
      <extracomment>assesshse</extracomment>
      <translation>Bewertet eine Karte der Siedlungsausdehnung an einer beliebigen anderen Karte von Siedlung oder Versiegelung.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compares a map of settlement or imperviousness with another one of any grid and CRS: mean absolute error, root mean squared error, bias, R2 and correlation, and after a threshold F1 and intersection over union, so that a mask of built-up land can be the reference as well.&lt;/p&gt; &lt;p&gt;The finer of the two is averaged by area to the cells of the coarser; a cell counts where at least half of it has a value in both. Percent, fractions and masks are told apart by all of the values, and the log says what was found. In whole-number layers of percent, 253 to 255 are taken for no data, as Copernicus has them.&lt;/p&gt; &lt;p&gt;With an LCZ map the same figures come zone by zone.&lt;/p&gt;</source>
      <extracomment>assesshse</extracomment>
      <translation>&lt;p&gt;Vergleicht eine Karte von Siedlung oder Versiegelung mit einer anderen in beliebigem Gitter und KBS: mittlerer absoluter Fehler, Wurzel des mittleren quadratischen Fehlers, systematischer Fehler, R2 und Korrelation, dazu nach einem Schwellenwert F1 und Schnitt durch Vereinigung, so dass auch eine Maske bebauten Landes die Referenz sein kann.&lt;/p&gt; &lt;p&gt;Die feinere der beiden wird flächengewichtet auf die Zellen der gröberen gemittelt; eine Zelle zählt, wenn mindestens die Hälfte von ihr in beiden einen Wert hat. Prozent, Anteile und Masken werden an allen Werten unterschieden, und das Protokoll sagt, was gefunden wurde. In ganzzahligen Prozentkarten gelten 253 bis 255 als ohne Wert, wie bei Copernicus.&lt;/p&gt; &lt;p&gt;Mit einer LCZ-Karte gibt es dieselben Kennzahlen Zone für Zone.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>HSE map</source>
      <extracomment>assesshse</extracomment>
      <translation>HSE-Karte</translation>
    </message>
    <message>
      <source>Reference units</source>
      <extracomment>assesshse</extracomment>
      <translation>Einheit der Referenz</translation>
    </message>
    <message>
      <source>Settlement threshold (percent)</source>
      <extracomment>assesshse</extracomment>
      <translation>Schwellenwert für Siedlung (Prozent)</translation>
    </message>
    <message>
      <source>Band of the reference</source>
      <extracomment>assesshse</extracomment>
      <translation>Kanal der Referenz</translation>
    </message>
    <message>
      <source>Figures (CSV)</source>
      <extracomment>assesshse</extracomment>
      <translation>Kennzahlen (CSV)</translation>
    </message>
    <message>
      <source>HSE error (percentage points)</source>
      <extracomment>assesshse</extracomment>
      <translation>HSE-Fehler (Prozentpunkte)</translation>
    </message>
    <message>
      <source>Mean absolute error</source>
      <extracomment>assesshse</extracomment>
      <translation>Mittlerer absoluter Fehler</translation>
    </message>
    <message>
      <source>Root mean squared error</source>
      <extracomment>assesshse</extracomment>
      <translation>Wurzel des mittleren quadratischen Fehlers</translation>
    </message>
    <message>
      <source>Bias</source>
      <extracomment>assesshse</extracomment>
      <translation>Systematischer Fehler</translation>
    </message>
    <message>
      <source>R2, variance explained</source>
      <extracomment>assesshse</extracomment>
      <translation>R2, erklärte Varianz</translation>
    </message>
    <message>
      <source>Pearson's correlation</source>
      <extracomment>assesshse</extracomment>
      <translation>Korrelation nach Pearson</translation>
    </message>
    <message>
      <source>F1 of settlement</source>
      <extracomment>assesshse</extracomment>
      <translation>F1 der Siedlung</translation>
    </message>
    <message>
      <source>Intersection over union</source>
      <extracomment>assesshse</extracomment>
      <translation>Schnitt durch Vereinigung (IoU)</translation>
    </message>
    <message>
      <source>A raster of settlement or imperviousness, in percent, from 0 to 1, or a mask.</source>
      <extracomment>assesshse</extracomment>
      <translation>Ein Raster von Siedlung oder Versiegelung, in Prozent, von 0 bis 1, oder eine Maske.</translation>
    </message>
    <message>
      <source>Another such raster, of any grid and CRS. The finer of the two is averaged to the cells of the coarser.</source>
      <extracomment>assesshse</extracomment>
      <translation>Ein anderes solches Raster, mit beliebigem Gitter und KBS. Das feinere der beiden wird auf die Zellen des gröberen gemittelt.</translation>
    </message>
    <message>
      <source>percent: 0 to 100; fraction: 0 to 1; binary: 0 and any other number, for layers of built or not; auto finds it out from all of the values.</source>
      <extracomment>assesshse</extracomment>
      <translation>percent: 0 bis 100; fraction: 0 bis 1; binary: 0 und jede andere Zahl, für Karten von bebaut oder nicht; auto findet es an allen Werten heraus.</translation>
    </message>
    <message>
      <source>A cell at or above it counts as settlement for F1 and IoU.</source>
      <extracomment>assesshse</extracomment>
      <translation>Ab diesem Wert zählt eine Zelle für F1 und IoU als Siedlung.</translation>
    </message>
    <message>
      <source>A map of local climate zones, for the same figures zone by zone.</source>
      <extracomment>assesshse</extracomment>
      <translation>Eine Karte lokaler Klimazonen, für dieselben Kennzahlen Zone für Zone.</translation>
    </message>
    <message>
      <source>The band with the settlement; empty takes the first.</source>
      <extracomment>assesshse</extracomment>
      <translation>Der Kanal mit der Siedlung; leer wird der erste genommen.</translation>
    </message>
    <message>
      <source>A page with figures, a density plot and tables, in one HTML file.</source>
      <extracomment>assesshse</extracomment>
      <translation>Eine Seite mit Kennzahlen, einem Dichtediagramm und Tabellen, in einer HTML-Datei.</translation>
    </message>
    <message>
      <source>A row for the whole map and one for each zone.</source>
      <extracomment>assesshse</extracomment>
      <translation>Eine Zeile für die ganze Karte und eine je Zone.</translation>
    </message>
    <message>
      <source>Map minus reference in percentage points, on the cells compared; nodata -9999.</source>
      <extracomment>assesshse</extracomment>
      <translation>Karte minus Referenz in Prozentpunkten, auf den verglichenen Zellen; ohne Wert -9999.</translation>
    </message>
    <message>
      <source>Percentage points.</source>
      <extracomment>assesshse</extracomment>
      <translation>Prozentpunkte.</translation>
    </message>
    <message>
      <source>Mean of map minus reference, percentage points.</source>
      <extracomment>assesshse</extracomment>
      <translation>Mittel von Karte minus Referenz, Prozentpunkte.</translation>
    </message>
    <message>
      <source>Share of the reference's variance that the map explains, at most 1.</source>
      <extracomment>assesshse</extracomment>
      <translation>Anteil der Varianz der Referenz, den die Karte erklärt, höchstens 1.</translation>
    </message>
    <message>
      <source>-1 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation>-1 bis 1.</translation>
    </message>
    <message>
      <source>After the threshold, 0 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation>Nach dem Schwellenwert, 0 bis 1.</translation>
    </message>
    <message>
      <source>Of settlement after the threshold, 0 to 1.</source>
      <extracomment>assesshse</extracomment>
      <translation>Der Siedlung nach dem Schwellenwert, 0 bis 1.</translation>
    </message>
    <message>
      <source>Cells with a value in both.</source>
      <extracomment>assesshse</extracomment>
      <translation>Zellen mit einem Wert in beiden.</translation>
    </message>
    <message>
      <source>Compare two dates</source>
      <extracomment>comparedates</extracomment>
      <translation>Zwei Termine vergleichen</translation>
    </message>
    <message>
      <source>Compares two maps of local climate zones of one place and finds where the zone has probably changed.</source>
      <extracomment>comparedates</extracomment>
      <translation>Vergleicht zwei Karten lokaler Klimazonen eines Orts und findet, wo sich die Zone wahrscheinlich geändert hat.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compares two maps of local climate zones of one place: which zone became which, on how much land, and how probable the change is.&lt;/p&gt; &lt;p&gt;Two maps of an unchanged town differ wherever one of them errs, and most errors take a zone for one like it. With the probabilities of both dates (the output “LCZ probabilities” of the two runs), the probability of change of each cell decides: a doubt that both dates share is no change. Cells whose zone is another and whose probability of change reaches the minimum count as substantial change.&lt;/p&gt; &lt;p&gt;Without probabilities, each difference is weighed with how unlike the two zones are: open low-rise and open midrise differ by 8 %, compact high-rise and water by 100 %. Differences from the minimum zone dissimilarity on count as substantial; this is a rule of thumb and says nothing about doubt.&lt;/p&gt; &lt;p&gt;Clouds, seasons and bare or flooded fields make large differences in both cases. The later map may have another grid, CRS or codes; it is brought to the cells of the earlier one.&lt;/p&gt;</source>
      <extracomment>comparedates</extracomment>
      <translation>&lt;p&gt;Vergleicht zwei Karten lokaler Klimazonen eines Orts: welche Zone zu welcher wurde, auf wie viel Land, und wie wahrscheinlich die Änderung ist.&lt;/p&gt; &lt;p&gt;Zwei Karten einer unveränderten Stadt unterscheiden sich überall, wo eine von ihnen irrt, und meist wird dabei eine Zone mit einer ähnlichen verwechselt. Mit den Wahrscheinlichkeiten beider Termine (der Ausgabe „LCZ-Wahrscheinlichkeiten“ der beiden Läufe) entscheidet die Änderungswahrscheinlichkeit jeder Zelle: Ein Zweifel, den beide Termine teilen, ist keine Änderung. Zellen mit anderer Zone, deren Änderungswahrscheinlichkeit das Minimum erreicht, zählen als wesentliche Änderung.&lt;/p&gt; &lt;p&gt;Ohne Wahrscheinlichkeiten wird jeder Unterschied damit gewichtet, wie unähnlich die beiden Zonen sind: Offen, niedrig und Offen, mittelhoch unterscheiden sich um 8 %, Kompakte Hochhäuser und Wasser um 100 %. Unterschiede ab der kleinsten Unähnlichkeit zählen als wesentlich; das ist eine Faustregel und sagt nichts über Zweifel.&lt;/p&gt; &lt;p&gt;Wolken, Jahreszeiten und kahle oder überflutete Felder ergeben in beiden Fällen große Unterschiede. Die spätere Karte darf ein anderes Gitter, KBS oder andere Codes haben; sie wird auf die Zellen der früheren gebracht.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Earlier LCZ map</source>
      <extracomment>comparedates</extracomment>
      <translation>Frühere LCZ-Karte</translation>
    </message>
    <message>
      <source>Later LCZ map</source>
      <extracomment>comparedates</extracomment>
      <translation>Spätere LCZ-Karte</translation>
    </message>
    <message>
      <source>Probabilities of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation>Wahrscheinlichkeiten der früheren Karte</translation>
    </message>
    <message>
      <source>Probabilities of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation>Wahrscheinlichkeiten der späteren Karte</translation>
    </message>
    <message>
      <source>Minimum probability of change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Kleinste Änderungswahrscheinlichkeit (Prozent)</translation>
    </message>
    <message>
      <source>Minimum zone dissimilarity (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Kleinste Unähnlichkeit der Zonen (Prozent)</translation>
    </message>
    <message>
      <source>Expected change (percent of the area)</source>
      <extracomment>comparedates</extracomment>
      <translation>Erwartete Änderung (Prozent der Fläche)</translation>
    </message>
    <message>
      <source>Band of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation>Kanal der früheren Karte</translation>
    </message>
    <message>
      <source>Band of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation>Kanal der späteren Karte</translation>
    </message>
    <message>
      <source>Codes of the earlier map</source>
      <extracomment>comparedates</extracomment>
      <translation>Codes der früheren Karte</translation>
    </message>
    <message>
      <source>Codes of the later map</source>
      <extracomment>comparedates</extracomment>
      <translation>Codes der späteren Karte</translation>
    </message>
    <message>
      <source>LCZ change (difference, %)</source>
      <extracomment>comparedates</extracomment>
      <translation>LCZ-Änderung (Unterschied, %)</translation>
    </message>
    <message>
      <source>LCZ before and after (100 x before + after)</source>
      <extracomment>comparedates</extracomment>
      <translation>LCZ vorher und nachher (100 x vorher + nachher)</translation>
    </message>
    <message>
      <source>Changes (CSV)</source>
      <extracomment>comparedates</extracomment>
      <translation>Änderungen (CSV)</translation>
    </message>
    <message>
      <source>Another zone (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Andere Zone (Prozent)</translation>
    </message>
    <message>
      <source>Substantial change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Wesentliche Änderung (Prozent)</translation>
    </message>
    <message>
      <source>Mean probability of change (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Mittlere Änderungswahrscheinlichkeit (Prozent)</translation>
    </message>
    <message>
      <source>Mean dissimilarity (percent)</source>
      <extracomment>comparedates</extracomment>
      <translation>Mittlere Unähnlichkeit (Prozent)</translation>
    </message>
    <message>
      <source>A raster of local climate zones in any of the field's codes. The comparison is made on its cells.</source>
      <extracomment>comparedates</extracomment>
      <translation>Ein Raster lokaler Klimazonen in einem der üblichen Codes. Verglichen wird auf seinen Zellen.</translation>
    </message>
    <message>
      <source>Another one, of any grid and in any codes.</source>
      <extracomment>comparedates</extracomment>
      <translation>Ein anderes, mit beliebigem Gitter und beliebigen Codes.</translation>
    </message>
    <message>
      <source>The LCZ probabilities of the run that made the earlier map, or its LCZ confidence, which says less. With those of both maps the probability of change decides what has changed.</source>
      <extracomment>comparedates</extracomment>
      <translation>Die LCZ-Wahrscheinlichkeiten des Laufs, der die frühere Karte erzeugt hat, oder seine LCZ-Sicherheit, die weniger sagt. Mit denen beider Karten entscheidet die Änderungswahrscheinlichkeit, was sich geändert hat.</translation>
    </message>
    <message>
      <source>The LCZ probabilities of the run that made the later map, or its LCZ confidence, which says less. With those of both maps the probability of change decides what has changed.</source>
      <extracomment>comparedates</extracomment>
      <translation>Die LCZ-Wahrscheinlichkeiten des Laufs, der die spätere Karte erzeugt hat, oder seine LCZ-Sicherheit, die weniger sagt. Mit denen beider Karten entscheidet die Änderungswahrscheinlichkeit, was sich geändert hat.</translation>
    </message>
    <message>
      <source>With probabilities: from here on a cell whose zone is another counts as substantial change.</source>
      <extracomment>comparedates</extracomment>
      <translation>Mit Wahrscheinlichkeiten: Ab hier zählt eine Zelle mit anderer Zone als wesentliche Änderung.</translation>
    </message>
    <message>
      <source>Without probabilities: from here on two zones are so unlike that a difference counts as substantial change. Open low-rise and open midrise differ by 8 %, low plants and open low-rise by 42 %, compact high-rise and water by 100 %.</source>
      <extracomment>comparedates</extracomment>
      <translation>Ohne Wahrscheinlichkeiten: Ab hier sind zwei Zonen so unähnlich, dass ein Unterschied als wesentliche Änderung zählt. Offen, niedrig und Offen, mittelhoch unterscheiden sich um 8 %, Niedrige Pflanzen und Offen, niedrig um 42 %, Kompakte Hochhäuser und Wasser um 100 %.</translation>
    </message>
    <message>
      <source>With probabilities: how much of the area you expect to have changed, before looking. A larger share makes each change more probable.</source>
      <extracomment>comparedates</extracomment>
      <translation>Mit Wahrscheinlichkeiten: welcher Anteil der Fläche sich nach Ihrer Erwartung geändert hat, vor dem Hinsehen. Ein größerer Anteil macht jede Änderung wahrscheinlicher.</translation>
    </message>
    <message>
      <source>How unlike the zones before and after are, in percent; 0 where nothing changed, nodata 255.</source>
      <extracomment>comparedates</extracomment>
      <translation>Wie unähnlich die Zonen vorher und nachher sind, in Prozent; 0, wo sich nichts geändert hat, ohne Wert 255.</translation>
    </message>
    <message>
      <source>With probabilities: that the zone has changed, percent; nodata 255.</source>
      <extracomment>comparedates</extracomment>
      <translation>Mit Wahrscheinlichkeiten: dass sich die Zone geändert hat, Prozent; ohne Wert 255.</translation>
    </message>
    <message>
      <source>100 x zone before + zone after, such as 1406 for D to 6; nodata 0.</source>
      <extracomment>comparedates</extracomment>
      <translation>100 x Zone vorher + Zone nachher, etwa 1406 für D zu 6; ohne Wert 0.</translation>
    </message>
    <message>
      <source>A page with figures, a Sankey diagram, the largest changes and the matrix, in one HTML file.</source>
      <extracomment>comparedates</extracomment>
      <translation>Eine Seite mit Kennzahlen, einem Sankey-Diagramm, den größten Änderungen und der Matrix, in einer HTML-Datei.</translation>
    </message>
    <message>
      <source>A row for each pair of zones: cells, area, difference.</source>
      <extracomment>comparedates</extracomment>
      <translation>Eine Zeile je Paar von Zonen: Zellen, Fläche, Unterschied.</translation>
    </message>
    <message>
      <source>Share of the area whose zone is another, doubt included.</source>
      <extracomment>comparedates</extracomment>
      <translation>Anteil der Fläche mit anderer Zone, Zweifel inbegriffen.</translation>
    </message>
    <message>
      <source>Share of the area that has probably changed; without probabilities, share of unlike zones.</source>
      <extracomment>comparedates</extracomment>
      <translation>Anteil der Fläche, der sich wahrscheinlich geändert hat; ohne Wahrscheinlichkeiten der Anteil unähnlicher Zonen.</translation>
    </message>
    <message>
      <source>Expected share of the area that has changed; only with probabilities.</source>
      <extracomment>comparedates</extracomment>
      <translation>Erwarteter Anteil der Fläche, der sich geändert hat; nur mit Wahrscheinlichkeiten.</translation>
    </message>
    <message>
      <source>Of the zones before and after, over the area.</source>
      <extracomment>comparedates</extracomment>
      <translation>Der Zonen vorher und nachher, über die Fläche.</translation>
    </message>
    <message>
      <source>Area of substantial change.</source>
      <extracomment>comparedates</extracomment>
      <translation>Fläche wesentlicher Änderung.</translation>
    </message>
    <message>
      <source>Smooth a series of LCZ maps</source>
      <extracomment>smoothseries</extracomment>
      <translation>Eine Reihe von LCZ-Karten glätten</translation>
    </message>
    <message>
      <source>Makes LCZ maps of several dates agree with each other, and finds in which year the zone of a cell has changed.</source>
      <extracomment>smoothseries</extracomment>
      <translation>Bringt LCZ-Karten mehrerer Daten miteinander in Übereinstimmung und findet, in welchem Jahr sich die Zone einer Zelle geändert hat.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Makes the maps of several dates agree with each other, and finds when the zone of a cell has changed.&lt;/p&gt; &lt;p&gt;Two maps of an unchanged town differ wherever one of them errs: in about a quarter of the cells. Here all dates together decide. Each cell is a hidden Markov model: the probabilities of each date say how well each zone fits, the rate of change says how probable it is that the zone becomes another one between two dates, and the sequence of zones that is the most probable as a whole is shown. A longer time between two dates makes a change more probable. Similar zones follow one another more readily than unlike ones, a built zone seldom becomes a natural one, and low plants and bare soil may stand for each other, as fields go with the seasons. A cell whose neighbours were built on, and stayed so, needs less evidence to have been built on in the same step.&lt;/p&gt; &lt;p&gt;Give the LCZ probabilities of each date, the oldest first. Where a date has no data, its map shows what the other dates say.&lt;/p&gt; &lt;p&gt;The maps are loaded with the period for which each stands. To play them, open View › Panels › Temporal Controller, choose animated navigation, and set the range to that of the layers.&lt;/p&gt; &lt;p&gt;A change between the last two dates, or the first two, has one date to speak for it: add a date before you rely on it.&lt;/p&gt;</source>
      <extracomment>smoothseries</extracomment>
      <translation>&lt;p&gt;Bringt die Karten mehrerer Daten miteinander in Übereinstimmung und findet, wann sich die Zone einer Zelle geändert hat.&lt;/p&gt; &lt;p&gt;Zwei Karten einer unveränderten Stadt unterscheiden sich, wo immer eine von ihnen irrt: in etwa einem Viertel der Zellen. Hier entscheiden alle Daten zusammen. Jede Zelle ist ein Hidden-Markov-Modell: Die Wahrscheinlichkeiten jedes Datums besagen, wie gut jede Zone passt, die Änderungsrate besagt, wie wahrscheinlich die Zone zwischen zwei Daten zu einer anderen wird, und gezeigt wird die Folge von Zonen, die im Ganzen am wahrscheinlichsten ist. Eine längere Zeit zwischen zwei Daten macht eine Änderung wahrscheinlicher. Ähnliche Zonen folgen eher aufeinander als unähnliche, eine bebaute Zone wird selten zu einer natürlichen, und niedrige Vegetation und offener Boden dürfen füreinander stehen, da Felder mit den Jahreszeiten gehen. Eine Zelle, deren Nachbarn bebaut wurden und es geblieben sind, braucht weniger Belege dafür, im selben Schritt bebaut worden zu sein.&lt;/p&gt; &lt;p&gt;Geben Sie die LCZ-Wahrscheinlichkeiten jedes Datums an, das älteste zuerst. Wo ein Datum keine Werte hat, zeigt seine Karte, was die anderen Daten besagen.&lt;/p&gt; &lt;p&gt;Die Karten werden mit dem Zeitraum geladen, für den jede steht. Zum Abspielen öffnen Sie Ansicht › Bedienfelder › Zeitsteuerung, wählen die animierte Navigation und setzen den Bereich auf den der Layer.&lt;/p&gt; &lt;p&gt;Für eine Änderung zwischen den letzten oder den ersten beiden Daten spricht nur ein Datum: Nehmen Sie ein weiteres hinzu, bevor Sie sich darauf verlassen.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Probabilities of each date, the oldest first</source>
      <extracomment>smoothseries</extracomment>
      <translation>Wahrscheinlichkeiten jedes Datums, das älteste zuerst</translation>
    </message>
    <message>
      <source>The LCZ probabilities of the runs that mapped the dates, in the order of time, or other rasters with a band for each zone. The maps lie on the cells of the first; the others may have any grid and may lack a part.</source>
      <extracomment>smoothseries</extracomment>
      <translation>Die LCZ-Wahrscheinlichkeiten der Läufe, die die Daten kartiert haben, in zeitlicher Reihenfolge, oder andere Raster mit einem Kanal für jede Zone. Die Karten liegen auf den Zellen des ersten; die anderen dürfen ein beliebiges Gitter haben, und Teile dürfen fehlen.</translation>
    </message>
    <message>
      <source>The date of each of the rasters in the same order, such as 2016-05-04, 2017-10-26; a year alone stands for its middle. If not set, the dates are taken from the tags and the names of the files.</source>
      <extracomment>smoothseries</extracomment>
      <translation>Das Datum jedes Rasters in derselben Reihenfolge, etwa 2016-05-04, 2017-10-26; ein Jahr allein steht für seine Mitte. Ohne Angabe werden die Daten aus den Tags und den Namen der Dateien genommen.</translation>
    </message>
    <message>
      <source>Compare several LCZ maps</source>
      <extracomment>comparemaps</extracomment>
      <translation>Mehrere LCZ-Karten vergleichen</translation>
    </message>
    <message>
      <source>Compares several maps of local climate zones of one area: agreement, majority and disagreement.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Vergleicht mehrere Karten lokaler Klimazonen eines Gebiets: Übereinstimmung, Mehrheit und Uneinigkeit.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compares two or more maps of local climate zones of one area: maps of several dates, of several sources (this plugin, the LCZ Generator, GeoClimate, the global map), or of several methods. The maps may have any grid, CRS and codes; they are brought to the cells of the coarsest map or of the first one.&lt;/p&gt; &lt;p&gt;For each two maps the report has the agreement (share of the area with the same zone), OA_w (similar zones count in part) and Cohen's kappa, on the cells where every map has a zone. It shows which map differs most from the others, on which zones the maps agree, and how the zones change from map to map in a Sankey diagram.&lt;/p&gt; &lt;p&gt;Three rasters show where: the zone of most maps, the share of the maps that have it, and the disagreement (entropy: 0 % where all agree, 100 % where all maps differ).&lt;/p&gt; &lt;p&gt;Agreement is no accuracy: maps that were made in one way share their errors. With a reference use “Assess an LCZ map”; for two dates with probabilities use “Compare two dates”.&lt;/p&gt;</source>
      <extracomment>comparemaps</extracomment>
      <translation>&lt;p&gt;Vergleicht zwei oder mehr Karten lokaler Klimazonen eines Gebiets: Karten mehrerer Daten, mehrerer Quellen (dieses Plugin, der LCZ Generator, GeoClimate, die globale Karte) oder mehrerer Verfahren. Die Karten dürfen jedes Gitter, jedes KBS und alle Codes haben; sie werden auf die Zellen der gröbsten oder der ersten Karte gebracht.&lt;/p&gt; &lt;p&gt;Für je zwei Karten enthält der Bericht die Übereinstimmung (Anteil der Fläche mit derselben Zone), OA_w (ähnliche Zonen zählen zum Teil) und Cohens Kappa, auf den Zellen, in denen jede Karte eine Zone hat. Er zeigt, welche Karte am meisten von den anderen abweicht, bei welchen Zonen die Karten übereinstimmen und wie sich die Zonen von Karte zu Karte ändern, in einem Sankey-Diagramm.&lt;/p&gt; &lt;p&gt;Drei Raster zeigen, wo: die Zone der meisten Karten, den Anteil der Karten, die sie haben, und die Uneinigkeit (Entropie: 0 %, wo alle übereinstimmen, 100 %, wo alle Karten verschieden sind).&lt;/p&gt; &lt;p&gt;Übereinstimmung ist keine Genauigkeit: Karten, die auf dieselbe Art entstanden sind, teilen ihre Fehler. Mit einer Referenz verwenden Sie “Assess an LCZ map”; für zwei Daten mit Wahrscheinlichkeiten “Compare two dates”.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>LCZ maps</source>
      <extracomment>comparemaps</extracomment>
      <translation>LCZ-Karten</translation>
    </message>
    <message>
      <source>Cells of the comparison</source>
      <extracomment>comparemaps</extracomment>
      <translation>Zellen des Vergleichs</translation>
    </message>
    <message>
      <source>Codes of all maps</source>
      <extracomment>comparemaps</extracomment>
      <translation>Codes aller Karten</translation>
    </message>
    <message>
      <source>Disagreement of the maps (%)</source>
      <extracomment>comparemaps</extracomment>
      <translation>Uneinigkeit der Karten (%)</translation>
    </message>
    <message>
      <source>Maps that agree (%)</source>
      <extracomment>comparemaps</extracomment>
      <translation>Karten, die übereinstimmen (%)</translation>
    </message>
    <message>
      <source>Pairs of maps (CSV)</source>
      <extracomment>comparemaps</extracomment>
      <translation>Kartenpaare (CSV)</translation>
    </message>
    <message>
      <source>Mean agreement</source>
      <extracomment>comparemaps</extracomment>
      <translation>Mittlere Übereinstimmung</translation>
    </message>
    <message>
      <source>Mean OA_w</source>
      <extracomment>comparemaps</extracomment>
      <translation>Mittleres OA_w</translation>
    </message>
    <message>
      <source>Mean kappa</source>
      <extracomment>comparemaps</extracomment>
      <translation>Mittleres Kappa</translation>
    </message>
    <message>
      <source>All agree (percent)</source>
      <extracomment>comparemaps</extracomment>
      <translation>Alle stimmen überein (Prozent)</translation>
    </message>
    <message>
      <source>Two maps or more of one area: of several dates, sources or methods, of any grid, CRS and codes. Their order is kept in the report.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Zwei oder mehr Karten eines Gebiets: von mehreren Daten, Quellen oder Verfahren, mit beliebigem Gitter, KBS und beliebigen Codes. Ihre Reihenfolge bleibt im Bericht erhalten.</translation>
    </message>
    <message>
      <source>Finer maps count with the zone of most of each cell. In scripts: coarsest or first.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Feinere Karten zählen mit der Zone des größten Teils jeder Zelle. In Skripten: coarsest oder first.</translation>
    </message>
    <message>
      <source>A choice here holds for all maps; recognised, each may have its own. Which numbers stand for which zones. By default this is recognised from all values of the raster, and the log says what was found. In scripts: auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis or from0.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Eine Wahl hier gilt für alle Karten; erkannt darf jede ihre eigenen haben. Welche Zahlen für welche Zonen stehen. Normalerweise wird dies aus allen Werten des Rasters erkannt, und das Protokoll sagt, was gefunden wurde. In Skripten: auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis oder from0.</translation>
    </message>
    <message>
      <source>Entropy of the zones: 0 % where all maps agree, 100 % where all differ; nodata 255.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Entropie der Zonen: 0 %, wo alle Karten übereinstimmen, 100 %, wo alle verschieden sind; kein Wert 255.</translation>
    </message>
    <message>
      <source>Share of the maps that have the zone of most maps, percent; nodata 255.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Anteil der Karten, die die Zone der meisten Karten haben, Prozent; kein Wert 255.</translation>
    </message>
    <message>
      <source>The zone of most maps. Of equally many the one that is most similar to all.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Die Zone der meisten Karten. Bei gleich vielen die, die allen am ähnlichsten ist.</translation>
    </message>
    <message>
      <source>A page with the agreement of each two maps, a Sankey diagram over the maps, and areas of the zones.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Eine Seite mit der Übereinstimmung je zweier Karten, einem Sankey-Diagramm über die Karten und den Flächen der Zonen.</translation>
    </message>
    <message>
      <source>A row for each two maps: OA, OA_w, kappa.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Eine Zeile für je zwei Karten: OA, OA_w, Kappa.</translation>
    </message>
    <message>
      <source>A row for each map and zone: area and share.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Eine Zeile für jede Karte und Zone: Fläche und Anteil.</translation>
    </message>
    <message>
      <source>Those of the map with the largest cells</source>
      <extracomment>comparemaps</extracomment>
      <translation>Die der Karte mit den größten Zellen</translation>
    </message>
    <message>
      <source>Those of the first map</source>
      <extracomment>comparemaps</extracomment>
      <translation>Die der ersten Karte</translation>
    </message>
    <message>
      <source>Number of cells where every map has a zone: the figures rest on these.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Anzahl der Zellen, in denen jede Karte eine Zone hat: Auf ihnen beruhen die Zahlen.</translation>
    </message>
    <message>
      <source>Of all pairs of maps: share of the area, 0 to 1.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Aller Kartenpaare: Anteil der Fläche, 0 bis 1.</translation>
    </message>
    <message>
      <source>The same, similar zones counting in part.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Dasselbe, wobei ähnliche Zonen zum Teil zählen.</translation>
    </message>
    <message>
      <source>Agreement beyond chance, mean of all pairs.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Übereinstimmung über den Zufall hinaus, Mittel aller Paare.</translation>
    </message>
    <message>
      <source>Share of the area with one zone in all maps.</source>
      <extracomment>comparemaps</extracomment>
      <translation>Anteil der Fläche mit derselben Zone in allen Karten.</translation>
    </message>
    <message>
      <source>Find where HSE and LCZ disagree</source>
      <extracomment>consistency</extracomment>
      <translation>Finden, wo HSE und LCZ sich widersprechen</translation>
    </message>
    <message>
      <source>Finds where settlement lies outside the imperviousness that the local climate zone is known for.</source>
      <extracomment>consistency</extracomment>
      <translation>Findet, wo die Siedlung außerhalb der Versiegelung liegt, für die die lokale Klimazone bekannt ist.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Lays a map of settlement or imperviousness over a map of local climate zones and finds the cells whose settlement lies outside the imperviousness that their zone is known for: by how many percentage points, negative for too little, positive for too much.&lt;/p&gt; &lt;p&gt;HSE is averaged by area to the cells of the LCZ map. Where the two disagree one of them is wrong, or the place is unlike its zone's usual sites: a list of places to look at, not a verdict.&lt;/p&gt; &lt;p&gt;The ranges are those of Demuzere et al. (2019), PLOS ONE, table 1.&lt;/p&gt;</source>
      <extracomment>consistency</extracomment>
      <translation>&lt;p&gt;Legt eine Karte von Siedlung oder Versiegelung über eine Karte lokaler Klimazonen und findet die Zellen, deren Siedlung außerhalb der Versiegelung liegt, für die ihre Zone bekannt ist: um wie viele Prozentpunkte, negativ bei zu wenig, positiv bei zu viel.&lt;/p&gt; &lt;p&gt;HSE wird flächengewichtet auf die Zellen der LCZ-Karte gemittelt. Wo die beiden sich widersprechen, ist eine von ihnen falsch, oder der Ort ist anders als die üblichen Orte seiner Zone: eine Liste von Orten zum Nachsehen, kein Urteil.&lt;/p&gt; &lt;p&gt;Die Wertebereiche sind die von Demuzere et al. (2019), PLOS ONE, Tabelle 1.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Band of the LCZ map</source>
      <extracomment>consistency</extracomment>
      <translation>Kanal der LCZ-Karte</translation>
    </message>
    <message>
      <source>Codes of the LCZ map</source>
      <extracomment>consistency</extracomment>
      <translation>Codes der LCZ-Karte</translation>
    </message>
    <message>
      <source>Band of the HSE map</source>
      <extracomment>consistency</extracomment>
      <translation>Kanal der HSE-Karte</translation>
    </message>
    <message>
      <source>HSE outside the zone's range (percentage points)</source>
      <extracomment>consistency</extracomment>
      <translation>HSE außerhalb des Wertebereichs der Zone (Prozentpunkte)</translation>
    </message>
    <message>
      <source>Within the range (percent)</source>
      <extracomment>consistency</extracomment>
      <translation>Im Wertebereich (Prozent)</translation>
    </message>
    <message>
      <source>Mean distance (percentage points)</source>
      <extracomment>consistency</extracomment>
      <translation>Mittlerer Abstand (Prozentpunkte)</translation>
    </message>
    <message>
      <source>A raster of settlement or imperviousness of any grid, in percent or from 0 to 1.</source>
      <extracomment>consistency</extracomment>
      <translation>Ein Raster von Siedlung oder Versiegelung in beliebigem Gitter, in Prozent oder von 0 bis 1.</translation>
    </message>
    <message>
      <source>Percentage points outside the zone's range: 0 within, negative for too little settlement, positive for too much; nodata -9999.</source>
      <extracomment>consistency</extracomment>
      <translation>Prozentpunkte außerhalb des Wertebereichs der Zone: 0 innerhalb, negativ bei zu wenig Siedlung, positiv bei zu viel; ohne Wert -9999.</translation>
    </message>
    <message>
      <source>A page with a chart and a table by zone, in one HTML file.</source>
      <extracomment>consistency</extracomment>
      <translation>Eine Seite mit einem Diagramm und einer Tabelle nach Zonen, in einer HTML-Datei.</translation>
    </message>
    <message>
      <source>A row for each zone: range, HSE, cells below and above.</source>
      <extracomment>consistency</extracomment>
      <translation>Eine Zeile je Zone: Wertebereich, HSE, Zellen darunter und darüber.</translation>
    </message>
    <message>
      <source>Share of the cells compared.</source>
      <extracomment>consistency</extracomment>
      <translation>Anteil der verglichenen Zellen.</translation>
    </message>
    <message>
      <source>From the range, over all cells, without the sign; 0 for cells within.</source>
      <extracomment>consistency</extracomment>
      <translation>Vom Wertebereich, über alle Zellen, ohne Vorzeichen; 0 für Zellen innerhalb.</translation>
    </message>
    <message>
      <source>Derive urban canopy parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Stadtklimaparameter ableiten</translation>
    </message>
    <message>
      <source>3 · LCZ map tools</source>
      <extracomment>canopyparameters</extracomment>
      <translation>3 · Werkzeuge für LCZ-Karten</translation>
    </message>
    <message>
      <source>Turns an LCZ map into urban canopy parameters for SUEWS, UMEP, WRF and others.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Macht aus einer LCZ-Karte Stadtklimaparameter für SUEWS, UMEP, WRF und andere.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Urban climate models need numbers, not zones: the height of buildings, the sky view factor of streets, the share of sealed ground. Stewart and Oke give a range of each for every zone. This algorithm turns an LCZ map into rasters of these parameters, and into tables for SUEWS in UMEP and for WRF.&lt;/p&gt; &lt;p&gt;For each parameter it takes the minimum, the middle or the maximum of the range. Where Stewart and Oke give only one end of a range, the other end is a physical limit (a fraction ends at 100 %) or what WRF assumes (buildings of high-rise zones up to 75 m, a height-to-width ratio of 2.5 in the middle for compact high-rise, 350 W per square metre for heavy industry); otherwise the given end is used as the middle. With the LCZ probabilities it computes the expected value instead, which changes smoothly where the network was in doubt.&lt;/p&gt; &lt;p&gt;With an HSE map or a map of imperviousness, the imperviousness of each cell is measured there instead of taken from the zone. The table shows its mean in every zone beside the zone's range.&lt;/p&gt; &lt;p&gt;The results are typical values of typical neighbourhoods, not a survey of your city: where you have measurements, use them.&lt;/p&gt;</source>
      <extracomment>canopyparameters</extracomment>
      <translation>&lt;p&gt;Stadtklimamodelle brauchen Zahlen, keine Zonen: die Höhe der Gebäude, den Himmelssichtfaktor der Straßen, den Anteil versiegelten Bodens. Stewart und Oke geben für jede Zone einen Bereich davon an. Dieser Algorithmus macht aus einer LCZ-Karte Raster dieser Parameter sowie Tabellen für SUEWS in UMEP und für WRF.&lt;/p&gt; &lt;p&gt;Für jeden Parameter nimmt er das Minimum, die Mitte oder das Maximum des Bereichs. Wo Stewart und Oke nur ein Ende angeben, ist das andere eine physikalische Grenze (ein Anteil endet bei 100 %) oder das, was WRF annimmt (Gebäude der Hochhauszonen bis 75 m, für kompakte Hochhäuser in der Mitte ein Verhältnis von Höhe zu Breite von 2,5, 350 W je Quadratmeter bei Schwerindustrie); sonst dient das angegebene Ende als Mitte. Mit den LCZ-Wahrscheinlichkeiten berechnet er stattdessen den Erwartungswert, der sich dort allmählich ändert, wo das Netz unsicher war.&lt;/p&gt; &lt;p&gt;Mit einer HSE-Karte oder einer Karte der Versiegelung wird die Versiegelung jeder Zelle dort gemessen statt von der Zone übernommen. Die Tabelle zeigt ihr Mittel in jeder Zone neben dem Bereich der Zone.&lt;/p&gt; &lt;p&gt;Die Ergebnisse sind typische Werte typischer Viertel, keine Erhebung Ihrer Stadt: Wo Sie Messungen haben, verwenden Sie diese.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Parameter</translation>
    </message>
    <message>
      <source>Value</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Band with the zones</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Kanal mit den Zonen</translation>
    </message>
    <message>
      <source>Codes of the zones</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Codes der Zonen</translation>
    </message>
    <message>
      <source>Urban canopy parameters</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Stadtklimaparameter</translation>
    </message>
    <message>
      <source>All parameters of the zones (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Alle Parameter der Zonen (CSV)</translation>
    </message>
    <message>
      <source>Table for SUEWS in UMEP (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Tabelle für SUEWS in UMEP (CSV)</translation>
    </message>
    <message>
      <source>Table for WRF (CSV)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Tabelle für WRF (CSV)</translation>
    </message>
    <message>
      <source>A raster of local climate zones: from this plugin, from the LCZ Generator, or from any other source with one of the codes listed under “Codes of the zones”.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Ein Raster lokaler Klimazonen: von diesem Plugin, vom LCZ Generator oder aus jeder anderen Quelle mit einem der Codes unter „Codes der Zonen“.</translation>
    </message>
    <message>
      <source>The output raster has one band for each chosen parameter, in this order. In scripts: sky_view_factor, aspect_ratio, building_fraction_pct, impervious_fraction_pct, pervious_fraction_pct, height_m, roughness_class, admittance, albedo, heat_w_m2, imperviousness_pct.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Das Ausgaberaster hat einen Kanal für jeden gewählten Parameter, in dieser Reihenfolge. In Skripten: sky_view_factor, aspect_ratio, building_fraction_pct, impervious_fraction_pct, pervious_fraction_pct, height_m, roughness_class, admittance, albedo, heat_w_m2, imperviousness_pct.</translation>
    </message>
    <message>
      <source>Which value of the range that each zone has. The expected value is the mean of the middles of all seventeen zones, weighted with their probabilities in each cell; it needs the LCZ probabilities. In scripts: minimum, middle, maximum or expectation.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Welcher Wert des Bereichs einer Zone. Der Erwartungswert ist das Mittel der Mitten aller siebzehn Zonen, gewichtet mit ihren Wahrscheinlichkeiten in jeder Zelle; er braucht die LCZ-Wahrscheinlichkeiten. In Skripten: minimum, middle, maximum oder expectation.</translation>
    </message>
    <message>
      <source>The output “LCZ probabilities” of the run that made the LCZ map: seventeen bands on the same cells.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Die Ausgabe „LCZ-Wahrscheinlichkeiten“ des Laufs, der die LCZ-Karte erstellt hat: siebzehn Kanäle auf denselben Zellen.</translation>
    </message>
    <message>
      <source>A map of settlement extent or imperviousness on any grid: its mean in each cell replaces the imperviousness that is typical of the zone.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Eine Karte der Siedlungsausdehnung oder Versiegelung auf beliebigem Gitter: Ihr Mittel in jeder Zelle ersetzt die für die Zone typische Versiegelung.</translation>
    </message>
    <message>
      <source>If not set: the band called lczFilter, else the one called lcz, else the only band.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Ohne Angabe: der Kanal namens lczFilter, sonst der namens lcz, sonst der einzige.</translation>
    </message>
    <message>
      <source>One band for each parameter with its name and unit; nodata -9999 where a zone has no value.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Ein Kanal für jeden Parameter mit Name und Einheit; ohne Wert -9999, wo eine Zone keinen Wert hat.</translation>
    </message>
    <message>
      <source>A row for each zone: cells, share, mean HSE, and each parameter's minimum, middle and maximum.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Eine Zeile je Zone: Zellen, Anteil, mittlere HSE und Minimum, Mitte und Maximum jedes Parameters.</translation>
    </message>
    <message>
      <source>A row for each zone in UMEP's codes: seven cover fractions that add up to 1, and the form of the buildings.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Eine Zeile je Zone in den Codes von UMEP: sieben Flächenanteile, die sich zu 1 summieren, und die Form der Gebäude.</translation>
    </message>
    <message>
      <source>A row for each of WRF's eleven urban categories, under the names of URBPARM_LCZ.TBL and w2w.</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Eine Zeile für jede der elf städtischen Kategorien von WRF, unter den Namen von URBPARM_LCZ.TBL und w2w.</translation>
    </message>
    <message>
      <source>Sky view factor</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Himmelssichtfaktor</translation>
    </message>
    <message>
      <source>Aspect ratio (height to width)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Verhältnis von Höhe zu Breite</translation>
    </message>
    <message>
      <source>Building surface fraction (%)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Anteil der Gebäude (%)</translation>
    </message>
    <message>
      <source>Impervious surface fraction without buildings (%)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Versiegelter Anteil ohne Gebäude (%)</translation>
    </message>
    <message>
      <source>Pervious surface fraction (%)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Unversiegelter Anteil (%)</translation>
    </message>
    <message>
      <source>Height of roughness elements (m)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Höhe der Rauigkeitselemente (m)</translation>
    </message>
    <message>
      <source>Terrain roughness class (Davenport)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Rauigkeitsklasse (Davenport)</translation>
    </message>
    <message>
      <source>Surface admittance (J m-2 s-1/2 K-1)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Wärmeeindringkoeffizient der Oberfläche (J m-2 s-1/2 K-1)</translation>
    </message>
    <message>
      <source>Surface albedo</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Albedo der Oberfläche</translation>
    </message>
    <message>
      <source>Anthropogenic heat output (W m-2)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Anthropogene Wärme (W m-2)</translation>
    </message>
    <message>
      <source>Imperviousness, buildings included (%)</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Versiegelung mit Gebäuden (%)</translation>
    </message>
    <message>
      <source>Minimum of the zone's range</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Minimum des Bereichs der Zone</translation>
    </message>
    <message>
      <source>Middle of the zone's range</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Mitte des Bereichs der Zone</translation>
    </message>
    <message>
      <source>Maximum of the zone's range</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Maximum des Bereichs der Zone</translation>
    </message>
    <message>
      <source>Expected value from the LCZ probabilities</source>
      <extracomment>canopyparameters</extracomment>
      <translation>Erwartungswert aus den LCZ-Wahrscheinlichkeiten</translation>
    </message>
    <message>
      <source>Hand an LCZ map to PALM and ENVI-met</source>
      <extracomment>palmdriver</extracomment>
      <translation>Eine LCZ-Karte an PALM und ENVI-met übergeben</translation>
    </message>
    <message>
      <source>Writes a static driver for PALM and a table for ENVI-met from an LCZ map.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Schreibt aus einer LCZ-Karte einen statischen Treiber für PALM und eine Tabelle für ENVI-met.</translation>
    </message>
    <message>
      <source>&lt;p&gt;PALM and ENVI-met resolve buildings; a zone is a neighbourhood. This algorithm writes what a map of zones can give them, and says what it cannot.&lt;/p&gt; &lt;p&gt;The static driver for PALM holds for each grid point one type of surface (vegetation, pavement, water) and soil after the PALM Input Data Standard, terrain where it is given, coordinates and origin. Without buildings, each zone has the type of surface that palm_csd gives it: a run at 50 or 100 m, with an urban parametrisation or for the surroundings of a nested domain.&lt;/p&gt; &lt;p&gt;With blocks, each cell of a built zone has one idealised block in its middle, as high as the neighbourhood's buildings on average, on as much of the cell as they cover. The town has the right density and heights, but no real streets, yards or buildings. Give a raster of heights or building polygons where you have them.&lt;/p&gt; &lt;p&gt;The table for ENVI-met says what an area input file of each zone should be like on average. ENVI-met needs real footprints on a grid of a few metres: no map of zones has them.&lt;/p&gt;</source>
      <extracomment>palmdriver</extracomment>
      <translation>&lt;p&gt;PALM und ENVI-met lösen Gebäude auf; eine Zone ist ein Viertel. Dieser Algorithmus schreibt, was eine Karte der Zonen ihnen geben kann, und sagt, was nicht.&lt;/p&gt; &lt;p&gt;Der statische Treiber für PALM enthält für jeden Gitterpunkt eine Art von Oberfläche (Vegetation, Belag, Wasser) und Boden nach dem PALM Input Data Standard, das Gelände, wo es gegeben ist, Koordinaten und Ursprung. Ohne Gebäude hat jede Zone die Oberfläche, die palm_csd ihr gibt: für einen Lauf mit 50 oder 100 m, mit einer Stadtparametrisierung oder für die Umgebung eines genesteten Gebiets.&lt;/p&gt; &lt;p&gt;Mit Blöcken hat jede Zelle einer bebauten Zone in ihrer Mitte einen idealisierten Block, so hoch wie die Gebäude des Viertels im Mittel, auf so viel der Zelle, wie sie bedecken. Die Stadt hat die richtige Dichte und Höhe, aber keine wirklichen Straßen, Höfe und Gebäude. Geben Sie ein Raster der Höhen oder Gebäudepolygone an, wo Sie welche haben.&lt;/p&gt; &lt;p&gt;Die Tabelle für ENVI-met sagt, wie eine Gebietsdatei (area input file) jeder Zone im Mittel sein sollte. ENVI-met braucht wirkliche Grundrisse auf einem Gitter von wenigen Metern: Keine Karte der Zonen hat sie.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Grid width of PALM (metres, 0 = cells of the map)</source>
      <extracomment>palmdriver</extracomment>
      <translation>Gitterweite von PALM (Meter, 0 = Zellen der Karte)</translation>
    </message>
    <message>
      <source>Buildings</source>
      <extracomment>palmdriver</extracomment>
      <translation>Gebäude</translation>
    </message>
    <message>
      <source>Type of the buildings</source>
      <extracomment>palmdriver</extracomment>
      <translation>Art der Gebäude</translation>
    </message>
    <message>
      <source>Soil</source>
      <extracomment>palmdriver</extracomment>
      <translation>Boden</translation>
    </message>
    <message>
      <source>Start of the simulation</source>
      <extracomment>palmdriver</extracomment>
      <translation>Beginn der Simulation</translation>
    </message>
    <message>
      <source>Terrain heights</source>
      <extracomment>palmdriver</extracomment>
      <translation>Geländehöhen</translation>
    </message>
    <message>
      <source>Static driver for PALM</source>
      <extracomment>palmdriver</extracomment>
      <translation>Statischer Treiber für PALM</translation>
    </message>
    <message>
      <source>Table for ENVI-met (CSV)</source>
      <extracomment>palmdriver</extracomment>
      <translation>Tabelle für ENVI-met (CSV)</translation>
    </message>
    <message>
      <source>Area of the blocks (percent)</source>
      <extracomment>palmdriver</extracomment>
      <translation>Fläche der Blöcke (Prozent)</translation>
    </message>
    <message>
      <source>A whole part of the map's cells: 50, 25, 20 or 10 m for cells of 100 m. A finer grid adds no detail to the surfaces; blocks need it.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Ein ganzer Teil der Kartenzellen: 50, 25, 20 oder 10 m bei Zellen von 100 m. Ein feineres Gitter macht die Oberflächen nicht genauer; Blöcke brauchen es.</translation>
    </message>
    <message>
      <source>None: each grid point has the surface of its neighbourhood as a whole. Blocks: each cell of a built zone has one block of mean height, whose area is the plan fraction: an idealised town of the right density, not the real one. In scripts: none or blocks.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Keine: Jeder Gitterpunkt hat die Oberfläche seines Viertels als Ganzes. Blöcke: Jede Zelle einer bebauten Zone hat einen Block mittlerer Höhe, dessen Fläche der Überbauungsgrad ist: eine idealisierte Stadt der richtigen Dichte, nicht die wirkliche. In Skripten: none oder blocks.</translation>
    </message>
    <message>
      <source>What PALM takes the walls, windows and roofs of the blocks from. In scripts: residential_1950, residential_1951_2000, residential_2001, office_1950, office_1951_2000, office_2001.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Woraus PALM Wände, Fenster und Dächer der Blöcke nimmt. In Skripten: residential_1950, residential_1951_2000, residential_2001, office_1950, office_1951_2000, office_2001.</translation>
    </message>
    <message>
      <source>Texture of the soil all over the map, which zones do not tell. In scripts: coarse, medium, medium_fine, fine, very_fine, organic.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Textur des Bodens auf der ganzen Karte, die Zonen nicht verraten. In Skripten: coarse, medium, medium_fine, fine, very_fine, organic.</translation>
    </message>
    <message>
      <source>YYYY-MM-DD hh:mm:ss +00. If not set: noon UTC of the day of the map's scene.</source>
      <extracomment>palmdriver</extracomment>
      <translation>JJJJ-MM-TT hh:mm:ss +00. Ohne Angabe: 12 Uhr UTC am Tag der Szene der Karte.</translation>
    </message>
    <message>
      <source>A digital terrain model in metres above sea level on any grid, without gaps in the map. If not set, the land is flat.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Ein digitales Geländemodell in Metern über dem Meeresspiegel in beliebigem Gitter, ohne Lücken in der Karte. Ohne Angabe ist das Land eben.</translation>
    </message>
    <message>
      <source>A raster of mean building heights, or building polygons with heights or floors: they take the place of the heights that are typical of the zones, polygons also of the plan fractions.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Ein Raster mittlerer Gebäudehöhen oder Gebäudepolygone mit Höhen oder Geschossen: Sie treten an die Stelle der Höhen, die für die Zonen typisch sind, Polygone auch an die der Überbauungsgrade.</translation>
    </message>
    <message>
      <source>A netCDF file after the PALM Input Data Standard, for the name of the job followed by _static.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Eine netCDF-Datei nach dem PALM Input Data Standard, für den Namen des Laufs mit _static am Ende.</translation>
    </message>
    <message>
      <source>A row for each zone: mean building height, plan fraction, sealed and unsealed ground, sky view factor, roughness length and albedo that an area input file should have on average.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Eine Zeile für jede Zone: mittlere Gebäudehöhe, Überbauungsgrad, versiegelter und unversiegelter Boden, Himmelssichtfaktor, Rauigkeitslänge und Albedo, die eine Gebietsdatei im Mittel haben sollte.</translation>
    </message>
    <message>
      <source>None: surfaces of neighbourhoods alone</source>
      <extracomment>palmdriver</extracomment>
      <translation>Keine: nur Oberflächen der Viertel</translation>
    </message>
    <message>
      <source>One idealised block in each built cell</source>
      <extracomment>palmdriver</extracomment>
      <translation>Ein idealisierter Block in jeder bebauten Zelle</translation>
    </message>
    <message>
      <source>Residential, before 1950</source>
      <extracomment>palmdriver</extracomment>
      <translation>Wohnhäuser, vor 1950</translation>
    </message>
    <message>
      <source>Residential, 1951 to 2000</source>
      <extracomment>palmdriver</extracomment>
      <translation>Wohnhäuser, 1951 bis 2000</translation>
    </message>
    <message>
      <source>Residential, after 2000</source>
      <extracomment>palmdriver</extracomment>
      <translation>Wohnhäuser, nach 2000</translation>
    </message>
    <message>
      <source>Office, before 1950</source>
      <extracomment>palmdriver</extracomment>
      <translation>Büros, vor 1950</translation>
    </message>
    <message>
      <source>Office, 1951 to 2000</source>
      <extracomment>palmdriver</extracomment>
      <translation>Büros, 1951 bis 2000</translation>
    </message>
    <message>
      <source>Office, after 2000</source>
      <extracomment>palmdriver</extracomment>
      <translation>Büros, nach 2000</translation>
    </message>
    <message>
      <source>Coarse</source>
      <extracomment>palmdriver</extracomment>
      <translation>Grob</translation>
    </message>
    <message>
      <source>Medium</source>
      <extracomment>palmdriver</extracomment>
      <translation>Mittel</translation>
    </message>
    <message>
      <source>Medium-fine</source>
      <extracomment>palmdriver</extracomment>
      <translation>Mittelfein</translation>
    </message>
    <message>
      <source>Fine</source>
      <extracomment>palmdriver</extracomment>
      <translation>Fein</translation>
    </message>
    <message>
      <source>Very fine</source>
      <extracomment>palmdriver</extracomment>
      <translation>Sehr fein</translation>
    </message>
    <message>
      <source>Organic</source>
      <extracomment>palmdriver</extracomment>
      <translation>Organisch</translation>
    </message>
    <message>
      <source>Of the built cells, as the grid allows; only with blocks.</source>
      <extracomment>palmdriver</extracomment>
      <translation>Der bebauten Zellen, soweit das Gitter es erlaubt; nur mit Blöcken.</translation>
    </message>
    <message>
      <source>Convert the codes of an LCZ map</source>
      <extracomment>convertcodes</extracomment>
      <translation>Codes einer LCZ-Karte umrechnen</translation>
    </message>
    <message>
      <source>Converts an LCZ map to the codes and files of WRF, UMEP, the LCZ Generator or Google Earth.</source>
      <extracomment>convertcodes</extracomment>
      <translation>Rechnet eine LCZ-Karte in die Codes und Dateien von WRF, UMEP, LCZ Generator oder Google Earth um.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Different programs use different numbers for the same seventeen zones: the natural zones are 11 to 17 in this plugin and in the LCZ Generator, and 101 to 107 in UMEP, GeoClimate and SAGA. WRF numbers its urban categories 31 to 41 up to version 4.4 and 51 to 61 from version 4.5. A program that reads the wrong codes gives wrong results without a warning. This algorithm converts between all of them.&lt;/p&gt; &lt;p&gt;The codes of the map are recognised from all its values, and refused if they are ambiguous. The new map has the colours and names that belong to its codes.&lt;/p&gt; &lt;p&gt;WRF has urban categories for the built zones and, as the eleventh (asphalt), for E, bare rock or paved. It has none for the other natural zones. Without MODIS land use they become nodata, so that WRF keeps its own land use there. With MODIS land use they become the closest class (A mixed forest 5, B woody savanna 8, C open shrubland 7, D grassland 10, F barren 16, G water 17); this assignment is a choice of this plugin and not a standard.&lt;/p&gt; &lt;p&gt;For w2w, which brings zones into WRF, write the LCZ Generator's three bands: w2w finds the filtered band by its name. For Google Earth, write a KMZ file.&lt;/p&gt;</source>
      <extracomment>convertcodes</extracomment>
      <translation>&lt;p&gt;Verschiedene Programme verwenden für dieselben siebzehn Zonen verschiedene Zahlen: Die natürlichen Zonen sind 11 bis 17 in diesem Plugin und im LCZ Generator, 101 bis 107 in UMEP, GeoClimate und SAGA. WRF nummeriert seine städtischen Kategorien bis Version 4.4 mit 31 bis 41 und ab Version 4.5 mit 51 bis 61. Ein Programm, das falsche Codes liest, liefert ohne Warnung falsche Ergebnisse. Dieser Algorithmus rechnet zwischen allen um.&lt;/p&gt; &lt;p&gt;Die Codes der Karte werden an allen ihren Werten erkannt und abgelehnt, wenn sie mehrdeutig sind. Die neue Karte hat die Farben und Namen, die zu ihren Codes gehören.&lt;/p&gt; &lt;p&gt;WRF hat städtische Kategorien für die bebauten Zonen und, als elfte (Asphalt), für E, Fels oder befestigt. Für die anderen natürlichen Zonen hat es keine. Ohne MODIS-Landnutzung werden sie zu „keine Daten“, sodass WRF dort seine eigene Landnutzung behält. Mit MODIS-Landnutzung werden sie zur nächstliegenden Klasse (A Mischwald 5, B Baumsavanne 8, C offenes Buschland 7, D Grasland 10, F kahler Boden 16, G Wasser 17); diese Zuordnung ist eine Wahl dieses Plugins und kein Standard.&lt;/p&gt; &lt;p&gt;Für w2w, das Zonen in WRF bringt, schreiben Sie die drei Kanäle des LCZ Generators: w2w findet den gefilterten Kanal an seinem Namen. Für Google Earth schreiben Sie eine KMZ-Datei.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Codes to write</source>
      <extracomment>convertcodes</extracomment>
      <translation>Zu schreibende Codes</translation>
    </message>
    <message>
      <source>LCZ Generator's three bands</source>
      <extracomment>convertcodes</extracomment>
      <translation>Die drei Kanäle des LCZ Generators</translation>
    </message>
    <message>
      <source>Google Earth file</source>
      <extracomment>convertcodes</extracomment>
      <translation>Datei für Google Earth</translation>
    </message>
    <message>
      <source>WRF has urban categories for the zones 1 to 10 and, as the eleventh, for E. The other natural zones become nodata, so that WRF keeps its own land use there, or the MODIS land use class that is closest to them. In scripts: standard, hundreds, wrf44, wrf45, wrf44modis or wrf45modis.</source>
      <extracomment>convertcodes</extracomment>
      <translation>WRF hat städtische Kategorien für die Zonen 1 bis 10 und, als elfte, für E. Die anderen natürlichen Zonen werden zu „keine Daten“, sodass WRF dort seine eigene Landnutzung behält, oder zur nächstliegenden Klasse der MODIS-Landnutzung. In Skripten: standard, hundreds, wrf44, wrf45, wrf44modis oder wrf45modis.</translation>
    </message>
    <message>
      <source>Needed only for the third band of the LCZ Generator's file: the LCZ confidence or the LCZ probabilities from the same run.</source>
      <extracomment>convertcodes</extracomment>
      <translation>Nur für den dritten Kanal der Datei des LCZ Generators nötig: die LCZ-Sicherheit oder die LCZ-Wahrscheinlichkeiten desselben Laufs.</translation>
    </message>
    <message>
      <source>The LCZ map in the new codes, with the matching colours; nodata 0.</source>
      <extracomment>convertcodes</extracomment>
      <translation>Die LCZ-Karte in den neuen Codes, mit den passenden Farben; ohne Wert 0.</translation>
    </message>
    <message>
      <source>One file with the bands lcz, lczFilter and lczProb in the codes 1 to 17, as w2w reads it for WRF; w2w uses the filtered band.</source>
      <extracomment>convertcodes</extracomment>
      <translation>Eine Datei mit den Kanälen lcz, lczFilter und lczProb in den Codes 1 bis 17, wie w2w sie für WRF liest; w2w verwendet den gefilterten Kanal.</translation>
    </message>
    <message>
      <source>The map in its colours with a legend, in one KMZ file.</source>
      <extracomment>convertcodes</extracomment>
      <translation>Die Karte in ihren Farben mit einer Legende, in einer KMZ-Datei.</translation>
    </message>
    <message>
      <source>Refine built zones with building heights</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Bebaute Zonen mit Gebäudehöhen verfeinern</translation>
    </message>
    <message>
      <source>Refines the built zones of an LCZ map with the heights and plan fractions of its buildings.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Verfeinert die bebauten Zonen einer LCZ-Karte mit den Höhen und Überbauungsgraden ihrer Gebäude.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Compact midrise and compact low-rise, open midrise and open low-rise look alike from above: what tells them apart is the height of the buildings, which the sensor does not see. This algorithm takes the LCZ probabilities of a map and the heights of its buildings and gives the zones that fit both.&lt;/p&gt; &lt;p&gt;In each cell with buildings, the probability of a zone by the scene is multiplied with the probability of the measured height and plan fraction (the share of the cell that buildings cover) in that zone. The latter follows from Stewart and Oke's ranges, softened by the errors that you state.&lt;/p&gt; &lt;p&gt;Heights come from a raster of any grid, such as GHS-BUILT-H ANBH or WSF 3D, or from building polygons with a field of heights or of floors (OpenStreetMap, CityGML, cadastre). From polygons, mean height and plan fraction of each cell are computed exactly by area. In a raster 0 is no building and no data is nothing known; with heights alone, zones of one height (3, 6, 8 and 9) stay as the scene tells them.&lt;/p&gt; &lt;p&gt;Cells without buildings, and natural zones around a single farm, keep their zone. The report says for each change whether height, plan fraction or both were the reason.&lt;/p&gt;</source>
      <extracomment>refinewithheights</extracomment>
      <translation>&lt;p&gt;Kompakte mittelhohe und kompakte niedrige Bebauung, offene mittelhohe und offene niedrige Bebauung sehen von oben gleich aus: Sie unterscheidet die Höhe der Gebäude, die der Sensor nicht sieht. Dieser Algorithmus nimmt die LCZ-Wahrscheinlichkeiten einer Karte und die Höhen ihrer Gebäude und gibt die Zonen, die zu beidem passen.&lt;/p&gt; &lt;p&gt;In jeder Zelle mit Gebäuden wird die Wahrscheinlichkeit einer Zone nach der Szene mit der Wahrscheinlichkeit multipliziert, die gemessene Höhe und Überbauungsgrad (der Anteil der Zelle, den Gebäude bedecken) in dieser Zone haben. Letztere folgt aus den Spannen von Stewart und Oke, aufgeweicht durch die Fehler, die Sie angeben.&lt;/p&gt; &lt;p&gt;Höhen kommen aus einem Raster in beliebigem Gitter, etwa GHS-BUILT-H ANBH oder WSF 3D, oder aus Gebäudepolygonen mit einem Feld für Höhen oder Geschosse (OpenStreetMap, CityGML, Kataster). Aus Polygonen werden mittlere Höhe und Überbauungsgrad jeder Zelle exakt nach Fläche berechnet. In einem Raster heißt 0, dass kein Gebäude da ist, und kein Wert, dass nichts bekannt ist; mit Höhen allein bleiben Zonen gleicher Höhe (3, 6, 8 und 9) so, wie die Szene sie zeigt.&lt;/p&gt; &lt;p&gt;Zellen ohne Gebäude und natürliche Zonen um einen einzelnen Hof behalten ihre Zone. Der Bericht sagt zu jeder Änderung, ob Höhe, Überbauungsgrad oder beide der Grund waren.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Plan fraction of the buildings</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Überbauungsgrad der Gebäude</translation>
    </message>
    <message>
      <source>Unit of the heights</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Einheit der Höhen</translation>
    </message>
    <message>
      <source>Field with the height</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Feld mit der Höhe</translation>
    </message>
    <message>
      <source>Field with the floors</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Feld mit den Geschossen</translation>
    </message>
    <message>
      <source>Height of a floor (metres)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Höhe eines Geschosses (Meter)</translation>
    </message>
    <message>
      <source>Error of the heights (percent)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Fehler der Höhen (Prozent)</translation>
    </message>
    <message>
      <source>Error of the plan fractions (percentage points)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Fehler der Überbauungsgrade (Prozentpunkte)</translation>
    </message>
    <message>
      <source>Wrong measurements (percent of the cells)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Falsche Messungen (Prozent der Zellen)</translation>
    </message>
    <message>
      <source>Minimum plan fraction (percent)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Kleinster Überbauungsgrad (Prozent)</translation>
    </message>
    <message>
      <source>LCZ map (refined)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>LCZ-Karte (verfeinert)</translation>
    </message>
    <message>
      <source>LCZ probabilities (refined)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>LCZ-Wahrscheinlichkeiten (verfeinert)</translation>
    </message>
    <message>
      <source>What the heights changed</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Was die Höhen geändert haben</translation>
    </message>
    <message>
      <source>Refined cells</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Verfeinerte Zellen</translation>
    </message>
    <message>
      <source>Changed cells</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Geänderte Zellen</translation>
    </message>
    <message>
      <source>Changed area (km²)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Geänderte Fläche (km²)</translation>
    </message>
    <message>
      <source>The output “LCZ probabilities” of the run that made the LCZ map, or another raster with a band for each of the seventeen zones.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Die Ausgabe „LCZ-Wahrscheinlichkeiten“ des Laufs, aus dem die LCZ-Karte stammt, oder ein anderes Raster mit einem Kanal für jede der siebzehn Zonen.</translation>
    </message>
    <message>
      <source>Needed: a raster of mean building heights on any grid, such as GHS-BUILT-H ANBH or WSF 3D (0 for no building), or building polygons with a field of heights or of floors.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Nötig: ein Raster mittlerer Gebäudehöhen in beliebigem Gitter, etwa GHS-BUILT-H ANBH oder WSF 3D (0 für kein Gebäude), oder Gebäudepolygone mit einem Feld für Höhen oder Geschosse.</translation>
    </message>
    <message>
      <source>Beside a raster of heights: the share of each pixel that buildings cover, in percent or as a fraction. Polygons need none. Without it the heights alone count.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Neben einem Raster der Höhen: der Anteil jedes Pixels, den Gebäude bedecken, in Prozent oder als Bruch. Polygone brauchen keines. Ohne es zählen die Höhen allein.</translation>
    </message>
    <message>
      <source>Of a raster. By default it is what the file declares, decimetres for files called as those of WSF 3D, else metres; numbers that are no heights in metres are refused. In scripts: auto, metres, decimetres, centimetres or feet.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Eines Rasters. Voreingestellt ist, was die Datei angibt, Dezimeter bei Dateien, die wie jene von WSF 3D heißen, sonst Meter; Zahlen, die keine Höhen in Metern sind, werden abgelehnt. In Skripten: auto, metres, decimetres, centimetres oder feet.</translation>
    </message>
    <message>
      <source>Of polygons, metres; “12 m” and “40 ft” are understood. If not set, it is found: height, measuredHeight, HAUTEUR and the like.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Von Polygonen, Meter; „12 m“ und „40 ft“ werden verstanden. Ohne Angabe wird es gefunden: height, measuredHeight, HAUTEUR und dergleichen.</translation>
    </message>
    <message>
      <source>Of polygons, for buildings without a height. If not set, it is found: building:levels, floors, num_floors and the like.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Von Polygonen, für Gebäude ohne Höhe. Ohne Angabe wird es gefunden: building:levels, floors, num_floors und dergleichen.</translation>
    </message>
    <message>
      <source>What a floor counts where a building has floors but no height.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Was ein Geschoss zählt, wo ein Gebäude Geschosse, aber keine Höhe hat.</translation>
    </message>
    <message>
      <source>Standard deviation of the mean height of a cell. A smaller one trusts the heights more.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Standardabweichung der mittleren Höhe einer Zelle. Eine kleinere vertraut den Höhen mehr.</translation>
    </message>
    <message>
      <source>Standard deviation of the share of a cell that buildings cover.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Standardabweichung des Anteils einer Zelle, den Gebäude bedecken.</translation>
    </message>
    <message>
      <source>Share of the cells whose height says nothing, such as those built or torn down since. It limits what heights can do against the scene.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Anteil der Zellen, deren Höhe nichts sagt, etwa weil seither gebaut oder abgerissen wurde. Er begrenzt, was Höhen gegen die Szene vermögen.</translation>
    </message>
    <message>
      <source>Cells that buildings cover by less keep their zone; used where the plan fraction is known.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Zellen, die Gebäude zu weniger bedecken, behalten ihre Zone; gilt, wo der Überbauungsgrad bekannt ist.</translation>
    </message>
    <message>
      <source>The most probable zones: codes 1 to 10 for the built zones and 11 to 17 for A to G; nodata 0.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Die wahrscheinlichsten Zonen: Codes 1 bis 10 für die bebauten Zonen und 11 bis 17 für A bis G; ohne Wert 0.</translation>
    </message>
    <message>
      <source>For each cell the decision and its reason, the zones before and after, mean height (m) and plan fraction (%); nodata -9999.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Für jede Zelle die Entscheidung und ihr Grund, die Zonen vorher und nachher, mittlere Höhe (m) und Überbauungsgrad (%); ohne Wert -9999.</translation>
    </message>
    <message>
      <source>A page with the reasons, a Sankey diagram, heights and areas of the zones.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Eine Seite mit den Gründen, einem Sankey-Diagramm, Höhen und Flächen der Zonen.</translation>
    </message>
    <message>
      <source>A row for each pair of zones: cells, area, mean height, mean plan fraction and the reasons.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Eine Zeile für jedes Paar von Zonen: Zellen, Fläche, mittlere Höhe, mittlerer Überbauungsgrad und die Gründe.</translation>
    </message>
    <message>
      <source>Recognise from the file and the values</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Aus Datei und Werten erkennen</translation>
    </message>
    <message>
      <source>Metres</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Meter</translation>
    </message>
    <message>
      <source>Decimetres (0.1 m)</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Dezimeter (0,1 m)</translation>
    </message>
    <message>
      <source>Centimetres</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Zentimeter</translation>
    </message>
    <message>
      <source>Feet</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Fuß</translation>
    </message>
    <message>
      <source>Cells with buildings whose height or plan fraction is known.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Zellen mit Gebäuden, deren Höhe oder Überbauungsgrad bekannt ist.</translation>
    </message>
    <message>
      <source>Cells whose zone is another.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Zellen, deren Zone eine andere ist.</translation>
    </message>
    <message>
      <source>Their area.</source>
      <extracomment>refinewithheights</extracomment>
      <translation>Ihre Fläche.</translation>
    </message>
    <message>
      <source>Map mixed cells and sub-classes</source>
      <extracomment>mixedcells</extracomment>
      <translation>Gemischte Zellen und Unterklassen kartieren</translation>
    </message>
    <message>
      <source>Maps the two leading zones of each cell and labels sub-classes such as 6_5 where both are probable.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Kartiert die zwei führenden Zonen jeder Zelle und benennt Unterklassen wie 6_5, wo beide wahrscheinlich sind.</translation>
    </message>
    <message>
      <source>&lt;p&gt;A neighbourhood seldom is of one zone alone. This algorithm takes the LCZ probabilities of a map and shows in each cell the leading and the second zone with their probabilities. Where both reach the threshold, the cell gets a sub-class in Stewart and Oke's notation: 6_5 is open low-rise with open midrise, 6_D open low-rise with low plants.&lt;/p&gt; &lt;p&gt;The map has one colour for each sub-class, between the colours of the two zones and nearer to the leading one. The polygons show the same at once: the colour of the leading zone with stripes in that of the second.&lt;/p&gt; &lt;p&gt;A probability is no share of the area. Two probable zones may be two parts of the cell, a form between both, or one form that the sensor cannot tell, such as 5 and 6, which differ by height: refine the zones with building heights first where you have them.&lt;/p&gt;</source>
      <extracomment>mixedcells</extracomment>
      <translation>&lt;p&gt;Ein Viertel gehört selten nur einer Zone an. Dieser Algorithmus nimmt die LCZ-Wahrscheinlichkeiten einer Karte und zeigt in jeder Zelle die führende und die zweite Zone mit ihren Wahrscheinlichkeiten. Wo beide die Schwelle erreichen, bekommt die Zelle eine Unterklasse in der Schreibweise von Stewart und Oke: 6_5 ist offene niedrige mit offener mittelhoher Bebauung, 6_D offene niedrige Bebauung mit niedrigen Pflanzen.&lt;/p&gt; &lt;p&gt;Die Karte hat eine Farbe für jede Unterklasse, zwischen den Farben beider Zonen und näher an der führenden. Die Polygone zeigen dasselbe auf einen Blick: die Farbe der führenden Zone mit Streifen in der Farbe der zweiten.&lt;/p&gt; &lt;p&gt;Eine Wahrscheinlichkeit ist kein Flächenanteil. Zwei wahrscheinliche Zonen können zwei Teile der Zelle sein, eine Form zwischen beiden oder eine Form, die der Sensor nicht unterscheiden kann, wie 5 und 6, die sich in der Höhe unterscheiden: Verfeinern Sie die Zonen zuerst mit Gebäudehöhen, wo Sie welche haben.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Minimum probability of both zones (percent)</source>
      <extracomment>mixedcells</extracomment>
      <translation>Kleinste Wahrscheinlichkeit beider Zonen (Prozent)</translation>
    </message>
    <message>
      <source>Mixed cells</source>
      <extracomment>mixedcells</extracomment>
      <translation>Gemischte Zellen</translation>
    </message>
    <message>
      <source>Sub-classes (CSV)</source>
      <extracomment>mixedcells</extracomment>
      <translation>Unterklassen (CSV)</translation>
    </message>
    <message>
      <source>Number of mixed cells</source>
      <extracomment>mixedcells</extracomment>
      <translation>Anzahl gemischter Zellen</translation>
    </message>
    <message>
      <source>Mixed area (percent)</source>
      <extracomment>mixedcells</extracomment>
      <translation>Gemischte Fläche (Prozent)</translation>
    </message>
    <message>
      <source>A cell is mixed, and gets a sub-class, where the leading and the second zone are both at least as probable.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Eine Zelle ist gemischt und bekommt eine Unterklasse, wo die führende und die zweite Zone beide mindestens so wahrscheinlich sind.</translation>
    </message>
    <message>
      <source>Five bands: the sub-class (100 × leading + second zone where a cell is mixed, such as 605, else twice the leading one, such as 606), both zones, and their probabilities in percent; nodata 65535.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Fünf Kanäle: die Unterklasse (100 × führende + zweite Zone, wo eine Zelle gemischt ist, etwa 605, sonst zweimal die führende, etwa 606), beide Zonen und ihre Wahrscheinlichkeiten in Prozent; ohne Wert 65535.</translation>
    </message>
    <message>
      <source>Neighbouring mixed cells of one sub-class, drawn in the colour of the leading zone with stripes in that of the second one; attributes subclass (6_5), lcz, second, mean probabilities and cells.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Benachbarte gemischte Zellen einer Unterklasse, in der Farbe der führenden Zone mit Streifen in der Farbe der zweiten; Attribute subclass (6_5), lcz, second, mittlere Wahrscheinlichkeiten und Zellen.</translation>
    </message>
    <message>
      <source>A page with the sub-classes, and a matrix of which zones mix.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Eine Seite mit den Unterklassen und einer Matrix, welche Zonen sich mischen.</translation>
    </message>
    <message>
      <source>A row for each zone and sub-class: cells, area, mean probabilities.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Eine Zeile für jede Zone und Unterklasse: Zellen, Fläche, mittlere Wahrscheinlichkeiten.</translation>
    </message>
    <message>
      <source>Cells with a sub-class.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Zellen mit einer Unterklasse.</translation>
    </message>
    <message>
      <source>Their share of the area with a zone.</source>
      <extracomment>mixedcells</extracomment>
      <translation>Ihr Anteil an der Fläche mit einer Zone.</translation>
    </message>
    <message>
      <source>Combine the LCZ probabilities of two models</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>LCZ-Wahrscheinlichkeiten zweier Modelle verbinden</translation>
    </message>
    <message>
      <source>Combines two models' LCZ probabilities by their weighted mean, whose weight can be learned on areas.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Verbindet die LCZ-Wahrscheinlichkeiten zweier Modelle durch ihr gewichtetes Mittel, dessen Gewicht an Flächen gelernt werden kann.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Two models that see a scene differently, such as one with radar and one without, may be better together. This algorithm takes the LCZ probabilities that each gave the same scene and writes the zones of their weighted mean.&lt;/p&gt; &lt;p&gt;With validation areas the weight is learned: it is the one under which the zones of these areas are most probable. They must be areas from which neither model has learned, as a model is always right where it has learned. Without them both count as the weight says, by default the same.&lt;/p&gt; &lt;p&gt;Cells that only one model answers keep what it says: a map with radar and one without together cover all of the scene, also where radar is missing.&lt;/p&gt;</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>&lt;p&gt;Zwei Modelle, die eine Szene verschieden sehen, etwa eines mit Radar und eines ohne, können zusammen besser sein. Dieser Algorithmus nimmt die LCZ-Wahrscheinlichkeiten, die beide derselben Szene gaben, und schreibt die Zonen ihres gewichteten Mittels.&lt;/p&gt; &lt;p&gt;Mit Validierungsflächen wird das Gewicht gelernt: Es ist das, mit dem die Zonen dieser Flächen am wahrscheinlichsten sind. Von diesen Flächen darf keines der Modelle gelernt haben, denn wo ein Modell gelernt hat, hat es immer recht. Ohne sie zählen beide, wie das Gewicht sagt, voreingestellt gleich viel.&lt;/p&gt; &lt;p&gt;Zellen, zu denen nur ein Modell etwas sagt, behalten dessen Aussage: Eine Karte mit Radar und eine ohne decken zusammen die ganze Szene ab, auch wo Radar fehlt.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>LCZ probabilities of the first model</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>LCZ-Wahrscheinlichkeiten des ersten Modells</translation>
    </message>
    <message>
      <source>LCZ probabilities of the second model</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>LCZ-Wahrscheinlichkeiten des zweiten Modells</translation>
    </message>
    <message>
      <source>Validation areas</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Validierungsflächen</translation>
    </message>
    <message>
      <source>Weight of the first model (0 to 1)</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Gewicht des ersten Modells (0 bis 1)</translation>
    </message>
    <message>
      <source>Weight of the first model</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Gewicht des ersten Modells</translation>
    </message>
    <message>
      <source>Cells of both models</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Zellen beider Modelle</translation>
    </message>
    <message>
      <source>The output “LCZ probabilities” of the run with the first model.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Die Ausgabe „LCZ-Wahrscheinlichkeiten“ des Laufs mit dem ersten Modell.</translation>
    </message>
    <message>
      <source>The same of the run with the second model: same scene, extent and cell size. Cells that only one model answers, such as those without radar, keep its probabilities.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Dasselbe vom Lauf mit dem zweiten Modell: gleiche Szene, Ausdehnung und Zellgröße. Zellen, zu denen nur ein Modell etwas sagt, etwa solche ohne Radar, behalten dessen Wahrscheinlichkeiten.</translation>
    </message>
    <message>
      <source>Polygons that say their zone, or an LCZ raster, from which neither model has learned: the weight becomes the one under which their zones are most probable.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Polygone, die ihre Zone nennen, oder ein LCZ-Raster, von denen keines der Modelle gelernt hat: Das Gewicht wird das, mit dem deren Zonen am wahrscheinlichsten sind.</translation>
    </message>
    <message>
      <source>Empty finds it: a field called lcz, class or the like, in KML the folders or else the placemarks' names.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Leer wird es gefunden: ein Feld namens lcz, class oder ähnlich, in KML die Ordner oder sonst die Namen der Ortsmarken.</translation>
    </message>
    <message>
      <source>Used without validation areas. The second model has the rest.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Gilt ohne Validierungsflächen. Das zweite Modell hat den Rest.</translation>
    </message>
    <message>
      <source>The zones that are most probable by both models.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Die Zonen, die nach beiden Modellen am wahrscheinlichsten sind.</translation>
    </message>
    <message>
      <source>Probability of the zone shown, in percent; nodata 255.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Wahrscheinlichkeit der gezeigten Zone, in Prozent; ohne Wert 255.</translation>
    </message>
    <message>
      <source>Mean probability of each zone, one band per zone; stored value × 0.004.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Mittlere Wahrscheinlichkeit jeder Zone, ein Kanal je Zone; gespeicherter Wert × 0,004.</translation>
    </message>
    <message>
      <source>As given or as learned, 0 to 1.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Wie angegeben oder wie gelernt, 0 bis 1.</translation>
    </message>
    <message>
      <source>Cells with a mean of both.</source>
      <extracomment>fuseprobabilities</extracomment>
      <translation>Zellen mit dem Mittel beider.</translation>
    </message>
    <message>
      <source>Filter an LCZ map</source>
      <extracomment>filterlcz</extracomment>
      <translation>Eine LCZ-Karte filtern</translation>
    </message>
    <message>
      <source>Smooths an LCZ map with the Gaussian filter of the LCZ Generator or with a majority filter.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Glättet eine LCZ-Karte mit dem Gauß-Filter des LCZ Generators oder mit einem Mehrheitsfilter.</translation>
    </message>
    <message>
      <source>&lt;p&gt;A zone describes a neighbourhood, so an isolated cell that differs from all its neighbours is seldom correct. This algorithm removes such cells.&lt;/p&gt; &lt;p&gt;The Gaussian filter is that of the LCZ Generator: every zone is weighted with a Gaussian of its own radius and standard deviation in metres (large low-rise has a radius of 500 m, water of 50 m), and each cell takes the zone with the largest weight. Radius and standard deviation do not depend on the cell size. If the radius of a zone is smaller than one cell, as for water in cells of 100 m, its cells do not change. The majority filter takes the most frequent zone within a circle instead.&lt;/p&gt; &lt;p&gt;The map may come from any source: its codes are recognised from its values, and the log says what was found. It may be in metres, feet or degrees; in degrees, the width of a cell depends on its latitude. Cells without a zone do not change. The result has the codes 1 to 17 and the colours of this plugin. Maps of any size are read in blocks.&lt;/p&gt;</source>
      <extracomment>filterlcz</extracomment>
      <translation>&lt;p&gt;Eine Zone beschreibt ein Viertel; eine einzelne Zelle, die sich von allen Nachbarn unterscheidet, ist daher selten richtig. Dieser Algorithmus entfernt solche Zellen.&lt;/p&gt; &lt;p&gt;Der Gauß-Filter ist der des LCZ Generators: Jede Zone wird mit einer Gauß-Kurve von eigenem Radius und eigener Standardabweichung in Metern gewichtet (große flache Gebäude haben einen Radius von 500 m, Wasser von 50 m), und jede Zelle nimmt die Zone mit dem größten Gewicht an. Radius und Standardabweichung hängen nicht von der Zellgröße ab. Ist der Radius einer Zone kleiner als eine Zelle, wie bei Wasser in Zellen von 100 m, ändern sich ihre Zellen nicht. Der Mehrheitsfilter nimmt stattdessen die häufigste Zone in einem Kreis.&lt;/p&gt; &lt;p&gt;Die Karte kann aus beliebiger Quelle kommen: Ihre Codes werden an ihren Werten erkannt, und das Protokoll sagt, was gefunden wurde. Sie kann in Metern, Fuß oder Grad sein; in Grad hängt die Breite einer Zelle von ihrer geografischen Breite ab. Zellen ohne Zone ändern sich nicht. Das Ergebnis hat die Codes 1 bis 17 und die Farben dieses Plugins. Karten jeder Größe werden blockweise gelesen.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Radius of the majority filter (metres)</source>
      <extracomment>filterlcz</extracomment>
      <translation>Radius des Mehrheitsfilters (Meter)</translation>
    </message>
    <message>
      <source>Changed cells (percent)</source>
      <extracomment>filterlcz</extracomment>
      <translation>Geänderte Zellen (Prozent)</translation>
    </message>
    <message>
      <source>Gaussian filter of the LCZ Generator: each zone is weighted by a Gaussian of its own radius and standard deviation in metres, and the zone with the largest weight is taken. Majority filter: the most frequent zone within a circle is taken. In scripts: gaussian or majority.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Gauß-Filter des LCZ Generators: Jede Zone wird mit einer Gauß-Kurve von eigenem Radius und eigener Standardabweichung in Metern gewichtet, und die Zone mit dem größten Gewicht wird genommen. Mehrheitsfilter: Die häufigste Zone in einem Kreis wird genommen. In Skripten: gaussian oder majority.</translation>
    </message>
    <message>
      <source>Radius of the circle around each cell; at least one cell is used. The Gaussian filter does not use it.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Radius des Kreises um jede Zelle; mindestens eine Zelle wird verwendet. Der Gauß-Filter benutzt ihn nicht.</translation>
    </message>
    <message>
      <source>The smoothed map on the same cells: codes 1 to 10 for built zones, 11 to 17 for A to G; nodata 0.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Die geglättete Karte auf denselben Zellen: Codes 1 bis 10 für bebaute Zonen, 11 bis 17 für A bis G; ohne Wert 0.</translation>
    </message>
    <message>
      <source>Gaussian filter of the LCZ Generator</source>
      <extracomment>filterlcz</extracomment>
      <translation>Gauß-Filter des LCZ Generators</translation>
    </message>
    <message>
      <source>Majority filter</source>
      <extracomment>filterlcz</extracomment>
      <translation>Mehrheitsfilter</translation>
    </message>
    <message>
      <source>Share of the cells with a zone that got another one.</source>
      <extracomment>filterlcz</extracomment>
      <translation>Anteil der Zellen mit Zone, die eine andere bekamen.</translation>
    </message>
    <message>
      <source>Summarise by districts</source>
      <extracomment>summarise</extracomment>
      <translation>Nach Bezirken zusammenfassen</translation>
    </message>
    <message>
      <source>Summarises an LCZ map and an HSE map for each polygon of a layer.</source>
      <extracomment>summarise</extracomment>
      <translation>Fasst eine LCZ-Karte und eine HSE-Karte für jedes Polygon eines Layers zusammen.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Computes for each district the area of every zone in hectares, the dominant zone and its share, the share of built zones (1 to 10), the diversity of zones and the mean of an HSE map. The results are attributes of a copy of the layer, and an HTML report with a chart and tables.&lt;/p&gt; &lt;p&gt;Cells count by area: each cell is divided into 10 x 10 parts, and a part counts for the district that contains its centre. Districts smaller than a few cells are therefore correct, and neighbouring districts share the cells on their border. Districts may be in any CRS and may overlap.&lt;/p&gt; &lt;p&gt;The diversity is Shannon's index with the natural logarithm: 0 where there is one zone, 2.83 where all seventeen zones have equal shares. The attribute cover_pct says how much of a district the map covers: check it before you compare districts at the edge of the map.&lt;/p&gt; &lt;p&gt;Attributes: area_ha (area that has a zone), cover_pct, dominant (1 to 10, A to G), domin_pct, built_pct, shannon, hse_mean (percent), lcz1_ha to lczG_ha. They are empty where nothing is known.&lt;/p&gt;</source>
      <extracomment>summarise</extracomment>
      <translation>&lt;p&gt;Berechnet für jeden Bezirk die Fläche jeder Zone in Hektar, die vorherrschende Zone und ihren Anteil, den Anteil bebauter Zonen (1 bis 10), die Vielfalt der Zonen und das Mittel einer HSE-Karte. Die Ergebnisse sind Attribute einer Kopie des Layers und ein HTML-Bericht mit Diagramm und Tabellen.&lt;/p&gt; &lt;p&gt;Zellen zählen nach Fläche: Jede Zelle wird in 10 x 10 Teile geteilt, und ein Teil zählt für den Bezirk, der seine Mitte enthält. Bezirke, die kleiner als einige Zellen sind, kommen daher richtig heraus, und benachbarte Bezirke teilen sich die Zellen auf ihrer Grenze. Bezirke können in jedem KBS sein und sich überlappen.&lt;/p&gt; &lt;p&gt;Die Vielfalt ist der Shannon-Index mit dem natürlichen Logarithmus: 0, wo es eine Zone gibt, 2,83, wo alle siebzehn Zonen gleiche Anteile haben. Das Attribut cover_pct sagt, wie viel eines Bezirks die Karte bedeckt: Prüfen Sie es, bevor Sie Bezirke am Rand der Karte vergleichen.&lt;/p&gt; &lt;p&gt;Attribute: area_ha (Fläche mit Zone), cover_pct, dominant (1 bis 10, A bis G), domin_pct, built_pct, shannon, hse_mean (Prozent), lcz1_ha bis lczG_ha. Sie sind leer, wo nichts bekannt ist.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Attribute with the district names</source>
      <extracomment>summarise</extracomment>
      <translation>Attribut mit den Namen der Bezirke</translation>
    </message>
    <message>
      <source>Districts with zones</source>
      <extracomment>summarise</extracomment>
      <translation>Bezirke mit Zonen</translation>
    </message>
    <message>
      <source>District report</source>
      <extracomment>summarise</extracomment>
      <translation>Bezirksbericht</translation>
    </message>
    <message>
      <source>Polygons in any CRS; they may overlap.</source>
      <extracomment>summarise</extracomment>
      <translation>Polygone in beliebigem KBS; sie können sich überlappen.</translation>
    </message>
    <message>
      <source>The report uses these names. If not set, it uses the feature ids.</source>
      <extracomment>summarise</extracomment>
      <translation>Der Bericht verwendet diese Namen. Ohne Angabe verwendet er die Objekt-IDs.</translation>
    </message>
    <message>
      <source>A map of settlement extent or imperviousness on any grid, for the mean in each district.</source>
      <extracomment>summarise</extracomment>
      <translation>Eine Karte der Siedlungsausdehnung oder Versiegelung auf beliebigem Gitter, für das Mittel in jedem Bezirk.</translation>
    </message>
    <message>
      <source>A copy of the layer with the attributes area_ha (area that has a zone), cover_pct, dominant, domin_pct, built_pct, shannon, hse_mean and the area of each zone in hectares (lcz1_ha to lczG_ha).</source>
      <extracomment>summarise</extracomment>
      <translation>Eine Kopie des Layers mit den Attributen area_ha (Fläche mit Zone), cover_pct, dominant, domin_pct, built_pct, shannon, hse_mean und der Fläche jeder Zone in Hektar (lcz1_ha bis lczG_ha).</translation>
    </message>
    <message>
      <source>An HTML page with a chart and tables.</source>
      <extracomment>summarise</extracomment>
      <translation>Eine HTML-Seite mit Diagramm und Tabellen.</translation>
    </message>
    <message>
      <source>Number of polygons that contain cells with a zone.</source>
      <extracomment>summarise</extracomment>
      <translation>Zahl der Polygone, die Zellen mit Zone enthalten.</translation>
    </message>
    <message>
      <source>Zones around stations</source>
      <extracomment>stations</extracomment>
      <translation>Zonen um Stationen</translation>
    </message>
    <message>
      <source>Finds the zones around weather stations, which of them stand for one zone, and rural references.</source>
      <extracomment>stations</extracomment>
      <translation>Findet die Zonen um Wetterstationen, welche von ihnen für eine Zone stehen, und ländliche Vergleichsorte.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Reads a map of local climate zones around weather stations: the zone of each station's cell, the shares of the zones and the mean HSE within several radii, how far another zone and water are, and whether the station stands for one zone. Stations are a layer of points, or a table such as a CSV file with columns of coordinates.&lt;/p&gt; &lt;p&gt;A station is suitable for comparing where one zone has 80 % and more of the circle of 500 m (both can be changed). “Partly mapped” means that the map has too little of the circle to say; “mixed” that no zone has the minimum. Shares are of the whole circle: the part of each cell within it is exact, and what the map does not cover is stated, never filled in.&lt;/p&gt; &lt;p&gt;For each urban station (zones 1 to 10) rural references are found: places, and rural stations of the same list, in the zones D, B or A that fill their own circle, are about as far from water and, with an elevation model, about as high. They are candidates: visit them before you use them. The difference of temperature between a zone and zone D is the heat island after Stewart and Oke (2012).&lt;/p&gt; &lt;p&gt;Two stations with the same coordinates are named in the log: in crowd-sourced networks such places often are not true ones.&lt;/p&gt;</source>
      <extracomment>stations</extracomment>
      <translation>&lt;p&gt;Liest eine Karte lokaler Klimazonen um Wetterstationen: die Zone der Zelle jeder Station, die Anteile der Zonen und die mittlere HSE in mehreren Radien, wie weit eine andere Zone und Wasser entfernt sind, und ob die Station für eine Zone steht. Stationen sind ein Layer von Punkten oder eine Tabelle wie eine CSV-Datei mit Spalten von Koordinaten.&lt;/p&gt; &lt;p&gt;Eine Station eignet sich zum Vergleichen, wo eine Zone 80 % und mehr des Kreises von 500 m hat (beides lässt sich ändern). “partly mapped” heißt, dass die Karte zu wenig des Kreises hat, um es zu sagen; “mixed”, dass keine Zone den Mindestanteil hat. Anteile beziehen sich auf den ganzen Kreis: Der Teil jeder Zelle darin ist exakt, und was die Karte nicht bedeckt, wird genannt und nie ergänzt.&lt;/p&gt; &lt;p&gt;Für jede städtische Station (Zonen 1 bis 10) werden ländliche Vergleichsorte gesucht: Orte und ländliche Stationen derselben Liste in den Zonen D, B oder A, die ihren eigenen Kreis füllen, etwa gleich weit vom Wasser und, mit einem Geländemodell, etwa gleich hoch liegen. Sie sind Vorschläge: Besuchen Sie sie, bevor Sie sie verwenden. Der Temperaturunterschied zwischen einer Zone und Zone D ist die Wärmeinsel nach Stewart und Oke (2012).&lt;/p&gt; &lt;p&gt;Stationen mit denselben Koordinaten nennt das Protokoll: In Netzen von Privatleuten sind solche Orte oft nicht die wahren.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Attribute with the names</source>
      <extracomment>stations</extracomment>
      <translation>Attribut mit den Namen</translation>
    </message>
    <message>
      <source>Digital elevation model</source>
      <extracomment>stations</extracomment>
      <translation>Digitales Geländemodell</translation>
    </message>
    <message>
      <source>Radii (m)</source>
      <extracomment>stations</extracomment>
      <translation>Radien (m)</translation>
    </message>
    <message>
      <source>Radius that decides (m)</source>
      <extracomment>stations</extracomment>
      <translation>Entscheidender Radius (m)</translation>
    </message>
    <message>
      <source>Minimum share of one zone (percent)</source>
      <extracomment>stations</extracomment>
      <translation>Mindestanteil einer Zone (Prozent)</translation>
    </message>
    <message>
      <source>Rural references for each station</source>
      <extracomment>stations</extracomment>
      <translation>Ländliche Vergleichsorte je Station</translation>
    </message>
    <message>
      <source>Largest distance of a reference (km)</source>
      <extracomment>stations</extracomment>
      <translation>Größter Abstand eines Vergleichsorts (km)</translation>
    </message>
    <message>
      <source>Largest difference of altitude (m)</source>
      <extracomment>stations</extracomment>
      <translation>Größter Höhenunterschied (m)</translation>
    </message>
    <message>
      <source>Column of longitude or x</source>
      <extracomment>stations</extracomment>
      <translation>Spalte der Länge oder von x</translation>
    </message>
    <message>
      <source>Column of latitude or y</source>
      <extracomment>stations</extracomment>
      <translation>Spalte der Breite oder von y</translation>
    </message>
    <message>
      <source>CRS of the coordinates</source>
      <extracomment>stations</extracomment>
      <translation>KBS der Koordinaten</translation>
    </message>
    <message>
      <source>Stations with zones</source>
      <extracomment>stations</extracomment>
      <translation>Stationen mit Zonen</translation>
    </message>
    <message>
      <source>Stations (CSV)</source>
      <extracomment>stations</extracomment>
      <translation>Stationen (CSV)</translation>
    </message>
    <message>
      <source>Suitable stations</source>
      <extracomment>stations</extracomment>
      <translation>Geeignete Stationen</translation>
    </message>
    <message>
      <source>Stations outside</source>
      <extracomment>stations</extracomment>
      <translation>Stationen außerhalb</translation>
    </message>
    <message>
      <source>Stations with references</source>
      <extracomment>stations</extracomment>
      <translation>Stationen mit Vergleichsorten</translation>
    </message>
    <message>
      <source>A layer of points in any CRS; or a table without points, such as a CSV file, with columns of coordinates: lon and lat in degrees, or x and y (easting and northing) in the CRS of the coordinates. Decimal commas are understood.</source>
      <extracomment>stations</extracomment>
      <translation>Ein Layer von Punkten in beliebigem KBS; oder eine Tabelle ohne Punkte, etwa eine CSV-Datei, mit Spalten von Koordinaten: lon und lat in Grad, oder x und y (Rechts- und Hochwert) im KBS der Koordinaten. Dezimalkommas werden verstanden.</translation>
    </message>
    <message>
      <source>If not set: a column called name, station, id or the like, else the number of the row.</source>
      <extracomment>stations</extracomment>
      <translation>Ohne Angabe: eine Spalte namens name, station, id oder ähnlich, sonst die Nummer der Zeile.</translation>
    </message>
    <message>
      <source>A map of settlement extent or imperviousness on any grid, for the mean around each station.</source>
      <extracomment>stations</extracomment>
      <translation>Eine Karte der Siedlungsausdehnung oder Versiegelung auf beliebigem Gitter, für das Mittel um jede Station.</translation>
    </message>
    <message>
      <source>The LCZ probabilities or the LCZ confidence of the run that made the map: how sure it is of the zones it shows.</source>
      <extracomment>stations</extracomment>
      <translation>Die LCZ-Wahrscheinlichkeiten oder die LCZ-Sicherheit des Laufs, der die Karte gemacht hat: wie sicher sie der Zonen ist, die sie zeigt.</translation>
    </message>
    <message>
      <source>Altitudes in metres on any grid. With it, rural references have to be about as high as the station.</source>
      <extracomment>stations</extracomment>
      <translation>Höhen in Metern auf beliebigem Gitter. Damit müssen ländliche Vergleichsorte etwa so hoch liegen wie die Station.</translation>
    </message>
    <message>
      <source>Of the circles around each station in which zones and HSE are counted, up to 20000.</source>
      <extracomment>stations</extracomment>
      <translation>Der Kreise um jede Station, in denen Zonen und HSE gezählt werden, bis 20000.</translation>
    </message>
    <message>
      <source>A station is suitable for comparing where one zone fills the circle of this radius. Air adjusts to a zone within some 200 to 500 m.</source>
      <extracomment>stations</extracomment>
      <translation>Eine Station eignet sich zum Vergleichen, wo eine Zone den Kreis dieses Radius füllt. Luft passt sich einer Zone auf etwa 200 bis 500 m an.</translation>
    </message>
    <message>
      <source>Of the whole circle, for a station to be suitable and for a place to be a rural reference.</source>
      <extracomment>stations</extracomment>
      <translation>Des ganzen Kreises, damit eine Station geeignet und ein Ort ein ländlicher Vergleichsort ist.</translation>
    </message>
    <message>
      <source>How many places in the zones D, B and A to find for each urban station, and how many rural stations of the list; 0 for none.</source>
      <extracomment>stations</extracomment>
      <translation>Wie viele Orte in den Zonen D, B und A für jede städtische Station gesucht werden, und wie viele ländliche Stationen der Liste; 0 für keine.</translation>
    </message>
    <message>
      <source>From its station.</source>
      <extracomment>stations</extracomment>
      <translation>Von seiner Station.</translation>
    </message>
    <message>
      <source>Of a reference from its station, with a DEM. 50 m are about 0.3 K in the standard atmosphere.</source>
      <extracomment>stations</extracomment>
      <translation>Eines Vergleichsorts zu seiner Station, mit einem Geländemodell. 50 m sind etwa 0,3 K in der Standardatmosphäre.</translation>
    </message>
    <message>
      <source>Of a table without points. If not set, it is found by its name.</source>
      <extracomment>stations</extracomment>
      <translation>Einer Tabelle ohne Punkte. Ohne Angabe wird sie an ihrem Namen erkannt.</translation>
    </message>
    <message>
      <source>Of a table without points, or of a layer without CRS. If not set, columns called lon and lat hold degrees (EPSG:4326).</source>
      <extracomment>stations</extracomment>
      <translation>Einer Tabelle ohne Punkte oder eines Layers ohne KBS. Ohne Angabe enthalten Spalten namens lon und lat Grad (EPSG:4326).</translation>
    </message>
    <message>
      <source>A copy of the stations with their zone, verdict, distances, and for each radius the dominant zone, its share, how much of the circle the map covers, diversity, mean HSE and the share of each zone.</source>
      <extracomment>stations</extracomment>
      <translation>Eine Kopie der Stationen mit Zone, Urteil, Abständen und für jeden Radius der vorherrschenden Zone, ihrem Anteil, wie viel des Kreises die Karte bedeckt, Vielfalt, mittlerer HSE und dem Anteil jeder Zone.</translation>
    </message>
    <message>
      <source>Points that may serve the urban stations as rural references, the best first, with what is unlike.</source>
      <extracomment>stations</extracomment>
      <translation>Punkte, die den städtischen Stationen als ländliche Vergleichsorte dienen können, die besten zuerst, mit dem, was unähnlich ist.</translation>
    </message>
    <message>
      <source>A page with charts, verdicts and tables, in one HTML file.</source>
      <extracomment>stations</extracomment>
      <translation>Eine Seite mit Diagrammen, Urteilen und Tabellen, in einer HTML-Datei.</translation>
    </message>
    <message>
      <source>A row for each station, shares from 0 to 1.</source>
      <extracomment>stations</extracomment>
      <translation>Eine Zeile für jede Station, Anteile von 0 bis 1.</translation>
    </message>
    <message>
      <source>Number of stations that stand for one zone.</source>
      <extracomment>stations</extracomment>
      <translation>Anzahl der Stationen, die für eine Zone stehen.</translation>
    </message>
    <message>
      <source>Number of stations where the map has no zone.</source>
      <extracomment>stations</extracomment>
      <translation>Anzahl der Stationen, wo die Karte keine Zone hat.</translation>
    </message>
    <message>
      <source>Number of urban stations with a reference.</source>
      <extracomment>stations</extracomment>
      <translation>Anzahl der städtischen Stationen mit einem Vergleichsort.</translation>
    </message>
    <message>
      <source>Style a map</source>
      <extracomment>stylemap</extracomment>
      <translation>Eine Karte gestalten</translation>
    </message>
    <message>
      <source>Styles an LCZ map or a map of settlement extent in the colours of this plugin.</source>
      <extracomment>stylemap</extracomment>
      <translation>Gestaltet eine LCZ-Karte oder eine Karte der Siedlungsausdehnung in den Farben dieses Plugins.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Gives a raster layer the colours and legend of this plugin's maps: seventeen named classes for local climate zones, or a colour ramp from 0 to 100 percent for settlement extent and LCZ confidence.&lt;/p&gt; &lt;p&gt;The raster may come from any source. What it shows, and which numbers stand for which zones, is recognised from the names of its bands and from all its values; the log says what was found. The values do not change.&lt;/p&gt; &lt;p&gt;With the LCZ confidence of the same run it also makes a faded LCZ map, in which doubtful cells are translucent.&lt;/p&gt;</source>
      <extracomment>stylemap</extracomment>
      <translation>&lt;p&gt;Gibt einem Rasterlayer die Farben und die Legende der Karten dieses Plugins: siebzehn benannte Klassen für lokale Klimazonen, oder einen Farbverlauf von 0 bis 100 Prozent für Siedlungsausdehnung und LCZ-Sicherheit.&lt;/p&gt; &lt;p&gt;Das Raster kann aus beliebiger Quelle kommen. Was es zeigt und welche Zahlen für welche Zonen stehen, wird an den Namen seiner Kanäle und an allen seinen Werten erkannt; das Protokoll sagt, was gefunden wurde. Die Werte ändern sich nicht.&lt;/p&gt; &lt;p&gt;Mit der LCZ-Sicherheit desselben Laufs erzeugt es auch eine verblasste LCZ-Karte, in der zweifelhafte Zellen durchscheinend sind.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>What the map shows</source>
      <extracomment>stylemap</extracomment>
      <translation>Was die Karte zeigt</translation>
    </message>
    <message>
      <source>Colours of the zones</source>
      <extracomment>stylemap</extracomment>
      <translation>Farben der Zonen</translation>
    </message>
    <message>
      <source>Save the style beside the raster</source>
      <extracomment>stylemap</extracomment>
      <translation>Den Stil neben dem Raster speichern</translation>
    </message>
    <message>
      <source>Band to show</source>
      <extracomment>stylemap</extracomment>
      <translation>Gezeigter Kanal</translation>
    </message>
    <message>
      <source>LCZ map faded by confidence</source>
      <extracomment>stylemap</extracomment>
      <translation>LCZ-Karte, nach Sicherheit verblasst</translation>
    </message>
    <message>
      <source>Styled map</source>
      <extracomment>stylemap</extracomment>
      <translation>Gestaltete Karte</translation>
    </message>
    <message>
      <source>Style file</source>
      <extracomment>stylemap</extracomment>
      <translation>Stildatei</translation>
    </message>
    <message>
      <source>An LCZ map in any of the usual codes, a map of settlement or imperviousness (in percent, or from 0 to 1), or a map of LCZ confidence.</source>
      <extracomment>stylemap</extracomment>
      <translation>Eine LCZ-Karte in einem der üblichen Codes, eine Karte der Siedlung oder Versiegelung (in Prozent oder von 0 bis 1) oder eine Karte der LCZ-Sicherheit.</translation>
    </message>
    <message>
      <source>By default this is recognised from the names of the bands and from all values. In scripts: auto, lcz, hse or confidence.</source>
      <extracomment>stylemap</extracomment>
      <translation>Ohne Angabe wird dies an den Namen der Kanäle und an allen Werten erkannt. In Skripten: auto, lcz, hse oder confidence.</translation>
    </message>
    <message>
      <source>The colours of WUDAPT, which most LCZ maps have, or seventeen colours that people with colour vision deficiency can also tell apart. Percentages run from light to dark in both. In scripts: standard or safe.</source>
      <extracomment>stylemap</extracomment>
      <translation>Die Farben von WUDAPT, die die meisten LCZ-Karten haben, oder siebzehn Farben, die auch Menschen mit Farbsehschwäche unterscheiden können. Prozentwerte laufen in beiden von hell nach dunkel. In Skripten: standard oder safe.</translation>
    </message>
    <message>
      <source>Writes a .qml file, which QGIS applies whenever the raster is opened. An existing one is replaced.</source>
      <extracomment>stylemap</extracomment>
      <translation>Schreibt eine .qml-Datei, die QGIS anwendet, wann immer das Raster geöffnet wird. Eine vorhandene wird ersetzt.</translation>
    </message>
    <message>
      <source>Only for the faded map: the LCZ confidence or the LCZ probabilities of the run that made the map. If not set, they are looked for in the file of the map, as the LCZ Generator's three bands have them.</source>
      <extracomment>stylemap</extracomment>
      <translation>Nur für die verblasste Karte: die LCZ-Sicherheit oder die LCZ-Wahrscheinlichkeiten des Laufs, der die Karte erzeugt hat. Ohne Angabe werden sie in der Datei der Karte gesucht, wie die drei Kanäle des LCZ Generators sie enthalten.</translation>
    </message>
    <message>
      <source>If not set: the band called lczFilter, lcz or HSE, else the only band.</source>
      <extracomment>stylemap</extracomment>
      <translation>Ohne Angabe: der Kanal namens lczFilter, lcz oder HSE, sonst der einzige.</translation>
    </message>
    <message>
      <source>The LCZ map in a file of its own whose second band holds the opacity, so that each cell is as opaque as its confidence: what is doubtful fades. Cells without a confidence are not drawn.</source>
      <extracomment>stylemap</extracomment>
      <translation>Die LCZ-Karte in einer eigenen Datei, deren zweiter Kanal die Deckkraft enthält, so dass jede Zelle so deckend ist, wie sie sicher ist: Zweifelhaftes verblasst. Zellen ohne Sicherheit werden nicht gezeichnet.</translation>
    </message>
    <message>
      <source>Settlement or imperviousness</source>
      <extracomment>stylemap</extracomment>
      <translation>Siedlung oder Versiegelung</translation>
    </message>
    <message>
      <source>WUDAPT</source>
      <extracomment>stylemap</extracomment>
      <translation>WUDAPT</translation>
    </message>
    <message>
      <source>For all kinds of colour vision</source>
      <extracomment>stylemap</extracomment>
      <translation>Für alle Arten des Farbsehens</translation>
    </message>
    <message>
      <source>The same raster.</source>
      <extracomment>stylemap</extracomment>
      <translation>Dasselbe Raster.</translation>
    </message>
    <message>
      <source>Path of the .qml file; empty if none was written.</source>
      <extracomment>stylemap</extracomment>
      <translation>Pfad der .qml-Datei; leer, wenn keine geschrieben wurde.</translation>
    </message>
    <message>
      <source>lcz, hse or confidence.</source>
      <extracomment>stylemap</extracomment>
      <translation>lcz, hse oder confidence.</translation>
    </message>
    <message>
      <source>Add a print layout</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Drucklayout hinzufügen</translation>
    </message>
    <message>
      <source>Adds a print layout of an LCZ map or HSE map with legend, scale bar, north arrow and class areas.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Fügt ein Drucklayout einer LCZ-Karte oder HSE-Karte mit Legende, Maßstab, Nordpfeil und Flächen der Klassen hinzu.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Adds a print layout of a map to the project: title, map, legend with the names of the zones that occur, scale bar, north arrow and a table with the area of each class. All items are QGIS's own, so that everything can be moved, changed and exported in the layout designer: menu Project, Layouts.&lt;/p&gt; &lt;p&gt;The layer is shown as it is styled; a map that is not in the project is added in the colours of this plugin. For an HSE map and for LCZ confidence the table has the area of five ranges of percent.&lt;/p&gt; &lt;p&gt;With a file under “Layout template” the same layout is saved as a .qpt file, for the layout manager of other projects. In qgis_process without a project this file is the result.&lt;/p&gt;</source>
      <extracomment>layouttemplate</extracomment>
      <translation>&lt;p&gt;Fügt dem Projekt ein Drucklayout einer Karte hinzu: Titel, Karte, Legende mit den Namen der Zonen, die vorkommen, Maßstabsleiste, Nordpfeil und eine Tabelle mit der Fläche jeder Klasse. Alle Elemente sind die von QGIS selbst, so dass sich alles in der Layoutgestaltung verschieben, ändern und exportieren lässt: Menü Projekt, Layouts.&lt;/p&gt; &lt;p&gt;Der Layer wird gezeigt, wie er gestaltet ist; eine Karte, die nicht im Projekt ist, kommt in den Farben dieses Plugins hinzu. Für eine HSE-Karte und für die LCZ-Sicherheit enthält die Tabelle die Fläche von fünf Bereichen in Prozent.&lt;/p&gt; &lt;p&gt;Mit einer Datei unter „Layoutvorlage“ wird dasselbe Layout als .qpt-Datei gespeichert, für die Layoutverwaltung anderer Projekte. In qgis_process ohne Projekt ist diese Datei das Ergebnis.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Paper</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Layout template</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Layoutvorlage</translation>
    </message>
    <message>
      <source>Layout</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Layout</translation>
    </message>
    <message>
      <source>An LCZ map in any of the usual codes, an HSE map or a map of LCZ confidence. One that is not in the project yet is added to it.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Eine LCZ-Karte in einem der üblichen Codes, eine HSE-Karte oder eine Karte der LCZ-Sicherheit. Eine, die noch nicht im Projekt ist, wird hinzugefügt.</translation>
    </message>
    <message>
      <source>Size and direction of the page. In scripts: a4, a4upright, a3 or a3upright.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Größe und Richtung der Seite. In Skripten: a4, a4upright, a3 oder a3upright.</translation>
    </message>
    <message>
      <source>If not set: what the map shows, and its place.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Ohne Angabe: was die Karte zeigt, und ihr Ort.</translation>
    </message>
    <message>
      <source>The same layout as a file, to be opened in the layout manager of any project.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Dasselbe Layout als Datei, zum Öffnen in der Layoutverwaltung jedes Projekts.</translation>
    </message>
    <message>
      <source>A4, across</source>
      <extracomment>layouttemplate</extracomment>
      <translation>A4, quer</translation>
    </message>
    <message>
      <source>A4, upright</source>
      <extracomment>layouttemplate</extracomment>
      <translation>A4, hoch</translation>
    </message>
    <message>
      <source>A3, across</source>
      <extracomment>layouttemplate</extracomment>
      <translation>A3, quer</translation>
    </message>
    <message>
      <source>A3, upright</source>
      <extracomment>layouttemplate</extracomment>
      <translation>A3, hoch</translation>
    </message>
    <message>
      <source>Name of the layout in the project; empty without a project.</source>
      <extracomment>layouttemplate</extracomment>
      <translation>Name des Layouts im Projekt; leer ohne Projekt.</translation>
    </message>
    <message>
      <source>Load the demo town</source>
      <extracomment>loaddemo</extracomment>
      <translation>Die Demostadt laden</translation>
    </message>
    <message>
      <source>5 · Setup and first steps</source>
      <extracomment>loaddemo</extracomment>
      <translation>5 · Einrichtung und erste Schritte</translation>
    </message>
    <message>
      <source>Creates a simulated Sentinel-2 scene of a small town with its true maps, to try the plugin without data.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Erzeugt eine simulierte Sentinel-2-Szene einer kleinen Stadt mit ihren wahren Karten, um das Plugin ohne Daten auszuprobieren.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Creates a simulated Sentinel-2 scene of a small European town, 6 x 6 km, and loads it together with two maps of what was really built: the local climate zones and the sealed share of the ground. You need no data of your own and no internet connection.&lt;/p&gt; &lt;p&gt;Use it to learn the plugin: map the layer “Demo town” with “Map settlement extent and local climate zones”, then compare the result with the true maps in “4 · Accuracy and change”. The town does not exist; the figures say nothing about real cities.&lt;/p&gt;</source>
      <extracomment>loaddemo</extracomment>
      <translation>&lt;p&gt;Erzeugt eine simulierte Sentinel-2-Szene einer kleinen europäischen Stadt, 6 x 6 km, und lädt sie zusammen mit zwei Karten dessen, was wirklich gebaut ist: den lokalen Klimazonen und dem versiegelten Anteil des Bodens. Sie brauchen keine eigenen Daten und keine Internetverbindung.&lt;/p&gt; &lt;p&gt;Lernen Sie damit das Plugin kennen: Kartieren Sie den Layer „Demostadt“ mit „Karte von Siedlungsausdehnung und lokalen Klimazonen“, und vergleichen Sie das Ergebnis dann mit den wahren Karten unter „4 · Genauigkeit und Änderung“. Die Stadt gibt es nicht; die Zahlen sagen nichts über wirkliche Städte.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Number of the town</source>
      <extracomment>loaddemo</extracomment>
      <translation>Nummer der Stadt</translation>
    </message>
    <message>
      <source>Folder</source>
      <extracomment>loaddemo</extracomment>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>True LCZ map</source>
      <extracomment>loaddemo</extracomment>
      <translation>Wahre LCZ-Karte</translation>
    </message>
    <message>
      <source>True HSE map</source>
      <extracomment>loaddemo</extracomment>
      <translation>Wahre HSE-Karte</translation>
    </message>
    <message>
      <source>Another number gives another town; the same number always gives the same town.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Eine andere Nummer ergibt eine andere Stadt; dieselbe Nummer ergibt immer dieselbe Stadt.</translation>
    </message>
    <message>
      <source>Where the three files town.tif, town_lcz.tif and town_hse.tif are written.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Wohin die drei Dateien town.tif, town_lcz.tif und town_hse.tif geschrieben werden.</translation>
    </message>
    <message>
      <source>The simulated Sentinel-2 scene: the ten bands at 10 m.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Die simulierte Sentinel-2-Szene: die zehn Kanäle zu 10 m.</translation>
    </message>
    <message>
      <source>The zone that was built in each cell of 100 m, to assess an LCZ map with.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Die Zone, die in jeder Zelle von 100 m gebaut ist, um eine LCZ-Karte zu bewerten.</translation>
    </message>
    <message>
      <source>The sealed share of each cell of 20 m, to assess an HSE map with.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Der versiegelte Anteil jeder Zelle von 20 m, um eine HSE-Karte zu bewerten.</translation>
    </message>
    <message>
      <source>Check the environment</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Die Umgebung prüfen</translation>
    </message>
    <message>
      <source>Checks what is installed, what the network would run on and why, and whether it maps a test scene right.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Prüft, was installiert ist, worauf das Netz laufen würde und warum, und ob es eine Testszene richtig kartiert.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Says what a bug report should say: versions of QGIS and of all that this plugin stands on, the free memory, the weights and their card, what the network would run on and why.&lt;/p&gt; &lt;p&gt;Then it tests the whole chain: a small simulated town is mapped and compared with values that came with the weights. The text in the log and at the end of the report can be copied into a bug report as it is.&lt;/p&gt;</source>
      <extracomment>checkenvironment</extracomment>
      <translation>&lt;p&gt;Sagt, was in einem Fehlerbericht stehen sollte: Versionen von QGIS und von allem, worauf dieses Plugin beruht, den freien Speicher, das Modell und seine Beschreibung, worauf das Netz laufen würde und warum.&lt;/p&gt; &lt;p&gt;Dann wird die ganze Kette geprüft: Eine kleine simulierte Stadt wird kartiert und mit Werten verglichen, die mit dem Modell kamen. Der Text im Protokoll und am Ende des Berichts kann unverändert in einen Fehlerbericht kopiert werden.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Map the test scene</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Die Testszene kartieren</translation>
    </message>
    <message>
      <source>Everything works</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Alles funktioniert</translation>
    </message>
    <message>
      <source>Text for a bug report</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Text für einen Fehlerbericht</translation>
    </message>
    <message>
      <source>What the network would run on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest one that works.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Worauf das Netz laufen würde: cpu, cuda (NVIDIA), mps (Apple); auto nimmt den schnellsten, der funktioniert.</translation>
    </message>
    <message>
      <source>Maps a simulated town of 2 x 2 km from file to file and compares with stored values; less than a minute.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Kartiert eine simulierte Stadt von 2 x 2 km von Datei zu Datei und vergleicht mit gespeicherten Werten; weniger als eine Minute.</translation>
    </message>
    <message>
      <source>A page with all that was found, and the same as text for a bug report. It names no folder and no user.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Eine Seite mit allem, was gefunden wurde, und dasselbe als Text für einen Fehlerbericht. Sie nennt keinen Ordner und keinen Benutzer.</translation>
    </message>
    <message>
      <source>False where something does not work.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Falsch, wenn etwas nicht funktioniert.</translation>
    </message>
    <message>
      <source>The same lines as in the log.</source>
      <extracomment>checkenvironment</extracomment>
      <translation>Dieselben Zeilen wie im Protokoll.</translation>
    </message>
    <message>
      <source>Set up PyTorch</source>
      <extracomment>setuptorch</extracomment>
      <translation>PyTorch einrichten</translation>
    </message>
    <message>
      <source>Installs PyTorch, for faster maps and to train all layers, into an environment of its own, or removes it.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installiert PyTorch, für schnellere Karten und um alle Schichten zu trainieren, in eine eigene Umgebung oder entfernt es.</translation>
    </message>
    <message>
      <source>&lt;p&gt;The network runs on NumPy, which every QGIS includes. On PyTorch it runs faster, and much faster on a graphics card. This algorithm installs PyTorch into an environment of its own in your data folder. It changes neither QGIS nor its Python. The network then runs in a separate process; if that process fails, mapping continues with NumPy and the log says so. Training all layers of the network needs PyTorch and uses the same environment.&lt;/p&gt; &lt;p&gt;PyTorch is downloaded from its own package index and from the Python package index, through the proxy that is set in QGIS. The log shows the progress. An installation that was cancelled is resumed by the next run, and the action “Remove” deletes everything. The environment variable HSE_LCZ_DATA sets another folder.&lt;/p&gt;</source>
      <extracomment>setuptorch</extracomment>
      <translation>&lt;p&gt;Das Netz läuft mit NumPy, das zu jedem QGIS gehört. Mit PyTorch läuft es schneller, auf einer Grafikkarte viel schneller. Dieser Algorithmus installiert PyTorch in eine eigene Umgebung in Ihrem Datenordner. Er ändert weder QGIS noch dessen Python. Das Netz läuft dann in einem eigenen Prozess; versagt dieser, läuft die Kartierung mit NumPy weiter, und das Protokoll sagt es. Alle Schichten des Netzes zu trainieren erfordert PyTorch und nutzt dieselbe Umgebung.&lt;/p&gt; &lt;p&gt;PyTorch wird von seinem eigenen Paketindex und vom Python-Paketindex geladen, über den Proxy, der in QGIS eingestellt ist. Das Protokoll zeigt den Fortschritt. Eine abgebrochene Installation wird vom nächsten Lauf fortgesetzt, und die Aktion „Entfernen“ löscht alles. Die Umgebungsvariable HSE_LCZ_DATA bestimmt einen anderen Ordner.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Action</source>
      <extracomment>setuptorch</extracomment>
      <translation>Aktion</translation>
    </message>
    <message>
      <source>Build of PyTorch</source>
      <extracomment>setuptorch</extracomment>
      <translation>PyTorch-Variante</translation>
    </message>
    <message>
      <source>Folder with wheels (offline installation)</source>
      <extracomment>setuptorch</extracomment>
      <translation>Ordner mit Wheels (Installation ohne Netz)</translation>
    </message>
    <message>
      <source>PyTorch</source>
      <extracomment>setuptorch</extracomment>
      <translation>PyTorch</translation>
    </message>
    <message>
      <source>Size (MB)</source>
      <extracomment>setuptorch</extracomment>
      <translation>Größe (MB)</translation>
    </message>
    <message>
      <source>Install: creates the environment, resumes an interrupted installation, or tests a complete one. Remove: deletes the environment. In scripts: install or remove.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installieren: erstellt die Umgebung, setzt eine unterbrochene Installation fort oder prüft eine vollständige. Entfernen: löscht die Umgebung. In Skripten: install oder remove.</translation>
    </message>
    <message>
      <source>By default the CUDA build is installed where NVIDIA's driver is found, else the CPU build. In scripts: auto, cpu or cuda.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Ohne Angabe wird die CUDA-Variante installiert, wo NVIDIAs Treiber gefunden wird, sonst die CPU-Variante. In Skripten: auto, cpu oder cuda.</translation>
    </message>
    <message>
      <source>For computers without internet access: a folder with the wheels of torch, numpy and their dependencies. No network connection is then used.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Für Rechner ohne Internetzugang: ein Ordner mit den Wheels von torch, numpy und allem, was sie brauchen. Dann wird keine Netzverbindung benutzt.</translation>
    </message>
    <message>
      <source>Install or repair</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installieren oder reparieren</translation>
    </message>
    <message>
      <source>Remove</source>
      <extracomment>setuptorch</extracomment>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>CPU (about 1 GB)</source>
      <extracomment>setuptorch</extracomment>
      <translation>CPU (etwa 1 GB)</translation>
    </message>
    <message>
      <source>CUDA for NVIDIA cards (several GB)</source>
      <extracomment>setuptorch</extracomment>
      <translation>CUDA für NVIDIA-Karten (mehrere GB)</translation>
    </message>
    <message>
      <source>Folder of the environment.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Ordner der Umgebung.</translation>
    </message>
    <message>
      <source>Installed version; empty after removal.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installierte Version; leer nach dem Entfernen.</translation>
    </message>
    <message>
      <source>Disk space of the environment.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Platzbedarf der Umgebung.</translation>
    </message>
    <message>
      <source>Adapt or train the network</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Das Netz anpassen oder trainieren</translation>
    </message>
    <message>
      <source>6 · Training areas</source>
      <extracomment>trainnetwork</extracomment>
      <translation>6 · Trainingsgebiete</translation>
    </message>
    <message>
      <source>Adapts the network to your own training areas or maps, so that it knows your city better.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Passt das Netz an Ihre eigenen Trainingsgebiete oder Karten an, damit es Ihre Stadt besser kennt.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Adapts the network to your own city. Thirty polygons drawn as for WUDAPT are enough for a start. By default only the last layers learn (What learns: heads): in seconds, in every QGIS, without PyTorch. What the network knew of zones that nobody drew is held.&lt;/p&gt; &lt;p&gt;The report compares before and after as the field does: in 25 bootstraps seven tenths of the polygons of each zone adapt the network, the others are mapped, whole. In the end all polygons train. A zone with one polygon alone trains and is not scored: draw at least two of each, two hundred metres wide and more. Polygons of one's own city are easy: scenes of another place, or areas that another person drew, are the stricter test.&lt;/p&gt; &lt;p&gt;“All layers” fine-tunes everything behind the features that both tasks share, in minutes to hours, or trains from scratch. It needs PyTorch, of QGIS's own Python or of “Set up PyTorch”, whose process then trains; a cancel keeps the best so far. Steps, learning rate, half precision and device are for it.&lt;/p&gt; &lt;p&gt;Choose the new weights as “Model file” of the mapping algorithm; their card says what they were made of. Check your areas with “Check training areas” first.&lt;/p&gt;</source>
      <extracomment>trainnetwork</extracomment>
      <translation>&lt;p&gt;Passt das Netz an Ihre eigene Stadt an. Dreißig Polygone, gezeichnet wie für WUDAPT, genügen für den Anfang. In der Voreinstellung lernen nur die letzten Schichten (Was lernt: heads): in Sekunden, in jedem QGIS, ohne PyTorch. Was das Netz von Zonen wusste, die niemand gezeichnet hat, bleibt erhalten.&lt;/p&gt; &lt;p&gt;Der Bericht vergleicht vorher und nachher, wie es im Fach üblich ist: In 25 Bootstraps passen sieben Zehntel der Polygone jeder Zone das Netz an, die anderen werden als Ganzes kartiert. Am Ende trainieren alle Polygone. Eine Zone mit nur einem Polygon trainiert und wird nicht bewertet: Zeichnen Sie von jeder mindestens zwei, zweihundert Meter breit und mehr. Polygone der eigenen Stadt sind leicht: Szenen eines anderen Orts oder Gebiete, die jemand anderes gezeichnet hat, sind die strengere Prüfung.&lt;/p&gt; &lt;p&gt;„all layers“ trainiert alles hinter den Merkmalen, die beide Aufgaben teilen, in Minuten bis Stunden nach, oder trainiert von Grund auf. Dafür ist PyTorch nötig, aus dem Python von QGIS oder von „PyTorch einrichten“, dessen Prozess dann trainiert; ein Abbruch behält das Beste bis dahin. Schritte, Lernrate, halbe Genauigkeit und Gerät gelten dafür.&lt;/p&gt; &lt;p&gt;Wählen Sie die neuen Gewichte als „Modelldatei“ des Kartierungsalgorithmus; ihre Beschreibung sagt, woraus sie entstanden sind. Prüfen Sie Ihre Gebiete zuerst mit „Trainingsgebiete prüfen“.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Sentinel-2 scenes</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Sentinel-2-Szenen</translation>
    </message>
    <message>
      <source>Zones to learn</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Zu lernende Zonen</translation>
    </message>
    <message>
      <source>Settlement to learn</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Zu lernende Siedlung</translation>
    </message>
    <message>
      <source>What learns</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Was lernt</translation>
    </message>
    <message>
      <source>Scenes to hold out</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Zurückzuhaltende Szenen</translation>
    </message>
    <message>
      <source>Areas of another person</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Gebiete einer anderen Person</translation>
    </message>
    <message>
      <source>Weights to start from</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Gewichte für den Anfang</translation>
    </message>
    <message>
      <source>Start from scratch</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Von Grund auf beginnen</translation>
    </message>
    <message>
      <source>Share to hold out (percent)</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Zurückgehaltener Anteil (Prozent)</translation>
    </message>
    <message>
      <source>Steps</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Lernrate</translation>
    </message>
    <message>
      <source>Seed</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Startwert</translation>
    </message>
    <message>
      <source>Half precision</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Halbe Genauigkeit</translation>
    </message>
    <message>
      <source>Weights</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Gewichte</translation>
    </message>
    <message>
      <source>Agreement before</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Übereinstimmung vorher</translation>
    </message>
    <message>
      <source>Agreement</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Übereinstimmung</translation>
    </message>
    <message>
      <source>HSE error (points)</source>
      <extracomment>trainnetwork</extracomment>
      <translation>HSE-Fehler (Punkte)</translation>
    </message>
    <message>
      <source>Step that was kept</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Behaltener Schritt</translation>
    </message>
    <message>
      <source>Rasters with the ten bands, of one place or several; more dates of a place teach what season does.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Raster mit den zehn Kanälen, von einem Ort oder mehreren; mehrere Termine eines Orts lehren, was die Jahreszeit ausmacht.</translation>
    </message>
    <message>
      <source>Polygons that say their zone (training areas as for WUDAPT; a KML or KMZ file is read with all of its folders), a raster of zones in any codes, or a raster of 17 probabilities.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Polygone, die ihre Zone nennen (Trainingsgebiete wie für WUDAPT; eine KML- oder KMZ-Datei wird mit allen Ordnern gelesen), ein Raster von Zonen in beliebigen Codes oder ein Raster mit 17 Wahrscheinlichkeiten.</translation>
    </message>
    <message>
      <source>A raster of settlement or imperviousness in percent, as fractions or as a mask, of any cell size and CRS. Empty: the settlement map stays as it is.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Ein Raster von Siedlung oder Versiegelung in Prozent, als Anteile oder als Maske, mit beliebiger Zellgröße und beliebigem KBS. Leer: Die Siedlungskarte bleibt, wie sie ist.</translation>
    </message>
    <message>
      <source>heads: the last layers alone, in seconds and without PyTorch. all layers: everything behind the features that both tasks share, in minutes to hours, with PyTorch of QGIS or of “Set up PyTorch”.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>heads: nur die letzten Schichten, in Sekunden und ohne PyTorch. all layers: alles hinter den Merkmalen, die beide Aufgaben teilen, in Minuten bis Stunden, mit PyTorch von QGIS oder von „PyTorch einrichten“.</translation>
    </message>
    <message>
      <source>Places with labels that never train; the report has their figures. Empty: only parts of the polygons of each zone are held out, in turns.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Orte mit Zonen, die nie trainieren; der Bericht nennt ihre Kennzahlen. Leer: Nur Teile der Polygone jeder Zone werden abwechselnd zurückgehalten.</translation>
    </message>
    <message>
      <source>Polygons that never train, drawn by somebody else in the same scenes: the stricter test. Heads only.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Polygone, die nie trainieren, von jemand anderem in denselben Szenen gezeichnet: die strengere Prüfung. Nur heads.</translation>
    </message>
    <message>
      <source>Empty for the weights that come with the plugin.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Leer für die Gewichte, die mit dem Plugin kommen.</translation>
    </message>
    <message>
      <source>What the network trains on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest at hand.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Worauf das Netz trainiert: cpu, cuda (NVIDIA), mps (Apple); auto nimmt den schnellsten vorhandenen.</translation>
    </message>
    <message>
      <source>Forget what the weights know: for large sets of labels, hours on a processor. Trains all layers.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Vergessen, was die Gewichte wissen: für große Mengen von Trainingsdaten, Stunden auf einem Prozessor. Trainiert alle Schichten.</translation>
    </message>
    <message>
      <source>Of the polygons of each zone, or of squares of ground where the labels are a raster.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Der Polygone jeder Zone, oder von Quadraten im Gelände, wenn die Zonen aus einem Raster kommen.</translation>
    </message>
    <message>
      <source>How long to train all layers; 0 takes 120 steps, from scratch 2000.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Wie lange alle Schichten trainieren; 0 nimmt 120 Schritte, von Grund auf 2000.</translation>
    </message>
    <message>
      <source>How far a step of all layers goes; 0 takes what was found best.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Wie weit ein Schritt aller Schichten geht; 0 nimmt, was sich am besten bewährt hat.</translation>
    </message>
    <message>
      <source>Another number holds out other polygons and draws other chips.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Eine andere Zahl hält andere Polygone zurück und zieht andere Ausschnitte.</translation>
    </message>
    <message>
      <source>All layers: compute in bfloat16, about twice as fast where the processor or card has it.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Alle Schichten: in bfloat16 rechnen, etwa doppelt so schnell, wo Prozessor oder Karte es können.</translation>
    </message>
    <message>
      <source>The new weights with their card, to be chosen as “Model file” of the mapping algorithm.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Die neuen Gewichte mit ihrer Beschreibung, als „Modelldatei“ des Kartierungsalgorithmus zu wählen.</translation>
    </message>
    <message>
      <source>A page with figures before and after, box plots and the confusion matrix.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Eine Seite mit Kennzahlen vorher und nachher, Kastengrafiken und der Konfusionsmatrix.</translation>
    </message>
    <message>
      <source>Overall accuracy on what was held out, 0 to 1.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Gesamtgenauigkeit auf dem, was zurückgehalten wurde, 0 bis 1.</translation>
    </message>
    <message>
      <source>The same with the new weights.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Dasselbe mit den neuen Gewichten.</translation>
    </message>
    <message>
      <source>Mean absolute error of settlement held out.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Mittlerer absoluter Fehler der zurückgehaltenen Siedlung.</translation>
    </message>
    <message>
      <source>The best on what was held out. All layers only.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Der beste auf dem, was zurückgehalten wurde. Nur alle Schichten.</translation>
    </message>
    <message>
      <source>How long the run took.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Wie lange der Lauf gedauert hat.</translation>
    </message>
    <message>
      <source>What the network trained on.</source>
      <extracomment>trainnetwork</extracomment>
      <translation>Worauf das Netz trainiert hat.</translation>
    </message>
    <message>
      <source>New training areas</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Neue Trainingsgebiete</translation>
    </message>
    <message>
      <source>Makes a styled polygon layer to draw training areas in, empty or with candidates from a map.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Erzeugt einen gestalteten Polygonlayer, um Trainingsgebiete zu zeichnen, leer oder mit Vorschlägen aus einer Karte.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Makes a polygon layer to draw training areas in: the zones as a list in the form, WUDAPT's colours, and a hint where a polygon is narrower than 200 metres.&lt;/p&gt; &lt;p&gt;With a map of zones the layer is filled with candidates: squares of 300 metres of one zone, the surest first where the confidence of the map is given. Look at each over an image: confirm it, correct its zone or its outline, or delete it. A candidate that nobody has looked at teaches the network nothing new.&lt;/p&gt;</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>&lt;p&gt;Erzeugt einen Polygonlayer, um Trainingsgebiete zu zeichnen: mit den Zonen als Liste im Formular, den Farben von WUDAPT und einem Hinweis, wo ein Polygon schmaler als 200 Meter ist.&lt;/p&gt; &lt;p&gt;Mit einer Karte der Zonen wird der Layer mit Vorschlägen gefüllt: Quadrate von 300 Metern mit einer Zone, die sichersten zuerst, wenn die Sicherheit der Karte angegeben ist. Sehen Sie jeden über einem Luftbild an: Bestätigen Sie ihn, berichtigen Sie Zone oder Umriss, oder löschen Sie ihn. Ein Vorschlag, den niemand angesehen hat, lehrt das Netz nichts Neues.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>CRS of an empty layer</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>KBS eines leeren Layers</translation>
    </message>
    <message>
      <source>Candidates of each zone</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Vorschläge je Zone</translation>
    </message>
    <message>
      <source>Least confidence (percent)</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Kleinste Sicherheit (Prozent)</translation>
    </message>
    <message>
      <source>Training areas</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Trainingsgebiete</translation>
    </message>
    <message>
      <source>Candidates</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Vorschläge</translation>
    </message>
    <message>
      <source>A map of zones from which candidates are taken, to be confirmed or corrected. Empty: an empty layer.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Eine Karte der Zonen, aus der Vorschläge genommen werden, um sie zu bestätigen oder zu berichtigen. Leer: ein leerer Layer.</translation>
    </message>
    <message>
      <source>The LCZ confidence or the LCZ probabilities of the run that made the map: only sure squares become candidates.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Die LCZ-Sicherheit oder die LCZ-Wahrscheinlichkeiten des Laufs, der die Karte erzeugt hat: Nur sichere Quadrate werden Vorschläge.</translation>
    </message>
    <message>
      <source>One in metres is best. Candidates have the CRS of their map.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Am besten eines in Metern. Vorschläge haben das KBS ihrer Karte.</translation>
    </message>
    <message>
      <source>At most; they lie apart from one another.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Höchstens; sie liegen voneinander entfernt.</translation>
    </message>
    <message>
      <source>Of a candidate, where the confidence of the map is given.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Eines Vorschlags, wenn die Sicherheit der Karte angegeben ist.</translation>
    </message>
    <message>
      <source>Polygons with the field lcz (a list of the zones in the form), in WUDAPT's colours. The form warns where a polygon is narrower than 200 m.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Polygone mit dem Feld lcz (einer Liste der Zonen im Formular), in den Farben von WUDAPT. Das Formular warnt, wo ein Polygon schmaler als 200 m ist.</translation>
    </message>
    <message>
      <source>How many the layer holds.</source>
      <extracomment>newtrainingareas</extracomment>
      <translation>Wie viele der Layer enthält.</translation>
    </message>
    <message>
      <source>Check training areas</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Trainingsgebiete prüfen</translation>
    </message>
    <message>
      <source>Finds training areas that are probably wrong, and places where the next ones would help most.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Findet Trainingsgebiete, die wahrscheinlich falsch sind, und Orte, an denen die nächsten am meisten nützen würden.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Finds the training areas that are probably wrong, before they spoil a map. For each area the network is adapted to the other areas and asked for its zone: “looks like 6 rather than 5: 82 %”. Width, overlaps, missing data, mixed cells and dates that disagree are checked as well.&lt;/p&gt; &lt;p&gt;The result is a layer of the areas with a severity and a verdict, a page with pictures of the suspicious ones, and points where the next areas would help most. It runs in every QGIS, without PyTorch.&lt;/p&gt; &lt;p&gt;A verdict is a hint, not a proof: an unusual area may be right. Look at the image before you change it. Where many areas are wrong in the same way, the others agree with them, and nothing is found.&lt;/p&gt;</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>&lt;p&gt;Findet die Trainingsgebiete, die wahrscheinlich falsch sind, bevor sie eine Karte verderben. Für jedes Gebiet wird das Netz an die anderen Gebiete angepasst und nach seiner Zone gefragt: „sieht eher nach 6 als nach 5 aus: 82 %“. Breite, Überlappungen, fehlende Daten, gemischte Zellen und Termine, die sich widersprechen, werden ebenfalls geprüft.&lt;/p&gt; &lt;p&gt;Das Ergebnis sind ein Layer der Gebiete mit Schwere und Urteil, eine Seite mit Bildern der verdächtigen und Punkte, an denen die nächsten Gebiete am meisten nützen würden. Es läuft in jedem QGIS, ohne PyTorch.&lt;/p&gt; &lt;p&gt;Ein Urteil ist ein Hinweis, kein Beweis: Ein ungewöhnliches Gebiet kann richtig sein. Sehen Sie das Luftbild an, bevor Sie es ändern. Wo viele Gebiete auf dieselbe Weise falsch sind, stimmen die anderen mit ihnen überein, und nichts wird gefunden.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Places to draw next</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Orte zum Weiterzeichnen</translation>
    </message>
    <message>
      <source>Checked areas</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Geprüfte Gebiete</translation>
    </message>
    <message>
      <source>Where to draw next</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Wo als Nächstes zeichnen</translation>
    </message>
    <message>
      <source>Table (CSV)</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Tabelle (CSV)</translation>
    </message>
    <message>
      <source>Serious</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Schwerwiegend</translation>
    </message>
    <message>
      <source>Doubtful</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Zweifelhaft</translation>
    </message>
    <message>
      <source>Rasters with the ten bands; several dates of the place show what season changes.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Raster mit den zehn Kanälen; mehrere Termine des Orts zeigen, was die Jahreszeit ändert.</translation>
    </message>
    <message>
      <source>Polygons that say their zone, as for WUDAPT; a KML or KMZ file is read with all of its folders.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Polygone, die ihre Zone nennen, wie für WUDAPT; eine KML- oder KMZ-Datei wird mit allen Ordnern gelesen.</translation>
    </message>
    <message>
      <source>How many places to suggest; 0 saves the time.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Wie viele Orte vorgeschlagen werden; 0 spart die Zeit.</translation>
    </message>
    <message>
      <source>Another number leaves the areas out in other groups.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Eine andere Zahl lässt die Gebiete in anderen Gruppen aus.</translation>
    </message>
    <message>
      <source>The areas with a severity (serious, doubtful, fine), a verdict in words, and the figures behind it.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Die Gebiete mit einer Schwere (schwerwiegend, zweifelhaft, in Ordnung), einem Urteil in Worten und den Zahlen dahinter.</translation>
    </message>
    <message>
      <source>Points, the most useful first, with the zones in question.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Punkte, die nützlichsten zuerst, mit den Zonen, um die es geht.</translation>
    </message>
    <message>
      <source>A page with pictures of the suspicious areas and a table of all.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Eine Seite mit Bildern der verdächtigen Gebiete und einer Tabelle aller.</translation>
    </message>
    <message>
      <source>A row for each area, the worst first.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Eine Zeile je Gebiet, das schlechteste zuerst.</translation>
    </message>
    <message>
      <source>Areas that would harm an adapted map, or train nothing.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Gebiete, die einer angepassten Karte schaden oder nichts trainieren würden.</translation>
    </message>
    <message>
      <source>Areas that are worth a look.</source>
      <extracomment>checktrainingareas</extracomment>
      <translation>Gebiete, die einen Blick wert sind.</translation>
    </message>
    <message>
      <source>Which bands and dates matter</source>
      <extracomment>selectbands</extracomment>
      <translation>Welche Bänder und Tage zählen</translation>
    </message>
    <message>
      <source>Ranks the bands and dates of your scenes by what they tell about settlement and zones together.</source>
      <extracomment>selectbands</extracomment>
      <translation>Ordnet die Bänder und Tage Ihrer Szenen danach, was sie über Siedlung und Zonen zusammen aussagen.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Says which bands of which dates tell most about settlement and local climate zones together, before you download, prepare or map more scenes. Scenes of several dates, and other rasters such as indices or building heights, are judged by labels that you have: training areas or an LCZ map, and a raster of settlement.&lt;/p&gt; &lt;p&gt;One linear model for each zone and one for settlement share one selection of features. The result is a ranking, the fewest features that keep 97 % of the accuracy of all, what each date is worth alone, and a chart. All figures are of ground held out. It needs neither PyTorch nor SciPy.&lt;/p&gt; &lt;p&gt;Of two bands that tell nearly the same, one ranks high and the other low. The models look at single cells of 100 m; the network sees neighbourhoods and always reads all ten bands.&lt;/p&gt;</source>
      <extracomment>selectbands</extracomment>
      <translation>&lt;p&gt;Sagt, welche Bänder welcher Tage am meisten über Siedlung und lokale Klimazonen zusammen aussagen, bevor Sie weitere Szenen herunterladen, vorbereiten oder kartieren. Szenen mehrerer Tage und andere Raster wie Indizes oder Gebäudehöhen werden an Labels gemessen, die Sie haben: Trainingsgebieten oder einer LCZ-Karte und einem Siedlungsraster.&lt;/p&gt; &lt;p&gt;Ein lineares Modell für jede Zone und eines für die Siedlung teilen sich eine Auswahl von Merkmalen. Das Ergebnis ist eine Rangfolge, die wenigsten Merkmale, die 97 % der Genauigkeit aller behalten, was jeder Tag allein wert ist, und ein Diagramm. Alle Zahlen gelten für zurückgehaltene Flächen. Weder PyTorch noch SciPy wird gebraucht.&lt;/p&gt; &lt;p&gt;Von zwei Bändern, die fast dasselbe sagen, steht eines weit oben und das andere weit unten. Die Modelle sehen einzelne Zellen von 100 m; das Netz sieht Nachbarschaften und liest immer alle zehn Bänder.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Zones</source>
      <extracomment>selectbands</extracomment>
      <translation>Zonen</translation>
    </message>
    <message>
      <source>Settlement</source>
      <extracomment>selectbands</extracomment>
      <translation>Siedlung</translation>
    </message>
    <message>
      <source>Other rasters</source>
      <extracomment>selectbands</extracomment>
      <translation>Andere Raster</translation>
    </message>
    <message>
      <source>Texture, too</source>
      <extracomment>selectbands</extracomment>
      <translation>Auch Textur</translation>
    </message>
    <message>
      <source>Keep (percent)</source>
      <extracomment>selectbands</extracomment>
      <translation>Behalten (Prozent)</translation>
    </message>
    <message>
      <source>Similarity of the tasks</source>
      <extracomment>selectbands</extracomment>
      <translation>Ähnlichkeit der Aufgaben</translation>
    </message>
    <message>
      <source>Ridge</source>
      <extracomment>selectbands</extracomment>
      <translation>Ridge</translation>
    </message>
    <message>
      <source>Ranking (CSV)</source>
      <extracomment>selectbands</extracomment>
      <translation>Rangfolge (CSV)</translation>
    </message>
    <message>
      <source>Path (CSV)</source>
      <extracomment>selectbands</extracomment>
      <translation>Pfad (CSV)</translation>
    </message>
    <message>
      <source>Features</source>
      <extracomment>selectbands</extracomment>
      <translation>Merkmale</translation>
    </message>
    <message>
      <source>Recommended features</source>
      <extracomment>selectbands</extracomment>
      <translation>Empfohlene Merkmale</translation>
    </message>
    <message>
      <source>Names of the recommended features</source>
      <extracomment>selectbands</extracomment>
      <translation>Namen der empfohlenen Merkmale</translation>
    </message>
    <message>
      <source>Recommended dates</source>
      <extracomment>selectbands</extracomment>
      <translation>Empfohlene Tage</translation>
    </message>
    <message>
      <source>AUC, all features</source>
      <extracomment>selectbands</extracomment>
      <translation>AUC, alle Merkmale</translation>
    </message>
    <message>
      <source>AUC, recommended</source>
      <extracomment>selectbands</extracomment>
      <translation>AUC, empfohlene</translation>
    </message>
    <message>
      <source>R2, all features</source>
      <extracomment>selectbands</extracomment>
      <translation>R2, alle Merkmale</translation>
    </message>
    <message>
      <source>R2, recommended</source>
      <extracomment>selectbands</extracomment>
      <translation>R2, empfohlene</translation>
    </message>
    <message>
      <source>Rasters with the ten bands, of one place; several dates show which season matters.</source>
      <extracomment>selectbands</extracomment>
      <translation>Raster mit den zehn Bändern, von einem Ort; mehrere Tage zeigen, welche Jahreszeit zählt.</translation>
    </message>
    <message>
      <source>A raster of settlement or imperviousness in percent, as fractions or as a mask, of any cell size and CRS. Where zones are given, it is read on their cells.</source>
      <extracomment>selectbands</extracomment>
      <translation>Ein Raster der Siedlung oder Versiegelung in Prozent, als Anteil oder als Maske, in beliebiger Zellgröße und beliebigem KBS. Wo Zonen gegeben sind, wird es auf deren Zellen gelesen.</translation>
    </message>
    <message>
      <source>Rasters of measured numbers of any grid, such as indices, building heights or night light; each of their bands is a feature. Not class codes.</source>
      <extracomment>selectbands</extracomment>
      <translation>Raster gemessener Zahlen auf beliebigem Gitter, etwa Indizes, Gebäudehöhen oder Nachtlicht; jedes ihrer Bänder ist ein Merkmal. Keine Klassencodes.</translation>
    </message>
    <message>
      <source>Adds the standard deviation of each band within a cell of 100 m as a feature of its own.</source>
      <extracomment>selectbands</extracomment>
      <translation>Fügt die Standardabweichung jedes Bandes in einer Zelle von 100 m als eigenes Merkmal hinzu.</translation>
    </message>
    <message>
      <source>The recommended features are the fewest that keep so much of the AUC and of the R2 of all features.</source>
      <extracomment>selectbands</extracomment>
      <translation>Die empfohlenen Merkmale sind die wenigsten, die so viel von AUC und R2 aller Merkmale behalten.</translation>
    </message>
    <message>
      <source>Draws the weights of all zones and of settlement to their mean; 0 lets each have its own.</source>
      <extracomment>selectbands</extracomment>
      <translation>Zieht die Gewichte aller Zonen und der Siedlung zu ihrem Mittel; 0 lässt jeder ihre eigenen.</translation>
    </message>
    <message>
      <source>Draws all weights to 0 along the path; a little makes bands that tell the same share their weight.</source>
      <extracomment>selectbands</extracomment>
      <translation>Zieht alle Gewichte entlang des Pfads zu 0; ein wenig davon lässt Bänder, die dasselbe sagen, ihr Gewicht teilen.</translation>
    </message>
    <message>
      <source>Another number draws other cells and divides them into other folds.</source>
      <extracomment>selectbands</extracomment>
      <translation>Eine andere Zahl zieht andere Zellen und teilt sie in andere Gruppen.</translation>
    </message>
    <message>
      <source>A page with the recommended bands and dates, charts and all figures.</source>
      <extracomment>selectbands</extracomment>
      <translation>Eine Seite mit den empfohlenen Bändern und Tagen, Diagrammen und allen Zahlen.</translation>
    </message>
    <message>
      <source>A row for each feature, the most useful first.</source>
      <extracomment>selectbands</extracomment>
      <translation>Eine Zeile für jedes Merkmal, das nützlichste zuerst.</translation>
    </message>
    <message>
      <source>The joint weight of each feature for each penalty.</source>
      <extracomment>selectbands</extracomment>
      <translation>Das gemeinsame Gewicht jedes Merkmals für jede Strafe.</translation>
    </message>
    <message>
      <source>How many there are.</source>
      <extracomment>selectbands</extracomment>
      <translation>Wie viele es sind.</translation>
    </message>
    <message>
      <source>How many are enough.</source>
      <extracomment>selectbands</extracomment>
      <translation>Wie viele genügen.</translation>
    </message>
    <message>
      <source>The most useful first, between semicolons.</source>
      <extracomment>selectbands</extracomment>
      <translation>Das nützlichste zuerst, durch Semikolon getrennt.</translation>
    </message>
    <message>
      <source>Dates of which at least one band is recommended.</source>
      <extracomment>selectbands</extracomment>
      <translation>Tage, von denen mindestens ein Band empfohlen ist.</translation>
    </message>
    <message>
      <source>Mean over the zones with all features, on ground held out, 0.5 to 1.</source>
      <extracomment>selectbands</extracomment>
      <translation>Mittel über die Zonen mit allen Merkmalen, auf zurückgehaltenen Flächen, 0,5 bis 1.</translation>
    </message>
    <message>
      <source>The same with the recommended features.</source>
      <extracomment>selectbands</extracomment>
      <translation>Dasselbe mit den empfohlenen Merkmalen.</translation>
    </message>
    <message>
      <source>Of settlement with all features, on ground held out.</source>
      <extracomment>selectbands</extracomment>
      <translation>Der Siedlung mit allen Merkmalen, auf zurückgehaltenen Flächen.</translation>
    </message>
    <message>
      <source>Map settlement, zones and districts</source>
      <extracomment>mapdistricts</extracomment>
      <translation>Siedlung, Zonen und Bezirke kartieren</translation>
    </message>
    <message>
      <source>Maps a Sentinel-2 scene and summarises both maps for each district, as a ready-made model.</source>
      <extracomment>mapdistricts</extracomment>
      <translation>Kartiert eine Sentinel-2-Szene und fasst beide Karten für jeden Bezirk zusammen, als fertiges Modell.</translation>
    </message>
    <message>
      <source>&lt;p&gt;A ready-made model of the graphical modeler: it maps a Sentinel-2 scene, such as a downloaded product, and summarises both maps by districts.&lt;/p&gt; &lt;p&gt;To change it, add its file (mapdistricts.model3 in the plugin's folder resources/models) to your own models: Processing Toolbox, Models, Add Model to Toolbox.&lt;/p&gt;</source>
      <extracomment>mapdistricts</extracomment>
      <translation>&lt;p&gt;Ein fertiges Modell der grafischen Modellierung: Es kartiert eine Sentinel-2-Szene, etwa ein heruntergeladenes Produkt, und fasst beide Karten nach Bezirken zusammen.&lt;/p&gt; &lt;p&gt;Um es zu ändern, fügen Sie seine Datei (mapdistricts.model3 im Ordner resources/models des Plugins) Ihren eigenen Modellen hinzu: Verarbeitungswerkzeugkiste, Modelle, Modell zur Werkzeugkiste hinzufügen.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Fetch a scene and map it</source>
      <extracomment>fetchandmap</extracomment>
      <translation>Szene abrufen und kartieren</translation>
    </message>
    <message>
      <source>Fetches a cloud-free Sentinel-2 scene of an area and maps it, as a ready-made model.</source>
      <extracomment>fetchandmap</extracomment>
      <translation>Ruft eine wolkenfreie Sentinel-2-Szene eines Gebiets ab und kartiert sie, als fertiges Modell.</translation>
    </message>
    <message>
      <source>&lt;p&gt;A ready-made model of the graphical modeler: it fetches a cloud-free Sentinel-2 scene of an area from Earth Search, or from another STAC catalogue, and maps it.&lt;/p&gt; &lt;p&gt;To change it, add its file (fetchandmap.model3 in the plugin's folder resources/models) to your own models: Processing Toolbox, Models, Add Model to Toolbox.&lt;/p&gt;</source>
      <extracomment>fetchandmap</extracomment>
      <translation>&lt;p&gt;Ein fertiges Modell der grafischen Modellierung: Es ruft eine wolkenfreie Sentinel-2-Szene eines Gebiets von Earth Search oder aus einem anderen STAC-Katalog ab und kartiert sie.&lt;/p&gt; &lt;p&gt;Um es zu ändern, fügen Sie seine Datei (fetchandmap.model3 im Ordner resources/models des Plugins) Ihren eigenen Modellen hinzu: Verarbeitungswerkzeugkiste, Modelle, Modell zur Werkzeugkiste hinzufügen.&lt;/p&gt;</translation>
    </message>
  </context>
</TS>
