# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of the changes of an LCZ map by the heights of buildings."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ..raster.attribute_table import ClassRow
from ..reports.map_origin import MapOrigin
from .height_likelihood import Errors

NO_BUILDINGS, NOT_KNOWN, CONFIRMED, BY_HEIGHT, BY_FRACTION, BY_BOTH = range(1, 7)
DECISIONS = (
    ClassRow(NO_BUILDINGS, "Kept: no buildings", (232, 232, 226)),
    ClassRow(NOT_KNOWN, "Kept: no height known", (196, 196, 190)),
    ClassRow(CONFIRMED, "Confirmed by the buildings", (120, 158, 186)),
    ClassRow(BY_HEIGHT, "Changed: height", (200, 60, 50)),
    ClassRow(BY_FRACTION, "Changed: plan fraction", (240, 164, 70)),
    ClassRow(BY_BOTH, "Changed: height and plan fraction", (130, 50, 120)),
)
"""Decisions for a cell and their reasons: stored value, name and colour."""

BINS_M = np.concatenate([[0.0], np.geomspace(1, 200, 160), [math.inf]])
"""Edges of the bins in which the heights of cells are counted."""


class Refinement(NamedTuple):
    """Cells, areas and heights by the zones before and after a refinement."""

    name: str
    """Name of the map."""
    source: str
    """Name of the source of the heights."""
    cell_m: float
    errors: Errors
    has_fraction: bool
    """Whether plan fractions were known."""
    cells: np.ndarray
    """(17, 17), rows before, columns after; all cells with a zone."""
    area_km2: np.ndarray
    """(17, 17) likewise."""
    height_m: np.ndarray
    """(17, 17) mean of the mean heights of the refined cells; nan where there are none."""
    fraction: np.ndarray
    """(17, 17) mean of their plan fractions, 0..1; nan where there are none."""
    decided: np.ndarray
    """(7, 17, 17) cells of each decision by the zones before and after."""
    heights: np.ndarray
    """(17, bins) refined cells of each zone after, by their mean height."""
    confidence: tuple[float, float]
    """Mean probability of the shown zone on the refined cells, before and after; nan where there are none."""
    origins: tuple[MapOrigin, ...] = ()
    notes: tuple[str, ...] = ()
    """Warnings that a reader must know."""
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""

    @property
    def decisions(self) -> np.ndarray:
        """(7,) cells of each decision, by its value."""
        return self.decided.sum(axis=(1, 2))

    @property
    def refined_cells(self) -> int:
        """Cells with buildings of which a height or a plan fraction is known."""
        return int(self.decisions[CONFIRMED:].sum())

    @property
    def changed_cells(self) -> int:
        """Cells whose zone is another."""
        return int(self.decisions[BY_HEIGHT:].sum())

    @property
    def changed_km2(self) -> float:
        """Area whose zone is another."""
        return float(self.area_km2.sum() - np.trace(self.area_km2))

    def percentiles(self, code: int) -> tuple[float, float, float]:
        """10th, 50th and 90th of the mean heights of a zone's cells after, metres; nan where there are none."""
        counts = self.heights[code - 1]
        if not counts.any():
            return math.nan, math.nan, math.nan
        share = np.cumsum(counts) / counts.sum()
        places = np.searchsorted(share, (0.1, 0.5, 0.9))
        low, middle, high = (float(math.sqrt(max(BINS_M[i], 0.5) * min(BINS_M[i + 1], 400.0))) for i in places)
        return low, middle, high
