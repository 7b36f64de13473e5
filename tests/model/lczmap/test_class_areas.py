# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas of classes against counting cells: zones in any codes, percent and fractions, degrees, refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.class_areas import class_areas
from hse_lcz.model.lczmap.identify import recognise
from hse_lcz.model.tables import lcz

from ...driving import driven


def areas(path: str):
    return driven(class_areas(path, driven(recognise(path))[0]))[0]


@pytest.mark.parametrize("hundreds", [False, True])
def test_zones_that_occur_with_their_share(write_map, hundreds):
    zones = np.random.default_rng(2).choice([2, 6, 14, 17, 0], (40, 30))
    stored = np.where((zones > 10) & hundreds, zones + 90, zones).astype(np.uint8)
    found = areas(write_map(stored, name="lcz", nodata=0))
    assert [one.label for one in found] == ["2", "6", "D", "G"]
    for one in found:
        assert one.area_km2 == pytest.approx(0.01 * (zones == one.zone).sum())
        assert one.share == pytest.approx((zones == one.zone).sum() / (zones > 0).sum())
        assert one.colour == lcz.ZONES[one.zone - 1].colour


@pytest.mark.parametrize("top", [100, 1])
def test_ranges_of_percent(write_map, top):
    percent = np.random.default_rng(3).uniform(0, 100, (30, 40)).astype(np.float32)
    percent[0, :3] = 0, 20, 100
    stored = percent.copy() * (top / 100)
    stored[-1] = -9999
    found = areas(write_map(stored, name="HSE", nodata=-9999))
    counted = np.histogram(percent[:-1].round(4), (0, 20, 40, 60, 80, 100))[0]
    assert [one.label for one in found] == ["0 – 20 %", "20 – 40 %", "40 – 60 %", "60 – 80 %", "80 – 100 %"]
    assert [one.area_km2 for one in found] == pytest.approx((0.01 * counted).tolist())
    assert sum(one.share for one in found) == pytest.approx(1)


def test_cells_in_degrees_shrink_towards_the_pole(write_map):
    zones = np.repeat([[6], [14]], [10, 10], axis=0) * np.ones((1, 20), dtype=int)
    north, south = areas(write_map(zones.astype(np.uint8), name="lcz", epsg=4326, corner=(10.0, 61.0), pixel=0.1))
    middle = [math.cos(math.radians(latitude)) for latitude in np.arange(60.95, 59, -0.1)]
    assert north.area_km2 / south.area_km2 == pytest.approx(sum(middle[:10]) / sum(middle[10:]))


def test_a_map_without_crs_is_refused(write_map):
    with pytest.raises(InputError, match="coordinate reference system"):
        areas(write_map(np.full((5, 5), 6, np.uint8), name="lcz", epsg=None))
