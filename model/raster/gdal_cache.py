# SPDX-License-Identifier: GPL-2.0-or-later
"""The one limit on GDAL's cache of raster blocks while jobs read and write large rasters.

GDAL's default is a twentieth of the computer's memory, which on a large machine is more than everything else that a
job holds. The cache belongs to the whole process, QGIS included, and several jobs may overlap in time: the largest of
their limits holds while any of them runs, and the last one to end restores what was set before the first.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal

CACHE_LIMIT_BYTES = 128 * 1024**2

_lock = threading.Lock()
_limits: list[int] = []
"""Limits of the jobs that run now."""
_before = 0
"""Limit that was set when the first of these jobs began."""


@contextmanager
def limited_gdal_cache(limit_bytes: int = CACHE_LIMIT_BYTES) -> Iterator[None]:
    """Limits GDAL's cache within the block to `limit_bytes`, or to the largest limit of the jobs that run at once.

    Args:
        limit_bytes: a smaller cache than this stays as it is.
    """
    global _before
    with _lock:
        if not _limits:
            _before = gdal.GetCacheMax()
        _limits.append(limit_bytes)
        gdal.SetCacheMax(min(_before, max(_limits)))
    try:
        yield
    finally:
        with _lock:
            _limits.remove(limit_bytes)
            gdal.SetCacheMax(min(_before, max(_limits)) if _limits else _before)
