# SPDX-License-Identifier: GPL-2.0-or-later
"""The static driver for PALM, read back by another netCDF library, cell by cell."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from driving import told
from osgeo import gdal, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.heights.height_raster import RasterReading
from hse_lcz.model.heights.palm_job import PalmJob, write_driver
from hse_lcz.model.heights.sources import HeightSource

CORNER = (642300.0, 5210700.0)
ZONES = np.array([[2, 6, 14, 11], [3, 5, 17, 15], [8, 7, 12, 0]], dtype=np.uint8)
START = "2022-07-04 12:00:00 +00"
# What w2w 0.6.0 gives these zones: mean height (m) and plan fraction.
TYPICAL = {2: (17.5, 0.55), 3: (6.5, 0.55), 5: (17.5, 0.3), 6: (6.5, 0.3), 7: (5, 0.75), 8: (6.5, 0.4)}


@pytest.fixture
def source(write_raster, tmp_path) -> str:
    return write_raster(tmp_path / "lcz.tif", ZONES[None], ("lcz",), corner=CORNER, pixel=100, nodata=0)


def field(path: str, name: str) -> np.ndarray:
    """A field from north to south, as GDAL's netCDF driver gives it."""
    return gdal.Open(f'NETCDF:"{path}":{name}').ReadAsArray()


def attributes(path: str) -> dict[str, str]:
    found = gdal.Open(f'NETCDF:"{path}":zt').GetMetadata()
    return {key.split("#")[1]: value for key, value in found.items() if key.startswith("NC_GLOBAL#")}


def written(source: str, folder, **more) -> str:
    path = str(folder / "driver.nc")
    told(write_driver(PalmJob(source, {"DRIVER": path}, **{"origin_time": START, **more})))
    return path


def test_surfaces_are_those_of_palms_own_table(source, tmp_path):
    """The mapping of zones in palm_csd's lcz_mappings.csv, typed anew; no data becomes short grass."""
    path = written(source, tmp_path)
    vegetation = [[18, 18, 16, 7], [18, 18, -127, 1], [18, 18, 18, 3]]
    assert field(path, "vegetation_type").astype(np.int8).tolist() == vegetation
    water = np.where(ZONES == 17, 1, -127)
    np.testing.assert_array_equal(field(path, "water_type").astype(np.int8), water)
    assert (field(path, "pavement_type").astype(np.int8) == -127).all()
    np.testing.assert_array_equal(field(path, "soil_type").astype(np.int8), np.where(ZONES == 17, -127, 3))
    assert (field(path, "zt") == 0).all()
    names = [name for name, _ in gdal.Open(path).GetSubDatasets()]
    assert not any(name.endswith("buildings_2d") for name in names)


def test_the_day_of_a_tag_is_the_start(source, tmp_path):
    gdal.Open(source, gdal.GA_Update).SetMetadata({"SENSING_DATE": "2022-07-04"})
    assert attributes(written(source, tmp_path, origin_time=""))["origin_time"] == START


@pytest.mark.parametrize("dx_m", [10.0, 5.0])
def test_blocks_have_the_height_and_nearly_the_plan_fraction_of_their_zone(dx_m, source, tmp_path):
    path = written(source, tmp_path, dx_m=dx_m, blocks=True, building_type=5)
    factor = round(100 / dx_m)
    buildings, kinds, numbers = (field(path, name) for name in ("buildings_2d", "building_type", "building_id"))
    here = buildings > 0
    for row, col in np.ndindex(ZONES.shape):
        part = np.s_[row * factor : (row + 1) * factor, col * factor : (col + 1) * factor]
        zone = int(ZONES[row, col])
        if zone not in TYPICAL:
            assert not here[part].any()
            continue
        height, fraction = TYPICAL[zone]
        assert set(buildings[part][here[part]].tolist()) == {height}
        assert here[part].mean() == pytest.approx(fraction, abs=0.6 / factor)
        assert len(set(numbers[part][here[part]].tolist())) == 1
        # A street around each: no block touches another.
        assert not here[part][0].any() or not here[part][-1].any()
        assert not here[part][:, 0].any() or not here[part][:, -1].any()
    assert len(set(numbers[here].tolist())) == len(TYPICAL)
    np.testing.assert_array_equal(kinds.astype(np.int8) == 5, here)
    # The standard: one kind of surface at each point, and soil wherever plants or pavement are.
    surfaces = [
        field(path, name).astype(np.int8) != -127 for name in ("vegetation_type", "pavement_type", "water_type")
    ]
    np.testing.assert_array_equal(np.sum([*surfaces, here], axis=0), 1)
    soil = field(path, "soil_type").astype(np.int8) != -127
    np.testing.assert_array_equal(soil, surfaces[0] | surfaces[1])


def test_coordinates_are_those_of_proj(source, tmp_path):
    path = written(source, tmp_path, dx_m=50.0)
    east, north, lon, lat = (field(path, name) for name in ("E_UTM", "N_UTM", "lon", "lat"))
    # Without a geotransform of their own GDAL gives these from south to north as they lie in the file.
    assert sorted({float(value) for value in east.ravel()}) == [CORNER[0] + 25 + 50 * i for i in range(8)]
    assert sorted({float(value) for value in north.ravel()}) == [CORNER[1] - 300 + 25 + 50 * i for i in range(6)]
    utm, degrees = osr.SpatialReference(), osr.SpatialReference()
    utm.ImportFromEPSG(32631)
    degrees.ImportFromEPSG(4326)
    for system in (utm, degrees):
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    way = osr.CoordinateTransformation(utm, degrees)
    for place in ((0, 0), (5, 7), (2, 3)):
        expected = way.TransformPoint(float(east[place]), float(north[place]))
        assert (lon[place], lat[place]) == pytest.approx(expected[:2], abs=1e-9)
    said = attributes(path)
    origin = way.TransformPoint(CORNER[0], CORNER[1] - 300)
    assert float(said["origin_x"]) == CORNER[0]
    assert float(said["origin_y"]) == CORNER[1] - 300
    assert (float(said["origin_lon"]), float(said["origin_lat"])) == pytest.approx(origin[:2], abs=1e-9)
    assert said["origin_time"] == START
    assert float(said["rotation_angle"]) == 0


def test_terrain_is_above_the_lowest_point(source, write_raster, tmp_path):
    rng = np.random.default_rng(0)
    metres = rng.uniform(100, 300, (12, 16)).astype(np.float32)
    terrain = write_raster(tmp_path / "dem.tif", metres[None], [""], corner=CORNER, pixel=25, nodata=-9999)
    path = written(source, tmp_path, terrain=terrain)
    means = metres.reshape(3, 4, 4, 4).mean(axis=(1, 3))
    np.testing.assert_allclose(field(path, "zt"), means - means.min(), atol=1e-3)
    assert float(attributes(path)["origin_z"]) == pytest.approx(means.min(), abs=1e-3)


def test_measured_heights_take_the_place_of_typical_ones(source, write_raster, tmp_path):
    heights = np.where(np.arange(4) < 2, 9.0, 0).astype(np.float32)[None, None].repeat(3, axis=1)
    path = write_raster(tmp_path / "h.tif", heights, [""], corner=CORNER, pixel=100, nodata=-1)
    outputs = {"DRIVER": str(tmp_path / "d.nc"), "ENVIMET": str(tmp_path / "e.csv")}
    job = PalmJob(source, outputs, 10.0, True, origin_time=START, heights=HeightSource(path, RasterReading()))
    _, lines = told(write_driver(job))
    buildings = field(outputs["DRIVER"], "buildings_2d")
    assert set(buildings[buildings > 0].tolist()) == {9}
    assert "6 of 6 built cells have measured heights." in lines
    rows = {row["lcz"]: row for row in csv.DictReader((tmp_path / "e.csv").open(encoding="utf-8"))}
    assert float(rows["2"]["mean_building_height_m"]) == 9
    assert float(rows["2"]["building_plan_fraction_pct"]) == pytest.approx(55)
    assert rows["2"]["measured_cells"] == "1"


def test_the_table_has_the_zones_of_the_map(source, tmp_path):
    path = tmp_path / "e.csv"
    told(write_driver(PalmJob(source, {"ENVIMET": str(path)}, origin_time=START)))
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert [row["lcz"] for row in rows] == ["2", "3", "5", "6", "7", "8", "A", "B", "D", "E", "G"]
    assert sum(float(row["share_pct"]) for row in rows) == pytest.approx(100)
    five = next(row for row in rows if row["lcz"] == "5")
    assert (float(five["mean_building_height_m"]), float(five["sealed_ground_pct"])) == (17.5, 40)
    assert float(five["roughness_length_m"]) == pytest.approx(math.sqrt(0.25 * 0.5), abs=1e-6)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            {"dx_m": 30.0},
            "Expected a grid width that divides the map's cells of 100 m, found 30 m; choose for example 10",
        ),
        ({"blocks": True}, "Expected a grid width of at most 25 m for blocks"),
        ({"dx_m": 0.01}, "Expected at most 4 million grid points"),
        ({"origin_time": ""}, "Expected a start of the simulation, found none, and no day in the tags"),
        ({"origin_time": "yesterday"}, "such as 2022-07-04 12:00:00 \\+00, found yesterday"),
        ({"origin_time": "2022-02-30"}, "such as 2022-07-04 12:00:00 \\+00, found 2022-02-30"),
        ({"origin_time": "2022-07-04 25:61"}, "such as 2022-07-04 12:00:00 \\+00, found 2022-07-04 25:61"),
    ],
)
def test_wrong_values_are_refused(more, sentence, source, tmp_path):
    with pytest.raises(InputError, match=sentence):
        written(source, tmp_path, **more)
    assert not (tmp_path / "driver.nc").exists()


@pytest.mark.parametrize(("epsg", "pixel"), [(4326, 0.001), (3857, 100), (0, 100)])
def test_maps_outside_utm_are_refused(epsg, pixel, write_raster, tmp_path):
    corner = (4.8, 47.0) if epsg == 4326 else CORNER
    path = write_raster(tmp_path / "lcz.tif", ZONES[None], ("lcz",), corner=corner, pixel=pixel, epsg=epsg, nodata=0)
    with pytest.raises(InputError, match="Expected a map in a UTM zone"):
        written(path, tmp_path)


@pytest.mark.parametrize(
    ("name", "found"), [("lcz", "the band “lcz”"), ("HSE", "the map “HSE map"), ("", "a picture in red, green")]
)
def test_other_rasters_are_no_terrain(source, write_raster, tmp_path, name, found):
    """Zones, percent and pictures lie in the range of altitudes: they would become hills."""
    bands = np.full((1 if name else 3, 3, 4), 6, np.uint8)
    terrain = write_raster(tmp_path / "dem.tif", bands, [name] * len(bands), corner=CORNER, pixel=100)
    with pytest.raises(InputError, match=f"^Expected altitudes in metres, found {found}"):
        written(source, tmp_path, terrain=terrain)


def test_terrain_with_gaps_is_refused(source, write_raster, tmp_path):
    metres = np.full((1, 3, 2), 100, np.float32)
    terrain = write_raster(tmp_path / "dem.tif", metres, [""], corner=CORNER, pixel=100)
    with pytest.raises(InputError, match="found none at 6 of 12 grid points"):
        written(source, tmp_path, terrain=terrain)
