# SPDX-License-Identifier: GPL-2.0-or-later
"""From cities or scenes to tasks: which windows, where to, and about how long and how much memory each takes."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional, Union

import numpy as np

from ..model.errors import InputError, PluginError
from ..model.mapping.map_scene import lcz_cell_px
from ..model.network import weights
from ..model.network.config import NetworkConfig
from ..model.network.weights import check_optical
from ..model.raster import crs
from ..model.raster.grid import Grid
from ..model.raster.windows import Window
from ..model.scene import georeferencing
from ..model.scene.product_files import understand
from ..model.scene.scene import Scene
from ..model.tables import products
from . import sources
from .sources import Area
from .splitting import ROWS_PX, split
from .tasks import Settings, Task

WGS84 = "EPSG:4326"
_TURN = 360.0
# Boxes in degrees lie within; all others are taken to the scene's CRS with the core's checks, one by one.
_FARTHEST = 1e3
# Of one process on one core: the start of a task, and a megapixel that is read, in PyTorch; and how much longer NumPy
# takes. Source: bench/results.json (120 megapixels in 195 s on two cores).
_START_S, _S_PER_MPX, _NUMPY_TIMES = 1.0, 3.2, 1.7
# A process with the network loaded (measured), and its stream for each pixel of a strip's width. Source:
# `bytes_per_column` of the engines.
_BASE_MB, _MB_PER_COLUMN, _MB_PER_COLUMN_NUMPY = 500.0, 0.095, 0.6


class _Estimate(NamedTuple):
    seconds: float
    mb: float


def plan(
    source: Union[str, Path],
    out: Union[str, Path],
    settings: Optional[Settings] = None,
    scenes: Optional[Union[str, Path]] = None,
    rows_px: int = ROWS_PX,
) -> list[Task]:
    """The tasks that map the areas of a source.

    A scene that does not open gets a task as well, so that the run names it with its reason.

    Args:
        source: a folder of scenes, a table or a layer of cities, see `sources`.
        out: the folder in which each city gets a folder.
        settings: shared by all tasks.
        scenes: a folder of scenes, of which each city without one takes the one that covers it best.
        rows_px: height of the windows of large areas.

    Raises:
        InputError: the source is none, a setting cannot be used, or a city lies in no scene.
        WeightsError: the weights file does not fit.
    """
    settings = settings or Settings()
    unknown = sorted(set(settings.products) - set(products.PRODUCTS))
    if unknown or not settings.products:
        raise InputError(
            f"Expected maps among {', '.join(products.PRODUCTS)}, found {', '.join(unknown) or 'none'}; "
            "choose at least one."
        )
    cell_px = lcz_cell_px(settings.lcz_cell_size_m)
    model = weights.load(settings.weights)
    check_optical(model.config, model.path)
    config = model.config
    grids = _Grids()
    wanted_areas = list(sources.areas(Path(source)))
    if not wanted_areas:
        raise InputError(f"Expected a city a line in {source}, found none; add the cities, or choose another file.")
    if any(not area.scene for area in wanted_areas):
        wanted_areas = _with_scenes(wanted_areas, sources.scenes_in(Path(scenes)) if scenes else [], grids)
    planner = _Planner(Path(out).absolute(), settings, config, cell_px, rows_px)
    tasks = []
    for area, city in zip(wanted_areas, _folder_names([area.city for area in wanted_areas])):
        try:
            tasks += planner.tasks(area, city, grids.of(area.scene))
        except InputError as error:
            raise InputError(f"{area.city}: {error}") from error
    return tasks


class _Grids:
    """The grids of scenes, each opened once."""

    def __init__(self) -> None:
        self._opened: dict[str, Optional[Grid]] = {}

    def of(self, scene: str) -> Optional[Grid]:
        """The grid on which a scene is read; None where it does not open."""
        if scene not in self._opened:
            try:
                self._opened[scene] = grid_of(scene)
            except PluginError:
                self._opened[scene] = None
        return self._opened[scene]


def grid_of(scene: str) -> Grid:
    """The grid on which a scene is read, without reading pixels where its bands lie on one of 10 m.

    Raises:
        InputError: it does not open, or has no suitable grid.
    """
    source_bands = understand(scene)
    finest = min(source_bands.layers, key=lambda layer: abs(layer.dataset.GetGeoTransform()[1])).dataset
    if finest.GetProjection() and finest.GetGeoTransform(can_return_null=True) is not None:
        placed = georeferencing.place(source_bands.name, finest)
        if not placed.reason:
            return placed.grid
    with Scene(source_bands) as opened:
        return opened.grid


class _Planner:
    """Makes the tasks of one area after the other."""

    def __init__(self, out: Path, settings: Settings, config: NetworkConfig, cell_px: int, rows_px: int) -> None:
        self._out, self._settings, self._config = out, settings, config
        self._cell_px, self._rows_px = cell_px, rows_px
        self._transformations: dict[tuple[str, str], Any] = {}
        self._has_torch = importlib.util.find_spec("torch") is not None

    def tasks(self, area: Area, city: str, grid: Optional[Grid]) -> Iterator[Task]:
        """The tasks of an area.

        Args:
            area: what is asked for.
            city: name of its folder.
            grid: of its scene; None where that does not open.
        """
        city_outputs = self._outputs(self._out / city, "")
        if grid is None:
            yield self._task(area, city, city, Window(0, 0, 0, 0), None, 1, city_outputs, city_outputs)
            return
        whole = grid.window(self._in_crs_of(grid, area), self._cell_px)
        cut = list(split(whole, grid, self._settings, self._config, self._rows_px))
        is_scene = (whole.width, whole.height) == (grid.width, grid.height)
        for window in cut:
            if len(cut) == 1:
                extent = None if is_scene else grid.cropped(window).bounds()
                yield self._task(area, city, city, window, extent, 1, city_outputs, city_outputs)
            else:
                place = f"{window.col}_{window.row}"
                outputs = self._outputs(self._out / city / "windows", f"{place}_")
                # The filter looks across windows: it waits for all of them.
                if outputs.pop(products.LCZ_FILTERED.key, None):
                    lcz = self._out / city / "windows" / f"{place}_{_file_name(products.LCZ.key)}"
                    outputs.setdefault(products.LCZ.key, str(lcz))
                extent = grid.cropped(window).bounds()
                yield self._task(area, city, f"{city}@{place}", window, extent, len(cut), outputs, city_outputs)

    def _in_crs_of(self, grid: Grid, area: Area) -> Optional[tuple[float, float, float, float]]:
        """An area's extent in a scene's CRS; what transforms it is kept for the next area.

        Raises:
            InputError: its CRS is unknown, or it has no place in the scene's.
        """
        if area.extent is None or not area.crs:
            return area.extent
        pair = (area.crs, grid.crs_wkt)
        if pair not in self._transformations:
            self._transformations[pair] = crs.transformation(*map(crs.parsed, pair))
        transformation = self._transformations[pair]
        if transformation is None or not all(abs(number) < _FARTHEST for number in area.extent):
            return crs.reprojected(area.extent, *pair)  # says what is wrong
        points = np.array(transformation.TransformPoints(crs.edges(area.extent).tolist()))[:, :2]
        if not np.isfinite(points).all():
            return crs.reprojected(area.extent, *pair)
        return (*points.min(axis=0).tolist(), *points.max(axis=0).tolist())

    def _outputs(self, folder: Path, prefix: str) -> dict[str, str]:
        return {key: str(folder / f"{prefix}{_file_name(key)}") for key in self._settings.products}

    def _task(
        self, area: Area, city: str, name: str, window: Window, extent: Optional[tuple[float, float, float, float]],
        parts: int, outputs: dict[str, str], city_outputs: dict[str, str],
    ) -> Task:  # fmt: skip
        estimate = self._estimate(window, 1 + len(area.dates))
        return Task(
            name, city, area.scene, window, extent, parts, outputs, city_outputs, area.dates, self._settings,
            estimate.seconds, estimate.mb,
        )  # fmt: skip

    def _estimate(self, window: Window, dates: int) -> _Estimate:
        """Time on one core and memory: a window is read with the network's halo around it."""
        block = self._config.block_px
        halo_px = -(-self._config.halo_px // block) * block
        read_mpx = (window.width + 2 * halo_px) * (window.height + 2 * halo_px) / 1e6
        times = dates * self._settings.orientations * (1.0 if self._has_torch else _NUMPY_TIMES)
        column_mb = _MB_PER_COLUMN if self._has_torch else _MB_PER_COLUMN_NUMPY
        mb = _BASE_MB + column_mb * (min(window.width, self._settings.strip_px) + 2 * halo_px)
        return _Estimate(round(_START_S + read_mpx * _S_PER_MPX * times, 1), round(mb))


def _file_name(key: str) -> str:
    return f"{key.lower()}.tif"


def _folder_names(cities: Sequence[str]) -> list[str]:
    """A name that every file system takes for each city, each another one.

    >>> _folder_names(["São Paulo", "Sao Paulo", "A/B"])
    ['Sao_Paulo', 'Sao_Paulo_2', 'A_B']
    """
    taken: set[str] = set()
    names = []
    for city in cities:
        plain = unicodedata.normalize("NFKD", city).encode("ascii", "ignore").decode()
        base = re.sub(r"[^A-Za-z0-9.-]+", "_", plain).strip("._")[:80] or "city"
        name, number = base, 1
        while name.lower() in taken:  # not every file system tells capitals apart
            number += 1
            name = f"{base}_{number}"
        taken.add(name.lower())
        names.append(name)
    return names


def _with_scenes(areas: Sequence[Area], scenes: Sequence[Path], grids: _Grids) -> list[Area]:
    """The areas, each with a scene: of those given the one that covers most of it.

    Raises:
        InputError: an area lies in none of them.
    """
    known = {str(path): grid for path in scenes if (grid := grids.of(str(path))) is not None}
    boxes = np.array([_in_degrees(grid.bounds(), grid.crs_wkt) for grid in known.values()]).reshape(-1, 4)
    paths, matched, lacking = list(known), [], []
    for area in areas:
        if area.scene:
            matched.append(area)
            continue
        best = _best(area, boxes)
        if best is None:
            lacking.append(area.city)
        else:
            matched.append(area._replace(scene=paths[best]))
    if lacking:
        names = ", ".join(lacking[:5]) + (f" and {len(lacking) - 5} more" if len(lacking) > 5 else "")
        raise InputError(
            f"Expected a scene for each of {len(areas)} cities, found none for {len(lacking)} ({names}); add the "
            "column scene, or give a folder of scenes that cover them."
        )
    return matched


def _best(area: Area, boxes: np.ndarray) -> Optional[int]:
    """Index of the box, among (n, 4) in degrees, that covers most of an area; None where none covers any of it."""
    if area.extent is None or not len(boxes):
        return None
    west, south, east, north = area.extent if area.crs == WGS84 else _in_degrees(area.extent, area.crs)
    height = np.minimum(boxes[:, 3], north) - np.maximum(boxes[:, 1], south)
    width = np.zeros(len(boxes))
    for turn in (-_TURN, 0.0, _TURN):  # 179.9 and -180.1 are one place
        shared = np.minimum(boxes[:, 2], east + turn) - np.maximum(boxes[:, 0], west + turn)
        np.maximum(width, shared, out=width)
    covered = np.maximum(width, 0) * np.maximum(height, 0)
    return int(covered.argmax()) if covered.max() > 0 else None


def _in_degrees(box: tuple[float, float, float, float], wkt: str) -> tuple[float, float, float, float]:
    """The box in longitude and latitude around a box; across the 180th meridian it goes beyond 180.

    >>> from osgeo import osr
    >>> zone = osr.SpatialReference()
    >>> zone.ImportFromEPSG(32660)
    0
    >>> [round(edge, 1) for edge in _in_degrees((750_000, 0, 900_000, 100_000), zone.ExportToWkt())]
    [179.2, 0.0, 180.6, 0.9]
    """
    lon, lat = crs.transformed(crs.edges(box).tolist(), wkt, WGS84).T
    if lon.max() - lon.min() > _TURN / 2:
        lon = np.where(lon < 0, lon + _TURN, lon)
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
