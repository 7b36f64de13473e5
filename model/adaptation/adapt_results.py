# SPDX-License-Identifier: GPL-2.0-or-later
"""Results of an adaptation, for its report and its card."""

from __future__ import annotations

from typing import NamedTuple, Optional

from ..assessment.metrics import SettlementScores
from .bootstrap import Comparison, StrengthScore


class SettlementChange(NamedTuple):
    """The settlement extent on squares that the fit has not seen."""

    before: SettlementScores
    after: SettlementScores


class Adaptation(NamedTuple):
    """The results of an adaptation of the heads."""

    start_name: str
    scenes: tuple[str, ...]
    labels: str
    unit: str
    """Name of the units of the labels, in the plural."""
    units_per_zone: tuple[int, ...]
    """(17,)."""
    cells_per_zone: tuple[int, ...]
    """(17,) samples of 100 m over all scenes."""
    strength: float
    """Strength of the penalty on the change of the weights; 0 where no zones were given."""
    strengths: tuple[StrengthScore, ...]
    """Cross-validated score of each strength; empty where there were too few units."""
    comparison: Comparison
    """Bootstraps over whole units."""
    holdout_share: float
    validation: Optional[Comparison]
    """Accuracy on areas that never train; None where no such areas were given."""
    settlement: Optional[SettlementChange]
    """Error of settlement before and after; None where no settlement reference was given."""
    notes: tuple[str, ...]
    seconds: float
