# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts of a selection of features: weights along a path of penalties, and figures by the number of features."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .svg import Axes, Drawing, round_steps, text_width

# Colours that stay apart for most eyes, for lines on white and on black.
# Source: Okabe, Ito (2008), "Color Universal Design", without black and yellow.
_LINES = ("#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7")
_OTHERS = "#AAAAAA"
_DASHES = ("", "6 3", "2 3")
_NAME_PX = 15
_AUC, _R2 = _LINES[3], _LINES[4]


def weight_paths(penalties: np.ndarray, weights: np.ndarray, names: Sequence[str], named: Sequence[int]) -> bytes:
    """The joint weight of each feature along a path of penalties, from the largest on the left.

    Args:
        penalties: (steps,) as shares of the largest, descending.
        weights: (steps, features).
        names: of the features.
        named: places of the features that are drawn in colours with their names; the others are grey.
    """
    right = 30 + max((text_width(names[place]) for place in named), default=0)
    height = max(320, _NAME_PX * len(named) + 30)
    drawing = Drawing(620 + right, height + 64)
    most = round_steps(float(weights.max(initial=0.0)) or 1.0)
    axes = Axes(drawing, (66, 12, 540, height), (0.0, -math.log10(penalties[-1])), (0.0, most[-1]))
    axes.left_axis("Joint weight", [(value, f"{value:g}") for value in most])
    ticks = [share for share in (1.0, 0.3, 0.1, 0.03, 0.01) if share >= penalties[-1] * 0.999]
    axes.bottom_axis("Penalty (share of the one that leaves no feature)", [(-math.log10(t), f"{t:g}") for t in ticks])
    places = [axes.x(-math.log10(share)) for share in penalties]
    grey = [place for place in range(len(names)) if place not in set(named)]
    for place in grey:
        drawing.line(list(zip(places, map(axes.y, weights[:, place]))), stroke=_OTHERS, fill="none", stroke_width="1")
    ends = _apart([axes.y(float(weights[-1, place])) for place in named], 12.0, height + 12.0)
    for number, (place, end) in enumerate(zip(named, ends)):
        style = {"stroke": _LINES[number % len(_LINES)], "fill": "none", "stroke_width": "1.8"}
        dash = _DASHES[number // len(_LINES) % len(_DASHES)]
        style.update({"stroke_dasharray": dash} if dash else {})
        drawing.line(list(zip(places, map(axes.y, weights[:, place]))), **style)
        drawing.line([(606, axes.y(float(weights[-1, place]))), (622, end)], **style)
        drawing.text(626, end + 4, names[place])
    return drawing.svg()


def scores_by_count(
    counts: Sequence[int], auc: Sequence[float], r2: Sequence[float], recommended: int, keep: float
) -> bytes:
    """Mean AUC of the zones and R2 of settlement by the number of features, and what is to be kept of each.

    Args:
        counts: numbers of features, the last one all of them.
        auc: of each, nan for none.
        r2: of each, nan for none.
        recommended: number of features, marked by a line.
        keep: share of the last values, drawn as a dashed line for each.
    """
    drawing = Drawing(800, 330)
    axes = Axes(drawing, (66, 12, 520, 260), (1, max(counts[-1], 2)), (0.0, 1.0))
    axes.left_axis("On ground held out", [(0.2 * step, f"{0.2 * step:.1f}") for step in range(6)])
    steps = [value for value in round_steps(counts[-1]) if 1 <= value <= counts[-1] and float(value).is_integer()]
    axes.bottom_axis("Number of features", [(value, f"{value:.0f}") for value in sorted({1.0, *steps})])
    drawing.line([(axes.x(recommended), 12), (axes.x(recommended), 272)], kind="guide")
    row = 0
    for name, values, colour in (("AUC of the zones, mean", auc, _AUC), ("R2 of settlement", r2, _R2)):
        known = [(axes.x(x), axes.y(max(0.0, y))) for x, y in zip(counts, values) if math.isfinite(y)]
        if not known:
            continue
        level = axes.y(max(0.0, keep * values[-1]))
        drawing.line([(axes.left, level), (axes.left + axes.width, level)], stroke=colour, stroke_dasharray="3 4")
        drawing.line(known, stroke=colour, fill="none", stroke_width="2")
        for x, y in known:
            drawing.circle(x, y, 3, fill=colour)
        drawing.line([(600, 30 + 22 * row), (622, 30 + 22 * row)], stroke=colour, stroke_width="2")
        drawing.text(628, 34 + 22 * row, name)
        row += 1
    drawing.line([(600, 30 + 22 * row), (622, 30 + 22 * row)], kind="guide")
    drawing.text(628, 34 + 22 * row, "Recommended")
    return drawing.svg()


def _apart(places: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights of names as near to their lines as they can be without covering each other."""
    order = np.argsort(places)
    spread = np.array(places, dtype=float)
    above = top - _NAME_PX
    for place in order:
        spread[place] = max(spread[place], above + _NAME_PX)
        above = spread[place]
    below = bottom + _NAME_PX
    for place in order[::-1]:
        spread[place] = min(spread[place], below - _NAME_PX)
        below = spread[place]
    return spread.tolist()
