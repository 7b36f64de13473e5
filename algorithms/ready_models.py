# SPDX-License-Identifier: GPL-2.0-or-later
"""Ready-made models of QGIS's graphical modeler, listed among the plugin's algorithms and translated like them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
)
from qgis.PyQt.QtGui import QIcon

from ..model.tables import products
from . import catalogue_input, fetch_scene, form_words, groups, map_city, scene_input, values
from .base import DOCS_URL, ICONS, ROOT, help_panel, introduction
from .language import tr
from .log_language import ErrorListener
from .map_city import SCENE_HELP
from .summarise import COPY_HELP, NAME_HELP, POLYGONS_HELP, REPORT_HELP

MODELS = ROOT / "resources" / "models"
_MAP_TEXTS = {
    f"map:{product.key}": text for product, _, text in map_city.OUTPUTS if product in (products.HSE, products.LCZ)
}


class ReadyModel(QgsProcessingModelAlgorithm):
    """A model from a file, with the icon, help and translated texts that a user's own model does not have.

    Attributes:
        NAME: id inside the provider, and name of the file.
        TITLE: name in the toolbox.
        GROUP: one of the toolbox groups in `groups`.
        SUMMARY: one sentence that starts with a verb in -s.
        TAGS: words by which the toolbox finds it.
        TEXTS: help by name of parameter or output; what stands above it is in `resources`.
    """

    NAME = ""
    TITLE = ""
    GROUP = ("", "")
    SUMMARY = ""
    TAGS: tuple[str, ...] = ()
    TEXTS: Mapping[str, str] = {}

    def __init__(self) -> None:
        super().__init__()
        self.fromFile(str(MODELS / f"{self.NAME}.model3"))
        # The file holds English labels and no help.
        for item in [*self.parameterDefinitions(), *self.outputDefinitions()]:
            item.setDescription(tr(item.description()))
        for parameter in self.parameterDefinitions():
            parameter.setHelp(tr(self.TEXTS.get(parameter.name(), "")))

    def createInstance(self) -> ReadyModel:
        """A new instance: QGIS runs copies."""
        return type(self)()

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return tr(self.TITLE)

    def groupId(self) -> str:
        return self.GROUP[0]

    def group(self) -> str:
        return tr(self.GROUP[1])

    def tags(self) -> list[str]:
        return list(self.TAGS)

    def shortDescription(self) -> str:
        return tr(self.SUMMARY)

    def shortHelpString(self) -> str:
        return help_panel(tr(self.introduction()), self.parameterDefinitions())

    def introduction(self) -> str:
        """The text above the parameters' help, in English."""
        return introduction(self.NAME)

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(ICONS / f"{self.NAME}.svg")

    def helpUrl(self) -> str:
        return f"{DOCS_URL}/{self.NAME}.md"

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """The gate of QGIS, whose sentences say what was expected, with the labels of the form."""
        accepted, said = super().checkParameterValues(parameters, context)
        said = "" if accepted else values.refuse_unfit(self, parameters, context) or said
        return accepted, form_words.with_labels(said, self.parameterDefinitions())

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Runs the steps; where one fails, its own sentence is told, which QGIS writes to the log alone.

        Raises:
            QgsProcessingException: with that sentence.
        """
        listener = ErrorListener(feedback)
        try:
            return super().processAlgorithm(parameters, context, listener)
        except QgsProcessingException as error:
            said = f"{error}: {listener.error}" if listener.error else str(error)
            raise QgsProcessingException(said) from error


class MapDistricts(ReadyModel):
    """From a scene to both maps and to figures for each district."""

    NAME = "mapdistricts"
    TITLE = "Map settlement, zones and districts"
    GROUP = groups.MAPPING
    SUMMARY = "Maps a Sentinel-2 scene and summarises both maps for each district, as a ready-made model."
    TAGS = (
        "model", "modeler", "workflow", "sentinel-2", "safe", "hse", "lcz", "local climate zones", "districts",
        "zonal statistics", "neighbourhood",
    )  # fmt: skip
    TEXTS = {
        "SCENE": SCENE_HELP,
        "DISTRICTS": POLYGONS_HELP,
        "NAME": NAME_HELP,
        **_MAP_TEXTS,
        "summary:DISTRICTS": COPY_HELP,
        "summary:REPORT": REPORT_HELP,
    }

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Accepts a product's zip, which QGIS does not know as a raster; the step that reads it checks it."""
        return super().checkParameterValues(scene_input.for_qgis(parameters, "SCENE"), context)


class FetchAndMap(ReadyModel):
    """From an area and a period to a scene and both maps."""

    NAME = "fetchandmap"
    TITLE = "Fetch a scene and map it"
    GROUP = groups.SCENES
    SUMMARY = "Fetches a cloud-free Sentinel-2 scene of an area and maps it, as a ready-made model."
    TAGS = (
        "model", "modeler", "workflow", "sentinel-2", "download", "fetch", "stac", "composite", "cloud-free", "hse",
        "lcz", "local climate zones",
    )  # fmt: skip
    TEXTS = {
        "EXTENT": fetch_scene.EXTENT_HELP,
        "START": fetch_scene.START_HELP,
        "END": fetch_scene.END_HELP,
        "CATALOG_URL": catalogue_input.URL_HELP,
        "fetch:SCENE": fetch_scene.SCENE_HELP,
        **_MAP_TEXTS,
    }


READY_MODELS = (MapDistricts, FetchAndMap)
