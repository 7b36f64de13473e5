# SPDX-License-Identifier: GPL-2.0-or-later
"""Where tasks are done: in one process beside this one, or on the workers of a Dask scheduler (`dask_pool`)."""

from __future__ import annotations

import socket
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Optional

from ..model.errors import PluginError
from ..model.system.background_threads import in_background
from .results import WAITING, Outcome
from .task_process import Limits, TaskProcess
from .tasks import Task

_POLL_S = 0.5


class SchedulerLostError(PluginError):
    """The scheduler is gone; what is finished is noted."""


class Order(NamedTuple):
    """One attempt at a task, as it is submitted to a pool."""

    task: Task
    tag: str
    limits: Limits
    deadline: Optional[float]
    """Seconds since 1970 from which on it is not begun; None for never."""

    @property
    def is_late(self) -> bool:
        """Whether the deadline for starting the task has passed."""
        return self.deadline is not None and time.time() > self.deadline


class Pool(ABC):
    """Takes orders and gives outcomes, in whatever order they come."""

    @abstractmethod
    def submit(self, orders: Sequence[Order]) -> None:
        """Takes orders, the first of them first."""

    @abstractmethod
    def outcomes(self) -> Iterator[Optional[Outcome]]:
        """The outcomes of the submitted orders, as they come, until none is left; now and then None while waiting.

        Raises:
            SchedulerLostError: the scheduler is gone.
        """


class SerialPool(Pool):
    """A pool that runs one task after the other, in one process beside this one; a context manager."""

    def __init__(self, work: str, threads: int) -> None:
        self._process = TaskProcess(work, threads)
        self._orders: deque[Order] = deque()

    def submit(self, orders: Sequence[Order]) -> None:
        self._orders.extend(orders)

    def outcomes(self) -> Iterator[Optional[Outcome]]:
        while self._orders:
            order = self._orders.popleft()
            yield (
                yield from in_background(lambda order=order: do(self._process, order, socket.gethostname()), _POLL_S)
            )

    def __enter__(self) -> SerialPool:
        return self

    def __exit__(self, *exception: Any) -> None:
        self._process.stop()


def do(process: TaskProcess, order: Order, worker: str) -> Outcome:
    """The outcome of one order.

    Args:
        process: does it, if it is not late.
        order: what to do.
        worker: its name, for the results.
    """
    task = order.task
    if order.is_late:
        return Outcome(task.id, WAITING)
    return replace(process.run(task.id, task.plain(), order.tag, order.limits), worker=worker)
