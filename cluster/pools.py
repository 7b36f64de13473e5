# SPDX-License-Identifier: GPL-2.0-or-later
"""Where tasks are done: on the workers of a Dask scheduler, or in one process beside this one."""

from __future__ import annotations

import queue
import socket
import time
import uuid
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from typing import Any, NamedTuple, Optional

from ..model.errors import PluginError
from ..model.system.background_threads import in_background
from .results import FAILED, WAITING, Outcome
from .task_process import Limits, TaskProcess
from .tasks import Task

_POLL_S = 0.5
_PLUGIN = "hse-lcz-task-processes"


class SchedulerLostError(PluginError):
    """The scheduler is gone; what is finished is noted."""


class Order(NamedTuple):
    """One try of a task."""

    task: Task
    tag: str
    limits: Limits
    deadline: Optional[float]
    """Seconds since 1970 from which on it is not begun; None for never."""

    @property
    def is_late(self) -> bool:
        """Whether it is not to be begun any more."""
        return self.deadline is not None and time.time() > self.deadline


class Pool(ABC):
    """Takes orders and gives outcomes, in whatever order they come."""

    @abstractmethod
    def submit(self, orders: Sequence[Order]) -> None:
        """Takes orders, the first of them first."""

    @abstractmethod
    def outcomes(self) -> Iterator[Optional[Outcome]]:
        """What became of them, as it comes, until nothing is left; None now and then while nothing comes.

        Raises:
            SchedulerLostError: the scheduler is gone.
        """

    @abstractmethod
    def workers(self) -> int:
        """How many tasks are done at once."""


class SerialPool(Pool):
    """One task after the other, in one process beside this one; a context manager."""

    def __init__(self, work: str, threads: int) -> None:
        self._process = TaskProcess(work, threads)
        self._orders: deque[Order] = deque()

    def submit(self, orders: Sequence[Order]) -> None:
        self._orders.extend(orders)

    def outcomes(self) -> Iterator[Optional[Outcome]]:
        while self._orders:
            order = self._orders.popleft()
            yield (
                yield from in_background(lambda order=order: _do(self._process, order, socket.gethostname()), _POLL_S)
            )

    def workers(self) -> int:
        return 1

    def __enter__(self) -> SerialPool:
        return self

    def __exit__(self, *exception: Any) -> None:
        self._process.stop()


class DaskPool(Pool):
    """The workers of a scheduler, each with a task process for each of its threads."""

    def __init__(self, client: Any, work: str, threads: int) -> None:
        """Tell the workers, and those that will join, what the work is.

        Args:
            client: `distributed.Client`.
            work: where it is made.
            threads: that a task computes with.
        """
        from .worker_plugin import TaskProcesses

        self._client = client
        self._ready: queue.Queue[Any] = queue.Queue()
        self._name = f"hse_lcz-{uuid.uuid4().hex}"
        self._orders: dict[tuple[str, int], Order] = {}
        self._futures: dict[tuple[str, int], Any] = {}  # one that nobody holds is cancelled
        self._number = 0
        client.register_plugin(TaskProcesses(work, threads), name=_PLUGIN)

    def submit(self, orders: Sequence[Order]) -> None:
        keys = []
        for order in orders:
            self._number += 1
            # One name for all: Dask counts per name, and keeps tasks of one name in its queue until a worker is free.
            keys.append((self._name, self._number))
            self._orders[keys[-1]] = order
        for future in self._client.map(_on_worker, list(orders), key=keys, pure=False):
            self._futures[future.key] = future
            future.add_done_callback(self._ready.put)

    def outcomes(self) -> Iterator[Optional[Outcome]]:
        while self._orders:
            ready = self._taken()
            if not ready:
                self._check_scheduler()
                yield None
                continue
            yield from self._outcomes(ready)

    def workers(self) -> int:
        return max(1, sum(self._client.nthreads().values()))

    def _taken(self) -> list[Any]:
        """The futures that have ended since this was last asked; none where nothing ends for a while."""
        ready = []
        try:
            ready.append(self._ready.get(timeout=_POLL_S))
            while True:
                ready.append(self._ready.get_nowait())
        except queue.Empty:
            return ready

    def _outcomes(self, ready: Sequence[Any]) -> list[Outcome]:
        """What became of futures that have ended; those that succeeded are asked all at once."""
        if any(future.status in ("cancelled", "lost") for future in ready):
            self._raise_lost()
        finished = [future for future in ready if future.status == "finished"]
        try:
            outcomes = self._client.gather(finished)
            errors = {future.key: future.exception() for future in ready if future.status == "error"}
        except (CancelledError, OSError):  # the scheduler ended before the results were fetched
            self._raise_lost()
        for key, error in errors.items():
            order = self._orders[key]
            outcomes.append(Outcome(order.task.id, FAILED, error=_of_dask(error), tag=order.tag))
        for future in ready:
            del self._orders[future.key], self._futures[future.key]
        return outcomes

    def _check_scheduler(self) -> None:
        if self._client.status != "running":
            self._raise_lost()

    def _raise_lost(self) -> None:
        raise SchedulerLostError(
            f"The connection to the scheduler is lost, with {len(self._orders)} tasks to do; what is mapped stays. "
            "Start the scheduler and run again."
        )


def _of_dask(error: BaseException) -> str:
    """A sentence about a task that Dask gave up."""
    if type(error).__name__ == "KilledWorker":
        return "Several workers ended, one after the other, while they did this task; is there too little memory?"
    return f"{type(error).__name__}: {error}"


def _on_worker(order: Order) -> Outcome:
    """Does an order on a Dask worker."""
    from distributed import get_worker

    worker = get_worker()
    limits = order.limits
    if limits.mb is None and worker.memory_manager.memory_limit:
        order = order._replace(limits=limits._replace(mb=worker.memory_manager.memory_limit / 2**20))
    return _do(worker.plugins[_PLUGIN].of_this_thread(), order, worker.address)


def _do(process: TaskProcess, order: Order, worker: str) -> Outcome:
    task = order.task
    if order.is_late:
        return Outcome(task.id, WAITING)
    return replace(process.run(task.id, task.plain(), order.tag, order.limits), worker=worker)
