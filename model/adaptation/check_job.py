# SPDX-License-Identifier: GPL-2.0-or-later
"""Check of training areas: scenes and polygons in, a verdict on each polygon and places to draw next out."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np
from osgeo import osr

from ..engines.numpy_engine import NumpyEngine
from ..errors import InputError
from ..lczmap.reference_polygons import read_polygons
from ..network import weights
from ..network.config import CELL_PX
from ..network.weights import Weights
from ..progress import Progress, part_of
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..scene import reflectance_ranges
from . import bootstrap, check_report
from .adapt_job import SQUARE_M, check_tasks
from .area_checks import AreaCheck, shapes
from .check_results import AreaChecks, CheckedArea, thumbnail
from .head_features import LCZ_CELL, feature_windows
from .head_fit import SAFE_STRENGTH, HeadFitter
from .labels import CLASSES, LabelFiles
from .samples import LabelledScene, Samples, gather_samples
from .suggestions import Suggestion, suggest

# Each polygon's zone is predicted by fits without it: polygons are left out in so many groups, or one by one.
_GROUPS = 20
_FEATURES, _PREDICTED, _SUGGESTED = 0.5, 0.75, 0.97
# Windows of the scene (in 20 m cells) among which places to draw next are looked for.
_LATTICE, _WINDOW_CELLS = 6, 50


@dataclass(frozen=True)
class CheckJob:
    """Inputs, settings and outputs of a check; plain values, so that any process can take it."""

    scenes: Sequence[str]
    labels: LabelFiles
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by REPORT (HTML) and CSV."""
    start: Optional[str] = None
    """Weights of the network that helps; None = the bundled ones."""
    suggestions: int = 10
    """Places to draw next, at most."""
    seed: int = 1


class _Predicted(NamedTuple):
    """Predictions for each training area from fits to all other areas."""

    probabilities: np.ndarray
    """(n, 17) of all samples, each labelled one from fits without its unit; nan where nothing could be fitted."""
    spread: np.ndarray
    """(n,) distance of each sample from its unit's mean, squared, in units of the mean of all."""


def check_areas(job: CheckJob) -> Generator[Progress, None, AreaChecks]:
    """Check training areas; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a scene or the polygons cannot be used.
        OutputError: a file cannot be written.
    """
    if not job.labels.polygons:
        raise InputError("Expected polygons as training areas, found a raster; choose the layer that was drawn.")
    check_outputs(job.outputs, (*job.scenes, job.labels.zones, job.start), check_report.MAKERS)
    model = weights.load(job.start)
    check_tasks(model, ["lcz"])
    fill = model.arrays["reflectance_mean"].astype(np.float32)
    with ExitStack() as stack:
        sources = [stack.enter_context(LabelledScene(path, job.labels, SQUARE_M)) for path in dict.fromkeys(job.scenes)]
        grid = sources[0].scene.grid
        drawn = read_polygons(job.labels.zones, grid, job.labels.layer, job.labels.field)
        notes = list(drawn.notes)
        engine = stack.enter_context(NumpyEngine(model))
        samples = yield from part_of(gather_samples(sources, engine, fill, job.seed), 0.0, _FEATURES)
        fitter = HeadFitter(model, samples) if len(samples.units) else None
        predicted = yield from part_of(_predict(fitter, samples, job.seed, notes), _FEATURES, _PREDICTED)
        metres = osr.SpatialReference(grid.crs_wkt).GetLinearUnits()
        checks = []
        for number, shape in enumerate(shapes(drawn.polygons, metres), start=1):
            cells, data, unusual = _pixels(sources, number, drawn.polygons[number - 1].geometry.GetEnvelope(), model)
            figures = _figures(samples, predicted, number, drawn.polygons[number - 1].zone)
            checks.append(AreaCheck(number, drawn.polygons[number - 1].zone, shape, cells, data, *figures, unusual))
        suggestions: list[Suggestion] = []
        if job.suggestions and fitter is not None and samples.labelled.any():
            steps = _suggestions(job, sources[0], engine, fill, model, samples)
            suggestions = yield from part_of(steps, _PREDICTED, _SUGGESTED)
        areas = tuple(
            CheckedArea(found, bytes(polygon.geometry.ExportToWkb())) for found, polygon in zip(checks, drawn.polygons)
        )
        suspicious = [area for area in check_report.ranked(areas) if area.check.severity != "fine"]
        pictures = {
            area.check.number: thumbnail(sources[0].scene, area.wkb)
            for area in suspicious[: check_report.MOST_PICTURES]
        }
    result = AreaChecks(
        areas=areas,
        suggestions=tuple(suggestions),
        confusion=_confusion(samples, predicted),
        crs_wkt=grid.crs_wkt,
        scenes=tuple(os.path.basename(path) for path in job.scenes),
        labels=job.labels.names[0] or os.path.basename(job.labels.zones),
        pictures=pictures,
        notes=tuple(notes),
    )
    for note in notes:
        yield Progress(_SUGGESTED, note)
    with staged(job.outputs) as files:
        files.write(check_report.MAKERS, result)
    return result


def _predict(
    fitter: Optional[HeadFitter], samples: Samples, seed: int, notes: list[str]
) -> Generator[Progress, None, _Predicted]:
    """Zones of each unit's cells from the other units."""
    predicted = np.full((len(samples.units), CLASSES), np.nan)
    spread = np.zeros(len(samples.units))
    zones = bootstrap.zones_of_units(samples) if fitter is not None else {}
    if len(set(zones.values())) < 2:
        notes.append("Warning: areas of one zone alone cannot be compared with others, so no other zone is named; "
                     "draw areas of other zones, too.")  # fmt: skip
        return _Predicted(predicted, spread)
    strength, _ = yield from part_of(bootstrap.choose_strength(fitter, seed), 0.0, 0.4)
    # Wrong areas are among those that vote: hold the network firmly enough not to learn each of them by heart.
    strength = max(strength, SAFE_STRENGTH / 10)
    units = np.random.default_rng([seed, 29]).permutation(sorted(zones))
    groups = np.array_split(units, min(_GROUPS, len(units)))
    for number, holdout in enumerate(groups, start=1):
        rows = np.isin(samples.units, holdout)
        predicted[rows] = bootstrap.unseen_probabilities(fitter, holdout, strength)[rows]
        yield Progress(0.4 + 0.6 * number / len(groups))
    values = samples.inputs["40m"]
    values = (values - values.mean(axis=0)) / (values.std(axis=0) + 1e-3)
    for unit in zones:
        rows = samples.units == unit
        spread[rows] = ((values[rows] - values[rows].mean(axis=0)) ** 2).sum(axis=1)
    spread /= max(spread[samples.labelled].mean(), 1e-9)
    return _Predicted(predicted, spread)


def _figures(samples: Samples, predicted: _Predicted, unit: int, zone: int) -> tuple[float, int, float, float, float]:
    """Own probability, other zone, its probability, spread, agreement of the dates."""
    rows = np.flatnonzero(samples.units == unit)
    if not len(rows) or not np.isfinite(predicted.probabilities[rows]).all():
        return float("nan"), 0, float("nan"), 1.0, 1.0
    areas = samples.areas[rows]
    mean = np.average(predicted.probabilities[rows], axis=0, weights=areas)
    others = mean.copy()
    others[zone - 1] = -1
    by_date = []
    for scene in np.unique(samples.scenes[rows]):
        of_scene = samples.scenes[rows] == scene
        by_date.append(
            int(np.average(predicted.probabilities[rows][of_scene], axis=0, weights=areas[of_scene]).argmax())
        )
    dates = by_date.count(max(set(by_date), key=by_date.count)) / len(by_date)
    spread = float(np.sqrt(np.average(predicted.spread[rows], weights=areas)))
    return float(mean[zone - 1]), int(others.argmax()) + 1, float(others.max()), spread, dates


def _pixels(
    sources: Sequence[LabelledScene], unit: int, envelope: tuple[float, float, float, float], model: Weights
) -> tuple[int, float, float]:
    """Cells of a unit, the share with data in the best scene, and the share of unusual pixels there."""
    ranges = reflectance_ranges.read_ranges(model.card)
    best = 0, 0.0, 0.0
    for number, source in enumerate(sources):
        covered = source.labels.zones_in
        if covered is None:
            continue
        if number == 0:  # the envelope is in the first scene's CRS
            left, dx, _, top, _, dy = source.cells.transform
            cols, rows = (np.array(envelope[:2]) - left) / dx, (np.array(envelope[:1:-1]) - top) / dy
            window = _inside(source, int(cols[0]) - 1, int(rows[0]) - 1, int(cols[1]) + 2, int(rows[1]) + 2)
        if window is None or (number and source.cells != sources[0].cells):
            continue
        zones = source.labels.zones(window)
        if zones is None:
            continue
        in_area = (zones.units == unit).repeat(CELL_PX, 0).repeat(CELL_PX, 1)
        pixels = Window(*(CELL_PX * value for value in window))
        reflectance, valid = source.scene.read(pixels)
        cells, data = int(in_area.sum()) // CELL_PX**2, float(valid[in_area].mean()) if in_area.any() else 0.0
        values = reflectance[:, in_area & valid]
        outside = 0.0
        if ranges is not None and values.size:
            low, high = 0.8 * ranges.low[:, 0], 1.2 * ranges.high[:, -1]
            outside = float(((values < low[:, None]) | (values > high[:, None])).any(axis=0).mean())
        if (cells, data) > best[:2]:
            best = cells, data, outside
    return best


def _inside(source: LabelledScene, left: int, top: int, right: int, bottom: int) -> Optional[Window]:
    """The part of a rectangle of 20 m cells that lies in a scene; None for nothing."""
    left, top = max(0, left), max(0, top)
    right, bottom = min(source.cells.width, right), min(source.cells.height, bottom)
    return Window(left, top, right - left, bottom - top) if left < right and top < bottom else None


def _suggestions(
    job: CheckJob, source: LabelledScene, engine: NumpyEngine, fill: np.ndarray, model: Weights, samples: Samples
) -> Generator[Progress, None, list[Suggestion]]:
    """Places to draw next, from windows spread evenly over the first scene."""
    width, height = source.cells.width, source.cells.height
    wanted = []
    for row in np.linspace(0, max(0, height - _WINDOW_CELLS), min(_LATTICE, -(-height // _WINDOW_CELLS))):
        for col in np.linspace(0, max(0, width - _WINDOW_CELLS), min(_LATTICE, -(-width // _WINDOW_CELLS))):
            wanted.append(Window(int(col), int(row), _WINDOW_CELLS, _WINDOW_CELLS))
    inputs: dict[str, list[np.ndarray]] = {name: [] for name in samples.inputs}
    cells = []
    for share, window in feature_windows(source.scene, engine, fill, wanted):
        rows, cols = np.indices(window.valid.shape)
        lcz = ((window.core.row + rows) // LCZ_CELL) * (1 << 20) + (window.core.col + cols) // LCZ_CELL
        zones = source.labels.zones(window.core)
        drawn = np.zeros(rows.shape, bool) if zones is None else zones.units > 0
        free = (window.valid > 0.99) & ~np.isin(lcz, np.unique(lcz[drawn]))
        if free.any():
            keys, groups = np.unique(lcz[free], return_inverse=True)
            places = np.stack([rows[free], cols[free]], axis=1)
            for name, parts in inputs.items():
                parts.append(window.averaged(name, places, groups.reshape(-1), len(keys)))
            cells.append(np.stack([keys >> 20, keys & ((1 << 20) - 1)], axis=1))
        yield Progress(share)
    if not cells:
        return []
    place = np.concatenate(cells)
    joined = {name: np.concatenate(parts) for name, parts in inputs.items()}
    rows = samples.labelled
    count = len(place)
    both = Samples(
        {name: np.concatenate([samples.inputs[name], joined[name]]) for name in joined},
        np.concatenate([samples.targets, np.zeros((count, CLASSES), np.float32)]),
        np.concatenate([samples.units, np.zeros(count, np.int64)]),
        np.concatenate([samples.areas, np.ones(count, np.int64)]),
        np.concatenate([samples.scenes, np.zeros(count, np.int64)]),
        np.concatenate([samples.cells, place]),
    )
    fitter = HeadFitter(model, both)
    several = len(set(bootstrap.zones_of_units(samples).values())) > 1
    changes = fitter.fit(both.labelled, SAFE_STRENGTH) if several else None
    new = np.arange(len(both.units) - count, len(both.units))
    predicted = fitter.probabilities(changes, new) if changes is not None else fitter.before[new]
    left, dx, _, top, _, dy = source.cells.transform
    places = np.stack([left + (place[:, 1] + 0.5) * LCZ_CELL * dx, top + (place[:, 0] + 0.5) * LCZ_CELL * dy], axis=1)
    metres = osr.SpatialReference(source.cells.crs_wkt).GetLinearUnits()
    unlike = _unlikeness(joined["40m"], samples.inputs["40m"][rows])
    ranked = np.argsort(predicted, axis=1)[:, ::-1]
    return [
        Suggestion(
            float(places[row, 0]), float(places[row, 1]), (int(ranked[row, 0]) + 1, int(ranked[row, 1]) + 1),
            (float(predicted[row, ranked[row, 0]]), float(predicted[row, ranked[row, 1]])), score,
        )
        for row, score in suggest(predicted, unlike, places, job.suggestions, metres)
    ]  # fmt: skip


def _unlikeness(values: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """(n,) 0..1: distance to the nearest of the drawn cells in standardised features, as a rank."""
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-3
    values, drawn = (values - mean) / scale, (drawn - mean) / scale
    squares = (values**2).sum(axis=1)[:, None] + (drawn**2).sum(axis=1) - 2 * values @ drawn.T
    return squares.min(axis=1).argsort().argsort() / max(1, len(values) - 1)


def _confusion(samples: Samples, predicted: _Predicted) -> np.ndarray:
    """(17, 17) cells of 20 m: as drawn, and as the other areas give it."""
    known = samples.labelled & np.isfinite(predicted.probabilities).all(axis=1)
    if not known.any():
        return np.zeros((CLASSES, CLASSES), np.int64)
    return bootstrap.confusion(samples, predicted.probabilities, known)
