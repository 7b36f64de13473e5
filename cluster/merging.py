# SPDX-License-Identifier: GPL-2.0-or-later
"""From the maps of windows to those of cities, virtual mosaics of all cities, and a table of their class areas.

The windows of a city are put together by the same writer that one process uses (`model.mapping.map_writer`): every cell
is written once, then the zones are filtered and the overviews made over the whole map.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal, osr

from ..model.errors import InputError, OutputError, PluginError
from ..model.mapping.map_scene import lcz_cell_px
from ..model.mapping.map_writer import MapWriter, StoredPiece
from ..model.network.config import CELL_PX
from ..model.raster.gdal_cache import limited_gdal_cache
from ..model.raster.grid import BLOCK_PX, Grid, cell_areas_km2, walk
from ..model.raster.io import gdal_errors
from ..model.raster.outputs import publication, staging, write_text
from ..model.raster.windows import Window
from ..model.tables import code_schemes, lcz, products
from .decisions import tag_of
from .planning import grid_of
from .results import EMPTY, Outcome
from .tasks import TAG, Task

AREAS_FILE = "class_areas.csv"
_EXTENT = re.compile(r"EXTENT=(\([^)]*\)|\S+)")


class Merged(NamedTuple):
    """What became of a city."""

    city: str
    verb: str
    """merged; kept, as its maps are there; left out, with the reason."""
    reason: str = ""


def merge(tasks: Sequence[Task], outcomes: Mapping[str, Outcome], out: Path) -> Iterator[Merged]:
    """Makes the maps of all cities whose tasks are done, then the mosaics and the table; yields each city.

    Args:
        tasks: of the table.
        outcomes: id -> what became of a task.
        out: folder of the mosaics and of the table.

    Raises:
        OutputError: a mosaic or the table cannot be written.
    """
    cities: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        cities[task.city].append(task)
    complete = []
    for city, parts in cities.items():
        try:
            found = _merge_city(city, parts, outcomes)
        except PluginError as error:
            found = Merged(city, "left out", str(error))
        yield found
        if found.verb != "left out":
            complete.append(parts[0])
    _write_mosaics(complete, out)
    _write_areas(complete, out / AREAS_FILE)


def _merge_city(city: str, parts: Sequence[Task], outcomes: Mapping[str, Outcome]) -> Merged:
    lacking = [task.id for task in parts if not _is_done(task, outcomes)]
    if lacking or len(parts) < parts[0].parts:
        error = outcomes[lacking[0]].error if lacking and lacking[0] in outcomes else ""
        reason = f"{len(lacking) or parts[0].parts - len(parts)} of {parts[0].parts} tasks are not done"
        return Merged(city, "left out", f"{reason}{f': {error}' if error else ''}")
    if parts[0].parts == 1:
        return Merged(city, "kept")
    tag = hashlib.sha256(" ".join(sorted(outcomes[task.id].tag for task in parts)).encode()).hexdigest()[:32]
    if all(tag_of(path) == tag for path in parts[0].city_outputs.values()):
        return Merged(city, "kept")
    filled = [task for task in parts if outcomes[task.id].status != EMPTY]
    if not filled:
        return Merged(city, "left out", "its scene holds nothing but nodata")
    _put_together(parts, filled, tag)
    return Merged(city, "merged")


def _is_done(task: Task, outcomes: Mapping[str, Outcome]) -> bool:
    outcome = outcomes.get(task.id)
    if outcome is None or not outcome.is_success:
        return False
    return outcome.status == EMPTY or all(tag_of(path) == outcome.tag for path in task.outputs.values())


def _put_together(parts: Sequence[Task], filled: Sequence[Task], tag: str) -> None:
    """Writes the maps of a city from those of its windows."""
    first = parts[0]
    cell_px = lcz_cell_px(first.settings.lcz_cell_size_m)
    whole = _around([task.window for task in parts])
    grid = grid_of(first.scene).cropped(whole)
    grids = {"hse": grid.coarsened(CELL_PX), "lcz": grid.coarsened(cell_px)}
    with limited_gdal_cache(), publication(
        first.city_outputs, products.PRODUCTS, grids, _tags(filled[0], grid.bounds(), tag)
    ) as files:  # fmt: skip
        writer = MapWriter(files, whole, CELL_PX, cell_px)
        names = {task.id for task in filled}
        for task in parts:
            arrays = {key: _array(task, key, cell_px, task.id in names) for key in task.outputs}
            writer.write_stored(StoredPiece(task.window, 0.0, 0, arrays))
        writer.check_complete()
        for _ in writer.filter_zones(first.settings.lcz_cell_size_m):
            pass


def _array(task: Task, key: str, cell_px: int, has_file: bool) -> np.ndarray:
    """A window's stored values of a map; nodata where the window is empty."""
    if has_file:
        dataset = None
        with gdal_errors() as report:
            dataset = gdal.Open(task.outputs[key])
            array = dataset.ReadAsArray()
        if dataset is None or array is None:
            raise InputError(f"{task.outputs[key]} cannot be read ({report.reason}); delete it and run again.")
        return array
    product = products.PRODUCTS[key]
    side = CELL_PX if product.grid == "hse" else cell_px
    shape = -(-task.window.height // side), -(-task.window.width // side)
    bands = len(product.band_names)
    dtype = np.float32 if product.dtype == "Float32" else np.uint8
    return np.full(shape if bands == 1 else (bands, *shape), product.nodata, dtype)


def _tags(task: Task, bounds: tuple[float, float, float, float], tag: str) -> dict[str, str]:
    """The tags of a window, with the city's extent and tag."""
    dataset = gdal.Open(next(iter(task.outputs.values())))
    kept = {name: text for name, text in dataset.GetMetadata().items() if not name.startswith("AREA_OR_POINT")}
    kept.pop(code_schemes.TAG, None)
    kept["OPTIONS"] = _EXTENT.sub(f"EXTENT={bounds}", kept.get("OPTIONS", ""))
    return {**kept, TAG: tag}


def _around(windows: Sequence[Window]) -> Window:
    col, row = min(window.col for window in windows), min(window.row for window in windows)
    right, bottom = (
        max(window.col + window.width for window in windows),
        max(window.row + window.height for window in windows),
    )
    return Window(col, row, right - col, bottom - row)


def _write_mosaics(cities: Sequence[Task], out: Path) -> None:
    """A VRT of each product and each CRS: no pixel is moved, so that cities of two UTM zones have two of them.

    Raises:
        OutputError: one cannot be written; the one of an earlier call stays.
    """
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for city in cities:
        for key, path in city.city_outputs.items():
            groups[key, _crs_name(gdal.Open(path).GetProjection())].append(path)
    finals = {group: out / f"{group[0].lower()}_{group[1]}.vrt" for group in groups}
    for group, final in finals.items():
        # Paths in a VRT are relative to the folder for which it is written: it is made there under another name.
        part = final.with_suffix(".part.vrt")
        try:
            with staging([final]) as (staged,):
                with gdal_errors() as report:
                    gdal.BuildVRT(str(part), groups[group])  # written when the dataset is let go, at once
                if report.failed or not part.exists():
                    raise OutputError(f"The mosaic {final} cannot be written ({report.reason}); choose another folder.")
                part.replace(staged)
        finally:
            part.unlink(missing_ok=True)


def _crs_name(wkt: str) -> str:
    """A short name for a file: the authority's code, or the CRS's own name."""
    system = osr.SpatialReference(wkt)
    code = system.GetAuthorityCode(None)
    return f"{system.GetAuthorityName(None)}_{code}" if code else re.sub(r"\W+", "_", system.GetName() or "no_crs")


def _write_areas(cities: Sequence[Task], path: Path) -> None:
    """The area of each zone in each city, km2, and its mean HSE."""
    text = io.StringIO()
    header = ["city", "scene", "mean_hse_pct", "built_share_pct", *(f"lcz_{zone.label}_km2" for zone in lcz.ZONES)]
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    for city in cities:
        hse, zones = city.city_outputs.get(products.HSE.key), city.city_outputs.get(products.LCZ.key)
        areas = _zone_areas(zones) if zones else np.full(len(lcz.ZONES), np.nan)
        built = 100 * areas[: len(lcz.BUILT)].sum() / areas.sum() if areas.any() else float("nan")
        mean = _mean_hse(hse) if hse else float("nan")
        numbers = [*(f"{number:.2f}" for number in (mean, built)), *(f"{area:.4f}" for area in areas)]
        table.writerow([city.city, city.scene, *("" if number == "nan" else number for number in numbers)])
    with staging([path]) as (staged,):
        write_text(staged, text.getvalue())


def _blocks(path: str) -> Iterator[tuple[np.ndarray, Grid, Window]]:
    """The values of a map's first band, some rows and columns at a time."""
    dataset = gdal.Open(path)
    band, size = dataset.GetRasterBand(1), (dataset.RasterXSize, dataset.RasterYSize)
    grid = Grid(*size, dataset.GetGeoTransform(), dataset.GetProjection())
    for window in walk(Window(0, 0, *size), BLOCK_PX):
        yield band.ReadAsArray(*window), grid, window


def _zone_areas(path: str) -> np.ndarray:
    """(17,) km2."""
    areas = np.zeros(len(lcz.ZONES))
    for codes, grid, window in _blocks(path):
        cells = np.broadcast_to(cell_areas_km2(grid, window), codes.shape)
        areas += np.bincount(codes.ravel(), cells.ravel(), minlength=len(lcz.ZONES) + 1)[1:]
    return areas


def _mean_hse(path: str) -> float:
    total, count = 0.0, 0
    for values, _, _ in _blocks(path):
        known = values[values != products.HSE.nodata]
        total, count = total + float(known.sum(dtype=np.float64)), count + known.size
    return total / count if count else float("nan")
