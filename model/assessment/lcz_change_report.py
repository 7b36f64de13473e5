# SPDX-License-Identifier: GPL-2.0-or-later
"""The comparison of two LCZ maps as an HTML page, as a table and as figures for other programs."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..reports import charts, html_page
from ..reports.html_page import Page, count, number
from ..reports.sankey import sankey
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .lcz_change_figures import ByProbability, Change

_LONGEST_LIST = 20


def page(change: Change) -> str:
    """The report as one HTML file."""
    before, after = change.names
    made = Page(
        "Change between two LCZ maps",
        f"{before}, then {after}: {count(change.cells.sum())} cells of {change.cell_m:.0f} m, "
        f"{number(change.area_km2.sum(), 1)} km².",
    )
    made.points(change.notes)
    made.origins(change.origins, change.pictures)
    made.heading("How much has changed")
    made.table(["Figure", "What it says", "Value"], _headlines(change), texts=2)
    _histogram(made, change)
    _flows(made, change)
    made.heading("The largest changes")
    substantial = change.substantial_km2
    rows = [
        [html_page.zone_cell(lcz.ZONES[i]), html_page.zone_cell(lcz.ZONES[j]), number(change.area_km2[i, j], 2),
         number(substantial[i, j], 2), number(_difference(i, j), 0)]
        for i, j in _ordered(change)[:_LONGEST_LIST]
    ]  # fmt: skip
    heads = ["Before", "After", "Area (km²)", f"{_kind(change)} (km²)", "Dissimilarity (%)"]
    made.table(heads, rows, texts=2)
    made.heading("Confusion matrix of the two dates")
    either = change.cells.sum(axis=0) + change.cells.sum(axis=1)
    codes = [zone.code for zone in lcz.ZONES if either[zone.code - 1]]
    made.confusion(change.area_km2, ("before", "after"), codes, "km²")
    made.heading("Area of the zones")
    heads = ["Zone", "Before (km²)", "After (km²)", "Net (km²)", "Net (percentage points)"]
    made.table(heads, _areas(change, codes))
    made.heading("How to read this")
    made.points(_how_to_read(change))
    return made.html()


def table_csv(change: Change) -> str:
    """A row for each pair of zones that occurs, the largest area first, unchanged ones at the end."""
    heads = ["before", "after", "cells", "area_km2", "difference_pct", "unlike_zones", "substantial_km2"]
    same = [(i, i) for i in range(len(lcz.ZONES)) if change.cells[i, i]]
    rows = [
        [lcz.ZONES[i].label, lcz.ZONES[j].label, change.cells[i, j], change.area_km2[i, j], _difference(i, j),
         int(change.unlike[i, j]), change.substantial_km2[i, j]]
        for i, j in [*_ordered(change), *same]
    ]  # fmt: skip
    return csv_text(heads, rows)


def figures_json(change: Change) -> str:
    """The figures as JSON."""
    content: dict[str, Any] = {
        "software": software(),
        "before": change.names[0],
        "after": change.names[1],
        "origins": [origin._asdict() for origin in change.origins],
        "notes": change.notes,
        "cell_m": change.cell_m,
        "cells": change.cells.sum(),
        "area_km2": change.area_km2.sum(),
        "changed_share": change.changed_share,
        "substantial_by": "dissimilarity" if change.by_probability is None else "probability",
        "substantial_share": change.substantial_share,
        "least_difference_pct": change.least_difference_pct,
        "mean_difference_pct": change.mean_difference_pct,
        "natural_to_built_km2": change.moved_km2(built_before=False),
        "built_to_natural_km2": change.moved_km2(built_before=True),
        "labels": [zone.label for zone in lcz.ZONES],
        "cells_rows_before": change.cells,
        "area_km2_rows_before": change.area_km2,
        "substantial_km2_rows_before": change.substantial_km2,
    }
    if change.by_probability is not None:
        content["probability_of_change"] = change.by_probability._asdict()
    return json_text(content)


MAKERS = {"REPORT": page, "TABLE": table_csv, "FIGURES": figures_json}


def _difference(i: int, j: int) -> float:
    """Dissimilarity of two zones by their index, percent."""
    return float(100 * (1 - lcz.SIMILARITY[i, j]))


def _kind(change: Change) -> str:
    """Name of a substantial change, by the criterion that was used."""
    return "Unlike zones" if change.by_probability is None else "Probable change"


def _ordered(change: Change) -> list[tuple[int, int]]:
    """Pairs of different zones that occur, the largest area first; with probabilities, of probable change first."""
    pairs = [(int(i), int(j)) for i, j in np.argwhere(change.cells) if i != j]
    substantial = change.substantial_km2 if change.by_probability is not None else np.zeros_like(change.area_km2)
    return sorted(pairs, key=lambda pair: (-substantial[pair], -change.area_km2[pair]))


def _headlines(change: Change) -> list[list[html_page.Content]]:
    """Rows of the table of figures."""
    probable = change.by_probability
    if probable is None:
        rule = f"Share of the area whose zones have a dissimilarity of {change.least_difference_pct:g} % or more"
        rows: list[list[html_page.Content]] = []
        kept = "of unlike zones"
    else:
        rule = (
            f"Share of the area whose zone is another, with a probability of change of {probable.least_pct:g} % or more"
        )
        rows = [
            [
                "Mean probability of change",
                "The share of the area that is expected to have changed, all doubt counted in part",
                f"{number(100 * probable.mean, 1)} %",
            ]
        ]
        kept = "of probable change"
    return [
        [_kind(change), rule, f"{number(100 * change.substantial_share, 1)} %"],
        *rows,
        [
            "Another zone",
            "Share of the area whose zone is another, doubt included",
            f"{number(100 * change.changed_share, 1)} %",
        ],
        [
            "Mean dissimilarity",
            "Each difference counted by the dissimilarity of its zones; 100 − OA_w, OA_w being the agreement in which "
            "a similar zone counts in part",
            f"{number(change.mean_difference_pct, 1)} %",
        ],
        ["Natural to built", f"Area {kept}", f"{number(change.moved_km2(False), 2)} km²"],
        ["Built to natural", f"Area {kept}", f"{number(change.moved_km2(True), 2)} km²"],
    ]


def _histogram(made: Page, change: Change) -> None:
    """Area by dissimilarity, or by probability of change."""
    if change.by_probability is not None:
        made.figure(
            charts.probabilities(change.by_probability.histogram_km2, change.by_probability.least_pct),
            alt=f"Area by the probability of change; its mean is {number(100 * change.by_probability.mean, 1)} %.",
            caption="Area by the probability of change, in steps of 5 %. Red: from the threshold on.",
        )
        return
    twelfths = np.rint(12 * (1 - lcz.SIMILARITY)).astype(int)
    area = np.bincount(twelfths.ravel(), weights=change.area_km2.ravel(), minlength=13)
    made.figure(
        charts.differences(area[1:], change.least_difference_pct),
        alt="Area whose zone is another, by the dissimilarity of the zones; the table below has the largest.",
        caption="Area whose zone is another, by the dissimilarity of the zones before and after. Grey: below the "
        "minimum, where one zone may be taken for another like it.",
    )


def _flows(made: Page, change: Change) -> None:
    """The Sankey diagram of substantial change."""
    made.heading("What became what")
    if not change.substantial_km2.any():
        made.text("Nothing changed substantially.")
        return
    made.figure(
        sankey(change.substantial_km2, ("Before", "After")),
        alt="Areas that became another zone; the same numbers are in the table below.",
        caption=f"{_kind(change)}: from the zones before (left) to the zones after (right), in the colours of the "
        "latter. What stayed is left out.",
    )


def _areas(change: Change, codes: list[int]) -> list[list[html_page.Content]]:
    """Area of each zone at both dates, and by how much it grew."""
    before, after = change.area_km2.sum(axis=1), change.area_km2.sum(axis=0)
    net, whole = after - before, change.area_km2.sum()
    return [
        [html_page.zone_cell(lcz.ZONES[code - 1]), number(before[code - 1]), number(after[code - 1]),
         number(net[code - 1], 2, sign=True), number(100 * net[code - 1] / whole, 1, sign=True)]
        for code in codes
    ]  # fmt: skip


def _how_to_read(change: Change) -> list[str]:
    """The notes at the end."""
    dissimilarity = (
        "The dissimilarity of two zones is 1 − W, W being their similarity (Bechtel, Demuzere and Stewart 2020, Remote "
        "Sensing 12(11), 1769): 8 % from open midrise to open low-rise, 100 % from compact high-rise to water."
    )
    cells = "The comparison is made on the cells of the earlier map; a cell counts where both maps have a zone."
    if change.by_probability is not None:
        return [*_about_probability(change.by_probability), dissimilarity, cells]
    return [
        "Two maps of an unchanged town differ wherever one of them errs, and most errors take a zone for one like it. "
        "These figures know the zones alone, not how sure the maps were of them: unlike zones are no proof of change. "
        "With the probabilities of both dates (LCZ probabilities of both runs) the probability of change is given.",
        dissimilarity,
        f"The minimum of {change.least_difference_pct:g} % is a rule of thumb: clouds, seasons and flooded or bare "
        "fields make large differences too. Look at the places.",
        cells,
    ]


def _about_probability(probable: ByProbability) -> list[str]:
    """Sentences that explain the probability of change and what it is computed from."""
    of_what = "" if probable.complete else (
        "Only the confidence in the shown zones was given, not the probabilities of all zones: the probability of "
        "change seldom becomes large then. Use the LCZ probabilities where you can."
    )  # fmt: skip
    return [
        "The probability of change compares what both maps hold possible, zone by zone: a doubt that both dates share, "
        "such as between zones 3, 5, 6 and 8, is no change. It was calibrated on places with two dates that training "
        f"never saw, for an area of which {probable.expected_pct:g} % is expected to have changed.",
        *([of_what] if of_what else []),
        "It knows no other cause of a difference than change or the usual doubt: clouds, snow, flooded and bare fields "
        "raise it too. Look at the places.",
    ]
