# SPDX-License-Identifier: GPL-2.0-or-later
"""A window that comes as a stream of rows is mapped as in one piece."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.numpy_streaming import _Rows
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.network.weights import Weights
from hse_lcz.model.raster.windows import Window


def streamed(engine: NumpyEngine, reflectance: np.ndarray, chunks: list[int]) -> list:
    """The maps of a window that comes in chunks of rows."""
    stream = engine.stream(reflectance.shape[2])
    parts, row = [], 0
    for rows in chunks:
        parts.append(stream.push(reflectance[:, row : row + rows]))
        row += rows
    assert row == reflectance.shape[1]
    parts.append(stream.finish())
    return [None if answers[0] is None else np.concatenate(answers, axis=-2) for answers in zip(*parts)]


def check(kept: Weights, height: int, width: int, chunks: list[int]) -> None:
    reflectance = np.random.default_rng(height).random((kept.config.inputs, height, width), dtype=np.float32)
    with NumpyEngine(kept) as engine:
        whole = engine.run(reflectance, Window(0, 0, width // 2, height // 2))
        for ours, theirs in zip(streamed(engine, reflectance, chunks), whole):
            assert (ours is None) == (theirs is None)
            if ours is not None:
                np.testing.assert_allclose(ours, theirs, rtol=0, atol=2e-6)


@pytest.mark.parametrize(
    ("height", "chunks"),
    [
        (128, [128]),  # within one batch
        (352, [64] * 5 + [32]),
        (384, [384]),  # one batch and nothing after it
        (416, [64] * 6 + [32]),
        (1600, [64] * 25),  # several batches
        (1600, [1600]),  # all at once
        (1600, [800, 32, 768]),
    ],
)
def test_any_height_in_any_chunks(made_up, height, chunks):
    check(made_up(NetworkConfig(stem=2)), height, 160, chunks)


@pytest.mark.parametrize(
    "fields",
    [
        {"attention": False},
        {"context_px": 64},
        {"context_px": 512},
        {"tasks": ("hse",), "prior": False},
        {"tasks": ("lcz",), "prior": False, "attention": False},
        {"prior": False},
        {"band_groups": True},
        {"radar_bands": 2},
    ],
)
def test_every_variant(made_up, fields):
    check(made_up(NetworkConfig(**{"stem": 4 if "band_groups" in fields else 2, **fields})), 1280, 512, [256] * 5)


def test_rows_move_up_in_one_piece_of_memory():
    rows, numbers = _Rows(2, 3), np.arange(300, dtype=np.float32)[:, None, None] * np.ones((1, 2, 3), np.float32)
    first, last = 0, 0
    for count, gone in ((10, 0), (7, 3), (20, 19), (5, 1), (1, 20), (40, 0), (3, 40), (0, 2)):
        rows.add(numbers[last : last + count])
        last += count
        first += gone
        rows.forget(first)
        assert (rows.begin, rows.end) == (first, last)
        np.testing.assert_array_equal(rows.rows(), numbers[first:last])
    rows.forget(first - 5)
    assert rows.begin == first
    np.testing.assert_array_equal(rows.rows(first + 1, last - 1), numbers[first + 1 : last - 1])
