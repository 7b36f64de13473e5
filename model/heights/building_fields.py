# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of a layer of buildings with heights and numbers of floors, and the reading of their values.

>>> metres("12.5"), metres("12,5 m"), metres("40 ft"), metres("5'"), metres("tall")
(12.5, 12.5, 12.192, 1.524, None)
>>> read_floors("4"), read_floors("2;3"), read_floors(0), read_floors("garage")
(4.0, 3.0, None, None)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional, Union

from ..errors import InputError

Value = Union[str, float, None]

# Names as they are left by `_plain`: small letters and digits alone. The best come first.
# Source: OpenStreetMap (height, building:levels), CityGML and its readers (measuredHeight, storeysAboveGround),
# Overture and Microsoft (height, num_floors), EUBUCCO (height), BD TOPO (HAUTEUR, NB_ETAGES), 3DBAG (b3_h_dak_50p is a
# roof's elevation and not listed), ALKIS (hoehe, aog), Catastro (numberOfFloorsAboveGround), Global Building Atlas
# (height).
HEIGHT_NAMES = (
    "height", "buildingheight", "measuredheight", "heightm", "heightmean", "meanheight", "bldgheight", "bldgheigh",
    "heightmedian", "heightroof", "roofheight", "heightag", "estheight", "hoehe", "gebaeudehoehe", "hauteur",
    "hauteurbat", "altura", "altezza", "hoogte", "h", "hm", "hmean", "haut", "bh",
)  # fmt: skip
FLOORS_NAMES = (
    "buildinglevels", "levels", "floors", "storeys", "stories", "storeysaboveground", "numfloors", "numberoffloors",
    "numberoffloorsaboveground", "nfloors", "nstoreys", "numstoreys", "numstories", "numlevels", "floorsnum",
    "nbetages", "nbetage", "nombreetages", "etages", "geschosse", "anzahlgeschosse", "aog",
    "anzahlderoberirdischengeschosse", "plantas", "piani", "verdiepingen", "buildingle", "storeysabo", "numberoffl",
    "floorcount", "levelcount",
)  # fmt: skip
# Fields in which OGR keeps all other tags of OpenStreetMap, as "key"=>"value".
_OTHER_TAGS = "other_tags"
# Of the values that are there, so many must be heights or floors for a field to count.
_LEAST_SHARE = 0.5
HIGHEST_M = 1000.0
"""No building is higher."""
_MOST_FLOORS = 250.0
_FEET_M, _INCH_M = 0.3048, 0.0254
_METRES = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*(m|metres?|meters?|mètres?|meter|ft|feet|foot|')?\s*\.?\s*$", re.I)
_FEET_INCHES = re.compile(r"^\s*(\d+)\s*'\s*(\d+(?:\.\d+)?)\s*\"\s*$")
_FLOORS = re.compile(r"\d+(?:[.,]\d+)?")
_LISTED = 8


class Fields(NamedTuple):
    """Fields of a layer with the heights and floors of its buildings; "" where there is none."""

    height: str
    floors: str

    @property
    def description(self) -> str:
        """The fields in words, for the log."""
        height = [f"height from “{self.height}”"] if self.height else []
        floors = [f"floors from “{self.floors}”"] if self.floors else []
        return ", else ".join([*height, *floors])


def choose(columns: Mapping[str, Sequence[Value]], source: str, height: str = "", floors: str = "") -> Fields:
    """The fields that hold heights and floors: those that the user named, else those of known names and fitting values.

    Args:
        columns: values of each field in a sample of the features.
        source: name of the layer in error messages.
        height: as the user chose it; "" finds it.
        floors: as the user chose it; "" finds it.

    Raises:
        InputError: a chosen field is not there or holds no such values, or none was found.
    """
    readers = {"height": (height, HEIGHT_NAMES, metres), "floors": (floors, FLOORS_NAMES, read_floors)}
    fields = {}
    for what, (chosen, names, read) in readers.items():
        if chosen and chosen not in columns:
            raise InputError(
                f"Expected a field “{chosen}” in {source}, found {_listed(columns)}; choose the field with the {what} "
                "of the buildings."
            )
        if chosen and _share(columns[chosen], read) == 0:
            raise InputError(
                f"Expected the {what} of buildings in the field “{chosen}” of {source}, found "
                f"{_quoted(columns[chosen])}; choose another field."
            )
        fields[what] = chosen or _named(columns, names, read)
    if not any(fields.values()):
        raise InputError(
            "Expected a field with the heights of the buildings (height, measuredHeight) or their floors "
            f"(building:levels, floors), found {_listed(columns)} in {source}; choose it as “Field with the height” or "
            "“Field with the floors”."
        )
    return Fields(fields["height"], fields["floors"])


def metres(value: Value) -> Optional[float]:
    """A height in metres; None where the value is none, or no height of a building."""
    if isinstance(value, (int, float)):
        return float(value) if 0 < value <= HIGHEST_M else None
    if value is None:
        return None
    parts, number = _FEET_INCHES.match(value), _METRES.match(value)
    if parts:
        value_m = float(parts[1]) * _FEET_M + float(parts[2]) * _INCH_M
    elif number:
        unit = (number[2] or "m").lower()
        value_m = float(number[1].replace(",", ".")) * (_FEET_M if unit.startswith("f") or unit == "'" else 1.0)
    else:
        return None
    return value_m if 0 < value_m <= HIGHEST_M else None


def read_floors(value: Value) -> Optional[float]:
    """A number of floors; of several the largest; None where the value is none, or no number of floors."""
    if isinstance(value, (int, float)):
        return float(value) if 0 < value <= _MOST_FLOORS else None
    if value is None or re.search(r"[^\d\s.,;+\-]", value):
        return None
    numbers = [float(number.replace(",", ".")) for number in _FLOORS.findall(value)]
    return max(numbers) if numbers and 0 < max(numbers) <= _MOST_FLOORS else None


def tags(text: Value) -> dict[str, str]:
    """Keys and values of OGR's other_tags.

    >>> tags('"height"=>"12","building:levels"=>"3"')
    {'height': '12', 'building:levels': '3'}
    """
    return dict(re.findall(r'"([^"]+)"=>"([^"]*)"', text)) if isinstance(text, str) else {}


def unfolded(values: Mapping[str, Value]) -> dict[str, Value]:
    """A feature's values with those of OpenStreetMap that OGR keeps in one field."""
    return {**tags(values.get(_OTHER_TAGS)), **values}


def is_building(values: Mapping[str, Value]) -> bool:
    """Whether a feature is a building: not where it has a field called building without a value."""
    if "building" not in values:
        return True
    value = values["building"]
    return value not in (None, "", "no", 0)


def _named(columns: Mapping[str, Sequence[Value]], names: Sequence[str], read) -> str:
    """The first field of a known name whose values fit; "" for none."""
    plain = {}
    for column in columns:
        plain.setdefault(_plain(column), column)
    fitting = (plain[name] for name in names if name in plain)
    return next((column for column in fitting if _share(columns[column], read) >= _LEAST_SHARE), "")


def _share(values: Sequence[Value], read) -> float:
    """Share of the given values that can be read; empty values and 0 count as not given."""
    given = [value for value in values if value not in (None, "", 0, "0")]
    return sum(read(value) is not None for value in given) / len(given) if given else 0.0


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _listed(columns: Mapping[str, Sequence[Value]]) -> str:
    names = list(columns)
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{', '.join(names[:_LISTED])}{more}" if names else "no field"


def _quoted(values: Sequence[Value]) -> str:
    given = list(dict.fromkeys(str(value)[:40] for value in values if value not in (None, "")))[:5]
    return f"only {', '.join(f'“{value}”' for value in given)}" if given else "no value"
