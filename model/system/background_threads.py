# SPDX-License-Identifier: GPL-2.0-or-later
"""Work that overlaps in time: one thread ahead of the caller, one behind, each within reach.

Both hold few items, whatever is faster waits; an exception in a thread comes out where the caller is; leaving the
block, for whatever reason, ends the thread within an item.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, Optional, TypeVar

T = TypeVar("T")
# How often a thread that waits looks whether it is still wanted.
_LOOK_S = 0.05


class _Failure(NamedTuple):
    error: BaseException


class _End:
    pass


@contextmanager
def read_ahead(items: Iterable[T], depth: int) -> Iterator[Iterator[T]]:
    """Items made in a thread, up to `depth` of them before they are asked for.

    Raises:
        Exception: what the making of an item raises, where that item is asked for.
    """
    made: queue.Queue[Any] = queue.Queue(maxsize=depth)
    over = threading.Event()

    def make() -> None:
        try:
            for item in items:
                if not _put(made, item, over):
                    return
            _put(made, _End(), over)
        except BaseException as error:  # it goes to whoever asks for the item
            _put(made, _Failure(error), over)

    thread = threading.Thread(target=make, name="hse-lcz-reading", daemon=True)
    thread.start()
    try:
        yield _taken(made)
    finally:
        over.set()
        thread.join()


def _taken(made: queue.Queue[Any]) -> Iterator[Any]:
    while True:
        item = made.get()
        if isinstance(item, _End):
            return
        if isinstance(item, _Failure):
            raise item.error
        yield item


def _put(items: queue.Queue[Any], item: Any, over: threading.Event) -> bool:
    """Whether it was taken in before all was over."""
    while not over.is_set():
        try:
            items.put(item, timeout=_LOOK_S)
            return True
        except queue.Full:
            continue
    return False


class BackgroundWriter(Generic[T]):
    """A thread that does something with what it is sent, in that order."""

    def __init__(self, work: Callable[[T], None], depth: int) -> None:
        """Start it; up to `depth` items wait."""
        self._work = work
        self._items: queue.Queue[Any] = queue.Queue(maxsize=depth)
        self._over = threading.Event()
        self._error: Optional[BaseException] = None
        self._thread = threading.Thread(target=self._run, name="hse-lcz-writing", daemon=True)
        self._thread.start()

    def send(self, item: T) -> None:
        """Give it an item, when there is room.

        Raises:
            Exception: what the work on an earlier one raised.
        """
        _put(self._items, item, self._over)
        self._complain()

    def finish(self) -> None:
        """Wait until all is done.

        Raises:
            Exception: what the work on an item raised.
        """
        _put(self._items, _End(), self._over)
        self._thread.join()
        self._complain()

    def stop(self) -> None:
        """End it after the item at hand; harmless once finished."""
        self._over.set()
        self._thread.join()

    def _complain(self) -> None:
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
