# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the scenes found are used: dates, their order, and a line for each scene that says what became of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import InputError
from .items import Item

# So many dates per wanted one are looked at: their tiles' cloud shares say little about one city.
_LOOKED_AT, _LEAST_LOOKED_AT = 3, 12
USED = "used"


class NoSceneError(InputError):
    """The catalogue and the request are fine, but no scene of the period can be used.

    Attributes:
        found: what there is instead: "none in the catalogue".
        remedy: what to do.
    """

    def __init__(self, expected: str, found: str, remedy: str) -> None:
        super().__init__(f"Expected {expected}, found {found}; {remedy}.")
        self.found = found
        self.remedy = remedy


@dataclass
class Scene:
    """What became of one scene of the catalogue."""

    item: Item
    clear_pct: float = math.nan
    """Clear pixels of the wanted area; nan where nobody looked."""
    status: str = ""
    """USED, or why not."""


@dataclass
class Date:
    """The scenes of one passage over the area: tiles side by side, of one day."""

    day: str
    scenes: list[Scene] = field(default_factory=list)
    clear_pct: float = 0.0

    @property
    def cloud_pct(self) -> float:
        """Mean of what the catalogue says about the tiles; those of unknown share come last."""
        known = [scene.item.cloud_pct for scene in self.scenes if math.isfinite(scene.item.cloud_pct)]
        return sum(known) / len(known) if known else math.inf


def parse_months(text: str) -> frozenset[int]:
    """The months of a season; all where the text is empty.

    Raises:
        InputError: it is no list of months.

    >>> sorted(parse_months("11-2, 5"))
    [1, 2, 5, 11, 12]
    """
    months: set[int] = set()
    for part in filter(None, (word.strip() for word in text.replace(";", ",").split(","))):
        ends = part.split("-")
        if len(ends) > 2 or not all(end.strip().isdigit() and 1 <= int(end) <= 12 for end in ends):
            raise InputError(
                f"Expected MONTHS like 6-9 or 5, 6, 10 with numbers from 1 to 12, found {text}; correct it."
            )
        first, last = int(ends[0]), int(ends[-1])
        months.update(range(first, last + 1) if first <= last else (*range(first, 13), *range(1, last + 1)))
    return frozenset(months or range(1, 13))


def sift(
    items: Iterable[Item], months: frozenset[int], max_cloud_pct: float, shares: Mapping[str, float]
) -> list[Scene]:
    """All scenes found; those that cannot be used have a status that says why.

    Args:
        items: that the catalogue gave.
        months: of the season.
        max_cloud_pct: of a tile.
        shares: of the area that each item covers, 0..1.
    """
    scenes = [Scene(item) for item in sorted(items, key=lambda item: (item.when, item.id))]
    for scene in scenes:
        item = scene.item
        if shares[item.id] <= 0:
            scene.status = "outside the area"
        elif int(item.when[5:7]) not in months:
            scene.status = "outside the months"
        elif item.cloud_pct > max_cloud_pct:
            scene.status = f"clouds {item.cloud_pct:.0f} %"
        elif item.missing:
            scene.status = f"without {', '.join(item.missing)}"
    return scenes


def dates_of(scenes: Iterable[Scene], shares: Mapping[str, float]) -> list[Date]:
    """The dates of all scenes without a status, fewest clouds first."""
    dates: dict[str, Date] = {}
    for scene in scenes:
        if not scene.status:
            dates.setdefault(scene.item.day, Date(scene.item.day)).scenes.append(scene)
    for date in dates.values():
        # The scene that covers most gives its pixels; the others fill what it leaves. Of the same scene processed anew
        # the identifier grows with the date of processing or with a number.
        date.scenes.sort(key=lambda scene: scene.item.id, reverse=True)
        date.scenes.sort(key=lambda scene: -round(shares[scene.item.id], 3))
    return sorted(dates.values(), key=lambda date: (date.cloud_pct, date.day))


def looked_at(dates: Sequence[Date], most: int) -> tuple[list[Date], list[Date]]:
    """The dates whose scene classification is read, and the rest."""
    count = max(_LOOKED_AT * most, _LEAST_LOOKED_AT)
    return list(dates[:count]), list(dates[count:])


def mark(dates: Iterable[Date], status: str) -> None:
    """Gives the scenes of dates a status where they have none."""
    for scene in (scene for day in dates for scene in day.scenes):
        scene.status = scene.status or status


def refuse_none(scenes: Sequence[Scene], too_cloudy: int, period: str, max_cloud_pct: float) -> None:
    """Nothing where a scene is left.

    Args:
        scenes: see `sift`.
        too_cloudy: further scenes that the catalogue left out by their cloud share.
        period: for the sentence.
        max_cloud_pct: for the sentence.

    Raises:
        NoSceneError: none is left; says how many were rejected, and why.
    """
    if any(not scene.status for scene in scenes):
        return
    reasons = [_kind(scene.status) for scene in scenes] + ["clouds"] * too_cloudy
    if not reasons:
        raise NoSceneError(
            f"scenes of the area from {period}",
            "none in the catalogue",
            "choose another period or catalogue, and see whether the area is land: Sentinel-2 is not delivered over "
            "open sea",
        )
    texts = {
        "clouds": f"cloudier than {max_cloud_pct:g} %, see MAX_CLOUD",
        "outside": "outside the area or the months",
        "without": "without all ten bands and the scene classification",
    }
    counted = [f"{reasons.count(kind)} {text}" for kind, text in texts.items() if kind in reasons]
    raise NoSceneError(
        f"a scene of the area from {period}",
        f"{len(reasons)}, of which none can be used ({', '.join(counted)})",
        "raise MAX_CLOUD or choose a longer period",
    )


def _kind(status: str) -> str:
    return status.split(" ")[0]
