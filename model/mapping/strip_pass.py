# SPDX-License-Identifier: GPL-2.0-or-later
"""A scene's bands on their way through the engines: rows of pixels in, pieces of the maps out.

Several dates of one place, and several orientations of the network, go side by side and are averaged as
probabilities. Rows without a single valid pixel cost nothing, but for those that a neighbour looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..engines.base import Engine, Sweep
from ..network.config import CELL_PX, Maps, NetworkConfig
from ..raster import block_stats
from ..raster.windows import Tile, Window
from ..scene.scene import Scene


class Chunk(NamedTuple):
    """Some rows of a band, as read."""

    band: Tile
    window: Window
    pixels: list[Optional[np.ndarray]]
    """Of each date: (10, h, w) reflectance; None where no pixel is valid."""
    valid: list[np.ndarray]
    """Of each date: (h, w) bool."""
    wanted: np.ndarray
    """(h, width of the core) bool: the mask lets it through."""

    @property
    def last(self) -> bool:
        """Whether the band ends here."""
        return self.window.row + self.window.height == self.band.read.row + self.band.read.height


class Piece(NamedTuple):
    """A piece of the maps."""

    core: Window
    """In pixels; it cuts no LCZ cell."""
    valid: np.ndarray
    """(h, w) bool per pixel: some date has a value."""
    maps: Maps
    """Arrays on the 20 m grid of the core."""


def read(scenes: Sequence[Scene], bands: Sequence[Tile], rows_px: int, fill: np.ndarray) -> Iterator[Chunk]:
    """The chunks of bands, from top to bottom.

    Args:
        scenes: the dates, on one grid.
        bands: what to read, and for which core.
        rows_px: height of a chunk.
        fill: (10,) what invalid pixels are set to: the mean that the network knows, so that nodata does not look
            like black land.
    """
    for band in bands:
        for row in range(0, band.read.height, rows_px):
            height = min(rows_px, band.read.height - row)
            window = band.read._replace(row=band.read.row + row, height=height)
            read = [scene.read(window) for scene in scenes]
            pixels = [filled(*date, fill) for date in read]
            yield Chunk(band, window, pixels, [valid for _, valid in read], _wanted(scenes[0], band.core, window))


def _wanted(scene: Scene, core: Window, window: Window) -> np.ndarray:
    """(h, width of the core) bool: which pixels of a window's rows are to be mapped."""
    wanted = np.zeros((window.height, core.width), dtype=bool)
    first, end = max(core.row, window.row), min(core.row + core.height, window.row + window.height)
    if first < end:
        wanted[first - window.row : end - window.row] = scene.wanted(core._replace(row=first, height=end - first))
    return wanted


def filled(reflectance: np.ndarray, valid: np.ndarray, fill: np.ndarray) -> Optional[np.ndarray]:
    """Reflectance with invalid pixels filled; None where all are."""
    if valid.all():
        return reflectance
    return np.where(valid, reflectance, fill[:, None, None]) if valid.any() else None


class StripPass:
    """One band on its way: pieces of the maps come as soon as they are complete."""

    def __init__(self, band: Tile, dates: int, engines: Sequence[Engine], fill: np.ndarray, step_px: int) -> None:
        """Start above the band.

        Args:
            band: what to read, and for which core.
            dates: how many scenes go side by side.
            engines: orientations of one network, to be averaged.
            fill: (10,) reflectance of invalid pixels.
            step_px: side of an LCZ cell.
        """
        self._band, self._step_px = band, step_px
        self._lanes = [Lane(engines, band.read.width, fill) for _ in range(dates)]
        self._maps = [Rows() for _ in range(dates)]
        self._valid = [Rows() for _ in range(dates)]
        self._wanted = Rows()
        # Rows above the core are answered, too, and dropped.
        self._drop_px = band.core.row - band.read.row
        self._done_px = 0

    def take(self, chunk: Chunk) -> Iterator[Piece]:
        """The pieces that a chunk completes."""
        cols = self._band.core.cols_within(self._band.read)
        self._wanted.add([chunk.wanted])
        for number, lane in enumerate(self._lanes):
            valid = chunk.valid[number][:, cols]
            self._valid[number].add([valid])
            needed = bool((valid & chunk.wanted).any())
            for maps in lane.push(chunk.pixels[number], chunk.window.height, needed):
                self._maps[number].add(maps)
            if chunk.last:
                self._maps[number].add(lane.finish())
        if self._drop_px and self._ready_px() >= self._drop_px:
            for rows in self._maps:
                rows.take(self._drop_px // CELL_PX)
            for rows in (self._wanted, *self._valid):
                rows.take(self._drop_px)
            self._drop_px = 0
        if self._drop_px == 0:
            height = min(self._ready_px(), self._band.core.height - self._done_px)
            if self._done_px + height < self._band.core.height:
                height = height // self._step_px * self._step_px
            if height:
                yield self._piece(height)

    def _ready_px(self) -> int:
        return min(rows.count for rows in self._maps) * CELL_PX

    def _piece(self, height: int) -> Piece:
        core = self._band.core._replace(row=self._band.core.row + self._done_px, height=height)
        self._done_px += height
        cols = core.cols_within(self._band.read, CELL_PX)
        wanted = self._wanted.take(height)[0]
        valid = [rows.take(height)[0] & wanted for rows in self._valid]
        maps = [
            Maps(*(None if part is None else part[..., cols] for part in rows.take(-(-height // CELL_PX))))
            for rows in self._maps
        ]
        return Piece(core, np.logical_or.reduce(valid), averaged(maps, valid))


class Lane:
    """One date on its way through the engines, from top to bottom; pauses where nothing is needed."""

    def __init__(self, engines: Sequence[Engine], width_px: int, fill: np.ndarray) -> None:
        """Start above the first row."""
        self._engines, self._width_px, self._fill = engines, width_px, fill
        self._config = config = engines[0].config
        self._reach_px = -(-config.halo_px // config.block_px) * config.block_px
        self._sweeps: list[Sweep] = []
        # Rows right above of which nothing is needed: with these a sweep starts anew, and answers them again.
        self._above: list[tuple[Optional[np.ndarray], int]] = []
        self._again = 0

    def push(self, pixels: Optional[np.ndarray], height: int, needed: bool) -> Iterator[Maps]:
        """Maps of the rows that are complete now, from the first row on and without a gap.

        Args:
            pixels: (10, height, W) the next rows; None where there is nothing but nodata.
            height: of the rows.
            needed: whether the maps show any of them.
        """
        if not needed and not self._sweeps:
            self._remember(pixels, height)
            yield blank(self._config, height // CELL_PX, self._width_px // CELL_PX)
            return
        if not self._sweeps:
            self._sweeps = [engine.sweep(self._width_px) for engine in self._engines]
            self._again = sum(rows for _, rows in self._above) // CELL_PX
            for chunk in self._above:
                yield self._forward(*chunk)
        yield self._forward(pixels, height)
        if needed:
            self._above = []
            return
        self._remember(pixels, height)
        if sum(rows for _, rows in self._above) >= self._reach_px:
            yield self.finish()

    def finish(self) -> Maps:
        """The rows that are left."""
        sweeps, self._sweeps = self._sweeps, []
        if not sweeps:
            return blank(self._config, 0, self._width_px // CELL_PX)
        return self._new(mean([sweep.finish() for sweep in sweeps]))

    def _remember(self, pixels: Optional[np.ndarray], height: int) -> None:
        """Keep the last rows, as many as are seen from below."""
        self._above.append((pixels, height))
        while sum(rows for _, rows in self._above[1:]) >= self._reach_px:
            del self._above[0]

    def _forward(self, pixels: Optional[np.ndarray], height: int) -> Maps:
        if pixels is None:
            size = height * self._width_px
            pixels = np.repeat(self._fill, size).reshape(-1, height, self._width_px)
        return self._new(mean([sweep.push(pixels) for sweep in self._sweeps]))

    def _new(self, maps: Maps) -> Maps:
        count = next(part.shape[-2] for part in maps if part is not None)
        again, self._again = min(count, self._again), max(0, self._again - count)
        return Maps(*(None if part is None else part[..., again:, :] for part in maps))


class Rows:
    """Arrays that grow at their lower edge and are taken from the upper one; several may go side by side."""

    def __init__(self) -> None:
        self._parts: list[list[Optional[np.ndarray]]] = []
        self.count = 0

    def add(self, arrays: Sequence[Optional[np.ndarray]]) -> None:
        """Append rows, the last axis but one; None where there never are any."""
        self.count += next(array.shape[-2] for array in arrays if array is not None)
        self._parts.append(list(arrays))

    def take(self, count: int) -> list[Optional[np.ndarray]]:
        """The first rows."""
        joined = [None if part[0] is None else np.concatenate(part, axis=-2) for part in zip(*self._parts)]
        self.count -= count
        self._parts = [[None if array is None else array[..., count:, :] for array in joined]]
        return [None if array is None else array[..., :count, :] for array in joined]


def blank(config: NetworkConfig, height: int, width: int) -> Maps:
    """The answer for cells without a valid pixel, which needs no network."""
    return Maps(
        np.zeros((height, width), dtype=np.float32) if "hse" in config.tasks else None,
        np.zeros((config.zones, height, width), dtype=np.float32) if "lcz" in config.tasks else None,
    )


def mean(maps: Sequence[Maps]) -> Maps:
    """The mean of maps of the same cells."""
    if len(maps) == 1:
        return maps[0]
    return Maps(*(None if parts[0] is None else sum(parts) / np.float32(len(parts)) for parts in zip(*maps)))


def averaged(dates: Sequence[Maps], valid: Sequence[np.ndarray]) -> Maps:
    """The mean of several dates, each counting in a cell by its valid pixels there.

    Args:
        dates: maps of the same cells.
        valid: of each date, (h, w) bool per pixel.
    """
    if len(dates) == 1:
        return dates[0]
    weights = np.stack([block_stats.block_sum(pixels.astype(np.float32), CELL_PX) for pixels in valid])
    weights /= np.maximum(weights.sum(axis=0), np.float32(1))
    return Maps(
        *(
            None if parts[0] is None else sum(weight * part for weight, part in zip(weights, parts))
            for parts in zip(*dates)
        )
    )
