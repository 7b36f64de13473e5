# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of vectors: their fields, and how QGIS shows and edits them once they are loaded."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, Optional

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsField,
    QgsFieldConstraints,
    QgsFields,
    QgsFillSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProcessingContext,
    QgsProject,
    QgsRendererCategory,
    QgsSymbol,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from ..model.tables import lcz
from . import loaded_layers
from .language import tr

# QGIS 3.38 took up Qt 6's way to name types.
INTEGER, NUMBER, TEXT = (
    (QMetaType.Type.Int, QMetaType.Type.Double, QMetaType.Type.QString)
    if Qgis.QGIS_VERSION_INT >= 33800
    else (QVariant.Int, QVariant.Double, QVariant.String)
)


class Column(NamedTuple):
    """One attribute of a layer."""

    name: str
    """Name of at most ten letters, as shapefiles have no room for more."""
    kind: int
    alias: str


def rounded(number: float, digits: int) -> Optional[float]:
    """A number as an attribute; None where it is not finite."""
    return round(number, digits) if math.isfinite(number) else None


def fields(columns: tuple[Column, ...]) -> QgsFields:
    """The attributes of a new layer, with their aliases."""
    made = QgsFields()
    for column in columns:
        field = QgsField(column.name, column.kind)
        field.setAlias(column.alias)
        made.append(field)
    return made


def announce(destination: str, context: QgsProcessingContext, look: Callable[[QgsVectorLayer], None]) -> None:
    """Has `look` style a layer once QGIS has loaded it."""

    def finish(layer: Optional[QgsMapLayer], project: Optional[QgsProject]) -> None:
        if isinstance(layer, QgsVectorLayer):
            look(layer)
            layer.triggerRepaint()
            layer.emitStyleChanged()

    if context.willLoadLayerOnCompletion(destination):
        loaded_layers.when_loaded(context.layerToLoadOnCompletionDetails(destination), finish)


def alias(columns: tuple[Column, ...], layer: QgsVectorLayer) -> None:
    """Gives the attributes of a loaded layer their aliases, which few formats keep."""
    for column in columns:
        index = layer.fields().lookupField(column.name)
        if index >= 0:
            layer.setFieldAlias(index, column.alias)


def zones_look(layer: QgsVectorLayer, field: str) -> None:
    """Colours polygons by their zone as WUDAPT does, and offers the zones as a list in the form."""
    categories = []
    for zone in lcz.ZONES:
        symbol = QgsFillSymbol.createSimple({"color": zone.colour, "outline_color": "#222222", "outline_width": "0.3"})
        symbol.setOpacity(0.7)
        categories.append(QgsRendererCategory(zone.code, symbol, f"{zone.label} {zone.name}"))
    rest = QgsFillSymbol.createSimple({"color": "#00000000", "outline_color": "#E000E0", "outline_width": "0.6"})
    categories.append(QgsRendererCategory(None, rest, "no zone yet"))
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
    index = layer.fields().lookupField(field)
    zones = [{f"{zone.label} {zone.name}": zone.code} for zone in lcz.ZONES]
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": zones}))


def show_zones(layer: QgsVectorLayer, field: str, symbol: Callable[[str], QgsSymbol], rest: QgsSymbol) -> None:
    """Draws features by the labels of zones in a field; the legend lists those that occur.

    Args:
        layer: loaded, in the main thread.
        field: with labels such as "6" or "D", or nothing.
        symbol: of a zone, from its colour.
        rest: symbol of features without a zone.
    """
    place = layer.fields().lookupField(field)
    present = set(layer.uniqueValues(place)) if place >= 0 else set()
    categories = [
        QgsRendererCategory(zone.label, symbol(zone.colour), f"{zone.label} {tr(zone.name)}")
        for zone in lcz.ZONES
        if zone.label in present
    ]
    if len(categories) < len(present):
        categories.append(QgsRendererCategory("", rest, tr("No zone")))
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
    layer.triggerRepaint()
    layer.emitStyleChanged()


def width_hint(layer: QgsVectorLayer, field: str, width_m: float) -> None:
    """Has the form warn, without forbidding anything, where a polygon is narrower than that."""
    index = layer.fields().lookupField(field)
    metres = not layer.crs().isGeographic()
    wide = f"not is_empty(buffer($geometry, {-0.49 * width_m:g}))" if metres else f"$area >= {0.785 * width_m**2:g}"
    layer.setConstraintExpression(index, wide, f"Training areas should be {width_m:.0f} m wide and more.")
    constraints = QgsFieldConstraints
    layer.setFieldConstraint(
        index, constraints.Constraint.ConstraintExpression, constraints.ConstraintStrength.ConstraintStrengthSoft
    )


def categories_look(layer: QgsVectorLayer, field: str, colours: dict[str, str]) -> None:
    """Draws the outline of polygons, or points, in a colour for each value of a field."""
    categories = []
    for value, colour in colours.items():
        categories.append(QgsRendererCategory(value, _symbol(layer, colour), value))
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))


def _symbol(layer: QgsVectorLayer, colour: str) -> QgsSymbol:
    if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
        return QgsMarkerSymbol.createSimple({"color": colour, "outline_color": "#222222", "size": "3.5"})
    return QgsFillSymbol.createSimple(
        {"color": colour, "outline_color": "#222222", "outline_width": "0.3", "style": "b_diagonal"}
    )


def points_look(layer: QgsVectorLayer, label: str) -> None:
    """Draws points with a text from a field beside them."""
    from qgis.core import QgsPalLayerSettings, QgsSingleSymbolRenderer, QgsVectorLayerSimpleLabeling

    layer.setRenderer(QgsSingleSymbolRenderer(_symbol(layer, "#E000E0")))
    settings = QgsPalLayerSettings()
    settings.fieldName = label
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
