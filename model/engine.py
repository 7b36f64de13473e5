# SPDX-License-Identifier: GPL-2.0-or-later
"""What computes the network: the one interface of its engines, and which of them is taken."""

from __future__ import annotations

import importlib.util
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Optional

import numpy as np

from .architecture import Maps, NetworkConfig
from .errors import DependencyError
from .tiles import Window
from .weights import Weights

DEVICES = ("auto", "cpu", "cuda", "mps")


class Engine(ABC):
    """Runs one network on windows of a scene; knows nothing of files. A context manager.

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
            reflectance: (10, H, W) float32, see `Network.forward`.
            inner: which cells of the window's 20 m grid (H/2, W/2) to answer.

        Returns:
            Arrays on `inner`: settlement (h, w) fractions, zones (17, h, w) probabilities, float32; None for a task
            that the network lacks.

        Raises:
            InputError: the device has not the memory.
        """

    def notes(self) -> list[str]:
        """Lines for the log that have come up since this was last asked."""
        return []

    def close(self) -> None:  # noqa: B027 -- most engines hold nothing
        """Lets go of what it holds."""

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()


def choose(device: str, weights: Weights) -> Engine:
    """An engine for these weights on a device; "auto" takes the fastest at hand.

    Raises:
        InputError: there is no such device here.
        DependencyError: nothing here can run the network.
    """
    if importlib.util.find_spec("torch") is None:
        raise DependencyError("The network needs PyTorch, which this Python does not have; install it.")
    from .torch_engine import TorchEngine

    return TorchEngine(weights.config, weights.arrays, device)
