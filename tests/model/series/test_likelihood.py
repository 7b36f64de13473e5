# SPDX-License-Identifier: GPL-2.0-or-later
"""What a date says of each zone."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.series import likelihood

D, F = 13, 15


def test_the_most_probable_zone_of_one_date_stays_the_most_probable():
    probabilities = np.random.default_rng(0).dirichlet(np.full(17, 0.3), 3000).T
    for sharpness, share in ((0.5, 0.5), (1, 0.0), (3, 0.95)):
        found = likelihood.of_date(probabilities, sharpness, share)
        clear = probabilities.max(axis=0) > 0.01
        np.testing.assert_array_equal(found.argmax(axis=0)[clear], probabilities.argmax(axis=0)[clear])
        assert found.min() > 0 and found.max() <= 1


@pytest.mark.parametrize("unit", [1, 100, 250])
def test_the_unit_of_the_file_does_not_matter(unit):
    probabilities = np.random.default_rng(1).dirichlet(np.ones(17), 40).T
    np.testing.assert_allclose(likelihood.of_date(probabilities * unit), likelihood.of_date(probabilities))


def test_a_cell_without_data_says_nothing():
    probabilities = np.zeros((17, 3))
    probabilities[4, 1] = 1
    found = likelihood.of_date(probabilities)
    assert (found[:, [0, 2]] == 1).all() and found[4, 1] > 0.99


def test_a_bare_field_speaks_for_low_plants_too_and_for_nothing_else():
    probabilities = np.full((17, 2), 0.01)
    probabilities[F, 0], probabilities[D, 1] = 0.84, 0.84
    found = likelihood.of_date(probabilities, seasonal_share=0.5)
    assert found[D, 0] == pytest.approx(found[F, 0] / 2, rel=0.01)
    assert found[F, 1] == pytest.approx(found[D, 1] / 2, rel=0.01)
    assert np.delete(found, [D, F], axis=0).max() < 0.01
    apart = likelihood.of_date(probabilities, seasonal_share=0.0)
    assert apart[D, 0] < 0.01


def test_a_sharper_reading_weighs_differences_more():
    probabilities = np.full((17, 1), 0.02)
    probabilities[2], probabilities[5] = 0.4, 0.3
    ratios = [np.divide(*likelihood.of_date(probabilities, sharpness)[[2, 5], 0]) for sharpness in (0.5, 1, 3)]
    np.testing.assert_allclose(ratios, [(4 / 3) ** 0.5, 4 / 3, (4 / 3) ** 3], rtol=0.01)
