# SPDX-License-Identifier: GPL-2.0-or-later
"""The maps of a series as layers: styled, named by their dates, and shown by QGIS's temporal controller in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ..model.raster.attribute_table import ClassRow, write_attribute_table
from ..model.series import dates
from ..model.tables import products
from . import layer_names, layer_tree, styling

# From early to late, seen on a light map at both ends. Source: ColorBrewer, YlOrRd of nine, the third to the ninth.
_YEARS = ("#FED976", "#FEB24C", "#FD8D3C", "#FC4E2A", "#E31A1C", "#BD0026", "#800026")


def load_maps(
    paths: Sequence[str],
    days: Sequence[date],
    place: str,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Styles the maps of a series, and has QGIS load them into its project, where there is one.

    Args:
        paths: of the maps, in order.
        days: of the maps.
        place: where it is, for the names of the group and the layers.
        context: of the run.
        feedback: receives a warning about a style that could not be written.
    """
    for path in paths:
        styling.write_style(products.LCZ.key, path, feedback)
    project = context.project()
    if project is None:
        return
    for path, period in zip(paths, dates.periods(days)):
        name = layer_names.layer_name(products.LCZ.key, f"{place} {period[0]}".strip())
        details = QgsProcessingContext.LayerDetails(name, project, "MAPS")
        details.forceName = True  # QGIS would rather take the name of the file
        context.addLayerToLoadOnCompletion(path, details)
        _announce(path, period, group(place, days), context)


def load_changes(
    outputs: Mapping[str, str],
    days: Sequence[date],
    place: str,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Styles the rasters of change among the outputs of a series, beside the files and once they are loaded.

    Args:
        outputs: path by name; what is no raster stays as it is.
        days: of the maps.
        place: where it is, for the names of the group and the layers.
        context: of the run.
        feedback: receives a warning about a style that could not be written.
    """
    where = group(place, days)
    for key in products.SERIES.keys() & outputs.keys():
        path = outputs[key]
        if key == products.CHANGE_YEAR.key:
            classes = year_classes(path)
            write_attribute_table(path, classes)
            styling.write_renderer(styling.paletted(None, classes), path, feedback)
            styling.announce_drawn(partial(_years, classes=classes), path, where, context, key)
        else:
            styling.write_style(key, path, feedback)
            styling.announce(key, path, where, context)


def group(place: str, days: Sequence[date]) -> str:
    """Name of the group of a series' layers: the place, the first and the last year."""
    years = f"{days[0].year}–{days[-1].year}" if days[0].year != days[-1].year else f"{days[0].year}"
    return f"{place} {years}".strip()


def _years(provider: Any, classes: Sequence[ClassRow]) -> QgsPalettedRasterRenderer:
    return styling.paletted(provider, classes)


def year_classes(path: str) -> list[ClassRow]:
    """The years that occur in a raster of years, from light for the first to dark for the last."""
    from ..model.lczmap.map_figures import block_values
    from ..model.reports.thumbnail import ramp_palette

    years = sorted({int(year) for values in block_values(path) for year in np.unique(values)} - {0})
    ramp = [tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in ramp_palette(_YEARS)]
    last = max(1, len(years) - 1)
    return [ClassRow(year, str(year), ramp[100 * place // last]) for place, year in enumerate(years)]


def set_period(layer: QgsRasterLayer, period: tuple[date, date]) -> None:
    """Has the temporal controller show a layer from the first to the last day of its period alone."""
    properties = layer.temporalProperties()
    begin = QDateTime(QDate(period[0].year, period[0].month, period[0].day), QTime(0, 0))
    end = QDateTime(QDate(period[1].year, period[1].month, period[1].day), QTime(23, 59, 59))
    properties.setIsActive(True)
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(QgsDateTimeRange(begin, end))


def _announce(path: str, period: tuple[date, date], place: str, context: QgsProcessingContext) -> None:
    def finish(layer: QgsRasterLayer) -> None:
        styling.set_renderer(layer, styling.renderer(products.LCZ.key, layer.dataProvider()))
        set_period(layer, period)

    styling.announce_layer(finish, path, place, context, layer_tree.SERIES_MAP)
