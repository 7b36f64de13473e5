# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that reads an LCZ map around stations: the zones of circles, suitability for comparing, rural references.

Circles count by area: the part of each cell within a circle is exact (`raster.circle_coverage`). The circle stands for
the thermal source area of a sensor at screen height, which reaches no more than a few hundred metres; air adjusts to a
zone within some 200 to 500 m, so that a zone should measure 400 to 1000 m across.

Source: Stewart & Oke 2012, Bulletin of the American Meteorological Society 93, 1879-1900.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..lczmap.altitudes import refuse_no_dem
from ..lczmap.confidence import Confidence
from ..lczmap.mean_hse import open_hse
from ..lczmap.zone_map import ZoneMap
from ..progress import Progress, RemainingTime, part_of
from ..raster.area_mean import AreaMean
from ..raster.band import Band, Values
from ..raster.circle_coverage import CircleCover, cell_at, circle_cover
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import ground_cell_m
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.text_tables import distinct
from ..reports.thumbnail import LARGEST_PX, Thumbnail, zone_palette
from ..tables import lcz
from . import station_report
from .references import ReferenceSearch, Rules, WaterDistance, edge_distance_m, positions_of, read_surroundings
from .station_figures import OUTSIDE, Circle, Network, Station
from .station_request import StationsJob, all_radii, check_crs, doubts, nowhere, places_in

# Colours of the marks in the picture of the map: stations, references.
_MARKS = ("#E000E0", "#00E5FF")
_MARK_PX = 5


def read_stations(job: StationsJob) -> Generator[Progress, None, Network]:
    """Read a map around stations; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a raster cannot be used, there are no stations, or none lies where the map has a zone.
        OutputError: a file cannot be written.
    """
    inputs = job.source, job.hse, job.probabilities, job.dem
    check_outputs(job.outputs, inputs, station_report.MAKERS)
    radii = all_radii(job)
    if not job.places:
        raise InputError("Expected stations, found a layer or table without any; choose the points of the stations.")
    with limited_gdal_cache(), ZoneMap(job.source, job.band, job.scheme) as zone_map:
        yield from zone_map.report("Zones")
        check_crs(zone_map.grid, job)
        rasters = yield from _open(job, zone_map)
        points = places_in(job, zone_map.grid)
        notes = doubts(job, points, zone_map.grid)
        for note in notes:
            yield Progress(0, note)
        stations, remaining = [], RemainingTime()
        yield Progress(0, f"Zones around {len(points)} stations, radii {', '.join(f'{one:.0f}' for one in radii)} m.")
        for number, (name, point) in enumerate(zip(distinct(job.names), points), start=1):
            stations.append(_read_station(name, point, radii, zone_map, rasters))
            share = 0.5 * number / len(points)
            yield Progress(share, remaining.line(share))
        if not any(circle.covered for station in stations for circle in station.circles):
            raise InputError(nowhere(job, zone_map.grid))
        if rasters.dem is not None:
            lacking = _without_altitude(job, stations)
            notes += lacking
            for note in lacking:
                yield Progress(0.5, note)
        rules = Rules(
            job.deciding_m, job.least_share_pct / 100, job.farthest_km * 1000, job.altitude_m, job.references
        )  # fmt: skip
        urban = sum(station.is_urban for station in stations)
        yield Progress(0.5, f"Water near the stations and rural references for {urban} urban ones.")
        stations, has_water = yield from _with_references(stations, zone_map, rasters.dem, rules, remaining)
        known = (
            ("hse", rasters.hse),
            ("probabilities", rasters.confidence),
            ("dem", rasters.dem),
            ("water", has_water),
        )
        network = Network(
            map_name=job.map_name or job.source,
            stations=tuple(stations),
            radii_m=tuple(radii),
            deciding_m=job.deciding_m,
            least_share=job.least_share_pct / 100,
            cell_m=float(np.prod(ground_cell_m(zone_map.grid)) ** 0.5),
            crs_wkt=zone_map.grid.crs_wkt,
            has=tuple(key for key, value in known if value),
            origins=(map_origin.read(job.source, job.map_name),),
            notes=tuple(notes),
            pictures=_picture(zone_map, stations),
        )
        outside = network.count(OUTSIDE)
        if outside:
            yield Progress(0.95, f"Warning: {outside} of {len(stations)} stations lie where the map has no zone.")
        with staged(job.outputs) as files:
            files.write(station_report.MAKERS, network)
    return network


class _Rasters(NamedTuple):
    """What is read beside the map."""

    hse: Optional[AreaMean]
    confidence: Optional[Confidence]
    dem: Optional[AreaMean]


def _open(job: StationsJob, zone_map: ZoneMap) -> Generator[Progress, None, _Rasters]:
    """Opens HSE, probabilities and DEM.

    Raises:
        InputError: one cannot be used, or lies elsewhere.
    """
    hse = (yield from open_hse(job.hse, zone_map)) if job.hse else None
    dem = None
    if job.dem:
        band = Band(job.dem, 1, "the DEM")
        refuse_no_dem(job.dem)
        band.overlap(zone_map.grid)
        dem = AreaMean(
            band, zone_map.grid, lambda values: Values(values.stored * band.scale + band.offset, values.valid)
        )  # fmt: skip
        yield Progress(0, f"DEM: altitudes of {job.dem}, taken as metres.")
    confidence = Confidence(job.probabilities, zone_map.grid) if job.probabilities else None
    return _Rasters(hse, confidence, dem)


def _read_station(
    name: str, point: tuple[float, float], radii: Sequence[float], zone_map: ZoneMap, rasters: _Rasters
) -> Station:
    """The figures of one station but for its references and its distance to water."""
    (x, y), grid = point, zone_map.grid
    covers = [circle_cover(x, y, radius, grid) if math.isfinite(x) else None for radius in radii]
    if not math.isfinite(x) or covers[-1] is None:
        empty = tuple(Circle(radius) for radius in radii)
        return Station(name, x, y, 0, math.nan, math.nan, math.nan, math.nan, empty)
    window = covers[-1].window
    zones = zone_map.read(window)
    sure = known = hse = None
    if rasters.confidence is not None:
        sure, known = rasters.confidence.read(window, zones)
    if rasters.hse is not None:
        hse = rasters.hse.read(window)
    circles = []
    for radius, cover in zip(radii, covers):
        if cover is None:
            circles.append(Circle(radius))
            continue
        rows, cols = cover.window.rows_within(window), cover.window.cols_within(window)
        circle = _circle(radius, cover, zones[rows, cols])
        if hse is not None:
            mean = _weighted_mean(hse.mean[rows, cols], cover.area_m2 * hse.covered[rows, cols])
            circle = circle._replace(hse_pct=mean)
        if sure is not None and known is not None and circle.dominant is not None:
            here = known[rows, cols] & (zones[rows, cols] == circle.dominant.code)
            mean = _weighted_mean(sure[rows, cols], np.where(here, cover.area_m2, 0.0))
            circle = circle._replace(probability=mean)
        circles.append(circle)
    place = cell_at(x, y, grid)
    zone, probability, altitude = 0, math.nan, math.nan
    if place is not None:
        row, col = place[1] - window.row, place[0] - window.col
        zone = int(zones[row, col])
        if sure is not None and known is not None and zone and known[row, col]:
            probability = float(sure[row, col])
        if rasters.dem is not None:
            found = rasters.dem.read(Window(*place, 1, 1))
            altitude = float(found.mean[0, 0]) if found.answered[0, 0] else math.nan
    edge = edge_distance_m(x, y, zone, zones, window, grid)
    edge = edge if edge <= radii[-1] else math.nan  # corners of the window lie farther than the circle
    return Station(name, x, y, zone, probability, edge, math.nan, altitude, tuple(circles))


def _without_altitude(job: StationsJob, stations: Sequence[Station]) -> list[str]:
    """A warning of the stations on the map where the DEM has no altitude, if there are some.

    Raises:
        InputError: it has none for any of them.
    """
    inside = [station for station in stations if station.zone]
    lacking = sum(math.isnan(station.altitude_m) for station in inside)
    if not lacking:
        return []
    if lacking == len(inside):
        raise InputError(
            f"Expected altitudes where the stations are, found only no data there in {job.dem}; choose a DEM that "
            "covers the map, or none."
        )
    return [
        f"Warning: {lacking} of {len(inside)} stations lie where the DEM has no altitude; their references may be "
        "higher or lower than they are."
    ]


def _circle(radius: float, cover: CircleCover, zones: np.ndarray) -> Circle:
    """Shares of the zones in a circle."""
    areas = np.bincount(zones.ravel(), weights=cover.area_m2.ravel(), minlength=len(lcz.ZONES) + 1)[1:]
    return Circle(radius, tuple((areas / (math.pi * radius**2)).tolist()))


def _weighted_mean(values: np.ndarray, weights: np.ndarray) -> float:
    """The mean of values; nan where all weights are 0."""
    whole = weights.sum()
    return float((values * weights).sum() / whole) if whole else math.nan


def _with_references(
    stations: list[Station], zone_map: ZoneMap, dem: Optional[AreaMean], rules: Rules, remaining: RemainingTime
) -> Generator[Progress, None, tuple[list[Station], bool]]:
    """The stations with their distance to water and their references; and whether the map has water near them."""
    reading = read_surroundings(zone_map, dem, stations, rules)
    surroundings = yield from part_of(reading, 0.5, 0.7, remaining)
    water = WaterDistance(surroundings)
    placed = [place for place, station in enumerate(stations) if math.isfinite(station.x)]
    spots = positions_of([stations[place] for place in placed], zone_map.grid)
    for place, distance in zip(placed, water.of(spots)):
        in_water = stations[place].zone == len(lcz.ZONES)
        stations[place] = stations[place]._replace(water_m=0.0 if in_water else float(distance))
    search = ReferenceSearch(zone_map, surroundings, water, stations, rules)
    found = []
    for number, station in enumerate(stations, start=1):
        if station.is_urban and rules.wanted:
            references = (*search.among_stations(station), *search.near(station))
            station = station._replace(references=references)
        found.append(station)
        share = 0.7 + 0.24 * number / len(stations)
        yield Progress(share, remaining.line(share))
    return found, water.known


def _picture(zone_map: ZoneMap, stations: Sequence[Station]) -> tuple[tuple[str, bytes, int], ...]:
    """The map with marks where stations and references lie."""
    grid = zone_map.grid
    picture = Thumbnail(grid.width, grid.height, [*zone_palette(), *_MARKS])
    for block in zone_map.blocks():
        picture.add(block, zone_map.read(block))
    half = round(max(grid.width, grid.height) / LARGEST_PX * _MARK_PX / 2)
    places = [(reference.x, reference.y, 1) for station in stations for reference in station.references]
    places += [(station.x, station.y, 0) for station in stations]
    for x, y, mark in places:
        cell = cell_at(x, y, grid)
        if cell is not None:
            around = Window(*cell, 1, 1).grown(half, grid.width, grid.height)
            picture.add(around, np.full((around.height, around.width), len(lcz.ZONES) + 1 + mark, dtype=np.uint8))
    caption = "The map with the stations (magenta) and their rural references (cyan)."
    return ((caption, picture.png(), picture.width_px),)
