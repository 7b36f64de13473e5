# SPDX-License-Identifier: GPL-2.0-or-later
"""Selection of bands and dates: scenes, other rasters and labels in, a ranking and a recommended subset out."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

import numpy as np

from ..adaptation.labels import LabelFiles
from ..errors import InputError
from ..progress import Progress, part_of
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..tables import lcz
from . import select_report
from .cross_validation import (
    FEWEST_CELLS,
    FEWEST_UNITS,
    PATH_TOLERANCE,
    CrossValidation,
    counts_to_try,
    elimination_order,
    has_settlement,
    make_tasks,
    zone_tasks,
)
from .feature_table import FeatureTable, gather_table
from .joint_path import JointModel
from .select_results import DateScores, Path, Selection, fewest_that_keep

STEPS = 25
# Shares of the work that are done when a stage ends.
_TABLE, _FITTED, _RANKED = 0.3, 0.4, 0.97


@dataclass(frozen=True)
class SelectJob:
    """Inputs, settings and outputs of a selection of features; plain values, so that any process can take it."""

    scenes: Mapping[str, str]
    """Sentinel-2 scenes of one place -> their names in the report; several dates."""
    labels: LabelFiles
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by REPORT (HTML), CSV and PATH (CSV)."""
    rasters: Mapping[str, str] = field(default_factory=dict)
    """Other rasters -> their names in the report: indices, texture, heights, night light."""
    texture: bool = False
    """Whether the standard deviation of each band within a cell is a feature, too."""
    keep: float = 0.97
    """Share of AUC and R2 that the recommended features are to keep."""
    similarity: float = 0.0
    """See `JointModel`."""
    ridge: float = 0.0
    seed: int = 1


def select_features(job: SelectJob) -> Generator[Progress, None, Selection]:
    """Rank the features; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a file cannot be used, or too little is labelled.
        OutputError: a file cannot be written.
    """
    inputs = (*job.scenes, *job.rasters, job.labels.zones, job.labels.settlement)
    check_outputs(job.outputs, inputs, select_report.MAKERS)
    steps = gather_table(job.scenes, job.rasters, job.labels, job.texture, job.seed)
    table = yield from part_of(steps, 0.0, _TABLE)
    zones = zone_tasks(table)
    _check(table, zones)
    left_out = _left_out(table, zones)
    yield from (Progress(_TABLE, note) for note in left_out)
    validation = CrossValidation(table, zones, job.seed)
    if not len(validation):
        raise InputError(
            f"Expected {table.unit} of which some can be held out in turns, found too few of each zone; label more."
        )
    tasks, _ = make_tasks(table, zones, np.arange(len(table.zones)))
    model = JointModel(tasks, similarity=job.similarity, ridge=job.ridge)
    penalties, solutions = yield from part_of(model.path(STEPS, tolerance=PATH_TOLERANCE), _TABLE, _FITTED)
    joint = np.array([solution.joint for solution in solutions])
    shares = penalties / model.largest_penalty
    entered = np.where((joint > 0).any(axis=0), shares[(joint > 0).argmax(axis=0)], np.nan)
    counts = counts_to_try(len(table.features))
    ranks = validation.rank(counts, job.similarity, job.ridge, STEPS)
    ranking = yield from part_of(ranks, _FITTED, _RANKED)
    selection = Selection(
        features=table.features,
        order=elimination_order(tasks, solutions[-1]),
        recommended=fewest_that_keep(ranking, job.keep),
        keep=job.keep,
        zones=tuple(zones),
        has_settlement=validation.has_settlement,
        path=Path(shares, joint, entered, solutions[-1].weights),
        ranking=ranking,
        dates=tuple(_dates(table, validation)),
        cells=len(table.zones),
        units=len(np.unique(table.units)),
        unit=table.unit,
        scenes=tuple(job.scenes.values()),
        labels=" and ".join(name or path for name, path in
                            zip(job.labels.names, (job.labels.zones, job.labels.settlement)) if path),
        notes=tuple(note for note in (*table.notes, *left_out) if "\n" not in note),
    )  # fmt: skip
    with staged(job.outputs) as files:
        files.write(select_report.MAKERS, selection)
    return selection


def _check(table: FeatureTable, zones: list[int]) -> None:
    if not zones and not has_settlement(table):
        raise InputError(
            f"Expected two zones or more with {FEWEST_CELLS} cells of 100 m in {FEWEST_UNITS} {table.unit} each, or "
            f"settlement that differs between cells, found {np.count_nonzero(table.zones)} cells with a zone; label "
            "more ground."
        )


def _left_out(table: FeatureTable, zones: list[int]) -> list[str]:
    """A line for the log on the zones with too few cells to be learned and tested; [] where there are none."""
    missing = [code for code in np.unique(table.zones[table.zones > 0]).tolist() if code not in zones]
    if not missing:
        return []
    names = ", ".join(lcz.ZONES[code - 1].label for code in missing)
    return [f"Left out, with fewer than {FEWEST_CELLS} cells of 100 m or {FEWEST_UNITS} {table.unit}: LCZ {names}."]


def _dates(table: FeatureTable, validation: CrossValidation) -> Generator[DateScores, None, None]:
    """Scores of each date, in the order of the scenes."""
    dates = [feature.date for feature in table.features]
    for date in dict.fromkeys(filter(None, dates)):
        own = [place for place, other in enumerate(dates) if other == date]
        others = [place for place, other in enumerate(dates) if other != date]
        without = validation.score_all_folds(others) if others else None
        yield DateScores(date, validation.score_all_folds(own), without)
