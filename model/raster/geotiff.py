# SPDX-License-Identifier: GPL-2.0-or-later
"""GeoTIFF files of the products: grid, names, nodata, units, colours, tags and overviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..errors import OutputError
from ..tables import code_schemes, lcz
from ..tables.products import Product
from .attribute_table import ClassRow, attribute_table
from .grid import Grid
from .io import gdal_errors

_OPTIONS = ("TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER")


_SMALLEST_OVERVIEW = 128


# Bands of zones in files that hold more than zones: a TIFF of several bands has no colour table.
_ZONE_BANDS = ("lcz", "lczFilter")
# So that QGIS shows a stack of bands as the eye would see it.
_TRUE_COLOURS = {"B2": gdal.GCI_BlueBand, "B3": gdal.GCI_GreenBand, "B4": gdal.GCI_RedBand}


class RasterFile:
    """A GeoTIFF of one product in the making."""

    def __init__(
        self,
        path: Path,
        product: Product,
        grid: Grid,
        tags: Mapping[str, str],
        scheme: code_schemes.Scheme = code_schemes.STANDARD,
    ) -> None:
        """Create the file with its grid, names, nodata, units, colours and tags.

        Args:
            path: of the file.
            product: what it holds.
            grid: of its cells.
            tags: recorded in it.
            scheme: by which its codes name the zones, where it holds zones.

        Raises:
            OutputError: it cannot be created.
        """
        self._product = product
        predictor = (
            "PREDICTOR=3" if product.dtype == "Float32" else "PREDICTOR=1" if product.categorical else "PREDICTOR=2"
        )
        self._dataset = None
        size = grid.width, grid.height, len(product.band_names)
        driver, kind = gdal.GetDriverByName("GTiff"), gdal.GetDataTypeByName(product.dtype)
        with self._reporting():
            self._dataset = driver.Create(str(path), *size, kind, options=[*_OPTIONS, predictor])
        self._dataset.SetProjection(grid.crs_wkt)
        self._dataset.SetGeoTransform(grid.transform)
        self._dataset.SetMetadata({**tags, **({code_schemes.TAG: scheme.key} if product.categorical else {})})
        for number, name in enumerate(product.band_names, start=1):
            band = self._dataset.GetRasterBand(number)
            band.SetDescription(name)
            band.SetNoDataValue(product.nodata)
            band.SetUnitType(product.unit)
            if (product.scale, product.offset) != (1.0, 0.0):
                band.SetScale(product.scale)
                band.SetOffset(product.offset)
            if product.categorical:
                _colour(band, scheme)
            elif name in _ZONE_BANDS:
                _name_zones(band, scheme)
            elif name in _TRUE_COLOURS:
                band.SetRasterColorInterpretation(_TRUE_COLOURS[name])

    def set_units(self, units: Sequence[str]) -> None:
        """Give each band a unit of its own, where the product's is not that of all."""
        for number, unit in enumerate(units, start=1):
            self._dataset.GetRasterBand(number).SetUnitType(unit)

    def add_tags(self, tags: Mapping[str, str]) -> None:
        """Record more about this file than about those that are written with it."""
        self._dataset.SetMetadata({**self._dataset.GetMetadata(), **tags})

    def write(self, array: np.ndarray, col: int, row: int) -> None:
        """Put (bands, H, W) or (H, W) stored values at a place of the file."""
        layers = array if array.ndim == 3 else array[None]
        with self._reporting():
            for number, layer in enumerate(layers, start=1):
                self._dataset.GetRasterBand(number).WriteArray(layer, col, row)

    def flush(self) -> None:
        """Put on disk what is written, so that a large map does not gather in memory; best after whole rows of tiles.

        Raises:
            OutputError: something could not be written, a full disk for example.
        """
        with self._reporting():
            self._dataset.FlushCache()

    def finish(self) -> None:
        """Add overviews and close the file; harmless where that is done.

        Raises:
            OutputError: something could not be written, a full disk for example.
        """
        if self._dataset is None:
            return
        longest = max(self._dataset.RasterXSize, self._dataset.RasterYSize)
        levels = [2]
        while longest / levels[-1] > _SMALLEST_OVERVIEW:
            levels.append(levels[-1] * 2)
        # A file that could not be written whole is not given overviews: GDAL 3.6 may crash over it.
        self.flush()
        with self._reporting():
            # GDAL warns that overviews have no palette of their own: the band's serves them. Errors still count.
            gdal.PushErrorHandler("CPLQuietErrorHandler")
            try:
                self._dataset.BuildOverviews(self._product.overview.upper(), levels)
            finally:
                gdal.PopErrorHandler()
            self._dataset = None  # closing writes what is left

    def close(self) -> None:
        """Let go of the file as it is."""
        self._dataset = None

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """Turns what GDAL reports within, by its error state or by exceptions, into a sentence."""
        with gdal_errors() as report:
            yield
        if report.failed:
            raise OutputError(
                f"The map {self._product.title} could not be written ({report.reason}); "
                "free some disk space or choose another folder."
            )


def colour_table(scheme: code_schemes.Scheme = code_schemes.STANDARD) -> gdal.ColorTable:
    """The zones' colours by their numbers in a scheme; no zone is transparent."""
    table = gdal.ColorTable()
    table.SetColorEntry(lcz.NODATA, (255, 255, 255, 0))
    for zone in lcz.ZONES:
        code = scheme.code(zone)
        if code is not None:
            table.SetColorEntry(code, (*zone.rgb, 255))
    return table


def _colour(band: gdal.Band, scheme: code_schemes.Scheme) -> None:
    """The zones' colours and names, for every reader: colour table, and what `_name_zones` adds."""
    band.SetRasterColorTable(colour_table(scheme))
    band.SetRasterColorInterpretation(gdal.GCI_PaletteIndex)
    _name_zones(band, scheme)


def _name_zones(band: gdal.Band, scheme: code_schemes.Scheme) -> None:
    """The zones' names, for every reader: categories, attribute table and tags."""
    zones = {code: zone for zone in lcz.ZONES if (code := scheme.code(zone)) is not None}
    titles = {code: zone.title for code, zone in zones.items()}
    rows = [ClassRow(code, zone.title, zone.rgb) for code, zone in zones.items()]
    band.SetRasterCategoryNames([titles.get(code, "") for code in range(max(titles) + 1)])
    band.SetDefaultRAT(attribute_table(rows))
    # A TIFF has no place for categories: they lie in the .aux.xml file. Tags stay with the TIFF itself.
    band.SetMetadata({f"CATEGORY_{code}": title for code, title in titles.items()})
