# SPDX-License-Identifier: GPL-2.0-or-later
"""Matrix products in float32 by the fastest library that this process has loaded, as measured.

NumPy calls `cblas_sgemm`, and which library answers is decided by the order in which the process loaded them. Inside
Debian 12's QGIS that is GSL's plain reference code, as QGIS links GSL: six billion operations a second, where the
OpenBLAS that is loaded as well does more than ten times as many. So the candidates are measured, and the fastest is
called directly.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Optional

import numpy as np

from . import blas_threads

# How large the measured product is, and how often it is repeated: the best counts.
_SIDE = 256
_REPEATS = 4
# NumPy's own product is kept unless another one is faster by more than this.
_GAIN = 1.25
# Below this, in billions of operations a second on one thread, SciPy's product is tried, too; importing it takes time.
SLOW_GFLOPS = 8.0
# Values of CBLAS's enumerations.
_ROW_MAJOR, _NO_TRANSPOSE, _TRANSPOSE = 101, 111, 112

Multiply = Callable[[np.ndarray, np.ndarray, np.ndarray], None]
"""Puts the product of the first two matrices into the third."""


class Product(NamedTuple):
    """A library's matrix product and its speed."""

    name: str
    """The library, for the log."""
    multiply: Multiply
    gflops: float
    """Billions of multiplications and additions a second, on one thread."""


_lock = threading.Lock()
_fastest: Optional[Product] = None


def fastest() -> Product:
    """The fastest way to multiply matrices in this process; measured once, in a tenth of a second or so."""
    global _fastest
    with _lock, blas_threads.in_one_thread():
        if _fastest is None:
            _fastest = _choose()
        return _fastest


def _choose() -> Product:
    names = [library.name for library in blas_threads.libraries()]
    best = _better(_measured(" and ".join(names) or "another BLAS", _by_numpy), _loaded())
    # SciPy's own modules take longer to import than all that is measured here.
    return best if best.gflops >= SLOW_GFLOPS else _better(best, _scipy())


def _better(best: Product, others: Iterable[tuple[str, Multiply]]) -> Product:
    """The best product, or another one that is faster by more than `_GAIN`."""
    for name, multiply in others:
        direct = _measured(f"{name}, called directly", multiply)
        if direct.gflops > _GAIN * best.gflops:
            best = direct
    return best


def _loaded() -> Iterator[tuple[str, Multiply]]:
    """Products of the libraries that this process has loaded."""
    for library in blas_threads.libraries():
        if library.sgemm is not None:
            yield library.name, _by_cblas(library.sgemm)


def _scipy() -> Iterator[tuple[str, Multiply]]:
    """SciPy's product, where there is SciPy."""
    try:
        from scipy.linalg.blas import sgemm
    except ImportError:
        return

    def by_scipy(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
        # Fortran's matrices are transposed: out.T = b.T @ a.T.
        sgemm(1.0, b.T, a.T, c=out.T, overwrite_c=1)

    yield "SciPy", _where(lambda a, b, out: out.flags.c_contiguous, by_scipy)


def _by_numpy(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
    np.matmul(a, b, out=out)


def _by_cblas(sgemm: Callable[..., None]) -> Multiply:
    """A product by the function `cblas_sgemm` of a library."""
    integer, pointer = ctypes.c_int, ctypes.c_void_p
    sgemm.restype = None
    sgemm.argtypes = (
        integer, integer, integer, integer, integer, integer, ctypes.c_float, pointer, integer, pointer, integer,
        ctypes.c_float, pointer, integer,
    )  # fmt: skip

    def multiply(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
        (first, second), (rows, inner), columns = (_layout(a), _layout(b)), a.shape, b.shape[1]
        sgemm(
            _ROW_MAJOR, first[0], second[0], rows, columns, inner, 1.0, a.ctypes.data, first[1], b.ctypes.data,
            second[1], 0.0, out.ctypes.data, _layout(out)[1],
        )  # fmt: skip

    def fits(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> bool:
        return all(_layout(x)[1] for x in (a, b, out)) and _layout(out)[0] == _NO_TRANSPOSE

    return _where(fits, multiply)


def _layout(x: np.ndarray) -> tuple[int, int]:
    """The memory layout of a matrix: whether it is transposed, and the number of values between its rows; 0 if none."""
    down, across = x.strides
    if x.dtype != np.float32:
        return _NO_TRANSPOSE, 0
    if across == 4 and down % 4 == 0 and down >= 4 * x.shape[1]:
        return _NO_TRANSPOSE, down // 4
    if down == 4 and across % 4 == 0 and across >= 4 * x.shape[0]:
        return _TRANSPOSE, across // 4
    return _NO_TRANSPOSE, 0


def _where(fits: Callable[[np.ndarray, np.ndarray, np.ndarray], bool], multiply: Multiply) -> Multiply:
    """A product for the matrices whose memory layout a library accepts as it is; NumPy's for the others."""

    def either(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
        if out.size and a.shape[1] and fits(a, b, out):
            multiply(a, b, out)
        else:
            np.matmul(a, b, out=out)

    return either


def _measured(name: str, multiply: Multiply) -> Product:
    matrix, out = np.ones((_SIDE, _SIDE), np.float32), np.empty((_SIDE, _SIDE), np.float32)
    seconds = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        multiply(matrix, matrix, out)
        seconds.append(time.perf_counter() - started)
    is_right = bool((out == _SIDE).all())
    return Product(name, multiply, 2 * _SIDE**3 / min(seconds) / 1e9 if is_right else 0.0)
