# SPDX-License-Identifier: GPL-2.0-or-later
"""The reference of an LCZ map: polygons, points or another raster, as zones and sampling units on the map's cells.

A unit is what the bootstrap draws when intervals are estimated: one polygon, one point, or a square of a raster. The
cells of one unit resemble each other, so that they are not independent samples.
"""

from __future__ import annotations

from typing import NamedTuple, Optional, Union

import numpy as np

from ..errors import InputError
from ..raster.band import grid_of
from ..raster.grid import Grid, ground_cell_m, overlap, same_grid
from ..raster.windows import Window
from .align import zones_within
from .polygon_rasterizer import PolygonRasterizer
from .reference_polygons import read_polygons

# More squares do not make the intervals more exact, but need memory.
_MOST_SQUARES = 4096
# By so much of a cell the box around polygons and points is widened.
_POINT_CELLS = 0.01


class Cells(NamedTuple):
    """Zones and units of the reference in a window."""

    zones: np.ndarray
    """(H, W) uint8, 1..17, 0 where the reference has no zone."""
    units: np.ndarray
    """(H, W) int32, which unit a cell belongs to."""


class PolygonReference:
    """Polygons or points as a reference; a unit is one of them.

    Attributes:
        description: for the report.
        count: number of polygons or points that name a zone.
        conflicts: number of cells of what was read so far that lie in polygons of two zones.
        unit: name of the units, in the plural.
        stratified: the bootstrap draws units within their zone, as the polygons were chosen by zone.
        notes: warnings that a reader of the figures must know.
        window: the part of the map that it covers; what it reads are windows of that part.
    """

    stratified = True

    def __init__(self, path: str, grid: Grid, layer: str = "", field: str = "", name: str = "") -> None:
        """Read the polygons and bring them to the map's CRS.

        Raises:
            InputError: they do not open, name no zones, or lie elsewhere.
        """
        polygons = read_polygons(path, grid, layer, field)
        self.count = len(polygons.polygons)
        self.unit = polygons.noun
        self.description = f"{self.count} {polygons.noun} of {name or path}, zones from “{polygons.field}”"
        self._notes = list(polygons.notes)
        boxes = np.array([polygon.geometry.GetEnvelope() for polygon in polygons.polygons])
        left, right, bottom, top = boxes[:, 0].min(), boxes[:, 1].max(), boxes[:, 2].min(), boxes[:, 3].max()
        # A point has no extent, and may lie on the edge of a cell.
        margin = tuple(_POINT_CELLS * abs(side) for side in (grid.transform[1], grid.transform[5]))
        left, right, bottom, top = left - margin[0], right + margin[0], bottom - margin[1], top + margin[1]
        size = right - left, top - bottom
        self.window = overlap(grid, Grid(1, 1, (left, size[0], 0.0, top, 0.0, -size[1]), grid.crs_wkt))
        self._rasterizer = PolygonRasterizer(polygons.polygons, grid.cropped(self.window))
        self.conflicts = 0

    def read(self, window: Window) -> Optional[Cells]:
        """Zones and units of a window; None where the reference has no zone there."""
        drawn = self._rasterizer.rasterize(window)
        if drawn is None:
            return None
        self.conflicts += drawn[2]
        return Cells(*drawn[:2])

    @property
    def notes(self) -> list[str]:
        conflicts = f"{self.conflicts} cells lie in {self.unit} of two zones and are left out."
        return [*self._notes, *([conflicts] if self.conflicts else [])]


class RasterReference:
    """Another LCZ raster as a reference; a unit is a square. Attributes as above."""

    stratified = False

    def __init__(
        self,
        source: str,
        grid: Grid,
        square_m: float,
        band: Optional[int] = None,
        scheme: str = "",
        name: str = "",
    ) -> None:
        """Bring the raster to the map's grid.

        Raises:
            InputError: it does not open, is no LCZ map, lies elsewhere, or a square is smaller than a cell.
        """
        own = grid_of(source, "the reference")
        self.window = overlap(grid, own)
        area = grid.cropped(self.window)
        self._zones = zones_within(source, area, band, scheme, "the reference")
        across, along = ground_cell_m(area)
        if square_m < max(across, along):
            raise InputError(
                f"Expected squares of at least one cell of the map ({max(across, along):.0f} m), found {square_m:g} m; "
                "choose larger ones."
            )
        while True:
            self._step = max(1, round(square_m / across)), max(1, round(square_m / along))
            self._columns = -(-area.width // self._step[0])
            if self._columns * -(-area.height // self._step[1]) <= _MOST_SQUARES:
                break
            square_m *= 2
        self.unit = f"squares of {square_m / 1000:g} km"
        moved = "" if same_grid(own, grid) else ", brought to the grid of the map"
        self.description = f"the raster {name or source}, {self._zones.reason}{moved}"
        self.notes: list[str] = list(self._zones.warnings)

    def read(self, window: Window) -> Optional[Cells]:
        """Zones and units of a window; None where the reference has no zone there."""
        zones = self._zones.read(window)
        if not zones.any():
            return None
        rows = (window.row + np.arange(window.height)) // self._step[1]
        columns = (window.col + np.arange(window.width)) // self._step[0]
        return Cells(zones, (rows[:, None] * self._columns + columns).astype(np.int32))


Reference = Union[PolygonReference, RasterReference]
