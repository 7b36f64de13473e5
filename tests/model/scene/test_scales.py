# SPDX-License-Identifier: GPL-2.0-or-later
"""Scales and offsets of real scenes: recognised by the ranges in the weights' card, or refused with the candidates."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.scene import reflectance_ranges
from hse_lcz.model.scene.radiometry import Evidence, Radiometry, decide_radiometry
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.scene.vrt_stack import stack
from hse_lcz.model.simulation.scene import simulate_town

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "inputs.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in row.split("|")[1:-1]]
    for row in PAGE.split("| Reflectance of 1 is stored as |")[1].split("\n\n")[0].splitlines()[2:]
]
PLACES = ("bordeaux_20160504", "beihai_20180309", "dubai_20180330", "rio_20171011", "pisa_20150704", "norcia_20171018")
LIMITS = {"UInt16": 65535, "Int16": 32767, "UInt32": 2**32 - 1, "Float32": np.inf}


@pytest.fixture(scope="module")
def reflectance(data):
    """Function that gives (10, n) reflectance of a place."""
    read = {}

    def pixels(place: str) -> np.ndarray:
        if place not in read:
            pair = [str(data / "scenes" / f"{place}_{metres}m.tif") for metres in (10, 20)]
            numbers = gdal.Open(stack(pair, "")).ReadAsArray()[:, ::3, ::3].reshape(10, -1)
            read[place] = numbers[:, (numbers > 0).all(axis=0)] / 10000
        return read[place]

    return pixels


def decided(reflectance: np.ndarray, scale: float, dtype: str, **said) -> Radiometry:
    stored = reflectance * scale
    if not dtype.startswith("Float"):
        stored = np.rint(stored)
    if scale in (255, 32767, 65535):
        stored = stored.clip(0, scale)
    evidence = Evidence(dtype, sample=stored.clip(None, LIMITS[dtype]), **said)
    return decide_radiometry(evidence, ranges=reflectance_ranges.bundled())


def test_the_table_of_scales_is_read():
    assert [row[0] for row in ROWS] == ["1", "100", "255", "1000", "10000", "32767", "65535"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_scale_of_the_documentation_is_recognised_or_refused(reflectance, row, place):
    scale = float(row[0])
    for dtype in re.findall(r"`(\w+)`", row[1]):
        try:
            radiometry = decided(reflectance(place), scale, dtype)
        except InputError as refused:
            assert "refused" in row[2], (dtype, place, refused)
            assert f"reflectance x {scale:g}" in str(refused)
            continue
        assert radiometry[:2] == pytest.approx((1 / scale, 0), rel=1e-6), dtype


def test_ten_thousandths_of_no_real_scene_are_taken_for_another_scale(data):
    for fine in sorted((data / "scenes").glob("*_10m.tif")):
        numbers = gdal.Open(stack([str(fine), str(fine).replace("_10m.tif", "_20m.tif")], "")).ReadAsArray()[
            :, ::4, ::4
        ]
        numbers = numbers.reshape(10, -1)
        numbers = numbers[:, (numbers > 0).all(axis=0)]
        radiometry = decide_radiometry(Evidence("UInt16", sample=numbers), ranges=reflectance_ranges.bundled())
        assert radiometry.scale == 1e-4, fine.name


def test_every_real_scene_opens_and_the_log_doubts_those_unlike_all_training_scenes(data):
    """Shark Bay, red bush and salt beside the sea, is as far from the training scenes as wrong scales are."""
    doubted = []
    for fine in sorted((data / "scenes").glob("*_10m.tif")):
        with Scene(str(fine)) as scene:
            assert scene.radiometry.scale == 1e-4, fine.name
            doubted += [fine.name for note in scene.notes if "unlike those of the training scenes" in note]
    assert "sharkbay_20171022_10m.tif" in doubted and len(doubted) <= 3


def test_numbers_that_lead_to_no_ordinary_reflectance_are_refused(reflectance):
    """The same place in 15 bits: nothing fits, and ten-thousandths would make it brighter than land is."""
    with pytest.raises(InputError, match="Expected numbers of a known scale"):
        decided(reflectance("sharkbay_20171022"), 32767, "UInt16")


def test_the_log_names_a_recognised_scale(write_raster, tmp_path):
    town = simulate_town(1, 300).reflectance
    path = write_raster(tmp_path / "hub.tif", (town * 65535).clip(1, 65535).astype(np.uint16))
    with Scene(path) as scene:
        assert "the values fit reflectance x 65535 and no other known scale" in "\n".join(scene.notes)


# What tags or bands state, wrongly; and what is done.
WRONG = {
    "tag names an offset that was taken off": ({"tags": {"BOA_ADD_OFFSET": "-1000"}}, 10000, 0, 0.0),
    "bands declare an offset that was taken off": ({"declared": [(1e-4, -0.1)] * 10}, 10000, 0, 0.0),
    "baseline names an offset that was taken off": ({"tags": {"PROCESSING_BASELINE": "05.10"}}, 10000, 0, 0.0),
    "bands declare no offset, the numbers carry it": ({"declared": [(1e-4, 0.0)] * 10}, 10000, 1000, 0.0),
    "tag names no offset, the numbers carry it": ({"tags": {"BOA_ADD_OFFSET": "0"}}, 10000, 1000, 0.0),
    "bands declare ten-thousandths, numbers x 65535": ({"declared": [(1e-4, 0.0)] * 10}, 65535, 0, 0.0),
    "tags name ten-thousandths, numbers x 65535": ({"tags": {"QUANTIFICATION_VALUE": "10000"}}, 65535, 0, 0.0),
    "bands declare ten-thousandths, numbers x 1000": ({"declared": [(1e-4, 0.0)] * 10}, 1000, 0, 0.0),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_statement_is_never_followed_without_a_warning(reflectance, case):
    said, scale, added, offset = WRONG[case]
    radiometry = decided(reflectance("bordeaux_20160504") + added / 10000, scale, "UInt16", **said)
    assert radiometry[:2] == pytest.approx((1 / scale, offset))
    assert "set OFFSET" in radiometry.warning or "set SCALE" in radiometry.warning


def test_reflectance_that_still_declares_ten_thousandths_is_reflectance(reflectance):
    radiometry = decided(reflectance("bordeaux_20160504"), 1.0, "Float32", declared=[(1e-4, 0.0)] * 10)
    assert radiometry[:2] == (1.0, 0.0) and "set SCALE" in radiometry.warning
