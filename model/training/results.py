# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training made, for its report."""

from __future__ import annotations

from typing import NamedTuple, Optional

from .places import TrainingData
from .recipe import Scores


class Evaluation(NamedTuple):
    """What the network was worth at some step."""

    step: int
    loss: float
    """On the labels, mean since the last evaluation; nan before the first step."""
    scores: Scores


class Training(NamedTuple):
    """What a training made."""

    start_name: str
    """"" where it was from scratch."""
    scenes: tuple[str, ...]
    labels: str
    unit: str
    data: TrainingData
    evaluations: tuple[Evaluation, ...]
    best: Evaluation
    notes: tuple[str, ...]
    seconds: float
    device: str
    retrained: bool
    """Whether the weights have learned retrained from everything, also from what was held out for the figures."""

    @property
    def before(self) -> Optional[Scores]:
        """What the start was worth; None where it was from scratch."""
        return self.evaluations[0].scores if self.start_name else None
