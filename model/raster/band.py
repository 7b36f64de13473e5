# SPDX-License-Identifier: GPL-2.0-or-later
"""One band of any raster, with its mask, scale and unit, read on its own grid or on another."""

from __future__ import annotations

from typing import Any, Optional

from osgeo import gdal

from ..errors import InputError
from .band_reader import BandReader, Values, north_up, single_band
from .grid import ApartError, Grid, overlap, same_grid
from .io import gdal_errors, open_raster
from .windows import Window

# What percentages, fractions, probabilities and codes may be, with what rounding adds.
_VALUES = (-1.0, 101.0)
_WITHOUT_CRS = (
    "Expected {what} to have a coordinate reference system, found none in {source}; assign it, for example with "
    "gdal_edit.py -a_srs EPSG:32631 FILE (the UTM zone of your city)."
)


class Band:
    """One band of a raster, open for reading.

    Attributes:
        source: path or name that was opened.
        grid: its grid, in any CRS, north up.
        name: the band's description, "" where it has none.
        unit: the band's unit, "" where it has none.
        scale: value = stored * scale + offset.
        offset: see scale.
        scaled: whether the file declares a scale or an offset.
        is_float: whether it stores floating-point numbers.
        is_byte: whether it stores numbers from 0 to 255.
        bands: how many bands the raster has.
        tags: metadata of the raster.
    """

    def __init__(
        self,
        source: str,
        number: int = 1,
        what: str = "the raster",
        dataset: Optional[gdal.Dataset] = None,
        values: tuple[float, float] = _VALUES,
    ) -> None:
        """Open a band.

        Args:
            source: anything that GDAL opens.
            number: of the band, from 1.
            what: its name in error messages.
            dataset: the raster, where it is open already.
            values: the least and the largest that there may be, scaled: none of them is an undeclared fill value.

        Raises:
            InputError: it does not open, lacks that band, has no CRS, or is rotated.
        """
        self.source, self.what = source, what
        self._dataset = dataset = open_raster(source) if dataset is None else dataset
        self.bands, self.tags = dataset.RasterCount, dataset.GetMetadata()
        if not 1 <= number <= self.bands:
            raise InputError(
                f"Expected {what} to have a band {number}, found {self.bands} in {source}; choose another band."
            )
        self.number = number
        self.grid = grid_in(dataset, source, what)
        self._reader = BandReader(dataset, number, source)
        band = self._reader.band
        self.name, self.unit = band.GetDescription() or "", band.GetUnitType() or ""
        scale, offset = band.GetScale(), band.GetOffset()
        self.scale = 1.0 if scale is None else scale
        self.offset = 0.0 if offset is None else offset
        self.scaled = (self.scale, self.offset) != (1.0, 0.0)
        self.is_float = gdal.GetDataTypeName(band.DataType).startswith("Float")
        self.is_byte = band.DataType == gdal.GDT_Byte
        # A percentage or a share may be stored with a scale of its own: what it makes 0 to 100 is a value.
        ends = sorted((end - self.offset) / self.scale for end in values) if self.scale else values
        self._reader.ignore_fills(*ends)

    def read(self, window: Window) -> Values:
        """The values of a window inside the raster.

        Raises:
            InputError: the file cannot be read there.
        """
        return self._reader.read(window)

    def ignore(self, value: float) -> None:
        """Take one more undeclared number, as it is stored, as no data from now on."""
        self._reader.fills = (*self._reader.fills, value)

    @property
    def fill_note(self) -> str:
        """Undeclared numbers that counted as no data so far, and their share; "" where there were none."""
        return self._reader.fill_note

    def overlap(self, grid: Grid) -> Window:
        """The part of its grid that another one covers, in whole cells.

        Raises:
            ApartError: they lie apart; the sentence names the raster.
        """
        try:
            return overlap(self.grid, grid)
        except ApartError as error:
            raise ApartError(
                f"Expected {self.what} where the map is, found that {self.source} and the map do not overlap; check "
                "that both show the same city and that each has its right CRS."
            ) from error

    def on(self, grid: Grid, resampling: str) -> Band:
        """The band on another grid: itself where it lies there already, else warped while it is read.

        Args:
            grid: where its values are wanted.
            resampling: GDAL's name, such as "nearest" or "mode".

        Raises:
            InputError: GDAL knows no way from one CRS to the other.
        """
        if same_grid(self.grid, grid):
            return self
        single = single_band(self._dataset, self.number)
        # The alpha band tells cells without an answer from cells that hold a 0.
        dataset = warped(single, self.source, grid, resampling, dstAlpha=True, dstNodata="none")
        moved = Band(self.source, 1, self.what, dataset)
        moved._reader.fills = self._reader.fills
        moved.__dict__.update({name: getattr(self, name) for name in ("name", "unit", "scale", "offset", "scaled")})
        return moved


def grid_of(source: str, what: str) -> Grid:
    """The grid of a raster's cells.

    Args:
        source: anything that GDAL opens.
        what: its name in error messages.

    Raises:
        InputError: it does not open, has no CRS, or is rotated.
    """
    return grid_in(open_raster(source), source, what)


def warped(dataset: gdal.Dataset, source: str, grid: Grid, resampling: str, **more: Any) -> gdal.Dataset:
    """A raster on another grid, warped while it is read.

    Raises:
        InputError: GDAL knows no way from one CRS to the other.
    """
    options = {
        "format": "VRT", "dstSRS": grid.crs_wkt, "outputBounds": grid.bounds(), "width": grid.width,
        "height": grid.height, "resampleAlg": resampling, "errorThreshold": 0.0, **more,
    }  # fmt: skip
    moved = None
    with gdal_errors() as report:
        moved = gdal.Warp("", dataset, **options)
    if moved is None:
        raise InputError(
            f"Expected a CRS that leads from {source} to the other map, but GDAL finds no way "
            f"({report.reason}); warp both to one CRS first."
        )
    return moved


def grid_in(dataset: gdal.Dataset, source: str, what: str) -> Grid:
    """The grid of an open raster's cells.

    Args:
        dataset: the raster.
        source: its path, for error messages.
        what: its name in error messages.

    Raises:
        InputError: it has no CRS, is rotated, or has ground control points alone.
    """
    grid = north_up(dataset, source)[0]
    if not grid.crs_wkt:
        raise InputError(_WITHOUT_CRS.format(what=what, source=source))
    return grid
