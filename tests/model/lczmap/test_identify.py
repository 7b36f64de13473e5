# SPDX-License-Identifier: GPL-2.0-or-later
"""What a raster shows is found out from names and values, and what may be two things is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import identify
from hse_lcz.model.tables import code_schemes, products

from ...driving import driven


@pytest.fixture
def write(tmp_path, write_raster):
    """Function that writes the values as a raster of one or more bands -> its path."""

    def write(*bands, dtype=np.float32, names=None, nodata=None, scale=None):
        layers = np.stack([np.resize(np.array(values, dtype=dtype), (20, 15)) for values in bands])
        path = write_raster(tmp_path / "map.tif", layers, names=names, nodata=nodata)
        if scale is not None:
            raster = gdal.Open(path, gdal.GA_Update)
            raster.GetRasterBand(1).SetScale(scale)
            raster = None
        return path

    return write


def result(steps):
    """What a generator returns in the end."""
    return driven(steps)[0]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("key", code_schemes.WRITTEN)
def test_zones_of_every_scheme(write, key, dtype):
    numbers = [0, *(code for code in code_schemes.SCHEMES[key].codes if code is not None)]
    found = result(identify.recognise(write(numbers, dtype=dtype)))
    assert (found.product, found.band, found.scheme.key) == (products.LCZ, 1, key)
    assert math.isnan(found.top)


@pytest.mark.parametrize(
    ("values", "more", "product", "top"),
    [
        (np.linspace(0, 100, 300), {}, products.HSE, 100),
        (np.linspace(0, 0.97, 300), {}, products.HSE, 1),
        (np.linspace(0, 1, 300), {}, products.HSE, 1),
        (np.arange(0, 101), {"dtype": np.uint8}, products.HSE, 100),
        ([-9999, 0.5, 12.25, 99], {"nodata": -9999}, products.HSE, 100),
        ([np.nan, 0.5, 12.25, 99], {}, products.HSE, 100),
        ([0, 50, 100], {"dtype": np.uint8, "names": ["HSE"]}, products.HSE, 100),
        ([0, 5, 77, 255], {"dtype": np.uint8, "names": ["lczProb"], "nodata": 255}, products.CONFIDENCE, 100),
        (range(251), {"dtype": np.uint8, "scale": 0.004}, products.HSE, 1),
    ],
)
def test_percentages(write, values, more, product, top):
    found = result(identify.recognise(write(values, **more)))
    assert (found.product, found.scheme, found.top) == (product, None, top)


def test_band_by_its_name(write):
    path = write([1, 5, 17], [2, 6, 17], [60, 70, 80], dtype=np.uint8, names=["lcz", "lczFilter", "lczProb"])
    assert result(identify.recognise(path)).band == 2
    found = result(identify.recognise(path, product=products.CONFIDENCE))
    assert (found.band, found.product) == (3, products.CONFIDENCE)
    assert result(identify.recognise(path, band=1)).reason == (
        "band 1 “lcz”, local climate zones, codes 1 to 17 (LCZ Generator, this plugin)"
    )


def test_what_the_user_says_counts(write):
    path = write([0, 1], dtype=np.uint8)
    assert result(identify.recognise(path, product=products.HSE)).top == 100
    assert result(identify.recognise(path, product=products.LCZ)).scheme.key == "standard"
    path = write([31, 32, 33], dtype=np.uint8)
    assert (
        result(identify.recognise(path, scheme=code_schemes.SCHEMES["wrf44"], product=products.LCZ)).scheme.key
        == "wrf44"
    )


@pytest.mark.parametrize(
    ("bands", "more", "sentence"),
    [
        ([[0, 1]], {}, "found only 0 and 1 .* may be a mask"),
        ([[31, 32, 33]], {}, "found only 31, 32, 33 .* Or say what the map shows"),
        ([[0, 50, 100]], {}, "found 50, 100 .* Or say what the map shows"),
        ([[-5, 20, 101.5]], {}, "found values from -5 to 101.5 .* declare what means no data"),
        ([np.arange(300)], {}, "found values from 0 to 299"),
        ([[7, 7]], {"nodata": 7}, "found nothing but no data"),
        ([[1, 2], [3, 4]], {}, "found 2 bands without such a name"),
    ],
)
def test_what_may_be_anything_is_refused(write, bands, more, sentence):
    with pytest.raises(InputError, match=sentence):
        result(identify.recognise(write(*bands, **more)))


def test_a_band_that_is_not_there(write):
    with pytest.raises(InputError, match="Expected a band from 1 to 1, found 4"):
        result(identify.recognise(write([1, 2]), band=4))


def test_all_of_the_raster_counts(tmp_path, write_raster, monkeypatch):
    """The last cell decides: nothing is guessed from a sample."""
    monkeypatch.setattr(identify, "_STRIP_CELLS", 60)
    zones = np.full((1, 50, 20), 6, dtype=np.uint8)
    zones[0, -1, -1] = 104
    steps = identify.recognise(write_raster(tmp_path / "map.tif", zones, names=None))
    shares = [step.share for step in steps]
    assert shares == sorted(shares)
    assert len(shares) == 17
    assert result(identify.recognise(str(tmp_path / "map.tif"))).scheme.key == "hundreds"


def test_a_damaged_file_is_a_sentence(tmp_path, write_raster):
    path = write_raster(tmp_path / "map.tif", np.full((1, 50, 20), 6, dtype=np.uint8), names=None)
    whole = (tmp_path / "map.tif").read_bytes()
    (tmp_path / "map.tif").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="the file is damaged or was moved"):
        result(identify.recognise(path))
