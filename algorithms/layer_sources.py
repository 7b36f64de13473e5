# SPDX-License-Identifier: GPL-2.0-or-later
"""From layers to what GDAL opens, with what the user has set on the layer: its CRS and its no-data values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..model.errors import InputError
from ..model.raster import declarations
from ..model.raster.declarations import BandNodata
from ..model.raster.output_checks import files_of
from ..model.scene.product_files import is_container
from .area_layers import TEXT

# The end of the names of files that carry a layer's settings.
_ENDING = ".layer.vrt"
# Types of parameters that take rasters.
_RASTER_KINDS = ("raster", "layer", "multilayer")
# The end of the names of files to which layers are written.
_EXPORTED = ".layer.gpkg"
# Not the usual "fid": layers may have an attribute of that name, whose values need be neither whole nor unique.
_KEY = "FID=hse_lcz_feature"


def raster(layer: QgsRasterLayer) -> str:
    """What GDAL opens for a raster layer: its file, or a VRT of it that declares the layer's CRS and no-data values.

    To be called in the main thread.

    Raises:
        InputError: what is set on the layer cannot be declared.
    """
    path = _file_of(layer)
    if not layer.isValid() or layer.dataProvider().name() != "gdal":
        return path
    crs_wkt, nodata = _own_crs(layer), _own_nodata(layer)
    if not crs_wkt and not nodata:
        return path
    return _written(declarations.redeclared(path, crs_wkt, nodata), path)


def vector(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    layer: QgsVectorLayer,
    formats: list[str],
) -> tuple[str, str]:
    """What OGR opens for a vector layer, and the name of the layer in it; a layer that is no plain file is written.

    A file with another CRS than the layer's is opened through a VRT that declares it. A layer from memory or a
    database, a filtered one, and one with joined or virtual fields are written to a file with all of their features,
    or the selected ones where the user wants those alone.
    To be called in the main thread.

    Args:
        algorithm: that runs.
        parameters: of the run.
        name: of the parameter that holds the layer.
        context: of the run.
        layer: of the parameter.
        formats: endings of the files that OGR reads as they are.

    Raises:
        InputError: the layer cannot be written, or its file does not open.
    """
    provider, given = layer.dataProvider(), parameters.get(name)
    has_settings = isinstance(given, QgsProcessingFeatureSourceDefinition)
    if has_settings and (given.featureLimit != -1 or getattr(given, "filterExpression", "")):
        taken = algorithm.parameterAsSource(parameters, name, context).materialize(QgsFeatureRequest())
        taken.setName(layer.name())
        return _exported(taken)
    selected = has_settings and given.selectedFeaturesOnly
    if selected or provider is None or provider.name() != "ogr" or layer.subsetString():
        return _exported(layer, selected)
    if layer.fields().names() != provider.fields().names():  # joined or virtual fields
        return _exported(layer)
    # Without a feedback of its own QGIS 3.22 crashes where it has to write a file.
    path, sublayer = algorithm.parameterAsCompatibleSourceLayerPathAndLayerName(
        parameters, name, context, formats, "gpkg", QgsProcessingFeedback()
    )
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if parts.get("path") != path:
        return _exported(layer)
    crs_wkt = _own_crs(layer)
    return _written(declarations.vector_with_crs(path, sublayer, crs_wkt), path) if crs_wkt else path, sublayer


def with_gdal_paths(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> dict[str, Any]:
    """Values in place of those of the parameters that name rasters in archives and on the web: files on the disk.

    QGIS 3.22 takes a path such as /vsizip/maps.zip/lcz.tif as a layer, but not as the value of a parameter, which is
    how scripts and `qgis_process` give it.
    """
    found = {}
    for definition in algorithm.parameterDefinitions():
        given = parameters.get(definition.name())
        if definition.type() not in _RASTER_KINDS:
            continue
        if isinstance(given, (list, tuple)) and any(map(_is_gdal_path, given)):
            found[definition.name()] = [_on_disk(one) if _is_gdal_path(one) else one for one in given]
        elif _is_gdal_path(given):
            found[definition.name()] = _on_disk(given)
    return found


def in_users_words(text: str) -> str:
    """A sentence in which the files that carry a layer's settings are called by the user's own files and layers."""
    pattern = re.escape(QgsProcessingUtils.tempFolder()) + r"[^\n]*?\.vrt"
    for path in set(re.findall(pattern, text)):
        sources = [source for source in files_of(path) if source != path]
        text = text.replace(path, sources[0] if sources else Path(path).name.removesuffix(_ENDING))
    exported = re.escape(QgsProcessingUtils.tempFolder()) + r"[/\\]\w+[/\\]([^\n/\\]*?)" + re.escape(_EXPORTED)
    return re.sub(exported, r"the layer “\1”", text)


def _file_of(layer: QgsRasterLayer) -> str:
    """A raster layer's source without the options that QGIS appends."""
    registry = QgsProviderRegistry.instance()
    parts = registry.decodeUri("gdal", layer.source())
    wanted = ("path", "layerName", "vsiPrefix", "vsiSuffix")
    return registry.encodeUri("gdal", {key: parts[key] for key in wanted if parts.get(key)})


def _is_gdal_path(value: Any) -> bool:
    """Whether a value is the path of a raster that GDAL alone finds; a product has a way of its own."""
    return isinstance(value, str) and value.lower().startswith("/vsi") and not is_container(value)


def _on_disk(path: str) -> str:
    """The path of a VRT in place of GDAL's path of a raster; that path where it does not open."""
    try:
        return _written(declarations.redeclared(path), path, ".vrt")
    except InputError:  # refused with the name of the parameter
        return path


def _own_crs(layer: QgsMapLayer) -> str:
    """The CRS of a layer as WKT where it is another than its file's; "" where it is the same, or none."""
    crs = layer.crs()
    if not crs.isValid() or layer.dataProvider() is None or crs == layer.dataProvider().crs():
        return ""
    return crs.toWkt()


def _own_nodata(layer: QgsRasterLayer) -> dict[int, BandNodata]:
    """By number of the band, what the user has set on the layer to be no data, where it differs from the file."""
    provider = layer.dataProvider()
    found = {}
    for number in range(1, layer.bandCount() + 1):
        keeps = provider.useSourceNoDataValue(number) or not provider.sourceHasNoDataValue(number)
        further = [(part.min(), part.max()) for part in provider.userNoDataValues(number)]
        if further or not keeps:
            found[number] = BandNodata(keeps, further)
    return found


def _exported(layer: QgsVectorLayer, selected: bool = False) -> tuple[str, str]:
    """A file with the features of a layer and their numbers and texts, and the name of the layer in it.

    Raises:
        InputError: it cannot be written.
    """
    title = re.sub(r"[^\w .()-]", "_", layer.name())[:60].strip() or "layer"
    path = QgsProcessingUtils.generateTempFilename(title + _EXPORTED)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName, options.fileEncoding = "GPKG", title, "UTF-8"
    options.layerOptions, options.onlySelectedFeatures = [_KEY], selected
    kept = [i for i, field in enumerate(layer.fields()) if field.isNumeric() or field.type() == TEXT]
    options.attributes = kept
    options.skipAttributeCreation = not kept  # an empty list stands for all
    code, *said = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
    if code != QgsVectorFileWriter.WriterError.NoError:
        raise InputError(
            f"Expected a layer that can be read, but “{layer.name()}” could not be written to a file "
            f"({' '.join(said[0].split())}); save it as a GeoPackage and choose that."
        )
    return path, title


def _written(text: str, path: str, ending: str = _ENDING) -> str:
    """A file with the text, named after the file that it stands for."""
    target = QgsProcessingUtils.generateTempFilename(Path(path.split("|")[0]).stem + ending)
    Path(target).write_text(text, encoding="utf-8")
    return target
