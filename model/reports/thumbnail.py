# SPDX-License-Identifier: GPL-2.0-or-later
"""A small picture of a map, gathered while the map is read window by window, as PNG with a palette."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import numpy as np

from ..raster.windows import Window
from ..tables import lcz

LARGEST_PX = 360
_NOTHING = 0


class Thumbnail:
    """Every n-th cell of every n-th row of a map, so that the longer side has at most `LARGEST_PX` pixels."""

    def __init__(self, width: int, height: int, palette: Sequence[str]) -> None:
        """Start with an empty picture.

        Args:
            width: of the map, cells.
            height: of the map, cells.
            palette: "#RRGGBB" of the indices from 1 on; index 0 is transparent.
        """
        self._step = -(-max(width, height) // LARGEST_PX)
        self._palette = palette
        self._picture = np.zeros((-(-height // self._step), -(-width // self._step)), dtype=np.uint8)

    def add(self, window: Window, indices: np.ndarray) -> None:
        """Take the cells of a window of the map, (height, width) indices of the palette."""
        row, col = -window.row % self._step, -window.col % self._step
        part = indices[row :: self._step, col :: self._step]
        top, left = (window.row + row) // self._step, (window.col + col) // self._step
        self._picture[top : top + part.shape[0], left : left + part.shape[1]] = part

    def png(self) -> bytes:
        """The picture as a file."""
        height, width = self._picture.shape
        colours = bytes.fromhex("000000" + "".join(colour[1:] for colour in self._palette))
        rows = np.concatenate([np.zeros((height, 1), dtype=np.uint8), self._picture], axis=1)
        return (
            b"\x89PNG\r\n\x1a\n"
            + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
            + _chunk(b"PLTE", colours)
            + _chunk(b"tRNS", bytes([_NOTHING]))
            + _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9))
            + _chunk(b"IEND", b"")
        )

    @property
    def width_px(self) -> int:
        """Width of the picture on a page, in pixels; its longer side has a fixed length, whatever the map's size."""
        height, width = self._picture.shape
        return max(1, round(width * LARGEST_PX / max(height, width)))


def zone_palette() -> list[str]:
    """The colours of the zones, so that a code is the index of its colour."""
    return [zone.colour for zone in lcz.ZONES]


def ramp_palette(colours: Sequence[str]) -> list[str]:
    """101 colours from the first to the last of a ramp, so that percent + 1 is the index of its colour.

    >>> ramp_palette(["#000000", "#FFFFFF"])[50]
    '#808080'
    """
    stops = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in colours], dtype=float)
    places = np.linspace(0, len(colours) - 1, 101)
    parts = [np.interp(places, np.arange(len(colours)), stops[:, channel]) for channel in range(3)]
    return ["#{:02X}{:02X}{:02X}".format(*(round(float(value)) for value in colour)) for colour in zip(*parts)]


def _chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG file with its length and check sum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
