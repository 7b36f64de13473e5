# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:stations` in real QGIS: layers, CSV files and tables, `qgis_process`, model, loaded layers, refusals."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest

from .conftest import files_in, refused
from .desktop import dialog, wait_until

CORNER = (500_000.0, 5_300_000.0)
# (name, column, row) on the map of 40 x 40 cells of 100 m: a town in the west, fields in the east.
SPOTS = (("town", 8.5, 20.5), ("edge", 19.5, 20.5), ("field", 32.5, 20.5), ("away", 60.0, 20.0))


@pytest.fixture
def source(write_raster, tmp_path) -> str:
    zones = np.full((40, 40), 6, dtype=np.uint8)
    zones[:, 20:] = 14
    zones[:3] = 17
    return write_raster(tmp_path / "town_20230704.tif", zones[None], ("lcz",), nodata=0, pixel=100, corner=CORNER)


def place(col: float, row: float) -> tuple[float, float]:
    return CORNER[0] + 100 * col, CORNER[1] - 100 * row


def degrees(col: float, row: float) -> tuple[float, float]:
    from osgeo import osr

    here, there = osr.SpatialReference(), osr.SpatialReference()
    here.ImportFromEPSG(32631)
    there.ImportFromEPSG(4326)
    for one in (here, there):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(here, there).TransformPoint(*place(col, row))[:2]


@pytest.fixture
def layer(provider, project):
    """Points as a user draws them; one has no shape."""
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

    made = QgsVectorLayer("Point?crs=EPSG:32631&field=station:string&field=zone:integer", "sensors", "memory")
    for name, *spot in (*SPOTS, ("lost",)):
        feature = QgsFeature(made.fields())
        feature.setAttributes([name, 7])
        if spot:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place(*spot))))
        made.dataProvider().addFeature(feature)
    project.addMapLayer(made)
    return made


@pytest.fixture
def table(tmp_path) -> str:
    """The same as a CSV file of a German spreadsheet."""
    rows = [f"{name};{lon:.6f};{lat:.6f}".replace(".", ",") for name, *spot in SPOTS for lon, lat in [degrees(*spot)]]
    path = tmp_path / "sensors.csv"
    path.write_bytes("\n".join(["Station;Länge;Breite", *rows]).encode("cp1252"))
    return str(path)


def run(feedback=None, **parameters):
    import processing

    return processing.run("hselcz:stations", parameters, feedback=feedback)


def rows(path: str) -> list[dict]:
    from qgis.core import QgsVectorLayer

    found = QgsVectorLayer(path, "found", "ogr")
    assert found.isValid()
    names = found.fields().names()
    return [dict(zip(names, feature.attributes())) for feature in found.getFeatures()]


def test_a_layer_that_cannot_be_written_leaves_no_table_and_no_other_layer(source, layer, tmp_path, monkeypatch):
    from qgis.core import QgsProcessingException

    from hse_lcz.algorithms.base import Algorithm

    sink = Algorithm.parameterAsSink

    def fail(self, parameters, output, *rest):
        if output == "CANDIDATES":
            raise QgsProcessingException("disk full")
        return sink(self, parameters, output, *rest)

    monkeypatch.setattr(Algorithm, "parameterAsSink", fail)
    out = tmp_path / "out"
    out.mkdir()
    (out / "r.html").write_text("older")
    text = refused(
        lambda: run(
            INPUT=source, STATIONS=layer, OUTPUT=str(out / "o.gpkg"), CANDIDATES=str(out / "c.gpkg"),
            REPORT=str(out / "r.html"), TABLE=str(out / "t.csv"),
        )
    )  # fmt: skip
    assert "(CANDIDATES) should be a layer that QGIS can write, but it could not (disk full)" in text
    assert files_in(out) == ["r.html"]


def test_each_station_gets_its_figures(source, layer, write_raster, tmp_path):
    hse = write_raster(tmp_path / "hse.tif", np.full((1, 200, 200), 40, np.float32), ("HSE",), pixel=20, corner=CORNER)
    dem = write_raster(tmp_path / "dem.tif", np.full((1, 40, 40), 120, np.float32), ("m",), pixel=100, corner=CORNER)
    done = run(
        INPUT=source, STATIONS=layer, HSE=hse, DEM=dem, RADII="250 ; 1000", OUTPUT=str(tmp_path / "out.gpkg"),
        CANDIDATES=str(tmp_path / "rural.gpkg"), REPORT=str(tmp_path / "r.html"), TABLE=str(tmp_path / "t.csv"),
    )  # fmt: skip
    town, edge, field, away, lost = rows(done["OUTPUT"])
    assert (town["station"], town["zone"], town["zone_2"], town["verdict"]) == ("town", 7, "6", "suitable")
    assert (town["r250_dom"], town["r250_pct"], town["r250_cov"], town["r500_6"]) == ("6", 100, 100, 100)
    assert town["r1000_hse"] == pytest.approx(40)
    assert town["altitude_m"] == pytest.approx(120)
    assert edge["verdict"] == "mixed"
    assert edge["edge_m"] == pytest.approx(50)
    assert edge["r1000_6"] + edge["r1000_D"] == pytest.approx(100, abs=0.01)
    assert (field["zone_2"], field["verdict"], field["references"]) == ("D", "suitable", 0)
    assert (away["verdict"], away["r250_cov"], lost["verdict"]) == ("outside", 0, "outside")
    assert not away["zone_2"] and not lost["r250_dom"]
    assert (done["SUITABLE"], done["OUTSIDE"], done["WITH_REFERENCES"]) == (2, 2, 2)
    rural = rows(done["CANDIDATES"])
    assert rural[0]["station"] == "town" and rural[0]["reference"] == "field" and rural[0]["rank"] == 1
    assert {row["zone"] for row in rural} == {"D"}
    page = re.sub(r"<[^>]+>", " ", (tmp_path / "r.html").read_text(encoding="utf-8"))
    assert "Rural references of the urban stations" in page
    with open(tmp_path / "t.csv", encoding="utf-8", newline="") as file:
        assert [row["station"] for row in csv.DictReader(file)] == ["town", "edge", "field", "away", "lost"]


def test_a_csv_file_of_decimal_commas(source, table, layer, tmp_path):
    plain = run(INPUT=source, STATIONS=layer, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    found = run(INPUT=source, STATIONS=table, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    assert found.crs().authid() == "EPSG:4326"
    wanted = {one["station"]: one["r500_6"] for one in plain.getFeatures()}
    for one in found.getFeatures():
        assert one["r500_6"] == pytest.approx(wanted[one["Station"]], abs=0.1)
        assert one["Länge"].count(",") == 1


def test_a_table_of_the_project(source, table, project, tmp_path):
    from qgis.core import QgsVectorLayer

    comma = tmp_path / "comma.csv"
    lines = [f"{name},{lon:.6f},{lat:.6f}" for name, *spot in SPOTS for lon, lat in [degrees(*spot)]]
    comma.write_text("\n".join(["id,lon,lat", *lines]))
    layer = QgsVectorLayer(str(comma), "sensors", "ogr")
    project.addMapLayer(layer)
    found = run(INPUT=source, STATIONS=layer.id(), OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    assert [one["verdict"] for one in found.getFeatures()] == ["suitable", "mixed", "suitable", "outside"]


def test_metres_with_the_crs_of_the_user(source, project, tmp_path):
    text = tmp_path / "utm.txt"
    text.write_text("\n".join(["gx\tgy", *(f"{x}\t{y}" for _, *spot in SPOTS for x, y in [place(*spot)])]))
    found = run(
        INPUT=source, STATIONS=str(text), X_FIELD="gx", Y_FIELD="gy", CRS="EPSG:32631", OUTPUT="TEMPORARY_OUTPUT"
    )["OUTPUT"]
    assert found.crs().authid() == "EPSG:32631"
    assert [one["verdict"] for one in found.getFeatures()] == ["suitable", "mixed", "suitable", "outside"]


def test_only_the_selected_where_the_user_says_so(source, layer):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    layer.selectByExpression("station = 'field'")
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    (one,) = run(INPUT=source, STATIONS=chosen, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"].getFeatures()
    assert one["zone_2"] == "D"


def test_qgis_process(qgis_process, source, table, tmp_path):
    done = qgis_process(
        "run", "hselcz:stations", "--", f"INPUT={source}", f"STATIONS={table}", f"OUTPUT={tmp_path / 'out.gpkg'}",
        f"FIGURES={tmp_path / 'f.json'}",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert [row["verdict"] for row in rows(str(tmp_path / "out.gpkg"))] == ["suitable", "mixed", "suitable", "outside"]
    stations = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["stations"]
    assert [one["name"] for one in stations] == ["town", "edge", "field", "away"]


def test_a_model(provider, source, layer, tmp_path):
    from qgis.core import (
        QgsProcessing,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterFeatureSource,
    )

    model = QgsProcessingModelAlgorithm("network", "tests")
    points = QgsProcessingParameterFeatureSource("POINTS", "Points", [QgsProcessing.SourceType.TypeVectorPoint])
    model.addModelParameter(points, QgsProcessingModelParameter("POINTS"))
    step = QgsProcessingModelChildAlgorithm("hselcz:stations")
    step.setChildId("zones")
    kind = QgsProcessingModelChildParameterSource
    step.addParameterSources("STATIONS", [kind.fromModelParameter("POINTS")])
    step.addParameterSources("INPUT", [kind.fromStaticValue(source)])
    output = QgsProcessingModelOutput("FOUND", "FOUND")
    output.setChildId("zones")
    output.setChildOutputName("OUTPUT")
    step.setModelOutputs({"FOUND": output})
    model.addChildAlgorithm(step)
    context = QgsProcessingContext()
    context.setProject(layer.project() if hasattr(layer, "project") else None)
    target = str(tmp_path / "found.gpkg")
    _, ok = model.run({"POINTS": layer, "zones:FOUND": target}, context, QgsProcessingFeedback())
    assert ok
    assert [row["verdict"] for row in rows(target)][:3] == ["suitable", "mixed", "suitable"]


def test_the_dialog_loads_styled_layers(provider, source, layer, project):
    with dialog("hselcz:stations", {"INPUT": source, "STATIONS": layer.id()}) as opened:
        opened.runButton().click()
        wait_until(lambda: len(project.mapLayers()) == 3)
        tree = project.layerTreeRoot()
        wait_until(
            lambda: tree.findGroup("town 2023-07-04") and len(tree.findGroup("town 2023-07-04").findLayers()) == 2
        )
        nodes = tree.findGroup("town 2023-07-04").findLayers()
        assert [node.name() for node in nodes] == ["Stations town 2023-07-04", "Rural references town 2023-07-04"]
        stations, rural = (node.layer() for node in nodes)
        # The user's own attribute zone stays what it is.
        assert stations.renderer().classAttribute() == "zone_2"
        labels = [category.label() for category in stations.renderer().categories()]
        assert labels == ["6 Open low-rise", "D Low plants", "No zone"]
        assert stations.labeling().settings().fieldName == "station"
        index = stations.fields().lookupField("r500_dom")
        assert stations.fields().field(index).alias() == "500 m: dominant zone"
        assert rural.renderer().type() == "categorizedSymbol"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"INPUT": None}, "(INPUT) should be a raster, but none is given"),
        (
            {"STATIONS": "/nowhere/points.gpkg"},
            "“Stations” should be points or a table, but /nowhere/points.gpkg does not",
        ),
        ({"STATIONS": "empty"}, "“Stations” should hold points, but the layer “none” is empty"),
        ({"STATIONS": "polygons"}, "should be points, but the layer “wards” holds polygons; run “Centroids”"),
        ({"STATIONS": "no coordinates"}, "found the columns name, place; name them so or choose the columns"),
        ({"STATIONS": "metres"}, "“CRS of the coordinates” should be chosen, as the columns x and y"),
        ({"STATIONS": "swapped"}, "exchanged; exchange the columns"),
        ({"STATIONS": "elsewhere"}, "Expected stations on the map, found none of 1 where"),
        ({"STATIONS": "broken"}, "found 5 in line 2; mend that line"),
        ({"NAME": "label"}, "(NAME) should be an attribute of the stations (station, zone), but is label"),
        ({"RADII": "near"}, "(RADII) should be metres such as “250, 500, 1000”, but is “near”"),
        ({"RADII": "0, 250"}, "(RADII) should be from 1 to 20000 m"),
        ({"RADII": " "}, "(RADII) should be from 1 to 20000 m, but is empty"),
        ({"LEAST_SHARE": 30}, "(LEAST_SHARE) should be at least 50.1"),
        ({"DEM": "the map"}, "Expected altitudes in metres"),
        ({"HSE": "the map"}, "Expected the HSE map"),
        ({"TABLE": "{out}/t.txt"}, "(TABLE) should end in .csv"),
        ({"OUTPUT": "/proc/o.gpkg"}, "cannot be written"),
    ],
)
def test_refusals(provider, project, source, layer, tmp_path, change, words):
    from qgis.core import QgsVectorLayer

    texts = {
        "no coordinates": "name,place\na,b\n",
        "metres": "x,y\n500850,5297950\n",
        "swapped": "lon,lat\n{1},{0}\n".format(*degrees(8, 20)),
        "elsewhere": "lon,lat\n-70,-30\n",
        "broken": "name,lon,lat\na,3,1,47,8\n",
    }
    layers = {"empty": ("Point?crs=EPSG:32631", "none"), "polygons": ("Polygon?crs=EPSG:32631", "wards")}
    out = tmp_path / "out"
    out.mkdir()
    values = {"INPUT": source, "STATIONS": layer, "OUTPUT": str(out / "o.gpkg"), **change}
    for name, value in values.items():
        if value in texts:
            path = tmp_path / "stations.csv"
            path.write_text(texts[value])
            values[name] = str(path)
        elif value in layers:
            made = QgsVectorLayer(*layers[value], "memory")
            project.addMapLayer(made)
            values[name] = made
        elif value == "the map":
            values[name] = source
        elif isinstance(value, str):
            values[name] = value.replace("{out}", str(out))
    assert words in refused(lambda: run(**values))
    assert files_in(out) == []


def test_a_layer_that_no_output_may_overwrite(provider, source, table, tmp_path):
    assert "is an input already" in refused(lambda: run(INPUT=source, STATIONS=table, TABLE=table, OUTPUT="memory:"))
    assert Path(table).read_bytes().startswith(b"Station;")
