# SPDX-License-Identifier: GPL-2.0-or-later
"""Chooses the engine that computes the network on this computer, the fastest first."""

from __future__ import annotations

import importlib
import importlib.util
import os
from contextlib import suppress

from ..errors import InputError, first_line
from ..network.weights import Weights
from ..system import torch_environment
from ..system.openmp import limit_spinning
from ..system.torch_environment import Standing, State
from .base import Engine

DEVICES = ("auto", "cpu", "cuda", "mps")
_ACCELERATORS = ("cuda", "mps")


def preload_torch() -> None:
    """Imports PyTorch where this process has it; call it in the main thread before another one asks for an engine.

    Some builds (Debian's 1.13 and 2.6) crash or hang when their first import is in a thread that Qt started.
    """
    limit_spinning(os.environ)
    if importlib.util.find_spec("torch") is not None:
        with suppress(Exception):  # `choose_engine` reports what is wrong with a broken build
            importlib.import_module("torch")


def choose_engine(device: str, weights: Weights) -> Engine:
    """An engine for these weights on a device; "auto" takes the fastest that works.

    The order: PyTorch in this process on a graphics card; PyTorch of the private environment that `hselcz:setuptorch`
    makes, in a process of its own, on a graphics card that the first does not reach; PyTorch in this process on the
    processor; PyTorch of the private environment on the processor; NumPy.

    Raises:
        InputError: there is no such device here.
    """
    complaint = ""
    private = torch_environment.inspect()
    if importlib.util.find_spec("torch") is not None:
        try:
            from .torch_engine import TorchEngine, devices_here
        except Exception as error:  # a broken build may raise anything
            complaint = f"PyTorch is installed but does not load ({first_line(error)}), so it is not used."
        else:
            if private_has_more(device, devices_here(), private):
                from .worker_engine import WorkerEngine

                worker = WorkerEngine(
                    weights,
                    device,
                    private.python,
                    substitute=lambda: TorchEngine(weights.config, weights.arrays, "cpu"),
                )
                if worker.has_failed or worker.device in _ACCELERATORS or device != "auto":
                    return worker
                worker.close()  # it no longer reaches the card that it had when it was installed
            return TorchEngine(weights.config, weights.arrays, device)
    from .numpy_engine import NumpyEngine

    if private.state is State.READY:
        from .worker_engine import WorkerEngine

        return WorkerEngine(weights, device, private.python, substitute=lambda: NumpyEngine(weights))
    if private.state is State.BROKEN:
        complaint = complaint or (
            "The Python of the environment that hselcz:setuptorch made is gone, so it is not used; run "
            "hselcz:setuptorch again."
        )
    if device not in ("auto", "cpu"):
        raise InputError(
            f"{complaint or 'There is no PyTorch here.'} Expected it for DEVICE {device}, found NumPy alone, which "
            "runs on the processor; choose auto or cpu, or get PyTorch by hselcz:setuptorch."
        )
    return NumpyEngine(weights, [complaint] if complaint else [])


def private_has_more(device: str, here: tuple[str, ...], private: Standing) -> bool:
    """Whether the private PyTorch can use a graphics card that may be used and that this process's cannot."""
    if private.state is not State.READY or any(name in here for name in _ACCELERATORS):
        return False
    return any(name in private.devices and device in ("auto", name) for name in _ACCELERATORS)
