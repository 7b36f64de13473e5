# SPDX-License-Identifier: GPL-2.0-or-later
"""Novelty of the built cells of a scene: how unlike they are to the training cells; a second pass after the mapping.

Only the network's first layers are computed, about a tenth of its work, by NumPy on every machine.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import numpy as np

from ..engines.numpy_engine import NumpyEngine
from ..network.config import ALIGN_PX, CELL_PX
from ..network.novelty import UNLIKE_PCT, Novelty
from ..network.radar_fusion import input_means
from ..network.weights import Weights
from ..progress import Progress, RemainingTime
from ..raster.block_stats import weighted_mean
from ..raster.windows import Window
from ..scene.radar import Pixels
from ..tables import lcz
from .map_writer import MapWriter

# Side of the blocks that are computed at a time, and what the first layers see beyond a pixel (4), in whole cells.
_BLOCK_PX = 480
_MARGIN_PX = ALIGN_PX
# Without a map, so many blocks of a side are a sample of the scene.
_SAMPLED = 5
_SAMPLE_PX = 100
# From this share of unlike cells on the log warns.
_MANY_UNLIKE_PCT = 25


def with_margin(window: Window) -> Window:
    """The pixels that `cell_features` needs for a window: more on all sides, and in whole cells of the network."""
    height, width = (-(-(length + 2 * _MARGIN_PX) // ALIGN_PX) * ALIGN_PX for length in (window.height, window.width))
    return Window(window.col - _MARGIN_PX, window.row - _MARGIN_PX, width, height)


def cell_features(
    engine: NumpyEngine, reflectance: np.ndarray, valid: np.ndarray, size: tuple[int, int], cell_px: int
) -> np.ndarray:
    """(channels, h, w) mean features of the LCZ cells of a window, by which their novelty is measured.

    Args:
        engine: of the network.
        reflectance: (inputs, H, W) of the window `with_margin`, without gaps.
        valid: (H, W) bool, which pixels have data; the others do not count.
        size: height and width of the window in pixels.
        cell_px: side of an LCZ cell.
    """
    fine, first = engine.fine(reflectance), _MARGIN_PX // CELL_PX
    rows, cols = (slice(first, first - (-length // CELL_PX)) for length in size)
    height, width = fine.shape[:2]
    share = valid.reshape(height, CELL_PX, width, CELL_PX).mean(axis=(1, 3))
    return weighted_mean(fine[rows, cols].transpose(2, 0, 1), share[rows, cols], cell_px // CELL_PX)


class UnlikeCells(NamedTuple):
    """Counts of built cells and of those among them that are unlike the training cells."""

    built: int = 0
    unlike: int = 0

    def with_cells(self, zones: np.ndarray, percent: np.ndarray) -> UnlikeCells:
        """The count with some cells more.

        Args:
            zones: codes 1..17, 0 = nodata.
            percent: their novelty.
        """
        built = lcz.is_built(zones)
        return UnlikeCells(self.built + int(built.sum()), self.unlike + int((built & (percent >= UNLIKE_PCT)).sum()))

    @property
    def share_pct(self) -> float:
        """Unlike cells among the built ones; nan without any."""
        return 100 * self.unlike / self.built if self.built else float("nan")


class NoveltyPass:
    """The novelty of the cells of a scene, block by block; a context manager."""

    def __init__(self, scene: Pixels, model: Weights, known: Novelty, cell_px: int) -> None:
        """Fold the weights.

        Args:
            scene: open for reading.
            model: the network.
            known: the figures of its training cells.
            cell_px: side of an LCZ cell.
        """
        self._scene, self._known, self._cell_px = scene, known, cell_px
        self._fill = input_means(model.arrays)[:, None, None]
        self._engine = NumpyEngine(model)

    def __enter__(self) -> NoveltyPass:
        return self

    def __exit__(self, *exception: object) -> None:
        self._engine.close()

    def percent(self, window: Window) -> np.ndarray:
        """(h, w) float, 0..100, of the cells of a window that begins with a whole one.

        Args:
            window: pixels of the scene.
        """
        reflectance, valid = self._scene.read(with_margin(window))
        filled = np.where(valid, reflectance, self._fill)
        cells = cell_features(self._engine, filled, valid, (window.height, window.width), self._cell_px)
        return self._known.percent(cells.reshape(len(cells), -1).T).reshape(cells.shape[1:])

    def blocks(self, window: Window) -> list[Window]:
        """Blocks of whole cells that cover a window, row by row."""
        side = self._whole_cells(_BLOCK_PX)
        right, bottom = window.col + window.width, window.row + window.height
        return [
            Window(col, row, min(side, right - col), min(side, bottom - row))
            for row in range(window.row, bottom, side)
            for col in range(window.col, right, side)
        ]

    def sample(self, window: Window) -> list[Window]:
        """Blocks of whole cells that are spread over a window; all of a small one."""
        side, cell = self._whole_cells(_SAMPLE_PX), self._cell_px
        if min(window.width, window.height) <= _SAMPLED * side:
            return self.blocks(window)
        # The cells of the map begin at the window's corner.
        return [
            square._replace(
                col=square.col - (square.col - window.col) % cell, row=square.row - (square.row - window.row) % cell
            )
            for square in window.spread(side, _SAMPLED, _SAMPLED)
        ]

    def _whole_cells(self, length_px: int) -> int:
        return max(self._cell_px, length_px // self._cell_px * self._cell_px)


def compare(
    scene: Pixels, model: Weights, writer: MapWriter, window: Window, cell_px: int, is_mapped: bool
) -> Generator[Progress, None, float]:
    """Compares the built cells with the training cells, all or a sample; returns the percentage that is unlike.

    Args:
        scene: the first date.
        model: the network.
        writer: of the maps, with all zones.
        window: the pixels that are mapped.
        cell_px: side of an LCZ cell.
        is_mapped: whether the novelty of all cells is written.

    Returns:
        0..100; nan without built cells, or where the figures of the training cells are not known.
    """
    if model.novelty is None or "lcz" not in model.config.tasks:
        return float("nan")
    count, remaining = UnlikeCells(), RemainingTime()
    with NoveltyPass(scene, model, model.novelty, cell_px) as novelty:
        blocks = novelty.blocks(window) if is_mapped else novelty.sample(window)
        for number, block in enumerate(blocks, start=1):
            zones = writer.zones_within(block)
            percent = novelty.percent(block) if lcz.is_built(zones).any() else np.zeros(zones.shape)
            count = count.with_cells(zones, percent)
            if is_mapped:
                writer.write_novelty(block, percent)
            line = remaining.line(number / len(blocks))
            yield Progress(number / len(blocks), f"Comparing the cells with the training cells: {line}" if line else "")
    if count.built:
        yield Progress(1, _likeness(count.share_pct, is_mapped))
    return count.share_pct


def _likeness(unlike_pct: float, is_mapped: bool) -> str:
    """A line on how unlike the built cells are to the training cells."""
    cells = "the built cells" if is_mapped else "a sample of the built cells"
    sentence = (
        f"{unlike_pct:.0f} % of {cells} are unlike the cells that the network has learned from "
        f"({100 - UNLIKE_PCT} % are in a typical new place)."
    )
    if unlike_pct < _MANY_UNLIKE_PCT:
        return sentence
    return f"Warning: {sentence} Their zones are less certain than others; draw training areas and adapt the network."
