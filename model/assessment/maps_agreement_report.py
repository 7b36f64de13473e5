# SPDX-License-Identifier: GPL-2.0-or-later
"""The comparison of several LCZ maps as an HTML page, as tables and as figures for other programs."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from ..reports import charts, html_page
from ..reports.html_page import Cell, Page, count, number
from ..reports.sankey import sankey_over_maps
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .maps_agreement_figures import MapsAgreement

# (figure of `ZoneScores`, name, what it says)
_FIGURES = (
    ("overall_accuracy", "agreement", "share of the area with the same zone in both maps"),
    ("oa_weighted", "OA_w", "agreement in which similar zones count in part"),
    ("kappa", "kappa", "agreement beyond what chance alone would give; 0 is chance, 1 is the same map"),
)
# A matrix of more maps cannot be read.
_MOST_COLUMNS = 30
# Of the page, for a row of pictures and the spaces between them.
_ROW_PX, _SPACE_PX = 1020, 26


def page(agreement: MapsAgreement) -> str:
    """The report as one HTML file."""
    made = Page(
        f"Comparison of {len(agreement.names)} LCZ maps",
        f"{count(agreement.cells)} cells of {agreement.cell_m:.0f} m where every map has a zone, "
        f"{number(agreement.area_km2, 1)} km².",
    )
    made.points(agreement.notes)
    widest = _ROW_PX // max(len(agreement.pictures), 1) - _SPACE_PX
    made.origins(agreement.origins, [(name, png, min(width, widest)) for name, png, width in agreement.pictures])
    made.heading("How far the maps agree")
    made.table(["Figure", "What it says", "Value"], _headlines(agreement), texts=2)
    _matrices(made, agreement)
    _each_map(made, agreement)
    _flows(made, agreement)
    _areas(made, agreement)
    _each_zone(made, agreement)
    made.heading("How to read this")
    made.points(_how_to_read(agreement))
    return made.html()


def pairs_csv(agreement: MapsAgreement) -> str:
    """A row for each pair of maps: its figures, each from 0 to 1."""
    heads = ["first", "second", "area_km2", "oa", "oa_w", "kappa", "oa_bu", "oa_u"]
    rows = []
    for i, j in combinations(range(len(agreement.names)), 2):
        scores = agreement.scores(i, j)
        rows.append(
            [agreement.names[i], agreement.names[j], agreement.area_km2, scores.overall_accuracy, scores.oa_weighted,
             scores.kappa, scores.oa_built, scores.oa_urban]
        )  # fmt: skip
    return csv_text(heads, rows)


def areas_csv(agreement: MapsAgreement) -> str:
    """A row for each map and zone that occurs in any: area and share of the compared area."""
    rows = [
        [name, lcz.ZONES[i].label, areas[i], areas[i] / agreement.area_km2]
        for name, areas in zip(agreement.names, agreement.zones_km2)
        for i in np.flatnonzero(agreement.any_km2)
    ]
    return csv_text(["map", "zone", "area_km2", "share"], rows)


def figures_json(agreement: MapsAgreement) -> str:
    """The figures as JSON."""
    return json_text(
        {
            "software": software(),
            "maps": agreement.names,
            "origins": [origin._asdict() for origin in agreement.origins],
            "notes": agreement.notes,
            "cell_m": agreement.cell_m,
            "cells": agreement.cells,
            "area_km2": agreement.area_km2,
            "overlap_km2": agreement.overlap_km2,
            "mapped_km2": agreement.mapped_km2,
            "mean_agreement": agreement.mean_of_pairs("overall_accuracy"),
            "mean_oa_w": agreement.mean_of_pairs("oa_weighted"),
            "mean_kappa": agreement.mean_of_pairs("kappa"),
            "unanimous_share": agreement.unanimous_share,
            "mean_entropy": agreement.mean_entropy,
            "agreement": agreement.matrix("overall_accuracy"),
            "oa_w": agreement.matrix("oa_weighted"),
            "kappa": agreement.matrix("kappa"),
            "area_km2_by_agreeing_maps": agreement.agreeing_km2,
            "share_with_majority": agreement.with_majority_km2 / agreement.area_km2,
            "labels": [zone.label for zone in lcz.ZONES],
            "zones_km2": agreement.zones_km2,
            "unanimous_km2": agreement.unanimous_km2,
            "any_km2": agreement.any_km2,
            "pairs_km2_rows_first": agreement.pairs_km2,
        }
    )


MAKERS = {"REPORT": page, "PAIRS": pairs_csv, "AREAS": areas_csv, "FIGURES": figures_json}


def _headlines(agreement: MapsAgreement) -> list[list[html_page.Content]]:
    """Rows of the table of figures."""
    rows: list[list[html_page.Content]] = [
        ["All maps agree", "Share of the area with one zone in all maps", _percent(agreement.unanimous_share)]
    ]
    for figure, name, what in _FIGURES:
        value = agreement.mean_of_pairs(figure)
        rows.append([f"Mean {name}", f"Mean over all pairs: {what}", number(value, 2)])
    rows.append(
        ["Mean disagreement", "Entropy of the zones, 0 % where all agree and 100 % where all maps differ",
         _percent(agreement.mean_entropy)]
    )  # fmt: skip
    for agreeing in range(len(agreement.names) - 1, 1, -1):
        if agreement.agreeing_km2[agreeing]:
            share = agreement.agreeing_km2[agreeing] / agreement.area_km2
            what = f"Share of the area where {agreeing} of {len(agreement.names)} maps have the zone of most maps"
            rows.append([f"{agreeing} of {len(agreement.names)} agree", what, _percent(share)])
    apart = agreement.agreeing_km2[1] / agreement.area_km2
    rows.append(["All maps differ", "Share of the area where no two maps have the same zone", _percent(apart)])
    return rows


def _matrices(made: Page, agreement: MapsAgreement) -> None:
    """The figures of each two maps."""
    made.heading("Each map with each other")
    shown = range(min(len(agreement.names), _MOST_COLUMNS))
    heads = [Cell(""), *(Cell(str(place + 1), tip=agreement.names[place]) for place in shown)]
    for figure, name, what in _FIGURES:
        table = agreement.matrix(figure)
        rows = [
            [
                f"{i + 1} {agreement.names[i]}",
                *(_figure_cell(table[i, j], agreement.names[i], agreement.names[j]) for j in shown),
            ]
            for i in shown
        ]
        title = name[0].upper() + name[1:]
        made.table([Cell(title), *heads[1:]], rows, kind="matrix", caption=f"{title}: {what}.")


def _figure_cell(value: float, row: str, column: str) -> Cell:
    """A figure, the darker the larger; nothing where a map meets itself."""
    if row == column:
        return Cell("", total=True)
    return html_page.shaded(number(value, 2), value, f"{row}, {column}")


def _each_map(made: Page, agreement: MapsAgreement) -> None:
    """Adds the agreement of each map with the others, in descending order."""
    made.heading("Which map differs most")
    figures = [agreement.mean_to_others(figure) for figure, _, _ in _FIGURES]
    order = sorted(range(len(agreement.names)), key=lambda place: -figures[1][place])
    rows = [
        [agreement.names[place], *(number(figure[place], 2) for figure in figures),
         _percent(agreement.with_majority_km2[place] / agreement.area_km2), number(agreement.mapped_km2[place], 1)]
        for place in order
    ]  # fmt: skip
    heads = ["Map", *(f"Mean {name}" for _, name, _ in _FIGURES), "As most maps", "Mapped (km²)"]
    made.table(
        heads, rows, caption="Means over the pairs with the other maps. As most maps: share of the area with the zone "
        "of most maps. Mapped: area with a zone in the rectangle that all maps share.",
    )  # fmt: skip


def _flows(made: Page, agreement: MapsAgreement) -> None:
    """The Sankey diagram over the maps in the order in which they were given."""
    made.heading("Zones over the maps")
    flows = [agreement.pairs_km2[place, place + 1] for place in range(len(agreement.names) - 1)]
    made.figure(
        sankey_over_maps(flows, agreement.names),
        alt="Flows of area from the zones of each map to the zones of the next; the table below has the areas.",
        caption="From each map to the next, in the order in which they were given: which zone the same ground has, in "
        "the colours of the map on the right.",
    )


def _areas(made: Page, agreement: MapsAgreement) -> None:
    """Area of each zone in each map."""
    made.heading("Area of the zones")
    shares = agreement.zones_km2 / agreement.area_km2
    made.figure(
        charts.zone_shares(agreement.names, shares),
        "Bars of the zones' shares in each map; the table below has the areas.",
        "Share of each zone in the compared area, in the zones' colours.",
    )
    present = np.flatnonzero(agreement.any_km2)
    rows = [
        [name, *(html_page.shaded(_area(areas[i]), areas[i] / agreement.area_km2) for i in present)]
        for name, areas in zip(agreement.names, agreement.zones_km2)
    ]
    made.table(["Map (km²)", *(Cell("", zone=lcz.ZONES[i]) for i in present)], rows, kind="matrix")


def _each_zone(made: Page, agreement: MapsAgreement) -> None:
    """Adds the zones on which the maps agree, and those on which they do not."""
    made.heading("On which zones the maps agree")
    rows = [
        [html_page.zone_cell(lcz.ZONES[i]), number(agreement.any_km2[i], 2), number(agreement.unanimous_km2[i], 2),
         _percent(agreement.unanimous_km2[i] / agreement.any_km2[i])]
        for i in sorted(
            np.flatnonzero(agreement.any_km2), key=lambda i: -agreement.unanimous_km2[i] / agreement.any_km2[i]
        )
    ]  # fmt: skip
    made.table(
        ["Zone", "In any map (km²)", "In all maps (km²)", "Agreement"], rows,
        caption="Agreement: area on which all maps have the zone, as a share of the area on which any map has it.",
    )  # fmt: skip


def _how_to_read(agreement: MapsAgreement) -> list[str]:
    """The notes at the end."""
    left = 1 - agreement.area_km2 / agreement.overlap_km2
    return [
        "Agreement is no accuracy: maps that were made in one way share their errors. A reference shows which map is "
        "right.",
        "All figures count area, on the cells where every map has a zone"
        + (f"; {_percent(left)} of the rectangle that all maps share is left out." if left >= 0.0005 else "."),
        "A map of finer cells counts with the zone of most of each compared cell, a coarser one with the zone at its "
        "centre. The smaller the compared cells, the more the borders between zones weigh.",
        "OA_w counts errors in part by the similarity of the zones (Bechtel, Demuzere and Stewart 2020, Remote Sensing "
        "12(11), 1769). Of zones with equally many maps, the one most similar to all counts as the zone of most maps.",
        "Agreement is the figure that lczexplore (Gousseff et al. 2023) calls the general agreement of two "
        "classifications: area of equal zones over the whole area.",
    ]


def _percent(share: float) -> str:
    return f"{number(100 * share, 1)} %"


def _area(km2: float) -> str:
    """An area for a narrow cell; "" for none."""
    return number(km2, 1 if km2 >= 10 else 2) if km2 else ""
