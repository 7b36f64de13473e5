# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that maps the two leading zones of each cell, with their probabilities, and sub-classes of both."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from osgeo import gdal, ogr, osr

from ..errors import InputError
from ..progress import Progress, RemainingTime
from ..raster import provenance
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import Grid, cell_areas_km2, cell_side_m, walk
from ..raster.io import memory_vectors
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..reports import map_origin
from ..reports.thumbnail import Thumbnail, zone_palette
from ..tables import products
from . import mixed_report, scene_tags, sub_classes
from .mixed_figures import Mixture
from .zone_probabilities import ZoneProbabilities

MIXED = products.Product(
    key="MIXED", title="Mixed cells",
    band_names=("subclass", "first", "second", "first_pct", "second_pct"), dtype="UInt16", nodata=65535, unit="",
    scale=1.0, offset=0.0, overview="nearest", categorical=False, grid="lcz",
)  # fmt: skip
OUTPUTS = (MIXED.key, *mixed_report.MAKERS)
_UNITS = ("", "", "", "%", "%")
_BLOCK_CELLS = 512
# The fraction of a percent that rounding in the file takes from a probability.
_ROUNDED = 0.002


@dataclass(frozen=True)
class MixedJob:
    """Input, settings and outputs of a map of mixed cells; plain values, so that any process can take it."""

    probabilities: str
    """LCZ_PROBABILITIES, or any raster with a band of probabilities for each zone."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by MIXED (GeoTIFF), REPORT (HTML) and TABLE (CSV)."""
    least_pct: float = 30.0
    """Threshold of the probability in percent: both zones of a mixed cell are at least as probable."""
    regions: bool = False
    """Whether neighbouring mixed cells of one sub-class are wanted as polygons."""
    name: str = ""
    """Name of the map in the report; "" for its path."""


class Region(NamedTuple):
    """Neighbouring cells of one sub-class."""

    wkb: bytes
    """A polygon in the CRS of the map."""
    number: int
    """Number of the sub-class."""
    cells: int
    first_pct: float
    """Mean probability of the leading zone."""
    second_pct: float


class Mixed(NamedTuple):
    """Results of mapping mixed cells."""

    figures: Mixture
    regions: tuple[Region, ...]
    """Mixed ones, where they are wanted."""
    crs_wkt: str


def map_mixed_cells(job: MixedJob) -> Generator[Progress, None, Mixed]:
    """Map the two leading zones; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: the raster holds no probabilities, or the threshold is none.
        OutputError: a file cannot be written.
    """
    check_outputs(job.outputs, (job.probabilities,), OUTPUTS, at_least_one=not job.regions)
    if not 0 < job.least_pct <= 50:
        raise InputError(
            f"Expected a minimum share above 0 and up to 50 %, as two zones cannot both have more, found "
            f"{job.least_pct:g}; choose one that lies between."
        )
    zones = ZoneProbabilities(job.probabilities)
    options = f"THRESHOLD={job.least_pct:g}"
    tags = provenance.tags(job.probabilities, options, **scene_tags.carried(job.probabilities))
    sums, remaining = _Sums(zones.grid, job.regions), RemainingTime()
    with limited_gdal_cache(), staged(job.outputs, {MIXED.key: MIXED}, zones.grid, tags) as files:
        raster = files.rasters.get(MIXED.key)
        if raster is not None:
            raster.set_units(_UNITS)
        windows = list(walk(Window(0, 0, zones.grid.width, zones.grid.height), _BLOCK_CELLS))
        for done, window in enumerate(windows, start=1):
            bands = _leading(zones.read(window), job.least_pct / 100)
            sums.add(window, bands)
            if raster is not None:
                raster.write(np.where(bands[:1] > 0, bands, MIXED.nodata), window.col, window.row)
            yield Progress(0.9 * done / len(windows), remaining.line(0.9 * done / len(windows)))
        if not sums.cells.any():
            raise InputError(
                f"Expected probabilities of zones, found only no data in {job.probabilities}; choose another raster."
            )
        figures = sums.figures(job)
        regions = _regions(sums, zones.grid) if job.regions else ()
        files.write(mixed_report.MAKERS, figures)
    yield Progress(1, f"{figures.mixed_cells} of {int(figures.cells.sum())} cells are mixed.")
    return Mixed(figures, regions, zones.grid.crs_wkt)


def _leading(shares: np.ndarray, least: float) -> np.ndarray:
    """(5, H, W) uint16: what the bands of MIXED hold; 0 everywhere where there is no zone.

    Args:
        shares: (17, H, W) probabilities of a cell that add up to 1, or to 0.
        least: threshold, 0..1.
    """
    order = np.argsort(-shares, axis=0, kind="stable")[:2]
    top = np.take_along_axis(shares, order, axis=0)
    here = top[0] > 0
    first = np.where(here, order[0] + 1, 0)
    second = np.where(here & (top[1] > 0), order[1] + 1, 0)
    mixed = here & (top[1] >= least - _ROUNDED)
    percent = np.rint(100 * top)
    return np.stack([sub_classes.encode(first, second, mixed), first, second, *percent]).astype(np.uint16)


class _Sums:
    """Cells, areas and probabilities by sub-class, thumbnails, and the whole map where regions are wanted."""

    def __init__(self, grid: Grid, regions: bool) -> None:
        self._grid = grid
        self.cells, self._area, self._first, self._second = np.zeros((4, sub_classes.LARGEST + 1))
        size = grid.width, grid.height
        self._pictures = Thumbnail(*size, zone_palette()), Thumbnail(*size, zone_palette())
        self.whole = np.zeros((3, grid.height, grid.width), dtype=np.uint16) if regions else None

    def add(self, window: Window, bands: np.ndarray) -> None:
        """Count a window."""
        numbers, first, second, first_pct, second_pct = bands
        here = numbers > 0
        km2 = np.broadcast_to(cell_areas_km2(self._grid, window), numbers.shape)
        for sums, weights in (
            (self.cells, here), (self._area, km2), (self._first, first_pct), (self._second, second_pct),
        ):  # fmt: skip
            sums += np.bincount(numbers[here], weights=weights[here], minlength=len(sums))
        mixed = sub_classes.is_mixed(numbers)
        for picture, zones in zip(self._pictures, (first, np.where(mixed, second, 0))):
            picture.add(window, zones.astype(np.uint8))
        if self.whole is not None:
            part = self.whole[:, window.row : window.row + window.height, window.col : window.col + window.width]
            part[:] = np.where(mixed, numbers, 0), first_pct, second_pct

    def figures(self, job: MixedJob) -> Mixture:
        """The figures of the mixed cells from these sums."""
        origin = map_origin.read(job.probabilities, job.name)
        captions = "The leading zone.", "The second zone of mixed cells."
        with np.errstate(invalid="ignore"):
            return Mixture(
                name=origin.name,
                cell_m=cell_side_m(self._grid),
                least_pct=job.least_pct,
                cells=self.cells.astype(np.int64),
                area_km2=self._area,
                first_pct=self._first / self.cells,
                second_pct=self._second / self.cells,
                origins=(origin,),
                pictures=tuple(
                    (caption, picture.png(), picture.width_px) for caption, picture in zip(captions, self._pictures)
                ),
            )


def _regions(sums: _Sums, grid: Grid) -> tuple[Region, ...]:
    """Neighbouring mixed cells of one sub-class as polygons, with the means of their cells."""
    numbers, first_pct, second_pct = sums.whole
    raster = gdal.GetDriverByName("MEM").Create("", grid.width, grid.height, 1, gdal.GDT_UInt16)
    raster.SetGeoTransform(grid.transform)
    band = raster.GetRasterBand(1)
    band.WriteArray(numbers)
    store = memory_vectors()
    layer = store.CreateLayer("regions", osr.SpatialReference(grid.crs_wkt), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    gdal.Polygonize(band, band, layer, 0)
    labels = _labels(numbers)
    cells, first, second = (
        np.bincount(labels.ravel(), weights=weights.ravel())
        for weights in (np.ones(labels.shape), first_pct, second_pct)
    )
    left, dx, _, top, _, dy = grid.transform
    regions = []
    for feature in layer:
        shape = feature.GetGeometryRef()
        inside = shape.PointOnSurface()
        place = labels[int((inside.GetY() - top) / dy), int((inside.GetX() - left) / dx)]
        means = first[place] / cells[place], second[place] / cells[place]
        regions.append(Region(bytes(shape.ExportToWkb()), feature.GetField(0), int(cells[place]), *map(float, means)))
    return tuple(regions)


def _labels(numbers: np.ndarray) -> np.ndarray:
    """(H, W) int32: a number for each region of cells that share an edge and a sub-class; 0 for none."""
    from scipy import ndimage  # the provider loads without SciPy

    labels, count = np.zeros(numbers.shape, dtype=np.int32), 0
    for number in np.unique(numbers[numbers > 0]):
        part, added = ndimage.label(numbers == number)
        labels[part > 0] = part[part > 0] + count
        count += added
    return labels
