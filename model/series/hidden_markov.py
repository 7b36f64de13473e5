# SPDX-License-Identifier: GPL-2.0-or-later
"""A hidden Markov model of the zone of each cell over the dates of a series, for all cells of a block at once.

    zone at date 1  --A1-->  zone at date 2  --A2-->  ...  --A(T-1)-->  zone at date T
          |                        |                                          |
    likelihood 1             likelihood 2                               likelihood T

A cell may change together with its neighbours: where a chain says how probable that is at a step, and to which state,
this is mixed with the cell's own transition from the states that may join: (1 - sum(joins)) A + joins.

Arrays are (T, S, C): dates, states (zones), cells. A likelihood has any scale of its own in each cell and date; a cell
without data has the same value for all states there, which says nothing.

Source: L. R. Rabiner, A tutorial on hidden Markov models, Proceedings of the IEEE 77(2), 1989: forward-backward with
scaling (equations 19 to 28 and 90 to 97), Viterbi (equations 32 to 35).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

import numpy as np

# In place of a likelihood of 0, so that no cell becomes impossible.
_LEAST = 1e-30


class Chain(NamedTuple):
    """A Markov chain: the probabilities of the first state and of the transitions."""

    initial: np.ndarray
    """(S,) weights of the states at the first date; any scale."""
    steps: Sequence[np.ndarray]
    """T - 1 matrices (S, S): probability of the state of the column at a date after that of the row before it."""
    joins: Optional[np.ndarray] = None
    """(T - 1, S, C) probability that a cell does at a step what its neighbours do, by the state that it takes; None
    where cells are on their own."""
    joiners: Optional[np.ndarray] = None
    """Bool (S,) the states from which a cell does what its neighbours do."""

    def of_cells(self, cells: np.ndarray) -> Chain:
        """The chain of some of the cells."""
        return self if self.joins is None else self._replace(joins=self.joins[:, :, cells])

    def after(self, step: int, before: np.ndarray) -> np.ndarray:
        """(S, C) probability of each state after a step, from that before it."""
        if self.joins is None:
            return self.steps[step].T @ before
        joining = self.joiners[:, None] * before
        own = before - joining * self.joins[step].sum(axis=0)
        return self.steps[step].T @ own + self.joins[step] * joining.sum(axis=0)

    def before(self, step: int, after: np.ndarray) -> np.ndarray:
        """(S, C) what is expected of a number of each state after a step, by the state before it."""
        own = self.steps[step] @ after
        if self.joins is None:
            return own
        joined = (self.joins[step] * after).sum(axis=0)
        return np.where(self.joiners[:, None], (1 - self.joins[step].sum(axis=0)) * own + joined, own)

    def into(self, step: int, state: int) -> np.ndarray:
        """(S, C), or (S, 1) where all cells are alike, probability of one state after a step, by that before it."""
        own = self.steps[step][:, state, None]
        if self.joins is None:
            return own
        joins = self.joins[step]
        return np.where(self.joiners[:, None], (1 - joins.sum(axis=0)) * own + joins[state], own)

    def staying(self, step: int) -> np.ndarray:
        """(S, C), or (S, 1) where all cells are alike, probability that each state is kept at a step."""
        own = np.diag(self.steps[step])[:, None]
        if self.joins is None:
            return own
        joins = self.joins[step]
        return np.where(self.joiners[:, None], (1 - joins.sum(axis=0)) * own + joins, own)


class Posterior(NamedTuple):
    """Posterior probabilities of each cell, given all dates."""

    states: np.ndarray
    """(T, S, C) probability of each state at each date."""
    stayed: np.ndarray
    """(T - 1, C) probability that the state is the same on both sides of each step."""
    unchanged: np.ndarray
    """(C,) probability that the state is the same at all dates."""


def posterior(likelihood: np.ndarray, chain: Chain) -> Posterior:
    """Probabilities of the states given all dates (forward-backward).

    Args:
        likelihood: (T, S, C), at least 0.
        chain: of T - 1 steps.
    """
    likelihood = np.maximum(likelihood, _LEAST)
    forward, backward, scales = _passes(likelihood, chain)
    states = forward * backward
    states /= states.sum(axis=1, keepdims=True)
    stayed = np.empty((len(chain.steps), likelihood.shape[2]))
    same = forward[0].copy()
    for step in range(len(chain.steps)):
        kept = chain.staying(step) * likelihood[step + 1] / scales[step + 1]
        stayed[step] = (forward[step] * kept * backward[step + 1]).sum(axis=0)
        same *= kept
    return Posterior(states, np.clip(stayed, 0, 1), np.clip(same.sum(axis=0), 0, 1))


def settled(likelihood: np.ndarray, chain: Chain, sources: np.ndarray) -> np.ndarray:
    """(T - 1, S, C) probability that a step leads from one of some states to each other one, kept from then on.

    Args:
        likelihood: (T, S, C), at least 0.
        chain: of T - 1 steps.
        sources: bool (S,) the states before; nothing leads to them here.
    """
    likelihood = np.maximum(likelihood, _LEAST)
    forward, _, scales = _passes(likelihood, chain)
    result, lasting = np.empty((len(chain.steps), *likelihood.shape[1:])), np.ones(likelihood.shape[1:])
    for step in reversed(range(len(chain.steps))):
        ahead = likelihood[step + 1] / scales[step + 1] * lasting
        came = chain.after(step, np.where(sources[:, None], forward[step], 0))
        result[step] = np.where(sources[:, None], 0, came * ahead)
        lasting = chain.staying(step) * ahead
    return np.clip(result, 0, 1)


def most_probable_path(likelihood: np.ndarray, chain: Chain) -> np.ndarray:
    """(T, C) the sequence of states that is the most probable as a whole, counted from 0 (Viterbi).

    Of sequences that are equally probable, the one of the lowest state numbers from the last date backwards.

    Args:
        likelihood: (T, S, C), at least 0.
        chain: of T - 1 steps.
    """
    count, _, cells = likelihood.shape
    logs = np.log(np.maximum(likelihood, _LEAST))
    best = np.log(np.maximum(chain.initial, _LEAST))[:, None] + logs[0]
    came_from = np.empty((count - 1, *best.shape), dtype=np.uint8)
    for step in range(count - 1):
        reached = np.empty_like(best)
        for state in range(len(best)):
            scores = best + np.log(np.maximum(chain.into(step, state), _LEAST))
            came_from[step, state] = scores.argmax(axis=0)
            reached[state] = scores.max(axis=0)
        best = reached + logs[step + 1]
    path = np.empty((count, cells), dtype=np.uint8)
    path[-1] = best.argmax(axis=0)
    for step in reversed(range(count - 1)):
        path[step] = np.take_along_axis(came_from[step], path[step + 1][None].astype(np.intp), axis=0)[0]
    return path


def expected(likelihood: np.ndarray, chain: Chain, numbers: Sequence[np.ndarray]) -> np.ndarray:
    """(T - 1, C) sums over pairs of states of a joint weight in place of each step's probabilities.

    With `numbers[t] = chain.steps[t] * n`, n (S, S) any number that belongs to a pair of states, it is the expectation
    of n over the pairs of states on both sides of the step.

    Args:
        likelihood: (T, S, C).
        chain: of T - 1 steps.
        numbers: (S, S) for each step.
    """
    likelihood = np.maximum(likelihood, _LEAST)
    forward, backward, scales = _passes(likelihood, chain)
    sums = [
        np.einsum("sc,sc->c", weights.T @ forward[step], likelihood[step + 1] * backward[step + 1]) / scales[step + 1]
        for step, weights in enumerate(numbers)
    ]
    return np.array(sums).reshape(len(chain.steps), likelihood.shape[2])


def _passes(likelihood: np.ndarray, chain: Chain) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Forward (T, S, C), which add up to 1 at each date, backward likewise scaled, and the scales (T, C)."""
    count, _, cells = likelihood.shape
    forward, scales = np.empty(likelihood.shape), np.empty((count, cells))
    for date in range(count):
        came = np.asarray(chain.initial)[:, None] if not date else chain.after(date - 1, forward[date - 1])
        joint = came * likelihood[date]
        scales[date] = joint.sum(axis=0)
        forward[date] = joint / scales[date]
    backward = np.ones(likelihood.shape)
    for date in reversed(range(count - 1)):
        ahead = likelihood[date + 1] * backward[date + 1]
        backward[date] = chain.before(date, ahead) / scales[date + 1]
    return forward, backward, scales
