# SPDX-License-Identifier: GPL-2.0-or-later
"""The network's channel and spatial attention in NumPy; `network.model.Attention` defines it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ..network.config import BLOCKS_PER_CONTEXT
from .numpy_layers import Workspace, banded, head, interpolation, neighbours, sigmoid


class Blocks(NamedTuple):
    """Statistics of whole blocks of features."""

    total: np.ndarray
    """(rows, columns, channels) of blocks."""
    peak: np.ndarray


class Context(NamedTuple):
    """What the channel attention looks at, around each block corner."""

    mean: np.ndarray
    """(rows, columns, channels)."""
    peak: np.ndarray
    block: int
    """Cells between corners."""
    row: float
    """Where the first corner's interpolation begins: half a block above the corner, in cells of the features."""
    col: float


def gather(work: Workspace, features: np.ndarray, block: int) -> Blocks:
    """Statistics of the blocks of features (rows, columns, channels) that have all their rows."""
    height, width, channels = features.shape[0] // block, features.shape[1], features.shape[2]
    found = Blocks(*np.empty((2, height, width // block, channels), np.float32))

    def group(first: int, last: int) -> None:
        for number in range(first, last):
            rows = features[number * block : (number + 1) * block]
            for reduced, ufunc in zip(found, (np.add, np.maximum)):
                ufunc.reduce(ufunc.reduce(rows).reshape(-1, block, channels), axis=1, out=reduced[number])

    work.row_groups(height, block * width * channels, group)
    return found


def around_corners(blocks: Blocks, block: int, first: int = 0) -> Context:
    """Every 4 x 4 blocks merged to the context of the corner in their middle.

    Args:
        blocks: at least four rows and columns.
        block: cells along one.
        first: which row of cells they begin on.
    """
    mean = _merged(blocks.total, np.add) / np.float32((block * BLOCKS_PER_CONTEXT) ** 2)
    margin = block * (BLOCKS_PER_CONTEXT - 1) / 2
    return Context(mean, _merged(blocks.peak, np.maximum), block, first + margin, margin)


def around_all(features: np.ndarray) -> Context:
    """One context, of features that are no larger."""
    return Context(features.mean(axis=(0, 1))[None, None], features.max(axis=(0, 1))[None, None], 1, 0, 0)


class ChannelGate:
    """The channel gates of one task."""

    def __init__(self, arrays: Mapping[str, np.ndarray], name: str) -> None:
        self._squeeze, self._widen = head(arrays, f"{name}.channel.0"), head(arrays, f"{name}.channel.2")

    @property
    def channels(self) -> int:
        """How many there are."""
        return len(self._widen[0])

    def __call__(self, mean: np.ndarray, peak: np.ndarray) -> np.ndarray:
        """(..., channels) 0..1 from means and maxima (..., channels) of contexts."""
        return sigmoid(self._excite(mean) + self._excite(peak))

    def _excite(self, x: np.ndarray) -> np.ndarray:
        squeezed = np.maximum(x @ self._squeeze[0].T + self._squeeze[1][:, 0], 0)
        return squeezed @ self._widen[0].T + self._widen[1][:, 0]


class Attention:
    """Channel, then spatial attention of one task."""

    def __init__(self, arrays: Mapping[str, np.ndarray], name: str) -> None:
        self._gate = ChannelGate(arrays, name)
        self._kernel = arrays[f"{name}.spatial.weight"][0]  # (2, 7, 7)

    def __call__(
        self, work: Workspace, features: np.ndarray, context: Context, part: tuple[slice, slice], out: np.ndarray
    ) -> None:
        """Attended features of a part, (h, w, channels).

        Args:
            work: threads and memory.
            features: (H, W, channels).
            context: of these features.
            part: rows and columns of them.
            out: to fill.
        """
        height, width, channels = out.shape
        corners = self._gate(context.mean, context.peak)
        along_rows, along_cols = (
            interpolation(size, count, context.block, first)[cells]
            for size, count, first, cells in zip(features.shape, corners.shape, (context.row, context.col), part)
        )
        columns = banded(along_cols, corners)
        x = features[part]
        summary = np.empty((2, height, width), np.float32)

        def taken(first: int, last: int) -> tuple[np.ndarray, ...]:
            (lower, lower_share), (upper, upper_share) = neighbours(along_rows[first:last])
            return lower, lower_share, upper, upper_share

        def gate_channels(first: int, last: int) -> None:
            gates, more = work.scratch("taken", 2, width, channels)
            for row, lower, lower_share, upper, upper_share in zip(range(first, last), *taken(first, last)):
                np.multiply(columns[lower], lower_share, out=gates)
                np.multiply(columns[upper], upper_share, out=more)
                np.add(gates, more, out=gates)
                np.multiply(x[row], gates, out=out[row])
            group = out[first:last]
            np.add.reduce(group, axis=-1, out=summary[0, first:last])
            np.divide(summary[0, first:last], np.float32(channels), out=summary[0, first:last])
            np.amax(group, axis=-1, out=summary[1, first:last])

        work.row_groups(height, width * channels, gate_channels)
        gate = self._place(summary)[..., None]

        def gate_cells(first: int, last: int) -> None:
            np.multiply(out[first:last], gate[first:last], out=out[first:last])

        work.row_groups(height, width * channels, gate_cells)

    def _place(self, summary: np.ndarray) -> np.ndarray:
        """(h, w) 0..1 from the mean and the maximum of the channels, (2, h, w)."""
        around = np.pad(summary, ((0, 0), (3, 3), (3, 3)))
        neighbours = sliding_window_view(around, (7, 7), axis=(1, 2))
        return sigmoid(np.einsum("shwyx,syx->hw", neighbours, self._kernel))


def _merged(blocks: np.ndarray, ufunc: np.ufunc) -> np.ndarray:
    for axis in (0, 1):
        count = blocks.shape[axis] - BLOCKS_PER_CONTEXT + 1
        shifted = (blocks.take(range(n, n + count), axis) for n in range(BLOCKS_PER_CONTEXT))
        blocks = reduce(ufunc, shifted)
    return blocks
