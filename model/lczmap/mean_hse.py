# SPDX-License-Identifier: GPL-2.0-or-later
"""Settlement or imperviousness of any grid as means over the cells of an LCZ map."""

from __future__ import annotations

from collections.abc import Generator

from ..progress import Progress
from ..raster.area_mean import AreaMean
from ..raster.band import Band
from ..raster.grid import overlap, walk
from . import percent_units, scene_tags
from .zone_map import ZoneMap


def open_hse(source: str, zone_map: ZoneMap) -> Generator[Progress, None, AreaMean]:
    """The first band of an HSE map in percent, on the cells of an LCZ map; what was recognised goes to the log.

    Args:
        source: anything that GDAL opens.
        zone_map: the LCZ map.

    Raises:
        InputError: the values are no percentages, or the two maps lie apart.
    """
    band = Band(source, 1, "the HSE map")
    unit = percent_units.recognise(band, walk(overlap(band.grid, zone_map.grid)))
    yield from unit.report("HSE")
    for warning in scene_tags.warn_of_different_scenes(zone_map.source, source):
        yield Progress(0, warning)
    return AreaMean(unit.band, zone_map.grid, unit.convert)
