# SPDX-License-Identifier: GPL-2.0-or-later
"""Conversion of a settlement or imperviousness raster to percent: from percent, fractions or a mask."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..progress import Progress
from ..raster.band import Band, Values
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import products
from . import amounts, band_evidence

UNITS = ("percent", "fraction", "binary")
# What whole-number layers of imperviousness (Copernicus HRL, for one) mean by values beyond 100: no answer.
_NO_ANSWER = frozenset((253.0, 254.0, 255.0))
# What rounding may put beyond the ends of a range.
_ROUNDED = 1e-3
# Where there are more different numbers than a byte can have, their range alone is used.
_MOST_VALUES = 256


class Percentages(NamedTuple):
    """Unit, scale and offset by which stored numbers become percent."""

    band: Band
    """The band to read: the one that was given, or, of a mask whose 0 is declared as no data, the one without that."""
    unit: str
    """Unit of the stored numbers, one of UNITS."""
    scale: float
    """value = stored * scale + offset."""
    offset: float
    limit: float
    """Larger values are no answer; inf where there is no such value."""
    reason: str
    """Reason for this choice, for the log."""
    warnings: tuple[str, ...] = ()
    """Lines for the log, each beginning with "Warning"."""

    def report(self, what: str, share: float = 0.0) -> Iterator[Progress]:
        """Lines for the log on how the raster is read, and why.

        Args:
            what: name of the raster in the log.
            share: of the work that is done.
        """
        yield Progress(share, f"{what}: {self.reason}.")
        for warning in self.warnings:
            yield Progress(share, warning)

    def convert(self, values: Values) -> Values:
        """Percent 0..100, float32, and which of them count."""
        numbers = values.stored.astype(np.float32)
        if (self.scale, self.offset) != (1.0, 0.0):
            numbers = numbers * np.float32(self.scale) + np.float32(self.offset)
        valid = values.valid if math.isinf(self.limit) else values.valid & (numbers <= self.limit)
        if self.unit == "binary":
            return Values(np.where(numbers != 0, np.float32(100), np.float32(0)), valid)
        return Values(np.clip(numbers * np.float32(100) if self.unit == "fraction" else numbers, 0, 100), valid)


def recognise(
    band: Band, windows: Iterable[Window], unit: str = "", wanted: products.Product = products.HSE
) -> Percentages:
    """Unit, scale and offset of a band whose numbers are to become percent.

    Args:
        band: of a settlement or imperviousness raster.
        windows: of the part that is wanted; all of it is read.
        unit: one of UNITS, as the user chose it; "" finds it out.
        wanted: which of our maps the raster is to be; others are refused by their names.

    Raises:
        InputError: the numbers are classes, no percentages, no fractions and no mask, or there are none.
    """
    low, high, some = _values(band, windows)
    evidence = band_evidence.gather(open_raster(band.source), band.number, band.source)
    if not unit:
        amounts.refuse_as_amounts(evidence, _known(some), band.what, band.source, wanted)
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
    chosen = bool(unit)
    unit, why = (unit, "as chosen") if unit else _guess(band, low, high, some)
    top = {"percent": 100.0, "fraction": 1.0, "binary": math.inf}[unit]
    if low < -_ROUNDED * top or high > top * (1 + _ROUNDED):
        raise InputError(
            f"Expected {band.what} in percent from 0 to 100, as a fraction from 0 to 1, or as a mask, found {found} "
            f"in {band.source}; declare what means no data (gdal_edit.py -a_nodata VALUE FILE) or rescale it."
        )
    warnings = [] if chosen else amounts.doubts_on_amounts(evidence, _known(some), band.what)
    if unit == "binary" and evidence.nodata == 0 and some is not None and len(some) == 1:
        # Such a mask has no other number for "not built": read by the letter, all of it would be built.
        band = _without_nodata(band)
        warnings.append(
            f"Warning: {band.what} is a mask whose 0 is declared as no data; 0 is read as not built. If it means that "
            "nothing is known there, use a reference that has a number for not built."
        )
    note = band.fill_note
    reason = f"{unit} ({why}; {found}{note and '; '}{note})"
    return Percentages(band, unit, band.scale, band.offset, limit, reason, tuple(warnings))


def _values(band: Band, windows: Iterable[Window]) -> tuple[float, float, Optional[set[float]]]:
    """The smallest and the largest value of some windows, and all of them where they are few; infinities for none."""
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
    return low, high, some


def _known(some: Optional[set[float]]) -> Optional[frozenset[float]]:
    return None if some is None else frozenset(some)


def _without_nodata(band: Band) -> Band:
    """The band with its nodata value counting as a value."""
    dataset = gdal.Translate("", open_raster(band.source), format="VRT", bandList=[band.number], noData="none")
    return Band(band.source, 1, band.what, dataset)


def _short(value: float) -> str:
    """A percentage for the log, with two digits after the point."""
    return f"{round(value, 2):.6g}"


def _limit(some: Optional[set[float]]) -> float:
    """100 where bytes of percent have a few values beyond that mean no answer; inf elsewhere."""
    if some is None:
        return math.inf
    beyond = {value for value in some if value > 100}
    return 100.0 if beyond and beyond <= _NO_ANSWER and len(some - beyond) > 2 else math.inf


def _guess(band: Band, low: float, high: float, some: Optional[set[float]]) -> tuple[str, str]:
    """Unit and reason: the unit that the file declares, else the values."""
    if band.unit == "%":
        return "percent", "the file says so"
    settled = {value for value in some if value != 0} if some is not None else None
    if settled is not None and settled in ({1.0}, {255.0}) and not (band.is_float and band.scaled):
        return "binary", "one value besides 0"
    if (band.is_float or band.scaled) and high <= 1 + _ROUNDED:
        return "fraction", "nothing above 1"
    return "percent", "numbers up to 100"
