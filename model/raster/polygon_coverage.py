# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons over the cells of a grid: brought to its CRS, mended, and how much of each cell they cover."""

from __future__ import annotations

import math
from typing import Optional

import numpy as np
from osgeo import gdal, ogr, osr

from .grid import Grid, cell_areas_km2
from .io import gdal_errors, memory_vectors
from .windows import Window

PARTS = 10
"""Along each side of a cell."""

# Straight lines bend when they move to another CRS: edges are cut into so many pieces of the polygon's extent.
_PIECES = 200


class Cover:
    """Share of each cell of a grid that a polygon covers."""

    def __init__(self, shape: ogr.Geometry, grid: Grid) -> None:
        """Take a polygon in the grid's CRS."""
        self._shape = shape
        self._grid = grid
        # Smaller than a part of a cell, it may miss the centres of all parts: it counts by its own area where it lies.
        _, dx, _, _, _, dy = grid.transform
        self._area = shape.GetArea() / (dx * -dy)
        self._is_tiny = self._area < 4 / PARTS**2
        self._store = memory_vectors()
        self._layer = self._store.CreateLayer("district", osr.SpatialReference(grid.crs_wkt), ogr.wkbUnknown)
        feature = ogr.Feature(self._layer.GetLayerDefn())
        feature.SetGeometry(shape)
        self._layer.CreateFeature(feature)

    def read(self, block: Window) -> Optional[np.ndarray]:
        """(H, W) share of each cell within the polygon, 0..1; None where it has none of the block."""
        area = self._grid.cropped(block)
        frame = _rectangle(*area.bounds())
        if not self._shape.Intersects(frame):
            return None
        if self._shape.Contains(frame):
            return np.ones((block.height, block.width))
        if self._is_tiny:
            return self._point(area)
        left, dx, _, top, _, dy = area.transform
        height, width = block.height * PARTS, block.width * PARTS
        canvas = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Byte)
        canvas.SetGeoTransform((left, dx / PARTS, 0.0, top, 0.0, dy / PARTS))
        canvas.SetProjection(self._grid.crs_wkt)
        gdal.RasterizeLayer(canvas, [1], self._layer, burn_values=[1])
        parts = canvas.GetRasterBand(1).ReadAsArray().reshape(block.height, PARTS, block.width, PARTS)
        return parts.sum(axis=(1, 3), dtype=np.float64) / PARTS**2

    def _point(self, area: Grid) -> Optional[np.ndarray]:
        """The whole polygon on the cell in which it lies."""
        place = self._shape.PointOnSurface()
        left, dx, _, top, _, dy = area.transform
        col, row = math.floor((place.GetX() - left) / dx), math.floor((place.GetY() - top) / dy)
        if not (0 <= col < area.width and 0 <= row < area.height):
            return None
        weight = np.zeros((area.height, area.width))
        weight[row, col] = self._area
        return weight


def moved(wkb: bytes, moves: Optional[osr.CoordinateTransformation]) -> Optional[ogr.Geometry]:
    """A polygon transformed to the map's CRS, flat and valid; None where it has no area or cannot be transformed."""
    shape = ogr.CreateGeometryFromWkb(bytes(wkb)) if wkb else None
    if shape is None or shape.IsEmpty():
        return None
    shape.FlattenTo2D()
    shape = shape.GetLinearGeometry() if shape.HasCurveGeometry() else shape
    if moves is not None:
        left, right, bottom, top = shape.GetEnvelope()
        shape.Segmentize(max(right - left, top - bottom, 1e-9) / _PIECES)
        failed = True
        with gdal_errors():
            failed = shape.Transform(moves) != 0
        if failed or not all(map(math.isfinite, shape.GetEnvelope())):
            return None
    shape = shape if shape.IsValid() else _areas(shape.MakeValid())
    return None if shape is None or shape.GetArea() == 0 else shape


def _areas(shape: Optional[ogr.Geometry]) -> Optional[ogr.Geometry]:
    """The polygons of a mended shape: lines and points that were left over would be drawn, too."""
    if shape is None or shape.GetGeometryCount() == 0 or ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbPolygon:
        return shape
    areas = ogr.Geometry(ogr.wkbMultiPolygon)
    for part in (shape.GetGeometryRef(place) for place in range(shape.GetGeometryCount())):
        kind = ogr.GT_Flatten(part.GetGeometryType())
        if kind == ogr.wkbPolygon:
            areas.AddGeometry(part)
        elif kind == ogr.wkbMultiPolygon:
            for inner in (part.GetGeometryRef(place) for place in range(part.GetGeometryCount())):
                areas.AddGeometry(inner)
    return areas


def window_of(shape: ogr.Geometry, grid: Grid) -> Optional[Window]:
    """The part of the map that a polygon's envelope touches."""
    left, right, bottom, top = shape.GetEnvelope()
    x0, dx, _, y0, _, dy = grid.transform
    first = max(0, math.floor((left - x0) / dx)), max(0, math.floor((top - y0) / dy))
    last = min(grid.width, math.ceil((right - x0) / dx)), min(grid.height, math.ceil((bottom - y0) / dy))
    if last[0] <= first[0] or last[1] <= first[1]:
        return None
    return Window(*first, last[0] - first[0], last[1] - first[1])


def area_km2(shape: Optional[ogr.Geometry], grid: Grid) -> float:
    """Area of a polygon, of cells as large as those in its middle."""
    if shape is None:
        return 0.0
    _, _, bottom, top = shape.GetEnvelope()
    _, dx, _, y0, _, dy = grid.transform
    row = math.floor(((bottom + top) / 2 - y0) / dy)
    return shape.GetArea() / (dx * -dy) * float(cell_areas_km2(grid, Window(0, row, 1, 1))[0, 0])


def _rectangle(left: float, bottom: float, right: float, top: float) -> ogr.Geometry:
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)):
        ring.AddPoint_2D(x, y)
    frame = ogr.Geometry(ogr.wkbPolygon)
    frame.AddGeometry(ring)
    return frame
