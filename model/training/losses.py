# SPDX-License-Identifier: GPL-2.0-or-later
"""What the network is asked to minimise.

Source: Qiu et al. (2020), arXiv:2011.11452, section II; task weighting after Kendall, Gal, Cipolla (2018).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def settlement_loss(predicted: Tensor, target: Tensor) -> Tensor:
    """Mean absolute error in which built-up cells weigh up to e times more: mean of |y - p| exp(y).

    Args:
        predicted, target: same shape, fractions 0..1; cells whose target is nan do not count.
    """
    known = torch.isfinite(target)
    if bool(known.all()):
        return ((target - predicted).abs() * torch.exp(target)).mean()
    target = torch.where(known, target, 0)
    error = (target - predicted).abs() * torch.exp(target) * known
    return error.sum() / known.sum().clamp_min(1)


def zones_loss(probabilities: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy of averaged probabilities against soft targets.

    Args:
        probabilities, target: (N, 17, H, W), each summing to 1 over the zones; cells whose target sums to 0 have no
            label and do not count.
    """
    labelled = target.sum(dim=1)
    cross_entropy = -(target * torch.log(probabilities.clamp_min(1e-6))).sum(dim=1)
    return cross_entropy.sum() / labelled.sum().clamp_min(1e-6)


class TaskWeighting(nn.Module):
    """One loss from two, weighted by learned task uncertainty or 1:1.

    Learned: exp(-s_hse)/2 L_hse + s_hse/2 + exp(-s_lcz) L_lcz + s_lcz/2, both s starting at 0.
    """

    def __init__(self, learned: bool = True) -> None:
        super().__init__()
        self.log_variance = nn.Parameter(torch.zeros(2), requires_grad=learned)
        self.learned = learned

    def forward(self, hse: Tensor | None, lcz: Tensor | None) -> Tensor:
        """The loss of both tasks, or the plain loss of the only one.

        Raises:
            ValueError: neither task has a loss.
        """
        if hse is None and lcz is None:
            raise ValueError("expected the loss of at least one task, found none")
        if hse is None or lcz is None:
            return lcz if hse is None else hse
        if not self.learned:
            return hse + lcz
        s_hse, s_lcz = self.log_variance
        return torch.exp(-s_hse) / 2 * hse + s_hse / 2 + torch.exp(-s_lcz) * lcz + s_lcz / 2
