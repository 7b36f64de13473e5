# SPDX-License-Identifier: GPL-2.0-or-later
"""The bundled network on the simulated town, whose truth is known by construction."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from scipy.stats import spearmanr

from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.raster import block_stats
from hse_lcz.model.simulation.scene import write_town

CORE, SUBURB, FIELD, WATER = 2, 6, 14, 17


@pytest.fixture(scope="module", params=[1, 2])
def town(request, tmp_path_factory):
    """True zones and mapped zones per 100 m cell, true and mapped HSE in percent averaged to 100 m."""
    folder = tmp_path_factory.mktemp("town")
    files = write_town(str(folder), seed=request.param)
    outputs = {"HSE": str(folder / "hse.tif"), "LCZ": str(folder / "lcz.tif")}
    for _ in map_city(MapJob(str(files.scene), outputs, device="cpu")):
        pass
    paths = (files.lcz, outputs["LCZ"], files.hse, outputs["HSE"])
    true, mapped, true_hse, hse = (gdal.Open(str(path)).ReadAsArray() for path in paths)
    return true, mapped, block_stats.block_sum(true_hse, 5) / 25, block_stats.block_sum(hse, 5) / 25


def test_water_is_natural_and_the_core_is_built(town):
    true, mapped, _, _ = town
    assert np.mean(mapped[true == WATER] == WATER) > 0.8
    assert np.mean(mapped[true == WATER] > 10) > 0.95
    assert np.mean(mapped[true == CORE] <= 10) > 0.95


def test_settlement_ranks_core_over_suburb_over_field(town):
    true, _, true_hse, hse = town
    zones = [np.flatnonzero(true == code) for code in (CORE, SUBURB, FIELD)]
    medians = [np.median(hse.ravel()[zone]) for zone in zones]
    assert medians[0] > medians[1] + 10 > medians[2] + 20
    # As many cells of each: four fifths of the town is fields and water whose truth is 0, all tied in rank.
    rng = np.random.default_rng(0)
    sample = np.concatenate([rng.choice(zone, min(map(len, zones)), replace=False) for zone in zones])
    assert spearmanr(hse.ravel()[sample], true_hse.ravel()[sample])[0] >= 0.8


def test_tiles_of_any_size_give_the_same_maps(tmp_path):
    """The bundled network on a whole scene whose zones are many: 256, 512 and 1024 px (the whole)."""
    scene = str(write_town(str(tmp_path)).scene)
    maps = []
    for tile_px in (256, 512, 1024):
        outputs = {key: str(tmp_path / f"{key}_{tile_px}.tif") for key in ("HSE", "LCZ")}
        for _ in map_city(MapJob(scene, outputs, device="cpu", tile_px=tile_px)):
            pass
        maps.append([gdal.Open(path).ReadAsArray() for path in outputs.values()])
    for hse, zones in maps[:-1]:
        assert np.abs(hse - maps[-1][0]).max() <= 0.01
        np.testing.assert_array_equal(zones, maps[-1][1])
