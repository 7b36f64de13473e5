# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything that may go wrong in a run of many tasks, at random moments: what is lost, and what is named?

    scripts/in_qgis.py python -m hse_lcz.bench.faults --seeds 20 --out bench/faults.json

For each seed: scenes of which one does not open, one holds nothing but nodata, one takes too much memory, one hangs and
one writes to a full disk; a Dask scheduler and three workers, of which random ones are killed again and again; and at a
random moment the scheduler is killed, too. A second run must finish all others, the bad ones be named with their
reasons; when their causes are removed, a third run must do the rest and nothing else. In the end all maps must be bit
for bit those of an undisturbed process.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Optional
from unittest import mock

import numpy as np
import psutil
from distributed import Client
from osgeo import gdal, osr

from hse_lcz.cluster import planning, results, running
from hse_lcz.cluster.dask_pool import SETTINGS, DaskPool, use_settings
from hse_lcz.cluster.decisions import SKIP, decide
from hse_lcz.cluster.map_work import MapWork
from hse_lcz.cluster.pools import SchedulerLostError, SerialPool
from hse_lcz.cluster.running import Rules
from hse_lcz.cluster.tasks import Task
from hse_lcz.model.raster import outputs
from hse_lcz.model.tables import sentinel2

SCENE = Path(__file__).resolve().parents[1] / "resources" / "selftest.tif"
"""A simulated town, of which squares are the scenes."""
SIDE_PX = 64
WORKERS = 3
WORK = "hse_lcz.bench.faults:FaultyWork"
# What the bad ones must be named with.
REASONS = {
    "closed": "GDAL can open",
    "nodata": "found only nodata",
    "hog": "MB of memory, more than the limit",
    "hang": "Took longer than the limit",
    "full": "could not be written",
}
_FAULTS = "faults"
"""Folder beside the scenes: a file in it makes the scene of its name misbehave."""
_DISK_BYTES = 4096
_PATIENCE_S = 3600
_WITHOUT_WORKERS_S = 30


class FaultyWork(MapWork):
    """Maps scenes, but those named in the folder of faults misbehave; each takes a moment, so that kills strike."""

    def __call__(self, row: Mapping[str, Any], tag: str) -> str:
        time.sleep(random.uniform(0, 0.2))
        scene = Path(row["scene"])
        fault = scene.stem if (scene.parent.parent / _FAULTS / scene.stem).exists() else ""
        held = []
        while fault == "hang":
            time.sleep(1)
        while fault == "hog":
            held.append(bytearray(os.urandom(1 << 20) * 32))
        with _full_disk() if fault == "full" else contextlib.nullcontext():
            return super().__call__(row, tag)


@contextlib.contextmanager
def _full_disk() -> Iterator[None]:
    """Within the block no file can grow beyond a few kilobytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_DISK_BYTES, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write_scenes(folder: Path, count: int, seed: int) -> None:
    """Small scenes, those that go wrong among them, and the causes."""
    (folder / "scenes").mkdir(parents=True)
    (folder / _FAULTS).mkdir()
    draw, town = random.Random(seed), gdal.Open(str(SCENE)).ReadAsArray()
    for name in [*(f"city{number:02d}" for number in range(count)), *REASONS]:
        row, col = (draw.randrange(length - SIDE_PX) for length in town.shape[1:])
        _write(folder / "scenes" / f"{name}.tif", town[:, row : row + SIDE_PX, col : col + SIDE_PX])
    for name in REASONS:
        (folder / _FAULTS / name).touch()
        shutil.copy(folder / "scenes" / f"{name}.tif", folder / _FAULTS / f"{name}.tif")
    (folder / "scenes" / "closed.tif").write_bytes(b"II*\0 and no more")
    _write(folder / "scenes" / "nodata.tif", np.zeros((10, SIDE_PX, SIDE_PX)))


def remove_causes(folder: Path) -> None:
    """From now on all scenes are fine."""
    for name in REASONS:
        (folder / _FAULTS / name).unlink()
    for name in ("closed", "nodata"):
        shutil.copy(folder / _FAULTS / f"{name}.tif", folder / "scenes" / f"{name}.tif")


def _write(path: Path, bands: np.ndarray) -> None:
    raster = gdal.GetDriverByName("GTiff").Create(str(path), SIDE_PX, SIDE_PX, len(bands), gdal.GDT_UInt16)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    raster.SetProjection(reference.ExportToWkt())
    raster.SetGeoTransform((600000, 10, 0, 5000000, 0, -10))
    for number, (name, values) in enumerate(zip(sentinel2.NAMES, bands), start=1):
        band = raster.GetRasterBand(number)
        band.SetDescription(name)
        band.SetNoDataValue(0)
        band.WriteArray(values.astype(np.uint16))


class Farm:
    """A scheduler and a program of workers, as `dask scheduler` and `dask worker` start them; a context manager.

    Dask gives up a worker that is killed while it starts, and may then end the whole program. As a service manager
    would, a thread starts the program again where it has ended or has had no worker for a while.
    """

    def __init__(self, workers: int = WORKERS, settings: Optional[Mapping[str, str]] = None) -> None:
        """Start them.

        Args:
            workers: how many.
            settings: further environment variables, such as DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP.
        """
        use_settings()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        variables = {
            **os.environ,
            "DASK_CONFIG": str(SETTINGS),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "20",
            **(settings or {}),
        }
        host, port = self.address[6:].split(":")
        self._scheduler = self._started(["scheduler", "--host", host, "--port", port, "--no-dashboard"], variables)
        self._count = workers
        options = ["--nworkers", str(workers), "--nthreads", "1", "--no-dashboard"]
        self._start_workers = lambda: self._started(["worker", self.address, *options], variables)
        self._workers = self._start_workers()
        self._ended = threading.Event()
        self._manager = threading.Thread(target=self._manage, daemon=True)
        self._manager.start()

    @staticmethod
    def _started(arguments: Sequence[str], variables: Mapping[str, str]) -> subprocess.Popen:
        line = [sys.executable, "-m", "dask", *arguments]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(line, env=variables, stdout=quiet, stderr=quiet, start_new_session=True)

    def _manage(self) -> None:
        """Keeps the program of workers alive."""
        seen = time.monotonic()
        while not self._ended.wait(1):
            if self._working():
                seen = time.monotonic()
            if self._workers.poll() is not None or time.monotonic() - seen > _WITHOUT_WORKERS_S:
                _kill(self._workers)
                self._workers, seen = self._start_workers(), time.monotonic()

    def client(self) -> Client:
        """One that has seen all workers."""
        client = Client(self.address, timeout=_PATIENCE_S)
        client.wait_for_workers(self._count)
        return client

    def kill_worker(self, draw: random.Random) -> bool:
        """Kills one of the processes that work; False where none is there at the moment."""
        found = self._working()
        if found:
            with contextlib.suppress(psutil.Error):
                draw.choice(found).kill()
        return bool(found)

    def kill_workers(self) -> None:
        """Kills all of them; others start."""
        for process in self._working():
            with contextlib.suppress(psutil.Error):
                process.kill()

    def _working(self) -> list[psutil.Process]:
        found = []
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(self._workers.pid).children():
                if "spawn_main" in " ".join(child.cmdline()):
                    found.append(child)
        return found

    def kill_scheduler(self) -> None:
        """Ends it at once."""
        self._scheduler.kill()
        self._scheduler.wait()

    def stop_scheduler(self) -> None:
        """From now on it gets no processor time."""
        self._scheduler.send_signal(signal.SIGSTOP)

    def continue_scheduler(self) -> None:
        """Ends that."""
        self._scheduler.send_signal(signal.SIGCONT)

    def __enter__(self) -> Farm:
        return self

    def __exit__(self, *exception: Any) -> None:
        self._ended.set()
        self._manager.join()
        for process in (self._workers, self._scheduler):
            _kill(process)


def _kill(process: subprocess.Popen) -> None:
    """Ends a program and all that it has started."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def campaign(folder: Path, seed: int, count: int = 12, task_seconds: float = 15.0) -> dict[str, Any]:
    """One seed; what happened, and all that is wrong in "faults", which must be empty.

    Args:
        folder: an empty one.
        seed: of all that is random.
        count: of scenes that are fine.
        task_seconds: after which a task hangs.
    """
    draw = random.Random(seed)
    write_scenes(folder, count, seed)
    tasks = planning.plan(folder / "scenes", folder / "maps")
    table = folder / "tasks.parquet"
    rules = Rules(retries=1, task_seconds=task_seconds, task_mb=600, work=WORK)
    report: dict[str, Any] = {"seed": seed, "workers_killed": 0, "tasks": len(tasks), "faults": []}
    began = time.perf_counter()

    report["first"] = _killed_run(table, tasks, rules, draw, report, last=draw.randint(1, count - 2))
    before = _times(tasks)
    report["second"] = _killed_run(table, tasks, rules, draw, report, last=None)
    outcomes = results.read(table)
    bad = {name: outcomes[name].error for name in outcomes if not outcomes[name].is_success}
    report["faults"] += [
        f"{task.id} is not done" for task in tasks if task.id not in REASONS and task.id not in outcomes
    ]
    report["faults"] += [
        f"{name}: {error}" for name, error in bad.items() if REASONS.get(name, "no reason") not in error
    ]
    report["faults"] += [f"{name} is not named" for name in REASONS if name not in bad]
    report["faults"] += [f"{path} was computed again" for path, when in before.items() if _times(tasks)[path] != when]

    remove_causes(folder)
    tasks = planning.plan(folder / "scenes", folder / "maps")
    decided = decide(tasks, outcomes)
    again = sorted(decision.task.id for decision in decided if decision.verb != SKIP)
    if again != sorted(REASONS):
        report["faults"].append(f"the third run would do {again}")
    with SerialPool(rules.work, 1) as pool, results.ResultsFile(table, "run") as file:
        for _ in running.steps(pool, decided, file, rules):
            pass
    report["faults"] += [f"{name}: {one.error}" for name, one in results.read(table).items() if not one.is_success]
    report["faults"] += _differences(tasks, folder / "undisturbed")
    with mock.patch.object(outputs, "_SETTLED_S", 0):  # folders that were left a moment ago count, too
        running.clear_left(tasks)
    report["faults"] += [f"{path} is left" for path in (folder / "maps").rglob(f"{outputs.HIDDEN}*")]
    report["seconds"] = round(time.perf_counter() - began, 1)
    return report


def _killed_run(
    table: Path, tasks: Sequence[Task], rules: Rules, draw: random.Random, report: dict[str, Any], last: Optional[int]
) -> dict[str, int]:
    """A run whose workers are killed after every few tasks, and its scheduler after `last` of them; counts."""
    decided = decide(tasks, results.read(table))
    counts = {"skip": sum(decision.verb == SKIP for decision in decided), "tries": 0, "scheduler_lost": 0}
    with Farm() as farm, farm.client() as client:
        next_kill = draw.randint(0, 3)
        try:
            with results.ResultsFile(table, "run") as file:
                for _, outcome in running.steps(DaskPool(client, rules.work, 1), decided, file, rules):
                    counts["tries"] += outcome is not None
                    if counts["tries"] >= next_kill and farm.kill_worker(draw):
                        report["workers_killed"] += 1
                        next_kill = counts["tries"] + draw.randint(2, 5)
                    if counts["tries"] == last:
                        farm.kill_scheduler()
                        last = None
        except SchedulerLostError:
            counts["scheduler_lost"] = 1
    return counts


def _times(tasks: Sequence[Task]) -> dict[str, int]:
    """When each map that is there was written."""
    paths = [path for task in tasks for path in task.outputs.values()]
    return {path: os.stat(path).st_mtime_ns for path in paths if os.path.exists(path)}


def _differences(tasks: Sequence[Task], folder: Path) -> list[str]:
    """Which maps are not bit for bit those of one undisturbed process."""
    alone = planning.plan(Path(tasks[0].scene).parent, folder)
    with SerialPool("hse_lcz.cluster.map_work:MapWork", 1) as pool:
        for _ in running.steps(pool, decide(alone, {}), None, Rules()):
            pass
    found = []
    for mine, other in zip(tasks, alone):
        for key, path in mine.outputs.items():
            maps = [gdal.Open(one) if os.path.exists(one) else None for one in (path, other.outputs[key])]
            if None in maps or not np.array_equal(*(one.ReadAsArray() for one in maps)):
                found.append(f"{path} is not that of one process")
    return found


def summary(reports: Sequence[Mapping[str, Any]]) -> str:
    """What the campaigns have shown, for docs/scaling.md."""
    bad = [report["seed"] for report in reports if report["faults"]]
    workers = sum(report["workers_killed"] for report in reports)
    schedulers = sum(report["first"]["scheduler_lost"] for report in reports)
    tries = sum(report[run]["tries"] for report in reports for run in ("first", "second"))
    tasks = sum(report["tasks"] for report in reports)
    wrong = f"wrong in seeds {', '.join(map(str, bad))}" if bad else "nothing wrong"
    loads = [report["load"] for report in reports]
    return (
        f"{len(reports)} seeds, {tasks} tasks, {tries} tries, {workers} workers and {schedulers} schedulers killed, "
        f"load {min(loads):.0f} to {max(loads):.0f}: {wrong}."
    )


def main() -> None:
    """Runs the campaign for many seeds and prints what it found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--out", type=Path, help="the reports; seeds that it has already are left out")
    options = parser.parse_args()
    reports = json.loads(options.out.read_text(encoding="utf-8")) if options.out and options.out.exists() else []
    done = {report["seed"] for report in reports}
    for seed in range(options.first, options.first + options.seeds):
        if seed in done:
            continue
        with tempfile.TemporaryDirectory() as folder:
            reports.append({**campaign(Path(folder), seed), "load": round(os.getloadavg()[1], 1)})
        print(json.dumps(reports[-1]), flush=True)
        if options.out:
            options.out.write_text(json.dumps(reports, indent=1) + "\n", encoding="utf-8")
    print(summary(reports))
    sys.exit(any(report["faults"] for report in reports))


if __name__ == "__main__":
    main()
