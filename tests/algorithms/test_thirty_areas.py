# SPDX-License-Identifier: GPL-2.0-or-later
"""Thirty areas drawn by script are checked, adapt the network and map the town, in a QGIS without PyTorch.

From the toolbox, in a batch and as a model; `test_training_areas` has `qgis_process`, `bench/thirty_areas.py` the time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from osgeo import gdal

from hse_lcz.model.network import weights

from .conftest import TOWN_CORNER
from .desktop import batch_dialog, dialog, wait_until


@pytest.fixture(autouse=True)
def no_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)


@pytest.fixture
def thirty(tmp_path) -> str:
    """Fifteen areas of G in the west and fifteen of 8 in the east, 300 m wide."""
    features = []
    for zone, west in (("G", 150), ("8", 2150)):
        for number in range(15):
            left, top = TOWN_CORNER[0] + west + 550 * (number % 3), TOWN_CORNER[1] - 200 - 700 * (number // 3)
            ring = [[left, top], [left + 300, top], [left + 300, top - 300], [left, top - 300], [left, top]]
            geometry = {"type": "Polygon", "coordinates": [ring]}
            features.append({"type": "Feature", "properties": {"class": zone}, "geometry": geometry})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    path = tmp_path / "thirty.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return str(path)


def assert_mapped(path: str) -> None:
    """Both zones lie where they were drawn."""
    zones = gdal.Open(path).ReadAsArray()
    assert (zones[2:38, 2:17] == 17).mean() > 0.95 and (zones[2:38, 23:38] == 8).mean() > 0.9


def test_from_the_toolbox(project, provider, town, thirty, tmp_path):
    paths = {name: str(tmp_path / name) for name in ("checked.gpkg", "mine.npz", "lcz.tif")}
    labelled = {"SCENES": [town], "LABELS": thirty}
    steps = (
        ("checktrainingareas", {**labelled, "OUTPUT": paths["checked.gpkg"]}),
        ("trainnetwork", {**labelled, "WEIGHTS": paths["mine.npz"]}),
        ("mapcity", {"INPUT": town, "MODEL": paths["mine.npz"], "LCZ": paths["lcz.tif"]}),
    )
    for name, parameters in steps:
        with dialog(f"hselcz:{name}", parameters) as opened:
            opened.runButton().click()
            wait_until(lambda: opened.results(), 300)
            found = opened.results()
        assert found.get("SERIOUS", 0) == 0 and found.get("DEVICE_USED", "cpu") == "cpu"
    assert_mapped(paths["lcz.tif"])


def test_in_a_batch(project, provider, town, thirty, tmp_path, monkeypatch):
    """Two rows, each with the network of another seed.

    Without reports: this QGIS's batch dialog fails on results in HTML, after all rows are done.
    """
    outputs = [tmp_path / f"mine{seed}.npz" for seed in (1, 2)]
    rows = [
        {
            "PARAMETERS": {"SCENES": repr([town]), "LABELS": repr(thirty), "SEED": str(seed)},
            "OUTPUTS": {"WEIGHTS": str(path)},
        }
        for seed, path in zip((1, 2), outputs)
    ]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    with batch_dialog("hselcz:trainnetwork", tmp_path / "rows.json", monkeypatch) as opened:
        assert opened.mainWidget().batchRowCount() == 2
        opened.runAlgorithm()
        wait_until(lambda: all(path.exists() for path in outputs), 300)
        wait_until(lambda: opened.runButton().isEnabled())
    for path in outputs:
        card = weights.load(str(path)).card
        assert card["training"]["method"] == "heads" and card["training"]["units"] == {"8": 15, "G": 15}


def test_in_a_model(provider, town, thirty, tmp_path):
    from qgis.core import (
        QgsProcessing,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterMapLayer,
        QgsProcessingParameterMultipleLayers,
        QgsProcessingParameterRasterLayer,
    )

    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("areas", "tests")
    rasters = QgsProcessing.SourceType.TypeRaster
    for parameter in (
        QgsProcessingParameterMultipleLayers("scenes", "Scenes", rasters),
        QgsProcessingParameterRasterLayer("scene", "Scene"),
        QgsProcessingParameterMapLayer("areas", "Areas"),
    ):
        model.addModelParameter(parameter, QgsProcessingModelParameter(parameter.name()))

    def step(name: str, **inputs) -> QgsProcessingModelChildAlgorithm:
        child = QgsProcessingModelChildAlgorithm(f"hselcz:{name}")
        child.setChildId(name)
        for parameter, value in inputs.items():
            child.addParameterSources(parameter, [value])
        return child

    labelled = {"SCENES": source.fromModelParameter("scenes"), "LABELS": source.fromModelParameter("areas")}
    model.addChildAlgorithm(step("checktrainingareas", **labelled))
    model.addChildAlgorithm(step("trainnetwork", **labelled))
    last = step(
        "mapcity", INPUT=source.fromModelParameter("scene"), MODEL=source.fromChildOutput("trainnetwork", "WEIGHTS")
    )
    zones = QgsProcessingModelOutput("zones", "Zones")
    zones.setChildId("mapcity")
    zones.setChildOutputName("LCZ")
    last.setModelOutputs({"zones": zones})
    model.addChildAlgorithm(last)

    feedback = QgsProcessingFeedback()
    output = model.destinationParameterDefinitions()[0].name()  # "mapcity:zones", in newer QGIS "zones"
    given = {"scenes": [town], "scene": town, "areas": thirty, output: str(tmp_path / "lcz.tif")}
    outputs, succeeded = model.run(given, QgsProcessingContext(), feedback)
    assert succeeded, feedback.textLog()
    assert outputs["CHILD_RESULTS"]["checktrainingareas"]["SERIOUS"] == 0
    assert Path(outputs["CHILD_RESULTS"]["trainnetwork"]["WEIGHTS"]).suffix == ".npz"
    assert_mapped(outputs[output])
