# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons and points drawn on a grid: a polygon has the cells whose centre it covers, a point the cell it is in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, ogr, osr

from ..raster.grid import Grid
from ..raster.windows import Window


class Polygon(NamedTuple):
    """A polygon or a point of a reference, with its zone."""

    zone: int
    """1..17."""
    geometry: ogr.Geometry
    """Geometry in the CRS of the map."""


class PolygonRasterizer:
    """Polygons drawn on the cells of a grid, window by window."""

    def __init__(self, polygons: Sequence[Polygon], grid: Grid) -> None:
        """Take polygons in the grid's CRS; polygon i is unit i + 1."""
        self._grid = grid
        self._zones = np.array([0, *(polygon.zone for polygon in polygons)], dtype=np.uint8)
        system = osr.SpatialReference(grid.crs_wkt)
        driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
        self._store = driver.CreateDataSource("polygons")
        numbered = list(enumerate(polygons, start=1))
        # Of two polygons over one cell the last drawn is seen: drawn in both orders, a conflict shows.
        self._layers = [self._layer(order, system) for order in (numbered, numbered[::-1])]

    def _layer(self, numbered: Sequence[tuple[int, Polygon]], system: osr.SpatialReference) -> ogr.Layer:
        layer = self._store.CreateLayer(f"from {numbered[0][0]}", system, ogr.wkbUnknown)
        layer.CreateField(ogr.FieldDefn("unit", ogr.OFTInteger))
        for number, polygon in numbered:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField("unit", number)
            feature.SetGeometry(polygon.geometry)
            layer.CreateFeature(feature)
        return layer

    def rasterize(self, window: Window) -> Optional[tuple[np.ndarray, np.ndarray, int]]:
        """Zones and units of a window's cells, by the cell's centre; None where no polygon comes near.

        Returns:
            Zones (H, W) uint8, 0 where no polygon is or two of different zones are; units (H, W) int32, 0 where none;
            and the number of cells that lie in polygons of two zones.
        """
        area = self._grid.cropped(window)
        left, bottom, right, top = area.bounds()
        units = []
        for layer in self._layers:
            layer.SetSpatialFilterRect(left, bottom, right, top)
            if layer.GetFeatureCount() == 0:
                return None
            raster = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1, gdal.GDT_Int32)
            raster.SetGeoTransform(area.transform)
            raster.SetProjection(area.crs_wkt)
            gdal.RasterizeLayer(raster, [1], layer, options=["ATTRIBUTE=unit"])
            units.append(raster.GetRasterBand(1).ReadAsArray())
        zones = self._zones[units[0]]
        conflict = zones != self._zones[units[1]]
        zones[conflict] = 0
        return zones, units[0], int(conflict.sum())
