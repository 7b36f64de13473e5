# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:mapcity`: one Sentinel-2 scene in, settlement extent and local climate zones out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..model.engines.select import preload_torch
from ..model.errors import PluginError
from ..model.tables import lcz, products
from . import (
    choices,
    city_sheet,
    comparing,
    groups,
    height_input,
    layer_names,
    mapping_settings,
    presets,
    scene_input,
    styling,
    values,
    zone_reference,
)
from .base import Algorithm
from .language import tr

SHEET = "SHEET"
HEIGHTS = "BUILDING_HEIGHTS"
RADAR = "RADAR"
RADAR_UNITS = {"auto": "Automatic", "db": "dB", "linear": "Linear intensity"}
SHEET_ENDINGS = (".pdf", ".png")
PRECISION = {"exact": "Exact (32 bits)", "fast": "Fast (16 bits where the processor has them)"}
RESUME = {"auto": None, "yes": True, "no": False}
RESUME_TITLES = {"auto": "For scenes of 25 million pixels and more", "yes": "Always", "no": "Never"}

SCENE_HELP = (
    "A raster with the ten bands, or a Sentinel-2 product as it was downloaded: the path of its zip file, its .SAFE "
    "folder or its MTD_*.xml file. QGIS preselects the active layer: make sure that it is the scene."
)
HEIGHTS_HELP = (
    "A raster of mean building heights, or building polygons with heights or floors: the built zones are refined with "
    "them, as “Refine built zones with building heights” does with its default settings, and all LCZ maps show the "
    "refined zones. Only the LCZ maps depend on it."
)
RADAR_HELP = (
    "Only for model files that were trained with Sentinel-1: a raster with bands VV and VH, calibrated (sigma nought "
    "or gamma nought) and terrain-corrected, in dB or as linear intensity, on any grid, taken near the day of the "
    "scene. The log says whether the model was trained with despeckled radar. Cells without radar get no value. The "
    "model that comes with the plugin uses Sentinel-2 alone and takes no radar."
)
# (product, made unless the user skips it, help)
OUTPUTS = (
    (
        products.HSE,
        True,
        "Human settlement extent (HSE): percent of sealed settlement surface, 0 to 100, in cells of 20 m; nodata "
        "-9999.",
    ),
    (
        products.LCZ,
        True,
        "Local climate zones (LCZ): codes 1 to 10 for the built zones and 11 to 17 for A to G; nodata 0.",
    ),
    (
        products.LCZ_FILTERED,
        False,
        "The LCZ map after a Gaussian filter, in which isolated cells take the zone that surrounds them.",
    ),
    (
        products.CONFIDENCE,
        False,
        "Probability of the zone shown in the LCZ map, in percent; nodata 255. “Style a map” fades the LCZ map by it.",
    ),
    (
        products.LCZ_PROBABILITIES,
        False,
        "Probability of each of the seventeen zones, one band per zone; probability = stored value × 0.004.",
    ),
    (
        products.NOVELTY,
        False,
        "How unlike each built cell is to all cells that the network has learned from, in percent: the share of the "
        "built cells of new places that are less unlike. From 90 on, trust the zone less and draw training areas; "
        "nodata 255, also where the LCZ map has no built zone.",
    ),
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
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "Sentinel-2 scene"),
            SCENE_HELP,
        )
        self.declare(
            choices.parameter("PRESET", "Preset", presets.PRESETS, "custom"),
            "Quick: one view of this scene alone, in Fast precision. Careful: eight views and all scenes, with the "
            "filtered LCZ map and the LCZ confidence; it takes eight times as long. Custom: the settings of this form. "
            "In scripts: quick, careful or custom.",
        )
        self.declare(
            QgsProcessingParameterExtent("EXTENT", "Extent", optional=True),
            "The part of the scene to map, in any CRS. If not set, the whole scene is mapped.",
        )
        mapping_settings.declare_mask(self)
        mapping_settings.declare_network(self)
        self.declare(
            choices.parameter("PRECISION", "Precision", PRECISION, "exact"),
            "Fast computes with numbers of 16 bits on a graphics card, and on a processor that has instructions for "
            "bfloat16; the log says whether that is so. Less than one LCZ cell in a hundred then differs. In scripts: "
            "exact or fast.",
        )
        scene_input.declare_bands(self)
        scene_input.declare_radiometry(self)
        raster = QgsProcessing.SourceType.TypeRaster
        self.declare(
            QgsProcessingParameterMultipleLayers("DATES", "More scenes of this place", raster, None, True),
            "Scenes of other dates, on any grid. The maps show the mean of the probabilities of all scenes; each cell "
            "uses the scenes that have data there.",
            advanced=True,
        )
        mapping_settings.declare_effort(self)
        self.declare(
            number("TILE_SIZE", "Tile width (pixels, 0 = automatic)", number.Type.Integer, 0, minValue=0),
            "The scene is processed in vertical strips of this width. Automatic: the width follows from the memory "
            "limit. The maps are the same for any value.",
            advanced=True,
        )
        self.declare(
            choices.parameter("RESUME", "Resume an interrupted run", RESUME_TITLES, "auto"),
            "A run that was interrupted resumes where it stopped if it is started again with the same settings. Its "
            "checkpoint lies in your cache folder. In scripts: auto, yes or no.",
            advanced=True,
        )
        height_input.declare(self, HEIGHTS, HEIGHTS_HELP, advanced=True)
        self._declare_radar()
        for product, wanted, text in OUTPUTS:
            destination = QgsProcessingParameterRasterDestination(product.key, product.title, optional=True)
            destination.setCreateByDefault(wanted)
            self.declare(destination, text)
        self.declare(
            QgsProcessingParameterFileDestination(
                SHEET, "City sheet", "PDF (*.pdf);;PNG (*.png)", optional=True, createByDefault=False
            ),
            "One page with the scene, the maps, their legends and the figures of the city, as PDF or PNG.",
        )
        self.declare(
            QgsProcessingOutputNumber("MEAN_HSE", "Mean HSE (percent)"), "Mean over all cells that have a value."
        )
        self.declare(
            QgsProcessingOutputNumber("BUILT_SHARE", "Built land (percent)"),
            "Share of the zones 1 to 10 in the mapped area.",
        )
        self.declare(
            QgsProcessingOutputNumber("UNLIKE_SHARE", "Built land unlike the training cells (percent)"),
            "Share of the built cells with a novelty of 90 and more: of all cells where the novelty is mapped, else of "
            "a sample. In a typical new place it is 10.",
        )
        self.declare(QgsProcessingOutputNumber("SECONDS", "Seconds"), "Duration of the run.")
        self.declare(QgsProcessingOutputString("DEVICE_USED", "Device used"), "The processor that ran the network.")

    def _declare_radar(self) -> None:
        """Adds RADAR and RADAR_UNIT."""
        self.declare(
            QgsProcessingParameterRasterLayer(RADAR, "Sentinel-1 radar", optional=True), RADAR_HELP, advanced=True
        )
        self.declare(
            choices.parameter("RADAR_UNIT", "Unit of the radar values", RADAR_UNITS, "auto"),
            "Automatic: found by the names of the bands, their unit and their values; refused where these leave doubt. "
            "In scripts: auto, db or linear.",
            advanced=True,
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that GDAL cannot read, a number out of range, or outputs that cannot be written."""
        parameters = presets.applied(self, parameters, context)
        outputs = values.chosen_outputs(self, parameters, context)
        sheet = outputs.pop(SHEET, "")
        return (
            scene_input.refuse(self, parameters, context)
            or scene_input.refuse_extent(self, parameters, context)
            or scene_input.refuse_mask(self, parameters, context, "MASK")
            or values.refuse_layers(self, parameters, "DATES", context, "scenes of the same place")
            or height_input.refuse(self, parameters, HEIGHTS, context)
            or comparing.refuse_rasters(self, parameters, context, {RADAR: "a raster with VV and VH of Sentinel-1"})
            or values.refuse_choices(self, parameters, context)
            or values.refuse_outputs(
                outputs,
                scene_input.scene(self, parameters, context).source,
                zone_reference.file(self, parameters, HEIGHTS, context),
                comparing.raster(self, parameters, RADAR, context)[0],
            )
            or self._refuse_sheet(sheet, outputs)
        )

    def _refuse_sheet(self, sheet: str, outputs: dict[str, str]) -> str:
        """Why the sheet cannot be drawn, one sentence; "" where it can or is not wanted."""
        if not sheet:
            return ""
        label = self.parameterDefinition(SHEET).description()
        if not sheet.lower().endswith(SHEET_ENDINGS):
            return f"{label} should be a PDF or PNG file, but is {sheet}; choose a name that ends in .pdf or .png."
        if not {products.HSE.key, products.LCZ.key} & outputs.keys():
            return (
                f"{label} shows the HSE map and the LCZ map, but both are skipped; choose where to write one of them."
            )
        return values.refuse_unwritable({**outputs, SHEET: sheet}, ())

    def for_qgis(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """The parameters for QGIS's own check, which does not know products."""
        return scene_input.for_qgis(parameters)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes from the layers what they are, and where to map."""
        parameters = presets.applied(self, parameters, context)
        preload_torch()
        self.scene = scene_input.scene(self, parameters, context)
        self.extent, self.extent_crs = scene_input.extent(self, parameters, context, self.scene.crs_wkt)
        self.reading = scene_input.reading(self, parameters, context)
        self.settings = mapping_settings.chosen(self, parameters, context)
        self.heights, _ = height_input.collect(self, parameters, HEIGHTS, context)
        self.radar, _ = comparing.raster(self, parameters, RADAR, context)
        self.dates = tuple(
            values.raster_source(layer) for layer in self.parameterAsLayerList(parameters, "DATES", context)
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Maps the scene, then styles what was written."""
        from ..model.mapping.map_scene import MapJob, map_city
        from ..model.scene.radar import RadarSource

        parameters = presets.applied(self, parameters, context)
        outputs = values.outputs(self, parameters, context)
        sheet = outputs.pop(SHEET, "")
        unit = choices.chosen(self, parameters, "RADAR_UNIT", context)
        job = MapJob(
            source=self.scene.source,
            outputs=outputs,
            extent=self.extent,
            extent_crs=self.extent_crs,
            reading=self.reading,
            **self.settings,
            precision=choices.chosen(self, parameters, "PRECISION", context),
            tile_px=self.parameterAsInt(parameters, "TILE_SIZE", context),
            dates=self.dates,
            heights=self.heights,
            radar=RadarSource(self.radar, "" if unit == "auto" else unit) if self.radar else None,
            resume=RESUME[choices.chosen(self, parameters, "RESUME", context)],
        )
        summary = self.drive(map_city(job), feedback)
        if summary is None:
            return {}
        self._style(job.outputs, summary.zone_cells, context, feedback)
        drawn = self._draw_sheet(sheet, job.outputs, summary, feedback) if sheet else {}
        _report(summary, feedback)
        numbers = {
            "MEAN_HSE": summary.mean_hse_pct,
            "BUILT_SHARE": summary.built_share_pct,
            "UNLIKE_SHARE": summary.unlike_pct,
        }
        return {
            **job.outputs,
            **drawn,
            # Weights of one task alone leave the other's number open.
            **{name: number for name, number in numbers.items() if math.isfinite(number)},
            "SECONDS": summary.seconds,
            "DEVICE_USED": summary.device,
        }

    def _draw_sheet(
        self, sheet: str, outputs: Mapping[str, str], summary: Any, feedback: QgsProcessingFeedback
    ) -> dict[str, str]:
        """Draws the sheet; the maps are complete by now, so that a sheet that fails is worth a warning, no failure."""
        where = layer_names.of_scene(self.scene.title, self.scene.taken)
        title, day = layer_names.parted(where)
        weights, unlike = self.settings["weights"], summary.unlike_pct
        content = city_sheet.SheetContent(
            title=title[:1].upper() + title[1:],
            day=day,
            scene=self.scene.source,
            reading=self.reading,
            hse=outputs.get(products.HSE.key, ""),
            lcz=outputs.get(products.LCZ.key, ""),
            mean_hse_pct=summary.mean_hse_pct,
            facts=[
                (tr("Mapped"), datetime.now().strftime("%Y-%m-%d")),
                (tr("Model"), Path(weights).name if weights else tr("supplied with the plugin")),
                (tr("Views"), str(self.settings["orientations"])),
                *([(tr("Novel cells"), f"{unlike:.0f} %")] if math.isfinite(unlike) else []),
            ],
            credit=city_sheet.credit(day[:4], self.scene.is_simulated),
        )
        try:
            city_sheet.write_sheet(content, sheet)
        except PluginError as error:
            feedback.pushWarning(str(error))
            return {}
        return {SHEET: sheet}

    def _style(
        self,
        outputs: Mapping[str, str],
        zone_cells: tuple[int, ...],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Gives the maps their looks, names and places; of the probabilities, those of the most frequent zone show."""
        where = layer_names.of_scene(self.scene.title, self.scene.taken)
        for key, path in outputs.items():
            is_probabilities = key == products.LCZ_PROBABILITIES.key
            band = 1 + max(range(len(zone_cells)), key=lambda place: zone_cells[place]) if is_probabilities else 1
            styling.write_style(key, path, feedback, band)
            styling.announce(key, path, where, context, band=band)


def _report(summary: Any, feedback: QgsProcessingFeedback) -> None:
    """Ends the log with the mean HSE and the share of each zone that is there."""
    feedback.pushInfo(f"Mean HSE {summary.mean_hse_pct:.1f} %, built land {summary.built_share_pct:.1f} %.")
    cells = sum(summary.zone_cells)
    for zone, count in zip(lcz.ZONES, summary.zone_cells):
        if count:
            feedback.pushInfo(f"{100 * count / cells:6.2f} %  {zone.title}")
