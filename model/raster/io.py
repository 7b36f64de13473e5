# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the cells of a raster lie, and how a raster is opened and read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from . import crs
from .windows import Window

RESOLUTION_M = 10.0


class Grid(NamedTuple):
    """Where the cells of a raster lie."""

    width: int
    height: int
    transform: tuple[float, float, float, float, float, float]
    """GDAL's geotransform; north up."""
    crs_wkt: str

    def coarsened(self, factor: int) -> Grid:
        """The grid of cells `factor` as wide from the same upper-left corner, part cells included.

        >>> Grid(25, 10, (0.0, 10.0, 0.0, 0.0, 0.0, -10.0), "").coarsened(10)[:3]
        (3, 1, (0.0, 100.0, 0.0, 0.0, 0.0, -100.0))
        """
        left, dx, _, top, _, dy = self.transform
        size = -(-self.width // factor), -(-self.height // factor)
        return Grid(*size, (left, dx * factor, 0.0, top, 0.0, dy * factor), self.crs_wkt)

    def bounds(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in the grid's CRS."""
        left, dx, _, top, _, dy = self.transform
        return left, top + self.height * dy, left + self.width * dx, top

    def cropped(self, window: Window) -> Grid:
        """The grid of a window of this one."""
        left, dx, _, top, _, dy = self.transform
        corner = (left + window.col * dx, dx, 0.0, top + window.row * dy, 0.0, dy)
        return Grid(window.width, window.height, corner, self.crs_wkt)

    def window(self, extent: Optional[tuple[float, float, float, float]], step: int, extent_crs: str = "") -> Window:
        """The part of the grid that an extent touches, widened to multiples of `step` cells and cut at the edge.

        Args:
            extent: xmin, ymin, xmax, ymax; None for all of it.
            step: the window's upper-left corner lies on a multiple of it, and its size is one where the grid allows.
            extent_crs: CRS of the extent, as WKT or "EPSG:4326"; "" for the grid's own.

        Raises:
            InputError: the extent lies outside, or its CRS is unknown.
        """
        if extent is None:
            return Window(0, 0, self.width, self.height)
        left, dx, _, top, _, dy = self.transform
        if not all(map(math.isfinite, extent)):
            raise InputError(f"Expected an extent of four numbers, found {extent}; draw it again over the scene.")
        xmin, ymin, xmax, ymax = crs.reprojected(extent, extent_crs, self.crs_wkt) if extent_crs else extent
        # In cells, west to east and north to south. An edge that was meant to lie on the grid may miss it by rounding:
        # a thousandth of a cell is no cell.
        first = math.floor((xmin - left) / dx + 1e-3), math.floor((ymax - top) / dy + 1e-3)
        last = math.ceil((xmax - left) / dx - 1e-3), math.ceil((ymin - top) / dy - 1e-3)
        size = self.width, self.height
        if any(low >= limit or high <= 0 or high <= low for low, high, limit in zip(first, last, size)):
            raise InputError(
                f"Expected an extent that overlaps the scene ({left:.0f} to {left + self.width * dx:.0f} east, "
                f"{top + self.height * dy:.0f} to {top:.0f} north), found {xmin:.0f} to {xmax:.0f} east, "
                f"{ymin:.0f} to {ymax:.0f} north; draw it again over the scene."
            )
        col, row = (max(0, low) // step * step for low in first)
        right, bottom = (min(limit, -(-high // step) * step) for high, limit in zip(last, size))
        return Window(col, row, right - col, bottom - row)


def gdal_reason() -> str:
    """What GDAL reported last, on one line: newer ones tell causes in lines of their own."""
    return " ".join(gdal.GetLastErrorMsg().split()) or "no reason given"


def open_raster(source: str) -> gdal.Dataset:
    """A raster as GDAL opens it.

    Raises:
        InputError: it does not open.
    """
    try:
        dataset = gdal.OpenEx(source, gdal.OF_RASTER)
    except RuntimeError:  # another plugin in this process may have turned GDAL's exceptions on
        dataset = None
    if dataset is None:
        raise InputError(
            f"Expected a raster that GDAL can open, found {source}; choose a raster file and check its path."
        )
    return dataset


def read_window(bands: Sequence[gdal.Band], window: Window, called: str) -> list[np.ndarray]:
    """Stored numbers (H, W) of each band in a window inside the raster.

    Args:
        bands: of one raster.
        window: where.
        called: what the sentence calls the raster.

    Raises:
        InputError: GDAL cannot read it there.
    """
    gdal.ErrorReset()
    try:
        layers = [band.ReadAsArray(*window) for band in bands]
    except RuntimeError:  # another plugin in this process may have turned GDAL's exceptions on
        layers = [None]
    if any(layer is None for layer in layers):
        raise InputError(
            f"Expected to read rows {window.row} to {window.row + window.height} of {called}, but GDAL could not "
            f"({gdal_reason()}); the file is damaged or was moved."
        )
    return layers
