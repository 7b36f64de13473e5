# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of a series of maps."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from ..reports.map_origin import MapOrigin
from ..tables import lcz

ZONES = len(lcz.ZONES)


class Series(NamedTuple):
    """The figures of a smoothed series of T maps."""

    names: tuple[str, ...]
    """Names of the T rasters."""
    days: tuple[date, ...]
    cell_m: float
    cells: int
    """Number of cells that have data at one date at least."""
    rate: float
    """Changes of a cell in a year."""
    rate_was_fitted: bool
    area_km2: np.ndarray
    """(T, 17) area of each zone."""
    filled_km2: np.ndarray
    """(T,) area without data at a date, which the other dates fill."""
    raw_differ_km2: np.ndarray
    """(T - 1,) area whose most probable zone differs between neighbouring dates, before smoothing."""
    both_km2: np.ndarray
    """(T - 1,) area that has data at both of these dates."""
    changes_km2: np.ndarray
    """(T - 1, 17, 17) area by zone before (rows) and after, of the cells whose smoothed zone changes at that step."""
    changed_km2: float
    """Area whose smoothed zone changes at one step at least."""
    mean_probability: float
    """Mean probability that a cell has changed at all, 0..1."""
    origins: tuple[MapOrigin, ...] = ()
    notes: tuple[str, ...] = ()
    """Warnings that a reader must know."""
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""

    @property
    def total_km2(self) -> float:
        """Area that has a zone."""
        return float(self.area_km2[0].sum())

    @property
    def raw_differ(self) -> np.ndarray:
        """(T - 1,) share of the area whose zone differs between neighbouring dates before smoothing; nan for none."""
        return np.divide(self.raw_differ_km2, self.both_km2, out=np.full(len(self.both_km2), np.nan),
                         where=self.both_km2 > 0)  # fmt: skip

    @property
    def differ(self) -> np.ndarray:
        """(T - 1,) the same share of the smoothed maps."""
        return self.changes_km2.sum(axis=(1, 2)) / self.total_km2

    def moved_km2(self, built_before: bool) -> np.ndarray:
        """(T - 1,) area that left the built zones (True) or came to them (False)."""
        built = np.arange(ZONES) < len(lcz.BUILT)
        crossed = (built[:, None] == built_before) & (built[None, :] != built_before)
        return self.changes_km2[:, crossed].sum(axis=1)
