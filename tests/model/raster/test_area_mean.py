# SPDX-License-Identifier: GPL-2.0-or-later
"""Means by area are those of a brute force that cuts every cell, whatever the grids; nodata has no say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import gdal, osr

from hse_lcz.model.raster import area_mean
from hse_lcz.model.raster.area_mean import AreaMean
from hse_lcz.model.raster.band import Band
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window


def raster(path: str, values: np.ndarray, left: float, top: float, cell: float, epsg: int = 32631) -> Band:
    file = gdal.GetDriverByName("GTiff").Create(path, values.shape[1], values.shape[0], 1, gdal.GDT_Float32)
    file.SetGeoTransform((left, cell, 0, top, 0, -cell))
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    file.SetProjection(system.ExportToWkt())
    file.GetRasterBand(1).SetNoDataValue(-1)
    file.GetRasterBand(1).WriteArray(values)
    file = None
    return Band(path)


def same(values):
    return values


def brute_force(band: Band, grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covered share of each cell, by cutting it with every fine cell."""
    stored, valid = band.read(Window(0, 0, band.grid.width, band.grid.height))
    mean, covered = np.zeros((2, grid.height, grid.width))
    fx, fd, _, fy, _, _ = band.grid.transform
    cx, cd, _, cy, _, _ = grid.transform
    for row in range(grid.height):
        for col in range(grid.width):
            x0, y1 = cx + col * cd, cy - row * cd
            total = weight = 0.0
            for i in range(band.grid.height):
                for j in range(band.grid.width):
                    across = min(x0 + cd, fx + (j + 1) * fd) - max(x0, fx + j * fd)
                    along = min(y1, fy - i * fd) - max(y1 - cd, fy - (i + 1) * fd)
                    if valid[i, j] and across > 1e-6 and along > 1e-6:
                        total += stored[i, j] * across * along
                        weight += across * along
            mean[row, col], covered[row, col] = (total / weight if weight else 0), weight / cd**2
    return mean, covered


@settings(max_examples=25)
@given(
    seed=st.integers(0, 999),
    cell=st.sampled_from([10.0, 20.0, 30.0, 7.5]),
    coarse=st.sampled_from([20.0, 25.0, 50.0]),
    shift=st.tuples(st.integers(-40, 40), st.integers(-40, 40)),
)
def test_means_are_those_of_a_brute_force(tmp_path_factory, seed, cell, coarse, shift):
    rng = np.random.default_rng(seed)
    values = rng.uniform(0, 100, (9, 11)).astype(np.float32)
    values[rng.random(values.shape) < 0.2] = -1
    band = raster(str(tmp_path_factory.mktemp("fine") / "f.tif"), values, 1000.0, 2000.0, cell)
    grid = Grid(5, 4, (1000.0 + shift[0], coarse, 0.0, 2000.0 + shift[1], 0.0, -coarse), band.grid.crs_wkt)
    mean, covered = brute_force(band, grid)
    whole = AreaMean(band, grid, same).read(Window(0, 0, 5, 4))
    np.testing.assert_allclose(whole.covered, covered, atol=1e-6)
    np.testing.assert_allclose(whole.mean[covered > 1e-6], mean[covered > 1e-6], rtol=1e-5)
    # And a window is what the whole has there.
    part = AreaMean(band, grid, same).read(Window(1, 2, 3, 2))
    np.testing.assert_allclose(part.covered, whole.covered[2:4, 1:4], atol=1e-6)
    np.testing.assert_allclose(part.mean, whole.mean[2:4, 1:4], atol=1e-4)


def test_cells_of_any_size_are_read_strip_by_strip(tmp_path, monkeypatch):
    values = np.random.default_rng(0).uniform(0, 100, (50, 60)).astype(np.float32)
    values[values < 10] = -1
    band = raster(str(tmp_path / "f.tif"), values, 0, 500, 10)
    grid = Grid(2, 2, (-7, 310, 0, 507, 0, -260), band.grid.crs_wkt)
    at_once = AreaMean(band, grid, same).read(Window(0, 0, 2, 2))
    monkeypatch.setattr(area_mean, "_MOST_CELLS", 250)
    strips = AreaMean(band, grid, same).read(Window(0, 0, 2, 2))
    np.testing.assert_allclose(strips.mean, at_once.mean)
    np.testing.assert_allclose(strips.covered, at_once.covered)


def test_half_a_cell_is_enough(tmp_path):
    values = np.array([[10, -1], [20, -1]], dtype=np.float32)
    band = raster(str(tmp_path / "f.tif"), values, 0, 20, 10)
    cells = AreaMean(band, Grid(1, 1, (0, 20, 0, 20, 0, -20), band.grid.crs_wkt), same).read(Window(0, 0, 1, 1))
    assert cells.mean[0, 0] == 15 and cells.covered[0, 0] == 0.5 and cells.answered[0, 0]
    band = raster(str(tmp_path / "g.tif"), np.array([[10, -1], [-1, -1]], dtype=np.float32), 0, 20, 10)
    assert (
        not AreaMean(band, Grid(1, 1, (0, 20, 0, 20, 0, -20), band.grid.crs_wkt), same)
        .read(Window(0, 0, 1, 1))
        .answered
    )


def test_a_coarser_raster_gives_its_value_to_each_of_the_fine_cells(tmp_path):
    band = raster(str(tmp_path / "f.tif"), np.array([[10, 30]], dtype=np.float32), 0, 100, 100)
    cells = AreaMean(band, Grid(10, 5, (0, 20, 0, 100, 0, -20), band.grid.crs_wkt), same).read(Window(0, 0, 10, 5))
    np.testing.assert_allclose(cells.mean, np.tile(np.repeat([10.0, 30.0], 5), (5, 1)))
    assert cells.answered.all()


@pytest.mark.parametrize("epsg", [4326, 32632])
def test_across_crs_the_means_are_near_those_of_a_fine_warp(tmp_path, epsg):
    """Smooth values in UTM 31, means wanted in another CRS: within a point of GDAL's own weighted average."""
    y, x = np.mgrid[0:200, 0:200]
    values = (50 + 40 * np.sin(x / 17) * np.cos(y / 23)).astype(np.float32)
    band = raster(str(tmp_path / "f.tif"), values, 700000.0, 5300000.0, 20)
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    warped = gdal.Warp("", str(tmp_path / "f.tif"), format="MEM", dstSRS=system.ExportToWkt(), resampleAlg="average",
                       xRes=100 if epsg != 4326 else 0.0012, yRes=100 if epsg != 4326 else 0.0012)  # fmt: skip
    grid = Grid(warped.RasterXSize, warped.RasterYSize, warped.GetGeoTransform(), system.ExportToWkt())
    cells = AreaMean(band, grid, same).read(Window(0, 0, grid.width, grid.height))
    theirs = warped.ReadAsArray()
    inside = (cells.covered > 0.999) & (theirs != -1)
    assert inside.sum() > 500
    assert np.abs(cells.mean - theirs)[inside].max() < 1.5
    assert np.abs((cells.mean - theirs)[inside].mean()) < 0.05
