# SPDX-License-Identifier: GPL-2.0-or-later
"""Mean height and plan fraction of cells, exactly: against clipping with GEOS building by building."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr

from hse_lcz.model.errors import InputError
from hse_lcz.model.heights.building_polygons import BuildingPolygons, PolygonReading
from hse_lcz.model.raster.windows import Window

WIDTH, HEIGHT = 6, 5
COURTYARD = [(120, 40), (180, 40), (180, 90), (120, 90)]
BLOCK = [(80, 20), (230, 30), (210, 130), (90, 110)]


def square(east: float, south: float, side: float) -> list:
    return [[(east, south), (east + side, south), (east + side, south + side), (east, south + side)]]


def many(seed: int, count: int = 120) -> list:
    """Turned rectangles over the grid and beyond its edges, with heights, floors or none."""
    rng = np.random.default_rng(seed)
    buildings = [([BLOCK, COURTYARD], {"height": 14.5, "floors": 4})]
    for _ in range(count):
        east, south = rng.uniform(-30, 100 * WIDTH + 30), rng.uniform(-30, 100 * HEIGHT + 30)
        width, depth, turn = rng.uniform(3, 40), rng.uniform(3, 25), rng.uniform(0, np.pi)
        corners = np.array([[0, 0], [width, 0], [width, depth], [0, depth]])
        turned = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + (east, south)
        kind = rng.integers(4)
        fields = {"height": float(rng.uniform(3, 60)) if kind < 2 else None, "floors": int(rng.integers(1, 9))}
        if kind == 3:
            fields["floors"] = None
        buildings.append(([turned[::-1] if kind % 2 else turned], fields))
    return buildings


def geometry(rings: list) -> ogr.Geometry:
    shape = ogr.Geometry(ogr.wkbPolygon)
    for points in rings:
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in (*points, points[0]):
            ring.AddPoint_2D(float(x), float(y))
        shape.AddGeometry(ring)
    return shape


def clipped(buildings: list, storey_m: float = 3.0) -> tuple[np.ndarray, np.ndarray]:
    """Mean height and plan fraction, each building clipped with each cell."""
    area, volume, known = np.zeros((3, HEIGHT, WIDTH))
    for rings, fields in buildings:
        shape = geometry(rings)
        height = fields["height"] or (fields["floors"] * storey_m if fields["floors"] else None)
        for row in range(HEIGHT):
            for col in range(WIDTH):
                part = shape.Intersection(geometry(square(100 * col, 100 * row, 100))).GetArea() / 1e4
                area[row, col] += part
                volume[row, col] += part * (height or 0)
                known[row, col] += part * (height is not None)
    enough = (known >= 0.5 * area) & (known > 0)
    return np.where(enough, volume / np.where(enough, known, 1), np.nan), np.minimum(area, 1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_means_are_those_of_clipping_every_building_with_every_cell(seed, write_buildings, grid, read, tmp_path):
    buildings = many(seed)
    path = write_buildings(tmp_path / "town.gpkg", buildings)
    found = read(BuildingPolygons(path, PolygonReading(), grid(WIDTH, HEIGHT)), Window(0, 0, WIDTH, HEIGHT))
    heights, fractions = clipped(buildings)
    np.testing.assert_allclose(found.fraction, fractions, atol=1e-9)
    np.testing.assert_allclose(found.height_m, heights, rtol=1e-7)
    assert np.isfinite(heights).sum() > 20


def test_windows_give_the_same_as_the_whole(write_buildings, grid, read, tmp_path):
    path = write_buildings(tmp_path / "town.gpkg", many(4))
    polygons = BuildingPolygons(path, PolygonReading(), grid(WIDTH, HEIGHT))
    whole = read(polygons, Window(0, 0, WIDTH, HEIGHT))
    part = read(polygons, Window(2, 1, 3, 4))
    np.testing.assert_allclose(part.fraction, whole.fraction[1:, 2:5], atol=1e-9)
    np.testing.assert_allclose(part.height_m, whole.height_m[1:, 2:5], rtol=1e-7)


def test_another_crs_gives_the_same_areas(write_buildings, grid, read, tmp_path):
    """Degrees: walls of tens of metres stay straight to a hundredth of a millimetre."""
    window, cells = Window(0, 0, WIDTH, HEIGHT), grid(WIDTH, HEIGHT)
    paths = [write_buildings(tmp_path / f"{epsg}.gpkg", many(5), epsg) for epsg in (32631, 4326)]
    metres, degrees = (read(BuildingPolygons(path, PolygonReading(), cells), window) for path in paths)
    np.testing.assert_allclose(degrees.fraction, metres.fraction, atol=1e-6)
    np.testing.assert_allclose(degrees.height_m, metres.height_m, rtol=1e-4)


def test_a_cell_with_few_buildings_counts_as_one_without(write_buildings, grid, read, tmp_path):
    buildings = [(square(10, 10, 20), {"height": 9.0}), (square(110, 10, 30), {"height": 9.0})]  # 4 % and 9 %
    path = write_buildings(tmp_path / "town.gpkg", buildings)
    found = read(BuildingPolygons(path, PolygonReading(), grid(3, 1)), Window(0, 0, 3, 1))
    assert found.built.tolist() == [[False, True, False]]
    assert found.counts.tolist() == [[False, True, False]]
    found = read(BuildingPolygons(path, PolygonReading(least_fraction_pct=3), grid(3, 1)), Window(0, 0, 3, 1))
    assert found.built.tolist() == [[True, True, False]]


def test_buildings_without_height_count_for_the_plan_fraction_alone(write_buildings, grid, read, tmp_path):
    buildings = [(square(10, 10, 30), {"height": 9.0}), (square(50, 50, 20), {"height": None}),
                 (square(110, 10, 60), {"height": None}), (square(170, 70, 20), {"height": 30.0})]  # fmt: skip
    polygons = BuildingPolygons(write_buildings(tmp_path / "town.gpkg", buildings), PolygonReading(), grid(2, 1))
    found = read(polygons, Window(0, 0, 2, 1))
    assert found.height_m[0, 0] == pytest.approx(9.0)
    assert np.isnan(found.height_m[0, 1])  # most of its area has none
    np.testing.assert_allclose(found.fraction[0], [0.13, 0.40], atol=1e-9)
    assert polygons.doubts() == ["50.0 % of the buildings have no height: they count for the plan fraction alone."]


def test_a_storey_has_the_height_that_was_stated(write_buildings, grid, read, tmp_path):
    path = write_buildings(tmp_path / "town.gpkg", [(square(10, 10, 50), {"building:levels": "4"})])
    polygons = BuildingPolygons(path, PolygonReading(storey_m=3.5), grid(1, 1))
    assert read(polygons, Window(0, 0, 1, 1)).height_m[0, 0] == pytest.approx(14.0)
    assert "each counts 3.5 m" in polygons.notes[1]


def test_buildings_over_buildings_are_told(write_buildings, grid, read, tmp_path):
    path = write_buildings(tmp_path / "town.gpkg", 2 * [(square(0, 0, 80), {"height": 9.0})])
    polygons = BuildingPolygons(path, PolygonReading(), grid(1, 1))
    assert read(polygons, Window(0, 0, 1, 1)).fraction[0, 0] == 1
    assert polygons.doubts()[0].startswith("Warning: in 1 cells the buildings cover more than the cell")


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda folder, buildings: buildings(folder / "b.gpkg", [(square(9e4, 0, 50), {"height": 9.0})]),
         "Expected buildings where the map is, found none"),
        (lambda folder, buildings: buildings(folder / "b.gpkg", [(square(0, 0, 50), {"name": "school"})]),
         "Expected a field with the heights of the buildings"),
        (lambda folder, buildings: str(folder / "none.gpkg"), "Expected a raster of building heights or"),
    ],
)  # fmt: skip
def test_other_layers_are_refused_with_a_sentence(write, sentence, write_buildings, grid, tmp_path):
    path = write(tmp_path, write_buildings)
    with pytest.raises(InputError, match=sentence):
        BuildingPolygons(path, PolygonReading(), grid(3, 3))
