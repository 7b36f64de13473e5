# SPDX-License-Identifier: GPL-2.0-or-later
"""The Sentinel-2 band that a text names: band numbers, common names, wavelengths, and the names of known producers."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

from ..tables.sentinel2 import ALL_BANDS, ALL_NAMES


class Named(NamedTuple):
    """A band that a text names."""

    band: str
    """"B8A", for example."""
    is_exact: bool
    """Whether the text is a name of the band; else it contains the name among other words, as in "B8_median"."""


# Names without blanks, dashes, underscores and the words of _HARMLESS. Sources:
# STAC's common names, where "nir" is the broad B8 and "nir08" the narrow B8A (https://github.com/stac-extensions/eo);
# Sentinel Hub and ESA ("Vegetation Red Edge 1", "Narrow NIR"); Open Data Cube, as Digital Earth Africa and Australia
# use it (red_edge_1, nir_1, swir_16); FORCE (BROADNIR, and BNR, RE1, SW1 in the names of time series);
# Awesome Spectral Indices (RE1, N2); NASA's HLS (NIR_Broad, Red_Edge1).
_COMMON_NAMES = {
    "B1": ("coastal", "coastalaerosol", "coastalaerosols", "aerosol", "aerosols", "coastalblue", "ultrablue"),
    "B2": ("blue", "blu"),
    "B3": ("green", "grn"),
    "B4": ("red",),
    "B5": ("rededge1", "vegetationrededge1", "re1", "vre1", "rededge071", "rededge705", "re705"),
    "B6": ("rededge2", "vegetationrededge2", "re2", "vre2", "rededge075", "rededge740", "re740"),
    "B7": ("rededge3", "vegetationrededge3", "re3", "vre3", "rededge078", "rededge783", "re783"),
    "B8": ("nir", "nir1", "broadnir", "nirbroad", "widenir", "nirwide", "bnr", "nearinfrared", "nir842"),
    "B8A": (
        "nir08", "nir2", "nirnarrow", "narrownir", "nnir", "narrownearinfrared", "rededge4", "vegetationrededge4",
        "re4", "vre4", "nir865", "nira",
    ),
    "B9": ("nir09", "watervapour", "watervapor", "nir3"),
    "B10": ("cirrus", "swircirrus"),
    "B11": ("swir16", "swir1", "sw1", "swir1610", "shortwaveinfrared1"),
    "B12": ("swir22", "swir2", "sw2", "swir2190", "shortwaveinfrared2"),
}  # fmt: skip
_BAND_OF = {name: band for band, names in _COMMON_NAMES.items() for name in names}
# Names of the broad B8 beside which a bare "nir" is the narrow B8A: FORCE.
_BROAD_NIR = ("broadnir", "nirbroad", "widenir", "nirwide", "bnr")
# Where the bands are swir_2 and swir_3, as in Digital Earth Australia, B10 counts as the first of them.
_COUNTED_FROM_CIRRUS = {"swir1": "B10", "swir2": "B11", "swir3": "B12"}

# Words that leave a name a name: what was measured, by whom, at which level and resolution.
_HARMLESS = frozenset(
    [
        "nbart",
        "nbar",
        "boa",
        "toa",
        "sr",
        "surface",
        "reflectance",
        "refl",
        "s2",
        "s2a",
        "s2b",
        "s2c",
        "sentinel2",
        "sentinel",
        "sen2a",
        "sen2b",
        "sen2c",
        "sen2l",
        "2a",
        "2b",
        "msi",
        "l2a",
        "l1c",
        "band",
        "raw",
        "fre",
        "10m",
        "20m",
        "60m",
        "central",
        "wavelength",
        "nm",
        "um",
    ]
)
# Words behind the band in the names of FORCE's files: time series, and the mean or median of a period.
_OF_A_COMPOSITE = frozenset(["tss", "tsi", "stm", "avg", "mean", "median", "q50"])
_DAY_AT_END = re.compile(r"[_-](?:19|20)\d\d[_-]?[01]\d[_-]?[0-3]\d(?:t\d{4,6})?$", re.IGNORECASE)
# Words of what is derived from a band, or tells something about it: textures, angles, masks, statistics of spread.
_NO_REFLECTANCE = re.compile(
    r"(?<![a-z])(asm|glcm|contrast|corr|correlation|dissimilarity|diss|ent|entropy|homogeneity|hom|idm|energy|var|"
    r"variance|savg|texture|zenith|azimuth|angles?|incidence|masks?|msk|clouds?|cldprb|prob|clearsky|quality|qa|qc|"
    r"count|nobs|std|stddev|stdev|sd|mad|sigma|uncertainty|unc|error|err|ndvi|ratio|diff|difference|"
    r"slope|trend|amplitude|phase|"
    r"pca|detfoo|defect|saturated|snr|smad|emad|bcmad)(?![a-z])"
)
_BAND_NAME = re.compile(r"(?<![a-z0-9])(?:band[ _-]?|b)0?(\d{1,2}a?)(?![a-z0-9])")
_WAVELENGTH = re.compile(r"\(\s*(\d+(?:\.\d+)?)\s*(nm|nanomet\w*|[uµμ]m|micromet\w*)\s*\)$")
# A name that is a wavelength, as ACOLITE's rhos_492 and rhot_833.
_NAMED_BY_WAVELENGTH = re.compile(r"(?:rho[swt]?|rrs|reflectance|refl|sur)[ _-]?(\d{3,4})(?: ?nm)?|(\d{3,4}) ?nm")
# Real centres lie up to 13 nm from the nominal ones (B8 of Sentinel-2A at 833 nm, B12 at 2202 nm).
_WAVELENGTH_TOLERANCE_NM = 15.0


def named_bands(texts: Sequence[str]) -> list[Optional[Named]]:
    """The band that each text names, None where it names none or several; some names depend on the others.

    FORCE's NIR is B8A, as BROADNIR stands beside it; swir_2 is B11 where there is a swir_3.

    >>> [named.band for named in named_bands(["BROADNIR", "NIR", "swir_2", "swir_3"])]
    ['B8', 'B8A', 'B11', 'B12']
    """
    keys = [_key(text) for text in texts]
    known = dict(_BAND_OF)
    if any(key in _BROAD_NIR for key in keys):
        known["nir"] = "B8A"
    if "swir3" in keys:
        known.update(_COUNTED_FROM_CIRRUS)
    return [_named(text, key, known) for text, key in zip(texts, keys)]


def band_name(text: str) -> Optional[str]:
    """The Sentinel-2 band that a text names, None where it names none or several.

    >>> [band_name(text) for text in ("b02", "B4, Red (665 Nanometers)", "nir", "nir08", "B08A", "SCL")]
    ['B2', 'B4', 'B8', 'B8A', 'B8A', None]
    """
    named = named_bands([text])[0]
    return None if named is None else named.band


def name_in_path(path: str) -> str:
    """The name of a band in a file's name, "" where there is none.

    >>> [name_in_path(path) for path in ("T31TFM_B8A_20m.jp2", "scene_rededge1.tif", "LC08_broadnir.tif", "dem.tif")]
    ['B8A', 'rededge1', 'broadnir', '']
    >>> [name_in_path(path) for path in ("nbart_nir_1_2021-09-01.tif", "2018_365_HL_TSA_SEN2L_BNR_AVG.tif")]
    ['nbart_nir_1', 'SEN2L_BNR']
    """
    stem = os.path.splitext(os.path.basename(path.replace("\\", "/")))[0]
    if band_name(stem):
        return band_name(stem) or ""
    # A common name ends the name of a file, perhaps before date, statistic or resolution: "scene_red_edge_1_10m".
    words = [word for word in re.split(r"[^A-Za-z0-9]+", _DAY_AT_END.sub("", stem)) if word]
    while words and words[-1].lower() in _HARMLESS | _OF_A_COMPOSITE:
        words.pop()
    for count in (3, 2, 1):
        tail = "_".join(words[-count:])
        if len(words) >= count and (_key(tail) == "swir3" or band_name(tail)):
            return band_name(tail) if _BAND_NAME.search(tail.lower()) else tail
    return ""


def wavelength_in(text: str) -> Optional[float]:
    """The wavelength in nm in brackets at a text's end, as in "Red (665 Nanometers)"."""
    match = _WAVELENGTH.search(text.lower())
    return wavelength_nm({"wavelength": match.group(1)}) if match else None


def without_wavelength(text: str) -> str:
    """The text without the wavelength in brackets at its end."""
    return _WAVELENGTH.sub("", text.lower()).strip()


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


def at_wavelength(wavelength: Optional[float]) -> Optional[str]:
    """The band nearest to a wavelength in nm, None where none is near."""
    if wavelength is None or not math.isfinite(wavelength):
        return None
    nearest = min(ALL_BANDS, key=lambda band: abs(band.wavelength_nm - wavelength))
    return nearest.name if abs(nearest.wavelength_nm - wavelength) <= _WAVELENGTH_TOLERANCE_NM else None


def _key(text: str) -> str:
    """The words of a text without those that are harmless, in one: "nbart_red_edge_1" -> "rededge1"."""
    words = re.split(r"[^a-z0-9]+", without_wavelength(text.strip()))
    return "".join(word for word in words if word not in _HARMLESS)


def _named(text: str, key: str, known: Mapping[str, str]) -> Optional[Named]:
    """The band that one text names, by the names that are known."""
    lower = text.strip().lower()
    if _NO_REFLECTANCE.search(lower):
        return None
    numbers = {f"B{band.upper()}" for band in _BAND_NAME.findall(lower)}
    if len(numbers) > 1:
        return None
    if not numbers:
        by_wavelength = _NAMED_BY_WAVELENGTH.fullmatch(lower)
        band = at_wavelength(float(by_wavelength.group(1) or by_wavelength.group(2))) if by_wavelength else None
        band = known.get(key, band)
        return None if band is None else Named(band, True)
    name = numbers.pop()
    rest = _key(_BAND_NAME.sub(" ", without_wavelength(lower)))
    # "B1 blue" is no Sentinel-2 band: number and colour contradict each other.
    colour = _BAND_OF.get(rest) if rest in ("coastal", "blue", "green", "red") else None
    if name not in ALL_NAMES or colour not in (None, name):
        return None
    return Named(name, rest == "" or rest in known or rest.isdigit())
