# SPDX-License-Identifier: GPL-2.0-or-later
"""The exact area of polygons in each cell of a grid, summed over polygons with weights of any kind.

Each edge of a polygon, from (x0, y0) to (x1, y1), adds the area between itself and the right edge of the grid, with the
sign of y1 - y0; over a closed ring all that lies outside cancels. Within the cell in which it lies, an edge adds what
is right of it there; in all cells further right it adds its whole height, which a cumulative sum along the row does. So
the cost is that of the edges, whatever the size of the polygons, and nothing is sampled.

Source: Green's theorem; the accumulation is that of anti-aliased font rasterizers (font-rs, R. Levien 2016).
"""

from __future__ import annotations

import numpy as np

# Of a cell: what sums of many edges leave where nothing is.
_ROUNDED = 1e-9


class AreaSums:
    """Areas of polygons in the cells of a window, in cells; one layer for each weight that the polygons have."""

    def __init__(self, height: int, width: int, layers: int) -> None:
        """Start with nothing.

        Args:
            height: of the window, cells.
            width: of the window, cells.
            layers: how many weights each polygon has.
        """
        self._steps = np.zeros((layers, height, width + 1))

    def add(self, rings: list[np.ndarray], weights: np.ndarray) -> None:
        """Add rings.

        Args:
            rings: (points, 2) float64 each, x to the right and y down from the window's upper-left corner, in cells;
                the first point need not be repeated. A ring turns either way: its area is positive.
            weights: (rings, layers) by which each ring's area counts; negative for holes.
        """
        if not rings:
            return
        lengths = np.array([len(ring) for ring in rings])
        start = np.concatenate(rings)
        after = np.arange(1, len(start) + 1)
        ends = np.cumsum(lengths)
        after[ends - 1] = ends - lengths  # the last point leads back to the first
        end = start[after]
        owner = np.repeat(np.arange(len(rings)), lengths)
        doubled = np.bincount(owner, weights=start[:, 0] * end[:, 1] - end[:, 0] * start[:, 1], minlength=len(rings))
        # Green's sum over x dy has the sign of the shoelace formula.
        signed = np.where(doubled < 0, 1.0, -1.0)[:, None] * weights
        edges, owner = _cut(np.hstack([start, end]), owner, axis=1)
        height, width = self._steps.shape[1], self._steps.shape[2] - 1
        rows = np.floor((edges[:, 1] + edges[:, 3]) / 2).astype(np.int64)
        inside = (rows >= 0) & (rows < height) & (edges[:, 1] != edges[:, 3])
        edges, owner = _cut(edges[inside], owner[inside], axis=0)
        # A cut at the window's upper or lower edge may lie beyond it by a rounding error.
        rows = np.clip(np.floor((edges[:, 1] + edges[:, 3]) / 2).astype(np.int64), 0, height - 1)
        middle = (edges[:, 0] + edges[:, 2]) / 2
        cols = np.floor(middle).astype(np.int64)
        rise = edges[:, 3] - edges[:, 1]
        # What lies left of the window has all of it to its right; what lies right of it has nothing there.
        right = np.where(cols < 0, 1.0, np.where(cols >= width, 0.0, cols + 1 - middle))
        cols = np.clip(cols, 0, width - 1)
        place = rows * (width + 1) + cols
        for layer, sums in enumerate(self._steps):
            full = rise * signed[owner, layer]
            beyond = np.where(middle >= width, 0.0, full * (1 - right))
            flat = sums.reshape(-1)
            flat += np.bincount(place, weights=full * right, minlength=flat.size)
            flat += np.bincount(place + 1, weights=beyond, minlength=flat.size)

    def areas(self) -> np.ndarray:
        """(layers, H, W) weighted area of the polygons in each cell, 1 for a whole cell of weight 1."""
        sums = np.cumsum(self._steps[:, :, :-1], axis=2)
        return np.where(np.abs(sums) < _ROUNDED, 0.0, sums)


def _cut(edges: np.ndarray, owner: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Edges cut where they cross whole numbers along an axis.

    Args:
        edges: (n, 4) x0, y0, x1, y1.
        owner: (n,) number of each edge's ring.
        axis: 0 for x, 1 for y.
    """
    low = np.minimum(edges[:, axis], edges[:, axis + 2])
    high = np.maximum(edges[:, axis], edges[:, axis + 2])
    first = np.floor(low) + 1
    cuts = np.maximum(0, np.ceil(high) - first).astype(np.int64)
    if not cuts.any():
        return edges, owner
    pieces = cuts + 1
    index = np.repeat(np.arange(len(edges)), pieces)
    number = np.arange(len(index)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    whole, span = edges[index], (high - low)[index]
    span = np.where(span == 0, 1.0, span)
    rising = whole[:, axis + 2] >= whole[:, axis]

    def share(cut: np.ndarray) -> np.ndarray:
        """Position along the edge of the cut of that number, 0..1; beyond the edge's ends, the ends."""
        from_low = (first[index] + np.where(rising, cut, cuts[index] - 1 - cut) - low[index]) / span
        along = np.where(rising, from_low, 1 - from_low)
        return np.where(cut < 0, 0.0, np.where(cut >= cuts[index], 1.0, along))

    begin, finish = share(number - 1)[:, None], share(number)[:, None]
    run = whole[:, 2:] - whole[:, :2]
    return np.hstack([whole[:, :2] + begin * run, whole[:, :2] + finish * run]), owner[index]
