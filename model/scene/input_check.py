# SPDX-License-Identifier: GPL-2.0-or-later
"""Does a scene look like what the network was trained on? If not, the likeliest cause.

A card keeps percentiles of the training scenes per band: the range that they span, and how they vary together (mean
and covariance of the floor of each band, and of the logarithm of what its median lies above). A scene that is far from
these is tried with each of the usual mistakes undone; the mistake whose undoing brings it home is named.
`training.scene_statistics` measures the training places and writes the figures into the card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple, Optional

import numpy as np

from ..raster.windows import Window
from ..tables import sentinel2
from .scene import Scene

CARD_KEY = "reflectance"
PERCENTILES = (2, 25, 50, 75, 98)
SAMPLE_SIDE_PX = 64
_SAMPLES_A_SIDE = 5
_FEWEST_PIXELS = 400

_FLOOR, _QUARTER, _MIDDLE = (PERCENTILES.index(p) for p in (2, 25, 50))
# A twentieth of reflectance in the floor weighs like a factor of e in what lies above it.
_FLOOR_UNIT = 0.05
_LEAST_SPREAD = 0.01
# Added to the variances: what places that nobody has seen may add.
_RIDGE = 0.01
# Squared distances (Mahalanobis, 20 figures), chosen so that leaving one training place out gives hardly an alarm: from
# where on a scene is odd, and by how much a mistake undone has to bring it nearer.
_ODD = 90.0
_GAIN = 15.0
_LEFT = 0.65


class Ranges(NamedTuple):
    """What training scenes span."""

    low: np.ndarray
    """(10, len(PERCENTILES)) reflectance."""
    high: np.ndarray
    mean: np.ndarray
    """(20,) of the figures that `_figures` gives."""
    covariance: np.ndarray
    scenes: int


class Mistake(NamedTuple):
    """A usual way to hand over the wrong numbers."""

    question: str
    """That the warning ends with."""
    scale: float = 1.0
    offset: float = 0.0
    """Undone by reflectance * scale + offset."""
    order: tuple[str, ...] = sentinel2.NAMES
    """Which band really stands in the place of each of the ten."""


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
    pixels = sample(scene, window or Window(0, 0, scene.grid.width, scene.grid.height))
    return warnings(percentiles(pixels), ranges) if pixels.shape[1] >= _FEWEST_PIXELS else []


def sample(scene: Scene, window: Window) -> np.ndarray:
    """(10, n) reflectance of valid pixels from small squares all over a window."""
    side = min(SAMPLE_SIDE_PX, window.width, window.height)
    found = []
    for row in np.linspace(window.row, window.row + window.height - side, _SAMPLES_A_SIDE).astype(int):
        for col in np.linspace(window.col, window.col + window.width - side, _SAMPLES_A_SIDE).astype(int):
            reflectance, valid = scene.read(Window(int(col), int(row), side, side))
            found.append(reflectance[:, valid])
    return np.concatenate(found, axis=1)


def percentiles(pixels: np.ndarray) -> np.ndarray:
    """(10, len(PERCENTILES)) of (10, n) reflectance."""
    return np.percentile(pixels, PERCENTILES, axis=1).T


def warnings(scene: np.ndarray, ranges: Ranges) -> list[str]:
    """What is odd about a scene, one sentence, with the likeliest cause; [] where nothing is.

    Args:
        scene: (10, len(PERCENTILES)) reflectance.
        ranges: of the training scenes.
    """
    covariance = ranges.covariance + _RIDGE * np.eye(len(ranges.mean))

    def distance(table: np.ndarray) -> float:
        away = _figures(table) - ranges.mean
        return float(away @ np.linalg.solve(covariance, away))

    here = distance(scene)
    # An offset taken off twice leaves nothing of dark ground: what was cut off at 0 cannot be put back.
    if (scene[:3, _QUARTER] <= 0.001).any() and scene.max() > 0.05:
        band = sentinel2.NAMES[int(scene[:3, _QUARTER].argmin())]
        return [f"Warning: a quarter of the scene is 0 in {band}: {_TWICE}"]
    # Percentiles move with their band, its scale and its offset: the pixels are not asked again.
    tried = []
    for mistake in _mistakes():
        undone = scene[[mistake.order.index(name) for name in sentinel2.NAMES]] * mistake.scale + mistake.offset
        tried.append((distance(np.clip(undone, 0, 3)), mistake))
    best, mistake = min(tried, key=lambda pair: pair[0])
    if here - best > _GAIN and best < _LEFT * here:
        return [f"Warning: {_oddest(scene, ranges)}: {mistake.question}"]
    if here > _ODD:
        return [
            f"Warning: {_oddest(scene, ranges)}, and none of the usual mistakes explains it: cloud, snow, haze, or a "
            "landscape new to the network? Read the map with care."
        ]
    return []


def _figures(scene: np.ndarray) -> np.ndarray:
    """(20,) what is compared: the floor of each band, and the logarithm of what its median lies above."""
    floor, middle = scene[:, _FLOOR], scene[:, _MIDDLE]
    return np.concatenate([floor / _FLOOR_UNIT, np.log(np.maximum(middle - floor, 0) + _LEAST_SPREAD)])


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


def statistics(scenes: Sequence[np.ndarray]) -> dict[str, Any]:
    """What a card keeps of its training scenes, each (10, n) reflectance."""
    tables = np.array([percentiles(pixels) for pixels in scenes])
    figures = np.array([_figures(table) for table in tables])
    covariance = np.cov(figures.T) if len(figures) > 1 else np.zeros((figures.shape[1],) * 2)
    return _entry(Ranges(tables.min(axis=0), tables.max(axis=0), figures.mean(axis=0), covariance, len(tables)))


def merge_statistics(first: Optional[Ranges], second: Ranges) -> dict[str, Any]:
    """The figures of two trainings, one after the other, as one card keeps them."""
    if first is None:
        return _entry(second)
    scenes = first.scenes + second.scenes
    shares = first.scenes / scenes, second.scenes / scenes
    mean = shares[0] * first.mean + shares[1] * second.mean
    apart = first.mean - second.mean
    covariance = shares[0] * first.covariance + shares[1] * second.covariance
    covariance = covariance + shares[0] * shares[1] * np.outer(apart, apart)
    low, high = np.minimum(first.low, second.low), np.maximum(first.high, second.high)
    return _entry(Ranges(low, high, mean, covariance, scenes))


def _entry(ranges: Ranges) -> dict[str, Any]:
    low, high = ranges.low.round(4), ranges.high.round(4)
    return {
        "scenes": ranges.scenes,
        "percentiles": list(PERCENTILES),
        "bands": {name: {"low": low[i].tolist(), "high": high[i].tolist()} for i, name in enumerate(sentinel2.NAMES)},
        "mean": ranges.mean.round(4).tolist(),
        "covariance": ranges.covariance.round(5).tolist(),
    }


def read_ranges(card: Mapping[str, Any]) -> Optional[Ranges]:
    """The figures of a card; None where it has none that this version understands."""
    kept = card.get(CARD_KEY)
    try:
        if list(kept["percentiles"]) != list(PERCENTILES):
            return None
        low, high = (np.array([kept["bands"][name][end] for name in sentinel2.NAMES], float) for end in ("low", "high"))
        mean, covariance = np.array(kept["mean"], float), np.array(kept["covariance"], float)
        scenes = int(kept["scenes"])
    except (KeyError, TypeError, ValueError):
        return None
    size = 2 * len(sentinel2.NAMES)
    shapes = low.shape, high.shape, mean.shape, covariance.shape
    table = len(sentinel2.NAMES), len(PERCENTILES)
    if shapes != (table, table, (size,), (size, size)) or not all(map(_finite, (low, high, mean, covariance))):
        return None
    return Ranges(low, high, mean, covariance, scenes)


def _finite(values: np.ndarray) -> bool:
    return bool(np.isfinite(values).all())
