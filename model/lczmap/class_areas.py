# SPDX-License-Identifier: GPL-2.0-or-later
"""Area of each class of a map: of the zones that occur, or of ranges of percent."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from ..errors import InputError
from ..progress import Progress
from ..raster.band import Band
from ..raster.grid import cell_areas_km2, walk
from ..reports.thumbnail import ramp_palette
from ..tables import lcz, palettes
from .class_area import ClassArea
from .identify import Finding
from .zone_map import ZoneMap

PERCENT_STEPS = (0, 20, 40, 60, 80, 100)
"""Ends of the ranges of percent."""


def class_areas(source: str, finding: Finding) -> Generator[Progress, None, list[ClassArea]]:
    """Area of the classes of a map, in the order of the legend; zones that do not occur are left out.

    Args:
        source: anything that GDAL opens.
        finding: the map that it was recognised as.

    Raises:
        InputError: it has no CRS, or no value at all.
    """
    areas = np.zeros(len(lcz.ZONES) + 1 if finding.product.categorical else len(PERCENT_STEPS) - 1)
    band = Band(source, finding.band, "the map")  # refuses one without CRS
    zone_map = ZoneMap(source, finding.band, finding.scheme) if finding.product.categorical else None
    blocks = list(walk(band.grid.window(None, 1)))
    for done, block in enumerate(blocks, start=1):
        km2 = np.broadcast_to(cell_areas_km2(band.grid, block), (block.height, block.width))
        if zone_map is not None:
            classes = zone_map.read(block)
            known = classes != lcz.NODATA
        else:
            stored, known = band.read(block)
            percent = (np.where(known, stored, 0) * band.scale + band.offset) * (100 / finding.top)
            percent = percent.round(4)  # a fraction of 0.2 in 32 bits may be a little less
            classes = np.clip(np.searchsorted(PERCENT_STEPS, percent, side="right") - 1, 0, areas.size - 1)
        areas += np.bincount(classes[known], weights=km2[known], minlength=areas.size)
        yield Progress(done / len(blocks))
    if not areas.any():
        raise InputError(f"Expected a map with values, found only no data in {source}; choose another one.")
    shares = areas / areas.sum()
    if zone_map is not None:
        return [ClassArea(zone.label, zone.code, zone.colour, float(areas[zone.code]), float(shares[zone.code]))
                for zone in lcz.ZONES if areas[zone.code]]  # fmt: skip
    ramp = ramp_palette(palettes.RAMPS[finding.product.key])
    ranges = list(zip(PERCENT_STEPS, PERCENT_STEPS[1:]))
    return [ClassArea(f"{low} – {high} %", 0, ramp[(low + high) // 2], float(area), float(share))
            for (low, high), area, share in zip(ranges, areas, shares)]  # fmt: skip
