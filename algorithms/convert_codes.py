# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:convertcodes`: writes an LCZ map in the codes and file formats that other programs read."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..model.tables import code_schemes, lcz, products
from . import choices, comparing, groups, legend, styling, values, zone_input
from .base import Algorithm

LCZ, GENERATOR, KMZ = products.LCZ.key, products.GENERATOR.key, products.KMZ


class ConvertCodes(Algorithm):
    """Converts an LCZ map."""

    NAME = "convertcodes"
    TITLE = "Convert the codes of an LCZ map"
    GROUP = groups.IN_USE
    SUMMARY = "Converts an LCZ map to the codes and files of WRF, UMEP, the LCZ Generator or Google Earth."
    TAGS = (
        "lcz", "local climate zones", "wudapt", "convert", "reclassify", "export", "codes", "wrf", "w2w", "umep",
        "suews", "geoclimate", "saga", "lcz generator", "kmz", "kml", "google earth",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        zone_input.declare(self)
        self.declare(
            choices.parameter("TARGET", "Codes to write", zone_input.SCHEMES, "hundreds"),
            "WRF has urban categories for the zones 1 to 10 and, as the eleventh, for E. The other natural zones "
            "become nodata, so that WRF keeps its own land use there, or the MODIS land use class that is closest to "
            "them. In scripts: standard, hundreds, wrf44, wrf45, wrf44modis or wrf45modis.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("CONFIDENCE", "LCZ confidence", optional=True),
            "Needed only for the third band of the LCZ Generator's file: the LCZ confidence or the LCZ probabilities "
            "from the same run.",
        )
        zone_input.declare_reading(self)
        self.declare(
            QgsProcessingParameterRasterDestination(LCZ, products.LCZ.title, optional=True),
            "The LCZ map in the new codes, with the matching colours; nodata 0.",
        )
        three = QgsProcessingParameterRasterDestination(GENERATOR, products.GENERATOR.title, optional=True)
        three.setCreateByDefault(False)
        self.declare(
            three,
            "One file with the bands lcz, lczFilter and lczProb in the codes 1 to 17, as w2w reads it for WRF; w2w "
            "uses the filtered band.",
        )
        kmz = QgsProcessingParameterFileDestination(KMZ, "Google Earth file", "KMZ (*.kmz)", optional=True)
        kmz.setCreateByDefault(False)
        self.declare(kmz, "The map in its colours with a legend, in one KMZ file.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, a wrong choice, or outputs that cannot be written."""
        rasters = {"INPUT": comparing.LCZ_MAP, "CONFIDENCE": "the LCZ confidence of the same run"}
        return comparing.refuse(self, parameters, context, rasters)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and name from the layers."""
        self.zones = zone_input.collect(self, parameters, context)
        self.confidence, _ = comparing.raster(self, parameters, "CONFIDENCE", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Converts the map, then styles what was written."""
        from ..model.lczmap import convert

        target = code_schemes.WRITTEN[choices.chosen(self, parameters, "TARGET", context)]
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
            styling.announce(LCZ, outputs[LCZ], self.zones.where, context, target)
        if GENERATOR in outputs:
            styling.write_style(GENERATOR, outputs[GENERATOR], feedback)
            styling.announce(GENERATOR, outputs[GENERATOR], self.zones.where, context)
        _report(summary, target, feedback)
        return dict(outputs)


def _report(summary: Any, target: code_schemes.Scheme, feedback: QgsProcessingFeedback) -> None:
    """Writes into the log which zone became which number."""
    for zone, count in zip(lcz.ZONES, summary.zone_cells):
        if count:
            code = target.code(zone)
            feedback.pushInfo(f"{zone.title}: {count} cells, {'no data' if code is None else code}.")
    if summary.dropped_cells:
        feedback.pushInfo(f"{summary.dropped_cells} cells of natural zones have no number there and became no data.")
