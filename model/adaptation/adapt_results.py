# SPDX-License-Identifier: GPL-2.0-or-later
"""What an adaptation found, for its report and its card."""

from __future__ import annotations

from typing import NamedTuple, Optional

from ..assessment.metrics import SettlementScores
from .bootstrap import Comparison, StrengthScore


class SettlementChange(NamedTuple):
    """The settlement extent on squares that the fit has not seen."""

    before: SettlementScores
    after: SettlementScores


class Adaptation(NamedTuple):
    """What an adaptation of the heads made."""

    start_name: str
    scenes: tuple[str, ...]
    labels: str
    unit: str
    """What one unit of the labels is called, in the plural."""
    units_per_zone: tuple[int, ...]
    """(17,)."""
    cells_per_zone: tuple[int, ...]
    """(17,) samples of 100 m over all scenes."""
    strength: float
    """Of the penalty on the change of the weights; 0 where no zones were given."""
    strengths: tuple[StrengthScore, ...]
    """What cross-validation found; empty where there were too few units."""
    comparison: Comparison
    """Bootstraps over whole units."""
    holdout_share: float
    validation: Optional[Comparison]
    """On areas that never train; None where none were given."""
    settlement: Optional[SettlementChange]
    """None where no settlement reference was given."""
    notes: tuple[str, ...]
    seconds: float
