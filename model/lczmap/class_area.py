# SPDX-License-Identifier: GPL-2.0-or-later
"""The area of a class of a map, for legends."""

from __future__ import annotations

from typing import NamedTuple


class ClassArea(NamedTuple):
    """The area of one class of a map."""

    label: str
    """Label of a zone, such as "6" or "D", or of a range, such as "20 – 40 %"."""
    zone: int
    """Code of the zone; 0 for a range of percent."""
    colour: str
    """#RRGGBB."""
    area_km2: float
    share: float
    """Share of the area that has a value, 0..1."""
