# SPDX-License-Identifier: GPL-2.0-or-later
"""Fast precision: which numbers are computed with, how far the maps move, and what is said about it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.worker_engine import WorkerEngine
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network import weights
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.simulation.scene import write_town

from ...driving import told

torch = pytest.importorskip("torch", reason="PyTorch is not installed: `make setup` installs it")
from hse_lcz.model.engines import torch_engine  # noqa: E402
from hse_lcz.model.engines.torch_engine import TorchEngine  # noqa: E402


@pytest.fixture(params=[True, False], ids=["with bfloat16", "without"])
def has_bfloat16(request, monkeypatch) -> bool:
    """Whether the processor is said to multiply bfloat16; PyTorch computes in it on any."""
    monkeypatch.setattr(torch_engine, "_processor_multiplies_bfloat16", lambda: request.param)
    return request.param


@pytest.fixture(scope="module")
def network(small_weights):
    return weights.load(small_weights)


@pytest.fixture
def reflectance(patchwork) -> np.ndarray:
    return (patchwork(seed=2, height=128, width=160) / 10000).astype(np.float32)


def test_the_processor_is_asked_in_the_way_that_this_pytorch_offers(monkeypatch, tmp_path):
    told_by_pytorch = {"avx512_bf16": True, "amx_bf16": False}
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: told_by_pytorch, raising=False)
    assert torch_engine._processor_multiplies_bfloat16()
    told_by_pytorch["avx512_bf16"] = False
    assert not torch_engine._processor_multiplies_bfloat16()
    monkeypatch.delattr(torch.cpu, "get_capabilities")
    for flags, has in (("fpu avx512f amx_bf16", True), ("fpu avx512_bf16", True), ("fpu avx512f", False)):
        (tmp_path / "cpuinfo").write_text(f"processor : 0\nflags\t\t: {flags}\n")
        monkeypatch.setattr(
            torch_engine, "open", lambda *_, **given: (tmp_path / "cpuinfo").open(**given), raising=False
        )
        assert torch_engine._processor_multiplies_bfloat16() == has


def test_the_engine_says_what_it_computes_in(network, reflectance, has_bfloat16):
    inner = Window(0, 0, 80, 64)
    with TorchEngine(network.config, network.arrays, "cpu") as engine:
        exact = engine.run(reflectance, inner)
        assert engine.number_format == "float32" and "bfloat16" not in engine.description
        note = engine.use_fast_precision()
        fast = engine.run(reflectance, inner)
        assert np.array_equal(fast.zones, exact.zones) != has_bfloat16
        np.testing.assert_allclose(fast.zones, exact.zones, atol=0.05)
        if has_bfloat16:
            assert note == "PRECISION fast: the network is computed in bfloat16; single cells may differ."
            assert engine.number_format == "bfloat16" and engine.description.endswith(", in bfloat16")
            engine.load(network.arrays)  # those of another orientation
            np.testing.assert_array_equal(engine.run(reflectance, inner).zones, fast.zones)
        else:
            assert note.startswith("PRECISION fast has no effect: cpu (") and note.endswith("the numbers stay float32.")
            assert engine.number_format == "float32"


def test_numpy_says_that_it_has_no_such_numbers(network):
    with NumpyEngine(network) as engine:
        note = engine.use_fast_precision()
        assert note == f"PRECISION fast has no effect: {engine.description} has no bfloat16; the numbers stay float32."
        assert engine.number_format == "float32"


def test_the_private_pytorch_computes_in_the_same_numbers(network, reflectance):
    inner = Window(0, 0, 80, 64)
    with (
        WorkerEngine(network, "cpu", Path(sys.executable), lambda: NumpyEngine(network)) as apart,
        TorchEngine(network.config, network.arrays, "cpu") as here,
    ):
        assert apart.use_fast_precision() == here.use_fast_precision()
        assert apart.number_format == here.number_format
        assert apart.description == f"{here.description}, in a process of its own"
        np.testing.assert_array_equal(apart.run(reflectance, inner).zones, here.run(reflectance, inner).zones)


def test_what_continues_for_the_private_pytorch_keeps_the_precision(network, reflectance, monkeypatch):
    monkeypatch.setattr(torch_engine, "_processor_multiplies_bfloat16", lambda: True)

    def substitute():
        return TorchEngine(network.config, network.arrays, "cpu")

    with WorkerEngine(network, "cpu", Path(sys.executable), substitute) as apart:
        apart.number_format = "bfloat16"  # whatever this processor has
        os.kill(apart.process_id, signal.SIGKILL)
        apart.run(reflectance, Window(0, 0, 80, 64))
        assert apart.number_format == "bfloat16" and apart.description.endswith(", in bfloat16")
        assert any("is computed in bfloat16" in note for note in apart.notes())


@pytest.fixture(scope="module")
def maps(tmp_path_factory):
    """The maps of a simulated town by the bundled weights in both precisions, and the lines of their logs."""
    folder = tmp_path_factory.mktemp("precision")
    scene = write_town(folder / "town", 7).scene
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch_engine, "_processor_multiplies_bfloat16", lambda: True)
        for precision in ("exact", "fast"):
            outputs = {key: str(folder / f"{precision}_{key}.tif") for key in ("HSE", "LCZ")}
            _, notes = told(map_city(MapJob(str(scene), outputs, device="cpu", precision=precision)))
            found[precision] = outputs, notes
    return found


def test_few_zones_differ_and_hse_hardly(maps):
    arrays = {
        precision: {key: gdal.Open(path).ReadAsArray() for key, path in outputs.items()}
        for precision, (outputs, _) in maps.items()
    }
    zones, hse = ([arrays[precision][key] for precision in ("exact", "fast")] for key in ("LCZ", "HSE"))
    assert len(np.unique(zones[0])) > 3
    assert np.mean(zones[0] != zones[1]) <= 0.01
    difference = np.abs(hse[0] - hse[1])
    assert 0 < difference.mean() <= 0.2 and difference.max() <= 4


def test_the_file_and_the_log_say_the_precision(maps):
    for precision, numbers in (("exact", "float32"), ("fast", "bfloat16")):
        outputs, notes = maps[precision]
        tags = gdal.Open(outputs["LCZ"]).GetMetadata()
        assert tags["NUMBER_FORMAT"] == numbers and f"PRECISION={precision}" in tags["OPTIONS"]
        assert any("in bfloat16" in note for note in notes) == (precision == "fast")
