# SPDX-License-Identifier: GPL-2.0-or-later
"""What neighbours add: doubtful cells of a district follow it, single cells and cells elsewhere stay as they are."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.series import neighbours, zone_change
from hse_lcz.model.series.series_cells import Evidence, model_area, model_cells

FIELD, HALLS = 13, 7
DATES, SIDE = 6, 12
# The probabilities made here are less sharp than those of maps.
SHARPNESS = 3.0
CHAIN = zone_change.chain([1.0] * (DATES - 1), zone_change.RATE)


def area(halls_after: np.ndarray, from_date: int = 3) -> np.ndarray:
    """Probabilities (T, 17, H, W): fields, and from a date on halls with the probability that is given."""
    shares = np.full((DATES, 17, SIDE, SIDE), 0.005)
    shares[:, FIELD] = 0.92
    after = shares[from_date:]
    after[:, HALLS] = np.where(halls_after > 0, halls_after, 0.005)
    after[:, FIELD] = np.where(halls_after > 0, 0.9 - halls_after, 0.92)
    return shares


def district(doubtful: np.ndarray, sure: float = 0.7) -> np.ndarray:
    """(H, W) probability of halls: a quarter of 6 x 6 cells, some of whose cells are in doubt."""
    halls = np.zeros((SIDE, SIDE))
    halls[3:9, 3:9] = sure
    halls[doubtful] = 0.5
    return halls


def test_a_doubtful_cell_amid_a_district_follows_it():
    doubtful = np.zeros((SIDE, SIDE), dtype=bool)
    doubtful[5, 5] = doubtful[3, 6] = True
    shares = area(district(doubtful))
    alone = model_area(shares, CHAIN, Evidence(SHARPNESS, neighbours=0))
    together = model_area(shares, CHAIN, Evidence(SHARPNESS))
    built = district(doubtful) > 0
    np.testing.assert_array_equal(alone.step, np.where(built & ~doubtful, 3, 0))
    np.testing.assert_array_equal(together.step, np.where(built, 3, 0))
    np.testing.assert_array_equal(together.zones[5] == HALLS + 1, built)
    # Beside the district nothing speaks for halls but the neighbours.
    assert together.changed[2, 2:10].max() < 0.1 < 0.8 < together.changed[5, 5]


def test_a_doubtful_cell_far_from_others_stays():
    lone = np.zeros((SIDE, SIDE), dtype=bool)
    lone[10, 10] = True
    shares = area(district(lone))
    assert model_area(shares, CHAIN, Evidence(SHARPNESS)).step[10, 10] == 0


def test_a_change_reaches_what_is_in_doubt_as_a_whole_from_its_rim():
    """The second look: a doubtful cell whose neighbours were in doubt themselves."""
    doubtful = np.zeros((SIDE, SIDE), dtype=bool)
    doubtful[4:8, 7:9] = True
    built = district(doubtful) > 0
    found = model_area(area(district(doubtful)), CHAIN, Evidence(SHARPNESS))
    np.testing.assert_array_equal(found.step > 0, built)


def test_where_nothing_changes_neighbours_change_nothing():
    rng = np.random.default_rng(1)
    level = rng.dirichlet(np.full(17, 0.3), (SIDE, SIDE)).transpose(2, 0, 1)
    shares = np.array([level * rng.uniform(0.9, 1.1, level.shape) for _ in range(DATES)])
    together = model_area(shares, CHAIN, Evidence(SHARPNESS))
    alone = model_cells(shares.reshape(DATES, 17, -1), CHAIN, Evidence(SHARPNESS))
    np.testing.assert_array_equal(together.zones.reshape(DATES, -1), alone.zones)


def test_cells_without_data_are_no_neighbours():
    settled = np.zeros((2, 17, 3, 3))
    settled[:, HALLS] = 0.8
    known = np.ones((3, 3), dtype=bool)
    found = neighbours.joins(settled, known, trust=0.5)
    np.testing.assert_allclose(found[0, HALLS], 0.4)  # the mean, at the edge as in the middle
    assert not found[1].any()  # what was seen at one date alone
    known[:, 0] = False
    settled[:, HALLS, :, 0] = 0.0
    np.testing.assert_allclose(neighbours.joins(settled, known, trust=0.5)[0, HALLS, :, 1:], 0.4)
    assert neighbours.joins(settled / 100, known, trust=0.5).max() == 0  # too little to be looked at again


@pytest.mark.parametrize("clouded", range(DATES))
def test_clouds_over_many_cells_at_one_date_are_no_district(clouded):
    """They look like halls, less surely than halls do."""
    for sure in (0.4, 0.6, 0.8):
        shares = area(np.zeros((SIDE, SIDE)))
        shares[clouded, HALLS, 2:9, 2:9], shares[clouded, FIELD, 2:9, 2:9] = sure, 0.9 - sure
        found = model_area(shares, CHAIN, Evidence(SHARPNESS))
        alone = model_area(shares, CHAIN, Evidence(SHARPNESS, neighbours=0))
        assert not alone.step.any() and not found.step.any()


def test_two_dates_are_the_same_with_and_without_neighbours():
    shares = area(district(np.zeros((SIDE, SIDE), dtype=bool)))[[0, -1]]
    chain = zone_change.chain([3.0], zone_change.RATE)
    together, alone = (model_area(shares, chain, Evidence(SHARPNESS, neighbours=trust)) for trust in (0.9, 0.0))
    for with_them, without in zip(together, alone):
        np.testing.assert_array_equal(with_them, without)
