# SPDX-License-Identifier: GPL-2.0-or-later
"""The two leading zones of cells against sorting them one by one; sub-classes are read back as they are written."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from driving import told
from osgeo import gdal, ogr

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import sub_classes
from hse_lcz.model.lczmap.mixed_job import MixedJob, map_mixed_cells
from hse_lcz.model.tables import lcz, zone_names

LABELS = [f"LCZ {zone.label}" for zone in lcz.ZONES]


@pytest.fixture
def probabilities(write_raster, tmp_path):
    """Function that writes stored probabilities (17, H, W) in steps of 0.004 -> path."""

    def write(stored: np.ndarray) -> str:
        path = write_raster(tmp_path / "p.tif", stored.astype(np.uint8), LABELS, nodata=255, pixel=100)
        dataset = gdal.Open(path, gdal.GA_Update)
        for number in range(1, 18):
            dataset.GetRasterBand(number).SetScale(0.004)
        dataset = None
        return path

    return write


def drawn(seed: int, height: int = 23, width: int = 31) -> np.ndarray:
    """Stored probabilities by chance that add up to 250; some cells without data."""
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.full(17, 0.15), (height, width)).transpose(2, 0, 1)
    stored = np.floor(250 * shares).astype(int)
    largest = stored.argmax(axis=0)[None]
    rest = 250 - stored.sum(axis=0)
    np.put_along_axis(stored, largest, np.take_along_axis(stored, largest, axis=0) + rest, axis=0)
    stored[:, rng.random((height, width)) < 0.1] = 255
    return stored


@pytest.mark.parametrize(("seed", "least"), [(0, 30), (1, 20), (2, 40)])
def test_leading_zones_are_those_of_sorting_each_cell(seed, least, probabilities, tmp_path):
    stored = drawn(seed)
    told(map_mixed_cells(MixedJob(probabilities(stored), {"MIXED": str(tmp_path / "m.tif")}, least)))
    bands = gdal.Open(str(tmp_path / "m.tif")).ReadAsArray()
    kinds = set()
    for row, col in np.ndindex(stored.shape[1:]):
        cell = stored[:, row, col]
        if cell[0] == 255 and cell.min() == 255:
            assert (bands[:, row, col] == 65535).all()
            continue
        ranked = sorted(range(17), key=lambda zone: (-cell[zone], zone))
        first, second = ranked[0] + 1, ranked[1] + 1 if cell[ranked[1]] else 0
        mixed = cell[ranked[1]] / cell.sum() >= least / 100 - 0.002
        expected = [100 * first + (second if mixed else first), first, second]
        assert bands[:3, row, col].tolist() == expected
        assert bands[3, row, col] == pytest.approx(100 * cell[ranked[0]] / 250, abs=0.51)
        kinds.add(bool(mixed))
    assert kinds == {True, False}


def test_regions_cover_the_mixed_cells_once(probabilities, tmp_path):
    stored = drawn(5, 12, 15)
    path = probabilities(stored)
    found, _ = told(map_mixed_cells(MixedJob(path, {"MIXED": str(tmp_path / "m.tif")}, 20, regions=True)))
    bands = gdal.Open(str(tmp_path / "m.tif")).ReadAsArray().astype(int)
    mixed = (bands[0] != 65535) & (bands[0] != 101 * bands[1])
    assert sum(region.cells for region in found.regions) == mixed.sum() == found.figures.mixed_cells
    seen = np.zeros(mixed.shape, dtype=int)
    left, dx, _, top, _, dy = gdal.Open(path).GetGeoTransform()
    for region in found.regions:
        shape = ogr.CreateGeometryFromWkb(region.wkb)
        assert shape.GetArea() == pytest.approx(region.cells * 1e4)
        inside = np.zeros(mixed.shape, dtype=bool)
        for row, col in np.ndindex(mixed.shape):
            point = ogr.CreateGeometryFromWkt(f"POINT ({left + (col + 0.5) * dx} {top + (row + 0.5) * dy})")
            inside[row, col] = shape.Contains(point)
        assert (bands[0][inside] == region.number).all()
        assert region.first_pct == pytest.approx(bands[3][inside].mean())
        assert region.second_pct == pytest.approx(bands[4][inside].mean())
        seen += inside
    np.testing.assert_array_equal(seen, mixed)


def test_every_label_is_read_back_as_its_leading_zone():
    for first in range(1, 18):
        for second in range(1, 18):
            text = f"LCZ {sub_classes.label(100 * first + second)}"
            read = zone_names.read(text)
            assert (read.zone, read.sub_class) == (first, first != second), text


def test_colours_of_sub_classes_lie_nearer_to_the_leading_zone():
    for first, second in ((6, 5), (5, 6), (6, 14), (2, 17)):
        rgb, one, other = (np.array(row.rgb) for row in map(sub_classes.sub_class, (100 * first + second, 101 * first,
                                                                                    101 * second)))  # fmt: skip
        assert np.abs(rgb - one).sum() < np.abs(rgb - other).sum()
        assert np.abs(rgb - one).sum() > 0


def test_table_and_page_tell_the_same(probabilities, tmp_path):
    outputs = {"TABLE": str(tmp_path / "t.csv"), "REPORT": str(tmp_path / "r.html")}
    found, lines = told(map_mixed_cells(MixedJob(probabilities(drawn(3)), outputs, 25)))
    rows = list(csv.DictReader((tmp_path / "t.csv").open(encoding="utf-8")))
    mixed = [row for row in rows if row["second"]]
    assert sum(int(row["cells"]) for row in mixed) == found.figures.mixed_cells
    assert sum(float(row["area_km2"]) for row in rows) == pytest.approx(found.figures.cells.sum() / 100)
    assert all("_" in row["subclass"] for row in mixed)
    assert f"{found.figures.mixed_cells} of {found.figures.cells.sum()} cells are mixed." in lines
    assert mixed[0]["subclass"] in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("least", "source", "sentence"),
    [(0, None, "Expected a minimum share above 0 and up to 50 %"), (60, None, "found 60; choose one"),
     (30, "lcz", "Expected a raster with the probability of each zone, 17 bands, found 1 band")],
)  # fmt: skip
def test_wrong_inputs_are_refused(least, source, sentence, probabilities, write_raster, tmp_path):
    path = probabilities(drawn(0))
    if source:
        path = write_raster(tmp_path / "lcz.tif", np.full((1, 5, 5), 3, np.uint8), ["lcz"], pixel=100)
    with pytest.raises(InputError, match=sentence):
        told(map_mixed_cells(MixedJob(path, {"MIXED": str(tmp_path / "m.tif")}, least)))
    assert not (tmp_path / "m.tif").exists()
