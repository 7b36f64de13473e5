# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine that runs PyTorch in this process, on the processor or a graphics card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Optional, TypeVar

import numpy as np
import torch

from ..errors import InputError
from ..network.config import Maps, NetworkConfig
from . import network_stream
from .base import DeviceMemoryError, Engine, RowStream
from .torch_stream_layers import TorchLayers

T = TypeVar("T")

# Rows that go through at a time. A card wants many; more rows mean more memory.
_ROWS_PX = {"cpu": 64, "cuda": 512, "mps": 256}
# Memory of a stream for each pixel of its width, and besides, measured from 500 to 3000 px; 16 bits take half of it.
_BYTES_PER_COLUMN = 105_000
_WORKING_BYTES = 72 << 20
# What radar as a further input adds to both, measured likewise.
_RADAR_BYTES_PER_COLUMN = 12_000
_RADAR_WORKING_BYTES = 12 << 20


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
        self.rows_px = _ROWS_PX[self.device]
        self._device, self._dtype = chosen, torch.float32
        self.load(arrays)
        _keep_freed_memory()

    def load(self, arrays: Mapping[str, np.ndarray]) -> None:
        self._layers, self._arrays = None, arrays  # the layers are freed before the new ones take their place
        self._layers = TorchLayers(self.config, arrays, self._device, self._dtype)

    @property
    def number_format(self) -> str:
        """Number format of the activations, such as "float32"."""
        return str(self._dtype).rpartition(".")[2]

    @property
    def description(self) -> str:
        """Library, device and number format, for the log."""
        shorter = "" if self._dtype is torch.float32 else f", in {self.number_format}"
        return f"{described(self._device)}{shorter}"

    def use_fast_precision(self) -> str:
        dtype = _fast_dtype(self._device)
        if dtype is None:
            return (
                f"PRECISION fast has no effect: {_describe(self._device)} has no shorter number format that is known "
                "to be faster, so the numbers stay float32."
            )
        self._dtype = dtype
        self.load(self._arrays)
        return f"PRECISION fast: the network is computed in {self.number_format}; single cells may differ."

    def stream(self, width_px: int) -> RowStream:
        return TorchStream(self._layers, width_px)

    def bytes_per_column(self) -> int:
        return _BYTES_PER_COLUMN + (_RADAR_BYTES_PER_COLUMN if self.config.radar_bands else 0)

    def working_bytes(self) -> int:
        return _WORKING_BYTES + (_RADAR_WORKING_BYTES if self.config.radar_bands else 0)


class TorchStream(RowStream):
    """A stream that takes and gives NumPy arrays."""

    def __init__(self, layers: TorchLayers, width_px: int) -> None:
        """Start above the first row."""
        self._width_px = width_px
        with torch.inference_mode():
            self._stream = self._within_memory(lambda: network_stream.NetworkStream(layers, width_px))

    def push(self, reflectance: np.ndarray) -> Maps:
        return self._arrays(lambda: self._stream.push(torch.from_numpy(reflectance)))

    def finish(self) -> Maps:
        return self._arrays(self._stream.finish)

    def _arrays(self, answer: Callable[[], Maps]) -> Maps:
        with torch.inference_mode():
            maps = self._within_memory(answer)
            return Maps(*(None if rows is None else rows.float().cpu().contiguous().numpy() for rows in maps))

    def _within_memory(self, work: Callable[[], T]) -> T:
        """The result of the work; turns a lack of memory into a sentence."""
        try:
            return work()
        except torch.cuda.OutOfMemoryError as error:
            raise DeviceMemoryError(
                f"Expected the graphics card to hold a window {self._width_px} px wide, "
                "found its memory too small; set a smaller TILE_SIZE or DEVICE to cpu."
            ) from error


def _keep_freed_memory() -> None:
    """Lets the C library keep the memory of layers for the next ones, where that is glibc.

    It gives large pieces back to the system at once, and the system clears each page before it is used again: half of
    the computing time. Having freed a piece just below its limit it learns to keep pieces of that size.
    """
    torch.empty(31 << 20, dtype=torch.uint8)


def devices_here() -> tuple[str, ...]:
    """The devices that this process's PyTorch runs on, of cuda, mps and cpu."""
    here = {"cuda": _cuda_runs(), "mps": torch.backends.mps.is_available(), "cpu": True}
    return tuple(name for name, runs in here.items() if runs)


def choose_device(name: str) -> torch.device:
    """The device of that name; `auto` takes CUDA, then MPS, then the CPU.

    Raises:
        InputError: there is no such device here.
    """
    here = devices_here()
    if name == "auto":
        name = here[0]
    if name not in here:
        available = ", ".join(reversed(here))
        raise InputError(
            f"Expected a device that PyTorch finds here ({available}), found '{name}'; choose auto or cpu."
        )
    return torch.device(name)


def _cuda_runs() -> bool:
    """Whether this computer has a CUDA card, and this build of PyTorch code for it."""
    try:
        return torch.cuda.is_available() and bool(torch.ones(1, device="cuda").add(1).item())
    except RuntimeError:
        return False


def _fast_dtype(device: torch.device) -> Optional[torch.dtype]:
    """The shorter number format that a device multiplies faster than float32, None where it has none.

    Graphics cards: float16, which has three more bits than bfloat16 and the same speed.
    """
    if device.type == "cuda":
        return torch.float16
    return torch.bfloat16 if device.type == "cpu" and _processor_multiplies_bfloat16() else None


def _processor_multiplies_bfloat16() -> bool:
    """Whether the processor has instructions for products in bfloat16: AVX512-BF16 or AMX.

    Without them PyTorch computes in bfloat16 as well, but slower than in float32.
    """
    if hasattr(torch.cpu, "get_capabilities"):
        capabilities = torch.cpu.get_capabilities()
        return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))
    try:  # older builds do not tell; on Linux the system does
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
            flags = next((line.split() for line in file if line.startswith("flags")), [])
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


def described(device: torch.device) -> str:
    """Library and device, for the log, with versions and threads."""
    return f"PyTorch {torch.__version__} on {_describe(device)}"


def _describe(device: torch.device) -> str:
    if device.type == "cuda":
        return f"cuda ({torch.cuda.get_device_name(device)})"
    return f"cpu ({torch.get_num_threads()} threads)" if device.type == "cpu" else str(device)
