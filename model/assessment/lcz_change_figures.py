# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of the change between two LCZ maps."""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np

from ..reports.map_origin import MapOrigin
from ..tables import lcz, products
from .metrics import CLASSES

PROBABILITY_BINS = 20
"""The probability of change is counted in bins of 5 percent."""


def _dissimilarity() -> np.ndarray:
    """100 x (1 - W) from zone to zone, whole percent; row and column 0, nodata, hold nodata's value."""
    table = np.full((CLASSES + 1, CLASSES + 1), products.LCZ_CHANGE.nodata, dtype=np.uint8)
    table[1:, 1:] = np.rint(100 * (1 - lcz.SIMILARITY))
    table.setflags(write=False)
    return table


DIFFERENCE_PCT = _dissimilarity()
"""(18, 18) dissimilarity of zones by their codes, percent."""


class ByProbability(NamedTuple):
    """Figures of the change by the probabilities of both dates."""

    cells: np.ndarray
    """(17, 17) cells whose zones differ and whose probability of change reaches the threshold."""
    area_km2: np.ndarray
    """(17, 17) likewise."""
    mean: float
    """Mean probability of change over the area, 0..1: the expected share of the area that has changed."""
    histogram_km2: np.ndarray
    """(20,) area by the probability of change, in bins of 5 percent."""
    least_pct: float
    """Threshold: from this probability on a cell whose zones differ counts as changed."""
    expected_pct: float
    """Share of the area that was expected to have changed, percent."""
    complete: bool
    """True with the probabilities of all zones, False with the confidence in the shown zones alone."""


class Change(NamedTuple):
    """Cells and areas by the zones of the earlier and the later map."""

    names: tuple[str, str]
    cell_m: float
    cells: np.ndarray
    """(17, 17), rows before, columns after."""
    area_km2: np.ndarray
    """(17, 17) likewise."""
    least_difference_pct: float
    by_probability: Optional[ByProbability] = None
    """Figures by the probability of change; None without the probabilities of both dates."""
    origins: tuple[MapOrigin, ...] = ()
    """Origins of the earlier and the later map."""
    notes: tuple[str, ...] = ()
    """Warnings that a reader must know."""
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""

    @property
    def unlike(self) -> np.ndarray:
        """(17, 17) bool: which pairs are different zones of at least the minimum dissimilarity."""
        differ = ~np.eye(CLASSES, dtype=bool)
        return differ & (DIFFERENCE_PCT[1:, 1:] >= self.least_difference_pct)

    @property
    def substantial_km2(self) -> np.ndarray:
        """(17, 17) area of substantial change: probable change, or without probabilities change of unlike zones."""
        return np.where(self.unlike, self.area_km2, 0) if self.by_probability is None else self.by_probability.area_km2

    @property
    def changed_share(self) -> float:
        """Share of the area whose zone is another, 0..1."""
        return float(1 - np.trace(self.area_km2) / self.area_km2.sum())

    @property
    def substantial_share(self) -> float:
        """Share of the area with substantial change, 0..1."""
        return float(self.substantial_km2.sum() / self.area_km2.sum())

    @property
    def mean_difference_pct(self) -> float:
        """Mean dissimilarity of the zones before and after: 100 x (1 - OA_w), by area."""
        return float(100 * (1 - (lcz.SIMILARITY * self.area_km2).sum() / self.area_km2.sum()))

    def moved_km2(self, built_before: bool) -> float:
        """Area of substantial change that left the built zones (True) or came to them (False)."""
        built = np.arange(CLASSES) < len(lcz.BUILT)
        crossed = (built[:, None] == built_before) & (built[None, :] != built_before)
        return float(self.substantial_km2[crossed].sum())
