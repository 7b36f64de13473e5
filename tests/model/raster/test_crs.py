# SPDX-License-Identifier: GPL-2.0-or-later
"""Kinds of projection: which are Mercator along the equator, and that areas are right in the others."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.raster import crs
from hse_lcz.model.raster.grid import Grid, cell_areas_km2
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene import georeferencing
from hse_lcz.model.tables import code_schemes

# EPSG code -> longitude and latitude of a place where it is used.
OBLIQUE = {2056: (8.54, 47.37), 21781: (7.44, 46.95), 3375: (101.69, 3.14), 29873: (116.07, 5.98), 3168: (103.8, 1.5)}
MERCATOR = {3857: (8.54, 47.37), 3395: (8.54, 47.37), 3994: (174.8, -41.3), 3832: (178.4, -18.1)}
OTHERS = {32631: (4.9, 45.8), 5514: (14.4, 50.1), 3035: (8.5, 47.4), 27700: (-0.1, 51.5)}


def grid_at(epsg: int, place: tuple[float, float], cell: float = 100.0, cells: int = 20) -> Grid:
    """A small grid around a place."""
    ((x, y),) = crs.transformed([place], "EPSG:4326", f"EPSG:{epsg}").tolist()
    return Grid(cells, cells, (x, cell, 0.0, y, 0.0, -cell), crs.parsed(f"EPSG:{epsg}").ExportToWkt())


def area_on_the_ground_km2(grid: Grid, place: tuple[float, float]) -> float:
    """Area of the whole grid in an equal-area projection about its place."""
    longitude, latitude = place
    equal_area = f"+proj=laea +lon_0={longitude} +lat_0={latitude} +datum=WGS84"
    points = crs.transformed(crs.edges(grid.bounds()).tolist(), grid.crs_wkt, equal_area)
    hull = ogr.Geometry(ogr.wkbMultiPoint)
    for x, y in points.tolist():
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        hull.AddGeometry(point)
    return hull.ConvexHull().GetArea() / 1e6


@pytest.mark.parametrize(
    ("epsg", "is_mercator"), [*((e, False) for e in (*OBLIQUE, *OTHERS)), *((e, True) for e in MERCATOR)]
)
def test_only_mercator_along_the_equator_is_mercator(epsg, is_mercator):
    assert crs.is_mercator(crs.parsed(f"EPSG:{epsg}")) is is_mercator


@pytest.mark.parametrize(("epsg", "place"), OBLIQUE.items())
def test_areas_in_oblique_mercator_are_right_to_a_thousandth(epsg, place):
    grid = grid_at(epsg, place)
    area = cell_areas_km2(grid, Window(0, 0, grid.width, grid.height)).sum() * grid.width
    assert area == pytest.approx(area_on_the_ground_km2(grid, place), rel=1e-3)


@pytest.mark.parametrize(("epsg", "place"), MERCATOR.items())
def test_areas_in_mercator_are_right_to_a_hundredth(epsg, place):
    """On the sphere: what flattens the earth is left out."""
    grid = grid_at(epsg, place)
    area = cell_areas_km2(grid, Window(0, 0, grid.width, grid.height)).sum() * grid.width
    assert area == pytest.approx(area_on_the_ground_km2(grid, place), rel=1e-2)


@pytest.mark.parametrize(("epsg", "place"), OBLIQUE.items())
def test_zone_maps_and_scenes_in_oblique_mercator_have_metres(epsg, place, tmp_path):
    grid = grid_at(epsg, place)
    raster = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "lcz.tif"), 20, 20, 1, gdal.GDT_Byte)
    raster.SetGeoTransform(grid.transform)
    raster.SetProjection(grid.crs_wkt)
    raster.GetRasterBand(1).WriteArray(np.full((20, 20), 6, np.uint8))
    raster = None
    with ZoneMap(str(tmp_path / "lcz.tif"), 1, code_schemes.STANDARD) as zones:
        assert zones.cell_sizes_m(0, 20) == (100.0, 100.0)
    scene = gdal.GetDriverByName("MEM").Create("", 20, 20, 1, gdal.GDT_UInt16)
    scene.SetGeoTransform(grid_at(epsg, place, 10.0).transform)
    scene.SetProjection(grid.crs_wkt)
    assert georeferencing.place("scene", scene).reason == ""


def test_web_mercator_zone_maps_stay_refused(tmp_path):
    grid = grid_at(3857, MERCATOR[3857])
    raster = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "lcz.tif"), 20, 20, 1, gdal.GDT_Byte)
    raster.SetGeoTransform(grid.transform)
    raster.SetProjection(grid.crs_wkt)
    raster = None
    zones = ZoneMap(str(tmp_path / "lcz.tif"), 1, code_schemes.STANDARD)
    with zones, pytest.raises(InputError, match="web Mercator"):
        zones.cell_sizes_m(0, 20)


ENGINEERING = (
    'ENGCRS["site",EDATUM["Unknown engineering datum"],CS[Cartesian,2],AXIS["easting",east],AXIS["northing",north],'
    'LENGTHUNIT["metre",1]]',
    'LOCAL_CS["arbitrary",UNIT["metre",1]]',
    'LOCAL_CS["feet of a site",UNIT["foot",0.3048],AXIS["x",EAST],AXIS["y",NORTH]]',
)


@pytest.mark.parametrize("exceptions", [False, True])
@pytest.mark.parametrize("wkt", ENGINEERING)
def test_a_crs_without_a_place_on_earth_ends_in_a_sentence(wkt, exceptions):
    (gdal.UseExceptions if exceptions else gdal.DontUseExceptions)()
    (osr.UseExceptions if exceptions else osr.DontUseExceptions)()
    try:
        with pytest.raises(InputError, match="Expected a coordinate reference system on the earth, found"):
            crs.transformed([(500000.0, 5000000.0)], wkt, "EPSG:4326")
    finally:
        osr.DontUseExceptions()
        gdal.DontUseExceptions()
