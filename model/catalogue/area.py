# SPDX-License-Identifier: GPL-2.0-or-later
"""The area that is wanted, in degrees, and the grid of the scene that is made of it."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Optional

from osgeo import gdal, ogr

from ..errors import InputError
from ..raster import crs
from ..raster.grid import Grid
from ..raster.io import gdal_errors
from .items import Item

DEGREES = "EPSG:4326"
# Beyond, there is no UTM zone. Source: military grid reference system, NGA.SIG.0012.
_SOUTHERNMOST, _NORTHERNMOST = -80.0, 84.0
PIXEL_M = 10
# The tiles of Sentinel-2 start at multiples of it, so that bands of 10 m and 20 m fall on pixels of the grid.
_SNAP_M = 20
# A metre in degrees, generously: two edges that only touch share no pixel.
_TOUCHING_DEGREES = 1e-5


class Area(NamedTuple):
    """What to fetch."""

    bbox: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    box: tuple[float, float, float, float]
    """The extent as it was given."""
    box_crs: str
    polygons: str = ""
    """File of polygons; "" for the whole extent."""
    layer: str = ""


def area_of(
    extent: Optional[tuple[float, float, float, float]], extent_crs: str, polygons: str = "", layer: str = ""
) -> Area:
    """The wanted area, from an extent or from polygons.

    Args:
        extent: xmin, ymin, xmax, ymax; None to take the polygons.
        extent_crs: of the extent.
        polygons: file of polygons; "" for none.
        layer: its name in that file; "" for the only one.

    Raises:
        InputError: neither is given, it is empty, or it reaches over a pole or the antimeridian.
    """
    if polygons:
        box, box_crs = _extent_of_polygons(polygons, layer)
    elif extent is not None:
        box, box_crs = extent, extent_crs
    else:
        raise InputError("Expected an area to fetch, found neither EXTENT nor AREA; draw an extent or choose polygons.")
    if not all(map(math.isfinite, box)) or box[2] <= box[0] or box[3] <= box[1]:
        raise InputError(f"Expected an area with a width and a height, found {box}; draw the extent again.")
    points = crs.transformed(crs.edges(box).tolist(), box_crs, DEGREES)
    if not all(map(math.isfinite, points.ravel())):
        raise InputError(
            f"Expected an area on the earth, found {box} in {crs.parsed(box_crs).GetName()}; choose another."
        )
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    if south < _SOUTHERNMOST or north > _NORTHERNMOST:
        raise InputError(
            f"Expected an area between {-_SOUTHERNMOST:g}° south and {_NORTHERNMOST:g}° north, where Sentinel-2 is "
            f"delivered in UTM zones, found {south:.2f}° to {north:.2f}°; choose another area."
        )
    if east - west > 180 or west < -180 or east > 180:
        raise InputError(
            f"Expected an area on one side of the antimeridian (180°), found {west:.2f}° to {east:.2f}° east; "
            "fetch the two sides one after the other."
        )
    return Area((west, south, east, north), box, box_crs, polygons, layer)


def _extent_of_polygons(path: str, name: str) -> tuple[tuple[float, float, float, float], str]:
    """The extent of a layer of polygons, and its CRS."""
    vector = None
    with gdal_errors(quiet=True):
        vector = gdal.OpenEx(path, gdal.OF_VECTOR)
    layer = None
    if vector is not None:
        layer = vector.GetLayerByName(name) if name else vector.GetLayer(0)
    # Not by the layer's own extent: GDAL leaves it unset where no feature has a shape.
    envelopes = []
    for feature in layer or ():
        shape = feature.GetGeometryRef()  # dies with the feature
        if shape is not None and not shape.IsEmpty():
            envelopes.append(shape.GetEnvelope())
    if not envelopes:
        raise InputError(f"Expected AREA to be a layer of polygons, found none in {path}; choose another layer.")
    if layer.GetSpatialRef() is None:
        raise InputError(f"Expected AREA with a coordinate system, found none in {path}; assign one.")
    west, east, south, north = zip(*envelopes)
    return (min(west), min(south), max(east), max(north)), layer.GetSpatialRef().ExportToWkt()


def outlines(area: Area) -> str:
    """Identifies the polygons of an area by their corners, whatever their file is called; "" for a whole extent."""
    if not area.polygons:
        return ""
    dataset = gdal.OpenEx(area.polygons, gdal.OF_VECTOR)
    layer = dataset.GetLayerByName(area.layer) if area.layer else dataset.GetLayer(0)
    found = hashlib.sha256()
    for geometry in (feature.GetGeometryRef() for feature in layer):
        found.update(bytes(geometry.ExportToWkb()) if geometry is not None else b"")
    return found.hexdigest()


def rectangle(bbox: tuple[float, float, float, float]) -> ogr.Geometry:
    """A box as a polygon."""
    west, south, east, north = bbox
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return ogr.CreateGeometryFromJson(json.dumps({"type": "Polygon", "coordinates": [corners]}))


def share_of(area: Area, item: Item) -> float:
    """How much of the area's box lies in a scene's footprint, 0..1."""
    box, found = rectangle(area.bbox), None
    with gdal_errors(quiet=True):
        found = box.Intersection(ogr.CreateGeometryFromWkt(item.footprint))
    return 0.0 if found is None else min(1.0, found.GetArea() / box.GetArea())


def touches(bbox: tuple[float, float, float, float], other: Iterable[float]) -> bool:
    """Whether two boxes share more than an edge."""
    numbers = list(other)
    west, south, east, north = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])
    margin = _TOUCHING_DEGREES
    return bbox[0] < east - margin and west < bbox[2] - margin and bbox[1] < north - margin and south < bbox[3] - margin


def grid_for(area: Area, shares: Mapping[str, float], items: Iterable[Item]) -> Grid:
    """The output's grid: 10 m cells in the UTM zone that most of the scenes in the area have.

    Args:
        area: that is wanted.
        shares: of the area by item, see `share_of`.
        items: the scenes.

    Raises:
        InputError: the area cannot be taken to that zone.
    """
    zones: dict[int, float] = {}
    for item in items:
        # Files in degrees are read onto a grid in metres.
        is_metric = item.epsg and crs.parsed(f"EPSG:{item.epsg}").IsProjected()
        code = item.epsg if is_metric else utm_zone(area.bbox)
        zones[code] = zones.get(code, 0.0) + shares[item.id]
    code = max(sorted(zones), key=lambda zone: zones[zone]) if zones else utm_zone(area.bbox)
    system = crs.parsed(f"EPSG:{code}")
    xmin, ymin, xmax, ymax = crs.reprojected(area.box, area.box_crs, f"EPSG:{code}")
    left, bottom = (math.floor(number / _SNAP_M + 1e-6) * _SNAP_M for number in (xmin, ymin))
    right, top = (math.ceil(number / _SNAP_M - 1e-6) * _SNAP_M for number in (xmax, ymax))
    size = round((right - left) / PIXEL_M), round((top - bottom) / PIXEL_M)
    return Grid(*size, (float(left), float(PIXEL_M), 0.0, float(top), 0.0, float(-PIXEL_M)), system.ExportToWkt())


def utm_zone(bbox: tuple[float, float, float, float]) -> int:
    """EPSG code of the UTM zone (WGS 84) in which the middle of a box lies.

    >>> utm_zone((-0.7, 44.7, -0.4, 45.0)), utm_zone((18.3, -34.1, 18.6, -33.8))
    (32630, 32734)
    """
    lon, lat = (bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2
    zone = min(60, int((lon + 180) // 6) + 1)
    return (32600 if lat >= 0 else 32700) + zone


def says_stac(document: Any) -> bool:
    """Whether a JSON document is part of a STAC catalogue."""
    return isinstance(document, Mapping) and (
        "stac_version" in document or document.get("type") in ("Catalog", "Collection", "FeatureCollection", "Feature")
    )
