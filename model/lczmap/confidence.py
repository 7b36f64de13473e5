# SPDX-License-Identifier: GPL-2.0-or-later
"""The probability of the zone that an LCZ map shows in each cell, from a raster of confidence or probabilities."""

from __future__ import annotations

from typing import Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..raster.band import Band, Values
from ..raster.grid import Grid, same_grid, walk
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import lcz, products
from . import amounts, band_evidence
from .probability_stack import bands_in_order

# A probability may lie outside 0 to 1 by this much, from rounding in the file.
_ROUNDED = 0.005
# More different values are no classes.
_MOST_CLASSES = 256


class Confidence:
    """The probability of the zone that a map shows, on the map's own cells."""

    def __init__(self, source: str, grid: Grid, area: Optional[Window] = None) -> None:
        """Open one band of percent, that of the LCZ Generator's three, or seventeen of probabilities.

        Args:
            source: anything that GDAL opens.
            grid: of the map.
            area: the part of the map of which windows will be read; None for the whole map.

        Raises:
            InputError: it does not open, has another number of bands, or lies on other cells than the map.
        """
        dataset = open_raster(source)
        named = _confidence_band(dataset)
        first = Band(source, named or 1, "the confidence", dataset)
        if not has_confidence(dataset) and first.bands != 1:
            raise InputError(
                f"Expected the confidence as one band or as 17 probabilities, found {first.bands} bands in {source}; "
                "choose the LCZ confidence or the LCZ probabilities of the run that made the map."
            )
        if not same_grid(first.grid, grid):
            raise InputError(
                f"Expected the confidence on the cells of the map, found another grid in {source}; "
                "choose the LCZ confidence or the LCZ probabilities of the run that made the map."
            )
        if named is None and first.bands == 1:
            refuse_classes(first, area)
        self._area = grid.window(None, 1) if area is None else area
        has_each_zone = named is None and first.bands > 1
        self._bands = bands_in_order(source, "the confidence") if has_each_zone else [first]

    def read(self, window: Window, zones: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Confidence (H, W) 0..1 in the zones that the map shows, and where it is known.

        Raises:
            InputError: it is not between 0 and 1 or 0 and 100 percent.
        """
        window = window._replace(col=window.col + self._area.col, row=window.row + self._area.row)
        if len(self._bands) == 1:
            return self.shares(self._bands[0], self._bands[0].read(window))
        confidence, known = np.zeros(zones.shape), np.zeros(zones.shape, dtype=bool)
        for number in np.unique(zones[zones > 0]):
            band = self._bands[number - 1]
            here = zones == number
            shares, valid = self.shares(band, band.read(window))
            confidence[here], known[here] = shares[here], valid[here]
        return confidence, known

    @staticmethod
    def shares(band: Band, values: Values) -> tuple[np.ndarray, np.ndarray]:
        """What a band stores as shares 0..1, and where they are known."""
        shares = np.where(values.valid, values.stored, 0) * band.scale + band.offset
        if band.unit == "%" or not (band.scaled or band.is_float):
            shares /= 100
        if shares.size and not (shares.min() >= -_ROUNDED and shares.max() <= 1 + _ROUNDED):
            raise InputError(
                f"Expected the confidence between 0 and 1 or in whole percent, found {shares.min():g} to "
                f"{shares.max():g} in {band.source}; declare its scale (gdal_edit.py -scale 0.01 FILE) or unit."
            )
        return np.clip(shares, 0, 1), values.valid


def has_confidence(dataset: gdal.Dataset) -> bool:
    """Whether a raster says how sure an LCZ map is: a band of that name, or one band of probabilities for each zone."""
    return _confidence_band(dataset) is not None or dataset.RasterCount == len(lcz.ZONES)


def _confidence_band(dataset: gdal.Dataset) -> Optional[int]:
    """Number of the band that is called as the LCZ Generator calls its confidence; None where there is none."""
    names = (dataset.GetRasterBand(number + 1).GetDescription() for number in range(dataset.RasterCount))
    return next((number for number, name in enumerate(names, start=1) if name in products.CONFIDENCE.band_names), None)


def refuse_classes(band: Band, area: Optional[Window] = None) -> None:
    """Refuse a map of zones or of other classes.

    Args:
        band: given as confidence.
        area: the part of it that is looked at; None for all.

    Raises:
        InputError: the file says, or its values show, that it holds classes.
    """
    values: set[float] = set()
    for window in walk(band.grid.window(None, 1) if area is None else area):
        stored, valid = band.read(window)
        values |= set((np.unique(stored[valid]).astype(float) * band.scale + band.offset).tolist())
        if len(values) > _MOST_CLASSES:
            break
    evidence = band_evidence.gather(open_raster(band.source), band.number, band.source)
    classes = frozenset(values) if len(values) <= _MOST_CLASSES else None
    amounts.refuse_as_amounts(evidence, classes, band.what, band.source, products.CONFIDENCE)
