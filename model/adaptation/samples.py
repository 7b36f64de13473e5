# SPDX-License-Identifier: GPL-2.0-or-later
"""Samples for the heads: one for each 100 m cell of each training area, and cells without a label around them."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..engines.numpy_engine import NumpyEngine
from ..network.config import CELL_PX
from ..progress import Progress
from ..raster.grid import walk
from ..raster.windows import Window
from ..scene.scene import Scene
from .head_features import LCZ_CELL, SETTLEMENT, FeatureWindow, feature_windows, plan_cores
from .labels import CLASSES, LabelFiles, Labels

# Of a scene, spread evenly: more say no more and take memory (some 12 kB each).
MOST_UNLABELLED = 600
MOST_OF_A_UNIT, FEWEST_OF_A_UNIT = 36, 4
"""LCZ cells of one polygon in one scene that are used, spread evenly: more of one polygon resemble each other."""
MOST_LABELLED = 12_000
"""LCZ cells of all polygons and scenes, as far as `FEWEST_OF_A_UNIT` allows."""
# Windows of a raster of labels that are used, spread evenly; polygons are all used.
_MOST_RASTER_WINDOWS = 150
# Of a 20 m cell's pixels: with less data it is no sample.
_LEAST_VALID = 0.5
# In 20 m cells: the ground around polygons from which unlabelled cells are taken.
_MARGIN = 25
# Settlement cells that are fitted, spread evenly over the windows.
_MOST_SETTLEMENT = 20_000


class Samples(NamedTuple):
    """Rows of features; those without a label come last in no particular order, with unit 0."""

    inputs: dict[str, np.ndarray]
    """Inputs of each head, by its name: (n, channels) float32."""
    targets: np.ndarray
    """(n, 17) float32 probabilities of the label; all 0 without a label."""
    units: np.ndarray
    """(n,) int64: the polygon or square, 0 without a label."""
    areas: np.ndarray
    """(n,) 20 m cells that were averaged."""
    scenes: np.ndarray
    """(n,) which scene, from 0."""
    cells: np.ndarray
    """(n, 2) row and column of the LCZ cell in its scene."""

    @property
    def labelled(self) -> np.ndarray:
        """(n,) bool."""
        return self.units > 0

    @property
    def zones(self) -> np.ndarray:
        """(n,) codes 1..17 of the labels, 0 without one."""
        return np.where(self.labelled, self.targets.argmax(axis=1) + 1, 0)

    def take(self, rows: np.ndarray) -> Samples:
        """Some of the rows, by index or bool."""
        return Samples({name: values[rows] for name, values in self.inputs.items()}, *(item[rows] for item in self[1:]))


class SettlementSamples(NamedTuple):
    """20 m cells with a known settlement extent."""

    inputs: np.ndarray
    """(n, channels) float32."""
    fractions: np.ndarray
    """(n,) 0..1."""
    squares: np.ndarray
    """(n,) which square of ground each lies in."""


class LabelledScene:
    """A scene and its labels, open for reading; a context manager."""

    def __init__(self, path: str, files: LabelFiles, square_m: float) -> None:
        """Open both.

        Raises:
            InputError: the scene does not open, or the labels cannot be used.
        """
        self.path, self.name = path, os.path.basename(path)
        self.scene = Scene(path)
        self.cells = self.scene.grid.coarsened(CELL_PX)
        self.labels = Labels(files, self.cells, square_m)

    def __enter__(self) -> LabelledScene:
        return self

    def __exit__(self, *_: object) -> None:
        self.scene.__exit__(None, None, None)

    def wanted(self, settlement: bool = False) -> list[Window]:
        """Windows of 20 m cells that hold labels, at most about a kilometre wide, with some ground around."""
        covered = self.labels.settlement_in if settlement else self.labels.zones_in
        if covered is None:
            return []
        windows = []
        for window in walk(covered, 50):
            known = self._known(window, settlement)
            if known is not None and known.any():
                rows, cols = np.flatnonzero(known.any(axis=1)), np.flatnonzero(known.any(axis=0))
                windows.append(
                    Window(
                        window.col + int(cols[0]) - _MARGIN, window.row + int(rows[0]) - _MARGIN,
                        int(cols[-1] - cols[0]) + 1 + 2 * _MARGIN, int(rows[-1] - rows[0]) + 1 + 2 * _MARGIN,
                    )
                )  # fmt: skip
        if len(windows) > _MOST_RASTER_WINDOWS and self.labels.unit != "polygons":
            windows = [windows[i] for i in np.linspace(0, len(windows) - 1, _MOST_RASTER_WINDOWS).round().astype(int)]
        return windows

    def _known(self, window: Window, settlement: bool) -> Optional[np.ndarray]:
        if settlement:
            fractions = self.labels.settlement(window)
            return None if fractions is None else np.isfinite(fractions)
        zones = self.labels.zones(window)
        return None if zones is None else zones.units > 0


def gather_samples(
    scenes: Sequence[LabelledScene], engine: NumpyEngine, fill: np.ndarray, seed: int = 1
) -> Generator[Progress, None, Samples]:
    """The samples of all scenes; the share done runs from 0 to 1.

    Args:
        scenes: open, with their labels.
        engine: of the network whose heads are to learn.
        fill: (10,) reflectance of pixels without data.
        seed: for the choice of unlabelled cells.
    """
    heads = [*engine.config.head_widths] if "lcz" in engine.config.tasks else []
    parts: list[Samples] = []
    for number, source in enumerate(scenes):
        rng = np.random.default_rng([seed, number])
        of_scene: list[Samples] = []
        wanted = source.wanted()
        most_bare = -(-2 * MOST_UNLABELLED // max(1, len(plan_cores(wanted, source.scene.grid))))
        for share, window in feature_windows(source.scene, engine, fill, wanted):
            labelled, bare = _of_window(source, number, window, heads, most_bare, rng)
            of_scene += [part for part in (_subset(labelled, MOST_OF_A_UNIT), bare) if len(part.units)]
            yield Progress((number + share) / len(scenes))
        if of_scene:
            samples = joined(of_scene)
            count = len(np.unique(samples.units)) * len(scenes)
            most = min(MOST_OF_A_UNIT, max(FEWEST_OF_A_UNIT, MOST_LABELLED // max(1, count)))
            parts.append(_subset(samples, most))
    return joined(parts) if parts else _nothing(engine, heads)


def gather_settlement(
    scenes: Sequence[LabelledScene], engine: NumpyEngine, fill: np.ndarray, seed: int = 1
) -> Generator[Progress, None, SettlementSamples]:
    """20 m cells with a known settlement extent, of all scenes."""
    inputs, fractions, squares = [], [], []
    rng = np.random.default_rng([seed, 7])
    for number, source in enumerate(scenes):
        wanted = source.wanted(settlement=True)
        for share, window in feature_windows(source.scene, engine, fill, wanted):
            truth = source.labels.settlement(window.core)
            if truth is not None:
                rows, cols = np.nonzero(np.isfinite(truth) & (window.valid > _LEAST_VALID))
                most = max(200, _MOST_SETTLEMENT // max(1, len(wanted)))
                chosen = np.sort(rng.permutation(len(rows))[:most])
                cells = np.stack([rows[chosen], cols[chosen]], axis=1)
                if len(cells):
                    inputs.append(window.averaged(SETTLEMENT, cells, np.arange(len(cells)), len(cells)))
                    fractions.append(truth[rows[chosen], cols[chosen]])
                    squares.append(source.labels.squares(window.core)[rows[chosen], cols[chosen]])
            yield Progress((number + share) / len(scenes))
    channels = engine.config.shared
    return SettlementSamples(
        np.concatenate([np.empty((0, channels), np.float32), *inputs]),
        np.concatenate([np.empty(0), *fractions]),
        np.concatenate([np.empty(0, np.int64), *squares]),
    )


def joined(parts: Sequence[Samples]) -> Samples:
    """The rows of several, one after the other."""
    inputs = {name: np.concatenate([part.inputs[name] for part in parts]) for name in parts[0].inputs}
    return Samples(inputs, *(np.concatenate(items) for items in zip(*(part[1:] for part in parts))))


def _of_window(
    source: LabelledScene,
    number: int,
    window: FeatureWindow,
    heads: Sequence[str],
    most_bare: int,
    rng: np.random.Generator,
) -> tuple[Samples, Samples]:
    """The labelled and some of the unlabelled samples of a window."""
    core = window.core
    found = source.labels.zones(core)
    units = np.zeros(window.valid.shape, np.int64) if found is None else found.units
    has_data = window.valid > _LEAST_VALID
    rows, cols = np.indices(units.shape)
    lcz_row, lcz_col = (core.row + rows) // LCZ_CELL, (core.col + cols) // LCZ_CELL
    lcz = lcz_row * (1 << 20) + lcz_col

    def samples(chosen: np.ndarray, unit: np.ndarray) -> Samples:
        keys, first, groups, counts = np.unique(
            np.stack([lcz[chosen], unit[chosen]]), axis=1, return_index=True, return_inverse=True, return_counts=True
        )
        groups = groups.reshape(-1)  # NumPy 2.0 gives it another shape
        cells = np.stack([rows[chosen], cols[chosen]], axis=1)
        count = keys.shape[1]
        inputs = {name: window.averaged(name, cells, groups, count) for name in heads}
        targets = np.zeros((count, CLASSES), np.float32)
        if found is not None:
            np.add.at(targets, groups, found.probabilities[:, chosen].T * (unit[chosen] > 0)[:, None])
            targets /= np.maximum(targets.sum(axis=1, keepdims=True), 1e-9)
        place = np.stack([lcz_row[chosen][first], lcz_col[chosen][first]], axis=1)
        return Samples(inputs, targets, keys[1], counts, np.full(count, number), place)

    labelled = has_data & (units > 0)
    bare = np.setdiff1d(lcz[has_data], lcz[units > 0])
    bare = rng.permutation(bare)[:most_bare]
    return samples(labelled, units), samples(has_data & np.isin(lcz, bare), np.zeros_like(units))


def _subset(samples: Samples, most: int) -> Samples:
    """An evenly spaced subset: at most `most` samples of each unit, `MOST_UNLABELLED` without a label."""
    keep = [np.empty(0, np.int64)]
    for unit in np.unique(samples.units):
        rows = np.flatnonzero(samples.units == unit)
        limit = most if unit else MOST_UNLABELLED
        if len(rows) > limit:
            rows = rows[np.linspace(0, len(rows) - 1, limit).round().astype(int)]
        keep.append(rows)
    return samples.take(np.concatenate(keep))


def _nothing(engine: NumpyEngine, heads: Sequence[str]) -> Samples:
    widths: Mapping[str, int] = engine.config.head_widths
    inputs = {name: np.empty((0, widths[name]), np.float32) for name in heads}
    none = np.empty(0, np.int64)
    return Samples(inputs, np.empty((0, CLASSES), np.float32), none, none, none, np.empty((0, 2), np.int64))
