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
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..lczmap.altitudes import refuse_no_dem
from ..lczmap.zone_map import ZoneMap
from ..progress import Progress, RemainingTime
from ..raster import crs
from ..raster.area_mean import AreaMean
from ..raster.band import Band, Values
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import Grid
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged, write_text
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.text_tables import csv_text
from ..tables import code_schemes, lcz, palm, urban_canopy
from .palm_driver import Choices, Form, StaticDriver
from .sources import HeightSource, read_window

OUTPUTS = (palm.DRIVER, palm.ENVIMET)
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
    building_share: tuple[float, float]
    """Share of the built cells that blocks cover, as the plan fractions want it and as the grid allows; nan without."""


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
            if palm.DRIVER in files.texts:
                chosen = Choices(Path(job.source).name, started, job.blocks, job.building_type, job.soil_type)
                made = StaticDriver(chosen, grid, np.repeat(np.repeat(zones, factor, 0), factor, 1), blocks, terrain)
                made.write(files.texts[palm.DRIVER], form, factor)
            yield Progress(0.9)
            if palm.ENVIMET in files.texts:
                write_text(files.texts[palm.ENVIMET], _envimet_csv(zones, form))
    counts = np.bincount(zones.ravel(), minlength=18)
    yield Progress(1, f"Grid of {grid.width} x {grid.height} points of {grid.transform[1]:g} m.")
    return PalmSummary((grid.width, grid.height), grid.transform[1], tuple(counts[1:].tolist()), shares)


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
        start = datetime.fromisoformat(f"{found[1]} {found[2] or '00:00:00'}")
    except ValueError:
        raise InputError(
            f"Expected a start of the simulation such as 2022-07-04 12:00:00 +00, found {said}; correct it."
        ) from None
    return f"{start.isoformat(' ')} {found[3] or '+00'}"


def _form(job: PalmJob, grid: Grid, zones: np.ndarray, whole: Window) -> Generator[Progress, None, Form]:
    """Heights and plan fractions of the built cells: typical ones, or measured ones where there are."""
    heights, fractions = np.zeros(18), np.zeros(18)
    for code in lcz.BUILT:
        canyon = urban_canopy.CANYONS[code]
        heights[code], fractions[code] = canyon.height_m[1], canyon.building_fraction
    form = Form(heights[zones], fractions[zones], np.zeros(zones.shape, dtype=bool))
    if job.heights is None:
        return form
    source = job.heights.open(grid)
    for note in source.notes:
        yield Progress(0, note)
    found = yield from read_window(source, whole, RemainingTime(), 0.2)
    built = lcz.is_built(zones)
    known = built & found.built & ~np.isnan(found.height_m)
    fraction = form.fraction if found.fraction is None else np.where(known, found.fraction, form.fraction)
    for note in source.doubts():
        yield Progress(0.4, note)
    yield Progress(0.4, f"{int(known.sum())} of {int(built.sum())} built cells have measured heights.")
    return Form(np.where(known, found.height_m, form.height_m), fraction, known)


def _terrain(source: str, grid: Grid) -> np.ndarray:
    """(H, W) metres above sea level at each grid point.

    Raises:
        InputError: the raster does not cover the grid, or holds no terrain heights.
    """
    band = Band(source, 1, "the terrain heights")
    refuse_no_dem(source)

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
    here = lcz.is_built(zones) & (fraction > 0)
    place = np.arange(factor)

    def inside(side: np.ndarray) -> np.ndarray:
        start = (factor - side) // 2
        return (place >= start[..., None]) & (place < (start + side)[..., None])

    points[:] = (inside(along)[:, :, :, None] & inside(across)[:, :, None, :] & here[:, :, None, None]).transpose(
        0, 2, 1, 3
    )
    return points.reshape(zones.shape[0] * factor, zones.shape[1] * factor)


def _shares(zones: np.ndarray, form: Form, blocks: np.ndarray, factor: int) -> tuple[float, float]:
    """Share of the built cells that buildings are to cover, and that blocks do."""
    built = lcz.is_built(zones)
    cells = max(1, int(built.sum()))
    return float(form.fraction[built].sum() / cells), float(blocks.sum() / factor**2 / cells)


def _envimet_csv(zones: np.ndarray, form: Form) -> str:
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
