# SPDX-License-Identifier: GPL-2.0-or-later
"""A scene with radar is mapped as the network maps it, in any strips, by any engine; without radar there is no map."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from osgeo import gdal

from hse_lcz.model.adaptation.adapt_job import check_tasks
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.worker_engine import WorkerEngine
from hse_lcz.model.errors import InputError
from hse_lcz.model.mapping import map_scene
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network import weights
from hse_lcz.model.network.model import Network
from hse_lcz.model.network.radar_fusion import input_means
from hse_lcz.model.raster import windows
from hse_lcz.model.scene.radar import Radar, RadarScene, RadarSource
from hse_lcz.model.scene.scene import Scene

from ...driving import driven

KEYS = ("HSE", "LCZ", "LCZ_PROBABILITIES")


@pytest.fixture(scope="module")
def radar(write_raster, radar_patchwork, tmp_path_factory) -> RadarSource:
    """Without data in the lowest rows."""
    bands = radar_patchwork()
    bands[:, 100:] = np.nan
    return RadarSource(write_raster(tmp_path_factory.mktemp("radar") / "radar.tif", bands, ("VV", "VH")))


def mapped(scene: str, model: str, folder: Path, keys=KEYS, **more):
    """Maps a scene: the maps by key, the summary, the log."""
    folder.mkdir(exist_ok=True)
    outputs = {key: str(folder / f"{key}.tif") for key in keys}
    summary, steps = driven(map_city(MapJob(scene, outputs, weights=model, device="cpu", **more)))
    log = "\n".join(step.note for step in steps if step.note)
    return {key: gdal.Open(path).ReadAsArray() for key, path in outputs.items()}, summary, log


def test_the_maps_are_those_of_the_network(scene, radar, radar_weights, tmp_path):
    maps, _, log = mapped(scene, radar_weights, tmp_path / "maps", radar=radar)
    kept = weights.load(radar_weights)
    with Scene(scene) as optical:
        grid = optical.grid
        frame = windows.frame(grid.width, grid.height, kept.config.block_px, kept.config.context_px)
        pixels, valid = RadarScene(optical, Radar(radar, grid)).read(frame)
    filled = np.where(valid, pixels, input_means(kept.arrays)[:, None, None])
    with torch.inference_mode():
        answer = Network.from_arrays(kept.config, kept.arrays)(torch.from_numpy(filled)[None])
    first = -frame.row // 2
    truth = 100 * answer.settlement[0, 0, first : first + 67, first : first + 74].numpy()
    answered = maps["HSE"] != -9999
    # Rows 0 to 99 have radar, and the scene lacks its corner.
    assert answered[:50].any() and not answered[50:].any() and not answered[:20, :15].any()
    np.testing.assert_allclose(maps["HSE"][answered], truth[answered], atol=2e-3)
    assert truth[answered].std() > 100 * 2e-3
    assert "Radar from radar.tif: dB" in log and "despeckled by a refined Lee filter" in log
    assert "0.49 km² of the mapped area (24.8 %) have no radar data" in log
    tags = gdal.Open(str(tmp_path / "maps" / "LCZ.tif")).GetMetadata()
    assert tags["RADAR"] == "radar.tif" and tags["INPUT_RADAR"].startswith("dB")


@pytest.mark.parametrize("tile_px", [20, 60])
def test_strips_do_not_show(scene, radar, radar_weights, tmp_path, tile_px):
    whole, *_ = mapped(scene, radar_weights, tmp_path / "whole", radar=radar)
    strips, _, log = mapped(scene, radar_weights, tmp_path / "strips", radar=radar, tile_px=tile_px)
    np.testing.assert_allclose(strips["HSE"], whole["HSE"], atol=1e-3)
    np.testing.assert_array_equal(strips["LCZ"], whole["LCZ"])
    assert "0.49 km² of the mapped area (24.8 %)" in log


def test_radar_counts(scene, radar, radar_weights, write_raster, radar_patchwork, tmp_path):
    other = write_raster(tmp_path / "other.tif", radar_patchwork()[..., ::-1].copy(), ("VV", "VH"))
    first, *_ = mapped(scene, radar_weights, tmp_path / "first", radar=radar)
    second, *_ = mapped(scene, radar_weights, tmp_path / "second", radar=RadarSource(other))
    both = (first["HSE"] != -9999) & (second["HSE"] != -9999)
    assert both.any() and np.abs(first["HSE"] - second["HSE"])[both].max() > 1


@pytest.mark.parametrize("kind", ["numpy", "worker"])
def test_other_engines_give_the_same_maps(scene, radar, radar_weights, tmp_path, kind, monkeypatch):
    wanted, *_ = mapped(scene, radar_weights, tmp_path / "torch", radar=radar, orientations=2)
    started = []

    def choose(device, kept):
        engine = NumpyEngine(kept)
        if kind == "worker":
            engine = WorkerEngine(kept, "cpu", Path(sys.executable), substitute=lambda: NumpyEngine(kept))
            assert not engine.has_failed
        started.append(engine)
        return engine

    monkeypatch.setattr(map_scene, "choose_engine", choose)
    found, *_ = mapped(scene, radar_weights, tmp_path / kind, radar=radar, orientations=2)
    assert started and (kind == "numpy" or not started[0].has_failed)
    np.testing.assert_allclose(found["HSE"], wanted["HSE"], atol=5e-3)
    assert np.mean(found["LCZ"] == wanted["LCZ"]) > 0.99


def test_several_dates_share_the_radar(scene, radar, radar_weights, small_weights, tmp_path):
    one, *_ = mapped(scene, radar_weights, tmp_path / "one", radar=radar)
    two, *_ = mapped(scene, radar_weights, tmp_path / "two", radar=radar, dates=(scene,))
    np.testing.assert_allclose(two["HSE"], one["HSE"], atol=1e-3)


def test_weights_and_layers_that_do_not_go_together_get_one_sentence(
    scene, radar, radar_weights, small_weights, tmp_path
):
    for model, more, sentence in (
        (radar_weights, {}, "Expected a radar layer in RADAR, since .* was trained with VV and VH"),
        (small_weights, {"radar": radar}, "reads Sentinel-2 alone, .*; leave RADAR empty"),
        (None, {"radar": radar}, "reads Sentinel-2 alone"),
    ):
        with pytest.raises(InputError, match=sentence):
            mapped(scene, model, tmp_path / "none", **more)
    assert not list((tmp_path / "none").iterdir())


def test_radar_elsewhere_leaves_nothing(scene, radar_weights, radar_patchwork, write_raster, tmp_path):
    far = write_raster(tmp_path / "far.tif", radar_patchwork(), ("VV", "VH"), corner=(1e5, 1e6))
    with pytest.raises(InputError, match="found no values there in .*far.tif"):
        mapped(scene, radar_weights, tmp_path / "out", radar=RadarSource(far))
    assert not list((tmp_path / "out").iterdir())


def test_the_radar_layer_is_not_overwritten(scene, radar, radar_weights):
    with pytest.raises(InputError, match="Expected a file of its own for LCZ"):
        driven(map_city(MapJob(scene, {"LCZ": radar.source}, weights=radar_weights, radar=radar)))


def test_what_learns_from_scenes_takes_no_weights_with_radar(radar_weights):
    with pytest.raises(InputError, match="Expected weights that read Sentinel-2 alone"):
        check_tasks(weights.load(radar_weights), ["lcz"])


def test_another_radar_layer_is_another_job(scene, radar, radar_weights, tmp_path, write_raster, radar_patchwork):
    """An interrupted run is not continued with other radar."""
    kept = weights.load(radar_weights)
    other = write_raster(tmp_path / "other.tif", radar_patchwork(1), ("VV", "VH"))
    jobs = [MapJob(scene, {}, radar=one) for one in (radar, RadarSource(other), RadarSource(other, "db"), None)]
    identities = [map_scene.identity(job, kept) for job in jobs]
    assert all(one != two for place, one in enumerate(identities) for two in identities[:place])


def test_an_extent_counts_what_is_missing_in_it(scene, radar, radar_weights, tmp_path):
    """Two thirds of 500 x 300 m, but for squares of 8 pixels that its edges cut."""
    left, top = 642307.123456, 5210711.654321
    extent = (left + 400, top - 1200, left + 900, top - 900)
    _, _, log = mapped(scene, radar_weights, tmp_path / "part", radar=radar, extent=extent)
    share = float(log.split(" %) have no radar data")[0].split("(")[-1])
    assert share == pytest.approx(66.7, abs=15)
