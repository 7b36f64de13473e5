# SPDX-License-Identifier: GPL-2.0-or-later
"""A Sankey diagram: which zone became which, as flows between two columns, each as wide as its area."""

from __future__ import annotations

import numpy as np

from ..tables import lcz
from .svg import Drawing, text_width

_HEIGHT, _GAP, _COLUMN = 420.0, 6.0, 18.0
_BETWEEN = 340.0
# A part of less height is too low for its name.
_LABEL_PX = 8.0


def sankey(area_km2: np.ndarray, names: tuple[str, str]) -> bytes:
    """Areas that became another zone, from the zones before (left) to the zones after (right), as SVG.

    Args:
        area_km2: (17, 17), rows before, columns after; the diagonal, what stayed, is left out.
        names: of the left and the right column.
    """
    moved = np.array(area_km2, dtype=float)
    np.fill_diagonal(moved, 0.0)
    longest = max(text_width(f"{zone.label} {zone.name}  000.00 km²") for zone in lcz.ZONES)
    drawing = Drawing(2 * longest + 2 * _COLUMN + _BETWEEN + 24, _HEIGHT + 44)
    left = longest + 12
    right = left + _COLUMN + _BETWEEN
    tops = []
    for side, (x, anchor) in enumerate(((left, "end"), (right, "start"))):
        sums = moved.sum(axis=1 - side)
        places = _places(sums)
        drawing.text(x + _COLUMN / 2, 14, names[side], "middle", font_weight="bold")
        for i in np.flatnonzero(sums):
            zone, (top, height) = lcz.ZONES[i], places[i]
            drawing.rectangle(x, top, _COLUMN, height, fill=zone.colour, kind="edge", stroke_width="0.6")
            if height >= _LABEL_PX:
                text = f"{zone.label} {zone.name}, {sums[i]:.2f} km²"
                drawing.text(x - 6 if anchor == "end" else x + _COLUMN + 6, top + height / 2 + 4, text, anchor)
        tops.append({i: places[i][0] for i in places})
    scale = _scale(moved)
    for i in range(len(lcz.ZONES)):
        for j in range(len(lcz.ZONES)):
            if moved[i, j]:
                height = moved[i, j] * scale[0], moved[i, j] * scale[1]
                _flow(drawing, (left + _COLUMN, tops[0][i]), (right, tops[1][j]), height, lcz.ZONES[j].colour)
                tops[0][i] += height[0]
                tops[1][j] += height[1]
    return drawing.svg()


def _scale(moved: np.ndarray) -> tuple[float, float]:
    """Pixels for a square kilometre in the left and in the right column, which have gaps of their own."""
    total = max(moved.sum(), 1e-12)
    heights = [_HEIGHT - _GAP * (np.count_nonzero(moved.sum(axis=axis)) - 1) for axis in (1, 0)]
    return float(heights[0] / total), float(heights[1] / total)


def _places(sums: np.ndarray) -> dict[int, tuple[float, float]]:
    """Top and height in pixels of each zone's part of a column, by index of the zone."""
    present = np.flatnonzero(sums)
    available = _HEIGHT - _GAP * (len(present) - 1)
    places, top = {}, 26.0
    for i in present:
        height = available * float(sums[i] / sums.sum())
        places[int(i)] = (top, height)
        top += height + _GAP
    return places


def _flow(
    drawing: Drawing,
    start: tuple[float, float],
    end: tuple[float, float],
    height: tuple[float, float],
    colour: str,
) -> None:
    """A curved flow from one column to the other."""
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    steps = (
        f"M{x0:.1f} {y0:.2f}C{middle:.1f} {y0:.2f} {middle:.1f} {y1:.2f} {x1:.1f} {y1:.2f}"
        f"V{y1 + height[1]:.2f}C{middle:.1f} {y1 + height[1]:.2f} {middle:.1f} {y0 + height[0]:.2f} "
        f"{x0:.1f} {y0 + height[0]:.2f}Z"
    )
    drawing.path(steps, fill=colour, fill_opacity="0.55", stroke=colour, stroke_width="0.4")
