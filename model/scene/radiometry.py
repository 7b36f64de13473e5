# SPDX-License-Identifier: GPL-2.0-or-later
"""Scale and offset that turn stored numbers into reflectance, and the reason for them.

The sensing date is no safe signal: from processing baseline 04.00 on, products carry an offset of 1000, older scenes
are processed anew with it, and many services have taken it off. So the evidence is asked in order: the user, what the
product or the tags say, the scale that the bands declare, the data type, and the values themselves.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..tables.sentinel2 import ADD_OFFSET_DN, DN_PER_REFLECTANCE, OFFSET_SINCE_BASELINE
from .reflectance_ranges import PERCENTILES, Ranges


class Radiometry(NamedTuple):
    """Scale and offset of stored numbers, and the reason: reflectance = stored * scale + offset."""

    scale: float
    offset: float
    reason: str
    warning: str = ""
    """Warning for the user; "" where there is none."""


class Evidence(NamedTuple):
    """Metadata and sampled values of a raster that tell how its numbers become reflectance."""

    dtype: str
    """GDAL's name of the data type, such as "UInt16"."""
    tags: Mapping[str, str] = {}
    """Tags of the product or of the raster."""
    declared: Sequence[tuple[Optional[float], Optional[float]]] = ()
    """Per band, GDAL's scale and offset; None, or 1 and 0, where not set."""
    sample: Optional[np.ndarray] = None
    """Stored numbers of valid pixels, (10, n) in the order of NAMES; None = judge without them."""
    name: str = ""
    """Name of the file, which may be named after its product."""


_QUANTIFICATION_TAGS = ("boa_quantification_value", "l2a_boa_quantification_value", "quantification_value")
_OFFSET_TAGS = ("boa_add_offset", "radio_add_offset")
_BASELINE_TAGS = ("processing_baseline", "s2:processing_baseline")
# In the names of products: S2A_MSIL2A_20220301T103931_N0400_R008_T32UQD_20220301T143930.
_BASELINE = re.compile(r"S2[A-D]_MSIL[12][AC]_\d{8}T\d{6}_N(\d{4})_")
# Of products that somebody processed at home: no baseline of the ground segment.
_NO_BASELINE = 99.99

_INTEGERS = ("UInt16", "Int16", "UInt32", "Int32", "UInt64", "Int64")
_FLOATS = ("Float16", "Float32", "Float64")

# Bright clouds and sun glint pass 1; nothing but a wrong scale fills a hundredth of a scene above these.
_LARGEST_AS_IS = 2.0
_LARGEST_REFLECTANCE = 3.0
# Overcorrected water may fall a little below 0, never so far in so many pixels.
_SMALLEST_REFLECTANCE = -0.03
_SHARE_BELOW = 0.01
# Where nothing but the values tells the offset, the darkest thousandth of each band does, in reflectance with the
# offset still in it: all lie above 0.1, and water or shadow leaves one just above, or the air leaves blue far above. So
# it is in all of 42 Level-1C scenes with 1000 added, and in none without; of their parts of 2.5 km without the offset
# 4 % are taken to have it, all in deserts, and for 6 % the user is warned.
_FLOOR = 0.112
_BLUE = 0.170
_FEWEST_PIXELS = 4096
_DARKEST_PERCENTILE = 0.1
# Known scales: numbers that stand for a reflectance of 1. Full scales are codings in 8, 15 and 16 bits.
SCALES = (1.0, 100.0, 255.0, 1000.0, 10000.0, 32767.0, 65535.0)
_FULL_SCALES = (255.0, 32767.0, 65535.0)
# Squared Mahalanobis distances from the training scenes, see `reflectance_ranges`. Of 69 real scenes in ten-thousandths
# none is taken for another scale; of the same scenes in other scales most are recognised or refused.
_FITS = 28.0
_CLEARLY = 25.0
_GAIN = 30.0
_GAIN_IN_THE_DARK = 8.0
_FAR = 60.0
# The brightest percentile of the brightest band: no land is darker.
_DARK = 0.08
# Where that of the 48 training scenes is, with room (0.20 to 0.57): a scale that leads there is kept where none fits.
_ORDINARY = (0.12, 0.7)
_FEWEST_FOR_SCALE = 400
_PIXELS_FOR_SCALE = 4000
_OFFSET = -ADD_OFFSET_DN / DN_PER_REFLECTANCE
_MAY_BE_LEFT_IN = (
    f"no value lies below a reflectance of {_OFFSET:g}: if the offset of products since baseline 04.00 was left in, "
    f"set OFFSET to {-_OFFSET:g}."
)


def decide_radiometry(
    evidence: Evidence,
    scale: Optional[float] = None,
    offset: Optional[float] = None,
    ranges: Optional[Ranges] = None,
) -> Radiometry:
    """Scale and offset by which a raster's numbers become reflectance, and the reason.

    Floats up to 2 are reflectance already, whatever tags they inherited.

    Args:
        evidence: metadata and sampled values of the raster.
        scale: the user's word, None where he leaves it to the evidence.
        offset: likewise; added after the scale is applied, so -0.1 for products that carry 1000.
        ranges: of the training scenes, to recognise other scales by; None to leave scales as they are stated.

    Raises:
        InputError: an 8-bit picture, an unknown data type, no valid pixel, a contradiction, or numbers that
            cannot be reflectance.

    Source: Sentinel-2 Products Specification: reflectance = (DN + ADD_OFFSET) / QUANTIFICATION_VALUE.

    >>> decide_radiometry(Evidence("UInt16", {"BOA_ADD_OFFSET": "-1000"}))[:2]
    (0.0001, -0.1)
    """
    check_type(evidence.dtype)
    values = None if evidence.sample is None else np.asarray(evidence.sample, dtype=np.float64)
    if values is not None:
        values = values.reshape(len(values), -1) if values.ndim > 1 else values[None]
        values = values[:, np.isfinite(values).all(axis=0)]
        if values.size == 0:
            raise InputError("Expected reflectance, found no valid pixel; choose a raster or an extent with data.")
    if scale is not None and offset is not None:
        radiometry = Radiometry(scale, offset, f"scale {scale:g} and offset {offset:g} as the user says")
    else:
        radiometry = _decide(evidence, values)
        if values is not None and scale is None and ranges is not None and len(values) == len(ranges.low):
            radiometry = _rescaled(radiometry, evidence, values, ranges)
        if scale is not None:
            reason = f"scale {scale:g} as the user says, offset {radiometry.offset:g} as {radiometry.reason}"
            radiometry = Radiometry(scale, radiometry.offset, reason)
        elif offset is not None:
            reason = f"offset {offset:g} as the user says, scale {radiometry.scale:g} as {radiometry.reason}"
            radiometry = Radiometry(radiometry.scale, offset, reason)
    if not (math.isfinite(radiometry.scale) and radiometry.scale > 0 and math.isfinite(radiometry.offset)):
        raise InputError(
            f"Expected a scale above 0 and an offset, found {radiometry.scale:g} and {radiometry.offset:g} "
            f"({radiometry.reason}); set SCALE and OFFSET, 0.0001 and 0 or -0.1 for Sentinel-2 products."
        )
    if values is not None:
        _check_reflectance(values, radiometry)
    return radiometry


def _decide(evidence: Evidence, values: Optional[np.ndarray]) -> Radiometry:
    """The decision itself, without the user; see decide_radiometry."""
    declared = _declared(evidence)
    is_float = evidence.dtype in _FLOATS
    if is_float and declared is None and (values is None or np.percentile(values, 99) <= _LARGEST_AS_IS):
        return _reflectance_already(values)
    tagged = _tagged(evidence)
    if tagged is not None and declared is not None:
        return _reconciled(tagged, declared, values)
    if tagged is not None:
        return _without_removed_offset(tagged, values)
    if declared is not None:
        return _without_removed_offset(declared, values)
    divisor = _quantification(evidence.tags)
    if divisor is not None:
        return _by_darkest(1 / divisor, f"the raster's tags say DN / {divisor:g}", values)
    kind = "large floating-point" if is_float else "integer"
    plain = f"{kind} values without a declared scale are taken for reflectance x {DN_PER_REFLECTANCE:.0f}"
    return _by_darkest(1 / DN_PER_REFLECTANCE, plain, values)


def _reflectance_already(values: Optional[np.ndarray]) -> Radiometry:
    """Floating-point reflectance unchanged, with a warning where the offset may be left in."""
    warning = "" if values is None or _darkest(values).min() < _OFFSET else _MAY_BE_LEFT_IN
    return Radiometry(1.0, 0.0, "floating-point values up to about 1 are reflectance already", warning)


def _by_darkest(scale: float, reason: str, values: Optional[np.ndarray]) -> Radiometry:
    """Scale and offset where nothing but the values tells the offset."""
    darkest = None if values is None else _darkest(values) * scale
    if darkest is None or darkest.min() < _OFFSET:
        return Radiometry(scale, 0.0, reason)
    if values.shape[1] < _FEWEST_PIXELS or (darkest.min() > _FLOOR and darkest[0] < _BLUE):
        return Radiometry(scale, 0.0, reason, _MAY_BE_LEFT_IN)
    return Radiometry(
        scale,
        -_OFFSET,
        f"{reason}, with the offset of products since baseline 04.00, as even the darkest values lie above it",
        "nothing but its values tells that this scene carries the offset of products since baseline 04.00: "
        "if it does not, set OFFSET to 0.",
    )


def _darkest(values: np.ndarray) -> np.ndarray:
    """Stored number below which the darkest thousandth of each band lies."""
    return np.percentile(values, _DARKEST_PERCENTILE, axis=1)


def _declared(evidence: Evidence) -> Optional[Radiometry]:
    """Scale and offset that the bands declare; None where they declare none.

    Raises:
        InputError: one declares this, another that.
    """
    pairs = {(1.0 if a is None else float(a), 0.0 if b is None else float(b)) for a, b in evidence.declared}
    if len(pairs) > 1:
        found = " and ".join(f"scale {scale:g} with offset {offset:g}" for scale, offset in sorted(pairs))
        raise InputError(f"Expected one scale and offset for all bands, found {found}; set SCALE and OFFSET.")
    scale, offset = pairs.pop() if pairs else (1.0, 0.0)
    if (scale, offset) == (1.0, 0.0):
        return None
    return Radiometry(scale, offset, f"the bands declare scale {scale:g} and offset {offset:g}")


def _tagged(evidence: Evidence) -> Optional[Radiometry]:
    """Scale and offset by tags and names; None where they do not tell the offset: the scale alone is not enough."""
    divisor = _quantification(evidence.tags) or DN_PER_REFLECTANCE
    added = _number(evidence.tags, _OFFSET_TAGS)
    if added is not None:
        return Radiometry(1 / divisor, added / divisor, f"the raster's tags say (DN {added:+g}) / {divisor:g}")
    baseline, where = _baseline(evidence)
    if baseline is None:
        return None
    added = ADD_OFFSET_DN if baseline >= OFFSET_SINCE_BASELINE else 0.0
    reason = f"{where} names processing baseline {baseline:05.2f}: (DN {added:+g}) / {divisor:g}"
    return Radiometry(1 / divisor, added / divisor, reason)


def _quantification(tags: Mapping[str, str]) -> Optional[float]:
    """The number that means a reflectance of 1; None where the tags have none.

    Raises:
        InputError: it is not above 0.
    """
    divisor = _number(tags, _QUANTIFICATION_TAGS)
    if divisor is not None and divisor <= 0:
        raise InputError(
            f"Expected a positive quantification value in the raster's tags, found {divisor:g}; "
            "correct or remove the tag."
        )
    return divisor


def _baseline(evidence: Evidence) -> tuple[Optional[float], str]:
    """The processing baseline, such as 4.0, and the tag or name in which it was found."""
    tags = {key.lower(): str(value) for key, value in evidence.tags.items()}
    for tag in _BASELINE_TAGS:
        match = re.fullmatch(r"(\d{1,2}\.\d{2})", tags.get(tag, "").strip())
        if match and float(match.group(1)) != _NO_BASELINE:
            return float(match.group(1)), f"the tag {tag.upper()}"
    texts = {**{f"the tag {key.upper()}": value for key, value in tags.items()}, "the file's name": evidence.name}
    for where, text in texts.items():
        match = _BASELINE.search(text)
        if match and int(match.group(1)) / 100 != _NO_BASELINE:
            return int(match.group(1)) / 100, where
    return None, ""


def _reconciled(tagged: Radiometry, declared: Radiometry, values: Optional[np.ndarray]) -> Radiometry:
    """Tags and declared scale in one, where they agree.

    Raises:
        InputError: they do not, and the values do not tell who is right.
    """
    if np.allclose(tagged[:2], declared[:2], rtol=1e-6, atol=1e-9):
        return declared
    if math.isclose(tagged.scale, declared.scale, rel_tol=1e-6) and values is not None:
        kept = _without_removed_offset(tagged, values)
        if kept.offset == declared.offset:
            return Radiometry(*declared[:2], f"{declared.reason}, and {kept.reason}")
    raise InputError(
        f"Expected one scale and offset, but {tagged.reason}, and {declared.reason}; "
        "set SCALE and OFFSET (reflectance = stored number x SCALE + OFFSET)."
    )


def _without_removed_offset(tagged: Radiometry, values: Optional[np.ndarray]) -> Radiometry:
    """Radiometry by tags or bands, without an offset that the values show to be taken off already."""
    if values is None or tagged.offset > 0:
        return tagged
    if tagged.offset == 0:
        # Stated, so it is believed; but even the darkest values may contradict it.
        guessed = _by_darkest(tagged.scale, tagged.reason, values)
        return tagged._replace(warning=_MAY_BE_LEFT_IN if guessed.offset else "")
    below = (values * tagged.scale + tagged.offset < _SMALLEST_REFLECTANCE).mean(axis=1).max()
    if below <= _SHARE_BELOW:
        return tagged
    return Radiometry(
        tagged.scale,
        0.0,
        f"{tagged.reason}, but {100 * below:.0f} % of the values in a band would fall far below 0 by it: "
        "the offset was taken off already",
        "the stated offset seems to be taken off already; if it is not, set OFFSET.",
    )


def _rescaled(stated: Radiometry, evidence: Evidence, values: np.ndarray, ranges: Ranges) -> Radiometry:
    """The stated or usual scale, unless the values fit the training scenes far better at another known one.

    Raises:
        InputError: they do not fit it, and fit several others.
    """
    table = np.percentile(values[:, :: max(1, values.shape[1] // _PIXELS_FOR_SCALE)], PERCENTILES, axis=1).T
    reflectance = table * stated.scale + stated.offset
    here = ranges.distance(reflectance)
    if here < _FITS and reflectance.max() >= _DARK or values.shape[1] < _FEWEST_FOR_SCALE:
        return stated
    brightest, largest = (
        float(values.max()),
        np.iinfo(evidence.dtype.lower()).max if evidence.dtype in _INTEGERS else np.inf,
    )
    # Codings of 8 and 16 bits end at their largest number; others are hardly passed by glint and cloud.
    limits = {scale: scale * (1.0 if scale in _FULL_SCALES else 1.5) for scale in SCALES}
    known = [scale for scale in SCALES if limits[scale] >= table.max() and scale <= largest]
    known = [scale for scale in known if scale not in _FULL_SCALES or brightest <= scale]
    distances = {scale: ranges.distance(table / scale) for scale in known}
    best = min(distances.values(), default=here)
    gain = here - best
    is_dark = reflectance.max() < _DARK
    if gain < (_GAIN_IN_THE_DARK if is_dark else _GAIN) or math.isclose(
        stated.scale * min(distances, key=distances.get), 1
    ):
        return stated
    rivals = [
        scale for scale in known if not math.isclose(stated.scale * scale, 1) and distances[scale] < best + _CLEARLY
    ]
    fitting = rivals if best < _FITS else []
    if not fitting and _ORDINARY[0] <= reflectance.max() <= _ORDINARY[1]:
        doubt = "the values are unlike those of the training scenes; if their scale is another, set SCALE and OFFSET."
        return stated._replace(warning=stated.warning or doubt)
    if len(fitting) == 1:
        words = f"the values fit reflectance x {fitting[0]:g} and no other known scale"
        is_stated = "without a declared scale" not in stated.reason
        warning = (
            f"{stated.reason}, but {words}: SCALE {1 / fitting[0]:.3g} is used; if that is wrong, set SCALE and OFFSET."
        )
        return Radiometry(1 / fitting[0], 0.0, words, warning if is_stated else "")
    if fitting or is_dark or gain > _FAR:
        near = fitting or sorted(distances, key=distances.get)[:2]
        candidates = " or ".join(f"SCALE {1 / scale:.3g} (reflectance x {scale:g})" for scale in near)
        raise InputError(
            f"Expected numbers of a known scale, but {stated.reason}, and the values do not look like it; "
            f"set SCALE and OFFSET, perhaps {candidates}."
        )
    return stated


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


def check_type(dtype: str) -> None:
    """Refuses data types that do not hold reflectance.

    Raises:
        InputError: an 8-bit picture, or complex numbers.
    """
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
            "choose a Sentinel-2 reflectance product or set the right SCALE and OFFSET."
        )
