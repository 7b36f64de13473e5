# SPDX-License-Identifier: GPL-2.0-or-later
"""Features of windows are those of the whole scene, and the heads make of them what the map shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hse_lcz.model.adaptation.head_features import LCZ_CELL, feature_windows, neighbours, plan_cores
from hse_lcz.model.adaptation.head_fit import head_probabilities
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network import weights
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.scene import Scene

from ...driving import driven


@pytest.fixture(scope="module")
def source(write_raster, patchwork, tmp_path_factory) -> str:
    return write_raster(tmp_path_factory.mktemp("scene") / "scene.tif", patchwork(3, 600, 700))


def windows_of(source, model, wanted):
    fill = model.arrays["reflectance_mean"].astype(np.float32)
    with Scene(source) as scene, NumpyEngine(model) as engine:
        return [window for _, window in feature_windows(scene, engine, fill, wanted)]


def averages(window, cell):
    """Inputs of all heads, averaged over one 100 m cell."""
    row, col = (LCZ_CELL * cell[0] - window.core.row, LCZ_CELL * cell[1] - window.core.col)
    cells = np.stack(np.meshgrid(range(row, row + 5), range(col, col + 5), indexing="ij"), -1).reshape(-1, 2)
    return {name: window.averaged(name, cells, np.zeros(25, int), 1) for name in window.inputs if name != "settlement"}


def test_a_window_has_the_features_of_a_larger_one(source):
    model = weights.load()
    (small,) = windows_of(source, model, [Window(150, 125, 20, 20)])
    large = windows_of(source, model, [Window(20, 20, 300, 260)])
    cell = 26, 31  # in the small window, away from its edges
    mine = averages(small, cell)
    at = LCZ_CELL * cell[0], LCZ_CELL * cell[1]
    (other,) = [
        window for window in large
        if window.core.row <= at[0] < window.core.row + window.core.height
        and window.core.col <= at[1] < window.core.col + window.core.width
    ]  # fmt: skip
    for name, values in averages(other, cell).items():
        assert np.abs(values - mine[name]).max() <= 1e-3 * (1 + np.abs(values).max()), name


def test_heads_on_averaged_features_agree_with_the_map(source, tmp_path):
    """They average features where the map averages probabilities: nearly all cells get the same zone."""
    from osgeo import gdal

    model = weights.load()
    driven(map_city(MapJob(source, {"LCZ": str(tmp_path / "lcz.tif")}, device="cpu")))
    mapped = gdal.Open(str(tmp_path / "lcz.tif")).ReadAsArray()
    (window,) = windows_of(source, model, [Window(100, 100, 60, 60)])
    cells = [(row, col) for row in range(21, 31) for col in range(21, 31)]
    found = [int(head_probabilities(model.arrays, averages(window, cell)).argmax()) + 1 for cell in cells]
    assert np.mean([zone == mapped[cell] for zone, cell in zip(found, cells)]) >= 0.85


def test_cores_cover_what_is_wanted_once_and_cut_no_cell():
    grid = Grid(2003, 1507, (0.0, 10.0, 0.0, 0.0, 0.0, -10.0), "")
    wanted = [Window(-5, 3, 30, 22), Window(230, 236, 40, 33), Window(990, 740, 50, 50)]
    cores = plan_cores(wanted, grid)
    covered = np.zeros((1507 // 2, 2003 // 2), int)
    for core in cores:
        assert core.col % LCZ_CELL == core.row % LCZ_CELL == 0
        covered[core.row : core.row + core.height, core.col : core.col + core.width] += 1
    assert covered.max() == 1
    for col, row, width, height in wanted:
        assert covered[max(0, row) : row + height, max(0, col) : col + width].all()


@given(size=st.integers(1, 200), count=st.integers(1, 20), step=st.sampled_from([1, 2, 4, 16]))
def test_interpolation_lies_between_neighbours(size, count, step):
    (lower, lower_share), (upper, upper_share) = neighbours(np.arange(size), count, step)
    np.testing.assert_allclose(lower_share + upper_share, 1, atol=1e-6)
    assert (lower_share >= 0).all() and (upper_share >= 0).all()
    assert ((lower >= 0) & (lower <= upper) & (upper <= lower + 1) & (upper < count)).all()
    middles = (np.arange(count) + 0.5) * step
    places = np.clip(np.arange(size) + 0.5, middles[0], middles[-1])
    np.testing.assert_allclose(lower_share * middles[lower] + upper_share * middles[upper], places, rtol=1e-5)
