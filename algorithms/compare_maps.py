# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:comparemaps`: several LCZ maps of one area: how far they agree, the zone of most maps, where they differ."""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMultipleLayers,
    QgsRasterLayer,
)

from ..model.tables import products
from . import choices, comparing, groups, styling, values
from .base import Algorithm

# Key for scripts -> title for people.
GRIDS = {"coarsest": "Those of the map with the largest cells", "first": "Those of the first map"}


class CompareMaps(Algorithm):
    """Compares several LCZ maps of one area."""

    NAME = "comparemaps"
    TITLE = "Compare several LCZ maps"
    GROUP = groups.COMPARED
    SUMMARY = "Compares several maps of local climate zones of one area: agreement, majority and disagreement."
    TAGS = (
        "compare", "agreement", "kappa", "consensus", "majority", "vote", "entropy", "uncertainty", "ensemble",
        "lczexplore", "sankey", "time series", "lcz", "local climate zones", "wudapt", "similarity",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        maps = QgsProcessingParameterMultipleLayers("MAPS", "LCZ maps", QgsProcessing.SourceType.TypeRaster)
        maps.setMinimumNumberInputs(2)
        self.declare(
            maps,
            "Two maps or more of one area: of several dates, sources or methods, of any grid, CRS and codes. Their "
            "order is kept in the report.",
        )
        self.declare(
            choices.parameter("GRID", "Cells of the comparison", GRIDS, "coarsest"),
            "Finer maps count with the zone of most of each cell. In scripts: coarsest or first.",
        )
        self.declare(
            comparing.codes_parameter("CODES", "Codes of all maps"),
            f"A choice here holds for all maps; recognised, each may have its own. {comparing.CODES_HELP}",
            advanced=True,
        )
        comparing.declare_raster(
            self, products.DISAGREEMENT, "Entropy of the zones: 0 % where all maps agree, 100 % where all differ; "
            "nodata 255.", wanted=True,
        )  # fmt: skip
        comparing.declare_raster(
            self, products.AGREEMENT, "Share of the maps that have the zone of most maps, percent; nodata 255."
        )
        comparing.declare_raster(
            self, products.MAJORITY, "The zone of most maps. Of equally many the one that is most similar to all."
        )
        comparing.declare_report(
            self, "A page with the agreement of each two maps, a Sankey diagram over the maps, and areas of the zones."
        )
        comparing.declare_csv(self, "PAIRS", "Pairs of maps (CSV)", "A row for each two maps: OA, OA_w, kappa.")
        comparing.declare_csv(self, "AREAS", "Areas (CSV)", "A row for each map and zone: area and share.")
        comparing.declare_json(self)
        output = QgsProcessingOutputNumber
        self.declare(output("CELLS", "Cells"), "Number of cells where every map has a zone: the figures rest on these.")
        self.declare(output("MEAN_AGREEMENT", "Mean agreement"), "Of all pairs of maps: share of the area, 0 to 1.")
        self.declare(output("MEAN_OA_W", "Mean OA_w"), "The same, similar zones counting in part.")
        self.declare(output("MEAN_KAPPA", "Mean kappa"), "Agreement beyond chance, mean of all pairs.")
        self.declare(output("UNANIMOUS", "All agree (percent)"), "Share of the area with one zone in all maps.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Too few maps, layers that cannot be read, choices off their lists, outputs that cannot be written."""
        label = self.parameterDefinition("MAPS").description()
        layers = self.parameterAsLayerList(parameters, "MAPS", context) or []
        given = parameters.get("MAPS")
        asked = len(given) if isinstance(given, (list, tuple)) else len(layers)
        if len(layers) < asked:
            names = {layer.source() for layer in layers}
            lost = [str(item) for item in given if isinstance(item, str) and item not in names]
            what = ", ".join(lost) or "one of them"
            return f"“{label}” should be LCZ rasters, but {what} does not open as one; choose others."
        if len(layers) < 2:
            return f"“{label}” should be two maps or more, but {len(layers) or 'none'} is chosen; choose the maps."
        for layer in layers:
            raster = layer if isinstance(layer, QgsRasterLayer) else None
            refused = values.refuse_raster("MAPS", layer.source(), raster, comparing.LCZ_MAP)
            if refused:
                return refused
        return values.refuse_choices(self, parameters, context) or comparing.refuse_targets(
            self, parameters, context, map(values.raster_source, layers)
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers."""
        layers = self.parameterAsLayerList(parameters, "MAPS", context)
        self.maps = [(values.raster_source(layer), layer.name()) for layer in layers]

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compares, and writes what is asked for."""
        from ..model.assessment.maps_agreement import MapsJob, compare_maps

        outputs = values.outputs(self, parameters, context)
        job = MapsJob(
            sources=[source for source, _ in self.maps],
            outputs=outputs,
            names=[name for _, name in self.maps],
            scheme=comparing.scheme(self, parameters, "CODES", context),
            grid=choices.chosen(self, parameters, "GRID", context),
        )
        found = self.drive(compare_maps(job), feedback)
        if found is None:
            return {}
        styling.style_outputs(outputs, self.maps[0][1], context, feedback)
        feedback.pushInfo(
            f"{len(found.names)} maps agree on {100 * found.unanimous_share:.1f} % of {found.area_km2:.1f} km²; mean "
            f"agreement of two maps {found.mean_of_pairs('overall_accuracy'):.2f}, mean OA_w "
            f"{found.mean_of_pairs('oa_weighted'):.2f}."
        )
        numbers = {
            "CELLS": found.cells,
            "MEAN_AGREEMENT": found.mean_of_pairs("overall_accuracy"),
            "MEAN_OA_W": found.mean_of_pairs("oa_weighted"),
            "MEAN_KAPPA": found.mean_of_pairs("kappa"),
            "UNANIMOUS": 100 * found.unanimous_share,
        }
        # Between maps of one and the same zone there is no agreement beyond chance: kappa stays open.
        return {**outputs, **{name: number for name, number in numbers.items() if math.isfinite(number)}}
