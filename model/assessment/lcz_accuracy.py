# SPDX-License-Identifier: GPL-2.0-or-later
"""An LCZ map against a reference: read both, count, and say what the counts mean."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..lczmap.align import Band, Values, grid_of, zones_within
from ..lczmap.reference import PolygonReference, RasterReference, Reference
from ..lczmap.zone_map import ZoneMap
from ..progress import Progress
from ..raster.gdal_cache import modest_cache
from ..raster.grid import same_grid, walk
from ..raster.io import Grid
from ..raster.windows import Window
from ..reports import text_tables
from . import lcz_accuracy_report, metrics
from .lcz_accuracy_figures import Intervals, Reliability, Tally
from .metrics import ClassScores, ZoneScores

# Of a probability: what rounding to a byte may put above 1.
_ROUNDED = 0.005


@dataclass(frozen=True)
class ZoneAssessmentJob:
    """What to compare and what to write; plain values, so that any process can take it."""

    source: str
    """The LCZ map: anything that GDAL opens."""
    reference: str
    """Polygons (anything that OGR opens, or KMZ) or another LCZ raster."""
    polygons: bool
    """Whether the reference is polygons."""
    outputs: Mapping[str, str]
    """Of REPORT (HTML), CLASSES (CSV), CONFUSION (CSV) and FIGURES (JSON) those that are wanted -> path."""
    band: Optional[int] = None
    """Of the map; None finds it."""
    scheme: str = ""
    """Key of `codes.SCHEMES` for the map; "" finds it."""
    reference_layer: str = ""
    """One layer of the polygons' file; "" takes all."""
    reference_field: str = ""
    """That holds the zones of the polygons; "" finds it."""
    reference_band: Optional[int] = None
    reference_scheme: str = ""
    square_m: float = 1000.0
    """Side of the squares that are drawn again where the reference is a raster."""
    confidence: str = ""
    """How sure the map is: one band in percent, or seventeen of probabilities; "" for none."""
    names: tuple[str, str] = ("", "")
    """What the report calls map and reference; "" for their paths."""


class ZoneAssessment(NamedTuple):
    """How well a map agrees with a reference."""

    map_name: str
    reference: str
    """What the reference is, in words."""
    unit: str
    """What was drawn again for the intervals, in the plural."""
    stratified: bool
    units: int
    confusion: np.ndarray
    """(17, 17) cells, rows reference, columns map."""
    unmapped: int
    """Cells with a reference where the map has no zone."""
    units_per_zone: np.ndarray
    scores: ZoneScores
    classes: ClassScores
    intervals: Intervals
    reliability: Optional[Reliability]
    notes: tuple[str, ...]
    """What a reader must know."""


def assess_zones(job: ZoneAssessmentJob) -> Generator[Progress, None, ZoneAssessment]:
    """Compare a map with a reference; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: map, reference or confidence cannot be used, or they share no cell.
        OutputError: a file cannot be written.
    """
    text_tables.check(job.outputs, lcz_accuracy_report.MAKERS, job.source, job.reference, job.confidence)
    grid = grid_of(job.source, "the LCZ map")
    reference = _reference(job, grid)
    yield Progress(0, f"Reference: {reference.description}.")
    zones = zones_within(job.source, grid.cropped(reference.window), job.band, job.scheme)
    yield Progress(0, f"Map: {zones.reason}.")
    confidence = Confidence(job.confidence, grid, reference.window) if job.confidence else None
    with modest_cache():
        tally, reliability, unmapped = yield from _count(zones, reference, confidence)
    confusion = tally.confusion()
    if not confusion.any():
        raise InputError(
            f"Expected cells that have a zone in both {job.source} and {job.reference}, found none; "
            "check that they show the same place, and that the polygons are as large as cells of the map."
        )
    intervals = yield from tally.intervals(reference.stratified, span=(0.7, 0.95))
    units = tally.units()
    assessment = ZoneAssessment(
        map_name=job.names[0] or job.source,
        reference=reference.description,
        unit=reference.unit,
        stratified=reference.stratified,
        units=units,
        confusion=confusion,
        unmapped=unmapped,
        units_per_zone=tally.units_per_zone(),
        scores=metrics.zone_scores(confusion),
        classes=metrics.class_scores(confusion),
        intervals=intervals,
        reliability=reliability,
        notes=tuple(_notes(reference, units, unmapped)),
    )
    for note in assessment.notes:
        yield Progress(0.95, note)
    with text_tables.staged(job.outputs) as staged:
        staged.write(lcz_accuracy_report.MAKERS, assessment)
    return assessment


def _count(
    zones: ZoneMap, reference: Reference, confidence: Optional[Confidence]
) -> Generator[Progress, None, tuple[Tally, Optional[Reliability], int]]:
    """Cells by unit and by confidence, and how many cells of the reference have no zone in the map."""
    tally, reliability, unmapped = Tally(), None if confidence is None else Reliability(), 0
    windows = list(walk(Window(0, 0, zones.grid.width, zones.grid.height)))
    for done, window in enumerate(windows, start=1):
        cells = reference.read(window)
        if cells is not None:
            found = zones.read(window)
            tally.add(cells.zones, found, cells.units)
            unmapped += int(((cells.zones > 0) & (found == 0)).sum())
            if confidence is not None and reliability is not None:
                sure, known = confidence.read(window, found)
                known &= (cells.zones > 0) & (found > 0)
                reliability.add(sure[known], (cells.zones == found)[known])
        yield Progress(0.7 * done / len(windows))
    return tally, reliability, unmapped


class Confidence:
    """How sure a map is of the zone that it shows, on the map's own cells."""

    def __init__(self, source: str, grid: Grid, area: Optional[Window] = None) -> None:
        """Open one band of percent, or seventeen of probabilities.

        Args:
            source: anything that GDAL opens.
            grid: of the map.
            area: the part of the map of which windows will be read; None for the whole map.

        Raises:
            InputError: it does not open, has another number of bands, or lies on other cells than the map.
        """
        first = Band(source, 1, "the confidence")
        if first.bands not in (1, metrics.CLASSES):
            raise InputError(
                f"Expected the confidence as one band or as 17 probabilities, found {first.bands} bands in {source}; "
                "choose CONFIDENCE or LCZ_PROBABILITIES of the run that made the map."
            )
        if not same_grid(first.grid, grid):
            raise InputError(
                f"Expected the confidence on the cells of the map, found another grid in {source}; "
                "choose CONFIDENCE or LCZ_PROBABILITIES of the run that made the map."
            )
        self._area = grid.window(None, 1) if area is None else area
        self._bands = [first, *(Band(source, i, "the confidence") for i in range(2, first.bands + 1))]

    def read(self, window: Window, zones: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Confidence (H, W) 0..1 in the zones that the map shows, and where it is known.

        Raises:
            InputError: it is not between 0 and 1 or 0 and 100 percent.
        """
        window = window._replace(col=window.col + self._area.col, row=window.row + self._area.row)
        if len(self._bands) == 1:
            return self._shares(self._bands[0], self._bands[0].read(window))
        sure, known = np.zeros(zones.shape), np.zeros(zones.shape, dtype=bool)
        for number in np.unique(zones[zones > 0]):
            band = self._bands[number - 1]
            here = zones == number
            shares, valid = self._shares(band, band.read(window))
            sure[here], known[here] = shares[here], valid[here]
        return sure, known

    @staticmethod
    def _shares(band: Band, values: Values) -> tuple[np.ndarray, np.ndarray]:
        shares = np.where(values.valid, values.stored, 0) * band.scale + band.offset
        if band.unit == "%" or not (band.scaled or band.is_float):
            shares /= 100
        if shares.size and not (shares.min() >= -_ROUNDED and shares.max() <= 1 + _ROUNDED):
            raise InputError(
                f"Expected the confidence between 0 and 1 or in whole percent, found {shares.min():g} to "
                f"{shares.max():g} in {band.source}; declare its scale (gdal_edit.py -scale 0.01 FILE) or unit."
            )
        return np.clip(shares, 0, 1), values.valid


def _reference(job: ZoneAssessmentJob, grid: Grid) -> Reference:
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
