# SPDX-License-Identifier: GPL-2.0-or-later
"""What a job fetches, and what it finds there is to read: known, and said, before a pixel is read."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Optional

from ..errors import InputError
from ..raster.grid import Grid
from . import choosing, fetch_texts
from .access import Network
from .area import Area, area_of, grid_for, share_of
from .catalogues import Catalogue, catalogue
from .choosing import Date, Scene
from .items import Item
from .search import Found, search
from .static_search import Wanted
from .transport import Transport

LARGE_BYTES = 2_000_000_000
"""More is read only once it is confirmed: a city of 40 km and twelve dates stays below."""

# Bytes of a date per pixel of 10 m, before compression: four bands of 10 m, six of 20 m, 16 bits each, and the classes.
_BAND_BYTES = 4 * 2 + 6 * 2 / 4
_CLASS_BYTES = 1 / 4
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class FetchJob:
    """What to fetch and where to; plain values but for the transport."""

    target: str
    """A GeoTIFF."""
    start: str
    """First day: "2023-06-01"."""
    end: str
    """Last day."""
    extent: Optional[tuple[float, float, float, float]] = None
    """xmin, ymin, xmax, ymax; None where polygons say where."""
    extent_crs: str = "EPSG:4326"
    polygons: str = ""
    """File of polygons, outside which the scene is nodata; "" for the whole extent."""
    polygons_layer: str = ""
    catalogue: str = "earthsearch"
    """A key of `catalogues.KNOWN`; the address of another STAC API, or the address or path of a static catalogue."""
    collection: str = ""
    """Identifier in the catalogue; "" for Sentinel-2 Level-2A."""
    signing_url: str = ""
    """Where tokens for the pixels of another catalogue come from, with {collection} in it; "" where none is needed."""
    max_cloud_pct: float = 30.0
    """Of a tile, as the catalogue gives it."""
    months: str = ""
    """Of the season, as "6-9"; "" for all."""
    method: str = "median"
    """"median" of all dates, or "clearest" for the clearest date alone."""
    max_scenes: int = 12
    """Most dates of a composite."""
    clouds: str = "clouds and shadows"
    """What is masked, one of `cloud_mask.CHOICES`."""
    confirm_large: bool = False
    """Whether more than LARGE_BYTES may be read."""
    network: Network = field(default_factory=Network)
    transport: Optional[Transport] = None
    """Fetches the documents of the catalogue; None for Python's standard library."""
    block_px: int = 0
    """Side of the blocks in which the area is read; 0 to choose by memory. The scene is the same for any value."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """Further tags of the scene."""

    @property
    def area(self) -> Area:
        """The wanted area.

        Raises:
            InputError: see `area.area_of`.
        """
        return area_of(self.extent, self.extent_crs, self.polygons, self.polygons_layer)

    @property
    def source(self) -> Catalogue:
        """Where the scenes are."""
        return catalogue(self.catalogue, self.collection, self.signing_url)


class Plan(NamedTuple):
    """What there is to read, and where it is to lie."""

    source: Catalogue
    area: Area
    found: Found
    shares: Mapping[str, float]
    """Of the area by item, 0..1."""
    scenes: Sequence[Scene]
    """All that were found."""
    dates: Sequence[Date]
    """Those whose scene classification is read."""
    most: int
    """Dates of the composite."""
    grid: Grid

    @property
    def items(self) -> list[Item]:
        """The scenes that may be used."""
        return [scene.item for day in self.dates for scene in day.scenes]

    @property
    def size(self) -> float:
        """Most bytes that are read, before compression: the classes of all dates, the bands of those that are used."""
        pixels = self.grid.width * self.grid.height
        of_dates = [pixels * sum(self.shares[scene.item.id] for scene in day.scenes) for day in self.dates]
        return _CLASS_BYTES * sum(of_dates) + _BAND_BYTES * sum(sorted(of_dates)[-self.most :])

    @property
    def announcement(self) -> str:
        """What was found, what it will cost and whose it is."""
        return fetch_texts.announcement(self.found, self.source, self.dates, self.grid, self.size)


def plan_scene(job: FetchJob, transport: Transport) -> Generator[str, None, Plan]:
    """Search the catalogue and decide what to read; no pixel is read yet.

    Yields:
        Lines for the log, "" while it waits.

    Raises:
        NoSceneError: the catalogue is fine, but no scene fits.
        InputError: the area, the period or the catalogue cannot be used.
    """
    _check_period(job.start, job.end)
    months, area, source = choosing.parse_months(job.months), job.area, job.source
    yield f"Searching {source.title} from {job.start} to {job.end}."
    wanted = Wanted(area.bbox, job.start, job.end, job.max_cloud_pct)
    found = yield from search(transport, source.root, source.collection, wanted)
    shares = {item.id: share_of(area, item) for item in found.items}
    scenes = choosing.sift(found.items, months, job.max_cloud_pct, shares)
    choosing.refuse_none(scenes, found.too_cloudy, f"{job.start} to {job.end}", job.max_cloud_pct)
    most = 1 if job.method == "clearest" else job.max_scenes
    dates, rest = choosing.looked_at(choosing.dates_of(scenes, shares), most)
    choosing.mark(rest, "not looked at: enough dates with fewer clouds")
    grid = grid_for(area, shares, (scene.item for day in dates for scene in day.scenes))
    return Plan(source, area, found, shares, scenes, dates, most, grid)


def on_one_grid(plans: Iterable[Plan], grid: Optional[Grid] = None) -> list[Plan]:
    """Plans of one area and several periods on one grid.

    Args:
        plans: of one area.
        grid: theirs; None for that in the UTM zone that most scenes of all periods have.
    """
    plans = list(plans)
    if grid is None and plans:
        shares = {name: share for plan in plans for name, share in plan.shares.items()}
        grid = grid_for(plans[0].area, shares, (item for plan in plans for item in plan.items))
    return [plan._replace(grid=grid) for plan in plans]


def refuse_large(size: float, is_confirmed: bool) -> None:
    """Nothing where no more than LARGE_BYTES are read, or where that is confirmed.

    Args:
        size: bytes before compression.
        is_confirmed: whether the user wants more.

    Raises:
        InputError: it would be more.
    """
    if size > LARGE_BYTES and not is_confirmed:
        raise InputError(
            f"Expected at most {fetch_texts.amount(LARGE_BYTES)} to read, found up to {fetch_texts.amount(size)} "
            "before compression; choose a smaller area or fewer scenes, or set CONFIRM_LARGE."
        )


def _check_period(start: str, end: str) -> None:
    """Refuses days that are none, and a period that ends before it starts."""
    for name, day in (("START", start), ("END", end)):
        try:
            is_day = bool(_DAY.fullmatch(day)) and bool(date.fromisoformat(day))
        except ValueError:
            is_day = False
        if not is_day:
            raise InputError(f"Expected {name} as a day like 2023-06-01, found {day or 'nothing'}; correct it.")
    if end < start:
        raise InputError(f"Expected END on or after START ({start}), found {end}; exchange the two.")
