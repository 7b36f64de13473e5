# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentinel-2: which band is which, and how numbers become reflectance."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

import numpy as np

from .errors import InputError


class Band(NamedTuple):
    """A spectral band: the name ("B2"), its central wavelength in nm, its native resolution in metres."""

    name: str
    wavelength_nm: int
    resolution_m: int


class BandChoice(NamedTuple):
    """Which bands of a raster the network reads.

    Attributes:
        indices: ten band numbers, counted from 1, in the order of BANDS.
        reason: how they were found, for the log.
    """

    indices: tuple[int, ...]
    reason: str


class Radiometry(NamedTuple):
    """How stored numbers become reflectance: reflectance = stored * scale + offset; why, for the log."""

    scale: float
    offset: float
    reason: str


# All bands in the order of an L1C product.
# Source: Sentinel-2 User Handbook (ESA 2015), spectral bands of the MSI; nominal wavelengths.
ALL_BANDS: tuple[Band, ...] = (
    Band("B1", 443, 60),
    Band("B2", 490, 10),
    Band("B3", 560, 10),
    Band("B4", 665, 10),
    Band("B5", 705, 20),
    Band("B6", 740, 20),
    Band("B7", 783, 20),
    Band("B8", 842, 10),
    Band("B8A", 865, 20),
    Band("B9", 945, 60),
    Band("B10", 1375, 60),
    Band("B11", 1610, 20),
    Band("B12", 2190, 20),
)

# The bands the network reads, in its order: those of 10 m and 20 m.
BANDS: tuple[Band, ...] = tuple(band for band in ALL_BANDS if band.resolution_m < 60)
NAMES: tuple[str, ...] = tuple(band.name for band in BANDS)

_ALL_NAMES = tuple(band.name for band in ALL_BANDS)

# STAC's common names and their relatives, without blanks, dashes and underscores.
# "nir" is the broad B8, "nir08" the narrow B8A: https://github.com/stac-extensions/eo
_COMMON_NAMES = {
    "coastal": "B1", "blue": "B2", "green": "B3", "red": "B4",
    "rededge1": "B5", "rededge2": "B6", "rededge3": "B7", "rededge071": "B5", "rededge075": "B6",
    "rededge078": "B7", "nir": "B8", "nir08": "B8A", "nirnarrow": "B8A", "narrownir": "B8A", "nir09": "B9",
    "cirrus": "B10", "swir16": "B11", "swir1": "B11", "swir22": "B12", "swir2": "B12",
}  # fmt: skip

# The only orders that a raster without descriptions is believed to have, by its number of bands.
_KNOWN_ORDERS = {
    10: ("the ten bands in the network's order", NAMES),
    12: ("L2A without B10", tuple(name for name in _ALL_NAMES if name != "B10")),
    13: ("L1C", _ALL_NAMES),
}

_BAND_NAME = re.compile(r"(?<![a-z0-9])(?:band[ _-]?|b)0?(\d{1,2}a?)(?![a-z0-9])")
_NUMBERED = re.compile(r"band[ _-]?0*(\d+)")
_WAVELENGTH = re.compile(r"\(\s*(\d+(?:\.\d+)?)\s*(nm|nanomet\w*|[uµμ]m|micromet\w*)\s*\)$")

# Real centres lie up to 13 nm from the nominal ones (B8 of Sentinel-2A at 833 nm, B12 at 2202 nm).
_WAVELENGTH_TOLERANCE_NM = 15.0

# So many bands a message lists one by one: a 13-band stack with two extras.
_SHOWN_BANDS = 15


def resolve_bands(
    descriptions: Sequence[str], wavelengths_nm: Optional[Sequence[Optional[float]]] = None
) -> BandChoice:
    """Which bands of a raster are the ten the network reads.

    A band's role goes by its description, else by its wavelength. Only where no band says anything is the
    number of bands asked: 10 (the network's order), 12 (L2A) or 13 (L1C). Bands beyond the ten are ignored.

    Args:
        descriptions: one per band, "" where there is none; "Band 1" in the first place and so on is none.
        wavelengths_nm: central wavelengths in nm, one per band, None where unknown.

    Raises:
        InputError: a band is missing or found twice, or nothing says which band is which.

    >>> resolve_bands(["B4", "B3", "B2", "B8", "B5", "B6", "B7", "B8A", "B11", "B12", "SCL"]).indices
    (3, 2, 1, 5, 6, 7, 4, 8, 9, 10)
    """
    texts = _without_numbering(descriptions)
    named = [band_name(text) for text in texts]
    given = list(wavelengths_nm) if wavelengths_nm is not None else [None] * len(texts)
    roles = [
        name or _at_wavelength(_wavelength_in(text) if given_nm is None else given_nm)
        for name, text, given_nm in zip(named, texts, given)
    ]
    if not any(roles):
        return _by_count(texts)
    places = {name: [i for i, role in enumerate(roles, start=1) if role == name] for name in NAMES}
    if any(len(found) != 1 for found in places.values()):
        raise InputError(_refusal(descriptions, places))
    indices = tuple(places[name][0] for name in NAMES)
    if all(named[i - 1] for i in indices):
        source = "descriptions"
    else:
        source = "descriptions and wavelengths" if any(named[i - 1] for i in indices) else "wavelengths"
    return BandChoice(indices, f"bands found by their {source}: {_assignment(indices)}")


def band_name(description: str) -> Optional[str]:
    """The Sentinel-2 band that a description names, None where it names none or several.

    >>> [band_name(text) for text in ("b02", "B4, Red (665 Nanometers)", "nir", "nir08", "B08A", "SCL")]
    ['B2', 'B4', 'B8', 'B8A', 'B8A', None]
    """
    text = description.strip().lower()
    names = {f"B{found.upper()}" for found in _BAND_NAME.findall(text)}
    if len(names) == 1:
        name = names.pop()
        return name if name in _ALL_NAMES else None
    return None if names else _COMMON_NAMES.get(re.sub(r"[ _-]", "", text))


def wavelength_nm(metadata: Mapping[str, str]) -> Optional[float]:
    """The central wavelength in nm that a band's metadata gives, None where it gives none.

    Args:
        metadata: a band's tags, such as CENTRAL_WAVELENGTH_UM, or ENVI's wavelength and wavelength_units.

    >>> wavelength_nm({"CENTRAL_WAVELENGTH_UM": "0.665"}), wavelength_nm({"wavelength": "842"})
    (665.0, 842.0)
    """
    tags = {key.lower(): value for key, value in metadata.items()}
    text = tags.get("central_wavelength_um") or tags.get("central_wavelength_nm") or tags.get("wavelength")
    try:
        value = float(text) if text else math.nan
    except ValueError:
        return None
    if not (math.isfinite(value) and value > 0):
        return None
    # The bands lie between 0.4 and 2.3 micrometres: below 100 it is micrometres, whatever the unit says.
    return round(value * 1000, 3) if value < 100 else value


def decide_radiometry(
    dtype: str,
    metadata: Mapping[str, str],
    band_scale: Optional[float] = None,
    band_offset: Optional[float] = None,
    sample: Optional[np.ndarray] = None,
) -> Radiometry:
    """How the raster's numbers become reflectance, and why.

    Asked in this order: the scale and offset that the bands declare, the tags, the data type and the
    values. Floats up to 2 are reflectance already, whatever tags they inherited.

    Args:
        dtype: GDAL's name of the data type, such as "UInt16".
        metadata: the raster's tags.
        band_scale: GDAL's scale of the bands, None or 1 where not set.
        band_offset: GDAL's offset of the bands, None or 0 where not set.
        sample: stored numbers of valid pixels, any shape; None = judge without them.

    Raises:
        InputError: an 8-bit picture, an unknown data type, no valid pixel, or numbers that cannot be
            reflectance.

    Source: Sentinel-2 Products Specification: reflectance = (DN + ADD_OFFSET) / QUANTIFICATION_VALUE.

    >>> decide_radiometry("UInt16", {"BOA_ADD_OFFSET": "-1000"})[:2]
    (0.0001, -0.1)
    """
    _check_type(dtype)
    values = None if sample is None else np.asarray(sample, dtype=np.float64)
    if values is not None:
        values = values[np.isfinite(values)]
        if values.size == 0:
            raise InputError("Expected reflectance, found no valid pixel; choose a raster or an extent with data.")
    radiometry = _radiometry(dtype, metadata, band_scale, band_offset, values)
    if values is not None:
        _check_reflectance(values, radiometry)
    return radiometry


def _without_numbering(descriptions: Sequence[str]) -> list[str]:
    """The descriptions, without the "Band 1", "Band 2"... that programs fill in where there is none.

    They are such numbers where every description is one and stands in its own place. Anywhere else "Band N"
    is a name, as in band_02, band_03...: numbers in their places could not hold B8A anyway.
    """
    texts = [(text or "").strip() for text in descriptions]
    numbers = [_NUMBERED.fullmatch(_WAVELENGTH.sub("", text.lower()).strip()) for text in texts]
    in_place = [number and int(number.group(1)) == place for place, number in enumerate(numbers, start=1)]
    if not all(counted or not text for counted, text in zip(in_place, texts)):
        return texts
    # What stands behind the number may still be a wavelength, as ENVI files have it: "Band 1 (490 nm)".
    return [re.sub(r"^[^(]*", "", text) if number else text for text, number in zip(texts, numbers)]


def _wavelength_in(text: str) -> Optional[float]:
    """The wavelength in nm in brackets at a description's end, as in "Red (665 Nanometers)"."""
    found = _WAVELENGTH.search(text.lower())
    return wavelength_nm({"wavelength": found.group(1)}) if found else None


def _at_wavelength(wavelength: Optional[float]) -> Optional[str]:
    """The band nearest to a wavelength in nm, None where none is near."""
    if wavelength is None or not math.isfinite(wavelength):
        return None
    nearest = min(ALL_BANDS, key=lambda band: abs(band.wavelength_nm - wavelength))
    return nearest.name if abs(nearest.wavelength_nm - wavelength) <= _WAVELENGTH_TOLERANCE_NM else None


def _by_count(texts: Sequence[str]) -> BandChoice:
    """The known order for this many bands, where no band says anything."""
    count = len(texts)
    if count < len(NAMES):
        raise InputError(
            f"Expected the ten Sentinel-2 bands {_listing(NAMES)}, found a raster of {_bands(count)}; "
            "choose the full stack instead of a picture made from it."
        )
    if any(texts) or count not in _KNOWN_ORDERS:
        described = f"({', '.join(_shown(texts))})" if any(texts) else "without descriptions"
        raise InputError(
            f"Expected the ten Sentinel-2 bands {_listing(NAMES)}, found {_bands(count)} {described}; "
            "set the band descriptions to these names (undescribed rasters need 10, 12 or 13 bands)."
        )
    title, order = _KNOWN_ORDERS[count]
    indices = tuple(order.index(name) + 1 for name in NAMES)
    return BandChoice(indices, f"no band is described; {count} bands are taken for {title}: {_assignment(indices)}")


def _refusal(descriptions: Sequence[str], places: Mapping[str, Sequence[int]]) -> str:
    """What was found per band, what is missing and what stands twice, in one sentence."""
    missing = [name for name, found in places.items() if not found]
    doubled = [f"{name} in bands {_listing(found)}" for name, found in places.items() if len(found) > 1]
    wrong = []
    if missing:
        wrong.append(f"{_listing(missing)} missing")
    if doubled:
        wrong.append(f"{_listing(doubled)} found more than once")
    return (
        f"Expected each of the ten Sentinel-2 bands {_listing(NAMES)} once, "
        f"found {_bands(len(descriptions))} ({', '.join(_shown(descriptions))}) with {' and '.join(wrong)}; "
        "choose the full stack or set its band descriptions to these names."
    )


def _shown(descriptions: Sequence[str]) -> list[str]:
    """Each band's number and description, cut to what fits a sentence."""
    shown = [(text or "").strip()[:30] or "no description" for text in descriptions[:_SHOWN_BANDS]]
    words = [f"{i}: {text}" for i, text in enumerate(shown, start=1)]
    more = len(descriptions) - len(shown)
    return [*words, f"and {more} more"] if more else words


def _listing(items: Sequence[object]) -> str:
    """A list as a sentence has it: "B2, B3 and B4"."""
    words = [str(item) for item in items]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _bands(count: int) -> str:
    """The count with its noun."""
    return "1 band" if count == 1 else f"{count} bands"


def _assignment(indices: Sequence[int]) -> str:
    """Which band of the raster plays which role, for the log: "B2 = 1, B3 = 2"."""
    return ", ".join(f"{name} = {index}" for name, index in zip(NAMES, indices))


# Sentinel-2 products count reflectance in ten-thousandths.
_QUANTIFICATION = 10000.0
_QUANTIFICATION_TAGS = ("boa_quantification_value", "l2a_boa_quantification_value", "quantification_value")
_OFFSET_TAGS = ("boa_add_offset", "radio_add_offset")

_INTEGERS = ("UInt16", "Int16", "UInt32", "Int32", "UInt64", "Int64")
_FLOATS = ("Float16", "Float32", "Float64")

# Bright clouds and sun glint pass 1; nothing but a wrong scale fills a hundredth of a scene above these.
_LARGEST_AS_IS = 2.0
_LARGEST_REFLECTANCE = 3.0


def _radiometry(
    dtype: str,
    metadata: Mapping[str, str],
    band_scale: Optional[float],
    band_offset: Optional[float],
    values: Optional[np.ndarray],
) -> Radiometry:
    """The decision itself; see decide_radiometry."""
    scale = 1.0 if band_scale is None else float(band_scale)
    offset = 0.0 if band_offset is None else float(band_offset)
    if (scale, offset) != (1.0, 0.0):
        return Radiometry(scale, offset, f"the bands declare scale {scale:g} and offset {offset:g}")
    as_is = dtype in _FLOATS and (values is None or np.percentile(values, 99) <= _LARGEST_AS_IS)
    if as_is:
        return Radiometry(1.0, 0.0, "floating-point values up to about 1 are reflectance already")
    quantification = _number(metadata, _QUANTIFICATION_TAGS)
    add_offset = _number(metadata, _OFFSET_TAGS)
    if quantification is not None or add_offset is not None:
        divisor = _QUANTIFICATION if quantification is None else quantification
        added = 0.0 if add_offset is None else add_offset
        if divisor <= 0:
            raise InputError(
                f"Expected a positive quantification value in the raster's tags, found {divisor:g}; "
                "correct or remove the tag."
            )
        return Radiometry(1 / divisor, added / divisor, f"the raster's tags say (DN {added:+g}) / {divisor:g}")
    kind = "large floating-point" if dtype in _FLOATS else "integer"
    return Radiometry(
        1 / _QUANTIFICATION, 0.0, f"{kind} values without a declared scale are taken for reflectance x 10000"
    )


def _number(metadata: Mapping[str, str], names: Sequence[str]) -> Optional[float]:
    """The first of these tags as a number, None where the raster has none of them."""
    tags = {key.lower(): str(value) for key, value in metadata.items()}
    for name in names:
        if name not in tags:
            continue
        try:
            # Some writers list the value once per band.
            numbers = {float(word) for word in re.split(r"[,;\s]+", tags[name].strip())}
        except ValueError:
            numbers = set()
        if len(numbers) == 1 and all(map(math.isfinite, numbers)):
            return numbers.pop()
        raise InputError(
            f"Expected one number in the raster's tag {name.upper()}, found '{tags[name]}'; correct or remove the tag."
        )
    return None


def _check_type(dtype: str) -> None:
    """Refuses data types that do not hold reflectance."""
    if dtype in ("Byte", "Int8"):
        raise InputError(
            f"Expected reflectance in 16 bits or floating point, found an 8-bit picture ({dtype}); "
            "choose the original Sentinel-2 bands instead of a picture made for display."
        )
    if dtype not in _INTEGERS + _FLOATS:
        raise InputError(
            f"Expected reflectance in 16 bits or floating point, found data type {dtype}; "
            "convert the raster to UInt16 or Float32."
        )


def _check_reflectance(values: np.ndarray, radiometry: Radiometry) -> None:
    """Refuses numbers that cannot be reflectance once scale and offset are applied."""
    reflectance = values * radiometry.scale + radiometry.offset
    high = float(np.percentile(reflectance, 99))
    if high > _LARGEST_REFLECTANCE or reflectance.max() <= 0:
        found = f"values up to {high:.3g}" if high > _LARGEST_REFLECTANCE else "no value above 0"
        raise InputError(
            f"Expected reflectance between 0 and about 1, found {found} ({radiometry.reason}); "
            "choose a Sentinel-2 reflectance product or declare the right scale and offset."
        )
