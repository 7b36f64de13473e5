# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the maps of a report come from: their scene, its date, the weights and the time, read from the maps' tags."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..raster.io import open_raster

_UNKNOWN = "not recorded"
DAY_TAGS = ("SENSING_DATE", "PRODUCT_START_TIME", "DATATAKE_1_DATATAKE_SENSING_START", "ACQUISITION_DATE")
"""Tags that name the day of a scene: our own stacks and maps, ESA's products, other tools."""
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d)")
"""A date within the name of a file or a product: 20171026, 2017-10-26 or 2017_10_26."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class MapOrigin(NamedTuple):
    """What a map's tags say; "" for what they do not."""

    name: str
    """What the report calls the map."""
    scene: str = ""
    """File name of the scene that was mapped."""
    dates: tuple[str, ...] = ()
    """Of the scene and of the further scenes that were averaged, YYYY-MM-DD, as far as known, ascending."""
    weights: str = ""
    """Name and version of the network."""
    made: str = ""
    """When the map was made, YYYY-MM-DD."""
    software: str = ""

    def row(self) -> list[str]:
        """The cells of a report's table, see `HEADS`."""
        texts = self.scene, ", ".join(self.dates), self.weights, self.made, self.software
        return [self.name, *(text or _UNKNOWN for text in texts)]


HEADS = ("Map", "Scene", "Scene date", "Weights", "Mapped on", "Software")


def read(source: str, name: str = "") -> MapOrigin:
    """The origin of a map by its tags.

    Args:
        source: anything that GDAL opens.
        name: what the report calls it; "" for the source.

    Raises:
        InputError: it does not open.
    """
    tags = open_raster(source).GetMetadata()
    software = tags.get("TIFFTAG_SOFTWARE", "")
    made = re.match(r"(\d{4}):(\d\d):(\d\d)", tags.get("TIFFTAG_DATETIME", ""))
    # Other programs have a tag INPUT of their own: what names weights is a map of this plugin.
    ours = "WEIGHTS" in tags
    # Maps that are made of other maps, such as filtered ones, carry the scene on in a tag of its own.
    scene = tags.get("SCENE", "") or (tags.get("INPUT", "") if ours else "")
    # A tag that names the day counts before the name of the scene, which may hold another date or none.
    day = next(filter(None, (date_in(tags.get(tag, "")) for tag in DAY_TAGS)), "") or date_in(scene)
    dates = sorted({day, *map(date_in, tags.get("INPUT_DATES", "").split(", "))} - {""})
    return MapOrigin(
        name=name or source,
        scene=scene,
        dates=tuple(dates),
        weights=tags.get("WEIGHTS", ""),
        made="-".join(made.groups()) if made else "",
        software=software,
    )


def date_in(name: str) -> str:
    """The first date in the name of a file or product, YYYY-MM-DD; "" where it has none.

    >>> date_in("bordeaux_20171026_10m.tif"), date_in("S2A_MSIL2A_20220704T105031_N0400.SAFE"), date_in("town.tif")
    ('2017-10-26', '2022-07-04', '')
    """
    found = DATE.search(name)
    return "-".join(found.groups()) if found else ""


def year_in(name: str) -> str:
    """The first year in the name of a file, YYYY; "" where it has none.

    >>> year_in("lcz_2022.tif"), year_in("lcz_12022.tif")
    ('2022', '')
    """
    found = _YEAR.search(name)
    return found[0] if found else ""
