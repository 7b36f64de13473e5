# SPDX-License-Identifier: GPL-2.0-or-later
"""What a Dask worker holds for the tasks: their processes, which live as long as it does."""

from __future__ import annotations

import threading
from typing import Any

from distributed import WorkerPlugin

from .task_process import TaskProcess


class TaskProcesses(WorkerPlugin):
    """The task processes of one worker, one for each of its threads; the scheduler gives every worker its own."""

    def __init__(self, work: str, threads: int) -> None:
        """Nothing is started here: this travels to the workers first.

        Args:
            work: where the work of a task is made.
            threads: that a task computes with.
        """
        self._work, self._threads = work, threads

    def setup(self, worker: Any) -> None:
        self._lock = threading.Lock()
        self._processes: dict[int, TaskProcess] = {}

    def teardown(self, worker: Any) -> None:
        with self._lock:
            for process in self._processes.values():
                process.stop()
            self._processes.clear()

    def of_this_thread(self) -> TaskProcess:
        """The process of the thread that calls."""
        with self._lock:
            return self._processes.setdefault(threading.get_ident(), TaskProcess(self._work, self._threads))
