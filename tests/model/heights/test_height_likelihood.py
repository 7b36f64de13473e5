# SPDX-License-Identifier: GPL-2.0-or-later
"""Bayes' rule against numerical integration, and on a world in which its assumptions hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from hse_lcz.model.assessment.metrics import calibration_error
from hse_lcz.model.heights.height_likelihood import Errors, refine
from hse_lcz.model.tables import lcz, urban_canopy

# Stewart & Oke 2012, table 3, typed anew: heights (m; 75 where they are open) and building surface fractions.
HEIGHTS = [(25, 75), (10, 25), (3, 10), (25, 75), (10, 25), (3, 10), (2, 4), (3, 10), (3, 10), (5, 15)]
FRACTIONS = [(.4, .6), (.4, .7), (.4, .7), (.2, .4), (.2, .4), (.2, .4), (.6, .9), (.3, .5), (.1, .2),
             (.2, .3)]  # fmt: skip
NATURAL = (0.0, 0.1)


def by_integration(prior: np.ndarray, height_m: float, fraction: float, errors: Errors) -> np.ndarray:
    """The posterior of one cell, each likelihood as an integral over the zone's range."""
    spread, wide = math.log(1 + errors.height_pct / 100), errors.fraction_pct / 100
    wrong = errors.wrong_pct / 100
    everywhere = math.log(75 / 2)

    def mean(value: float, ends: tuple[float, float], sigma: float) -> float:
        low, high = ends
        density = stats.norm(value, sigma).pdf
        return integrate.quad(density, low, high, points=[value] if low < value < high else None)[0] / (high - low)

    likelihood = []
    for zone in range(17):
        ends = FRACTIONS[zone] if zone < 10 else NATURAL
        tall = mean(math.log(height_m), tuple(map(math.log, HEIGHTS[zone])), spread) * everywhere if zone < 10 else 1.0
        likelihood.append((1 - wrong) * tall * mean(fraction, ends, wide) + wrong)
    floor = np.where(np.arange(17) < 10, 0.002 * prior[:10].sum(), 0)
    prior = np.maximum(prior, floor)
    built = (prior * likelihood)[:10].sum() / prior[:10].sum()
    likelihood = np.where(np.arange(17) < 10, likelihood, np.minimum(likelihood, built))
    return prior * likelihood / (prior * likelihood).sum()


DEFAULTS = Errors()


def cell(shares: np.ndarray, height_m: float, fraction, errors: Errors = DEFAULTS):
    """The refined probabilities of one cell."""
    fraction = None if fraction is None else np.full((1, 1), fraction)
    found = refine(shares.reshape(17, 1, 1), np.full((1, 1), height_m), fraction, np.ones((1, 1), bool), errors)
    return found.probabilities[:, 0, 0]


def one(**zones: float) -> np.ndarray:
    """Probabilities by labels: one(z3=0.5, zA=0.5)."""
    shares = np.zeros(17, dtype=np.float32)
    for label, share in zones.items():
        shares[next(zone.code for zone in lcz.ZONES if zone.label == label[1:]) - 1] = share
    return shares


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.floats(2.1, 70), st.floats(0, 0.95), st.sampled_from([(20, 10, 5), (50, 20, 1)]))
def test_posterior_is_that_of_numerical_integration(seed, height_m, fraction, errors):
    prior = np.random.default_rng(seed).dirichlet(np.full(17, 0.4))
    found = cell(prior.astype(np.float32), height_m, fraction, Errors(*errors))
    np.testing.assert_allclose(found, by_integration(prior, height_m, fraction, Errors(*errors)), atol=2e-6)


def test_ranges_are_stewart_and_okes():
    for zone, height, fraction in zip(lcz.ZONES, HEIGHTS, FRACTIONS):
        for key, (low, high), unit in (("height_m", height, 1), ("building_fraction_pct", fraction, 100)):
            parameter = urban_canopy.PARAMETERS[key]
            assert urban_canopy.value(parameter, zone, "minimum") == pytest.approx(unit * low)
            assert urban_canopy.value(parameter, zone, "maximum") == pytest.approx(unit * high)


@pytest.mark.parametrize(
    ("shares", "height_m", "fraction", "leads"),
    [
        (one(z2=0.4, z3=0.6), 16, None, "2"),
        (one(z1=0.3, z2=0.3, z3=0.4), 40, None, "1"),
        (one(z4=0.2, z5=0.3, z6=0.5), 15, 0.3, "5"),
        (one(z3=0.45, z6=0.55), 6, 0.55, "3"),
        (one(z3=0.55, z6=0.45), 6, 0.22, "6"),
        (one(z6=0.55, z9=0.45), 6, 0.08, "9"),
        (one(z1=0.5, z4=0.5), 300, 0.28, "4"),  # higher than any range: high-rise
        (one(z6=0.4, zD=0.6), 6, 0.5, "6"),  # half of the cell is roofs: no field
        (one(z6=0.4, zD=0.6), 6, 0.06, "D"),  # one farm makes no town
        (one(z6=0.6, zD=0.4), 6, 0.06, "6"),  # and missing buildings no field
    ],
)
def test_buildings_decide_as_a_reader_of_the_table_would(shares, height_m, fraction, leads):
    found = cell(shares, height_m, fraction)
    assert lcz.ZONES[int(found.argmax())].label == leads
    assert found.sum() == pytest.approx(1, abs=1e-6)


def test_no_natural_zone_gains():
    for fraction in (0.0, 0.05, 0.09, 0.3, 0.8):
        shares = one(z3=0.2, z6=0.2, zB=0.3, zD=0.3)
        assert (cell(shares, 8, fraction)[10:] <= shares[10:] + 1e-6).all()


def test_cells_that_do_not_count_stay_as_they_are():
    rng = np.random.default_rng(0)
    shares = rng.dirichlet(np.ones(17), (4, 5)).transpose(2, 0, 1).astype(np.float32)
    counts = rng.random((4, 5)) < 0.5
    height_m = np.where(rng.random((4, 5)) < 0.8, 12.0, np.nan)
    found = refine(shares, height_m, None, counts, Errors())
    np.testing.assert_array_equal(found.probabilities[:, ~counts], shares[:, ~counts])
    unknown = counts & np.isnan(height_m)
    np.testing.assert_array_equal(found.probabilities[:, unknown], shares[:, unknown])
    assert not found.by_height[~counts].any()
    assert unknown.any()


def test_reasons_say_which_measurement_spoke():
    shares = np.stack([one(z2=0.4, z3=0.6), one(z3=0.45, z6=0.55), one(z2=0.45, z6=0.55), one(z3=0.6, z2=0.4)], axis=1)
    height_m, fraction = np.array([[16.0, 6.0, 16.0, 6.0]]), np.array([[0.55, 0.6, 0.6, 0.55]])
    found = refine(shares[:, None, :], height_m, fraction, np.ones((1, 4), bool), Errors())
    assert (found.probabilities.argmax(axis=0)[0] + 1).tolist() == [2, 3, 2, 3]
    assert found.by_height[0].tolist() == [True, False, True, False]
    assert found.by_fraction[0].tolist() == [False, True, True, False]


def test_where_the_assumptions_hold_probabilities_stay_calibrated():
    """Zones drawn from the probabilities, heights and fractions from the zones' ranges with the stated errors."""
    rng = np.random.default_rng(7)
    side, errors = 400, Errors()
    shares = np.zeros((17, side, side), dtype=np.float32)
    shares[:10] = rng.dirichlet(np.full(10, 0.7), (side, side)).transpose(2, 0, 1)
    drawn = (rng.random((side, side)) > np.cumsum(shares[:10], axis=0)).sum(axis=0).clip(0, 9)
    low, high = np.log(np.array(HEIGHTS, dtype=float)[drawn].transpose(2, 0, 1))
    logarithm = rng.uniform(low, high) + rng.normal(0, math.log(1 + errors.height_pct / 100), drawn.shape)
    low, high = np.array(FRACTIONS)[drawn].transpose(2, 0, 1)
    fraction = rng.uniform(low, high) + rng.normal(0, errors.fraction_pct / 100, drawn.shape)
    wrong = rng.random(drawn.shape) < errors.wrong_pct / 100
    logarithm = np.where(wrong, rng.uniform(math.log(2), math.log(75), drawn.shape), logarithm)
    fraction = np.where(wrong, rng.uniform(0, 1, drawn.shape), fraction)
    refined = refine(shares, np.exp(logarithm), fraction, np.ones(drawn.shape, bool), errors).probabilities
    before, after = (calibration_error(found.max(axis=0), found.argmax(axis=0) == drawn) for found in (shares, refined))
    assert before < 0.006
    assert after < before + 0.004
    assert (refined.argmax(axis=0) == drawn).mean() > (shares.argmax(axis=0) == drawn).mean() + 0.15
