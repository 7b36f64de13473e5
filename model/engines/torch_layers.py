# SPDX-License-Identifier: GPL-2.0-or-later
"""The network's layers in PyTorch on runs of rows, fast on a processor; `torch_stream_layers` puts them together.

Activations are tensors (rows, columns, channels): a run of rows is one piece of memory, a pointwise layer one matrix
product that writes into a given array. Batch normalisation is folded into the layer before it.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

import torch
from torch import Tensor
from torch.nn import functional as F

# What a depthwise layer makes at a time before the pointwise one takes it up: 4 MB stay near the processor.
_VALUES_AT_A_TIME = 1 << 20


class Pointwise(NamedTuple):
    """A 1x1 convolution."""

    weight: Tensor
    """(in, out)"""
    bias: Tensor

    @property
    def count(self) -> int:
        """Number of outputs."""
        return self.weight.shape[1]

    def __call__(self, x: Tensor, out: Optional[Tensor] = None) -> Tensor:
        if out is None:
            out = x.new_empty((*x.shape[:-1], self.weight.shape[1]))
        torch.addmm(self.bias, x.reshape(-1, x.shape[-1]), self.weight, out=out.view(-1, out.shape[-1]))
        return out

    def linear(self, x: Tensor, out: Tensor) -> None:
        """Fills `out` with the convolution without its bias."""
        torch.mm(x.reshape(-1, x.shape[-1]), self.weight, out=out.view(-1, out.shape[-1]))


class First(NamedTuple):
    """The full 3x3 convolution that reads normalised pixels, with batch normalisation folded in, ReLU."""

    weight: Tensor
    """(out, in, 3, 3)"""
    bias: Tensor

    @property
    def channels(self) -> int:
        """Number of output channels."""
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
        """Number of output channels."""
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
    """Last layers of both branches in one; its output: the optical features, then as many of radar."""

    @property
    def channels(self) -> int:
        """Number of output channels."""
        return self.branches.channels * 3 // 2

    def __call__(self, x: Tensor, out: Tensor) -> None:
        """Fills `out` from its own rows, one more above and one below."""
        both = self.branches.channels
        features = out.new_empty((*out.shape[:-1], both))
        self.branches(x, features)
        out[..., :both] = features
        torch.mul(features[..., : both // 2], features[..., both // 2 :], out=out[..., both:])


class Attention(NamedTuple):
    """Channel and spatial attention of one task, see `network.Attention`."""

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
