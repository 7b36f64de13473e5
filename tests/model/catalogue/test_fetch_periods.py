# SPDX-License-Identifier: GPL-2.0-or-later
"""A scene of each period: seasons, one grid in two UTM zones, what is kept and what is fetched again."""

from __future__ import annotations

import shutil
from datetime import date

import numpy as np
import pytest
from driving import driven, told
from hypothesis import given
from hypothesis import strategies as st
from osgeo import gdal

from hse_lcz.model.catalogue.choosing import parse_months
from hse_lcz.model.catalogue.fetch_job import FetchJob
from hse_lcz.model.catalogue.fetch_periods import PeriodsJob, fetch_periods
from hse_lcz.model.catalogue.periods import yearly
from hse_lcz.model.errors import OutputError
from hse_lcz.model.raster import crs

from ...stac_server import Shot, publish, serving

# Near 6 degrees east, where the UTM zones 31 and 32 meet.
WEST, EAST, SIZE = 32631, 32632, 96
CORNER = (736000.0, 5000040.0)
# Scenes by year: two in the west's zone, then one a year in the east's.
ZONES = {2018: (WEST, WEST), 2019: (EAST,), 2020: (EAST,), 2021: (EAST,)}
EXTENT = (CORNER[0] + 305, CORNER[1] - 595, CORNER[0] + 595, CORNER[1] - 305)


@pytest.fixture(scope="module")
def published(patchwork, tmp_path_factory):
    there = crs.transformed([list(CORNER)], f"EPSG:{WEST}", f"EPSG:{EAST}")[0]
    corners = {WEST: CORNER, EAST: tuple(float(np.round(number / 20) * 20) for number in there)}
    bands = patchwork(seed=4, height=SIZE, width=SIZE)
    clear = np.full((SIZE // 2, SIZE // 2), 4, dtype=np.uint8)
    with serving(tmp_path_factory.mktemp("catalogue")) as server:
        for year, zones in ZONES.items():
            for number, zone in enumerate(zones):
                shot = Shot(
                    f"S2A_{zone}_{year}071{number}_0_L2A", f"{year}-07-1{number}T10:36:00Z", bands[[0, 1, 2, 6]],
                    bands[[3, 4, 5, 7, 8, 9], ::2, ::2], clear, corners[zone], zone,
                    properties={"s2:processing_baseline": "03.01"},
                )  # fmt: skip
                server.items.append(publish(shot, server.folder, server.href))
        yield server


@pytest.fixture
def server(published):
    return published.reset()


def job(server, folder, last: int, **more) -> PeriodsJob:
    plain = {"extent": EXTENT, "extent_crs": f"EPSG:{WEST}", "catalogue": server.url, "months": "6-8"}
    return PeriodsJob(FetchJob("", "", "", **{**plain, **more}), yearly(2018, last, "6-8"), str(folder))


def grids(folder) -> dict[str, tuple]:
    rasters = {path.name: gdal.Open(str(path)) for path in sorted(folder.glob("*.tif"))}
    return {
        name: (raster.GetGeoTransform(), raster.RasterXSize, raster.RasterYSize, raster.GetProjection())
        for name, raster in rasters.items()
    }


def zone(folder) -> str:
    (grid,) = set(grids(folder).values())
    return crs.parsed(grid[-1]).GetAuthorityCode(None)


def test_all_periods_lie_on_one_grid_that_of_what_is_there(server, tmp_path):
    found, _ = told(fetch_periods(job(server, tmp_path / "again", 2021)))
    assert (found.fetched, zone(tmp_path / "again")) == (4, str(EAST))
    assert [scene.day for scene in found.scenes] == [
        date(2018, 7, 10),
        *(date(year, 7, 10) for year in range(2019, 2022)),
    ]
    told(fetch_periods(job(server, tmp_path / "added", 2019)))
    assert zone(tmp_path / "added") == str(WEST)
    found, notes = told(fetch_periods(job(server, tmp_path / "added", 2021)))
    assert (found.fetched, zone(tmp_path / "added")) == (2, str(WEST))
    assert any(note.startswith("2018: the folder holds the scene already") for note in notes)
    assert any(note.startswith("2 of 4 periods to fetch: up to ") for note in notes)


@pytest.mark.parametrize(("fetched", "count"), [("2018:08:15", 1), ("2018:09:06", 1), ("2018:09:07", 0)])
def test_a_season_that_was_not_over_is_fetched_anew(server, tmp_path, fetched, count):
    told(fetch_periods(job(server, tmp_path, 2019)))
    raster = gdal.Open(str(tmp_path / "scene_2018.tif"), gdal.GA_Update)
    raster.SetMetadataItem("TIFFTAG_DATETIME", f"{fetched} 12:00:00")
    raster = None
    assert told(fetch_periods(job(server, tmp_path, 2019)))[0].fetched == count


@pytest.mark.parametrize(
    "change",
    [{"max_cloud_pct": 20.0}, {"clouds": "keep"}, {"method": "clearest"}, {"extent": (*EXTENT[:3], EXTENT[3] + 40)}],
)
def test_another_request_is_fetched_anew_on_its_own_grid(server, tmp_path, change):
    told(fetch_periods(job(server, tmp_path, 2019)))
    assert told(fetch_periods(job(server, tmp_path, 2019, **change)))[0].fetched == 2
    assert len(set(grids(tmp_path).values())) == 1


def test_scenes_of_other_grids_in_the_folder_are_fetched_anew(server, tmp_path):
    """Copied together from two runs: they answer the same request, but lie on the cells of two zones."""
    told(fetch_periods(job(server, tmp_path / "west", 2019)))
    told(fetch_periods(job(server, tmp_path / "east", 2021)))
    shutil.copy(tmp_path / "east" / "scene_2019.tif", tmp_path / "west")
    assert told(fetch_periods(job(server, tmp_path / "west", 2019)))[0].fetched == 1
    assert zone(tmp_path / "west") == str(WEST)


def test_a_full_disk_leaves_nothing_half_written(server, tmp_path):
    """No file may grow beyond 2 kB while it runs: the kernel refuses the rest as on a full disk."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, limits[1]))
    try:
        with pytest.raises(OutputError, match="Sentinel-2 scene could not be written .*free some disk space"):
            driven(fetch_periods(job(server, tmp_path, 2019)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


@given(st.sets(st.integers(1, 12), min_size=1), st.integers(2015, 2030))
def test_a_season_holds_its_months_and_no_other_year(months, year):
    """From its first to its last day it has each of its months once, and it is as short as can be."""
    text = ", ".join(map(str, months))
    first, second = yearly(year, year + 1, text)
    start, end = date.fromisoformat(first.start), date.fromisoformat(first.end)
    count = 12 * (end.year - start.year) + end.month - start.month + 1
    seen = [(start.month + number - 1) % 12 + 1 for number in range(count)]
    assert months == parse_months(text) <= set(seen) and len(seen) == len(set(seen)) <= 12
    assert {start.month, end.month} <= months and start.year == first.year == year
    assert len(seen) == 1 + min(max((month - begin) % 12 for month in months) for begin in months)
    assert second.start > first.end and second.start == first.start.replace(str(year), str(year + 1))


@pytest.mark.parametrize(
    ("months", "start", "end"),
    [("", "2019-01-01", "2019-12-31"), ("6-9", "2019-06-01", "2019-09-30"), ("12-2", "2019-12-01", "2020-02-29"),
     ("3, 9", "2019-03-01", "2019-09-30"), ("7", "2019-07-01", "2019-07-31")],
)  # fmt: skip
def test_seasons(months, start, end):
    assert yearly(2019, 2020, months)[0][2:] == (start, end)
