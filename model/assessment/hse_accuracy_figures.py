# SPDX-License-Identifier: GPL-2.0-or-later
"""Sums over the cells of an HSE map and its reference, gathered while they are read, and the error figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Optional

import numpy as np

from ..reports.map_origin import MapOrigin

DENSITY_BINS = 50
"""The scatter's squares are two percent wide."""

# Sums are taken around the middle of the range: squares of far numbers would eat the digits.
_MIDDLE = 50.0
_SUMS = ("n", "error", "absolute", "squared", "t", "tt", "p", "pp", "tp", "both", "map_only", "reference_only")


class HseFigures(NamedTuple):
    """Agreement of two HSE maps; nan where nothing could be counted.

    Attributes:
        n: number of cells compared.
        mean_reference: percent.
        mean_map: percent.
        mae: mean absolute error, percentage points.
        rmse: root of the mean squared error, percentage points.
        bias: mean of map minus reference, percentage points.
        r2: 1 - SS_res / SS_tot, at most 1; nan where the reference does not vary.
        pearson: correlation, -1..1; nan where one of the two does not vary.
        f1: of settlement, a cell at or above the threshold, 0..1; nan where neither has any.
        iou: intersection over union of settlement, 0..1.
    """

    n: int
    mean_reference: float
    mean_map: float
    mae: float
    rmse: float
    bias: float
    r2: float
    pearson: float
    f1: float
    iou: float


class HseTally:
    """Sums of the cells compared, in groups: one for each zone, and one for cells without."""

    def __init__(self, threshold_pct: float, groups: int = 1) -> None:
        """Start with nothing; a cell is settlement from `threshold_pct` on."""
        self._threshold = threshold_pct
        self._sums = np.zeros((len(_SUMS), groups))
        self.density = np.zeros((DENSITY_BINS, DENSITY_BINS), dtype=np.int64)
        """Cells by reference (rows) and map (columns), from 0 to 100 percent."""

    def add(self, reference_pct: np.ndarray, map_pct: np.ndarray, group: Optional[np.ndarray] = None) -> None:
        """Count cells, (n,) each, percent; `group` is the group of each cell."""
        groups = self._sums.shape[1]
        group = np.zeros(len(map_pct), dtype=np.int64) if group is None else group
        error, t, p = map_pct - reference_pct, reference_pct - _MIDDLE, map_pct - _MIDDLE
        true, mapped = reference_pct >= self._threshold, map_pct >= self._threshold
        settled = true & mapped, mapped & ~true, true & ~mapped
        terms = None, error, np.abs(error), error**2, t, t**2, p, p**2, t * p, *settled
        self._sums += [np.bincount(group, weights=term, minlength=groups) for term in terms]
        rows, columns = (
            np.clip(value * DENSITY_BINS / 100, 0, DENSITY_BINS - 1).astype(np.int64)
            for value in (reference_pct, map_pct)
        )
        counts = np.bincount(rows * DENSITY_BINS + columns, minlength=DENSITY_BINS**2)
        self.density += counts.reshape(self.density.shape)

    def figures(self, group: Optional[int] = None) -> HseFigures:
        """The figures of one group, or of all cells."""
        sums = dict(zip(_SUMS, self._sums.sum(axis=1) if group is None else self._sums[:, group]))
        n = sums["n"]
        if n == 0:
            return HseFigures(0, *[float("nan")] * 9)
        spread_t, spread_p = (sums[v + v] - sums[v] ** 2 / n for v in "tp")
        together = sums["tp"] - sums["t"] * sums["p"] / n
        settled = sums["both"] + sums["map_only"] + sums["reference_only"]
        return HseFigures(
            n=int(n),
            mean_reference=sums["t"] / n + _MIDDLE,
            mean_map=sums["p"] / n + _MIDDLE,
            mae=sums["absolute"] / n,
            rmse=float(np.sqrt(sums["squared"] / n)),
            bias=sums["error"] / n,
            r2=1 - sums["squared"] / spread_t if _varies(spread_t, n) else float("nan"),
            pearson=together / float(np.sqrt(spread_t * spread_p))
            if _varies(spread_t, n) and _varies(spread_p, n)
            else float("nan"),
            f1=2 * sums["both"] / (settled + sums["both"]) if settled else float("nan"),
            iou=sums["both"] / settled if settled else float("nan"),
        )


def _varies(spread: float, n: float) -> bool:
    """Whether a sum of squared deviations is larger than the rounding error of a constant."""
    return spread > 1e-9 * n


class HseAccuracy(NamedTuple):
    """The accuracy of an HSE map against a reference."""

    map_name: str
    reference_name: str
    units: tuple[str, str]
    """How the numbers of map and reference were converted to percent, in words."""
    cell_m: float
    """Side of the cells on which they were compared."""
    coarser: str
    """The raster on whose cells they were compared: "map" or "reference"."""
    threshold_pct: float
    figures: HseFigures
    by_zone: Mapping[int, HseFigures]
    """Figures of each zone, by its code; empty without an LCZ map."""
    density: np.ndarray
    """(50, 50) cells by reference (rows) and map (columns)."""
    origins: tuple[MapOrigin, ...] = ()
    """Origins of the two maps, by their tags."""
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""
