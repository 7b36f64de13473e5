# SPDX-License-Identifier: GPL-2.0-or-later
"""The network run by NumPy, which every QGIS has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from ..network.config import Maps
from ..network.weights import Weights
from ..raster.windows import Window
from . import blas_threads
from .base import DeviceMemoryError, Engine, Sweep
from .numpy_network import NumpyNetwork
from .numpy_streaming import NumpySweep

# Beyond these the strips of a tile are too few to share, and memory is busy anyway.
_MOST_THREADS = 16
# What a sweep takes for each pixel of its width, measured.
_BYTES_PER_COLUMN = 600_000
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
        with blas_threads.in_one_thread():
            slow = blas_threads.speed_gflops() < _SLOW_GFLOPS
        self._notes = [*notes, SLOW_BLAS] if slow else [*notes]
        library = " and ".join(library.name for library in blas_threads.libraries()) or "another BLAS"
        self.description = f"NumPy {np.__version__} on cpu ({library}, {threads} thread{'s' if threads > 1 else ''})"

    def run(self, reflectance: np.ndarray, inner: Window) -> Maps:
        with _within_memory(reflectance.shape[2]):
            return self._network(reflectance, inner)

    def head_inputs(self, reflectance: np.ndarray, inner: Window) -> tuple[Window, dict[str, np.ndarray]]:
        """What the network's heads read, see `NumpyNetwork.head_inputs`."""
        with _within_memory(reflectance.shape[2]):
            return self._network.head_inputs(reflectance, inner)

    def sweep(self, width_px: int) -> Sweep:
        return _PoliteSweep(self._network, width_px)

    def bytes_per_column(self) -> int:
        return _BYTES_PER_COLUMN

    def notes(self) -> list[str]:
        taken, self._notes = self._notes, []
        return taken

    def close(self) -> None:
        self._network.close()


class _PoliteSweep(NumpySweep):
    """A sweep that takes BLAS aside and minds its memory."""

    def push(self, reflectance: np.ndarray) -> Maps:
        with _within_memory(reflectance.shape[2]):
            return super().push(reflectance)

    def finish(self) -> Maps:
        with _within_memory(self.width_px):
            return super().finish()


@contextmanager
def _within_memory(width_px: int) -> Iterator[None]:
    """Matrix products in one thread each; too little memory is a sentence."""
    try:
        with blas_threads.in_one_thread():
            yield
    except MemoryError as error:
        raise DeviceMemoryError(
            f"Expected memory for a window {width_px} px wide, found too little; set a smaller TILE_SIZE."
        ) from error


def _threads() -> int:
    """As many as there are processors, or fewer where the user has said so."""
    wished = os.environ.get("OMP_NUM_THREADS", "")
    most = int(wished) if wished.isdigit() and int(wished) else _MOST_THREADS
    return min(blas_threads.processors(), most, _MOST_THREADS)
