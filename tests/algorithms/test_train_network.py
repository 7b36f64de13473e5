# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:trainnetwork` in real QGIS: console, dialog's gate, cancel, and its weights in `hselcz:mapcity`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.PyQt.QtWidgets import QTextEdit

from .desktop import dialog, wait_until


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """The simulated town takes seconds, and small batches do."""
    from hse_lcz.model.training import finetune_job, recipe

    quick = dataclasses.replace(
        recipe.Recipe(), batch=2, distillation_elsewhere=0.05, distillation=0.05, l2_sp=1e-4, interpolation=1.0
    )
    monkeypatch.setattr(finetune_job, "_simulated_town", lambda seed: [])
    monkeypatch.setattr(finetune_job, "Recipe", lambda: quick)


@pytest.fixture
def good(town, areas, small_weights, tmp_path):
    return {
        "SCENES": [town], "LABELS": areas, "MODEL": small_weights, "METHOD": "all layers", "DEVICE": "cpu",
        "STEPS": 30, "LEARNING_RATE": 0.02,
        "WEIGHTS": str(tmp_path / "out" / "mine.npz"), "REPORT": str(tmp_path / "out" / "mine.html"),
    }  # fmt: skip


def test_polygons_in_weights_for_mapcity_out(provider, good, town, tmp_path):
    import processing

    done = processing.run("hselcz:trainnetwork", good)
    assert Path(done["WEIGHTS"]).is_file() and Path(done["REPORT"]).is_file()
    assert done["AGREEMENT"] > done["AGREEMENT_BEFORE"]
    assert done["BEST_STEP"] in (10, 20, 30) and done["DEVICE_USED"] == "cpu" and "HSE_MAE" not in done
    mapped = processing.run(
        "hselcz:mapcity",
        {"INPUT": town, "MODEL": done["WEIGHTS"], "DEVICE": "cpu", "LCZ": str(tmp_path / "lcz.tif")},
    )
    zones = gdal.Open(mapped["LCZ"]).ReadAsArray()
    assert set(np.unique(zones)) & {8, 17}


def test_the_dialog_trains(project, provider, good):
    """From the button to the weights and the report, with everything given as people give it."""
    with dialog("hselcz:trainnetwork", good) as opened:
        opened.runButton().click()
        wait_until(lambda: opened.results())
        assert opened.results()["AGREEMENT"] > opened.results()["AGREEMENT_BEFORE"]
        log = opened.findChild(QTextEdit, "txtLog").toPlainText()
    assert "Step 30 of 30" in log
    assert Path(good["WEIGHTS"]).is_file() and Path(good["REPORT"]).is_file()


def test_cancel_keeps_the_best_so_far(provider, good):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda percent: feedback.cancel() if percent > 30 else None)
    outputs, _ = provider.algorithm("trainnetwork").run(good, QgsProcessingContext(), feedback)
    assert Path(good["WEIGHTS"]).is_file()
    assert outputs["BEST_STEP"] == 10


def test_cancel_at_once_writes_nothing(provider, good):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.cancel()
    provider.algorithm("trainnetwork").run(good, QgsProcessingContext(), feedback)
    assert not Path(good["WEIGHTS"]).parent.exists()


REFUSED = {
    "no scene": ({"SCENES": []}, "(SCENES) should hold a Sentinel-2 scene"),
    "scene does not open": ({"SCENES": ["/none.tif"]}, "(SCENES) should be rasters"),
    "nothing to learn": ({"LABELS": None}, "(LABELS) or “Settlement to learn” (HSE) should say what to learn"),
    "labels do not open": ({"LABELS": "/none.gpkg"}, "(LABELS) should be polygons or a raster"),
    "areas of another person do not open, without labels": (
        {"LABELS": None, "HSE": "/none.tif", "VALIDATION_AREAS": "/none.gpkg"},
        "(VALIDATION_AREAS) should be polygons or a raster",
    ),
    "start is none": ({"MODEL": "/none.npz"}, "(MODEL) should be a weights file"),
    "output of another kind": ({"WEIGHTS": "/tmp/mine.tif"}, "(WEIGHTS) should end in .npz"),
    "share out of range": ({"ASIDE": 90}, "(ASIDE) should be at most 75"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_wrong_values_are_refused_before_anything_runs(provider, good, wrong):
    from qgis.core import QgsProcessingContext

    more, sentence = REFUSED[wrong]
    ok, message = provider.algorithm("trainnetwork").checkParameterValues({**good, **more}, QgsProcessingContext())
    assert not ok and sentence in message


def test_a_layer_without_polygons_is_refused(provider, good, project):
    from qgis.core import QgsProcessingContext, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:32631&field=lcz:integer", "drawn", "memory")
    project.addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(project)
    ok, message = provider.algorithm("trainnetwork").checkParameterValues({**good, "LABELS": layer.id()}, context)
    assert not ok and "is empty; draw some first" in message


def test_what_the_core_refuses_reaches_the_user_as_one_sentence(provider, good, areas, tmp_path):
    import processing
    from qgis.core import QgsProcessingException

    one = json.loads(Path(areas).read_text())
    one["features"] = one["features"][:4]
    (tmp_path / "one.geojson").write_text(json.dumps(one))
    with pytest.raises(QgsProcessingException, match="at least two zones, found only LCZ G: Water"):
        processing.run("hselcz:trainnetwork", {**good, "LABELS": str(tmp_path / "one.geojson")})
    assert not Path(good["WEIGHTS"]).exists()
