# SPDX-License-Identifier: GPL-2.0-or-later
"""Every dialog opens in the desktop of QGIS, whatever layer is active."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import in_qgis
import pytest

from .desktop import write_districts

SETTINGS = """[PythonPlugins]
processing=true
hse_lcz=true

[qgis]
checkVersion=false
showTips=false
"""


def test_every_dialog_opens_whatever_layer_is_active(provider, scene, tmp_path):
    """QGIS dies of a field parameter whose parent is required and takes rasters, where a raster is active."""
    variables = in_qgis.environment(tmp_path / "config")
    desktop = in_qgis.program("qgis", variables["PATH"])
    if desktop is None or shutil.which("xvfb-run") is None:
        pytest.skip("the desktop of QGIS or Xvfb is not installed")
    settings = tmp_path / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    vector, log = tmp_path / "districts.gpkg", tmp_path / "log.txt"
    write_districts(vector)
    variables.pop("QGIS_CUSTOM_CONFIG_PATH")  # --profiles-path says it
    variables.update(
        QT_QPA_PLATFORM="xcb", HSE_LCZ_RASTER=scene, HSE_LCZ_VECTOR=str(vector), HSE_LCZ_LOG=str(log)
    )  # fmt: skip
    command = ["xvfb-run", "--auto-servernum", desktop, "--nologo", "--noversioncheck", "--profiles-path"]
    command += [str(tmp_path), "--code", str(Path(__file__).with_name("open_dialogs.py"))]
    done = subprocess.run(command, env=variables, timeout=400, check=False, capture_output=True, text=True)
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    assert lines and lines[-1] == "done", f"QGIS ended at: {lines[-1:]}, {done.returncode}\n{done.stderr[-2000:]}"
    states = {line.split(" with ")[1] for line in lines[:-1]}
    opened = {line.split(" with ")[0] for line in lines[:-1]}
    assert len(states) == 5
    assert opened == {algorithm.name() for algorithm in provider.algorithms()}
    assert len(lines) - 1 == len(states) * len(opened)
