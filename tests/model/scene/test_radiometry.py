# SPDX-License-Identifier: GPL-2.0-or-later
"""Radiometry, over the conventions met in the wild."""

from __future__ import annotations

import re

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.scene.radiometry import Evidence, decide_radiometry
from hse_lcz.model.scene.vrt_stack import stack

# Two bands of numbers without the offset (water and shadow lie below 1000), and the same with it; as many as tell.
DN = np.repeat(np.array([[60, 200, 800, 1500], [90, 700, 3000, 12000]], dtype=np.uint16), 1500, axis=1)
WITH_OFFSET = DN + np.uint16(1000)
REFLECTANCE = DN.astype(np.float32) / 10000
NAME_0400 = "S2A_MSIL2A_20180301T103931_N0400_R008_T32UQD_20220301T143930.SAFE"
NAME_0207 = "S2A_MSIL1C_20180301T103931_N0207_R008_T32UQD_20180301T143930.SAFE"
TAGGED = {"QUANTIFICATION_VALUE": "10000", "RADIO_ADD_OFFSET": "-1000"}


# (what the raster says, scale, offset, what the reason says)
DECISIONS = {
    "tags of Level-1C": (Evidence("UInt16", TAGGED, sample=WITH_OFFSET), -0.1, "tags say (DN -1000) / 10000"),
    "tags of Level-2A": (
        Evidence("UInt16", {"BOA_QUANTIFICATION_VALUE": "10000", "BOA_ADD_OFFSET": "-1000"}, sample=WITH_OFFSET),
        -0.1, "tags say (DN -1000) / 10000"),
    "a tag that lists all bands": (
        Evidence("UInt16", {"BOA_ADD_OFFSET": "-1000,-1000,-1000"}, sample=WITH_OFFSET), -0.1, "(DN -1000) / 10000"),
    "a tag that says 0": (Evidence("UInt16", {"RADIO_ADD_OFFSET": "0"}, sample=WITH_OFFSET), 0, "(DN +0) / 10000"),
    "a baseline before 04.00": (
        Evidence("UInt16", {"PROCESSING_BASELINE": "02.07"}, sample=WITH_OFFSET), 0, "baseline 02.07"),
    "a baseline since 04.00": (
        Evidence("UInt16", {"PROCESSING_BASELINE": "05.09"}, sample=WITH_OFFSET), -0.1, "baseline 05.09"),
    "a product's name in a tag": (Evidence("UInt16", {"source": NAME_0400}, sample=WITH_OFFSET), -0.1, "tag SOURCE"),
    "the file's name": (Evidence("UInt16", name=NAME_0400, sample=WITH_OFFSET), -0.1, "the file's name names"),
    "an old file's name": (Evidence("UInt16", name=NAME_0207, sample=WITH_OFFSET), 0, "baseline 02.07"),
    "a baseline made at home": (
        Evidence("UInt16", name=NAME_0400.replace("N0400", "N9999"), sample=DN), 0, "without a declared scale"),
    "tags on numbers that lost their offset": (Evidence("UInt16", TAGGED, sample=DN), 0, "taken off already"),
    "declared by the bands": (
        Evidence("UInt16", declared=[(1e-4, -0.1)] * 2, sample=WITH_OFFSET), -0.1, "bands declare scale 0.0001 and"),
    "declared and tagged alike": (
        Evidence("UInt16", TAGGED, declared=[(1e-4, -0.1)] * 2, sample=WITH_OFFSET), -0.1, "the bands declare"),
    "declared after the offset was taken off": (
        Evidence("UInt16", TAGGED, declared=[(1e-4, None)] * 2, sample=DN), 0, "taken off already"),
    "nothing but dark numbers": (Evidence("UInt16", sample=DN), 0, "integer values without a declared scale are"),
    "nothing but no dark number": (Evidence("UInt16", sample=WITH_OFFSET), -0.1, "even the darkest"),
    "no dark number, blue above all": (Evidence("UInt16", sample=DN + np.uint16(1700)), -0.1, "even the darkest"),
    "no dark number, as in a desert": (Evidence("UInt16", sample=DN + np.uint16(1400)), 0, "declared scale are taken"),
    "too few numbers to tell": (Evidence("UInt16", sample=WITH_OFFSET[:, ::1500]), 0, "declared scale are taken"),
    "a quantification and no dark number": (
        Evidence("UInt16", {"QUANTIFICATION_VALUE": "10000"}, sample=WITH_OFFSET), -0.1, "even the darkest"),
    "nothing at all": (Evidence("UInt16"), 0, "integer values without a declared scale are taken for"),
    "large floats": (Evidence("Float32", sample=DN), 0, "large floating-point values without a declared scale"),
    "large floats with tags": (Evidence("Float32", TAGGED, sample=WITH_OFFSET), -0.1, "(DN -1000) / 10000"),
}  # fmt: skip


@pytest.mark.parametrize("case", DECISIONS)
def test_ten_thousandths_with_and_without_the_offset(case):
    evidence, offset, words = DECISIONS[case]
    radiometry = decide_radiometry(evidence)
    assert radiometry[:2] == pytest.approx((1e-4, offset))
    assert words in radiometry.reason


@pytest.mark.parametrize("dtype", ["UInt16", "Int16", "UInt32", "Int32"])
def test_integers_are_ten_thousandths(dtype):
    radiometry = decide_radiometry(Evidence(dtype, sample=DN))
    assert radiometry[:2] == (1e-4, 0.0)
    assert radiometry.reason == "integer values without a declared scale are taken for reflectance x 10000"
    assert radiometry.warning == ""


@pytest.mark.parametrize(
    ("tags", "scale"),
    [({"L2A_BOA_QUANTIFICATION_VALUE": "12000"}, 1 / 12000), ({"quantification_value": "5000.0"}, 1 / 5000)],
)
def test_the_tagged_quantification_is_the_scale(tags, scale):
    assert decide_radiometry(Evidence("UInt16", tags, sample=DN))[:2] == (pytest.approx(scale), 0)


@pytest.mark.parametrize("tags", [{}, TAGGED])
@pytest.mark.parametrize("sample", [None, REFLECTANCE])
def test_small_floats_are_reflectance_whatever_tags_they_inherited(tags, sample):
    radiometry = decide_radiometry(Evidence("Float32", tags, sample=sample))
    assert radiometry[:2] == (1.0, 0.0)
    assert radiometry.warning == ""


def test_small_floats_with_a_declared_scale_are_not():
    assert decide_radiometry(Evidence("Float32", declared=[(0.01, None)], sample=np.array([30.0])))[:2] == (0.01, 0)


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence("UInt16", sample=WITH_OFFSET), "if it does not, set OFFSET to 0"),
        (Evidence("UInt16", TAGGED, sample=DN), "taken off already; if it is not, set OFFSET"),
        (Evidence("Float32", sample=REFLECTANCE + 0.1), "was left in, set OFFSET to -0.1"),
        (Evidence("UInt16", sample=WITH_OFFSET[:, ::1500]), "was left in, set OFFSET to -0.1"),
        (Evidence("UInt16", sample=WITH_OFFSET + np.uint16(400)), "was left in, set OFFSET to -0.1"),
    ],
)
def test_what_only_the_values_tell_is_a_warning(evidence, words):
    assert words in decide_radiometry(evidence).warning


@pytest.mark.parametrize(
    ("scale", "offset", "expected"),
    [(2e-4, 0.01, (2e-4, 0.01)), (2e-4, None, (2e-4, -0.1)), (None, 0.0, (1e-4, 0.0)), (None, None, (1e-4, -0.1))],
)
def test_the_user_goes_before_the_tags(scale, offset, expected):
    radiometry = decide_radiometry(Evidence("UInt16", TAGGED, sample=WITH_OFFSET), scale, offset)
    assert radiometry[:2] == pytest.approx(expected)
    assert ("as the user says" in radiometry.reason) == (scale is not None or offset is not None)


def test_a_few_glints_and_missing_values_change_nothing():
    sample = np.full(1000, 0.02)
    sample[:5] = 7.0
    sample[5:10] = np.nan
    assert decide_radiometry(Evidence("Float32", sample=sample))[:2] == (1.0, 0.0)


SATURATED = np.full((2, 9), 65535)


@pytest.mark.parametrize(
    ("evidence", "said", "message"),
    [
        (
            Evidence("Byte"),
            (),
            "Expected reflectance in 16 bits or floating point, found an 8-bit picture (Byte); "
            "choose the original Sentinel-2 bands instead of a picture made for display.",
        ),
        (
            Evidence("CInt16"),
            (),
            "Expected reflectance in 16 bits or floating point, found data type CInt16; "
            "convert the raster to UInt16 or Float32.",
        ),
        (
            Evidence("UInt16", {"RADIO_ADD_OFFSET": "0"}, sample=SATURATED),
            (),
            "Expected reflectance between 0 and about 1, found values up to 6.55 (the raster's tags say (DN +0) / "
            "10000); choose a Sentinel-2 reflectance product or set the right SCALE and OFFSET.",
        ),
        (
            Evidence("UInt16", declared=[(0.1, None)], sample=DN),
            (),
            "Expected reflectance between 0 and about 1, found values up to 1.2e+03 (the bands declare scale 0.1 and "
            "offset 0); choose a Sentinel-2 reflectance product or set the right SCALE and OFFSET.",
        ),
        (
            Evidence("Float32", sample=np.array([-1.0, 0.0])),
            (),
            "Expected reflectance between 0 and about 1, found no value above 0 (floating-point values up to about 1 "
            "are reflectance already); choose a Sentinel-2 reflectance product or set the right SCALE and OFFSET.",
        ),
        (
            Evidence("UInt16", sample=DN),
            (1e-4, -1000.0),
            "Expected reflectance between 0 and about 1, found no value above 0 (scale 0.0001 and offset -1000 as the "
            "user says); choose a Sentinel-2 reflectance product or set the right SCALE and OFFSET.",
        ),
        (
            Evidence("UInt16", sample=DN),
            (0.0, 0.0),
            "Expected a scale above 0 and an offset, found 0 and 0 (scale 0 and offset 0 as the user says); set SCALE "
            "and OFFSET, 0.0001 and 0 or -0.1 for Sentinel-2 products.",
        ),
        (
            Evidence("Float32", sample=np.array([np.nan])),
            (),
            "Expected reflectance, found no valid pixel; choose a raster or an extent with data.",
        ),
        (
            Evidence("UInt16", {"BOA_ADD_OFFSET": "-1000,-900"}),
            (),
            "Expected one number in the raster's tag BOA_ADD_OFFSET, found '-1000,-900'; correct or remove the tag.",
        ),
        (
            Evidence("UInt16", {"QUANTIFICATION_VALUE": "many"}),
            (),
            "Expected one number in the raster's tag QUANTIFICATION_VALUE, found 'many'; correct or remove the tag.",
        ),
        (
            Evidence("UInt16", {"QUANTIFICATION_VALUE": "0"}),
            (),
            "Expected a positive quantification value in the raster's tags, found 0; correct or remove the tag.",
        ),
        (
            Evidence("UInt16", declared=[(1e-4, 0.0), (1e-4, -0.1)]),
            (),
            "Expected one scale and offset for all bands, found scale 0.0001 with offset -0.1 and scale 0.0001 with "
            "offset 0; set SCALE and OFFSET.",
        ),
        (
            Evidence("UInt16", TAGGED, declared=[(1e-4, -0.2)], sample=WITH_OFFSET),
            (),
            "Expected one scale and offset, but the raster's tags say (DN -1000) / 10000, and the bands declare scale "
            "0.0001 and offset -0.2; set SCALE and OFFSET (reflectance = stored number x SCALE + OFFSET).",
        ),
    ],
)
def test_what_cannot_be_reflectance_is_refused(evidence, said, message):
    with pytest.raises(InputError, match=f"^{re.escape(message)}$"):
        decide_radiometry(evidence, *said)


def test_the_darkest_values_of_real_scenes_tell_the_offset(data):
    """The rule of `radiometry`: no real scene without the offset is taken to have it, none with it not to."""
    for fine in sorted((data / "scenes").glob("*_10m.tif"))[::3]:
        pair = [str(fine), str(fine).replace("_10m.tif", "_20m.tif")]
        numbers = gdal.Open(stack(pair, "")).ReadAsArray().reshape(10, -1)
        numbers = numbers[:, (numbers > 0).all(axis=0)]
        for added in (0, 1000):
            assert decide_radiometry(Evidence("UInt16", sample=numbers + added)).offset == -added / 10000, fine.name
