# SPDX-License-Identifier: GPL-2.0-or-later
"""The job: from an area, a period and a catalogue to one cloud-free scene of ten bands."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Optional, TypeVar

from ..errors import InputError
from ..progress import Progress, RemainingTime, converted, part_of
from ..raster.grid import Grid
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..tables.products import SCENE
from . import choosing, fetch_texts
from .access import Access, Network
from .area import Area, area_of, grid_for, share_of
from .blocks import BlockReader, block_windows
from .catalogues import Catalogue, catalogue
from .choosing import USED, Date, Scene
from .items import Item
from .pixel_reader import PixelReader
from .search import Found, search
from .static_search import Wanted
from .transport import Transport, UrlTransport, worker_pool

T = TypeVar("T")
LARGE_BYTES = 2_000_000_000
"""More is read only once it is confirmed: a city of 40 km and twelve dates stays below."""

_THREADS = 8
# Bytes of a date per pixel of 10 m, before compression: four bands of 10 m, six of 20 m, 16 bits each, and the classes.
_BAND_BYTES = 4 * 2 + 6 * 2 / 4
_CLASS_BYTES = 1 / 4
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Of the work, by time: little for the classes, much for the bands.
_LOOKED, _DECIDED = 0.15, 0.2


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


class FetchedScene(NamedTuple):
    """What a job made."""

    target: str
    place: str
    """The tile of the military grid in which most of the area lies, "" where no scene names it."""
    day: str
    """The day in the middle of those used."""
    days: tuple[str, ...]
    scenes: tuple[Scene, ...]
    """All scenes found, with what became of them."""
    valid_share_pct: float
    """Pixels of the area that have a value."""


class _Plan(NamedTuple):
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


def fetch_scene(job: FetchJob) -> Generator[Progress, None, FetchedScene]:
    """Fetch a scene; a generator, so that whoever drives it can show progress and stop.

    Raises:
        InputError: the area, the period or the catalogue cannot be used, nothing fits, or it would be too large.
        OutputError: the scene cannot be written.
    """
    check_outputs({SCENE.key: job.target}, (job.polygons,))
    transport, alive = job.transport or UrlTransport(), _Alive()
    plan = yield from _planned(job, transport, alive)
    with _reader(job, plan, transport) as (blocks, pixels):
        alive.pixels = pixels
        windows = list(block_windows(plan.grid, plan.items, plan.most, job.block_px))
        yield from alive.between(0.0, _LOOKED, blocks.look(plan.dates, windows))
        chosen = yield from alive.between(_LOOKED, _DECIDED, blocks.decide(_ranked(plan.dates), plan.most))
        _mark(plan.dates, "enough dates with fewer clouds in the area")
        if not chosen:
            raise InputError(fetch_texts.none_left(plan.scenes))
        yield Progress(_DECIDED, fetch_texts.listing(chosen))
        with staged({SCENE.key: job.target}, {SCENE.key: SCENE}, plan.grid) as files:
            writer = files.rasters[SCENE.key]
            valid_px = yield from alive.between(_DECIDED, 1.0, blocks.compose(chosen, windows, writer))
            # Only now it is known which scenes could be read to the end.
            used = [scene for scene in plan.scenes if scene.status.startswith(USED)]
            if not valid_px or not used:
                raise InputError(fetch_texts.none_left(plan.scenes))
            writer.add_tags(fetch_texts.tags(plan.source, plan.found, used, plan.shares, _options(job)))
            files.write({}, None)
    valid_pct = 100 * valid_px / blocks.area_px
    read = fetch_texts.amount(pixels.read_bytes)
    yield Progress(1, f"{read} of pixels were read; {valid_pct:.1f} % of the area has a value.")
    days, place = fetch_texts.days(used), fetch_texts.place(used, plan.shares)
    return FetchedScene(job.target, place, fetch_texts.middle(days), days, tuple(plan.scenes), valid_pct)


def _planned(job: FetchJob, transport: Transport, alive: _Alive) -> Generator[Progress, None, _Plan]:
    """Searches the catalogue and decides what to read; says how much that is before anything is read.

    Raises:
        InputError: the area, the period or the catalogue cannot be used, nothing fits, or it would be too large.
    """
    _check_period(job.start, job.end)
    months = choosing.parse_months(job.months)
    area = area_of(job.extent, job.extent_crs, job.polygons, job.polygons_layer)
    source = catalogue(job.catalogue, job.collection, job.signing_url)
    yield Progress(0, f"Searching {source.title} from {job.start} to {job.end}.")
    wanted = Wanted(area.bbox, job.start, job.end, job.max_cloud_pct)
    found = yield from alive.at(0.0, search(transport, source.root, source.collection, wanted))
    shares = {item.id: share_of(area, item) for item in found.items}
    scenes = choosing.sift(found.items, months, job.max_cloud_pct, shares)
    choosing.refuse_none(scenes, found.too_cloudy, f"{job.start} to {job.end}", job.max_cloud_pct)
    most = 1 if job.method == "clearest" else job.max_scenes
    dates, rest = choosing.looked_at(choosing.dates_of(scenes, shares), most)
    _mark(rest, "not looked at: enough dates with fewer clouds")
    grid = grid_for(area, shares, (scene.item for day in dates for scene in day.scenes))
    size = _size(dates, most, grid, shares)
    yield Progress(0, fetch_texts.announcement(found, source, dates, grid, size))
    if size > LARGE_BYTES and not job.confirm_large:
        raise InputError(
            f"Expected at most {fetch_texts.amount(LARGE_BYTES)} to read, found up to {fetch_texts.amount(size)} "
            "before compression; choose a smaller area or fewer scenes, or set CONFIRM_LARGE."
        )
    return _Plan(source, area, found, shares, scenes, dates, most, grid)


@contextmanager
def _reader(job: FetchJob, plan: _Plan, transport: Transport) -> Iterator[tuple[BlockReader, PixelReader]]:
    """What reads the blocks of a plan, until the block of code ends.

    Raises:
        InputError: the pixels need keys or an account.
    """
    access = Access(plan.source, transport, job.network)
    assets = (asset for item in plan.items for asset in item.assets.values())
    refused = next(filter(None, map(access.refusal, assets)), "")
    if refused:
        raise InputError(refused)
    with worker_pool(_THREADS) as pool:
        pixels = PixelReader(access, pool)
        try:
            yield BlockReader(plan.grid, access, pixels, job.clouds, plan.area.polygons, plan.area.layer), pixels
        finally:
            pixels.stop()


def _options(job: FetchJob) -> str:
    """The options of a run, for the tags."""
    return f"START={job.start} END={job.end} METHOD={job.method} MAX_CLOUD={job.max_cloud_pct:g} CLOUDS={job.clouds}"


class _Alive:
    """Steps of parts of the job as steps of the whole, with a line at least every ten seconds."""

    def __init__(self) -> None:
        self._remaining = RemainingTime()
        self.pixels: Optional[PixelReader] = None
        """Whose bytes the lines tell, once there are any."""

    def _line(self, share: float) -> str:
        line = self._remaining.line(share)
        return f"{line} {fetch_texts.amount(self.pixels.read_bytes)} read." if line and self.pixels else line

    def at(self, share: float, steps: Generator[str, None, T]) -> Generator[Progress, None, T]:
        """Lines for the log, at a share of the whole."""
        return converted(steps, lambda note: Progress(share, note or self._line(share)))

    def between(self, first: float, last: float, steps: Generator[Progress, None, T]) -> Generator[Progress, None, T]:
        """Progress of a part of the job, as a range of shares of the whole."""
        parts = part_of(steps, first, last)
        return converted(parts, lambda step: Progress(step.share, step.note or self._line(step.share)))


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


def _mark(dates: Sequence[Date], status: str) -> None:
    """Gives the scenes of dates a status where they have none."""
    for scene in (scene for day in dates for scene in day.scenes):
        scene.status = scene.status or status


def _size(dates: Sequence[Date], most: int, grid: Grid, shares: Mapping[str, float]) -> float:
    """Most bytes that are read, before compression: the classes of all dates, the bands of those that are used."""
    pixels = grid.width * grid.height
    of_dates = [pixels * sum(shares[scene.item.id] for scene in day.scenes) for day in dates]
    return _CLASS_BYTES * sum(of_dates) + _BAND_BYTES * sum(sorted(of_dates)[-most:])


def _ranked(dates: Sequence[Date]) -> list[Date]:
    """The dates with clear ground, most of it first."""
    for day in dates:
        if not day.clear_pct:
            _mark([day], "no clear ground in the area")
    return sorted((day for day in dates if day.clear_pct), key=lambda day: (-round(day.clear_pct, 2), day.day))
