# SPDX-License-Identifier: GPL-2.0-or-later
"""The cloud mask of a scene, from the scene classification (SCL) of Level-2A."""

from __future__ import annotations

import numpy as np

from ..errors import InputError
from ..raster.grid import Grid
from ..raster.io import gdal_errors, read_window
from ..raster.windows import Window
from .mask import on_grid
from .vrt_stack import Layer

# What to take out of a scene -> classes of the scene classification (SCL).
# Source: Sentinel-2 Level-2A Algorithm Theoretical Basis Document, scene classification: 3 cloud shadows,
# 8 cloud medium probability, 9 cloud high probability, 10 thin cirrus.
CHOICES: dict[str, tuple[int, ...]] = {"keep": (), "clouds": (8, 9, 10), "clouds and shadows": (3, 8, 9, 10)}


class Clouds:
    """The clouds of a scene, on its grid; a pixel has the class at its centre."""

    def __init__(self, classes: Layer, grid: Grid, wanted: str) -> None:
        """Take the scene classification.

        Args:
            classes: the band SCL.
            grid: of the scene.
            wanted: one of CHOICES.

        Raises:
            InputError: it cannot be brought onto the grid.
        """
        self._codes, self._path = CHOICES[wanted], classes.path
        self._raster = None
        with gdal_errors():
            self._raster = on_grid(classes.dataset, classes.band, grid)
        if self._raster is None:
            raise InputError(
                f"Expected a scene classification of the same place, but {classes.path} cannot be warped to it; "
                "keep the clouds or choose a cloud mask."
            )

    def cover(self, window: Window) -> np.ndarray:
        """Bool (H, W): where there are clouds in a window of the grid.

        Raises:
            InputError: the scene classification cannot be read there.
        """
        (classes,) = read_window([self._raster.GetRasterBand(1)], window, self._path)
        return np.isin(classes, self._codes)
