# SPDX-License-Identifier: GPL-2.0-or-later
"""Interrupted at any moment: no file that is not whole, and the next run of the same job ends with the same bytes."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from osgeo import gdal

from hse_lcz.model.engines import network_stream, torch_engine
from hse_lcz.model.errors import OutputError
from hse_lcz.model.mapping import checkpoint
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.system import cache_folder, file_lock

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
    report["left"] = max(report["left"], len(os.listdir(os.path.join(os.environ["HSE_LCZ_DATA"], "cache/checkpoints"))))
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


@pytest.fixture(autouse=True)
def checkpoints(tmp_path_factory, monkeypatch) -> Path:
    """The folder of all checkpoints, empty at first."""
    monkeypatch.setenv("HSE_LCZ_DATA", str(tmp_path_factory.mktemp("data")))
    return cache_folder.cache_folder() / "checkpoints"


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
    assert not list((Path(os.environ["HSE_LCZ_DATA"]) / "cache" / "checkpoints").iterdir())
    for key, values in bands_of(undisturbed).items():
        np.testing.assert_array_equal(bands_of(out)[key], values)


def interrupt(job: MapJob, share: float) -> None:
    """Runs a job until that share is done, then cancels it."""
    steps = map_city(job)
    for step in steps:
        if step.share >= share:
            break
    steps.close()


def resumed_pct(notes: list[str]) -> list[float]:
    """What runs that resumed said was already done."""
    start = "Resuming an interrupted run: "
    return [float(note[len(start) :].split(" ")[0]) for note in notes if note.startswith(start)]


def test_a_resumed_run_writes_the_same_bytes_and_computes_the_rest_only(scene, small_weights, tmp_path, checkpoints):
    whole, resumed = tmp_path / "whole", tmp_path / "resumed"
    run(job_of(scene, small_weights, whole, resume=True))
    job = job_of(scene, small_weights, resumed, resume=True)
    interrupt(job, 0.4)
    (left,) = checkpoints.iterdir()
    assert not resumed.exists()
    # The last piece was being written.
    pieces = sorted(left.glob("0*.npz"))
    pieces[-1].write_bytes(pieces[-1].read_bytes()[:100])
    (done,) = resumed_pct(run(job))
    assert 20 < done < 45
    assert not list(checkpoints.iterdir())
    for key, values in bands_of(whole).items():
        np.testing.assert_array_equal(bands_of(resumed)[key], values)


def test_temporary_outputs_are_resumed(scene, small_weights, tmp_path):
    """QGIS gives them another path in every run."""
    interrupt(job_of(scene, small_weights, tmp_path / "first", resume=True), 0.4)
    assert resumed_pct(run(job_of(scene, small_weights, tmp_path / "second", resume=True)))
    assert not resumed_pct(run(job_of(scene, small_weights, tmp_path / "third", resume=True)))


def test_an_error_keeps_what_was_computed(scene, small_weights, tmp_path, monkeypatch):
    job = job_of(scene, small_weights, tmp_path, resume=True)
    real, calls = network_stream.NetworkStream.push, []

    def push(self, reflectance):
        calls.append(1)
        if len(calls) == 20:
            raise ValueError("a bug")
        return real(self, reflectance)

    with monkeypatch.context() as patch:
        patch.setattr(network_stream.NetworkStream, "push", push)
        with pytest.raises(ValueError, match="a bug"):
            run(job)
    (done,) = resumed_pct(run(job))
    assert done > 20


@pytest.mark.parametrize("orientations", [1, 2])
def test_nothing_is_lost_when_strips_were_halved(
    write_raster, patchwork, small_weights, tmp_path, monkeypatch, orientations
):
    """The checkpoint kept the first width: of 1.2 million cells 336,000 became nodata, and the run was a success."""
    wide = write_raster(tmp_path / "wide.tif", patchwork(height=400, width=600))

    def job(name: str, **options) -> MapJob:
        files = {key: str(tmp_path / name / f"{key}.tif") for key in ("HSE", "LCZ")}
        return MapJob(wide, files, weights=small_weights, device="cpu", orientations=orientations, **options)

    run(job("whole"))
    real, widths = network_stream.NetworkStream.push, []

    def push(self, reflectance):
        widths.append(self._width_px)
        if self._width_px > 500 and len(widths) > 8 * orientations - 2:  # within the last pass
            raise torch.cuda.OutOfMemoryError("no memory left")
        return real(self, reflectance)

    monkeypatch.setattr(network_stream.NetworkStream, "push", push)
    interrupt(job("cut", tile_px=600, resume=True), 0.75)  # after the halving, before the last part
    assert widths[0] > 500 > widths[-1]
    before = len(widths)
    (done,) = resumed_pct(run(job("cut", tile_px=600, resume=True)))
    assert done > 50 and max(widths[before:]) < 500  # it continued, with the narrow strips
    for key, values in bands_of(tmp_path / "whole").items():
        np.testing.assert_allclose(bands_of(tmp_path / "cut")[key], values, atol=0.01)


def test_a_cell_that_was_never_written_is_a_bug_not_a_success(scene, small_weights, tmp_path, monkeypatch):
    from hse_lcz.model.mapping.map_writer import MapWriter

    real, pieces = MapWriter.write, []

    def write(self, piece):
        pieces.append(piece)
        return real(self, piece) if len(pieces) != 3 else None

    monkeypatch.setattr(MapWriter, "write", write)
    with pytest.raises(RuntimeError, match=r"a bug: \d+ of \d+ cells of the maps were never written"):
        run(job_of(scene, small_weights, tmp_path))
    assert not list(tmp_path.iterdir())


def test_averaging_is_resumed_from_the_pass(scene, small_weights, tmp_path, checkpoints):
    """The sums of complete passes are kept, so that a run of eight views does not begin again."""
    whole = job_of(scene, small_weights, tmp_path / "whole", orientations=4, dates=(scene,))
    whole = MapJob(**{**whole.__dict__, "tile_px": 260})
    run(whole)
    job = MapJob(
        **{**whole.__dict__, "outputs": job_of(scene, small_weights, tmp_path / "cut").outputs, "resume": True}
    )
    for share in (0.4, 0.7):  # within the fourth and the sixth of eight passes
        interrupt(job, share)
    notes = run(job)
    (done,) = resumed_pct(notes)
    assert 60 < done <= 75
    for key, values in bands_of(tmp_path / "whole").items():
        np.testing.assert_array_equal(bands_of(tmp_path / "cut")[key], values)
    assert not list(checkpoints.iterdir())


def test_another_job_does_not_take_the_checkpoint(scene, small_weights, tmp_path, monkeypatch):
    interrupt(job_of(scene, small_weights, tmp_path, resume=True), 0.4)
    monkeypatch.setattr(torch_engine, "_processor_multiplies_bfloat16", lambda: True)
    for options in ({"lcz_cell_size_m": 200.0}, {"orientations": 2}, {"dates": (scene,)}, {"precision": "fast"}):
        assert not resumed_pct(run(job_of(scene, small_weights, tmp_path, resume=True, **options)))
    os.utime(scene)  # the scene has changed
    assert not resumed_pct(run(job_of(scene, small_weights, tmp_path, resume=True)))


def test_a_stack_whose_file_has_changed_is_another_scene(scene, small_weights, tmp_path):
    """The virtual raster stays as it was; the file that it is made of does not."""
    stack = str(tmp_path / "stack.vrt")
    gdal.Translate(stack, scene, format="VRT")
    interrupt(job_of(stack, small_weights, tmp_path, resume=True), 0.4)
    os.utime(scene)
    assert not resumed_pct(run(job_of(stack, small_weights, tmp_path, resume=True)))


def test_small_scenes_have_no_checkpoint(scene, small_weights, tmp_path, checkpoints):
    interrupt(job_of(scene, small_weights, tmp_path), 0.4)
    assert not checkpoints.exists() and not list(tmp_path.iterdir())


def test_of_two_runs_of_one_job_the_second_goes_without(scene, small_weights, tmp_path):
    steps = map_city(job_of(scene, small_weights, tmp_path / "first", resume=True))
    while next(steps).share == 0:
        pass
    notes = run(job_of(scene, small_weights, tmp_path / "second", resume=True))
    assert "This run cannot be resumed if it is interrupted (another run computes the same maps now)." in notes
    for _ in steps:
        pass
    for key, values in bands_of(tmp_path / "first").items():
        np.testing.assert_array_equal(bands_of(tmp_path / "second")[key], values)


def test_where_files_cannot_be_locked_the_run_goes_without(scene, small_weights, tmp_path, monkeypatch, checkpoints):
    """A network drive answers ENOLCK; that was read as another run, and every large scene was refused."""

    def lock(file):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(file_lock, "_lock", lock)
    notes = run(job_of(scene, small_weights, tmp_path, resume=True))
    said = [note for note in notes if "cannot be resumed" in note]
    assert said == [f"This run cannot be resumed if it is interrupted (files cannot be locked in {checkpoints})."]
    assert not list(checkpoints.iterdir()) and (tmp_path / "HSE.tif").exists()


def test_where_the_cache_cannot_be_written_the_run_goes_without(scene, small_weights, tmp_path, checkpoints):
    checkpoints.parent.parent.mkdir(exist_ok=True)
    checkpoints.parent.write_text("a file where the folder should be")
    notes = run(job_of(scene, small_weights, tmp_path, resume=True))
    assert [note for note in notes if "cannot be resumed if it is interrupted" in note and "cannot be written" in note]
    assert (tmp_path / "HSE.tif").exists()


def test_a_cache_that_fills_up_is_said_once_and_the_maps_are_made(scene, small_weights, tmp_path, monkeypatch):
    real, files = os.replace, []

    def full(source, target):
        files.append(target)
        if str(target).endswith(".npz") and len(files) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(source, target)

    monkeypatch.setattr(checkpoint.os, "replace", full)
    notes = run(job_of(scene, small_weights, tmp_path, resume=True))
    assert len([note for note in notes if "No space left on device" in note]) == 1
    assert (bands_of(tmp_path)["HSE"] >= 0).all()


def test_a_checkpoint_that_nobody_came_back_to_is_deleted(scene, small_weights, tmp_path, checkpoints):
    interrupt(job_of(scene, small_weights, tmp_path, resume=True), 0.4)
    (left,) = checkpoints.iterdir()
    run(job_of(scene, small_weights, tmp_path, resume=True, orientations=2))
    assert left.exists()
    os.utime(left, (time.time() - checkpoint.KEPT_S - 60,) * 2)
    run(job_of(scene, small_weights, tmp_path, resume=True, orientations=2))
    assert not list(checkpoints.iterdir())


def test_pieces_that_do_not_fit_the_strips_are_computed_again(scene, small_weights, tmp_path, checkpoints):
    """Whatever a checkpoint holds, no cell is lost and none is counted twice."""
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    run(job_of(scene, small_weights, whole))
    job = job_of(scene, small_weights, cut, resume=True)
    interrupt(job, 0.6)
    (left,) = checkpoints.iterdir()
    (left / "000004.npz").write_bytes((left / "000002.npz").read_bytes())
    run(job)
    for key, values in bands_of(whole).items():
        np.testing.assert_array_equal(bands_of(cut)[key], values)


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
