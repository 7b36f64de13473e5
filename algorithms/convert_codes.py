# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:convertcodes`: a map of zones in the codes and files that other programs want."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..model.lczmap import convert
from ..model.tables import code_schemes, lcz, products
from . import comparing, groups, legend, styling, values, zone_input
from .base import Algorithm

LCZ, GENERATOR, KMZ = convert.OUTPUTS


class ConvertCodes(Algorithm):
    """Converts a map of zones."""

    NAME = "convertcodes"
    TITLE = "Convert the codes of local climate zones"
    GROUP = groups.IN_USE
    SUMMARY = (
        "Converts a map of local climate zones to the codes and files of WRF, UMEP, the LCZ Generator or Google Earth."
    )
    TAGS = (
        "lcz", "local climate zones", "wudapt", "convert", "reclassify", "export", "codes", "wrf", "w2w", "umep",
        "suews", "geoclimate", "saga", "lcz generator", "kmz", "kml", "google earth",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        zone_input.declare(self)
        schemes = "; ".join(f"{scheme.key}: {scheme.title}" for scheme in code_schemes.WRITTEN.values())
        self.declare(
            QgsProcessingParameterEnum(
                "TARGET",
                "Codes to write (hundreds: A to G are 101 to 107)",
                list(code_schemes.WRITTEN),
                False,
                "hundreds",
                usesStaticStrings=True,
            ),
            f"{schemes}. WRF has urban categories for 1 to 10 and, as the eleventh, for E; the other natural zones "
            "become no data, so that its own land use stands there, or the land use of MODIS that is nearest to them.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("CONFIDENCE", "Confidence of the map", optional=True),
            "For the third of the LCZ Generator's bands: our CONFIDENCE or LCZ_PROBABILITIES of the same run.",
        )
        zone_input.declare_reading(self)
        self.declare(
            QgsProcessingParameterRasterDestination(LCZ, products.LCZ.title, optional=True),
            "The same cells in the codes to write, with the colours that belong to them; nodata 0.",
        )
        three = QgsProcessingParameterRasterDestination(GENERATOR, convert.GENERATOR.title, optional=True)
        three.setCreateByDefault(False)
        self.declare(
            three,
            "One file with the bands lcz, lczFilter and lczProb, codes 1 to 17, as w2w reads it for WRF: it takes the "
            "filtered band by itself.",
        )
        kmz = QgsProcessingParameterFileDestination(KMZ, "Google Earth file", "KMZ (*.kmz)", optional=True)
        kmz.setCreateByDefault(False)
        self.declare(kmz, "The map in its colours with a legend, in one file.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, a wrong choice, or outputs that cannot be written."""
        rasters = {"INPUT": comparing.LCZ_MAP, "CONFIDENCE": "CONFIDENCE of the same run"}
        return comparing.refuse(self, parameters, context, rasters)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and name from the layers."""
        self.zones = zone_input.collect(self, parameters, context)
        self.confidence, _ = comparing.raster(self, parameters, "CONFIDENCE", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Converts the map, then styles what was written."""
        target = code_schemes.WRITTEN[self.parameterAsEnumString(parameters, "TARGET", context)]
        outputs = values.outputs(self, parameters, context)
        job = convert.ConvertJob(
            source=self.zones.source,
            outputs=outputs,
            target=target,
            band=self.zones.band,
            scheme=self.zones.scheme,
            confidence=self.confidence,
            name=self.zones.name,
            legend_png=legend.zone_legend() if KMZ in outputs else b"",
        )
        summary = self.drive(convert.convert_map(job), feedback)
        if summary is None:
            return {}
        if LCZ in outputs:
            styling.write_renderer(styling.renderer(LCZ, scheme=target), outputs[LCZ], feedback)
            styling.announce(LCZ, outputs[LCZ], self.zones.name, context, target)
        _report(summary, target, feedback)
        return dict(outputs)


def _report(summary: convert.ConvertSummary, target: code_schemes.Scheme, feedback: QgsProcessingFeedback) -> None:
    """Says in the log which zone became which number."""
    for zone, count in zip(lcz.ZONES, summary.zone_cells):
        if count:
            code = target.code(zone)
            feedback.pushInfo(f"{zone.title}: {count} cells, {'no data' if code is None else code}.")
    if summary.dropped_cells:
        feedback.pushInfo(f"{summary.dropped_cells} cells of natural zones have no number there and became no data.")
