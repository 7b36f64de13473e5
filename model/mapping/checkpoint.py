# SPDX-License-Identifier: GPL-2.0-or-later
"""Saves on disk what a job has computed, so that an interrupted run of the same job continues from there.

A checkpoint is a folder in the user's cache, named after what is computed (inputs, weights, settings), not after the
outputs: QGIS's temporary outputs have another path in every run. Its numbered files tell what happened, in order: the
scene was divided into strips, a piece of the maps was finished. Each is renamed into place when it is whole, so that a
run that is killed at any moment leaves a beginning that is right. The next run of the same job writes those pieces
without the network and computes the rest just as the first would have done.

    000000.npz   the strips to map
    000001.npz   a finished piece of the maps
    000002.npz   another one
    000003.npz   the strips that are left, narrower, as the device had too little memory
    000004.npz   a finished piece
    sums.npz     sums of the current strip over the passes that are complete, where there are several

A run that succeeds deletes its checkpoint; errors, cancels and crashes leave it. Where it is left for a week, another
run deletes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Optional, Union

import numpy as np

from ..network.weights import Weights
from ..raster.output_checks import files_of
from ..raster.windows import Window
from ..system import file_lock, windows_files
from ..system.cache_folder import cache_folder
from .map_writer import StoredPiece
from .scheduler import Strips

KEPT_S = 7 * 86400
_SUMS = "sums.npz"


class Checkpoint:
    """The events of one job, numbered, in a folder that is locked for this run."""

    def __init__(self, folder: Path, lock: IO[bytes]) -> None:
        """Take a folder with what an earlier run left in it."""
        self._folder, self._lock = folder, lock
        self._count = 0
        self._is_written = True
        self._notes: list[str] = []

    def events(self) -> Iterator[Union[Strips, StoredPiece]]:
        """The events that earlier runs recorded, in order, up to the first file that is incomplete.

        Where the caller stops before the end, the event at hand and those after it count as not taken.
        """
        while True:
            arrays = _read(self._path(self._count))
            if arrays is None:
                return
            if "strips" in arrays:
                event: Union[Strips, StoredPiece] = Strips([_window(row) for row in arrays["strips"]])
            else:
                numbers = arrays.pop("numbers")
                event = StoredPiece(_window(numbers[:4]), float(numbers[4]), int(numbers[5]), arrays)
            yield event
            self._count += 1

    def sums(self) -> Optional[tuple[Window, int, dict[str, np.ndarray]]]:
        """A strip, how many of its passes are complete, and their sums; None where nothing was kept."""
        arrays = _read(self._folder / _SUMS)
        if arrays is None:
            return None
        numbers = arrays.pop("numbers")
        return _window(numbers[:4]), int(numbers[4]), arrays

    def add(self, event: Union[Strips, StoredPiece]) -> None:
        """Notes an event."""
        if isinstance(event, Strips):
            arrays = {"strips": np.array(event.cores, dtype=np.int64).reshape(-1, 4)}
        else:
            arrays = {"numbers": np.array([*event.core, event.hse_sum, event.hse_cells], np.float64), **event.stored}
        self._write(self._path(self._count), arrays)
        self._count += 1

    def keep_sums(self, strip: Window, complete: int, sums: Mapping[str, np.ndarray]) -> None:
        """Keeps the sums of a strip, in place of those before."""
        self._write(self._folder / _SUMS, {"numbers": np.array([*strip, complete], np.int64), **sums})

    def notes(self) -> list[str]:
        """Lines for the log since this was last called."""
        taken = self._notes[:]
        del self._notes[: len(taken)]
        return taken

    def __enter__(self) -> Checkpoint:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        """Deletes the checkpoint when the job succeeds; leaves it to a later run when it does not."""
        if kind is None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()
        if kind is None:  # where a file that is open cannot be deleted
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def count(self) -> int:
        """Number of events that were taken or added."""
        return self._count

    def drop_later(self) -> None:
        """Deletes what follows the events that were taken, so that nothing stale comes after what is added."""
        for path in self._folder.glob("[0-9]*.npz"):
            if int(path.stem) >= self._count:
                path.unlink()

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06d}.npz"

    def _write(self, path: Path, arrays: Mapping[str, np.ndarray]) -> None:
        """Writes a file that appears whole or not at all; after a failure nothing more, as events must have no gap."""
        if not self._is_written:
            return
        try:
            part = path.with_suffix(".part")
            with open(part, "wb") as file:
                np.savez(file, **arrays)
            windows_files.replace(part, path)
        except OSError as error:
            self._is_written = False
            self._notes.append(_without(f"{self._folder} cannot be written: {error.strerror}"))


def begin(job: Mapping[str, Any], folder: Optional[Path] = None) -> tuple[Optional[Checkpoint], str]:
    """The checkpoint of a job, or None and a line for the log on why the run has none.

    Args:
        job: all that the maps depend on, as JSON can hold it.
        folder: of all checkpoints; None for the user's.
    """
    parent = cache_folder() / "checkpoints" if folder is None else folder
    text = json.dumps(dict(job), sort_keys=True, default=str)
    own = parent / hashlib.sha256(text.encode()).hexdigest()[:24]
    try:
        own.mkdir(parents=True, exist_ok=True)
        lock = file_lock.hold(own)
    except file_lock.HeldError:
        return None, _without("another run computes the same maps now")
    except OSError as error:
        return None, _without(f"{parent} cannot be written: {error.strerror}")
    if lock is None:
        shutil.rmtree(own, ignore_errors=True)
        return None, _without(f"files cannot be locked in {parent}")
    _clear(parent)
    return Checkpoint(own, lock), ""


def fingerprint(path: str) -> list[Any]:
    """Identifies one state of a file: its path, size and time of change."""
    try:
        status = os.stat(path)
    except OSError:
        return [path]
    return [os.path.realpath(path), status.st_size, status.st_mtime_ns]


def fingerprints(paths: Iterable[str]) -> list[list[Any]]:
    """Identifies one state of all files behind what GDAL opens: those that a VRT is made of count, too."""
    return [fingerprint(file) for path in paths for file in files_of(path)]


def digest(model: Weights) -> str:
    """Identifies a network by its variant and its values, whatever its file is called."""
    hasher = hashlib.sha256(repr(model.config).encode())
    for name in sorted(model.arrays):
        hasher.update(name.encode())
        hasher.update(np.ascontiguousarray(model.arrays[name]).tobytes())
    return hasher.hexdigest()


def _clear(parent: Path) -> None:
    """Deletes checkpoints that were not continued for a week."""
    for folder in parent.iterdir():
        try:
            stale = time.time() - folder.stat().st_mtime > KEPT_S
        except OSError:  # another run has just deleted it
            continue
        if stale and file_lock.deserted(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _without(reason: str) -> str:
    return f"This run cannot be resumed if it is interrupted ({reason})."


def _window(numbers: np.ndarray) -> Window:
    return Window(*(int(number) for number in numbers))


def _read(path: Path) -> Optional[dict[str, np.ndarray]]:
    """Arrays of a file; None where it is missing or not whole."""
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
