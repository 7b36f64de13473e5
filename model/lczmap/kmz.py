# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes an LCZ map as KMZ for Google Earth: pictures in degrees, a legend, and the names of the colours.

A small map is one picture, fine enough that its cells keep sharp edges. A large one is an overview and pictures of its
parts, which Google Earth loads when the user zooms in.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Generator
from html import escape
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from ..errors import InputError, OutputError
from ..progress import Progress
from ..raster.geotiff import colour_table
from ..raster.grid import Grid, between
from ..raster.io import gdal_errors, open_raster
from ..raster.windows import Window
from ..tables import lcz
from ..version import software
from .align import zones_on
from .zone_map import ZoneMap

# Pictures of this side are small for any graphics card.
PICTURE_PX = 1024
_LARGEST_SINGLE_PX = 2 * PICTURE_PX
# A part is loaded once it covers this many pixels of the screen.
_LOADED_AT_PX = 256

_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
<name>{name}</name>
<description><![CDATA[{legend}<p>Made by {software}.</p>]]></description>
{overlays}</Document>
</kml>
"""
_OVERLAY = """<GroundOverlay>
<name>{name}</name>
<drawOrder>{order}</drawOrder>
<Icon><href>{picture}</href></Icon>
<LatLonBox>{box}</LatLonBox>
{region}</GroundOverlay>
"""
_REGION = """<Region><LatLonAltBox>{box}</LatLonAltBox><Lod><minLodPixels>{pixels}</minLodPixels></Lod></Region>
"""
_SCREEN = """<ScreenOverlay>
<name>Legend</name>
<Icon><href>{picture}</href></Icon>
<overlayXY x="0" y="0" xunits="fraction" yunits="fraction"/>
<screenXY x="0.01" y="0.05" xunits="fraction" yunits="fraction"/>
</ScreenOverlay>
"""


def write(zone_map: ZoneMap, path: Path, name: str, legend_png: bytes = b"") -> Generator[Progress, None, None]:
    """Write a map as KMZ.

    Args:
        zone_map: in any CRS.
        path: of the file.
        name: of the map in the list of places.
        legend_png: a picture of the legend; without one the legend stands in the description alone.

    Raises:
        InputError: the map has no CRS or lies across the date line.
        OutputError: the file cannot be written.
    """
    grid = _degrees(zone_map)
    drawn = zones_on(zone_map, grid, error_px=0.125)
    single = max(grid.width, grid.height) <= _LARGEST_SINGLE_PX
    parts = [Window(0, 0, grid.width, grid.height)] if single else list(drawn.blocks(PICTURE_PX))
    step = math.ceil(max(grid.width, grid.height) / PICTURE_PX)
    overview = np.zeros((-(-grid.height // step), -(-grid.width // step)), dtype=np.uint8)
    overlays = []
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            if legend_png:
                archive.writestr("legend.png", legend_png)
                overlays.append(_SCREEN.format(picture="legend.png"))
            for number, part in enumerate(parts, start=1):
                zones = drawn.read(part)
                thinned = zones[-part.row % step :: step, -part.col % step :: step]
                row, col = -(-part.row // step), -(-part.col // step)
                overview[row : row + thinned.shape[0], col : col + thinned.shape[1]] = thinned
                if zones.any():
                    picture = f"{number}.png"
                    archive.writestr(picture, _png(zones))
                    near = 0 if single else _LOADED_AT_PX
                    overlays.append(_overlay(f"Part {number}", 1, picture, grid.cropped(part), near))
                yield Progress(number / len(parts))
            if not single:
                archive.writestr("overview.png", _png(overview))
                # The picture's last row and column may reach beyond the map.
                left, dx, _, top, _, dy = grid.transform
                thin = Grid(*overview.shape[::-1], (left, dx * step, 0.0, top, 0.0, dy * step), grid.crs_wkt)
                overlays.append(_overlay("Overview", 0, "overview.png", thin, 0))
            text = _DOCUMENT.format(
                name=escape(name), legend=_legend(), software=escape(software()), overlays="".join(overlays)
            )
            archive.writestr("doc.kml", text, zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise OutputError(
            f"{path.name} cannot be written ({error.strerror}); free some disk space or choose another folder."
        ) from error


def _degrees(zone_map: ZoneMap) -> Grid:
    """A grid in EPSG:4326 for a map: its cells are as large as the map's, or smaller in a small map.

    Raises:
        InputError: see `write`.
    """
    if not zone_map.grid.crs_wkt:
        raise InputError(
            f"Expected a map with a coordinate reference system, found none in {zone_map.source}; assign it, for "
            "example with gdal_edit.py -a_srs EPSG:32631 FILE (the UTM zone of your city)."
        )
    left, bottom, right, top = zone_map.grid.bounds()
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    to_degrees = between(zone_map.grid.crs_wkt, degrees.ExportToWkt())
    west, east = (to_degrees.TransformPoint(x, (bottom + top) / 2)[0] for x in (left, right))
    if west > east:
        raise InputError(
            f"Expected a map on one side of the date line, found one from {west:.1f} to {east:.1f} degrees in "
            f"{zone_map.source}; cut it there and convert both parts."
        )
    source, warped = open_raster(zone_map.source), None
    with gdal_errors() as report:
        warped = gdal.Warp("", source, format="VRT", dstSRS="EPSG:4326")
    if warped is None:
        raise InputError(
            f"Expected a CRS that leads to latitude and longitude, but GDAL finds no way from {zone_map.source} "
            f"({report.reason}); check that the map has its right CRS."
        )
    grid = Grid(warped.RasterXSize, warped.RasterYSize, warped.GetGeoTransform(), warped.GetProjection())
    # Google Earth blurs between pixels, and the map's cells stand a little askew in degrees.
    parts = max(1, PICTURE_PX // max(grid.width, grid.height))
    left, dx, _, top, _, dy = grid.transform
    transform = (left, dx / parts, 0.0, top, 0.0, dy / parts)
    return Grid(grid.width * parts, grid.height * parts, transform, grid.crs_wkt)


def _png(zones: np.ndarray) -> bytes:
    """A picture in the zones' colours, transparent where there is none."""
    height, width = zones.shape
    picture = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Byte)
    band = picture.GetRasterBand(1)
    band.SetRasterColorTable(colour_table())
    band.WriteArray(zones)
    name = f"/vsimem/hse_lcz_{id(picture)}.png"
    gdal.GetDriverByName("PNG").CreateCopy(name, picture)
    try:
        size = gdal.VSIStatL(name).size
        file = gdal.VSIFOpenL(name, "rb")
        data = gdal.VSIFReadL(1, size, file)
        gdal.VSIFCloseL(file)
    finally:
        gdal.Unlink(name)
    return bytes(data)


def _overlay(name: str, order: int, picture: str, grid: Grid, near: int) -> str:
    left, bottom, right, top = grid.bounds()
    sides = {"north": top, "south": bottom, "east": right, "west": left}
    box = "".join(f"<{side}>{value:.10f}</{side}>" for side, value in sides.items())
    region = _REGION.format(box=box, pixels=near) if near else ""
    return _OVERLAY.format(name=name, order=order, picture=picture, box=box, region=region)


def _legend() -> str:
    """The zones and their colours as a table."""
    rows = "".join(
        f'<tr><td style="background-color:{zone.colour}" bgcolor="{zone.colour}">&nbsp;&nbsp;&nbsp;</td>'
        f"<td>{escape(zone.title)}</td></tr>"
        for zone in lcz.ZONES
    )
    return f"<table>{rows}</table>"
