# SPDX-License-Identifier: GPL-2.0-or-later
"""Chooses which PyTorch trains all layers: that of this process, or that of the private environment."""

from __future__ import annotations

import importlib
import importlib.util

from ..engines.select import private_has_more
from ..errors import DependencyError, first_line
from ..system import torch_environment
from ..system.torch_environment import State
from .trainer import Trainer


def missing_torch() -> str:
    """Why all layers cannot train here, one sentence; "" where there is a PyTorch, which is not imported yet."""
    importlib.invalidate_caches()  # What was installed a minute ago counts, too.
    if importlib.util.find_spec("torch") is not None:
        return ""
    return _missing(torch_environment.inspect().state, "")


def choose_trainer(device: str) -> Trainer:
    """What trains on a device, the fastest first, as in mapping (`engines.select.choose_engine`).

    The order: PyTorch of the private environment that `hselcz:setuptorch` makes, where it reaches a graphics card that
    PyTorch of this process does not; PyTorch in this process; PyTorch of the private environment.

    Raises:
        DependencyError: there is no PyTorch that loads.
        InputError: this process's PyTorch is chosen and has no such device.
    """
    from .worker_trainer import WorkerTrainer

    private = torch_environment.inspect()
    complaint = ""
    if importlib.util.find_spec("torch") is not None:
        try:
            from ..engines.torch_engine import devices_here
            from .local_trainer import LocalTrainer
        except Exception as error:  # a broken build may raise anything
            complaint = f"PyTorch of QGIS's Python does not load ({first_line(error)})."
        else:
            if not private_has_more(device, devices_here(), private):
                return LocalTrainer(device)
    if private.state is not State.READY:
        raise DependencyError(_missing(private.state, complaint))
    return WorkerTrainer(device, private.python)


def _missing(state: State, complaint: str) -> str:
    if state is State.READY:
        return ""
    found = {
        State.ABSENT: "found none in QGIS's Python and no private environment",
        State.UNFINISHED: "found none in QGIS's Python and a private environment that is not complete",
        State.BROKEN: "found none in QGIS's Python and a private environment whose Python is gone",
    }[state]
    sentence = (
        f"METHOD all layers needs PyTorch, {found}; run hselcz:setuptorch, which installs it beside QGIS, or choose "
        "METHOD heads, which needs none."
    )
    return f"{complaint} {sentence}" if complaint else sentence
