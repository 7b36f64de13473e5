# SPDX-License-Identifier: GPL-2.0-or-later
"""From layers to what GDAL opens, with what the user has set on the layer: its CRS and its no-data values."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingUtils, QgsProviderRegistry, QgsRasterLayer, QgsVectorLayer

from ..model.raster import declarations
from ..model.raster.declarations import BandNodata
from ..model.raster.output_checks import files_of

# The end of the names of files that carry a layer's settings.
_ENDING = ".layer.vrt"


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


def vector(layer: QgsVectorLayer, path: str, sublayer: str) -> str:
    """What OGR opens for a vector layer: the file, or a VRT of it that declares the layer's CRS.

    Args:
        layer: of QGIS.
        path: the file that Processing found or wrote for it. One that it wrote has the layer's CRS already.
        sublayer: name of the layer in the file.

    Raises:
        InputError: the file does not open.
    """
    crs_wkt = _own_crs(layer)
    parts = QgsProviderRegistry.instance().decodeUri(layer.dataProvider().name(), layer.source())
    if not crs_wkt or parts.get("path") != path:
        return path
    return _written(declarations.vector_with_crs(path, sublayer, crs_wkt), path)


def in_users_words(text: str) -> str:
    """A sentence in which the files that carry a layer's settings are called by the user's own files."""
    pattern = re.escape(QgsProcessingUtils.tempFolder()) + r"[^\n]*?" + re.escape(_ENDING)
    for path in set(re.findall(pattern, text)):
        sources = [source for source in files_of(path) if source != path]
        text = text.replace(path, sources[0] if sources else Path(path).name[: -len(_ENDING)])
    return text


def _file_of(layer: QgsRasterLayer) -> str:
    """A raster layer's source without the options that QGIS appends."""
    registry = QgsProviderRegistry.instance()
    parts = registry.decodeUri("gdal", layer.source())
    wanted = ("path", "layerName", "vsiPrefix", "vsiSuffix")
    return registry.encodeUri("gdal", {key: parts[key] for key in wanted if parts.get(key)})


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


def _written(text: str, path: str) -> str:
    """A file with the text, named after the file that it stands for."""
    target = QgsProcessingUtils.generateTempFilename(Path(path.split("|")[0]).stem + _ENDING)
    Path(target).write_text(text, encoding="utf-8")
    return target
