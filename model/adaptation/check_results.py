# SPDX-License-Identifier: GPL-2.0-or-later
"""Results of a check of training areas, and pictures of the ground for its report."""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, ogr, osr

from ..raster.windows import Window
from ..scene.scene import Scene
from .area_checks import AreaCheck
from .suggestions import Suggestion

# B4, B3, B2, B8 among the ten bands.
_RED, _GREEN, _BLUE = 2, 1, 0
_MARGIN_PX, _SCALE = 20, 6
_MOST_PX = 100


class CheckedArea(NamedTuple):
    """A training area and what is known of it."""

    check: AreaCheck
    wkb: bytes
    """Shape of the area in the first scene's CRS."""


class AreaChecks(NamedTuple):
    """The result for a layer of training areas."""

    areas: tuple[CheckedArea, ...]
    """The checked areas, in the order of the file."""
    suggestions: tuple[Suggestion, ...]
    """Places to draw the next areas, the most useful first."""
    confusion: np.ndarray
    """(17, 17) cells of 20 m: rows as drawn, columns as the other areas give it."""
    crs_wkt: str
    scenes: tuple[str, ...]
    labels: str
    pictures: dict[int, bytes]
    """PNG of the ground around an area, by its number."""
    notes: tuple[str, ...]

    def count(self, severity: str) -> int:
        """Number of areas that have a severity."""
        return sum(area.check.severity == severity for area in self.areas)


def thumbnail(scene: Scene, wkb: bytes) -> bytes:
    """The ground around a shape in true colours with its outline, as PNG; b"" where it lies outside the scene."""
    shape = ogr.CreateGeometryFromWkb(wkb)
    left, dx, _, top, _, dy = scene.grid.transform
    west, east, south, north = shape.GetEnvelope()
    col, row = int((west - left) / dx) - _MARGIN_PX, int((north - top) / dy) - _MARGIN_PX
    width, height = (
        min(_MOST_PX, int(size) + 2 * _MARGIN_PX) for size in ((east - west) / dx + 1, (south - north) / dy + 1)
    )
    if not (-width < col < scene.grid.width and -height < row < scene.grid.height):
        return b""
    reflectance, valid = scene.read(Window(col, row, width, height))
    colours = reflectance[[_RED, _GREEN, _BLUE]]
    high = np.percentile(colours[:, valid], 98) if valid.any() else 1.0
    picture = np.clip(255 * (colours / max(high, 1e-3)) ** 0.8, 0, 255).astype(np.uint8)
    picture = picture.repeat(_SCALE, 1).repeat(_SCALE, 2)
    corner = left + col * dx, dx / _SCALE, 0.0, top + row * dy, 0.0, dy / _SCALE
    picture[:, _outline(shape, corner, picture.shape[1:], scene.grid.crs_wkt)] = np.array([[255], [230], [0]], np.uint8)
    return _png(picture) or b""


def _outline(shape: ogr.Geometry, transform: tuple[float, ...], size: tuple[int, int], crs_wkt: str) -> np.ndarray:
    """(H, W) bool: the pixels on a shape's outline."""
    driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
    store = driver.CreateDataSource("outline")
    layer = store.CreateLayer("outline", osr.SpatialReference(crs_wkt), ogr.wkbUnknown)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(shape.Boundary())
    layer.CreateFeature(feature)
    raster = gdal.GetDriverByName("MEM").Create("", size[1], size[0], 1, gdal.GDT_Byte)
    raster.SetGeoTransform(transform)
    raster.SetProjection(crs_wkt)
    gdal.RasterizeLayer(raster, [1], layer, burn_values=[1], options=["ALL_TOUCHED=TRUE"])
    return raster.GetRasterBand(1).ReadAsArray() > 0


def _png(picture: np.ndarray) -> Optional[bytes]:
    """(3, H, W) uint8 as PNG."""
    source = gdal.GetDriverByName("MEM").Create("", picture.shape[2], picture.shape[1], 3, gdal.GDT_Byte)
    for band, values in enumerate(picture, start=1):
        source.GetRasterBand(band).WriteArray(values)
    name = "/vsimem/hse_lcz_thumbnail.png"
    gdal.GetDriverByName("PNG").CreateCopy(name, source)
    file = gdal.VSIFOpenL(name, "rb")
    if file is None:
        return None
    size = gdal.VSIStatL(name).size
    content = bytes(gdal.VSIFReadL(1, size, file))
    gdal.VSIFCloseL(file)
    for path in (name, f"{name}.aux.xml"):
        if gdal.VSIStatL(path) is not None:
            gdal.Unlink(path)
    return content
