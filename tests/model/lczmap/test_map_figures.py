# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of a pair of maps, on rasters small enough to count."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.lczmap import map_figures


@pytest.fixture
def maps(write_raster, tmp_path):
    """Paths of an HSE map of 4 x 4 cells and the LCZ map of 2 x 2 cells above it."""
    hse = np.repeat(np.repeat([[80.0, 60.0], [0.0, -9999.0]], 2, axis=0), 2, axis=1)
    hse[0, 0] = 40
    zones = np.array([[2, 2], [17, 0]], dtype=np.uint8)
    return (
        write_raster(tmp_path / "hse.tif", hse[None].astype(np.float32), names=None, nodata=-9999, pixel=50),
        write_raster(tmp_path / "lcz.tif", zones[None], names=None, nodata=0, pixel=100),
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
