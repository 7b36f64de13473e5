# SPDX-License-Identifier: GPL-2.0-or-later
"""Forest is distinguished from crops by spectrum and date, and only its labels are corrected."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.training import forest_labels

FOREST = (0.02, 0.04, 0.025, 0.07, 0.2, 0.26, 0.28, 0.3, 0.14, 0.06)
CROP = (0.03, 0.06, 0.03, 0.1, 0.35, 0.42, 0.45, 0.47, 0.2, 0.09)
BARE = (0.08, 0.11, 0.14, 0.17, 0.19, 0.21, 0.23, 0.25, 0.32, 0.26)
LEAFLESS = (0.03, 0.045, 0.05, 0.08, 0.13, 0.15, 0.17, 0.19, 0.2, 0.12)


def scene(left, right) -> np.ndarray:
    """(10, 32, 32) surface reflectance: one spectrum in the left half, another in the right."""
    halves = [np.broadcast_to(np.array(half, np.float32)[:, None, None], (10, 32, 16)) for half in (left, right)]
    return np.concatenate(halves, axis=2)


@pytest.mark.parametrize(
    ("left", "forest"),
    [
        ((FOREST, LEAFLESS), True),
        ((LEAFLESS, FOREST), True),
        ((FOREST, FOREST), True),
        ((FOREST, BARE), False),  # a crop whose colour happened to be a forest's
        ((CROP, CROP), False),
        ((CROP, BARE), False),
        ((LEAFLESS, LEAFLESS), False),
    ],
)
def test_forest_is_a_canopy_once_and_never_bare(left, forest):
    found = forest_labels.closed_canopy([scene(spectrum, CROP) for spectrum in left], 4)
    assert found.shape == (8, 8)
    assert (found[:, :4] == forest).all()
    assert not found[:, 4:].any()


def test_single_cells_are_no_forest():
    one = scene(CROP, CROP).copy()
    one[:, 8:12, 8:12] = np.array(FOREST)[:, None, None]
    assert not forest_labels.closed_canopy([one], 4).any()


def test_open_land_under_a_canopy_becomes_dense_trees_and_nothing_else_changes():
    zones = np.zeros((17, 1, 4), dtype=np.uint8)
    zones[13, 0, 0], zones[5, 0, 0] = 200, 55  # D, some LCZ 6: forest
    zones[13, 0, 1], zones[5, 0, 1] = 100, 155  # mostly built: gardens
    zones[13, 0, 2], zones[16, 0, 2] = 100, 155  # mostly water
    zones[13, 0, 3] = 255  # no canopy
    mended = forest_labels.relabel_forest(zones, np.array([[True, True, True, False]]))
    assert mended[:, 0, 0].tolist() == [0] * 5 + [55] + [0] * 4 + [170, 0, 0, 30, 0, 0, 0]
    np.testing.assert_array_equal(mended[..., 1:], zones[..., 1:])
    assert zones[13, 0, 0] == 200  # the labels given are not touched


NEEDLES = (0.02, 0.03, 0.02, 0.05, 0.13, 0.15, 0.17, 0.18, 0.09, 0.04)
REEDS = (0.02, 0.03, 0.02, 0.05, 0.13, 0.15, 0.17, 0.18, 0.09, 0.055)


@pytest.mark.parametrize(("spectrum", "forest"), [(NEEDLES, True), (CROP, False), (REEDS, False), (BARE, False)])
def test_one_date_tells_needle_forest_by_its_darkness(spectrum, forest):
    found = forest_labels.dark_canopy([scene(spectrum, CROP)], 4)
    assert (found[:, :4] == forest).all() and not found[:, 4:].any()
