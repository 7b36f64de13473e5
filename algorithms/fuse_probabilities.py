# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:fuseprobabilities`: two models decide together, by the weighted mean of their LCZ probabilities."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from ..model.tables import products
from . import comparing, groups, layer_names, styling, values, zone_reference
from .base import Algorithm

RASTERS = ("INPUT", "SECOND")


class FuseProbabilities(Algorithm):
    """Averages two models' probabilities."""

    NAME = "fuseprobabilities"
    TITLE = "Combine the LCZ probabilities of two models"
    GROUP = groups.IN_USE
    SUMMARY = "Combines two models' LCZ probabilities by their weighted mean, whose weight can be learned on areas."
    TAGS = (
        "lcz", "local climate zones", "fusion", "decision fusion", "ensemble", "sentinel-1", "radar", "probability",
        "weighted mean", "models", "validation",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "LCZ probabilities of the first model"),
            "The output “LCZ probabilities” of the run with the first model.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("SECOND", "LCZ probabilities of the second model"),
            "The same of the run with the second model: same scene, extent and cell size. Cells that only one model "
            "answers, such as those without radar, keep its probabilities.",
        )
        self.declare(
            QgsProcessingParameterMapLayer("VALIDATION", "Validation areas", optional=True, types=zone_reference.TYPES),
            "Polygons that say their zone, or an LCZ raster, from which neither model has learned: the weight becomes "
            "the one under which their zones are most probable.",
        )
        zone_reference.declare_field(self, "VALIDATION", zone_reference.SHORT_FIELD_HELP)
        self.declare(
            number("WEIGHT", "Weight of the first model (0 to 1)", number.Type.Double, 0.5, minValue=0.0, maxValue=1.0),
            "Used without validation areas. The second model has the rest.",
        )
        comparing.declare_raster(self, products.LCZ, "The zones that are most probable by both models.", wanted=True)
        comparing.declare_raster(self, products.CONFIDENCE, "Probability of the zone shown, in percent; nodata 255.")
        comparing.declare_raster(
            self, products.LCZ_PROBABILITIES, "Mean probability of each zone, one band per zone; stored value × 0.004."
        )
        self.declare(
            QgsProcessingOutputNumber("WEIGHT_USED", "Weight of the first model"), "As given or as learned, 0 to 1."
        )
        self.declare(QgsProcessingOutputNumber("CELLS", "Cells of both models"), "Cells with a mean of both.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Layers that cannot be read, a weight out of range, outputs that cannot be written."""
        has_areas = parameters.get("VALIDATION") not in (None, "")
        sources = [comparing.raster(self, parameters, name, context)[0] for name in RASTERS]
        return (
            comparing.refuse_rasters(self, parameters, context, dict.fromkeys(RASTERS, comparing.PROBABILITIES))
            or (zone_reference.refuse(self, parameters, "VALIDATION", context) if has_areas else "")
            or values.refuse_choices(self, parameters, context)
            or comparing.refuse_targets(
                self, parameters, context, [*sources, zone_reference.file(self, parameters, "VALIDATION", context)]
            )
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers; writes a file where the areas are in none."""
        (self.first, self.map_name), (self.second, _) = (
            comparing.raster(self, parameters, name, context) for name in RASTERS
        )
        self.areas = zone_reference.collect(self, parameters, "VALIDATION", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Averages, then styles what was written."""
        from ..model.lczmap.fuse_job import FuseJob, fuse_probabilities

        outputs = values.outputs(self, parameters, context)
        job = FuseJob(
            first=self.first,
            second=self.second,
            outputs=outputs,
            share=self.parameterAsDouble(parameters, "WEIGHT", context),
            reference=self.areas.path,
            polygons=self.areas.polygons,
            layer=self.areas.layer,
            field=self.parameterAsString(parameters, "CLASS_FIELD", context),
        )
        fusion = self.drive(fuse_probabilities(job), feedback)
        if fusion is None:
            return {}
        where = layer_names.place(self.map_name, self.first)
        most = 1 + max(range(len(fusion.zone_cells)), key=lambda place: fusion.zone_cells[place])
        for key, path in outputs.items():
            band = most if key == products.LCZ_PROBABILITIES.key else 1
            styling.write_style(key, path, feedback, band)
            styling.announce(key, path, where, context, band=band)
        return {**outputs, "WEIGHT_USED": fusion.share, "CELLS": float(fusion.cells)}
