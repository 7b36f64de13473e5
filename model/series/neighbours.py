# SPDX-License-Identifier: GPL-2.0-or-later
"""Evidence from the neighbours of a cell: land is built on by districts, seldom by single cells.

A cell on its own needs strong evidence for a change, as only 1 % of the cells change in a year. Where its neighbours
were built on in a step, the cell was, too, with a probability in proportion to their share, and its own maps decide
with far less evidence. Where no neighbour changes, nothing is different.

Errors have neighbours, too: a cloud that the mask has left covers many cells at once. So a neighbour counts only as far
as it probably turned from open land to a built zone and has kept it at two dates at least, up to the last one. A series
of two dates is the same with and without neighbours.

The support is made of the probabilities that the model gives without it, and once more of those that it gives with it,
so that it reaches cells whose neighbours were in doubt themselves: a mean-field approximation of a Markov random field.

Source: J. Besag, On the statistical analysis of dirty pictures, Journal of the Royal Statistical Society B 48(3), 1986:
neighbours as prior. The figures with and without it are from bench/series.py.
"""

from __future__ import annotations

import numpy as np

from ..tables import lcz

TRUST = 0.5
"""Probability that a cell does what its neighbours do, where all of them change."""
PASSES = 2
"""Number of passes over the neighbours; cells farther away than as many cells have no influence."""
OPEN_LAND = np.arange(len(lcz.ZONES)) >= len(lcz.BUILT)
"""Bool (17,) the zones from which a cell does what its neighbours do."""
# A smaller probability counts as none: most cells need no second look then.
_LEAST = 0.01
_AROUND = [(row, col) for row in (0, 1, 2) for col in (0, 1, 2) if (row, col) != (1, 1)]


def joins(settled: np.ndarray, known: np.ndarray, trust: float) -> np.ndarray:
    """(T - 1, S, H, W) probability that a cell does at a step what its neighbours do, see `hidden_markov.Chain.joins`.

    Args:
        settled: (T - 1, S, H, W) probability that a step leads each cell from open land to each built zone, which it
            keeps. The last step counts as nothing: what comes of it was seen at one date alone.
        known: bool (H, W), cells with data at any date; the others are no neighbours.
        trust: 0..1, see TRUST.
    """
    count = np.maximum(_around(known.astype(settled.dtype)), 1)
    result = _around(np.where(known, settled, 0)) * (trust / count)
    result[-1] = 0
    return np.where(result.sum(axis=1, keepdims=True) >= _LEAST, result, 0)


def _around(numbers: np.ndarray) -> np.ndarray:
    """Sums of the eight cells around each cell, over the last two axes; nothing lies beyond the edge."""
    height, width = numbers.shape[-2:]
    wider = np.pad(numbers, [(0, 0)] * (numbers.ndim - 2) + [(1, 1), (1, 1)])
    return sum(wider[..., row : row + height, col : col + width] for row, col in _AROUND)
