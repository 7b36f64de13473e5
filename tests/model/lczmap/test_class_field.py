# SPDX-License-Identifier: GPL-2.0-or-later
"""The field of the zones is found by what it says, and where two say different things the user is asked."""

from __future__ import annotations

import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import class_field

LABELS = ["LCZ 3", "LCZ 3", "LCZ 6", "LCZ 6", "LCZ D", "LCZ G"]
ZONES = [3, 3, 6, 6, 14, 17]
COUNTED = [1, 2, 3, 4, 5, 6]


def chosen(**columns) -> tuple[str, list]:
    found = class_field.choose(columns, "areas.gpkg", "polygons")
    return found.field, [name and name.zone for name in found.names]


@pytest.mark.parametrize(
    ("beside", "field", "values"),
    [
        ("code", "lcz_type", LABELS),
        ("zone", "LCZ_2018", LABELS),
        ("class_id", "class_name", LABELS),
        ("ID_RSU", "LCZ_PRIMARY", LABELS),
        ("ID_RSU", "LCZ_PRIMARY", [3, 3, 6, 6, 104, 107]),  # GeoClimate's numbers
        ("class", "remark", ["Compact low-rise", "compact lowrise", "open low-rise", "Open Low Rise", "Low plants",
                             "Water"]),
        ("name", "typologie", ["Ensemble compact de maisons"] * 2 + ["Ensemble de maisons espacées"] * 2
         + ["Végétation basse", "Surface en eau"]),
        ("type", "Klasse", ["3", "3", "6", "6", "D", "G"]),
        ("label", "lcz_code", [3, 3, 6, 6, 14, 17]),
        ("macroclass_id", "C_name", LABELS),
    ],
)  # fmt: skip
@pytest.mark.parametrize("counted", [COUNTED, [0, 1, 2, 3, 4, 5], ["6", "5", "4", "3", "2", "1"]])
def test_a_running_number_gives_way_to_a_field_that_says_zones(beside, field, values, counted):
    assert chosen(**{beside: counted, field: values}) == (field, ZONES)
    assert chosen(**{field: values, beside: counted}) == (field, ZONES)


def test_numbers_of_a_usual_name_give_way_to_words_of_any_name():
    assert chosen(class_id=[1, 1, 2, 2, 3, 4], remark=LABELS) == ("remark", ZONES)


@pytest.mark.parametrize(
    "beside",
    [{"LCZ_SECONDARY": [6, 6, 3, 3, 12, 11]}, {"lcz_prob": [3, 4, 3, 4, 3, 4]}, {"lcz_area": [1, 2, 2, 3, 4, 4]}],
)
def test_what_else_is_known_of_the_zone_is_not_the_zone(beside):
    assert chosen(**beside, LCZ_PRIMARY=[3, 3, 6, 6, 104, 107]) == ("LCZ_PRIMARY", ZONES)


def test_two_fields_that_say_the_same_are_one():
    assert chosen(lcz=[3, 3, 6, 6, 104, 107], lcz_name=LABELS) == ("lcz", ZONES)


@pytest.mark.parametrize(
    "columns",
    [
        {"LCZ_2017": LABELS, "LCZ_2024": ["LCZ 3", "LCZ 2", "LCZ 6", "LCZ 6", "LCZ D", "LCZ G"]},
        {"lcz": [2, 2, 5, 5, 13, 16], "name": LABELS},  # numbers from 0 beside the names
        {"class": [3, 3, 6, 6, 14, 17], "type": [2, 2, 6, 6, 14, 17]},
    ],
)
def test_two_fields_that_say_different_zones_are_asked_for(columns):
    first, second = columns
    with pytest.raises(InputError, match="found two that name different ones.*CLASS_FIELD") as caught:
        chosen(**columns)
    assert f"“{first}”" in str(caught.value) and f"“{second}”" in str(caught.value)


def test_a_running_number_alone_is_taken_with_a_warning():
    found = class_field.choose({"class": [1, 2, 3]}, "areas.gpkg")
    assert [name.zone for name in found.names] == [1, 2, 3]
    assert found.notes[0].startswith("Warning: the values of “class” count the features")
    assert class_field.choose({"lcz": [1, 2, 3]}, "areas.gpkg").notes == ()


@pytest.mark.parametrize(
    "columns",
    [
        {"id": [1, 2, 3]},
        {"fid": [3, 3, 6], "height": [2, 2, 17]},
        {"code": list(range(1, 26))},  # stops at a number that no zone has
        {"cover": ["Forest", "Water", "Urban", "Crops"]},
        {"grade": ["A", "B", "A", "C"]},
    ],
)
def test_numbers_and_letters_of_any_field_are_no_zones(columns):
    with pytest.raises(InputError, match="^Expected (a field with the zones|zones such as)"):
        class_field.choose(columns, "areas.gpkg")


@pytest.mark.parametrize("odd", ["unknown", "0", "?", None, "N/A", "mixed"])
def test_one_value_that_names_no_zone_decides_nothing(odd):
    field, zones = chosen(code=COUNTED, lcz=["3", "3", odd, "6", "D", "G"])
    assert (field, zones) == ("lcz", [3, 3, None, 6, 14, 17])


def test_what_is_left_out_is_counted_and_quoted():
    said = ["3", "park", "lake", "park", None, "a", "6_5", "x1", "x2", "x3", "x4"]
    notes = class_field.notes_on([class_field.zone_names.read(value) for value in said], said, "polygons")
    assert notes == [
        "8 of 11 polygons name no zone and are left out: “park”, “lake”, “x1”, “x2”, “x3” and 1 more; "
        "1 without a value.",
        "1 polygons name a sub-class (“6_5”) and count as its main zone.",
    ]


@pytest.mark.parametrize(
    ("said", "warns"),
    [
        ([0, 2, 5, 16], True),
        (["0", "2.0", "16", None], True),
        ([0, 2, 5, 17], False),
        ([1, 2, 5, 16], False),
        (["0", "2", "D"], False),
        ([0, 6, 6], False),
    ],
)
def test_numbers_that_may_start_at_0_are_warned_of(said, warns):
    """Polygons made from the classes of a network, 0 to 16: every zone would be one off, silently."""
    notes = class_field.notes_on([class_field.zone_names.read(value) for value in said], said, "polygons")
    assert any(note.startswith("Warning: the numbers of the polygons are read as 1 to 17") for note in notes) == warns
