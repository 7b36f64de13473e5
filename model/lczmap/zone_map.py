# SPDX-License-Identifier: GPL-2.0-or-later
"""An LCZ map of any origin and in any codes, read window by window as codes 1 to 17."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Optional, Union

import numpy as np
from osgeo import osr

from ..errors import InputError
from ..progress import Progress
from ..raster import crs
from ..raster.band_reader import BandReader, Values
from ..raster.grid import DEGREE_M, walk
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import code_schemes
from . import band_evidence, probability_stack, zone_codes
from .zone_band import FILTERED_BANDS, choose_band
from .zone_codes import ZoneCodes

# Rows of a file are read in strips of full width of about this many cells.
STRIP_CELLS = 4_000_000
# A multiple of the tiles in which our rasters are written, so that each is written once.
BLOCK_CELLS = 1024
# Numbers that a code may be: what lies outside and is a usual fill value is no data.
_MOST_CODES = (0, 254)
# What a warp or another program leaves of a whole number that is stored as a float.
_ROUNDED = 1e-3
# More different values than this are no map of classes.
_MOST_VALUES = 256
# Nearer to a pole the cells of a map in degrees are slivers.
_FARTHEST_NORTH = 85
NO_ZONES = "Warning: the map has no cell with a zone; what is made of it is empty."
"""For the log."""
_REMEDY = "warp it with gdalwarp -t_srs EPSG:326ZZ -tr 100 100 -r near IN OUT (ZZ the UTM zone of your city)"


class ZoneMap:
    """A raster of local climate zones, open for reading; a context manager.

    Attributes:
        source: path or name that was opened.
        grid: its grid.
        band: number of the band that holds the zones.
        codes: how its numbers name the zones, and why; None where it holds probabilities.
        reason: which band and scheme were taken, for the log.
        warnings: for the log, each beginning with "Warning".
    """

    def __init__(
        self,
        source: str,
        band: Optional[int] = None,
        scheme: Optional[code_schemes.Scheme] = None,
        called: str = "",
        codes: Optional[ZoneCodes] = None,
        evidence: Optional[band_evidence.BandEvidence] = None,
    ) -> None:
        """Open a map and find out how to read it.

        Args:
            source: anything that GDAL opens.
            band: number of the band; None takes the one that is named as the LCZ Generator names it, or the only one,
                or of a raster of probabilities the most probable zone.
            scheme: of its numbers, as the user chose it; None recognises it from all of its values, which reads the
                raster once.
            called: its name in messages; "" for the source.
            codes: of its numbers, where they were recognised before.
            evidence: what the file says of the band, where `source` is a part of that file.

        Raises:
            InputError: it does not open, it is not clear which band to read, it is rotated, or its values are no zones.
        """
        self.source = source
        self._called = called or source
        self._dataset = open_raster(source)
        names = [self._dataset.GetRasterBand(i + 1).GetDescription() for i in range(self._dataset.RasterCount)]
        self._probabilities = probability_stack.zone_bands(self._dataset, self._called) if band is None else None
        self.band = band
        if band is None:
            self.band = 1 if self._probabilities else choose_band(names, self._called)
        if not 1 <= self.band <= len(names):
            raise InputError(
                f"Expected a band from 1 to {len(names)}, found {self.band} for {self._called}; choose one of these."
            )
        self._reader = BandReader(self._dataset, self.band, self._called)
        self._reader.ignore_fills(*_MOST_CODES)
        self._band, self.grid = self._reader.band, self._reader.grid
        if self._probabilities:
            self.codes = ZoneCodes(code_schemes.STANDARD, "")
            count = len(self._probabilities)
            first, *_, last = (names[number - 1] or f"band {number}" for number in self._probabilities.values())
            self.reason = f"the most probable zone of {count} bands of probabilities, from “{first}” to “{last}”"
            return
        self.codes = codes or self._recognise(scheme, evidence)
        named = f" “{names[self.band - 1]}”" if names[self.band - 1] else ""
        why = f", {self.codes.reason}" if self.codes.reason else ""
        note = self._reader.fill_note
        self.reason = f"band {self.band}{named} of {len(names)}, codes {self.scheme.title}{why}{note and '; '}{note}"

    def _recognise(
        self, scheme: Optional[code_schemes.Scheme], evidence: Optional[band_evidence.BandEvidence]
    ) -> ZoneCodes:
        """The code scheme of the band: as the user chose, else by the evidence in the file."""
        evidence = evidence or band_evidence.gather(self._dataset, self.band, self._called)
        if scheme is not None:
            return ZoneCodes(scheme, "", tuple(zone_codes.remarks_on_choice(evidence)))
        values = frozenset(self.values())
        if evidence.nodata is None and self._reader.found_fills:
            evidence = evidence._replace(nodata=self._reader.found_fills[0])
        return zone_codes.recognise(evidence, values, self._called, self._zeros_at_edge)

    @property
    def scheme(self) -> code_schemes.Scheme:
        """Code scheme of the map's numbers."""
        return self.codes.scheme

    @property
    def warnings(self) -> tuple[str, ...]:
        """Lines for the log, each beginning with "Warning"."""
        return self.codes.warnings

    @property
    def has_probabilities(self) -> bool:
        """Whether the map is computed from bands of probabilities, as the most probable zone of each cell."""
        return self._probabilities is not None

    def report(self, what: str, share: float = 0.0) -> Iterator[Progress]:
        """Lines for the log on how the raster is read, and why.

        Args:
            what: name of the map in the log, such as "Zones".
            share: of the work that is done.
        """
        yield Progress(share, f"{what}: {self.reason}.")
        for warning in self.warnings:
            yield Progress(share, warning)

    @property
    def is_filtered(self) -> bool:
        """Whether the band has the name of the LCZ Generator's filtered map."""
        return band_evidence.plain(self._band.GetDescription()) in FILTERED_BANDS

    def sibling(self, name: str) -> Optional[ZoneMap]:
        """Another band of the same file by its name, None where it has none of that name."""
        for number in range(1, self._dataset.RasterCount + 1):
            if band_evidence.plain(self._dataset.GetRasterBand(number).GetDescription()) == name:
                return ZoneMap(self.source, number, codes=self.codes)
        return None

    def __enter__(self) -> ZoneMap:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._band, self._dataset = None, None

    def read(self, window: Window) -> np.ndarray:
        """The zones of a window inside the map.

        Returns:
            (height, width) uint8, 1..17, 0 where there is none.

        Raises:
            InputError: the file cannot be read there, or holds codes of another scheme.
        """
        if self._probabilities:
            probabilities = probability_stack.read_probabilities(
                self._dataset, self._probabilities, window, self._called
            )
            return probability_stack.most_probable(probabilities)
        numbers, valid = self._values(window)
        # Any number that means a zone stands where there is none, until it is taken out again.
        zones = code_schemes.decode(np.where(valid, numbers, next(iter(self.scheme.numbers))), self.scheme)
        zones[~valid] = 0
        return zones

    def around(self, window: Window, halo: int) -> np.ndarray:
        """The zones of a window and of `halo` cells on all four sides, 0 beyond the map's edge.

        Returns:
            (height + 2 halo, width + 2 halo) uint8.
        """
        outer = Window(window.col - halo, window.row - halo, window.width + 2 * halo, window.height + 2 * halo)
        inner = window.grown(halo, self.grid.width, self.grid.height)
        zones = np.zeros((outer.height, outer.width), dtype=np.uint8)
        zones[inner.rows_within(outer), inner.cols_within(outer)] = self.read(inner)
        return zones

    def strips(self, cells: int = STRIP_CELLS) -> Iterator[Window]:
        """Windows of full width that cover the map from north to south, each of about so many cells."""
        rows = max(1, cells // self.grid.width)
        for row in range(0, self.grid.height, rows):
            yield Window(0, row, self.grid.width, min(rows, self.grid.height - row))

    def blocks(self, side: int = BLOCK_CELLS) -> Iterator[Window]:
        """Windows of `side` by `side` cells that cover the map, so that its width does not matter either."""
        return walk(Window(0, 0, self.grid.width, self.grid.height), side)

    def values(self) -> set[float]:
        """All numbers that occur in the band, without nodata.

        Raises:
            InputError: there are too many for a map of classes.
        """
        different: set[float] = set()
        for strip in self.strips():
            numbers, valid = self._values(strip)
            numbers = numbers[valid]
            if numbers.dtype == np.uint8:
                different |= set(np.flatnonzero(np.bincount(numbers, minlength=256)).tolist())
            else:
                different |= set(np.unique(numbers).tolist())
            if len(different) > _MOST_VALUES:
                raise InputError(
                    f"Expected a map of zones, found more than {_MOST_VALUES} different values in band {self.band} of "
                    f"{self._called}; choose the raster or the band with the zones."
                )
        return different

    def cell_sizes_m(self, first_row: int, count: int) -> tuple[Union[float, np.ndarray], float]:
        """Width and height of the cells of some rows in metres, for work that measures distances.

        Args:
            first_row: may lie beyond the map, as a halo does.
            count: of rows.

        Returns:
            The width, an array of `count` where the map is in degrees and its rows differ; and the height.

        Raises:
            InputError: the map has no CRS, one whose metres are not metres on the ground, or reaches near a pole.
        """
        if not self.grid.crs_wkt:
            raise InputError(
                f"Expected a map with a coordinate reference system, found none in {self._called}; assign it, for "
                "example with gdal_edit.py -a_srs EPSG:32631 FILE (the UTM zone of your city)."
            )
        system = osr.SpatialReference(self.grid.crs_wkt)
        if crs.is_mercator(system):
            # Its metres shrink with latitude: at 60 degrees a cell of 100 m is 50 m on the ground.
            raise InputError(
                f"Expected a CRS in metres on the ground, such as UTM, found web Mercator in {self._called}; {_REMEDY}."
            )
        _, dx, _, top, _, dy = self.grid.transform
        if system.IsProjected():
            unit_m = system.GetLinearUnits()
            return dx * unit_m, -dy * unit_m
        if not system.IsGeographic():
            raise InputError(
                f"Expected a map in metres, feet or degrees, found another kind of CRS in {self._called}; {_REMEDY}."
            )
        farthest = max(abs(top), abs(top + dy * self.grid.height))
        if farthest > _FARTHEST_NORTH:
            raise InputError(
                f"Expected a map within {_FARTHEST_NORTH} degrees of the equator, found one that reaches "
                f"{farthest:.1f} in {self._called}; {_REMEDY}."
            )
        latitudes = top + dy * (first_row + np.arange(count) + 0.5)
        # Rows beyond the map's edge hold no zones: their width does not matter.
        cosine = np.cos(np.radians(np.clip(latitudes, -_FARTHEST_NORTH, _FARTHEST_NORTH)))
        return dx * DEGREE_M * cosine, -dy * DEGREE_M

    def _values(self, window: Window) -> Values:
        """Stored numbers of a window inside the map, and where they are values; floats that mean codes are whole."""
        stored, valid = self._reader.read(window)
        if stored.dtype.kind == "f":
            whole = np.rint(np.where(valid, stored, 0))
            stored = np.where(valid & (np.abs(stored - whole) <= _ROUNDED), whole, stored)
        return Values(stored, valid)

    def _zeros_at_edge(self) -> float:
        """The share of 0 among the cells along the raster's four sides."""
        width, height = self.grid.width, self.grid.height
        sides = (
            Window(0, 0, width, 1), Window(0, height - 1, width, 1),
            Window(0, 0, 1, height), Window(width - 1, 0, 1, height),
        )  # fmt: skip
        cells = [values.stored[values.valid] for values in map(self._values, sides)]
        return float(np.mean(np.concatenate(cells) == 0))
