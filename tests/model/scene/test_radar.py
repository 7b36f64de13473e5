# SPDX-License-Identifier: GPL-2.0-or-later
"""Radar of any grid and unit is read as dB on the grid of the scene, or refused with a sentence."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.radar import Radar, RadarScene, RadarSource, lacking_line
from hse_lcz.model.scene.scene import Scene

WHOLE = Window(0, 0, 147, 133)


@pytest.fixture(scope="module")
def grid(scene) -> Grid:
    with Scene(scene) as opened:
        return opened.grid


@pytest.fixture
def write(write_raster, tmp_path):
    """Function that writes a radar raster: bands (n, H, W), names and the rest as `write_raster` takes them -> path."""

    def make(bands, names=("VV", "VH"), **more) -> str:
        return write_raster(tmp_path / "radar.tif", np.asarray(bands, np.float32), names, **more)

    return make


def linear(decibels: np.ndarray) -> np.ndarray:
    return 10 ** (decibels / 10)


@pytest.mark.parametrize(
    ("change", "names", "unit", "reason"),
    [
        (lambda x: x, ("VV", "VH"), "", "dB (by their values); VV and VH by their names"),
        (lambda x: x, ("Sigma0_VV_db", "Sigma0_VH_db"), "", "dB (the file says so)"),
        (lambda x: x[::-1], ("VH", "VV"), "", "by their names"),
        (lambda x: x[::-1], None, "", "VV and VH by their values"),
        (lambda x: x, ("VV", "VH"), "db", "dB (as chosen)"),
        (linear, ("Gamma0_VV", "Gamma0_VH"), "", "linear intensity (by their values)"),
        (linear, ("Intensity_VV", "Intensity_VH"), "", "linear intensity (the file says so)"),
        (lambda x: linear(x)[::-1], None, "linear", "VV and VH by their values"),
        (lambda x: np.concatenate((x[1:], x, x[:1] - x[1:])), ("angle", "VV", "VH", "VV/VH"), "", "by their names"),
    ],
)
def test_bands_and_unit_are_found_by_evidence(radar_patchwork, grid, write, change, names, unit, reason):
    truth = radar_patchwork()
    radar = Radar(RadarSource(write(change(truth), names), unit), grid)
    found, valid = radar.read(WHOLE)
    assert reason in radar.notes[0] and "interpolated" not in radar.notes[0]
    assert valid.all() and found.dtype == np.float32
    np.testing.assert_allclose(found, truth, atol=1e-4)


@pytest.mark.parametrize(
    ("change", "names", "unit", "sentence"),
    [
        (lambda x: x[::-1], ("VV", "VH"), "", "VV is the stronger one on almost all ground"),
        (lambda x: x, ("VV", "VV"), "", "Expected one band VV and one band VH .* found VV, VV"),
        (lambda x: x, ("HH", "HV"), "", "Expected one band VV and one band VH .* found HH, HV"),
        (lambda x: x[:1], ("VV",), "", "Expected one band VV and one band VH .* found VV in"),
        (lambda x: np.concatenate((x, x[:1])), None, "", "found no name, no name, no name"),
        (lambda x: np.stack((x[0], x[0] - 0.5)), None, "", "VV is the stronger one"),
        (lambda x: 100 * x, ("VV", "VH"), "", "found values from -2.+ to -.+; choose the “Unit of the radar values”"),
        (lambda x: 300 * linear(x / 2), ("VV", "VH"), "", "Expected calibrated backscatter .* found values from"),
        (lambda x: 300 * linear(x / 2), ("VV", "VH"), "linear", "no ground is like this"),
        (lambda x: linear(x), ("VV_db", "VH_db"), "", "declared as dB"),
        (lambda x: x, ("VV", "VH"), "linear", "Expected calibrated backscatter"),
        (lambda x: linear(x / 2), ("Amplitude_VV", "Amplitude_VH"), "", "amplitudes squared"),
        (lambda x: 0 * x, ("VV", "VH"), "", "found no values there"),
    ],
)
def test_doubtful_radar_is_refused_with_a_sentence(radar_patchwork, grid, write, change, names, unit, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        Radar(RadarSource(write(change(radar_patchwork()), names), unit), grid)
    assert "\n" not in str(caught.value) and "radar.tif" in str(caught.value)


def test_radar_of_another_grid_is_warped_and_what_lies_outside_has_no_value(grid, write):
    # A plane in the scene's coordinates, in dB, on pixels of 20 m in geographic directions of another zone.
    left, top = grid.transform[0], grid.transform[3]
    east, north = np.meshgrid(left + 100 + 20 * (np.arange(50) + 0.5), top - 200 - 20 * (np.arange(40) + 0.5))
    plane = -12 + (east - left) / 1000 + (north - top) / 500
    source = write(np.stack((plane, plane - 7)), corner=(left + 100, top - 200), pixel=20, nodata=-99)
    moved = gdal.Warp(source.replace("radar.tif", "moved.tif"), source, dstSRS="EPSG:32632", resampleAlg="cubic")
    for number in (1, 2):
        moved.GetRasterBand(number).SetDescription(("VV", "VH")[number - 1])
    path = moved.GetDescription()
    moved = None
    for given, near in ((source, 1e-3), (path, 0.1)):
        radar = Radar(RadarSource(given), grid)
        found, valid = radar.read(WHOLE)
        assert "interpolated (bilinear)" in radar.notes[0]
        x, y = np.meshgrid(10 * (np.arange(147) + 0.5), -10 * (np.arange(133) + 0.5))
        wanted = -12 + x / 1000 + y / 500
        inside = (x > 130) & (x < 1070) & (y < -230) & (y > -970)
        outside = (x < 60) | (x > 1140) | (y > -160) | (y < -1040)
        assert valid[inside].all() and not valid[outside].any()
        np.testing.assert_allclose(found[0][inside], wanted[inside], atol=near)
        np.testing.assert_allclose(found[0][inside] - found[1][inside], 7, atol=near)


def test_windows_are_those_of_the_whole(radar_patchwork, grid, write):
    radar = Radar(RadarSource(write(radar_patchwork())), grid)
    whole, _ = radar.read(WHOLE)
    part, _ = radar.read(Window(20, 30, 50, 40))
    np.testing.assert_array_equal(part, whole[:, 30:70, 20:70])


@pytest.mark.parametrize("is_linear", [True, False])
def test_zeros_and_declared_nodata_have_no_value(radar_patchwork, grid, write, is_linear):
    bands = radar_patchwork()
    bands = linear(bands) if is_linear else bands
    bands[:, :10] = 0
    bands[0, 20:30] = -7777
    found, valid = Radar(RadarSource(write(bands, nodata=-7777)), grid).read(WHOLE)
    wanted = np.ones((133, 147), bool)
    wanted[:10], wanted[20:30] = False, False
    np.testing.assert_array_equal(valid, wanted)
    assert np.isfinite(found).all()


def test_scaled_numbers_are_read_with_their_scale(radar_patchwork, grid, write):
    path = write(np.rint(100 * radar_patchwork()))
    raster = gdal.Open(path, gdal.GA_Update)
    for number in (1, 2):
        raster.GetRasterBand(number).SetScale(0.01)
    raster = None
    found, _ = Radar(RadarSource(path), grid).read(WHOLE)
    np.testing.assert_allclose(found, radar_patchwork(), atol=0.006)


def test_complex_numbers_are_refused(grid, tmp_path):
    gdal.GetDriverByName("GTiff").Create(str(tmp_path / "slc.tif"), 20, 20, 2, gdal.GDT_CFloat32)
    with pytest.raises(InputError, match="found complex numbers"):
        Radar(RadarSource(str(tmp_path / "slc.tif")), grid)


def test_a_scene_with_radar_has_twelve_bands_and_counts_what_is_missing(scene, radar_patchwork, write):
    bands = radar_patchwork()
    bands[:, 96:, :] = np.nan
    with Scene(scene) as optical:
        joined = RadarScene(optical, Radar(RadarSource(write(bands)), optical.grid))
        for row in range(-32, 160, 64):  # as strips are read, beyond the edges, and twice
            window = Window(-32, row, 224, 64)
            pixels, valid = joined.read(window)
            joined.read(window)
            reflectance, alone = optical.read(window)
            assert pixels.shape == (12, 64, 224)
            np.testing.assert_array_equal(pixels[:10], reflectance)
            assert (valid <= alone).all()
        pixels, valid = joined.read(Window(-3, -3, 20, 20))  # mirrored at the corner
        np.testing.assert_array_equal(pixels[:, :3], pixels[:, 5:2:-1])
        assert joined.lacking_px(WHOLE) == (133 - 96) * 147
        assert lacking_line(joined, WHOLE).startswith("Radar: 0.54 km² of the mapped area (27.8 %) have no radar data")
        assert lacking_line(joined, Window(0, 0, 147, 96)) == ""
