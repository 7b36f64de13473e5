# SPDX-License-Identifier: GPL-2.0-or-later
"""The two leading zones of the cells of a map, in figures."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..raster.attribute_table import ClassRow
from ..reports.map_origin import MapOrigin
from ..tables import lcz
from . import sub_classes


class Mixture(NamedTuple):
    """Cells and areas of each mixture of two zones."""

    name: str
    """Name of the map."""
    cell_m: float
    least_pct: float
    """Threshold: both zones of a mixed cell are at least as probable."""
    cells: np.ndarray
    """(1718,) by the number of the sub-class."""
    area_km2: np.ndarray
    """(1718,) likewise."""
    first_pct: np.ndarray
    """(1718,) mean probability of the leading zone, percent; nan where there are no cells."""
    second_pct: np.ndarray
    """(1718,) the same of the second zone."""
    origins: tuple[MapOrigin, ...] = ()
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""

    @property
    def pairs(self) -> np.ndarray:
        """(17, 17) mixed cells, rows leading, columns second zone."""
        codes = np.arange(1, len(lcz.ZONES) + 1)
        return np.where(np.eye(len(codes), dtype=bool), 0, self.cells[sub_classes.FACTOR * codes[:, None] + codes])

    @property
    def mixed_cells(self) -> int:
        """Cells of two zones."""
        return int(self.pairs.sum())

    @property
    def mixed_share(self) -> float:
        """Share of the area that is mixed, 0..1."""
        mixed = [row.value for row in self.rows if sub_classes.is_mixed(row.value)]
        return float(self.area_km2[mixed].sum() / self.area_km2.sum())

    @property
    def rows(self) -> list[ClassRow]:
        """The classes that occur."""
        return sub_classes.rows(self.cells)
