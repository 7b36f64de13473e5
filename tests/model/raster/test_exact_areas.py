# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas of polygons in cells against GEOS, which clips each polygon with each cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from osgeo import ogr

from hse_lcz.model.raster.exact_areas import AreaSums

HEIGHT, WIDTH = 5, 7
HOLED = (
    np.array([[0.5, 0.5], [5.5, 0.2], [6.3, 4.4], [2.0, 4.8]]),
    np.array([[2.2, 1.1], [4.7, 1.3], [3.9, 3.6]]),
)


def polygon(*rings: np.ndarray) -> ogr.Geometry:
    """A polygon of an outer ring and holes."""
    shape = ogr.Geometry(ogr.wkbPolygon)
    for points in rings:
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in (*points, points[0]):
            ring.AddPoint_2D(float(x), float(y))
        shape.AddGeometry(ring)
    return shape


def clipped(shape: ogr.Geometry) -> np.ndarray:
    """The area of a polygon in each cell, cell by cell."""
    areas = np.zeros((HEIGHT, WIDTH))
    for row in range(HEIGHT):
        for col in range(WIDTH):
            cell = polygon(np.array([[col, row], [col + 1, row], [col + 1, row + 1], [col, row + 1]]))
            areas[row, col] = shape.Intersection(cell).GetArea()
    return areas


def summed(rings: list, weights: list) -> np.ndarray:
    sums = AreaSums(HEIGHT, WIDTH, len(weights[0]))
    sums.add([np.asarray(ring, dtype=float) for ring in rings], np.array(weights, dtype=float))
    return sums.areas()


CORNERS = st.floats(-3, 10, allow_nan=False, width=32) | st.integers(-3, 10).map(float)


@settings(max_examples=300, deadline=None)
@example([(0.0, 0.0), (0.0, 7.0), (5.0, -3.0)])  # a cut at the lower edge that rounds to beyond it
@given(st.lists(st.tuples(CORNERS, CORNERS), min_size=3, max_size=9, unique=True))
def test_areas_are_those_of_clipping_cell_by_cell(points):
    hull = polygon(np.array(points)).ConvexHull()
    if hull.GetGeometryName() != "POLYGON" or hull.GetArea() < 1e-6:
        return
    ring = np.array(hull.GetGeometryRef(0).GetPoints())[:-1, :2]
    for turned in (ring, ring[::-1], np.roll(ring, 1, axis=0)):
        np.testing.assert_allclose(summed([turned], [[1]])[0], clipped(hull), atol=1e-9)


def test_holes_and_weights_count_by_area():
    found = summed(list(HOLED), [[1, 12.5], [-1, -12.5]])
    expected = clipped(polygon(*HOLED))
    np.testing.assert_allclose(found[0], expected, atol=1e-12)
    np.testing.assert_allclose(found[1], 12.5 * expected, atol=1e-10)
    assert 0 < expected.max() <= 1


@pytest.mark.parametrize("width", [0.001, 0.3, 1.0])
def test_a_building_smaller_than_a_cell_has_its_own_area(width):
    x, y = 3.999, 2.5
    ring = [[x, y], [x + width, y], [x + width, y + width], [x, y + width]]
    found = summed([ring], [[1]])[0]
    assert found.sum() == pytest.approx(width**2, rel=1e-9)
    np.testing.assert_allclose(found, clipped(polygon(np.array(ring))), atol=1e-12)


def test_windows_of_a_grid_give_the_same_as_the_whole():
    whole = summed(list(HOLED), [[1], [-1]])[0]
    for row, col in ((0, 0), (1, 2), (3, 4)):
        sums = AreaSums(2, 3, 1)
        sums.add([ring - (col, row) for ring in HOLED], np.array([[1.0], [-1.0]]))
        np.testing.assert_allclose(sums.areas()[0], whole[row : row + 2, col : col + 3], atol=1e-12)


def test_nothing_is_nothing():
    sums = AreaSums(2, 2, 2)
    sums.add([], np.zeros((0, 2)))
    assert not sums.areas().any()
