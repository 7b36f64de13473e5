# SPDX-License-Identifier: GPL-2.0-or-later
"""Smoothing of zone maps in memory: the Gaussian filter of the LCZ Generator and a majority filter."""

from __future__ import annotations

import itertools
import math
from typing import Union

import numpy as np

from ..errors import InputError
from ..tables import lcz
from ..tables.lcz import NODATA, ZONES, Zone

# Responses closer than this are a tie: far above rounding, far below the weight of one cell.
_TIE = 1e-9


# Side of a cell in metres, or its width and height; a width for each row where the rows of a map differ.
CellSize = Union[float, tuple[Union[float, np.ndarray], float]]


def gaussian_filter(zones: np.ndarray, cell_size_m: CellSize) -> np.ndarray:
    """The LCZ Generator's Gaussian filter, which replaces single cells by the zone that surrounds them.

    Each zone's indicator (1 where the map has the zone, 0 elsewhere, beyond the edge and in nodata) is
    weighted with a Gaussian of the zone's own radius and sigma; each cell takes the zone with the
    largest response. In a tie a cell keeps its zone if that is among the largest, else takes the lowest code.

    Args:
        zones: (H, W) uint8, codes 1..17, 0 = nodata.
        cell_size_m: side of a cell, or its width (a number, or one for each row) and height, metres.

    Returns:
        (H, W) uint8, codes 1..17, 0 exactly where the input is 0.

    Raises:
        InputError: the map is not two-dimensional or holds other codes, or the cell size is not positive.

    Source: Demuzere et al. 2020 (LCZ Generator's default radius and sigma per zone).

    >>> lone = np.full((3, 3), 11, dtype=np.uint8)
    >>> lone[1, 1] = 6
    >>> int(gaussian_filter(lone, cell_size_m=100)[1, 1])
    11
    """
    # Imported here: this module is also loaded where SciPy may be missing.
    from scipy.ndimage import correlate1d

    width_m, height_m = check_map(zones, cell_size_m)
    strongest = np.zeros(zones.shape)
    own = np.zeros(zones.shape)
    filtered = np.zeros(zones.shape, dtype=np.uint8)
    for zone in ZONES:
        member = zones == zone.code
        if not member.any():
            continue
        response = correlate1d(member.astype(np.float64), _kernel(zone, height_m), axis=0, mode="constant", cval=0.0)
        if np.ndim(width_m) == 0:
            response = correlate1d(response, _kernel(zone, width_m), axis=1, mode="constant", cval=0.0)
        else:
            for row in np.flatnonzero(response.any(axis=1)):
                response[row] = correlate1d(response[row], _kernel(zone, width_m[row]), mode="constant", cval=0.0)
        own[member] = response[member]
        stronger = response > strongest + _TIE
        strongest[stronger] = response[stronger]
        filtered[stronger] = zone.code
    keeps = own >= strongest - _TIE
    filtered[keeps] = zones[keeps]
    filtered[zones == NODATA] = NODATA
    return filtered


def _kernel(zone: Zone, cell_size_m: float) -> np.ndarray:
    """The zone's kernel along one axis: whole-cell offsets within the radius, summing to 1.

    >>> _kernel(ZONES[16], 100.0)  # water reaches 50 m, less than one cell of 100 m
    array([1.])
    """
    # The tiny addend admits the offset that lies on the radius but for rounding.
    reach = math.floor(zone.filter_radius_m / cell_size_m + 1e-9)
    distance_m = np.arange(-reach, reach + 1) * cell_size_m
    weights = np.exp(-0.5 * (distance_m / zone.filter_sigma_m) ** 2)
    return weights / weights.sum()


def check_map(zones: np.ndarray, cell_size_m: CellSize) -> tuple[Union[float, np.ndarray], float]:
    """Width (a number, or one for each row) and height of a cell in metres, once a filter can work on the map.

    Raises:
        InputError: the map is not two-dimensional or holds other codes, or a size is not positive.
    """
    if zones.ndim != 2:
        raise InputError(
            f"Expected a zone map with two dimensions, found {zones.ndim}; pass one band as rows and columns."
        )
    if zones.size and (zones.min() < NODATA or zones.max() > len(ZONES)):
        raise InputError(
            f"Expected zone codes 1 to 17 and 0 for nodata, found {zones.min()} to {zones.max()}; "
            "translate the codes first."
        )
    width_m, height_m = cell_size_m if isinstance(cell_size_m, tuple) else (cell_size_m, cell_size_m)
    if np.ndim(width_m) and np.shape(width_m) != zones.shape[:1]:
        raise InputError(
            f"Expected a width for each of {len(zones)} rows, found {np.size(width_m)}; give one for each, or just one."
        )
    for size in (*np.ravel(width_m), height_m):
        if not (math.isfinite(size) and size > 0):
            raise InputError(f"Expected a positive cell size in metres, found {size}; give one such as 100.")
    return width_m, height_m


def majority_filter(zones: np.ndarray, radius_m: float, cell_size_m: CellSize) -> np.ndarray:
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
    widths_m, height_m = check_map(zones, cell_size_m)
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
    """`majority_filter` for cells that all have the same circle."""
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
    """Reach of a circle sideways, in cells, in each of its rows, from north to south.

    >>> _row_reaches(300, 100, 100)
    [0, 2, 2, 3, 2, 2, 0]
    """
    # The tiny addend admits the centre that lies on the circle but for rounding.
    rows = math.floor(radius_m / height_m + 1e-9)
    halves = [math.sqrt(max(0.0, radius_m**2 - (row * height_m) ** 2)) for row in range(-rows, rows + 1)]
    return [math.floor(half / width_m + 1e-9) for half in halves]


def _circle_sum(member: np.ndarray, reaches: list[int]) -> np.ndarray:
    """Number of members in the circle around each cell, (H, W) int32."""
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
