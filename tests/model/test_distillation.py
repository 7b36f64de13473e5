# SPDX-License-Identifier: GPL-2.0-or-later
"""A teacher's answer is blended into labels, cell by cell, and never where there is no label."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from hse_lcz.model import distillation, validate, weights
from hse_lcz.model.dataset import NO_SETTLEMENT, Place
from hse_lcz.model.torch_engine import TorchEngine


@pytest.fixture(scope="module")
def place(patchwork):
    """Two dates of 128 x 160 px; labels reach one cell further than both, and lack a corner."""
    zones = np.zeros((17, 33, 41), dtype=np.uint8)
    zones[5] = 255
    zones[:, :4, :4] = 0
    settlement = np.full((66, 82), 40, dtype=np.uint8)
    settlement[:8, :8] = NO_SETTLEMENT
    return Place("here", tuple(patchwork(seed, 128, 160) for seed in (1, 2)), zones, settlement)


@pytest.fixture(scope="module")
def teacher():
    return weights.load(None)


@pytest.fixture(scope="module")
def whole(place, teacher):
    """The place with nothing but the teacher's answers."""
    return distillation.taught([place], teacher, 1.0)[0]


def test_a_whole_share_is_the_mean_of_the_teachers_maps_of_all_dates(place, teacher, whole):
    engine = TorchEngine(teacher.config, teacher.arrays, "cpu")
    dates = list(validate.map_dates(engine, place))
    settlement = 100 * np.mean([maps.settlement for maps in dates], axis=0)
    zones = np.mean([maps.zones for maps in dates], axis=0)
    assert not np.allclose(dates[0].settlement, dates[1].settlement, atol=0.02)
    # One orientation is close to the mean of eight, cell for cell: nothing is shifted or turned.
    found = whole.settlement[:64, :80].astype(float)
    known = found != NO_SETTLEMENT
    assert np.corrcoef(found[known], settlement[known])[0, 1] > 0.9
    assert np.abs(found - settlement)[known].mean() < 2
    at_40_m = zones.reshape(17, 32, 2, 40, 2).mean(axis=(2, 4))
    labelled = whole.zones[:, :32, :40].any(axis=0)
    assert np.abs(whole.zones[:, :32, :40] / 255 - at_40_m)[:, labelled].mean() < 0.01
    # An orientation of its own each: the mean of eight turns with the place.
    turned = dataclasses.replace(
        place,
        scenes=tuple(np.ascontiguousarray(scene[:, ::-1]) for scene in place.scenes),
        zones=np.ascontiguousarray(place.zones[:, :32][:, ::-1]),
        settlement=np.ascontiguousarray(place.settlement[:64][::-1]),
    )
    (other,) = distillation.taught([turned], teacher, 1.0)
    both = (other.settlement[::-1][:, :80] != NO_SETTLEMENT) & known
    apart = other.settlement[::-1][:, :80].astype(float) - found
    assert np.abs(apart[both]).max() <= 1


def test_half_a_share_lies_between_and_nothing_is_told_where_labels_are_silent(place, teacher, whole):
    (half,) = distillation.taught([place], teacher, 0.5)
    inner = np.s_[:, 4:32, 4:40]
    np.testing.assert_allclose(
        half.zones[inner].astype(float), (place.zones[inner].astype(float) + whole.zones[inner]) / 2, atol=1
    )
    between = (40 + whole.settlement[8:64, 8:80].astype(float)) / 2
    np.testing.assert_allclose(half.settlement[8:64, 8:80], between, atol=1)
    for taught in (half, whole):
        assert not taught.zones[:, :4, :4].any()
        assert (taught.settlement[:8, :8] == NO_SETTLEMENT).all()
        # What the dates do not show keeps its labels.
        np.testing.assert_array_equal(taught.zones[:, 32:], place.zones[:, 32:])
        np.testing.assert_array_equal(taught.settlement[64:], place.settlement[64:])
    assert (place.settlement[8:] == 40).all() and place.zones[5, 10, 10] == 255
