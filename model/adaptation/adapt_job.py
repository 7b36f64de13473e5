# SPDX-License-Identifier: GPL-2.0-or-later
"""Adaptation of the heads to training areas: scenes and areas in, a weights file with its card and a report out."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Optional

import numpy as np

from ..assessment import metrics
from ..assessment.metrics import SettlementScores
from ..engines.numpy_engine import NumpyEngine
from ..errors import InputError
from ..network import weights
from ..network.weights import Weights, check_optical
from ..progress import Progress, part_of
from ..raster.output_checks import check_outputs, identity
from ..raster.outputs import staging, write_text
from ..reports import text_tables
from ..scene import input_check, reflectance_ranges
from ..tables import lcz
from ..version import software
from . import adapt_report, bootstrap
from .adapt_results import Adaptation, SettlementChange
from .bootstrap import Comparison
from .head_fit import FitOptions, HeadFitter, adapted_arrays, fit_settlement, head_probabilities, settlement_fractions
from .labels import CLASSES, LabelFiles
from .samples import LabelledScene, Samples, gather_samples, gather_settlement

SQUARE_M = 500.0
"""Side of the squares that are kept together where the labels are a raster."""
# How far the whole is after each stage.
_SETTLEMENT_READ, _FEATURES, _CHOSEN, _SCORED, _VALIDATED = 0.2, 0.6, 0.75, 0.93, 0.97
_FEWEST_SETTLEMENT = 200


@dataclass(frozen=True)
class AdaptJob:
    """Inputs, settings and outputs of an adaptation; plain values, so that any process can take it."""

    scenes: Sequence[str]
    """Anything that `Scene` opens, of one place or several, of one date or several."""
    labels: LabelFiles
    outputs: Mapping[str, str]
    """WEIGHTS (.npz), and REPORT (.html) where it is wanted -> path."""
    validation_scenes: Sequence[str] = ()
    """Other places with labels that never train."""
    validation_labels: Optional[LabelFiles] = None
    """Areas of a second person in the scenes, which never train."""
    start: Optional[str] = None
    """A weights file; None = the bundled one."""
    holdout_share: float = 0.3
    """Share of the units of each zone that each bootstrap holds out."""
    seed: int = 1


def adapt_network(job: AdaptJob) -> Generator[Progress, None, Adaptation]:
    """Adapt the heads; a generator that writes nothing when it is closed early.

    Raises:
        InputError: a scene or the labels cannot be used.
        WeightsError: the weights to start from do not fit.
        OutputError: a file cannot be written.
    """
    started = time.perf_counter()
    scenes = _scenes(job)
    start = weights.load(job.start)
    fill = start.arrays["reflectance_mean"].astype(np.float32)
    notes: list[str] = []
    with ExitStack() as stack:
        sources = [stack.enter_context(LabelledScene(path, job.labels, SQUARE_M)) for path in scenes]
        tasks = [task for task, given in (("lcz", job.labels.zones), ("hse", job.labels.settlement)) if given]
        check_tasks(start, tasks)
        notes += [f"{source.name}: {note}" for source in sources for note in source.scene.notes]
        notes += list(dict.fromkeys(note for source in sources for note in source.labels.notes))
        yield from (Progress(0, note) for note in notes)
        changed, settlement, began = start, None, 0.0
        if job.labels.settlement:
            with NumpyEngine(start) as engine:
                known = yield from part_of(gather_settlement(sources, engine, fill, job.seed), 0.0, _SETTLEMENT_READ)
            began = _SETTLEMENT_READ
            changed, settlement = _with_settlement(start, known, job)
            yield Progress(began, _settlement_line(settlement))
        comparison, strengths, strength, samples = (
            Comparison(bootstrap.accuracy([]), bootstrap.accuracy([])),
            (),
            0.0,
            None,
        )
        validation = None
        arrays = changed.arrays
        if job.labels.zones:
            with NumpyEngine(changed) as engine:
                samples = yield from part_of(gather_samples(sources, engine, fill, job.seed), began, _FEATURES)
                remarks = list(dict.fromkeys(note for source in sources for note in source.labels.remarks))
                notes += remarks
                for note in remarks:
                    if not note.startswith("Warning"):  # those follow below
                        yield Progress(_FEATURES, note)
                check_samples(samples, sources)
                notes += unused_areas(samples, sources)
                yield Progress(_FEATURES, describe_samples(samples, sources[0].labels.unit))
                features_s = time.perf_counter() - started
                fitter = HeadFitter(changed, samples)
                strength, strengths = yield from part_of(
                    bootstrap.choose_strength(fitter, job.seed), _FEATURES, _CHOSEN
                )
                steps = bootstrap.bootstrap_accuracy(fitter, strength, job.seed, 1 - job.holdout_share)
                comparison = yield from part_of(steps, _CHOSEN, _SCORED)
                arrays = adapted_arrays(changed, fitter.in_channels(fitter.fit(samples.labelled, strength)))
                yield Progress(_SCORED, f"Features took {features_s:.1f} s, the fits "
                               f"{time.perf_counter() - started - features_s:.1f} s.")  # fmt: skip
                notes += judgements(comparison, samples)
                steps = _validate(job, stack, engine, fill, (changed.arrays, arrays), samples)
                validation = yield from part_of(steps, _SCORED, _VALIDATED)
        yield from (Progress(_VALIDATED, note) for note in notes if note.startswith("Warning"))
        seen = reflectance_ranges.statistics([input_check.sample(source.scene) for source in sources])
    done = Adaptation(
        start_name=str(start.card.get("name", Path(start.path).name)),
        scenes=tuple(os.path.basename(path) for path in scenes),
        labels=" and ".join(name or os.path.basename(path) for name, path in
                            zip(job.labels.names, (job.labels.zones, job.labels.settlement)) if path),
        unit=sources[0].labels.unit,
        units_per_zone=_units_per_zone(samples),
        cells_per_zone=_cells_per_zone(samples),
        strength=strength,
        strengths=strengths,
        comparison=comparison,
        holdout_share=job.holdout_share,
        validation=validation,
        settlement=settlement,
        notes=tuple(note for note in notes if "\n" not in note),
        seconds=time.perf_counter() - started,
    )  # fmt: skip
    _write(job, done, start, arrays, card(job, done, start, seen))
    return done


def check_tasks(start: Weights, tasks: Sequence[str]) -> None:
    """Raises an error where labels were given for a task that the network does not have.

    Raises:
        InputError: it does not, or there are no labels.
    """
    if not tasks:
        raise InputError("Expected zones or a settlement reference to learn from, found neither; choose LABELS or HSE.")
    check_optical(start.config, start.path)
    lacking = [task for task in tasks if task not in start.config.tasks]
    if lacking:
        raise InputError(
            f"Expected weights that know {', '.join(lacking).upper()}, but {start.path} knows only "
            f"{', '.join(start.config.tasks).upper()}; start from others, or leave those labels out."
        )


def check_samples(samples: Samples, sources: Sequence[LabelledScene], fewest_zones: int = 2) -> None:
    """Raises an error where there are too few samples or zones to learn from.

    Raises:
        InputError: there are no samples, or of too few zones.
    """
    if not samples.labelled.any():
        if any(source.wanted() for source in sources):
            raise InputError(
                "Expected labels where the scenes have data, found none to train on; choose scenes without clouds or "
                "nodata over the labels."
            )
        if any(source.labels.conflicts for source in sources):
            raise InputError(
                "Expected training areas of one zone in each place, found that all of their cells lie in areas of two "
                "zones; correct their shapes or their zones."
            )
        if any(source.labels.zones_in for source in sources):
            raise InputError(
                "Expected training areas that hold the centre of a cell of 20 m, found none in the scenes; "
                "draw them larger (the field draws them 200 m wide and more) and inside the scene."
            )
        raise InputError(
            "Expected labels that lie in one of the scenes, found none there; choose scenes of the same place, and "
            "check that the labels have their right CRS."
        )
    zones = set(bootstrap.zones_of_units(samples).values())
    if len(zones) < fewest_zones:
        conflicts = sum(source.labels.conflicts for source in sources)
        among = f" besides {conflicts} cells that lie in areas of two zones" if conflicts else ""
        raise InputError(
            f"Expected training areas of at least two zones, found only {lcz.ZONES[min(zones) - 1].title}{among}; "
            "a network that sees one zone alone gives it to everything: draw others, too."
        )


def unused_areas(samples: Samples, sources: Sequence[LabelledScene]) -> list[str]:
    """A warning of polygons from which nothing is learned, if there are some."""
    count = max((source.labels.polygons for source in sources), default=0)
    unused = count - len(bootstrap.zones_of_units(samples))
    if unused <= 0:
        return []
    return [
        f"Warning: nothing is learned from {unused} of {count} training areas: they lie outside the scenes, or hold no "
        "cell of 20 m with data that no area of another zone holds."
    ]


def describe_samples(samples: Samples, unit: str) -> str:
    """A line on what there is to learn from."""
    zones = list(bootstrap.zones_of_units(samples).values())
    counts = ", ".join(f"{lcz.ZONES[code - 1].label} {zones.count(code)}" for code in sorted(set(zones)))
    return f"To learn from: {len(zones)} {unit} (LCZ {counts}), {int(samples.labelled.sum())} cells of 100 m."


def judgements(comparison: Comparison, samples: Samples) -> list[str]:
    """Sentences on how far the accuracy figures can be trusted, to be read first."""
    zones = list(bootstrap.zones_of_units(samples).values())
    single = [lcz.ZONES[code - 1].label for code in sorted(set(zones)) if zones.count(code) == 1]
    notes = []
    if single:
        notes.append(f"Only one training area each of LCZ {', '.join(single)}: it trains, and its zone is not scored.")
    if not comparison.after.scores:
        notes.append("Warning: no zone has two training areas, so nothing could be held out: no figure says how good "
                     "these weights are.")  # fmt: skip
    elif comparison.after.mean("overall_accuracy") < comparison.before.mean("overall_accuracy"):
        notes.append("Warning: on held-out areas the adapted network was no better than the start; check the areas "
                     "with hselcz:checktrainingareas, draw more, or keep using the start.")  # fmt: skip
    return notes


def _scenes(job: AdaptJob) -> list[str]:
    held_out = set(map(identity, job.validation_scenes))
    scenes = [scene for scene in dict.fromkeys(job.scenes) if identity(scene) not in held_out]
    if not scenes:
        raise InputError("Expected a scene to train on, found none besides those held out; choose SCENES.")
    second = job.validation_labels.zones if job.validation_labels else ""
    inputs = (*scenes, *job.validation_scenes, job.labels.zones, job.labels.settlement, second, job.start or "")
    check_outputs(job.outputs, inputs)
    return scenes


def _validate(
    job: AdaptJob,
    stack: ExitStack,
    engine: NumpyEngine,
    fill: np.ndarray,
    networks: Sequence[Mapping[str, np.ndarray]],
    trained: Samples,
) -> Generator[Progress, None, Optional[Comparison]]:
    """Figures before and after on areas that never train; None where none are given."""
    wanted = [(path, job.labels, True) for path in job.validation_scenes]
    if job.validation_labels is not None:
        wanted += [(path, job.validation_labels, False) for path in _scenes(job)]
    if not wanted:
        return None
    sources = [stack.enter_context(LabelledScene(path, files, SQUARE_M)) for path, files, _ in wanted]
    samples = yield from gather_samples(sources, engine, fill, job.seed)
    same_file = np.array([own for *_, own in wanted])[samples.scenes]
    # An area that trains on one date of a place is not new on another.
    tested = samples.labelled & ~(same_file & np.isin(samples.units, np.unique(trained.units[trained.labelled])))
    if not tested.any():
        raise InputError(
            "Expected validation areas that do not train as well, with data in their scenes, found none; choose scenes "
            "of another place, areas of another person, or leave both empty."
        )
    rows = np.flatnonzero(tested)
    before, after = (
        bootstrap.accuracy([bootstrap.confusion(
            samples.take(rows), head_probabilities(arrays, samples.take(rows).inputs), np.arange(len(rows))
        )])
        for arrays in networks
    )  # fmt: skip
    return Comparison(before, after)


def _with_settlement(start: Weights, known: Any, job: AdaptJob) -> tuple[Weights, SettlementChange]:
    """A network with a new settlement head, and what it is worth on squares that a first fit has not seen."""
    if len(known.fractions) < _FEWEST_SETTLEMENT:
        raise InputError(
            f"Expected a settlement reference over at least {_FEWEST_SETTLEMENT} cells of 20 m of the scenes that have "
            f"data, found {len(known.fractions)}; choose a reference of the same place, or leave HSE empty."
        )
    squares = np.random.default_rng([job.seed, 3]).permutation(np.unique(known.squares))
    holdout = np.isin(known.squares, squares[: max(1, round(job.holdout_share * len(squares)))])
    first = fit_settlement(start, known._replace(inputs=known.inputs[~holdout], fractions=known.fractions[~holdout]))

    def scores(arrays: Mapping[str, np.ndarray]) -> SettlementScores:
        predicted = settlement_fractions(arrays, known.inputs[holdout])
        return metrics.settlement_scores(100 * known.fractions[holdout], 100 * predicted)

    if holdout.all():
        first = start.arrays
    change = SettlementChange(scores(start.arrays), scores(first))
    return start._replace(arrays=fit_settlement(start, known)), change


def _settlement_line(change: SettlementChange) -> str:
    before, after = change.before.mae, change.after.mae
    return f"Settlement: mean error {before:.1f} points before, {after:.1f} after, on held-out squares."


def _units_per_zone(samples: Optional[Samples]) -> tuple[int, ...]:
    zones = [] if samples is None else list(bootstrap.zones_of_units(samples).values())
    return tuple(zones.count(code) for code in range(1, CLASSES + 1))


def _cells_per_zone(samples: Optional[Samples]) -> tuple[int, ...]:
    if samples is None:
        return (0,) * CLASSES
    return tuple(int((samples.zones == code).sum()) for code in range(1, CLASSES + 1))


def card(job: AdaptJob, done: Adaptation, start: Weights, seen: Mapping[str, Any]) -> dict[str, Any]:
    """The card of the adapted weights."""
    now = reflectance_ranges.read_ranges({reflectance_ranges.CARD_KEY: seen})
    statistics = (
        seen if now is None else reflectance_ranges.merge_statistics(reflectance_ranges.read_ranges(start.card), now)
    )
    inherited = {name: start.card[name] for name in ("licence", "attribution", "architecture") if name in start.card}
    figures = {
        name: [score.overall_accuracy for score in accuracy.scores]
        for name, accuracy in done.comparison._asdict().items()
    }
    return {
        **inherited,
        "name": f"{Path(job.outputs['WEIGHTS']).stem}, adapted with HSE & LCZ Mapper",
        "software": software(),
        "labels": done.labels,
        reflectance_ranges.CARD_KEY: statistics,
        "training": {
            "method": "heads",
            "start": {name: start.card.get(name) for name in ("name", "version", "labels", "training")},
            "scenes": list(done.scenes),
            "validation_scenes": [os.path.basename(path) for path in job.validation_scenes],
            "unit": done.unit,
            "units": {zone.label: n for zone, n in zip(lcz.ZONES, done.units_per_zone) if n},
            "cells_100m": {zone.label: n for zone, n in zip(lcz.ZONES, done.cells_per_zone) if n},
            "strength": done.strength,
            "seed": job.seed,
            "options": asdict(FitOptions()),
        },
        "metrics": text_tables.plain({
            "bootstraps_overall_accuracy": figures,
            "validation": None if done.validation is None else {
                name: accuracy.scores[0]._asdict() for name, accuracy in done.validation._asdict().items()},
            "settlement": None if done.settlement is None else {
                name: scores._asdict() for name, scores in done.settlement._asdict().items()},
        }),
    }  # fmt: skip


def _write(
    job: AdaptJob, done: Adaptation, start: Weights, arrays: Mapping[str, np.ndarray], made: Mapping[str, Any]
) -> None:
    """Weights and report, both or none."""
    paths = {key: Path(path).absolute() for key, path in job.outputs.items() if path}
    with staging(list(paths.values())) as staged:
        places = dict(zip(paths, staged))
        weights.save(places["WEIGHTS"], start.config, arrays, made, start.novelty)
        if "REPORT" in places:
            write_text(places["REPORT"], adapt_report.page(done))
