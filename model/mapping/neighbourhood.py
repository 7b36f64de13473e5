# SPDX-License-Identifier: GPL-2.0-or-later
"""Zone probabilities averaged over the square around each cell of 20 m.

A local climate zone describes hundreds of metres (Stewart and Oke 2012), but the network answers for each cell by
itself. The mean over a square of `NetworkConfig.neighbourhood` cells keeps what neighbouring cells agree on. Pixels
without data have no part in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

import numpy as np

from ..engines.base import Engine
from ..network.config import CELL_PX, Maps, NetworkConfig
from ..raster import block_stats
from ..raster.windows import Window
from .row_buffer import RowBuffer

_TINY = np.finfo(np.float32).tiny


class NeighbourhoodMean:
    """Rows of maps in, from top to bottom; the same rows come out when those below them are known.

    The sums are added in the same order for every cell, so that a map does not depend on its strips and chunks.
    """

    def __init__(self, config: NetworkConfig, width: int) -> None:
        """Start above the first row of a window `width` cells wide."""
        self._side, self._reach = config.neighbourhood, config.neighbourhood_reach
        self._is_needed = self._side > 1 and "lcz" in config.tasks
        self._valid = RowBuffer()
        # Of the rows that wait: sums along the columns, of the zones and at last of the pixels, and the settlement.
        self._sums = np.zeros((config.zones + 1, self._reach, width), np.float32)
        self._settlement = np.empty((0, width), np.float32) if "hse" in config.tasks else None

    def add_valid(self, valid: np.ndarray) -> None:
        """Takes which pixels (2h, 2w) of the next rows have data; before the maps of these rows."""
        if self._is_needed:
            self._valid.add([block_stats.block_sum(valid, CELL_PX).astype(np.float32)])

    def push(self, maps: Maps) -> Maps:
        """Takes the next rows; gives those that are complete with them, possibly none."""
        if not self._is_needed:
            return maps
        rows, width = maps.zones.shape[-2:]
        valid_px = self._valid.take(rows)[0]
        padded = np.zeros((len(self._sums), rows, width + 2 * self._reach), np.float32)
        inside = padded[..., self._reach : self._reach + width]
        np.multiply(maps.zones, valid_px, out=inside[:-1])
        inside[-1] = valid_px
        return self._complete(maps.settlement, _sums(padded, self._side, axis=2))

    def finish(self, maps: Maps) -> Iterator[Maps]:
        """Takes the last rows; gives all that are left."""
        yield self.push(maps)
        if self._is_needed:
            nothing = np.zeros((len(self._sums), self._reach, self._sums.shape[-1]), np.float32)
            yield self._complete(None if maps.settlement is None else maps.settlement[:0], nothing)

    def _complete(self, settlement: Optional[np.ndarray], sums: np.ndarray) -> Maps:
        sums = np.concatenate([self._sums, sums], axis=1)
        count = max(0, sums.shape[1] - self._side + 1)
        self._sums = sums[:, count:]
        totals = _sums(sums, self._side, axis=1) if count else sums[:, :0]
        if settlement is not None:
            waiting = np.concatenate([self._settlement, settlement])
            settlement, self._settlement = waiting[:count], waiting[count:]
        return Maps(settlement, totals[:-1] / np.maximum(totals[-1], _TINY))


def answer(engine: Engine, reflectance: np.ndarray, inner: Window) -> Maps:
    """An engine's maps of the inner part of a window (`Engine.run`), the zones averaged.

    Every pixel of the window has data.
    """
    _, height, width = reflectance.shape
    maps = engine.run(reflectance, Window(0, 0, width // CELL_PX, height // CELL_PX))
    mean = NeighbourhoodMean(engine.config, width // CELL_PX)
    mean.add_valid(np.ones((height, width), dtype=bool))
    rows, columns = slice(inner.row, inner.row + inner.height), slice(inner.col, inner.col + inner.width)
    parts = zip(*mean.finish(maps))
    return Maps(*(None if part[0] is None else np.concatenate(part, axis=-2)[..., rows, columns] for part in parts))


def sharpened(probabilities: np.ndarray, power: float) -> np.ndarray:
    """Probabilities (zones, ...) raised to a power, and their sum as before; no zone becomes likelier than another.

    >>> sharpened(np.array([0.6, 0.3, 0.1]), 2.0).round(3)
    array([0.783, 0.196, 0.022])
    """
    if power == 1:
        return probabilities
    raised = probabilities**power
    total = raised.sum(axis=0)
    return raised * (probabilities.sum(axis=0) / np.maximum(total, np.finfo(raised.dtype).tiny))


def _sums(values: np.ndarray, count: int, axis: int) -> np.ndarray:
    """Sums of `count` neighbours along an axis at least as long, which becomes shorter by `count` - 1.

    >>> _sums(np.arange(6.0), 3, axis=0)
    array([ 3.,  6.,  9., 12.])
    """
    if count == 1:
        return values
    half, length = count // 2, values.shape[axis] - count + 1

    def beginning(start: int, array: np.ndarray) -> np.ndarray:
        return array[(slice(None),) * axis + (slice(start, start + length),)]

    halves = _sums(values, half, axis)
    total = beginning(0, halves) + beginning(half, halves)
    return total + beginning(count - 1, values) if count % 2 else total
