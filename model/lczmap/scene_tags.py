# SPDX-License-Identifier: GPL-2.0-or-later
"""Tags with the scene that a map was made of, and whether two maps are of one scene."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from ..raster.io import open_raster

SCENE = "SCENE"
# Tags that name the day of a scene: our own stacks and maps, ESA's products, other tools.
DAY_TAGS = ("SENSING_DATE", "PRODUCT_START_TIME", "DATATAKE_1_DATATAKE_SENSING_START", "ACQUISITION_DATE")
# A run that maps a scene records these beside INPUT; maps that are made of other maps carry SCENE on.
_OF_A_RUN = ("INPUT_RADIOMETRY", "INPUT_BANDS")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)")


def scene_of(tags: Mapping[str, str]) -> str:
    """Name of the scene that a map was made of; "" where its tags do not tell it.

    >>> scene_of({"INPUT": "/data/bordeaux_20171026.tif", "INPUT_BANDS": "by their names"})
    'bordeaux_20171026'
    """
    named = tags.get(SCENE) or (tags.get("INPUT", "") if any(key in tags for key in _OF_A_RUN) else "")
    name = os.path.basename(named.rstrip("/\\"))
    return re.sub(r"(\.SAFE)?(\.zip)?$|\.tiff?$|\.vrt$", "", name, flags=re.IGNORECASE)


def carried(source: str) -> dict[str, str]:
    """The tag with the original scene, for a map that is made of another map.

    Args:
        source: the other map: anything that GDAL opens.

    Raises:
        InputError: it does not open.
    """
    scene = scene_of(open_raster(source).GetMetadata())
    return {SCENE: scene} if scene else {}


def warn_of_different_scenes(zones: str, settlement: str) -> list[str]:
    """A warning for the log where tags show that an LCZ map and an HSE map are of different scenes; else none.

    Args:
        zones: the LCZ map: anything that GDAL opens.
        settlement: the HSE map, likewise.

    Raises:
        InputError: one does not open.
    """
    zones_scene, hse_scene = (scene_of(open_raster(source).GetMetadata()) for source in (zones, settlement))
    if not zones_scene or not hse_scene or zones_scene == hse_scene or _day(zones_scene) == _day(hse_scene) != "":
        return []
    return [
        f"Warning: the LCZ map and the HSE map are of different scenes ({zones_scene} and {hse_scene}); their figures "
        "belong together only where nothing changed in between. Use the two maps of one run."
    ]


def _day(name: str) -> str:
    """The day in a scene's name as yyyymmdd; "" where there is none."""
    match = _DAY.search(name.replace("T", "_"))
    return "".join(match.groups()) if match else ""
