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
import torch
from torch import Tensor
from torch.nn import functional as F

from ..errors import InputError
from ..raster.io import open_raster
from ..scene.vrt_stack import stack
from ..tables import lcz, sentinel2
from . import forest_labels

VALIDATION_PLACES = ("bordeaux", "rio", "beihai", "pisa", "dubai")
DN_PER_REFLECTANCE = 10_000.0
LABEL_PX = 4
"""Side of a zone label's cell in 10 m pixels; crops start on multiples of it."""
PATCH_PX = 128
NO_SETTLEMENT = 255
"""Instead of a percent where the reference says nothing."""
_NAMES_10M, _NAMES_20M = ("B2", "B3", "B4", "B8"), ("B5", "B6", "B7", "B8A", "B11", "B12")
_PATCH_ORDER = [(_NAMES_10M + _NAMES_20M).index(name) for name in sentinel2.NAMES]


class Batch(NamedTuple):
    """Crops with their labels, ready for the network."""

    reflectance: Tensor
    """(N, 10, H, W)."""
    zones: Tensor
    """(N, 17, H/4, W/4), probabilities."""
    settlement: Tensor
    """(N, 1, H/2, W/2), fractions 0..1; nan where the reference says nothing."""


class Crop(NamedTuple):
    """A piece of a place with its labels, as they are stored."""

    numbers: np.ndarray
    """(10, h, w) digital numbers."""
    zones: np.ndarray
    """(17, h/4, w/4) uint8, probability = value / 255."""
    settlement: np.ndarray
    """(h/2, w/2) uint8 percent."""
    surface: bool


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
    dates = [scene if place.surface else to_surface(scene, haze=1.0) for scene in scenes]
    rows, cols = height // LABEL_PX, width // LABEL_PX
    zones = place.zones.copy()
    zones[:, :rows, :cols] = forest_labels.mend(zones[:, :rows, :cols], forest_labels.closed_canopy(dates, LABEL_PX))
    return replace(place, zones=zones)


def load_patches(path: Path) -> Patches:
    """The Level-2A patches of an `.npz` with bands_10m, bands_20m, lcz_prob and hse."""
    with np.load(path, allow_pickle=False) as arrays:
        return Patches(arrays["bands_10m"], arrays["bands_20m"], arrays["lcz_prob"], arrays["hse"])


class Folder(NamedTuple):
    """All that a folder holds, whole places apart."""

    training: list[Place]
    """With forest mended in their labels."""
    validation: list[Place]
    patches: Optional[Patches]


def load_folder(folder: Path) -> Folder:
    """Every place, those of `VALIDATION_PLACES` kept from the others, and the patches where there are some.

    Raises:
        InputError: a file is missing or does not open, or one of the two sides has no place.
    """
    names = place_names(folder)
    held_out = [name for name in names if name in VALIDATION_PLACES]
    training = [with_forest(load_place(folder, name)) for name in names if name not in held_out]
    if not training or not held_out:
        raise InputError(
            f"Expected places to train on and some of {', '.join(VALIDATION_PLACES)} to validate on in {folder}, "
            f"found {', '.join(names)}; complete the folder."
        )
    patches = folder / "l2a_patches.npz"
    validation = [load_place(folder, name) for name in held_out]
    return Folder(training, validation, load_patches(patches) if patches.exists() else None)


class Sampler:
    """Batches of crops, each drawn from its own random generator: step i is the same whenever it is drawn."""

    def __init__(
        self, places: Sequence[Place], patches: Patches | None = None, balance: float = 0.25, levels: bool = True
    ) -> None:
        """Prepare to draw.

        Args:
            places: where crops come from, in proportion to the square root of their area.
            patches: a second source, drawn by `patch_batch`.
            balance: share of the crops that are centred on a zone drawn uniformly, so that rare zones are seen.
            levels: whether the other level of processing is simulated now and then.
        """
        self.levels = levels
        self.places = places
        self.patches = patches
        self.balance = balance
        area = np.array([np.prod(place.size_px) for place in places], dtype=float)
        self._weights = np.sqrt(area) / np.sqrt(area).sum()
        # Per zone the cells where it is the likeliest, as rows of (place, row, column).
        cells = []
        for index, place in enumerate(places):
            rows, columns = np.indices(place.zones.shape[1:])
            zone = np.where(place.zones.max(axis=0) > 0, place.zones.argmax(axis=0), -1)
            cells.append(np.stack([zone, np.full_like(zone, index), rows, columns], axis=-1).reshape(-1, 4))
        table = np.concatenate(cells)
        self._cells = [table[table[:, 0] == zone, 1:] for zone in range(len(lcz.ZONES))]
        self._zones = [zone for zone, found in enumerate(self._cells) if len(found)]

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        """Varied crops of 128 px from the places."""
        return vary(rng, [self._crop(rng) for _ in range(size)], self.levels)

    def patch_batch(self, rng: np.random.Generator, size: int) -> Batch:
        """Varied Level-2A patches, whole."""
        count = len(self.patches.zones)
        chosen = np.sort(rng.choice(count, min(size, count), replace=False))
        coarse = torch.from_numpy(self.patches.bands_20m[chosen].astype(np.float32))
        fine = torch.from_numpy(self.patches.bands_10m[chosen].astype(np.float32))
        coarse = F.interpolate(coarse, size=fine.shape[-2:], mode="bilinear", align_corners=False)
        bands = torch.cat((fine, coarse), dim=1)[:, _PATCH_ORDER].numpy()
        labels = zip(self.patches.zones[chosen], self.patches.settlement[chosen])
        crops = [Crop(numbers, zones, settlement, surface=True) for numbers, (zones, settlement) in zip(bands, labels)]
        return vary(rng, crops)

    def _crop(self, rng: np.random.Generator) -> Crop:
        """One square crop around a random cell, every second one wider or narrower by up to a quarter."""
        side = PATCH_PX // LABEL_PX
        if rng.random() < 0.5:
            side = int(round(side * 1.25 ** rng.uniform(-1, 1)))
        if rng.random() < self.balance and self._zones:
            cells = self._cells[rng.choice(self._zones)]
            index, row, column = cells[rng.integers(len(cells))]
            place = self.places[index]
        else:
            place = self.places[rng.choice(len(self.places), p=self._weights)]
            row, column = (rng.integers(size // LABEL_PX) for size in place.size_px)
        height, width = (size // LABEL_PX for size in place.size_px)
        side = min(side, height, width)
        row, column = row - rng.integers(side), column - rng.integers(side)
        row, column = int(np.clip(row, 0, height - side)), int(np.clip(column, 0, width - side))
        scene = place.scenes[rng.integers(len(place.scenes))]

        def cut(array: np.ndarray, cells_per_label: int) -> np.ndarray:
            rows = slice(row * cells_per_label, (row + side) * cells_per_label)
            columns = slice(column * cells_per_label, (column + side) * cells_per_label)
            return array[..., rows, columns]

        return Crop(cut(scene, LABEL_PX), cut(place.zones, 1), cut(place.settlement, 2), place.surface)


# A clear mid-latitude atmosphere seen from above: path reflectance and two-way transmittance of the ten bands.
# Source: order of magnitude after Vermote et al. (1997), 6S, continental aerosol of optical depth 0.15, sun at 35
# degrees; consistent with the darkest percentile of the Level-1C scenes trained on (0.085, 0.065, 0.045 in B2, B3, B4).
PATH_REFLECTANCE = np.array([0.078, 0.052, 0.033, 0.026, 0.021, 0.017, 0.014, 0.012, 0.002, 0.001], dtype=np.float32)
TRANSMITTANCE = np.array([0.82, 0.86, 0.90, 0.91, 0.93, 0.94, 0.94, 0.95, 0.96, 0.95], dtype=np.float32)


def vary(rng: np.random.Generator, crops: Sequence[Crop], levels: bool = True) -> Batch:
    """Crops made equal in size and varied: orientation, radiometry, level of processing.

    Labels turn with their pixels. Reflectance gets a gain common to the bands (10 %), one per band (4 %), a small
    offset, and in four of ten Level-1C crops a simulated atmospheric correction (in three of ten Level-2A crops its
    inverse); not where `levels` is False.
    """
    reflectance, zones, settlement = [], [], []
    # Crops of places are brought to one size; patches, which are smaller, all have theirs.
    largest = max(crop.numbers.shape[1] for crop in crops)
    side = PATCH_PX if largest > PATCH_PX // 2 else largest
    for numbers, zone, built, surface in crops:
        values = numbers.astype(np.float32) / DN_PER_REFLECTANCE
        values = simulate_level(rng, values, surface) if levels else values
        gain = (1 + 0.10 * rng.standard_normal()) * (1 + 0.04 * rng.standard_normal((10, 1, 1)))
        offset = 0.01 * rng.standard_normal() + 0.003 * rng.standard_normal((10, 1, 1))
        values = np.clip(values * gain + offset, 0, None).astype(np.float32)
        turns, flip = int(rng.integers(4)), bool(rng.integers(2))
        reflectance.append(_fit(_orient(values, turns, flip), side))
        zones.append(_fit(_orient(zone.astype(np.float32) / 255, turns, flip), side // 4))
        settlement.append(_fit_known(_orient(built[None], turns, flip), side // 2))
    return Batch(torch.cat(reflectance), torch.cat(zones), torch.cat(settlement))


def blend(rng: np.random.Generator, batch: Batch, share: float) -> Batch:
    """Some crops blended with another of the batch, up to half and half, pixels and labels alike (mixup).

    Args:
        rng: draws which, with what, and how much.
        batch: crops of one size.
        share: 0..1 of the crops.

    Source: Zhang, Cisse, Dauphin, Lopez-Paz 2018, "mixup: beyond empirical risk minimization".
    """
    count = len(batch.reflectance)
    own = 1 - 0.5 * rng.random(count) * (rng.random(count) < share)
    partner = torch.from_numpy(rng.permutation(count))
    weight = torch.from_numpy(own.astype(np.float32))[:, None, None, None]
    return Batch(*(weight * values + (1 - weight) * values[partner] for values in batch))


def simulate_level(rng: np.random.Generator, reflectance: np.ndarray, surface: bool) -> np.ndarray:
    """Sometimes the other level of processing: path reflectance taken off and transmittance divided out, or back on.

    Args:
        rng: draws whether, and how hazy.
        reflectance: (10, H, W).
        surface: whether the input is surface reflectance.

    Returns:
        (10, H, W), at least 0.
    """
    if rng.random() >= (0.3 if surface else 0.4):
        return reflectance
    haze = rng.uniform(0.5, 1.25)
    return to_top(reflectance, haze) if surface else to_surface(reflectance, haze)


def to_surface(reflectance: np.ndarray, haze: float) -> np.ndarray:
    """Surface reflectance, at least 0.0005, from top of atmosphere (10, H, W); haze 1 is a clear atmosphere."""
    path, clear = _atmosphere(haze)
    return np.maximum((reflectance - path) / clear, 0.0005)


def to_top(reflectance: np.ndarray, haze: float) -> np.ndarray:
    """Top-of-atmosphere reflectance from surface reflectance (10, H, W)."""
    path, clear = _atmosphere(haze)
    return reflectance * clear + path


def _atmosphere(haze: float) -> tuple[np.ndarray, np.ndarray]:
    return (PATH_REFLECTANCE * haze)[:, None, None], (TRANSMITTANCE**haze)[:, None, None]


def _orient(array: np.ndarray, turns: int, flip: bool) -> Tensor:
    turned = np.rot90(array, turns, axes=(-2, -1))
    return torch.from_numpy(np.ascontiguousarray(turned[..., ::-1] if flip else turned))[None]


def _fit(array: Tensor, side: int) -> Tensor:
    if array.shape[-1] == side:
        return array
    return F.interpolate(array, size=(side, side), mode="bilinear", align_corners=False, antialias=True)


def _fit_known(percent: Tensor, side: int) -> Tensor:
    """Fractions from percent; nan where half or more of a cell is unknown."""
    known = (percent != NO_SETTLEMENT).float()
    if bool(known.all()):
        return _fit(percent.float() / 100, side)
    weight = _fit(known, side)
    mean = _fit(percent.float() / 100 * known, side) / weight.clamp_min(1e-6)
    return torch.where(weight > 0.5, mean, torch.nan)
