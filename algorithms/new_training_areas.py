# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:newtrainingareas`: a layer to draw training areas in, empty or filled with candidates."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsRectangle,
    QgsWkbTypes,
)

from . import area_layers, comparing, groups, values
from .area_layers import INTEGER, NUMBER, TEXT, Column, rounded
from .base import Algorithm

COLUMNS = (
    Column("lcz", INTEGER, "Local climate zone"), Column("origin", TEXT, "Drawn by, or candidate"),
    Column("sure_pct", NUMBER, "Confidence of the candidate (%)"), Column("note", TEXT, "Note"),
)  # fmt: skip
WIDTH_M = 200.0


class NewTrainingAreas(Algorithm):
    """Makes a layer for training areas."""

    NAME = "newtrainingareas"
    TITLE = "New training areas"
    GROUP = groups.TRAINING
    SUMMARY = "Makes a styled polygon layer to draw training areas in, empty or with candidates from a map."
    TAGS = (
        "training areas", "draw", "digitise", "digitize", "polygons", "template", "candidates", "wudapt", "lcz",
        "local climate zones",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "Local climate zones", optional=True),
            "A map of zones from which candidates are taken, to be confirmed or corrected. Empty: an empty layer.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("CONFIDENCE", "Confidence of the map", optional=True),
            "The LCZ confidence or the LCZ probabilities of the run that made the map: only sure squares become "
            "candidates.",
        )
        self.declare(
            QgsProcessingParameterCrs("CRS", "CRS of an empty layer", "ProjectCrs", optional=True),
            "One in metres is best. Candidates have the CRS of their map.",
        )
        self.declare(
            number("PER_ZONE", "Candidates of each zone", number.Type.Integer, 6, minValue=1, maxValue=100),
            "At most; they lie apart from one another.",
            advanced=True,
        )
        self.declare(
            number("LEAST_CONFIDENCE", "Least confidence (percent)", number.Type.Double, 60.0, minValue=0.0,
                   maxValue=100.0),
            "Of a candidate, where the confidence of the map is given.",
            advanced=True,
        )  # fmt: skip
        self.declare(
            QgsProcessingParameterFeatureSink("OUTPUT", "Training areas"),
            "Polygons with the field lcz (a list of the zones in the form), in WUDAPT's colours. The form warns where "
            "a polygon is narrower than 200 m.",
        )
        self.declare(QgsProcessingOutputNumber("CANDIDATES", "Candidates"), "How many the layer holds.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Rasters that cannot be read, numbers out of range, an output that cannot be written."""
        rasters = {"INPUT": comparing.LCZ_MAP, "CONFIDENCE": "the confidence of the map"}
        if parameters.get("INPUT") in (None, "") and parameters.get("CONFIDENCE") not in (None, ""):
            return "CONFIDENCE should come with a map, but INPUT is empty; choose the map of zones, too."
        refused = values.refuse_crs(self, parameters, "CRS", context)
        return refused or comparing.refuse(self, parameters, context, rasters)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and CRS from the layers."""
        self.source, self.name_of_map = comparing.raster(self, parameters, "INPUT", context)
        self.confidence = comparing.raster(self, parameters, "CONFIDENCE", context)[0]
        layer = self.parameterAsRasterLayer(parameters, "INPUT", context)
        crs = layer.crs() if layer is not None else self.parameterAsCrs(parameters, "CRS", context)
        self.crs = crs if crs.isValid() else QgsCoordinateReferenceSystem("EPSG:4326")

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Finds the candidates and writes the layer."""
        found: Optional[list[Any]] = []
        if self.source:
            from ..model.adaptation.candidates import CandidatesJob, find_candidates

            job = CandidatesJob(
                source=self.source,
                confidence=self.confidence,
                per_zone=self.parameterAsInt(parameters, "PER_ZONE", context),
                least_confidence=self.parameterAsDouble(parameters, "LEAST_CONFIDENCE", context) / 100,
            )
            found = self.drive(find_candidates(job), feedback)
        if found is None:
            return {}
        made, rows, kind = area_layers.fields(COLUMNS), map(self._row, found), QgsWkbTypes.Type.Polygon
        name = self.write_features("OUTPUT", made, rows, kind, self.crs, parameters, context)
        area_layers.announce(name, context, look)
        feedback.pushInfo(
            f"{len(found)} candidates: look at each over an image, and correct or delete what is wrong."
            if found
            else "Toggle editing and draw: five polygons and more of each zone, 200 m wide and more."
        )
        return {"OUTPUT": name, "CANDIDATES": len(found)}

    def _row(self, candidate: Any) -> tuple[QgsGeometry, list[Any]]:
        """Geometry and attributes of a candidate."""
        sure = rounded(100 * candidate.confidence, 1)
        square = QgsGeometry.fromRect(QgsRectangle(*candidate.bounds))
        return square, [candidate.zone, f"candidate from {self.name_of_map}", sure, None]


def look(layer: Any) -> None:
    """How the loaded layer is shown and edited."""
    area_layers.alias(COLUMNS, layer)
    area_layers.zones_look(layer, "lcz")
    area_layers.width_hint(layer, "lcz", WIDTH_M)
