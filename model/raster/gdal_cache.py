# SPDX-License-Identifier: GPL-2.0-or-later
"""GDAL's cache of raster blocks, kept modest while a large raster goes through.

By default it takes a twentieth of the computer's memory, which on a large machine is more than all of our own. It is
one for the whole process: who needs it small shares it with the rest of QGIS, and the last one to leave restores it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal

CACHE_LIMIT_BYTES = 128 * 1024**2

_lock = threading.Lock()
_users: list[int] = []  # for each job under way, what the cache was before it


@contextmanager
def limited_gdal_cache() -> Iterator[None]:
    """Within, the cache holds no more than `MODEST_BYTES`; jobs in several threads may overlap."""
    with _lock:
        _users.append(gdal.GetCacheMax())
        gdal.SetCacheMax(min(_users[0], CACHE_LIMIT_BYTES))
    try:
        yield
    finally:
        with _lock:
            before = _users[0]
            _users.pop()
            if not _users:
                gdal.SetCacheMax(before)
