# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the cells of a raster lie, and how a raster is opened and read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from osgeo import gdal

from ..errors import InputError
from .windows import Window

RESOLUTION_M = 10.0


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
