# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip as a stranger meets it: unzipped into a fresh profile of a QGIS without PyTorch, enabled, and run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import in_qgis
import newcomer
import numpy as np
import pytest
import ship
from osgeo import gdal


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    """Function that runs `qgis_process` in a fresh profile, where the zip was unzipped: arguments -> outcome."""
    profile = tmp_path_factory.mktemp("profile")
    try:
        newcomer.unzip(ship.archive(), profile)
    except ship.CheckoutError as error:
        pytest.skip(f"not a git checkout: {error}")
    variables = newcomer.stranger(profile)
    command = in_qgis.program("qgis_process", variables["PATH"])
    if command is None:
        pytest.skip("qgis_process is not installed")

    def run(*arguments: object) -> subprocess.CompletedProcess:
        line = [command, *map(str, arguments)]
        return subprocess.run(line, env=variables, text=True, capture_output=True, timeout=300, check=False)

    enabled = run("plugins", "enable", "hse_lcz")
    assert enabled.returncode == 0, enabled.stdout + enabled.stderr
    return run


@pytest.fixture(scope="module")
def scene(write_raster, patchwork, tmp_path_factory) -> str:
    return write_raster(tmp_path_factory.mktemp("scene") / "scene.tif", patchwork())


def test_every_algorithm_is_listed(stranger, provider):
    listed = stranger("list")
    assert listed.returncode == 0, listed.stderr
    for algorithm in provider.algorithms():
        assert f"hselcz:{algorithm.name()}" in listed.stdout


def test_a_scene_is_mapped_without_torch_and_as_with_it(stranger, provider, scene, tmp_path):
    import processing

    done = stranger(
        "run", "hselcz:mapcity", "--", f"INPUT={scene}", f"HSE={tmp_path / 'hse.tif'}", f"LCZ={tmp_path / 'lcz.tif'}"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "by NumPy" in done.stdout + done.stderr
    pytest.importorskip("torch", reason="PyTorch is not installed: `make setup` installs it")
    (tmp_path / "torch").mkdir()
    paths = {"HSE": str(tmp_path / "torch" / "hse.tif"), "LCZ": str(tmp_path / "torch" / "lcz.tif")}
    processing.run("hselcz:mapcity", {"INPUT": scene, "DEVICE": "cpu", **paths})
    found, expected = read(tmp_path / "hse.tif"), read(paths["HSE"])
    np.testing.assert_allclose(found, expected, atol=0.1)
    assert (read(tmp_path / "lcz.tif") == read(paths["LCZ"])).mean() >= 0.999
    assert Path(tmp_path / "lcz.qml").is_file()


def read(path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()
