# SPDX-License-Identifier: GPL-2.0-or-later
"""Districts counted by area: rectangles whose cells can be told by hand, and shapes that break others' tools."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import gdal, ogr, osr
from scipy import stats

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import districts
from hse_lcz.model.lczmap.districts import District, DistrictsJob, summarise
from hse_lcz.model.tables import code_schemes, lcz

from ...driving import told

CORNER = (500_000.0, 5_000_000.0)
ZONES = np.random.default_rng(6).integers(0, 18, (12, 15)).astype(np.uint8)


def wkt(epsg: int = 32631) -> str:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    return reference.ExportToWkt()


@pytest.fixture(scope="module")
def source(write_raster, tmp_path_factory) -> str:
    """Cells of 100 m from CORNER to the south-east."""
    path = tmp_path_factory.mktemp("zones") / "lcz.tif"
    return write_raster(
        path, code_schemes.encode(ZONES, code_schemes.SCHEMES["hundreds"])[None], ("",), pixel=100, corner=CORNER
    )


def polygon(*rings: list[tuple[float, float]]) -> ogr.Geometry:
    """A polygon from corners in cells to the east and south of the map's upper-left corner."""
    shape = ogr.Geometry(ogr.wkbPolygon)
    for corners in rings:
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in [*corners, corners[0]]:
            ring.AddPoint_2D(CORNER[0] + 100 * x, CORNER[1] - 100 * y)
        shape.AddGeometry(ring)
    return shape


def box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def run(source: str, *shapes: ogr.Geometry, **more) -> list[District]:
    wkb = [bytes(shape.ExportToIsoWkb()) if shape is not None else b"" for shape in shapes]
    return told(summarise(DistrictsJob(source, wkb, more.pop("crs_wkt", wkt()), **more)))[0]


def covered(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    """Exact share of each cell within a rectangle."""
    rows, cols = np.arange(ZONES.shape[0]), np.arange(ZONES.shape[1])
    along = np.clip(np.minimum(rows + 1, bottom) - np.maximum(rows, top), 0, 1)
    across = np.clip(np.minimum(cols + 1, right) - np.maximum(cols, left), 0, 1)
    return along[:, None] * across


TENTHS = st.integers(0, 150).map(lambda number: number / 10)


@given(TENTHS, TENTHS, TENTHS, TENTHS)
@settings(max_examples=40)
def test_rectangles_have_the_areas_that_they_cover(source, x1, x2, y1, y2):
    left, right, top, bottom = min(x1, x2), max(x1, x2) + 0.3, min(y1, y2) * 0.8, max(y1, y2) * 0.8 + 0.3
    top, bottom = round(top, 1), round(bottom, 1)
    weight = covered(left, top, right, bottom)
    if not (weight * (ZONES > 0)).sum() > 0.01:
        return
    (found,) = run(source, polygon(box(left, top, right, bottom)))
    expected = np.bincount(ZONES.ravel(), weights=weight.ravel(), minlength=18)[1:] / 100
    np.testing.assert_allclose(found.zone_km2, expected, atol=1e-9)
    assert found.covered == pytest.approx(expected.sum() * 100 / ((right - left) * (bottom - top)), abs=1e-6)


def test_slanted_edges_are_right_to_a_percent_of_a_cell(source):
    (found,) = run(source, polygon([(1.37, 0.51), (13.3, 4.9), (6.2, 11.4)]))
    fine = 100
    y, x = (np.indices((ZONES.shape[0] * fine, ZONES.shape[1] * fine)) + 0.5) / fine
    corners = [(1.37, 0.51), (13.3, 4.9), (6.2, 11.4)]
    sides = [(x - ax) * (by - ay) - (y - ay) * (bx - ax) for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners)]
    inside = np.all(np.array(sides) < 0, axis=0) | np.all(np.array(sides) > 0, axis=0)
    zones = ZONES.repeat(fine, axis=0).repeat(fine, axis=1)
    expected = np.bincount(zones[inside], minlength=18)[1:] / fine**2 / 100
    np.testing.assert_allclose(found.zone_km2, expected, atol=0.0006)


def test_holes_and_parts(source):
    ring = polygon(box(1, 1, 9, 9), box(3, 3, 7, 7))
    both = ogr.Geometry(ogr.wkbMultiPolygon)
    for left in (0, 10):
        both.AddGeometry(polygon(box(left, 0, left + 2.5, 2)))
    found = run(source, ring, both)
    weights = covered(1, 1, 9, 9) - covered(3, 3, 7, 7), covered(0, 0, 2.5, 2) + covered(10, 0, 12.5, 2)
    for district, weight in zip(found, weights):
        expected = np.bincount(ZONES.ravel(), weights=weight.ravel(), minlength=18)[1:] / 100
        np.testing.assert_allclose(district.zone_km2, expected, atol=1e-9)


def test_a_shape_that_crosses_itself_is_mended(source):
    (found,) = run(source, polygon([(2, 2), (8, 8), (8, 2), (2, 8)]))
    assert found.area_km2 <= 0.18
    assert found.covered > 0.9


def test_neighbours_share_what_they_cut(source):
    cuts = [0, 2.25, 7.77, 11.1, 15]
    parts = run(source, *(polygon(box(left, 0, right, 12)) for left, right in zip(cuts, cuts[1:])))
    total = np.sum([part.zone_km2 for part in parts], axis=0)
    np.testing.assert_allclose(total, np.bincount(ZONES.ravel(), minlength=18)[1:] / 100, atol=0.004)


def test_less_than_a_part_of_a_cell_still_counts(source):
    row, col = np.argwhere(ZONES > 0)[20]
    (found,) = run(source, polygon(box(col + 0.41, row + 0.41, col + 0.44, row + 0.45)))
    assert found.dominant.code == ZONES[row, col]
    assert found.area_km2 == pytest.approx(0.0012 / 100)


def test_blocks_do_not_show(source, monkeypatch):
    shapes = [polygon([(0.3, 0.2), (14.4, 3.1), (9.2, 11.7)]), polygon(box(1, 1, 14, 11))]
    whole = run(source, *shapes)
    monkeypatch.setattr(districts, "_BLOCK_CELLS", 4)
    for mine, other in zip(run(source, *shapes), whole):
        np.testing.assert_allclose(mine.zone_km2, other.zone_km2, atol=1e-12)


@pytest.mark.parametrize("epsg", [4326, 3857, 2154])
def test_districts_may_lie_in_any_crs(source, epsg):
    shape = polygon(box(1.5, 2.5, 12.5, 10.5))
    (here,) = run(source, shape)
    target = osr.SpatialReference()
    target.ImportFromEPSG(epsg)
    for reference in (start := osr.SpatialReference(wkt()), target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    shape.Segmentize(20)
    shape.Transform(osr.CoordinateTransformation(start, target))
    (there,) = run(source, shape, crs_wkt=target.ExportToWkt())
    np.testing.assert_allclose(there.zone_km2, here.zone_km2, atol=0.0005)


def test_areas_in_degrees_follow_the_latitude(write_raster, tmp_path):
    zones = np.full((10, 10), 6, dtype=np.uint8)
    path = write_raster(tmp_path / "d.tif", zones[None], ("",), epsg=4326, corner=(10.0, 60.05), pixel=0.01)
    shape = ogr.CreateGeometryFromWkt("POLYGON((10 59.95, 10.1 59.95, 10.1 60.05, 10 60.05, 10 59.95))")
    (found,) = run(path, shape, crs_wkt=wkt(4326))
    # Source: length of a degree at 60 degrees on WGS 84, 55.80 km east and 111.41 km north.
    assert found.area_km2 == pytest.approx(5.580 * 11.141, rel=0.005)
    assert found.covered == pytest.approx(1, abs=0.001)


def test_hse_is_the_mean_over_the_ground(source, write_raster, tmp_path):
    hse = np.random.default_rng(1).uniform(0, 100, (60, 75)).astype(np.float32)
    hse[:, :10] = -9999
    path = write_raster(tmp_path / "hse.tif", hse[None], ("HSE",), pixel=20, corner=CORNER, nodata=-9999)
    found = run(source, polygon(box(1, 2, 5, 6)), polygon(box(0, 0, 1.5, 3)), hse=path)
    assert found[0].hse_pct == pytest.approx(hse[10:30, 10:25].mean(), rel=1e-5)
    assert math.isnan(found[1].hse_pct)


def test_figures_of_a_district():
    areas = np.random.default_rng(5).uniform(0, 1, 17)
    areas[[3, 9, 16]] = 0
    areas[7] = 2
    found = District(tuple(areas), 1.0, math.nan)
    assert found.shannon == pytest.approx(stats.entropy(areas))
    assert found.dominant == lcz.ZONES[7]
    assert found.built == pytest.approx(areas[:10].sum() / areas.sum())
    assert sum(found.shares) == pytest.approx(1)


def test_a_district_without_a_zone_has_no_figures():
    found = District((0.0,) * 17, math.nan, math.nan)
    assert found.dominant is None
    assert math.isnan(found.built)
    assert math.isnan(found.shannon)


def test_one_zone_has_no_diversity():
    assert District((0.0, 3.0, *[0.0] * 15), 1.0, math.nan).shannon == 0


@pytest.mark.parametrize("raising", [False, True])
def test_the_ends_of_the_world_lie_elsewhere(source, raising):
    for module in (gdal, ogr, osr) if raising else ():
        module.UseExceptions()
    try:
        far = [
            ogr.CreateGeometryFromWkt(text)
            for text in (
                "POLYGON((-180 -90, 180 -90, 180 -60, -180 -60, -180 -90))",
                "POLYGON((90 0, 100 0, 100 10, 90 10, 90 0))",
                "POLYGON((1e9 0, 2e9 0, 2e9 10, 1e9 0))",
            )
        ]
        near = ogr.CreateGeometryFromWkt("POLYGON((3 45, 3.1 45, 3.1 45.2, 3 45.2, 3 45))")
        found = run(source, near, *far, crs_wkt=wkt(4326))
    finally:
        for module in (osr, ogr, gdal) if raising else ():
            module.DontUseExceptions()
    assert [bool(district.area_km2) for district in found] == [True, False, False, False]


def test_some_may_lie_elsewhere_or_have_no_shape(source):
    line = ogr.CreateGeometryFromWkt("POLYGON((0 0, 1 1, 0 0))")
    found = run(source, polygon(box(2, 2, 4, 4)), polygon(box(200, 200, 210, 210)), None, line)
    assert [bool(district.area_km2) for district in found] == [True, False, False, False]


@pytest.mark.parametrize(
    ("shapes", "more", "words"),
    [
        ([], {}, "^Expected polygons, found a layer without any"),
        ([None], {}, "^Expected polygons, found a layer without any"),
        ([polygon(box(200, 200, 210, 210))], {}, "^Expected districts over the map, but none of the 1 polygons"),
        ([polygon(box(0, 0, 5, 5))], {"crs_wkt": ""}, "^Expected polygons with a coordinate reference system"),
        ([polygon(box(0, 0, 5, 5))], {"band": 2}, "^Expected a band from 1 to 1"),
    ],
)
@pytest.mark.parametrize("raising", [False, True])
def test_what_cannot_be_summarised(source, shapes, more, words, raising):
    for module in (gdal, ogr, osr) if raising else ():
        module.UseExceptions()
    try:
        with pytest.raises(InputError, match=words):
            run(source, *shapes, **more)
    finally:
        for module in (osr, ogr, gdal) if raising else ():
            module.DontUseExceptions()
