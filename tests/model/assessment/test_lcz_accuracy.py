# SPDX-License-Identifier: GPL-2.0-or-later
"""A map against polygons and against a raster: figures by hand, files for people and programs, and refusals."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from hse_lcz.model.assessment import metrics
from hse_lcz.model.assessment.lcz_accuracy import LczAccuracyJob, assess_lcz
from hse_lcz.model.errors import InputError
from hse_lcz.model.tables import lcz

from ...driving import told

CORNER = (500000, 5300000)


def run(job: LczAccuracyJob):
    """The assessment, and the notes of the log."""
    return told(assess_lcz(job))


@pytest.fixture
def lcz_map(write_raster, tmp_path):
    """Function that writes an LCZ map of cells of 100 m -> path."""

    def write(codes, name="lcz.tif", **more) -> str:
        array = np.array(codes, dtype=np.uint8)[None]
        return write_raster(tmp_path / name, array, **{"names": ("lcz",), "pixel": 100, "corner": CORNER, **more})

    return write


@pytest.fixture
def areas(tmp_path):
    """Function that writes polygons: (zone, column, row, width, height in cells) of each -> path."""

    def write(*rows) -> str:
        path = str(tmp_path / "areas.gpkg")
        store = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        system = osr.SpatialReference()
        system.ImportFromEPSG(32631)
        layer = store.CreateLayer("areas", system, ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("lcz", ogr.OFTString))
        for zone, col, row, width, height in rows:
            x0, y0 = CORNER[0] + 100 * col, CORNER[1] - 100 * row
            x1, y1 = x0 + 100 * width, y0 - 100 * height
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField("lcz", zone)
            ring = f"{x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}"
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
            layer.CreateFeature(feature)
        return path

    return write


CODES = [
    [1, 1, 2, 2, 0, 0],
    [1, 2, 2, 2, 0, 14],
    [14, 14, 6, 6, 14, 14],
    [14, 14, 6, 11, 14, 14],
]
AREAS = ("1", 0, 0, 2, 2), ("2", 2, 0, 3, 2), ("D", 0, 2, 2, 2), ("LCZ A", 2, 2, 2, 2), ("D", 5, 0, 1, 4)


def test_against_polygons_by_hand(lcz_map, areas):
    found, notes = run(LczAccuracyJob(lcz_map(CODES, nodata=0), areas(*AREAS), True, {}))
    expected = np.zeros((17, 17), dtype=int)
    expected[0, 0], expected[0, 1] = 3, 1
    expected[1, 1] = 4  # two more cells of it have no zone in the map
    expected[13, 13] = 4 + 3
    expected[10, 5], expected[10, 10] = 3, 1
    np.testing.assert_array_equal(found.confusion, expected)
    assert found.unmapped == 3
    assert (found.units, found.unit) == (5, "polygons")
    assert found.units_per_zone[[0, 1, 10, 13]].tolist() == [1, 1, 1, 2]
    assert found.scores.overall_accuracy == pytest.approx(15 / 19)
    assert found.scores.oa_built == pytest.approx(16 / 19)
    # Likeness: 1-2 is 11/12, A-6 is 8/12.
    assert found.scores.oa_weighted == pytest.approx((15 + 11 / 12 + 3 * 8 / 12) / 19)
    assert found.scores.oa_urban == pytest.approx(7 / 8)
    assert "3 cells of the reference lie where the map has no zone and do not count." in notes
    assert any("5 polygons of" in note and "“lcz”" in note for note in notes)


def test_small_polygons_are_counted_as_left_out(lcz_map, areas):
    small = ("2", 3.6, 0.6, 0.3, 0.3)
    found, _ = run(LczAccuracyJob(lcz_map(CODES), areas(*AREAS, small), True, {}))
    assert found.units == 5
    assert any(note.startswith("1 of 6 polygons have no cell to compare") for note in found.notes)


def test_codes_of_the_map_do_not_matter(lcz_map, areas):
    """The same map in 1-17, 1-10 + 101-107, and inside the LCZ Generator's three bands."""
    plain, _ = run(LczAccuracyJob(lcz_map(CODES), areas(*AREAS), True, {}))
    array = np.array(CODES)
    other, _ = run(LczAccuracyJob(lcz_map(np.where(array > 10, array + 90, array)), areas(*AREAS), True, {}))
    np.testing.assert_array_equal(plain.confusion, other.confusion)


def test_against_a_raster_of_other_codes_and_its_squares(lcz_map, write_raster, tmp_path):
    rng = np.random.default_rng(0)
    truth = rng.integers(1, 18, (40, 60))
    mapped = np.where(rng.random((40, 60)) < 0.6, truth, rng.integers(0, 18, (40, 60)))
    reference = np.where(truth > 10, truth + 90, truth)
    job = LczAccuracyJob(lcz_map(mapped), lcz_map(reference, "reference.tif", nodata=0), False, {}, square_m=1000)
    found, _ = run(job)
    np.testing.assert_array_equal(found.confusion, metrics.confusion_matrix(truth, mapped))
    assert (found.units, found.unit, found.stratified) == (4 * 6, "squares of 1 km", False)
    low, high = found.intervals.scores
    assert low.overall_accuracy < found.scores.overall_accuracy < high.overall_accuracy


def test_a_finer_reference_elsewhere_is_brought_to_the_maps_cells(lcz_map, write_raster, tmp_path):
    rng = np.random.default_rng(1)
    truth = rng.integers(1, 18, (20, 30))
    fine = truth.repeat(10, axis=0).repeat(10, axis=1)
    # Begins and ends within the map.
    part = fine[30:170, 50:250].astype(np.uint8)
    corner = (CORNER[0] + 500, CORNER[1] - 300)
    reference = write_raster(tmp_path / "fine.tif", part[None], names=("lcz",), pixel=10, corner=corner)
    found, notes = run(LczAccuracyJob(lcz_map(truth), reference, False, {}))
    assert found.confusion.sum() == np.trace(found.confusion) == 14 * 20
    assert any("brought to the grid of the map" in note for note in notes)


def test_large_maps_have_larger_squares(lcz_map):
    codes = np.ones((300, 300), dtype=int)
    found, _ = run(LczAccuracyJob(lcz_map(codes), lcz_map(codes, "r.tif"), False, {}, square_m=100))
    assert found.unit == "squares of 0.8 km"
    assert found.units <= 4096


@pytest.fixture
def confidences(write_raster, tmp_path):
    """The confidence of CODES in three ways: one band of percent, one of fractions, seventeen of probabilities."""
    codes = np.array(CODES)
    percent = (np.arange(24).reshape(4, 6) * 4 + 3).astype(np.uint8)
    shares = np.zeros((17, 4, 6), dtype=np.float32)
    for zone in range(1, 18):
        shares[zone - 1] = np.where(codes == zone, percent / 100, 0.001)
    paths = [str(tmp_path / name) for name in ("percent.tif", "fraction.tif", "all.tif")]
    more = {"names": None, "pixel": 100, "corner": CORNER}
    write_raster(paths[0], np.where(codes > 0, percent, 255)[None].astype(np.uint8), nodata=255, **more)
    write_raster(paths[1], (percent / 100)[None].astype(np.float32), **more)
    bytes_ = np.rint(shares / 0.004).astype(np.uint8)
    write_raster(paths[2], bytes_, nodata=255, **more)
    file = gdal.Open(paths[2], gdal.GA_Update)
    for number in range(1, 18):
        file.GetRasterBand(number).SetScale(0.004)
    file = None
    return paths


def test_reliability_from_every_kind_of_confidence(lcz_map, areas, confidences):
    found = [
        run(LczAccuracyJob(lcz_map(CODES, nodata=0), areas(*AREAS), True, {}, confidence=path))[0].reliability
        for path in confidences
    ]
    for reliability in found:
        assert reliability.cells.sum() == 19
        np.testing.assert_allclose(reliability.accuracy, found[0].accuracy)
        np.testing.assert_allclose(reliability.confidence, found[0].confidence, atol=0.002)
    # Of the cells that are 0 to 10 % sure, both are right: columns 0 and 1 of the first row.
    assert found[0].cells[0] == 2 and found[0].accuracy[0] == 1 and found[0].confidence[0] == pytest.approx(0.05)


def test_files_for_people_and_programs(lcz_map, areas, tmp_path, confidences):
    outputs = {
        key: str(tmp_path / "out" / name)
        for key, name in (
            ("REPORT", "r.html"), ("CLASSES", "classes.csv"), ("CONFUSION", "confusion.csv"), ("FIGURES", "f.json"),
        )
    }  # fmt: skip
    job = LczAccuracyJob(
        lcz_map(CODES), areas(*AREAS), True, outputs, confidence=confidences[0], names=("<b>map</b> & co", "my “areas”")
    )
    found, _ = run(job)
    figures = json.loads((tmp_path / "out" / "f.json").read_text(encoding="utf-8"))
    assert figures["figures"]["overall_accuracy"]["value"] == pytest.approx(15 / 19, abs=1e-6)
    assert figures["confusion_rows_reference"] == found.confusion.tolist()
    assert figures["zones"]["A"]["users"] == {"value": 1.0, "interval_95": [None, None]}
    assert figures["zones"]["C"]["f1"]["value"] is None
    assert figures["reliability"]["cells"] == found.reliability.cells.tolist()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "classes.csv").read_text(encoding="utf-8"))))
    assert [row["label"] for row in rows] == [*map(str, range(1, 11)), *"ABCDEFG"]
    assert float(rows[0]["producers"]) == 0.75 and rows[2]["f1"] == ""
    assert rows[13]["polygons_reference"] == "2"
    matrix = list(csv.reader(io.StringIO((tmp_path / "out" / "confusion.csv").read_text(encoding="utf-8"))))
    assert [[int(cell) for cell in row[1:]] for row in matrix[1:]] == found.confusion.tolist()
    page = (tmp_path / "out" / "r.html").read_text(encoding="utf-8")
    assert "groups" not in figures and "Groups of zones" not in page
    assert "&lt;b&gt;map&lt;/b&gt; &amp; co against 5 polygons of my “areas”" in page
    assert "<b>map" not in page


def test_groups_of_zones_stand_beside_the_zones_where_they_are_asked_for(lcz_map, areas, tmp_path):
    outputs = {"REPORT": str(tmp_path / "r.html"), "FIGURES": str(tmp_path / "f.json")}
    found, _ = run(LczAccuracyJob(lcz_map(CODES), areas(*AREAS), True, outputs, merged=True))
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    # 2 taken for 1 is compact all the same; A taken for 6 is not.
    assert found.merged.overall_accuracy == pytest.approx(16 / 19)
    assert figures["groups"]["figures"]["overall_accuracy"] == pytest.approx(16 / 19, abs=1e-6)
    assert figures["figures"]["overall_accuracy"]["value"] == pytest.approx(15 / 19, abs=1e-6)
    assert figures["groups"]["zones"]["compact"] == ["1", "2", "3"]
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    section = page[page.index("Groups of zones") : page.index("Zone by zone")]
    assert "compact (1, 2, 3)" in section and ">0.84<" in section and ">0.79<" in section


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reference": "far"}, "found that they do not overlap"),
        ({"reference": "tiny"}, "Expected cells that have a zone in both"),
        ({"confidence": "elsewhere"}, "Expected the confidence on the cells of the map, found another grid"),
        ({"confidence": "two bands"}, "Expected the confidence as one band or as 17 probabilities, found 2 bands"),
        ({"confidence": "bytes"}, "Expected the confidence between 0 and 1 or in whole percent, found 2.55 to 2.55"),
        ({"polygons": False, "square_m": 50.0, "reference": "map"}, "Expected squares of at least one cell of the map"),
        ({"band": 2}, "Expected a band from 1 to 1, found 2"),
        ({"scheme": "wrf45"}, "Expected the codes 51 to 61"),
        ({"reference_field": "zon"}, "Expected a field “zon”"),
        ({"outputs": {"REPORT": "/proc/none/r.html"}}, "cannot be written"),
    ],
)
def test_refusals_leave_no_file(lcz_map, areas, write_raster, tmp_path, change, words):
    from hse_lcz.model.errors import PluginError

    made = {
        "far": lambda: areas(("1", 9000, 0, 2, 2)),
        "tiny": lambda: areas(("1", 0.6, 0.6, 0.3, 0.3)),
        "map": lambda: lcz_map(CODES, "r.tif"),
        "elsewhere": lambda: lcz_map(CODES, "c.tif", pixel=90),
        "two bands": lambda: write_raster(
            tmp_path / "c.tif", np.ones((2, 4, 6), dtype=np.uint8), names=None, pixel=100, corner=CORNER
        ),
        "bytes": lambda: write_raster(
            tmp_path / "c.tif", np.full((1, 4, 6), 255, dtype=np.uint8), names=None, pixel=100, corner=CORNER
        ),
    }
    usual = {"source": lcz_map(CODES), "reference": areas(*AREAS), "polygons": True}
    usual["outputs"] = {"REPORT": str(tmp_path / "out" / "r.html")}
    job = {**usual, **{name: made[value]() if value in made else value for name, value in change.items()
                       if not isinstance(value, dict)}}  # fmt: skip
    job.update({name: value for name, value in change.items() if isinstance(value, dict)})
    with pytest.raises(PluginError, match=words):
        run(LczAccuracyJob(**job))
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_closing_early_leaves_no_file(lcz_map, areas, tmp_path):
    outputs = {"REPORT": str(tmp_path / "out" / "r.html")}
    steps = assess_lcz(LczAccuracyJob(lcz_map(CODES), areas(*AREAS), True, outputs))
    for _ in range(3):
        next(steps)
    steps.close()
    assert not (tmp_path / "out").exists()


def test_a_reference_that_is_no_map_of_zones(lcz_map, write_raster, tmp_path):
    photo = write_raster(
        tmp_path / "p.tif", np.full((1, 4, 6), 200, dtype=np.uint8), names=None, pixel=100, corner=CORNER
    )
    with pytest.raises(InputError, match="Expected codes of local climate zones"):
        run(LczAccuracyJob(lcz_map(CODES), photo, False, {}))


def test_a_reference_of_seventeen_probabilities_counts_by_its_most_probable_zone(lcz_map, write_raster, tmp_path):
    """Its first band alone, probabilities of zone 1, would be read as a map of hardly anything."""
    zones = np.array([[1, 5, 17], [6, 6, 11]])
    probabilities = np.full((17, 2, 3), 0.01, dtype=np.float32)
    for row, col in np.argwhere(zones):
        probabilities[zones[row, col] - 1, row, col] = 0.84
    names = [f"LCZ {zone.label}" for zone in lcz.ZONES]
    reference = write_raster(tmp_path / "all.tif", probabilities, names=names, pixel=100, corner=CORNER)
    found, notes = told(assess_lcz(LczAccuracyJob(lcz_map(zones), reference, False, {})))
    assert found.confusion.sum() == 6
    assert found.scores.overall_accuracy == 1
    assert any("17 bands of probabilities" in note for note in notes)
