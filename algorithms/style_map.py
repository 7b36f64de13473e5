# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:stylemap`: gives any LCZ map or map of percentages the colours and legend of this plugin."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterRasterLayer,
    QgsRasterLayer,
)
from qgis.PyQt import sip

from ..model.tables import code_schemes
from . import choices, groups, map_input, styling, values
from .base import Algorithm

PALETTES = {"standard": "WUDAPT", "safe": "For all kinds of colour vision"}


class StyleMap(Algorithm):
    """Styles a raster layer as the map it is."""

    NAME = "stylemap"
    TITLE = "Style a map"
    GROUP = groups.IN_USE
    SUMMARY = "Styles an LCZ map or a map of settlement extent in the colours of this plugin."
    TAGS = (
        "style", "symbology", "colours", "colors", "legend", "palette", "qml", "colour-blind", "accessibility", "lcz",
        "local climate zones", "hse", "imperviousness", "wudapt", "wrf", "umep",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "Map"),
            "An LCZ map in any of the usual codes, a map of settlement or imperviousness (in percent, or from 0 to "
            "1), or a map of LCZ confidence.",
        )
        map_input.declare_kind(self)
        self.declare(
            choices.parameter("PALETTE", "Colours of the zones", PALETTES, "standard"),
            "The colours of WUDAPT, which most LCZ maps have, or seventeen colours that people with colour vision "
            "deficiency can also tell apart. Percentages run from light to dark in both. In scripts: standard or safe.",
        )
        self.declare(
            QgsProcessingParameterBoolean("SAVE", "Save the style beside the raster", True),
            "Writes a .qml file, which QGIS applies whenever the raster is opened. An existing one is replaced.",
        )
        map_input.declare_reading(self)
        self.declare(QgsProcessingOutputRasterLayer("OUTPUT", "Styled map"), "The same raster.")
        self.declare(
            QgsProcessingOutputFile("STYLE", "Style file"), "Path of the .qml file; empty if none was written."
        )
        self.declare(QgsProcessingOutputString("SHOWS", "What the map shows"), "lcz, hse or confidence.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, or a choice that is not on its list."""
        layer = self.parameterAsRasterLayer(parameters, "INPUT", context)
        return values.refuse_raster(
            "INPUT", parameters.get("INPUT"), layer, "a GeoTIFF with the map"
        ) or values.refuse_choices(self, parameters, context)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the layer, which `postProcessAlgorithm` will style, and its source."""
        self.layer = self.parameterAsRasterLayer(parameters, "INPUT", context)
        self.source = values.raster_source(self.layer)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Finds out what the raster shows and writes the style."""
        found = map_input.recognise(self, self.source, parameters, context, feedback)
        if found is None:
            return {}
        self.look = {
            "key": found.product.key,
            "palette": choices.chosen(self, parameters, "PALETTE", context),
            "scheme": found.scheme or code_schemes.STANDARD,
            "band": found.band,
            "top": found.top,
        }
        style = self._save(feedback) if self.parameterAsBool(parameters, "SAVE", context) else ""
        shows = next(name for name, product in map_input.MAPS.items() if product is found.product)
        return {"OUTPUT": self.source, "STYLE": style, "SHOWS": shows}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Styles the layer, in the main thread, where layers may be touched."""
        layer: QgsRasterLayer = self.layer
        if hasattr(self, "look") and not sip.isdeleted(layer):
            styling.set_renderer(layer, styling.renderer(provider=layer.dataProvider(), **self.look))
        return {}

    def _save(self, feedback: QgsProcessingFeedback) -> str:
        """Writes the `.qml`; gives its path, "" where the raster is no file of its own."""
        if not Path(self.source).is_file():
            feedback.pushWarning(f"{self.source} is no file of its own: its style cannot be kept beside it.")
            return ""
        return styling.write_renderer(styling.renderer(**self.look), self.source, feedback)
