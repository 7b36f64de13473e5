# SPDX-License-Identifier: GPL-2.0-or-later
"""Division of an area into windows that different workers map, without visible seams.

A window is one strip wide: the strip into which one process would divide the whole area, so that the engine computes
with arrays of the same width. It is cut from top to bottom only at multiples of the LCZ cell and of the chunks in which
rows go through the network. What a window reads around itself, up to the scene's frame and on the grid on which
attention is anchored, is the core's affair (`model.mapping.scheduler`): it opens the whole scene and maps a part.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..model.mapping.map_scene import lcz_cell_px
from ..model.network.config import NetworkConfig
from ..model.raster import windows
from ..model.raster.grid import Grid
from ..model.raster.windows import Window
from .tasks import Settings

ROWS_PX = 3840
"""Height of a window where nothing else is asked for: with the strip's width about half a minute's work of one core."""
# Rows go through the network in chunks of 64 px.
_CHUNK_PX = 64


def split(area: Window, grid: Grid, settings: Settings, config: NetworkConfig, rows_px: int) -> Iterator[Window]:
    """The windows of an area, in columns from left to right.

    Args:
        area: the pixels to map.
        grid: of the scene.
        settings: of the tasks.
        config: of the network.
        rows_px: height of a window, at most, or one step.
    """
    cell_px = lcz_cell_px(settings.lcz_cell_size_m)
    step = math.lcm(cell_px, _CHUNK_PX)
    height = max(1, rows_px // step) * step
    frame = windows.frame(grid.width, grid.height, config.block_px, config.context_px)
    for strip in windows.strips(area, frame, settings.strip_px, cell_px, config.halo_px, config.block_px):
        for row in range(area.row, area.row + area.height, height):
            yield strip.core._replace(row=row, height=min(height, area.row + area.height - row))
