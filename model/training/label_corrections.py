# SPDX-License-Identifier: GPL-2.0-or-later
"""Corrections of the zone labels before training, by rules that spectra of all dates support.

The labels are made by networks and have their faults (`docs/results.md` lists them place by place). A rule is here only
where the picture of every place that it changes was looked at. Labels of places held out for validation are never
corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import ndimage

from ..tables import lcz, sentinel2
from . import forest_labels
from .atmosphere import to_boa
from .forest_labels import cell_means, ndvi_of
from .places import LABEL_PX, NO_SETTLEMENT, Place

MOVED = 0.85
"""Share of a probability that is moved to another zone; the rest stays as doubt."""
WEIGHT = {
    "saclay_e": 0.25,
    "saclay_w": 0.25,
    "paris": 0.5,
    "bercy": 0.5,
    "lasvegas": 0.5,
    "jiangsu": 0.5,
}
"""How much the labels of a place count, 0..1, where by eye a large part of them is wrong.

Half of the labels of the Paris region was cut from an expert map on the grid that the tags promise (`square_pixels`),
and lies 330 to 550 m off; much of Las Vegas is a matter of view, see `GARDENS`; villages are D in Jiangsu.
"""
CLOUD_BLUE = {"brandenburg": 0.115}
"""Surface reflectance in blue above which a place has cloud. A list, not a rule: white halls and turbid water elsewhere
are as bright."""
_CLOUD_MARGIN_CELLS = 6
GARDENS = {"cupertino": (("3", "6", 0.75),), "lasvegas": (("2", "3", MOVED), ("3", "6", 0.5))}
"""By place: which share of a zone's probability goes to another, as houses stand in gardens there. By name, as no
threshold of vegetation tells them from the compact low-rise of other places (`docs/labels.md`)."""
_LABELS = [zone.label for zone in lcz.ZONES]
_OPEN_GREEN = [_LABELS.index(label) for label in "ABCD"]
_BARE = [_LABELS.index(label) for label in "EF"]
_HALLS = [_LABELS.index(label) for label in ("8", "10")]


def corrected(place: Place) -> Place:
    """The place with corrected and weighted zone labels; settlement is unknown where a correction contradicts it."""
    height, width = place.size_px
    scenes = [scene[:, :height, :width].astype(np.float32) / sentinel2.DN_PER_REFLECTANCE for scene in place.scenes]
    dates = [scene if place.surface else to_boa(scene, haze=1.0) for scene in scenes]
    rows, cols = height // LABEL_PX, width // LABEL_PX
    zones = place.zones[:, :rows, :cols]
    canopy = forest_labels.closed_canopy if len(dates) > 1 else forest_labels.dark_canopy
    zones = forest_labels.relabel_forest(zones, canopy(dates, LABEL_PX))
    not_bare, not_halls = green_ground(dates, LABEL_PX)
    doubtful = not_halls & np.isin(zones.argmax(axis=0), _HALLS)
    zones = relabel_green(zones, not_bare, not_halls)
    for source, target, share in GARDENS.get(place.name, ()):
        zones = move(zones, source, target, share)
    hidden = under_cloud(dates, LABEL_PX, CLOUD_BLUE.get(place.name, np.inf))
    zones = np.where(hidden, 0, np.rint(zones * WEIGHT.get(place.name, 1.0))).astype(np.uint8)
    settlement = place.settlement[: 2 * rows, : 2 * cols].copy()
    settlement[(doubtful | hidden).repeat(2, axis=0).repeat(2, axis=1)] = NO_SETTLEMENT
    return replace(place, zones=zones, settlement=settlement)


def green_ground(dates: Sequence[np.ndarray], cell_px: int) -> tuple[np.ndarray, np.ndarray]:
    """Which cells cannot be bare ground, and which cannot be large or industrial buildings: green on every date.

    Args:
        dates: surface reflectance of one place, each (10, H, W).
        cell_px: side of a cell in pixels.

    Returns:
        Two (H / cell_px, W / cell_px) bool. Not bare: NDVI over 0.45 on every date, which is a quarter of plants and
        more, where rock and soil have less than a tenth. Not halls: over 0.5 in all of a square of three cells.

    Source: vegetation fraction after Carlson & Ripley 1997 between 0.05 and 0.86; zones after Stewart & Oke 2012,
    table 3; thresholds looked at in the pictures.
    """
    lowest = np.min([ndvi_of(cell_means(reflectance, cell_px)) for reflectance in dates], axis=0)
    return lowest > 0.45, ndimage.binary_opening(lowest > 0.5, np.ones((3, 3)))


def relabel_green(zones: np.ndarray, not_bare: np.ndarray, not_halls: np.ndarray) -> np.ndarray:
    """Zone labels in which green ground is neither E nor F, nor 8 or 10 inside a green square.

    What is taken goes to A, B, C and D in the proportion that the label gives them in the green cells around (240 m).

    Args:
        zones: (17, H, W) uint8, probability = value / 255.
        not_bare, not_halls: (H, W) bool, see `green_ground`.
    """
    values = zones.astype(np.float32)
    green = not_bare | not_halls
    natural = np.stack([ndimage.gaussian_filter(values[index] * green, 3.0) for index in _OPEN_GREEN]) + 1e-3
    natural[-1] += 0.5  # low plants where the label knows of nothing green around
    natural /= natural.sum(axis=0)
    for indices, where in ((_BARE, not_bare), (_HALLS, not_halls)):
        taken = MOVED * values[indices] * where
        values[indices] -= taken
        values[_OPEN_GREEN] += natural * taken.sum(axis=0)
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def move(zones: np.ndarray, source: str, target: str, share: float) -> np.ndarray:
    """Zone labels (17, H, W) of which a share, 0..1, of the probability of one zone goes to another."""
    values = zones.copy()
    taken = np.rint(share * values[_LABELS.index(source)].astype(np.float32)).astype(np.uint8)
    values[_LABELS.index(source)] -= taken
    values[_LABELS.index(target)] += taken
    return values


def under_cloud(dates: Sequence[np.ndarray], cell_px: int, blue: float) -> np.ndarray:
    """Which cells lie under cloud on any date, with a margin of 240 m.

    Cloud is bright in blue and in SWIR (ice and snow are dark there), and wider than four cells.

    Args:
        dates: surface reflectance of one place, each (10, H, W).
        cell_px: side of a cell in pixels.
        blue: reflectance in B2 above which a cell is white; infinite where a place has no cloud.

    Returns:
        (H / cell_px, W / cell_px) bool.
    """
    white = [(bands["B2"] > blue) & (bands["B11"] > 0.15) for bands in (cell_means(date, cell_px) for date in dates)]
    clouds = ndimage.binary_opening(np.any(white, axis=0), np.ones((4, 4)))
    return ndimage.binary_dilation(clouds, iterations=_CLOUD_MARGIN_CELLS)
