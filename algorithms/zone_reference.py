# SPDX-License-Identifier: GPL-2.0-or-later
"""A parameter that takes what is known of zones: polygons of any kind, a KML file, or a raster."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterMapLayer,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from . import field_choice, layer_sources, values
from .base import Algorithm

TYPES = [
    QgsProcessing.SourceType.TypeVectorPolygon,
    QgsProcessing.SourceType.TypeVectorPoint,
    QgsProcessing.SourceType.TypeRaster,
]
"""Of the layers that can hold zones."""
FIELD_HELP = (
    "Of the polygons: 3, A, LCZ A, 101 and the like are understood. Empty finds it: a field called lcz, class "
    "or the like, in KML the folders or else the names of the placemarks."
)
SHORT_FIELD_HELP = (
    "Empty finds it: a field called lcz, class or the like, in KML the folders or else the placemarks' names."
)
_KML = (".kml", ".kmz")
# What OGR reads as it is; other layers (drawn in QGIS, filtered, from a database) are written to a file for it.
_READ_AS_THEY_ARE = ["gpkg", "shp", "kml", "kmz", "geojson", "json", "gml", "fgb", "sqlite", "tab"]


class ZoneReference(NamedTuple):
    """What the core takes for it; empty where the parameter is."""

    path: str = ""
    polygons: bool = False
    layer: str = ""
    """Of the file, where it has several."""
    name: str = ""

    def label_files(self, field: str = "", settlement: tuple[str, str] = ("", "")) -> Any:
        """The same as `LabelFiles`, for a job that learns from it.

        Args:
            field: that holds the zones of the polygons; "" finds it.
            settlement: source and name of a raster of settlement, see `comparing.raster`.
        """
        from ..model.adaptation.labels import LabelFiles

        return LabelFiles(self.path, self.polygons, self.layer, field, settlement[0], (self.name, settlement[1]))


def declare_labels(algorithm: Algorithm, title: str) -> None:
    """Declares LABELS, zones to learn from."""
    algorithm.declare(
        QgsProcessingParameterMapLayer("LABELS", title, optional=True, types=TYPES),
        "Polygons that say their zone (training areas as for WUDAPT; a KML or KMZ file is read with all of its "
        "folders), a raster of zones in any codes, or a raster of 17 probabilities.",
    )


def declare_field(algorithm: Algorithm, parent: str, text: str = FIELD_HELP) -> None:
    """Declares CLASS_FIELD, the field of the polygons in another parameter that holds their zone."""
    algorithm.declare(field_choice.parameter("CLASS_FIELD", "Field with the zone", parent), text)


def refuse(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> str:
    """Why the parameter cannot be read, one sentence; "" where it can."""
    value = parameters.get(name)
    if _kml_file(value):
        return ""
    layer = algorithm.parameterAsLayer(parameters, name, context)
    if not isinstance(layer, QgsVectorLayer):
        refused = values.refuse_raster(name, value, layer, "polygons, a KML file or an LCZ raster")
        return refused.replace("should be a raster,", "should be polygons or a raster,")
    if layer.isModified():
        return f"{name} should be saved, but the layer “{layer.name()}” is being edited; save its edits first."
    if layer.featureCount() == 0:
        return f"{name} should hold polygons, but the layer “{layer.name()}” is empty; draw some first."
    return ""


def collect(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> ZoneReference:
    """What the parameter holds; writes a file where polygons are in none. In the main thread."""
    path = _kml_file(parameters.get(name))
    if path:
        return ZoneReference(path, True, "", Path(path).name)
    layer = algorithm.parameterAsLayer(parameters, name, context)
    if layer is None:
        return ZoneReference()
    if isinstance(layer, QgsVectorLayer):
        path, sublayer = layer_sources.vector(algorithm, parameters, name, context, layer, _READ_AS_THEY_ARE)
        return ZoneReference(path, True, sublayer, layer.name())
    return ZoneReference(values.raster_source(layer), False, "", layer.name())


def file(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> str:
    """The file behind the parameter, which no output may overwrite; "" where there is none."""
    layer = algorithm.parameterAsLayer(parameters, name, context)
    if layer is None or layer.dataProvider() is None:
        return _kml_file(parameters.get(name))
    parts = QgsProviderRegistry.instance().decodeUri(layer.dataProvider().name(), layer.source())
    return parts.get("path") or ""


def _kml_file(value: Any) -> str:
    """The path of a KML or KMZ file that was given as a path; QGIS would open its first folder alone."""
    return value if isinstance(value, str) and value.lower().endswith(_KML) and Path(value).is_file() else ""
