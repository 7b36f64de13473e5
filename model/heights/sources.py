# SPDX-License-Identifier: GPL-2.0-or-later
"""Heights of buildings as the input of a job, a raster or polygons, with the user's settings."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Union

from ..progress import Progress, RemainingTime, converted
from ..raster.grid import Grid
from ..raster.windows import Window
from .building_polygons import BuildingPolygons, PolygonReading
from .cell_buildings import CellBuildings
from .height_likelihood import Errors
from .height_raster import HeightRaster, RasterReading

Heights = Union[BuildingPolygons, HeightRaster]
"""Both have `read(window)`, a generator that gives `CellBuildings`, `notes` and `doubts()`."""


@dataclass(frozen=True)
class HeightSource:
    """A file with building heights and the settings for reading it; plain values, so that any process can take it."""

    source: str
    """A raster of mean building heights, or building polygons: anything that GDAL or OGR opens."""
    reading: Union[PolygonReading, RasterReading]
    """Settings for reading the file; their type tells whether it holds polygons or a raster."""
    errors: Errors = Errors()
    """Assumed errors of the heights and plan fractions."""

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of all files that are read."""
        fraction = self.reading.fraction if isinstance(self.reading, RasterReading) else ""
        return (self.source, fraction) if fraction else (self.source,)

    @property
    def options(self) -> str:
        """The settings as text, for the tags of the maps."""
        return (
            f"HEIGHT_ERROR={self.errors.height_pct:g} FRACTION_ERROR={self.errors.fraction_pct:g} "
            f"WRONG={self.errors.wrong_pct:g}"
        )

    def open(self, grid: Grid) -> Heights:
        """Open it for reading on the cells of a grid.

        Raises:
            InputError: it does not open, holds no heights, or lies elsewhere.
        """
        if isinstance(self.reading, PolygonReading):
            return BuildingPolygons(self.source, self.reading, grid)
        return HeightRaster(self.source, self.reading, grid)


def read_window(
    heights: Heights, window: Window, remaining: RemainingTime, share: float
) -> Generator[Progress, None, CellBuildings]:
    """The buildings of a window; meanwhile the log is not silent for long.

    Args:
        heights: open ones.
        window: of the map.
        remaining: writes the lines.
        share: of the work that is done before.
    """
    return converted(heights.read(window), lambda _: Progress(share, remaining.line(share)))
