# SPDX-License-Identifier: GPL-2.0-or-later
"""The assessment of an HSE map as an HTML page, as a table and as figures for other programs."""

from __future__ import annotations

import numpy as np

from ..reports import charts, html_page
from ..reports.html_page import Page, count, number
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .hse_accuracy_figures import HseAccuracy, HseFigures


def page(assessment: HseAccuracy) -> str:
    """The report as one HTML file."""
    figures = assessment.figures
    made = Page(
        "Assessment of an HSE map",
        f"{assessment.map_name} against {assessment.reference_name}: {count(figures.n)} cells of "
        f"{assessment.cell_m:.0f} m, those of the {assessment.coarser}.",
    )
    made.points([f"Map: {assessment.units[0]}.", f"Reference: {assessment.units[1]}."])
    made.origins(assessment.origins, assessment.pictures)
    made.heading("The map as a whole")
    made.table(["Figure", "What it says", "Value"], _headlines(assessment), texts=2)
    made.heading("Cell by cell")
    made.figure(
        charts.density(assessment.density),
        alt=f"Density of cells by reference and map; correlation {number(figures.pearson)}, "
        f"bias {number(figures.bias, 1, sign=True)} points.",
        caption="How many cells have which value in the reference (horizontal axis) and in the map (vertical axis), in "
        "squares of 2 %. On the dashed line both agree.",
    )
    made.heading("By settlement in the reference")
    made.table(["Reference (%)", "Cells", "Mean of the map (%)"], _by_tenths(assessment))
    if assessment.by_zone:
        _by_zone(made, assessment)
    made.heading("How to read this")
    made.points(_how_to_read(assessment))
    return made.html()


def table_csv(assessment: HseAccuracy) -> str:
    """A row for the whole map and one for each zone."""
    rows = [["all", *assessment.figures]]
    rows += [[lcz.ZONES[code - 1].label, *figures] for code, figures in assessment.by_zone.items()]
    return csv_text(["zone", *HseFigures._fields], rows)


def figures_json(assessment: HseAccuracy) -> str:
    """The figures as JSON."""
    return json_text(
        {
            "software": software(),
            "origins": [origin._asdict() for origin in assessment.origins],
            "map": assessment.map_name,
            "reference": assessment.reference_name,
            "read_as": {"map": assessment.units[0], "reference": assessment.units[1]},
            "cell_m": assessment.cell_m,
            "cells_of": assessment.coarser,
            "threshold_pct": assessment.threshold_pct,
            "figures": assessment.figures._asdict(),
            "zones": {lcz.ZONES[code - 1].label: figures._asdict() for code, figures in assessment.by_zone.items()},
            "density_rows_reference": assessment.density,
        }
    )


MAKERS = {"REPORT": page, "TABLE": table_csv, "FIGURES": figures_json}


def _headlines(assessment: HseAccuracy) -> list[list[html_page.Content]]:
    figures, threshold = assessment.figures, f"{assessment.threshold_pct:g} %"
    return [
        ["Mean of the reference", "Percent of settlement", number(figures.mean_reference, 1)],
        ["Mean of the map", "Percent of settlement", number(figures.mean_map, 1)],
        ["MAE", "Mean absolute error, percentage points", number(figures.mae, 1)],
        ["RMSE", "Root of the mean squared error, percentage points", number(figures.rmse, 1)],
        ["Bias", "Mean of map minus reference, percentage points", number(figures.bias, 1, sign=True)],
        ["R2", "Share of the reference’s variance that the map explains; 1 is perfect", number(figures.r2)],
        ["Pearson’s r", "Correlation, whatever bias and scale", number(figures.pearson)],
        ["F1", f"Of settlement, as cells of {threshold} or more in each", number(figures.f1)],
        ["IoU", f"Intersection over union of settlement, from {threshold} on", number(figures.iou)],
    ]


def _by_tenths(assessment: HseAccuracy) -> list[list[html_page.Content]]:
    density = assessment.density
    middles = (100 / density.shape[1]) * (0.5 + np.arange(density.shape[1]))
    rows: list[list[html_page.Content]] = []
    for start in range(0, density.shape[0], 5):
        cells = density[start : start + 5].sum(axis=0)
        mean = float((cells * middles).sum() / cells.sum()) if cells.sum() else float("nan")
        rows.append([f"{2 * start} – {2 * start + 10}", count(cells.sum()), number(mean, 0)])
    return rows


def _by_zone(made: Page, assessment: HseAccuracy) -> None:
    made.heading("By local climate zone")
    rows = [
        [
            html_page.zone_cell(lcz.ZONES[code - 1]),
            count(figures.n),
            number(figures.mean_reference, 1),
            number(figures.mean_map, 1),
            number(figures.mae, 1),
            number(figures.rmse, 1),
            number(figures.bias, 1, sign=True),
            number(figures.r2),
            number(figures.f1),
        ]
        for code, figures in assessment.by_zone.items()
    ]
    made.table(["Zone", "Cells", "Reference (%)", "Map (%)", "MAE", "RMSE", "Bias", "R2", "F1"], rows)


def _how_to_read(assessment: HseAccuracy) -> list[str]:
    return [
        "The finer raster was averaged to the cells of the coarser by area; a cell counts where half or more of it has "
        "a value in both.",
        "What a reference calls settlement differs: built-up footprints, sealed soil and settlement extent are not the "
        "same share. A steady bias may be a difference of definition.",
        "Neighbouring cells resemble each other: the cells of one scene are fewer samples than their number.",
        "R2 may be negative: then the reference’s own mean would be nearer than the map.",
    ]
