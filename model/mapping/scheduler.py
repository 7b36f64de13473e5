# SPDX-License-Identifier: GPL-2.0-or-later
"""Order of the strips of a scene and of their passes through the network, within the memory of the device."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Union

import numpy as np

from ..engines.base import DeviceMemoryError, Engine, EngineReplacedError
from ..network.config import CELL_PX
from ..raster import windows
from ..raster.windows import Tile, Window
from ..scene.radar import Pixels
from ..system.background_threads import read_ahead
from .strip_pass import Chunk, Part, StripPass, counted, passes, read_chunks

# A strip narrower than this would be mostly halo.
NARROWEST_PX = 256
# Rows read at a time, or one block of the network's.
_CHUNK_PX = 64
_CHUNKS_AHEAD = 2


class Strips(NamedTuple):
    """The strips that are to be mapped from now on."""

    cores: list[Window]


class Scheduler:
    """The parts of a map, in an order in which few rows are held."""

    def __init__(
        self,
        scenes: Sequence[Pixels],
        engine: Engine,
        window: Window,
        cell_px: int,
        fill: np.ndarray,
        width_px: Callable[[Engine], int],
        orientations: int,
        turn: Callable[[Engine, int], None],
        on_cpu: Callable[[], Engine],
        cache_bytes: int,
    ) -> None:
        """Divide the window into strips.

        Args:
            scenes: the dates, on one grid.
            engine: runs the network, with the weights of orientation 0.
            window: the pixels to map.
            cell_px: side of an LCZ cell.
            fill: (inputs,) what invalid pixels are set to.
            width_px: how wide a strip's core may be for an engine.
            orientations: how many are averaged.
            turn: loads the weights of an orientation into an engine.
            on_cpu: makes an engine for the processor, should the device have too little memory for any strip.
            cache_bytes: memory that GDAL keeps decoded blocks in.
        """
        self._scenes, self._engine, self._window = scenes, engine, window
        self._cell_px, self._fill, self._turn, self._on_cpu = cell_px, fill, turn, on_cpu
        self._cache_bytes = cache_bytes
        self._width_of, self._width_px = width_px, width_px(engine)
        self._orientation = 0
        self._passes = passes(len(scenes), orientations)
        self._network_passes = len(scenes) * orientations
        block = engine.config.block_px
        self._chunk_px = max(1, _CHUNK_PX // block) * block
        self._todo = [window]
        self._todo = [strip.core for strip in self._strips()]
        self._passes_done = 0  # of the first strip
        self._finished_px = self._passed_px = 0
        self._share = 0.0
        self.waited_s = 0.0
        """Seconds that the network has waited for rows of the scene."""

    @property
    def share(self) -> float:
        """Done, 0..1; it never falls."""
        done = self._finished_px * self._network_passes + self._passed_px
        self._share = max(self._share, done / (self._window.width * self._window.height * self._network_passes))
        return self._share

    @property
    def device(self) -> str:
        """Name of the device that computes now."""
        return self._engine.device

    @property
    def strips(self) -> Strips:
        """The strips that are still to be mapped."""
        return Strips(list(self._todo))

    def restore(self, strips: Strips) -> None:
        """Continue with the strips of an earlier run."""
        self._todo = list(strips.cores)

    def skip(self, core: Window) -> bool:
        """Leave out a piece that an earlier run made; False where it is not the upper end of a strip that is to do."""
        for number, strip in enumerate(self._todo):
            if core == strip._replace(height=core.height) and core.height <= strip.height:
                self._finish(number, core.height)
                return True
        return False

    def skip_passes(self, strip: Window, count: int) -> bool:
        """Leave out the first passes of the first strip, which an earlier run made.

        Args:
            strip: the strip as it was then; its upper rows may be finished since.
            count: how many passes were complete.

        Returns:
            False where this is not the first strip to do.
        """
        first = self._todo[0] if self._todo else None
        if first is None or not 0 < count < len(self._passes) or not _is_lower_end(first, strip):
            return False
        self._passes_done = count
        network_passes = sum(step.orientation is not None for step in self._passes[:count])
        self._passed_px = network_passes * first.width * first.height
        return True

    def items(self) -> Iterator[Union[Part, Strips, str]]:
        """Yields all parts that are still to do; the strips, whenever they are divided anew; and lines for the log.

        Raises:
            InputError: a scene cannot be read.
        """
        while self._todo:
            strips = self._strips()
            self._todo = [strip.core for strip in strips]
            try:
                yield from self._through(strips)
            except DeviceMemoryError as error:
                yield self._use_less_memory(error)
            except EngineReplacedError:
                yield from self._engine.notes()
                self._width_px = min(self._width_px, self._width_of(self._engine))
                self._todo = [strip.core for strip in self._strips()]
            else:
                continue
            self._passes_done = self._passed_px = 0
            yield self.strips

    def _through(self, strips: Sequence[Tile]) -> Iterator[Union[Part, str]]:
        steps = [(strip, step) for strip in strips for step in self._passes]
        todo, reach_px = steps[self._passes_done :], self._engine.config.neighbourhood_reach * CELL_PX
        chunks = read_chunks(self._scenes, todo, self._chunk_px, self._fill, self._cache_bytes, reach_px)
        with read_ahead(chunks, _CHUNKS_AHEAD) as arriving:
            running = None
            for chunk in self._awaited(arriving):
                if chunk.step.orientation is None:
                    yield counted(chunk)
                    continue
                if running is None:
                    if chunk.step.orientation != self._orientation:
                        self._turn(self._engine, chunk.step.orientation)
                        self._orientation = chunk.step.orientation
                    running = StripPass(chunk.strip, chunk.step, self._engine, self._fill, self._cell_px)
                for part in running.take(chunk):
                    self._count(part)
                    yield part
                yield from self._engine.notes()
                if chunk.last:
                    running = None

    def _awaited(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The chunks; counts the time until each is there."""
        while True:
            began = time.perf_counter()
            chunk = next(chunks, None)
            self.waited_s += time.perf_counter() - began
            if chunk is None:
                return
            yield chunk

    def _count(self, part: Part) -> None:
        if part.step.number == len(self._passes) - 1:
            self._passed_px -= (self._network_passes - 1) * part.core.width * part.core.height
            self._finish(0, part.core.height)
        else:
            self._passed_px += part.core.width * part.core.height

    def _finish(self, number: int, height: int) -> None:
        """Takes rows from the upper end of a strip that is to do."""
        strip = self._todo[number]
        self._finished_px += strip.width * height
        rest = strip._replace(row=strip.row + height, height=strip.height - height)
        self._todo[number : number + 1] = [rest] if rest.height else []
        if not rest.height:
            self._passes_done = 0

    def _strips(self) -> list[Tile]:
        config, grid = self._engine.config, self._scenes[0].grid
        frame = windows.frame(grid.width, grid.height, config.block_px, config.context_px)
        return [
            strip._replace(read=_on_chunks(strip.read, frame, self._chunk_px))
            for core in self._todo
            for strip in windows.strips(core, frame, self._width_px, self._cell_px, config.halo_px, config.block_px)
        ]

    def _use_less_memory(self, error: DeviceMemoryError) -> str:
        """Halves the strips' width; where they are narrow already, takes the processor. Returns a line for the log."""
        device = self.device
        if self._width_px > NARROWEST_PX:
            width = min(self._width_px, max(core.width for core in self._todo))
            self._width_px = max(NARROWEST_PX, width // 2)
            self._todo = [strip.core for strip in self._strips()]
            return f"The memory of {device} is too small: strips of {self._width_px} px from here on."
        if device == "cpu":
            raise error
        self._engine.close()
        self._engine, self._orientation = self._on_cpu(), 0
        return f"The memory of {device} is too small for any strip: the processor computes from here on."


def _is_lower_end(part: Window, strip: Window) -> bool:
    """Whether a window is a strip, or the part of a strip that remains at its lower end."""
    same_columns = (part.col, part.width) == (strip.col, strip.width)
    return same_columns and part.row >= strip.row and part.row + part.height == strip.row + strip.height


def _on_chunks(read: Window, frame: Window, chunk_px: int) -> Window:
    """A window that starts where a chunk of the frame does, so that a resumed run cuts the same chunks as the first."""
    above = min(read.row % chunk_px, read.row - frame.row)
    return read._replace(row=read.row - above, height=read.height + above)
