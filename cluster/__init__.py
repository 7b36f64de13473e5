# SPDX-License-Identifier: GPL-2.0-or-later
"""Many scenes on many machines: a table of tasks, workers that may die, and the same maps as those of one process.

    cities.gpkg, scenes.csv, folder
         |  plan            one row a task: scene, window, outputs, pixels, estimated seconds and memory
         v
    tasks.parquet  <-----------------------------------------+
         |  run             new / skip / retry for each task   |  status: the table, brought up to date
         v                                                   |
    coordinator ---- Dask scheduler ---- workers             |
         |           (or this process:   each with a task process that holds the network
         |            --slice i/n)       and is killed where it takes too long or too much
         |  one line a try                                   |
         v                                                   |
    tasks.parquet.results/*/results.jsonl -------------------+
         |  merge           windows of a city -> its maps; virtual mosaics; class areas of each city
         v
    out/<city>/hse.tif, lcz.tif ...

A task is a pure function of its row, and its maps carry a tag of all that they depend on. So a task may run twice, and
a run that was interrupted in any way is continued by the same command: what is there with the right tag is skipped.

From Python:

    from hse_lcz import cluster
    tasks = cluster.plan("cities.gpkg", "maps")
    outcomes = cluster.run(client, tasks)

Files: `tasks` (the row), `table` (its file), `sources` (what to map), `splitting` (windows), `planning`, `results`
(what happened), `decisions` (what is to do), `map_work` (one task), `task_process` (a process with limits), `stopwatch`
(what counts as its time), `pools` (this process), `dask_pool` (Dask) with `dask.yaml`, `worker_plugin` and `presence`
(is the scheduler gone?), `running` (the coordinator), `merging`, `command` (`hse-lcz`).
"""

from __future__ import annotations

import importlib
from typing import Any

# Imported when they are asked for: `hse-lcz` sets the number of threads before NumPy is imported.
_PLACES = {"plan": "planning", "run": "running", "merge": "merging", "Settings": "tasks", "Task": "tasks"}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
