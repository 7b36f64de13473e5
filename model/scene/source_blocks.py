# SPDX-License-Identifier: GPL-2.0-or-later
"""The blocks in which the files of a scene are stored: what GDAL decodes at once, and keeps in its cache."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from osgeo import gdal

from ..raster.grid import Grid
from ..raster.io import gdal_errors
from .vrt_stack import Layer


class Blocks(NamedTuple):
    """The blocks of one band."""

    width_px: float
    """Width of a block in pixels of the scene."""
    height_px: float
    bytes_per_px: float
    """Bytes of a decoded block for each pixel of the scene that it covers."""


def of_layers(layers: Sequence[Layer], grid: Grid) -> list[Blocks]:
    """The blocks of each band of a scene; of a VRT those of its first file, which the others are like.

    Args:
        layers: the bands.
        grid: of the scene.
    """
    datasets: dict[str, gdal.Dataset] = {}
    blocks = []
    for layer in layers:
        if layer.path not in datasets:
            datasets[layer.path] = _stored(layer.dataset)
        stored = datasets[layer.path]
        band = stored.GetRasterBand(layer.band if stored is layer.dataset else 1)
        scale = abs(stored.GetGeoTransform()[1]) / abs(grid.transform[1])
        width, height = band.GetBlockSize()
        size = gdal.GetDataTypeSize(band.DataType) / 8
        blocks.append(Blocks(width * scale, height * scale, size / scale**2))
    return blocks


def _stored(dataset: gdal.Dataset) -> gdal.Dataset:
    """The dataset, or the first file that a VRT takes its pixels from."""
    if dataset.GetDriver().ShortName != "VRT":
        return dataset
    own = dataset.GetDescription()
    for path in dataset.GetFileList() or ():
        source = None
        if path != own:
            with gdal_errors(quiet=True):
                source = gdal.OpenEx(path, gdal.OF_RASTER)
        if source is not None and source.RasterCount:
            return source
    return dataset
