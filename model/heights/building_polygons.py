# SPDX-License-Identifier: GPL-2.0-or-later
"""Building polygons as mean height and plan fraction of the cells of a grid, exactly by area."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Optional

import numpy as np
from osgeo import gdal, ogr

from ..errors import InputError
from ..raster import crs
from ..raster.exact_areas import AreaSums
from ..raster.grid import Grid, between, same_crs
from ..raster.io import gdal_errors
from ..raster.polygon_coverage import moved
from ..raster.windows import Window
from . import building_fields
from .building_fields import Fields, Value
from .cell_buildings import CellBuildings

# Features from which the fields are found, and that are added at a time.
_SAMPLE, _BATCH = 2000, 5000
# Names of layers that hold buildings, where a file has several.
_LAYERS = ("buildings", "building", "multipolygons", "batiment", "footprints", "pand")
# Of the area of the buildings in a cell, so much must have a height for their mean to count.
_LEAST_KNOWN = 0.5


@dataclass(frozen=True)
class PolygonReading:
    """Settings for reading a layer of buildings."""

    layer: str = ""
    """Name of the layer; "" for the only one."""
    height_field: str = ""
    """"" finds it."""
    floors_field: str = ""
    """"" finds it."""
    storey_m: float = 3.0
    """Height of a floor.

    Source: the usual assumption where floors alone are known, as in OpenStreetMap's Simple 3D buildings.
    """
    least_fraction_pct: float = 5.0
    """Cells that buildings cover by less keep their zone: half of what natural zones may have."""


class BuildingPolygons:
    """A layer of building polygons, read window by window on a grid.

    Attributes:
        notes: for the log: which fields were taken.
    """

    def __init__(self, source: str, reading: PolygonReading, grid: Grid) -> None:
        """Open a layer and find the fields with heights and floors.

        Args:
            source: anything that OGR opens.
            reading: how.
            grid: whose cells are wanted.

        Raises:
            InputError: it does not open, has no polygons over the grid, no CRS, or no heights.
        """
        self._source, self._reading, self._grid = source, reading, grid
        self._dataset = _open(source)
        self._layer = _layer(self._dataset, reading.layer, source)
        system = self._layer.GetSpatialRef()
        if system is None:
            raise InputError(
                f"Expected buildings with a coordinate reference system, found none in {source}; assign it to the "
                "layer and save it."
            )
        wkt = system.ExportToWkt()
        same = same_crs(Grid(0, 0, grid.transform, wkt), grid)
        self._to_grid = None if same else between(wkt, grid.crs_wkt)
        self._wkt = "" if same else wkt
        self._fields = self._choose_fields()
        self._wanted = self._ignore_others()
        self.notes = [f"Buildings: {self._fields.description} of {source}."]
        if not self._fields.height:
            self.notes.append(f"No heights, but floors: each counts {reading.storey_m:g} m.")
        self._buildings = self._without_height = 0
        self._crowded = 0

    def read(self, window: Window) -> Generator[int, None, CellBuildings]:
        """Mean height and plan fraction of the cells of a window; yields now and then how many buildings were read."""
        sums = AreaSums(window.height, window.width, 3)
        left, dx, _, top, _, dy = self._grid.cropped(window).transform
        rings: list[np.ndarray] = []
        weights: list[tuple[float, float, float]] = []
        for read, (shape, height_m) in enumerate(self._features(window), start=1):
            for ring, sign in _rings(shape):
                rings.append(ring)
                weights.append((sign, sign * (height_m or 0.0), sign * (height_m is not None)))
            if read % _BATCH == 0:
                self._add(sums, rings, weights, (left, dx, top, dy))
                rings, weights = [], []
                yield read
        self._add(sums, rings, weights, (left, dx, top, dy))
        area, height, with_height = sums.areas()
        self._crowded += int((area > 1.02).sum())
        known = (with_height >= _LEAST_KNOWN * area) & (with_height > 0)
        mean = np.where(known, height / np.where(known, with_height, 1), np.nan)
        fraction = np.clip(area, 0, 1)
        built = fraction >= max(self._reading.least_fraction_pct / 100, 1e-9)
        return CellBuildings(mean, fraction, built, np.ones(area.shape, dtype=bool))

    def doubts(self) -> list[str]:
        """Warnings on what was read, for the log."""
        doubts = []
        if self._without_height:
            doubts.append(
                f"{100 * self._without_height / self._buildings:.1f} % of the buildings have no height: they count for "
                "the plan fraction alone."
            )
        if self._crowded:
            doubts.append(
                f"Warning: in {self._crowded} cells the buildings cover more than the cell, so that some lie over "
                "others (parts of buildings, or a layer that was merged twice); their plan fraction counts as 100 %."
            )
        return doubts

    def _add(self, sums: AreaSums, rings: list, weights: list, place: tuple[float, float, float, float]) -> None:
        """Bring rings to the grid and add their areas."""
        if not rings:
            return
        left, dx, top, dy = place
        points, whole = np.concatenate(rings), np.array(weights)
        ends = np.cumsum([len(ring) for ring in rings])
        if self._to_grid is not None:
            # Corners alone: between two of them a wall is too short to bend.
            points, found = np.full_like(points, np.inf), points.tolist()
            with gdal_errors(quiet=True):
                points = np.array(self._to_grid.TransformPoints(found))[:, :2]
        cells = (points - (left, top)) / (dx, dy)
        on_grid = [(ring, weight) for ring, weight in zip(np.split(cells, ends[:-1]), whole) if np.isfinite(ring).all()]
        sums.add([ring for ring, _ in on_grid], np.array([weight for _, weight in on_grid]).reshape(-1, 3))

    def _features(self, window: Window) -> Iterator[tuple[ogr.Geometry, Optional[float]]]:
        """Shape and height of each building near a window; None for an unknown height."""
        self._filter(window)
        for feature in self._layer:
            geometry = feature.GetGeometryRef()
            values = self._values(feature)
            if geometry is None or not building_fields.is_building(values):
                continue
            shape = moved(geometry.ExportToWkb(), None)
            if shape is None:
                continue
            height_m = self._height(values)
            self._buildings += 1
            self._without_height += height_m is None
            yield shape, height_m

    def _height(self, values: dict[str, Value]) -> Optional[float]:
        """Height of a building in metres, of its floors where it has none."""
        height_m = building_fields.metres(values.get(self._fields.height)) if self._fields.height else None
        if height_m is None and self._fields.floors:
            floors = building_fields.read_floors(values.get(self._fields.floors))
            height_m = None if floors is None else floors * self._reading.storey_m
        return height_m

    def _values(self, feature: ogr.Feature) -> dict[str, Value]:
        return building_fields.unfolded({name: feature.GetField(index) for name, index in self._wanted})

    def _filter(self, window: Window) -> None:
        """Have the layer give what lies near a window."""
        box = self._grid.cropped(window).bounds()
        if self._wkt:
            box = crs.reprojected(box, self._grid.crs_wkt, self._wkt)
        self._layer.SetSpatialFilterRect(*box)
        self._layer.ResetReading()

    def _choose_fields(self) -> Fields:
        """Find the fields by the features over the grid."""
        definition = self._layer.GetLayerDefn()
        self._wanted = [(definition.GetFieldDefn(i).GetName(), i) for i in range(definition.GetFieldCount())]
        self._filter(Window(0, 0, self._grid.width, self._grid.height))
        columns: dict[str, list[Value]] = {name: [] for name, _ in self._wanted}
        found = 0
        for feature in self._layer:
            values = self._values(feature)
            if feature.GetGeometryRef() is None or not building_fields.is_building(values):
                continue
            for name, value in values.items():
                columns.setdefault(name, []).append(value if isinstance(value, (int, float, str)) else None)
            found += 1
            if found == _SAMPLE:
                break
        if not found:
            raise InputError(
                f"Expected buildings where the map is, found none in {self._source}; choose buildings of the same "
                "place, and check that both layers have their right CRS."
            )
        return building_fields.choose(columns, self._source, self._reading.height_field, self._reading.floors_field)

    def _ignore_others(self) -> list[tuple[str, int]]:
        """Have OGR skip the fields that are not read; gives those that are."""
        kept = {self._fields.height, self._fields.floors, "building", "other_tags"}
        others = [name for name, _ in self._wanted if name not in kept]
        with gdal_errors(quiet=True):  # not every format can skip fields: then it is slower
            self._layer.SetIgnoredFields(others)
        return [(name, index) for name, index in self._wanted if name in kept]


def _rings(shape: ogr.Geometry) -> Iterator[tuple[np.ndarray, float]]:
    """Rings of polygons as points, without the last, and 1 for outer rings, -1 for holes."""
    if ogr.GT_Flatten(shape.GetGeometryType()) != ogr.wkbPolygon:
        for place in range(shape.GetGeometryCount()):
            yield from _rings(shape.GetGeometryRef(place))
        return
    for place in range(shape.GetGeometryCount()):
        points = np.array(shape.GetGeometryRef(place).GetPoints(), dtype=np.float64)[:-1, :2]
        if len(points) > 2:
            yield points, 1.0 if place == 0 else -1.0


def _open(source: str) -> gdal.Dataset:
    dataset = None
    with gdal_errors(quiet=True):
        dataset = gdal.OpenEx(source, gdal.OF_VECTOR)
    if dataset is None or dataset.GetLayerCount() == 0:
        raise InputError(
            f"Expected a raster of building heights or building polygons, found {source}, which opens as neither; "
            "choose a GeoTIFF, or a vector file such as GPKG."
        )
    return dataset


def _layer(dataset: gdal.Dataset, name: str, source: str) -> ogr.Layer:
    """The layer of that name, else the only one, else the one that is called as layers of buildings are.

    Raises:
        InputError: none is.
    """
    layers = {dataset.GetLayer(place).GetName(): dataset.GetLayer(place) for place in range(dataset.GetLayerCount())}
    if name in layers:
        return layers[name]
    if not name and len(layers) == 1:
        return next(iter(layers.values()))
    usual = [layer for label, layer in layers.items() if label.lower() in _LAYERS]
    if not name and len(usual) == 1:
        return usual[0]
    raise InputError(
        f"Expected one layer of buildings in {source}, found {', '.join(layers)}; choose the layer, or write it to a "
        "file of its own."
    )
