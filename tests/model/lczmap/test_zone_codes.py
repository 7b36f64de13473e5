# SPDX-License-Identifier: GPL-2.0-or-later
"""What a file says of its numbers wins over what the numbers merely fit; what may be two things is asked for.

The tables of docs/inputs.md are tested in test_documented_inputs.
"""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.align import zones_on, zones_within
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.raster.band import grid_of
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.tables import code_schemes, lcz, palettes


@pytest.fixture
def write(write_map):
    """The function that writes cells with what is said about them -> path."""
    return write_map


def read(path: str, **more) -> np.ndarray:
    with ZoneMap(path, **more) as zones:
        return zones.read(Window(0, 0, zones.grid.width, zones.grid.height))


ZONES = np.random.default_rng(3).choice([1, 2, 3, 5, 6, 8, 11, 14, 17], (20, 30)).astype(np.uint8)
FROM_0 = (ZONES - 1).astype(np.uint8)


@pytest.mark.parametrize("palette", palettes.PALETTES)
def test_colours_of_the_zones_win_over_numbers(write, palette):
    colours = dict(enumerate(palettes.PALETTES[palette]))
    path = write(FROM_0, colours=colours)
    np.testing.assert_array_equal(read(path), ZONES)
    with ZoneMap(path) as zones:
        assert zones.scheme.key == "from0" and "as the colours in the file say" in zones.reason


def test_colours_that_another_program_rounded_are_still_the_zones(write):
    codes = np.unique(ZONES).tolist()
    colours = {100 + code: lcz.ZONES[code - 1].colour for code in codes}
    for code, colour in colours.items():
        red, green = min(255, int(colour[1:3], 16) + 2), max(0, int(colour[3:5], 16) - 3)
        colours[code] = f"#{red:02X}{green:02X}{colour[5:]}"
    np.testing.assert_array_equal(read(write(ZONES + 100, colours=colours)), ZONES)


def test_names_in_the_file_win_over_numbers(write):
    for names in ({code - 1: lcz.ZONES[code - 1].title for code in range(1, 18)},
                  {code - 1: f"LCZ {lcz.ZONES[code - 1].label}" for code in range(1, 18)}):  # fmt: skip
        np.testing.assert_array_equal(read(write(FROM_0, categories=names)), ZONES)
    # A coding that no scheme has: water first, and two numbers for one zone.
    cells = np.array([[1, 2, 3, 4]], dtype=np.uint8)
    names = {1: "Water", 2: "Compact mid-rise", 3: "LCZ 3B", 4: "LCZ 3", 9: "Nodata"}
    assert read(write(cells, categories=names)).tolist() == [[17, 2, 3, 3]]


def test_names_in_an_attribute_table_count(write):
    path = write(np.array([[1, 2, 3]], dtype=np.uint8))
    table = gdal.RasterAttributeTable()
    table.CreateColumn("Value", gdal.GFT_Integer, gdal.GFU_MinMax)
    table.CreateColumn("Class", gdal.GFT_String, gdal.GFU_Name)
    for row, (value, name) in enumerate([(1, "Forest"), (2, "Meadow"), (3, "Town")]):
        table.SetValueAsInt(row, 0, value)
        table.SetValueAsString(row, 1, name)
    raster = gdal.Open(path, gdal.GA_Update)
    raster.GetRasterBand(1).SetDefaultRAT(table)
    raster = None
    with pytest.raises(InputError, match="found the classes “Forest”, “Meadow”, “Town” by the names"):
        ZoneMap(path)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ({1: "Tree cover", 2: "Shrubland", 3: "Built-up"}, "found the classes “Tree cover”, “Shrubland”, “Built-up”"),
        ({1: "LCZ 1", 2: "LCZ 2", 3: "car park"}, "found “car park” too"),
        ({1: "LCZ 4", 2: "LCZ 2"}, "found none for 3"),
    ],
)
def test_names_of_other_classes_are_refused(write, names, words):
    with pytest.raises(InputError, match=words):
        ZoneMap(write(np.array([[1, 2, 3]], dtype=np.uint8), categories=names))


def test_names_of_numbers_and_of_nothing_say_nothing(write):
    names = {0: "Background", **{code: str(code) for code in range(1, 18)}}
    np.testing.assert_array_equal(read(write(ZONES, categories=names)), ZONES)


@pytest.mark.parametrize("nodata", [255, 99])
def test_0_beside_another_number_for_no_data_is_the_first_zone(write, nodata):
    cells = FROM_0[:, :-3].copy()
    cells[0, :5] = nodata
    expected = ZONES[:, :-3].copy()
    expected[0, :5] = 0
    with ZoneMap(write(cells, nodata=nodata)) as zones:
        np.testing.assert_array_equal(zones.read(Window(0, 0, 27, 20)), expected)
        assert f"no data is {nodata}" in zones.warnings[0] and zones.warnings[0].startswith("Warning: ")
        assert "choose the codes of the zones yourself: 1 to 17" in zones.warnings[0]


def test_neither_0_nor_17_is_read_as_1_to_17_with_a_warning_where_no_data_is_another_number(write):
    """A town without compact high-rise in codes from 0, or one without water in codes from 1."""
    cells = np.where(FROM_0 == 0, 1, FROM_0)
    for nodata, warned in ((255, True), (None, False), (0, False)):
        with ZoneMap(write(cells, name="lcz", nodata=nodata)) as zones:
            assert zones.scheme.key == "standard"
            assert any("if they are 0 to 16 for LCZ 1 to G" in warning for warning in zones.warnings) == warned


def test_0_beside_an_undeclared_fill_value_is_the_first_zone(write):
    cells = FROM_0.astype(np.float32)
    cells[0, :5] = -9999
    expected = ZONES.copy()
    expected[0, :5] = 0
    with ZoneMap(write(cells)) as zones:
        np.testing.assert_array_equal(zones.read(Window(0, 0, 30, 20)), expected)
        assert "no data is -9999" in zones.warnings[0]


def test_0_that_may_mean_two_things_is_asked_for(write):
    path = write(FROM_0)
    with pytest.raises(InputError, match="found 0 and no 17 in .*which may be either; choose the codes"):
        ZoneMap(path)
    np.testing.assert_array_equal(read(path, scheme=code_schemes.SCHEMES["from0"]), ZONES)
    np.testing.assert_array_equal(read(path, scheme=code_schemes.STANDARD), FROM_0)


def test_0_around_a_map_and_in_a_map_called_lcz_is_no_zone_with_a_warning(write):
    cells = np.where(ZONES == 17, 16, ZONES)
    cells[0], cells[-1], cells[:, :2], cells[:, -1] = 0, 0, 0, 0
    for path in (write(cells), write(np.where(ZONES == 17, 0, ZONES).astype(np.uint8), name="lcz"),
                 write(np.where(ZONES == 17, 0, ZONES).astype(np.uint8), file="berlin_LCZ.tif")):  # fmt: skip
        with ZoneMap(path) as zones:
            np.testing.assert_array_equal(zones.read(Window(0, 0, 30, 20)), gdal.Open(path).ReadAsArray())
            assert zones.warnings[0].startswith("Warning: 0 is taken for no zone")


def test_0_and_17_are_plain(write):
    cells = ZONES.copy()
    cells[0, 0] = 0
    with ZoneMap(write(cells)) as zones:
        assert (zones.scheme.key, zones.warnings) == ("standard", ())


@pytest.mark.parametrize("epsg", [32631, 32632])
@pytest.mark.parametrize("pixel", [100, 50, 130])
def test_codes_from_0_lie_right_on_another_grid(write, epsg, pixel):
    """Undeclared, 0 is a zone there: it must not be what GDAL takes for no data."""
    ones = np.ones((40, 40), dtype=np.uint8)
    ones[20:, 20:] = 17
    source = write(ones - 1, file="zero.tif", pixel=pixel)
    grid = grid_of(write(np.zeros((12, 12), dtype=np.uint8), file="grid.tif", epsg=32631), "the map")
    if epsg != 32631:
        wkt = grid_of(write(np.zeros((2, 2), dtype=np.uint8), file="other.tif", epsg=epsg), "").crs_wkt
        warped = gdal.Warp("", write(np.zeros((30, 30), dtype=np.uint8), file="g.tif"), format="VRT", dstSRS=wkt)
        grid = grid._replace(transform=warped.GetGeoTransform(), crs_wkt=wkt)
    zones = zones_within(source, grid, scheme="from0")
    found = zones.read(Window(0, 0, 12, 12))
    assert set(np.unique(found[2:, 2:])) <= {1, 17} and (found == 1).sum() > 50
    with ZoneMap(source, scheme=code_schemes.SCHEMES["from0"]) as whole:
        np.testing.assert_array_equal(zones_on(whole, grid).read(Window(0, 0, 12, 12)), found)


def test_codes_are_recognised_on_the_files_own_cells(write):
    """Beyond the file's edge there is no 0 that would look like the first of 17."""
    source = write(np.where(ZONES == 17, 16, ZONES), file="part.tif")
    grid = grid_of(write(np.zeros((60, 60), dtype=np.uint8), file="grid.tif", pixel=70), "the map")
    zones = zones_within(source, grid)
    assert (zones.scheme.key, zones.warnings) == ("standard", ())
    found = zones.read(Window(0, 0, 60, 60))
    assert found[:28, :42].all() and not found[30:].any()


def test_all_cells_that_lie_there_are_looked_at(write):
    """Those alone: elsewhere the file may hold what is no zone."""
    cells = np.full((40, 40), 200, dtype=np.uint8)
    cells[:15, :15] = 6
    cells[9, 9] = 104
    source = write(cells, file="part.tif")
    grid = grid_of(write(np.zeros((15, 15), dtype=np.uint8), file="grid.tif", pixel=70), "the map")
    zones = zones_within(source, grid)
    assert zones.scheme.key == "hundreds"
    assert set(np.unique(zones.read(Window(0, 0, 15, 15)))) == {6, 14}


@pytest.mark.parametrize("name", ["built_type", "Klassen 2020", "typology"])
def test_a_band_of_another_name_is_read_with_a_warning(write, name):
    with ZoneMap(write(ZONES, name=name)) as zones:
        assert zones.warnings == (
            f"Warning: the band is called “{name}”, not lcz; it is taken for zones because its numbers fit. Check that "
            "it is an LCZ map.",
        )


@pytest.mark.parametrize("name", ["", "Band 1", "lcz", "LCZ_Filter", "classification", "LCZ 2020", "b1", "prediction"])
def test_a_band_of_no_name_or_the_zones_own_is_read_without(write, name):
    with ZoneMap(write(ZONES, name=name)) as zones:
        assert zones.warnings == ()


@pytest.mark.parametrize("numbers", [[1, 2, 4, 5, 7, 8, 11], [1, 2, 3, 4, 5, 6, 7]])
def test_numbers_that_also_fit_another_legend_are_read_with_a_warning(write, numbers):
    with ZoneMap(write(np.array([numbers], dtype=np.uint8))) as zones:
        assert zones.warnings[0].startswith("Warning: the numbers also fit")


@pytest.mark.parametrize("file", ["city_landcover.tif", "LULC_2022.tif", "land_use.tif", "lc_2020.tif"])
def test_a_file_that_is_called_land_cover_is_read_with_a_warning(write, file):
    path = write(ZONES, file=file)
    with ZoneMap(path) as zones:
        assert zones.warnings[0].startswith(f"Warning: the file is called “{file}”")


def test_the_users_choice_of_codes_is_kept_with_a_warning(write):
    path = write(np.array([[1, 2, 5, 7, 8, 11]], dtype=np.uint8), file="ESA_WorldCover.tif")
    with ZoneMap(path, scheme=code_schemes.STANDARD) as zones:
        assert zones.read(Window(0, 0, 6, 1)).tolist() == [[1, 2, 5, 7, 8, 11]]
        assert "ESA WorldCover; it is read as zones because the codes were chosen" in zones.warnings[0]


@pytest.mark.parametrize(
    ("name", "title"),
    [("lczProb", "LCZ confidence"), ("HSE", "HSE map"), ("lczTransition", "before and after")],
)
def test_our_other_maps_are_no_zones(write, name, title):
    with pytest.raises(InputError, match=f"Expected local climate zones, found the map “.*{title}"):
        ZoneMap(write(ZONES, name=name))


def test_floats_beside_whole_numbers_are_zones(write):
    cells = ZONES.astype(np.float32) + np.float32(2e-4)
    np.testing.assert_array_equal(read(write(cells)), ZONES)
