# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of a map around stations, and whether it can be answered: radii, CRS, places, doubts about the list."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Optional

from ..errors import InputError
from ..raster import crs
from ..raster.circle_coverage import cell_at
from ..raster.grid import Grid, ground_cell_m
from ..tables import code_schemes

LARGEST_RADIUS_M = 20_000.0


@dataclass(frozen=True)
class StationsJob:
    """What to read and what to write; plain values, so that any process can take it."""

    source: str
    """A map of zones: anything that GDAL opens."""
    places: Sequence[Optional[tuple[float, float]]]
    """x, y of each station; None for one without a place."""
    crs_wkt: str
    """Of the places: WKT, or "EPSG:4326"."""
    names: Sequence[str]
    """Of the stations."""
    outputs: Mapping[str, str]
    """Of REPORT (HTML), TABLE (CSV) and FIGURES (JSON) those that are wanted -> path."""
    radii_m: Sequence[float] = (250.0, 500.0, 1000.0)
    deciding_m: float = 500.0
    """Of the circle that one zone has to fill for a station to be suitable; it is added to the radii."""
    least_share_pct: float = 80.0
    """Of that zone in the circle."""
    hse: str = ""
    """Settlement or imperviousness of any grid; "" for none."""
    probabilities: str = ""
    """LCZ_PROBABILITIES or CONFIDENCE on the cells of the map; "" for none."""
    dem: str = ""
    """Altitudes of any grid; "" for none."""
    references: int = 3
    """Of each kind for an urban station; 0 for none."""
    farthest_km: float = 20.0
    """Of a reference from its station."""
    altitude_m: float = 50.0
    """Largest difference of altitude of a reference. Source: 50 m are 0.3 K in the ICAO standard atmosphere."""
    band: Optional[int] = None
    """Of the map; None finds it."""
    scheme: Optional[code_schemes.Scheme] = None
    """Of the map's numbers; None recognises it."""
    map_name: str = ""
    """What the report calls the map; "" for its path."""


def all_radii(job: StationsJob) -> list[float]:
    """All radii, ascending, the deciding one among them.

    Raises:
        InputError: one is no length between 0 and 20 km, or the share is no share.
    """
    for radius in (*job.radii_m, job.deciding_m):
        if not 0 < radius <= LARGEST_RADIUS_M:
            raise InputError(f"Expected radii between 0 and 20000 m, found {radius:g}; choose others.")
    if not 50 < job.least_share_pct <= 100:
        raise InputError(
            f"Expected a share of one zone over 50 and up to 100 %, found {job.least_share_pct:g}; choose another."
        )
    return sorted({*map(float, job.radii_m), float(job.deciding_m)})


def check_crs(grid: Grid, job: StationsJob) -> None:
    """Refuse a map or stations without a CRS.

    Raises:
        InputError: one has none.
    """
    for what, wkt in (("a map", grid.crs_wkt), ("stations", job.crs_wkt)):
        if not wkt:
            raise InputError(
                f"Expected {what} with a coordinate reference system, found none; assign it to the layer"
                + (" and save it." if what == "a map" else ", or choose the CRS of the coordinates.")
            )


def places_in(job: StationsJob, grid: Grid) -> list[tuple[float, float]]:
    """x, y of the stations in the map's CRS; nan without a place."""
    given = [place if place is not None else (math.nan, math.nan) for place in job.places]
    return [(x, y) if math.isfinite(x) and math.isfinite(y) else (math.nan, math.nan)
            for x, y in crs.transformed(given, job.crs_wkt, grid.crs_wkt).tolist()]  # fmt: skip


def doubts(job: StationsJob, points: Sequence[tuple[float, float]], grid: Grid) -> list[str]:
    """Warnings about the list of stations."""
    notes = []
    lost = sum(not math.isfinite(x) for x, _ in points)
    if lost:
        notes.append(f"Warning: {lost} of {len(points)} stations have no coordinates, or none that fit the CRS.")
    twice = {name: times for name, times in Counter(job.names).items() if times > 1}
    if twice:
        names = ", ".join(f"{name} ({times} times)" for name, times in list(twice.items())[:5])
        notes.append(
            f"Warning: {len(twice)} names occur more than once: {names}; later ones have a number behind them."
        )
    spots = Counter(place for place in job.places if place is not None)
    same = sum(times for times in spots.values() if times > 1)
    if same:
        notes.append(
            f"Warning: {same} stations share their coordinates with another one. In crowd-sourced networks such places "
            "often are no true ones (Meier et al. 2017)."
        )
    finest = max(ground_cell_m(grid))
    if finest > min(job.radii_m, default=job.deciding_m):
        notes.append(
            f"Warning: the map has cells of {finest:.0f} m, wider than the smallest radius: that circle lies in a cell "
            "or two."
        )
    return notes


def nowhere(job: StationsJob, grid: Grid) -> str:
    """Why no station lies on the map."""
    count = len(job.places)
    swapped = [None if place is None else (place[1], place[0]) for place in job.places]
    try:
        points = places_in(replace(job, places=swapped), grid)
        inside = sum(cell_at(x, y, grid) is not None for x, y in points)
    except InputError:
        inside = 0
    if inside > count / 2:
        return (
            f"Expected stations on the map, found none of {count} there, but {inside} with x and y exchanged; exchange "
            "the columns of the coordinates."
        )
    return (
        f"Expected stations on the map, found none of {count} where {job.source} has a zone; check that both show the "
        "same place and that each has its right CRS."
    )
