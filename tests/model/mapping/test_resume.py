# SPDX-License-Identifier: GPL-2.0-or-later
"""Killed at any moment: no file that is not whole, and the next run goes on to the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import OutputError
from hse_lcz.model.mapping import checkpoint
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.raster.outputs import shutil
from hse_lcz.model.system import file_lock

# Forks runs of one job, kills each at a random moment, and reports what it found after each; then one undisturbed run,
# here too, as the last bits depend on how many threads compute.
KILLER = """
import json, os, random, signal, sys, time
import torch
from osgeo import gdal
from hse_lcz.model.mapping.map_scene import MapJob, map_city

torch.set_num_threads(1)
scene, out, undisturbed, weights, kills = *sys.argv[1:5], int(sys.argv[5])
draw = random.Random(7)

def start(folder=out):
    outputs = {key: os.path.join(folder, key + ".tif") for key in ("HSE", "LCZ")}
    job = MapJob(scene, outputs, weights=weights, device="cpu", tile_px=90, resume=True)
    number = os.fork()
    if number == 0:
        try:
            for step in map_city(job):
                pass
        finally:
            os._exit(0)
    return number

began = time.perf_counter()
os.waitpid(start(), 0)
whole_s = time.perf_counter() - began
report = {"killed": 0, "finished": 0, "left": 0, "bad": []}
while report["killed"] < kills:
    number = start()
    time.sleep(draw.uniform(0.02, 0.8) * whole_s)
    os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    report["killed"] += os.WIFSIGNALED(status)
    report["finished"] += not os.WIFSIGNALED(status)
    report["left"] = max(report["left"], len([n for n in os.listdir(out) if n.startswith(".hse_lcz-resume")]))
    for name in ("HSE.tif", "LCZ.tif"):
        found = gdal.Open(os.path.join(out, name))
        if found is None or found.ReadAsArray() is None or found.GetRasterBand(1).GetOverviewCount() < 1:
            report["bad"].append(name)
os.waitpid(start(), 0)
os.waitpid(start(undisturbed), 0)
print(json.dumps(report))
"""


@pytest.fixture(scope="module")
def scene(write_raster, patchwork, tmp_path_factory) -> str:
    return write_raster(tmp_path_factory.mktemp("scene") / "scene.tif", patchwork(height=700, width=260))


def job_of(scene, small_weights, folder: Path, **options) -> MapJob:
    outputs = {key: str(folder / f"{key}.tif") for key in ("HSE", "LCZ")}
    return MapJob(scene, outputs, weights=small_weights, device="cpu", tile_px=90, **options)


def run(job: MapJob) -> list[str]:
    return [step.note for step in map_city(job) if step.note]


def bands_of(folder: Path) -> dict[str, np.ndarray]:
    return {key: gdal.Open(str(folder / f"{key}.tif")).ReadAsArray() for key in ("HSE", "LCZ")}


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".hse_lcz-")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_killed_twenty_times(scene, small_weights, tmp_path):
    out, undisturbed = tmp_path / "out", tmp_path / "undisturbed"
    out.mkdir()
    command = [sys.executable, "-c", KILLER, scene, str(out), str(undisturbed), small_weights, "20"]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=variables, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.strip().splitlines()[-1])
    assert report["killed"] == 20 and report["left"] == 1 and not report["bad"]
    assert not [name for name in hidden(out) if "resume" in name]
    for key, values in bands_of(undisturbed).items():
        np.testing.assert_array_equal(bands_of(out)[key], values)


def broken_off(job: MapJob, pieces: int, monkeypatch) -> None:
    """A run that dies as SIGKILL has it: nothing is tidied up."""
    with monkeypatch.context() as patch:
        patch.setattr(checkpoint.shutil, "rmtree", lambda *_, **__: None)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        steps = map_city(job)
        for step in steps:
            pieces -= step.share > 0
            if not pieces:
                break
        steps.close()


def test_a_resumed_run_writes_the_same_bytes_and_computes_the_rest_only(scene, small_weights, tmp_path, monkeypatch):
    whole, resumed = tmp_path / "whole", tmp_path / "resumed"
    run(job_of(scene, small_weights, whole, resume=True))
    job = job_of(scene, small_weights, resumed, resume=True)
    broken_off(job, 9, monkeypatch)
    left = [name for name in hidden(resumed) if "resume" in name]
    assert len(left) == 1 and not (resumed / "HSE.tif").exists()
    # The last piece was being written.
    pieces = sorted((resumed / left[0]).glob("*.npz"))
    pieces[-1].write_bytes(pieces[-1].read_bytes()[:100])
    notes = run(job)
    assert any(note.startswith("A run that was ended goes on: ") for note in notes)
    assert not [name for name in hidden(resumed) if "resume" in name]
    for key, values in bands_of(whole).items():
        np.testing.assert_array_equal(bands_of(resumed)[key], values)


def test_another_job_does_not_take_up_the_journal(scene, small_weights, tmp_path, monkeypatch):
    broken_off(job_of(scene, small_weights, tmp_path, resume=True), 9, monkeypatch)
    notes = run(job_of(scene, small_weights, tmp_path, resume=True, lcz_cell_size_m=200.0))
    assert not any("goes on" in note for note in notes)


def test_small_scenes_have_no_journal(scene, small_weights, tmp_path):
    steps = map_city(job_of(scene, small_weights, tmp_path))
    while next(steps).share == 0:
        pass
    assert hidden(tmp_path) and not [name for name in hidden(tmp_path) if "resume" in name]
    steps.close()
    assert not list(tmp_path.iterdir())


def test_a_cancel_leaves_nothing_of_a_journal(scene, small_weights, tmp_path):
    steps = map_city(job_of(scene, small_weights, tmp_path, resume=True))
    while next(steps).share == 0:
        pass
    assert len(hidden(tmp_path)) == 2
    steps.close()
    assert not list(tmp_path.iterdir())


def test_one_job_runs_once_at_a_time(scene, small_weights, tmp_path):
    steps = map_city(job_of(scene, small_weights, tmp_path, resume=True))
    while next(steps).share == 0:
        pass
    with pytest.raises(OutputError, match="Expected to be the only run that writes these maps, found another"):
        run(job_of(scene, small_weights, tmp_path, resume=True))
    steps.close()


def test_what_a_killed_run_left_is_cleared_by_the_next(scene, small_weights, tmp_path):
    for name, age_s in ((".hse_lcz-dead", 60), (".hse_lcz-alive", 60), (".hse_lcz-new", 0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / file_lock.NAME).touch()
        os.utime(tmp_path / name / file_lock.NAME, (time.time() - age_s,) * 2)
    (tmp_path / ".hse_lcz-strange").mkdir()
    (tmp_path / ".hse_lcz-strange" / "precious").touch()
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from hse_lcz.model.system import file_lock;"
            "held = file_lock.hold(Path(sys.argv[1])); print(held is not None, flush=True); sys.stdin.read()",
            str(tmp_path / ".hse_lcz-alive"),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline().strip() == "True"
        os.utime(tmp_path / ".hse_lcz-alive" / file_lock.NAME, (time.time() - 60,) * 2)
        run(job_of(scene, small_weights, tmp_path))
        assert sorted(hidden(tmp_path)) == [".hse_lcz-alive", ".hse_lcz-new", ".hse_lcz-strange"]
    finally:
        holder.communicate("")


def test_a_full_disk_is_said_and_the_old_map_stays(scene, small_weights, tmp_path):
    """On a real file system of a few kilobytes, where the tests may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk can be made by root only")
    try:
        (disk / "HSE.tif").write_bytes(b"the old map")
        for resume in (False, True):
            with pytest.raises(OutputError, match=r"could not be written|cannot be written"):
                run(job_of(scene, small_weights, disk, resume=resume))
            assert (disk / "HSE.tif").read_bytes() == b"the old map"
            assert [path.name for path in disk.iterdir()] == ["HSE.tif"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)
