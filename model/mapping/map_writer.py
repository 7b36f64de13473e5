# SPDX-License-Identifier: GPL-2.0-or-later
"""The maps of a job while they are drawn: from the network's answers to the cells of the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ..lczmap.smoothing import gaussian_filter
from ..network.config import Maps
from ..raster import block_stats
from ..raster.geotiff import RasterFile
from ..raster.windows import Window
from ..tables import lcz, products


class StoredPiece(NamedTuple):
    """A piece of the maps as it is stored."""

    core: Window
    """In pixels."""
    hse_sum: float
    """Of the percentages of its HSE cells."""
    hse_cells: int
    """How many have a value."""
    stored: dict[str, np.ndarray]
    """Product key -> (bands, h, w) or (h, w) values of the file."""


class MapWriter:
    """The maps of a job while they are drawn, piece by piece."""

    def __init__(self, files: Mapping[str, RasterFile], window: Window, hse_px: int, lcz_px: int) -> None:
        """Take up empty files.

        Args:
            files: product key -> file; what is not there is not drawn.
            window: the pixels to map.
            hse_px: side of an HSE cell in pixels.
            lcz_px: side of an LCZ cell, a multiple of `hse_px`.
        """
        self._files = files
        self._window = window
        self._hse_px = hse_px
        self._lcz_px = lcz_px
        # The zones are kept whole: one byte for every hundred pixels, and the filter looks across pieces.
        self._zones = np.zeros((-(-window.height // lcz_px), -(-window.width // lcz_px)), dtype=np.uint8)
        self.hse_sum = 0.0
        self.hse_cells = 0

    def draw(self, core: Window, valid: np.ndarray, maps: Maps) -> StoredPiece:
        """Put answers on the maps.

        Args:
            core: the pixels they are for; it cuts no LCZ cell.
            valid: (h, w) bool per pixel of the core.
            maps: arrays on the 20 m grid of the core.

        Returns:
            What was put there, from which `redraw` does the same.
        """
        drawing = StoredPiece(core, 0.0, 0, {})
        valid_px = block_stats.block_sum(valid.astype(np.int32), self._hse_px)
        pixels = block_stats.block_sum(np.ones(valid.shape, dtype=np.int32), self._hse_px)
        if maps.settlement is not None:
            answered, percent = block_stats.mostly(valid_px, pixels), maps.settlement * 100
            stored = np.where(answered, np.clip(percent, 0, 100), products.HSE.nodata).astype(np.float32)
            drawing = StoredPiece(
                core,
                float(percent[answered].sum(dtype=np.float64)),
                int(answered.sum()),
                {products.HSE.key: stored},
            )
        if maps.zones is not None:
            factor = self._lcz_px // self._hse_px
            probabilities = block_stats.weighted_mean(maps.zones, valid_px, factor)
            answered = block_stats.mostly(
                block_stats.block_sum(valid_px, factor), block_stats.block_sum(pixels, factor)
            )
            drawing.stored.update(_stored_zones(answered, probabilities))
        kept = {key: stored for key, stored in drawing.stored.items() if key in self._files or key == products.LCZ.key}
        drawing = drawing._replace(stored=kept)
        self.redraw(drawing)
        return drawing

    def redraw(self, drawing: StoredPiece) -> None:
        """Put on the maps what was drawn before."""
        self.hse_sum += drawing.hse_sum
        self.hse_cells += drawing.hse_cells
        for key, stored in drawing.stored.items():
            cell_px = self._hse_px if products.PRODUCTS[key].grid == "hse" else self._lcz_px
            rows = drawing.core.rows_within(self._window, cell_px)
            cols = drawing.core.cols_within(self._window, cell_px)
            if key == products.LCZ.key:
                self._zones[rows, cols] = stored
            if key in self._files:
                self._files[key].write(stored, cols.start, rows.start)

    def finish(self, cell_size_m: float) -> None:
        """Draw what needs the whole map: the filtered zones."""
        if products.LCZ_FILTERED.key in self._files:
            self._files[products.LCZ_FILTERED.key].write(gaussian_filter(self._zones, cell_size_m), 0, 0)

    def zone_cells(self) -> np.ndarray:
        """(17,) how many cells each zone has."""
        return np.bincount(self._zones.ravel(), minlength=len(lcz.ZONES) + 1)[1:]

    def built_share_pct(self) -> float:
        """Share of the built zones among the cells with a zone."""
        counts = self.zone_cells()
        return 100 * float(counts[: len(lcz.BUILT)].sum() / counts.sum()) if counts.sum() else float("nan")


def _stored_zones(answered: np.ndarray, probabilities: np.ndarray) -> dict[str, np.ndarray]:
    """Product key -> stored values of the LCZ maps, from the probabilities (17, h, w) of their cells."""
    shares = np.rint(probabilities / products.LCZ_PROBABILITIES.scale)
    return {
        products.LCZ.key: np.where(answered, probabilities.argmax(axis=0) + 1, lcz.NODATA).astype(np.uint8),
        products.CONFIDENCE.key: _bytes(np.rint(100 * probabilities.max(axis=0)), answered, products.CONFIDENCE),
        products.LCZ_PROBABILITIES.key: _bytes(shares, answered, products.LCZ_PROBABILITIES),
    }


def _bytes(values: np.ndarray, answered: np.ndarray, product: products.Product) -> np.ndarray:
    return np.where(answered, values, product.nodata).astype(np.uint8)
