# SPDX-License-Identifier: GPL-2.0-or-later
"""The network's layers in PyTorch on runs of rows, fast on a processor; `network_stream` puts them together.

Activations are tensors (rows, columns, channels): a run of rows is one piece of memory, a pointwise layer one matrix
product that writes into a given array. Batch normalisation is folded into the layer before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional, Union

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from ..network.batchnorm_folding import fold_batchnorm
from ..network.config import BLOCKS_PER_CONTEXT, NetworkConfig
from ..network.radar_fusion import joined_inputs
from .row_buffers import runs
from .stream_layers import Head, StreamLayers

# What a depthwise layer makes at a time before the pointwise one takes it up: 4 MB stay near the processor.
_VALUES_AT_A_TIME = 1 << 20
# Pixels that go through the fine layers, and cells that are gated, at a time.
_PIXELS_AT_A_TIME = 65536
_CELLS_AT_A_TIME = 4096


class Pointwise(NamedTuple):
    """A 1x1 convolution."""

    weight: Tensor
    """(in, out)"""
    bias: Tensor

    @property
    def count(self) -> int:
        """Of its outputs."""
        return self.weight.shape[1]

    def __call__(self, x: Tensor, out: Optional[Tensor] = None) -> Tensor:
        if out is None:
            out = x.new_empty((*x.shape[:-1], self.weight.shape[1]))
        torch.addmm(self.bias, x.reshape(-1, x.shape[-1]), self.weight, out=out.view(-1, out.shape[-1]))
        return out

    def linear(self, x: Tensor, out: Tensor) -> None:
        """The same without the bias."""
        torch.mm(x.reshape(-1, x.shape[-1]), self.weight, out=out.view(-1, out.shape[-1]))


class First(NamedTuple):
    """The full 3x3 convolution that reads normalised pixels, with batch normalisation folded in, ReLU."""

    weight: Tensor
    """(out, in, 3, 3)"""
    bias: Tensor

    @property
    def channels(self) -> int:
        """Of its output."""
        return len(self.bias)

    def __call__(self, x: Tensor, out: Tensor) -> None:
        """Fills `out` from its own rows, one more above and one below."""
        torch.clamp_min(convolve(x, self.weight, self.bias), 0, out=out)


class Separable(NamedTuple):
    """Depthwise 3x3, pointwise 1x1 with batch normalisation folded in, ReLU."""

    depthwise: Tensor
    """(in, 1, 3, 3)"""
    pointwise: Pointwise

    @property
    def channels(self) -> int:
        """Of its output."""
        return self.pointwise.weight.shape[1]

    def __call__(self, x: Tensor, out: Tensor) -> None:
        """Fills `out` from its own rows, one more above and one below."""
        at_a_time = max(1, _VALUES_AT_A_TIME // x[0].numel())
        for row in range(0, len(out), at_a_time):
            answer = out[row : row + at_a_time]
            self.pointwise(convolve(x[row : row + len(answer) + 2], self.depthwise, groups=len(self.depthwise)), answer)
            answer.relu_()


class Fusion(NamedTuple):
    """The last layer of the optical and the radar branch, and behind its answer the product of both."""

    branches: Separable
    """Its output: the optical features, then as many of radar."""

    @property
    def channels(self) -> int:
        """Of its output."""
        return self.branches.channels * 3 // 2

    def __call__(self, x: Tensor, out: Tensor) -> None:
        """Fills `out` from its own rows, one more above and one below."""
        both = self.branches.channels
        features = out.new_empty((*out.shape[:-1], both))
        self.branches(x, features)
        out[..., :both] = features
        torch.mul(features[..., : both // 2], features[..., both // 2 :], out=out[..., both:])


class Attention(NamedTuple):
    """Both attentions of one task, see `network.Attention`."""

    squeeze: Pointwise
    expand: Pointwise
    spatial: Tensor
    """(1, 2, 7, 7)"""

    def channel_gate(self, mean: Tensor, peak: Tensor) -> Tensor:
        """(n, C) from means and maxima (n, C) of n contexts."""
        return torch.sigmoid(self.expand(self.squeeze(mean).relu_()) + self.expand(self.squeeze(peak).relu_()))

    def spatial_gate(self, summary: Tensor) -> Tensor:
        """(rows, columns, 1) from mean and maximum (3 + rows + 3, columns, 2) of the channels."""
        return torch.sigmoid(convolve(summary, self.spatial))


class Columns(NamedTuple):
    """Where columns of cells lie between contexts, see `StreamLayers.columns`."""

    left: Tensor
    right: Tensor
    share: Tensor
    """(columns, 1)"""


class Layers(StreamLayers):
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


def convolve(x: Tensor, weight: Tensor, bias: Optional[Tensor] = None, groups: int = 1) -> Tensor:
    """A convolution that pads columns with zeros and rows not at all: fewer rows come out than go in."""
    out = F.conv2d(as_image(x), weight, bias, padding=(0, weight.shape[3] // 2), groups=groups)
    return out[0].permute(1, 2, 0)


def as_image(x: Tensor) -> Tensor:
    """Rows as (1, channels, rows, columns), whose strides are channels-last, so that PyTorch copies nothing."""
    return x[None].permute(0, 3, 1, 2)


def halve(x: Tensor, out: Tensor) -> Tensor:
    """Half the resolution and twice the channels, as `network.halve`, by slices.

    Args:
        x: (rows, columns, channels), even numbers of rows and columns.
        out: (rows / 2, columns / 2, 2 x channels) to fill.
    """
    height, width, channels = x.shape
    pairs = x.view(height // 2, 2, width // 2, 2, channels)
    peak, mean = out[..., :channels], out[..., channels:]
    rows = torch.maximum(pairs[:, 0], pairs[:, 1])
    torch.maximum(rows[:, :, 0], rows[:, :, 1], out=peak)
    torch.add(pairs[:, 0], pairs[:, 1], out=rows)
    torch.add(rows[:, :, 0], rows[:, :, 1], out=mean)
    mean.mul_(0.25)
    return out


def enlarge(x: Tensor, factor: int) -> Tensor:
    """Bilinear between cell centres; the first and last row only help: (rows - 2) * factor rows come out."""
    out = F.interpolate(as_image(x), scale_factor=factor, mode="bilinear", align_corners=False)
    return out[0].permute(1, 2, 0)[factor:-factor]
