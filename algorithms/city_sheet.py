# SPDX-License-Identifier: GPL-2.0-or-later
"""The city sheet: scene, settlement extent and local climate zones on one page, each with its legend and figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsPointXY,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtGui import QImage

from ..model.errors import OutputError
from ..model.raster.outputs import staging
from ..model.scene.scene import Reading
from ..model.tables import lcz, products
from ..model.version import software
from . import styling
from .language import tr
from .sheet_painter import FAINT, INK, LINE, QUIET, Box, SheetPainter

WIDTH_MM = 297.0  # of a sheet of A4 across
_MARGIN, _GAP = 10.0, 7.0
_PANEL = (WIDTH_MM - 2 * _MARGIN - 2 * _GAP) / 3
_TOP = 34.0  # of the panels
_BELOW = 72.0  # height of what stands below a panel, the last line included
_ASPECTS = (0.45, 1.6)  # of a panel, height over width
_PREVIEW_PX = 900  # longest side of the picture of the scene


class SheetContent(NamedTuple):
    """What a sheet shows."""

    title: str
    """Name of the place."""
    day: str
    """Of the scene, "" where it is not known."""
    scene: str
    """The raster or product that was mapped."""
    reading: Reading
    """What the user said about it."""
    hse: str
    """Path of the HSE map, "" for none."""
    lcz: str
    """Path of the LCZ map, "" for none."""
    mean_hse_pct: float
    """Mean of the HSE map, nan without one."""
    facts: Sequence[tuple[str, str]]
    """(name, value) below the scene, beyond what the maps say by themselves."""
    credit: str
    """The last line."""


def write_sheet(content: SheetContent, target: str) -> None:
    """Draw a sheet; it appears whole or not at all. May be called in any thread.

    Args:
        content: what it shows; at least one of the two maps.
        target: a `.pdf` or `.png` file.

    Raises:
        InputError: the scene cannot be read.
        OutputError: the file cannot be written.
    """
    with staging([Path(target).absolute()]) as (path,):
        try:
            _draw(content, str(path))
        except OSError as error:
            raise OutputError(f"The sheet {target} cannot be written ({error}); choose another folder.") from error


def _draw(content: SheetContent, path: str) -> None:
    from ..model.lczmap.map_figures import zone_figures

    given = {products.HSE.key: content.hse, products.LCZ.key: content.lcz}
    maps = {key: _open(source, key) for key, source in given.items() if source}
    first = next(iter(maps.values()))
    extent, height = _framed(first.extent())
    heading = " · ".join(filter(None, (content.title, content.day)))
    painter = SheetPainter(path, WIDTH_MM, round(_TOP + height + _BELOW), heading)
    painter.text(content.title, _MARGIN, 8, 230, size_pt=22, bold=True)
    subtitle = tr("Settlement extent and local climate zones from Sentinel-2")
    painter.text(", ".join(filter(None, (subtitle, content.day))), _MARGIN, 18, 250, 10.5, QUIET)
    panels = [Box(_MARGIN + column * (_PANEL + _GAP), _TOP, _PANEL, height) for column in range(3)]
    below = [Box(panel.x, _TOP + height + 5, _PANEL, _BELOW) for panel in panels]

    _title(painter, panels[0], tr("The scene"), tr("True colour (B4, B3, B2)"))
    painter.picture(_preview(content, first, extent, height), panels[0])
    _scale(painter, extent, below[0])
    painter.north_arrow(Box(below[0].x + _PANEL - 6, below[0].y - 2, 5, 9), tr("N"))
    _facts(painter, [*_map_facts(first), *content.facts], below[0])
    zones = zone_figures(content.lcz, content.hse) if content.lcz else []
    place = iter(range(1, 3))
    if content.hse:
        column = next(place)
        cell = tr("Sealed share of each {size} m cell").format(size=f"{maps['HSE'].rasterUnitsPerPixelX():g}")
        _title(painter, panels[column], tr("Human settlement extent"), cell)
        painter.map(maps["HSE"], extent, panels[column])
        _settlement_legend(painter, maps["HSE"], _numbers(content, zones), below[column])
    if content.lcz:
        column = next(place)
        cell = tr("Zone of each {size} m cell").format(size=f"{maps['LCZ'].rasterUnitsPerPixelX():g}")
        _title(painter, panels[column], tr("Local climate zones"), cell)
        painter.map(maps["LCZ"], extent, panels[column])
        _zone_legend(painter, zones, below[column])
    foot = round(_TOP + height + _BELOW) - 10
    painter.box(Box(_MARGIN, foot, WIDTH_MM - 2 * _MARGIN, 0.1), LINE)
    painter.text(content.credit, _MARGIN, foot + 2, WIDTH_MM - 2 * _MARGIN, 7, QUIET)
    painter.finish()


def credit(year: str, is_simulated: bool) -> str:
    """The last line: the software that made the sheet, and whose data it shows.

    Args:
        year: of the scene, "" where it is not known.
        is_simulated: whether the scene is no satellite data at all.
    """
    qgis = Qgis.QGIS_VERSION.partition("-")[0]
    data = " ".join(filter(None, (tr("Contains modified Copernicus Sentinel data"), year)))
    data = tr("Simulated scene, no satellite data") if is_simulated else data
    return f"{software()}, QGIS {qgis}. {data}."


def _open(source: str, key: str) -> QgsRasterLayer:
    """The layer of a map in its colours; it belongs to no project."""
    layer = QgsRasterLayer(source, key)
    if not layer.isValid():
        raise OSError(f"{source} does not open in QGIS")
    layer.setRenderer(styling.renderer(key, layer.dataProvider()))
    return layer


def _framed(extent: QgsRectangle) -> tuple[QgsRectangle, float]:
    """What a panel shows and its height in mm: the extent, padded where it is extremely long or tall."""
    low, high = _ASPECTS
    aspect = min(max(extent.height() / extent.width(), low), high)
    width = max(extent.width(), extent.height() / aspect)
    return QgsRectangle.fromCenterAndSize(extent.center(), width, width * aspect), _PANEL * aspect


def _preview(content: SheetContent, layer: QgsRasterLayer, extent: QgsRectangle, height_mm: float) -> QImage:
    """The scene as the eye would see it, on the ground that the maps cover."""
    scale = _PREVIEW_PX / max(_PANEL, height_mm)
    width, height = round(_PANEL * scale), round(height_mm * scale)
    bounds = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    from ..model.scene.preview import true_colour  # needs SciPy, without which the provider still loads

    pixels = true_colour(content.scene, content.reading, bounds, layer.crs().toWkt(), width, height)
    # A copy: the picture must not outlive the array it was made of.
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def _title(painter: SheetPainter, panel: Box, title: str, subtitle: str) -> None:
    painter.text(title, panel.x, panel.y - 7.5, 0.55 * panel.width, 10.5, bold=True)
    painter.text(subtitle, panel.x + 0.45 * panel.width, panel.y - 7, 0.55 * panel.width, 8, QUIET, align="right")


def _scale(painter: SheetPainter, extent: QgsRectangle, place: Box) -> None:
    length_m = _round_length(0.4 * extent.width())
    label = f"{length_m / 1000:g} km" if length_m >= 1000 else f"{length_m:g} m"
    painter.scale_bar(place.x, place.y, length_m / extent.width() * _PANEL, label)


def _round_length(longest_m: float) -> float:
    """The longest of 1, 2, 5, 10, 20... that is not longer.

    >>> [_round_length(length) for length in (990.0, 2500.0, 12.0)]
    [500.0, 2000.0, 10.0]
    """
    power = 10.0 ** (len(str(int(longest_m))) - 1)
    return max(factor * power for factor in (1, 2, 5) if factor * power <= longest_m)


def _map_facts(layer: QgsRasterLayer) -> list[tuple[str, str]]:
    """Size, CRS and centre of a map; without the centre where it has no place in degrees."""
    extent, crs = layer.extent(), layer.crs()
    facts = [
        (tr("Size"), f"{extent.width() / 1000:.1f} × {extent.height() / 1000:.1f} km"),
        (tr("CRS"), ", ".join(filter(None, (crs.authid(), crs.description())))),
    ]
    centre = _in_degrees(extent.center(), crs)
    if centre is None:
        return facts
    north, east = tr("N") if centre.y() >= 0 else tr("S"), tr("E") if centre.x() >= 0 else tr("W")
    return [*facts, (tr("Centre"), f"{abs(centre.y()):.3f}° {north}, {abs(centre.x()):.3f}° {east}")]


def _in_degrees(point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> Optional[QgsPointXY]:
    """A point's longitude and latitude; None where the CRS or the place has none."""
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    try:
        found = QgsCoordinateTransform(crs, degrees, QgsCoordinateTransformContext()).transform(point)
    except QgsCsException:
        return None
    # Of a local CRS, or of none, QGIS gives the point as it is, in metres.
    return found if abs(found.x()) <= 180 and abs(found.y()) <= 90 else None


def _facts(painter: SheetPainter, facts: Sequence[tuple[str, str]], place: Box) -> None:
    for row, (name, value) in enumerate(facts):
        y = place.y + 12 + row * 5
        painter.text(name, place.x, y, 20, 8, QUIET)
        painter.text(value, place.x + 21, y, place.width - 21, 8)


def _settlement_legend(
    painter: SheetPainter, layer: QgsRasterLayer, numbers: Sequence[tuple[float, str]], place: Box
) -> None:
    """The ramp, and below it figures of the city in large type."""
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    low, high = items[0].value, items[-1].value
    painter.ramp(
        Box(place.x, place.y, place.width, 4), [((item.value - low) / (high - low), item.color) for item in items]
    )
    for step in range(5):
        at = place.x + place.width * step / 4
        align, x = ("left", at) if step == 0 else ("right", at - 20) if step == 4 else ("centre", at - 10)
        painter.text(f"{low + (high - low) * step / 4:g} %", x, place.y + 5, 20, 8, align=align)
    for row, (value, meaning) in enumerate(numbers):
        y = place.y + 11.5 + row * 8.4
        painter.text(f"{value:.0f} %", place.x, y, 21, 15, bold=True)
        painter.text(meaning, place.x + 22, y + 2.4, place.width - 22, 8, QUIET)


def _numbers(content: SheetContent, zones: Sequence[Any]) -> list[tuple[float, str]]:
    """Percentages of the city with their meaning; those that are not known are left out."""
    from ..model.lczmap.map_figures import mostly_sealed_pct

    built = sum(row.share_pct for row in zones if row.zone.code in lcz.BUILT) if zones else math.nan
    numbers = [
        (content.mean_hse_pct, tr("mean settlement extent")),
        (mostly_sealed_pct(content.hse), tr("of the cells are mostly sealed (over 50 %)")),
        (built, tr("of the land lies in built zones (LCZ 1–10)")),
    ]
    return [(value, meaning) for value, meaning in numbers if math.isfinite(value)]


def _zone_legend(painter: SheetPainter, zones: Sequence[Any], place: Box) -> None:
    """Both groups of zones side by side, in the map's colours; what does not occur is pale."""
    shares = {row.zone.code: row.share_pct for row in zones}
    half = place.width / 2
    groups = ((tr("Built"), lcz.BUILT, place.x), (tr("Natural"), lcz.NATURAL, place.x + half + 2))
    for heading, codes, x in groups:
        width = half - 2
        painter.text(heading, x, place.y - 1, width, 8, QUIET)
        painter.text("%", x, place.y - 1, width, 8, QUIET, align="right")
        for row, zone in enumerate(lcz.ZONES[code - 1] for code in codes):
            y = place.y + 4.2 + row * 4.9
            share = shares.get(zone.code)
            colour = FAINT if share is None else INK
            painter.box(Box(x, y + 0.3, 4.6, 3.5), zone.colour, LINE)
            painter.text(zone.label, x + 6, y, 5, 7.5, colour)
            painter.text(tr(zone.name), x + 10.5, y, width - 17, 7.5, colour)
            if share is not None:
                painter.text(f"{share:.1f}" if share >= 0.05 else "<0.1", x, y, width, 7.5, QUIET, align="right")
