# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that wait to be taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import numpy as np


class RowBuffer:
    """Arrays that grow at their lower edge and are taken from the upper one; several may go side by side."""

    def __init__(self) -> None:
        self._parts: list[list[Optional[np.ndarray]]] = []
        self.count = 0

    def add(self, arrays: Sequence[Optional[np.ndarray]]) -> None:
        """Append rows, the last axis but one; None where there never are any."""
        self.count += next(array.shape[-2] for array in arrays if array is not None)
        self._parts.append(list(arrays))

    def take(self, count: int) -> list[Optional[np.ndarray]]:
        """The first rows."""
        joined = [None if part[0] is None else np.concatenate(part, axis=-2) for part in zip(*self._parts)]
        self.count -= count
        self._parts = [[None if array is None else array[..., count:, :] for array in joined]]
        return [None if array is None else array[..., :count, :] for array in joined]
