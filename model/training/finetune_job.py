# SPDX-License-Identifier: GPL-2.0-or-later
"""The training job: scenes and labels in; a weights file with its card, and a report, out."""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, Optional, TypeVar

import numpy as np

from ..adaptation.labels import LabelFiles
from ..errors import InputError
from ..network import weights
from ..network.config import CELL_PX, NEIGHBOURHOOD, NetworkConfig
from ..network.novelty import Novelty
from ..network.weights import Weights
from ..progress import Progress, part_of
from ..raster.output_checks import check_outputs, identity
from ..raster.outputs import staging, write_text
from ..reports import text_tables
from ..scene import input_check, reflectance_ranges
from ..simulation.scene import simulate_town
from ..tables import lcz
from ..tables.sentinel2 import DN_PER_REFLECTANCE
from ..version import software
from . import chips, data_checks, finetune_report
from .chips import LabelIndex, Split
from .places import NO_SETTLEMENT, PATCH_PX, Place, TrainingData
from .recipe import FROM_SCRATCH, Recipe, Scores
from .results import Evaluation, Training
from .select_trainer import choose_trainer
from .trainer import Steps, Trainer

Result = TypeVar("Result")

# A few polygons held out tell no smaller difference: of two evaluations as good the later one has learned more.
_AS_GOOD = 0.02
_TOWN_SIDES = (0, 200, 400)
# How far the whole is when the labels are counted, when the chips are cut, and when all is learned.
_INDEXED, _CUT, _LEARNED = 0.05, 0.12, 0.98


@dataclass(frozen=True)
class TrainingJob:
    """What to learn from and what to write; plain values, so that any process can take it."""

    scenes: Sequence[str]
    """Anything that `Scene` opens."""
    labels: LabelFiles
    outputs: Mapping[str, str]
    """WEIGHTS (.npz), and REPORT (.html) where it is wanted -> path."""
    validation_scenes: Sequence[str] = ()
    """Places that are held out as a whole; none trains on them."""
    start: Optional[str] = None
    """Weights to start from; None = the bundled ones."""
    from_scratch: bool = False
    holdout_share: float = 0.25
    """Of the polygons or squares of the scenes, to be held out where there are no validation scenes."""
    steps: int = 0
    """0 = those of the recipe."""
    learning_rate: float = 0.0
    """0 = that of the recipe."""
    seed: int = 1
    device: str = "auto"
    bfloat16: bool = False
    """Half the time where the processor has it."""
    stem: int = 16
    """Width of a network that is trained from scratch."""


def train_network(job: TrainingJob) -> Generator[Progress, Optional[bool], Optional[Training]]:
    """Train, by PyTorch of this process or of the private environment; writes nothing when it is closed early.

    Sent True, it stops and keeps the best so far; it returns None where there is nothing to keep yet.

    Raises:
        DependencyError: there is no PyTorch.
        InputError: a scene or the labels cannot be used.
        WeightsError: the weights to start from do not fit.
        WorkerError: the process of the private environment fails.
        OutputError: a file cannot be written.
    """
    try:
        return (yield from _train_network(job))
    except _StoppedError:
        return None


def _train_network(job: TrainingJob) -> Generator[Progress, Optional[bool], Optional[Training]]:
    started = time.perf_counter()
    scenes, validation_scenes, notes = _check(job)
    start = weights.load(job.start)
    recipe = _recipe(job)
    retrains = not job.from_scratch and not job.validation_scenes
    with ExitStack() as stack:
        trainer = stack.enter_context(choose_trainer(job.device))
        yield from part_of(_awaited(trainer.open(), 0.0), 0.0, _INDEXED)
        trained_by = f"All layers train by {trainer.description}."
        yield Progress(0.0, trained_by)
        sources, index, unit, more = yield from part_of(
            data_checks.index_labels(stack, scenes, validation_scenes, job.labels), 0.0, _INDEXED
        )
        notes += more
        if validation_scenes:
            decided = chips.split_places(index, len(scenes))
        else:
            rng = np.random.default_rng([job.seed, 5])
            decided = chips.split(index, job.holdout_share, unit == data_checks.POLYGONS, rng)
        notes += data_checks.check_split(index, decided, unit)
        config, fill = start.config, start.arrays["reflectance_mean"]
        if job.from_scratch:
            config = _config(job, index)
        data_checks.check_tasks(config, index, start.path)

        def cut(what: Split) -> Generator[Progress, None, TrainingData]:
            return chips.gather(sources, config, fill, index, what, job.seed)

        data = yield from part_of(cut(decided), _INDEXED, _CUT)
        notes += [note for source in sources for note in source.labels.remarks]
        data_checks.check_training_data(data)
        seen = reflectance_ranges.statistics([input_check.sample(source.scene) for source in sources])
        for note in [*notes, _describe(data, unit)]:
            yield Progress(_CUT, note)
        notes.insert(0, trained_by)
        end = (_CUT + _LEARNED) / 2 if retrains else _LEARNED
        town = [] if job.from_scratch else _simulated_town(job.seed)

        def begun(data: TrainingData) -> Steps[None]:
            arrays = None if job.from_scratch else start.arrays
            return trainer.begin(config, arrays, recipe, data.chips, [*data.unlabelled, *town], data.tiles)

        run = yield from part_of(_train(trainer, begun(data), recipe, not job.from_scratch), _CUT, end)
        if run.best is None:
            return None
        arrays, retrained = run.arrays, None
        if not job.from_scratch and run.best.scores.merit <= run.evaluations[0].scores.merit:
            notes.append("Warning: on what was held out no step was better than the start: keep using the start.")
            yield Progress(_LEARNED, notes[-1])
        elif retrains and not run.stopped:
            steps = run.best.step
            if not (yield Progress(end, f"Now {steps} steps with all {unit}, those held out as well.")):
                cut_to = end + _CUT - _INDEXED
                everything = yield from part_of(cut(chips.NO_HOLDOUT), end, cut_to)
                again = _retrain(trainer, begun(everything), steps)
                retrained = yield from part_of(again, cut_to, _LEARNED)
    done = Training(
        "" if job.from_scratch else str(start.card.get("name", Path(start.path).name)),
        tuple(os.path.basename(source) for source in scenes), _named(job.labels), unit, data,
        tuple(run.evaluations), run.best, tuple(notes), time.perf_counter() - started, trainer.device,
        retrained is not None,
    )  # fmt: skip
    # The layers that the figures of the training cells are of are frozen in fine-tuning.
    known_cells = start.novelty if recipe.freeze_backbone else None
    _write(job, done, config, retrained or arrays, card(job, done, recipe, start, seen), known_cells)
    return done


class Run(NamedTuple):
    """How a training went."""

    evaluations: list[Evaluation]
    best: Optional[Evaluation]
    """None where it was stopped before the first figures."""
    arrays: Mapping[str, np.ndarray]
    """The weights of that evaluation."""
    stopped: bool


class _StoppedError(Exception):
    """A trainer was asked to stop while it computed."""


def _awaited(steps: Steps[Result], share: float) -> Generator[Progress, Optional[bool], Result]:
    """What a trainer's steps return.

    Raises:
        _StoppedError: True was sent while it computed.
    """
    with closing(steps):
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value
            if (yield Progress(share)):
                raise _StoppedError


def _train(
    trainer: Trainer, begun: Steps[None], recipe: Recipe, has_start: bool
) -> Generator[Progress, Optional[bool], Run]:
    """Train, looking now and then at what the network is worth on what is held out; sent True, it stops.

    Args:
        trainer: what computes.
        begun: its `begin`.
        recipe: how often to look.
        has_start: whether what the start is worth is looked at first.
    """
    evaluations: list[Evaluation] = []
    best, arrays, losses, step = None, {}, [], 0
    steps = recipe.steps
    every = max(1, steps // recipe.evaluations)
    try:
        yield from _awaited(begun, 0.0)
        if has_start:
            scores = yield from _awaited(trainer.evaluate(), 0.0)
            evaluations.append(Evaluation(0, float("nan"), scores))
            if (yield Progress(0.0, f"Before: {_figures(scores)}.")):
                raise _StoppedError
        while step < steps:
            losses.append((yield from _awaited(trainer.advance(), step / steps)))
            step += 1
            note = ""
            if step % every == 0 or step == steps:
                scores = yield from _awaited(trainer.evaluate(), step / steps)
                now = yield from _awaited(trainer.arrays(), step / steps)
                evaluation = Evaluation(step, float(np.mean(losses)), scores)
                evaluations.append(evaluation)
                losses = []
                if best is None or scores.merit > best.scores.merit - _AS_GOOD:
                    best, arrays = evaluation, now
                note = f"Step {step} of {steps}: loss {evaluation.loss:.3f}, {_figures(scores)}."
            if (yield Progress(step / steps, note)):
                raise _StoppedError
    except _StoppedError:
        return Run(evaluations, best, arrays, True)
    return Run(evaluations, best, arrays, False)


def _retrain(
    trainer: Trainer, begun: Steps[None], steps: int
) -> Generator[Progress, Optional[bool], Optional[dict[str, np.ndarray]]]:
    """So many steps without a look at what they are worth; None where it was stopped."""
    try:
        yield from _awaited(begun, 0.0)
        for step in range(steps):
            yield from _awaited(trainer.advance(), step / steps)
        return (yield from _awaited(trainer.arrays(), 1.0))
    except _StoppedError:
        return None


def _check(job: TrainingJob) -> tuple[list[str], list[str], list[str]]:
    """Scenes to train on and to hold out, each once, and what was mended.

    Raises:
        InputError: there is nothing to learn from, or an output would overwrite an input.
    """
    if not job.labels.zones and not job.labels.settlement:
        raise InputError("Expected zones or a settlement reference to learn from, found neither; choose LABELS or HSE.")
    notes: list[str] = []
    validation_scenes = list(dict.fromkeys(job.validation_scenes))
    held_out = set(map(identity, validation_scenes))
    scenes = [scene for scene in dict.fromkeys(job.scenes) if identity(scene) not in held_out]
    if not scenes:
        raise InputError("Expected a scene to train on, found none besides those held out; choose SCENES.")
    if len(scenes) < len(job.scenes):
        notes.append("A scene that is given twice, or held out as well, trains once or not at all.")
    sources = *scenes, *validation_scenes, job.labels.zones, job.labels.settlement, job.start
    check_outputs(job.outputs, sources)
    return scenes, validation_scenes, notes


def _recipe(job: TrainingJob) -> Recipe:
    recipe = FROM_SCRATCH if job.from_scratch else Recipe()
    wanted = {"steps": job.steps, "learning_rate": job.learning_rate, "bfloat16": job.bfloat16}
    return replace(recipe, seed=job.seed, **{name: value for name, value in wanted.items() if value})


def _config(job: TrainingJob, index: LabelIndex) -> NetworkConfig:
    """A new network for what there are labels of."""
    return NetworkConfig(stem=job.stem, tasks=index.tasks, prior=len(index.tasks) == 2, neighbourhood=NEIGHBOURHOOD)


def _simulated_town(seed: int) -> list[Place]:
    """A simulated town in pieces, without labels."""
    numbers = np.rint(simulate_town(seed).reflectance * DN_PER_REFLECTANCE).astype(np.uint16)
    side = PATCH_PX + 2 * chips.MARGIN_PX
    zones = np.zeros((len(lcz.ZONES), side // 4, side // 4), dtype=np.uint8)
    nothing = np.full((side // CELL_PX,) * 2, NO_SETTLEMENT, dtype=np.uint8)
    corners = [(row, col) for row in _TOWN_SIDES for col in _TOWN_SIDES]
    return [
        Place("simulated town", (numbers[:, row : row + side, col : col + side],), zones, nothing)
        for row, col in corners
    ]


def _describe(data: TrainingData, unit: str) -> str:
    zones = ", ".join(
        f"{zone.label} {cells * CELL_PX**2 / 100:.0f} ha"
        for zone, cells in zip(lcz.ZONES, data.zone_cells) if cells
    )  # fmt: skip
    learned = f"LCZ {zones}" if zones else "settlement alone"
    return f"To learn from: {learned}; {data.units} {unit} in all. {len(data.tiles)} tiles are scored."


def _figures(scores: Scores) -> str:
    """What was scored, in words."""
    words = []
    if scores.confusion.any():
        zones = scores.zones
        words.append(f"agreement {zones.overall_accuracy:.3f}, mean over zones {zones.average_accuracy:.3f}")
    if scores.settlement.n:
        words.append(f"HSE off by {scores.settlement.mae:.1f} points, R2 {scores.settlement.r2:.2f}")
    return " and ".join(words) + " on what is held out"


def _named(files: LabelFiles) -> str:
    paths = zip(files.names, (files.zones, files.settlement))
    return " and ".join(name or os.path.basename(path) for name, path in paths if path)


def card(job: TrainingJob, done: Training, recipe: Recipe, start: Weights, seen: Mapping[str, Any]) -> dict[str, Any]:
    """What the weights should say of their making."""
    known = None if job.from_scratch else reflectance_ranges.read_ranges(start.card)
    now = reflectance_ranges.read_ranges({reflectance_ranges.CARD_KEY: seen})
    inherited = {} if job.from_scratch else {
        name: start.card[name] for name in ("licence", "attribution", "architecture") if name in start.card
    }  # fmt: skip
    how = "trained" if job.from_scratch else "fine-tuned"
    return {
        **inherited,
        "name": f"{Path(job.outputs['WEIGHTS']).stem}, {how} with HSE & LCZ Mapper",
        "software": software(),
        "labels": done.labels,
        reflectance_ranges.CARD_KEY: seen if now is None else reflectance_ranges.merge_statistics(known, now),
        "training": {
            "start": None if job.from_scratch else
                {name: start.card.get(name) for name in ("name", "version", "labels", "training")},
            "scenes": list(done.scenes),
            "validation_scenes": [os.path.basename(path) for path in job.validation_scenes],
            "unit": done.unit,
            "units": done.data.units,
            "cells_20m": {zone.label: int(n) for zone, n in zip(lcz.ZONES, done.data.zone_cells) if n},
            "cells_20m_held_out": {zone.label: int(n) for zone, n in zip(lcz.ZONES, done.data.holdout_cells) if n},
            "best_step": done.best.step,
            "retrained_on_all": done.retrained,
            "recipe": asdict(recipe),
        },
        "metrics": {
            "before": None if done.before is None else _plain(done.before),
            "after": _plain(done.best.scores),
        },
    }  # fmt: skip


def _plain(scores: Scores) -> dict[str, Any]:
    return text_tables.plain({"zones": scores.zones._asdict(), "settlement": scores.settlement._asdict()})


def _write(
    job: TrainingJob,
    done: Training,
    config: NetworkConfig,
    arrays: Mapping[str, np.ndarray],
    made: Mapping[str, Any],
    known_cells: Optional[Novelty],
) -> None:
    """Weights and report, both or none."""
    paths = {key: Path(path).absolute() for key, path in job.outputs.items() if path}
    with staging(list(paths.values())) as staged:
        places = dict(zip(paths, staged))
        weights.save(places["WEIGHTS"], config, arrays, copy.deepcopy(dict(made)), known_cells)
        if "REPORT" in places:
            write_text(places["REPORT"], finetune_report.page(done))
