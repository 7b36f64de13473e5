# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels are corrected where the spectra of all dates contradict them, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.tables import lcz
from hse_lcz.model.training import folder_dataset, label_corrections
from hse_lcz.model.training.atmosphere import to_toa
from hse_lcz.model.training.places import NO_SETTLEMENT, Place

FOREST = (0.02, 0.04, 0.025, 0.07, 0.2, 0.26, 0.28, 0.3, 0.14, 0.06)
LEAFLESS = (0.03, 0.045, 0.05, 0.08, 0.13, 0.15, 0.17, 0.19, 0.2, 0.12)
MEADOW = (0.03, 0.06, 0.04, 0.1, 0.3, 0.36, 0.38, 0.4, 0.22, 0.12)
SOIL = (0.08, 0.11, 0.14, 0.17, 0.19, 0.21, 0.23, 0.25, 0.32, 0.26)
CLOUD = (0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4, 0.35)
CELLS = 12


def index(label: str) -> int:
    return [zone.label for zone in lcz.ZONES].index(label)


def labels(left: str, right: str) -> np.ndarray:
    """(17, CELLS, CELLS) sure labels, one zone in each half."""
    zones = np.zeros((17, CELLS, CELLS), dtype=np.uint8)
    zones[index(left), :, : CELLS // 2], zones[index(right), :, CELLS // 2 :] = 255, 255
    return zones


def place(left, right, zones: np.ndarray, name: str = "x") -> Place:
    """A place of some dates, each with one spectrum in either half."""
    half = (10, 4 * CELLS, 2 * CELLS)
    dates = [
        np.concatenate([np.broadcast_to(np.array(s, np.float32)[:, None, None], half) for s in pair], axis=2)
        for pair in zip(left, right)
    ]
    scenes = tuple(np.rint(to_toa(date, 1.0) * 10000).astype(np.uint16) for date in dates)
    return Place(name, scenes, zones, np.full((2 * CELLS,) * 2, 40, dtype=np.uint8))


def found(place: Place) -> tuple[str, str]:
    """The likeliest label in the middle of each half after the corrections."""
    zones = label_corrections.corrected(place).zones.argmax(axis=0)
    return tuple(lcz.ZONES[zones[CELLS // 2, column]].label for column in (2, CELLS - 3))


def test_forest_becomes_dense_trees_with_two_dates():
    assert found(place((FOREST, LEAFLESS), (SOIL, SOIL), labels("D", "F"))) == ("A", "F")


@pytest.mark.parametrize(("wrong", "right"), [("F", "D"), ("E", "D"), ("8", "D"), ("10", "D"), ("6", "6"), ("9", "9")])
def test_ground_that_is_green_on_every_date_is_neither_bare_nor_a_hall(wrong, right):
    before = place((MEADOW, MEADOW), (SOIL, SOIL), labels(wrong, wrong))
    assert found(before) == (right, wrong)
    after = label_corrections.corrected(before)
    sums = after.zones.sum(axis=0, dtype=int)
    assert (np.abs(sums - 255) <= 2).all()
    doubtful = wrong in ("8", "10")
    assert (after.settlement[CELLS, 4] == NO_SETTLEMENT) == doubtful and after.settlement[CELLS, -5] == 40
    assert (before.zones == labels(wrong, wrong)).all()  # the labels given are not touched


def test_what_is_green_on_one_date_only_may_be_bare():
    assert found(place((MEADOW, SOIL), (SOIL, SOIL), labels("F", "F"))) == ("F", "F")


def test_cloud_has_no_label_in_the_places_that_have_cloud():
    spectra = (CLOUD,), (SOIL,)
    cloudy = label_corrections.corrected(place(*spectra, labels("2", "F"), name="brandenburg"))
    assert not cloudy.zones[:, :, : CELLS // 2].any() and (cloudy.settlement[:, :CELLS] == NO_SETTLEMENT).all()
    clear = label_corrections.corrected(place(*spectra, labels("2", "F"), name="x"))
    assert clear.zones.any(axis=0).all() and (clear.settlement == 40).all()


def test_doubtful_places_weigh_less():
    half = label_corrections.corrected(place((SOIL,), (SOIL,), labels("F", "D"), name="paris"))
    assert half.zones.sum(axis=0).max() == round(255 * label_corrections.WEIGHT["paris"])


def test_houses_with_gardens_are_open_low_rise_where_the_place_is_known_for_them():
    spectra = (SOIL,), (SOIL,)
    assert found(place(*spectra, labels("3", "2"), name="cupertino")) == ("6", "2")
    assert found(place(*spectra, labels("3", "2"), name="x")) == ("3", "2")
    before = place(*spectra, labels("2", "8"), name="cupertino")
    np.testing.assert_array_equal(label_corrections.corrected(before).zones, before.zones)


def test_no_probability_is_lost_where_it_moves():
    zones = np.random.default_rng(3).integers(0, 16, (17, 5, 6)).astype(np.uint8)
    after = label_corrections.move(zones, "3", "6", 0.75)
    np.testing.assert_array_equal(after.sum(axis=0, dtype=int), zones.sum(axis=0, dtype=int))
    assert (after[index("3")] <= 0.25 * zones[index("3")] + 0.5).all()
    others = [number for number in range(17) if number not in (index("3"), index("6"))]
    np.testing.assert_array_equal(after[others], zones[others])


def test_every_place_of_the_lists_exists(data):
    names = set(folder_dataset.place_names(data))
    assert {*label_corrections.WEIGHT, *label_corrections.CLOUD_BLUE, *label_corrections.GARDENS} <= names
