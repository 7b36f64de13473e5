# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of cells within a circle, against shapely's polygons and against counting fine parts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import osr

from hse_lcz.model.raster.circle_coverage import cell_at, circle_cover, disc_area
from hse_lcz.model.raster.grid import Grid

shapely = pytest.importorskip("shapely")


def wkt(epsg: int) -> str:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    return reference.ExportToWkt()


UTM = Grid(30, 20, (500_000.0, 100.0, 0.0, 5_000_000.0, 0.0, -100.0), wkt(32631))


def disc(x: float, y: float, radius: float):
    """A polygon of the circle's own area, so fine that its edge lies on the circle."""
    corners = 7200
    grown = radius * math.sqrt(2 * math.pi / corners / math.sin(2 * math.pi / corners))
    angle = 2 * np.pi * np.arange(corners) / corners
    return shapely.Polygon(np.stack([x + grown * np.cos(angle), y + grown * np.sin(angle)], axis=1))


@settings(max_examples=60, deadline=None)
@given(
    x=st.floats(499_500, 503_500), y=st.floats(4_997_500, 5_000_500), radius=st.floats(20, 1500),
)  # fmt: skip
def test_areas_are_those_of_shapely(x, y, radius):
    cover = circle_cover(x, y, radius, UTM)
    circle = disc(x, y, radius)
    whole = shapely.box(500_000, 4_998_000, 503_000, 5_000_000)
    inside = circle.intersection(whole).area
    if cover is None:
        assert inside < 1e-6
        return
    assert cover.area_m2.sum() == pytest.approx(inside, abs=math.pi * radius**2 * 1e-5)
    for row, col in np.ndindex(cover.area_m2.shape):
        left, top = 500_000 + 100 * (cover.window.col + col), 5_000_000 - 100 * (cover.window.row + row)
        part = circle.intersection(shapely.box(left, top - 100, left + 100, top)).area
        assert cover.area_m2[row, col] == pytest.approx(part, abs=0.5)  # of 10 000 m² of a cell


@pytest.mark.parametrize("epsg", [4326, 3857])
def test_a_circle_is_round_on_the_ground(epsg):
    """Fine parts of each cell, measured from the centre on a plane that is true to scale there."""
    geographic, plane, own = wkt(4326), osr.SpatialReference(), osr.SpatialReference()
    lon, lat, radius = 11.3, 58.2, 900.0
    plane.ImportFromProj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84")
    own.ImportFromWkt(wkt(epsg))
    degrees = osr.SpatialReference()
    degrees.ImportFromWkt(geographic)
    for one in (own, degrees):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    x, y, _ = osr.CoordinateTransformation(degrees, own).TransformPoint(lon, lat)
    cell = 0.002 if epsg == 4326 else 200.0
    grid = Grid(40, 40, (x - 17.3 * cell, cell, 0.0, y + 21.8 * cell, 0.0, -cell), wkt(epsg))
    cover = circle_cover(x, y, radius, grid)
    share = cover.area_m2 / cover.area_m2.sum()
    parts = 20
    fine = (np.arange(cover.window.width * parts) + 0.5) / parts, (np.arange(cover.window.height * parts) + 0.5) / parts
    places = np.stack(np.meshgrid(*fine), axis=-1).reshape(-1, 2)
    left, top = grid.transform[0] + cover.window.col * cell, grid.transform[3] - cover.window.row * cell
    points = np.stack([left + places[:, 0] * cell, top - places[:, 1] * cell], axis=1).tolist()
    moved = np.array(osr.CoordinateTransformation(own, plane).TransformPoints(points))[:, :2]
    inside = (np.hypot(*moved.T) <= radius).reshape(cover.window.height, parts, cover.window.width, parts)
    counted = inside.sum(axis=(1, 3)) / inside.sum()
    # The sphere of the plugin's cell sizes is no ellipsoid: half a percent of the radius.
    assert np.abs(share - counted).sum() < 0.02


def test_a_disc_is_whole_beyond_its_edge():
    grid = np.linspace(-1.5, 1.5, 31)
    area = disc_area(grid[None, :], grid[:, None])
    assert area[-1, -1] == pytest.approx(math.pi)
    assert (area[0] == 0).all() and (area[:, 0] == 0).all()
    assert (np.diff(area, axis=0) >= -1e-12).all() and (np.diff(area, axis=1) >= -1e-12).all()


def test_the_cell_of_a_point():
    assert cell_at(500_000.0, 5_000_000.0, UTM) == (0, 0)
    assert cell_at(502_999.9, 4_998_000.1, UTM) == (29, 19)
    assert cell_at(503_000.0, 4_999_000.0, UTM) is None
    assert cell_at(math.nan, 0.0, UTM) is None
