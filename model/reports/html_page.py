# SPDX-License-Identifier: GPL-2.0-or-later
"""The builder of HTML reports: headings, tables and pictures in one file that needs no other.

The styles are plain on purpose: QGIS shows reports in a browser of years ago, or in one that knows little more than
tables. All text is escaped; pictures are embedded.
"""

from __future__ import annotations

import base64
import math
import re
import struct
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple, Optional, Union

import numpy as np

from ..tables import lcz
from ..version import software
from .map_origin import HEADS, MapOrigin

_STYLE = """
body { font-family: "Open Sans", "Segoe UI", Helvetica, Arial, sans-serif; font-size: 15px; line-height: 1.45;
  color: #222; background: #fff; max-width: 1080px; margin: 24px auto; padding: 0 20px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; color: #2b1a45; }
h2 { font-size: 19px; margin: 34px 0 8px; padding-top: 10px; border-top: 1px solid #ddd; color: #2b1a45; }
p { margin: 8px 0; max-width: 820px; }
p.small, .caption, td.faint { font-size: 13px; color: #555; }
table { border-collapse: collapse; margin: 10px 0; }
th, td { padding: 4px 9px; text-align: right; vertical-align: middle; white-space: nowrap; }
th { font-weight: 600; border-bottom: 2px solid #999; vertical-align: bottom; }
td { border-bottom: 1px solid #e6e6e6; }
th.text, td.text { text-align: left; white-space: normal; }
table.matrix { font-size: 12px; } table.matrix td, table.matrix th { padding: 3px 5px; text-align: center;
  border: 1px solid #fff; } table.matrix td.total { color: #555; background: #f4f4f4; }
table.pictures td { border: 0; vertical-align: top; font-size: 13px; padding: 0 12px 0 0; }
td.zone { white-space: nowrap; }
span.chip { display: inline-block; min-width: 26px; margin-right: 3px; text-align: center;
  border: 1px solid #777; border-radius: 3px; font-weight: 600; font-size: 13px; }
img { max-width: 100%; height: auto; } div.figure { margin: 14px 0; } div.wide { overflow-x: auto; }
ul { margin: 8px 0; padding-left: 22px; max-width: 820px; }
img.map { image-rendering: pixelated; border: 1px solid #999; margin-right: 14px; }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #1b1b1e; } h1, h2 { color: #cdb8ee; } h2 { border-top-color: #444; }
  p.small, .caption, td.faint { color: #a5a5a5; } th { border-bottom-color: #777; } td { border-bottom-color: #3a3a3a; }
  table.matrix td, table.matrix th { border-color: #1b1b1e; }
  table.matrix td.total { color: #ccc; background: #2b2b2f; }
  a { color: #8fbbe6; } }
@media print { body { margin: 0; } h2 { page-break-after: avoid; } div.figure, table { page-break-inside: avoid; } }
"""


class Cell(NamedTuple):
    """A cell of a table that is more than text."""

    text: str
    background: str = ""
    """#RRGGBB, "" for none."""
    zone: Optional[lcz.Zone] = None
    """Zone whose colour and label are shown before the text."""
    total: bool = False
    faint: bool = False
    """Whether the cell is shown with less emphasis than its neighbours."""
    tip: str = ""
    """Text that is shown when the pointer is on the cell."""


Content = Union[str, Cell]


class Page:
    """A report that is built from top to bottom; every method adds a part at its end."""

    def __init__(self, title: str, lead: str) -> None:
        """Start with a title and a sentence."""
        self._title = title
        self._parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(lead)}</p>"]

    def heading(self, text: str) -> None:
        """A heading with a line above it."""
        self._parts.append(f"<h2>{escape(text)}</h2>")

    def text(self, text: str, small: bool = False) -> None:
        """A paragraph, in small letters where `small` is true."""
        self._parts.append(f'<p class="small">{escape(text)}</p>' if small else f"<p>{escape(text)}</p>")

    def points(self, texts: Iterable[str]) -> None:
        """A bulleted list; an empty one is left out."""
        rows = "".join(f"<li>{escape(text)}</li>" for text in texts)
        self._parts.append(f"<ul>{rows}</ul>" if rows else "")

    def table(
        self,
        heads: Sequence[Content],
        rows: Iterable[Sequence[Content]],
        texts: int = 1,
        caption: str = "",
        kind: str = "",
    ) -> None:
        """A table.

        Args:
            heads: above the columns.
            rows: of cells.
            texts: how many columns from the left hold text and not numbers.
            caption: below it.
            kind: "matrix" for narrow cells.
        """
        head = "".join(_cell("th", item, column < texts) for column, item in enumerate(heads))
        body = "".join(
            f"<tr>{''.join(_cell('td', item, column < texts) for column, item in enumerate(row))}</tr>" for row in rows
        )
        below = f'<p class="caption">{escape(caption)}</p>' if caption else ""
        opening = f'<table class="{escape(kind)}">' if kind else "<table>"
        self._parts.append(
            f'<div class="wide">{opening}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{below}'
        )

    def confusion(self, counts: np.ndarray, names: tuple[str, str], codes: Sequence[int], unit: str = "cells") -> None:
        """A matrix of zones against zones, the darker the larger the share of its row.

        Args:
            counts: (17, 17).
            names: of the maps in the rows and in the columns.
            codes: of the zones to show.
            unit: of what is counted.
        """
        index = np.array(codes) - 1
        part = counts[np.ix_(index, index)].astype(float)
        divisor = 1000 if part.max() >= 1e6 else 1
        zones = [lcz.ZONES[code - 1] for code in codes]
        rows = []
        for zone, row in zip(zones, part):
            shares = row / max(row.sum(), 1e-12)
            cells = [
                shaded(_short(value / divisor), share, f"{zone.label} → {other.label}: {100 * share:.1f} % of the row")
                for other, value, share in zip(zones, row, shares)
            ]
            rows.append([Cell("", zone=zone), *cells, Cell(_short(row.sum() / divisor), total=True)])
        sums = [Cell(_short(value / divisor), total=True) for value in (*part.sum(axis=0), part.sum())]
        rows.append([Cell("Sum", total=True), *sums])
        heads = [Cell(f"{names[0]} ↓ {names[1]} →"), *(Cell("", zone=zone) for zone in zones), Cell("Sum")]
        unit = f"thousand {unit}" if divisor > 1 else unit
        self.table(heads, rows, texts=0, kind="matrix", caption=f"Rows: {names[0]}. Columns: {names[1]}. Numbers are "
                   f"{unit}; the darker, the larger the share of the row.")  # fmt: skip

    def figure(self, picture: bytes, alt: str, caption: str, width_px: int = 0) -> None:
        """A picture with a caption.

        Args:
            picture: an SVG chart, or a PNG of a map.
            alt: says in words what it shows.
            caption: below it.
            width_px: on the page; 0 for the picture's own width.
        """
        self._parts.append(
            f'<div class="figure">{_image(picture, alt, width_px)}<p class="caption">{escape(caption)}</p></div>'
        )

    def origins(self, origins: Sequence[MapOrigin], pictures: Sequence[tuple[str, bytes, int]] = ()) -> None:
        """Adds a table of the maps' origins, and pictures of the maps.

        Args:
            origins: of the maps, by their tags.
            pictures: thumbnails: caption, PNG and width on the page.
        """
        self.heading("The maps" if len(origins) > 1 else "The map")
        if pictures:
            cells = "".join(
                f'<td class="text">{_image(png, caption, width)}<br/>{escape(caption)}</td>'
                for caption, png, width in pictures
            )
            self._parts.append(f'<div class="wide"><table class="pictures"><tr>{cells}</tr></table></div>')
        self.table(HEADS, [origin.row() for origin in origins], texts=len(HEADS))

    def html(self) -> str:
        """The whole file."""
        moment = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        closing = f'<p class="small">Made by {escape(software())} on {moment}.</p>'
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
            f"<title>{escape(self._title)}</title><style>{_STYLE}</style></head>\n<body>\n"
            + "\n".join([*self._parts, closing])
            + "\n</body></html>\n"
        )


def zone_cell(zone: lcz.Zone, name: bool = True) -> Cell:
    """A zone's label on its colour, with or without its name."""
    return Cell(zone.name if name else "", zone=zone)


def shaded(text: str, share: float, tip: str = "", colour: str = "#1F4E79") -> Cell:
    """A cell that is the darker the nearer `share` is to 1; as the page is at 0."""
    if not share > 0:
        return Cell(text, tip=tip)
    mixed = [round(255 + (int(colour[i : i + 2], 16) - 255) * max(0.0, min(1.0, share))) for i in (1, 3, 5)]
    return Cell(text, "#{:02X}{:02X}{:02X}".format(*mixed), tip=tip)


def number(value: float, digits: int = 2, sign: bool = False) -> str:
    """A number for a table; a dash where there is none.

    >>> number(0.456, 2), number(float("nan")), number(-0.001, 2), number(-1.5, 1), number(1.5, 1, sign=True)
    ('0.46', '–', '0.00', '−1.5', '+1.5')
    """
    if not math.isfinite(value):
        return "–"
    rounded = round(value, digits) + 0.0  # minus zero is zero
    text = f"{rounded:+.{digits}f}" if sign and rounded else f"{rounded:.{digits}f}"
    return text.replace("-", "−")


def count(value: float) -> str:
    """A whole number with thin spaces between thousands."""
    return f"{int(value):,}".replace(",", "\u2009")


def interval(low: float, high: float, digits: int = 2) -> str:
    """An interval for a table; a dash where there is none."""
    return f"{number(low, digits)} – {number(high, digits)}" if math.isfinite(low) and math.isfinite(high) else "–"


def _short(value: float) -> str:
    """A count for a narrow cell, nothing for nothing; digits after the point only below ten."""
    if value == 0:
        return ""
    if float(value).is_integer() or value >= 10:
        return count(round(value))
    return f"{value:.1f}" if value >= 0.05 else "<0.1"


def _image(picture: bytes, alt: str, width_px: int = 0) -> str:
    """An SVG chart or the PNG of a map as an element that holds the picture itself."""
    is_svg = picture.startswith(b"<svg")
    size = _svg_size(picture) if is_svg else struct.unpack(">II", picture[16:24])
    width = width_px or size[0]
    # Both sizes are stated: an old browser would otherwise leave space for the full height.
    height = round(width * size[1] / size[0])
    kind, style = ("svg+xml", "") if is_svg else ("png", 'class="map" ')
    data = base64.b64encode(picture).decode("ascii")
    source = f"data:image/{kind};base64,{data}"
    return f'<img {style}width="{width}" height="{height}" src="{source}" alt="{escape(alt)}"/>'


def _svg_size(picture: bytes) -> tuple[int, int]:
    """Width and height that an SVG picture declares, whole pixels."""
    match = re.search(rb'width="([\d.]+)" height="([\d.]+)"', picture)
    return (round(float(match[1])), round(float(match[2]))) if match else (800, 400)


def _cell(tag: str, content: Content, is_text: bool) -> str:
    cell = content if isinstance(content, Cell) else Cell(content)
    is_zone = cell.zone is not None
    known = ("text", is_text), ("zone", is_zone), ("total", cell.total), ("faint", cell.faint)
    classes = " ".join(name for name, wanted in known if wanted)
    style = f"background-color:{cell.background};color:{ink(cell.background)}" if cell.background else ""
    chip = ""
    if cell.zone is not None:
        colours = f"background-color:{cell.zone.colour};color:{ink(cell.zone.colour)}"
        # Spaces that do not break keep the label from the chip's edges where padding is not known.
        chip = f'<span class="chip" style="{colours}">\u00a0{escape(cell.zone.label)}\u00a0</span> '
    named = ("class", classes), ("style", style), ("title", cell.tip)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in named if value)
    return f"<{tag}{attributes}>{chip}{escape(cell.text)}</{tag}>"


def ink(background: str) -> str:
    """Black or white, whichever reads better on a colour.

    >>> ink("#FAEE05"), ink("#8C0000"), ink("#FF0000")
    ('#000000', '#FFFFFF', '#FFFFFF')
    """
    inks = "#000000", "#FFFFFF"
    return max(inks, key=lambda colour: lightness_contrast(colour, background))


def lightness_contrast(text: str, background: str) -> float:
    """Lightness contrast of text on a background, 0 to about 106; 45 is enough for bold labels.

    The ratio of WCAG 2 prefers black on pure red or dark orange, where eyes prefer white.

    Source: APCA 0.0.98G, the contrast method drafted for WCAG 3 (A. Somers), "SAPC-APCA" constants.
    """
    dark_text, ground = (_screen_luminance(colour) for colour in (text, background))
    if ground > dark_text:
        contrast = (ground**0.56 - dark_text**0.57) * 1.14
    else:
        contrast = (dark_text**0.62 - ground**0.65) * 1.14
    return 0.0 if contrast < 0.1 else 100 * (contrast - 0.027)


def _screen_luminance(colour: str) -> float:
    """Luminance of "#RRGGBB" as APCA estimates it, blacks softened; 0..1."""
    red, green, blue = ((int(colour[i : i + 2], 16) / 255) ** 2.4 for i in (1, 3, 5))
    light = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    return light + max(0.0, 0.022 - light) ** 1.414
