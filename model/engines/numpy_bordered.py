# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers with a 3x3 kernel in NumPy, on features that have a border of one zero column on either side.

Row after row such features are one run of cells, in which a cell's neighbours lie at fixed distances, border or not:
each layer works through the whole run, writes its matrix products straight where the next layer reads, and sets the
border to zero again.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..network.batchnorm_folding import fold_batchnorm
from .numpy_layers import Workspace

# Values in a run of the depthwise convolution, whose nine rows of weights then fit the second cache.
_RUN = 4096


class BorderedFirst:
    """The full 3x3 convolution that reads normalised reflectance, with its batch normalisation, ReLU."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str, normalised: str) -> None:
        weight, bias = fold_batchnorm(arrays, name, normalised)  # (out, bands, 3, 3)
        self._work = work
        self._pointwise = Pointwise(work, weight.transpose(2, 3, 1, 0).reshape(-1, bias.size), bias)

    def __call__(self, x: np.ndarray, out: np.ndarray) -> None:
        """Fills (H, W + 2, out) from (H + 2, W + 2, bands)."""
        wide, bands = x.shape[1:]
        cell = x.strides[1]

        def group(first: int, last: int) -> None:
            taken = self._work.scratch("taken", (last - first) * wide - 2, 3, 3 * bands)
            np.copyto(taken, as_strided(x[first:], taken.shape, (cell, wide * cell, x.strides[2]), writeable=False))
            self._pointwise(taken.reshape(len(taken), 9 * bands), out[first:last])

        self._work.row_groups(len(out), wide * 9 * bands, group)


class BorderedSeparable:
    """Depthwise 3x3, pointwise 1x1 with the batch normalisation folded into it, ReLU, on bordered features."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str) -> None:
        weight, bias = fold_batchnorm(arrays, f"{name}.1", f"{name}.2")
        taps = np.moveaxis(arrays[f"{name}.0.weight"][:, 0], 0, -1).astype(np.float32)  # (3, 3, in)
        self._work, self.channels = work, bias.size
        self._at_once = max(1, _RUN // taps.shape[-1])
        self._taps = np.tile(taps, self._at_once)
        self._pointwise = Pointwise(work, weight[..., 0, 0].T, bias)

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
            self._pointwise(sums, out[first:last])

        self._work.row_groups(len(out), wide * max(channels, self.channels), group)

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


class Pointwise:
    """A matrix product, a bias and ReLU, from a run of cells into bordered features."""

    def __init__(self, work: Workspace, matrix: np.ndarray, bias: np.ndarray) -> None:
        """Takes the matrix (in, out) and the bias (out)."""
        self._work, self._matrix = work, np.ascontiguousarray(matrix, np.float32)
        self._at_once = max(1, _RUN // bias.size)
        self._bias = np.tile(bias.astype(np.float32), self._at_once)
        self._less = -self._bias

    def __call__(self, x: np.ndarray, rows: np.ndarray) -> None:
        """Fills rows (H, W + 2, out) from all their cells (H * (W + 2) - 2, in) but the first and the last."""
        cells = rows.reshape(-1, rows.shape[2])[1:-1]
        self._work.multiply(x, self._matrix, cells)
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
