# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:mapseries`: scenes of several years in, LCZ maps that agree with each other out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
)

from ..model.engines.select import preload_torch
from . import groups, mapping_settings, scene_input, series_input, values
from .base import Algorithm

KEPT = "PROBABILITIES"
SCENES = "INPUT"


class MapSeries(Algorithm):
    """Maps several scenes of one place and smooths the series."""

    NAME = "mapseries"
    TITLE = "Map several years"
    GROUP = groups.MAPPING
    SUMMARY = (
        "Maps the local climate zones of several Sentinel-2 scenes of one place so that the maps agree with each other."
    )
    TAGS = (
        "sentinel-2", "time series", "multitemporal", "years", "yearly", "change", "change detection", "growth",
        "urbanisation", "urbanization", "sprawl", "hidden markov model", "temporal controller", "animation", "lcz",
        "local climate zones", "wudapt", "land cover",
    )  # fmt: skip
    REQUIRES = ("scipy",)
    CANCELLED = "Cancelled: no map was written. The probabilities of the scenes that were complete are kept."

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        raster = QgsProcessing.SourceType.TypeRaster
        self.declare(
            QgsProcessingParameterMultipleLayers(SCENES, "Sentinel-2 scenes, the oldest first", raster),
            "Scenes of one place in the order of time: rasters with the ten bands, or products as they were downloaded "
            "(the path of a zip file, a .SAFE folder or an MTD_*.xml file). All are mapped on the pixels of the first; "
            "the others may cover a part of it.",
        )
        self.declare(
            QgsProcessingParameterExtent("EXTENT", "Extent", optional=True),
            "The part of the first scene to map, in any CRS. If not set, the whole scene is mapped.",
        )
        mapping_settings.declare_mask(self)
        mapping_settings.declare_network(self)
        series_input.declare_settings(self, "scenes")
        scene_input.declare_bands(self)
        scene_input.declare_radiometry(self)
        mapping_settings.declare_effort(self)
        self.declare(
            QgsProcessingParameterFolderDestination(KEPT, "Folder of the probabilities"),
            "The probabilities of each scene, called probabilities_2017-10-26.tif and so on. With the same folder, a "
            "run that was stopped goes on, and a year is added without mapping the others again.",
        )
        series_input.declare_outputs(self)
        self.declare(
            QgsProcessingOutputNumber("MAPPED", "Scenes mapped"),
            "The others had their probabilities in the folder already.",
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Scenes that cannot be read, dates that are not known or not in order, outputs that cannot be written."""
        refused = (
            scene_input.refuse_scenes(self, parameters, SCENES, context)
            or scene_input.refuse_mask(self, parameters, context, "MASK")
            or values.refuse_choices(self, parameters, context)
        )
        if refused:
            return refused
        return series_input.refuse_outputs(self, parameters, context, self._scenes(parameters, context)[0])

    def for_qgis(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """QGIS's own check knows of no product."""
        return scene_input.scenes_for_qgis(parameters, SCENES)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes from the layers what they are, and where to map."""
        preload_torch()
        self.scenes, crs_wkt = self._scenes(parameters, context)
        self.extent, self.extent_crs = scene_input.extent(self, parameters, context, crs_wkt)
        self.reading = scene_input.reading(self, parameters, context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Maps and smooths the series, styles and loads its maps."""
        from ..model.mapping.map_scene import MapJob
        from ..model.series.map_series import SeriesJob, map_series, members

        outputs = values.outputs(self, parameters, context)
        mapping = MapJob(
            source="",
            outputs={},
            extent=self.extent,
            extent_crs=self.extent_crs,
            reading=self.reading,
            **mapping_settings.chosen(self, parameters, context),
        )
        smoothing = series_input.smooth_job(self, parameters, context, outputs, ())
        job = SeriesJob(self.scenes, outputs[KEPT], mapping, smoothing)
        summary = self.drive(map_series(job), feedback)
        if summary is None:
            return {}
        figures = series_input.finish(replace(smoothing, members=members(job)), summary.series, context, feedback)
        return {**outputs, **figures, "MAPPED": summary.mapped}

    def _scenes(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[list[Any], str]:
        """The scenes with their days, and the CRS of the first one's layer, "" for a product."""
        found = scene_input.scenes(self, parameters, SCENES, context)
        sources, names = [scene.source for scene in found], [scene.title for scene in found]
        return series_input.members(self, parameters, context, sources, names, "scene"), found[0].crs_wkt
