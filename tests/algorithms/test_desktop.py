# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithms as people click them: dialog, log, layers, and the modeler's window."""

from __future__ import annotations

import pytest

from .desktop import dialog, wait_until


@pytest.fixture
def qgis(provider, project):
    """QGIS with an empty project."""
    return project


def test_the_dialog_runs_and_loads_both_maps(qgis, scene):
    parameters = {"INPUT": scene, "DEVICE": "cpu"}
    with dialog("hselcz:mapcity", parameters) as opened:
        opened.runButton().click()
        wait_until(lambda: opened.results())
        wait_until(lambda: len(qgis.mapLayers()) == 2)
        assert opened.wasExecuted()
        assert opened.results()["DEVICE_USED"] == "cpu"
        group = qgis.layerTreeRoot().findGroup("patchwork")
        wait_until(lambda: len(group.findLayers()) == 2)
        assert [node.name() for node in group.findLayers()] == ["LCZ patchwork", "HSE patchwork"]
        assert [node.isExpanded() for node in group.findLayers()] == [True, False]


def test_pytorch_is_first_imported_in_the_main_thread(provider, scene, tmp_path, monkeypatch):
    """Debian's builds crash QGIS where a background thread is the first to import them."""
    import threading

    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from hse_lcz.algorithms import check_environment, map_city, train_network

    threads = []
    for module in (check_environment, map_city, train_network):
        monkeypatch.setattr(module, "preload_torch", lambda: threads.append(threading.current_thread()))
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    runs = {
        "mapcity": {"INPUT": scene, "LCZ": str(tmp_path / "lcz.tif")},
        "checkenvironment": {},
        "trainnetwork": {
            "METHOD": "all layers",
            "SCENES": [scene],
            "HSE": scene,
            "WEIGHTS": str(tmp_path / "mine.npz"),
        },
    }
    for name, parameters in runs.items():
        assert provider.algorithm(name).create().prepare(parameters, context, feedback)
    assert threads == [threading.main_thread()] * len(runs)


def test_the_dialog_refuses_with_a_sentence_and_stays_open(qgis, scene, tmp_path, monkeypatch):
    from processing.gui import AlgorithmDialog

    said = []
    monkeypatch.setattr(AlgorithmDialog.QMessageBox, "warning", lambda *words: said.append(words[-1]))
    twice = str(tmp_path / "map.tif")
    with dialog("hselcz:mapcity", {"INPUT": scene, "DEVICE": "cpu", "HSE": twice, "LCZ": twice}) as opened:
        opened.runButton().click()
        wait_until(lambda: said or opened.wasExecuted())
        assert not opened.results()
    (sentence,) = said
    label, other = "“LCZ map” (LCZ)", "“HSE map (%)” (HSE)"
    assert sentence == f"{label} should be a file of its own, but {twice} is {other} already; choose another name."
    assert not (tmp_path / "map.tif").exists()


@pytest.mark.parametrize("name", ["checkenvironment", "stylemap", "mapdistricts", "canopyparameters", "preparestack"])
def test_every_parameter_has_a_widget_that_gives_its_default(qgis, provider, name):
    algorithm = provider.algorithm(name)
    with dialog(algorithm.id(), {}) as opened:
        for item in algorithm.parameterDefinitions():
            if item.isDestination():
                continue
            wrapper = opened.mainWidget().wrappers[item.name()]
            if item.defaultValue() is not None:
                assert wrapper.parameterValue() == item.defaultValue(), item.name()


def test_the_modeler_opens_the_ready_model(qgis, provider):
    from processing.modeler.ModelerDialog import ModelerDialog

    window = ModelerDialog.create(provider.algorithm("mapdistricts").create())
    try:
        model = window.model()
        assert set(model.childAlgorithms()) == {"map", "summary"}
        assert all(child.algorithm() is not None for child in model.childAlgorithms().values())
        problems = {name: model.validateChildAlgorithm(name) for name in model.childAlgorithms()}
        assert all(fine for fine, _ in problems.values()), f"{problems}; run scripts/make_models.py"
        scene = window.findChild(object, "view")
        assert scene is None or not scene.scene().itemsBoundingRect().isEmpty()
    finally:
        window.setDirty(False)
        window.close()


@pytest.mark.parametrize(("name", "field"), [("assesslcz", "CLASS_FIELD"), ("refinewithheights", "HEIGHT_FIELD")])
def test_the_modeler_takes_a_field_by_its_name(qgis, provider, name, field):
    """The list of fields beside rasters is the plugin's own: in a model it is a box to write in."""
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog
    from qgis.core import QgsProcessingModelAlgorithm

    window = ModelerParametersDialog(provider.algorithm(name).create(), QgsProcessingModelAlgorithm("model", "group"))
    try:
        wrapper = window.widget.widget.wrappers[field]
        wrapper.setValue("zone")
        assert wrapper.value() == "zone"
    finally:
        window.close()
