# SPDX-License-Identifier: GPL-2.0-or-later
"""Job tables of small scenes, and processes in which neither QGIS nor PyTorch is installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

BARE = Path(__file__).with_name("bare")


@pytest.fixture(autouse=True)
def _without_qgis_and_torch(monkeypatch):
    """Processes that a test starts find neither QGIS nor PyTorch; they find the works of the tests."""
    for name in ("pyarrow", "distributed", "psutil"):
        pytest.importorskip(name, reason=f"{name} is not installed: `make setup` installs it")
    path = [str(BARE), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, path)))
    # The command sets them for its process, which is that of the tests where they call it: undone after each test.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.setenv(name, "1")


@pytest.fixture
def scenes(write_raster, patchwork, tmp_path) -> Path:
    """A folder of four small scenes."""
    folder = tmp_path / "scenes"
    folder.mkdir()
    for number in range(4):
        corner = (642300.0 + 5000 * number, 5210700.0)
        write_raster(folder / f"city{number}.tif", patchwork(number, 64, 70), nodata=0, corner=corner)
    return folder


@pytest.fixture
def command():
    """Function that runs `hse-lcz` in a process: arguments -> CompletedProcess."""
    import subprocess

    def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess:
        line = [sys.executable, "-m", "hse_lcz.cluster.command", *map(str, arguments)]
        return subprocess.run(line, cwd=cwd, text=True, capture_output=True, timeout=600, check=False)

    return run
