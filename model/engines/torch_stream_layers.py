# SPDX-License-Identifier: GPL-2.0-or-later
"""The network's layers in PyTorch on runs of rows; `network_stream` puts them together.

Batch normalisation is folded into the layer before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional, Union

import numpy as np
import torch
from torch import Tensor

from ..network.batchnorm_folding import fold_batchnorm
from ..network.config import BLOCKS_PER_CONTEXT, NetworkConfig
from ..network.radar_fusion import joined_inputs
from .row_buffers import runs
from .stream_layers import Head, StreamLayers
from .torch_layers import Attention, First, Fusion, Pointwise, Separable, enlarge, halve

# Pixels that go through the fine layers, and cells that are gated, at a time.
_PIXELS_AT_A_TIME = 65536
_CELLS_AT_A_TIME = 4096


class Columns(NamedTuple):
    """Positions of columns of cells between contexts, see `StreamLayers.columns`."""

    left: Tensor
    right: Tensor
    share: Tensor
    """(columns, 1)"""


class TorchLayers(StreamLayers):
    """The weights of a network, folded, on one device, in one precision."""

    def __init__(
        self, config: NetworkConfig, arrays: Mapping[str, np.ndarray], device: torch.device, dtype: torch.dtype
    ) -> None:
        """Fold and move.

        Args:
            config: which variant.
            arrays: those of `config.arrays`.
            device: where to compute.
            dtype: of the activations.
        """
        self.config, self.device, self.dtype = config, device, dtype
        joined = joined_inputs(config, arrays)
        self._arrays = {name: np.asarray(array, dtype=np.float32) for name, array in joined.items()}
        self.mean, self.std = (
            torch.from_numpy(self._arrays[f"reflectance_{name}"]).to(device) for name in ("mean", "std")
        )
        weight, bias = fold_batchnorm(self._arrays, "backbone_10m.0", "backbone_10m.1")
        self.first = First(self._kernel(weight), self._placed(bias))
        self.fine: list[Union[Separable, Fusion]] = [
            self._separable(f"backbone_10m.{i}") for i in range(3, 3 + len(config.fine_widths))
        ]
        if config.radar_bands:
            self.fine[0] = Fusion(self.fine[0])
        self.shared = [self._separable(f"backbone_20m.{i}") for i in range(len(config.shared_widths))]
        self._attention = {task: self._attention_of(f"attention.{task}") for task in config.tasks if config.attention}
        self.settlement = self._pointwise("settlement.1") if "hse" in config.tasks else None
        if "lcz" in config.tasks:
            self.zones_40m, self.zones_80m = (self._separable(f"zones_{name}.1") for name in ("40m", "80m"))
            self.heads = {name: self._pointwise(f"heads.{name}") for name in config.head_widths}
        del self._arrays

    @property
    def pixels_at_a_time(self) -> int:
        return _PIXELS_AT_A_TIME

    def features(self, rows: int, columns: int, channels: int) -> Tensor:
        return self.first.bias.new_empty((rows, columns, channels))

    bordered = activations = features

    def inside(self, bordered: Tensor) -> Tensor:
        return bordered

    def maps(self, rows: int, columns: int, count: int) -> Tensor:
        return torch.empty((rows, columns, count), device=self.device)

    def as_activations(self, maps: Tensor) -> Tensor:
        return maps.to(self.dtype)

    def joined(self, parts: Sequence[Tensor]) -> Tensor:
        return torch.cat(list(parts))

    def answer(self, maps: Tensor) -> Tensor:
        return maps.permute(2, 0, 1)

    def normalise(self, reflectance: Tensor, out: Tensor) -> None:
        pixels = reflectance.to(self.device, non_blocking=True).permute(1, 2, 0)
        out.copy_((pixels - self.mean) / self.std)

    def halve(self, x: Tensor, out: Tensor, gate: Optional[Tensor] = None) -> None:
        if gate is None:
            halve(x, out)
            return
        for run in runs(len(x), max(2, _CELLS_AT_A_TIME // x.shape[1] // 2 * 2)):
            halve(x[run] * gate[run], out=out[run.start // 2 : run.stop // 2])

    def sigmoid(self, maps: Tensor) -> Tensor:
        return torch.sigmoid(maps.float())

    def probabilities(self, logits: Tensor) -> Tensor:
        return torch.softmax(logits.float(), dim=-1)

    def enlarge(self, maps: Tensor, factor: int) -> Tensor:
        return enlarge(maps, factor)

    def statistics(self, block: Tensor) -> tuple[Tensor, Tensor]:
        rows, width, channels = block.shape
        total, peak = block.sum(dim=0, dtype=torch.float32), block.amax(dim=0)
        total = total.view(width // rows, rows, channels).sum(dim=1)
        return total, peak.view(width // rows, rows, channels).amax(dim=1)

    def contexts(self, statistics: Sequence[tuple[Tensor, Tensor]], cells: int) -> tuple[Tensor, Tensor]:
        totals, peaks = (torch.stack(rows).unfold(1, BLOCKS_PER_CONTEXT, 1) for rows in zip(*statistics))
        return (totals.sum(dim=(0, 3)) / cells).to(self.dtype), peaks.amax(dim=(0, 3))

    def columns(self, left: np.ndarray, right: np.ndarray, share: np.ndarray) -> Columns:
        left, right, share = (torch.from_numpy(array).to(self.device) for array in (left, right, share))
        return Columns(left, right, share[:, None].to(self.dtype))

    def channel_gates(self, task: str, mean: Tensor, peak: Tensor, columns: Columns) -> Tensor:
        gates = self._attention[task].channel_gate(mean, peak)
        return torch.lerp(gates[columns.left], gates[columns.right], columns.share)

    def gate_channels(
        self,
        block: Tensor,
        corners: Optional[tuple[Tensor, Tensor]],
        out: Tensor,
        summary: Tensor,
        head: Optional[Head],
        logits: Optional[Tensor],
    ) -> None:
        down = ((torch.arange(len(block), device=self.device) + 0.5) / len(block))[:, None, None].to(self.dtype)
        for rows in runs(len(block), _CELLS_AT_A_TIME // block.shape[1]):
            x = out[rows]
            if corners is None:
                x.copy_(block[rows])
            else:
                torch.lerp(corners[0], corners[1], down[rows], out=x).mul_(block[rows])
                torch.mean(x, dim=-1, out=summary[rows, :, 0])
                torch.amax(x, dim=-1, out=summary[rows, :, 1])
            if head is not None:
                head.linear(x, out=logits[rows])

    def spatial_gate(self, task: str, summary: Tensor) -> Tensor:
        return self._attention[task].spatial_gate(summary)

    def _placed(self, value: np.ndarray) -> Tensor:
        return torch.from_numpy(value).to(self.device, self.dtype).contiguous()

    def _kernel(self, weight: np.ndarray) -> Tensor:
        return torch.from_numpy(weight).to(self.device, self.dtype).contiguous(memory_format=torch.channels_last)

    def _separable(self, name: str) -> Separable:
        weight, bias = fold_batchnorm(self._arrays, f"{name}.1", f"{name}.2")
        pointwise = Pointwise(self._placed(weight[:, :, 0, 0].T), self._placed(bias))
        return Separable(self._kernel(self._arrays[f"{name}.0.weight"]), pointwise)

    def _pointwise(self, name: str) -> Pointwise:
        weight, bias = self._arrays[f"{name}.weight"], self._arrays[f"{name}.bias"]
        return Pointwise(self._placed(weight[:, :, 0, 0].T), self._placed(bias))

    def _attention_of(self, name: str) -> Attention:
        return Attention(
            self._pointwise(f"{name}.channel.0"),
            self._pointwise(f"{name}.channel.2"),
            self._kernel(self._arrays[f"{name}.spatial.weight"]),
        )
