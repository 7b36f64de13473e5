# SPDX-License-Identifier: GPL-2.0-or-later
"""Undescribed bands: the right order by their values, or a sentence; never a wrong order without a word."""

from __future__ import annotations

import os

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.bench.band_orders import undescribed, verdict, with_all_bands
from hse_lcz.model.errors import InputError
from hse_lcz.model.scene import band_order, reflectance_ranges, vrt_stack
from hse_lcz.model.scene.scene import Reading, Scene
from hse_lcz.model.simulation.scene import simulate_town
from hse_lcz.model.tables.sentinel2 import NAMES

PLACES = ("bordeaux_20160504", "beihai_20180309", "nantes_20150821", "paris_20161130", "dubai_20180330")


@pytest.fixture(scope="module")
def real(data):
    """Function that gives the thirteen bands of a place, by name."""
    read = {}

    def bands(place: str) -> dict[str, np.ndarray]:
        if place not in read:
            pair = [str(data / "scenes" / f"{place}_{metres}m.tif") for metres in (10, 20)]
            read[place] = with_all_bands(gdal.Open(vrt_stack.stack(pair, "")).ReadAsArray())
        return read[place]

    return bands


@pytest.fixture(scope="module")
def town():
    return with_all_bands((simulate_town(1, 300).reflectance * 10000).round().clip(1).astype(np.uint16))


@pytest.mark.parametrize("order", band_order.ORDERS, ids=lambda order: order.title)
def test_no_known_order_is_mistaken_on_real_scenes(real, order):
    endings = [verdict(order, real(place)) for place in PLACES]
    assert "WRONG" not in endings
    # With B9 left out the ninth band may be B8A, or B9 of sen2r: as surface reflectance they are alike.
    assert endings.count("right") >= (0 if order.title == "Level-2A without B9" else 3), endings


@pytest.mark.parametrize("order", band_order.ORDERS, ids=lambda order: order.title)
def test_no_known_order_is_mistaken_on_a_simulated_town(town, order):
    assert verdict(order, town) != "WRONG"


@pytest.mark.parametrize("seed", range(12))
def test_an_order_that_nobody_knows_is_refused(real, seed):
    order = np.random.default_rng(seed).permutation(10)
    bands = real("bordeaux_20160504")
    layers = vrt_stack.layers_of("scene", undescribed([bands[NAMES[i]] for i in order]))
    with pytest.raises(InputError, match="do not clearly fit any known order|fit more than one"):
        band_order.choose(layers, reflectance_ranges.bundled(), twins=False)


@pytest.mark.parametrize("added", [0, 1000])
@pytest.mark.parametrize("scale", [1000, 10000, 65535])
def test_the_order_is_found_whatever_the_scale(real, scale, added):
    if added and scale != 10000:
        pytest.skip("only ten-thousandths carry the offset")
    bands = {name: np.clip(band / 10000 * scale + added, 0, 65535).astype(np.uint16)
             for name, band in real("bordeaux_20160504").items()}  # fmt: skip
    order = next(order for order in band_order.ORDERS if "EuroSAT" in order.title)
    assert verdict(order, bands) == "right"


def test_the_log_names_the_order(real, write_raster, tmp_path):
    order = next(order for order in band_order.ORDERS if "EuroSAT" in order.title)
    bands = real("nantes_20150821")
    path = write_raster(tmp_path / "scene.tif", np.stack([bands[name] for name in order.bands]), names=None)
    with Scene(path) as scene:
        notes = "\n".join(scene.notes)
    assert f"their values fit {order.title} ({' '.join(order.bands)})" in notes and "B8A = band 13" in notes


def test_an_order_without_b8a_is_refused_by_name_or_substituted(real, write_raster, tmp_path):
    order = next(order for order in band_order.ORDERS if "surface reflectance, no B8A" in order.title)
    bands = real("nantes_20150821")
    path = write_raster(tmp_path / "sen2r.tif", np.stack([bands[name] for name in order.bands]), names=None)
    with pytest.raises(InputError, match="sen2r.* with B8A missing; .*SUBSTITUTE_NIR"):
        Scene(path)
    with Scene(path, Reading(twins=True)) as scene:
        assert scene.bands.indices[6:8] == (8, 8) and "Warning: " in "\n".join(scene.notes)


@pytest.mark.parametrize("method", ["nearest", "bilinear"])
def test_bands_of_20_m_show_less_detail(method):
    noise = np.random.default_rng(0).normal(1000, 200, (64, 64)).cumsum(axis=0).cumsum(axis=1) ** 0.5
    noise += np.random.default_rng(1).normal(0, 20, noise.shape)
    coarse = noise[::2, ::2]
    fine = np.kron(coarse, np.ones((2, 2)))
    if method == "bilinear":
        fine = (fine + np.roll(fine, 1, 0) + np.roll(fine, 1, 1) + np.roll(np.roll(fine, 1, 0), 1, 1))[1:, 1:] / 4
    assert band_order._detail(fine) < 0.8 * band_order._detail(noise)


def test_too_few_pixels_are_taken_by_their_number_with_a_warning(write_raster, patchwork, tmp_path):
    path = write_raster(tmp_path / "tiny.tif", patchwork(height=15, width=15), names=None)
    with Scene(path) as scene:
        assert scene.bands.by_order and "too few pixels to check the order" in "\n".join(scene.notes)


@pytest.mark.parametrize("raises", [False, True])
def test_a_file_without_a_readable_window_has_too_few_pixels(write_raster, patchwork, tmp_path, raises):
    """Its first bytes can be read, its pixels cannot: reading the scene says so later, in one sentence."""
    path = write_raster(tmp_path / "cut.tif", patchwork(), names=None)
    gdal.Open(path).FlushCache()
    os.truncate(path, 2000)
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if raises else gdal.DontUseExceptions)()
    try:
        layers = vrt_stack.layers_of("scene", gdal.Open(path))
        choice = band_order.choose(layers, reflectance_ranges.bundled(), twins=False)
        assert choice.by_order and "too few pixels" in choice.warning
        with pytest.raises(InputError, match="cut.tif"):
            Scene(path)
    finally:
        (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def test_a_pair_without_descriptions_is_ordered_by_its_values(data):
    """The 10 m and the 20 m file as they are, with neither names nor the same pixels."""
    files = [data / "scenes" / f"bordeaux_20160504_{metres}m.tif" for metres in (10, 20)]
    rasters = []
    for path in files:
        source = gdal.Open(str(path))
        raster = gdal.GetDriverByName("MEM").CreateCopy("", source)
        for number in range(1, raster.RasterCount + 1):
            raster.GetRasterBand(number).SetDescription("")
        rasters.append(raster)
    layers = [layer for raster in rasters for layer in vrt_stack.layers_of("scene", raster)]
    choice = band_order.choose(layers, reflectance_ranges.bundled(), twins=False)
    assert choice.indices == (1, 2, 3, 5, 6, 7, 4, 8, 9, 10)
