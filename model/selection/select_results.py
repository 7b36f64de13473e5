# SPDX-License-Identifier: GPL-2.0-or-later
"""Results of a selection of features."""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np

from .cross_validation import Ranking, Scores
from .feature_table import Feature


class Path(NamedTuple):
    """The joint model of all cells along the path."""

    penalties: np.ndarray
    """(steps,) as shares of the largest one, descending from 1."""
    joint: np.ndarray
    """(steps, features) joint weights."""
    entered: np.ndarray
    """(features,) the penalty, as a share, at which each feature came in; nan where it never did."""
    weights: np.ndarray
    """(features, tasks) at the end of the path."""


class DateScores(NamedTuple):
    """Scores with and without the features of one date."""

    date: str
    alone: Scores
    """Scores with the features of this date alone."""
    without: Optional[Scores]
    """Scores with all features but those of this date; None where no others are left."""


class Selection(NamedTuple):
    """The result of a selection of features."""

    features: tuple[Feature, ...]
    order: np.ndarray
    """(features,) the most useful first, from all cells."""
    recommended: int
    """Recommended number of features."""
    keep: float
    """The share of AUC and R2 that they were to keep."""
    zones: tuple[int, ...]
    """Codes of the zones that are tasks."""
    has_settlement: bool
    path: Path
    ranking: Ranking
    dates: tuple[DateScores, ...]
    cells: int
    units: int
    unit: str
    scenes: tuple[str, ...]
    labels: str
    notes: tuple[str, ...]

    @property
    def all_features(self) -> Scores:
        """Figures with all of them."""
        return self.ranking.by_count[-1]

    def scores(self, count: int) -> Scores:
        """Figures with the first so many; one of `ranking.counts`."""
        return self.ranking.by_count[self.ranking.counts.index(count)]

    @property
    def chosen(self) -> tuple[Feature, ...]:
        """The recommended features, the most useful first."""
        return tuple(self.features[place] for place in self.order[: self.recommended])

    @property
    def stability(self) -> np.ndarray:
        """(features,) share of the folds in which a feature is among as many first ones as are recommended."""
        return (self.ranking.places < self.recommended).mean(axis=0)

    def kept(self, count: int) -> tuple[float, float]:
        """Share of AUC and of R2 that the first so many features keep; nan where there is none."""
        chosen, full = self.scores(count), self.all_features
        return chosen.mean_auc / full.mean_auc, chosen.r2 / full.r2 if full.r2 > 0 else float("nan")

    @property
    def half(self) -> int:
        """Half of the features, rounded up."""
        return -(-len(self.features) // 2)


def fewest_that_keep(ranking: Ranking, keep: float) -> int:
    """The smallest number of features that keeps a share of the AUC and of the R2 of all, as far as these are known.

    Args:
        ranking: with the figures by number of features.
        keep: 0..1.
    """
    full = ranking.by_count[-1]
    for count, scores_by_count in zip(ranking.counts, ranking.by_count):
        auc_is_kept = not full.mean_auc > 0 or scores_by_count.mean_auc >= keep * full.mean_auc
        if auc_is_kept and (not full.r2 > 0 or scores_by_count.r2 >= keep * full.r2):
            return count
    return ranking.counts[-1]
