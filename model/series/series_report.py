# SPDX-License-Identifier: GPL-2.0-or-later
"""The smoothed series as an HTML page, as a table and as figures for other programs."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..reports import html_page, time_chart
from ..reports.html_page import Page, count, number
from ..reports.sankey import sankey
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .series_figures import Series

_LONGEST_LIST = 20


def page(series: Series) -> str:
    """The report as one HTML file."""
    first, last = series.days[0], series.days[-1]
    made = Page(
        "Local climate zones over time",
        f"{len(series.days)} dates from {first} to {last}: {count(series.cells)} cells of {series.cell_m:.0f} m, "
        f"{number(series.total_km2, 1)} km².",
    )
    made.points(series.notes)
    made.origins(series.origins, series.pictures)
    made.heading("Area of the zones over time")
    made.figure(
        time_chart.zone_areas(series.days, series.area_km2),
        alt="Area of each zone from date to date; the table below has the numbers.",
        caption="Area of the zones in the smoothed maps, from date to date.",
    )
    present = [zone for zone in lcz.ZONES if series.area_km2[:, zone.code - 1].any()]
    heads = ["Zone", *(f"{day} (km²)" for day in series.days), "Net (km²)"]
    made.table(heads, [_area_row(series, zone) for zone in present])
    if len(series.days) > 1:
        _change(made, series)
    made.heading("How to read this")
    made.points(_how_to_read(series))
    return made.html()


def table_csv(series: Series) -> str:
    """A row for each date: the area of each zone, what was filled, and what has changed since the date before."""
    labels = [f"lcz{zone.label}_km2" for zone in lcz.ZONES]
    heads = ["date", "name", *labels, "filled_km2", "changed_km2", "natural_to_built_km2", "built_to_natural_km2"]
    steps = [series.changes_km2.sum(axis=(1, 2)), series.moved_km2(False), series.moved_km2(True)]
    since = [[np.nan] * 3, *zip(*steps)]
    rows = [
        [day, name, *areas, filled, *changed]
        for day, name, areas, filled, changed in zip(
            series.days, series.names, series.area_km2, series.filled_km2, since
        )
    ]
    return csv_text(heads, rows)


def figures_json(series: Series) -> str:
    """The figures as JSON."""
    content: dict[str, Any] = {
        "software": software(),
        "names": series.names,
        "dates": [str(day) for day in series.days],
        "origins": [origin._asdict() for origin in series.origins],
        "notes": series.notes,
        "cell_m": series.cell_m,
        "cells": series.cells,
        "total_km2": series.total_km2,
        "rate_per_year": series.rate,
        "rate_was_fitted": series.rate_was_fitted,
        "changed_km2": series.changed_km2,
        "mean_probability_of_change": series.mean_probability,
        "labels": [zone.label for zone in lcz.ZONES],
        "area_km2": series.area_km2,
        "filled_km2": series.filled_km2,
        "differ_before_smoothing": series.raw_differ,
        "differ_after_smoothing": series.differ,
        "natural_to_built_km2": series.moved_km2(built_before=False),
        "built_to_natural_km2": series.moved_km2(built_before=True),
        "changes_km2_rows_before": series.changes_km2,
    }
    return json_text(content)


MAKERS = {"REPORT": page, "TABLE": table_csv, "FIGURES": figures_json}


def _area_row(series: Series, zone: lcz.Zone) -> list[html_page.Content]:
    areas = series.area_km2[:, zone.code - 1]
    return [html_page.zone_cell(zone), *(number(area, 2) for area in areas), number(areas[-1] - areas[0], 2, sign=True)]


def _change(made: Page, series: Series) -> None:
    """Adds the section on when and what changed, and how far the maps differed before."""
    made.heading("When the zone changed")
    heads = ["Step", "Changed (km²)", "Natural to built (km²)", "Built to natural (km²)",
             "Another zone, before smoothing (%)", "after (%)"]  # fmt: skip
    spans = [f"{earlier} to {later}" for earlier, later in zip(series.days, series.days[1:])]
    columns = series.changes_km2.sum(axis=(1, 2)), series.moved_km2(False), series.moved_km2(True)
    shares = zip(series.raw_differ, series.differ)
    made.table(heads, [
        [span, *(number(value, 2) for value in values), *(number(100 * share, 1) for share in pair)]
        for span, values, pair in zip(spans, zip(*columns), shares)
    ], caption="Mean probability that a cell has changed at all: "
                       f"{number(100 * series.mean_probability, 1)} %.")  # fmt: skip
    made.heading("What became what")
    changes = series.changes_km2.sum(axis=0)
    if not changes.any():
        made.text("No zone changed.")
        return
    made.figure(
        sankey(changes, ("Before", "After")),
        alt="Areas that became another zone; the largest are in the table below.",
        caption="All changes of all steps: from the zones before (left) to the zones after (right), in the colours of "
        "the latter.",
    )
    largest = sorted(np.argwhere(series.changes_km2), key=lambda place: -series.changes_km2[tuple(place)])
    made.table(
        ["Before", "After", "Step", "Area (km²)"],
        [
            [html_page.zone_cell(lcz.ZONES[before]), html_page.zone_cell(lcz.ZONES[after]), spans[step],
             number(series.changes_km2[step, before, after], 2)]
            for step, before, after in largest[:_LONGEST_LIST]
        ],
        texts=3,
    )  # fmt: skip


def _how_to_read(series: Series) -> list[str]:
    """The notes at the end."""
    fitted = "as fitted to this series" if series.rate_was_fitted else "as it was set"
    return [
        "Maps of single dates differ wherever one of them errs. Here each cell is a hidden Markov model: the "
        "probabilities of all dates together decide which sequence of zones is the most probable as a whole.",
        f"The model expects a cell to change {100 * series.rate:.2g} % of the time in a year, {fitted}. A change needs "
        "the more evidence the smaller this is, and a change at the first or the last date has only that one date to "
        "speak for it.",
        "Similar zones follow one another more readily than unlike ones; a built zone seldom becomes a natural one. "
        "Low plants (D) and bare soil (F) may stand for each other at any date: fields go with the seasons.",
        "A cell whose neighbours were built on in the same step, and stayed so at two dates and more, needs less "
        "evidence.",
        "The step of a change is the one between the last map with the zone before and the first with the zone after; "
        "CHANGE_YEAR has the year of the latter.",
        "Where a date has no data, its map shows what the other dates say.",
    ]
