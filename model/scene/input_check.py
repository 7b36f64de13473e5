# SPDX-License-Identifier: GPL-2.0-or-later
"""Does a scene look like what the network was trained on? If not, the likeliest cause.

A scene that is far from the training scenes (`reflectance_ranges`) is tried with each of the usual mistakes undone; the
mistake whose undoing brings it nearest is named. `training.scene_statistics` measures the training places and writes
the figures into the card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple, Optional

import numpy as np

from ..raster.windows import Window
from ..tables import sentinel2
from .reflectance_ranges import PERCENTILES, Ranges, percentiles, read_ranges
from .scene import Scene

SAMPLE_SIDE_PX = 64
_SAMPLES_A_SIDE = 5
_FEWEST_PIXELS = 400
# A scene with a shorter side has no surroundings to speak of: 200 m are two cells of a zone map.
_SHORTEST_SIDE_PX = 20

_QUARTER = PERCENTILES.index(25)
# Squared distances (Mahalanobis, 20 figures), chosen so that leaving one training place out gives hardly an alarm: from
# where on a scene is odd, and by how much a mistake undone has to bring it nearer.
_ODD = 90.0
_GAIN = 15.0
_LEFT = 0.65


class Mistake(NamedTuple):
    """A common mistake in the numbers or bands of a scene."""

    question: str
    """Question at the end of the warning."""
    scale: float = 1.0
    offset: float = 0.0
    """Undone by reflectance * scale + offset."""
    order: tuple[str, ...] = sentinel2.NAMES
    """The band that is in the place of each of the ten when this mistake was made."""


def _mistakes() -> Iterator[Mistake]:
    """The likelier first: of two explanations as good the first is named."""
    yield Mistake("is the -1000 offset of processing baseline 04.00 and later applied?", offset=-0.1)
    yield Mistake(_TWICE, offset=0.1)
    for factor in (10.0, 100.0, 1000.0, 10000.0):
        yield Mistake(f"are the values divided by {factor:g} too often?", scale=factor)
        yield Mistake(f"do the values have to be divided by {factor:g}?", scale=1 / factor)
    yield from (Mistake(f"are the bands in the order {title}?", order=order) for title, order in _ORDERS)
    for first, second in combinations(sentinel2.NAMES, 2):
        swap = {first: second, second: first}
        order = tuple(swap.get(name, name) for name in sentinel2.NAMES)
        yield Mistake(f"are {first} and {second} exchanged?", order=order)


_TWICE = "was the -1000 offset applied twice, or to a scene that has none?"
_ORDERS = (
    ("B2 B3 B4 B5 B6 B7 B8 B11 B12 B8A", ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B11", "B12", "B8A")),
    ("B2 B3 B4 B8 B5 B6 B7 B8A B11 B12", ("B2", "B3", "B4", "B8", "B5", "B6", "B7", "B8A", "B11", "B12")),
    ("B4 B3 B2 B8 B5 B6 B7 B8A B11 B12", ("B4", "B3", "B2", "B8", "B5", "B6", "B7", "B8A", "B11", "B12")),
    ("B11 B12 B2 B3 B4 B5 B6 B7 B8 B8A", ("B11", "B12", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A")),
)


def check(scene: Scene, card: Mapping[str, Any], window: Optional[Window] = None) -> list[str]:
    """Warnings for the log about a scene that does not look like those trained on; none where it does.

    Args:
        scene: open for reading.
        card: of the weights; one without ranges has nothing to say.
        window: the part that is to be mapped; None for all.
    """
    ranges = read_ranges(card)
    if ranges is None:
        return []
    pixels = sample(scene, window)
    if not pixels.size and (window is None or scene.reaches(window)):
        return [f"Warning: a sample of {scene.source} has no pixel with a value; it may add nothing to the maps."]
    found = warnings(percentiles(pixels), ranges) if pixels.shape[1] >= _FEWEST_PIXELS else []
    width, height = scene.grid.width, scene.grid.height
    if min(width, height) < _SHORTEST_SIDE_PX:
        found.append(
            f"Warning: the scene is {width} x {height} px, and the network looks at the surroundings of each cell, "
            "which are missing here: read the map with care."
        )
    return found


def sample(scene: Scene, window: Optional[Window] = None) -> np.ndarray:
    """(10, n) reflectance of valid pixels from small squares all over a window; None for the whole scene."""
    window = window or Window(0, 0, scene.grid.width, scene.grid.height)
    side = min(SAMPLE_SIDE_PX, window.width, window.height)
    parts = []
    for square in window.spread(side, _SAMPLES_A_SIDE, _SAMPLES_A_SIDE):
        reflectance, valid = scene.read(square)
        parts.append(reflectance[:, valid])
    return np.concatenate(parts, axis=1)


def warnings(scene: np.ndarray, ranges: Ranges) -> list[str]:
    """A warning on the values of a scene, with the most likely cause; [] where there is none.

    Args:
        scene: (10, len(PERCENTILES)) reflectance.
        ranges: of the training scenes.
    """
    here = ranges.distance(scene)
    # An offset taken off twice leaves nothing of dark ground: what was cut off at 0 cannot be put back.
    if (scene[:3, _QUARTER] <= 0.001).any() and scene.max() > 0.05:
        band = sentinel2.NAMES[int(scene[:3, _QUARTER].argmin())]
        return [f"Warning: a quarter of the scene is 0 in {band}: {_TWICE}"]
    # Percentiles move with their band, its scale and its offset: the pixels are not asked again.
    tried = []
    for mistake in _mistakes():
        undone = scene[[mistake.order.index(name) for name in sentinel2.NAMES]] * mistake.scale + mistake.offset
        tried.append((ranges.distance(undone), mistake))
    best, mistake = min(tried, key=lambda pair: pair[0])
    if here - best > _GAIN and best < _LEFT * here:
        return [f"Warning: {_oddest(scene, ranges)}: {mistake.question}"]
    if here > _ODD:
        return [
            f"Warning: {_oddest(scene, ranges)}, and none of the usual mistakes explains it: cloud, snow, haze, or a "
            "landscape new to the network? Read the map with care."
        ]
    return []


def _oddest(scene: np.ndarray, ranges: Ranges) -> str:
    """The band that lies farthest outside the range of the training scenes, else from their mean, in words."""
    beyond = np.maximum(scene - ranges.high, 0) - np.maximum(ranges.low - scene, 0)
    band, which = np.unravel_index(np.abs(beyond).argmax(), beyond.shape)
    if abs(beyond[band, which]) < 0.005:
        return "the bands of this scene do not go together as in the scenes that the network was trained on"
    low, high = ranges.low[band, which], ranges.high[band, which]
    where = "above" if beyond[band, which] > 0 else "below"
    names = {2: "the darkest", 25: "a quarter", 50: "the median", 75: "three quarters", 98: "the brightest"}
    return (
        f"{sentinel2.NAMES[band]} is {abs(beyond[band, which]):.2f} {where} what the network has seen "
        f"({names[PERCENTILES[which]]} at {scene[band, which]:.2f}, in training scenes {low:.2f} to {high:.2f})"
    )
