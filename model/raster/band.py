# SPDX-License-Identifier: GPL-2.0-or-later
"""One band of any raster, with its mask, scale and unit, read on its own grid or on another."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from .grid import Grid, same_grid
from .io import gdal_errors, open_raster, read_window
from .windows import Window

_WITHOUT_CRS = (
    "Expected {what} to have a coordinate reference system, found none in {source}; assign it, for example with "
    "gdal_edit.py -a_srs EPSG:32631 FILE (the UTM zone of your city)."
)


class Values(NamedTuple):
    """What a window of a band holds."""

    stored: np.ndarray
    """(H, W), as the file has them."""
    valid: np.ndarray
    """(H, W) bool: neither nodata nor masked, and finite."""


class Band:
    """One band of a raster, open for reading.

    Attributes:
        source: what was opened.
        grid: its grid, in any CRS, north up.
        name: the band's description, "" where it has none.
        unit: the band's unit, "" where it has none.
        scale: value = stored * scale + offset.
        offset: see scale.
        scaled: whether the file declares a scale or an offset.
        is_float: whether it stores floating-point numbers.
        bands: how many bands the raster has.
        tags: metadata of the raster.
    """

    def __init__(
        self, source: str, number: int = 1, what: str = "the raster", dataset: Optional[gdal.Dataset] = None
    ) -> None:
        """Open a band.

        Args:
            source: anything that GDAL opens.
            number: of the band, from 1.
            what: how a refusal calls it.
            dataset: the raster, where it is open already.

        Raises:
            InputError: it does not open, lacks that band, has no CRS, or is not north up.
        """
        self.source, self.what = source, what
        self._dataset = dataset = open_raster(source) if dataset is None else dataset
        self.bands, self.tags = dataset.RasterCount, dataset.GetMetadata()
        if not 1 <= number <= self.bands:
            raise InputError(
                f"Expected {what} to have a band {number}, found {self.bands} in {source}; choose another band."
            )
        self.number = number
        self.grid = _grid(source, dataset, what)
        self._band = dataset.GetRasterBand(number)
        self.name, self.unit = self._band.GetDescription() or "", self._band.GetUnitType() or ""
        scale, offset = self._band.GetScale(), self._band.GetOffset()
        self.scale = 1.0 if scale is None else scale
        self.offset = 0.0 if offset is None else offset
        self.scaled = (self.scale, self.offset) != (1.0, 0.0)
        self.is_float = gdal.GetDataTypeName(self._band.DataType).startswith("Float")
        last = dataset.GetRasterBand(self.bands)
        if self.bands > number and last.GetColorInterpretation() == gdal.GCI_AlphaBand:
            self._mask = last  # a warped raster does not say by its flags that this is the mask
        else:
            self._mask = self._band.GetMaskBand() if self._band.GetMaskFlags() != gdal.GMF_ALL_VALID else None

    def read(self, window: Window) -> Values:
        """The values of a window inside the raster.

        Raises:
            InputError: the file cannot be read there.
        """
        stored, *mask = read_window([self._band, *([] if self._mask is None else [self._mask])], window, self.source)
        valid = mask[0] > 0 if mask else np.ones(stored.shape, dtype=bool)
        if stored.dtype.kind == "f":
            valid &= np.isfinite(stored)
        return Values(stored, valid)

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
        single = gdal.Translate("", self._dataset, format="VRT", bandList=[self.number])
        # The alpha band tells cells without an answer from cells that hold a 0.
        dataset = _warped(single, self.source, grid, resampling, dstAlpha=True, dstNodata="none")
        warped = Band(self.source, 1, self.what, dataset)
        warped.__dict__.update({name: getattr(self, name) for name in ("name", "unit", "scale", "offset", "scaled")})
        return warped


def grid_of(source: str, what: str) -> Grid:
    """Where the cells of a raster lie.

    Args:
        source: anything that GDAL opens.
        what: how a refusal calls it.

    Raises:
        InputError: it does not open, has no CRS, or is not north up.
    """
    return _grid(source, open_raster(source), what)


def _warped(dataset: gdal.Dataset, source: str, grid: Grid, resampling: str, **more: Any) -> gdal.Dataset:
    """A raster on another grid, warped while it is read.

    Raises:
        InputError: GDAL knows no way from one CRS to the other.
    """
    options = {
        "format": "VRT", "dstSRS": grid.crs_wkt, "outputBounds": grid.bounds(), "width": grid.width,
        "height": grid.height, "resampleAlg": resampling, "errorThreshold": 0.0, **more,
    }  # fmt: skip
    warped = None
    with gdal_errors() as report:
        warped = gdal.Warp("", dataset, **options)
    if warped is None:
        raise InputError(
            f"Expected a CRS that leads from {source} to the other map, but GDAL finds no way "
            f"({report.reason}); warp both to one CRS first."
        )
    return warped


def _grid(source: str, dataset: gdal.Dataset, what: str) -> Grid:
    wkt = dataset.GetProjection()
    if not wkt:
        raise InputError(_WITHOUT_CRS.format(what=what, source=source))
    transform = dataset.GetGeoTransform()
    if transform[2] or transform[4] or transform[1] <= 0 or transform[5] >= 0:
        raise InputError(
            f"Expected {what} to have north up, found a rotated or flipped raster in {source}; "
            "warp it with gdalwarp IN OUT."
        )
    return Grid(dataset.RasterXSize, dataset.RasterYSize, transform, wkt)
