# SPDX-License-Identifier: GPL-2.0-or-later
"""`hse-lcz`, also as `pip install` puts it into an environment without QGIS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from osgeo import gdal

from hse_lcz.cluster import table as table_file
from hse_lcz.cluster.command import main, progress_text
from hse_lcz.cluster.decisions import decide
from hse_lcz.cluster.running import Standing
from hse_lcz.model.system import file_lock

ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).with_name("bare")


def read(path: Path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def rows(table: Path) -> dict[str, dict]:
    return {row["id"]: row for row in pyarrow.parquet.read_table(table).to_pylist()}


def test_slices_do_all_of_a_table_and_status_brings_it_together(scenes, tmp_path, command):
    table = tmp_path / "tasks.parquet"
    assert "4 tasks for 4 cities, 0.0 Mpx" in command("plan", scenes, "--out", table).stdout
    dry = command("run", table, "--dry-run").stdout
    assert "new   city0" in dry and "4 new, 0 skip, 0 retry" in dry
    assert not (tmp_path / "maps").exists()
    for part in ("1/2", "2/2"):
        done = command("run", table, "--slice", part)
        assert done.returncode == 0 and "2 done, 0 failed" in done.stdout, done.stdout + done.stderr
    assert {row["status"] for row in rows(table).values()} == {"planned"}
    assert "4 done" in command("status", table).stdout
    for row in rows(table).values():
        assert (row["status"], row["tries"], row["error"]) == ("done", 1, "")
        assert row["seconds"] > 0 and row["peak_mb"] > 50 and row["worker"]
    merged = command("merge", table, cwd=tmp_path)
    assert merged.returncode == 0 and merged.stdout.count("kept") == 4
    assert gdal.Open(str(tmp_path / "lcz_EPSG_32631.vrt")).RasterXSize == 3 * 50 + 7
    assert len((tmp_path / "class_areas.csv").read_text().splitlines()) == 5


def test_a_scene_that_fails_is_named_and_the_others_are_done(scenes, tmp_path, command):
    (scenes / "broken.tif").write_bytes(b"no raster")
    table = tmp_path / "tasks.parquet"
    assert "1 scenes do not open" in command("plan", scenes, "--out", table).stdout
    done = command("run", table)
    assert done.returncode == 1
    assert "4 done, 1 failed, 0 not begun" in done.stdout
    assert "broken: Expected a raster that GDAL can open" in done.stdout
    assert "broken (tries 1): Expected a raster that GDAL can open" in command("status", table).stdout
    merged = command("merge", table)
    assert merged.returncode == 1 and "left out broken: 1 of 1 tasks are not done" in merged.stdout


def test_what_another_run_did_before_the_lock_was_free_is_not_done_again(scenes, tmp_path, command, monkeypatch):
    """Another run ends between the start of this one and its lock: all its tasks are done then."""
    table = tmp_path / "tasks.parquet"
    command("plan", scenes, "--out", table)
    decided = decide(table_file.read(table), {})
    hold = file_lock.hold

    def held(folder: Path):
        line = {"tries": 1, "finished": "2026-01-01T00:00:00.000+00:00"}
        lines = [{**line, "id": decision.task.id, "status": "empty", "tag": decision.tag} for decision in decided]
        (folder / "results.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        return hold(folder)

    monkeypatch.setattr(file_lock, "hold", held)
    done = CliRunner().invoke(main, ["run", str(table)])
    assert done.exit_code == 0 and "0 new, 4 skip, 0 retry" in done.output, done.output
    assert not (tmp_path / "maps").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("plan", ".", "--out", "t.parquet"), "Error: Expected scenes in ., found none"),
        (("run", "t.csv"), "Error: Expected a table that `hse-lcz plan` wrote, found t.csv"),
        (("map", "none.tif", "--hse", "h.tif"), "Error: Expected a raster that GDAL can open, found none.tif"),
        (("map", "none.tif"), "Error: Expected outputs among HSE, LCZ"),
        (("map", "none.tif", "--lcz", "zones.xyz"), "Error: Invalid value for '--lcz': a map is a GeoTIFF"),
        (("run", "t.csv", "--max-seconds", "-1"), "Error: Invalid value for '--max-seconds': -1.0 is not in the range"),
        (("run", "t.csv", "--task-mb", "0"), "Error: Invalid value for '--task-mb': 0.0 is not in the range"),
        (("run", "t.csv", "--slice", "1/2", "--local", "2"), "Error: Expected one of --scheduler, --local and --slice"),
    ],
)
def test_a_mistake_gets_one_sentence(tmp_path, command, arguments, sentence):
    (tmp_path / "t.csv").write_text("a,b\n")
    done = command(*arguments, cwd=tmp_path)
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1].startswith(sentence)
    assert "Traceback" not in done.stderr


def test_weights_that_read_radar_map_one_scene_and_are_refused_by_a_plan(
    write_raster, patchwork, radar_patchwork, radar_weights, tmp_path, command
):
    (tmp_path / "scenes").mkdir()
    scene = write_raster(tmp_path / "scenes" / "scene.tif", patchwork())
    radar = write_raster(tmp_path / "radar.tif", radar_patchwork(), ("VV", "VH"))
    out = "--weights", radar_weights, "--lcz", tmp_path / "lcz.tif"
    done = command("map", scene, *out, "--radar", radar)
    assert done.returncode == 0, done.stderr
    assert "Radar from radar.tif: dB" in done.stdout and read(tmp_path / "lcz.tif").all()
    without = command("map", scene, *out)
    assert without.returncode == 1 and "Error: Expected a radar layer in RADAR" in without.stderr
    planned = command("plan", tmp_path / "scenes", "--out", tmp_path / "t.parquet", "--weights", radar_weights)
    assert planned.returncode == 1 and "Error: Expected weights that read Sentinel-2 alone" in planned.stderr


@pytest.mark.parametrize("part", ["0/2", "3/2", "a/b", "2"])
def test_a_slice_that_is_none_is_refused(scenes, tmp_path, command, part):
    table = tmp_path / "tasks.parquet"
    command("plan", scenes, "--out", table)
    done = command("run", table, "--slice", part)
    assert done.returncode == 1 and f"Expected --slice i/n with i from 1 to n, found {part}" in done.stderr


def test_the_progress_line_tells_cells_cost_and_failures():
    standing = Standing(10, 8_000_000, 2, done=4, failed=1, done_pixels=2_000_000, task_seconds=1800)
    text = progress_text(standing, 0.5)
    assert text.startswith(
        "[######..................] 5 of 10 tasks, 0.5 of 2.0 million cells, 1.00 core-hours, cost 0.50"
    )
    assert "1 failed" in text and "remaining" in text


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> dict[str, str]:
    """Environment variables in which the built wheel is what Python finds, without QGIS, Qt and PyTorch."""
    pytest.importorskip("hatchling", reason="hatchling is not installed: `make setup` installs it")
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("hse_lcz-*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (BARE, folder / "site"))), "OMP_NUM_THREADS": "1"}


def test_the_wheel_holds_the_core_and_its_data_alone(installed):
    site = Path(installed["PYTHONPATH"].split(os.pathsep)[1])
    assert {path.name for path in (site / "hse_lcz").iterdir()} == {
        "__init__.py", "metadata.txt", "model", "cluster", "resources",
    }  # fmt: skip
    packages = {path.name for path in (site / "hse_lcz" / "model").iterdir() if path.is_dir()}
    assert packages == {path.parent.name for path in (ROOT / "model").glob("*/__init__.py")}
    assert (site / "hse_lcz/resources/weights/hse_lcz.npz").is_file()
    assert "hse-lcz = hse_lcz.cluster.command:main" in next(site.glob("*.dist-info/entry_points.txt")).read_text()


def test_every_module_of_cluster_and_the_core_import_without_qgis(installed):
    modules = [
        ".".join(("hse_lcz", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        for path in [*(ROOT / "cluster").rglob("*.py"), ROOT / "model" / "mapping" / "map_scene.py"]
        if path.name != "slurm_dask.py"  # a script that needs dask-jobqueue
    ]
    code = f"import sys, {', '.join(modules)}; sys.exit(any(sys.modules.get(name) for name in ('qgis', 'PyQt5')))"
    done = subprocess.run([sys.executable, "-c", code], env=installed, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_installed_command_maps_many_scenes_without_qgis(installed, scenes, tmp_path):
    """The whole way on two workers, against `hse-lcz map` of each scene."""

    def run(*arguments: object) -> str:
        line = [sys.executable, "-m", "hse_lcz.cluster.command", *map(str, arguments)]
        done = subprocess.run(line, env=installed, cwd=tmp_path, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("plan", scenes, "--out", "tasks.parquet")
    assert "4 done, 0 failed" in run("run", "tasks.parquet", "--local", "2")
    run("merge", "tasks.parquet")
    run("map", scenes / "city2.tif", "--hse", "hse.tif", "--lcz", "lcz.tif")
    for name in ("hse.tif", "lcz.tif"):
        np.testing.assert_array_equal(read(tmp_path / "maps" / "city2" / name), read(tmp_path / name))
