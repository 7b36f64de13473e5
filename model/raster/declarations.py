# SPDX-License-Identifier: GPL-2.0-or-later
"""A raster with another CRS or other nodata values than its file declares, as the text of a VRT: nothing is copied."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from . import crs
from .io import gdal_errors, open_raster
from .missing_data import INTEGER_RANGES


class BandNodata(NamedTuple):
    """Nodata values of one band."""

    keep_declared: bool = True
    """Whether the file's own declared nodata value stays."""
    further: Sequence[tuple[float, float]] = ()
    """Ranges of further numbers, both ends included; a single number is a range of its own."""


def redeclared(source: str, crs_wkt: str = "", nodata: Optional[Mapping[int, BandNodata]] = None) -> str:
    """The text of a VRT that shows a raster with another CRS and other nodata values; GDAL opens it like a path.

    Args:
        source: anything that GDAL opens.
        crs_wkt: the CRS to declare; "" leaves that of the file.
        nodata: number of a band -> what is no data in it; other bands stay as they are.

    Raises:
        InputError: the raster does not open, the CRS is unknown, or a range of floating-point numbers is to be no data.
    """
    wkt = crs.parsed(crs_wkt).ExportToWkt() if crs_wkt else None
    path = os.path.abspath(source) if os.path.exists(source) else source
    vrt = _vrt(open_raster(path), source, wkt)
    text = _text(vrt)
    for number, wanted in (nodata or {}).items():
        _declare(vrt.GetRasterBand(number), text, source, wanted)
    return _text(vrt)


def _vrt(dataset: gdal.Dataset, source: str, wkt: Optional[str] = None) -> gdal.Dataset:
    vrt = None
    with gdal_errors() as report:
        vrt = gdal.Translate("", dataset, format="VRT", outputSRS=wkt)
    if vrt is None:
        raise InputError(
            f"Expected a raster that can be shown with another CRS or no-data value, but GDAL cannot do this with "
            f"{source} ({report.reason}); save the layer under a new name and choose that file."
        )
    return vrt


def _text(vrt: gdal.Dataset) -> str:
    vrt.FlushCache()
    return vrt.GetMetadata("xml:VRT")[0]


def _declare(band: gdal.Band, text: str, source: str, wanted: BandNodata) -> None:
    """Gives a band of a VRT other nodata.

    Args:
        band: of the VRT that is made.
        text: the same VRT as it was, whose bands are the sources of those that GDAL has to change.
        source: the raster, for error messages.
        wanted: what is no data.
    """
    declared = band.GetNoDataValue() if wanted.keep_declared else None
    if not wanted.keep_declared:
        band.DeleteNoDataValue()
    limits = INTEGER_RANGES.get(gdal.GetDataTypeName(band.DataType))
    ranges = _cut(wanted.further, limits)
    if not ranges:
        return
    if limits is None and any(low != high for low, high in ranges):
        low, high = next(pair for pair in ranges if pair[0] != pair[1])
        raise InputError(
            f"Expected single additional no-data values, found the range {low:g} to {high:g} for band {band.GetBand()} "
            f"of {source}, which holds floating-point numbers; set single values, or replace the range by a nodata "
            "value."
        )
    target = ranges[0][0] if declared is None else declared
    band.SetNoDataValue(target)
    others = [pair for pair in ranges if pair != (target, target)]
    if not others:
        return
    if limits is not None:
        _replace_source(band, text, f"<LUT>{_table(others, target, limits)}</LUT>")
        return
    # A source can leave out one number, so that each further number needs a VRT between.
    for value, _ in others[:-1]:
        between = _vrt(open_raster(text), source)
        inner = between.GetRasterBand(band.GetBand())
        inner.SetNoDataValue(target)
        _replace_source(inner, text, f"<NODATA>{value!r}</NODATA>")
        text = _text(between)
    _replace_source(band, text, f"<NODATA>{others[-1][0]!r}</NODATA>")


def _cut(ranges: Sequence[tuple[float, float]], limits: Optional[tuple[int, int]]) -> list[tuple[float, float]]:
    """The ranges in order and apart; of whole numbers those that the type can hold, from the first to the last."""
    if limits is None:
        return sorted({(float(low), float(high)) for low, high in ranges if not (np.isnan(low) and np.isnan(high))})
    merged: list[tuple[float, float]] = []
    for low, high in sorted((limits[0] if np.isnan(a) else a, limits[1] if np.isnan(b) else b) for a, b in ranges):
        first, last = max(np.ceil(low), limits[0]), min(np.floor(high), limits[1])
        if first > last:
            continue
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((float(first), float(last)))
    return merged


def _table(ranges: Sequence[tuple[float, float]], target: float, limits: tuple[int, int]) -> str:
    """A look-up table of GDAL's that takes whole numbers in ranges to one and leaves the others.

    >>> _table([(3, 3)], 0, (0, 255))
    '0:0,2:2,3:0,3:0,4:4,255:255'
    """
    pairs = []
    for low, high in ranges:
        pairs += [(low - 1, low - 1), (low, target), (high, target), (high + 1, high + 1)]
    inner = [(at, to) for at, to in pairs if limits[0] <= at <= limits[1]]
    first = [] if inner[0][0] == limits[0] else [(limits[0], limits[0])]
    last = [] if inner[-1][0] == limits[1] else [(limits[1], limits[1])]
    return ",".join(f"{at:.17g}:{to:.17g}" for at, to in (*first, *inner, *last))


def _replace_source(band: gdal.Band, text: str, more: str) -> None:
    """Make the source of a VRT's band that band of another VRT, with an element more."""
    whole = f'xOff="0" yOff="0" xSize="{band.XSize}" ySize="{band.YSize}"'
    source = (
        f'<ComplexSource><SourceFilename relativeToVRT="0">{escape(text)}</SourceFilename>'
        f"<SourceBand>{band.GetBand()}</SourceBand><SrcRect {whole}/><DstRect {whole}/>{more}</ComplexSource>"
    )
    band.SetMetadata({"source_0": source}, "vrt_sources")


def vector_with_crs(path: str, layer: str, crs_wkt: str) -> str:
    """The text of an OGR VRT that shows a layer of vectors with another CRS than its file declares.

    Args:
        path: of the file.
        layer: its name in the file; "" for the only one.
        crs_wkt: the CRS to declare.

    Raises:
        InputError: the file does not open, or lacks the layer.
    """
    dataset = None
    with gdal_errors():
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    opened_layer = None
    if dataset is not None:
        opened_layer = dataset.GetLayerByName(layer) if layer else dataset.GetLayer(0)
    if opened_layer is None:
        raise InputError(f"Expected polygons that OGR can open, found {path}; choose a vector file.")
    name = opened_layer.GetName()
    where = escape(os.path.abspath(path) if os.path.exists(path) else path)
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="{escape(name)}"><SrcDataSource>{where}</SrcDataSource>'
        f"<SrcLayer>{escape(name)}</SrcLayer><LayerSRS>{escape(crs_wkt)}</LayerSRS></OGRVRTLayer></OGRVRTDataSource>"
    )
