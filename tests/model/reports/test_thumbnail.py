# SPDX-License-Identifier: GPL-2.0-or-later
"""Thumbnails show every n-th cell, whatever windows the map is read in."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.raster.grid import walk
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.reports.thumbnail import LARGEST_PX, Thumbnail, ramp_palette, zone_palette
from hse_lcz.model.tables import lcz


@pytest.mark.parametrize(("height", "width", "step"), [(20, 30, 1), (700, 1001, 3)])
@pytest.mark.parametrize("side", [7, 256, 5000])
def test_windows_make_one_picture(tmp_path, height, width, step, side):
    zones = np.random.default_rng(0).integers(0, 18, (height, width)).astype(np.uint8)
    thumbnail = Thumbnail(width, height, zone_palette())
    for window in walk(Window(0, 0, width, height), side):
        part = zones[window.row : window.row + window.height, window.col : window.col + window.width]
        thumbnail.add(window, part)
    path = tmp_path / "t.png"
    path.write_bytes(thumbnail.png())
    dataset = gdal.Open(str(path))  # a band does not keep its dataset
    picture = dataset.GetRasterBand(1)
    np.testing.assert_array_equal(picture.ReadAsArray(), zones[::step, ::step])
    colours = picture.GetRasterColorTable()
    assert colours.GetColorEntry(6)[:3] == lcz.ZONES[5].rgb and colours.GetColorEntry(0)[3] == 0
    assert thumbnail.width_px == LARGEST_PX


def test_a_ramp_runs_from_its_first_to_its_last_colour():
    ramp = ramp_palette(["#FFFFFF", "#FF0000", "#000000"])
    assert len(ramp) == 101
    assert (ramp[0], ramp[50], ramp[100]) == ("#FFFFFF", "#FF0000", "#000000")
