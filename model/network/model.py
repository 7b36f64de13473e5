# SPDX-License-Identifier: GPL-2.0-or-later
"""The multi-task network in PyTorch: one backbone, two maps; its variants are in `config`.

Source: Qiu, Liebel, Hughes, Schmitt, Körner, Zhu (2020), "Multi-task learning for human settlement extent regression
and local climate zone classification", IEEE GRSL, arXiv:2011.11452; attention after Woo et al. (2018), "CBAM".
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .band_groups import group_bands
from .config import ALIGN_PX, BLOCKS_PER_CONTEXT, CELL_PX, SQUEEZE, Maps, NetworkConfig


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

    def __init__(self, channels: int, context: int) -> None:
        super().__init__()
        self.context = context
        self.channel = nn.Sequential(
            nn.Conv2d(channels, channels // SQUEEZE, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels // SQUEEZE, channels, 1),
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
            # Pooling layers, whose gradients keep the layout of channels in memory; those of mean() and amax() do not.
            mean, peak = F.adaptive_avg_pool2d(x, 1), F.adaptive_max_pool2d(x, 1)
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
    """Ten-band reflectance in, with radar behind it where wanted; settlement extent and zone probabilities out."""

    def __init__(self, config: NetworkConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or NetworkConfig()
        # Reflectance is brought to zero mean and unit spread by the training set's own figures, kept with the weights.
        self.register_buffer("reflectance_mean", torch.zeros(config.bands))
        self.register_buffer("reflectance_std", torch.ones(config.bands))
        # In the order of the layers, so that a seed gives the plain network the same numbers whatever variants exist.
        layers: dict[str, nn.Module] = {}
        if config.band_groups:
            self.group_bands = group_bands()
            branches = {
                name: nn.Sequential(*_first(len(bands), config.branch), Separable(config.branch, config.branch))
                for name, bands in self.group_bands.items()
            }
            self.backbone_groups = nn.ModuleDict(branches)
        else:
            layers = {str(number): layer for number, layer in enumerate(_first(config.bands, config.stem))}
        for number, widths in enumerate(config.fine_widths, start=3):
            if number > 3 or not config.band_groups:  # each branch has its own part of the first one
                layers[str(number)] = Separable(*widths)
        self.backbone_10m = nn.Sequential(OrderedDict(layers))
        self.backbone_20m = nn.Sequential(*(Separable(*widths) for widths in config.shared_widths))
        shared, context = config.shared, config.context_px // CELL_PX
        self.attention = nn.ModuleDict({task: Attention(shared, context) for task in config.tasks if config.attention})
        # Whole channels are dropped: a single cell's value could be inferred from its neighbours (Tompson et al. 2015).
        if "hse" in config.tasks:
            self.settlement = nn.Sequential(nn.Dropout2d(config.dropout), nn.Conv2d(shared, 1, 1))
        if "lcz" in config.tasks:
            self.zones_40m = nn.Sequential(nn.Dropout2d(config.dropout), Separable(2 * shared, 2 * shared))
            self.zones_80m = nn.Sequential(nn.Dropout2d(config.dropout), Separable(4 * shared, 4 * shared))
            heads = {name: nn.Conv2d(width, config.zones, 1) for name, width in config.head_widths.items()}
            self.heads = nn.ModuleDict(heads)
        if config.radar_bands:
            self.register_buffer("radar_mean", torch.zeros(config.radar_bands))
            self.register_buffer("radar_std", torch.ones(config.radar_bands))
            self.radar_branch = nn.Sequential(
                *_first(config.radar_bands, config.stem), Separable(config.stem, config.stem)
            )

    @classmethod
    def from_arrays(cls, config: NetworkConfig, arrays: Mapping[str, np.ndarray]) -> Network:
        """A network of this variant with the weights of a file, in evaluation mode."""
        network = cls(config)
        state = {name: torch.from_numpy(array.astype(np.float32)) for name, array in arrays.items()}
        # A counter that nothing but training looks at is no part of a file.
        network.load_state_dict({**network.state_dict(), **state})
        return network.eval()

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights as `NetworkConfig.arrays` lists them, float32."""
        state = self.state_dict()
        return {name: state[name].detach().float().cpu().numpy() for name in self.config.arrays}

    def forward(self, pixels: Tensor) -> Maps:
        """Both maps of a batch of windows.

        Args:
            pixels: (N, inputs, H, W) of 10 m: reflectance, 0..about 1.5, bands in the order of `sentinel2.BANDS`; with
                radar the channels of `sentinel1.NAMES` in dB behind them. H and W are multiples of 8, and of
                `config.block_px` where they exceed `config.context_px`.

        Raises:
            ValueError: the shape does not fit.
        """
        return self.answer(self.fine(pixels))

    def fine(self, pixels: Tensor) -> Tensor:
        """(N, 4 stem, H/2, W/2): output of the layers at 10 m for a batch, the input of `answer`."""
        return self.pooled(self.branches(pixels), self._radar(pixels) if self.config.radar_bands else None)

    def branches(self, pixels: Tensor) -> Tensor:
        """(N, stem, H, W): the branches of the stem side by side; without band groups the normalised reflectance."""
        _, bands, height, width = pixels.shape
        if bands != self.config.inputs or height % ALIGN_PX or width % ALIGN_PX:
            raise ValueError(f"expected (N, {self.config.inputs}, 8i, 8j) pixels, found {tuple(pixels.shape)}")
        reflectance = pixels[:, : self.config.bands]
        x = (reflectance - self.reflectance_mean[:, None, None]) / self.reflectance_std[:, None, None]
        if not self.config.band_groups:
            return x
        return torch.cat([self.backbone_groups[name](x[:, bands]) for name, bands in self.group_bands.items()], dim=1)

    def _radar(self, pixels: Tensor) -> Tensor:
        """(N, stem, H, W): output of the radar branch for a batch."""
        decibels = pixels[:, self.config.bands :]
        return self.radar_branch((decibels - self.radar_mean[:, None, None]) / self.radar_std[:, None, None])

    def pooled(self, branches: Tensor, radar: Tensor | None = None) -> Tensor:
        """Input of the layers at 20 m, pooled from the outputs of `branches` and, where given, of the radar branch."""
        if radar is None:
            return halve(self.backbone_10m(branches))
        optical = self.backbone_10m[:-2](branches)  # the last two layers are behind the fusion
        return halve(self.backbone_10m[-2:](torch.cat((optical, radar, optical * radar), dim=1)))

    def answer(self, fine: Tensor, shared: Tensor | None = None) -> Maps:
        """Both maps from the layers at 10 m, and from those at 20 m (N, 16 stem, H/2, W/2) where they are known."""
        shared = self.backbone_20m(fine) if shared is None else shared
        settlement = self._settlement(shared) if "hse" in self.config.tasks else None
        zones = self._zones(fine, shared, settlement) if "lcz" in self.config.tasks else None
        return Maps(settlement, zones)

    def _attend(self, task: str, shared: Tensor) -> Tensor:
        return self.attention[task](shared) if self.config.attention else shared

    def _settlement(self, shared: Tensor) -> Tensor:
        return torch.sigmoid(self.settlement(self._attend("hse", shared)).float())

    def _zones(self, fine: Tensor, shared: Tensor, settlement: Tensor | None) -> Tensor:
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


def _first(bands: int, channels: int) -> tuple[nn.Module, ...]:
    """The full 3x3 convolution that reads pixels, batch normalisation, ReLU."""
    return nn.Conv2d(bands, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(inplace=True)


def resample(x: Tensor, size: tuple[int, int]) -> Tensor:
    """(N, C, *size), bilinear between cell centres."""
    return x if x.shape[-2:] == size else F.interpolate(x, size=size, mode="bilinear", align_corners=False)


@torch.no_grad()
def update_ema(average: nn.Module, network: nn.Module, decay: float, step: int) -> None:
    """Move a running average of a network's weights one step on; it follows faster in the first steps.

    Args:
        average: of the same shape; changed in place.
        network: whose weights it follows.
        decay: how much of the average stays, 0..1.
        step: how many steps the network has made before.
    """
    decay = min(decay, (1 + step) / (10 + step))
    for mean, value in zip(average.state_dict().values(), network.state_dict().values()):
        if mean.is_floating_point():  # not counters
            mean.lerp_(value, 1 - decay)
