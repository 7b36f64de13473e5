# SPDX-License-Identifier: GPL-2.0-or-later
"""Crops for training, drawn from places and varied on the fly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from ..tables import lcz, sentinel2
from .atmosphere import to_boa, to_toa
from .places import LABEL_PX, NO_SETTLEMENT, PATCH_BANDS, PATCH_PX, Patches, Place

_PATCH_ORDER = [PATCH_BANDS.index(name) for name in sentinel2.NAMES]


FAR = 0.25
"""A crop moved by more than this share keeps no settlement label (`exchange_statistics`)."""


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


class Sampler:
    """Batches of crops, each drawn from its own random generator: step i is the same whenever it is drawn."""

    def __init__(
        self, places: Sequence[Place], patches: Patches | None = None, balanced_share: float = 0.25, levels: bool = True
    ) -> None:
        """Prepare to draw.

        Args:
            places: where crops come from, in proportion to the square root of their area.
            patches: a second source, drawn by `patch_batch`.
            balanced_share: share of the crops that are centred on a zone drawn uniformly, so that rare zones are seen.
            levels: whether the other level of processing is simulated now and then.
        """
        self.levels = levels
        self.places = places
        self.patches = patches
        self.balanced_share = balanced_share
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
        return augment(rng, [self._crop(rng) for _ in range(size)], self.levels)

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
        return augment(rng, crops)

    def _crop(self, rng: np.random.Generator) -> Crop:
        """One square crop around a random cell, every second one wider or narrower by up to a quarter."""
        side = PATCH_PX // LABEL_PX
        if rng.random() < 0.5:
            side = int(round(side * 1.25 ** rng.uniform(-1, 1)))
        if rng.random() < self.balanced_share and self._zones:
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


def augment(rng: np.random.Generator, crops: Sequence[Crop], levels: bool = True) -> Batch:
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
        values = numbers.astype(np.float32) / sentinel2.DN_PER_REFLECTANCE
        values = simulate_level(rng, values, surface) if levels else values
        gain = (1 + 0.10 * rng.standard_normal()) * (1 + 0.04 * rng.standard_normal((10, 1, 1)))
        offset = 0.01 * rng.standard_normal() + 0.003 * rng.standard_normal((10, 1, 1))
        values = np.clip(values * gain + offset, 0, None).astype(np.float32)
        turns, flip = int(rng.integers(4)), bool(rng.integers(2))
        reflectance.append(_fit(_orient(values, turns, flip), side))
        zones.append(_fit(_orient(zone.astype(np.float32) / 255, turns, flip), side // 4))
        settlement.append(_fit_known(_orient(built[None], turns, flip), side // 2))
    return Batch(torch.cat(reflectance), torch.cat(zones), torch.cat(settlement))


def mixup(rng: np.random.Generator, batch: Batch, share: float) -> Batch:
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


def exchange_statistics(rng: np.random.Generator, batch: Batch, share: float, strength: float) -> Batch:
    """Some crops with the mean and deviation of each band moved towards those of another crop of the batch.

    Texture and spectral contrast of the crop stay; brightness and colour become those of another place, season or
    soil. A crop that is moved far no longer shows the share of vegetation from which its settlement label was made, so
    that label is left out (nan).

    Args:
        rng: draws which crops, with which partner, and how far.
        batch: crops of one size.
        share: share of the crops that are moved, 0..1.
        strength: how far at most, 0..1; 1 = to the statistics of the other crop.

    Source: after Zhou, Yang, Qiao, Xiang 2021, "Domain generalization with MixStyle", here on the bands themselves.
    """
    count = len(batch.reflectance)
    moved = strength * rng.random(count) * (rng.random(count) < share)
    partner = torch.from_numpy(rng.permutation(count))
    moved = torch.from_numpy(moved.astype(np.float32))[:, None, None, None]
    mean = batch.reflectance.mean(dim=(2, 3), keepdim=True)
    deviation = batch.reflectance.std(dim=(2, 3), keepdim=True).clamp_min(1e-4)
    new_mean = torch.lerp(mean, mean[partner], moved)
    new_deviation = torch.lerp(deviation, deviation[partner], moved)
    reflectance = ((batch.reflectance - mean) * (new_deviation / deviation) + new_mean).clamp_min(0)
    return Batch(reflectance, batch.zones, torch.where(moved > FAR, torch.nan, batch.settlement))


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
    return to_toa(reflectance, haze) if surface else to_boa(reflectance, haze)


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
