# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tools for maps in use cannot work on is refused in one sentence, and leaves no file."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from .conftest import files_in, refused


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def made(write_raster, tmp_path):
    """Function that makes an input by name -> its path as text."""
    zones = np.random.default_rng(4).integers(1, 18, (1, 20, 20)).astype(np.uint8)
    rasters = {
        "zones": {"bands": zones},
        "zones without crs": {"bands": zones, "epsg": None},
        "zones near the pole": {"bands": zones, "epsg": 4326, "corner": (2.0, 88.0), "pixel": 0.001},
        "zones in web Mercator": {"bands": zones, "epsg": 3857},
        "two bands": {"bands": np.concatenate([zones, zones]), "names": ("a", "b")},
        "percent": {"bands": zones * 5},
        "reals": {"bands": np.linspace(0, 1, 400, dtype=np.float32).reshape(1, 20, 20)},
        "old WRF": {"bands": (zones % 3 + 31).astype(np.uint8)},
        "two schemes": {"bands": np.where(zones > 14, 104, zones).astype(np.uint8)},
        "undeclared nodata": {"bands": np.where(zones > 16, 255, zones).astype(np.uint8)},
    }

    def make(kind: str) -> str:
        if kind == "text":
            (tmp_path / "notes.txt").write_text("LCZ")
            return str(tmp_path / "notes.txt")
        if kind not in rasters:
            return kind
        return write_raster(tmp_path / "input.tif", **{"names": ("",), "pixel": 100, **rasters[kind]})

    return make


def refusal(algorithm: str, parameters: dict) -> str:
    """The sentence with which the console refuses."""
    import processing

    return refused(lambda: processing.run(f"hselcz:{algorithm}", parameters))


# What no map of zones is, whatever is to be done with it.
NO_MAPS = [
    ({"INPUT": None}, "(INPUT) should be a raster, but none is given"),
    ({"INPUT": "/nowhere/lcz.tif"}, "nowhere/lcz.tif does not open as one; choose an LCZ raster"),
    ({"INPUT": "text"}, "notes.txt does not open as one"),
    ({"INPUT": "two bands"}, "found 2 bands without such a name"),
    ({"INPUT": "percent"}, "Expected codes of local climate zones"),
    ({"INPUT": "reals"}, "more than 256 different values"),
    ({"INPUT": "old WRF"}, "which are also the three urban categories that WRF had before"),
    ({"INPUT": "two schemes"}, "Expected codes of local climate zones"),
    ({"INPUT": "undeclared nodata"}, "declare what means no data"),
    ({"INPUT": "zones", "CODES": "wrf45"}, "Expected the codes 51 to 61"),
    ({"INPUT": "zones", "CODES": "mine"}, "(CODES) should be one of auto, standard, hundreds"),
    ({"INPUT": "zones", "BAND": 3}, "Expected a band from 1 to 1, found 3"),
]

FILTER = [
    *NO_MAPS,
    ({"INPUT": "zones without crs"}, "coordinate reference system, found none"),
    ({"INPUT": "zones near the pole"}, "within 85 degrees of the equator"),
    ({"INPUT": "zones in web Mercator"}, "found web Mercator"),
    ({"METHOD": "median"}, "(METHOD) should be one of gaussian, majority, not median"),
    ({"METHOD": "majority", "RADIUS": 50}, "Expected a radius from one cell"),
    ({"RADIUS": -1}, "(RADIUS) should be at least 0"),
    ({"LCZ_FILTERED": "{out}/lcz.png"}, "(LCZ_FILTERED) should end in .tif, but is"),
    ({"LCZ_FILTERED": "{input}"}, "is an input already"),
    ({"LCZ_FILTERED": "/proc/none/lcz.tif"}, "cannot be written"),
]

CONVERT = [
    *NO_MAPS,
    ({"TARGET": "wrf"}, "(TARGET) should be one of standard, hundreds, wrf44"),
    (
        {"LCZ": None},
        "Expected outputs among “LCZ map” (LCZ), "
        "“LCZ Generator's three bands” (LCZ_GENERATOR), “Google Earth file” (KMZ), found none",
    ),
    ({"LCZ": "{input}"}, "is an input already"),
    ({"LCZ": "{out}/lcz.kmz"}, "(LCZ) should end in .tif, but is"),
    ({"KMZ": "{out}/lcz.kml"}, "(KMZ) should end in .kmz, but is"),
    ({"LCZ_GENERATOR": "{out}/lcz.tif"}, "(LCZ_GENERATOR) should be a file of its own"),
    ({"CONFIDENCE": "/nowhere.tif"}, "(CONFIDENCE) should be a raster, but /nowhere.tif does not open"),
    ({"INPUT": "zones without crs", "KMZ": "{out}/lcz.kmz"}, "coordinate reference system, found none"),
    ({"INPUT": "zones in web Mercator", "LCZ_GENERATOR": "{out}/three.tif"}, "found web Mercator"),
]

CANOPY = [
    *NO_MAPS,
    ({"STATISTIC": "mean"}, "(STATISTIC) should be one of minimum, middle, maximum, expectation, not mean"),
    ({"STATISTIC": "expectation"}, "Expected the probabilities of the zones for the expectation, found none"),
    ({"STATISTIC": "expectation", "PROBABILITIES": "{input}"}, "Expected 17 bands of probabilities, found 1"),
    ({"PROBABILITIES": "/nowhere.tif"}, "(PROBABILITIES) should be a raster, but /nowhere.tif does not open"),
    ({"HSE": "/nowhere.tif"}, "(HSE) should be a raster, but /nowhere.tif does not open"),
    ({"BANDS": ["width"]}, "(BANDS) should be one of sky_view_factor"),
    ({"CANOPY": None}, "“Table for SUEWS in UMEP (CSV)” (SUEWS), “Table for WRF (CSV)” (URBPARM), found none"),
    ({"CANOPY": "{input}"}, "is an input already"),
    ({"HSE": "{out}/../hse.tif", "CANOPY": "{out}/../hse.tif"}, "is an input already"),
    ({"CANOPY": "{out}/ucp.asc"}, "(CANOPY) should end in .tif, but is"),
    ({"SUEWS": "{out}/suews.txt"}, "(SUEWS) should end in .csv, but is"),
    ({"INPUT": "zones without crs", "HSE": "{input}"}, "coordinate reference system, found none"),
]

SUMMARISE = [
    *NO_MAPS,
    ({"POLYGONS": None}, "(POLYGONS) should be a layer of polygons, but nothing is none"),
    ({"POLYGONS": "/nowhere.gpkg"}, "(POLYGONS) should be a layer of polygons, but /nowhere.gpkg is none"),
    ({"POLYGONS": "{input}"}, "(POLYGONS) should be a layer of polygons"),
    ({"POLYGONS": "{out}/../empty.geojson"}, "Expected polygons, found a layer without any"),
    ({"POLYGONS": "{out}/../elsewhere.geojson"}, "Expected districts over the map, but none of the 1 polygons"),
    ({"NAME": "ward"}, "(NAME) should be an attribute of the districts (id), but is ward"),
    ({"HSE": "/nowhere.tif"}, "(HSE) should be a raster, but /nowhere.tif does not open"),
    ({"OUTPUT": "{out}/../districts.geojson"}, "(OUTPUT) should be a file of its own, but"),
    ({"REPORT": "{out}/report.pdf"}, "(REPORT) should end in .html, but is"),
    ({"REPORT": "/proc/none/report.html"}, "cannot be written"),
    ({"INPUT": "zones without crs"}, "Expected a map with a coordinate reference system"),
]


def check(algorithm: str, usual: dict, change: dict, words: str, made, out) -> None:
    """Runs an algorithm on its usual inputs but for one change; it refuses in these words and leaves no file."""
    parameters = {"INPUT": "zones", **usual, **change}
    source = made(parameters["INPUT"]) if parameters["INPUT"] else None
    filled = {
        name: value.format(out=out, input=source) if isinstance(value, str) and "{" in value else value
        for name, value in parameters.items()
    }
    assert re.search(re.escape(words), refusal(algorithm, {**filled, "INPUT": source}))
    assert files_in(out) == []


@pytest.mark.parametrize(("change", "words"), FILTER)
def test_filterlcz(provider, made, out, change, words):
    check("filterlcz", {"LCZ_FILTERED": "{out}/lcz.tif"}, change, words, made, out)


@pytest.mark.parametrize(("change", "words"), CONVERT)
def test_convertcodes(provider, made, out, change, words):
    check("convertcodes", {"LCZ": "{out}/lcz.tif"}, change, words, made, out)


@pytest.mark.parametrize(("change", "words"), CANOPY)
def test_canopyparameters(provider, made, out, tmp_path, write_raster, change, words):
    write_raster(tmp_path / "hse.tif", np.full((1, 9, 9), 5, np.uint8), ("HSE",))
    check("canopyparameters", {"CANOPY": "{out}/ucp.tif"}, change, words, made, out)


def write_square(path, offset: float = 0.0, rings: int = 1) -> None:
    """A square of 500 m, in degrees as GeoJSON has them, at the corner of the test rasters or beside it."""
    side, (lon, lat) = 0.005, (4.87 + offset, 47.03)
    ring = [[lon, lat], [lon + side, lat], [lon + side, lat - side], [lon, lat - side], [lon, lat]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    features = [{"type": "Feature", "properties": {"id": 1}, "geometry": shape}] * rings
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


@pytest.mark.parametrize(("change", "words"), SUMMARISE)
def test_summarise(provider, made, out, tmp_path, change, words):
    write_square(tmp_path / "districts.geojson")
    write_square(tmp_path / "elsewhere.geojson", offset=20)
    write_square(tmp_path / "empty.geojson", rings=0)
    usual = {"POLYGONS": str(tmp_path / "districts.geojson"), "OUTPUT": "{out}/districts.gpkg"}
    check("summarise", usual, change, words, made, out)


@pytest.mark.parametrize(
    ("name", "outputs"),
    [
        ("filterlcz", {"LCZ_FILTERED": "a.tif"}),
        ("convertcodes", {"LCZ": "a.tif", "LCZ_GENERATOR": "b.tif", "KMZ": "c.kmz"}),
        ("canopyparameters", {"CANOPY": "a.tif", "SUEWS": "b.csv"}),
        ("summarise", {"OUTPUT": "a.gpkg", "REPORT": "b.html"}),
    ],
)
@pytest.mark.parametrize("steps", [1, 2])
def test_a_cancel_leaves_no_file(provider, made, out, tmp_path, name, outputs, steps):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    class Impatient(QgsProcessingFeedback):
        """Cancels at the given step."""

        def __init__(self):
            super().__init__()
            self.left, self.said = steps, []

        def setProgress(self, percent):
            self.left -= 1
            if self.left == 0:
                self.cancel()

        def pushInfo(self, text):
            self.said.append(text)

    write_square(tmp_path / "districts.geojson")
    more = {"POLYGONS": str(tmp_path / "districts.geojson")} if name == "summarise" else {}
    parameters = {"INPUT": made("zones"), **more, **{key: str(out / file) for key, file in outputs.items()}}
    feedback = Impatient()
    done, _ = provider.algorithm(name).run(parameters, QgsProcessingContext(), feedback)
    assert "Cancelled: no file was written." in feedback.said
    assert done == {}
    assert files_in(out) == []


@pytest.mark.parametrize(
    ("algorithm", "given", "words"),
    [
        ("filterlcz", {"RADIUS": "wide"}, "(RADIUS) should be a number, but is wide"),
        ("filterlcz", {"BAND": []}, "(BAND) should be the number of a band, but none is given"),
        ("summarise", {}, "(OUTPUT) should be the layer to write, but none is given"),
        ("stylemap", {"SAVE": ""}, "(SAVE) should be true or false, but none is given"),
        ("smoothseries", {"INPUT": ["zones"], "DATES": "2020"}, "(MAPS) should be the folder to write, but none is"),
    ],
)
def test_a_value_of_another_kind_is_told_what_is_expected(provider, made, areas, algorithm, given, words):
    """QGIS says “Incorrect parameter value” alone, and an output that is left out ended in a traceback."""
    from qgis.core import QgsProcessingContext

    zones = made("zones")
    given = {"INPUT": zones, "POLYGONS": areas, "LCZ_FILTERED": "TEMPORARY_OUTPUT", **given}
    if algorithm == "smoothseries":
        given["INPUT"] = [zones]
    accepted, said = provider.algorithm(algorithm).checkParameterValues(given, QgsProcessingContext())
    assert not accepted and words in said, said
