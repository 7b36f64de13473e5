# SPDX-License-Identifier: GPL-2.0-or-later
"""What a graphics card gains, and whether it computes the same maps: one run of less than ten minutes.

    python -m hse_lcz.bench.gpu --data ../shared/data --out bench/gpu.json

Four parts, each written to the file as soon as it is done: the maps of exact and fast precision beside those of the
processor; megapixels a second file to file beside the bare forward pass; what happens where the card's memory ends; the
time of a step of training. `--device cpu` runs the same parts on the processor, with small scenes, to test the script.
"""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from hse_lcz.model.engines import torch_stream_layers
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import CELL_PX
from hse_lcz.model.raster.io import open_raster
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.tables import products
from hse_lcz.model.training.train import TrainOptions, train

from . import ours, scene
from .precision import differences

SIZES_PX = {"4": 2048, "30": 5504, "120": 10980}
PARITY_PX, SMALL_PX = 1280, 320
FORWARD_PX = 2048
# Rows at a time, pixels and cells that go through the layers at a time: what fits a processor, and larger pieces.
PIECES = ((64, 65536, 4096), (512, 65536, 4096), (512, 1 << 20, 1 << 16), (1024, 1 << 22, 1 << 18))
# Steps of the three runs that made the bundled weights, see CONTRIBUTING.
RECIPE_STEPS = 6000 + 7000 + 4400
WARM_STEPS, TIMED_STEPS = 20, 200


def parity(device: str, reflectance: np.ndarray) -> dict[str, Any]:
    """How far the maps of a device in either precision are from those of the processor in float32."""
    loaded = weights.load()
    _, height, width = reflectance.shape
    inner = Window(0, 0, width // CELL_PX, height // CELL_PX)
    with TorchEngine(loaded.config, loaded.arrays, "cpu") as reference:
        truth = reference.run(reflectance, inner)
    found = {}
    with TorchEngine(loaded.config, loaded.arrays, device) as engine:
        found["exact"] = differences(truth, engine.run(reflectance, inner))
        note = engine.use_fast_precision()
        found["fast"] = {"note": note, **differences(truth, engine.run(reflectance, inner))}
    return found


def forward(device: str, reflectance: np.ndarray, precision: str) -> dict[str, float]:
    """Megapixels a second of the network alone, by the size of the pieces in which it computes."""
    loaded, found = weights.load(), {}
    kept = torch_stream_layers._PIXELS_AT_A_TIME, torch_stream_layers._CELLS_AT_A_TIME
    with TorchEngine(loaded.config, loaded.arrays, device) as engine:
        if precision == "fast":
            engine.use_fast_precision()
        try:
            for rows, pixels, cells in PIECES:
                torch_stream_layers._PIXELS_AT_A_TIME, torch_stream_layers._CELLS_AT_A_TIME = pixels, cells
                seconds = min(ours.stream(engine, reflectance, rows) for _ in range(3))  # the first warms up
                found[f"{rows} rows, {pixels} px"] = reflectance[0].size / 1e6 / seconds
        finally:
            torch_stream_layers._PIXELS_AT_A_TIME, torch_stream_layers._CELLS_AT_A_TIME = kept
    return found


def file_to_file(device: str, file: Path, folder: Path, precision: str) -> dict[str, Any]:
    """Megapixels a second from a scene's file to the files of both maps, and the lines of the log on the device."""
    outputs = {key: str(folder / f"{precision}_{key}.tif") for key in ("HSE", "LCZ")}
    started = time.perf_counter()
    notes = [step.note for step in map_city(MapJob(str(file), outputs, device=device, precision=precision))]
    seconds = time.perf_counter() - started
    size = open_raster(str(file))
    told = [note for note in notes if "Network:" in note or "too small" in note]
    return {"mpx_per_s": size.RasterXSize * size.RasterYSize / 1e6 / seconds, "seconds": seconds, "log": told}


def out_of_memory(device: str, file: Path, folder: Path) -> dict[str, Any]:
    """The same map under a real limit on the card's memory: what the log says, and how many cells of the map differ."""
    if device != "cuda":
        return {"skipped": f"{device} has no limit of its own"}
    whole = file_to_file(device, file, folder, "exact")
    kept = open_raster(str(folder / f"exact_{products.LCZ.key}.tif")).ReadAsArray()
    held = torch.cuda.max_memory_allocated()
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.empty_cache()
    try:
        torch.cuda.set_per_process_memory_fraction(0.5 * held / total)
        small = file_to_file(device, file, folder, "exact")
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
    again = open_raster(str(folder / f"exact_{products.LCZ.key}.tif")).ReadAsArray()
    return {
        "held_gb": held / 2**30,
        "seconds": {"whole": whole["seconds"], "half the memory": small["seconds"]},
        "log": small["log"],
        "cells_that_differ": int(np.count_nonzero(kept != again)),
    }


def training(device: str, data: Path, folder: Path, steps: int) -> dict[str, float]:
    """Seconds of a step of training from random weights, and hours of the full recipe by that; without validation."""
    options = TrainOptions(steps=RECIPE_STEPS, holdout=(), device=device)
    run = train(options, data, folder / "train", {})
    try:
        for _ in itertools.islice(run, WARM_STEPS):
            pass
        started = time.perf_counter()
        for _ in itertools.islice(run, steps):
            pass
        each = (time.perf_counter() - started) / steps
    finally:
        run.close()
    return {"seconds_per_step": each, "recipe_hours": each * RECIPE_STEPS / 3600}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes")
    parser.add_argument("--out", type=Path, default=Path("bench/gpu.json"))
    parser.add_argument("--device", default="cuda", choices=("cuda", "mps", "cpu"))
    parser.add_argument("--sizes", nargs="*", default=list(SIZES_PX), choices=list(SIZES_PX), help="in megapixels")
    parser.add_argument("--small", action="store_true", help="scenes of a tenth of a megapixel, no training: a test")
    parser.add_argument("--limit", type=float, default=540, help="seconds after which no further part begins")
    chosen = parser.parse_args()
    began, results = time.monotonic(), {"device": chosen.device, "torch": torch.__version__}
    if chosen.device == "cuda":
        results["card"] = torch.cuda.get_device_name()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        square = scene.square(chosen.data, folder)
        sizes = {"0.1": SMALL_PX} if chosen.small else {size: SIZES_PX[size] for size in chosen.sizes}
        files = {size: scene.mosaic(square, side, folder / f"{size}.vrt") for size, side in sizes.items()}
        side = SMALL_PX if chosen.small else PARITY_PX
        parts: dict[str, Callable[[], Any]] = {
            "parity": lambda: parity(chosen.device, scene.reflectance(square, side, folder))
        }
        for precision in ("exact", "fast"):
            parts[f"forward {precision}"] = lambda precision=precision: forward(
                chosen.device, scene.reflectance(square, SMALL_PX if chosen.small else FORWARD_PX, folder), precision
            )
        parts["out of memory"] = lambda: out_of_memory(chosen.device, files[next(iter(files))], folder)
        if not chosen.small:
            parts["training"] = lambda: training(chosen.device, chosen.data, folder, TIMED_STEPS)
        for size, file in files.items():
            for precision in ("exact", "fast"):
                parts[f"{size} Mpx {precision}"] = lambda file=file, precision=precision: file_to_file(
                    chosen.device, file, folder, precision
                )
        for part, work in parts.items():
            late = time.monotonic() - began > chosen.limit
            results[part] = {"skipped": "no time was left"} if late else work()
            print(part, json.dumps(results[part]), flush=True)
            chosen.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
