# SPDX-License-Identifier: GPL-2.0-or-later
"""Probabilities of the built zones, given height and plan fraction of the buildings in a cell: Bayes' rule.

Stewart and Oke give each built zone a range of heights and one of plan fractions (building surface fractions). A
measured value is a value from that range, all equally probable, plus an error: heights on the logarithmic scale, as
their errors grow with them, fractions on the linear one. The two errors are taken to be independent. With a small
probability the measurement is wrong altogether (a building that is no longer there, one of many that was mapped); then
it says nothing of the zone, which bounds what any measurement can do.

The natural zones have up to 10 % of buildings, of any height. A larger fraction is evidence against them; a smaller one
is no evidence for either side: buildings may be missing in a layer, and a single barn does not make a field built-up.
Where no plan fraction is known, the natural zones keep their probabilities.

Source: ranges, Stewart & Oke 2012, table 3, by way of `urban_canopy`, whose upper limit of high-rise is 75 m.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..tables import lcz, urban_canopy

# A stored probability of 0 may be half a step of LCZ_PROBABILITIES.
_HIDDEN = 0.002
# A measurement counts as a reason where its logarithm has at least this share of the larger one's.
_REASON = 0.25


class Errors(NamedTuple):
    """Assumed errors of the measurements."""

    height_pct: float = 20.0
    """Standard deviation of a cell's mean height, percent of it: that of the data and of 100 m cells within a zone.

    Source: our choice. Heights from Sentinel have a root mean square error of 3.2 m at 100 m (GeoFormer 2026,
    arXiv:2602.09932), a fifth of the height of a midrise quarter. Building models are nearer, but a cell of 100 m is a
    part of the neighbourhood that the ranges describe.
    """
    fraction_pct: float = 10.0
    """Standard deviation of a cell's plan fraction, percentage points.

    Source: our choice: a street more or less in a cell of 100 m is 10 to 20 m of its width.
    """
    wrong_pct: float = 5.0
    """Share of the cells whose measurement is useless: our choice."""


class Refined(NamedTuple):
    """The probabilities after the measurement."""

    probabilities: np.ndarray
    """(17, H, W) float32, the same sum in each cell as before."""
    by_height: np.ndarray
    """(H, W) bool: whether the height supports the most probable zone after, against that before."""
    by_fraction: np.ndarray
    """(H, W) bool: whether the plan fraction supports it."""


def refine(
    probabilities: np.ndarray, height_m: np.ndarray, fraction: Optional[np.ndarray], counts: np.ndarray, errors: Errors
) -> Refined:
    """Bayes' rule in each cell that counts; elsewhere the probabilities stay.

    Args:
        probabilities: (17, H, W) of the zones.
        height_m: (H, W) mean height of the buildings, metres; nan where it is not known.
        fraction: (H, W) plan fraction, 0..1, nan where it is not known; None for nowhere.
        counts: (H, W) bool, cells with buildings.
        errors: of the measurements.
    """
    built = len(lcz.BUILT)
    before = probabilities.argmax(axis=0)
    refined = probabilities.astype(np.float32, copy=True)
    by_height, by_fraction = np.zeros((2, *before.shape), dtype=bool)
    heights = height_m[counts]
    fractions = np.full(heights.shape, np.nan) if fraction is None else fraction[counts]
    prior = refined[:, counts].astype(np.float64)
    total = prior.sum(axis=0)
    # A zone of which the network is sure that it is not there may come back where the height leaves no other.
    prior[:built] = np.maximum(prior[:built], _HIDDEN * prior[:built].sum(axis=0))
    densities = _density_of_height(heights, errors), _density_of_fraction(fractions, errors)
    weighted = prior * _likelihood(densities, prior, errors)
    known = weighted.sum(axis=0)
    some = (known > 0) & ~(np.isnan(heights) & np.isnan(fractions))
    refined[:, counts] = np.where(some, weighted * (total / np.where(some, known, 1)), refined[:, counts])
    after = refined.argmax(axis=0)
    gains = [_gain(density, prior, before[counts], after[counts]) for density in densities]
    largest = np.maximum(*gains)
    for gain, found in zip(gains, (by_height, by_fraction)):
        found[counts] = (before != after)[counts] & (gain > 0) & (gain >= _REASON * largest)
    return Refined(refined, by_height, by_fraction)


def _likelihood(densities: tuple[np.ndarray, np.ndarray], prior: np.ndarray, errors: Errors) -> np.ndarray:
    """(17, n) likelihood of both measurements in each zone, with the share of wrong ones.

    Args:
        densities: (17, n) of the height and of the fraction.
        prior: (17, n).
        errors: of the measurements.
    """
    built, wrong = len(lcz.BUILT), errors.wrong_pct / 100
    likelihood = (1 - wrong) * densities[0] * densities[1] + wrong
    weight = prior[:built].sum(axis=0)
    mean = (prior[:built] * likelihood[:built]).sum(axis=0) / np.where(weight > 0, weight, 1)
    # No natural zone gains by a measurement of buildings.
    likelihood[built:] = np.minimum(likelihood[built:], np.where(weight > 0, mean, 1.0))
    return likelihood


def _gain(density: np.ndarray, prior: np.ndarray, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """(n,) logarithm of how much more probable a measurement is in the new zone than in the old one."""
    built, place = len(lcz.BUILT), np.arange(density.shape[1])
    weight = prior[:built].sum(axis=0)
    mean = (prior[:built] * density[:built]).sum(axis=0) / np.where(weight > 0, weight, 1)
    old = density[before, place]
    old = np.where(before >= built, np.minimum(old, mean), old)
    tiny = np.finfo(float).tiny
    return np.log(np.maximum(density[after, place], tiny)) - np.log(np.maximum(old, tiny))


def _density_of_height(height_m: np.ndarray, errors: Errors) -> np.ndarray:
    """(17, n) density of the logarithm of a height, 1 on the mean of all heights; 1 where it is not known."""
    spread = math.log1p(errors.height_pct / 100)
    known = ~np.isnan(height_m)
    logarithm = np.log(np.clip(np.where(known, height_m, 1), _BOTTOM_M, _TOP_M))
    density = np.ones((len(lcz.ZONES), len(height_m)))
    density[: len(lcz.BUILT)] = _density(logarithm, np.log(_HEIGHTS_M), spread) * math.log(_TOP_M / _BOTTOM_M)
    return np.where(known, density, 1.0)


def _density_of_fraction(fraction: np.ndarray, errors: Errors) -> np.ndarray:
    """(17, n) density of a plan fraction in each zone; 1 where it is not known."""
    known = ~np.isnan(fraction)
    return np.where(known, _density(np.where(known, fraction, 0), _FRACTIONS, errors.fraction_pct / 100), 1.0)


def _density(value: np.ndarray, ranges: np.ndarray, spread: float) -> np.ndarray:
    """(zones, n) density of values that lie anywhere in a range, with a normal error.

    Args:
        value: (n,).
        ranges: (zones, 2).
        spread: standard deviation of the error; 0 for none.
    """
    from scipy.special import ndtr  # the provider loads without SciPy

    low, high = ranges[:, :1], ranges[:, 1:]
    if spread <= 0:
        return ((value >= low) & (value <= high)) / (high - low)
    return (ndtr((high - value) / spread) - ndtr((low - value) / spread)) / (high - low)


def _ranges(key: str, zones: Sequence[lcz.Zone]) -> np.ndarray:
    """(zones, 2) lowest and highest value of a parameter in each zone."""
    parameter = urban_canopy.PARAMETERS[key]
    return np.array([[urban_canopy.value(parameter, zone, end) for end in ("minimum", "maximum")] for zone in zones])


_HEIGHTS_M = _ranges("height_m", lcz.ZONES[: len(lcz.BUILT)])  # those of natural zones are of trees
_FRACTIONS = _ranges("building_fraction_pct", lcz.ZONES) / 100
# Beyond what any zone has, a building is as one at the end: a skyscraper is a high-rise.
_BOTTOM_M, _TOP_M = float(_HEIGHTS_M.min()), float(_HEIGHTS_M.max())
