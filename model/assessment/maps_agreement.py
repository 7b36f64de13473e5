# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares several LCZ maps of one area: how far each two agree, the zone of most maps, and where they disagree.

All figures rest on the cells where every map has a zone, so that all pairs are compared on the same ground. The rasters
also cover cells where two maps or more have one.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..lczmap.align import zones_within
from ..progress import Progress, RemainingTime
from ..raster import provenance
from ..raster.band import grid_of
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import ApartError, Grid, cell_areas_km2, cell_side_m, ground_cell_m, overlap, walk
from ..raster.output_checks import check_outputs, identity
from ..raster.outputs import staged
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.text_tables import distinct
from ..reports.thumbnail import Thumbnail, ramp_palette, zone_palette
from ..tables import palettes, products
from . import maps_agreement_report
from .maps_agreement_figures import CellVotes, MapsAgreement, votes
from .metrics import CLASSES

GRIDS = ("coarsest", "first")
"""Choices of the comparison's grid: that of the map with the largest cells, or that of the first map."""

_RASTERS = (products.MAJORITY, products.AGREEMENT, products.DISAGREEMENT)
# Side of the blocks in which all maps are held, cells.
_BLOCK_CELLS = 512
# A report with more pictures than this shows the first ones alone.
_MOST_PICTURES = 8


@dataclass(frozen=True)
class MapsJob:
    """Inputs, settings and outputs of a comparison of maps; plain values, so that any process can take it."""

    sources: Sequence[str]
    """Two LCZ maps or more: anything that GDAL opens, of any grid, CRS and codes."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by REPORT (HTML), PAIRS (CSV), AREAS (CSV), FIGURES (JSON), MAJORITY, AGREEMENT and
    DISAGREEMENT (GeoTIFF)."""
    names: Sequence[str] = ()
    """Names of the maps in the report; empty for the names of their files."""
    scheme: str = ""
    """Code scheme of all maps, key of `code_schemes.SCHEMES`; "" recognises that of each."""
    grid: str = "coarsest"
    """Grid of the comparison, one of `GRIDS`."""


def compare_maps(job: MapsJob) -> Generator[Progress, None, MapsAgreement]:
    """Compare several LCZ maps; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a map cannot be used, there are fewer than two, one is given twice, or they share no cell.
        OutputError: a file cannot be written.
    """
    names = distinct(job.names or [Path(source).stem for source in job.sources])
    _check_sources(job.sources)
    output_names = *maps_agreement_report.MAKERS, *(product.key for product in _RASTERS)
    check_outputs(job.outputs, job.sources, output_names)
    grid = common_grid(job.sources, names, job.grid)
    yield Progress(0, f"Compared on {grid.width} x {grid.height} cells of {cell_side_m(grid):.0f} m.")
    maps = []
    for place, (source, name) in enumerate(zip(job.sources, names)):
        maps.append(zones_within(source, grid, scheme=job.scheme, what=f"the map {name}"))
        yield from maps[-1].report(name, 0.2 * place / len(names))
    origins = tuple(map_origin.read(source, name) for source, name in zip(job.sources, names))
    tags = provenance.tags(job.sources[0], "", MAPS=", ".join(Path(source).name for source in job.sources))
    sums, remaining = _Sums(grid, names), RemainingTime()
    with limited_gdal_cache(), staged(job.outputs, products.COMPARISONS, grid, tags) as files:
        windows = list(walk(Window(0, 0, grid.width, grid.height), _BLOCK_CELLS))
        for done, window in enumerate(windows, start=1):
            zones = np.stack([zone_map.read(window) for zone_map in maps])
            cell_votes = votes(zones)
            sums.add(window, zones, cell_votes)
            for key, raster in files.rasters.items():
                raster.write(_stored(key, cell_votes), window.col, window.row)
            share = 0.2 + 0.75 * done / len(windows)
            yield Progress(share, remaining.line(share))
        _check_common(sums, names)
        notes = tuple(_warnings(sums, names))
        for note in notes:
            yield Progress(0.95, note)
        result = sums.result(origins, notes)
        files.write(maps_agreement_report.MAKERS, result)
    return result


def common_grid(sources: Sequence[str], names: Sequence[str], which: str = "coarsest") -> Grid:
    """The cells on which maps are compared: those of one of the maps, within the rectangle that all share.

    Args:
        sources: of the maps.
        names: of the maps, for messages.
        which: one of `GRIDS`; of equally coarse maps the first.

    Raises:
        InputError: a map does not open or has no CRS, or two maps lie apart.
    """
    grids = [grid_of(source, f"the map {name}") for source, name in zip(sources, names)]
    sizes = [float(np.prod(ground_cell_m(grid))) for grid in grids]
    # A cell that is larger by rounding alone is no coarser.
    place = next(i for i, size in enumerate(sizes) if size >= max(sizes) * 0.999) if which == "coarsest" else 0
    shared = grids[place]
    for name, other in zip(names, grids):
        try:
            shared = shared.cropped(overlap(shared, other))
        except ApartError as error:
            raise InputError(
                f"Expected maps of one area, found that {name} does not overlap the others; leave it out, or check "
                "that each map has its right CRS."
            ) from error
    return shared


class _Sums:
    """Areas by the zones of each two maps and by how many maps agree, and the thumbnails of the report."""

    def __init__(self, grid: Grid, names: Sequence[str]) -> None:
        self._grid, self._names = grid, tuple(names)
        count = len(names)
        self.cells = 0
        self.overlap_km2 = 0.0
        self.mapped_km2 = np.zeros(count)
        self._pairs = np.zeros((count, count, (CLASSES + 1) ** 2))
        self._unanimous, self._any = np.zeros((2, CLASSES + 1))
        self._agreeing = np.zeros(count + 1)
        self._with_majority = np.zeros(count)
        self._entropy_km2 = 0.0
        size = grid.width, grid.height
        self._thumbnails = [Thumbnail(*size, zone_palette()) for _ in names[:_MOST_PICTURES]]
        self._majority = Thumbnail(*size, zone_palette())
        self._disagreement = Thumbnail(*size, ramp_palette(palettes.RAMPS[products.DISAGREEMENT.key]))

    def add(self, window: Window, zones: np.ndarray, cell_votes: CellVotes) -> None:
        """Count a window of (maps, H, W) zones."""
        km2 = np.broadcast_to(cell_areas_km2(self._grid, window), zones.shape[1:])
        self.overlap_km2 += float(km2.sum())
        self.mapped_km2 += [float(km2[map_zones > 0].sum()) for map_zones in zones]
        for thumbnail, map_zones in zip(self._thumbnails, zones):
            thumbnail.add(window, map_zones)
        self._majority.add(window, cell_votes.majority)
        shown = np.where(cell_votes.answered, np.rint(100 * cell_votes.entropy) + 1, 0)
        self._disagreement.add(window, shown.astype(np.uint8))
        common = cell_votes.voting == len(zones)
        self.cells += int(common.sum())
        weights, codes = km2[common], zones[:, common].astype(np.int64)
        for i in range(len(codes)):
            for j in range(i, len(codes)):
                pairs = codes[i] * (CLASSES + 1) + codes[j]
                self._pairs[i, j] += np.bincount(pairs, weights=weights, minlength=(CLASSES + 1) ** 2)
        agreeing, majority = cell_votes.agreeing[common], cell_votes.majority[common]
        self._agreeing += np.bincount(agreeing, weights=weights, minlength=len(codes) + 1)
        self._with_majority += [float(weights[map_codes == majority].sum()) for map_codes in codes]
        same = agreeing == len(codes)
        self._unanimous += np.bincount(majority[same], weights=weights[same], minlength=CLASSES + 1)
        self._any += [float(weights[(codes == code).any(axis=0)].sum()) for code in range(CLASSES + 1)]
        self._entropy_km2 += float((cell_votes.entropy[common] * weights).sum())

    @property
    def area_km2(self) -> float:
        """Area on which all maps have a zone."""
        return float(self._agreeing.sum())

    def result(self, origins: tuple[map_origin.MapOrigin, ...], notes: tuple[str, ...]) -> MapsAgreement:
        """The figures of the comparison from these sums."""
        count, side = len(self._names), CLASSES + 1
        pairs = self._pairs.reshape(count, count, side, side)[:, :, 1:, 1:]
        for i in range(count):
            for j in range(i):
                pairs[i, j] = pairs[j, i].T
        return MapsAgreement(
            names=self._names,
            cell_m=cell_side_m(self._grid),
            cells=self.cells,
            overlap_km2=self.overlap_km2,
            mapped_km2=self.mapped_km2,
            pairs_km2=pairs,
            unanimous_km2=self._unanimous[1:],
            any_km2=self._any[1:],
            agreeing_km2=self._agreeing,
            with_majority_km2=self._with_majority,
            mean_entropy=self._entropy_km2 / self.area_km2,
            origins=origins,
            notes=notes,
            pictures=self._pictures(),
        )

    def _pictures(self) -> tuple[tuple[str, bytes, int], ...]:
        shown = [*zip(self._names, self._thumbnails), ("The zone of most maps.", self._majority)]
        shown.append(("Disagreement: dark where all differ.", self._disagreement))
        return tuple((caption, picture.png(), picture.width_px) for caption, picture in shown)


def _check_sources(sources: Sequence[str]) -> None:
    """Refuse one map alone, and a map that is given twice.

    Raises:
        InputError: there are fewer than two different maps.
    """
    if len(sources) < 2:
        raise InputError(f"Expected two LCZ maps or more, found {len(sources)}; choose the maps to compare.")
    seen: set[str] = set()
    for source in sources:
        if identity(source) in seen:
            raise InputError(f"Expected different maps, found {source} twice; choose each map once.")
        seen.add(identity(source))


def _check_common(sums: _Sums, names: Sequence[str]) -> None:
    """Refuse maps that share no cell.

    Raises:
        InputError: there is no cell where every map has a zone.
    """
    if sums.cells:
        return
    empty = [name for name, km2 in zip(names, sums.mapped_km2) if km2 == 0]
    why = f"{', '.join(empty)} has no zone in the area that all maps share" if empty else "there is none"
    raise InputError(
        f"Expected cells where each of the {len(names)} maps has a zone, but {why}; choose maps of the same place, or "
        "leave out those with large gaps."
    )


def _warnings(sums: _Sums, names: Sequence[str]) -> list[str]:
    """A warning where more than half of the shared rectangle could not be compared."""
    if sums.area_km2 > 0.5 * sums.overlap_km2:
        return []
    least = names[int(np.argmin(sums.mapped_km2))]
    percent = 100 * sums.area_km2 / sums.overlap_km2
    return [
        f"Warning: all maps have a zone on {percent:.0f} % of the area that they share; the figures rest on that "
        f"alone. The largest gaps are in {least}."
    ]


def _stored(key: str, cell_votes: CellVotes) -> np.ndarray:
    """The values of one output raster."""
    if key == products.MAJORITY.key:
        return cell_votes.majority
    share = cell_votes.entropy
    if key == products.AGREEMENT.key:
        share = cell_votes.agreeing / np.maximum(cell_votes.voting, 1)
    return np.where(cell_votes.answered, np.rint(100 * share), products.AGREEMENT.nodata).astype(np.uint8)
