# SPDX-License-Identifier: GPL-2.0-or-later
"""Assesses an LCZ map against polygons or another map: reads both, counts cells and writes the report."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Optional

from ..errors import InputError
from ..lczmap.align import zones_within
from ..lczmap.confidence import Confidence
from ..lczmap.reference import PolygonReference, RasterReference, Reference
from ..lczmap.zone_map import ZoneMap
from ..progress import Progress
from ..raster.band import grid_of
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import Grid, walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.thumbnail import Thumbnail, zone_palette
from . import lcz_accuracy_report, metrics, zone_groups
from .lcz_accuracy_figures import LczAccuracy, Reliability, Tally


@dataclass(frozen=True)
class LczAccuracyJob:
    """Inputs, settings and outputs of an LCZ assessment; plain values, so that any process can take it."""

    source: str
    """The LCZ map: anything that GDAL opens."""
    reference: str
    """Polygons (anything that OGR opens, or KMZ) or another LCZ raster."""
    polygons: bool
    """Whether the reference is a file of polygons."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by REPORT (HTML), CLASSES (CSV), CONFUSION (CSV) and FIGURES (JSON)."""
    band: Optional[int] = None
    """Band of the map; None finds it."""
    scheme: str = ""
    """Key of `codes.SCHEMES` for the map; "" finds it."""
    reference_layer: str = ""
    """Name of one layer of the polygons' file; "" takes all."""
    reference_field: str = ""
    """Field of the polygons that holds the zones; "" finds it."""
    reference_band: Optional[int] = None
    reference_scheme: str = ""
    square_m: float = 1000.0
    """Side of the bootstrap blocks where the reference is a raster."""
    confidence: str = ""
    """Raster with the confidence of the map: one band in percent, or seventeen of probabilities; "" for none."""
    merged: bool = False
    """Whether the figures of groups of zones (`lcz.GROUPS`) are computed, too."""
    names: tuple[str, str] = ("", "")
    """Names of map and reference in the report; "" for their paths."""


def assess_lcz(job: LczAccuracyJob) -> Generator[Progress, None, LczAccuracy]:
    """Compare a map with a reference; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: map, reference or confidence cannot be used, or they share no cell.
        OutputError: a file cannot be written.
    """
    check_outputs(job.outputs, (job.source, job.reference, job.confidence), lcz_accuracy_report.MAKERS)
    grid = grid_of(job.source, "the LCZ map")
    reference = _reference(job, grid)
    yield Progress(0, f"Reference: {reference.description}.")
    zones = zones_within(job.source, grid.cropped(reference.window), job.band, job.scheme)
    yield from zones.report("Map")
    confidence = Confidence(job.confidence, grid, reference.window) if job.confidence else None
    with limited_gdal_cache():
        thumbnail = Thumbnail(zones.grid.width, zones.grid.height, zone_palette())
        tally, reliability, unmapped = yield from _count(zones, reference, confidence, thumbnail)
    confusion = tally.confusion()
    if not confusion.any():
        raise InputError(
            f"Expected cells that have a zone in both {job.source} and {job.reference}, found none; "
            "check that they show the same place, and that the polygons are as large as cells of the map."
        )
    intervals = yield from tally.intervals(reference.stratified, span=(0.7, 0.95))
    units = tally.units()
    assessment = LczAccuracy(
        map_name=job.names[0] or job.source,
        reference=reference.description,
        unit=reference.unit,
        stratified=reference.stratified,
        units=units,
        confusion=confusion,
        unmapped=unmapped,
        units_per_zone=tally.units_per_zone(),
        scores=metrics.zone_scores(confusion),
        merged=zone_groups.group_scores(confusion) if job.merged else None,
        classes=metrics.class_scores(confusion),
        intervals=intervals,
        reliability=reliability,
        notes=tuple(_notes(reference, units, unmapped)),
        origins=(map_origin.read(job.source, job.names[0]),),
        pictures=(("The map where the reference lies.", thumbnail.png(), thumbnail.width_px),),
    )
    for note in assessment.notes:
        yield Progress(0.95, note)
    with staged(job.outputs) as files:
        files.write(lcz_accuracy_report.MAKERS, assessment)
    return assessment


def _count(
    zones: ZoneMap, reference: Reference, confidence: Optional[Confidence], thumbnail: Thumbnail
) -> Generator[Progress, None, tuple[Tally, Optional[Reliability], int]]:
    """Cells by unit and by confidence, and how many cells of the reference have no zone in the map."""
    tally, reliability, unmapped = Tally(), None if confidence is None else Reliability(), 0
    windows = list(walk(Window(0, 0, zones.grid.width, zones.grid.height)))
    for done, window in enumerate(windows, start=1):
        cells = reference.read(window)
        if cells is not None:
            mapped = zones.read(window)
            thumbnail.add(window, mapped)
            tally.add(cells.zones, mapped, cells.units)
            unmapped += int(((cells.zones > 0) & (mapped == 0)).sum())
            if confidence is not None and reliability is not None:
                sure, known = confidence.read(window, mapped)
                known &= (cells.zones > 0) & (mapped > 0)
                reliability.add(sure[known], (cells.zones == mapped)[known])
        yield Progress(0.7 * done / len(windows))
    return tally, reliability, unmapped


def _reference(job: LczAccuracyJob, grid: Grid) -> Reference:
    if job.polygons:
        return PolygonReference(job.reference, grid, job.reference_layer, job.reference_field, job.names[1])
    band, scheme = job.reference_band, job.reference_scheme
    return RasterReference(job.reference, grid, job.square_m, band, scheme, job.names[1])


def _notes(reference: Reference, units: int, unmapped: int) -> list[str]:
    notes = list(reference.notes)
    if isinstance(reference, PolygonReference) and units < reference.count:
        notes.append(
            f"{reference.count - units} of {reference.count} polygons have no cell to compare (too small, overlapped, "
            "or where the map has no zone) and do not count."
        )
    if unmapped:
        notes.append(f"{unmapped} cells of the reference lie where the map has no zone and do not count.")
    return notes
