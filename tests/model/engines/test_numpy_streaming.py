# SPDX-License-Identifier: GPL-2.0-or-later
"""A window that comes as a stream of rows is mapped as in one piece."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn.functional import interpolate

from hse_lcz.model.engines import blas_threads
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.row_buffers import RowMemory
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.network.weights import Weights
from hse_lcz.model.raster.windows import Window

from .network_answers import answers


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
        whole = answers(kept, reflectance, Window(0, 0, width // 2, height // 2))
        for ours, theirs in zip(streamed(engine, reflectance, chunks), whole):
            assert (ours is None) == (theirs is None)
            if ours is not None:
                np.testing.assert_allclose(ours, theirs, rtol=0, atol=2e-5)


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


def test_threads_change_nothing(made_up, monkeypatch):
    kept = made_up(NetworkConfig(stem=4))
    reflectance = np.random.default_rng(9).random((10, 320, 1024), dtype=np.float32)
    monkeypatch.setenv("OMP_NUM_THREADS", "")
    answers = []
    for threads in (1, 3):
        monkeypatch.setattr(blas_threads, "processors", lambda threads=threads: threads)
        with NumpyEngine(kept) as engine:
            assert f"{threads} thread" in engine.description
            answers.append(streamed(engine, reflectance, [64] * 5))
    for one, three in zip(*answers):
        np.testing.assert_array_equal(one, three)


@pytest.mark.parametrize("fields", [{}, {"radar_bands": 2}])
def test_chunks_change_nothing(made_up, fields):
    """Bit for bit: BLAS rounds a cell by its column alone, however many rows are in a product."""
    kept = made_up(NetworkConfig(**fields))
    reflectance = np.random.default_rng(3).random((kept.config.inputs, 384, 288), dtype=np.float32)
    with NumpyEngine(kept) as engine:
        expected = streamed(engine, reflectance, [384])
        for chunks in ([32] * 12, [64] * 6, [32, 160, 96, 96]):
            for one, other in zip(expected, streamed(engine, reflectance, chunks)):
                np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("keep", [0, 1, 3, 7])
def test_rows_that_are_kept_stand_above_the_new_ones(keep):
    """Few or many new rows after many or few: the kept ones move within one piece of memory, overlapping or not."""
    memory = RowMemory(lambda rows, columns: np.empty((rows, columns), np.float32), keep)
    numbers, first = np.arange(1, 200, dtype=np.float32)[:, None] * np.ones((1, 2), np.float32), 0
    for count in (10, 1, 2, 1, 7, 30, 3, 1):
        memory.new_rows(first, count, 2)[...] = numbers[first : first + count]
        above = np.zeros((max(0, keep - first), 2), np.float32)
        expected = np.concatenate((above, numbers[max(0, first - keep) : first + count]))
        np.testing.assert_array_equal(memory.span.rows, expected)
        assert memory.span.first == first - keep
        first += count


@pytest.mark.parametrize("fields", [{}, {"attention": False}, {"tasks": ("hse",), "prior": False}, {"radar_bands": 2}])
def test_what_the_heads_read_makes_the_maps(made_up, fields):
    """The heads by hand, on the arrays of a part of a window."""
    kept = made_up(NetworkConfig(stem=4, **fields))
    reflectance = np.random.default_rng(6).random((kept.config.inputs, 256, 224), dtype=np.float32)
    inner = Window(70, 80, 40, 46)
    with NumpyEngine(kept) as engine:
        region, inputs = engine.head_inputs(reflectance, inner)
        maps = engine.run(reflectance, inner)
        fine = engine.fine(reflectance)
    assert (region.col, region.row, region.col + region.width, region.row + region.height) == (52, 64, 112, 128)
    answered = inner.rows_within(region), inner.cols_within(region)
    heads = kept.config.head_widths if "lcz" in kept.config.tasks else {}
    assert set(inputs) == {*heads, *(["settlement"] if "hse" in kept.config.tasks else [])}

    def logits(name: str, weights: str) -> np.ndarray:
        return inputs[name] @ kept.arrays[f"{weights}.weight"][:, :, 0, 0].T + kept.arrays[f"{weights}.bias"]

    if maps.settlement is not None:
        settlement = 1 / (1 + np.exp(-logits("settlement", "settlement.1")[..., 0]))
        np.testing.assert_allclose(settlement[answered], maps.settlement, rtol=0, atol=1e-5)
    if maps.zones is not None:
        total = np.zeros((kept.config.zones, region.height, region.width))
        for name in heads:
            probabilities = torch.softmax(torch.from_numpy(logits(name, f"heads.{name}")).permute(2, 0, 1), dim=0)
            total += interpolate(probabilities[None], total.shape[1:], mode="bilinear")[0].numpy()
        np.testing.assert_allclose(total[(slice(None), *answered)] / len(heads), maps.zones, rtol=0, atol=1e-5)
        rows, columns = slice(region.row, region.row + region.height), slice(region.col, region.col + region.width)
        np.testing.assert_array_equal(inputs["20m"], fine[rows, columns])
