# SPDX-License-Identifier: GPL-2.0-or-later
"""A scene's course through the engines, band by band, within the memory there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from osgeo import gdal

from ..engines.base import DeviceMemoryError, Engine
from ..raster import windows
from ..raster.windows import Tile, Window
from ..scene.scene import Scene
from ..system.background_threads import read_ahead
from .strip_pass import Piece, StripPass, read

# A band narrower than this would be mostly halo.
NARROWEST_PX = 256
# Rows read at a time, or one block of the network's.
_CHUNK_PX = 64
_CHUNKS_AHEAD = 2
# GDAL keeps decoded blocks of a file; a row of them, for ten bands of a full tile, finds room in this.
_BLOCK_CACHE_BYTES = 256 << 20


class Scheduler:
    """The pieces of a map, in an order in which few rows are held."""

    def __init__(
        self,
        scenes: Sequence[Scene],
        engines: Sequence[Engine],
        window: Window,
        step_px: int,
        fill: np.ndarray,
        width_px: int,
        on_cpu: Callable[[], Sequence[Engine]],
    ) -> None:
        """Plan it.

        Args:
            scenes: the dates, on one grid.
            engines: orientations of one network.
            window: the pixels to map.
            step_px: side of an LCZ cell.
            fill: (10,) reflectance of invalid pixels.
            width_px: of a band's core.
            on_cpu: makes engines for the processor, should the device have too little memory for any band.
        """
        self._scenes, self._engines, self._window = scenes, list(engines), window
        self._step_px, self._fill, self._on_cpu = step_px, fill, on_cpu
        self._width_px = width_px
        block = self._engines[0].config.block_px
        self._chunk_px = max(1, _CHUNK_PX // block) * block
        self._todo = [window]
        self._todo = [band.core for band in self._bands()]
        self._done_px = 0
        self._notes: list[str] = []

    @property
    def share(self) -> float:
        """Done, 0..1."""
        return self._done_px / (self._window.width * self._window.height)

    @property
    def device(self) -> str:
        """What computes now."""
        return self._engines[0].device

    def notes(self) -> list[str]:
        """Lines for the log that have come up since this was last asked."""
        taken = [*self._notes, *messages(self._engines)]
        self._notes.clear()
        return taken

    def skip(self, core: Window) -> None:
        """Leave out a piece that was made before; pieces come in the same order whenever nothing else has changed."""
        self._finished(core)

    def pieces(self) -> Iterator[Piece]:
        """Yields all pieces that are still to do.

        Raises:
            InputError: a scene cannot be read.
        """
        with _block_cache():
            while self._todo:
                bands = self._bands()
                self._todo = [band.core for band in bands]
                try:
                    yield from self._through(bands)
                except DeviceMemoryError as error:
                    self._give_way(error)

    def _through(self, bands: Sequence[Tile]) -> Iterator[Piece]:
        chunks = read(self._scenes, bands, self._chunk_px, self._fill)
        with read_ahead(chunks, _CHUNKS_AHEAD) as arriving:
            passing = None
            for chunk in arriving:
                if passing is None:
                    passing = StripPass(chunk.band, len(self._scenes), self._engines, self._fill, self._step_px)
                for piece in passing.take(chunk):
                    self._finished(piece.core)
                    yield piece
                if chunk.last:
                    passing = None

    def _finished(self, core: Window) -> None:
        """Take a piece from the upper edge of what is to do."""
        first = self._todo[0]
        self._done_px += core.width * core.height
        rest = first._replace(row=first.row + core.height, height=first.height - core.height)
        self._todo[:1] = [rest] if rest.height else []

    def _bands(self) -> list[Tile]:
        config, grid = self._engines[0].config, self._scenes[0].grid
        frame = windows.frame(grid.width, grid.height, config.block_px, config.context_px)
        return [
            band._replace(read=_on_chunks(band.read, frame, self._chunk_px))
            for core in self._todo
            for band in windows.strips(core, frame, self._width_px, self._step_px, config.halo_px, config.block_px)
        ]

    def _give_way(self, error: DeviceMemoryError) -> None:
        """Halve the bands; where they are narrow already, go on on the processor."""
        if self._width_px > NARROWEST_PX:
            width = min(self._width_px, max(core.width for core in self._todo))
            self._width_px = max(NARROWEST_PX, width // 2)
            self._notes.append(f"The memory of {self.device} is too small: bands of {self._width_px} px from here on.")
        elif self.device != "cpu":
            self._notes.append(f"The memory of {self.device} is too small for any band: on the processor from here on.")
            for engine in self._engines:
                engine.close()
            self._engines = list(self._on_cpu())
        else:
            raise error


def _on_chunks(read: Window, frame: Window, chunk_px: int) -> Window:
    """A window that starts where a chunk of the frame does, so that a resumed run cuts the same chunks as the first."""
    above = (read.row - frame.row) % chunk_px
    return read._replace(row=read.row - above, height=read.height + above)


@contextmanager
def _block_cache() -> Iterator[None]:
    """GDAL's cache of blocks, which may grow to a twentieth of the memory, within bounds."""
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, _BLOCK_CACHE_BYTES))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)


def messages(engines: Sequence[Engine]) -> list[str]:
    """What engines have to say since they were last asked, each line once."""
    return list(dict.fromkeys(note for one in engines for note in one.notes()))
