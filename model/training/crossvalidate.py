# SPDX-License-Identifier: GPL-2.0-or-later
"""Cross-validation over whole places: what the recipe is worth in places that it has not seen.

    python -m hse_lcz.model.training.crossvalidate --data ../shared/data --out build/crossvalidate

Each fold is trained on the places of all other folds and maps its own. Two plans: `whole` trains five folds from random
weights; `last` trains the last two stages alone, from weights that have seen none of the places of its folds. A run
that was stopped is resumed; `--folds 1 3` trains some of the folds only, so that several processes share the work. The
scores are written when all folds are trained.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ..assessment import metrics
from ..assessment.gross_errors import gravest_confusions, gross_errors
from ..engines.torch_engine import TorchEngine
from ..errors import InputError, PluginError
from ..network import weights
from ..tables import lcz
from . import folder_dataset, train, training_cells, validate
from .average_runs import average_runs
from .calibration import EVENNESS, HeldOut, calibrate, zone_shares


class Stage(NamedTuple):
    """A part of the training, which starts from the weights of the one before."""

    steps: int
    learning_rate: float
    matrix_rate: float
    runs: int = 1
    """How many, which differ in their seed; a stage ends with the mean of their weights (`average_runs`)."""


class Plan(NamedTuple):
    """Which places are held out together, and how the others train."""

    folds: tuple[tuple[str, ...], ...]
    """Places of each fold, from at least three continents; places that touch or lie in one region are in one fold."""
    stages: tuple[Stage, ...]
    from_weights: bool
    """Whether the first stage starts from weights that are given, else from random ones."""


PLANS = {
    # The bundled weights' first stage, a quarter as long: what every place is worth, the bundled weights being better.
    "whole": Plan(
        (
            ("paris", "bercy", "saclay_e", "saclay_w", "beirut", "jiangsu", "rio"),
            ("bordeaux", "pisa", "dubai", "abudhabi", "cupertino"),
            ("nantes", "norcia", "chongqing", "beihai", "brasilia", "aguasclaras"),
            ("montpellier", "valencia", "lolland", "bahrain", "lasvegas"),
            ("rennes", "brandenburg", "nethailand", "easternshore", "sharkbay"),
        ),
        (Stage(1500, 4e-3, 2e-2),),
        from_weights=False,
    ),
    # Places that weights 0.3.0 have not seen, and the two stages that made 0.5.0 of them, shorter.
    "last": Plan(
        (
            ("bordeaux", "brandenburg", "dubai", "bahrain", "easternshore"),
            ("rio", "pisa", "beihai", "jiangsu", "lolland", "sharkbay"),
        ),
        (Stage(2000, 2e-3, 1e-2, runs=2), Stage(800, 1e-3, 5e-3, runs=2)),
        from_weights=True,
    ),
}


def options(plan: Plan, fold: int, stage: int, out: Path, start: str | None = None, run: int = 1) -> train.TrainOptions:
    """How a run of a stage of a fold is trained.

    Args:
        plan: which.
        fold: from 1.
        stage: from 1.
        out: folder of the cross-validation.
        start: weights from which the first stage starts; None = from random ones.
        run: from 1.
    """
    recipe = plan.stages[stage - 1]
    return train.TrainOptions(
        steps=recipe.steps,
        learning_rate=recipe.learning_rate,
        matrix_rate=recipe.matrix_rate,
        holdout=plan.folds[fold - 1],
        seed=fold + 40 * (stage - 1) + 20 * (run - 1),
        evaluate_every=recipe.steps,
        bfloat16=True,
        start=start if stage == 1 else str(weights_of(plan, out, fold, stage - 1)),
    )


def folder_of(out: Path, fold: int, stage: int, run: int = 1) -> Path:
    """Where a run of a stage of a fold is kept."""
    return out / f"fold{fold}" / (f"stage{stage}" if run == 1 else f"stage{stage}_run{run}")


def weights_of(plan: Plan, out: Path, fold: int, stage: int) -> Path:
    """Where the weights are with which a stage of a fold ends, whether they are trained or not."""
    return folder_of(out, fold, stage) / ("best.npz" if plan.stages[stage - 1].runs == 1 else "averaged.npz")


def check_start(plan: Plan, start: str | None) -> None:
    """Sees that no place is scored that the weights at the start have learned from.

    Raises:
        InputError: the plan needs weights and has none, or the other way round, or they know a place of a fold.
        WeightsError: the weights cannot be read.
    """
    if plan.from_weights != bool(start):
        needed = "weights to start from" if plan.from_weights else "no weights to start from"
        raise InputError(f"Expected {needed} for this plan, found {start or 'none'}; change --start.")
    if start:
        known = set(weights.load(start).card.get("training", {}).get("places", ()))
        seen = sorted(known.intersection(name for fold in plan.folds for name in fold))
        if seen or not known:
            raise InputError(
                f"Expected weights whose card names the places that they have learned from, none of them in a fold, "
                f"found {', '.join(seen) or 'no places'} in {start}; start from weights that have not seen the folds."
            )


def train_folds(plan: Plan, data: Path, out: Path, folds: Sequence[int], start: str | None = None) -> None:
    """Trains folds that are not trained yet, the first stage of all of them first, and prints the progress.

    Raises:
        InputError: the folder does not hold what `folder_dataset` describes.
        ValueError: `out` holds a run with other options.
    """
    for stage, recipe in enumerate(plan.stages, start=1):
        for fold in folds:
            print(f"fold {fold}, stage {stage}: without {', '.join(plan.folds[fold - 1])}", flush=True)
            folders = [folder_of(out, fold, stage, run) for run in range(1, recipe.runs + 1)]
            for run, folder in enumerate(folders, start=1):
                chosen = options(plan, fold, stage, out, start, run)
                train.report(train.train(chosen, data, folder), chosen.steps, folder / "log.jsonl")
            average = weights_of(plan, out, fold, stage)
            if recipe.runs > 1 and not average.exists():
                runs = [weights.load(str(folder / "best.npz")) for folder in folders]
                found = average_runs(runs, folder_dataset.load_folder(data, plan.folds[fold - 1]))
                weights.save(average, found.config, found.arrays, found.card)


def trained_weights(plan: Plan, out: Path) -> list[Path]:
    """The weights of each fold after its last stage, whether the file is there or not."""
    return [weights_of(plan, out, fold, len(plan.stages)) for fold in range(1, len(plan.folds) + 1)]


def held_out(plan: Plan, data: Path, out: Path) -> list[HeldOut]:
    """The trained network of each fold with the places that it has not seen."""
    found = []
    for names, path in zip(plan.folds, trained_weights(plan, out)):
        folder = folder_dataset.load_folder(data, names)
        network = weights.load(str(path))
        found.append(HeldOut(network, folder.validation, zone_shares(folder.training), folder.training))
    return found


def score_folds(parts: Sequence[HeldOut], evenness: float = EVENNESS) -> dict[str, Any]:
    """All figures of the cross-validation, with the corrections that the folds' held-out places ask for.

    Returns:
        `calibration`: see `calibration.calibrate`; `places`: figures of each place (`validate.score`); `mean`,
        `median` and `spread` (standard deviation) over the places; `gross_errors` and `gravest_confusions` of all
        places, each place counting alike.
    """
    calibration = calibrate(parts, evenness)
    places: dict[str, dict[str, float]] = {}
    zones: dict[str, list[np.ndarray]] = {}
    counts = np.zeros((len(lcz.ZONES),) * 2)
    for part in parts:
        corrected = part.corrected(calibration["temperature"], evenness, calibration["sharpness"])
        engine = TorchEngine(corrected.config, corrected.arrays, "cpu")
        for place in part.places:
            truth, dates = validate.reference(place), list(validate.map_dates(engine, place))
            zones[place.name] = [validate.zones_at_100m(maps.zones) for maps in dates]
            found = sum(metrics.confusion_matrix(*validate.common(truth.zones, each)) for each in zones[place.name])
            counts += found / max(1, found.sum())
            places[place.name] = validate.over(validate.score_maps(maps, truth) for maps in dates)
            places[place.name]["oa_built"] = metrics.zone_scores(found).oa_built
    return {
        "novelty": training_cells.novelty_figures(parts, zones),
        "folds": [[place.name for place in part.places] for part in parts],
        "calibration": calibration,
        "places": places,
        "mean": validate.over(places.values(), np.nanmean),
        "median": validate.over(places.values(), np.nanmedian),
        "spread": validate.over(places.values(), np.nanstd),
        "gross_errors": gross_errors(counts),
        "gravest_confusions": gravest_confusions(counts),
    }


def table(places: Mapping[str, Mapping[str, float]]) -> str:
    """The figures that the README gives, a place each, as lines of text."""
    names = ("lcz_agreement", "lcz_agreement_sure", "oa_w", "average_accuracy", "kappa", "hse_mae", "hse_r2")
    return validate.table({place: {name: row[name] for name in names} for place, row in places.items()})


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.training.crossvalidate", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the runs; unfinished ones are resumed")
    parser.add_argument("--json", type=Path, help="file of the figures; OUT/crossvalidation.json by default")
    parser.add_argument("--plan", choices=PLANS, default="whole", help="whole (default), or the last stages alone")
    parser.add_argument("--start", help="weights from which the plan `last` starts")
    parser.add_argument("--folds", type=int, nargs="+", help="which to train, from 1; all by default")
    chosen = parser.parse_args(arguments)
    plan = PLANS[chosen.plan]
    every = range(1, len(plan.folds) + 1)
    if not set(chosen.folds or ()) <= set(every):
        parser.error(f"--folds are 1 to {len(plan.folds)} in this plan")
    try:
        check_start(plan, chosen.start)
        train_folds(plan, chosen.data, chosen.out, chosen.folds or every, chosen.start)
        missing = [path for path in trained_weights(plan, chosen.out) if not path.exists()]
        if missing:
            print(f"Not scored: {len(missing)} of {len(every)} folds are still to be trained.")
            return
        how = {"plan": chosen.plan, "stages": [stage._asdict() for stage in plan.stages]}
        figures = {**how, **score_folds(held_out(plan, chosen.data, chosen.out))}
    except (PluginError, ValueError, OSError) as error:
        sys.exit(str(error))
    print(table({**figures["places"], **{name: figures[name] for name in ("mean", "median", "spread")}}))
    path = chosen.json or chosen.out / "crossvalidation.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(f"written: {path}")


if __name__ == "__main__":
    main()
