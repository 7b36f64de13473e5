# SPDX-License-Identifier: GPL-2.0-or-later
"""The network's weights for a scene that is turned or mirrored.

Turning the scene, mapping it and turning the maps back is the same as turning the convolution kernels: so an
orientation is just other weights, and any engine can run it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

COUNTS = (1, 2, 4, 8)
# (quarter turns, mirrored): the first n make the most even choice of n.
_VIEWS = ((0, False), (0, True), (2, False), (2, True), (1, False), (3, True), (3, False), (1, True))


def turned_weights(arrays: Mapping[str, np.ndarray], number: int) -> dict[str, np.ndarray]:
    """The weights with every kernel turned; number 0 of 8 leaves them.

    Args:
        arrays: those of `NetworkConfig.arrays`.
        number: 0 to 7.
    """
    turns, mirrored = _VIEWS[number]

    def turned(array: np.ndarray) -> np.ndarray:
        if array.ndim != 4:
            return array
        array = np.rot90(array, turns, axes=(2, 3))
        return (array[..., ::-1] if mirrored else array).copy()

    return {name: turned(array) for name, array in arrays.items()}
