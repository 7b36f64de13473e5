# SPDX-License-Identifier: GPL-2.0-or-later
"""Inputs of the network's heads, averaged over parts of cells, computed only where they are wanted.

The windows lie on the grid on which the network's attention is anchored and have its halo around them, so that the
features equal those that mapping the whole scene computes. NumPy computes them in every QGIS, so that the same areas
give the same weights with and without PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..engines.numpy_engine import NumpyEngine
from ..network.config import CELL_PX, NetworkConfig
from ..raster import windows
from ..raster.grid import Grid
from ..raster.windows import Window
from ..scene.scene import Scene

SETTLEMENT = "settlement"
"""The settlement head's name among the heads."""
CELLS_20M = {"20m": 1, "40m": 2, "80m": 4, "80m_deep": 4, "prior": 1, SETTLEMENT: 1}
"""Side of the cells in which each head reads, in cells of 20 m."""
# Side of the windows that are computed at a time, without the halo. Larger ones take more memory, smaller ones compute
# more of the halo.
_CORE_PX = 480
LCZ_CELL = 5
"""Side of a cell of the LCZ map (100 m) in cells of 20 m."""


class FeatureWindow(NamedTuple):
    """The inputs of all heads in a part of a scene."""

    core: Window
    """The 20 m cells of the scene that this window gives features of; its edges cut no LCZ cell."""
    region: Window
    """The 20 m cells of the scene that the arrays cover."""
    inputs: dict[str, np.ndarray]
    """Inputs of each head, by its name: (h, w, channels) float32 at the head's own resolution."""
    valid: np.ndarray
    """(core height, core width) share of each 20 m cell's pixels that have data, 0..1."""

    def averaged(self, head: str, cells: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
        """Means of one head's input over groups of 20 m cells, (count, channels).

        Coarser inputs are brought to 20 m bilinearly, as the map brings the heads' probabilities there.

        Args:
            head: a key of `inputs`.
            cells: (n, 2) row and column of each 20 m cell in the core.
            groups: (n,) which group each cell belongs to, 0..count - 1; every group has a cell.
            count: of the groups.
        """
        from scipy import sparse

        values, step = self.inputs[head], CELLS_20M[head]
        shape, offset = values.shape[:2], (self.core.row - self.region.row, self.core.col - self.region.col)
        weights = sparse.csr_matrix((np.ones(len(cells)), (groups, np.arange(len(cells)))), (count, len(cells)))
        weights = sparse.diags(1 / np.bincount(groups, minlength=count)) @ weights
        to_native = _interpolated([cells[:, axis] + offset[axis] for axis in (0, 1)], shape, step)
        return ((weights @ to_native) @ values.reshape(-1, values.shape[2])).astype(np.float32)


def feature_windows(
    scene: Scene, engine: NumpyEngine, fill: np.ndarray, wanted: Sequence[Window]
) -> Iterator[tuple[float, FeatureWindow]]:
    """The head inputs of a scene where rectangles of it are wanted.

    Args:
        scene: open for reading.
        engine: of the network.
        fill: (10,) reflectance of pixels without data.
        wanted: windows of 20 m cells; parts beyond the scene's edge are left out.

    Yields:
        The share that is done, and a window. Together the cores cover what is wanted, each cell once.
    """
    config = engine.config
    whole = windows.frame(scene.grid.width, scene.grid.height, config.block_px, config.context_px)
    cores = plan_cores(wanted, scene.grid)
    for number, core in enumerate(cores, start=1):
        pixels = Window(*(CELL_PX * value for value in core))
        read = windows.surround(pixels, config.halo_px, config.block_px, whole)
        # The network's dense attention needs at least its context.
        read = _at_least(read, config, whole)
        reflectance, valid = scene.read(read)
        inner = Window((pixels.col - read.col) // CELL_PX, (pixels.row - read.row) // CELL_PX, core.width, core.height)
        there = valid[read_part(pixels, read)]
        reflectance = np.where(valid, reflectance, fill[:, None, None]) if not valid.all() else reflectance
        region, inputs = engine.head_inputs(reflectance, inner)
        region = region._replace(col=region.col + read.col // CELL_PX, row=region.row + read.row // CELL_PX)
        share = there.reshape(core.height, CELL_PX, core.width, CELL_PX).mean(axis=(1, 3))
        yield number / len(cores), FeatureWindow(core, region, inputs, share)


def plan_cores(wanted: Sequence[Window], grid: Grid) -> list[Window]:
    """The rectangles to compute, in 20 m cells: one for each square of the scene in which something is wanted.

    Args:
        wanted: windows of 20 m cells.
        grid: of the scene's pixels.

    Returns:
        Bounding boxes of what is wanted in each square, on whole LCZ cells, within the scene's whole 20 m cells.
    """
    side = _CORE_PX // CELL_PX
    width, height = (length // CELL_PX for length in (grid.width, grid.height))
    boxes: dict[tuple[int, int], list[int]] = {}
    for window in wanted:
        left, top = (max(0, value) // LCZ_CELL * LCZ_CELL for value in (window.col, window.row))
        right = min(width, -(-(window.col + window.width) // LCZ_CELL) * LCZ_CELL)
        bottom = min(height, -(-(window.row + window.height) // LCZ_CELL) * LCZ_CELL)
        for row in range(top // side, -(-bottom // side)):
            for col in range(left // side, -(-right // side)):
                part = [max(left, col * side), max(top, row * side), min(right, (col + 1) * side),
                        min(bottom, (row + 1) * side)]  # fmt: skip
                if part[0] < part[2] and part[1] < part[3]:
                    box = boxes.setdefault((row, col), part)
                    box[:] = [*map(min, box[:2], part[:2]), *map(max, box[2:], part[2:])]
    cores = (boxes[key] for key in sorted(boxes))
    return [Window(left, top, right - left, bottom - top) for left, top, right, bottom in cores]


def read_part(inner: Window, outer: Window) -> tuple[slice, slice]:
    """Slices of one window of pixels in the array of another."""
    return inner.rows_within(outer), inner.cols_within(outer)


def _at_least(read: Window, config: NetworkConfig, whole: Window) -> Window:
    """A window that is as large as the network's context, within the frame of the scene."""
    width, height = max(read.width, config.context_px), max(read.height, config.context_px)
    col = min(read.col, whole.col + whole.width - width)
    row = min(read.row, whole.row + whole.height - height)
    return Window(col, row, width, height)


def _interpolated(places: Sequence[np.ndarray], shape: Sequence[int], step: int) -> Any:
    """Sparse (cells, native cells): bilinear interpolation from cells `step` times as large."""
    from scipy import sparse

    rows, cols = (neighbours(place, count, step) for place, count in zip(places, shape))
    count = len(places[0])
    entries = [row_share * col_share for _, row_share in rows for _, col_share in cols]
    indices = [row * shape[1] + col for row, _ in rows for col, _ in cols]
    every = np.tile(np.arange(count), len(indices))
    matrix = sparse.csr_matrix(
        (np.concatenate(entries), (every, np.concatenate(indices))), (count, shape[0] * shape[1])
    )
    matrix.eliminate_zeros()
    return matrix


def neighbours(cells: np.ndarray, count: int, step: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """The two of `count` larger cells whose centres are next to those of small ones, and how much each counts (0..1).

    Before the first centre and beyond the last one that large cell counts alone.

    Args:
        cells: (n,) numbers of the small cells.
        count: of the large cells.
        step: small cells along a large one.
    """
    place = ((cells + 0.5) / step - 0.5).clip(0, count - 1)
    lower = place.astype(np.int64)
    share = (place - lower).astype(np.float32)
    return [(lower, 1 - share), ((lower + 1).clip(max=count - 1), share)]
