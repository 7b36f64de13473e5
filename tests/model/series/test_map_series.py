# SPDX-License-Identifier: GPL-2.0-or-later
"""Several scenes mapped with the same weights and smoothed; what is there already is not mapped again."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from driving import driven, told
from osgeo import gdal

from hse_lcz.model.errors import InputError, OutputError
from hse_lcz.model.heights.height_raster import RasterReading
from hse_lcz.model.heights.sources import HeightSource
from hse_lcz.model.mapping.map_scene import MapJob
from hse_lcz.model.series.dates import Dated
from hse_lcz.model.series.map_series import SeriesJob, map_series, probability_paths
from hse_lcz.model.series.smooth_series import SmoothJob, map_paths

CORNER = (640000.0, 5210000.0)


@pytest.fixture
def scenes(tmp_path, write_raster, patchwork) -> list[Dated]:
    """Three dates: the whole, one that lacks the north and begins elsewhere on other cells, one that is smaller."""
    bands = patchwork(height=120, width=150)
    members = []
    for year, part, corner in (
        (2019, bands, CORNER),
        (2020, bands[:, 43:, 20:], (CORNER[0] + 200, CORNER[1] - 430)),
        (2021, bands[:, :113, :147], CORNER),
    ):
        path = write_raster(tmp_path / f"town_{year}0601.tif", part, nodata=0, corner=corner)
        members.append(Dated(path, f"town_{year}0601", date(year, 6, 1)))
    return members


def job_of(scenes, folder: Path, weights: str, **mapping) -> SeriesJob:
    maps = MapJob("", {}, weights=weights, device="cpu", **mapping)
    return SeriesJob(scenes, str(folder / "kept"), maps, SmoothJob((), {}, str(folder / "maps")))


def read(paths) -> np.ndarray:
    return np.array([gdal.Open(path).ReadAsArray() for path in paths])


def test_all_dates_lie_on_the_cells_of_the_first(scenes, small_weights, tmp_path):
    job = job_of(scenes, tmp_path / "out", small_weights)
    summary, notes = told(map_series(job))
    assert (summary.mapped, summary.kept) == (3, 0)
    probabilities = read(probability_paths(job.probabilities, scenes))
    assert probabilities.shape == (3, 17, 12, 15)
    known = probabilities[:, 0] != 255
    assert known[0].all() and not known[1, :4].any() and not known[1, :, :2].any() and known[1, 5:, 2:].all()
    maps = read(map_paths(job.smoothing.maps, scenes))
    assert maps.shape == (3, 12, 15) and (maps > 0).all()
    assert summary.series.filled_km2[1] == pytest.approx((~known[1]).sum() / 100)
    tags = gdal.Open(map_paths(job.smoothing.maps, scenes)[1]).GetMetadata()
    assert tags["SENSING_DATE"] == "2020-06-01" and tags["SCENE"] == "town_20200601"
    assert sum("mapping town_" in note for note in notes) == 3


def test_weights_that_read_radar_are_refused(scenes, radar_weights, tmp_path):
    with pytest.raises(InputError, match="Expected weights that read Sentinel-2 alone"):
        told(map_series(job_of(scenes, tmp_path / "out", radar_weights)))
    assert not list((tmp_path / "out").rglob("*.tif"))


def stopped(job: SeriesJob, at: str) -> None:
    steps = map_series(job)
    for step in steps:
        if at in step.note:
            break
    steps.close()


def test_a_stopped_run_maps_only_what_is_missing(scenes, small_weights, tmp_path):
    job = job_of(scenes, tmp_path / "out", small_weights)
    stopped(job, "2021-06-01: mapping")
    paths = probability_paths(job.probabilities, scenes)
    assert [os.path.exists(path) for path in paths] == [True, True, False]
    assert not os.path.exists(job.smoothing.maps)
    before = [os.stat(path).st_mtime_ns for path in paths[:2]]
    summary, notes = told(map_series(job))
    assert (summary.mapped, summary.kept) == (1, 2)
    assert [os.stat(path).st_mtime_ns for path in paths[:2]] == before
    assert sum("holds the probabilities" in note for note in notes) == 2
    resumed = read(map_paths(job.smoothing.maps, scenes))
    whole = job_of(scenes, tmp_path / "whole", small_weights)
    driven(map_series(whole))
    np.testing.assert_array_equal(resumed, read(map_paths(whole.smoothing.maps, scenes)))
    assert driven(map_series(job))[0].kept == 3


def test_what_was_made_otherwise_is_mapped_again(scenes, small_weights, tmp_path, write_raster):
    job = job_of(scenes[:2], tmp_path / "out", small_weights)
    driven(map_series(job))
    assert driven(map_series(replace(job, mapping=replace(job.mapping, orientations=2))))[0].mapped == 2
    assert driven(map_series(replace(job, mapping=replace(job.mapping, lcz_cell_size_m=60))))[0].mapped == 2
    assert driven(map_series(replace(job, mapping=replace(job.mapping, lcz_cell_size_m=60))))[0].mapped == 0
    assert (
        driven(map_series(replace(job, mapping=replace(job.mapping, weights=None, lcz_cell_size_m=60))))[0].mapped == 2
    )
    fast = replace(job, mapping=replace(job.mapping, precision="fast"))
    assert [driven(map_series(fast))[0].mapped for _ in range(2)] == [2, 0]
    storeys = write_raster(
        tmp_path / "heights.tif", np.full((1, 12, 15), 20, np.float32), None, pixel=100, corner=CORNER
    )
    refined = replace(job, mapping=replace(job.mapping, heights=HeightSource(storeys, RasterReading())))
    assert [driven(map_series(refined))[0].mapped for _ in range(2)] == [2, 0]
    driven(map_series(replace(job, mapping=replace(job.mapping, weights=None, lcz_cell_size_m=60))))
    changed = gdal.Open(scenes[1].source, gdal.GA_Update)
    changed.GetRasterBand(1).WriteArray(np.full((5, 5), 700))
    changed = None
    os.utime(scenes[1].source, ns=(1, 1))
    again = replace(job, mapping=replace(job.mapping, weights=None, lcz_cell_size_m=60))
    assert driven(map_series(again))[0].mapped == 1
    # A file of that name which is no map, or a map that says nothing of itself, is made anew.
    Path(probability_paths(job.probabilities, scenes)[0]).write_bytes(b"not a raster")
    assert driven(map_series(again))[0].mapped == 1


def test_what_cannot_work_is_refused_before_the_first_scene_is_mapped(scenes, small_weights, tmp_path, write_raster):
    job = job_of(scenes, tmp_path / "out", small_weights)
    wrong = (
        (replace(job, scenes=[]), InputError, "at least one scene, found none"),
        (replace(job, mapping=replace(job.mapping, lcz_cell_size_m=90)), InputError, "multiple of 20 m"),
        (replace(job, smoothing=replace(job.smoothing, rate=2)), InputError, "percent per year, found 200"),
        (replace(job, smoothing=replace(job.smoothing, maps="")), InputError, "found none; choose at least one"),
        (replace(job, probabilities=scenes[0].source), OutputError, "cannot be written"),
    )
    for one, kind, sentence in wrong:
        with pytest.raises(kind, match=sentence):
            driven(map_series(one))
    assert not (tmp_path / "out").exists()


def test_a_scene_of_another_place_is_named(scenes, small_weights, tmp_path, write_raster, patchwork):
    far = write_raster(tmp_path / "far_20230601.tif", patchwork(height=60, width=60), nodata=0, corner=(0.0, 100.0))
    job = job_of([*scenes[:1], Dated(far, "far", date(2023, 6, 1))], tmp_path / "out", small_weights)
    with pytest.raises(InputError, match="^Expected scenes of one place, found .*far_20230601.tif elsewhere"):
        driven(map_series(job))
    assert not os.path.exists(job.smoothing.maps)
