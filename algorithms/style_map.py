# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:stylemap`: our look for a map of zones or of percentages, whoever made it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterRasterLayer,
    QgsRasterLayer,
)
from qgis.PyQt import sip

from ..model.lczmap.identify import recognise
from ..model.tables import code_schemes, palettes, products
from . import groups, styling, values
from .base import Algorithm

MAPS = {"auto": None, "lcz": products.LCZ, "hse": products.HSE, "confidence": products.CONFIDENCE}
CODES = {"auto": None, **code_schemes.SCHEMES}


class StyleMap(Algorithm):
    """Styles a raster layer as the map it is."""

    NAME = "stylemap"
    TITLE = "Style a map"
    GROUP = groups.IN_USE
    SUMMARY = "Styles a raster of local climate zones or of settlement extent as this provider draws its own maps."
    TAGS = (
        "style", "symbology", "colours", "colors", "legend", "palette", "qml", "colour-blind", "accessibility", "lcz",
        "local climate zones", "hse", "imperviousness", "wudapt", "wrf", "umep",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        schemes = "; ".join(f"{scheme.key}: {scheme.title}" for scheme in code_schemes.SCHEMES.values())
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "Map"),
            "A raster of local climate zones in any of the field's codes, of settlement or imperviousness in percent "
            "or from 0 to 1, or of the confidence of zones.",
        )
        self.declare(
            QgsProcessingParameterEnum("MAP", "What it shows", list(MAPS), False, "auto", usesStaticStrings=True),
            "auto finds it out from the names of the bands and from all values.",
        )
        self.declare(
            QgsProcessingParameterEnum(
                "PALETTE", "Colours of the zones", list(palettes.PALETTES), False, "standard", usesStaticStrings=True
            ),
            "standard: those of WUDAPT, as most maps have them; safe: seventeen colours that also differ for eyes "
            "without red, green or blue cones. Percentages run from light to dark in both.",
        )
        self.declare(
            QgsProcessingParameterBoolean("SAVE", "Keep the style beside the file", True),
            "Writes it as .qml, which every project reads that opens the file; one that lies there is replaced.",
        )
        self.declare(
            QgsProcessingParameterBand("BAND", "Band with the map", None, "INPUT", optional=True),
            "Empty takes the band with a name of the field (lczFilter, lcz, HSE), else the only one.",
            advanced=True,
        )
        self.declare(
            QgsProcessingParameterEnum(
                "CODES", "Codes of the zones", list(CODES), False, "auto", usesStaticStrings=True
            ),
            f"How the raster's numbers name the zones; auto finds it out from all of its values. {schemes}.",
            advanced=True,
        )
        self.declare(QgsProcessingOutputRasterLayer("OUTPUT", "Styled map"), "The same raster.")
        self.declare(QgsProcessingOutputFile("STYLE", "Style file"), "Path of the .qml, where one was written.")
        self.declare(QgsProcessingOutputString("SHOWS", "What it shows"), "lcz, hse or confidence.")

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
        steps = recognise(
            self.source,
            self.parameterAsInt(parameters, "BAND", context) or None,
            MAPS[self.parameterAsEnumString(parameters, "MAP", context)],
            CODES[self.parameterAsEnumString(parameters, "CODES", context)],
        )
        found = self.drive(steps, feedback)
        if found is None:
            return {}
        feedback.pushInfo(f"Taken as {found.reason}.")
        for warning in found.warnings:
            feedback.pushWarning(warning)
        self.look = {
            "key": found.product.key,
            "palette": self.parameterAsEnumString(parameters, "PALETTE", context),
            "scheme": found.scheme or code_schemes.STANDARD,
            "band": found.band,
            "top": found.top,
        }
        style = self._save(feedback) if self.parameterAsBool(parameters, "SAVE", context) else ""
        shows = next(name for name, product in MAPS.items() if product is found.product)
        return {"OUTPUT": self.source, "STYLE": style, "SHOWS": shows}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Styles the layer, in the main thread, where layers may be touched."""
        layer: QgsRasterLayer = self.layer
        if hasattr(self, "look") and not sip.isdeleted(layer):
            styling.dress(layer, styling.renderer(provider=layer.dataProvider(), **self.look))
        return {}

    def _save(self, feedback: QgsProcessingFeedback) -> str:
        """Writes the `.qml`; gives its path, "" where the raster is no file of its own."""
        if not Path(self.source).is_file():
            feedback.pushWarning(f"{self.source} is no file of its own: its style cannot be kept beside it.")
            return ""
        return styling.write_renderer(styling.renderer(**self.look), self.source, feedback)
