# SPDX-License-Identifier: GPL-2.0-or-later
"""The comparison of an HSE map with an LCZ map as an HTML page, as a table and as figures for other programs."""

from __future__ import annotations

from ..reports import charts, html_page
from ..reports.html_page import Page, count, number
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .consistency_figures import Consistency


def page(consistency: Consistency) -> str:
    """The report as one HTML file."""
    made = Page(
        "Consistency of HSE and LCZ",
        f"{consistency.settlement_name} and {consistency.zones_name}: {count(consistency.cells)} cells of "
        f"{consistency.cell_m:.0f} m. In {number(100 * consistency.within_share, 1)} % of them the settlement lies "
        "within the imperviousness that the zone is known for.",
    )
    made.origins(consistency.origins, consistency.pictures)
    made.heading("Zone by zone")
    codes = list(consistency.by_zone)
    made.figure(
        charts.zone_ranges(codes, [consistency.by_zone[code].percentiles for code in codes]),
        alt="HSE of each zone beside the zone’s range; the same numbers are in the table below.",
        caption="Grey: the imperviousness that a zone is known for. Colour: HSE of the middle 80 % of the cells of "
        "the zone, with the median as a dot.",
    )
    rows = [
        [
            html_page.zone_cell(lcz.ZONES[code - 1]),
            _range(lcz.ZONES[code - 1]),
            count(zone.cells),
            number(zone.mean_hse_pct, 1),
            number(100 * zone.below / zone.cells, 1),
            number(100 * zone.within_share, 1),
            number(100 * zone.above / zone.cells, 1),
            number(zone.mean_distance, 1, sign=True),
        ]
        for code, zone in consistency.by_zone.items()
    ]
    heads = [
        "Zone",
        "Range (%)",
        "Cells",
        "Mean HSE (%)",
        "Below (%)",
        "Within (%)",
        "Above (%)",
        "Mean distance (points)",
    ]
    made.table(heads, rows, caption="Distance: percentage points outside the range, negative below, 0 within.")
    made.heading("How to read this")
    made.points(
        [
            "HSE was averaged to the cells of the LCZ map by area. Neither map is the truth: where they disagree, one "
            "of them is wrong, or the place is unlike its zone’s usual sites.",
            "HSE counts sealed settlement surface. Bare rock or paved (E) is taken for sealed by the table of ranges, "
            "though rock is no settlement: much below its range may be right.",
            "Ranges: Demuzere et al. (2019), PLOS ONE, table 1.",
        ]
    )
    return made.html()


def table_csv(consistency: Consistency) -> str:
    """A row for each zone."""
    heads = ["code", "label", "name", "low_pct", "high_pct", "cells", "mean_hse_pct", "below", "within", "above"]
    heads += ["mean_distance", "mean_absolute_distance", "hse_p10", "hse_p50", "hse_p90"]
    rows = []
    for code, item in consistency.by_zone.items():
        zone = lcz.ZONES[code - 1]
        within = item.cells - item.below - item.above
        row = [code, zone.label, zone.name, *zone.imperviousness_pct, item.cells, item.mean_hse_pct]
        row += [item.below, within, item.above, item.mean_distance, item.mean_absolute_distance]
        rows.append([*row, *item.percentiles])
    return csv_text(heads, rows)


def figures_json(consistency: Consistency) -> str:
    """The figures as JSON."""
    zones = {lcz.ZONES[code - 1].label: item._asdict() for code, item in consistency.by_zone.items()}
    return json_text(
        {
            "software": software(),
            "origins": [origin._asdict() for origin in consistency.origins],
            "lcz": consistency.zones_name,
            "hse": consistency.settlement_name,
            "cell_m": consistency.cell_m,
            "cells": consistency.cells,
            "within_share": consistency.within_share,
            "mean_absolute_distance": consistency.mean_absolute_distance,
            "zones": zones,
        }
    )


MAKERS = {"REPORT": page, "TABLE": table_csv, "FIGURES": figures_json}


def _range(zone: lcz.Zone) -> str:
    """The zone's range for a table.

    >>> _range(lcz.ZONES[0]), _range(lcz.ZONES[3]), _range(lcz.ZONES[16])
    ('≥ 80', '50 – 80', '≤ 20')
    """
    low, high = zone.imperviousness_pct
    if high is None:
        return f"≥ {low}"
    return f"≤ {high}" if low is None else f"{low} – {high}"
