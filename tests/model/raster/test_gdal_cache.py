# SPDX-License-Identifier: GPL-2.0-or-later
"""GDAL's cache is limited while any job runs, and what it was afterwards."""

from __future__ import annotations

import pytest
from osgeo import gdal

from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.raster.gdal_cache import CACHE_LIMIT_BYTES, limited_gdal_cache
from hse_lcz.model.raster.geotiff import RasterFile
from hse_lcz.model.scene import scene as scene_module
from hse_lcz.model.tables import products


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


def test_the_largest_limit_of_overlapping_jobs_holds():
    first, second = limited_gdal_cache(CACHE_LIMIT_BYTES), limited_gdal_cache(2 * CACHE_LIMIT_BYTES)
    first.__enter__()
    second.__enter__()
    assert gdal.GetCacheMax() == 2 * CACHE_LIMIT_BYTES
    second.__exit__(None, None, None)
    assert gdal.GetCacheMax() == CACHE_LIMIT_BYTES
    first.__exit__(None, None, None)
    assert gdal.GetCacheMax() == 5 * CACHE_LIMIT_BYTES


def test_two_maps_that_overlap_in_time_leave_the_cache_as_it_was(write_raster, patchwork, small_weights, tmp_path):
    """The first to begin ends first, then the second: each used to restore what it had found."""
    scene = write_raster(tmp_path / "scene.tif", patchwork(height=400, width=200))
    jobs = [
        map_city(MapJob(scene, {"HSE": str(tmp_path / f"{n}.tif")}, weights=small_weights, device="cpu", tile_px=30))
        for n in range(2)
    ]
    for steps in jobs:
        while next(steps).share == 0:
            pass
        assert gdal.GetCacheMax() < 5 * CACHE_LIMIT_BYTES
    for steps in jobs:
        for _ in steps:
            pass
    assert gdal.GetCacheMax() == 5 * CACHE_LIMIT_BYTES


def test_the_limit_of_a_map_holds_from_opening_the_scene_to_the_overviews(scene, small_weights, tmp_path, monkeypatch):
    """Also while the scene is read again for the novelty of its cells."""
    limits, read, finish = {"reading": [], "overviews": []}, scene_module.read_window, RasterFile.finish

    def noted(kind, real):
        return lambda *given: limits[kind].append(gdal.GetCacheMax()) or real(*given)

    monkeypatch.setattr(scene_module, "read_window", noted("reading", read))
    monkeypatch.setattr(RasterFile, "finish", noted("overviews", finish))
    outputs = {key: str(tmp_path / f"{key}.tif") for key in products.PRODUCTS}
    for _ in map_city(MapJob(scene, outputs, weights=small_weights, device="cpu", max_memory_mb=40)):
        pass
    assert len(limits["reading"]) > 4 and len(limits["overviews"]) >= len(outputs)
    assert {limit for found in limits.values() for limit in found} == {10 << 20}
    assert gdal.GetCacheMax() == 5 * CACHE_LIMIT_BYTES
