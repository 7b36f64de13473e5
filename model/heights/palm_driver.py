# SPDX-License-Identifier: GPL-2.0-or-later
"""The static driver of PALM as a netCDF file after the PALM Input Data Standard.

Source: PALM Input Data Standard, static input file (palm-model.org); types and terrain as palm_csd 25.10 writes them.
"""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import osr

from ..raster import crs
from ..raster.grid import Grid
from ..raster.netcdf_file import NetcdfFile
from ..tables import lcz, palm
from ..version import software


class Choices(NamedTuple):
    """The user's settings for the driver, and the origin of the map."""

    source: str
    """Name of the map's file."""
    started: str
    """Start of the simulation, "YYYY-MM-DD hh:mm:ss +00"."""
    blocks: bool
    """Whether building blocks are put on the cells of built zones."""
    building_type: int
    soil_type: int


class Form(NamedTuple):
    """The buildings of the cells."""

    height_m: np.ndarray
    """(H, W) mean height, 0 where there are none."""
    fraction: np.ndarray
    """(H, W) plan fraction, 0..1."""
    measured: np.ndarray
    """(H, W) bool, where they were measured."""


class StaticDriver:
    """The static driver: variables of the standard on PALM's grid, from south to north."""

    def __init__(self, chosen: Choices, grid: Grid, zones: np.ndarray, blocks: np.ndarray, terrain: np.ndarray) -> None:
        """Take what the driver is made of, all from north to south.

        Args:
            chosen: what the user chose.
            grid: of PALM.
            zones: (H, W) zone of each grid point, 0 for none.
            blocks: (H, W) bool, grid points with a block.
            terrain: (H, W) metres above sea level.
        """
        self._chosen, self._grid = chosen, grid
        self._zones, self._blocks, self._terrain = zones, blocks, terrain
        left, dx, _, top, _, _ = grid.transform
        self._dx = dx
        self._east = left + dx * (np.arange(grid.width) + 0.5)
        self._north = top - dx * grid.height + dx * (np.arange(grid.height) + 0.5)
        self._origin = left, top - dx * grid.height
        self._lowest = float(terrain.min())

    def write(self, path: Path, form: Form, factor: int) -> None:
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

    def _fields(self, form: Form, factor: int) -> list[tuple[str, np.ndarray, dict]]:
        """Name, values from north to south, and attributes of each field."""
        chosen, blocks, zones = self._chosen, self._blocks, self._zones
        vegetation, pavement, water = self._surfaces()
        soil = np.where((vegetation > 0) | (pavement > 0), chosen.soil_type, palm.FILL_BYTE)

        def types(values: np.ndarray) -> np.ndarray:
            return np.where(values > 0, values, palm.FILL_BYTE).astype(np.int8)

        def fine(values: np.ndarray) -> np.ndarray:
            return np.repeat(np.repeat(values, factor, axis=0), factor, axis=1)

        byte = {"_FillValue": np.int8(palm.FILL_BYTE), "units": "1"}
        real = {"_FillValue": np.float32(palm.FILL_REAL)}
        height, fraction = fine(form.height_m), fine(form.fraction)
        fields = [
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
        if chosen.blocks:
            cells = np.arange(1, form.height_m.size + 1, dtype=np.int32).reshape(form.height_m.shape)
            fields += [
                ("buildings_2d", np.where(blocks, height, palm.FILL_REAL).astype(np.float32),
                 {**real, "units": "m", "lod": np.int32(1),
                  "long_name": "building height: one idealised block for each cell, no real buildings"}),
                ("building_id", np.where(blocks, fine(cells), palm.FILL_INTEGER).astype(np.int32),
                 {"_FillValue": np.int32(palm.FILL_INTEGER), "units": "1", "long_name": "building id"}),
                ("building_type", types(np.where(blocks, chosen.building_type, 0)),
                 {**byte, "long_name": "building type classification"}),
            ]  # fmt: skip
        return fields

    def _surfaces(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Types of vegetation, pavement and water, 0 where there is none; exactly one where there is no block."""
        vegetation, pavement, water = np.zeros((3, 18), dtype=int)
        vegetation[0] = palm.SHORT_GRASS
        for zone in lcz.ZONES:
            vegetation[zone.code] = palm.VEGETATION.get(zone.code, 0)
            water[zone.code] = palm.WATER.get(zone.code, 0)
            if self._chosen.blocks and zone.code in lcz.BUILT:
                vegetation[zone.code], pavement[zone.code] = palm.ground(zone)
        free = ~self._blocks
        return vegetation[self._zones] * free, pavement[self._zones] * free, water[self._zones] * free

    def _degrees(self, points: np.ndarray) -> np.ndarray:
        """(n, 2) longitude and latitude of points."""
        return crs.transformed(points, self._grid.crs_wkt, "EPSG:4326")

    def _attributes(self) -> dict:
        """Global attributes that the standard requires."""
        origin = self._degrees(np.array([self._origin]))[0]
        now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S +00")
        what = "idealised blocks, one for each cell" if self._chosen.blocks else "no buildings"
        return {
            "Conventions": "CF-1.7",
            "title": "PALM static driver from a map of local climate zones",
            "source": self._chosen.source,
            "comment": f"Surfaces of neighbourhoods, {what}: made from zones, not from real buildings.",
            "history": f"{now}: made by {software()}",
            "creation_time": now,
            "origin_time": self._chosen.started,
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
