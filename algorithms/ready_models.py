# SPDX-License-Identifier: GPL-2.0-or-later
"""Models of the graphical modeler that come with the plugin, listed among its algorithms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from . import groups, scene_input
from .base import DOCS_URL, ICONS, ROOT, help_panel, introduction

MODELS = ROOT / "resources" / "models"


class ReadyModel(QgsProcessingModelAlgorithm):
    """A model from a file, with the identity that a model of one's own lacks.

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
        for parameter in self.parameterDefinitions():
            parameter.setHelp(self.TEXTS.get(parameter.name(), ""))

    def createInstance(self) -> ReadyModel:
        """A fresh one: QGIS runs copies."""
        return type(self)()

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return self.TITLE

    def groupId(self) -> str:
        return self.GROUP[0]

    def group(self) -> str:
        return self.GROUP[1]

    def tags(self) -> list[str]:
        return list(self.TAGS)

    def shortDescription(self) -> str:
        return self.SUMMARY

    def shortHelpString(self) -> str:
        return help_panel(introduction(self.NAME), self.parameterDefinitions())

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(ICONS / f"{self.NAME}.svg")

    def helpUrl(self) -> str:
        return f"{DOCS_URL}/{self.NAME}.md"


class MapDistricts(ReadyModel):
    """From a scene to both maps and to figures for each district."""

    NAME = "mapdistricts"
    TITLE = "Map a scene and sum up districts"
    GROUP = groups.MAPPING
    SUMMARY = "Maps a Sentinel-2 scene and sums up settlement and zones for each district (a ready-made model)."
    TAGS = (
        "model", "modeler", "workflow", "sentinel-2", "safe", "hse", "lcz", "local climate zones", "districts",
        "zonal statistics", "neighbourhood",
    )  # fmt: skip
    TEXTS = {
        "SCENE": "A raster with the ten bands, or a Sentinel-2 product as it was downloaded: the path of its zip, its "
        ".SAFE folder or its MTD_*.xml. QGIS preselects the active layer: see that it is the scene.",
        "DISTRICTS": "Polygons in any CRS; they may overlap.",
        "NAME": "The attribute by which the report calls the districts; empty for their number.",
        "map:HSE": "Percent of sealed settlement surface, 0 to 100, in cells of 20 m; nodata -9999.",
        "map:LCZ": "Codes 1 to 10 for the built zones and 11 to 17 for A to G; nodata 0.",
        "summary:DISTRICTS": "A copy of the districts with area, dominant zone, built share, diversity, mean HSE "
        "and the area of each zone.",
        "summary:REPORT": "A page with a chart and tables.",
    }

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """QGIS takes a product's zip for no raster; what reads it is asked by the step itself."""
        return super().checkParameterValues(scene_input.for_qgis(parameters, "SCENE"), context)


READY_MODELS = (MapDistricts,)
