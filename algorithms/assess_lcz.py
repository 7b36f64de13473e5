# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:assesslcz`: measures how well an LCZ map agrees with polygons or with another map."""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import NULL

from . import comparing, groups, values, zone_reference
from .base import Algorithm

# (output, field of ZoneScores, label, help)
NUMBERS = (
    ("OA", "overall_accuracy", "Overall accuracy", "Share of cells that have the reference's zone, 0 to 1."),
    ("OA_U", "oa_urban", "OA_u, built zones only", "Overall accuracy among the cells that are built in both, 0 to 1."),
    ("OA_BU", "oa_built", "OA_bu, built against natural", "Share on the right side of built against natural, 0 to 1."),
    ("OA_W", "oa_weighted", "OA_w, similar zones in part", "Agreement in which a similar zone counts in part, 0 to 1."),
    ("KAPPA", "kappa", "Kappa", "Cohen's kappa, agreement beyond chance, -1 to 1."),
    ("MEAN_F1", "f1_mean", "Mean F1", "Mean over the zones that occur in map or reference, 0 to 1."),
)


class AssessLcz(Algorithm):
    """Assesses an LCZ map against a reference."""

    NAME = "assesslcz"
    TITLE = "Assess an LCZ map"
    GROUP = groups.COMPARED
    SUMMARY = "Assesses a map of local climate zones against polygons or another map, with intervals and a report."
    TAGS = (
        "accuracy", "assessment", "validation", "confusion matrix", "kappa", "f1", "overall accuracy", "bootstrap",
        "reference", "training areas", "polygons", "kml", "kmz", "lcz", "local climate zones", "wudapt",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "LCZ map"),
            "A raster of local climate zones in any of the field's codes.",
        )
        self.declare(
            # Optional for QGIS alone, `refusal` wants it: QGIS dies where the parent of a field is a required layer of
            # this kind and a raster is active.
            QgsProcessingParameterMapLayer("REFERENCE", "Reference", optional=True, types=zone_reference.TYPES),
            "Needed: polygons that say their zone (training areas; a KML or KMZ file is read with all of its folders), "
            "points, of which each counts as its cell, or another LCZ raster of any grid and in any codes.",
        )
        zone_reference.declare_field(self, "REFERENCE")
        self.declare(
            QgsProcessingParameterRasterLayer("CONFIDENCE", "Confidence of the map", optional=True),
            "How sure the map is, on its own cells, for a reliability curve: the LCZ confidence or the LCZ "
            "probabilities of the run that made it, or a raster of one band in percent.",
        )
        self._declare_advanced()
        comparing.declare_report(self, "A page with figures, charts and the confusion matrix, in one HTML file.")
        comparing.declare_csv(self, "CLASSES", "Zones (CSV)", "A row for each zone: accuracies, F1 and intervals.")
        comparing.declare_csv(self, "CONFUSION", "Confusion matrix (CSV)", "Cells: a row for each reference zone.")
        comparing.declare_json(self)
        for name, _, title, text in NUMBERS:
            self.declare(QgsProcessingOutputNumber(name, title), text)
        self.declare(QgsProcessingOutputNumber("CELLS", "Cells compared"), "Cells with a zone in both.")

    def _declare_advanced(self) -> None:
        number = QgsProcessingParameterNumber
        self.declare(
            QgsProcessingParameterBand("BAND", "Band of the map", None, "INPUT", optional=True),
            "Empty takes lczFilter or lcz by name, else the only band.",
            advanced=True,
        )
        self.declare(comparing.codes_parameter("CODES", "Codes of the map"), comparing.CODES_HELP, advanced=True)
        self.declare(
            comparing.codes_parameter("REFERENCE_CODES", "Codes of a reference raster"),
            "The same for the reference, where it is a raster; attributes of polygons are always recognised.",
            advanced=True,
        )
        self.declare(
            number("SQUARE", "Bootstrap block size (metres)", number.Type.Double, 1000.0, minValue=1.0),
            "The 95 % intervals come from a bootstrap: whole polygons are drawn again, or, where the reference is a "
            "raster, square blocks of this side, as cells nearer than that resemble each other.",
            advanced=True,
        )
        self.declare(
            QgsProcessingParameterBoolean("MERGED", "Also figures of groups of zones", False),
            "Report and JSON also have accuracies with the zones merged to nine groups: compact, open, lightweight, "
            "large and industry, sparsely built, trees, low vegetation, bare ground, water. They stand beside the "
            "figures of the seventeen zones.",
            advanced=True,
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Layers that cannot be read, choices off their lists, outputs that cannot be written."""
        return (
            comparing.refuse_rasters(
                self, parameters, context, {"INPUT": comparing.LCZ_MAP, "CONFIDENCE": "the raster of confidence"}
            )
            or _refuse_no_reference(parameters.get("REFERENCE"))
            or zone_reference.refuse(self, parameters, "REFERENCE", context)
            or values.refuse_choices(self, parameters, context)
            or comparing.refuse_targets(self, parameters, context, self._sources(parameters, context))
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers; writes a file where the polygons are in none."""
        self.map, self.map_name = comparing.raster(self, parameters, "INPUT", context)
        self.confidence = comparing.raster(self, parameters, "CONFIDENCE", context)[0]
        self.reference = zone_reference.collect(self, parameters, "REFERENCE", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compares, and writes what is asked for."""
        from ..model.assessment.lcz_accuracy import LczAccuracyJob, assess_lcz

        outputs = values.outputs(self, parameters, context)
        job = LczAccuracyJob(
            source=self.map,
            reference=self.reference.path,
            polygons=self.reference.polygons,
            outputs=outputs,
            band=self.parameterAsInt(parameters, "BAND", context) or None,
            scheme=comparing.scheme(self, parameters, "CODES", context),
            reference_layer=self.reference.layer,
            reference_field=self.parameterAsString(parameters, "CLASS_FIELD", context),
            reference_scheme=comparing.scheme(self, parameters, "REFERENCE_CODES", context),
            square_m=self.parameterAsDouble(parameters, "SQUARE", context),
            confidence=self.confidence,
            merged=self.parameterAsBoolean(parameters, "MERGED", context),
            names=(self.map_name, self.reference.name),
        )
        accuracy = self.drive(assess_lcz(job), feedback)
        if accuracy is None:
            return {}
        low, high = accuracy.intervals.scores
        results: dict[str, Any] = {**outputs, "CELLS": float(accuracy.confusion.sum())}
        for name, field, title, _ in NUMBERS:
            value, start, end = (getattr(scores, field) for scores in (accuracy.scores, low, high))
            has_interval = math.isfinite(start) and math.isfinite(end)
            feedback.pushInfo(
                f"{title}: {value:.3f} ({start:.3f} to {end:.3f})" if has_interval else f"{title}: {value:.3f}"
            )
            # A figure that nothing could be counted for stays open.
            results.update({name: value} if math.isfinite(value) else {})
        return results

    def _sources(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        """Paths that no output may overwrite."""
        rasters = [comparing.raster(self, parameters, name, context)[0] for name in ("INPUT", "CONFIDENCE")]
        return [*rasters, zone_reference.file(self, parameters, "REFERENCE", context)]


def _refuse_no_reference(value: Any) -> str:
    """A sentence where no reference was chosen, which QGIS does not ask for; else ""."""
    if value is None or value == "" or value == NULL:
        return "Reference should be polygons or an LCZ raster, but is empty; choose what the map is compared with."
    return ""
