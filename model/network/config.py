# SPDX-License-Identifier: GPL-2.0-or-later
"""The configuration of the network: its variants, its sizes, the names and shapes of its weights.

Source: Qiu, Liebel, Hughes, Schmitt, Körner, Zhu (2020), "Multi-task learning for human settlement extent regression
and local climate zone classification", IEEE GRSL, arXiv:2011.11452.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..tables import sentinel1, sentinel2

# In input pixels (10 m): the heads answer on a grid of CELL_PX, the coarsest feature map stands on ALIGN_PX.
CELL_PX = 2
ALIGN_PX = 8
# Attention statistics are gathered in blocks of a quarter of the context.
BLOCKS_PER_CONTEXT = 4
# The channel attention's inner layer is so much narrower.
SQUEEZE = 8

TASKS = ("hse", "lcz")
# Of the arrays of the stem's branches.
BRANCHES = "backbone_groups"
# Of the branch that radar goes through.
RADAR = "radar_branch"

# What the zones of trained weights are averaged over (`NetworkConfig.neighbourhood`): 140 m. Chosen on places that the
# network had not seen (docs/results.md).
NEIGHBOURHOOD = 7

Shapes = dict[str, tuple[int, ...]]


class Maps(NamedTuple):
    """Outputs of the network on the 20 m grid, as arrays or tensors; None for a task that the config leaves out."""

    settlement: Any
    """(N, 1, H/2, W/2), or (h, w) of one window: Human Settlement Extent as a fraction 0..1."""
    zones: Any
    """(N, 17, H/2, W/2), or (17, h, w): probabilities of the local climate zones, summing to 1."""


@dataclass(frozen=True)
class NetworkConfig:
    """Hyperparameters of the network; the defaults are the paper's full network (1.54 M parameters)."""

    bands: int = 10
    zones: int = 17
    stem: int = 16
    """Channels of the first convolution; every other width is a multiple of it."""
    tasks: tuple[str, ...] = TASKS
    attention: bool = True
    prior: bool = True
    """Whether the predicted settlement extent is an input of the LCZ heads ("prediction as prior")."""
    dropout: float = 0.1
    context_px: int = 128
    """Neighbourhood over which attention is pooled: the training patch."""
    band_groups: bool = False
    """Whether the stem has one branch for each physical group of bands (see `band_groups`)."""
    radar_bands: int = 0
    """Number of Sentinel-1 channels that are read behind the ten bands (see `radar_fusion`): 0, or all of NAMES."""
    neighbourhood: int = 1
    """Side, in cells of 20 m, of the square over which a map's zone probabilities are averaged: odd; 1 = not at all.

    Engines answer for each cell by itself; whoever makes a map averages (`mapping.neighbourhood`)."""
    sharpness: float = 1.0
    """The power to which the zone probabilities of a map's cells are raised, before they are made to sum to 1 again."""

    def __post_init__(self) -> None:
        if not self.tasks or not set(self.tasks) <= set(TASKS) or len(set(self.tasks)) < len(self.tasks):
            raise ValueError(f"tasks are 'hse', 'lcz' or both, not {self.tasks!r}")
        if self.prior and set(self.tasks) != set(TASKS):
            raise ValueError("the settlement prior needs both tasks; set prior=False for a single one")
        # Bounds, so that a card read from a file cannot ask for more memory than there is.
        for name, limit in (("bands", 32), ("zones", 64), ("stem", 64), ("context_px", 1024), ("neighbourhood", 25)):
            value = getattr(self, name)
            if type(value) is not int or not 1 <= value <= limit:
                raise ValueError(f"{name} is a whole number from 1 to {limit}, not {value!r}")
        for name in ("attention", "prior", "band_groups"):
            if not isinstance(getattr(self, name), bool):
                raise ValueError(f"{name} is true or false, not {getattr(self, name)!r}")
        if not isinstance(self.dropout, (int, float)) or not 0 <= self.dropout < 1:
            raise ValueError(f"dropout is a number from 0 to below 1, not {self.dropout!r}")
        if self.context_px % (ALIGN_PX * BLOCKS_PER_CONTEXT):
            raise ValueError(f"context_px is a multiple of {ALIGN_PX * BLOCKS_PER_CONTEXT}, not {self.context_px}")
        if type(self.sharpness) is not float or not 0.1 <= self.sharpness <= 10:
            raise ValueError(f"sharpness is a number from 0.1 to 10, not {self.sharpness!r}")
        if self.neighbourhood % 2 == 0:
            raise ValueError(f"neighbourhood is odd, not {self.neighbourhood}")
        if self.band_groups and (self.bands != len(sentinel2.NAMES) or self.stem % len(sentinel2.GROUPS)):
            raise ValueError(
                f"band_groups needs {len(sentinel2.NAMES)} bands and a stem that is a multiple of "
                f"{len(sentinel2.GROUPS)}, not {self.bands} and {self.stem}"
            )
        if type(self.radar_bands) is not int or self.radar_bands not in (0, len(sentinel1.NAMES)):
            raise ValueError(f"radar_bands is 0 or {len(sentinel1.NAMES)}, not {self.radar_bands!r}")

    @classmethod
    def from_plain(cls, fields: Mapping[str, Any]) -> NetworkConfig:
        """The config from the dictionary of `dataclasses.asdict`, also one that was stored as JSON.

        Raises:
            KeyError, TypeError, ValueError: it describes none.
        """
        return cls(**{**fields, "tasks": tuple(fields["tasks"])})

    @property
    def inputs(self) -> int:
        """Bands of a pixel: those of Sentinel-2, then those of Sentinel-1."""
        return self.bands + self.radar_bands

    @property
    def block_px(self) -> int:
        """Side of the blocks in which attention statistics are gathered: windows start on multiples of it."""
        return self.context_px // BLOCKS_PER_CONTEXT

    @property
    def neighbourhood_reach(self) -> int:
        """Reach of `neighbourhood` beyond its middle cell, in cells of 20 m."""
        return self.neighbourhood // 2

    @property
    def halo_px(self) -> int:
        """Radius of influence of a pixel: a window wider by this much on every side gives its core exactly.

        Backbone 12 px, spatial attention 6, two LCZ blocks 12, bilinear upsampling of 80 m cells 8 -- and, with
        attention, the reach of its context: two blocks around each of the block corners that enclose the pixel. To
        these comes the neighbourhood of the zones.
        """
        local = 12 + 12 + 8 + self.neighbourhood_reach * CELL_PX
        if not self.attention:
            return local
        return local + 6 + (BLOCKS_PER_CONTEXT // 2 + 1) * self.block_px

    @property
    def branch(self) -> int:
        """Channels of each branch of a stem with band groups."""
        return self.stem // len(sentinel2.GROUPS)

    @property
    def fine_widths(self) -> tuple[tuple[int, int], ...]:
        """Channels (in, out) of the separable layers at 10 m, behind the first convolution."""
        c = self.stem
        # Optical features, those of radar, and their product.
        fused = 3 * c if self.radar_bands else c
        return (c, c), (fused, 2 * c), (2 * c, 2 * c)

    @property
    def shared_widths(self) -> tuple[tuple[int, int], ...]:
        """Channels (in, out) of the separable layers at 20 m, whose last feeds both tasks."""
        c = self.stem
        return (4 * c, 8 * c), (8 * c, 8 * c), (8 * c, 16 * c), (16 * c, 16 * c)

    @property
    def shared(self) -> int:
        """Channels of the features that both tasks share."""
        return self.shared_widths[-1][1]

    @property
    def head_widths(self) -> dict[str, int]:
        """Channels that each LCZ head reads; their probabilities are averaged."""
        widths = {"20m": 4 * self.stem, "40m": 2 * self.shared, "80m": 4 * self.shared, "80m_deep": 4 * self.shared}
        return {**widths, "prior": self.shared} if self.prior else widths

    @property
    def arrays(self) -> Shapes:
        """Name and shape of every array in a weights file of this variant."""
        return dict(_arrays(self))


def _arrays(config: NetworkConfig) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "reflectance_mean", (config.bands,)
    yield "reflectance_std", (config.bands,)
    if config.band_groups:
        for name, bands in sentinel2.GROUPS.items():
            yield f"{BRANCHES}.{name}.0.weight", (config.branch, len(bands), 3, 3)
            yield from _normalisation(f"{BRANCHES}.{name}.1", config.branch)
            yield from _separable(f"{BRANCHES}.{name}.3", config.branch, config.branch)
    else:
        yield "backbone_10m.0.weight", (config.stem, config.bands, 3, 3)
        yield from _normalisation("backbone_10m.1", config.stem)
    if config.radar_bands:
        yield "radar_mean", (config.radar_bands,)
        yield "radar_std", (config.radar_bands,)
        yield f"{RADAR}.0.weight", (config.stem, config.radar_bands, 3, 3)
        yield from _normalisation(f"{RADAR}.1", config.stem)
        yield from _separable(f"{RADAR}.3", config.stem, config.stem)
    for number, widths in enumerate(config.fine_widths, start=3):
        if config.band_groups and number == 3:
            continue  # it is in the branches
        yield from _separable(f"backbone_10m.{number}", *widths)
    for number, widths in enumerate(config.shared_widths):
        yield from _separable(f"backbone_20m.{number}", *widths)
    for task in config.tasks if config.attention else ():
        yield from _layer(f"attention.{task}.channel.0", config.shared // SQUEEZE, config.shared)
        yield from _layer(f"attention.{task}.channel.2", config.shared, config.shared // SQUEEZE)
        yield f"attention.{task}.spatial.weight", (1, 2, 7, 7)
    if "hse" in config.tasks:
        yield from _layer("settlement.1", 1, config.shared)
    if "lcz" in config.tasks:
        yield from _separable("zones_40m.1", 2 * config.shared, 2 * config.shared)
        yield from _separable("zones_80m.1", 4 * config.shared, 4 * config.shared)
        for name, width in config.head_widths.items():
            yield from _layer(f"heads.{name}", config.zones, width)


def _layer(name: str, out: int, width: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A 1x1 convolution with bias."""
    yield f"{name}.weight", (out, width, 1, 1)
    yield f"{name}.bias", (out,)


def _separable(name: str, width: int, out: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Depthwise 3x3, pointwise 1x1, batch normalisation."""
    yield f"{name}.0.weight", (width, 1, 3, 3)
    yield f"{name}.1.weight", (out, width, 1, 1)
    yield from _normalisation(f"{name}.2", out)


def _normalisation(name: str, width: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    for part in ("weight", "bias", "running_mean", "running_var"):
        yield f"{name}.{part}", (width,)
