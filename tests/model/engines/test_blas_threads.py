# SPDX-License-Identifier: GPL-2.0-or-later
"""A BLAS library takes one thread within the block, and as many as before afterwards."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from hse_lcz.model.engines import blas_threads


@pytest.fixture
def openblas():
    np.ones((2, 2)) @ np.ones((2, 2))
    found = [library for library in blas_threads.libraries() if library.name == "OpenBLAS"]
    if not found:
        pytest.skip("NumPy has no OpenBLAS here")
    return found[0]


def test_one_thread_within_and_as_many_as_before_afterwards(openblas):
    before = openblas.threads()
    with blas_threads.in_one_thread():
        assert openblas.threads() == 1
        with blas_threads.in_one_thread():
            assert openblas.threads() == 1
        assert openblas.threads() == 1
    assert openblas.threads() == before


def test_those_who_overlap_leave_it_as_the_first_found_it(openblas):
    before, inside, leave = openblas.threads(), threading.Event(), threading.Event()

    def other() -> None:
        with blas_threads.in_one_thread():
            inside.set()
            leave.wait()

    with blas_threads.in_one_thread():
        thread = threading.Thread(target=other)
        thread.start()
        inside.wait()
    assert openblas.threads() == 1
    leave.set()
    thread.join()
    assert openblas.threads() == before


def test_an_error_within_is_no_reason_to_stay_slow(openblas):
    before = openblas.threads()
    with pytest.raises(KeyError), blas_threads.in_one_thread():
        raise KeyError
    assert openblas.threads() == before


def test_what_is_not_loaded_is_neither_found_nor_loaded():
    maps = Path("/proc/self/maps")
    if not maps.exists():
        pytest.skip("only Linux tells what is loaded")
    before = maps.read_text().count("mkl")
    assert all(library.name != "MKL" for library in blas_threads.libraries()) or before
    assert maps.read_text().count("mkl") == before
