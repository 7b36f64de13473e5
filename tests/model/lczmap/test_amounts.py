# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes of any legend are no percent, and what may be classes is taken for percent with a warning alone.

The tables of docs/inputs.md are tested in test_documented_inputs.
"""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import percent_units
from hse_lcz.model.lczmap.confidence import Confidence
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.raster.band import Band, grid_of
from hse_lcz.model.raster.grid import walk
from hse_lcz.model.raster.windows import Window


@pytest.fixture
def write(write_map):
    """The function that writes cells with what is said about them -> path."""
    return write_map


def percent(path: str, unit: str = "") -> percent_units.Percentages:
    band = Band(path, what="the reference")
    return percent_units.recognise(band, walk(band.grid.window(None, 1)), unit)


@pytest.mark.parametrize("value", [1, 255])
def test_a_mask_whose_0_is_no_data_counts_0_as_not_built(write, value):
    cells = np.zeros((6, 6), dtype=np.uint8)
    cells[:2] = value
    found = percent(write(cells, nodata=0))
    assert found.unit == "binary" and found.warnings[0].startswith("Warning: the reference is a mask whose 0")
    values = found.convert(found.band.read(Window(0, 0, 6, 6)))
    assert values.valid.all() and values.stored.mean() == pytest.approx(100 / 3)


def test_a_mask_with_a_number_for_not_built_keeps_its_no_data(write):
    cells = np.array([[0, 1, 255, 1]], dtype=np.uint8)
    found = percent(write(cells, nodata=255))
    assert found.warnings == ()
    assert found.convert(found.band.read(Window(0, 0, 4, 1))).valid.tolist() == [[True, True, False, True]]


@pytest.mark.parametrize("built", [1, 255])
def test_a_mask_whose_built_land_is_no_data_is_named(write, built):
    found = percent(write(np.array([[0, built, 0, built]], dtype=np.uint8), nodata=built))
    assert found.warnings[0].startswith("Warning: the reference has no other number than 0 here")


@pytest.mark.parametrize("band", ["vegetation_fraction", "Tree cover density", "pervious", "water", "mean_slope"])
def test_percent_of_something_else_is_named(write, band):
    found = percent(write(np.array([[0, 30, 55, 100]], dtype=np.uint8), name=band))
    assert f"is called “{band}”" in found.warnings[0]


@pytest.mark.parametrize("band", ["impervious", "Built-up without green roofs", "urban greenness removed, sealed"])
def test_settlement_by_name_is_believed(write, band):
    assert percent(write(np.array([[0, 30, 55, 100]], dtype=np.uint8), name=band)).warnings == ()


@pytest.mark.parametrize("numbers", [[1, 2], [2, 5], [3, 9]])
def test_two_numbers_without_0_are_no_percent(write, numbers):
    with pytest.raises(InputError, match="found only .*, of which none is 0"):
        percent(write(np.array([numbers], dtype=np.uint8)))


def test_the_user_may_say_that_classes_are_percent(write):
    path = write(np.array([[10, 30, 50, 80]], dtype=np.uint8), file="ESA_WorldCover.tif")
    assert percent(path, "percent").unit == "percent"
    assert percent(path, "binary").unit == "binary"
    raster = gdal.Open(path, gdal.GA_Update)
    raster.GetRasterBand(1).SetUnitType("%")  # what the refusal advises
    raster.GetRasterBand(1).SetDescription("imperviousness")
    raster = None
    assert percent(path).unit == "percent"


@pytest.mark.parametrize("name", ["imperviousness", "IMD", "built_surface_fraction", "HSE", "percent"])
def test_names_of_amounts_are_believed(write, name):
    cells = np.array([[10, 30, 50, 80]], dtype=np.uint8)
    assert (percent(write(cells, name=name)).unit, percent(write(cells, name=name)).warnings) == ("percent", ())


@pytest.mark.parametrize("name", ["lczProb", "LCZ_Probability"])
def test_the_confidence_of_a_map_is_neither_zones_nor_settlement(write, name):
    path = write(np.array([[2, 6, 14]], dtype=np.uint8), name=name)
    for read in (percent, ZoneMap):
        with pytest.raises(InputError, match="the map “LCZ confidence"):
            read(path)
    assert Confidence(path, grid_of(path, "")).read(Window(0, 0, 3, 1), np.ones((1, 3), np.uint8))[0].tolist() == [
        [0.02, 0.06, 0.14]
    ]


def test_a_colour_for_each_percent_is_no_legend(write):
    ramp = {code: f"#{255 - code:02X}{code:02X}40" for code in range(101)}
    assert percent(write(np.array([[0, 20, 40, 100]], dtype=np.uint8), colours=ramp)).unit == "percent"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": "lcz"}, "local climate zones"),
        ({"tags": {"LCZ_CODES": "standard"}}, "a map of local climate zones"),
        ({"name": "HSE"}, "the map “HSE map"),
        ({"file": "NLCD_2021.tif"}, "NLCD land cover"),
    ],
)
def test_what_is_no_confidence_is_refused(write, more, words):
    path = write(np.array([[11, 21, 22]], dtype=np.uint8), **more)
    with pytest.raises(InputError, match=f"^Expected the confidence.*{words}"):
        Confidence(path, grid_of(path, ""))
    good = write(np.array([[60, 80, 99]], dtype=np.uint8), name="lczProb")
    assert Confidence(good, grid_of(good, "")).read(Window(0, 0, 3, 1), np.ones((1, 3), np.uint8))[0].tolist() == [
        [0.6, 0.8, 0.99]
    ]


@pytest.mark.parametrize("file", ["city_landcover.tif", "LULC_2022.tif", "land_use.tif", "lc_2020.tif"])
def test_a_file_that_is_called_land_cover_is_taken_for_percent_with_a_warning(write, file):
    cells = np.array([[1, 20, 30, 64]], dtype=np.uint8)
    assert f"called “{file}”" in percent(write(cells, file=file)).warnings[0]
