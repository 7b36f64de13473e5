# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels blended with what a trained network makes of the same ground.

Labels that differ from date to date hold noise that a network cannot learn and averages out: its own answer, averaged
over dates and orientations, is the calmer half of the next network's target.

Source: Li, Yang, Song, Cao, Luo, Li 2017, "Learning from noisy labels with distillation", ICCV; for a teacher that is
no larger than its pupil, Furlanello, Lipton, Tschannen, Itti, Anandkumar 2018, "Born-again neural networks", ICML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from . import orientation, validate
from .architecture import CELL_PX
from .dataset import LABEL_PX, NO_SETTLEMENT, Place
from .torch_engine import TorchEngine
from .weights import Weights


def taught(places: Sequence[Place], teacher: Weights, share: float, device: str = "cpu") -> list[Place]:
    """The places with labels blended; where there is no label there is none afterwards.

    Args:
        places: dates and labels.
        teacher: a network of both tasks.
        share: 0..1 of each new label that is the teacher's.
        device: where the teacher runs.
    """
    views = [
        TorchEngine(teacher.config, orientation.oriented(teacher.arrays, number), device)
        for number in range(max(orientation.COUNTS))
    ]
    return [_blended(place, views, share) for place in places]


def _blended(place: Place, views: Sequence[TorchEngine], share: float) -> Place:
    maps = [answer for view in views for answer in validate.map_dates(view, place)]
    answered_zones = _at_labels(np.mean([answer.zones for answer in maps], axis=0, dtype=np.float32))
    answered_pct = 100 * np.mean([answer.settlement for answer in maps], axis=0, dtype=np.float32)
    zones, settlement = place.zones.copy(), place.settlement.copy()
    # Labels may reach beyond what all dates show.
    labels = zones[:, : answered_zones.shape[1], : answered_zones.shape[2]]
    mixed = (1 - share) * labels + share * 255 * answered_zones
    labels[...] = np.where(labels.any(axis=0), np.rint(mixed), 0)
    percent = settlement[: answered_pct.shape[0], : answered_pct.shape[1]]
    mixed = np.rint((1 - share) * percent + share * answered_pct)
    percent[...] = np.where(percent == NO_SETTLEMENT, NO_SETTLEMENT, mixed)
    return replace(place, zones=zones, settlement=settlement)


def _at_labels(zones: np.ndarray) -> np.ndarray:
    """(17, H/2, W/2) means, on the cells of the labels, of (17, H, W) probabilities at 20 m."""
    side = LABEL_PX // CELL_PX
    count, height, width = zones.shape
    return zones.reshape(count, height // side, side, width // side, side).mean(axis=(2, 4))
