# SPDX-License-Identifier: GPL-2.0-or-later
"""How maps share a machine: the same scene on one thread and on two, and at once in two processes of one thread or two.

    python -m hse_lcz.bench.at_once --data ../shared/data --out bench/at_once.json

All take turns; the medians count. Seconds are those from the scene's file to the files of the maps, and belong to the
machine as it was; processor time is what a busy machine gives as well.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import command_line, scene

SIDE_PX = 2048
# Name -> threads of a process, processes at once.
WAYS = {
    "one_thread": (1, 1),
    "two_threads": (2, 1),
    "both_at_once": (1, 2),
    "both_at_once_on_two_threads_each": (2, 2),
}


def ratios(data: Path, side_px: int, repetitions: int) -> dict[str, Any]:
    """Medians of each way, and the ratios that count.

    The time of both at once to that of one after the other, on as many threads, is 0.5 where two maps do not disturb
    each other at all, and 1 where making them at once gains nothing.
    """
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = scene.mosaic(scene.square(data, folder), side_px, folder / "scene.vrt")
        for _ in range(repetitions):
            for way, (threads, processes) in WAYS.items():
                runs[way].append(_mapped(file, folder, threads, processes))
                print(way, runs[way][-1], file=sys.stderr)
    found = {
        way: {key: round(statistics.median(run[key] for run in each), 2) for key in each[0]}
        for way, each in runs.items()
    }
    one, two, both, both_on_two = found.values()
    return {
        "side_px": side_px,
        "maps": found,
        "one_thread_to_two_threads": round(one["seconds"] / two["seconds"], 2),
        "both_at_once_to_one_after_the_other": round(both["seconds"] / (2 * one["seconds"]), 2),
        "both_at_once_to_one_after_the_other_on_two_threads": round(both_on_two["seconds"] / (2 * two["seconds"]), 2),
        "processor_time_of_two_threads_to_one": round(two["processor_seconds"] / one["processor_seconds"], 2),
        "processor_time_of_each_at_once_to_one": round(both["processor_seconds"] / one["processor_seconds"], 2),
    }


def _mapped(file: Path, folder: Path, threads: int, processes: int) -> dict[str, float]:
    """Seconds until the last of the maps is done, and mean processor seconds of each.

    Raises:
        RuntimeError: a map failed.
    """
    variables = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    runs = []
    for number in range(processes):
        out = folder / f"maps{number}"
        out.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "hse_lcz.bench.ours", str(file), str(out)]
        runs.append(subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True))
    answers = [run.communicate()[0] for run in runs]
    if any(run.returncode for run in runs):
        raise RuntimeError("a map failed; see above")
    maps = [json.loads(answer) for answer in answers]
    return {
        "seconds": max(one["seconds"] for one in maps),
        "processor_seconds": statistics.mean(one["processor_seconds"] for one in maps),
    }


if __name__ == "__main__":
    chosen = command_line.parser(__doc__, side_px=SIDE_PX).parse_args()
    command_line.report(ratios(chosen.data, chosen.side, chosen.repetitions), chosen.out)
