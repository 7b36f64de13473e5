# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:palmdriver`: input of the building-resolving models PALM and ENVI-met from an LCZ map."""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..model.tables import palm
from . import choices, comparing, groups, height_input, values, zone_input, zone_reference
from .base import Algorithm

BUILDING_STYLES = {
    "none": "None: surfaces of neighbourhoods alone",
    "blocks": "One idealised block in each built cell",
}
BUILDING_TYPES = {
    "residential_1950": "Residential, before 1950",
    "residential_1951_2000": "Residential, 1951 to 2000",
    "residential_2001": "Residential, after 2000",
    "office_1950": "Office, before 1950",
    "office_1951_2000": "Office, 1951 to 2000",
    "office_2001": "Office, after 2000",
}
SOILS = {
    "coarse": "Coarse",
    "medium": "Medium",
    "medium_fine": "Medium-fine",
    "fine": "Fine",
    "very_fine": "Very fine",
    "organic": "Organic",
}
RASTERS = {"INPUT": comparing.LCZ_MAP, "TERRAIN": "a raster of terrain heights"}


class PalmDriver(Algorithm):
    """Writes a map as input of PALM and ENVI-met."""

    NAME = "palmdriver"
    TITLE = "Hand an LCZ map to PALM and ENVI-met"
    GROUP = groups.IN_USE
    SUMMARY = "Writes a static driver for PALM and a table for ENVI-met from an LCZ map."
    TAGS = (
        "lcz", "local climate zones", "palm", "palm-4u", "static driver", "pids", "netcdf", "les",
        "large-eddy simulation", "envi-met", "microclimate", "urban climate model", "buildings", "terrain",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        zone_input.declare(self)
        self.declare(
            number(
                "GRID_WIDTH", "Grid width of PALM (metres, 0 = cells of the map)", number.Type.Double, 0.0, minValue=0.0
            ),
            "A whole part of the map's cells: 50, 25, 20 or 10 m for cells of 100 m. A finer grid adds no detail to "
            "the surfaces; blocks need it.",
        )
        self.declare(
            choices.parameter("BUILDINGS", "Buildings", BUILDING_STYLES, "none"),
            "None: each grid point has the surface of its neighbourhood as a whole. Blocks: each cell of a built zone "
            "has one block of mean height, whose area is the plan fraction: an idealised town of the right density, "
            "not the real one. In scripts: none or blocks.",
        )
        self.declare(
            choices.parameter("BUILDING_TYPE", "Type of the buildings", BUILDING_TYPES, "residential_1951_2000"),
            "What PALM takes the walls, windows and roofs of the blocks from. In scripts: "
            f"{', '.join(BUILDING_TYPES)}.",
        )
        self.declare(
            choices.parameter("SOIL", "Soil", SOILS, "medium_fine"),
            f"Texture of the soil all over the map, which zones do not tell. In scripts: {', '.join(SOILS)}.",
        )
        self.declare(
            QgsProcessingParameterString("ORIGIN_TIME", "Start of the simulation", optional=True),
            "YYYY-MM-DD hh:mm:ss +00. If not set: noon UTC of the day of the map's scene.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("TERRAIN", "Terrain heights", optional=True),
            "A digital terrain model in metres above sea level on any grid, without gaps in the map. If not set, the "
            "land is flat.",
        )
        height_input.declare(
            self,
            "BUILDING_HEIGHTS",
            "A raster of mean building heights, or building polygons with heights or floors: they take the place of "
            "the heights that are typical of the zones, polygons also of the plan fractions.",
        )
        zone_input.declare_reading(self)
        self.declare(
            QgsProcessingParameterFileDestination(
                palm.DRIVER, "Static driver for PALM", "netCDF files (*.nc)", optional=True, createByDefault=True
            ),
            "A netCDF file after the PALM Input Data Standard, for the name of the job followed by _static.",
        )
        comparing.declare_csv(
            self, palm.ENVIMET, "Table for ENVI-met (CSV)", "A row for each zone: mean building height, plan "
            "fraction, sealed and unsealed ground, sky view factor, roughness length and albedo that an area input "
            "file should have on average.",
        )  # fmt: skip
        self.declare(
            QgsProcessingOutputNumber("BLOCK_SHARE", "Area of the blocks (percent)"),
            "Of the built cells, as the grid allows; only with blocks.",
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Layers that cannot be read, choices off their lists, outputs that cannot be written."""
        sources = [comparing.raster(self, parameters, name, context)[0] for name in RASTERS]
        return (
            comparing.refuse_rasters(self, parameters, context, RASTERS)
            or height_input.refuse(self, parameters, "BUILDING_HEIGHTS", context)
            or values.refuse_choices(self, parameters, context)
            or comparing.refuse_targets(
                self,
                parameters,
                context,
                [*sources, zone_reference.file(self, parameters, "BUILDING_HEIGHTS", context)],
            )
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources from the layers; writes a file where the polygons are in none."""
        self.zones = zone_input.collect(self, parameters, context)
        self.terrain = comparing.raster(self, parameters, "TERRAIN", context)[0]
        self.heights, _ = height_input.collect(self, parameters, "BUILDING_HEIGHTS", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Writes the files."""
        from ..model.heights import palm_job

        outputs = values.outputs(self, parameters, context)
        job = palm_job.PalmJob(
            source=self.zones.source,
            outputs=outputs,
            dx_m=self.parameterAsDouble(parameters, "GRID_WIDTH", context),
            blocks=choices.chosen(self, parameters, "BUILDINGS", context) == "blocks",
            building_type=palm.BUILDINGS[choices.chosen(self, parameters, "BUILDING_TYPE", context)],
            soil_type=palm.SOILS[choices.chosen(self, parameters, "SOIL", context)],
            origin_time=self.parameterAsString(parameters, "ORIGIN_TIME", context),
            terrain=self.terrain,
            heights=self.heights,
            band=self.zones.band,
            scheme=self.zones.scheme,
        )
        summary = self.drive(palm_job.write_driver(job), feedback)
        if summary is None:
            return {}
        wanted, made = summary.building_share
        if not math.isfinite(made):
            return dict(outputs)
        feedback.pushInfo(
            f"Blocks cover {100 * made:.1f} % of the built cells; their mean plan fraction is {100 * wanted:.1f} %."
        )
        return {**outputs, "BLOCK_SHARE": 100 * made}
