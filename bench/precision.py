# SPDX-License-Identifier: GPL-2.0-or-later
"""What PRECISION fast gains and costs: processor time and maps of real scenes in both precisions, in turns.

    python -m hse_lcz.bench.precision --data ../shared/data --out bench/precision.json

The time is that of this process's threads, the ratio one of medians, so that what else the machine does matters little.
The maps are those of the network alone, their cells made as in `mapcity`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy as np

from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import CELL_PX, Maps
from hse_lcz.model.raster.block_stats import block_sum
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.tables.sentinel2 import DN_PER_REFLECTANCE
from hse_lcz.model.training import folder_dataset

SIDE_PX = 640
LCZ_CELLS = 5  # of 20 m along one of 100 m


def differences(exact: Maps, fast: Maps) -> dict[str, float]:
    """How many LCZ cells of 100 m have another zone, and how far HSE moves."""
    zones = [block_sum(maps.zones, LCZ_CELLS).argmax(axis=0) for maps in (exact, fast)]
    points = 100 * np.abs(exact.settlement - fast.settlement)
    return {
        "cells": zones[0].size,
        "cells_that_differ": int(np.count_nonzero(zones[0] != zones[1])),
        "hse_mean_difference": float(points.mean()),
        "hse_largest_difference": float(points.max()),
    }


def measure(data: Path, side_px: int, repetitions: int) -> dict[str, dict[str, float]]:
    """By place: the differences, and processor time of exact to that of fast."""
    loaded, found = weights.load(), {}
    exact, fast = (TorchEngine(loaded.config, loaded.arrays, "cpu") for _ in range(2))
    with exact, fast:
        print(fast.use_fast_precision())
        for place in folder_dataset.VALIDATION_PLACES:
            pixels = np.asarray(folder_dataset.load_place(data, place).scenes[0])[:, :side_px, :side_px]
            height, width = (length // 160 * 160 for length in pixels.shape[1:])
            reflectance = pixels[:, :height, :width].astype(np.float32) / np.float32(DN_PER_REFLECTANCE)
            inner = Window(0, 0, width // CELL_PX, height // CELL_PX)
            seconds: dict[str, list[float]] = {"exact": [], "fast": []}
            maps = {}
            for _ in range(repetitions):
                for name, engine in (("exact", exact), ("fast", fast)):
                    began = time.process_time()
                    maps[name] = engine.run(reflectance, inner)
                    seconds[name].append(time.process_time() - began)
            medians = {name: statistics.median(each) for name, each in seconds.items()}
            gain = medians["exact"] / medians["fast"]
            found[place] = {**differences(maps["exact"], maps["fast"]), "times_as_fast": gain}
            print(place, json.dumps(found[place]), flush=True)
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes")
    parser.add_argument("--side", type=int, default=SIDE_PX, help="of the part of each scene, in pixels")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path("bench/precision.json"))
    chosen = parser.parse_args()
    found = measure(chosen.data, chosen.side, chosen.repetitions)
    chosen.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
