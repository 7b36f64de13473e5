# SPDX-License-Identifier: GPL-2.0-or-later
"""The network run by PyTorch, on the processor or a graphics card."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch

from .architecture import Maps, NetworkConfig
from .engine import Engine
from .errors import InputError
from .network import Network
from .tiles import Window


class TorchEngine(Engine):
    """The network in this process's PyTorch."""

    def __init__(self, config: NetworkConfig, arrays: Mapping[str, np.ndarray], device: str = "auto") -> None:
        """Build the network on a device.

        Args:
            config: which variant.
            arrays: those of `config.arrays`.
            device: auto, cpu, cuda or mps.

        Raises:
            InputError: there is no such device here.
        """
        chosen = choose_device(device)
        self.config = config
        self.device = chosen.type
        self.description = f"PyTorch {torch.__version__} on {_describe(chosen)}"
        self._network = Network.from_arrays(config, arrays).to(chosen, memory_format=torch.channels_last)
        self._device = chosen

    def run(self, reflectance: np.ndarray, inner: Window) -> Maps:
        pixels = torch.from_numpy(reflectance)[None].to(self._device).contiguous(memory_format=torch.channels_last)
        rows, cols = slice(inner.row, inner.row + inner.height), slice(inner.col, inner.col + inner.width)
        try:
            with torch.inference_mode():
                settlement, zones = (
                    None if answer is None else answer[0, :, rows, cols].cpu().numpy()
                    for answer in self._network(pixels)
                )
        except torch.cuda.OutOfMemoryError as error:
            raise InputError(
                f"Expected the graphics card to have room for a tile of {pixels.shape[3]} x {pixels.shape[2]} px, "
                "found its memory too small; set a smaller TILE_SIZE or DEVICE to cpu."
            ) from error
        return Maps(None if settlement is None else settlement[0], zones)


def choose_device(name: str) -> torch.device:
    """The device of that name; `auto` takes CUDA, then MPS, then the CPU.

    Raises:
        InputError: there is no such device here.
    """
    here = {"cpu": True, "cuda": _cuda_runs(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        name = next(device for device in ("cuda", "mps", "cpu") if here[device])
    if not here.get(name, False):
        found = ", ".join(device for device, there in here.items() if there)
        raise InputError(f"Expected a device that PyTorch finds here ({found}), found '{name}'; choose auto or cpu.")
    return torch.device(name)


def _cuda_runs() -> bool:
    """Whether there is a CUDA card that this build of PyTorch has code for."""
    try:
        return torch.cuda.is_available() and bool(torch.ones(1, device="cuda").add(1).item())
    except RuntimeError:
        return False


def _describe(device: torch.device) -> str:
    if device.type == "cuda":
        return f"cuda ({torch.cuda.get_device_name(device)})"
    return f"cpu ({torch.get_num_threads()} threads)" if device.type == "cpu" else str(device)
