# SPDX-License-Identifier: GPL-2.0-or-later
"""Assignment of a raster's bands to those of Sentinel-2: by the user, description, wavelength, or known order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Optional

from ..errors import InputError
from ..tables.sentinel2 import ALL_NAMES, NAMES
from .band_names import Named, at_wavelength, band_name, named_bands, wavelength_in
from .nir_estimate import TWINS


class BandChoice(NamedTuple):
    """The bands of a raster that the network reads, and the reason for the choice.

    Attributes:
        indices: ten band numbers, counted from 1, in the order of NAMES.
        how: how they were found.
        warning: what the user should know of it, "" where nothing.
        estimated: "B8" or "B8A" where it is missing and to be estimated; the other's number stands in its place.
        by_order: whether nothing but the known order of undescribed bands says which is which.
    """

    indices: tuple[int, ...]
    how: str
    warning: str = ""
    by_order: bool = False
    estimated: str = ""

    @classmethod
    def of(cls, indices: Sequence[int], how: str, by_order: bool = False, estimated: str = "") -> BandChoice:
        """A choice, with a warning where one band is estimated or plays two roles."""
        warning = _ESTIMATED[estimated] if estimated else ""
        if not warning and len(set(indices)) < len(indices):
            warning = _SAME
        return cls(tuple(indices), how, warning, by_order, estimated)

    @property
    def reason(self) -> str:
        """The criterion and the resulting bands in words: "bands found by their descriptions: B2 = 3, B3 = 2"."""
        return f"{self.how}: {', '.join(f'{name} = {index}' for name, index in zip(NAMES, self.indices))}"


# The only orders that a raster without descriptions is believed to have, by its number of bands.
_KNOWN_ORDERS = {
    10: ("the ten bands in the network's order", NAMES),
    12: ("L2A without B10", tuple(name for name in ALL_NAMES if name != "B10")),
    13: ("L1C", ALL_NAMES),
}

# Source: bench/nir_substitute.py on the five places that are kept for tests.
_ESTIMATED = {
    "B8": (
        "B8 is missing and estimated from the other bands, as asked: in five cities 71 to 89 % of the LCZ cells kept "
        "their zone. Choose the full stack where you can."
    ),
    "B8A": (
        "B8A is missing and estimated from the other bands, as asked: in five cities 98 % or more of the LCZ cells "
        "kept their zone."
    ),
}
_SAME = "one band stands for both B8 and B8A, as BANDS says: with a band of its own for each the maps are better."

_NUMBERED = re.compile(r"band[ _-]?0*(\d+)(?![a-z0-9])[\s:_.-]*")
_ASSIGNMENT = re.compile(r"\s*([A-Za-z0-9_-]+)\s*[=:]\s*(\d+)\s*(?:[,;\s]|$)")

# So many bands a message lists one by one: a 13-band stack with two extras.
_SHOWN_BANDS = 15


def resolve_bands(
    descriptions: Sequence[str],
    wavelengths_nm: Optional[Sequence[Optional[float]]] = None,
    assignments: str = "",
    twins: bool = False,
    by_values: Optional[Callable[[], BandChoice]] = None,
) -> BandChoice:
    """The bands of a raster that are the ten bands of the network.

    A band's role goes by its description, else by its wavelength. Only where no band says anything is the
    number of bands asked: 10 (the network's order), 12 (L2A) or 13 (L1C). Bands beyond the ten are ignored.
    What the user assigned goes before all of it.

    Args:
        descriptions: one per band, "" where there is none; "Band 1" in the first place and so on is none.
        wavelengths_nm: central wavelengths in nm, one per band, None where unknown.
        assignments: band numbers that the user gave, as "B2=1 B3=2"; "" for none. Bands that are left out are found
            by their descriptions or wavelengths.
        twins: let a missing B8 or B8A be estimated from the other bands.
        by_values: decides where no band has a name or a wavelength; None to go by the number of bands.

    Raises:
        InputError: a band is missing or found twice, nothing tells which band is which, or `assignments` is no list of
            bands.

    >>> resolve_bands(["B4", "B3", "B2", "B8", "B5", "B6", "B7", "B8A", "B11", "B12", "SCL"]).indices
    (3, 2, 1, 5, 6, 7, 4, 8, 9, 10)
    >>> resolve_bands(["B2", "B3", "B4", "B5", "B6", "B7", "NIR?", "B8A", "B11", "B12"], assignments="B8=7").indices
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    """
    chosen = _parsed_assignments(assignments, len(descriptions))
    if set(chosen) == set(NAMES):
        return BandChoice.of([chosen[name] for name in NAMES], "bands as the user says")
    texts = _without_numbering(descriptions)
    named = named_bands(texts)
    given = list(wavelengths_nm) if wavelengths_nm is not None else [None] * len(texts)
    by_wavelength = [
        at_wavelength(wavelength_in(text) if given_nm is None else given_nm) for text, given_nm in zip(texts, given)
    ]
    if not any(named) and not any(by_wavelength) and not chosen:
        return by_count(texts) if any(texts) or by_values is None else by_values()
    places = {name: _places(name, named, by_wavelength) for name in NAMES}
    places.update({name: [index] for name, index in chosen.items()})
    # A band that the user gives a role has lost the one it seemed to have.
    taken = set(chosen.values())
    places = {n: found if n in chosen else [i for i in found if i not in taken] for n, found in places.items()}
    estimated = _let_one_be_estimated(places) if twins else ""
    if any(len(found) != 1 for found in places.values()):
        raise InputError(_refusal(descriptions, places))
    indices = [places[name][0] for name in NAMES]
    by_name = [bool(named[i - 1]) for name, i in zip(NAMES, indices) if name not in chosen]
    source = "descriptions" if all(by_name) else "descriptions and wavelengths" if any(by_name) else "wavelengths"
    by_user = f" and {_listing(sorted(chosen, key=NAMES.index))} as the user says" if chosen else ""
    return BandChoice.of(indices, f"bands found by their {source}{by_user}", estimated=estimated)


def _places(name: str, named: Sequence[Optional[Named]], by_wavelength: Sequence[Optional[str]]) -> list[int]:
    """Numbers of the bands that play a role: those of that name; else those whose text contains it, or by wavelength.

    "B8" goes before "B8_median". A text that names another band than the wavelength does goes before the wavelength.
    """
    exact = [i for i, found in enumerate(named, start=1) if found == Named(name, True)]
    return exact or [
        i
        for i, (found, other) in enumerate(zip(named, by_wavelength), start=1)
        if (found.band if found else other) == name
    ]


def table(
    choice: BandChoice, descriptions: Sequence[str], wavelengths_nm: Sequence[Optional[float]]
) -> tuple[str, ...]:
    """The choice for the log, a line per role: 'B2 = band 3 "blue", 490 nm'."""
    lines = []
    for name, index in zip(NAMES, choice.indices):
        text, wavelength = descriptions[index - 1].strip(), wavelengths_nm[index - 1]
        nanometres = f"{wavelength:g}" if wavelength is not None else ""
        wavelength_note = f", {nanometres} nm" if nanometres and nanometres not in text else ""
        lines.append(f"{name} = band {index}{f' “{text}”' if text else ''}{wavelength_note}")
    return tuple(lines)


def _parsed_assignments(text: str, count: int) -> dict[str, int]:
    """The user's assignments: band name -> band number.

    Raises:
        InputError: it is no such list, or a number is that of no band or of two.
    """
    chosen: dict[str, int] = {}
    place = 0
    while text[place:].strip():
        match = _ASSIGNMENT.match(text, place)
        name = band_name(match.group(1)) if match else None
        if match is None or name not in NAMES or name in chosen:
            raise InputError(
                f"Expected BANDS like 'B2=1 B3=2', each of {_listing(NAMES)} at most once, "
                f"found '{text[place:].strip()[:40]}'; correct it there or leave BANDS empty."
            )
        chosen[name] = int(match.group(2))
        place = match.end()
    shared = [n for n, i in chosen.items() if any(i == j for m, j in chosen.items() if m not in (n, TWINS.get(n)))]
    beyond = [f"{name}={index}" for name, index in chosen.items() if not 1 <= index <= count]
    if beyond or shared:
        found_text = _listing(beyond or [f"{name}={chosen[name]}" for name in shared])
        raise InputError(
            f"Expected BANDS to give each role a band of its own between 1 and {count}, found {found_text}; correct it."
        )
    return chosen


def _let_one_be_estimated(places: dict[str, list[int]]) -> str:
    """Puts B8 or B8A, where one of them alone is missing, into the other's place; its name, "" where none is."""
    for name, twin in TWINS.items():
        if not places[name] and len(places[twin]) == 1:
            places[name] = list(places[twin])
            return name
    return ""


def _without_numbering(descriptions: Sequence[str]) -> list[str]:
    """The descriptions, without the "Band 1", "Band 2"... that programs fill in where there is none.

    They are such numbers where every description is one and stands in its own place. Anywhere else "Band N"
    is a name, as in band_02, band_03...: numbers in their places could not hold B8A anyway.
    """
    texts = [(text or "").strip() for text in descriptions]
    numbers = [_NUMBERED.match(text.lower()) for text in texts]
    in_place = [number and int(number.group(1)) == place for place, number in enumerate(numbers, start=1)]
    if not all(counted or not text for counted, text in zip(in_place, texts)):
        return texts
    # What stands behind the number may still tell: "Band 1 (490 nm)" in ENVI files, "Band 1: Blue".
    return [text[number.end() :] if number else text for text, number in zip(texts, numbers)]


def by_count(texts: Sequence[str]) -> BandChoice:
    """The known order for this many bands, where no band has a description."""
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
            "say which is which in BANDS, or set the band descriptions to these names "
            "(undescribed rasters need 10, 12 or 13 bands)."
        )
    title, order = _KNOWN_ORDERS[count]
    indices = [order.index(name) + 1 for name in NAMES]
    return BandChoice.of(indices, f"no band is described; {count} bands are taken for {title}", by_order=True)


def _refusal(descriptions: Sequence[str], places: Mapping[str, Sequence[int]]) -> str:
    """The error message: the bands that were found, those that are missing and those that were found twice."""
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
        "choose the full stack, say which is which in BANDS, or set its band descriptions to these names."
    )


def _shown(descriptions: Sequence[str]) -> list[str]:
    """Number and description of each band, shortened to fit a message."""
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
