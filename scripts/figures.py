#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what the benches measured into the pages that tell of it, so that no figure is typed.

    scripts/figures.py          writes
    scripts/figures.py --check  only says which pages are behind, and fails

A page holds `<!-- figures: NAME -->` and `<!-- end -->`; what stands in between is made anew from bench/*.json.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md", "resources/weights/README.md", "docs/results.md", "docs/performance.md", "docs/trainnetwork.md",
    "docs/smoothseries.md",
)  # fmt: skip
MAPS = {
    "lcz_agreement": "LCZ agreement", "lcz_agreement_sure": "where labels are sure", "oa_w": "OA_w", "kappa": "kappa",
    "hse_mae": "HSE MAE (points)", "hse_rmse": "RMSE", "hse_bias": "bias", "hse_r2": "R2",
}  # fmt: skip
POINTS = ("hse_mae", "hse_rmse", "hse_bias")
"""Figures in percentage points: one digit is what they deserve."""
_PART = re.compile(r"(<!-- figures: ([a-z-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)

Figures = dict[str, Any]


def read(name: str) -> Figures:
    return json.loads((ROOT / "bench" / f"{name}.json").read_text(encoding="utf-8"))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, its first column to the left."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def formatted(key: str, value: float) -> str:
    """A figure in the digits that it deserves."""
    if value != value:
        return ""
    if key == "hse_bias":
        return f"{value:+.1f}"
    return f"{value:.1f}" if key in POINTS else f"{value:.2f}"


def _row(title: str, figures: Figures, columns: Iterable[str] = MAPS) -> list[str]:
    return [title, *(formatted(key, figures[key]) for key in columns)]


def validation() -> str:
    found = read("validation")
    rows = [_row(place, figures) for place, figures in found["places"].items()]
    rows += [_row(f"**{how}**", found[how]) for how in ("mean", "median")]
    return table(["", *MAPS.values()], rows)


CROSSVALIDATED = {
    "lcz_agreement": "LCZ agreement", "lcz_agreement_sure": "where labels are sure", "oa_w": "OA_w",
    "average_accuracy": "average accuracy", "kappa": "kappa", "hse_mae": "HSE MAE (points)", "hse_r2": "R2",
}  # fmt: skip


def crossvalidation(name: str = "crossvalidation") -> str:
    found = read(name)
    rows = [_row(place, found["places"][place], CROSSVALIDATED) for fold in found["folds"] for place in fold]
    rows += [_row(f"**{how}**", found[how], CROSSVALIDATED) for how in ("mean", "median", "spread")]
    return table(["", *CROSSVALIDATED.values()], rows)


def crossvalidation_whole() -> str:
    return crossvalidation("crossvalidation_whole")


def summary() -> str:
    found = read("crossvalidation")
    rows = [_row(how, found[how], CROSSVALIDATED) for how in ("mean", "median", "spread")]
    return table([f"of {len(found['places'])} places", *CROSSVALIDATED.values()], rows)


def gross_errors() -> str:
    found = read("crossvalidation")["gross_errors"]
    return table(["", "share of these labels"], [[name, f"{share:.1%}"] for name, share in found.items()])


def gravest_confusions() -> str:
    rows = [
        [_zone(row["label"]), _zone(row["map"]), f"{row['share']:.1%}"]
        for row in read("crossvalidation")["gravest_confusions"]
    ]
    return table(["label", "map", "share of all cells"], rows)


def novelty() -> str:
    found = read("crossvalidation")["novelty"]
    titles = ["0 to 20", "20 to 40", "40 to 60", "60 to 80", "80 to 100"]
    rows = [
        [title, f"{every:.2f}", f"{sure:.2f}"]
        for title, every, sure in zip(titles, found["accuracy"], found["accuracy_sure"])
    ]
    return table(["novelty", "LCZ agreement", "where labels are sure"], rows)


def novelty_places() -> str:
    places = read("crossvalidation")["novelty"]["places"]
    ordered = sorted(places.items(), key=lambda item: item[1]["novelty_pct"])
    rows = [[name, f"{row['novelty_pct']:.0f}", f"{row['error']:.2f}"] for name, row in ordered]
    return table(["", "mean novelty (%)", "share of the cells that disagree"], rows)


def _zone(code: int) -> str:
    return str(code) if code <= 10 else "ABCDEFG"[code - 11]


def learning() -> str:
    heads = ["run", "step", "LCZ agreement", "where labels are sure", "OA_w", "HSE MAE (points)", "R2"]
    keys = ("lcz_agreement", "lcz_agreement_sure", "oa_w", "hse_mae", "hse_r2")
    rows = []
    for epoch in read("training"):
        mean = epoch["scores"]["mean"]
        rows.append([epoch["run"], str(epoch["step"]), *(f"{mean[key]:.{1 if key in POINTS else 3}f}" for key in keys)])
    return table(heads, rows)


CONFIDENCE = {"unsure": "below 0.4", "fair": "0.4 to 0.6", "sure": "0.6 and more"}


def confidence() -> str:
    found = read("validation")
    rows = [
        [name, *(f"{row[f'lcz_agreement_{key}']:.2f}" for key in CONFIDENCE)]
        for name, row in [*found["places"].items(), ("**mean**", found["mean"])]
    ]
    return table(["label's probability", *CONFIDENCE.values()], rows)


def robustness() -> str:
    found = read("robustness")
    start = next(iter(found.values()))
    heads = ["", "LCZ agreement", "lost", "OA_w", "HSE MAE (points)", "R2"]
    rows = [
        [name, f"{row['lcz_agreement']:.3f}", f"{row['lcz_agreement'] - start['lcz_agreement']:+.3f}",
         f"{row['oa_w']:.3f}", f"{row['hse_mae']:.1f}", f"{row['hse_r2']:.2f}"]
        for name, row in found.items()
    ]  # fmt: skip
    return table(heads, rows)


def tried(name: str, keys: Sequence[str], heads: Sequence[str], told_as: Callable[[str], str]) -> str:
    """A row for each setting that a bench has tried, that of the bundled weights in bold."""
    found = read(name)
    rows = []
    for setting, figures in found["tried"].items():
        mark = "**" if told_as(setting) == told_as(str(found["bundled"])) else ""
        rows.append([f"{mark}{told_as(setting)}{mark}", *(f"{figures[key]:.3f}" for key in keys)])
    return table(heads, rows)


def evenness() -> str:
    heads = ["made up for", "LCZ agreement", "where labels are sure", "OA_w", "every zone counting alike"]
    keys = ("lcz_agreement", "lcz_agreement_sure", "oa_w", "average_accuracy_sure")
    return tried("evenness", keys, heads, lambda share: f"{float(share):.0%}")


def neighbourhood() -> str:
    heads = ["mean over", "LCZ agreement", "OA_w", "average accuracy", "inside: agreement", "OA_w", "average accuracy"]
    keys = ("lcz_agreement", "oa_w", "average_accuracy", "agreement_inside", "oa_w_inside", "average_accuracy_inside")
    return tried("neighbourhood", keys, heads, lambda side: f"{side} m")


SPEED_ROWS = {
    "forward": "its network alone, pixels in memory", "forward_numpy": "the same in NumPy, without PyTorch",
    "onnxruntime": "ONNX Runtime, tiles of 512 px with 15 % overlap",
    "onnxruntime_without_overlap": "the same without overlap, with seams",
    "four_pass": "the method's own four shifted passes", "patchwise": "windows of 32 px every 10 px",
}  # fmt: skip
SPEED_AIMS = {
    "ratio_to_forward": "file to file, to the network alone",
    "fraction_of_roofline": "file to file, to the rate of large matrix products",
    "speedup_vs_onnxruntime": "times as fast as ONNX Runtime",
    "fast_to_exact": "`PRECISION` `fast`, times as fast (processor time)",
    "numpy_to_torch": "NumPy's time to PyTorch's",
    "worker_to_torch": "the private PyTorch's processor time to PyTorch's",
    "both_at_once_to_one_after_the_other": "two maps at once, to one after the other",
}


def speed() -> str:
    rates = read("results")["mpx_per_s"]
    rows = [["**this plugin, file to file**", f"**{rates['ours']:.2f}**", ""]]
    for name, told_as in SPEED_ROWS.items():
        rows.append([told_as, f"{rates[name]:.2g}", f"{rates['ours'] / rates[name]:.2g}"])
    return table(["", "megapixels a second", "this plugin is faster by"], rows)


def speed_sizes() -> str:
    rows = [
        [
            f"{name} megapixel{'s' if name != '1' else ''}",
            f"{run['seconds']:.3g} s",
            f"{run['peak_rss_mb'] / 1000:.2f} GB",
        ]
        for name, run in read("results")["by_size_mpx"].items()
    ]
    return table(["scene", "time", "peak memory"], rows)


def speed_aims() -> str:
    found, rows = read("results"), []
    for word, aims in found["aims"].items():
        for name, aim in aims.items():
            reached = found[name] >= aim if word == "least" else found[name] <= aim
            rows.append([SPEED_AIMS[name], f"{found[name]:.2f}", f"at {word} {aim:g}", "yes" if reached else "no"])
    return table(["", "measured", "aim", "reached"], rows)


AVERAGED = {
    "orientations 1": ("one date as it is", 1), "orientations 2": ("`ORIENTATIONS` 2", 2),
    "orientations 4": ("`ORIENTATIONS` 4", 4), "orientations 8": ("`ORIENTATIONS` 8", 8), "dates 2": ("two `DATES`", 2),
}  # fmt: skip


def averaging() -> str:
    rows = [
        [AVERAGED[name][0], *(f"{row[key]:.3f}" for key in ("lcz_agreement", "oa_w")), f"{row['hse_mae']:.1f}",
         f"{row['hse_r2']:.3f}", str(AVERAGED[name][1])]
        for name, row in read("averaging").items()
    ]  # fmt: skip
    return table(["", "LCZ agreement", "OA_w", "HSE MAE (points)", "R2", "time"], rows)


def fine_tuning() -> str:
    rows = []
    for place, found in read("fine_tuning").items():
        when = "before", "after"
        before, after = (statistics.mean(row["overall_accuracy"] for row in found[then]) for then in when)
        others, everywhere = (
            [found[f"{part}_{then}"]["lcz_agreement"] for then in when] for part in ("elsewhere", "validation")
        )
        changes = [after - before, others[1] - others[0], everywhere[1] - everywhere[0]]
        polygons = str(found["other_polygons"])
        rows.append([place.capitalize(), polygons, f"{before:.3f}", f"{after:.3f}", *(f"{c:+.3f}" for c in changes)])
    heads = ["", "other polygons", "before", "after", "change", "the four other places", "all five places"]
    return table(heads, rows)


# Places that the bundled network has not learned from.
UNSEEN = ("bordeaux", "rio", "beihai", "pisa", "dubai")


def training_areas() -> str:
    """Means over places and draws, of places that the network at the start has not learned from and of the others."""
    places = read("training_areas")["places"]
    methods = ("bundled", "heads", "forest", "boosting")
    rows, names = [], []
    for title, seen in (("not seen before", False), ("learned from", True)):
        chosen = {place: _runs(found, methods) for place, found in places.items() if found["seen"] == seen}
        chosen = {place: runs for place, runs in chosen.items() if runs}
        names += [f"{title[0].upper()}{title[1:]}: {', '.join(sorted(chosen))}."] if chosen else []
        for count in sorted({run["polygons"] for runs in chosen.values() for run in runs}):
            runs = [run for runs in chosen.values() for run in runs if run["polygons"] == count]
            means = [statistics.mean(run[name]["agreement"] for run in runs) for name in methods]
            changes = [run["heads"]["agreement"] - run["bundled"]["agreement"] for run in runs]
            beaten = sum(run["heads"]["agreement"] > run["forest"]["agreement"] for run in runs)
            seconds = statistics.mean(run["heads"]["cpu_s"] for run in runs)
            rows.append([
                title, str(count), str(len(runs)), *(f"{mean:.3f}" for mean in means),
                f"{beaten} of {len(runs)}", f"{sum(change < -0.02 for change in changes)} of {len(runs)}",
                f"{min(changes):+.3f}", f"{seconds:.1f}",
            ])  # fmt: skip
    heads = ["places", "polygons", "runs", "before", *methods[1:], "heads above forest",
             "heads more than 0.02 below before", "worst", "CPU s, heads"]  # fmt: skip
    refused = [place for place, found in places.items() if found.get("refused")]
    if refused:
        names.append(f"Refused by the plugin until its user gives the scale of its numbers: {', '.join(refused)}.")
    return table(heads, rows) + "\n" + " ".join(names) + "\n"


def _runs(found: Figures, methods: Iterable[str]) -> list[Figures]:
    """The runs of a place that all of the methods have done."""
    return [run for run in found["runs"] if all(method in run for method in methods)]


def training_areas_all_layers() -> str:
    """The runs in which all layers trained, beside the heads on the same polygons."""
    methods = ("bundled", "heads", "all layers")
    rows = [
        [place, str(run["polygons"]), *(f"{run[name]['agreement']:.3f}" for name in methods),
         *(f"{run[name]['cpu_s']:.0f}" for name in methods[1:])]
        for place, found in read("training_areas")["places"].items() if not found["seen"]
        for run in _runs(found, methods)
    ]  # fmt: skip
    return table(["", "polygons", "before", "heads", "all layers", "CPU s, heads", "CPU s, all layers"], rows)


def band_selection() -> str:
    """What each place's features are worth, all and the better half of them, and each date alone."""
    rows = []
    for place, found in read("band_selection").items():
        dates = [f"{date}: {row['auc']:.3f}, {row['r2']:.3f}" for date, row in found["dates"].items()]
        rows.append([
            place, f"{found['auc']:.3f}", f"{found['r2']:.3f}",
            *(f"{100 * found[f'half_keeps_{key}']:.1f} %" for key in ("auc", "r2")),
            str(len(found["recommended"])), *dates,
        ])  # fmt: skip
    heads = ["", "AUC", "R2", "half keeps of AUC", "half keeps of R2", "features that keep 97 %",
             "earlier date alone: AUC, R2", "later date alone: AUC, R2"]  # fmt: skip
    return table(heads, rows)


def band_ranks() -> str:
    """Bands by their mean rank over places and dates."""
    places = read("band_selection").values()
    ranks: dict[str, list[list[int]]] = {}
    for found in places:
        dates = list(found["dates"])
        for rank, title in enumerate(found["order"], start=1):
            band, date = title.split(" ")
            ranks.setdefault(band, [[], []])[dates.index(date)].append(rank)
    rows = []
    for band, (earlier, later) in sorted(ranks.items(), key=lambda item: sum(map(sum, item[1]))):
        every = [*earlier, *later]
        half = sum(rank <= found["half"] for rank, found in zip(every, [*places, *places]))
        rows.append(
            [band, *(f"{statistics.mean(part):.1f}" for part in (every, earlier, later)), f"{half} of {len(every)}"]
        )
    return table(["band", "mean rank", "earlier date", "later date", "in the better half"], rows)


COMPARED = {
    "lcz_agreement": "LCZ OA", "average_accuracy": "average accuracy", "kappa": "kappa", "f1_mean": "F1",
    "oa_w": "OA_w", "hse_mae": "HSE MAE", "hse_rmse": "RMSE", "hse_bias": "bias", "hse_r2": "R2",
}  # fmt: skip


def _spread(key: str, values: Sequence[float]) -> str:
    if any(value != value for value in values):
        return ""
    digits = 1 if key in POINTS else 3
    spread = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.{digits}f} ± {spread:.{digits}f}"


def _compared(of: Callable[[Figures], Figures], file: str = "comparison") -> str:
    rows = [
        [name, *(_spread(key, [of(run)[key] for run in runs.values()]) for key in COMPARED)]
        for name, runs in _variants(file)
    ]
    return table(["", *COMPARED.values()], rows)


def _variants(file: str) -> list[tuple[str, Figures]]:
    """Variants with their runs: single tasks first, fewest parts first, whatever order they finished in."""
    return sorted(
        read(file)["runs"].items(), key=lambda item: ("both" in item[0], "no " in item[0], "band" in item[0], item[0])
    )


def comparison() -> str:
    return _compared(lambda run: run["mean"])


def comparison_groups() -> str:
    return _compared(lambda run: run["mean"], "comparison_groups")


def comparison_places() -> str:
    places = read("validation")["places"]
    parts = [f"**{place}**\n\n{_compared(lambda run, place=place: run['places'][place])}" for place in places]
    return "\n".join(parts)


def task_weights() -> str:
    """How the learned weights went, of the full network."""
    runs = read("comparison")["runs"]["both, learned weights"]
    count = len(next(iter(runs.values()))["task_log_variance"])
    every = read("comparison")["about"]["every"]
    rows = []
    for index in [round(share * (count - 1)) for share in (0, 0.1, 0.25, 0.5, 0.75, 1)]:
        hse, lcz = zip(*(run["task_log_variance"][index] for run in runs.values()))
        rows.append([str((index + 1) * every), f"{statistics.mean(hse):+.3f}", f"{statistics.mean(lcz):+.3f}"])
    return table(["step", "s_hse", "s_lcz"], rows)


def cost() -> str:
    found = read("comparison")["cost"]
    rows = [
        [name, f"{found['numbers'][name] / 1e6:.2f}", f"{seconds:.2f}"] for name, seconds in found["seconds"].items()
    ]
    rows.append(["both in one, against one for each", f"{found['size_ratio']:.2f}", f"{found['time_ratio']:.2f}"])
    return table(["", "million numbers", "seconds for 1 megapixel"], rows)


SERIES = {
    "differ_before": "another zone on the second date", "differ_after": "after smoothing",
    "agreement_before": "agreement with the labels", "agreement_after": "after smoothing", "oa_w_before": "OA_w",
    "oa_w_after": "after smoothing",
}  # fmt: skip


def _series_row(title: str, figures: Figures) -> list[str]:
    shown = (f"{100 * figures[key]:.1f} %" if key.startswith("differ") else f"{figures[key]:.3f}" for key in SERIES)
    return [title, *shown]


def series_summary() -> str:
    return table(["", *SERIES.values()], [_series_row("mean of eleven places", read("series")["mean"])])


def series() -> str:
    """Place by place, those first that the weights never saw."""
    found = read("series")
    order = sorted(found["places"], key=lambda place: (place not in UNSEEN, place))
    rows = [
        _series_row(place if place in UNSEEN else f"{place} (learned from)", found["places"][place]) for place in order
    ]
    return table(["", *SERIES.values()], [*rows, _series_row("**mean**", found["mean"])])


def series_tried() -> str:
    rows = [
        [name, f"{row['log_loss']:.4f}", f"{100 * row['differ']:.1f} %", f"{100 * row['implants_found']:.0f} %",
         f"{row['agreement']:.3f}"]
        for name, row in read("series")["tried"].items()
    ]  # fmt: skip
    heads = ["ten places", "log loss", "another zone on the second date", "implants found", "agreement with the labels"]
    return table(heads, rows)


def series_growth() -> str:
    """Town by town: those that chose how far neighbours count, then those that had no say."""
    found, rows = read("series"), []
    for name, title in (
        ("towns_chosen_on", "chosen on these"), ("towns", "no say"), ("towns_further", "no say, further seeds"),
    ):  # fmt: skip
        rows += [
            [title, f"{100 * row['wrong_year']:.1f} %", f"{row['f1']:.3f}", f"{row['f1_alone']:.3f}",
             *(f"{100 * row[f'else_changed{which}']:.2f} %" for which in ("_before", "", "_alone"))]
            for title, row in [
                *((f"{seed}: LCZ {row['zone']} on fields", row) for seed, row in found[name].items()),
                (f"**mean ({title})**", found[f"mean_{name}"]),
            ]
        ]  # fmt: skip
    heads = ["town", "of the district in a wrong year", "F1 of the district in its year", "each cell on its own",
             "changed elsewhere, before smoothing", "after smoothing", "each cell on its own"]  # fmt: skip
    return table(heads, rows)


TABLES: dict[str, Callable[[], str]] = {
    "validation": validation,
    "crossvalidation": crossvalidation,
    "crossvalidation-whole": crossvalidation_whole,
    "gross-errors": gross_errors,
    "novelty": novelty,
    "novelty-places": novelty_places,
    "gravest-confusions": gravest_confusions,
    "summary": summary,
    "confidence": confidence,
    "learning": learning,
    "robustness": robustness,
    "speed": speed,
    "speed-sizes": speed_sizes,
    "speed-aims": speed_aims,
    "evenness": evenness,
    "neighbourhood": neighbourhood,
    "averaging": averaging,
    "fine-tuning": fine_tuning,
    "training-areas": training_areas,
    "training-areas-all-layers": training_areas_all_layers,
    "series": series,
    "series-summary": series_summary,
    "series-tried": series_tried,
    "series-growth": series_growth,
    "band-selection": band_selection,
    "band-ranks": band_ranks,
    "comparison": comparison,
    "comparison-groups": comparison_groups,
    "comparison-places": comparison_places,
    "task-weights": task_weights,
    "cost": cost,
}


def main() -> None:
    """The command line."""
    behind = []
    for page in (ROOT / name for name in PAGES):
        text = page.read_text(encoding="utf-8")
        now = _PART.sub(lambda part: part[1] + "\n" + TABLES[part[2]]() + "\n" + part[4], text)
        if now != text:
            behind.append(page.relative_to(ROOT))
            if "--check" not in sys.argv:
                page.write_text(now, encoding="utf-8")
    print("\n".join(f"{'behind' if '--check' in sys.argv else 'written'}: {page}" for page in behind) or "up to date")
    sys.exit(bool(behind) and "--check" in sys.argv)


if __name__ == "__main__":
    main()
