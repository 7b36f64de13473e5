# SPDX-License-Identifier: GPL-2.0-or-later
"""Missing data of scenes in all its forms: masks, alpha bands, undeclared fill values, and zeros."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene import vrt_stack
from hse_lcz.model.scene.prepare_stack import StackJob, prepare_stack
from hse_lcz.model.scene.scene import Scene

from ...driving import driven

HEIGHT, WIDTH = 133, 147
WHOLE = Window(0, 0, WIDTH, HEIGHT)


def hidden() -> np.ndarray:
    """What the masks hide: a half and a ragged corner."""
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    mask[:, :60] = True
    mask[100:, 130:] = True
    mask[50:53, 100] = True
    return mask


def valid_of(path: str, window: Window = WHOLE) -> np.ndarray:
    with Scene(path) as scene:
        return scene.numbers(window)[1]


def add_mask(path: str, mask: np.ndarray, inside: bool, per_band: bool = False) -> None:
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES" if inside else "NO")
    try:
        raster = gdal.Open(path, gdal.GA_Update)
        if per_band:
            for number in range(1, raster.RasterCount + 1):
                raster.GetRasterBand(number).CreateMaskBand(0)
                band_mask = mask if number == 4 else np.zeros_like(mask)
                raster.GetRasterBand(number).GetMaskBand().WriteArray(np.where(band_mask, 0, 255).astype(np.uint8))
        else:
            raster.CreateMaskBand(gdal.GMF_PER_DATASET)
            raster.GetRasterBand(1).GetMaskBand().WriteArray(np.where(mask, 0, 255).astype(np.uint8))
        raster = None
    finally:
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", None)


@pytest.mark.parametrize(
    "form",
    [
        "internal",
        "msk",
        "msk per band",
        "alpha",
        "alpha before the bands",
        "nodata of all",
        "alpha, dataMask",
        "alpha, valid_mask",
    ],
)
def test_what_is_masked_has_no_value(form, write_raster, patchwork, tmp_path):
    bands, names = patchwork(), list(vrt_stack.NAMES)
    alpha = np.where(hidden(), 0, 65535).astype(np.uint16)[None]
    if form == "alpha" or form.startswith("alpha, "):
        path = write_raster(tmp_path / "scene.tif", np.concatenate([bands, alpha]), names=[*names, form[7:]])
    elif form == "alpha before the bands":
        path = write_raster(tmp_path / "scene.tif", np.concatenate([alpha, bands]), names=["", *names])
    else:
        if form == "nodata of all":  # a pixel is none where each band holds its value, not where one does
            bands[:, hidden()] = 7
            bands[3, 0, 100] = 7
        path = write_raster(tmp_path / "scene.tif", bands)
    if form.startswith("alpha, "):
        pass  # the name alone tells it
    elif form.startswith("alpha"):
        raster = gdal.Open(path, gdal.GA_Update)
        raster.GetRasterBand(11 if form == "alpha" else 1).SetColorInterpretation(gdal.GCI_AlphaBand)
        raster = None
    elif form == "nodata of all":
        raster = gdal.Open(path, gdal.GA_Update)
        raster.SetMetadataItem("NODATA_VALUES", " ".join(["7"] * 10))
        raster = None
    else:
        add_mask(path, hidden(), form == "internal", form == "msk per band")
        assert Path(f"{path}.msk").exists() == form.startswith("msk")
    np.testing.assert_array_equal(valid_of(path), ~hidden())
    part = Window(55, 40, 60, 33)
    np.testing.assert_array_equal(valid_of(path, part), ~hidden()[40:73, 55:115])


def test_a_mask_reaches_a_warped_scene_and_one_of_several_files(write_raster, patchwork, tmp_path):
    """The other date of a series, and bands of 20 m in a file of their own whose mask alone counts."""
    bands = patchwork(height=134, width=148)
    mask = np.zeros((134, 148), dtype=bool)
    mask[:, :60] = True
    whole = write_raster(tmp_path / "whole.tif", bands)
    masked = write_raster(tmp_path / "masked.tif", bands, corner=(642307.123456 + 30, 5210711.654321))
    add_mask(masked, mask, inside=True)
    with Scene(whole) as first, Scene(masked, grid=first.grid) as second:
        _, valid = second.numbers(Window(0, 0, 148, 134))
        np.testing.assert_array_equal(valid[:, :148], np.arange(148)[None] >= np.full((134, 1), 63))
    fine = [bands[i] for i in (0, 1, 2, 6)]
    coarse = np.stack([bands[i][::2, ::2] for i in (3, 4, 5, 7, 8, 9)])
    write_raster(tmp_path / "s_10m.tif", np.stack(fine), names=("B2", "B3", "B4", "B8"))
    path = write_raster(tmp_path / "s_20m.tif", coarse, names=("B5", "B6", "B7", "B8A", "B11", "B12"), pixel=20)
    add_mask(path, mask[::2, ::2], inside=False)
    from hse_lcz.model.scene.product_files import gather

    with Scene(gather([str(tmp_path / "s_10m.tif"), path])) as scene:
        _, valid = scene.numbers(Window(0, 0, 148, 134))
    # Into the pixel beyond the mask a masked one of 20 m was interpolated.
    np.testing.assert_array_equal(valid, np.broadcast_to(np.arange(148) > 60, mask.shape))


def test_a_band_that_ends_early_has_no_value_beyond(write_raster, patchwork, tmp_path):
    """In a VRT of several files there are zeros where one of them has nothing: these are not dark water."""
    bands = patchwork(height=134, width=148)
    write_raster(tmp_path / "a.tif", bands[:9], names=vrt_stack.NAMES[:9])
    write_raster(tmp_path / "b.tif", bands[9:, :, :100], names=("B12",))
    from hse_lcz.model.scene.product_files import gather

    with Scene(gather([str(tmp_path / "a.tif"), str(tmp_path / "b.tif")])) as scene:
        _, valid = scene.numbers(Window(0, 0, 148, 134))
    assert valid[:, :100].all() and not valid[:, 100:].any()


@pytest.mark.parametrize(
    ("dtype", "value"),
    [("uint16", 65535), ("uint16", 55537), ("float32", -9999), ("float32", 3.4e38), ("float32", np.inf),
     ("float32", 1e20), ("float32", 32767)],
)  # fmt: skip
def test_undeclared_fill_values_are_no_data_and_named(dtype, value, write_raster, patchwork, tmp_path):
    bands = patchwork().astype(dtype)
    bands = bands if dtype == "uint16" else bands / np.float32(10000)
    bands[:, hidden()] = value
    path = write_raster(tmp_path / "scene.tif", bands)
    np.testing.assert_array_equal(valid_of(path), ~hidden())
    with Scene(path) as scene:
        (note,) = [note for note in scene.notes if "no-data value" in note]
    assert note.startswith(f"Warning: {np.float32(value):g} fills") and "in B2, B3, B4" in note


@pytest.mark.parametrize(("dtype", "value"), [("uint16", 65535), ("float32", -9999), ("float32", 32767)])
def test_a_fill_value_of_one_band_is_named_with_band_and_share(dtype, value, write_raster, patchwork, tmp_path):
    bands = patchwork().astype(dtype)
    bands = bands if dtype == "uint16" else bands / np.float32(10000)
    bands[4, hidden()] = value
    path = write_raster(tmp_path / "scene.tif", bands)
    np.testing.assert_array_equal(valid_of(path), ~hidden())
    with Scene(path) as scene:
        (note,) = [note for note in scene.notes if "no-data value" in note]
    share = 100 * hidden().mean()
    assert note.startswith(f"Warning: {value} fills ") and " in B6 and is taken as no data" in note
    assert float(note.split("fills ")[1].split(" %")[0]) == pytest.approx(share, abs=8)


def test_the_brightest_values_of_a_scaled_scene_are_values(write_raster, patchwork, tmp_path):
    """Clouds that a scale of 65535 cuts off have neighbours a little darker: a fill value has none."""
    bands = patchwork().astype(np.float64) * 6.5535
    cloud = np.linspace(20000, 90000, 60 * 60).reshape(60, 60)
    bands[:, 20:80, 20:80] = cloud
    path = write_raster(tmp_path / "scene.tif", bands.clip(1, 65535).astype(np.uint16))
    raster = gdal.Open(path, gdal.GA_Update)
    for number in range(1, 11):
        raster.GetRasterBand(number).SetScale(1 / 65535)
    raster = None
    with Scene(path) as scene:
        assert not [note for note in scene.notes if "no-data value" in note]


@pytest.mark.parametrize("dtype", ["uint16", "float32"])
def test_isolated_zeros_are_dark_water(dtype, write_raster, patchwork, tmp_path):
    """A Level-2A export that takes the offset off and cuts at 0 holds 0 over lakes, in one band or in nine."""
    bands = patchwork()
    bands[9, 20:50, 20:50] = 0
    bands[1:, 60:70, 60:70] = 0
    lake = bands if dtype == "uint16" else bands.astype(np.float32) / 10000
    path = write_raster(tmp_path / "scene.tif", lake.astype(dtype))
    with Scene(path) as scene:
        reflectance, valid = scene.read(WHOLE)
    assert valid.all()
    assert (reflectance[9, 20:50, 20:50] == 0).all() and (reflectance[0, 60:70, 60:70] > 0).all()


@pytest.mark.parametrize("dtype", ["uint16", "float32"])
def test_zeros_of_a_swaths_ragged_edge_are_no_data(dtype, write_raster, patchwork, tmp_path):
    bands = patchwork()
    bands[:, :, :40] = 0
    for number in range(10):  # each band ends somewhere else, up to five pixels on
        bands[number, :, : 40 + number // 2 + 1] = 0
    bands[3, 10:15, 44:60] = 0  # a dark streak that starts at the edge counts for 80 m
    bands[3, 100:110, 100:110] = 0
    lake = bands if dtype == "uint16" else bands.astype(np.float32) / 10000
    path = write_raster(tmp_path / "scene.tif", lake.astype(dtype))
    valid = valid_of(path)
    assert not valid[:, :45].any() and valid[:10, 45:].all() and valid[15:, 45:].all()
    assert not valid[10:15, 45:49].any() and valid[10:15, 49:].all()


def test_zeros_do_not_depend_on_the_window(write_raster, patchwork, tmp_path):
    rng = np.random.default_rng(5)
    bands = patchwork()
    bands[:, rng.random((HEIGHT, WIDTH)) < 0.01] = 0
    bands[:, :30, :30] = 0
    bands[rng.random(bands.shape) < 0.05] = 0
    path = write_raster(tmp_path / "scene.tif", bands)
    whole = valid_of(path)
    with Scene(path) as scene:
        for _ in range(40):
            col, row = rng.integers(0, WIDTH - 3), rng.integers(0, HEIGHT - 3)
            window = Window(int(col), int(row), int(rng.integers(1, WIDTH - col)), int(rng.integers(1, HEIGHT - row)))
            part = whole[row : row + window.height, col : col + window.width]
            np.testing.assert_array_equal(scene.numbers(window)[1], part)


def test_declared_zeros_keep_their_meaning(write_raster, patchwork, tmp_path):
    bands = patchwork()
    bands[4, 60:67, 100:147] = 0
    expected = np.ones((HEIGHT, WIDTH), dtype=bool)
    expected[60:67, 100:147] = False
    np.testing.assert_array_equal(valid_of(write_raster(tmp_path / "scene.tif", bands, nodata=0)), expected)


def test_dark_water_stays_in_a_stack(write_raster, patchwork, tmp_path):
    bands = patchwork()
    bands[9, 20:50, 20:50] = 0
    path = write_raster(tmp_path / "scene.tif", bands)
    for take_off_offset in (True, False):
        target = str(tmp_path / f"stack_{take_off_offset}.tif")
        driven(prepare_stack(StackJob([path], target, take_off_offset=take_off_offset)))
        assert valid_of(target).all()
