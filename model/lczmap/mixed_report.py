# SPDX-License-Identifier: GPL-2.0-or-later
"""Mixed cells as an HTML page and as a table."""

from __future__ import annotations

from ..reports import html_page
from ..reports.html_page import Page, count, number
from ..reports.text_tables import csv_text
from ..tables import lcz
from . import sub_classes
from .mixed_figures import Mixture

_LONGEST_LIST = 25


def page(mixture: Mixture) -> str:
    """The report as one HTML file."""
    made = Page(
        "Mixed cells and sub-classes",
        f"{mixture.name}: {count(mixture.cells.sum())} cells of {mixture.cell_m:.0f} m, {count(mixture.mixed_cells)} "
        f"of them mixed ({number(100 * mixture.mixed_share, 1)} % of the area).",
    )
    made.origins(mixture.origins, mixture.pictures)
    made.heading("The most frequent sub-classes")
    if mixture.mixed_cells:
        made.table(
            ["Sub-class", "Leading zone", "Second zone", "Cells", "Area (km²)", "Mean of the first (%)",
             "Mean of the second (%)"],
            _sub_classes(mixture)[:_LONGEST_LIST], texts=3,
        )  # fmt: skip
        made.heading("Which zones mix")
        either = mixture.pairs.sum(axis=0) + mixture.pairs.sum(axis=1)
        codes = [zone.code for zone in lcz.ZONES if either[zone.code - 1]]
        made.confusion(mixture.pairs, ("leading", "second"), codes)
    else:
        made.text("No cell has a second zone that reaches the threshold.")
    made.heading("How to read this")
    made.points(
        [
            f"A cell is mixed where the second zone, too, has a probability of {mixture.least_pct:g} % and more. Its "
            "sub-class is the leading zone with the second one as its index, as Stewart and Oke write it: 6_5 is open "
            "low-rise with open midrise.",
            "A probability is not a share of the area. The network sees a neighbourhood and says how sure it is: two "
            "probable zones may be two parts of the cell, a form between both, or one form that the sensor cannot "
            "tell, such as 5 and 6, which differ by height. Refine with building heights first where you have them.",
        ]
    )
    return made.html()


def table_csv(mixture: Mixture) -> str:
    """A row for each zone and sub-class that occurs."""
    heads = ["number", "subclass", "first", "second", "cells", "area_km2", "mean_first_pct", "mean_second_pct"]
    rows = []
    for row in mixture.rows:
        first, second = sub_classes.zones_of(row.value)
        rows.append(
            [row.value, sub_classes.label(row.value), first.label, "" if first is second else second.label,
             mixture.cells[row.value], mixture.area_km2[row.value], mixture.first_pct[row.value],
             mixture.second_pct[row.value]]
        )  # fmt: skip
    return csv_text(heads, rows)


MAKERS = {"REPORT": page, "TABLE": table_csv}


def _sub_classes(mixture: Mixture) -> list[list[html_page.Content]]:
    rows: list[list[html_page.Content]] = []
    for row in mixture.rows:
        first, second = sub_classes.zones_of(row.value)
        if first is not second:
            rows.append(
                [html_page.Cell(sub_classes.label(row.value), row.colour), html_page.zone_cell(first),
                 html_page.zone_cell(second), count(mixture.cells[row.value]), number(mixture.area_km2[row.value]),
                 number(mixture.first_pct[row.value], 0), number(mixture.second_pct[row.value], 0)]
            )  # fmt: skip
    return rows
