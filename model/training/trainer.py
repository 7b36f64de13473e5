# SPDX-License-Identifier: GPL-2.0-or-later
"""The interface of what trains all layers, whatever process PyTorch runs in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping, Sequence
from typing import Optional, TypeVar

import numpy as np

from ..network.config import NetworkConfig
from .places import Place, Tile
from .recipe import Recipe, Scores

Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""Yields while it waits, so that a cancel is noticed; returns the result."""


class Trainer(ABC):
    """One network in training, from array to array. A context manager.

    Attributes:
        device: what it runs on, "cpu", "cuda" or "mps"; known once it is open.
        description: the same for the log, with the version of PyTorch and which Python has it.
    """

    device: str
    description: str

    @abstractmethod
    def open(self) -> Steps[None]:
        """Starts what trains.

        Raises:
            InputError: it has no such device.
            WorkerError: its process fails; so with all that follows.
        """

    @abstractmethod
    def begin(
        self,
        config: NetworkConfig,
        start: Optional[Mapping[str, np.ndarray]],
        recipe: Recipe,
        chips: Sequence[Place],
        unlabelled: Sequence[Place],
        tiles: Sequence[Tile],
    ) -> Steps[None]:
        """Builds a network and what it learns from; the one before is forgotten.

        Args:
            config: which variant of the network.
            start: its weights, those of `config.arrays`; None = from scratch.
            recipe: how to train.
            chips: with labels.
            unlabelled: without.
            tiles: to be scored.
        """

    @abstractmethod
    def advance(self) -> Steps[float]:
        """One step; returns its loss on the labels."""

    @abstractmethod
    def evaluate(self) -> Steps[Scores]:
        """Maps the tiles with the weights that would be kept now, and compares them with their labels."""

    @abstractmethod
    def arrays(self) -> Steps[dict[str, np.ndarray]]:
        """The weights that would be kept now, those of `config.arrays`, float32."""

    def close(self) -> None:  # noqa: B027 -- one in this process holds nothing
        """Ends what trains, at once."""

    def __enter__(self) -> Trainer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
