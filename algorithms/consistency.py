# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:consistency`: finds where an HSE map and an LCZ map disagree."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterRasterLayer,
)

from ..model.tables import lcz, products
from . import comparing, groups, styling, values
from .base import Algorithm


class Consistency(Algorithm):
    """Compares an HSE map with an LCZ map."""

    NAME = "consistency"
    TITLE = "Find where HSE and LCZ disagree"
    GROUP = groups.COMPARED
    SUMMARY = "Finds where settlement lies outside the imperviousness that the local climate zone is known for."
    TAGS = (
        "consistency", "plausibility", "quality", "check", "inconsistency", "imperviousness", "settlement", "hse",
        "lcz", "local climate zones",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        self.declare(
            QgsProcessingParameterRasterLayer("LCZ", "LCZ map"),
            "A raster of local climate zones in any of the field's codes. The comparison is made on its cells.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("HSE", "HSE map"),
            "A raster of settlement or imperviousness of any grid, in percent or from 0 to 1.",
        )
        self.declare(
            QgsProcessingParameterBand("LCZ_BAND", "Band of the LCZ map", None, "LCZ", optional=True),
            "Empty takes lczFilter or lcz by name, else the only band.",
            advanced=True,
        )
        self.declare(comparing.codes_parameter("CODES", "Codes of the LCZ map"), comparing.CODES_HELP, advanced=True)
        self.declare(
            QgsProcessingParameterBand("HSE_BAND", "Band of the HSE map", None, "HSE", optional=True),
            "The band with the settlement; empty takes the first.",
            advanced=True,
        )
        comparing.declare_raster(
            self,
            products.INCONSISTENCY,
            "Percentage points outside the zone's range: 0 within, negative for too little settlement, positive for "
            "too much; nodata -9999.",
            wanted=True,
        )
        comparing.declare_report(self, "A page with a chart and a table by zone, in one HTML file.")
        comparing.declare_csv(self, "TABLE", "Zones (CSV)", "A row for each zone: range, HSE, cells below and above.")
        comparing.declare_json(self)
        self.declare(QgsProcessingOutputNumber("WITHIN", "Within the range (percent)"), "Share of the cells compared.")
        self.declare(
            QgsProcessingOutputNumber("MEAN_DISTANCE", "Mean distance (percentage points)"),
            "From the range, over all cells, without the sign; 0 for cells within.",
        )
        self.declare(QgsProcessingOutputNumber("CELLS", "Cells compared"), "Cells with a value in both.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Rasters that cannot be read, choices off their lists, outputs that cannot be written."""
        rasters = {"LCZ": comparing.LCZ_MAP, "HSE": comparing.HSE_MAP}
        return comparing.refuse(self, parameters, context, rasters)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers."""
        self.zones, self.settlement = (comparing.raster(self, parameters, name, context) for name in ("LCZ", "HSE"))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compares, and writes what is asked for."""
        from ..model.assessment.consistency import ConsistencyJob, find_inconsistency

        outputs = values.outputs(self, parameters, context)
        job = ConsistencyJob(
            zones=self.zones[0],
            settlement=self.settlement[0],
            outputs=outputs,
            zones_band=self.parameterAsInt(parameters, "LCZ_BAND", context) or None,
            zones_scheme=comparing.scheme(self, parameters, "CODES", context),
            settlement_band=self.parameterAsInt(parameters, "HSE_BAND", context) or 1,
            names=(self.zones[1], self.settlement[1]),
        )
        consistency = self.drive(find_inconsistency(job), feedback)
        if consistency is None:
            return {}
        styling.style_outputs(outputs, self.zones[1], context, feedback)
        for code, zone in consistency.by_zone.items():
            title = lcz.ZONES[code - 1].title
            feedback.pushInfo(f"{100 * zone.within_share:6.1f} % within, mean {zone.mean_distance:+5.1f}  {title}")
        return {
            **outputs,
            "WITHIN": 100 * consistency.within_share,
            "MEAN_DISTANCE": consistency.mean_absolute_distance,
            "CELLS": float(consistency.cells),
        }
