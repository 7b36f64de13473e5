# SPDX-License-Identifier: GPL-2.0-or-later
"""Cross-validated accuracy of features on held-out ground: error of settlement, and AUC of each zone.

Cells of one polygon, or of one square of ground, resemble each other: folds keep them together. Features are chosen
anew in each fold, so that the cells that judge a choice have had no part in it.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..adaptation.bootstrap import stratified_folds
from ..progress import Progress, RemainingTime, part_of
from .feature_table import FeatureTable
from .joint_path import JointModel, Solution, Tasks

FOLDS = 5
FEWEST_CELLS, FEWEST_UNITS = 15, 2
"""Least number of cells and units of a zone that is learned: some to train on and others to test on."""
# Draws the weights of chosen features to 0, too little to bias them: bands of one scene resemble each other.
_RIDGE = 1e-3
_NEWTON_STEPS = 30
# All numbers of features up to this one are tried, then some.
_EACH_UP_TO = 12
PATH_TOLERANCE = 1e-3
# Of many features this share is taken away at a time.
_AT_A_TIME = 0.05


class Scores(NamedTuple):
    """Figures on cells held out."""

    auc: np.ndarray
    """(zones,) area under the ROC curve of each zone against all others, nan where it cannot be computed."""
    mse: float
    """Mean squared error of settlement in percentage points squared, nan without settlement."""
    r2: float

    @property
    def mean_auc(self) -> float:
        """Mean AUC over the zones; nan without zones."""
        return float(np.nanmean(self.auc)) if np.isfinite(self.auc).any() else float("nan")


class Ranking(NamedTuple):
    """The results of cross-validation: scores by number of features, and the rankings of the features."""

    counts: tuple[int, ...]
    """Numbers of features, ascending; the last one is all."""
    by_count: tuple[Scores, ...]
    """Scores with the first features of each fold's own ranking, for each of `counts`."""
    along_path: tuple[Scores, ...]
    """Scores with the weights of each penalty of the path."""
    places: np.ndarray
    """(folds, features) rank of each feature in each fold, from 0."""


class Scaling(NamedTuple):
    """Mean and standard deviation of features and settlement on the training cells, to standardise values by."""

    mean: np.ndarray
    spread: np.ndarray
    settlement: tuple[float, float]

    def applied(self, values: np.ndarray) -> np.ndarray:
        return (values - self.mean) / self.spread


class _Fold(NamedTuple):
    """One division of the cells into training and test cells."""

    train: Tasks
    scaling: Scaling
    features: np.ndarray
    """(m, features) of the cells held out, scaled."""
    zones: np.ndarray
    settlement: np.ndarray


def zone_tasks(table: FeatureTable) -> list[int]:
    """The zones of which there is enough to learn and to test."""
    tasks = []
    for zone in np.unique(table.zones[table.zones > 0]):
        units = table.units[table.zones == zone]
        if len(units) >= FEWEST_CELLS and len(np.unique(units)) >= FEWEST_UNITS:
            tasks.append(int(zone))
    return tasks if len(tasks) > 1 else []


def make_tasks(table: FeatureTable, zones: Sequence[int], rows: np.ndarray) -> tuple[Tasks, Scaling]:
    """Classification tasks of each zone against all others, and a regression task for settlement where it is known.

    The cells of a zone together count as much as all others together, so that a rare zone counts like a frequent one
    and its target has, like settlement, mean 0 and spread 1. Settlement counts as often as the root of the number of
    zones: in the length of a feature's row of gradients it then weighs as much as all zones together.

    Args:
        table: of all cells.
        zones: codes of the zones.
        rows: the cells that train.
    """
    values = table.values[rows]
    spread = values.std(axis=0)
    kept, known = table.zones[rows], np.isfinite(table.settlement[rows])
    columns, shares = [], []
    for zone in zones:
        of_zone, others = kept == zone, (kept != zone) & (kept > 0)
        columns.append(np.where(of_zone, 1.0, -1.0))
        shares.append(0.5 * of_zone / max(of_zone.sum(), 1) + 0.5 * others / max(others.sum(), 1))
    percent = 0.0, 1.0
    if has_settlement(table):
        mean, deviation = float(table.settlement[rows][known].mean()), float(table.settlement[rows][known].std())
        percent = mean, deviation or 1.0
        columns.append(np.where(known, (table.settlement[rows] - percent[0]) / percent[1], 0.0))
        shares.append(max(1.0, len(zones)) ** 0.5 * known / known.sum())
    scaling = Scaling(values.mean(axis=0), np.where(spread > 0, spread, 1.0), percent)
    is_class = np.arange(len(columns)) < len(zones)
    return Tasks(scaling.applied(values), np.stack(columns, axis=1), is_class, np.stack(shares, axis=1)), scaling


def has_settlement(table: FeatureTable) -> bool:
    """Whether settlement is known in enough cells and varies between them."""
    known = table.settlement[np.isfinite(table.settlement)]
    return len(known) >= FEWEST_CELLS and float(known.std()) > 0


class CrossValidation:
    """The cells of a table, divided into folds."""

    def __init__(self, table: FeatureTable, zones: Sequence[int], seed: int = 1) -> None:
        """Divide the cells.

        Args:
            table: of all cells.
            zones: the tasks, see `zone_tasks`.
            seed: of the division.
        """
        self.zones, self.width = list(zones), len(table.features)
        self.has_settlement = has_settlement(table)
        divided = (
            self._fold(table, np.isin(table.units, holdout))
            for holdout in stratified_folds(_zones_of_units(table), FOLDS, np.random.default_rng([seed, 37]))
        )
        self._folds = [fold for fold in divided if fold is not None]

    def __len__(self) -> int:
        return len(self._folds)

    def _fold(self, table: FeatureTable, tested: np.ndarray) -> Optional[_Fold]:
        """A fold; None where a task would have nothing to learn from."""
        rows = np.flatnonzero(~tested)
        of_zones = np.isin(self.zones, table.zones[rows]).all()
        if not of_zones or (self.has_settlement and not np.isfinite(table.settlement[rows]).any()):
            return None
        train, scaling = make_tasks(table, self.zones, rows)
        held = scaling.applied(table.values[tested])
        return _Fold(train, scaling, held, table.zones[tested], table.settlement[tested])

    def rank(
        self, counts: Sequence[int], similarity: float, ridge: float, steps: int
    ) -> Generator[Progress, None, Ranking]:
        """Rank the features in each fold and score the first of each ranking.

        Args:
            counts: how many of the first features are scored.
            similarity: see `JointModel`.
            ridge: see `JointModel`.
            steps: penalties of the path.
        """
        orders, along, remaining = [], [], RemainingTime()
        for number, fold in enumerate(self._folds):
            model = JointModel(fold.train, similarity=similarity, ridge=ridge)
            begin, end = (0.8 * part / len(self._folds) for part in (number, number + 1))
            path = model.path(steps, tolerance=PATH_TOLERANCE)
            _, solutions = yield from part_of(path, begin, end, remaining)
            orders.append(elimination_order(fold.train, solutions[-1]))
            along.append(solutions)
        by_count = []
        for number, count in enumerate(counts, start=1):
            by_count.append(self.score([order[:count] for order in orders]))
            share = 0.8 + 0.2 * number / len(counts)
            yield Progress(share, remaining.line(share))
        along_path = tuple(self._scores(list(solutions)) for solutions in zip(*along))
        places = np.array([np.argsort(order) for order in orders])
        return Ranking(tuple(counts), tuple(by_count), along_path, places)

    def score(self, columns: Sequence[np.ndarray]) -> Scores:
        """Figures with some features, whose weights are fitted without a choice among them.

        Args:
            columns: of the features, for each fold.
        """
        solutions = []
        for fold, chosen in zip(self._folds, columns):
            fitted = refit(fold.train.columns(chosen))
            weights = np.zeros((self.width, fitted.weights.shape[1]))
            weights[chosen] = fitted.weights
            solutions.append(fitted._replace(weights=weights))
        return self._scores(solutions)

    def score_all_folds(self, columns: Sequence[int]) -> Scores:
        """Scores with the same features in all folds."""
        return self.score([np.asarray(columns, dtype=np.int64)] * len(self._folds))

    def _scores(self, solutions: Sequence[Solution]) -> Scores:
        """Figures of a solution for each fold, all cells held out taken together."""
        areas, cells = np.zeros((2, len(self.zones)))
        errors, truths = [np.empty(0)], [np.empty(0)]
        for fold, solution in zip(self._folds, solutions):
            predicted = fold.features @ solution.weights + solution.intercepts
            labelled = fold.zones > 0
            for place, zone in enumerate(self.zones):
                of_zone = fold.zones[labelled] == zone
                area = auc(predicted[labelled, place], of_zone)
                if np.isfinite(area):
                    areas[place] += of_zone.sum() * area
                    cells[place] += of_zone.sum()
            if self.has_settlement:
                known = np.isfinite(fold.settlement)
                mean, deviation = fold.scaling.settlement
                percent = np.clip(mean + deviation * predicted[known, -1], 0, 100)
                errors.append(percent - fold.settlement[known])
                truths.append(fold.settlement[known])
        error, truth = np.concatenate(errors), np.concatenate(truths)
        mse = float((error**2).mean()) if len(error) else float("nan")
        spread = float(truth.var()) if len(truth) else 0.0
        mean_areas = np.divide(areas, cells, out=np.full(len(areas), np.nan), where=cells > 0)
        return Scores(mean_areas, mse, 1 - mse / spread if spread > 0 else float("nan"))


def counts_to_try(features: int) -> list[int]:
    """Numbers of features that are scored: all small ones, the half, and some more up to all.

    >>> counts_to_try(5), counts_to_try(40)[-7:]
    ([1, 2, 3, 4, 5], [12, 14, 18, 20, 24, 31, 40])
    """
    wanted = [*range(1, min(features, _EACH_UP_TO) + 1), -(-features // 2), features]
    while features > _EACH_UP_TO and wanted[-1] > _EACH_UP_TO:
        wanted.append(int(wanted[-1] / 1.28))
    return sorted(set(wanted))


def auc(scores: np.ndarray, positive: np.ndarray) -> float:
    """Area under the ROC curve: the share of pairs in which the positive cell has the higher score; nan for none.

    >>> auc(np.array([0.1, 0.4, 0.4, 0.9]), np.array([False, False, True, True]))
    0.875
    """
    positives, others = int(positive.sum()), int((~positive).sum())
    if not positives or not others:
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]  # of equal ones the mean
    return float((ranks[positive].sum() - positives * (positives + 1) / 2) / (positives * others))


def refit(tasks: Tasks) -> Solution:
    """Weights of each task for given features, with a small ridge penalty, by Newton's method."""
    count, width = tasks.features.shape
    inputs = np.concatenate([tasks.features, np.ones((count, 1))], axis=1)
    drawn = _RIDGE * np.append(np.ones(width), 0.0)
    parameters = np.zeros((width + 1, tasks.targets.shape[1]))
    for task, (is_class, targets, shares) in enumerate(zip(tasks.is_class, tasks.targets.T, tasks.shares.T)):
        column = np.zeros(width + 1)
        for _ in range(_NEWTON_STEPS if is_class else 1):
            predicted = inputs @ column
            if is_class:
                doubt = 0.5 * (1 - np.tanh(0.5 * targets * predicted))
                slope, curve = -shares * targets * doubt, shares * doubt * (1 - doubt)
            else:
                slope, curve = shares * (predicted - targets), shares
            matrix = (inputs * curve[:, None]).T @ inputs + np.diag(drawn)
            # Where a prediction is certain, the curvature is 0: a little of the identity keeps the step finite.
            step = np.linalg.solve(matrix + 1e-9 * np.eye(width + 1), inputs.T @ slope + drawn * column)
            column = column - step
            if np.abs(step).max() < 1e-8:
                break
        parameters[:, task] = column
    return Solution(parameters[:-1], parameters[-1], 0.0)


def elimination_order(tasks: Tasks, end: Solution) -> np.ndarray:
    """(features,) the features by their use, the most useful first.

    From those that the end of the path has kept, the one with the smallest joint weight is taken away and the others
    are fitted anew, again and again: of two bands that tell the same, one goes early and the other stays. In the joint
    weight each task counts as in the loss.

    Args:
        tasks: features and targets of the fit.
        end: the solution for the smallest penalty of the path; features that it leaves out come last.
    """
    counts = tasks.shares.sum(axis=0)
    kept, gone = np.flatnonzero(end.joint > 0), np.flatnonzero(end.joint == 0)[::-1].tolist()
    while len(kept):
        weights = refit(tasks.columns(kept)).weights
        weakest = ((weights**2) * counts).sum(axis=1).argsort()[: max(1, int(_AT_A_TIME * len(kept)))]
        gone += kept[weakest].tolist()
        kept = np.delete(kept, weakest)
    return np.array(gone[::-1], dtype=np.int64)


def _zones_of_units(table: FeatureTable) -> dict[int, int]:
    """The zone of most of each unit's cells, by which folds are made alike; 0 without zones."""
    return {int(unit): int(np.bincount(table.zones[table.units == unit]).argmax()) for unit in np.unique(table.units)}
