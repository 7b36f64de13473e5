# SPDX-License-Identifier: GPL-2.0-or-later
"""A parameter that takes stations: a layer of points, a table with columns of coordinates, or a text file of one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProperty,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import NULL

from ..model.errors import InputError
from ..model.stations.station_table import TEXT_FILES, Table, name_column, points_of, read_text
from .area_layers import TEXT
from .base import Algorithm

_UNCHECKED = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
_GEOMETRY = QgsWkbTypes.GeometryType


class StationInput(NamedTuple):
    """Stations as the core takes them, and the attributes for a copy of their layer."""

    places: list[Optional[tuple[float, float]]]
    names: list[str]
    crs: QgsCoordinateReferenceSystem
    """CRS of the stations' coordinates."""
    fields: QgsFields
    rows: list[list[Any]]
    """Attributes of each station."""
    title: str
    """Name of the layer or file."""


def declare(algorithm: Algorithm) -> None:
    """Adds STATIONS and NAME."""
    algorithm.declare(
        QgsProcessingParameterFeatureSource("STATIONS", "Stations", [QgsProcessing.SourceType.TypeVector]),
        "A layer of points in any CRS; or a table without points, such as a CSV file, with columns of coordinates: lon "
        "and lat in degrees, or x and y (easting and northing) in the CRS of the coordinates. Decimal commas are "
        "understood.",
    )
    algorithm.declare(
        QgsProcessingParameterField("NAME", "Attribute with the names", None, "STATIONS", optional=True),
        "If not set: a column called name, station, id or the like, else the number of the row.",
    )


def declare_reading(algorithm: Algorithm) -> None:
    """Adds X_FIELD, Y_FIELD and CRS, which tables with unusual names need."""
    for name, title in (("X_FIELD", "Column of longitude or x"), ("Y_FIELD", "Column of latitude or y")):
        algorithm.declare(
            QgsProcessingParameterField(name, title, None, "STATIONS", optional=True),
            "Of a table without points. If not set, it is found by its name.",
            advanced=True,
        )
    algorithm.declare(
        QgsProcessingParameterCrs("CRS", "CRS of the coordinates", optional=True),
        "Of a table without points, or of a layer without CRS. If not set, columns called lon and lat hold degrees "
        "(EPSG:4326).",
        advanced=True,
    )


def text_file(value: Any) -> str:
    """The path of a table in a text file; "" for anything else."""
    if isinstance(value, str) and value.lower().endswith(TEXT_FILES) and Path(value).is_file():
        return value
    return ""


def for_qgis(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters for QGIS's own check: an expression replaces a text file, which QGIS cannot open as a layer."""
    if text_file(parameters.get("STATIONS")):
        return {**parameters, "STATIONS": QgsProperty.fromExpression("''")}
    return parameters


def refuse(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """Why the stations cannot be read, one sentence; "" where they can.

    Raises:
        InputError: a table has no coordinates that can be read.
    """
    label = algorithm.parameterDefinition("STATIONS").description()
    if not text_file(parameters.get("STATIONS")):
        source = algorithm.parameterAsSource(parameters, "STATIONS", context)
        if source is None:
            found = parameters.get("STATIONS") or "nothing"
            return f"“{label}” should be points or a table, but {found} does not open as one; choose the stations."
        kind = QgsWkbTypes.geometryType(source.wkbType())
        if kind not in (_GEOMETRY.PointGeometry, _GEOMETRY.NullGeometry, _GEOMETRY.UnknownGeometry):
            return (
                f"“{label}” should be points, but the layer “{source.sourceName()}” holds "
                f"{'lines' if kind == _GEOMETRY.LineGeometry else 'polygons'}; run “Centroids” on it first."
            )
        if source.featureCount() == 0:
            return f"“{label}” should hold points, but the layer “{source.sourceName()}” is empty; choose another."
    taken = collect(algorithm, parameters, context)
    name = algorithm.parameterAsString(parameters, "NAME", context)
    if name and taken.fields.lookupField(name) < 0:
        known = ", ".join(taken.fields.names()) or "none"
        return f"NAME should be an attribute of the stations ({known}), but is {name}; choose one of these."
    return ""


def collect(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> StationInput:
    """Takes the stations from the parameter. In the main thread.

    Raises:
        InputError: a table has no coordinates that can be read, or no CRS is known for them.
    """
    chosen = algorithm.parameterAsCrs(parameters, "CRS", context)
    path = text_file(parameters.get("STATIONS"))
    if path:
        table = read_text(path)
        fields = QgsFields()
        for head in table.heads:
            fields.append(QgsField(head, TEXT))
        return _of_table(algorithm, parameters, context, table, fields, Path(path).stem, chosen)
    source = algorithm.parameterAsSource(parameters, "STATIONS", context)
    features = list(source.getFeatures(QgsFeatureRequest(), _UNCHECKED))
    rows = [[None if value == NULL else value for value in feature.attributes()] for feature in features]
    if QgsWkbTypes.geometryType(source.wkbType()) == _GEOMETRY.NullGeometry:
        table = Table(tuple(source.fields().names()), [tuple(row) for row in rows])
        return _of_table(algorithm, parameters, context, table, source.fields(), source.sourceName(), chosen)
    crs = source.sourceCrs() if source.sourceCrs().isValid() else chosen
    names = _names(algorithm, parameters, context, source.fields().names(), rows)
    return StationInput([_place(one) for one in features], names, crs, source.fields(), rows, source.sourceName())


def _of_table(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: Table,
    fields: QgsFields,
    title: str,
    chosen: QgsCoordinateReferenceSystem,
) -> StationInput:
    """Stations of a table by its columns of coordinates."""
    x, y = (algorithm.parameterAsString(parameters, name, context) for name in ("X_FIELD", "Y_FIELD"))
    points = points_of(table, x, y, f"the table “{title}”", degrees=False if chosen.isValid() else None)
    crs = chosen if chosen.isValid() else QgsCoordinateReferenceSystem(points.crs)
    if not crs.isValid():
        label = algorithm.parameterDefinition("CRS").description()
        raise InputError(
            f"“{label}” should be chosen, as the columns {points.columns[0]} and {points.columns[1]} of the table "
            f"“{title}” do not say whether they hold degrees or metres."
        )
    rows = [list(row) for row in table.rows]
    names = _names(algorithm, parameters, context, list(table.heads), rows)
    return StationInput(points.places, names, crs, fields, rows, title)


def _names(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> list[str]:
    """Names of the stations."""
    field = algorithm.parameterAsString(parameters, "NAME", context) or name_column(heads)
    place = heads.index(field) if field in heads else None
    given = [None if place is None else row[place] for row in rows]
    return [str(number) if name in (None, "") else str(name) for number, name in enumerate(given, start=1)]


def _place(feature: QgsFeature) -> Optional[tuple[float, float]]:
    """Coordinates of the centroid of a feature; None without a geometry."""
    geometry = feature.geometry()
    if geometry.isNull() or geometry.isEmpty():
        return None
    point = geometry.centroid().asPoint()
    return (point.x(), point.y()) if math.isfinite(point.x()) and math.isfinite(point.y()) else None
