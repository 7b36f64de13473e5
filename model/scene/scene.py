# SPDX-License-Identifier: GPL-2.0-or-later
"""A Sentinel-2 scene, read window by window as reflectance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import NamedTuple, Optional, Union

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..raster import crs, windows
from ..raster.grid import Grid
from ..raster.io import open_raster, read_window
from ..raster.windows import Window
from . import (
    band_matching,
    band_order,
    georeferencing,
    nir_estimate,
    radiometry,
    reflectance_ranges,
    source_blocks,
    vrt_stack,
)  # fmt: skip
from .mask import Mask
from .missing_pixels import MissingPixels
from .product_files import SourceBands, evidence, understand
from .vrt_stack import Layer

# Reflectance of glint and burning roofs in the training scenes; 65535, a saturated detector, would be 6.5.
_BRIGHTEST = 3.0


@dataclass(frozen=True)
class Reading:
    """The user's settings for reading a scene; what is left empty is found in the file."""

    bands: str = ""
    """Assignment of bands, as "B2=1 B3=2"; bands that are left out are found by descriptions or wavelengths."""
    scale: Optional[float] = None
    """reflectance = stored number * scale + offset."""
    offset: Optional[float] = None
    """-0.1 where the numbers carry the 1000 of baseline 04.00 and later."""
    mask: str = ""
    """Polygons or a raster that GDAL opens: pixels whose centre lies outside are not mapped."""
    mask_layer: str = ""
    """Name of the layer of polygons; "" for the only one."""
    twins: bool = False
    """Estimate a missing B8 or B8A from the other bands."""


class Scene:
    """The ten bands of a Sentinel-2 scene at 10 m, open for reading; a context manager.

    To be used by one thread; several may be open on one source.

    Attributes:
        source: path or name that was opened.
        grid: on which it is read: its own, or the one it is warped to.
        bands: numbers of the ten bands in it, and why.
        radiometry: scale and offset of its numbers, and why.
        layers: the ten bands, each in its file.
        is_warped: whether its pixels had to be computed.
        blocks: those in which each of the ten bands is stored.
        is_float: whether it stores floating-point numbers.
        files: paths that GDAL opens for its bands.
        notes: lines for the log: what was understood and decided; warnings start with "Warning".
    """

    def __init__(
        self, source: Union[str, SourceBands], reading: Optional[Reading] = None, grid: Optional[Grid] = None
    ) -> None:
        """Open a scene and decide how to read it.

        Args:
            source: a raster, or a Sentinel-2 product: its folder, its zip or its MTD_*.xml; or what was found there.
            reading: the user's settings for reading it.
            grid: read it on this grid; None for its own.

        Raises:
            InputError: it does not open, has no suitable grid, or its bands or values are not understood.
        """
        reading = reading or Reading()
        source_bands = understand(source) if isinstance(source, str) else source
        self.source = source if isinstance(source, str) else source_bands.name
        self.files = tuple(dict.fromkeys(layer.path for layer in source_bands.layers))
        self.bands = band_order.find_bands(source_bands.layers, reading.bands, reading.twins)
        self.layers = ten = _with_positions([source_bands.layers[index - 1] for index in self.bands.indices])
        placed = _place(source_bands.name, ten, grid)
        self.grid, self.is_warped, self.is_float = placed.grid, placed.is_warped, ten[0].is_float
        self.blocks = source_blocks.of_layers(ten, self.grid)
        self._dataset = placed.dataset  # GDAL's bands die with it
        self._ten = [self._dataset.GetRasterBand(number) for number in placed.numbers]
        self._missing = MissingPixels(ten, placed.is_copy, self._ten, self.grid, self.source, source_bands.masks)
        file_evidence = evidence(source_bands, ten)
        radiometry.check_type(file_evidence.dtype)
        sample = self._sample()
        fills = self._missing.find_fills(sample)
        file_evidence = file_evidence._replace(sample=self._sample() if fills else self._missing.plain(sample))
        ranges = reflectance_ranges.bundled()
        self.radiometry = radiometry.decide_radiometry(file_evidence, reading.scale, reading.offset, ranges)
        self._mask = Mask(reading.mask, reading.mask_layer, self.grid) if reading.mask else None
        names = [layer.name for layer in source_bands.layers]
        wavelengths = [layer.wavelength_nm for layer in source_bands.layers]
        warnings = [text for text in (self.bands.warning, *(f.warning for f in fills), self.radiometry.warning) if text]
        bands_heading = f"{self.bands.how[0].upper()}{self.bands.how[1:]}:"
        self.notes = (
            *([f"Source: {source_bands.note}."] if source_bands.note else []),
            "\n  ".join([bands_heading, *band_matching.table(self.bands, names, wavelengths)]),
            f"Reflectance: {self.radiometry.reason}.",
            *([f"Grid: {placed.reason}."] if placed.reason else []),
            *([f"No data: {self._missing.reason}."] if self._missing.reason else []),
            *(
                [f"Mask: {reading.mask}{f', layer {reading.mask_layer}' if reading.mask_layer else ''}."]
                if reading.mask
                else []
            ),
            *(f"Warning: {text}" for text in warnings),
        )

    def __enter__(self) -> Scene:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._ten, self._mask, self._dataset, self._missing = [], None, None, None

    @property
    def is_masked(self) -> bool:
        """Whether a mask or an alpha band hides pixels, which the numbers alone do not show."""
        return bool(self._missing.reason)

    def reaches(self, window: Window) -> bool:
        """Whether the scene's finest band overlaps a window of the grid."""
        layer = min(self.layers, key=lambda layer: abs(layer.dataset.GetGeoTransform()[1]))
        here = self.grid.cropped(window).bounds()
        try:
            there = crs.reprojected(layer.bounds, layer.dataset.GetProjection(), self.grid.crs_wkt)
        except InputError:  # on the other side of the earth
            return False
        return there[0] < here[2] and there[2] > here[0] and there[1] < here[3] and there[3] > here[1]

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """A window of the scene; beyond the edges its pixels are mirrored.

        Returns:
            Reflectance (10, H, W) float32, at least 0 and 0 where invalid; and valid (H, W) bool: all ten bands
            have a value.

        Raises:
            InputError: the file cannot be read there.
        """
        return windows.with_mirrored_edges(window, self.grid.width, self.grid.height, self._reflectance)

    def _reflectance(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Reflectance and valid pixels of a window inside the scene, see `read`."""
        numbers, valid = self.numbers(window)
        reflectance = numbers.astype(np.float32)
        reflectance *= np.float32(self.radiometry.scale)
        reflectance += np.float32(self.radiometry.offset)
        # Beyond these lie saturated detectors and what an offset leaves of deep shadow.
        np.clip(reflectance, 0, _BRIGHTEST, out=reflectance)
        reflectance[:, ~valid] = 0
        return reflectance, valid

    def wanted(self, window: Window) -> np.ndarray:
        """Bool (H, W): which pixels of a window inside the scene the mask lets through; all where there is none.

        The network sees the others all the same: what lies outside a city's border says what lies inside.

        Raises:
            InputError: the mask cannot be read there.
        """
        if self._mask is None:
            return np.ones((window.height, window.width), dtype=bool)
        return self._mask.inside(window)

    def decode(self, band: int, window: Window) -> None:
        """Has GDAL decode the blocks of one of the ten bands (from 0) in a window inside the scene, and keep them.

        Raises:
            InputError: the file cannot be read there.
        """
        read_window([self._ten[band]], window, self.source)

    def numbers(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Stored numbers (10, H, W) of a window inside the scene, and where all ten bands have one."""
        missing = self.bands.estimated
        if not missing:
            return self._stored(window)
        outer = window.grown(nir_estimate.MARGIN_PX, self.grid.width, self.grid.height)
        numbers, valid = self._stored(outer)
        nir_estimate.fill_in(numbers, valid, missing)
        rows, cols = window.rows_within(outer), window.cols_within(outer)
        return numbers[:, rows, cols], valid[rows, cols]

    def _stored(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Numbers as the file has them, and where all ten bands have one."""
        numbers = np.stack(read_window(self._ten, window, self.source))
        return numbers, self._missing.valid(numbers, window)

    def _sample(self) -> Optional[np.ndarray]:
        """Valid stored numbers from small windows all over the scene, more of them where few are valid."""
        side = min(64, self.grid.width, self.grid.height)
        for count in (3, 9, 27):
            parts = []
            # No more of them than cover the scene.
            rows, cols = (min(count, -(-length // side)) for length in (self.grid.height, self.grid.width))
            for square in Window(0, 0, self.grid.width, self.grid.height).spread(side, rows, cols):
                numbers, valid = self.numbers(square)
                parts.append(numbers[:, valid])
            sample = np.concatenate(parts, axis=1)
            if sample.shape[1] >= side:
                break
        # A raster whose data lies between the windows is judged without them; one without data ends with a sentence.
        return sample if sample.size else None


def _with_positions(layers: Sequence[Layer]) -> list[Layer]:
    """The bands, placed by their ground control points where they have nothing else; those of one file together."""
    placed: dict[int, Layer] = {}
    for layer in layers:
        if id(layer.dataset) not in placed:
            placed[id(layer.dataset)] = georeferencing.with_position(layer)
    shared = [placed[id(layer.dataset)] for layer in layers]
    return [layer._replace(dataset=located.dataset, path=located.path) for layer, located in zip(layers, shared)]


class _Placed(NamedTuple):
    """A raster with the ten bands on a grid of 10 m."""

    dataset: gdal.Dataset
    numbers: Sequence[int]
    """Numbers of the ten bands in the dataset."""
    grid: Grid
    reason: str = ""
    """Explanation of the resampling for the log; "" where the bands are on the grid already."""
    is_warped: bool = False
    is_copy: bool = False
    """Whether the dataset is a VRT made of the bands rather than their own raster."""


def _place(name: str, ten: Sequence[Layer], grid: Optional[Grid]) -> _Placed:
    """The ten bands on a grid, or on their own where that is one of 10 m."""
    finest = min(ten, key=lambda layer: abs(layer.dataset.GetGeoTransform()[1])).dataset
    own = georeferencing.place(name, finest)
    target = own.grid if grid is None else grid
    one_raster = all(layer.dataset is finest for layer in ten)
    if not own.reason and target == own.grid:
        if one_raster:
            return _Placed(finest, [layer.band for layer in ten], own.grid)
        mixed = "bands of several resolutions are interpolated (bilinear) to pixels of 10 m"
        reason = "" if all(layer.dataset.RasterXSize == own.grid.width for layer in ten) else mixed
        return _Placed(open_raster(vrt_stack.document(ten)), range(1, len(ten) + 1), own.grid, reason, is_copy=True)
    source = open_raster(vrt_stack.document(ten))
    dataset = georeferencing.warped(source, target, own.resampling)
    if own.has_margins and grid is None:
        target = georeferencing.without_margins(dataset, target)
        dataset = georeferencing.warped(source, target, own.resampling)
    reason = own.reason or "warped to the grid of another scene"
    return _Placed(dataset, range(1, len(ten) + 1), target, reason, is_warped=True, is_copy=True)
