# SPDX-License-Identifier: GPL-2.0-or-later
"""The recipes of docs/recipes.md do what they promise, word for word."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import in_qgis
import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.tables import lcz

from .desktop import batch_dialog, wait_until, write_districts

TEXT = (Path(__file__).resolve().parent.parent.parent / "docs" / "recipes.md").read_text(encoding="utf-8")
SCENES = ("summer", "winter")


def recipe(title: str) -> str:
    """The one block of code below a heading."""
    section = TEXT.split(f"## {title}\n")[1].split("\n## ")[0]
    (code,) = re.findall(r"```\w+\n(.*?)```", section, re.DOTALL)
    return code


@pytest.fixture
def city(provider, write_raster, patchwork, tmp_path, monkeypatch):
    """A folder with two scenes and two districts, and the place where the recipe is run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_city" / "scenes").mkdir(parents=True)
    (tmp_path / "my_city" / "maps").mkdir()
    for seed, name in enumerate(SCENES):
        write_raster(tmp_path / "my_city" / "scenes" / f"{name}.tif", patchwork(seed=seed, height=60, width=80))
    return tmp_path / "my_city"


def assert_maps(city: Path) -> None:
    for name in SCENES:
        scene = gdal.Open(str(city / "scenes" / f"{name}.tif"))
        for key, cell in (("hse", 20), ("lcz", 100)):
            raster = gdal.Open(str(city / "maps" / f"{name}_{key}.tif"))
            assert raster.GetGeoTransform() == (
                *scene.GetGeoTransform()[:1],
                cell,
                0,
                scene.GetGeoTransform()[3],
                0,
                -cell,
            )
            assert raster.GetMetadataItem("INPUT") == f"{name}.tif"
            assert (city / "maps" / f"{name}_{key}.qml").is_file()


def run(code: str) -> None:
    exec(compile(code, "docs/recipes.md", "exec"), {})


def test_python_console(city):
    run(recipe("Many scenes and a table, in the Python console"))
    assert_maps(city)
    header, *rows = (city / "maps" / "figures.csv").read_text().splitlines()
    assert header == "scene,mean_hse_pct,built_share_pct"
    for name, row in zip(SCENES, rows):
        hse = gdal.Open(str(city / "maps" / f"{name}_hse.tif")).ReadAsArray()
        zones = gdal.Open(str(city / "maps" / f"{name}_lcz.tif")).ReadAsArray()
        assert row == f"{name},{hse.mean():.1f},{100 * np.mean((zones > 0) & (zones <= 10)):.1f}"


def test_batch_dialog(city, project, monkeypatch):
    run(recipe("Many scenes in the batch dialog"))
    with batch_dialog("hselcz:mapcity", city / "rows.json", monkeypatch) as dialog:
        assert dialog.mainWidget().batchRowCount() == len(SCENES)
        dialog.mainWidget().checkLoadLayersOnCompletion.setChecked(True)
        dialog.runAlgorithm()
        wait_until(lambda: len(project.mapLayers()) == 2 * len(SCENES))  # newer QGIS runs the rows in the background
        wait_until(lambda: dialog.runButton().isEnabled())
    assert_maps(city)
    groups = {node.name(): len(node.findLayers()) for node in project.layerTreeRoot().findGroups()}
    assert groups == dict.fromkeys(SCENES, 2)


def test_command_line(city, qgis_process, tmp_path):
    """In a shell of its own, where `qgis_process` is the one that works here."""
    variables = in_qgis.environment(tmp_path / "profile")
    command = in_qgis.program("qgis_process", variables["PATH"])
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "qgis_process").write_text(f'#!/bin/sh\nexec {shlex.quote(command)} "$@"\n')
    (tmp_path / "bin" / "qgis_process").chmod(0o755)
    variables["PATH"] = os.pathsep.join([str(tmp_path / "bin"), variables["PATH"]])
    code = "set -e\nqgis_process plugins enable hse_lcz\n" + recipe("Many scenes without a desktop")
    done = subprocess.run(["sh", "-c", code], env=variables, text=True, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert_maps(city)


def test_districts(city):
    from qgis.core import QgsVectorLayer

    write_districts(city / "districts.gpkg")
    run(recipe("From a scene to figures for each district"))
    zones = gdal.Open(str(city / "maps" / "lcz.tif")).ReadAsArray()
    layer = QgsVectorLayer(str(city / "maps" / "districts.gpkg"), "figures")
    assert layer.isValid()
    (west, east) = layer.getFeatures()
    hse = gdal.Open(str(city / "maps" / "hse.tif")).ReadAsArray()
    for district, part, settled in ((west, zones[:, :4], hse[:, :20]), (east, zones[:, 4:], hse[:, 20:])):
        for zone in lcz.ZONES:
            assert district[f"lcz{zone.label}_ha"] == pytest.approx((part == zone.code).sum(), abs=1e-6)
        assert district["hse_mean"] == pytest.approx(settled.mean(), abs=0.01)
    page = (city / "maps" / "districts.html").read_text(encoding="utf-8")
    assert "west" in page
    assert "east" in page
