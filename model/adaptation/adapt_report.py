# SPDX-License-Identifier: GPL-2.0-or-later
"""The HTML report of an adaptation: accuracy before and after on areas held out, with box plots."""

from __future__ import annotations

import math

import numpy as np

from ..reports import charts
from ..reports.html_page import Cell, Page, count, interval, number, zone_cell
from ..tables import lcz
from .adapt_results import Adaptation
from .bootstrap import Accuracy

# (field of ZoneScores, short name, what it says)
FIGURES = (
    ("overall_accuracy", "OA", "Share of cells that have the area's zone."),
    ("oa_urban", "OA_u", "The same among the cells that are built (LCZ 1-10) in both."),
    ("oa_built", "OA_bu", "Share of cells on the right side of built (1-10) against natural (A-G)."),
    ("oa_weighted", "OA_w", "Like OA, but a similar zone counts in part."),
    ("kappa", "kappa", "Agreement beyond chance: 0 is chance, 1 is perfect."),
    ("f1_mean", "mean F1", "Mean of the F1 of the zones that stand in either."),
)
EASY = (
    "Polygons of one's own city are easy: those held out were drawn by the same person, in typical places, and "
    "resemble those that train. A map of the whole city is less accurate than these figures. Validation scenes, or "
    "areas that another person drew, are the stricter test."
)
_AFTER = "#4F8FC9"


def page(done: Adaptation) -> str:
    """The report as one HTML file."""
    made = Page(
        "The network adapted to your training areas",
        f"“{done.start_name}”, its heads adapted to {done.labels} in {len(done.scenes)} scene"
        f"{'s' if len(done.scenes) > 1 else ''}: {', '.join(done.scenes)}. {sum(done.units_per_zone)} {done.unit}, "
        f"{done.seconds:.0f} seconds.",
    )
    made.points(done.notes)
    if done.comparison.after.scores:
        _bootstraps(made, done)
        _zones(made, done)
        made.heading("What is taken for what, adapted")
        counts = done.comparison.after.confusion
        codes = [zone.code for zone in lcz.ZONES if counts[zone.code - 1].any() or counts[:, zone.code - 1].any()]
        made.confusion(counts, ("areas", "map"), codes, "cells of 20 m, all bootstraps together")
    if done.validation is not None:
        made.heading("On areas that never train")
        _table(made, done.validation.before, done.validation.after)
    if done.settlement is not None:
        _settlement(made, done)
    if done.strengths:
        _strengths(made, done)
    made.heading("How to read this")
    made.points(_how_to_read(done))
    return made.html()


def _bootstraps(made: Page, done: Adaptation) -> None:
    before, after = done.comparison
    made.heading(f"Before and after, {len(after.scores)} bootstraps")
    titles = [title for _, title, _ in FIGURES]
    values = [
        [[getattr(score, name) for score in accuracy.scores] for name, _, _ in FIGURES] for accuracy in (before, after)
    ]
    made.figure(
        charts.paired_boxes(titles, *values, [_AFTER] * len(titles)),
        alt="Box plots of the figures before and after; the means stand in the table below.",
        caption="Each box: the middle half of the bootstraps, with the median. Grey: before. Blue: adapted.",
    )
    _table(made, before, after)


def _table(made: Page, before: Accuracy, after: Accuracy) -> None:
    rows = []
    for name, title, text in FIGURES:
        old, new = before.mean(name), after.mean(name)
        values = np.array([getattr(score, name) for score in after.scores], dtype=float)
        values = values[np.isfinite(values)]
        spread = interval(*np.percentile(values, (5, 95))) if len(values) > 1 else "–"
        rows.append([title, Cell(text), number(old), number(new), number(new - old, 2, sign=True), spread])
    made.table(["Figure", "What it says", "Before", "Adapted", "Change", "Adapted, 5 – 95 %"], rows, texts=2)


def _zones(made: Page, done: Adaptation) -> None:
    made.heading("Zone by zone")
    before, after = done.comparison
    drawn = [code for code, units in enumerate(done.units_per_zone, start=1) if units]
    index = np.array(drawn) - 1
    zones = [lcz.ZONES[i] for i in index]
    made.figure(
        charts.paired_boxes(
            [zone.label for zone in zones],
            *(accuracy.f1[:, index].T.tolist() for accuracy in (before, after)),
            [zone.colour for zone in zones],
        ),
        alt="Box plots of the F1 of each zone before and after; the means stand in the table below.",
        caption="F1 of each zone over the bootstraps. Grey: before. In the zone's colour: adapted.",
    )
    rows = []
    for code in drawn:
        old, new = (_mean(accuracy.f1[:, code - 1]) for accuracy in (before, after))
        rows.append([zone_cell(lcz.ZONES[code - 1]), count(done.units_per_zone[code - 1]),
                     count(done.cells_per_zone[code - 1]), number(old), number(new),
                     number(new - old, 2, sign=True)])  # fmt: skip
    made.table(["Zone", done.unit.capitalize(), "Cells of 100 m", "F1 before", "F1 adapted", "Change"], rows)


def _settlement(made: Page, done: Adaptation) -> None:
    made.heading("Settlement extent, squares held out")
    before, after = done.settlement
    rows = [
        ["Mean error (points)", number(before.mae, 1), number(after.mae, 1)],
        ["Bias (points)", number(before.bias, 1), number(after.bias, 1)],
        ["R2", number(before.r2), number(after.r2)],
    ]
    made.table(["Figure", "Before", "Adapted"], rows)


def _strengths(made: Page, done: Adaptation) -> None:
    made.heading("How firmly the network was held")
    rows = [
        [f"{score.strength:g}", number(score.loss, 3), number(score.error, 3),
         "taken" if score.strength == done.strength else ""]
        for score in done.strengths
    ]  # fmt: skip
    made.table(["Strength of the penalty", "Loss", "Standard error of the difference to the best", ""], rows,
               caption="Loss: mean of −log of the probability of the right zone, on whole areas held out. Of "
               "strengths that cannot be told from the best one, the strongest is taken.")  # fmt: skip


def _how_to_read(done: Adaptation) -> list[str]:
    share = f"{100 * (1 - done.holdout_share):.0f}"
    points = [EASY]
    if done.comparison.after.scores:
        points += [
            f"In each bootstrap {share} % of the {done.unit} of each zone adapt the network, the others are mapped, "
            "whole, and counted in cells of 20 m. Before and after are counted on the same cells.",
            f"The weights that were written have learned from all {done.unit}.",
            "The strength of the penalty was chosen on the same areas, which flatters the figures a little.",
        ]
    points.append(
        "Zones that nobody drew are held where the network had them (distillation on cells without a label). Draw one "
        "or two polygons of every zone that matters."
    )
    return points


def _mean(values: np.ndarray) -> float:
    return float(np.nanmean(values)) if np.isfinite(values).any() else math.nan
