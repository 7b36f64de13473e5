# SPDX-License-Identifier: GPL-2.0-or-later
"""Windows' ways with open files and hidden folders, imitated."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from hse_lcz.model.system import windows_files


@pytest.fixture
def locked(monkeypatch):
    """Function that has the next renames refused: how many -> list of the waits between the attempts."""

    def lock(times: int) -> list:
        waits, real, left = [], os.replace, [times]

        def refused(source, target):
            if left[0]:
                left[0] -= 1
                raise PermissionError(13, "The process cannot access the file")
            real(source, target)

        monkeypatch.setattr(windows_files.os, "replace", refused)
        monkeypatch.setattr(windows_files.time, "sleep", waits.append)
        return waits

    return lock


def test_no_other_file_renames_without_another_try():
    """Scanners open any new file: weights, checkpoints and records as much as maps."""
    package = Path(windows_files.__file__).resolve().parent.parent
    renames = re.compile(r"\bos\.(replace|rename)\(")
    bare = [path.name for path in package.rglob("*.py") if renames.search(path.read_text("utf-8"))]
    assert bare == ["windows_files.py"]


@pytest.mark.parametrize("times", [0, 1, 4])
def test_a_file_that_a_scanner_holds_is_replaced_a_little_later(monkeypatch, locked, tmp_path, times):
    monkeypatch.setattr(windows_files, "WINDOWS", True)
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    waits = locked(times)
    windows_files.replace(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_text() == "new"
    assert len(waits) == times
    assert sum(waits) < 2


@pytest.mark.parametrize(("windows", "attempts"), [(True, 5), (False, 1)])
def test_a_file_that_stays_locked_is_an_error(monkeypatch, locked, tmp_path, windows, attempts):
    monkeypatch.setattr(windows_files, "WINDOWS", windows)
    waits = locked(99)
    with pytest.raises(PermissionError):
        windows_files.replace(tmp_path / "new", tmp_path / "old")
    assert len(waits) == attempts - 1


def test_working_folders_are_hidden_on_windows_only(monkeypatch, tmp_path):
    import ctypes

    calls = []
    kernel = SimpleNamespace(SetFileAttributesW=lambda *given: calls.append(given))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    windows_files.hide(tmp_path)
    assert calls == []
    monkeypatch.setattr(windows_files, "WINDOWS", True)
    windows_files.hide(tmp_path)
    assert calls == [(str(tmp_path), 2)]


def test_outputs_are_moved_with_patience_and_their_folder_is_hidden(monkeypatch, locked, tmp_path):
    from hse_lcz.model.raster import outputs

    hidden = []
    monkeypatch.setattr(windows_files, "hide", hidden.append)
    monkeypatch.setattr(windows_files, "WINDOWS", True)
    waits = locked(2)
    with outputs.staging([tmp_path / "map.tif"]) as (path,):
        path.write_text("map")
    assert (tmp_path / "map.tif").read_text() == "map"
    assert len(waits) == 2
    assert [folder.parent for folder in hidden] == [tmp_path]
