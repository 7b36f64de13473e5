# SPDX-License-Identifier: GPL-2.0-or-later
"""Scene, dates and weights come from the tags of a map, and from nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.reports import map_origin

TAGS = {
    "TIFFTAG_SOFTWARE": "HSE & LCZ Mapper 0.1.0",
    "TIFFTAG_DATETIME": "2026:11:28 09:00:00",
    "INPUT": "bordeaux_20171026_10m.tif",
    "INPUT_DATES": "bordeaux_20160504_10m.tif, other.tif",
    "WEIGHTS": "network 0.3.0 (hse_lcz.npz)",
}


def tagged(write_raster, path, tags) -> str:
    source = write_raster(path, np.ones((1, 2, 2), dtype=np.uint8), names=None)
    dataset = gdal.Open(source, gdal.GA_Update)
    dataset.SetMetadata(tags)
    dataset = None
    return source


def test_all_that_the_tags_say(write_raster, tmp_path):
    found = map_origin.read(tagged(write_raster, tmp_path / "lcz.tif", TAGS), "my map")
    assert found.row() == [
        "my map", "bordeaux_20171026_10m.tif", "2016-05-04, 2017-10-26", "network 0.3.0 (hse_lcz.npz)", "2026-11-28",
        "HSE & LCZ Mapper 0.1.0",
    ]  # fmt: skip


def test_a_map_of_another_program_has_no_scene(write_raster, tmp_path):
    found = map_origin.read(tagged(write_raster, tmp_path / "x.tif", {"INPUT": "a_20200101.tif"}))
    assert found.scene == "" and found.dates == ()
    assert found.row()[1:] == ["not recorded"] * 5


def test_a_map_made_of_a_map_carries_the_scene(write_raster, tmp_path):
    found = map_origin.read(tagged(write_raster, tmp_path / "f.tif", {"INPUT": "lcz.tif", "SCENE": "nice_20180309"}))
    assert (found.scene, found.dates) == ("nice_20180309", ("2018-03-09",))


@pytest.mark.parametrize(
    ("tags", "dates"),
    [
        ({"SENSING_DATE": "2022-07-04"}, ("2022-07-04",)),
        ({"PRODUCT_START_TIME": "2022-07-04T10:50:31.024Z", "SCENE": "nice_20180309"}, ("2022-07-04",)),
        ({"SENSING_DATE": "soon", "SCENE": "nice_20180309"}, ("2018-03-09",)),
        ({"SENSING_DATE": "2022-07-04", "INPUT_DATES": "nice_20180309.tif"}, ("2018-03-09", "2022-07-04")),
    ],
)
def test_a_tag_that_names_the_day_counts_before_the_scenes_name(write_raster, tmp_path, tags, dates):
    assert map_origin.read(tagged(write_raster, tmp_path / "lcz.tif", tags)).dates == dates


@pytest.mark.parametrize(
    ("name", "date"),
    [("a_20171026_10m.tif", "2017-10-26"), ("2017-10-26", "2017-10-26"), ("T31TFM_120171026", ""), ("20171332", "")],
)
def test_dates_in_names(name, date):
    assert map_origin.date_in(name) == date
