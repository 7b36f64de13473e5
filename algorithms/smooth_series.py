# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:smoothseries`: probabilities of several dates in, LCZ maps that agree with each other out."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterMultipleLayers,
)

from . import groups, series_input, values
from .base import Algorithm


class SmoothSeries(Algorithm):
    """Smooths a series of LCZ maps in time."""

    NAME = "smoothseries"
    TITLE = "Smooth a series of LCZ maps"
    GROUP = groups.COMPARED
    SUMMARY = (
        "Makes LCZ maps of several dates agree with each other, and finds in which year the zone of a cell has changed."
    )
    TAGS = (
        "time series", "multitemporal", "change detection", "change", "hidden markov model", "viterbi", "smoothing",
        "consistency", "urbanisation", "urbanization", "sprawl", "growth", "temporal controller", "animation", "lcz",
        "local climate zones", "wudapt",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        raster = QgsProcessing.SourceType.TypeRaster
        self.declare(
            QgsProcessingParameterMultipleLayers("INPUT", "Probabilities of each date, the oldest first", raster),
            "The LCZ probabilities of the runs that mapped the dates, in the order of time, or other rasters with a "
            "band for each zone. The maps lie on the cells of the first; the others may have any grid and may lack a "
            "part.",
        )
        series_input.declare_settings(self, "rasters")
        series_input.declare_outputs(self)

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Rasters that cannot be read, dates that are not known or not in order, outputs that cannot be written."""
        refused = values.refuse_layers(
            self, parameters, "INPUT", context, "the LCZ probabilities of the runs that made the maps"
        ) or values.refuse_choices(self, parameters, context)
        if refused:
            return refused
        return series_input.refuse_outputs(self, parameters, context, self._members(parameters, context))

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources, names and dates from the layers."""
        self.members = self._members(parameters, context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Smooths the series, styles and loads its maps."""
        from ..model.series.smooth_series import smooth_series

        outputs = values.outputs(self, parameters, context)
        job = series_input.smooth_job(self, parameters, context, outputs, self.members)
        series = self.drive(smooth_series(job), feedback)
        if series is None:
            return {}
        return {**outputs, **series_input.finish(job, series, context, feedback)}

    def _members(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Any]:
        layers = self.parameterAsLayerList(parameters, "INPUT", context)
        sources, names = [values.raster_source(layer) for layer in layers], [layer.name() for layer in layers]
        return series_input.members(self, parameters, context, sources, names, "raster")
