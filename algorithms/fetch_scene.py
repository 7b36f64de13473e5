# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:fetchscene`: finds, reads and composes a cloud-free Sentinel-2 scene of an area."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterDestination,
    QgsWkbTypes,
)

from ..model.tables.products import SCENE
from . import area_layers, catalogue_input, groups, scene_input, styling, values
from .area_layers import NUMBER, TEXT, Column, rounded
from .base import Algorithm

_COLUMNS = (
    Column("scene", TEXT, "Scene"),
    Column("date", TEXT, "Date"),
    Column("cloud_pct", NUMBER, "Clouds in the tile (percent)"),
    Column("clear_pct", NUMBER, "Clear in the area (percent)"),
    Column("status", TEXT, "Used, or why not"),
)
# Shared with the ready-made model.
EXTENT_HELP = (
    "The area to fetch, in any CRS: draw it, or choose “Use Current Map Canvas Extent”. The scene has 10 m pixels in "
    "the UTM zone of the area."
)
START_HELP = "The first day of the period."
END_HELP = "The last day of the period."
SCENE_HELP = (
    "The bands B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 at 10 m as 10000 × reflectance, nodata 0. The offset of each scene is "
    "subtracted; days, scenes and terms are in the tags."
)


class FetchScene(Algorithm):
    """Fetches a scene."""

    NAME = "fetchscene"
    TITLE = "Fetch a cloud-free Sentinel-2 scene"
    GROUP = groups.SCENES
    SUMMARY = "Finds Sentinel-2 scenes of an area in a STAC catalogue and composes one cloud-free scene from them."
    TAGS = (
        "sentinel-2", "copernicus", "download", "fetch", "stac", "catalogue", "catalog", "cog", "composite", "median",
        "cloud-free", "cloud mask", "scl", "level-2a", "earth search", "planetary computer", "data space", "offset",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        day = QgsProcessingParameterDateTime
        self.declare(day("START", "First day", day.Type.Date), START_HELP)
        self.declare(day("END", "Last day", day.Type.Date), END_HELP)
        self.declare(QgsProcessingParameterExtent("EXTENT", "Extent", optional=True), EXTENT_HELP)
        catalogue_input.declare_area(self)
        catalogue_input.declare_catalogue(self)
        catalogue_input.declare_composite(self)
        catalogue_input.declare_months(self)
        catalogue_input.declare_details(self)
        self.declare(QgsProcessingParameterRasterDestination(SCENE.key, SCENE.title), SCENE_HELP)
        kind = QgsProcessing.SourceType.TypeVectorPolygon
        self.declare(
            QgsProcessingParameterFeatureSink("SCENES", "Scenes found", kind, None, True),
            "The outline of each scene found with its date, its cloud share, the clear share of the area, and whether "
            "it was used or why not.",
        )
        self.declare(QgsProcessingOutputString("DAY", "Day"), "The day in the middle of those used: 2023-07-01.")
        self.declare(QgsProcessingOutputNumber("DATES", "Dates used"), "The number of dates in the scene.")
        self.declare(
            QgsProcessingOutputNumber("VALID", "Valid pixels (percent)"), "Share of the area that has a value."
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """No area, no period, a wrong choice, or an output that cannot be written."""
        refused = scene_input.refuse_extent(self, parameters, context) or catalogue_input.refuse(
            self, parameters, context
        )
        if refused:
            return refused
        start, end = (self._day(parameters, name, context) for name in ("START", "END"))
        for name, found in (("START", start), ("END", end)):
            if not found:
                return f"{name} should be a day like 2023-06-01, but is {parameters.get(name)}; choose a day."
        if end < start:
            return f"END should not lie before START, {start}, but is {end}; exchange the two."
        path = values.chosen_outputs(self, parameters, context).get(SCENE.key, "")
        return values.refuse_choices(self, parameters, context) or values.refuse_outputs({SCENE.key: path})

    def _day(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        return self.parameterAsDateTime(parameters, name, context).date().toString("yyyy-MM-dd")

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the area from the layers, and the settings of the network."""
        self.wanted = catalogue_input.wanted(self, parameters, context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Fetches the scene, then writes the table."""
        from ..model.catalogue.fetch_job import fetch_scene

        path = values.outputs(self, parameters, context)[SCENE.key]
        days = (self._day(parameters, name, context) for name in ("START", "END"))
        job = catalogue_input.fetch_job(self, parameters, context, self.wanted, feedback, path, *days)
        fetched = self.drive(fetch_scene(job), feedback)
        if fetched is None:
            return {}
        where = " ".join(filter(None, (fetched.place, fetched.day)))
        styling.announce_layer(styling.show_true_colour, path, where, context, SCENE.key)
        table = self._write_table(fetched.scenes, parameters, context)
        return {**self._numbers(fetched), SCENE.key: path, **({"SCENES": table} if table else {})}

    def _numbers(self, fetched: Any) -> dict[str, Any]:
        return {"DAY": fetched.day, "DATES": len(fetched.days), "VALID": fetched.valid_share_pct}

    def _write_table(self, scenes: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Writes a feature for each scene found; gives QGIS's identifier of the layer, "" where it is not wanted."""
        if not parameters.get("SCENES"):
            return ""
        rows = []
        for scene in scenes:
            outline = QgsGeometry.fromWkt(scene.item.footprint)
            outline.convertToMultiType()
            shares = (rounded(scene.item.cloud_pct, 2), rounded(scene.clear_pct, 2))
            rows.append((outline, [scene.item.id, scene.item.day, *shares, scene.status]))
        fields, degrees = area_layers.fields(_COLUMNS), QgsCoordinateReferenceSystem("EPSG:4326")
        return self.write_features("SCENES", fields, rows, QgsWkbTypes.Type.MultiPolygon, degrees, parameters, context)
