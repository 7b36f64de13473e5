# SPDX-License-Identifier: GPL-2.0-or-later
"""A mask hides exactly the pixels whose centres lie outside."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.raster import crs
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.mask import Mask
from hse_lcz.model.scene.scene import Reading, Scene

CORNER = (642300.0, 5210700.0)
UTM = "EPSG:32631"
GRID = Grid(147, 133, (CORNER[0], 10.0, 0.0, CORNER[1], 0.0, -10.0), crs.parsed(UTM).ExportToWkt())
# A border with a bay, and a hole; metres from the corner. No edge runs within 7 cm of a centre: straight in one CRS,
# it is bent by centimetres in another.
OUTER = [(96.5, -90.9), (1203.3, -200.9), (1114.4, -1150.6), (708.2, -602.0), (307.2, -1247.8), (96.5, -90.9)]
HOLE = [(507, -303), (703, -303), (703, -497), (507, -497), (507, -303)]


def polygon(system: str = UTM) -> ogr.Geometry:
    rings = [[(CORNER[0] + x, CORNER[1] + y) for x, y in ring] for ring in (OUTER, HOLE)]
    moved = [crs.transformed(ring, UTM, system).tolist() for ring in rings]
    return ogr.CreateGeometryFromJson(json.dumps({"type": "Polygon", "coordinates": moved}))


def by_hand(window: Window) -> np.ndarray:
    """Which centres of a window lie in the polygon, one by one."""
    shape = polygon()
    inside = np.zeros((window.height, window.width), dtype=bool)
    for row in range(window.height):
        for col in range(window.width):
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(CORNER[0] + (window.col + col) * 10 + 5, CORNER[1] - (window.row + row) * 10 - 5)
            inside[row, col] = shape.Contains(point)
            assert shape.Boundary().Distance(point) > 0.07
    return inside


def written(path, geometries, system: str = UTM, layer: str = "border", driver: str = "GPKG") -> str:
    source = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    made = source.CreateLayer(layer, crs.parsed(system) if system else None)
    for geometry in geometries:
        feature = ogr.Feature(made.GetLayerDefn())
        feature.SetGeometry(geometry)
        made.CreateFeature(feature)
    source = made = None
    return str(path)


@pytest.mark.parametrize("system", [UTM, "EPSG:4326", "EPSG:3857"])
def test_polygons_count_by_the_centre_in_any_crs(tmp_path, system):
    mask = Mask(written(tmp_path / "m.gpkg", [polygon(system)], system), "", GRID)
    truth = by_hand(Window(0, 0, 147, 133))
    np.testing.assert_array_equal(mask.inside(Window(0, 0, 147, 133)), truth)
    np.testing.assert_array_equal(mask.inside(Window(33, 47, 64, 50)), truth[47:97, 33:97])
    assert 0.1 < truth.mean() < 0.9


def test_a_long_straight_edge_in_degrees_is_bent(tmp_path):
    """A parallel is straight in degrees, a curve in metres: 45 m high in its middle over 60 km here."""
    wide = Grid(6000, 100, (470000.0, 10.0, 0.0, 5210700.0, 0.0, -10.0), crs.parsed(UTM).ExportToWkt())
    (west, north), (east, _) = crs.transformed([(470000, 5210200), (530000, 5210200)], UTM, "EPSG:4326").tolist()
    box = [(west - 1, north), (east + 1, north), (east + 1, north - 1), (west - 1, north - 1), (west - 1, north)]
    shape = ogr.CreateGeometryFromJson(json.dumps({"type": "Polygon", "coordinates": [box]}))
    mask = Mask(written(tmp_path / "m.gpkg", [shape], "EPSG:4326"), "", wide)
    cols = np.arange(0, 6000, 500)
    first = mask.inside(Window(0, 0, 6000, 100))[:, cols].argmax(axis=0)
    edge = crs.transformed([(lon, north) for lon in np.linspace(west, east, 3001)], "EPSG:4326", UTM)
    truth = np.interp(470005 + cols * 10, edge[:, 0], edge[:, 1])
    # The first centre below the edge.
    below = truth - (5210700 - first * 10 - 5)
    assert (below > -0.1).all() and (below < 10.1).all()


@pytest.mark.parametrize("nodata", [None, 7])
def test_a_raster_is_inside_where_it_is_neither_0_nor_nodata(tmp_path, nodata):
    # On another grid: cells of 30 m from a corner of its own; a 10 m pixel has the cell that its centre lies in.
    values = np.random.default_rng(5).choice([0, 1, 7], (30, 40)).astype(np.uint8)
    path, corner = str(tmp_path / "m.tif"), (CORNER[0] + 107, CORNER[1] - 208)
    raster = gdal.GetDriverByName("GTiff").Create(path, 40, 30, 1, gdal.GDT_Byte)
    raster.SetGeoTransform((corner[0], 30, 0, corner[1], 0, -30))
    raster.SetProjection(GRID.crs_wkt)
    raster.GetRasterBand(1).WriteArray(values)
    if nodata is not None:
        raster.GetRasterBand(1).SetNoDataValue(nodata)
    raster = None
    inside = Mask(path, "", GRID).inside(Window(0, 0, 147, 133))
    for row in range(133):
        for col in range(147):
            x, y = CORNER[0] + col * 10 + 5 - corner[0], corner[1] - (CORNER[1] - row * 10 - 5)
            place = int(np.floor(y / 30)), int(np.floor(x / 30))
            there = 0 <= place[0] < 30 and 0 <= place[1] < 40
            assert inside[row, col] == (there and values[place] not in (0, nodata)), (row, col)


def test_not_a_number_is_outside(tmp_path):
    path = str(tmp_path / "m.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 147, 133, 1, gdal.GDT_Float32)
    raster.SetGeoTransform(GRID.transform)
    raster.SetProjection(GRID.crs_wkt)
    values = np.ones((133, 147), np.float32)
    values[:, :40] = np.nan
    raster.GetRasterBand(1).WriteArray(values)
    raster = None
    inside = Mask(path, "", GRID).inside(Window(0, 0, 147, 133))
    assert not inside[:, :40].any() and inside[:, 40:].all()


def test_maps_have_values_where_half_of_a_cell_lies_inside(write_raster, patchwork, small_weights, tmp_path):
    scene = write_raster(tmp_path / "s.tif", patchwork(), corner=CORNER)
    mask = written(tmp_path / "m.gpkg", [polygon("EPSG:4326")], "EPSG:4326")
    maps = {}
    for name, reading in (("whole", Reading()), ("masked", Reading(mask=mask, mask_layer="border"))):
        outputs = {key: str(tmp_path / f"{name}_{key}.tif") for key in ("HSE", "LCZ")}
        for _ in map_city(MapJob(scene, outputs, reading=reading, weights=small_weights, device="cpu")):
            pass
        maps[name] = {key: gdal.Open(path).ReadAsArray() for key, path in outputs.items()}
    truth = by_hand(Window(0, 0, 147, 133))
    for key, cell, nodata in (("HSE", 2, -9999), ("LCZ", 10, 0)):
        rows, cols = -(-133 // cell), -(-147 // cell)
        share = [[truth[r * cell : (r + 1) * cell, c * cell : (c + 1) * cell].mean() for c in range(cols)]
                 for r in range(rows)]  # fmt: skip
        answered = np.array(share) >= 0.5
        np.testing.assert_array_equal(maps["masked"][key] != nodata, answered)
    # The network sees beyond the border: cells that lie wholly inside are mapped as in the whole scene.
    inside = maps["masked"]["HSE"] != -9999
    wholly = np.array([[truth[r * 2 : r * 2 + 2, c * 2 : c * 2 + 2].all() for c in range(74)] for r in range(67)])
    assert (wholly <= inside).all()
    np.testing.assert_allclose(maps["masked"]["HSE"][wholly], maps["whole"]["HSE"][wholly], atol=1e-3)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: str(folder / "nowhere.gpkg"), "Expected MASK to be polygons or a raster, found neither"),
        (lambda folder: written(folder / "m.gpkg", []), "found no polygon there"),
        (lambda folder: written(folder / "m.gpkg", [ogr.CreateGeometryFromWkt("POLYGON((0 0,1 0,1 1,0 0))")]),
         "found no polygon there"),
        (lambda folder: written(folder / "m.gpkg", [polygon().Boundary()]), "found points or lines"),
        (lambda folder: written(folder / "m.shp", [polygon()], "", driver="ESRI Shapefile"), "found none in .*m.shp"),
    ],
)  # fmt: skip
def test_what_is_no_mask_is_refused(write_raster, patchwork, tmp_path, make, words):
    scene = write_raster(tmp_path / "s.tif", patchwork(), corner=CORNER)
    with pytest.raises(InputError, match=words):
        Scene(scene, Reading(mask=make(tmp_path)))


def test_a_layer_that_is_not_there_and_a_raster_without_crs_are_refused(tmp_path):
    path = written(tmp_path / "m.gpkg", [polygon()])
    with pytest.raises(InputError, match="found no layer other in"):
        Mask(path, "other", GRID)
    bare = str(tmp_path / "m.tif")
    gdal.GetDriverByName("GTiff").Create(bare, 10, 10, 1, gdal.GDT_Byte)
    with pytest.raises(InputError, match="Expected MASK with a coordinate system, found none"):
        Mask(bare, "", GRID)


@pytest.mark.parametrize("system", [UTM, "EPSG:32632", "EPSG:4326"])
def test_a_raster_elsewhere_is_refused(tmp_path, system):
    """Polygons elsewhere were refused; a raster hid the whole scene, which was then said to hold only nodata."""
    path = str(tmp_path / "m.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 100, 100, 1, gdal.GDT_Byte)
    away = (4.0, 0.001, 0, 47.0, 0, -0.001) if system == "EPSG:4326" else (CORNER[0], 10, 0, CORNER[1] + 5e4, 0, -10)
    raster.SetGeoTransform(away)
    raster.SetProjection(crs.parsed(system).ExportToWkt())
    raster.GetRasterBand(1).Fill(1)
    raster = None
    with pytest.raises(InputError, match="^Expected MASK to reach the scene, found .*m.tif elsewhere"):
        Mask(path, "", GRID)


def test_a_mask_that_hides_all_is_named(write_raster, patchwork, small_weights, tmp_path):
    scene = write_raster(tmp_path / "s.tif", patchwork(), corner=CORNER)
    mask = write_raster(tmp_path / "m.tif", np.zeros((1, 133, 147), np.uint8), [""], corner=CORNER)
    job = MapJob(
        scene, {"LCZ": str(tmp_path / "lcz.tif")}, reading=Reading(mask=mask), weights=small_weights, device="cpu"
    )
    with pytest.raises(InputError, match="found only nodata, or pixels that MASK hides, in .*s.tif"):
        list(map_city(job))


@pytest.mark.parametrize(
    ("system", "west", "south", "east", "north"),
    [
        ("EPSG:4326", -180, -90, 180, 90),
        ("EPSG:4326", -60, -20, 60, 60),
        ("EPSG:3857", -2e7, -2e7, 2e7, 2e7),
    ],
)
def test_a_polygon_as_large_as_a_country_covers_the_scene(tmp_path, system, west, south, east, north):
    """Its far corners have no place in UTM: it covered nothing, after half a minute for the pieces of its edges."""
    hole = crs.transformed([(CORNER[0] + x, CORNER[1] + y) for x, y in HOLE], UTM, system).tolist()
    outer = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    shape = ogr.CreateGeometryFromJson(json.dumps({"type": "Polygon", "coordinates": [outer, hole]}))
    inside = Mask(written(tmp_path / "m.gpkg", [shape], system), "", GRID).inside(Window(0, 0, 147, 133))
    expected = np.ones((133, 147), dtype=bool)
    expected[30:50, 51:70] = False
    np.testing.assert_array_equal(inside, expected)


def test_exceptions_of_gdal_change_nothing(tmp_path):
    before = gdal.GetUseExceptions(), ogr.GetUseExceptions(), osr.GetUseExceptions()
    gdal.UseExceptions(), ogr.UseExceptions(), osr.UseExceptions()
    try:
        with pytest.raises(InputError, match="found neither"):
            Mask(str(tmp_path / "nowhere.gpkg"), "", GRID)
        mask = Mask(written(tmp_path / "m.gpkg", [polygon("EPSG:4326")], "EPSG:4326"), "", GRID)
        assert mask.inside(Window(0, 0, 147, 133)).any()
    finally:
        for module, was in reversed(list(zip((gdal, ogr, osr), before))):
            (module.UseExceptions if was else module.DontUseExceptions)()


@pytest.mark.parametrize("raises", [False, True])
def test_a_raster_that_cannot_be_warped_is_named_with_the_reason(tmp_path, raises):
    path = str(tmp_path / "m.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 10, 10, 1, gdal.GDT_Byte)
    raster.SetProjection('LOCAL_CS["site",UNIT["metre",1],AXIS["x",EAST],AXIS["y",NORTH]]')
    raster.SetGeoTransform((CORNER[0], 10, 0, CORNER[1], 0, -10))
    raster = None
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if raises else gdal.DontUseExceptions)()
    try:
        with pytest.raises(InputError, match="cannot be warped to it .Cannot find coordinate operations"):
            Mask(path, "", GRID)
    finally:
        (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def test_polygons_are_read_where_the_driver_in_memory_is_called_mem(tmp_path, monkeypatch):
    """GDAL 3.11 deprecates the driver Memory in favour of MEM, which then takes vectors too."""
    path, real = written(tmp_path / "m.gpkg", [polygon()]), ogr.GetDriverByName
    monkeypatch.setattr(ogr, "GetDriverByName", lambda name: {"MEM": real("Memory")}.get(name))
    window = Window(0, 0, 147, 133)
    np.testing.assert_array_equal(Mask(path, "", GRID).inside(window), by_hand(window))
