# SPDX-License-Identifier: GPL-2.0-or-later
"""Where an HSE map and an LCZ map disagree: settlement outside the imperviousness that the zone is known for."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..lczmap import percent_units
from ..lczmap.align import Band, grid_of, zones_within
from ..progress import Progress
from ..raster import provenance
from ..raster.area_mean import AreaMean
from ..raster.gdal_cache import modest_cache
from ..raster.grid import BLOCK_PX, ground_cell_m, overlap, walk
from ..raster.windows import Window
from ..reports import text_tables
from ..tables import lcz, products
from . import consistency_report

ONES = 101
"""HSE is counted in whole percent, 0 to 100."""


@dataclass(frozen=True)
class ConsistencyJob:
    """What to compare and what to write; plain values, so that any process can take it."""

    zones: str
    """The LCZ map: anything that GDAL opens."""
    settlement: str
    """The HSE map, of any grid."""
    outputs: Mapping[str, str]
    """Of REPORT (HTML), TABLE (CSV), FIGURES (JSON) and INCONSISTENCY (GeoTIFF) those that are wanted -> path."""
    zones_band: Optional[int] = None
    """None finds it."""
    zones_scheme: str = ""
    """Key of `codes.SCHEMES`; "" finds it."""
    settlement_band: int = 1
    names: tuple[str, str] = ("", "")
    """What the report calls LCZ map and HSE map; "" for their paths."""


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


def find_inconsistency(job: ConsistencyJob) -> Generator[Progress, None, Consistency]:
    """Compare the two maps on the cells of the LCZ map; a generator that leaves no file when it is closed early.

    Raises:
        InputError: a map cannot be used, or they share no cell.
        OutputError: a file cannot be written.
    """
    known = *consistency_report.MAKERS, products.INCONSISTENCY.key
    text_tables.check(job.outputs, known, job.zones, job.settlement)
    band = Band(job.settlement, job.settlement_band, "the HSE map")
    whole = grid_of(job.zones, "the LCZ map")
    grid = whole.cropped(overlap(whole, band.grid))
    zone_map = zones_within(job.zones, grid, job.zones_band, job.zones_scheme)
    yield Progress(0, f"LCZ map: {zone_map.reason}.")
    unit = percent_units.recognise(band, walk(overlap(band.grid, grid)))
    yield Progress(0.2, f"HSE map: {unit.reason}.")
    settlement = AreaMean(band, grid, unit.convert)
    counts = np.zeros((len(lcz.ZONES) + 1, ONES), dtype=np.int64)
    sums = np.zeros((5, len(lcz.ZONES) + 1))
    tags = provenance.tags(job.zones, "", HSE=Path(job.settlement).name)
    with modest_cache(), text_tables.staged(job.outputs, products.COMPARISONS, grid, tags) as staged:
        fine, coarse = ground_cell_m(band.grid), ground_cell_m(grid)
        side = max(1, int(BLOCK_PX / max(1.0, coarse[0] / fine[0], coarse[1] / fine[1])))
        windows = list(walk(Window(0, 0, grid.width, grid.height), side))
        for done, window in enumerate(windows, start=1):
            zones, hse = zone_map.read(window), settlement.read(window)
            both = (zones > 0) & hse.answered
            distance = distance_pct(hse.mean, zones)
            _count(counts, sums, zones[both], hse.mean[both], distance[both])
            for raster in staged.rasters.values():
                stored = np.where(both, distance, products.INCONSISTENCY.nodata)
                raster.write(stored.astype(np.float32), window.col, window.row)
            yield Progress(0.2 + 0.75 * done / len(windows))
        if not counts.any():
            raise InputError(
                f"Expected cells that have a value in both {job.zones} and {job.settlement}, found none; "
                "choose two maps of the same place."
            )
        found = Consistency(
            zones_name=job.names[0] or job.zones,
            settlement_name=job.names[1] or job.settlement,
            cell_m=float(np.sqrt(np.prod(coarse))),
            cells=int(counts.sum()),
            by_zone={
                code: _summary(counts[code], sums[:, code]) for code in range(1, len(counts)) if counts[code].any()
            },
        )
        staged.write(consistency_report.MAKERS, found)
    return found


def _count(counts: np.ndarray, sums: np.ndarray, zones: np.ndarray, hse: np.ndarray, distance: np.ndarray) -> None:
    """Add cells, (n,) each, to the counts by zone and percent and to the sums by zone."""
    place = zones.astype(np.int64) * ONES + np.rint(hse).astype(np.int64)
    counts += np.bincount(place, minlength=counts.size).reshape(counts.shape)
    for row, weights in zip(sums, (distance < 0, distance > 0, hse, distance, abs(distance))):
        row += np.bincount(zones, weights=weights, minlength=len(row))


def _summary(counts: np.ndarray, sums: np.ndarray) -> ZoneConsistency:
    cells = int(counts.sum())
    reached = np.cumsum(counts) / cells
    percentiles = tuple(float(np.searchsorted(reached, share - 1e-12)) for share in (0.1, 0.5, 0.9))
    below, above = map(int, sums[:2])
    return ZoneConsistency(cells, below, above, *map(float, sums[2:] / cells), percentiles)
