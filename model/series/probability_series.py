# SPDX-License-Identifier: GPL-2.0-or-later
"""The probability rasters of a series, of any grids, read window by window on the cells of the first one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..lczmap import probability_stack
from ..raster.band import grid_in, warped
from ..raster.grid import ApartError, Grid, ground_cell_m, overlap, same_grid
from ..raster.io import open_raster
from ..raster.windows import Window
from .dates import Dated

_REMEDY = "choose LCZ_PROBABILITIES of the run that made the map"


class _Source(NamedTuple):
    """A raster of the series, read on the cells of its grid."""

    dataset: gdal.Dataset
    bands: dict[int, int]
    called: str


class ProbabilitySeries:
    """Probabilities of all dates on one grid.

    Attributes:
        grid: that of the first raster.
        notes: lines for the log on what had to be aligned.
    """

    def __init__(self, members: Sequence[Dated]) -> None:
        """Open the rasters.

        Args:
            members: of the series.

        Raises:
            InputError: one does not open, is no set of probabilities of the zones, has no CRS or shows another place.
        """
        self.notes: list[str] = []
        self._sources: list[_Source] = []
        for place, member in enumerate(members):
            dataset = open_raster(member.source)
            bands = probability_stack.zone_bands(dataset, member.name)
            if bands is None:
                raise InputError(
                    f"Expected the probability of each zone in a band of its own, found {dataset.RasterCount} "
                    f"band{'s' if dataset.RasterCount > 1 else ''} of something else in {member.name}; {_REMEDY}."
                )
            own = grid_in(dataset, member.name, "the probabilities")
            if not place:
                self.grid = own
            self._sources.append(_Source(self._aligned(dataset, own, member), bands, member.name))

    def read(self, window: Window, date: int) -> np.ndarray:
        """Probabilities (17, H, W) float32 of one date, in the file's unit; 0 for all zones where there is no data."""
        source = self._sources[date]
        return probability_stack.read_probabilities(source.dataset, source.bands, window, source.called)

    def _aligned(self, dataset: gdal.Dataset, own: Grid, member: Dated) -> gdal.Dataset:
        if same_grid(own, self.grid):
            return dataset
        try:
            overlap(self.grid, own)
        except ApartError as error:
            raise InputError(
                f"Expected probabilities of one place, found that {member.name} shows another one than the first "
                "raster; leave it out, or check the CRS of both."
            ) from error
        finer = sum(ground_cell_m(own)) < 0.75 * sum(ground_cell_m(self.grid))
        self.notes.append(
            f"{member.name} lies on other cells than the first raster: each cell takes "
            + ("the mean of those in it." if finer else "the nearest one.")
        )
        return warped(dataset, member.source, self.grid, "average" if finer else "nearest")
