# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine that needs NumPy alone, which every QGIS has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np

from ..network.config import Maps
from ..network.weights import Weights
from ..raster.windows import Window
from . import blas_threads, matrix_product
from .base import DeviceMemoryError, Engine, RowStream
from .network_stream import NetworkStream
from .numpy_stream_layers import NumpyLayers
from .numpy_windows import fine_features, head_inputs
from .numpy_workspace import Workspace

# With more threads than these each has too little to do, and they wait for memory.
_MOST_THREADS = 16
# Memory of a stream for each pixel of its width, and besides, measured from 500 to 5500 px.
_BYTES_PER_COLUMN = 105_000
_WORKING_BYTES = 96 << 20
# What radar as a further input adds to both: 4600 and 6 MB were measured from 512 to 2048 px.
_RADAR_BYTES_PER_COLUMN = 6_000
_RADAR_WORKING_BYTES = 8 << 20
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
        self._work = Workspace(threads)
        self.load(weights.arrays)
        product = matrix_product.fastest()
        self._notes = [*notes, SLOW_BLAS] if product.gflops < matrix_product.SLOW_GFLOPS else [*notes]
        used = f"{threads} thread{'s' if threads > 1 else ''}"
        self.description = f"NumPy {np.__version__} on cpu ({product.name}, {used})"

    def load(self, arrays: Mapping[str, np.ndarray]) -> None:
        self._layers = NumpyLayers(self._work, self.config, arrays)

    def stream(self, width_px: int) -> RowStream:
        return NumpyStream(self._layers, width_px)

    def head_inputs(self, reflectance: np.ndarray, inner: Window) -> tuple[Window, dict[str, np.ndarray]]:
        """The inputs of the network's heads, see `numpy_windows.head_inputs`."""
        with _within_memory(reflectance.shape[2]):
            return head_inputs(self._layers, reflectance, inner)

    def fine(self, reflectance: np.ndarray) -> np.ndarray:
        """The input of the head at 20 m, see `numpy_windows.fine_features`."""
        with _within_memory(reflectance.shape[2]):
            return fine_features(self._layers, reflectance)

    def bytes_per_column(self) -> int:
        return _BYTES_PER_COLUMN + (_RADAR_BYTES_PER_COLUMN if self.config.radar_bands else 0)

    def working_bytes(self) -> int:
        return _WORKING_BYTES + (_RADAR_WORKING_BYTES if self.config.radar_bands else 0)

    def notes(self) -> list[str]:
        taken, self._notes = self._notes, []
        return taken

    def close(self) -> None:
        self._work.close()


class NumpyStream(RowStream):
    """A stream whose matrix products take one thread each, and whose lack of memory is reported in a sentence."""

    def __init__(self, layers: NumpyLayers, width_px: int) -> None:
        """Start above the first row."""
        self._stream, self._width_px = NetworkStream(layers, width_px), width_px

    def push(self, reflectance: np.ndarray) -> Maps:
        with _within_memory(self._width_px):
            return self._stream.push(reflectance)

    def finish(self) -> Maps:
        with _within_memory(self._width_px):
            return self._stream.finish()


@contextmanager
def _within_memory(width_px: int) -> Iterator[None]:
    """Matrix products in one thread each; turns a lack of memory into a sentence."""
    try:
        with blas_threads.in_one_thread():
            yield
    except MemoryError as error:
        raise DeviceMemoryError(
            f"Expected memory for a window {width_px} px wide, found too little; set a smaller TILE_SIZE."
        ) from error


def _threads() -> int:
    """Number of threads: that of the processors, or less where OMP_NUM_THREADS is set."""
    variable = os.environ.get("OMP_NUM_THREADS", "")
    limit = int(variable) if variable.isdigit() and int(variable) else _MOST_THREADS
    return min(blas_threads.processors(), limit, _MOST_THREADS)
