# SPDX-License-Identifier: GPL-2.0-or-later
"""The mask of a scene: which pixels lie inside polygons or a raster, on the scene's own grid."""

from __future__ import annotations

from collections.abc import Collection
from typing import Optional

import numpy as np
from osgeo import gdal, ogr, osr

from ..errors import InputError
from ..raster import crs
from ..raster.band_reader import single_band
from ..raster.grid import Grid
from ..raster.io import gdal_errors, memory_vectors
from ..raster.windows import Window

# A polygon's edges are straight in its own CRS: in the scene's they are bent in so many pieces, where they are long.
_PIECES = 200


class Mask:
    """Which pixels of a grid lie inside; a pixel counts as covered by its centre.

    In a raster, inside is whatever is neither 0 nor nodata.
    """

    def __init__(self, source: str, layer: str, grid: Grid) -> None:
        """Open polygons or a raster.

        Args:
            source: anything that GDAL opens.
            layer: name of the layer of polygons; "" for the only one, or for a raster.
            grid: the scene's.

        Raises:
            InputError: it does not open, has no CRS, holds no polygon, or lies elsewhere.
        """
        self._grid = grid
        self._raster = self._polygons = None
        raster = None if layer else _opened(source, gdal.OF_RASTER)
        if raster is not None and raster.RasterCount:
            if not raster.GetProjection():
                raise InputError(f"Expected MASK with a coordinate system, found none in {source}; assign one.")
            with gdal_errors() as report:
                self._raster = on_grid(raster, 1, grid)
            if self._raster is None:
                raise InputError(
                    f"Expected MASK to reach the scene, but {source} cannot be warped to it "
                    f"({report.reason}); choose a mask of the same place."
                )
            return
        self._vector = _opened(source, gdal.OF_VECTOR)
        if self._vector is None:
            raise InputError(f"Expected MASK to be polygons or a raster, found neither in {source}; check the path.")
        self._polygons = _polygons(source, self._vector, layer, grid)

    def inside(self, window: Window) -> np.ndarray:
        """Bool (H, W): which pixels of a window of the grid lie inside.

        Raises:
            InputError: the mask cannot be read there.
        """
        inside = None
        with gdal_errors() as report:
            inside = self._of_raster(window) if self._raster is not None else self._of_polygons(window)
        if inside is None:
            raise InputError(
                f"Expected to read MASK, but GDAL could not ({report.reason}); the file is damaged or was moved."
            )
        return inside

    def _of_raster(self, window: Window) -> np.ndarray:
        values, covered = (self._raster.GetRasterBand(band).ReadAsArray(*window) for band in (1, 2))
        return None if values is None or covered is None else (values != 0) & (values == values) & (covered != 0)

    def _of_polygons(self, window: Window) -> np.ndarray:
        part = self._grid.cropped(window)
        canvas = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1, gdal.GDT_Byte)
        canvas.SetGeoTransform(part.transform)
        canvas.SetProjection(part.crs_wkt)
        layer = self._polygons.GetLayer(0)
        layer.SetSpatialFilterRect(*part.bounds())
        done = gdal.RasterizeLayer(canvas, [1], layer, burn_values=[1])
        return canvas.ReadAsArray().astype(bool) if done == gdal.CE_None else None


def _opened(source: str, kind: int) -> Optional[gdal.Dataset]:
    """What GDAL opens as this kind, None where it does not; quietly, as the other kind may follow."""
    with gdal_errors(quiet=True):
        return gdal.OpenEx(source, kind)
    return None


def on_grid(raster: gdal.Dataset, band: int, grid: Grid, data_bands: Collection[int] = ()) -> Optional[gdal.Dataset]:
    """A band on a grid, by nearest neighbour, and with it one that is 0 where it has no value; None where GDAL fails.

    Call it in a `gdal_errors` block, which has GDAL's reason afterwards.

    Args:
        raster: open.
        band: its number, from 1.
        grid: where to.
        data_bands: numbers of the bands that are no alpha band, whatever their colour says.
    """
    return gdal.Warp(
        "",
        single_band(raster, band, data_bands),
        format="VRT",
        dstSRS=grid.crs_wkt,
        outputBounds=grid.bounds(),
        width=grid.width,
        height=grid.height,
        resampleAlg="near",
        errorThreshold=0,
        dstAlpha=True,
    )


def _polygons(source: str, vector: gdal.Dataset, name: str, grid: Grid) -> gdal.Dataset:
    """The polygons that reach the grid, in memory and in its CRS."""
    layer = vector.GetLayerByName(name) if name else vector.GetLayer(0)
    if layer is None:
        raise InputError(f"Expected MASK to be polygons, found no layer {name} in {source}; choose another.")
    if layer.GetSpatialRef() is None:
        raise InputError(f"Expected MASK with a coordinate system, found none in {source}; assign one.")
    here, there = layer.GetSpatialRef().Clone(), crs.parsed(grid.crs_wkt)
    here.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    box = crs.reprojected(grid.bounds(), grid.crs_wkt, here.ExportToWkt())
    layer.SetSpatialFilterRect(*box)
    way = None
    if not here.IsSame(there):
        way = crs.transformation(here, there)
        if way is None:
            raise InputError(
                f"Expected MASK to reach the scene, but {source} has the CRS {here.GetName() or 'of a local system'}, "
                f"which cannot be transformed to {there.GetName()}; set the right CRS or choose another mask."
            )
    longest = max(box[2] - box[0], box[3] - box[1]) / _PIECES
    memory = memory_vectors()
    copy = memory.CreateLayer("mask", there, ogr.wkbMultiPolygon)
    kinds = set()
    for feature in layer:
        geometry = feature.GetGeometryRef()
        if geometry is None:
            continue
        geometry = geometry.GetLinearGeometry()
        kinds.add(geometry.GetDimension())
        if way is not None:
            geometry.Segmentize(longest)
            geometry.Transform(way)
        made = ogr.Feature(copy.GetLayerDefn())
        made.SetGeometry(geometry)
        copy.CreateFeature(made)
    if kinds - {2}:
        raise InputError(f"Expected MASK to be polygons, found points or lines in {source}; choose another layer.")
    if not kinds:
        raise InputError(f"Expected MASK to reach the scene, found no polygon there in {source}; choose another mask.")
    return memory
