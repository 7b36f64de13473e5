# SPDX-License-Identifier: GPL-2.0-or-later
"""The optimiser of matrices: every direction alike, and down the slope."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from hse_lcz.model.training import muon


@pytest.mark.parametrize("shape", [(32, 32), (16, 64), (64, 16)])
def test_all_directions_become_alike(shape):
    torch.manual_seed(0)
    matrix = torch.randn(shape) * torch.logspace(0, -2, shape[1])  # singular values a hundred times apart
    found = muon.orthogonal(matrix)
    assert found.shape == matrix.shape and found.dtype == matrix.dtype
    strength = torch.linalg.svdvals(found)
    assert float(strength.max()) < 1.3
    assert float(strength.median()) > 0.6
    # The directions stay: what was downhill is downhill.
    assert float((found * matrix).sum()) > 0


def test_it_takes_pointwise_weights_of_its_sizes_only():
    shapes = {(32, 16, 1, 1): True, (512, 512, 1, 1): True, (1024, 1024, 1, 1): False, (1, 256, 1, 1): False,
              (64, 1, 3, 3): False, (64, 64, 3, 3): False, (64,): False}  # fmt: skip
    assert {shape: muon.is_matrix(nn.Parameter(torch.zeros(shape))) for shape in shapes} == shapes


def test_it_finds_the_way_down_and_lets_weights_decay():
    torch.manual_seed(0)
    wanted = torch.randn(16, 16, 1, 1)
    weights = nn.Parameter(torch.zeros(16, 16, 1, 1))
    optimizer = muon.Muon([weights], lr=0.1, weight_decay=0.0)
    for _ in range(150):
        optimizer.zero_grad()
        (weights - wanted).square().sum().backward()
        optimizer.step()
    assert float((weights.detach() - wanted).norm() / wanted.norm()) < 0.2
    still = nn.Parameter(torch.ones(16, 16, 1, 1))
    decaying = muon.Muon([still], lr=0.1, weight_decay=0.5)
    still.grad = torch.zeros_like(still)
    decaying.step()
    torch.testing.assert_close(still.detach(), torch.full_like(still, 0.95))
