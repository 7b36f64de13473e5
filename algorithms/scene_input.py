# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters by which an algorithm takes a Sentinel-2 scene: the file, the area to map, bands and radiometry."""

from __future__ import annotations

import os
import re
from typing import Any, NamedTuple, Optional

from osgeo import gdal
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
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
from qgis.PyQt.QtCore import NULL

from ..model.reports.map_origin import DAY_TAGS
from ..model.scene.product_files import is_container
from ..model.scene.scene import Reading
from . import layer_names, layer_sources, values
from .base import Algorithm


class SceneInput(NamedTuple):
    """A scene, as plain values."""

    source: str
    """What the core opens."""
    title: str
    """For the names of layers."""
    crs_wkt: str
    """CRS of the layer, "" for a product, which has none in QGIS."""
    taken: str = ""
    """Day of the scene as its tags name it, "" where they do not."""
    is_simulated: bool = False
    """Whether its tags say that it is no satellite data."""


def declare_mask(algorithm: Algorithm, name: str, title: str, text: str) -> None:
    """Adds a mask parameter: polygons or a raster."""
    kinds = [QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon]
    algorithm.declare(QgsProcessingParameterMapLayer(name, title, None, True, kinds), text)


def declare_bands(algorithm: Algorithm) -> None:
    """Adds BANDS and SUBSTITUTE_NIR, for scenes whose bands are not described or lack one of the two NIR bands."""
    algorithm.declare(
        QgsProcessingParameterString("BANDS", "Bands", optional=True),
        "Which band of the file is which Sentinel-2 band, such as B2=1 B3=2 B4=3. Only needed if the band descriptions "
        "are missing or wrong: bands that are not listed are found by description, wavelength or known order.",
        advanced=True,
    )
    algorithm.declare(
        QgsProcessingParameterBoolean("SUBSTITUTE_NIR", "Substitute B8 and B8A for each other", False),
        "If one of the two near-infrared bands is missing, the other one is used instead, and the log warns of it.",
        advanced=True,
    )


def declare_radiometry(algorithm: Algorithm) -> None:
    """Adds SCALE and OFFSET, for scenes that do not say how pixel values become reflectance."""
    number = QgsProcessingParameterNumber
    algorithm.declare(
        number("SCALE", "Scale", number.Type.Double, None, optional=True),
        "Reflectance = pixel value × scale + offset. If not set, the scale is found automatically; it is 0.0001 for "
        "Sentinel-2 products.",
        advanced=True,
    )
    algorithm.declare(
        number("OFFSET", "Offset", number.Type.Double, None, optional=True),
        "Reflectance = pixel value × scale + offset. If not set, the offset is found automatically; it is -0.1 where "
        "pixel values contain the 1000 that products since baseline 04.00 add, else 0.",
        advanced=True,
    )


def scene(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> SceneInput:
    """INPUT, a raster layer or the path of a product."""
    product = _product(parameters)
    if product:
        return _of_product(product)
    return _of_layer(algorithm.parameterAsRasterLayer(parameters, "INPUT", context))


def _of_product(product: str) -> SceneInput:
    return SceneInput(product, product_title(product), "")


def _of_layer(layer: QgsRasterLayer) -> SceneInput:
    source = values.raster_source(layer)
    tags = _tags(source)
    taken = next((tags[name] for name in DAY_TAGS if tags.get(name)), "")
    # A step of a model gives its file no name of its own.
    title = tags.get("PLACE") if layer.name() in layer_names.default_names("SCENE") else ""
    title = title or layer.name() or os.path.splitext(os.path.basename(source))[0]
    return SceneInput(source, title, layer.crs().toWkt(), taken, tags.get("SIMULATED") == "YES")


def scenes(
    algorithm: Algorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> list[SceneInput]:
    """A list of scenes, each a raster layer or the path of a product, in its order."""
    found = []
    for one in _listed(parameters, name):
        product = _product({name: one}, name)
        layers = [] if product else algorithm.parameterAsLayerList({name: [one]}, name, context)
        found += [_of_product(product)] if product else map(_of_layer, layers)
    return found


def has_scenes(parameters: dict[str, Any], name: str) -> bool:
    """Whether a list of scenes has any."""
    return bool(_listed(parameters, name))


def refuse_scenes(algorithm: Algorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
    """Which of a list of scenes cannot be read, one sentence; "" where all can."""
    rasters = [one for one in _listed(parameters, name) if not _product({name: one}, name)]
    wanted = "Sentinel-2 scenes or products of one place"
    return values.refuse_layers(algorithm, {name: rasters}, name, context, wanted) if rasters else ""


def scenes_for_qgis(parameters: dict[str, Any], name: str) -> dict[str, Any]:
    """The parameters as QGIS's own check takes them: it knows of no product, so those are left out of the list."""
    return {**parameters, name: [one for one in _listed(parameters, name) if not _product({name: one}, name)]}


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


def refuse_extent(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """Why EXTENT is none, one sentence; "" where nothing speaks against it, or none is given."""
    given = _given(parameters, "EXTENT")
    if given in (None, "") or given == NULL or isinstance(given, QgsProperty):
        return ""
    box = algorithm.parameterAsExtent(parameters, "EXTENT", context)
    crs = algorithm.parameterAsExtentCrs(parameters, "EXTENT", context)
    if isinstance(given, str) and "[" in given and not crs.isValid():
        return f"EXTENT should be in a CRS such as [EPSG:32631], but is {given}; correct it, or draw the extent."
    if box.isFinite() and box.width() > 0 and box.height() > 0:
        return ""
    found = given if isinstance(given, str) else box.toString()
    return f"EXTENT should be an area, but is {found}; draw one, or leave it empty."


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
    given = parameters.get(name)
    if isinstance(given, QgsProcessingFeatureSourceDefinition):  # with its settings, such as the selected alone
        given = given.source
    layer = algorithm.parameterAsLayer({name: given}, name, context) if given else None
    if layer is None:
        return "", ""
    if isinstance(layer, QgsRasterLayer):
        return values.raster_source(layer), ""
    return layer_sources.vector(algorithm, parameters, name, context, layer, ["gpkg", "shp", "geojson"])


def _product(parameters: dict[str, Any], name: str = "INPUT") -> str:
    """The path of a product, folder or zip that a parameter names, "" where it is anything else."""
    given = _given(parameters, name)
    if isinstance(given, QgsRasterLayer):
        given = given.source()
    return given if isinstance(given, str) and given and is_container(given) else ""


def _listed(parameters: dict[str, Any], name: str) -> list[Any]:
    """The entries of a list of layers, as they were given."""
    given = _given(parameters, name)
    if isinstance(given, str):
        given = [part for part in given.split(";") if part]
    return list(given) if isinstance(given, (list, tuple)) else [given] if given else []


def _given(parameters: dict[str, Any], name: str) -> Any:
    """What a parameter was given; the value itself where a model has wrapped it."""
    given = parameters.get(name)
    if isinstance(given, QgsProperty) and given.propertyType() == QgsProperty.Type.StaticProperty:
        return given.staticValue()
    return given


def _tags(source: str) -> dict[str, str]:
    """The tags of a raster, none where it does not open."""
    dataset = gdal.OpenEx(source)
    return dataset.GetMetadata() if dataset is not None else {}


def product_title(product: str) -> str:
    """The name of the product's folder."""
    path = re.sub(r"[/\\][^/\\]+\.xml(:\d+m:EPSG_\d+)?$", "", product, flags=re.IGNORECASE).rstrip("/\\")
    return re.sub(r"\.(SAFE|zip)$", "", os.path.basename(path), flags=re.IGNORECASE)
