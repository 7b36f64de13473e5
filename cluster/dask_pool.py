# SPDX-License-Identifier: GPL-2.0-or-later
"""Tasks on the workers of a Dask scheduler, through all that happens to workers, connections and results.

- A worker that ends while it does a task: Dask gives the task to another one.
- A worker that ends before its result is fetched: Dask has the task done again.
- A connection that breaks while the scheduler is there: all tasks that have not ended are submitted again.
- A scheduler that is slow, or stopped: it is waited for, however long.
- A scheduler that is gone: SchedulerLostError.
- No worker left, or none yet: a warning is logged, and the pool waits for workers.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError, TimeoutError
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, Optional, TypeVar

import dask
import yaml

from ..model.system.background_threads import in_background
from . import presence
from .pools import Order, Pool, SchedulerLostError, do
from .results import FAILED, Outcome
from .worker_plugin import TaskProcesses

SETTINGS = Path(__file__).with_name("dask.yaml")
"""Dask's time limits, for schedulers and workers, too."""
_POLL_S = 0.5
_ALONE_S = 60.0
"""Seconds without any result after which the pool checks whether the scheduler has workers."""
_PLUGIN = "hse-lcz-task-processes"

T = TypeVar("T")
Key = tuple[str, int]


class _DisconnectedError(Exception):
    """The connection to the scheduler is broken."""


def use_settings() -> None:
    """Makes the time limits those of this process, where the user's own Dask configuration has no others."""
    dask.config.update_defaults(yaml.safe_load(SETTINGS.read_text(encoding="utf-8")))


@contextmanager
def local_workers(count: int) -> Iterator[tuple[Any, Any]]:
    """Starts that many workers on this computer, of one thread each: `distributed.LocalCluster` and a client of it."""
    from distributed import Client, LocalCluster

    use_settings()
    with (
        LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield cluster, client


class DaskPool(Pool):
    """The workers of a scheduler, each with a task process for each of its threads."""

    def __init__(
        self, client: Any, work: str, threads: int, without_workers: Optional[Callable[[], None]] = None
    ) -> None:
        """Prepare the pool; nothing is sent before `outcomes` is called.

        Args:
            client: `distributed.Client`.
            work: where the work of a task is made.
            threads: that a task computes with.
            without_workers: called each minute in which the scheduler has no worker; None to log a warning.
        """
        self._client = client
        self._address = client.scheduler.address
        self._plugin = TaskProcesses(work, threads)
        self._has_plugin = False
        self._ready: queue.Queue[Any] = queue.Queue()
        self._name = f"hse_lcz-{uuid.uuid4().hex}"
        self._number = 0
        self._orders: dict[Key, Order] = {}
        self._unsent: list[Key] = []
        self._futures: dict[Key, Any] = {}  # one that nobody holds is cancelled
        self._without_workers = without_workers or self._warn
        self._checked_workers_at = time.monotonic()

    def submit(self, orders: Sequence[Order]) -> None:
        for order in orders:
            self._number += 1
            # One name for all: Dask counts per name, and keeps tasks of one name in its queue until a worker is free.
            self._unsent.append((self._name, self._number))
            self._orders[self._unsent[-1]] = order

    def outcomes(self) -> Iterator[Optional[Outcome]]:
        while self._orders:
            try:
                yield from self._send()
                outcomes = yield from self._collected_outcomes(self._ended_futures())
                if outcomes:
                    self._checked_workers_at = time.monotonic()
                elif time.monotonic() - self._checked_workers_at > _ALONE_S:
                    yield from self._look_for_workers()
            except _DisconnectedError:
                yield from self._reconnected()
                continue
            yield from outcomes or [None]

    def _send(self) -> Generator[None, None, None]:
        """Tells the workers, and those that will join, what the work is; then sends what is to be sent."""
        if not self._has_plugin:
            yield from self._retried(lambda: self._client.register_plugin(self._plugin, name=_PLUGIN))
            self._has_plugin = True
        if not self._unsent:
            return
        orders = [self._orders[key] for key in self._unsent]
        try:
            futures = self._client.map(_on_worker, orders, key=self._unsent, pure=False)
        except Exception:
            self._check_connection()
            raise
        self._unsent = []
        for future in futures:
            self._futures[future.key] = future
            future.add_done_callback(self._ready.put)

    def _ended_futures(self) -> list[Any]:
        """The futures that have ended since the last call; none where nothing ends for a while."""
        ready = []
        try:
            ready.append(self._ready.get(timeout=_POLL_S))
            while True:
                ready.append(self._ready.get_nowait())
        except queue.Empty:
            self._check_connection()
        return [future for future in ready if future.key in self._futures]  # not those from before a connection broke

    def _collected_outcomes(self, ready: Sequence[Any]) -> Generator[None, None, list[Outcome]]:
        """The outcomes of futures that have ended; the results of those that succeeded are gathered in one call.

        Raises:
            _DisconnectedError: they were cancelled, as the connection broke.
        """
        finished, outcomes = {}, {}
        for future in ready:
            status = future.status
            if status == "cancelled":
                raise _DisconnectedError
            if status == "finished":
                finished[future.key] = future
            elif status == "error":
                order = self._orders[future.key]
                outcomes[future.key] = Outcome(
                    order.task.id, FAILED, error=_dask_error_text(future.exception()), tag=order.tag
                )
            else:  # its worker ended before the result was fetched: it is done again
                future.add_done_callback(self._ready.put)
        if finished:
            gathered = yield from self._retried(lambda: self._client.gather(finished, errors="skip"))
            for key, outcome in gathered.items():
                if outcome is None:  # something happened to it meanwhile
                    self._ready.put(finished[key])
                else:
                    outcomes[key] = outcome
        for key in outcomes:
            del self._orders[key], self._futures[key]
        return list(outcomes.values())

    def _look_for_workers(self) -> Generator[None, None, None]:
        if not (yield from self._retried(self._client.nthreads)):
            self._without_workers()
        self._checked_workers_at = time.monotonic()

    def _warn(self) -> None:
        logging.getLogger(__name__).warning("The scheduler at %s has no workers; waiting for one.", self._address)

    def _retried(self, question: Callable[[], T]) -> Generator[None, None, T]:
        """The result of a request to the scheduler, repeated where a connection fails; yields while it waits.

        Raises:
            _DisconnectedError: the connection is broken.
        """
        while True:
            answers: queue.Queue[tuple[Any, Optional[BaseException]]] = queue.Queue()
            threading.Thread(target=_ask, args=(question, answers), name="hse-lcz-asking", daemon=True).start()
            answer = None
            while answer is None:
                try:
                    answer = answers.get(timeout=_POLL_S)
                except queue.Empty:
                    self._check_connection()
                    yield
            result, error = answer
            if error is None:
                return result
            self._check_connection()
            # A connection of the pool that Dask keeps beside the main one: to a worker that has just ended, say.
            if not isinstance(error, (OSError, TimeoutError, CancelledError)):
                raise error
            time.sleep(_POLL_S)

    def _check_connection(self) -> None:
        if self._client.status != "running":
            raise _DisconnectedError

    def _reconnected(self) -> Generator[None, None, None]:
        """Waits until Dask's client has the connection again, then has everything submitted again.

        Raises:
            SchedulerLostError: the scheduler is gone, or the client is closed.
        """
        while self._client.status != "running":
            if (yield from in_background(lambda: presence.is_gone(self._address), _POLL_S)):
                self._raise_lost(f"The scheduler at {self._address} is gone (its port refuses connections)")
            if self._client.status in ("closing", "closed"):
                self._raise_lost(f"The connection to the scheduler at {self._address} is closed")
            yield
            time.sleep(_POLL_S)
        orders = list(self._orders.values())
        self._orders, self._futures, self._unsent, self._has_plugin = {}, {}, [], False
        self.submit(orders)

    def _raise_lost(self, what: str) -> NoReturn:
        raise SchedulerLostError(
            f"{what}, with {len(self._orders)} tasks to do; what is mapped stays. Start the scheduler and run again."
        )


def _ask(question: Callable[[], Any], answers: queue.Queue[tuple[Any, Optional[BaseException]]]) -> None:
    """Puts what a question gives, or why it gives nothing, into a queue."""
    try:
        answers.put((question(), None))
    except BaseException as error:  # it goes to whoever waits for the answer
        answers.put((None, error))


def _dask_error_text(error: BaseException) -> str:
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
    return do(worker.plugins[_PLUGIN].of_this_thread(), order, worker.address)
