# SPDX-License-Identifier: GPL-2.0-or-later
"""An engine for tests that know only how to map one whole window."""

from __future__ import annotations

import numpy as np

from hse_lcz.model.engines.base import Engine, RowStream
from hse_lcz.model.network.config import CELL_PX, Maps
from hse_lcz.model.raster.windows import Window


class WindowEngine(Engine):
    """Subclasses write `run` and `load`; a stream collects its window and runs it at the end."""

    def stream(self, width_px):
        return _WindowStream(self)

    def bytes_per_column(self):
        return 800_000


class _WindowStream(RowStream):
    def __init__(self, engine):
        self._engine, self._rows = engine, []

    def push(self, reflectance):
        self._rows.append(reflectance)
        width = reflectance.shape[2] // CELL_PX
        return Maps(np.empty((0, width), np.float32), np.empty((17, 0, width), np.float32))

    def finish(self):
        rows = np.concatenate(self._rows, axis=1)
        _, height, width = rows.shape
        return self._engine.run(rows, Window(0, 0, width // CELL_PX, height // CELL_PX))
