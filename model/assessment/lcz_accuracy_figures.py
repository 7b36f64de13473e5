# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts of cells by zone in map and reference, the 95 % intervals of the accuracies, and the reliability curve."""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple, Optional

import numpy as np

from ..progress import Progress
from ..reports.map_origin import MapOrigin
from ..tables import lcz
from . import metrics
from .metrics import CLASSES, Agreement, ClassScores, ZoneScores

REPLICATES = 1000
SEED = 1
BINS = 10
_PAIRS = CLASSES**2
# Counts are merged when this many are waiting; weights are drawn for this many units at a time.
_MERGE = 2_000_000
_DRAWN = 4_000_000


class Intervals(NamedTuple):
    """95 % intervals; nan where a figure cannot vary because too few units bear it."""

    scores: tuple[ZoneScores, ZoneScores]
    """Low and high of each figure of the whole map."""
    classes: tuple[ClassScores, ClassScores]
    """Low and high of each figure of each zone."""


class Tally:
    """Counts of cells by unit, reference zone and mapped zone."""

    def __init__(self) -> None:
        self._keys = np.zeros(0, dtype=np.int64)
        self._counts = np.zeros(0, dtype=np.int64)
        self._waiting: list[tuple[np.ndarray, np.ndarray]] = []

    def add(self, truth: np.ndarray, predicted: np.ndarray, units: np.ndarray) -> None:
        """Count cells, arrays of one shape; those where either zone is 0 do not count.

        Args:
            truth: zones of the reference, 0..17.
            predicted: zones of the map, 0..17.
            units: integers, which unit a cell belongs to.
        """
        both = (truth != lcz.NODATA) & (predicted != lcz.NODATA)
        pairs = (truth[both].astype(np.int64) - 1) * CLASSES + predicted[both] - 1
        self._waiting.append(np.unique(units[both].astype(np.int64) * _PAIRS + pairs, return_counts=True))
        if sum(len(keys) for keys, _ in self._waiting) > _MERGE:
            self._merge()

    def _merge(self) -> None:
        keys, counts = (np.concatenate(parts) for parts in zip((self._keys, self._counts), *self._waiting))
        self._waiting = []
        self._keys, place = np.unique(keys, return_inverse=True)
        self._counts = np.bincount(place, weights=counts, minlength=len(self._keys)).astype(np.int64)

    def rows(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Unit (counted from 0 without gaps), pair of zones and number of cells, (n,) each."""
        self._merge()
        _, units = np.unique(self._keys // _PAIRS, return_inverse=True)
        return units, self._keys % _PAIRS, self._counts

    def confusion(self) -> np.ndarray:
        """(17, 17) int64 cells, rows reference, columns map."""
        _, pairs, counts = self.rows()
        return np.bincount(pairs, weights=counts, minlength=_PAIRS).astype(np.int64).reshape(CLASSES, CLASSES)

    def units_per_zone(self) -> np.ndarray:
        """(17,) how many units have cells of a zone in the reference."""
        units, pairs, _ = self.rows()
        return np.bincount(np.unique(units * CLASSES + pairs // CLASSES) % CLASSES, minlength=CLASSES)

    def units(self) -> int:
        """Number of units with cells that count."""
        return len(np.unique(self.rows()[0]))

    def intervals(
        self, stratified: bool, replicates: int = REPLICATES, span: tuple[float, float] = (0.0, 1.0)
    ) -> Generator[Progress, None, Intervals]:
        """95 % intervals: percentiles of the figures over bootstrap samples of whole units.

        Args:
            stratified: draw from the units of each zone separately; each unit must have one zone in the reference.
            replicates: how often to draw.
            span: shares done at the start and at the end of it.

        Yields:
            Progress within the span.

        Source: percentile bootstrap over clusters, Efron & Tibshirani 1993, ch. 13.
        """
        units, pairs, counts = self.rows()
        number = int(units.max()) + 1 if len(units) else 0
        stratum = np.zeros(number, dtype=np.int64)
        if stratified:
            stratum[units] = pairs // CLASSES
        rng = np.random.default_rng(SEED)
        scores, classes = [], []
        at_once = max(1, _DRAWN // max(1, number))
        while len(scores) < replicates:
            weights = _draw(rng, stratum, min(at_once, replicates - len(scores)))
            for drawn in weights:
                confusion = np.bincount(pairs, weights=drawn[units] * counts, minlength=_PAIRS)
                confusion = confusion.reshape(CLASSES, CLASSES)
                scores.append(metrics.zone_scores(confusion))
                classes.append(metrics.class_scores(confusion))
            yield Progress(span[0] + (span[1] - span[0]) * len(scores) / replicates)
        alone = self.units_per_zone() < 2
        low_high = [_percentile(np.array(scores), percent) for percent in (2.5, 97.5)]
        by_zone = [np.where(alone, np.nan, _percentile(np.array(classes), percent)) for percent in (2.5, 97.5)]
        if number < 2:
            low_high = [np.full(len(ZoneScores._fields), np.nan)] * 2
        return Intervals(
            (ZoneScores(*map(float, low_high[0])), ZoneScores(*map(float, low_high[1]))),
            (ClassScores(*by_zone[0]), ClassScores(*by_zone[1])),
        )


def _draw(rng: np.random.Generator, stratum: np.ndarray, times: int) -> np.ndarray:
    """(times, units) how often each unit is drawn, with as many draws from each stratum as it has units."""
    weights = np.zeros((times, len(stratum)), dtype=np.int32)
    for value in np.unique(stratum):
        members = np.flatnonzero(stratum == value)
        weights[:, members] = rng.multinomial(len(members), np.full(len(members), 1 / len(members)), size=times)
    return weights


def _percentile(values: np.ndarray, percent: float) -> np.ndarray:
    """Percentiles over the first axis, nan where nothing is finite."""
    known = np.isfinite(values).any(axis=0)
    filled = np.where(known, values, 0.0)
    return np.where(known, np.nanpercentile(filled, percent, axis=0), np.nan)


class Reliability:
    """Accuracy of the map by its confidence, in ten classes of confidence: a reliability diagram."""

    def __init__(self) -> None:
        self.cells, self._hits, self._confidence = np.zeros((3, BINS))

    def add(self, confidence: np.ndarray, right: np.ndarray) -> None:
        """Count cells, (n,) each: confidence 0..1, and whether the zone is the reference's."""
        place = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
        self.cells += np.bincount(place, minlength=BINS)
        self._hits += np.bincount(place, weights=right, minlength=BINS)
        self._confidence += np.bincount(place, weights=confidence, minlength=BINS)

    @property
    def accuracy(self) -> np.ndarray:
        """(10,) share of right cells, nan in an empty class."""
        return np.divide(self._hits, self.cells, out=np.full(BINS, np.nan), where=self.cells > 0)

    @property
    def confidence(self) -> np.ndarray:
        """(10,) mean confidence, nan in an empty class."""
        return np.divide(self._confidence, self.cells, out=np.full(BINS, np.nan), where=self.cells > 0)

    def expected_calibration_error(self) -> float:
        """Mean distance of confidence and accuracy, each class counting by its cells; 0..1.

        Source: Guo et al. 2017, "On calibration of modern neural networks", eq. 3.
        """
        return float(np.abs(self._hits - self._confidence).sum() / self.cells.sum()) if self.cells.sum() else np.nan


class LczAccuracy(NamedTuple):
    """The accuracy of an LCZ map against a reference."""

    map_name: str
    reference: str
    """Description of the reference."""
    unit: str
    """Name of the units that were drawn for the bootstrap intervals, plural."""
    stratified: bool
    units: int
    confusion: np.ndarray
    """(17, 17) cells, rows reference, columns map."""
    unmapped: int
    """Cells with a reference where the map has no zone."""
    units_per_zone: np.ndarray
    scores: ZoneScores
    classes: ClassScores
    intervals: Intervals
    reliability: Optional[Reliability]
    notes: tuple[str, ...]
    """Warnings that a reader must know."""
    origins: tuple[MapOrigin, ...] = ()
    """Origins of the maps, by their tags."""
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""
    merged: Optional[Agreement] = None
    """Agreement in groups of zones; None where it was not asked for."""
