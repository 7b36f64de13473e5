# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds where an HSE map and an LCZ map disagree: settlement outside the zone's known range of imperviousness."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from ..errors import InputError
from ..lczmap import percent_units, scene_tags
from ..lczmap.align import zones_within
from ..progress import Progress
from ..raster import provenance
from ..raster.area_mean import AreaMean
from ..raster.band import Band, grid_of
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import BLOCK_PX, ground_cell_m, overlap, walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.thumbnail import Thumbnail, ramp_palette, zone_palette
from ..tables import lcz, palettes, products
from . import consistency_report
from .consistency_figures import ONES, Consistency, ZoneConsistency, distance_pct


@dataclass(frozen=True)
class ConsistencyJob:
    """Inputs and outputs of the comparison; plain values, so that any process can take it."""

    zones: str
    """The LCZ map: anything that GDAL opens."""
    settlement: str
    """The HSE map, of any grid."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by REPORT (HTML), TABLE (CSV), FIGURES (JSON) and INCONSISTENCY (GeoTIFF)."""
    zones_band: Optional[int] = None
    """Band of the LCZ map; None finds it."""
    zones_scheme: str = ""
    """Key of `codes.SCHEMES`; "" finds it."""
    settlement_band: int = 1
    names: tuple[str, str] = ("", "")
    """Names of the LCZ map and the HSE map in the report; "" for their paths."""


def find_inconsistency(job: ConsistencyJob) -> Generator[Progress, None, Consistency]:
    """Compare the two maps on the cells of the LCZ map; a generator that leaves no file when it is closed early.

    Raises:
        InputError: a map cannot be used, or they share no cell.
        OutputError: a file cannot be written.
    """
    output_names = *consistency_report.MAKERS, products.INCONSISTENCY.key
    check_outputs(job.outputs, (job.zones, job.settlement), output_names)
    band = Band(job.settlement, job.settlement_band, "the HSE map")
    whole = grid_of(job.zones, "the LCZ map")
    grid = whole.cropped(overlap(whole, band.grid))
    zone_map = zones_within(job.zones, grid, job.zones_band, job.zones_scheme)
    yield from zone_map.report("LCZ map")
    unit = percent_units.recognise(band, walk(overlap(band.grid, grid)))
    yield from unit.report("HSE map", 0.2)
    for warning in scene_tags.warn_of_different_scenes(job.zones, job.settlement):
        yield Progress(0.2, warning)
    settlement = AreaMean(unit.band, grid, unit.convert)
    zone_picture = Thumbnail(grid.width, grid.height, zone_palette())
    hse_picture = Thumbnail(grid.width, grid.height, ramp_palette(palettes.RAMPS[products.HSE.key]))
    counts = np.zeros((len(lcz.ZONES) + 1, ONES), dtype=np.int64)
    sums = np.zeros((5, len(lcz.ZONES) + 1))
    tags = provenance.tags(job.zones, "", HSE=Path(job.settlement).name)
    with limited_gdal_cache(), staged(job.outputs, products.COMPARISONS, grid, tags) as files:
        fine, coarse = ground_cell_m(band.grid), ground_cell_m(grid)
        side = max(1, int(BLOCK_PX / max(1.0, coarse[0] / fine[0], coarse[1] / fine[1])))
        windows = list(walk(Window(0, 0, grid.width, grid.height), side))
        for done, window in enumerate(windows, start=1):
            zones, hse = zone_map.read(window), settlement.read(window)
            both = (zones > 0) & hse.answered
            zone_picture.add(window, zones)
            hse_picture.add(window, np.where(hse.answered, np.rint(hse.mean) + 1, 0).astype(np.uint8))
            distance = distance_pct(hse.mean, zones)
            _count(counts, sums, zones[both], hse.mean[both], distance[both])
            for raster in files.rasters.values():
                stored = np.where(both, distance, products.INCONSISTENCY.nodata)
                raster.write(stored.astype(np.float32), window.col, window.row)
            yield Progress(0.2 + 0.75 * done / len(windows))
        if not counts.any():
            raise InputError(
                f"Expected cells that have a value in both {job.zones} and {job.settlement}, found none; "
                "choose two maps of the same place."
            )
        consistency = Consistency(
            zones_name=job.names[0] or job.zones,
            settlement_name=job.names[1] or job.settlement,
            cell_m=float(np.sqrt(np.prod(coarse))),
            cells=int(counts.sum()),
            by_zone={
                code: _summary(counts[code], sums[:, code]) for code in range(1, len(counts)) if counts[code].any()
            },
            origins=(map_origin.read(job.zones, job.names[0]), map_origin.read(job.settlement, job.names[1])),
            pictures=(
                ("LCZ map.", zone_picture.png(), zone_picture.width_px),
                ("HSE map, from light (0 %) to dark (100 %).", hse_picture.png(), hse_picture.width_px),
            ),
        )
        files.write(consistency_report.MAKERS, consistency)
    return consistency


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
