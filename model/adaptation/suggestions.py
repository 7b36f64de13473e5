# SPDX-License-Identifier: GPL-2.0-or-later
"""Suggestions of places for new areas: the cells of a scene whose label would improve the map most."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .labels import CLASSES

# Metres between two suggestions, and by how much a second one of the same two zones counts less.
_APART_M, _AGAIN = 800.0, 0.6


class Suggestion(NamedTuple):
    """A place whose label would help."""

    x: float
    y: float
    """Northing in the scene's CRS."""
    zones: tuple[int, int]
    """The two likeliest zones there."""
    probabilities: tuple[float, float]
    score: float
    """0..1: uncertain, unlike all areas, of a zone that covers much."""


def suggest(
    probabilities: np.ndarray, unlikeness: np.ndarray, places: np.ndarray, count: int, cell_m: float
) -> list[tuple[int, float]]:
    """Rows to label next, the most useful first, with their scores.

    Args:
        probabilities: (n, 17) of cells spread over the map.
        unlikeness: (n,) distance to the nearest training area in the features, 0..1.
        places: (n, 2) x, y.
        count: maximum number of suggestions.
        cell_m: metres per unit of x and y.
    """
    ranked = np.sort(probabilities, axis=1)
    uncertain = 1 - (ranked[:, -1] - ranked[:, -2])
    zone = probabilities.argmax(axis=1)
    shares = np.bincount(zone, minlength=CLASSES) / max(1, len(zone))
    score = uncertain * (0.25 + 0.75 * unlikeness) * (0.3 + 0.7 * np.sqrt(shares[zone] / max(shares.max(), 1e-9)))
    pair = np.sort(np.argsort(probabilities, axis=1)[:, -2:], axis=1) @ (CLASSES, 1)
    chosen: list[tuple[int, float]] = []
    while len(chosen) < count and score.max(initial=0) > 0:
        best = int(score.argmax())
        chosen.append((best, float(score[best])))
        score = np.where(pair == pair[best], score * _AGAIN, score)
        score[np.hypot(*(places - places[best]).T) * cell_m < _APART_M] = 0
    return chosen
