# SPDX-License-Identifier: GPL-2.0-or-later
"""Assesses an HSE map against another map of settlement or imperviousness, on the cells of the coarser one."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..lczmap import percent_units
from ..lczmap.align import zones_within
from ..progress import Progress
from ..raster import provenance
from ..raster.area_mean import AreaMean
from ..raster.band import Band
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import BLOCK_PX, Grid, cell_side_m, ground_cell_m, overlap, walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..reports import map_origin
from ..reports.thumbnail import Thumbnail, ramp_palette
from ..tables import lcz, palettes, products
from . import hse_accuracy_report
from .hse_accuracy_figures import HseAccuracy, HseTally


@dataclass(frozen=True)
class HseAccuracyJob:
    """Inputs, settings and outputs of an HSE assessment; plain values, so that any process can take it."""

    source: str
    """The HSE map: anything that GDAL opens, in percent, as a fraction or as a mask."""
    reference: str
    """The reference: anything that GDAL opens, in percent, as a fraction or as a mask, of any grid."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by REPORT (HTML), TABLE (CSV), FIGURES (JSON) and HSE_ERROR (GeoTIFF)."""
    band: int = 1
    reference_band: int = 1
    reference_unit: str = ""
    """Unit of the reference, one of `percentages.UNITS`; "" finds it."""
    threshold_pct: float = 50.0
    """Threshold of HSE in percent: cells with as much or more count as settlement."""
    zones: str = ""
    """An LCZ map for figures by zone; "" for none."""
    names: tuple[str, str] = ("", "")
    """Names of map and reference in the report; "" for their paths."""


def assess_hse(job: HseAccuracyJob) -> Generator[Progress, None, HseAccuracy]:
    """Compare an HSE map with a reference; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a raster cannot be used, or they share no cell.
        OutputError: a file cannot be written.
    """
    output_names = *hse_accuracy_report.MAKERS, products.HSE_ERROR.key
    check_outputs(job.outputs, (job.source, job.reference, job.zones), output_names)
    bands = Band(job.source, job.band, "the map"), Band(job.reference, job.reference_band, "the reference")
    sizes = [float(np.prod(ground_cell_m(band.grid))) for band in bands]
    coarser = bands[0] if sizes[0] >= sizes[1] * (1 - 1e-6) else bands[1]
    grid = _shared(coarser.grid, bands)
    units = []
    for band, unit in zip(bands, ("", job.reference_unit)):
        units.append(percent_units.recognise(band, walk(overlap(band.grid, grid)), unit))
        yield from units[-1].report(band.what.capitalize(), 0.2 * len(units))
    cell_m = cell_side_m(grid)
    yield Progress(0.4, f"Compared on {grid.width} x {grid.height} cells of {cell_m:.0f} m, those of {coarser.what}.")
    means = [AreaMean(unit.band, grid, unit.convert) for unit in units]
    zones = zones_within(job.zones, grid) if job.zones else None
    if zones is not None:
        yield from zones.report("Zones", 0.4)
    tally = HseTally(job.threshold_pct, groups=len(lcz.ZONES) + 1)
    ramp = ramp_palette(palettes.RAMPS[products.HSE.key])
    pictures = [Thumbnail(grid.width, grid.height, ramp) for _ in bands]
    meaning = "map minus reference, percentage points"
    tags = provenance.tags(job.source, "", REFERENCE=Path(job.reference).name, MEANING=meaning)
    with limited_gdal_cache(), staged(job.outputs, products.COMPARISONS, grid, tags) as files:
        side = max(1, int(BLOCK_PX / max(1.0, (max(sizes) / min(sizes)) ** 0.5)))
        windows = list(walk(grid.window(None, 1), side))
        for done, window in enumerate(windows, start=1):
            found, true = (mean.read(window) for mean in means)
            both = found.answered & true.answered
            for picture, cells in zip(pictures, (found, true)):
                picture.add(window, np.where(cells.answered, np.rint(cells.mean) + 1, 0).astype(np.uint8))
            tally.add(true.mean[both], found.mean[both], None if zones is None else zones.read(window)[both])
            for raster in files.rasters.values():
                error = np.where(both, found.mean - true.mean, products.HSE_ERROR.nodata)
                raster.write(error.astype(np.float32), window.col, window.row)
            yield Progress(0.4 + 0.55 * done / len(windows))
        if tally.figures().n == 0:
            raise InputError(
                f"Expected cells that have a value in both {job.source} and {job.reference}, found none; "
                "choose a reference of the same place."
            )
        by_zone = {} if zones is None else {zone.code: tally.figures(zone.code) for zone in lcz.ZONES}
        assessment = HseAccuracy(
            map_name=job.names[0] or job.source,
            reference_name=job.names[1] or job.reference,
            units=(units[0].reason, units[1].reason),
            cell_m=cell_m,
            coarser="map" if coarser is bands[0] else "reference",
            threshold_pct=job.threshold_pct,
            figures=tally.figures(),
            by_zone={code: figures for code, figures in by_zone.items() if figures.n},
            density=tally.density,
            origins=(map_origin.read(job.source, job.names[0]), map_origin.read(job.reference, job.names[1])),
            pictures=tuple(
                (f"{name}, from light (0 %) to dark (100 %).", picture.png(), picture.width_px)
                for name, picture in zip(("Map", "Reference"), pictures)
            ),
        )
        files.write(hse_accuracy_report.MAKERS, assessment)
    return assessment


def _shared(coarse: Grid, bands: tuple[Band, Band]) -> Grid:
    """The cells of the coarser grid that both rasters touch."""
    for band in bands:
        coarse = coarse.cropped(overlap(coarse, band.grid))
    return coarse
