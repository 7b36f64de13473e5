# SPDX-License-Identifier: GPL-2.0-or-later
"""The legend of the zones as a picture, for programs that know no legends."""

from __future__ import annotations

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from ..model.tables import lcz

_ROW_PX, _MARGIN_PX, _CHIP_PX, _FONT_PX = 24, 12, 28, 15


def zone_legend() -> bytes:
    """Seventeen rows of colour, label and name as a PNG on a ground that lets the map shine through a little."""
    font = QFont("Open Sans")
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(_FONT_PX)
    metrics = QFontMetricsF(font)
    text = _MARGIN_PX + _CHIP_PX + 10
    label = max(metrics.boundingRect(zone.label).width() for zone in lcz.ZONES) + 10
    width = text + label + max(metrics.boundingRect(zone.name).width() for zone in lcz.ZONES) + 2 * _MARGIN_PX
    height = len(lcz.ZONES) * _ROW_PX + 2 * _MARGIN_PX
    image = QImage(int(width), height, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 255, 255, 225))
    painter = QPainter(image)
    painter.setFont(font)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    for row, zone in enumerate(lcz.ZONES):
        top = _MARGIN_PX + row * _ROW_PX
        painter.setPen(QColor("#555555"))
        painter.setBrush(QColor(zone.colour))
        painter.drawRect(QRectF(_MARGIN_PX + 0.5, top + 3.5, _CHIP_PX, _ROW_PX - 7))
        painter.setPen(QColor("#222222"))
        painter.drawText(QRectF(text, top, label, _ROW_PX), flags, zone.label)
        painter.drawText(QRectF(text + label, top, width, _ROW_PX), flags, zone.name)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data)
