# SPDX-License-Identifier: GPL-2.0-or-later
"""Tiles cover a window once, and mirrored indices are what padding would give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hse_lcz.model import cells, tiles
from hse_lcz.model.tiles import Window


@given(
    col=st.integers(0, 9), row=st.integers(0, 9), width=st.integers(1, 400), height=st.integers(1, 400),
    tile=st.integers(1, 500), step=st.sampled_from([2, 6, 10, 20]), halo=st.integers(0, 140),
    align=st.sampled_from([8, 32]),
)  # fmt: skip
def test_tiles_cover_a_window_once_and_cut_no_cell(col, row, width, height, tile, step, halo, align):
    window = Window(col * step, row * step, width, height)
    covered = np.zeros((height, width), dtype=int)
    for core, read in tiles.plan(window, tile, step, halo, align):
        covered[core.rows_within(window), core.cols_within(window)] += 1
        assert core.col % step == 0 and core.row % step == 0
        assert read.col % align == read.row % align == read.width % align == read.height % align == 0
        assert read.col <= core.col - halo and read.row <= core.row - halo
        assert read.col + read.width >= core.col + core.width + halo
        assert read.row + read.height >= core.row + core.height + halo
    assert (covered == 1).all()


@given(st.integers(-300, 300), st.integers(1, 200), st.integers(1, 100))
def test_mirrored_indices_are_symmetric_padding(start, length, size):
    padded = np.pad(np.arange(size), 700, mode="symmetric")
    np.testing.assert_array_equal(tiles.mirrored(start, length, size), padded[700 + start :][:length])


@pytest.mark.parametrize("factor", [1, 2, 5, 10])
@pytest.mark.parametrize("shape", [(1, 1), (10, 10), (13, 7), (3, 11, 25)])
def test_block_sums_count_part_cells(shape, factor):
    array = np.random.default_rng(0).integers(0, 9, shape)
    summed = cells.block_sum(array, factor)
    for i in range(summed.shape[-2]):
        for j in range(summed.shape[-1]):
            block = array[..., i * factor : (i + 1) * factor, j * factor : (j + 1) * factor]
            np.testing.assert_array_equal(summed[..., i, j], block.sum(axis=(-2, -1)))


def test_a_cell_has_an_answer_unless_more_than_half_of_it_is_nodata():
    valid, pixels = np.array([4, 2, 1, 0, 1, 0]), np.array([4, 4, 4, 4, 2, 1])
    assert cells.mostly(valid, pixels).tolist() == [True, True, False, False, True, False]


def test_weighted_means_leave_out_what_weighs_nothing():
    values = np.array([[[1.0, 3.0, 9.0], [5.0, 7.0, 9.0]]], dtype=np.float32)
    weight = np.array([[1, 0, 0], [1, 2, 0]])
    np.testing.assert_allclose(cells.weighted_mean(values, weight, 2), [[[5.0, 0.0]]])
