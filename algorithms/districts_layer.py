# SPDX-License-Identifier: GPL-2.0-or-later
"""The look of the layer of districts: each in the colour of its dominant zone, and attributes with readable names."""

from __future__ import annotations

from qgis.core import QgsFillSymbol, QgsVectorLayer

from ..model.tables import lcz
from . import area_layers
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
    outline = {"outline_color": "#333333", "outline_width": "0.3"}
    layer.setOpacity(0.8)
    area_layers.show_zones(
        layer,
        DOMINANT,
        lambda colour: QgsFillSymbol.createSimple({"color": colour, **outline}),
        rest=QgsFillSymbol.createSimple({"style": "no", **outline}),  # districts that the map does not cover
    )
