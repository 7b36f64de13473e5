# SPDX-License-Identifier: GPL-2.0-or-later
"""The multi-task network in NumPy on whole windows, with the weights and the results of `network.model.Network`.

Maps are computed as streams of rows, see `network_stream`; whole windows serve what looks into the network. Only what
the answer needs is computed: the backbone over the whole window, whose every block the attention looks at, the tasks'
own layers over the inner cells and what these see around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Optional

import numpy as np

from ..network.config import ALIGN_PX, BLOCKS_PER_CONTEXT, CELL_PX, Maps, NetworkConfig
from ..network.radar_fusion import joined_inputs
from ..raster.windows import Window, surround
from . import numpy_attention
from .numpy_attention import Attention, Context
from .numpy_layers import (
    First,
    Fusion,
    Separable,
    Workspace,
    banded,
    halved,
    head,
    inside,
    interpolation,
    sigmoid,
    softmax,
)

# Cells of 20 m along one of the coarsest feature map.
COARSE_CELLS = ALIGN_PX // CELL_PX
# How far, in cells of 20 m, a task's layers look: spatial attention, two separable layers, upsampling.
REACH_CELLS = 4 * COARSE_CELLS
# float32 values in the widest register (AVX-512).
_REGISTER = 16


class Features(NamedTuple):
    """What the backbone makes of pixels, (H/2, W/2, channels)."""

    fine: np.ndarray
    """64 channels, pooled from 10 m."""
    shared: np.ndarray
    """256 channels, which both tasks read."""


class NumpyNetwork:
    """Ten-band reflectance in, settlement extent and zone probabilities out."""

    def __init__(self, config: NetworkConfig, arrays: Mapping[str, np.ndarray], threads: int = 1) -> None:
        """Fold the weights.

        Args:
            config: which variant.
            arrays: those of `config.arrays`.
            threads: in which groups of rows are worked on.
        """
        self.config = config
        self.work = Workspace(threads)
        self.block = config.block_px // CELL_PX
        self.load(arrays)

    def load(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Replaces the weights, and keeps threads and memory.

        Args:
            arrays: those of `config.arrays`.
        """
        config, arrays = self.config, joined_inputs(self.config, arrays)
        self._first = First(arrays, "backbone_10m.0", "backbone_10m.1")
        self._fine = [Separable(arrays, f"backbone_10m.{n}") for n, _ in enumerate(config.fine_widths, start=3)]
        if config.radar_bands:
            self._fine[0] = Fusion(arrays, "backbone_10m.3")
        self._shared = [Separable(arrays, f"backbone_20m.{n}") for n, _ in enumerate(config.shared_widths)]
        self._attention = {t: Attention(arrays, f"attention.{t}") for t in config.tasks if config.attention}
        if "hse" in config.tasks:
            self._settlement = head(arrays, "settlement.1")
        if "lcz" in config.tasks:
            self._zones_40m, self._zones_80m = Separable(arrays, "zones_40m.1"), Separable(arrays, "zones_80m.1")
            self._heads = {name: head(arrays, f"heads.{name}") for name in config.head_widths}

    def close(self) -> None:
        """Ends the threads and frees the memory."""
        self.work.close()

    def __call__(self, reflectance: np.ndarray, inner: Window) -> Maps:
        """Both maps of a window's inner cells, see `engines.base.Engine.run`.

        Raises:
            ValueError: the window's shape does not fit, see `network.model.Network.forward`.
        """
        features = self.backbone(reflectance)
        return self.answer(features, self._context(features.shared) if self.config.attention else None, inner)

    def backbone(self, reflectance: np.ndarray) -> Features:
        """Features of all cells of a window (inputs, H, W); the next call overwrites them."""
        fine = self._fine_padded(reflectance)
        x = self._through(self._shared[:-1], fine)
        shared = self.work.array("shared", fine.shape[0] - 2, fine.shape[1] - 2, self.config.shared)
        self._shared[-1](self.work, x, inside(shared, border=0))
        return Features(fine[1:-1, 1:-1], shared)

    def fine(self, reflectance: np.ndarray) -> np.ndarray:
        """What the head at 20 m reads, (H/2, W/2, 64), of a window (inputs, H, W); the next call overwrites it."""
        return self._fine_padded(reflectance)[1:-1, 1:-1]

    def _fine_padded(self, reflectance: np.ndarray) -> np.ndarray:
        """The features at 20 m with a border of one cell."""
        bands, height, width = reflectance.shape
        if bands != self.config.inputs or height % ALIGN_PX or width % ALIGN_PX:
            raise ValueError(f"expected ({self.config.inputs}, 8i, 8j) pixels, found {reflectance.shape}")
        work = self.work
        x = work.padded("even", height, width, self._first.bias.size)
        self._first(work, reflectance, inside(x))
        x = self._through(self._fine[:-1], x)
        fine = work.padded("fine", height // 2, width // 2, 2 * self._fine[-1].bias.size)
        self._fine[-1](work, x, halved(fine), even=True)
        return fine

    def _through(self, layers: list[Separable], x: np.ndarray) -> np.ndarray:
        """Two arrays in turn take the answers."""
        for number, layer in enumerate(layers):
            y = self.work.padded("even" if number % 2 else "odd", x.shape[0] - 2, x.shape[1] - 2, layer.channels)
            layer(self.work, x, inside(y))
            x = y
        return x

    def _context(self, shared: np.ndarray) -> Context:
        """What attention looks at in a whole window."""
        height, width, _ = shared.shape
        whole = self.block * BLOCKS_PER_CONTEXT
        if height <= whole and width <= whole:
            return numpy_attention.around_all(shared)
        if height % self.block or width % self.block or min(height, width) < whole:
            raise ValueError(
                f"a dense input is a multiple of {self.block} and at least {whole} cells, not {height} x {width}"
            )
        return numpy_attention.around_corners(numpy_attention.gather(self.work, shared, self.block), self.block)

    def answer(self, features: Features, context: Optional[Context], inner: Window) -> Maps:
        """Both maps of the inner cells.

        Args:
            features: of at least the inner cells and `REACH_CELLS` around them, or of all to the window's edges; from
                a cell on that the coarsest feature map begins on.
            context: of these features; None without attention.
            inner: in their cells.
        """
        height, width, channels = features.shared.shape
        region = _surround(inner, Window(0, 0, width, height))
        inner_part = inner.rows_within(region), inner.cols_within(region)
        attended = self.work.array("odd", region.height, region.width, channels)
        settlement = zones = None
        if "hse" in self.config.tasks:
            x = self._attended("hse", features.shared, context, _part(region), attended)
            settlement = sigmoid(self._read(x, *self._settlement)[0])
        if "lcz" in self.config.tasks:
            x = self._attended("lcz", features.shared, context, _part(region), attended)
            zones = self._pyramid(x, inner_part)
            zones += softmax(self._read(features.fine[_part(inner)], *self._heads["20m"]))
            if self.config.prior:
                matrix, bias = self._heads["prior"]
                logits = self._read(x[inner_part], matrix, 0)
                logits *= settlement[inner_part]
                logits += bias[..., None]
                zones += softmax(logits)
            zones /= len(self._heads)
        return Maps(None if settlement is None else settlement[inner_part], zones)

    def _attended(
        self, task: str, shared: np.ndarray, context: Optional[Context], part: tuple[slice, slice], out: np.ndarray
    ) -> np.ndarray:
        if context is None:
            return shared[part]
        self._attention[task](self.work, shared, context, part, out)
        return out

    def head_inputs(self, reflectance: np.ndarray, inner: Window) -> tuple[Window, dict[str, np.ndarray]]:
        """The arrays that the heads read, for the inner cells of a window and what lies up to `REACH_CELLS` around.

        Args:
            reflectance: see `engine.Engine.run`.
            inner: in cells of 20 m.

        Returns:
            The region in cells of 20 m, a multiple of `COARSE_CELLS`; and by name of the head, "settlement" for that
            of the settlement extent, (h, w, channels) float32 at the head's own resolution (20, 40 or 80 m).
        """
        features = self.backbone(reflectance)
        context = self._context(features.shared) if self.config.attention else None
        height, width, channels = features.shared.shape
        region = _surround(inner, Window(0, 0, width, height))
        attended = self.work.array("odd", region.height, region.width, channels)
        settlement, found = None, {}
        if "hse" in self.config.tasks:
            x = self._attended("hse", features.shared, context, _part(region), attended)
            found["settlement"] = x.copy()
            settlement = sigmoid(self._read(x, *self._settlement)[0])
        if "lcz" in self.config.tasks:
            x = self._attended("lcz", features.shared, context, _part(region), attended)
            found["20m"] = features.fine[_part(region)].copy()
            if self.config.prior:
                found["prior"] = x * settlement[..., None]
            levels = self._coarser(x)
            found.update((name, level.copy()) for name, level in zip(("40m", "80m", "80m_deep"), levels))
        return region, found

    def _pyramid(self, attended: np.ndarray, part: tuple[slice, slice]) -> np.ndarray:
        """(17, h, w) of a part: the sum of the heads' probabilities at 40 and 80 m, each brought to 20 m."""
        half, quarter, deep = self._coarser(attended)
        middle = softmax(self._read(half, *self._heads["40m"]))
        coarse = softmax(self._read(quarter, *self._heads["80m"]))
        coarse += softmax(self._read(deep, *self._heads["80m_deep"]))
        return _enlarged(middle, 2, part) + _enlarged(coarse, 4, part)

    def _coarser(self, attended: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What the heads at 40 m, at 80 m, and at 80 m behind one more layer read; the next call overwrites it."""
        work, (height, width, channels) = self.work, attended.shape
        half = work.padded("even", height // 2, width // 2, 2 * channels)
        keep_half = halved(half)
        work.row_groups(height, width * channels, lambda a, b: keep_half(a, attended[a:b]), even=True)
        quarter = work.padded("quarter", height // 4, width // 4, 4 * channels)
        self._zones_40m(work, half, halved(quarter), even=True)
        deep = work.array("deep", height // 4, width // 4, 4 * channels)
        self._zones_80m(work, quarter, inside(deep, border=0))
        return half[1:-1, 1:-1], quarter[1:-1, 1:-1], deep

    def _read(self, features: np.ndarray, matrix: np.ndarray, bias: np.ndarray) -> np.ndarray:
        """(n, h, w): a head's 1x1 convolution, before its activation."""
        height, width, channels = features.shape
        work, logits = self.work, np.empty((len(matrix), height, width), np.float32)
        # In full registers, as OpenBLAS rounds the outputs of a part of one according to how many pixels there are.
        columns = np.zeros((channels, -(-len(matrix) // _REGISTER) * _REGISTER), np.float32)
        columns[:, : len(matrix)] = matrix.T
        bias = np.reshape(bias, (-1, 1, 1))

        def group(first: int, last: int) -> None:
            cells = work.rows("taken", last - first, width, channels)
            cells[:, :width] = features[first:last]
            product = work.scratch("product", *cells.shape[:2], columns.shape[1])
            work.multiply(cells.reshape(-1, channels), columns, product.reshape(-1, columns.shape[1]))
            np.add(np.moveaxis(product[:, :width, : len(matrix)], -1, 0), bias, out=logits[:, first:last])

        work.row_groups(height, width * channels, group)
        return logits


def _enlarged(x: np.ndarray, factor: int, part: tuple[slice, slice]) -> np.ndarray:
    """A part, in the finer cells, of (n, h, w) at `factor` times the resolution, bilinear between cell centres."""
    rows, cols = (interpolation(size * factor, size, factor)[cells] for size, cells in zip(x.shape[1:], part))
    return banded(rows, banded(cols, x.swapaxes(1, 2)).swapaxes(1, 2))


def _surround(inner: Window, whole: Window) -> Window:
    """The cells that the tasks' layers need around the inner ones, on whole coarse cells, within the whole."""
    col, row, width, height = surround(inner, REACH_CELLS, COARSE_CELLS)
    left, top = max(0, col), max(0, row)
    return Window(left, top, min(whole.width, col + width) - left, min(whole.height, row + height) - top)


def _part(window: Window) -> tuple[slice, slice]:
    return slice(window.row, window.row + window.height), slice(window.col, window.col + window.width)
