# SPDX-License-Identifier: GPL-2.0-or-later
"""From a file of So2Sat to a map of radar and optical scene in QGIS; without the radar layer one sentence."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.training import so2sat

from .conftest import files_in

h5py = pytest.importorskip("h5py", reason="h5py is not installed: `make setup` installs it")

ROOFS, WATER = 7, 16  # places of LCZ 8 and G among the seventeen
SIDE = 160


def backscatter(built: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """VV and VH in dB, (2, ...), of roofs and water."""
    means = [np.where(built, high, low) for low, high in ((-21.0, -5.0), (-28.0, -12.0))]
    return np.stack(means) + rng.normal(0, 0.5, (2, *built.shape))


def ground(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """The same reflectance everywhere: only radar tells roofs from water."""
    return 0.12 + rng.normal(0, 0.004, shape)


@pytest.fixture(scope="module")
def trained(small_weights, tmp_path_factory) -> str:
    """Weights with radar, from a made file of the layout of So2Sat LCZ42."""
    folder, rng = tmp_path_factory.mktemp("so2sat"), np.random.default_rng(0)
    built = np.arange(48) % 2 == 1
    shape = (48, 32, 32)
    vv, vh = 10 ** (backscatter(np.broadcast_to(built[:, None, None], shape), rng) / 10)
    nothing = np.zeros(shape)
    with h5py.File(folder / "made.h5", "w") as file:
        file["sen1"] = np.stack([nothing, nothing, nothing, nothing, vh, vv, nothing, nothing], axis=-1)
        file["sen2"] = ground((*shape, 10), rng)
        file["label"] = np.eye(17)[np.where(built, ROOFS, WATER)]
    so2sat.main([
        "--train", str(folder / "made.h5"), "--validate", str(folder / "made.h5"), "--out", str(folder / "radar.npz"),
        "--radar", "filtered", "--model", small_weights, "--steps", "60", "--batch", "8", "--learning-rate", "0.005",
        "--device", "cpu",
    ])  # fmt: skip
    return str(folder / "radar.npz")


@pytest.fixture(scope="module")
def files(write_raster, tmp_path_factory) -> dict[str, str]:
    """A scene that is the same everywhere; radar of roofs in the east and water in the west, but in the lowest rows."""
    folder, rng = tmp_path_factory.mktemp("radar"), np.random.default_rng(1)
    bands = (ground((10, SIDE, SIDE), rng) * 10_000).astype(np.uint16)
    decibels = backscatter(np.broadcast_to(np.arange(SIDE) >= SIDE // 2, (SIDE, SIDE)), rng)
    linear = (10 ** (decibels / 10)).astype(np.float32)
    linear[:, 120:] = 0
    return {
        "INPUT": write_raster(folder / "scene.tif", bands),
        "RADAR": write_raster(folder / "radar.tif", linear, ("Sigma0_VV", "Sigma0_VH")),
    }


def test_trained_weights_map_radar_and_scene_in_qgis_process(qgis_process, files, trained, tmp_path):
    line = [f"{key}={path}" for key, path in files.items()]
    out = [f"LCZ={tmp_path / 'lcz.tif'}", f"HSE={tmp_path / 'hse.tif'}"]
    done = qgis_process("run", "hselcz:mapcity", "--", *line, f"MODEL={trained}", "DEVICE=cpu", *out)
    assert done.returncode == 0, done.stdout + done.stderr
    log = done.stdout + done.stderr
    assert "Radar from radar.tif: linear intensity (by their values); VV and VH by their names" in log
    assert "despeckled by a refined Lee filter" in log and "(25.0 %) have no radar data" in log
    zones = gdal.Open(str(tmp_path / "lcz.tif")).ReadAsArray()
    assert zones.shape == (16, 16) and not zones[12:].any()
    assert (zones[:12, :7] == WATER + 1).all() and (zones[:12, 9:] == ROOFS + 1).all()
    assert gdal.Open(str(tmp_path / "lcz.tif")).GetMetadata()["RADAR"] == "radar.tif"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"RADAR": None}, "Expected a radar layer in “Sentinel-1 radar” (RADAR), since"),
        ({"MODEL": None}, "reads Sentinel-2 alone, so that the layer would change nothing; leave"),
        ({"RADAR": "nowhere.tif"}, "(RADAR) should be a raster, but nowhere.tif does not open as one"),
        ({"RADAR": "INPUT"}, "Expected one band VV and one band VH in the radar layer, found B2, B3"),
        ({"RADAR_UNIT": "db"}, "found values from 0.00"),
        ({"LCZ": "RADAR"}, "(LCZ)"),
    ],
)
def test_what_does_not_go_together_gets_one_sentence(mapcity, files, trained, tmp_path, change, sentence):
    from qgis.core import QgsProcessingException

    said = {**files, "MODEL": trained, "LCZ": str(tmp_path / "lcz.tif"), **change}
    said = {key: files.get(value, value) if key in change else value for key, value in said.items()}
    with pytest.raises(QgsProcessingException) as caught:
        mapcity(**said)
    assert sentence in str(caught.value) and files_in(tmp_path) == []


def test_the_users_nodata_on_the_radar_layer_counts(mapcity, files, trained, tmp_path):
    from qgis.core import QgsRasterLayer, QgsRasterRange

    path = str(tmp_path / "marked.tif")
    gdal.GetDriverByName("GTiff").CreateCopy(path, gdal.Open(files["RADAR"]))
    raster = gdal.Open(path, gdal.GA_Update)
    for number in (1, 2):
        numbers = raster.GetRasterBand(number).ReadAsArray()
        numbers[:, 100:] = 0.25
        raster.GetRasterBand(number).WriteArray(numbers)
    raster = None
    layer = QgsRasterLayer(path, "radar")
    for band in (1, 2):
        layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(0.25, 0.25)])
    found = mapcity(INPUT=files["INPUT"], RADAR=layer, MODEL=trained, LCZ=str(tmp_path / "lcz.tif"))
    zones = gdal.Open(found["LCZ"]).ReadAsArray()
    assert zones[:12, :10].all() and not zones[:12, 10:].any()
