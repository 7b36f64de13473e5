# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:canopyparameters`: urban canopy parameters of an LCZ map, as rasters and as tables for climate models."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsRasterRenderer,
)

from ..model.tables import lcz, urban_canopy
from . import choices, comparing, groups, styling, values, zone_input
from .base import Algorithm

RASTER = urban_canopy.RASTER
STATISTICS = {
    "minimum": "Minimum of the zone's range",
    "middle": "Middle of the zone's range",
    "maximum": "Maximum of the zone's range",
    "expectation": "Expected value from the LCZ probabilities",
}
# (output, label, help)
TABLES = (
    ("PARAMETERS", "All parameters of the zones (CSV)", "A row for each zone: cells, share, mean HSE, and each "
     "parameter's minimum, middle and maximum."),
    ("SUEWS", "Table for SUEWS in UMEP (CSV)", "A row for each zone in UMEP's codes: seven cover fractions that add up "
     "to 1, and the form of the buildings."),
    ("URBPARM", "Table for WRF (CSV)", "A row for each of WRF's eleven urban categories, under the names of "
     "URBPARM_LCZ.TBL and w2w."),
)  # fmt: skip
# What the user is to choose.
RASTERS = {
    "INPUT": comparing.LCZ_MAP,
    "PROBABILITIES": "the LCZ probabilities of the same run",
    "HSE": comparing.HSE_MAP,
}


class CanopyParameters(Algorithm):
    """Maps the parameters of the zones."""

    NAME = "canopyparameters"
    TITLE = "Derive urban canopy parameters"
    GROUP = groups.IN_USE
    SUMMARY = "Turns an LCZ map into urban canopy parameters for SUEWS, UMEP, WRF and others."
    TAGS = (
        "lcz", "local climate zones", "ucp", "urban canopy parameters", "suews", "umep", "wrf", "urbparm", "w2w",
        "albedo", "sky view factor", "height", "roughness", "anthropogenic heat", "imperviousness", "hse",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        zone_input.declare(self)
        titles = {
            parameter.key: f"{parameter.title} ({parameter.unit})" if parameter.unit else parameter.title
            for parameter in urban_canopy.PARAMETERS.values()
        }
        self.declare(
            choices.parameter("BANDS", "Parameters", titles, list(titles), several=True),
            "The output raster has one band for each chosen parameter, in this order. In scripts: "
            f"{', '.join(titles)}.",
        )
        self.declare(
            choices.parameter("STATISTIC", "Value", STATISTICS, "middle"),
            "Which value of the range that each zone has. The expected value is the mean of the middles of all "
            "seventeen zones, weighted with their probabilities in each cell; it needs the LCZ probabilities. In "
            "scripts: minimum, middle, maximum or expectation.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("PROBABILITIES", "LCZ probabilities", optional=True),
            "The output “LCZ probabilities” of the run that made the LCZ map: seventeen bands on the same cells.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("HSE", "HSE map", optional=True),
            "A map of settlement extent or imperviousness on any grid: its mean in each cell replaces the "
            "imperviousness that is typical of the zone.",
        )
        zone_input.declare_reading(self)
        self.declare(
            QgsProcessingParameterRasterDestination(RASTER, "Urban canopy parameters", optional=True),
            "One band for each parameter with its name and unit; nodata -9999 where a zone has no value.",
        )
        for key, label, text in TABLES:
            table = QgsProcessingParameterFileDestination(key, label, "CSV (*.csv)", optional=True)
            table.setCreateByDefault(False)
            self.declare(table, text)

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, a wrong choice, or outputs that cannot be written."""
        return comparing.refuse(self, parameters, context, RASTERS)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources from the layers."""
        self.zones = zone_input.collect(self, parameters, context)
        _, self.probabilities, self.hse = (comparing.raster(self, parameters, name, context)[0] for name in RASTERS)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Looks the parameters up."""
        from ..model.lczmap import canopy_job

        chosen = choices.all_chosen(self, parameters, "BANDS", context)
        job = canopy_job.CanopyJob(
            source=self.zones.source,
            outputs=values.outputs(self, parameters, context),
            parameters=tuple(key for key in urban_canopy.PARAMETERS if key in chosen),
            statistic=choices.chosen(self, parameters, "STATISTIC", context),
            probabilities=self.probabilities,
            hse=self.hse,
            band=self.zones.band,
            scheme=self.zones.scheme,
        )
        summary = self.drive(canopy_job.map_parameters(job), feedback)
        if summary is None:
            return {}
        if RASTER in job.outputs:
            draw = _first_band(urban_canopy.PARAMETERS[job.parameters[0]])
            styling.write_renderer(draw(None), job.outputs[RASTER], feedback)
            styling.announce_drawn(draw, job.outputs[RASTER], self.zones.where, context, RASTER)
        _report(summary, feedback)
        return dict(job.outputs)


def _first_band(parameter: urban_canopy.Parameter) -> Callable[[Any], QgsRasterRenderer]:
    """Draws a parameter from the lowest to the highest value that any zone has, so that two cities compare by eye."""
    ends = [urban_canopy.value(parameter, zone, side) for zone in lcz.ZONES for side in ("minimum", "maximum")]
    known = [end for end in ends if math.isfinite(end)]
    return partial(styling.gradient, min(known), max(known), parameter.unit)


def _report(summary: Any, feedback: QgsProcessingFeedback) -> None:
    """Ends the log with the mean of each band, and of HSE in each zone beside what the zone would have."""
    for key, mean in summary.means.items():
        parameter = urban_canopy.PARAMETERS[key]
        if math.isfinite(mean):
            unit = f" {parameter.unit}".rstrip()
            feedback.pushInfo(f"{parameter.title}: mean {mean:.4g}{unit}.")
    for zone, mean in zip(lcz.ZONES, summary.hse_mean_pct):
        if math.isfinite(mean):
            usual = urban_canopy.value(urban_canopy.PARAMETERS["imperviousness_pct"], zone, "middle")
            feedback.pushInfo(f"{zone.title}: mean HSE {mean:.1f} % (middle of the zone {usual:g} %).")
