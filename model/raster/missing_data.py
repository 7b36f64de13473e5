# SPDX-License-Identifier: GPL-2.0-or-later
"""Pixels without a value: declared nodata, masks, alpha bands, NaN, infinities and undeclared fill values.

One rule for scenes, zone maps, settlement maps and references. What a file declares counts; NaN, infinities and numbers
beyond `HUGE` never are values. A number that programs commonly write where they have nothing (65535, -9999) counts as
such without a declaration where it fills a share of the raster and stands alone among the values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal

HUGE = 1e15
"""Beyond it lies no reflectance, percentage or code, but what programs write for no data: 3.4e38, 9.97e36, 1e20."""

INTEGER_RANGES = {
    "Byte": (0, 2**8 - 1), "Int8": (-(2**7), 2**7 - 1), "UInt16": (0, 2**16 - 1), "Int16": (-(2**15), 2**15 - 1),
    "UInt32": (0, 2**32 - 1), "Int32": (-(2**31), 2**31 - 1),
}  # fmt: skip
"""Smallest and largest number of each of GDAL's integer types of up to 32 bits."""

# Source: defaults of GDAL's, ESRI's, SNAP's and netCDF's writers: the ends of the integer types and negative nines.
FILL_VALUES = (
    -2147483648.0, -2147483647.0, -32768.0, -32767.0, -9999.0, -999.0,
    32767.0, 55537.0, 65535.0, 2147483647.0, 4294967295.0,
)  # fmt: skip
# Names of bands that are 0 where the others have no value: Sentinel Hub's dataMask, and what other programs write.
_VALIDITY = re.compile(
    r"\s*(alpha|opacity|data[\s_-]?mask|valid(ity)?([\s_-]?(mask|data|pixels?))?)\s*$", re.IGNORECASE
)
# A fill value takes more of a band than saturated detectors do, and has no neighbours, unlike the brightest clouds.
_LEAST_SHARE = 0.005
_NEIGHBOURHOOD = 0.1
_MOST_NEIGHBOURS = 0.05


class Fill(NamedTuple):
    """An undeclared number that means no data."""

    value: float
    share: float
    """Share of the band's pixels, 0..1; the largest share where the number was found in several bands."""
    bands: tuple[str, ...]

    @property
    def warning(self) -> str:
        """A sentence for the log."""
        among = f" in {', '.join(self.bands)}" if any(self.bands) else ""
        return (
            f"{self.value:g} fills {100 * self.share:.1f} % of the sampled pixels{among} and is taken as no data, "
            f"although the file does not declare it; if these are values, declare another no-data value."
        )


def mask_band(dataset: gdal.Dataset, number: int, data_bands: Collection[int] = ()) -> Optional[gdal.Band]:
    """The band that is 0 where another has no value; None where at most a nodata value marks such pixels.

    It is the raster's mask, internal or in a `.msk` file, the band's own mask, or an alpha band, which may be called
    dataMask or the like instead of having the colour of one.

    Args:
        dataset: the raster, which has to stay open.
        number: of the band, from 1.
        data_bands: numbers of the bands that are read as data: none of them is an alpha band, whatever its colour says.
    """
    name = mask_name(dataset, number, data_bands)
    if name == "none":
        return None
    return dataset.GetRasterBand(number).GetMaskBand() if "," in name else dataset.GetRasterBand(int(name))


def mask_name(dataset: gdal.Dataset, number: int, data_bands: Collection[int] = ()) -> str:
    """Name of a band's mask for gdal_translate: "none", "mask,3", or the number of an alpha band.

    Args:
        dataset: the raster.
        number: of the band, from 1.
        data_bands: see `mask_band`.
    """
    flags = dataset.GetRasterBand(number).GetMaskFlags()
    if not flags & gdal.GMF_ALPHA and flags not in (gdal.GMF_ALL_VALID, gdal.GMF_NODATA):
        return f"mask,{number}"
    alpha = alpha_band(dataset, {number, *data_bands})
    return "none" if alpha is None else str(alpha)


def names_validity(text: str) -> bool:
    """Whether a name is that of a validity mask: a band or file that is 0 where others have no value.

    >>> [names_validity(text) for text in ("dataMask", "valid_mask", "cloudmask", "B04")]
    [True, True, False, False]
    """
    return _VALIDITY.match(text) is not None


def alpha_band(dataset: gdal.Dataset, data_bands: Collection[int] = ()) -> Optional[int]:
    """Number of the alpha band of a raster, by its colour or its name; None where it has none besides its data."""
    bands = {n: dataset.GetRasterBand(n) for n in range(1, dataset.RasterCount + 1) if n not in data_bands}
    by_colour = (n for n, band in bands.items() if band.GetColorInterpretation() == gdal.GCI_AlphaBand)
    by_name = (n for n, band in bands.items() if names_validity(band.GetDescription() or ""))
    return next(by_colour, None) or next(by_name, None)


def has_value(
    numbers: np.ndarray,
    nodata: Collection[Optional[float]] = (),
    mask: Optional[np.ndarray] = None,
    only_declared: bool = False,
) -> np.ndarray:
    """Bool: whether stored numbers are values rather than no data.

    Args:
        numbers: of any shape.
        nodata: the declared nodata value and whatever else stands for no data; None counts as nothing.
        mask: of the same shape, 0 where there is no value; None where there is no mask.
        only_declared: let infinities and numbers beyond `HUGE` pass, to find out how many of them there are.

    Returns:
        bool, of the same shape.

    >>> has_value(np.array([1.0, np.nan, -3.4e38, 99.0], np.float32), (99,)).tolist()
    [True, False, False, False]
    """
    valid = np.ones(numbers.shape, dtype=bool) if mask is None else mask > 0
    is_float = numbers.dtype.kind == "f"
    if is_float:
        valid &= ~np.isnan(numbers) if only_declared else np.abs(numbers) < HUGE  # false for NaN as well
    for value in nodata:
        if value is None or not np.isfinite(value):
            continue
        # A declaration in 64 bits does not equal what 32 bits hold of it.
        valid &= numbers != (numbers.dtype.type(value) if is_float else value)
    return valid


def possible_fills(numbers: np.ndarray) -> list[float]:
    """The usual fill values that lie between the smallest and the largest of some numbers."""
    if not numbers.size:
        return []
    low, high = numbers.min(), numbers.max()
    if not (np.isfinite(low) and np.isfinite(high)):
        return list(FILL_VALUES)
    return [value for value in FILL_VALUES if low <= value <= high]


def find_fills(values: Sequence[np.ndarray], names: Sequence[str] = ("",)) -> list[Fill]:
    """Undeclared numbers that mean no data, by the values of a sample.

    Args:
        values: of each band, of any shape, without what is declared as no data.
        names: of the bands.
    """
    shares: dict[float, list[tuple[float, str]]] = {}
    for name, numbers in zip(names, values):
        for value, share in _fills_of(numbers):
            shares.setdefault(value, []).append((share, name))
    return [
        Fill(value, max(share for share, _ in bands), tuple(name for _, name in bands))
        for value, bands in sorted(shares.items())
    ]


def _fills_of(numbers: np.ndarray) -> list[tuple[float, float]]:
    """Fill values of a band and the share of its pixels that each takes."""
    huge = numbers[np.abs(numbers) >= HUGE] if numbers.dtype.kind == "f" else numbers[:0]
    ends = {float(end) for end in (huge.min(), huge.max())} if huge.size else set()
    fills = [(value, np.count_nonzero(huge == value) / numbers.size) for value in ends]
    numbers = numbers if not huge.size else np.where(np.abs(numbers) < HUGE, numbers, 0)
    for value in possible_fills(numbers):
        count = np.count_nonzero(numbers == value)
        if count <= _LEAST_SHARE * numbers.size:
            continue
        if stands_alone(numbers, value):
            fills.append((value, count / numbers.size))
    return fills


def stands_alone(numbers: np.ndarray, value: float) -> bool:
    """Whether a number occurs among others with hardly any near it, as what stands for no data does.

    >>> [stands_alone(np.array(numbers), 255) for numbers in ([3, 9, 255], [3, 240, 255], [3, 9])]
    [True, False, False]
    """
    count = np.count_nonzero(numbers == value)
    near = np.count_nonzero(np.abs(numbers.astype(np.float64) - value) <= _NEIGHBOURHOOD * abs(value)) - count
    return count > 0 and near <= _MOST_NEIGHBOURS * count
