# SPDX-License-Identifier: GPL-2.0-or-later
"""Percent, fractions and masks are told apart; what is none of them is refused with a sentence."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import percent_units
from hse_lcz.model.raster.band import Band
from hse_lcz.model.raster.grid import walk


@pytest.fixture
def band(write_raster, tmp_path):
    """Function that makes a band of values -> Band."""

    def make(values, dtype, nodata=None, unit="", scale=None) -> Band:
        array = np.array(values, dtype=dtype).reshape(1, 1, -1)
        path = write_raster(tmp_path / "m.tif", array, names=None, nodata=nodata)
        file = gdal.Open(path, gdal.GA_Update)
        file.GetRasterBand(1).SetUnitType(unit)
        if scale is not None:
            file.GetRasterBand(1).SetScale(scale)
        file = None
        return Band(path, what="the reference")

    return make


def percent(band: Band, unit: str = "") -> tuple[str, list]:
    """The unit that was recognised, and the values in percent, None where there is none."""
    windows = list(walk(band.grid.window(None, 1)))
    found = percent_units.recognise(band, windows, unit)
    values, valid = found.convert(band.read(windows[0]))
    return found.unit, [round(float(v), 3) if ok else None for v, ok in zip(values[0], valid[0])]


@pytest.mark.parametrize(
    ("values", "more", "unit", "expected"),
    [
        ([0, 37, 100], {"dtype": "uint8"}, "percent", [0, 37, 100]),
        ([0, 37.5, 99], {"dtype": "float32"}, "percent", [0, 37.5, 99]),
        ([0, 0.375, 1], {"dtype": "float32"}, "fraction", [0, 37.5, 100]),
        ([0, 0.2, -9999], {"dtype": "float32", "nodata": -9999}, "fraction", [0, 20, None]),
        ([0, 0.2, 0.9], {"dtype": "float32", "unit": "%"}, "percent", [0, 0.2, 0.9]),
        ([0, 0.5, np.nan], {"dtype": "float32"}, "fraction", [0, 50, None]),
        ([0, 1, 1], {"dtype": "uint8"}, "binary", [0, 100, 100]),
        ([0, 255, 0], {"dtype": "uint8"}, "binary", [0, 100, 0]),
        ([0, 1, 255], {"dtype": "uint8", "nodata": 255}, "binary", [0, 100, None]),
        ([0, 0, 0], {"dtype": "uint8"}, "percent", [0, 0, 0]),
        # Copernicus' imperviousness: 254 unclassifiable, 255 outside.
        ([0, 40, 100, 254, 255], {"dtype": "uint8"}, "percent", [0, 40, 100, None, None]),
        ([0, 125, 250], {"dtype": "uint8", "scale": 0.004}, "fraction", [0, 50, 100]),
        ([0, 5000, 10000], {"dtype": "uint16", "scale": 0.01}, "percent", [0, 50, 100]),
    ],
)
def test_units_are_recognised(band, values, more, unit, expected):
    assert percent(band(values, **more)) == (unit, pytest.approx(expected, nan_ok=True))


def test_the_user_has_the_last_word(band):
    assert percent(band([0, 1, 1], "uint8"), "percent") == ("percent", [0, 1, 1])
    assert percent(band([0, 3, 7], "uint8"), "binary") == ("binary", [0, 100, 100])
    assert percent(band([0, 1, 1], "float32"), "fraction") == ("fraction", [0, 100, 100])


@pytest.mark.parametrize(
    ("values", "more", "unit", "words"),
    [
        ([0, 50, 180], {"dtype": "uint8"}, "", "found values 0 to 180"),
        ([0, 5000, 10000], {"dtype": "uint16"}, "", "found values 0 to 10000"),
        ([-1234, 0.2, 0.3], {"dtype": "float32"}, "", "found values -1234 to 0.3"),
        ([-5, 20, 30], {"dtype": "float32"}, "", "declare what means no data"),
        ([0, 20, 30], {"dtype": "float32"}, "fraction", "found values 0 to 30"),
        ([7, 7, 7], {"dtype": "uint8", "nodata": 7}, "", "found only no data"),
    ],
)
def test_what_is_no_percentage_is_refused(band, values, more, unit, words):
    with pytest.raises(InputError, match=words):
        percent(band(values, **more), unit)


def test_only_the_part_that_is_wanted_decides(write_raster, tmp_path):
    values = np.zeros((1, 10, 2000), dtype=np.float32)
    values[..., :100] = 0.5
    values[..., 1900:] = 50
    path = write_raster(tmp_path / "m.tif", values, names=None)
    first = list(walk(Band(path).grid.window(None, 1)))[:1]
    assert percent_units.recognise(Band(path), first).unit == "fraction"
    assert percent_units.recognise(Band(path), walk(Band(path).grid.window(None, 1))).unit == "percent"
