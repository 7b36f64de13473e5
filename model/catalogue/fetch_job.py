# SPDX-License-Identifier: GPL-2.0-or-later
"""The job: from an area, a period and a catalogue to one cloud-free scene of ten bands."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Optional, TypeVar

from ..errors import InputError
from ..progress import Progress, RemainingTime, converted, part_of
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..tables.products import SCENE
from . import choosing, fetch_texts
from .access import Access
from .blocks import BlockReader, block_windows
from .choosing import USED, Date, Scene
from .fetch_plan import FetchJob, Plan, plan_scene, refuse_large
from .pixel_reader import PixelReader
from .transport import Transport, UrlTransport, worker_pool

T = TypeVar("T")
_THREADS = 8
# Of the work, by time: little for the classes, much for the bands.
_LOOKED, _DECIDED = 0.15, 0.2


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


def fetch_scene(job: FetchJob) -> Generator[Progress, None, FetchedScene]:
    """Fetch a scene; a generator, so that whoever drives it can show progress and stop.

    Raises:
        InputError: the area, the period or the catalogue cannot be used, nothing fits, or it would be too large.
        OutputError: the scene cannot be written.
    """
    check_outputs({SCENE.key: job.target}, (job.polygons,))
    transport = job.transport or UrlTransport()
    plan = yield from Alive().at(0.0, plan_scene(job, transport))
    yield Progress(0, plan.announcement)
    refuse_large(plan.size, job.confirm_large)
    return (yield from fetch_planned(job, plan, transport))


def fetch_planned(job: FetchJob, plan: Plan, transport: Transport) -> Generator[Progress, None, FetchedScene]:
    """Read what was planned, and write the scene.

    Args:
        job: what to fetch.
        plan: of the job; its scenes get what became of them.
        transport: fetches tokens.

    Raises:
        NoSceneError: no scene has clear ground in the area and can be read.
        InputError: the pixels need keys, an account or a token.
        OutputError: the scene cannot be written.
    """
    alive = Alive()
    with _reader(job, plan, transport) as (blocks, pixels):
        alive.pixels = pixels
        windows = list(block_windows(plan.grid, plan.items, plan.most, job.block_px))
        yield from alive.between(0.0, _LOOKED, blocks.look(plan.dates, windows))
        chosen = yield from alive.between(_LOOKED, _DECIDED, blocks.decide(_ranked(plan.dates), plan.most))
        choosing.mark(plan.dates, "enough dates with fewer clouds in the area")
        if not chosen:
            raise fetch_texts.none_left(plan.scenes)
        yield Progress(_DECIDED, fetch_texts.listing(chosen))
        with staged({SCENE.key: job.target}, {SCENE.key: SCENE}, plan.grid) as files:
            writer = files.rasters[SCENE.key]
            valid_px = yield from alive.between(_DECIDED, 1.0, blocks.compose(chosen, windows, writer))
            # Only now it is known which scenes could be read to the end.
            used = [scene for scene in plan.scenes if scene.status.startswith(USED)]
            if not valid_px or not used:
                raise fetch_texts.none_left(plan.scenes)
            tags = fetch_texts.tags(plan.source, plan.found, used, plan.shares, _options(job))
            writer.add_tags({**tags, **job.tags})
            files.write({}, None)
    valid_pct = 100 * valid_px / blocks.area_px
    read = fetch_texts.amount(pixels.read_bytes)
    yield Progress(1, f"{read} of pixels were read; {valid_pct:.1f} % of the area has a value.")
    days, place = fetch_texts.days(used), fetch_texts.place(used, plan.shares)
    return FetchedScene(job.target, place, fetch_texts.middle(days), days, tuple(plan.scenes), valid_pct)


@contextmanager
def _reader(job: FetchJob, plan: Plan, transport: Transport) -> Iterator[tuple[BlockReader, PixelReader]]:
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


class Alive:
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


def _ranked(dates: Sequence[Date]) -> list[Date]:
    """The dates with clear ground, most of it first."""
    for day in dates:
        if not day.clear_pct:
            choosing.mark([day], "no clear ground in the area")
    return sorted((day for day in dates if day.clear_pct), key=lambda day: (-round(day.clear_pct, 2), day.day))
