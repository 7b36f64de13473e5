# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps say in their tags which scene they are of; two that are not of one are told apart."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr

from hse_lcz.model.assessment.consistency import ConsistencyJob, find_inconsistency
from hse_lcz.model.lczmap import scene_tags
from hse_lcz.model.lczmap.canopy_job import CanopyJob, map_parameters
from hse_lcz.model.lczmap.districts import DistrictsJob, summarise
from hse_lcz.model.lczmap.smooth_job import FilterJob, filter_map

from ...driving import told

CORNER = (642300.0, 5210700.0)


@pytest.fixture
def write(tmp_path, write_raster):
    """Function that writes a map of a run: file, scene ("" for a map of unknown origin) -> path."""

    def write(file: str, scene: str, percent: bool = False) -> str:
        rng = np.random.default_rng(0)
        cells = rng.uniform(0, 100, (1, 50, 50)).astype(np.float32) if percent else np.full((1, 10, 10), 6, np.uint8)
        path = write_raster(
            tmp_path / file, cells, names=["HSE" if percent else "lcz"], pixel=20 if percent else 100, corner=CORNER
        )
        raster = gdal.Open(path, gdal.GA_Update)
        if scene:
            raster.SetMetadata({"INPUT": scene, "INPUT_BANDS": "by names", "INPUT_RADIOMETRY": "as is"})
        else:
            raster.SetMetadata({"INPUT": "somewhere.tif"})
        raster = None
        return path

    return write


def warnings(steps) -> list[str]:
    return [note for note in told(steps)[1] if "different scenes" in note]


def jobs(zones: str, hse: str, tmp_path) -> list:
    x, y = CORNER
    square = ogr.CreateGeometryFromWkt(f"POLYGON (({x} {y}, {x + 500} {y}, {x + 500} {y - 500}, {x} {y}))")
    wkt = gdal.Open(zones).GetProjection()
    return [
        summarise(DistrictsJob(zones, [bytes(square.ExportToWkb())], wkt, hse)),
        map_parameters(CanopyJob(zones, {"PARAMETERS": str(tmp_path / "p.csv")}, hse=hse)),
        find_inconsistency(ConsistencyJob(zones, hse, {"TABLE": str(tmp_path / "t.csv")})),
    ]


def test_maps_of_two_scenes_are_noticed_wherever_they_meet(write, tmp_path):
    zones, hse = write("lcz.tif", "bordeaux_20171026.tif"), write("hse.tif", "bordeaux_20160812.tif", percent=True)
    for job in jobs(zones, hse, tmp_path):
        (warning,) = warnings(job)
        assert warning.startswith("Warning: ") and "(bordeaux_20171026 and bordeaux_20160812)" in warning


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bordeaux_20171026.tif", "bordeaux_20171026.tif"),
        ("S2A_MSIL2A_20171026T105131_N0206_R051_T30TXQ.SAFE", "S2A_MSIL2A_20171026T105131_N0206_R051_T30TXQ.SAFE.zip"),
        ("S2A_MSIL2A_20171026T105131_N0206_R051_T30TXQ.SAFE", "bordeaux_2017-10-26.tif"),
        ("bordeaux_20171026.tif", ""),
        ("", ""),
    ],
)
def test_maps_of_one_scene_or_of_unknown_ones_are_not(write, tmp_path, one, other):
    for job in jobs(write("lcz.tif", one), write("hse.tif", other, percent=True), tmp_path):
        assert warnings(job) == []


def test_scenes_whose_names_hold_no_day_of_the_calendar_are_different(write, tmp_path):
    """Numbers of eight digits, such as those of orders."""
    for job in jobs(write("lcz.tif", "a_20171926.tif"), write("hse.tif", "b_20171926.tif", percent=True), tmp_path):
        assert len(warnings(job)) == 1


def test_a_filtered_map_remembers_the_scene(write, tmp_path):
    out = str(tmp_path / "filtered.tif")
    told(filter_map(FilterJob(write("lcz.tif", "bordeaux_20171026.tif"), out)))
    tags = gdal.Open(out).GetMetadata()
    assert (tags["INPUT"], scene_tags.scene_of(tags)) == ("lcz.tif", "bordeaux_20171026")
    hse = write("hse.tif", "bordeaux_20160812.tif", percent=True)
    assert "bordeaux_20171026 and bordeaux_20160812" in scene_tags.warn_of_different_scenes(out, hse)[0]
