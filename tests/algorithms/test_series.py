# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithms of a series in real QGIS: console, layers, temporal controller, `qgis_process`, refusals, cancel."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
import safe
from osgeo import gdal

from hse_lcz.model.tables import products

from .conftest import files_in, refused

CORNER, SIDE = (600000.0, 5200000.0), 24
YEARS = (2018, 2019, 2020, 2021)
LOW_PLANTS, OPEN_LOW_RISE = 14, 6
QUARTER = np.zeros((SIDE, SIDE), dtype=bool)
QUARTER[4:12, 6:14] = True


@pytest.fixture
def series(tmp_path, write_raster) -> list[str]:
    """Probabilities of four years; a quarter is built on low plants in 2020."""
    paths = []
    for year in YEARS:
        zones = np.where(QUARTER & (year >= 2020), OPEN_LOW_RISE, LOW_PLANTS)
        shares = np.full((17, SIDE, SIDE), 3, dtype=np.uint8)
        np.put_along_axis(shares, zones[None] - 1, 200, axis=0)
        paths.append(
            write_raster(tmp_path / f"town_{year}0601.tif", shares, names=products.LCZ_PROBABILITIES.band_names,
                         nodata=255, corner=CORNER, pixel=100)
        )  # fmt: skip
    return paths


@pytest.fixture
def run(provider):
    import processing

    def call(name, feedback=None, load=False, **parameters):
        start = processing.runAndLoadResults if load else processing.run
        return start(f"hselcz:{name}", parameters, feedback=feedback)

    return call


def test_smoothseries_finds_the_quarter(run, series, tmp_path):
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    paths = {key: str(tmp_path / "out" / f"{key}.tif") for key in products.SERIES}
    texts = {"REPORT": "r.html", "TABLE": "t.csv", "FIGURES": "f.json"}
    texts = {key: str(tmp_path / "out" / name) for key, name in texts.items()}
    done = run("smoothseries", feedback, INPUT=series, MAPS=str(tmp_path / "out" / "maps"), **paths, **texts)
    np.testing.assert_array_equal(gdal.Open(paths["CHANGE_YEAR"]).ReadAsArray(), np.where(QUARTER, 2020, 0))
    np.testing.assert_array_equal(gdal.Open(paths["CHANGED_TO"]).ReadAsArray(), np.where(QUARTER, OPEN_LOW_RISE, 0))
    assert done["CHANGED"] == pytest.approx(100 * QUARTER.mean()) and done["RATE_USED"] == 1
    assert done["NATURAL_TO_BUILT"] == pytest.approx(0.64) and done["BUILT_TO_NATURAL"] == 0
    maps = sorted(Path(done["MAPS"]).glob("*.tif"))
    assert [path.name for path in maps] == [f"lcz_{year}-06-01.tif" for year in YEARS]
    assert all(path.with_suffix(".qml").is_file() for path in (*maps, *map(Path, paths.values())))
    assert "2019-06-01 to 2020-06-01: another zone in 11.1 % of the cells" in feedback.textLog()
    assert json.loads(Path(texts["FIGURES"]).read_text(encoding="utf-8"))["dates"][0] == "2018-06-01"


def test_the_temporal_controller_plays_the_maps(run, series, project, tmp_path):
    """Each map is shown in its own period alone."""
    from qgis.core import Qgis, QgsDateTimeRange
    from qgis.PyQt.QtCore import QDate, QDateTime, Qt

    def at(year: int, month: int) -> QgsDateTimeRange:
        begin = QDateTime(QDate(year, month, 1))
        return QgsDateTimeRange(begin, begin.addDays(20))

    folder = tmp_path / "maps"
    run("smoothseries", load=True, INPUT=series, MAPS=str(folder), CHANGE_YEAR=str(tmp_path / "year.tif"))
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    names = [f"LCZ town {year}-06-01" for year in YEARS]
    assert sorted(layers) == [*names, "LCZ year of change town 2018–2021"]
    for name in names:
        properties = layers[name].temporalProperties()
        assert properties.isActive() and properties.mode() == Qgis.RasterTemporalMode.FixedTemporalRange
        assert layers[name].renderer().type() == "paletted" and len(layers[name].renderer().classes()) == 17
    for year, month, shown in ((2018, 7, 0), (2019, 3, 0), (2019, 7, 1), (2021, 12, 3), (2017, 1, None)):
        visible = [layers[name].temporalProperties().isVisibleInTemporalRange(at(year, month)) for name in names]
        assert visible == [place == shown for place in range(4)], (year, month)
    last = layers[names[3]].temporalProperties().fixedTemporalRange()
    assert last.end().toString(Qt.DateFormat.ISODate) == "2022-05-31T23:59:59"
    change = layers["LCZ year of change town 2018–2021"]
    assert not change.temporalProperties().isActive()
    assert [(row.value, row.label) for row in change.renderer().classes()] == [(2020, "2020")]
    (group,) = project.layerTreeRoot().findGroups()
    assert group.name() == "town 2018–2021"
    assert [node.name() for node in group.findLayers()] == ["LCZ year of change town 2018–2021", *reversed(names)]
    assert all(node.itemVisibilityChecked() for node in group.findLayers())


def test_the_dates_and_the_rate_that_are_given_count(run, series, tmp_path):
    folder = tmp_path / "maps"
    done = run("smoothseries", INPUT=series[1:3], MAPS=str(folder), DATES="2001-02-03, 2005", RATE=2.5)
    assert sorted(path.name for path in folder.glob("*.tif")) == ["lcz_2001-02-03.tif", "lcz_2005-07-01.tif"]
    assert done["RATE_USED"] == 2.5
    fitted = run("smoothseries", INPUT=series, MAPS=str(folder), FIT_RATE=True)["RATE_USED"]
    assert 1 < fitted < 10  # 64 of 576 cells in three years


def test_what_is_set_on_the_layers_counts(run, series, project, tmp_path):
    """A value that the user declares to be no data says nothing."""
    from qgis.core import QgsRasterLayer, QgsRasterRange

    layers = [QgsRasterLayer(path, Path(path).stem) for path in series]
    project.addMapLayers(layers)
    for number in range(1, 18):
        layers[2].dataProvider().setUserNoDataValue(number, [QgsRasterRange(0, 255)])
        layers[3].dataProvider().setUserNoDataValue(number, [QgsRasterRange(0, 255)])
    done = run("smoothseries", INPUT=[layer.id() for layer in layers], MAPS=str(tmp_path / "maps"))
    assert done["CHANGED"] == 0


def test_smoothseries_in_qgis_process(qgis_process, series, tmp_path):
    inputs = [f"--INPUT={path}" for path in series]
    done = qgis_process("run", "hselcz:smoothseries", *inputs, f"--MAPS={tmp_path / 'maps'}",
                        f"--CHANGE_YEAR={tmp_path / 'year.tif'}")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    np.testing.assert_array_equal(gdal.Open(str(tmp_path / "year.tif")).ReadAsArray(), np.where(QUARTER, 2020, 0))
    assert len(list((tmp_path / "maps").glob("*.qml"))) == 4


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"INPUT": []}, "at least one raster, found none"),
        (
            {"INPUT": ["/nowhere/p_2020.tif"]},
            r"\(INPUT\) should be rasters, but not all of .* open as one; choose the LCZ prob",
        ),
        ({"INPUT": [1, 0]}, "in the order of time, the oldest first, found town_20180601 of 2018-06-01 after"),
        ({"INPUT": [1, 1]}, "one raster for each date, found two of 2019-06-01"),
        ({"DATES": "2018"}, "Expected 4 dates, one for each raster, found 1"),
        ({"DATES": "a, b, c, d"}, "found “a”; give the dates"),
        ({"RATE": 60}, r"\(RATE\) should be at most 50"),
        ({"SHARPNESS": 0}, r"\(SHARPNESS\) should be at least 0.1"),
        ({"CHANGE_YEAR": "year.png"}, r"\(CHANGE_YEAR\) should end in .tif"),
        ({"CHANGE_YEAR": 2}, r"\(CHANGE_YEAR\) should be a file of its own, but .* is an input already"),
    ],
)
def test_smoothseries_refuses_in_one_sentence(run, series, tmp_path, change, sentence):
    given = {"INPUT": series, "MAPS": str(tmp_path / "out"), **change}
    given["INPUT"] = [series[one] if isinstance(one, int) else one for one in given["INPUT"]]
    if isinstance(given.get("CHANGE_YEAR"), int):
        given["CHANGE_YEAR"] = series[given["CHANGE_YEAR"]]
    before = files_in(tmp_path)
    assert re.search(sentence, refused(lambda: run("smoothseries", **given)))
    assert files_in(tmp_path) == before


def test_maps_that_would_replace_an_input_are_refused(run, series, tmp_path):
    shutil.copy(series[0], tmp_path / "lcz_2018-06-01.tif")
    sentence = refused(
        lambda: run("smoothseries", INPUT=[str(tmp_path / "lcz_2018-06-01.tif"), series[1]], MAPS=str(tmp_path))
    )
    assert "is an input already" in sentence


@pytest.fixture
def scenes(tmp_path, write_raster, patchwork) -> list[str]:
    """A raster, and a product as it was downloaded, of another date and with its corner elsewhere."""
    bands = patchwork(height=120, width=140)
    first = write_raster(tmp_path / "town_20200601.tif", bands, nodata=0, corner=CORNER)
    fine, coarse = bands[[0, 1, 2, 6], :100], bands[[3, 4, 5, 7, 8, 9], :100][:, ::2, ::2]
    product = safe.Product("2A", "04.00")
    classes = np.full(coarse.shape[1:], 4, dtype=np.uint8)
    safe.write_product(tmp_path / "product", fine, coarse, product, CORNER, scene_classes=classes)
    archive = tmp_path / "S2A_MSIL2A_20220704T105031_N0400_R051_T31TFM_20220704T143530"
    shutil.make_archive(str(archive), "zip", tmp_path / "product")
    return [first, f"{archive}.zip"]


def test_mapseries_takes_rasters_and_products_and_goes_on_where_it_stopped(run, scenes, tmp_path):
    from qgis.core import QgsProcessingFeedback

    class Stopping(QgsProcessingFeedback):
        """Cancels when the second scene begins."""

        def pushInfo(self, text):
            if "(2 of 2)" in text:
                self.cancel()
            super().pushInfo(text)

    given = {"INPUT": scenes, "DEVICE": "cpu", "PROBABILITIES": str(tmp_path / "kept"), "MAPS": str(tmp_path / "maps")}
    feedback = Stopping()
    assert run("mapseries", feedback, **given) == {}
    assert "probabilities that were complete are kept" in feedback.textLog()
    assert files_in(tmp_path / "kept") == ["probabilities_2020-06-01.tif"] and not (tmp_path / "maps").exists()
    done = run("mapseries", **given, CHANGE_YEAR=str(tmp_path / "year.tif"))
    assert done["MAPPED"] == 1
    names = ["lcz_2020-06-01.tif", "lcz_2022-07-04.tif"]
    assert sorted(path.name for path in (tmp_path / "maps").glob("*.tif")) == names
    second = gdal.Open(str(tmp_path / "maps" / names[1]))
    assert second.GetGeoTransform() == (CORNER[0], 100, 0, CORNER[1], 0, -100)
    assert second.ReadAsArray().shape == (12, 14) and (second.ReadAsArray() > 0).all()
    unseen = gdal.Open(str(tmp_path / "kept" / "probabilities_2022-07-04.tif")).ReadAsArray()[0] == 255
    assert unseen[10:].all() and not unseen[:10].any()
    # A part of it, by an extent: all is mapped anew, on the cells of the first scene.
    west, north = CORNER
    extent = f"{west + 400},{west + 900},{north - 700},{north - 200} [EPSG:32631]"
    done = run("mapseries", **given, EXTENT=extent)
    assert done["MAPPED"] == 2
    part = gdal.Open(str(tmp_path / "maps" / names[0]))
    assert part.GetGeoTransform()[0] == west + 400 and part.ReadAsArray().shape == (5, 5)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"INPUT": []}, r"at least one scene in .*\(INPUT\), or the years to fetch in .* found neither; choose"),
        ({"FIRST_YEAR": 2017}, r"\(INPUT\) should be empty where .* \(FIRST_YEAR\) should be empty .* found both"),
        ({"CATALOG_URL": "x"}, r"\(CATALOG_URL\) should be empty where scenes are given, found both; clear one"),
        ({"INPUT": ["/nowhere/s_2020.tif"]}, r"\(INPUT\) should be rasters, but not all of"),
        ({"INPUT": [1, 0]}, "oldest first, found town_20200601 of 2020-06-01 after S2A_MSIL2A_20220704"),
        ({"LCZ_CELL_SIZE": 10}, r"\(LCZ_CELL_SIZE\) should be at least 20"),
        ({"LCZ_CELL_SIZE": 90}, "multiple of 20 m"),
        ({"MODEL": "/nowhere/model.npz"}, "model.npz"),
    ],
)
def test_mapseries_refuses_in_one_sentence(run, scenes, tmp_path, change, sentence):
    given = {"INPUT": scenes, "PROBABILITIES": str(tmp_path / "kept"), "MAPS": str(tmp_path / "maps"), **change}
    given["INPUT"] = [scenes[one] if isinstance(one, int) else one for one in given["INPUT"]]
    before = files_in(tmp_path)
    assert re.search(sentence, refused(lambda: run("mapseries", **given)))
    assert files_in(tmp_path) == before
