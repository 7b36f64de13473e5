# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields with heights and floors are found by name and values; odd values are read as they are meant, or not at all."""

from __future__ import annotations

import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.heights.building_fields import choose, is_building, metres, read_floors, unfolded


@pytest.mark.parametrize(
    ("columns", "height", "floors"),
    [
        ({"id": [1, 2], "height": [6.5, 12.0]}, "height", ""),
        ({"osm_id": ["1", "2"], "height": ["6 m", None], "building:levels": ["2", "4"]}, "height", "building:levels"),
        ({"gml_id": ["a", "b"], "measuredHeight": [8.1, 9.2], "storeysAboveGround": [2, 3]}, "measuredHeight",
         "storeysAboveGround"),
        ({"HAUTEUR": [6.5, 12.0], "NB_ETAGES": [2, 4], "ID": ["x", "y"]}, "HAUTEUR", "NB_ETAGES"),
        ({"num_floors": [2, 3]}, "", "num_floors"),
        ({"BUILDING_HEIGHT": [0, 7.5], "name": ["", "town hall"]}, "BUILDING_HEIGHT", ""),
        # A field of the right name that holds words is none.
        ({"height": ["low", "tall"], "levels": [1, 9]}, "", "levels"),
        ({"height": [None, None], "floors": ["3", "2"]}, "", "floors"),
    ],
)  # fmt: skip
def test_fields_are_found_by_name_and_values(columns, height, floors):
    assert choose(columns, "town.gpkg") == (height, floors)


def test_a_chosen_field_counts_whatever_its_name():
    columns = {"a": [1.0, 2.0], "height": [3.0, 4.0], "b": [2, 2]}
    assert choose(columns, "town.gpkg", "a", "b") == ("a", "b")


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({}, "Expected a field with the heights of the buildings .* found name, area in town.gpkg; choose it as"),
        ({"height": "hgt"}, "Expected a field “hgt” in town.gpkg, found name, area; choose the field with the height"),
        ({"floors": "name"}, "Expected the floors of buildings in the field “name” of town.gpkg, found only “school”"),
    ],
)
def test_what_holds_no_heights_is_refused_with_the_fields_that_are_there(chosen, sentence):
    with pytest.raises(InputError, match=sentence):
        choose({"name": ["school", ""], "area": [-120.5, -99.0]}, "town.gpkg", **chosen)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12, 12.0), ("12", 12.0), ("7,5 m", 7.5), ("30 ft", 9.144), ("10'6\"", 3.2004), ("12 metres", 12.0), (0, None),
     ("0'0\"", None), ("9999'0\"", None), (-9999, None), (1e6, None), ("about 5", None), ("", None),
     (None, None), ("1e3", None)],
)  # fmt: skip
def test_heights_are_metres_or_nothing(value, expected):
    assert metres(value) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, 3.0),
        ("4", 4.0),
        ("2;3", 3.0),
        ("1-4", 4.0),
        ("2.5", 2.5),
        ("ground", None),
        (0, None),
        (-1, None),
        (999, None),
    ],
)
def test_floors_are_a_number_or_nothing(value, expected):
    assert read_floors(value) == expected


def test_tags_that_ogr_folds_into_one_field_are_read():
    values = unfolded({"building": "yes", "other_tags": '"height"=>"12","building:levels"=>"4"'})
    assert values["height"] == "12"
    assert values["building:levels"] == "4"


@pytest.mark.parametrize(
    ("values", "expected"),
    [({"height": 3}, True), ({"building": "yes"}, True), ({"building": None, "landuse": "forest"}, False),
     ({"building": "no"}, False)],
)  # fmt: skip
def test_features_that_say_they_are_no_buildings_are_none(values, expected):
    assert is_building(values) is expected
