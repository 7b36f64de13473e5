# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers with a 3x3 kernel in NumPy, on features that have a border of one zero column on either side.

Row after row such features are one run of cells, in which a cell's neighbours lie at fixed distances, border or not:
each layer works through the whole run, writes its matrix products straight where the next layer reads, and sets the
border to zero again.

Rows begin at multiples of `_PIXELS` in the run, behind cells that nobody reads: OpenBLAS computes so many cells side by
side and, on some processors (Haswell, Zen), rounds the first of them unlike the others. A cell's place among them must
depend on its column alone, not on how many rows stand above it in a product.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..network.batchnorm_folding import fold_batchnorm
from .numpy_workspace import Workspace

# Cells that OpenBLAS computes side by side, see above.
_PIXELS = 12
# Values in a run of the depthwise convolution, whose nine rows of weights then fit the second cache.
_RUN = 4096
# Cells of one matrix product at most: OpenBLAS splits larger ones, on Haswell at 25424 cells, no multiple of _PIXELS.
_CELLS = _PIXELS << 10


def bordered(rows: int, columns: int, channels: int) -> np.ndarray:
    """Memory for bordered features (rows, columns + 2, channels), zero."""
    wide = -(-(columns + 2) // _PIXELS) * _PIXELS
    return np.zeros((rows, wide, channels), np.float32)[:, : columns + 2]


def cells_of(features: np.ndarray) -> np.ndarray:
    """View of bordered features as one run of cells (cells, channels), the unused cells behind each row included."""
    return as_strided(features, (len(features) * wide_of(features), features.shape[2]), features.strides[1:])


def wide_of(features: np.ndarray) -> int:
    """Cells from a row of bordered features to the next."""
    return features.strides[0] // features.strides[1]


class BorderedFirst:
    """The full 3x3 convolution that reads normalised pixels, with its batch normalisation, ReLU."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str, normalised: str) -> None:
        weight, bias = fold_batchnorm(arrays, name, normalised)  # (out, bands, 3, 3)
        self._work, self.channels = work, bias.size
        self._pointwise = Pointwise(work, weight.transpose(2, 3, 1, 0).reshape(-1, bias.size), bias)

    def __call__(self, x: np.ndarray, out: np.ndarray) -> None:
        """Fills (H, W + 2, out) from (H + 2, W + 2, bands)."""
        wide, bands = wide_of(x), x.shape[2]
        cell = x.strides[1]

        def group(first: int, last: int) -> None:
            taken = self._work.scratch("taken", (last - first) * wide, 3, 3 * bands)
            taken[0] = taken[-1] = 0
            inner = taken[1:-1]
            np.copyto(inner, as_strided(x[first:], inner.shape, (cell, wide * cell, x.strides[2]), writeable=False))
            self._pointwise(taken.reshape(len(taken), 9 * bands), out[first:last])

        self._work.row_groups(len(out), wide * 9 * bands, group)


class BorderedSeparable:
    """Depthwise 3x3, pointwise 1x1 with the batch normalisation folded into it, ReLU, on bordered features."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str) -> None:
        weight, bias = fold_batchnorm(arrays, f"{name}.1", f"{name}.2")
        taps = np.moveaxis(arrays[f"{name}.0.weight"][:, 0], 0, -1).astype(np.float32)  # (3, 3, in)
        self._work, self._answers = work, bias.size
        self._at_once = max(1, _RUN // taps.shape[-1])
        self._taps = np.tile(taps, self._at_once)
        self._pointwise = Pointwise(work, weight[..., 0, 0].T, bias)

    @property
    def channels(self) -> int:
        """Number of output channels."""
        return self._answers

    def __call__(self, x: np.ndarray, out: np.ndarray) -> None:
        """Fills (H, W + 2, out) from (H + 2, W + 2, in)."""
        wide, channels = wide_of(x), x.shape[2]

        def group(first: int, last: int) -> None:
            sums = self._work.scratch("taken", (last - first) * wide, channels)
            sums[0] = sums[-1] = 0  # the neighbours of the first and of the last cell are not all there
            count = len(sums) - 2
            whole = 1 + count - count % self._at_once
            self._depthwise(x, first * wide, sums[1:whole], self._at_once)
            self._depthwise(x, first * wide + whole - 1, sums[whole:-1], count % self._at_once)
            self._finish(sums, out[first:last])

        self._work.row_groups(len(out), wide * max(channels, self.channels), group)

    def _finish(self, sums: np.ndarray, rows: np.ndarray) -> None:
        """Fills rows of the answer from the depthwise sums of their cells."""
        self._pointwise(sums, rows)

    def _depthwise(self, x: np.ndarray, first: int, sums: np.ndarray, at_once: int) -> None:
        """Sums over the neighbourhoods whose upper left cells are a run of cells, from cell `first` of `x` on."""
        if not len(sums):
            return
        wide, channels = wide_of(x), x.shape[2]
        cell = x.strides[1]
        neighbours = as_strided(  # (3, 3, runs, values in a run)
            cells_of(x)[first:],
            (3, 3, len(sums) // at_once, at_once * channels),
            (wide * cell, cell, at_once * cell, x.strides[2]),
            writeable=False,
        )
        taps = self._taps[..., : at_once * channels]
        np.einsum("yxrv,yxv->rv", neighbours, taps, out=sums.reshape(-1, at_once * channels))


class BorderedFusion(BorderedSeparable):
    """The last layer of the optical and the radar branch, and behind its answer the product of both.

    Of the layer's answer the first half are the optical features, the second those of radar.
    """

    @property
    def channels(self) -> int:
        """Number of output channels."""
        return self._answers * 3 // 2

    def _finish(self, sums: np.ndarray, rows: np.ndarray) -> None:
        both, wide = self._answers, wide_of(rows)
        features = self._work.scratch("fused", len(rows), wide, both)[:, : rows.shape[1]]
        self._pointwise(sums, features)
        rows[..., :both] = features
        np.multiply(features[..., : both // 2], features[..., both // 2 :], out=rows[..., both:])


class Pointwise:
    """A matrix product, a bias and ReLU, from a run of cells into bordered features."""

    def __init__(self, work: Workspace, matrix: np.ndarray, bias: np.ndarray) -> None:
        """Takes the matrix (in, out) and the bias (out)."""
        self._work, self._matrix = work, np.ascontiguousarray(matrix, np.float32)
        self._at_once = max(1, _RUN // bias.size)
        self._bias = np.tile(bias.astype(np.float32), self._at_once)
        self._less = -self._bias

    def __call__(self, x: np.ndarray, rows: np.ndarray) -> None:
        """Fills bordered features (H, W + 2, out) from all their cells, see `cells_of`."""
        cells = cells_of(rows)
        for first in range(0, len(cells), _CELLS):
            self._work.multiply(x[first : first + _CELLS], self._matrix, cells[first : first + _CELLS])
        whole = len(cells) - len(cells) % self._at_once
        for part, at_once in ((cells[:whole], self._at_once), (cells[whole:], len(cells) - whole)):
            if len(part):
                size = at_once * rows.shape[2]
                runs = part.reshape(-1, size)
                # max(x + b, 0) as max(x, -b) + b: NumPy is three times faster with two arrays than with an array and
                # a number.
                np.maximum(runs, self._less[:size], out=runs)
                np.add(runs, self._bias[:size], out=runs)
        rows[:, 0] = rows[:, -1] = 0
