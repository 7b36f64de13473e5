# SPDX-License-Identifier: GPL-2.0-or-later
"""Where cells lie: whether two grids are one, what they share, how large their cells are on the ground."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from osgeo import osr

from ..errors import InputError
from . import crs
from .io import Grid
from .windows import Window

BLOCK_PX = 1024
"""Side of the windows in which a raster is walked: about a million cells at a time, whatever its size."""

DEGREE_M = 111_320.0
"""Length of a degree of latitude, and of longitude at the equator."""
# Of a cell: what rounding in other programs may move a corner by, not more.
_SAME = 1e-3


class ApartError(InputError):
    """Two rasters show different ground."""


def walk(window: Window, side: int = BLOCK_PX) -> Iterator[Window]:
    """Windows that cover a window once, row by row.

    >>> [(part.col, part.width) for part in walk(Window(3, 0, 25, 10), side=10)]
    [(3, 10), (13, 10), (23, 5)]
    """
    for row in range(window.row, window.row + window.height, side):
        for col in range(window.col, window.col + window.width, side):
            width, height = window.col + window.width - col, window.row + window.height - row
            yield Window(col, row, min(side, width), min(side, height))


def same_grid(first: Grid, second: Grid) -> bool:
    """Whether two rasters lie cell on cell, but for rounding."""
    if (first.width, first.height) != (second.width, second.height) or not same_crs(first, second):
        return False
    dx, dy = first.transform[1], -first.transform[5]
    return all(
        abs(mine - other) <= _SAME * size
        for mine, other, size in zip(first.bounds(), second.bounds(), (dx, dy, dx, dy))
    )


def same_crs(first: Grid, second: Grid) -> bool:
    """Whether two grids share their CRS, however it is written."""
    return first.crs_wkt == second.crs_wkt or bool(_system(first).IsSame(_system(second)))


def ground_cell_m(grid: Grid) -> tuple[float, float]:
    """Width and height of a cell in the middle of a grid, metres."""
    across, along = _metres_per_unit(grid, np.array([grid.height / 2]))
    return float(grid.transform[1] * across[0]), float(-grid.transform[5] * along[0])


def cell_areas_km2(grid: Grid, window: Window) -> np.ndarray:
    """(H, 1) area of the cells of each row of a window; rows differ where the CRS is in degrees or web Mercator."""
    across, along = _metres_per_unit(grid, window.row + np.arange(window.height) + 0.5)
    return (grid.transform[1] * across * -grid.transform[5] * along / 1e6)[:, None]


def _metres_per_unit(grid: Grid, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Metres on the ground per unit of the CRS, east and north, at rows counted in cells."""
    system = _system(grid)
    north = grid.transform[3] + rows * grid.transform[5]
    if system.IsGeographic():
        cosine = np.cos(np.radians(np.clip(north, -90, 90)))
        return DEGREE_M * cosine, np.full(rows.shape, DEGREE_M)
    unit_m = np.full(rows.shape, system.GetLinearUnits())
    projection = (system.GetAttrValue("PROJECTION") or "").lower()
    if "mercator" in projection and "transverse" not in projection:
        # Its metres shrink with latitude.
        unit_m = unit_m / np.cosh(north * system.GetLinearUnits() / system.GetSemiMajor())
    return unit_m, unit_m


def between(first_wkt: str, second_wkt: str) -> osr.CoordinateTransformation:
    """What turns x, y of one CRS into x, y of another.

    Raises:
        InputError: there is no way.
    """
    systems = [osr.SpatialReference(wkt) for wkt in (first_wkt, second_wkt)]
    for system in systems:
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    try:
        found = osr.CreateCoordinateTransformation(*systems)
    except RuntimeError:
        found = None
    if found is None:
        raise InputError(
            "Expected two maps whose CRS can be turned into one another, but PROJ finds no way between "
            f"{systems[0].GetName()} and {systems[1].GetName()}; warp both to one CRS first."
        )
    return found


def overlap(grid: Grid, other: Grid) -> Window:
    """The part of a grid that another raster covers, in whole cells.

    Raises:
        ApartError: they lie apart.
    """
    left, bottom, right, top = other.bounds()
    if not same_crs(grid, other):
        edges = crs.edges(other.bounds()).tolist()
        try:
            points = np.array(between(other.crs_wkt, grid.crs_wkt).TransformPoints(edges))[:, :2]
        except RuntimeError:
            points = np.array([[np.inf, np.inf]])
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points):
            points = np.full((1, 2), 1e30)  # nowhere
        (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
    x0, dx, _, y0, _, dy = grid.transform
    first = math.floor((left - x0) / dx + _SAME), math.floor((top - y0) / dy + _SAME)
    last = math.ceil((right - x0) / dx - _SAME), math.ceil((bottom - y0) / dy - _SAME)
    first = max(0, first[0]), max(0, first[1])
    last = min(grid.width, last[0]), min(grid.height, last[1])
    if last[0] <= first[0] or last[1] <= first[1]:
        raise ApartError(
            "Expected two maps of the same area, found that they do not overlap; "
            "check that both show the same city and that each has its right CRS."
        )
    return Window(*first, last[0] - first[0], last[1] - first[1])


def _system(grid: Grid) -> osr.SpatialReference:
    return osr.SpatialReference(grid.crs_wkt)
