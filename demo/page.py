# SPDX-License-Identifier: GPL-2.0-or-later
"""The page: scene, settlement extent and local climate zones side by side, each with its legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from qgis.core import (
    QgsBilinearRasterResampler,
    QgsContrastEnhancement,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)

from ..model.tables import lcz
from .figures import ZoneFigures, tones
from .scene import Scene
from .sheet import FAINT, INK, LINE, QUIET, Box, Sheet

WIDTH_MM = 300
WIDTH_PX = 2400

_MARGIN, _GAP = 10.0, 7.0
_PANEL = (WIDTH_MM - 2 * _MARGIN - 2 * _GAP) / 3
_TOP = 34.0  # of the panels
_BELOW = 72.0  # height of what stands below a panel, the last line included


class Maps(NamedTuple):
    """Paths of the two maps, and the words and numbers that go with them.

    Attributes:
        hse: path of the settlement extent.
        lcz: path of the local climate zones.
        zones: what each zone covers.
        numbers: (value, meaning) in large type under the settlement extent.
        facts: (name, value) under the scene, beyond those that the scene itself tells.
        credit: the last line.
    """

    hse: str
    lcz: str
    zones: Sequence[ZoneFigures]
    numbers: Sequence[tuple[str, str]]
    facts: Sequence[tuple[str, str]]
    credit: str


def draw(scene: Scene, maps: Maps, target: str) -> None:
    """Writes the page as PNG, with the styles that the maps bring along.

    Raises:
        OSError: a map does not open or the page cannot be written.
    """
    picture, hse, zones = _open(scene.path), _open(maps.hse), _open(maps.lcz)
    QgsProject.instance().setCrs(picture.crs())
    _true_colour(picture, scene)
    extent, panel_height = _framed(picture.extent())
    sheet = Sheet(WIDTH_MM, round(_TOP + panel_height + _BELOW))

    kind = "Sentinel-2" if scene.truth is None else "a simulated Sentinel-2 scene"
    when = f", {scene.acquired}" if scene.acquired else ""
    sheet.text(scene.name, _MARGIN, 8, 200, size_pt=22, bold=True)
    sheet.text(f"Settlement extent and local climate zones from {kind}{when}", _MARGIN, 18, 250, 10.5, QUIET)

    titles = (
        (picture, "The scene", "True colour (B4, B3, B2), 2–98 %"),
        (hse, "Human settlement extent", f"Sealed share of each {_cell(hse)} cell"),
        (zones, "Local climate zones", f"Zone of each {_cell(zones)} cell"),
    )
    items = []
    for column, (layer, title, subtitle) in enumerate(titles):
        x = _MARGIN + column * (_PANEL + _GAP)
        sheet.text(title, x, _TOP - 7.5, _PANEL, 10.5, bold=True)
        sheet.text(subtitle, x, _TOP - 7, _PANEL, 8, QUIET, align="right")
        items.append(sheet.map(layer, extent, Box(x, _TOP, _PANEL, panel_height)))

    below = [Box(item.pagePos().x(), _TOP + panel_height + 5, _PANEL, _BELOW) for item in items]
    sheet.scale_bar(items[0], below[0].x - 0.8, below[0].y - 1, _round_length(0.4 * extent.width()))
    sheet.north_arrow(Box(below[0].x + _PANEL - 7, below[0].y - 1, 7, 8))
    _facts(sheet, [*_scene_facts(picture, scene), *maps.facts], below[0])
    _settlement_legend(sheet, hse, maps.numbers, below[1])
    _zone_legend(sheet, zones, maps.zones, below[2])

    foot = sheet.size_mm[1] - 10
    sheet.box(Box(_MARGIN, foot, WIDTH_MM - 2 * _MARGIN, 0.1), LINE)
    sheet.text(maps.credit, _MARGIN, foot + 2, WIDTH_MM - 2 * _MARGIN, 7, QUIET)
    sheet.write(target, WIDTH_PX)


def _open(path: str) -> QgsRasterLayer:
    """The layer of a file, styled by the `.qml` beside it; the project owns it."""
    layer = QgsRasterLayer(path, path)
    if not layer.isValid():
        raise OSError(f"{path} does not open in QGIS.")
    QgsProject.instance().addMapLayer(layer, False)
    return layer


def _true_colour(layer: QgsRasterLayer, scene: Scene) -> None:
    """Red, green and blue, each stretched between its own 2nd and 98th percentile."""
    provider = layer.dataProvider()
    renderer = QgsMultiBandColorRenderer(provider, *scene.red_green_blue)
    stretches, middles = [], []
    for band in scene.red_green_blue:
        low, middle, high = tones(scene.path, band)
        middles.append((middle - low) / (high - low) if high > low else 0.5)
        stretch = QgsContrastEnhancement(provider.dataType(band))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        stretch.setMinimumValue(low)
        stretch.setMaximumValue(high)
        stretches.append(stretch)
    renderer.setRedContrastEnhancement(stretches[0])
    renderer.setGreenContrastEnhancement(stretches[1])
    renderer.setBlueContrastEnhancement(stretches[2])
    layer.setRenderer(renderer)
    layer.brightnessFilter().setGamma(_gamma(middles))
    layer.resampleFilter().setZoomedInResampler(QgsBilinearRasterResampler())
    layer.resampleFilter().setZoomedOutResampler(QgsBilinearRasterResampler())


def _gamma(middles: Sequence[float]) -> float:
    """Exponent that lifts a scene's middle tone to 0.4: bright roofs would leave the town in the dark."""
    middle = min(max(sum(middles) / len(middles), 0.1), 0.4)
    return math.log(middle) / math.log(0.4)


def _framed(extent: QgsRectangle) -> tuple[QgsRectangle, float]:
    """What a panel shows and its height in mm: the extent, padded where it is extremely long or tall."""
    aspect = min(max(extent.height() / extent.width(), 0.45), 1.6)
    width = max(extent.width(), extent.height() / aspect)
    centre = extent.center()
    return QgsRectangle.fromCenterAndSize(centre, width, width * aspect), _PANEL * aspect


def _cell(layer: QgsRasterLayer) -> str:
    return f"{layer.rasterUnitsPerPixelX():g} m"


def _round_length(longest_m: float) -> float:
    """The longest of 1, 2, 5, 10, 20... that is not longer.

    >>> [_round_length(length) for length in (990.0, 2500.0, 12.0)]
    [500.0, 2000.0, 10.0]
    """
    power = 10.0 ** (len(str(int(longest_m))) - 1)
    return max(factor * power for factor in (1, 2, 5) if factor * power <= longest_m)


def _scene_facts(layer: QgsRasterLayer, scene: Scene) -> list[tuple[str, str]]:
    extent, crs = layer.extent(), layer.crs()
    width_km, height_km = extent.width() / 1000, extent.height() / 1000
    to_degrees = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance())
    centre = to_degrees.transform(extent.center())
    north, east = "N" if centre.y() >= 0 else "S", "E" if centre.x() >= 0 else "W"
    acquired = [("Acquired", scene.acquired)] if scene.acquired else []
    return [
        *acquired,
        ("Size", f"{width_km:.1f} × {height_km:.1f} km, {layer.width()} × {layer.height()} pixels"),
        ("CRS", f"{crs.authid()}, {crs.description()}"),
        ("Centre", f"{abs(centre.y()):.3f}° {north}, {abs(centre.x()):.3f}° {east}"),
    ]


def _facts(sheet: Sheet, facts: Sequence[tuple[str, str]], place: Box) -> None:
    for row, (name, value) in enumerate(facts):
        y = place.y + 12 + row * 5
        sheet.text(name, place.x, y, 20, 8, QUIET)
        sheet.text(value, place.x + 19, y, place.width - 19, 8)


def _settlement_legend(sheet: Sheet, layer: QgsRasterLayer, numbers: Sequence[tuple[str, str]], place: Box) -> None:
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    low, high = items[0].value, items[-1].value
    stops = [((item.value - low) / (high - low), item.color) for item in items]
    sheet.ramp(Box(place.x, place.y, place.width, 4), stops)
    for step in range(5):
        at = place.x + place.width * step / 4
        text = f"{low + (high - low) * step / 4:g} %"
        align, x = ("left", at) if step == 0 else ("right", at - 20) if step == 4 else ("centre", at - 10)
        sheet.text(text, x, place.y + 5, 20, 8, align=align)
    for row, (value, meaning) in enumerate(numbers):
        y = place.y + 11.5 + row * 8.4
        sheet.text(value, place.x, y, 21, 15, bold=True)
        sheet.text(meaning, place.x + 22, y + 2.4, place.width - 22, 8, QUIET)


def _zone_legend(sheet: Sheet, layer: QgsRasterLayer, zones: Sequence[ZoneFigures], place: Box) -> None:
    """Both groups of zones side by side, in the map's colours; what does not occur is pale."""
    colours = {round(entry.value): entry.color.name() for entry in layer.renderer().classes()}
    shares = {row.zone.code: row.share_pct for row in zones}
    groups = (("Built", lcz.BUILT, place.x, 45.0), ("Natural", lcz.NATURAL, place.x + 49, place.width - 49))
    for heading, codes, x, width in groups:
        sheet.text(heading, x, place.y - 1, width, 8, QUIET)
        sheet.text("%", x, place.y - 1, width, 8, QUIET, align="right")
        for row, zone in enumerate(lcz.ZONES[code - 1] for code in codes):
            y = place.y + 4.2 + row * 4.9
            share = shares.get(zone.code)
            colour = FAINT if share is None else INK
            sheet.box(Box(x, y + 0.3, 4.6, 3.5), colours[zone.code], LINE)
            sheet.text(zone.label, x + 6, y, 5, 7.5, colour)
            sheet.text(zone.name, x + 10.5, y, width, 7.5, colour)
            if share is not None:
                text = f"{share:.1f}" if share >= 0.05 else "<0.1"
                sheet.text(text, x, y, width, 7.5, QUIET, align="right")
