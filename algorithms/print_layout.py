# SPDX-License-Identifier: GPL-2.0-or-later
"""Print layouts of one map: title, map, legend with names, scale bar, north arrow and a table of the classes' areas.

All items are QGIS's own and can be edited in its layout designer. In the main thread only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qgis.core import (
    QgsApplication,
    QgsColorRampLegendNode,
    QgsLayerTreeLayer,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsReadWriteContext,
    QgsRectangle,
    QgsSimpleLegendNode,
    QgsTableCell,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QSizeF, Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

from ..model.lczmap.class_area import ClassArea
from ..model.reports.html_page import ink
from .language import tr
from .sheet_painter import INK, LINE, QUIET

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_MARGIN, _GAP, _TOP, _FOOT = 10.0, 6.0, 26.0, 16.0
_SIDE = 72.0  # width of the column beside the map, or of each of the two below it
_BELOW = 98.0  # height of what stands below the map on an upright page
_ROW_TEXT, _CELL_MARGIN, _GRID = 3.4, 0.35, 0.1  # of the table
_NORTH_ARROW = "arrows/NorthArrow_02.svg"  # of QGIS's own


class Paper(NamedTuple):
    """A page size and orientation."""

    size: str
    """QGIS's name of the page size."""
    width_mm: float
    height_mm: float

    @property
    def is_upright(self) -> bool:
        """Whether the page is taller than wide."""
        return self.height_mm > self.width_mm


PAPERS = {
    "a4": Paper("A4", 297, 210),
    "a4upright": Paper("A4", 210, 297),
    "a3": Paper("A3", 420, 297),
    "a3upright": Paper("A3", 297, 420),
}


class LayoutContent(NamedTuple):
    """The texts and pictures of a layout besides the map."""

    title: str
    subtitle: str
    legend_title: str
    areas: Sequence[ClassArea]
    credit: str
    paper: Paper


def build(project: QgsProject, layer: QgsRasterLayer, content: LayoutContent, name: str) -> QgsPrintLayout:
    """A layout of a layer; it belongs to the project, but is not in its list yet.

    Args:
        project: that holds the layer.
        layer: of the map, styled.
        content: texts and table of the layout.
        name: of the layout.
    """
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(name)
    paper = content.paper
    kind = QgsLayoutItemPage.Orientation
    layout.pageCollection().page(0).setPageSize(paper.size, kind.Portrait if paper.is_upright else kind.Landscape)
    right, bottom = paper.width_mm - _MARGIN, paper.height_mm - _MARGIN
    _label(layout, tr("Title"), content.title, (_MARGIN, 7, right - _MARGIN, 11), 20, bold=True)
    _label(layout, tr("Subtitle"), content.subtitle, (_MARGIN, 17, right - _MARGIN, 7), 10.5, QUIET)
    _label(layout, tr("Credit"), content.credit, (_MARGIN, bottom - 4, right - _MARGIN, 5), 7, QUIET)
    foot = bottom - _FOOT
    if paper.is_upright:
        frame = _MARGIN, _TOP, right - _MARGIN, foot - _BELOW - _TOP
        column = _MARGIN, foot - _BELOW + 14
        scale = _MARGIN, foot - _BELOW + 3
    else:
        frame = _MARGIN, _TOP, right - _SIDE - _GAP - _MARGIN, foot - _TOP
        column = right - _SIDE, _TOP
        scale = _MARGIN, foot + 1.5
    shown = _map(layout, layer, frame)
    _legend(layout, shown, layer, content, column)
    top = column[1] if paper.is_upright else math.inf
    _areas(layout, content.areas, right, top, foot)
    _scale_bar(layout, shown, scale)
    _north_arrow(layout, shown, frame)
    return layout


def template(layout: QgsPrintLayout) -> str:
    """The text of a `.qpt` file, which QGIS opens as a template of layouts."""
    document = QDomDocument()
    document.appendChild(layout.writeXml(document, QgsReadWriteContext()))
    return document.toString(2)


def free_name(project: QgsProject, wanted: str) -> str:
    """A name that no layout of the project has: the wanted one, or that with a number."""
    taken, name, number = {layout.name() for layout in project.layoutManager().layouts()}, wanted, 2
    while name in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name


def _place(item: QgsLayoutItem, name: str, x: float, y: float, width: float, height: float) -> None:
    """Puts an item on the page, in millimetres."""
    item.setId(name)
    item.attemptMove(QgsLayoutPoint(x, y, _MM))
    item.attemptResize(QgsLayoutSize(width, height, _MM))


def _font(size_pt: float, bold: bool = False) -> QFont:
    font = QFont("Open Sans")
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPointSizeF(size_pt)
    font.setBold(bold)
    return font


def _text(size_pt: float, colour: str = INK, bold: bool = False) -> QgsTextFormat:
    text = QgsTextFormat()
    text.setFont(_font(size_pt, bold))
    text.setSize(size_pt)
    text.setColor(QColor(colour))
    return text


def _label(
    layout: QgsPrintLayout, name: str, text: str, box: tuple[float, float, float, float], size_pt: float,
    colour: str = INK, bold: bool = False,
) -> None:  # fmt: skip
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    if hasattr(item, "setTextFormat"):  # QGIS 3.24
        item.setTextFormat(_text(size_pt, colour, bold))
    else:
        item.setFont(_font(size_pt, bold))
        item.setFontColor(QColor(colour))
    layout.addLayoutItem(item)
    _place(item, name, *box)


def _map(layout: QgsPrintLayout, layer: QgsRasterLayer, box: tuple[float, float, float, float]) -> QgsLayoutItemMap:
    """The map item: the layer alone, whole, in its own CRS."""
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    _place(item, tr("Map"), *box)
    item.setCrs(layer.crs())
    item.setLayers([layer])
    item.setKeepLayerSet(True)
    item.setExtent(_framed(layer.extent(), box[2] / box[3]))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor("#9aa1a6"))
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2, _MM))
    return item


def _framed(extent: QgsRectangle, aspect: float) -> QgsRectangle:
    """An extent with some space around it, widened to an aspect (width over height)."""
    width = max(extent.width(), extent.height() * aspect) * 1.02
    return QgsRectangle.fromCenterAndSize(extent.center(), width, width / aspect)


def _legend(
    layout: QgsPrintLayout, shown: QgsLayoutItemMap, layer: QgsRasterLayer, content: LayoutContent,
    place: tuple[float, float],
) -> None:  # fmt: skip
    """The legend of the layer; of zones those that occur, with their names."""
    item = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(item)
    item.setLinkedMap(shown)
    item.setTitle(content.legend_title)
    item.setAutoUpdateModel(False)
    root = item.model().rootGroup()
    root.removeAllChildren()
    node = root.addLayer(layer)
    QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)  # the title says what the layer is
    _choose_rows(item, node, {area.label for area in content.areas})
    for style, size, bold, above in (
        (QgsLegendStyle.Style.Title, 11, True, 0.0),
        (QgsLegendStyle.Style.Symbol, 8, False, 0.7),
        (QgsLegendStyle.Style.SymbolLabel, 8, False, 0.7),
    ):
        legend_style = item.style(style)
        legend_style.setFont(_font(size, bold))
        if above:
            legend_style.setMargin(QgsLegendStyle.Side.Top, above)
        item.setStyle(style, legend_style)
    item.setSymbolHeight(3.2)
    item.setBoxSpace(0.0)
    item.setBackgroundEnabled(False)
    # Its true size is known once it is drawn: QGIS fits the box to it then.
    _place(item, tr("Legend"), *place, _SIDE, 60.0)


def _choose_rows(item: QgsLayoutItemLegend, node: QgsLayerTreeLayer, present: set[str]) -> None:
    """Leaves out the row with the name of the band and the zones that do not occur, and makes a ramp tall.

    Args:
        item: the legend.
        node: its layer.
        present: labels of the zones that occur; those of ranges name no row.
    """
    rows = item.model().layerLegendNodes(node)
    kept = []
    for number, row in enumerate(rows):
        label = str(row.data(Qt.ItemDataRole.DisplayRole) or "")
        if isinstance(row, QgsColorRampLegendNode):
            kept.append(number)
            QgsMapLayerLegendUtils.setLegendNodeSymbolSize(node, number, QSizeF(5.0, 45.0))
        # The labels of zones begin as in "6 Open low-rise".
        elif not isinstance(row, QgsSimpleLegendNode) and label.split(" ")[0] in present:
            kept.append(number)
    if kept:  # else the user has given the layer a look of another kind
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, kept)
    item.model().refreshLayerLegend(node)


def _areas(layout: QgsPrintLayout, areas: Sequence[ClassArea], right: float, top: float, bottom: float) -> None:
    """A table of the classes: colour with label, square kilometres, percent.

    Args:
        layout: to add it to.
        areas: its rows.
        right: its right edge, millimetres.
        top: its upper edge, if it has the space.
        bottom: lowest place of its lower edge.
    """
    table = QgsLayoutItemManualTable.create(layout)
    layout.addMultiFrame(table)
    heads = [QgsTableCell(text) for text in (tr("Class"), tr("Area (km²)"), tr("Share (%)"))]
    rows = [heads]
    for area in areas:
        label = QgsTableCell(area.label)
        label.setBackgroundColor(QColor(area.colour))
        rows.append([label, QgsTableCell(f"{area.area_km2:.2f}"), QgsTableCell(f"{100 * area.share:.1f}")])
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            colour = ink(areas[number - 1].colour) if number and column == 0 else INK
            cell.setTextFormat(_text(7, colour, bold=number == 0 or column == 0))
            if column and hasattr(cell, "setHorizontalAlignment"):
                cell.setHorizontalAlignment(Qt.AlignmentFlag.AlignRight)
    table.setTableContents(rows)
    table.setColumnWidths([20.0, 24.0, 20.0])
    table.setGridStrokeWidth(_GRID)
    table.setGridColor(QColor(LINE))
    table.setCellMargin(_CELL_MARGIN)
    table.setRowHeights([_ROW_TEXT] * len(rows))
    frame = QgsLayoutFrame(layout, table)
    table.addFrame(frame)
    table.recalculateTableSize()
    width = table.totalSize().width() + 0.2
    # A little more than its rows, so that none is carried over to another frame.
    height = len(rows) * (_ROW_TEXT + 2 * _CELL_MARGIN + _GRID) + 0.6
    _place(frame, tr("Areas"), right - width, min(top, bottom - height), width, height)


def _scale_bar(layout: QgsPrintLayout, shown: QgsLayoutItemMap, place: tuple[float, float]) -> None:
    item = QgsLayoutItemScaleBar(layout)
    layout.addLayoutItem(item)
    item.setLinkedMap(shown)
    item.setStyle("Single Box")
    item.applyDefaultSize(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    item.setHeight(1.8)
    item.setTextFormat(_text(8))
    item.update()
    _place(item, tr("Scale bar"), *place, item.rect().width(), item.rect().height())


def _north_arrow(layout: QgsPrintLayout, shown: QgsLayoutItemMap, box: tuple[float, float, float, float]) -> None:
    """QGIS's own arrow in the upper right corner of the map; it turns with the map."""
    item = QgsLayoutItemPicture(layout)
    item.setPicturePath(next((f"{path}/{_NORTH_ARROW}" for path in QgsApplication.svgPaths()
                              if Path(path, _NORTH_ARROW).is_file()), _NORTH_ARROW))  # fmt: skip
    item.setLinkedMap(shown)
    item.setNorthMode(QgsLayoutItemPicture.NorthMode.GridNorth)
    layout.addLayoutItem(item)
    _place(item, tr("North arrow"), box[0] + box[2] - 15, box[1] + 3, 12, 12)
