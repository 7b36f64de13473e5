# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that refines the built zones of a map with the heights of its buildings."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..lczmap import scene_tags
from ..lczmap.zone_probabilities import ZoneProbabilities, stored_zones
from ..progress import Progress, RemainingTime
from ..raster import provenance
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import Grid, cell_areas_km2, cell_side_m, walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.thumbnail import Thumbnail, zone_palette
from ..tables import lcz, products
from . import refine_report
from .cell_buildings import CellBuildings
from .height_likelihood import Refined, refine
from .refine_figures import (
    BINS_M,
    BY_BOTH,
    BY_FRACTION,
    BY_HEIGHT,
    CONFIRMED,
    DECISIONS,
    NO_BUILDINGS,
    NOT_KNOWN,
    Refinement,
)
from .sources import HeightSource, read_window

EVIDENCE = products.Product(
    key="HEIGHT_EVIDENCE", title="What the heights changed",
    band_names=("decision", "zone_before", "zone_after", "height_m", "plan_fraction_pct"), dtype="Float32",
    nodata=-9999.0, unit="", scale=1.0, offset=0.0, overview="nearest", categorical=False, grid="lcz",
)  # fmt: skip
RASTERS = {product.key: product for product in (products.LCZ, products.LCZ_PROBABILITIES, EVIDENCE)}
OUTPUTS = (*RASTERS, *refine_report.MAKERS)
_UNITS = ("", "", "", "m", "%")
# Side of the blocks in which seventeen probabilities are held, cells.
_BLOCK_CELLS = 256
_ZONES = len(lcz.ZONES)


@dataclass(frozen=True)
class RefineJob:
    """Inputs, settings and outputs of a refinement; plain values, so that any process can take it."""

    probabilities: str
    """LCZ_PROBABILITIES, or any raster with a band of probabilities for each zone."""
    heights: HeightSource
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by LCZ, LCZ_PROBABILITIES, HEIGHT_EVIDENCE (GeoTIFF), REPORT (HTML), TABLE (CSV) and
    FIGURES (JSON)."""
    names: tuple[str, str] = ("", "")
    """Names of the map and the heights in the report; "" for their paths."""


def refine_zones(job: RefineJob) -> Generator[Progress, None, Refinement]:
    """Refine a map; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: the probabilities or the heights cannot be used, or they lie apart.
        OutputError: a file cannot be written.
    """
    check_outputs(job.outputs, (job.probabilities, *job.heights.files), OUTPUTS, at_least_one=True)
    _check_errors(job.heights)
    zones = ZoneProbabilities(job.probabilities)
    heights = job.heights.open(zones.grid)
    for note in heights.notes:
        yield Progress(0, note)
    tags = provenance.tags(
        job.probabilities,
        job.heights.options,
        HEIGHTS=os.path.basename(job.heights.source),
        **scene_tags.carried(job.probabilities),
    )
    sums = _Sums(zones.grid)
    remaining = RemainingTime()
    with limited_gdal_cache(), staged(job.outputs, RASTERS, zones.grid, tags) as files:
        if EVIDENCE.key in files.rasters:
            files.rasters[EVIDENCE.key].set_units(_UNITS)
        windows = list(walk(Window(0, 0, zones.grid.width, zones.grid.height), _BLOCK_CELLS))
        for done, window in enumerate(windows):
            buildings = yield from read_window(heights, window, remaining, done / len(windows))
            before = zones.read(window)
            answered = before.sum(axis=0) > 0
            counts = buildings.counts & answered
            refined = refine(before, buildings.height_m, buildings.fraction, counts, job.heights.errors)
            decision = _decision(before, refined, buildings, counts)
            sums.add(window, before, refined.probabilities, np.where(answered, decision, 0), buildings)
            _write(files.rasters, window, before, refined.probabilities, decision, buildings)
            yield Progress((done + 1) / len(windows), remaining.line((done + 1) / len(windows)))
        if not sums.cells.any():
            raise InputError(
                f"Expected probabilities of zones, found only no data in {job.probabilities}; choose another raster."
            )
        notes = heights.doubts()
        for note in notes:
            yield Progress(1, note)
        refinement = sums.figures(job, tuple(notes))
        files.write(refine_report.MAKERS, refinement)
    return refinement


def _check_errors(heights: HeightSource) -> None:
    """Refuse errors that mean nothing.

    Raises:
        InputError: one is out of range.
    """
    errors = heights.errors
    for what, value, most in (
        ("an error of the heights", errors.height_pct, 200),
        ("an error of the plan fractions", errors.fraction_pct, 100),
        ("a share of wrong measurements", errors.wrong_pct, 100),
    ):
        if not 0 <= value <= most:
            raise InputError(f"Expected {what} from 0 to {most} %, found {value:g}; choose one that lies between.")


def _decision(before: np.ndarray, refined: Refined, buildings: CellBuildings, counts: np.ndarray) -> np.ndarray:
    """(H, W) uint8, which of DECISIONS was made in each cell."""
    changed = before.argmax(axis=0) != refined.probabilities.argmax(axis=0)
    kept = np.where(buildings.covered & ~buildings.built, NO_BUILDINGS, NOT_KNOWN)
    both = refined.by_height == refined.by_fraction  # neither alone: the two together
    reason = np.where(both, BY_BOTH, np.where(refined.by_height, BY_HEIGHT, BY_FRACTION))
    return np.where(counts, np.where(changed, reason, CONFIRMED), kept).astype(np.uint8)


def _write(
    rasters: Mapping,
    window: Window,
    before: np.ndarray,
    after: np.ndarray,
    decision: np.ndarray,
    buildings: CellBuildings,
) -> None:
    """Put the cells of a window on the maps."""
    answered = before.sum(axis=0) > 0
    stored = stored_zones(answered, after)
    if EVIDENCE.key in rasters:
        fraction = np.full(answered.shape, np.nan) if buildings.fraction is None else 100 * buildings.fraction
        bands = np.stack([decision, before.argmax(axis=0) + 1, after.argmax(axis=0) + 1, buildings.height_m, fraction])
        known = np.isfinite(bands) & answered
        stored[EVIDENCE.key] = np.where(known, bands, EVIDENCE.nodata).astype(np.float32)
    for key, raster in rasters.items():
        raster.write(stored[key], window.col, window.row)


class _Sums:
    """Cells, areas, heights and fractions by pair of zones, and the thumbnails of the report."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        pairs = _ZONES**2
        self._cells, self._area, self._height, self._heights, self._fraction, self._fractions = np.zeros((6, pairs))
        self._decided = np.zeros((len(DECISIONS) + 1, pairs))
        self._histogram = np.zeros((_ZONES, len(BINS_M) - 1))
        self._confidence = np.zeros(2)
        self._has_fraction = False
        size = grid.width, grid.height
        colours = [row.colour for row in DECISIONS]
        self._pictures = Thumbnail(*size, zone_palette()), Thumbnail(*size, zone_palette()), Thumbnail(*size, colours)

    def add(
        self, window: Window, before: np.ndarray, after: np.ndarray, decision: np.ndarray, buildings: CellBuildings
    ) -> None:
        """Count a window; `decision` is 0 where there is no zone."""
        was, became = before.argmax(axis=0), after.argmax(axis=0)
        here = decision > 0
        for picture, indices in zip(self._pictures, ((was + 1) * here, (became + 1) * here, decision)):
            picture.add(window, indices.astype(np.uint8))
        pairs = (was * _ZONES + became)[here]
        km2 = np.broadcast_to(cell_areas_km2(self._grid, window), was.shape)[here]
        self._cells += np.bincount(pairs, minlength=_ZONES**2)
        self._area += np.bincount(pairs, weights=km2, minlength=_ZONES**2)
        for value in range(1, len(DECISIONS) + 1):
            self._decided[value] += np.bincount(pairs[decision[here] == value], minlength=_ZONES**2)
        refined = decision >= CONFIRMED
        self._confidence += before.max(axis=0)[refined].sum(), after.max(axis=0)[refined].sum()
        known = refined & np.isfinite(buildings.height_m)
        pairs = (was * _ZONES + became)[known]
        self._height += np.bincount(pairs, weights=buildings.height_m[known], minlength=_ZONES**2)
        self._heights += np.bincount(pairs, minlength=_ZONES**2)
        bins = np.clip(np.searchsorted(BINS_M, buildings.height_m[known], side="right") - 1, 0, len(BINS_M) - 2)
        np.add.at(self._histogram, (became[known], bins), 1)
        if buildings.fraction is not None:
            self._has_fraction = True
            known = refined & np.isfinite(buildings.fraction)
            pairs = (was * _ZONES + became)[known]
            self._fraction += np.bincount(pairs, weights=buildings.fraction[known], minlength=_ZONES**2)
            self._fractions += np.bincount(pairs, minlength=_ZONES**2)

    @property
    def cells(self) -> np.ndarray:
        """(17, 17) cells by the zones before and after."""
        return self._cells.reshape(_ZONES, _ZONES).astype(np.int64)

    def figures(self, job: RefineJob, notes: tuple[str, ...]) -> Refinement:
        """The figures of the refinement from these sums."""
        square = (_ZONES, _ZONES)
        decided = self._decided.reshape(-1, *square).astype(np.int64)
        refined = decided[CONFIRMED:].sum()
        captions = "Before.", "After.", "What was decided; the colours are those of the table below."
        origin = map_origin.read(job.probabilities, job.names[0])
        with np.errstate(invalid="ignore"):
            return Refinement(
                name=origin.name,
                source=job.names[1] or job.heights.source,
                cell_m=cell_side_m(self._grid),
                errors=job.heights.errors,
                has_fraction=self._has_fraction,
                cells=self.cells,
                area_km2=self._area.reshape(square),
                height_m=(self._height / self._heights).reshape(square),
                fraction=(self._fraction / self._fractions).reshape(square),
                decided=decided,
                heights=self._histogram,
                confidence=tuple((self._confidence / refined).tolist()) if refined else (np.nan, np.nan),
                origins=(origin,),
                notes=notes,
                pictures=tuple(
                    (caption, picture.png(), picture.width_px) for caption, picture in zip(captions, self._pictures)
                ),
            )
