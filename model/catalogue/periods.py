# SPDX-License-Identifier: GPL-2.0-or-later
"""The periods of a series: the same season of each of several years."""

from __future__ import annotations

from calendar import monthrange
from typing import NamedTuple

from ..errors import InputError
from .choosing import parse_months

# Source: ESA, Sentinel-2A was launched on 23 June 2015.
_FIRST_YEAR = 2015
_LAST_YEAR = 2099


class Period(NamedTuple):
    """One season."""

    name: str
    """What people call it: "2017"; "2017-2018" for a winter."""
    year: int
    """In which it begins."""
    start: str
    """First day: "2017-06-01"."""
    end: str
    """Last day."""


def yearly(first_year: int, last_year: int, months: str = "") -> list[Period]:
    """The season of each year; one that reaches over the turn of the year counts to the year in which it begins.

    Args:
        first_year: of the first period.
        last_year: of the last period.
        months: of the season, as "6-9" or "11-2"; "" for whole years.

    Raises:
        InputError: the years are no two or more since the launch of Sentinel-2, or the months are none.

    >>> yearly(2017, 2018, "11-2")[0]
    Period(name='2017-2018', year=2017, start='2017-11-01', end='2018-02-28')
    """
    for name, year in (("FIRST_YEAR", first_year), ("LAST_YEAR", last_year)):
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise InputError(
                f"Expected {name} from {_FIRST_YEAR} on, when Sentinel-2 was launched, found {year}; choose another "
                "year."
            )
    if last_year < first_year:
        raise InputError(f"Expected LAST_YEAR after FIRST_YEAR ({first_year}), found {last_year}; exchange the two.")
    if last_year == first_year:
        raise InputError(
            f"Expected at least two years for a series, found {first_year} alone; choose a later LAST_YEAR."
        )
    begin, end = _ends(sorted(parse_months(months)))
    return [_period(year, begin, end) for year in range(first_year, last_year + 1)]


def _period(year: int, begin: int, end: int) -> Period:
    """The season from a month on, to the end of another month."""
    last_year = year + (end < begin)
    name = f"{year}-{last_year}" if last_year > year else f"{year}"
    last_day = monthrange(last_year, end)[1]
    return Period(name, year, f"{year}-{begin:02d}-01", f"{last_year}-{end:02d}-{last_day}")


def _ends(months: list[int]) -> tuple[int, int]:
    """The first and the last month of a season: what lies between the last and the first is its longest pause.

    Args:
        months: in order.
    """
    pauses = [
        ((following - month) % 12 or 12, following == months[0], following, month)
        for month, following in zip(months, [*months[1:], months[0]])
    ]
    # Of pauses as long as each other that over the turn of the year.
    _, _, begin, end = max(pauses)
    return begin, end
