# SPDX-License-Identifier: GPL-2.0-or-later
"""Accuracy of groups of zones (`lcz.GROUPS`), reported in addition to the figures of the seventeen zones."""

from __future__ import annotations

import numpy as np

from ..tables import lcz
from .metrics import Agreement, agreement


def merged(confusion: np.ndarray) -> np.ndarray:
    """Counts (groups, groups), in the order of `lcz.GROUPS`: zones of one group count as one.

    Args:
        confusion: (17, 17) counts, rows true, columns predicted.
    """
    member = np.array([[zone.label in labels for zone in lcz.ZONES] for labels in lcz.GROUPS.values()], dtype=np.int64)
    return member @ np.asarray(confusion) @ member.T


def group_scores(confusion: np.ndarray) -> Agreement:
    """Agreement of the groups.

    Args:
        confusion: (17, 17) counts, rows true, columns predicted.
    """
    return agreement(merged(confusion))
