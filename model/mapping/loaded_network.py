# SPDX-License-Identifier: GPL-2.0-or-later
"""Weights and the engine that computes with them, kept over several jobs of one process."""

from __future__ import annotations

from types import TracebackType
from typing import Optional

from ..engines.base import Engine
from ..engines.select import choose_engine, preload_torch
from ..network import weights
from ..network.orientations import turned_weights


class LoadedNetwork:
    """Loads a network once for jobs that run one after the other; a context manager.

    Attributes:
        weights: which network.
    """

    def __init__(self, path: Optional[str], device: str) -> None:
        """Load the weights; the engine starts with the first job.

        Args:
            path: of the weights file; None for the bundled one.
            device: auto, cpu, cuda or mps.

        Raises:
            WeightsError: the weights file does not fit.
        """
        self.weights = weights.load(path)
        self._device = device
        self._engine: Optional[Engine] = None

    def engine(self) -> Engine:
        """The engine, with the weights as they are: a job of several orientations leaves turned ones in it.

        Raises:
            InputError: there is no such device here.
        """
        if self._engine is None:
            preload_torch()
            self._engine = choose_engine(self._device, self.weights)
        else:
            self._engine.load(turned_weights(self.weights.arrays, 0))
        return self._engine

    def __enter__(self) -> LoadedNetwork:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if self._engine is not None:
            self._engine.close()
