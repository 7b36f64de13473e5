# SPDX-License-Identifier: GPL-2.0-or-later
"""Threads that work beside the caller: one makes items before they are needed, one takes items off the caller's hands.

Between thread and caller few items wait, so whichever is faster waits for the other. An exception in a thread is raised
where the caller is. Leaving the block, for whatever reason, ends the thread after the item at hand.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, Optional, TypeVar

T = TypeVar("T")
# How often a thread that waits checks whether it is to end.
_LOOK_S = 0.05


class _Failure(NamedTuple):
    error: BaseException


class _End:
    pass


@contextmanager
def read_ahead(items: Iterable[T], depth: int, poll_s: Optional[float] = None) -> Iterator[Iterator[Optional[T]]]:
    """Items made in a thread, up to `depth` of them in advance.

    Args:
        items: made one after the other; a generator is closed in that thread.
        depth: number of items that wait.
        poll_s: a None comes whenever so many seconds have passed without an item; None to wait without end.

    Raises:
        Exception: what the making of an item raises, where that item is asked for.
    """
    made: queue.Queue[Any] = queue.Queue(maxsize=depth)
    over = threading.Event()

    def make() -> None:
        try:
            try:
                for item in items:
                    if not _put(made, item, over):
                        return
            finally:
                if isinstance(items, Generator):
                    items.close()
            _put(made, _End(), over)
        except BaseException as error:  # it goes to whoever asks for the item
            _put(made, _Failure(error), over)

    thread = threading.Thread(target=make, name="hse-lcz-reading", daemon=True)
    thread.start()
    try:
        yield _taken(made, poll_s)
    finally:
        over.set()
        thread.join()


def _taken(made: queue.Queue[Any], poll_s: Optional[float]) -> Iterator[Any]:
    while True:
        try:
            item = made.get(timeout=poll_s)
        except queue.Empty:
            yield None
            continue
        if isinstance(item, _End):
            return
        if isinstance(item, _Failure):
            raise item.error
        yield item


def in_background(work: Callable[[], T], poll_s: float = 0.5) -> Generator[None, None, T]:
    """Does one long piece of work in a thread; yields now and then while it lasts, and returns its result.

    Closed early, it waits for the end of the work.

    Raises:
        Exception: what the work raises.
    """
    with read_ahead((work() for _ in range(1)), 1, poll_s) as results:
        for result in results:
            if result is not None:
                return result
            yield
    return None  # type: ignore[return-value] -- the work gives nothing


def _put(items: queue.Queue[Any], item: Any, over: threading.Event) -> bool:
    """Puts an item into a queue; False where the work was ended before there was space."""
    while not over.is_set():
        try:
            items.put(item, timeout=_LOOK_S)
            return True
        except queue.Full:
            continue
    return False


class BackgroundWriter(Generic[T]):
    """A thread that works on the items that are sent to it, in that order."""

    def __init__(self, work: Callable[[T], None], depth: int) -> None:
        """Start it; up to `depth` items wait."""
        self._work = work
        self._items: queue.Queue[Any] = queue.Queue(maxsize=depth)
        self._over = threading.Event()
        self._error: Optional[BaseException] = None
        self._thread = threading.Thread(target=self._run, name="hse-lcz-writing", daemon=True)
        self._thread.start()

    def send(self, item: T) -> None:
        """Send an item, as soon as there is space.

        Raises:
            Exception: what the work on an earlier one raised.
        """
        _put(self._items, item, self._over)
        self._raise_error()

    def finish(self) -> None:
        """Wait until all is done.

        Raises:
            Exception: what the work on an item raised.
        """
        _put(self._items, _End(), self._over)
        self._thread.join()
        self._raise_error()

    def stop(self) -> None:
        """End it after the item at hand; harmless once finished."""
        self._over.set()
        self._thread.join()

    def _raise_error(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                item = self._items.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            if isinstance(item, _End):
                return
            try:
                self._work(item)
            except BaseException as error:  # it goes to whoever sends the next item
                self._error = error
                self._over.set()


@contextmanager
def write_behind(work: Callable[[T], None], depth: int) -> Iterator[BackgroundWriter[T]]:
    """A thread behind the caller: finished when the block ends well, else stopped."""
    thread = BackgroundWriter(work, depth)
    try:
        yield thread
        thread.finish()
    finally:
        thread.stop()
