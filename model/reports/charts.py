# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts for the reports, as PNG; drawn by matplotlib where QGIS has it.

Figures are made as objects, never through pyplot: nothing here touches the windows or settings of other plugins.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Optional

import numpy as np

from ..errors import first_line
from ..tables import lcz

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DPI = 192
"""Twice a screen's, so that the charts are sharp on fine screens; on the page they are half as wide."""

_LONGEST_NAME = 32
_INK, _GREY, _BLUE = "#222222", "#999999", "#1F4E79"


def missing() -> str:
    """Why there are no charts, one sentence; "" where matplotlib is at hand."""
    try:
        from matplotlib.backends import backend_agg  # noqa: F401
    except Exception as error:  # a build for another NumPy raises whatever it likes
        return (
            f"Charts are left out, as this QGIS has no matplotlib that works ({first_line(error)}); the tables say the "
            "same."
        )
    return ""


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
    axes, finish = _axes(8.4, 3.3)
    zones = [lcz.ZONES[code - 1] for code in codes]
    place, height = np.arange(len(zones)), np.asarray(values, dtype=float)
    axes.bar(place, np.nan_to_num(height), 0.72, color=[zone.colour for zone in zones], edgecolor="#555555", lw=0.6)
    if low_high is not None:
        for x, low, high in zip(place, *low_high):
            if np.isfinite(low) and np.isfinite(high):
                # Light around dark reads on every zone's colour.
                axes.plot([x, x], [low, high], color="white", lw=3.2, solid_capstyle="butt")
                axes.plot([x, x], [low, high], color=_INK, lw=1.4, marker="_", ms=7)
    for x, value in zip(place, height):
        if not np.isfinite(value):
            axes.text(x, 0.02, "–", ha="center", va="bottom", color=_GREY)
    axes.set_xticks(place)
    axes.set_xticklabels([zone.label for zone in zones])
    axes.set_xlim(-0.6, len(zones) - 0.4)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("Local climate zone")
    axes.set_ylabel(axis)
    axes.yaxis.grid(True, color="#E3E3E3", lw=0.8)
    return finish()


def zone_shares(names: Sequence[str], shares: np.ndarray) -> bytes:
    """A bar for each name, from above, made of the zones in their colours.

    Args:
        names: of the bars.
        shares: (bars, 17), 0..1; each bar adds up to 1, or to nothing.
    """
    axes, finish = _axes(8.4, 1.1 + 0.3 * len(names))
    place, start = np.arange(len(names)), np.zeros(len(names))
    for zone, part in zip(lcz.ZONES, np.nan_to_num(shares).T):
        if part.any():
            axes.barh(place, part, 0.74, start, color=zone.colour, edgecolor="white", lw=0.4, label=zone.label)
        start += part
    axes.set_yticks(place)
    axes.set_yticklabels([name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…" for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks(np.linspace(0, 1, 6))
    axes.set_xticklabels([f"{20 * step} %" for step in range(6)])
    axes.set_xlabel("Share of the area with a zone")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(title="LCZ", frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize=8, title_fontsize=8)
    return finish()


def reliability(confidence: np.ndarray, accuracy: np.ndarray, cells: np.ndarray) -> bytes:
    """Accuracy over confidence, (n,) each with nan where empty, and where the cells are."""
    axes, finish = _axes(4.6, 4.2)
    shares = cells / max(cells.sum(), 1)
    edges = np.arange(len(cells)) / len(cells)
    axes.bar(edges, shares, 1 / len(cells), align="edge", color="#DCE6F0", edgecolor="white", label="Share of cells")
    axes.plot([0, 1], [0, 1], color=_GREY, lw=1, ls="--", label="As sure as right")
    known = np.isfinite(confidence)
    axes.plot(confidence[known], accuracy[known], color=_BLUE, lw=1.8, marker="o", ms=5, label="The map")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("Confidence of the map")
    axes.set_ylabel("Share of cells that are right")
    axes.legend(frameon=False, loc="upper left", fontsize=8)
    return finish()


def density(counts: np.ndarray) -> bytes:
    """A scatter of many cells as a density: reference (rows of `counts`) across, map up, 0 to 100 percent."""
    from matplotlib.colors import LogNorm

    axes, finish = _axes(5.2, 4.4)
    shown = np.ma.masked_equal(counts.T, 0)
    norm = LogNorm(vmin=1, vmax=max(2, counts.max()))
    drawn = axes.imshow(shown, origin="lower", extent=(0, 100, 0, 100), cmap="viridis_r", norm=norm, aspect="equal")
    axes.plot([0, 100], [0, 100], color=_INK, lw=1, ls="--")
    axes.set_xlabel("Reference (%)")
    axes.set_ylabel("Map (%)")
    bar = axes.figure.colorbar(drawn, ax=axes, fraction=0.046, pad=0.03)
    bar.set_label("Cells (logarithmic)", fontsize=9)
    bar.ax.tick_params(labelsize=8)
    return finish()


def zone_ranges(codes: Sequence[int], percentiles: Sequence[tuple[float, float, float]]) -> bytes:
    """HSE of each zone beside the imperviousness that the zone is known for.

    Args:
        codes: of the zones, 1..17.
        percentiles: 10th, 50th and 90th of the HSE of each, percent.
    """
    axes, finish = _axes(8.4, 3.3)
    zones = [lcz.ZONES[code - 1] for code in codes]
    for x, (zone, (low, middle, high)) in enumerate(zip(zones, percentiles)):
        start, end = zone.imperviousness_pct
        start, end = 0 if start is None else start, 100 if end is None else end
        axes.bar(x, end - start, 0.76, bottom=start, color="#E4E4E4")
        # An edge keeps light zones apart from the grey, and a bar of no height to be seen.
        axes.bar(x, max(high - low, 0.6), 0.3, bottom=low, color=zone.colour, edgecolor="#444444", lw=0.8)
        axes.plot(
            [x], [middle], marker="o", ms=6, color="white", markeredgecolor=_INK, markeredgewidth=1, clip_on=False
        )
    axes.set_xticks(range(len(zones)))
    axes.set_xticklabels([zone.label for zone in zones])
    axes.set_xlim(-0.6, len(zones) - 0.4)
    axes.set_ylim(0, 100)
    axes.set_xlabel("Local climate zone")
    axes.set_ylabel("HSE (%)")
    axes.yaxis.grid(True, color="#E3E3E3", lw=0.8)
    return finish()


def differences(area_km2: Sequence[float], least_pct: float) -> bytes:
    """Changed area by how unlike the zones are, in twelfths from 1 to 12; grey below `least_pct`."""
    axes, finish = _axes(6.4, 2.9)
    percent = 100 * np.arange(1, 13) / 12
    colours = ["#BBBBBB" if value < least_pct else "#B33A3A" for value in np.rint(percent)]
    axes.bar(percent, area_km2, 6.4, color=colours)
    axes.set_xticks(percent)
    axes.set_xticklabels([f"{value:.0f}" for value in percent])
    axes.set_xlabel("Difference of the zones (%)")
    axes.set_ylabel("Area (km²)")
    axes.yaxis.grid(True, color="#E3E3E3", lw=0.8)
    return finish()


def _axes(width_in: float, height_in: float) -> tuple[Axes, Callable[[], bytes]]:
    """Empty axes in the house's hand, and the function that makes a PNG of them."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width_in, height_in), dpi=DPI, constrained_layout=True, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_facecolor("white")
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=9, colors=_INK)
    axes.xaxis.label.set_size(10)
    axes.yaxis.label.set_size(10)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)

    def finish() -> bytes:
        stream = io.BytesIO()
        canvas.print_png(stream)
        return stream.getvalue()

    return axes, finish
