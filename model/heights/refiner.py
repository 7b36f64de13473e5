# SPDX-License-Identifier: GPL-2.0-or-later
"""Refines probabilities with heights while a scene is mapped, piece by piece."""

from __future__ import annotations

import numpy as np

from ..progress import finished
from ..raster.grid import Grid
from ..raster.windows import Window
from .height_likelihood import refine
from .sources import HeightSource


class HeightRefiner:
    """Heights of buildings on the cells of a map in the making.

    Attributes:
        notes: for the log: how the heights are read.
        changed_cells: cells so far whose most probable zone is another than without heights.
    """

    def __init__(self, source: HeightSource, grid: Grid) -> None:
        """Open the heights.

        Args:
            source: of the heights.
            grid: of the map.

        Raises:
            InputError: they cannot be used, or lie elsewhere.
        """
        self._errors = source.errors
        self._heights = source.open(grid)
        self.notes = self._heights.notes
        self.changed_cells = 0

    def refine(self, probabilities: np.ndarray, window: Window, answered: np.ndarray) -> np.ndarray:
        """The probabilities of a window, refined by the heights and plan fractions of its buildings.

        Args:
            probabilities: (17, H, W).
            window: of the map, in cells.
            answered: (H, W) bool, cells that will have a zone.
        """
        buildings = finished(self._heights.read(window))
        refined = refine(
            probabilities, buildings.height_m, buildings.fraction, buildings.counts & answered, self._errors
        )
        self.changed_cells += int((refined.probabilities.argmax(axis=0) != probabilities.argmax(axis=0)).sum())
        return refined.probabilities

    def doubts(self) -> list[str]:
        """Warnings on what was read, for the log."""
        return [f"Building heights changed the zone of {self.changed_cells} cells.", *self._heights.doubts()]
