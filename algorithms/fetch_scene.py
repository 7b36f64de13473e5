# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:fetchscene`: finds, reads and composes a cloud-free Sentinel-2 scene of an area."""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..model.catalogue.catalogues import KNOWN, catalogue
from ..model.tables.products import SCENE
from . import area_layers, choices, groups, scene_input, styling, values
from .area_layers import NUMBER, TEXT, Column
from .base import Algorithm
from .prepare_stack import CLOUDS

CATALOGUES = {key: known.title for key, known in KNOWN.items()}
METHODS = {"median": "Median of the clear pixels of all dates", "clearest": "The clearest date alone"}
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
URL_HELP = (
    "Another catalogue instead of the chosen one: the address of a STAC API, or the address or path of a static "
    "catalogue (catalog.json)."
)
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
        number, day = QgsProcessingParameterNumber, QgsProcessingParameterDateTime
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.declare(day("START", "First day", day.Type.Date), START_HELP)
        self.declare(day("END", "Last day", day.Type.Date), END_HELP)
        self.declare(QgsProcessingParameterExtent("EXTENT", "Extent", optional=True), EXTENT_HELP)
        self.declare(
            QgsProcessingParameterFeatureSource("AREA", "Or the area as polygons", polygons, None, True),
            "Polygons in any CRS instead of the extent. Outside them the scene is nodata.",
        )
        self.declare(
            choices.parameter("CATALOG", "Catalogue", CATALOGUES, "earthsearch"),
            "Where to look for scenes. Earth Search and Planetary Computer need no account; Copernicus Data Space "
            "needs keys for its pixels, see the help page. In scripts: earthsearch, planetarycomputer or copernicus.",
        )
        self.declare(QgsProcessingParameterString("CATALOG_URL", "Another catalogue", optional=True), URL_HELP)
        self.declare(
            number("MAX_CLOUD", "Clouds at most (percent)", number.Type.Double, 30.0, minValue=0.0, maxValue=100.0),
            "Scenes with a larger cloud share are left out. The share is that of a whole tile of 110 km, as the "
            "catalogue gives it.",
        )
        self.declare(
            choices.parameter("METHOD", "Method", METHODS, "median"),
            "Median: each pixel is the median of all dates on which it is clear. Clearest: the date with most clear "
            "ground in the area alone; clouded pixels are nodata. In scripts: median or clearest.",
        )
        self.declare(
            number("MAX_SCENES", "Dates at most", number.Type.Integer, 12, minValue=1, maxValue=60),
            "A composite uses this number of dates, those with most clear ground in the area.",
        )
        self.declare(
            QgsProcessingParameterString("MONTHS", "Months", optional=True),
            "A season within the period, such as 6-9 or 11-2 or 5, 6, 9. If not set, all months.",
        )
        self.declare(
            choices.parameter("CLOUDS", "Masked", CLOUDS, "clouds and shadows"),
            "What is masked by the scene classification (SCL), and 20 m around it. Snow, saturated and missing pixels "
            "are always masked together with clouds. In scripts: keep, clouds or “clouds and shadows”.",
            advanced=True,
        )
        self.declare(
            QgsProcessingParameterAuthConfig("AUTH", "Authentication", None, True),
            "An authentication configuration of QGIS for catalogues that need one. Only the catalogue's own servers "
            "see it.",
            advanced=True,
        )
        self.declare(
            QgsProcessingParameterBoolean("CONFIRM_LARGE", "Read more than 2 GB", False),
            "The log says beforehand how much will be read. More than 2 GB before compression needs this confirmation.",
            advanced=True,
        )
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
        from ..model.catalogue.choosing import parse_months

        has_area = parameters.get("AREA") not in (None, "")
        if not has_area and self.parameterAsExtent(parameters, "EXTENT", context).isNull():
            return "EXTENT or AREA is needed, found neither; draw an extent or choose a layer of polygons."
        if has_area and self.parameterAsSource(parameters, "AREA", context) is None:
            return f"AREA should be a layer of polygons, but {parameters['AREA']} is none; choose another layer."
        start, end = (self._day(parameters, name, context) for name in ("START", "END"))
        for name, found in (("START", start), ("END", end)):
            if not found:
                return f"{name} should be a day like 2023-06-01, but is {parameters.get(name)}; choose a day."
        if end < start:
            return f"END should not lie before START, {start}, but is {end}; exchange the two."
        parse_months(self.parameterAsString(parameters, "MONTHS", context))
        path = values.chosen_outputs(self, parameters, context).get(SCENE.key, "")
        return values.refuse_choices(self, parameters, context) or values.refuse_outputs({SCENE.key: path})

    def _day(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        return self.parameterAsDateTime(parameters, name, context).date().toString("yyyy-MM-dd")

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the area from the layers, and the settings of the network."""
        from .network import network

        system = self.parameterAsExtentCrs(parameters, "EXTENT", context)
        plain = system.toWkt() if system.isValid() else "EPSG:4326"
        self.extent, self.extent_crs = scene_input.extent(self, parameters, context, plain)
        self.polygons, self.layer = scene_input.mask(self, parameters, context, "AREA")
        self.auth = self.parameterAsString(parameters, "AUTH", context)
        self.network = network(self.auth)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Fetches the scene, then writes the table."""
        from ..model.catalogue.fetch_job import FetchJob, fetch_scene
        from .network import QgisTransport

        url = self.parameterAsString(parameters, "CATALOG_URL", context).strip()
        name = url or choices.chosen(self, parameters, "CATALOG", context)
        path = values.outputs(self, parameters, context)[SCENE.key]
        job = FetchJob(
            target=path,
            start=self._day(parameters, "START", context),
            end=self._day(parameters, "END", context),
            extent=self.extent,
            extent_crs=self.extent_crs,
            polygons=self.polygons,
            polygons_layer=self.layer,
            catalogue=name,
            max_cloud_pct=self.parameterAsDouble(parameters, "MAX_CLOUD", context),
            months=self.parameterAsString(parameters, "MONTHS", context),
            method=choices.chosen(self, parameters, "METHOD", context),
            max_scenes=self.parameterAsInt(parameters, "MAX_SCENES", context),
            clouds=choices.chosen(self, parameters, "CLOUDS", context),
            confirm_large=self.parameterAsBool(parameters, "CONFIRM_LARGE", context),
            network=self.network,
            transport=QgisTransport(catalogue(name).root, self.auth, feedback),
        )
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
        """Writes a feature for each scene found; gives what QGIS calls the layer, "" where it is not wanted."""
        if not parameters.get("SCENES"):
            return ""
        rows = []
        for scene in scenes:
            outline = QgsGeometry.fromWkt(scene.item.footprint)
            outline.convertToMultiType()
            shares = (_known(scene.item.cloud_pct), _known(scene.clear_pct))
            rows.append((outline, [scene.item.id, scene.item.day, *shares, scene.status]))
        fields, degrees = area_layers.fields(_COLUMNS), QgsCoordinateReferenceSystem("EPSG:4326")
        return self.write_features("SCENES", fields, rows, QgsWkbTypes.Type.MultiPolygon, degrees, parameters, context)


def _known(number: float) -> Optional[float]:
    return round(number, 2) if math.isfinite(number) else None
