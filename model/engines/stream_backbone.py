# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers that both tasks share, on rows that come from top to bottom; see `network_stream`."""

from __future__ import annotations

from typing import Optional

from ..network.config import CELL_PX
from .row_buffers import RowMemory, RowSpan, runs
from .stream_layers import Array, Layer, StreamLayers


class Backbone:
    """The layers that both tasks share; features come 6 cells of 20 m later than their pixels."""

    LAG_PX = 12

    def __init__(self, layers: StreamLayers, width_px: int) -> None:
        """Start above the first row of a window `width_px` wide, an even number."""
        self._layers, self._width_px = layers, width_px
        make = layers.bordered
        self._pixels = RowMemory(make, 2)
        self._fine = [RowMemory(make, 2) for _ in layers.fine] + [RowMemory(make, 0)]
        self._shared = [RowMemory(make, 2) for _ in layers.shared] + [RowMemory(make, 0)]
        self.pushed_px = 0
        """How many rows of pixels have come."""
        self.height: Optional[int] = None
        """Cells of the window, known at its end."""

    def pieces(self, reflectance: Array) -> list[Array]:
        """Rows of pixels (inputs, rows, width) in runs of so few as `push` should take at a time."""
        at_a_time = max(CELL_PX, self._layers.pixels_at_a_time // self._width_px // CELL_PX * CELL_PX)
        return [reflectance[:, rows] for rows in runs(reflectance.shape[1], at_a_time)]

    def push(self, reflectance: Array) -> None:
        """Takes rows of pixels.

        Args:
            reflectance: (inputs, rows, width), an even number of rows.

        Raises:
            ValueError: it has another shape.
        """
        wanted, (inputs, rows, width) = self._layers.config.inputs, reflectance.shape
        if (inputs, rows % CELL_PX, width) != (wanted, 0, self._width_px):
            raise ValueError(f"expected ({wanted}, 2i, {self._width_px}) pixels, found {tuple(reflectance.shape)}")
        self._layers.normalise(reflectance, self._new_rows(rows))
        self.pushed_px += rows

    def finish(self) -> None:
        """No more rows will come: below the window's last one are zeros."""
        self.height = self.pushed_px // CELL_PX
        self._new_rows(self.LAG_PX)[...] = 0

    def _new_rows(self, rows: int) -> Array:
        """Memory for rows of normalised pixels (rows, width, inputs)."""
        inputs = self._layers.config.inputs
        return self._layers.inside(self._pixels.new_rows(self.pushed_px, rows, self._width_px, inputs))

    def next_fine(self) -> RowSpan:
        """The features of 20 m cells (64 channels), pooled from 10 m, that the new pixels complete."""
        layers, width = self._layers, self._width_px
        first, pixels = self._pixels.span
        rows = self._fine[0].new_rows(first + 1, len(pixels) - 2, width, layers.first.channels)
        layers.first(pixels, rows)
        span = self._blank(RowSpan(first + 1, rows), CELL_PX)
        for layer, source, sink in zip(layers.fine, self._fine, self._fine[1:]):
            span = self._blank(_through(layer, source, sink, width), CELL_PX)
        first, count = span.first // CELL_PX, len(span.rows) // CELL_PX
        fine = self._shared[0].new_rows(first, count, width // CELL_PX, 2 * layers.fine[-1].channels)
        layers.halve(layers.inside(span.rows), layers.inside(fine))
        return RowSpan(first, layers.inside(fine))

    def next_shared(self) -> RowSpan:
        """The features that both tasks read (256 channels), those that the new fine ones complete."""
        for layer, source, sink in zip(self._layers.shared, self._shared, self._shared[1:]):
            span = self._blank(_through(layer, source, sink, self._width_px // CELL_PX), 1)
        return RowSpan(span.first, self._layers.inside(span.rows))

    def _blank(self, span: RowSpan, rows_per_cell: int) -> RowSpan:
        return span.blanked(None if self.height is None else self.height * rows_per_cell)


def _through(layer: Layer, source: RowMemory, sink: RowMemory, width: int) -> RowSpan:
    first, rows = source.span
    out = sink.new_rows(first + 1, len(rows) - 2, width, layer.channels)
    layer(rows, out)
    return RowSpan(first + 1, out)
