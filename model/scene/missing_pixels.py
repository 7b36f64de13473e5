# SPDX-License-Identifier: GPL-2.0-or-later
"""Pixels of a scene without a value in one of the ten bands: declared nodata, masks, fill values and zeros.

The rules of `raster.missing_data` hold, and two that only a scene of ten bands allows. A pixel that holds the same fill
value in all bands has none. And 0, where it is not declared to be no data, is none where all bands are 0, and in pixels
that touch such an area, as the bands of a swath end unevenly; anywhere else it is the darkest value: an export of
Level-2A that takes the offset off and cuts at 0 holds it over water and in shadow.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..raster.grid import Grid
from ..raster.io import gdal_errors, read_window
from ..raster.missing_data import Fill, find_fills, has_value, mask_band, mask_name, possible_fills
from ..raster.windows import Window
from ..tables.sentinel2 import DN_NODATA, NAMES
from .mask import on_grid
from .vrt_stack import Layer

# So far from an area where all bands are 0 the bands of a swath may end: 80 m.
_EDGE_PX = 8
# What rounding leaves of two pixel sizes that are one.
_SAME_SIZE = 1e-3
_SQUARE = np.ones((3, 3), dtype=bool)
# To find out whether such an area is one, a pixel's neighbours within the distance need neighbours themselves.
_HALO_PX = _EDGE_PX + 3
# Below these no atmospheric correction and no offset take a pixel: reflectance, and the same times 10000.
_LOWEST_REFLECTANCE, _LOWEST_DN = -1.0, -5000.0
_LARGEST_REFLECTANCE = 10.0


class _SceneMask(NamedTuple):
    """A band on the grid of the scene that is 0 where a band of the scene has no value."""

    dataset: gdal.Dataset
    """Dataset of the band, which is valid only as long as its dataset exists."""
    band: gdal.Band
    margin_px: int
    """Pixels by which a masked pixel affects its neighbours, where the scene's band is interpolated."""


class MissingPixels:
    """Finds the pixels of a scene that have no value.

    Attributes:
        reason: which masks were found, for the log; "" where there is none.
    """

    def __init__(
        self,
        ten: Sequence[Layer],
        is_copy: bool,
        bands: Sequence[gdal.Band],
        grid: Grid,
        source: str,
        masks: Sequence[Layer] = (),
    ) -> None:
        """Collect the masks and nodata values of the bands.

        Args:
            ten: the bands as their files have them.
            is_copy: whether `bands` are those of a VRT, which may be warped, rather than the files' own.
            bands: the ten on the grid.
            grid: of the scene.
            source: its name in error messages.
            masks: files of their own that are 0 where the scene has no value.

        Raises:
            InputError: a mask cannot be brought onto the grid.
        """
        self._bands, self._grid, self._source = bands, grid, source
        self._nodata: list[list[float]] = [[] if layer.nodata is None else [layer.nodata] for layer in ten]
        if is_copy:
            # The VRT has 0 in place of another nodata value of whole numbers.
            for values, layer in zip(self._nodata, ten):
                if values and not layer.is_float:
                    values.append(float(DN_NODATA))
        self._zeros_are_declared = all(DN_NODATA in values for values in self._nodata)
        self._lowest = -np.inf  # until the fill values are known
        self._masks, self.reason = _masks(ten, is_copy, grid)
        for layer in masks:
            self._masks.append(_mask_file(layer, grid))
            self.reason = " and ".join(filter(None, (self.reason, f"0 in {os.path.basename(layer.path)}")))

    def find_fills(self, sample: Optional[np.ndarray]) -> list[Fill]:
        """Look for undeclared fill values; from now on they are no data.

        Args:
            sample: (10, n) stored numbers of pixels that count as valid so far, as nothing but what the files declare
                is known; None where there are none.
        """
        self._lowest = _LOWEST_DN
        fills = [] if sample is None else find_fills(sample, NAMES)
        plain = None if sample is None else sample[has_value(sample, [fill.value for fill in fills])]
        if plain is not None and plain.size and plain.dtype.kind == "f":
            self._lowest = _LOWEST_REFLECTANCE if np.median(np.abs(plain)) <= _LARGEST_REFLECTANCE else _LOWEST_DN
        for fill in fills:
            for name in fill.bands:
                self._nodata[NAMES.index(name)].append(fill.value)
        return fills

    def plain(self, sample: Optional[np.ndarray]) -> Optional[np.ndarray]:
        """The pixels (10, n) of a sample that are values; None where none is."""
        kept = None if sample is None else sample[:, (sample > self._lowest).all(axis=0)]
        return kept if kept is not None and kept.size else None

    def valid(self, numbers: np.ndarray, window: Window) -> np.ndarray:
        """Bool (H, W): which pixels of a window of the grid have a value in all ten bands.

        Args:
            numbers: (10, H, W) as stored; before `find_fills` only declarations, masks and zeros count.
            window: where they lie.

        Raises:
            InputError: the scene cannot be read there.
        """
        is_sample = self._lowest == -np.inf
        valid = np.ones(numbers.shape[1:], dtype=bool)
        for layer, nodata in zip(numbers, self._nodata):
            if nodata or layer.dtype.kind == "f":
                valid &= has_value(layer, nodata, only_declared=is_sample)
        lowest = numbers.min(axis=0)
        if not is_sample:
            valid &= lowest > self._lowest
            for value in possible_fills(numbers[0]):
                if (numbers[0] == value).any():
                    valid &= (numbers != value).any(axis=0)
        if not self._zeros_are_declared and (lowest <= DN_NODATA).any():
            valid &= ~self._zeros(numbers, window)
        for mask in self._masks:
            valid &= self._unmasked(mask, window)
        return valid

    def _unmasked(self, mask: _SceneMask, window: Window) -> np.ndarray:
        """Bool (H, W): where a mask has a value, and where no masked pixel went into an interpolated one."""
        wide = window.grown(mask.margin_px, self._grid.width, self._grid.height)
        (values,) = read_window([mask.band], wide, self._source)
        valid = values > 0
        if mask.margin_px:
            from scipy import ndimage  # the provider loads without SciPy

            valid = ndimage.binary_erosion(valid, _SQUARE, iterations=mask.margin_px, border_value=1)
        return valid[window.rows_within(wide), window.cols_within(wide)]

    def _zeros(self, numbers: np.ndarray, window: Window) -> np.ndarray:
        """Bool (H, W): undeclared zeros that are no data."""
        some, all_bands = _zero_in(numbers)
        if not (some & ~all_bands).any():
            return all_bands
        # What the neighbours hold decides: the answer for a pixel must not depend on the window.
        wide = window.grown(_HALO_PX, self._grid.width, self._grid.height)
        some, all_bands = _zero_in(np.stack(read_window(self._bands, wide, self._source)))
        # An area holds a square of 3 x 3 pixels, or what is left of one at the edge of the raster.
        from scipy import ndimage  # the provider loads without SciPy

        inner = ndimage.binary_erosion(all_bands, _SQUARE, border_value=1)
        if inner.any():
            area = ndimage.binary_dilation(inner, _SQUARE)
            all_bands = all_bands | ndimage.binary_dilation(area, _SQUARE, iterations=_EDGE_PX, mask=some)
        return all_bands[window.rows_within(wide), window.cols_within(wide)]


def _zero_in(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bool masks of the pixels where any band is 0, and where all bands are 0; (H, W) each."""
    zero = numbers == DN_NODATA
    return zero.any(axis=0), zero.all(axis=0)


def _masks(ten: Sequence[Layer], is_copy: bool, grid: Grid) -> tuple[list[_SceneMask], str]:
    """The masks of the ten bands on the grid, each once, and what they are in words.

    Raises:
        InputError: one cannot be brought onto the grid.
    """
    masks: list[_SceneMask] = []
    seen, kinds = set(), set()
    finest = min(ten, key=lambda layer: abs(layer.dataset.GetGeoTransform()[1]))
    for layer in ten:
        data_bands = {other.band for other in ten if other.dataset is layer.dataset}
        name = mask_name(layer.dataset, layer.band, data_bands)
        is_masked = name != "none"
        if is_masked:
            kinds.add("the mask of the raster" if "," in name else f"the alpha band {name}")
        elif not (is_copy and _ends_early(layer, finest)):
            continue
        flags = layer.dataset.GetRasterBand(layer.band).GetMaskFlags()
        shared = "," not in name or flags & gdal.GMF_PER_DATASET
        key = id(layer.dataset), name if not shared else ("shared", is_masked)
        if key in seen:
            continue
        seen.add(key)
        if not is_copy:
            masks.append(_SceneMask(layer.dataset, mask_band(layer.dataset, layer.band, data_bands), 0))
            continue
        dataset = None
        with gdal_errors():
            dataset = on_grid(layer.dataset, layer.band, grid, data_bands)
        if dataset is None:
            raise InputError(
                f"Expected a mask that can be brought onto the grid of the scene, found one in {layer.path} that GDAL "
                "cannot warp; write the raster again with the mask as a nodata value."
            )
        ratio = abs(layer.dataset.GetGeoTransform()[1] / finest.dataset.GetGeoTransform()[1])
        margin_px = math.ceil(ratio / 2) if ratio > 1 + _SAME_SIZE else 0
        masks.append(_SceneMask(dataset, dataset.GetRasterBand(dataset.RasterCount), margin_px))
    return masks, " and ".join(sorted(kinds))


def _mask_file(layer: Layer, grid: Grid) -> _SceneMask:
    """A file that is 0 where the scene has no value; beyond its edge it has none.

    Raises:
        InputError: it cannot be brought onto the grid.
    """
    # A declared no data of 0 must not keep the zeros from being read.
    plain = gdal.Translate("", layer.dataset, format="VRT", bandList=[layer.band], noData="none")
    moved = None
    with gdal_errors() as report:
        moved = gdal.Warp(
            "", plain, format="VRT", dstSRS=grid.crs_wkt, outputBounds=grid.bounds(), width=grid.width,
            height=grid.height, resampleAlg="near", errorThreshold=0,
        )  # fmt: skip
    if moved is None:
        raise InputError(
            f"Expected a mask that can be brought onto the grid of the scene, found {layer.path}, which GDAL cannot "
            f"warp ({report.reason}); assign its CRS or move it out of the folder."
        )
    return _SceneMask(moved, moved.GetRasterBand(1), 0)


def _ends_early(layer: Layer, finest: Layer) -> bool:
    """Whether a band does not cover all of the finest band's area: beyond its edge, a VRT of all bands has 0."""
    own, whole = layer.bounds, finest.bounds
    left_out = (own[0] - whole[0], own[1] - whole[1], whole[2] - own[2], whole[3] - own[3])
    return max(left_out) > abs(finest.dataset.GetGeoTransform()[1]) / 2
