# SPDX-License-Identifier: GPL-2.0-or-later
"""A walk through the desktop that takes a picture at each stop; QGIS itself runs this (`--code`), see `screenshots.py`.

The walk is a generator: each `yield` hands the desktop back to Qt for some milliseconds.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsApplication, QgsContrastEnhancement, QgsMultiBandColorRenderer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QItemSelectionModel, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QWidget
from qgis.utils import iface

PICTURES = Path(os.environ["HSE_LCZ_PICTURES"])
SCENE = os.environ["HSE_LCZ_SCENE"]
MODEL = "Settlement and climate zones by district"
WINDOW = 1400, 820


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
    """The stops."""
    import processing

    window = iface.mainWindow()
    window.resize(*WINDOW)
    window.move(0, 0)
    for dock in window.findChildren(QDockWidget):
        dock.setVisible(dock.objectName() in ("Layers", "ProcessingToolbox"))
    iface.messageBar().clearWidgets()
    scene = open_scene()
    toolbox = window.findChild(QDockWidget, "ProcessingToolbox")
    window.resizeDocks([window.findChild(QDockWidget, "Layers"), toolbox], [330, 330], 1)  # 1: horizontal
    yield from still()

    expand_provider(toolbox)
    yield from still()
    take(window, "toolbox")

    folder = Path(SCENE).parent
    maps = {key: str(folder / f"town_{key.lower()}_map.tif") for key in ("HSE", "LCZ")}
    dialog = processing.createAlgorithmDialog("hselcz:mapcity", {"INPUT": scene.id(), **maps})
    dialog.resize(1000, 640)
    dialog.show()
    yield 1500
    take(dialog, "dialog")
    dialog.runButton().click()
    yield from until(lambda: "%" in dialog_progress(dialog) or dialog.results())
    take(dialog, "running")
    yield from until(lambda: bool(dialog.results()))
    yield from until(lambda: len(QgsProject.instance().mapLayers()) >= 3)
    yield from still()
    dialog.close()
    toolbox.setVisible(False)
    show_results()
    yield from still()
    take(window, "result")

    yield from model_designer()


def open_scene() -> QgsRasterLayer:
    """The scene in natural colours, in the project and on the canvas."""
    layer = QgsRasterLayer(SCENE, Path(SCENE).stem)
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 3, 2, 1)
    layer.setRenderer(renderer)
    layer.setContrastEnhancement(QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum)
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().setCrs(layer.crs())
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


def dialog_progress(dialog: QWidget) -> str:
    """What the log of an algorithm dialog says."""
    return dialog.findChild(QWidget, "txtLog").toPlainText()


def show_results() -> None:
    """Both legends open, the zones on top and half of the settlement beside them is not asked of anyone: zones only."""
    root = QgsProject.instance().layerTreeRoot()
    for node in root.findLayers():
        node.setExpanded(node.name() != "town")
    iface.layerTreeView().expandAllNodes()


def model_designer() -> Iterator[int]:
    """The ready-made model in the graphical modeler."""
    from processing.modeler.ModelerDialog import ModelerDialog

    registry = QgsApplication.processingRegistry()
    model = next(item for item in registry.providerById("hselcz").algorithms() if item.displayName() == MODEL)
    dialog = ModelerDialog.create(model)
    dialog.resize(1300, 760)
    dialog.show()
    yield 2000
    take(dialog, "modeler")
    dialog.setDirty(False)
    dialog.close()


def step() -> None:
    """Goes on to the next stop, and home after the last one."""
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
