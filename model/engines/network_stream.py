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

from ..network.config import BLOCKS_PER_CONTEXT, CELL_PX, Maps
from .row_buffers import BlockBuffer, RowMemory, RowQueue, RowSpan
from .stream_backbone import Backbone
from .stream_layers import Array, StreamLayers
from .stream_tasks import SPATIAL_LAG, Task, Zones

# Rows of 20 m cells by which the maps come later than the spatial gate.
_MAPS_LAG = 12


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
        self._gathered = self._answered = 0

    def push(self, reflectance: Array) -> Maps:
        """The next rows of the window.

        Args:
            reflectance: (inputs, rows, width_px) float32, rows a multiple of `config.block_px`.

        Returns:
            Maps for the rows that are complete with them, possibly none: the first call's begin with the window's
            first row. settlement (h, W), zones (17, h, W); None for a task that the network lacks.
        """
        for pixels in self._backbone.pieces(reflectance):
            self._backbone.push(pixels)
            self._gather(None)
        return self._maps([self._answer(None) for _ in range(self._answered, self._ready())])

    def finish(self) -> Maps:
        """The rest of the maps: no more rows will come.

        Raises:
            ValueError: fewer rows came than attention's context has.
        """
        rows_px = self._backbone.pushed_px
        if rows_px < self._config.context_px:
            raise ValueError(f"a window has at least {self._config.context_px} rows, not {rows_px}")
        self._backbone.finish()
        height = self._backbone.height
        self._gather(height)
        below = -(-(SPATIAL_LAG + _MAPS_LAG) // self._rows)
        return self._maps([self._answer(height) for _ in range(self._answered, height // self._rows + below)])

    def _ready(self) -> int:
        """The row of blocks up to which all surrounding contexts are complete."""
        if not self._config.attention:
            return self._gathered
        return self._gathered - BLOCKS_PER_CONTEXT // 2 if self._gathered >= BLOCKS_PER_CONTEXT else 0

    def _gather(self, height: Optional[int]) -> None:
        """Run the backbone on its new pixels; gather the statistics of blocks now complete."""
        fine = self._backbone.next_fine()
        if "lcz" in self._config.tasks:
            member = self._layers.probabilities(self._layers.heads["20m"](fine.rows))
            self._members.add(RowSpan(fine.first, member), height)
        self._features.add(self._backbone.next_shared(), height)
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
        number, first = self._answered, self._answered * self._rows - SPATIAL_LAG
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
        """The maps of several parts, joined from top to bottom."""
        settlement = self._joined("hse", 1, [part.settlement for part in parts])
        zones = self._joined("lcz", self._config.zones, [part.zones for part in parts])
        return Maps(None if settlement is None else settlement[0], zones)

    def _joined(self, task: str, count: int, parts: list[Array]) -> Optional[Array]:
        """(count, rows, W) of a task's maps; None where the network lacks it."""
        if task not in self._tasks:
            return None
        nothing = self._layers.maps(0, self._width_px // CELL_PX, count)
        return self._layers.answer(self._layers.joined([nothing, *parts]))
