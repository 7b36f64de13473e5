# SPDX-License-Identifier: GPL-2.0-or-later
"""Transition probabilities between zones after some years.

A cell changes at a rate of so many times in a year. What it changes to is drawn by the similarity of the zones, and a
built zone becomes a natural one far less often than the other way round: houses stay. So a zone is a Markov chain in
continuous time,

    Q = rate * (J - I),      A(years) = exp(Q * years),

J having the probabilities of the next zone. In this form a date that is missing changes nothing: A(2) A(3) = A(5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..tables import lcz
from .hidden_markov import Chain, expected

RATE = 0.01
"""Changes of a cell in a year, where nothing better is known."""
LOWEST_RATE, HIGHEST_RATE = 1e-4, 0.5
"""Changes of a cell in a year, that a fit may find."""
# How often a built zone becomes a natural one, against how often a natural zone becomes a built one as similar.
_BUILT_TO_NATURAL = 0.05
# A fit ends when the rate moves by less than this share, and at the latest after so many steps.
_SETTLED, _MOST_STEPS = 0.01, 50


def next_zone() -> np.ndarray:
    """(17, 17) probability of the zone of the column where the zone of the row changes; 0 on the diagonal."""
    weights = lcz.SIMILARITY * (1 - np.eye(len(lcz.ZONES)))
    built = len(lcz.BUILT)
    weights[:built, built:] *= _BUILT_TO_NATURAL
    return weights / weights.sum(axis=1, keepdims=True)


def probabilities_after(years: float, rate: float) -> np.ndarray:
    """(17, 17) probability of the zone of the column some years after the zone of the row.

    Args:
        years: at least 0.
        rate: changes of a cell in a year.
    """
    # exp(Q) = exp(Q / 2**k) ** (2**k): the exponent is halved until a short series is exact, then squared again.
    identity = np.eye(len(lcz.ZONES))
    exponent = rate * years * (next_zone() - identity)
    halvings = max(0, int(np.ceil(np.log2(max(rate * years, 1e-12)))) + 4)
    exponent /= 2.0**halvings
    term, total = identity, identity.copy()
    for order in range(1, 12):
        term = term @ exponent / order
        total += term
    for _ in range(halvings):
        total = total @ total
    return total


def chain(gaps_years: Sequence[float], rate: float) -> Chain:
    """The chain of a series, in which all zones are equally probable before anything is seen.

    Args:
        gaps_years: between neighbouring dates.
        rate: changes of a cell in a year.
    """
    initial = np.full(len(lcz.ZONES), 1 / len(lcz.ZONES))
    return Chain(initial, [probabilities_after(years, rate) for years in gaps_years])


def fit_rate(likelihood: np.ndarray, gaps_years: Sequence[float], start: float = RATE) -> Iterator[float]:
    """Rates that make a series more and more probable, changes of a cell in a year, by expectation-maximisation.

    The changes are jumps of a Poisson process; given the zones on both sides of a gap, i and j, their expected number
    is rate * years * (J A)[i, j] / A[i, j]. A step sums it over all cells and gaps and divides by the years.

    Args:
        likelihood: (T, 17, C) of a sample of cells.
        gaps_years: T - 1, between neighbouring dates.
        start: the rate to begin with.

    Yields:
        The rate after each step; the last one is the result.
    """
    rate, jumps = start, next_zone()
    years = float(sum(gaps_years)) * likelihood.shape[2]
    if not years:
        yield rate
        return
    for _ in range(_MOST_STEPS):
        model = chain(gaps_years, rate)
        numbers = [rate * gap * (jumps @ matrix) for gap, matrix in zip(gaps_years, model.steps)]
        fitted = float(expected(likelihood, model, numbers).sum()) / years
        before, rate = rate, min(max(fitted, LOWEST_RATE), HIGHEST_RATE)
        yield rate
        if abs(rate - before) < _SETTLED * before:
            return
