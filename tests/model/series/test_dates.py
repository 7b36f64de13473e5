# SPDX-License-Identifier: GPL-2.0-or-later
"""The days of a series, found or given, and what is refused."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.series import dates

ZEROS = np.zeros((1, 2, 2), dtype=np.uint8)


@pytest.fixture
def raster(tmp_path, write_raster):
    """Function that writes a small raster: name, tags -> path."""

    def write(name: str, **tags: str) -> str:
        path = write_raster(tmp_path / name, ZEROS, names=None)
        gdal.Open(path, gdal.GA_Update).SetMetadata(tags)
        return path

    return write


@pytest.mark.parametrize(
    ("name", "tags", "day"),
    [
        ("p.tif", {"SENSING_DATE": "2017-10-26"}, date(2017, 10, 26)),
        ("p_20200101.tif", {"SENSING_DATE": "20171026"}, date(2017, 10, 26)),
        ("p.tif", {"INPUT": "S2A_MSIL2A_20220704T105031_N0400_R051_T31TFM_20220704T143530.SAFE"}, date(2022, 7, 4)),
        ("p_20200101.tif", {"SCENE": "bordeaux_20171026_10m"}, date(2017, 10, 26)),
        ("p_2020-02-01.tif", {}, date(2020, 2, 1)),
        ("p_20200231.tif", {}, None),
        ("p_2019.tif", {}, date(2019, 7, 1)),
        ("p.tif", {}, None),
    ],
)
def test_the_day_of_a_map(raster, name, tags, day):
    assert dates.day_of(raster(name, **tags)) == day


def test_the_day_of_a_product_comes_from_its_name(tmp_path):
    path = tmp_path / "S2A_MSIL2A_20220704T105031_N0400_R051_T31TFM_20220704T143530.zip"
    path.write_bytes(b"not read here")
    assert dates.day_of(str(path)) == date(2022, 7, 4)


def series(raster, *names: str, user_dates: str = ""):
    return dates.of_series([raster(name) for name in names], names, user_dates)


def test_days_that_are_said_come_before_those_that_are_found(raster):
    found = series(raster, "a_2016.tif", "b_2017.tif", "c.tif", user_dates="2001-02-03, 20020405; 2003")
    assert [member.day for member in found] == [date(2001, 2, 3), date(2002, 4, 5), date(2003, 7, 1)]


@pytest.mark.parametrize(
    ("names", "user_dates", "sentence"),
    [
        ((), "", r"at least one map, found none; choose"),
        (("a_2016.tif", "b.tif"), "", r"in the name of every map, found none for b\.tif; give the dates .*DATES"),
        (("a_2017.tif", "b_2016.tif"), "", r"oldest first, found b_2016\.tif of 2016-07-01 after a_2017\.tif .*; put"),
        (("a_2017.tif", "b_2017.tif"), "", r"one map for each date, found two of 2017-07-01, a_2017\.tif and b_2017"),
        (("a.tif", "b.tif"), "2017", r"Expected 2 dates, one for each map, found 1 in “2017”; give"),
        (("a.tif", "b.tif"), "2017, soon", r"dates such as 2017-10-26, found “soon”; give"),
        (("a.tif", "b.tif"), "2017-02-30, 2018", r"found “2017-02-30”; give"),
        (("a.tif", "b.tif"), "2018, 2017", r"oldest first, found b\.tif of 2017-07-01 after a\.tif"),
    ],
)
def test_what_is_refused(raster, names, user_dates, sentence):
    with pytest.raises(InputError, match=sentence) as raised:
        series(raster, *names, user_dates=user_dates)
    assert "\n" not in str(raised.value)


def test_the_periods_touch_and_the_last_lasts_a_year():
    days = [date(2016, 5, 4), date(2017, 10, 26), date(2019, 1, 1)]
    found = dates.periods(days)
    assert found[0] == (date(2016, 5, 4), date(2017, 10, 25))
    assert found[1] == (date(2017, 10, 26), date(2018, 12, 31))
    assert found[2] == (date(2019, 1, 1), date(2019, 12, 31))
