# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that summarises an LCZ map by districts: areas, dominant zone, diversity and mean HSE of each polygon.

Cells count by area: each is divided into 10 x 10 parts, and a part counts where its centre lies within the polygon. So
districts that are small or narrow get their true area, and neighbours divide the cells along their border.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np
from osgeo import ogr

from ..errors import InputError
from ..progress import Progress
from ..raster.area_mean import AreaMean
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import Grid, between, cell_areas_km2, same_crs, walk
from ..raster.polygon_coverage import Cover, area_km2, moved, window_of
from ..tables import code_schemes, lcz
from .mean_hse import open_hse
from .zone_map import ZoneMap

_BLOCK_CELLS = 256


@dataclass(frozen=True)
class DistrictsJob:
    """Inputs and settings of statistics by district; plain values, so that any process can take it."""

    source: str
    """A map of zones: anything that GDAL opens."""
    polygons: Sequence[bytes]
    """WKB of each district; empty for one without a shape."""
    crs_wkt: str
    """CRS of the polygons."""
    hse: str = ""
    """Settlement or imperviousness of any grid, for its mean; "" for none."""
    band: Optional[int] = None
    """Band of the source; None finds it."""
    scheme: Optional[code_schemes.Scheme] = None
    """Code scheme of the source; None recognises it."""


class District(NamedTuple):
    """Zones and HSE of one district."""

    zone_km2: tuple[float, ...]
    """Area of each of the 17 zones."""
    covered: float
    """Share of the district where the map has a zone, 0..1; nan without an area."""
    hse_pct: float
    """Mean HSE; nan without."""

    @property
    def area_km2(self) -> float:
        """Area on which the map has a zone."""
        return sum(self.zone_km2)

    @property
    def shares(self) -> tuple[float, ...]:
        """Share of each zone in that area, 0..1; nan where there is none."""
        area = self.area_km2
        return tuple(part / area if area else math.nan for part in self.zone_km2)

    @property
    def dominant(self) -> Optional[lcz.Zone]:
        """The zone with the largest area, of equals the lowest code; None where there is none."""
        return lcz.ZONES[int(np.argmax(self.zone_km2))] if self.area_km2 else None

    @property
    def built(self) -> float:
        """Share of the zones 1 to 10, 0..1; nan where there is no zone."""
        return sum(self.shares[: len(lcz.BUILT)])

    @property
    def shannon(self) -> float:
        """Shannon's diversity of the zones, from 0 for a single one to ln 17 = 2.83; nan where there is none.

        Source: Shannon 1948, natural logarithm.

        >>> round(District((1.0, 1.0, *[0.0] * 15), 1.0, math.nan).shannon, 4)
        0.6931
        """
        return -sum(share * math.log(share) for share in self.shares if share != 0) + 0.0


def summarise(job: DistrictsJob) -> Generator[Progress, None, list[District]]:
    """Summarise a map by districts: one `District` for each polygon, in their order; a generator that yields progress.

    Raises:
        InputError: the map has no zones or no CRS, the polygons have none or lie elsewhere, or HSE does not fit.
    """
    with limited_gdal_cache(), ZoneMap(job.source, job.band, job.scheme) as zone_map:
        yield from zone_map.report("Zones")
        shapes = _shapes(job, zone_map.grid)
        hse = (yield from open_hse(job.hse, zone_map)) if job.hse else None
        districts = []
        for number, shape in enumerate(shapes, start=1):
            sums = _Sums()
            if shape is not None:
                for done in _add(shape, zone_map, hse, sums):
                    yield Progress((number - 1 + done) / len(shapes))
            districts.append(sums.district(area_km2(shape, zone_map.grid)))
            yield Progress(number / len(shapes))
    if not any(district.area_km2 for district in districts):
        raise InputError(
            f"Expected districts over the map, but none of the {len(shapes)} polygons has a cell with a zone in "
            f"{job.source}; check that both show the same place and that each has its right CRS."
        )
    return districts


class _Sums:
    """Sums over the cells of a district."""

    def __init__(self) -> None:
        self._zone_km2 = np.zeros(18)
        self._hse_sum = self._hse_km2 = 0.0

    def add(self, zones: np.ndarray, weight_km2: np.ndarray) -> None:
        """Count cells, each by the area that lies within the district."""
        self._zone_km2 += np.bincount(zones.ravel(), weights=weight_km2.ravel(), minlength=18)

    def add_hse(self, percent: np.ndarray, weight_km2: np.ndarray) -> None:
        """Count the HSE of cells; weight 0 where there is none."""
        self._hse_sum += float((percent * weight_km2).sum())
        self._hse_km2 += float(weight_km2.sum())

    def district(self, area_km2: float) -> District:
        """The figures of a district from these sums; the map may miss a part of its area."""
        covered = float(self._zone_km2[1:].sum())
        return District(
            zone_km2=tuple(self._zone_km2[1:].tolist()),
            covered=min(1.0, covered / area_km2) if area_km2 else math.nan,
            hse_pct=self._hse_sum / self._hse_km2 if self._hse_km2 else math.nan,
        )


def _add(shape: ogr.Geometry, zone_map: ZoneMap, hse: Optional[AreaMean], sums: _Sums) -> Generator[float, None, None]:
    """Count the cells of a district block by block; yields the share done."""
    window = window_of(shape, zone_map.grid)
    if window is None:
        return
    cover = Cover(shape, zone_map.grid)
    blocks = list(walk(window, _BLOCK_CELLS))
    for number, block in enumerate(blocks, start=1):
        weight = cover.read(block)
        if weight is not None:
            weight_km2 = weight * cell_areas_km2(zone_map.grid, block)
            sums.add(zone_map.read(block), weight_km2)
            if hse is not None:
                mean = hse.read(block)
                sums.add_hse(mean.mean, weight_km2 * mean.covered)
        yield number / len(blocks)


def _shapes(job: DistrictsJob, grid: Grid) -> list[Optional[ogr.Geometry]]:
    """The polygons in the map's CRS; None for those without a shape.

    Raises:
        InputError: no polygon has a shape, or map or polygons have no CRS that leads to the other.
    """
    if not any(job.polygons):
        raise InputError("Expected polygons, found a layer without any; choose the layer of the districts.")
    for what, wkt in (("a map", grid.crs_wkt), ("polygons", job.crs_wkt)):
        if not wkt:
            raise InputError(
                f"Expected {what} with a coordinate reference system, found none; assign it to the layer and save it."
            )
    transformation = (
        None if same_crs(Grid(0, 0, grid.transform, job.crs_wkt), grid) else between(job.crs_wkt, grid.crs_wkt)
    )
    return [moved(wkb, transformation) for wkb in job.polygons]
