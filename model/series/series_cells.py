# SPDX-License-Identifier: GPL-2.0-or-later
"""The model of the cells of a window of a series, and the values of its rasters there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..lczmap import probability_stack
from ..raster.windows import Window
from ..tables import lcz, products
from . import hidden_markov, likelihood, neighbours
from .hidden_markov import Chain, most_probable_path, posterior
from .probability_series import ProbabilitySeries
from .series_figures import ZONES

# What the model of so many cells at a time may hold.
_MODEL_BYTES = 64_000_000


class Evidence(NamedTuple):
    """Settings by which probabilities become likelihoods (`likelihood.of_date`), and the weight of the neighbours."""

    sharpness: float = likelihood.SHARPNESS
    seasonal_share: float = likelihood.SEASONAL_SHARE
    neighbours: float = neighbours.TRUST
    """Probability that a cell changes as its neighbours do, see `neighbours.TRUST`; 0 for cells on their own."""

    def of_dates(self, probabilities: np.ndarray) -> np.ndarray:
        """(T, 17, C) likelihoods of (T, 17, C) probabilities, 0 for all zones where a date has no data."""
        return np.array([likelihood.of_date(date, self.sharpness, self.seasonal_share) for date in probabilities])


class Cells(NamedTuple):
    """Results of the model for the cells of a window."""

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


class Modelled(NamedTuple):
    """Results of the model for a list of cells."""

    zones: np.ndarray
    """Codes (T, C) 1..17."""
    step: np.ndarray
    """(C,) number of the step at which the zone changes, from 1; 0 for none. Of several the most probable."""
    changed: np.ndarray
    """(C,) probability that the zone has changed at all, 0..1."""


def model_cells(probabilities: np.ndarray, chain: Chain, evidence: Evidence) -> Modelled:
    """The model of a list of cells, each on its own.

    Args:
        probabilities: (T, 17, C), 0 for all zones where a date has no data.
        chain: of T - 1 steps.
        evidence: settings by which probabilities become likelihoods.
    """
    likelihoods = evidence.of_dates(probabilities)
    zones = most_probable_path(likelihoods, chain) + np.uint8(1)
    if not chain.steps:
        nothing = np.zeros(zones.shape[1])
        return Modelled(zones, nothing.astype(np.uint16), nothing)
    smoothed = posterior(likelihoods, chain)
    differs = zones[1:] != zones[:-1]
    step = np.where(differs, 1 - smoothed.stayed, -1).argmax(axis=0) + 1
    return Modelled(zones, np.where(differs.any(axis=0), step, 0).astype(np.uint16), 1 - smoothed.unchanged)


def model_area(probabilities: np.ndarray, chain: Chain, evidence: Evidence) -> Cells:
    """The model of cells side by side, each with the support of its neighbours.

    Args:
        probabilities: (T, 17, H, W), 0 for all zones where a date has no data.
        chain: of T - 1 steps.
        evidence: settings by which probabilities become likelihoods.
    """
    dates, _, *size = probabilities.shape
    probabilities = probabilities.reshape(dates, ZONES, -1)
    known = probabilities.sum(axis=1) > 0
    seen = known.any(axis=0)
    if chain.steps and evidence.neighbours:
        chain = _supported(probabilities, seen.reshape(size), chain, evidence)
    zones = np.zeros(known.shape, dtype=np.uint8)
    step, changed = np.zeros(len(seen), dtype=np.uint16), np.zeros(len(seen))
    for portion in _portions(np.flatnonzero(seen), dates):
        zones[:, portion], step[portion], changed[portion] = model_cells(
            probabilities[:, :, portion], chain.of_cells(portion), evidence
        )
    raw = np.array([probability_stack.most_probable(date) for date in probabilities])
    stacked = (part.reshape(dates, *size) for part in (known, raw, zones))
    return Cells(*stacked, step.reshape(size), changed.reshape(size))


def _supported(probabilities: np.ndarray, seen: np.ndarray, chain: Chain, evidence: Evidence) -> Chain:
    """The chain with the support of the neighbours.

    Args:
        probabilities: (T, 17, C), C = H * W.
        seen: bool (H, W), cells with data at any date.
        chain: of cells on their own.
        evidence: settings by which probabilities become likelihoods.
    """
    dates, _, count = probabilities.shape
    settled = np.zeros((dates - 1, ZONES, count), dtype=np.float32)
    to_update = seen.ravel()
    for _ in range(neighbours.PASSES):
        for portion in _portions(np.flatnonzero(to_update), dates):
            likelihoods = evidence.of_dates(probabilities[:, :, portion])
            settled[:, :, portion] = hidden_markov.settled(likelihoods, chain.of_cells(portion), neighbours.OPEN_LAND)
        support = neighbours.joins(settled.reshape(dates - 1, ZONES, *seen.shape), seen, evidence.neighbours)
        chain = chain._replace(joins=support.reshape(settled.shape), joiners=neighbours.OPEN_LAND)
        # The others' probabilities stay as they are.
        to_update = seen.ravel() & chain.joins.any(axis=(0, 1))
    return chain


def _portions(cells: np.ndarray, dates: int) -> Iterator[np.ndarray]:
    """Numbers of cells, so many at a time that the model of a portion fits the memory."""
    at_once = max(1, _MODEL_BYTES // (dates * ZONES * 8 * 6))
    for first in range(0, len(cells), at_once):
        yield cells[first : first + at_once]


def read_cells(series: ProbabilitySeries, dates: int, chain: Chain, evidence: Evidence, window: Window) -> Cells:
    """The model of a window; a cell's result does not depend on the window, as the cells around it are read, too.

    Args:
        series: its probabilities.
        dates: number of dates.
        chain: transition probabilities of the zones.
        evidence: settings by which probabilities become likelihoods.
        window: of the grid of the series.
    """
    wider = window.grown(neighbours.PASSES, series.grid.width, series.grid.height)
    cells = model_area(np.array([series.read(wider, date) for date in range(dates)]), chain, evidence)
    inside = (..., window.rows_within(wider), window.cols_within(wider))
    return Cells(*(part[inside] for part in cells))


def stored(key: str, cells: Cells, years: np.ndarray) -> np.ndarray:
    """The values of one output raster of a series.

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
