# SPDX-License-Identifier: GPL-2.0-or-later
"""Results of a refinement by heights, as an HTML page, as a table and as figures for other programs."""

from __future__ import annotations

import math

import numpy as np

from ..reports import charts, html_page
from ..reports.html_page import Page, count, number
from ..reports.sankey import sankey
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .refine_figures import BY_BOTH, BY_FRACTION, BY_HEIGHT, DECISIONS, Refinement

_LONGEST_LIST = 20


def page(refinement: Refinement) -> str:
    """The report as one HTML file."""
    made = Page(
        "LCZ map refined with building heights",
        f"{refinement.name}, heights from {refinement.source}: {count(refinement.cells.sum())} cells of "
        f"{refinement.cell_m:.0f} m, {number(refinement.area_km2.sum(), 1)} km².",
    )
    made.points(refinement.notes)
    made.origins(refinement.origins, refinement.pictures)
    made.heading("What was decided, and why")
    made.table(["Decision", "What it says", "Cells", "Share"], _decisions(refinement), texts=2)
    made.table(["Figure", "What it says", "Value"], _headlines(refinement), texts=2)
    made.heading("What became what")
    if refinement.changed_cells:
        made.figure(
            sankey(refinement.area_km2, ("Before", "After")),
            alt="Areas that became another zone; the same numbers are in the table below.",
            caption="From the zones before (left) to the zones after (right), in the colours of the latter. What "
            "stayed is left out.",
        )
        made.table(_CHANGE_HEADS, _changes(refinement)[:_LONGEST_LIST], texts=2)
    else:
        made.text("No zone changed.")
    codes = [code for code in lcz.BUILT if refinement.heights[code - 1].any()]
    if codes:
        made.heading("Heights of the zones")
        made.figure(
            charts.zone_heights(codes, [refinement.percentiles(code) for code in codes]),
            alt="Mean building heights of the cells of each zone after the refinement, on Stewart and Oke's ranges.",
            caption="Mean heights of the refined cells of each zone after the refinement: a box from the 10th to the "
            "90th percentile, and the median. Grey: the heights that Stewart and Oke give for the zone (high-rise: 25 "
            "m and more).",
        )
    made.heading("Area of the zones")
    made.table(["Zone", "Before (km²)", "After (km²)", "Net (km²)"], _areas(refinement))
    made.heading("How to read this")
    made.points(_how_to_read(refinement))
    return made.html()


def table_csv(refinement: Refinement) -> str:
    """A row for each pair of zones that occurs: cells, area, mean height and plan fraction, and the reasons."""
    heads = ["before", "after", "cells", "area_km2", "height_m", "plan_fraction_pct"]
    heads += ["by_height_cells", "by_plan_fraction_cells", "by_both_cells"]
    rows = [
        [lcz.ZONES[i].label, lcz.ZONES[j].label, refinement.cells[i, j], refinement.area_km2[i, j],
         refinement.height_m[i, j], 100 * refinement.fraction[i, j],
         *(refinement.decided[reason, i, j] for reason in (BY_HEIGHT, BY_FRACTION, BY_BOTH))]
        for i, j in [*_ordered(refinement), *((i, i) for i in range(len(lcz.ZONES)) if refinement.cells[i, i])]
    ]  # fmt: skip
    return csv_text(heads, rows)


def figures_json(refinement: Refinement) -> str:
    """The figures as JSON."""
    return json_text(
        {
            "software": software(),
            "map": refinement.name,
            "heights": refinement.source,
            "origins": [origin._asdict() for origin in refinement.origins],
            "notes": refinement.notes,
            "cell_m": refinement.cell_m,
            "errors": refinement.errors._asdict(),
            "has_plan_fraction": refinement.has_fraction,
            "refined_cells": refinement.refined_cells,
            "changed_cells": refinement.changed_cells,
            "changed_km2": refinement.changed_km2,
            "decisions": {row.name: refinement.decisions[row.value] for row in DECISIONS},
            "mean_probability_before": refinement.confidence[0],
            "mean_probability_after": refinement.confidence[1],
            "labels": [zone.label for zone in lcz.ZONES],
            "cells_rows_before": refinement.cells,
            "area_km2_rows_before": refinement.area_km2,
            "height_m_rows_before": refinement.height_m,
            "plan_fraction_rows_before": refinement.fraction,
        }
    )


MAKERS = {"REPORT": page, "TABLE": table_csv, "FIGURES": figures_json}

_MEANINGS = (
    "The heights have no building there, or too few of them to tell the zone",
    "No data in the heights, or buildings without heights",
    "The most probable zone was the most probable one before",
    "The height fits the new zone better than the old one",
    "The share of the cell that buildings cover fits the new zone better",
    "Both fit the new zone better",
)
_CHANGE_HEADS = ["Before", "After", "Cells", "Area (km²)", "Height (m)", "Plan fraction (%)", "By height",
                 "By fraction", "By both"]  # fmt: skip


def _ordered(refinement: Refinement) -> list[tuple[int, int]]:
    """Pairs of different zones that occur, the largest area first."""
    pairs = [(int(i), int(j)) for i, j in np.argwhere(refinement.cells) if i != j]
    return sorted(pairs, key=lambda pair: -refinement.area_km2[pair])


def _decisions(refinement: Refinement) -> list[list[html_page.Content]]:
    total = max(1, int(refinement.decisions.sum()))
    rows: list[list[html_page.Content]] = []
    for row, meaning in zip(DECISIONS, _MEANINGS):
        cells = int(refinement.decisions[row.value])
        rows.append(
            [html_page.Cell(row.name, row.colour), meaning, count(cells), f"{number(100 * cells / total, 1)} %"]
        )
    return rows


def _headlines(refinement: Refinement) -> list[list[html_page.Content]]:
    refined = max(1, refinement.refined_cells)
    before, after = refinement.confidence
    return [
        [
            "Refined cells",
            "Cells with buildings whose height or plan fraction is known",
            count(refinement.refined_cells),
        ],
        [
            "Another zone",
            "Share of the refined cells whose zone changed",
            f"{number(100 * refinement.changed_cells / refined, 1)} %",
        ],
        [
            "Probability of the shown zone",
            "Mean over the refined cells, before and after",
            f"{number(100 * before, 1)} % → {number(100 * after, 1)} %" if math.isfinite(before) else "–",
        ],
    ]


def _changes(refinement: Refinement) -> list[list[html_page.Content]]:
    return [
        [html_page.zone_cell(lcz.ZONES[i]), html_page.zone_cell(lcz.ZONES[j]), count(refinement.cells[i, j]),
         number(refinement.area_km2[i, j]), number(refinement.height_m[i, j], 1),
         number(100 * refinement.fraction[i, j], 0),
         *(count(refinement.decided[reason, i, j]) for reason in (BY_HEIGHT, BY_FRACTION, BY_BOTH))]
        for i, j in _ordered(refinement)
    ]  # fmt: skip


def _areas(refinement: Refinement) -> list[list[html_page.Content]]:
    before, after = refinement.area_km2.sum(axis=1), refinement.area_km2.sum(axis=0)
    return [
        [html_page.zone_cell(zone), number(was), number(became), number(became - was, 2, sign=True)]
        for zone, was, became in zip(lcz.ZONES, before, after)
        if was or became
    ]


def _how_to_read(refinement: Refinement) -> list[str]:
    errors = refinement.errors
    return [
        "Bayes' rule in each cell with buildings: the probability of a zone by the scene, times the probability of the "
        "measured height and plan fraction in that zone. The latter is a value within Stewart and Oke's range for the "
        f"zone, all equally probable, with a normal error of {errors.height_pct:g} % of the height and "
        f"{errors.fraction_pct:g} percentage points of the plan fraction; in {errors.wrong_pct:g} % of the cells the "
        "measurement is taken to say nothing.",
        "Cells without buildings, or without a height, keep the probabilities of the scene. No natural zone gains by "
        "buildings; where they cover more than natural zones have, it loses.",
        *(
            []
            if refinement.has_fraction
            else [
                "Only heights were given, no plan fractions: zones of one height, such as 3, 6, 8 and 9, are told "
                "apart by the scene alone."
            ]
        ),
        "A map of heights has a date of its own: what was built or torn down between it and the scene is a wrong "
        "measurement.",
    ]
