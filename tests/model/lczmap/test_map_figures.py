# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of a pair of maps, on rasters small enough to count."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.lczmap import map_figures


def write(path, array, cell_m, kind=gdal.GDT_UInt16, nodata=0, names=(), tags=None):
    """Writes (bands, H, W) in UTM zone 33N; gives the path as text."""
    raster = gdal.GetDriverByName("GTiff").Create(str(path), array.shape[2], array.shape[1], array.shape[0], kind)
    raster.SetGeoTransform((500_000, cell_m, 0, 4_700_000, 0, -cell_m))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    raster.SetProjection(reference.ExportToWkt())
    raster.SetMetadata(tags or {})
    for number, values in enumerate(array, start=1):
        band = raster.GetRasterBand(number)
        band.WriteArray(values)
        band.SetNoDataValue(nodata)
        if names:
            band.SetDescription(names[number - 1])
    return str(path)


@pytest.fixture
def maps(tmp_path):
    """Paths of an HSE map of 4 x 4 cells and the LCZ map of 2 x 2 cells above it."""
    hse = np.repeat(np.repeat([[80.0, 60.0], [0.0, -9999.0]], 2, axis=0), 2, axis=1)
    hse[0, 0] = 40
    zones = np.array([[2, 2], [17, 0]])
    return (
        write(tmp_path / "hse.tif", hse[None], 50, gdal.GDT_Float32, nodata=-9999),
        write(tmp_path / "lcz.tif", zones[None], 100, gdal.GDT_Byte),
    )


def test_zone_figures_count_area_share_and_mean(maps):
    hse, lcz = maps
    midrise, water = map_figures.zone_figures(lcz, hse)
    assert (midrise.zone.label, water.zone.label) == ("2", "G")
    assert (midrise.area_km2, water.area_km2) == pytest.approx((0.02, 0.01))
    assert (midrise.share_pct, water.share_pct) == pytest.approx((200 / 3, 100 / 3))
    assert (midrise.mean_hse_pct, water.mean_hse_pct) == pytest.approx((65, 0))


def test_mostly_sealed_counts_known_cells_only(maps):
    assert map_figures.mostly_sealed_pct(maps[0]) == pytest.approx(100 * 7 / 12)
