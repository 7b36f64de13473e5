# SPDX-License-Identifier: GPL-2.0-or-later
"""The network run by NumPy, which every QGIS has."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from . import blas
from .architecture import Maps
from .engine import Engine
from .errors import InputError
from .numpy_network import NumpyNetwork
from .tiles import Window
from .weights import Weights

# Beyond these the strips of a tile are too few to share, and memory is busy anyway.
_MOST_THREADS = 16
# What one thread does in a second, in billions, with the slowest library that was written for speed.
_SLOW_GFLOPS = 8.0
SLOW_BLAS = (
    "NumPy multiplies matrices slowly here; with OpenBLAS (on Debian and Ubuntu: sudo apt install libopenblas0) "
    "the network runs many times faster."
)


class NumpyEngine(Engine):
    """The network on the processor, without PyTorch."""

    def __init__(self, weights: Weights, notes: Sequence[str] = ()) -> None:
        """Fold the weights.

        Args:
            weights: which network.
            notes: for the log, on how it came to this engine.
        """
        self.config = weights.config
        self.device = "cpu"
        threads = _threads()
        self._network = NumpyNetwork(weights.config, weights.arrays, threads)
        with blas.in_one_thread():
            slow = blas.speed_gflops() < _SLOW_GFLOPS
        self._notes = [*notes, SLOW_BLAS] if slow else [*notes]
        library = " and ".join(library.name for library in blas.libraries()) or "another BLAS"
        self.description = f"NumPy {np.__version__} on cpu ({library}, {threads} thread{'s' if threads > 1 else ''})"

    def run(self, reflectance: np.ndarray, inner: Window) -> Maps:
        try:
            with blas.in_one_thread():
                return self._network(reflectance, inner)
        except MemoryError as error:
            raise InputError(
                f"Expected memory for a tile of {reflectance.shape[2]} x {reflectance.shape[1]} px, found too little; "
                "set a smaller TILE_SIZE."
            ) from error

    def notes(self) -> list[str]:
        taken, self._notes = self._notes, []
        return taken

    def close(self) -> None:
        self._network.close()


def _threads() -> int:
    """As many as there are processors, or fewer where the user has said so."""
    wished = os.environ.get("OMP_NUM_THREADS", "")
    most = int(wished) if wished.isdigit() and int(wished) else _MOST_THREADS
    return min(blas.processors(), most, _MOST_THREADS)
