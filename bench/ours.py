# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's own run, file to file; as a command it prints time, processor time and memory.

python -m hse_lcz.bench.ours SCENE FOLDER [--dates SCENE ...] [--orientations 8]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hse_lcz.model.engines.base import Engine
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network import weights
from hse_lcz.model.system.memory import peak
from hse_lcz.model.tables import products

ROWS_PX = 64


def map_file(scene: Path, folder: Path, dates: Sequence[str] = (), orientations: int = 1) -> float:
    """Seconds from a scene's file, or those of several dates, to the files of both maps."""
    outputs = {product.key: str(folder / f"{product.key}.tif") for product in (products.HSE, products.LCZ)}
    started = time.perf_counter()
    for _ in map_city(MapJob(str(scene), outputs, device="cpu", dates=tuple(dates), orientations=orientations)):
        pass
    return time.perf_counter() - started


def forward(reflectance: np.ndarray) -> float:
    """Seconds of the network alone, in PyTorch, on pixels in memory."""
    loaded = weights.load()
    with TorchEngine(loaded.config, loaded.arrays, "cpu") as engine:
        return stream(engine, reflectance)


def forward_numpy(reflectance: np.ndarray) -> float:
    """The same in NumPy."""
    with NumpyEngine(weights.load()) as engine:
        return stream(engine, reflectance)


def stream(engine: Engine, reflectance: np.ndarray, rows_px: int = ROWS_PX) -> float:
    """Seconds of an engine for pixels in memory, chunk by chunk."""
    started = time.perf_counter()
    rows = engine.stream(reflectance.shape[2])
    for row in range(0, reflectance.shape[1], rows_px):
        rows.push(reflectance[:, row : row + rows_px])
    rows.finish()
    return time.perf_counter() - started


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dates", nargs="*", default=[], help="further scenes of the same place")
    parser.add_argument("--orientations", type=int, default=1)
    chosen = parser.parse_args()
    began = time.process_time()
    seconds = map_file(chosen.scene, chosen.folder, chosen.dates, chosen.orientations)
    used = time.process_time() - began
    print(json.dumps({"seconds": seconds, "processor_seconds": used, "peak_rss_mb": peak() / 2**20}))
