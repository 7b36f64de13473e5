# SPDX-License-Identifier: GPL-2.0-or-later
"""Closed tree canopy in training scenes, where the labels take forest for low plants.

The labelling networks give forest to D (low plants) more often than to A (dense trees): in the scenes of Saclay
half of it, in Norcia four fifths. Forest is easy to tell from crops by its spectrum and by two dates: darker in the
visible and in SWIR than a crop that is as green, not as bright in the near infrared, and never bare. So its labels are
corrected before training; the validation labels stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import ndimage

from ..raster.block_stats import block_sum
from ..tables import lcz, sentinel2

# Share of the probability of C, D and F that goes to A under a canopy; the rest stays as doubt.
MOVED = 0.85
_TREES = [zone.label for zone in lcz.ZONES].index("A")
_OPEN = [[zone.label for zone in lcz.ZONES].index(label) for label in "CDF"]
_WATER = [zone.label for zone in lcz.ZONES].index("G")


def cell_means(reflectance: np.ndarray, cell_px: int) -> dict[str, np.ndarray]:
    """Mean reflectance of each cell, (H / cell_px, W / cell_px) per band name."""
    return dict(zip(sentinel2.NAMES, block_sum(reflectance, cell_px) / cell_px**2))


def ndvi_of(bands: Mapping[str, np.ndarray]) -> np.ndarray:
    """Normalised difference vegetation index, -1..1, of reflectance by band name."""
    return (bands["B8"] - bands["B4"]) / np.maximum(bands["B8"] + bands["B4"], 1e-6)


def closed_canopy(dates: Sequence[np.ndarray], cell_px: int) -> np.ndarray:
    """Which cells are forest: a closed canopy on one date, and bare on none.

    Args:
        dates: surface reflectance of one place, each (10, H, W).
        cell_px: side of a cell in pixels.

    Returns:
        (H / cell_px, W / cell_px) bool; patches narrower than two cells are left out.

    Source: thresholds rounded by us from the training scenes, checked against their true-colour pictures.
    """
    canopy, bare = [], []
    for reflectance in dates:
        bands = cell_means(reflectance, cell_px)
        red, nir, swir, ndvi = bands["B4"], bands["B8"], bands["B11"], ndvi_of(bands)
        dark = (bands["B3"] < 0.065) & (red < 0.045) & (swir < 0.185) & (bands["B12"] < 0.085)
        canopy.append((ndvi > 0.65) & dark & (swir > 0.06) & (nir > 0.15) & (nir < 0.36))
        bare.append((swir > 0.27) | (red > 0.11) | (ndvi < 0.35))
    return ndimage.binary_opening(np.any(canopy, axis=0) & ~np.any(bare, axis=0), np.ones((2, 2)))


def dark_canopy(dates: Sequence[np.ndarray], cell_px: int) -> np.ndarray:
    """Which cells are forest by one date alone: darker in near infrared and SWIR than any crop that is as green.

    A closed crop reflects 0.25 to 0.5 in the near infrared; needles and shaded canopy of the same NDVI 0.12 to 0.22.

    Args:
        dates: surface reflectance of one place, each (10, H, W); all dates have to agree.
        cell_px: side of a cell in pixels.

    Returns:
        (H / cell_px, W / cell_px) bool; patches narrower than two cells are left out. Broadleaf forest in summer is
        too bright to be found.

    Source: thresholds rounded by us from woods and crops of Virginia (June) and Brandenburg (February).
    """
    found = []
    for reflectance in dates:
        bands = cell_means(reflectance, cell_px)
        red, nir, swir, ndvi = bands["B4"], bands["B8"], bands["B11"], ndvi_of(bands)
        dark = (bands["B3"] < 0.052) & (red < 0.045) & (swir > 0.06) & (swir < 0.13) & (bands["B12"] < 0.065)
        floating = bands["B12"] >= 0.54 * swir  # water plants and reeds: 0.55 to 0.61
        found.append((ndvi > 0.5) & dark & ~floating & (nir > 0.11) & (nir < 0.23))
    return ndimage.binary_opening(np.all(found, axis=0), np.ones((2, 2)))


def relabel_forest(zones: np.ndarray, canopy: np.ndarray) -> np.ndarray:
    """Zone labels in which a closed canopy is dense trees where it was open land.

    Args:
        zones: (17, H, W) uint8, probability = value / 255.
        canopy: (H, W) bool.

    Returns:
        A copy; cells that are built or water by their label stay as they are, and so does each cell's sum.
    """
    built = zones[: len(lcz.BUILT)].sum(axis=0, dtype=np.int32)
    where = canopy & (built < 128) & (zones[_WATER] < 102)
    mended = zones.astype(np.int16)
    moved = np.rint(MOVED * zones[_OPEN][:, where]).astype(np.int16)
    for index, share in zip(_OPEN, moved):
        mended[index, where] -= share
    mended[_TREES, where] += moved.sum(axis=0)
    return np.minimum(mended, 255).astype(np.uint8)  # rounding may leave a cell's sum a little over 255
