# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of a pair of maps: area, share and mean HSE of each zone, and the share of mostly sealed cells."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from ..raster.grid import walk
from ..raster.io import open_raster, read_window
from ..raster.windows import Window
from ..tables import lcz

# Percent of a cell from which on it counts as mostly sealed.
_MOSTLY_PCT = 50


class ZoneFigures(NamedTuple):
    """Figures of a zone: its area, its share of the mapped area, the mean HSE of its cells (nan without HSE)."""

    zone: lcz.Zone
    area_km2: float
    share_pct: float
    mean_hse_pct: float


def block_values(path: str) -> Iterator[np.ndarray]:
    """Stored values of the first band of a raster, block by block; unlike GDAL's statistics this writes no files."""
    dataset = open_raster(path)  # must outlive its band
    for window in walk(Window(0, 0, dataset.RasterXSize, dataset.RasterYSize)):
        yield read_window([dataset.GetRasterBand(1)], window, path)[0]


def zone_figures(lcz_path: str, hse_path: str = "") -> list[ZoneFigures]:
    """Area, share and mean HSE of each zone that occurs, in the order of the codes.

    Args:
        lcz_path: an LCZ map in the codes 1 to 17, in metres.
        hse_path: the HSE map of the same run; "" for none.
    """
    raster = gdal.Open(lcz_path)
    zones = raster.ReadAsArray()
    left, width_m, _, top, _, height_m = raster.GetGeoTransform()
    right, bottom = left + zones.shape[1] * width_m, top + zones.shape[0] * height_m
    hse = np.full(zones.shape, np.nan, dtype=np.float32)
    if hse_path:
        averaged = gdal.Warp(
            "", hse_path, format="MEM", resampleAlg="average", outputType=gdal.GDT_Float32,
            outputBounds=(left, bottom, right, top), width=zones.shape[1], height=zones.shape[0],
        )  # fmt: skip
        hse = averaged.ReadAsArray()
        hse[hse == averaged.GetRasterBand(1).GetNoDataValue()] = np.nan
    cell_km2, mapped = abs(width_m * height_m) / 1e6, int((zones != lcz.NODATA).sum())
    rows = []
    for zone in lcz.ZONES:
        cells = zones == zone.code
        count = int(cells.sum())
        if count:
            known = hse[cells & np.isfinite(hse)]
            mean = float(known.mean()) if known.size else math.nan
            rows.append(ZoneFigures(zone, count * cell_km2, 100 * count / mapped, mean))
    return rows


def mostly_sealed_pct(hse_path: str) -> float:
    """Share in percent of the cells whose HSE is over 50 percent, of those that have a value; nan where none has."""
    few = many = 0
    for values in block_values(hse_path):
        known = values[values >= 0]
        many += int((known > _MOSTLY_PCT).sum())
        few += int((known <= _MOSTLY_PCT).sum())
    return 100 * many / (few + many) if few + many else math.nan
