# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS without PyTorch, or with a broken one, maps the same."""

from __future__ import annotations

import re

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.engines import blas_threads
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.simulation.scene import write_town

RUN = ("run", "hselcz:mapcity", "--")
FULL_TILE_LIMIT_GB = 1.5


def read(path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def test_the_maps_are_those_of_torch_and_a_full_tile_takes_little_memory(shadowed_qgis_process, tmp_path):
    """The bundled network on the simulated town, which is larger than a tile."""
    pytest.importorskip("torch")
    scene = str(write_town(str(tmp_path)).scene)
    line = [*RUN, f"INPUT={scene}", f"HSE={tmp_path / 'hse.tif'}", f"LCZ={tmp_path / 'lcz.tif'}"]
    # As in a QGIS that has none: not only hidden, but never to be loaded.
    done = shadowed_qgis_process("import sys; sys.modules['torch'] = None", *line)
    log = done.stdout + done.stderr
    assert done.returncode == 0, log
    assert re.search(r"Network: .* by NumPy [\d.]+ on cpu \(.*, \d+ threads?\)\.", log)
    assert re.search(r"DEVICE_USED:\s*cpu", log)
    took = r"Took ([\d.]+) s, \d+ % of it waiting for the scene to be read; "
    cost = re.search(took + r"this process has held at most ([\d.]+) GB of memory\.", log)
    assert float(cost[1]) > 0 and 0.1 < float(cost[2]) <= FULL_TILE_LIMIT_GB

    outputs = {"HSE": str(tmp_path / "torch_hse.tif"), "LCZ": str(tmp_path / "torch_lcz.tif")}
    notes = [step.note for step in map_city(MapJob(scene, outputs, device="cpu"))]
    assert any("PyTorch" in note for note in notes)
    assert np.abs(read(tmp_path / "hse.tif") - read(outputs["HSE"])).max() <= 0.1
    zones = read(tmp_path / "lcz.tif")
    assert np.mean(zones == read(outputs["LCZ"])) >= 0.999
    assert len(np.unique(zones)) > 5


def test_matrix_products_are_fast_within_qgis(shadowed_qgis_process):
    """QGIS links GSL, whose `cblas_sgemm` NumPy then calls: six times the processor time, though OpenBLAS is loaded."""
    if not any(library.name == "OpenBLAS" for library in blas_threads.libraries()):
        pytest.skip("NumPy has no OpenBLAS here")
    done = shadowed_qgis_process("import sys; sys.modules['torch'] = None", "run", "hselcz:checkenvironment", "--")
    log = done.stdout + done.stderr
    assert done.returncode == 0, log
    speed = re.search(r"Matrix products +OpenBLAS.*: (\d+) GFLOPS on one thread", log)
    assert float(speed[1]) > 8 and "multiplies matrices slowly" not in log


def test_a_torch_that_does_not_load_is_not_used(shadowed_qgis_process, small_weights, scene, tmp_path):
    (tmp_path / "broken" / "torch").mkdir(parents=True)
    (tmp_path / "broken" / "torch" / "__init__.py").write_text(
        "raise OSError('[WinError 126] The specified module could not be found: c10.dll')"
    )
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'broken')!r})"
    done = shadowed_qgis_process(code, *RUN, f"INPUT={scene}", f"MODEL={small_weights}", f"LCZ={tmp_path / 'lcz.tif'}")
    log = done.stdout + done.stderr
    assert done.returncode == 0, log
    assert "PyTorch is installed but does not load ([WinError 126]" in log and "not used" in log
    assert "by NumPy" in log and "Traceback" not in log
    assert len(np.unique(read(tmp_path / "lcz.tif"))) > 1


def test_a_graphics_card_needs_torch(shadowed_qgis_process, scene, tmp_path):
    line = [*RUN, f"INPUT={scene}", "DEVICE=cuda", f"LCZ={tmp_path / 'lcz.tif'}"]
    done = shadowed_qgis_process("import sys; sys.modules['torch'] = None", *line)
    log = done.stdout + done.stderr
    assert done.returncode != 0 and "Traceback" not in log
    assert "There is no PyTorch here. Expected it for “Device” (DEVICE) cuda, found NumPy alone" in log
    assert "choose auto or cpu, or get PyTorch by hselcz:setuptorch" in log
    assert not (tmp_path / "lcz.tif").exists()
