# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps in NumPy, a few numbers for each cell: the heads that give them, and what makes probabilities of them.

Maps are (rows, numbers, columns): NumPy is slow along a short last axis.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .numpy_workspace import Workspace


class MapHead:
    """A 1x1 convolution that gives maps."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str) -> None:
        self._work = work
        self._matrix, self.bias = head(arrays, name)

    @property
    def count(self) -> int:
        """Number of outputs."""
        return len(self._matrix)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        out = np.empty((len(x), self.count, x.shape[1]), np.float32)
        self._work.row_groups(len(x), x.shape[1] * x.shape[2], lambda first, last: self._rows(x, out, first, last))
        out += self.bias
        return out

    def linear(self, x: np.ndarray, out: np.ndarray) -> None:
        """Fills `out` with the convolution without its bias, on one thread."""
        self._rows(x, out, 0, len(x))

    def _rows(self, x: np.ndarray, out: np.ndarray, first: int, last: int) -> None:
        for row in range(first, last):
            # Row by row: all these products have one shape, so that BLAS rounds a cell by its column alone.
            self._work.multiply(self._matrix, x[row].T, out[row])


def head(arrays: Mapping[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Matrix (out, in) and bias (out, 1) of a 1x1 convolution."""
    return np.ascontiguousarray(arrays[f"{name}.weight"][..., 0, 0]), arrays[f"{name}.bias"][:, None]


def sigmoid(x: np.ndarray) -> np.ndarray:
    """The sigmoid function, in place, (...) -> 0..1, without overflow."""
    np.multiply(x, np.float32(0.5), out=x)
    np.tanh(x, out=x)
    np.add(x, np.float32(1), out=x)
    return np.multiply(x, np.float32(0.5), out=x)


def softmax(logits: np.ndarray) -> np.ndarray:
    """The softmax function, in place, over the numbers of each cell."""
    np.subtract(logits, logits.max(axis=1, keepdims=True), out=logits)
    np.exp(logits, out=logits)
    return np.divide(logits, logits.sum(axis=1, keepdims=True), out=logits)


def enlarge(maps: np.ndarray, factor: int) -> np.ndarray:
    """Bilinear between cell centres; the first and last row only help: (rows - 2) * factor rows come out."""
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


def _between(before: np.ndarray, here: np.ndarray, after: np.ndarray, place: float) -> np.ndarray:
    """Interpolated values between neighbours: `before` at -1, `here` at 0, `after` at 1."""
    share = np.float32(abs(place))
    return here + ((before if place < 0 else after) - here) * share
