# SPDX-License-Identifier: GPL-2.0-or-later
"""Training on the patches of So2Sat LCZ42, and what a network says of them; `so2sat` is the command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from ..assessment import metrics
from ..network.radar_fusion import with_optical_weights
from ..network.weights import Weights
from ..tables import sentinel1
from .so2sat_patches import Patches


class Trained(NamedTuple):
    """Weights and what they are worth."""

    arrays: dict[str, np.ndarray]
    step: int
    scores: metrics.ZoneScores


def answers(network: Any, patches: Patches) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """What a network says of the patches of a file, block by block: (n, 17) mean probabilities, (n,) their labels.

    Args:
        network: a `network.Network` with the LCZ task; an optical one leaves out radar that is read.
        patches: open for reading.
    """
    import torch

    device = next(network.parameters()).device
    network.eval()
    with torch.inference_mode():
        for pixels, codes in patches.blocks():
            seen = torch.from_numpy(pixels[:, : network.config.inputs]).to(device)
            yield network(seen).zones.mean(dim=(2, 3)).cpu().numpy(), codes


def score(network: Any, patches: Patches) -> np.ndarray:
    """(17, 17) confusion of a network on a file: rows labels, columns its answers.

    Args:
        network: a `network.Network` with the LCZ task.
        patches: to be scored on.
    """
    return sum(confusion(probabilities, codes) for probabilities, codes in answers(network, patches))


def confusion(probabilities: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """(17, 17) counts: rows labels, columns the likeliest zones.

    Args:
        probabilities: (n, 17).
        codes: (n,) 1..17.
    """
    return metrics.confusion_matrix(codes, probabilities.argmax(axis=1) + 1)


def with_radar(start: Weights, training: Patches, seed: int) -> Weights:
    """Weights that read radar and answer as optical ones do; what reads radar already stays as it is.

    Args:
        start: to begin with.
        training: whose radar gives mean and spread.
        seed: of the numbers that are drawn for the radar branch.
    """
    if start.config.radar_bands:
        return start
    import torch

    from ..network.model import Network

    torch.manual_seed(seed)
    config, figures = replace(start.config, radar_bands=len(sentinel1.NAMES)), training.radar_figures()
    arrays = with_optical_weights(config, Network(config).arrays(), start.arrays)
    arrays.update(radar_mean=figures.mean, radar_std=figures.std)
    return start._replace(config=config, arrays=arrays, novelty=None)


def train(
    start: Weights, training: Patches, validation: Patches, steps: int, batch: int, rate: float, seed: int,
    device: str,
) -> Iterator[Trained]:  # fmt: skip
    """Train on a file, from weights; yields at every tenth of the steps what the averaged weights are worth."""
    import copy
    import math

    import torch
    from torch import nn

    from ..network.model import Network, update_ema

    torch.manual_seed(seed)
    network = Network.from_arrays(start.config, start.arrays).to(device)
    average = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=2e-2)
    for step in range(1, steps + 1):
        pixels, codes = training.batch(np.random.default_rng([seed, step]), batch)
        for group in optimizer.param_groups:
            group["lr"] = (
                rate * min(1.0, 10 * step / steps) * (0.01 + 0.99 * (1 + math.cos(math.pi * step / steps)) / 2)
            )
        network.train()
        mean = network(torch.from_numpy(pixels).to(device)).zones.mean(dim=(2, 3))
        loss = nn.functional.nll_loss(
            mean.clamp_min(1e-6).log(), torch.from_numpy(codes.astype(np.int64) - 1).to(device)
        )
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        update_ema(average, network, 0.998, step)
        if step % max(1, steps // 10) == 0 or step == steps:
            yield Trained(average.arrays(), step, metrics.zone_scores(score(average, validation)))
