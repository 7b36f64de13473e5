# SPDX-License-Identifier: GPL-2.0-or-later
"""Recognises the codes of local climate zones in a raster, or the classes of another legend.

The one place where this is decided, for every algorithm that reads zones; `amounts` decides it for percent. Evidence
counts in this order: our own tags, category names in the file, names of band, file and tags, the colour table, and last
the values, which prove little by themselves: that numbers fit a scheme does not make them its codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, Optional

from ..errors import InputError
from ..tables import code_schemes, lcz, legends, palettes, zone_names
from ..tables.code_schemes import Scheme
from . import band_evidence
from .band_evidence import BandEvidence
from .class_field import quoted

_FROM_0 = code_schemes.SCHEMES["from0"]
_CHOOSE_CODES = "choose the codes of the zones yourself"
# Names of bands that say nothing of what they show.
_GENERIC = frozenset(
    (
        "band", "layer", "gray", "grey", "undefined", "constant", "first", "value", "values", "data", "dn", "index",
        "class", "classes", "classified", "classification", "classifiedimage", "prediction", "predicted", "predictions",
        "majority", "mode", "result", "output", "remapped", "zone", "zones", "code", "codes", "map", "raster", "grid",
        "label", "labels", "cluster",
    )
)  # fmt: skip


class ZoneCodes(NamedTuple):
    """The code scheme of a band, and the evidence for it."""

    scheme: Scheme
    reason: str
    """The evidence that decided, for the log; "" where the values alone did."""
    warnings: tuple[str, ...] = ()
    """Lines for the log; each begins with "Warning"."""


def recognise(
    evidence: BandEvidence,
    values: frozenset[float],
    source: str,
    zeros_at_edge: Callable[[], float] = lambda: 0.0,
) -> ZoneCodes:
    """The scheme that a band's numbers follow.

    Args:
        evidence: metadata of the band.
        values: all that occur, without the declared nodata; 0 among them where it is not nodata.
        source: name of the raster in error messages.
        zeros_at_edge: gives the share of 0 among the cells along the raster's edge; asked only where it decides.

    Raises:
        InputError: the numbers are classes of another legend, no scheme has them, or they may mean two things.
    """
    tagged = code_schemes.SCHEMES.get(evidence.tags.get(code_schemes.TAG, ""))
    if tagged is not None and values - {lcz.NODATA} <= {*tagged.numbers, tagged.nodata}:
        return ZoneCodes(tagged, "as its tag says")
    by_names = _codes_by_categories(evidence, values, source)
    if by_names is not None:
        return by_names
    _refuse_other_maps(evidence, values, source)
    by_colours = _codes_by_colours(evidence, values, source)
    if by_colours is not None:
        return by_colours
    if _may_start_at_0(values):
        return _codes_from_0_or_1(evidence, values, source, zeros_at_edge)
    scheme = code_schemes.recognise(values, evidence.tags, source)
    return ZoneCodes(scheme, "", tuple(_doubts(evidence, values)))


def remarks_on_choice(evidence: BandEvidence) -> list[str]:
    """Warnings where the user's choice of codes contradicts the file."""
    legend, where = evidence.named_legend()
    if legend is None or evidence.says_zones:
        return []
    return [f"Warning: {where} says that this is {legend.title}; it is read as zones because the codes were chosen."]


def _codes_by_categories(evidence: BandEvidence, values: frozenset[float], source: str) -> Optional[ZoneCodes]:
    """Codes by the names that the file gives to its numbers; None where it gives none.

    Raises:
        InputError: the names are those of other classes.
    """
    here = {int(value): evidence.categories[int(value)] for value in values if value in evidence.categories}
    here = {code: name for code, name in here.items() if name.strip() != str(code)}
    if not here:
        return None
    read = {code: zone_names.read(name) for code, name in here.items()}
    other = [here[code] for code, name in read.items() if name is None]
    if 2 * len(other) > len(here) or (other and len(here) < 3):
        legend = evidence.coloured_legend(values) or evidence.named_legend(values)[0]
        called = f" ({legend.title})" if legend else ""
        raise InputError(
            f"Expected local climate zones, found the classes {quoted(other)}{called} by the names in {source}; choose "
            "an LCZ map."
        )
    if other:
        raise InputError(
            f"Expected the names of local climate zones for all numbers of {source}, found {quoted(other)} too; "
            "correct the category names, or choose an LCZ map."
        )
    numbers = {code: name.zone for code, name in read.items() if name is not None}
    return _named_codes(numbers, values, evidence, source, "as the category names in the file say")


def _codes_by_colours(evidence: BandEvidence, values: frozenset[float], source: str) -> Optional[ZoneCodes]:
    """Codes by a colour table in the zones' colours, where it says more than the numbers; None where it does not."""
    colours = {int(value): evidence.colours[int(value)] for value in values if value in evidence.colours}
    if len(set(colours.values())) < 3:
        return None
    for palette in palettes.PALETTES.values():
        zones = {band_evidence.rgb(colour): zone.code for zone, colour in zip(lcz.ZONES, palette)}
        numbers: dict[int, int] = {}
        for code, colour in colours.items():
            match = next((zone for known, zone in zones.items() if band_evidence.near(known, colour)), None)
            if match is not None:
                numbers[code] = match
        if len(numbers) < len(colours):
            continue
        plain = {zone: code for code, zone in numbers.items()}
        # Black is LCZ E, and what an entry that was never set looks like.
        black = [int(value) for value in values if value not in evidence.colours and value != 0]
        if len(black) == 1 and 15 not in plain:
            numbers[black[0]] = 15
        return _named_codes(numbers, values, evidence, source, "as the colours in the file say")
    return None


def _named_codes(
    numbers: Mapping[int, int], values: frozenset[float], evidence: BandEvidence, source: str, reason: str
) -> ZoneCodes:
    """The scheme of numbers whose zones the file itself tells: a known one where one has them all."""
    unnamed = {value for value in values if value not in numbers and value != lcz.NODATA}
    for scheme in code_schemes.SCHEMES.values():
        known = scheme.numbers
        if all(known.get(code) == zone for code, zone in numbers.items()) and unnamed <= {*known, scheme.nodata}:
            return ZoneCodes(scheme, reason)
    if unnamed:
        shown = ", ".join(f"{value:g}" for value in sorted(unnamed)[:6])
        raise InputError(
            f"Expected a name for each number of {source}, whose categories name zones, found none for {shown}; name "
            "them, or declare what means no data (gdal_edit.py -a_nodata VALUE FILE)."
        )
    codes: list[Optional[int]] = [None] * len(lcz.ZONES)
    others = []
    for code, zone in numbers.items():
        if codes[zone - 1] is None:
            codes[zone - 1] = code
        else:
            others.append((code, zone))
    nodata = lcz.NODATA if lcz.NODATA not in numbers else 255
    title = ", ".join(f"{code} is {lcz.ZONES[zone - 1].label}" for code, zone in sorted(numbers.items()))
    return ZoneCodes(Scheme("file", f"of its own ({title})", tuple(codes), nodata, tuple(others)), reason)


def _refuse_other_maps(evidence: BandEvidence, values: frozenset[float], source: str) -> None:
    """Refuse a band whose names or colours are those of another map.

    Raises:
        InputError: with the other map's name.
    """
    other = evidence.our_product
    if other:
        raise InputError(
            f"Expected local climate zones, found the map “{other}” by its band's name in {source}; choose an LCZ map."
        )
    if evidence.says_zones:
        return
    legend, where = evidence.named_legend(values)
    if legend is None:
        legend, where = evidence.coloured_legend(values), "its colours"
    if legend is None:
        return
    if _is_wrf(evidence, values):
        return
    raise InputError(
        f"Expected local climate zones, found {legend.title} by {where} in {source}; choose an LCZ map, or, if it is "
        f"one, {_CHOOSE_CODES}."
    )


def _may_start_at_0(values: frozenset[float]) -> bool:
    """Whether the codes may start at 0: 0 occurs, 17 does not, and all lie from 0 to 16 (255 may be nodata)."""
    own = values - {_FROM_0.nodata}
    return 0 in own and len(own) > 2 and own <= set(_FROM_0.numbers)


def _codes_from_0_or_1(
    evidence: BandEvidence, values: frozenset[float], source: str, zeros_at_edge: Callable[[], float]
) -> ZoneCodes:
    """The codes of numbers that may be 0 to 16, or 1 to 16 with 0 for no data.

    Raises:
        InputError: nothing in the file says which.
    """
    plain = band_evidence.plain(evidence.name)
    if plain in ("lczfilter", "lczfiltered"):
        return ZoneCodes(code_schemes.STANDARD, "as the LCZ Generator names its band")
    declared = evidence.nodata if evidence.nodata not in (None, 0) else 255 if 255 in values else None
    if declared is not None:
        return ZoneCodes(
            _FROM_0,
            f"as 0 occurs, 17 does not and no data is {declared:g}",
            (
                f"Warning: the numbers of {source} are read as 0 to 16 for LCZ 1 to G: 0 occurs, 17 does not, and "
                f"no data is {declared:g}. If 0 means no zone, {_CHOOSE_CODES}: 1 to 17.",
            ),
        )
    called_lcz = evidence.says_zones or "lcz" in evidence.file_name.lower()
    if called_lcz or zeros_at_edge() >= 0.5:
        why = "of its name" if called_lcz else "most cells along its edge are 0"
        return ZoneCodes(
            code_schemes.STANDARD,
            f"0 taken for no data because {why}",
            (
                f"Warning: 0 is taken for no zone in {source} because {why}, though it is not declared as no data and "
                f"there is no 17. If the numbers are 0 to 16 for LCZ 1 to G, {_CHOOSE_CODES}: 0 to 16.",
            ),
        )
    raise InputError(
        f"Expected codes 1 to 17, or 0 to 16, of local climate zones, found 0 and no 17 in {source}, which may be "
        f"either; {_CHOOSE_CODES}, or declare that 0 means no data (gdal_edit.py -a_nodata 0 FILE)."
    )


def _doubts(evidence: BandEvidence, values: frozenset[float]) -> list[str]:
    """Warnings where numbers fit, but a name or the values let expect something else."""
    warnings = []
    own = values - {0}
    if evidence.nodata not in (None, 0) and 16 in own and own <= set(_FROM_0.numbers) and 0 not in values:
        warnings.append(
            f"Warning: the numbers are read as 1 to 17, but neither 0 nor 17 occurs, and no data is "
            f"{evidence.nodata:g}: if they are 0 to 16 for LCZ 1 to G, {_CHOOSE_CODES}: 0 to 16."
        )
    words = [word for word in _words(evidence.name) if word not in _GENERIC]
    if _is_wrf(evidence, values):
        return warnings
    if words and not evidence.says_zones:
        warnings.append(
            f"Warning: the band is called “{evidence.name}”, not lcz; it is taken for zones because its numbers fit. "
            "Check that it is an LCZ map."
        )
    elif not evidence.says_zones and evidence.file_says_land_cover:
        warnings.append(
            f"Warning: the file is called “{evidence.file_name}”; it is taken for zones because its numbers fit. Check "
            "that it is an LCZ map."
        )
    elif not evidence.says_zones:
        like = [
            legend.title
            for legend in legends.LEGENDS
            if len(own) >= 5
            and own <= legend.values
            and len(legend.values) <= 12
            and "lcz" not in evidence.file_name.lower()
        ]
        if like and max(own) <= 11:
            warnings.append(
                f"Warning: the numbers also fit {' and '.join(like)}; they are taken for zones. Check that it is an "
                "LCZ map."
            )
    return warnings


def _is_wrf(evidence: BandEvidence, values: frozenset[float]) -> bool:
    """Whether the band is WRF's land use with the urban categories for zones."""
    legend, _ = evidence.named_legend(values)
    wrf = (legend is not None and "LU_INDEX" in legend.title) or evidence.name.upper() in ("LU_INDEX", "LUINDEX")
    return wrf and any(31 <= value <= 41 or 51 <= value <= 61 for value in values)


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", name.lower()) if len(word) > 1]
