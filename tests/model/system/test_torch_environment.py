# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the private environment lies, what state it is in, which Python makes it, and what it must not inherit."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from hse_lcz.model.errors import DependencyError, OutputError
from hse_lcz.model.system import processes, python_finder, torch_environment
from hse_lcz.model.system.torch_environment import State

HOME = Path.home()


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {}, HOME / ".local/share/hse_lcz/torch"),
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/hse_lcz/torch")),
        ("darwin", {"XDG_DATA_HOME": "/data"}, HOME / "Library/Application Support/hse_lcz/torch"),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/hse_lcz/torch")),
        ("win32", {}, HOME / "AppData/Local/hse_lcz/torch"),
        ("win32", {"LOCALAPPDATA": "/local", "HSE_LCZ_DATA": "/elsewhere"}, Path("/elsewhere/torch")),
    ],
)
def test_default_folder_is_the_users_own(system, variables, expected):
    assert torch_environment.default_folder(variables, system) == expected


def ready(folder: Path) -> Path:
    torch_environment.begin(folder)
    python = python_finder.of_environment(folder)
    python.parent.mkdir()
    python.touch()
    torch_environment.finish(folder, {"torch": "2.0", "numpy": "1.0", "python": "3.11"})
    return python


def test_states_from_nothing_to_gone(tmp_path):
    folder = tmp_path / "hse_lcz" / "torch"
    assert torch_environment.inspect(folder).state is State.ABSENT
    torch_environment.begin(folder)
    assert torch_environment.inspect(folder).state is State.UNFINISHED
    python = ready(tmp_path / "other")
    standing = torch_environment.inspect(tmp_path / "other")
    versions = {"torch": "2.0", "numpy": "1.0", "python": "3.11"}
    assert standing == (State.READY, tmp_path / "other", python, versions, ("cpu",))
    python.unlink()
    assert torch_environment.inspect(tmp_path / "other").state is State.BROKEN
    torch_environment.begin(tmp_path / "other")
    assert torch_environment.inspect(tmp_path / "other").state is State.UNFINISHED


@pytest.mark.parametrize("record", ["", "{", "[]", '{"packages": []}', '{"packages": {}}', "\x00"])
def test_a_damaged_record_counts_as_unfinished(tmp_path, record):
    ready(tmp_path / "torch")
    (tmp_path / "torch" / "hse_lcz.json").write_text(record)
    assert torch_environment.inspect(tmp_path / "torch").state is State.UNFINISHED


def test_removal_leaves_no_trace(tmp_path):
    folder = tmp_path / "hse_lcz" / "torch"
    ready(folder)
    (folder / "downloads").mkdir()
    (folder / "link").symlink_to(tmp_path)
    assert torch_environment.remove(folder)
    assert list(tmp_path.iterdir()) == []
    assert not torch_environment.remove(folder)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.odt").write_text("three years")
    for action in (torch_environment.begin, torch_environment.remove):
        with pytest.raises(OutputError, match="holds something else; move it away"):
            action(tmp_path)
    assert (tmp_path / "thesis.odt").read_text() == "three years"


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be made .* set HSE_LCZ_DATA to a folder"):
        torch_environment.begin(tmp_path / "file" / "torch")


def test_what_is_in_use_is_said_and_can_be_removed_later(tmp_path, monkeypatch):
    ready(tmp_path / "torch")

    def refuse(path):
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(torch_environment.shutil, "rmtree", refuse)
        with pytest.raises(OutputError, match=r"cannot be removed whole \(in use\); close every QGIS"):
            torch_environment.remove(tmp_path / "torch")
    assert torch_environment.remove(tmp_path / "torch")


# Which Python


@pytest.mark.parametrize(
    ("system", "executable", "base", "first"),
    [
        (
            "win32",
            "C:/Program Files/QGIS 3.40/bin/qgis-ltr-bin.exe",
            "C:/Program Files/QGIS 3.40/apps/Python312",
            "C:/Program Files/QGIS 3.40/apps/Python312/python.exe",
        ),
        (
            "darwin",
            "/Applications/QGIS.app/Contents/MacOS/QGIS",
            "/Applications/QGIS.app/Contents/Resources/python",
            "/Applications/QGIS.app/Contents/MacOS/bin/python3.12",
        ),
        ("linux", "/usr/bin/qgis.bin", "/usr", "/usr/bin/python3.12"),
        ("linux", "/opt/conda/envs/gis/bin/python", "/opt/conda/envs/gis", "/opt/conda/envs/gis/bin/python3.12"),
    ],
)
def test_python_is_looked_for_where_qgis_has_it(system, executable, base, first):
    places = list(python_finder._places(system, Path(executable), Path(base), (3, 12)))
    assert places[0] == Path(first)


def test_qgis_itself_is_never_started_as_python(tmp_path, monkeypatch):
    qgis = tmp_path / "bin" / "qgis-bin"
    qgis.parent.mkdir()
    qgis.write_text("#!/bin/sh\ntouch started\n")
    qgis.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(qgis))
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    assert qgis not in list(python_finder._candidates("linux"))


def test_the_first_python_that_will_do_is_taken(tmp_path):
    bad = tmp_path / "python3"
    bad.write_text("#!/bin/sh\necho nonsense\n")
    bad.chmod(0o755)
    variables = processes.clean_variables(os.environ)
    found = python_finder.find(variables, [tmp_path / "python", bad, Path(sys.executable)])
    assert found.path == Path(sys.executable)
    assert found.version == sys.version_info[:2]
    assert found.system == sys.platform


def test_no_python_is_said_with_what_to_do():
    with pytest.raises(DependencyError, match=r"found none .*sudo apt install python3-venv"):
        python_finder.find({}, [])


# What it inherits


def test_variables_of_qgis_stay_behind_and_those_of_the_user_do_not():
    variables = {
        "PYTHONHOME": "x", "PYTHONPATH": "x", "PROJ_LIB": "x", "PROJ_DATA": "x", "GDAL_DATA": "x",
        "QGIS_PREFIX_PATH": "/usr", "QT_PLUGIN_PATH": "x", "LD_LIBRARY_PATH": "x", "VIRTUAL_ENV": "x",
        "HOME": "/home/me", "PATH": "/usr/bin:/bin", "PIP_INDEX_URL": "https://mirror", "HTTPS_PROXY": "http://p:1",
        "OMP_NUM_THREADS": "2",
    }  # fmt: skip
    assert processes.clean_variables(variables, windows=False) == {
        "HOME": "/home/me", "PATH": "/usr/bin:/bin", "PIP_INDEX_URL": "https://mirror", "HTTPS_PROXY": "http://p:1",
        "OMP_NUM_THREADS": "2", "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1",
    }  # fmt: skip


def test_the_tree_of_qgis_leaves_the_path_of_windows():
    variables = {
        "OSGEO4W_ROOT": "C:\\OSGeo4W",
        "Path": "",
        "PATH": "C:\\OSGeo4W\\bin;c:/osgeo4w/apps/qgis/bin;C:\\Windows;C:\\OSGeo4Wide\\bin",
    }
    assert processes.clean_variables(variables, windows=True)["PATH"] == "C:\\Windows;C:\\OSGeo4Wide\\bin"


def test_stopping_ends_the_children_too(tmp_path):
    """The leader starts a child and waits; both write their numbers, both must be gone."""
    code = (
        "import os, subprocess, sys, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(tmp_path / 'number')!r}).write_text(str(child.pid))\n"
        "child.wait()\n"
    )
    running = processes.start([sys.executable, "-c", code], dict(os.environ))
    number = tmp_path / "number"
    while not (number.exists() and number.read_text()):
        time.sleep(0.05)
    processes.stop(running)
    assert running.poll() is not None
    deadline = time.monotonic() + 10
    while alive(int(number.read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(int(number.read_text()))


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_program_that_ignores_sigterm_is_ended_by_sigkill():
    code = "import signal, sys, time; signal.signal(15, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
    running = processes.start([sys.executable, "-c", code], dict(os.environ))
    assert running.stdout.readline().strip() == b"on"
    processes.stop(running, grace_s=0.2)
    assert running.returncode == -9


def test_an_answer_that_fails_or_takes_too_long_is_none():
    variables = dict(os.environ)
    assert processes.answer([sys.executable, "-c", "print(' yes ')"], variables, 30) == "yes"
    assert processes.answer([sys.executable, "-c", "raise SystemExit(2)"], variables, 30) is None
    assert processes.answer([sys.executable, "-c", "import time; time.sleep(60)"], variables, 0.3) is None
    assert processes.answer(["/no/such/program"], variables, 1) is None


def test_the_devices_are_remembered(tmp_path):
    python = ready(tmp_path)
    assert torch_environment.inspect(tmp_path).devices == ("cpu",)
    torch_environment.finish(tmp_path, {"torch": "2.13.0+cu126"}, ["cpu", "cuda"])
    assert torch_environment.inspect(tmp_path).devices == ("cpu", "cuda")
    assert python.is_file()


@pytest.mark.parametrize(("version", "devices"), [("2.13.0+cu126", ("cpu", "cuda")), ("2.13.0+cpu", ("cpu",))])
def test_an_environment_of_an_earlier_version_tells_them_by_its_build(tmp_path, version, devices):
    ready(tmp_path)
    (tmp_path / "hse_lcz.json").write_text(f'{{"packages": {{"torch": "{version}"}}}}')
    assert torch_environment.inspect(tmp_path).devices == devices
