# SPDX-License-Identifier: GPL-2.0-or-later
"""The likelihood of each zone of a cell, from the probabilities of one date.

Four things tell the dates of a series from independent measurements of known reliability:

- The network errs on a cell in the same way at every date. What two dates share cancels out between them, so that a
  difference says more than the probabilities of one date admit: they are raised to a power, the *sharpness*, and scaled
  to add up to 1 again. The zone on which the dates agree does not depend on it.
- A field is under low plants (D) or bare (F) by the season. At each date D and F take the larger of their own
  likelihood and a share of the other's, so that a bare field in autumn is no change.
- A date may say nothing true of a cell: a cloud, haze or snow that the mask has left. So no zone is ever impossible.
- The probabilities contain how frequent each zone was where the network learned. Divided by such a prior, a likelihood
  would favour rare zones. It is not divided here: on real scenes that lowered the agreement with the labels
  (`tried` in bench/series.json).
"""

from __future__ import annotations

import numpy as np

from ..tables import lcz

# Source: bench/series.py, chosen on ten places with two dates each: the least log loss of the probability of change.
SHARPNESS = 1.9
SEASONAL_SHARE = 0.5
# Probability that a date says nothing true of a cell.
_USELESS = 0.001
# Probabilities are stored in steps of 0.004: below half of one all are alike.
_LEAST = 0.002
_LOW_PLANTS, _BARE_SOIL = (next(zone.code - 1 for zone in lcz.ZONES if zone.label == label) for label in "DF")


def of_date(
    probabilities: np.ndarray, sharpness: float = SHARPNESS, seasonal_share: float = SEASONAL_SHARE
) -> np.ndarray:
    """(17, C) likelihood of each zone, at most 1; 1 for all zones of a cell without data.

    The largest likelihood is that of the most probable zone: a series of one date keeps its map.

    Args:
        probabilities: (17, C) of one date, any scale in each cell; 0 for all zones where a cell has no data.
        sharpness: power to which they are raised; above 1 a difference between dates says more.
        seasonal_share: of the likelihood of D that F takes at least, and the other way round; 0..1.
    """
    total = probabilities.sum(axis=0)
    known = total > 0
    shares = probabilities / np.where(known, total, 1)
    likelihood = np.maximum(shares, _LEAST) ** sharpness
    likelihood /= likelihood.sum(axis=0)
    plants, soil = likelihood[_LOW_PLANTS].copy(), likelihood[_BARE_SOIL].copy()
    likelihood[_LOW_PLANTS] = np.maximum(plants, seasonal_share * soil)
    likelihood[_BARE_SOIL] = np.maximum(soil, seasonal_share * plants)
    likelihood = (1 - _USELESS) * likelihood + _USELESS / len(lcz.ZONES)
    return np.where(known, likelihood, 1.0)
