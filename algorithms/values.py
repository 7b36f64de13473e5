# SPDX-License-Identifier: GPL-2.0-or-later
"""From parameters to what the core takes, paths and plain numbers, or to one sentence of refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Optional

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import NULL

from ..model.raster.output_checks import find_fault
from . import choices, layer_sources

GEOTIFF = (".tif", ".tiff")
# Kinds of parameters -> what a value has to be.
_WANTED = (
    (QgsProcessingParameterExtent, "an extent such as “600000,610000,5200000,5210000 [EPSG:32631]”"),
    (QgsProcessingParameterNumber, "a number"),
    (QgsProcessingParameterBoolean, "true or false"),
    (QgsProcessingParameterBand, "the number of a band"),
    (QgsProcessingParameterField, "the name of a field"),
    (QgsProcessingParameterFile, "a file"),
    (QgsProcessingParameterFolderDestination, "the folder to write"),
    (QgsProcessingParameterFeatureSink, "the layer to write"),
    (QgsProcessingDestinationParameter, "the file to write"),
)


def raster_source(layer: QgsRasterLayer) -> str:
    """What GDAL opens for a layer, with the CRS and the no-data values that the user has set on it."""
    return layer_sources.raster(layer)


def optional_number(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> Optional[float]:
    """A number that may be left out; None where it is."""
    given = parameters.get(name)
    return None if given in (None, "") or given == NULL else algorithm.parameterAsDouble(parameters, name, context)


def chosen_outputs(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, str]:
    """The path of each output that is not skipped, by name; the context learns nothing of them."""
    paths = {
        item.name(): algorithm.parameterAsFileOutput(parameters, item.name(), context)
        for item in algorithm.destinationParameterDefinitions()
    }
    return {name: path for name, path in paths.items() if path}


def outputs(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, str]:
    """The same once it is sure that they will be made: the context will load those the user wants to see."""
    paths = chosen_outputs(algorithm, parameters, context)
    for name in paths:
        if isinstance(algorithm.parameterDefinition(name), QgsProcessingParameterRasterDestination):
            paths[name] = algorithm.parameterAsOutputLayer(parameters, name, context)
    return paths


def refuse_raster(name: str, value: Any, layer: Optional[QgsRasterLayer], wanted: str = "a Sentinel-2 GeoTIFF") -> str:
    """Why GDAL cannot read a raster parameter, one sentence; "" where it can.

    Args:
        name: of the parameter.
        value: as it was given.
        layer: what QGIS made of it, None where nothing.
        wanted: what the user is to choose instead.
    """
    if layer is None or not layer.isValid():
        found = value if layer is None else layer.source()
        if not found:
            return f"{name} should be a raster, but none is given; choose {wanted}."
        return f"{name} should be a raster, but {found} does not open as one; choose {wanted}."
    provider = layer.dataProvider().name()
    if provider != "gdal":
        return (
            f"{name} should be a raster file, but the layer “{layer.name()}” comes from the provider "
            f"“{provider}”; choose {wanted}."
        )
    return ""


def refuse_layers(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext, wanted: str
) -> str:
    """Which of a list of rasters GDAL cannot read, one sentence; "" where it can read all.

    Args:
        name: of the parameter.
        wanted: what the user is to choose instead.
    """
    layers, given = algorithm.parameterAsLayerList(parameters, name, context), parameters.get(name) or []
    if len(layers) < (len(given) if isinstance(given, (list, tuple)) else 1):
        return f"{name} should be rasters, but not all of {given} open as one; choose {wanted}."
    return next(filter(None, (refuse_raster(name, layer.source(), layer, wanted) for layer in layers)), "")


def refuse_crs(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> str:
    """Why a CRS that was given cannot be used, one sentence; "" where it can, or none is given."""
    given = parameters.get(name)
    if given in (None, "", "ProjectCrs") or algorithm.parameterAsCrs(parameters, name, context).isValid():
        return ""
    text = given if isinstance(given, str) else "an invalid one"
    return f"{name} should be a CRS such as EPSG:32631, but is {text}; choose one from the list."


def refuse_choices(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """Which number is too small or which choice is not on its list, one sentence; "" where all is well."""
    parameters = choices.as_indexes(algorithm, parameters)
    for item in algorithm.parameterDefinitions():
        name = item.name()
        if isinstance(item, QgsProcessingParameterNumber):
            number = algorithm.parameterAsDouble(parameters, name, context)
            if not number >= item.minimum():
                return f"{name} should be at least {item.minimum():g}, not {number:g}; choose a larger one."
            if number > item.maximum():
                return f"{name} should be at most {item.maximum():g}, not {number:g}; choose a smaller one."
        elif isinstance(item, QgsProcessingParameterEnum):
            # As it was given: `parameterAsEnumString` would put the default in place of a wrong one.
            choice = parameters.get(name, item.defaultValue())
            # QGIS accepts NaN, as a place far before the list.
            is_listed = item.allowMultiple() or algorithm.parameterAsEnum(parameters, name, context) >= 0
            if not (is_listed and item.checkValueIsAcceptable(choice, context)):
                known = ", ".join(choices.keys(item) or item.options())
                return f"{name} should be one of {known}, not {choice}; choose one of these."
    return ""


def refuse_outputs(paths: Mapping[str, str], *sources: str) -> str:
    """Why these outputs cannot be written, one sentence; "" where nothing speaks against them.

    Args:
        paths: by name of the output.
        sources: the inputs, which no output may overwrite; "" for none.
    """
    if not paths:
        return "At least one output is needed, but all are skipped; choose where to write one of them."
    for name, path in paths.items():
        if not path.lower().endswith(GEOTIFF):
            return f"{name} should be a GeoTIFF, but is {path}; choose a name that ends in .tif."
    return refuse_unwritable(paths, sources)


def refuse_unwritable(paths: Mapping[str, str], sources: Iterable[str]) -> str:
    """Why these files cannot be written or would overwrite an input, one sentence; "" where they can be written.

    Args:
        paths: by name of the output.
        sources: the inputs, "" for none.
    """
    fault = find_fault(paths, sources)
    if fault is None:
        return ""
    return f"{fault.name} should be {fault.expected}, but {fault.path} {fault.found}; {fault.remedy}."


def refuse_unfit(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """Which value is none for its parameter, one sentence; "" where each is one.

    QGIS refuses them, too, but does not say what it expects.

    Args:
        parameters: as QGIS's own check is to see them.
    """
    for item in algorithm.parameterDefinitions():
        given = parameters.get(item.name())
        wanted = _wanted(item)
        if wanted and not item.checkValueIsAcceptable(given, context):
            found = "none is given" if given is None or given == "" or given == [] else f"is {given}"
            return f"{item.name()} should be {wanted}, but {found}; choose another value."
    return ""


def _wanted(item: QgsProcessingParameterDefinition) -> str:
    """What a value of a parameter has to be; "" where QGIS's sentence says enough."""
    wanted = next((what for kind, what in _WANTED if isinstance(item, kind)), "")
    if isinstance(item, QgsProcessingParameterFile) and item.extension():
        return f"{wanted} that ends in .{item.extension()}"
    return wanted
