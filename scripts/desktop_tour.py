# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes the pictures of QGIS's desktop that the pages show; QGIS itself runs this (`--code`), see `screenshots.py`.

`tour` is a generator: at each `yield` Qt has so many milliseconds to draw and to react.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsContrastEnhancement,
    QgsMapThemeCollection,
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
)
from qgis.PyQt.QtCore import QItemSelectionModel, Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QProgressBar, QWidget
from qgis.utils import iface

PICTURES = Path(os.environ["HSE_LCZ_PICTURES"])
SCENE = os.environ["HSE_LCZ_SCENE"]
MODEL = "mapdistricts"
WINDOW = 1200, 760


def take(widget: QWidget, name: str) -> None:
    """Saves what a widget shows."""
    if not widget.grab().save(str(PICTURES / f"{name}.png")):
        raise RuntimeError(f"{name} could not be saved")


def until(condition, seconds: float = 120) -> Iterator[int]:
    """Waits for a condition."""
    for _ in range(int(seconds * 10)):
        if condition():
            return
        yield 100
    raise TimeoutError(f"waited {seconds} s in vain")


def still() -> Iterator[int]:
    """Waits until the map is drawn."""
    yield 500
    yield from until(lambda: not iface.mapCanvas().isDrawing())
    yield 500


def tour() -> Iterator[int]:
    """Takes all pictures, one after the other."""
    import processing

    window = iface.mainWindow()
    window.resize(*WINDOW)
    window.move(0, 0)
    for dock in window.findChildren(QDockWidget):
        dock.setVisible(dock.objectName() in ("Layers", "ProcessingToolbox"))
    layers, toolbox = (window.findChild(QDockWidget, name) for name in ("Layers", "ProcessingToolbox"))
    scene = open_scene()
    window.resizeDocks([layers, toolbox], [170, 450], Qt.Orientation.Horizontal)
    expand_provider(toolbox)
    yield from still()
    take(window, "toolbox")

    dialog = processing.createAlgorithmDialog("hselcz:mapcity", {"INPUT": scene.id()})
    dialog.resize(1000, 640)
    dialog.show()
    yield 1500
    take(dialog, "dialog")
    # Small tiles, so that a small town, too, takes its time.
    dialog.setParameters({"INPUT": scene.id(), "TILE_SIZE": 150})
    dialog.runButton().click()
    bar = dialog.findChild(QProgressBar)
    yield from until(lambda: bar.value() > 40)
    take(dialog, "running")
    yield from until(lambda: bool(dialog.results()) and len(QgsProject.instance().mapLayers()) >= 3)
    dialog.close()
    toolbox.setVisible(False)
    window.resize(1400, 800)
    window.resizeDocks([layers], [330], Qt.Orientation.Horizontal)
    show_side_by_side()
    yield from still()
    iface.messageBar().clearWidgets()
    yield from still()
    take(window, "result")

    yield from model_designer()


def open_scene() -> QgsRasterLayer:
    """The scene in natural colours, in the project and on the canvas."""
    layer = QgsRasterLayer(SCENE, Path(SCENE).stem)
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 3, 2, 1)
    layer.setRenderer(renderer)
    layer.setContrastEnhancement(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
        QgsRasterMinMaxOrigin.Limits.CumulativeCut,
    )
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().setCrs(layer.crs())
    QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setExpanded(False)
    iface.setActiveLayer(layer)
    iface.mapCanvas().setExtent(layer.extent())
    return layer


def expand_provider(toolbox: QDockWidget) -> None:
    """Opens this provider with all of its groups and scrolls to it."""
    tree = toolbox.widget().findChild(QWidget, "algorithmTree") or toolbox.findChild(QWidget, "algorithmTree")
    model = tree.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if "HSE" in str(index.data()):
            tree.expandRecursively(index)
            tree.scrollTo(index, tree.ScrollHint.PositionAtTop)
            tree.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)


def show_side_by_side() -> None:
    """The zones in the main map, the settlement extent in a second one beside it."""
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    for node in root.findLayers():
        node.setExpanded(node.parent() != root)
        node.setItemVisibilityChecked(not node.name().startswith("HSE"))
    theme = QgsMapThemeCollection.MapThemeRecord()
    for layer in project.mapLayers().values():
        if layer.name().startswith("HSE"):
            theme.addLayerRecord(QgsMapThemeCollection.MapThemeLayerRecord(layer))
    project.mapThemeCollection().insert("Settlement", theme)
    canvas = iface.createNewMapCanvas("Settlement extent")
    canvas.setTheme("Settlement")
    dock = next(dock for dock in iface.mainWindow().findChildren(QDockWidget) if dock.isAncestorOf(canvas))
    dock.setFloating(False)
    iface.mainWindow().addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    iface.mainWindow().resizeDocks([dock], [530], Qt.Orientation.Horizontal)
    for view in (canvas, iface.mapCanvas()):
        view.setExtent(project.mapLayers().values().__iter__().__next__().extent())
        view.refresh()


def model_designer() -> Iterator[int]:
    """The ready-made model in the graphical modeler."""
    from processing.modeler.ModelerDialog import ModelerDialog

    registry = QgsApplication.processingRegistry()
    dialog = ModelerDialog.create(registry.algorithmById(f"hselcz:{MODEL}").create())
    dialog.resize(1400, 560)
    dialog.show()
    yield 2000
    take(dialog, "modeler")
    dialog.setDirty(False)
    dialog.close()


def step() -> None:
    """Takes the next step of the tour; closes QGIS after the last one."""
    try:
        QTimer.singleShot(next(walk), step)
        return
    except StopIteration:
        pass
    except Exception:
        (PICTURES / "problems.txt").write_text(traceback.format_exc())
    QgsProject.instance().clear()
    iface.actionExit().trigger()


walk = tour()
QTimer.singleShot(3000, step)
