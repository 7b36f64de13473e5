# SPDX-License-Identifier: GPL-2.0-or-later
"""How the numbers of a settlement or imperviousness raster become percent."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..raster.band import Band, Values
from ..raster.windows import Window

UNITS = ("percent", "fraction", "binary")
# What whole-number layers of imperviousness (Copernicus HRL, for one) mean by values beyond 100: no answer.
_NO_ANSWER = frozenset((253.0, 254.0, 255.0))
# What rounding may put beyond the ends of a range.
_ROUNDED = 1e-3
# More different whole numbers than bytes have say nothing that the largest does not.
_MOST_VALUES = 256


class Percentages(NamedTuple):
    """How stored numbers become percent."""

    unit: str
    """One of UNITS."""
    scale: float
    """value = stored * scale + offset."""
    offset: float
    limit: float
    """Larger values are no answer; inf where there is no such value."""
    reason: str
    """For the log."""

    def convert(self, values: Values) -> Values:
        """Percent 0..100, float32, and which of them count."""
        numbers = values.stored.astype(np.float32)
        if (self.scale, self.offset) != (1.0, 0.0):
            numbers = numbers * np.float32(self.scale) + np.float32(self.offset)
        valid = values.valid if math.isinf(self.limit) else values.valid & (numbers <= self.limit)
        if self.unit == "binary":
            return Values(np.where(numbers != 0, np.float32(100), np.float32(0)), valid)
        return Values(np.clip(numbers * np.float32(100) if self.unit == "fraction" else numbers, 0, 100), valid)


def recognise(band: Band, windows: Iterable[Window], unit: str = "") -> Percentages:
    """How a band's numbers become percent.

    Args:
        band: of a settlement or imperviousness raster.
        windows: of the part that is wanted; all of it is read.
        unit: one of UNITS; "" finds it out.

    Raises:
        InputError: the numbers are no percentages, no fractions and no mask, or there are none.
    """
    low, high = math.inf, -math.inf
    some: Optional[set[float]] = set()
    for window in windows:
        stored, valid = band.read(window)
        if not valid.any():
            continue
        numbers = stored[valid]
        ends = sorted(float(end) * band.scale + band.offset for end in (numbers.min(), numbers.max()))
        low, high = min(low, ends[0]), max(high, ends[1])
        if some is not None:
            some |= set(np.unique(numbers)[: _MOST_VALUES + 1].astype(float) * band.scale + band.offset)
            some = some if len(some) <= _MOST_VALUES else None
    if low > high:
        raise InputError(
            f"Expected {band.what} to have values where the other map is, found only no data in {band.source}; "
            "choose a raster of the same place."
        )
    found = f"values {_short(low)} to {_short(high)}"
    limit = _limit(some)
    if math.isfinite(limit):
        high = max(value for value in some or () if value <= limit)
        found = f"values {_short(low)} to {_short(high)}, and larger ones taken for no data"
    unit, why = (unit, "as you say") if unit else _guess(band, low, high, some)
    top = {"percent": 100.0, "fraction": 1.0, "binary": math.inf}[unit]
    if low < -_ROUNDED * top or high > top * (1 + _ROUNDED):
        raise InputError(
            f"Expected {band.what} in percent from 0 to 100, as a fraction from 0 to 1, or as a mask, found {found} "
            f"in {band.source}; declare what means no data (gdal_edit.py -a_nodata VALUE FILE) or rescale it."
        )
    note = band.fill_note
    return Percentages(unit, band.scale, band.offset, limit, f"{unit} ({why}; {found}{note and '; '}{note})")


def _short(value: float) -> str:
    """A number for the log: no more digits than say something of a percentage."""
    return f"{round(value, 2):.6g}"


def _limit(some: Optional[set[float]]) -> float:
    """100 where bytes of percent have a few values beyond that mean no answer; inf elsewhere."""
    if some is None:
        return math.inf
    beyond = {value for value in some if value > 100}
    return 100.0 if beyond and beyond <= _NO_ANSWER and len(some - beyond) > 2 else math.inf


def _guess(band: Band, low: float, high: float, some: Optional[set[float]]) -> tuple[str, str]:
    """Unit and reason, from the band's own words first."""
    if band.unit == "%":
        return "percent", "the file says so"
    settled = {value for value in some if value != 0} if some is not None else None
    if settled is not None and settled in ({1.0}, {255.0}) and not (band.is_float and band.scaled):
        return "binary", "one value besides 0"
    if (band.is_float or band.scaled) and high <= 1 + _ROUNDED:
        return "fraction", "nothing above 1"
    return "percent", "numbers up to 100"
