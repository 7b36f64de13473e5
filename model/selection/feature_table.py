# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of features, bands of several dates and other rasters, with a row for each labelled cell of 100 m."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..adaptation.labels import CLASSES, LabelFiles, Labels
from ..errors import InputError
from ..network.config import CELL_PX
from ..progress import Progress, RemainingTime
from ..raster.area_mean import AreaMean
from ..raster.band import Band, Values
from ..raster.block_stats import block_sum, mostly
from ..raster.grid import ApartError, Grid, overlap, walk
from ..raster.io import open_raster
from ..raster.windows import Window
from ..reports.map_origin import date_in
from ..scene.scene import Scene
from ..tables import lcz, sentinel2

SIDE_PX = 10
"""Side of a cell: the 100 m in which local climate zones are mapped."""
SQUARE_M = 1000.0
"""Side of the squares of ground that are kept together where the labels are a raster."""
MOST_CELLS_OF_A_ZONE = 500
MOST_CELLS = 6000
"""Cells without zones that are used, drawn at random: those of one place resemble each other."""
MEAN, SPREAD = "mean", "standard deviation"
# Cells of 20 m along a cell.
_FINE = SIDE_PX // CELL_PX
# Cells along the windows in which scenes are read: some 40 MB for a scene.
_WINDOW_CELLS = 40
# Of the progress: what finding the labels takes.
_LABELLED = 0.15


@dataclass(frozen=True)
class Feature:
    """A column of the table."""

    date: str
    """Day of the scene, or its name where it has no day; "" for another raster."""
    band: str
    """Name of the band: of Sentinel-2, such as "B8A", or of another raster."""
    statistic: str = MEAN
    """Statistic of the pixels in a cell: MEAN or SPREAD."""

    @property
    def title(self) -> str:
        """Title of the feature in logs and reports, such as "B8A 2017-10-26"."""
        parts = (self.band, self.date, "" if self.statistic == MEAN else self.statistic)
        return " ".join(part for part in parts if part)


class FeatureTable(NamedTuple):
    """Features and labels of the labelled cells."""

    features: tuple[Feature, ...]
    values: np.ndarray
    """(n, features) float64, in the units of the rasters; reflectance 0..1."""
    zones: np.ndarray
    """(n,) codes 1..17, 0 where the zone is not known."""
    settlement: np.ndarray
    """(n,) percent, nan where it is not known."""
    units: np.ndarray
    """(n,) the polygon or square that each cell belongs to, which is used whole."""
    unit: str
    """Name of such units, in the plural."""
    notes: tuple[str, ...]
    """Lines for the log."""


class _Chosen(NamedTuple):
    """Cells with labels."""

    rows: np.ndarray
    cols: np.ndarray
    zones: np.ndarray
    settlement: np.ndarray
    units: np.ndarray

    def take(self, chosen: np.ndarray) -> _Chosen:
        return _Chosen(*(item[chosen] for item in self))


def gather_table(
    scenes: Mapping[str, str], rasters: Mapping[str, str], files: LabelFiles, texture: bool = False, seed: int = 1
) -> Generator[Progress, None, FeatureTable]:
    """The table of one place.

    Args:
        scenes: anything that `Scene` opens -> its name in the report; several dates, read on the grid of the first.
        rasters: any other rasters, of any grid -> their names in the report; each of their bands is a feature.
        files: the labels.
        texture: whether the standard deviation of each band within a cell is a feature, too.
        seed: for the choice of cells where there are many.

    Raises:
        InputError: a file cannot be used, or no cell has a label and a value of every feature.
    """
    with ExitStack() as stack:
        first, *further = scenes
        opened = [stack.enter_context(Scene(first))]
        grid = opened[0].grid
        opened += [stack.enter_context(Scene(path, grid=grid)) for path in further]
        names = scene_names(scenes.values())
        notes = [f"{name}: {note}" for name, scene in zip(names, opened) for note in scene.notes]
        # Cells that are not whole have no place in the table.
        cells = grid.coarsened(SIDE_PX)._replace(width=grid.width // SIDE_PX, height=grid.height // SIDE_PX)
        others = [_OtherRaster(path, title, cells) for path, title in rasters.items()]
        labels = Labels(files, grid.coarsened(CELL_PX), SQUARE_M)
        notes += labels.notes
        yield from (Progress(0, note) for note in notes)
        chosen = yield from _labelled_cells(labels, cells, bool(files.zones))
        notes += labels.remarks
        chosen = _subset(chosen, np.random.default_rng([seed, 31]))
        statistics = (MEAN, SPREAD) if texture else (MEAN,)
        features = [Feature(name, band, kind) for name in names for kind in statistics for band in sentinel2.NAMES]
        features += [Feature("", name) for other in others for name in other.names]
        values = yield from _values(opened, others, cells, chosen, len(features), texture)
    notes += [note for other in others for note in other.notes]
    known = np.isfinite(values).all(axis=1)
    if not known.any():
        raise InputError(
            f"Expected cells of 100 m with a label and a value in all {len(scenes)} scenes and {len(rasters)} other "
            f"rasters, found none among {len(known)} labelled ones; choose scenes, rasters and labels of one place."
        )
    if not known.all():
        notes.append(f"{np.count_nonzero(~known)} of {len(known)} labelled cells lack a value of some scene or raster "
                     "and are left out.")  # fmt: skip
    chosen = chosen.take(known)
    return FeatureTable(
        tuple(features), values[known], chosen.zones, chosen.settlement, chosen.units, labels.unit, tuple(notes)
    )


def scene_names(titles: Iterable[str]) -> list[str]:
    """The day of each scene; its title where that names none, or where two are of one day. All differ.

    >>> scene_names(["rio_20180101_10m", "rio_20170701_10m", "rio", "rio"])
    ['2018-01-01', '2017-07-01', 'rio (1)', 'rio (2)']
    """
    titles = list(titles)
    days = [date_in(title) for title in titles]
    names = [day if day and days.count(day) == 1 else title for day, title in zip(days, titles)]
    return [
        name if names.count(name) == 1 else f"{name} ({names[: place + 1].count(name)})"
        for place, name in enumerate(names)
    ]


class _OtherRaster:
    """The bands of a raster as means on the cells."""

    def __init__(self, path: str, title: str, cells: Grid) -> None:
        count = open_raster(path).RasterCount
        self._bands = bands = [Band(path, number, f"the raster {title}") for number in range(1, count + 1)]
        self._title = title
        self.names = [band.name or (title if count == 1 else f"{title} {band.number}") for band in bands]
        try:
            overlap(cells, bands[0].grid)
            self._means = [AreaMean(band, cells, _numbers_of(band)) for band in bands]
        except ApartError as error:
            raise InputError(
                f"Expected {path} to cover the scenes, found that it lies elsewhere; choose a raster of the same place."
            ) from error

    @property
    def notes(self) -> list[str]:
        """Lines for the log on undeclared numbers that counted as no data."""
        return [f"{self._title}: {band.fill_note}." for band in self._bands if band.fill_note]

    def read(self, window: Window) -> np.ndarray:
        """(bands, H, W) float64, nan where a cell has no value."""
        means = [mean.read(window) for mean in self._means]
        return np.stack([np.where(cells.answered, cells.mean, np.nan) for cells in means])


def _numbers_of(band: Band) -> Callable[[Values], Values]:
    """Stored numbers -> values, by the scale and offset of a band."""
    return lambda values: Values(values.stored.astype(np.float64) * band.scale + band.offset, values.valid)


def _labelled_cells(labels: Labels, cells: Grid, needs_zones: bool) -> Generator[Progress, None, _Chosen]:
    """The cells of which half or more has a label: a zone where zones are given, else settlement."""
    parts, remaining = [], RemainingTime()
    windows = list(walk(Window(0, 0, cells.width, cells.height), _WINDOW_CELLS))
    for number, window in enumerate(windows, start=1):
        fine = Window(*(_FINE * value for value in window))
        zones, units, known = _zones_of(labels, fine, window)
        percent = _settlement_of(labels, fine, window)
        if not needs_zones:
            known, units = np.isfinite(percent), _centres(labels.squares(fine))
        rows, cols = np.nonzero(known)
        parts.append(_Chosen(window.row + rows, window.col + cols, zones[known], percent[known], units[known]))
        share = _LABELLED * number / len(windows)
        yield Progress(share, remaining.line(share))
    return _Chosen(*(np.concatenate(items) for items in zip(*parts)))


def _zones_of(labels: Labels, fine: Window, window: Window) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Zone, unit, and whether half of the ground has a zone, of the cells of a window."""
    shape = window.height, window.width
    nothing = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, bool)
    labelled = labels.zones(fine)
    if labelled is None:
        return nothing
    split = (window.height, _FINE, window.width, _FINE)
    units_of_cells = labelled.units.reshape(split).swapaxes(1, 2).reshape(*shape, -1)
    # The unit of most of the cell; of the others nothing is taken.
    ordered = np.sort(units_of_cells, axis=-1)
    counts = (units_of_cells[..., None, :] == ordered[..., :, None]).sum(axis=-1) * (ordered > 0)
    unit = np.take_along_axis(ordered, counts.argmax(axis=-1)[..., None], axis=-1)[..., 0]
    of_unit = (units_of_cells == unit[..., None]) & (unit > 0)[..., None]
    shares = labelled.probabilities.reshape(CLASSES, *split).swapaxes(2, 3).reshape(CLASSES, *shape, -1)
    sums = (shares * of_unit).sum(axis=-1)
    known = mostly(of_unit.sum(axis=-1), _FINE**2)
    return np.where(known, sums.argmax(axis=0) + 1, lcz.NODATA), np.where(known, unit, 0), known


def _settlement_of(labels: Labels, fine: Window, window: Window) -> np.ndarray:
    """(H, W) percent of the cells of a window, nan where less than half of the ground is known."""
    percent = labels.settlement(fine)
    if percent is None:
        return np.full((window.height, window.width), np.nan)
    fractions = percent.astype(np.float64)
    known = np.isfinite(fractions)
    count = block_sum(known, _FINE)
    total = block_sum(np.where(known, fractions, 0), _FINE)
    return np.where(mostly(count, _FINE**2), 100 * total / np.maximum(count, 1), np.nan)


def _centres(fine: np.ndarray) -> np.ndarray:
    """The value at the middle of each cell."""
    return fine[_FINE // 2 :: _FINE, _FINE // 2 :: _FINE]


def _subset(cells: _Chosen, rng: np.random.Generator) -> _Chosen:
    """A random subset: at most `MOST_CELLS_OF_A_ZONE` cells of each zone, at most `MOST_CELLS` without a zone."""
    keep = [np.empty(0, np.int64)]
    for zone in np.unique(cells.zones):
        of_zone = np.flatnonzero(cells.zones == zone)
        keep.append(rng.permutation(of_zone)[: MOST_CELLS_OF_A_ZONE if zone else MOST_CELLS])
    return cells.take(np.sort(np.concatenate(keep)))


def _values(
    scenes: Sequence[Scene], others: Sequence[_OtherRaster], cells: Grid, chosen: _Chosen, width: int, texture: bool
) -> Generator[Progress, None, np.ndarray]:
    """(n, features) of the chosen cells, nan where there is none."""
    values = np.full((len(chosen.rows), width), np.nan)
    windows = list(walk(Window(0, 0, cells.width, cells.height), _WINDOW_CELLS))
    remaining = RemainingTime()
    for number, window in enumerate(windows, start=1):
        in_window = np.flatnonzero(
            (chosen.rows >= window.row) & (chosen.rows < window.row + window.height)
            & (chosen.cols >= window.col) & (chosen.cols < window.col + window.width)
        )  # fmt: skip
        if len(in_window):
            layers = [layer for scene in scenes for layer in _statistics(scene, window, texture)]
            layers += [other.read(window) for other in others]
            stacked = np.concatenate(layers)
            values[in_window] = stacked[:, chosen.rows[in_window] - window.row, chosen.cols[in_window] - window.col].T
        share = _LABELLED + (1 - _LABELLED) * number / len(windows)
        yield Progress(share, remaining.line(share))
    return values


def _statistics(scene: Scene, window: Window, texture: bool) -> list[np.ndarray]:
    """Mean and, where `texture` is true, standard deviation of the ten bands, each (10, H, W), nan without data."""
    reflectance, valid = scene.read(Window(*(SIDE_PX * value for value in window)))
    pixels, count = reflectance.astype(np.float64), block_sum(valid, SIDE_PX)
    # Pixels without data are 0 in every band.
    mean = np.where(mostly(count, SIDE_PX**2), block_sum(pixels, SIDE_PX) / np.maximum(count, 1), np.nan)
    if not texture:
        return [mean]
    squares = block_sum(pixels**2, SIDE_PX) / np.maximum(count, 1)
    return [mean, np.sqrt(np.maximum(0, squares - mean**2))]
