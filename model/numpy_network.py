# SPDX-License-Identifier: GPL-2.0-or-later
"""The multi-task network in NumPy, from the same weights and with the same answers as `network.Network`.

Only what the answer needs is computed: the backbone over the whole window, whose every block the attention looks at,
the tasks' own layers over the inner cells and what these see around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import NamedTuple, Optional

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .architecture import ALIGN_PX, BLOCKS_PER_CONTEXT, CELL_PX, Maps, NetworkConfig
from .numpy_layers import (
    First,
    Separable,
    Workspace,
    banded,
    between,
    halved,
    inside,
    interpolation,
    sigmoid,
    softmax,
)
from .tiles import Window, surround

# Cells of 20 m along one of the coarsest feature map.
_COARSE = ALIGN_PX // CELL_PX
# How many of those the tasks' layers look beyond a cell: spatial attention, two separable layers, upsampling.
_REACH = 4 * _COARSE


class NumpyNetwork:
    """Ten-band reflectance of one window in, settlement extent and zone probabilities of its inner cells out."""

    def __init__(self, config: NetworkConfig, arrays: Mapping[str, np.ndarray], threads: int = 1) -> None:
        """Fold the weights.

        Args:
            config: which variant.
            arrays: those of `config.arrays`.
            threads: in which strips of rows are worked on.
        """
        self.config = config
        self._work = Workspace(threads)
        self._first = First(arrays, "backbone_10m.0", "backbone_10m.1")
        self._fine = [Separable(arrays, f"backbone_10m.{n}") for n, _ in enumerate(config.fine_widths, start=3)]
        self._shared = [Separable(arrays, f"backbone_20m.{n}") for n, _ in enumerate(config.shared_widths)]
        self._attention = {t: _Attention(arrays, f"attention.{t}") for t in config.tasks if config.attention}
        self._context = config.context_px // CELL_PX
        if "hse" in config.tasks:
            self._settlement = _head(arrays, "settlement.1")
        if "lcz" in config.tasks:
            self._zones_40m, self._zones_80m = Separable(arrays, "zones_40m.1"), Separable(arrays, "zones_80m.1")
            self._heads = {name: _head(arrays, f"heads.{name}") for name in config.head_widths}

    def close(self) -> None:
        """Ends the threads and lets go of the memory."""
        self._work.close()

    def __call__(self, reflectance: np.ndarray, inner: Window) -> Maps:
        """Both maps of the inner cells, see `engine.Engine.run`.

        Raises:
            ValueError: the window's shape does not fit, see `network.Network.forward`.
        """
        bands, height, width = reflectance.shape
        if bands != self.config.bands or height % ALIGN_PX or width % ALIGN_PX:
            raise ValueError(f"expected ({self.config.bands}, 8i, 8j) pixels, found {reflectance.shape}")
        fine, shared = self._backbone(reflectance)
        context = self._around(shared) if self.config.attention else None
        region = _surround(inner, Window(0, 0, width // CELL_PX, height // CELL_PX))
        rows, cols = inner.rows_within(region), inner.cols_within(region)
        settlement = zones = None
        if "hse" in self.config.tasks:
            features = self._attended("hse", shared, context, region)
            settlement = sigmoid(self._read(features, *self._settlement)[0])
        if "lcz" in self.config.tasks:
            features = self._attended("lcz", shared, context, region)
            zones = self._zones(fine, features, settlement, region, inner)
        return Maps(None if settlement is None else settlement[rows, cols], zones)

    def _backbone(self, reflectance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(H/2 + 2, W/2 + 2, 64) pooled features of 10 m inside a border, and (H/2, W/2, 256) shared ones."""
        work, (_, height, width) = self._work, reflectance.shape
        x = work.padded("even", height, width, self.config.stem)
        self._first(work, reflectance, inside(x))
        for number, layer in enumerate(self._fine[:-1]):
            y = work.padded("even" if number % 2 else "odd", height, width, layer.bias.size)
            layer(work, x, inside(y))
            x = y
        height, width = height // 2, width // 2
        fine = work.padded("fine", height, width, self.config.head_widths["20m"])
        self._fine[-1](work, x, halved(fine), even=True)
        x = fine
        for number, layer in enumerate(self._shared[:-1]):
            y = work.padded("even" if number % 2 else "odd", height, width, layer.bias.size)
            layer(work, x, inside(y))
            x = y
        shared = work.array("shared", height, width, self.config.shared)
        self._shared[-1](work, x, inside(shared, 0))
        return fine, shared

    def _around(self, shared: np.ndarray) -> _Context:
        """Mean and maximum of the shared features over the context around each block corner."""
        height, width, channels = shared.shape
        if height <= self._context and width <= self._context:
            return _Context(shared.mean(axis=(0, 1))[None, None], shared.max(axis=(0, 1))[None, None], 1, 0)
        block = self._context // BLOCKS_PER_CONTEXT
        if height % block or width % block or min(height, width) < self._context:
            raise ValueError(
                f"a dense input is a multiple of {block} and at least {self._context} cells, not {height} x {width}"
            )
        mean, peak = np.empty((2, height // block, width // block, channels), np.float32)

        def strip(first: int, last: int) -> None:
            for number in range(first, last):
                rows = shared[number * block : (number + 1) * block]
                for reduced, ufunc in ((mean, np.add), (peak, np.maximum)):
                    ufunc.reduce(ufunc.reduce(rows).reshape(-1, block, channels), axis=1, out=reduced[number])

        self._work.strips(height // block, block * width * channels, strip)
        mean /= block**2 * BLOCKS_PER_CONTEXT**2
        margin = (self._context - block) // 2  # from the window's edge to where the first corner's interpolation begins
        return _Context(_merged(mean, np.add), _merged(peak, np.maximum), block, margin)

    def _attended(self, task: str, shared: np.ndarray, context: Optional[_Context], region: Window) -> np.ndarray:
        """(h, w, 256) shared features of a region behind a task's attention; lost when the next task attends."""
        rows, cols = _slices(region)
        x = shared[rows, cols]
        if context is None:
            return x
        attention, work = self._attention[task], self._work
        height, width, channels = x.shape
        corners = attention.gates(context)
        along_rows, along_cols = (
            interpolation(size, count, context.block, context.margin)[part]
            for size, count, part in zip(shared.shape, corners.shape, (rows, cols))
        )
        columns = banded(along_cols, corners).reshape(len(corners), -1)
        features = work.array("odd", height, width, channels)
        summary = np.empty((2, height, width), np.float32)

        def gate_channels(first: int, last: int) -> None:
            part, values = between(along_rows, first, last)
            gates = work.scratch("taken", last - first, width * channels)
            np.matmul(part, columns[values], out=gates)
            strip = features[first:last]
            np.multiply(x[first:last], gates.reshape(strip.shape), out=strip)
            np.matmul(strip, attention.mean, out=summary[0, first:last])
            np.amax(strip, axis=-1, out=summary[1, first:last])

        work.strips(height, width * channels, gate_channels)
        gate = attention.place(summary)[..., None]

        def gate_cells(first: int, last: int) -> None:
            np.multiply(features[first:last], gate[first:last], out=features[first:last])

        work.strips(height, width * channels, gate_cells)
        return features

    def _zones(
        self, fine: np.ndarray, features: np.ndarray, settlement: Optional[np.ndarray], region: Window, inner: Window
    ) -> np.ndarray:
        """(17, h, w): the mean of the heads' probabilities, each brought to 20 m."""
        work, (height, width, channels) = self._work, features.shape
        half = work.padded("even", height // 2, width // 2, 2 * channels)
        keep_half = halved(half)
        work.strips(height, width * channels, lambda a, b: keep_half(a, features[a:b]), even=True)
        quarter = work.padded("quarter", height // 4, width // 4, 4 * channels)
        self._zones_40m(work, half, halved(quarter), even=True)
        deep = work.array("deep", height // 4, width // 4, 4 * channels)
        self._zones_80m(work, quarter, inside(deep, 0))

        rows, cols = inner.rows_within(region), inner.cols_within(region)
        coarse = softmax(self._read(quarter[1:-1, 1:-1], *self._heads["80m"]))
        coarse += softmax(self._read(deep, *self._heads["80m_deep"]))
        middle = softmax(self._read(half[1:-1, 1:-1], *self._heads["40m"]))
        total = softmax(self._read(fine[1:-1, 1:-1][_slices(inner)], *self._heads["20m"]))
        for member in (middle, coarse):
            step = height // member.shape[1]
            along_rows, along_cols = (
                interpolation(size, size // step, step)[part] for size, part in ((height, rows), (width, cols))
            )
            total += banded(along_rows, banded(along_cols, member.swapaxes(1, 2)).swapaxes(1, 2))
        if self.config.prior:
            matrix, bias = self._heads["prior"]
            logits = self._read(features[rows, cols], matrix, 0)
            logits *= settlement[rows, cols]
            logits += bias[..., None]
            total += softmax(logits)
        total /= len(self._heads)
        return total

    def _read(self, features: np.ndarray, matrix: np.ndarray, bias: np.ndarray) -> np.ndarray:
        """(n, h, w): a head's 1x1 convolution, before its activation."""
        height, width, channels = features.shape
        logits = np.empty((len(matrix), height, width), np.float32)

        def strip(first: int, last: int) -> None:
            cells = features[first:last].reshape(-1, channels)
            logits[:, first:last] = (matrix @ cells.T + bias).reshape(len(matrix), last - first, width)

        self._work.strips(height, width * channels, strip)
        return logits


class _Context(NamedTuple):
    """What the channel attention looks at."""

    mean: np.ndarray
    """(rows, columns, channels), one for each block corner around which a whole context lies."""
    peak: np.ndarray
    block: int
    """Cells between corners."""
    margin: int
    """Cells from the window's edge to where the first corner's interpolation begins."""


class _Attention:
    """Channel and spatial attention of one task."""

    def __init__(self, arrays: Mapping[str, np.ndarray], name: str) -> None:
        self._squeeze, self._widen = (_head(arrays, f"{name}.channel.{n}") for n in (0, 2))
        self._kernel = arrays[f"{name}.spatial.weight"][0]  # (2, 7, 7)
        channels = len(self._widen[0])
        self.mean = np.full(channels, 1 / channels, np.float32)

    def gates(self, context: _Context) -> np.ndarray:
        """(rows, columns, channels) 0..1 at the block corners."""
        return sigmoid(self._excite(context.mean) + self._excite(context.peak))

    def _excite(self, x: np.ndarray) -> np.ndarray:
        for number, (matrix, bias) in enumerate((self._squeeze, self._widen)):
            x = np.maximum(x, 0) if number else x
            x = x @ matrix.T + bias[:, 0]
        return x

    def place(self, summary: np.ndarray) -> np.ndarray:
        """(h, w) 0..1 from the mean and the maximum of the channels, (2, h, w)."""
        around = np.pad(summary, ((0, 0), (3, 3), (3, 3)))
        neighbours = sliding_window_view(around, (7, 7), axis=(1, 2))
        return sigmoid(np.einsum("shwyx,syx->hw", neighbours, self._kernel))


def _head(arrays: Mapping[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Matrix (out, in) and bias (out, 1) of a 1x1 convolution."""
    return np.ascontiguousarray(arrays[f"{name}.weight"][..., 0, 0]), arrays[f"{name}.bias"][:, None]


def _merged(blocks: np.ndarray, ufunc: np.ufunc) -> np.ndarray:
    """Every 4 x 4 blocks merged: (rows, columns, channels), three less each way."""
    for axis in (0, 1):
        count = blocks.shape[axis] - BLOCKS_PER_CONTEXT + 1
        shifted = (blocks.take(range(n, n + count), axis) for n in range(BLOCKS_PER_CONTEXT))
        blocks = reduce(ufunc, shifted)
    return blocks


def _surround(inner: Window, whole: Window) -> Window:
    """The cells that the tasks' layers need around the inner ones, on whole coarse cells, within the window."""
    col, row, width, height = surround(inner, _REACH, _COARSE)
    left, top = max(0, col), max(0, row)
    return Window(left, top, min(whole.width, col + width) - left, min(whole.height, row + height) - top)


def _slices(window: Window) -> tuple[slice, slice]:
    return slice(window.row, window.row + window.height), slice(window.col, window.col + window.width)
