# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes finished pieces into the files of the maps, and the filtered zones once all pieces are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Optional

import numpy as np

from ..heights.refiner import HeightRefiner
from ..lczmap.smoothing import gaussian_filter
from ..lczmap.zone_probabilities import stored_bytes, stored_zones
from ..raster import block_stats
from ..raster.geotiff import RasterFile
from ..raster.windows import Window
from ..tables import lcz, products
from .pass_mean import Piece

# In the zones that are kept: nothing was written here yet.
_UNWRITTEN = 255
# What the Gaussian filter takes for each cell, and how much of the memory it may take at most.
_FILTER_BYTES_PER_CELL = 64
_FILTER_BYTES = 64 << 20


class StoredPiece(NamedTuple):
    """A piece of the maps as it is stored."""

    core: Window
    """The piece's window, in pixels."""
    hse_sum: float
    """Sum of the percentages of its HSE cells."""
    hse_cells: int
    """Number of HSE cells that have a value."""
    stored: dict[str, np.ndarray]
    """Product key -> (bands, h, w) or (h, w) values of the file."""


class MapWriter:
    """The maps of a job in the making, piece by piece."""

    def __init__(
        self,
        files: Mapping[str, RasterFile],
        window: Window,
        hse_px: int,
        lcz_px: int,
        refiner: Optional[HeightRefiner] = None,
    ) -> None:
        """Take empty files.

        Args:
            files: product key -> file; maps without a file are not made.
            window: the pixels to map.
            hse_px: side of an HSE cell in pixels.
            lcz_px: side of an LCZ cell, a multiple of `hse_px`.
            refiner: what the heights of buildings say of the zones; None for nothing.
        """
        self._refiner = refiner
        self._files = files
        self._window = window
        self._hse_px = hse_px
        self._lcz_px = lcz_px
        # The zones are kept whole, one byte a cell: the filter looks across pieces, and they say what was written.
        shape = -(-window.height // lcz_px), -(-window.width // lcz_px)
        self._zones = np.full(shape, _UNWRITTEN, dtype=np.uint8)
        self.hse_sum = 0.0
        self.hse_cells = 0

    def write(self, piece: Piece) -> StoredPiece:
        """Puts a piece on the maps.

        Returns:
            What was put there, from which `write_stored` does the same.
        """
        result = StoredPiece(piece.core, 0.0, 0, {})
        valid_px = block_stats.block_sum(piece.valid, self._hse_px)
        pixels = block_stats.block_sum(np.ones(piece.valid.shape, dtype=bool), self._hse_px)
        if piece.settlement is not None:
            answered, percent = block_stats.mostly(valid_px, pixels), piece.settlement * 100
            stored = np.where(answered, np.clip(percent, 0, 100), products.HSE.nodata).astype(np.float32)
            result = StoredPiece(
                piece.core,
                float(percent[answered].sum(dtype=np.float64)),
                int(answered.sum()),
                {products.HSE.key: stored},
            )
        if piece.zones is not None:
            factor = self._lcz_px // self._hse_px
            answered = block_stats.mostly(
                block_stats.block_sum(valid_px, factor), block_stats.block_sum(pixels, factor)
            )
            zones = piece.zones
            if self._refiner is not None:
                zones = self._refiner.refine(zones, piece.core.within(self._window, self._lcz_px), answered)
            result.stored.update(stored_zones(answered, zones))
        kept = {key: stored for key, stored in result.stored.items() if key in self._files or key == products.LCZ.key}
        result = result._replace(stored=kept)
        self.write_stored(result)
        return result

    def _place(self, window: Window, cell_px: int) -> tuple[slice, slice]:
        """Rows and columns of a window of pixels on the maps with cells of that size."""
        return window.rows_within(self._window, cell_px), window.cols_within(self._window, cell_px)

    def write_stored(self, piece: StoredPiece) -> None:
        """Puts a piece on the maps that was made before."""
        self.hse_sum += piece.hse_sum
        self.hse_cells += piece.hse_cells
        cells = self._place(piece.core, self._lcz_px)
        if (self._zones[cells] != _UNWRITTEN).any():
            raise RuntimeError(f"a bug: the maps were written twice in {piece.core}")
        self._zones[cells] = piece.stored.get(products.LCZ.key, lcz.NODATA)
        for key, stored in piece.stored.items():
            if key in self._files:
                cell_px = self._hse_px if products.PRODUCTS[key].grid == "hse" else self._lcz_px
                rows, cols = self._place(piece.core, cell_px)
                self._files[key].write(stored, cols.start, rows.start)

    def check_complete(self) -> None:
        """Sees that every cell of the maps was written.

        Raises:
            RuntimeError: one was not, which no input can cause: a bug.
        """
        lacking = int(np.count_nonzero(self._zones == _UNWRITTEN))
        if lacking:
            raise RuntimeError(f"a bug: {lacking} of {self._zones.size} cells of the maps were never written")

    def filter_zones(self, cell_size_m: float, most_bytes: int = _FILTER_BYTES) -> Iterator[float]:
        """Writes the filtered zones, if they are wanted, some rows at a time; yields the share done.

        The result is that of filtering the whole map: each block of rows is filtered with the rows around it that the
        widest kernel reaches.

        Args:
            cell_size_m: side of an LCZ cell.
            most_bytes: memory that a block may take, but a block has at least as many rows as the kernel reaches.
        """
        if products.LCZ_FILTERED.key not in self._files:
            return
        height, width = self._zones.shape
        reach = int(max(zone.filter_radius_m for zone in lcz.ZONES) // cell_size_m) + 1
        rows = max(reach, min(most_bytes, _FILTER_BYTES) // (width * _FILTER_BYTES_PER_CELL) - 2 * reach)
        for first in range(0, height, rows):
            top, last = max(0, first - reach), min(height, first + rows)
            filtered = gaussian_filter(self._zones[top : last + reach], cell_size_m)
            self._files[products.LCZ_FILTERED.key].write(filtered[first - top : last - top], 0, first)
            yield last / height

    def zones_within(self, window: Window) -> np.ndarray:
        """(h, w) uint8 zones of a window of pixels that cuts no cell; 0 where the map has no answer."""
        return self._zones[self._place(window, self._lcz_px)]

    def write_novelty(self, window: Window, percent: np.ndarray) -> None:
        """Puts the novelty of a window's cells on its map, without data where the LCZ map has no built zone.

        Args:
            window: pixels; it cuts no cell.
            percent: (h, w) 0..100.
        """
        rows, cols = self._place(window, self._lcz_px)
        stored = stored_bytes(np.rint(percent), lcz.is_built(self.zones_within(window)), products.NOVELTY)
        self._files[products.NOVELTY.key].write(stored, cols.start, rows.start)

    def zone_cells(self) -> np.ndarray:
        """(17,) how many cells each zone has."""
        return np.bincount(self._zones.ravel(), minlength=len(lcz.ZONES) + 1)[1 : len(lcz.ZONES) + 1]

    def built_share_pct(self) -> float:
        """Share of the built zones among the cells with a zone."""
        counts = self.zone_cells()
        return 100 * float(counts[: len(lcz.BUILT)].sum() / counts.sum()) if counts.sum() else float("nan")
