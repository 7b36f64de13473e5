# SPDX-License-Identifier: GPL-2.0-or-later
"""The report and the table of a check of training areas."""

from __future__ import annotations

from collections.abc import Iterable

from ..reports.html_page import Cell, Page, count, number, zone_cell
from ..reports.text_tables import csv_text
from ..tables import lcz
from .area_checks import DOUBTFUL, FINE, LEAST_WIDTH_M, SERIOUS, SEVERITIES
from .check_results import AreaChecks, CheckedArea

MOST_PICTURES = 12
_FEWEST_AREAS = 5
_COLOURS = {SERIOUS: "#F4B6A6", DOUBTFUL: "#FBE7A1", FINE: ""}


def ranked(areas: Iterable[CheckedArea]) -> list[CheckedArea]:
    """The worst first: by severity, then by how much likelier another zone is."""
    return sorted(areas, key=lambda area: (SEVERITIES.index(area.check.severity), -area.check.suspicion))


def page(checks: AreaChecks) -> str:
    """The report as one HTML file."""
    made = Page(
        "Check of training areas",
        f"{len(checks.areas)} areas of {checks.labels} in {', '.join(checks.scenes)}: {checks.count(SERIOUS)} serious, "
        f"{checks.count(DOUBTFUL)} doubtful, {checks.count(FINE)} without a remark.",
    )
    made.points(checks.notes)
    _pictures(made, checks)
    _areas(made, checks)
    _zones(made, checks)
    if checks.confusion.any():
        made.heading("As drawn, and as the other areas give it")
        counts = checks.confusion
        codes = [zone.code for zone in lcz.ZONES if counts[zone.code - 1].any() or counts[:, zone.code - 1].any()]
        made.confusion(counts, ("drawn", "from the others"), codes, "cells of 20 m")
    _suggestions(made, checks)
    made.heading("How to read this")
    made.points(
        [
            "For each area the network was adapted to the other areas and asked for its zone: a verdict such as “looks "
            "like 6 rather than 5: 82 %” is theirs. It may be the area that is wrong, or an unusual but right one: "
            "look at it before you change it.",
            f"Serious: would harm an adapted map, or trains nothing. Doubtful: worth a look. Areas should be "
            f"{LEAST_WIDTH_M:.0f} m wide and more, of one zone throughout, and not overlap.",
            "Where many areas are wrong in the same way, the others agree with them: this check cannot see that.",
        ]
    )
    return made.html()


def table_csv(checks: AreaChecks) -> str:
    """A row for each area, the worst first."""
    heads = [
        "number", "zone", "severity", "verdict", "own_probability", "other_zone", "other_probability", "area_ha",
        "width_m", "overlap", "conflict", "cells_20m", "data", "spread", "dates_agree", "unusual",
    ]  # fmt: skip
    rows = []
    for area in ranked(checks.areas):
        check = area.check
        other = lcz.ZONES[check.other - 1].label if check.other else ""
        rows.append([
            check.number, lcz.ZONES[check.zone - 1].label, check.severity, check.verdict, check.own, other,
            check.other_probability, check.shape.area_ha, check.shape.width_m, check.shape.overlap,
            check.shape.conflict, check.cells, check.data, check.spread, check.dates, check.unusual,
        ])  # fmt: skip
    return csv_text(heads, rows)


MAKERS = {"REPORT": page, "CSV": table_csv}


def _pictures(made: Page, checks: AreaChecks) -> None:
    shown = [area for area in ranked(checks.areas) if checks.pictures.get(area.check.number)]
    if not shown:
        return
    made.heading("Look at these first")
    for area in shown:
        check = area.check
        title = f"Area {check.number}, drawn as {lcz.ZONES[check.zone - 1].title}: {check.verdict}."
        made.figure(checks.pictures[check.number], alt=title, caption=title)


def _areas(made: Page, checks: AreaChecks) -> None:
    made.heading("All areas")
    rows = [
        [
            str(area.check.number), zone_cell(lcz.ZONES[area.check.zone - 1], name=False),
            Cell(area.check.severity, background=_COLOURS[area.check.severity]), area.check.verdict,
            number(100 * area.check.own, 0), number(area.check.shape.area_ha, 1), number(area.check.shape.width_m, 0),
            number(100 * area.check.data, 0),
        ]
        for area in ranked(checks.areas)
    ]  # fmt: skip
    heads = ["Area", "Zone", "Severity", "Verdict", "Own zone (%)", "Hectares", "Width (m)", "With data (%)"]
    made.table(heads, rows, texts=4)


def _zones(made: Page, checks: AreaChecks) -> None:
    made.heading("Zone by zone")
    rows = []
    for zone in lcz.ZONES:
        of_zone = [area.check for area in checks.areas if area.check.zone == zone.code]
        if not of_zone:
            continue
        taken = checks.confusion[zone.code - 1].astype(float)
        right = taken[zone.code - 1] / taken.sum() if taken.any() else float("nan")
        taken[zone.code - 1] = 0
        others = [lcz.ZONES[i].label for i in taken.argsort()[::-1][:3] if taken[i]]
        remark = f"fewer than {_FEWEST_AREAS}: draw more" if len(of_zone) < _FEWEST_AREAS else ""
        rows.append([zone_cell(zone), ", ".join(others) or "–", remark, count(len(of_zone)),
                     count(sum(check.cells for check in of_zone)), number(100 * right, 0)])  # fmt: skip
    made.table(["Zone", "Confused with", "Remark", "Areas", "Cells of 20 m", "Given back (%)"], rows, texts=3)


def _suggestions(made: Page, checks: AreaChecks) -> None:
    if not checks.suggestions:
        return
    made.heading("Where to draw next")
    rows = []
    for place, item in enumerate(checks.suggestions, start=1):
        first, second = (lcz.ZONES[code - 1].label for code in item.zones)
        shares = " and ".join(f"{100 * share:.0f} %" for share in item.probabilities)
        rows.append([str(place), f"{first} or {second} ({shares})", f"{item.x:.0f}, {item.y:.0f}"])
    made.table(["Place", "Zones in question", "East, north"], rows, texts=3,
               caption="Places that are uncertain, unlike all areas, and of a zone that covers much.")  # fmt: skip
