# SPDX-License-Identifier: GPL-2.0-or-later
"""An HSE map against rasters of every grid: the same ground gives the same figures, and the error map is the error."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.assessment.hse_accuracy import HseAccuracyJob, assess_hse
from hse_lcz.model.errors import InputError

from ...driving import told

CORNER = (500000, 5300000)


def run(**job):
    return told(assess_hse(HseAccuracyJob(**{"outputs": {}, **job})))


@pytest.fixture
def percent(write_raster, tmp_path):
    """Function that writes a raster of one band: name, values, cell size -> path."""

    def write(name, values, pixel=20, **more) -> str:
        array = np.asarray(values)
        array = array if array.dtype in (np.uint8, np.uint16, np.float32) else array.astype(np.float32)
        return write_raster(
            tmp_path / name, array[None], **{"names": None, "pixel": pixel, "corner": CORNER, "nodata": None, **more}
        )

    return write


@pytest.fixture
def truth():
    return np.random.default_rng(3).uniform(0, 100, (30, 40)).astype(np.float32)


def test_one_grid_by_hand(percent, truth):
    learn = pytest.importorskip("sklearn.metrics")
    mapped = np.clip(truth * 0.9 + 8, 0, 100)
    mapped[3, 4:9] = -9999
    found, notes = run(source=percent("m.tif", mapped, nodata=-9999), reference=percent("r.tif", truth))
    both = mapped >= 0
    assert found.figures.n == both.sum() == 1195
    assert found.figures.mae == pytest.approx(np.abs(mapped - truth)[both].mean(), rel=1e-5)
    assert found.figures.r2 == pytest.approx(learn.r2_score(truth[both], mapped[both]), rel=1e-5)
    assert found.figures.iou == pytest.approx(learn.jaccard_score(truth[both] >= 50, mapped[both] >= 50))
    assert (found.coarser, found.cell_m) == ("map", 20)
    assert any("40 x 30 cells of 20 m" in note for note in notes)


@pytest.mark.parametrize("finer", ["map", "reference"])
def test_the_finer_is_averaged_to_the_coarser(percent, truth, finer):
    coarse = truth.reshape(6, 5, 8, 5).mean(axis=(1, 3))
    shifted = np.clip(coarse + np.linspace(-9, 9, 48).reshape(6, 8), 0, 100)
    fine, other = percent("fine.tif", truth), percent("coarse.tif", shifted, pixel=100)
    source, reference = (fine, other) if finer == "map" else (other, fine)
    found, _ = run(source=source, reference=reference)
    sign = 1 if finer == "reference" else -1
    assert found.figures.n == 48 and found.cell_m == 100
    assert found.coarser == ("reference" if finer == "map" else "map")
    assert found.figures.bias == pytest.approx(sign * (shifted - coarse).mean(), abs=1e-4)
    assert found.figures.mae == pytest.approx(np.abs(shifted - coarse).mean(), rel=1e-4)


def test_cells_that_are_cut_count_by_their_area(percent, truth):
    """A reference of 70 m on another corner: by the brute force of tiny cells."""
    reference = np.random.default_rng(1).uniform(0, 100, (6, 8)).astype(np.float32)
    left, top = CORNER[0] + 33, CORNER[1] - 21
    found, _ = run(source=percent("m.tif", truth), reference=percent("r.tif", reference, 70, corner=(left, top)))
    fine = truth.repeat(20, axis=0).repeat(20, axis=1)  # cells of 1 m
    expected = fine[21 : 21 + 420, 33 : 33 + 560].reshape(6, 70, 8, 70).mean(axis=(1, 3))
    assert found.figures.n == 48
    assert found.figures.mae == pytest.approx(np.abs(expected - reference).mean(), rel=1e-4)


@pytest.mark.parametrize(
    ("make", "unit"),
    [
        (lambda t: (t >= 50).astype(np.uint8), "binary"),
        (lambda t: np.where(t >= 50, 255, 0).astype(np.uint8), "binary"),
        (lambda t: (t / 100).astype(np.float32), "fraction"),
        (lambda t: np.rint(t).astype(np.uint8), "percent"),
    ],
)
def test_references_of_every_kind(percent, truth, make, unit):
    found, _ = run(source=percent("m.tif", truth), reference=percent("r.tif", make(truth)))
    assert found.units[1].startswith(unit)
    assert found.figures.f1 == pytest.approx(1, abs=0.02)
    if unit == "fraction":
        assert found.figures.mae == pytest.approx(0, abs=1e-4)


def test_a_settlement_mask_of_zeros_and_numbers_when_the_user_says_so(percent, truth):
    reference = percent("r.tif", np.where(truth >= 50, 3, 0).astype(np.uint8))
    found, _ = run(source=percent("m.tif", truth), reference=reference, reference_unit="binary")
    assert found.figures.f1 == 1


def test_the_error_map_is_map_minus_reference(percent, truth, tmp_path):
    mapped = np.clip(truth + 5, 0, 100)
    mapped[0, 0] = -9999
    path = str(tmp_path / "error.tif")
    reference = percent("r.tif", truth[5:25, 10:30], corner=(CORNER[0] + 200, CORNER[1] - 100))
    run(source=percent("m.tif", mapped, nodata=-9999), reference=reference, outputs={"HSE_ERROR": path})
    file = gdal.Open(path)
    assert file.GetGeoTransform() == (CORNER[0] + 200, 20, 0, CORNER[1] - 100, 0, -20)
    assert file.GetRasterBand(1).GetNoDataValue() == -9999
    np.testing.assert_allclose(file.ReadAsArray(), (mapped - truth)[5:25, 10:30], atol=1e-4)
    assert (file.GetMetadataItem("INPUT"), file.GetMetadataItem("REFERENCE")) == ("m.tif", "r.tif")
    assert "HSE & LCZ Mapper" in file.GetMetadataItem("TIFFTAG_SOFTWARE")


def test_figures_by_zone(percent, truth, write_raster, tmp_path):
    codes = np.random.default_rng(5).choice([0, 3, 14], (6, 8)).astype(np.uint8)
    zones = write_raster(tmp_path / "z.tif", codes[None], names=("lcz",), pixel=100, corner=CORNER)
    mapped = np.clip(truth + 3, 0, 100)
    found, _ = run(source=percent("m.tif", mapped), reference=percent("r.tif", truth), zones=zones)
    assert set(found.by_zone) == {3, 14}
    for code, figures in found.by_zone.items():
        here = codes.repeat(5, axis=0).repeat(5, axis=1) == code
        assert figures.n == here.sum()
        assert figures.bias == pytest.approx((mapped - truth)[here].mean(), abs=1e-4)


def test_a_reference_in_another_crs_gives_nearly_the_same_figures(percent, tmp_path):
    y, x = np.mgrid[0:120, 0:160]
    truth = (50 + 45 * np.sin(x / 9) * np.cos(y / 11)).astype(np.float32)
    source = percent("m.tif", truth)
    reference = percent("r.tif", np.clip(truth * 0.9 + 3, 0, 100), 20)
    here, _ = run(source=source, reference=reference)
    gdal.Warp(
        str(tmp_path / "w.tif"),
        reference,
        dstSRS="EPSG:4326",
        resampleAlg="bilinear",
        dstNodata=-1,
        xRes=5e-5,
        yRes=5e-5,
    )
    there, _ = run(source=source, reference=str(tmp_path / "w.tif"))
    assert there.figures.mae == pytest.approx(here.figures.mae, abs=0.25)
    assert there.figures.bias == pytest.approx(here.figures.bias, abs=0.1)
    assert there.figures.n == pytest.approx(here.figures.n, rel=0.02)


def test_files_for_people_and_programs(percent, truth, tmp_path):
    outputs = {key: str(tmp_path / name) for key, name in
               (("REPORT", "r.html"), ("TABLE", "t.csv"), ("FIGURES", "f.json"))}  # fmt: skip
    found, _ = run(
        source=percent("m.tif", truth), reference=percent("r.tif", truth), outputs=outputs, names=("a & b", "<c>")
    )
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert figures["figures"]["mae"] == 0 and figures["figures"]["n"] == 1200
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"))))
    assert [row["zone"] for row in rows] == ["all"] and float(rows[0]["r2"]) == 1
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "a &amp; b against &lt;c&gt;: 1\u2009200 cells of 20 m" in page
    assert found.density.sum() == 1200


def test_maps_apart_and_maps_without_a_common_value(percent, truth, tmp_path):
    far = percent("far.tif", truth, corner=(900000, 5300000))
    with pytest.raises(InputError, match="they do not overlap"):
        run(source=percent("m.tif", truth), reference=far)
    holes = np.where(np.arange(40) < 20, truth, -1).astype(np.float32), np.where(np.arange(40) >= 20, truth, -1)
    first, second = (percent(f"{i}.tif", hole, nodata=-1) for i, hole in enumerate(holes))
    path = tmp_path / "out" / "e.tif"
    with pytest.raises(InputError, match="Expected cells that have a value in both"):
        run(source=first, reference=second, outputs={"HSE_ERROR": str(path)})
    assert not path.parent.exists()
