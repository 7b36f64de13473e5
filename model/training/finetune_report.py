# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training did, as a page."""

from __future__ import annotations

import math

import numpy as np

from ..reports import charts
from ..reports.html_page import Cell, Page, count, number, zone_cell
from ..tables import lcz
from .results import Evaluation, Training


def page(done: Training) -> str:
    """The report as one HTML file."""
    started = f"fine-tuned from “{done.start_name}”" if done.start_name else "trained from scratch"
    made = Page(
        "A network of your own",
        f"{started[0].upper()}{started[1:]} on {done.labels} in {len(done.scenes)} scene"
        f"{'s' if len(done.scenes) > 1 else ''}: {', '.join(done.scenes)}. {done.data.units} {done.unit}, "
        f"step {done.best.step} was kept, {done.seconds / 60:.0f} minutes on {done.device}.",
    )
    made.points([note for note in done.notes if "\n" not in note])
    _figures(made, done)
    _curves(made, done)
    if done.best.scores.confusion.any():
        _zones(made, done)
        made.heading("What is taken for what")
        counts = done.best.scores.confusion
        codes = [zone.code for zone in lcz.ZONES if counts[zone.code - 1].any() or counts[:, zone.code - 1].any()]
        made.confusion(counts, ("labels", "map"), codes, "cells of 20 m")
    made.heading("How to read this")
    retrained = (
        [
            f"After the evaluation the network was trained again for the same number of steps on all {done.unit}, the "
            "held-out ones included: the figures are those of a network that knew less than the one in the file."
        ]
        if done.retrained
        else []
    )
    made.points(
        [
            f"All figures are of {done.unit} that were held out: no step has seen their labels. They were mapped as "
            "the algorithm maps a scene, zones in cells of 100 m, and compared on cells of 20 m.",
            *retrained,
            "The best step was chosen by the same figures, which are a little too kind for that.",
            "They say nothing of other places. What the network knew of them is guarded, not proved: map a place that "
            "you know before you use these weights elsewhere.",
        ]
    )
    return made.html()


def _figures(made: Page, done: Training) -> None:
    made.heading("Before and after")
    before, after = done.before, done.best.scores
    rows = []

    def row(name: str, text: str, get: str, part: str, digits: int, factor: float = 1.0) -> None:
        values = [math.nan if item is None else factor * getattr(getattr(item, part), get) for item in (before, after)]
        change = number(values[1] - values[0], digits, sign=True)
        rows.append([name, Cell(text), *(number(value, digits) for value in values), change])

    if after.confusion.any():
        row("Agreement", "Share of cells with the zone of their label.", "overall_accuracy", "zones", 3)
        row("Mean over zones", "The same, every zone counting alike.", "average_accuracy", "zones", 3)
        row("OA_w", "Like agreement, but a similar zone counts in part.", "oa_weighted", "zones", 3)
        row("Kappa", "Agreement beyond chance.", "kappa", "zones", 3)
    if after.settlement.n:
        row("HSE error", "Mean absolute error, percentage points.", "mae", "settlement", 1)
        row("HSE bias", "Mean of map minus reference, percentage points.", "bias", "settlement", 1)
        row("HSE R2", "Share of the reference's variance that the map explains.", "r2", "settlement", 2)
    made.table(["Figure", "What it says", "Before", "After", "Change"], rows, texts=2)


def _curves(made: Page, done: Training) -> None:
    made.heading("Step by step")
    made.figure(
        _curve(done.evaluations),
        alt="Loss and agreement over the steps; the same numbers stand in the table below.",
        caption="Loss on the labels that train, and agreement on what was held out.",
    )
    rows = [
        [
            count(evaluation.step), number(evaluation.loss, 3), number(evaluation.scores.zones.overall_accuracy, 3),
            number(evaluation.scores.zones.average_accuracy, 3), number(evaluation.scores.settlement.mae, 1),
            "kept" if evaluation is done.best else "",
        ]
        for evaluation in done.evaluations
    ]  # fmt: skip
    made.table(["Step", "Loss", "Agreement", "Mean over zones", "HSE error", ""], rows, texts=0)


def _zones(made: Page, done: Training) -> None:
    made.heading("Zone by zone")
    after, before = done.best.scores.confusion, None if done.before is None else done.before.confusion
    rows = []
    for zone in lcz.ZONES:
        index = zone.code - 1
        trained, scored = done.data.zone_cells[index], after[index].sum()
        if trained or scored:
            found = [
                math.nan if counts is None or not scored else counts[index, index] / counts[index].sum()
                for counts in (before, after)
            ]
            rows.append([zone_cell(zone), count(trained), count(scored), *(number(share, 2) for share in found)])
    heads = ["Zone", "Cells to learn from", "Cells scored", "Found before", "Found after"]
    made.table(heads, rows, caption="Found: of the cells that have this zone by their label, the share that the map "
               "gives it. A zone that was not scored has a dash.")  # fmt: skip


def _curve(evaluations: tuple[Evaluation, ...]) -> bytes:
    """Loss and figures over the steps, as an SVG chart."""
    figures = [evaluation.scores.zones.overall_accuracy for evaluation in evaluations]
    name = "Agreement"
    if not np.isfinite(figures).any():
        name, figures = "HSE error (points)", [evaluation.scores.settlement.mae for evaluation in evaluations]
    losses = [evaluation.loss for evaluation in evaluations]
    return charts.curves([evaluation.step for evaluation in evaluations], [("Loss", losses), (name, figures)])
