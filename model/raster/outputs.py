# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing outputs so that they appear whole or not at all.

Everything is written into a hidden folder beside its target and moved at the end, all files together; what goes wrong
before leaves the old files as they were.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Optional

from ..errors import OutputError
from ..system import file_lock, windows_files
from ..tables.products import Product
from .geotiff import RasterFile
from .grid import Grid
from .output_checks import HIDDEN, SIDECARS

_SETTLED_S = 10


@contextmanager
def publication(
    targets: Mapping[str, str], products: Mapping[str, Product], grids: Mapping[str, Grid], tags: Mapping[str, str]
) -> Iterator[dict[str, RasterFile]]:
    """Rasters to write, one a target; they appear under their names when the block ends without an exception.

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
    """Temporary paths for files that are to appear together, when the block ends without an exception.

    Args:
        finals: their paths; folders are made where they are missing, and removed again where nothing comes into them.

    Yields:
        A path for each, of the same name, in a hidden folder beside it.

    Raises:
        OutputError: a folder cannot be written, or an old file not be replaced.
    """
    folders: dict[Path, Path] = {}
    held = []
    made: list[Path] = []
    try:
        for final in finals:
            if final.parent not in folders:
                made += [one for one in (final.parent, *final.parent.parents) if not one.exists()]
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
        for folder in sorted(made, key=lambda one: len(one.parts), reverse=True):
            with suppress(OSError):  # it is not empty: the files are there
                folder.rmdir()


def _hidden_folder(parent: Path) -> Path:
    try:
        parent.mkdir(parents=True, exist_ok=True)
        clear_deserted(parent)
        folder = Path(tempfile.mkdtemp(prefix=HIDDEN, dir=parent))
        windows_files.hide(folder)
        return folder
    except OSError as error:
        raise OutputError(f"The folder {parent} cannot be written ({error.strerror}); choose another one.") from error


def clear_deserted(parent: Path) -> None:
    """Remove the hidden folders that killed runs have left in a folder."""
    for folder in parent.glob(f"{HIDDEN}*"):
        try:
            # Whoever has just made a folder may not have locked it yet.
            settled = time.time() - (folder / file_lock.NAME).stat().st_mtime > _SETTLED_S
        except OSError:
            continue
        if settled and file_lock.deserted(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _move(pairs: list[tuple[Path, Path]]) -> None:
    """Put staged files in place, all or none: old files keep another name until the last new one is in place."""
    moves = [(Path(f"{staged}{end}"), Path(f"{final}{end}")) for staged, final in pairs for end in SIDECARS]
    for _, final in moves:
        if final.is_dir():
            raise OutputError(f"A map cannot replace the folder {final}; choose another name.")
    kept: list[tuple[Path, Path]] = []
    placed: list[Path] = []
    try:
        for staged, final in moves:
            if final.exists():
                old = staged.with_name(staged.name + ".old")
                _keep_old(final, old, stays=staged.exists())
                kept.append((old, final))
            if staged.exists():
                windows_files.replace(staged, final)
                placed.append(final)
    except OSError as error:
        for final in placed:
            with suppress(OSError):  # open in another program already; the sentence below matters more
                final.unlink()
        for old, final in kept:
            if not final.exists():
                windows_files.replace(old, final)
        raise OutputError(
            f"{error.filename2 or error.filename} cannot be replaced ({error.strerror}): "
            "another program may have it open; remove the layer or choose another name."
        ) from error


def _keep_old(final: Path, old: Path, stays: bool) -> None:
    """Keep an old file under a second name; where it is to be replaced, it stays under its own until then."""
    if stays:
        try:
            os.link(final, old)
            return
        except OSError:  # a file system without links
            pass
    windows_files.replace(final, old)


class Staged(NamedTuple):
    """Files in the making, by name of the output; what is not wanted is not there."""

    rasters: dict[str, RasterFile]
    texts: dict[str, Path]

    def write(self, makers: Mapping[str, Callable[[Any], str]], result: Any) -> None:
        """Finish the rasters, then write each text that is wanted from a result.

        Raises:
            OutputError: a file cannot be written.
        """
        for raster in self.rasters.values():
            raster.finish()
        for key, path in self.texts.items():
            write_text(path, makers[key](result))


@contextmanager
def staged(
    targets: Mapping[str, str],
    products: Mapping[str, Product] = MappingProxyType({}),
    grid: Optional[Grid] = None,
    tags: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Staged]:
    """Rasters and texts that appear together when the block ends without an exception.

    Args:
        targets: name of the output -> path to appear.
        products: the rasters among them.
        grid: of the rasters.
        tags: recorded in every raster.

    Raises:
        OutputError: a file cannot be written, or an old one of that name not be replaced.
    """
    with ExitStack() as stack:
        paths = dict(zip(targets, stack.enter_context(staging([Path(path).absolute() for path in targets.values()]))))
        rasters = {}
        for key in paths.keys() & products.keys():
            rasters[key] = RasterFile(paths[key], products[key], grid, tags)
            stack.callback(rasters[key].close)
        yield Staged(rasters, {key: path for key, path in paths.items() if key not in rasters})


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(
            f"{path.name} cannot be written ({error.strerror}); free some disk space or choose another folder."
        ) from error
