# SPDX-License-Identifier: GPL-2.0-or-later
"""Pixels of assets on the output's grid, read in threads so that a slow server neither blocks nor delays a cancel.

Of each file only the blocks under the wanted window are read, from the full resolution.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, gdal_array

from ..raster import crs
from ..raster.grid import Grid
from ..raster.io import gdal_errors
from .access import Access, without_token
from .items import Asset
from .transport import PAUSES_S, TRANSIENT

_PAUSES_S = PAUSES_S[:3]
_STATUS = re.compile(r"(?:HTTP|response|code|status)\D{0,40}?\b([45]\d\d)\b", re.IGNORECASE)
_SAME_PX = 1e-3
# Older versions of GDAL's Python bindings know settings of the whole process alone.
_get_option = getattr(gdal, "GetThreadLocalConfigOption", gdal.GetConfigOption)
_set_option = getattr(gdal, "SetThreadLocalConfigOption", gdal.SetConfigOption)


class ReadError(Exception):
    """An asset that cannot be read; the message is the reason."""


class Wish(NamedTuple):
    """A window of an asset that is wanted."""

    asset: Asset
    collection: str
    grid: Grid
    """Where the pixels are to lie."""
    is_classes: bool = False
    """Whether the numbers are codes, which must not be interpolated."""


class PixelReader:
    """Reads assets; keeps them open, so that what GDAL has cached serves again."""

    def __init__(self, access: Access, pool: ThreadPoolExecutor) -> None:
        """Take how assets are reached, and the threads that read."""
        self._access, self._pool = access, pool
        self._open: dict[str, gdal.Dataset] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()
        self._over = threading.Event()
        self.read_bytes = 0
        """Of stored numbers that were asked for, before compression."""

    def start(self, wish: Wish) -> Future[np.ndarray]:
        """Begin to read; the future gives the stored numbers (H, W), 0 where there are none, or raises ReadError."""
        path = self._access.path(wish.asset, wish.collection)
        return self._pool.submit(self._read, path, wish)

    def stop(self) -> None:
        """Let waiting attempts end."""
        self._over.set()

    def _read(self, path: str, wish: Wish) -> np.ndarray:
        """Several attempts, with pauses where the server may recover."""
        with self._guard:
            lock = self._locks.setdefault(path, threading.Lock())
        with lock, _configured(self._access.options(path)):
            for pause_s in (*_PAUSES_S, None):
                found, reason = self._attempt(path, wish)
                if found is not None:
                    with self._guard:
                        self.read_bytes += found.nbytes
                    return found
                status = _STATUS.search(reason)
                is_transient = int(status[1] if status else 0) in TRANSIENT
                if pause_s is None or not is_transient or self._over.wait(pause_s):
                    raise ReadError(without_token(reason))
                # GDAL remembers failures.
                self._open.pop(path, None)
                if path.startswith("/vsi"):
                    gdal.VSICurlPartialClearCache(path)
        raise ReadError("cancelled")

    def _attempt(self, path: str, wish: Wish) -> tuple[Optional[np.ndarray], str]:
        """The numbers, or None and why there are none."""
        found = None
        with gdal_errors(quiet=True) as report:
            dataset = self._open.get(path) or gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR)
            if dataset is not None:
                self._open[path] = dataset
                found = on_grid(dataset, wish.grid, wish.is_classes)
        return found, report.reason


def on_grid(dataset: gdal.Dataset, grid: Grid, is_classes: bool) -> Optional[np.ndarray]:
    """The first band of a raster on a grid, 0 where it has no pixel; None where GDAL cannot read it.

    Pixels that lie on the grid's are taken as they are; others are interpolated bilinearly, codes by nearest neighbour.

    Args:
        dataset: open.
        grid: where to.
        is_classes: whether the numbers are codes.
    """
    place = _place(dataset, grid)
    if place is not None:
        return _cut(dataset, grid, *place)
    warped = gdal.Warp(
        "",
        dataset,
        format="MEM",
        dstSRS=grid.crs_wkt,
        outputBounds=grid.bounds(),
        width=grid.width,
        height=grid.height,
        srcNodata=_nodata(dataset),
        dstNodata=0,
        resampleAlg="near" if is_classes else "bilinear",
        errorThreshold=0,
        overviewLevel="NONE",
        # GDAL would smooth by the ratio of the windows' sizes, so that blocks would show.
        warpOptions=["XSCALE=1", "YSCALE=1"],
    )
    return None if warped is None else warped.GetRasterBand(1).ReadAsArray()


def _place(dataset: gdal.Dataset, grid: Grid) -> Optional[tuple[int, int]]:
    """Column and row of the grid's corner in a raster whose pixels are the grid's; None where they are not."""
    left, dx, turned, top, sheared, dy = dataset.GetGeoTransform()
    if (turned, sheared) != (0.0, 0.0) or (dx, dy) != (grid.transform[1], grid.transform[5]):
        return None
    col, row = (grid.transform[0] - left) / dx, (grid.transform[3] - top) / dy
    if max(abs(col - round(col)), abs(row - round(row))) > _SAME_PX:
        return None
    same = crs.parsed(dataset.GetProjection()).IsSame(crs.parsed(grid.crs_wkt)) if dataset.GetProjection() else False
    return (round(col), round(row)) if same else None


def _cut(dataset: gdal.Dataset, grid: Grid, col: int, row: int) -> Optional[np.ndarray]:
    """The pixels of a raster from a column and a row on, as they are; 0 beyond its edges."""
    first = max(0, col), max(0, row)
    last = min(dataset.RasterXSize, col + grid.width), min(dataset.RasterYSize, row + grid.height)
    band = dataset.GetRasterBand(1)
    found = np.zeros((grid.height, grid.width), dtype=_numpy_type(band))
    if last[0] <= first[0] or last[1] <= first[1]:
        return found
    part = band.ReadAsArray(*first, last[0] - first[0], last[1] - first[1])
    if part is None:
        return None
    nodata = _nodata(dataset)
    if nodata != 0:
        part = np.where(part == nodata, 0, part)
    found[first[1] - row : last[1] - row, first[0] - col : last[0] - col] = part
    return found


def _nodata(dataset: gdal.Dataset) -> float:
    """The number that stands for nothing: 0 where the file does not say."""
    nodata = dataset.GetRasterBand(1).GetNoDataValue()
    return 0.0 if nodata is None else nodata


def _numpy_type(band: gdal.Band) -> np.dtype:
    return np.dtype(gdal_array.GDALTypeCodeToNumericTypeCode(band.DataType))


@contextmanager
def _configured(options: Mapping[str, Optional[str]]) -> Iterator[None]:
    """GDAL's settings in this thread alone while the block runs."""
    before = {name: _get_option(name) for name in options}
    for name, value in options.items():
        _set_option(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            _set_option(name, value)
