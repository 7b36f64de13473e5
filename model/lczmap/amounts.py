# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether numbers can be percent of settlement: classes of any legend are refused, doubtful numbers named.

The one place where this is decided, for every algorithm that reads percent; `zone_codes` decides it for zones.
"""

from __future__ import annotations

from typing import Optional

from ..errors import InputError
from ..tables import code_schemes, legends, products
from .band_evidence import BandEvidence
from .class_field import quoted

# A class map colours its few values; a map of amounts has a colour for each percent.
_MOST_CLASS_COLOURS = 48
# Whole numbers up to here may be numbers of classes.
_LARGEST_CLASS = 17
# What masks have for built land.
_BUILT = (1.0, 100.0, 255.0)


def refuse_as_amounts(
    evidence: BandEvidence,
    values: Optional[frozenset[float]],
    what: str,
    source: str,
    wanted: products.Product = products.HSE,
) -> None:
    """Refuse classes where percent is expected.

    Args:
        evidence: what the file says of the band.
        values: all that occur, scaled; None where they are too many to be classes.
        what: how the sentence calls the raster.
        source: its path.
        wanted: which of our maps is expected; others are refused by their names.

    Raises:
        InputError: the file says, or its values and colours show, that the numbers are classes.
    """
    other = evidence.our_product
    found = f"the map “{other}”" if other not in ("", wanted.title) else _classes(evidence, values)
    if found:
        kind, choice = "in percent, as a fraction or as a mask", "a raster of settlement or imperviousness"
        if wanted is products.CONFIDENCE:
            kind, choice = "in percent or as a fraction", "the LCZ confidence of the run that made the map"
        raise InputError(
            f"Expected {what} {kind}, found {found} in {source}; choose {choice}, or, if it is one, declare its unit "
            "(gdal_edit.py -units % FILE)."
        )


def doubts_on_amounts(evidence: BandEvidence, values: Optional[frozenset[float]], what: str) -> list[str]:
    """Warnings where numbers that are taken for percent may be classes."""
    if legends.OTHER_AMOUNT.search(evidence.name) and not legends.SETTLEMENT.search(evidence.name):
        return [
            f"Warning: {what} is called “{evidence.name}” and is taken for settlement or imperviousness all the same. "
            "If it shows something else, the figures mean nothing."
        ]
    if values == {0.0} and evidence.nodata in _BUILT:
        return [
            f"Warning: {what} has no other number than 0 here, and {evidence.nodata:g} is declared as no data; if that "
            "number means built, remove the declaration (gdal_edit.py -unsetnodata FILE)."
        ]
    if values is None or evidence.says_amount or not all(value % 1 == 0 for value in values):
        return []
    beside_0 = {value for value in values if value != 0}
    if evidence.file_says_land_cover and 1 < len(beside_0) <= _MOST_CLASS_COLOURS:
        return [
            f"Warning: the file of {what} is called “{evidence.file_name}”; its {len(values)} different whole numbers "
            "are taken for percent. If they are classes, the figures mean nothing."
        ]
    if len(values) > 1 and beside_0 and beside_0 != {1} and max(beside_0) <= _LARGEST_CLASS and evidence.is_integer:
        return [
            f"Warning: {what} has only whole numbers from {min(values):g} to {max(values):g}, taken for percent; if "
            "they are classes, the figures mean nothing."
        ]
    return []


def _classes(evidence: BandEvidence, values: Optional[frozenset[float]]) -> str:
    """What classes a raster holds where percent is expected, for a sentence; "" where nothing says so."""
    if code_schemes.TAG in evidence.tags:
        return "a map of local climate zones (by its tags)"
    if evidence.says_zones or evidence.says_one_zone:
        return f"local climate zones (the band is called “{evidence.name}”)"
    if evidence.says_amount:
        return ""
    whole = values is not None and all(value % 1 == 0 for value in values)
    here = [evidence.categories[int(value)] for value in values or () if whole and value in evidence.categories]
    if len(here) > 2 and not any(letter.isdigit() for name in here[:3] for letter in name):
        return f"the classes {quoted(here)}"
    legend, where = evidence.named_legend(values)
    if legend is not None and values is not None:
        return f"{legend.title} (by {where})"
    if values is None or not whole:
        return ""
    legend = evidence.coloured_legend(values)
    if legend is not None:
        return f"{legend.title} (by its colours)"
    coloured = [value for value in values if value in evidence.colours]
    if len(values) > 2 and len(coloured) == len(values) and len(evidence.colours) <= _MOST_CLASS_COLOURS:
        return f"{len(values)} classes with colours of their own"
    if values <= legends.LEGENDS[0].values and len(values) > 2:
        return f"{_listed(values)}, which are the classes of {legends.LEGENDS[0].title}"
    if len(values) == 2 and 0 not in values and max(values) <= 10:
        return f"only {_listed(values)}, of which none is 0"
    return ""


def _listed(values: frozenset[float]) -> str:
    ordered = sorted(values)
    return ", ".join(f"{value:g}" for value in ordered[:6]) + (
        f" and {len(ordered) - 6} more" if len(ordered) > 6 else ""
    )
