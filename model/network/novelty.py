# SPDX-License-Identifier: GPL-2.0-or-later
"""Novelty of a built cell: its distance from all training cells, by features before any decision on zones.

The features are the input of the head at 20 m (`NetworkConfig.head_widths`), averaged over a cell of the LCZ map, as
logarithms. The distance of a cell is the squared Mahalanobis distance to the nearest of the zones' means, under the
covariance within zones. It becomes a percentage by comparison with the built cells of places that had no part in
training. Of cells without buildings it says little (`docs/results.md`), so that it is given for built ones alone.

Source: Lee, Lee, Lee, Shin 2018, "A simple unified framework for detecting out-of-distribution samples and adversarial
attacks", for the distance; shrinkage after Ledoit and Wolf 2004, with a fixed share.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .config import NetworkConfig

HEAD = "20m"
"""The head whose input the features are."""
SHRINKAGE = 4.0
"""Share of the mean variance that is added to the variance in every direction."""
_FLOOR = 0.05
"""Added to the features before their logarithm is taken: they are at least 0."""
STEPS = 101
"""The distances below which 0, 1 .. 100 percent of the built cells of unseen places lie."""
UNLIKE_PCT = 90
"""Percentage from which a cell is called unlike the training cells: true of one built cell in ten of a new place."""
_FEWEST_CELLS = 30
_ROWS = 65_536


class Novelty(NamedTuple):
    """The training cells of a network in figures, as its weights file keeps them."""

    means: np.ndarray
    """(zones, channels) float32 mean of the logarithms of each zone; a zone without cells repeats another one's."""
    whitening: np.ndarray
    """(channels, channels) float32: logarithms times this have unit covariance within zones, but for the shrinkage."""
    distances: np.ndarray
    """(STEPS,) float32, rising: percentiles of the distance in places that had no part in training."""

    def distance(self, features: np.ndarray) -> np.ndarray:
        """(n,) float32 squared distance to the nearest zone, in units of the spread within zones.

        Args:
            features: (n, channels), at least 0.
        """
        centres = self.means @ self.whitening
        lengths = (centres**2).sum(axis=1)
        distances = np.empty(len(features), dtype=np.float32)
        for first in range(0, len(features), _ROWS):
            white = _logarithms(features[first : first + _ROWS]) @ self.whitening
            nearest = (lengths - 2 * white @ centres.T).min(axis=1)
            distances[first : first + _ROWS] = np.maximum(0, (white**2).sum(axis=1) + nearest)
        return distances

    def percent(self, features: np.ndarray) -> np.ndarray:
        """(n,) 0..100: the share of the built cells of unseen places that are less far from the training cells.

        Args:
            features: (n, channels), at least 0.
        """
        return np.interp(self.distance(features), self.distances, np.arange(STEPS))


def shapes(config: NetworkConfig) -> dict[str, tuple[int, ...]]:
    """Name and shape of the arrays of `Novelty` for a network."""
    channels = config.head_widths[HEAD]
    return {"means": (config.zones, channels), "whitening": (channels, channels), "distances": (STEPS,)}


def fit(features: np.ndarray, zones: np.ndarray, weights: np.ndarray, classes: int) -> Novelty:
    """The figures of training cells; the percentiles are still those of these cells themselves.

    Args:
        features: (n, channels) of the cells, at least 0.
        zones: (n,) the zone of each, 0..classes - 1.
        weights: (n,) how much each counts.
        classes: how many zones there are.
    """
    present = [zone for zone in range(classes) if (zones == zone).sum() >= _FEWEST_CELLS]
    logarithms = _logarithms(features)
    means = np.repeat(_mean(logarithms, weights, zones == present[0])[None], classes, axis=0)
    for zone in present:
        means[zone] = _mean(logarithms, weights, zones == zone)
    counted = np.isin(zones, present)
    residuals = logarithms[counted] - means[zones[counted]]
    shares = weights[counted] / weights[counted].sum()
    variances, directions = np.linalg.eigh((residuals * shares[:, None]).T @ residuals)
    whitening = directions / np.sqrt(np.maximum(variances, 0) + SHRINKAGE * variances.mean())
    novelty = Novelty(means.astype(np.float32), whitening.astype(np.float32), np.zeros(STEPS, dtype=np.float32))
    return novelty._replace(distances=percentiles(novelty.distance(features), weights))


def percentiles(distances: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """(STEPS,) float32: below which distances 0, 1 .. 100 percent of the weight lie.

    Args:
        distances: (n,).
        weights: (n,) how much each counts.
    """
    order = np.argsort(distances)
    below = np.cumsum(weights[order])
    return np.interp(np.linspace(0, 1, STEPS), below / below[-1], distances[order]).astype(np.float32)


def _logarithms(features: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(features, 0).astype(np.float32) + np.float32(_FLOOR))


def _mean(features: np.ndarray, weights: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    return np.average(features[chosen], axis=0, weights=weights[chosen])
