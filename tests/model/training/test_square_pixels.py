# SPDX-License-Identifier: GPL-2.0-or-later
"""Places of the Onera set come out on square pixels, all others as they are."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.training import folder_dataset, square_pixels
from hse_lcz.model.training.square_pixels import PixelSize


def scene(source: str, epsg: int, northing: float) -> gdal.Dataset:
    dataset = gdal.GetDriverByName("MEM").Create("", 100, 100, 1)
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    dataset.SetProjection(system.ExportToWkt())
    dataset.SetGeoTransform((500_000, 10, 0, northing, 0, -10))
    dataset.SetMetadataItem("SOURCE", source)
    return dataset


@pytest.mark.parametrize(
    ("northing", "north_south", "west_east"),
    [(5_411_000, 12.86, 8.46), (10_000_500 - 10_000_000, 10.0, 10.0)],  # Paris, the equator
)
def test_pixels_of_equal_degrees_have_their_extent_on_the_ground(northing, north_south, west_east):
    size = square_pixels.pixel_size_m(scene("crop from the Onera OSCD dataset", 32631, northing))
    assert size == pytest.approx((north_south, west_east), abs=0.02)


def test_other_scenes_have_pixels_of_10_m():
    assert square_pixels.pixel_size_m(scene("Copernicus Sentinel data", 32631, 5_411_000)).is_square


def test_a_circle_seen_through_such_pixels_is_round_again():
    rows, columns = np.indices((101, 153))
    ellipse = ((rows - 50) * 12.86) ** 2 + ((columns - 76) * 8.46) ** 2 < 400**2
    ratios = square_pixels.square_ratios(PixelSize(12.86, 8.46), ellipse.shape)
    circle = square_pixels.resampled(ellipse.astype(np.uint8) * 200, *ratios, smooth=True) > 100
    height, width = circle.any(axis=1).sum(), circle.any(axis=0).sum()
    assert height == pytest.approx(80, abs=2) and width == pytest.approx(80, abs=2) and abs(height - width) <= 1


def test_rasters_of_all_cell_sizes_stay_on_each_other(data):
    place = folder_dataset.load_place(data, "paris")
    zones, settlement = place.zones.shape[1:], place.settlement.shape
    assert settlement == tuple(2 * side for side in zones)
    # The scene may end a few pixels beyond the last whole cell of the labels.
    assert all(0 <= pixels - 4 * side < 4 for pixels, side in zip(place.scenes[0].shape[1:], zones))
    assert place.scenes[0].dtype == np.uint16 and place.zones.dtype == np.uint8
    assert place.size_px[0] / place.size_px[1] == pytest.approx(408 * 12.86 / (390 * 8.46), rel=0.02)
