# SPDX-License-Identifier: GPL-2.0-or-later
"""The reflectance of training scenes per band, as a weights card keeps it, and how far a scene is from it.

A card keeps percentiles of the training scenes per band: the range that they span, and how they vary together (mean
and covariance of the floor of each band, and of the logarithm of what its median lies above).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Optional

import numpy as np

from ..network import npz_reader, weights
from ..tables import sentinel2

CARD_KEY = "reflectance"
PERCENTILES = (2, 25, 50, 75, 98)

_FLOOR, _MIDDLE = (PERCENTILES.index(p) for p in (2, 50))
# A twentieth of reflectance in the floor weighs like a factor of e in what lies above it.
_FLOOR_UNIT = 0.05
_LEAST_SPREAD = 0.01
# Added to the variances: what places that nobody has seen may add.
_RIDGE = 0.01
_LARGEST = 3.0
_CARD_BYTES = 1_000_000


class Ranges(NamedTuple):
    """Reflectance ranges of the training scenes."""

    low: np.ndarray
    """(10, len(PERCENTILES)) reflectance."""
    high: np.ndarray
    mean: np.ndarray
    """(20,) of the figures that `_figures` gives."""
    covariance: np.ndarray
    scenes: int

    def distance(self, table: np.ndarray, bands: Sequence[int] = tuple(range(len(sentinel2.NAMES)))) -> float:
        """Squared Mahalanobis distance of a scene from the training scenes.

        Args:
            table: (10, len(PERCENTILES)) reflectance.
            bands: which of the ten count; those left out add what they would on average.
        """
        chosen = [*bands, *(len(sentinel2.NAMES) + band for band in bands)]
        away = (_figures(np.clip(table, 0, _LARGEST)) - self.mean)[chosen]
        covariance = (self.covariance + _RIDGE * np.eye(len(self.mean)))[chosen][:, chosen]
        return float(away @ np.linalg.solve(covariance, away)) + len(self.mean) - len(chosen)


@lru_cache(maxsize=1)
def bundled() -> Optional[Ranges]:
    """The ranges in the card of the weights that the plugin ships, None where it has none."""
    try:
        with npz_reader.opened(weights.BUNDLED) as file:
            return read_ranges(json.loads(file.read(weights.CARD, _CARD_BYTES)))
    except (OSError, ValueError, KeyError):
        return None


def percentiles(pixels: np.ndarray) -> np.ndarray:
    """(10, len(PERCENTILES)) of (10, n) reflectance."""
    return np.percentile(pixels, PERCENTILES, axis=1).T


def _figures(scene: np.ndarray) -> np.ndarray:
    """(20,) what is compared: the floor of each band, and the logarithm of what its median lies above."""
    floor, middle = scene[:, _FLOOR], scene[:, _MIDDLE]
    return np.concatenate([floor / _FLOOR_UNIT, np.log(np.maximum(middle - floor, 0) + _LEAST_SPREAD)])


def statistics(scenes: Sequence[np.ndarray]) -> dict[str, Any]:
    """Statistics of training scenes, each (10, n) reflectance, that are stored in the card."""
    tables = np.array([percentiles(pixels) for pixels in scenes])
    figures = np.array([_figures(table) for table in tables])
    covariance = np.cov(figures.T) if len(figures) > 1 else np.zeros((figures.shape[1],) * 2)
    return _entry(Ranges(tables.min(axis=0), tables.max(axis=0), figures.mean(axis=0), covariance, len(tables)))


def merge_statistics(first: Optional[Ranges], second: Ranges) -> dict[str, Any]:
    """The figures of two trainings, one after the other, as one card keeps them."""
    if first is None:
        return _entry(second)
    scenes = first.scenes + second.scenes
    shares = first.scenes / scenes, second.scenes / scenes
    mean = shares[0] * first.mean + shares[1] * second.mean
    apart = first.mean - second.mean
    covariance = shares[0] * first.covariance + shares[1] * second.covariance
    covariance = covariance + shares[0] * shares[1] * np.outer(apart, apart)
    low, high = np.minimum(first.low, second.low), np.maximum(first.high, second.high)
    return _entry(Ranges(low, high, mean, covariance, scenes))


def _entry(ranges: Ranges) -> dict[str, Any]:
    low, high = ranges.low.round(4), ranges.high.round(4)
    return {
        "scenes": ranges.scenes,
        "percentiles": list(PERCENTILES),
        "bands": {name: {"low": low[i].tolist(), "high": high[i].tolist()} for i, name in enumerate(sentinel2.NAMES)},
        "mean": ranges.mean.round(4).tolist(),
        "covariance": ranges.covariance.round(5).tolist(),
    }


def read_ranges(card: Mapping[str, Any]) -> Optional[Ranges]:
    """The figures of a card; None where it has none that this version understands."""
    kept = card.get(CARD_KEY)
    try:
        if list(kept["percentiles"]) != list(PERCENTILES):
            return None
        low, high = (np.array([kept["bands"][name][end] for name in sentinel2.NAMES], float) for end in ("low", "high"))
        mean, covariance = np.array(kept["mean"], float), np.array(kept["covariance"], float)
        scenes = int(kept["scenes"])
    except (KeyError, TypeError, ValueError):
        return None
    size = 2 * len(sentinel2.NAMES)
    shapes = low.shape, high.shape, mean.shape, covariance.shape
    table = len(sentinel2.NAMES), len(PERCENTILES)
    if shapes != (table, table, (size,), (size, size)) or not all(map(_finite, (low, high, mean, covariance))):
        return None
    return Ranges(low, high, mean, covariance, scenes)


def _finite(values: np.ndarray) -> bool:
    return bool(np.isfinite(values).all())
