# SPDX-License-Identifier: GPL-2.0-or-later
"""The network computed row by row, in any library: nothing is computed twice, however tall the scene.

A window of a scene goes in from top to bottom, a few rows at a time; the maps come out some rows later. Every layer
keeps the last rows of its input that its next output needs, and attention waits for the blocks below. What comes out
is what `Network.forward` answers for the whole window, in a fraction of the memory and without overlapping tiles.

Rows are counted from the window's first one, at the resolution of the layer; a layer that needs rows below answers
rows further up, so that the first rows it answers lie above the window and are dropped, and rows below the window
follow at the end. Both hold zeros, as the padding of a convolution does.
"""

from __future__ import annotations

from collections import deque
from typing import Optional

import numpy as np

from ..network.config import BLOCKS_PER_CONTEXT, CELL_PX, Maps
from .row_buffers import BlockBuffer, RowMemory, RowQueue, RowSpan, runs
from .stream_layers import Array, Head, Layer, StreamLayers

# Rows of 20 m cells by which the spatial gate, and then the maps, come later than the channel gate.
_SPATIAL_LAG = 4
_MAPS_LAG = 12
# Of the probabilities at 40 and 80 m: how many rows are needed again, and how many cells of 20 m one is wide.
_MEMBER_ROWS = {"40m": 7, "80m": 1, "80m_both": 2}
_CELLS_ACROSS = {"40m": 2, "80m": 4, "80m_both": 4}


class Backbone:
    """The layers that both tasks share; features come 6 cells of 20 m later than their pixels."""

    LAG_PX = 12

    def __init__(self, layers: StreamLayers, width_px: int) -> None:
        self._layers, self._width_px = layers, width_px
        make = layers.bordered
        self._pixels = RowMemory(make, 2)
        self._fine = [RowMemory(make, 2) for _ in layers.fine] + [RowMemory(make, 0)]
        self._shared = [RowMemory(make, 2) for _ in layers.shared] + [RowMemory(make, 0)]
        self.height: Optional[int] = None
        """Cells of the window, known at its end."""

    def new_rows(self, first: int, rows: int) -> Array:
        """Memory for an even number of new rows of normalised pixels (rows, width, inputs)."""
        return self._layers.inside(self._pixels.new_rows(first, rows, self._width_px, self._layers.config.inputs))

    def push(self) -> tuple[RowSpan, RowSpan]:
        """Fine features (64 channels) and shared ones (256) that the new pixels complete."""
        layers, width = self._layers, self._width_px
        first, pixels = self._pixels.span
        rows = self._fine[0].new_rows(first + 1, len(pixels) - 2, width, layers.first.channels)
        layers.first(pixels, rows)
        span = self._blank(RowSpan(first + 1, rows), CELL_PX)
        for layer, source, sink in zip(layers.fine, self._fine, self._fine[1:]):
            span = self._blank(_through(layer, source, sink, width), CELL_PX)
        first, count, width = span.first // CELL_PX, len(span.rows) // CELL_PX, width // CELL_PX
        fine = self._shared[0].new_rows(first, count, width, 2 * layers.fine[-1].channels)
        layers.halve(layers.inside(span.rows), layers.inside(fine))
        span = fine_span = RowSpan(first, fine)
        for layer, source, sink in zip(layers.shared, self._shared, self._shared[1:]):
            span = self._blank(_through(layer, source, sink, width), 1)
        return RowSpan(first, layers.inside(fine_span.rows)), RowSpan(span.first, layers.inside(span.rows))

    def _blank(self, span: RowSpan, rows_per_cell: int) -> RowSpan:
        return span.blanked(None if self.height is None else self.height * rows_per_cell)


def _through(layer: Layer, source: RowMemory, sink: RowMemory, width: int) -> RowSpan:
    first, rows = source.span
    out = sink.new_rows(first + 1, len(rows) - 2, width, layer.channels)
    layer(rows, out)
    return RowSpan(first + 1, out)


class Gates:
    """The channel gates of one task: they belong to the corners of blocks, see `network.Attention`."""

    def __init__(self, layers: StreamLayers, task: str, width: int) -> None:
        """For a window `width` cells wide."""
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
    """One task's attention; it leaves what the task's heads read."""

    def __init__(self, layers: StreamLayers, task: str, width: int, head: Optional[Head], keep_features: bool) -> None:
        """For a window `width` cells wide.

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
        self._summary = RowMemory(layers.activations, _SPATIAL_LAG + 3)
        self._logits = RowMemory(layers.activations, _SPATIAL_LAG)
        self._gated = RowMemory(layers.features, _SPATIAL_LAG if keep_features else 0)

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
        """What the head answers for those cells when they are gated by `gate`, without its bias."""
        return self._logits.head(self._rows).rows * gate

    def features(self) -> Array:
        """The features (rows, W, C) of those cells, gated by their channels alone."""
        return self._gated.head(self._rows).rows


class Zones:
    """The LCZ heads at 40 and 80 m."""

    def __init__(self, layers: StreamLayers, width: int) -> None:
        """For a window `width` cells wide."""
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


class NetworkStream:
    """Rows of one window of a scene in, rows of its maps out, as arrays of the library."""

    def __init__(self, layers: StreamLayers, width_px: int) -> None:
        """Start above the first row.

        Args:
            layers: of the network.
            width_px: of the window: a multiple of `config.block_px`, at least `config.context_px`.

        Raises:
            ValueError: the width is neither.
        """
        config = layers.config
        if width_px % config.block_px or width_px < config.context_px:
            raise ValueError(
                f"a window is a multiple of {config.block_px} and at least {config.context_px} pixels, not {width_px}"
            )
        self._layers, self._config = layers, config
        self._width_px, self._rows = width_px, config.block_px // CELL_PX
        self._backbone = Backbone(layers, width_px)
        self._features, self._members = BlockBuffer(layers.features, self._rows), RowQueue(layers.joined)
        width = width_px // CELL_PX
        prior = layers.heads["prior"] if config.prior else None
        self._tasks = {}
        if "hse" in config.tasks:
            self._tasks["hse"] = Task(layers, "hse", width, layers.settlement, keep_features=False)
        if "lcz" in config.tasks:
            self._tasks["lcz"] = Task(layers, "lcz", width, prior, keep_features=True)
            self._zones = Zones(layers, width)
        self._settlement, self._prior = RowMemory(layers.maps, _MAPS_LAG), RowMemory(layers.maps, _MAPS_LAG)
        self._statistics: deque[tuple[Array, Array]] = deque(maxlen=BLOCKS_PER_CONTEXT)
        self._pushed_px = self._gathered = self._answered = 0

    def push(self, reflectance: Array) -> Maps:
        """The next rows of the window.

        Args:
            reflectance: (inputs, rows, width_px) float32, rows a multiple of `config.block_px`.

        Returns:
            Maps for the rows that are complete with them, possibly none: the first call's begin with the window's
            first row. settlement (h, W), zones (17, h, W); None for a task that the network lacks.
        """
        at_a_time = max(2, self._layers.pixels_at_a_time // self._width_px // 2 * 2)
        for rows in runs(reflectance.shape[1], at_a_time):
            pixels = reflectance[:, rows]
            self._layers.normalise(pixels, self._backbone.new_rows(self._pushed_px, pixels.shape[1]))
            self._pushed_px += pixels.shape[1]
            self._gather(None)
        return self._maps([self._answer(None) for _ in range(self._answered, self._ready())])

    def finish(self) -> Maps:
        """The rest of the maps: no more rows will come.

        Raises:
            ValueError: fewer rows came than attention's context has.
        """
        height = self._backbone.height = self._pushed_px // CELL_PX
        if self._pushed_px < self._config.context_px:
            raise ValueError(f"a window has at least {self._config.context_px} rows, not {self._pushed_px}")
        self._backbone.new_rows(self._pushed_px, Backbone.LAG_PX)[...] = 0
        self._gather(height)
        below = -(-(_SPATIAL_LAG + _MAPS_LAG) // self._rows)
        return self._maps([self._answer(height) for _ in range(self._answered, height // self._rows + below)])

    def _ready(self) -> int:
        """Up to which row of blocks the contexts around are complete."""
        if not self._config.attention:
            return self._gathered
        return self._gathered - BLOCKS_PER_CONTEXT // 2 if self._gathered >= BLOCKS_PER_CONTEXT else 0

    def _gather(self, height: Optional[int]) -> None:
        """Run the backbone on its new pixels; gather the statistics of blocks now complete."""
        fine, shared = self._backbone.push()
        if "lcz" in self._config.tasks:
            member = self._layers.probabilities(self._layers.heads["20m"](fine.rows))
            self._members.add(RowSpan(fine.first, member), height)
        self._features.add(shared, height)
        while self._gathered < self._features.complete:
            if self._config.attention:
                self._merge(self._features[self._gathered])
            self._gathered += 1

    def _merge(self, block: Array) -> None:
        """Statistics of a row of blocks; with those of the three above they make a row of contexts."""
        self._statistics.append(self._layers.statistics(block))
        if len(self._statistics) == BLOCKS_PER_CONTEXT:
            mean, peak = self._layers.contexts(self._statistics, (BLOCKS_PER_CONTEXT * self._rows) ** 2)
            for task in self._tasks.values():
                task.gates.gather(self._gathered + 1 - BLOCKS_PER_CONTEXT, mean, peak)

    def _answer(self, height: Optional[int]) -> Maps:
        """Take the next row of blocks; gives as many rows of the maps, those due with it, less what is outside."""
        number, first = self._answered, self._answered * self._rows - _SPATIAL_LAG
        self._answered += 1
        inside = height is None or number < height // self._rows
        last = None if height is None else height // self._rows - BLOCKS_PER_CONTEXT
        for task in self._tasks.values():
            task.take(number, self._features[number] if inside else None, last)
        self._features.forget(number)
        settlement, maps = None, Maps(None, None)
        if "hse" in self._tasks:
            hse = self._tasks["hse"]
            settlement = self._layers.sigmoid(hse.logits(hse.gate()) + self._layers.settlement.bias)
            late = RowSpan(first - _MAPS_LAG, self._late(self._settlement, first, settlement, 1))
            maps = maps._replace(settlement=self._layers.joined([late.inside(height).rows]))
        if "lcz" in self._tasks:
            maps = maps._replace(zones=self._zones_of(first, settlement, height))
        return maps

    def _zones_of(self, first: int, settlement: Optional[Array], height: Optional[int]) -> Array:
        """Maps of 17 numbers: the mean of the heads' probabilities."""
        layers, lcz = self._layers, self._tasks["lcz"]
        gate = lcz.gate()
        total = self._zones.push(first, lcz.features(), gate, height)
        if self._config.prior:
            logits = lcz.logits(gate * layers.as_activations(settlement)) + layers.heads["prior"].bias
            total = total + self._late(self._prior, first, layers.probabilities(logits), self._config.zones)
        total = RowSpan(first - _MAPS_LAG, total).inside(height).rows
        total = total + self._members.take(len(total))
        return total / len(layers.heads)

    def _late(self, memory: RowMemory, first: int, rows: Array, count: int) -> Array:
        """The rows that are due with the maps, of `count` numbers for each cell."""
        memory.new_rows(first, len(rows), self._width_px // CELL_PX, count)[...] = rows
        return memory.head(len(rows)).rows

    def _maps(self, parts: list[Maps]) -> Maps:
        """All parts, one below the other."""
        settlement = self._joined("hse", 1, [part.settlement for part in parts])
        zones = self._joined("lcz", self._config.zones, [part.zones for part in parts])
        return Maps(None if settlement is None else settlement[0], zones)

    def _joined(self, task: str, count: int, parts: list[Array]) -> Optional[Array]:
        """(count, rows, W) of a task's maps; None where the network lacks it."""
        if task not in self._tasks:
            return None
        nothing = self._layers.maps(0, self._width_px // CELL_PX, count)
        return self._layers.answer(self._layers.joined([nothing, *parts]))
