# SPDX-License-Identifier: GPL-2.0-or-later
"""The arithmetic of a composite: which pixels are clear, and the median of those of all dates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..scene.cloud_mask import CHOICES
from ..scene.radiometry import Radiometry
from ..tables.sentinel2 import DN_NODATA, DN_PER_REFLECTANCE

MARGIN_PX = 2
"""By so many pixels of 10 m what is masked grows: the rims of clouds are no clear ground."""

# Source: Sentinel-2 Level-2A Algorithm Theoretical Basis Document, scene classification.
_NO_DATA, _SATURATED, _SNOW = 0, 1, 11
_BRIGHTEST_DN = 65535


def masked_classes(clouds: str) -> tuple[int, ...]:
    """Classes of the scene classification that are no clear ground, without "no data".

    Args:
        clouds: one of `cloud_mask.CHOICES`; "keep" masks nothing.
    """
    return (*CHOICES[clouds], _SATURATED, _SNOW) if CHOICES[clouds] else ()


def clear(codes: np.ndarray, classes: Sequence[int]) -> np.ndarray:
    """Bool (H, W): clear ground, from codes (H + 2 MARGIN_PX, W + 2 MARGIN_PX) that reach over it on all sides.

    Args:
        codes: of the scene classification.
        classes: that are no clear ground; they grow by MARGIN_PX. No data does not grow.
    """
    inner = (slice(MARGIN_PX, -MARGIN_PX),) * 2
    return ~grown(np.isin(codes, classes), MARGIN_PX)[inner] & (codes[inner] != _NO_DATA)


def has_data(codes: np.ndarray) -> np.ndarray:
    """Bool (H, W): where a scene has data, from codes with the same margin."""
    return codes[MARGIN_PX:-MARGIN_PX, MARGIN_PX:-MARGIN_PX] != _NO_DATA


def grown(mask: np.ndarray, margin: int) -> np.ndarray:
    """A mask that reaches `margin` pixels farther in every direction, diagonals included.

    >>> grown(np.array([[0, 0, 0, 1]], dtype=bool), 2).astype(int).tolist()
    [[0, 1, 1, 1]]
    """
    for axis in (0, 1):
        spread = mask.copy()
        for step in range(1, margin + 1):
            ahead, behind = [slice(None)] * 2, [slice(None)] * 2
            ahead[axis], behind[axis] = slice(step, None), slice(None, -step)
            spread[tuple(ahead)] |= mask[tuple(behind)]
            spread[tuple(behind)] |= mask[tuple(ahead)]
        mask = spread
    return mask


def as_dn(numbers: np.ndarray, valid: np.ndarray, radiometry: Radiometry) -> np.ndarray:
    """Stored numbers (10, H, W) of one scene as 10000 x reflectance, uint16; 0 where a pixel is not valid.

    Args:
        numbers: as the scene stores them, 0 for none.
        valid: bool (H, W), clear ground of this scene.
        radiometry: how they become reflectance.
    """
    valid = valid & (numbers != DN_NODATA).all(axis=0)
    factor = np.float64(radiometry.scale) * DN_PER_REFLECTANCE
    dn = np.rint(numbers * factor + radiometry.offset * DN_PER_REFLECTANCE)
    # A dark pixel must not become nodata.
    return np.where(valid, dn.clip(DN_NODATA + 1, _BRIGHTEST_DN), DN_NODATA).astype(np.uint16)


def median(dates: np.ndarray) -> np.ndarray:
    """The median (H, W) uint16 of the dates (n, H, W) that have a value; 0 where none has.

    Of an even number it is the mean of the middle two, rounded.
    """
    count = len(dates)
    if count == 1:
        return dates[0]
    ordered = np.sort(dates, axis=0)  # nodata comes first
    found = (ordered != DN_NODATA).sum(axis=0)
    first = count - found
    low, high = first + np.maximum(found - 1, 0) // 2, first + found // 2
    picked = [np.take_along_axis(ordered, np.minimum(at, count - 1)[None], axis=0)[0] for at in (low, high)]
    mean = np.rint((picked[0].astype(np.float32) + picked[1]) / 2)
    return np.where(found > 0, mean, DN_NODATA).astype(np.uint16)
