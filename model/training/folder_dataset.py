# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenes and labels for training: places kept whole, crops drawn and varied on the fly.

The folder is laid out as `scenes/<place>_<yyyymmdd>_10m.tif` and `_20m.tif` (or one ten-band
`<place>_<yyyymmdd>_L2A.tif`), `labels/<place>_lcz_prob.tif` (17 bands, value/255, 40 m) and `labels/<place>_hse.tif`
(percent, 20 m), and optionally `l2a_patches.npz`. Sixteen-bit digital numbers are kept in
memory and become reflectance crop by crop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..raster.io import open_raster
from ..scene.vrt_stack import stack
from . import forest_labels
from .atmosphere import to_boa

VALIDATION_PLACES = ("bordeaux", "rio", "beihai", "pisa", "dubai")
DN_PER_REFLECTANCE = 10_000.0
LABEL_PX = 4
"""Side of a zone label's cell in 10 m pixels; crops start on multiples of it."""
PATCH_PX = 128
NO_SETTLEMENT = 255
"""Instead of a percent where the reference says nothing."""
_NAMES_10M, _NAMES_20M = ("B2", "B3", "B4", "B8"), ("B5", "B6", "B7", "B8A", "B11", "B12")


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


def place_names(folder: Path) -> list[str]:
    """Places that have both labels, in alphabetical order.

    Raises:
        InputError: there is none.
    """
    names = [path.name[: -len("_lcz_prob.tif")] for path in sorted((folder / "labels").glob("*_lcz_prob.tif"))]
    names = [name for name in names if (folder / "labels" / f"{name}_hse.tif").exists()]
    if not names:
        raise InputError(f"Expected labels/<place>_lcz_prob.tif and labels/<place>_hse.tif in {folder}, found none.")
    return names


def scene_files(folder: Path, name: str) -> list[list[str]]:
    """The files of each date of a place, oldest first."""
    dates = sorted((folder / "scenes").glob(f"{name}_[0-9]*_10m.tif"))
    pairs = [[str(path), str(path).replace("_10m.tif", "_20m.tif")] for path in dates]
    return pairs + [[str(path)] for path in sorted((folder / "scenes").glob(f"{name}_[0-9]*_L2A.tif"))]


def load_place(folder: Path, name: str) -> Place:
    """A place with all its dates, in memory.

    Raises:
        InputError: a file is missing or does not open, or the place has no scene.
    """
    files = scene_files(folder, name)
    if not files:
        raise InputError(f"Expected scenes/{name}_<yyyymmdd>_10m.tif in {folder}, found none; check the folder.")
    scenes = tuple(_read(stack(paths, "")) for paths in files)
    zones = _read(str(folder / "labels" / f"{name}_lcz_prob.tif"))
    settlement = _read(str(folder / "labels" / f"{name}_hse.tif"))
    return Place(name, scenes, zones, settlement, surface=all(len(paths) == 1 for paths in files))


def _read(path: str) -> np.ndarray:
    return open_raster(path).ReadAsArray()


def with_forest(place: Place) -> Place:
    """The place with forest mended in its zone labels (see `canopy`); one date alone cannot tell it from crops."""
    if len(place.scenes) < 2:
        return place
    height, width = place.size_px
    scenes = [scene[:, :height, :width].astype(np.float32) / DN_PER_REFLECTANCE for scene in place.scenes]
    dates = [scene if place.surface else to_boa(scene, haze=1.0) for scene in scenes]
    rows, cols = height // LABEL_PX, width // LABEL_PX
    zones = place.zones.copy()
    zones[:, :rows, :cols] = forest_labels.relabel_forest(
        zones[:, :rows, :cols], forest_labels.closed_canopy(dates, LABEL_PX)
    )
    return replace(place, zones=zones)


def load_patches(path: Path) -> Patches:
    """The Level-2A patches of an `.npz` with bands_10m, bands_20m, lcz_prob and hse."""
    with np.load(path, allow_pickle=False) as arrays:
        return Patches(arrays["bands_10m"], arrays["bands_20m"], arrays["lcz_prob"], arrays["hse"])


class Folder(NamedTuple):
    """All that a folder holds, whole places apart."""

    training: list[Place]
    """With forest corrected in their labels."""
    validation: list[Place]
    """Held-out places, with the labels of the folder."""
    patches: Optional[Patches]


def load_folder(folder: Path, holdout: Sequence[str] = VALIDATION_PLACES) -> Folder:
    """Every place of a folder, the held-out ones apart from the others, and the patches where there are some.

    Args:
        folder: laid out as this module says.
        holdout: names of the places that do not train; none = every place trains.

    Raises:
        InputError: a file is missing or does not open, a held-out place is not in the folder, or no place is left.
    """
    names = place_names(folder)
    held_out = [name for name in names if name in holdout]
    training = [with_forest(load_place(folder, name)) for name in names if name not in held_out]
    if not training or (holdout and not held_out):
        raise InputError(
            f"Expected places to train on and some of {', '.join(holdout)} to validate on in {folder}, "
            f"found {', '.join(names)}; complete the folder."
        )
    patches = folder / "l2a_patches.npz"
    validation = [load_place(folder, name) for name in held_out]
    return Folder(training, validation, load_patches(patches) if patches.exists() else None)
