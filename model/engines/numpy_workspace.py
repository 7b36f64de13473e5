# SPDX-License-Identifier: GPL-2.0-or-later
"""The threads in which NumPy computes the network's layers, and the memory that they use again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .matrix_product import Multiply, fastest

# Values in a group, about 2 MB: small enough for a cache, large enough for BLAS.
_GROUP = 1 << 19


class Workspace:
    """Threads for groups of rows, and memory that is used again from group to group.

    A group stays in the cache from one step of a layer to the next, and groups run in parallel.
    """

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._own = threading.local()
        self.multiply: Multiply = fastest().multiply
        """Matrix product: a (n, k), b (k, m), out (n, m)."""

    def row_groups(
        self, height: int, values_per_row: int, task: Callable[[int, int], None], even: bool = False
    ) -> None:
        """Call `task(first, last + 1)` for groups of rows that cover the height once.

        Args:
            height: rows to cover.
            values_per_row: of the largest array that a group takes.
            task: called from several threads at once.
            even: whether groups start and end on even rows.
        """
        step = max(1, _GROUP // values_per_row)
        step += step % 2 if even else 0
        starts = range(0, height, step)
        run = map if self._pool is None else self._pool.map
        for _ in run(lambda start: task(start, min(start + step, height)), starts):
            pass

    def scratch(self, name: str, *shape: int) -> np.ndarray:
        """The thread's own array of that name, its values undefined; the one of the same name before it is lost."""
        arrays, size = self._own.__dict__, int(np.prod(shape))
        if name not in arrays or arrays[name].size < size:
            arrays.pop(name, None)  # before the larger one is there
            arrays[name] = np.empty(size, np.float32)
        return arrays[name][:size].reshape(shape)

    def close(self) -> None:
        """Ends the threads, and frees their memory."""
        if self._pool is not None:
            self._pool.shutdown()
