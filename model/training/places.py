# SPDX-License-Identifier: GPL-2.0-or-later
"""Places, patches and tiles with their labels, in memory, as training takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..raster.windows import Window

LABEL_PX = 4
"""Side of a zone label's cell in 10 m pixels; crops start on multiples of it."""


PATCH_PX = 128


NO_SETTLEMENT = 255
"""Instead of a percent where the reference says nothing."""


PATCH_BANDS = ("B2", "B3", "B4", "B8", "B5", "B6", "B7", "B8A", "B11", "B12")
"""Bands of `Patches`, those of 10 m first."""


@dataclass(frozen=True)
class Place:
    """One place: its dates, and the labels that hold for all of them."""

    name: str
    scenes: tuple[np.ndarray, ...]
    """Per date (10, H, W) uint16 digital numbers, offset 0."""
    zones: np.ndarray
    """(17, H/4, W/4) uint8, probability = value / 255."""
    settlement: np.ndarray
    """(H/2, W/2) uint8 percent, `NO_SETTLEMENT` where nothing is known."""
    surface: bool = False
    """Whether the scenes are surface reflectance (Level-2A) rather than top of atmosphere (Level-1C)."""

    @property
    def size_px(self) -> tuple[int, int]:
        """Height and width that labels and all dates share, in multiples of a label cell."""
        heights = [scene.shape[1] // LABEL_PX for scene in self.scenes] + [self.zones.shape[1]]
        widths = [scene.shape[2] // LABEL_PX for scene in self.scenes] + [self.zones.shape[2]]
        return min(heights) * LABEL_PX, min(widths) * LABEL_PX


@dataclass(frozen=True)
class Patches:
    """Small Level-2A scenes of one size, without a place."""

    bands_10m: np.ndarray
    """(n, 4, H, W) uint16: B2 B3 B4 B8."""
    bands_20m: np.ndarray
    """(n, 6, H/2, W/2) uint16: B5 B6 B7 B8A B11 B12."""
    zones: np.ndarray
    """(n, 17, H/4, W/4) uint8, probability = value / 255."""
    settlement: np.ndarray
    """(n, H/2, W/2) uint8 percent."""


class Tile(NamedTuple):
    """A piece of a scene to be scored."""

    reflectance: np.ndarray
    """(10, H, W) uint16, ten-thousandths, with all the network looks at."""
    inner: Window
    """Which 20 m cells of it are compared."""
    zones: np.ndarray
    """(h, w) uint8 codes of units held out, 0 elsewhere."""
    settlement: np.ndarray
    """(h, w) float32 fractions of squares held out, nan elsewhere."""


class TrainingData(NamedTuple):
    """All that a training holds in memory."""

    chips: list[Place]
    unlabelled: list[Place]
    """Chips without labels, for what the network knows already."""
    tiles: list[Tile]
    zone_cells: np.ndarray
    """(17,) cells of 20 m to train on."""
    holdout_cells: np.ndarray
    """(17,) cells held out."""
    units: int
