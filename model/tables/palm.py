# SPDX-License-Identifier: GPL-2.0-or-later
"""PALM's types of vegetation, pavement, water, soil and buildings for the surfaces of the zones.

Source: PALM Input Data Standard, static input file; palm_csd 25.10 (Schubert et al. 2026, Geosci. Model Dev. 19, 5515),
its table of types and its mapping of the zones, `lcz_mappings.csv`.
"""

from __future__ import annotations

from . import lcz, urban_canopy

# Names of the outputs: the static driver, and the table for ENVI-met.
DRIVER, ENVIMET = "DRIVER", "ENVIMET"

FILL_BYTE, FILL_INTEGER, FILL_REAL = -127, -9999, -9999.0

BARE_SOIL, SHORT_GRASS = 1, 3
LAKE = 1
ASPHALT_CONCRETE = 1

SOILS = {"coarse": 1, "medium": 2, "medium_fine": 3, "fine": 4, "very_fine": 5, "organic": 6}
BUILDINGS = {
    "residential_1950": 1, "residential_1951_2000": 2, "residential_2001": 3, "office_1950": 4, "office_1951_2000": 5,
    "office_2001": 6,
}  # fmt: skip

# Of a neighbourhood as a whole, where no building stands out: interrupted forest in the built zones and scattered
# trees, deciduous broadleaf trees, deciduous shrubs, bare soil.
VEGETATION = {
    **dict.fromkeys((*lcz.BUILT, 12), 18), 11: 7, 13: 16, 14: 16, 15: BARE_SOIL, 16: BARE_SOIL,
}  # fmt: skip
WATER = {17: LAKE}


def ground(zone: lcz.Zone) -> tuple[int, int]:
    """Type of vegetation and of pavement between the buildings of a built zone, of which one is 0.

    Pavement where more of the ground is sealed than not, bare soil in lightweight low-rise, else grass: our choice.

    >>> ground(lcz.ZONES[1]), ground(lcz.ZONES[5]), ground(lcz.ZONES[6])
    ((0, 1), (3, 0), (1, 0))
    """
    if zone.code == 7:
        return BARE_SOIL, 0
    sealed, open_ground = (
        urban_canopy.value(urban_canopy.PARAMETERS[key], zone, "middle")
        for key in ("impervious_fraction_pct", "pervious_fraction_pct")
    )
    return (0, ASPHALT_CONCRETE) if sealed > open_ground else (SHORT_GRASS, 0)
