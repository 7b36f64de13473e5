# SPDX-License-Identifier: GPL-2.0-or-later
"""What a job has drawn so far, beside its outputs: a run that was killed goes on where it was.

One small file for each piece of the maps, renamed into place when it is whole. The next run of the same job draws
them anew, without the network, and computes the rest just as the first would have done.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import OutputError
from ..raster.outputs import JOURNALS
from ..raster.windows import Window
from ..system import file_lock
from .map_writer import StoredPiece

_PLAN = "plan.json"


class Checkpoint:
    """The pieces of one job, numbered."""

    def __init__(self, folder: Path) -> None:
        """Take up a folder with what a former run left in it."""
        self._folder = folder
        self._count = 0

    def settle(self, plan: Mapping[str, Any]) -> dict[str, Any]:
        """What was decided once and must stay: that of the first run, which these values are for."""
        path = self._folder / _PLAN
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            pass  # nothing was decided yet, or it was being written
        with self._reporting():
            part = path.with_suffix(".part")
            part.write_text(json.dumps(dict(plan)), encoding="utf-8")
            os.replace(part, path)
        return dict(plan)

    def drawings(self) -> Iterator[StoredPiece]:
        """What former runs drew, in that order, up to the first piece that is not whole."""
        while True:
            try:
                with np.load(self._path(self._count), allow_pickle=False) as file:
                    arrays = {name: file[name] for name in file.files}
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
                return
            numbers = arrays.pop("numbers")
            self._count += 1
            yield StoredPiece(Window(*(int(n) for n in numbers[:4])), float(numbers[4]), int(numbers[5]), arrays)

    def add(self, drawing: StoredPiece) -> None:
        """Note a piece.

        Raises:
            OutputError: it cannot be written.
        """
        path = self._path(self._count)
        numbers = np.array([*drawing.core, drawing.hse_sum, drawing.hse_cells], dtype=np.float64)
        with self._reporting():
            content = io.BytesIO()
            np.savez(content, numbers=numbers, **drawing.stored)
            part = path.with_suffix(".part")
            part.write_bytes(content.getvalue())
            os.replace(part, path)
        self._count += 1

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06d}.npz"

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"The folder {self._folder.parent} cannot be written ({error.strerror}); "
                "free some disk space or choose another folder."
            ) from error


@contextmanager
def checkpoint(parent: Path, job: Mapping[str, Any]) -> Iterator[Checkpoint]:
    """The journal of a job; it goes when the block ends, in whatever way, so that only a killed run leaves one.

    Args:
        parent: folder of the outputs.
        job: all that the maps depend on, as JSON knows it.

    Raises:
        OutputError: the folder cannot be written, or the same job is running.
    """
    text = json.dumps(dict(job), sort_keys=True, default=str)
    folder = parent / f"{JOURNALS}{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {parent} cannot be written ({error.strerror}); choose another one.") from error
    held = file_lock.hold(folder)
    if held is None:
        raise OutputError(
            f"Expected to be the only run that writes these maps, found another at work in {parent}; wait for it."
        )
    try:
        yield Checkpoint(folder)
    finally:
        held.close()
        shutil.rmtree(folder, ignore_errors=True)


def fingerprint(path: str) -> list[Any]:
    """What tells one state of a file from another: its path, size and time of change."""
    try:
        status = os.stat(path)
    except OSError:
        return [path]
    return [os.path.realpath(path), status.st_size, status.st_mtime_ns]
