# SPDX-License-Identifier: GPL-2.0-or-later
"""Filters against a brute force that knows nothing of separable kernels, running sums or blocks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.smooth_job import FilterJob, filter_map
from hse_lcz.model.lczmap.smoothing import gaussian_filter, majority_filter
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.tables import code_schemes, lcz

from ...driving import driven


def brute_gaussian(zones: np.ndarray, width_m, height_m: float) -> np.ndarray:
    """Cell by cell: every zone's weights around it added up, the strongest taken; a width for each row or one alone."""
    result = np.zeros_like(zones)
    widths = np.broadcast_to(width_m, len(zones))
    for row, col in np.argwhere(zones > 0):
        width_m = float(widths[row])
        responses = {}
        for zone in lcz.ZONES:
            rows = range(-math.floor(zone.filter_radius_m / height_m + 1e-9), 10**6)
            reach_y, reach_x = -rows.start, math.floor(zone.filter_radius_m / width_m + 1e-9)
            total = response = 0.0
            for dy in range(-reach_y, reach_y + 1):
                for dx in range(-reach_x, reach_x + 1):
                    distance2 = (dy * height_m) ** 2 + (dx * width_m) ** 2
                    weight = math.exp(-distance2 / (2 * zone.filter_sigma_m**2))
                    total += weight
                    y, x = row + dy, col + dx
                    if 0 <= y < zones.shape[0] and 0 <= x < zones.shape[1] and zones[y, x] == zone.code:
                        response += weight
            responses[zone.code] = response / total
        best = max(responses.values())
        among = [code for code, value in responses.items() if value >= best - 1e-9]
        result[row, col] = zones[row, col] if zones[row, col] in among else among[0]
    return result


def brute_majority(zones: np.ndarray, radius_m: float, width_m, height_m: float) -> np.ndarray:
    """Cell by cell: all cells within the radius vote."""
    result = np.zeros_like(zones)
    widths = np.broadcast_to(width_m, len(zones))
    rows, cols = np.indices(zones.shape)
    for row, col in np.argwhere(zones > 0):
        inside = ((rows - row) * height_m) ** 2 + ((cols - col) * widths[row]) ** 2 <= radius_m**2 * (1 + 1e-12)
        votes = np.bincount(zones[inside], minlength=18)[1:]
        among = np.flatnonzero(votes == votes.max()) + 1
        result[row, col] = zones[row, col] if zones[row, col] in among else among[0]
    return result


def speckled(seed: int, height: int = 19, width: int = 23) -> np.ndarray:
    """Patches of zones with lone cells and holes in them."""
    rng = np.random.default_rng(seed)
    patches = np.kron(rng.integers(0, 18, (4, 4)), np.ones((8, 8), dtype=int))[:height, :width]
    lone = rng.integers(0, 18, (height, width))
    return np.where(rng.random((height, width)) < 0.3, lone, patches).astype(np.uint8)


@pytest.mark.parametrize("cell", [(100.0, 100.0), (60.0, 100.0), (250.0, 170.0), (30.48, 30.48)])
def test_gaussian_is_the_brute_force(cell):
    zones = speckled(3) if cell[0] > 50 else speckled(4, 9, 8)
    np.testing.assert_array_equal(gaussian_filter(zones, cell), brute_gaussian(zones, *cell))


@given(
    st.integers(0, 1000), st.sampled_from([100.0, 141.5, 200.0, 300.0]), st.sampled_from([(100.0, 100.0), (60.0, 90.0)])
)
def test_majority_is_the_brute_force(seed, radius_m, cell):
    zones = speckled(seed, 11, 12)
    np.testing.assert_array_equal(majority_filter(zones, radius_m, cell), brute_majority(zones, radius_m, *cell))


def test_rows_may_differ_in_width():
    # From 75 degrees north downwards: 29 to 79 m wide, 111 m high.
    widths = 111_320 * 0.001 * np.cos(np.radians(np.linspace(75, 45, 12)))
    zones = np.random.default_rng(4).integers(0, 6, (12, 14)).astype(np.uint8)
    filtered = gaussian_filter(zones, (widths, 111.32))
    np.testing.assert_array_equal(filtered, brute_gaussian(zones, widths, 111.32))
    assert (filtered != gaussian_filter(zones, (float(widths[0]), 111.32))).any()
    filtered = majority_filter(zones, 300, (widths, 111.32))
    np.testing.assert_array_equal(filtered, brute_majority(zones, 300, widths, 111.32))
    assert (filtered != majority_filter(zones, 300, (float(widths[0]), 111.32))).any()


def test_equal_widths_are_one_width():
    zones = speckled(12)
    same = np.full(len(zones), 100.0)
    np.testing.assert_array_equal(gaussian_filter(zones, (same, 100.0)), gaussian_filter(zones, 100))
    np.testing.assert_array_equal(majority_filter(zones, 250, (same, 100.0)), majority_filter(zones, 250, 100))


def test_a_width_for_each_row_or_one_alone():
    with pytest.raises(InputError, match="^Expected a width for each of 19 rows, found 3; give"):
        gaussian_filter(speckled(0), (np.full(3, 100.0), 100.0))


@pytest.fixture
def write(write_raster, tmp_path):
    def make(zones: np.ndarray, **more) -> str:
        return write_raster(tmp_path / "map.tif", zones[None], names=("lcz",), **{"pixel": 100, **more})

    return make


def run(job: FilterJob):
    """The summary, and what was written."""
    return driven(filter_map(job))[0], gdal.Open(job.output)


@pytest.mark.parametrize("method", ["gaussian", "majority"])
@pytest.mark.parametrize("side", [5, 8, 1024])
@pytest.mark.parametrize("degrees", [False, True])
def test_blocks_do_not_show(write, tmp_path, monkeypatch, method, side, degrees):
    zones = speckled(7, 31, 29)
    source = write(zones, epsg=4326, corner=(10, 60), pixel=0.001) if degrees else write(zones)
    blocks = ZoneMap.blocks
    monkeypatch.setattr(ZoneMap, "blocks", lambda self: blocks(self, side))
    _, raster = run(FilterJob(source, str(tmp_path / "out.tif"), method, radius_m=250))
    with ZoneMap(source) as zone_map:
        cells = zone_map.cell_sizes_m(0, 31)
    whole = gaussian_filter(zones, cells) if method == "gaussian" else majority_filter(zones, 250, cells)
    np.testing.assert_array_equal(raster.ReadAsArray(), whole)


@pytest.mark.parametrize("key", ["hundreds", "wrf45modis"])
def test_other_codes_come_out_as_ours(write, tmp_path, key):
    zones = speckled(9)
    _, raster = run(FilterJob(write(code_schemes.encode(zones, code_schemes.SCHEMES[key])), str(tmp_path / "out.tif")))
    np.testing.assert_array_equal(raster.ReadAsArray(), gaussian_filter(zones, 100))


def test_the_file_says_what_it_is(write, tmp_path):
    source = write(speckled(2))
    _, raster = run(FilterJob(source, str(tmp_path / "out.tif"), "majority", radius_m=200))
    band = raster.GetRasterBand(1)
    assert band.GetDescription() == "lczFilter"
    assert band.GetNoDataValue() == 0
    assert band.GetColorTable().GetColorEntry(17)[:3] == (106, 106, 255)
    assert raster.GetGeoTransform() == gdal.Open(source).GetGeoTransform()
    assert raster.GetMetadataItem("OPTIONS") == "METHOD=majority RADIUS=200"
    assert raster.GetMetadataItem("INPUT") == "map.tif"


def test_the_summary_counts(write, tmp_path):
    zones = np.full((9, 9), 11, dtype=np.uint8)
    zones[4, 4], zones[0, 0] = 6, 0
    summary, _ = run(FilterJob(write(zones), str(tmp_path / "out.tif")))
    assert (summary.cells, summary.changed) == (80, 1)
    assert (summary.before[5], summary.before[10]) == (1, 79)
    assert (summary.after[5], summary.after[10]) == (0, 80)


def test_feet_are_measured_as_what_they_are(write, tmp_path):
    zones = speckled(5)
    _, raster = run(FilterJob(write(zones, epsg=2263), str(tmp_path / "out.tif")))
    np.testing.assert_array_equal(raster.ReadAsArray(), gaussian_filter(zones, 100 * 1200 / 3937))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"method": "median"}, "^Expected a method among gaussian, majority, found 'median'"),
        ({"method": "majority", "radius_m": 99}, r"^Expected a radius from one cell \(100 m\) to 2000 m, found 99 m"),
        ({"method": "majority", "radius_m": 2001}, "found 2001 m; choose one such as 300 m"),
        ({"method": "majority", "radius_m": math.nan}, "found nan m"),
        ({"output": "{source}"}, "^Expected a file of its own for LCZ_FILTERED, found .* which is an input"),
        ({"band": 2}, "^Expected a band from 1 to 1, found 2"),
        ({"scheme": code_schemes.SCHEMES["wrf45"]}, "^Expected the codes 51 to 61"),
    ],
)
def test_wrong_jobs_leave_no_file(write, tmp_path, change, words):
    source = write(speckled(1))
    values = {"source": source, "output": str(tmp_path / "out.tif"), **change}
    values["output"] = values["output"].format(source=source)
    with pytest.raises(InputError, match=words):
        run(FilterJob(**values))
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]


def test_a_closed_job_leaves_no_file(write, tmp_path):
    steps = filter_map(FilterJob(write(speckled(1)), str(tmp_path / "out.tif")))
    next(steps), next(steps)
    steps.close()
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]
