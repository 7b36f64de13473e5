# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:loaddemo`: a simulated scene of a small town and its true maps, to try the plugin without data."""

from __future__ import annotations

from functools import partial
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputRasterLayer,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)

from ..model.tables import products
from . import groups, styling, values
from .base import Algorithm
from .language import tr

TOWN = "Demo town"
# (output, kind of layer, label, help)
LAYERS = (
    ("SCENE", "STACK", "Demo town", "The simulated Sentinel-2 scene: the ten bands at 10 m."),
    (
        "TRUE_LCZ",
        "TRUE_LCZ",
        "True LCZ map",
        "The zone that was built in each cell of 100 m, to assess an LCZ map with.",
    ),
    ("TRUE_HSE", "TRUE_HSE", "True HSE map", "The sealed share of each cell of 20 m, to assess an HSE map with."),
)


class LoadDemo(Algorithm):
    """Writes the demo town and loads it."""

    NAME = "loaddemo"
    TITLE = "Load the demo town"
    GROUP = groups.SETUP
    SUMMARY = "Creates a simulated Sentinel-2 scene of a small town with its true maps, to try the plugin without data."
    TAGS = ("demo", "example", "sample data", "tutorial", "first steps", "simulated", "sentinel-2", "try")
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.declare(
            number("SEED", "Number of the town", number.Type.Integer, 1, minValue=1, maxValue=9999),
            "Another number gives another town; the same number always gives the same town.",
            advanced=True,
        )
        self.declare(
            QgsProcessingParameterFolderDestination("FOLDER", "Folder"),
            "Where the three files town.tif, town_lcz.tif and town_hse.tif are written.",
        )
        for name, _, label, text in LAYERS:
            self.declare(QgsProcessingOutputRasterLayer(name, label), text)

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Whether the folder can be written."""
        folder = self.parameterAsString(parameters, "FOLDER", context)
        refused = values.refuse_choices(self, parameters, context)
        return refused or values.refuse_unwritable({"FOLDER": f"{folder}/town.tif"}, ())

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Simulates the town, writes its files and has QGIS load them."""
        from ..model.simulation.scene import town_job

        folder = self.parameterAsString(parameters, "FOLDER", context)
        feedback.pushInfo("Simulating a town of 6 x 6 km: this takes some seconds.")
        files = self.drive(town_job(folder, self.parameterAsInt(parameters, "SEED", context)), feedback)
        if files is None:
            return {}
        paths = dict(zip((name for name, *_ in LAYERS), (files.scene, files.lcz, files.hse)))
        for name, kind, label, _ in LAYERS:
            self._load(str(paths[name]), name, kind, label, context)
        feedback.pushInfo(
            "Next step: open “Map settlement extent and local climate zones” and map the layer “Demo town”."
        )
        return {"FOLDER": folder, **{name: str(path) for name, path in paths.items()}}

    def _load(self, path: str, name: str, kind: str, label: str, context: QgsProcessingContext) -> None:
        """Has QGIS load a file into its project, where there is one."""
        project = context.project()
        if project is None:
            return
        title = tr(label) if kind == "STACK" else f"{tr(label)} {tr(TOWN)}"
        details = QgsProcessingContext.LayerDetails(title, project, name)
        details.forceName = True  # QGIS would rather take the name of the file
        context.addLayerToLoadOnCompletion(path, details)
        finish = styling.show_true_colour if kind == "STACK" else partial(_draw_map, kind.replace("TRUE_", ""))
        styling.announce_layer(finish, path, tr(TOWN), context, kind)


def _draw_map(key: str, layer: Any) -> None:
    """Gives a true map the colours of the product of that key."""
    styling.set_renderer(layer, styling.renderer(products.PRODUCTS[key].key, layer.dataProvider()))
