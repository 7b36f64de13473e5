# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:checktrainingareas`: which training areas are suspicious, and where to draw next."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..model.tables import lcz
from . import area_layers, comparing, groups, values, zone_reference
from .area_layers import INTEGER, NUMBER, TEXT, Column, rounded
from .base import Algorithm

AREAS = (
    Column("number", INTEGER, "Number"), Column("lcz", INTEGER, "Zone as drawn"), Column("severity", TEXT, "Severity"),
    Column("verdict", TEXT, "Verdict"), Column("own_pct", NUMBER, "Own zone, from the others (%)"),
    Column("other", TEXT, "Likeliest other zone"), Column("other_pct", NUMBER, "Other zone (%)"),
    Column("area_ha", NUMBER, "Area (ha)"), Column("width_m", NUMBER, "Width (m)"),
    Column("overlap", NUMBER, "In areas of the same zone (%)"), Column("conflict", NUMBER, "In areas of others (%)"),
    Column("data_pct", NUMBER, "With data (%)"), Column("spread", NUMBER, "Spread (1: usual)"),
    Column("dates_pct", NUMBER, "Dates that agree (%)"), Column("unusual", NUMBER, "Unusual reflectance (%)"),
)  # fmt: skip
PLACES = (
    Column("rank", INTEGER, "Rank"), Column("zones", TEXT, "Zones in question"),
    Column("first_pct", NUMBER, "First zone (%)"), Column("second_pct", NUMBER, "Second zone (%)"),
    Column("score", NUMBER, "Use (0 to 1)"),
)  # fmt: skip
_COLOURS = {"serious": "#D7301F", "doubtful": "#E6A700", "fine": "#4C9A2A"}


class CheckTrainingAreas(Algorithm):
    """Checks training areas."""

    NAME = "checktrainingareas"
    TITLE = "Check training areas"
    GROUP = groups.TRAINING
    SUMMARY = "Finds training areas that are probably wrong, and places where the next ones would help most."
    TAGS = (
        "training areas", "quality", "check", "polygons", "errors", "outliers", "wudapt", "lcz generator", "kml", "kmz",
        "lcz", "local climate zones", "suspicious", "active learning",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.declare(
            QgsProcessingParameterMultipleLayers("SCENES", "Sentinel-2 scenes", QgsProcessing.SourceType.TypeRaster),
            "Rasters with the ten bands; several dates of the place show what season changes.",
        )
        self.declare(
            QgsProcessingParameterMapLayer("LABELS", "Training areas", types=polygons),
            "Polygons that say their zone, as for WUDAPT; a KML or KMZ file is read with all of its folders.",
        )
        zone_reference.declare_field(self, "LABELS", zone_reference.SHORT_FIELD_HELP)
        number = QgsProcessingParameterNumber
        self.declare(
            number("SUGGESTIONS", "Places to draw next", number.Type.Integer, 10, minValue=0, maxValue=200),
            "How many places to suggest; 0 saves the time.",
        )
        self.declare(
            QgsProcessingParameterFile("MODEL", "Weights", optional=True, fileFilter="Weights (*.npz)"),
            "Empty for the weights that come with the plugin.",
            advanced=True,
        )
        self.declare(
            number("SEED", "Seed", number.Type.Integer, 1, minValue=0),
            "Another number leaves the areas out in other groups.",
            advanced=True,
        )
        sink = QgsProcessingParameterFeatureSink
        self.declare(
            sink("OUTPUT", "Checked areas"),
            "The areas with a severity (serious, doubtful, fine), a verdict in words, and the figures behind it.",
        )
        self.declare(
            sink("PLACES", "Where to draw next", QgsProcessing.SourceType.TypeVectorPoint, None, True),
            "Points, the most useful first, with the zones in question.",
        )
        comparing.declare_report(self, "A page with pictures of the suspicious areas and a table of all.")
        comparing.declare_csv(self, "CSV", "Table (CSV)", "A row for each area, the worst first.")
        output = QgsProcessingOutputNumber
        self.declare(output("SERIOUS", "Serious"), "Areas that would harm an adapted map, or train nothing.")
        self.declare(output("DOUBTFUL", "Doubtful"), "Areas that are worth a look.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Layers that cannot be read, choices out of range, outputs that cannot be written."""
        layers = self.parameterAsLayerList(parameters, "SCENES", context) or []
        if not layers:
            return "SCENES should hold a Sentinel-2 scene, but is empty or does not open; choose the scenes."
        refused = values.refuse_layers(self, parameters, "SCENES", context, "Sentinel-2 GeoTIFFs")
        if refused:
            return refused
        path = self.parameterAsFile(parameters, "MODEL", context)
        if path and not Path(path).is_file():
            return f"MODEL should be a weights file, but {path} is none; choose an .npz or leave it empty."
        sources = [*map(values.raster_source, layers), path, zone_reference.file(self, parameters, "LABELS", context)]
        return (
            zone_reference.refuse(self, parameters, "LABELS", context)
            or values.refuse_choices(self, parameters, context)
            or comparing.refuse_targets(self, parameters, context, sources)
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers; writes a file where the polygons are in none."""
        layers = self.parameterAsLayerList(parameters, "SCENES", context) or []
        self.scenes = [values.raster_source(layer) for layer in layers]
        self.areas = zone_reference.collect(self, parameters, "LABELS", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Checks, then writes the layers."""
        from ..model.adaptation.check_job import CheckJob, check_areas

        files = {}
        for name in ("REPORT", "CSV"):
            path = self.parameterAsFileOutput(parameters, name, context)
            files.update({name: path} if path else {})
        field = self.parameterAsString(parameters, "CLASS_FIELD", context)
        job = CheckJob(
            scenes=self.scenes,
            labels=self.areas.label_files(field),
            outputs=files,
            start=self.parameterAsFile(parameters, "MODEL", context) or None,
            suggestions=self.parameterAsInt(parameters, "SUGGESTIONS", context),
            seed=self.parameterAsInt(parameters, "SEED", context),
        )
        checks = self.drive(check_areas(job), feedback)
        if checks is None:
            return {}
        outputs = {**files, "OUTPUT": self._write_areas(checks, parameters, context)}
        places = self._write_places(checks, parameters, context)
        outputs.update({"PLACES": places} if places else {})
        serious, doubtful = checks.count("serious"), checks.count("doubtful")
        feedback.pushInfo(f"{len(checks.areas)} areas: {serious} serious, {doubtful} doubtful.")
        for area in checks.areas:
            if area.check.severity == "serious":
                feedback.pushInfo(f"Area {area.check.number}: {area.check.verdict}.")
        return {**outputs, "SERIOUS": serious, "DOUBTFUL": doubtful}

    def _write_areas(self, checks: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        rows = []
        for area in checks.areas:
            check = area.check
            other = lcz.ZONES[check.other - 1].label if check.other else None
            shape = check.shape
            rows.append((QgsGeometry(), [
                check.number, check.zone, check.severity, check.verdict, _percent(check.own), other,
                _percent(check.other_probability), round(shape.area_ha, 2), round(shape.width_m, 1),
                _percent(shape.overlap), _percent(shape.conflict), _percent(check.data), rounded(check.spread, 3),
                _percent(check.dates), _percent(check.unusual),
            ]))  # fmt: skip
            rows[-1][0].fromWkb(area.wkb)
        kind = QgsWkbTypes.Type.MultiPolygon
        crs = QgsCoordinateReferenceSystem.fromWkt(checks.crs_wkt)
        name = self.write_features("OUTPUT", area_layers.fields(AREAS), rows, kind, crs, parameters, context)
        area_layers.announce(name, context, _look_areas)
        return name

    def _write_places(self, checks: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        rows = []
        for rank, place in enumerate(checks.suggestions, start=1):
            zones = " or ".join(lcz.ZONES[code - 1].label for code in place.zones)
            first, second = map(_percent, place.probabilities)
            geometry = QgsGeometry.fromPointXY(QgsPointXY(place.x, place.y))
            rows.append((geometry, [rank, zones, first, second, rounded(place.score, 3)]))
        kind = QgsWkbTypes.Type.Point
        if parameters.get("PLACES") in (None, ""):
            return ""
        crs = QgsCoordinateReferenceSystem.fromWkt(checks.crs_wkt)
        name = self.write_features("PLACES", area_layers.fields(PLACES), rows, kind, crs, parameters, context)
        area_layers.announce(name, context, _look_places)
        return name


def _look_areas(layer: Any) -> None:
    area_layers.alias(AREAS, layer)
    area_layers.categories_look(layer, "severity", _COLOURS)


def _look_places(layer: Any) -> None:
    area_layers.alias(PLACES, layer)
    area_layers.points_look(layer, "zones")


def _percent(share: float) -> Optional[float]:
    return rounded(100 * share, 1)
