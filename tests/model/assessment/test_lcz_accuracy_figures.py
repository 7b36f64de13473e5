# SPDX-License-Identifier: GPL-2.0-or-later
"""Cells are counted by unit, and intervals come from drawing whole units."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hse_lcz.model.assessment import lcz_accuracy_figures, metrics
from hse_lcz.model.assessment.lcz_accuracy_figures import Reliability, Tally

from ...driving import driven


def intervals(tally: Tally, stratified: bool, **more):
    """What the generator returns in the end."""
    return driven(tally.intervals(stratified, **more))[0]


def units_of(seed: int, units: int = 40, strata: int = 3):
    """Cells of units of one zone each, most of them right: truth, map, unit."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 60, units)
    zone = rng.choice([2, 6, 14][:strata], units)
    unit = np.repeat(np.arange(units) * 7 + 3, sizes)  # numbers with gaps
    truth = np.repeat(zone, sizes)
    share = np.repeat(rng.random(units), sizes)
    predicted = np.where(rng.random(len(unit)) < share, truth, rng.choice([2, 5, 6, 9, 14], len(unit)))
    return truth, predicted, unit


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_counts_do_not_depend_on_how_the_cells_come(seed, parts):
    rng = np.random.default_rng(seed)
    truth, predicted = rng.integers(0, 18, (2, 200))
    unit = rng.integers(0, 9, 200)
    tally = Tally()
    for piece in np.array_split(rng.permutation(200), parts):
        tally.add(truth[piece], predicted[piece], unit[piece])
    np.testing.assert_array_equal(tally.confusion(), metrics.confusion_matrix(truth, predicted))


def test_merging_early_counts_the_same(monkeypatch):
    truth, predicted, unit = units_of(1)
    once, often = Tally(), Tally()
    once.add(truth, predicted, unit)
    monkeypatch.setattr(lcz_accuracy_figures, "_MERGE", 1)
    for piece in np.array_split(np.arange(len(unit)), 9):
        often.add(truth[piece], predicted[piece], unit[piece])
    for mine, other in zip(once.rows(), often.rows()):
        np.testing.assert_array_equal(mine, other)
    assert often.units() == 40


def test_units_per_zone():
    tally = Tally()
    tally.add(np.array([1, 1, 1, 17, 0]), np.array([1, 2, 3, 17, 4]), np.array([5, 5, 8, 8, 9]))
    assert tally.units() == 2
    assert tally.units_per_zone().tolist() == [2, *[0] * 15, 1]


def test_interval_of_oa_is_that_of_scipys_bootstrap():
    """Units drawn as a whole: the statistic of SciPy's bootstrap over (right cells, cells) of each unit."""
    stats = pytest.importorskip("scipy.stats")
    truth, predicted, unit = units_of(2)
    tally = Tally()
    tally.add(truth, predicted, unit)
    right = np.bincount(unit, weights=truth == predicted)[np.unique(unit)]
    cells = np.bincount(unit)[np.unique(unit)]
    theirs = stats.bootstrap(
        (right, cells), lambda r, c, axis=-1: r.sum(axis=axis) / c.sum(axis=axis), paired=True, vectorized=True,
        n_resamples=20_000, method="percentile", random_state=5,
    ).confidence_interval  # fmt: skip
    low, high = intervals(tally, stratified=False, replicates=4000).scores
    assert low.overall_accuracy == pytest.approx(theirs.low, abs=0.01)
    assert high.overall_accuracy == pytest.approx(theirs.high, abs=0.01)


def test_intervals_by_brute_force_with_strata():
    truth, predicted, unit = units_of(3)
    tally = Tally()
    tally.add(truth, predicted, unit)
    low, high = intervals(tally, stratified=True, replicates=2000).classes
    rng = np.random.default_rng(0)
    members = {zone: [np.flatnonzero(unit == u) for u in np.unique(unit[truth == zone])] for zone in (2, 6, 14)}
    outcomes = []
    for _ in range(2000):
        drawn = [units[i] for units in members.values() for i in rng.integers(0, len(units), len(units))]
        cells = np.concatenate(drawn)
        outcomes.append(metrics.class_scores(metrics.confusion_matrix(truth[cells], predicted[cells])))
    for zone in (2, 6, 14):
        theirs = np.percentile(np.array(outcomes)[:, :, zone - 1], [2.5, 97.5], axis=0)
        np.testing.assert_allclose([[figure[zone - 1] for figure in end] for end in (low, high)], theirs, atol=0.03)


def test_intervals_are_the_same_at_every_run_and_hold_the_value():
    truth, predicted, unit = units_of(4)
    tally = Tally()
    tally.add(truth, predicted, unit)
    first, second = (intervals(tally, stratified=True) for _ in range(2))
    assert first.scores == second.scores
    value = metrics.zone_scores(tally.confusion())
    assert all(low <= mine <= high for low, mine, high in zip(first.scores[0], value, first.scores[1]))


def test_many_pixels_of_few_polygons_are_no_certainty():
    """The same share of right cells, once in 4 polygons of 500 cells, once in 400 of 5: the intervals differ."""
    widths = []
    for polygons, size in ((4, 500), (400, 5)):
        unit = np.repeat(np.arange(polygons), size)
        right = np.arange(polygons).repeat(size) % 2 == 0
        tally = Tally()
        tally.add(np.full(len(unit), 6), np.where(right, 6, 5), unit)
        low, high = intervals(tally, stratified=True).scores
        widths.append(high.overall_accuracy - low.overall_accuracy)
    assert widths[0] > 0.7
    assert widths[1] < 0.12


def test_a_zone_of_one_polygon_has_no_interval():
    tally = Tally()
    tally.add(np.array([1, 1, 1, 1, 2]), np.array([1, 2, 1, 1, 2]), np.array([1, 1, 2, 3, 4]))
    low, _ = intervals(tally, stratified=True).classes
    assert np.isfinite(low.producers[0])
    assert np.isnan([figure[1] for figure in low]).all()


def test_one_unit_has_no_interval_at_all():
    tally = Tally()
    tally.add(np.array([1, 1]), np.array([1, 2]), np.array([1, 1]))
    assert np.isnan(intervals(tally, stratified=True).scores[0]).all()


def test_reliability_is_that_of_scikit_learn():
    calibration = pytest.importorskip("sklearn.calibration")
    rng = np.random.default_rng(0)
    confidence = rng.random(3000) ** 0.5
    right = rng.random(3000) < confidence**2
    found = Reliability()
    for piece in np.array_split(np.arange(3000), 4):
        found.add(confidence[piece], right[piece])
    accuracy, mean = calibration.calibration_curve(right, confidence, n_bins=10)
    np.testing.assert_allclose(found.accuracy, accuracy)
    np.testing.assert_allclose(found.confidence, mean)
    assert found.cells.sum() == 3000
    by_hand = (found.cells * np.abs(accuracy - mean)).sum() / 3000
    assert found.expected_calibration_error() == pytest.approx(by_hand)


def test_reliability_by_hand():
    found = Reliability()
    found.add(np.array([0.8, 0.8, 0.8, 0.8, 1.0]), np.array([True, True, True, False, True]))
    assert found.accuracy[8] == 0.75
    assert found.accuracy[9] == found.confidence[9] == 1
    assert np.isnan(found.accuracy[:8]).all()
    assert found.expected_calibration_error() == pytest.approx(0.05 * 4 / 5)
