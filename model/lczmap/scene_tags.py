# SPDX-License-Identifier: GPL-2.0-or-later
"""Tags with the scene that a map was made of, and whether two maps are of one scene."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from ..raster.io import open_raster
from ..reports.map_origin import date_in

SCENE = "SCENE"
# A run that maps a scene records these beside INPUT; maps that are made of other maps carry SCENE on.
_OF_A_RUN = ("INPUT_RADIOMETRY", "INPUT_BANDS")


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
    is_one_scene = zones_scene == hse_scene or date_in(zones_scene) == date_in(hse_scene) != ""
    if not zones_scene or not hse_scene or is_one_scene:
        return []
    return [
        f"Warning: the LCZ map and the HSE map are of different scenes ({zones_scene} and {hse_scene}); their figures "
        "belong together only where nothing changed in between. Use the two maps of one run."
    ]
