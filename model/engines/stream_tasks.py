# SPDX-License-Identifier: GPL-2.0-or-later
"""What follows for each task: its attention and its heads, on rows of features; see `network_stream`."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ..network.config import BLOCKS_PER_CONTEXT, CELL_PX
from .row_buffers import RowMemory, RowSpan
from .stream_layers import Array, Head, StreamLayers

# Rows of 20 m cells by which the spatial gate comes later than the channel gate.
SPATIAL_LAG = 4
# Of the probabilities at 40 and 80 m: how many rows are needed again, and how many cells of 20 m one is wide.
_MEMBER_ROWS = {"40m": 7, "80m": 1, "80m_both": 2}
_CELLS_ACROSS = {"40m": 2, "80m": 4, "80m_both": 4}


class Gates:
    """The channel gates of one task: they belong to the corners of blocks, see `network.Attention`."""

    def __init__(self, layers: StreamLayers, task: str, width: int) -> None:
        """Prepare for a window `width` cells wide."""
        self._layers, self._task = layers, task
        self._rows: dict[int, Array] = {}
        block = layers.config.block_px // CELL_PX
        contexts = width // block - BLOCKS_PER_CONTEXT + 1
        # Beyond the outermost corners the gates stay as there.
        place = ((np.arange(width) + 0.5) / block - BLOCKS_PER_CONTEXT / 2).clip(0, contexts - 1)
        left = place.astype(np.int64)
        self._columns = layers.columns(left, (left + 1).clip(max=contexts - 1), (place - left).astype(np.float32))

    def gather(self, row: int, mean: Array, peak: Array) -> None:
        """Takes the statistics (contexts, C) of a row of contexts."""
        self._rows[row] = self._layers.channel_gates(self._task, mean, peak, self._columns)

    def around(self, block: int, last: Optional[int]) -> tuple[Array, Array]:
        """Gates (W, C) at the corners above and below a row of blocks; forgets those further up."""
        pair = [max(0, row) if last is None else min(max(0, row), last) for row in (block - 2, block - 1)]
        self._rows = {row: gates for row, gates in self._rows.items() if row >= pair[0]}
        return self._rows[pair[0]], self._rows[pair[1]]


class Task:
    """Attention of one task; keeps the gated features and products that the task's heads read."""

    def __init__(self, layers: StreamLayers, task: str, width: int, head: Optional[Head], keep_features: bool) -> None:
        """Prepare for a window `width` cells wide.

        Args:
            layers: of the network.
            task: "hse" or "lcz".
            width: of the window in cells.
            head: its product with the gated features is kept, for every cell.
            keep_features: whether the gated features themselves are wanted.
        """
        self._layers, self._task, self._head = layers, task, head
        self._rows, self._width = layers.config.block_px // CELL_PX, width
        self._channels = layers.config.shared
        self.gates = Gates(layers, task, width) if layers.config.attention else None
        self._summary = RowMemory(layers.activations, SPATIAL_LAG + 3)
        self._logits = RowMemory(layers.activations, SPATIAL_LAG)
        self._gated = RowMemory(layers.features, SPATIAL_LAG if keep_features else 0)

    def take(self, number: int, block: Optional[Array], last: Optional[int]) -> None:
        """Gate a row of blocks by its channels.

        Args:
            number: counted from the window's top.
            block: features (rows, W, C); None for the row below the window.
            last: the window's last row of contexts, where that is known.
        """
        first, size = number * self._rows, (self._rows, self._width)
        gated = self._gated.new_rows(first, *size, self._channels)
        summary = self._summary.new_rows(first, *size, 2)
        logits = None if self._head is None else self._logits.new_rows(first, *size, self._head.count)
        if block is None:
            for rows in (gated, summary, *([] if logits is None else [logits])):
                rows[...] = 0
            return
        corners = None if self.gates is None else self.gates.around(number, last)
        self._layers.gate_channels(block, corners, gated, summary, self._head, logits)

    def gate(self) -> Array:
        """The spatial gate, maps of one number, of the cells that are ready: those 4 rows further up; 1 without it."""
        if self.gates is None:
            gate = self._layers.activations(self._rows, self._width, 1)
            gate[...] = 1
            return gate
        return self._layers.spatial_gate(self._task, self._summary.head(self._rows + 6).rows)

    def logits(self, gate: Array) -> Array:
        """Output of the head for those cells when they are gated by `gate`, without its bias."""
        return self._logits.head(self._rows).rows * gate

    def features(self) -> Array:
        """The features (rows, W, C) of those cells, gated by their channels alone."""
        return self._gated.head(self._rows).rows


class Zones:
    """The LCZ heads at 40 and 80 m."""

    def __init__(self, layers: StreamLayers, width: int) -> None:
        """Prepare for a window `width` cells wide."""
        self._layers, self._width = layers, width
        self._rows = layers.config.block_px // CELL_PX
        make = layers.bordered
        self._half, self._half_deep = RowMemory(make, 3), RowMemory(make, 0)
        self._quarter, self._quarter_deep = RowMemory(make, 2), RowMemory(make, 0)
        self._members = {name: RowMemory(layers.maps, keep) for name, keep in _MEMBER_ROWS.items()}

    def push(self, first: int, features: Array, gate: Array, height: Optional[int]) -> Array:
        """The sum of the three heads' probabilities, maps of `rows` rows, 12 rows further up.

        Args:
            first: which cell row of the window the first one is.
            features: (rows, W, C).
            gate: maps of one number, applied to them.
            height: cell rows of the window, where that is known.
        """
        layers, rows = self._layers, self._rows
        size, channels = (rows // 2, self._width // 2), 2 * features.shape[-1]
        half = self._half.new_rows(first // 2, *size, channels)
        layers.halve(features, layers.inside(half), gate)
        fine = self._member("40m", first // 2, half, height and height // 2)
        # The 40 m layer answers two rows late, so that its rows pair up.
        deep = self._half_deep.new_rows(first // 2 - 2, *size, channels)
        layers.zones_40m(self._half.head(rows // 2 + 2).rows, deep)
        RowSpan(first // 2 - 2, deep).blanked(height and height // 2)
        start, size, channels = first // 4 - 1, (rows // 4, self._width // 4), 2 * channels
        quarter = self._quarter.new_rows(start, *size, channels)
        layers.halve(layers.inside(deep), layers.inside(quarter))
        coarse = self._member("80m", start, quarter, None)[: rows // 4]
        deeper = self._quarter_deep.new_rows(start - 1, *size, channels)
        layers.zones_80m(self._quarter.span.rows, deeper)
        both = coarse + self._probabilities("80m_deep", deeper)
        both = self._kept("80m_both", start - 1, both, height and height // 4)
        return layers.enlarge(fine[: rows // 2 + 2], 2) + layers.enlarge(both, 4)

    def _probabilities(self, head: str, features: Array) -> Array:
        return self._layers.probabilities(self._layers.heads[head](self._layers.inside(features)))

    def _member(self, head: str, first: int, features: Array, height: Optional[int]) -> Array:
        """Probabilities by a head, below those of the rows before."""
        return self._kept(head, first, self._probabilities(head, features), height)

    def _kept(self, name: str, first: int, rows: Array, height: Optional[int]) -> Array:
        memory, columns = self._members[name], self._width // _CELLS_ACROSS[name]
        memory.new_rows(first, len(rows), columns, self._layers.config.zones)[...] = rows
        return memory.span.extended(height).rows
