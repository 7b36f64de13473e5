# SPDX-License-Identifier: GPL-2.0-or-later
"""The network's layers in NumPy on runs of rows; `network_stream` puts them together.

Features that a layer with a 3x3 kernel reads have a border of one zero column on either side. Row after row they are
one run of cells, in which a cell's neighbours lie at fixed distances, border or not: each layer works through the whole
run, writes its matrix products straight where the next layer reads, and sets the border to zero again.

Maps are (rows, numbers, columns): NumPy is slow along a short last axis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..network.band_groups import joined_branches
from ..network.batchnorm_folding import fold_batchnorm
from ..network.config import BLOCKS_PER_CONTEXT, NetworkConfig
from . import numpy_layers
from .numpy_layers import Workspace
from .stream_layers import Head, StreamLayers

_PIXELS_AT_A_TIME = 65536
# Values in a run of the depthwise convolution, whose nine rows of weights then fit the second cache.
_RUN = 4096


class BorderedSeparable:
    """Depthwise 3x3, pointwise 1x1 with the batch normalisation folded into it, ReLU, on bordered features."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str) -> None:
        weight, bias = fold_batchnorm(arrays, f"{name}.1", f"{name}.2")
        taps = np.moveaxis(arrays[f"{name}.0.weight"][:, 0], 0, -1).astype(np.float32)  # (3, 3, in)
        self._work, self.channels = work, bias.size
        self._at_once = max(1, _RUN // taps.shape[-1])
        self._taps = np.tile(taps, self._at_once)
        self._matrix = np.ascontiguousarray(weight[..., 0, 0].T, np.float32)  # (in, out)
        self._bias = Bias(bias)

    def __call__(self, x: np.ndarray, out: np.ndarray) -> None:
        """Fills (H, W + 2, out) from (H + 2, W + 2, in)."""
        wide, channels = x.shape[1:]

        def group(first: int, last: int) -> None:
            count = (last - first) * wide - 2  # all but the first and the last border cell
            sums = self._work.scratch("taken", count, channels)
            whole = count - count % self._at_once
            self._depthwise(x, first * wide, sums[:whole], self._at_once)
            if whole < count:
                self._depthwise(x, first * wide + whole, sums[whole:], count - whole)
            self._finish(sums, out[first:last], count)

        self._work.row_groups(len(out), wide * max(channels, self.channels), group)

    def _finish(self, sums: np.ndarray, rows: np.ndarray, count: int) -> None:
        """The pointwise convolution of a run of cells into bordered rows."""
        cells = rows.reshape(-1, self.channels)[1 : 1 + count]
        self._work.multiply(sums, self._matrix, cells)
        self._bias.add_with_relu(cells)
        rows[:, 0] = rows[:, -1] = 0

    def _depthwise(self, x: np.ndarray, first: int, sums: np.ndarray, at_once: int) -> None:
        """Sums over the neighbourhoods whose upper left cells are a run of cells, from cell `first` of `x` on."""
        if not len(sums):
            return
        wide, channels = x.shape[1:]
        cell = x.strides[1]
        neighbours = as_strided(  # (3, 3, runs, values in a run)
            x.reshape(-1, channels)[first:],
            (3, 3, len(sums) // at_once, at_once * channels),
            (wide * cell, cell, at_once * cell, x.strides[2]),
            writeable=False,
        )
        taps = self._taps[..., : at_once * channels]
        np.einsum("yxrv,yxv->rv", neighbours, taps, out=sums.reshape(-1, at_once * channels))


class Bias:
    """What is added to the channels of a run of cells before the ReLU."""

    def __init__(self, bias: np.ndarray) -> None:
        self._at_once = max(1, _RUN // bias.size)
        self._tiled = np.tile(bias.astype(np.float32), self._at_once)
        self._less = -self._tiled

    def add_with_relu(self, cells: np.ndarray) -> None:
        """In place, (cells, channels)."""
        channels, whole = cells.shape[1], len(cells) - len(cells) % self._at_once
        for part, size in ((cells[:whole], self._tiled.size), (cells[whole:], (len(cells) - whole) * channels)):
            if len(part):
                runs = part.reshape(-1, size)
                # max(x + b, 0) as max(x, -b) + b: NumPy is three times faster with two arrays than with an array and
                # a number.
                np.maximum(runs, self._less[:size], out=runs)
                np.add(runs, self._tiled[:size], out=runs)


class MapHead:
    """A 1x1 convolution that gives maps."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str) -> None:
        self._work = work
        self._matrix, self.bias = numpy_layers.head(arrays, name)

    @property
    def count(self) -> int:
        """Of its outputs."""
        return len(self._matrix)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        out = np.empty((len(x), self.count, x.shape[1]), np.float32)
        self._work.row_groups(len(x), x.shape[1] * x.shape[2], lambda first, last: self._rows(x, out, first, last))
        out += self.bias
        return out

    def linear(self, x: np.ndarray, out: np.ndarray) -> None:
        """The same without the bias, on one thread."""
        self._rows(x, out, 0, len(x))

    def _rows(self, x: np.ndarray, out: np.ndarray, first: int, last: int) -> None:
        for row in range(first, last):
            self._work.multiply(self._matrix, x[row].T, out[row])


class Columns(NamedTuple):
    """Where columns of cells lie between contexts, see `StreamLayers.columns`."""

    left: np.ndarray
    right: np.ndarray
    share: np.ndarray
    """(columns, 1)"""


class NumpyLayers(StreamLayers):
    """The weights of a network, folded."""

    def __init__(self, work: Workspace, config: NetworkConfig, arrays: Mapping[str, np.ndarray]) -> None:
        """Fold.

        Args:
            work: threads, and memory that is used again.
            config: which variant.
            arrays: those of `config.arrays`.
        """
        self.config, self._work = config, work
        arrays = joined_branches(config, arrays)

        def separable(name: str) -> BorderedSeparable:
            return BorderedSeparable(work, arrays, name)

        weight, bias = fold_batchnorm(arrays, "backbone_10m.0", "backbone_10m.1")  # (out, bands, 3, 3)
        self._first = np.ascontiguousarray(weight.transpose(2, 3, 1, 0).reshape(-1, bias.size), np.float32)
        self._first_bias = Bias(bias)
        self._mean, self._std = arrays["reflectance_mean"], arrays["reflectance_std"]
        self.fine = [separable(f"backbone_10m.{n}") for n in range(3, 3 + len(config.fine_widths))]
        self.shared = [separable(f"backbone_20m.{n}") for n in range(len(config.shared_widths))]
        self._attention = {
            task: StreamAttention(work, arrays, f"attention.{task}") for task in config.tasks if config.attention
        }
        self.settlement = MapHead(work, arrays, "settlement.1") if "hse" in config.tasks else None
        if "lcz" in config.tasks:
            self.zones_40m, self.zones_80m = (separable(f"zones_{name}.1") for name in ("40m", "80m"))
            self.heads = {name: MapHead(work, arrays, f"heads.{name}") for name in config.head_widths}

    @property
    def pixels_at_a_time(self) -> int:
        return _PIXELS_AT_A_TIME

    def features(self, rows: int, columns: int, channels: int) -> np.ndarray:
        return np.empty((rows, columns, channels), np.float32)

    def bordered(self, rows: int, columns: int, channels: int) -> np.ndarray:
        x = np.empty((rows, columns + 2, channels), np.float32)
        x[:, 0] = x[:, -1] = 0
        return x

    def inside(self, bordered: np.ndarray) -> np.ndarray:
        return bordered[:, 1:-1]

    def maps(self, rows: int, columns: int, count: int) -> np.ndarray:
        return np.empty((rows, count, columns), np.float32)

    activations = maps

    def as_activations(self, maps: np.ndarray) -> np.ndarray:
        return maps

    def joined(self, parts: Sequence[np.ndarray]) -> np.ndarray:
        return np.concatenate(parts)

    def answer(self, maps: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(maps.swapaxes(0, 1))

    def normalise(self, reflectance: np.ndarray, out: np.ndarray) -> None:
        def group(first: int, last: int) -> None:
            rows = out[first:last]
            np.subtract(np.moveaxis(reflectance[:, first:last], 0, -1), self._mean, out=rows)
            np.divide(rows, self._std, out=rows)

        self._work.row_groups(len(out), out.shape[1] * out.shape[2], group)

    def first(self, x: np.ndarray, out: np.ndarray) -> None:
        wide, bands = x.shape[1:]
        cell = x.strides[1]

        def group(first: int, last: int) -> None:
            count = (last - first) * wide - 2
            taken = self._work.scratch("taken", count, 3, 3 * bands)
            strides = (cell, wide * cell, x.strides[2])
            np.copyto(taken, as_strided(x[first:], taken.shape, strides, writeable=False))
            rows = out[first:last]
            cells = rows.reshape(-1, rows.shape[2])[1 : 1 + count]
            self._work.multiply(taken.reshape(count, 9 * bands), self._first, cells)
            self._first_bias.add_with_relu(cells)
            rows[:, 0] = rows[:, -1] = 0

        self._work.row_groups(len(out), wide * 9 * bands, group)

    def halve(self, x: np.ndarray, out: np.ndarray, gate: Optional[np.ndarray] = None) -> None:
        width, channels = x.shape[1:]

        def group(first: int, last: int) -> None:
            rows = x[first:last]
            if gate is not None:
                gated = self._work.scratch("taken", last - first, width, channels)
                rows = np.multiply(rows, gate[first:last, 0, :, None], out=gated)
            upper, lower = rows[0::2], rows[1::2]
            target = out[first // 2 : last // 2]
            pair = self._work.scratch("pair", len(upper), width, channels)
            np.maximum(upper, lower, out=pair)
            np.maximum(pair[:, 0::2], pair[:, 1::2], out=target[..., :channels])
            np.add(upper, lower, out=pair)
            np.multiply(pair, np.float32(0.25), out=pair)
            np.add(pair[:, 0::2], pair[:, 1::2], out=target[..., channels:])

        self._work.row_groups(len(x), width * channels, group, even=True)

    def sigmoid(self, maps: np.ndarray) -> np.ndarray:
        return numpy_layers.sigmoid(maps)

    def probabilities(self, logits: np.ndarray) -> np.ndarray:
        np.subtract(logits, logits.max(axis=1, keepdims=True), out=logits)
        np.exp(logits, out=logits)
        return np.divide(logits, logits.sum(axis=1, keepdims=True), out=logits)

    def enlarge(self, maps: np.ndarray, factor: int) -> np.ndarray:
        rows, count, columns = maps.shape
        wide = np.empty((rows, count, columns * factor), np.float32)
        left = np.concatenate((maps[..., :1], maps[..., :-1]), axis=-1)
        right = np.concatenate((maps[..., 1:], maps[..., -1:]), axis=-1)
        for part in range(factor):
            wide[..., part::factor] = _between(left, maps, right, (part + 0.5) / factor - 0.5)
        out = np.empty(((rows - 2) * factor, *wide.shape[1:]), np.float32)
        for part in range(factor):
            out[part::factor] = _between(wide[:-2], wide[1:-1], wide[2:], (part + 0.5) / factor - 0.5)
        return out

    def statistics(self, block: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        rows, width, channels = block.shape
        found = np.empty((2, width // rows, channels), np.float32)

        def reduce(first: int, last: int) -> None:
            for number in range(first, last):
                ufunc = (np.add, np.maximum)[number]
                ufunc.reduce(ufunc.reduce(block).reshape(-1, rows, channels), axis=1, out=found[number])

        self._work.row_groups(2, block.size, reduce)
        return found[0], found[1]

    def contexts(
        self, statistics: Sequence[tuple[np.ndarray, np.ndarray]], cells: int
    ) -> tuple[np.ndarray, np.ndarray]:
        totals, peaks = (np.stack(rows) for rows in zip(*statistics))
        count = totals.shape[1] - BLOCKS_PER_CONTEXT + 1
        shifts = range(BLOCKS_PER_CONTEXT)
        mean = sum(totals.sum(axis=0)[n : n + count] for n in shifts) / np.float32(cells)
        return mean, np.max([peaks.max(axis=0)[n : n + count] for n in shifts], axis=0)

    def columns(self, left: np.ndarray, right: np.ndarray, share: np.ndarray) -> Columns:
        return Columns(left, right, share[:, None])

    def channel_gates(self, task: str, mean: np.ndarray, peak: np.ndarray, columns: Columns) -> np.ndarray:
        gates = self._attention[task].channel_gate(mean, peak)
        left = gates[columns.left]
        return left + (gates[columns.right] - left) * columns.share

    def gate_channels(
        self,
        block: np.ndarray,
        corners: Optional[tuple[np.ndarray, np.ndarray]],
        out: np.ndarray,
        summary: np.ndarray,
        head: Optional[Head],
        logits: Optional[np.ndarray],
    ) -> None:
        rows, width, channels = block.shape
        down = ((np.arange(rows, dtype=np.float32) + np.float32(0.5)) / rows)[:, None]
        shares = np.concatenate((1 - down, down), axis=1)
        gates = None if corners is None else np.stack(corners).reshape(2, -1)
        mean = np.full((channels, 1), 1 / channels, np.float32)

        def group(first: int, last: int) -> None:
            x = out[first:last]
            if gates is None:
                x[...] = block[first:last]
            else:
                self._work.multiply(shares[first:last], gates, x.reshape(last - first, -1))
                np.multiply(x, block[first:last], out=x)
                for row in range(first, last):
                    self._work.multiply(mean.T, out[row].T, summary[row, :1])
                np.amax(x, axis=-1, out=summary[first:last, 1])
            if head is not None:
                head.linear(x, logits[first:last])

        self._work.row_groups(rows, width * channels, group)

    def spatial_gate(self, task: str, summary: np.ndarray) -> np.ndarray:
        return self._attention[task].spatial_gate(summary)


class StreamAttention:
    """Both attentions of one task, see `network.Attention`."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str) -> None:
        self._work = work
        self._squeeze = numpy_layers.head(arrays, f"{name}.channel.0")
        self._widen = numpy_layers.head(arrays, f"{name}.channel.2")
        kernel = arrays[f"{name}.spatial.weight"][0]  # (2, 7, 7)
        self._across = np.ascontiguousarray(kernel.transpose(2, 1, 0).reshape(7, 14), np.float32)

    def channel_gate(self, mean: np.ndarray, peak: np.ndarray) -> np.ndarray:
        """(n, C) from means and maxima (n, C) of n contexts."""
        return numpy_layers.sigmoid(self._excite(mean) + self._excite(peak))

    def spatial_gate(self, summary: np.ndarray) -> np.ndarray:
        """Maps of one number from mean and maximum (3 + rows + 3, 2, columns) of the channels."""
        rows, width = len(summary) - 6, summary.shape[-1]
        out = np.zeros((rows, 1, width), np.float32)

        def group(first: int, last: int) -> None:
            sums = self._work.scratch("taken", 7, width)  # a row for each column of the kernel
            for row in range(first, last):
                self._work.multiply(self._across, summary[row : row + 7].reshape(14, width), sums)
                for column in range(7):
                    before, after = max(0, 3 - column), max(0, column - 3)
                    out[row, 0, before : width - after] += sums[column, after : width - before]

        self._work.row_groups(rows, 14 * width, group)
        return numpy_layers.sigmoid(out)

    def _excite(self, x: np.ndarray) -> np.ndarray:
        squeezed = np.maximum(x @ self._squeeze[0].T + self._squeeze[1][:, 0], 0)
        return squeezed @ self._widen[0].T + self._widen[1][:, 0]


def _between(before: np.ndarray, here: np.ndarray, after: np.ndarray, place: float) -> np.ndarray:
    """Values between neighbours: at -1 stands `before`, at 0 `here`, at 1 `after`."""
    share = np.float32(abs(place))
    return here + ((before if place < 0 else after) - here) * share
