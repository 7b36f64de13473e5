# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:assesshse`: measures how well an HSE map agrees with another map of settlement or imperviousness."""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from ..model.tables import products
from . import comparing, groups, styling, values
from .base import Algorithm

UNITS = ("auto", "percent", "fraction", "binary")

# (output, field of SettlementFigures, label, help)
NUMBERS = (
    ("MAE", "mae", "Mean absolute error", "Percentage points."),
    ("RMSE", "rmse", "Root mean squared error", "Percentage points."),
    ("BIAS", "bias", "Bias", "Mean of map minus reference, percentage points."),
    ("R2", "r2", "R2, variance explained", "Share of the reference's variance that the map explains, at most 1."),
    ("PEARSON", "pearson", "Pearson's correlation", "-1 to 1."),
    ("F1", "f1", "F1 of settlement", "After the threshold, 0 to 1."),
    ("IOU", "iou", "Intersection over union", "Of settlement after the threshold, 0 to 1."),
)


class AssessHse(Algorithm):
    """Assesses an HSE map against a reference."""

    NAME = "assesshse"
    TITLE = "Assess an HSE map"
    GROUP = groups.COMPARED
    SUMMARY = "Assesses a map of settlement extent against any other map of settlement or imperviousness."
    TAGS = (
        "accuracy", "assessment", "validation", "error", "mae", "rmse", "bias", "r2", "f1", "iou", "hse", "settlement",
        "imperviousness", "built-up", "ghsl", "wsf", "copernicus",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "HSE map"),
            "A raster of settlement or imperviousness, in percent, from 0 to 1, or a mask.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("REFERENCE", "Reference"),
            "Another such raster, of any grid and CRS. The finer of the two is averaged to the cells of the coarser.",
        )
        self.declare(
            QgsProcessingParameterEnum(
                "REFERENCE_UNIT", "Reference units", UNITS, False, "auto", usesStaticStrings=True
            ),
            "percent: 0 to 100; fraction: 0 to 1; binary: 0 and any other number, for layers of built or not; auto "
            "finds it out from all of the values.",
        )
        self.declare(
            number(
                "THRESHOLD", "Settlement threshold (percent)", number.Type.Double, 50.0, minValue=0.0, maxValue=100.0
            ),
            "A cell at or above it counts as settlement for F1 and IoU.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("LCZ", "LCZ map", optional=True),
            "A map of local climate zones, for the same figures zone by zone.",
        )
        for name, title, parent in (
            ("BAND", "Band of the map", "INPUT"),
            ("REFERENCE_BAND", "Band of the reference", "REFERENCE"),
        ):
            band = QgsProcessingParameterBand(name, title, None, parent, optional=True)
            self.declare(band, "The band with the settlement; empty takes the first.", advanced=True)
        comparing.declare_report(self, "A page with figures, a density plot and tables, in one HTML file.")
        comparing.declare_csv(self, "TABLE", "Figures (CSV)", "A row for the whole map and one for each zone.")
        comparing.declare_json(self)
        comparing.declare_raster(
            self, products.HSE_ERROR, "Map minus reference in percentage points, on the cells compared; nodata -9999."
        )
        for name, _, title, text in NUMBERS:
            self.declare(QgsProcessingOutputNumber(name, title), text)
        self.declare(QgsProcessingOutputNumber("CELLS", "Cells compared"), "Cells with a value in both.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Rasters that cannot be read, choices off their lists, outputs that cannot be written."""
        rasters = {"INPUT": comparing.HSE_MAP, "REFERENCE": comparing.HSE_MAP, "LCZ": comparing.LCZ_MAP}
        return comparing.refuse(self, parameters, context, rasters)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers."""
        self.map, self.reference, self.zones = (
            comparing.raster(self, parameters, name, context) for name in ("INPUT", "REFERENCE", "LCZ")
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compares, and writes what is asked for."""
        from ..model.assessment.hse_accuracy import HseAccuracyJob, assess_hse

        outputs = values.outputs(self, parameters, context)
        unit = self.parameterAsEnumString(parameters, "REFERENCE_UNIT", context)
        job = HseAccuracyJob(
            source=self.map[0],
            reference=self.reference[0],
            outputs=outputs,
            band=self.parameterAsInt(parameters, "BAND", context) or 1,
            reference_band=self.parameterAsInt(parameters, "REFERENCE_BAND", context) or 1,
            reference_unit="" if unit == "auto" else unit,
            threshold_pct=self.parameterAsDouble(parameters, "THRESHOLD", context),
            zones=self.zones[0],
            names=(self.map[1], self.reference[1]),
        )
        accuracy = self.drive(assess_hse(job), feedback)
        if accuracy is None:
            return {}
        styling.style_outputs(outputs, self.map[1], context, feedback)
        results: dict[str, Any] = {**outputs, "CELLS": float(accuracy.figures.n)}
        for name, field, title, _ in NUMBERS:
            value = getattr(accuracy.figures, field)
            feedback.pushInfo(f"{title}: {value:.3f}")
            # A figure that nothing could be counted for stays open.
            results.update({name: value} if math.isfinite(value) else {})
        return results
