# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens every dialog of the provider with each kind of active layer; the desktop of QGIS runs this (`--code`).

Reads HSE_LCZ_RASTER and HSE_LCZ_VECTOR, paths of two layers, and writes to HSE_LCZ_LOG a line before each dialog is
opened, so that the last line names the dialog in which QGIS died. The line "done" ends a complete run.
"""

import os
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.utils import iface


def main() -> None:
    """Opens the dialogs, then leaves QGIS."""
    with Path(os.environ["HSE_LCZ_LOG"]).open("w", encoding="utf-8") as log:
        try:
            for loaded, active in STATES:
                open_all(loaded, active, log)
            log.write("done\n")
        except Exception:
            log.write(traceback.format_exc())
    QgsProject.instance().clear()
    iface.actionExit().trigger()


# (layers in the project, the one of them that is active)
STATES = ((), ""), (("raster",), "raster"), (("vector",), "vector"), (("raster", "vector"), "raster"), (
    ("raster", "vector"), "vector",
)  # fmt: skip


def open_all(loaded, active, log) -> None:
    """Opens every dialog of the provider once, with these layers in the project."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    project = QgsProject.instance()
    project.clear()
    layers = {
        "raster": lambda: QgsRasterLayer(os.environ["HSE_LCZ_RASTER"], "raster"),
        "vector": lambda: QgsVectorLayer(os.environ["HSE_LCZ_VECTOR"], "vector"),
    }
    added = {name: project.addMapLayer(layers[name]()) for name in loaded}
    iface.setActiveLayer(added.get(active))
    QCoreApplication.processEvents()
    if active and iface.activeLayer() is not added[active]:
        raise RuntimeError(f"the active layer is not the {active}")
    for algorithm in QgsApplication.processingRegistry().providerById("hselcz").algorithms():
        log.write(f"{algorithm.name()} with {', '.join(loaded) or 'nothing'} loaded, active: {active or 'none'}\n")
        log.flush()
        dialog = AlgorithmDialog(algorithm.create(), parent=iface.mainWindow())
        dialog.show()
        QCoreApplication.processEvents()
        choose_every_layer(dialog, algorithm, added)
        dialog.close()
        dialog.deleteLater()
        QCoreApplication.processEvents()


def choose_every_layer(dialog, algorithm, layers) -> None:
    """Chooses each layer for each parameter that takes any layer, and sees that lists of fields follow."""
    choosers = [item for item in algorithm.parameterDefinitions() if item.type() == "layer"]
    fields = [item for item in algorithm.parameterDefinitions() if item.type() == "field"]
    for item in choosers:
        wrappers = dialog.mainWidget().wrappers
        for name, layer in layers.items():
            dialog.setParameters({item.name(): layer.id()})
            QCoreApplication.processEvents()
            for field in fields:
                if field.parentLayerParameterName() == item.name():
                    widget = wrappers[field.name()].widget
                    listed = {widget.itemText(row) for row in range(widget.count())} - {""}
                    wanted = {one.name() for one in layer.fields()} if name == "vector" else set()
                    if listed != wanted:
                        raise RuntimeError(f"{algorithm.name()}: {field.name()} lists {listed}, not {wanted}")


QTimer.singleShot(1000, main)
