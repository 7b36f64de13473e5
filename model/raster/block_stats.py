# SPDX-License-Identifier: GPL-2.0-or-later
"""Sums and means over blocks of pixels, the cells of a map; part cells at the right and lower edge count too."""

from __future__ import annotations

import numpy as np


def block_sum(array: np.ndarray, factor: int) -> np.ndarray:
    """Sums over blocks of `factor` x `factor`, counted from the upper-left corner.

    Args:
        array: (..., H, W).

    Returns:
        (..., ceil(H / factor), ceil(W / factor)), of truth values and whole numbers int64.

    >>> block_sum(np.arange(6).reshape(2, 3), 2)
    array([[8, 7]])
    """
    # Numbers are added slice by slice, from the first to the last: several times faster than reducing many short runs.
    whole = array.dtype.kind in "biu"
    rows = array[..., ::factor, :].astype(np.int64 if whole else array.dtype)
    for first in range(1, min(factor, array.shape[-2])):
        part = array[..., first::factor, :]
        rows[..., : part.shape[-2], :] += part
    total = rows[..., ::factor].copy()
    for first in range(1, min(factor, array.shape[-1])):
        part = rows[..., first::factor]
        total[..., : part.shape[-1]] += part
    return total


def mostly(valid_px: np.ndarray, pixels: np.ndarray) -> np.ndarray:
    """Whether a cell has enough valid pixels for a value: no more than half are nodata, and at least one is valid.

    Args:
        valid_px: valid pixels per cell.
        pixels: pixels per cell, part cells have fewer.

    Returns:
        bool, same shape.
    """
    return (valid_px > 0) & (2 * valid_px >= pixels)


def weighted_mean(values: np.ndarray, weight: np.ndarray, factor: int) -> np.ndarray:
    """Means over blocks, each fine cell counting by its weight; 0 where nothing has any.

    Args:
        values: (C, H, W) float32.
        weight: (H, W), at least 0.

    Returns:
        (C, ceil(H / factor), ceil(W / factor)) float32.
    """
    total = block_sum(weight.astype(np.float32), factor)
    return block_sum(values * weight.astype(np.float32), factor) / np.maximum(total, np.finfo(np.float32).tiny)
