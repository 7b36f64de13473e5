# SPDX-License-Identifier: GPL-2.0-or-later
"""VV and VH bands of a radar raster, and whether their numbers are dB or linear intensity.

Names, units and values decide. Where they contradict each other or do not tell it, an error says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..errors import InputError
from ..tables import sentinel1

UNITS = ("db", "linear")
"""dB, and linear intensity (power) without a unit."""
# Words of a unit or of a band's name, split at everything that is no letter.
_DB, _LINEAR = {"db", "decibel", "decibels"}, {"linear", "lin", "power", "intensity"}
_AMPLITUDE = {"amplitude", "magnitude", "dn"}
# Half of the pixels of a scene lie within, dB. Wide bounds: calm water is about -22 in VV and -30 in VH, a dense town
# about -5 in VV and -12 in VH. Numbers that are amplitudes or were never calibrated mostly do not.
_MEDIANS = {"VV": (-30.0, 3.0), "VH": (-40.0, -8.0)}
# A user who names the unit may have cut out a place of strong reflectors.
_HIGHEST_CHOSEN = 12.0
# Without names: the cross-polarised channel is the weaker one by this much at least, dB.
_WEAKER = 3.0
_TINY = 1e-12
# Stronger or weaker numbers are no backscatter.
EXTREMES = (-80.0, 50.0)
# All that a radar of this kind may send and receive.
_CHANNELS = (*sentinel1.NAMES, "HH", "HV")
_TITLES = {"db": "dB", "linear": "linear intensity"}
_RESCUE = "choose the “Unit of the radar values”, or give a calibrated raster with bands called VV and VH"


class Roles(NamedTuple):
    """The VV and VH bands of a raster."""

    numbers: tuple[int, int]
    """Band numbers from 1, in the order of `sentinel1.NAMES`."""
    by_name: bool
    """Whether names identified the bands; else they are the only two, and their values have to tell which is which."""


class Decided(NamedTuple):
    """Unit and band order of a raster of backscatter."""

    unit: str
    """Unit of the values, one of UNITS."""
    is_swapped: bool
    """Whether the order of the two bands is the reverse of that in `Roles`."""
    reason: str
    """Reason for this decision, for the log."""


def find_bands(names: Sequence[str], source: str) -> Roles:
    """The VV and VH bands, by their names, or the only two bands of a raster without names.

    Args:
        names: of all bands, "" where one has none.
        source: the raster, for error messages.

    Raises:
        InputError: there are none, or several of one name.
    """
    band_numbers = {}
    for channel in sentinel1.NAMES:
        # A ratio or a difference of two channels is neither of them.
        others = [other for other in _CHANNELS if other != channel]
        band_numbers[channel] = [
            number
            for number, name in enumerate(names, start=1)
            if _names(name, channel) and not any(_names(name, other) for other in others)
        ]
    if all(len(numbers) == 1 for numbers in band_numbers.values()):
        return Roles((band_numbers["VV"][0], band_numbers["VH"][0]), True)
    if len(names) == 2 and not any(_names(name, channel) for name in names for channel in _CHANNELS):
        return Roles((1, 2), False)
    listed = ", ".join(name or "no name" for name in names[:8]) or "no bands"
    raise InputError(
        f"Expected one band VV and one band VH in the radar layer, found {listed} in {source}; name the bands VV and "
        "VH, or give a raster of these two alone."
    )


def decide(roles: Roles, words: str, sample: np.ndarray, chosen: str, source: str) -> Decided:
    """Unit of the values, and whether VV and VH have to be swapped.

    Args:
        roles: of the bands.
        words: names and units of the two bands and what the raster's tags say of a unit.
        sample: (2, n) numbers that are values, in the order of `roles`.
        chosen: one of UNITS that the user chose; "" finds it.
        source: the raster, for error messages.

    Raises:
        InputError: it is not clear, or the numbers are no backscatter.
    """
    declared, values = _declared(words, source), _by_values(sample)
    unit, why = (
        (chosen, "as chosen") if chosen else (declared, "the file says so") if declared else (values, "by their values")
    )
    if not unit or (values and unit != values):
        found = f"{_range(sample)}{f', declared as {_TITLES[declared]}' if declared else ''}"
        raise InputError(
            f"Expected calibrated backscatter of Sentinel-1 in dB or as linear intensity, found {found} in {source}; "
            f"{_RESCUE}."
        )
    medians = np.median(decibels(sample, unit), axis=1)
    is_swapped = not roles.by_name and medians[0] < medians[1]
    if is_swapped:
        medians = medians[::-1]
    found = f"half of VV is above {medians[0]:.1f} dB and half of VH above {medians[1]:.1f} dB"
    lacks_contrast = not roles.by_name and medians[0] - medians[1] < _WEAKER
    limits = [(low, _HIGHEST_CHOSEN if chosen else high) for low, high in _MEDIANS.values()]
    is_odd = any(not low <= median <= high for median, (low, high) in zip(medians, limits))
    is_reversed = medians[0] <= medians[1] or lacks_contrast
    if is_reversed or is_odd:
        doubt = "VV is the stronger one on almost all ground" if is_reversed else "no ground is like this"
        raise InputError(
            f"Expected calibrated backscatter of Sentinel-1, found that {found} in {source} if the values are "
            f"{_TITLES[unit]}, and {doubt}; {_RESCUE}."
        )
    order = "by their names" if roles.by_name else "by their values, VH being the weaker"
    return Decided(unit, is_swapped, f"{_TITLES[unit]} ({why}); VV and VH {order}; {found}")


def decibels(values: np.ndarray, unit: str) -> np.ndarray:
    """Backscatter in dB, float32, clipped to the range of the network; linear values of 0 and less become the lowest.

    Args:
        values: of any shape.
        unit: one of UNITS.
    """
    in_db = 10 * np.log10(np.maximum(values, _TINY)) if unit == "linear" else values
    return np.clip(in_db, sentinel1.LOWEST_DB, sentinel1.HIGHEST_DB).astype(np.float32)


def are_values(numbers: np.ndarray, unit: str) -> np.ndarray:
    """Bool (h, w): both channels have a value.

    A linear 0, and a 0 in both channels of a raster in dB, is what programs write where the radar saw nothing.

    Args:
        numbers: (2, h, w).
        unit: one of UNITS.
    """
    if unit == "linear":
        return (numbers > 0).all(axis=0)
    return ((numbers >= EXTREMES[0]) & (numbers <= EXTREMES[1])).all(axis=0) & (numbers != 0).any(axis=0)


def _names(text: str, channel: str) -> bool:
    """Whether a text contains the name of a channel as a separate word: VV, Sigma0_VV_db, vv2."""
    return re.search(rf"(?<![a-z]){channel}(?![a-z])", text, re.IGNORECASE) is not None


def _declared(words: str, source: str) -> str:
    """The unit by names and tags; "" where they do not tell it.

    Raises:
        InputError: they tell of amplitudes, or of both.
    """
    terms = set(re.split(r"[^a-z]+", words.lower()))
    is_db = bool(terms & _DB)
    # An intensity may be in dB, too, as in Intensity_VV_db.
    if terms & _AMPLITUDE or (is_db and terms & (_LINEAR - {"intensity"})):
        raise InputError(
            f"Expected calibrated backscatter of Sentinel-1 in dB or as linear intensity, found “{words.strip()}” in "
            f"{source}; calibrate it to sigma nought or gamma nought, amplitudes squared."
        )
    return "db" if is_db else "linear" if terms & _LINEAR else ""


def _by_values(sample: np.ndarray) -> str:
    """The unit that the numbers can be alone; "" where they can be neither or it is open."""
    numbers = sample[np.isfinite(sample)]
    low, high = np.percentile(numbers, (0.1, 99.9))
    if low >= 0:
        return "linear" if high <= 10 ** (EXTREMES[1] / 10) and np.median(numbers) < 1 else ""
    return "db" if low >= EXTREMES[0] and high <= EXTREMES[1] and np.median(numbers) < 0 else ""


def _range(sample: np.ndarray) -> str:
    low, high = np.percentile(sample, (1, 99))
    return f"values from {low:.3g} to {high:.3g}"
