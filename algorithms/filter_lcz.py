# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:filterlcz`: lone cells of a map of zones give way to what surrounds them."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)

from ..model.lczmap import smooth_job
from ..model.tables import products
from . import comparing, groups, styling, values, zone_input
from .base import Algorithm

OUTPUT = products.LCZ_FILTERED


class FilterLcz(Algorithm):
    """Filters a map of zones."""

    NAME = "filterlcz"
    TITLE = "Filter local climate zones"
    GROUP = groups.IN_USE
    SUMMARY = "Smooths a map of local climate zones by the LCZ Generator's Gaussian filter or by majority."
    TAGS = ("lcz", "local climate zones", "wudapt", "filter", "smooth", "gaussian", "majority", "sieve", "clean")
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        zone_input.declare(self)
        self.declare(
            QgsProcessingParameterEnum(
                "METHOD", "Method", smooth_job.METHODS, False, "gaussian", usesStaticStrings=True
            ),
            "gaussian: each zone counts by a Gaussian of its own radius and sigma in metres, and the strongest wins; "
            "majority: the most frequent zone of a circle wins.",
        )
        self.declare(
            number("RADIUS", "Radius of the majority (metres)", number.Type.Double, 300.0, minValue=0.0),
            "Of the circle around each cell; at least one cell. The Gaussian filter has its own.",
        )
        zone_input.declare_reading(self)
        self.declare(
            QgsProcessingParameterRasterDestination(OUTPUT.key, OUTPUT.title),
            "The same cells, codes 1 to 10 and 11 to 17 for A to G; nodata 0 where the map has none.",
        )
        self.declare(QgsProcessingOutputNumber("CHANGED", "Changed cells (percent)"), "Of the cells with a zone.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, a wrong choice, or an output that cannot be written."""
        return comparing.refuse(self, parameters, context, {"INPUT": comparing.LCZ_MAP})

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes source and name from the layer."""
        self.zones = zone_input.collect(self, parameters, context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Filters the map, then styles what was written."""
        path = values.outputs(self, parameters, context)[OUTPUT.key]
        job = smooth_job.FilterJob(
            source=self.zones.source,
            output=path,
            method=self.parameterAsEnumString(parameters, "METHOD", context),
            radius_m=self.parameterAsDouble(parameters, "RADIUS", context),
            band=self.zones.band,
            scheme=self.zones.scheme,
        )
        summary = self.drive(smooth_job.filter_map(job), feedback)
        if summary is None:
            return {}
        styling.write_style(OUTPUT.key, path, feedback)
        styling.announce(OUTPUT.key, path, self.zones.name, context)
        changed = 100 * summary.changed / max(1, summary.cells)
        feedback.pushInfo(f"{summary.changed} of {summary.cells} cells changed ({changed:.1f} %).")
        return {OUTPUT.key: path, "CHANGED": changed}
