# SPDX-License-Identifier: GPL-2.0-or-later
"""The assessment of an LCZ map as an HTML page, as tables and as figures for other programs."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..reports import charts, html_page
from ..reports.html_page import Cell, Page, count, interval, number
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .lcz_accuracy_figures import REPLICATES, LczAccuracy

# (field of ZoneScores, short name, what it says)
HEADLINES = (
    ("overall_accuracy", "OA", "Share of cells that have the reference's zone."),
    ("oa_urban", "OA_u", "The same among the cells that are built (LCZ 1-10) in both."),
    ("oa_built", "OA_bu", "Share of cells on the right side of built (1-10) against natural (A-G)."),
    (
        "oa_weighted",
        "OA_w",
        "Like OA, but a similar zone counts in part: mean similarity W of the zones in map and reference, 0 to 1.",
    ),
    ("kappa", "kappa", "Agreement beyond chance: 0 is chance, 1 is perfect."),
    ("average_accuracy", "AA", "Mean of the producer's accuracies: every zone counts alike."),
    ("f1_mean", "mean F1", "Mean of the F1 of the zones that occur in map or reference: every zone counts alike."),
)
_SOURCES = (
    "OA, OA_u, OA_bu and OA_w as in Bechtel, Demuzere and Stewart (2020), Remote Sensing 12(11), 1769; "
    "kappa, Cohen (1960)."
)


def page(assessment: LczAccuracy) -> str:
    """The report as one HTML file."""
    made = Page("Assessment of an LCZ map", _lead(assessment))
    made.points(assessment.notes)
    made.origins(assessment.origins, assessment.pictures)
    _headlines(made, assessment)
    if assessment.merged is not None:
        _merged(made, assessment)
    _zones(made, assessment)
    _confusion(made, assessment)
    if assessment.reliability is not None:
        _reliability(made, assessment)
    made.heading("How to read this")
    made.points(_how_to_read(assessment))
    return made.html()


def classes_csv(assessment: LczAccuracy) -> str:
    """A row for each zone."""
    low, high = assessment.intervals.classes
    heads = ["code", "label", "name", "cells_reference", "cells_map", f"{assessment.unit.split()[0]}_reference"]
    figures = ("producers", "users", "f1")
    heads += [f"{name}{end}" for name in figures for end in ("", "_low", "_high")]
    rows = []
    for zone in lcz.ZONES:
        i = zone.code - 1
        row = [zone.code, zone.label, zone.name, assessment.confusion[i].sum(), assessment.confusion[:, i].sum()]
        row.append(assessment.units_per_zone[i])
        for name in figures:
            row += [getattr(source, name)[i] for source in (assessment.classes, low, high)]
        rows.append(row)
    return csv_text(heads, rows)


def confusion_csv(assessment: LczAccuracy) -> str:
    """The confusion matrix, a row for each zone of the reference."""
    labels = [zone.label for zone in lcz.ZONES]
    rows = [[zone.label, *assessment.confusion[zone.code - 1]] for zone in lcz.ZONES]
    return csv_text(["reference \\ map", *labels], rows)


def figures_json(assessment: LczAccuracy) -> str:
    """The figures as JSON."""
    low, high = assessment.intervals.scores
    by_zone = assessment.intervals.classes
    content: dict[str, Any] = {
        "software": software(),
        "map": assessment.map_name,
        "reference": assessment.reference,
        "unit": assessment.unit,
        "units": assessment.units,
        "cells": assessment.confusion.sum(),
        "cells_without_zone_in_map": assessment.unmapped,
        "notes": assessment.notes,
        "origins": [origin._asdict() for origin in assessment.origins],
        "figures": {
            name: {"value": getattr(assessment.scores, name), "interval_95": [getattr(low, name), getattr(high, name)]}
            for name, _, _ in HEADLINES
        },
        "zones": {
            zone.label: {
                "cells_reference": assessment.confusion[zone.code - 1].sum(),
                "cells_map": assessment.confusion[:, zone.code - 1].sum(),
                "units_reference": assessment.units_per_zone[zone.code - 1],
                **{
                    name: {
                        "value": getattr(assessment.classes, name)[zone.code - 1],
                        "interval_95": [getattr(end, name)[zone.code - 1] for end in by_zone],
                    }
                    for name in ("producers", "users", "f1")
                },
            }
            for zone in lcz.ZONES
        },
        "labels": [zone.label for zone in lcz.ZONES],
        "confusion_rows_reference": assessment.confusion,
    }
    if assessment.merged is not None:
        content["groups"] = {"zones": lcz.GROUPS, "figures": assessment.merged._asdict()}
    if assessment.reliability is not None:
        content["reliability"] = {
            "expected_calibration_error": assessment.reliability.expected_calibration_error(),
            "confidence": assessment.reliability.confidence,
            "accuracy": assessment.reliability.accuracy,
            "cells": assessment.reliability.cells,
        }
    return json_text(content)


MAKERS = {"REPORT": page, "CLASSES": classes_csv, "CONFUSION": confusion_csv, "FIGURES": figures_json}


def _lead(assessment: LczAccuracy) -> str:
    return (
        f"{assessment.map_name} against {assessment.reference}: {count(assessment.confusion.sum())} cells in "
        f"{count(assessment.units)} {assessment.unit}."
    )


def _present(assessment: LczAccuracy) -> list[int]:
    """Codes of the zones that occur in map or reference."""
    either = assessment.confusion.sum(axis=0) + assessment.confusion.sum(axis=1)
    return [zone.code for zone in lcz.ZONES if either[zone.code - 1]]


def _headlines(made: Page, assessment: LczAccuracy) -> None:
    made.heading("The map as a whole")
    low, high = assessment.intervals.scores
    rows = [
        [title, text, number(getattr(assessment.scores, name)), interval(getattr(low, name), getattr(high, name))]
        for name, title, text in HEADLINES
    ]
    made.table(["Figure", "What it says", "Value", "95 % interval"], rows, texts=2)


def _merged(made: Page, assessment: LczAccuracy) -> None:
    made.heading("Groups of zones")
    members = "; ".join(f"{name} ({', '.join(labels)})" for name, labels in lcz.GROUPS.items())
    made.text(
        f"With the zones merged to {len(lcz.GROUPS)} groups: {members}. Fewer classes agree more often: these figures "
        "stand beside those of the seventeen zones and are not to be compared with them."
    )
    titles = {name: title for name, title, _ in HEADLINES}
    rows = [
        [titles[name], number(value), number(getattr(assessment.scores, name))]
        for name, value in assessment.merged._asdict().items()
    ]
    made.table(["Figure", f"{len(lcz.GROUPS)} groups", f"{len(lcz.ZONES)} zones"], rows)


def _zones(made: Page, assessment: LczAccuracy) -> None:
    made.heading("Zone by zone")
    codes = _present(assessment)
    low, high = assessment.intervals.classes
    index = np.array(codes) - 1
    values = assessment.classes.f1[index]
    made.figure(
        charts.zone_bars(codes, values, (low.f1[index], high.f1[index]), "F1"),
        alt="F1 of each zone: "
        + ", ".join(f"{lcz.ZONES[code - 1].label} {number(value)}" for code, value in zip(codes, values)),
        caption="F1 of each zone with its 95 % interval; 1 is perfect.",
    )
    rows = []
    for code in codes:
        i = code - 1
        row = [html_page.zone_cell(lcz.ZONES[i]), count(assessment.confusion[i].sum())]
        row += [count(assessment.units_per_zone[i]), count(assessment.confusion[:, i].sum())]
        for name in ("producers", "users", "f1"):
            row.append(number(getattr(assessment.classes, name)[i]))
            row.append(Cell(interval(getattr(low, name)[i], getattr(high, name)[i]), faint=True))
        rows.append(row)
    unit = assessment.unit.split()[0]
    heads = [
        "Zone",
        "Cells, reference",
        unit.capitalize(),
        "Cells, map",
        "Producer’s",
        "95 %",
        "User’s",
        "95 %",
        "F1",
        "95 %",
    ]
    made.table(heads, rows, caption="Producer’s accuracy: of the reference’s cells of a zone, the share that the map "
               "has found. User’s accuracy: of the map’s cells of a zone, the share that is right.")  # fmt: skip


def _confusion(made: Page, assessment: LczAccuracy) -> None:
    made.heading("Confusion matrix")
    made.confusion(assessment.confusion, ("reference", "map"), _present(assessment))


def _reliability(made: Page, assessment: LczAccuracy) -> None:
    made.heading("Reliability")
    reliability = assessment.reliability
    made.text(
        "A well-calibrated map is right in 80 % of the cells of which it is 80 % sure. Mean distance from that "
        f"(expected calibration error): {number(100 * reliability.expected_calibration_error(), 1)} percentage points."
    )
    made.figure(
        charts.reliability(reliability.confidence, reliability.accuracy, reliability.cells),
        alt="Share of right cells over the confidence of the map; the same numbers are in the table below.",
        caption="Below the dashed line the map is surer than it should be, above it less sure.",
    )
    rows = [
        [f"{10 * i} – {10 * (i + 1)} %", count(cells), number(100 * sure, 1), number(100 * right, 1)]
        for i, (cells, sure, right) in enumerate(zip(reliability.cells, reliability.confidence, reliability.accuracy))
    ]
    made.table(["Confidence", "Cells", "Mean confidence (%)", "Right (%)"], rows)


def _how_to_read(assessment: LczAccuracy) -> list[str]:
    unit = assessment.unit.split()[0]
    drawn = " of each zone" if assessment.stratified else ""
    return [
        f"The intervals come from a bootstrap: the {assessment.unit}{drawn} were drawn {REPLICATES} times with "
        f"replacement, whole {unit} at a time, as the cells of one resemble each other. They say how much the figures "
        f"depend on which {unit} happened to be chosen; a zone with fewer than two has none, and with a handful it is "
        "too narrow.",
        "OA_w is the mean over all cells of the similarity W between the zone of the map and that of the reference: 1 "
        "for the same zone, 0.92 for open midrise taken for open low-rise, 0 for compact high-rise taken for water.",
        "Every cell counts alike, so that large polygons and common zones weigh most in OA; AA and mean F1 show the "
        "rare zones.",
        "The figures are worth what the reference is worth: they flatter a map that was made with the same polygons.",
        _SOURCES,
    ]
