# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of the tasks: one line a try, in a file that only one process appends to.

    tasks.parquet.results/run/results.jsonl             of `hse-lcz run`
    tasks.parquet.results/slice-3-of-8/results.jsonl    of `hse-lcz run --slice 3/8`

A line is written as soon as a try ends, so that a coordinator that is killed loses nothing but the tries under way. The
folder is locked while its process runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Any, Optional

from ..model.errors import InputError, OutputError
from ..model.system import file_lock

DONE, EMPTY, FAILED, WAITING = "done", "empty", "failed", "waiting"
_FILE = "results.jsonl"


@dataclass(frozen=True)
class Outcome:
    """The outcome of a task, or of one try of it."""

    id: str
    status: str
    """done; empty, where a window has nothing but nodata; failed; waiting, where it was not begun."""
    tries: int = 0
    seconds: float = 0.0
    """Duration of the last try."""
    peak_mb: float = 0.0
    worker: str = ""
    error: str = ""
    tag: str = ""
    permanent: bool = False
    """Whether another try would end in the same way."""
    finished: str = ""
    """Time at which the try ended, as ISO 8601 in UTC."""

    @property
    def is_success(self) -> bool:
        """Whether the task is finished: its maps are made, or its window is empty."""
        return self.status in (DONE, EMPTY)


def folder_of(table: Path) -> Path:
    """The folder with the results of a table's runs."""
    return table.with_name(table.name + ".results")


class ResultsFile:
    """The lines of one coordinator; a context manager that holds the lock of its folder."""

    def __init__(self, table: Path, name: str) -> None:
        """Take the folder.

        Args:
            table: the job table.
            name: of the coordinator: "run" or "slice-3-of-8".

        Raises:
            InputError: another process runs under that name.
            OutputError: the folder cannot be written.
        """
        folder = folder_of(table) / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = file_lock.hold(folder)
            _end_last_line(folder / _FILE)
            self._file = open(folder / _FILE, "a", encoding="utf-8")  # noqa: SIM115 -- closed by __exit__
        except file_lock.HeldError as error:
            raise InputError(
                f"Expected no other run of {table}, but one is under way ({folder} is locked); wait for its end."
            ) from error
        except OSError as error:
            raise OutputError(
                f"The folder {folder} cannot be written ({error.strerror}); choose another one."
            ) from error

    def add(self, outcome: Outcome) -> None:
        """Notes the end of a try.

        Raises:
            OutputError: the line cannot be written.
        """
        line = {**asdict(outcome), "finished": datetime.now(timezone.utc).isoformat(timespec="milliseconds")}
        try:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()
        except OSError as error:
            raise OutputError(
                f"{self._file.name} cannot be written ({error.strerror}); free some disk space and run again: what is "
                "mapped stays."
            ) from error

    def __enter__(self) -> ResultsFile:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._file.close()
        if self._lock is not None:
            self._lock.close()


def read(table: Path) -> dict[str, Outcome]:
    """Id -> the last outcome of each task that was tried, `tries` counted over all runs."""
    lines = [line for path in sorted(folder_of(table).glob(f"*/{_FILE}")) for line in _lines(path)]
    outcomes: dict[str, Outcome] = {}
    for line in sorted(lines, key=lambda line: line["finished"]):
        before = outcomes.get(line["id"])
        outcomes[line["id"]] = replace(Outcome(**line), tries=1 + (before.tries if before else 0))
    return outcomes


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The whole lines of a file; the last one may have been cut off by a kill."""
    with open(path, encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                line = json.loads(text)
            except ValueError:
                continue
            yield line


def _end_last_line(path: Path) -> None:
    """Ends a line that was cut off when the process was killed, so that the next line is separate."""
    if path.exists() and path.stat().st_size:
        with open(path, "rb+") as file:
            file.seek(-1, 2)
            if file.read(1) != b"\n":
                file.write(b"\n")
