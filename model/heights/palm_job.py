# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that writes what a map of zones can give to PALM and to ENVI-met: a static driver, and a table.

A zone is a neighbourhood, not a building. Without buildings, each grid point has the surface of its zone as a whole, as
palm_csd maps it. With blocks, each cell of a built zone has one block of the neighbourhood's mean height in its
middle, whose area is the neighbourhood's plan fraction: an idealised town of the right density, not the real one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
from osgeo import osr

from ..errors import InputError
from ..lczmap.zone_map import ZoneMap
from ..progress import Progress, RemainingTime
from ..raster import crs
from ..raster.area_mean import AreaMean
from ..raster.band import Band, Values
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import Grid
from ..raster.netcdf_file import NetcdfFile
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged, write_text
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.text_tables import csv_text
from ..tables import code_schemes, lcz, palm, urban_canopy
from ..version import software
from .sources import HeightSource, read_window

DRIVER, ENVIMET = "DRIVER", "ENVIMET"
OUTPUTS = (DRIVER, ENVIMET)
_MOST_POINTS = 4_000_000
# A cell has so many grid points along each side at least, for a block with streets around it.
_LEAST_POINTS = 4
_TIME = re.compile(r"^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?(?:\s*([+-]\d\d)(?::?00)?)?$")
_LOWEST_M, _HIGHEST_M = -500.0, 9000.0


@dataclass(frozen=True)
class PalmJob:
    """What to hand over; plain values, so that any process can take it."""

    source: str
    """A map of zones: anything that GDAL opens."""
    outputs: Mapping[str, str]
    """Of DRIVER (netCDF) and ENVIMET (CSV) those that are wanted -> path."""
    dx_m: float = 0.0
    """Grid width of PALM; 0 for the map's cells."""
    blocks: bool = False
    """Whether each cell of a built zone has a block of mean height."""
    building_type: int = 2
    """Of `palm.BUILDINGS`."""
    soil_type: int = 3
    """Of `palm.SOILS`; palm_csd's default is medium-fine."""
    origin_time: str = ""
    """Start of the simulation, "YYYY-MM-DD hh:mm:ss +00"; "" for noon UTC of the day of the map's scene."""
    terrain: str = ""
    """A raster of terrain heights, metres above sea level, of any grid; "" for flat land."""
    heights: Optional[HeightSource] = None
    """Heights of buildings, in the place of those that are typical of the zones; None for none."""
    band: Optional[int] = None
    """Of the source; None finds it."""
    scheme: Optional[code_schemes.Scheme] = None
    """Of the source's numbers; None recognises it."""


class PalmSummary(NamedTuple):
    """What was written."""

    points: tuple[int, int]
    """Grid points along x and y."""
    dx_m: float
    zone_cells: tuple[int, ...]
    """Cells of each of the 17 zones."""
    filled_cells: int
    """Cells without a zone, which are short grass in the driver."""
    building_share: tuple[float, float]
    """Share of the built cells that blocks cover, as the plan fractions want it and as the grid allows; nan without."""


class _Form(NamedTuple):
    """The buildings of the cells."""

    height_m: np.ndarray
    """(H, W) mean height, 0 where there are none."""
    fraction: np.ndarray
    """(H, W) plan fraction, 0..1."""
    measured: np.ndarray
    """(H, W) bool, where they were measured."""


def write_driver(job: PalmJob) -> Generator[Progress, None, PalmSummary]:
    """Write the driver and the table; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: the map has no zones or lies on no grid that PALM can use, or terrain or heights do not fit.
        OutputError: a file cannot be written.
    """
    extra = job.heights.files if job.heights else ()
    check_outputs(job.outputs, (job.source, job.terrain, *extra), OUTPUTS, at_least_one=True)
    with limited_gdal_cache(), ZoneMap(job.source, job.band, job.scheme) as zone_map:
        yield from zone_map.report("Zones")
        grid, factor = _palm_grid(job, zone_map.grid)
        started = _origin_time(job)
        whole = Window(0, 0, zone_map.grid.width, zone_map.grid.height)
        zones = zone_map.read(whole)
        if not zones.any():
            raise InputError(f"Expected cells with a zone, found only no data in {job.source}; choose another map.")
        form = yield from _form(job, zone_map.grid, zones, whole)
        missing = int((zones == 0).sum())
        if missing:
            yield Progress(0.5, f"Warning: {missing} cells have no zone; in the driver they are short grass.")
        terrain = _terrain(job.terrain, grid) if job.terrain else np.zeros((grid.height, grid.width))
        blocks = _blocks(zones, form.fraction, factor) if job.blocks else np.zeros(terrain.shape, dtype=bool)
        shares = _shares(zones, form, blocks, factor) if job.blocks else (math.nan, math.nan)
        with staged(job.outputs) as files:
            if DRIVER in files.texts:
                made = _Driver(job, grid, started, np.repeat(np.repeat(zones, factor, 0), factor, 1), blocks, terrain)
                made.write(files.texts[DRIVER], form, factor)
            yield Progress(0.9)
            if ENVIMET in files.texts:
                write_text(files.texts[ENVIMET], _envimet_csv(zones, form))
    counts = np.bincount(zones.ravel(), minlength=18)
    yield Progress(1, f"Grid of {grid.width} x {grid.height} points of {grid.transform[1]:g} m.")
    return PalmSummary((grid.width, grid.height), grid.transform[1], tuple(counts[1:].tolist()), missing, shares)


def _palm_grid(job: PalmJob, grid: Grid) -> tuple[Grid, int]:
    """PALM's grid, and its points along a cell of the map.

    Raises:
        InputError: the map lies on no metric grid of a UTM zone, or the grid width does not divide its cells.
    """
    system = crs.parsed(grid.crs_wkt) if grid.crs_wkt else None
    dx, dy = grid.transform[1], -grid.transform[5]
    if system is None or not system.GetUTMZone():
        raise InputError(
            f"Expected a map in a UTM zone, as PALM wants metres east and north, found "
            f"{system.GetName() if system else 'no coordinate reference system'} in {job.source}; warp it with "
            "gdalwarp -t_srs EPSG:326ZZ -tr 100 100 -r near IN OUT (ZZ the zone of your city)."
        )
    if abs(dx - dy) > 1e-6 * dx:
        raise InputError(f"Expected square cells, found {dx:g} x {dy:g} m in {job.source}; warp it with -tr 100 100.")
    wanted = job.dx_m or dx
    factor = round(dx / wanted) if wanted > 0 else 0
    if factor < 1 or abs(factor * wanted - dx) > 1e-6 * dx:
        raise InputError(
            f"Expected a grid width that divides the map's cells of {dx:g} m, found {wanted:g} m; choose for example "
            f"{dx / 10:g} m."
        )
    if job.blocks and factor < _LEAST_POINTS:
        raise InputError(
            f"Expected a grid width of at most {dx / _LEAST_POINTS:g} m for blocks with streets around them in cells "
            f"of {dx:g} m, found {wanted:g} m; choose a smaller one, or no blocks."
        )
    points = grid.width * factor * grid.height * factor
    if points > _MOST_POINTS:
        raise InputError(
            f"Expected at most {_MOST_POINTS // 10**6} million grid points, found {points / 1e6:.1f} million; clip the "
            "map to the domain, or choose a larger grid width."
        )
    left, _, _, top, _, _ = grid.transform
    fine = dx / factor
    transform = (left, fine, 0.0, top, 0.0, -fine)
    return Grid(grid.width * factor, grid.height * factor, transform, grid.crs_wkt), factor


def _origin_time(job: PalmJob) -> str:
    """Start of the simulation as the standard wants it.

    Raises:
        InputError: it is no time, or none is known.
    """
    said = job.origin_time.strip()
    if not said:
        dates = map_origin.read(job.source).dates
        if not dates:
            raise InputError(
                f"Expected a start of the simulation, found none, and no day in the tags of {job.source}; give it as "
                "YYYY-MM-DD hh:mm:ss +00."
            )
        said = f"{dates[0]} 12:00:00 +00"
    found = _TIME.match(said)
    try:
        if found is None:
            raise ValueError(said)
        datetime.strptime(found[1], "%Y-%m-%d")
    except ValueError:
        raise InputError(
            f"Expected a start of the simulation such as 2022-07-04 12:00:00 +00, found {said}; correct it."
        ) from None
    clock = found[2] or "00:00:00"
    return f"{found[1]} {clock if clock.count(':') == 2 else f'{clock}:00'} {found[3] or '+00'}"


def _form(job: PalmJob, grid: Grid, zones: np.ndarray, whole: Window) -> Generator[Progress, None, _Form]:
    """Heights and plan fractions of the built cells: typical ones, or measured ones where there are."""
    heights, fractions = np.zeros(18), np.zeros(18)
    for code in lcz.BUILT:
        canyon = urban_canopy.CANYONS[code]
        heights[code], fractions[code] = canyon.height_m[1], canyon.building_fraction
    form = _Form(heights[zones], fractions[zones], np.zeros(zones.shape, dtype=bool))
    if job.heights is None:
        return form
    source = job.heights.open(grid)
    for note in source.notes:
        yield Progress(0, note)
    found = yield from read_window(source, whole, RemainingTime(), 0.2)
    built = (zones > 0) & (zones <= len(lcz.BUILT))
    known = built & found.built & ~np.isnan(found.height_m)
    fraction = form.fraction if found.fraction is None else np.where(known, found.fraction, form.fraction)
    for note in source.doubts():
        yield Progress(0.4, note)
    yield Progress(0.4, f"{int(known.sum())} of {int(built.sum())} built cells have measured heights.")
    return _Form(np.where(known, found.height_m, form.height_m), fraction, known)


def _terrain(source: str, grid: Grid) -> np.ndarray:
    """(H, W) metres above sea level at each grid point.

    Raises:
        InputError: the raster does not cover the grid, or holds no terrain heights.
    """
    band = Band(source, 1, "the terrain heights")

    def metres(values: Values) -> Values:
        numbers = values.stored.astype(np.float64) * band.scale + band.offset
        return Values(numbers, values.valid & (numbers > _LOWEST_M) & (numbers < _HIGHEST_M))

    found = AreaMean(band, grid, metres).read(Window(0, 0, grid.width, grid.height))
    lacking = int((found.covered <= 0).sum())
    if lacking:
        raise InputError(
            f"Expected terrain heights all over the map, found none at {lacking} of {found.mean.size} grid points in "
            f"{source}; choose a larger raster, or fill its gaps (gdal_fillnodata.py)."
        )
    return found.mean


def _blocks(zones: np.ndarray, fraction: np.ndarray, factor: int) -> np.ndarray:
    """(H, W) bool on the grid points: a block in the middle of each cell of a built zone.

    Its sides are whole grid points, one street at least is left, and its area is the nearest to the plan fraction.
    """
    points = np.zeros((zones.shape[0], factor, zones.shape[1], factor), dtype=bool)
    most = factor - 1
    across = np.clip(np.rint(factor * np.sqrt(fraction)), 1, most).astype(int)
    along = np.clip(np.rint(factor**2 * fraction / across), 1, most).astype(int)
    here = (zones > 0) & (zones <= len(lcz.BUILT)) & (fraction > 0)
    place = np.arange(factor)

    def inside(side: np.ndarray) -> np.ndarray:
        start = (factor - side) // 2
        return (place >= start[..., None]) & (place < (start + side)[..., None])

    points[:] = (inside(along)[:, :, :, None] & inside(across)[:, :, None, :] & here[:, :, None, None]).transpose(
        0, 2, 1, 3
    )
    return points.reshape(zones.shape[0] * factor, zones.shape[1] * factor)


def _shares(zones: np.ndarray, form: _Form, blocks: np.ndarray, factor: int) -> tuple[float, float]:
    """Share of the built cells that buildings are to cover, and that blocks do."""
    built = (zones > 0) & (zones <= len(lcz.BUILT))
    cells = max(1, int(built.sum()))
    return float(form.fraction[built].sum() / cells), float(blocks.sum() / factor**2 / cells)


class _Driver:
    """The static driver: variables of the standard on PALM's grid, from south to north."""

    def __init__(
        self, job: PalmJob, grid: Grid, started: str, zones: np.ndarray, blocks: np.ndarray, terrain: np.ndarray
    ) -> None:
        self._job, self._grid, self._started = job, grid, started
        self._zones, self._blocks, self._terrain = zones, blocks, terrain
        left, dx, _, top, _, _ = grid.transform
        self._dx = dx
        self._east = left + dx * (np.arange(grid.width) + 0.5)
        self._north = top - dx * grid.height + dx * (np.arange(grid.height) + 0.5)
        self._origin = left, top - dx * grid.height
        self._lowest = float(terrain.min())

    def write(self, path: Path, form: _Form, factor: int) -> None:
        """Write the file.

        Args:
            path: of the file.
            form: buildings of the map's cells.
            factor: grid points along a cell.
        """
        east, north = np.meshgrid(self._east, self._north)
        degrees = self._degrees(np.column_stack([east.ravel(), north.ravel()]))
        with NetcdfFile(path, self._attributes()) as file:
            file.dimension("x", self._grid.width)
            file.dimension("y", self._grid.height)
            for name, count in (("x", self._grid.width), ("y", self._grid.height)):
                file.variable(name, self._dx * (np.arange(count) + 0.5), (name,), axis=name.upper(), units="m",
                              long_name=f"{name} coordinate of the grid points, from the origin")  # fmt: skip
            plane = ("y", "x")
            for name, values, units, title in (
                ("E_UTM", east, "m", "easting"), ("N_UTM", north, "m", "northing"),
                ("lon", degrees[:, 0].reshape(east.shape), "degrees_east", "longitude"),
                ("lat", degrees[:, 1].reshape(east.shape), "degrees_north", "latitude"),
            ):  # fmt: skip
                file.variable(name, values, plane, units=units, long_name=title, standard_name=(
                    title if units != "m" else f"projection_{'x' if name == 'E_UTM' else 'y'}_coordinate"))  # fmt: skip
            file.variable("crs", np.int32(0), (), **self._projection())
            for name, values, more in self._fields(form, factor):
                file.variable(name, values[::-1], plane, coordinates="E_UTM N_UTM lon lat", grid_mapping="crs", **more)

    def _fields(self, form: _Form, factor: int) -> list[tuple[str, np.ndarray, dict]]:
        """Name, values from north to south, and attributes of each field."""
        job, blocks, zones = self._job, self._blocks, self._zones
        vegetation, pavement, water = self._surfaces()
        soil = np.where((vegetation > 0) | (pavement > 0), job.soil_type, palm.FILL_BYTE)

        def types(values: np.ndarray) -> np.ndarray:
            return np.where(values > 0, values, palm.FILL_BYTE).astype(np.int8)

        def fine(values: np.ndarray) -> np.ndarray:
            return np.repeat(np.repeat(values, factor, axis=0), factor, axis=1)

        byte = {"_FillValue": np.int8(palm.FILL_BYTE), "units": "1"}
        real = {"_FillValue": np.float32(palm.FILL_REAL)}
        height, fraction = fine(form.height_m), fine(form.fraction)
        found = [
            ("zt", (self._terrain - self._lowest).astype(np.float32),
             {**real, "units": "m", "long_name": "terrain height above origin_z"}),
            ("vegetation_type", types(vegetation), {**byte, "long_name": "vegetation type classification"}),
            ("pavement_type", types(pavement), {**byte, "long_name": "pavement type classification"}),
            ("water_type", types(water), {**byte, "long_name": "water type classification"}),
            ("soil_type", soil.astype(np.int8), {**byte, "lod": np.int32(1), "long_name": "soil type classification"}),
            ("lcz", np.where(zones > 0, zones, palm.FILL_BYTE).astype(np.int8),
             {**byte, "long_name": "local climate zone, 1 to 17; not read by PALM"}),
            ("building_height_of_zone", np.where(height > 0, height, palm.FILL_REAL).astype(np.float32),
             {**real, "units": "m", "long_name": "mean building height of the neighbourhood; not read by PALM"}),
            ("building_plan_fraction_of_zone", np.where(height > 0, fraction, palm.FILL_REAL).astype(np.float32),
             {**real, "units": "1", "long_name": "share of the neighbourhood covered by buildings; not read by PALM"}),
        ]  # fmt: skip
        if job.blocks:
            cells = np.arange(1, form.height_m.size + 1, dtype=np.int32).reshape(form.height_m.shape)
            found += [
                ("buildings_2d", np.where(blocks, height, palm.FILL_REAL).astype(np.float32),
                 {**real, "units": "m", "lod": np.int32(1),
                  "long_name": "building height: one idealised block for each cell, no real buildings"}),
                ("building_id", np.where(blocks, fine(cells), palm.FILL_INTEGER).astype(np.int32),
                 {"_FillValue": np.int32(palm.FILL_INTEGER), "units": "1", "long_name": "building id"}),
                ("building_type", types(np.where(blocks, job.building_type, 0)),
                 {**byte, "long_name": "building type classification"}),
            ]  # fmt: skip
        return found

    def _surfaces(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Types of vegetation, pavement and water, 0 where there is none; exactly one where no block stands."""
        vegetation, pavement, water = np.zeros((3, 18), dtype=int)
        vegetation[0] = palm.SHORT_GRASS
        for zone in lcz.ZONES:
            vegetation[zone.code] = palm.VEGETATION.get(zone.code, 0)
            water[zone.code] = palm.WATER.get(zone.code, 0)
            if self._job.blocks and zone.code in lcz.BUILT:
                vegetation[zone.code], pavement[zone.code] = palm.ground(zone)
        free = ~self._blocks
        return vegetation[self._zones] * free, pavement[self._zones] * free, water[self._zones] * free

    def _degrees(self, points: np.ndarray) -> np.ndarray:
        """(n, 2) longitude and latitude of points."""
        way = crs.transformation(crs.parsed(self._grid.crs_wkt), crs.parsed("EPSG:4326"))
        if way is None:
            raise InputError("Expected a CRS that leads to longitude and latitude, found none; choose another map.")
        return np.array(way.TransformPoints(points.tolist()))[:, :2]

    def _attributes(self) -> dict:
        """Global attributes that the standard wants."""
        origin = self._degrees(np.array([self._origin]))[0]
        now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S +00")
        what = "idealised blocks, one for each cell" if self._job.blocks else "no buildings"
        return {
            "Conventions": "CF-1.7",
            "title": "PALM static driver from a map of local climate zones",
            "source": Path(self._job.source).name,
            "comment": f"Surfaces of neighbourhoods, {what}: made from zones, not from real buildings.",
            "history": f"{now}: made by {software()}",
            "creation_time": now,
            "origin_time": self._started,
            "origin_lon": np.float64(origin[0]),
            "origin_lat": np.float64(origin[1]),
            "origin_x": np.float64(self._origin[0]),
            "origin_y": np.float64(self._origin[1]),
            "origin_z": np.float64(self._lowest),
            "rotation_angle": np.float64(0),
        }

    def _projection(self) -> dict:
        """The CRS as CF writes it."""
        system = crs.parsed(self._grid.crs_wkt)
        parameter = system.GetNormProjParm
        return {
            "long_name": "coordinate reference system",
            "grid_mapping_name": "transverse_mercator",
            "semi_major_axis": np.float64(system.GetSemiMajor()),
            "inverse_flattening": np.float64(system.GetInvFlattening()),
            "longitude_of_prime_meridian": np.float64(0),
            "longitude_of_central_meridian": np.float64(parameter(osr.SRS_PP_CENTRAL_MERIDIAN, 0.0)),
            "latitude_of_projection_origin": np.float64(parameter(osr.SRS_PP_LATITUDE_OF_ORIGIN, 0.0)),
            "scale_factor_at_central_meridian": np.float64(parameter(osr.SRS_PP_SCALE_FACTOR, 1.0)),
            "false_easting": np.float64(parameter(osr.SRS_PP_FALSE_EASTING, 0.0)),
            "false_northing": np.float64(parameter(osr.SRS_PP_FALSE_NORTHING, 0.0)),
            "units": "m",
            "epsg_code": f"EPSG:{system.GetAuthorityCode(None) or 'unknown'}",
        }


def _envimet_csv(zones: np.ndarray, form: _Form) -> str:
    """A row for each zone of the map: what an area input file of ENVI-met is to be like on average."""
    heads = ["code", "lcz", "name", "cells", "share_pct", "mean_building_height_m", "building_plan_fraction_pct",
             "sealed_ground_pct", "unsealed_ground_pct", "sky_view_factor", "roughness_length_m", "albedo",
             "measured_cells"]  # fmt: skip
    total, rows = max(1, int((zones > 0).sum())), []
    for zone in lcz.ZONES:
        here = zones == zone.code
        if not here.any():
            continue
        built = zone.code in lcz.BUILT
        middle = (
            urban_canopy.value(urban_canopy.PARAMETERS[key], zone, "middle")
            for key in ("impervious_fraction_pct", "pervious_fraction_pct", "sky_view_factor")
        )
        buildings = (form.height_m[here].mean(), 100 * form.fraction[here].mean()) if built else (0.0, 0.0)
        rows.append(
            [zone.code, zone.label, zone.name, int(here.sum()), 100 * here.sum() / total, *buildings, *middle,
             urban_canopy.roughness_length_m(zone),
             urban_canopy.value(urban_canopy.PARAMETERS["albedo"], zone, "middle"), int(form.measured[here].sum())]
        )  # fmt: skip
    return csv_text(heads, rows)
