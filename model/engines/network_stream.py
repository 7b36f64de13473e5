# SPDX-License-Identifier: GPL-2.0-or-later
"""The network in PyTorch, computed row by row: nothing is computed twice, however tall the scene.

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

import torch
from torch import Tensor

from ..network.config import BLOCKS_PER_CONTEXT, CELL_PX, Maps
from .torch_layers import Attention, Layers, Pointwise, Separable, convolve, enlarge, halve, probabilities
from .torch_row_buffers import BlockBuffer, RowMemory, RowQueue, RowSpan, runs

# Pixels that go through the fine layers, and cells that are gated, at a time: few enough to stay near the processor,
# many enough that the calls do not count.
_PIXELS_AT_A_TIME = 65536
_CELLS_AT_A_TIME = 4096
# Rows of 20 m cells by which the spatial gate, and then the maps, come later than the channel gate.
_SPATIAL_LAG = 4
_MAPS_LAG = 12


class Backbone:
    """The layers that both tasks share; features come 6 cells of 20 m later than their pixels."""

    LAG_PX = 12

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._pixels = RowMemory(2)
        self._fine = [RowMemory(2) for _ in layers.fine] + [RowMemory(0)]
        self._shared = [RowMemory(2) for _ in layers.shared] + [RowMemory(0)]
        self.height: Optional[int] = None
        """Cells of the window, known at its end."""

    def new_rows(self, first: int, rows: int, width: int) -> Tensor:
        """Memory for an even number of new rows of normalised pixels (rows, width, bands)."""
        like = self._layers.first
        return self._pixels.new_rows(first, like, rows, width, like.shape[1])

    def push(self) -> tuple[RowSpan, RowSpan]:
        """Fine features (64 channels) and shared ones (256) that the new pixels complete."""
        layers = self._layers
        first, pixels = self._pixels.span
        rows = convolve(pixels, layers.first, layers.first_bias)
        span = RowSpan(first + 1, self._fine[0].new_rows(first + 1, rows, *rows.shape))
        torch.clamp_min(rows, 0, out=span.rows)
        self._blank(span, CELL_PX)
        for layer, source, sink in zip(layers.fine, self._fine, self._fine[1:]):
            span = self._blank(_through(layer, source, sink), CELL_PX)
        first, (height, width, channels) = span.first // CELL_PX, span.rows.shape
        new_rows = self._shared[0].new_rows(first, rows, height // CELL_PX, width // CELL_PX, 2 * channels)
        fine = RowSpan(first, halve(span.rows, new_rows))
        for layer, source, sink in zip(layers.shared, self._shared, self._shared[1:]):
            span = self._blank(_through(layer, source, sink), 1)
        return fine, span

    def _blank(self, span: RowSpan, rows_per_cell: int) -> RowSpan:
        return span.blanked(None if self.height is None else self.height * rows_per_cell)


def _through(layer: Separable, source: RowMemory, sink: RowMemory) -> RowSpan:
    first, rows = source.span
    out = sink.new_rows(first + 1, rows, len(rows) - 2, rows.shape[1], layer.channels)
    layer(rows, out)
    return RowSpan(first + 1, out)


class Gates:
    """The channel gates of one task: they belong to the corners of blocks, see `network.Attention`."""

    def __init__(self, attention: Attention, block: int, width: int) -> None:
        """For a window `width` cells wide, in blocks of `block` cells."""
        self._attention = attention
        self._rows: dict[int, Tensor] = {}
        like = attention.spatial
        contexts = width // block - BLOCKS_PER_CONTEXT + 1
        # Beyond the outermost corners the gates stay as there.
        place = (torch.arange(width, device=like.device) + 0.5) / block - BLOCKS_PER_CONTEXT / 2
        place = place.clamp(0, contexts - 1)
        self._left = place.long()
        self._right = (self._left + 1).clamp(max=contexts - 1)
        self._share = (place - self._left)[:, None].to(like.dtype)
        self._down = ((torch.arange(block, device=like.device) + 0.5) / block)[:, None, None].to(like.dtype)

    def gather(self, row: int, mean: Tensor, peak: Tensor) -> None:
        """Takes the statistics (contexts, C) of a row of contexts."""
        gates = self._attention.channel_gate(mean, peak)
        self._rows[row] = torch.lerp(gates[self._left], gates[self._right], self._share)

    def around(self, block: int, last: Optional[int]) -> tuple[Tensor, Tensor]:
        """Gates (W, C) at the corners above and below a row of blocks; forgets those further up."""
        pair = [max(0, row) if last is None else min(max(0, row), last) for row in (block - 2, block - 1)]
        self._rows = {row: gates for row, gates in self._rows.items() if row >= pair[0]}
        return self._rows[pair[0]], self._rows[pair[1]]

    def between(self, corners: tuple[Tensor, Tensor], rows: slice, out: Tensor) -> Tensor:
        """Gates of some rows of the block, (rows, W, C)."""
        return torch.lerp(corners[0], corners[1], self._down[rows], out=out)


class Task:
    """One task's attention; it leaves what the task's heads read."""

    def __init__(self, layers: Layers, task: str, width: int, head: Optional[Pointwise], keep_features: bool) -> None:
        """For a window `width` cells wide.

        Args:
            layers: of the network.
            task: "hse" or "lcz".
            width: of the window in cells.
            head: its product with the gated features is kept, for every cell.
            keep_features: whether the gated features themselves are wanted.
        """
        self._rows, self._width = layers.config.block_px // CELL_PX, width
        self._head, self._like = head, layers.first
        self._channels = layers.config.shared
        self._attention = layers.attention.get(task)
        self.gates = Gates(self._attention, self._rows, width) if self._attention else None
        self._summary, self._logits = RowMemory(_SPATIAL_LAG + 3), RowMemory(_SPATIAL_LAG)
        self._gated = RowMemory(_SPATIAL_LAG if keep_features else 0)

    def take(self, number: int, block: Optional[Tensor], last: Optional[int]) -> None:
        """Gate a row of blocks by its channels.

        Args:
            number: counted from the window's top.
            block: features (rows, W, C); None for the row below the window.
            last: the window's last row of contexts, where that is known.
        """
        first, size = number * self._rows, (self._rows, self._width)
        gated = self._gated.new_rows(first, self._like, *size, self._channels)
        summary = self._summary.new_rows(first, self._like, *size, 2)
        logits = self._logits.new_rows(first, self._like, *size, self._head.weight.shape[1]) if self._head else None
        if block is None:
            for rows in (gated, summary, *([] if logits is None else [logits])):
                rows.zero_()
            return
        corners = self.gates.around(number, last) if self.gates else None
        for rows in runs(self._rows, _CELLS_AT_A_TIME // self._width):
            x = gated[rows]
            if corners:
                self.gates.between(corners, rows, out=x).mul_(block[rows])
                torch.mean(x, dim=-1, out=summary[rows, :, 0])
                torch.amax(x, dim=-1, out=summary[rows, :, 1])
            else:
                x.copy_(block[rows])
            if logits is not None:
                self._head.linear(x, out=logits[rows])

    def gate(self) -> Tensor:
        """The spatial gate (rows, W, 1) of the cells that are ready: those 4 rows further up; 1 without attention."""
        if self._attention is None:
            return self._like.new_ones((self._rows, self._width, 1))
        return self._attention.spatial_gate(self._summary.head(self._rows + 6).rows)

    def logits(self, gate: Tensor) -> Tensor:
        """What the head answers for those cells when they are gated by `gate`, without its bias."""
        return self._logits.head(self._rows).rows * gate

    def features(self) -> Tensor:
        """The features (rows, W, C) of those cells, gated by their channels alone."""
        return self._gated.head(self._rows).rows


class Zones:
    """The LCZ heads at 40 and 80 m."""

    def __init__(self, layers: Layers, width: int) -> None:
        """For a window `width` cells wide."""
        self._layers, self._width = layers, width
        self._rows = layers.config.block_px // CELL_PX
        self._half, self._half_deep, self._quarter = RowMemory(3), RowMemory(0), RowMemory(2)
        self._members = {"40m": RowMemory(7), "80m": RowMemory(1), "80m_both": RowMemory(2)}

    def push(self, first: int, features: Tensor, gate: Tensor, height: Optional[int]) -> Tensor:
        """The sum of the three heads' probabilities, (rows, W, 17), 12 rows further up.

        Args:
            first: which cell row of the window the first one is.
            features: (rows, W, C).
            gate: (rows, W, 1), applied to them.
            height: cell rows of the window, where that is known.
        """
        heads, channels, rows = self._layers.heads, features.shape[-1], self._rows
        half = self._half.new_rows(first // 2, features, rows // 2, self._width // 2, 2 * channels)
        for run in runs(rows, max(2, _CELLS_AT_A_TIME // self._width // 2 * 2)):
            halve(features[run] * gate[run], out=half[run.start // 2 : run.stop // 2])
        fine = self._member("40m", first // 2, probabilities(heads["40m"](half)), height and height // 2)
        # The 40 m layer answers two rows late, so that its rows pair up.
        deep = self._half_deep.new_rows(first // 2 - 2, half, *half.shape)
        self._layers.zones_40m(self._half.head(rows // 2 + 2).rows, deep)
        RowSpan(first // 2 - 2, deep).blanked(height and height // 2)
        start = first // 4 - 1
        quarter = self._quarter.new_rows(start, half, rows // 4, self._width // 4, 4 * channels)
        halve(deep, out=quarter)
        coarse = self._member("80m", start, probabilities(heads["80m"](quarter)), None)[: rows // 4]
        deeper = torch.empty_like(quarter)
        self._layers.zones_80m(self._quarter.span.rows, deeper)
        both = coarse + probabilities(heads["80m_deep"](deeper))
        both = self._member("80m_both", start - 1, both, height and height // 4)
        return enlarge(fine[: rows // 2 + 2], 2) + enlarge(both, 4)

    def _member(self, name: str, first: int, rows: Tensor, height: Optional[int]) -> Tensor:
        memory = self._members[name]
        memory.new_rows(first, rows, *rows.shape).copy_(rows)
        return memory.span.extended(height).rows


class NetworkStream:
    """Rows of one window of a scene in, rows of its maps out, as tensors."""

    def __init__(self, layers: Layers, width_px: int) -> None:
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
        self._backbone = Backbone(layers)
        self._features, self._members = BlockBuffer(self._rows), RowQueue()
        width = width_px // CELL_PX
        prior = layers.heads["prior"] if config.prior else None
        self._tasks = {}
        if "hse" in config.tasks:
            self._tasks["hse"] = Task(layers, "hse", width, layers.settlement, keep_features=False)
        if "lcz" in config.tasks:
            self._tasks["lcz"] = Task(layers, "lcz", width, prior, keep_features=True)
            self._zones = Zones(layers, width)
        self._settlement, self._prior = RowMemory(_MAPS_LAG), RowMemory(_MAPS_LAG)
        self._statistics: deque[tuple[Tensor, Tensor]] = deque(maxlen=BLOCKS_PER_CONTEXT)
        self._pushed_px = self._gathered = self._answered = 0

    def push(self, reflectance: Tensor) -> Maps:
        """The next rows of the window.

        Args:
            reflectance: (bands, rows, width_px) float32, rows a multiple of `config.block_px`.

        Returns:
            Maps of tensors for the rows that are complete with them, possibly none: the first call's begin with the
            window's first row. settlement (h, W), zones (17, h, W); None for a task that the network lacks.
        """
        mean, std = self._layers.mean, self._layers.std
        for rows in runs(reflectance.shape[1], max(2, _PIXELS_AT_A_TIME // self._width_px // 2 * 2)):
            pixels = reflectance[:, rows].to(self._layers.device, non_blocking=True).permute(1, 2, 0)
            new_rows = self._backbone.new_rows(self._pushed_px, len(pixels), self._width_px)
            new_rows.copy_((pixels - mean) / std)
            self._pushed_px += len(pixels)
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
        self._backbone.new_rows(self._pushed_px, Backbone.LAG_PX, self._width_px).zero_()
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
            member = probabilities(self._layers.heads["20m"](fine.rows))
            self._members.add(RowSpan(fine.first, member), height)
        self._features.add(shared, height)
        while self._gathered < self._features.complete:
            if self._config.attention:
                self._merge(self._features[self._gathered])
            self._gathered += 1

    def _merge(self, block: Tensor) -> None:
        """Statistics of a row of blocks; with those of the three above they make a row of contexts."""
        rows, width, channels = block.shape
        total, peak = block.sum(dim=0, dtype=torch.float32), block.amax(dim=0)
        total = total.view(width // rows, rows, channels).sum(dim=1)
        self._statistics.append((total, peak.view(width // rows, rows, channels).amax(dim=1)))
        if len(self._statistics) == BLOCKS_PER_CONTEXT:
            totals, peaks = (torch.stack(rows).unfold(1, BLOCKS_PER_CONTEXT, 1) for rows in zip(*self._statistics))
            mean = (totals.sum(dim=(0, 3)) / (BLOCKS_PER_CONTEXT * rows) ** 2).to(block.dtype)
            for task in self._tasks.values():
                task.gates.gather(self._gathered + 1 - BLOCKS_PER_CONTEXT, mean, peaks.amax(dim=(0, 3)))

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
            settlement = torch.sigmoid((hse.logits(hse.gate()) + self._layers.settlement.bias).float())
            late = RowSpan(first - _MAPS_LAG, self._late(self._settlement, first, settlement))
            maps = maps._replace(settlement=late.inside(height).rows[..., 0].clone())
        if "lcz" in self._tasks:
            maps = maps._replace(zones=self._zones_of(first, settlement, height))
        return maps

    def _zones_of(self, first: int, settlement: Optional[Tensor], height: Optional[int]) -> Tensor:
        """(17, rows, W): the mean of the heads' probabilities."""
        lcz = self._tasks["lcz"]
        gate = lcz.gate()
        total = self._zones.push(first, lcz.features(), gate, height)
        if self._config.prior:
            logits = lcz.logits(gate * settlement.to(gate.dtype)) + self._layers.heads["prior"].bias
            total = total + self._late(self._prior, first, probabilities(logits))
        total = RowSpan(first - _MAPS_LAG, total).inside(height).rows
        total = total + self._members.take(len(total))
        return (total / len(self._layers.heads)).permute(2, 0, 1)

    def _late(self, memory: RowMemory, first: int, rows: Tensor) -> Tensor:
        """The rows that are due with the maps."""
        memory.new_rows(first, rows, *rows.shape).copy_(rows)
        return memory.head(len(rows)).rows

    def _maps(self, parts: list[Maps]) -> Maps:
        width, zones = self._width_px // CELL_PX, self._config.zones
        nothing = Maps(
            torch.empty((0, width)) if "hse" in self._tasks else None,
            torch.empty((zones, 0, width)) if "lcz" in self._tasks else None,
        )
        return Maps(
            *(
                None if empty is None else torch.cat([empty.to(self._layers.device), *rows], dim=-2)
                for empty, *rows in zip(nothing, *parts)
            )
        )
