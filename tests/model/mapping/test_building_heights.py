# SPDX-License-Identifier: GPL-2.0-or-later
"""Heights of buildings while a scene is mapped do what `refinewithheights` does with the map's probabilities."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.heights.height_raster import RasterReading
from hse_lcz.model.heights.refine_job import RefineJob, refine_zones
from hse_lcz.model.heights.sources import HeightSource
from hse_lcz.model.mapping.map_scene import MapJob, map_city

KEYS = ("LCZ", "LCZ_FILTERED", "CONFIDENCE", "LCZ_PROBABILITIES")


@pytest.fixture(scope="module")
def scene(write_raster, patchwork, tmp_path_factory) -> str:
    return write_raster(tmp_path_factory.mktemp("scene") / "scene.tif", patchwork(), nodata=0)


@pytest.fixture(scope="module")
def heights(scene, write_raster, tmp_path_factory) -> HeightSource:
    """Low, middle and high quarters of 300 m, and one without buildings."""
    rng = np.random.default_rng(3)
    quarters = rng.choice([0, 5, 16, 45], (5, 5)).astype(np.float32)
    left, _, _, top, _, _ = gdal.Open(scene).GetGeoTransform()
    folder = tmp_path_factory.mktemp("heights")
    path = write_raster(
        folder / "heights.tif", np.kron(quarters, np.ones((15, 15), np.float32))[None], [""],
        corner=(left, top), pixel=20, nodata=-1,
    )  # fmt: skip
    return HeightSource(path, RasterReading("metres"))


def mapped(scene: str, weights: str, folder: Path, keys=KEYS, **more) -> dict[str, str]:
    outputs = {key: str(folder / f"{key}.tif") for key in keys}
    folder.mkdir(exist_ok=True)
    for _ in map_city(MapJob(scene, outputs, weights=weights, device="cpu", **more)):
        pass
    return outputs


def values(path: str) -> np.ndarray:
    return gdal.Open(path).ReadAsArray().astype(int)


def test_maps_are_those_of_refining_afterwards(scene, heights, small_weights, tmp_path):
    plain = mapped(scene, small_weights, tmp_path / "plain")
    refined = mapped(scene, small_weights, tmp_path / "refined", heights=heights)
    afterwards = {key: str(tmp_path / f"after_{key}.tif") for key in ("LCZ", "LCZ_PROBABILITIES")}
    for _ in refine_zones(RefineJob(plain["LCZ_PROBABILITIES"], heights, afterwards)):
        pass
    # Rounding to steps of 0.004 before the heights count may move a probability by a few steps.
    difference = np.abs(values(refined["LCZ_PROBABILITIES"]) - values(afterwards["LCZ_PROBABILITIES"]))
    assert difference.max() <= 12
    assert np.mean(difference <= 2) > 0.98
    assert np.mean(values(refined["LCZ"]) == values(afterwards["LCZ"])) > 0.97
    changed = values(refined["LCZ"]) != values(plain["LCZ"])
    assert changed.any()
    assert ((values(refined["LCZ"]) == 0) == (values(plain["LCZ"]) == 0)).all()
    assert gdal.Open(refined["LCZ"]).GetMetadata()["HEIGHTS"] == "heights.tif"


def test_confidence_and_filtered_map_are_those_of_the_refined_zones(scene, heights, small_weights, tmp_path):
    from hse_lcz.model.lczmap.smoothing import gaussian_filter

    refined = mapped(scene, small_weights, tmp_path / "refined", heights=heights)
    zones = values(refined["LCZ"])
    shares = values(refined["LCZ_PROBABILITIES"])
    leading = np.take_along_axis(shares, zones.clip(1)[None] - 1, axis=0)[0]
    assert np.abs(values(refined["CONFIDENCE"]) - 0.4 * leading)[zones > 0].max() <= 0.8
    np.testing.assert_array_equal(values(refined["LCZ_FILTERED"]), gaussian_filter(zones.astype(np.uint8), 100.0))


def test_strips_of_any_width_give_the_same_maps(scene, heights, small_weights, tmp_path):
    maps = [
        mapped(scene, small_weights, tmp_path / str(tile_px), ("LCZ",), heights=heights, tile_px=tile_px)
        for tile_px in (20, 60, 0)
    ]
    for found in maps[1:]:
        np.testing.assert_array_equal(values(found["LCZ"]), values(maps[0]["LCZ"]))


def test_heights_elsewhere_leave_nothing(scene, small_weights, write_raster, tmp_path):
    far = write_raster(tmp_path / "far.tif", np.full((1, 9, 9), 9, np.float32), [""], corner=(1e5, 1e6))
    with pytest.raises(InputError, match="do not overlap"):
        mapped(scene, small_weights, tmp_path / "out", heights=HeightSource(far, RasterReading()))
    assert not list((tmp_path / "out").iterdir())


def test_the_heights_are_not_overwritten(scene, heights, small_weights, tmp_path):
    with pytest.raises(InputError, match="Expected a file of its own for LCZ"):
        job = MapJob(scene, {"LCZ": heights.source}, weights=small_weights, device="cpu", heights=heights)
        for _ in map_city(job):
            pass
