# SPDX-License-Identifier: GPL-2.0-or-later
"""A small scene, and the algorithm run as users run it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import in_qgis
import numpy as np
import pytest

TOWN_CORNER, TOWN_SIDE = (600000.0, 5200000.0), 400


@pytest.fixture(scope="session")
def town(write_raster, tmp_path_factory) -> str:
    rng = np.random.default_rng(0)
    bands = np.broadcast_to(np.where(np.arange(TOWN_SIDE) < TOWN_SIDE // 2, 300, 2500), (10, TOWN_SIDE, TOWN_SIDE))
    bands = (bands + rng.integers(0, 80, bands.shape)).astype("uint16")
    return write_raster(tmp_path_factory.mktemp("town") / "town.tif", bands, corner=TOWN_CORNER)


@pytest.fixture(scope="session")
def areas(tmp_path_factory) -> str:
    """Four polygons of G in the west and of 8 in the east."""
    features = []
    for zone, west in (("G", 300), ("LCZ 8", 2600)):
        for i in range(4):
            left, top = TOWN_CORNER[0] + west, TOWN_CORNER[1] - 300 - 900 * i
            ring = [[left, top], [left + 400, top], [left + 400, top - 400], [left, top - 400], [left, top]]
            geometry = {"type": "Polygon", "coordinates": [ring]}
            features.append({"type": "Feature", "properties": {"class": zone}, "geometry": geometry})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    path = tmp_path_factory.mktemp("areas") / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return str(path)


@pytest.fixture(scope="session")
def mapcity(provider):
    """Function that runs `hselcz:mapcity` as the Python console does: parameters -> outputs."""
    import processing

    def run(feedback=None, **parameters):
        return processing.run("hselcz:mapcity", {"DEVICE": "cpu", **parameters}, feedback=feedback)

    return run


@pytest.fixture
def shadowed_qgis_process(tmp_path):
    """Function that runs `qgis_process` with Python code of its own run first: code, arguments -> outcome."""

    def run(code: str, *arguments: str) -> subprocess.CompletedProcess:
        (tmp_path / "shadow").mkdir(exist_ok=True)
        (tmp_path / "shadow" / "sitecustomize.py").write_text(code)
        variables = in_qgis.environment(tmp_path / "profile")
        variables["PYTHONPATH"] = os.pathsep.join([str(tmp_path / "shadow"), variables["PYTHONPATH"]])
        command = in_qgis.program("qgis_process", variables["PATH"])
        if command is None:
            pytest.skip("qgis_process is not installed")

        def call(*line: str) -> subprocess.CompletedProcess:
            return subprocess.run(
                [command, *line], env=variables, text=True, capture_output=True, timeout=300, check=False
            )

        enabled = call("plugins", "enable", "hse_lcz")
        assert enabled.returncode == 0 or "already enabled" in enabled.stderr
        return call(*arguments)

    return run


def files_in(folder: Path) -> list[str]:
    """Everything in a folder, hidden or not, however deep."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def refused(run: Callable[[], object]) -> str:
    """The one sentence with which the console refuses to run."""
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as caught:
        run()
    text = str(caught.value).replace("Unable to execute algorithm\n", "")
    assert "\n" not in text, text
    assert text.endswith("."), text
    assert "There were errors" not in text
    return text
