# SPDX-License-Identifier: GPL-2.0-or-later
"""A raster of mean building heights, of any grid and unit, as mean heights of the cells of a grid.

A 0 says that there is no building, no data that nothing is known: neither counts in a mean, and neither changes a zone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InputError
from ..lczmap import band_evidence, percent_units
from ..raster.area_mean import AreaMean, Cells
from ..raster.band import Band, Values
from ..raster.grid import Grid, walk
from ..raster.io import open_raster
from ..raster.missing_data import INTEGER_RANGES, Fill, stands_alone
from ..raster.output_checks import identity
from ..raster.windows import Window
from ..tables import code_schemes
from .building_fields import HIGHEST_M
from .cell_buildings import CellBuildings

UNITS = {"metres": 1.0, "decimetres": 0.1, "centimetres": 0.01, "feet": 0.3048}
"""Metres of each unit, by its key."""
_DECLARED = {
    "m": "metres", "metre": "metres", "metres": "metres", "meter": "metres", "meters": "metres", "dm": "decimetres",
    "cm": "centimetres", "ft": "feet", "foot": "feet", "feet": "feet",
}  # fmt: skip
# Source: Esch et al. 2022, Remote Sensing of Environment 270 (WSF 3D): heights in steps of 0.1 m.
_DECIMETRE_FILES = re.compile(r"wsf3d|wsf_3d", re.I)
# GHS-BUILT-H AGBH: volume over the whole area of a cell. Source: GHSL data package 2023.
_GROSS_FILES = re.compile(r"agbh|buildingvolume|building_volume|built_v", re.I)
# No town's buildings are higher in the median: such numbers are of a smaller unit.
_HIGHEST_MEDIAN_M = 40.0
# What bytes, and rasters that were made of bytes, hold where nothing is known, and three nines of other programs.
_USUAL_FILLS = (255.0, 999.0)
# No pixel's buildings are as high in the mean: of other types, such a number is no data where none is near it.
_HIGHEST_MEAN_M = 200.0
# Nor are they lower: such numbers are a mask of buildings, a share, or of a larger unit.
_LOWEST_MEDIAN_M = 1.5
# Of a cell, so much must be pixels with a height; a plan fraction says more where there is one.
_LEAST_BUILT = 0.1
_SAMPLES = 2_000_000


@dataclass(frozen=True)
class RasterReading:
    """Settings for reading a raster of heights."""

    unit: str = ""
    """A key of UNITS; "" finds it."""
    fraction: str = ""
    """A raster of the buildings' plan fraction, in percent or as a share; "" for none."""
    least_fraction_pct: float = 5.0
    """Threshold of the plan fraction, where it is given: cells with less keep their zone."""


class HeightRaster:
    """A raster of heights, read window by window on a grid.

    Attributes:
        notes: for the log: which unit was taken and why.
    """

    def __init__(self, source: str, reading: RasterReading, grid: Grid) -> None:
        """Open a raster and find out its unit.

        Args:
            source: anything that GDAL opens.
            reading: how.
            grid: whose cells are wanted.

        Raises:
            InputError: it holds no heights of buildings, its unit is not clear, it lies elsewhere, or it is the
                raster of the plan fraction, too.
        """
        self._reading = reading
        self._built_cells = 0
        if reading.fraction and identity(reading.fraction) == identity(source):
            raise InputError(
                f"Expected building heights and their plan fraction in two rasters, found {source} for both; choose "
                "the raster of each, or leave the plan fraction empty."
            )
        band = Band(source, 1, "the building heights")
        _refuse_other_maps(band)
        window = band.overlap(grid)
        self._metres, why, fills = _unit(band, window, reading.unit)
        self._scale, self._offset = band.scale * self._metres, band.offset * self._metres
        self._building_share = AreaMean(band, grid, self._built)
        self._heights = AreaMean(band, grid, self._above_zero)
        note = band.fill_note
        self.notes = [f"Building heights from {source}: {why}{note and '; '}{note}."]
        self.notes += [f"Warning: the building heights: {fill.warning}" for fill in fills]
        self._fraction = self._open_fraction(reading.fraction, grid) if reading.fraction else None

    def read(self, window: Window) -> Generator[int, None, CellBuildings]:
        """Mean height, and plan fraction where there is a raster of it, of the cells of a window."""
        yield 0
        building_share, heights = self._building_share.read(window), self._heights.read(window)
        share = building_share.mean * building_share.covered  # of the cell, with buildings
        built = share >= _LEAST_BUILT
        mean = np.where(heights.covered > 0, heights.mean, np.nan)
        fraction = None
        if self._fraction is not None:
            percent: Cells = self._fraction.read(window)
            fraction = np.where(percent.answered, percent.mean / 100, np.nan)
            built &= ~(fraction < self._reading.least_fraction_pct / 100)
        self._built_cells += int(built.sum())
        return CellBuildings(np.where(built, mean, np.nan), fraction, built, building_share.answered)

    def doubts(self) -> list[str]:
        """Warnings on what was read, for the log."""
        if self._built_cells:
            return []
        by = "the building heights and the plan fraction" if self._fraction is not None else "the building heights"
        return [f"Warning: no cell has buildings enough by {by}; they change nothing."]

    def _metres_of(self, values: Values) -> Values:
        numbers = values.stored.astype(np.float64) * self._scale + self._offset
        return Values(numbers, values.valid & (numbers >= 0) & (numbers <= HIGHEST_M))

    def _built(self, values: Values) -> Values:
        metres = self._metres_of(values)
        return Values((metres.stored > 0).astype(np.float64), metres.valid)

    def _above_zero(self, values: Values) -> Values:
        metres = self._metres_of(values)
        return Values(metres.stored, metres.valid & (metres.stored > 0))

    def _open_fraction(self, source: str, grid: Grid) -> AreaMean:
        band = Band(source, 1, "the plan fraction of buildings")
        unit = percent_units.recognise(band, walk(band.overlap(grid)))
        self.notes += [f"Plan fraction of buildings from {source}: {unit.reason}.", *unit.warnings]
        return AreaMean(unit.band, grid, unit.convert)


def _unit(band: Band, window: Window, chosen: str) -> tuple[float, str, list[Fill]]:
    """Metres of the raster's unit, why it was taken, for the log, and which numbers are no data from now on.

    Raises:
        InputError: the numbers are no heights in that unit, or the unit is not clear.
    """
    name = os.path.basename(band.source)
    declared = _DECLARED.get(band.unit.strip().lower().rstrip("."))
    if chosen:
        unit, why = chosen, "as chosen"
    elif declared:
        unit, why = declared, "the file says so"
    elif band.scaled:
        unit, why = "metres", "the file declares a scale"
    elif _DECIMETRE_FILES.search(name):
        unit, why = "decimetres", "the file is called as those of WSF 3D"
    else:
        unit, why = "metres", "as usual"
    stored = _sample(band, window)
    fills = _undeclared_fills(band, stored, UNITS[unit])
    for fill in fills:
        band.ignore(fill.value)
        stored = stored[stored != fill.value]
    numbers = stored * band.scale + band.offset
    positive = numbers[numbers > 0]
    if not positive.size:
        raise InputError(
            f"Expected heights of buildings where the map is, found only no data or 0 in {band.source}; choose a "
            "raster of the same place."
        )
    median = float(np.median(positive)) * UNITS[unit]
    found = f"half of the heights are above {median:.3g} m if the numbers are {unit}"
    if median > _HIGHEST_MEDIAN_M and not chosen:
        raise InputError(
            f"Expected mean heights of buildings in metres, found that {found} in {band.source}; choose the “Unit of "
            "the heights”."
        )
    if median < _LOWEST_MEDIAN_M and not chosen:
        raise InputError(
            f"Expected mean heights of buildings in metres, found that half of the heights are at most {median:.3g} m "
            f"if the numbers are {unit} in {band.source}, as in a mask of buildings; choose another raster, or the "
            "“Unit of the heights”."
        )
    return UNITS[unit], f"{unit}, {why}; {found}", fills


def _undeclared_fills(band: Band, stored: np.ndarray, metres: float) -> list[Fill]:
    """Numbers that the file does not declare as no data, but that cannot be heights beside the others.

    Args:
        band: of the heights.
        stored: what it holds, as stored.
        metres: of its unit.
    """
    found = []
    for value in _USUAL_FILLS:
        is_too_high = (value * band.scale + band.offset) * metres > _HIGHEST_MEAN_M
        is_end = band.is_byte and value == INTEGER_RANGES["Byte"][1]
        if (is_too_high or is_end) and stands_alone(stored, value):
            found.append(Fill(value, float((stored == value).mean()), ("",)))
    return found


def _sample(band: Band, window: Window) -> np.ndarray:
    """What the raster stores that is a value, float64."""
    samples: list[np.ndarray] = []
    for part in walk(window):
        stored, valid = band.read(part)
        samples.append(stored[valid].astype(np.float64))
        if sum(map(len, samples)) > _SAMPLES:
            break
    return np.concatenate(samples) if samples else np.zeros(0)


def _refuse_other_maps(band: Band) -> None:
    """Refuse a raster whose name or metadata show that it holds something else.

    Raises:
        InputError: with what it holds.
    """
    evidence = band_evidence.gather(open_raster(band.source), band.number, band.source)
    name = os.path.basename(band.source)
    found: Optional[str] = None
    if code_schemes.TAG in evidence.tags or evidence.says_zones or evidence.says_one_zone:
        found = "local climate zones"
    elif evidence.our_product:
        found = f"the map “{evidence.our_product}”"
    elif evidence.unit == "%":
        found = "percentages (by the unit of the band)"
    elif _GROSS_FILES.search(name):
        found = f"volumes over whole cells by its name, {name}"
    if found:
        raise InputError(
            f"Expected mean heights of buildings, found {found} in {band.source}; choose a raster such as GHS-BUILT-H "
            "ANBH or WSF 3D's BuildingHeight."
        )
