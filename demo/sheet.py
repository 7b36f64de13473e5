# SPDX-License-Identifier: GPL-2.0-or-later
"""A blank sheet that QGIS's layout engine draws on: text, boxes, ramps and maps, placed in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qgis.core import (
    QgsFillSymbol,
    QgsGradientColorRamp,
    QgsGradientFillSymbolLayer,
    QgsGradientStop,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QPointF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont

INK = "#1c2024"
QUIET = "#6b7378"
FAINT = "#a9b0b4"
LINE = "#d5d9dc"
NOTHING = "#eef0f1"  # where a map has no data

_POINT_MM = 25.4 / 72
_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class Box(NamedTuple):
    """A place on the sheet, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Sheet:
    """One page, drawn on item by item, then written as PNG."""

    def __init__(self, width_mm: float, height_mm: float) -> None:
        self.size_mm = (width_mm, height_mm)
        self.layout = QgsPrintLayout(QgsProject.instance())
        self.layout.initializeDefaults()
        self.layout.pageCollection().page(0).setPageSize(QgsLayoutSize(width_mm, height_mm))

    def text(
        self, text: str, x: float, y: float, width: float, size_pt: float = 8, colour: str = INK,
        bold: bool = False, align: str = "left",
    ) -> None:  # fmt: skip
        """One line of text, its upper edge at y."""
        label = QgsLayoutItemLabel(self.layout)
        label.setFont(_font(size_pt, bold))
        label.setFontColor(QColor(colour))
        label.setText(text)
        label.setMarginX(0)
        label.setMarginY(0)
        label.setHAlign(_ALIGNMENTS[align])
        label.setVAlign(Qt.AlignmentFlag.AlignVCenter)
        self._place(label, Box(x, y, width, 1.45 * size_pt * _POINT_MM))

    def box(self, place: Box, fill: str, outline: str = "") -> None:
        """A filled rectangle, with a hairline around it where `outline` is a colour."""
        style = {"outline_color": outline, "outline_width": "0.1"} if outline else {"outline_style": "no"}
        self._shape(place, QgsFillSymbol.createSimple({"color": fill, **style}))

    def ramp(self, place: Box, stops: Sequence[tuple[float, QColor]]) -> None:
        """A bar whose colours run from left to right through the stops (offset 0..1, colour)."""
        inner = [QgsGradientStop(offset, colour) for offset, colour in stops[1:-1]]
        gradient = QgsGradientFillSymbolLayer()
        gradient.setGradientColorType(QgsGradientFillSymbolLayer.GradientColorType.ColorRamp)
        gradient.setColorRamp(QgsGradientColorRamp(stops[0][1], stops[-1][1], False, inner))
        gradient.setReferencePoint1(QPointF(0, 0.5))
        gradient.setReferencePoint2(QPointF(1, 0.5))
        self._shape(place, QgsFillSymbol([gradient]))
        self.box(place, "transparent", LINE)

    def map(self, layer: QgsRasterLayer, extent: QgsRectangle, place: Box) -> QgsLayoutItemMap:
        """The layer's extent, filling the place."""
        item = QgsLayoutItemMap(self.layout)
        item.setCrs(layer.crs())
        self._place(item, place)
        item.setLayers([layer])
        item.setKeepLayerSet(True)
        item.setExtent(extent)
        item.setBackgroundColor(QColor(NOTHING))
        item.setFrameEnabled(True)
        item.setFrameStrokeColor(QColor(LINE))
        item.setFrameStrokeWidth(QgsLayoutMeasurement(0.1))
        return item

    def scale_bar(self, item: QgsLayoutItemMap, x: float, y: float, length_m: float) -> None:
        """A bar of this length on the ground, in two halves."""
        bar = QgsLayoutItemScaleBar(self.layout)
        self.layout.addLayoutItem(bar)
        bar.setLinkedMap(item)
        bar.setStyle("Single Box")
        unit = QgsUnitTypes.DistanceUnit
        bar.setUnits(unit.DistanceKilometers if length_m >= 1000 else unit.DistanceMeters)
        bar.setUnitLabel("km" if length_m >= 1000 else "m")
        bar.setUnitsPerSegment(length_m / (2000 if length_m >= 1000 else 2))
        bar.setNumberOfSegments(2)
        bar.setNumberOfSegmentsLeft(0)
        bar.setHeight(1.2)
        bar.setLabelBarSpace(0.8)
        bar.setBoxContentSpace(0)
        bar.setTextFormat(_text_format(7.5))
        bar.attemptMove(QgsLayoutPoint(x, y))

    def north_arrow(self, place: Box) -> None:
        """QGIS's own default arrow."""
        arrow = QgsLayoutItemPicture(self.layout)
        arrow.setPicturePath(":/images/north_arrows/layout_default_north_arrow.svg")
        self._place(arrow, place)

    def write(self, path: str, width_px: int) -> None:
        """The sheet as PNG.

        Raises:
            OSError: the file cannot be written.
        """
        width_mm, height_mm = self.size_mm
        size = QSize(width_px, round(width_px * height_mm / width_mm))
        image = QgsLayoutExporter(self.layout).renderPageToImage(0, size, width_px / width_mm * 25.4)
        if image.isNull() or not image.save(path):
            raise OSError(f"The page {path} cannot be written.")

    def _shape(self, place: Box, symbol: QgsFillSymbol) -> None:
        shape = QgsLayoutItemShape(self.layout)
        shape.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
        shape.setSymbol(symbol)
        self._place(shape, place)

    def _place(self, item, place: Box) -> None:
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(place.x, place.y))
        item.attemptResize(QgsLayoutSize(place.width, place.height))


def _text_format(size_pt: float) -> QgsTextFormat:
    text = QgsTextFormat()
    text.setFont(_font(size_pt))
    text.setSize(size_pt)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(QColor(INK))
    return text


def _font(size_pt: float, bold: bool = False) -> QFont:
    font = QFont("Open Sans")
    font.setPointSizeF(size_pt)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
