# SPDX-License-Identifier: GPL-2.0-or-later
"""Novelty does not depend on blocks, is of the cells of the map, and many unlike cells are named in the log."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.errors import InputError
from hse_lcz.model.mapping import novelty_pass
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.mapping.novelty_pass import NoveltyPass, UnlikeCells
from hse_lcz.model.network import weights
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.tables import lcz

from ...driving import driven


@pytest.fixture(scope="module")
def scene(write_raster, patchwork, tmp_path_factory) -> str:
    """1.47 x 1.33 km with a corner without data."""
    bands = patchwork()
    bands[:, :45, :30] = 0
    return write_raster(tmp_path_factory.mktemp("scene") / "scene.tif", bands, nodata=0)


@pytest.fixture(scope="module")
def model(small_weights):
    return weights.load(small_weights)


def mapped(blocks, shape: tuple[int, int]) -> np.ndarray:
    found = np.full(shape, np.nan)
    for block, percent in blocks:
        row, col = block.row // 10, block.col // 10
        assert np.isnan(found[row : row + percent.shape[0], col : col + percent.shape[1]]).all()
        found[row : row + percent.shape[0], col : col + percent.shape[1]] = percent
    return found


def test_blocks_do_not_show(scene, model, monkeypatch):
    window = Window(0, 0, 147, 133)
    with Scene(scene) as opened:
        novelty = NoveltyPass(opened, model, model.novelty, 10)
        whole = novelty.percent(window)
        assert whole.shape == (14, 15) and np.ptp(whole) > 5
        monkeypatch.setattr(novelty_pass, "_BLOCK_PX", 40)
        parts = mapped([(block, novelty.percent(block)) for block in novelty.blocks(window)], whole.shape)
    np.testing.assert_allclose(parts, whole, atol=0.05)


def test_a_cell_is_the_mean_of_what_the_head_reads_there(scene, model):
    window = Window(40, 50, 60, 50)
    with Scene(scene) as opened:
        found = NoveltyPass(opened, model, model.novelty, 10).percent(window)
        reflectance, valid = opened.read(Window(-8, -8, 168, 160))
    pixels = np.where(valid, reflectance, model.arrays["reflectance_mean"][:, None, None])
    with NumpyEngine(model) as engine:
        fine = engine.fine(pixels)[29:54, 24:54].reshape(5, 5, 6, 5, -1).mean(axis=(1, 3))
    np.testing.assert_allclose(found, model.novelty.percent(fine.reshape(30, -1)).reshape(5, 6), atol=0.05)


def test_a_sample_is_of_whole_cells_within_the_window(scene, model, monkeypatch):
    monkeypatch.setattr(novelty_pass, "_SAMPLE_PX", 20)
    window = Window(10, 20, 130, 110)
    with Scene(scene) as opened:
        novelty = NoveltyPass(opened, model, model.novelty, 10)
        whole = novelty.percent(window)
        blocks = [(block, novelty.percent(block)) for block in novelty.sample(window)]
    assert len(blocks) == 25
    for block, percent in blocks:
        row, col = (block.row - 20) // 10, (block.col - 10) // 10
        assert (block.row - 20) % 10 == (block.col - 10) % 10 == 0
        np.testing.assert_allclose(percent, whole[row : row + 2, col : col + 2], atol=0.05)


def test_built_cells_alone_are_counted():
    zones, percent = np.array([[1, 10, 11], [0, 5, 17]]), np.array([[95, 20, 99], [99, 90, 99]])
    found = UnlikeCells().with_cells(zones, percent)
    assert found == (3, 2) and found.share_pct == pytest.approx(200 / 3)
    assert np.isnan(UnlikeCells().share_pct)


@pytest.fixture(scope="module")
def run(scene, model, tmp_path_factory):
    """All cells mapped, by weights that take every cell for built: folder, summary, lines of the log."""
    folder = tmp_path_factory.mktemp("novelty")
    outputs = {key: str(folder / f"{key}.tif") for key in ("LCZ", "NOVELTY")}
    only_built = np.where(np.arange(17) < 10, 0.0, -1000.0).astype(np.float32)
    biases = {
        name: model.arrays[name] + only_built for name in model.arrays if name.startswith("heads") and "bias" in name
    }
    weights.save(folder / "built.npz", model.config, {**model.arrays, **biases}, {"name": "built"}, model.novelty)
    summary, seen = driven(map_city(MapJob(scene, outputs, weights=str(folder / "built.npz"), device="cpu")))
    return folder, summary, [step.note for step in seen]


def test_the_map_has_data_where_the_zones_have(run, scene, model):
    zones, novelty = (gdal.Open(str(run[0] / f"{key}.tif")).ReadAsArray() for key in ("LCZ", "NOVELTY"))
    np.testing.assert_array_equal(novelty == 255, zones == lcz.NODATA)  # all others are built
    with Scene(scene) as opened:
        expected = NoveltyPass(opened, model, model.novelty, 10).percent(Window(0, 0, 147, 133))
    there = zones != lcz.NODATA
    assert np.abs(novelty[there] - expected[there]).max() <= 1
    built = there & (zones <= 10)
    assert run[1].unlike_pct == pytest.approx(100 * (expected[built] >= 90).mean(), abs=1)
    assert any("unlike the cells that the network has learned from" in note for note in run[2])


def test_cells_that_are_not_built_have_no_novelty(scene, model, tmp_path):
    outputs = {key: str(tmp_path / f"{key}.tif") for key in ("LCZ", "NOVELTY")}
    only_natural = np.where(np.arange(17) < 10, -1000.0, 0.0).astype(np.float32)
    heads = [name for name in model.arrays if name.startswith("heads") and "bias" in name]
    biases = {name: model.arrays[name] + only_natural for name in heads}
    weights.save(tmp_path / "natural.npz", model.config, {**model.arrays, **biases}, {"name": "natural"}, model.novelty)
    summary, _ = driven(map_city(MapJob(scene, outputs, weights=str(tmp_path / "natural.npz"), device="cpu")))
    assert (gdal.Open(outputs["NOVELTY"]).ReadAsArray() == 255).all() and np.isnan(summary.unlike_pct)


def test_many_unlike_cells_are_a_warning():
    assert novelty_pass._likeness(31.2, True).startswith("Warning: 31 % of the built cells are unlike")
    assert novelty_pass._likeness(9.6, False).startswith("10 % of a sample of the built cells are unlike")


def test_weights_without_figures_map_without_novelty_and_refuse_to_map_it(scene, model, tmp_path):
    weights.save(tmp_path / "old.npz", model.config, model.arrays, {"name": "old"})
    job = MapJob(scene, {"LCZ": str(tmp_path / "lcz.tif")}, weights=str(tmp_path / "old.npz"), device="cpu")
    assert np.isnan(driven(map_city(job))[0].unlike_pct)
    outputs = {"NOVELTY": str(tmp_path / "novelty.tif")}
    with pytest.raises(InputError, match=r"which Novelty \(%\) needs, but .*old.npz has none"):
        driven(map_city(MapJob(scene, outputs, weights=str(tmp_path / "old.npz"), device="cpu")))
    assert not (tmp_path / "novelty.tif").exists()
