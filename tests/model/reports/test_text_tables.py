# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts and rasters appear together or not at all; JSON and CSV have words for what is not a number."""

from __future__ import annotations

import importlib
import json

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError, OutputError
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.output_checks import check_outputs
from hse_lcz.model.raster.outputs import staged
from hse_lcz.model.reports import text_tables
from hse_lcz.model.tables import products

GRID = Grid(4, 3, (0.0, 100.0, 0.0, 300.0, 0.0, -100.0), "")
MAKERS = {"REPORT": lambda result: f"page of {result}", "TABLE": lambda result: "a,b\r\n"}


def targets(folder):
    return {
        "REPORT": str(folder / "r.html"),
        "LCZ_CHANGE": str(folder / "deep" / "c.tif"),
        "TABLE": str(folder / "t.csv"),
    }


def test_everything_appears_at_the_end(tmp_path):
    with staged(targets(tmp_path), products.COMPARISONS, GRID, {"BEFORE": "a.tif"}) as files:
        assert set(files.rasters) == {"LCZ_CHANGE"} and set(files.texts) == {"REPORT", "TABLE"}
        files.rasters["LCZ_CHANGE"].write(np.full((3, 4), 42, dtype=np.uint8), 0, 0)
        files.write(MAKERS, "figures")
        assert not (tmp_path / "r.html").exists()
    assert (tmp_path / "r.html").read_text() == "page of figures"
    assert (tmp_path / "t.csv").read_bytes() == b"a,b\r\n"
    file = gdal.Open(str(tmp_path / "deep" / "c.tif"))
    assert (file.ReadAsArray() == 42).all()
    assert file.GetMetadataItem("BEFORE") == "a.tif"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "r.html", "t.csv"]


def test_a_failure_leaves_the_older_files(tmp_path):
    (tmp_path / "r.html").write_text("older")
    with pytest.raises(ZeroDivisionError), staged(targets(tmp_path), products.COMPARISONS, GRID) as files:
        files.write({**MAKERS, "TABLE": lambda result: 1 / 0}, "figures")
    assert (tmp_path / "r.html").read_text() == "older"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["r.html"]


def test_nothing_wanted_is_nothing_written(tmp_path):
    with staged({}) as files:
        files.write(MAKERS, "figures")


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(OutputError, match="cannot be written .*; choose another one"),
        staged({"REPORT": str(tmp_path / "file" / "r.html")}),
    ):
        pass


def test_json_has_null_for_what_is_no_number():
    text = text_tables.json_text({"nan": np.nan, "inf": [np.float32(np.inf)], "n": np.int64(3), "x": 1 / 3, "ä": "–"})
    assert json.loads(text) == {"nan": None, "inf": [None], "n": 3, "x": 0.333333, "ä": "–"}
    assert "NaN" not in text and "ä" in text


@pytest.mark.parametrize(
    ("outputs", "words"),
    [
        ({"MAP": "a.tif"}, "Expected outputs among REPORT, TABLE, found MAP"),
        ({"REPORT": "in.tif"}, "Expected a file of its own for REPORT, found in.tif, which is an input"),
        ({"REPORT": "a", "TABLE": "./a"}, "which is REPORT"),
    ],
)
def test_outputs_are_checked_before_anything_is_read(outputs, words):
    with pytest.raises(InputError, match=words):
        check_outputs(outputs, ("in.tif", ""), MAKERS)
    check_outputs({"REPORT": "r.html"}, ("in.tif", ""), MAKERS)


@pytest.mark.parametrize(
    ("module", "job", "function", "arguments"),
    [
        ("lcz_accuracy", "LczAccuracyJob", "assess_lcz", ("a.tif", "b.tif", False)),
        ("hse_accuracy", "HseAccuracyJob", "assess_hse", ("a.tif", "b.tif")),
        ("lcz_change", "ChangeJob", "compare_dates", ("a.tif", "b.tif")),
        ("consistency", "ConsistencyJob", "find_inconsistency", ("a.tif", "b.tif")),
    ],
)
def test_every_comparison_checks_its_outputs(module, job, function, arguments):
    module = importlib.import_module(f"hse_lcz.model.assessment.{module}")
    for outputs in ({"REPORT": "b.tif"}, {"MAP": "c.tif"}):
        with pytest.raises(InputError, match="Expected (a file of its own for REPORT|outputs among REPORT)"):
            next(getattr(module, function)(getattr(module, job)(*arguments, outputs)))
