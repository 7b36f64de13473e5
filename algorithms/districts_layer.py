# SPDX-License-Identifier: GPL-2.0-or-later
"""The look of the layer of districts: each in the colour of its dominant zone, and attributes with readable names."""

from __future__ import annotations

from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory, QgsVectorLayer

from ..model.tables import lcz
from .language import tr

DOMINANT = "dominant"
# Name of the attribute -> what people read, in English.
ALIASES = {
    "area_ha": "Area with a zone (ha)",
    "cover_pct": "Covered by the map (%)",
    DOMINANT: "Dominant zone",
    "domin_pct": "Share of the dominant zone (%)",
    "built_pct": "Built zones 1 to 10 (%)",
    "shannon": "Diversity of zones (Shannon)",
    "hse_mean": "Mean HSE (%)",
}
ZONE_ALIAS = "LCZ {label} {name} (ha)"


def style(layer: QgsVectorLayer) -> None:
    """Colours the districts by their dominant zone and names their attributes. In the main thread only."""
    fields = layer.fields()
    names = {name: tr(alias) for name, alias in ALIASES.items()}
    for zone in lcz.ZONES:
        names[f"lcz{zone.label}_ha"] = tr(ZONE_ALIAS).format(label=zone.label, name=tr(zone.name))
    for name, alias in names.items():
        if fields.lookupField(name) >= 0:
            layer.setFieldAlias(fields.lookupField(name), alias)
    position = fields.lookupField(DOMINANT)
    present = set(layer.uniqueValues(position)) if position >= 0 else set()
    outline = {"outline_color": "#333333", "outline_width": "0.3"}
    categories = [
        QgsRendererCategory(
            zone.label,
            QgsFillSymbol.createSimple({"color": zone.colour, **outline}),
            f"{zone.label} {tr(zone.name)}",
        )
        for zone in lcz.ZONES
        if zone.label in present
    ]
    if len(categories) < len(present):  # districts that the map does not cover
        rest = QgsFillSymbol.createSimple({"style": "no", **outline})
        categories.append(QgsRendererCategory("", rest, tr("No zone")))
    layer.setRenderer(QgsCategorizedSymbolRenderer(DOMINANT, categories))
    layer.setOpacity(0.8)
    layer.triggerRepaint()
    layer.emitStyleChanged()
