# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters by which an algorithm takes a Sentinel-2 scene: what it is, where to map it, how to read it."""

from __future__ import annotations

import os
import re
from typing import Any, NamedTuple, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProperty,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)

from ..model.scene.product_files import is_container
from ..model.scene.scene import Reading
from . import layer_sources, values
from .base import Algorithm


class SceneInput(NamedTuple):
    """A scene, as plain values."""

    source: str
    """What the core opens."""
    title: str
    """For the names of layers."""
    crs_wkt: str
    """CRS of the layer, "" for a product, which has none in QGIS."""


def declare_mask(algorithm: Algorithm, name: str, title: str, text: str) -> None:
    """Polygons or a raster that say where."""
    kinds = [QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon]
    algorithm.declare(QgsProcessingParameterMapLayer(name, title, None, True, kinds), text)


def declare_bands(algorithm: Algorithm) -> None:
    """BANDS and SUBSTITUTE_NIR, for scenes that do not say which band is which, or lack one."""
    algorithm.declare(
        QgsProcessingParameterString("BANDS", "Bands", optional=True),
        "Which band of the scene is which, as B2=1 B3=2 B4=3, where its descriptions are missing or wrong. Bands left "
        "out are found by description, wavelength or known order. Empty to find all.",
        advanced=True,
    )
    algorithm.declare(
        QgsProcessingParameterBoolean("SUBSTITUTE_NIR", "Let B8 and B8A stand in for each other", False),
        "Where one of the two bands of the near infrared is missing, take the other for it, with a warning.",
        advanced=True,
    )


def declare_radiometry(algorithm: Algorithm) -> None:
    """SCALE and OFFSET, for scenes that do not say how their numbers are meant."""
    number = QgsProcessingParameterNumber
    algorithm.declare(
        number("SCALE", "Scale", number.Type.Double, None, optional=True),
        "Reflectance = stored number × SCALE + OFFSET. Empty to find it; 0.0001 for Sentinel-2 products.",
        advanced=True,
    )
    algorithm.declare(
        number("OFFSET", "Offset", number.Type.Double, None, optional=True),
        "See SCALE. Empty to find it; -0.1 where the numbers carry the 1000 of products since baseline 04.00, else 0.",
        advanced=True,
    )


def scene(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> SceneInput:
    """INPUT, a raster layer or the path of a product."""
    product = _product(parameters)
    if product:
        return SceneInput(product, _title(product), "")
    layer = algorithm.parameterAsRasterLayer(parameters, "INPUT", context)
    return SceneInput(values.raster_source(layer), layer.name(), layer.crs().toWkt())


def refuse(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """Why INPUT cannot be read, one sentence; "" where nothing speaks against it."""
    if _product(parameters):
        return ""
    layer = algorithm.parameterAsRasterLayer(parameters, "INPUT", context)
    return values.refuse_raster("INPUT", parameters.get("INPUT"), layer)


def refuse_mask(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str) -> str:
    """Why a mask cannot be read, one sentence; "" where nothing speaks against it, or there is none."""
    given = parameters.get(name)
    if given in (None, ""):
        return ""
    layer = algorithm.parameterAsLayer(parameters, name, context)
    if isinstance(layer, QgsRasterLayer):
        return values.refuse_raster(name, given, layer)
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return f"{name} should be polygons or a raster, but {given} does not open as either; choose another layer."
    return ""


def for_qgis(parameters: dict[str, Any], name: str = "INPUT") -> dict[str, Any]:
    """The parameters as QGIS's own check takes them: it knows of no product, so an expression stands in for one."""
    return {**parameters, name: QgsProperty.fromExpression("''")} if _product(parameters, name) else parameters


def extent(
    algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext, crs_wkt: str
) -> tuple[Optional[tuple[float, float, float, float]], str]:
    """EXTENT as xmin, ymin, xmax, ymax, and the CRS in which it was given; without one it is the scene's.

    Args:
        crs_wkt: the scene's CRS, "" where only the core knows it.
    """
    box = algorithm.parameterAsExtent(parameters, "EXTENT", context)
    if box.isNull():
        return None, ""
    given = parameters.get("EXTENT")
    bare = isinstance(given, QgsRectangle) and not isinstance(given, QgsReferencedRectangle)
    bare = bare or (isinstance(given, str) and re.fullmatch(r"[\d\s,.eE+-]+", given) is not None)
    crs = crs_wkt if bare else algorithm.parameterAsExtentCrs(parameters, "EXTENT", context).toWkt()
    return (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()), crs


def reading(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> Reading:
    """What the user says about the scene; to be called where layers may be read."""
    path, layer = mask(algorithm, parameters, context, "MASK")
    return Reading(
        bands=algorithm.parameterAsString(parameters, "BANDS", context),
        scale=values.optional_number(algorithm, parameters, "SCALE", context),
        offset=values.optional_number(algorithm, parameters, "OFFSET", context),
        mask=path,
        mask_layer=layer,
        twins=algorithm.parameterAsBoolean(parameters, "SUBSTITUTE_NIR", context),
    )


def mask(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str) -> tuple[str, str]:
    """A mask as what GDAL opens and the name of the layer in it; a layer that is no plain file is written to one."""
    layer = algorithm.parameterAsLayer(parameters, name, context) if parameters.get(name) else None
    if layer is None:
        return "", ""
    if isinstance(layer, QgsRasterLayer):
        return values.raster_source(layer), ""
    path, found = algorithm.parameterAsCompatibleSourceLayerPathAndLayerName(
        parameters, name, context, ["gpkg", "shp", "geojson"], "gpkg", QgsProcessingFeedback()
    )
    return layer_sources.vector(layer, path, found), found


def _product(parameters: dict[str, Any], name: str = "INPUT") -> str:
    """The path of a product, folder or zip that a parameter names, "" where it is anything else."""
    given = parameters.get(name)
    if isinstance(given, QgsProperty) and given.propertyType() == QgsProperty.Type.StaticProperty:
        given = given.staticValue()
    if isinstance(given, QgsRasterLayer):
        given = given.source()
    return given if isinstance(given, str) and given and is_container(given) else ""


def _title(product: str) -> str:
    """The name of the product's folder."""
    path = re.sub(r"[/\\][^/\\]+\.xml(:\d+m:EPSG_\d+)?$", "", product, flags=re.IGNORECASE).rstrip("/\\")
    return re.sub(r"\.(SAFE|zip)$", "", os.path.basename(path), flags=re.IGNORECASE)
