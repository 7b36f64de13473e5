# SPDX-License-Identifier: GPL-2.0-or-later
"""Which scene the demonstration maps, and what is known about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Optional

from osgeo import gdal

from ..model.errors import InputError
from ..model.scene.band_matching import resolve_bands
from ..model.scene.vrt_stack import stack
from ..model.simulation.scene import TownFiles, write_town

_DATE = re.compile(r"(?<!\d)(20[1-4]\d[01]\d[0-3]\d)(?!\d)")


class Scene(NamedTuple):
    """What the demonstration maps.

    Attributes:
        path: a raster with ten bands.
        name: for the title.
        acquired: the day it was taken, "" where unknown.
        red_green_blue: its bands B4, B3 and B2, counted from 1.
        credit: whose data it is, one sentence.
        truth: what is really there, None where nobody knows.
    """

    path: str
    name: str
    acquired: str
    red_green_blue: tuple[int, int, int]
    credit: str
    truth: Optional[TownFiles] = None


def choose(given: str, folder: Path) -> Scene:
    """The given scene, or the simulated town where none is given.

    Args:
        given: a raster with ten bands, or `..._10m.tif` with `..._20m.tif` beside it; "" for the town.
        folder: where a stacked or simulated scene is written.

    Raises:
        InputError: the given file does not open, or its bands are not the ten.
    """
    if not given:
        town = write_town(str(folder))
        return Scene(str(town.scene), "A simulated town", "", (3, 2, 1), "No satellite data: a simulated scene.", town)
    path = given
    if given.endswith("_10m.tif"):
        sibling = given.replace("_10m.tif", "_20m.tif")
        if Path(sibling).exists():
            path = stack([given, sibling], str(folder / f"{Path(given).stem[:-4]}.vrt"))
    try:
        source = gdal.Open(path)
    except RuntimeError:  # newer QGIS turns GDAL's exceptions on
        source = None
    if source is None:
        raise InputError(f"SCENE should be a raster, but {given} does not open as one; check the path.")
    described = [source.GetRasterBand(band + 1).GetDescription() for band in range(source.RasterCount)]
    blue, green, red = resolve_bands(described).indices[:3]
    name, acquired, year = _name_and_date(Path(given).stem, source.GetMetadata())
    credit = f"Contains modified Copernicus Sentinel data{year}."
    return Scene(path, name, acquired, (red, green, blue), credit)


@contextmanager
def left_as_found(path: str) -> Iterator[None]:
    """Removes the statistics (`.aux.xml`) that QGIS adds beside a raster it opens, and beside its sources."""
    names = [Path(f"{file}.aux.xml") for file in gdal.Open(path).GetFileList()]
    added = [name for name in names if not name.exists()]
    try:
        yield
    finally:
        for name in added:
            name.unlink(missing_ok=True)


def _name_and_date(stem: str, tags: dict[str, str]) -> tuple[str, str, str]:
    """Name, day and " year" from the tags PLACE and SENSING_DATE, else from any tag or the file's name."""
    place = tags.get("PLACE") or _DATE.split(stem)[0]
    name = re.sub(r"[\s_-]+", " ", place).strip() or stem
    found = _DATE.search(" ".join([tags.get("SENSING_DATE", ""), stem, *tags.values()]).replace("T", " "))
    taken = _day(found.group(1)) if found else None
    acquired, year = (f"{taken.day} {taken:%B %Y}", f" {taken:%Y}") if taken else ("", "")
    return name[0].upper() + name[1:], acquired, year


def _day(digits: str) -> Optional[datetime]:
    try:
        return datetime.strptime(digits, "%Y%m%d")
    except ValueError:
        return None
