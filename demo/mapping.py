# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's main algorithm, run as a user without a desktop runs it: by `qgis_process`."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from ..model.tables import products
from ..scripts.in_qgis import program

PRODUCTS = (products.HSE, products.LCZ, products.LCZ_FILTERED, products.CONFIDENCE)


def map_city(scene: str, folder: Path) -> dict[str, Any]:
    """Results of `hselcz:mapcity` by name: paths of the maps, numbers of the run.

    Args:
        scene: raster to map.
        folder: where the maps are written.

    Raises:
        RuntimeError: `qgis_process` or the algorithm failed; the message is what it printed.
    """
    outputs = [f"--{product.key}={folder / f'{product.key.lower()}.tif'}" for product in PRODUCTS]
    _run("plugins", "enable", "hse_lcz")  # "Plugin is already enabled" counts as a failure
    run = _run("--json", "run", "hselcz:mapcity", f"--INPUT={scene}", *outputs)
    if run.returncode != 0:
        raise RuntimeError(f"qgis_process failed:\n{run.stderr}{run.stdout}")
    return json.loads(run.stdout[run.stdout.index("{") :])["results"]


def _run(*arguments: str) -> subprocess.CompletedProcess:
    command = program("qgis_process", os.environ["PATH"])
    if command is None:
        raise RuntimeError("qgis_process was not found; `make setup` installs QGIS.")
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False)
