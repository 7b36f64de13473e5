# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters that appear whole or not at all.

Everything is written into a hidden folder beside its target and moved at the end, all files together; what goes wrong
before leaves the old files as they were.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..errors import InputError, OutputError
from ..system import file_lock
from ..tables import code_schemes, lcz
from ..tables.products import Product
from .io import Grid, gdal_reason

_OPTIONS = ("TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER")
_SMALLEST_OVERVIEW = 128
# So that QGIS shows a stack of bands as the eye would see it.
_TRUE_COLOURS = {"B2": gdal.GCI_BlueBand, "B3": gdal.GCI_GreenBand, "B4": gdal.GCI_RedBand}
# Hidden folders of this plugin, and those among them that a killed run may be resumed from, for a week.
_HIDDEN = ".hse_lcz-"
JOURNALS = f"{_HIDDEN}resume-"
_JOURNAL_S = 7 * 86400
_SETTLED_S = 10
_SIDECARS = ("", ".aux.xml", ".ovr", ".msk")


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
            elif name in _TRUE_COLOURS:
                band.SetRasterColorInterpretation(_TRUE_COLOURS[name])

    def set_units(self, units: Sequence[str]) -> None:
        """Give each band a unit of its own, where the product's is not that of all."""
        for number, unit in enumerate(units, start=1):
            self._dataset.GetRasterBand(number).SetUnitType(unit)

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
        """Add overviews and close the file.

        Raises:
            OutputError: something could not be written, a full disk for example.
        """
        longest = max(self._dataset.RasterXSize, self._dataset.RasterYSize)
        levels = [2]
        while longest / levels[-1] > _SMALLEST_OVERVIEW:
            levels.append(levels[-1] * 2)
        with self._reporting():
            self._dataset.FlushCache()
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
        gdal.ErrorReset()
        reason = ""
        try:
            yield
        except RuntimeError as error:  # another plugin in this process may have turned GDAL's exceptions on
            reason = str(error) or "no reason given"
        if not reason and gdal.GetLastErrorType() >= gdal.CE_Failure:
            reason = gdal_reason()
        if reason:
            raise OutputError(
                f"The map {self._product.title} could not be written ({reason}); "
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
    """The zones' colours and names; the names go into the band's tags too, as a TIFF has no place for categories."""
    titles = {code: zone.title for zone in lcz.ZONES if (code := scheme.code(zone)) is not None}
    band.SetRasterColorTable(colour_table(scheme))
    band.SetRasterColorInterpretation(gdal.GCI_PaletteIndex)
    band.SetRasterCategoryNames([titles.get(code, "") for code in range(max(titles) + 1)])
    band.SetMetadata({f"CATEGORY_{code}": title for code, title in titles.items()})


@contextmanager
def publication(
    targets: Mapping[str, str], products: Mapping[str, Product], grids: Mapping[str, Grid], tags: Mapping[str, str]
) -> Iterator[dict[str, RasterFile]]:
    """Rasters to write, one a target; they stand under their names when the block ends without an exception.

    Args:
        targets: product key -> path to appear.
        products: the table of products.
        grids: grid name (`Product.grid`) -> grid.
        tags: recorded in every file.

    Raises:
        OutputError: a file cannot be written, or an old one of that name not be replaced.
    """
    files: dict[str, RasterFile] = {}
    with staging([Path(target).absolute() for target in targets.values()]) as staged:
        try:
            for key, path in zip(targets, staged):
                files[key] = RasterFile(path, products[key], grids[products[key].grid], tags)
            yield files
            for file in files.values():
                file.finish()
        finally:
            for file in files.values():
                file.close()


@contextmanager
def staging(finals: Sequence[Path]) -> Iterator[list[Path]]:
    """Where to write files that are to appear together, when the block ends without an exception.

    Args:
        finals: their paths; folders are made where they are missing.

    Yields:
        A path for each, of the same name, in a hidden folder beside it.

    Raises:
        OutputError: a folder cannot be written, or an old file not be replaced.
    """
    folders: dict[Path, Path] = {}
    held = []
    try:
        for final in finals:
            if final.parent not in folders:
                folders[final.parent] = _hidden_folder(final.parent)
                held.append(file_lock.hold(folders[final.parent]))
        staged = [folders[final.parent] / final.name for final in finals]
        yield staged
        _move(list(zip(staged, finals)))
    finally:
        for file in held:
            if file is not None:
                file.close()
        for folder in folders.values():
            shutil.rmtree(folder, ignore_errors=True)


def check_files(outputs: Mapping[str, str], *sources: str) -> None:
    """Sees that each output is a file of its own, and none an input.

    Args:
        outputs: path by name.
        sources: what is read; "" for none.

    Raises:
        InputError: a file is named twice.
    """
    owners = {identity(source): "an input" for source in sources if source}
    for name, path in outputs.items():
        owner = owners.setdefault(identity(path), name)
        if owner != name:
            raise InputError(f"Expected a file of its own for {name}, found {path}, which is {owner}; rename it.")


def identity(path: str) -> str:
    """One text for one file, however its path is written."""
    return os.path.normcase(os.path.realpath(path))


def _hidden_folder(parent: Path) -> Path:
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _clear(parent)
        return Path(tempfile.mkdtemp(prefix=_HIDDEN, dir=parent))
    except OSError as error:
        raise OutputError(f"The folder {parent} cannot be written ({error.strerror}); choose another one.") from error


def _clear(parent: Path) -> None:
    """Remove what runs that were killed have left, but for journals that another run may take up."""
    for folder in parent.glob(f"{_HIDDEN}*"):
        try:
            # Whoever has just made a folder may not have locked it yet.
            settled = time.time() - (folder / file_lock.NAME).stat().st_mtime > _SETTLED_S
        except OSError:
            continue
        if settled and file_lock.deserted(folder) and not (folder.name.startswith(JOURNALS) and _fresh(folder)):
            shutil.rmtree(folder, ignore_errors=True)


def _fresh(folder: Path) -> bool:
    return time.time() - folder.stat().st_mtime < _JOURNAL_S


def _move(pairs: list[tuple[Path, Path]]) -> None:
    """Put staged files in place, all or none: old files step aside until the last new one stands."""
    moves = [(Path(f"{staged}{end}"), Path(f"{final}{end}")) for staged, final in pairs for end in _SIDECARS]
    for _, final in moves:
        if final.is_dir():
            raise OutputError(f"A map cannot replace the folder {final}; choose another name.")
    aside: list[tuple[Path, Path]] = []
    placed: list[Path] = []
    try:
        for staged, final in moves:
            if final.exists():
                old = staged.with_name(staged.name + ".old")
                _set_aside(final, old, stays=staged.exists())
                aside.append((old, final))
            if staged.exists():
                os.replace(staged, final)
                placed.append(final)
    except OSError as error:
        for final in placed:
            final.unlink()
        for old, final in aside:
            if not final.exists():
                os.replace(old, final)
        raise OutputError(
            f"{error.filename2 or error.filename} cannot be replaced ({error.strerror}): "
            "another program may have it open; remove the layer or choose another name."
        ) from error


def _set_aside(final: Path, old: Path, stays: bool) -> None:
    """Keep an old file under a second name; where it is to be replaced, it stays under its own until then."""
    if stays:
        try:
            os.link(final, old)
            return
        except OSError:  # a file system without links
            pass
    os.replace(final, old)
