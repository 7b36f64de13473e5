# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:mixedcells`: the two leading zones of each cell, and sub-classes where both are probable."""

from __future__ import annotations

from functools import partial
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ..model.lczmap import sub_classes
from ..model.raster.attribute_table import write_attribute_table
from . import comparing, groups, layer_names, mixed_cells_layer, styling, values
from .area_layers import INTEGER, NUMBER, TEXT
from .base import Algorithm

MIXED, POLYGONS = "MIXED", "POLYGONS"
# Attribute -> its type; names of at most ten letters, as shapefiles have no room for more.
_FIELDS = {"subclass": TEXT, "lcz": INTEGER, "second": INTEGER, "first_pct": NUMBER, "second_pct": NUMBER,
           "cells": INTEGER}  # fmt: skip


class MixedCells(Algorithm):
    """Maps mixed cells."""

    NAME = "mixedcells"
    TITLE = "Map mixed cells and sub-classes"
    GROUP = groups.IN_USE
    SUMMARY = "Maps the two leading zones of each cell and labels sub-classes such as 6_5 where both are probable."
    TAGS = (
        "lcz", "local climate zones", "sub-class", "subclass", "mixed", "mixture", "second zone", "probability",
        "uncertainty", "bivariate", "stewart", "oke", "transition",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "LCZ probabilities"),
            "The output “LCZ probabilities” of the run that made the LCZ map, or another raster with a band for each "
            "of the seventeen zones.",
        )
        self.declare(
            number("THRESHOLD", "Minimum probability of both zones (percent)", number.Type.Double, 30.0, minValue=1.0,
                   maxValue=50.0),
            "A cell is mixed, and gets a sub-class, where the leading and the second zone are both at least as "
            "probable.",
        )  # fmt: skip
        self.declare(
            QgsProcessingParameterRasterDestination(MIXED, "Mixed cells", optional=True),
            "Five bands: the sub-class (100 × leading + second zone where a cell is mixed, such as 605, else twice the "
            "leading one, such as 606), both zones, and their probabilities in percent; nodata 65535.",
        )
        self.declare(
            QgsProcessingParameterFeatureSink(
                POLYGONS, "Mixed areas", QgsProcessing.SourceType.TypeVectorPolygon, optional=True
            ),
            "Neighbouring mixed cells of one sub-class, drawn in the colour of the leading zone with stripes in that "
            "of the second one; attributes subclass (6_5), lcz, second, mean probabilities and cells.",
        )
        comparing.declare_report(self, "A page with the sub-classes, and a matrix of which zones mix.")
        comparing.declare_csv(self, "TABLE", "Sub-classes (CSV)", "A row for each zone and sub-class: cells, area, "
                              "mean probabilities.")  # fmt: skip
        self.declare(QgsProcessingOutputNumber("MIXED_CELLS", "Number of mixed cells"), "Cells with a sub-class.")
        self.declare(
            QgsProcessingOutputNumber("MIXED_SHARE", "Mixed area (percent)"), "Their share of the area with a zone."
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that cannot be read, a threshold out of range, outputs that cannot be written."""
        return comparing.refuse(self, parameters, context, {"INPUT": comparing.PROBABILITIES})

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes source and name from the layer."""
        self.probabilities, self.map_name = comparing.raster(self, parameters, "INPUT", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Maps, writes the polygons, then styles what was written."""
        from ..model.lczmap.mixed_job import MixedJob, map_mixed_cells

        outputs = values.outputs(self, parameters, context)
        regions = outputs.pop(POLYGONS, "") != ""
        job = MixedJob(
            probabilities=self.probabilities,
            outputs=outputs,
            least_pct=self.parameterAsDouble(parameters, "THRESHOLD", context),
            regions=regions,
            name=self.map_name,
        )
        mixed = self.drive(map_mixed_cells(job), feedback)
        if mixed is None:
            return {}
        where = layer_names.place(self.map_name, self.probabilities)
        if MIXED in outputs:
            rows = mixed.figures.rows
            write_attribute_table(outputs[MIXED], rows)
            draw = partial(styling.paletted, classes=rows)
            styling.write_renderer(draw(None), outputs[MIXED], feedback)
            styling.announce_drawn(draw, outputs[MIXED], where, context, MIXED)
        results: dict[str, Any] = dict(outputs)
        if regions:
            results[POLYGONS] = self._write(mixed, parameters, context)
            styling.announce_layer(mixed_cells_layer.style, results[POLYGONS], where, context, "MIXED_AREAS")
        figures = mixed.figures
        return {
            **results, "MIXED_CELLS": float(figures.mixed_cells), "MIXED_SHARE": 100 * figures.mixed_share,
        }  # fmt: skip

    def _write(self, mixed: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Writes the polygons; gives QGIS's identifier of the layer."""
        fields = QgsFields()
        for name, kind in _FIELDS.items():
            fields.append(QgsField(name, kind))
        crs = QgsCoordinateReferenceSystem.fromWkt(mixed.crs_wkt)
        rows = map(_row, mixed.regions)
        return self.write_features(POLYGONS, fields, rows, QgsWkbTypes.Type.Polygon, crs, parameters, context)


def _row(region: Any) -> tuple[QgsGeometry, list[Any]]:
    """Geometry and attributes of a mixed area."""
    first, second = sub_classes.zones_of(region.number)
    geometry = QgsGeometry()
    geometry.fromWkb(region.wkb)
    shares = round(region.first_pct, 1), round(region.second_pct, 1)
    return geometry, [sub_classes.label(region.number), first.code, second.code, *shares, region.cells]
