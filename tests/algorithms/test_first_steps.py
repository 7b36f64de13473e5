# SPDX-License-Identifier: GPL-2.0-or-later
"""A newcomer's first steps: the demo town, presets, the city sheet, the menu and the guide."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from .conftest import files_in, refused

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def layers(project):
    """Function that gives the layers of the project from top to bottom: name -> tree node."""
    return lambda: {node.name(): node for node in project.layerTreeRoot().findLayers()}


def test_the_demo_town_is_loaded_in_true_colour_with_its_truth(provider, project, layers, tmp_path):
    import processing

    done = processing.runAndLoadResults("hselcz:loaddemo", {"FOLDER": str(tmp_path)})
    nodes = layers()
    assert list(nodes) == ["True LCZ map Demo town", "True HSE map Demo town", "Demo town"]
    assert [node.itemVisibilityChecked() for node in nodes.values()] == [False, False, True]
    assert nodes["Demo town"].layer().renderer().type() == "multibandcolor"
    assert nodes["True LCZ map Demo town"].layer().renderer().type() == "paletted"
    assert gdal.Open(done["SCENE"]).RasterCount == 10
    assert np.unique(gdal.Open(done["TRUE_LCZ"]).ReadAsArray()).size > 3
    assert nodes["Demo town"].parent().name() == "Demo town"


def test_another_number_is_another_town(provider, tmp_path):
    import processing

    first, second = (
        processing.run("hselcz:loaddemo", {"FOLDER": str(tmp_path / str(seed)), "SEED": seed}) for seed in (1, 2)
    )
    pair = [gdal.Open(town["TRUE_LCZ"]).ReadAsArray() for town in (first, second)]
    assert (pair[0] != pair[1]).any()


def run_job(monkeypatch):
    """Makes the core hand back the job that it is given."""
    from hse_lcz.model.mapping import map_scene

    jobs = []

    def map_city(job):
        jobs.append(job)
        raise map_scene.InputError("Only looked at.")
        yield

    monkeypatch.setattr(map_scene, "map_city", map_city)
    return jobs


@pytest.mark.parametrize(
    ("preset", "orientations", "dates", "outputs"),
    [
        ("quick", 1, 0, {"HSE", "LCZ"}),
        ("careful", 8, 1, {"HSE", "LCZ", "LCZ_FILTERED", "CONFIDENCE"}),
        ("custom", 4, 1, {"HSE", "LCZ"}),
        (None, 4, 1, {"HSE", "LCZ"}),
    ],
)
def test_a_preset_decides_about_views_dates_and_maps(
    mapcity, scene, tmp_path, monkeypatch, preset, orientations, dates, outputs
):
    jobs = run_job(monkeypatch)
    given = {} if preset is None else {"PRESET": preset}
    paths = {key: str(tmp_path / f"{key.lower()}.tif") for key in ("HSE", "LCZ")}
    refused(lambda: mapcity(INPUT=scene, ORIENTATIONS="4", DATES=[scene], **paths, **given))
    (job,) = jobs
    assert (job.orientations, len(job.dates), set(job.outputs)) == (orientations, dates, outputs)
    assert job.precision == ("fast" if preset == "quick" else "exact")


def test_careful_writes_beside_the_map_and_not_over_what_was_chosen(mapcity, scene, tmp_path, monkeypatch):
    jobs = run_job(monkeypatch)
    refused(lambda: mapcity(
        INPUT=scene, PRESET="careful", LCZ=str(tmp_path / "rio.tif"), CONFIDENCE=str(tmp_path / "mine.tif")
    ))  # fmt: skip
    assert jobs[0].outputs == {
        "LCZ": str(tmp_path / "rio.tif"),
        "LCZ_FILTERED": str(tmp_path / "rio_filtered.tif"),
        "CONFIDENCE": str(tmp_path / "mine.tif"),
    }


def test_careful_without_a_map_of_zones_adds_nothing(mapcity, scene, tmp_path, monkeypatch):
    jobs = run_job(monkeypatch)
    refused(lambda: mapcity(INPUT=scene, PRESET="careful", HSE=str(tmp_path / "hse.tif")))
    assert set(jobs[0].outputs) == {"HSE"}


def test_a_preset_that_is_no_number_is_refused(mapcity, scene, tmp_path):
    reason = refused(lambda: mapcity(INPUT=scene, PRESET=float("nan"), LCZ=str(tmp_path / "lcz.tif")))
    assert "(PRESET) should be one of quick, careful, custom, not nan" in reason


def test_careful_loads_all_four_maps(mapcity, project, layers, scene):
    import processing
    from qgis.core import QgsProcessingOutputLayerDefinition

    temporary = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
    processing.runAndLoadResults(
        "hselcz:mapcity", {"INPUT": scene, "DEVICE": "cpu", "PRESET": "careful", "HSE": temporary, "LCZ": temporary}
    )
    names = ["LCZ patchwork", "LCZ filtered patchwork", "HSE patchwork", "LCZ confidence patchwork"]
    assert list(layers()) == names
    assert [node.itemVisibilityChecked() for node in layers().values()] == [True, False, True, False]


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_the_sheet_shows_the_maps_in_their_colours(mapcity, scene, tmp_path, ending):
    from qgis.PyQt.QtGui import QImage

    from hse_lcz.model.tables import lcz

    paths = {"HSE": "hse.tif", "LCZ": "lcz.tif", "SHEET": f"sheet.{ending}"}
    done = mapcity(INPUT=scene, **{key: str(tmp_path / name) for key, name in paths.items()})
    sheet = Path(done["SHEET"])
    assert sheet == tmp_path / f"sheet.{ending}"
    assert {path.suffix for path in tmp_path.iterdir()} == {".tif", ".qml", ".xml", f".{ending}"}
    if ending == "pdf":
        content = sheet.read_bytes()
        assert content.startswith(b"%PDF-")
        assert content.count(b"/Type /Page\n") == 1
        return
    image = QImage(str(sheet))
    assert image.width() == 3508  # A4 across at 300 dots per inch
    # The panel of the zones: its middle third holds the colours of the zones that the map has.
    zones = gdal.Open(done["LCZ"]).ReadAsArray()
    shown = {image.pixelColor(x, y).name().upper() for x in range(2400, 3350, 8) for y in range(420, 1200, 8)}
    frequent = lcz.ZONES[int(np.bincount(zones[zones > 0]).argmax()) - 1]
    assert frequent.colour in shown


@pytest.mark.parametrize("key", ["HSE", "LCZ"])
def test_a_sheet_of_one_map_has_one_panel_less(mapcity, scene, tmp_path, key):
    from qgis.PyQt.QtGui import QImage

    done = mapcity(INPUT=scene, **{key: str(tmp_path / "map.tif"), "SHEET": str(tmp_path / "sheet.png")})
    image = QImage(done["SHEET"])
    columns = {"last": range(2400, 3350, 10), "middle": range(1260, 2200, 10)}
    inked = {
        name: any(image.pixelColor(x, y).name() != "#ffffff" for x in xs for y in range(420, 1200, 10))
        for name, xs in columns.items()
    }
    assert inked == {"last": False, "middle": True}


def test_a_layer_without_a_name_is_called_by_its_file(mapcity, scene, tmp_path):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(scene)
    assert layer.name() == ""
    done = mapcity(INPUT=layer, LCZ=str(tmp_path / "lcz.tif"), SHEET=str(tmp_path / "sheet.pdf"))
    assert b"Patchwork" in Path(done["SHEET"]).read_bytes().replace(b"\0", b"")  # the title of the document


def test_a_sheet_is_refused_before_the_work(mapcity, scene, tmp_path):
    sentence = refused(lambda: mapcity(INPUT=scene, LCZ=str(tmp_path / "l.tif"), SHEET=str(tmp_path / "s.svg")))
    assert sentence.startswith("City sheet should be a PDF or PNG file, but is ")
    confidence = {"CONFIDENCE": str(tmp_path / "c.tif"), "SHEET": str(tmp_path / "s.pdf")}
    assert "both are skipped" in refused(lambda: mapcity(INPUT=scene, **confidence))
    assert files_in(tmp_path) == []


def test_a_sheet_that_cannot_be_written_leaves_the_maps(mapcity, scene, tmp_path, monkeypatch):
    """The disk is full when the maps are there."""
    from qgis.core import QgsProcessingFeedback

    from hse_lcz.algorithms import city_sheet

    def full(content, path):
        raise OSError("No space left on device")

    monkeypatch.setattr(city_sheet, "_draw", full)
    feedback = QgsProcessingFeedback()
    done = mapcity(feedback, INPUT=scene, LCZ=str(tmp_path / "lcz.tif"), SHEET=str(tmp_path / "sheet.pdf"))
    assert Path(done["LCZ"]).is_file()
    assert "SHEET" not in done
    assert "sheet.pdf cannot be written (No space left on device)" in feedback.textLog()
    assert not (tmp_path / "sheet.pdf").exists()


class Interface:
    """What the menu asks of QGIS."""

    def __init__(self, window=None) -> None:
        self.entries: list = []
        self._window = window

    def mainWindow(self):
        return self._window

    def addPluginToMenu(self, title, action) -> None:
        self.entries.append((title, action))

    def removePluginMenu(self, title, action) -> None:
        self.entries.remove((title, action))


def test_the_menu_has_three_entries_and_goes_with_the_plugin(provider, monkeypatch):
    import processing

    from hse_lcz.algorithms import menu

    opened, interface = [], Interface()
    monkeypatch.setattr(processing, "execAlgorithmDialog", lambda name, values: opened.append(name), raising=False)
    monkeypatch.setattr(menu.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    entries = menu.Menu(interface)
    assert [action.text() for _, action in interface.entries] == ["Map a scene…", "Load the demo town…", "User guide"]
    assert not any(action.icon().isNull() for _, action in interface.entries)
    for _, action in interface.entries:
        action.trigger()
    assert opened == ["hselcz:mapcity", "hselcz:loaddemo", str(menu.GUIDE)]
    assert provider.algorithm("mapcity") is not None
    entries.remove()
    assert interface.entries == []


def test_a_menu_that_is_removed_leaves_nothing_in_the_main_window(qgis_app):
    """Each reload of the plugin would leave its entries there."""
    from qgis.PyQt.QtCore import QCoreApplication, QEvent
    from qgis.PyQt.QtWidgets import QAction, QMainWindow

    from hse_lcz.algorithms import menu

    window = QMainWindow()
    entries = menu.Menu(Interface(window))
    assert len(window.findChildren(QAction)) == 3
    entries.remove()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QAction) == []


def test_the_guide_is_what_its_script_makes_and_needs_no_network():
    import make_guide

    assert make_guide.GUIDE.read_text(encoding="utf-8") == make_guide.guide(), "run scripts/make_guide.py"
    text = make_guide.guide()
    sections = set(re.findall(r'<section id="(\w+)"', text))
    assert {"mapcity", "loaddemo", "inputs"} <= sections
    assert set(re.findall(r'href="#([\w]+)"', text)) <= sections
    assert "<img" not in text
    assert "<script" not in text
    assert len(text) < 300_000


def test_the_main_algorithm_comes_first_in_the_toolbox(provider):
    """QGIS sorts groups and algorithms by name."""
    first_group = min(algorithm.group() for algorithm in provider.algorithms())
    names = [algorithm.displayName() for algorithm in provider.algorithms() if algorithm.group() == first_group]
    assert min(names) == provider.algorithm("mapcity").displayName()
