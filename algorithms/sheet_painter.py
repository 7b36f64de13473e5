# SPDX-License-Identifier: GPL-2.0-or-later
"""A blank page to draw on in millimetres, written as PDF or PNG: text, boxes, ramps, pictures and maps.

Painting on a page needs no window and no project, so it may be done in the background thread of an algorithm, in a
model and in `qgis_process` alike. QGIS's own layouts may be used in the main thread only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional, Union

from qgis.core import QgsMapRendererCustomPainterJob, QgsMapSettings, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)

INK = "#1c2024"
QUIET = "#5f676c"
FAINT = "#a9b0b4"
LINE = "#d5d9dc"
NOTHING = "#eef0f1"  # where a map has no data

DPI = 300
# Share of its size to which a text may shrink before it is cut short.
_SMALLEST = 0.7
_INCH_MM, _INCH_PT = 25.4, 72
_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class Box(NamedTuple):
    """A place on the page, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class SheetPainter:
    """One page, drawn on item by item."""

    def __init__(self, path: str, width_mm: float, height_mm: float, title: str) -> None:
        """Begin a page.

        Args:
            path: of the file to write; its ending, `.pdf` or `.png`, decides about the format.
            width_mm: of the page.
            height_mm: of the page.
            title: of the document.

        Raises:
            OSError: the file cannot be written.
        """
        self._path = path
        self._image: Optional[QImage] = None
        if path.lower().endswith(".pdf"):
            device: Union[QImage, QPdfWriter] = QPdfWriter(path)
            device.setPageSize(QPageSize(QSizeF(width_mm, height_mm), QPageSize.Unit.Millimeter))
            device.setPageMargins(QMarginsF(0, 0, 0, 0))
            device.setResolution(DPI)
            device.setTitle(title)
        else:
            device = QImage(round(_px(width_mm)), round(_px(height_mm)), QImage.Format.Format_RGB32)
            device.setDotsPerMeterX(round(DPI / _INCH_MM * 1000))
            device.setDotsPerMeterY(round(DPI / _INCH_MM * 1000))
            device.fill(QColor("white"))
            self._image = device
        self._device = device
        self._painter = QPainter()
        if not self._painter.begin(device):
            raise OSError(f"The sheet {path} cannot be written.")
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def text(
        self, text: str, x: float, y: float, width: float, size_pt: float = 8, colour: str = INK,
        bold: bool = False, align: str = "left",
    ) -> None:  # fmt: skip
        """One line of text with its upper edge at y; smaller, and at last cut short, where it is wider than `width`."""
        font = QFont("Open Sans")
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setPixelSize(round(size_pt / _INCH_PT * DPI))
        needed = QFontMetricsF(font, self._device).horizontalAdvance(text)
        if needed > _px(width):  # translations are longer than English
            font.setPixelSize(int(font.pixelSize() * max(_SMALLEST, _px(width) / needed)))
        shown = QFontMetricsF(font, self._device).elidedText(text, Qt.TextElideMode.ElideRight, _px(width))
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        place = _rect(Box(x, y, width, 1.45 * size_pt * _INCH_MM / _INCH_PT))
        self._painter.drawText(place, _ALIGNMENTS[align] | Qt.AlignmentFlag.AlignVCenter, shown)

    def box(self, place: Box, fill: str, outline: str = "") -> None:
        """A filled rectangle, with a hairline around it where `outline` is a colour."""
        self._painter.setPen(QPen(QColor(outline), _px(0.1)) if outline else QPen(Qt.PenStyle.NoPen))
        self._painter.setBrush(QColor(fill))
        self._painter.drawRect(_rect(place))

    def ramp(self, place: Box, stops: Sequence[tuple[float, QColor]]) -> None:
        """A bar whose colours run from left to right through the stops (offset 0..1, colour)."""
        rect = _rect(place)
        gradient = QLinearGradient(rect.topLeft(), rect.topRight())
        for offset, colour in stops:
            gradient.setColorAt(offset, colour)
        self._painter.setPen(QPen(QColor(LINE), _px(0.1)))
        self._painter.setBrush(gradient)
        self._painter.drawRect(rect)

    def picture(self, image: QImage, place: Box) -> None:
        """A picture that fills the place, in a frame."""
        self.box(place, NOTHING)
        self._painter.drawImage(_rect(place), image)
        self.box(place, "transparent", LINE)

    def map(self, layer: QgsRasterLayer, extent: QgsRectangle, place: Box) -> None:
        """A layer's extent, filling the place; cells keep their edges."""
        rect = _rect(place)
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(layer.crs())
        settings.setExtent(extent)
        settings.setOutputSize(QSize(round(rect.width()), round(rect.height())))
        settings.setBackgroundColor(QColor(NOTHING))
        settings.setOutputDpi(DPI)
        image = QImage(settings.outputSize(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(NOTHING))
        painter = QPainter(image)
        QgsMapRendererCustomPainterJob(settings, painter).renderSynchronously()
        painter.end()
        self.picture(image, place)

    def scale_bar(self, x: float, y: float, length_mm: float, label: str) -> None:
        """A bar in two halves with its length behind it."""
        for half, fill in enumerate((INK, "white")):
            self.box(Box(x + half * length_mm / 2, y, length_mm / 2, 1.2), fill, INK)
        self.text(label, x + length_mm + 1.5, y - 1.4, 20, 7.5)

    def north_arrow(self, place: Box, label: str) -> None:
        """An arrow that points up, with the letter of the north above."""
        self.text(label, place.x, place.y, place.width, 7.5, bold=True, align="centre")
        rect = _rect(Box(place.x, place.y + 3.6, place.width, place.height - 3.6))
        points = [(0.5, 0.0), (0.9, 1.0), (0.5, 0.75), (0.1, 1.0)]
        self._painter.setPen(QPen(Qt.PenStyle.NoPen))
        self._painter.setBrush(QColor(INK))
        arrow = [rect.topLeft() + _offset(rect, *point) for point in points]
        self._painter.drawPolygon(QPolygonF(arrow))

    def finish(self) -> None:
        """Write the file.

        Raises:
            OSError: it cannot be written.
        """
        ended = self._painter.end()
        if not ended or (self._image is not None and not self._image.save(self._path)):
            raise OSError(f"The sheet {self._path} cannot be written.")


def _px(length_mm: float) -> float:
    return length_mm / _INCH_MM * DPI


def _rect(place: Box) -> QRectF:
    return QRectF(*(_px(length) for length in place))


def _offset(rect: QRectF, across: float, down: float) -> QPointF:
    return QPointF(rect.width() * across, rect.height() * down)
