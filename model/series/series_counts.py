# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts areas by date, zone and change while a series is smoothed window by window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..raster.grid import Grid, cell_areas_km2, cell_side_m
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.thumbnail import Thumbnail, zone_palette
from ..tables import products
from .dates import Dated
from .series_cells import Cells, stored
from .series_figures import ZONES, Series

# From this share of the area on a date without data is worth a warning.
_MUCH_MISSING = 0.2


class Counts:
    """Areas by date, zone and change, and the thumbnails of the report.

    Attributes:
        cells: that have data at one date at least.
    """

    def __init__(self, grid: Grid, members: Sequence[Dated]) -> None:
        """Start with nothing.

        Args:
            grid: of the series.
            members: of the series, with their days.
        """
        count, days = len(members), [member.day for member in members]
        self._grid, self._members = grid, members
        self.cells = 0
        self._area = np.zeros((count, ZONES + 1))
        self._filled = np.zeros(count)
        self._raw_differ, self._both = np.zeros((2, count - 1))
        self._changes = np.zeros((count - 1, (ZONES + 1) ** 2))
        self._probable, self._changed = 0.0, 0.0
        self._first, self._last = (Thumbnail(grid.width, grid.height, zone_palette()) for _ in range(2))
        self._to = Thumbnail(grid.width, grid.height, zone_palette())
        self._captions = f"{days[0]}, smoothed.", f"{days[-1]}, smoothed.", "What changed: the zone after the change."

    def add(self, window: Window, cells: Cells) -> None:
        """Count a window."""
        km2 = np.broadcast_to(cell_areas_km2(self._grid, window), cells.step.shape)
        seen = cells.zones[0] > 0
        self.cells += int(seen.sum())
        self._changed += float(km2[cells.step > 0].sum())
        self._probable += float((cells.changed * km2)[seen].sum())
        for date, zones in enumerate(cells.zones):
            self._area[date] += np.bincount(zones.ravel(), weights=km2.ravel(), minlength=ZONES + 1)
            self._filled[date] += km2[seen & ~cells.known[date]].sum()
        for step in range(len(self._both)):
            both = cells.known[step] & cells.known[step + 1]
            self._both[step] += km2[both].sum()
            self._raw_differ[step] += km2[both & (cells.raw[step] != cells.raw[step + 1])].sum()
            before, after = (cells.zones[date].astype(np.int64) for date in (step, step + 1))
            differ = before != after
            pairs = (before * (ZONES + 1) + after)[differ]
            self._changes[step] += np.bincount(pairs, weights=km2[differ], minlength=(ZONES + 1) ** 2)
        self._first.add(window, cells.zones[0])
        self._last.add(window, cells.zones[-1])
        self._to.add(window, stored(products.CHANGED_TO.key, cells, np.zeros(1)))

    def figures(self, rate: float, rate_was_fitted: bool) -> Series:
        """The figures of the report from these counts.

        Args:
            rate: changes of a cell in a year, as the model had it.
            rate_was_fitted: whether it comes from the series.
        """
        changes = self._changes.reshape(-1, ZONES + 1, ZONES + 1)[:, 1:, 1:]
        pictures = self._first, self._last, self._to
        days = tuple(member.day for member in self._members)
        return Series(
            names=tuple(member.name for member in self._members),
            days=days,
            cell_m=cell_side_m(self._grid),
            cells=self.cells,
            rate=rate,
            rate_was_fitted=rate_was_fitted,
            area_km2=self._area[:, 1:],
            filled_km2=self._filled,
            raw_differ_km2=self._raw_differ,
            both_km2=self._both,
            changes_km2=changes,
            changed_km2=self._changed,
            mean_probability=self._probable / self._area[0, 1:].sum(),
            origins=tuple(map_origin.read(member.source, member.name) for member in self._members),
            notes=tuple(_warnings(self._members, self._filled / self._area[0, 1:].sum())),
            pictures=tuple(
                (caption, picture.png(), picture.width_px) for caption, picture in zip(self._captions, pictures)
            )[: 3 if len(days) > 1 else 1],
        )


def _warnings(members: Sequence[Dated], filled: np.ndarray) -> list[str]:
    """Warnings on dates that lack much of the area."""
    return [
        f"Warning: {member.name} has no data in {100 * share:.0f} % of the area; its map shows there what the other "
        "dates say."
        for member, share in zip(members, filled)
        if share > _MUCH_MISSING
    ]
