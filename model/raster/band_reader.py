# SPDX-License-Identifier: GPL-2.0-or-later
"""One band of a raster read north up, with what tells its values from missing data."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from .grid import Grid
from .io import gdal_errors, read_window
from .missing_data import FILL_VALUES, INTEGER_RANGES, has_value, mask_band, mask_name
from .windows import Window


class Values(NamedTuple):
    """What a window of a band holds."""

    stored: np.ndarray
    """(H, W), as the file has them."""
    valid: np.ndarray
    """(H, W) bool: neither nodata nor masked, and finite."""


class BandReader:
    """Reads windows of one band, counted from the north-western corner whichever way the rows of the file run.

    Attributes:
        band: GDAL's band.
        grid: its grid, north up; its CRS may be "".
        fills: undeclared numbers that count as no data; see `ignore_fills`.
    """

    def __init__(self, dataset: gdal.Dataset, number: int, called: str) -> None:
        """Take a band.

        Args:
            dataset: the raster, open.
            number: of the band, from 1.
            called: what sentences call the raster.

        Raises:
            InputError: the raster is rotated, or the band holds complex numbers.
        """
        self._called, self._dataset = called, dataset
        self.grid, self._south_up, self._east_first = north_up(dataset, called)
        self.band = dataset.GetRasterBand(number)
        if gdal.DataTypeIsComplex(self.band.DataType):
            raise InputError(
                f"Expected real numbers, found complex ones ({gdal.GetDataTypeName(self.band.DataType)}) in band "
                f"{number} of {called}; convert it with gdal_translate -ot Float32 IN OUT, or choose another raster."
            )
        self._mask = mask_band(dataset, number)
        self.nodata = self.band.GetNoDataValue()
        self.fills: tuple[float, ...] = ()
        self._seen, self._filled = 0, dict.fromkeys(FILL_VALUES, 0)

    def ignore_fills(self, low: float, high: float) -> None:
        """Take the usual fill values as no data, but for those between two numbers, which may be values."""
        kind = gdal.GetDataTypeName(self.band.DataType)
        is_float = kind.startswith("Float")
        lowest, highest = INTEGER_RANGES.get(kind, (-np.inf, np.inf))
        self.fills = tuple(
            value
            for value in FILL_VALUES
            if not low <= value <= high and (is_float or lowest <= value <= highest) and value != self.nodata
        )

    def read(self, window: Window) -> Values:
        """The values of a window of the grid.

        Raises:
            InputError: the file cannot be read there.
        """
        col = self.grid.width - window.col - window.width if self._east_first else window.col
        row = self.grid.height - window.row - window.height if self._south_up else window.row
        bands = [self.band] if self._mask is None else [self.band, self._mask]
        arrays = read_window(bands, Window(col, row, window.width, window.height), self._called)
        turn = (slice(None, None, -1 if self._south_up else 1), slice(None, None, -1 if self._east_first else 1))
        stored, *mask = (array[turn] for array in arrays)
        valid = has_value(stored, (self.nodata,), mask[0] if mask else None)
        self._seen += stored.size
        for value in self.fills:
            is_fill = valid & (stored == value)
            count = np.count_nonzero(is_fill)
            if count:
                self._filled[value] = self._filled.get(value, 0) + count
                valid &= ~is_fill
        return Values(stored, valid)

    @property
    def found_fills(self) -> tuple[float, ...]:
        """The undeclared numbers of what was read so far that counted as no data."""
        return tuple(value for value, count in self._filled.items() if count)

    @property
    def fill_note(self) -> str:
        """Which undeclared numbers of what was read so far counted as no data, and their share; "" where none did."""
        found = [f"{value:g} ({100 * count / self._seen:.1f} %)" for value, count in self._filled.items() if count]
        name = self.band.GetDescription()
        among = f" of band {name or self.band.GetBand()}" if found else ""
        return f"undeclared values{among} taken as no data: {', '.join(found)}" if found else ""


def north_up(dataset: gdal.Dataset, called: str) -> tuple[Grid, bool, bool]:
    """The grid of a raster with north up and west left, and how its file is flipped.

    Args:
        dataset: the raster.
        called: what a sentence calls it.

    Returns:
        The grid; whether the first row is the southernmost; whether the first column is the easternmost.

    Raises:
        InputError: it is rotated, or has ground control points instead of corner and pixel size.
    """
    if dataset.GetGCPCount() and dataset.GetGeoTransform(can_return_null=True) is None:
        raise InputError(
            f"Expected a raster with corner and pixel size, found {dataset.GetGCPCount()} ground control points alone "
            f"in {called}; warp it with gdalwarp -tps -r near IN OUT."
        )
    left, dx, turned_x, top, turned_y, dy = dataset.GetGeoTransform()
    if turned_x or turned_y or not dx or not dy:
        raise InputError(
            f"Expected a raster with north up, found a rotated one in {called}; warp it with gdalwarp IN OUT."
        )
    width, height = dataset.RasterXSize, dataset.RasterYSize
    # Without a position, as a picture has none, GDAL counts rows downwards: nothing is known of the north.
    has_position = dataset.GetGeoTransform(can_return_null=True) is not None
    south_up, east_first = has_position and dy > 0, dx < 0
    transform = (
        left + width * dx if east_first else left, abs(dx), 0.0,
        top + height * dy if south_up else top, 0.0, -abs(dy),
    )  # fmt: skip
    return Grid(width, height, transform, dataset.GetProjection()), south_up, east_first


def single_band(dataset: gdal.Dataset, number: int, data_bands: Collection[int] = ()) -> Optional[gdal.Dataset]:
    """One band of a raster as a raster of its own, with its mask as the raster's mask; None where GDAL fails.

    Args:
        dataset: the raster; it has to stay open.
        number: of the band, from 1.
        data_bands: see `missing_data.mask_band`.
    """
    with gdal_errors():
        return gdal.Translate(
            "", dataset, format="VRT", bandList=[number], maskBand=mask_name(dataset, number, data_bands)
        )
    return None
