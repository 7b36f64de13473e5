# SPDX-License-Identifier: GPL-2.0-or-later
"""The settings as shipped, on a simulated town that grows and on two real dates of a place where nothing changed."""

from __future__ import annotations

from datetime import date

import numpy as np
from driving import driven
from osgeo import gdal

from hse_lcz.bench import growing_town
from hse_lcz.bench.growing_town import Town
from hse_lcz.bench.series import HELD_OUT
from hse_lcz.model.engines.select import choose_engine
from hse_lcz.model.mapping.map_scene import MapJob
from hse_lcz.model.network import weights
from hse_lcz.model.scene.vrt_stack import stack
from hse_lcz.model.series.dates import Dated
from hse_lcz.model.series.map_series import SeriesJob, map_series, probability_paths
from hse_lcz.model.series.smooth_series import SmoothJob, map_paths
from hse_lcz.model.training.validate import map_probabilities


def test_a_new_district_is_found_in_its_year_and_nothing_else_changes():
    town = Town(1, 8, 3)  # 0.85 where each cell is on its own
    grown = growing_town.grow(town)
    with choose_engine("cpu", weights.load(None)) as engine:
        dates = np.array([map_probabilities(engine, scene) for scene in grown.scenes])
    found = growing_town.figures(town, grown.district, dates)
    assert found["f1"] >= 0.9
    assert found["else_changed"] <= 0.01 < found["else_changed_before"]


def test_two_dates_of_one_place_agree(data, tmp_path):
    """Bordeaux, in spring and in autumn: more than half of the cells differ before."""
    scenes = []
    for day in (date(2016, 5, 4), date(2017, 10, 26)):
        stem = f"bordeaux_{day:%Y%m%d}"
        files = [str(data / "scenes" / f"{stem}_{pixel}m.tif") for pixel in (10, 20)]
        scenes.append(Dated(stack(files, str(tmp_path / f"{stem}.vrt")), stem, day))
    mapping = MapJob("", {}, weights=str(HELD_OUT), device="cpu")
    job = SeriesJob(scenes, str(tmp_path / "kept"), mapping, SmoothJob((), {}, str(tmp_path / "maps")))
    summary, _ = driven(map_series(job))
    raw = [gdal.Open(path).ReadAsArray() for path in probability_paths(job.probabilities, scenes)]
    known = (raw[0][0] != 255) & (raw[1][0] != 255)
    before = np.mean((raw[0].argmax(axis=0) != raw[1].argmax(axis=0))[known])
    first, second = (gdal.Open(path).ReadAsArray() for path in map_paths(job.smoothing.maps, scenes))
    after = np.mean((first != second)[known])
    assert before > 1 / 3 and after < 1 / 12
    assert abs(summary.series.raw_differ[0] - before) < 1e-9
