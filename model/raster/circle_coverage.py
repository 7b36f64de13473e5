# SPDX-License-Identifier: GPL-2.0-or-later
"""The exact area of each cell of a grid within a circle on the ground.

The area of a disc left of x and below y has a closed form; a cell's part is a sum of four of these. The circle is
measured with the size that the grid's cells have on the ground at its centre, so that it is round on the ground in
degrees and in web Mercator, too.
"""

from __future__ import annotations

import math
from typing import NamedTuple, Optional

import numpy as np

from .grid import Grid, ground_cell_m
from .windows import Window


class CircleCover(NamedTuple):
    """The cells of a grid that a circle touches."""

    window: Window
    """Window of the grid that holds these cells; it ends at the grid's edge."""
    area_m2: np.ndarray
    """(H, W) area of each cell within the circle."""


def cell_at(x: float, y: float, grid: Grid) -> Optional[tuple[int, int]]:
    """Column and row of the cell that holds a point of the grid's CRS; None outside."""
    left, dx, _, top, _, dy = grid.transform
    if not (math.isfinite(x) and math.isfinite(y)):
        return None
    col, row = math.floor((x - left) / dx), math.floor((y - top) / dy)
    return (col, row) if 0 <= col < grid.width and 0 <= row < grid.height else None


def cell_m_at(y: float, grid: Grid) -> tuple[float, float]:
    """Width and height on the ground, in metres, of the cells at a northing of the grid's CRS."""
    _, _, _, top, _, dy = grid.transform
    row = math.floor((y - top) / dy)
    return ground_cell_m(grid.cropped(Window(0, row, 1, 1)))


def circle_cover(x: float, y: float, radius_m: float, grid: Grid) -> Optional[CircleCover]:
    """The cells that a circle around a point touches, with the area of each within it.

    Args:
        x: of the centre, in the grid's CRS; the centre may lie outside the grid.
        y: of the centre.
        radius_m: on the ground.
        grid: of the cells.

    Returns:
        None where the circle touches no cell of the grid.
    """
    left, dx, _, top, _, dy = grid.transform
    width_m, height_m = cell_m_at(y, grid)
    across, along = (x - left) / dx, (y - top) / dy  # the centre, counted in cells from the corner
    reach = radius_m / width_m, radius_m / height_m
    first = max(0, math.floor(across - reach[0])), max(0, math.floor(along - reach[1]))
    last = min(grid.width, math.ceil(across + reach[0])), min(grid.height, math.ceil(along + reach[1]))
    if last[0] <= first[0] or last[1] <= first[1]:
        return None
    window = Window(*first, last[0] - first[0], last[1] - first[1])
    columns = (np.arange(first[0], last[0] + 1) - across) / reach[0]
    rows = (np.arange(first[1], last[1] + 1) - along) / reach[1]
    quadrants = disc_area(columns[None, :], rows[:, None])
    parts = np.diff(np.diff(quadrants, axis=0), axis=1)
    return CircleCover(window, np.clip(parts, 0.0, None) * radius_m**2)


def disc_area(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Area of the part of the unit disc whose points have coordinates of at most x and at most y.

    Args:
        x: of any shape.
        y: of a shape that broadcasts with that of x.

    >>> disc_area(np.array([0.0, 5.0, -2.0]), np.array([0.0, 5.0, 0.0])).round(6).tolist()
    [0.785398, 3.141593, 0.0]
    """
    x, y = np.broadcast_arrays(np.clip(x, -1.0, 1.0), np.clip(y, -1.0, 1.0))
    # Within so far of the middle the line at y crosses the disc; beyond, the disc lies on one side of it.
    half = np.sqrt(1 - y**2)
    crossing = np.clip(x, -half, half)
    area = y * (crossing + half) + _below_arc(crossing) + _below_arc(half)
    beside = _below_arc(np.minimum(x, -half)) - _below_arc(-1.0) + _below_arc(np.maximum(x, half)) - _below_arc(half)
    return np.asarray(area + np.where(y > 0, 2 * beside, 0.0))


def _below_arc(t: np.ndarray) -> np.ndarray:
    """Integral of sqrt(1 - t²) from 0 to t."""
    return (t * np.sqrt(np.clip(1 - np.square(t), 0.0, None)) + np.arcsin(t)) / 2
