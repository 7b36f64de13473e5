# SPDX-License-Identifier: GPL-2.0-or-later
"""One ten-band 10 m raster from the files of a scene, as a VRT: nothing is copied."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from typing import Any

from osgeo import gdal

from . import sentinel2
from .errors import InputError, OutputError
from .raster import open_raster

# The 20 m bands are interpolated bilinearly between cell centres; nodata stays out of the interpolation.
_BAND = """  <VRTRasterBand dataType="{dtype}" band="{number}">
    <Description>{name}</Description>
    <NoDataValue>{nodata}</NoDataValue>
    <ComplexSource resampling="bilinear">
      <SourceFilename relativeToVRT="0">{path}</SourceFilename>
      <SourceBand>{band}</SourceBand>
      <SrcRect xOff="0" yOff="0" xSize="{width}" ySize="{height}"/>
      <DstRect xOff="0" yOff="0" xSize="{target_width}" ySize="{target_height}"/>
      <NODATA>{nodata}</NODATA>
    </ComplexSource>
  </VRTRasterBand>
"""


def stack(paths: Sequence[str], target: str) -> str:
    """Ten described bands at the finest resolution among the files, written as `target`.

    Args:
        paths: files on one upper-left corner and in one CRS that hold the ten bands between them, described by name
            (for example `..._10m.tif` with B2 B3 B4 B8 and `..._20m.tif` with the rest).
        target: the `.vrt` to write; "" keeps it in memory and gives the VRT's text, which GDAL opens like a name.

    Returns:
        What to open: `target`, or the VRT itself.

    Raises:
        InputError: a file does not open, the corners or the CRS differ, or a band is missing or doubled.
        OutputError: `target` cannot be written.
    """
    sources = [open_raster(path) for path in paths]
    places = [(path, source, band) for path, source in zip(paths, sources) for band in range(1, source.RasterCount + 1)]
    choice = sentinel2.resolve_bands([source.GetRasterBand(band).GetDescription() for _, source, band in places])
    finest = min(sources, key=lambda source: abs(source.GetGeoTransform()[1]))
    for path, source in zip(paths, sources):
        _check_same_corner(path, source, finest)
    text = _document(finest, [places[index - 1] for index in choice.indices])
    if not target:
        return text
    try:
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(f"The stack {target} cannot be written ({error.strerror}); choose another folder.") from error
    return target


def _check_same_corner(path: str, source: gdal.Dataset, finest: gdal.Dataset) -> None:
    here, there = source.GetGeoTransform(), finest.GetGeoTransform()
    if (here[0], here[3]) != (there[0], there[3]) or source.GetProjection() != finest.GetProjection():
        raise InputError(
            f"Expected files on one upper-left corner and in one CRS, but {path} starts at {here[0]}, {here[3]} "
            f"and another at {there[0]}, {there[3]}; give the files of one scene."
        )


def _document(finest: gdal.Dataset, bands: Sequence[tuple[str, Any, int]]) -> str:
    transform = ", ".join(repr(value) for value in finest.GetGeoTransform())
    tags = finest.GetMetadata().items()
    items = "".join(f"    <MDI key='{escape(key)}'>{escape(value)}</MDI>\n" for key, value in tags)
    body = "".join(
        _band(number, name, place, finest) for number, (name, place) in enumerate(zip(sentinel2.NAMES, bands), start=1)
    )
    return (
        f'<VRTDataset rasterXSize="{finest.RasterXSize}" rasterYSize="{finest.RasterYSize}">\n'
        f"  <SRS>{escape(finest.GetProjection())}</SRS>\n  <GeoTransform>{transform}</GeoTransform>\n"
        f"  <Metadata>\n{items}  </Metadata>\n{body}</VRTDataset>\n"
    )


def _band(number: int, name: str, place: tuple[str, Any, int], finest: gdal.Dataset) -> str:
    path, source, index = place
    band = source.GetRasterBand(index)
    nodata = band.GetNoDataValue()
    ratio_x = source.GetGeoTransform()[1] / finest.GetGeoTransform()[1]
    ratio_y = source.GetGeoTransform()[5] / finest.GetGeoTransform()[5]
    return _BAND.format(
        dtype=gdal.GetDataTypeName(band.DataType),
        number=number,
        name=name,
        nodata=repr(float(nodata or 0)),
        path=escape(os.path.abspath(path) if os.path.exists(path) else path),
        band=index,
        width=source.RasterXSize,
        height=source.RasterYSize,
        target_width=source.RasterXSize * ratio_x,
        target_height=source.RasterYSize * ratio_y,
    )
