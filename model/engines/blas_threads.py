# SPDX-License-Identifier: GPL-2.0-or-later
"""The BLAS libraries that this process has loaded, and how many threads each takes for a matrix product.

Several runs of rows in parallel, each with its products in one thread, are faster than one run after the other with
its products in many threads: nothing waits for what is computed between the products. NumPy cannot set that, so the
library is asked directly. OpenBLAS is what Debian, OSGeo4W, conda-forge and NumPy's own wheels bring, MKL what Anaconda
brings.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np

# The names under which a library is loaded, and the names of its functions in different builds.
_OPENBLAS = ("libopenblas.so.0", "libopenblas.0.dylib", "openblas.dll", "libopenblas.dll")
_MKL = ("libmkl_rt.so.2", "libmkl_rt.so.1", "libmkl_rt.2.dylib", "libmkl_rt.1.dylib", "mkl_rt.2.dll", "mkl_rt.1.dll")
_FUNCTIONS = {
    "OpenBLAS": tuple(
        (f"{before}openblas_get_num_threads{after}", f"{before}openblas_set_num_threads{after}")
        for before in ("", "scipy_")
        for after in ("", "64_")
    ),
    "MKL": (("MKL_Get_Max_Threads", "MKL_Set_Num_Threads"),),
}


class Library(NamedTuple):
    """A library that this process has loaded."""

    name: str
    threads: Callable[[], int]
    set_threads: Callable[[int], None]
    sgemm: Optional[Callable[..., None]] = None
    """`cblas_sgemm` with 32-bit integers, where the library has it under that name."""


def libraries() -> tuple[Library, ...]:
    """Those of the supported BLAS libraries that this process has loaded; loads none."""
    names = {"OpenBLAS": (*_OPENBLAS, *_in_wheels()), "MKL": _MKL}
    found = (_library(title, file) for title, files in names.items() for file in files)
    return tuple({library.name: library for library in found if library is not None}.values())


_lock = threading.Lock()
_before: list[tuple[Library, int]] = []
_inside = 0


@contextmanager
def in_one_thread() -> Iterator[None]:
    """Limits matrix products to one thread each within the block; the last block to end restores the former number."""
    global _inside
    with _lock:
        _inside += 1
        if _inside == 1:
            _before[:] = [(library, library.threads()) for library in libraries()]
            for library, _ in _before:
                library.set_threads(1)
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            for library, threads in [] if _inside else _before:
                library.set_threads(threads)


def processors() -> int:
    """Number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_wheels() -> list[str]:
    """OpenBLAS as NumPy's own wheels bring it, under a name of its own."""
    package = Path(np.__file__).parent
    folders = (package.with_name("numpy.libs"), package / ".dylibs", package / ".libs")
    return [str(path) for folder in folders for path in sorted(folder.glob("*openblas*"))]


def _library(title: str, file: str) -> Optional[Library]:
    handle = _loaded(file)
    for read, write in _FUNCTIONS[title] if handle is not None else ():
        if hasattr(handle, write):
            return Library(title, getattr(handle, read), getattr(handle, write), getattr(handle, "cblas_sgemm", None))
    return None


def _loaded(file: str) -> Optional[ctypes.CDLL]:
    """The library of that file, None where this process has not loaded it."""
    try:
        if sys.platform == "win32":
            ask = ctypes.WinDLL("kernel32").GetModuleHandleW
            ask.restype = ctypes.c_void_p
            handle = ask(os.path.basename(file))
            return ctypes.CDLL(file, handle=handle) if handle else None
        return ctypes.CDLL(file, mode=os.RTLD_NOLOAD | os.RTLD_LAZY)
    except OSError:
        return None
