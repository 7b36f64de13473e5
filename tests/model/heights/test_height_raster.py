# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters of heights of any grid, CRS and unit; 0 is no building, no data is nothing known."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.heights.height_raster import HeightRaster, RasterReading
from hse_lcz.model.raster.windows import Window

CORNER = (642300.0, 5210700.0)
HEIGHTS = np.array([[6, 9, 0, 255], [12, 0, 0, 255]], dtype=np.float32)  # on cells of 50 m


@pytest.fixture
def write(write_raster, tmp_path):
    """Function that writes heights on cells of 50 m from the corner of the grid."""

    def make(heights=HEIGHTS, file="heights.tif", **more):
        return write_raster(
            tmp_path / file, np.asarray(heights)[None], [more.pop("name", "")],
            **{"corner": CORNER, "pixel": 50, "nodata": 255, **more},
        )  # fmt: skip

    return make


def test_a_0_is_no_building_and_no_data_is_nothing_known(write, grid, read):
    found = read(HeightRaster(write(), RasterReading(), grid(2, 1)), Window(0, 0, 2, 1))
    assert found.height_m[0, 0] == pytest.approx((6 + 9 + 12) / 3)
    assert np.isnan(found.height_m[0, 1])
    assert found.built.tolist() == [[True, False]]
    assert found.covered.tolist() == [[True, True]]  # half of the second is known, and has none
    assert found.fraction is None


def test_a_cell_of_which_most_is_unknown_is_not_covered(write, grid, read):
    heights = [[6, 6, 0, 255], [6, 6, 255, 255]]
    found = read(HeightRaster(write(np.float32(heights)), RasterReading(), grid(2, 1)), Window(0, 0, 2, 1))
    assert found.covered.tolist() == [[True, False]]


@pytest.mark.parametrize(
    ("factor", "file", "unit", "chosen"),
    [(1, "a.tif", "", ""), (1, "a.tif", "m", ""), (10, "WSF3D_V02_BuildingHeight.tif", "", ""), (10, "a.tif", "dm", ""),
     (100, "a.tif", "cm", ""), (1 / 0.3048, "a.tif", "ft", ""), (100, "a.tif", "", "centimetres"),
     (10, "a.tif", "", "decimetres")],
)  # fmt: skip
def test_units_are_recognised_or_chosen(factor, file, unit, chosen, write, grid, read):
    heights = np.where(HEIGHTS == 255, -1, HEIGHTS * factor).astype(np.float32)
    path = write(heights, file, nodata=-1)
    if unit:
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.GetRasterBand(1).SetUnitType(unit)
        dataset = None
    found = read(HeightRaster(path, RasterReading(chosen), grid(2, 1)), Window(0, 0, 2, 1))
    assert found.height_m[0, 0] == pytest.approx(9.0, rel=1e-5)


def test_a_declared_scale_counts(write, grid, read):
    path = write(np.uint16([[60, 90, 0, 0], [120, 0, 0, 0]]))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetScale(0.1)
    dataset = None
    found = read(HeightRaster(path, RasterReading(), grid(2, 1)), Window(0, 0, 2, 1))
    assert found.height_m[0, 0] == pytest.approx(9.0)


def test_another_crs_is_brought_to_the_cells(write, grid, read, tmp_path):
    """World Mollweide, as GHS-BUILT-H has it: a town of one height keeps it."""
    heights = np.full((40, 40), 8, dtype=np.float32)
    heights[:, 20:] = 20
    path = write(heights)
    moved = str(tmp_path / "mollweide.tif")
    gdal.Warp(moved, path, dstSRS="ESRI:54009", xRes=100, yRes=100, resampleAlg="near")
    found = read(HeightRaster(moved, RasterReading(), grid(20, 20)), Window(0, 0, 20, 20))
    assert found.height_m[5, 3] == pytest.approx(8, abs=1e-4)
    assert found.height_m[15, 16] == pytest.approx(20, abs=1e-4)
    assert osr.SpatialReference(gdal.Open(moved).GetProjection()).IsProjected()


def test_a_raster_of_plan_fractions_is_read_beside_it(write, grid, read):
    fraction = write(np.float32([[40, 20, 4, 2], [40, 20, 2, 4]]), "fraction.tif")
    heights = write(np.float32([[6, 6, 6, 6], [6, 6, 6, 6]]))
    found = read(HeightRaster(heights, RasterReading(fraction=fraction), grid(2, 1)), Window(0, 0, 2, 1))
    np.testing.assert_allclose(found.fraction, [[0.30, 0.03]], atol=1e-6)
    assert found.built.tolist() == [[True, False]]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"heights": np.float32([[60, 90, 120, 0]])}, "found that half of the heights are above 90 m .* “Unit of the"),
        ({"heights": np.float32([[0, 0, 255, 0]])}, "Expected heights of buildings where the map is, found"),
        ({"name": "lcz"}, "Expected mean heights of buildings, found local climate zones"),
        ({"name": "HSE"}, "Expected mean heights of buildings, found the map"),
        ({"file": "GHS_BUILT_H_AGBH_E2018.tif"}, "found volumes over whole cells by its name"),
        ({"epsg": 0}, "Expected the building heights to have a coordinate reference system"),
        ({"corner": (9e5, 5e6)}, "do not overlap"),
    ],
)  # fmt: skip
def test_other_rasters_are_refused_with_a_sentence(change, sentence, write, grid):
    path = write(**change)
    with pytest.raises(InputError, match=sentence):
        HeightRaster(path, RasterReading(), grid(2, 1))


@pytest.mark.parametrize(("fill", "kind"), [(255, np.uint8), (255, np.float32), (999, np.uint16)])
def test_a_height_that_no_building_near_it_has_is_no_data_with_a_warning(fill, kind, write, grid, read):
    """255 of a byte raster whose no data was not declared made buildings of 255 m without a word."""
    heights = np.where(HEIGHTS == 255, fill, HEIGHTS).astype(kind)
    raster = HeightRaster(write(heights, nodata=None), RasterReading(), grid(2, 1))
    found = read(raster, Window(0, 0, 2, 1))
    assert found.height_m[0, 0] == pytest.approx((6 + 9 + 12) / 3)
    assert np.isnan(found.height_m[0, 1])
    assert [f"{fill} fills 25.0 %" in note for note in raster.notes if note.startswith("Warning")] == [True]


def test_towers_up_to_the_end_of_bytes_are_heights(write, grid, read):
    heights = np.uint8([[6, 9, 250, 255], [12, 0, 240, 255]])
    raster = HeightRaster(write(heights, nodata=None), RasterReading("metres"), grid(2, 1))
    assert read(raster, Window(0, 0, 2, 1)).height_m[0, 1] == 250
    assert not [note for note in raster.notes if note.startswith("Warning")]


def test_one_raster_is_not_both_heights_and_plan_fraction(write, grid):
    path = write()
    with pytest.raises(InputError, match="in two rasters, found .*heights.tif for both"):
        HeightRaster(path, RasterReading(fraction=path), grid(2, 1))


def test_a_mask_of_buildings_is_no_raster_of_heights(write, grid):
    with pytest.raises(InputError, match="half of the heights are at most 1 m .* as in a mask of buildings"):
        HeightRaster(write((HEIGHTS > 0).astype(np.float32), nodata=None), RasterReading(), grid(2, 1))


def test_heights_that_change_nothing_are_told(write, grid, read):
    fraction = write(np.zeros((2, 4), np.uint8), "fraction.tif", nodata=None)
    raster = HeightRaster(write(), RasterReading(fraction=fraction), grid(2, 1))
    assert not read(raster, Window(0, 0, 2, 1)).built.any()
    assert raster.doubts() == [
        "Warning: no cell has buildings enough by the building heights and the plan fraction; they change nothing."
    ]
    raster = HeightRaster(write(), RasterReading(), grid(2, 1))
    read(raster, Window(0, 0, 2, 1))
    assert raster.doubts() == []


def test_a_raster_elsewhere_is_named(write, grid):
    with pytest.raises(InputError, match="Expected the building heights where the map is, found that .*heights.tif"):
        HeightRaster(write(corner=(CORNER[0] + 1e5, CORNER[1])), RasterReading(), grid(2, 1))
