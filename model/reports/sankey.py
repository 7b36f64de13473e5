# SPDX-License-Identifier: GPL-2.0-or-later
"""Sankey diagrams: which zone became which, as flows between columns, each as wide as its area."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..tables import lcz
from .svg import Drawing, text_width

_HEIGHT, _GAP, _COLUMN = 420.0, 6.0, 18.0
_BETWEEN = 340.0
# Between columns of more than two maps.
_NARROW = 150.0
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
    columns = _places(moved.sum(axis=1)), _places(moved.sum(axis=0))
    for side, (x, anchor) in enumerate(((left, "end"), (right, "start"))):
        sums = moved.sum(axis=1 - side)
        drawing.text(x + _COLUMN / 2, 14, names[side], "middle", font_weight="bold")
        for i, (top, height) in columns[side].items():
            zone = lcz.ZONES[i]
            drawing.rectangle(x, top, _COLUMN, height, fill=zone.colour, kind="edge", stroke_width="0.6")
            if height >= _LABEL_PX:
                text = f"{zone.label} {zone.name}, {sums[i]:.2f} km²"
                drawing.text(x - 6 if anchor == "end" else x + _COLUMN + 6, top + height / 2 + 4, text, anchor)
    _flows(drawing, moved, (left + _COLUMN, right), columns)
    return drawing.svg()


def sankey_over_maps(flows_km2: Sequence[np.ndarray], names: Sequence[str]) -> bytes:
    """The zones of several maps as columns from left to right, with what a zone is in the next map, as SVG.

    Args:
        flows_km2: one (17, 17) between each map and the next, rows the former; what stays is shown, too. All rest on
            the same area, so that the columns between them are as high.
        names: of the columns, one more than there are flows.
    """
    longest = max(text_width(f"{zone.label} {zone.name}") for zone in lcz.ZONES)
    pitch = _COLUMN + _NARROW
    drawing = Drawing(2 * longest + pitch * len(flows_km2) + _COLUMN + 36, _HEIGHT + 60)
    lefts = [longest + 12 + pitch * place for place in range(len(names))]
    sums = [flows_km2[0].sum(axis=1), *(flow.sum(axis=0) for flow in flows_km2)]
    columns = [_places(column) for column in sums]
    for x, column, name, is_odd in zip(lefts, columns, names, (place % 2 for place in range(len(names)))):
        shown = name if text_width(name) < 2 * pitch - 12 else f"{name[: int((2 * pitch - 12) / text_width('a')) - 1]}…"
        # Names of neighbours stand in two rows, so that they do not touch.
        drawing.text(x + _COLUMN / 2, _HEIGHT + (54 if is_odd else 38), shown, "middle", font_weight="bold")
        for i, (top, height) in column.items():
            drawing.rectangle(x, top, _COLUMN, height, fill=lcz.ZONES[i].colour, kind="edge", stroke_width="0.6")
    for x, column, anchor in ((lefts[0] - 6, columns[0], "end"), (lefts[-1] + _COLUMN + 6, columns[-1], "start")):
        for i, (top, height) in column.items():
            if height >= _LABEL_PX:
                drawing.text(x, top + height / 2 + 4, f"{lcz.ZONES[i].label} {lcz.ZONES[i].name}", anchor)
    for place, flow in enumerate(flows_km2):
        _flows(drawing, flow, (lefts[place] + _COLUMN, lefts[place + 1]), (columns[place], columns[place + 1]))
    return drawing.svg()


def _flows(
    drawing: Drawing,
    areas_km2: np.ndarray,
    sides: tuple[float, float],
    columns: tuple[dict[int, tuple[float, float]], dict[int, tuple[float, float]]],
) -> None:
    """All flows between two columns, in the colours of the zones on the right."""
    scale = _scale(areas_km2)
    tops = [{i: top for i, (top, _) in column.items()} for column in columns]
    for i in range(len(lcz.ZONES)):
        for j in range(len(lcz.ZONES)):
            if areas_km2[i, j]:
                height = areas_km2[i, j] * scale[0], areas_km2[i, j] * scale[1]
                _flow(drawing, (sides[0], tops[0][i]), (sides[1], tops[1][j]), height, lcz.ZONES[j].colour)
                tops[0][i] += height[0]
                tops[1][j] += height[1]


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
