# SPDX-License-Identifier: GPL-2.0-or-later
"""One ten-band raster from the bands of one or several files, as a VRT: nothing is copied."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple, Optional

from osgeo import gdal

from ..errors import InputError, OutputError
from ..raster import crs
from ..raster.io import open_raster
from ..tables.sentinel2 import DN_NODATA, NAMES
from . import band_matching, band_names

# The 20 m bands are interpolated bilinearly between cell centres; nodata stays out of the interpolation.
_BAND = """  <VRTRasterBand dataType="{dtype}" band="{number}">
    <Description>{name}</Description>
    <ColorInterp>{colour}</ColorInterp>
{optional}    <ComplexSource resampling="bilinear">
      <SourceFilename relativeToVRT="0">{path}</SourceFilename>
      <SourceBand>{band}</SourceBand>
      <SrcRect xOff="0" yOff="0" xSize="{width}" ySize="{height}"/>
      <DstRect xOff="{x_px!r}" yOff="{y_px!r}" xSize="{target_width!r}" ySize="{target_height!r}"/>
      <NODATA>{nodata}</NODATA>
    </ComplexSource>
  </VRTRasterBand>
"""
_SOURCE = re.compile(r"<SourceFilename[^>]*>([^<]*)<")
# So that QGIS shows the stack as the eye would see it.
_TRUE_COLOURS = {"B2": "Blue", "B3": "Green", "B4": "Red"}
# What two programs' rounding may leave of one place, in pixels.
_SAME_PLACE_PX = 1e-3


class Layer(NamedTuple):
    """A band of a file, with the metadata that identify it."""

    path: str
    """Path or name that GDAL opens."""
    dataset: gdal.Dataset
    band: int
    """Counted from 1."""
    name: str
    """Description of the band; "" where it has none."""

    @property
    def is_float(self) -> bool:
        """Whether the band stores floating-point numbers."""
        return gdal.GetDataTypeName(self.dataset.GetRasterBand(self.band).DataType).startswith("Float")

    @property
    def nodata(self) -> Optional[float]:
        """The number that it declares to be none, None where there is no such number."""
        return self.dataset.GetRasterBand(self.band).GetNoDataValue()

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in its file's CRS; of a turned raster as if it were not, which serves to compare."""
        left, dx, _, top, _, dy = self.dataset.GetGeoTransform()
        right, bottom = left + self.dataset.RasterXSize * dx, top + self.dataset.RasterYSize * dy
        return min(left, right), min(top, bottom), max(left, right), max(top, bottom)

    @property
    def wavelength_nm(self) -> Optional[float]:
        """Central wavelength by the band's metadata; None where they do not tell it."""
        band = self.dataset.GetRasterBand(self.band)
        # GDAL 3.10 and later keep it in a domain of its own.
        return band_names.wavelength_nm({**band.GetMetadata(), **band.GetMetadata("IMAGERY")})


def layers_of(path: str, dataset: Optional[gdal.Dataset] = None) -> list[Layer]:
    """All bands of a raster, with their descriptions, or else what their metadata or their source files call them.

    Raises:
        InputError: it does not open.
    """
    source = open_raster(path) if dataset is None else dataset
    bands = [source.GetRasterBand(number) for number in range(1, source.RasterCount + 1)]
    names = [band.GetDescription() or _name_of_coordinate(band) for band in bands]
    if source.GetDriver().ShortName == "VRT" and not any(names):
        names = _names_of_sources(bands)
    return [Layer(path, source, number, name) for number, name in enumerate(names, start=1)]


def _name_of_coordinate(band: gdal.Band) -> str:
    """The name of a band that is a coordinate of a netCDF variable, as xarray writes it; "" where there is none."""
    for key, text in band.GetMetadata().items():
        if key.startswith("NETCDF_DIM_") and band_names.band_name(text):
            return text
    return ""


def _names_of_sources(bands: Sequence[gdal.Band]) -> list[str]:
    """Names of the source files of a VRT's bands, which are its only names when QGIS's "Build virtual raster" made it.

    A band of several files (a mosaic) has a name if all of them give it. A file of several bands names none of them.
    """
    files = [_SOURCE.findall("".join((band.GetMetadata("vrt_sources") or {}).values())) for band in bands]
    if len({file for of_band in files for file in of_band}) < sum(map(len, files)):
        return [""] * len(bands)
    named = [{band_names.name_in_path(unescape(file)) for file in of_band} for of_band in files]
    return [names.pop() if len(names) == 1 else "" for names in named]


def stack(paths: Sequence[str], target: str) -> str:
    """Ten described bands at the finest resolution among the files, written as `target`.

    Args:
        paths: files of one place and in one CRS that hold the ten bands between them, described by name
            (for example `..._10m.tif` with B2 B3 B4 B8 and `..._20m.tif` with the rest).
        target: the `.vrt` to write; "" keeps it in memory and gives the VRT's text, which GDAL opens like a name.

    Returns:
        What to open: `target`, or the VRT itself.

    Raises:
        InputError: a file does not open, they do not lie on one place, or a band is missing or doubled.
        OutputError: `target` cannot be written.
    """
    layers = [layer for path in paths for layer in layers_of(path)]
    choice = band_matching.resolve_bands([layer.name for layer in layers], [layer.wavelength_nm for layer in layers])
    text = document([layers[index - 1] for index in choice.indices])
    if not target:
        return text
    try:
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(f"The stack {target} cannot be written ({error.strerror}); choose another folder.") from error
    return target


def document(
    layers: Sequence[Layer],
    tags: Optional[Mapping[str, str]] = None,
    scaling: Optional[tuple[float, float]] = None,
    names: Sequence[str] = NAMES,
) -> str:
    """The VRT's text: these bands, on the grid of the finest among them.

    Args:
        layers: in the order of `names`.
        tags: of the raster; None for those of the finest.
        scaling: scale and offset to declare; None for what the bands themselves declare.
        names: of the bands.

    Raises:
        InputError: the bands do not lie on one place, or in one CRS.
    """
    layers = [_with_0_for_nodata(layer) for layer in layers]
    finest = min(layers, key=lambda layer: abs(layer.dataset.GetGeoTransform()[1])).dataset
    body = "".join(_band(number, *pair, finest, scaling) for number, pair in enumerate(zip(names, layers), start=1))
    metadata = finest.GetMetadata() if tags is None else tags
    items = "".join(f"    <MDI key='{escape(key)}'>{escape(str(value))}</MDI>\n" for key, value in metadata.items())
    transform = finest.GetGeoTransform(can_return_null=True)
    corner = "" if transform is None else f"  <GeoTransform>{', '.join(map(repr, transform))}</GeoTransform>\n"
    return (
        f'<VRTDataset rasterXSize="{finest.RasterXSize}" rasterYSize="{finest.RasterYSize}">\n'
        f"  <SRS>{escape(finest.GetProjection())}</SRS>\n{corner}"
        f"  <Metadata>\n{items}  </Metadata>\n{body}</VRTDataset>\n"
    )


def _with_0_for_nodata(layer: Layer) -> Layer:
    """A layer of whole numbers that declares another nodata than 0, with 0 in its place.

    0 is nodata in whole numbers, declared or not: both have to stay out of an interpolation, which knows of one alone.
    """
    if layer.is_float or layer.nodata in (None, DN_NODATA):
        return layer
    band, size = layer.dataset.GetRasterBand(layer.band), (layer.dataset.RasterXSize, layer.dataset.RasterYSize)
    whole = f'xOff="0" yOff="0" xSize="{size[0]}" ySize="{size[1]}"'
    scaling = (("Offset", band.GetOffset()), ("Scale", band.GetScale()))
    declared = "".join(f"<{tag}>{value!r}</{tag}>" for tag, value in scaling if value is not None)
    transform, wkt = ", ".join(map(repr, layer.dataset.GetGeoTransform())), layer.dataset.GetProjection()
    text = (
        f'<VRTDataset rasterXSize="{size[0]}" rasterYSize="{size[1]}"><SRS>{escape(wkt)}</SRS>'
        f'<GeoTransform>{transform}</GeoTransform><VRTRasterBand dataType="{gdal.GetDataTypeName(band.DataType)}" '
        f'band="1"><NoDataValue>{DN_NODATA}</NoDataValue>{declared}<ComplexSource>'
        f'<SourceFilename relativeToVRT="0">{escape(_source(layer))}</SourceFilename>'
        f"<SourceBand>{layer.band}</SourceBand><SrcRect {whole}/><DstRect {whole}/>"
        f"<NODATA>{layer.nodata!r}</NODATA></ComplexSource></VRTRasterBand></VRTDataset>"
    )
    return layer._replace(path=text, dataset=open_raster(text), band=1)


def _source(layer: Layer) -> str:
    """Path of a layer's file as a VRT names it, wherever the VRT is stored."""
    return os.path.abspath(layer.path) if os.path.exists(layer.path) else layer.path


def _band(number: int, name: str, layer: Layer, finest: gdal.Dataset, scaling: Optional[tuple[float, float]]) -> str:
    band = layer.dataset.GetRasterBand(layer.band)
    col, row, ratio_x, ratio_y = _position(layer, finest)
    nodata, is_float = layer.nodata, layer.is_float
    nodata = float(DN_NODATA) if nodata is None else nodata
    # In floats a single 0 may be dark water: it is kept out of the interpolation, but it is no nodata.
    declared = None if is_float and layer.nodata is None else nodata
    scale, offset = (band.GetScale(), band.GetOffset()) if scaling is None else scaling
    declared = [("NoDataValue", declared), ("Offset", offset), ("Scale", scale)]
    colour = _TRUE_COLOURS.get(name, "Undefined")
    return _BAND.format(
        dtype=gdal.GetDataTypeName(band.DataType),
        number=number,
        name=escape(name),
        colour=colour,
        nodata=repr(nodata),
        optional="".join(f"    <{tag}>{value!r}</{tag}>\n" for tag, value in declared if value is not None),
        path=escape(_source(layer)),
        band=layer.band,
        width=layer.dataset.RasterXSize,
        height=layer.dataset.RasterYSize,
        x_px=col,
        y_px=row,
        target_width=layer.dataset.RasterXSize * ratio_x,
        target_height=layer.dataset.RasterYSize * ratio_y,
    )


def _position(layer: Layer, finest: gdal.Dataset) -> tuple[float, float, float, float]:
    """Column and row of a band's corner on the finest grid, and how many of its pixels a pixel spans.

    Raises:
        InputError: it lies elsewhere, or turned.
    """
    here, there = layer.dataset.GetGeoTransform(), finest.GetGeoTransform()
    if here == there and layer.dataset.GetProjection() == finest.GetProjection():
        return 0.0, 0.0, 1.0, 1.0
    same_crs = _same_crs(layer.dataset.GetProjection(), finest.GetProjection())
    straight = here[2] == here[4] == there[2] == there[4] == 0
    col, row = (here[0] - there[0]) / there[1], (here[3] - there[3]) / there[5]
    ratio_x, ratio_y = here[1] / there[1], here[5] / there[5]
    size = layer.dataset.RasterXSize * ratio_x, layer.dataset.RasterYSize * ratio_y
    limits = finest.RasterXSize, finest.RasterYSize
    apart = any(n >= limit or n + length <= 0 for n, length, limit in zip((col, row), size, limits))
    if not same_crs or not straight or apart or min(ratio_x, ratio_y) <= 0:
        raise InputError(
            f"Expected files of one place in one CRS, but {layer.path} starts at {here[0]}, {here[3]} and another at "
            f"{there[0]}, {there[3]}{'' if same_crs else ' in another CRS'}; give the files of one scene."
        )
    near = (round(col), round(row))
    col, row = (float(w) if abs(n - w) < _SAME_PLACE_PX else n for n, w in zip((col, row), near))
    return col, row, ratio_x, ratio_y


def _same_crs(here: str, there: str) -> bool:
    if here == there or not (here and there):
        return here == there
    return bool(crs.parsed(here).IsSame(crs.parsed(there)))
