# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:filterlcz`: smooths an LCZ map, so that isolated cells take the zone that surrounds them."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)

from ..model.tables import products
from . import choices, comparing, groups, styling, values, zone_input
from .base import Algorithm

OUTPUT = products.LCZ_FILTERED
METHODS = {"gaussian": "Gaussian filter of the LCZ Generator", "majority": "Majority filter"}


class FilterLcz(Algorithm):
    """Smooths an LCZ map."""

    NAME = "filterlcz"
    TITLE = "Filter an LCZ map"
    GROUP = groups.IN_USE
    SUMMARY = "Smooths an LCZ map with the Gaussian filter of the LCZ Generator or with a majority filter."
    TAGS = ("lcz", "local climate zones", "wudapt", "filter", "smooth", "gaussian", "majority", "sieve", "clean")
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        zone_input.declare(self)
        self.declare(
            choices.parameter("METHOD", "Method", METHODS, "gaussian"),
            "Gaussian filter of the LCZ Generator: each zone is weighted by a Gaussian of its own radius and standard "
            "deviation in metres, and the zone with the largest weight is taken. Majority filter: the most frequent "
            "zone within a circle is taken. In scripts: gaussian or majority.",
        )
        self.declare(
            number("RADIUS", "Radius of the majority filter (metres)", number.Type.Double, 300.0, minValue=0.0),
            "Radius of the circle around each cell; at least one cell is used. The Gaussian filter does not use it.",
        )
        zone_input.declare_reading(self)
        self.declare(
            QgsProcessingParameterRasterDestination(OUTPUT.key, OUTPUT.title),
            "The smoothed map on the same cells: codes 1 to 10 for built zones, 11 to 17 for A to G; nodata 0.",
        )
        self.declare(
            QgsProcessingOutputNumber("CHANGED", "Changed cells (percent)"),
            "Share of the cells with a zone that got another one.",
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, a wrong choice, or an output that cannot be written."""
        return comparing.refuse(self, parameters, context, {"INPUT": comparing.LCZ_MAP})

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes source and name from the layer."""
        self.zones = zone_input.collect(self, parameters, context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Smooths the map, then styles what was written."""
        path = values.outputs(self, parameters, context)[OUTPUT.key]
        from ..model.lczmap import smooth_job

        job = smooth_job.FilterJob(
            source=self.zones.source,
            output=path,
            method=choices.chosen(self, parameters, "METHOD", context),
            radius_m=self.parameterAsDouble(parameters, "RADIUS", context),
            band=self.zones.band,
            scheme=self.zones.scheme,
        )
        summary = self.drive(smooth_job.filter_map(job), feedback)
        if summary is None:
            return {}
        styling.write_style(OUTPUT.key, path, feedback)
        styling.announce(OUTPUT.key, path, self.zones.where, context)
        changed = 100 * summary.changed / max(1, summary.cells)
        feedback.pushInfo(f"{summary.changed} of {summary.cells} cells changed ({changed:.1f} %).")
        return {OUTPUT.key: path, "CHANGED": changed}
