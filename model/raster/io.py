# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening and reading rasters, and one function that catches GDAL's errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from osgeo import gdal, ogr

from ..errors import InputError
from .windows import Window

RESOLUTION_M = 10.0


_NO_REASON = "no reason given"


def gdal_reason() -> str:
    """The last message of GDAL on one line; newer versions put the causes in lines of their own."""
    return " ".join(gdal.GetLastErrorMsg().split()) or _NO_REASON


class GdalReport:
    """The errors that GDAL reported while a `gdal_errors` block ran.

    Attributes:
        failed: whether a call raised an exception or GDAL reported an error. Some calls report an error and succeed
            all the same: where a result is None on failure, test the result.
        reason: GDAL's message on one line; a fixed phrase where it gave none.
    """

    def __init__(self) -> None:
        self.failed = False
        self.reason = _NO_REASON


@contextmanager
def gdal_errors(quiet: bool = False) -> Iterator[GdalReport]:
    """A block in which errors of GDAL, OGR and OSR are reported alike, whether or not `gdal.UseExceptions` is on.

    Another plugin in the same process may have turned the exceptions on. Where they are on, the block ends at the call
    that fails and the exception stops there; where they are off, the block goes on and the call returns None or an
    error code. Give names that are used after the block a value before it.

    Args:
        quiet: keep GDAL's message out of the log, for attempts that may fail.

    Yields:
        The report, complete when the block has ended.

    >>> dataset = None
    >>> with gdal_errors(quiet=True) as report:
    ...     dataset = gdal.Open("/no/such/file.tif")
    >>> dataset is None, report.failed
    (True, True)
    """
    report = GdalReport()
    gdal.ErrorReset()
    if quiet:
        gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield report
    except RuntimeError as error:
        if type(error) is not RuntimeError:  # Python's own, such as RecursionError
            raise
        report.failed, report.reason = True, " ".join(str(error).split()) or _NO_REASON
    else:
        if gdal.GetLastErrorType() >= gdal.CE_Failure:
            report.failed, report.reason = True, gdal_reason()
    finally:
        if quiet:
            gdal.PopErrorHandler()


def memory_vectors() -> ogr.DataSource:
    """An empty vector dataset in memory: its driver is called Memory or, in newer versions of GDAL, MEM."""
    driver = None
    with gdal_errors(quiet=True):
        driver = ogr.GetDriverByName("Memory")
    return (driver or ogr.GetDriverByName("MEM")).CreateDataSource("")


def open_raster(source: str) -> gdal.Dataset:
    """An open raster.

    Args:
        source: anything that GDAL opens.

    Raises:
        InputError: it does not open.
    """
    dataset = None
    with gdal_errors():
        dataset = gdal.OpenEx(source, gdal.OF_RASTER)
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
        called: name of the raster in error messages.

    Raises:
        InputError: GDAL cannot read it there.
    """
    layers = [None]
    with gdal_errors() as report:
        layers = [band.ReadAsArray(*window) for band in bands]
    if any(layer is None for layer in layers):
        raise InputError(
            f"Expected to read rows {window.row} to {window.row + window.height} of {called}, but GDAL could not "
            f"({report.reason}); the file is damaged or was moved."
        )
    return layers
