# SPDX-License-Identifier: GPL-2.0-or-later
"""Percentages of fine cells as means of coarser cells, each fine cell counting by the area that it shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from .band import Band, Values
from .grid import Grid, ground_cell_m, overlap, same_crs
from .windows import Window

# So many fine cells are read at a time, however large a coarse one is.
_MOST_CELLS = 4_000_000
# Where the CRS differ, a coarse cell is sampled at least so many times along each side.
_SAMPLES = 4


class Cells(NamedTuple):
    """Means of a window of coarse cells."""

    mean: np.ndarray
    """(H, W) float64, 0 where nothing is covered."""
    covered: np.ndarray
    """(H, W) share of each cell's area that has a value, 0..1."""

    @property
    def answered(self) -> np.ndarray:
        """Bool: whether half or more of a cell has a value."""
        return self.covered >= 0.5 - 1e-9


class AreaMean:
    """A raster of any cell size as means on the cells of a grid."""

    def __init__(self, band: Band, grid: Grid, convert: Callable[[Values], Values]) -> None:
        """Bring a band to a grid.

        Args:
            band: to average.
            grid: whose cells are wanted; its whole area need not be covered.
            convert: from what the file stores to numbers that can be averaged, and which of them count.

        Raises:
            InputError: GDAL knows no way from one CRS to the other.
        """
        self._grid = grid
        self._convert = convert
        self._band = band if same_crs(band.grid, grid) else band.on(_subdivided(band.grid, grid), "nearest")

    def read(self, window: Window) -> Cells:
        """Means of a window of the grid's cells."""
        area = self._grid.cropped(window)
        fine = self._band.grid
        left, bottom, right, top = area.bounds()
        x0, dx, _, y0, _, dy = fine.transform
        across = _pieces((left - x0) / dx, (right - left) / dx / window.width, window.width, fine.width)
        along = _pieces((top - y0) / dy, (bottom - top) / dy / window.height, window.height, fine.height)
        if not len(across.fine) or not len(along.fine):
            nothing = np.zeros((window.height, window.width))
            return Cells(nothing, nothing)
        weight, total = np.zeros((2, window.height, window.width))
        for strip in along.strips(max(1, _MOST_CELLS // int(np.ptp(across.fine) + 1))):
            source = Window(
                int(across.fine[0]), int(strip.fine[0]), int(np.ptp(across.fine)) + 1, int(np.ptp(strip.fine)) + 1
            )
            numbers, valid = self._convert(self._band.read(source))
            weight += _gathered(_gathered(valid.astype(np.float64), strip, 0), across, 1)
            total += _gathered(_gathered(np.where(valid, numbers, 0).astype(np.float64), strip, 0), across, 1)
        covered = weight / (across.side * along.side)
        return Cells(np.divide(total, weight, out=np.zeros_like(total), where=weight > 0), covered)


class _Pieces(NamedTuple):
    """An axis cut wherever a fine or a coarse cell ends; lengths in fine cells."""

    fine: np.ndarray
    """Index of the fine cell of each piece."""
    coarse: np.ndarray
    """Index of the coarse cell of each piece, ascending."""
    length: np.ndarray
    cells: int
    """Number of coarse cells, with or without pieces."""
    side: float
    """Length of a coarse cell."""

    def strips(self, fine_cells: int) -> Iterator[_Pieces]:
        """The pieces in turn, those of so many fine cells at a time."""
        for start in range(int(self.fine[0]), int(self.fine[-1]) + 1, fine_cells):
            inside = (self.fine >= start) & (self.fine < start + fine_cells)
            yield self._replace(fine=self.fine[inside], coarse=self.coarse[inside], length=self.length[inside])


def _pieces(start: float, side: float, cells: int, size: int) -> _Pieces:
    """The pieces of coarse cells that lie within 0..size.

    >>> pieces = _pieces(0.5, 1.5, 2, 3)  # coarse cells 0.5 to 2 and 2 to 3.5 over three fine cells
    >>> pieces.fine.tolist(), pieces.coarse.tolist(), pieces.length.tolist()
    ([0, 1, 2], [0, 0, 1], [0.5, 1.0, 1.0])
    """
    edges = start + side * np.arange(cells + 1)
    # An edge that is meant to lie on a fine one may miss it by rounding.
    edges = np.where(np.abs(edges - np.rint(edges)) < 1e-6, np.rint(edges), edges)
    low, high = max(0.0, edges[0]), min(float(size), edges[-1])
    if high <= low:
        nothing = np.zeros(0, dtype=np.int64)
        return _Pieces(nothing, nothing, np.zeros(0), cells, side)
    inner = np.arange(np.floor(low) + 1, np.ceil(high))
    cuts = np.unique(np.concatenate([[low, high], inner, edges[(edges > low) & (edges < high)]]))
    middle = (cuts[1:] + cuts[:-1]) / 2
    coarse = np.clip(np.searchsorted(edges, middle, side="right") - 1, 0, cells - 1)
    return _Pieces(np.floor(middle).astype(np.int64), coarse, np.diff(cuts), cells, side)


def _gathered(array: np.ndarray, pieces: _Pieces, axis: int) -> np.ndarray:
    """Sums of the pieces of each coarse cell along an axis, weighted with their lengths."""
    if len(pieces.fine) == pieces.cells and (pieces.length == 1).all() and pieces.side == 1:
        return array  # cell on cell
    shape = (-1, 1) if axis == 0 else (1, -1)
    cut = np.take(array, pieces.fine - pieces.fine[0], axis=axis) * pieces.length.reshape(shape)
    present, first = np.unique(pieces.coarse, return_index=True)
    sums = np.zeros((pieces.cells, array.shape[1]) if axis == 0 else (array.shape[0], pieces.cells))
    sums[(present, slice(None)) if axis == 0 else (slice(None), present)] = np.add.reduceat(cut, first, axis=axis)
    return sums


def _subdivided(fine: Grid, coarse: Grid) -> Grid:
    """The part of a coarse grid that a raster of another CRS covers, in cells about as small as the raster's."""
    part = coarse.cropped(overlap(coarse, fine))
    ratios = (large / small for large, small in zip(ground_cell_m(coarse), ground_cell_m(fine)))
    across, along = (max(_SAMPLES, int(np.ceil(ratio - 1e-6))) for ratio in ratios)
    left, dx, _, top, _, dy = part.transform
    transform = (left, dx / across, 0.0, top, 0.0, dy / along)
    return Grid(part.width * across, part.height * along, transform, part.crs_wkt)
