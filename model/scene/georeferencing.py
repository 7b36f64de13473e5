# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a raster lies on a grid of 10 m on the ground, and the grid it is warped to where it does not."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, osr

from ..errors import InputError
from ..raster import crs
from ..raster.grid import DEGREE_M, Grid
from ..raster.io import RESOLUTION_M, gdal_errors
from ..raster.windows import Window
from .vrt_stack import Layer

# Of the pixel size and of the linear unit: what rounding in other programs may leave, not more.
_TOLERANCE = 0.005
# Of the scale on the ground: UTM, national grids and Lambert's Europe stay within, web Mercator beyond 14 degrees does
# not.
_DISTORTION = 0.03
# Sentinel-2's bands have 10 and 20 m; exports in degrees and sharpened ones may be a little finer or coarser.
_FINEST_M, _COARSEST_M = 2.0, 25.0
# Where UTM ends, in degrees of latitude.
_UTM_LATITUDES = -80.0, 84.0
_WGS84 = "EPSG:4326"
# Up to here a warp takes the nearest pixel, beyond it interpolates. Measured: a real scene exported to degrees at 10 m
# and warped back keeps 99 % of its zones by the nearest pixel, 69 % by bilinear interpolation, whose blur the network
# takes for another kind of city (tests/model/test_guises.py).
_SHARP_M = 14.0
# A warped coordinate may be off by so much of a pixel: less than the eye or the network can tell.
_WARP_ERROR_PX = 0.01
# Ground control points may miss the plane through them by so much.
_GCP_ERROR_PX = 0.5
# So many lines are read at once in the search for the first with a value.
_STRIP_PX = 64


class Placement(NamedTuple):
    """The grid on which a raster is read.

    Attributes:
        grid: 10 m, north up.
        reason: why and how the raster is warped to it, "" where it lies on it as it is.
        resampling: GDAL's name of how a warp to this or another grid takes its pixels.
        has_margins: whether the grid is the box around a turned raster, with nothing at its corners.
    """

    grid: Grid
    reason: str
    resampling: str
    has_margins: bool = False


def place(name: str, dataset: gdal.Dataset) -> Placement:
    """The grid of 10 m on which to read a raster.

    Args:
        name: of the raster, for messages.
        dataset: the raster.

    Raises:
        InputError: it has no CRS, no position, or pixels that are not Sentinel-2's.
    """
    wkt = dataset.GetProjection()
    if not wkt:
        raise InputError(
            f"Expected a scene with a coordinate reference system, found none in {name}; assign it, for example with "
            "gdal_edit.py -a_srs EPSG:32631 FILE (the UTM zone of your city)."
        )
    transform = dataset.GetGeoTransform(can_return_null=True)
    if transform is None or transform[1] * transform[5] == transform[2] * transform[4]:
        raise InputError(
            f"Expected a scene with a position, found no corner and pixel size in {name}; set them, for example with "
            "gdal_edit.py -a_ullr XMIN YMAX XMAX YMIN FILE."
        )
    size = dataset.RasterXSize, dataset.RasterYSize
    system = crs.parsed(wkt)
    if crs.transformation(system, crs.parsed(_WGS84)) is None:
        raise InputError(
            f"Expected a scene in a coordinate reference system on the earth, such as UTM, found "
            f"“{system.GetName() or 'a local one'}” in {name}, which cannot be transformed to longitude and latitude; "
            "assign the right one, for example with gdal_edit.py -a_srs EPSG:32631 FILE."
        )
    longitude, latitude, pixel = _on_the_ground(wkt, transform, size)
    sides = np.hypot(*pixel)
    if not all(_FINEST_M <= side <= _COARSEST_M for side in sides):
        raise InputError(
            f"Expected Sentinel-2 pixels of 10 or 20 m, found {_rounded(sides)} in {name}; "
            "choose the bands at their own resolution."
        )
    resampling = "near" if max(sides) <= _SHARP_M else "bilinear"
    straight = transform[2] == 0 == transform[4] and transform[1] > 0 > transform[5]
    metric = _is_metric(system, transform, pixel)
    exact = all(abs(abs(step) - RESOLUTION_M) <= _TOLERANCE * RESOLUTION_M for step in (transform[1], transform[5]))
    if straight and metric and exact:
        return Placement(Grid(*size, transform, wkt), "", resampling)
    if metric and straight:
        left, top = transform[0], transform[3]
        width, height = (math.ceil(n * abs(step) / RESOLUTION_M - 1e-6) for n, step in zip(size, transform[1::4]))
        grid = Grid(width, height, (left, RESOLUTION_M, 0.0, top, 0.0, -RESOLUTION_M), wkt)
    else:
        grid = _around(transform, size, wkt, wkt if metric else _utm(name, longitude, latitude))
    there = crs.parsed(grid.crs_wkt).GetName()
    how = "nearest pixel" if resampling == "near" else resampling
    reason = f"{_what_is_wrong(system, straight, metric, sides)}: warped ({how}) to pixels of 10 m in {there}"
    return Placement(grid, reason, resampling, has_margins=not (metric and straight))


def with_position(layer: Layer) -> Layer:
    """A band with corner and pixel size, from its ground control points (GCPs) where these are all that it has.

    Raises:
        InputError: the points do not lie on a plane to half a pixel, so that each pixel has a place of its own.
    """
    dataset = layer.dataset
    points = dataset.GetGCPs()
    if not points or dataset.GetGeoTransform(can_return_null=True) is not None:
        return layer
    transform = _plane_through(points)
    if transform is None:
        raise InputError(
            f"Expected ground control points that place every pixel to {_GCP_ERROR_PX:g} px by one corner and pixel "
            f"size, found {len(points)} in {layer.path} that do not; warp it with gdalwarp -tps -r near IN OUT."
        )
    placed = gdal.Translate("", dataset, format="VRT", nogcp=True, outputSRS=dataset.GetGCPProjection() or None)
    placed.SetGeoTransform(transform)
    placed.FlushCache()
    return layer._replace(dataset=placed, path=placed.GetMetadata("xml:VRT")[0])


def _plane_through(points: Sequence[gdal.GCP]) -> Optional[tuple[float, ...]]:
    """GDAL's geotransform that fits ground control points; None where a point misses it by too much."""
    transform = gdal.GCPsToGeoTransform(points, 1)
    if transform is None:
        return None
    matrix = np.array([transform[1:3], transform[4:6]])
    if not np.linalg.det(matrix):
        return None
    pixels = np.array([(point.GCPPixel, point.GCPLine) for point in points])
    places = np.array([(point.GCPX, point.GCPY) for point in points])
    misses = (places - (transform[0], transform[3])) @ np.linalg.inv(matrix).T - pixels
    return transform if np.abs(misses).max() <= _GCP_ERROR_PX else None


def without_margins(dataset: gdal.Dataset, grid: Grid) -> Grid:
    """The grid without the rows and columns at its edges where the first band has no value.

    A raster that was once cut on a grid of 10 m and exported to degrees finds the corner again that it was cut at.
    """
    band = dataset.GetRasterBand(1)
    nodata = band.GetNoDataValue()

    def rows(at: int, count: int) -> np.ndarray:
        return _has_value(band.ReadAsArray(0, at, grid.width, count), nodata)

    def cols(at: int, count: int) -> np.ndarray:
        return _has_value(band.ReadAsArray(at, 0, count, grid.height), nodata).T

    first_row, last_row = _margin(rows, grid.height), _margin(_from_the_end(rows, grid.height), grid.height)
    first_col, last_col = _margin(cols, grid.width), _margin(_from_the_end(cols, grid.width), grid.width)
    size = grid.width - first_col - last_col, grid.height - first_row - last_row
    return grid.cropped(Window(first_col, first_row, *size)) if min(size) > 0 else grid


def warped(dataset: gdal.Dataset, grid: Grid, resampling: str) -> gdal.Dataset:
    """The raster on another grid, as a VRT, with nodata kept out of any interpolation.

    Args:
        dataset: ten bands of one kind, each with its nodata value (see `stack`).
        grid: where to.
        resampling: GDAL's name of it.

    Raises:
        InputError: GDAL cannot warp it.
    """
    bands = [dataset.GetRasterBand(index + 1) for index in range(dataset.RasterCount)]
    nodata = [band.GetNoDataValue() for band in bands]
    # Undeclared (see `stack`), a single 0 may be dark water: only a pixel that is 0 in all bands is none.
    unified = "YES" if None in nodata else "NO"
    values = " ".join(repr(float(value or 0)) for value in nodata)
    vrt = None
    with gdal_errors() as report:
        vrt = gdal.Warp(
            "",
            dataset,
            format="VRT",
            dstSRS=grid.crs_wkt,
            outputBounds=grid.bounds(),
            width=grid.width,
            height=grid.height,
            resampleAlg=resampling,
            errorThreshold=_WARP_ERROR_PX,
            srcNodata=values,
            dstNodata=values,
            warpOptions=[f"UNIFIED_SRC_NODATA={unified}"],
        )
    if vrt is None:
        raise InputError(
            f"Expected a scene that can be warped to {crs.parsed(grid.crs_wkt).GetName()}, but GDAL could not "
            f"({report.reason}); assign the right coordinate reference system."
        )
    return vrt


_Lines = Callable[[int, int], np.ndarray]
"""Where lines of a raster have values: place of the first line, how many -> bool (count, n)."""


def _has_value(numbers: np.ndarray, nodata: Optional[float]) -> np.ndarray:
    return np.isfinite(numbers) & (numbers > -1) & (numbers != 0) & (numbers != nodata)


def _from_the_end(lines: _Lines, length: int) -> _Lines:
    return lambda at, count: lines(length - at - count, count)[::-1]


def _margin(lines: _Lines, length: int) -> int:
    """How many lines from an edge inwards have no value."""
    counts: list[int] = []
    for at in range(0, length, _STRIP_PX):
        counts.extend(lines(at, min(_STRIP_PX, length - at)).sum(axis=1).tolist())
        found = next((place for place, count in enumerate(counts) if count), None)
        if found is not None and found + 1 < len(counts):
            # A line with less than half of the next one's is the frayed edge of a nearest-pixel export.
            return found + (2 * counts[found] < counts[found + 1])
    return 0


def _on_the_ground(wkt: str, transform: tuple[float, ...], size: tuple[int, int]) -> tuple[float, float, np.ndarray]:
    """Longitude and latitude of the raster's centre, and there (2, 2): metres east and north of a step right, down.

    On a sphere: good to half a percent, which is enough to tell 10 m from anything else.
    """
    col, row = size[0] / 2, size[1] / 2
    pixels = [(col, row), (col + 1, row), (col, row + 1)]
    x0, dx, rx, y0, ry, dy = transform
    points = [(x0 + c * dx + r * rx, y0 + c * ry + r * dy) for c, r in pixels]
    (longitude, latitude), right, down = crs.transformed(points, wkt, _WGS84).tolist()
    shrink = math.cos(math.radians(latitude)) if math.isfinite(latitude) else math.nan
    if not np.isfinite([longitude, latitude, *right, *down]).all():
        return math.nan, math.nan, np.full((2, 2), math.nan)
    steps = np.array([right, down]) - (longitude, latitude)
    east = steps[:, 0] * shrink * DEGREE_M
    north = steps[:, 1] * DEGREE_M
    return longitude, latitude, np.array([east, north])


def _is_metric(system: osr.SpatialReference, transform: tuple[float, ...], pixel: np.ndarray) -> bool:
    """Whether the CRS has metres that are metres on the ground, there, in both directions."""
    if not system.IsProjected() or abs(system.GetLinearUnits() - 1) > _TOLERANCE:
        return False
    if crs.is_mercator(system):
        return False  # even at the equator: nobody means it for a grid of the ground
    inside = np.array([[transform[1], transform[2]], [transform[4], transform[5]]])
    # How the CRS's own x and y look on the ground: close to a rotation where it is true to scale.
    jacobian = pixel @ np.linalg.inv(inside)
    gram = jacobian.T @ jacobian
    return bool(np.abs(gram - np.eye(2)).max() <= 2 * _DISTORTION)


def _around(transform: tuple[float, ...], size: tuple[int, int], here: str, there: str) -> Grid:
    """The grid of 10 m around a raster in another CRS, on whole tens of metres."""
    cols, rows = crs.edges((0.0, 0.0, *map(float, size))).T
    x = transform[0] + cols * transform[1] + rows * transform[2]
    y = transform[3] + cols * transform[4] + rows * transform[5]
    outline = crs.transformed(np.stack([x, y], axis=1).tolist(), here, there)
    if not np.isfinite(outline).all():
        raise InputError(
            f"Expected a scene that has a place in {crs.parsed(there).GetName()}, found one that reaches beyond; "
            "crop it to your city."
        )
    low = np.floor(outline.min(axis=0) / RESOLUTION_M + 1e-6) * RESOLUTION_M
    high = np.ceil(outline.max(axis=0) / RESOLUTION_M - 1e-6) * RESOLUTION_M
    width, height = (int(n) for n in np.rint((high - low) / RESOLUTION_M))
    corner = (float(low[0]), RESOLUTION_M, 0.0, float(high[1]), 0.0, -RESOLUTION_M)
    return Grid(width, height, corner, crs.parsed(there).ExportToWkt())


def _utm(name: str, longitude: float, latitude: float) -> str:
    """The UTM zone of a place."""
    if not _UTM_LATITUDES[0] <= latitude <= _UTM_LATITUDES[1]:
        raise InputError(
            f"Expected a scene where UTM has zones, found {name} at latitude {latitude:.0f}; "
            "warp it to 10 m in a polar projection."
        )
    zone = int((longitude + 180) // 6) % 60 + 1
    return f"EPSG:{(32600 if latitude >= 0 else 32700) + zone}"


def _what_is_wrong(system: osr.SpatialReference, straight: bool, metric: bool, sides: np.ndarray) -> str:
    """What keeps the raster from being read as it is."""
    if not system.IsProjected():
        return "the scene is in degrees"
    if abs(system.GetLinearUnits() - 1) > _TOLERANCE:
        return f"the scene is in {system.GetLinearUnitsName() or 'another unit'}"
    if not metric:
        return f"the metres of {system.GetName()} are none on the ground there"
    if not straight:
        return "the scene is rotated or flipped"
    return f"the scene has pixels of {_rounded(sides)}"


def _rounded(sides: np.ndarray) -> str:
    """Sides in whole metres, as far as a sphere knows them; small ones to two digits."""
    return " x ".join(f"{side:.2g}" if side < 10 else f"{side:.0f}" for side in sides) + " m"
