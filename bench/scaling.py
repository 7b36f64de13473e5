# SPDX-License-Identifier: GPL-2.0-or-later
"""What many tasks cost beside their own work: scheduling, planning; and what a megapixel costs.

    scripts/in_qgis.py python -m hse_lcz.bench.scaling --data ../shared/data --out build/scaling.json
    scripts/in_qgis.py python -m hse_lcz.bench.scaling --parts overhead plan

`overhead` runs tasks that do nothing, and tasks that sleep; `plan` makes the tasks of 10,000 cities of a made-up
gazetteer on a thousand scenes; `cost` maps a mosaic in one process; `same` maps all scenes of the data and a mosaic of
30 Mpx with one process, two and three workers, and compares every cell, with PyTorch where it is installed. The last
two take minutes on a quiet machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal

from hse_lcz import cluster
from hse_lcz.cluster import merging, results
from hse_lcz.cluster.dask_pool import local_workers
from hse_lcz.cluster.running import Rules
from hse_lcz.cluster.sources import scenes_in
from hse_lcz.cluster.tasks import Settings, Task
from hse_lcz.model.raster.windows import Window

from . import scene
from .idle_works import SLEEP_S

PARTS = ("overhead", "plan", "cost", "same")
TASKS, CITIES, SCENES = 10_000, 10_000, 1_000
SLEEPING = 40
COST_PX, MOSAIC_PX = 1600, 5480
LONG_TASK_S = 60.0
_TILE_PX, _TILE_M = 10_980, 109_800.0
_PLAN = """
import json, sys, time
began = time.perf_counter()
from hse_lcz.cluster import planning, table
from hse_lcz.model.system.memory import peak
from pathlib import Path
tasks = planning.plan(sys.argv[1], "maps", scenes=sys.argv[2])
table.write(Path(sys.argv[3]), tasks, {})
found = {"tasks": len(tasks), "mpx": round(sum(task.pixels for task in tasks) / 1e6)}
found.update(seconds=time.perf_counter() - began, processor_s=time.process_time(), peak_mb=peak() / 2**20)
print(json.dumps(found))
"""


def overhead(folder: Path, workers: int) -> dict[str, float]:
    """Seconds a task beside its work: of tasks that do nothing, and of tasks that sleep."""
    with local_workers(workers) as (_, client):
        _timed(client, folder / "first", 4 * workers, "Nothing")  # processes start and import
        nothing_s = _timed(client, folder / "nothing", TASKS, "Nothing") / TASKS
        _timed(client, folder / "second", 1 * workers, "Sleep")
        sleeping_s = (_timed(client, folder / "sleep", SLEEPING, "Sleep") * workers - SLEEPING * SLEEP_S) / SLEEPING
    return {
        "tasks": TASKS,
        "workers": workers,
        "ms_a_task_that_does_nothing": 1000 * nothing_s,
        "worker_ms_a_task_that_sleeps": 1000 * sleeping_s,
        "percent_of_a_task_of_60_s": 100 * sleeping_s / LONG_TASK_S,
    }


def _timed(client: Any, folder: Path, count: int, work: str) -> float:
    """Seconds of a run of so many tasks, its results noted as ever."""
    window, settings = Window(0, 0, 1000, 1000), Settings()
    tasks = [
        Task(
            f"t{number}",
            f"t{number}",
            "none.tif",
            window,
            None,
            1,
            {"HSE": f"{folder}/{number}.tif"},
            {},
            (),
            settings,
            1,
            1,
        )
        for number in range(count)
    ]
    began = time.perf_counter()
    outcomes = cluster.run(client, tasks, Rules(work=f"hse_lcz.bench.idle_works:{work}"), folder / "tasks.parquet")
    seconds = time.perf_counter() - began
    if {outcome.status for outcome in outcomes.values()} != {"done"} or len(
        results.read(folder / "tasks.parquet")
    ) != count:
        raise RuntimeError("not all tasks were done")
    return seconds


def write_gazetteer(folder: Path, seed: int = 0) -> None:
    """A table of cities around the world, most of them small, and the scenes that they lie in, without pixels."""
    draw = random.Random(seed)
    (folder / "tiles").mkdir(parents=True)
    places = []
    for number in range(SCENES):
        zone, north = draw.randint(1, 60), draw.uniform(200_000, 6_500_000)
        dataset = scene.empty(folder / "tiles" / f"T{number:04d}.vrt", _TILE_PX, 32600 + zone, (300_000.0, north))
        places.append((dataset.GetProjection(), 300_000.0, north))
        dataset = None
    with open(folder / "cities.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["city", "lon", "lat", "radius_km", "population"])
        for number in range(CITIES):
            wkt, west, north = places[number % SCENES]
            lon, lat = scene.lon_lat(
                wkt, west + draw.uniform(0.2, 0.8) * _TILE_M, north - draw.uniform(0.2, 0.8) * _TILE_M
            )
            population = 20_000 * draw.paretovariate(1.1)
            radius_km = min(40.0, 2.0 * math.sqrt(population / 50_000))
            table.writerow([f"City {number}", f"{lon:.5f}", f"{lat:.5f}", f"{radius_km:.2f}", round(population)])


def plan(folder: Path) -> dict[str, float]:
    """Time and memory of a process that plans the gazetteer's cities."""
    write_gazetteer(folder)
    line = [sys.executable, "-c", _PLAN, str(folder / "cities.csv"), str(folder / "tiles"), str(folder / "t.parquet")]
    done = subprocess.run(line, text=True, stdout=subprocess.PIPE, check=True)
    return {"cities": CITIES, "scenes": SCENES, **json.loads(done.stdout)}


def cost(data: Path, folder: Path) -> dict[str, float]:
    """Of one process on one core, wall and processor time, memory, and bytes read and written, a megapixel."""
    mosaic = scene.mosaic(scene.square(data, folder), COST_PX, folder / "cost.vrt")
    maps = [folder / "hse.tif", folder / "lcz.tif"]
    line = [sys.executable, "-m", "hse_lcz.cluster.command", "map", mosaic, "--hse", maps[0], "--lcz", maps[1]]
    began, before = time.perf_counter(), os.times()
    subprocess.run([str(part) for part in line], check=True, capture_output=True)
    after, mpx = os.times(), COST_PX**2 / 1e6
    processor = sum(getattr(after, name) - getattr(before, name) for name in ("children_user", "children_system"))
    square = gdal.Open(str(folder / "square.tif"))
    compressed = os.path.getsize(folder / "square.tif") / (square.RasterXSize * square.RasterYSize / 1e6)
    return {
        "mpx": mpx,
        "wall_s_a_mpx": (time.perf_counter() - began) / mpx,
        "processor_s_a_mpx": processor / mpx,
        "load_at_the_end": os.getloadavg()[0],
        "mb_read_a_mpx": compressed / 1e6,
        "mb_written_a_mpx": sum(path.stat().st_size for path in maps) / 1e6 / mpx,
    }


def same(data: Path, folder: Path) -> dict[str, Any]:
    """Whether the maps are bit for bit those of one process, with two and with three workers and other windows."""
    big = folder / "scenes"
    big.mkdir(parents=True, exist_ok=True)
    if not (big / "mosaic.vrt").exists():
        scene.mosaic(scene.square(data, folder), MOSAIC_PX, big / "mosaic.vrt")
    for path in scenes_in(data / "scenes"):
        for part in (path, path.with_name(path.name.replace("_10m", "_20m"))):
            if not (big / part.name).exists():
                (big / part.name).symlink_to(part.absolute())
    reference = {path.stem.removesuffix("_10m"): _alone(path, folder / "alone") for path in scenes_in(big)}
    refused = {city for city, maps in reference.items() if not maps}
    found: dict[str, Any] = {"scenes": len(reference) - len(refused), "refused": sorted(refused), "differing": []}
    for workers, rows_px in ((2, 1280), (3, 1920)):
        tasks = cluster.plan(big, folder / f"maps{workers}", rows_px=rows_px)
        table = folder / f"tasks{workers}.parquet"
        with local_workers(workers) as (_, client):
            outcomes = cluster.run(client, tasks, Rules(), table)
        failed = {task.city for task in tasks if not outcomes[task.id].is_success}
        found["differing"] += [f"{city} with {workers} workers" for city in sorted(failed ^ refused)]
        list(merging.merge(tasks, results.read(table), folder / f"maps{workers}"))
        found[f"tasks_of_{workers}_workers"] = len(tasks)
        for city, maps in reference.items():
            for name, path in maps.items():
                other = folder / f"maps{workers}" / city / name
                if not other.exists() or not np.array_equal(
                    gdal.Open(str(other)).ReadAsArray(), gdal.Open(str(path)).ReadAsArray()
                ):
                    found["differing"].append(str(other))
    return found


def _alone(path: Path, folder: Path) -> dict[str, Path]:
    """The maps of a whole scene by one process; none where it refuses the scene."""
    maps = {name: folder / f"{path.stem}_{name}" for name in ("hse.tif", "lcz.tif")}
    line = [
        sys.executable,
        "-m",
        "hse_lcz.cluster.command",
        "map",
        path,
        "--hse",
        maps["hse.tif"],
        "--lcz",
        maps["lcz.tif"],
    ]
    if not all(one.exists() for one in maps.values()):
        done = subprocess.run([str(part) for part in line], check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"{path.name} is refused: {done.stderr.strip().splitlines()[-1]}", flush=True)
            return {}
    return maps


def main() -> None:
    """Measures what is asked for, and writes it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, help="the results; parts that are not asked for stay as they are")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scratch", type=Path, help="a folder to work in: maps of `same` that are there already stay")
    options = parser.parse_args()
    found: dict[str, Any] = {}
    if options.out and options.out.exists():
        found = json.loads(options.out.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as passing:
        for part in options.parts:
            folder = Path(options.scratch or passing, part).absolute()
            folder.mkdir(parents=True, exist_ok=True)
            if part == "overhead":
                found[part] = overhead(folder, options.workers)
            elif part == "plan":
                found[part] = plan(folder)
            else:
                found[part] = (cost if part == "cost" else same)(options.data, folder)
            print(part, json.dumps(found[part], indent=1), flush=True)
            if options.out:
                options.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
