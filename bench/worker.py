# SPDX-License-Identifier: GPL-2.0-or-later
"""PyTorch in a process of its own beside the same PyTorch in this process: processor time for the same pixels.

    python -m hse_lcz.bench.worker --data ../shared/data

Both take turns, the processor time of both processes counts, so that what else the machine does matters little.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from hse_lcz.model.engines.base import Engine
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.engines.worker_engine import WorkerEngine
from hse_lcz.model.network import weights

from . import ours, scene

SIDE_PX = 1024


def ratio(reflectance: np.ndarray, repetitions: int) -> float:
    """How many times the processor time of PyTorch in this process the worker takes; of medians."""
    loaded = weights.load()
    used: dict[str, list[float]] = {"here": [], "apart": []}

    def no_substitute() -> Engine:
        raise RuntimeError("the worker failed")

    with (
        TorchEngine(loaded.config, loaded.arrays, "cpu") as here,
        WorkerEngine(loaded, "cpu", Path(sys.executable), no_substitute) as apart,
    ):
        clocks: dict[str, tuple[Engine, Callable[[], float]]] = {
            "here": (here, time.process_time),
            "apart": (apart, lambda: time.process_time() + _processor_s(apart.process_id)),
        }
        for repetition in range(repetitions + 1):  # the first warms up
            for name, (engine, clock) in clocks.items():
                began = clock()
                ours.stream(engine, reflectance)
                if repetition:
                    used[name].append(clock() - began)
    return round(statistics.median(used["apart"]) / statistics.median(used["here"]), 3)


def _processor_s(process_id: int) -> float:
    """Processor time of another process so far, from Linux's /proc."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes")
    parser.add_argument("--side", type=int, default=SIDE_PX, help="of the scene, in pixels")
    parser.add_argument("--repetitions", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        pixels = scene.reflectance(scene.square(chosen.data, Path(name)), chosen.side, Path(name))
    print(f"worker to torch, processor time: {ratio(pixels, chosen.repetitions)}")
