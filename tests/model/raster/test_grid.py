# SPDX-License-Identifier: GPL-2.0-or-later
"""Grids are told apart, overlap where they should, and know how large their cells are on the ground."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster.grid import Grid, between, cell_areas_km2, ground_cell_m, overlap, same_grid, walk
from hse_lcz.model.raster.windows import Window


def wkt(epsg: int) -> str:
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    return system.ExportToWkt()


def grid(width=30, height=20, left=500000.0, top=5300000.0, cell=100.0, epsg=32631) -> Grid:
    return Grid(width, height, (left, cell, 0.0, top, 0.0, -cell), wkt(epsg))


def test_a_window_is_walked_once():
    seen = np.zeros((25, 31), dtype=int)
    for window in walk(Window(3, 5, 28, 20), side=8):
        seen[window.row : window.row + window.height, window.col : window.col + window.width] += 1
    assert (seen[5:, 3:] == 1).all()
    assert seen.sum() == 28 * 20


def test_one_grid_in_two_spellings_is_one():
    other = osr.SpatialReference(wkt(32631)).ExportToWkt(["FORMAT=WKT2_2018"])
    assert same_grid(grid(), grid()._replace(crs_wkt=other))
    assert same_grid(grid(), grid(left=500000.01))
    assert not same_grid(grid(), grid(left=500050))
    assert not same_grid(grid(), grid(width=31))
    assert not same_grid(grid(), grid(epsg=32632))


@pytest.mark.parametrize(
    ("other", "window"),
    [
        (grid(), Window(0, 0, 30, 20)),
        (grid(left=500250, top=5299800, width=5, height=4), Window(2, 2, 6, 4)),
        (grid(left=500300, top=5299800, width=5, height=4), Window(3, 2, 5, 4)),
        (grid(left=499000, top=5301000, width=100, height=100), Window(0, 0, 30, 20)),
        (grid(left=502999, width=3), Window(29, 0, 1, 20)),
    ],
)
def test_overlap_in_whole_cells(other, window):
    assert overlap(grid(), other) == window


def test_overlap_across_crs_covers_what_it_should():
    """A box in degrees around a part of the grid: its cells, and at most those beside them."""
    transform = between(wkt(32631), wkt(4326))
    corners = [(501000, 5298500), (502000, 5299500)]
    (west, south, _), (east, north, _) = transform.TransformPoints(corners)
    degrees = Grid(10, 10, (west, (east - west) / 10, 0.0, north, 0.0, (south - north) / 10), wkt(4326))
    found = overlap(grid(), degrees)
    assert 9 <= found.col <= 10 and 4 <= found.row <= 5
    assert 20 <= found.col + found.width <= 21 and 15 <= found.row + found.height <= 16


@pytest.mark.parametrize("other", [grid(left=600000), grid(top=1000000), grid(left=3e5, top=1e6, epsg=32756)])
def test_maps_apart_are_refused(other):
    with pytest.raises(InputError, match="Expected two maps of the same area, found that they do not overlap"):
        overlap(grid(), other)


def test_cells_in_metres_and_feet():
    assert ground_cell_m(grid()) == pytest.approx((100, 100))
    assert ground_cell_m(grid(epsg=2263)) == pytest.approx((30.48, 30.48), rel=1e-4)


def test_areas_in_degrees_and_web_mercator_are_those_in_utm():
    """A cell of one hundredth of a degree at 48 degrees north, against the ellipsoid's own area to one percent."""
    degrees = Grid(1, 2, (3.0, 0.01, 0.0, 48.01, 0.0, -0.01), wkt(4326))
    utm = np.array(between(wkt(4326), wkt(32631)).TransformPoints([(3.0, 48.0), (3.01, 48.0), (3.0, 48.01)]))
    true_km2 = np.linalg.norm(utm[1] - utm[0]) * np.linalg.norm(utm[2] - utm[0]) / 1e6
    areas = cell_areas_km2(degrees, Window(0, 0, 1, 2))
    assert areas.shape == (2, 1)
    assert areas[0, 0] == pytest.approx(true_km2, rel=0.01)
    west, north = between(wkt(4326), wkt(3857)).TransformPoint(3.0, 48.005)[:2]
    mercator = Grid(1, 1, (west, 1000.0, 0.0, north + 500, 0.0, -1000.0), wkt(3857))
    assert cell_areas_km2(mercator, Window(0, 0, 1, 1))[0, 0] == pytest.approx(np.cos(np.radians(48)) ** 2, rel=0.01)


def test_a_window_further_south_has_the_areas_of_its_own_rows():
    degrees = Grid(1, 100, (3.0, 0.01, 0.0, 60.0, 0.0, -0.01), wkt(4326))
    whole = cell_areas_km2(degrees, Window(0, 0, 1, 100))
    np.testing.assert_allclose(cell_areas_km2(degrees, Window(0, 40, 1, 3)), whole[40:43])
    assert whole[0] < whole[-1]
