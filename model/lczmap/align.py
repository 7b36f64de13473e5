# SPDX-License-Identifier: GPL-2.0-or-later
"""Bands and maps of zones on whatever grid they come, read on the grid where they are wanted."""

from __future__ import annotations

from typing import Optional

from osgeo import gdal

from ..raster.band import _grid, _warped
from ..raster.grid import Grid, ground_cell_m, same_grid
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import code_schemes, lcz
from .zone_map import ZoneMap, choose_band


def zones_within(
    source: str, grid: Grid, band: Optional[int] = None, scheme: str = "", what: str = "the LCZ map"
) -> ZoneMap:
    """An LCZ map on the cells of a grid; of the file only what lies there is read, be it a map of the whole world.

    Args:
        source: anything that GDAL opens.
        grid: where its zones are wanted.
        band: of the map; None finds it.
        scheme: key of `codes.SCHEMES`; "" recognises it from the values that lie there.
        what: how a refusal calls it.

    Raises:
        InputError: it does not open, its values are no zones, it has no CRS, or there is no way to the grid's.
    """
    dataset, known = open_raster(source), code_schemes.SCHEMES.get(scheme)
    own = _grid(source, dataset, what)
    number = band or choose_band(
        [dataset.GetRasterBand(i + 1).GetDescription() for i in range(dataset.RasterCount)], source
    )
    if same_grid(own, grid) or not 1 <= number <= dataset.RasterCount:
        return ZoneMap(source, number, known)  # which refuses a band that is not there
    part = _part(own, grid)
    if part is None:
        moved = _warped_zones(dataset, source, number, own, grid)
    else:
        moved = gdal.Translate("", dataset, format="VRT", srcWin=part)
    return ZoneMap(moved.GetMetadata("xml:VRT")[0], number, known, called=source)


def zones_on(zones: ZoneMap, grid: Grid, error_px: float = 0.0) -> ZoneMap:
    """An LCZ map on another grid: each cell takes the zone at its centre, or of most of it where the map is finer.

    Args:
        zones: to bring there.
        grid: where its zones are wanted.
        error_px: by how much a place may be missed, in cells of the grid; a picture can do with less than figures.

    Raises:
        InputError: GDAL knows no way from one CRS to the other.
    """
    if same_grid(zones.grid, grid):
        return zones
    dataset = _warped_zones(open_raster(zones.source), zones.source, zones.band, zones.grid, grid, error_px)
    return ZoneMap(dataset.GetMetadata("xml:VRT")[0], zones.band, zones.scheme, called=zones.source)


def _part(own: Grid, grid: Grid) -> Optional[Window]:
    """Which cells of a raster a grid's cells are; None where they are others."""
    left, dx, _, top, _, dy = own.transform
    part = Window(
        round((grid.transform[0] - left) / dx), round((grid.transform[3] - top) / dy), grid.width, grid.height
    )
    inside = part.col >= 0 and part.row >= 0
    inside = inside and part.col + part.width <= own.width and part.row + part.height <= own.height
    return part if inside and same_grid(own.cropped(part), grid) else None


def _warped_zones(
    dataset: gdal.Dataset, source: str, band: int, own: Grid, grid: Grid, error_px: float = 0.0
) -> gdal.Dataset:
    finer = sum(ground_cell_m(own)) < 0.75 * sum(ground_cell_m(grid))
    declared = dataset.GetRasterBand(band).GetNoDataValue()
    # Undeclared, 0 must be named to GDAL on both sides: else it makes a 1 of every 0 that it takes for a value.
    nodata = lcz.NODATA if declared is None else declared
    more = {"srcNodata": nodata, "dstNodata": nodata, "errorThreshold": error_px}
    return _warped(dataset, source, grid, "mode" if finer else "nearest", **more)
