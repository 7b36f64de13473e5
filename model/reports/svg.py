# SPDX-License-Identifier: GPL-2.0-or-later
"""Drawings as SVG text, with axes, that are readable on a light and on a dark page and need no library.

A drawing is embedded in a report as an image and brings its own style: it follows the theme that the reader's system
asks for, and programs without themes show the light one.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Union

FONT_PX = 12
# Width of a letter in the fonts below, on average, as a share of the font's size; rounded up, so that nothing is cut.
_LETTER = 0.61

_STYLE = """
text { font: 12px "Open Sans", "Segoe UI", Helvetica, Arial, sans-serif; fill: #222 }
.axis { stroke: #666; fill: none } .grid { stroke: #e3e3e3; fill: none } .mark { stroke: #222; fill: none }
.halo { stroke: #fff; fill: none } .guide { stroke: #999; fill: none; stroke-dasharray: 5 4 }
.curve { stroke: #1f4e79; fill: none } .dot { fill: #1f4e79 } .soft { fill: #dce6f0 } .range { fill: #e4e4e4 }
.edge { stroke: #555 }
@media (prefers-color-scheme: dark) {
text { fill: #ddd } .axis { stroke: #999 } .grid { stroke: #3a3a3a } .curve { stroke: #8fbbe6 } .dot { fill: #8fbbe6 }
.soft { fill: #33475c } .range { fill: #454545 } .guide { stroke: #888 } .edge { stroke: #aaa } }
"""

Number = Union[int, float]


class Drawing:
    """An SVG picture in the making; coordinates in pixels from the upper left corner."""

    def __init__(self, width: Number, height: Number) -> None:
        """Start with an empty picture of a size in pixels."""
        self.width, self.height = width, height
        self._parts: list[str] = []

    def rectangle(self, left: Number, top: Number, width: Number, height: Number, **style: str) -> None:
        """A filled rectangle; sides of negative length are turned round."""
        left, top = min(left, left + width), min(top, top + height)
        self._add("rect", x=left, y=top, width=abs(width), height=abs(height), **style)

    def line(self, points: Sequence[tuple[Number, Number]], **style: str) -> None:
        """A line through points."""
        self._add("polyline", points=" ".join(f"{_short(x)},{_short(y)}" for x, y in points), **style)

    def circle(self, x: Number, y: Number, radius: Number, **style: str) -> None:
        """A filled circle."""
        self._add("circle", cx=x, cy=y, r=radius, **style)

    def path(self, steps: str, **style: str) -> None:
        """A shape by SVG's path commands."""
        self._add("path", d=steps, **style)

    def text(self, x: Number, y: Number, words: str, anchor: str = "start", turned: Number = 0, **style: str) -> None:
        """Words whose base line starts, ends or is centred at a point.

        Args:
            x: of the point.
            y: of the point.
            words: to write.
            anchor: "start", "middle" or "end".
            turned: degrees clockwise around the point.
            style: further attributes.
        """
        turn = {"transform": f"rotate({_short(turned)} {_short(x)} {_short(y)})"} if turned else {}
        self._add("text", words, x=x, y=y, text_anchor=anchor, **turn, **style)

    def svg(self) -> bytes:
        """The whole picture as a file."""
        size = f'width="{_short(self.width)}" height="{_short(self.height)}"'
        box = f'viewBox="0 0 {_short(self.width)} {_short(self.height)}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}><style>{_STYLE}</style>\n'
        return (head + "\n".join(self._parts) + "\n</svg>\n").encode("utf-8")

    def _add(self, tag: str, content: str = "", **attributes: Union[str, Number]) -> None:
        """An element; "text_anchor" becomes "text-anchor", "kind" the class of the style above."""
        named = {"class" if name == "kind" else name.replace("_", "-"): value for name, value in attributes.items()}
        written = "".join(
            f' {name}="{escape(value if isinstance(value, str) else _short(value))}"' for name, value in named.items()
        )
        self._parts.append(f"<{tag}{written}>{escape(content)}</{tag}>" if content else f"<{tag}{written}/>")


class Axes:
    """A rectangle of a drawing in which numbers have places: x to the right, y up."""

    def __init__(
        self,
        drawing: Drawing,
        box: tuple[Number, Number, Number, Number],
        x_range: tuple[float, float],
        y_range: tuple[float, float],
    ) -> None:
        """Lay out axes.

        Args:
            drawing: to draw in.
            box: left, top, width and height in pixels.
            x_range: numbers at the left and right edge.
            y_range: numbers at the lower and upper edge.
        """
        self.drawing = drawing
        self.left, self.top, self.width, self.height = box
        self._x, self._y = x_range, y_range

    def x(self, value: float) -> float:
        """Pixels from the left of the drawing."""
        return self.left + self.width * (value - self._x[0]) / (self._x[1] - self._x[0])

    def y(self, value: float) -> float:
        """Pixels from the top of the drawing."""
        return self.top + self.height * (1 - (value - self._y[0]) / (self._y[1] - self._y[0]))

    def bottom_axis(self, label: str, ticks: Sequence[tuple[float, str]], turned: bool = False) -> None:
        """The axis below: a line, its ticks and their labels.

        Args:
            label: of the axis.
            ticks: numbers with their texts.
            turned: whether the texts are slanted, for long ones.
        """
        below = self.top + self.height
        self.drawing.line([(self.left, below), (self.left + self.width, below)], kind="axis")
        deepest = 0.0
        for value, text in ticks:
            place = self.x(value)
            self.drawing.line([(place, below), (place, below + 4)], kind="axis")
            if turned:
                self.drawing.text(place + 4, below + 14, text, "end", -40)
                deepest = max(deepest, 0.65 * text_width(text))
            else:
                self.drawing.text(place, below + 17, text, "middle")
        self.drawing.text(self.left + self.width / 2, below + deepest + (18 if turned else 36), label, "middle")

    def left_axis(self, label: str, ticks: Sequence[tuple[float, str]], grid: bool = True) -> None:
        """The axis on the left, with lines across where `grid` is true."""
        if grid:
            for value, _ in ticks:
                place = self.y(value)
                self.drawing.line([(self.left, place), (self.left + self.width, place)], kind="grid")
        widest = max((text_width(text) for _, text in ticks), default=0)
        self.drawing.line([(self.left, self.top), (self.left, self.top + self.height)], kind="axis")
        for value, text in ticks:
            place = self.y(value)
            self.drawing.line([(self.left - 4, place), (self.left, place)], kind="axis")
            self.drawing.text(self.left - 8, place + 4, text, "end")
        if label:
            middle = self.top + self.height / 2
            self.drawing.text(self.left - widest - 18, middle, label, "middle", -90)


def text_width(words: str, size_px: float = FONT_PX) -> float:
    """About how wide words are, pixels.

    >>> text_width("Open low-rise") < 100
    True
    """
    return _LETTER * size_px * len(words)


def round_steps(largest: float, steps: int = 5) -> list[float]:
    """About so many round numbers from 0 to the first that is not less than `largest`.

    >>> round_steps(0.83), round_steps(1234, 4)
    ([0.0, 0.2, 0.4, 0.6, 0.8, 1.0], [0.0, 500.0, 1000.0, 1500.0])
    """
    if not largest > 0:
        return [0.0, 1.0]
    rough = largest / steps
    power = 10.0 ** (len(f"{rough:.0f}") - 1) if rough >= 1 else 10.0 ** -_leading_zeros(rough)
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.8)
    values = [0.0]
    while values[-1] < largest * (1 - 1e-9):
        values.append(round(step * len(values), 12))
    return values


def _leading_zeros(number: float) -> int:
    """Position of the first digit after the decimal point that is not 0: 0.05 -> 2."""
    places = 1
    while number * 10**places < 1:
        places += 1
    return places


def _short(value: Number) -> str:
    """A coordinate to a tenth of a pixel."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"
