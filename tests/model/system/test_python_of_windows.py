# SPDX-License-Identifier: GPL-2.0-or-later
"""Pythons of OSGeo4W, of Intel Macs, and the end of a process on Windows, imitated."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from hse_lcz.model.system import processes, python_finder
from hse_lcz.model.system.python_finder import Interpreter


@pytest.fixture
def osgeo4w(tmp_path) -> Path:
    """The interpreter in a tree like OSGeo4W's."""
    python = tmp_path / "OSGeo4W" / "apps" / "Python312" / "python.exe"
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    (tmp_path / "OSGeo4W" / "bin").mkdir()
    (tmp_path / "OSGeo4W" / "bin" / "libssl-3-x64.dll").write_bytes(b"")
    return python


def test_a_python_of_osgeo4w_is_given_its_libraries(osgeo4w, monkeypatch):
    """Without them `import ssl` fails, and a good interpreter would be taken for a broken one."""
    asked = []
    monkeypatch.setattr(python_finder.sys, "platform", "win32")
    monkeypatch.setattr(python_finder, "dll_folder", lambda path: dll_folder(path, "win32"))
    monkeypatch.setattr(
        processes, "answer", lambda command, *_: asked.append(command) or '[[3, 12], "win32", "AMD64", true]'
    )
    found = python_finder.probe(osgeo4w, {})
    assert found == Interpreter(osgeo4w, (3, 12), "win32", "AMD64")
    assert asked[0][-1] == str(osgeo4w.parents[2] / "bin")


dll_folder = python_finder.dll_folder


def test_other_pythons_need_no_folder(osgeo4w, tmp_path):
    assert dll_folder(osgeo4w, "win32") == [osgeo4w.parents[2] / "bin"]
    assert dll_folder(osgeo4w, "linux") == []
    assert dll_folder(tmp_path / "Python312" / "python.exe", "win32") == []
    (osgeo4w.parents[2] / "bin" / "libssl-3-x64.dll").unlink()
    assert dll_folder(osgeo4w, "win32") == []


def test_the_probe_adds_the_folder_before_it_imports_ssl(monkeypatch, capsys):
    import os
    import sys

    added = []
    monkeypatch.setattr(os, "add_dll_directory", added.append, raising=False)
    monkeypatch.setattr(sys, "argv", ["-c", "C:/OSGeo4W/bin"])
    exec(compile(python_finder._PROBE, "probe", "exec"), {})
    assert added == ["C:/OSGeo4W/bin"]
    assert python_finder._PROBE.index("add_dll_directory") < python_finder._PROBE.index("import ssl")
    assert capsys.readouterr().out.startswith("[[3, ")


def test_an_environment_keeps_the_folder(osgeo4w, tmp_path):
    packages = tmp_path / "torch" / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    python_finder.keep_dll_folder(tmp_path / "torch", osgeo4w, "win32")
    (line,) = packages.joinpath("osgeo4w_dlls.pth").read_text().splitlines()
    assert line == f"import os; os.add_dll_directory({str(osgeo4w.parents[2] / 'bin')!r})"
    python_finder.keep_dll_folder(tmp_path / "none", osgeo4w, "linux")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Interpreter(Path("a"), (3, 12), "darwin", "arm64"), True),
        (Interpreter(Path("a"), (3, 12), "darwin", "x86_64"), False),
        (Interpreter(Path("a"), (3, 11), "darwin", "arm64"), False),
        (Interpreter(Path("a"), (3, 12), "darwin", "ARM64"), True),
    ],
)
def test_an_environment_for_another_machine_is_made_anew(other, same):
    assert python_finder.alike(Interpreter(Path("b"), (3, 12), "darwin", "arm64"), other) == same


def test_ending_a_process_on_windows_opens_no_console(monkeypatch):
    calls = []
    monkeypatch.setattr(processes.sys, "platform", "win32")
    monkeypatch.setattr(processes.subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    monkeypatch.setattr(processes.subprocess, "run", lambda line, **given: calls.append((line, given)))
    processes._end(SimpleNamespace(pid=42), hard=False)
    ((line, given),) = calls
    assert line[1:] == ["/F", "/T", "/PID", "42"]
    assert given["creationflags"] == 0x08000000
