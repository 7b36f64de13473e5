# SPDX-License-Identifier: GPL-2.0-or-later
"""The days of a series: from the user, or from the tags and names of its files; checked for their order."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, Optional

from ..errors import InputError
from ..lczmap.scene_tags import SCENE
from ..raster.io import open_raster
from ..reports.map_origin import DAY_TAGS, date_in
from ..scene.product_files import is_container

DAYS_PER_YEAR = 365.25
# A year alone stands for its middle.
_MIDDLE = (7, 1)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_REMEDY = "give the dates of all of them in the same order under “Dates” (DATES), such as 2016-05-04, 2017-10-26"


class Dated(NamedTuple):
    """A raster or product of a series, with its name and day."""

    source: str
    """Anything that GDAL opens, or a Sentinel-2 product."""
    name: str
    """Name of the map or scene for people."""
    day: date


def of_series(sources: Sequence[str], names: Sequence[str], user_dates: str = "", noun: str = "map") -> list[Dated]:
    """The members of a series with their days, which must follow one another.

    Args:
        sources: rasters or products, the oldest first.
        names: of the sources, for messages.
        user_dates: days by the user, as "2016-05-04, 2017-10-26"; a year alone stands for its middle. "" to find them.
        noun: for one member in error messages, such as "map".

    Raises:
        InputError: there is no member, a day is not known or not understood, two are equal, or one goes back.
    """
    if not sources:
        raise InputError(f"Expected at least one {noun}, found none; choose those of your years, the oldest first.")
    days = _parsed_days(user_dates, len(sources), noun) if user_dates.strip() else list(map(day_of, sources, names))
    for name, day in zip(names, days):
        if day is None:
            raise InputError(
                f"Expected a date in the tags or in the name of every {noun}, found none for {name}; {_REMEDY}."
            )
    series = [Dated(*member) for member in zip(sources, names, days)]
    for earlier, later in zip(series, series[1:]):
        if later.day == earlier.day:
            raise InputError(
                f"Expected one {noun} for each date, found two of {later.day}, {earlier.name} and {later.name}; leave "
                f"one out, or {_REMEDY}."
            )
        if later.day < earlier.day:
            raise InputError(
                f"Expected the {noun}s in the order of time, the oldest first, found {later.name} of {later.day} after "
                f"{earlier.name} of {earlier.day}; put them in order, or {_REMEDY}."
            )
    return series


def day_of(source: str, name: str = "") -> Optional[date]:
    """The day on which a scene was taken, also that of the scene of a map; None where neither tags nor name tell it.

    Args:
        source: a raster or a product.
        name: of its layer, which counts last.
    """
    tags = {} if is_container(source) else open_raster(source).GetMetadata()
    scene = os.path.basename(tags.get(SCENE, "") or tags.get("INPUT", ""))
    texts = [*(tags.get(tag, "") for tag in DAY_TAGS), scene, os.path.basename(source.rstrip("/\\")), name]
    years = (_YEAR.search(text) for text in texts)
    alone = (date(int(year[1]), *_MIDDLE) for year in years if year)
    return next(filter(None, map(_day, texts)), None) or next(alone, None)


def gaps_years(days: Sequence[date]) -> list[float]:
    """Years between neighbouring days.

    >>> [round(gap, 2) for gap in gaps_years([date(2016, 5, 4), date(2017, 10, 26), date(2018, 10, 26)])]
    [1.48, 1.0]
    """
    return [(later - earlier).days / DAYS_PER_YEAR for earlier, later in zip(days, days[1:])]


def periods(days: Sequence[date]) -> list[tuple[date, date]]:
    """First and last day on which the map of each day is shown: until the next map's day, the last for a year.

    >>> periods([date(2016, 5, 4), date(2017, 10, 26)])[0][1]
    datetime.date(2017, 10, 25)
    """
    ends = [day - timedelta(days=1) for day in days[1:]]
    return list(zip(days, [*ends, days[-1] + timedelta(days=364)]))


def _day(text: str) -> Optional[date]:
    """The first day in a text; None where there is no valid date."""
    try:
        return date.fromisoformat(date_in(text))
    except ValueError:
        return None


def _parsed_days(user_dates: str, count: int, noun: str) -> list[Optional[date]]:
    words = [word for word in re.split(r"[,;\s]+", user_dates) if word]
    if len(words) != count:
        raise InputError(
            f"Expected {count} dates, one for each {noun}, found {len(words)} in “{user_dates}”; {_REMEDY}."
        )
    days: list[Optional[date]] = []
    for word in words:
        day = date(int(word), *_MIDDLE) if _YEAR.fullmatch(word) else _day(word)
        if day is None:
            raise InputError(f"Expected dates such as 2017-10-26, found “{word}”; {_REMEDY}.")
        days.append(day)
    return days
