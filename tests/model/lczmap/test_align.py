# SPDX-License-Identifier: GPL-2.0-or-later
"""Bands and maps of zones are read on the grid where they are wanted, and what is no value stays none."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.align import zones_on, zones_within
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.raster.band import Band, grid_of
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window


def whole(grid: Grid) -> Window:
    return Window(0, 0, grid.width, grid.height)


@pytest.fixture
def zones(write_raster, tmp_path):
    """A map of 12 x 15 cells of 100 m in codes 1 to 10 and 101 to 107."""
    codes = np.random.default_rng(2).integers(1, 18, (1, 12, 15))
    codes[0, 3, 4] = 0
    stored = np.where(codes > 10, codes + 90, codes).astype(np.uint8)
    return write_raster(tmp_path / "z.tif", stored, names=("lcz",), pixel=100, nodata=0), codes[0]


def test_values_and_what_is_none(write_raster, tmp_path):
    values = np.array([[[0, 5, 250], [7, 9, 255]]], dtype=np.uint8)
    band = Band(write_raster(tmp_path / "a.tif", values, names=None, nodata=255))
    stored, valid = band.read(whole(band.grid))
    np.testing.assert_array_equal(stored, values[0])
    assert valid.tolist() == [[True, True, True], [True, True, False]]
    floats = np.array([[[0, np.nan, np.inf]]], dtype=np.float32)
    band = Band(write_raster(tmp_path / "b.tif", floats, names=None))
    assert band.read(whole(band.grid)).valid.tolist() == [[True, False, False]]


def test_an_alpha_band_masks(write_raster, tmp_path):
    path = write_raster(tmp_path / "a.tif", np.array([[[3, 4]], [[255, 0]]], dtype=np.uint8), names=None)
    file = gdal.Open(path, gdal.GA_Update)
    file.GetRasterBand(2).SetColorInterpretation(gdal.GCI_AlphaBand)
    file = None
    band = Band(path)
    assert band.read(whole(band.grid)).valid.tolist() == [[True, False]]


@pytest.mark.parametrize("nodata", [None, 0])
def test_a_band_on_another_grid_keeps_its_zeros_and_ends_at_its_edge(write_raster, tmp_path, nodata):
    values = np.zeros((1, 4, 4), dtype=np.uint8)
    values[0, :2] = 9
    band = Band(write_raster(tmp_path / "a.tif", values, names=None, nodata=nodata, corner=(1000, 2000), pixel=10))
    moved = band.on(Grid(6, 6, (990, 10, 0, 2010, 0, -10), band.grid.crs_wkt), "nearest")
    stored, valid = moved.read(Window(0, 0, 6, 6))
    assert (stored[1:3, 1:5] == 9).all()
    inside = np.zeros((6, 6), dtype=bool)
    inside[1 : 5 if nodata is None else 3, 1:5] = True
    np.testing.assert_array_equal(valid, inside)
    assert band.on(band.grid, "nearest") is band


def test_a_band_of_many_keeps_scale_unit_and_number(write_raster, tmp_path):
    values = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    path = write_raster(tmp_path / "a.tif", values, names=("a", "b"), corner=(0, 30), pixel=10)
    file = gdal.Open(path, gdal.GA_Update)
    file.GetRasterBand(2).SetScale(0.5)
    file.GetRasterBand(2).SetUnitType("%")
    file = None
    band = Band(path, 2)
    moved = band.on(band.grid.cropped(Window(1, 1, 2, 2)), "nearest")
    assert (moved.scale, moved.unit, moved.name, moved.scaled) == (0.5, "%", "b", True)
    np.testing.assert_array_equal(moved.read(Window(0, 0, 2, 2)).stored, values[1, 1:, 1:])


def test_zones_on_their_own_grid_and_on_a_part_of_it(zones):
    path, codes = zones
    zone_map = ZoneMap(path)
    assert zones_on(zone_map, zone_map.grid) is zone_map
    part = zone_map.grid.cropped(Window(4, 2, 6, 5))
    np.testing.assert_array_equal(zones_on(zone_map, part).read(Window(0, 0, 6, 5)), codes[2:7, 4:10])
    beyond = zone_map.grid.cropped(Window(-1, -1, 4, 4))
    found = zones_on(zone_map, beyond).read(Window(0, 0, 4, 4))
    np.testing.assert_array_equal(found[1:, 1:], codes[:3, :3])
    assert not found[0].any() and not found[:, 0].any()


def test_finer_cells_take_the_zone_they_lie_in(zones):
    path, codes = zones
    zone_map = ZoneMap(path)
    left, dx, _, top, _, dy = zone_map.grid.transform
    fine = Grid(75, 60, (left, dx / 5, 0, top, 0, dy / 5), zone_map.grid.crs_wkt)
    found = zones_on(zone_map, fine).read(whole(fine))
    np.testing.assert_array_equal(found, codes.repeat(5, axis=0).repeat(5, axis=1))


@pytest.mark.parametrize("nodata", [None, 0])
def test_coarser_cells_take_the_zone_of_most_of_them(write_raster, tmp_path, nodata):
    fine = np.array([[[2, 2, 6, 14], [2, 0, 6, 6], [0, 0, 17, 17], [0, 11, 17, 2]]], dtype=np.uint8)
    path = write_raster(tmp_path / "z.tif", fine, names=("lcz",), pixel=10, corner=(0, 40), nodata=nodata)
    zone_map = ZoneMap(path)
    coarse = zone_map.grid.coarsened(2)
    assert zones_on(zone_map, coarse).read(whole(coarse)).tolist() == [[2, 6], [11, 17]]


@pytest.mark.parametrize("nodata", [None, 0, 255])
@pytest.mark.parametrize("kind", ["uint8", "float32"])
def test_no_zone_stays_no_zone_on_another_grid(write_raster, tmp_path, nodata, kind):
    codes = np.array([[[0, 0, 6, nodata or 0], [0, 0, 6, 17]]], dtype=kind)
    path = write_raster(tmp_path / "z.tif", codes, names=("lcz",), pixel=10, corner=(0, 20), nodata=nodata)
    zone_map = ZoneMap(path)
    grid = Grid(6, 2, (-10, 10, 0, 20, 0, -10), zone_map.grid.crs_wkt)
    found = zones_on(zone_map, grid).read(whole(grid))
    assert found.tolist() == [[0, 0, 0, 6, 0, 0], [0, 0, 0, 6, 17, 0]]


def test_zones_in_another_crs_lie_where_they_did(zones):
    """Sampled at random points: the zone of the warped map is that of the cell under the point."""
    path, codes = zones
    zone_map = ZoneMap(path)
    other = osr.SpatialReference()
    other.ImportFromEPSG(4326)
    warped = gdal.Warp("", path, format="VRT", dstSRS=other.ExportToWkt(), xRes=0.0002, yRes=0.0002)
    grid = Grid(warped.RasterXSize, warped.RasterYSize, warped.GetGeoTransform(), other.ExportToWkt())
    found = zones_on(zone_map, grid).read(whole(grid))
    system = osr.SpatialReference(zone_map.grid.crs_wkt)
    for item in (system, other):
        item.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transform = osr.CoordinateTransformation(other, system)
    rng = np.random.default_rng(1)
    hits = 0
    for row, col in zip(rng.integers(0, grid.height, 300), rng.integers(0, grid.width, 300)):
        x, y, _ = transform.TransformPoint(
            grid.transform[0] + (col + 0.5) * grid.transform[1], grid.transform[3] + (row + 0.5) * grid.transform[5]
        )
        j = (x - zone_map.grid.transform[0]) / 100
        i = (zone_map.grid.transform[3] - y) / 100
        if 0 <= i < 12 and 0 <= j < 15 and min(i % 1, j % 1, 1 - i % 1, 1 - j % 1) > 0.01:
            assert found[row, col] == codes[int(i), int(j)]
            hits += 1
    assert hits > 150


def test_of_a_map_of_the_world_only_the_part_is_read(write_raster, tmp_path):
    """Sixty billion cells with numbers elsewhere that are no zones: neither read nor refused."""
    codes = np.random.default_rng(3).integers(1, 18, (1, 40, 50)).astype(np.uint8)
    here = write_raster(tmp_path / "here.tif", codes, names=None, epsg=4326, corner=(2.0, 48.0), pixel=0.001)
    there = write_raster(tmp_path / "there.tif", np.full_like(codes, 200), names=None, epsg=4326)
    wkt = gdal.Open(here).GetProjection()
    sources = "".join(
        f"<SimpleSource><SourceFilename>{path}</SourceFilename><SourceBand>1</SourceBand>"
        f'<SrcRect xOff="0" yOff="0" xSize="50" ySize="40"/><DstRect xOff="{x}" yOff="{y}" xSize="50" ySize="40"/>'
        "</SimpleSource>"
        for path, x, y in ((here, 182_000, 35_000), (there, 100_000, 90_000))
    )
    world = tmp_path / "world.vrt"
    world.write_text(
        f'<VRTDataset rasterXSize="360000" rasterYSize="166000"><SRS>{wkt}</SRS><GeoTransform>-180, 0.001, 0, 83, 0, '
        '-0.001</GeoTransform><VRTRasterBand dataType="Byte" band="1"><NoDataValue>0</NoDataValue>'
        f"<Description>LCZ_Filter</Description>{sources}</VRTRasterBand></VRTDataset>"
    )
    grid = Grid(50, 40, (2.0, 0.001, 0.0, 48.0, 0.0, -0.001), wkt)
    found = zones_within(str(world), grid)
    np.testing.assert_array_equal(found.read(whole(grid)), codes[0])
    assert found.reason.startswith("band 1 “LCZ_Filter” of 1, codes 1 to 17")
    shifted = Grid(30, 20, (2.0053, 0.001, 0.0, 47.9947, 0.0, -0.001), wkt)  # no cell on a cell: warped
    np.testing.assert_array_equal(zones_within(str(world), shifted).read(whole(shifted)), codes[0, 5:25, 5:35])
    with pytest.raises(InputError, match="found 200 in .*world.vrt"):
        zones_within(str(world), Grid(50, 40, (-80.0, 0.001, 0.0, -7.0, 0.0, -0.001), wkt))


@pytest.mark.parametrize(
    ("change", "number", "words"),
    [
        ({"epsg": None}, 1, "Expected the map to have a coordinate reference system, found none"),
        ({}, 3, "Expected the map to have a band 3, found 1"),
    ],
)
def test_bands_that_cannot_be_used(write_raster, tmp_path, change, number, words):
    path = write_raster(tmp_path / "a.tif", np.ones((1, 3, 3), dtype=np.uint8), names=None, **change)
    with pytest.raises(InputError, match=words):
        Band(path, number, "the map")


def test_a_rotated_raster_is_refused(write_raster, tmp_path):
    path = write_raster(tmp_path / "a.tif", np.ones((1, 3, 3), dtype=np.uint8), names=None)
    file = gdal.Open(path, gdal.GA_Update)
    file.SetGeoTransform((0, 10, 2, 0, 2, -10))
    file = None
    with pytest.raises(InputError, match="found a rotated one"):
        Band(path)


def test_ground_control_points_alone_are_refused(write_raster, tmp_path):
    """Such a raster has a CRS, but not where GDAL looks for that of its cells."""
    path = str(tmp_path / "points.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 30, 20, 1)
    points = [gdal.GCP(600000 + 100 * x, 5200000 - 100 * y, 0, x, y) for x in (0, 30) for y in (0, 20)]
    raster.SetGCPs(points, gdal.Open(write_raster(tmp_path / "a.tif", np.ones((1, 3, 3), np.uint8))).GetProjection())
    raster.GetRasterBand(1).WriteArray(np.full((20, 30), 6, np.uint8))
    raster = None
    for read in (Band, ZoneMap):
        with pytest.raises(InputError, match="found 4 ground control points alone in .*gdalwarp -tps -r near IN OUT"):
            read(path)


def test_a_damaged_file_is_said(write_raster, tmp_path):
    values = np.random.default_rng(0).integers(0, 255, (1, 300, 300)).astype(np.uint8)
    path = write_raster(tmp_path / "a.tif", values, names=None)
    with open(path, "r+b") as file:
        file.truncate(40_000)
    band = Band(path)
    with pytest.raises(InputError, match="but GDAL could not .*; the file is damaged or was moved"):
        band.read(whole(band.grid))


@pytest.mark.parametrize("pixel", [100, 70])
def test_a_map_whose_rows_run_northwards(write_raster, tmp_path, pixel):
    cells = np.random.default_rng(2).choice([2, 6, 14, 17], (12, 15)).astype(np.uint8)
    plain = write_raster(tmp_path / "plain.tif", cells[None], names=["lcz"], pixel=100)
    flipped = write_raster(tmp_path / "flipped.tif", cells[None, ::-1], names=["lcz"], pixel=100)
    raster = gdal.Open(flipped, gdal.GA_Update)
    left, dx, _, top, _, dy = raster.GetGeoTransform()
    raster.SetGeoTransform((left, dx, 0, top + 12 * dy, 0, -dy))
    raster = None
    other = write_raster(tmp_path / "grid.tif", np.zeros((1, 9, 9), np.uint8), names=None, pixel=pixel)
    grid = grid_of(other, "")
    window = Window(0, 0, 9, 9)
    np.testing.assert_array_equal(zones_within(flipped, grid).read(window), zones_within(plain, grid).read(window))


@pytest.mark.parametrize("pixel", [100, 70, 200])
def test_cells_that_a_mask_hides_have_no_zone_on_any_grid(write_raster, tmp_path, pixel):
    cells = np.full((12, 12), 6, np.uint8)
    cells[:, 6:] = 17
    path = write_raster(tmp_path / "masked.tif", cells[None], names=["lcz"], pixel=100)
    raster = gdal.Open(path, gdal.GA_Update)
    raster.CreateMaskBand(gdal.GMF_PER_DATASET)
    hidden = np.full((12, 12), 255, np.uint8)
    hidden[:6] = 0
    raster.GetRasterBand(1).GetMaskBand().WriteArray(hidden)
    raster = None
    side = 1200 // pixel
    other = write_raster(tmp_path / "grid.tif", np.zeros((1, side, side), np.uint8), names=None, pixel=pixel)
    found = zones_within(path, grid_of(other, "")).read(Window(0, 0, side, side))
    rows = (np.arange(side) + 0.5) * pixel > 600
    assert not found[~rows].any() and found[rows].all()
