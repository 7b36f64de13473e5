# SPDX-License-Identifier: GPL-2.0-or-later
"""Linear models of several tasks, regressions and classifications, that share one selection of features.

The weights W (features x tasks) and an intercept b for each task minimise

    sum over regressions       1/2 mean (y - X w - b)^2
  + sum over classifications     2 mean log(1 + exp(-y (X w + b))),   y = -1 or 1
  + penalty * sum over features of the length of their row of W       (the L2,1 norm)
  + similarity * sum over tasks of |w - mean of all w|^2  +  ridge * |W|^2.

The norm of rows removes a feature from all tasks at once. The factors 1/2 and 2 are what makes that fair: at W = 0,
where every feature is judged first, the derivative of both losses by w is -X'y / n (features and regression targets of
mean 0; see `loss_gradient`), so that one penalty empties all tasks at once. With factors 1 and 1 a regression would
weigh four times a classification, and features that only zones need would come in late.

Source: Cao et al. (2024), "MTLComb", arXiv:2405.09886: problem and factors. Solver: Beck, Teboulle (2009), FISTA with
backtracking; restarts after O'Donoghue, Candès (2015).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..progress import Progress

LOSS_FACTORS = (0.5, 2.0)
"""Factors of the regressions' mean squared error and of the classifications' mean logistic loss."""
PATH_END = 0.01
"""The smallest penalty of a path, as a share of the one that leaves no feature."""
_MOST_STEPS = 20_000
# Every so many steps the solution is checked: a check costs as much as a step.
_CHECK_EVERY = 10
# Below such a difference two lengths are one: what rounding makes of a row that lies exactly on the penalty.
_ROUNDING = 1e-12


class Tasks(NamedTuple):
    """Features and the targets that are to be predicted from them."""

    features: np.ndarray
    """(n, features) float64, of mean 0 and spread 1."""
    targets: np.ndarray
    """(n, tasks) float64: numbers of mean 0 and spread 1 for a regression, -1 or 1 for a classification."""
    is_class: np.ndarray
    """(tasks,) bool."""
    shares: np.ndarray
    """(n, tasks) how much each row counts in the mean of each task, 0 where there is no label; a column sums to 1, or
    to more where its task is to count more than others."""

    def columns(self, chosen: Sequence[int]) -> Tasks:
        """These tasks with some of the features."""
        return self._replace(features=self.features[:, list(chosen)])


class Solution(NamedTuple):
    """Weights for one penalty."""

    weights: np.ndarray
    """(features, tasks)."""
    intercepts: np.ndarray
    """(tasks,)."""
    residual: float
    """Violation of the conditions of optimality, see `JointModel.residual`."""

    @property
    def joint(self) -> np.ndarray:
        """(features,) the joint weight of each feature: the length of its row."""
        return np.sqrt((self.weights**2).sum(axis=1))


class JointModel:
    """The problem above for given tasks."""

    def __init__(
        self,
        tasks: Tasks,
        factors: tuple[float, float] = LOSS_FACTORS,
        similarity: float = 0.0,
        ridge: float = 0.0,
    ) -> None:
        """Take the tasks.

        Args:
            tasks: what to learn.
            factors: of the losses of regressions and classifications.
            similarity: how strongly the tasks' weights are drawn to their mean, 0 for not at all.
            ridge: how strongly all weights are drawn to 0.
        """
        self.tasks, self.similarity, self.ridge = tasks, similarity, ridge
        count, width = tasks.features.shape
        self._inputs = np.concatenate([tasks.features, np.ones((count, 1))], axis=1)
        self._factors = np.where(tasks.is_class, factors[1], factors[0])
        self._shape = width + 1, tasks.targets.shape[1]
        self._step = 1.0
        self.empty = self._empty()
        gradient = self._gradient(self.empty)[1]
        self.largest_penalty = float(np.sqrt((gradient[:-1] ** 2).sum(axis=1)).max(initial=0.0))
        """The smallest penalty that leaves no feature in any task."""

    def _empty(self) -> np.ndarray:
        """Parameters without features: the intercepts are the mean, or the logarithm of the odds."""
        tasks = self.tasks
        means = (tasks.shares * tasks.targets).sum(axis=0) / tasks.shares.sum(axis=0)
        inside = np.clip(means, -1 + 1e-9, 1 - 1e-9)
        parameters = np.zeros(self._shape)
        parameters[-1] = np.where(tasks.is_class, np.log1p(inside) - np.log1p(-inside), means)
        return parameters

    def _loss(self, parameters: np.ndarray) -> tuple[float, np.ndarray]:
        """Everything but the L2,1 norm; and X W + b, which the gradient starts from."""
        tasks, predicted = self.tasks, self._inputs @ parameters
        losses = np.empty(self._shape[1])
        kind = tasks.is_class
        losses[~kind] = (tasks.shares[:, ~kind] * (tasks.targets[:, ~kind] - predicted[:, ~kind]) ** 2).sum(axis=0)
        margins = tasks.targets[:, kind] * predicted[:, kind]
        # log(1 + exp(-m)) without overflow; several times faster than `logaddexp`, which takes most of the time.
        logistic = np.log(1 + np.exp(-np.abs(margins))) + np.maximum(-margins, 0)
        losses[kind] = (tasks.shares[:, kind] * logistic).sum(axis=0)
        weights = parameters[:-1]
        apart = weights - weights.mean(axis=1, keepdims=True)
        drawn = self.similarity * (apart**2).sum() + self.ridge * (weights**2).sum()
        return float((self._factors * losses).sum() + drawn), predicted

    def _gradient(self, parameters: np.ndarray) -> tuple[float, np.ndarray]:
        """The loss of `_loss` and its derivative by every parameter."""
        loss, predicted = self._loss(parameters)
        gradient = self._inputs.T @ (self.tasks.shares * loss_gradient(self.tasks, predicted, self._factors))
        weights = parameters[:-1]
        gradient[:-1] += 2 * self.similarity * (weights - weights.mean(axis=1, keepdims=True))
        gradient[:-1] += 2 * self.ridge * weights
        return loss, gradient

    def residual(self, solution: Solution, penalty: float) -> float:
        """By how much a solution violates the conditions of optimality (Karush, Kuhn, Tucker).

        A row that is not 0 has a gradient of the length of the penalty, against its direction; a row of 0 one that is
        no longer than the penalty; an intercept none. The largest violation of these counts.
        """
        return self._violation(_joined(solution), penalty)

    def _violation(self, parameters: np.ndarray, penalty: float) -> float:
        gradient, rows = self._gradient(parameters)[1], parameters[:-1]
        lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
        inside = np.maximum(0, np.sqrt((gradient[:-1] ** 2).sum(axis=1)) - penalty)
        pulled = gradient[:-1] + penalty * rows / np.where(lengths > 0, lengths, 1)
        violations = np.where(lengths[:, 0] > 0, np.sqrt((pulled**2).sum(axis=1)), inside)
        return float(max(violations.max(initial=0.0), np.abs(gradient[-1]).max()))

    def solve(self, penalty: float, start: Optional[Solution] = None, tolerance: float = 1e-6) -> Solution:
        """The weights for one penalty.

        Args:
            penalty: of the L2,1 norm; from `largest_penalty` on no feature is left.
            start: a solution nearby; None starts without features.
            tolerance: the largest residual that is accepted.
        """
        best = self.empty if start is None else _joined(start)
        ahead, momentum = best, 1.0
        for step in range(_MOST_STEPS):
            if step % _CHECK_EVERY == 0 and self._violation(best, penalty) <= tolerance:
                break
            loss, gradient = self._gradient(ahead)
            moved = self._proximal_step(ahead, gradient, penalty)
            while not self._is_bounded(loss, gradient, ahead, moved):
                self._step /= 2
                moved = self._proximal_step(ahead, gradient, penalty)
            if float(((ahead - moved) * (moved - best)).sum()) > 0:
                momentum = 1.0  # it runs past the minimum: begin anew from here
            next_momentum = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
            ahead = moved + (momentum - 1) / next_momentum * (moved - best)
            best, momentum = moved, next_momentum
        return Solution(best[:-1], best[-1], self._violation(best, penalty))

    def _proximal_step(self, parameters: np.ndarray, gradient: np.ndarray, penalty: float) -> np.ndarray:
        """A step down the gradient, then every row shortened by the penalty, to nothing where it is no longer."""
        moved = parameters - self._step * gradient
        lengths = np.sqrt((moved[:-1] ** 2).sum(axis=1, keepdims=True))
        less = self._step * penalty
        keep = np.where(lengths > less * (1 + _ROUNDING), 1 - less / np.maximum(lengths, 1e-300), 0.0)
        moved[:-1] *= keep
        return moved

    def _is_bounded(self, loss: float, gradient: np.ndarray, before: np.ndarray, after: np.ndarray) -> bool:
        """Whether the step is short enough that the quadratic bound through `before` lies above the loss at `after`."""
        change = after - before
        bound = loss + float((gradient * change).sum()) + float((change**2).sum()) / (2 * self._step)
        return self._loss(after)[0] <= bound + _ROUNDING * max(1.0, abs(bound))

    def path(
        self, count: int = 40, end: float = PATH_END, tolerance: float = 1e-6
    ) -> Generator[Progress, None, tuple[np.ndarray, list[Solution]]]:
        """Penalties from the one that leaves no feature down to a share of it, and the solutions, each from the last.

        Args:
            count: of the penalties.
            end: the smallest one, as a share of the largest.
            tolerance: see `solve`, as a share of the largest penalty.
        """
        penalties = self.largest_penalty * np.geomspace(1, end, count)
        solutions: list[Solution] = []
        for number, penalty in enumerate(penalties, start=1):
            before = solutions[-1] if solutions else None
            solutions.append(self.solve(float(penalty), before, tolerance * self.largest_penalty))
            yield Progress(number / count)
        return penalties, solutions


def loss_gradient(tasks: Tasks, predicted: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """(n, tasks) derivative of each row's loss by the prediction for it.

    Of a regression 2 f (predicted - y), so -y for f = 1/2 and a prediction of 0; of a classification
    -f y / (1 + exp(y predicted)), so again -y for f = 2 and a prediction of 0.

    Args:
        tasks: with the targets.
        predicted: (n, tasks) X W + b.
        factors: (tasks,) of the losses.
    """
    targets = tasks.targets
    # 1 / (1 + exp(m)) without overflow.
    doubt = 0.5 * (1 - np.tanh(0.5 * targets * predicted))
    return factors * np.where(tasks.is_class, -targets * doubt, 2 * (predicted - targets))


def _joined(solution: Solution) -> np.ndarray:
    return np.concatenate([solution.weights, solution.intercepts[None]])
