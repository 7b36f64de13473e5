# SPDX-License-Identifier: GPL-2.0-or-later
"""Heads learn what areas show, keep what nobody drew, and do the same twice."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.adaptation import bootstrap
from hse_lcz.model.adaptation.head_fit import (
    SAFE_STRENGTH,
    STRENGTHS,
    FitOptions,
    HeadFitter,
    adapted_arrays,
    fit_settlement,
    head_probabilities,
    sample_weights,
    settlement_fractions,
)
from hse_lcz.model.adaptation.samples import Samples, SettlementSamples
from hse_lcz.model.network import weights
from hse_lcz.model.progress import finished


@pytest.fixture(scope="module")
def model():
    return weights.load()


@pytest.fixture(scope="module")
def samples(model) -> Samples:
    """Two clouds of features drawn as zones 5 and 17, and a third one that nobody drew."""
    rng = np.random.default_rng(0)
    kind = np.repeat([0, 1, 2], 80)
    inputs = {}
    for name, width in model.config.head_widths.items():
        centres = rng.normal(0, 1, (3, width)).clip(0)
        inputs[name] = (centres[kind] + 0.2 * rng.random((240, width))).astype(np.float32)
    units = np.where(kind == 2, 0, 1 + np.arange(240) // 8)
    targets = np.zeros((240, 17), np.float32)
    targets[kind == 0, 4] = 1
    targets[kind == 1, 16] = 1
    cells = np.stack([np.arange(240)] * 2, axis=1)
    return Samples(inputs, targets, units, np.full(240, 25), np.zeros(240, int), cells)


def test_heads_learn_the_areas_and_keep_the_rest(model, samples):
    fitter = HeadFitter(model, samples)
    changes = fitter.fit(samples.labelled, 1e-3)
    found = fitter.probabilities(changes, np.arange(240))
    assert (found[samples.labelled].argmax(axis=1) + 1 == samples.zones[samples.labelled]).all()
    # The cloud without labels keeps the answer that it had.
    bare = ~samples.labelled
    assert (found[bare].argmax(axis=1) == fitter.before[bare].argmax(axis=1)).mean() > 0.95


def test_the_arrays_of_the_file_give_what_the_fit_gives(model, samples):
    fitter = HeadFitter(model, samples)
    changes = fitter.fit(samples.labelled, 1e-3)
    arrays = adapted_arrays(model, fitter.in_channels(changes))
    found = head_probabilities(arrays, samples.inputs)
    assert np.abs(found - fitter.probabilities(changes, np.arange(240))).max() < 1e-3
    assert {name for name in arrays if not np.array_equal(arrays[name], model.arrays[name])} <= {
        f"heads.{head}.{part}" for head in samples.inputs for part in ("weight", "bias")
    }


def test_the_same_areas_give_the_same_weights(model, samples):
    first, second = (HeadFitter(model, samples).fit(samples.labelled, 1e-3) for _ in range(2))
    for name in first:
        np.testing.assert_array_equal(first[name], second[name])


def test_a_stronger_penalty_moves_the_heads_less(model, samples):
    fitter = HeadFitter(model, samples)
    moved = [sum(float((c**2).sum()) for c in fitter.fit(samples.labelled, s).values()) for s in (1e-4, 1e-2, 1.0)]
    assert moved[0] > moved[1] > moved[2] > 0


@pytest.mark.parametrize(
    ("units", "offered"), [(6, ()), (12, STRENGTHS[1:]), (14, STRENGTHS[1:]), (16, STRENGTHS)], ids=str
)
def test_the_fewer_areas_the_fewer_strengths_are_offered(model, samples, units, offered):
    """Ten areas often favour the weakest penalty, and the map of the other ones then suffers."""
    half = units // 2
    some = samples.take(np.isin(samples.units, [0, *range(1, half + 1), *range(11, half + 11)]))
    strength, scores = finished(bootstrap.choose_strength(HeadFitter(model, some), 0))
    assert tuple(score.strength for score in scores) == offered
    assert strength in (offered or [SAFE_STRENGTH])


def test_a_network_that_is_sure_and_wrong_learns_the_areas_all_the_same(model, samples):
    """Twice the scores are twice as sure: a penalty that lets the areas through before must let them through then."""
    sure = model._replace(
        arrays={name: values * 2 if name.startswith("heads.") else values for name, values in model.arrays.items()}
    )
    right = {}
    for soften in (1.0, FitOptions().soften):
        fitter = HeadFitter(sure, samples, FitOptions(soften=soften))
        found = fitter.probabilities(fitter.fit(samples.labelled, 1e-2), np.flatnonzero(samples.labelled))
        right[soften] = (found.argmax(axis=1) + 1 == samples.zones[samples.labelled]).mean()
    assert right[1.0] < 0.75 and right[FitOptions().soften] > 0.9


def test_polygons_weigh_alike_and_large_ones_do_not_outweigh_others():
    units, zones = np.array([1] * 30 + [2] * 2 + [3] * 4), np.array([3] * 32 + [9] * 4)
    weight = sample_weights(units, zones, np.full(36, 25), temper=1.0)
    assert [weight[units == unit].sum() for unit in (1, 2, 3)] == pytest.approx([1 / 3] * 3)


def test_where_areas_look_alike_the_ground_decides_how_likely_each_zone_is(model, samples):
    """Two zones drawn as often, of which the network sees one nearly everywhere: the odds are not one to one."""
    alike = samples._replace(
        inputs={name: np.repeat(values[:1], 240, axis=0) for name, values in samples.inputs.items()},
        units=np.where(np.arange(240) < 112, 0, 1 + np.arange(240) // 8),
    )
    on_ground = HeadFitter(model, alike).before[0]
    common, rare = on_ground.argsort()[[-1, len(on_ground) // 2]]
    targets = np.zeros_like(alike.targets)
    targets[np.arange(240), np.where(alike.units % 2, common, rare)] = alike.units > 0
    odds = []
    for adjust in (0.0, 0.5):
        fitter = HeadFitter(
            model, alike._replace(targets=targets), FitOptions(soften=1, adjust=adjust, recall=0, hold=0)
        )
        _, ratio = fitter.weights(alike.units > 0)
        found = fitter.probabilities(fitter.fit(alike.units > 0, 1e-6), np.arange(1))[0]
        odds.append(found[common] / found[rare])
        assert odds[-1] == pytest.approx(ratio[common] / ratio[rare], rel=0.2)
    assert odds[0] < 1.1 and odds[1] > 1.5


def test_zones_that_the_network_knows_nothing_of_are_adjusted_alike(model, samples):
    """Where it is wrong with confidence its answers must not decide between the zones that were drawn."""
    bare = ~samples.labelled
    unknown = HeadFitter(model, samples).before[bare].max(axis=0).argsort()[:2]
    targets = np.zeros_like(samples.targets)
    for zone, old in zip(unknown, (4, 16)):
        targets[samples.zones == old + 1, zone] = 1
    weight, ratio = HeadFitter(model, samples._replace(targets=targets)).weights(samples.labelled)
    assert weight.sum() == pytest.approx(1)
    assert (np.delete(ratio, unknown) == 1).all()
    np.testing.assert_allclose(ratio[unknown], 1, atol=0.05)


def test_labels_that_cover_all_ground_are_not_adjusted(model, samples):
    """A map of zones leaves no ground between its labels, and shows the shares of the zones itself."""
    covered = samples.take(samples.labelled)
    _, ratio = HeadFitter(model, covered).weights(covered.labelled)
    assert (ratio == 1).all()


def test_the_settlement_head_fits_a_reference(model):
    rng = np.random.default_rng(1)
    inputs = rng.random((800, model.config.shared)).astype(np.float32)
    truth = 1 / (1 + np.exp(-(6 * inputs[:, 0] - 3)))
    known = SettlementSamples(inputs, truth, np.arange(800) // 50)
    before = np.abs(settlement_fractions(model.arrays, inputs) - truth).mean()
    after = np.abs(settlement_fractions(fit_settlement(model, known), inputs) - truth).mean()
    assert after < 0.06 < before
