# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:summarise`: statistics of the maps for each district, as attributes and as an HTML report."""

from __future__ import annotations

from typing import Any, Optional, Union

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import NULL

from ..model.raster.outputs import staged
from ..model.tables import lcz
from . import comparing, districts_layer, groups, styling, values, zone_input
from .area_layers import NUMBER, TEXT, rounded
from .base import Algorithm

# What the user is to choose.
RASTERS = {"INPUT": comparing.LCZ_MAP, "HSE": comparing.HSE_MAP}
# Shared with the ready-made model.
POLYGONS_HELP = "Polygons in any CRS; they may overlap."
NAME_HELP = "The report uses these names. If not set, it uses the feature ids."
COPY_HELP = (
    "A copy of the layer with the attributes area_ha (area that has a zone), cover_pct, dominant, domin_pct, "
    "built_pct, shannon, hse_mean and the area of each zone in hectares (lcz1_ha to lczG_ha)."
)
REPORT_HELP = "An HTML page with a chart and tables."
_UNCHECKED = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
_HECTARES = 100  # in a square kilometre


class Summarise(Algorithm):
    """Summarises the maps by polygons."""

    NAME = "summarise"
    TITLE = "Summarise by districts"
    GROUP = groups.IN_USE
    SUMMARY = "Summarises an LCZ map and an HSE map for each polygon of a layer."
    TAGS = (
        "lcz", "local climate zones", "hse", "settlement", "zonal statistics", "districts", "polygons",
        "neighbourhoods", "area", "share", "dominant", "majority", "diversity", "shannon", "report", "chart",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        zone_input.declare(self)
        self.declare(
            QgsProcessingParameterFeatureSource("POLYGONS", "Districts", [QgsProcessing.SourceType.TypeVectorPolygon]),
            POLYGONS_HELP,
        )
        self.declare(
            QgsProcessingParameterField("NAME", "Attribute with the district names", None, "POLYGONS", optional=True),
            NAME_HELP,
        )
        self.declare(
            QgsProcessingParameterRasterLayer("HSE", "HSE map", optional=True),
            "A map of settlement extent or imperviousness on any grid, for the mean in each district.",
        )
        zone_input.declare_reading(self)
        self.declare(
            QgsProcessingParameterFeatureSink("OUTPUT", "Districts with zones"),
            COPY_HELP,
        )
        self.declare(
            QgsProcessingParameterFileDestination("REPORT", "District report", "HTML (*.html)", optional=True),
            REPORT_HELP,
        )
        self.declare(
            QgsProcessingOutputNumber("DISTRICTS", "Districts"), "Number of polygons that contain cells with a zone."
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A layer that cannot be read, a wrong choice, or outputs that cannot be written."""
        refused = comparing.refuse_rasters(self, parameters, context, RASTERS) or values.refuse_choices(
            self, parameters, context
        )
        if refused:
            return refused
        source = self.parameterAsSource(parameters, "POLYGONS", context)
        if source is None:
            found = parameters.get("POLYGONS") or "nothing"
            return f"POLYGONS should be a layer of polygons, but {found} is none; choose the layer of the districts."
        name = self.parameterAsString(parameters, "NAME", context)
        if name and source.fields().lookupField(name) < 0:
            known = ", ".join(source.fields().names()) or "none"
            return f"NAME should be an attribute of the districts ({known}), but is {name}; choose one of these."
        layer = self.parameterAsVectorLayer(parameters, "POLYGONS", context)
        sources = [comparing.raster(self, parameters, name, context)[0] for name in RASTERS]
        return comparing.refuse_targets(
            self, parameters, context, [*sources, layer.source().split("|")[0] if layer is not None else ""]
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources, names and shapes from the layers."""
        self.zones = zone_input.collect(self, parameters, context)
        self.hse = comparing.raster(self, parameters, "HSE", context)[0]
        self.polygons = self.parameterAsSource(parameters, "POLYGONS", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Summarises, then writes the copy of the layer and the page."""
        from ..model.lczmap import district_report, districts

        features = list(self.polygons.getFeatures(QgsFeatureRequest(), _UNCHECKED))
        job = districts.DistrictsJob(
            source=self.zones.source,
            polygons=[bytes(feature.geometry().asWkb()) for feature in features],
            crs_wkt=self.polygons.sourceCrs().toWkt(),
            hse=self.hse,
            band=self.zones.band,
            scheme=self.zones.scheme,
        )
        found = self.drive(districts.summarise(job), feedback)
        if found is None:
            return {}
        empty = sum(not district.area_km2 for district in found)
        if empty:
            feedback.pushWarning(
                f"{empty} of {len(found)} districts have no cell with a zone (no geometry, or outside the map); their "
                "figures are empty."
            )
        result = district_report.Result(
            self.zones.name, self.polygons.sourceName(), self._names(features, parameters, context), found
        )
        report = self.parameterAsFileOutput(parameters, "REPORT", context)
        outputs = {"REPORT": report} if report else {}
        with staged(outputs) as files:
            files.write({"REPORT": district_report.page}, result)
            outputs["OUTPUT"] = self._write(features, found, parameters, context)
        styling.announce_layer(districts_layer.style, outputs["OUTPUT"], self.zones.where, context, "DISTRICTS")
        return {**outputs, "DISTRICTS": sum(bool(district.area_km2) for district in found)}

    def _names(
        self, features: list[QgsFeature], parameters: dict[str, Any], context: QgsProcessingContext
    ) -> list[str]:
        """Names of the districts in the report; those without a name by their feature ids."""
        field = self.parameterAsString(parameters, "NAME", context)
        names = [feature[field] if field else None for feature in features]
        return [
            str(feature.id()) if name in (None, "") or name == NULL else str(name)
            for feature, name in zip(features, names)
        ]

    def _write(
        self,
        features: list[QgsFeature],
        found: list[Any],
        parameters: dict[str, Any],
        context: QgsProcessingContext,
    ) -> str:
        """Copies the layer with the new attributes; gives QGIS's identifier of the copy."""
        fields = QgsProcessingUtils.combineFields(self.polygons.fields(), _fields())
        rows = (
            (feature.geometry(), [*feature.attributes(), *_attributes(district)])
            for feature, district in zip(features, found)
        )
        kind, crs = self.polygons.wkbType(), self.polygons.sourceCrs()
        return self.write_features("OUTPUT", fields, rows, kind, crs, parameters, context)


def _fields() -> QgsFields:
    """The new attributes; names of at most ten letters, as shapefiles have no room for more."""
    fields = QgsFields()
    for name in ("area_ha", "cover_pct"):
        fields.append(QgsField(name, NUMBER))
    fields.append(QgsField("dominant", TEXT, len=2))
    for name in ("domin_pct", "built_pct", "shannon", "hse_mean", *(f"lcz{zone.label}_ha" for zone in lcz.ZONES)):
        fields.append(QgsField(name, NUMBER))
    return fields


def _attributes(district: Any) -> list[Union[float, str, None]]:
    """The values of the new attributes, None where there is none."""
    zone = district.dominant
    shares = district.shares
    return [
        _rounded(_HECTARES * district.area_km2),
        _rounded(100 * district.covered),
        zone.label if zone else None,
        _rounded(100 * max(shares)),
        _rounded(100 * district.built),
        _rounded(district.shannon),
        _rounded(district.hse_pct),
        *(_rounded(_HECTARES * area) for area in district.zone_km2),
    ]


def _rounded(number: float) -> Optional[float]:
    """A number rounded to four digits after the point: a square metre, a ten-thousandth of a percent."""
    return rounded(number, 4)
