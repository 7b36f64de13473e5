# SPDX-License-Identifier: GPL-2.0-or-later
"""Stations from a table: reads text files of any usual separator, finds the columns of coordinates and of names."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional

from ..errors import InputError
from ..reports.text_tables import decoded, distinct

TEXT_FILES = (".csv", ".txt", ".tsv", ".dat")
"""Endings of text files that are read as tables."""

# Pairs of names of columns, the likelier first; all without case, spaces and underscores.
_DEGREES = (
    ("lon", "lat"), ("longitude", "latitude"), ("long", "lat"), ("lng", "lat"), ("londeg", "latdeg"),
    ("lon", "latitude"), ("loncoord", "latcoord"), ("länge", "breite"), ("laenge", "breite"),
    ("geolänge", "geobreite"), ("geolaenge", "geobreite"), ("locationlongitude", "locationlatitude"),
    ("geolon", "geolat"), ("wgs84lon", "wgs84lat"),
)  # fmt: skip
_UNKNOWN_UNIT = (
    ("x", "y"), ("xcoord", "ycoord"), ("coordx", "coordy"), ("pointx", "pointy"), ("easting", "northing"),
    ("east", "north"), ("e", "n"), ("rechtswert", "hochwert"), ("ost", "nord"), ("utmx", "utmy"), ("xutm", "yutm"),
    ("xm", "ym"),
)  # fmt: skip
_NAMES = (
    "name", "station", "stationname", "stationid", "id", "site", "sitename", "siteid", "code", "device", "deviceid",
    "sensor", "sensorid", "stationsname", "stationsid", "nom",
)  # fmt: skip
_SEPARATORS = ";\t,|"
# The first line by which Excel is told the separator.
_SEPARATOR_LINE = re.compile(r"sep=(.)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
# Numbers that stand for no place where both coordinates are the same one.
_FILLS = (-999.0, -999.9, -9999.0, -99999.0)
_MISSING = ("", "na", "n/a", "nan", "null", "none", "-")
_LARGEST_BYTES = 200_000_000


class Table(NamedTuple):
    """Rows of a table as text or as numbers."""

    heads: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class TablePoints(NamedTuple):
    """Where the rows of a table lie."""

    places: list[Optional[tuple[float, float]]]
    """x, y of each row; None where it has none."""
    crs: str
    """"EPSG:4326" where the columns hold degrees; "" where only the user can know."""
    columns: tuple[str, str]
    """Of x and y."""


def read_text(path: str) -> Table:
    """A text file with a line of column names, separated by semicolons, tabs, commas or bars.

    Raises:
        InputError: it cannot be read, has no rows, or a row has another number of values than there are columns.
    """
    try:
        if Path(path).stat().st_size > _LARGEST_BYTES:
            raise InputError(
                f"Expected a table of stations, found a file of more than 200 MB in {path}; choose another."
            )
        content = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"Expected a table of stations, but {path} cannot be read ({error.strerror}).") from error
    lines = [line for line in decoded(content).splitlines() if line.strip()]
    stated = _SEPARATOR_LINE.fullmatch(lines[0].strip()) if lines else None
    lines = lines[1:] if stated else lines
    first = lines[0] if lines else ""
    counted = max(_SEPARATORS, key=lambda sign: (first.count(sign), -_SEPARATORS.index(sign)))
    separator = stated[1] if stated else counted
    rows = [tuple(cell.strip() for cell in row) for row in csv.reader(lines, delimiter=separator)]
    if len(rows) < 2:
        raise InputError(
            f"Expected a line of column names and a row for each station, found {len(rows)} lines in {path}; choose "
            "the table of the stations."
        )
    heads = tuple(distinct([head or f"column {place}" for place, head in enumerate(rows[0], start=1)]))
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(heads):
            more = (
                " Numbers with decimal commas need another separator, such as a semicolon." if separator == "," else ""
            )
            raise InputError(
                f"Expected {len(heads)} values in each row of {path}, found {len(row)} in line {number}; mend that "
                "line." + more
            )
    return Table(heads, rows[1:])


def points_of(
    table: Table, x: str = "", y: str = "", called: str = "the table", degrees: Optional[bool] = None
) -> TablePoints:
    """Where the rows of a table lie, by the columns of coordinates.

    Args:
        table: of the stations.
        x: name of the column of longitudes or eastings; "" finds both by their usual names.
        y: of latitudes or northings.
        called: what sentences call the table.
        degrees: whether the columns hold longitudes and latitudes; None goes by their names.

    Raises:
        InputError: there are no such columns, a value is no number, or a latitude lies beyond the poles.

    >>> points_of(Table(("Name", "Lon", "Lat"), [("a", "7,25", "51.5"), ("b", "", "")])).places
    [(7.25, 51.5), None]
    """
    columns, named_degrees = _columns(table, x, y, called)
    degrees = named_degrees if degrees is None else degrees
    places: list[Optional[tuple[float, float]]] = []
    for number, row in enumerate(table.rows, start=1):
        pair = tuple(_number(row[column], table.heads[column], number, called) for column in columns)
        known = None not in pair and not (pair[0] == pair[1] and pair[0] in _FILLS)
        places.append((pair[0], pair[1]) if known else None)
    if degrees:
        for number, place in enumerate(places, start=1):
            if place is not None and not (abs(place[0]) <= 360 and abs(place[1]) <= 90):
                raise InputError(
                    f"Expected degrees in the columns {table.heads[columns[0]]} and {table.heads[columns[1]]} of "
                    f"{called}, found {place[0]:g} and {place[1]:g} in row {number}; exchange the columns, or choose "
                    "the CRS of the coordinates if they are metres."
                )
    return TablePoints(places, "EPSG:4326" if degrees else "", (table.heads[columns[0]], table.heads[columns[1]]))


def name_column(heads: Sequence[str]) -> str:
    """The column that holds the names of stations, by its usual names; "" where there is none."""
    by_plain = {_plain(head): head for head in reversed(heads)}
    return next((by_plain[name] for name in _NAMES if name in by_plain), "")


def _columns(table: Table, x: str, y: str, called: str) -> tuple[tuple[int, int], bool]:
    """Places of the two columns, and whether their names say that they hold degrees."""
    plain = [_plain(head) for head in table.heads]
    listed = ", ".join(table.heads) or "none"
    if x or y:
        for given in (x, y):
            if given not in table.heads:
                what = f"“{given}”" if given else "nothing for one of them"
                raise InputError(
                    f"Expected the names of two columns of {called} with coordinates, found {what} among {listed}; "
                    "choose both."
                )
        pair = _plain(x), _plain(y)
        return (table.heads.index(x), table.heads.index(y)), pair[0].startswith("lon") and pair[1].startswith("lat")
    for pairs, degrees in ((_DEGREES, True), (_UNKNOWN_UNIT, False)):
        for pair in pairs:
            if pair[0] in plain and pair[1] in plain:
                return (plain.index(pair[0]), plain.index(pair[1])), degrees
    raise InputError(
        f"Expected columns of coordinates such as lon and lat, or x and y, in {called}, found the columns {listed}; "
        "name them so or choose the columns."
    )


def _plain(head: str) -> str:
    """A column's name without case and signs.

    >>> _plain(" Lon_deg (°)")
    'londeg'
    """
    return re.sub(r"[^0-9a-zà-ÿ]", "", head.lower())


def _number(value: Any, head: str, row: int, called: str) -> Optional[float]:
    """A coordinate with a point or a comma; None where it is missing."""
    if value is None or isinstance(value, (int, float)):
        return float(value) if value is not None and math.isfinite(value) else None
    text = str(value).strip()
    if text.lower() in _MISSING:
        return None
    if not _NUMBER.fullmatch(text):
        raise InputError(
            f"Expected numbers in the column {head} of {called}, found “{text}” in row {row}; write coordinates as "
            "decimal numbers."
        )
    return float(text.replace(",", "."))
