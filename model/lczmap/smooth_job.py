# SPDX-License-Identifier: GPL-2.0-or-later
"""Smoothing a map of zones, file in, file out: block by block with a halo, so that no seam shows and any size fits.

The Gaussian filter of the LCZ Generator stands with its table in `lcz`; here are the majority filter and the job.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..progress import Progress
from ..raster import provenance
from ..raster.gdal_cache import modest_cache
from ..raster.outputs import check_files, publication
from ..raster.windows import Window
from ..tables import code_schemes, lcz, products
from .zone_map import ZoneMap

METHODS = ("gaussian", "majority")
# A wider neighbourhood is no clean-up, and its halo would outgrow the blocks.
LARGEST_RADIUS_M = 2000.0


@dataclass(frozen=True)
class FilterJob:
    """What to filter and how; plain values, so that any process can take it."""

    source: str
    """A map of zones: anything that GDAL opens, in metres, feet or degrees."""
    output: str
    """The GeoTIFF to write, codes 1 to 17."""
    method: str = "gaussian"
    """gaussian, with each zone's own radius and sigma, or majority."""
    radius_m: float = 300.0
    """Of the majority filter's circle."""
    band: Optional[int] = None
    """Of the source; None finds it."""
    scheme: Optional[code_schemes.Scheme] = None
    """Of the source's numbers; None recognises it."""


class FilterSummary(NamedTuple):
    """What a filter changed."""

    cells: int
    """Cells with a zone."""
    changed: int
    """Cells with another zone than before."""
    before: tuple[int, ...]
    """Cells of each of the 17 zones."""
    after: tuple[int, ...]
    """The same afterwards."""


def filter_map(job: FilterJob) -> Generator[Progress, None, FilterSummary]:
    """Filter a map; a generator, as `predict.map_city` is.

    Raises:
        InputError: the map has no zones or no cells in metres, or the method or its radius cannot be used.
        OutputError: the file cannot be written.
    """
    if job.method not in METHODS:
        raise InputError(f"Expected a method among {', '.join(METHODS)}, found '{job.method}'; choose one of these.")
    check_files({products.LCZ_FILTERED.key: job.output}, job.source)
    with modest_cache(), ZoneMap(job.source, job.band, job.scheme) as zone_map:
        smoothing = Smoothing(job, zone_map)
        yield Progress(0, f"Zones: {zone_map.reason}; {smoothing.reason}.")
        counts = np.zeros((18, 18), dtype=np.int64)
        options = f"METHOD={job.method}" + (f" RADIUS={job.radius_m:g}" if job.method == "majority" else "")
        tags = provenance.tags(job.source, options, INPUT_ZONES=zone_map.reason)
        key = products.LCZ_FILTERED.key
        with publication({key: job.output}, products.PRODUCTS, {"lcz": zone_map.grid}, tags) as files:
            blocks = list(zone_map.blocks())
            for number, block in enumerate(blocks, start=1):
                before, after = zone_map.read(block), smoothing.read(block)
                files[key].write(after, block.col, block.row)
                if block.col + block.width == zone_map.grid.width:
                    files[key].flush()
                pairs = before.ravel().astype(np.intp) * 18 + after.ravel()
                counts += np.bincount(pairs, minlength=18 * 18).reshape(18, 18)
                yield Progress(number / len(blocks))
    cells = int(counts[1:].sum())
    if not cells:
        yield Progress(1, "The map has no cell with a zone.")
    return FilterSummary(
        cells=cells,
        changed=cells - int(np.trace(counts[1:, 1:])),
        before=tuple(counts[1:].sum(axis=1).tolist()),
        after=tuple(counts[:, 1:].sum(axis=0).tolist()),
    )


class Smoothing:
    """A filter that is applied to blocks of a map as they are read.

    Attributes:
        reason: how large the cells are, for the log.
    """

    def __init__(self, job: FilterJob, zone_map: ZoneMap) -> None:
        """Take method and radius of a job, for the cells of a map.

        Raises:
            InputError: the map's cells have no size in metres, or the radius is no neighbourhood of them.
        """
        self._job = job
        self._map = zone_map
        widths, height = zone_map.cell_sizes_m(0, zone_map.grid.height)
        low, high = float(np.min(widths)), float(np.max(widths))
        self._halo = _halo(job, min(low, height))
        across = f"{low:g}" if high - low < 0.001 * low else f"{low:.1f} to {high:.1f}"
        self.reason = f"cells of {across} x {height:g} m"

    def read(self, block: Window) -> np.ndarray:
        """The filtered zones of a block, (H, W) uint8, as if the map were filtered as a whole."""
        halo = self._halo
        around = self._map.around(block, halo)
        inner = slice(halo, halo + block.height), slice(halo, halo + block.width)
        if np.count_nonzero(np.bincount(around.ravel(), minlength=18)[1:]) <= 1:
            return around[inner]  # where there is but one zone, nothing can change
        cell_size_m = self._map.cell_sizes_m(block.row - halo, len(around))
        if self._job.method == "gaussian":
            return lcz.gaussian_filter(around, cell_size_m)[inner]
        return majority_filter(around, self._job.radius_m, cell_size_m)[inner]


def majority_filter(zones: np.ndarray, radius_m: float, cell_size_m: lcz.CellSize) -> np.ndarray:
    """The zone that most cells of a circle around each cell have.

    A cell counts where its centre lies within the radius; nodata does not vote. In a tie a cell keeps its zone if that
    is among the most frequent, else takes the lowest code.

    Args:
        zones: (H, W) uint8, codes 1..17, 0 = nodata.
        radius_m: of the circle, metres.
        cell_size_m: side of a cell, or its width (a number, or one for each row) and height, metres.

    Returns:
        (H, W) uint8, codes 1..17, 0 exactly where the input is 0.

    Raises:
        InputError: the map is not two-dimensional or holds other codes, or the cell size is not positive.

    >>> lone = np.full((3, 3), 11, dtype=np.uint8)
    >>> lone[1, 1] = 6
    >>> int(majority_filter(lone, radius_m=100, cell_size_m=100)[1, 1])
    11
    """
    widths_m, height_m = lcz.check_map(zones, cell_size_m)
    if np.ndim(widths_m) == 0:
        return _majority(zones, _row_reaches(radius_m, float(widths_m), height_m))
    filtered = np.zeros(zones.shape, dtype=np.uint8)
    # Rows differ in width, but long runs of them have the same cells in their circle.
    circles = [_row_reaches(radius_m, float(width), height_m) for width in widths_m]
    first = 0
    for circle, run in itertools.groupby(circles):
        last, beyond = first + len(list(run)), len(circle) // 2
        top = max(0, first - beyond)
        part = _majority(zones[top : last + beyond], circle)
        filtered[first:last] = part[first - top : last - top]
        first = last
    return filtered


def _majority(zones: np.ndarray, reaches: list[int]) -> np.ndarray:
    """The same for one circle."""
    most = np.zeros(zones.shape, dtype=np.int32)
    own = np.zeros(zones.shape, dtype=np.int32)
    filtered = np.zeros(zones.shape, dtype=np.uint8)
    for code in np.flatnonzero(np.bincount(zones.ravel(), minlength=18)):
        if code == lcz.NODATA:
            continue
        member = zones == code
        votes = _circle_sum(member, reaches)
        own[member] = votes[member]
        more = votes > most
        most[more] = votes[more]
        filtered[more] = code
    keeps = own >= most
    filtered[keeps] = zones[keeps]
    filtered[zones == lcz.NODATA] = lcz.NODATA
    return filtered


def _row_reaches(radius_m: float, width_m: float, height_m: float) -> list[int]:
    """How many cells a circle reaches sideways in each of its rows, from north to south.

    >>> _row_reaches(300, 100, 100)
    [0, 2, 2, 3, 2, 2, 0]
    """
    # The tiny addend admits the centre that lies on the circle but for rounding.
    rows = math.floor(radius_m / height_m + 1e-9)
    halves = [math.sqrt(max(0.0, radius_m**2 - (row * height_m) ** 2)) for row in range(-rows, rows + 1)]
    return [math.floor(half / width_m + 1e-9) for half in halves]


def _circle_sum(member: np.ndarray, reaches: list[int]) -> np.ndarray:
    """How many members lie in the circle around each cell, (H, W) int32."""
    height, width = member.shape
    rows, widest = len(reaches) // 2, max(reaches)
    padded = np.pad(member, ((rows, rows), (widest + 1, widest)))
    running = padded.cumsum(axis=1, dtype=np.int32)
    total = np.zeros(member.shape, dtype=np.int32)
    for row, reach in enumerate(reaches):
        lines = running[row : row + height]
        right, left = widest + 1 + reach, widest - reach
        total += lines[:, right : right + width]
        total -= lines[:, left : left + width]
    return total


def _halo(job: FilterJob, smallest_m: float) -> int:
    """Cells that the filter looks beyond a block.

    Args:
        job: whose method and radius count.
        smallest_m: side of the map's smallest cell.

    Raises:
        InputError: the radius is no neighbourhood of these cells.
    """
    if job.method == "gaussian":
        reach_m = float(max(zone.filter_radius_m for zone in lcz.ZONES))
    elif not smallest_m <= job.radius_m <= LARGEST_RADIUS_M:
        raise InputError(
            f"Expected a radius from one cell ({smallest_m:.4g} m) to {LARGEST_RADIUS_M:g} m, "
            f"found {job.radius_m:g} m; choose one such as {max(300.0, 3 * smallest_m):.4g} m."
        )
    else:
        reach_m = job.radius_m
    return math.floor(reach_m / smallest_m + 1e-9)
