# SPDX-License-Identifier: GPL-2.0-or-later
"""The cache is modest while anyone needs it so, and what it was afterwards."""

from __future__ import annotations

import pytest
from osgeo import gdal

from hse_lcz.model.raster.gdal_cache import CACHE_LIMIT_BYTES, limited_gdal_cache


@pytest.fixture(autouse=True)
def large_cache():
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(5 * CACHE_LIMIT_BYTES)
    yield
    gdal.SetCacheMax(before)


def test_it_is_restored_after_the_last_of_two():
    first, second = limited_gdal_cache(), limited_gdal_cache()
    first.__enter__()
    second.__enter__()
    assert gdal.GetCacheMax() == CACHE_LIMIT_BYTES
    first.__exit__(None, None, None)
    assert gdal.GetCacheMax() == CACHE_LIMIT_BYTES
    second.__exit__(None, None, None)
    assert gdal.GetCacheMax() == 5 * CACHE_LIMIT_BYTES


def test_it_is_restored_after_a_failure():
    with pytest.raises(ValueError), limited_gdal_cache():
        raise ValueError
    assert gdal.GetCacheMax() == 5 * CACHE_LIMIT_BYTES


def test_a_smaller_one_stays():
    gdal.SetCacheMax(CACHE_LIMIT_BYTES // 2)
    with limited_gdal_cache():
        assert gdal.GetCacheMax() == CACHE_LIMIT_BYTES // 2
