# SPDX-License-Identifier: GPL-2.0-or-later
"""The zone of each placemark of a KML file: by its folders, its data or its own name, in any mixture.

Each placemark is decided on its own: by the innermost folder that names a zone, else by its data (ExtendedData or
SimpleData), else by its name. Placemarks are often numbered 1, 2, 3, ...: such numbers count as zones only where the
placemarks beside them show that they are meant so. Whatever names no zone is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from ..errors import InputError
from ..tables import zone_names
from ..tables.zone_names import ZoneName
from . import class_field
from .kml_placemarks import Placemark

FOLDER, NAME = "folder", "Name"


def read_zones(
    placemarks: Sequence[Placemark], source: str, field: str = "", noun: str = "placemarks"
) -> class_field.Choice:
    """The zones of placemarks.

    Args:
        placemarks: of one file.
        source: name of the file in error messages.
        field: FOLDER, NAME or a name of their data that holds the zones; "" decides for each placemark.
        noun: for the placemarks in messages, in the plural.

    Raises:
        InputError: no placemark names a zone, or it is doubtful what their numbers mean.
    """
    if field:
        return class_field.read_field(field, field_values(placemarks, field, source), source, noun)
    folders = [_folder_zone(placemark) for placemark in placemarks]
    data_field, data = _data_zones(placemarks, source)
    names = _names(placemarks, folders, data, source, noun)
    zones_of_placemarks: list[Optional[ZoneName]] = []
    for sources in zip(folders, data, names):
        zones_of_placemarks.append(next((name for name in sources if name is not None), None))
    if not any(zones_of_placemarks):
        raise InputError(
            f"Expected placemarks, folders or data that name zones, such as 3, A, LCZ A or 101, found "
            f"{class_field.quoted(_title(placemark) for placemark in placemarks) or 'no names'} in {source}; rename "
            "them, or choose the “Field with the zone”."
        )
    used = [
        title
        for title, zones, before in (
            (FOLDER, folders, ()),
            (data_field, data, (folders,)),
            (NAME, names, (folders, data)),
        )
        if any(zone is not None and not any(earlier[i] for earlier in before) for i, zone in enumerate(zones))
    ]
    notes = []
    for what, zones in ((f"say in “{data_field}”", data), ("are named", [_own_name(item) for item in placemarks])):
        other = sum(own is not None and zone is not None and own.zone != zone.zone for own, zone in zip(zones, folders))
        if other:
            notes.append(f"{other} {noun} {what} otherwise than their folder: the folder counts.")
    texts = [
        _sub_class_text(placemark, name) or _title(placemark)
        for placemark, name in zip(placemarks, zones_of_placemarks)
    ]
    return class_field.Choice(
        " and ".join(used),
        tuple(zones_of_placemarks),
        (*notes, *class_field.notes_on(zones_of_placemarks, texts, noun)),
    )


def field_values(placemarks: Sequence[Placemark], field: str, source: str) -> list[Optional[str]]:
    """The text of each placemark in a field that the user named; None where it has none."""
    if field.lower() == FOLDER:
        return [next(iter(placemark.folders), None) for placemark in placemarks]
    known = list(dict.fromkeys(key for placemark in placemarks for key in placemark.data))
    if field in known:
        return [placemark.data.get(field) for placemark in placemarks]
    if field.lower() == NAME.lower():
        return [placemark.name for placemark in placemarks]
    raise InputError(
        f"Expected a field “{field}” in {source}, found {', '.join([NAME, FOLDER, *known])}; choose the one with the "
        "zones."
    )


def _folder_zone(placemark: Placemark) -> Optional[ZoneName]:
    """The zone of the innermost folder that names one; None where no folder does."""
    return next((name for name in map(zone_names.read, placemark.folders) if name is not None), None)


def _data_zones(placemarks: Sequence[Placemark], source: str) -> tuple[str, list[Optional[ZoneName]]]:
    """The data that hold the zones, and the zones; a name of its own may hold them in each of several files."""
    keys = list(dict.fromkeys(key for placemark in placemarks for key in placemark.data))
    columns = {key: [placemark.data.get(key) for placemark in placemarks] for key in keys}
    best: tuple[str, list[Optional[ZoneName]]] = ("", [None] * len(placemarks))
    if not any(class_field.may_hold_zones(key, values) for key, values in columns.items()):
        return best
    choice = class_field.choose(columns, source, "placemarks")
    return choice.field, list(choice.names)


def _names(
    placemarks: Sequence[Placemark],
    folders: Sequence[Optional[ZoneName]],
    data: Sequence[Optional[ZoneName]],
    source: str,
    noun: str,
) -> list[Optional[ZoneName]]:
    """Zones by the placemarks' own names, for those that neither folder nor data names.

    Raises:
        InputError: nothing in the file names a zone but numbers that count the placemarks.
    """
    names: list[Optional[ZoneName]] = [None] * len(placemarks)
    elsewhere = any(folders) or any(data)
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, placemark in enumerate(placemarks):
        if folders[place] is None and data[place] is None:
            groups.setdefault(placemark.folders, []).append(place)
    counted = []
    for places in groups.values():
        read = {place: zone_names.read(placemarks[place].name) for place in places}
        plain = [place for place, name in read.items() if name is not None and name.form == zone_names.NUMBER]
        worded = any(name is not None and place not in plain for place, name in read.items())
        numbers = [placemarks[place].name for place in places if placemarks[place].name.strip().isdigit()]
        running = class_field.is_running(numbers)
        if plain and not worded and (running or elsewhere):
            counted += plain
            read.update(dict.fromkeys(plain))
        for place, name in read.items():
            names[place] = name
    if counted and not elsewhere and not any(names):
        raise InputError(
            f"Expected {noun} or folders named after zones, such as LCZ 3 or LCZ A, found {noun} called "
            f"{class_field.quoted(placemarks[place].name for place in counted)} in {source}, which may be zones or "
            "running numbers; if they are zones, write Name as “Field with the zone” (CLASS_FIELD)."
        )
    return names


def _own_name(placemark: Placemark) -> Optional[ZoneName]:
    """The zone of its name, where that is more than a number, by which placemarks are often counted."""
    name = zone_names.read(placemark.name)
    return None if name is None or name.form == zone_names.NUMBER else name


def _title(placemark: Placemark) -> str:
    """Name of a placemark in the log."""
    return placemark.name or next((folder for folder in placemark.folders if folder), "")


def _sub_class_text(placemark: Placemark, name: Optional[ZoneName]) -> str:
    """The text that named a sub-class; "" where none did."""
    if name is None or not name.sub_class:
        return ""
    texts = (*placemark.folders, *placemark.data.values(), placemark.name)
    return next((text for text in texts if zone_names.read(text) == name), "")
