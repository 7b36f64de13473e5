# SPDX-License-Identifier: GPL-2.0-or-later
"""Missing data of maps and references in all its forms, south-up rasters, and codes stored as floats."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import percent_units
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.raster.band import Band, grid_of
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.io import gdal_errors
from hse_lcz.model.raster.missing_data import find_fills, has_value
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.mask import Mask

WHOLE = Window(0, 0, 6, 4)
MISSING = np.zeros((4, 6), dtype=bool)
MISSING[:2, :3] = True
MISSING[3, 5] = True
CODES = np.array([[2, 2, 3, 5, 5, 6]] * 2 + [[8, 9, 11, 14, 17, 17]] * 2, dtype=np.uint8)


@pytest.fixture
def raster(write_raster, tmp_path):
    """Function that writes one band, and a form of missing data in it -> path."""

    def make(values: np.ndarray, form: str, fill: float = 0) -> str:
        values = values.copy()
        if form in ("declared", "undeclared"):
            values[MISSING] = fill
        bands = [values]
        if form in ("alpha", "alpha by name"):
            bands.append(np.where(MISSING, 0, 255).astype(values.dtype))
        nodata = fill if form == "declared" else None
        names = ["values", "alpha"][: len(bands)]
        path = write_raster(tmp_path / "in.tif", np.stack(bands), names=names, nodata=nodata, pixel=100)
        dataset = gdal.Open(path, gdal.GA_Update)
        if form == "alpha":
            dataset.GetRasterBand(2).SetColorInterpretation(gdal.GCI_AlphaBand)
        if form in ("internal", "msk", "msk per band"):
            gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES" if form == "internal" else "NO")
            if form == "msk per band":
                dataset.GetRasterBand(1).CreateMaskBand(0)
            else:
                dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
            dataset.GetRasterBand(1).GetMaskBand().WriteArray(np.where(MISSING, 0, 255).astype(np.uint8))
            gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", None)
        dataset = None
        return path

    return make


FORMS = ["internal", "msk", "msk per band", "alpha", "alpha by name", "declared"]


@pytest.mark.parametrize("form", FORMS)
def test_zone_maps_and_bands_know_every_form(form, raster):
    path = raster(CODES, form, 99)
    with ZoneMap(path, 1) as zones:
        np.testing.assert_array_equal(zones.read(WHOLE), np.where(MISSING, 0, CODES))
        assert zones.scheme.key == "standard"
    values = Band(path, 1).read(WHOLE)
    np.testing.assert_array_equal(values.valid, ~MISSING)


@pytest.mark.parametrize("form", FORMS)
def test_they_stay_on_another_grid(form, raster):
    """Warped to the same cells shifted by one, as a reference on another grid is."""
    band = Band(raster(CODES, form, 99), 1)
    x, dx, _, y, _, dy = band.grid.transform
    there = Grid(6, 4, (x - 100, dx, 0.0, y, 0.0, dy), band.grid.crs_wkt)
    values = band.on(there, "nearest").read(WHOLE)
    np.testing.assert_array_equal(values.valid[:, 1:], ~MISSING[:, :5])
    assert not values.valid[:, 0].any()


@pytest.mark.parametrize("form", FORMS)
def test_a_mask_of_pixels_is_nothing_where_it_has_no_value(form, raster):
    path = raster(CODES, form, 99)
    np.testing.assert_array_equal(Mask(path, "", grid_of(path, "MASK")).inside(WHOLE), ~MISSING)


@pytest.mark.parametrize(
    ("dtype", "fill"),
    [("uint16", 65535), ("uint16", 32767), ("float32", -9999), ("float32", 3.4e38), ("float32", -np.inf),
     ("float32", np.nan), ("float32", 9.96921e36)],
)  # fmt: skip
def test_undeclared_fill_values_of_maps(dtype, fill, raster):
    path = raster(CODES.astype(dtype), "undeclared", fill)
    with ZoneMap(path, 1) as zones:
        np.testing.assert_array_equal(zones.read(WHOLE), np.where(MISSING, 0, CODES))
    band = Band(path, 1)
    percentages = percent_units.recognise(band, [WHOLE])
    np.testing.assert_array_equal(percentages.convert(band.read(WHOLE)).valid, ~MISSING)
    if abs(fill) < 1e15:
        said = f"undeclared values of band values taken as no data: {fill:g} (29.2 %)"
        assert said in zones.reason and said in percentages.reason


def test_what_a_scale_makes_a_percentage_is_a_value(write_raster, tmp_path):
    """65535 stands for all in a raster of shares times 65535."""
    path = write_raster(tmp_path / "in.tif", np.array([[[0, 30000, 65535]]], np.uint16), names=["hse"])
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetScale(1 / 65535)
    dataset = None
    assert Band(path, 1).read(Window(0, 0, 3, 1)).valid.all()


@pytest.mark.parametrize("wrong", [3.0000002, 2.9999995])
def test_codes_that_are_almost_whole_are_whole(wrong, write_raster, tmp_path):
    values = CODES.astype(np.float64).astype(np.float32)
    values[values == 3] = wrong
    values[values == 11] = 11.000001
    path = write_raster(tmp_path / "in.tif", values[None], names=["lcz"], pixel=100)
    with ZoneMap(path) as zones:
        np.testing.assert_array_equal(zones.read(WHOLE), CODES)


def test_codes_between_two_numbers_stay_refused(write_raster, tmp_path):
    values = CODES.astype(np.float32)
    values[0, 0] = 2.3
    with pytest.raises(InputError, match="found 2.3, 2, 3"):
        ZoneMap(write_raster(tmp_path / "in.tif", values[None], names=["lcz"], pixel=100))


@pytest.mark.parametrize(("flip_rows", "flip_cols"), [(True, False), (False, True), (True, True)])
@pytest.mark.parametrize("window", [WHOLE, Window(1, 0, 3, 2), Window(4, 3, 2, 1)])
def test_flipped_rasters_are_read_north_up(raster, flip_rows, flip_cols, window):
    path = raster(CODES, "declared", 99)
    plain = grid_of(path, "the map")
    with ZoneMap(path, 1) as zones:
        expected = zones.read(window)
    dataset = gdal.Open(path, gdal.GA_Update)
    x, dx, _, y, _, dy = dataset.GetGeoTransform()
    rows, cols = slice(None, None, -1 if flip_rows else 1), slice(None, None, -1 if flip_cols else 1)
    dataset.GetRasterBand(1).WriteArray(np.ascontiguousarray(dataset.ReadAsArray()[rows, cols]))
    corner = (x + 6 * dx if flip_cols else x, -dx if flip_cols else dx)
    dataset.SetGeoTransform((*corner, 0, y + 4 * dy if flip_rows else y, 0, -dy if flip_rows else dy))
    dataset = None
    with ZoneMap(path, 1) as zones:
        assert zones.grid == plain
        np.testing.assert_array_equal(zones.read(window), expected)
    band = Band(path, 1)
    assert band.grid == plain
    values = band.read(window)
    np.testing.assert_array_equal(np.where(values.valid, values.stored, 0), expected)
    x, dx, _, y, _, dy = plain.transform
    there = Grid(6, 4, (x + 1, dx, 0.0, y - 1, 0.0, dy), plain.crs_wkt)
    values = band.on(there, "nearest").read(window)
    np.testing.assert_array_equal(np.where(values.valid, values.stored, 0), expected)


def test_nodata_of_64_bits_counts_in_32():
    numbers = np.array([0.1, 0.2, -3.4028234663852886e38], np.float32)
    assert has_value(numbers, (0.1,)).tolist() == [False, True, False]


def test_the_brightest_clouds_are_no_fill():
    rng = np.random.default_rng(2)
    clouds = rng.normal(64000, 4000, 20000).clip(0, 65535).astype(np.uint16)
    ground = rng.normal(9000, 2000, 20000).clip(1, 60000).astype(np.uint16)
    assert find_fills([np.concatenate([clouds, ground])]) == []
    (found,) = find_fills([np.concatenate([np.full(5000, 65535, np.uint16), ground])], ["B4"])
    assert (found.value, found.share, found.bands) == (65535, 0.2, ("B4",))


@pytest.mark.parametrize("exceptions", [False, True])
def test_gdal_fails_in_one_way(exceptions):
    if exceptions:
        gdal.UseExceptions()
    try:
        dataset = "before"
        with gdal_errors(quiet=True) as report:
            dataset = gdal.Open("/no/such/raster.tif")
        assert dataset in (None, "before") and report.failed and "/no/such/raster.tif" in report.reason
        with gdal_errors() as report:
            gdal.GetDriverByName("MEM").Create("", 2, 2)
        assert not report.failed
        with pytest.raises(RecursionError), gdal_errors():
            raise RecursionError("a bug")
    finally:
        if exceptions:
            gdal.DontUseExceptions()


@pytest.mark.parametrize("reader", [lambda path: Band(path), lambda path: ZoneMap(path)], ids=["values", "zones"])
def test_complex_numbers_are_refused(tmp_path, reader):
    path = str(tmp_path / "complex.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 6, 4, 1, gdal.GDT_CFloat32)
    raster.SetGeoTransform((0, 10, 0, 0, 0, -10))
    raster.SetProjection("EPSG:32631")
    raster.GetRasterBand(1).WriteArray(CODES.astype(np.complex64))
    raster = None
    with pytest.raises(InputError, match=r"^Expected real numbers, found complex ones \(CFloat32\) in band 1 of .*;"):
        reader(path)
