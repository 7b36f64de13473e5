# SPDX-License-Identifier: GPL-2.0-or-later
"""What a job says of the scenes it fetches: lines for the log, sentences for the user, tags of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..raster import provenance
from ..raster.grid import Grid
from ..tables.sentinel2 import DN_PER_REFLECTANCE
from .catalogues import Catalogue
from .choosing import Date, NoSceneError, Scene
from .search import Found


def amount(size: float) -> str:
    """Bytes as people say them.

    >>> amount(2_000_000_000), amount(1_234_567)
    ('2.0 GB', '1.2 MB')
    """
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def announcement(found: Found, source: Catalogue, dates: Sequence[Date], grid: Grid, size: float) -> str:
    """What was found, what it will cost and whose it is."""
    words = [f"{len(found.items)} scenes found, {len(dates)} dates to look at in {grid.width} x {grid.height} px."]
    words.append(f"Up to {amount(size)} of pixels will be read (before compression).")
    providers = f" by {found.providers}" if found.providers else ""
    terms = f"; terms: {found.license_url}" if found.license_url else ""
    words.append(f"Contains modified Copernicus Sentinel data{providers}, from {source.title}{terms}.")
    return " ".join(words)


def listing(chosen: Sequence[Date]) -> str:
    """The dates that are used, and how much of the area is clear in each."""
    return "Dates used: " + ", ".join(f"{day.day} ({day.clear_pct:.0f} % clear)" for day in chosen) + "."


def none_left(scenes: Sequence[Scene]) -> NoSceneError:
    """The error where no scene was left in the end, with how many there were and the reasons."""
    counted: dict[str, int] = {}
    for scene in scenes:
        counted[scene.status] = counted.get(scene.status, 0) + 1
    reasons = "; ".join(f"{count} {status}" for status, count in sorted(counted.items(), key=lambda pair: -pair[1])[:4])
    return NoSceneError(
        "a scene with clear ground in the area",
        f"{len(scenes)} scenes, of which none can be used ({reasons})",
        "choose a longer period, raise MAX_CLOUD, or choose another catalogue",
    )


def days(scenes: Sequence[Scene]) -> tuple[str, ...]:
    """The days of scenes, in order."""
    return tuple(sorted({scene.item.day for scene in scenes}))


def place(scenes: Sequence[Scene], shares: Mapping[str, float]) -> str:
    """The tile that covers most of the area; where several do, the one with most of the scenes."""
    covered: dict[str, float] = {}
    for item in (scene.item for scene in scenes if scene.item.tile):
        covered[item.tile] = covered.get(item.tile, 0.0) + shares[item.id]
    return f"T{max(sorted(covered), key=lambda tile: covered[tile])}" if covered else ""


def middle(days: Sequence[str]) -> str:
    """The day in the middle, the earlier one of two."""
    return days[(len(days) - 1) // 2]


def tags(
    source: Catalogue, found: Found, scenes: Sequence[Scene], shares: Mapping[str, float], options: str
) -> dict[str, str]:
    """The tags of the scene: days, sources, terms, and that the offset is taken off.

    Args:
        source: the catalogue.
        found: what it told of its scenes.
        scenes: that are used.
        shares: of the area by item.
        options: of the run.
    """
    sensed = days(scenes)
    years = sorted({day[:4] for day in sensed})
    return provenance.tags(
        source.root,
        options,
        SENSING_DATE=middle(sensed),
        SENSING_DATES=" ".join(sensed),
        SOURCES=" ".join(sorted(scene.item.id for scene in scenes)),
        CATALOGUE=source.title,
        PLACE=place(scenes, shares),
        QUANTIFICATION_VALUE=f"{DN_PER_REFLECTANCE:g}",
        BOA_ADD_OFFSET="0",
        ATTRIBUTION=f"Contains modified Copernicus Sentinel data {', '.join(years)}",
        LICENSE=found.license_url,
        PROVIDERS=found.providers,
    )
