# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:refinewithheights`: built zones that differ by height, told apart by the heights of their buildings."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Optional

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..model.heights.building_polygons import PolygonReading
from ..model.heights.height_likelihood import Errors
from ..model.raster.attribute_table import write_attribute_table
from ..model.tables import products
from . import choices, comparing, field_choice, groups, height_input, layer_names, styling, values, zone_reference
from .base import Algorithm

EVIDENCE = "HEIGHT_EVIDENCE"
UNIT_TITLES = {
    "auto": "Recognise from the file and the values",
    "metres": "Metres",
    "decimetres": "Decimetres (0.1 m)",
    "centimetres": "Centimetres",
    "feet": "Feet",
}
# (name, label, default, largest, help)
ERRORS = (
    (
        "HEIGHT_ERROR",
        "Error of the heights (percent)",
        Errors().height_pct,
        200.0,
        "Standard deviation of the mean height of a cell. A smaller one trusts the heights more.",
    ),
    (
        "FRACTION_ERROR",
        "Error of the plan fractions (percentage points)",
        Errors().fraction_pct,
        100.0,
        "Standard deviation of the share of a cell that buildings cover.",
    ),
    (
        "WRONG_SHARE",
        "Wrong measurements (percent of the cells)",
        Errors().wrong_pct,
        100.0,
        "Share of the cells whose height says nothing, such as those built or torn down since. It limits what heights "
        "can do against the scene.",
    ),
    (
        "LEAST_FRACTION",
        "Minimum plan fraction (percent)",
        PolygonReading().least_fraction_pct,
        100.0,
        "Cells that buildings cover by less keep their zone; used where the plan fraction is known.",
    ),
)
NUMBERS = (
    ("REFINED_CELLS", "Refined cells", "Cells with buildings whose height or plan fraction is known."),
    ("CHANGED_CELLS", "Changed cells", "Cells whose zone is another."),
    ("CHANGED_AREA", "Changed area (km²)", "Their area."),
)


class RefineWithHeights(Algorithm):
    """Refines the built zones of a map."""

    NAME = "refinewithheights"
    TITLE = "Refine built zones with building heights"
    GROUP = groups.IN_USE
    SUMMARY = "Refines the built zones of an LCZ map with the heights and plan fractions of its buildings."
    TAGS = (
        "lcz", "local climate zones", "building height", "heights", "buildings", "footprints", "plan fraction",
        "high-rise", "midrise", "low-rise", "ghs-built-h", "wsf3d", "openstreetmap", "citygml", "lod1", "bayes",
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
        height_input.declare(
            self,
            "HEIGHTS",
            "Needed: a raster of mean building heights on any grid, such as GHS-BUILT-H ANBH or WSF 3D (0 for no "
            "building), or building polygons with a field of heights or of floors.",
        )
        self.declare(
            QgsProcessingParameterRasterLayer("FRACTION", "Plan fraction of the buildings", optional=True),
            "Beside a raster of heights: the share of each pixel that buildings cover, in percent or as a fraction. "
            "Polygons need none. Without it the heights alone count.",
        )
        self.declare(
            choices.parameter("UNIT", "Unit of the heights", UNIT_TITLES, "auto"),
            "Of a raster. By default it is what the file declares, decimetres for files called as those of WSF 3D, "
            "else metres; numbers that are no heights in metres are refused. In scripts: auto, metres, decimetres, "
            "centimetres or feet.",
        )
        for name, label, text in (
            ("HEIGHT_FIELD", "Field with the height", "Of polygons, metres; “12 m” and “40 ft” are understood. If not "
             "set, it is found: height, measuredHeight, HAUTEUR and the like."),
            ("FLOORS_FIELD", "Field with the floors", "Of polygons, for buildings without a height. If not set, it is "
             "found: building:levels, floors, num_floors and the like."),
        ):  # fmt: skip
            self.declare(field_choice.parameter(name, label, "HEIGHTS"), text)
        storey = number("STOREY_HEIGHT", "Height of a floor (metres)", number.Type.Double, 3.0, minValue=1.0)
        storey.setMaximum(10.0)
        self.declare(storey, "What a floor counts where a building has floors but no height.")
        for name, label, default, largest, text in ERRORS:
            item = number(name, label, number.Type.Double, default, minValue=0.0, maxValue=largest)
            self.declare(item, text, advanced=True)
        for key, label, wanted, text in (
            ("LCZ", "LCZ map (refined)", True, "The most probable zones: codes 1 to 10 for the built zones and 11 to "
             "17 for A to G; nodata 0."),
            ("LCZ_PROBABILITIES", "LCZ probabilities (refined)", False, "Probability of each of the seventeen zones, "
             "one band per zone; probability = stored value × 0.004."),
            (EVIDENCE, "What the heights changed", True, "For each cell the decision and its reason, the zones before "
             "and after, mean height (m) and plan fraction (%); nodata -9999."),
        ):  # fmt: skip
            destination = QgsProcessingParameterRasterDestination(key, label, optional=True)
            destination.setCreateByDefault(wanted)
            self.declare(destination, text)
        comparing.declare_report(self, "A page with the reasons, a Sankey diagram, heights and areas of the zones.")
        comparing.declare_csv(self, "TABLE", "Changes (CSV)", "A row for each pair of zones: cells, area, mean height, "
                              "mean plan fraction and the reasons.")  # fmt: skip
        comparing.declare_json(self)
        for name, label, text in NUMBERS:
            self.declare(QgsProcessingOutputNumber(name, label), text)

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Layers that cannot be read, choices off their lists, outputs that cannot be written."""
        if not height_input.is_given(parameters, "HEIGHTS"):
            label = self.parameterDefinition("HEIGHTS").description()
            return f"{label} should be {height_input.WANTED}, but is empty; choose one."
        return (
            comparing.refuse_rasters(
                self, parameters, context, {"INPUT": comparing.PROBABILITIES, "FRACTION": "a raster"}
            )
            or height_input.refuse(self, parameters, "HEIGHTS", context)
            or values.refuse_choices(self, parameters, context)
            or self._refuse_fraction(parameters, context)
            or comparing.refuse_targets(self, parameters, context, self._sources(parameters, context))
        )

    def _refuse_fraction(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A sentence where polygons come with a raster of plan fractions, which the polygons give better."""
        given = comparing.raster(self, parameters, "FRACTION", context)[1]
        if not given or not height_input.is_polygons(self, parameters, "HEIGHTS", context):
            return ""
        label = self.parameterDefinition("FRACTION").description()
        return f"“{label}” should be empty beside polygons, which tell it themselves, but is {given}; leave it empty."

    def _sources(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        """Paths that no output may overwrite."""
        rasters = [comparing.raster(self, parameters, name, context)[0] for name in ("INPUT", "FRACTION")]
        return [*rasters, zone_reference.file(self, parameters, "HEIGHTS", context)]

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers; writes a file where the polygons are in none."""
        from ..model.heights.height_raster import UNITS, RasterReading

        self.probabilities, self.map_name = comparing.raster(self, parameters, "INPUT", context)
        unit = choices.chosen(self, parameters, "UNIT", context)
        least = self.parameterAsDouble(parameters, "LEAST_FRACTION", context)
        source, self.heights_name = height_input.collect(
            self, parameters, "HEIGHTS", context,
            polygons=PolygonReading(
                height_field=self.parameterAsString(parameters, "HEIGHT_FIELD", context),
                floors_field=self.parameterAsString(parameters, "FLOORS_FIELD", context),
                storey_m=self.parameterAsDouble(parameters, "STOREY_HEIGHT", context),
                least_fraction_pct=least,
            ),
            raster=RasterReading(
                unit=unit if unit in UNITS else "",
                fraction=comparing.raster(self, parameters, "FRACTION", context)[0],
                least_fraction_pct=least,
            ),
        )  # fmt: skip
        errors = (self.parameterAsDouble(parameters, name, context) for name, *_ in ERRORS[:3])
        self.heights = replace(source, errors=Errors(*errors))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Refines, then styles what was written."""
        from ..model.heights.refine_figures import DECISIONS
        from ..model.heights.refine_job import RefineJob, refine_zones

        outputs = values.outputs(self, parameters, context)
        job = RefineJob(self.probabilities, self.heights, outputs, (self.map_name, self.heights_name))
        refinement = self.drive(refine_zones(job), feedback)
        if refinement is None:
            return {}
        if EVIDENCE in outputs:
            write_attribute_table(outputs[EVIDENCE], DECISIONS)
        where = layer_names.place(self.map_name, self.probabilities)
        shown = 1 + int(np.argmax(refinement.cells.sum(axis=0)))
        draws = {
            "LCZ": (partial(styling.renderer, products.LCZ.key), "LCZ_REFINED"),
            "LCZ_PROBABILITIES": (
                partial(styling.renderer, products.LCZ_PROBABILITIES.key, band=shown),
                "PROBABILITIES_REFINED",
            ),
            EVIDENCE: (partial(styling.paletted, classes=DECISIONS), EVIDENCE),
        }
        for key, (draw, kind) in draws.items():
            if key in outputs:
                styling.write_renderer(draw(None), outputs[key], feedback)
                styling.announce_drawn(draw, outputs[key], where, context, kind)
        feedback.pushInfo(
            f"{refinement.refined_cells} cells refined; {refinement.changed_cells} of them have another zone "
            f"({refinement.changed_km2:.2f} km²)."
        )
        numbers = refinement.refined_cells, refinement.changed_cells, refinement.changed_km2
        return {**outputs, **{name: float(number) for (name, *_), number in zip(NUMBERS, numbers)}}
