# SPDX-License-Identifier: GPL-2.0-or-later
"""Heights and plan fractions of the buildings in the cells of a window."""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np


class CellBuildings(NamedTuple):
    """Mean height and plan fraction of the buildings in each cell."""

    height_m: np.ndarray
    """(H, W) float64, mean of the buildings by their area; nan where no height is known."""
    fraction: Optional[np.ndarray]
    """(H, W) float64 plan fraction, share of the cell that buildings cover, 0..1; nan where it is not known. None
    where the source does not tell it anywhere."""
    built: np.ndarray
    """(H, W) bool, cells with enough buildings to tell something of the zone."""
    covered: np.ndarray
    """(H, W) bool, cells of which the source knows whether they have buildings."""

    @property
    def counts(self) -> np.ndarray:
        """(H, W) bool, cells that are refined: with buildings, and their height or their plan fraction known."""
        known = ~np.isnan(self.height_m)
        return self.built & (known if self.fraction is None else known | ~np.isnan(self.fraction))
