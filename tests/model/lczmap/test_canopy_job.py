# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters and tables of parameters: looked up, expected under probabilities, measured where HSE is given."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.canopy_job import CanopyJob, map_parameters
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.tables import code_schemes, lcz, urban_canopy

from ...driving import driven, told

ZONES = np.array([[1, 6, 0], [17, 11, 10]], dtype=np.uint8)


@pytest.fixture
def write(write_raster, tmp_path):
    def make(bands: np.ndarray, file="map.tif", **more) -> str:
        return write_raster(tmp_path / file, bands, **{"names": None, "pixel": 100, **more})

    return make


def run(job: CanopyJob):
    return driven(map_parameters(job))[0]


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("statistic", "heights"),
    [
        ("minimum", [[25, 3, -9999], [-9999, 3, 5]]),
        ("middle", [[50, 6.5, -9999], [-9999, 16.5, 10]]),
        ("maximum", [[75, 10, -9999], [-9999, 30, 15]]),
    ],
)
def test_each_cell_has_its_zones_number(write, tmp_path, statistic, heights):
    out = str(tmp_path / "ucp.tif")
    source = write(code_schemes.encode(ZONES, code_schemes.SCHEMES["hundreds"])[None])
    summary = run(CanopyJob(source, {"CANOPY": out}, ("sky_view_factor", "height_m"), statistic))
    raster = gdal.Open(out)
    assert [raster.GetRasterBand(number).GetDescription() for number in (1, 2)] == ["sky_view_factor", "height_m"]
    assert [raster.GetRasterBand(number).GetUnitType() for number in (1, 2)] == ["", "m"]
    assert raster.GetRasterBand(1).GetNoDataValue() == -9999
    assert raster.GetGeoTransform() == gdal.Open(source).GetGeoTransform()
    np.testing.assert_array_equal(raster.GetRasterBand(2).ReadAsArray(), heights)
    known = [value for row in heights for value in row if value != -9999]
    assert summary.means["height_m"] == pytest.approx(np.mean(known))


def expected(shares: np.ndarray, key: str) -> float:
    """By hand, for one cell."""
    pairs = [
        (share, urban_canopy.value(urban_canopy.PARAMETERS[key], zone, "middle"))
        for share, zone in zip(shares, lcz.ZONES)
    ]
    known = [(share, value) for share, value in pairs if not math.isnan(value)]
    weight = sum(share for share, _ in known)
    return sum(share * value for share, value in known) / weight if weight >= 0.5 * shares.sum() else -9999


def test_the_expectation_weighs_with_probabilities(write, tmp_path):
    rng = np.random.default_rng(2)
    shares = rng.dirichlet(np.full(17, 0.3), ZONES.shape).transpose(2, 0, 1).astype(np.float32)
    shares[:, 0, 0] = 0
    shares[[10, 5], 0, 0] = 0.7, 0.3  # dense trees, whose admittance is not known
    shares[:, 1, 0] = 0
    shares[[16, 0], 1, 0] = 0.5, 0.5  # water has no height
    out = str(tmp_path / "ucp.tif")
    keys = ("height_m", "admittance", "albedo")
    run(CanopyJob(write(ZONES[None]), {"CANOPY": out}, keys, "expectation", write(shares, "p.tif")))
    bands = gdal.Open(out).ReadAsArray()
    for key, band in zip(keys, bands):
        for row, col in np.ndindex(ZONES.shape):
            value = expected(shares[:, row, col].astype(float), key) if ZONES[row, col] else -9999
            assert band[row, col] == pytest.approx(value, rel=1e-5), (key, row, col)
    assert bands[1, 0, 0] == -9999
    assert bands[0, 1, 0] == 50


def test_certain_probabilities_give_the_middle(write, tmp_path):
    zones = np.tile(np.arange(1, 18, dtype=np.uint8), (2, 1))
    certain = (np.arange(1, 18)[:, None, None] == zones).astype(np.uint8) * 250
    probabilities = write(certain, "p.tif", nodata=255)
    raster = gdal.Open(probabilities, gdal.GA_Update)
    for number in range(1, 18):
        raster.GetRasterBand(number).SetScale(0.004)
    raster = None
    outputs = [str(tmp_path / name) for name in ("a.tif", "b.tif")]
    source = write(zones[None])
    run(CanopyJob(source, {"CANOPY": outputs[0]}, statistic="expectation", probabilities=probabilities))
    run(CanopyJob(source, {"CANOPY": outputs[1]}))
    np.testing.assert_allclose(*(gdal.Open(path).ReadAsArray() for path in outputs), rtol=1e-6)


def test_imperviousness_is_measured_where_hse_is_given(write, tmp_path):
    hse = np.arange(10 * 15, dtype=np.float32).reshape(1, 10, 15) / 2
    hse[:, 5:, 10:] = -9999  # the cell of zone 10
    measured = write(hse, "hse.tif", pixel=20, nodata=-9999)
    out = str(tmp_path / "ucp.tif")
    job = CanopyJob(write(ZONES[None]), {"CANOPY": out, "PARAMETERS": str(tmp_path / "p.csv")},
                    ("albedo", "imperviousness_pct"), hse=measured)  # fmt: skip
    summary = run(job)
    bands = gdal.Open(out).ReadAsArray()
    means = hse[0].reshape(2, 5, 3, 5).mean(axis=(1, 3))
    assert bands[1].tolist() == [
        [pytest.approx(means[0, 0]), pytest.approx(means[0, 1]), -9999],
        [pytest.approx(means[1, 0]), pytest.approx(means[1, 1]), 70],
    ]
    assert bands[0, 0, 0] == np.float32(0.15)
    assert summary.hse_mean_pct[5] == pytest.approx(means[0, 1])
    assert math.isnan(summary.hse_mean_pct[9])
    table = rows(tmp_path / "p.csv")
    assert float(table[5]["hse_mean_pct"]) == pytest.approx(means[0, 1], abs=1e-4)
    assert table[9]["hse_mean_pct"] == ""


def test_the_table_of_all_parameters(write, tmp_path):
    run(CanopyJob(write(ZONES[None]), {"PARAMETERS": str(tmp_path / "p.csv")}))
    table = rows(tmp_path / "p.csv")
    assert [row["code"] for row in table] == [str(zone.code) for zone in lcz.ZONES]
    assert [row["cells"] for row in table] == [str(np.count_nonzero(zone.code == ZONES)) for zone in lcz.ZONES]
    assert float(table[0]["share_pct"]) == 20
    for zone, row in zip(lcz.ZONES, table):
        for key, parameter in urban_canopy.PARAMETERS.items():
            for statistic in urban_canopy.STATISTICS:
                value = urban_canopy.value(parameter, zone, statistic)
                assert (
                    row[f"{key}_{statistic}"] == "" if math.isnan(value) else float(row[f"{key}_{statistic}"]) == value
                )


COVERS = ("Paved", "Buildings", "EvergreenTrees", "DeciduousTrees", "Grass", "BareSoil", "Water")


def test_the_table_for_suews(write, tmp_path):
    run(CanopyJob(write(ZONES[None]), {"SUEWS": str(tmp_path / "s.csv")}))
    table = rows(tmp_path / "s.csv")
    assert [int(row["code"]) for row in table] == [*range(1, 11), *range(101, 108)]
    for row in table:
        assert sum(float(row[cover]) for cover in COVERS) == pytest.approx(1, abs=1e-5)
        assert row["pai"] == row["Buildings"]
    by_label = {row["lcz"]: row for row in table}
    # LCZ 2 by hand: middles 40 % paved, 55 % buildings, 10 % pervious.
    assert float(by_label["2"]["Buildings"]) == pytest.approx(55 / 105, abs=1e-6)
    assert float(by_label["2"]["Grass"]) == pytest.approx(10 / 105, abs=1e-6)
    # Streets 14 m, houses 22 m wide and 17.5 m high on nine tenths of the surface.
    assert float(by_label["2"]["fai"]) == pytest.approx(0.9 * 2 * 17.5 / 36, abs=1e-6)
    assert [by_label[label][cover] for label, cover in (("A", "DeciduousTrees"), ("D", "Grass"), ("G", "Water"))] == [
        "1.0", "1.0", "1.0",
    ]  # fmt: skip
    assert float(by_label["E"]["Paved"]) == 0.95


def test_the_table_for_wrf(write, tmp_path):
    run(CanopyJob(write(ZONES[None]), {"URBPARM": str(tmp_path / "u.csv")}))
    table = rows(tmp_path / "u.csv")
    assert [row["category"] for row in table] == [str(number) for number in range(1, 12)]
    assert [row["WRF_4.4"] for row in table] == [str(number) for number in range(31, 42)]
    assert [row["WRF_4.5"] for row in table] == [str(number) for number in range(51, 62)]
    assert table[10]["lcz"] == "E"
    assert (table[10]["ROOF_WIDTH"], table[10]["ROAD_WIDTH"]) == ("", "")
    assert (float(table[4]["ROOF_WIDTH"]), float(table[4]["ROAD_WIDTH"])) == (26.25, 35)
    assert float(table[4]["LB_URB2D"]) == pytest.approx(float(table[4]["LP_URB2D"]) + float(table[4]["LF_URB2D"]))


def test_blocks_do_not_show(write, tmp_path, monkeypatch):
    zones = np.random.default_rng(0).integers(0, 18, (19, 23)).astype(np.uint8)
    hse = np.random.default_rng(1).uniform(0, 100, (1, 95, 115)).astype(np.float32)
    source, measured = write(zones[None]), write(hse, "hse.tif", pixel=20)
    outputs = [str(tmp_path / name) for name in ("a.tif", "b.tif")]
    run(CanopyJob(source, {"CANOPY": outputs[0]}, hse=measured))
    blocks = ZoneMap.blocks
    monkeypatch.setattr(ZoneMap, "blocks", lambda self, side: blocks(self, 7))
    run(CanopyJob(source, {"CANOPY": outputs[1]}, hse=measured))
    np.testing.assert_allclose(*(gdal.Open(path).ReadAsArray() for path in outputs), rtol=1e-6)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outputs": {}}, "^Expected outputs among CANOPY, PARAMETERS, SUEWS, URBPARM, found none"),
        ({"outputs": {"LCZ": "x.tif"}}, "found LCZ"),
        ({"parameters": ()}, "^Expected parameters among .* found none"),
        ({"parameters": ("height",)}, "found height;"),
        ({"statistic": "mean"}, "^Expected a statistic among minimum, middle, maximum, expectation, found 'mean'"),
        ({"statistic": "expectation"}, "^Expected the probabilities of the zones for the expectation, found none"),
        ({"statistic": "expectation", "probabilities": "other grid"}, "^Expected the probabilities on the cells"),
        ({"statistic": "expectation", "probabilities": "map"}, "^Expected 17 bands of probabilities, found 1"),
        ({"statistic": "expectation", "probabilities": "percent"}, "^Expected probabilities from 0 to 1, found"),
        ({"hse": "elsewhere"}, "^Expected two maps of the same area"),
        ({"hse": "metres"}, "^Expected the HSE map in percent"),
        ({"outputs": {"CANOPY": "{map}"}}, "^Expected a file of its own for CANOPY, found .* which is an input"),
        ({"hse": "metres", "outputs": {"CANOPY": "{metres}"}}, "^Expected a file of its own for CANOPY"),
    ],
)
def test_wrong_jobs_leave_no_file(write, tmp_path, change, words):
    made = {
        "map": write(ZONES[None]),
        "other grid": write(np.full((17, 3, 3), 0.05, np.float32), "a.tif"),
        "percent": write(np.full((17, 2, 3), 5, np.uint8), "b.tif"),
        "elsewhere": write(np.full((1, 9, 9), 5, np.uint8), "c.tif", corner=(0, 0)),
        "metres": write(np.full((1, 9, 9), 500, np.float32), "d.tif"),
    }
    job = {"source": made["map"], "outputs": {"CANOPY": str(tmp_path / "out.tif")}, **change}
    job["outputs"] = {key: path.format(**made) for key, path in job["outputs"].items()}
    job.update({key: made[job[key]] for key in ("probabilities", "hse") if key in change})
    with pytest.raises(InputError, match=words):
        run(CanopyJob(**job))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tif", "b.tif", "c.tif", "d.tif", "map.tif"]


def test_a_map_without_zones_and_cells_without_probabilities_are_told(write, tmp_path):
    shares = np.full((17, *ZONES.shape), 1 / 17, np.float32)
    shares[:, 0, 0] = 0
    outputs = {"CANOPY": str(tmp_path / "ucp.tif")}
    job = CanopyJob(write(ZONES[None]), outputs, ("albedo",), "expectation", write(shares, "p.tif"))
    notes = told(map_parameters(job))[1]
    assert [note for note in notes if f"1 of {np.count_nonzero(ZONES)} cells have a zone without" in note]
    notes = told(map_parameters(CanopyJob(write(0 * ZONES[None], names=["lcz"], nodata=0), outputs)))[1]
    assert [note for note in notes if note.startswith("Warning: the map has no cell with a zone")]


def test_probabilities_of_another_map_are_told(write, tmp_path):
    zones = np.tile(np.arange(1, 18, dtype=np.uint8), (2, 1))
    certain = (np.arange(1, 18)[:, None, None] == zones).astype(np.float32)
    outputs = {"CANOPY": str(tmp_path / "ucp.tif")}
    for shift, count in ((0, 0), (3, 1)):
        source = write(np.roll(zones, shift, axis=1)[None], f"z{shift}.tif")
        job = CanopyJob(source, outputs, ("albedo",), "expectation", write(certain, "p.tif"))
        notes = told(map_parameters(job))[1]
        assert len([note for note in notes if "favour another zone than the map in 34 of 34 cells" in note]) == count
