# SPDX-License-Identifier: GPL-2.0-or-later
"""Recognises which of our maps a raster is (zones, settlement or confidence), for the algorithm that styles it."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..progress import Progress
from ..raster.io import open_raster, read_window
from ..raster.windows import Window
from ..tables import code_schemes
from ..tables.products import CONFIDENCE, HSE, LCZ, LCZ_FILTERED, Product
from . import amounts, band_evidence, zone_codes
from .zone_band import choose_band

# More different values than this are no map of classes.
_MOST_VALUES = 256
# Fewer different values than a map of zones can have may still be one, in codes that we do not know.
_FEW_VALUES = 18
_STRIP_CELLS = 4_000_000
_SHOWN = (LCZ, LCZ_FILTERED, CONFIDENCE, HSE)


class Finding(NamedTuple):
    """The map that a band was recognised as, and how to read it."""

    product: Product
    """The product that the band shows: LCZ, HSE or CONFIDENCE."""
    band: int
    """Number of the band, from 1."""
    scheme: Optional[code_schemes.Scheme]
    """Scheme of the codes; None for percentages."""
    top: float
    """The value that stands for 100 percent: 100 or 1; nan for codes."""
    reason: str
    """Reason for this finding, for the log."""
    warnings: tuple[str, ...] = ()
    """Lines for the log, each beginning with "Warning"."""


class Values(NamedTuple):
    """The values that occur in a band besides nodata; scale and offset are applied."""

    low: float
    high: float
    different: Optional[frozenset[float]]
    """All different values; None where they are too many to be classes."""

    @property
    def whole(self) -> bool:
        """Whether the values are whole numbers, as codes are."""
        return self.different is not None and all(value % 1 == 0 for value in self.different)


def recognise(
    source: str,
    band: Optional[int] = None,
    product: Optional[Product] = None,
    scheme: Optional[code_schemes.Scheme] = None,
) -> Generator[Progress, None, Finding]:
    """Find out what a raster shows; a generator, as it reads the whole band.

    Args:
        source: anything that GDAL opens.
        band: number of the band; None takes the one with a name of ours, or the only one.
        product: what it shows; None finds it out.
        scheme: of the codes; None recognises it.

    Raises:
        InputError: it does not open, there is no such band, or its values are neither zones nor percentages.
    """
    dataset = open_raster(source)
    names = [dataset.GetRasterBand(number + 1).GetDescription() for number in range(dataset.RasterCount)]
    number = band or _band(names, source, product)
    if not 1 <= number <= len(names):
        raise InputError(f"Expected a band from 1 to {len(names)}, found {number} for {source}; choose one of these.")
    layer = dataset.GetRasterBand(number)
    values = yield from _values(layer, source)
    evidence = band_evidence.gather(dataset, number, source)
    named = next((item for item in _SHOWN if names[number - 1] in item.band_names), None)
    chosen = product or named
    codes = None if chosen is not None and not chosen.categorical else _codes(evidence, values, scheme, source, chosen)
    product = chosen or (LCZ if codes is not None else HSE)
    called = f"band {number}" + (f" “{names[number - 1]}”" if names[number - 1] else "")
    if product.categorical:
        why = f", {codes.reason}" if codes.reason else ""
        reason = f"{called}, local climate zones, codes {codes.scheme.title}{why}"
        return Finding(LCZ, number, codes.scheme, math.nan, reason, codes.warnings)
    if chosen is None:
        amounts.refuse_as_amounts(evidence, values.different, "a map", source)
    top = 1.0 if values.low >= 0 and values.high <= 1 and not values.whole else 100.0
    reason = f"{called}, {product.title}, values {values.low:g} to {values.high:g}"
    return Finding(product, number, None, top, reason)


def _band(names: Sequence[str], source: str, product: Optional[Product]) -> int:
    """The first band with the product's name; where none has it, the band of zones."""
    wanted = (product.band_names if product else ()) or HSE.band_names
    for name in wanted:
        if name in names:
            return names.index(name) + 1
    return choose_band(names, source)


def _codes(
    evidence: band_evidence.BandEvidence,
    values: Values,
    scheme: Optional[code_schemes.Scheme],
    source: str,
    chosen: Optional[Product],
) -> Optional[zone_codes.ZoneCodes]:
    """The codes of a band that shows zones; None where it can only show percentages.

    Raises:
        InputError: its values are no zones and no percentages, or may be both.
    """
    if scheme is not None:
        return zone_codes.ZoneCodes(scheme, "", tuple(zone_codes.remarks_on_choice(evidence)))
    if chosen is not None:
        return zone_codes.recognise(evidence, values.different or frozenset(), source)
    if values.whole and values.different <= {0, 1}:
        raise InputError(
            f"Expected zones or percentages, found only 0 and 1 in {source}, which may be a mask; "
            "say what the map shows."
        )
    if values.whole and not evidence.says_amount:
        try:
            return zone_codes.recognise(evidence, values.different, source)
        except InputError as error:
            if len(values.different) < _FEW_VALUES:
                raise InputError(f"{error} Or say what the map shows, where it is a map of percentages.") from error
    if values.low < 0 or values.high > 100:
        raise InputError(
            f"Expected local climate zones or percentages from 0 to 100, found values from {values.low:g} to "
            f"{values.high:g} in {source}; declare what means no data (gdal_edit.py -a_nodata VALUE FILE), or choose "
            "the raster or band with the map."
        )
    return None


def _values(layer: gdal.Band, source: str) -> Generator[Progress, None, Values]:
    """Reads a band strip by strip.

    Raises:
        InputError: it cannot be read, or has no values.
    """
    rows = max(1, _STRIP_CELLS // layer.XSize)
    low, high = math.inf, -math.inf
    different: Optional[set[float]] = set()
    for row in range(0, layer.YSize, rows):
        present = _present(layer, row, min(rows, layer.YSize - row), source)
        if present.size:
            low, high = min(low, float(present[0])), max(high, float(present[-1]))
            different = None if different is None else different | set(present[: _MOST_VALUES + 1].tolist())
            different = None if different is not None and len(different) > _MOST_VALUES else different
        yield Progress((row + rows) / (layer.YSize + rows))
    if low > high:
        raise InputError(f"Expected a map with values, found nothing but no data in {source}; choose another raster.")
    return Values(low, high, None if different is None else frozenset(different))


def _present(layer: gdal.Band, row: int, height: int, source: str) -> np.ndarray:
    """The different values of a strip in order, without nodata, scale and offset applied."""
    numbers = np.unique(read_window([layer], Window(0, row, layer.XSize, height), source)[0])
    nodata, scale, offset = layer.GetNoDataValue(), layer.GetScale(), layer.GetOffset()
    if nodata is not None:
        numbers = numbers[numbers != nodata]
    numbers = numbers[np.isfinite(numbers)].astype(float)
    return numbers * (1 if scale is None else scale) + (0 if offset is None else offset)
