# SPDX-License-Identifier: GPL-2.0-or-later
"""The arithmetic of a composite against NumPy and SciPy, and the blocks in which an area is read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from osgeo import ogr
from scipy.ndimage import binary_dilation

from hse_lcz.model.catalogue import choosing
from hse_lcz.model.catalogue.area import area_of, grid_for, touches, utm_zone
from hse_lcz.model.catalogue.blocks import block_windows
from hse_lcz.model.catalogue.composite import as_dn, clear, grown, masked_classes, median
from hse_lcz.model.catalogue.items import Item
from hse_lcz.model.errors import InputError
from hse_lcz.model.raster import crs
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.scene.radiometry import Radiometry


@given(arrays(np.uint16, st.tuples(st.integers(1, 7), st.just(3), st.just(4)), elements=st.integers(0, 5)))
def test_the_median_is_that_of_the_dates_with_a_value(dates):
    found = median(dates)
    for place in np.ndindex(found.shape):
        numbers = dates[(slice(None), *place)]
        numbers = numbers[numbers > 0]
        expected = np.rint(np.median(numbers)) if len(numbers) else 0
        assert found[place] == expected


def test_the_median_of_bright_numbers_does_not_overflow():
    dates = np.full((2, 1, 1), 65535, dtype=np.uint16)
    assert median(dates).item() == 65535


@given(arrays(bool, st.tuples(st.integers(1, 9), st.integers(1, 9))), st.integers(1, 3))
def test_a_mask_grows_in_all_directions(mask, margin):
    side = 2 * margin + 1
    assert (grown(mask, margin) == binary_dilation(mask, np.ones((side, side), dtype=bool))).all()


def test_no_data_is_not_clear_and_does_not_grow():
    codes = np.full((9, 9), 4, dtype=np.uint8)
    codes[4, 4] = 0
    codes[0, 0] = 9
    found = clear(codes, masked_classes("clouds"))
    assert found.sum() == 25 - 1 - 1
    assert not found[2, 2]
    assert not found[0, 0]


def test_what_is_masked():
    assert set(masked_classes("clouds and shadows")) == {1, 3, 8, 9, 10, 11}
    assert set(masked_classes("clouds")) == {1, 8, 9, 10, 11}
    assert masked_classes("keep") == ()


def test_a_dark_pixel_does_not_become_nodata():
    numbers = np.array([900, 1000, 1500, 0]).reshape(1, 1, 4).repeat(10, axis=0)
    dn = as_dn(numbers, np.ones((1, 4), dtype=bool), Radiometry(0.0001, -0.1, ""))
    assert dn[0, 0].tolist() == [1, 1, 500, 0]


@given(st.integers(1, 90), st.integers(1, 90), st.integers(-300, 300), st.integers(-300, 300), st.integers(3, 40))
def test_blocks_cover_an_area_once_and_follow_those_of_the_files(width, height, east, south, side):
    grid = Grid(width, height, (500000.0 + east * 10, 10.0, 0.0, 5000000.0 - south * 10, 0.0, -10.0), "")
    scene = Item("a", "", "2023-01-01", (0, 0, 1, 1), "", {}, origin=(500000.0, 5000000.0))
    covered = np.zeros((height, width), dtype=int)
    for window in block_windows(grid, [scene], 1, side):
        covered[window.row : window.row + window.height, window.col : window.col + window.width] += 1
        assert max(window.width, window.height) <= side
        assert window.col == 0 or (window.col + east) % side == 0
        assert window.row == 0 or (window.row + south) % side == 0
    assert (covered == 1).all()


def test_an_area_lies_in_the_zone_of_most_of_its_scenes():
    area = area_of((5.8, 45.0, 6.1, 45.1), "EPSG:4326")
    items = [Item(str(code), "", "2023-01-01", area.bbox, "", {}, epsg=code) for code in (32631, 32632)]
    grid = grid_for(area, {"32631": 0.4, "32632": 1.0}, items)
    assert "32632" in grid.crs_wkt
    assert all(number % 20 == 0 for number in (grid.transform[0], grid.transform[3]))
    assert utm_zone(area.bbox) == 32631  # of its middle


def test_of_scenes_in_degrees_the_grid_is_in_metres():
    area = area_of((5.8, 45.0, 5.9, 45.1), "EPSG:4326")
    grid = grid_for(area, {"a": 1.0}, [Item("a", "", "2023-01-01", area.bbox, "", {}, epsg=4326)])
    assert "32631" in grid.crs_wkt and 700 < grid.width < 900


@pytest.mark.parametrize(
    ("extent", "words"),
    [
        ((10, 85, 11, 86), "84° north"),
        ((179.5, 10, 180.5, 11), "antimeridian"),
        ((10, 10, 10, 11), "a width and a height"),
        ((float("nan"), 10, 11, 11), "a width and a height"),
        (None, "neither EXTENT nor AREA"),
    ],
)
def test_areas_that_cannot_be_fetched(extent, words):
    with pytest.raises(InputError, match=words):
        area_of(extent, "EPSG:4326")


def test_polygons_without_a_shape_are_no_area(tmp_path):
    """GDAL's extent of such a layer is uninitialised memory."""
    path = str(tmp_path / "area.gpkg")
    store = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = store.CreateLayer("area", crs.parsed("EPSG:4326"))
    for text in ("", "POLYGON EMPTY"):
        feature = ogr.Feature(layer.GetLayerDefn())
        if text:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(text))
        layer.CreateFeature(feature)
    store = layer = None
    with pytest.raises(InputError, match="^Expected AREA to be a layer of polygons, found none in"):
        area_of(None, "", path)


def test_boxes_that_share_an_edge_alone_do_not_touch():
    assert not touches((0, 0, 1, 1), (1, 0, 2, 1))
    assert touches((0, 0, 1, 1), (0.9, 0.9, 0, 2, 2, 9))


@pytest.mark.parametrize(
    ("text", "months"), [("", range(1, 13)), ("6-8", (6, 7, 8)), ("11-2", (1, 2, 11, 12)), ("5; 7", (5, 7))]
)
def test_months(text, months):
    assert choosing.parse_months(text) == set(months)


@pytest.mark.parametrize("text", ["0", "6-13", "June", "1-2-3", "-"])
def test_what_are_no_months(text):
    with pytest.raises(InputError, match="Expected MONTHS like 6-9"):
        choosing.parse_months(text)
