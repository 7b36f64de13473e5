# SPDX-License-Identifier: GPL-2.0-or-later
"""Settlement outside the range of its zone, as signed distance."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.assessment.consistency import ConsistencyJob, find_inconsistency
from hse_lcz.model.assessment.consistency_figures import distance_pct
from hse_lcz.model.errors import InputError
from hse_lcz.model.tables import lcz

from ...driving import driven

CORNER = (500000, 5300000)


def run(zones: str, settlement: str, outputs=None, **more):
    return driven(find_inconsistency(ConsistencyJob(zones, settlement, outputs or {}, **more)))[0]


@pytest.mark.parametrize("zone", lcz.ZONES, ids=lambda zone: zone.label)
def test_distance_of_every_zone_at_and_beyond_its_ends(zone):
    low, high = zone.imperviousness_pct
    hse = np.arange(0, 100.5, 0.5)
    expected = [
        min(value - low, 0) if low is not None and value < low else max(value - high, 0) if high is not None else 0
        for value in hse
    ]
    np.testing.assert_allclose(distance_pct(hse, np.full(hse.shape, zone.code)), expected)


@pytest.fixture
def maps(write_raster, tmp_path):
    """LCZ of 100 m over HSE of 20 m: paths, codes, HSE."""
    rng = np.random.default_rng(0)
    codes = rng.integers(0, 18, (8, 9)).astype(np.uint8)
    hse = rng.uniform(0, 100, (40, 45)).astype(np.float32)
    hse[:4, :5] = -9999  # four fifths of the first cell
    zones = write_raster(tmp_path / "z.tif", codes[None], names=("lcz",), pixel=100, corner=CORNER, nodata=0)
    settlement = write_raster(tmp_path / "h.tif", hse[None], names=("HSE",), pixel=20, corner=CORNER, nodata=-9999)
    return zones, settlement, codes, hse


def test_the_map_and_the_table_are_a_brute_force(maps, tmp_path):
    zones, settlement, codes, hse = maps
    path = str(tmp_path / "d.tif")
    found = run(zones, settlement, {"INCONSISTENCY": path})
    mean = np.ma.masked_less(hse, 0).reshape(8, 5, 9, 5).mean(axis=(1, 3))
    both = codes > 0
    both[0, 0] = False
    expected = np.where(both, distance_pct(np.asarray(mean), codes), -9999)
    np.testing.assert_allclose(gdal.Open(path).ReadAsArray(), expected, atol=1e-3)
    assert found.cells == both.sum()
    assert found.within_share == pytest.approx((expected[both] == 0).mean())
    assert found.mean_absolute_distance == pytest.approx(np.abs(expected[both]).mean(), abs=1e-4)
    for code, item in found.by_zone.items():
        here = both & (codes == code)
        assert item.cells == here.sum()
        assert (item.below, item.above) == ((expected[here] < 0).sum(), (expected[here] > 0).sum())
        assert item.mean_hse_pct == pytest.approx(mean[here].mean(), abs=1e-3)
        assert item.mean_distance == pytest.approx(expected[here].mean(), abs=1e-3)
        assert item.percentiles[1] == pytest.approx(
            np.percentile(np.asarray(mean)[here], 50, method="inverted_cdf"), abs=0.5
        )


def test_a_map_that_covers_a_part(maps, write_raster, tmp_path):
    zones, _, codes, hse = maps
    corner = (CORNER[0] + 300, CORNER[1] - 200)
    part = write_raster(tmp_path / "p.tif", hse[10:30, 15:40][None], names=None, pixel=20, corner=corner)
    path = str(tmp_path / "d.tif")
    found = run(zones, part, {"INCONSISTENCY": path})
    assert found.cells == (codes[2:6, 3:8] > 0).sum()
    assert gdal.Open(path).GetGeoTransform() == (corner[0], 100, 0, corner[1], 0, -100)


def test_files_for_people_and_programs(maps, tmp_path):
    zones, settlement, *_ = maps
    outputs = {key: str(tmp_path / name) for key, name in
               (("REPORT", "r.html"), ("TABLE", "t.csv"), ("FIGURES", "f.json"))}  # fmt: skip
    found = run(zones, settlement, outputs, names=("<zones>", "h & s"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"))))
    assert [int(row["code"]) for row in rows] == sorted(found.by_zone)
    assert sum(int(row["cells"]) for row in rows) == found.cells
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert figures["within_share"] == pytest.approx(found.within_share, abs=1e-6)
    assert "h &amp; s and &lt;zones&gt;" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_maps_without_a_common_value_are_refused(maps, write_raster, tmp_path):
    zones, *_ = maps
    empty = write_raster(
        tmp_path / "e.tif",
        np.full((1, 40, 45), -9999, dtype=np.float32),
        names=None,
        pixel=20,
        corner=CORNER,
        nodata=-9999,
    )
    with pytest.raises(InputError, match="found only no data"):
        run(zones, empty)
