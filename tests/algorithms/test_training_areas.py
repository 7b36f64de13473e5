# SPDX-License-Identifier: GPL-2.0-or-later
"""From an empty layer to a map of one's own: `newtrainingareas`, `checktrainingareas`, `trainnetwork`, `mapcity`."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

from .conftest import TOWN_CORNER, files_in, refused


@pytest.fixture
def adapt(provider, town, areas, tmp_path):
    """Function that runs `hselcz:trainnetwork` with heads: parameters -> outputs."""
    import processing

    def run(**more):
        outputs = {"WEIGHTS": str(tmp_path / "out" / "mine.npz"), "REPORT": str(tmp_path / "out" / "mine.html")}
        return processing.run("hselcz:trainnetwork", {"SCENES": [town], "LABELS": areas, **outputs, **more})

    return run


@pytest.fixture
def check(provider, town, areas, tmp_path):
    """Function that runs `hselcz:checktrainingareas`: parameters -> outputs."""
    import processing

    def run(**more):
        outputs = {"OUTPUT": str(tmp_path / "checked.gpkg"), "PLACES": str(tmp_path / "places.gpkg"),
                   "REPORT": str(tmp_path / "check.html"), "CSV": str(tmp_path / "check.csv")}  # fmt: skip
        return processing.run("hselcz:checktrainingareas", {"SCENES": [town], "LABELS": areas, **outputs, **more})

    return run


def changed(areas: str, path: Path, change) -> str:
    """A copy of the areas whose list of features was changed."""
    content = json.loads(Path(areas).read_text())
    content["features"] = change(content["features"])
    path.write_text(json.dumps(content))
    return str(path)


def rows_of(path: str) -> list[dict]:
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def square(zone: str, east: float, south: float, side: float = 400) -> dict:
    left, top = TOWN_CORNER[0] + east, TOWN_CORNER[1] - south
    ring = [[left, top], [left + side, top], [left + side, top - side], [left, top - side], [left, top]]
    return {
        "type": "Feature", "properties": {"class": zone}, "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def test_adapted_heads_map_what_was_drawn(adapt, town, tmp_path):
    """Zones that no part of the network would give: only the areas say so."""
    import processing

    done = adapt()
    assert done["AGREEMENT"] > 0.95 and done["AGREEMENT"] > done["AGREEMENT_BEFORE"]
    assert done["DEVICE_USED"] == "cpu" and "BEST_STEP" not in done
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "25 bootstraps" in page and "Polygons of one's own city are easy" in page.replace("&#x27;", "'")
    mapped = processing.run(
        "hselcz:mapcity", {"INPUT": town, "MODEL": done["WEIGHTS"], "DEVICE": "cpu", "LCZ": str(tmp_path / "lcz.tif")}
    )
    zones = gdal.Open(mapped["LCZ"]).ReadAsArray()
    assert (zones[4:30, 4:15] == 17).mean() > 0.95 and (zones[4:30, 24:36] == 8).mean() > 0.9


def test_the_same_areas_give_the_same_file_and_only_heads_change(adapt):
    from hse_lcz.model.network import weights

    first = weights.load(adapt()["WEIGHTS"])
    second = weights.load(adapt()["WEIGHTS"])
    bundled = weights.load()
    for name, values in first.arrays.items():
        np.testing.assert_array_equal(values, second.arrays[name])
        if not name.startswith("heads."):
            np.testing.assert_array_equal(values, bundled.arrays[name])
    assert first.card["training"]["method"] == "heads" and first.card["training"]["units"] == {"8": 4, "G": 4}


def test_areas_of_another_person_are_the_stricter_test(adapt, areas, tmp_path):
    wrong = changed(areas, tmp_path / "second.geojson", lambda found: [square("G", 3000, 3500), square("G", 700, 3500)])
    done = adapt(VALIDATION_AREAS=wrong)
    assert done["AGREEMENT"] == pytest.approx(0.5, abs=0.05)
    assert "On areas that never train" in Path(done["REPORT"]).read_text(encoding="utf-8")


def test_areas_of_one_zone_cannot_adapt_but_are_checked(adapt, check, areas, tmp_path):
    one = changed(areas, tmp_path / "one.geojson", lambda found: found[:4])
    sentence = refused(lambda: adapt(LABELS=one))
    assert "at least two zones, found only LCZ G: Water" in sentence
    assert not (tmp_path / "out").exists() or not files_in(tmp_path / "out")
    done = check(LABELS=one)
    assert done["SERIOUS"] == 0 and "cannot be compared" in Path(done["REPORT"]).read_text(encoding="utf-8")


def test_a_zone_with_one_area_trains_and_is_not_scored(adapt, areas, tmp_path):
    single = changed(areas, tmp_path / "single.geojson", lambda found: [*found, square("D", 1700, 2000)])
    done = adapt(LABELS=single)
    assert "Only one training area each of LCZ D" in Path(done["REPORT"]).read_text(encoding="utf-8")


def test_a_scene_that_does_not_open_is_not_left_out_without_a_word(check, town):
    assert "(SCENES) should be rasters, but not all of" in refused(lambda: check(SCENES=[town, "/nowhere.tif"]))


def test_areas_without_data_are_refused_and_reported(adapt, check, areas, tmp_path, write_raster):
    empty = write_raster(tmp_path / "empty.tif", np.zeros((10, 400, 400), "uint16"), corner=TOWN_CORNER)
    bands = np.full((10, 400, 400), 500, "uint16")
    bands[:, :, :200] = 0
    half = write_raster(tmp_path / "half.tif", bands, corner=TOWN_CORNER)
    assert "found" in refused(lambda: adapt(SCENES=[empty]))
    assert "at least two zones, found only LCZ 8" in refused(lambda: adapt(SCENES=[half]))
    done = check(SCENES=[half])
    rows = {int(row["number"]): row for row in rows_of(done["CSV"])}
    assert all("no data in any scene" in rows[number]["verdict"] for number in (1, 2, 3, 4))


def test_a_swapped_area_is_found_and_the_layers_say_so(check, areas, tmp_path):
    def swap(found):
        found[1]["properties"]["class"] = "8"
        return [*found, square("G", 300, 2100, 120), square("8", 400, 300, 300)]

    done = check(LABELS=changed(areas, tmp_path / "swapped.geojson", swap))
    store = ogr.Open(done["OUTPUT"])  # its layers die with it
    found = {feature.GetField("number"): feature.items() for feature in store.GetLayer(0)}
    assert found[2]["severity"] == "serious" and "looks like G rather than 8" in found[2]["verdict"]
    assert "wide, expected 200 m and more" in found[9]["verdict"]
    assert "lies in areas of other zones" in found[10]["verdict"] and found[10]["severity"] == "serious"
    good = [found[number] for number in (3, 4, 6, 7)]
    assert all(row["severity"] != "serious" and "looks like" not in row["verdict"] for row in good)
    assert done["SERIOUS"] >= 2 and rows_of(done["CSV"])[0]["severity"] == "serious"
    places = ogr.Open(done["PLACES"])
    assert places.GetLayer(0).GetFeatureCount() > 0
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "Look at these first" in page and "data:image/png" in page


def test_a_kmz_of_the_lcz_generator_and_five_hundred_areas(adapt, tmp_path):
    """Folders named after zones, in degrees; many small areas."""
    from hse_lcz.model.raster.grid import between

    system = ogr.osr.SpatialReference()
    system.ImportFromEPSG(32631)
    degrees = ogr.osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    move = between(system.ExportToWkt(), degrees.ExportToWkt())
    folders = ""
    for zone, west in ((17, 200), (8, 2300)):
        marks = ""
        for i in range(250):
            ring = square("", west + 100 * (i % 14), 150 + 200 * (i // 14), 90)["geometry"]["coordinates"][0]
            points = " ".join("{:.7f},{:.7f},0".format(*move.TransformPoint(*point)[:2]) for point in ring)
            marks += (f"<Placemark><name>{zone}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{points}"
                      "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>")  # fmt: skip
        folders += f"<Folder><name>{zone}</name>{marks}</Folder>"
    kml = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{folders}</Document></kml>'
    with zipfile.ZipFile(tmp_path / "areas.kmz", "w") as file:
        file.writestr("doc.kml", kml)
    done = adapt(LABELS=str(tmp_path / "areas.kmz"))
    assert done["AGREEMENT"] > 0.9
    assert "500 polygons" in Path(done["REPORT"]).read_text(encoding="utf-8")


def test_an_empty_layer_to_draw_in(provider, project):
    import processing

    layer = processing.run("hselcz:newtrainingareas", {"CRS": "EPSG:32631", "OUTPUT": "memory:"})["OUTPUT"]
    assert layer.featureCount() == 0 and layer.crs().authid() == "EPSG:32631"
    from hse_lcz.algorithms.new_training_areas import look

    look(layer)
    assert len(layer.renderer().categories()) == 18
    zones = layer.editorWidgetSetup(layer.fields().lookupField("lcz")).config()["map"]
    assert len(zones) == 17 and zones[16] == {"G Water": 17}
    assert "200 m" in layer.constraintDescription(layer.fields().lookupField("lcz"))


def test_candidates_of_a_map_are_sure_and_of_one_zone(provider, write_raster, tmp_path):
    import processing

    codes = np.full((1, 40, 60), 17, np.uint8)
    codes[0, :, 30:] = 8
    codes[0, 10:20, 30:40] = np.random.default_rng(0).integers(1, 18, (10, 10))
    sure = np.full((1, 40, 60), 90, np.uint8)
    sure[0, :20] = 30
    lcz = write_raster(tmp_path / "lcz.tif", codes, ["lcz"], nodata=0, corner=TOWN_CORNER, pixel=100)
    confidence = write_raster(tmp_path / "sure.tif", sure, ["lczProb"], nodata=255, corner=TOWN_CORNER, pixel=100)
    done = processing.run(
        "hselcz:newtrainingareas",
        {"INPUT": lcz, "CONFIDENCE": confidence, "PER_ZONE": 3, "OUTPUT": str(tmp_path / "areas.gpkg")},
    )
    store = ogr.Open(done["OUTPUT"])  # its layers die with it
    layer = store.GetLayer(0)
    assert done["CANDIDATES"] == layer.GetFeatureCount() == 6
    for feature in layer:
        left, right, bottom, top = feature.GetGeometryRef().GetEnvelope()
        rows = [round((TOWN_CORNER[1] - y) / 100) for y in (top, bottom)]
        cols = [round((x - TOWN_CORNER[0]) / 100) for x in (left, right)]
        part = codes[0, rows[0] : rows[1], cols[0] : cols[1]]
        assert part.shape == (3, 3) and (part == feature.GetField("lcz")).all() and rows[0] >= 20


def test_candidates_of_a_map_without_crs_are_refused(provider, write_raster, tmp_path):
    """They would lie at 600000 degrees east: their layer had EPSG:4326."""
    import processing

    codes = np.full((1, 20, 20), 17, np.uint8)
    lcz = write_raster(tmp_path / "lcz.tif", codes, ["lcz"], nodata=0, corner=TOWN_CORNER, pixel=100, epsg=None)
    given = {"INPUT": lcz, "OUTPUT": str(tmp_path / "areas.gpkg")}
    text = refused(lambda: processing.run("hselcz:newtrainingareas", given))
    assert text.startswith("Expected the map to have a coordinate reference system, found none in")
    assert not (tmp_path / "areas.gpkg").exists()


@pytest.mark.parametrize(("name", "more"), [("newtrainingareas", {}), ("stations", {"STATIONS": "town"})])
def test_a_crs_that_does_not_exist_is_refused(provider, write_raster, tmp_path, name, more):
    import processing

    codes = np.full((1, 20, 20), 17, np.uint8)
    lcz = write_raster(tmp_path / "lcz.tif", codes, ["lcz"], nodata=0, corner=TOWN_CORNER, pixel=100)
    table = tmp_path / "town.csv"
    table.write_text("name,lon,lat\na,4.3,46.9\n")
    given = {"CRS": "EPSG:999999", "OUTPUT": str(tmp_path / "made.gpkg"), **({"INPUT": lcz} if more else {})}
    given.update({key: str(table) for key in more})
    text = refused(lambda: processing.run(f"hselcz:{name}", given))
    assert "(CRS) should be a CRS such as EPSG:32631, but is EPSG:999999" in text


def test_a_qgis_without_torch_checks_adapts_and_maps(shadowed_qgis_process, town, areas, tmp_path):
    """By `qgis_process`, in a QGIS that must not even load PyTorch."""
    hidden = "import sys; sys.modules['torch'] = None"
    steps = (
        ("checktrainingareas", f"SCENES={town}", f"LABELS={areas}", f"OUTPUT={tmp_path / 'checked.gpkg'}"),
        ("trainnetwork", f"SCENES={town}", f"LABELS={areas}", f"WEIGHTS={tmp_path / 'mine.npz'}"),
        ("mapcity", f"INPUT={town}", f"MODEL={tmp_path / 'mine.npz'}", f"LCZ={tmp_path / 'lcz.tif'}"),
    )
    for name, *line in steps:
        done = shadowed_qgis_process(hidden, "run", f"hselcz:{name}", "--", *line)
        assert done.returncode == 0, done.stdout + done.stderr
    zones = gdal.Open(str(tmp_path / "lcz.tif")).ReadAsArray()
    assert (zones[4:30, 4:15] == 17).mean() > 0.95
