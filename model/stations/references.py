# SPDX-License-Identifier: GPL-2.0-or-later
"""Rural references for urban stations: places and stations of zone D, B or A that lie as the station does.

The heat island is the difference of temperature between a zone and LCZ D (Stewart and Oke 2012). It shows the city only
where all else is alike: a reference should be as far from water and as high as the station, and one zone should fill
its surroundings, too.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from typing import NamedTuple, Optional

import numpy as np
from osgeo import osr

from ..lczmap.zone_map import ZoneMap
from ..progress import Progress
from ..raster.area_mean import AreaMean
from ..raster.circle_coverage import cell_m_at, circle_cover
from ..raster.grid import DEGREE_M, Grid, ground_cell_m, walk
from ..raster.windows import Window
from .station_figures import RURAL, SUITABLE, Reference, Station

FAR_M = 10_000.0
"""From here on water is too far to matter, and is not searched for. A rule of thumb of this plugin."""
NEAR_M = 500.0
"""Distances to water that differ by less are alike, whatever they are; farther ones may differ by half of the
station's. A rule of thumb of this plugin."""

_WATER = 17
_BLOCK_CELLS = 512


class Rules(NamedTuple):
    """What a reference has to fulfil."""

    radius_m: float
    """Of the circle that one zone has to fill."""
    least_share: float
    """Of that zone in the circle, 0..1."""
    farthest_m: float
    """From the station."""
    altitude_m: float
    """Largest difference of altitude."""
    wanted: int
    """References of each kind (stations, other places) for a station."""


class Surroundings(NamedTuple):
    """What of the map around the stations is needed to find references: cells by their position."""

    water: np.ndarray
    """(n, 3) positions of the cells along shores, metres."""
    cells: np.ndarray
    """(m, 2) columns and rows of cells that may be references."""
    zones: np.ndarray
    """(m,) their codes."""
    altitude_m: np.ndarray
    """(m,) nan where it is not known."""


def read_surroundings(
    zone_map: ZoneMap, dem: Optional[AreaMean], stations: Sequence[Station], rules: Rules
) -> Generator[Progress, None, Surroundings]:
    """Read the map near the stations block by block.

    Args:
        zone_map: the map.
        dem: altitudes on its cells; None without.
        stations: with their zones; candidates are gathered around the urban ones.
        rules: what is asked of references.
    """
    grid = zone_map.grid
    placed = [station for station in stations if math.isfinite(station.x)]
    every = positions_of(placed, grid)
    urban = positions_of([station for station in placed if station.is_urban], grid) if rules.wanted else every[:0]
    step = max(1, math.floor(rules.radius_m / 2 / max(ground_cell_m(grid))))
    water, cells, zones, altitudes = [np.zeros((0, 3))], [np.zeros((0, 2), np.int64)], [np.zeros(0, int)], [np.zeros(0)]
    blocks = list(walk(Window(0, 0, grid.width, grid.height), _BLOCK_CELLS))
    for done, block in enumerate(blocks, start=1):
        near_station = _near(block, every, FAR_M, grid)
        near_urban = _near(block, urban, rules.farthest_m, grid)
        # The water of candidates matters, too.
        if near_station or _near(block, urban, rules.farthest_m + FAR_M, grid):
            read = zone_map.read(block)
            rows, cols = np.nonzero(_shores(read == _WATER))
            water.append(positions(cols + block.col + 0.5, rows + block.row + 0.5, grid))
            if near_urban:
                lattice = np.zeros(read.shape, dtype=bool)
                lattice[-block.row % step :: step, -block.col % step :: step] = True
                rows, cols = np.nonzero(lattice & np.isin(read, RURAL))
                cells.append(np.stack([cols + block.col, rows + block.row], axis=1))
                zones.append(read[rows, cols])
                altitudes.append(_altitudes(dem, block)[rows, cols])
        yield Progress(done / len(blocks))
    return Surroundings(*(np.concatenate(parts) for parts in (water, cells, zones, altitudes)))


def positions(cols: np.ndarray, rows: np.ndarray, grid: Grid) -> np.ndarray:
    """(n, 3) places in metres whose straight distances are those on the ground, over some tens of kilometres.

    Args:
        cols: counted in cells from the grid's western edge, fractions for places within cells.
        rows: from the northern edge.
        grid: in degrees (places on a sphere) or in a projected CRS (a plane of the scale in its middle).
    """
    left, dx, _, top, _, dy = grid.transform
    cols, rows = np.asarray(cols, dtype=float), np.asarray(rows, dtype=float)
    if osr.SpatialReference(grid.crs_wkt).IsGeographic():
        east, north = np.radians(left + cols * dx), np.radians(top + rows * dy)
        radius = math.degrees(DEGREE_M)
        return radius * np.stack(
            [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1
        )  # fmt: skip
    width_m, height_m = ground_cell_m(grid)
    return np.stack([cols * width_m, rows * height_m, np.zeros_like(cols)], axis=1)


class WaterDistance:
    """Distances to the nearest cell of water."""

    def __init__(self, surroundings: Surroundings) -> None:
        """Take the cells of water."""
        from scipy.spatial import cKDTree

        self.known = len(surroundings.water) > 0
        self._tree = cKDTree(surroundings.water) if self.known else None

    def of(self, places: np.ndarray) -> np.ndarray:
        """(n,) distance in metres of (n, 3) places to the centre of the nearest cell; nan beyond `FAR_M`."""
        if self._tree is None or not len(places):
            return np.full(len(places), np.nan)
        distances = self._tree.query(places, distance_upper_bound=FAR_M)[0]
        return np.where(np.isfinite(distances), distances, np.nan)


class ReferenceSearch:
    """Finds references for one station after another; what was found out of a place is kept for the next."""

    def __init__(
        self,
        zone_map: ZoneMap,
        surroundings: Surroundings,
        water: WaterDistance,
        stations: Sequence[Station],
        rules: Rules,
    ) -> None:
        """Take what is known of the candidates.

        Args:
            zone_map: the map, for the circles around candidates.
            surroundings: the candidates.
            water: distances to it.
            stations: with their distances to water; the rural ones that stand for one zone are candidates, too.
            rules: what is asked of them.
        """
        self._map, self._rules, self._water = zone_map, rules, water
        self._cells, self._zones, self._altitude_m = surroundings.cells, surroundings.zones, surroundings.altitude_m
        self._places = positions(self._cells[:, 0] + 0.5, self._cells[:, 1] + 0.5, zone_map.grid)
        self._water_m = water.of(self._places)
        self._share: dict[int, float] = {}
        self._rural = [(station, circle, circle.dominant.code) for station in stations
                       if (circle := station.circle(rules.radius_m)).verdict(rules.least_share) == SUITABLE
                       and circle.dominant is not None and circle.dominant.code in RURAL]  # fmt: skip
        rural = [station for station, _, _ in self._rural]
        self._rural_places = positions_of(rural, zone_map.grid)
        self._rural_water_m = np.array([station.water_m for station in rural])
        self._rural_altitude_m = np.array([station.altitude_m for station in rural])

    def near(self, station: Station) -> list[Reference]:
        """The best places for a station; their circles do not overlap."""
        place = positions_of([station], self._map.grid)
        distance = np.linalg.norm(self._places - place, axis=1)
        score = self._scores(station, distance, self._water_m, self._altitude_m)
        possible = np.flatnonzero(np.isfinite(score))
        rank = np.array([RURAL.index(code) for code in self._zones[possible]], dtype=int)
        chosen: list[int] = []
        for index in possible[np.lexsort((score[possible], rank))]:
            if len(chosen) == self._rules.wanted:
                break
            apart = np.linalg.norm(self._places[chosen] - self._places[index], axis=1)
            if (apart >= 2 * self._rules.radius_m).all() and self._fills(int(index)):
                chosen.append(int(index))
        return [self._reference(station, index, float(distance[index]), float(score[index])) for index in chosen]

    def among_stations(self, station: Station) -> list[Reference]:
        """The best of the other stations: rural ones that stand for one zone."""
        place = positions_of([station], self._map.grid)
        distance = np.linalg.norm(self._rural_places - place, axis=1)
        score = self._scores(station, distance, self._rural_water_m, self._rural_altitude_m)
        found = []
        for index in np.flatnonzero(np.isfinite(score)):
            other, circle, zone = self._rural[index]
            found.append(
                Reference(other.name, other.x, other.y, zone, max(circle.zone_share), float(distance[index]),
                          other.water_m, other.altitude_m - station.altitude_m, float(score[index]))
            )  # fmt: skip
        return sorted(found, key=lambda one: (RURAL.index(one.zone), one.score))[: self._rules.wanted]

    def _scores(
        self, station: Station, distance: np.ndarray, water_m: np.ndarray, altitude_m: np.ndarray
    ) -> np.ndarray:
        """(n,) how unlike places are to a station, 0..1; nan where a rule forbids one."""
        parts = [distance / self._rules.farthest_m]
        if self._water.known:
            own = min(station.water_m, FAR_M) if math.isfinite(station.water_m) else FAR_M
            # Unknown is beyond `FAR_M`.
            theirs = np.where(np.isfinite(water_m), water_m, FAR_M)
            parts.append(np.abs(theirs - own) / max(NEAR_M, own / 2))
        if math.isfinite(station.altitude_m):
            parts.append(np.abs(altitude_m - station.altitude_m) / self._rules.altitude_m)
        unlike = np.array(parts)
        with np.errstate(invalid="ignore"):
            return np.where((unlike <= 1).all(axis=0), unlike.mean(axis=0), np.nan)

    def _fills(self, index: int) -> bool:
        """Whether the zone of a candidate fills its circle."""
        if index not in self._share:
            grid = self._map.grid
            left, dx, _, top, _, dy = grid.transform
            col, row = self._cells[index]
            cover = circle_cover(left + (col + 0.5) * dx, top + (row + 0.5) * dy, self._rules.radius_m, grid)
            share = 0.0
            if cover is not None:
                own = self._map.read(cover.window) == self._zones[index]
                share = float(cover.area_m2[own].sum()) / (math.pi * self._rules.radius_m**2)
            self._share[index] = share
        return self._share[index] >= self._rules.least_share - 1e-9

    def _reference(self, station: Station, index: int, distance_m: float, score: float) -> Reference:
        left, dx, _, top, _, dy = self._map.grid.transform
        col, row = self._cells[index]
        return Reference(
            name="",
            x=float(left + (col + 0.5) * dx),
            y=float(top + (row + 0.5) * dy),
            zone=int(self._zones[index]),
            share=self._share[index],
            distance_m=distance_m,
            water_m=float(self._water_m[index]),
            altitude_difference_m=float(self._altitude_m[index] - station.altitude_m),
            score=score,
        )


def edge_distance_m(x: float, y: float, zone: int, zones: np.ndarray, window: Window, grid: Grid) -> float:
    """Distance from a point to the nearest cell of another zone; nan where there is none.

    Args:
        x: of the point, in the grid's CRS.
        y: of the point.
        zone: its own, code.
        zones: (H, W) codes of a window around it; cells without a zone are no other zone.
        window: where these lie in the grid.
        grid: of the map.
    """
    others = (zones > 0) & (zones != zone)
    if not zone or not others.any():
        return math.nan
    left, dx, _, top, _, dy = grid.transform
    width_m, height_m = cell_m_at(y, grid)
    across, along = (x - left) / dx - window.col, (y - top) / dy - window.row
    rows, cols = np.nonzero(others)
    east = np.maximum(np.abs(cols + 0.5 - across) - 0.5, 0.0) * width_m
    north = np.maximum(np.abs(rows + 0.5 - along) - 0.5, 0.0) * height_m
    return float(np.hypot(east, north).min())


def positions_of(stations: Sequence[Station], grid: Grid) -> np.ndarray:
    """(n, 3) positions of stations."""
    left, dx, _, top, _, dy = grid.transform
    x, y = (np.array([getattr(station, key) for station in stations], dtype=float) for key in ("x", "y"))
    return positions((x - left) / dx, (y - top) / dy, grid)


def _near(block: Window, places: np.ndarray, reach_m: float, grid: Grid) -> bool:
    """Whether a block may hold a cell that near to one of some places."""
    if not len(places):
        return False
    middle = positions(
        np.array([block.col + block.width / 2]), np.array([block.row + block.height / 2]), grid
    )  # fmt: skip
    corners = positions(
        np.array([block.col, block.col + block.width] * 2), np.repeat([block.row, block.row + block.height], 2), grid
    )
    radius = np.linalg.norm(corners - middle, axis=1).max()
    return bool((np.linalg.norm(places - middle, axis=1) <= reach_m + radius).any())


def _shores(water: np.ndarray) -> np.ndarray:
    """Cells of water that have a neighbour of another kind, or lie at the edge: the nearest one is among these."""
    framed = np.pad(water, 1)
    within = framed[:-2, 1:-1] & framed[2:, 1:-1] & framed[1:-1, :-2] & framed[1:-1, 2:]
    return water & ~within


def _altitudes(dem: Optional[AreaMean], block: Window) -> np.ndarray:
    """Altitudes of a block, nan where they are not known."""
    if dem is None:
        return np.full((block.height, block.width), np.nan)
    found = dem.read(block)
    return np.where(found.answered, found.mean, np.nan)
