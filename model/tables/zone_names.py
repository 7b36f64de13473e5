# SPDX-License-Identifier: GPL-2.0-or-later
"""Recognises names of local climate zones in texts and numbers: "3", "LCZ D", "104", "Compact mid-rise", "LCZ 3B".

>>> [parse(text) for text in ("LCZ 3", "lcz_d", "D: Low plants", 104, "6_5")]
[3, 14, 14, 14, 6]
"""

from __future__ import annotations

import re
from typing import NamedTuple, Optional, Union

from ..errors import InputError
from . import code_schemes, lcz
from .zone_words import zone_of_words

NUMBER, LETTER, LABEL, WORDS = "number", "letter", "label", "words"


class ZoneName(NamedTuple):
    """The zone that a value names, and the form of the name."""

    zone: int
    """1..17."""
    form: str
    """NUMBER ("3", 104), LETTER ("D"), LABEL ("LCZ 3", "LCZ D") or WORDS ("Low plants", "3: Compact low-rise")."""
    sub_class: bool = False
    """Whether it names a sub-class such as 3B or 6_5, of which `zone` is the main zone."""

    @property
    def explicit(self) -> bool:
        """Whether the value can hardly mean anything but a local climate zone."""
        return self.form in (LABEL, WORDS)


# Numbers that mean one zone in whichever scheme they stand.
_NUMBERS = {
    code: zone.code
    for scheme in code_schemes.SCHEMES.values()
    for zone, code in zip(lcz.ZONES, scheme.codes)
    if code is not None and (code > 17 or scheme is code_schemes.STANDARD)
}
_ZONE_OF = {zone.label: zone.code for zone in lcz.ZONES}
_PREFIX = re.compile(
    r"^\s*(?:lcz|local[\s_-]*climate[\s_-]*zones?)(?:[\s_]*(?:class|code|type|zone))?[\s_\-.:#]*", re.I
)
_LABEL = re.compile(r"^\s*\(?(?P<label>10|[1-9]|[A-G])\)?(?P<rest>(?![0-9A-Za-z]).*)?$", re.I | re.S)
# Stewart and Oke write sub-classes as the main zone with the second one as an index: 3B, 6_5, A_F.
_SUB_CLASS = re.compile(
    r"^\s*(?:10|[1-9]|(?P<letter>[A-G]))(?:_?[A-G]|_(?:10|[1-9])|(?(letter)(?:10|[1-9])|(?!)))\s*$", re.I
)
_BARE_SUB_CLASS = re.compile(r"^\s*(?:10|[1-9])(?:_?[A-G]|_(?:10|[1-9]))\s*$", re.I)
_FIRST_LABEL = re.compile(r"\s*(10|[1-9]|[A-G])", re.I)
# "LCZ 3 12" and "LCZ3_001" are numbered samples of a zone; "LCZ 3 or 6" and "LCZ 1-10" are not one zone.
_SAMPLE = re.compile(r"^(?:[\s_#.]+|[\s_#.:\-]+(?:no|nr|sample|area|polygon|poly|roi|ta|site)[\s_#.:]*)\d+\s*$", re.I)


def read(value: Union[str, float, None]) -> Optional[ZoneName]:
    """The zone that an attribute's value or the name of a folder means; None where it means none.

    Args:
        value: a number, or a text in capitals or small letters, with or without "LCZ" before it and the zone's name
            after it; names in English, German, French, Spanish, Italian, Portuguese, Dutch and Chinese are understood.
            Numbers are 1 to 17, 101 to 107 and WRF's 31 to 41 and 51 to 61.
    """
    if value is None:
        return None
    if isinstance(value, (int, float)):
        zone = _NUMBERS.get(value)
        return None if zone is None else ZoneName(zone, NUMBER)
    bare = _PREFIX.sub("", value)
    labelled = bare != value
    number = _number(bare)
    if number is not None:
        zone = _NUMBERS.get(number)
        return None if zone is None else ZoneName(zone, LABEL if labelled else NUMBER)
    match = _LABEL.match(bare)
    if match:
        return _read_label(_ZONE_OF[match["label"].upper()], match["rest"] or "", labelled, match["label"].isdigit())
    if (_SUB_CLASS if labelled else _BARE_SUB_CLASS).match(bare):
        label = _FIRST_LABEL.match(bare)[1].upper()
        return ZoneName(_ZONE_OF[label], LABEL if labelled else NUMBER, sub_class=True)
    zone = zone_of_words(bare)
    return None if zone is None else ZoneName(zone, WORDS)


def parse(value: Union[str, float, None], source: str = "an attribute") -> int:
    """The zone that a value means, 1 to 17.

    Raises:
        InputError: it means none.

    >>> [parse(text) for text in ("E", "LCZ 10", "LCZ-10 heavy industry", "Compact High Rise", "3.0", "57")]
    [15, 10, 10, 1, 3, 7]
    """
    name = read(value)
    if name is None:
        raise InputError(
            f"Expected the name of a local climate zone such as 3, A, LCZ A or 101, found “{value}” in {source}; "
            "correct it, or choose the attribute that holds the zones."
        )
    return name.zone


def _read_label(zone: int, rest: str, labelled: bool, digit: bool) -> Optional[ZoneName]:
    """A label and what follows it: nothing, the zone's own name, or after "LCZ" any word that names no other zone."""
    if not rest.strip(" \t\n_-.:()"):
        form = LABEL if labelled else NUMBER if digit else LETTER
        return ZoneName(zone, form)
    named = zone_of_words(rest)
    if named is not None:
        return ZoneName(zone, LABEL if labelled else WORDS) if named == zone else None
    if not labelled:
        match = _BARE_SUB_CLASS.match(f"{lcz.ZONES[zone - 1].label}{rest}")
        return ZoneName(zone, NUMBER, sub_class=True) if match else None
    if _SUB_CLASS.match(f"{lcz.ZONES[zone - 1].label}{rest}"):
        return ZoneName(zone, LABEL, sub_class=True)
    if _SAMPLE.match(rest):
        return ZoneName(zone, LABEL)
    words = re.findall(r"\w+", rest)
    other = any(any(letter.isdigit() for letter in word) or len(word) == 1 for word in words)
    joined = {"or", "and", "to", "oder", "und", "bis", "ou", "et", "o", "y"} & {word.lower() for word in words}
    return None if other or joined or rest.lstrip().startswith("/") else ZoneName(zone, LABEL)


def _number(text: str) -> Optional[float]:
    """The number that a text is; None where it is none. Not by `float` alone, which reads 6_5 as 65."""
    return float(text) if re.fullmatch(r"\s*\d{1,6}(\.\d*)?\s*", text) else None
