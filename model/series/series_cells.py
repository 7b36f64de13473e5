# SPDX-License-Identifier: GPL-2.0-or-later
"""What a series says of the cells of a window, and what its rasters hold there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..lczmap import probability_stack
from ..raster.windows import Window
from ..tables import lcz, products
from . import likelihood
from .hidden_markov import Chain, most_probable_path, posterior
from .probability_series import ProbabilitySeries
from .series_figures import ZONES

# What the model of so many cells at a time may hold.
_MODEL_BYTES = 64_000_000


class Evidence(NamedTuple):
    """How the probabilities of a date are read, see `likelihood.of_date`."""

    sharpness: float = likelihood.SHARPNESS
    seasonal_share: float = likelihood.SEASONAL_SHARE

    def of_dates(self, probabilities: np.ndarray) -> np.ndarray:
        """(T, 17, C) likelihoods of (T, 17, C) probabilities, 0 for all zones where a date has no data."""
        return np.array([likelihood.of_date(date, self.sharpness, self.seasonal_share) for date in probabilities])


class Cells(NamedTuple):
    """What the model says of the cells of a window."""

    known: np.ndarray
    """(T, H, W) whether a date has data."""
    raw: np.ndarray
    """(T, H, W) the most probable zone of each date alone, 0 for no data."""
    zones: np.ndarray
    """(T, H, W) the zones of the series, 0 where no date has data."""
    step: np.ndarray
    """(H, W) number of the step at which the zone changes, from 1; 0 for none. Of several the most probable."""
    changed: np.ndarray
    """(H, W) probability that the zone has changed at all, 0..1."""


def model_cells(
    probabilities: np.ndarray, chain: Chain, evidence: Evidence
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Zones, the step of change and the probability of change of a list of cells.

    Args:
        probabilities: (T, 17, C), 0 for all zones where a date has no data.
        chain: of T - 1 steps.
        evidence: how the probabilities are read.

    Returns:
        Codes (T, C) 1..17; the number (C,) of the step at which the zone changes, 0 for none, of several the one whose
        change is the most probable; the probability (C,) that the zone has changed at all.
    """
    likelihoods = evidence.of_dates(probabilities)
    zones = most_probable_path(likelihoods, chain) + np.uint8(1)
    if not chain.steps:
        nothing = np.zeros(zones.shape[1])
        return zones, nothing.astype(np.uint16), nothing
    said = posterior(likelihoods, chain)
    differs = zones[1:] != zones[:-1]
    step = np.where(differs, 1 - said.stayed, -1).argmax(axis=0) + 1
    return zones, np.where(differs.any(axis=0), step, 0).astype(np.uint16), 1 - said.unchanged


def read_cells(series: ProbabilitySeries, dates: int, chain: Chain, evidence: Evidence, window: Window) -> Cells:
    """The model of a window, some of its cells at a time.

    Args:
        series: its probabilities.
        dates: how many.
        chain: how zones follow one another.
        evidence: how the probabilities are read.
        window: of the grid of the series.
    """
    probabilities = np.array([series.read(window, date).reshape(ZONES, -1) for date in range(dates)])
    count = probabilities.shape[2]
    known = probabilities.sum(axis=1) > 0
    raw = np.array([probability_stack.most_probable(date) for date in probabilities])
    zones = np.zeros((dates, count), dtype=np.uint8)
    step, changed = np.zeros(count, dtype=np.uint16), np.zeros(count)
    seen = np.flatnonzero(known.any(axis=0))
    at_once = max(1, _MODEL_BYTES // (dates * ZONES * 8 * 6))
    for first in range(0, len(seen), at_once):
        here = seen[first : first + at_once]
        zones[:, here], step[here], changed[here] = model_cells(probabilities[:, :, here], chain, evidence)
    size = window.height, window.width
    stacked = (part.reshape(dates, *size) for part in (known, raw, zones))
    return Cells(*stacked, step.reshape(size), changed.reshape(size))


def stored(key: str, cells: Cells, years: np.ndarray) -> np.ndarray:
    """What a raster of a series holds.

    Args:
        key: of its product, one of `products.SERIES`.
        cells: of a window.
        years: the year that stands for each step; 0 for step 0, no change.
    """
    if key == products.CHANGE_YEAR.key:
        return years[cells.step]
    if key == products.CHANGE_PROBABILITY.key:
        nodata = products.CHANGE_PROBABILITY.nodata
        return np.where(cells.known.any(axis=0), np.rint(100 * cells.changed), nodata).astype(np.uint8)
    after = cells.step.astype(np.intp)
    place = after if key == products.CHANGED_TO.key else np.maximum(after - 1, 0)
    zones = np.take_along_axis(cells.zones, place[None], axis=0)[0]
    return np.where(after > 0, zones, lcz.NODATA).astype(np.uint8)
