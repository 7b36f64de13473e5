# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that reads an LCZ map around stations: the zones of circles, suitability for comparing, rural references.

Circles count by area: the part of each cell within a circle is exact (`raster.circle_coverage`). The circle stands for
the thermal source area of a sensor at screen height, which reaches no more than a few hundred metres; air adjusts to a
zone within some 200 to 500 m, so that a zone should measure 400 to 1000 m across.

Source: Stewart & Oke 2012, Bulletin of the American Meteorological Society 93, 1879-1900.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..lczmap import band_evidence, percent_units, scene_tags
from ..lczmap.confidence import Confidence
from ..lczmap.zone_map import ZoneMap
from ..progress import Progress
from ..raster import crs
from ..raster.area_mean import AreaMean
from ..raster.band import Band, Values
from ..raster.circle_coverage import CircleCover, cell_at, circle_cover
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import Grid, ground_cell_m, overlap, walk
from ..raster.io import open_raster
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.text_tables import distinct
from ..reports.thumbnail import LARGEST_PX, Thumbnail, zone_palette
from ..tables import code_schemes, lcz
from . import station_report
from .references import ReferenceSearch, Rules, WaterDistance, edge_distance_m, positions, read_surroundings
from .station_figures import OUTSIDE, Circle, Network, Station

LARGEST_RADIUS_M = 20_000.0

# Colours of the marks in the picture of the map: stations, references.
_MARKS = ("#E000E0", "#00E5FF")
_MARK_PX = 5


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


def read_stations(job: StationsJob) -> Generator[Progress, None, Network]:
    """Read a map around stations; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a raster cannot be used, there are no stations, or none lies where the map has a zone.
        OutputError: a file cannot be written.
    """
    inputs = job.source, job.hse, job.probabilities, job.dem
    check_outputs(job.outputs, inputs, station_report.MAKERS)
    radii = _radii(job)
    if not job.places:
        raise InputError("Expected stations, found a layer or table without any; choose the points of the stations.")
    with limited_gdal_cache(), ZoneMap(job.source, job.band, job.scheme) as zone_map:
        yield from zone_map.report("Zones")
        _check_crs(zone_map.grid, job)
        rasters = yield from _open(job, zone_map)
        points = _in_map(job, zone_map.grid)
        notes = _notes(job, points, zone_map.grid)
        for note in notes:
            yield Progress(0, note)
        stations = []
        yield Progress(0, f"Zones around {len(points)} stations, radii {', '.join(f'{one:.0f}' for one in radii)} m.")
        for number, (name, point) in enumerate(zip(distinct(job.names), points), start=1):
            stations.append(_read_station(name, point, radii, zone_map, rasters))
            yield Progress(0.5 * number / len(points))
        if not any(circle.covered for station in stations for circle in station.circles):
            raise InputError(_nowhere(job, zone_map.grid))
        rules = Rules(
            job.deciding_m, job.least_share_pct / 100, job.farthest_km * 1000, job.altitude_m, job.references
        )  # fmt: skip
        urban = sum(station.is_urban for station in stations)
        yield Progress(0.5, f"Water near the stations and rural references for {urban} urban ones.")
        stations, has_water = yield from _with_references(stations, zone_map, rasters.dem, rules)
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
    hse = dem = None
    if job.hse:
        band = Band(job.hse, 1, "the HSE map")
        unit = percent_units.recognise(band, walk(overlap(band.grid, zone_map.grid)))
        hse = AreaMean(unit.band, zone_map.grid, unit.convert)
        yield from unit.report("HSE")
        for warning in scene_tags.warn_of_different_scenes(job.source, job.hse):
            yield Progress(0, warning)
    if job.dem:
        band = Band(job.dem, 1, "the DEM")
        _refuse_no_dem(job.dem)
        overlap(band.grid, zone_map.grid)
        dem = AreaMean(
            band, zone_map.grid, lambda values: Values(values.stored * band.scale + band.offset, values.valid)
        )  # fmt: skip
        yield Progress(0, f"DEM: altitudes of {job.dem}, taken as metres.")
    confidence = Confidence(job.probabilities, zone_map.grid) if job.probabilities else None
    return _Rasters(hse, confidence, dem)


def _refuse_no_dem(source: str) -> None:
    """Refuse a map of zones, classes or percent that was given as DEM.

    Raises:
        InputError: the file says that it is one of these.
    """
    evidence = band_evidence.gather(open_raster(source), 1, source)
    if evidence.our_product:
        found = f"the map “{evidence.our_product}”"
    elif evidence.says_zones or evidence.says_one_zone:
        found = f"the band “{evidence.name}”"
    elif len(evidence.colours) > 1 or len(evidence.categories) > 1:
        found = "classes with colours or names"
    elif evidence.says_amount:
        found = "amounts in percent"
    else:
        return
    raise InputError(f"Expected altitudes in metres, found {found} in {source}; choose a digital elevation model.")


def _read_station(
    name: str, point: tuple[float, float], radii: Sequence[float], zone_map: ZoneMap, rasters: _Rasters
) -> Station:
    """The figures of one station but for its references and its distance to water."""
    (x, y), grid = point, zone_map.grid
    covers = [circle_cover(x, y, radius, grid) if math.isfinite(x) else None for radius in radii]
    if not math.isfinite(x) or covers[-1] is None:
        empty = tuple(Circle(radius, (0.0,) * len(lcz.ZONES)) for radius in radii)
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
            circles.append(Circle(radius, (0.0,) * len(lcz.ZONES)))
            continue
        rows, cols = cover.window.rows_within(window), cover.window.cols_within(window)
        circle = _circle(radius, cover, zones[rows, cols])
        if hse is not None:
            weight = cover.area_m2 * hse.covered[rows, cols]
            mean = (hse.mean[rows, cols] * weight).sum() / weight.sum() if weight.sum() else math.nan
            circle = circle._replace(hse_pct=float(mean))
        if sure is not None and known is not None and circle.dominant is not None:
            here = known[rows, cols] & (zones[rows, cols] == circle.dominant.code)
            weight = np.where(here, cover.area_m2, 0.0)
            mean = (sure[rows, cols] * weight).sum() / weight.sum() if weight.sum() else math.nan
            circle = circle._replace(probability=float(mean))
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


def _circle(radius: float, cover: CircleCover, zones: np.ndarray) -> Circle:
    """Shares of the zones in a circle."""
    areas = np.bincount(zones.ravel(), weights=cover.area_m2.ravel(), minlength=len(lcz.ZONES) + 1)[1:]
    return Circle(radius, tuple((areas / (math.pi * radius**2)).tolist()))


def _with_references(
    stations: list[Station], zone_map: ZoneMap, dem: Optional[AreaMean], rules: Rules
) -> Generator[Progress, None, tuple[list[Station], bool]]:
    """The stations with their distance to water and their references; and whether the map has water near them."""
    surroundings = None
    steps = read_surroundings(zone_map, dem, stations, rules)
    while surroundings is None:
        try:
            yield Progress(0.5 + 0.2 * next(steps))
        except StopIteration as end:
            surroundings = end.value
    water = WaterDistance(surroundings)
    left, dx, _, top, _, dy = zone_map.grid.transform
    placed = [place for place, station in enumerate(stations) if math.isfinite(station.x)]
    spots = positions(
        np.array([(stations[place].x - left) / dx for place in placed]),
        np.array([(stations[place].y - top) / dy for place in placed]),
        zone_map.grid,
    )
    for place, distance in zip(placed, water.of(spots)):
        in_water = stations[place].zone == len(lcz.ZONES)
        stations[place] = stations[place]._replace(water_m=0.0 if in_water else float(distance))
    search = ReferenceSearch(zone_map, surroundings, water, rules)
    found = []
    for number, station in enumerate(stations, start=1):
        if station.is_urban and rules.wanted:
            references = (*search.among(station, stations, rules), *search.near(station))
            station = station._replace(references=references)
        found.append(station)
        yield Progress(0.7 + 0.24 * number / len(stations))
    return found, water.known


def _radii(job: StationsJob) -> list[float]:
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


def _check_crs(grid: Grid, job: StationsJob) -> None:
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


def _in_map(job: StationsJob, grid: Grid) -> list[tuple[float, float]]:
    """x, y of the stations in the map's CRS; nan without a place."""
    given = [place if place is not None else (math.nan, math.nan) for place in job.places]
    return [(x, y) if math.isfinite(x) and math.isfinite(y) else (math.nan, math.nan)
            for x, y in crs.transformed(given, job.crs_wkt, grid.crs_wkt).tolist()]  # fmt: skip


def _notes(job: StationsJob, points: Sequence[tuple[float, float]], grid: Grid) -> list[str]:
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


def _nowhere(job: StationsJob, grid: Grid) -> str:
    """Why no station lies on the map."""
    count = len(job.places)
    swapped = [None if place is None else (place[1], place[0]) for place in job.places]
    inside = 0
    try:
        points = _in_map(StationsJob(**{**job.__dict__, "places": swapped}), grid)
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
