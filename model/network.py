# SPDX-License-Identifier: GPL-2.0-or-later
"""The multi-task network: one backbone, two maps.

Source: Qiu, Liebel, Hughes, Schmitt, Körner, Zhu (2020), "Multi-task learning for human settlement extent regression
and local climate zone classification", IEEE GRSL, arXiv:2011.11452; attention after Woo et al. (2018), "CBAM".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional

import torch
from torch import Tensor, nn
from torch.nn import functional as F

# In input pixels (10 m): the heads answer on a grid of CELL_PX, the coarsest feature map stands on ALIGN_PX.
CELL_PX = 2
ALIGN_PX = 8
# Attention statistics are gathered in blocks of a quarter of the context, see `Attention`.
BLOCKS_PER_CONTEXT = 4


class Maps(NamedTuple):
    """What the network answers, on the 20 m grid; a task that the config leaves out is None."""

    settlement: Optional[Tensor]
    """(N, 1, H/2, W/2), Human Settlement Extent as a fraction 0..1."""
    zones: Optional[Tensor]
    """(N, 17, H/2, W/2), probabilities of the local climate zones, summing to 1."""


@dataclass(frozen=True)
class NetworkConfig:
    """Which variant of the network to build; the defaults are the paper's full network (1.54 M parameters)."""

    bands: int = 10
    zones: int = 17
    stem: int = 16
    """Channels of the first convolution; every other width is a multiple of it."""
    tasks: tuple[str, ...] = ("hse", "lcz")
    attention: bool = True
    prior: bool = True
    """Whether the predicted settlement extent joins the LCZ heads ("prediction as prior")."""
    dropout: float = 0.1
    context_px: int = 128
    """Neighbourhood over which attention is pooled: the training patch."""

    def __post_init__(self) -> None:
        if not self.tasks or not set(self.tasks) <= {"hse", "lcz"}:
            raise ValueError(f"tasks are 'hse', 'lcz' or both, not {self.tasks!r}")
        if self.prior and set(self.tasks) != {"hse", "lcz"}:
            raise ValueError("the settlement prior needs both tasks; set prior=False for a single one")
        # Bounds, so that a card read from a file cannot ask for more memory than there is.
        for name, limit in (("bands", 32), ("zones", 64), ("stem", 64), ("context_px", 1024)):
            value = getattr(self, name)
            if not isinstance(value, int) or not 1 <= value <= limit:
                raise ValueError(f"{name} is a whole number from 1 to {limit}, not {value!r}")
        if self.context_px % (ALIGN_PX * BLOCKS_PER_CONTEXT):
            raise ValueError(f"context_px is a multiple of {ALIGN_PX * BLOCKS_PER_CONTEXT}, not {self.context_px}")

    @property
    def block_px(self) -> int:
        """Side of the blocks in which attention statistics are gathered: windows start on multiples of it."""
        return self.context_px // BLOCKS_PER_CONTEXT

    @property
    def halo_px(self) -> int:
        """How far a pixel of the map looks: a window wider by this much on every side gives its core exactly.

        Backbone 12 px, spatial attention 6, two LCZ blocks 12, bilinear upsampling of 80 m cells 8 -- and, with
        attention, the reach of its context: two blocks around each of the block corners that enclose the pixel.
        """
        local = 12 + 12 + 8
        if not self.attention:
            return local
        return local + 6 + (BLOCKS_PER_CONTEXT // 2 + 1) * self.block_px


class Separable(nn.Sequential):
    """Depthwise 3x3, pointwise 1x1, batch normalisation, ReLU."""

    def __init__(self, channels: int, out_channels: int) -> None:
        super().__init__(
            nn.Conv2d(channels, channels, 3, padding=1, groups=channels, bias=False),
            nn.Conv2d(channels, out_channels, 1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(inplace=True),
        )


def halve(x: Tensor) -> Tensor:
    """Half the resolution and twice the channels: maximum and mean of each 2x2, side by side."""
    return torch.cat((F.max_pool2d(x, 2), F.avg_pool2d(x, 2)), dim=1)


class Attention(nn.Module):
    """Channel, then spatial attention (CBAM), pooled over a fixed neighbourhood.

    CBAM pools over its whole input, so the answer would change with the size of the tile. Here the context is the
    training patch, wherever the pixel lies: an input no larger than the context is pooled whole (training); a larger
    one is cut into blocks of a quarter context, anchored at its corner, whose statistics are merged 4 x 4 around each
    block corner; the channel gates belong to the corners and are interpolated bilinearly in between.
    """

    def __init__(self, channels: int, context: int, ratio: int = 8) -> None:
        super().__init__()
        self.context = context
        self.channel = nn.Sequential(
            nn.Conv2d(channels, channels // ratio, 1), nn.ReLU(inplace=True), nn.Conv2d(channels // ratio, channels, 1)
        )
        self.spatial = nn.Conv2d(2, 1, 7, padding=3, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        x = x * self.channel_gate(x)
        summary = torch.cat((x.mean(dim=1, keepdim=True), x.amax(dim=1, keepdim=True)), dim=1)
        return x * torch.sigmoid(self.spatial(summary))

    def channel_gate(self, x: Tensor) -> Tensor:
        """(N, C, 1, 1) for an input within the context, else (N, C, H, W)."""
        height, width = x.shape[-2:]
        if height <= self.context and width <= self.context:
            mean, peak = x.mean(dim=(2, 3), keepdim=True), x.amax(dim=(2, 3), keepdim=True)
            return torch.sigmoid(self.channel(mean) + self.channel(peak))
        block = self.context // BLOCKS_PER_CONTEXT
        if height % block or width % block or min(height, width) < self.context:
            raise ValueError(
                f"a dense input is a multiple of {block} and at least {self.context} cells, not {height} x {width}"
            )
        mean = F.avg_pool2d(F.avg_pool2d(x, block), BLOCKS_PER_CONTEXT, stride=1)
        peak = F.max_pool2d(F.max_pool2d(x, block), BLOCKS_PER_CONTEXT, stride=1)
        corners = torch.sigmoid(self.channel(mean) + self.channel(peak))
        gate = F.interpolate(corners, scale_factor=block, mode="bilinear", align_corners=False)
        margin = (self.context - block) // 2  # from the input's edge to where the first corner's interpolation begins
        return F.pad(gate, (margin,) * 4, mode="replicate")


class Network(nn.Module):
    """Ten-band reflectance in, settlement extent and zone probabilities out."""

    def __init__(self, config: Optional[NetworkConfig] = None) -> None:
        super().__init__()
        self.config = config = config or NetworkConfig()
        c = config.stem
        # Reflectance is brought to zero mean and unit spread by the training set's own figures, kept with the weights.
        self.register_buffer("reflectance_mean", torch.zeros(config.bands))
        self.register_buffer("reflectance_std", torch.ones(config.bands))
        self.backbone_10m = nn.Sequential(
            nn.Conv2d(config.bands, c, 3, padding=1, bias=False),
            nn.BatchNorm2d(c),
            nn.ReLU(inplace=True),
            Separable(c, c),
            Separable(c, 2 * c),
            Separable(2 * c, 2 * c),
        )
        shared = 16 * c
        self.backbone_20m = nn.Sequential(
            Separable(4 * c, 8 * c), Separable(8 * c, 8 * c), Separable(8 * c, shared), Separable(shared, shared)
        )
        context = config.context_px // CELL_PX
        self.attention = nn.ModuleDict({task: Attention(shared, context) for task in config.tasks if config.attention})
        if "hse" in config.tasks:
            self.settlement = nn.Sequential(nn.Dropout(config.dropout), nn.Conv2d(shared, 1, 1))
        if "lcz" in config.tasks:
            self.zones_40m = nn.Sequential(nn.Dropout(config.dropout), Separable(2 * shared, 2 * shared))
            self.zones_80m = nn.Sequential(nn.Dropout(config.dropout), Separable(4 * shared, 4 * shared))
            widths = {"20m": 4 * c, "40m": 2 * shared, "80m": 4 * shared, "80m_deep": 4 * shared}
            if config.prior:
                widths["prior"] = shared
            self.heads = nn.ModuleDict({name: nn.Conv2d(width, config.zones, 1) for name, width in widths.items()})

    def forward(self, reflectance: Tensor) -> Maps:
        """Both maps of a batch of windows.

        Args:
            reflectance: (N, 10, H, W), bands in the order of `sentinel2.BANDS`, 10 m pixels, 0..about 1.5; H and W are
                multiples of 8, and of `config.block_px` where they exceed `config.context_px`.

        Raises:
            ValueError: the shape does not fit.
        """
        _, bands, height, width = reflectance.shape
        if bands != self.config.bands or height % ALIGN_PX or width % ALIGN_PX:
            raise ValueError(f"expected (N, {self.config.bands}, 8i, 8j) pixels, found {tuple(reflectance.shape)}")
        x = (reflectance - self.reflectance_mean[:, None, None]) / self.reflectance_std[:, None, None]
        fine = halve(self.backbone_10m(x))  # (N, 64, H/2, W/2)
        shared = self.backbone_20m(fine)  # (N, 256, H/2, W/2)
        settlement = self._settlement(shared) if "hse" in self.config.tasks else None
        zones = self._zones(fine, shared, settlement) if "lcz" in self.config.tasks else None
        return Maps(settlement, zones)

    def _attend(self, task: str, shared: Tensor) -> Tensor:
        return self.attention[task](shared) if self.config.attention else shared

    def _settlement(self, shared: Tensor) -> Tensor:
        return torch.sigmoid(self.settlement(self._attend("hse", shared)).float())

    def _zones(self, fine: Tensor, shared: Tensor, settlement: Optional[Tensor]) -> Tensor:
        """The mean of the heads' probabilities, each brought to 20 m."""
        shared = self._attend("lcz", shared)
        half = halve(shared)  # (N, 512, H/4, W/4)
        quarter = halve(self.zones_40m(half))  # (N, 1024, H/8, W/8)
        levels = {"20m": fine, "40m": half, "80m": quarter, "80m_deep": self.zones_80m(quarter)}
        if self.config.prior:
            levels["prior"] = shared * settlement.to(shared.dtype)
        members = [torch.softmax(self.heads[name](level).float(), dim=1) for name, level in levels.items()]
        size = fine.shape[-2:]
        return torch.stack([resample(member, size) for member in members]).mean(dim=0)


def resample(x: Tensor, size: tuple[int, int]) -> Tensor:
    """(N, C, *size), bilinear between cell centres."""
    return x if x.shape[-2:] == size else F.interpolate(x, size=size, mode="bilinear", align_corners=False)
