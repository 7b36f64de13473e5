# SPDX-License-Identifier: GPL-2.0-or-later
"""Any grid is read at 10 m on the ground: as it is where it lies so, else warped without a shift."""

from __future__ import annotations

import re

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster import crs
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.scene import Scene

CORNER = (642300.0, 5210700.0)
NAMES = ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12")
WHOLE = Window(0, 0, 147, 133)


def whole(source: str) -> tuple[np.ndarray, np.ndarray, Grid, str]:
    with Scene(source) as scene:
        return *scene.read(Window(0, 0, scene.grid.width, scene.grid.height)), scene.grid, "\n".join(scene.notes)


def written(path, bands: np.ndarray, transform, epsg: int, nodata=0) -> str:
    kind = gdal.GDT_Float32 if bands.dtype == np.float32 else gdal.GDT_UInt16
    raster = gdal.GetDriverByName("GTiff").Create(str(path), bands.shape[2], bands.shape[1], len(bands), kind)
    raster.SetGeoTransform(transform)
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    raster.SetProjection(system.ExportToWkt())
    for number, band in enumerate(bands, start=1):
        raster.GetRasterBand(number).WriteArray(band)
        raster.GetRasterBand(number).SetDescription(NAMES[number - 1])
        if nodata is not None:
            raster.GetRasterBand(number).SetNoDataValue(nodata)
    raster = None
    return str(path)


@pytest.fixture
def ramp():
    """Function: x, y in UTM 31N -> ten bands of DN that rise with x and y, so that a shift shows as a difference."""

    def at(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        value = 1000 + 0.5 * (x - CORNER[0]) - 0.25 * (y - CORNER[1])
        return np.stack([value + 100 * band for band in range(10)])

    return at


def centres(grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    left, dx, _, top, _, dy = grid.transform
    return np.meshgrid(left + (np.arange(grid.width) + 0.5) * dx, top + (np.arange(grid.height) + 0.5) * dy)


def ramp_on(ramp, transform, size, epsg) -> np.ndarray:
    """The ramp as a raster on any grid would hold it: its value at each pixel's centre."""
    cols, rows = np.meshgrid(np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5)
    x = transform[0] + cols * transform[1] + rows * transform[2]
    y = transform[3] + cols * transform[4] + rows * transform[5]
    points = crs.transformed(np.stack([x.ravel(), y.ravel()], axis=1).tolist(), f"EPSG:{epsg}", "EPSG:32631")
    return ramp(*points.T.reshape(2, *cols.shape)).astype(np.float32) / 10000


TURNED = (CORNER[0], 10 * np.cos(0.3), 10 * np.sin(0.3), CORNER[1], 10 * np.sin(0.3), -10 * np.cos(0.3))
# (transform, EPSG, pixel by nearest?, words of the log, CRS of the maps)
WARPED = {
    "degrees": ((4.872, 1.2e-4, 0, 47.03, 0, -9e-5), 4326, "in degrees", 32631),
    "feet": ((985000.0, 32.8, 0, 200000.0, 0, -32.8), 2263, "US survey foot", 32618),
    "web Mercator": ((542000.0, 14.6, 0, 5950000.0, 0, -14.6), 3857, "are none on the ground", 32631),
    "turned": (TURNED, 32631, "rotated or flipped", 32631),
    "south up": ((CORNER[0], 10, 0, CORNER[1] - 1200, 0, 10), 32631, "rotated or flipped", 32631),
    "20 m": ((CORNER[0], 20, 0, CORNER[1], 0, -20), 32631, "pixels of 20 x 20 m", 32631),
    "20 m in a national grid": ((642300.0, 20, 0, 6710700.0, 0, -20), 2154, "pixels of 20 x 20 m", 2154),
    "south of the equator": ((-43.2, 9e-5, 0, -22.9, 0, -9e-5), 4326, "in degrees", 32723),
}  # fmt: skip


@pytest.mark.parametrize("case", WARPED)
def test_a_warp_shifts_nothing(ramp, tmp_path, case):
    transform, epsg, words, target = WARPED[case]
    bands = ramp_on(ramp, transform, (100, 120), epsg)
    # Elsewhere on the earth the ramp would run out of range: it is anchored at the raster's own centre.
    bands += 0.3 - bands[:, 60:61, 50:51]
    reflectance, valid, grid, notes = whole(written(tmp_path / "s.tif", bands, transform, epsg, nodata=None))
    assert words in notes and "warped" in notes
    assert crs.parsed(grid.crs_wkt).IsSame(crs.parsed(f"EPSG:{target}"))
    assert grid.transform[1::4] == (10, -10) and grid.transform[2] == grid.transform[4] == 0
    x, y = centres(grid)
    points = crs.transformed(np.stack([x.ravel(), y.ravel()], axis=1).tolist(), grid.crs_wkt, "EPSG:32631")
    expected = ramp(*points.T.reshape(2, *x.shape)) / 10000
    off = (reflectance - expected)[:, valid]
    off = off[0] - np.median(off[0])
    # Each pixel's own error is at most half a source pixel each way; their mean is the shift: none.
    slope = np.hypot(0.5, 0.25) / 10000
    assert np.abs(off).max() <= slope * 13
    assert abs(np.mean(off)) <= slope * 0.5
    assert valid.mean() > 0.5


def test_20_m_pixels_keep_their_corner_and_are_interpolated(patchwork, tmp_path):
    bands = patchwork(height=40, width=31)
    source = written(tmp_path / "s.tif", bands, (CORNER[0], 20, 0, CORNER[1], 0, -20), 32631)
    reflectance, valid, grid, _ = whole(source)
    assert grid[:3] == (62, 80, (CORNER[0], 10, 0, CORNER[1], 0, -10))
    assert valid.all()
    c = bands[4].astype(float)
    by_hand = 0.75 * (0.75 * c[10, 10] + 0.25 * c[10, 9]) + 0.25 * (0.75 * c[9, 10] + 0.25 * c[9, 9])
    assert reflectance[4, 20, 20] == pytest.approx(by_hand / 10000, abs=1e-4)


@pytest.mark.parametrize("nodata", [0, 65535])
def test_nodata_stays_out_of_the_interpolation(tmp_path, nodata):
    bands = np.full((10, 40, 40), 800, np.uint16)
    bands[:, 10:20, 10:20] = nodata
    source = written(tmp_path / "s.tif", bands, (CORNER[0], 20, 0, CORNER[1], 0, -20), 32631, nodata)
    reflectance, valid, _, _ = whole(source)
    assert not valid[22:38, 22:38].any() and valid[:18].all()
    np.testing.assert_allclose(reflectance[:, valid], 0.08, atol=1e-6)


def test_an_export_to_degrees_finds_its_corner_again(patchwork, tmp_path):
    bands = patchwork(height=120, width=150)
    source = written(tmp_path / "s.tif", bands, (CORNER[0], 10, 0, CORNER[1], 0, -10), 32631)
    exported = str(tmp_path / "degrees.tif")
    gdal.Warp(exported, source, dstSRS="EPSG:4326", xRes=3e-5, yRes=3e-5)
    reflectance, valid, grid, _ = whole(exported)
    assert grid[:3] == (150, 120, (CORNER[0], 10, 0, CORNER[1], 0, -10))
    assert valid.mean() > 0.99
    np.testing.assert_allclose(reflectance[:, valid], bands[:, valid] / 10000, atol=1e-6)


def test_a_window_of_a_warped_scene_is_what_the_whole_has_there(patchwork, tmp_path):
    source = written(tmp_path / "s.tif", patchwork(height=200, width=200), (2.0, 1.2e-4, 0, 47, 0, -9e-5), 4326)
    reflectance, valid, _, _ = whole(source)
    with Scene(source) as scene:
        part, part_valid = scene.read(Window(33, 47, 64, 50))
    np.testing.assert_array_equal(part_valid, valid[47:97, 33:97])
    np.testing.assert_allclose(part, reflectance[:, 47:97, 33:97], atol=1e-6)


@pytest.mark.parametrize("epsg", [32631, 2154, 3035, 25832, 27700])
def test_metre_grids_of_10_m_are_read_as_they_are(patchwork, tmp_path, epsg):
    places = {3035: (4321000.0, 3210000.0), 27700: (530000.0, 180000.0), 2154: (652000.0, 6862000.0)}
    corner = places.get(epsg, (500000.0, 5400000.0))
    bands = patchwork(height=30, width=30)
    source = written(tmp_path / "s.tif", bands, (corner[0], 10, 0, corner[1], 0, -10), epsg)
    reflectance, _, grid, notes = whole(source)
    assert grid.transform == (corner[0], 10, 0, corner[1], 0, -10)
    assert "warped" not in notes
    np.testing.assert_allclose(reflectance, bands / 10000, rtol=1e-6)


def test_another_scene_is_read_on_the_grid_of_the_first(patchwork, tmp_path):
    first = written(tmp_path / "a.tif", patchwork(height=50, width=50), (CORNER[0], 10, 0, CORNER[1], 0, -10), 32631)
    bands = patchwork(height=70, width=70)
    second = written(tmp_path / "b.tif", bands, (CORNER[0] - 100, 10, 0, CORNER[1] + 50, 0, -10), 32631)
    with Scene(first) as one, Scene(second, grid=one.grid) as other:
        assert other.grid == one.grid
        reflectance, valid = other.read(Window(0, 0, 50, 50))
    assert valid.all()
    np.testing.assert_allclose(reflectance, bands[:, 5:55, 10:60] / 10000, atol=1e-6)


@pytest.mark.parametrize(
    ("transform", "epsg", "message"),
    [
        (None, 32631, "found no corner and pixel size in .*gdal_edit.py -a_ullr"),
        ((CORNER[0], 10, 0, CORNER[1], 0, -10), None, "found none in .*gdal_edit.py -a_srs EPSG:32631 FILE"),
        ((CORNER[0], 60, 0, CORNER[1], 0, -60), 32631, "found 60 x 60 m"),
        ((CORNER[0], 0.5, 0, CORNER[1], 0, -0.5), 32631, "found 0.5 x 0.5 m"),
        ((2.0, 1e-4, 0, 89.0, 0, -1e-4), 4326, "found 0.19 x 11 m"),
        ((20.0, 1e-3, 0, 85.0, 0, -9e-5), 4326, "where UTM has zones, found .* at latitude 85"),
        ((1e9, 10, 0, 1e9, 0, -10), 32631, "Expected Sentinel-2 pixels|has a place"),
    ],
)
def test_what_has_no_place_is_refused(patchwork, tmp_path, transform, epsg, message):
    path = str(tmp_path / "s.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 30, 30, 10, gdal.GDT_UInt16)
    if transform:
        raster.SetGeoTransform(transform)
    if epsg:
        raster.SetProjection(crs.parsed(f"EPSG:{epsg}").ExportToWkt())
    for number, band in enumerate(patchwork(height=30, width=30), start=1):
        raster.GetRasterBand(number).WriteArray(band)
        raster.GetRasterBand(number).SetDescription(NAMES[number - 1])
    raster = None
    with pytest.raises(InputError) as refused:
        Scene(path)
    assert re.search(message, str(refused.value)), refused.value


def test_an_extent_in_another_crs_touches_the_same_cells():
    grid = Grid(200, 200, (CORNER[0], 10.0, 0.0, CORNER[1], 0.0, -10.0), crs.parsed("EPSG:32631").ExportToWkt())
    here = grid.window((CORNER[0] + 501, CORNER[1] - 1499, CORNER[0] + 999, CORNER[1] - 1001), 10)
    corners = [(CORNER[0] + 520, CORNER[1] - 1480), (CORNER[0] + 980, CORNER[1] - 1020)]
    (xmin, ymin), (xmax, ymax) = crs.transformed(corners, "EPSG:32631", "EPSG:4326").tolist()
    assert grid.window((xmin, ymin, xmax, ymax), 10, "EPSG:4326") == here == Window(50, 100, 50, 50)
    with pytest.raises(InputError, match="Expected a coordinate reference system that GDAL knows"):
        grid.window((0, 0, 1, 1), 10, "EPSG:nothing")
    with pytest.raises(InputError, match="overlaps the scene"):
        grid.window((20, 10, 21, 11), 10, "EPSG:4326")


def test_absurd_coordinates_have_no_place_and_take_no_time():
    for system in ("EPSG:4326", "EPSG:32631"):
        found = crs.transformed([(1e300, 45.0), (np.inf, 0.0), (np.nan, 1.0), (3.0, 45.0)], system, "EPSG:3857")
        assert not np.isfinite(found[:3]).any() and np.isfinite(found[3]).all()


def _with_control_points(path: str, bend_px: float = 0.0, epsg: int = 32631) -> str:
    """The raster without corner and pixel size, with nine ground control points in their place."""
    source = gdal.Open(path)
    x, dx, rx, y, ry, dy = source.GetGeoTransform()
    points = []
    for col in (0, source.RasterXSize / 2, source.RasterXSize):
        for row in (0, source.RasterYSize / 2, source.RasterYSize):
            is_middle = col not in (0, source.RasterXSize)
            east, north = x + col * dx + row * rx + is_middle * bend_px * dx, y + col * ry + row * dy
            ((east, north),) = crs.transformed([(east, north)], source.GetProjection(), f"EPSG:{epsg}").tolist()
            points.append(gdal.GCP(east, north, 0, col, row))
    target = path.replace(".tif", "_gcp.tif")
    raster = gdal.GetDriverByName("GTiff").Create(
        target, source.RasterXSize, source.RasterYSize, source.RasterCount, gdal.GDT_UInt16
    )
    for number in range(1, source.RasterCount + 1):
        raster.GetRasterBand(number).WriteArray(source.GetRasterBand(number).ReadAsArray())
        raster.GetRasterBand(number).SetDescription(source.GetRasterBand(number).GetDescription())
    raster.SetGCPs(points, crs.parsed(f"EPSG:{epsg}").ExportToWkt())
    raster = None
    return target


@pytest.mark.parametrize("exceptions", [False, True])
def test_ground_control_points_place_a_scene(write_raster, patchwork, tmp_path, exceptions):
    path = write_raster(tmp_path / "scene.tif", patchwork())
    placed = _with_control_points(path)
    if exceptions:
        gdal.UseExceptions()
    try:
        with Scene(path) as plain, Scene(placed) as scene:
            assert scene.grid[:2] == plain.grid[:2]
            np.testing.assert_allclose(scene.grid.transform, plain.grid.transform, atol=1e-3)
            np.testing.assert_array_equal(scene.numbers(WHOLE)[0], plain.numbers(WHOLE)[0])
            assert scene.numbers(WHOLE)[1].all()
    finally:
        if exceptions:
            gdal.DontUseExceptions()


def test_ground_control_points_in_degrees_place_a_scene(write_raster, patchwork, tmp_path):
    """A degree has other lengths along the two axes: the pixels come out turned a little, and are warped."""
    path = write_raster(tmp_path / "scene.tif", patchwork())
    with Scene(path) as plain, Scene(_with_control_points(path, epsg=4326), grid=plain.grid) as scene:
        found, valid = scene.numbers(WHOLE)
        assert valid[2:-2, 2:-2].all()
        assert (found[:, valid] == plain.numbers(WHOLE)[0][:, valid]).mean() > 0.95


def test_ground_control_points_of_a_bent_scene_are_refused(write_raster, patchwork, tmp_path):
    path = _with_control_points(write_raster(tmp_path / "scene.tif", patchwork()), bend_px=4)
    with pytest.raises(InputError, match="Expected ground control points that place every pixel to 0.5 px"):
        Scene(path)


@pytest.mark.parametrize(
    "wkt",
    [
        'ENGCRS["RGF93 v1 / Lambert-93",EDATUM["Unknown engineering datum"],CS[Cartesian,2],AXIS["easting",east],'
        'AXIS["northing",north],LENGTHUNIT["metre",1]]',
        'LOCAL_CS["a building site",UNIT["metre",1]]',
    ],
)
@pytest.mark.parametrize("exceptions", [False, True])
def test_an_engineering_crs_is_refused_with_the_scenes_name(write_raster, patchwork, tmp_path, wkt, exceptions):
    path = write_raster(tmp_path / "scene.tif", patchwork(), epsg=0)
    raster = gdal.Open(path, gdal.GA_Update)
    raster.SetProjection(wkt)
    raster = None
    if exceptions:
        gdal.UseExceptions()
    try:
        with pytest.raises(
            InputError, match="Expected a scene in a coordinate reference system on the earth.*scene.tif"
        ):
            Scene(path)
    finally:
        if exceptions:
            gdal.DontUseExceptions()
