# SPDX-License-Identifier: GPL-2.0-or-later
"""Tiles cover a window once, and mirrored indices are what padding would give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hse_lcz.model.raster import block_stats, windows
from hse_lcz.model.raster.windows import Window


@given(
    size=st.tuples(st.integers(1, 500), st.integers(1, 500)), corner=st.tuples(st.integers(0, 20), st.integers(0, 20)),
    wanted=st.integers(1, 600), step=st.sampled_from([2, 6, 10, 20]), halo=st.integers(0, 140),
    align=st.sampled_from([8, 32]),
)  # fmt: skip
def test_bands_cover_a_window_once_cut_no_cell_and_see_their_halo(size, corner, wanted, step, halo, align):
    col, row = (min(place * step, (length - 1) // step * step) for place, length in zip(corner, size))
    window = Window(col, row, size[0] - col, size[1] - row)
    frame = windows.frame(*size, align, 4 * align)
    assert frame.col + frame.width >= size[0] + align and frame.row + frame.height >= size[1] + align
    covered = np.zeros((window.height, window.width), dtype=int)
    for core, read in windows.strips(window, frame, wanted, step, halo, align):
        covered[core.rows_within(window), core.cols_within(window)] += 1
        assert core.col % step == 0 and core.row % step == 0
        assert read.col % align == read.row % align == read.width % align == read.height % align == 0
        for low, length, first, count, edge, room in zip(core[:2], core[2:], read[:2], read[2:], frame[:2], frame[2:]):
            assert edge <= first <= max(edge, low - halo)
            assert edge + room >= first + count >= min(edge + room, low + length + halo)
    assert (covered == 1).all()


@given(st.integers(-300, 300), st.integers(1, 200), st.integers(1, 100))
def test_mirrored_indices_are_symmetric_padding(start, length, size):
    padded = np.pad(np.arange(size), 700, mode="symmetric")
    np.testing.assert_array_equal(windows.mirrored(start, length, size), padded[700 + start :][:length])


@pytest.mark.parametrize("factor", [1, 2, 5, 10])
@pytest.mark.parametrize("shape", [(1, 1), (10, 10), (13, 7), (3, 11, 25)])
def test_block_sums_count_part_cells(shape, factor):
    array = np.random.default_rng(0).integers(0, 9, shape)
    summed = block_stats.block_sum(array, factor)
    for i in range(summed.shape[-2]):
        for j in range(summed.shape[-1]):
            block = array[..., i * factor : (i + 1) * factor, j * factor : (j + 1) * factor]
            np.testing.assert_array_equal(summed[..., i, j], block.sum(axis=(-2, -1)))


def test_a_cell_has_an_answer_unless_more_than_half_of_it_is_nodata():
    valid, pixels = np.array([4, 2, 1, 0, 1, 0]), np.array([4, 4, 4, 4, 2, 1])
    assert block_stats.mostly(valid, pixels).tolist() == [True, True, False, False, True, False]


def test_weighted_means_leave_out_what_weighs_nothing():
    values = np.array([[[1.0, 3.0, 9.0], [5.0, 7.0, 9.0]]], dtype=np.float32)
    weight = np.array([[1, 0, 0], [1, 2, 0]])
    np.testing.assert_allclose(block_stats.weighted_mean(values, weight, 2), [[[5.0, 0.0]]])
