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
      <source>LCZ three bands</source>
      <translation>LCZ drei Kanäle</translation>
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
      <source>No zone</source>
      <translation>Keine Zone</translation>
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
      <source>&lt;p&gt;One neural network reads a Sentinel-2 scene and draws two maps: the human settlement extent (HSE), which is the percentage of sealed settlement surface in each cell of 20 m, and the seventeen local climate zones (LCZ) of Stewart and Oke in cells of 100 m.&lt;/p&gt; &lt;p&gt;The scene is a Sentinel-2 product as it was downloaded (zip, .SAFE) or a raster with its ten bands, of Level-1C or Level-2A and preferably without clouds. Bands are found by their names or wavelengths, in any order. Without names, ten bands (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), twelve or thirteen bands are taken in their usual order. A scene in degrees, in feet or at 20 m is resampled to 10 m.&lt;/p&gt; &lt;p&gt;Products since January 2022 (processing baseline 04.00 and later) store reflectance with 1000 added. This offset is found in the product's metadata, in the raster's tags or in its values. The log says which band of the file was used for which band of Sentinel-2, and how pixel values become reflectance. The advanced parameters “Bands”, “Scale” and “Offset” correct it.&lt;/p&gt; &lt;p&gt;The maps keep the upper left corner and the CRS of the scene. Cells are nodata where the scene is.&lt;/p&gt; &lt;p&gt;Nothing needs to be installed: the network runs on NumPy, which QGIS includes, or on PyTorch if it is available. The log says which one is used, how long the run will take, and at the end how much time and memory it took.&lt;/p&gt;</source>
      <extracomment>mapcity</extracomment>
      <translation>&lt;p&gt;Ein neuronales Netz liest eine Sentinel-2-Szene und zeichnet zwei Karten: die Siedlungsausdehnung (HSE), das ist der Prozentsatz versiegelter Siedlungsfläche in jeder Zelle von 20 m, und die siebzehn lokalen Klimazonen (LCZ) von Stewart und Oke in Zellen von 100 m.&lt;/p&gt; &lt;p&gt;Die Szene ist ein Sentinel-2-Produkt, wie es heruntergeladen wurde (zip, .SAFE), oder ein Raster mit dessen zehn Kanälen, Level-1C oder Level-2A und möglichst ohne Wolken. Kanäle werden an ihren Namen oder Wellenlängen erkannt, in beliebiger Reihenfolge. Ohne Namen werden zehn (B2 B3 B4 B5 B6 B7 B8 B8A B11 B12), zwölf oder dreizehn Kanäle in ihrer üblichen Reihenfolge genommen. Eine Szene in Grad, in Fuß oder zu 20 m wird auf 10 m umgerechnet.&lt;/p&gt; &lt;p&gt;Produkte seit Januar 2022 (Processing Baseline 04.00 und später) speichern den Reflexionsgrad um 1000 erhöht. Dieser Versatz wird in den Metadaten des Produkts, in den Tags des Rasters oder an seinen Werten erkannt. Das Protokoll sagt, welcher Kanal der Datei für welchen Sentinel-2-Kanal verwendet wurde und wie aus Pixelwerten Reflexionsgrade werden. Die erweiterten Parameter „Kanäle“, „Faktor“ und „Versatz“ berichtigen es.&lt;/p&gt; &lt;p&gt;Die Karten behalten die linke obere Ecke und das KBS der Szene. Zellen sind ohne Wert, wo die Szene es ist.&lt;/p&gt; &lt;p&gt;Es muss nichts installiert werden: Das Netz läuft mit NumPy, das zu QGIS gehört, oder mit PyTorch, wenn es vorhanden ist. Das Protokoll sagt, was verwendet wird, wie lange der Lauf dauern wird, und am Ende, wie viel Zeit und Speicher er gebraucht hat.&lt;/p&gt;</translation>
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
      <source>Precision</source>
      <extracomment>mapcity</extracomment>
      <translation>Genauigkeit</translation>
    </message>
    <message>
      <source>LCZ cell size (metres)</source>
      <extracomment>mapcity</extracomment>
      <translation>LCZ-Zellgröße (Meter)</translation>
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
      <source>Fast computes with numbers of 16 bits on a graphics card, and on a processor that has instructions for bfloat16; the log says whether that is so. Less than one LCZ cell in a hundred then differs. In scripts: exact or fast.</source>
      <extracomment>mapcity</extracomment>
      <translation>Schnell rechnet mit Zahlen von 16 Bit auf einer Grafikkarte und auf einem Prozessor, der Befehle für bfloat16 hat; das Protokoll sagt, ob das so ist. Dann ist weniger als eine von hundert LCZ-Zellen anders. In Skripten: exact oder fast.</translation>
    </message>
    <message>
      <source>Side length of an LCZ cell, a multiple of 20 m. The usual scale is 100 m, because a zone describes a neighbourhood and not single buildings.</source>
      <extracomment>mapcity</extracomment>
      <translation>Seitenlänge einer LCZ-Zelle, ein Vielfaches von 20 m. Üblich sind 100 m, weil eine Zone ein Viertel beschreibt und nicht einzelne Gebäude.</translation>
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
      <source>Probability of the zone shown in the LCZ map, in percent; nodata 255.</source>
      <extracomment>mapcity</extracomment>
      <translation>Wahrscheinlichkeit der Zone, die die LCZ-Karte zeigt, in Prozent; ohne Wert 255.</translation>
    </message>
    <message>
      <source>Probability of each of the seventeen zones, one band per zone; probability = stored value × 0.004.</source>
      <extracomment>mapcity</extracomment>
      <translation>Wahrscheinlichkeit jeder der siebzehn Zonen, ein Kanal je Zone; Wahrscheinlichkeit = gespeicherter Wert × 0,004.</translation>
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
      <source>Prepare a Sentinel-2 stack</source>
      <extracomment>preparestack</extracomment>
      <translation>Sentinel-2-Stapel vorbereiten</translation>
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
      <source>Keep all pixels</source>
      <extracomment>preparestack</extracomment>
      <translation>Alle Pixel behalten</translation>
    </message>
    <message>
      <source>Remove clouds and cirrus</source>
      <extracomment>preparestack</extracomment>
      <translation>Wolken und Zirren entfernen</translation>
    </message>
    <message>
      <source>Remove clouds, cirrus and cloud shadows</source>
      <extracomment>preparestack</extracomment>
      <translation>Wolken, Zirren und Wolkenschatten entfernen</translation>
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
      <source>Assess an LCZ map</source>
      <extracomment>assesslcz</extracomment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>3 · Accuracy and change</source>
      <extracomment>assesslcz</extracomment>
      <translation>3 · Genauigkeit und Änderung</translation>
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
      <translation>HSE-Karte</translation>
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
      <translation>Stadtklimaparameter ableiten</translation>
    </message>
    <message>
      <source>2 · LCZ map tools</source>
      <extracomment>canopyparameters</extracomment>
      <translation>2 · Werkzeuge für LCZ-Karten</translation>
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
      <source>Method</source>
      <extracomment>filterlcz</extracomment>
      <translation>Verfahren</translation>
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
      <source>&lt;p&gt;Gives a raster layer the colours and legend of this plugin's maps: seventeen named classes for local climate zones, or a colour ramp from 0 to 100 percent for settlement extent and LCZ confidence.&lt;/p&gt; &lt;p&gt;The raster may come from any source. What it shows, and which numbers stand for which zones, is recognised from the names of its bands and from all its values; the log says what was found. The values do not change.&lt;/p&gt;</source>
      <extracomment>stylemap</extracomment>
      <translation>&lt;p&gt;Gibt einem Rasterlayer die Farben und die Legende der Karten dieses Plugins: siebzehn benannte Klassen für lokale Klimazonen, oder einen Farbverlauf von 0 bis 100 Prozent für Siedlungsausdehnung und LCZ-Sicherheit.&lt;/p&gt; &lt;p&gt;Das Raster kann aus beliebiger Quelle kommen. Was es zeigt und welche Zahlen für welche Zonen stehen, wird an den Namen seiner Kanäle und an allen seinen Werten erkannt; das Protokoll sagt, was gefunden wurde. Die Werte ändern sich nicht.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Map</source>
      <extracomment>stylemap</extracomment>
      <translation>Karte</translation>
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
      <source>If not set: the band called lczFilter, lcz or HSE, else the only band.</source>
      <extracomment>stylemap</extracomment>
      <translation>Ohne Angabe: der Kanal namens lczFilter, lcz oder HSE, sonst der einzige.</translation>
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
      <source>Load the demo town</source>
      <extracomment>loaddemo</extracomment>
      <translation>Die Demostadt laden</translation>
    </message>
    <message>
      <source>4 · Setup and first steps</source>
      <extracomment>loaddemo</extracomment>
      <translation>4 · Einrichtung und erste Schritte</translation>
    </message>
    <message>
      <source>Creates a simulated Sentinel-2 scene of a small town with its true maps, to try the plugin without data.</source>
      <extracomment>loaddemo</extracomment>
      <translation>Erzeugt eine simulierte Sentinel-2-Szene einer kleinen Stadt mit ihren wahren Karten, um das Plugin ohne Daten auszuprobieren.</translation>
    </message>
    <message>
      <source>&lt;p&gt;Creates a simulated Sentinel-2 scene of a small European town, 6 x 6 km, and loads it together with two maps of what was really built: the local climate zones and the sealed share of the ground. You need no data of your own and no internet connection.&lt;/p&gt; &lt;p&gt;Use it to learn the plugin: map the layer “Demo town” with “Map settlement extent and local climate zones”, then compare the result with the true maps in “3 · Accuracy and change”. The town does not exist; the figures say nothing about real cities.&lt;/p&gt;</source>
      <extracomment>loaddemo</extracomment>
      <translation>&lt;p&gt;Erzeugt eine simulierte Sentinel-2-Szene einer kleinen europäischen Stadt, 6 x 6 km, und lädt sie zusammen mit zwei Karten dessen, was wirklich gebaut ist: den lokalen Klimazonen und dem versiegelten Anteil des Bodens. Sie brauchen keine eigenen Daten und keine Internetverbindung.&lt;/p&gt; &lt;p&gt;Lernen Sie damit das Plugin kennen: Kartieren Sie den Layer „Demostadt“ mit „Karte von Siedlungsausdehnung und lokalen Klimazonen“, und vergleichen Sie das Ergebnis dann mit den wahren Karten unter „3 · Genauigkeit und Änderung“. Die Stadt gibt es nicht; die Zahlen sagen nichts über wirkliche Städte.&lt;/p&gt;</translation>
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
      <translation>PyTorch einrichten</translation>
    </message>
    <message>
      <source>Installs PyTorch for faster mapping into an environment of its own, or removes it.</source>
      <extracomment>setuptorch</extracomment>
      <translation>Installiert PyTorch für schnellere Karten in eine eigene Umgebung oder entfernt es.</translation>
    </message>
    <message>
      <source>&lt;p&gt;The network runs on NumPy, which every QGIS includes. On PyTorch it runs faster, and much faster on a graphics card. This algorithm installs PyTorch into an environment of its own in your data folder. It changes neither QGIS nor its Python. The network then runs in a separate process; if that process fails, the run continues with NumPy and the log says so.&lt;/p&gt; &lt;p&gt;PyTorch is downloaded from its own package index and from the Python package index, through the proxy that is set in QGIS. The log shows the progress. An installation that was cancelled is resumed by the next run, and the action “Remove” deletes everything. The environment variable HSE_LCZ_DATA sets another folder.&lt;/p&gt;</source>
      <extracomment>setuptorch</extracomment>
      <translation>&lt;p&gt;Das Netz läuft mit NumPy, das zu jedem QGIS gehört. Mit PyTorch läuft es schneller, auf einer Grafikkarte viel schneller. Dieser Algorithmus installiert PyTorch in eine eigene Umgebung in Ihrem Datenordner. Er ändert weder QGIS noch dessen Python. Das Netz läuft dann in einem eigenen Prozess; versagt dieser, läuft die Rechnung mit NumPy weiter, und das Protokoll sagt es.&lt;/p&gt; &lt;p&gt;PyTorch wird von seinem eigenen Paketindex und vom Python-Paketindex geladen, über den Proxy, der in QGIS eingestellt ist. Das Protokoll zeigt den Fortschritt. Eine abgebrochene Installation wird vom nächsten Lauf fortgesetzt, und die Aktion „Entfernen“ löscht alles. Die Umgebungsvariable HSE_LCZ_DATA bestimmt einen anderen Ordner.&lt;/p&gt;</translation>
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
      <source>Automatic</source>
      <extracomment>setuptorch</extracomment>
      <translation>Automatisch</translation>
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>5 · Training areas</source>
      <extracomment>trainnetwork</extracomment>
      <translation>5 · Trainingsgebiete</translation>
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
      <translation>Gewichte</translation>
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
      <translation>Wie lange der Lauf gedauert hat.</translation>
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
  </context>
</TS>
