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

    def __init__(self, source: str, layer: str, grid: Grid, called: str = "MASK") -> None:
        """Open polygons or a raster.

        Args:
            source: anything that GDAL opens.
            layer: name of the layer of polygons; "" for the only one, or for a raster.
            grid: the scene's.
            called: name of the parameter, for sentences.

        Raises:
            InputError: it does not open, has no CRS, holds no polygon, or lies elsewhere.
        """
        self._grid, self._called = grid, called
        self._raster = self._polygons = None
        raster = None if layer else _opened(source, gdal.OF_RASTER)
        if raster is not None and raster.RasterCount:
            if not raster.GetProjection():
                raise InputError(f"Expected {called} with a coordinate system, found none in {source}; assign one.")
            if not _reaches(raster, grid):
                raise InputError(
                    f"Expected {called} to reach the scene, found {source} elsewhere; choose a mask of the same place, "
                    "or check that it has its right CRS."
                )
            with gdal_errors() as report:
                self._raster = on_grid(raster, 1, grid)
            if self._raster is None:
                raise InputError(
                    f"Expected {called} to reach the scene, but {source} cannot be warped to it "
                    f"({report.reason}); choose a mask of the same place."
                )
            return
        self._vector = _opened(source, gdal.OF_VECTOR)
        if self._vector is None:
            raise InputError(
                f"Expected {called} to be polygons or a raster, found neither in {source}; check the path."
            )
        self._polygons = _polygons(source, self._vector, layer, grid, called)

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
                f"Expected to read {self._called}, but GDAL could not ({report.reason}); the file is damaged or was "
                "moved."
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


def _reaches(raster: gdal.Dataset, grid: Grid) -> bool:
    """Whether a raster lies, at least in part, on a grid; true where nothing tells."""
    transform = raster.GetGeoTransform(can_return_null=True)
    if transform is None:
        return True
    corners = [(col, row) for col in (0, raster.RasterXSize) for row in (0, raster.RasterYSize)]
    xs, ys = zip(*(gdal.ApplyGeoTransform(transform, *corner) for corner in corners))
    try:
        there = crs.reprojected((min(xs), min(ys), max(xs), max(ys)), raster.GetProjection(), grid.crs_wkt)
    except InputError:  # some of it has no place in the grid's CRS
        return True
    left, bottom, right, top = grid.bounds()
    return there[0] < right and there[2] > left and there[1] < top and there[3] > bottom


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


def _near(geometry: ogr.Geometry, box: tuple[float, float, float, float]) -> Optional[ogr.Geometry]:
    """The part of a polygon that lies near a box; the polygon where it is no larger, None where nothing is near.

    A country or an ocean has corners that have no place in the scene's CRS, and edges too long to be bent in pieces.
    """
    width, height = box[2] - box[0], box[3] - box[1]
    low, high = (box[0] - width, box[1] - height), (box[2] + width, box[3] + height)
    left, right, bottom, top = geometry.GetEnvelope()
    if left >= low[0] and right <= high[0] and bottom >= low[1] and top <= high[1]:
        return geometry
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in (low, (high[0], low[1]), high, (low[0], high[1]), low):
        ring.AddPoint_2D(x, y)
    frame = ogr.Geometry(ogr.wkbPolygon)
    frame.AddGeometry(ring)
    part = None
    with gdal_errors(quiet=True):
        valid = geometry if geometry.IsValid() else geometry.MakeValid()
        part = None if valid is None else valid.Intersection(frame)
    if part is None:  # GEOS cannot cut it
        return geometry
    return None if part.IsEmpty() else part


def _polygons(source: str, vector: gdal.Dataset, name: str, grid: Grid, called: str) -> gdal.Dataset:
    """The polygons that reach the grid, in memory and in its CRS."""
    layer = vector.GetLayerByName(name) if name else vector.GetLayer(0)
    if layer is None:
        raise InputError(f"Expected {called} to be polygons, found no layer {name} in {source}; choose another.")
    if layer.GetSpatialRef() is None:
        raise InputError(f"Expected {called} with a coordinate system, found none in {source}; assign one.")
    here, there = layer.GetSpatialRef().Clone(), crs.parsed(grid.crs_wkt)
    here.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    box = crs.reprojected(grid.bounds(), grid.crs_wkt, here.ExportToWkt())
    layer.SetSpatialFilterRect(*box)
    way = None
    if not here.IsSame(there):
        way = crs.transformation(here, there)
        if way is None:
            raise InputError(
                f"Expected {called} to reach the scene, but {source} has the CRS "
                f"{here.GetName() or 'of a local system'}, which cannot be transformed to {there.GetName()}; "
                "set the right CRS or choose another mask."
            )
    longest = max(box[2] - box[0], box[3] - box[1]) / _PIECES
    memory = memory_vectors()
    copy = memory.CreateLayer("mask", there, ogr.wkbMultiPolygon)
    kinds = set()
    for feature in layer:
        geometry = feature.GetGeometryRef()
        if geometry is None:
            continue
        kinds.add(geometry.GetDimension())
        geometry = _near(geometry.GetLinearGeometry(), box)
        if geometry is None:
            continue
        if way is not None:
            geometry.Segmentize(longest)
            geometry.Transform(way)
        made = ogr.Feature(copy.GetLayerDefn())
        made.SetGeometry(geometry)
        copy.CreateFeature(made)
    if kinds - {2}:
        raise InputError(f"Expected {called} to be polygons, found points or lines in {source}; choose another layer.")
    if not kinds:
        raise InputError(
            f"Expected {called} to reach the scene, found no polygon there in {source}; choose another mask."
        )
    return memory
