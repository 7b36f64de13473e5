# SPDX-License-Identifier: GPL-2.0-or-later
"""What has changed between two LCZ maps, in figures."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..tables import lcz, products
from .metrics import CLASSES

# 100 x (1 - W) from zone to zone, (18, 18), rounded to whole percent; row and column 0, nodata, hold nodata's value.
DIFFERENCE_PCT = np.full((CLASSES + 1, CLASSES + 1), products.LCZ_CHANGE.nodata, dtype=np.uint8)


class Change(NamedTuple):
    """What became what."""

    names: tuple[str, str]
    cell_m: float
    cells: np.ndarray
    """(17, 17), rows before, columns after."""
    area_km2: np.ndarray
    """(17, 17) likewise."""
    least_difference_pct: float

    @property
    def real(self) -> np.ndarray:
        """(17, 17) bool: which changes are more than confusion of like zones."""
        return DIFFERENCE_PCT[1:, 1:] >= self.least_difference_pct

    @property
    def changed_share(self) -> float:
        """Share of the area whose zone is another, 0..1."""
        return float(1 - np.trace(self.area_km2) / self.area_km2.sum())

    @property
    def real_share(self) -> float:
        """Share of the area that changed by more than confusion, 0..1."""
        return float(self.area_km2[self.real].sum() / self.area_km2.sum())

    @property
    def mean_difference_pct(self) -> float:
        """Mean difference of the zones before and after: 100 x (1 - OA_w), by area."""
        return float(100 * (1 - (lcz.SIMILARITY * self.area_km2).sum() / self.area_km2.sum()))

    def moved_km2(self, built_before: bool) -> float:
        """Area that left the built zones (True) or came to them (False), changes of like zones left out."""
        built = np.arange(CLASSES) < len(lcz.BUILT)
        crossed = (built[:, None] == built_before) & (built[None, :] != built_before)
        return float(self.area_km2[crossed & self.real].sum())
