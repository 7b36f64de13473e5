# SPDX-License-Identifier: GPL-2.0-or-later
"""Two LCZ maps of one place: what became what, and how much of it is more than one zone taken for its neighbour.

Two maps of an unchanged town differ wherever one of them errs, and most errors swap zones that are alike. So each
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
from ..raster.grid import cell_areas_km2, ground_cell_m, overlap, walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..tables import lcz, products
from . import lcz_change_report
from .lcz_change_figures import DIFFERENCE_PCT, Change
from .metrics import CLASSES

DIFFERENCE_PCT[1:, 1:] = np.rint(100 * (1 - lcz.SIMILARITY))
DIFFERENCE_PCT.setflags(write=False)


@dataclass(frozen=True)
class ChangeJob:
    """What to compare and what to write; plain values, so that any process can take it."""

    before: str
    """The earlier LCZ map: anything that GDAL opens. The comparison is made on its cells."""
    after: str
    """The later one, of any grid and in any codes."""
    outputs: Mapping[str, str]
    """Of REPORT (HTML), TABLE (CSV), FIGURES (JSON), LCZ_CHANGE and LCZ_TRANSITION (GeoTIFF) those wanted -> path."""
    before_band: Optional[int] = None
    after_band: Optional[int] = None
    scheme: str = ""
    """Of the earlier map, key of `codes.SCHEMES`; "" finds it."""
    after_scheme: str = ""
    least_difference_pct: float = 30.0
    """From here on a change counts as more than confusion of like zones."""
    names: tuple[str, str] = ("", "")
    """What the report calls the two; "" for their paths."""


def compare_dates(job: ChangeJob) -> Generator[Progress, None, Change]:
    """Compare two LCZ maps; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a map cannot be used, or they share no cell.
        OutputError: a file cannot be written.
    """
    known = *lcz_change_report.MAKERS, products.LCZ_CHANGE.key, products.LCZ_TRANSITION.key
    check_outputs(job.outputs, (job.before, job.after), known)
    first, second = grid_of(job.before, "the earlier map"), grid_of(job.after, "the later map")
    grid = first.cropped(overlap(first, second))
    before = zones_within(job.before, grid, job.before_band, job.scheme)
    yield from before.report("Before")
    after = zones_within(job.after, grid, job.after_band, job.after_scheme)
    yield from after.report("After", 0.1)
    cells, area_km2 = np.zeros((2, (CLASSES + 1) ** 2))
    tags = provenance.tags(job.before, "", AFTER=Path(job.after).name)
    with limited_gdal_cache(), staged(job.outputs, products.COMPARISONS, grid, tags) as files:
        windows = list(walk(Window(0, 0, grid.width, grid.height)))
        for done, window in enumerate(windows, start=1):
            was, became = before.read(window), after.read(window)
            pairs = was.astype(np.int64) * (CLASSES + 1) + became
            km2 = np.broadcast_to(cell_areas_km2(grid, window), pairs.shape)
            cells += np.bincount(pairs.ravel(), minlength=cells.size)
            area_km2 += np.bincount(pairs.ravel(), weights=km2.ravel(), minlength=cells.size)
            for key, raster in files.rasters.items():
                raster.write(_stored(key, was, became), window.col, window.row)
            yield Progress(0.1 + 0.85 * done / len(windows))
        found = Change(
            names=(job.names[0] or job.before, job.names[1] or job.after),
            cell_m=float(np.sqrt(np.prod(ground_cell_m(grid)))),
            cells=_matrix(cells).astype(np.int64),
            area_km2=_matrix(area_km2),
            least_difference_pct=job.least_difference_pct,
        )
        if not found.cells.any():
            raise InputError(
                f"Expected cells that have a zone in both {job.before} and {job.after}, found none; "
                "choose two maps of the same place."
            )
        files.write(lcz_change_report.MAKERS, found)
    return found


def _stored(key: str, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    if key == products.LCZ_CHANGE.key:
        return DIFFERENCE_PCT[before, after]
    both = (before > 0) & (after > 0)
    return np.where(both, before.astype(np.uint16) * 100 + after, products.LCZ_TRANSITION.nodata).astype(np.uint16)


def _matrix(counts: np.ndarray) -> np.ndarray:
    return counts.reshape(CLASSES + 1, CLASSES + 1)[1:, 1:]
