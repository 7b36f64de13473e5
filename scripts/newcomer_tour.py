# SPDX-License-Identifier: GPL-2.0-or-later
"""A newcomer's first hour in the desktop, with a picture at each step; QGIS itself runs this, see `newcomer.py`.

The tour is a generator: each `yield` hands the desktop back to Qt for some milliseconds. It asserts what a newcomer
would notice: the layer tree, texts without parameter ids, and that every run ends with results.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QItemSelectionModel, Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QLabel, QWidget
from qgis.utils import iface

PICTURES = Path(os.environ["HSE_LCZ_PICTURES"])
FOLDER = Path(os.environ["HSE_LCZ_FOLDER"])
LANGUAGE = QgsApplication.locale()[:2]
# What no form may show to people: ids of parameters, keys of lists, Python values.
IDS = re.compile(r"\b(?:[A-Z]+_[A-Z_]+|None|True|False|[a-z]+_[a-z_]+)\b")


def take(widget: QWidget, name: str) -> None:
    """Saves what a widget shows."""
    if not widget.grab().save(str(PICTURES / f"{name}.png")):
        raise RuntimeError(f"{name} could not be saved")


def until(condition, seconds: float = 240) -> Iterator[int]:
    """Waits for a condition."""
    for _ in range(int(seconds * 10)):
        if condition():
            return
        yield 100
    raise TimeoutError(f"waited {seconds} s in vain")


def still() -> Iterator[int]:
    """Waits until the map is drawn."""
    yield 400
    yield from until(lambda: not iface.mapCanvas().isDrawing())
    yield 400


def run(name: str, parameters: dict, picture: str, size: tuple[int, int] = (1000, 720)) -> Iterator[int]:
    """Opens a form, takes its picture, runs it, takes the picture of its log; its results are in `run.results`."""
    import processing

    dialog = processing.createAlgorithmDialog(name, parameters)
    dialog.resize(*size)
    dialog.show()
    yield 1200
    assert_words(dialog, name)
    take(dialog, f"{picture}-form")
    dialog.runButton().click()
    yield from until(lambda: dialog.wasExecuted() and bool(dialog.results()))
    yield 1500
    take(dialog, f"{picture}-log")
    run.results = dict(dialog.results())
    dialog.close()
    yield 300


def assert_words(dialog: QWidget, name: str) -> None:
    """No label of a form speaks in ids."""
    for label in dialog.mainWidget().findChildren(QLabel):
        if label.isVisible():
            assert not IDS.search(label.text()), f"{name}: “{label.text()}” speaks in ids"


def tree() -> list:
    """Groups at the root with the names of their layers."""
    root = QgsProject.instance().layerTreeRoot()
    return [(child.name(), [node.name() for node in child.findLayers()]) for child in root.children()]


def window_picture(name: str) -> Iterator[int]:
    """A picture of QGIS as a whole, zoomed to the layers."""
    iface.messageBar().clearWidgets()
    iface.zoomFull()
    yield from still()
    take(iface.mainWindow(), name)


def layer(name: str):
    """The layer of that name."""
    return QgsProject.instance().mapLayersByName(name)[0]


def tour() -> Iterator[int]:
    """The steps."""
    window = iface.mainWindow()
    window.resize(1400, 860)
    window.move(0, 0)
    for dock in window.findChildren(QDockWidget):
        dock.setVisible(dock.objectName() in ("Layers", "ProcessingToolbox"))
    layers, toolbox = (window.findChild(QDockWidget, name) for name in ("Layers", "ProcessingToolbox"))
    window.resizeDocks([layers, toolbox], [300, 330], Qt.Orientation.Horizontal)
    expand_provider(toolbox)
    yield 800
    take(window, "01-toolbox")
    menu = next(action.menu() for action in iface.pluginMenu().actions() if "HSE" in action.text())
    menu.popup(window.mapToGlobal(window.rect().center()))
    yield 500
    take(menu, "02-menu")
    menu.close()

    yield from run("hselcz:loaddemo", {"FOLDER": str(FOLDER)}, "03-demo")
    yield from window_picture("04-demo-town")
    town = layer("Demo town") if LANGUAGE == "en" else next(
        one for one in QgsProject.instance().mapLayers().values() if one.source().endswith("town.tif")
    )  # fmt: skip
    iface.setActiveLayer(town)
    sheet = FOLDER / "sheet.pdf"
    yield from run(
        "hselcz:mapcity", {"INPUT": town.id(), "SHEET": str(sheet), "CONFIDENCE": "TEMPORARY_OUTPUT"}, "05-map"
    )
    assert sheet.is_file()
    first = run.results
    yield from window_picture("06-maps")
    place = town.name()
    assert [name for name, _ in tree()].count(place) == 1, tree()
    assert f"LCZ {place}" in dict(tree())[place], tree()
    # The second date lies in another group, though a layer of the first one is the current one.
    iface.setActiveLayer(
        next(one for one in QgsProject.instance().mapLayers().values() if one.name() == f"LCZ {place}")
    )
    second = FOLDER / "town_20270611.tif"
    yield from run("hselcz:mapcity", {"INPUT": str(second), "PRESET": 0, "LCZ": "TEMPORARY_OUTPUT"}, "07-second")
    later = run.results
    yield from window_picture("08-second-date")
    assert [name for name, _ in tree()][:2] == ["town 2027-06-11", place], tree()
    yield from run(
        "hselcz:comparedates",
        {"INPUT": first["LCZ"], "AFTER": later["LCZ"], "LCZ_TRANSITION": str(FOLDER / "transition.tif")},
        "09-change",
    )
    yield from window_picture("10-changes")
    truth = FOLDER / "town_lcz.tif"
    # A raster as the reference, while a raster is the active layer: this form once ended QGIS.
    yield from run("hselcz:assesslcz", {"INPUT": first["LCZ"], "REFERENCE": str(truth)}, "11-accuracy")
    yield from run(
        "hselcz:summarise",
        {"INPUT": first["LCZ"], "HSE": first["HSE"], "POLYGONS": str(FOLDER / "districts.gpkg"), "NAME": "name"},
        "12-districts",
    )
    yield from window_picture("13-district-map")
    yield from run("hselcz:canopyparameters", {"INPUT": first["LCZ"]}, "14-canopy")
    yield from window_picture("15-canopy-map")
    yield from run(
        "hselcz:stylemap",
        {"INPUT": first["LCZ"], "CONFIDENCE": first["CONFIDENCE"], "FADED": str(FOLDER / "faded.tif")},
        "16-faded",
    )
    yield from window_picture("17-faded-map")
    provider = QgsApplication.processingRegistry().providerById("hselcz")
    for algorithm in provider.algorithms():
        yield from form(algorithm.id(), f"18-{algorithm.name()}")


def form(name: str, picture: str) -> Iterator[int]:
    """Opens a form and takes its picture."""
    import processing

    dialog = processing.createAlgorithmDialog(name, {})
    dialog.resize(1000, 720)
    dialog.show()
    yield 1000
    assert_words(dialog, name)
    take(dialog, picture)
    dialog.close()
    yield 200


def expand_provider(toolbox: QDockWidget) -> None:
    """Opens this provider with all of its groups and scrolls to it."""
    tree_view = toolbox.widget().findChild(QWidget, "algorithmTree") or toolbox.findChild(QWidget, "algorithmTree")
    model = tree_view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if "HSE" in str(index.data()):
            tree_view.expandRecursively(index)
            tree_view.scrollTo(index, tree_view.ScrollHint.PositionAtTop)
            tree_view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)


def step() -> None:
    """Goes on to the next step, and leaves QGIS after the last one."""
    try:
        QTimer.singleShot(next(steps), step)
        return
    except StopIteration:
        (PICTURES / "done.txt").write_text("\n".join(map(str, tree())), encoding="utf-8")
    except Exception:
        (PICTURES / "problems.txt").write_text(traceback.format_exc(), encoding="utf-8")
        take(iface.mainWindow(), "99-problem")
    QgsProject.instance().clear()
    iface.actionExit().trigger()


steps = tour()
QTimer.singleShot(3000, step)
