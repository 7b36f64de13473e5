# SPDX-License-Identifier: GPL-2.0-or-later
"""The seventeen local climate zones (LCZ), and what follows from them.

Codes in our rasters: 1-10 are the built zones LCZ 1-10, 11-17 the natural zones LCZ A-G, 0 is nodata.
"""

from __future__ import annotations

import math
from typing import NamedTuple, Optional, Union

import numpy as np

from ..errors import InputError

NODATA = 0
BUILT = range(1, 11)
NATURAL = range(11, 18)


class Zone(NamedTuple):
    """One local climate zone.

    Attributes:
        code: value in our rasters, 1..17.
        label: the field's name, "1".."10" and "A".."G".
        name: English name.
        colour: "#RRGGBB" of the WUDAPT palette.
        imperviousness_pct: (low, high) in percent; None where the range has one side only.
        filter_radius_m: reach of the Gaussian filter's kernel, metres.
        filter_sigma_m: standard deviation of that kernel, metres.
    """

    code: int
    label: str
    name: str
    colour: str
    imperviousness_pct: tuple[Optional[int], Optional[int]]
    filter_radius_m: int
    filter_sigma_m: int

    @property
    def rgb(self) -> tuple[int, int, int]:
        """The colour as three numbers 0..255.

        >>> ZONES[16].rgb
        (106, 106, 255)
        """
        return int(self.colour[1:3], 16), int(self.colour[3:5], 16), int(self.colour[5:7], 16)

    @property
    def title(self) -> str:
        """The zone as a legend writes it.

        >>> ZONES[0].title
        'LCZ 1: Compact high-rise'
        """
        return f"LCZ {self.label}: {self.name}"


# Source: names, Stewart & Oke 2012; palette, WUDAPT / LCZ Generator / global LCZ map (Demuzere et al. 2022);
# imperviousness, Demuzere et al. 2019, PLOS ONE, table 1; filter radius and sigma, Demuzere et al. 2020.
ZONES: tuple[Zone, ...] = (
    Zone(1, "1", "Compact high-rise", "#8C0000", (80, None), 200, 100),
    Zone(2, "2", "Compact midrise", "#D10000", (70, None), 300, 150),
    Zone(3, "3", "Compact low-rise", "#FF0000", (60, None), 300, 150),
    Zone(4, "4", "Open high-rise", "#BF4D00", (50, 80), 300, 150),
    Zone(5, "5", "Open midrise", "#FF6600", (50, 80), 300, 150),
    Zone(6, "6", "Open low-rise", "#FF9955", (40, 90), 300, 150),
    Zone(7, "7", "Lightweight low-rise", "#FAEE05", (60, None), 300, 150),
    Zone(8, "8", "Large low-rise", "#BCBCBC", (70, None), 500, 250),
    Zone(9, "9", "Sparsely built", "#FFCCAA", (10, 40), 300, 150),
    Zone(10, "10", "Heavy industry", "#555555", (40, None), 500, 250),
    Zone(11, "A", "Dense trees", "#006A00", (None, 20), 200, 75),
    Zone(12, "B", "Scattered trees", "#00AA00", (None, 20), 200, 75),
    Zone(13, "C", "Bush, scrub", "#648525", (None, 20), 200, 75),
    Zone(14, "D", "Low plants", "#B9DB79", (None, 20), 200, 75),
    Zone(15, "E", "Bare rock or paved", "#000000", (90, None), 300, 150),
    Zone(16, "F", "Bare soil or sand", "#FBF7AE", (None, 20), 200, 75),
    Zone(17, "G", "Water", "#6A6AFF", (None, 20), 50, 25),
)

# Source: Bechtel, Demuzere & Stewart 2020, Remote Sens. 12(11) 1769, fig. 3b, in twelfths.
_SIMILARITY_TWELFTHS = (
    (12, 11, 10, 8, 7, 6, 7, 9, 5, 9, 4, 3, 1, 0, 3, 0, 0),
    (11, 12, 11, 7, 8, 7, 8, 10, 5, 10, 5, 4, 3, 1, 4, 1, 1),
    (10, 11, 12, 6, 7, 8, 9, 11, 7, 11, 6, 5, 4, 2, 5, 2, 2),
    (8, 7, 6, 12, 11, 10, 9, 6, 9, 7, 6, 7, 6, 4, 1, 4, 4),
    (7, 8, 7, 11, 12, 11, 10, 8, 10, 8, 7, 8, 6, 5, 2, 5, 5),
    (6, 7, 8, 10, 11, 12, 11, 9, 11, 9, 8, 9, 8, 7, 3, 6, 6),
    (7, 8, 9, 9, 10, 11, 12, 8, 10, 8, 9, 8, 7, 5, 2, 5, 5),
    (9, 10, 11, 6, 8, 9, 8, 12, 9, 11, 5, 6, 5, 3, 6, 4, 4),
    (5, 5, 7, 9, 10, 11, 10, 9, 12, 8, 7, 8, 9, 7, 4, 7, 7),
    (9, 10, 11, 7, 8, 9, 8, 11, 8, 12, 5, 6, 5, 3, 6, 4, 4),
    (4, 5, 6, 6, 7, 8, 9, 5, 7, 5, 12, 11, 10, 8, 5, 8, 8),
    (3, 4, 5, 7, 8, 9, 8, 6, 8, 6, 11, 12, 11, 9, 6, 9, 9),
    (1, 3, 4, 6, 6, 8, 7, 5, 9, 5, 10, 11, 12, 10, 7, 10, 10),
    (0, 1, 2, 4, 5, 7, 5, 3, 7, 3, 8, 9, 10, 12, 9, 11, 11),
    (3, 4, 5, 1, 2, 3, 2, 6, 4, 6, 5, 6, 7, 9, 12, 9, 9),
    (0, 1, 2, 4, 5, 6, 5, 4, 7, 4, 8, 9, 10, 11, 9, 12, 11),
    (0, 1, 2, 4, 5, 6, 5, 4, 7, 4, 8, 9, 10, 11, 9, 11, 12),
)

# How alike two zones are, (17, 17), 0..1, 1 on the diagonal; row and column i stand for code i + 1.
SIMILARITY = np.array(_SIMILARITY_TWELFTHS, dtype=np.float64) / 12
SIMILARITY.setflags(write=False)

# Responses closer than this are a tie: far above rounding, far below the weight of one cell.
_TIE = 1e-9


# Side of a cell in metres, or its width and height; a width for each row where the rows of a map differ.
CellSize = Union[float, tuple[Union[float, np.ndarray], float]]


def gaussian_filter(zones: np.ndarray, cell_size_m: CellSize) -> np.ndarray:
    """The LCZ Generator's Gaussian filter: lone cells give way to what surrounds them.

    Each zone's indicator (1 where the map has the zone, 0 elsewhere, beyond the edge and in nodata) is
    weighted with a Gaussian of the zone's own radius and sigma; each cell takes the zone that answers
    strongest. In a tie a cell keeps its zone if that is among the strongest, else takes the lowest code.

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
    # Imported here: the table above is also read where SciPy may be missing (styles, legends).
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
