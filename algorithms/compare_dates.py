# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:comparedates`: compares two LCZ maps of one place: what changed, and how probable that is."""

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

_PROBABILITIES = ("BEFORE_PROBABILITIES", "AFTER_PROBABILITIES")


class CompareDates(Algorithm):
    """Compares two LCZ maps of two dates."""

    NAME = "comparedates"
    TITLE = "Compare two dates"
    GROUP = groups.COMPARED
    SUMMARY = "Compares two maps of local climate zones of one place and finds where the zone has probably changed."
    TAGS = (
        "change", "change detection", "transition", "urbanisation", "urbanization", "sprawl", "multitemporal",
        "two dates", "probability", "sankey", "lcz", "local climate zones", "similarity", "wudapt",
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
        for name, title, map_title in (
            ("BEFORE_PROBABILITIES", "Probabilities of the earlier map", "earlier"),
            ("AFTER_PROBABILITIES", "Probabilities of the later map", "later"),
        ):
            self.declare(
                QgsProcessingParameterRasterLayer(name, title, optional=True),
                f"The LCZ probabilities of the run that made the {map_title} map, or its LCZ confidence, which says "
                "less. With those of both maps the probability of change decides what has changed.",
            )
        self.declare(
            number(
                "LEAST_PROBABILITY",
                "Minimum probability of change (percent)",
                number.Type.Double,
                50.0,
                minValue=0.0,
                maxValue=100.0,
            ),  # fmt: skip
            "With probabilities: from here on a cell whose zone is another counts as substantial change.",
        )
        self.declare(
            number(
                "LEAST_DIFFERENCE",
                "Minimum zone dissimilarity (percent)",
                number.Type.Double,
                30.0,
                minValue=0.0,
                maxValue=100.0,
            ),  # fmt: skip
            "Without probabilities: from here on two zones are so unlike that a difference counts as substantial "
            "change. Open low-rise and open midrise differ by 8 %, low plants and open low-rise by 42 %, compact "
            "high-rise and water by 100 %.",
        )
        self.declare(
            number(
                "EXPECTED_CHANGE",
                "Expected change (percent of the area)",
                number.Type.Double,
                5.0,
                minValue=0.1,
                maxValue=90.0,
            ),  # fmt: skip
            "With probabilities: how much of the area you expect to have changed, before looking. A larger share makes "
            "each change more probable.",
            advanced=True,
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
            self, products.CHANGE_PROBABILITY, "With probabilities: that the zone has changed, percent; nodata 255."
        )
        comparing.declare_raster(
            self, products.LCZ_TRANSITION, "100 x zone before + zone after, such as 1406 for D to 6; nodata 0."
        )
        comparing.declare_report(
            self, "A page with figures, a Sankey diagram, the largest changes and the matrix, in one HTML file."
        )
        comparing.declare_csv(self, "TABLE", "Changes (CSV)", "A row for each pair of zones: cells, area, difference.")
        comparing.declare_json(self)
        for name, title, text in (
            ("CHANGED", "Another zone (percent)", "Share of the area whose zone is another, doubt included."),
            (
                "CHANGED_MORE",
                "Substantial change (percent)",
                "Share of the area that has probably changed; without probabilities, share of unlike zones.",
            ),
            (
                "PROBABLE_CHANGE",
                "Mean probability of change (percent)",
                "Expected share of the area that has changed; only with probabilities.",
            ),
            ("MEAN_DIFFERENCE", "Mean dissimilarity (percent)", "Of the zones before and after, over the area."),
            ("NATURAL_TO_BUILT", "Natural to built (km²)", "Area of substantial change."),
            ("BUILT_TO_NATURAL", "Built to natural (km²)", "Area of substantial change."),
        ):
            self.declare(QgsProcessingOutputNumber(name, title), text)

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Rasters that cannot be read, choices off their lists, outputs that cannot be written."""
        rasters = {"INPUT": comparing.LCZ_MAP, "AFTER": comparing.LCZ_MAP}
        rasters.update(dict.fromkeys(_PROBABILITIES, "the LCZ probabilities of the run that made the map"))
        return comparing.refuse(self, parameters, context, rasters) or self._refuse_one_date(parameters, context)

    def _refuse_one_date(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A sentence where the probabilities of one date are missing; else ""."""
        given = [bool(comparing.raster(self, parameters, name, context)[0]) for name in _PROBABILITIES]
        titles = [self.parameterDefinition(name).description() for name in _PROBABILITIES]
        if any(given) and not all(given):
            return (
                f"“{titles[given.index(False)]}” should be given with “{titles[given.index(True)]}”, but is empty; "
                "choose both or none."
            )
        if products.CHANGE_PROBABILITY.key in values.chosen_outputs(self, parameters, context) and not all(given):
            output = self.parameterDefinition(products.CHANGE_PROBABILITY.key).description()
            return (
                f"“{output}” should have “{titles[0]}” and “{titles[1]}”, but both are empty; choose them or skip it."
            )
        return ""

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers."""
        self.before, self.after = (comparing.raster(self, parameters, name, context) for name in ("INPUT", "AFTER"))
        self.probabilities = [comparing.raster(self, parameters, name, context)[0] for name in _PROBABILITIES]

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
            before_probabilities=self.probabilities[0],
            after_probabilities=self.probabilities[1],
            least_probability_pct=self.parameterAsDouble(parameters, "LEAST_PROBABILITY", context),
            expected_change_pct=self.parameterAsDouble(parameters, "EXPECTED_CHANGE", context),
            names=(self.before[1], self.after[1]),
        )
        change = self.drive(compare_dates(job), feedback)
        if change is None:
            return {}
        styling.style_outputs(outputs, self.after[1], context, feedback)
        probable = change.by_probability
        kind = "unlike zones" if probable is None else "probable change"
        feedback.pushInfo(
            f"Another zone: {100 * change.changed_share:.1f} % of {change.area_km2.sum():.1f} km²; {kind}: "
            f"{100 * change.substantial_share:.1f} %."
        )
        return {
            **outputs,
            "CHANGED": 100 * change.changed_share,
            "CHANGED_MORE": 100 * change.substantial_share,
            **({} if probable is None else {"PROBABLE_CHANGE": 100 * probable.mean}),
            "MEAN_DIFFERENCE": change.mean_difference_pct,
            "NATURAL_TO_BUILT": change.moved_km2(built_before=False),
            "BUILT_TO_NATURAL": change.moved_km2(built_before=True),
        }
