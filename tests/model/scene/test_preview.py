# SPDX-License-Identifier: GPL-2.0-or-later
"""The small picture of a scene shows the bands that the map was made of."""

from __future__ import annotations

import numpy as np

from hse_lcz.model.scene import band_order
from hse_lcz.model.scene.preview import true_colour
from hse_lcz.model.scene.scene import Reading, Scene
from hse_lcz.model.simulation.scene import simulate_town
from hse_lcz.model.tables.sentinel2 import NAMES


def test_a_scene_without_descriptions_has_the_colours_of_the_same_scene_with_them(write_raster, tmp_path):
    order = next(order for order in band_order.ORDERS if order.title == "GDAL's Level-2A, red first")
    bands = (simulate_town(1, 300).reflectance * 10000).round().clip(1).astype(np.uint16)
    described = write_raster(tmp_path / "described.tif", bands, nodata=0)
    reordered = np.stack([bands[NAMES.index(name)] for name in order.bands])
    undescribed = write_raster(tmp_path / "undescribed.tif", reordered, names=None, nodata=0)
    with Scene(undescribed) as scene:
        assert scene.bands.indices == order.indices
        where = scene.grid.bounds(), scene.grid.crs_wkt
    pictures = [true_colour(path, Reading(), *where, 60, 60) for path in (described, undescribed)]
    np.testing.assert_array_equal(*pictures)
    assert pictures[0][..., 3].any()
