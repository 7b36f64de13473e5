# SPDX-License-Identifier: GPL-2.0-or-later
"""The matrices of change, and the rate that is fitted to a series."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import expm

from hse_lcz.model.series import zone_change
from hse_lcz.model.series.hidden_markov import posterior

BUILT = slice(0, 10)
NATURAL = slice(10, 17)
OPEN_LOW_RISE, LOW_PLANTS, WATER = 5, 13, 16


@pytest.mark.parametrize(("years", "rate"), [(0, 0.01), (1, 0.01), (0.02, 0.3), (40, 0.5), (3.7, 0.0001)])
def test_the_matrix_is_the_exponential_of_the_rates(years, rate):
    rates = rate * (zone_change.next_zone() - np.eye(17))
    found = zone_change.probabilities_after(years, rate)
    np.testing.assert_allclose(found, expm(rates * years), atol=1e-12)
    np.testing.assert_allclose(found.sum(axis=1), 1)


def test_years_add_up():
    whole = zone_change.probabilities_after(5, 0.02)
    parts = zone_change.probabilities_after(2, 0.02) @ zone_change.probabilities_after(3, 0.02)
    np.testing.assert_allclose(parts, whole, atol=1e-12)


def test_built_stays_built_and_like_follows_like():
    following = zone_change.next_zone()
    assert following[BUILT, NATURAL].sum(axis=1).max() < 0.06
    assert following[NATURAL, BUILT].sum(axis=1).min() > 0.2
    assert following[LOW_PLANTS, OPEN_LOW_RISE] > 10 * following[OPEN_LOW_RISE, LOW_PLANTS]
    assert following[OPEN_LOW_RISE, 4] > following[OPEN_LOW_RISE, 0]  # open midrise before compact high-rise
    assert (np.diag(following) == 0).all()


def drawn(rate: float, gaps: list[float], cells: int) -> np.ndarray:
    """(T, cells) zones from 0 on, drawn from the chain itself."""
    rng = np.random.default_rng(1)
    zones = [rng.integers(0, 17, cells)]
    for years in gaps:
        below = zone_change.probabilities_after(years, rate).cumsum(axis=1)[zones[-1]]
        zones.append((rng.random((cells, 1)) > below).sum(axis=1).clip(0, 16))
    return np.array(zones)


def fitted(*given) -> float:
    *_, rate = zone_change.fit_rate(*given)
    return rate


@pytest.mark.parametrize("rate", [0.005, 0.05])
def test_the_rate_of_a_series_is_found_whatever_the_gaps(rate):
    gaps, wrong = [0.5, 3, 1], 0.05
    zones = drawn(rate, gaps, 30_000)
    rng = np.random.default_rng(2)
    seen = np.where(rng.random(zones.shape) < wrong, rng.integers(0, 17, zones.shape), zones)
    likelihood = np.full((4, 17, zones.shape[1]), wrong / 17)
    np.put_along_axis(likelihood, seen[:, None], 1 - wrong + wrong / 17, axis=1)
    assert fitted(likelihood, gaps, 0.02) == pytest.approx(rate, rel=0.15)


def test_the_rate_of_a_series_without_change_or_of_one_date():
    likelihood = np.full((3, 17, 50), 0.001)
    likelihood[:, 3] = 0.9
    assert fitted(likelihood, [1, 1]) == zone_change.LOWEST_RATE
    assert fitted(likelihood[:1], [], 0.03) == 0.03


def test_a_date_without_data_is_as_good_as_none():
    rng = np.random.default_rng(4)
    likelihood = rng.random((3, 17, 200)) ** 6
    likelihood[1] = 1.0
    with_gap = zone_change.chain([0.7, 1.9], 0.05)
    without = zone_change.chain([2.6], 0.05)
    kept = likelihood[[0, 2]]
    np.testing.assert_allclose(
        posterior(likelihood, with_gap).states[[0, 2]], posterior(kept, without).states, atol=1e-9
    )


def test_a_longer_gap_needs_less_evidence_for_a_change():
    likelihood = np.full((2, 17, 1), 0.01)
    likelihood[0, LOW_PLANTS] = likelihood[1, OPEN_LOW_RISE] = 0.9
    chains = [zone_change.chain([years], 0.01) for years in (0.1, 1, 10)]
    changed = [1 - posterior(likelihood, chain).unchanged[0] for chain in chains]
    assert changed[1] > 5 * changed[0] and changed[2] > 5 * changed[1]
