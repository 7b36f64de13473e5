# SPDX-License-Identifier: GPL-2.0-or-later
"""From an area, several years and a catalogue to maps that agree with each other.

The scene of each period is fetched on one grid, mapped by the same weights, and the series is smoothed. Scenes and
probabilities are kept in one folder, so that a stopped run is resumed, and a year can be added without fetching or
mapping the others again.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..catalogue.fetch_periods import FetchedPeriods, PeriodScene, PeriodsJob, fetch_periods, scene_path
from ..catalogue.periods import Period
from ..mapping.map_scene import MapJob
from ..network import weights
from ..progress import Progress, part_of
from ..raster.output_checks import check_outputs
from . import map_series
from .dates import Dated
from .map_series import SeriesJob, SeriesSummary
from .smooth_series import SmoothJob

# Share of the work that is done when all scenes are fetched.
_FETCHING_SHARE = 0.4


@dataclass(frozen=True)
class PeriodSeriesJob:
    """Settings for fetching, mapping and smoothing a series; plain values but for the transport."""

    periods: PeriodsJob
    """The periods to fetch; the probabilities are kept in its folder, too."""
    mapping: MapJob
    """Settings of the mapping of each scene; source, outputs, grid and tags are replaced by those of the series."""
    smoothing: SmoothJob
    """Settings of the smoothing; its members are replaced by those of the series."""

    def series(self, scenes: Sequence[Dated]) -> SeriesJob:
        """The job that maps and smooths the fetched scenes."""
        return SeriesJob(scenes, self.periods.folder, self.mapping, self.smoothing)


class PeriodSeriesSummary(NamedTuple):
    """The results of a `PeriodSeriesJob`."""

    scenes: tuple[Dated, ...]
    """The scenes of the periods that have one, in order."""
    fetched: int
    """Scenes that were fetched."""
    left_out: Mapping[str, str]
    """Why a period has no scene, by the period's name."""
    mapped: SeriesSummary


def expected_scenes(folder: str, periods: Sequence[Period]) -> list[Dated]:
    """The scenes of periods as far as they are known before they are fetched: each with the last day of its period."""
    return [Dated(scene_path(folder, period), period.name, date.fromisoformat(period.end)) for period in periods]


def map_periods(job: PeriodSeriesJob) -> Generator[Progress, None, PeriodSeriesSummary]:
    """Fetch and map a series; can be closed early and then leaves the scenes and probabilities that are complete.

    Raises:
        InputError: the area, a period or the catalogue cannot be used, fewer than two periods have a scene, or a
            setting is out of its range.
        WeightsError: the weights file does not fit.
        OutputError: a file cannot be written.
    """
    expected = expected_scenes(job.periods.folder, job.periods.periods)
    reading = job.mapping.reading
    check_outputs(
        {f"SCENE {scene.name}": scene.source for scene in expected},
        (job.periods.fetching.polygons, reading.mask, job.mapping.weights),
    )
    # What would end the run after an hour of reading is seen before.
    map_series.check(job.series(expected))
    weights.load(job.mapping.weights)
    fetched: FetchedPeriods = yield from part_of(fetch_periods(job.periods), 0.0, _FETCHING_SHARE)
    scenes = tuple(_dated(scene) for scene in fetched.scenes)
    mapped = yield from part_of(map_series.map_series(job.series(scenes)), _FETCHING_SHARE, 1.0)
    return PeriodSeriesSummary(scenes, fetched.fetched, fetched.left_out, mapped)


def _dated(scene: PeriodScene) -> Dated:
    """The scene of a period as a member of a series, called by its place and day."""
    return Dated(scene.source, f"{scene.place or 'scene'} {scene.day}", scene.day)
