# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin beside other ways to map the same scene: one table, and `bench/results.json`.

    python -m hse_lcz.bench --data ../shared/data --out bench/results.json

All ways take turns in one run, with the same weights and the same pixels; the medians of the repetitions count.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from hse_lcz.model.network import weights

from . import machine, ours, precision, qgis, rivals, scene, worker

SIDE_PX = 3168
# Of the scene's corner that the slower ways map.
CROP_PX = 1024
AVERAGED_PX = 512
SIZES_PX = {"1": 1000, "10": 3162, "120": 10980}
# What is aimed at: figure -> at least (or at most) this much.
AT_LEAST = {"ratio_to_forward": 0.95, "fraction_of_roofline": 0.55, "speedup_vs_onnxruntime": 1.8, "fast_to_exact": 1.6}
AT_MOST = {"numpy_to_torch": 1.5, "worker_to_torch": 1.05, "both_at_once_to_one_after_the_other": 1.0}
ROWS = {
    "ours": "this plugin, file to file",
    "forward": "its network alone, pixels in memory",
    "forward_numpy": "the same in NumPy",
    "four_pass": "windows of 128 px, four shifted passes",
    "patchwise": "windows of 32 px every 10 px",
    "onnxruntime": "ONNX Runtime, tiles of 512 px, 15 % overlap",
    "onnxruntime_without_overlap": "the same without overlap, with seams",
}


def compare(folder: Path, square: Path, repetitions: int) -> tuple[dict[str, float], str]:
    """Seconds per pixel of each way, medians; and version and settings of ONNX Runtime."""
    file = scene.mosaic(square, SIDE_PX, folder / "compare.vrt")
    reflectance = scene.reflectance(square, SIDE_PX, folder)
    crop = np.ascontiguousarray(reflectance[:, :CROP_PX, :CROP_PX])
    net = rivals.network()
    onnx = rivals.Onnx(net, [torch.get_num_threads(), 0])
    _check(onnx, net, crop)
    pixels = SIDE_PX * SIDE_PX
    ways: dict[str, Callable[[], float]] = {
        "ours": lambda: ours.map_file(file, folder) / pixels,
        "forward": lambda: ours.forward(reflectance) / pixels,
        "forward_numpy": lambda: ours.forward_numpy(reflectance) / pixels,
        "four_pass": lambda: rivals.four_passes(crop, net),
        "patchwise": lambda: rivals.patches(crop, net),
        "onnxruntime": lambda: onnx.tiles(crop),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for repetition in range(repetitions + 1):  # the first warms up
        for name, way in ways.items():
            took = way()
            if repetition:
                seconds[name].append(took)
        print(f"round {repetition} of {repetitions} done", file=sys.stderr)
    found = {name: statistics.median(each) for name, each in seconds.items()}
    # Of each tile, what its neighbours answer as well is computed for nothing.
    return {**found, "onnxruntime_without_overlap": found["onnxruntime"] * (1 - rivals.OVERLAP) ** 2}, onnx.about


def _check(onnx: rivals.Onnx, net: Any, crop: np.ndarray) -> None:
    """The exported network is the same one."""
    tile = np.ascontiguousarray(crop[:, : rivals.TILE_PX, : rivals.TILE_PX])
    with torch.inference_mode():
        truth = net(torch.from_numpy(tile)[None])
    for answer, wanted in zip(onnx.answers(tile), truth):
        np.testing.assert_allclose(answer, wanted.numpy(), atol=1e-3)


def by_size(folder: Path, square: Path, sizes: list[str]) -> dict[str, dict[str, float]]:
    """Time and memory of a process of its own for rasters of several sizes."""
    found = {}
    for name in sizes:
        side = SIZES_PX[name]
        file = scene.mosaic(square, side, folder / f"{name}.vrt")
        run = _in_a_process(file, folder)
        found[name] = {
            "mpx": side * side / 1e6,
            "seconds": round(run["seconds"], 2),
            "mpx_per_s": round(side * side / 1e6 / run["seconds"], 3),
            "peak_rss_mb": round(run["peak_rss_mb"]),
        }
        print(f"{name} Mpx done", file=sys.stderr)
    return found


def averaging_cost(folder: Path, square: Path, repetitions: int) -> dict[str, float]:
    """How many times the time, the processor time and the memory of one pass two dates in eight orientations take."""
    files = [scene.mosaic(square, AVERAGED_PX, folder / f"date{number}.vrt") for number in range(2)]
    ways = {"one": [], "averaged": ["--dates", str(files[1]), "--orientations", "8"]}
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    for _ in range(repetitions):
        for name, options in ways.items():
            runs[name].append(_in_a_process(files[0], folder, *options))
    print("averaging done", file=sys.stderr)
    medians = {
        name: {key: statistics.median(run[key] for run in each) for key in each[0]} for name, each in runs.items()
    }
    return {key: round(medians["averaged"][key] / one, 2) for key, one in medians["one"].items()}


def _in_a_process(file: Path, folder: Path, *options: str) -> dict[str, float]:
    """What `bench.ours` prints."""
    command = [sys.executable, "-m", "hse_lcz.bench.ours", str(file), str(folder), *options]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _by_module(name: str, data: Path, repetitions: int) -> dict[str, Any]:
    """What one of the benches prints that run on their own as well."""
    command = [sys.executable, "-m", f"hse_lcz.bench.{name}", "--data", str(data), "--repetitions", str(repetitions)]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    print(f"{name} done", file=sys.stderr)
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes")
    parser.add_argument("--out", type=Path, default=Path("bench/results.json"))
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--sizes", nargs="*", default=list(SIZES_PX), choices=list(SIZES_PX), help="in megapixels")
    chosen = parser.parse_args()
    gmacs, gb = machine.multiply_gmacs(), machine.copy_gb_per_s()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        square = scene.square(chosen.data, folder)
        seconds, onnx_about = compare(folder, square, chosen.repetitions)
        sizes = by_size(folder, square, chosen.sizes)
        averaging = averaging_cost(folder, square, chosen.repetitions)
        in_qgis = qgis.ratio(folder, square, chosen.repetitions)
        worker_to_torch = worker.ratio(scene.reflectance(square, worker.SIDE_PX, folder), chosen.repetitions)
        has_scenes = (chosen.data / "scenes").is_dir()
        places = precision.measure(chosen.data, precision.SIDE_PX, chosen.repetitions) if has_scenes else {}
    apart = {
        name: _by_module(name, chosen.data, chosen.repetitions)
        for name in ("startup", "reading", "processor_time", "at_once")
    }
    roof = rivals.macs_per_pixel(weights.load().config) / (gmacs * 1e9)
    results = {
        "machine": {
            **machine.about(), "onnxruntime": onnx_about,
            "multiply_gmacs": round(gmacs, 1), "copy_gb_per_s": round(gb, 1),
        },
        "mpx_per_s": {name: float(f"{1e-6 / each:.4g}") for name, each in seconds.items()},
        "ratio_to_forward": round(seconds["forward"] / seconds["ours"], 3),
        "numpy_to_torch": round(seconds["forward_numpy"] / seconds["forward"], 2),
        "speedup_vs_four_pass": round(seconds["four_pass"] / seconds["ours"], 2),
        "speedup_vs_patchwise": round(seconds["patchwise"] / seconds["ours"], 1),
        "speedup_vs_onnxruntime": round(seconds["onnxruntime"] / seconds["ours"], 2),
        "speedup_vs_onnxruntime_without_overlap": round(seconds["onnxruntime_without_overlap"] / seconds["ours"], 2),
        "roofline_mpx_per_s": round(1e-6 / roof, 3),
        "fraction_of_roofline": round(roof / seconds["ours"], 3),
        "worker_to_torch": worker_to_torch,
        **({"fast_to_exact": round(_median(places, "times_as_fast"), 2)} if places else {}),
        "by_size_mpx": sizes,
        "two_dates_eight_orientations_to_one_pass": averaging,
        "processor_seconds_numpy": in_qgis,
        "both_at_once_to_one_after_the_other": apart["at_once"]["both_at_once_to_one_after_the_other"],
        **apart,
        "aims": {"least": AT_LEAST, "most": AT_MOST},
    }  # fmt: skip
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(table(results))


def _median(places: dict[str, dict[str, float]], figure: str) -> float:
    return statistics.median(place[figure] for place in places.values())


def table(results: dict[str, Any]) -> str:
    """The results as people read them."""
    rates = results["mpx_per_s"]
    lines = [f"{ROWS[name]:<46}{rate:>10.4g} Mpx/s{rates['ours'] / rate:>8.2f} x" for name, rate in rates.items()]
    lines.append(f"{'the processor could (matrix products alone)':<46}{results['roofline_mpx_per_s']:>10.4g} Mpx/s")
    for name, run in results["by_size_mpx"].items():
        lines.append(
            f"{name + ' Mpx':<46}{run['mpx_per_s']:>10.4g} Mpx/s{run['seconds']:>8.1f} s, {run['peak_rss_mb']} MB"
        )
    if "two_dates_eight_orientations_to_one_pass" in results:
        cost, inside = results["two_dates_eight_orientations_to_one_pass"], results["processor_seconds_numpy"]
        lines.append(
            f"{'2 dates x 8 orientations, in passes of one':<46}{cost['seconds']:>10.4g} x the time (at most 17), "
            f"{cost['peak_rss_mb']} x the memory (at most 1.1)"
        )
        lines.append(
            f"{'NumPy within qgis_process, to plain Python':<46}{inside['ratio']:>10.4g} x the processor time "
            "(at most 1.15)"
        )
    lines += _lines_of_parts(results)
    for word, targets in results["aims"].items():
        for figure, target in targets.items():
            if figure in results:
                found = results[figure]
                is_reached = found >= target if word == "least" else found <= target
                verdict = "reached" if is_reached else "not reached"
                lines.append(f"{figure:<46}{found:>10.4g}   aim: at {word} {target:g}, {verdict}")
    return "\n".join(lines)


def _lines_of_parts(results: dict[str, Any]) -> Iterator[str]:
    """What the benches found that run on their own as well; nothing for one that the results lack."""
    if "startup" in results:
        start = results["startup"]
        own, loading = start["map_of_256_px"] - start["qgis_alone"], start["loading_the_plugin"]
        yield (
            f"{'a map of 256 px in qgis_process':<46}{own:>10.4g} s of processor time, {loading:.2f} of it loading the "
            f"plugin; QGIS alone {start['qgis_alone']:.2f} s"
        )
    for name, file in results.get("reading", {}).get("layouts", {}).items():
        yield f"{'reading: ' + name:<46}{file['times_read']:>10.4g} x its bytes, waiting {file['waited_pct']:.0f} %"
    for title, part in (("processor time", "processor_time"), ("maps", "at_once")):
        for name, ratio in results.get(part, {}).items():
            if "_to_" in name:
                yield f"{title + ': ' + name.replace('_', ' '):<46}{ratio:>10.4g} x"


if __name__ == "__main__":
    main()
