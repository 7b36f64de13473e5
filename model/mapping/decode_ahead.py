# SPDX-License-Identifier: GPL-2.0-or-later
"""Decodes the next row of a file's blocks, one band after the other, while the network computes the present rows.

The blocks of a Sentinel-2 product are 1024 px tall, sixteen chunks of rows. Were they decoded when the first chunk that
touches them is asked for, the network would wait for all blocks of ten bands at once, and the reader for the network
during the other fifteen chunks. GDAL keeps in its cache what was decoded, so it is enough to read a single row of
pixels of a band; of JPEG 2000, GDAL decodes the blocks of one request in parallel.
"""

from __future__ import annotations

import math

from ..raster.windows import Window
from ..scene.radar import Pixels

# Rows of blocks in the cache: the present one and the next.
_ROWS_HELD = 2


class DecodeAhead:
    """Reads ahead for one pass of a strip."""

    def __init__(self, scene: Pixels, read: Window, chunk_px: int, cache_bytes: int) -> None:
        """Choose the bands whose blocks are tall enough, and fit the cache.

        Args:
            scene: whose pixels are not computed from others.
            read: the window that is read from top to bottom.
            chunk_px: rows at a time.
            cache_bytes: memory that GDAL keeps decoded blocks in.
        """
        self._scene, self._chunk_px = scene, chunk_px
        self._left, right = max(0, read.col), min(scene.grid.width, read.col + read.width)
        self._width = right - self._left
        self._bottom = min(scene.grid.height, read.row + read.height)
        blocks = [] if scene.is_warped else scene.blocks
        held = sum(
            _ROWS_HELD * block.height_px * (self._width + 2 * block.width_px) * block.bytes_per_px for block in blocks
        )
        self._bands: dict[float, list[int]] = {}  # height of the blocks -> bands
        for band, block in enumerate(blocks if held <= cache_bytes else []):
            if block.height_px > chunk_px:
                self._bands.setdefault(block.height_px, []).append(band)
        self._done = dict.fromkeys(self._bands, (-1, 0))  # present row of blocks, bands decoded below it

    def after(self, end: int) -> None:
        """Decodes what is due when the scene's rows above `end` have been read.

        Raises:
            InputError: the file cannot be read there.
        """
        for height, bands in self._bands.items():
            number = max(0, math.ceil(end / height) - 1)
            row = round((number + 1) * height)
            if row >= self._bottom:
                continue
            present, done = self._done[height]
            done = done if present == number else 0
            # All are decoded one chunk before the first that needs them.
            share = (end - number * height) / max(1, height - self._chunk_px)
            wanted = min(len(bands), math.ceil(max(0.0, share) * len(bands)))
            for band in bands[done:wanted]:
                self._scene.decode(band, Window(self._left, row, self._width, 1))
            self._done[height] = number, max(done, wanted)
