# SPDX-License-Identifier: GPL-2.0-or-later
"""One scene for each period of a series, all on one grid, kept in a folder.

    plan      each period without a scene in the folder: search, choose dates     (`fetch_plan`)
    decide    one grid for all; the size of all that will be read
    fetch     one period after the other                                          (`fetch_job`)

A scene that the folder holds already, fetched by the same request, is not fetched again: a run that was stopped, or to
which a year is added, fetches only what is missing, on the grid of what is there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple, Optional

from osgeo import gdal

from ..progress import Progress, part_of
from ..raster.grid import Grid, same_grid
from ..raster.io import gdal_errors, open_raster
from .area import outlines
from .choosing import NoSceneError
from .fetch_job import Alive, fetch_planned
from .fetch_plan import FetchJob, Plan, on_one_grid, plan_scene, refuse_large
from .fetch_texts import amount
from .periods import Period
from .transport import Transport, UrlTransport

# A series of one date shows no change.
_FEWEST = 2
# The tag that says which request a scene answers.
_ASKED = "SERIES_PERIOD"
# So many periods without a scene are named in an error; the log names all.
_LISTED = 3
# So many days after its last one a catalogue should hold all scenes of a period.
_DELIVERED_DAYS = 7


@dataclass(frozen=True)
class PeriodsJob:
    """What to fetch and where to; plain values but for the transport."""

    fetching: FetchJob
    """How the scene of each period is fetched; its target, days and tags are those of the period."""
    periods: Sequence[Period]
    """In order."""
    folder: str
    """In which the scenes are kept, called scene_2017.tif."""


class PeriodScene(NamedTuple):
    """The scene of one period."""

    period: Period
    source: str
    place: str
    """The tile of the military grid in which most of the area lies, "" where no scene names it."""
    day: date
    """The day in the middle of those used."""


class FetchedPeriods(NamedTuple):
    """What a job made."""

    scenes: tuple[PeriodScene, ...]
    fetched: int
    """Scenes that were fetched; the folder held the others already."""
    left_out: Mapping[str, str]
    """Why a period has no scene, by the period's name."""


def scene_path(folder: str, period: Period) -> str:
    """The path of the scene of a period."""
    return str(Path(folder) / f"scene_{period.year}.tif")


def fetch_periods(job: PeriodsJob) -> Generator[Progress, None, FetchedPeriods]:
    """Fetch the scenes of several periods; can be closed early and then leaves the scenes that are complete.

    Raises:
        InputError: the area, a period or the catalogue cannot be used, fewer than two periods have a scene, or it would
            be too large.
        OutputError: a scene cannot be written.
    """
    transport = job.fetching.transport or UrlTransport()
    wanted = _wanted(job.fetching)
    asked = {period: _request(wanted, period) for period in job.periods}
    kept, grid = _kept(job, asked)
    plans: dict[Period, Plan] = {}
    left_out: dict[str, NoSceneError] = {}
    alive = Alive()
    for period in job.periods:
        if period in kept:
            yield Progress(0, f"{period.name}: the folder holds the scene already, {kept[period].source}.")
            continue
        one = replace(job.fetching, start=period.start, end=period.end)
        try:
            plans[period] = yield from alive.at(0.0, plan_scene(one, transport))
            yield Progress(0, f"{period.name}: {plans[period].announcement}")
        except NoSceneError as error:
            left_out[period.name] = error
            yield Progress(0, f"Warning: {period.name} is left out: found {error.found}.")
    _refuse_few(len(kept) + len(plans), left_out)
    plans = dict(zip(plans, on_one_grid(plans.values(), grid)))
    if plans:
        size = sum(plan.size for plan in plans.values())
        yield Progress(
            0, f"{len(plans)} of {len(job.periods)} periods to fetch: up to {amount(size)} of pixels will be read for "
            "all of them (before compression)."
        )  # fmt: skip
        refuse_large(size, job.fetching.confirm_large)
    fetched = 0
    for number, (period, plan) in enumerate(plans.items()):
        path = scene_path(job.folder, period)
        one = replace(job.fetching, start=period.start, end=period.end, target=path, tags={_ASKED: asked[period]})
        try:
            yield from _fetched(one, plan, transport, period, number / len(plans), (number + 1) / len(plans))
        except NoSceneError as error:
            left_out[period.name] = error
            yield Progress((number + 1) / len(plans), f"Warning: {period.name} is left out: found {error.found}.")
            continue
        kept[period] = _described(period, open_raster(path))
        fetched += 1
    _refuse_few(len(kept), left_out)
    scenes = tuple(kept[period] for period in job.periods if period in kept)
    return FetchedPeriods(scenes, fetched, {name: error.found for name, error in left_out.items()})


def _fetched(
    job: FetchJob, plan: Plan, transport: Transport, period: Period, begin: float, end: float
) -> Generator[Progress, None, None]:
    """Fetches one period, as a part of the whole; the lines of the log begin with its name."""
    yield Progress(begin, f"{period.name}: fetching {len(plan.items)} scenes or fewer.")
    found = yield from part_of(fetch_planned(job, plan, transport), begin, end)
    failed = [scene.item.id for scene in found.scenes if scene.status.startswith(("cannot be used", "used in part"))]
    if failed:
        yield Progress(
            end, f"Warning: {period.name} was made without {', '.join(failed)}, wholly or in part; delete "
            f"{job.target} and start again to fetch it again."
        )  # fmt: skip


def _refuse_few(count: int, left_out: Mapping[str, NoSceneError]) -> None:
    """Nothing where a series is left.

    Raises:
        NoSceneError: there are fewer than two scenes; says why the first periods were left out.
    """
    if count >= _FEWEST:
        return
    listed = [f"{name}: {error.found}" for name, error in left_out.items()]
    more = [f"and {len(listed) - _LISTED} more"] if len(listed) > _LISTED else []
    raise NoSceneError(
        f"scenes in at least {_FEWEST} periods",
        f"them in {count or 'none'} of {count + len(left_out)} ({'; '.join([*listed[:_LISTED], *more])})",
        next(iter(left_out.values())).remedy,
    )


def _kept(job: PeriodsJob, asked: Mapping[Period, str]) -> tuple[dict[Period, PeriodScene], Optional[Grid]]:
    """The scenes that the folder holds already, all of one grid, and that grid; None where it holds none."""
    kept: dict[Period, PeriodScene] = {}
    grid: Optional[Grid] = None
    for period in job.periods:
        path = scene_path(job.folder, period)
        dataset = None
        with gdal_errors(quiet=True):
            dataset = gdal.OpenEx(path, gdal.OF_RASTER) if Path(path).is_file() else None
        if dataset is None or dataset.GetMetadataItem(_ASKED) != asked[period] or not _is_final(dataset, period):
            continue
        size = dataset.RasterXSize, dataset.RasterYSize
        found = Grid(*size, tuple(dataset.GetGeoTransform()), dataset.GetProjection())
        grid = found if grid is None else grid
        if same_grid(found, grid):
            kept[period] = _described(period, dataset)
    return kept, grid


def _is_final(dataset: gdal.Dataset, period: Period) -> bool:
    """Whether a scene was fetched today, or when the catalogue could hold all scenes of its period."""
    fetched = date.fromisoformat(dataset.GetMetadataItem("TIFFTAG_DATETIME")[: len("2026-11-28")].replace(":", "-"))
    today = datetime.now(timezone.utc).date()
    return fetched >= min(today, date.fromisoformat(period.end) + timedelta(days=_DELIVERED_DAYS))


def _described(period: Period, scene: gdal.Dataset) -> PeriodScene:
    """A scene of the folder, with what its tags say."""
    tags = scene.GetMetadata()
    return PeriodScene(period, scene.GetDescription(), tags.get("PLACE", ""), date.fromisoformat(tags["SENSING_DATE"]))


def _wanted(job: FetchJob) -> list[object]:
    """What is asked for in every period; not the version, as an update should not read gigabytes again."""
    area = job.area
    return [
        job.source.root, job.source.collection, area.box, area.box_crs, outlines(area), job.max_cloud_pct, job.months,
        job.method, job.max_scenes, job.clouds,
    ]  # fmt: skip


def _request(wanted: Sequence[object], period: Period) -> str:
    """Identifies what is asked for in one period."""
    return hashlib.sha256(json.dumps([period.start, period.end, *wanted]).encode()).hexdigest()
