# SPDX-License-Identifier: GPL-2.0-or-later
"""What is to do with each task: a pure look at what is there, before anything runs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

from osgeo import gdal

from ..model.mapping import checkpoint
from ..model.network import weights
from ..model.raster.io import gdal_errors
from .results import EMPTY, Outcome
from .tasks import TAG, Task

NEW, SKIP, RETRY = "new", "skip", "retry"


class Decision(NamedTuple):
    """A task and what is to do with it."""

    task: Task
    verb: str
    """new; skip, as its maps are there; retry, as its last try failed."""
    tag: str
    """The tag that the task's maps must carry to be up to date."""
    is_noted: bool = True
    """Whether the results file already records the task as done; not so where the coordinator was killed in between."""


def decide(tasks: Sequence[Task], outcomes: Mapping[str, Outcome]) -> list[Decision]:
    """Whether each task is to be run, run again or skipped.

    Args:
        tasks: of the table.
        outcomes: id -> what became of a task in earlier runs.

    Raises:
        WeightsError: the weights file is missing or none.
    """
    digests: dict[Optional[str], str] = {}
    for task in tasks:
        path = task.settings.weights
        if path not in digests:
            digests[path] = checkpoint.digest(weights.load(path))
    decided = []
    for task in tasks:
        tag, outcome = task.tag(digests[task.settings.weights]), outcomes.get(task.id)
        is_noted = outcome is not None and outcome.is_success and outcome.tag == tag
        decided.append(Decision(task, _verb(task, tag, outcome), tag, is_noted))
    return decided


def _verb(task: Task, tag: str, outcome: Optional[Outcome]) -> str:
    known_empty = outcome is not None and outcome.status == EMPTY and outcome.tag == tag
    if known_empty or all(tag_of(path) == tag for path in task.outputs.values()):
        return SKIP
    return RETRY if outcome is not None and not outcome.is_success else NEW


def tag_of(path: str) -> str:
    """The tag of a map; "" where there is no such file, or one without."""
    if not os.path.exists(path):
        return ""
    dataset = None
    with gdal_errors(quiet=True):
        dataset = gdal.Open(path)
    return (dataset.GetMetadataItem(TAG) or "") if dataset is not None else ""
