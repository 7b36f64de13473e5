# SPDX-License-Identifier: GPL-2.0-or-later
"""Square pixels for the scenes of the Onera change-detection set, whose tags promise pixels of 10 m x 10 m.

Their crops lie on a grid of equal degrees: at the latitude of Paris a pixel covers 12.9 m from north to south and 8.5 m
from west to east, so that round buildings look like ellipses, and a network that learns from them learns streets of the
wrong width.

Source: found by us. Apple Park (Cupertino) and the SOLEIL ring (Saclay) are circles, the section lines of Las Vegas a
mile apart, and Paris has its true extent only after this correction.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import torch
from osgeo import gdal
from torch.nn import functional as F

from ..raster.crs import transformed
from ..raster.io import RESOLUTION_M, open_raster

_SET = "Onera"


class PixelSize(NamedTuple):
    """Extent of a pixel on the ground, metres."""

    north_south: float
    west_east: float

    @property
    def is_square(self) -> bool:
        """Whether it is what Sentinel-2 delivers."""
        return self == PixelSize(RESOLUTION_M, RESOLUTION_M)


def pixel_size_m(scene: gdal.Dataset) -> PixelSize:
    """The true extent of the 10 m pixels of a scene of the training folder.

    Args:
        scene: open; its tag SOURCE says where it is from.
    """
    if _SET not in (scene.GetMetadataItem("SOURCE") or ""):
        return PixelSize(RESOLUTION_M, RESOLUTION_M)
    latitude = math.radians(_middle_latitude(scene))
    north_south = RESOLUTION_M * math.sqrt((1 + 1 / math.cos(latitude) ** 2) / 2)
    return PixelSize(north_south, north_south * math.cos(latitude))


def square_ratios(size: PixelSize, cells: tuple[int, int]) -> tuple[float, float]:
    """How many rows and columns take the place of one, so that a raster of whole cells stays one of whole cells.

    Args:
        size: extent of a 10 m pixel on the ground.
        cells: rows and columns of the coarsest raster of a place.
    """
    rows, columns = cells
    return (
        round(rows * size.north_south / RESOLUTION_M) / rows,
        round(columns * size.west_east / RESOLUTION_M) / columns,
    )


def _middle_latitude(scene: gdal.Dataset) -> float:
    left, dx, _, top, _, dy = scene.GetGeoTransform()
    middle = left + dx * scene.RasterXSize / 2, top + dy * scene.RasterYSize / 2
    ((_, latitude),) = transformed([middle], scene.GetProjection(), "EPSG:4326")
    return float(latitude)


def squared(source: str, target: str, cells: tuple[int, int]) -> str:
    """A scene file on square pixels of 10 m: `target` where it had to be resampled, else `source`.

    Args:
        source: anything that GDAL opens, ten described bands at 10 m.
        target: the GeoTIFF to write where pixels are not square; its position is that of the source's corner.
        cells: rows and columns of the labels of the place, so that both keep lying on each other.
    """
    scene = open_raster(source)
    size = pixel_size_m(scene)
    if size.is_square:
        return source
    array = resampled(scene.ReadAsArray(), *square_ratios(size, cells), smooth=False)
    bands, height, width = array.shape
    made = gdal.GetDriverByName("GTiff").Create(target, width, height, bands, gdal.GDT_UInt16)
    made.SetProjection(scene.GetProjection())
    made.SetGeoTransform(scene.GetGeoTransform())
    made.SetMetadata(scene.GetMetadata())
    for number, layer in enumerate(array, start=1):
        band = made.GetRasterBand(number)
        band.SetDescription(scene.GetRasterBand(number).GetDescription())
        band.WriteArray(layer)
    return target


def resampled(array: np.ndarray, rows: float, columns: float, smooth: bool) -> np.ndarray:
    """An array with more or fewer rows and columns over the same ground.

    Args:
        array: (C, H, W) or (H, W) whole numbers.
        rows: how many rows take the place of one.
        columns: how many columns take the place of one.
        smooth: bilinear, for labels; False is bicubic, which keeps the contrast of roofs and streets.

    Returns:
        The same type, (C, H', W') or (H', W').
    """
    layers = torch.from_numpy(array.astype(np.float32))
    layers = layers[None] if array.ndim == 3 else layers[None, None]
    size = round(array.shape[-2] * rows), round(array.shape[-1] * columns)
    mode = "bilinear" if smooth else "bicubic"
    made = F.interpolate(layers, size=size, mode=mode, align_corners=False, antialias=True)
    limits = float(array.min()), float(array.max())
    values = made.round().clamp(*limits).numpy().astype(array.dtype)
    return values[0] if array.ndim == 3 else values[0, 0]
