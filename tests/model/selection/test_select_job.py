# SPDX-License-Identifier: GPL-2.0-or-later
"""From scenes and labels to a ranking: the table's values, folds that keep ground together, and a planted season."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from hse_lcz.model.adaptation.labels import LabelFiles
from hse_lcz.model.errors import InputError
from hse_lcz.model.selection import cross_validation, feature_table
from hse_lcz.model.selection.cross_validation import CrossValidation, auc, make_tasks, refit, zone_tasks
from hse_lcz.model.selection.feature_table import MEAN, SPREAD, Feature, FeatureTable, gather_table
from hse_lcz.model.selection.joint_path import JointModel
from hse_lcz.model.selection.select_job import SelectJob, select_features

from .test_joint_path import end_of

CORNER, CELLS = (600000.0, 5200000.0), 40
"""Upper-left corner of the town, and its side in cells of 100 m."""


@pytest.fixture(scope="module")
def town(write_raster, tmp_path_factory):
    """Two scenes and labels. In May B4 tells zones and B11 settlement; October and all other bands are noise."""
    folder = tmp_path_factory.mktemp("town")
    rng = np.random.default_rng(0)
    zones = rng.choice([3, 8, 11, 17], size=(CELLS // 4, CELLS // 4)).repeat(4, 0).repeat(4, 1)
    settlement = rng.integers(0, 100, (CELLS, CELLS))
    scenes = {}
    for day in ("20200505", "20201010"):
        bands = rng.normal(1500, 200, (10, 10 * CELLS, 10 * CELLS))
        if day == "20200505":
            bands[2] += np.select([zones == 3, zones == 8, zones == 11], [600, 900, 300], 0).repeat(10, 0).repeat(10, 1)
            bands[8] += 8 * settlement.repeat(10, 0).repeat(10, 1)
        path = folder / f"town_{day}.tif"
        write_raster(path, bands.clip(1, 9000).astype("uint16"), corner=CORNER)
        scenes[str(path)] = path.stem
    more = {"corner": CORNER, "pixel": 100}
    lcz = write_raster(folder / "lcz.tif", zones[None].astype("uint8"), ["lcz"], nodata=0, **more)
    hse = write_raster(folder / "hse.tif", settlement[None].astype("uint8"), ["hse"], nodata=255, **more)
    return {"scenes": scenes, "lcz": lcz, "hse": hse, "zones": zones, "settlement": settlement, "folder": folder}


def labels_of(town) -> LabelFiles:
    return LabelFiles(zones=town["lcz"], settlement=town["hse"], names=("zones", "settlement"))


@pytest.fixture(scope="module")
def table(town) -> FeatureTable:
    return end_of(gather_table(town["scenes"], {}, labels_of(town), texture=True))


def test_a_row_holds_the_cells_own_pixels_and_labels(town, table, monkeypatch):
    monkeypatch.setattr(feature_table, "MOST_CELLS_OF_A_ZONE", CELLS**2)
    whole = end_of(gather_table(town["scenes"], {}, labels_of(town), texture=True))
    assert whole.values.shape == (CELLS**2, 40) and table.values.shape[0] <= CELLS**2
    np.testing.assert_array_equal(whole.zones.reshape(CELLS, CELLS), town["zones"])
    np.testing.assert_allclose(whole.settlement.reshape(CELLS, CELLS), town["settlement"], atol=1e-4)
    from osgeo import gdal

    path = next(iter(town["scenes"]))
    raster = gdal.Open(path)  # its bands die with it
    pixels = raster.GetRasterBand(9).ReadAsArray()[120:130, 70:80] / 1e4
    row = 12 * CELLS + 7
    found = dict(zip(whole.features, whole.values[row]))
    assert found[Feature("2020-05-05", "B11", MEAN)] == pytest.approx(pixels.mean(), rel=1e-5)
    assert found[Feature("2020-05-05", "B11", SPREAD)] == pytest.approx(pixels.std(), rel=1e-3)
    units = whole.units.reshape(CELLS, CELLS)
    assert len(np.unique(units[:10, :10])) == 1 and len(np.unique(units)) == 16  # squares of 1 km


def test_of_a_common_zone_no_more_cells_than_allowed_are_drawn(town, monkeypatch):
    monkeypatch.setattr(feature_table, "MOST_CELLS_OF_A_ZONE", 30)
    found = end_of(gather_table(town["scenes"], {}, labels_of(town)))
    assert np.bincount(found.zones)[[3, 8, 11, 17]].tolist() == [30] * 4
    again = end_of(gather_table(town["scenes"], {}, labels_of(town), seed=2))
    assert not np.array_equal(found.values, again.values)


def test_other_rasters_of_any_grid_are_means_on_the_same_cells(town, write_raster, monkeypatch):
    monkeypatch.setattr(feature_table, "MOST_CELLS_OF_A_ZONE", CELLS**2)
    heights = np.arange((2 * CELLS) ** 2, dtype="float32").reshape(1, 2 * CELLS, 2 * CELLS)
    path = write_raster(town["folder"] / "heights.tif", heights, ["height"], corner=CORNER, pixel=50)
    lights = write_raster(
        town["folder"] / "lights.tif", np.ones((2, 12, 12), "float32"), None, corner=CORNER, pixel=400
    )
    rasters = {path: "heights", lights: "lights"}
    found = end_of(gather_table(town["scenes"], rasters, labels_of(town)))
    assert [feature.title for feature in found.features[-3:]] == ["height", "lights 1", "lights 2"]
    expected = heights[0].reshape(CELLS, 2, CELLS, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(found.values[:, -3].reshape(CELLS, CELLS), expected, rtol=1e-6)


def test_cells_without_a_value_are_left_out_and_none_at_all_is_one_sentence(town, write_raster):
    half = np.full((1, CELLS, CELLS), 5, "uint8")
    half[:, :, : CELLS // 2] = 255
    path = write_raster(town["folder"] / "half.tif", half, ["x"], nodata=255, corner=CORNER, pixel=100)
    found = end_of(gather_table(town["scenes"], {path: "half"}, labels_of(town)))
    assert (found.units % (1 << 20)).min() > 0 and any("lack a value" in note for note in found.notes)
    half[:] = 255
    path = write_raster(town["folder"] / "none.tif", half, ["x"], nodata=255, corner=CORNER, pixel=100)
    with pytest.raises(InputError, match="choose scenes, rasters and labels of one place"):
        end_of(gather_table(town["scenes"], {path: "none"}, labels_of(town)))
    far = write_raster(town["folder"] / "far.tif", half, ["x"], corner=(700000.0, 5200000.0), pixel=100)
    with pytest.raises(InputError, match="lies elsewhere; choose a raster of the same place"):
        end_of(gather_table(town["scenes"], {far: "far"}, labels_of(town)))


def test_a_fold_never_tests_on_ground_that_it_learned_from(table):
    zones, (_, numbers) = zone_tasks(table), np.unique(table.units, return_inverse=True)
    marked = table._replace(values=np.stack([numbers, numbers], axis=1).astype(float), features=table.features[:2])
    validation = CrossValidation(marked, zones)
    assert zones == [3, 8, 11, 17] and len(validation) == cross_validation.FOLDS
    tested = []
    for fold in validation._folds:
        learned, held = (
            set((rows[:, 0] * fold.scaling.spread[0] + fold.scaling.mean[0]).round().astype(int).tolist())
            for rows in (fold.train.features, fold.features)
        )
        assert held and not learned & held
        tested += sorted(held)
    assert sorted(tested) == list(range(16))  # each square once


def test_a_rare_zone_counts_as_much_as_a_common_one(table):
    tasks, _ = make_tasks(table, zone_tasks(table), np.arange(len(table.zones)))
    assert tasks.is_class.tolist() == [True] * 4 + [False]
    np.testing.assert_allclose((tasks.shares * tasks.targets).sum(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose((tasks.shares * tasks.targets**2).sum(axis=0), [1, 1, 1, 1, 2])  # root of four zones
    assert JointModel(tasks).empty == pytest.approx(0, abs=1e-9)


def test_auc_is_that_of_scikit_learn():
    theirs = pytest.importorskip("sklearn.metrics").roc_auc_score
    rng = np.random.default_rng(0)
    scores, positive = rng.integers(0, 20, 300) / 20, rng.random(300) < 0.2
    assert auc(scores, positive) == pytest.approx(theirs(positive, scores), abs=1e-12)
    assert np.isnan(auc(scores, np.zeros(300, bool)))


def test_fits_of_chosen_features_are_those_of_scikit_learn(table):
    linear = pytest.importorskip("sklearn.linear_model")
    tasks, _ = make_tasks(table, zone_tasks(table), np.arange(len(table.zones)))
    tasks = tasks.columns(range(6))
    found = refit(tasks)
    # Their penalty is |w|^2 / 2 beside C times the sum of the losses.
    theirs = linear.LogisticRegression(C=1 / 1e-3, tol=1e-10, max_iter=10_000)
    theirs.fit(tasks.features, tasks.targets[:, 1], sample_weight=tasks.shares[:, 1])
    np.testing.assert_allclose(found.weights[:, 1], theirs.coef_[0], atol=1e-4)
    np.testing.assert_allclose(found.intercepts[1], theirs.intercept_[0], atol=1e-4)
    ridge = linear.Ridge(alpha=1e-3).fit(tasks.features, tasks.targets[:, -1], sample_weight=tasks.shares[:, -1])
    np.testing.assert_allclose(found.weights[:, -1], ridge.coef_, atol=1e-6)


@pytest.fixture(scope="module")
def selection(town):
    outputs = {name: str(town["folder"] / "out" / f"{name}{end}")
               for name, end in (("REPORT", ".html"), ("CSV", ".csv"), ("PATH", "_path.csv"))}  # fmt: skip
    return end_of(select_features(SelectJob(town["scenes"], labels_of(town), outputs))), outputs


def test_the_planted_bands_and_their_date_are_found(selection):
    found, _ = selection
    assert {feature.title for feature in found.chosen} == {"B4 2020-05-05", "B11 2020-05-05"}
    assert found.recommended == 2 and (found.stability[found.order[:2]] == 1).all()
    assert found.all_features.mean_auc > 0.8 and found.all_features.r2 > 0.9
    may, october = found.dates
    assert may.alone.r2 > 0.9 and october.alone.r2 < 0.05 and abs(october.alone.mean_auc - 0.5) < 0.05
    assert may.without.r2 < 0.05 and october.without.r2 > 0.9
    assert not found.path.joint[0].any() and found.path.penalties[-1] == pytest.approx(0.01)
    assert np.nanargmax(found.path.entered) in found.order[:2]


def test_page_and_tables_say_so(selection):
    _, outputs = selection
    page = Path(outputs["REPORT"]).read_text(encoding="utf-8")
    assert "2 of 20 features keep at least 97 %" in page and page.count("data:image/svg+xml") == 2
    assert '2020-10-10</td><td class="text">none: this date can be left out' in page
    with open(outputs["CSV"], encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["recommended"] for row in rows] == ["1", "1"] + ["0"] * 18
    assert {row["band"] for row in rows[:2]} == {"B4", "B11"}
    b11 = next(row for row in rows if row["feature"] == "B11 2020-05-05")
    assert abs(float(b11["weight_hse"])) > 3 * abs(float(b11["weight_lcz_8"]))
    with open(outputs["PATH"], encoding="utf-8") as file:
        path = list(csv.DictReader(file))
    assert len(path) == 25 and path[0]["features"] == "0" and float(path[-1]["B4 2020-05-05"]) > 0.1
    assert float(path[-1]["hse_r2"]) > 0.9 and float(path[-1]["hse_mse"]) < 100


def test_settlement_alone_and_zones_alone_are_enough(town):
    alone = end_of(select_features(SelectJob(town["scenes"], LabelFiles(settlement=town["hse"]), {})))
    assert alone.zones == () and [feature.title for feature in alone.chosen] == ["B11 2020-05-05"]
    zones = end_of(select_features(SelectJob(town["scenes"], LabelFiles(zones=town["lcz"]), {})))
    assert not zones.has_settlement and [feature.title for feature in zones.chosen] == ["B4 2020-05-05"]


def test_polygons_are_kept_whole(town):
    """A polygon for each block of 4 x 4 cells in the west; the east has none."""
    features = []
    for row in range(0, CELLS, 4):
        for col in range(0, CELLS // 2, 4):
            left, top = CORNER[0] + 100 * col, CORNER[1] - 100 * row
            ring = [[left, top], [left + 400, top], [left + 400, top - 400], [left, top - 400], [left, top]]
            zone = int(town["zones"][row, col])
            features.append({"type": "Feature", "properties": {"lcz": zone},
                             "geometry": {"type": "Polygon", "coordinates": [ring]}})  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    path = town["folder"] / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    files = LabelFiles(str(path), polygons=True, settlement=town["hse"])
    found = end_of(select_features(SelectJob(town["scenes"], files, {})))
    assert found.unit == "polygons" and found.units == 50 and found.cells == 800
    assert {feature.title for feature in found.chosen} == {"B4 2020-05-05", "B11 2020-05-05"}


def test_too_few_labels_end_with_one_sentence(town, write_raster):
    one = np.zeros((1, CELLS, CELLS), "uint8")
    one[:, :8, :8] = 3
    one[:, 0, 30] = 8
    path = write_raster(town["folder"] / "one.tif", one, ["lcz"], nodata=0, corner=CORNER, pixel=100)
    with pytest.raises(InputError, match="two zones or more with 15 cells"):
        end_of(select_features(SelectJob(town["scenes"], LabelFiles(zones=path), {})))


def test_a_cancel_leaves_no_file(town, tmp_path):
    steps = select_features(SelectJob(town["scenes"], labels_of(town), {"CSV": str(tmp_path / "a" / "b.csv")}))
    for _ in range(3):
        next(steps)
    steps.close()
    assert not (tmp_path / "a").exists()
