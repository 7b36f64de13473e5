# SPDX-License-Identifier: GPL-2.0-or-later
"""The job: files in, files out, on series whose truth is known."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from driving import driven, told
from osgeo import gdal

from hse_lcz.model.errors import InputError, OutputError
from hse_lcz.model.series import dates, series_cells, smooth_series
from hse_lcz.model.series.dates import Dated
from hse_lcz.model.series.smooth_series import SmoothJob
from hse_lcz.model.tables import lcz, products

CORNER, CELL = (600000.0, 5200000.0), 100
LOW_PLANTS, BARE_SOIL, OPEN_LOW_RISE, WATER = 14, 16, 6, 17
NAMES = products.LCZ_PROBABILITIES.band_names


def shares(zones: np.ndarray, sure: float = 0.7, seed: int = 0) -> np.ndarray:
    """(17, H, W) bytes as the plugin stores probabilities: the zone's about `sure`, the rest by chance; 0 is nodata."""
    rng = np.random.default_rng(seed)
    others = rng.dirichlet(np.full(17, 0.5), zones.shape).transpose(2, 0, 1) * (1 - sure)
    np.put_along_axis(others, np.maximum(zones, 1)[None].astype(int) - 1, sure, axis=0)
    stored = np.rint(others / others.sum(axis=0) * 250).astype(np.uint8)
    stored[:, zones == 0] = 255
    return stored


@pytest.fixture
def series(tmp_path, write_raster):
    """Function that writes the probabilities of a list of maps: zones by year, offsets of the corner -> members."""

    def write(
        maps: dict[int, np.ndarray], corners: dict[int, tuple[float, float]] | None = None, **more
    ) -> list[Dated]:
        members = []
        for year, zones in maps.items():
            corner = (corners or {}).get(year, CORNER)
            path = write_raster(tmp_path / f"p_{year}.tif", shares(zones, seed=year, **more), names=NAMES, nodata=255,
                                corner=corner, pixel=CELL)  # fmt: skip
            members.append(Dated(path, f"p_{year}", date(year, 6, 1)))
        return members

    return write


def outputs(folder: Path) -> dict[str, str]:
    ends = {"REPORT": "report.html", "TABLE": "table.csv", "FIGURES": "figures.json"}
    return {key: str(folder / end) for key, end in (*ends.items(), *((k, f"{k}.tif") for k in products.SERIES))}


def run(members, folder: Path, **more):
    # The probabilities made here are less sharp than those of maps.
    job = SmoothJob(members, outputs(folder), str(folder / "maps"), **{"sharpness": 3.0, **more})
    found, notes = told(smooth_series.smooth_series(job))
    maps = np.array([gdal.Open(path).ReadAsArray() for path in smooth_series.map_paths(job.maps, members)])
    rasters = {key: gdal.Open(job.outputs[key]).ReadAsArray() for key in products.SERIES}
    return found, notes, maps, rasters


def town(years=range(2018, 2024), side=30) -> dict[int, np.ndarray]:
    """Fields and a lake, and from 2021 on a new quarter of 8 x 8 cells."""
    maps = {}
    for year in years:
        zones = np.full((side, side), LOW_PLANTS, dtype=np.uint8)
        zones[:, :5] = WATER
        if year >= 2021:
            zones[10:18, 12:20] = OPEN_LOW_RISE
        maps[year] = zones
    return maps


def test_a_quarter_is_found_in_the_year_in_which_it_was_built(series, tmp_path):
    truth = town()
    found, _, maps, rasters = run(series(truth), tmp_path / "out")
    np.testing.assert_array_equal(maps, np.array(list(truth.values())))
    quarter = truth[2021] == OPEN_LOW_RISE
    np.testing.assert_array_equal(rasters["CHANGE_YEAR"], np.where(quarter, 2021, 0))
    np.testing.assert_array_equal(rasters["CHANGED_FROM"], np.where(quarter, LOW_PLANTS, 0))
    np.testing.assert_array_equal(rasters["CHANGED_TO"], np.where(quarter, OPEN_LOW_RISE, 0))
    assert rasters["CHANGE_PROBABILITY"][quarter].min() > 95 and rasters["CHANGE_PROBABILITY"][~quarter].max() < 10
    assert found.changes_km2[2, LOW_PLANTS - 1, OPEN_LOW_RISE - 1] == pytest.approx(0.64)
    assert found.changes_km2.sum() == pytest.approx(0.64)
    assert found.moved_km2(False).tolist() == pytest.approx([0, 0, 0.64, 0, 0]) and not found.moved_km2(True).any()
    np.testing.assert_allclose(found.area_km2.sum(axis=1), 9.0)


def test_the_files_say_what_they_are(series, tmp_path):
    members = series(town((2019, 2020)))
    run(members, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out" / "maps").glob("*.tif")) == [
        "lcz_2019-06-01.tif", "lcz_2020-06-01.tif",
    ]  # fmt: skip
    raster = gdal.Open(str(tmp_path / "out" / "maps" / "lcz_2020-06-01.tif"))
    tags, band = raster.GetMetadata(), raster.GetRasterBand(1)
    assert tags["SENSING_DATE"] == "2020-06-01" and tags["INPUT"] == "p_2020.tif"
    assert tags["SERIES"] == "2019-06-01, 2020-06-01" and "RATE=0.01" in tags["OPTIONS"]
    assert band.GetDescription() == "lcz" and band.GetNoDataValue() == 0
    assert band.GetColorTable().GetColorEntry(WATER)[:3] == lcz.ZONES[WATER - 1].rgb
    assert raster.GetGeoTransform() == (CORNER[0], CELL, 0, CORNER[1], 0, -CELL)
    change = gdal.Open(str(tmp_path / "out" / "CHANGE_YEAR.tif"))
    year = change.GetRasterBand(1)
    assert gdal.GetDataTypeName(year.DataType) == "UInt16" and year.GetNoDataValue() == 0
    # A map of the series can be smoothed, compared and named by its date as any other.
    assert dates.day_of(str(tmp_path / "out" / "maps" / "lcz_2020-06-01.tif")) == date(2020, 6, 1)


def test_one_date_keeps_its_map(series, tmp_path):
    zones = np.random.default_rng(0).integers(0, 18, (20, 25)).astype(np.uint8)
    found, _, maps, rasters = run(series({2020: zones}, sure=0.3), tmp_path / "out", rate=None)
    expected = np.where(zones == 0, 0, shares(zones, 0.3, 2020).argmax(axis=0) + 1)
    np.testing.assert_array_equal(maps[0], expected)
    assert not rasters["CHANGE_YEAR"].any()
    assert set(np.unique(rasters["CHANGE_PROBABILITY"])) == {0, 255}
    assert found.rate == 0.01 and not found.rate_was_fitted


def test_identical_dates_give_identical_maps_without_change(series, tmp_path):
    zones = np.random.default_rng(3).integers(1, 18, (20, 20)).astype(np.uint8)
    members = series({2018: zones}, sure=0.4)
    members = [members[0]._replace(day=date(year, 1, 1)) for year in (2018, 2019, 2020)]
    found, notes, maps, rasters = run(members, tmp_path / "out", rate=None)
    np.testing.assert_array_equal(maps, np.repeat(shares(zones, 0.4, 2018).argmax(axis=0)[None] + 1, 3, axis=0))
    assert not rasters["CHANGE_YEAR"].any() and not found.raw_differ_km2.any()
    assert found.rate == pytest.approx(1e-4) and any("0.01 % of the cells" in note for note in notes)


def test_a_cloudy_date_is_no_change(series, tmp_path):
    """A cloud that the mask left makes a date say water or rock, and say it surely."""
    truth = town()
    seen = {**truth, 2019: truth[2019].copy()}
    seen[2019][20:26, 8:25] = WATER
    found, _, maps, rasters = run(series(seen), tmp_path / "out")
    np.testing.assert_array_equal(maps, np.array(list(truth.values())))
    assert found.raw_differ[0] == pytest.approx(6 * 17 / 900) and found.differ[0] == 0
    assert rasters["CHANGE_PROBABILITY"][20:26, 8:25].max() < 20


def test_fields_that_are_bare_at_some_dates_do_not_change(series, tmp_path):
    maps = town(range(2018, 2021))
    maps[2019][20:, 10:] = BARE_SOIL
    _, _, smoothed, rasters = run(series(maps), tmp_path / "out", rate=0.1)
    assert (smoothed[:, 20:, 10:] == LOW_PLANTS).all() and not rasters["CHANGE_YEAR"].any()


def test_a_date_without_data_shows_what_the_others_say(series, tmp_path):
    truth = town()
    seen = {year: zones.copy() for year, zones in truth.items()}
    seen[2019][:, 15:] = 0
    for zones in seen.values():
        zones[28:] = 0
    found, notes, maps, rasters = run(series(seen), tmp_path / "out")
    expected = np.array(list(truth.values()))
    expected[:, 28:] = 0
    np.testing.assert_array_equal(maps, expected)
    assert (rasters["CHANGE_PROBABILITY"][28:] == 255).all() and (rasters["CHANGE_PROBABILITY"][:28] <= 100).all()
    np.testing.assert_allclose(found.filled_km2, [0, 28 * 15 / 100, 0, 0, 0, 0])
    assert sum("p_2019 has no data in 50 % of the area" in note for note in notes) == 1
    assert found.both_km2[0] == pytest.approx(28 * 15 / 100)


def test_other_grids_come_to_that_of_the_first(series, tmp_path):
    """A later raster that is smaller, one that begins elsewhere, one of finer cells."""
    truth = town()
    years = list(truth)
    seen = {years[0]: truth[2018], years[1]: truth[2019][:27, :28], years[2]: truth[2020][3:, 4:]}
    seen[years[3]] = truth[2021].repeat(2, axis=0).repeat(2, axis=1)
    corners = {years[2]: (CORNER[0] + 4 * CELL, CORNER[1] - 3 * CELL)}
    members = series(seen, corners, sure=0.85)
    fine = gdal.Open(members[3].source, gdal.GA_Update)
    fine.SetGeoTransform((CORNER[0], CELL / 2, 0, CORNER[1], 0, -CELL / 2))
    fine = None
    found, notes, maps, _ = run(members, tmp_path / "out")
    np.testing.assert_array_equal(maps, np.array([truth[year] for year in years[:4]]))
    assert found.filled_km2.tolist() == pytest.approx([0, (900 - 27 * 28) / 100, (900 - 27 * 26) / 100, 0])
    assert sum("other cells than the first raster" in note for note in notes) == 3
    assert sum("the mean of those in it" in note for note in notes) == 1


def test_windows_and_portions_of_any_size_give_the_same_files(series, tmp_path, monkeypatch):
    rng = np.random.default_rng(5)
    zones = rng.integers(1, 18, (70, 90)).astype(np.uint8)
    maps = {
        year: np.where(rng.random(zones.shape) < 0.25, rng.integers(0, 18, zones.shape), zones) for year in (1, 2, 3)
    }
    members = series({2015 + 2 * year: part.astype(np.uint8) for year, part in maps.items()}, sure=0.5)
    whole = run(members, tmp_path / "whole", rate=None)
    assert whole[3]["CHANGE_YEAR"].any()
    for name, window, held in (("small", 16, 40_000), ("odd", 37, 250_000)):
        monkeypatch.setattr(smooth_series, "_WINDOW_CELLS", window)
        monkeypatch.setattr(series_cells, "_MODEL_BYTES", held)
        other = run(members, tmp_path / name, rate=None)
        assert other[0].rate == pytest.approx(whole[0].rate, rel=1e-9)
        np.testing.assert_array_equal(other[2], whole[2])
        for key, array in whole[3].items():
            np.testing.assert_array_equal(other[3][key], array, err_msg=key)
        np.testing.assert_allclose(other[0].changes_km2, whole[0].changes_km2, atol=1e-9)


def test_memory_does_not_grow_with_the_map(series, tmp_path):
    peaks = []
    for side in (256, 768):
        zones = np.random.default_rng(0).integers(1, 18, (side, side)).astype(np.uint8)
        members = series({2018: zones})
        members = [members[0]._replace(day=date(year, 1, 1)) for year in range(2010, 2016)]
        tracemalloc.start()
        driven(smooth_series.smooth_series(SmoothJob(members, {}, str(tmp_path / f"maps_{side}"))))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0] < 200e6


def test_the_report_the_table_and_the_figures_agree(series, tmp_path):
    found, *_ = run(series(town()), tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert page.count("data:image/svg+xml") == 2 and page.count("data:image/png") == 3
    assert "2020-06-01 to 2021-06-01" in page and "0.64" in page
    figures = json.loads((tmp_path / "out" / "figures.json").read_text(encoding="utf-8"))
    assert figures["dates"][3] == "2021-06-01" and figures["natural_to_built_km2"] == [0, 0, 0.64, 0, 0]
    rows = (tmp_path / "out" / "table.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 6 and rows[0].startswith("date,name,lcz1_km2") and rows[1].endswith(",0.0,,,")
    np.testing.assert_allclose(figures["area_km2"], found.area_km2, atol=1e-6)


def test_a_run_that_is_stopped_leaves_nothing(series, tmp_path):
    job = SmoothJob(series(town(range(2018, 2020))), outputs(tmp_path / "out"), str(tmp_path / "out" / "maps"))
    steps = smooth_series.smooth_series(job)
    while next(steps).share < 0.5:
        pass
    steps.close()
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rate": 0.0}, "rate of change from 0.01 to 50 percent per year, found 0; choose"),
        ({"rate": float("nan")}, "found nan; choose"),
        ({"sharpness": 0.0}, "sharpness above 0 .* found 0, 0.5 and 0.5; choose"),
        ({"seasonal_share": 1.0}, "found 1.9, 1 and 0.5; choose"),
        ({"neighbours": 1.0}, "found 1.9, 0.5 and 1; choose"),
        ({"outputs": {}, "maps": ""}, "found none; choose at least one"),
    ],
)
def test_settings_out_of_range_are_refused(series, tmp_path, change, sentence):
    given = {"outputs": outputs(tmp_path), "maps": str(tmp_path / "maps"), **change}
    with pytest.raises(InputError, match=sentence):
        driven(smooth_series.smooth_series(SmoothJob(series(town((2018, 2019))), **given)))


def test_rasters_that_cannot_be_used_are_refused(series, tmp_path, write_raster):
    members = series(town((2018, 2019)))
    zones = write_raster(tmp_path / "zones.tif", town((2018,))[2018][None], names=None, corner=CORNER, pixel=CELL)
    far = write_raster(tmp_path / "far.tif", shares(town((2018,))[2018]), names=NAMES, nodata=255, pixel=CELL)
    empty = write_raster(tmp_path / "empty.tif", np.full((17, 9, 9), 255, np.uint8), names=NAMES, nodata=255,
                         corner=CORNER, pixel=CELL)  # fmt: skip
    day = date(2020, 1, 1)
    for wrong, sentence in (
        ([*members, Dated(zones, "zones", day)], "found 1 band of something else in zones; choose LCZ_PROBABILITIES"),
        ([*members, Dated(far, "far", day)], "far shows another one than the first raster; leave it out"),
        ([Dated(empty, "empty", day)], "found none at any date; choose LCZ_PROBABILITIES"),
    ):
        with pytest.raises(InputError, match=sentence):
            driven(smooth_series.smooth_series(SmoothJob(wrong, outputs(tmp_path / "out"))))
    with pytest.raises(InputError, match="is an input already"):
        driven(smooth_series.smooth_series(SmoothJob(members, {"CHANGE_YEAR": members[1].source})))
    with pytest.raises(OutputError):
        driven(smooth_series.smooth_series(SmoothJob(members, {}, str(Path(zones) / "maps"))))
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
