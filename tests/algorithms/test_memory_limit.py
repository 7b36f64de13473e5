# SPDX-License-Identifier: GPL-2.0-or-later
"""MAX_MEMORY_MB holds with every option at once, measured as the peak of a QGIS process of its own.

The same with radar and heights of buildings is in `tests/model/mapping/test_memory_limit.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys

import in_qgis
import numpy as np
import pytest

LIMIT_MB = 320
# Freed memory that glibc keeps differs between runs (220 to 326 MB were seen); given back, what is used counts.
NOTHING_KEPT = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "1048576"}
# What a process held before the large scene is its own: QGIS, the library, the weights, all that is imported on first
# use.
CODE = """
import sys
from pathlib import Path
engine = sys.argv.pop()
if engine == "NumPy":
    sys.modules["torch"] = None
from qgis.core import QgsApplication
application = QgsApplication([], False); application.initQgis()
import hse_lcz
plugin = hse_lcz.classFactory(None); plugin.initGui()
sys.path.append("/usr/share/qgis/python/plugins")
from processing.core.Processing import Processing
Processing.initialize()
import processing
from hse_lcz.model.system.memory import peak

def run(scene, date, name):
    folder = Path(sys.argv[1], name); folder.mkdir()
    keys = ("HSE", "LCZ", "LCZ_FILTERED", "CONFIDENCE", "LCZ_PROBABILITIES", "NOVELTY")
    processing.run("hselcz:mapcity", {
        "INPUT": scene, "DATES": [date], "ORIENTATIONS": "2", "MAX_MEMORY_MB": int(sys.argv[2]), "RESUME": "yes",
        "DEVICE": "cpu", "SHEET": str(folder / "sheet.png"), **{key: str(folder / f"{key}.tif") for key in keys},
    })
    assert len(list(folder.glob("*.tif"))) == 6 and (folder / "sheet.png").exists()
    assert (sys.modules.get("torch") is None) == (engine == "NumPy")
    return peak()

before = run(*sys.argv[3:5], "small")
print("held", before, run(*sys.argv[5:7], "large"))
"""


@pytest.mark.parametrize("engine", ["PyTorch", "NumPy"])
def test_the_limit_holds_for_dates_orientations_all_maps_and_the_sheet(engine, write_raster, patchwork, tmp_path):
    if engine == "PyTorch":
        pytest.importorskip("torch")
    small, large = patchwork(1, 64, 64), patchwork(2, 192, 2600)
    files = [
        write_raster(tmp_path / f"{name}_{date}.tif", np.roll(bands, date, axis=2))
        for name, bands in (("small", small), ("large", large))
        for date in (0, 7)
    ]
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path), str(LIMIT_MB), *files, engine],
        env={**os.environ, "PYTHONPATH": str(in_qgis.PLUGINS), "HSE_LCZ_DATA": str(tmp_path / "data"), **NOTHING_KEPT},
        text=True, capture_output=True, timeout=1800, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    before, after = map(int, done.stdout.split("held")[1].split())
    assert LIMIT_MB / 4 < (after - before) / 2**20 <= LIMIT_MB
