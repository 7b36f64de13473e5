# SPDX-License-Identifier: GPL-2.0-or-later
"""VV and VH of Sentinel-1 on the grid of a scene, and a scene that has them behind its ten bands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..network.weights import speckle_filter
from ..raster import windows
from ..raster.band import Band
from ..raster.block_stats import block_sum
from ..raster.grid import ApartError, Grid, overlap, same_grid
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import sentinel1
from .radar_values import EXTREMES, Decided, are_values, decibels, decide, find_bands
from .scene import Scene

# Squares of a side from all over a scene, on which it is decided what the numbers are; more where few have a value.
_SAMPLE_PX = 64
_SAMPLES = (5, 15, 45)
_FEWEST_PIXELS = 400
# What is missing is counted in squares of this side: windows of the network begin and end on multiples of it.
_COUNTED_PX = 8
_UNIT_TAGS = ("UNITS", "UNIT", "SCALE")


@dataclass(frozen=True)
class RadarSource:
    """A radar layer and the user's settings for it; plain values, so that any process can take it."""

    source: str
    """A raster with VV and VH, on any grid: anything that GDAL opens."""
    unit: str = ""
    """Unit of the values, one of `radar_values.UNITS`; "" finds it."""


class Radar:
    """VV and VH of a raster, in dB, on the grid of a scene, warped while they are read.

    Attributes:
        source: path or name that was opened.
        decided: unit and order of its bands, and why.
        notes: lines for the log.
    """

    def __init__(self, radar_source: RadarSource, grid: Grid) -> None:
        """Open a raster and decide what its numbers are.

        Args:
            radar_source: the raster, and the unit of its values.
            grid: of the scene.

        Raises:
            InputError: it does not open, lies elsewhere, or its bands or values are not understood.
        """
        self.source, self._grid = radar_source.source, grid
        dataset = open_raster(radar_source.source)
        bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
        if any(gdal.DataTypeIsComplex(band.DataType) for band in bands):
            raise InputError(
                f"Expected intensities of Sentinel-1, found complex numbers (SLC) in {radar_source.source}; calibrate "
                "them to sigma nought or gamma nought, and correct the terrain."
            )
        roles = find_bands([band.GetDescription() or "" for band in bands], radar_source.source)
        two = [Band(radar_source.source, number, "the radar layer", dataset, EXTREMES) for number in roles.numbers]
        try:
            overlap(two[0].grid, grid)
        except ApartError as error:
            raise InputError(_nothing(radar_source.source)) from error
        self._bands = [band.on(grid, "bilinear") for band in two]
        words = " ".join(
            [*(f"{band.name} {band.unit}" for band in two), *(two[0].tags.get(name, "") for name in _UNIT_TAGS)]
        )
        self.decided: Decided = decide(roles, words, self._sample(), radar_source.unit, radar_source.source)
        if self.decided.is_swapped:
            self._bands.reverse()
        warped = "" if same_grid(two[0].grid, grid) else "; interpolated (bilinear) to the pixels of the scene"
        self.notes = (f"Radar from {os.path.basename(radar_source.source)}: {self.decided.reason}{warped}.",)

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """A window inside the scene: (2, H, W) float32 in dB, in the order of `sentinel1.NAMES`, and where both are.

        Raises:
            InputError: the file cannot be read there.
        """
        numbers, valid = self._numbers(window)
        valid &= are_values(numbers, self.decided.unit)
        return decibels(np.where(valid, numbers, 0), self.decided.unit), valid

    def _numbers(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        channels = [band.read(window) for band in self._bands]
        numbers = [
            values.stored.astype(np.float32) * np.float32(band.scale) + np.float32(band.offset)
            for band, values in zip(self._bands, channels)
        ]
        return np.stack(numbers), channels[0].valid & channels[1].valid

    def _sample(self) -> np.ndarray:
        """(2, n) numbers that are not 0, from all over the scene.

        Raises:
            InputError: there are none.
        """
        side = min(_SAMPLE_PX, self._grid.width, self._grid.height)
        for count in _SAMPLES:
            rows, cols = (min(count, -(-length // side)) for length in (self._grid.height, self._grid.width))
            squares = Window(0, 0, self._grid.width, self._grid.height).spread(side, rows, cols)
            parts = [numbers[:, valid & (numbers != 0).any(axis=0)] for numbers, valid in map(self._numbers, squares)]
            sample = np.concatenate(parts, axis=1)
            if sample.shape[1] >= _FEWEST_PIXELS:
                break
        if not sample.size:
            raise InputError(_nothing(self.source))
        return sample


class RadarScene:
    """A scene whose pixels have VV and VH behind the ten bands; what has no radar counts as no data.

    Attributes:
        optical: the scene without radar.
        radar: what is read with it.
        grid, is_warped, blocks, files, bands, radiometry: as of the scene.
    """

    def __init__(self, optical: Scene, radar: Radar) -> None:
        """Join the two.

        Args:
            optical: open for reading.
            radar: on its grid.
        """
        self.optical, self.radar = optical, radar
        self.grid, self.files = optical.grid, (*optical.files, radar.source)
        self.is_warped, self.blocks = optical.is_warped, optical.blocks
        self.bands, self.radiometry = optical.bands, optical.radiometry
        size = -(-self.grid.height // _COUNTED_PX), -(-self.grid.width // _COUNTED_PX)
        self._lacking = np.zeros(size, dtype=np.uint8)

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """A window, beyond whose edges pixels are mirrored: (12, H, W) float32, and where all twelve have a value.

        Raises:
            InputError: a file cannot be read there.
        """
        reflectance, valid = self.optical.read(window)
        radar, seen = windows.with_mirrored_edges(window, self.grid.width, self.grid.height, self._read_radar)
        self._count(window, valid & ~seen)
        return np.concatenate((reflectance, radar)), valid & seen

    def wanted(self, window: Window) -> np.ndarray:
        """See `Scene.wanted`."""
        return self.optical.wanted(window)

    def decode(self, band: int, window: Window) -> None:
        """See `Scene.decode`."""
        self.optical.decode(band, window)

    def lacking_px(self, window: Window) -> int:
        """Number of pixels with reflectance but no radar in a window that was read; exact except at its edges."""
        rows, cols = (window.rows_within(_WHOLE, _COUNTED_PX), window.cols_within(_WHOLE, _COUNTED_PX))
        return min(int(self._lacking[rows, cols].sum(dtype=np.int64)), window.width * window.height)

    def _read_radar(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        return self.radar.read(window)

    def _count(self, window: Window, lacking: np.ndarray) -> None:
        """Counts missing radar pixels of a window; counting a window again does not change the result."""
        if window.col % _COUNTED_PX or window.row % _COUNTED_PX:
            return
        height, width = self.grid.height, self.grid.width
        rows = slice(max(0, -window.row), max(0, min(window.height, height - window.row)))
        cols = slice(max(0, -window.col), max(0, min(window.width, width - window.col)))
        inside = lacking[rows, cols]
        if not inside.size:
            return
        squares = block_sum(inside, _COUNTED_PX)
        top, left = (max(0, start) // _COUNTED_PX for start in (window.row, window.col))
        self._lacking[top : top + squares.shape[0], left : left + squares.shape[1]] = squares


_WHOLE = Window(0, 0, 0, 0)
Pixels = Union[Scene, RadarScene]
"""Source of the network's input: the ten bands, or these and radar."""


def lacking_line(scene: RadarScene, window: Window) -> str:
    """A line for the log on where radar is missing; "" where it is nowhere.

    Args:
        scene: all of whose pixels in the window were read.
        window: that is mapped.
    """
    pixels = scene.lacking_px(window)
    if not pixels:
        return ""
    share = 100 * pixels / (window.width * window.height)
    area = f"{pixels / 1e4:.2f} km² of the mapped area ({share:.1f} %)"
    return f"Radar: {area} have no radar data: their cells get no value."


def expectation(card: Mapping[str, Any]) -> str:
    """A line for the log on what the network expects of radar, by its card."""
    speckle = speckle_filter(card)
    if speckle is None:
        return "Radar: the card of the model does not say whether the radar that it was trained with was despeckled."
    return f"Radar: the model was trained with radar that was {sentinel1.SPECKLE[speckle]}; use the same."


def check_given(wants_radar: bool, is_given: bool, path: str) -> None:
    """Raises an error where weights need a radar layer and none was given, or the other way round.

    Args:
        wants_radar: whether the network reads radar.
        is_given: whether there is a layer.
        path: of the weights.

    Raises:
        InputError: one without the other.
    """
    names = " and ".join(sentinel1.NAMES)
    if wants_radar and not is_given:
        raise InputError(
            f"Expected a radar layer in RADAR, since {path} was trained with {names} of Sentinel-1, found none; choose "
            "one, or a MODEL that needs none."
        )
    if is_given and not wants_radar:
        raise InputError(
            f"Expected weights that read radar, found that {path} reads Sentinel-2 alone, so that the layer would "
            "change nothing; leave RADAR empty, or choose a MODEL that was trained with radar."
        )


def _nothing(source: str) -> str:
    return (
        f"Expected VV and VH of Sentinel-1 where the scene lies, found no values there in {source}; choose a radar "
        "layer of the same place, and check its CRS and no-data value."
    )
