# SPDX-License-Identifier: GPL-2.0-or-later
"""Windows of a raster, and how a map is divided into strips without visible seams.

All numbers are pixels counted from the raster's upper-left corner. A strip is mapped in its core and reads a wider
window: the core and the network's halo, widened to the grid on which attention is anchored, but nothing beyond the
scene's frame: a block around the raster, where its pixels are mirrored. A worked 1-D example, a raster of 50 px, strips
of 20, a halo of 13, anchors every 8 px:

    >>> frame(50, 1, block_px=8, context_px=32)
    Window(col=-8, row=-8, width=72, height=32)
    >>> [(strip.core.col, strip.core.width, strip.read.col, strip.read.width)
    ...  for strip in strips(Window(0, 0, 50, 1), frame(50, 1, 8, 32), width_px=20, step_px=10, halo_px=13, align_px=8)]
    [(0, 20, -8, 48), (20, 20, 0, 56), (40, 10, 24, 40)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, Optional

import numpy as np


class Window(NamedTuple):
    """A rectangle of pixels."""

    col: int
    row: int
    width: int
    height: int

    def rows_within(self, outer: Window, cell_px: int = 1) -> slice:
        """Slice of this window's rows in an array of `outer`, in cells of `cell_px`; a part cell counts whole."""
        first = (self.row - outer.row) // cell_px
        return slice(first, first - (-self.height // cell_px))

    def cols_within(self, outer: Window, cell_px: int = 1) -> slice:
        """Slice of this window's columns in an array of `outer`, in cells of `cell_px`; a part cell counts whole."""
        first = (self.col - outer.col) // cell_px
        return slice(first, first - (-self.width // cell_px))

    def within(self, outer: Window, cell_px: int = 1) -> Window:
        """This window relative to `outer`, in cells of `cell_px`; a part cell counts whole.

        >>> Window(0, 40, 10, 5).within(Window(-8, 32, 24, 24), 2)
        Window(col=4, row=4, width=5, height=3)
        """
        rows, cols = self.rows_within(outer, cell_px), self.cols_within(outer, cell_px)
        return Window(cols.start, rows.start, cols.stop - cols.start, rows.stop - rows.start)

    def grown(self, margin: int, width: int, height: int) -> Window:
        """This window with a margin on all sides, clipped to a raster of that size.

        >>> Window(1, 5, 4, 4).grown(2, width=100, height=10)
        Window(col=0, row=3, width=7, height=7)
        """
        left, top = max(0, self.col - margin), max(0, self.row - margin)
        right, bottom = min(width, self.col + self.width + margin), min(height, self.row + self.height + margin)
        return Window(left, top, right - left, bottom - top)

    def spread(self, side: int, rows: int, cols: int) -> Iterator[Window]:
        """Squares of `side` that are spread evenly over this window, row by row, from corner to corner.

        >>> [(square.col, square.row) for square in Window(0, 0, 100, 10).spread(10, rows=1, cols=3)]
        [(0, 0), (45, 0), (90, 0)]
        """
        for row in np.linspace(self.row, self.row + self.height - side, rows).astype(int):
            for col in np.linspace(self.col, self.col + self.width - side, cols).astype(int):
                yield Window(int(col), int(row), side, side)


class Tile(NamedTuple):
    """A strip, or another piece of the map: the core that is mapped, and the window that is read for it."""

    core: Window
    read: Window

    def inner(self, cell_px: int) -> Window:
        """The core relative to the read window, in cells of `cell_px`; a part cell counts whole.

        >>> Tile(core=Window(0, 40, 10, 5), read=Window(-8, 32, 24, 24)).inner(2)
        Window(col=4, row=4, width=5, height=3)
        """
        return self.core.within(self.read, cell_px)


def frame(width: int, height: int, block_px: int, context_px: int) -> Window:
    """The window of a raster that the network sees: all of it in whole blocks, and a block more on every side.

    Beyond it lies nothing, as beyond the patches that the network was trained with.

    Args:
        width: of the raster.
        height: of the raster.
        block_px: side of attention's blocks, which are anchored at the raster's corner.
        context_px: what attention needs at least.
    """
    size = (max(-(-length // block_px) * block_px + 2 * block_px, context_px) for length in (width, height))
    return Window(-block_px, -block_px, *size)


def strips(window: Window, frame: Window, width_px: int, step_px: int, halo_px: int, align_px: int) -> Iterator[Tile]:
    """Strips, each as tall as a window, that cover it once from left to right.

    Args:
        window: the area to map; its upper-left corner lies on a multiple of `step_px`.
        frame: see `frame`.
        width_px: of a core, at most, or one `step_px`; all are about as wide.
        step_px: side of the coarsest output cell, which no core may cut.
        halo_px: what the network looks at around a core.
        align_px: read windows start and end on multiples of it.
    """
    steps = -(-window.width // step_px)
    count = -(-steps // max(1, width_px // step_px))
    side = -(-steps // count) * step_px
    for col in range(window.col, window.col + window.width, side):
        core = window._replace(col=col, width=min(side, window.col + window.width - col))
        yield Tile(core, surround(core, halo_px, align_px, frame))


def surround(core: Window, halo_px: int, align_px: int, frame: Optional[Window] = None) -> Window:
    """The window a core needs: its halo added, then widened to multiples of `align_px`, all within the frame.

    >>> surround(Window(0, 40, 10, 10), halo_px=3, align_px=8)
    Window(col=-8, row=32, width=24, height=24)
    >>> surround(Window(0, 40, 10, 10), 13, 8, Window(-8, -8, 216, 216))
    Window(col=-8, row=24, width=32, height=40)
    """
    left, top = ((start - halo_px) // align_px * align_px for start in (core.col, core.row))
    right = -(-(core.col + core.width + halo_px) // align_px) * align_px
    bottom = -(-(core.row + core.height + halo_px) // align_px) * align_px
    if frame is not None:
        left, top = max(left, frame.col), max(top, frame.row)
        right, bottom = min(right, frame.col + frame.width), min(bottom, frame.row + frame.height)
    return Window(left, top, right - left, bottom - top)


def with_mirrored_edges(
    window: Window, width: int, height: int, read: Callable[[Window], tuple[np.ndarray, ...]]
) -> tuple[np.ndarray, ...]:
    """Arrays (..., H, W) of a window that may leave a raster of that size; beyond the edges its pixels are mirrored.

    Args:
        window: what is wanted.
        width: of the raster.
        height: of the raster.
        read: gives the arrays of a window inside.
    """
    rows, cols = mirrored(window.row, window.height, height), mirrored(window.col, window.width, width)
    top, left = int(rows.min()), int(cols.min())
    inner = Window(left, top, int(cols.max()) - left + 1, int(rows.max()) - top + 1)
    arrays = read(inner)
    if inner == window:
        return arrays
    rows, cols = (rows - top)[:, None], cols - left
    return tuple(array[..., rows, cols] for array in arrays)


def mirrored(start: int, length: int, size: int) -> np.ndarray:
    """Indices into an axis of `size` for a run that may leave it: mirrored at the edges, edge pixel repeated.

    >>> mirrored(-2, 8, 3).tolist()
    [1, 0, 0, 1, 2, 2, 1, 0]
    """
    index = np.arange(start, start + length) % (2 * size)
    return np.where(index < size, index, 2 * size - 1 - index)
