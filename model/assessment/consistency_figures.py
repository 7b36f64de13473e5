# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of the consistency of an HSE map with an LCZ map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ..reports.map_origin import MapOrigin
from ..tables import lcz

ONES = 101
"""HSE is counted in whole percent, 0 to 100."""


class ZoneConsistency(NamedTuple):
    """HSE of the cells of one zone, compared with the imperviousness range of that zone."""

    cells: int
    below: int
    """Cells with less settlement than the range."""
    above: int
    mean_hse_pct: float
    mean_distance: float
    """Mean signed distance of the cells from the range, percentage points; a cell within the range counts as 0."""
    mean_absolute_distance: float
    """Mean absolute distance of the cells from the range, percentage points; a cell within the range counts as 0."""
    percentiles: tuple[float, float, float]
    """10th, 50th and 90th of the HSE, to a whole percent."""

    @property
    def within_share(self) -> float:
        """0..1."""
        return 1 - (self.below + self.above) / self.cells


class Consistency(NamedTuple):
    """The consistency of an HSE map with an LCZ map."""

    zones_name: str
    settlement_name: str
    cell_m: float
    cells: int
    by_zone: Mapping[int, ZoneConsistency]
    """Figures of each zone that has cells, by its code."""
    origins: tuple[MapOrigin, ...] = ()
    """Origins of the two maps, by their tags."""
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""

    @property
    def within_share(self) -> float:
        """Share of the cells within the range of their zone, 0..1."""
        return 1 - sum(zone.below + zone.above for zone in self.by_zone.values()) / self.cells

    @property
    def mean_absolute_distance(self) -> float:
        """Mean absolute distance of all cells from the range of their zone, percentage points; within the range 0."""
        return sum(zone.cells * zone.mean_absolute_distance for zone in self.by_zone.values()) / self.cells


def distance_pct(hse_pct: np.ndarray, zones: np.ndarray) -> np.ndarray:
    """Distance of HSE from the imperviousness range of its zone, percentage points; 0 within, negative below.

    Args:
        hse_pct: percent 0..100, any shape.
        zones: the same shape, 0..17; where 0 the distance is 0.

    Source: ranges of Demuzere et al. 2019, PLOS ONE, table 1.

    >>> distance_pct(np.array([10.0, 50.0, 95.0, 30.0]), np.array([6, 6, 6, 14]))
    array([-30.,   0.,   5.,  10.])
    """
    ends = [(None, None), *(zone.imperviousness_pct for zone in lcz.ZONES)]
    low = np.array([0.0 if start is None else start for start, _ in ends])[zones]
    high = np.array([100.0 if end is None else end for _, end in ends])[zones]
    return np.minimum(hse_pct - low, 0) + np.maximum(hse_pct - high, 0)
