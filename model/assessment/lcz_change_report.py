# SPDX-License-Identifier: GPL-2.0-or-later
"""What the comparison of two LCZ maps says, as a page, as a table and as figures for other programs."""

from __future__ import annotations

import numpy as np

from ..reports import charts, html_page
from ..reports.html_page import Page, count, number
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .lcz_change_figures import Change

_LONGEST_LIST = 20


def page(change: Change) -> str:
    """The report as one HTML file."""
    before, after = change.names
    made = Page(
        "Change between two LCZ maps",
        f"{before}, then {after}: {count(change.cells.sum())} cells of {change.cell_m:.0f} m, "
        f"{number(change.area_km2.sum(), 1)} km².",
    )
    made.heading("How much has changed")
    made.table(["Figure", "What it says", "Value"], _headlines(change), texts=2)
    _histogram(made, change)
    made.heading("The largest changes")
    rows = [
        [html_page.zone_cell(lcz.ZONES[i]), html_page.zone_cell(lcz.ZONES[j]), number(change.area_km2[i, j], 2),
         number(_difference(i, j), 0), "more than confusion" if change.real[i, j] else "may be confusion"]
        for i, j in _ordered(change)[:_LONGEST_LIST]
    ]  # fmt: skip
    made.table(["Before", "After", "Area (km²)", "Difference (%)", ""], rows, texts=2)
    made.heading("What became what")
    either = change.cells.sum(axis=0) + change.cells.sum(axis=1)
    codes = [zone.code for zone in lcz.ZONES if either[zone.code - 1]]
    made.confusion(change.area_km2, ("before", "after"), codes, "km²")
    made.heading("Area of the zones")
    made.table(["Zone", "Before (km²)", "After (km²)", "Net (km²)"], _areas(change, codes))
    made.heading("How to read this")
    made.points(
        [
            "Two maps of an unchanged town differ wherever one of them errs, and most errors take a zone for one like "
            "it. The difference of two zones is 1 − W, W being their similarity (Bechtel, Demuzere and Stewart 2020, "
            "Remote Sensing 12(11), 1769): 8 % from open midrise to open low-rise, 100 % from compact high-rise to "
            "water.",
            f"Changes of {change.least_difference_pct:g} % and more are called more than confusion. That is a rule of "
            "thumb: clouds, seasons and flooded or bare fields make large differences too. Look at the places.",
            "The comparison is made on the cells of the earlier map; a cell counts where both maps have a zone.",
        ]
    )
    return made.html()


def table_csv(change: Change) -> str:
    """A row for each pair of zones that occurs, the largest area first, unchanged ones at the end."""
    heads = ["before", "after", "cells", "area_km2", "difference_pct", "more_than_confusion"]
    same = [(i, i) for i in range(len(lcz.ZONES)) if change.cells[i, i]]
    rows = [
        [lcz.ZONES[i].label, lcz.ZONES[j].label, change.cells[i, j], change.area_km2[i, j], _difference(i, j),
         int(change.real[i, j])]
        for i, j in [*_ordered(change), *same]
    ]  # fmt: skip
    return csv_text(heads, rows)


def figures_json(change: Change) -> str:
    """All figures for other programs."""
    return json_text(
        {
            "software": software(),
            "before": change.names[0],
            "after": change.names[1],
            "cell_m": change.cell_m,
            "cells": change.cells.sum(),
            "area_km2": change.area_km2.sum(),
            "changed_share": change.changed_share,
            "changed_share_more_than_confusion": change.real_share,
            "least_difference_pct": change.least_difference_pct,
            "mean_difference_pct": change.mean_difference_pct,
            "natural_to_built_km2": change.moved_km2(built_before=False),
            "built_to_natural_km2": change.moved_km2(built_before=True),
            "labels": [zone.label for zone in lcz.ZONES],
            "cells_rows_before": change.cells,
            "area_km2_rows_before": change.area_km2,
        }
    )


MAKERS = {"REPORT": page, "TABLE": table_csv, "FIGURES": figures_json}


def _difference(i: int, j: int) -> float:
    """Percent."""
    return float(100 * (1 - lcz.SIMILARITY[i, j]))


def _ordered(change: Change) -> list[tuple[int, int]]:
    """Pairs of different zones that occur, the largest area first."""
    pairs = [(int(i), int(j)) for i, j in np.argwhere(change.cells) if i != j]
    return sorted(pairs, key=lambda pair: -change.area_km2[pair])


def _headlines(change: Change) -> list[list[html_page.Content]]:
    least = f"{change.least_difference_pct:g} %"
    return [
        ["Changed", "Share of the area whose zone is another", f"{number(100 * change.changed_share, 1)} %"],
        [
            "More than confusion",
            f"Share of the area whose zones differ by {least} or more",
            f"{number(100 * change.real_share, 1)} %",
        ],
        [
            "Mean difference",
            "Each change weighed with how unlike the zones are; 100 − OA_w",
            f"{number(change.mean_difference_pct, 1)} %",
        ],
        ["Natural to built", "Changes of like zones left out", f"{number(change.moved_km2(False), 2)} km²"],
        ["Built to natural", "Changes of like zones left out", f"{number(change.moved_km2(True), 2)} km²"],
    ]


def _histogram(made: Page, change: Change) -> None:
    twelfths = np.rint(12 * (1 - lcz.SIMILARITY)).astype(int)
    area = np.bincount(twelfths.ravel(), weights=change.area_km2.ravel(), minlength=13)
    reason = charts.missing()
    if reason:
        made.text(reason, small=True)
        return
    made.figure(
        charts.differences(area[1:], change.least_difference_pct),
        alt="Changed area by how unlike the zones are; the largest changes stand in the table below.",
        caption="Changed area by how unlike the zones before and after are. Grey: may be confusion of like zones.",
    )


def _areas(change: Change, codes: list[int]) -> list[list[html_page.Content]]:
    before, after = change.area_km2.sum(axis=1), change.area_km2.sum(axis=0)
    return [
        [html_page.zone_cell(lcz.ZONES[code - 1]), number(before[code - 1]), number(after[code - 1]),
         number(after[code - 1] - before[code - 1], 2, sign=True)]
        for code in codes
    ]  # fmt: skip
