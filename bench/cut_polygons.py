# SPDX-License-Identifier: GPL-2.0-or-later
"""Training areas as a person might draw them, cut from the labels of a real place.

Connected regions of one zone with a probability of at least 0.5, cut on a grid of 480 m, two hectares and more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal, ogr, osr
from scipy import ndimage

LEAST_PROBABILITY = 0.5
LEAST_CELLS = 12  # of 40 m
GRID_CELLS = 12


class Cut(NamedTuple):
    """All polygons of a place."""

    zones: dict[int, int]
    """By number of the polygon."""
    shapes: dict[int, ogr.Geometry]
    crs_wkt: str


def regions(probabilities: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Numbered regions (H, W) and the zone of each."""
    zone, sure = probabilities.argmax(axis=0) + 1, probabilities.max(axis=0) >= LEAST_PROBABILITY
    rows, columns = np.indices(zone.shape) // GRID_CELLS
    found, zones = np.zeros(zone.shape, dtype=np.int32), []
    for code in range(1, 18):
        inside = ndimage.binary_opening((zone == code) & sure, np.ones((2, 2)))
        for square in np.unique((rows * 1000 + columns)[inside]):
            pieces, count = ndimage.label(inside & (rows * 1000 + columns == square))
            for piece in range(1, count + 1):
                if (pieces == piece).sum() >= LEAST_CELLS:
                    zones.append(code)
                    found[pieces == piece] = len(zones)
    return found, zones


def cut(labels: str) -> Cut:
    """The polygons of a raster of seventeen probabilities (0..255)."""
    source = gdal.Open(labels)
    found, zones = regions(source.ReadAsArray().astype(float) / 255)
    raster = gdal.GetDriverByName("MEM").Create("", found.shape[1], found.shape[0], 1, gdal.GDT_Int32)
    raster.SetGeoTransform(source.GetGeoTransform())
    raster.SetProjection(source.GetProjection())
    raster.GetRasterBand(1).WriteArray(found)
    driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
    memory = driver.CreateDataSource("shapes")  # layers live as long as their store
    layer = memory.CreateLayer("shapes", osr.SpatialReference(source.GetProjection()), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    gdal.Polygonize(raster.GetRasterBand(1), raster.GetRasterBand(1), layer, 0)
    shapes = {feature.GetField("number"): feature.GetGeometryRef().Clone() for feature in layer}
    return Cut({number: zones[number - 1] for number in shapes}, shapes, source.GetProjection())


def drawn(zones: Mapping[int, int], count: int, rng: np.random.Generator) -> list[int]:
    """Numbers of so many polygons, in turns over the zones, never more than half of a zone's."""
    queues = []
    for code in sorted(set(zones.values())):
        mine = [number for number, zone in zones.items() if zone == code]
        queues.append([mine[i] for i in rng.permutation(len(mine))][: len(mine) // 2])
    picked: list[int] = []
    for turn in range(max(map(len, queues), default=0)):
        picked += [queue[turn] for queue in queues if turn < len(queue)]
    return picked[:count]


def write(path: Path, numbers: Iterable[int], found: Cut, zones: Mapping[int, int]) -> str:
    """Some polygons as a GeoPackage with the field lcz, in the order of their numbers given."""
    store = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = store.CreateLayer("polygons", osr.SpatialReference(found.crs_wkt), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("lcz", ogr.OFTInteger))
    for number in numbers:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("lcz", zones[number])
        feature.SetGeometry(found.shapes[number])
        layer.CreateFeature(feature)
        del feature
    del layer, store
    return str(path)
