# SPDX-License-Identifier: GPL-2.0-or-later
"""LCZ maps of any grid, read on the grid where their zones are wanted."""

from __future__ import annotations

from typing import Optional

from osgeo import gdal

from ..raster.band import grid_in, warped
from ..raster.grid import Grid, ground_cell_m, overlap, same_grid
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import code_schemes
from . import band_evidence, probability_stack
from .zone_band import choose_band
from .zone_map import ZoneMap

# Cells around a part that resampling may look at.
_MARGIN = 2


def zones_within(
    source: str, grid: Grid, band: Optional[int] = None, scheme: str = "", what: str = "the LCZ map"
) -> ZoneMap:
    """An LCZ map on the cells of a grid; of the file only the part that lies there is read.

    Args:
        source: anything that GDAL opens.
        grid: where its zones are wanted.
        band: of the map; None finds it.
        scheme: key of `code_schemes.SCHEMES`; "" recognises it from the values that lie there.
        what: its name in error messages.

    Raises:
        InputError: it does not open, its values are no zones, it has no CRS, or it lies elsewhere.
    """
    dataset, known = open_raster(source), code_schemes.SCHEMES.get(scheme)
    own = grid_in(dataset, source, what)
    if same_grid(own, grid) or not 1 <= (band or 1) <= dataset.RasterCount:
        return ZoneMap(source, band, known)  # which refuses a band that is not there
    exact = _part(own, grid)
    part = exact or overlap(own, grid).grown(_MARGIN, own.width, own.height)
    # What the numbers mean is decided on the file's own cells: on others, 0 would stand where the file has nothing.
    cropped = _cropped(dataset, source, own, part).GetMetadata("xml:VRT")[0]
    names = [dataset.GetRasterBand(i + 1).GetDescription() for i in range(dataset.RasterCount)]
    if band is None and probability_stack.zone_bands(dataset, source) is None:
        band = choose_band(names, source)
    evidence = None if band is None else band_evidence.gather(dataset, band, source)
    zones = ZoneMap(cropped, band, known, called=source, evidence=evidence)
    if exact is not None:
        return zones
    moved = _warped_zones(dataset, source, zones, own, grid)
    return ZoneMap(moved.GetMetadata("xml:VRT")[0], band, called=source, codes=zones.codes)


def zones_on(zones: ZoneMap, grid: Grid, error_px: float = 0.0) -> ZoneMap:
    """An LCZ map on another grid: each cell takes the zone at its centre, or of most of it where the map is finer.

    Args:
        zones: the map.
        grid: where its zones are wanted.
        error_px: accepted error of the coordinate transformation, in cells of the grid; 0 for figures.

    Raises:
        InputError: GDAL cannot transform one CRS into the other.
    """
    if same_grid(zones.grid, grid):
        return zones
    dataset = _warped_zones(open_raster(zones.source), zones.source, zones, zones.grid, grid, error_px)
    band = None if zones.has_probabilities else zones.band
    return ZoneMap(dataset.GetMetadata("xml:VRT")[0], band, called=zones.source, codes=zones.codes)


def _part(own: Grid, grid: Grid) -> Optional[Window]:
    """The window of a raster whose cells are those of a grid; None where the cells differ."""
    left, dx, _, top, _, dy = own.transform
    part = Window(
        round((grid.transform[0] - left) / dx), round((grid.transform[3] - top) / dy), grid.width, grid.height
    )
    inside = part.col >= 0 and part.row >= 0
    inside = inside and part.col + part.width <= own.width and part.row + part.height <= own.height
    return part if inside and same_grid(own.cropped(part), grid) else None


def _cropped(dataset: gdal.Dataset, source: str, own: Grid, part: Window) -> gdal.Dataset:
    """A window of a raster, counted from the north-western corner whatever the order of the file's rows."""
    _, dx, _, _, _, dy = dataset.GetGeoTransform()
    if dx < 0 or dy > 0:
        return warped(dataset, source, own.cropped(part), "nearest")
    return gdal.Translate("", dataset, format="VRT", srcWin=part)


def _warped_zones(
    dataset: gdal.Dataset, source: str, zones: ZoneMap, own: Grid, grid: Grid, error_px: float = 0.0
) -> gdal.Dataset:
    finer = sum(ground_cell_m(own)) < 0.75 * sum(ground_cell_m(grid))
    if zones.has_probabilities:
        return warped(dataset, source, grid, "average" if finer else "nearest", errorThreshold=error_px)
    declared = dataset.GetRasterBand(zones.band).GetNoDataValue()
    # Undeclared, it must be named to GDAL on both sides: else it makes another number of every cell that has it.
    nodata = zones.scheme.nodata if declared is None else declared
    more = {"srcNodata": nodata, "dstNodata": nodata, "errorThreshold": error_px}
    return warped(dataset, source, grid, "mode" if finer else "nearest", **more)
