# SPDX-License-Identifier: GPL-2.0-or-later
"""Which attribute of training areas or reference polygons holds the zone: found by its values before its name.

A field whose values are words ("LCZ 3", "Low plants") is believed before one whose numbers merely fit, a field called
lcz before one called class, and a running number (1, 2, 3, ... for each feature) last. Where two fields fit equally
well and name different zones, the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional, Union

from ..errors import InputError
from ..tables import zone_names
from ..tables.zone_names import ZoneName

Value = Union[str, float, None]

# Names that people give to a field of classes; the first counts where several fit and say the same.
USUAL_NAMES = (
    "lcz", "lczclass", "lcz_class", "lcz_primary", "lcz_type", "class", "class_name", "classname", "class_id",
    "classid", "c_name", "c_info", "c_id", "mc_name", "mc_info", "mc_id", "macroclass_name", "macroclass_id",
    "macroclass", "zone", "code", "name", "label", "type", "category", "value", "classvalue", "gridcode_lcz",
    "klasse", "classe", "clase", "typ", "zona",
)  # fmt: skip
# Names of fields that tell of a zone, but not which zone a feature is first of all.
_BESIDE = re.compile(r"second|altern|former|previous|prob|conf|dist|uniq|equal|share|area|pct|percent|_ha$|count", re.I)
# Values by which people say that a feature has no zone.
_NO_ZONE = re.compile(r"^\s*(0|-\d+|99+|255|n/?a|none|null|nan|nodata|no data|unknown|unclassified|\?+|-+)?\s*$", re.I)
# A field counts as one of zones if at least this share of its values names one.
_LEAST_SHARE = 0.5
_LISTED = 5


class Choice(NamedTuple):
    """Where the zones stand and what they are."""

    field: str
    names: tuple[Optional[ZoneName], ...]
    """Of each feature; None where it names none."""
    notes: tuple[str, ...]
    """For the log."""


class _Column(NamedTuple):
    """What the values of one field say."""

    field: str
    names: tuple[Optional[ZoneName], ...]
    share: float
    """Of the values that mean to name a zone, those that do."""
    explicit: bool
    """Whether most of them can hardly mean anything but a zone."""
    running: bool
    """Whether the values count the features."""

    @property
    def rank(self) -> int:
        """How well it fits: 3 for words or a name with lcz, 2 for a usual name, 1 for a running number, 0 for not."""
        if not self.share:
            return 0
        lcz_named = "lcz" in self.field.lower()
        if self.share < _LEAST_SHARE and not (lcz_named and self.explicit):
            return 0
        if _BESIDE.search(self.field) and not self.explicit:
            return 0
        if self.running:
            return 1 if self.share == 1 and (lcz_named or self.field.lower() in USUAL_NAMES) else 0
        if self.explicit or lcz_named:
            return 3
        return 2 if self.field.lower() in USUAL_NAMES else 0


def choose(columns: Mapping[str, Sequence[Value]], source: str, noun: str = "features") -> Choice:
    """The field that holds the zones.

    Args:
        columns: values of each field, one for each feature.
        source: what a refusal calls the file.
        noun: what the features are called, in the plural.

    Raises:
        InputError: none does, or two do that name different zones.
    """
    read = [_column(field, values) for field, values in columns.items()]
    best = max((column.rank for column in read), default=0)
    if not best:
        raise InputError(_nothing_found(columns, source, noun))
    fitting = [column for column in read if column.rank == best]
    first = [column for column in fitting if not _BESIDE.search(column.field)] or fitting
    first.sort(key=lambda column: (-sum(name is not None for name in column.names), _usual_place(column.field)))
    for other in first[1:]:
        if not _agree(first[0], other):
            raise InputError(
                f"Expected one field with the zones in {source}, found two that name different ones: "
                f"{_sample(first[0].field, columns)} and {_sample(other.field, columns)}; choose the right one as "
                "“Field with the zone” (CLASS_FIELD)."
            )
    chosen = first[0]
    notes = []
    if chosen.running and "lcz" not in chosen.field.lower():
        notes.append(
            f"Warning: the values of “{chosen.field}” count the {noun} one by one (1, 2, 3, ...); they are taken for "
            "zones, as no other field names any. If they are running numbers, choose another “Field with the zone”."
        )
    return Choice(chosen.field, chosen.names, tuple(notes))


def may_hold_zones(field: str, values: Sequence[Value]) -> bool:
    """Whether a field's values and name let it hold zones."""
    return _column(field, values).rank > 0


def read_field(field: str, values: Sequence[Value], source: str, noun: str = "features") -> Choice:
    """The zones of a field that the user named; a value that names none is left out.

    Raises:
        InputError: it has no value, or none of its values names a zone.
    """
    names = tuple(zone_names.read(value) for value in values)
    if not any(names):
        given = quoted(value for value in values if value not in (None, ""))
        found = f"only {given}" if given else f"no value in any of the {len(values)} {noun}"
        raise InputError(
            f"Expected zones such as 3, A, LCZ A or 101 in the field “{field}” of {source}, found {found}; "
            "correct them, or choose another “Field with the zone”."
        )
    return Choice(field, names, ())


def notes_on(names: Sequence[Optional[ZoneName]], said: Sequence[Value], noun: str) -> list[str]:
    """What was left out and what was read by its main zone, for the log.

    Args:
        names: what was understood of each feature.
        said: what each feature says.
        noun: what the features are called, in the plural.
    """
    notes = []
    without = [value for name, value in zip(names, said) if name is None]
    if without:
        listed = quoted(value for value in without if value not in (None, ""))
        empty = sum(value in (None, "") for value in without)
        parts = [*([listed] if listed else []), *([f"{empty} without a value"] if empty else [])]
        notes.append(f"{len(without)} of {len(names)} {noun} name no zone and are left out: {'; '.join(parts)}.")
    subs = [value for name, value in zip(names, said) if name is not None and name.sub_class]
    if subs:
        notes.append(f"{len(subs)} {noun} name a sub-class ({quoted(subs)}) and count as its main zone.")
    if _may_start_at_0(said):
        notes.append(
            f"Warning: the numbers of the {noun} are read as 1 to 17, but 0 occurs and 17 does not: if they are 0 to "
            "16 for LCZ 1 to G, write one more into another field and choose it as “Field with the zone”."
        )
    return notes


def _may_start_at_0(values: Sequence[Value]) -> bool:
    """Whether all values are whole numbers from 0 to 16, 0 among them, as those of a network's outputs are."""
    try:
        numbers = {float(value) for value in values if value not in (None, "")}
    except ValueError:
        return False
    return 0 in numbers and len(numbers) > 2 and numbers <= set(range(17))


def quoted(values) -> str:
    """The first few different values in quotation marks, for a sentence; "" for none."""
    different = list(dict.fromkeys(str(value) for value in values))
    shown = ", ".join(f"“{value[:40]}”" for value in different[:_LISTED])
    return f"{shown} and {len(different) - _LISTED} more" if len(different) > _LISTED else shown


def is_running(values: Sequence[Value]) -> bool:
    """Whether two or more values are the whole numbers 1, 2, 3, ... (or from 0), each once, in any order."""
    try:
        numbers = sorted(float(value) for value in values if value is not None)
    except ValueError:
        return False
    return len(numbers) > 1 and any(numbers == [first + place for place in range(len(numbers))] for first in (0, 1))


def _column(field: str, values: Sequence[Value]) -> _Column:
    names = tuple(zone_names.read(value) for value in values)
    meant = [
        (value, name)
        for value, name in zip(values, names)
        if name is not None or not _NO_ZONE.match("" if value is None else str(value))
    ]
    hits = [name for _, name in meant if name is not None]
    # By features and by different values: one frequent word that is also a zone's name proves little.
    different = {str(value): name for value, name in meant}.values()
    shares = [
        sum(name is not None for name in group) / len(group)
        for group in ([name for _, name in meant], different)
        if group
    ]
    explicit = 2 * sum(name.explicit for name in hits) > len(hits)
    given = [value for value in values if value not in (None, "")]
    return _Column(field, names, min(shares, default=0.0), explicit, is_running(given))


def _agree(one: _Column, other: _Column) -> bool:
    pairs = zip(one.names, other.names)
    return all(mine.zone == theirs.zone for mine, theirs in pairs if mine is not None and theirs is not None)


def _usual_place(field: str) -> int:
    name = field.lower()
    return USUAL_NAMES.index(name) if name in USUAL_NAMES else len(USUAL_NAMES) - ("lcz" in name)


def _sample(field: str, columns: Mapping[str, Sequence[Value]]) -> str:
    return f"“{field}” ({quoted(value for value in columns[field] if value is not None)})"


def _nothing_found(columns: Mapping[str, Sequence[Value]], source: str, noun: str) -> str:
    usual = [field for field in columns if field.lower() in USUAL_NAMES or "lcz" in field.lower()]
    for field in usual:
        values = [value for value in columns[field] if value not in (None, "")]
        found = f"only {quoted(values)}" if values else f"no value in any of the {len(columns[field])} {noun}"
        return (
            f"Expected zones such as 3, A, LCZ A or 101 in the field “{field}” of {source}, found {found}; correct "
            "them, or choose another “Field with the zone”."
        )
    return (
        f"Expected a field with the zones of the {noun} (called {', '.join(USUAL_NAMES[:3])}, class or the like, or "
        f"with values such as LCZ 3), found {', '.join(columns) or 'no field'} in {source}; choose it as “Field with "
        "the zone”."
    )
