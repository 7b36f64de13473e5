# SPDX-License-Identifier: GPL-2.0-or-later
"""Zone probabilities are means over the square around each cell, of the pixels that have data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from scipy import ndimage

from hse_lcz.model.mapping.checkpoint import digest
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.mapping.neighbourhood import NeighbourhoodMean, answer
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import Maps, NetworkConfig
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.scene import Reading

from ...driving import told
from ...window_engine import WindowEngine


def square_mean(zones: np.ndarray, valid: np.ndarray, side: int) -> np.ndarray:
    """The mean as SciPy computes it, over the pixels with data."""
    size = (*(1,) * (zones.ndim - 2), side, side)
    share = valid.reshape(valid.shape[0] // 2, 2, -1, 2).mean(axis=(1, 3))
    sums = [ndimage.uniform_filter(np.asarray(values, float), size[-np.ndim(values) :], mode="constant")
            for values in (zones * share, share)]  # fmt: skip
    return np.where(sums[1] > 1e-9, sums[0] / np.maximum(sums[1], 1e-9), 0)


@pytest.mark.parametrize("side", [1, 3, 5, 7, 9])
@pytest.mark.parametrize("tasks", [("hse", "lcz"), ("lcz",)])
def test_the_mean_of_the_square_whatever_the_chunks(side, tasks):
    rng = np.random.default_rng(side)
    config = NetworkConfig(neighbourhood=side, tasks=tasks, prior=False)
    zones = rng.dirichlet(np.ones(17), (40, 30)).transpose(2, 0, 1).astype(np.float32)
    settlement = rng.random((40, 30), dtype=np.float32) if "hse" in tasks else None
    valid = rng.random((80, 60)) < 0.7
    valid[30:50, 20:44] = False
    answers = []
    for cuts in ((0, 40), (0, 1, 2, 3, 20, 21, 40), (0, 39, 40)):
        mean = NeighbourhoodMean(config, 30)
        mean.add_valid(valid)
        rows = [
            Maps(None if settlement is None else settlement[first:end], zones[:, first:end])
            for first, end in zip(cuts, cuts[1:])
        ]
        parts = [mean.push(maps) for maps in rows[:-1]] + list(mean.finish(rows[-1]))
        answers.append(np.concatenate([part.zones for part in parts], axis=1))
        if settlement is not None:
            np.testing.assert_array_equal(np.concatenate([part.settlement for part in parts]), settlement)
    expected = square_mean(zones, valid, side) if side > 1 else zones
    np.testing.assert_allclose(answers[0], expected, atol=1e-5)
    for other in answers[1:]:
        np.testing.assert_array_equal(other, answers[0])


class Echo(WindowEngine):
    """Answers with what it is given: the first band in each cell's upper left pixel."""

    def __init__(self, config):
        self.config = config

    def load(self, arrays):
        pass

    def run(self, reflectance, inner):
        cells = reflectance[:, ::2, ::2]
        cells = cells[:, inner.row : inner.row + inner.height, inner.col : inner.col + inner.width]
        return Maps(cells[0], np.resize(cells, (17, *cells.shape[1:])))


def test_the_inner_part_of_a_window():
    pixels = np.random.default_rng(1).random((10, 24, 28), dtype=np.float32)
    found = answer(Echo(NetworkConfig(neighbourhood=5)), pixels, Window(3, 2, 8, 7))
    whole = np.resize(pixels[:, ::2, ::2], (17, 12, 14))
    np.testing.assert_array_equal(found.settlement, whole[0, 2:9, 3:11])
    np.testing.assert_allclose(found.zones, square_mean(whole, np.ones((24, 28)), 5)[:, 2:9, 3:11], atol=1e-5)


def test_a_network_without_zones_has_nothing_to_average():
    settlement = np.random.default_rng(1).random((4, 6), dtype=np.float32)
    config = NetworkConfig(neighbourhood=5, tasks=("hse",), prior=False)
    mean = NeighbourhoodMean(config, 6)
    mean.add_valid(np.ones((8, 12), bool))
    assert list(mean.finish(Maps(settlement, None))) == [Maps(settlement, None)]


@pytest.mark.parametrize("side", [0, 2, 27, 3.0, True])
def test_the_side_is_odd_and_bounded(side):
    with pytest.raises(ValueError, match="neighbourhood"):
        NetworkConfig(neighbourhood=side)


def same(found: np.ndarray, expected: np.ndarray) -> None:
    """Probabilities are whole steps; PyTorch's threads may round one of thousands the other way."""
    assert found.shape == expected.shape
    difference = np.abs(found.astype(int) - expected)
    assert difference.max() <= 1 and np.count_nonzero(difference) <= found.size / 1000


@pytest.fixture(scope="module")
def other_sides(small_weights, tmp_path_factory):
    """The small network with zones that differ more from cell to cell, and other neighbourhoods: side -> path."""
    loaded, folder = weights.load(small_weights), tmp_path_factory.mktemp("sides")
    paths = {}
    sharper = {name: values * (40 if name.startswith("heads.") else 1) for name, values in loaded.arrays.items()}
    for side in (1, 9):
        paths[side] = str(folder / f"{side}.npz")
        config = replace(loaded.config, neighbourhood=side)
        weights.save(folder / f"{side}.npz", config, sharper, loaded.card, loaded.novelty)
    return paths


def test_an_interrupted_run_is_not_resumed_with_another_neighbourhood(other_sides):
    loaded = {side: weights.load(path) for side, path in other_sides.items()}
    np.testing.assert_equal(loaded[1].arrays, loaded[9].arrays)
    assert digest(loaded[1]) != digest(loaded[9])


class TestFromFileToFile:
    """Holes, a mask's edge, strips and an extent: the mean is over the pixels with data, wherever a map ends."""

    @pytest.fixture
    def scene(self, write_raster, patchwork, tmp_path):
        bands = patchwork(height=300, width=260)
        bands[:, 100:145, 60:200] = 0
        return write_raster(tmp_path / "scene.tif", bands, nodata=0)

    def mapped(self, folder, scene, path, **options):
        folder.mkdir(exist_ok=True)
        outputs = {"LCZ_PROBABILITIES": str(folder / "p.tif"), "HSE": str(folder / "h.tif")}
        told(map_city(MapJob(scene, outputs, weights=path, device="cpu", **options)))
        return {name: gdal.Open(file).ReadAsArray() for name, file in outputs.items()}

    def test_20_m_cells_are_the_mean_of_those_of_the_same_network_without_it(self, scene, other_sides, tmp_path):
        alone = self.mapped(tmp_path / "1", scene, other_sides[1], lcz_cell_size_m=20)
        mean = self.mapped(tmp_path / "9", scene, other_sides[9], lcz_cell_size_m=20)
        np.testing.assert_array_equal(alone["HSE"], mean["HSE"])
        valid = gdal.Open(scene).ReadAsArray()[0] > 0
        known = valid.reshape(150, 2, 130, 2).all(axis=(1, 3))
        expected = square_mean(alone["LCZ_PROBABILITIES"].astype(float), valid, 9)
        inner = np.zeros_like(known)
        inner[4:-4, 4:-4] = True  # beyond the edges the scene is mirrored
        # Probabilities are whole percent.
        error, without = (np.abs(maps["LCZ_PROBABILITIES"] - expected)[:, known & inner] for maps in (mean, alone))
        assert error.max() < 1.5 and without.max() > 5

    def test_strips_an_extent_and_a_mask_do_not_show(self, scene, other_sides, tmp_path, write_raster):
        """The network sees beyond both, and so does the mean."""
        whole = self.mapped(tmp_path / "whole", scene, other_sides[9])
        strips = self.mapped(tmp_path / "strips", scene, other_sides[9], tile_px=50)
        np.testing.assert_allclose(strips["HSE"], whole["HSE"], atol=1e-3)
        same(strips["LCZ_PROBABILITIES"], whole["LCZ_PROBABILITIES"])
        left, dx, _, top, _, dy = gdal.Open(scene).GetGeoTransform()
        box = (left + 100 * dx, top + 200 * dy, left + 180 * dx, top + 60 * dy)
        part = self.mapped(tmp_path / "part", scene, other_sides[9], extent=box, tile_px=50)
        same(part["LCZ_PROBABILITIES"], whole["LCZ_PROBABILITIES"][:, 6:20, 10:18])
        inside = np.zeros((1, 300, 260), np.uint8)
        inside[0, 160:230, 40:190] = inside[0, 20:30, 20:30] = 1
        mask = write_raster(tmp_path / "mask.tif", inside)
        masked = self.mapped(tmp_path / "masked", scene, other_sides[9], reading=Reading(mask=mask), tile_px=50)
        cells = inside[0, ::10, ::10] > 0
        same(masked["LCZ_PROBABILITIES"][:, cells], whole["LCZ_PROBABILITIES"][:, cells])
        assert (masked["LCZ_PROBABILITIES"][:, ~cells] == 255).all()
