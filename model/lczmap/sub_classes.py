# SPDX-License-Identifier: GPL-2.0-or-later
"""Sub-classes of two zones in Stewart and Oke's notation, as numbers, labels and colours.

>>> sub_class(605).name, sub_class(606).name
('6_5 Open low-rise with open midrise', '6 Open low-rise')
>>> label(1406)
'D_6'
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from ..raster.attribute_table import ClassRow
from ..tables import lcz

Numbers = TypeVar("Numbers", int, np.ndarray)

FACTOR = 100
LARGEST = FACTOR * len(lcz.ZONES) + len(lcz.ZONES)
# The leading zone gives most of the colour, so that a mixed cell is read as one of its kind.
_LEADING = 0.62


def encode(first: np.ndarray, second: np.ndarray, mixed: np.ndarray) -> np.ndarray:
    """(H, W) uint16: 100 x first + second zone of mixed cells, 101 x the first of others; 0 where there is no zone."""
    numbers = FACTOR * first.astype(np.uint16) + np.where(mixed, second, first).astype(np.uint16)
    return np.where(first > 0, numbers, 0).astype(np.uint16)


def is_mixed(number: Numbers) -> Numbers:
    """Whether a number is that of a mixture of two zones; for an array, bool of its shape.

    >>> is_mixed(605), is_mixed(606)
    (True, False)
    """
    return number % (FACTOR + 1) != 0


def zones_of(number: int) -> tuple[lcz.Zone, lcz.Zone]:
    """The leading and the second zone; twice the same one of a cell that is not mixed."""
    first, second = divmod(number, FACTOR)
    return lcz.ZONES[first - 1], lcz.ZONES[second - 1]


def label(number: int) -> str:
    """6_5 for a mixed cell, 6 for another.

    Source: Stewart & Oke 2012: the leading zone, and the second one as its index.
    """
    first, second = zones_of(number)
    return first.label if first is second else f"{first.label}_{second.label}"


def sub_class(number: int) -> ClassRow:
    """Name and colour: the zone's, or the colour between those of both, nearer to that of the leading zone."""
    first, second = zones_of(number)
    if first is second:
        return ClassRow(number, f"{first.label} {first.name}", first.rgb)
    mixed = [round(_LEADING * leading + (1 - _LEADING) * other) for leading, other in zip(first.rgb, second.rgb)]
    name = f"{label(number)} {first.name} with {second.name[0].lower()}{second.name[1:]}"
    return ClassRow(number, name, (mixed[0], mixed[1], mixed[2]))


def rows(counts: np.ndarray) -> list[ClassRow]:
    """The classes that occur: whole zones in their order, then sub-classes by falling number of cells.

    Args:
        counts: (LARGEST + 1,) cells by number.
    """
    occurring = [int(number) for number in np.flatnonzero(counts) if number >= FACTOR]
    occurring.sort(key=lambda number: (is_mixed(number), -counts[number] * is_mixed(number), number))
    return [sub_class(number) for number in occurring]
