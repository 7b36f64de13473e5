# SPDX-License-Identifier: GPL-2.0-or-later
"""The maps of a job while they are drawn: from the network's answers to the cells of the files."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from . import cells, lcz, products
from .architecture import Maps
from .publish import RasterFile
from .tiles import Window


class Canvas:
    """The maps of a job while they are drawn, tile by tile."""

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
        # The zones are kept whole: one byte for every hundred pixels, and the filter looks across tiles.
        self._zones = np.zeros((-(-window.height // lcz_px), -(-window.width // lcz_px)), dtype=np.uint8)
        self.hse_sum = 0.0
        self.hse_cells = 0

    def draw(self, core: Window, valid: np.ndarray, maps: Maps) -> None:
        """Put a tile's answers on the maps.

        Args:
            core: the tile's core, which cuts no LCZ cell.
            valid: (h, w) bool per pixel of the core.
            maps: arrays on the 20 m grid of the core.
        """
        valid_px = cells.block_sum(valid.astype(np.int32), self._hse_px)
        pixels = cells.block_sum(np.ones(valid.shape, dtype=np.int32), self._hse_px)
        if maps.settlement is not None:
            self._draw_settlement(core, cells.mostly(valid_px, pixels), maps.settlement * 100)
        if maps.zones is not None:
            factor = self._lcz_px // self._hse_px
            probabilities = cells.weighted_mean(maps.zones, valid_px, factor)
            self._draw_zones(
                core, cells.mostly(cells.block_sum(valid_px, factor), cells.block_sum(pixels, factor)), probabilities
            )

    def _draw_settlement(self, core: Window, answered: np.ndarray, percent: np.ndarray) -> None:
        self.hse_sum += float(percent[answered].sum(dtype=np.float64))
        self.hse_cells += int(answered.sum())
        stored = np.where(answered, np.clip(percent, 0, 100), products.HSE.nodata).astype(np.float32)
        self._write(products.HSE, core, self._hse_px, stored)

    def _draw_zones(self, core: Window, answered: np.ndarray, probabilities: np.ndarray) -> None:
        zones = np.where(answered, probabilities.argmax(axis=0) + 1, lcz.NODATA).astype(np.uint8)
        rows, cols = core.rows_within(self._window, self._lcz_px), core.cols_within(self._window, self._lcz_px)
        self._zones[rows, cols] = zones
        self._write(products.LCZ, core, self._lcz_px, zones)
        confidence = np.rint(100 * probabilities.max(axis=0))
        self._write(products.CONFIDENCE, core, self._lcz_px, _bytes(confidence, answered, products.CONFIDENCE))
        shares = np.rint(probabilities / products.LCZ_PROBABILITIES.scale)
        self._write(
            products.LCZ_PROBABILITIES, core, self._lcz_px, _bytes(shares, answered, products.LCZ_PROBABILITIES)
        )

    def _write(self, product: products.Product, core: Window, cell_px: int, stored: np.ndarray) -> None:
        if product.key in self._files:
            rows, cols = core.rows_within(self._window, cell_px), core.cols_within(self._window, cell_px)
            self._files[product.key].write(stored, cols.start, rows.start)

    def finish(self, cell_size_m: float) -> None:
        """Draw what needs the whole map: the filtered zones."""
        if products.LCZ_FILTERED.key in self._files:
            self._files[products.LCZ_FILTERED.key].write(lcz.gaussian_filter(self._zones, cell_size_m), 0, 0)

    def zone_cells(self) -> np.ndarray:
        """(17,) how many cells each zone has."""
        return np.bincount(self._zones.ravel(), minlength=len(lcz.ZONES) + 1)[1:]

    def built_share_pct(self) -> float:
        """Share of the built zones among the cells with a zone."""
        counts = self.zone_cells()
        return 100 * float(counts[: len(lcz.BUILT)].sum() / counts.sum()) if counts.sum() else float("nan")


def _bytes(values: np.ndarray, answered: np.ndarray, product: products.Product) -> np.ndarray:
    return np.where(answered, values, product.nodata).astype(np.uint8)
