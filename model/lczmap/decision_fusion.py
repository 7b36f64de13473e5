# SPDX-License-Identifier: GPL-2.0-or-later
"""Two networks that decide together: the weighted mean of their probabilities, the weight learned on validation.

The weight is the one under which the labels are likeliest. The logarithm of a mean is concave in its weight, so that
there is one best weight, and bisection of the slope finds it.

Source: decision-level fusion as in Thomas and Sreevalsan-Nair (2026), arXiv:2603.04562, here of any two networks.
"""

from __future__ import annotations

import numpy as np

from ..errors import InputError

_STEPS = 40
_LEAST = 1e-6


def best_share(first: np.ndarray, second: np.ndarray, codes: np.ndarray) -> float:
    """The weight of the first network in the mean, 0..1, that makes the labels likeliest; the second has the rest.

    Args:
        first: (n, 17) probabilities of one network.
        second: (n, 17) of the other, of the same cells.
        codes: (n,) labels, 1..17, of cells that neither network has learned from.

    Raises:
        InputError: there are no labels, or not as many as cells.
    """
    if first.shape != second.shape or len(first) != len(codes) or not len(codes):
        raise InputError(
            f"Expected probabilities of two networks and labels for the same cells, found {first.shape}, "
            f"{second.shape} and {len(codes)} labels; map both from the same file."
        )
    of_first, of_second = (
        np.maximum(np.take_along_axis(given, codes[:, None].astype(int) - 1, axis=1)[:, 0].astype(float), _LEAST)
        for given in (first, second)
    )

    def slope(share: float) -> float:
        return float(np.mean((of_first - of_second) / (share * of_first + (1 - share) * of_second)))

    if slope(0.0) <= 0:
        return 0.0
    if slope(1.0) >= 0:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return (low + high) / 2


def weighted_mean(first: np.ndarray, second: np.ndarray, share: float) -> np.ndarray:
    """Probabilities of both networks together, of the shape of each.

    Args:
        first: of one network.
        second: of the other, of the same shape.
        share: weight of the first, 0..1.
    """
    return share * first + (1 - share) * second
