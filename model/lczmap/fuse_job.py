# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that lets two models decide together: the weighted mean of the LCZ probabilities that both give one scene."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..errors import InputError
from ..progress import Progress, RemainingTime, part_of
from ..raster import provenance
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import same_grid, walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..tables import lcz, products
from . import scene_tags
from .decision_fusion import best_share, weighted_mean
from .reference import PolygonReference, RasterReference, Reference
from .zone_probabilities import ZoneProbabilities, stored_zones

RASTERS = {product.key: product for product in (products.LCZ, products.CONFIDENCE, products.LCZ_PROBABILITIES)}
_BLOCK_CELLS = 512
# Fewer cells say little of a weight: the log warns.
_FEW_CELLS = 200
# Of the work, learning the weight.
_LEARNED = 0.3
_SQUARE_M = 1000.0


@dataclass(frozen=True)
class FuseJob:
    """Inputs, settings and outputs of a mean of probabilities; plain values, so that any process can take it."""

    first: str
    """LCZ_PROBABILITIES by one model, or any raster with a band of probabilities for each zone."""
    second: str
    """Probabilities by another model, of the same cells."""
    outputs: Mapping[str, str]
    """Paths of the wanted GeoTIFF outputs, by LCZ, CONFIDENCE and LCZ_PROBABILITIES."""
    share: float = 0.5
    """Weight of the first, 0..1, where there is no reference."""
    reference: str = ""
    """Polygons or a raster of zones that neither model has learned from; the weight is the best for them. "" = none."""
    polygons: bool = False
    """Whether the reference is a file of polygons."""
    layer: str = ""
    """Name of the layer of the polygons, where their file has several."""
    field: str = ""
    """Field of the polygons that holds the zones; "" finds it."""


class Fusion(NamedTuple):
    """Results of the averaging."""

    share: float
    """Weight of the first, 0..1."""
    cells: int
    """Number of cells with probabilities by both models."""
    cells_of_one: int
    """Number of cells with probabilities by one model alone, which are kept as they are."""
    zone_cells: tuple[int, ...]
    """Cells of each of the 17 zones."""


def fuse_probabilities(job: FuseJob) -> Generator[Progress, None, Fusion]:
    """Average two models' probabilities; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: the rasters hold no probabilities or differ in their cells, or the reference cannot be used.
        OutputError: a file cannot be written.
    """
    check_outputs(job.outputs, (job.first, job.second, job.reference), RASTERS, at_least_one=True)
    if not 0 <= job.share <= 1:
        raise InputError(f"Expected a weight from 0 to 1, found {job.share:g}; choose one that lies between.")
    first, second = ZoneProbabilities(job.first), ZoneProbabilities(job.second)
    if not same_grid(first.grid, second.grid):
        raise InputError(
            f"Expected the same cells in both rasters, found other ones in {job.second} than in {job.first}; map the "
            "same scene and extent with the same cell size by both models."
        )
    share = job.share
    if job.reference:
        share = yield from part_of(_learn(job, first, second), 0, _LEARNED)
    began = _LEARNED if job.reference else 0.0
    tags = provenance.tags(job.first, f"WEIGHT={share:.3f}", SECOND=job.second, **scene_tags.carried(job.first))
    cells, cells_of_one, zone_cells, remaining = 0, 0, np.zeros(len(lcz.ZONES) + 1, np.int64), RemainingTime()
    with limited_gdal_cache(), staged(job.outputs, RASTERS, first.grid, tags) as files:
        windows = list(walk(Window(0, 0, first.grid.width, first.grid.height), _BLOCK_CELLS))
        for done, window in enumerate(windows, start=1):
            parts = first.read(window), second.read(window)
            first_known, second_known = (part.sum(axis=0) > 0 for part in parts)
            both = weighted_mean(*parts, np.where(first_known & second_known, share, first_known.astype(np.float32)))
            stored = stored_zones(first_known | second_known, both)
            for key, raster in files.rasters.items():
                raster.write(stored[key], window.col, window.row)
            cells += int((first_known & second_known).sum())
            cells_of_one += int((first_known ^ second_known).sum())
            zone_cells += np.bincount(stored[products.LCZ.key].ravel(), minlength=len(zone_cells))
            yield Progress(began + (1 - began) * done / len(windows), remaining.line(done / len(windows)))
        if not cells:
            raise InputError(
                f"Expected cells with probabilities by both models, found none in {job.first} and {job.second}; choose "
                "maps of the same scene."
            )
    yield Progress(
        1, f"{cells} cells are the mean of both models; {cells_of_one} have probabilities by one alone and keep them."
    )
    return Fusion(share, cells, cells_of_one, tuple(int(count) for count in zone_cells[1:]))


def _learn(job: FuseJob, first: ZoneProbabilities, second: ZoneProbabilities) -> Generator[Progress, None, float]:
    """The best weight of the first."""
    reference: Reference
    if job.polygons:
        reference = PolygonReference(job.reference, first.grid, job.layer, job.field)
    else:
        reference = RasterReference(job.reference, first.grid, _SQUARE_M)
    yield Progress(0, f"Reference: {reference.description}.")
    area, samples = reference.window, []
    windows = list(walk(Window(0, 0, area.width, area.height), _BLOCK_CELLS))
    for done, window in enumerate(windows, start=1):
        cells = reference.read(window)
        if cells is not None:
            place = window._replace(col=window.col + area.col, row=window.row + area.row)
            parts = first.read(place), second.read(place)
            known = (cells.zones > 0) & (parts[0].sum(axis=0) > 0) & (parts[1].sum(axis=0) > 0)
            samples.append((*(part[:, known].T for part in parts), cells.zones[known]))
        yield Progress(done / len(windows))
    count = sum(len(codes) for *_, codes in samples)
    if not count:
        raise InputError(
            f"Expected cells of {job.reference} where both models have probabilities, found none; choose areas within "
            "the map that are as large as its cells."
        )
    share = best_share(*map(np.concatenate, zip(*samples)))
    few = f" These are few cells: {_FEW_CELLS} and more say more." if count < _FEW_CELLS else ""
    line = f"{'Warning: ' if few else ''}Weight of the first model {share:.2f}, learned on {count} cells.{few}"
    yield from (Progress(1, text) for text in (*reference.notes, line))
    return share
