# SPDX-License-Identifier: GPL-2.0-or-later
"""A raster with the probability of each zone in a band of its own, read as the most probable zone."""

from __future__ import annotations

from typing import Optional

import numpy as np
from osgeo import gdal

from ..raster.band import Band
from ..raster.band_reader import BandReader
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import lcz, zone_names

# Fewer bands with the names of zones than this are no set of probabilities.
_FEWEST_BANDS = 3
# Cells along each side of the sample that tells probabilities from other bands.
_SAMPLE = 256
# Probabilities add up to the same sum everywhere; rounding to bytes moves it by this share.
_SUM_TOLERANCE = 0.1


def zone_bands(dataset: gdal.Dataset, source: str) -> Optional[dict[int, int]]:
    """The band with the probability of each zone: 1..17 -> band number; None where the raster has no such bands.

    Bands are recognised by their names (LCZ 1, ..., LCZ G). Seventeen bands with other names are taken in this order if
    their values add up to the same sum in every cell.

    Raises:
        InputError: the raster cannot be read.
    """
    named = _named_bands(dataset)
    if len(named) == dataset.RasterCount >= _FEWEST_BANDS and len(set(named)) == len(named):
        return {zone: number for number, zone in enumerate(named, start=1)}
    if dataset.RasterCount != len(lcz.ZONES) or len(named) == dataset.RasterCount:
        return None
    window = Window(
        max(0, dataset.RasterXSize - _SAMPLE) // 2, max(0, dataset.RasterYSize - _SAMPLE) // 2,
        min(_SAMPLE, dataset.RasterXSize), min(_SAMPLE, dataset.RasterYSize),
    )  # fmt: skip
    sums = read_probabilities(dataset, {zone: zone for zone in range(1, 18)}, window, source).sum(axis=0)
    sums = sums[sums > 0]
    if not sums.size:
        return None
    middle = np.median(sums)
    alike = np.mean(np.abs(sums - middle) <= _SUM_TOLERANCE * middle)
    return {zone: zone for zone in range(1, 18)} if alike > 0.95 else None


def bands_in_order(source: str, what: str) -> list[Band]:
    """The seventeen bands of a raster that is known to hold probabilities, from LCZ 1 to LCZ G.

    By their names where these name each zone once, in whatever order they lie; else as they lie.

    Args:
        source: anything that GDAL opens, with seventeen bands.
        what: its name in error messages.

    Raises:
        InputError: it does not open.
    """
    named, zones = _named_bands(open_raster(source)), range(1, len(lcz.ZONES) + 1)
    numbers = [named.index(zone) + 1 for zone in zones] if sorted(named) == list(zones) else zones
    return [Band(source, number, what) for number in numbers]


def _named_bands(dataset: gdal.Dataset) -> list[int]:
    """The zones that the bands are named after, without the bands that are named after none."""
    names = [dataset.GetRasterBand(number + 1).GetDescription() or "" for number in range(dataset.RasterCount)]
    return [name.zone for name in map(zone_names.read, names) if name is not None]


def read_probabilities(dataset: gdal.Dataset, bands: dict[int, int], window: Window, source: str) -> np.ndarray:
    """(17, H, W) float32 in the file's unit; 0 where a zone has no band, and for all zones where a cell has no data."""
    probabilities = np.zeros((len(lcz.ZONES), window.height, window.width), dtype=np.float32)
    missing = np.zeros((window.height, window.width), dtype=bool)
    for zone, number in bands.items():
        stored, valid = BandReader(dataset, number, source).read(window)
        missing |= ~valid
        probabilities[zone - 1] = np.where(valid, stored, 0)
    probabilities[:, missing] = 0
    return np.maximum(probabilities, 0, out=probabilities)


def most_probable(probabilities: np.ndarray) -> np.ndarray:
    """(H, W) uint8, 1..17, 0 where nothing is probable."""
    return np.where(probabilities.max(axis=0) > 0, probabilities.argmax(axis=0) + 1, lcz.NODATA).astype(np.uint8)
