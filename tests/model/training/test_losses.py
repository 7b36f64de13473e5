# SPDX-License-Identifier: GPL-2.0-or-later
"""Losses against numbers worked out by hand."""

import math

import pytest
import torch

from hse_lcz.model.training.losses import TaskWeighting, settlement_loss, zones_loss


def test_settlement_error_weighs_built_cells_more():
    predicted, target = torch.tensor([0.2, 0.5, 0.0]), torch.tensor([0.0, 1.0, 0.5])
    by_hand = (0.2 * 1 + 0.5 * math.e + 0.5 * math.exp(0.5)) / 3
    assert float(settlement_loss(predicted, target)) == pytest.approx(by_hand, rel=1e-6)


def test_zones_loss_is_cross_entropy_with_soft_targets_over_labelled_cells():
    probabilities = torch.full((1, 17, 1, 3), 0.5 / 16)
    probabilities[0, 4] = 0.5
    target = torch.zeros(1, 17, 1, 3)
    target[0, 4, 0, 0] = 1.0  # certain
    target[0, 4, 0, 1], target[0, 5, 0, 1] = 0.75, 0.25  # soft
    # the third cell has no label
    by_hand = (-math.log(0.5) - 0.75 * math.log(0.5) - 0.25 * math.log(0.5 / 16)) / 2
    assert float(zones_loss(probabilities, target)) == pytest.approx(by_hand, rel=1e-6)


def test_zones_loss_of_an_impossible_answer_is_finite():
    probabilities = torch.zeros(1, 17, 1, 1)
    probabilities[0, 0] = 1
    target = torch.zeros(1, 17, 1, 1)
    target[0, 1] = 1
    assert math.isfinite(float(zones_loss(probabilities, target)))


def test_learned_weights_start_at_the_papers_formula_and_learn():
    weighting = TaskWeighting()
    hse, lcz = torch.tensor(0.3), torch.tensor(2.0)
    assert float(weighting(hse, lcz)) == pytest.approx(0.3 / 2 + 2.0)
    with torch.no_grad():
        weighting.log_variance.copy_(torch.tensor([-1.0, 0.5]))
    by_hand = math.e / 2 * 0.3 - 0.5 + math.exp(-0.5) * 2.0 + 0.25
    assert float(weighting(hse, lcz)) == pytest.approx(by_hand, rel=1e-6)
    weighting(hse, lcz).backward()
    assert weighting.log_variance.grad.tolist() == pytest.approx(
        [-math.e / 2 * 0.3 + 0.5, -math.exp(-0.5) * 2.0 + 0.5], rel=1e-5
    )


def test_equal_weights_and_single_tasks():
    hse, lcz = torch.tensor(0.3), torch.tensor(2.0)
    assert float(TaskWeighting(learned=False)(hse, lcz)) == pytest.approx(2.3)
    assert float(TaskWeighting()(hse, None)) == pytest.approx(0.3)
    assert float(TaskWeighting()(None, lcz)) == pytest.approx(2.0)
    with pytest.raises(ValueError, match="at least one task"):
        TaskWeighting()(None, None)
