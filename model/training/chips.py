# SPDX-License-Identifier: GPL-2.0-or-later
"""From scenes and labels of any size to what training can hold in memory: chips, and tiles to be scored.

A scene is walked once, label by label, on a grid of squares as large as the network's context; where labels are,
chips are cut out with a margin, so that crops can be drawn around. Held-out units have no labels in chips; the tiles
in which they lie are kept, to be mapped as a user would map them and compared.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..adaptation.labels import CLASSES, LabelFiles, Labels
from ..network.config import CELL_PX, NetworkConfig
from ..progress import Progress
from ..raster import windows
from ..raster.block_stats import block_sum
from ..raster.grid import walk
from ..raster.windows import Window
from ..scene.scene import Scene
from ..tables.sentinel2 import DN_PER_REFLECTANCE
from .places import LABEL_PX, NO_SETTLEMENT, PATCH_PX, Place, Tile, TrainingData

MARGIN_PX = 32
"""Around a grid cell: crops may reach so far, and see what lies around."""
TILE_PX = 320
"""Side of the tiles that are scored: a multiple of LCZ cells and of the network's blocks."""
MOST_CHIPS = 400
MOST_UNLABELLED_CHIPS = 60
MOST_TILES = 8
SQUARES_M = (1000.0, 500.0, 250.0)
"""Sides of the squares that are held out as a whole where the labels are a raster; the first that gives enough."""
FEWEST_SQUARES = 8
_GRID = PATCH_PX // CELL_PX


class Split(NamedTuple):
    """Which units train and which are held out."""

    holdout: frozenset[int]
    """Units of the zones."""
    holdout_squares: frozenset[int]
    """Squares of the settlement raster."""
    unscored: tuple[int, ...]
    """Codes of zones with one unit alone, which trains."""


NO_HOLDOUT = Split(frozenset(), frozenset(), ())


class Source:
    """A scene with its labels, open for reading; a context manager."""

    def __init__(self, path: str, files: LabelFiles, square_m: float) -> None:
        self.path = path
        self.scene = Scene(path)
        self.cells = self.scene.grid.coarsened(CELL_PX)
        self.labels = Labels(files, self.cells, square_m)

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *error: object) -> None:
        self.scene.__exit__(None, None, None)

    def walk(self, part: Optional[Window]) -> Iterator[Window]:
        """Windows of 20 m cells over a part, each of whole grid cells."""
        if part is None:
            return
        step = _GRID * 8
        top, left = part.row // step * step, part.col // step * step
        for window in walk(Window(left, top, part.col + part.width - left, part.row + part.height - top), step):
            bottom = min(window.row + step, self.cells.height)
            right = min(window.col + step, self.cells.width)
            yield Window(window.col, window.row, right - window.col, bottom - window.row)


GridCell = tuple[int, int, int]
"""A grid cell: number of its scene, row and column in pixels."""


class LabelIndex:
    """What units there are, and where: gathered from all scenes before anything is cut out."""

    def __init__(self) -> None:
        self.zones: dict[GridCell, dict[tuple[int, int], int]] = {}
        """Per grid cell: (unit, code) -> cells."""
        self.settlement: dict[GridCell, frozenset[int]] = {}
        """Per grid cell: squares of ground with settlement."""
        self.unlabelled: list[GridCell] = []
        """Grid cells without labels."""

    def add(self, number: int, source: Source) -> Iterator[float]:
        """Count a scene's labels; yields the share done."""
        labels = source.labels
        parts = list(source.walk(Window(0, 0, source.cells.width, source.cells.height)))
        for done, window in enumerate(parts, start=1):
            zones = labels.zones(window)
            settlement = labels.settlement(window)
            known = None if settlement is None else np.where(np.isfinite(settlement), labels.squares(window), 0)
            for row in range(0, window.height, _GRID):
                for col in range(0, window.width, _GRID):
                    part = slice(row, row + _GRID), slice(col, col + _GRID)
                    place = number, (window.row + row) * CELL_PX, (window.col + col) * CELL_PX
                    if zones is not None and zones.units[part].any():
                        self.zones[place] = _counts(zones.units[part], zones.codes[part])
                    if known is not None and known[part].any():
                        self.settlement[place] = frozenset(np.unique(known[part][known[part] > 0]).tolist())
                    if place not in self.zones and place not in self.settlement:
                        self.unlabelled.append(place)
            yield done / len(parts)

    def units(self) -> dict[int, dict[int, int]]:
        """Unit -> code -> cells."""
        found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for counts in self.zones.values():
            for (unit, code), cells in counts.items():
                found[unit][code] += cells
        return found

    @property
    def tasks(self) -> tuple[str, ...]:
        """Tasks of the network that there are labels of."""
        return tuple(task for task, labels in (("hse", self.settlement), ("lcz", self.zones)) if labels)

    def squares(self) -> list[int]:
        """Squares of ground with settlement, in order."""
        return sorted(frozenset().union(*self.settlement.values()))


def _counts(units: np.ndarray, codes: np.ndarray) -> dict[tuple[int, int], int]:
    keys, counts = np.unique(units[units > 0] * 32 + codes[units > 0], return_counts=True)
    return {(int(key) // 32, int(key) % 32): int(count) for key, count in zip(keys, counts)}


def split(index: LabelIndex, share: float, polygons: bool, rng: np.random.Generator) -> Split:
    """Which units to hold out: of polygons some of each zone, of squares some of all.

    Args:
        index: of all scenes.
        share: to hold out, 0..1; 0 keeps none.
        polygons: whether the units are polygons, drawn zone by zone.
        rng: draws.
    """
    units = index.units()
    groups: dict[int, list[int]] = defaultdict(list)
    for unit in sorted(units):
        groups[max(units[unit], key=units[unit].get) if polygons else 0].append(unit)
    holdout: set[int] = set()
    for group in groups.values():
        holdout |= set(_draw(group, share, rng))
    alone = tuple(sorted(code for code, group in groups.items() if len(group) == 1)) if polygons and share else ()
    return Split(frozenset(holdout), frozenset(_draw(index.squares(), share, rng)), alone)


def split_places(index: LabelIndex, training: int) -> Split:
    """Scenes from number `training` on are held out as a whole, and every unit that they show."""
    units, squares = set(), set()
    for (number, _, _), counts in index.zones.items():
        units |= {unit for unit, _ in counts} if number >= training else set()
    for (number, _, _), found in index.settlement.items():
        squares |= found if number >= training else set()
    return Split(frozenset(units), frozenset(squares), ())


def _draw(units: Sequence[int], share: float, rng: np.random.Generator) -> list[int]:
    """Some of the units: at least one, and never all."""
    if share == 0 or len(units) < 2:
        return []
    count = min(max(1, round(share * len(units))), len(units) - 1)
    return [units[index] for index in rng.permutation(len(units))[:count]]


class Cutter:
    """Cuts chips and tiles out of scenes, as a label index and a split say."""

    def __init__(self, sources: Sequence[Source], config: NetworkConfig, fill: np.ndarray, decided: Split) -> None:
        """Get ready.

        Args:
            sources: the scenes that the index counted, in its order.
            config: of the network, which says how far it looks.
            fill: (10,) reflectance that stands where a scene has no data.
            decided: which units are held out.
        """
        self._sources, self._config, self._fill, self._split = sources, config, fill, decided

    def chip(self, place: GridCell) -> Optional[Place]:
        """A grid cell with its margin and labels; None where the scene has hardly any data."""
        number, row, col = place
        source = self._sources[number]
        grid = source.scene.grid
        size = PATCH_PX + 2 * MARGIN_PX
        bottom, right = (length // LABEL_PX * LABEL_PX for length in (grid.height, grid.width))
        # At the scene's edges the margin lies on the other side.
        top, left = (max(0, min(start - MARGIN_PX, end - size)) for start, end in ((row, bottom), (col, right)))
        window = Window(left, top, min(size, right - left), min(size, bottom - top))
        numbers, valid = self._read(source, window)
        if valid.mean() < 0.5:
            return None
        cells = Window(left // CELL_PX, top // CELL_PX, window.width // CELL_PX, window.height // CELL_PX)
        there = _all_of(valid, CELL_PX)
        zones = source.labels.zones(cells)
        coarse = np.zeros((CLASSES, cells.height // 2, cells.width // 2), dtype=np.uint8)
        if zones is not None:
            trains = there & (zones.units > 0) & ~np.isin(zones.units, list(self._split.holdout))
            # A label's cell of 40 m counts by how much of it is labelled.
            coarse = np.rint(255 * _mean(zones.probabilities * trains, 2)).astype(np.uint8)
        settlement = source.labels.settlement(cells)
        percent = np.full(there.shape, NO_SETTLEMENT, dtype=np.uint8)
        if settlement is not None:
            trains = there & np.isfinite(settlement)
            trains &= ~np.isin(source.labels.squares(cells), list(self._split.holdout_squares))
            percent[trains] = np.rint(100 * settlement[trains])
        return Place(f"{os.path.basename(source.path)} {row} {col}", (numbers,), coarse, percent)

    def tile(self, place: GridCell) -> Optional[Tile]:
        """A square of TILE_PX with labels held out; None where there are none on data."""
        number, row, col = place
        source = self._sources[number]
        grid = source.scene.grid
        core = Window(col, row, min(TILE_PX, grid.width - col), min(TILE_PX, grid.height - row))
        cut = windows.Tile(core, windows.surround(core, self._config.halo_px, self._config.block_px))
        numbers, valid = self._read(source, cut.read)
        inner = cut.inner(CELL_PX)
        cells = Window(col // CELL_PX, row // CELL_PX, inner.width, inner.height)
        there = _all_of(valid, CELL_PX)
        there = there[inner.row : inner.row + inner.height, inner.col : inner.col + inner.width]
        codes = np.zeros(there.shape, dtype=np.uint8)
        zones = source.labels.zones(cells)
        if zones is not None:
            codes = np.where(there & np.isin(zones.units, list(self._split.holdout)), zones.codes, 0)
        settlement = source.labels.settlement(cells)
        truth = np.full(there.shape, np.nan, dtype=np.float32)
        if settlement is not None:
            holdout = there & np.isin(source.labels.squares(cells), list(self._split.holdout_squares))
            truth[holdout] = settlement[holdout]
        if not codes.any() and not np.isfinite(truth).any():
            return None
        return Tile(numbers, inner, codes, truth)

    def _read(self, source: Source, window: Window) -> tuple[np.ndarray, np.ndarray]:
        reflectance, valid = source.scene.read(window)
        filled = np.where(valid, reflectance, self._fill[:, None, None])
        return np.rint(filled * DN_PER_REFLECTANCE).astype(np.uint16), valid


def _all_of(valid: np.ndarray, factor: int) -> np.ndarray:
    """Which cells have data in all of their pixels; part cells at the edge by those they have."""
    return block_sum(~valid, factor) == 0


def _mean(values: np.ndarray, factor: int) -> np.ndarray:
    return block_sum(values, factor) / factor**2


def gather(
    sources: Sequence[Source], config: NetworkConfig, fill: np.ndarray, index: LabelIndex, decided: Split, seed: int
) -> Generator[Progress, None, TrainingData]:
    """Cut out what training holds in memory, rare zones first where there is more than it can."""
    rng = np.random.default_rng([seed, 77])
    trains = {place: {key: n for key, n in counts.items() if key[0] not in decided.holdout}
              for place, counts in index.zones.items()}  # fmt: skip
    cells, holdout = np.zeros((2, CLASSES), dtype=np.int64)
    for counts in index.zones.values():
        for (unit, code), n in counts.items():
            (holdout if unit in decided.holdout else cells)[code - 1] += n
    wanted = _rarest_first(trains, cells, rng)
    settled = [place for place, squares in index.settlement.items() if squares - decided.holdout_squares]
    zoned = frozenset(wanted)
    wanted += [place for place in _shuffled(settled, rng) if place not in zoned]
    unlabelled = _shuffled(index.unlabelled, rng)[: 2 * MOST_UNLABELLED_CHIPS]
    cutter = Cutter(sources, config, fill, decided)
    scored = _tiles_to_score(index, decided, holdout)
    total = min(len(wanted), MOST_CHIPS) + min(len(unlabelled), MOST_UNLABELLED_CHIPS) + min(len(scored), MOST_TILES)
    done = 0
    found: dict[str, list] = {"chips": [], "unlabelled": [], "tiles": []}
    for name, places, most, cut in (
        ("chips", wanted, MOST_CHIPS, cutter.chip),
        ("unlabelled", unlabelled, MOST_UNLABELLED_CHIPS, cutter.chip),
        ("tiles", scored, MOST_TILES, cutter.tile),
    ):
        for place in places:
            if len(found[name]) == most:
                break
            piece = cut(place)
            found[name] += [] if piece is None else [piece]
            done += 1
            yield Progress(min(1.0, done / max(1, total)))
    return TrainingData(found["chips"], found["unlabelled"], found["tiles"], cells, holdout, len(index.units()))


def _shuffled(places: Sequence[GridCell], rng: np.random.Generator) -> list[GridCell]:
    return [places[index] for index in rng.permutation(len(places))]


def _rarest_first(
    trains: Mapping[GridCell, Mapping[tuple[int, int], int]], cells: np.ndarray, rng: np.random.Generator
) -> list[GridCell]:
    """Grid cells in turns, one for each zone, the rarest zone first."""
    queues = []
    for index in np.argsort(cells):
        queues.append(_shuffled([place for place, counts in trains.items()
                                 if any(code == index + 1 for _, code in counts)], rng))  # fmt: skip
    order: dict[GridCell, None] = {}
    for turn in range(max(map(len, queues), default=0)):
        order.update({queue[turn]: None for queue in queues if turn < len(queue)})
    return list(order)


def _tiles_to_score(index: LabelIndex, decided: Split, holdout: np.ndarray) -> list[GridCell]:
    """Squares of TILE_PX with units held out, those with most of the zones' cells first."""
    worth: dict[GridCell, float] = defaultdict(float)
    for (number, row, col), counts in index.zones.items():
        # A grid cell may reach into several tiles.
        for tile in _tiles_of(number, row, col):
            for (unit, code), n in counts.items():
                if unit in decided.holdout:
                    worth[tile] += n / holdout[code - 1]
    for (number, row, col), squares in index.settlement.items():
        for tile in _tiles_of(number, row, col):
            worth[tile] += 1e-3 * len(squares & decided.holdout_squares)
    return [tile for tile in sorted(worth, key=lambda tile: (-worth[tile], tile)) if worth[tile] > 0]


def _tiles_of(number: int, row: int, col: int) -> set[GridCell]:
    ends = [(start // TILE_PX * TILE_PX, (start + PATCH_PX - 1) // TILE_PX * TILE_PX) for start in (row, col)]
    return {(number, y, x) for y in ends[0] for x in ends[1]}
