# SPDX-License-Identifier: GPL-2.0-or-later
"""Clouds by the scene classification; one that cannot be read is not taken for a clear sky."""

from __future__ import annotations

import os

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster.band import grid_of
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.cloud_mask import Clouds
from hse_lcz.model.scene.vrt_stack import layers_of


@pytest.fixture
def classes(write_raster, tmp_path):
    """A scene classification: clouds (9) over shadows (3), vegetation (4) elsewhere."""
    codes = np.full((1, 600, 600), 4, np.uint8)
    codes[:, :100, :100], codes[:, 100:200, :100] = 9, 3
    return write_raster(tmp_path / "scl.tif", codes, ("SCL",), pixel=20)


@pytest.mark.parametrize(("wanted", "share"), [("keep", 0), ("clouds", 1 / 4), ("clouds and shadows", 1 / 2)])
def test_a_pixel_is_covered_by_its_class(classes, wanted, share):
    clouds = Clouds(layers_of(classes)[0], grid_of(classes, "the classes"), wanted)
    assert clouds.cover(Window(0, 0, 200, 200)).mean() == share


def test_classes_that_cannot_be_read_end_the_run(classes, tmp_path):
    grid = grid_of(classes, "the classes")
    cut = str(tmp_path / "cut.tif")
    gdal.Translate(cut, classes)
    os.truncate(cut, 200_000)
    clouds = Clouds(layers_of(cut)[0], grid, "clouds")
    with pytest.raises(InputError, match="Expected to read rows 500 to 600 of .*cut.tif, but GDAL could not"):
        clouds.cover(Window(0, 500, 600, 100))
