# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of two HSE maps from sums gathered piece by piece, against scikit-learn and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from hse_lcz.model.assessment.hse_accuracy_figures import HseTally


def maps(seed: int, cells: int = 5000):
    """A reference and a map of it, percent."""
    rng = np.random.default_rng(seed)
    reference = np.clip(rng.normal(40, 35, cells), 0, 100)
    return reference, np.clip(0.8 * reference + rng.normal(6, 12, cells), 0, 100)


def tallied(reference, found, threshold=50.0, parts=1, groups=None):
    tally = HseTally(threshold, 18 if groups is not None else 1)
    for piece in np.array_split(np.arange(len(found)), parts):
        tally.add(reference[piece], found[piece], None if groups is None else groups[piece])
    return tally


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("threshold", [50.0, 20.0])
def test_figures_are_those_of_scikit_learn(seed, threshold):
    learn = pytest.importorskip("sklearn.metrics")
    reference, found = maps(seed)
    figures = tallied(reference, found, threshold, parts=7).figures()
    assert figures.n == 5000
    assert figures.mae == pytest.approx(learn.mean_absolute_error(reference, found))
    assert figures.rmse == pytest.approx(math.sqrt(learn.mean_squared_error(reference, found)))
    assert figures.r2 == pytest.approx(learn.r2_score(reference, found))
    assert figures.bias == pytest.approx(np.mean(found - reference))
    assert figures.pearson == pytest.approx(np.corrcoef(reference, found)[0, 1])
    assert figures.f1 == pytest.approx(learn.f1_score(reference >= threshold, found >= threshold))
    assert figures.iou == pytest.approx(learn.jaccard_score(reference >= threshold, found >= threshold))
    assert (figures.mean_reference, figures.mean_map) == pytest.approx((reference.mean(), found.mean()))


def test_groups_are_figures_of_their_cells():
    reference, found = maps(5)
    groups = np.random.default_rng(5).choice([0, 2, 17], 5000)
    tally = tallied(reference, found, parts=3, groups=groups)
    for group in (0, 2, 17):
        alone = tallied(reference[groups == group], found[groups == group]).figures()
        assert tally.figures(group) == pytest.approx(alone)
    assert tally.figures(3).n == 0
    assert tally.figures() == pytest.approx(tallied(reference, found).figures())


def test_figures_by_hand():
    figures = tallied(np.array([0.0, 20, 40, 100]), np.array([10.0, 20, 60, 80])).figures()
    assert (figures.mae, figures.bias) == (12.5, 2.5)
    assert figures.rmse == pytest.approx(math.sqrt(900 / 4))
    assert figures.r2 == pytest.approx(1 - 900 / 5600)
    # Settlement in the reference: the last; in the map: the last two.
    assert (figures.f1, figures.iou) == (pytest.approx(2 / 3), 0.5)


def test_a_cell_at_the_threshold_is_settlement():
    assert tallied(np.array([50.0]), np.array([50.0])).figures().iou == 1


def test_what_cannot_be_said_is_nan():
    figures = tallied(np.full(9, 0.1), np.linspace(0, 30, 9)).figures()
    assert math.isnan(figures.r2) and math.isnan(figures.pearson) and math.isnan(figures.f1)
    assert figures.mae > 0
    assert all(math.isnan(value) for value in HseTally(50.0).figures()[1:])


def test_density_counts_reference_in_rows():
    tally = tallied(np.array([0.0, 0.0, 100.0, 99.9]), np.array([1.9, 2.0, 0.0, 100.0]))
    assert tally.density.sum() == 4
    assert tally.density[0, 0] == tally.density[0, 1] == tally.density[49, 0] == tally.density[49, 49] == 1
