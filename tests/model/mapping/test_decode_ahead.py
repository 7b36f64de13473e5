# SPDX-License-Identifier: GPL-2.0-or-later
"""Tall blocks are decoded in time for the rows that need them, and not all at once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hse_lcz.model.mapping.decode_ahead import DecodeAhead
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.source_blocks import Blocks

FINE, COARSE = Blocks(1024, 1024, 2), Blocks(1280, 1280, 0.5)
WIDTH, HEIGHT = 5000, 10980


class Decoding:
    """A scene that notes what is decoded, by band and row."""

    def __init__(self, blocks: list[Blocks], is_warped: bool = False) -> None:
        self.blocks, self.is_warped, self.done = blocks, is_warped, []
        self.grid = SimpleNamespace(width=WIDTH, height=HEIGHT)

    def decode(self, band: int, window: Window) -> None:
        assert (window.col, window.width, window.height) == (0, 3032, 1)
        self.done.append((band, window.row))


def test_each_band_is_decoded_once_in_time_and_few_at_a_time():
    scene = Decoding([FINE] * 4 + [COARSE] * 6)
    ahead, before = DecodeAhead(scene, Window(-32, -32, 3064, HEIGHT + 64), 64, 256 << 20), 0
    for end in [*range(0, HEIGHT, 64), HEIGHT + 32]:
        ahead.after(end)
        for band, one in enumerate(scene.blocks):
            row = end // one.height_px * one.height_px  # that of the next chunk
            assert row == 0 or row >= HEIGHT or (band, row) in scene.done
        assert len(scene.done) - before <= 2
        before = len(scene.done)
    assert len(scene.done) == len(set(scene.done)) == 4 * 10 + 6 * 8  # all rows of blocks but the first


@pytest.mark.parametrize(
    ("blocks", "cache_bytes", "is_warped"),
    [
        ([FINE] * 10, 64 << 20, False),  # two rows of blocks would drive each other out
        ([Blocks(5000, 1, 2)] * 10, 256 << 20, False),
        ([Blocks(256, 64, 2)] * 10, 256 << 20, False),
        ([FINE] * 10, 256 << 20, True),
    ],
)
def test_nothing_is_decoded_where_it_would_not_help(blocks, cache_bytes, is_warped):
    scene = Decoding(blocks, is_warped)
    ahead = DecodeAhead(scene, Window(-32, 0, 3064, 4096), 64, cache_bytes)
    for end in range(64, 4097, 64):
        ahead.after(end)
    assert not scene.done
