# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps each scene of a series with the same weights, keeps the probabilities, and smooths the series in time.

A scene whose probabilities lie in the folder already, made of the same file by the same weights and settings, is not
mapped again: a run that was stopped, or to which a year is added, maps only what is missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Optional

from osgeo import gdal

from ..errors import InputError
from ..mapping.loaded_network import LoadedNetwork
from ..mapping.map_scene import MapJob, identity, lcz_cell_px, map_city
from ..network.weights import Weights, check_optical
from ..progress import Progress, part_of
from ..raster.grid import Grid
from ..raster.io import gdal_errors
from ..raster.output_checks import check_outputs
from ..scene.scene import Scene
from ..tables import products
from . import smooth_series
from .dates import Dated
from .series_figures import Series
from .smooth_series import SmoothJob

# Share of the work that is done when all scenes are mapped.
_MAPPING_SHARE = 0.95
# The tag that says of what, and how, the probabilities of a scene were made.
_MADE_OF = "SERIES_SCENE"


@dataclass(frozen=True)
class SeriesJob:
    """What to map and how to smooth it; plain values, so that any process can take it."""

    scenes: Sequence[Dated]
    """What `MapJob.source` takes, with its days, in order. All are mapped on the pixels of the first."""
    probabilities: str
    """Folder in which the probabilities of each scene are kept, called probabilities_2017-10-26.tif."""
    mapping: MapJob
    """How each scene is mapped; its source, outputs, grid and tags are those of the series."""
    smoothing: SmoothJob
    """How the series is smoothed; its members are those of the series."""


class SeriesSummary(NamedTuple):
    """What a job found."""

    series: Series
    mapped: int
    """Scenes that were mapped."""
    kept: int
    """Scenes whose probabilities the folder held already."""


def probability_paths(folder: str, scenes: Sequence[Dated]) -> list[str]:
    """The path of the probabilities of each scene."""
    return [str(Path(folder) / f"probabilities_{scene.day}.tif") for scene in scenes]


def members(job: SeriesJob) -> list[Dated]:
    """The members of the series that is smoothed: the probabilities of each scene."""
    paths = probability_paths(job.probabilities, job.scenes)
    return [Dated(path, scene.name, scene.day) for path, scene in zip(paths, job.scenes)]


def map_series(job: SeriesJob) -> Generator[Progress, None, SeriesSummary]:
    """Map a series of scenes; a generator that can be closed early and then leaves the scenes that are complete.

    Raises:
        InputError: a scene cannot be used, or the weights read radar.
        WeightsError: the weights file does not fit.
        OutputError: a file cannot be written.
    """
    if not job.scenes:
        raise InputError("Expected at least one scene, found none; choose the scenes of your years, the oldest first.")
    check(job)
    kept = members(job)
    yield Progress(0, f"{len(kept)} scenes: {', '.join(str(scene.day) for scene in job.scenes)}.")
    with Scene(job.scenes[0].source, job.mapping.reading) as first:
        grid = first.grid
    mapped = yield from _map(job, kept, grid)
    series = yield from part_of(smooth_series.smooth_series(replace(job.smoothing, members=kept)), _MAPPING_SHARE, 1.0)
    return SeriesSummary(series, mapped, len(kept) - mapped)


def _map(job: SeriesJob, kept: Sequence[Dated], grid: Grid) -> Generator[Progress, None, int]:
    """Maps the scenes whose probabilities are not there yet, by one network; how many these were.

    Args:
        job: what to map.
        kept: where the probabilities of each scene are kept.
        grid: of the first scene.
    """
    mapped = 0
    with LoadedNetwork(job.mapping.weights, job.mapping.device) as network:
        # One radar layer is of one time, and would hide what changed between the dates.
        check_optical(network.weights.config, network.weights.path)
        for place, (scene, target) in enumerate(zip(job.scenes, kept)):
            start, end = (_MAPPING_SHARE * (number / len(kept)) for number in (place, place + 1))
            one = replace(
                job.mapping, source=scene.source, outputs={products.LCZ_PROBABILITIES.key: target.source}, grid=grid
            )
            made_of = _made_of(one, network.weights)
            if _tag(target.source) == made_of:
                yield Progress(start, f"{scene.day}: the folder holds the probabilities of {scene.name} already.")
                continue
            yield Progress(start, f"{scene.day}: mapping {scene.name} ({place + 1} of {len(kept)}).")
            tagged = replace(one, tags={"SENSING_DATE": str(scene.day), _MADE_OF: made_of})
            yield from part_of(map_city(tagged, network), start, end)
            mapped += 1
    return mapped


def check(job: SeriesJob) -> None:
    """Refuse, before any work, settings out of range, and outputs that are taken or cannot be written.

    Raises:
        InputError: see above.
        OutputError: see above.
    """
    smoothing = replace(job.smoothing, members=members(job))
    lcz_cell_px(job.mapping.lcz_cell_size_m)
    smooth_series.check(smoothing)
    files = {f"PROBABILITIES {path}": path for path in probability_paths(job.probabilities, job.scenes)}
    inputs = [*(scene.source for scene in job.scenes), job.mapping.reading.mask, job.mapping.weights]
    check_outputs({**smooth_series.targets(smoothing), **files}, inputs)


def _made_of(job: MapJob, model: Weights) -> str:
    """Identifies all that the probabilities of a scene depend on."""
    made_of = {**identity(job, model), "extent": [job.extent, job.extent_crs], "precision": job.precision}
    return hashlib.sha256(json.dumps(made_of, sort_keys=True, default=str).encode()).hexdigest()


def _tag(path: str) -> Optional[str]:
    """Of what the probabilities in a file were made; None where there is no such file, or it does not say."""
    dataset = None
    with gdal_errors():
        dataset = gdal.OpenEx(path, gdal.OF_RASTER) if Path(path).is_file() else None
    return None if dataset is None else dataset.GetMetadataItem(_MADE_OF)
