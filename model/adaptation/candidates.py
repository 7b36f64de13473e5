# SPDX-License-Identifier: GPL-2.0-or-later
"""Candidates for training areas: squares of a map that are of one zone and sure, for a person to confirm or correct."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..lczmap.confidence import Confidence
from ..lczmap.zone_map import ZoneMap
from ..progress import Progress
from ..raster.band import grid_of
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import ground_cell_m
from ..raster.windows import Window
from ..tables import code_schemes, lcz

SIDE_M = 300.0
"""Side of a candidate at least: above the 200 m that training areas should have."""
# Centres of two candidates of one zone are so many sides apart, so that they show different parts of the city.
_APART = 3.0


@dataclass(frozen=True)
class CandidatesJob:
    """Where to look; plain values."""

    source: str
    """An LCZ map."""
    band: Optional[int] = None
    scheme: Optional[code_schemes.Scheme] = None
    confidence: str = ""
    """One band in percent or seventeen of probabilities on the cells of the map; "" for none."""
    per_zone: int = 6
    least_confidence: float = 0.6
    """0..1."""


class Candidate(NamedTuple):
    """A square of one zone."""

    zone: int
    confidence: float
    """Mean over its cells, 0..1; nan where the map has none."""
    bounds: tuple[float, float, float, float]
    """xmin, ymin, xmax, ymax in the map's CRS."""


def find_candidates(job: CandidatesJob) -> Generator[Progress, None, list[Candidate]]:
    """The surest squares of each zone, apart from one another.

    Raises:
        InputError: the map has no CRS, it or its confidence cannot be used, or nothing is sure and homogeneous.
    """
    from scipy import ndimage

    with limited_gdal_cache(), ZoneMap(job.source, job.band, job.scheme) as zones:
        grid = grid_of(job.source, "the map")  # refuses a map without CRS: nobody would know where its squares lie
        across, along = ground_cell_m(grid)
        size = tuple(max(1, math.ceil(SIDE_M / cell - 1e-6)) for cell in (along, across))
        sure = Confidence(job.confidence, grid) if job.confidence else None
        codes = np.zeros((grid.height, grid.width), np.uint8)
        confidence = np.full(codes.shape, np.nan, np.float32)
        parts = list(zones.blocks())
        for number, window in enumerate(parts, start=1):
            found = zones.read(window)
            place = window.rows_within(_whole(codes)), window.cols_within(_whole(codes))
            codes[place] = found
            if sure is not None:
                values, known = sure.read(window, found)
                confidence[place] = np.where(known, values, 0)
            yield Progress(0.6 * number / len(parts))
    alike = ndimage.minimum_filter(codes, size) == ndimage.maximum_filter(codes, size)
    alike &= (codes > 0) & _inner(codes.shape, size)
    mean = ndimage.uniform_filter(np.nan_to_num(confidence), size)
    if job.confidence:
        alike &= mean >= job.least_confidence
    chosen: list[Candidate] = []
    for code in range(1, len(lcz.ZONES) + 1):
        for row, col in _apart(alike & (codes == code), mean, size, job.per_zone):
            left, top = col - size[1] // 2, row - size[0] // 2
            bounds = grid.cropped(Window(left, top, size[1], size[0])).bounds()
            chosen.append(Candidate(code, float(mean[row, col]) if job.confidence else math.nan, bounds))
        yield Progress(0.6 + 0.4 * code / len(lcz.ZONES))
    if not chosen:
        raise InputError(
            f"Expected squares of {SIDE_M:.0f} m of one zone in {job.source}, found none that is sure enough; lower "
            "the least confidence, or start with an empty layer."
        )
    return chosen


def _whole(codes: np.ndarray) -> Window:
    return Window(0, 0, codes.shape[1], codes.shape[0])


def _inner(shape: tuple[int, ...], size: tuple[int, ...]) -> np.ndarray:
    """(H, W) bool: centres of squares that lie in the map with all their cells."""
    inner = np.zeros(shape, bool)
    top, left = (side // 2 for side in size)
    inner[top : shape[0] - (size[0] - 1 - top), left : shape[1] - (size[1] - 1 - left)] = True
    return inner


def _apart(where: np.ndarray, score: np.ndarray, size: tuple[int, ...], most: int) -> list[tuple[int, int]]:
    """Rows and columns of the best cells, each `_APART` sides from the others."""
    rows, cols = np.nonzero(where)
    best = np.argsort(-score[rows, cols], kind="stable")
    rows, cols = rows[best], cols[best]
    chosen: list[tuple[int, int]] = []
    while len(rows) and len(chosen) < most:
        chosen.append((int(rows[0]), int(cols[0])))
        far = np.hypot((rows - rows[0]) / size[0], (cols - cols[0]) / size[1]) >= _APART
        rows, cols = rows[far], cols[far]
    return chosen
