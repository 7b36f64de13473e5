# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the forward pass spends its processor time: by PyTorch function, on one thread.

    OMP_NUM_THREADS=1 python -m hse_lcz.bench.layers --data ../shared/data

Processor time, so that what else the machine does matters little; one thread, so that all of it belongs to the
functions.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
from pathlib import Path

import torch

from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network import weights

from . import ours, scene


def shares(side_px: int, data: Path) -> list[tuple[str, float, int]]:
    """Functions, their share of the processor time and how often they were called, the most expensive first."""
    torch.set_num_threads(1)
    loaded = weights.load()
    with tempfile.TemporaryDirectory() as name, TorchEngine(loaded.config, loaded.arrays, "cpu") as engine:
        pixels = scene.reflectance(scene.square(data, Path(name)), side_px, Path(name))
        ours.stream(engine, pixels[:, : side_px // 2])  # warms up
        profile = cProfile.Profile(time.process_time)
        profile.runcall(ours.stream, engine, pixels)
    found = pstats.Stats(profile).stats
    total = sum(own for _, _, own, _, _ in found.values())
    return sorted(
        ((where[2], own / total, calls) for where, (_, calls, own, _, _) in found.items()), key=lambda row: -row[1]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes")
    parser.add_argument("--side", type=int, default=1024, help="of the scene, in pixels")
    chosen = parser.parse_args()
    for function, share, calls in shares(chosen.side, chosen.data)[:16]:
        print(f"{100 * share:5.1f} %  {calls:6d} x  {function}")
