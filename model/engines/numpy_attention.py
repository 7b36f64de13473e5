# SPDX-License-Identifier: GPL-2.0-or-later
"""The gates of the network's channel and spatial attention in NumPy; `network.model.Attention` defines them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .numpy_maps import head, sigmoid
from .numpy_workspace import Workspace


class Attention:
    """Channel and spatial attention of one task, see `network.Attention`."""

    def __init__(self, work: Workspace, arrays: Mapping[str, np.ndarray], name: str) -> None:
        self._work = work
        self._squeeze, self._widen = head(arrays, f"{name}.channel.0"), head(arrays, f"{name}.channel.2")
        kernel = arrays[f"{name}.spatial.weight"][0]  # (2, 7, 7)
        self._across = np.ascontiguousarray(kernel.transpose(2, 1, 0).reshape(7, 14), np.float32)

    def channel_gate(self, mean: np.ndarray, peak: np.ndarray) -> np.ndarray:
        """(n, channels) from means and maxima (n, channels) of n contexts."""
        return sigmoid(self._excite(mean) + self._excite(peak))

    def _excite(self, x: np.ndarray) -> np.ndarray:
        squeezed = np.maximum(x @ self._squeeze[0].T + self._squeeze[1][:, 0], 0)
        return squeezed @ self._widen[0].T + self._widen[1][:, 0]

    def spatial_gate(self, summary: np.ndarray) -> np.ndarray:
        """Maps of one number from mean and maximum (3 + rows + 3, 2, columns) of the channels."""
        rows, width = len(summary) - 6, summary.shape[-1]
        out = np.zeros((rows, 1, width), np.float32)

        def group(first: int, last: int) -> None:
            sums = self._work.scratch("taken", 7, width)  # a row for each column of the kernel
            for row in range(first, last):
                self._work.multiply(self._across, summary[row : row + 7].reshape(14, width), sums)
                for column in range(7):
                    before, after = max(0, 3 - column), max(0, column - 3)
                    out[row, 0, before : width - after] += sums[column, after : width - before]

        self._work.row_groups(rows, 14 * width, group)
        return sigmoid(out)
