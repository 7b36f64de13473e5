# SPDX-License-Identifier: GPL-2.0-or-later
"""The probability that the zone of a cell has changed, from the probabilities of the zones at two dates.

Two networks' answers for an unchanged cell are never equal: season, haze and light move them. So the measure is how
far the two distributions over the zones overlap. With p1 and p2 the probabilities of the zones at the two dates,

    overlap = sum over the zones of sqrt(p1 * p2),      distance = 1 - overlap        (Bhattacharyya; 0..1)

The plain product, 1 - sum of p1 * p2, takes the errors of the two dates for independent, and calls a cell changed that
both maps hold for 3 or 5 at even chances. A network errs on a cell in the same way at both dates; the square roots make
a doubt that both dates share no evidence of change. A logistic function turns the distance into odds:

    odds of change = prior odds * exp(INTERCEPT) * (distance / (1 - distance)) ** SLOPE

INTERCEPT and SLOPE were fitted by `bench/change.py` on the five places that training never saw (both dates of each,
bundled weights 0.3.0, cells of 100 m). Unchanged pairs: the two dates of a cell. Changed pairs: a cell of the first
date beside another cell of the second date that the labels give another zone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..errors import InputError
from ..lczmap.confidence import Confidence, refuse_classes
from ..lczmap.probability_stack import bands_in_order
from ..raster.band import Band
from ..raster.grid import Grid, ground_cell_m
from ..raster.windows import Window
from ..tables import lcz


class Calibration(NamedTuple):
    """Coefficients of the logistic model that gives the odds of change from the distance of two distributions."""

    intercept: float
    slope: float


# Source: bench/change.py, see above. Of all cells the mean probability of change is then right to a few points.
OF_PROBABILITIES = Calibration(4.55, 2.54)
OF_CONFIDENCE = Calibration(1.93, 1.21)
# Distances beyond these say no more: the tables of probabilities have steps of 0.004.
_NEAREST, _FARTHEST = 0.05, 0.95
# A single confidence is completed to a distribution: the rest goes to other zones by their similarity to this power.
_SIMILARITY_POWER = 2


def of_distributions(
    before: np.ndarray, after: np.ndarray, expected_share: float, calibration: Calibration = OF_PROBABILITIES
) -> np.ndarray:
    """The probability of change of each cell, 0..1.

    Args:
        before: (17, ...) probabilities of the zones at the first date; made to add up to 1.
        after: the same at the second date.
        expected_share: of the area that is expected to have changed, between 0 and 1.
        calibration: fitted for what the distributions are made of.

    >>> sure = np.eye(17)[[0, 0]].T
    >>> of_distributions(sure, np.eye(17)[[0, 16]].T, 0.05).round(3)
    array([0.003, 1.   ])
    """
    overlap = np.zeros(before.shape[1:])
    for first, second in zip(before, after):
        overlap += np.sqrt(first * second)
    total = np.sqrt(before.sum(axis=0) * after.sum(axis=0))
    distance = 1 - np.divide(overlap, total, out=np.ones_like(overlap), where=total > 0)
    distance = np.clip(distance, _NEAREST, _FARTHEST)
    logit = calibration.intercept + np.log(expected_share / (1 - expected_share))
    logit = logit + calibration.slope * np.log(distance / (1 - distance))
    return 1 / (1 + np.exp(-logit))


def completed(zones: np.ndarray, confidence: np.ndarray) -> np.ndarray:
    """Distributions (17, ...) over the zones where only the shown zone's probability is known.

    Args:
        zones: 1..17; 0 is treated as zone 1, as nobody reads what lies there.
        confidence: 0..1, the same shape.
    """
    others = lcz.SIMILARITY**_SIMILARITY_POWER
    others = others * (1 - np.eye(len(lcz.ZONES)))
    others /= others.sum(axis=1, keepdims=True)
    index = np.maximum(zones.astype(np.int64), 1) - 1
    made = np.moveaxis(others[index], -1, 0) * (1 - confidence)
    np.put_along_axis(made, index[None], confidence[None], axis=0)
    return made


class ZoneProbabilities:
    """The LCZ probabilities or confidence of a map, read on the cells of a comparison."""

    def __init__(self, source: str, grid: Grid, what: str) -> None:
        """Open seventeen bands of probabilities, or one of confidence.

        Args:
            source: anything that GDAL opens.
            grid: of the comparison.
            what: its name in error messages.

        Raises:
            InputError: it does not open, has another number of bands, shows classes, or GDAL knows no way to the grid.
        """
        first = Band(source, 1, what)
        if first.bands not in (1, len(lcz.ZONES)):
            raise InputError(
                f"Expected {what} as 17 probabilities or as one band of confidence, found {first.bands} bands in "
                f"{source}; choose the LCZ probabilities of the run that made the map."
            )
        if first.bands == 1:
            refuse_classes(first)
        finer = sum(ground_cell_m(first.grid)) < 0.75 * sum(ground_cell_m(grid))
        bands = [first] if first.bands == 1 else bands_in_order(source, what)
        self._bands = [band.on(grid, "average" if finer else "nearest") for band in bands]

    @property
    def complete(self) -> bool:
        """Whether the raster has a probability of each of the seventeen zones."""
        return len(self._bands) > 1

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """The probabilities (17, H, W) 0..1, and where they are known.

        Raises:
            InputError: they are not between 0 and 1 or 0 and 100 percent.
        """
        shares, known = zip(*(Confidence.shares(band, band.read(window)) for band in self._bands))
        return np.array(shares), np.logical_and.reduce(known)

    def confidence(self, window: Window, zones: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The probability (H, W) of the zones that the map shows, and where it is known."""
        shares, known = self.read(window)
        index = np.zeros(zones.shape, dtype=np.int64) if not self.complete else np.maximum(zones.astype(int), 1) - 1
        return np.take_along_axis(shares, index[None], axis=0)[0], known


class ChangeProbability:
    """The probability of change of each cell, from the zones' probabilities at both dates."""

    def __init__(self, before: str, after: str, grid: Grid, expected_share: float) -> None:
        """Open both.

        Args:
            before: LCZ probabilities or confidence of the earlier map.
            after: the same of the later map.
            grid: of the comparison.
            expected_share: of the area that is expected to have changed, between 0 and 1.

        Raises:
            InputError: one of them cannot be used.
        """
        self._before = ZoneProbabilities(before, grid, "the probabilities of the earlier map")
        self._after = ZoneProbabilities(after, grid, "the probabilities of the later map")
        self._expected_share = expected_share
        self._agreeing, self._counted = np.zeros((2, 2), dtype=np.int64)

    @property
    def complete(self) -> bool:
        """Whether both dates have the probabilities of all zones; else their confidence is used."""
        return self._before.complete and self._after.complete

    def read(self, window: Window, was: np.ndarray, became: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The probability of change (H, W) 0..1, and where it is known.

        Args:
            window: of the grid.
            was: zones of the earlier map there.
            became: zones of the later map there.
        """
        if not self.complete:
            before, known = self._before.confidence(window, was)
            after, known_after = self._after.confidence(window, became)
            pair = completed(was, before), completed(became, after)
            return of_distributions(*pair, self._expected_share, OF_CONFIDENCE), known & known_after
        (before, known), (after, known_after) = self._before.read(window), self._after.read(window)
        known &= known_after
        for place, (shares, zones) in enumerate(((before, was), (after, became))):
            here = known & (zones > 0)
            self._counted[place] += here.sum()
            self._agreeing[place] += (shares.argmax(axis=0) + 1 == zones)[here].sum()
        return of_distributions(before, after, self._expected_share), known

    def doubts(self) -> list[str]:
        """Warnings where the probabilities do not seem to be those of the maps, after all windows were read."""
        warnings = []
        for place, name in enumerate(("earlier", "later")):
            if self._agreeing[place] < 0.5 * self._counted[place]:
                share = 100 * self._agreeing[place] / self._counted[place]
                warnings.append(
                    f"Warning: in {share:.0f} % of the cells the {name} map shows the most probable zone of its "
                    "probabilities; expected most of the cells. Check that both are of one run."
                )
        return warnings
