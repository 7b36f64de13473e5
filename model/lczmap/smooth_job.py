# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that filters an LCZ map: block by block with a halo, so that no seam shows and a map may have any size.

The filters themselves work on arrays and are in `smoothing`.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..progress import Progress
from ..raster import provenance
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.output_checks import check_outputs
from ..raster.outputs import publication
from ..raster.windows import Window
from ..tables import code_schemes, lcz, products
from . import scene_tags
from .smoothing import gaussian_filter, majority_filter
from .zone_map import NO_ZONES, ZoneMap

METHODS = ("gaussian", "majority")
# A wider neighbourhood would remove whole quarters, and its halo would be larger than the blocks.
LARGEST_RADIUS_M = 2000.0


@dataclass(frozen=True)
class FilterJob:
    """Input, settings and output of a filter; plain values, so that any process can take it."""

    source: str
    """A map of zones: anything that GDAL opens, in metres, feet or degrees."""
    output: str
    """The GeoTIFF to write, codes 1 to 17."""
    method: str = "gaussian"
    """gaussian, with each zone's own radius and sigma, or majority."""
    radius_m: float = 300.0
    """Radius of the majority filter's circle."""
    band: Optional[int] = None
    """Band of the source; None finds it."""
    scheme: Optional[code_schemes.Scheme] = None
    """Code scheme of the source; None recognises it."""


class FilterSummary(NamedTuple):
    """Statistics of the cells that a filter changed."""

    cells: int
    """Cells with a zone."""
    changed: int
    """Cells with another zone than before."""
    before: tuple[int, ...]
    """Cells of each of the 17 zones before the filter."""
    after: tuple[int, ...]
    """Cells of each of the 17 zones after the filter."""


def filter_map(job: FilterJob) -> Generator[Progress, None, FilterSummary]:
    """Filter a map; a generator that yields progress, as `map_scene.map_city` does.

    Raises:
        InputError: the map has no zones, its cells have no size in metres, or the method or its radius cannot be used.
        OutputError: the file cannot be written.
    """
    if job.method not in METHODS:
        raise InputError(f"Expected a method among {', '.join(METHODS)}, found '{job.method}'; choose one of these.")
    check_outputs({products.LCZ_FILTERED.key: job.output}, [job.source])
    with limited_gdal_cache(), ZoneMap(job.source, job.band, job.scheme) as zone_map:
        smoothing = BlockFilter(job, zone_map)
        yield from zone_map.report("Zones")
        yield Progress(0, f"Filter: {job.method}, {smoothing.reason}.")
        counts = np.zeros((18, 18), dtype=np.int64)
        options = f"METHOD={job.method}" + (f" RADIUS={job.radius_m:g}" if job.method == "majority" else "")
        tags = provenance.tags(job.source, options, INPUT_ZONES=zone_map.reason, **scene_tags.carried(job.source))
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
        yield Progress(1, NO_ZONES)
    return FilterSummary(
        cells=cells,
        changed=cells - int(np.trace(counts[1:, 1:])),
        before=tuple(counts[1:].sum(axis=1).tolist()),
        after=tuple(counts[:, 1:].sum(axis=0).tolist()),
    )


class BlockFilter:
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
            return gaussian_filter(around, cell_size_m)[inner]
        return majority_filter(around, self._job.radius_m, cell_size_m)[inner]


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
