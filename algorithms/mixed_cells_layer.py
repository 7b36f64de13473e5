# SPDX-License-Identifier: GPL-2.0-or-later
"""The look of mixed areas: the colour of the leading zone, with stripes in the colour of the second one."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ..model.tables import lcz
from .language import tr

FIELD = "subclass"
# Attribute -> what people read, in English.
ALIASES = {
    FIELD: "Sub-class",
    "lcz": "Leading zone",
    "second": "Second zone",
    "first_pct": "Mean probability of the leading zone (%)",
    "second_pct": "Mean probability of the second zone (%)",
    "cells": "Cells",
}
_ZONES = {zone.label: zone for zone in lcz.ZONES}


def style(layer: QgsVectorLayer) -> None:
    """Stripes for each sub-class that occurs, the most frequent first; and readable attributes. Main thread only."""
    for name, alias in ALIASES.items():
        index = layer.fields().lookupField(name)
        if index >= 0:
            layer.setFieldAlias(index, tr(alias))
    cells: dict[str, int] = {}
    for feature in layer.getFeatures():
        cells[feature[FIELD]] = cells.get(feature[FIELD], 0) + int(feature["cells"])
    categories = []
    for label in sorted(cells, key=lambda label: -cells[label]):
        first, second = (_ZONES[part] for part in label.split("_"))
        title = f"{label} {tr(first.name)} / {tr(second.name)}"
        categories.append(QgsRendererCategory(label, striped(first.colour, second.colour), title))
    layer.setRenderer(QgsCategorizedSymbolRenderer(FIELD, categories))
    layer.triggerRepaint()
    layer.emitStyleChanged()


def striped(ground: str, stripes: str) -> QgsFillSymbol:
    """A fill of one colour with diagonal stripes of another, two fifths of the area."""
    symbol = QgsFillSymbol.createSimple({"color": ground, "outline_style": "no"})
    lines = {"angle": "45", "distance": "2", "line_width": "0.8", "color": stripes}
    symbol.appendSymbolLayer(QgsLinePatternFillSymbolLayer.create(lines))
    return symbol
