# SPDX-License-Identifier: GPL-2.0-or-later
"""From probabilities at 20 m to the zones of cells of 100 m, as the maps have them."""

from __future__ import annotations

import numpy as np

from ..raster import block_stats
from ..tables import lcz

LCZ_CELLS = 5
"""LCZ cells of 100 m are five cells of 20 m wide."""


def probabilities_at_100m(probabilities: np.ndarray) -> np.ndarray:
    """(17, ceil(H/5), ceil(W/5)) means of (17, H, W) probabilities at 20 m."""
    return block_stats.weighted_mean(probabilities, np.ones(probabilities.shape[1:]), LCZ_CELLS)


def zones_at_100m(probabilities: np.ndarray) -> np.ndarray:
    """(ceil(H/5), ceil(W/5)) uint8 codes from (17, H, W) probabilities at 20 m; 0 where they sum to 0."""
    return likeliest(probabilities_at_100m(probabilities))


def likeliest(probabilities: np.ndarray) -> np.ndarray:
    """(h, w) uint8 codes of the likeliest zones of (17, h, w); 0 where the probabilities sum to 0."""
    return np.where(probabilities.sum(axis=0) > 0, probabilities.argmax(axis=0) + 1, lcz.NODATA).astype(np.uint8)
