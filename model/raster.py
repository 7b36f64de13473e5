# SPDX-License-Identifier: GPL-2.0-or-later
"""Grids, and a Sentinel-2 scene read window by window through GDAL."""

from __future__ import annotations

import math
from types import TracebackType
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, osr

from . import sentinel2, tiles
from .errors import InputError
from .tiles import Window

RESOLUTION_M = 10.0
# Of the pixel size and of the linear unit: what rounding in other programs may leave, not more.
_TOLERANCE = 0.005
# Reflectance of glint and burning roofs in the training scenes; 65535, a saturated detector, would be 6.5.
_BRIGHTEST = 3.0


class Grid(NamedTuple):
    """Where the cells of a raster lie."""

    width: int
    height: int
    transform: tuple[float, float, float, float, float, float]
    """GDAL's geotransform; north up."""
    crs_wkt: str

    def coarsened(self, factor: int) -> Grid:
        """The grid of cells `factor` as wide from the same upper-left corner, part cells included.

        >>> Grid(25, 10, (0.0, 10.0, 0.0, 0.0, 0.0, -10.0), "").coarsened(10)[:3]
        (3, 1, (0.0, 100.0, 0.0, 0.0, 0.0, -100.0))
        """
        left, dx, _, top, _, dy = self.transform
        size = -(-self.width // factor), -(-self.height // factor)
        return Grid(*size, (left, dx * factor, 0.0, top, 0.0, dy * factor), self.crs_wkt)

    def bounds(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in the grid's CRS."""
        left, dx, _, top, _, dy = self.transform
        return left, top + self.height * dy, left + self.width * dx, top

    def cropped(self, window: Window) -> Grid:
        """The grid of a window of this one."""
        left, dx, _, top, _, dy = self.transform
        corner = (left + window.col * dx, dx, 0.0, top + window.row * dy, 0.0, dy)
        return Grid(window.width, window.height, corner, self.crs_wkt)

    def window(self, extent: Optional[tuple[float, float, float, float]], step: int) -> Window:
        """The part of the grid that an extent touches, widened to multiples of `step` cells and cut at the edge.

        Args:
            extent: xmin, ymin, xmax, ymax in the grid's CRS; None for all of it.
            step: the window's upper-left corner lies on a multiple of it, and its size is one where the grid allows.

        Raises:
            InputError: the extent lies outside.
        """
        if extent is None:
            return Window(0, 0, self.width, self.height)
        left, dx, _, top, _, dy = self.transform
        xmin, ymin, xmax, ymax = extent
        if not all(map(math.isfinite, extent)):
            raise InputError(f"Expected an extent of four numbers, found {extent}; draw it again over the scene.")
        # In cells, west to east and north to south. An edge that was meant to lie on the grid may miss it by rounding:
        # a thousandth of a cell is no cell.
        first = math.floor((xmin - left) / dx + 1e-3), math.floor((ymax - top) / dy + 1e-3)
        last = math.ceil((xmax - left) / dx - 1e-3), math.ceil((ymin - top) / dy - 1e-3)
        size = self.width, self.height
        if any(low >= limit or high <= 0 or high <= low for low, high, limit in zip(first, last, size)):
            raise InputError(
                f"Expected an extent that overlaps the scene ({left:.0f} to {left + self.width * dx:.0f} east, "
                f"{top + self.height * dy:.0f} to {top:.0f} north), found {xmin:.0f} to {xmax:.0f} east, "
                f"{ymin:.0f} to {ymax:.0f} north; draw it again over the scene."
            )
        col, row = (max(0, low) // step * step for low in first)
        right, bottom = (min(limit, -(-high // step) * step) for high, limit in zip(last, size))
        return Window(col, row, right - col, bottom - row)


class Scene:
    """A ten-band 10 m Sentinel-2 raster, open for reading; a context manager.

    Attributes:
        source: what was opened.
        grid: its grid.
        bands: which of its bands are the ten, and why.
        radiometry: how its numbers become reflectance, and why.
    """

    def __init__(self, source: str) -> None:
        """Open a scene and decide how to read it.

        Raises:
            InputError: it does not open, has no suitable grid, or its bands or values are not understood.
        """
        self.source = source
        self._dataset = _open(source)
        self.grid = _grid(source, self._dataset)
        all_bands = [self._dataset.GetRasterBand(i + 1) for i in range(self._dataset.RasterCount)]
        self.bands = sentinel2.resolve_bands(
            [band.GetDescription() for band in all_bands],
            [sentinel2.wavelength_nm(band.GetMetadata()) for band in all_bands],
        )
        self._ten = [all_bands[index - 1] for index in self.bands.indices]
        self._nodata = [band.GetNoDataValue() for band in self._ten]
        first = self._ten[0]
        self.radiometry = sentinel2.decide_radiometry(
            gdal.GetDataTypeName(first.DataType),
            self._dataset.GetMetadata(),
            first.GetScale(),
            first.GetOffset(),
            self._sample(),
        )

    def __enter__(self) -> Scene:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._ten, self._dataset = [], None

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """A window of the scene; beyond the edges its pixels are mirrored.

        Returns:
            Reflectance (10, H, W) float32, at least 0 and 0 where invalid; and valid (H, W) bool: all ten bands
            have a value.

        Raises:
            InputError: the file cannot be read there.
        """
        rows = tiles.mirrored(window.row, window.height, self.grid.height)
        cols = tiles.mirrored(window.col, window.width, self.grid.width)
        top, left = int(rows.min()), int(cols.min())
        inner = Window(left, top, int(cols.max()) - left + 1, int(rows.max()) - top + 1)
        numbers, valid = self._numbers(inner)
        reflectance = numbers.astype(np.float32)
        reflectance *= np.float32(self.radiometry.scale)
        reflectance += np.float32(self.radiometry.offset)
        # Beyond these lie saturated detectors and what an offset leaves of deep shadow.
        np.clip(reflectance, 0, _BRIGHTEST, out=reflectance)
        reflectance[:, ~valid] = 0
        if inner == window:
            return reflectance, valid
        rows, cols = (rows - top)[:, None], cols - left
        return reflectance[:, rows, cols], valid[rows, cols]

    def _numbers(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Stored numbers (10, H, W) of a window inside the scene, and where all ten bands have one."""
        try:
            layers = [band.ReadAsArray(*window) for band in self._ten]
        except RuntimeError:
            layers = [None]
        if any(layer is None for layer in layers):
            raise InputError(
                f"Expected to read rows {window.row} to {window.row + window.height} of {self.source}, but GDAL could "
                f"not ({gdal.GetLastErrorMsg() or 'no reason given'}); the file is damaged or was moved."
            )
        numbers = np.stack(layers)
        valid = np.ones(numbers.shape[1:], dtype=bool)
        for layer, nodata in zip(numbers, self._nodata):
            if nodata is not None and not math.isnan(nodata):
                valid &= layer != nodata
        if numbers.dtype.kind == "f":
            # Undeclared, the border of a scene in floats is 0 in every band or far below; a single 0 may be dark water.
            return numbers, valid & (np.isfinite(numbers) & (numbers > -1)).all(axis=0) & (numbers != 0).any(axis=0)
        return numbers, valid & (numbers > 0).all(axis=0)  # DN 0 is nodata in every Sentinel-2 product

    def _sample(self) -> Optional[np.ndarray]:
        """Valid stored numbers from small windows all over the scene, more of them where few are valid."""
        side = min(64, self.grid.width, self.grid.height)
        for count in (3, 9, 27):
            found = []
            for row in np.linspace(0, self.grid.height - side, count).astype(int):
                for col in np.linspace(0, self.grid.width - side, count).astype(int):
                    numbers, valid = self._numbers(Window(int(col), int(row), side, side))
                    found.append(numbers[:, valid])
            sample = np.concatenate(found, axis=1)
            if sample.shape[1] >= side:
                break
        # A raster whose data lies between the windows is judged without them; one without data ends with a sentence.
        return sample if sample.size else None


def open_raster(source: str) -> gdal.Dataset:
    """A raster as GDAL opens it.

    Raises:
        InputError: it does not open.
    """
    try:
        dataset = gdal.OpenEx(source, gdal.OF_RASTER)
    except RuntimeError:  # another plugin in this process may have turned GDAL's exceptions on
        dataset = None
    if dataset is None:
        raise InputError(
            f"Expected a raster that GDAL can open, found {source}; choose a raster file and check its path."
        )
    return dataset


def _open(source: str) -> gdal.Dataset:
    dataset = open_raster(source)
    if dataset.RasterCount == 0:
        raise InputError(
            f"Expected a raster with ten bands, found a container of several rasters in {source}; "
            "open one of its subdatasets."
        )
    return dataset


def _grid(source: str, dataset: gdal.Dataset) -> Grid:
    """The grid of a scene in metres, north up, 10 m.

    Raises:
        InputError: it has another one, or none.
    """
    wkt = dataset.GetProjection()
    if not wkt:
        raise InputError(
            f"Expected a scene with a coordinate reference system, found none in {source}; assign it, for example with "
            "gdal_edit.py -a_srs EPSG:32631 FILE (the UTM zone of your city)."
        )
    transform = dataset.GetGeoTransform()
    mend = "warp it with gdalwarp -t_srs EPSG:326ZZ -tr 10 10 -r bilinear IN OUT (ZZ the UTM zone of your city)"
    system = osr.SpatialReference(wkt)
    unit_m = system.GetLinearUnits() if system.IsProjected() else math.nan
    if not abs(unit_m - 1) < _TOLERANCE:
        unit = system.GetLinearUnitsName() if system.IsProjected() else "another kind, as degrees,"
        raise InputError(f"Expected a projected CRS in metres, found {unit} in {source}; {mend}.")
    projection = (system.GetAttrValue("PROJECTION") or "").lower()
    if "mercator" in projection and "transverse" not in projection:
        # Its metres shrink with latitude: at 60 degrees a pixel of 10 m is 5 m on the ground.
        raise InputError(
            f"Expected a CRS in metres on the ground, such as UTM, found web Mercator in {source}; {mend}."
        )
    if transform[2] or transform[4] or transform[1] <= 0 or transform[5] >= 0:
        raise InputError(f"Expected a raster with north up, found a rotated or flipped one in {source}; {mend}.")
    sizes = transform[1], -transform[5]
    if any(abs(size - RESOLUTION_M) > _TOLERANCE * RESOLUTION_M for size in sizes):
        raise InputError(f"Expected pixels of 10 m, found {sizes[0]:g} x {sizes[1]:g} m in {source}; {mend}.")
    return Grid(dataset.RasterXSize, dataset.RasterYSize, transform, wkt)
