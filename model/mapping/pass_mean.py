# SPDX-License-Identifier: GPL-2.0-or-later
"""The mean of a strip's passes: probabilities summed over dates and orientations, and finished in the last pass.

The sums are kept on the cells of the maps, not on the network's 20 m grid of seventeen zones, so that they take a
fraction of what the network itself takes, however many passes there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Optional

import numpy as np

from ..network.config import CELL_PX
from ..raster import block_stats
from ..raster.windows import Window
from .neighbourhood import sharpened
from .strip_pass import Part, passes

_TINY = np.finfo(np.float32).tiny


class Piece(NamedTuple):
    """A finished piece of the maps."""

    core: Window
    """The piece's window, in pixels; its edges cut no LCZ cell."""
    valid: np.ndarray
    """(h, w) bool per pixel: some date has a value and the mask lets it through."""
    settlement: Optional[np.ndarray]
    """(h / 2, w / 2) fractions; None without that task."""
    zones: Optional[np.ndarray]
    """(17, rows, columns) probabilities of the LCZ cells; None without that task."""


class PassMean:
    """The passes of one strip after the other, summed.

    A date counts in a cell by its valid pixels there, an orientation as much as any other.
    """

    def __init__(self, dates: int, orientations: int, cell_px: int, sharpness: float = 1.0) -> None:
        """Nothing is summed yet.

        Args:
            dates: how many scenes are averaged.
            orientations: how many orientations of each.
            cell_px: side of an LCZ cell, a multiple of CELL_PX.
            sharpness: see `NetworkConfig`.
        """
        self._sharpness = sharpness
        self._dates, self._orientations, self._cell_px = dates, orientations, cell_px
        self._last = passes(dates, orientations)[-1].number
        self._strip = Window(0, 0, 0, 0)
        self._sums: dict[str, np.ndarray] = {}

    @staticmethod
    def bytes_per_column(dates: int, orientations: int, cell_px: int, height_px: int) -> int:
        """Memory for the sums of each pixel of a strip's width, strips being `height_px` tall."""
        if dates * orientations == 1:
            return 0
        settlement, zones = 4 / CELL_PX**2, 17 * 4 / cell_px**2
        coverage = 1 + 4 / CELL_PX**2 if dates > 1 else 0
        return round(height_px * (settlement + zones + coverage))

    def take(self, part: Part) -> Optional[Piece]:
        """Adds a part to the sums; in the last pass the finished piece comes out."""
        if part.step.number == 0 and part.core.row == part.strip.row:
            self._strip, self._sums = part.strip, {}
        valid_px = block_stats.block_sum(part.valid, CELL_PX)
        if part.maps is None:
            self._rows("valid", part, 1, part.valid.shape, bool)[...] |= part.valid
            self._rows("count", part, CELL_PX, valid_px.shape)[...] += valid_px
            return None
        valid, weight, settlement = part.valid, valid_px, part.maps.settlement
        if self._dates > 1:
            valid = self._rows("valid", part, 1, part.valid.shape, bool)
            share = valid_px / np.maximum(self._rows("count", part, CELL_PX, valid_px.shape), 1)
            weight = block_stats.block_sum(valid, CELL_PX)
            settlement = None if settlement is None else settlement * share
        zones, total = None, None
        if part.maps.zones is not None:
            factor = self._cell_px // CELL_PX
            weighted = weight.astype(np.float32) if self._dates == 1 else (weight * share).astype(np.float32)
            zones = block_stats.block_sum(part.maps.zones * weighted, factor)
            total = np.maximum(block_stats.block_sum(weight.astype(np.float32), factor), _TINY)
        if self._dates * self._orientations > 1:
            settlement = self._added("settlement", part, CELL_PX, settlement)
            zones = self._added("zones", part, self._cell_px, zones)
        if part.step.number < self._last:
            return None
        count = np.float32(self._orientations)
        return Piece(
            part.core,
            valid,
            None if settlement is None else settlement / count,
            None if zones is None else sharpened(zones / (total * count), self._sharpness),
        )

    @property
    def state(self) -> tuple[Window, dict[str, np.ndarray]]:
        """The strip and its sums by name, from which `restore` continues."""
        return self._strip, self._sums

    def restore(self, strip: Window, sums: Mapping[str, np.ndarray]) -> None:
        """Continues with the sums of a strip whose first passes are complete."""
        self._strip, self._sums = strip, dict(sums)

    def _added(self, name: str, part: Part, cell_px: int, values: Optional[np.ndarray]) -> Optional[np.ndarray]:
        """The sum of what was there and these values (..., h, w)."""
        if values is None:
            return None
        rows = self._rows(name, part, cell_px, values.shape)
        rows += values
        return rows

    def _rows(
        self, name: str, part: Part, cell_px: int, shape: tuple[int, ...], dtype: type = np.float32
    ) -> np.ndarray:
        """A part's rows of a sum, which begins with zeros."""
        if name not in self._sums:
            height = -(-self._strip.height // cell_px)
            self._sums[name] = np.zeros((*shape[:-2], height, shape[-1]), dtype)
        return self._sums[name][..., part.core.rows_within(self._strip, cell_px), :]
