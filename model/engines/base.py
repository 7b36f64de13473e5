# SPDX-License-Identifier: GPL-2.0-or-later
"""The interface of the engines that compute the network, whatever library they use.

A strip of a scene is mapped as a stream: rows go in from top to bottom, some at a time, and the maps come out some rows
later. An engine that keeps what neighbouring rows share has a stream of its own; for the others `OverlappingStream`
makes one from windows that overlap.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import TracebackType
from typing import Optional

import numpy as np

from ..errors import InputError
from ..network.config import CELL_PX, Maps, NetworkConfig
from ..raster.windows import Window

# Rows that `OverlappingStream` passes to an engine at a time, and memory for each of their pixels, roughly.
_OVERLAPPING_ROWS_PX = 1024
_BYTES_PER_PIXEL = 800


class DeviceMemoryError(InputError):
    """A device has too little memory for a window; a narrower one may fit."""


class RowStream(ABC):
    """Rows of one window of a scene in, rows of its maps out."""

    @abstractmethod
    def push(self, reflectance: np.ndarray) -> Maps:
        """The window's next rows.

        Args:
            reflectance: (10, rows, W) float32, rows a multiple of `config.block_px`.

        Returns:
            Arrays for the rows that are complete now, possibly none, on the 20 m grid: settlement (h, W/2) fractions,
            zones (17, h, W/2) probabilities, float32; None for a task that the network lacks. The first call's begin
            with the window's first row.

        Raises:
            DeviceMemoryError: the device has too little memory; this stream cannot go on.
        """

    @abstractmethod
    def finish(self) -> Maps:
        """The rows that are left; no more rows will come."""


class Engine(ABC):
    """Runs one network on windows of a scene, from array to array. A context manager.

    Attributes:
        config: the network's variant.
        device: what it runs on: "cpu", "cuda" or "mps".
        description: the same for the log, with versions and threads.
    """

    config: NetworkConfig
    device: str
    description: str

    @abstractmethod
    def run(self, reflectance: np.ndarray, inner: Window) -> Maps:
        """The network's answer for the inner part of a window.

        Args:
            reflectance: (10, H, W) float32; H and W multiples of `config.block_px`, at least `config.context_px`.
            inner: which cells of the window's 20 m grid (H/2, W/2) to answer.

        Returns:
            Arrays on `inner`: settlement (h, w) fractions, zones (17, h, w) probabilities, float32; None for a task
            that the network lacks.

        Raises:
            InputError: the device has too little memory.
        """

    @abstractmethod
    def load(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Replaces the weights by others of the same network, such as those of another orientation.

        Streams that were begun before must be finished; what comes next is computed with these weights.

        Args:
            arrays: those of `config.arrays`.
        """

    def stream(self, width_px: int) -> RowStream:
        """A stream for a window of that width, a multiple of `config.block_px`, at least `config.context_px`."""
        return OverlappingStream(self, width_px)

    def bytes_per_column(self) -> int:
        """Memory that a stream takes for each pixel of its window's width, roughly."""
        return _OVERLAPPING_ROWS_PX * _BYTES_PER_PIXEL

    def notes(self) -> list[str]:
        """Lines for the log since this was last called."""
        return []

    def close(self) -> None:  # noqa: B027 -- most engines hold nothing
        """Frees what it holds."""

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()


class OverlappingStream(RowStream):
    """A stream for an engine that keeps nothing between calls: its windows overlap by the network's halo."""

    def __init__(self, engine: Engine, width_px: int) -> None:
        """Start above the first row."""
        self._engine, self._width_px = engine, width_px
        block = engine.config.block_px
        self._halo_px = -(-engine.config.halo_px // block) * block
        self._rows = np.empty((engine.config.bands, 0, width_px), dtype=np.float32)
        self._above_px = 0  # of the rows at hand, how many have their maps

    def push(self, reflectance: np.ndarray) -> Maps:
        self._rows = np.concatenate((self._rows, reflectance), axis=1)
        if self._rows.shape[1] < _OVERLAPPING_ROWS_PX:
            return self._nothing()
        return self._answer(self._rows.shape[1] - self._halo_px)

    def finish(self) -> Maps:
        return self._answer(self._rows.shape[1])

    def _answer(self, end_px: int) -> Maps:
        inner = Window(0, self._above_px // CELL_PX, self._width_px // CELL_PX, (end_px - self._above_px) // CELL_PX)
        maps = self._engine.run(self._rows, inner)
        first = max(0, end_px - self._halo_px)
        self._rows, self._above_px = self._rows[:, first:], end_px - first
        return maps

    def _nothing(self) -> Maps:
        config, width = self._engine.config, self._width_px // CELL_PX
        return Maps(
            np.empty((0, width), dtype=np.float32) if "hse" in config.tasks else None,
            np.empty((config.zones, 0, width), dtype=np.float32) if "lcz" in config.tasks else None,
        )
