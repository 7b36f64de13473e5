# SPDX-License-Identifier: GPL-2.0-or-later
"""B8 where a scene lacks it, or B8A, estimated from its other bands."""

from __future__ import annotations

import numpy as np

from ..tables.sentinel2 import NAMES

# The other band of the near infrared, whose number stands in a scene at the place of the one that is missing.
TWINS = {"B8": "B8A", "B8A": "B8"}

# They add up to 1, so that they hold for stored numbers of any scale and offset. B2 to B4 give B8 the detail of 10 m.
# Source: bench/nir_substitute.py, fitted on the scenes of ../shared/data but five places.
WEIGHTS = {
    "B8": {"B2": -0.175, "B3": 0.346, "B4": 0.298, "B5": -0.367, "B6": 0.118, "B7": 0.006, "B11": -0.067,
           "B12": 0.001, "B8A": 0.84},
    "B8A": {"B2": 0.041, "B3": -0.055, "B4": -0.108, "B5": -0.103, "B6": 0.288, "B7": 0.671, "B11": 0.19,
            "B12": -0.095, "B8": 0.171},
}  # fmt: skip


# How much stronger the differences between neighbours are in B8 than in the weighted sum, whose detail comes from B2 to
# B4 alone. The network reads texture: without it half of the zones of an old town change. B8A has no detail of 10 m.
# Source: bench/nir_substitute.py, median of the same scenes, in squares of 3 x 3 pixels.
DETAIL = {"B8": 2.3, "B8A": 1.0}
_SIDE_PX = 3
MARGIN_PX = _SIDE_PX // 2
"""Margin of the estimate: pixels around a pixel that it reads."""


def fill_in(numbers: np.ndarray, valid: np.ndarray, missing: str) -> None:
    """Writes the estimate of a missing band into its place.

    Args:
        numbers: (10, H, W) stored numbers or reflectance; changed.
        valid: (H, W) bool; pixels that are not are left out of the means of neighbours.
        missing: "B8" or "B8A".
    """
    estimate = np.zeros(numbers.shape[1:], dtype=np.float32)
    for name, weight in WEIGHTS[missing].items():
        estimate += np.float32(weight) * numbers[NAMES.index(name)].astype(np.float32)
    estimate[~valid] = 0
    if DETAIL[missing] != 1:
        from scipy.ndimage import uniform_filter  # the provider loads without SciPy

        share = uniform_filter(valid.astype(np.float32), _SIDE_PX, mode="constant")
        smooth = uniform_filter(estimate, _SIDE_PX, mode="constant") / np.maximum(share, np.float32(1e-3))
        estimate += np.float32(DETAIL[missing] - 1) * (estimate - smooth)
    if numbers.dtype.kind != "f":
        # 0 is nodata in whole numbers: a dark pixel must not become one.
        estimate = np.rint(estimate).clip(1, min(np.iinfo(numbers.dtype).max, 2**24))
    place = numbers[NAMES.index(missing)]
    place[valid] = estimate[valid].astype(numbers.dtype)
