# SPDX-License-Identifier: GPL-2.0-or-later
"""What an LCZ map says of a weather station: its zone, the zones of circles around it, and rural references for it."""

from __future__ import annotations

import math
from typing import NamedTuple, Optional

import numpy as np

from ..reports.map_origin import MapOrigin
from ..tables import lcz

SUITABLE, MIXED, PARTLY_MAPPED, OUTSIDE = "suitable", "mixed", "partly mapped", "outside"
"""Whether a station stands for one zone; in this order in tables."""
VERDICTS = (SUITABLE, MIXED, PARTLY_MAPPED, OUTSIDE)

RURAL = (14, 12, 11)
"""Zones of rural references, the best first: D, B and A. Source: Stewart & Oke 2012 give the heat island as the
difference of temperature between a zone and LCZ D; B and A stand in where there is no open land."""


class Circle(NamedTuple):
    """The zones and HSE within a radius of a station."""

    radius_m: float
    zone_share: tuple[float, ...] = (0.0,) * len(lcz.ZONES)
    """Of each of the 17 zones in the whole circle, 0..1; they add up to `covered`."""
    hse_pct: float = math.nan
    """Mean HSE where it is known; nan without."""
    probability: float = math.nan
    """Mean probability of the dominant zone on the cells that show it, 0..1; nan without."""

    @property
    def covered(self) -> float:
        """Share of the circle where the map has a zone, 0..1."""
        return min(1.0, sum(self.zone_share))

    @property
    def dominant(self) -> Optional[lcz.Zone]:
        """The zone with the largest area, of equals the lowest code; None where the map has none."""
        return lcz.ZONES[int(np.argmax(self.zone_share))] if self.covered > 0 else None

    @property
    def shares(self) -> tuple[float, ...]:
        """Of each zone in the part that the map covers, 0..1; nan where it covers none."""
        return tuple(share / self.covered if self.covered > 0 else math.nan for share in self.zone_share)

    @property
    def diversity(self) -> float:
        """Shannon's diversity of the zones in the covered part: 0 for one zone, ln 17 = 2.83 for all alike."""
        return -sum(share * math.log(share) for share in self.shares if share != 0) + 0.0

    def verdict(self, least_share: float) -> str:
        """Whether one zone fills so much of the circle, one of `VERDICTS`.

        Args:
            least_share: of the whole circle, 0..1.

        >>> Circle(500.0, (0.5, 0.5, *[0.0] * 15)).verdict(0.8), Circle(500.0, (0.7, *[0.0] * 16)).verdict(0.8)
        ('mixed', 'partly mapped')
        """
        if self.covered == 0:
            return OUTSIDE
        # A circle that is cut into cells adds up to itself but for rounding.
        needed = least_share - 1e-9
        most = max(self.zone_share)
        if most >= needed:
            return SUITABLE
        return PARTLY_MAPPED if most + 1 - self.covered >= needed else MIXED


class Reference(NamedTuple):
    """A place that may serve an urban station as its rural reference."""

    name: str
    """Of a station; "" for a place without one."""
    x: float
    """In the map's CRS."""
    y: float
    zone: int
    """Code, one of `RURAL`."""
    share: float
    """Of that zone within the deciding radius, 0..1."""
    distance_m: float
    """From the urban station."""
    water_m: float
    """Its distance to water; nan where the map has none."""
    altitude_difference_m: float
    """Its altitude less the station's; nan without a DEM."""
    score: float
    """Mean of what is unlike, each from 0 (like the station) to 1 (at the limit)."""


class Station(NamedTuple):
    """One station on the map."""

    name: str
    x: float
    """In the map's CRS; nan where the station has no place there."""
    y: float
    zone: int
    """Code of the zone of its cell, 0 for none."""
    probability: float
    """Of that zone, 0..1; nan without probabilities."""
    edge_m: float
    """Distance to the nearest cell of another zone; nan where there is none within the largest radius."""
    water_m: float
    """Distance to the centre of the nearest cell of water, 0 in water; nan where there is none near."""
    altitude_m: float
    """Nan without a DEM."""
    circles: tuple[Circle, ...]
    """One for each radius, ascending; empty where the station has no place."""
    references: tuple[Reference, ...] = ()
    """The best first."""

    @property
    def is_urban(self) -> bool:
        """Whether its cell is one of the built zones."""
        return self.zone in lcz.BUILT

    def circle(self, radius_m: float) -> Circle:
        """The circle of a radius; an empty one where the station has none."""
        found = next((circle for circle in self.circles if circle.radius_m == radius_m), None)
        return found or Circle(radius_m)


class Network(NamedTuple):
    """All stations, and what was asked for."""

    map_name: str
    stations: tuple[Station, ...]
    radii_m: tuple[float, ...]
    deciding_m: float
    """The radius that decides whether a station is suitable."""
    least_share: float
    """Of one zone in that circle, 0..1."""
    cell_m: float
    crs_wkt: str
    """Of the map, and of all coordinates."""
    has: tuple[str, ...] = ()
    """Of "hse", "probabilities", "dem" and "water" those that are known."""
    origins: tuple[MapOrigin, ...] = ()
    notes: tuple[str, ...] = ()
    pictures: tuple[tuple[str, bytes, int], ...] = ()

    def verdict(self, station: Station) -> str:
        """One of `VERDICTS`."""
        return station.circle(self.deciding_m).verdict(self.least_share)

    def count(self, verdict: str) -> int:
        """Number of stations of a verdict."""
        return sum(self.verdict(station) == verdict for station in self.stations)

    def explain(self, station: Station) -> str:
        """The verdict on a station in words."""
        circle, verdict = station.circle(self.deciding_m), self.verdict(station)
        if verdict == OUTSIDE:
            return "outside the map, or where it has no zone"
        ranked = sorted(lcz.ZONES, key=lambda zone: -circle.zone_share[zone.code - 1])
        parts = [f"{zone.label} on {100 * circle.zone_share[zone.code - 1]:.0f} %" for zone in ranked[:2]
                 if circle.zone_share[zone.code - 1] >= 0.005]  # fmt: skip
        text = f"{', '.join(parts)} of the circle of {self.deciding_m:.0f} m"
        if verdict == PARTLY_MAPPED:
            return f"the map has a zone on {100 * circle.covered:.0f} % of the circle only: {text}"
        own = lcz.ZONES[station.zone - 1].label if station.zone else ""
        if circle.dominant is not None and own != circle.dominant.label:
            text += f"; its own cell is {own or 'without a zone'}"
        return f"one zone: {text}" if verdict == SUITABLE else f"mixed: {text}"
