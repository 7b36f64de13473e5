# SPDX-License-Identifier: GPL-2.0-or-later
"""Losses against numbers worked out by hand."""

import math

import pytest
import torch

from hse_lcz.model.training.losses import (
    TaskWeighting,
    contrastive_loss,
    equal_gradient_factor,
    pooled_groups,
    same_class,
    settlement_loss,
    zones_loss,
)


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


def gradient_lengths(settlement: torch.Tensor, zones: torch.Tensor, heads: int) -> tuple[float, float]:
    """Lengths of the gradients of both losses by the weights of heads that are 0, over all directions of features."""
    count = len(settlement)
    centred = torch.eye(count, dtype=torch.float64) - 1 / count  # features of mean 0 that span all there are
    hse = torch.zeros(count, 1, dtype=torch.float64, requires_grad=True)
    lcz = [torch.zeros(count, 17, dtype=torch.float64, requires_grad=True) for _ in range(heads)]
    settlement_loss(torch.sigmoid(centred @ hse)[:, 0], settlement).backward()
    mean = torch.stack([torch.softmax(centred @ weights, dim=1) for weights in lcz]).mean(dim=0)
    zones_loss(mean.T[None, :, :, None], zones.T[None, :, :, None]).backward()
    return float(hse.grad.norm()), float(torch.cat([weights.grad for weights in lcz]).norm())


@pytest.mark.parametrize("heads", [1, 5])
def test_with_its_factor_the_settlement_loss_starts_with_the_gradient_of_the_zones_loss(heads):
    generator = torch.Generator().manual_seed(0)
    settlement = torch.rand(60, generator=generator, dtype=torch.float64) ** 2
    zones = torch.softmax(4 * torch.randn(60, 17, generator=generator, dtype=torch.float64), dim=1)
    hse, lcz = gradient_lengths(settlement, zones, heads)
    factor = equal_gradient_factor(settlement, zones, heads)
    assert factor * hse == pytest.approx(lcz, rel=1e-9)
    assert abs(hse / lcz - 1) > 0.1  # which without it is not so
    weighted = TaskWeighting(learned=False, hse_factor=factor)(torch.tensor(0.3), torch.tensor(2.0))
    assert float(weighted) == pytest.approx(factor * 0.3 + 2.0)


def test_the_factor_of_even_labels_is_the_one_that_is_told():
    settlement = (torch.arange(100_000, dtype=torch.float64) + 0.5) / 100_000
    factor = equal_gradient_factor(settlement, torch.eye(17, dtype=torch.float64))
    mean = (2 * (math.e - math.sqrt(math.e)) - (math.e - 1)) / 4
    variance = (math.e**2 - 1) / 32 - mean**2
    assert factor == pytest.approx(math.sqrt(16 / 17 / variance), rel=1e-3)


def test_crops_are_of_one_class_by_their_likeliest_zone():
    zones = torch.zeros(4, 17, 2, 2)
    zones[0, 3], zones[1, 3], zones[1, 5, 0, 0] = 0.6, 0.9, 1.0
    zones[2, 5] = 1.0  # the fourth has no label
    expected = [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    assert same_class(zones).int().tolist() == expected


def test_groups_are_pooled_by_mean_and_maximum():
    branches = torch.arange(2 * 4 * 2 * 2, dtype=torch.float32).view(2, 4, 2, 2)
    pooled = pooled_groups(branches, 2)
    assert pooled.shape == (2, 2, 4)
    assert pooled[0, 1].tolist() == [9.5, 11.0, 13.5, 15.0]  # channels 2 and 3: mean, maximum of each


def test_contrast_by_hand_and_at_its_least():
    """Two crops of one class and one of another, one group each, at angles of 0, 60 and 90 degrees."""
    angles = torch.tensor([0.0, math.pi / 3, math.pi / 2])
    pooled = torch.stack([torch.cos(angles), torch.sin(angles)], dim=1)[:, None]
    same = torch.tensor([[1, 1, 0], [1, 1, 0], [0, 0, 1]], dtype=torch.bool)
    near, far, across = 0.5, 0.0, math.cos(math.pi / 6)
    first = -near + math.log(math.exp(near) + math.exp(far))
    second = -near + math.log(math.exp(near) + math.exp(across))
    assert float(contrastive_loss(pooled, same, 1.0)) == pytest.approx((first + second) / 2, rel=1e-6)
    assert float(contrastive_loss(pooled, torch.eye(3, dtype=torch.bool), 1.0)) == 0  # nobody has a partner


def test_contrast_draws_branches_of_one_class_together():
    torch.manual_seed(0)
    pooled = torch.randn(6, 4, 8, requires_grad=True)
    classes = torch.tensor([0, 0, 0, 1, 1, 1])
    same = classes[:, None] == classes
    optimizer = torch.optim.Adam([pooled], lr=0.1)
    before = float(contrastive_loss(pooled, same))
    for _ in range(200):
        optimizer.zero_grad()
        contrastive_loss(pooled, same).backward()
        optimizer.step()
    vectors = torch.nn.functional.normalize(pooled.detach().flatten(0, 1), dim=1)
    alike, of_one = vectors @ vectors.T, same.repeat_interleave(4, 0).repeat_interleave(4, 1)
    assert float(contrastive_loss(pooled, same)) < before / 2
    assert alike[of_one].min() > alike[~of_one].max()
