# SPDX-License-Identifier: GPL-2.0-or-later
"""Urban canopy parameters (UCP) of the zones: what a neighbourhood of each is like, in numbers.

Ranges are those of Stewart & Oke. A side that they leave open is closed by nature where it can be (no fraction exceeds
100 %), by what WRF assumes where it must be (`_CLOSED`), and else by the side that is given.

    >>> value(PARAMETERS["height_m"], lcz.ZONES[1], "middle"), value(PARAMETERS["height_m"], lcz.ZONES[0], "maximum")
    (17.5, 75.0)
    >>> value(PARAMETERS["sky_view_factor"], lcz.ZONES[7], "middle")
    0.85
"""

from __future__ import annotations

import math
from typing import NamedTuple, Optional

import numpy as np

from . import lcz

RASTER = "CANOPY"
"""Name of the output raster, a band for each parameter."""
STATISTICS = ("minimum", "middle", "maximum")

Range = tuple[Optional[float], Optional[float]]


class Parameter(NamedTuple):
    """One property of the zones.

    Attributes:
        key: its name in files and scripts, with its unit where it has one.
        title: for people.
        unit: of its numbers, "" for none.
        ranges: (low, high) of each of the seventeen zones; None where a side is not given.
        floor: below which it cannot be.
        ceiling: above which it cannot be; inf where nature sets no limit.
    """

    key: str
    title: str
    unit: str
    ranges: tuple[Range, ...]
    floor: float
    ceiling: float


# Source: Stewart & Oke 2012, tables 3 and 4; imperviousness: see `lcz.ZONES`.
PARAMETERS: dict[str, Parameter] = {
    parameter.key: parameter
    for parameter in (
        Parameter("sky_view_factor", "Sky view factor", "", (
            (0.2, 0.4), (0.3, 0.6), (0.2, 0.6), (0.5, 0.7), (0.5, 0.8), (0.6, 0.9), (0.2, 0.5), (0.7, None),
            (0.8, None), (0.6, 0.9), (None, 0.4), (0.5, 0.8), (0.7, 0.9), (0.9, None), (0.9, None), (0.9, None),
            (0.9, None),
        ), 0, 1),
        Parameter("aspect_ratio", "Aspect ratio (height to width)", "", (
            (2, None), (0.75, 2), (0.75, 1.5), (0.75, 1.25), (0.3, 0.75), (0.3, 0.75), (1, 2), (0.1, 0.3), (0.1, 0.25),
            (0.2, 0.5), (1, None), (0.25, 0.75), (0.25, 1), (None, 0.1), (None, 0.1), (None, 0.1), (None, 0.1),
        ), 0, math.inf),
        Parameter("building_fraction_pct", "Building surface fraction", "%", (
            (40, 60), (40, 70), (40, 70), (20, 40), (20, 40), (20, 40), (60, 90), (30, 50), (10, 20), (20, 30),
            (None, 10), (None, 10), (None, 10), (None, 10), (None, 10), (None, 10), (None, 10),
        ), 0, 100),
        Parameter("impervious_fraction_pct", "Impervious surface fraction without buildings", "%", (
            (40, 60), (30, 50), (20, 50), (30, 40), (30, 50), (20, 50), (None, 20), (40, 50), (None, 20), (20, 40),
            (None, 10), (None, 10), (None, 10), (None, 10), (90, None), (None, 10), (None, 10),
        ), 0, 100),
        Parameter("pervious_fraction_pct", "Pervious surface fraction", "%", (
            (None, 10), (None, 20), (None, 30), (30, 40), (20, 40), (30, 60), (None, 30), (None, 20), (60, 80),
            (40, 50), (90, None), (90, None), (90, None), (90, None), (None, 10), (90, None), (90, None),
        ), 0, 100),
        Parameter("height_m", "Height of roughness elements", "m", (
            (25, None), (10, 25), (3, 10), (25, None), (10, 25), (3, 10), (2, 4), (3, 10), (3, 10), (5, 15),
            (3, 30), (3, 15), (None, 2), (None, 1), (None, 0.25), (None, 0.25), (None, None),
        ), 0, math.inf),
        Parameter("roughness_class", "Terrain roughness class (Davenport)", "", (
            (8, 8), (6, 7), (6, 6), (7, 8), (5, 6), (5, 6), (4, 5), (5, 5), (5, 6), (5, 6),
            (8, 8), (5, 6), (4, 5), (3, 4), (1, 2), (1, 2), (1, 1),
        ), 1, 8),
        Parameter("admittance", "Surface admittance", "J m-2 s-1/2 K-1", (
            (1500, 1800), (1500, 2200), (1200, 1800), (1400, 1800), (1400, 2000), (1200, 1800), (800, 1500),
            (1200, 1800), (1000, 1800), (1000, 2500), (None, None), (1000, 1800), (700, 1500), (1200, 1600),
            (1200, 2500), (600, 1400), (1500, 1500),
        ), 0, math.inf),
        Parameter("albedo", "Surface albedo", "", (
            (0.1, 0.2), (0.1, 0.2), (0.1, 0.2), (0.12, 0.25), (0.12, 0.25), (0.12, 0.25), (0.15, 0.35), (0.15, 0.25),
            (0.12, 0.25), (0.12, 0.2), (0.1, 0.2), (0.15, 0.25), (0.15, 0.3), (0.15, 0.25), (0.15, 0.3), (0.2, 0.35),
            (0.02, 0.1),
        ), 0, 1),
        Parameter("heat_w_m2", "Anthropogenic heat output", "W m-2", (
            (50, 300), (None, 75), (None, 75), (None, 50), (None, 25), (None, 25), (None, 35), (None, 50), (None, 10),
            (300, None), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0),
        ), 0, math.inf),
        Parameter("imperviousness_pct", "Imperviousness, buildings included", "%",
                  tuple(zone.imperviousness_pct for zone in lcz.ZONES), 0, 100),
    )
}  # fmt: skip

# Ends that Stewart & Oke leave open and nature too, so that the middle is what WRF assumes.
# Source: heights and aspect ratio, the look-up table of w2w 0.6.0 (up to 75 m; 2.5); heat, WRF's URBPARM_LCZ.TBL (350).
_CLOSED = {("height_m", "1"): 75.0, ("height_m", "4"): 75.0, ("aspect_ratio", "1"): 3.0, ("heat_w_m2", "10"): 400.0}


class Canyon(NamedTuple):
    """Geometry of a zone's street canyons for WRF's urban schemes.

    Attributes:
        urban_fraction: share of the surface that is no vegetation, 0..1.
        height_m: lowest, mean and highest building.
        building_fraction: share of the surface, 0..1.
        height_to_width: mean height over the width of the streets.
    """

    urban_fraction: float
    height_m: tuple[float, float, float]
    building_fraction: float
    height_to_width: float

    @property
    def road_width_m(self) -> float:
        """Width of the streets; nan where there are no buildings."""
        return self.height_m[1] / self.height_to_width if self.height_to_width else math.nan

    @property
    def roof_width_m(self) -> float:
        """Width of the buildings along a street's cross-section; nan where there are none."""
        return self.building_fraction / (self.urban_fraction - self.building_fraction) * self.road_width_m

    @property
    def plan_area_index(self) -> float:
        """Lambda p: plan area of the buildings over that of the urban surface."""
        return self.roof_width_m / (self.roof_width_m + self.road_width_m)

    @property
    def frontal_area_index(self) -> float:
        """Lambda f: area of the walls towards the wind over the plan area of the urban surface."""
        return 2 * self.height_m[1] / (self.roof_width_m + self.road_width_m)

    @property
    def height_spread_m(self) -> float:
        """Standard deviation of the buildings' heights."""
        return (self.height_m[2] - self.height_m[0]) / 4


# By code of the zone, in the order of WRF's urban categories; the last is asphalt.
# Source: look-up table of w2w 0.6.0 (Demuzere et al. 2022); the formulas above: the same, after Zonato et al. 2020.
CANYONS: dict[int, Canyon] = {
    1: Canyon(0.95, (25, 50, 75), 0.5, 2.5),
    2: Canyon(0.9, (10, 17.5, 25), 0.55, 1.25),
    3: Canyon(0.85, (3, 6.5, 10), 0.55, 1.25),
    4: Canyon(0.65, (25, 50, 75), 0.3, 1),
    5: Canyon(0.7, (10, 17.5, 25), 0.3, 0.5),
    6: Canyon(0.6, (3, 6.5, 10), 0.3, 0.5),
    7: Canyon(0.85, (4, 5, 6), 0.75, 1.5),
    8: Canyon(0.85, (3, 6.5, 10), 0.4, 0.2),
    9: Canyon(0.3, (3, 6.5, 10), 0.15, 0.15),
    10: Canyon(0.55, (5, 10, 15), 0.25, 0.35),
    15: Canyon(0.95, (0, 0, 0), 0.05, 0),
}

# Roughness length of Davenport's classes 1 to 8, metres; the eighth is "at least".
# Source: Davenport, Grimmond, Oke & Wieringa 2000; in Stewart & Oke 2012, table 3.
ROUGHNESS_LENGTH_M = (0.0002, 0.005, 0.03, 0.1, 0.25, 0.5, 1.0, 2.0)


def value(parameter: Parameter, zone: lcz.Zone, statistic: str) -> float:
    """Value of a parameter for a zone; nan where it is not known.

    Args:
        parameter: one of PARAMETERS.
        zone: one of `lcz.ZONES`.
        statistic: minimum, middle or maximum.
    """
    low, high = parameter.ranges[zone.code - 1]
    if low is None and high is None:
        return math.nan
    bottom = parameter.floor if low is None else float(low)
    top = _CLOSED.get((parameter.key, zone.label), parameter.ceiling) if high is None else float(high)
    if statistic == "minimum":
        return float(bottom)
    if math.isinf(top):
        return float(bottom) if statistic == "middle" else math.nan
    return float(top) if statistic == "maximum" else round((bottom + top) / 2, 6)


def lookup(parameter: Parameter, statistic: str) -> np.ndarray:
    """(18,) float32: the number of each code, nan at 0 and where it is not known."""
    return np.array([math.nan, *(value(parameter, zone, statistic) for zone in lcz.ZONES)], dtype=np.float32)


def roughness_length_m(zone: lcz.Zone) -> float:
    """Roughness length in the middle of a zone's classes, on the logarithmic scale of the classes.

    >>> round(roughness_length_m(lcz.ZONES[1]), 2)  # classes 6 and 7
    0.71
    """
    first, last = (int(end) for end in PARAMETERS["roughness_class"].ranges[zone.code - 1] if end is not None)
    return math.sqrt(ROUGHNESS_LENGTH_M[first - 1] * ROUGHNESS_LENGTH_M[last - 1])
