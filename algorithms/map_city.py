# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:mapcity`: one Sentinel-2 scene in, settlement extent and local climate zones out."""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..model.engines.select import DEVICES, preload_torch
from ..model.tables import lcz, products
from . import groups, scene_input, styling, values
from .base import Algorithm

ORIENTATIONS = ("1", "2", "4", "8")
RESUME = {"auto": None, "yes": True, "no": False}

# (product, made unless the user skips it, help)
OUTPUTS = (
    (products.HSE, True, "Percent of sealed settlement surface, 0 to 100, in cells of 20 m; nodata -9999."),
    (products.LCZ, True, "Codes 1 to 10 for the built zones and 11 to 17 for A to G; nodata 0."),
    (products.LCZ_FILTERED, False, "The zones after a Gaussian filter: lone cells give way to those around."),
    (products.CONFIDENCE, False, "Probability of the zone that was chosen, in percent; nodata 255."),
    (products.LCZ_PROBABILITIES, False, "Seventeen bands, one a zone; the scale stands in the file."),
)


class MapCity(Algorithm):
    """Maps HSE and LCZ of one scene."""

    NAME = "mapcity"
    TITLE = "Map settlement extent and local climate zones"
    GROUP = groups.MAPPING
    SUMMARY = "Maps the human settlement extent and the local climate zones of a Sentinel-2 scene."
    TAGS = (
        "sentinel-2", "copernicus", "settlement", "hse", "impervious", "sealed", "built-up", "urban", "city",
        "lcz", "local climate zones", "wudapt", "heat island", "land cover", "deep learning",
        "neural network", "torch",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        cell_size = number(
            "LCZ_CELL_SIZE", "LCZ cell size (metres)", number.Type.Double, 100.0, minValue=20.0, maxValue=1000.0
        )
        cell_size.setMetadata({"widget_wrapper": {"decimals": 0}})
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "Sentinel-2 scene"),
            "A raster with the ten bands, or a Sentinel-2 product as it was downloaded: the path of its zip, its .SAFE "
            "folder or its MTD_*.xml. QGIS preselects the active layer: see that it is the scene.",
        )
        self.declare(
            QgsProcessingParameterExtent("EXTENT", "Extent", optional=True),
            "The part of the scene to map, in any CRS; empty for the whole scene.",
        )
        scene_input.declare_mask(
            self,
            "MASK",
            "Mask",
            "Polygons, or a raster that is neither 0 nor nodata where to map. A pixel counts by its centre; outside, "
            "the maps have no value. Empty for no mask.",
        )
        self.declare(
            QgsProcessingParameterFile("MODEL", "Weights", optional=True, fileFilter="Weights (*.npz)"),
            "A weights file of your own training; empty for the weights that come with the plugin.",
        )
        self.declare(
            QgsProcessingParameterEnum("DEVICE", "Device", DEVICES, False, "auto", usesStaticStrings=True),
            "What the network runs on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest at hand.",
        )
        self.declare(
            cell_size,
            "Side of an LCZ cell, a multiple of 20 m. The field's working scale is 100 m: a neighbourhood.",
        )
        scene_input.declare_bands(self)
        scene_input.declare_radiometry(self)
        raster = QgsProcessing.SourceType.TypeRaster
        self.declare(
            QgsProcessingParameterMultipleLayers("DATES", "Further dates", raster, None, True),
            "More scenes of the same place, on any grid: the maps show the mean of the dates' probabilities, in each "
            "cell over the dates that have data there.",
            advanced=True,
        )
        self.declare(
            QgsProcessingParameterEnum(
                "ORIENTATIONS", "Orientations", ORIENTATIONS, False, "1", usesStaticStrings=True
            ),
            "Over how many turned and mirrored views of the scene the probabilities are averaged; the time grows as "
            "many times.",
            advanced=True,
        )
        self.declare(
            number("MAX_MEMORY_MB", "Memory (MB)", number.Type.Integer, 0, minValue=0),
            "What the computation may take beside QGIS itself; 0 for a quarter of what is free, within bounds. The "
            "maps come out the same.",
            advanced=True,
        )
        self.declare(
            number("TILE_SIZE", "Band width (pixels)", number.Type.Integer, 0, minValue=0),
            "Width of the bands in which the scene goes through the network; 0 lets the memory decide. The maps come "
            "out the same.",
            advanced=True,
        )
        self.declare(
            QgsProcessingParameterEnum("RESUME", "Resume", tuple(RESUME), False, "auto", usesStaticStrings=True),
            "Whether a run that was interrupted continues when it is started again, from a checkpoint in your cache "
            "folder; auto does so for scenes of 25 million pixels and more.",
            advanced=True,
        )
        for product, wanted, text in OUTPUTS:
            destination = QgsProcessingParameterRasterDestination(product.key, product.title, optional=True)
            destination.setCreateByDefault(wanted)
            self.declare(destination, text)
        self.declare(QgsProcessingOutputNumber("MEAN_HSE", "Mean HSE (percent)"), "Over all cells that have a value.")
        self.declare(QgsProcessingOutputNumber("BUILT_SHARE", "Built land (percent)"), "Share of the zones 1 to 10.")
        self.declare(QgsProcessingOutputNumber("SECONDS", "Seconds"), "How long the run took.")
        self.declare(QgsProcessingOutputString("DEVICE_USED", "Device used"), "What the network ran on.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, a number out of range, or outputs that cannot be written."""
        outputs = values.chosen_outputs(self, parameters, context)
        return (
            scene_input.refuse(self, parameters, context)
            or scene_input.refuse_mask(self, parameters, context, "MASK")
            or self._refuse_dates(parameters, context)
            or values.refuse_choices(self, parameters, context)
            or values.refuse_outputs(outputs, scene_input.scene(self, parameters, context).source)
        )

    def _refuse_dates(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Which of DATES GDAL cannot read."""
        layers, given = self.parameterAsLayerList(parameters, "DATES", context), parameters.get("DATES") or []
        if len(layers) < (len(given) if isinstance(given, (list, tuple)) else 1):
            return f"DATES should be rasters, but not all of {given} open as one; choose scenes of the same place."
        return next(filter(None, (values.refuse_raster("DATES", layer.source(), layer) for layer in layers)), "")

    def for_qgis(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """QGIS's own check knows of no product."""
        return scene_input.for_qgis(parameters)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes from the layers what they are, and where to map."""
        preload_torch()
        self.scene = scene_input.scene(self, parameters, context)
        self.extent, self.extent_crs = scene_input.extent(self, parameters, context, self.scene.crs_wkt)
        self.reading = scene_input.reading(self, parameters, context)
        self.dates = tuple(
            values.raster_source(layer) for layer in self.parameterAsLayerList(parameters, "DATES", context)
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Maps the scene, then styles what was written."""
        from ..model.mapping.map_scene import MapJob, map_city

        job = MapJob(
            source=self.scene.source,
            outputs=values.outputs(self, parameters, context),
            extent=self.extent,
            extent_crs=self.extent_crs,
            reading=self.reading,
            weights=self.parameterAsFile(parameters, "MODEL", context) or None,
            device=self.parameterAsEnumString(parameters, "DEVICE", context),
            lcz_cell_size_m=self.parameterAsDouble(parameters, "LCZ_CELL_SIZE", context),
            tile_px=self.parameterAsInt(parameters, "TILE_SIZE", context),
            max_memory_mb=self.parameterAsInt(parameters, "MAX_MEMORY_MB", context),
            dates=self.dates,
            orientations=int(self.parameterAsEnumString(parameters, "ORIENTATIONS", context)),
            resume=RESUME[self.parameterAsEnumString(parameters, "RESUME", context)],
        )
        summary = self.drive(map_city(job), feedback)
        if summary is None:
            return {}
        for key, path in job.outputs.items():
            styling.write_style(key, path, feedback)
            styling.announce(key, path, self.scene.title, context)
        _report(summary, feedback)
        numbers = {"MEAN_HSE": summary.mean_hse_pct, "BUILT_SHARE": summary.built_share_pct}
        return {
            **job.outputs,
            # Weights of one task alone leave the other's number open.
            **{name: number for name, number in numbers.items() if math.isfinite(number)},
            "SECONDS": summary.seconds,
            "DEVICE_USED": summary.device,
        }


def _report(summary: Any, feedback: QgsProcessingFeedback) -> None:
    """Ends the log with the mean HSE and the share of each zone that is there."""
    feedback.pushInfo(f"Mean HSE {summary.mean_hse_pct:.1f} %, built land {summary.built_share_pct:.1f} %.")
    cells = sum(summary.zone_cells)
    for zone, count in zip(lcz.ZONES, summary.zone_cells):
        if count:
            feedback.pushInfo(f"{100 * count / cells:6.2f} %  {zone.title}")
