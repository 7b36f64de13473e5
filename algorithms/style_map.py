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
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsRasterLayer,
)
from qgis.PyQt import sip

from ..model.errors import InputError
from ..model.tables import code_schemes
from ..model.tables.products import FADED, LCZ
from . import choices, comparing, groups, layer_names, layer_tree, map_input, styling, values
from .base import Algorithm

PALETTES = {"standard": "WUDAPT", "safe": "For all kinds of colour vision"}


class StyleMap(Algorithm):
    """Styles a raster layer as an LCZ map or a map of percentages."""

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
        self.declare(
            QgsProcessingParameterRasterLayer("CONFIDENCE", "LCZ confidence", optional=True),
            "Only for the faded map: the LCZ confidence or the LCZ probabilities of the run that made the map. If not "
            "set, they are looked for in the file of the map, as the LCZ Generator's three bands have them.",
        )
        map_input.declare_reading(self)
        destination = QgsProcessingParameterRasterDestination(FADED.key, FADED.title, optional=True)
        destination.setCreateByDefault(False)
        self.declare(
            destination,
            "The LCZ map in a file of its own whose second band holds the opacity, so that each cell is as opaque as "
            "its confidence: what is doubtful fades. Cells without a confidence are not drawn.",
        )
        self.declare(QgsProcessingOutputRasterLayer("OUTPUT", "Styled map"), "The same raster.")
        self.declare(
            QgsProcessingOutputFile("STYLE", "Style file"), "Path of the .qml file; empty if none was written."
        )
        self.declare(QgsProcessingOutputString("SHOWS", "What the map shows"), "lcz, hse or confidence.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, a choice that is not on its list, or a faded map that cannot be written."""
        rasters = {"INPUT": "a GeoTIFF with the map", "CONFIDENCE": "the LCZ confidence of the same run"}
        refused = comparing.refuse(self, parameters, context, rasters)
        if not refused and parameters.get("CONFIDENCE") and not self._faded(parameters, context):
            return (
                "CONFIDENCE is for the faded map, but FADED is skipped; choose where to write FADED, or leave "
                "CONFIDENCE empty."
            )
        return refused

    def _faded(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Path of the faded map, "" where it is skipped."""
        return values.chosen_outputs(self, parameters, context).get(FADED.key, "")

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the layer, which `postProcessAlgorithm` will style, and its source."""
        self.layer = self.parameterAsRasterLayer(parameters, "INPUT", context)
        self.source = values.raster_source(self.layer)
        self.confidence, _ = comparing.raster(self, parameters, "CONFIDENCE", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Finds out what the raster shows and writes the style."""
        self.hides_input = False
        finding = map_input.recognise(self, self.source, parameters, context, feedback)
        if finding is None:
            return {}
        self.look = {
            "key": finding.product.key,
            "palette": choices.chosen(self, parameters, "PALETTE", context),
            "scheme": finding.scheme or code_schemes.STANDARD,
            "band": finding.band,
            "top": finding.top,
        }
        faded = self._fade(finding, parameters, context, feedback) if self._faded(parameters, context) else {}
        if faded is None:
            return {}
        style = self._save(feedback) if self.parameterAsBool(parameters, "SAVE", context) else ""
        shows = next(name for name, product in map_input.MAPS.items() if product is finding.product)
        return {"OUTPUT": self.source, "STYLE": style, "SHOWS": shows, **faded}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Styles the layer, in the main thread, where layers may be touched."""
        layer: QgsRasterLayer = self.layer
        if hasattr(self, "look") and not sip.isdeleted(layer):
            styling.set_renderer(layer, styling.renderer(provider=layer.dataProvider(), **self.look))
            if self.hides_input:
                layer_tree.hide(context.project(), layer.id())
        return {}

    def _fade(
        self, finding: Any, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Optional[dict[str, str]]:
        """Writes and styles the faded map; gives its path by the output's name, None where the user cancelled.

        Raises:
            InputError: the raster shows no zones, or has no confidence.
        """
        from ..model.lczmap.fade_job import FadeJob, fade_map

        if finding.product is not LCZ:
            raise InputError(
                f"Expected an LCZ map to fade by its confidence, found {finding.product.title} in {self.source}; "
                "choose an LCZ map, or skip FADED."
            )
        path = values.outputs(self, parameters, context)[FADED.key]
        job = FadeJob(self.source, path, self.confidence, finding.band, finding.scheme)
        summary = self.drive(fade_map(job), feedback)
        if summary is None:
            return None
        feedback.pushInfo(f"{summary.cells} cells with a zone, mean opacity {summary.mean_opacity_pct:.0f} %.")
        look = {"key": FADED.key, "palette": self.look["palette"]}
        styling.write_renderer(styling.renderer(**look), path, feedback)
        where = layer_names.place(self.layer.name(), self.source)
        self.hides_input = context.willLoadLayerOnCompletion(path)
        styling.announce_drawn(
            lambda provider: styling.renderer(provider=provider, **look), path, where, context, FADED.key
        )
        return {FADED.key: path}

    def _save(self, feedback: QgsProcessingFeedback) -> str:
        """Writes the `.qml`; gives its path, "" where the raster is not a file of its own."""
        if not Path(self.source).is_file():
            feedback.pushWarning(f"{self.source} is no file of its own: its style cannot be kept beside it.")
            return ""
        return styling.write_renderer(styling.renderer(**self.look), self.source, feedback)
