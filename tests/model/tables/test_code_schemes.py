# SPDX-License-Identifier: GPL-2.0-or-later
"""Code schemes: each is told by its values, translates both ways, and refuses what it does not know."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hse_lcz.model.errors import InputError
from hse_lcz.model.tables import code_schemes

ZONES = np.arange(18, dtype=np.uint8)
URBAN = [0, *range(1, 11), 15]


@pytest.mark.parametrize(
    ("key", "numbers"),
    [
        ("standard", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]),
        ("hundreds", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 101, 102, 103, 104, 105, 106, 107]),
        ("wrf44", [31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 0, 0, 0, 0, 41, 0, 0]),
        ("wrf45", [51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 0, 0, 0, 0, 61, 0, 0]),
        ("wrf44modis", [31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 5, 8, 7, 10, 41, 16, 17]),
        ("wrf45modis", [51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 5, 8, 7, 10, 61, 16, 17]),
    ],
)
def test_each_scheme_numbers_the_zones_as_its_users_do(key, numbers):
    assert code_schemes.encode(ZONES[1:], code_schemes.SCHEMES[key]).tolist() == numbers
    assert code_schemes.encode(ZONES[:1], code_schemes.SCHEMES[key]).tolist() == [0]


@given(st.lists(st.integers(0, 17), min_size=1, max_size=40), st.sampled_from(list(code_schemes.SCHEMES)))
def test_there_and_back(zones, key):
    scheme = code_schemes.SCHEMES[key]
    array = np.array(zones, dtype=np.uint8)
    named = np.array([zone == 0 or scheme.codes[zone - 1] is not None for zone in zones])
    back = code_schemes.decode(code_schemes.encode(array, scheme), scheme)
    assert back.tolist() == np.where(named, array, 0).tolist()


@pytest.mark.parametrize("key", code_schemes.WRITTEN)
def test_a_full_map_tells_its_scheme(key):
    numbers = code_schemes.encode(ZONES, code_schemes.SCHEMES[key])
    assert code_schemes.recognise(set(numbers.tolist())).key == key


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ([], "standard"),
        ([0], "standard"),
        ([1, 6, 10], "standard"),
        ([5, 8, 10, 16, 17], "standard"),  # land use alone would read otherwise
        ([17.0, 3.0], "standard"),
        ([6, 104], "hundreds"),
        ([35], "wrf44"),
        ([31, 41], "wrf44"),
        ([41, 10, 17], "wrf44modis"),
        ([53, 0], "wrf45"),
    ],
)
def test_few_values_may_be_enough(values, key):
    assert code_schemes.recognise(values).key == key


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([18], "found 18 in the raster"),
        ([3, 255], "found 3, 255 in the raster; translate them, or declare what means no data"),
        ([11, 101], "found 11, 101"),
        ([36, 56], "found 36, 56"),
        ([36, 1], "found 1, 36"),
        ([-9999, 3], "found -9999, 3"),
        ([2.5], "found 2.5"),
        ([31, 32, 33], "only 31, 32, 33 in the raster, which are also the three urban categories that WRF had before"),
        ([5, 10, 31], "only 31 in"),
        (range(20, 40), "20, 21, 22, 23, 24, 25 and 14 more"),
        ([2, 3, 5, 6, 8, 16, 17, 255], "found 255, 2, 3, 5, 6, 8 and 2 more"),  # the one to declare is named
        ([1, 2, 3, 4, 5, 101, 102, 120], "found 120, 1, 2, 3, 4, 5 and 2 more"),
    ],
)
def test_what_no_scheme_has_is_refused(values, words):
    with pytest.raises(InputError, match="^Expected codes of local climate zones") as caught:
        code_schemes.recognise(values)
    assert words in str(caught.value)


def test_a_tag_speaks_where_values_do_not():
    assert code_schemes.recognise([31, 32], {code_schemes.TAG: "wrf44"}).key == "wrf44"
    assert code_schemes.recognise([5, 10, 16], {code_schemes.TAG: "wrf44modis"}).key == "wrf44modis"
    assert code_schemes.recognise([3], {code_schemes.TAG: "hundreds"}).key == "hundreds"


def test_a_tag_that_the_values_belie_does_not_count():
    assert code_schemes.recognise([3, 104], {code_schemes.TAG: "standard"}).key == "hundreds"
    assert code_schemes.recognise([3, 14], {code_schemes.TAG: "nonsense"}).key == "standard"


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int32, np.float32, np.float64])
def test_any_type_of_number_is_read(dtype):
    array = np.array([[0, 6], [104, 107]], dtype=dtype)
    zones = code_schemes.decode(array, code_schemes.SCHEMES["hundreds"])
    assert zones.dtype == np.uint8
    assert zones.tolist() == [[0, 6], [14, 17]]


def test_nodata_of_any_kind_is_no_zone():
    array = np.array([3, -9999, np.nan, 0], dtype=np.float32)
    assert code_schemes.decode(array, code_schemes.STANDARD, nodata=-9999).tolist() == [3, 0, 0, 0]
    assert code_schemes.decode(np.array([3, 255], dtype=np.uint8), code_schemes.STANDARD, nodata=255).tolist() == [3, 0]
    assert code_schemes.decode(np.array([3, 17], dtype=np.uint8), code_schemes.STANDARD, nodata=17).tolist() == [3, 0]


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.array([3, 18], dtype=np.uint8), "found 18 too"),
        (np.array([3, 255], dtype=np.uint8), "found 255 too"),
        (np.array([3, 259], dtype=np.int16), "found 259 too"),  # 3 once it is squeezed into a byte
        (np.array([3, -1], dtype=np.int16), "found -1 too"),
        (np.array([3, 2.5], dtype=np.float32), "found 2.5 too"),
        (np.array([3, 3.01], dtype=np.float32), "found 3.01 too"),
        (np.array([3, np.inf], dtype=np.float32), "found inf too"),
    ],
)
def test_a_number_of_another_scheme_is_refused(array, words):
    with pytest.raises(InputError, match="^Expected the codes 1 to 17 .*" + words + "; choose the scheme"):
        code_schemes.decode(array, code_schemes.STANDARD)


def test_codes_from_0_have_another_number_for_no_data():
    scheme = code_schemes.SCHEMES["from0"]
    assert code_schemes.decode(np.array([0, 16, 255], dtype=np.uint8), scheme).tolist() == [1, 17, 0]
    assert code_schemes.decode(np.array([0, -1, 16], dtype=np.int16), scheme, nodata=-1).tolist() == [1, 0, 17]
    assert code_schemes.decode(np.array([0, np.nan], dtype=np.float32), scheme).tolist() == [1, 0]
    assert code_schemes.encode(np.array([0, 1, 17], dtype=np.uint8), scheme).tolist() == [255, 0, 16]


def test_maps_are_written_in_schemes_whose_0_is_no_data():
    assert set(code_schemes.SCHEMES) - set(code_schemes.WRITTEN) == {"from0"}


def test_rounding_in_floats_is_no_other_code():
    array = np.array([3.0000002, 16.9999, 104.0], dtype=np.float64)
    assert code_schemes.decode(array, code_schemes.SCHEMES["hundreds"], nodata=16.9999).tolist() == [3, 0, 14]


def test_a_scheme_may_have_several_numbers_for_a_zone():
    scheme = code_schemes.Scheme("file", "", code_schemes.STANDARD.codes, others=((33, 3), (20, 17)))
    assert code_schemes.decode(np.array([33, 3, 20], dtype=np.uint8), scheme).tolist() == [3, 3, 17]
