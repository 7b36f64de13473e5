# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of stations and of their rural references: attributes, values, and how QGIS shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qgis.core import (
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ..model.stations.station_figures import SUITABLE, Network, Reference, Station
from ..model.tables import lcz
from . import area_layers
from .area_layers import NUMBER, TEXT, Column, rounded
from .language import tr


def station_columns(radii_m: Sequence[float]) -> tuple[Column, ...]:
    """The attributes of a station, its circles included; names of at most ten letters, as shapefiles need them."""
    columns = [
        Column("zone", TEXT, tr("Zone of its cell")),
        Column("verdict", TEXT, tr("Suitable for comparing")),
        Column("explained", TEXT, tr("Verdict in words")),
        Column("prob_pct", NUMBER, tr("Probability of its zone (%)")),
        Column("edge_m", NUMBER, tr("Distance to another zone (m)")),
        Column("water_m", NUMBER, tr("Distance to water (m)")),
        Column("altitude_m", NUMBER, tr("Altitude (m)")),
        Column("references", NUMBER, tr("Rural references")),
    ]
    for radius in radii_m:
        start = f"r{radius:.0f}"
        for key, kind, alias in (
            ("dom", TEXT, tr("{radius} m: dominant zone")),
            ("pct", NUMBER, tr("{radius} m: share of the dominant zone (%)")),
            ("cov", NUMBER, tr("{radius} m: covered by the map (%)")),
            ("div", NUMBER, tr("{radius} m: diversity of zones (Shannon)")),
            ("hse", NUMBER, tr("{radius} m: mean HSE (%)")),
            ("prb", NUMBER, tr("{radius} m: probability of the dominant zone (%)")),
        ):
            columns.append(Column(f"{start}_{key}", kind, alias.format(radius=f"{radius:.0f}")))
        for zone in lcz.ZONES:
            alias = tr("{radius} m: {zone} (%)").format(radius=f"{radius:.0f}", zone=f"{zone.label} {tr(zone.name)}")
            columns.append(Column(f"{start}_{zone.label}", NUMBER, alias))
    return tuple(columns)


def station_values(station: Station, network: Network) -> list[Any]:
    """The values of the attributes of a station; None where there is none."""
    values: list[Any] = [
        lcz.ZONES[station.zone - 1].label if station.zone else None,
        network.verdict(station),
        network.explain(station),
        _percent(station.probability),
        rounded(station.edge_m, 1),
        rounded(station.water_m, 1),
        rounded(station.altitude_m, 1),
        len(station.references),
    ]
    for radius in network.radii_m:
        circle = station.circle(radius)
        dominant = circle.dominant
        values += [
            None if dominant is None else dominant.label,
            _percent(max(circle.zone_share)),
            _percent(circle.covered),
            None if dominant is None else rounded(circle.diversity, 4),
            rounded(circle.hse_pct, 2),
            _percent(circle.probability),
            *map(_percent, circle.zone_share),
        ]
    return values


def reference_columns() -> tuple[Column, ...]:
    """The attributes of a rural reference."""
    return (
        Column("station", TEXT, tr("Urban station")),
        Column("rank", NUMBER, tr("Rank")),
        Column("reference", TEXT, tr("Rural station (empty: a place without one)")),
        Column("zone", TEXT, tr("Zone")),
        Column("share_pct", NUMBER, tr("Share of the zone around it (%)")),
        Column("distance_m", NUMBER, tr("Distance from the station (m)")),
        Column("water_m", NUMBER, tr("Distance to water (m)")),
        Column("higher_m", NUMBER, tr("Higher than the station by (m)")),
        Column("unlike", NUMBER, tr("Unlike (0 alike, 1 at the limit)")),
    )


def reference_values(station: Station, rank: int, reference: Reference) -> list[Any]:
    """The values of the attributes of a rural reference."""
    return [
        station.name,
        rank,
        reference.name or None,
        lcz.ZONES[reference.zone - 1].label,
        _percent(reference.share),
        rounded(reference.distance_m, 1),
        rounded(reference.water_m, 1),
        rounded(reference.altitude_difference_m, 1),
        rounded(reference.score, 3),
    ]


def show_stations(layer: QgsVectorLayer, columns: tuple[Column, ...], name: str) -> None:
    """Colours stations by the zone of their cell; suitable ones are large, and each bears its name.

    Args:
        layer: loaded, in the main thread.
        columns: its new attributes as they are called there, zone and verdict first.
        name: field with the names of the stations; "" for none.
    """
    area_layers.alias(columns, layer)
    zone, verdict = columns[0].name, columns[1].name
    _by_zone(layer, zone, "circle", QgsProperty.fromExpression(f"if(\"{verdict}\" = '{SUITABLE}', 4.2, 2.6)"))
    _label(layer, name)


def show_references(layer: QgsVectorLayer) -> None:
    """Colours references by their zone, as triangles that bear the name of their station."""
    area_layers.alias(reference_columns(), layer)
    _by_zone(layer, "zone", "triangle", QgsProperty.fromExpression('if("reference" is null, 3.2, 4.4)'))
    _label(layer, "station")


def _by_zone(layer: QgsVectorLayer, field: str, shape: str, size: QgsProperty) -> None:
    """Markers in the colours of the zones that occur, on white with a dark edge; those without a zone are hollow."""
    area_layers.show_zones(
        layer, field, lambda colour: _marker(shape, colour, size), rest=_marker(shape, "#FFFFFF", size)
    )


def _marker(shape: str, colour: str, size: QgsProperty) -> QgsMarkerSymbol:
    """A marker that is seen on the map's own colours: a colour on a larger white ground with a dark edge."""
    symbol = QgsMarkerSymbol.createSimple({"name": shape, "color": "#FFFFFF", "outline_color": "#111111", "size": "5"})
    inner = QgsMarkerSymbol.createSimple({"name": shape, "color": colour, "outline_style": "no", "size": "3"})
    symbol.appendSymbolLayer(inner.symbolLayer(0).clone())
    larger = QgsProperty.fromExpression(f"1.9 + ({size.asExpression()})")
    for part, own in enumerate((larger, size)):
        symbol.symbolLayer(part).setDataDefinedProperty(QgsSymbolLayer.Property.PropertySize, own)
    return symbol


def _label(layer: QgsVectorLayer, field: str) -> None:
    """The values of a field beside the points, on a light ground."""
    if layer.fields().lookupField(field) < 0:
        return
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(0.8)
    buffer.setColor(QColor("#FFFFFF"))
    text = QgsTextFormat()
    text.setSize(8)
    text.setBuffer(buffer)
    settings = QgsPalLayerSettings()
    settings.fieldName = field
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _percent(share: float) -> Optional[float]:
    """A share in percent, to a thousandth."""
    return rounded(100 * share, 3)
