# SPDX-License-Identifier: GPL-2.0-or-later
"""How the layers of a network are trained on a user's own labels, and what a network is worth on labels held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..assessment import metrics
from ..assessment.metrics import SettlementScores


@dataclass(frozen=True)
class Recipe:
    """How to train; the defaults were chosen by trial (`docs/trainnetwork.md`)."""

    steps: int = 120
    batch: int = 8
    learning_rate: float = 2e-3
    warm_up: float = 0.1
    weight_decay: float = 0.0
    freeze_backbone: bool = True
    """Whether the backbone and all batch statistics are frozen."""
    l2_sp: float = 0.01
    """Weight of the squared distance to the start, summed over the weights."""
    distillation: float = 2.0
    """Weight of the distillation loss in the scenes themselves, for zones that the labels lack."""
    distillation_elsewhere: float = 5.0
    """Weight of the distillation loss on scenes like those of the first training."""
    interpolation: float = 0.7
    """Share of the way from the starting weights to the trained ones, 0..1."""
    balanced_share: float = 0.75
    """Share of the crops that are centred on a zone drawn uniformly."""
    ema_decay: float = 0.98
    """Decay of the exponential moving average of the weights."""
    evaluations: int = 3
    seed: int = 1
    bfloat16: bool = False


FROM_SCRATCH = Recipe(
    steps=2000, learning_rate=4e-3, warm_up=0.2, weight_decay=2e-2, freeze_backbone=False,
    l2_sp=0.0, distillation=0.0, distillation_elsewhere=0.0, interpolation=1.0,
    balanced_share=0.5, ema_decay=0.995, evaluations=8,
)  # fmt: skip


class Scores(NamedTuple):
    """Accuracy of a network on the held-out labels."""

    confusion: np.ndarray
    """(17, 17) cells of 20 m, rows labels, columns map."""
    zones: metrics.ZoneScores
    settlement: SettlementScores

    @property
    def merit(self) -> float:
        """One number to choose by, larger is better."""
        zones = (self.zones.overall_accuracy + self.zones.average_accuracy) / 2
        settlement = -self.settlement.mae / 100
        return float(np.nansum([zones, settlement]))
