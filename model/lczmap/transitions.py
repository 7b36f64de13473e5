# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes of a transition raster: for each stored number (100 x zone before + zone after) its name and colour.

>>> row = transition_class(305)
>>> row.name, row.rgb == lcz.ZONES[4].rgb
('3 Compact low-rise → 5 Open midrise', True)
>>> transition_class(1717).name
'G Water, unchanged'
"""

from __future__ import annotations

import numpy as np

from ..raster.attribute_table import ClassRow
from ..tables import lcz
from .map_figures import block_values

_FACTOR = 100
_UNCHANGED_RGB = (226, 226, 226)


def transition_class(number: int) -> ClassRow:
    """Name and colour of a transition: the colour of the zone after it, grey where nothing changed.

    Args:
        number: 100 x zone before + zone after.
    """
    before, after = (lcz.ZONES[code - 1] for code in divmod(number, _FACTOR))
    if before is after:
        return ClassRow(number, f"{before.label} {before.name}, unchanged", _UNCHANGED_RGB)
    return ClassRow(number, f"{before.label} {before.name} → {after.label} {after.name}", after.rgb)


def transition_classes(path: str) -> list[ClassRow]:
    """The transitions that occur in a raster: the changes by falling area, then what did not change.

    Args:
        path: of a raster that holds transitions in its first band.
    """
    largest = _FACTOR * len(lcz.ZONES) + len(lcz.ZONES)
    counts = sum(np.bincount(values.ravel(), minlength=largest + 1) for values in block_values(path))
    codes = range(1, len(lcz.ZONES) + 1)
    possible = [_FACTOR * before + after for before in codes for after in codes]
    occurring = [number for number in possible if counts[number]]
    occurring.sort(key=lambda number: (len(set(divmod(number, _FACTOR))) == 1, -counts[number]))
    return [transition_class(number) for number in occurring]
