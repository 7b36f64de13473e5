# SPDX-License-Identifier: GPL-2.0-or-later
"""Where cells lie: whether two grids are one, what they share, how large their cells are on the ground."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple, Optional

import numpy as np
from osgeo import osr

from ..errors import InputError
from . import crs
from .io import gdal_errors
from .windows import Window

BLOCK_PX = 1024
"""Side of the windows in which a raster is walked: about a million cells at a time, whatever its size."""

DEGREE_M = 111_320.0
"""Length of a degree of latitude, and of longitude at the equator."""
# Of a cell: what rounding in other programs may move a corner by, not more.
_SAME = 1e-3


class ApartError(InputError):
    """Two rasters show different ground."""


class Grid(NamedTuple):
    """Where the cells of a raster lie."""

    width: int
    height: int
    transform: tuple[float, float, float, float, float, float]
    """GDAL's geotransform; north up."""
    crs_wkt: str

    def coarsened(self, factor: int) -> Grid:
        """The grid of cells `factor` as wide from the same upper-left corner, part cells included.

        >>> Grid(25, 10, (0.0, 10.0, 0.0, 0.0, 0.0, -10.0), "").coarsened(10)[:3]
        (3, 1, (0.0, 100.0, 0.0, 0.0, 0.0, -100.0))
        """
        left, dx, _, top, _, dy = self.transform
        size = -(-self.width // factor), -(-self.height // factor)
        return Grid(*size, (left, dx * factor, 0.0, top, 0.0, dy * factor), self.crs_wkt)

    def bounds(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in the grid's CRS."""
        left, dx, _, top, _, dy = self.transform
        return left, top + self.height * dy, left + self.width * dx, top

    def cropped(self, window: Window) -> Grid:
        """The grid of a window of this one."""
        left, dx, _, top, _, dy = self.transform
        corner = (left + window.col * dx, dx, 0.0, top + window.row * dy, 0.0, dy)
        return Grid(window.width, window.height, corner, self.crs_wkt)

    def window(self, extent: Optional[tuple[float, float, float, float]], step: int, extent_crs: str = "") -> Window:
        """The part of the grid that an extent touches, widened to multiples of `step` cells and cut at the edge.

        Args:
            extent: xmin, ymin, xmax, ymax; None for all of it.
            step: the window's upper-left corner lies on a multiple of it, and its size is one where the grid allows.
            extent_crs: CRS of the extent, as WKT or "EPSG:4326"; "" for the grid's own.

        Raises:
            InputError: the extent lies outside, or its CRS is unknown.
        """
        if extent is None:
            return Window(0, 0, self.width, self.height)
        left, dx, _, top, _, dy = self.transform
        if not all(map(math.isfinite, extent)):
            raise InputError(f"Expected an extent of four numbers, found {extent}; draw it again over the scene.")
        xmin, ymin, xmax, ymax = crs.reprojected(extent, extent_crs, self.crs_wkt) if extent_crs else extent
        # In cells, west to east and north to south. An edge that was meant to lie on the grid may miss it by rounding:
        # a thousandth of a cell is no cell.
        first = math.floor((xmin - left) / dx + 1e-3), math.floor((ymax - top) / dy + 1e-3)
        last = math.ceil((xmax - left) / dx - 1e-3), math.ceil((ymin - top) / dy - 1e-3)
        size = self.width, self.height
        if any(low >= limit or high <= 0 or high <= low for low, high, limit in zip(first, last, size)):
            raise InputError(
                f"Expected an extent that overlaps the scene ({left:.0f} to {left + self.width * dx:.0f} east, "
                f"{top + self.height * dy:.0f} to {top:.0f} north), found {xmin:.0f} to {xmax:.0f} east, "
                f"{ymin:.0f} to {ymax:.0f} north; draw it again over the scene."
            )
        col, row = (max(0, low) // step * step for low in first)
        right, bottom = (min(limit, -(-high // step) * step) for high, limit in zip(last, size))
        return Window(col, row, right - col, bottom - row)


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


def cell_side_m(grid: Grid) -> float:
    """Side of a square as large as a cell in the middle of a grid, metres."""
    return float(np.sqrt(np.prod(ground_cell_m(grid))))


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
    if crs.is_mercator(system):
        unit_m = unit_m / crs.mercator_scale(system, north)
    return unit_m, unit_m


def between(first_wkt: str, second_wkt: str) -> osr.CoordinateTransformation:
    """What turns x, y of one CRS into x, y of another.

    Raises:
        InputError: PROJ cannot transform one into the other.
    """
    systems = [osr.SpatialReference(wkt) for wkt in (first_wkt, second_wkt)]
    for system in systems:
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    found = crs.transformation(*systems)
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
        points, way = np.array([[np.inf, np.inf]]), between(other.crs_wkt, grid.crs_wkt)
        with gdal_errors():
            points = np.array(way.TransformPoints(edges))[:, :2]
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
