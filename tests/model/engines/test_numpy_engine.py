# SPDX-License-Identifier: GPL-2.0-or-later
"""Without PyTorch the maps are the same."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.engines import blas_threads, matrix_product, network_stream, numpy_engine
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.errors import InputError
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.network.weights import Weights
from hse_lcz.model.raster.windows import Window

from .network_answers import answers

VARIANTS = [
    NetworkConfig(stem=4, context_px=context, tasks=tasks, attention=attention, prior=prior)
    for tasks in (("hse",), ("lcz",), ("hse", "lcz"))
    for attention, context in ((True, 128), (True, 64), (False, 128))
    for prior in ((True, False) if len(tasks) == 2 else (False,))
]
VARIANTS += [NetworkConfig(stem=8, band_groups=True), NetworkConfig(stem=4, band_groups=True, attention=False)]
VARIANTS += [NetworkConfig(stem=8, radar_bands=2), NetworkConfig(stem=8, radar_bands=2, band_groups=True)]


def both(kept: Weights, reflectance: np.ndarray, inner: Window) -> tuple[list, list]:
    """What NumPy answers, and what the network itself does."""
    with NumpyEngine(kept) as plain:
        return list(plain.run(reflectance, inner)), answers(kept, reflectance, inner)


def check_alike(plain: list, torch: list) -> None:
    for ours, theirs in zip(plain, torch):
        assert (ours is None) == (theirs is None)
        if ours is not None:
            assert ours.dtype == np.float32
            np.testing.assert_allclose(ours, theirs, rtol=0, atol=2e-5)


@pytest.mark.parametrize("config", VARIANTS, ids=str)
def test_every_variant_answers_as_torch_does(made_up, config):
    reflectance = np.random.default_rng(1).random((config.inputs, 160, 192), dtype=np.float32)
    plain, torch = both(made_up(config), reflectance, Window(0, 0, 96, 80))
    check_alike(plain, torch)
    # And there is something to tell apart.
    assert all(answer.std() > 0.01 for answer in plain if answer is not None)


@pytest.mark.parametrize(
    ("height", "width", "inner"),
    [
        (128, 128, Window(0, 0, 64, 64)),  # the context
        (160, 320, Window(37, 21, 61, 40)),  # part cells on every side
        (320, 160, Window(79, 159, 1, 1)),  # the last cell
        (320, 160, Window(0, 64, 80, 1)),
    ],
)
def test_any_part_of_any_window_is_answered(made_up, height, width, inner):
    reflectance = np.random.default_rng(2).random((10, height, width), dtype=np.float32)
    check_alike(*both(made_up(NetworkConfig(stem=4)), reflectance, inner))


def test_windows_of_changing_size_do_not_disturb_each_other(made_up):
    """Memory is used again, whatever lay in it."""
    kept, rng = made_up(NetworkConfig(stem=4)), np.random.default_rng(3)
    with NumpyEngine(kept) as one:
        for height, width in ((256, 192), (160, 160), (192, 320), (128, 128)):
            reflectance = rng.random((10, height, width), dtype=np.float32)
            whole = Window(0, 0, width // 2, height // 2)
            with NumpyEngine(kept) as fresh:
                for ours, theirs in zip(one.run(reflectance, whole), fresh.run(reflectance, whole)):
                    np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(made_up, threads, monkeypatch):
    monkeypatch.setattr(blas_threads, "processors", lambda: threads)
    monkeypatch.setenv("OMP_NUM_THREADS", "")
    kept = made_up(NetworkConfig(stem=4))
    reflectance = np.random.default_rng(4).random((10, 256, 256), dtype=np.float32)
    with NumpyEngine(kept) as engine:
        assert f"{threads} thread" in engine.description and "NumPy" in engine.description
        assert engine.device == "cpu"
        settlement, zones = engine.run(reflectance, Window(0, 0, 128, 128))
    check_alike([settlement, zones], both(kept, reflectance, Window(0, 0, 128, 128))[1])


def test_a_window_that_does_not_fit_is_refused(made_up):
    with NumpyEngine(made_up(NetworkConfig(stem=4))) as engine:
        with pytest.raises(ValueError, match="multiple of 32 and at least 128"):
            engine.run(np.zeros((10, 136, 136), np.float32), Window(0, 0, 4, 4))
        with pytest.raises(ValueError, match="expected"):
            engine.run(np.zeros((9, 128, 128), np.float32), Window(0, 0, 4, 4))


def test_too_little_memory_is_a_sentence(made_up, monkeypatch):
    with NumpyEngine(made_up(NetworkConfig(stem=4))) as engine:
        monkeypatch.setattr(network_stream.NetworkStream, "push", lambda *_: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(InputError, match="memory for a window 128 px wide, found too little; set a smaller TILE"):
            engine.run(np.zeros((10, 128, 128), np.float32), Window(0, 0, 4, 4))
        monkeypatch.undo()


def test_a_slow_library_is_named_once(made_up, monkeypatch):
    monkeypatch.setattr(matrix_product, "_fastest", matrix_product.fastest()._replace(gflops=2.0))
    with NumpyEngine(made_up(NetworkConfig(stem=4)), ["By the way."]) as engine:
        assert engine.notes() == ["By the way.", numpy_engine.SLOW_BLAS]
        assert engine.notes() == []
    monkeypatch.setattr(matrix_product, "_fastest", matrix_product.fastest()._replace(gflops=50.0))
    with NumpyEngine(made_up(NetworkConfig(stem=4))) as engine:
        assert engine.notes() == []


def test_a_real_scene_maps_the_same(data, tmp_path, monkeypatch):
    """File to file; the simulated town stands in `test_without_torch`."""
    from hse_lcz.model.scene import vrt_stack
    from hse_lcz.model.training import folder_dataset

    scene = vrt_stack.stack(folder_dataset.scene_files(data, "rio")[0], str(tmp_path / "rio.vrt"))

    def maps(name: str) -> tuple[np.ndarray, np.ndarray]:
        outputs = {key: str(tmp_path / f"{key}_{name}.tif") for key in ("HSE", "LCZ")}
        notes = [step.note for step in map_city(MapJob(scene, outputs, device="cpu"))]
        assert any(f"by {name}" in note for note in notes)
        return tuple(gdal.Open(path).ReadAsArray() for path in outputs.values())

    true_hse, true_zones = maps("PyTorch")
    monkeypatch.setitem(sys.modules, "torch", None)
    hse, zones = maps("NumPy")
    assert np.abs(hse - true_hse).max() <= 0.1
    assert np.mean(zones == true_zones) >= 0.999
    assert len(np.unique(zones)) > 4
