# SPDX-License-Identifier: GPL-2.0-or-later
"""Parameters that the comparing algorithms share, and refusals of inputs and outputs that cannot be used."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Optional

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterDestination,
    QgsRasterLayer,
)

from ..model.tables import code_schemes
from ..model.tables.products import Product
from . import choices, values, zone_input
from .base import Algorithm
from .vector_files import WITHOUT_ATTRIBUTES

LCZ_MAP, HSE_MAP = "an LCZ raster", "a raster of settlement or imperviousness"
PROBABILITIES = "the output “LCZ probabilities” of “Map settlement extent and local climate zones”"

_SCHEMES = {"auto": "", **{key: key for key in code_schemes.SCHEMES}}


def declare_report(algorithm: Algorithm, text: str) -> None:
    """Declares REPORT, a page that is made unless the user skips it."""
    _declare_file(algorithm, "REPORT", "Report", "HTML files (*.html)", text, wanted=True)


def declare_csv(algorithm: Algorithm, name: str, title: str, text: str) -> None:
    """Declares a table that is made on demand."""
    _declare_file(algorithm, name, title, "CSV files (*.csv)", text)


def declare_json(algorithm: Algorithm) -> None:
    """Declares FIGURES, all numbers for other programs, made on demand."""
    _declare_file(algorithm, "FIGURES", "Figures (JSON)", "JSON files (*.json)", "All figures for other programs.")


def declare_raster(algorithm: Algorithm, product: Product, text: str, wanted: bool = False) -> None:
    """Declares the raster of one of the products."""
    destination = QgsProcessingParameterRasterDestination(product.key, product.title, optional=True)
    destination.setCreateByDefault(wanted)
    algorithm.declare(destination, text)


def codes_parameter(name: str, title: str) -> QgsProcessingParameterDefinition:
    """How a raster's numbers name the zones."""
    return choices.parameter(name, title, zone_input.CODES, "auto")


CODES_HELP = zone_input.CODES_HELP


def scheme(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> str:
    """What the core takes for the choice of codes."""
    return _SCHEMES[choices.chosen(algorithm, parameters, name, context)]


def raster(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> tuple[str, str]:
    """What GDAL opens for a raster parameter, and what people call it; two "" where it is left empty."""
    layer = algorithm.parameterAsRasterLayer(parameters, name, context)
    return (values.raster_source(layer), layer.name()) if layer is not None else ("", "")


def refuse_rasters(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    wanted: dict[str, str],
) -> str:
    """Why one of the raster parameters cannot be read, one sentence; "" where all can.

    Args:
        wanted: parameter -> what the user is to choose instead.
    """
    for name, what in wanted.items():
        definition = algorithm.parameterDefinition(name)
        optional = bool(definition.flags() & definition.Flag.FlagOptional)
        value = parameters.get(name)
        if optional and (value is None or value == ""):
            continue
        refused = values.refuse_raster(name, value, _layer(algorithm, parameters, name, context), what)
        if refused:
            return refused
    return ""


def refuse(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    rasters: dict[str, str],
) -> str:
    """Why an algorithm that reads nothing but these rasters cannot run, one sentence; "" where it can.

    Args:
        rasters: parameter -> what the user is to choose instead.
    """
    sources = (raster(algorithm, parameters, name, context)[0] for name in rasters)
    return (
        refuse_rasters(algorithm, parameters, context, rasters)
        or values.refuse_choices(algorithm, parameters, context)
        or refuse_targets(algorithm, parameters, context, sources)
    )


def _layer(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> Optional[QgsRasterLayer]:
    """The raster layer of a parameter; None where it is another kind of layer."""
    layer = algorithm.parameterAsLayer(parameters, name, context)
    return layer if isinstance(layer, QgsRasterLayer) else None


def refuse_targets(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    sources: Iterable[str],
) -> str:
    """Why an output cannot be written, one sentence; "" where nothing speaks against it.

    Args:
        sources: the inputs, which no output may overwrite.
    """
    files = {}
    for name, path in values.chosen_outputs(algorithm, parameters, context).items():
        definition = algorithm.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterFolderDestination):
            refused = values.refuse_unwritable({name: os.path.join(path, "file")}, ())
            if refused:
                return refused
            continue
        endings = _endings(definition)
        # Layers of vectors may have any format, or no file at all.
        if not path.lower().endswith(endings) and not isinstance(definition, QgsProcessingParameterFeatureSink):
            return f"{name} should end in {endings[0]}, but is {path}; choose another name."
        if path.lower().endswith(WITHOUT_ATTRIBUTES):
            return f"{name} should be a file that keeps attributes, but is {path}; choose a name that ends in .gpkg."
        # QGIS itself writes layers of vectors, into databases and memory layers too.
        if not (isinstance(definition, QgsProcessingParameterFeatureSink) and _is_no_file(path)):
            files[name] = path
    return values.refuse_unwritable(files, sources)


def _is_no_file(path: str) -> bool:
    """Whether a target for vectors is a database or a memory layer."""
    return ":" in os.path.splitdrive(path)[1]


def _declare_file(algorithm: Algorithm, name: str, title: str, kind: str, text: str, wanted: bool = False) -> None:
    destination = QgsProcessingParameterFileDestination(name, title, kind, optional=True, createByDefault=wanted)
    algorithm.declare(destination, text)


def _endings(definition: Any) -> tuple[str, ...]:
    if isinstance(definition, QgsProcessingParameterRasterDestination):
        return values.GEOTIFF
    ending = f".{definition.defaultFileExtension()}"
    return (ending, ".htm") if ending == ".html" else (ending,)
