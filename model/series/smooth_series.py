# SPDX-License-Identifier: GPL-2.0-or-later
"""Smooths a series of LCZ maps in time: probabilities of several dates in, maps that agree with each other out.

Each cell is a hidden Markov model (`hidden_markov`). What a date says is in `likelihood`, what may become what in
`zone_change`, and what the cells around it add in `neighbours`. The maps show the sequence of zones that is the most
probable as a whole.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from ..errors import InputError
from ..lczmap import scene_tags
from ..progress import Progress, RemainingTime
from ..raster import provenance
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.geotiff import RasterFile
from ..raster.grid import walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..tables import products
from . import likelihood, neighbours, series_report, zone_change
from .dates import Dated, gaps_years
from .hidden_markov import Chain
from .probability_series import ProbabilitySeries
from .series_cells import Evidence, read_cells, stored
from .series_counts import Counts
from .series_figures import ZONES, Series

# Side of the windows that are read and written: a multiple of the tiles of our rasters.
_WINDOW_CELLS = 256
# About so many cells, at equal distances, tell the rate of change.
_SAMPLED_CELLS = 40_000
# Shares of the work that are done after the fit of the rate, and when all windows are written.
_FITTING_SHARE, _WRITTEN_SHARE = 0.2, 0.98


@dataclass(frozen=True)
class SmoothJob:
    """Inputs, settings and outputs of the smoothing of a series; plain values, so that any process can take it."""

    members: Sequence[Dated]
    """Probability rasters with their days, in order. The maps lie on the cells of the first."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by REPORT (HTML), TABLE (CSV), FIGURES (JSON) and `products.SERIES` (GeoTIFF)."""
    maps: str = ""
    """Folder of the LCZ maps, which are called lcz_2017-10-26.tif; "" for none."""
    rate: Optional[float] = zone_change.RATE
    """Changes of a cell in a year, up to `zone_change.HIGHEST_RATE`; None fits it to the series."""
    sharpness: float = likelihood.SHARPNESS
    """Power to which the probabilities are raised."""
    seasonal_share: float = likelihood.SEASONAL_SHARE
    """Share by which low plants (D) and bare soil (F) are taken for each other, 0..1."""
    neighbours: float = neighbours.TRUST
    """Probability that a cell changes as its neighbours do, 0..1; 0 for cells on their own."""

    @property
    def evidence(self) -> Evidence:
        """The settings by which probabilities become likelihoods."""
        return Evidence(self.sharpness, self.seasonal_share, self.neighbours)


def map_paths(folder: str, members: Sequence[Dated]) -> list[str]:
    """The path of the LCZ map of each date; none without a folder."""
    return [str(Path(folder) / f"lcz_{member.day}.tif") for member in members] if folder else []


def targets(job: SmoothJob) -> dict[str, str]:
    """The path of each file that a job writes, by its name."""
    return {**job.outputs, **{f"MAPS {path}": path for path in map_paths(job.maps, job.members)}}


def smooth_series(job: SmoothJob) -> Generator[Progress, None, Series]:
    """Smooth a series; a generator that can be closed early and then leaves no file.

    Raises:
        InputError: a raster cannot be used, or a setting is out of its range.
        OutputError: a file cannot be written.
    """
    check(job)
    days = [member.day for member in job.members]
    yield Progress(0, f"{len(days)} dates: {', '.join(map(str, days))}.")
    with limited_gdal_cache():
        series = ProbabilitySeries(job.members)
        yield from (Progress(0, note) for note in series.notes)
        gaps, rate = gaps_years(days), job.rate
        if rate is None and gaps:
            rate = yield from _fitted(series, job, gaps)
        rate = zone_change.RATE if rate is None else rate
        chain = zone_change.chain(gaps, rate)
        counts = Counts(series.grid, job.members)
        maps = dict(zip(map_paths(job.maps, job.members), range(len(days))))
        rasters = {**products.SERIES, **{f"MAPS {path}": products.LCZ for path in maps}}
        with staged(targets(job), rasters, series.grid, _tags(job, rate)) as files:
            for path, date in maps.items():
                files.rasters[f"MAPS {path}"].add_tags(_map_tags(job.members[date]))
            yield from _write(series, job, chain, counts, files.rasters)
            if not counts.cells:
                raise InputError(
                    f"Expected probabilities in {job.members[0].name}, found none at any date; choose "
                    "LCZ_PROBABILITIES of the runs that made the maps."
                )
            figures = counts.figures(rate, job.rate is None and bool(gaps))
            yield from (Progress(1, note) for note in figures.notes)
            files.write(series_report.MAKERS, figures)
    return figures


def check(job: SmoothJob) -> None:
    """Refuse settings out of range, and outputs that cannot be written.

    Raises:
        InputError: see there.
        OutputError: see there.
    """
    if job.rate is not None and not zone_change.LOWEST_RATE <= job.rate <= zone_change.HIGHEST_RATE:
        low, high = 100 * zone_change.LOWEST_RATE, 100 * zone_change.HIGHEST_RATE
        raise InputError(
            f"Expected a rate of change from {low:g} to {high:g} percent per year, found {100 * job.rate:g}; choose "
            "one that lies between."
        )
    shares = job.seasonal_share, job.neighbours
    if not 0 < job.sharpness <= 10 or not all(0 <= share < 1 for share in shares):
        raise InputError(
            f"Expected a sharpness above 0 and at most 10, a seasonal share and a support by neighbours from 0 to "
            f"below 1, found {job.sharpness:g}, {shares[0]:g} and {shares[1]:g}; choose others."
        )
    output_names = [
        *series_report.MAKERS,
        *products.SERIES,
        *(f"MAPS {path}" for path in map_paths(job.maps, job.members)),
    ]
    check_outputs(targets(job), [member.source for member in job.members], output_names, at_least_one=True)


def _fitted(
    series: ProbabilitySeries, job: SmoothJob, gaps: Sequence[float]
) -> Generator[Progress, None, Optional[float]]:
    """The rate of change of a sample of cells; None where no cell has data."""
    yield Progress(0, "Fitting the rate of change.")
    grid, remaining = series.grid, RemainingTime()
    every = max(1, int(np.ceil(np.sqrt(grid.width * grid.height / _SAMPLED_CELLS))))
    parts = []
    windows = list(walk(Window(0, 0, grid.width, grid.height), _WINDOW_CELLS))
    for done, window in enumerate(windows, start=1):
        rows, cols = (slice(-first % every, None, every) for first in (window.row, window.col))
        dates = [series.read(window, date)[:, rows, cols].reshape(ZONES, -1) for date in range(len(job.members))]
        known = np.any([date.sum(axis=0) > 0 for date in dates], axis=0)
        parts.append(job.evidence.of_dates(np.array(dates)[:, :, known]))
        share = _FITTING_SHARE * (done / len(windows))
        yield Progress(share, remaining.line(share))
    sample = np.concatenate(parts, axis=2)
    if not sample.shape[2]:
        return None
    rate = zone_change.RATE
    for better in zone_change.fit_rate(sample, gaps):
        rate = better
        yield Progress(_FITTING_SHARE, remaining.line(_FITTING_SHARE))
    yield Progress(_FITTING_SHARE, f"Rate of change: {100 * rate:.2g} % of the cells per year.")
    return rate


def _write(
    series: ProbabilitySeries, job: SmoothJob, chain: Chain, counts: Counts, files: Mapping[str, RasterFile]
) -> Generator[Progress, None, None]:
    """Writes all rasters window by window, and counts."""
    start = 0.0 if job.rate is not None else _FITTING_SHARE
    remaining = RemainingTime()
    grid, years = series.grid, np.array([0, *(member.day.year for member in job.members[1:])], dtype=np.uint16)
    windows = list(walk(Window(0, 0, grid.width, grid.height), _WINDOW_CELLS))
    maps = [f"MAPS {path}" for path in map_paths(job.maps, job.members)]
    for done, window in enumerate(windows, start=1):
        cells = read_cells(series, len(job.members), chain, job.evidence, window)
        counts.add(window, cells)
        for key, raster in files.items():
            array = cells.zones[maps.index(key)] if key in maps else stored(key, cells, years)
            raster.write(array, window.col, window.row)
            if window.col + window.width == grid.width:
                raster.flush()
        share = start + (_WRITTEN_SHARE - start) * (done / len(windows))
        yield Progress(share, remaining.line(share))


def _tags(job: SmoothJob, rate: float) -> dict[str, str]:
    """Tags on the origin of the rasters."""
    return provenance.tags(
        job.members[0].source,
        f"RATE={rate:.4g} SHARPNESS={job.sharpness:g} SEASONAL_SHARE={job.seasonal_share:g} "
        f"NEIGHBOURS={job.neighbours:g}",
        SERIES=", ".join(str(member.day) for member in job.members),
    )


def _map_tags(member: Dated) -> dict[str, str]:
    """Tags of the map of one date."""
    return {
        "INPUT": os.path.basename(member.source),
        "SENSING_DATE": str(member.day),
        **scene_tags.carried(member.source),
    }
