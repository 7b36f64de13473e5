# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:mapseries` with years and a catalogue on the loopback, by the console, `qgis_process` and a model."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from ..stac_server import Shot, publish, serving, write_static
from .conftest import files_in, refused

CORNER, EPSG, SIZE = (699960.0, 5000040.0), 32631, 160
BOX = CORNER[0] + 105, CORNER[0] + 1495, CORNER[1] - 1495, CORNER[1] - 105
EXTENT = f"{','.join(map(str, BOX))} [EPSG:{EPSG}]"
# What the smallest multiples of 20 m around it are.
GRID = (CORNER[0] + 100, 10, 0, CORNER[1] - 100, 0, -10)


def shot(patchwork, day: str, clouded: int = 0, **more) -> Shot:
    """A scene of 1.6 km whose first `clouded` rows of 20 m are clouds."""
    bands = patchwork(seed=4, height=SIZE, width=SIZE)
    codes = np.full((SIZE // 2, SIZE // 2), 4, dtype=np.uint8)
    codes[:clouded] = 9
    fine, coarse = bands[[0, 1, 2, 6]], bands[[3, 4, 5, 7, 8, 9], ::2, ::2]
    properties = {"s2:processing_baseline": "05.09", "grid:code": "MGRS-31TGJ"}
    name = f"S2A_31TGJ_{day.replace('-', '')}_0_L2A"
    return Shot(
        name, f"{day}T10:36:00Z", fine, coarse, codes, CORNER, EPSG, carried_dn=1000, properties=properties, **more
    )


@pytest.fixture(scope="module")
def published(patchwork, tmp_path_factory):
    """Scenes of the summers of 2018, 2019 and 2021; of 2020 one that is too cloudy; of 2019 one in winter, too."""
    folder = tmp_path_factory.mktemp("catalogue")
    shots = [
        shot(patchwork, "2018-06-01", 30), shot(patchwork, "2018-08-11"), shot(patchwork, "2019-01-05"),
        shot(patchwork, "2019-07-01"), shot(patchwork, "2020-07-01", 70, cloud_pct=90.0),
        shot(patchwork, "2021-07-11"),
    ]  # fmt: skip
    with serving(folder / "files") as server:
        server.items.extend(publish(each, server.folder, server.href) for each in shots)
        yield server


@pytest.fixture
def server(published):
    """The same without faults."""
    return published.reset()


@pytest.fixture
def given(server, small_weights, tmp_path) -> dict:
    return {
        "FIRST_YEAR": 2018, "LAST_YEAR": 2021, "MONTHS": "6-8", "EXTENT": EXTENT, "CATALOG_URL": server.url,
        "DEVICE": "cpu", "MODEL": small_weights, "PROBABILITIES": str(tmp_path / "kept"),
        "MAPS": str(tmp_path / "maps"),
    }  # fmt: skip


@pytest.fixture
def run(provider):
    import processing

    def call(given, feedback=None, **more):
        return processing.run("hselcz:mapseries", {**given, **more}, feedback=feedback)

    return call


@pytest.fixture(scope="module")
def three_years(provider, published, small_weights, tmp_path_factory):
    """Folder, outputs and log of a run over all years."""
    import processing
    from qgis.core import QgsProcessingFeedback

    folder, feedback = tmp_path_factory.mktemp("series"), QgsProcessingFeedback()
    parameters = {
        "FIRST_YEAR": 2018, "LAST_YEAR": 2021, "MONTHS": "6-8", "EXTENT": EXTENT, "CATALOG_URL": published.url,
        "DEVICE": "cpu", "MODEL": small_weights, "PROBABILITIES": str(folder / "kept"), "MAPS": str(folder / "maps"),
        "CHANGE_YEAR": str(folder / "year.tif"),
    }  # fmt: skip
    done = processing.run("hselcz:mapseries", parameters, feedback=feedback)
    return folder, done, feedback.textLog()


def test_each_year_is_fetched_on_one_grid_and_mapped(three_years):
    folder, done, _ = three_years
    assert (done["FETCHED"], done["MAPPED"]) == (3, 3)
    scenes = {year: gdal.Open(str(folder / "kept" / f"scene_{year}.tif")) for year in (2018, 2019, 2021)}
    for scene in scenes.values():
        assert scene.GetGeoTransform() == GRID
        assert (scene.RasterXSize, scene.RasterYSize, scene.RasterCount) == (140, 140, 10)
    days = {year: scene.GetMetadataItem("SENSING_DATES") for year, scene in scenes.items()}
    assert days == {2018: "2018-06-01 2018-08-11", 2019: "2019-07-01", 2021: "2021-07-11"}
    names = ["lcz_2018-06-01.tif", "lcz_2019-07-01.tif", "lcz_2021-07-11.tif"]
    assert sorted(path.name for path in (folder / "maps").glob("*.tif")) == names
    for name in names:
        zones = gdal.Open(str(folder / "maps" / name))
        assert zones.GetGeoTransform() == (GRID[0], 100, 0, GRID[3], 0, -100)
        assert zones.ReadAsArray().shape == (14, 14) and (zones.ReadAsArray() > 0).all()
    assert (gdal.Open(done["CHANGE_YEAR"]).ReadAsArray() == 0).all()  # the ground is the same each year


def test_a_year_without_scenes_is_left_out_and_the_size_of_all_is_said(three_years):
    _, done, log = three_years
    assert done["LEFT_OUT"] == ("2020: 1, of which none can be used (1 cloudier than 30 %, see MAX_CLOUD)")
    assert "2020 is left out: found 1, of which none can be used" in log
    assert "3 of 4 periods to fetch: up to 0." in log
    # Before the first pixel: 2018 has two dates, and each scene found has its classes looked at.
    assert log.index("periods to fetch") < log.index("2018: fetching")


def test_a_year_is_added_without_reading_the_others_again(three_years, run, given, server, tmp_path):
    shutil.copytree(three_years[0] / "kept", tmp_path / "kept")
    for path in (tmp_path / "kept").glob("*_2021*"):
        path.unlink()
    assert (run(given, LAST_YEAR=2019)["FETCHED"], len(files_in(tmp_path / "kept"))) == (0, 4)
    assert server.file_bytes() == 0
    done = run(given)
    assert (done["FETCHED"], done["MAPPED"]) == (1, 3 - 2)
    read = {sent.path.split("/")[2] for sent in server.log if sent.path.startswith("/files/")}
    assert read == {"S2A_31TGJ_20210711_0_L2A"}
    # Another request fetches again: the kept scenes answer the old one.
    done = run(given, MAX_SCENES=1, LAST_YEAR=2019)
    assert (done["FETCHED"], done["MAPPED"]) == (2, 2)
    assert gdal.Open(str(tmp_path / "kept" / "scene_2018.tif")).GetMetadataItem("SENSING_DATES") == "2018-08-11"


def test_a_cancel_leaves_whole_scenes_and_the_run_goes_on(run, given, server, tmp_path):
    from qgis.core import QgsProcessingFeedback

    class Stopping(QgsProcessingFeedback):
        """Cancels while the second year is read."""

        def pushInfo(self, text):
            if "2019: fetching" in text:
                self.cancel()
            super().pushInfo(text)

    feedback = Stopping()
    assert run(given, feedback) == {}
    assert "that were complete are kept" in feedback.textLog()
    assert files_in(tmp_path) == ["kept", "kept/scene_2018.tif"]
    server.log.clear()
    assert run(given, LAST_YEAR=2019)["FETCHED"] == 1
    assert not any("20180" in sent.path for sent in server.log)


def test_a_year_whose_scenes_cannot_be_read_is_left_out(run, given, server):
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    server.faults.missing.add("/files/S2A_31TGJ_20190701_0_L2A/nir.tif")
    server.faults.missing.add("/files/S2A_31TGJ_20180601_0_L2A/nir.tif")
    done = run(given, feedback)
    assert "2019: 1 scenes, of which none can be used (1 cannot be used: B8 cannot be read" in done["LEFT_OUT"]
    assert done["FETCHED"] == 2
    log = feedback.textLog()
    assert "2018 was made without S2A_31TGJ_20180601_0_L2A, wholly or in part; delete" in log


def test_a_model_and_qgis_process_map_years(qgis_process, server, small_weights, tmp_path):
    """A model asks for the area and the years alone, and hands them on."""
    from qgis.core import (
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterExtent,
        QgsProcessingParameterNumber,
    )

    source = QgsProcessingModelChildParameterSource
    model, number = QgsProcessingModelAlgorithm("years", "Test"), QgsProcessingParameterNumber
    inputs = (
        QgsProcessingParameterExtent("WHERE", "Where"), number("FROM", "From", number.Type.Integer),
        number("TO", "To", number.Type.Integer),
    )  # fmt: skip
    for parameter in inputs:
        model.addModelParameter(parameter, QgsProcessingModelParameter(parameter.name()))
    child = QgsProcessingModelChildAlgorithm("hselcz:mapseries")
    child.setChildId("series")
    for name, own in {"EXTENT": "WHERE", "FIRST_YEAR": "FROM", "LAST_YEAR": "TO"}.items():
        child.addParameterSources(name, [source.fromModelParameter(own)])
    fixed = {
        "CATALOG_URL": str(write_static(server.folder.parent, server.items)), "MONTHS": "6-8", "MODEL": small_weights,
        "DEVICE": "cpu", "PROBABILITIES": str(tmp_path / "kept"),
    }  # fmt: skip
    for name, value in fixed.items():
        child.addParameterSources(name, [source.fromStaticValue(value)])
    outputs = {}
    for name in ("MAPS", "CHANGE_YEAR"):
        outputs[name] = QgsProcessingModelOutput(name, name)
        outputs[name].setChildId("series")
        outputs[name].setChildOutputName(name)
    child.setModelOutputs(outputs)
    model.addChildAlgorithm(child)
    path = tmp_path / "years.model3"
    assert model.toFile(str(path))
    done = qgis_process(
        "run", str(path), "--", f"WHERE={EXTENT}", "FROM=2018", "TO=2019", f"series:MAPS={tmp_path / 'maps'}",
        f"series:CHANGE_YEAR={tmp_path / 'year.tif'}",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    names = ["lcz_2018-06-01.tif", "lcz_2019-07-01.tif"]
    assert sorted(found.name for found in (tmp_path / "maps").glob("*.tif")) == names
    assert gdal.Open(str(tmp_path / "year.tif")).GetGeoTransform() == (GRID[0], 100, 0, GRID[3], 0, -100)


WRONG = {
    "scenes and years": ({"INPUT": ["a.tif"]}, "(INPUT) should be empty where scenes are fetched, or"),
    "neither": (dict.fromkeys(("FIRST_YEAR", "LAST_YEAR")), "found neither; choose the scenes of your years"),
    "one year alone": ({"LAST_YEAR": None}, "(LAST_YEAR) should be a year like 2018, but is empty"),
    "the same year": ({"LAST_YEAR": 2018}, "at least two years for a series, found 2018 alone"),
    "years reversed": ({"FIRST_YEAR": 2022}, "found 2021; exchange the two"),
    "before the satellite": ({"FIRST_YEAR": 1999}, "from 2015 on, when Sentinel-2 was launched, found 1999"),
    "no area": ({"EXTENT": None}, "(AREA) is needed, found neither"),
    "no months": ({"MONTHS": "13"}, "(MONTHS) like 6-9"),
    "dates of scenes": ({"DATES": "2018, 2019"}, "(DATES) should be empty where scenes are fetched"),
    "a scale": ({"SCALE": 0.0001}, "(SCALE) should be empty where scenes are fetched"),
    "no scene in any year": (
        {"MONTHS": "10-12"},
        "found them in none of 4 (2018: none in the catalogue; 2019: none in the catalogue; 2020: none in the "
        "catalogue; and 1 more)",
    ),
    "a scene in one year": ({"FIRST_YEAR": 2019, "LAST_YEAR": 2020}, "found them in 1 of 2 (2020: 1, of which"),
    "too much": ({}, "Expected at most 0.0 MB to read, found up to"),
    "no weights": ({"MODEL": "/nowhere/model.npz"}, "model.npz"),
    "a map that is taken": ({"CHANGE_YEAR": "year.png"}, "(CHANGE_YEAR) should end in .tif"),
    "unreachable": ({"CATALOG_URL": "http://127.0.0.1:9"}, "cannot be reached"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_inputs_end_in_one_sentence_before_a_pixel_is_read(case, run, given, server, tmp_path, monkeypatch):
    from hse_lcz.model.catalogue import fetch_plan, transport

    monkeypatch.setattr(transport, "PAUSES_S", (0.1,))
    if case == "too much":
        monkeypatch.setattr(fetch_plan, "LARGE_BYTES", 1000)
    change, words = WRONG[case]
    assert words in refused(lambda: run(given, **change))
    assert server.file_bytes() == 0
    assert [name for name in files_in(tmp_path) if name not in ("kept", "maps")] == []


def test_polygons_that_qgis_writes_anew_are_the_same_request(run, given, server, project, tmp_path):
    """A layer in memory becomes another file in each run."""
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    layer = QgsVectorLayer(f"Polygon?crs=EPSG:{EPSG}", "area", "memory")
    west, east, south, north = BOX
    feature = QgsFeature(layer.fields())
    feature.setGeometry(
        QgsGeometry.fromWkt(f"POLYGON(({west} {north}, {east} {north}, {east} {south}, {west} {north}))")
    )
    layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    found = [run(given, EXTENT=None, AREA=layer.id(), LAST_YEAR=2019)["FETCHED"] for _ in range(2)]
    assert found == [2, 0]
    scene = gdal.Open(str(Path(given["PROBABILITIES"]) / "scene_2019.tif")).ReadAsArray()[0]
    assert scene[100, 20] == 0 and scene[20, 100] > 0
