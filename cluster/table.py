# SPDX-License-Identifier: GPL-2.0-or-later
"""The job table: a Parquet file with one row a task, and what became of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow
import pyarrow.parquet

from ..model.errors import InputError, OutputError
from ..model.raster.output_checks import find_fault
from .results import Outcome
from .tasks import Task

_JSON = pyarrow.string()
# What a Parquet file begins with. Source: Apache Parquet, file format.
_MAGIC = b"PAR1"
_COLUMNS = pyarrow.schema(
    [
        ("id", pyarrow.string()), ("city", pyarrow.string()), ("scene", pyarrow.string()),
        ("col", pyarrow.int32()), ("row", pyarrow.int32()), ("width", pyarrow.int32()), ("height", pyarrow.int32()),
        ("extent", pyarrow.list_(pyarrow.float64())), ("parts", pyarrow.int32()), ("pixels", pyarrow.int64()),
        ("estimated_s", pyarrow.float64()), ("estimated_mb", pyarrow.float64()),
        ("outputs", _JSON), ("city_outputs", _JSON), ("dates", pyarrow.list_(pyarrow.string())), ("settings", _JSON),
        ("status", pyarrow.string()), ("tries", pyarrow.int32()), ("seconds", pyarrow.float64()),
        ("peak_mb", pyarrow.float64()), ("worker", pyarrow.string()), ("error", pyarrow.string()),
    ]
)  # fmt: skip
_IN_JSON = ("outputs", "city_outputs", "settings")
_OUTCOME = ("status", "tries", "seconds", "peak_mb", "worker", "error")


def write(path: Path, tasks: Sequence[Task], outcomes: Mapping[str, Outcome]) -> None:
    """Writes a table; it appears whole or not at all.

    Args:
        path: of the table.
        tasks: its rows.
        outcomes: id -> what became of a task; one without has the status "planned".

    Raises:
        OutputError: the file cannot be written, or is there and no table, as a list of cities is.
    """
    fault = find_fault({"the table": str(path)}, ())
    if fault is not None:
        raise OutputError(fault.sentence)
    if _is_other_file(path):
        raise OutputError(
            f"Expected a new name or an older table for the tasks, found {path}, which is a file of another kind; "
            "choose a name that ends in .parquet."
        )
    rows = []
    for task in tasks:
        plain = task.plain()
        del plain["window"]
        row = {**plain, **task.window._asdict(), "pixels": task.pixels, "extent": task.extent and list(task.extent)}
        row.update({name: json.dumps(plain[name], sort_keys=True) for name in _IN_JSON})
        outcome = outcomes.get(task.id, Outcome(task.id, "planned"))
        row.update({name: getattr(outcome, name) for name in _OUTCOME})
        rows.append(row)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=_COLUMNS), part)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"The table {path} cannot be written ({error}); choose another folder.") from error


def _is_other_file(path: Path) -> bool:
    """Whether a file is there that is no Parquet table."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) != _MAGIC
    except OSError:
        return False


def read(path: Path) -> list[Task]:
    """The tasks of a table.

    Raises:
        InputError: there is no such table.
    """
    try:
        rows = pyarrow.parquet.read_table(path).to_pylist()
        return [_task(row) for row in rows]
    except (OSError, pyarrow.ArrowException, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"Expected a table that `hse-lcz plan` wrote, found {path}, which is none ({str(error).splitlines()[0]}); "
            "run `hse-lcz plan` first."
        ) from error


def _task(row: dict) -> Task:
    window = [row[name] for name in ("col", "row", "width", "height")]
    kept = {name: row[name] for name in ("id", "city", "scene", "extent", "parts", "dates", "estimated_s")}
    kept["estimated_mb"] = row["estimated_mb"]
    return Task.from_plain({**kept, "window": window, **{name: json.loads(row[name]) for name in _IN_JSON}})
