# SPDX-License-Identifier: GPL-2.0-or-later
"""How well an HSE map and an LCZ map fit together, in figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ..reports.map_origin import MapOrigin
from ..tables import lcz

ONES = 101
"""HSE is counted in whole percent, 0 to 100."""


class ZoneConsistency(NamedTuple):
    """How the cells of one zone lie to its range."""

    cells: int
    below: int
    """Cells with less settlement than the range."""
    above: int
    mean_hse_pct: float
    mean_distance: float
    """Of all cells, with its sign, percentage points; 0 within the range."""
    mean_absolute_distance: float
    """The same without the sign."""
    percentiles: tuple[float, float, float]
    """10th, 50th and 90th of the HSE, to a whole percent."""

    @property
    def within_share(self) -> float:
        """0..1."""
        return 1 - (self.below + self.above) / self.cells


class Consistency(NamedTuple):
    """How well the two maps fit together."""

    zones_name: str
    settlement_name: str
    cell_m: float
    cells: int
    by_zone: Mapping[int, ZoneConsistency]
    """By code of the zone, those that have cells."""
    origins: tuple[MapOrigin, ...] = ()
    """Where the maps come from, by their tags."""
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""

    @property
    def within_share(self) -> float:
        """Share of the cells within the range of their zone, 0..1."""
        return 1 - sum(zone.below + zone.above for zone in self.by_zone.values()) / self.cells

    @property
    def mean_absolute_distance(self) -> float:
        """Of all cells, without the sign, percentage points; 0 within the range."""
        return sum(zone.cells * zone.mean_absolute_distance for zone in self.by_zone.values()) / self.cells


def distance_pct(hse_pct: np.ndarray, zones: np.ndarray) -> np.ndarray:
    """How far HSE lies outside the imperviousness of its zone, percentage points; 0 within, negative below.

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
