# SPDX-License-Identifier: GPL-2.0-or-later
"""The chart of a series: the area of each zone over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from ..tables import lcz
from .svg import Axes, Drawing, round_steps, text_width

_HEIGHT, _WIDTH = 300.0, 560.0
_DATE_WIDTH = text_width("2017-10-26") + 10


def zone_areas(days: Sequence[date], area_km2: np.ndarray) -> bytes:
    """Areas of the zones stacked on one another, in their colours, from date to date in true distances, as SVG.

    Args:
        days: T dates in order.
        area_km2: (T, 17).
    """
    present = [zone for zone in lcz.ZONES if area_km2[:, zone.code - 1].any()]
    ticks = round_steps(float(area_km2.sum(axis=1).max()))
    left = 30 + max(text_width(f"{tick:g}") for tick in ticks) + 12
    legend = 26 + max((text_width(f"{zone.label} {zone.name}") for zone in present), default=0)
    drawing = Drawing(left + _WIDTH + 30 + legend, max(_HEIGHT, 19 * len(present)) + 44)
    places = [day.toordinal() for day in days]
    if len(days) == 1:  # its bar fills the whole width
        places, area_km2 = [places[0], places[0] + 1], area_km2.repeat(2, axis=0)
    axes = Axes(drawing, (left, 10, _WIDTH, _HEIGHT), (places[0], places[-1]), (0.0, ticks[-1]))
    # The largest codes lie below, so that the order is that of the legend from above.
    below = np.zeros(len(places))
    for zone in reversed(present):
        above = below + area_km2[:, zone.code - 1]
        outline = [*zip(places, above), *zip(places[::-1], below[::-1])]
        steps = " L".join(f"{axes.x(place):.1f},{axes.y(area):.1f}" for place, area in outline)
        drawing.path(f"M{steps} Z", fill=zone.colour, stroke="#fff", stroke_width="0.4")
        below = above
    axes.left_axis("Area (km²)", [(tick, f"{tick:g}") for tick in ticks], grid=False)
    axes.bottom_axis("", _date_ticks(days, axes))
    for row, zone in enumerate(present):
        x, y = left + _WIDTH + 24, 12 + 19 * row
        drawing.rectangle(x, y, 16, 13, fill=zone.colour, kind="edge")
        drawing.text(x + 22, y + 11, f"{zone.label} {zone.name}")
    return drawing.svg()


def _date_ticks(days: Sequence[date], axes: Axes) -> list[tuple[float, str]]:
    """A tick for each date; its text only where it does not run into the one before."""
    ticks, free = [], -np.inf
    for day in days:
        place = axes.x(day.toordinal())
        ticks.append((float(day.toordinal()), str(day) if place >= free else ""))
        free = place + _DATE_WIDTH if place >= free else free
    return ticks
