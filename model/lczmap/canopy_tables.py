# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of urban canopy parameters as CSV text: all parameters, those of SUEWS in UMEP, and WRF's URBPARM."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from ..reports.text_tables import csv_text
from ..tables import code_schemes, lcz, urban_canopy


class Shares(NamedTuple):
    """Number of cells and mean HSE of each zone of a map."""

    zone_cells: tuple[int, ...]
    """Cells of each of the 17 zones."""
    hse_mean_pct: tuple[float, ...]
    """Mean of HSE over the cells of each zone, nan where there is none."""


# How the pervious part of a zone is divided among UMEP's covers. Stewart & Oke do not divide it; the choice is ours.
# All trees count as deciduous: users who know the city may divide them.
_EVERGREEN, _DECIDUOUS, _GRASS, _SOIL, _WATER = range(5)
_PERVIOUS: dict[str, dict[int, float]] = {
    "A": {_DECIDUOUS: 1}, "B": {_DECIDUOUS: 0.5, _GRASS: 0.5}, "C": {_GRASS: 1}, "D": {_GRASS: 1}, "E": {_SOIL: 1},
    "F": {_SOIL: 1}, "G": {_WATER: 1},
}  # fmt: skip
_COVERS = ("EvergreenTrees", "DeciduousTrees", "Grass", "BareSoil", "Water")


def parameters_csv(shares: Shares) -> str:
    """A row for each zone: how much of the map it has, and every parameter's minimum, middle and maximum."""
    columns = [
        (parameter, statistic)
        for parameter in urban_canopy.PARAMETERS.values()
        for statistic in urban_canopy.STATISTICS
    ]
    heads = ["code", "lcz", "name", "cells", "share_pct", "hse_mean_pct"]
    heads += [f"{parameter.key}_{statistic}" for parameter, statistic in columns]
    total = max(1, sum(shares.zone_cells))
    rows = [
        [zone.code, zone.label, zone.name, count, 100 * count / total, hse]
        + [urban_canopy.value(parameter, zone, statistic) for parameter, statistic in columns]
        for zone, count, hse in zip(lcz.ZONES, shares.zone_cells, shares.hse_mean_pct)
    ]
    return csv_text(heads, rows)


def suews_csv(shares: Shares) -> str:
    """A row for each zone in UMEP's codes: seven fractions that add up to 1, and the form of the buildings."""
    heads = ["code", "lcz", "name", "cells", "Paved", "Buildings", *_COVERS]
    heads += ["pai", "fai", "zH", "zHstd", "z0", "albedo", "QF"]
    hundreds = code_schemes.SCHEMES["hundreds"]
    rows = []
    for zone, count in zip(lcz.ZONES, shares.zone_cells):
        canyon = urban_canopy.CANYONS.get(zone.code) if zone.code in lcz.BUILT else None
        fractions = cover_fractions(zone)
        form = (
            # WRF's index is that of the urban part alone.
            (
                fractions[1],
                canyon.urban_fraction * canyon.frontal_area_index,
                canyon.height_m[1],
                canyon.height_spread_m,
            )
            if canyon
            else (fractions[1], 0.0, _middle("height_m", zone), math.nan)
        )
        rows.append(
            [hundreds.code(zone), zone.label, zone.name, count, *fractions, *form,
             urban_canopy.roughness_length_m(zone), _middle("albedo", zone), _middle("heat_w_m2", zone)]
        )  # fmt: skip
    return csv_text(heads, rows)


def cover_fractions(zone: lcz.Zone) -> tuple[float, ...]:
    """Paved, buildings, evergreen and deciduous trees, grass, bare soil and water of a zone; they add up to 1.

    The middle values of Stewart & Oke's three fractions seldom add up to 100 %: each is divided by their sum. Natural
    zones may have "less than 10 %" of buildings and pavement, which counts as none.
    """
    names = [f"{name}_fraction_pct" for name in ("impervious", "building", "pervious")]
    parts = [_middle(name, zone) for name in names]
    if zone.code in lcz.NATURAL:
        for place, name in enumerate(names[:2]):
            if urban_canopy.PARAMETERS[name].ranges[zone.code - 1][0] is None:
                parts[place] = 0.0
    paved, buildings, pervious = parts
    total = sum(parts)
    covers = _PERVIOUS.get(zone.label, {_GRASS: 1})
    rest = [covers.get(place, 0.0) * pervious / total for place in range(len(_COVERS))]
    return (paved / total, buildings / total, *rest)


def urbparm_csv(shares: Shares) -> str:
    """A row for each of WRF's eleven urban categories under the names of URBPARM_LCZ.TBL and w2w."""
    heads = ["category", "lcz", "name", "cells", "WRF_4.4", "WRF_4.5", "FRC_URB", "ZR", "ZR_min", "ZR_max", "SIGMA_ZED",
             "ROOF_WIDTH", "ROAD_WIDTH", "AH", "BLDFR_URB2D", "H2W", "LP_URB2D", "LF_URB2D", "LB_URB2D"]  # fmt: skip
    rows = []
    for category, (code, canyon) in enumerate(urban_canopy.CANYONS.items(), start=1):
        zone = lcz.ZONES[code - 1]
        plan, front = canyon.plan_area_index, canyon.frontal_area_index
        rows.append(
            [category, zone.label, zone.name, shares.zone_cells[code - 1], code_schemes.SCHEMES["wrf44"].code(zone),
             code_schemes.SCHEMES["wrf45"].code(zone), canyon.urban_fraction, canyon.height_m[1], canyon.height_m[0],
             canyon.height_m[2], canyon.height_spread_m, canyon.roof_width_m, canyon.road_width_m,
             _middle("heat_w_m2", zone), canyon.building_fraction, canyon.height_to_width, plan, front, plan + front]
        )  # fmt: skip
    return csv_text(heads, rows)


# Names of the outputs, and what makes them.
MAKERS: dict[str, Callable[[Shares], str]] = {
    "PARAMETERS": parameters_csv,
    "SUEWS": suews_csv,
    "URBPARM": urbparm_csv,
}


def _middle(key: str, zone: lcz.Zone) -> float:
    return urban_canopy.value(urban_canopy.PARAMETERS[key], zone, "middle")
