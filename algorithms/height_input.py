# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameter that takes building heights, a raster or polygons, and what the core makes of it."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterMapLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from . import values, zone_reference
from .base import Algorithm

WANTED = "a raster of mean building heights or building polygons"


def declare(algorithm: Algorithm, name: str, text: str, advanced: bool = False) -> None:
    """Adds the parameter.

    It is optional for QGIS even where it is needed: QGIS dies where the parent of a field is a required layer of this
    kind and a raster is active.
    """
    kinds = QgsProcessing.SourceType
    types = [kinds.TypeRaster, kinds.TypeVectorPolygon]
    algorithm.declare(
        QgsProcessingParameterMapLayer(name, "Building heights", optional=True, types=types), text, advanced=advanced
    )


def is_given(parameters: dict[str, Any], name: str) -> bool:
    """Whether the parameter holds anything."""
    return bool(parameters.get(name))


def is_polygons(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> bool:
    """Whether the parameter holds a layer of vectors."""
    return isinstance(algorithm.parameterAsLayer(parameters, name, context), QgsVectorLayer)


def refuse(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> str:
    """Why the parameter cannot be read, one sentence; "" where it can or is left empty."""
    if not is_given(parameters, name):
        return ""
    value = parameters.get(name)
    layer = algorithm.parameterAsLayer(parameters, name, context)
    if not isinstance(layer, QgsVectorLayer):
        refused = values.refuse_raster(name, value, layer, WANTED)
        return refused.replace("should be a raster,", "should be a raster or polygons,")
    if layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
        return f"{name} should be polygons, but the layer “{layer.name()}” holds none; choose {WANTED}."
    if layer.isModified():
        return f"{name} should be saved, but the layer “{layer.name()}” is being edited; save its edits first."
    return ""


def collect(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    polygons: Any = None,
    raster: Any = None,
) -> tuple[Any, str]:
    """The `HeightSource` of the parameter, and its name for people; None where it is empty. In the main thread.

    Args:
        polygons: the `PolygonReading`, how polygons are read, without their layer; None for the defaults.
        raster: the `RasterReading`, how a raster is read; None for the defaults.
    """
    if not is_given(parameters, name):
        return None, ""
    from ..model.heights.building_polygons import PolygonReading
    from ..model.heights.height_raster import RasterReading
    from ..model.heights.sources import HeightSource

    found = zone_reference.collect(algorithm, parameters, name, context)
    if not found.polygons:
        return HeightSource(found.path, raster or RasterReading()), found.name
    reading = polygons or PolygonReading()
    return HeightSource(found.path, PolygonReading(**{**reading.__dict__, "layer": found.layer})), found.name
