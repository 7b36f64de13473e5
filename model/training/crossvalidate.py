# SPDX-License-Identifier: GPL-2.0-or-later
"""Five-fold cross-validation over whole places: what the recipe is worth in places that it has not seen.

    python -m hse_lcz.model.training.crossvalidate --data ../shared/data --out build/crossvalidate

Each fold is trained from random weights on the places of the other four, in the stages of `STAGES`, and maps its own
places. A run that was stopped is resumed; `--folds 1 3` trains some of the folds only, so that several processes share
the work. The scores are written when all folds are trained.
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
from ..engines.torch_engine import TorchEngine
from ..errors import PluginError
from ..network import weights
from ..tables import lcz
from . import folder_dataset, train, validate
from .calibration import EVENNESS, HeldOut, calibrate, zone_shares
from .places import Place

FOLDS = (
    ("paris", "bercy", "saclay_e", "saclay_w", "beirut", "jiangsu", "rio"),
    ("bordeaux", "pisa", "dubai", "abudhabi", "cupertino"),
    ("nantes", "norcia", "chongqing", "beihai", "brasilia", "aguasclaras"),
    ("montpellier", "valencia", "lolland", "bahrain", "lasvegas"),
    ("rennes", "brandenburg", "nethailand", "easternshore", "sharkbay"),
)
"""Places of each fold, from at least three continents; places that touch or lie in one region are in one fold."""


class Stage(NamedTuple):
    """One run of training, which starts from the weights of the one before."""

    steps: int
    learning_rate: float
    matrix_rate: float


STAGES = (Stage(1500, 4e-3, 2e-2), Stage(1500, 2e-3, 1e-2))
"""The bundled weights' stages, shorter: from random weights, then again at half the learning rate."""

_HOUSING, _COMPACT, _OPEN = (1, 2, 3, 4, 5, 6, 7, 9), (1, 2, 3), (4, 5, 6)
_BUILT, _NATURAL = tuple(range(1, 11)), tuple(range(11, 18))
_WATER = (17,)
GROSS_ERRORS = {
    "built taken for natural": (_BUILT, _NATURAL),
    "natural taken for built": (_NATURAL, _BUILT),
    "water taken for another zone": (_WATER, (*_BUILT, *_NATURAL[:-1])),
    "another zone taken for water": ((*_BUILT, *_NATURAL[:-1]), _WATER),
    "housing taken for large low-rise or industry": (_HOUSING, (8, 10)),
    "open zones taken for compact ones": (_OPEN, _COMPACT),
    "compact zones taken for open ones": (_COMPACT, _OPEN),
}
"""Errors that a user sees at once: zones of the labels, and zones of the map that are wrong for them."""


def options(fold: int, stage: int, out: Path, steps: int | None = None) -> train.TrainOptions:
    """How a stage of a fold is trained.

    Args:
        fold: 1 to 5.
        stage: 1 to the number of `STAGES`.
        out: folder of the cross-validation.
        steps: other than those of the stage.
    """
    recipe = STAGES[stage - 1]
    steps = steps or recipe.steps
    return train.TrainOptions(
        steps=steps,
        learning_rate=recipe.learning_rate,
        matrix_rate=recipe.matrix_rate,
        holdout=FOLDS[fold - 1],
        seed=fold + len(FOLDS) * (stage - 1),
        evaluate_every=steps,
        bfloat16=True,
        start=None if stage == 1 else str(folder_of(out, fold, stage - 1) / "best.npz"),
    )


def folder_of(out: Path, fold: int, stage: int) -> Path:
    """Where a stage of a fold is kept."""
    return out / f"fold{fold}" / f"stage{stage}"


def train_folds(data: Path, out: Path, folds: Sequence[int], steps: int | None = None) -> None:
    """Trains folds that are not trained yet, the first stage of all of them first, and prints the progress.

    Raises:
        InputError: the folder does not hold what `folder_dataset` describes.
        ValueError: `out` holds a run with other options.
    """
    for stage in range(1, len(STAGES) + 1):
        for fold in folds:
            chosen, folder = options(fold, stage, out, steps), folder_of(out, fold, stage)
            print(f"fold {fold}, stage {stage}: without {', '.join(chosen.holdout)}", flush=True)
            train.report(train.train(chosen, data, folder), chosen.steps, folder / "log.jsonl")


def missing_folds(out: Path) -> list[int]:
    """Folds whose last stage has not written its weights."""
    every = range(1, len(FOLDS) + 1)
    return [fold for fold in every if not (folder_of(out, fold, len(STAGES)) / "best.npz").exists()]


def held_out(data: Path, out: Path) -> list[HeldOut]:
    """The trained network of each fold with the places that it has not seen."""
    found = []
    for fold, names in enumerate(FOLDS, start=1):
        folder = folder_dataset.load_folder(data, names)
        network = weights.load(str(folder_of(out, fold, len(STAGES)) / "best.npz"))
        found.append(HeldOut(network, folder.validation, zone_shares(folder.training)))
    return found


def confusion(engine: TorchEngine, place: Place) -> np.ndarray:
    """(17, 17) counts of cells of 100 m by label (rows) and map (columns), all dates of a place."""
    truth = validate.reference(place)
    maps = (validate.zones_at_100m(maps.zones) for maps in validate.map_dates(engine, place))
    return sum(metrics.confusion_matrix(*validate.common(truth.zones, zones)) for zones in maps)


def gross_errors(counts: np.ndarray) -> dict[str, float]:
    """Share of the labelled cells of some zones that the map gives to zones far from them (`GROSS_ERRORS`), 0..1.

    Args:
        counts: (17, 17) by label (rows) and map (columns).

    Returns:
        nan for an error that no cell can make.
    """
    found = {}
    for name, (labels, wrong) in GROSS_ERRORS.items():
        rows = counts[np.array(labels) - 1]
        found[name] = float(rows[:, np.array(wrong) - 1].sum() / rows.sum()) if rows.sum() else float("nan")
    return found


def gravest_confusions(counts: np.ndarray, count: int = 10) -> list[dict[str, Any]]:
    """The pairs of unlike zones that cost most of OA_w, the costliest first.

    Args:
        counts: (17, 17) by label (rows) and map (columns).
        count: how many pairs.

    Returns:
        The label, the map's zone, and the share of all cells, 0..1.
    """
    cost = (1 - lcz.SIMILARITY) * counts
    order = np.argsort(cost, axis=None)[::-1][:count]
    total = counts.sum()
    return [
        {"label": lcz.ZONES[row].code, "map": lcz.ZONES[column].code, "share": float(counts[row, column] / total)}
        for row, column in (divmod(int(place), len(lcz.ZONES)) for place in order)
        if counts[row, column]
    ]


def score_folds(parts: Sequence[HeldOut], evenness: float = EVENNESS) -> dict[str, Any]:
    """All figures of the cross-validation, with the corrections that the folds' held-out places ask for.

    Returns:
        `calibration`: see `calibration.calibrate`; `places`: figures of each place (`validate.score`); `mean`,
        `median` and `spread` (standard deviation) over the places; `gross_errors` and `gravest_confusions` of all
        places, each place counting alike.
    """
    calibration = calibrate(parts, evenness)
    places: dict[str, dict[str, float]] = {}
    counts = np.zeros((len(lcz.ZONES),) * 2)
    for part in parts:
        corrected = part.corrected(calibration["temperature"], evenness)
        engine = TorchEngine(corrected.config, corrected.arrays, "cpu")
        places.update(validate.score_engine(engine, part.places))
        for place in part.places:
            found = confusion(engine, place)
            places[place.name]["oa_built"] = metrics.zone_scores(found).oa_built
            counts += found / max(1, found.sum())
    return {
        "stages": [stage._asdict() for stage in STAGES],
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
    every = list(range(1, len(FOLDS) + 1))
    parser.add_argument("--folds", type=int, nargs="+", choices=every, default=every, help="which to train; all")
    parser.add_argument("--steps", type=int, help="steps of each stage, for a trial")
    chosen = parser.parse_args(arguments)
    try:
        train_folds(chosen.data, chosen.out, chosen.folds, chosen.steps)
        missing = missing_folds(chosen.out)
        if missing:
            print(f"Not scored: folds {', '.join(map(str, missing))} are still to be trained.")
            return
        figures = score_folds(held_out(chosen.data, chosen.out))
    except (PluginError, ValueError, OSError) as error:
        sys.exit(str(error))
    print(table({**figures["places"], **{name: figures[name] for name in ("mean", "median", "spread")}}))
    path = chosen.json or chosen.out / "crossvalidation.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(f"written: {path}")


if __name__ == "__main__":
    main()
