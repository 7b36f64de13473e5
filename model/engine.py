# SPDX-License-Identifier: GPL-2.0-or-later
"""What computes the network: the one interface of its engines, and which of them is taken."""

from __future__ import annotations

import importlib.util
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Optional

import numpy as np

from . import environment
from .architecture import Maps, NetworkConfig
from .errors import InputError
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

    That is PyTorch where this process can import it, else PyTorch of the private environment that `hselcz:setuptorch`
    makes, in a process of its own, else NumPy.

    Raises:
        InputError: there is no such device here.
    """
    complaint = ""
    if importlib.util.find_spec("torch") is not None:
        try:
            from .torch_engine import TorchEngine
        except Exception as error:  # a broken build raises whatever it likes
            complaint = f"PyTorch is installed but does not load ({_first_line(error)}), so it is left aside."
        else:
            return TorchEngine(weights.config, weights.arrays, device)
    from .numpy_engine import NumpyEngine

    place = environment.inspect()
    if place.state is environment.State.READY:
        from .worker_engine import WorkerEngine

        return WorkerEngine(weights, device, place.python, substitute=lambda: NumpyEngine(weights))
    if device not in ("auto", "cpu"):
        raise InputError(
            f"{complaint or 'There is no PyTorch here.'} Expected it for DEVICE {device}, found NumPy alone, which "
            "runs on the processor; choose auto or cpu, or get PyTorch by hselcz:setuptorch."
        )
    return NumpyEngine(weights, [complaint] if complaint else [])


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
