# SPDX-License-Identifier: GPL-2.0-or-later
"""Which engine computes the network on this computer."""

from __future__ import annotations

import importlib
import importlib.util
from contextlib import suppress

from ..errors import InputError, first_line
from ..network.weights import Weights
from ..system import torch_environment
from .base import Engine

DEVICES = ("auto", "cpu", "cuda", "mps")


def preload_torch() -> None:
    """Imports PyTorch where this process has it; call it in the main thread before another one asks for an engine.

    Some builds (Debian's 1.13 and 2.6) crash or hang when their first import is in a thread that Qt started.
    """
    if importlib.util.find_spec("torch") is not None:
        with suppress(Exception):  # `choose` says what is wrong with a broken build
            importlib.import_module("torch")


def choose_engine(device: str, weights: Weights) -> Engine:
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
            complaint = f"PyTorch is installed but does not load ({first_line(error)}), so it is left aside."
        else:
            return TorchEngine(weights.config, weights.arrays, device)
    from .numpy_engine import NumpyEngine

    place = torch_environment.inspect()
    if place.state is torch_environment.State.READY:
        from .worker_engine import WorkerEngine

        return WorkerEngine(weights, device, place.python, substitute=lambda: NumpyEngine(weights))
    if place.state is torch_environment.State.BROKEN:
        complaint = complaint or (
            "The environment that hselcz:setuptorch made has lost its Python, so it is left aside; run that again."
        )
    if device not in ("auto", "cpu"):
        raise InputError(
            f"{complaint or 'There is no PyTorch here.'} Expected it for DEVICE {device}, found NumPy alone, which "
            "runs on the processor; choose auto or cpu, or get PyTorch by hselcz:setuptorch."
        )
    return NumpyEngine(weights, [complaint] if complaint else [])
