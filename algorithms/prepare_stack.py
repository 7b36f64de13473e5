# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:preparestack`: writes one ten-band stack from a product, a folder of bands or single layers."""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
)

from . import choices, groups, layer_names, scene_input, styling, values
from .base import Algorithm

STACK = "STACK"
REFLECTANCE, AS_STORED = "reflectance", "as stored"
NUMBERS = {REFLECTANCE: "Reflectance × 10000, offset subtracted", AS_STORED: "As stored in the product"}
CLOUDS = {
    "keep": "Keep all pixels",
    "clouds": "Remove clouds and cirrus",
    "clouds and shadows": "Remove clouds, cirrus and cloud shadows",
}
SOURCES = ("INPUT", "FOLDER", "LAYERS")


class PrepareStack(Algorithm):
    """Prepares a stack."""

    NAME = "preparestack"
    TITLE = "Prepare a Sentinel-2 stack"
    GROUP = groups.SCENES
    SUMMARY = (
        "Writes the ten bands of a Sentinel-2 product, a folder of band files or single layers as one raster at 10 m."
    )
    TAGS = (
        "sentinel-2", "copernicus", "safe", "zip", "stack", "merge", "bands", "jp2", "vrt", "reflectance", "offset",
        "baseline", "cloud mask", "scl", "level-2a", "level-1c",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        file, raster = QgsProcessingParameterFile, QgsProcessing.SourceType.TypeRaster
        self.declare(
            file("INPUT", "Product (zip or MTD_*.xml)", optional=True, fileFilter="Sentinel-2 (*.zip *.xml)"),
            "A Sentinel-2 product as it was downloaded: its zip file, or the MTD_*.xml file in its .SAFE folder.",
        )
        self.declare(
            file("FOLDER", "Or a folder", behavior=file.Behavior.Folder, optional=True),
            "A .SAFE folder, or a folder with one file per band (B02.jp2, T32UQD_20200223T103021_B02_10m.jp2, "
            "nir08.tif or similar names). Bands of 10 m and 20 m may lie in one folder or in subfolders.",
        )
        self.declare(
            QgsProcessingParameterMultipleLayers("LAYERS", "Or layers", raster, None, True),
            "Rasters of one scene that together contain the ten bands. Bands are found by name; the order does not "
            "matter.",
        )
        self.declare(
            choices.parameter("CLOUDS", "Clouds", CLOUDS, "keep"),
            "What becomes nodata according to the scene classification (SCL) of Level-2A. In scripts: keep, clouds or "
            "“clouds and shadows”.",
        )
        scene_input.declare_mask(
            self,
            "CLOUD_MASK",
            "Cloud mask",
            "Polygons, or a raster: pixels whose centre lies in a polygon, or where the raster is neither 0 nor "
            "nodata, become nodata.",
        )
        self.declare(
            choices.parameter("NUMBERS", "Output values", NUMBERS, REFLECTANCE),
            "Reflectance: the values are 10000 × reflectance, and the offset of products since baseline 04.00 is "
            "subtracted. As stored: the values of the product, with scale and offset declared in the file. In scripts: "
            "reflectance or “as stored”.",
        )
        scene_input.declare_bands(self)
        self.declare(
            QgsProcessingParameterRasterDestination(STACK, "Sentinel-2 stack"),
            "The bands B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 at 10 m with their names, nodata 0. A GeoTIFF, or a VRT if "
            "the name ends in .vrt: a VRT copies no pixels, so the files of the scene must stay where they are.",
        )
        self.declare(
            QgsProcessingOutputNumber("VALID", "Valid pixels (percent)"),
            "Share of all pixels; not available for a VRT.",
        )
        self.declare(
            QgsProcessingOutputNumber("CLOUDED", "Clouds (percent)"),
            "Share of all pixels that became nodata because of clouds.",
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Not one source, a wrong choice, or an output that cannot be written."""
        given = [name for name in SOURCES if parameters.get(name) not in (None, "", [])]
        if len(given) != 1:
            found = " and ".join(given) or "none"
            return f"One of {', '.join(SOURCES)} is needed, found {found}; choose a product, a folder or layers."
        path = values.chosen_outputs(self, parameters, context).get(STACK, "")
        return (
            values.refuse_choices(self, parameters, context)
            or scene_input.refuse_mask(self, parameters, context, "CLOUD_MASK")
            or values.refuse_layers(self, parameters, "LAYERS", context, "the files of one scene")
            or ("" if path.lower().endswith((".vrt", *values.GEOTIFF)) else _no_stack(path))
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes from the layers what they are."""
        layers = self.parameterAsLayerList(parameters, "LAYERS", context)
        self.titles = [layer.name() for layer in layers]
        paths = [self.parameterAsString(parameters, name, context) for name in ("INPUT", "FOLDER")]
        self.paths = [values.raster_source(layer) for layer in layers] or [path for path in paths if path]
        self.name = self.titles[0] if self.titles else scene_input.product_title(self.paths[0])
        self.reading = scene_input.reading(self, parameters, context)
        self.mask, self.mask_layer = scene_input.mask(self, parameters, context, "CLOUD_MASK")

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Writes the stack."""
        path = values.outputs(self, parameters, context)[STACK]
        from ..model.scene import prepare_stack

        job = prepare_stack.StackJob(
            source=self.paths,
            target=path,
            reading=self.reading,
            titles=self.titles,
            take_off_offset=choices.chosen(self, parameters, "NUMBERS", context) == REFLECTANCE,
            clouds=choices.chosen(self, parameters, "CLOUDS", context),
            cloud_mask=self.mask,
            cloud_mask_layer=self.mask_layer,
        )
        summary = self.drive(prepare_stack.prepare_stack(job), feedback)
        if summary is None:
            return {}
        where = layer_names.of_scene(self.name)
        styling.announce_layer(styling.show_true_colour, path, where, context, STACK)
        if math.isnan(summary.valid_share_pct):
            return {STACK: path}
        feedback.pushInfo(f"{summary.valid_share_pct:.1f} % of the pixels are valid.")
        return {STACK: path, "VALID": summary.valid_share_pct, "CLOUDED": summary.clouds_share_pct}


def _no_stack(path: str) -> str:
    return f"{STACK} should be a GeoTIFF or a VRT, but is {path}; choose a name that ends in .tif or .vrt."
