# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:comparedates`: what changed between two LCZ maps, and how much of it is more than confusion."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from ..model.tables import products
from . import comparing, groups, styling, values
from .base import Algorithm


class CompareDates(Algorithm):
    """Compares two LCZ maps."""

    NAME = "comparedates"
    TITLE = "Compare two dates"
    GROUP = groups.COMPARED
    SUMMARY = "Compares two maps of local climate zones and tells change from the confusion of like zones."
    TAGS = (
        "change", "change detection", "transition", "urbanisation", "urbanization", "sprawl", "multitemporal",
        "two dates", "lcz", "local climate zones", "similarity", "wudapt",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "Earlier LCZ map"),
            "A raster of local climate zones in any of the field's codes. The comparison is made on its cells.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("AFTER", "Later LCZ map"),
            "Another one, of any grid and in any codes.",
        )
        self.declare(
            number(
                "LEAST_DIFFERENCE",
                "More than confusion from (percent)",
                number.Type.Double,
                30.0,
                minValue=0.0,
                maxValue=100.0,
            ),  # fmt: skip
            "How unlike two zones must be for their change to count as more than confusion: open low-rise and open "
            "midrise differ by 8 %, low plants and open low-rise by 42 %, compact high-rise and water by 100 %.",
        )
        for name, title, parent in (
            ("BAND", "Band of the earlier map", "INPUT"),
            ("AFTER_BAND", "Band of the later map", "AFTER"),
        ):
            band = QgsProcessingParameterBand(name, title, None, parent, optional=True)
            self.declare(band, "Empty takes lczFilter or lcz by name, else the only band.", advanced=True)
        for name, title in (("CODES", "Codes of the earlier map"), ("AFTER_CODES", "Codes of the later map")):
            self.declare(comparing.codes_parameter(name, title), comparing.CODES_HELP, advanced=True)
        comparing.declare_raster(
            self,
            products.LCZ_CHANGE,
            "How unlike the zones before and after are, in percent; 0 where nothing changed, nodata 255.",
            wanted=True,
        )
        comparing.declare_raster(
            self, products.LCZ_TRANSITION, "100 x zone before + zone after, such as 1406 for D to 6; nodata 0."
        )
        comparing.declare_report(self, "A page with figures, the largest changes and the matrix, in one HTML file.")
        comparing.declare_csv(self, "TABLE", "Changes (CSV)", "A row for each pair of zones: cells, area, difference.")
        comparing.declare_json(self)
        for name, title, text in (
            ("CHANGED", "Changed (percent)", "Share of the area whose zone is another."),
            ("CHANGED_MORE", "Changed by more than confusion (percent)", "Share from LEAST_DIFFERENCE on."),
            ("MEAN_DIFFERENCE", "Mean difference (percent)", "Each change weighed with how unlike the zones are."),
            ("NATURAL_TO_BUILT", "Natural to built (km²)", "Changes of like zones left out."),
            ("BUILT_TO_NATURAL", "Built to natural (km²)", "Changes of like zones left out."),
        ):
            self.declare(QgsProcessingOutputNumber(name, title), text)

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Rasters that cannot be read, choices off their lists, outputs that cannot be written."""
        rasters = {"INPUT": comparing.LCZ_MAP, "AFTER": comparing.LCZ_MAP}
        return comparing.refuse(self, parameters, context, rasters)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers."""
        self.before, self.after = (comparing.raster(self, parameters, name, context) for name in ("INPUT", "AFTER"))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compares, and writes what is asked for."""
        from ..model.assessment.lcz_change import ChangeJob, compare_dates

        outputs = values.outputs(self, parameters, context)
        job = ChangeJob(
            before=self.before[0],
            after=self.after[0],
            outputs=outputs,
            before_band=self.parameterAsInt(parameters, "BAND", context) or None,
            after_band=self.parameterAsInt(parameters, "AFTER_BAND", context) or None,
            scheme=comparing.scheme(self, parameters, "CODES", context),
            after_scheme=comparing.scheme(self, parameters, "AFTER_CODES", context),
            least_difference_pct=self.parameterAsDouble(parameters, "LEAST_DIFFERENCE", context),
            names=(self.before[1], self.after[1]),
        )
        found = self.drive(compare_dates(job), feedback)
        if found is None:
            return {}
        styling.style_outputs(outputs, self.after[1], context, feedback)
        feedback.pushInfo(
            f"Changed: {100 * found.changed_share:.1f} % of {found.area_km2.sum():.1f} km²; by more than confusion: "
            f"{100 * found.real_share:.1f} %."
        )
        return {
            **outputs,
            "CHANGED": 100 * found.changed_share,
            "CHANGED_MORE": 100 * found.real_share,
            "MEAN_DIFFERENCE": found.mean_difference_pct,
            "NATURAL_TO_BUILT": found.moved_km2(built_before=False),
            "BUILT_TO_NATURAL": found.moved_km2(built_before=True),
        }
