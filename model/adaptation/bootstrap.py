# SPDX-License-Identifier: GPL-2.0-or-later
"""Accuracy of adapted heads on unseen training areas: cross-validation and bootstraps over whole areas.

Cells of one polygon resemble each other, so polygons are kept together: a split puts each one wholly on one side.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ..assessment import metrics
from ..assessment.metrics import ZoneScores
from ..progress import Progress
from .head_fit import SAFE_STRENGTH, STRENGTHS, HeadFitter
from .labels import CLASSES
from .samples import Samples

BOOTSTRAPS, TRAINING_SHARE = 25, 0.7
"""Number of bootstraps and share of units that train, as in the LCZ Generator (Demuzere, Kittner, Bechtel 2021)."""
_FOLDS = 5
# Few areas decide little: with fewer than so many that can be held out, none is chosen by them.
_FEWEST_FOR_CHOICE = 8
# With fewer than so many the weakest penalty is no candidate: ten areas often favour it, and other ones then suffer.
_FEWEST_FOR_WEAKEST = 15


class StrengthScore(NamedTuple):
    """The cross-validated score of one strength of the penalty."""

    strength: float
    loss: float
    """Mean of -log of the probability of the true zone over units held out; common zones weigh more."""
    error: float
    """Standard error of the difference to the best one."""


class Accuracy(NamedTuple):
    """Figures of the same splits for one network."""

    scores: tuple[ZoneScores, ...]
    """Scores of each split, in cells of 20 m of the areas held out."""
    f1: np.ndarray
    """(splits, 17) F1 by zone, nan where a zone is in neither."""
    confusion: np.ndarray
    """(17, 17) summed over the splits, rows: areas, columns: map."""

    def mean(self, figure: str) -> float:
        """Mean of one figure of `ZoneScores` over the splits; nan without splits."""
        values = [getattr(score, figure) for score in self.scores]
        return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")


class Comparison(NamedTuple):
    """The network before and after adaptation on the same areas."""

    before: Accuracy
    after: Accuracy


def zones_of_units(samples: Samples) -> dict[int, int]:
    """Zone (1..17) of each unit: that of most of its cells."""
    units = np.unique(samples.units[samples.labelled])
    targets = samples.targets * samples.areas[:, None]
    return {int(unit): int(targets[samples.units == unit].sum(axis=0).argmax()) + 1 for unit in units}


def stratified_folds(zones: Mapping[int, int], count: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Units to hold out in each fold; each unit once, the units of a zone spread over the folds.

    A zone's only unit is in no fold: without it nothing would know the zone.
    """
    folds: list[list[int]] = [[] for _ in range(count)]
    turn = 0
    for units_of_zone in _by_zone(zones):
        for unit in rng.permutation(units_of_zone) if len(units_of_zone) > 1 else ():
            folds[turn % count].append(int(unit))
            turn += 1
    return [np.array(fold) for fold in folds if fold]


def stratified_splits(zones: Mapping[int, int], count: int, share: float, rng: np.random.Generator) -> list[np.ndarray]:
    """Units to hold out in each of `count` splits; of each zone with two units or more at least one on each side."""
    splits = []
    for _ in range(count):
        holdout: list[int] = []
        for units_of_zone in _by_zone(zones):
            kept = min(len(units_of_zone) - 1, max(1, round((1 - share) * len(units_of_zone))))
            holdout += rng.permutation(units_of_zone)[:kept].tolist()
        splits.append(np.array(holdout, dtype=np.int64))
    return splits


def choose_strength(
    fitter: HeadFitter, seed: int, strengths: Sequence[float] = STRENGTHS
) -> Generator[Progress, None, tuple[float, tuple[StrengthScore, ...]]]:
    """The strength of the penalty that serves units held out best, and how all did.

    Of strengths that cannot be told from the best one, within one standard error, the strongest is taken: what few
    areas cannot decide, the network's own knowledge decides. With fewer than 15 units to hold out the weakest one is
    left out.

    Args:
        fitter: with all samples.
        seed: of the folds.
        strengths: candidates, the weakest first.

    Returns:
        The strength, and the scores of all candidates; none where too few units can be held out to choose.
    """
    zones = zones_of_units(fitter.samples)
    folds = stratified_folds(zones, _FOLDS, np.random.default_rng([seed, 11]))
    held_out = np.concatenate([*folds, np.empty(0, np.int64)])
    if len(held_out) < _FEWEST_FOR_CHOICE:
        return SAFE_STRENGTH, ()
    if len(held_out) < _FEWEST_FOR_WEAKEST:
        strengths = strengths[1:]
    _, ratio = fitter.weights(fitter.samples.labelled)
    shares = np.array([ratio[zones[int(unit)] - 1] for unit in held_out])
    shares /= shares.sum()
    losses = np.zeros((len(strengths), len(held_out)))
    for number, strength in enumerate(strengths):
        done = 0
        for fold in folds:
            predicted = unseen_probabilities(fitter, fold, strength)
            losses[number, done : done + len(fold)] = [unit_loss(fitter.samples, predicted, unit) for unit in fold]
            done += len(fold)
            yield Progress((number + done / len(held_out)) / len(strengths))
    means = losses @ shares
    best = int(means.argmin())
    beyond = losses - losses[best]
    errors = np.sqrt(((beyond - (beyond @ shares)[:, None]) ** 2) @ shares**2)
    scores = tuple(StrengthScore(*row) for row in zip(strengths, means.tolist(), errors.tolist()))
    within = [score.strength for score in scores if score.loss <= scores[best].loss + score.error]
    return max(within), scores


def unseen_probabilities(fitter: HeadFitter, holdout: np.ndarray, strength: float) -> np.ndarray:
    """(n, 17) of all samples from heads that have not seen some units."""
    samples = fitter.samples
    changes = fitter.fit(samples.labelled & ~np.isin(samples.units, holdout), strength)
    return fitter.probabilities(changes, np.arange(len(samples.units)))


def unit_loss(samples: Samples, probabilities: np.ndarray, unit: int) -> float:
    """Mean of -log of the probability of its own zone over a unit's cells."""
    rows = samples.units == unit
    losses = -(samples.targets[rows] * np.log(probabilities[rows] + 1e-6)).sum(axis=1)
    return float(np.average(losses, weights=samples.areas[rows]))


def bootstrap_accuracy(
    fitter: HeadFitter, strength: float, seed: int, share: float = TRAINING_SHARE, count: int = BOOTSTRAPS
) -> Generator[Progress, None, Comparison]:
    """Accuracy before and after on units held out, over stratified splits; nothing where no unit can be held out.

    Args:
        fitter: with all samples.
        strength: of the penalty.
        seed: of the splits.
        share: of the units of a zone that train.
        count: of the splits.
    """
    samples = fitter.samples
    zones = zones_of_units(samples)
    splits = stratified_splits(zones, count, share, np.random.default_rng([seed, 23]))
    before, after = [], []
    for number, holdout in enumerate(splits, start=1):
        if len(holdout):
            tested = np.isin(samples.units, holdout)
            predicted = unseen_probabilities(fitter, holdout, strength)
            after.append(confusion(samples, predicted, tested))
            before.append(confusion(samples, fitter.before, tested))
        yield Progress(number / count)
    return Comparison(accuracy(before), accuracy(after))


def confusion(samples: Samples, probabilities: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """(17, 17) cells of 20 m, rows: areas, columns: the likeliest zone."""
    counts = np.zeros((CLASSES, CLASSES), np.int64)
    truth, predicted = samples.zones[rows] - 1, probabilities[rows].argmax(axis=1)
    np.add.at(counts, (truth, predicted), samples.areas[rows])
    return counts


def accuracy(confusions: Sequence[np.ndarray]) -> Accuracy:
    """The figures of several confusion matrices."""
    f1 = [metrics.class_scores(counts).f1 for counts in confusions]
    return Accuracy(
        tuple(metrics.zone_scores(counts) for counts in confusions),
        np.array(f1).reshape(-1, CLASSES),
        np.sum([np.zeros((CLASSES, CLASSES), np.int64), *confusions], axis=0),
    )


def _by_zone(zones: Mapping[int, int]) -> list[list[int]]:
    return [sorted(unit for unit, zone in zones.items() if zone == code) for code in sorted(set(zones.values()))]
