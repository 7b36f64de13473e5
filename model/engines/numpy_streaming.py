# SPDX-License-Identifier: GPL-2.0-or-later
"""The network in NumPy as a stream: rows of pixels in, rows of the maps out, a few hundred rows at a time.

Each batch of rows goes through the backbone once, with the few rows around it that its convolutions depend on. The
features are kept until the blocks below them, which attention depends on, are complete; then the tasks' layers compute
their maps, and features that no later row needs are dropped. The maps are those of the whole window.
"""

from __future__ import annotations

from typing import Optional

import numpy as np

from ..network.config import BLOCKS_PER_CONTEXT, CELL_PX, Maps
from ..raster.windows import Window
from . import numpy_attention
from .base import RowStream
from .numpy_attention import Blocks
from .numpy_network import REACH_CELLS, Features, NumpyNetwork

# Rows of pixels in a batch: the more, the less is computed twice; the fewer, the less memory it takes.
_BATCH_PX = 384
# How far the backbone looks (12 px), in cells, rounded up to where the coarsest feature map begins.
_BACKBONE_CELLS = 8


class NumpyStream(RowStream):
    """Rows of pixels in, rows of the maps out."""

    def __init__(self, network: NumpyNetwork, width_px: int) -> None:
        """Start above the first row of a window that wide."""
        config = network.config
        self._network, self.width_px, self._width = network, width_px, width_px // CELL_PX
        self._batch_px = max(_BATCH_PX, config.context_px)
        self._pixels = np.empty((config.inputs, 0, width_px), np.float32)
        self._above = 0  # cell rows of these pixels whose features are known
        self._features = Features(_Rows(self._width, 4 * config.stem), _Rows(self._width, config.shared))
        blocks = self._width // network.block
        self._blocks = Blocks(_Rows(blocks, config.shared), _Rows(blocks, config.shared))
        self._answered = 0  # cell rows

    def push(self, reflectance: np.ndarray) -> Maps:
        self._pixels = np.concatenate((self._pixels, reflectance), axis=1)
        height = self._pixels.shape[1] // CELL_PX
        if height * CELL_PX < self._batch_px:
            return self._nothing()
        self._take(height - _BACKBONE_CELLS)
        return self._answer(self._gated() - REACH_CELLS, self._gated())

    def finish(self) -> Maps:
        height = self._pixels.shape[1] // CELL_PX
        if not self._features.shared.end:
            return self._network(self._pixels, Window(0, 0, self._width, height))
        self._take(height)
        return self._answer(self._features.shared.end, self._features.shared.end)

    def _take(self, end: int) -> None:
        """Features and statistics of the pixels at hand, up to a cell row of theirs, where they are new."""
        network = self._network
        for rows, found in zip(self._features, network.backbone(self._pixels)):
            rows.add(found[self._above : end])
        keep = end - _BACKBONE_CELLS
        self._pixels, self._above = self._pixels[:, keep * CELL_PX :].copy(), _BACKBONE_CELLS
        if network.config.attention:
            new = self._features.shared.rows(self._blocks.total.end * network.block)
            for rows, found in zip(self._blocks, numpy_attention.gather(network.work, new, network.block)):
                rows.add(found)

    def _gated(self) -> int:
        """The cell row up to which attention is known: the last block corner with a whole context around it."""
        if not self._network.config.attention:
            return self._features.shared.end
        blocks = self._blocks.total.end
        return (blocks - BLOCKS_PER_CONTEXT // 2) * self._network.block if blocks >= BLOCKS_PER_CONTEXT else 0

    def _answer(self, end: int, known: int) -> Maps:
        """Maps of the rows up to a cell row, from the features up to another."""
        if end <= self._answered:
            return self._nothing()
        network, begin = self._network, self._features.shared.begin
        context = None
        if network.config.attention:
            blocks = Blocks(*(rows.rows() for rows in self._blocks))
            above = self._blocks.total.begin * network.block - begin
            context = numpy_attention.around_corners(blocks, network.block, above)
        features = Features(*(rows.rows(begin, known) for rows in self._features))
        inner = Window(0, self._answered - begin, self._width, end - self._answered)
        maps = network.answer(features, context, inner)
        self._answered = end
        first = max(0, end - REACH_CELLS)
        for rows in self._features:
            rows.forget(first)
        for rows in self._blocks:
            # Two blocks above its corner a context begins; the corner itself may stand a block above a cell.
            rows.forget(max(0, first // network.block - BLOCKS_PER_CONTEXT))
        return maps

    def _nothing(self) -> Maps:
        config = self._network.config
        return Maps(
            np.empty((0, self._width), np.float32) if "hse" in config.tasks else None,
            np.empty((config.zones, 0, self._width), np.float32) if "lcz" in config.tasks else None,
        )


class _Rows:
    """Rows of an array: upper ones are dropped while others are added below, in one piece of memory."""

    def __init__(self, width: int, channels: int) -> None:
        self._array = np.empty((0, width, channels), np.float32)
        self.begin = self.end = 0

    def add(self, rows: np.ndarray) -> None:
        """More rows below."""
        count = self.end - self.begin
        if count + len(rows) > len(self._array):
            larger = np.empty((count + len(rows), *rows.shape[1:]), np.float32)
            larger[:count] = self._array[:count]
            self._array = larger
        self._array[count : count + len(rows)] = rows
        self.end += len(rows)

    def rows(self, first: Optional[int] = None, last: Optional[int] = None) -> np.ndarray:
        """Those from one to another; None for all at that end."""
        first, last = self.begin if first is None else first, self.end if last is None else last
        return self._array[first - self.begin : last - self.begin]

    def forget(self, first: int) -> None:
        """Drops the rows above one; the others move up."""
        gone, count = first - self.begin, self.end - self.begin
        for row in range(gone, count, gone) if gone > 0 else ():
            rows = self._array[row : min(row + gone, count)]
            self._array[row - gone : row - gone + len(rows)] = rows
        self.begin = max(first, self.begin)
