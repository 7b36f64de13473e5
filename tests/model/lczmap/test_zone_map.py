# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps of zones as others write them: which band, which codes, which cells, read right or refused."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.tables import code_schemes


@pytest.fixture
def zones() -> np.ndarray:
    return np.random.default_rng(1).integers(0, 18, (23, 31)).astype(np.uint8)


@pytest.fixture
def write(write_raster, tmp_path):
    """Function that writes a map: bands (n, H, W) and what to say about them -> its path."""

    def make(bands, names=("",), **more) -> str:
        return write_raster(tmp_path / "map.tif", np.asarray(bands), names=list(names), **{"pixel": 100, **more})

    return make


def whole(zone_map: ZoneMap) -> Window:
    return Window(0, 0, zone_map.grid.width, zone_map.grid.height)


@pytest.mark.parametrize("key", code_schemes.SCHEMES)
def test_every_scheme_is_read_as_zones(write, zones, key):
    scheme = code_schemes.SCHEMES[key]
    with ZoneMap(write(code_schemes.encode(zones, scheme)[None])) as zone_map:
        named = np.array([True, *(code is not None for code in scheme.codes)])
        np.testing.assert_array_equal(zone_map.read(whole(zone_map)), np.where(named[zones], zones, 0))
        assert zone_map.scheme == scheme
        why = ", as 0 occurs, 17 does not and no data is 255" if key == "from0" else ""
        assert zone_map.reason == f"band 1 of 1, codes {scheme.title}{why}"
        assert len(zone_map.warnings) == (key == "from0")


def test_the_filtered_band_is_taken_where_there_are_three(write, zones):
    bands = np.stack([np.full_like(zones, 3), zones, np.full_like(zones, 80)])
    with ZoneMap(write(bands, ["lcz", "lczFilter", "lczProb"])) as zone_map:
        np.testing.assert_array_equal(zone_map.read(whole(zone_map)), zones)
        assert zone_map.reason.startswith("band 2 “lczFilter” of 3")


def test_the_global_maps_names_are_known(write, zones):
    bands = np.stack([zones, np.full_like(zones, 3), np.full_like(zones, 80)])
    with ZoneMap(write(bands, ["LCZ_Filter", "LCZ", "LCZ_Probability"])) as zone_map:
        assert zone_map.band == 1


def test_band_and_scheme_may_be_said(write, zones):
    bands = np.stack([np.full_like(zones, 3), np.full_like(zones, 31)])
    with ZoneMap(write(bands, ["a", "b"]), band=2, scheme=code_schemes.SCHEMES["wrf44"]) as zone_map:
        assert set(zone_map.read(whole(zone_map)).ravel()) == {1}


def test_floats_with_nan_and_nodata(write, zones):
    numbers = zones.astype(np.float32)
    numbers[0, 0], numbers[1, 1] = np.nan, -9999
    with ZoneMap(write(numbers[None], nodata=-9999)) as zone_map:
        expected = zones.copy()
        expected[0, 0] = expected[1, 1] = 0
        np.testing.assert_array_equal(zone_map.read(whole(zone_map)), expected)


def test_around_a_window_lie_its_neighbours_and_nothing_beyond_the_edge(write, zones):
    with ZoneMap(write(zones[None])) as zone_map:
        padded = np.pad(zones, 4)
        for window in (Window(0, 0, 31, 23), Window(2, 5, 7, 3), Window(28, 20, 3, 3)):
            part = padded[window.row : window.row + window.height + 8, window.col : window.col + window.width + 8]
            np.testing.assert_array_equal(zone_map.around(window, 4), part)


def test_strips_cover_the_map_once(write, zones):
    with ZoneMap(write(zones[None])) as zone_map:
        parts = list(zone_map.strips(cells=70))
        assert [part.height for part in parts] == [2] * 11 + [1]
        np.testing.assert_array_equal(np.vstack([zone_map.read(part) for part in parts]), zones)


def test_cells_are_measured_in_metres(write, zones):
    with ZoneMap(write(zones[None])) as zone_map:
        assert zone_map.cell_sizes_m(0, 23) == (100, 100)
    with ZoneMap(write(zones[None], epsg=2263)) as zone_map:  # New York in US survey feet
        assert zone_map.cell_sizes_m(0, 23) == pytest.approx((30.48006, 30.48006), abs=1e-4)


def test_cells_in_degrees_are_as_wide_as_their_latitude_lets_them(write, zones):
    with ZoneMap(write(zones[None], epsg=4326, corner=(10, 60.0115), pixel=0.001)) as zone_map:
        widths, height = zone_map.cell_sizes_m(0, 23)
        # Source: a degree on WGS 84 at 60 degrees, 55.80 km east and 111.41 km north; ours are a sphere's.
        assert widths[11] == pytest.approx(55.80, rel=0.003)
        assert height == pytest.approx(111.41, rel=0.002)
        assert widths.shape == (23,)
        assert (np.diff(widths) > 0).all()
        np.testing.assert_allclose(zone_map.cell_sizes_m(-2, 5)[0][2:], widths[:3])


@pytest.mark.parametrize(
    ("epsg", "corner", "words"),
    [
        (None, (0, 0), "coordinate reference system, found none"),
        (3857, (262000.0, 6250000.0), "found web Mercator"),
        (4326, (10, 86), "within 85 degrees of the equator, found one that reaches 86.0"),
        (4326, (10, -84.99), "found one that reaches 85.2"),
    ],
)
def test_cells_without_metres_are_refused(write, zones, epsg, corner, words):
    path = write(zones[None], epsg=epsg, corner=corner, pixel=0.01 if epsg == 4326 else 100)
    with ZoneMap(path) as zone_map, pytest.raises(InputError, match=f"^Expected a (map|CRS) .*{words}"):
        zone_map.cell_sizes_m(0, 23)


@pytest.mark.parametrize(
    ("bands", "names", "words"),
    [
        (np.full((2, 3, 3), 3, dtype=np.uint8), ("a", "b"), "found 2 bands without such a name"),
        (np.full((1, 3, 3), 99, dtype=np.uint8), ("",), "found 99 in"),
        (np.arange(900, dtype=np.float32).reshape(1, 30, 30) / 7, ("",), "more than 256 different values"),
    ],
)
def test_what_is_no_map_of_zones_is_refused(write, bands, names, words):
    with pytest.raises(InputError, match=f"^Expected .*{words}"):
        ZoneMap(write(bands, names))


def test_bands_of_one_name_are_asked_for(write, zones):
    with pytest.raises(InputError, match="found 2 bands without such a name"):
        ZoneMap(write(np.stack([zones, zones]), ["LCZ_2017", "LCZ_2024"]))


def test_a_band_that_is_not_there(write, zones):
    with pytest.raises(InputError, match="^Expected a band from 1 to 1, found 2"):
        ZoneMap(write(zones[None]), band=2)


def test_a_rotated_map_is_refused(write, zones):
    path = write(zones[None])
    gdal.Open(path, gdal.GA_Update).SetGeoTransform((0, 100, 5, 0, 5, -100))
    with pytest.raises(InputError, match="^Expected a raster with north up"):
        ZoneMap(path)


@pytest.mark.parametrize("raising", [False, True])
def test_a_damaged_file_is_told(write, raising):
    noise = np.random.default_rng(0).integers(1, 18, (1, 300, 300)).astype(np.uint8)
    path = write(noise)
    with open(path, "r+b") as file:
        file.truncate(40_000)
    if raising:
        gdal.UseExceptions()
    try:
        with pytest.raises(InputError, match="^Expected (to read rows|a raster)"):
            ZoneMap(path)
    finally:
        gdal.DontUseExceptions()
