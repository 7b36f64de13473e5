# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers beside the maps: area, share and mean settlement of each zone, and agreement with a known truth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from osgeo import gdal
from scipy.stats import spearmanr

from ..model.simulation.scene import TownFiles
from ..model.tables import lcz

_SAMPLE_PX = 1000  # side of the picture that tones are measured on


class ZoneFigures(NamedTuple):
    """One zone of a map: its area, its share of the mapped area, the mean HSE of its cells."""

    zone: lcz.Zone
    area_km2: float
    share_pct: float
    mean_hse_pct: float


def zone_figures(lcz_path: str, hse_path: str) -> list[ZoneFigures]:
    """What each zone that occurs covers, in the order of the codes."""
    raster = gdal.Open(lcz_path)
    zones = raster.ReadAsArray()
    left, width_m, _, top, _, height_m = raster.GetGeoTransform()
    right, bottom = left + zones.shape[1] * width_m, top + zones.shape[0] * height_m
    averaged = gdal.Warp(
        "", hse_path, format="MEM", resampleAlg="average", outputType=gdal.GDT_Float32,
        outputBounds=(left, bottom, right, top), width=zones.shape[1], height=zones.shape[0],
    )  # fmt: skip
    hse = averaged.ReadAsArray()
    hse[hse == averaged.GetRasterBand(1).GetNoDataValue()] = np.nan
    cell_km2, mapped = abs(width_m * height_m) / 1e6, (zones != lcz.NODATA).sum()
    rows = []
    for zone in lcz.ZONES:
        cells = zones == zone.code
        if cells.any():
            count = cells.sum()
            rows.append(ZoneFigures(zone, count * cell_km2, 100 * count / mapped, np.nanmean(hse[cells])))
    return rows


def mostly_sealed_pct(hse_path: str) -> float:
    """Share of the cells whose HSE is over 50 percent."""
    hse = gdal.Open(hse_path).ReadAsArray()
    return 100 * float(np.mean(hse[hse >= 0] > 50))


def tones(path: str, band: int) -> tuple[float, float, float]:
    """The 2nd, 50th and 98th percentile of a band."""
    raster = gdal.Open(path)
    width, height = (min(size, _SAMPLE_PX) for size in (raster.RasterXSize, raster.RasterYSize))
    values = raster.GetRasterBand(band).ReadAsArray(buf_xsize=width, buf_ysize=height)
    known = values[values != raster.GetRasterBand(band).GetNoDataValue()]
    low, middle, high = np.nanpercentile(known, (2, 50, 98)) if known.size else (0, 0, 0)
    return float(low), float(middle), float(high)


def table(rows: list[ZoneFigures]) -> str:
    """The figures as lines of text."""
    lines = [f"{'zone':>4}  {'name':<22}{'area':>12}{'share':>9}{'mean HSE':>11}"]
    lines += [
        f"{row.zone.label:>4}  {row.zone.name:<22}"
        f"{row.area_km2:>8.2f} km2{row.share_pct:>7.1f} %{row.mean_hse_pct:>9.0f} %"
        for row in rows
    ]
    return "\n".join(lines)


def agreement_pct(lcz_path: str, truth: TownFiles) -> float:
    """Share of the cells whose mapped zone is the true one."""
    mapped, true = gdal.Open(lcz_path).ReadAsArray(), gdal.Open(str(truth.lcz)).ReadAsArray()
    known = true != lcz.NODATA
    return 100 * float(np.mean(mapped[known] == true[known]))


def rank_correlation(hse_path: str, truth: TownFiles) -> float:
    """Spearman's rank correlation of mapped and true HSE over the 20 m cells."""
    mapped, true = gdal.Open(hse_path).ReadAsArray(), gdal.Open(str(truth.hse)).ReadAsArray()
    known = (mapped >= 0) & (true >= 0)
    return float(spearmanr(mapped[known], true[known])[0])
