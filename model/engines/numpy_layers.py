# SPDX-License-Identifier: GPL-2.0-or-later
"""The network's layers in NumPy, cut to the processor's caches.

Arrays are (rows, columns, channels), float32. With the channels last a pointwise convolution is one matrix product, and
a depthwise one nine multiply-adds over long runs of memory, which `einsum` does in one go. Each layer works group by
group of rows: a group stays in the cache from the depthwise convolution to the ReLU, and groups run in parallel.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..network.batchnorm_folding import fold_batchnorm
from .matrix_product import Multiply, fastest

# Values in a group, about 2 MB: small enough for a cache, large enough for BLAS.
_GROUP = 1 << 19
# Rows of a group begin at multiples of so many pixels in a matrix product: OpenBLAS computes as many side by side, and
# on some processors (Haswell, Zen) rounds the first of them unlike the others. A pixel's place among them must not
# depend on how many rows stand above it.
PIXELS = 12
# Values in a run of the depthwise convolution, whose nine rows of weights then fit the second cache.
_RUN = 4096

Keep = Callable[[int, np.ndarray], None]
"""Takes a finished group: its first row and the array (rows, columns, channels), which is then used again."""


class Workspace:
    """Threads for the groups, and memory that is used again from group to group and from tile to tile."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._arrays: dict[str, np.ndarray] = {}
        self._own = threading.local()
        self.multiply: Multiply = fastest().multiply
        """Matrix product: a (n, k), b (k, m), out (n, m)."""

    def row_groups(
        self, height: int, values_per_row: int, task: Callable[[int, int], None], even: bool = False
    ) -> None:
        """Call `task(first, last + 1)` for groups of rows that cover the height once.

        Args:
            height: rows to cover.
            values_per_row: of the largest array that a group takes.
            task: called from several threads at once.
            even: whether groups start and end on even rows.
        """
        step = max(1, _GROUP // values_per_row)
        step += step % 2 if even else 0
        starts = range(0, height, step)
        run = map if self._pool is None else self._pool.map
        for _ in run(lambda start: task(start, min(start + step, height)), starts):
            pass

    def array(self, name: str, *shape: int) -> np.ndarray:
        """The array of that name, its values undefined; the one of the same name before it is lost."""
        return _taken(self._arrays, name, shape)

    def scratch(self, name: str, *shape: int) -> np.ndarray:
        """The same, one for each thread."""
        return _taken(self._own.__dict__, name, shape)

    def rows(self, name: str, height: int, width: int, channels: int) -> np.ndarray:
        """The same for rows of pixels, each with zeros at its end up to a multiple of `PIXELS`."""
        x = self.scratch(name, height, -(-width // PIXELS) * PIXELS, channels)
        x[:, width:] = 0
        return x

    def padded(self, name: str, height: int, width: int, channels: int) -> np.ndarray:
        """The array of that name with a border of one zero cell, what a 3x3 convolution sees outside."""
        x = self.array(name, height + 2, width + 2, channels)
        x[0], x[-1], x[:, 0], x[:, -1] = 0, 0, 0, 0
        return x

    def close(self) -> None:
        """Ends the threads and frees the memory."""
        if self._pool is not None:
            self._pool.shutdown()
        self._arrays.clear()


def _taken(arrays: dict[str, np.ndarray], name: str, shape: tuple[int, ...]) -> np.ndarray:
    size = int(np.prod(shape))
    if name not in arrays or arrays[name].size < size:
        arrays.pop(name, None)  # before the larger one is there
        arrays[name] = np.empty(size, np.float32)
    return arrays[name][:size].reshape(shape)


class Separable:
    """Depthwise 3x3, pointwise 1x1 with the batch normalisation folded into it, ReLU."""

    def __init__(self, arrays: Mapping[str, np.ndarray], name: str) -> None:
        weight, self.bias = fold_batchnorm(arrays, f"{name}.1", f"{name}.2")
        self.taps = np.ascontiguousarray(np.moveaxis(arrays[f"{name}.0.weight"][:, 0], 0, -1))  # (3, 3, in)
        self.matrix = np.ascontiguousarray(weight[..., 0, 0].T)  # (in, out)

    @property
    def channels(self) -> int:
        """Of its output."""
        return self.bias.size

    def __call__(self, work: Workspace, x: np.ndarray, keep: Keep, even: bool = False) -> None:
        """Apply to a padded array, group by group.

        Args:
            work: threads and memory.
            x: (H + 2, W + 2, in), see `Workspace.padded`.
            keep: takes the groups of the answer, (rows, W, out).
            even: whether groups start and end on even rows.
        """
        height, width, channels = x.shape[0] - 2, x.shape[1] - 2, x.shape[2]
        run = _run(width, channels)
        taps = np.tile(self.taps, run)
        rows_apart, cols_apart, apart = x.strides

        def group(first: int, last: int) -> None:
            rows = last - first
            neighbours = as_strided(  # (3, 3, rows, runs in a row, values in a run)
                x[first:],
                (3, 3, rows, width // run, run * channels),
                (rows_apart, cols_apart, rows_apart, run * cols_apart, apart),
                writeable=False,
            )
            sums = work.rows("taken", rows, width, channels)
            runs = as_strided(sums, neighbours.shape[2:], (sums.strides[0], 4 * run * channels, 4))
            np.einsum("yxrkv,yxv->rkv", neighbours, taps, out=runs)
            keep(first, pointwise(work, sums, self.matrix, self.bias)[:, :width])

        work.row_groups(height, width * max(channels, self.bias.size), group, even)


class Fusion(Separable):
    """The last layer of the optical and the radar branch, and behind its answer the product of both.

    Of the layer's answer the first half are the optical features, the second those of radar.
    """

    def __call__(self, work: Workspace, x: np.ndarray, keep: Keep, even: bool = False) -> None:
        """As `Separable`, with half as many channels more."""
        both = self.bias.size

        def fused(first: int, features: np.ndarray) -> None:
            answer = work.scratch("fused", *features.shape[:2], self.channels)
            answer[..., :both] = features
            np.multiply(features[..., : both // 2], features[..., both // 2 :], out=answer[..., both:])
            keep(first, answer)

        super().__call__(work, x, fused, even)

    @property
    def channels(self) -> int:
        """Of its output."""
        return self.bias.size * 3 // 2


class First:
    """The full 3x3 convolution that reads pixels, its two normalisations folded, ReLU."""

    def __init__(self, arrays: Mapping[str, np.ndarray], name: str, normalised: str) -> None:
        weight, self.bias = fold_batchnorm(arrays, name, normalised)  # (out, bands, 3, 3)
        self.matrix = np.ascontiguousarray(weight.transpose(2, 3, 1, 0).reshape(-1, self.bias.size))
        self.mean, self.std = arrays["reflectance_mean"], arrays["reflectance_std"]

    def __call__(self, work: Workspace, reflectance: np.ndarray, keep: Keep) -> None:
        """Apply to (bands, H, W); `keep` takes groups (rows, W, out)."""
        bands, height, width = reflectance.shape

        def group(first: int, last: int) -> None:
            rows = last - first
            x = work.scratch("normal", rows + 2, width + 2, bands)
            x[...] = 0
            top, bottom = max(0, first - 1), min(height, last + 1)
            inside = x[top - first + 1 : bottom - first + 1, 1:-1]
            np.subtract(np.moveaxis(reflectance[:, top:bottom], 0, -1), self.mean, out=inside)
            np.divide(inside, self.std, out=inside)
            rows_apart, cols_apart, apart = x.strides
            shape, strides = (rows, width, 3, 3 * bands), (rows_apart, cols_apart, rows_apart, apart)
            taken = work.rows("taken", rows, width, 9 * bands)
            neighbours = taken.reshape(rows, -1, 3, 3 * bands)[:, :width]
            np.copyto(neighbours, as_strided(x, shape, strides, writeable=False))
            keep(first, pointwise(work, taken, self.matrix, self.bias)[:, :width])

        work.row_groups(height, width * 9 * bands, group)


def head(arrays: Mapping[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Matrix (out, in) and bias (out, 1) of a 1x1 convolution."""
    return np.ascontiguousarray(arrays[f"{name}.weight"][..., 0, 0]), arrays[f"{name}.bias"][:, None]


def pointwise(work: Workspace, x: np.ndarray, matrix: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """(rows, W, in) -> (rows, W, out): matrix product, bias, ReLU; in the thread's own memory."""
    rows, width, channels = x.shape
    product = work.scratch("product", rows, width, bias.size)
    work.multiply(x.reshape(-1, channels), matrix, product.reshape(-1, bias.size))
    run = _run(width, bias.size)
    runs, bias = product.reshape(-1, run * bias.size), np.tile(bias, run)
    # max(x + b, 0) as max(x, -b) + b: NumPy is three times faster with two arrays than with an array and a number.
    np.maximum(runs, -bias, out=runs)
    np.add(runs, bias, out=runs)
    return product


def _run(width: int, channels: int) -> int:
    """Pixels in a run: a divisor of the width."""
    run = max(1, min(width, _RUN // channels))
    while width % run:
        run -= 1
    return run


def inside(out: np.ndarray, border: int = 1) -> Keep:
    """Keeps groups in an array, inside its border."""

    def keep(first: int, group: np.ndarray) -> None:
        out[first + border : first + border + len(group), border : border + group.shape[1]] = group

    return keep


def halved(out: np.ndarray) -> Keep:
    """Keeps groups at half the resolution and twice the channels: maximum and mean of each 2x2, inside a border."""

    def keep(first: int, group: np.ndarray) -> None:
        rows, width, channels = group.shape
        rows //= 2
        target = out[first // 2 + 1 : first // 2 + 1 + rows, 1:-1]
        upper, lower = group[0::2], group[1::2]
        pair = np.maximum(upper, lower)
        np.maximum(pair[:, 0::2], pair[:, 1::2], out=target[..., :channels])
        np.add(upper, lower, out=pair)
        np.multiply(pair, np.float32(0.25), out=pair)
        np.add(pair[:, 0::2], pair[:, 1::2], out=target[..., channels:])

    return keep


def interpolation(size: int, count: int, step: float, first: float = 0) -> np.ndarray:
    """Linear interpolation as a matrix (size, count): from values `step` cells apart to cells.

    Value k stands in the middle of cells `first + k * step` to `first + (k + 1) * step`; before the first and beyond
    the last value stands that value.

    >>> interpolation(4, 2, step=2).tolist()
    [[1.0, 0.0], [0.75, 0.25], [0.25, 0.75], [0.0, 1.0]]
    """
    place = np.clip((np.arange(size) + 0.5 - first) / step - 0.5, 0, count - 1)
    return np.maximum(0, 1 - np.abs(place[:, None] - np.arange(count))).astype(np.float32)


def banded(matrix: np.ndarray, x: np.ndarray) -> np.ndarray:
    """`matrix @ x` for an interpolation, zero but for two neighbours in a row: (n, count, m) -> (n, size, m).

    The two are added by themselves: a matrix product would round according to how many others stand around them.
    """
    out = np.empty((len(x), len(matrix), x.shape[-1]), np.float32)
    for first in range(0, len(matrix), 64):
        target = out[:, first : first + 64]
        (lower, lower_share), (upper, upper_share) = neighbours(matrix[first : first + 64])
        np.multiply(x[:, lower], lower_share[:, None], out=target)
        target += x[:, upper] * upper_share[:, None]
    return out


def neighbours(matrix: np.ndarray) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Which two values each row of an interpolation takes, and how much of each; of the second none at an end."""
    rows, lower = np.arange(len(matrix)), (matrix > 0).argmax(axis=1)
    upper = np.minimum(lower + 1, matrix.shape[1] - 1)
    share = np.where(upper > lower, matrix[rows, upper], np.float32(0))
    return (lower, matrix[rows, lower]), (upper, share)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """In place, (...) -> 0..1, without overflow."""
    np.multiply(x, np.float32(0.5), out=x)
    np.tanh(x, out=x)
    np.add(x, np.float32(1), out=x)
    return np.multiply(x, np.float32(0.5), out=x)


def softmax(logits: np.ndarray) -> np.ndarray:
    """In place along the first axis."""
    np.subtract(logits, logits.max(axis=0), out=logits)
    np.exp(logits, out=logits)
    return np.divide(logits, logits.sum(axis=0), out=logits)
