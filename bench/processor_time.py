# SPDX-License-Identifier: GPL-2.0-or-later
"""Ratios that a busy machine gives as well: processor time instead of waiting time, everything in turns.

    python -m hse_lcz.bench.processor_time --data ../shared/data --out bench/processor_time.json

The same pixels go through the network in PyTorch, in NumPy and in ONNX Runtime, each on one thread, whose processor
time is that of its arithmetic.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from . import command_line

SIDE_PX = 1024


def engines(reflectance: np.ndarray, repetitions: int) -> dict[str, float]:
    """Processor seconds a megapixel of each library, on one thread; medians."""
    import torch

    from hse_lcz.model.engines.numpy_engine import NumpyEngine
    from hse_lcz.model.engines.torch_engine import TorchEngine
    from hse_lcz.model.network import weights

    from . import ours, rivals

    torch.set_num_threads(1)
    loaded, onnx = weights.load(), rivals.Onnx(rivals.network(), [1])
    mpx = reflectance.shape[1] * reflectance.shape[2] / 1e6
    tiles_mpx = (rivals.TILE_PX / 1000) ** 2
    used: dict[str, list[float]] = {name: [] for name in ("torch", "numpy", "onnxruntime_without_overlap")}
    with TorchEngine(loaded.config, loaded.arrays, "cpu") as by_torch, NumpyEngine(loaded) as by_numpy:
        ways: dict[str, tuple[Callable[[], Any], float]] = {
            "torch": (lambda: ours.stream(by_torch, reflectance), mpx),
            "numpy": (lambda: ours.stream(by_numpy, reflectance), mpx),
            "onnxruntime_without_overlap": (lambda: onnx.tiles(reflectance, count=1), tiles_mpx),
        }
        for repetition in range(repetitions + 1):  # the first warms up
            for name, (way, size) in ways.items():
                began = time.process_time()
                way()
                if repetition:
                    used[name].append((time.process_time() - began) / size)
    found = {name: statistics.median(each) for name, each in used.items()}
    # Of each tile, what its neighbours answer as well is computed for nothing.
    found["onnxruntime"] = found["onnxruntime_without_overlap"] / (1 - rivals.OVERLAP) ** 2
    return found


def ratios(data: Path, side_px: int, repetitions: int) -> dict[str, Any]:
    """All of it, with the ratios."""
    from . import scene

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        square = scene.square(data, folder)
        by = engines(scene.reflectance(square, side_px, folder), repetitions)
    return {
        "side_px": side_px,
        "processor_s_a_mpx_on_one_thread": {name: round(seconds, 2) for name, seconds in by.items()},
        "numpy_to_torch": round(by["numpy"] / by["torch"], 2),
        "onnxruntime_to_torch": round(by["onnxruntime"] / by["torch"], 2),
        "onnxruntime_without_overlap_to_torch": round(by["onnxruntime_without_overlap"] / by["torch"], 2),
    }


if __name__ == "__main__":
    chosen = command_line.parser(__doc__, side_px=SIDE_PX).parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy's engine asks
    command_line.report(ratios(chosen.data, chosen.side, chosen.repetitions), chosen.out)
