# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:selectbands`: which bands of which dates matter for settlement and zones together."""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from . import comparing, groups, values, zone_reference
from .base import Algorithm


class SelectBands(Algorithm):
    """Ranks bands and dates."""

    NAME = "selectbands"
    TITLE = "Which bands and dates matter"
    GROUP = groups.TRAINING
    SUMMARY = "Ranks the bands and dates of your scenes by what they tell about settlement and zones together."
    TAGS = (
        "bands", "dates", "feature selection", "ranking", "importance", "season", "lasso", "multi-task", "lcz",
        "local climate zones", "hse", "settlement", "cross-validation", "indices", "texture",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        kinds = QgsProcessing.SourceType
        self.declare(
            QgsProcessingParameterMultipleLayers("SCENES", "Sentinel-2 scenes", kinds.TypeRaster),
            "Rasters with the ten bands, of one place; several dates show which season matters.",
        )
        zone_reference.declare_labels(self, "Zones")
        zone_reference.declare_field(self, "LABELS", zone_reference.SHORT_FIELD_HELP)
        self.declare(
            QgsProcessingParameterRasterLayer("HSE", "Settlement", optional=True),
            "A raster of settlement or imperviousness in percent, as fractions or as a mask, of any cell size and CRS. "
            "Where zones are given, it is read on their cells.",
        )
        self.declare(
            QgsProcessingParameterMultipleLayers("RASTERS", "Other rasters", kinds.TypeRaster, optional=True),
            "Rasters of measured numbers of any grid, such as indices, building heights or night light; each of their "
            "bands is a feature. Not class codes.",
        )
        self.declare(
            QgsProcessingParameterBoolean("TEXTURE", "Texture, too", False),
            "Adds the standard deviation of each band within a cell of 100 m as a feature of its own.",
        )
        number = QgsProcessingParameterNumber
        self.declare(
            number("KEEP", "Keep (percent)", number.Type.Double, 97.0, minValue=50.0, maxValue=100.0),
            "The recommended features are the fewest that keep so much of the AUC and of the R2 of all features.",
        )
        self.declare(
            number("SIMILARITY", "Similarity of the tasks", number.Type.Double, 0.0, minValue=0.0, maxValue=1000.0),
            "Draws the weights of all zones and of settlement to their mean; 0 lets each have its own.",
            advanced=True,
        )
        self.declare(
            number("RIDGE", "Ridge", number.Type.Double, 0.0, minValue=0.0, maxValue=1000.0),
            "Draws all weights to 0 along the path; a little makes bands that tell the same share their weight.",
            advanced=True,
        )
        self.declare(
            number("SEED", "Seed", number.Type.Integer, 1, minValue=0),
            "Another number draws other cells and divides them into other folds.",
            advanced=True,
        )
        comparing.declare_report(self, "A page with the recommended bands and dates, charts and all figures.")
        comparing.declare_csv(self, "CSV", "Ranking (CSV)", "A row for each feature, the most useful first.")
        comparing.declare_csv(self, "PATH", "Path (CSV)", "The joint weight of each feature for each penalty.")
        output, text = QgsProcessingOutputNumber, QgsProcessingOutputString
        self.declare(output("FEATURES", "Features"), "How many there are.")
        self.declare(output("RECOMMENDED", "Recommended features"), "How many are enough.")
        self.declare(text("NAMES", "Names of the recommended features"), "The most useful first, between semicolons.")
        self.declare(text("DATES", "Recommended dates"), "Dates of which at least one band is recommended.")
        self.declare(
            output("AUC", "AUC, all features"), "Mean over the zones with all features, on ground held out, 0.5 to 1."
        )
        self.declare(output("AUC_RECOMMENDED", "AUC, recommended"), "The same with the recommended features.")
        self.declare(output("R_SQUARED", "R2, all features"), "Of settlement with all features, on ground held out.")
        self.declare(output("R_SQUARED_RECOMMENDED", "R2, recommended"), "The same with the recommended features.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Layers that cannot be read, nothing to judge by, choices out of range, outputs that cannot be written."""
        if not self.parameterAsLayerList(parameters, "SCENES", context):
            return "SCENES should hold a Sentinel-2 scene, but is empty or does not open; choose the scenes."
        for name, wanted in (("SCENES", "Sentinel-2 GeoTIFFs"), ("RASTERS", "GeoTIFFs")):
            refused = values.refuse_layers(self, parameters, name, context, wanted)
            if refused:
                return refused
        zones = parameters.get("LABELS") not in (None, "")
        if not zones and parameters.get("HSE") in (None, ""):
            return "LABELS or HSE should say what to judge by, but both are empty; choose at least one."
        sources = [
            *self._layers(parameters, "SCENES", context),
            *self._layers(parameters, "RASTERS", context),
            comparing.raster(self, parameters, "HSE", context)[0],
            zone_reference.file(self, parameters, "LABELS", context),
        ]
        return (
            (zone_reference.refuse(self, parameters, "LABELS", context) if zones else "")
            or comparing.refuse_rasters(self, parameters, context, {"HSE": comparing.HSE_MAP})
            or values.refuse_choices(self, parameters, context)
            or comparing.refuse_targets(self, parameters, context, sources)
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers; writes a file where the polygons are in none."""
        self.scenes = self._layers(parameters, "SCENES", context)
        self.rasters = self._layers(parameters, "RASTERS", context)
        self.settlement = comparing.raster(self, parameters, "HSE", context)
        self.zones = zone_reference.collect(self, parameters, "LABELS", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Ranks the bands and reports the recommended ones."""
        from ..model.selection.select_job import SelectJob, select_features

        files = values.chosen_outputs(self, parameters, context)
        field = self.parameterAsString(parameters, "CLASS_FIELD", context)
        job = SelectJob(
            scenes=self.scenes,
            labels=self.zones.label_files(field, self.settlement),
            outputs=files,
            rasters=self.rasters,
            texture=self.parameterAsBoolean(parameters, "TEXTURE", context),
            keep=self.parameterAsDouble(parameters, "KEEP", context) / 100,
            similarity=self.parameterAsDouble(parameters, "SIMILARITY", context),
            ridge=self.parameterAsDouble(parameters, "RIDGE", context),
            seed=self.parameterAsInt(parameters, "SEED", context),
        )
        selection = self.drive(select_features(job), feedback)
        if selection is None:
            return {}
        titles = [feature.title for feature in selection.chosen]
        dates = sorted({feature.date for feature in selection.chosen if feature.date})
        feedback.pushInfo(
            f"{selection.recommended} of {len(selection.features)} features are enough: {', '.join(titles)}."
        )
        full, recommended = selection.all_features, selection.scores(selection.recommended)
        figures = {
            "AUC": full.mean_auc, "AUC_RECOMMENDED": recommended.mean_auc,
            "R_SQUARED": full.r2, "R_SQUARED_RECOMMENDED": recommended.r2,
        }  # fmt: skip
        return {
            **files,
            **{name: value for name, value in figures.items() if math.isfinite(value)},
            "FEATURES": len(selection.features),
            "RECOMMENDED": selection.recommended,
            "NAMES": "; ".join(titles),
            "DATES": "; ".join(dates),
        }

    def _layers(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> dict[str, str]:
        """The paths or names that GDAL opens for the layers of a list -> the layers' names."""
        layers = self.parameterAsLayerList(parameters, name, context) or []
        return {values.raster_source(layer): layer.name() for layer in layers}
