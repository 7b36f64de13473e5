# SPDX-License-Identifier: GPL-2.0-or-later
"""The area block by block: which dates are clear where, how their numbers become reflectance, and their median.

Memory holds the pixels of one block, of all dates that are used; nothing else grows with the area.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, gdal_array, ogr

from ..errors import InputError
from ..progress import Progress, converted
from ..raster import crs
from ..raster.geotiff import RasterFile
from ..raster.grid import Grid, walk
from ..raster.io import gdal_errors
from ..raster.windows import Window
from ..scene.mask import Mask
from ..scene.radiometry import Evidence, Radiometry, decide_radiometry
from ..tables.sentinel2 import NAMES
from .access import Access
from .area import DEGREES, PIXEL_M, rectangle
from .choosing import USED, Date, Scene
from .composite import MARGIN_PX, as_dn, clear, has_data, masked_classes, median
from .items import SCL, Item
from .pixel_reader import PixelReader, ReadError, Wish
from .transport import waited

# The sides of blocks that the usual files have, too, so that each of their blocks is read once.
_LARGE_PX, _SMALL_PX = 1024, 512
_MOST_BYTES = 256 * 1024**2
# The numbers of a scene are judged by those of one square, which is read again later, then from GDAL's cache.
_SAMPLE_PX = 256


class _Sample(NamedTuple):
    """The square with most clear ground of a scene."""

    clear_px: int
    window: Window


def block_windows(grid: Grid, items: Sequence[Item], dates: int, side: int = 0) -> Iterator[Window]:
    """Windows that cover a grid once, with their edges on those of the blocks of most scenes' files.

    Args:
        grid: of the output.
        items: the scenes, which say where their files begin.
        dates: how many are in memory at once.
        side: of a block in pixels; 0 to choose by memory.
    """
    side = side or (_LARGE_PX if dates * len(NAMES) * 2 * _LARGE_PX**2 <= _MOST_BYTES else _SMALL_PX)
    origins = [item.origin for item in items if item.origin is not None]
    left, top = max(sorted(set(origins)), key=origins.count) if origins else (grid.transform[0], grid.transform[3])
    # How far the grid's corner lies inside a block of the files.
    inside = (round((grid.transform[0] - left) / PIXEL_M) % side, round((top - grid.transform[3]) / PIXEL_M) % side)
    whole = Window(-inside[0], -inside[1], grid.width + inside[0], grid.height + inside[1])
    for part in walk(whole, side):
        col, row = max(0, part.col), max(0, part.row)
        yield Window(col, row, part.col + part.width - col, part.row + part.height - row)


class BlockReader:
    """Reads the blocks of an area from the scenes of several dates."""

    def __init__(
        self, grid: Grid, access: Access, pixels: PixelReader, clouds: str, polygons: str = "", layer: str = ""
    ) -> None:
        """Take the output's grid, what reads pixels, what is masked, and the polygons outside which nothing is wanted.

        Raises:
            InputError: the polygons cannot be read.
        """
        self._grid, self._access, self._pixels = grid, access, pixels
        self._classes = masked_classes(clouds)
        self._mask = Mask(polygons, layer, grid, "AREA") if polygons else None
        self._samples: dict[str, _Sample] = {}
        self._radiometry: dict[str, Radiometry] = {}
        self.area_px = 0
        """Pixels of the area, once it has been looked at."""

    def look(self, dates: Sequence[Date], windows: Sequence[Window]) -> Generator[Progress, None, None]:
        """Finds the clear share of each date, and of each of its scenes, in the area."""
        clear_px = dict.fromkeys((day.day for day in dates), 0)
        of_scene: dict[str, int] = {}
        for number, window in enumerate(windows):
            inside = self._inside(window)
            self.area_px += int(inside.sum())
            parts = yield from self._clear_parts(dates, window, inside, Progress(number / len(windows)))
            for day, scene, part in parts:
                found = int(part.sum())
                clear_px[day.day] += found
                of_scene[scene.item.id] = of_scene.get(scene.item.id, 0) + found
                self._remember_sample(scene, window, part)
        if not self.area_px:
            raise InputError(
                "Expected AREA to hold pixels of 10 m, found none inside its polygons; choose larger ones."
            )
        for day in dates:
            day.clear_pct = 100 * clear_px[day.day] / self.area_px
            for scene in day.scenes:
                scene.clear_pct = 100 * of_scene.get(scene.item.id, 0) / self.area_px

    def decide(self, ranked: Sequence[Date], most: int) -> Generator[Progress, None, list[Date]]:
        """The first dates whose numbers can be read and understood; each of their scenes gets a status.

        Args:
            ranked: dates, the clearest first.
            most: how many are wanted.
        """
        chosen: list[Date] = []
        for day in ranked:
            if len(chosen) == most:
                break
            progress = Progress(len(chosen) / most)
            for scene in (scene for scene in day.scenes if not scene.status):
                if scene.item.id not in self._samples:
                    scene.status = "not needed: other scenes of its day cover its clear ground"
                    continue
                try:
                    radiometry = decide_radiometry((yield from self._sample(scene, progress)))
                except (ReadError, InputError) as error:
                    scene.status = f"cannot be used: {error}"
                    yield progress._replace(note=f"Warning: {scene.item.id} is left out: {error}")
                    continue
                self._radiometry[scene.item.id] = radiometry
                scene.status = USED
                yield progress._replace(note=f"{scene.item.id}: {radiometry.reason}.")
                if radiometry.warning:
                    yield progress._replace(note=f"Warning: {scene.item.id}: {radiometry.warning}")
            if any(scene.status == USED for scene in day.scenes):
                chosen.append(day)
        return chosen

    def compose(
        self, chosen: Sequence[Date], windows: Sequence[Window], writer: RasterFile
    ) -> Generator[Progress, None, int]:
        """Writes the median of the clear pixels of all dates; the number of pixels that have a value.

        Raises:
            OutputError: the file cannot be written.
        """
        valid_px = 0
        for number, window in enumerate(windows):
            progress = Progress(number / len(windows))
            inside = self._inside(window)
            parts = yield from self._clear_parts(chosen, window, inside, progress)
            arrays = yield from self._dates(parts, window, progress)
            if arrays:
                bands = [median(np.stack([dn[place] for dn in arrays])) for place in range(len(NAMES))]
                writer.write(np.stack(bands), window.col, window.row)
                writer.flush()
                valid_px += int((bands[0] != 0).sum())
            yield Progress((number + 1) / len(windows))
        return valid_px

    def _inside(self, window: Window) -> np.ndarray:
        if self._mask is None:
            return np.ones((window.height, window.width), dtype=bool)
        return self._mask.inside(window)

    def _clear_parts(
        self, dates: Sequence[Date], window: Window, inside: np.ndarray, progress: Progress
    ) -> Generator[Progress, None, list[tuple[Date, Scene, np.ndarray]]]:
        """Where in a window each scene gives the pixels of its date: (date, scene, bool (H, W)), where there are any.

        Of the scenes of one date the first that has data at a pixel gives it.
        """
        if not inside.any():
            return []
        grown = self._grid.cropped(
            Window(window.col - MARGIN_PX, window.row - MARGIN_PX, *(n + 2 * MARGIN_PX for n in window[2:]))
        )
        there = _footprint_test(grown)
        wanted = [(day, scene) for day in dates for scene in day.scenes if scene.status in ("", USED)]
        wanted = [(day, scene) for day, scene in wanted if there(scene.item)]
        yield from self._renewed(wanted, progress)
        started = [(day, scene, self._start(scene.item, SCL, grown)) for day, scene in wanted]
        parts, covered = [], {day.day: np.zeros_like(inside) for day, _ in wanted}
        for day, scene, future in started:
            codes = yield from self._taken(scene, future, progress)
            if codes is None:
                continue
            part = clear(codes, self._classes) & inside & ~covered[day.day]
            covered[day.day] |= has_data(codes)
            if part.any():
                parts.append((day, scene, part))
        return parts

    def _dates(
        self, parts: Sequence[tuple[Date, Scene, np.ndarray]], window: Window, progress: Progress
    ) -> Generator[Progress, None, list[np.ndarray]]:
        """The pixels of each date in a window as 10000 x reflectance, (10, H, W) uint16."""
        grid = self._grid.cropped(window)
        started = [
            (day, scene, part, [self._start(scene.item, name, grid) for name in NAMES]) for day, scene, part in parts
        ]
        arrays: dict[str, np.ndarray] = {}
        for day, scene, part, futures in started:
            bands = []
            for future in futures:
                bands.append((yield from self._taken(scene, future, progress)))
            futures.clear()  # they hold the stored numbers, which are needed no more
            if any(band is None for band in bands):
                continue
            dn = as_dn(np.stack(bands), part, self._radiometry[scene.item.id])
            arrays[day.day] = np.maximum(arrays[day.day], dn) if day.day in arrays else dn
        return list(arrays.values())

    def _sample(self, scene: Scene, progress: Progress) -> Generator[Progress, None, Evidence]:
        """What a scene says about its numbers, with those of one square.

        Raises:
            ReadError: a band cannot be read.
        """
        grid = self._grid.cropped(self._samples[scene.item.id].window)
        yield from self._renewed([(None, scene)], progress)
        futures = [self._start(scene.item, name, grid) for name in NAMES]
        bands = []
        for name, future in zip(NAMES, futures):
            try:
                bands.append((yield from _waiting(future, progress)))
            except ReadError as error:
                raise ReadError(f"{name} cannot be read ({error})") from error
        numbers = np.stack(bands)
        kind = gdal.GetDataTypeName(gdal_array.NumericTypeCodeToGDALTypeCode(numbers.dtype))
        valid = (numbers != 0).all(axis=0)
        return scene.item.evidence._replace(dtype=kind, sample=numbers[:, valid])

    def _remember_sample(self, scene: Scene, window: Window, part: np.ndarray) -> None:
        """Keeps the square with most clear ground."""
        for square in walk(window, _SAMPLE_PX):
            count = int(part[square.rows_within(window), square.cols_within(window)].sum())
            kept = self._samples.get(scene.item.id)
            if count and (kept is None or count > kept.clear_px):
                self._samples[scene.item.id] = _Sample(count, square)

    def _start(self, item: Item, name: str, grid: Grid) -> Future[np.ndarray]:
        return self._pixels.start(Wish(item.assets[name], item.collection, grid, name == SCL))

    def _taken(
        self, scene: Scene, future: Future[np.ndarray], progress: Progress
    ) -> Generator[Progress, None, Optional[np.ndarray]]:
        """Pixels that were asked for; None where they cannot be read: the scene is left out from here on."""
        try:
            return (yield from _waiting(future, progress))
        except ReadError as error:
            if scene.status in ("", USED):
                part = "used in part" if scene.status == USED else "cannot be used"
                scene.status = f"{part}: {error}"
                yield progress._replace(note=f"Warning: {scene.item.id} is left out from here on: {error}")
            return None

    def _renewed(
        self, wanted: Sequence[tuple[Optional[Date], Scene]], progress: Progress
    ) -> Generator[Progress, None, None]:
        """Sees to it that the tokens of these scenes last."""
        for note in self._access.renew(scene.item.collection for _, scene in wanted):
            yield progress._replace(note=note)


def _waiting(future: Future[np.ndarray], progress: Progress) -> Generator[Progress, None, np.ndarray]:
    """The same progress until a future is done; what it gives."""
    return converted(waited(future), lambda _: progress)


def _footprint_test(grid: Grid) -> Callable[[Item], bool]:
    """Function that tells whether a scene reaches a grid."""
    box = rectangle(crs.reprojected(grid.bounds(), grid.crs_wkt, DEGREES))

    def reaches(item: Item) -> bool:
        with gdal_errors(quiet=True):
            return box.Intersects(ogr.CreateGeometryFromWkt(item.footprint))
        return True  # GDAL's exceptions end the block above: a doubtful outline is no reason to leave a scene out

    return reaches
