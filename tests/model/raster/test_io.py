# SPDX-License-Identifier: GPL-2.0-or-later
"""A scene reads as reflectance, whatever the order of its bands, and beyond its edges as its mirror image."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene import vrt_stack
from hse_lcz.model.scene.scene import Scene

NAMES = ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12")

NAMES_10M = [f"{name}, central wavelength" for name in ("B2", "B3", "B4", "B8")]
NAMES_20M = ["B5", "B6", "B7", "B8A", "B11", "B12"]


def test_numbers_become_reflectance_in_the_networks_order(write_raster, patchwork, tmp_path):
    bands = patchwork()
    order = [3, 0, 9, 8, 7, 6, 5, 4, 1, 2]
    shuffled = write_raster(tmp_path / "a.tif", bands[order], names=[NAMES[i] for i in order])
    with Scene(shuffled) as scene:
        reflectance, valid = scene.read(Window(5, 7, 40, 30))
    assert valid.all() and reflectance.dtype == np.float32
    np.testing.assert_allclose(reflectance, bands[:, 7:37, 5:45] / 10000, rtol=1e-6)


@pytest.mark.parametrize("window", [Window(-40, -33, 300, 290), Window(100, 90, 96, 64), Window(-9, 20, 30, 8)])
def test_beyond_the_edges_the_scene_is_mirrored(write_raster, patchwork, tmp_path, window):
    bands = patchwork()
    padded = np.pad(bands, ((0, 0), (200, 200), (200, 200)), mode="symmetric")
    with Scene(write_raster(tmp_path / "a.tif", bands)) as scene:
        reflectance, _ = scene.read(window)
    rows = slice(200 + window.row, 200 + window.row + window.height)
    cols = slice(200 + window.col, 200 + window.col + window.width)
    np.testing.assert_allclose(reflectance, padded[:, rows, cols] / 10000, rtol=1e-6)


def test_a_pixel_is_valid_where_all_ten_bands_are(write_raster, patchwork, tmp_path):
    bands = patchwork()
    bands[2, 5, 6] = 0
    bands[:, 9, 9] = 0
    bands[4, 3, 2] = 700
    for nodata, holes in ((None, [[9, 9]]), (0, [[5, 6], [9, 9]])):
        with Scene(write_raster(tmp_path / f"{nodata}.tif", bands, nodata=nodata)) as scene:
            _, valid = scene.read(Window(0, 0, 20, 20))
        assert np.argwhere(~valid).tolist() == holes
    with Scene(
        write_raster(tmp_path / "700.tif", np.where(bands == 0, 1, bands).astype("uint16"), nodata=700)
    ) as scene:
        _, valid = scene.read(Window(0, 0, 20, 20))
    assert not valid[3, 2]


def test_floats_may_be_0_in_one_band_but_not_in_all_nor_far_below(write_raster, patchwork, tmp_path):
    bands = (patchwork() / 10000).astype(np.float32)
    bands[9, 1, 1] = 0  # dark water in SWIR
    bands[:, 2, 2] = 0
    bands[:, 3, 3] = -9999
    with Scene(write_raster(tmp_path / "a.tif", bands)) as scene:
        reflectance, valid = scene.read(Window(0, 0, 20, 20))
    assert np.argwhere(~valid).tolist() == [[2, 2], [3, 3]]
    assert reflectance.min() >= 0


def test_a_saturated_pixel_is_bright_and_no_brighter(write_raster, patchwork, tmp_path):
    bands = patchwork()
    bands[0, 4, 4] = 65535
    with Scene(write_raster(tmp_path / "a.tif", bands)) as scene:
        reflectance, valid = scene.read(Window(0, 0, 20, 20))
    assert valid[4, 4] and reflectance[0, 4, 4] == 3


def test_float_reflectance_with_nan(write_raster, patchwork, tmp_path):
    bands = (patchwork() / 10000).astype(np.float32)
    bands[3, 2, 4] = np.nan
    bands[1, 3, 4] = np.inf
    with Scene(write_raster(tmp_path / "a.tif", bands)) as scene:
        reflectance, valid = scene.read(Window(0, 0, 20, 20))
    assert np.argwhere(~valid).tolist() == [[2, 4], [3, 4]]
    np.testing.assert_array_equal(reflectance[:, valid], bands[:, :20, :20][:, valid])
    assert np.isfinite(reflectance).all()


def test_data_between_the_samples_is_found(write_raster, patchwork, tmp_path):
    bands = np.zeros((10, 700, 700), dtype=np.float32)
    bands[:, 300:320, 500:520] = patchwork(height=20, width=20)
    with Scene(write_raster(tmp_path / "a.tif", bands)) as scene:
        assert scene.radiometry.scale == pytest.approx(1e-4)


def test_an_unreadable_block_is_said(write_raster, patchwork, tmp_path):
    path = write_raster(tmp_path / "a.tif", patchwork())
    with open(path, "r+b") as file:
        file.truncate(150_000)
    with pytest.raises(InputError, match="but GDAL could not .*damaged"), Scene(path) as scene:
        scene.read(Window(0, 0, 147, 133))


def test_extents_are_widened_to_whole_cells_and_cut_at_the_edge():
    grid = Grid(147, 133, (1000.5, 10.0, 0.0, 9000.25, 0.0, -10.0), "")

    def window(col, row, right, bottom):
        return grid.window((1000.5 + col * 10, 9000.25 - bottom * 10, 1000.5 + right * 10, 9000.25 - row * 10), 10)

    assert grid.window(None, 10) == Window(0, 0, 147, 133)
    assert window(0, 0, 147, 133) == Window(0, 0, 147, 133)
    assert window(20, 30, 40, 50) == Window(20, 30, 20, 20)
    assert window(20.0004, 30, 40.0004, 50) == Window(20, 30, 20, 20)
    assert window(19.9, 30, 40.2, 50) == Window(10, 30, 40, 20)
    assert window(-50, -50, 5, 5) == Window(0, 0, 10, 10)
    assert window(141, 131, 900, 900) == Window(140, 130, 7, 3)
    with pytest.raises(InputError, match="overlaps the scene"):
        window(147, 0, 160, 10)


@pytest.fixture
def two_files(write_raster, patchwork, tmp_path):
    fine, coarse = patchwork(height=60, width=80)[:4], patchwork(seed=1, height=30, width=40)[:6]
    return (
        write_raster(tmp_path / "s_10m.tif", fine, names=NAMES_10M, nodata=0),
        write_raster(tmp_path / "s_20m.tif", coarse, names=NAMES_20M, nodata=0, pixel=20),
        fine,
        coarse,
    )


def test_a_stack_has_the_ten_bands_at_10_m(two_files, tmp_path):
    fine_path, coarse_path, fine, coarse = two_files
    target = vrt_stack.stack([coarse_path, fine_path], str(tmp_path / "s.vrt"))
    file = gdal.Open(target)
    assert [file.GetRasterBand(i + 1).GetDescription() for i in range(10)] == list(NAMES)
    assert file.GetGeoTransform() == gdal.Open(fine_path).GetGeoTransform()
    stacked = file.ReadAsArray()
    np.testing.assert_array_equal(stacked[[0, 1, 2, 6]], fine)
    # Bilinear between cell centres: a 10 m pixel lies a quarter of a cell from its own centre's both ways.
    c = coarse[0].astype(float)
    by_hand = 0.75 * (0.75 * c[10, 10] + 0.25 * c[10, 9]) + 0.25 * (0.75 * c[9, 10] + 0.25 * c[9, 9])
    assert stacked[3, 20, 20] == pytest.approx(by_hand, abs=0.6)
    # And a window of it is what the whole has there.
    np.testing.assert_array_equal(file.ReadAsArray(13, 7, 30, 21), stacked[:, 7:28, 13:43])


def test_a_stack_in_memory_is_the_same(two_files, tmp_path):
    inputs = list(two_files[:2])
    in_memory = gdal.Open(vrt_stack.stack(inputs, "")).ReadAsArray()
    np.testing.assert_array_equal(in_memory, gdal.Open(vrt_stack.stack(inputs, str(tmp_path / "s.vrt"))).ReadAsArray())


def test_a_stack_keeps_a_nodata_value_to_the_last_digit(two_files, write_raster, patchwork, tmp_path):
    lowest = float(np.finfo(np.float32).min)
    fine = patchwork(height=60, width=80)[:4].astype(np.float32)
    fine[:, 0, 0] = lowest
    path = write_raster(tmp_path / "f.tif", fine, names=NAMES_10M, nodata=lowest)
    file = gdal.Open(vrt_stack.stack([path, two_files[1]], ""))
    assert file.GetRasterBand(1).GetNoDataValue() == lowest


def test_files_that_make_no_stack_are_refused(two_files, write_raster, patchwork, tmp_path):
    fine, coarse = two_files[:2]
    with pytest.raises(InputError, match="B5"):
        vrt_stack.stack([fine], "")
    with pytest.raises(InputError, match="Expected a raster that GDAL can open"):
        vrt_stack.stack([fine, str(tmp_path / "nowhere.tif")], "")
    elsewhere = write_raster(
        tmp_path / "e.tif",
        patchwork(height=30, width=40)[:6],
        names=NAMES_20M,
        corner=(0, 0),
        pixel=20,
    )
    with pytest.raises(InputError, match="files of one place in one CRS"):
        vrt_stack.stack([fine, elsewhere], "")
