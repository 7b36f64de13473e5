# SPDX-License-Identifier: GPL-2.0-or-later
"""The order of bands that nothing describes, by comparing their values with those of the training scenes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..raster.io import gdal_errors
from ..tables.sentinel2 import ALL_NAMES, BANDS, NAMES
from .band_matching import BandChoice, by_count, resolve_bands
from .radiometry import SCALES
from .reflectance_ranges import PERCENTILES, Ranges, bundled
from .vrt_stack import Layer


class Order(NamedTuple):
    """An order in which a known program or data set writes the bands."""

    title: str
    bands: tuple[str, ...]

    @property
    def indices(self) -> tuple[Optional[int], ...]:
        """Numbers of the ten bands, counted from 1, None for one that the order lacks."""
        return tuple(self.bands.index(name) + 1 if name in self.bands else None for name in NAMES)


def _without(*names: str) -> tuple[str, ...]:
    return tuple(name for name in ALL_NAMES if name not in names)


# "Sorted" is the order of file names: B11 comes before B2.
ORDERS = (
    Order("the ten bands in the network's order", NAMES),
    Order("the ten bands, B8A last", (*NAMES[:7], "B11", "B12", "B8A")),
    Order("10 m before 20 m, as in BigEarthNet", ("B2", "B3", "B4", "B8", "B5", "B6", "B7", "B8A", "B11", "B12")),
    Order("GDAL's Level-2A, red first", ("B4", "B3", "B2", "B8", "B5", "B6", "B7", "B8A", "B11", "B12")),
    Order("the ten bands, red first", ("B4", "B3", "B2", *NAMES[3:])),
    Order("the ten bands, B8 last", (*NAMES[:6], "B8A", "B11", "B12", "B8")),
    Order("the ten bands, sorted by name", tuple(sorted(NAMES))),
    Order("Level-2A without B9", _without("B9", "B10")),
    Order("sen2r's surface reflectance, no B8A", _without("B8A", "B10")),
    Order("Level-2A", _without("B10")),
    Order("Level-2A, B8A last", (*_without("B8A", "B10"), "B8A")),
    Order("sen2r's top-of-atmosphere reflectance, no B8A", _without("B8A")),
    Order("Level-2A, sorted by name", tuple(sorted(_without("B10")))),
    Order("Level-1C", ALL_NAMES),
    Order("Level-1C with B8A last, as in EuroSAT", (*_without("B8A"), "B8A")),
    Order("Level-1C, sorted by name", tuple(sorted(ALL_NAMES))),
)  # fmt: skip

# Squared Mahalanobis distances, as in `input_check`. On the scenes of the training places the right order lies below
# 40, but for pure sea and salt; B8 and B8A exchanged add less than 5, so that their sharpness has to tell.
_FARTHEST = 60.0
_CLEARLY = 15.0
_PENALTY = 100.0
# Medians of reflectance: no ground is seen in B10 (cirrus), some always in B9.
_BRIGHTEST_CIRRUS = 0.04
_DARKEST_B9 = 0.02
_FEWEST_PIXELS = 400
_PIXELS = 9000
_SIDE_PX = 64
_WINDOWS_A_SIDE = 3
_FINE = tuple(band.resolution_m == 10 for band in BANDS)


class Sampled(NamedTuple):
    """What a few windows of an undescribed raster hold."""

    table: np.ndarray
    """(bands, len(PERCENTILES)) of the stored numbers."""
    pixels: int
    """Valid ones in the poorest band."""


def find_bands(layers: Sequence[Layer], assignments: str = "", twins: bool = False) -> BandChoice:
    """Which bands of a scene are the ten: by what describes them, else by the order that their values fit.

    Args:
        layers: all bands of the scene.
        assignments: of the user, see `band_matching.resolve_bands`.
        twins: let a missing B8 or B8A be estimated from the other bands.

    Raises:
        InputError: they are not all found, or found more than once.
    """
    names, wavelengths = [layer.name for layer in layers], [layer.wavelength_nm for layer in layers]
    return resolve_bands(names, wavelengths, assignments, twins, lambda: choose(layers, bundled(), twins))


def choose(layers: Sequence[Layer], ranges: Optional[Ranges], twins: bool) -> BandChoice:
    """Which bands are the ten, by the order that their values fit.

    Args:
        layers: bands without any description.
        ranges: of the training scenes; None to go by the number of bands alone.
        twins: let B8 stand in for B8A in an order that lacks it.

    Raises:
        InputError: no known order has so many bands, none fits the values, or several do.
    """
    known = [order for order in ORDERS if len(order.bands) == len(layers)]
    sampled = sample(layers) if known and ranges is not None else None
    if sampled is None or sampled.pixels < _FEWEST_PIXELS:
        choice = by_count([layer.name for layer in layers])
        return choice._replace(warning="too few pixels to check the order of the bands by their values.")
    scores = [_score(order, sampled, ranges) for order in known]
    best = min(scores)[0]
    fitting = [order for order, score in zip(known, scores) if score[0] < best + _CLEARLY]
    if len(fitting) > 1:
        detail = details(layers)
        fitting = [order for order in fitting if _is_as_sharp_as_it_should(order, detail)] or fitting
    if best > _FARTHEST or len(fitting) > 1 or _is_bettered(fitting[0], sampled, ranges):
        raise InputError(_refusal(known if best > _FARTHEST else fitting, len(fitting) > 1, len(layers)))
    return _chosen(fitting[0], twins)


def sample(layers: Sequence[Layer]) -> Sampled:
    """Percentiles of each band in a few windows."""
    tables, pixels = [], []
    for layer in layers:
        # A band of which no window can be read has no pixels; the empty array stands for it.
        values = np.concatenate([np.empty(0), *(numbers[valid] for numbers, valid in _windows(layer))])
        pixels.append(values.size)
        some = values[:: max(1, values.size // _PIXELS)]
        tables.append(np.percentile(some, PERCENTILES) if some.size else np.zeros(len(PERCENTILES)))
    return Sampled(np.array(tables), min(pixels))


def details(layers: Sequence[Layer]) -> np.ndarray:
    """(bands,) how much of the variation between pixels lies at one pixel; 0 for pixels of 20 m cut in four."""
    finest = min(abs(layer.dataset.GetGeoTransform()[1]) for layer in layers)
    found = []
    for layer in layers:
        is_coarse = abs(layer.dataset.GetGeoTransform()[1]) > 1.5 * finest
        windows = [] if is_coarse else [numbers for numbers, ok in _windows(layer) if ok.all() and min(ok.shape) > 8]
        found.append(float(np.median([_detail(numbers) for numbers in windows])) if windows else 0.0)
    return np.array(found)


def _windows(layer: Layer) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Numbers (H, W) float64 and where they are valid, of a few windows all over a band; those that can be read."""
    band = layer.dataset.GetRasterBand(layer.band)
    width, height = min(_SIDE_PX, band.XSize), min(_SIDE_PX, band.YSize)
    nodata, is_masked = band.GetNoDataValue(), band.GetMaskFlags() & (gdal.GMF_PER_DATASET | gdal.GMF_ALPHA)
    for row in sorted(set(np.linspace(0, band.YSize - height, _WINDOWS_A_SIDE).astype(int).tolist())):
        for col in sorted(set(np.linspace(0, band.XSize - width, _WINDOWS_A_SIDE).astype(int).tolist())):
            numbers, mask = None, None
            with gdal_errors(quiet=True):
                numbers = band.ReadAsArray(col, row, width, height)
                mask = band.GetMaskBand().ReadAsArray(col, row, width, height) if is_masked else None
            if numbers is None or (is_masked and mask is None):
                continue
            numbers = numbers.real.astype(np.float64)
            valid = np.isfinite(numbers) & (numbers > 0)
            if nodata is not None:
                valid &= numbers != nodata
            if mask is not None:
                valid &= mask > 0
            yield numbers, valid


def _detail(numbers: np.ndarray) -> float:
    """How much of the variation lies at one pixel, 0 where pixels come in equal pairs (20 m, by the nearest)."""
    equal = numbers[:, 1:] == numbers[:, :-1]
    pairs = max(float(equal[:, ::2].mean()), float(equal[:, 1::2].mean()))
    if pairs > 0.9:
        return 0.0
    bend = np.abs(numbers[:, 2:] - 2 * numbers[:, 1:-1] + numbers[:, :-2]).mean()
    return float(bend / max(np.abs(numbers[:, 3:] - numbers[:, :-3]).mean(), 1e-12))


def _score(order: Order, sampled: Sampled, ranges: Ranges) -> tuple[float, float, float]:
    """Distance of the bands in this order from the training scenes, and the scale and offset that give the least."""
    scores = []
    for scale in SCALES:
        for offset in (0.0, 0.1) if scale in (1.0, 10000.0) else (0.0,):
            scores.append((_distance(order, sampled, ranges, scale, offset), scale, offset))
    return min(scores)


def _distance(order: Order, sampled: Sampled, ranges: Ranges, scale: float, offset: float) -> float:
    """Distance of the bands in this order at a scale, with a penalty for the bands that the network does not read."""
    table = sampled.table / scale - offset
    ten, present = _ten(order, table)
    return ranges.distance(ten, present) + _of_the_others(order, table)


def _ten(order: Order, table: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """The ten bands of a table, zeros for one that is missing; and which of them are there."""
    ten = np.array([table[index - 1] if index else np.zeros(table.shape[1]) for index in order.indices])
    return ten, [place for place, index in enumerate(order.indices) if index]


def _of_the_others(order: Order, table: np.ndarray) -> float:
    """A penalty where B9 or B10 do not look like what the network does not read."""
    median = dict(zip(order.bands, table[:, PERCENTILES.index(50)]))
    wrong = median.get("B10", 0) > _BRIGHTEST_CIRRUS, median.get("B9", 1) < _DARKEST_B9
    return _PENALTY * sum(wrong)


def _is_as_sharp_as_it_should(order: Order, detail: np.ndarray) -> bool:
    """Whether every band of 10 m shows more detail than every band of 20 m."""
    found = [(detail[index - 1], fine) for index, fine in zip(order.indices, _FINE) if index]
    return min(value for value, fine in found if fine) > max(value for value, fine in found if not fine)


def _is_bettered(order: Order, sampled: Sampled, ranges: Ranges) -> bool:
    """Whether exchanging two bands fits far better: then the order is one that nobody knows."""
    here, scale, offset = _score(order, sampled, ranges)
    for first, second in combinations([name for name in NAMES if name in order.bands], 2):
        swap = {first: second, second: first}
        other = order._replace(bands=tuple(swap.get(name, name) for name in order.bands))
        if _distance(other, sampled, ranges, scale, offset) < here - _CLEARLY:
            return True
    return False


def _chosen(order: Order, twins: bool) -> BandChoice:
    """The choice that an order stands for.

    Raises:
        InputError: it lacks B8A, and nothing may stand in for it.
    """
    how = f"no band is described; their values fit {order.title} ({' '.join(order.bands)})"
    missing = [name for name, index in zip(NAMES, order.indices) if index is None]
    if missing and not twins:
        raise InputError(
            f"Expected the ten Sentinel-2 bands, found {len(order.bands)} without descriptions whose values fit "
            f"{order.title} ({' '.join(order.bands)}), with {missing[0]} missing; choose the full stack, or set "
            "SUBSTITUTE_NIR."
        )
    indices = [index or order.bands.index("B8") + 1 for index in order.indices]
    return BandChoice.of(indices, how, by_order=True, estimated=missing[0] if missing else "")


def _refusal(orders: Sequence[Order], are_alike: bool, count: int) -> str:
    """What the values leave open, in one sentence."""
    words = " or ".join(
        f"BANDS '{' '.join(f'{n}={i}' for n, i in zip(NAMES, order.indices) if i)}' ({order.title})"
        for order in orders[:4]
    )
    found = "fit more than one known order" if are_alike else "do not clearly fit any known order"
    return (
        f"Expected descriptions that tell which band is which, found {count} bands without any, whose values {found}; "
        f"set the descriptions to names such as B2, or BANDS, for example {words}."
    )
