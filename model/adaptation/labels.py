# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels on the cells of a scene: zones from polygons or rasters, settlement from a raster.

Every labelled cell belongs to a unit, a polygon or a square of ground, which is used whole: to train, or held out to
see what was learned. A unit has the same number in every scene that shows it, so that no date of a place tells what
another one is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional, Union

import numpy as np

from ..lczmap import percent_units
from ..lczmap.align import zones_on
from ..lczmap.reference import PolygonReference
from ..lczmap.zone_map import ZoneMap
from ..raster.area_mean import AreaMean
from ..raster.band import Band
from ..raster.grid import ApartError, Grid, overlap, walk
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import lcz

CLASSES = len(lcz.ZONES)
# Squares are numbered by column and row of their world's grid, this many to a row.
_SQUARES_TO_A_ROW = 1 << 20
# Of a cell's probabilities: a sum so small says nothing.
_LEAST_SUM = 0.05


@dataclass(frozen=True)
class LabelFiles:
    """The files with the labels of a training; plain values."""

    zones: str = ""
    """Polygons (anything that OGR opens, or KMZ), a raster of zones, or one of seventeen probabilities; "" for none."""
    polygons: bool = False
    """Whether `zones` is a file of polygons."""
    layer: str = ""
    """Name of one layer of the polygons' file; "" takes all."""
    field: str = ""
    """Field of the polygons that holds the zones; "" finds it."""
    settlement: str = ""
    """A raster of percent, fractions or a mask, of any grid; "" for none."""
    names: tuple[str, str] = ("", "")
    """Names of zones and settlement in log, card and report; "" for their paths."""


class ZoneCells(NamedTuple):
    """The labels of the zones in a window."""

    probabilities: np.ndarray
    """(17, H, W) float32, summing to 1 over the zones; all 0 where nothing is known."""
    units: np.ndarray
    """(H, W) int64, 0 where nothing is known."""

    @property
    def codes(self) -> np.ndarray:
        """(H, W) uint8: the likeliest zone, 0 where nothing is known."""
        return np.where(self.units > 0, self.probabilities.argmax(axis=0) + 1, lcz.NODATA).astype(np.uint8)


class Labels:
    """Labels on the cells of one scene, open for reading.

    Attributes:
        grid: the cells, 20 m.
        zones_in: the part of it that the zones cover; None where they cover nothing of the scene.
        settlement_in: the same for the settlement raster.
        notes: for the log.
        unit: what one unit of the zones is called, in the plural.
    """

    def __init__(self, files: LabelFiles, grid: Grid, square_m: float) -> None:
        """Open the files and bring them to a grid.

        Args:
            files: where they lie.
            grid: of the scene's 20 m cells.
            square_m: side of the squares that are the units of rasters.

        Raises:
            InputError: a file cannot be used.
        """
        self.grid, self._square_m = grid, square_m
        self.notes: list[str] = []
        self.unit = "polygons" if files.polygons else "squares"
        self._zones: Union[PolygonReference, _ZoneRaster, _ProbabilityRaster, None] = None
        self.zones_in, self.settlement_in = None, None
        if files.zones:
            self._open_zones(files)
        if files.settlement:
            self._open_settlement(files)

    def _open_zones(self, files: LabelFiles) -> None:
        name = files.names[0] or files.zones
        if files.polygons:
            try:
                self._zones = PolygonReference(files.zones, self.grid, files.layer, files.field, name)
            except ApartError:
                return
        else:
            bands = open_raster(files.zones).RasterCount
            kind = _ProbabilityRaster if bands == CLASSES else _ZoneRaster
            opened = kind(files.zones, self.grid)
            if opened.window is None:
                return
            self._zones = opened
        self.zones_in = self._zones.window
        self.notes.append(f"Labels: {self._zones.description}.")
        self.notes += getattr(self._zones, "warnings", ())

    def _open_settlement(self, files: LabelFiles) -> None:
        band = Band(files.settlement, 1, "the settlement reference")
        self.settlement_in = _shared(self.grid, band.grid)
        if self.settlement_in is None:
            return
        meaning = percent_units.recognise(band, walk(overlap(band.grid, self.grid.cropped(self.settlement_in))))
        self._settlement = AreaMean(meaning.band, self.grid, meaning.convert)
        self.notes += [f"Settlement: {files.names[1] or files.settlement}, {meaning.reason}.", *meaning.warnings]

    def zones(self, window: Window) -> Optional[ZoneCells]:
        """The labels of the zones in a window; None where there are none."""
        if not _overlaps(window, self.zones_in):
            return None
        if isinstance(self._zones, PolygonReference):
            # A reference of polygons counts from the corner of what the polygons cover.
            begin = self._zones.window
            window = window._replace(col=window.col - begin.col, row=window.row - begin.row)
        stored = self._zones.read(window)
        if stored is None:
            return None
        if isinstance(self._zones, PolygonReference):
            codes, units = stored
            return ZoneCells(_one_hot(codes), np.where(codes > 0, units, 0).astype(np.int64))
        known = stored.sum(axis=0) > _LEAST_SUM
        probabilities = np.where(known, stored / np.maximum(stored.sum(axis=0), _LEAST_SUM), 0).astype(np.float32)
        return ZoneCells(probabilities, np.where(known, self.squares(window), 0))

    def settlement(self, window: Window) -> Optional[np.ndarray]:
        """(H, W) float32 fractions 0..1, nan where nothing is known; None for nothing at all."""
        if not _overlaps(window, self.settlement_in):
            return None
        cells = self._settlement.read(window)
        if not cells.answered.any():
            return None
        return np.where(cells.answered, cells.mean / 100, np.nan).astype(np.float32)

    def squares(self, window: Window) -> np.ndarray:
        """(H, W) int64: the square of ground that each cell of a window lies in, from 1."""
        left, dx, _, top, _, dy = self.grid.transform
        columns = np.floor((left + (window.col + np.arange(window.width) + 0.5) * dx) / self._square_m)
        rows = np.floor((top + (window.row + np.arange(window.height) + 0.5) * dy) / self._square_m)
        half = _SQUARES_TO_A_ROW // 2
        return ((rows[:, None] + half) * _SQUARES_TO_A_ROW + columns + half).astype(np.int64)

    @property
    def remarks(self) -> list[str]:
        """Lines for the log on what was noticed while the labels were read."""
        return list(self._zones.notes) if isinstance(self._zones, PolygonReference) else []

    @property
    def polygons(self) -> int:
        """How many polygons or points name a zone; 0 for rasters."""
        return self._zones.count if isinstance(self._zones, PolygonReference) else 0

    @property
    def conflicts(self) -> int:
        """Cells of what was read so far that lie in polygons of two zones."""
        return self._zones.conflicts if isinstance(self._zones, PolygonReference) else 0


class _ZoneRaster:
    """A raster of zones in any codes, as one-hot probabilities on a grid."""

    def __init__(self, path: str, grid: Grid) -> None:
        zones = ZoneMap(path)
        self.window = _shared(grid, zones.grid)
        self.description, self.warnings = zones.reason, zones.warnings
        if self.window is not None:
            self._zones = zones_on(zones, grid)

    def read(self, window: Window) -> np.ndarray:
        return _one_hot(self._zones.read(window))


class _ProbabilityRaster:
    """Seventeen bands of probabilities of any scale on a grid."""

    def __init__(self, path: str, grid: Grid) -> None:
        bands = [Band(path, number + 1, "the raster of probabilities") for number in range(CLASSES)]
        self.window = _shared(grid, bands[0].grid)
        self.description = f"probabilities of the {CLASSES} zones"
        if self.window is not None:
            self._bands = [band.on(grid, "nearest") for band in bands]

    def read(self, window: Window) -> np.ndarray:
        layers = [band.read(window) for band in self._bands]
        scales = [(band.scale, band.offset) for band in self._bands]
        values = np.stack([layer.stored * np.float32(scale) + np.float32(offset)
                           for layer, (scale, offset) in zip(layers, scales)])  # fmt: skip
        valid = np.all([layer.valid for layer in layers], axis=0)
        return np.where(valid, np.maximum(values, 0), 0).astype(np.float32)


def _one_hot(codes: np.ndarray) -> np.ndarray:
    return (codes == np.arange(1, CLASSES + 1).reshape(-1, 1, 1)).astype(np.float32)


def _shared(grid: Grid, other: Grid) -> Optional[Window]:
    """The part of a grid that another covers; None where they lie apart."""
    try:
        return overlap(grid, other)
    except ApartError:
        return None


def _overlaps(window: Window, part: Optional[Window]) -> bool:
    """Whether a window overlaps a part; False where there is no part."""
    return part is not None and not (
        window.row >= part.row + part.height
        or part.row >= window.row + window.height
        or window.col >= part.col + part.width
        or part.col >= window.col + window.width
    )
