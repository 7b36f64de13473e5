# SPDX-License-Identifier: GPL-2.0-or-later
"""The charts of the reports, each a function that gives an SVG picture as bytes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Optional

import numpy as np

from ..tables import lcz, urban_canopy
from .svg import Axes, Drawing, round_steps, text_width

_LONGEST_NAME = 32
_WIDE = 800
_MORE, _LESS = "#B33A3A", "#BBBBBB"
_EARLIER = "#B5B5B5"
_QUARTERS = (0, 25, 50, 75, 100)
# From few to many. Source: matplotlib's viridis, at eighths, reversed.
_DENSITY = ("#FDE725", "#ADDC30", "#5EC962", "#28AE80", "#21918C", "#2C728E", "#3B528B", "#472D7B", "#440154")
_PERCENT = [(20.0 * step, f"{20 * step}") for step in range(6)]
_SHARES = [(0.2 * step, f"{0.2 * step:.1f}") for step in range(6)]


def zone_bars(
    codes: Sequence[int],
    values: Sequence[float],
    low_high: Optional[tuple[Sequence[float], Sequence[float]]],
    axis: str,
) -> bytes:
    """A bar for each zone in its colour, 0..1, with its interval.

    Args:
        codes: of the zones, 1..17.
        values: 0..1, nan for no bar.
        low_high: ends of the intervals, nan for none; None for no intervals at all.
        axis: what the values are.
    """
    axes = _zone_axes(codes, axis, (0.0, 1.0), _SHARES)
    drawing, zero = axes.drawing, axes.y(0)
    half = axes.width / len(codes) * 0.36
    for place, (code, value) in enumerate(zip(codes, values)):
        x = axes.x(place)
        if not math.isfinite(value):
            drawing.text(x, zero - 4, "–", "middle")
            continue
        colour = lcz.ZONES[code - 1].colour
        drawing.rectangle(x - half, zero, 2 * half, axes.y(value) - zero, fill=colour, kind="edge")
        if low_high is not None and math.isfinite(low_high[0][place]) and math.isfinite(low_high[1][place]):
            low, high = axes.y(low_high[0][place]), axes.y(low_high[1][place])
            # Light around dark is seen on every zone's colour.
            drawing.line([(x, low), (x, high)], kind="halo", stroke_width="4.5")
            for end in (low, high):
                drawing.line([(x - 6, end), (x + 6, end)], kind="halo", stroke_width="4")
            drawing.line([(x, low), (x, high)], stroke="#222", stroke_width="1.8")
            for end in (low, high):
                drawing.line([(x - 5, end), (x + 5, end)], stroke="#222", stroke_width="1.8")
    return drawing.svg()


def zone_shares(names: Sequence[str], shares: np.ndarray, axis: str = "Share of the area that has a zone (%)") -> bytes:
    """A bar for each name, from above, made of the zones in their colours.

    Args:
        names: of the bars.
        shares: (bars, 17), 0..1; each bar adds up to 1 at most.
        axis: what the shares are.
    """
    shown = [name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…" for name in names]
    known = np.nan_to_num(shares)
    present = [zone for zone in lcz.ZONES if known[:, zone.code - 1].any()]
    left = 14 + max(text_width(name) for name in shown)
    legend = 44 + max((text_width(zone.name) for zone in present), default=0) + 30
    height = max(26 * len(names), 19 * len(present))
    drawing = Drawing(_WIDE + 120, height + 62)
    axes = Axes(drawing, (left, 8, drawing.width - left - legend, 26 * len(names)), (0, 100), (0, 1))
    for row, (name, parts) in enumerate(zip(shown, known)):
        top, start = 8 + 26 * row, 0.0
        drawing.text(left - 8, top + 17, name, "end")
        for zone in present:
            part = 100 * float(parts[zone.code - 1])
            if part:
                width = axes.x(start + part) - axes.x(start)
                drawing.rectangle(
                    axes.x(start), top + 3, width, 20, fill=zone.colour, stroke="#fff", stroke_width="0.4"
                )
            start += part
    axes.bottom_axis(axis, _PERCENT)
    for row, zone in enumerate(present):
        x, y = left + axes.width + 20, 10 + 19 * row
        drawing.rectangle(x, y, 16, 13, fill=zone.colour, kind="edge")
        drawing.text(x + 22, y + 11, f"{zone.label} {zone.name}")
    return drawing.svg()


def zone_counts(codes: Sequence[int], first: Sequence[int], rest: Sequence[int], labels: tuple[str, str]) -> bytes:
    """A chart of two counts for each zone, stacked: one in the zone's colour, the other above it in grey.

    Args:
        codes: of the zones, 1..17.
        first: number of each zone, in its colour.
        rest: number of each zone, in grey.
        labels: what the two parts are, for the axis.
    """
    ticks = round_steps(max(map(sum, zip(first, rest)), default=0), 4)
    whole = [tick for tick in ticks if tick == int(tick)]
    label = f"{labels[0]} (colour), {labels[1]} (grey)"
    axes = _zone_axes(codes, label, (0.0, ticks[-1]), [(tick, f"{tick:g}") for tick in whole])
    drawing, half = axes.drawing, axes.width / max(len(codes), 6) * 0.36
    for place, (code, colour_part, grey_part) in enumerate(zip(codes, first, rest)):
        x, low, top = axes.x(place), axes.y(colour_part), axes.y(colour_part + grey_part)
        if colour_part:
            colour = lcz.ZONES[code - 1].colour
            drawing.rectangle(x - half, low, 2 * half, axes.y(0) - low, fill=colour, kind="edge")
        if grey_part:
            drawing.rectangle(x - half, top, 2 * half, low - top, kind="range")
        drawing.text(x, top - 5, str(colour_part + grey_part), "middle")
    return drawing.svg()


def reliability(confidence: np.ndarray, accuracy: np.ndarray, cells: np.ndarray) -> bytes:
    """Accuracy over confidence, (n,) each with nan where empty, and where the cells are."""
    drawing = Drawing(640, 400)
    axes = Axes(drawing, (62, 12, 340, 330), (0, 1), (0, 1))
    axes.left_axis("Share of cells that are right", _SHARES)
    shares = cells / max(cells.sum(), 1)
    step = 1 / len(cells)
    for place, share in enumerate(shares):
        left, top = axes.x(place * step), axes.y(float(share))
        drawing.rectangle(left + 1, top, axes.x(step) - axes.x(0) - 2, axes.y(0) - top, kind="soft")
    drawing.line([(axes.x(0), axes.y(0)), (axes.x(1), axes.y(1))], kind="guide")
    known = [(axes.x(float(x)), axes.y(float(y))) for x, y in zip(confidence, accuracy) if math.isfinite(x)]
    drawing.line(known, kind="curve", stroke_width="2")
    for x, y in known:
        drawing.circle(x, y, 3.5, kind="dot")
    axes.bottom_axis("Confidence of the map", _SHARES)
    drawing.line([(420, 30), (450, 30)], kind="curve", stroke_width="2")
    drawing.circle(435, 30, 3.5, kind="dot")
    drawing.text(458, 34, "The map")
    drawing.line([(420, 52), (450, 52)], kind="guide")
    drawing.text(458, 56, "As right as it is sure")
    drawing.rectangle(420, 67, 30, 14, kind="soft")
    drawing.text(458, 78, "Share of the cells")
    return drawing.svg()


def density(counts: np.ndarray) -> bytes:
    """A scatter of many cells as a density: reference (rows of `counts`) across, map up, 0 to 100 percent."""
    drawing = Drawing(560, 430)
    axes = Axes(drawing, (64, 12, 360, 360), (0, 100), (0, 100))
    drawing.rectangle(axes.left, axes.top, axes.width, axes.height, fill="#ffffff")
    most = math.log(max(2, int(counts.max())))
    bins = len(counts)
    side = 100 / bins
    for column, row in np.argwhere(counts):
        colour = _density_colour(math.log(counts[column, row]) / most)
        left, top = axes.x(column * side), axes.y((row + 1) * side)
        # A little wider than the square, so that no seam shows.
        drawing.rectangle(left, top, axes.width / bins + 0.2, axes.height / bins + 0.2, fill=colour)
    drawing.line([(axes.x(0), axes.y(0)), (axes.x(100), axes.y(100))], stroke="#222", stroke_dasharray="5 4")
    axes.left_axis("Map (%)", _PERCENT, grid=False)
    axes.bottom_axis("Reference (%)", _PERCENT)
    scale = Axes(drawing, (448, 12, 16, 360), (0, 1), (0, most))
    for step in range(60):
        top = scale.y(most * (step + 1) / 60)
        drawing.rectangle(448, top, 16, 6.2, fill=_density_colour((step + 0.5) / 60))
    for power in range(int(most / math.log(10)) + 1):
        drawing.text(470, scale.y(power * math.log(10)) + 4, f"{10**power:,}".replace(",", "\u2009"))
    drawing.text(548, 192, "Cells (logarithmic scale)", "middle", -90)
    return drawing.svg()


def zone_ranges(codes: Sequence[int], percentiles: Sequence[tuple[float, float, float]]) -> bytes:
    """HSE of each zone beside the imperviousness that the zone is known for.

    Args:
        codes: of the zones, 1..17.
        percentiles: 10th, 50th and 90th of the HSE of each, percent.
    """
    ranges = [lcz.ZONES[code - 1].imperviousness_pct for code in codes]
    return _ranges(_zone_axes(codes, "HSE (%)", (0.0, 100.0), _PERCENT), 100.0, codes, percentiles, ranges)


def zone_heights(codes: Sequence[int], percentiles: Sequence[tuple[float, float, float]]) -> bytes:
    """Mean heights of the buildings in the cells of each zone beside the heights that the zone is known for.

    Args:
        codes: of built zones, 1..10.
        percentiles: 10th, 50th and 90th of the mean heights of the cells of each, metres.
    """
    steps = round_steps(max(30.0, *(high for _, _, high in percentiles)))
    ranges = [urban_canopy.PARAMETERS["height_m"].ranges[code - 1] for code in codes]
    axes = _zone_axes(codes, "Mean building height (m)", (0.0, steps[-1]), [(step, f"{step:g}") for step in steps])
    return _ranges(axes, steps[-1], codes, percentiles, ranges)


def _ranges(
    axes: Axes,
    highest: float,
    codes: Sequence[int],
    percentiles: Sequence[tuple[float, float, float]],
    ranges: Sequence[tuple[Optional[float], Optional[float]]],
) -> bytes:
    """A box from the 10th to the 90th percentile of each zone, on the grey range that the zone is known for.

    The axis runs from 0 to `highest`, where open ranges end.
    """
    drawing, half = axes.drawing, axes.width / len(codes) / 2
    for place, (code, (low, middle, high), (start, end)) in enumerate(zip(codes, percentiles, ranges)):
        zone, x = lcz.ZONES[code - 1], axes.x(place)
        top, bottom = axes.y(highest if end is None else min(end, highest)), axes.y(0 if start is None else start)
        drawing.rectangle(x - 0.76 * half, top, 1.52 * half, bottom - top, kind="range")
        # An edge keeps light zones apart from the grey; a bar of no height has to be seen.
        high = max(high, low + 0.006 * highest)
        box = x - 0.3 * half, axes.y(high), 0.6 * half, axes.y(low) - axes.y(high)
        drawing.rectangle(*box, fill=zone.colour, kind="edge")
        drawing.circle(x, axes.y(middle), 4, fill="#ffffff", stroke="#222")
    return drawing.svg()


def differences(area_km2: Sequence[float], least_pct: float) -> bytes:
    """Changed area by how unlike the zones are, in twelfths from 1 to 12; grey below `least_pct`."""
    drawing = Drawing(640, 290)
    ticks = round_steps(max(area_km2))
    axes = Axes(drawing, (76, 12, 550, 220), (0, 105), (0, ticks[-1]))
    axes.left_axis("Area (km²)", [(value, f"{value:g}") for value in ticks])
    percent = 100 * np.arange(1, 13) / 12
    for value, area in zip(percent, area_km2):
        colour = _LESS if round(value) < least_pct else _MORE
        drawing.rectangle(
            axes.x(value - 3.2), axes.y(0), axes.x(6.4) - axes.x(0), axes.y(area) - axes.y(0), fill=colour
        )
    axes.bottom_axis("Dissimilarity of the zones before and after (%)", [(v, f"{v:.0f}") for v in percent])
    return drawing.svg()


def probabilities(area_km2: Sequence[float], least_pct: float) -> bytes:
    """Area of the cells by their probability of change, in bars of equal width from 0 to 100 percent.

    Args:
        area_km2: of each bar.
        least_pct: grey below it, red from it on.
    """
    drawing = Drawing(640, 290)
    # The many unchanged cells would hide the few others: the axis is that of the square root.
    roots = [math.sqrt(area) for area in area_km2]
    most = round_steps(max(area_km2), 4)[-1]
    axes = Axes(drawing, (76, 12, 550, 220), (0, 100), (0, math.sqrt(most)))
    marks = [0.0, *(most / factor for factor in (100, 16, 4, 1))]
    axes.left_axis("Area (km², square-root scale)", [(math.sqrt(value), f"{value:g}") for value in marks])
    side = 100 / len(roots)
    for place, root in enumerate(roots):
        colour = _LESS if place * side < least_pct - 1e-9 else _MORE
        top = axes.y(root)
        drawing.rectangle(axes.x(place * side) + 1, top, axes.x(side) - axes.x(0) - 2, axes.y(0) - top, fill=colour)
    axes.bottom_axis("Probability of change (%)", _PERCENT)
    return drawing.svg()


def curves(steps: Sequence[float], panels: Sequence[tuple[str, Sequence[float]]]) -> bytes:
    """Lines over the steps of a training, a panel beside the other for each (name, values); nan leaves a gap."""
    drawing = Drawing(330 * len(panels) + 10, 280)
    last = max(max(steps), 1)
    ticks = round_steps(last, 4)
    for number, (name, values) in enumerate(panels):
        known = [value for value in values if math.isfinite(value)]
        heights = round_steps(max(known, default=1.0))
        axes = Axes(drawing, (330 * number + 66, 12, 250, 214), (0, ticks[-1]), (0, heights[-1]))
        axes.left_axis(name, [(value, f"{value:g}") for value in heights])
        axes.bottom_axis("Step", [(value, f"{value:g}") for value in ticks])
        points = [(axes.x(x), axes.y(y)) for x, y in zip(steps, values) if math.isfinite(y)]
        drawing.line(points, kind="curve", stroke_width="2")
        for x, y in points:
            drawing.circle(x, y, 3, kind="dot")
    return drawing.svg()


def paired_boxes(
    names: Sequence[str], before: Sequence[Sequence[float]], after: Sequence[Sequence[float]], colours: Sequence[str]
) -> bytes:
    """Two box plots for each name, before in grey and after in its colour; nan values are left out.

    A box is the middle half of the values with the median; its whiskers end at the smallest and the largest value.

    Args:
        names: below the pairs.
        before: values of each name, 0..1 (below 0 is cut).
        after: the same afterwards.
        colours: #RRGGBB of the boxes afterwards.
    """
    drawing = Drawing(_WIDE, 290)
    axes = Axes(drawing, (70, 14, _WIDE - 82, 220), (-0.6, len(names) - 0.4), (0.0, 1.0))
    axes.left_axis("", _SHARES)
    axes.bottom_axis("", list(enumerate(names)))
    half = axes.width / max(len(names), 3) * 0.15
    for place, colour in enumerate(colours):
        for offset, values, fill in ((-1.2, before[place], _EARLIER), (1.2, after[place], colour)):
            known = [max(0.0, value) for value in values if math.isfinite(value)]
            if not known:
                continue
            x = axes.x(place) + offset * half
            lowest, first, middle, third, highest = (axes.y(value) for value in np.percentile(known, _QUARTERS))
            drawing.line([(x, lowest), (x, highest)], kind="edge")
            drawing.rectangle(x - half, third, 2 * half, max(first - third, 1.0), fill=fill, kind="edge")
            drawing.line([(x - half, middle), (x + half, middle)], kind="halo", stroke_width="4")
            drawing.line([(x - half, middle), (x + half, middle)], stroke="#222", stroke_width="1.8")
    return drawing.svg()


def _zone_axes(
    codes: Sequence[int], label: str, heights: tuple[float, float], ticks: Sequence[tuple[float, str]]
) -> Axes:
    """Axes with a place for each zone, its label and name below it."""
    titles = [f"{lcz.ZONES[code - 1].label} {lcz.ZONES[code - 1].name}" for code in codes]
    left = max(70.0, 0.78 * text_width(titles[0]) + 6 if titles else 0)
    drawing = Drawing(_WIDE, 240 + 36 + 0.65 * max(map(text_width, titles), default=0))
    axes = Axes(drawing, (left, 14, _WIDE - left - 12, 220), (-0.6, len(codes) - 0.4), heights)
    axes.left_axis(label, ticks)
    axes.bottom_axis("Local climate zone", list(enumerate(titles)), turned=True)
    return axes


def _density_colour(share: float) -> str:
    """A colour of the ramp, share 0..1, in 24 steps."""
    place = round(24 * min(1.0, max(0.0, share))) / 24 * (len(_DENSITY) - 1)
    first = min(int(place), len(_DENSITY) - 2)
    parts = [
        round(int(low, 16) + (int(high, 16) - int(low, 16)) * (place - first))
        for low, high in ((_DENSITY[first][i : i + 2], _DENSITY[first + 1][i : i + 2]) for i in (1, 3, 5))
    ]
    return "#{:02X}{:02X}{:02X}".format(*parts)
