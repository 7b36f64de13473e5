# SPDX-License-Identifier: GPL-2.0-or-later
"""A raster or a layer of vectors with another CRS and other nodata values than its file declares."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster import crs
from hse_lcz.model.raster.band_reader import BandReader
from hse_lcz.model.raster.declarations import BandNodata, redeclared, vector_with_crs
from hse_lcz.model.raster.windows import Window


def valid_of(source: str, number: int = 1) -> np.ndarray:
    dataset = gdal.Open(source)
    window = Window(0, 0, dataset.RasterXSize, dataset.RasterYSize)
    return BandReader(dataset, number, source).read(window).valid


@pytest.fixture
def raster(write_raster, tmp_path):
    """Function that writes one row of numbers -> path."""

    def make(values, dtype="uint16", nodata=None, epsg=32632, bands=1) -> str:
        rows = np.array([[values]] * bands, dtype=dtype)
        return write_raster(tmp_path / "in.tif", rows, names=["a", "b"][:bands], nodata=nodata, epsg=epsg)

    return make


def test_the_crs_is_another_and_nothing_else_changes(raster):
    path = raster([1, 2, 3], nodata=2)
    shown = gdal.Open(redeclared(path, crs.parsed("EPSG:32631").ExportToWkt()))
    assert "31N" in osr.SpatialReference(shown.GetProjection()).GetName()
    plain = gdal.Open(path)
    assert shown.GetGeoTransform() == plain.GetGeoTransform()
    assert shown.ReadAsArray().tolist() == plain.ReadAsArray().tolist()
    assert shown.GetRasterBand(1).GetDescription() == "a" and shown.GetRasterBand(1).GetNoDataValue() == 2


def test_a_crs_is_assigned_where_there_was_none(raster):
    shown = gdal.Open(redeclared(raster([1, 2], epsg=0), crs.parsed("EPSG:2056").ExportToWkt()))
    assert osr.SpatialReference(shown.GetProjection()).GetAuthorityCode(None) == "2056"


NAN = float("nan")
# values, type, nodata of the file, whether it stays, further ranges -> what is no data
NODATA = {
    "one": ([1, 2, 3], "uint16", None, True, [(1, 1)], [1]),
    "one besides the file's": ([0, 1, 2, 3], "uint16", 0, True, [(2, 2)], [0, 2]),
    "several": ([0, 1, 2, 3, 99, 255], "uint8", 0, True, [(2, 2), (99, 99), (255, 255)], [0, 2, 99, 255]),
    "a range": ([0, 1, 200, 201, 254, 255], "uint8", None, True, [(201, 254)], [201, 254]),
    "ranges that meet": ([0, 1, 2, 3, 4, 5, 6], "uint8", 6, True, [(2, 3), (4, 4)], [2, 3, 4, 6]),
    "an open range": ([0, 1, 199, 200, 65535], "uint16", None, True, [(200, NAN)], [200, 65535]),
    "the ends of the type": ([0, 1, 254, 255], "uint8", None, True, [(0, 0), (255, 255)], [0, 255]),
    "of floats": ([0, 0.25, -1, 7], "float32", None, True, [(-1, -1)], [-1]),
    "several of floats": ([0, 0.25, -1, 7, 9], "float32", 9, True, [(-1, -1), (7, 7)], [-1, 7, 9]),
    "the file's no more": ([0, 1, 2], "uint16", 0, False, [], []),
    "another instead": ([0, 1, 2], "uint16", 0, False, [(2, 2)], [2]),
}


@pytest.mark.parametrize("case", NODATA)
def test_further_numbers_are_no_data(case, raster):
    values, dtype, nodata, keep, further, missing = NODATA[case]
    shown = redeclared(raster(values, dtype, nodata), nodata={1: BandNodata(keep, further)})
    assert np.array(values)[~valid_of(shown)[0]].tolist() == missing
    stored = gdal.Open(shown).ReadAsArray()[0][valid_of(shown)[0]]
    assert stored.tolist() == [value for value in values if value not in missing]


def test_bands_have_nodata_of_their_own(raster):
    shown = redeclared(raster([1, 2, 3], bands=2), nodata={2: BandNodata(True, [(3, 3)])})
    assert valid_of(shown, 1).all() and valid_of(shown, 2).tolist() == [[True, True, False]]


def test_a_range_of_floats_is_refused(raster):
    with pytest.raises(InputError, match="Expected single additional no-data values, found the range -5 to -1"):
        redeclared(raster([1, 2], "float32"), nodata={1: BandNodata(True, [(-5, -1)])})


def test_a_mask_stays(raster, tmp_path):
    path = raster([1, 2, 3])
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(np.array([[255, 0, 255]], np.uint8))
    dataset = None
    assert valid_of(redeclared(path, "EPSG:32631")).tolist() == [[True, False, True]]


def test_vectors_get_another_crs(tmp_path):
    path = tmp_path / "city & suburbs.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"lcz": "B"}, "geometry": '
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]}'
    )
    shown = gdal.OpenEx(vector_with_crs(str(path), "", crs.parsed("EPSG:2056").ExportToWkt()), gdal.OF_VECTOR)
    layer = shown.GetLayer(0)
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "2056"
    feature = layer.GetNextFeature()
    assert feature["lcz"] == "B" and feature.GetGeometryRef().GetEnvelope() == (0, 1, 0, 1)


def test_values_of_many_bands_stay_a_short_text(write_raster, tmp_path):
    """Seventeen bands of probabilities, each with ranges of its own: the text must not grow with each of them."""
    numbers = np.arange(256, dtype=np.uint8).reshape(1, 1, 256).repeat(17, axis=0)
    path = write_raster(tmp_path / "p.tif", numbers, names=None, nodata=255)
    wanted = {number: BandNodata(number % 2 == 0, [(number, number), (100, 120)]) for number in range(1, 18)}
    text = redeclared(path, nodata=wanted)
    assert len(text) < 1_000_000
    stored = gdal.Open(text).ReadAsArray()[:, 0]
    for number in (1, 2, 17):
        missing = {number, *range(100, 121), *([255] if number % 2 == 0 else [])}
        np.testing.assert_array_equal(np.flatnonzero(~valid_of(text, number)[0]), sorted(missing))
        kept = np.delete(stored[number - 1], sorted(missing))
        np.testing.assert_array_equal(kept, np.delete(numbers[0, 0], sorted(missing)))
