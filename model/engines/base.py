# SPDX-License-Identifier: GPL-2.0-or-later
"""The interface of the engines that compute the network, whatever library they use.

A strip of a scene is mapped as a stream: rows go in from top to bottom, some at a time, and the maps come out some rows
later. A stream keeps what neighbouring rows share, so that nothing is computed twice.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import TracebackType
from typing import Optional

import numpy as np

from ..errors import InputError
from ..network.config import Maps, NetworkConfig
from ..raster.windows import Window


class DeviceMemoryError(InputError):
    """A device has too little memory for a window; a narrower one may fit."""


class EngineReplacedError(RuntimeError):
    """A stream failed and its engine was replaced by a substitute: the window has to be mapped again."""


class RowStream(ABC):
    """Rows of one window of a scene in, rows of its maps out."""

    @abstractmethod
    def push(self, reflectance: np.ndarray) -> Maps:
        """The window's next rows.

        Args:
            reflectance: (inputs, rows, W) float32, rows a multiple of `config.block_px`.

        Returns:
            Arrays for the rows that are complete now, possibly none, on the 20 m grid: settlement (h, W/2) fractions,
            zones (17, h, W/2) probabilities, float32; None for a task that the network lacks. The first call's begin
            with the window's first row.

        Raises:
            DeviceMemoryError: the device has too little memory; this stream cannot go on.
            EngineReplacedError: neither can it, but a new stream of the same engine can.
        """

    @abstractmethod
    def finish(self) -> Maps:
        """The rows that are left; no more rows will come.

        Raises:
            DeviceMemoryError, EngineReplacedError: as `push`.
        """


class Engine(ABC):
    """Runs one network on windows of a scene, from array to array. A context manager.

    Attributes:
        config: the network's variant.
        device: name of the device: "cpu", "cuda" or "mps".
        description: the same for the log, with versions and threads.
        number_format: of the activations: "float32", "bfloat16" or "float16".
        rows_px: how many rows should go through a stream at a time: more rows mean more memory.
    """

    config: NetworkConfig
    device: str
    description: str
    number_format: str = "float32"
    rows_px: int = 64

    def run(self, reflectance: np.ndarray, inner: Window) -> Maps:
        """The network's answer for the inner part of a window.

        Args:
            reflectance: (inputs, H, W) float32, with radar in dB behind it where `config.radar_bands`; H and W
                multiples of `config.block_px`, at least `config.context_px`.
            inner: which cells of the window's 20 m grid (H/2, W/2) to answer.

        Returns:
            Arrays on `inner`: settlement (h, w) fractions, zones (17, h, w) probabilities, float32; None for a task
            that the network lacks.

        Raises:
            InputError: the device has too little memory.
        """
        _, height, width = reflectance.shape
        stream = self.stream(width)
        step = max(1, self.rows_px // self.config.block_px) * self.config.block_px
        parts = [stream.push(reflectance[:, row : row + step]) for row in range(0, height, step)]
        parts.append(stream.finish())
        rows, cols = slice(inner.row, inner.row + inner.height), slice(inner.col, inner.col + inner.width)
        return Maps(
            *(
                None if answers[0] is None else np.concatenate(answers, axis=-2)[..., rows, cols]
                for answers in zip(*parts)
            )
        )

    @abstractmethod
    def load(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Replaces the weights by others of the same network, such as those of another orientation.

        Streams that were begun before must be finished; what comes next is computed with these weights.

        Args:
            arrays: those of `config.arrays`.
        """

    def use_fast_precision(self) -> str:
        """Computes in a shorter number format from now on, where the device multiplies that one faster.

        The maps then differ a little, see docs/performance.md. Streams that were begun before must be finished.

        Returns:
            A line for the log: which format it is, or why it stays float32.
        """
        return f"PRECISION fast has no effect: {self.description} has no bfloat16; the numbers stay float32."

    @abstractmethod
    def stream(self, width_px: int) -> RowStream:
        """A stream for a window of that width, a multiple of `config.block_px`, at least `config.context_px`.

        An engine may have one stream at a time: a new one ends those before.
        """

    @abstractmethod
    def bytes_per_column(self) -> int:
        """Memory that a stream takes for each pixel of its window's width, roughly."""

    def working_bytes(self) -> int:
        """Memory that a stream takes besides, whatever its window's width, roughly."""
        return 0

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
