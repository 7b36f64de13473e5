# SPDX-License-Identifier: GPL-2.0-or-later
"""What became what, weighed with how unlike the zones are."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.assessment import metrics
from hse_lcz.model.assessment.lcz_change import ChangeJob, compare_dates
from hse_lcz.model.assessment.lcz_change_figures import DIFFERENCE_PCT
from hse_lcz.model.errors import InputError
from hse_lcz.model.tables import lcz

from ...driving import driven, told

CORNER = (500000, 5300000)
BEFORE = [[6, 6, 14, 0], [17, 17, 14, 14]]
AFTER = [[6, 5, 6, 6], [17, 14, 8, 0]]


def run(before: str, after: str, outputs=None, **more):
    return driven(compare_dates(ChangeJob(before, after, outputs or {}, **more)))[0]


@pytest.fixture
def lcz_map(write_raster, tmp_path):
    def write(name, codes, **more) -> str:
        array = np.array(codes, dtype=np.uint8)[None]
        return write_raster(tmp_path / name, array, **{"names": ("lcz",), "pixel": 100, "corner": CORNER, **more})

    return write


def test_by_hand(lcz_map, tmp_path):
    paths = {key: str(tmp_path / f"{key}.tif") for key in ("LCZ_CHANGE", "LCZ_TRANSITION")}
    found = run(lcz_map("b.tif", BEFORE), lcz_map("a.tif", AFTER), paths)
    assert found.cells.sum() == 6
    assert found.area_km2.sum() == pytest.approx(0.06)
    # 6 to 5: 1/12; D to 6: 5/12; G to D: 1/12; D to 8: 9/12. Two of six cells stay.
    assert found.changed_share == pytest.approx(4 / 6)
    assert found.substantial_share == pytest.approx(2 / 6)
    assert found.mean_difference_pct == pytest.approx(100 * (1 + 5 + 1 + 9) / 12 / 6)
    assert found.moved_km2(built_before=False) == pytest.approx(0.02)
    assert found.moved_km2(built_before=True) == 0
    change = gdal.Open(paths["LCZ_CHANGE"])
    assert change.GetRasterBand(1).GetNoDataValue() == 255
    assert change.ReadAsArray().tolist() == [[0, 8, 42, 255], [0, 8, 75, 255]]
    transition = gdal.Open(paths["LCZ_TRANSITION"])
    assert transition.ReadAsArray().tolist() == [[606, 605, 1406, 0], [1717, 1714, 1408, 0]]
    assert transition.GetGeoTransform() == gdal.Open(str(tmp_path / "b.tif")).GetGeoTransform()


def test_the_mean_difference_is_what_oa_w_lacks():
    assert (DIFFERENCE_PCT[1:, 1:] == np.rint(100 * (1 - lcz.SIMILARITY))).all()
    assert (DIFFERENCE_PCT[0] == 255).all() and (DIFFERENCE_PCT[:, 0] == 255).all()


def test_a_random_pair_agrees_with_the_accuracy_figures(lcz_map):
    first, second = np.random.default_rng(0).integers(0, 18, (2, 40, 50))
    found = run(lcz_map("b.tif", first, nodata=0), lcz_map("a.tif", second, nodata=0))
    scores = metrics.zone_scores(metrics.confusion_matrix(first, second))
    assert found.changed_share == pytest.approx(1 - scores.overall_accuracy)
    assert found.mean_difference_pct == pytest.approx(100 * (1 - scores.oa_weighted))


@pytest.mark.parametrize("least", [0, 8.5, 50, 100])
def test_the_user_says_which_zones_are_unlike(lcz_map, least):
    found = run(lcz_map("b.tif", BEFORE), lcz_map("a.tif", AFTER), least_difference_pct=least)
    shares = {0: 4 / 6, 8.5: 2 / 6, 50: 1 / 6, 100: 0}
    assert found.substantial_share == pytest.approx(shares[least])


def test_other_codes_and_another_grid(lcz_map, tmp_path):
    """The later map in UMEP's codes, finer, and covering a part."""
    first = np.random.default_rng(1).integers(1, 18, (20, 30))
    second = np.random.default_rng(2).integers(1, 18, (20, 30))
    umep = np.where(second > 10, second + 90, second).repeat(5, axis=0).repeat(5, axis=1)[25:75, 50:150]
    later = lcz_map("a.tif", umep, pixel=20, corner=(CORNER[0] + 1000, CORNER[1] - 500))
    path = str(tmp_path / "t.tif")
    found = run(lcz_map("b.tif", first), later, {"LCZ_TRANSITION": path})
    np.testing.assert_array_equal(found.cells, metrics.confusion_matrix(first[5:15, 10:30], second[5:15, 10:30]))
    np.testing.assert_array_equal(gdal.Open(path).ReadAsArray(), 100 * first[5:15, 10:30] + second[5:15, 10:30])


def test_areas_in_degrees_are_those_of_the_rows(lcz_map):
    codes = np.ones((2, 1), dtype=int)
    codes[1] = 2
    degrees = {"epsg": 4326, "corner": (3.0, 60.0), "pixel": 1.0}
    found = run(lcz_map("b.tif", codes, **degrees), lcz_map("a.tif", codes, **degrees))
    km2 = 111.32**2
    assert found.area_km2[0, 0] == pytest.approx(km2 * np.cos(np.radians(59.5)), rel=1e-6)
    assert found.area_km2[1, 1] == pytest.approx(km2 * np.cos(np.radians(58.5)), rel=1e-6)


def test_files_for_people_and_programs(lcz_map, tmp_path):
    outputs = {key: str(tmp_path / name) for key, name in
               (("REPORT", "r.html"), ("TABLE", "t.csv"), ("FIGURES", "f.json"))}  # fmt: skip
    found = run(lcz_map("b.tif", BEFORE), lcz_map("a.tif", AFTER), outputs, names=("2017 & before", "<2024>"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"))))
    assert {(row["before"], row["after"], row["unlike_zones"]) for row in rows} == {
        ("6", "6", "0"), ("6", "5", "0"), ("D", "6", "1"), ("G", "G", "0"), ("G", "D", "0"), ("D", "8", "1"),
    }  # fmt: skip
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert figures["cells_rows_before"] == found.cells.tolist()
    assert figures["substantial_share"] == pytest.approx(1 / 3, abs=1e-6)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "2017 &amp; before, then &lt;2024&gt;: 6 cells of 100 m" in page


def test_maps_without_a_common_cell_are_refused(lcz_map, tmp_path):
    with pytest.raises(InputError, match="they do not overlap"):
        run(lcz_map("b.tif", BEFORE), lcz_map("a.tif", AFTER, corner=(0, 0)))
    path = tmp_path / "out" / "c.tif"
    with pytest.raises(InputError, match="Expected cells that have a zone in both"):
        run(lcz_map("b.tif", [[1, 0]]), lcz_map("a.tif", [[0, 1]]), {"LCZ_CHANGE": str(path)})
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("names", "dates"),
    [
        (("rio_20180101", "rio_20200101"), ()),
        (("LCZ rio 2020-01-01", "LCZ rio 2018-01-01"), ("2018-01-01", "2020-01-01")),
        (("lcz_2022", "lcz_2018"), ("2018", "2022")),
        (("lcz_2022", "rio_20180101"), ("2018-01-01", "2022")),
        (("lcz_2018", "rio_20180101"), ()),
        (("before", "lcz_2018"), ()),
    ],
)
def test_names_tell_the_wrong_order_where_tags_do_not(lcz_map, names, dates):
    paths = [lcz_map(f"{number}.tif", np.full((4, 5), 6 + number)) for number in range(2)]
    notes = told(compare_dates(ChangeJob(*paths, {}, names=names)))[1]
    warnings = [note for note in notes if "wrong order" in note]
    assert len(warnings) == bool(dates)
    for warning in warnings:
        assert warning.startswith("Warning: the later map is of {}, the earlier one of {}:".format(*dates))
