# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares two LCZ maps of one place: what became what, and how much of it is change and not doubt.

Two maps of an unchanged town differ wherever one of them errs, and most errors swap zones that are alike. With the
probabilities of both dates, the probability of change of each cell decides (`change_probability`). Without them each
change is weighed with how unlike the two zones are: 1 - W, W being the similarity by which OA_w counts errors in part.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from ..errors import InputError
from ..lczmap.align import zones_within
from ..progress import Progress
from ..raster import provenance
from ..raster.band import grid_of
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import BLOCK_PX, Grid, cell_areas_km2, cell_side_m, overlap, walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.map_origin import MapOrigin
from ..reports.thumbnail import Thumbnail, ramp_palette, zone_palette
from ..tables import palettes, products
from . import lcz_change_report
from .change_probability import ChangeProbability
from .lcz_change_figures import DIFFERENCE_PCT, PROBABILITY_BINS, ByProbability, Change
from .metrics import CLASSES


@dataclass(frozen=True)
class ChangeJob:
    """Inputs, settings and outputs of a comparison of two dates; plain values, so that any process can take it."""

    before: str
    """The earlier LCZ map: anything that GDAL opens. The comparison is made on its cells."""
    after: str
    """The later LCZ map, of any grid and in any codes."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by REPORT (HTML), TABLE (CSV), FIGURES (JSON), LCZ_CHANGE, LCZ_TRANSITION and
    CHANGE_PROBABILITY (GeoTIFF)."""
    before_band: Optional[int] = None
    after_band: Optional[int] = None
    scheme: str = ""
    """Code scheme of the earlier map, key of `codes.SCHEMES`; "" finds it."""
    after_scheme: str = ""
    least_difference_pct: float = 30.0
    """Without probabilities: minimum dissimilarity of two zones for their change to count as substantial."""
    before_probabilities: str = ""
    """The LCZ probabilities (or confidence) of the earlier map; "" for none. Needs the other as well."""
    after_probabilities: str = ""
    """The LCZ probabilities (or confidence) of the later map; "" for none. Needs the other as well."""
    least_probability_pct: float = 50.0
    """With probabilities: minimum probability of change of a substantial change."""
    expected_change_pct: float = 5.0
    """Share of the area that is expected to have changed: the prior of the probability of change."""
    names: tuple[str, str] = ("", "")
    """Names of the two maps in the report; "" for their paths."""


def compare_dates(job: ChangeJob) -> Generator[Progress, None, Change]:
    """Compare two LCZ maps; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a map cannot be used, or they share no cell.
        OutputError: a file cannot be written.
    """
    output_names = *lcz_change_report.MAKERS, *(product.key for product in _RASTERS)
    given = job.before_probabilities, job.after_probabilities
    check_outputs(job.outputs, (job.before, job.after, *given), output_names)
    _check_probabilities(job)
    first, second = grid_of(job.before, "the earlier map"), grid_of(job.after, "the later map")
    grid = first.cropped(overlap(first, second))
    before = zones_within(job.before, grid, job.before_band, job.scheme)
    yield from before.report("Before")
    after = zones_within(job.after, grid, job.after_band, job.after_scheme)
    yield from after.report("After", 0.1)
    probability = ChangeProbability(*given, grid, job.expected_change_pct / 100) if all(given) else None
    origins = map_origin.read(job.before, job.names[0]), map_origin.read(job.after, job.names[1])
    notes = _order_warnings(*origins)
    for note in notes:
        yield Progress(0.1, note)
    sums = _Sums(grid, job.least_probability_pct)
    tags = provenance.tags(job.before, "", AFTER=Path(job.after).name)
    with limited_gdal_cache(), staged(job.outputs, products.COMPARISONS, grid, tags) as files:
        windows = list(walk(Window(0, 0, grid.width, grid.height), _BLOCK_CELLS if probability else BLOCK_PX))
        for done, window in enumerate(windows, start=1):
            was, became = before.read(window), after.read(window)
            chances = None
            if probability is not None:
                change, answered = probability.read(window, was, became)
                chances = np.where(answered & (was > 0) & (became > 0), change, np.nan)
            sums.add(window, was, became, chances)
            for key, raster in files.rasters.items():
                raster.write(_stored(key, was, became, chances), window.col, window.row)
            yield Progress(0.1 + 0.85 * done / len(windows))
        if not sums.cells.any():
            raise InputError(
                f"Expected cells that have a zone in both {job.before} and {job.after}, found none; "
                "choose two maps of the same place."
            )
        if probability is not None:
            if not sums.histogram_km2.any():
                raise InputError(
                    f"Expected probabilities where both maps have a zone, found none in {given[0]} and {given[1]}; "
                    "choose the LCZ probabilities of the runs that made the maps."
                )
            doubts = probability.doubts()
            notes += doubts
            for note in doubts:
                yield Progress(0.95, note)
        result = Change(
            names=(origins[0].name, origins[1].name),
            cell_m=cell_side_m(grid),
            cells=sums.cells,
            area_km2=sums.area_km2,
            least_difference_pct=job.least_difference_pct,
            by_probability=None if probability is None else sums.by_probability(job, probability.complete),
            origins=origins,
            notes=tuple(notes),
            pictures=sums.pictures(probability is not None),
        )
        files.write(lcz_change_report.MAKERS, result)
    return result


_RASTERS = (products.LCZ_CHANGE, products.LCZ_TRANSITION, products.CHANGE_PROBABILITY)
# Side of the blocks in which seventeen probabilities of two dates are held, cells.
_BLOCK_CELLS = 512


class _Sums:
    """Cells and areas by pair of zones and by probability of change, and the thumbnails of the report."""

    def __init__(self, grid: Grid, least_probability_pct: float) -> None:
        self._grid, self._least = grid, least_probability_pct / 100
        self._cells, self._area, self._probable_cells, self._probable_area = np.zeros((4, (CLASSES + 1) ** 2))
        self._chance_km2 = 0.0
        self.histogram_km2 = np.zeros(PROBABILITY_BINS)
        size = grid.width, grid.height
        ramp = palettes.RAMPS[products.CHANGE_PROBABILITY.key]
        self._before, self._after = Thumbnail(*size, zone_palette()), Thumbnail(*size, zone_palette())
        self._change = Thumbnail(*size, ramp_palette(ramp))

    def add(self, window: Window, was: np.ndarray, became: np.ndarray, chances: Optional[np.ndarray]) -> None:
        """Count a window; `chances` are the probabilities of change, nan where there are none."""
        pairs = (was.astype(np.int64) * (CLASSES + 1) + became).ravel()
        km2 = np.broadcast_to(cell_areas_km2(self._grid, window), was.shape)
        self._cells += np.bincount(pairs, minlength=self._cells.size)
        self._area += np.bincount(pairs, weights=km2.ravel(), minlength=self._area.size)
        self._before.add(window, was)
        self._after.add(window, became)
        if chances is None:
            shown = DIFFERENCE_PCT[was, became]
            self._change.add(window, np.where(shown == products.LCZ_CHANGE.nodata, 0, shown + 1).astype(np.uint8))
            return
        known = np.isfinite(chances)
        values = np.where(known, chances, 0)
        # To six digits: a threshold of 0 or 100 percent should include what is as near as rounding.
        probable = (known & (was != became) & (values.round(6) >= self._least)).ravel()
        self._probable_cells += np.bincount(pairs[probable], minlength=self._cells.size)
        weights = km2.ravel()[probable]
        self._probable_area += np.bincount(pairs[probable], weights=weights, minlength=self._area.size)
        self._chance_km2 += float((values * km2).sum())
        place = np.minimum((values[known] * PROBABILITY_BINS).astype(np.int64), PROBABILITY_BINS - 1)
        self.histogram_km2 += np.bincount(place, weights=km2[known], minlength=PROBABILITY_BINS)
        self._change.add(window, np.where(known, np.rint(100 * values) + 1, 0).astype(np.uint8))

    @property
    def cells(self) -> np.ndarray:
        """(17, 17), rows before, columns after."""
        return _matrix(self._cells).astype(np.int64)

    @property
    def area_km2(self) -> np.ndarray:
        """(17, 17) likewise."""
        return _matrix(self._area)

    def by_probability(self, job: ChangeJob, complete: bool) -> ByProbability:
        """The figures by the probability of change."""
        return ByProbability(
            cells=_matrix(self._probable_cells).astype(np.int64),
            area_km2=_matrix(self._probable_area),
            mean=self._chance_km2 / float(self.histogram_km2.sum()),
            histogram_km2=self.histogram_km2,
            least_pct=job.least_probability_pct,
            expected_pct=job.expected_change_pct,
            complete=complete,
        )

    def pictures(self, probable: bool) -> tuple[tuple[str, bytes, int], ...]:
        """Thumbnails of both maps and of the change."""
        change = "Probability of change, from light (0 %) to dark (100 %)." if probable else (
            "Dissimilarity of the zones before and after, from light (0 %) to dark (100 %)."
        )  # fmt: skip
        shown = ("Before.", self._before), ("After.", self._after), (change, self._change)
        return tuple((caption, picture.png(), picture.width_px) for caption, picture in shown)


def _check_probabilities(job: ChangeJob) -> None:
    """Refuse outputs and settings that need probabilities, where those of one date are missing.

    Raises:
        InputError: one of the two is given alone, CHANGE_PROBABILITY is wanted without them, or the prior is none.
    """
    given = job.before_probabilities, job.after_probabilities
    if any(given) and not all(given):
        missing = "earlier" if not given[0] else "later"
        raise InputError(
            f"Expected the probabilities of both maps, found none for the {missing} one; choose the LCZ "
            "probabilities or the confidence of the run that made it, or leave both empty."
        )
    if products.CHANGE_PROBABILITY.key in job.outputs and not all(given):
        raise InputError(
            "Expected the probabilities of both maps for a map of the probability of change, found none; choose "
            "the LCZ probabilities of both runs, or skip that output."
        )
    if not 0 < job.expected_change_pct < 100:
        raise InputError(
            f"Expected a share of the area between 0 and 100 % that has changed, found {job.expected_change_pct:g}; "
            "choose one that lies between."
        )


def _order_warnings(before: MapOrigin, after: MapOrigin) -> list[str]:
    """Warnings where tags or names show that the maps are of one scene or in the wrong order."""
    if before.scene and before.scene == after.scene and before.dates == after.dates:
        return [
            f"Warning: both maps were made of one scene ({before.scene}): what differs is no change. "
            "Choose maps of two dates."
        ]
    first, second = (
        (*origin.dates, map_origin.date_in(origin.name) or map_origin.year_in(origin.name))[0]
        for origin in (before, after)
    )
    precision = min(len(first), len(second))  # a year beside a day
    if second[:precision] < first[:precision]:
        return [
            f"Warning: the later map is of {second}, the earlier one of {first}: the two are in the wrong order. "
            "Exchange them."
        ]
    return []


def _stored(key: str, before: np.ndarray, after: np.ndarray, chances: Optional[np.ndarray]) -> np.ndarray:
    """The values of one output raster."""
    if key == products.LCZ_CHANGE.key:
        return DIFFERENCE_PCT[before, after]
    if key == products.CHANGE_PROBABILITY.key and chances is not None:
        nodata = products.CHANGE_PROBABILITY.nodata
        return np.where(np.isfinite(chances), np.rint(100 * np.nan_to_num(chances)), nodata).astype(np.uint8)
    both = (before > 0) & (after > 0)
    return np.where(both, before.astype(np.uint16) * 100 + after, products.LCZ_TRANSITION.nodata).astype(np.uint16)


def _matrix(counts: np.ndarray) -> np.ndarray:
    return counts.reshape(CLASSES + 1, CLASSES + 1)[1:, 1:]
