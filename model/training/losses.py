# SPDX-License-Identifier: GPL-2.0-or-later
"""What the network is asked to minimise.

Source: Qiu et al. (2020), arXiv:2011.11452, section II; task weighting after Kendall, Gal, Cipolla (2018), or by equal
gradients after Cao et al. (2024), arXiv:2405.09886; contrast after Khosla et al. (2020), "Supervised contrastive
learning".
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

TEMPERATURE = 0.1
"""By which similarities are divided in the contrast. Source: Khosla et al. (2020)."""


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


def equal_gradient_factor(settlement: Tensor, zones: Tensor, heads: int = 1) -> float:
    r"""The factor of the settlement loss with which both losses start with gradients of equal length.

    MTLComb derives its factors 1/2 and 2 from the gradient at weights of 0, where the losses of a regression and of a
    classification become -X'y/n times a constant each. The same for our two losses: let linear heads read features x
    of mean 0, and let their weights be 0, so that the heads answer p = 1/2 and q = (1/17, ..., 1/17).

    Settlement, L = mean of |y - p| exp(y), p = sigmoid(a): dL/da = -u with u = sign(y - 1/2) exp(y) p (1 - p)
    = sign(y - 1/2) exp(y) / 4. Zones, L = mean of -sum_k t_k log q_k, q the mean of the softmax of M heads: by the
    logits of one head dL/dz = -v / M with v = t - 1/17. So the gradients by the weights are -X'u/n, and -X'v/(M n) for
    each of M heads.

    As the features have mean 0, only what varies of u and v counts; over all directions of x together the lengths
    squared are to each other as var(u) to M trace(cov(v)) / M^2. Equal lengths ask for the factor

        sqrt(trace(cov(t)) / (M var(u))).

    For one head, zones that are one-hot and equally common, and settlement that is uniform in 0..1, it is 2.23.

    Args:
        settlement: (n,) fractions 0..1 as they are in the training labels.
        zones: (m, 17) probabilities of the training labels.
        heads: over which the zones' probabilities are averaged.
    """
    effect = torch.sign(settlement - 0.5) * torch.exp(settlement) / 4
    spread = zones.var(dim=0, correction=0).sum()
    return float(torch.sqrt(spread / (heads * effect.var(correction=0).clamp_min(1e-12))))


def same_class(zones: Tensor) -> Tensor:
    """(N, N) bool: which crops have the same likeliest zone; a crop without labels is like itself alone.

    Args:
        zones: (N, 17, H, W) targets.
    """
    sums = zones.sum(dim=(2, 3))
    classes = torch.where(sums.sum(dim=1) > 0, sums.argmax(dim=1), -1 - torch.arange(len(sums), device=sums.device))
    return classes[:, None] == classes


def pooled_groups(branches: Tensor, groups: int) -> Tensor:
    """(N, groups, 2 c): mean and maximum of each channel of each branch over a crop.

    Args:
        branches: (N, groups x c, H, W), see `Network.branches`.
        groups: how many branches there are.
    """
    pooled = torch.stack((branches.mean(dim=(2, 3)), branches.amax(dim=(2, 3))), dim=2)
    return pooled.unflatten(1, (groups, -1)).flatten(2)


def contrastive_loss(pooled: Tensor, same: Tensor, temperature: float = TEMPERATURE) -> Tensor:
    """Draws what the branches make of crops of one class together, across branches too, and other crops apart.

    The idea of the multivariate supervised matrix of Lan et al. (2024): a matrix marks which pairs of crops are of one
    class, and each pair of branches of such crops is a positive pair. Without their text encoder: classes come from the
    labels alone.

    Args:
        pooled: (N, groups, channels), see `pooled_groups`.
        same: (N, N) bool, see `same_class`.
        temperature: by which cosines are divided.

    Returns:
        The mean over all vectors of -log of the share that their positives have of the similarity; 0 where no vector
        has a positive.
    """
    count, groups, _ = pooled.shape
    vectors = F.normalize(pooled.flatten(0, 1).float(), dim=1)
    alike = vectors @ vectors.T / temperature
    itself = torch.eye(count * groups, dtype=torch.bool, device=pooled.device)
    positive = same.repeat_interleave(groups, 0).repeat_interleave(groups, 1) & ~itself
    log_share = alike - torch.logsumexp(alike.masked_fill(itself, -torch.inf), dim=1, keepdim=True)
    partners = positive.sum(dim=1)
    losses = -(log_share * positive).sum(dim=1) / partners.clamp_min(1)
    return losses.sum() / (partners > 0).sum().clamp_min(1)


class TaskWeighting(nn.Module):
    """One loss from two, weighted by learned task uncertainty or by a fixed factor.

    Learned: exp(-s_hse)/2 L_hse + s_hse/2 + exp(-s_lcz) L_lcz + s_lcz/2, both s starting at 0. Fixed: factor x L_hse +
    L_lcz; 1:1 with a factor of 1, see `equal_gradient_factor` for another.
    """

    def __init__(self, learned: bool = True, hse_factor: float = 1.0) -> None:
        super().__init__()
        self.hse_factor = hse_factor
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
            return self.hse_factor * hse + lcz
        s_hse, s_lcz = self.log_variance
        return torch.exp(-s_hse) / 2 * hse + s_hse / 2 + torch.exp(-s_lcz) * lcz + s_lcz / 2
