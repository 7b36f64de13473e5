# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's main algorithm, run as a user without a desktop runs it: by `qgis_process`."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from osgeo import gdal

from ..model.tables import products
from ..scripts.in_qgis import program

PRODUCTS = (products.HSE, products.LCZ, products.LCZ_FILTERED, products.CONFIDENCE)
SHEET = "SHEET"


def map_city(scene: str, folder: Path) -> dict[str, Any]:
    """Results of `hselcz:mapcity` by name: paths of the maps and the sheet, numbers of the run.

    Args:
        scene: what to map.
        folder: where the maps and the sheet, `demo.png`, are written.

    Raises:
        RuntimeError: `qgis_process` or the algorithm failed; the message is what it printed.
    """
    outputs = [f"--{product.key}={folder / f'{product.key.lower()}.tif'}" for product in PRODUCTS]
    outputs.append(f"--{SHEET}={folder / 'demo.png'}")
    _run("plugins", "enable", "hse_lcz")  # "Plugin is already enabled" counts as a failure
    with left_as_found(scene):
        run = _run("--json", "run", "hselcz:mapcity", f"--INPUT={scene}", *outputs)
    if run.returncode != 0:
        raise RuntimeError(f"qgis_process failed:\n{run.stderr}{run.stdout}")
    return json.loads(run.stdout[run.stdout.index("{") :])["results"]


@contextmanager
def left_as_found(path: str) -> Iterator[None]:
    """Removes the statistics (`.aux.xml`) that QGIS adds beside a raster it opens, and beside its sources."""
    dataset = gdal.OpenEx(path, gdal.OF_RASTER) if Path(path).exists() else None
    files = dataset.GetFileList() if dataset is not None else []
    added = [name for name in (Path(f"{file}.aux.xml") for file in files) if not name.exists()]
    try:
        yield
    finally:
        for name in added:
            name.unlink(missing_ok=True)


def _run(*arguments: str) -> subprocess.CompletedProcess:
    command = program("qgis_process", os.environ["PATH"])
    if command is None:
        raise RuntimeError("qgis_process was not found; `make setup` installs QGIS.")
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False)
