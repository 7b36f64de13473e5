# SPDX-License-Identifier: GPL-2.0-or-later
"""The report and the tables of a selection of features."""

from __future__ import annotations

import numpy as np

from ..reports.html_page import Page, number, shaded, zone_cell
from ..reports.path_charts import scores_by_count, weight_paths
from ..reports.text_tables import csv_text
from ..tables import lcz
from .feature_table import MEAN
from .select_results import Selection

# More lines with names cannot be told apart.
_MOST_NAMED = 18


def page(selection: Selection) -> str:
    """The report as one HTML file."""
    made = Page(
        "Which bands and dates matter",
        f"{len(selection.features)} features of {', '.join(selection.scenes)}, judged by {selection.labels}: "
        f"{selection.cells} cells of 100 m in {selection.units} {selection.unit}.",
    )
    _recommended(made, selection)
    _charts(made, selection)
    _ranked(made, selection)
    _dates(made, selection)
    _bands(made, selection)
    _zones(made, selection)
    made.heading("How to read this")
    made.points(
        [
            "One linear model for each zone against all others and one for settlement learn from the same features. A "
            "penalty on the length of a feature's row of weights makes each feature enter all models at once; the "
            "factors 1/2 and 2 of the two kinds of losses make settlement and zones count alike at the start (Cao et "
            "al. 2024). The first chart lowers the penalty from left to right: what comes in early and grows matters.",
            "The ranking takes away the feature with the smallest joint weight and fits again, until none is left. Of "
            "two bands that tell nearly the same, such as B8 and B8A, one stays and the other goes: a low rank does "
            "not say that a band has nothing to tell.",
            "Figures are of ground held out: whole polygons, or squares of 1 km where the labels are a raster. AUC is "
            "how often a cell of the zone is ranked above another cell: 0.5 is chance. Settlement is R2 and the root "
            "of the mean squared error in percentage points.",
            "Linear models of single cells say which bands carry information; the network, which sees neighbourhoods, "
            "may use others. It always reads all ten bands.",
        ]
    )
    made.points(selection.notes)
    return made.html()


def ranking_csv(selection: Selection) -> str:
    """A row for each feature, the most useful first."""
    labels = [f"weight_lcz_{lcz.ZONES[code - 1].label}" for code in selection.zones]
    tasks = labels + (["weight_hse"] if selection.has_settlement else [])
    heads = ["rank", "feature", "date", "band", "statistic", "recommended", "stability", "entered_at_penalty",
             "joint_weight", *tasks]  # fmt: skip
    rows = []
    for rank, place in enumerate(selection.order.tolist(), start=1):
        feature = selection.features[place]
        rows.append([
            rank, feature.title, feature.date, feature.band, feature.statistic, int(rank <= selection.recommended),
            selection.stability[place], selection.path.entered[place], selection.path.joint[-1, place],
            *selection.path.weights[place],
        ])  # fmt: skip
    return csv_text(heads, rows)


def path_csv(selection: Selection) -> str:
    """A row for each penalty: features in the model, figures on ground held out, the joint weight of each feature."""
    heads = ["penalty", "features", "auc", "hse_mse", "hse_r2", *(feature.title for feature in selection.features)]
    rows = [
        [penalty, int((weights > 0).sum()), scores.mean_auc, scores.mse, scores.r2, *weights]
        for penalty, weights, scores in zip(
            selection.path.penalties, selection.path.joint, selection.ranking.along_path
        )
    ]
    return csv_text(heads, rows)


MAKERS = {"REPORT": page, "CSV": ranking_csv, "PATH": path_csv}


def _recommended(made: Page, selection: Selection) -> None:
    made.heading("Recommended")
    chosen = selection.chosen
    made.text(
        f"{selection.recommended} of {len(selection.features)} features keep at least "
        f"{100 * selection.keep:.0f} % of what all tell about ground held out{_figures_in_words(selection)}."
    )
    rows = []
    for item in selection.dates:
        of_date = [feature for feature in selection.features if feature in chosen and feature.date == item.date]
        listed = ", ".join(_within_date(feature.band, feature.statistic) for feature in of_date)
        rows.append([item.date, listed or "none: this date can be left out"])
    others = ", ".join(feature.title for feature in chosen if not feature.date)
    if any(not feature.date for feature in selection.features):
        rows.append(["Other rasters", others or "none"])
    made.table(["Date", "Bands"], rows, texts=2)


def _figures_in_words(selection: Selection) -> str:
    recommended, full = selection.scores(selection.recommended), selection.all_features
    parts = []
    if np.isfinite(full.mean_auc):
        parts.append(f"AUC {recommended.mean_auc:.3f} of {full.mean_auc:.3f}")
    if np.isfinite(full.r2):
        parts.append(f"R2 of settlement {recommended.r2:.3f} of {full.r2:.3f}")
    return f" ({', '.join(parts)})" if parts else ""


def _within_date(band: str, statistic: str) -> str:
    return band if statistic == MEAN else f"{band} ({statistic})"


def _charts(made: Page, selection: Selection) -> None:
    names = [feature.title for feature in selection.features]
    named = selection.order[: min(selection.recommended, _MOST_NAMED)].tolist()
    made.figure(
        weight_paths(selection.path.penalties, selection.path.joint, names, named),
        alt="Joint weight of each feature along the path of penalties",
        caption="Joint weight of each feature as the penalty falls, with the recommended ones in colours and the "
        "others in grey.",
    )
    scores = selection.ranking.by_count
    made.figure(
        scores_by_count(
            selection.ranking.counts,
            [s.mean_auc for s in scores],
            [s.r2 for s in scores],
            selection.recommended,
            selection.keep,
        ),
        alt="AUC and R2 on ground held out by the number of features",
        caption="With the first so many features, chosen in each fold by itself. Dashed: what is to be kept.",
    )


def _ranked(made: Page, selection: Selection) -> None:
    made.heading("All features, the most useful first")
    rows = []
    largest = max(float(selection.path.joint[-1].max()), 1e-12)
    for rank, place in enumerate(selection.order.tolist(), start=1):
        weight = float(selection.path.joint[-1, place])
        hse = [number(float(selection.path.weights[place, -1]), 2, sign=True)] if selection.has_settlement else []
        rows.append([
            selection.features[place].title, "yes" if rank <= selection.recommended else "", str(rank),
            shaded(number(weight, 2), weight / largest), *hse, number(float(selection.path.entered[place]), 2),
            number(100 * float(selection.stability[place]), 0),
        ])  # fmt: skip
    settlement = ["Weight for settlement"] if selection.has_settlement else []
    heads = [
        "Feature",
        "Recommended",
        "Rank",
        "Joint weight",
        *settlement,
        "Comes in at penalty",
        "Folds that agree (%)",
    ]
    made.table(heads, rows, texts=2, caption="Weights at the end of the path, of features brought to mean 0 and "
               "standard deviation 1.")  # fmt: skip


def _dates(made: Page, selection: Selection) -> None:
    if len(selection.dates) < 2:
        return
    made.heading("Dates")
    rows = []
    for item in selection.dates:
        without = item.without
        rows.append([
            item.date, number(item.alone.mean_auc, 3), number(item.alone.r2, 3),
            number(without.mean_auc, 3) if without else "–", number(without.r2, 3) if without else "–",
        ])  # fmt: skip
    full = selection.all_features
    rows.append(["All", number(full.mean_auc, 3), number(full.r2, 3), "–", "–"])
    made.table(["Date", "Alone: AUC", "Alone: R2", "Without it: AUC", "Without it: R2"], rows)


def _bands(made: Page, selection: Selection) -> None:
    """Joint weights of bands by date."""
    dates = [item.date for item in selection.dates]
    bands = list(dict.fromkeys(feature.band for feature in selection.features if feature.date))
    weights = np.zeros((len(bands), len(dates)))
    for feature, weight in zip(selection.features, selection.path.joint[-1]):
        if feature.date:
            weights[bands.index(feature.band), dates.index(feature.date)] += weight
    made.heading("Bands")
    largest = max(float(weights.max()), 1e-12)
    rows = [
        [band, *(shaded(number(float(weight), 2), float(weight) / largest) for weight in row), number(row.sum(), 2)]
        for band, row in zip(bands, weights)
    ]
    made.table(["Band", *dates, "Sum"], rows, caption="Joint weights at the end of the path.")


def _zones(made: Page, selection: Selection) -> None:
    if not selection.zones:
        return
    made.heading("Zone by zone")
    recommended, full = selection.scores(selection.recommended), selection.all_features
    rows = [
        [zone_cell(lcz.ZONES[code - 1]), number(float(first), 3), number(float(second), 3)]
        for code, first, second in zip(selection.zones, recommended.auc, full.auc)
    ]
    made.table(["Zone", "AUC, recommended", "AUC, all features"], rows)
    if selection.has_settlement:
        made.text(f"Settlement: root mean squared error {recommended.mse**0.5:.1f} points with the recommended "
                  f"features, {full.mse**0.5:.1f} with all.")  # fmt: skip
