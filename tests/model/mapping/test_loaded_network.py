# SPDX-License-Identifier: GPL-2.0-or-later
"""One network for several jobs gives the maps of a network loaded for each."""

from __future__ import annotations

import numpy as np
from osgeo import gdal

from hse_lcz.model.mapping.loaded_network import LoadedNetwork
from hse_lcz.model.mapping.map_scene import MapJob, map_city

from ...driving import driven


def test_jobs_of_one_network_give_the_same_maps_whatever_was_mapped_before(
    write_raster, patchwork, small_weights, tmp_path
):
    scene = write_raster(tmp_path / "scene.tif", patchwork(height=70, width=80))

    def mapped(name: str, orientations: int, network: LoadedNetwork | None) -> np.ndarray:
        path = str(tmp_path / f"{name}.tif")
        job = MapJob(
            scene, {"HSE": path}, weights=small_weights, device="cpu", orientations=orientations, tags={"X": name}
        )
        driven(map_city(job, network))
        assert gdal.Open(path).GetMetadataItem("X") == name
        return gdal.Open(path).ReadAsArray()

    alone, turned = mapped("alone", 1, None), mapped("turned", 2, None)
    with LoadedNetwork(small_weights, "cpu") as network:
        engine = network.engine()
        assert np.array_equal(mapped("first", 2, network), turned)
        assert np.array_equal(mapped("second", 1, network), alone)  # not with the weights of the last orientation
        assert network.engine() is engine
    assert not np.array_equal(alone, turned)
