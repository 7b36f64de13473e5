# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms that compare maps cannot work on is refused in one sentence, and leaves no file."""

from __future__ import annotations

import re

import numpy as np
import pytest

from .conftest import files_in, refused

CORNER = (500000, 5300000)


@pytest.fixture
def made(write_raster, tmp_path):
    """Function that makes an input by name -> its path; what is no name stays as it is."""
    rng = np.random.default_rng(4)
    zones = rng.integers(1, 18, (1, 20, 20)).astype(np.uint8)
    percent = rng.uniform(0, 100, (1, 20, 20)).astype(np.float32)
    rasters = {
        "zones": {"bands": zones},
        "other zones": {"bands": zones[:, ::-1].copy()},
        "hse": {"bands": percent, "nodata": -1},
        "other hse": {"bands": percent[:, ::-1].copy(), "nodata": -1},
        "without crs": {"bands": zones, "epsg": None},
        "hse without crs": {"bands": percent, "epsg": None},
        "elsewhere": {"bands": zones, "corner": (900000, 100000)},
        "hse elsewhere": {"bands": percent, "corner": (900000, 100000)},
        "two bands": {"bands": np.concatenate([zones, zones]), "names": ("a", "b")},
        "old WRF": {"bands": (zones % 3 + 31).astype(np.uint8)},
        "undeclared nodata": {"bands": np.where(zones > 16, 255, zones).astype(np.uint8)},
        "metres": {"bands": percent * 40},
        "negative": {"bands": percent - 50},
        "empty": {"bands": np.full_like(percent, -1), "nodata": -1},
        "no zones": {"bands": np.zeros_like(zones)},
    }

    def make(kind):
        if kind == "text":
            (tmp_path / "notes.txt").write_text("LCZ")
            return str(tmp_path / "notes.txt")
        if kind not in rasters:
            return kind
        path = tmp_path / f"{kind.replace(' ', '_')}.tif"
        return write_raster(path, **{"names": ("",), "pixel": 100, "corner": CORNER, **rasters[kind]})

    return make


@pytest.fixture
def polygons(tmp_path, qgis_app):
    """Function that makes polygons of a kind -> path."""
    from osgeo import ogr, osr

    def make(kind):
        kinds = {
            "areas": ("lcz", "3", f"POLYGON (({box(1, 1, 4, 4)}))", 32631),
            "lines": ("lcz", "3", "LINESTRING (500150 5299850, 500250 5299850)", 32631),
            "parks": ("lcz", "park", f"POLYGON (({box(1, 1, 4, 4)}))", 32631),
            "fieldless": ("remark", "3", f"POLYGON (({box(1, 1, 4, 4)}))", 32631),
            "far areas": ("lcz", "3", f"POLYGON (({box(9000, 1, 4, 4)}))", 32631),
            "crumbs": ("lcz", "3", f"POLYGON (({box(1.1, 1.1, 0.2, 0.2)}))", 32631),
            "areas without crs": ("lcz", "3", f"POLYGON (({box(1, 1, 4, 4)}))", None),
        }
        if kind not in kinds:
            return kind
        field, value, shape, epsg = kinds[kind]
        path = str(tmp_path / f"{kind.replace(' ', '_')}.shp")
        store = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(path)
        system = None
        if epsg:
            system = osr.SpatialReference()
            system.ImportFromEPSG(epsg)
        geometry = ogr.CreateGeometryFromWkt(shape)
        layer = store.CreateLayer("areas", system, geometry.GetGeometryType())
        layer.CreateField(ogr.FieldDefn(field, ogr.OFTString))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(field, value)
        feature.SetGeometry(geometry)
        layer.CreateFeature(feature)
        return path

    return make


def box(col, row, width, height) -> str:
    x0, y0 = CORNER[0] + 100 * col, CORNER[1] - 100 * row
    x1, y1 = x0 + 100 * width, y0 - 100 * height
    return f"{x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}"


def refusal(algorithm: str, parameters: dict) -> str:
    """The sentence with which the console refuses."""
    import processing

    text = refused(lambda: processing.run(f"hselcz:{algorithm}", parameters))
    assert re.search(r"(should|Expected|cannot be)", text), text
    return text


@pytest.fixture
def check(provider, made, polygons, tmp_path):
    """Function that runs an algorithm on its usual inputs but for one change, and looks for words in its refusal."""
    out = tmp_path / "out"
    out.mkdir()

    def look(algorithm: str, usual: dict, change: dict, words: str) -> None:
        first = made(next(iter(usual.values())))
        parameters = {
            name: polygons(made(value.format(out=out, input=first))) if isinstance(value, str) else value
            for name, value in {**usual, **change}.items()
        }
        before = (tmp_path / first).read_bytes()
        assert words in refusal(algorithm, parameters)
        assert files_in(out) == []
        assert (tmp_path / first).read_bytes() == before

    return look


ASSESS_LCZ = [
    ({"INPUT": None}, "(INPUT) should be a raster, but none is given"),
    ({"INPUT": "/nowhere/lcz.tif"}, "/nowhere/lcz.tif does not open as one; choose an LCZ raster"),
    ({"INPUT": "text"}, "notes.txt does not open as one"),
    ({"INPUT": "without crs"}, "Expected the LCZ map to have a coordinate reference system"),
    ({"INPUT": "old WRF"}, "which are also the three urban categories that WRF had before"),
    ({"INPUT": "undeclared nodata"}, "declare what means no data"),
    ({"INPUT": "two bands"}, "choose the band with the zones"),
    ({"INPUT": "hse"}, "Expected codes of local climate zones"),
    ({"INPUT": "no zones"}, "Expected cells that have a zone in both"),
    ({"BAND": 4}, "Expected a band from 1 to 1, found 4"),
    ({"CODES": "wrf45"}, "Expected the codes 51 to 61"),
    ({"CODES": "mine"}, "(CODES) should be one of auto, standard"),
    (
        {"REFERENCE": None},
        "Reference should be polygons or an LCZ raster, but is empty; choose what the map is compared",
    ),
    ({"REFERENCE": ""}, "Reference should be polygons or an LCZ raster, but is empty"),
    ({"REFERENCE": "/nowhere/areas.kml"}, "/nowhere/areas.kml does not open as one; choose polygons, a KML file"),
    ({"REFERENCE": "lines"}, "Expected polygons or points that say their zone, found none"),
    ({"REFERENCE": "fieldless"}, "Expected a field with the zones of the polygons"),
    ({"REFERENCE": "parks", "CLASS_FIELD": "lcz"}, "found only “park”; correct them"),
    ({"CLASS_FIELD": "zon"}, "Expected a field “zon”"),
    ({"REFERENCE": "areas without crs"}, "Expected polygons with a coordinate reference system"),
    ({"REFERENCE": "far areas"}, "found that they do not overlap"),
    ({"REFERENCE": "crumbs"}, "the polygons are as large as cells of the map"),
    ({"REFERENCE": "elsewhere"}, "found that they do not overlap"),
    ({"REFERENCE": "hse"}, "Expected a map of zones"),
    ({"REFERENCE": "other zones", "SQUARE": 20}, "Expected squares of at least one cell of the map (100 m), found 20"),
    ({"SQUARE": 0}, "(SQUARE) should be at least 1, not 0"),
    ({"CONFIDENCE": "hse elsewhere"}, "Expected the confidence on the cells of the map"),
    ({"CONFIDENCE": "metres"}, "Expected the confidence between 0 and 1 or in whole percent"),
    ({"CONFIDENCE": "text"}, "(CONFIDENCE) should be a raster"),
    ({"REPORT": "{out}/report.pdf"}, "(REPORT) should end in .html, but is"),
    ({"FIGURES": "{out}/report.html", "REPORT": "{out}/report.html"}, "(FIGURES) should end in .json"),
    ({"CLASSES": "{out}/a.csv", "CONFUSION": "{out}/../out/a.csv"}, "is “Zones (CSV)” (CLASSES) already"),
    ({"REPORT": "/proc/none/report.html"}, "cannot be written"),
]

ASSESS_HSE = [
    ({"INPUT": None}, "(INPUT) should be a raster, but none is given"),
    ({"INPUT": "text"}, "notes.txt does not open as one; choose a raster of settlement or imperviousness"),
    ({"INPUT": "hse without crs"}, "Expected the map to have a coordinate reference system"),
    ({"INPUT": "metres"}, "Expected the map in percent from 0 to 100"),
    ({"INPUT": "negative"}, "declare what means no data"),
    ({"INPUT": "empty"}, "Expected the map to have values where the other map is, found only no data"),
    ({"REFERENCE": None}, "(REFERENCE) should be a raster, but none is given"),
    ({"REFERENCE": "metres"}, "Expected the reference in percent from 0 to 100"),
    ({"REFERENCE": "other hse", "REFERENCE_UNIT": "fraction"}, "Expected the reference in percent from 0 to 100"),
    ({"REFERENCE": "hse elsewhere"}, "found that they do not overlap"),
    ({"REFERENCE_UNIT": "permille"}, "(REFERENCE_UNIT) should be one of auto, percent, fraction, binary"),
    ({"REFERENCE_BAND": 2}, "Expected the reference to have a band 2, found 1"),
    ({"BAND": 7}, "Expected the map to have a band 7, found 1"),
    ({"THRESHOLD": 120}, "(THRESHOLD) should be at most 100"),
    ({"LCZ": "hse"}, "Expected a map of zones"),
    ({"LCZ": "text"}, "(LCZ) should be a raster"),
    ({"HSE_ERROR": "{out}/error.png"}, "(HSE_ERROR) should end in .tif"),
    ({"HSE_ERROR": "{input}"}, "is an input already"),
    ({"TABLE": "{out}/table.xlsx"}, "(TABLE) should end in .csv"),
    ({"REPORT": "/proc/none/report.html"}, "cannot be written"),
]

COMPARE_DATES = [
    ({"INPUT": None}, "(INPUT) should be a raster, but none is given"),
    ({"AFTER": None}, "(AFTER) should be a raster, but none is given"),
    ({"AFTER": "text"}, "notes.txt does not open as one; choose an LCZ raster"),
    ({"INPUT": "hse"}, "Expected a map of zones"),
    ({"AFTER": "old WRF"}, "which are also the three urban categories"),
    ({"AFTER": "undeclared nodata"}, "declare what means no data"),
    ({"AFTER": "two bands"}, "choose the band with the zones"),
    ({"AFTER": "elsewhere"}, "found that they do not overlap"),
    ({"AFTER": "without crs"}, "coordinate reference system"),
    ({"AFTER": "no zones"}, "Expected cells that have a zone in both"),
    ({"AFTER_CODES": "wrf44"}, "Expected the codes 31 to 41"),
    ({"AFTER_BAND": 5}, "Expected a band from 1 to 1, found 5"),
    ({"LEAST_DIFFERENCE": -3}, "(LEAST_DIFFERENCE) should be at least 0"),
    ({"LEAST_PROBABILITY": 101}, "(LEAST_PROBABILITY) should be at most 100"),
    ({"EXPECTED_CHANGE": 0}, "(EXPECTED_CHANGE) should be at least 0.1"),
    ({"AFTER_PROBABILITIES": "text"}, "notes.txt does not open as one; choose the LCZ probabilities"),
    (
        {"AFTER_PROBABILITIES": "hse"},
        "“Probabilities of the earlier map” should be given with “Probabilities of the later map”, but is empty",
    ),
    (
        {"CHANGE_PROBABILITY": "{out}/p.tif"},
        "“Probability of change (%)” should have “Probabilities of the earlier map” and",
    ),
    (
        {"BEFORE_PROBABILITIES": "two bands", "AFTER_PROBABILITIES": "two bands"},
        "as 17 probabilities or as one band of confidence, found 2 bands",
    ),
    (
        {"BEFORE_PROBABILITIES": "{input}", "AFTER_PROBABILITIES": "{input}", "CHANGE_PROBABILITY": "{input}"},
        "is an input",
    ),
    ({"LCZ_CHANGE": "{out}/change.jpg"}, "(LCZ_CHANGE) should end in .tif"),
    ({"LCZ_TRANSITION": "{input}"}, "is an input already"),
    ({"LCZ_TRANSITION": "{out}/c.tif", "LCZ_CHANGE": "{out}/c.tif"}, "already; choose another name"),
    ({"LCZ_CHANGE": "/proc/none/c.tif"}, "cannot be written"),
]

CONSISTENCY = [
    ({"LCZ": None}, "(LCZ) should be a raster, but none is given"),
    ({"HSE": None}, "(HSE) should be a raster, but none is given"),
    ({"LCZ": "text"}, "notes.txt does not open as one; choose an LCZ raster"),
    ({"LCZ": "hse"}, "Expected a map of zones"),
    ({"LCZ": "without crs"}, "coordinate reference system"),
    ({"LCZ": "no zones"}, "Expected cells that have a value in both"),
    ({"HSE": "metres"}, "Expected the HSE map in percent from 0 to 100"),
    ({"HSE": "negative"}, "declare what means no data"),
    ({"HSE": "empty"}, "found only no data"),
    ({"HSE": "hse elsewhere"}, "found that they do not overlap"),
    ({"HSE": "hse without crs"}, "Expected the HSE map to have a coordinate reference system"),
    ({"LCZ_BAND": 2}, "Expected a band from 1 to 1, found 2"),
    ({"HSE_BAND": 2}, "Expected the HSE map to have a band 2, found 1"),
    ({"CODES": "wrf44"}, "Expected the codes 31 to 41"),
    ({"INCONSISTENCY": "{out}/i"}, "(INCONSISTENCY) should end in .tif"),
    ({"INCONSISTENCY": "{input}"}, "is an input already"),
]


@pytest.mark.parametrize(("change", "words"), ASSESS_LCZ)
def test_assesslcz(check, change, words):
    check("assesslcz", {"INPUT": "zones", "REFERENCE": "areas", "REPORT": "{out}/r.html"}, change, words)


@pytest.mark.parametrize(("change", "words"), ASSESS_HSE)
def test_assesshse(check, change, words):
    check("assesshse", {"INPUT": "hse", "REFERENCE": "other hse", "HSE_ERROR": "{out}/e.tif"}, change, words)


@pytest.mark.parametrize(("change", "words"), COMPARE_DATES)
def test_comparedates(check, change, words):
    check("comparedates", {"INPUT": "zones", "AFTER": "other zones", "LCZ_CHANGE": "{out}/c.tif"}, change, words)


@pytest.mark.parametrize(("change", "words"), CONSISTENCY)
def test_consistency(check, change, words):
    check("consistency", {"LCZ": "zones", "HSE": "hse", "INCONSISTENCY": "{out}/i.tif"}, change, words)


def test_polygons_that_are_being_edited(provider, made, polygons, project):
    from qgis.core import QgsFeature, QgsVectorLayer

    layer = QgsVectorLayer(polygons("areas"), "areas", "ogr")
    project.addMapLayer(layer)
    layer.startEditing()
    layer.addFeature(QgsFeature(layer.fields()))
    text = refusal("assesslcz", {"INPUT": made("zones"), "REFERENCE": layer})
    assert "the layer “areas” is being edited; save its edits first" in text
    layer.rollBack()


def test_a_layer_from_a_server(provider, made, project):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png&zmax=1&zmin=0", "tiles", "wms")
    project.addMapLayer(layer)
    assert "comes from the provider “wms”" in refusal("assesslcz", {"INPUT": made("zones"), "REFERENCE": layer})
    assert "comes from the provider “wms”" in refusal("assesshse", {"INPUT": layer, "REFERENCE": made("hse")})


def test_qgis_process_says_the_same(qgis_process, made, tmp_path):
    done = qgis_process(
        "run", "hselcz:comparedates", "--", f"INPUT={made('zones')}", f"AFTER={made('elsewhere')}",
        f"LCZ_CHANGE={tmp_path / 'out' / 'c.tif'}",
    )  # fmt: skip
    assert done.returncode != 0
    assert "found that they do not overlap" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
