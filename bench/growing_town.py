# SPDX-License-Identifier: GPL-2.0-or-later
"""A simulated town that grows by a district in a known year, seen once a year in another season and another air."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

import numpy as np

from hse_lcz.model.raster.block_stats import block_sum
from hse_lcz.model.series import zone_change
from hse_lcz.model.series.series_cells import Evidence, model_area
from hse_lcz.model.simulation.materials import CELL_M, CODE, Ground, Land, smooth_noise
from hse_lcz.model.simulation.scene import DN_PER_REFLECTANCE, PIXEL_M, ZONE_CELL_M, observe
from hse_lcz.model.simulation.town_plan import FIELD, FULL_SIDE_M, PAINTERS, build

SIZE_PX = 400
DISTRICT = 12
"""Side of the new district, cells of 100 m."""
SEASONS = ((0.3, 0.1), (0.0, 0.5), (-0.8, 0.7), (0.2, 0.2), (-0.4, 0.6), (0.1, 0.3))
"""Of each year: how green plants are, and which share of the land under crops is cut or ploughed."""
# Standard deviations of haze, reflectance of the bluest band, and of the gain, a share.
_HAZE, _GAIN = 0.01, 0.05
_FACTOR = int(ZONE_CELL_M / CELL_M)
_PLANTS = [CODE[name] for name in ("lawn", "meadow", "deciduous", "crop")]


class Town(NamedTuple):
    """A town and its growth."""

    seed: int
    zone: int
    """Code of the zone of the new district."""
    first_built: int
    """Number of the first year, from 0, in which the district stands."""


class Grown(NamedTuple):
    """What can be seen of a growing town."""

    district: np.ndarray
    """(n, n) bool, cells of 100 m."""
    scenes: Iterator[np.ndarray]
    """(10, 10 n, 10 n) float32 reflectance, year after year."""


def grow(town: Town) -> Grown:
    """A town whose new district stands where most of the land was fields."""
    rng = np.random.default_rng(town.seed)
    cells = int(SIZE_PX * PIXEL_M / CELL_M)
    metres = (np.arange(cells, dtype=np.float32) + np.float32(0.5)) * np.float32(CELL_M)
    x, y = np.meshgrid(metres, metres)
    land = Land(x, y, smooth_noise(rng, cells, 900), smooth_noise(rng, cells, 130))
    plan, ground = build(rng, land, SIZE_PX * PIXEL_M / FULL_SIDE_M)
    district = _most_fields(block_sum((plan.zone == FIELD).astype(np.float32), _FACTOR))
    where = district.repeat(_FACTOR, axis=0).repeat(_FACTOR, axis=1)
    built = PAINTERS[town.zone](rng, land.part(where))
    return Grown(district, _seen(rng, town, ground, where, built))


def figures(town: Town, district: np.ndarray, probabilities: np.ndarray) -> dict[str, float]:
    """How well the growth is found in maps of all years, smoothed with the settings as they are.

    Args:
        town: whose growth is known.
        district: (n, n) bool.
        probabilities: (T, 17, n, n), a map a year.

    Returns:
        F1 of the cells that are said to change in the right year against the district; the share of the district that
        is said to change in another year alone; the share of the other cells that are said to change in any year, and
        the same without smoothing. "_alone" without the support of the neighbours.
    """
    changes, alone = (_changes(probabilities, evidence) for evidence in (Evidence(), Evidence(neighbours=0)))
    raw = probabilities.argmax(axis=1)
    right = changes[town.first_built - 1]
    return {
        "zone": town.zone,
        "f1": _f1(right, district),
        "f1_alone": _f1(alone[town.first_built - 1], district),
        "wrong_year": float((changes.any(axis=0) & ~right)[district].mean()),
        "else_changed": float(changes.any(axis=0)[~district].mean()),
        "else_changed_alone": float(alone.any(axis=0)[~district].mean()),
        "else_changed_before": float((raw[1:] != raw[:-1]).any(axis=0)[~district].mean()),
    }


def _changes(probabilities: np.ndarray, evidence: Evidence) -> np.ndarray:
    """(T - 1, n, n) bool, whether the smoothed zone differs from the year before."""
    count = len(probabilities)
    chain = zone_change.chain([1.0] * (count - 1), zone_change.RATE)
    zones = model_area(probabilities, chain, evidence).zones
    return zones[1:] != zones[:-1]


def _f1(found: np.ndarray, district: np.ndarray) -> float:
    return float(2 * (found & district).sum() / (found.sum() + district.sum()))


def _most_fields(fields_in_cell: np.ndarray) -> np.ndarray:
    """(n, n) bool, the square of the district's size with the most fields."""
    count = len(fields_in_cell) - DISTRICT + 1
    corners = [(row, col) for row in range(count) for col in range(count)]
    row, col = max(corners, key=lambda at: fields_in_cell[at[0] : at[0] + DISTRICT, at[1] : at[1] + DISTRICT].sum())
    chosen = np.zeros(fields_in_cell.shape, dtype=bool)
    chosen[row : row + DISTRICT, col : col + DISTRICT] = True
    return chosen


def _seen(
    rng: np.random.Generator, town: Town, ground: Ground, where: np.ndarray, built: Ground
) -> Iterator[np.ndarray]:
    """The scene of each year."""
    # Haze falls with the wavelength.
    falling = np.linspace(1, 0.1, 10)[:, None, None]
    for year, (greenness, cut) in enumerate(SEASONS):
        now = Ground(*(getattr(ground, field.name).copy() for field in fields(Ground)))
        if year >= town.first_built:
            now.insert(where, built)
        now.green[np.isin(now.cover, _PLANTS)] += np.float32(greenness)
        worked = smooth_noise(rng, len(now.cover), 500)
        worked = (now.cover == CODE["crop"]) & (worked > np.quantile(worked, 1 - cut))
        now.cover[worked] = CODE["stubble"] if rng.random() < 0.5 else CODE["dark soil"]
        image = observe(rng, now) / np.float32(DN_PER_REFLECTANCE)
        air = rng.normal(0, _HAZE) * falling
        yield np.maximum(image * (1 + rng.normal(0, _GAIN)) + air, 1e-4).astype(np.float32)
