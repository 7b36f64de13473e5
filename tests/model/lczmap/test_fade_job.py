# SPDX-License-Identifier: GPL-2.0-or-later
"""The faded map: the zones that went in, and the confidence as opacity."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.convert import ConvertJob, convert_map
from hse_lcz.model.lczmap.fade_job import FadeJob, FadeSummary, fade_map
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.tables import code_schemes

from ...driving import driven, told

ZONES = np.array([[1, 5, 17, 0], [6, 6, 11, 2]], dtype=np.uint8)
PERCENT = np.array([[100, 40, 0, 80], [255, 20, 50, 90]], dtype=np.uint8)
# Zone 17 with confidence 0 is invisible like what is unknown (255), but still there; one cell has no zone.
OPACITY = np.array([[255, 102, 1, 0], [1, 51, 128, 230]], dtype=np.uint8)


@pytest.fixture
def write(write_raster, tmp_path):
    """Function that writes bands (n, H, W) on cells of 100 m: name, bands -> path."""

    def make(name, bands, names=("",), **more):
        return write_raster(tmp_path / f"{name}.tif", np.asarray(bands), names=list(names), pixel=100, **more)

    return make


@pytest.mark.parametrize("key", ["standard", "hundreds", "wrf45modis"])
def test_zones_stay_and_confidence_becomes_opacity(write, tmp_path, key):
    scheme = code_schemes.SCHEMES[key]
    zones = np.where(np.isin(ZONES, [11, 17]) & (key == "wrf45modis"), 15, ZONES)
    stored = code_schemes.encode(zones, scheme)
    out = str(tmp_path / "faded.tif")
    summary, notes = told(
        fade_map(FadeJob(write("lcz", stored[None]), out, write("confidence", PERCENT[None], nodata=255)))
    )
    raster = gdal.Open(out)
    np.testing.assert_array_equal(raster.ReadAsArray(), [zones, OPACITY])
    assert [raster.GetRasterBand(number).GetNoDataValue() for number in (1, 2)] == [0, 0]
    assert summary == FadeSummary(7, 1, pytest.approx(100 * OPACITY.sum() / (255 * 7)))
    assert "Warning: 1 of 7 cells have a zone without a confidence and are not drawn." in notes
    assert raster.GetRasterBand(1).GetDefaultRAT().GetValueAsString(4, 1) == "LCZ 5: Open midrise"
    with ZoneMap(out) as again:  # it stays a map of zones for every other algorithm
        np.testing.assert_array_equal(again.read(next(again.blocks())), zones)


def test_each_zone_takes_its_own_probability(write, tmp_path):
    probabilities = np.full((17, 2, 4), 1, dtype=np.uint8)
    for row, col in np.argwhere(ZONES):
        probabilities[ZONES[row, col] - 1, row, col] = 10 * (1 + col) + 100 * row
    names = [f"LCZ {number}" for number in range(1, 18)]
    path = write("all", probabilities, names, nodata=255)
    dataset = gdal.Open(path, gdal.GA_Update)
    for number in range(1, 18):
        dataset.GetRasterBand(number).SetScale(0.004)
    dataset = None
    out = str(tmp_path / "faded.tif")
    driven(fade_map(FadeJob(write("lcz", ZONES[None], nodata=0), out, path)))
    expected = np.rint(255 * 0.004 * (10 * (1 + np.arange(4)) + 100 * np.arange(2)[:, None]))
    np.testing.assert_array_equal(gdal.Open(out).ReadAsArray()[1], np.where(ZONES > 0, expected, 0))


def test_the_three_bands_have_their_own_confidence(write, tmp_path):
    three, out = str(tmp_path / "three.tif"), str(tmp_path / "faded.tif")
    confidence = write("confidence", PERCENT[None], nodata=255)
    driven(convert_map(ConvertJob(write("lcz", ZONES[None]), {"LCZ_GENERATOR": three}, confidence=confidence)))
    driven(fade_map(FadeJob(three, out, band=1)))
    # In three bands, 0 is what is not known.
    np.testing.assert_array_equal(gdal.Open(out).ReadAsArray()[1], OPACITY)


@pytest.mark.parametrize(
    ("confidence", "sentence"),
    [
        (None, "^Expected the confidence of the map, found none in .*lcz.tif; choose the LCZ confidence"),
        (PERCENT[None, :, :3], "found another grid"),
        (np.stack([PERCENT, PERCENT]), "found 2 bands"),
        ("lcz", "found local climate zones"),
    ],
)
def test_refusals_leave_nothing(write, tmp_path, confidence, sentence):
    out, zones = tmp_path / "faded.tif", write("lcz", ZONES[None], ("lcz",))
    if isinstance(confidence, np.ndarray):
        path = write("confidence", confidence, [""] * len(confidence))
    else:
        path = zones if confidence else ""
    with pytest.raises(InputError, match=sentence):
        driven(fade_map(FadeJob(zones, str(out), path)))
    assert not out.exists()


def test_a_cancel_leaves_nothing(write, tmp_path):
    out = tmp_path / "faded.tif"
    steps = fade_map(FadeJob(write("lcz", ZONES[None]), str(out), write("confidence", PERCENT[None], nodata=255)))
    next(steps)
    steps.close()
    assert not out.exists()
