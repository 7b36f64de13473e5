# SPDX-License-Identifier: GPL-2.0-or-later
"""One pass of a strip through the network: rows of one date's pixels in, rows of its maps out, in one orientation.

A strip of a scene is mapped in as many passes as there are dates times orientations, one after the other; `pass_mean`
averages them. Rows without a valid pixel cost nothing, except those that a pixel to map depends on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..engines.base import Engine, RowStream
from ..network.config import CELL_PX, Maps, NetworkConfig
from ..raster.windows import Tile, Window
from ..scene.radar import Pixels
from .decode_ahead import DecodeAhead
from .neighbourhood import NeighbourhoodMean
from .row_buffer import RowBuffer


class Pass(NamedTuple):
    """One of the passes of a strip: its number, scene and orientation."""

    number: int
    """Number of the pass, from 0, in the order in which the passes are made."""
    date: int
    """Index of the scene."""
    orientation: Optional[int]
    """Index of the orientation; None where only the valid pixels are counted, without the network."""


class Chunk(NamedTuple):
    """Some rows of a strip, as read for one pass."""

    strip: Tile
    step: Pass
    window: Window
    pixels: Optional[np.ndarray]
    """(inputs, h, w) reflectance, and radar behind it; None where no pixel is valid, or none is needed."""
    valid: np.ndarray
    """(h, w) bool."""
    wanted: np.ndarray
    """(h, width of the core) bool: the mask lets the pixel through."""
    is_needed: bool
    """Whether a cell to map depends on the network's output for any of these pixels."""

    @property
    def last(self) -> bool:
        """Whether this is the last chunk of the strip."""
        return self.window.row + self.window.height == self.strip.read.row + self.strip.read.height


class Part(NamedTuple):
    """Maps of some rows of a strip from one pass."""

    strip: Window
    """Core of the strip."""
    step: Pass
    core: Window
    """The rows, in pixels; they cut no LCZ cell."""
    valid: np.ndarray
    """(h, w) bool per pixel: this date has a value and the mask lets it through."""
    maps: Optional[Maps]
    """Arrays on the 20 m grid of the core; None in a pass that only counts valid pixels."""

    @property
    def ends_pass(self) -> bool:
        """Whether these rows are the last ones of the strip."""
        return self.core.row + self.core.height == self.strip.row + self.strip.height


def passes(dates: int, orientations: int) -> list[Pass]:
    """The passes of a strip, in order; several dates begin with counting the valid pixels of each.

    >>> [(step.date, step.orientation) for step in passes(2, 2)]
    [(0, None), (1, None), (0, 0), (1, 0), (0, 1), (1, 1)]
    """
    steps = [(date, None) for date in range(dates if dates > 1 else 0)]
    steps += [(date, orientation) for orientation in range(orientations) for date in range(dates)]
    return [Pass(number, *step) for number, step in enumerate(steps)]


def read_chunks(
    scenes: Sequence[Pixels],
    todo: Iterable[tuple[Tile, Pass]],
    rows_px: int,
    fill: np.ndarray,
    cache_bytes: int = 0,
    reach_px: int = 0,
) -> Iterator[Chunk]:
    """The chunks of strips and their passes, each from top to bottom.

    Args:
        scenes: the dates, on one grid.
        todo: strips and their passes to read, in order.
        rows_px: height of a chunk, see `_chunks`.
        fill: (inputs,) what invalid pixels are set to: the mean that the network knows, so that nodata does not look
            like black land.
        cache_bytes: memory that GDAL keeps decoded blocks in.
        reach_px: how far around a pixel of the maps the answers lie of which it is a mean.
    """
    for strip, step in todo:
        if step.orientation is None:
            strip = strip._replace(read=strip.core)
        scene = scenes[step.date]
        ahead = DecodeAhead(scene, strip.read, rows_px, cache_bytes)
        for window in _chunks(strip.read, rows_px):
            reflectance, valid = scene.read(window)
            pixels = None if step.orientation is None else filled(reflectance, valid, fill)
            around = window._replace(row=window.row - reach_px, height=window.height + 2 * reach_px)
            wanted = _wanted(scenes[0], strip.core, around)
            is_needed = bool(wanted.any() and valid[:, _columns_around(strip, reach_px)].any())
            yield Chunk(strip, step, window, pixels, valid, wanted[window.rows_within(around)], is_needed)
            ahead.after(window.row + window.height)


def _chunks(read: Window, rows_px: int) -> Iterator[Window]:
    """The chunks of a window: they end where the raster's rows are a multiple of their height.

    Blocks of a file are as tall, or several times, so that a chunk seldom touches two rows of them.

    >>> [(chunk.row, chunk.height) for chunk in _chunks(Window(0, -32, 9, 150), 64)]
    [(-32, 32), (0, 64), (64, 54)]
    """
    row, end = read.row, read.row + read.height
    while row < end:
        height = min(rows_px - row % rows_px, end - row)
        yield read._replace(row=row, height=height)
        row += height


def _wanted(scene: Pixels, core: Window, window: Window) -> np.ndarray:
    """(h, width of the core) bool: which pixels of a window's rows are to be mapped."""
    wanted = np.zeros((window.height, core.width), dtype=bool)
    first, end = max(core.row, window.row), min(core.row + core.height, window.row + window.height)
    if first < end:
        wanted[first - window.row : end - window.row] = scene.wanted(core._replace(row=first, height=end - first))
    return wanted


def _columns_around(strip: Tile, reach_px: int) -> slice:
    """The columns of a strip's pixels on whose answers its maps depend."""
    first = strip.core.col - strip.read.col
    return slice(max(0, first - reach_px), first + strip.core.width + reach_px)


def filled(reflectance: np.ndarray, valid: np.ndarray, fill: np.ndarray) -> Optional[np.ndarray]:
    """Reflectance with invalid pixels filled; None where all are."""
    if valid.all():
        return reflectance
    return np.where(valid, reflectance, fill[:, None, None]) if valid.any() else None


def counted(chunk: Chunk) -> Part:
    """The part of a pass that only counts valid pixels."""
    return Part(chunk.strip.core, chunk.step, chunk.window, chunk.valid & chunk.wanted, None)


class StripPass:
    """A running pass: parts come as soon as they are complete."""

    def __init__(self, strip: Tile, step: Pass, engine: Engine, fill: np.ndarray, cell_px: int) -> None:
        """Start above the strip.

        Args:
            strip: what to read, and for which core.
            step: which pass.
            engine: with the weights of this pass's orientation.
            fill: (inputs,) what invalid pixels are set to.
            cell_px: side of an LCZ cell.
        """
        self._strip, self._step, self._cell_px = strip, step, cell_px
        self._stream = PausingStream(engine, strip.read.width, fill)
        self._mean = NeighbourhoodMean(engine.config, strip.read.width // CELL_PX)
        self._maps, self._valid = RowBuffer(), RowBuffer()
        # Rows above the core come out of the network, too, and are dropped.
        self._drop_px = strip.core.row - strip.read.row
        self._done_px = 0

    def take(self, chunk: Chunk) -> Iterator[Part]:
        """The part that a chunk completes, if any."""
        core = self._strip.core
        valid = chunk.valid[:, core.cols_within(self._strip.read)] & chunk.wanted
        self._valid.add([valid])
        self._mean.add_valid(chunk.valid)
        for maps in self._stream.push(chunk.pixels, chunk.window.height, chunk.is_needed):
            self._maps.add(self._mean.push(maps))
        if chunk.last:
            for maps in self._mean.finish(self._stream.finish()):
                self._maps.add(maps)
        if self._drop_px and self._maps.count * CELL_PX >= self._drop_px:
            self._maps.take(self._drop_px // CELL_PX)
            self._valid.take(self._drop_px)
            self._drop_px = 0
        if self._drop_px == 0:
            height = min(self._maps.count * CELL_PX, core.height - self._done_px)
            if self._done_px + height < core.height:
                height = height // self._cell_px * self._cell_px
            if height:
                yield self._part(height)

    def _part(self, height: int) -> Part:
        strip = self._strip
        core = strip.core._replace(row=strip.core.row + self._done_px, height=height)
        self._done_px += height
        cols = core.cols_within(strip.read, CELL_PX)
        valid = self._valid.take(height)[0]
        rows = self._maps.take(-(-height // CELL_PX))
        return Part(
            strip.core, self._step, core, valid, Maps(*(None if part is None else part[..., cols] for part in rows))
        )


class PausingStream:
    """Streams rows of one date through an engine, from top to bottom; pauses where nothing is needed."""

    def __init__(self, engine: Engine, width_px: int, fill: np.ndarray) -> None:
        """Start above the first row."""
        self._engine, self._width_px, self._fill = engine, width_px, fill
        self._config = config = engine.config
        self._reach_px = -(-config.halo_px // config.block_px) * config.block_px
        self._stream: Optional[RowStream] = None
        # The rows right above, where nothing is needed: a stream that starts anew begins with them.
        self._above: list[tuple[Optional[np.ndarray], int]] = []
        self._repeated = 0  # rows of the maps that come a second time, for that reason

    def push(self, pixels: Optional[np.ndarray], height: int, needed: bool) -> Iterator[Maps]:
        """Maps of the rows that are complete now, from the first row on and without a gap.

        Args:
            pixels: (inputs, height, W) the next rows; None where there is nothing but nodata.
            height: of the rows.
            needed: whether the maps show any of them.
        """
        if not needed and self._stream is None:
            self._remember(pixels, height)
            yield blank_maps(self._config, height // CELL_PX, self._width_px // CELL_PX)
            return
        if self._stream is None:
            self._stream = self._engine.stream(self._width_px)
            self._repeated = sum(rows for _, rows in self._above) // CELL_PX
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
        stream, self._stream = self._stream, None
        if stream is None:
            return blank_maps(self._config, 0, self._width_px // CELL_PX)
        return self._without_repeated(stream.finish())

    def _remember(self, pixels: Optional[np.ndarray], height: int) -> None:
        """Keep the last rows, as many as a row below them depends on."""
        self._above.append((pixels, height))
        while sum(rows for _, rows in self._above[1:]) >= self._reach_px:
            del self._above[0]

    def _forward(self, pixels: Optional[np.ndarray], height: int) -> Maps:
        if pixels is None:
            size = height * self._width_px
            pixels = np.repeat(self._fill, size).reshape(-1, height, self._width_px)
        return self._without_repeated(self._stream.push(pixels))

    def _without_repeated(self, maps: Maps) -> Maps:
        count = next(part.shape[-2] for part in maps if part is not None)
        repeated, self._repeated = min(count, self._repeated), max(0, self._repeated - count)
        return Maps(*(None if part is None else part[..., repeated:, :] for part in maps))


def blank_maps(config: NetworkConfig, height: int, width: int) -> Maps:
    """Maps of cells without a valid pixel, for which the network need not run."""
    return Maps(
        np.zeros((height, width), dtype=np.float32) if "hse" in config.tasks else None,
        np.zeros((config.zones, height, width), dtype=np.float32) if "lcz" in config.tasks else None,
    )
