# SPDX-License-Identifier: GPL-2.0-or-later
"""Band roles and radiometry, over the spellings and conventions met in the wild."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hse_lcz.model import sentinel2
from hse_lcz.model.errors import InputError

TEN = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"]
IN_ORDER = tuple(range(1, 11))

# Per band, what files call it.
SPELLINGS = {
    band.name: [
        band.name,
        band.name.lower(),
        f" {band.name} ",
        f"B0{band.name[1:]}" if len(band.name) == 2 or band.name == "B8A" else band.name,
        f"b0{band.name[1:]}".lower() if len(band.name) == 2 else band.name.lower(),
        f"band_0{band.name[1:]}" if len(band.name) == 2 else f"band_{band.name[1:].lower()}",
        f"{band.name}, central wavelength {band.wavelength_nm} nm",
        f"{band.name}, Somewhere ({band.wavelength_nm} Nanometers)",
        f"T32UQD_20200223T034739_B{band.name[1:].zfill(2)}_{band.resolution_m}m",
        stac,
        stac.upper(),
    ]
    for band, stac in zip(
        sentinel2.BANDS,
        ["blue", "green", "red", "rededge1", "rededge2", "rededge3", "nir", "nir08", "swir16", "swir22"],
    )
}
SPELLINGS["B8A"] += ["nir_narrow", "B08A", "band_8A"]
AOT = "AOT, Aerosol Optical Thickness map (at 550nm)"
EXTRAS = ["SCL", "B1", "B9", "B10", "coastal", AOT, "NDVI", "", "cloud mask"]


def test_the_ten_bands():
    assert list(sentinel2.NAMES) == TEN
    wavelengths = [band.wavelength_nm for band in sentinel2.BANDS]
    assert wavelengths == [490, 560, 665, 705, 740, 783, 842, 865, 1610, 2190]
    assert [band.resolution_m for band in sentinel2.BANDS] == [10, 10, 10, 20, 20, 20, 10, 20, 20, 20]
    assert [band.name for band in sentinel2.ALL_BANDS if band.resolution_m == 60] == ["B1", "B9", "B10"]


@pytest.mark.parametrize(("name", "spelling"), [(n, s) for n, texts in SPELLINGS.items() for s in texts])
def test_band_name_reads_the_spelling(name, spelling):
    assert sentinel2.band_name(spelling) == name


@pytest.mark.parametrize(
    "text",
    ["", "SCL", AOT, "Band", "B13", "B0", "B8/B4", "rededge", "B2x", "blueish", "NDVI", "dB3", "8"],
)
def test_band_name_of_anything_else_is_none(text):
    assert sentinel2.band_name(text) is None


@given(st.data())
def test_shuffled_names_are_found_where_they_stand(data):
    spellings = {name: data.draw(st.sampled_from(texts), label=name) for name, texts in SPELLINGS.items()}
    extras = data.draw(st.lists(st.sampled_from(EXTRAS), max_size=4), label="extras")
    descriptions = data.draw(st.permutations([*spellings.values(), *extras]), label="order")
    choice = sentinel2.resolve_bands(descriptions)
    assert choice.indices == tuple(descriptions.index(spellings[name]) + 1 for name in TEN)
    assert choice.reason.startswith("bands found by their descriptions: B2 = ")


@given(st.permutations(range(13)))
def test_shuffled_wavelengths_are_found_where_they_stand(order):
    wavelengths = [float(sentinel2.ALL_BANDS[i].wavelength_nm) for i in order]
    choice = sentinel2.resolve_bands([""] * 13, wavelengths)
    assert [wavelengths[i - 1] for i in choice.indices] == [band.wavelength_nm for band in sentinel2.BANDS]
    assert choice.reason.startswith("bands found by their wavelengths: ")


def test_the_real_centres_of_sentinel_2a_are_understood():
    # Source: Sentinel-2A spectral responses, ESA: band centres.
    centres = [492.4, 559.8, 664.6, 704.1, 740.5, 782.8, 832.8, 864.7, 1613.7, 2202.4]
    assert sentinel2.resolve_bands([f"Band {i}" for i in IN_ORDER], centres).indices == IN_ORDER


def test_the_description_goes_before_the_wavelength():
    wavelengths = [490.0] * 10
    assert sentinel2.resolve_bands(TEN, wavelengths).indices == IN_ORDER


def test_wavelengths_help_where_a_description_is_missing():
    descriptions = ["B2", "", "B4", "rededge", "rededge", "rededge", "nir", "nir08", "swir16", "swir22"]
    wavelengths = [None, 560.0, None, 704.0, 740.0, 783.0, None, None, None, None]
    choice = sentinel2.resolve_bands(descriptions, wavelengths)
    assert choice.indices == IN_ORDER
    assert choice.reason.startswith("bands found by their descriptions and wavelengths: ")


def test_envi_numbers_with_wavelengths():
    order = sorted(sentinel2.BANDS, key=lambda band: band.name)
    centres = [f"{band.wavelength_nm}.000000" for band in order]
    descriptions = [f"Band {i} ({centre} Nanometers)" for i, centre in enumerate(centres, start=1)]
    indices = sentinel2.resolve_bands(descriptions).indices
    assert [order[i - 1].name for i in indices] == TEN


@pytest.mark.parametrize("placeholder", ["", "Band {0}", "Band {0:02d}", "Band_{0}", "band {0}"])
@pytest.mark.parametrize(
    ("count", "indices"),
    [
        (10, IN_ORDER),
        (12, (2, 3, 4, 5, 6, 7, 8, 9, 11, 12)),
        (13, (2, 3, 4, 5, 6, 7, 8, 9, 12, 13)),
    ],
)
def test_known_orders_of_undescribed_bands(placeholder, count, indices):
    choice = sentinel2.resolve_bands([placeholder.format(i) for i in range(1, count + 1)])
    assert choice.indices == indices
    assert f"no band is described; {count} bands are taken for" in choice.reason


def test_band_numbers_out_of_place_or_among_names_are_names():
    assert sentinel2.resolve_bands(["B3", "band_02", *TEN[2:]]).indices == (2, 1, *range(3, 11))
    assert sentinel2.resolve_bands([f"band_{name[1:].zfill(2)}" for name in TEN]).indices == IN_ORDER
    l2a = [1, 2, 3, 4, 5, 6, 7, 8, "8A", 9, 11, 12]
    assert sentinel2.resolve_bands([f"Band {n}" for n in l2a]).indices == (2, 3, 4, 5, 6, 7, 8, 9, 11, 12)


def test_the_alphabetical_trap_and_gdal_s_order():
    assert sentinel2.resolve_bands(sorted(TEN)).indices == tuple(sorted(TEN).index(name) + 1 for name in TEN)
    gdal_order = ["B4", "B3", "B2", "B8", "B5", "B6", "B7", "B8A", "B11", "B12"]
    assert sentinel2.resolve_bands(gdal_order).indices == (3, 2, 1, 5, 6, 7, 4, 8, 9, 10)


ALL_TEN = "B2, B3, B4, B5, B6, B7, B8, B8A, B11 and B12"


@pytest.mark.parametrize(
    ("descriptions", "message"),
    [
        (
            ["", "", ""],
            f"Expected the ten Sentinel-2 bands {ALL_TEN}, found a raster of 3 bands; "
            "choose the full stack instead of a picture made from it.",
        ),
        (
            ["Band 1"],
            f"Expected the ten Sentinel-2 bands {ALL_TEN}, found a raster of 1 band; "
            "choose the full stack instead of a picture made from it.",
        ),
        (
            ["Red", "Green", "Blue"],
            f"Expected each of the ten Sentinel-2 bands {ALL_TEN} once, found 3 bands "
            "(1: Red, 2: Green, 3: Blue) with B5, B6, B7, B8, B8A, B11 and B12 missing; "
            "choose the full stack or set its band descriptions to these names.",
        ),
        (
            [""] * 11,
            f"Expected the ten Sentinel-2 bands {ALL_TEN}, found 11 bands without descriptions; set the band "
            "descriptions to these names (undescribed rasters need 10, 12 or 13 bands).",
        ),
        (
            ["mean"] + [""] * 9,
            f"Expected the ten Sentinel-2 bands {ALL_TEN}, found 10 bands (1: mean, 2: no description, "
            "3: no description, 4: no description, 5: no description, 6: no description, 7: no description, "
            "8: no description, 9: no description, 10: no description); set the band descriptions to these "
            "names "
            "(undescribed rasters need 10, 12 or 13 bands).",
        ),
        (
            [*TEN[:7], "B8", *TEN[8:]],
            f"Expected each of the ten Sentinel-2 bands {ALL_TEN} once, found 10 bands (1: B2, 2: B3, 3: "
            "B4, 4: B5, "
            "5: B6, 6: B7, 7: B8, 8: B8, 9: B11, 10: B12) with B8A missing and B8 in bands 7 and 8 found "
            "more than "
            "once; choose the full stack or set its band descriptions to these names.",
        ),
        (
            [*TEN[:9], ""],
            f"Expected each of the ten Sentinel-2 bands {ALL_TEN} once, found 10 bands (1: B2, 2: B3, 3: "
            "B4, 4: B5, "
            "5: B6, 6: B7, 7: B8, 8: B8A, 9: B11, 10: no description) with B12 missing; "
            "choose the full stack or set its band descriptions to these names.",
        ),
    ],
)
def test_ambiguity_is_refused_in_one_sentence(descriptions, message):
    with pytest.raises(InputError) as refused:
        sentinel2.resolve_bands(descriptions)
    assert str(refused.value) == message


def test_numbered_names_that_look_like_roles_are_not_guessed():
    with pytest.raises(InputError, match="with B8A, B11 and B12 missing"):
        sentinel2.resolve_bands([f"B{i}" for i in range(1, 11)])


def test_a_hyperspectral_cube_is_refused_with_a_short_list():
    with pytest.raises(InputError, match="and 185 more") as refused:
        sentinel2.resolve_bands([""] * 200, [400.0 + 10 * i for i in range(200)])
    assert "B2 in bands 9, 10 and 11" in str(refused.value)


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"CENTRAL_WAVELENGTH_UM": "0.842"}, 842.0),
        ({"wavelength": "490", "wavelength_units": "Nanometers"}, 490.0),
        ({"WAVELENGTH": "1.61", "WAVELENGTH_UNIT": "um"}, 1610.0),
        ({"wavelength": "unknown"}, None),
        ({"wavelength": "nan"}, None),
        ({"wavelength": "-1"}, None),
        ({}, None),
    ],
)
def test_wavelength_of_a_band(metadata, expected):
    assert sentinel2.wavelength_nm(metadata) == expected


DN = np.array([[0, 800, 1500], [3000, 9000, 12000]], dtype=np.uint16)


def test_bands_that_declare_their_scale_are_believed():
    metadata = {"QUANTIFICATION_VALUE": "10000", "RADIO_ADD_OFFSET": "-1000"}
    radiometry = sentinel2.decide_radiometry("UInt16", metadata, 0.0001, -0.1, DN)
    assert radiometry == (0.0001, -0.1, "the bands declare scale 0.0001 and offset -0.1")
    assert sentinel2.decide_radiometry("Float32", {}, 0.01, None, np.array([30.0]))[:2] == (0.01, 0.0)


@pytest.mark.parametrize("scale", [None, 1.0])
@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"QUANTIFICATION_VALUE": "10000", "RADIO_ADD_OFFSET": "-1000"}, (1e-4, -0.1)),
        ({"BOA_QUANTIFICATION_VALUE": "10000", "BOA_ADD_OFFSET": "-1000"}, (1e-4, -0.1)),
        ({"BOA_ADD_OFFSET": "-1000,-1000,-1000"}, (1e-4, -0.1)),
        ({"L2A_BOA_QUANTIFICATION_VALUE": "12000"}, (1 / 12000, 0.0)),
        ({"quantification_value": "5000.0"}, (1 / 5000, 0.0)),
    ],
)
def test_tags_are_believed(scale, metadata, expected):
    radiometry = sentinel2.decide_radiometry("UInt16", metadata, scale, 0.0, DN)
    assert radiometry[:2] == pytest.approx(expected)
    assert radiometry.reason.startswith("the raster's tags say (DN ")


@pytest.mark.parametrize("dtype", ["UInt16", "Int16", "UInt32", "Int32"])
def test_integers_are_ten_thousandths(dtype):
    radiometry = sentinel2.decide_radiometry(dtype, {}, sample=DN)
    assert radiometry[:2] == (1e-4, 0.0)
    assert radiometry.reason == "integer values without a declared scale are taken for reflectance x 10000"
    assert sentinel2.decide_radiometry(dtype, {})[:2] == (1e-4, 0.0)


def test_floats_are_judged_by_their_values():
    small = np.linspace(0.01, 1.2, 100)
    assert sentinel2.decide_radiometry("Float32", {}, sample=small)[:2] == (1.0, 0.0)
    assert sentinel2.decide_radiometry("Float32", {})[:2] == (1.0, 0.0)
    large = sentinel2.decide_radiometry("Float32", {}, sample=small * 10000)
    assert large[:2] == (1e-4, 0.0)
    assert large.reason.startswith("large floating-point values without a declared scale are taken for")


def test_reflectance_keeps_what_it_is_whatever_tags_it_inherited():
    tags = {"QUANTIFICATION_VALUE": "10000", "RADIO_ADD_OFFSET": "-1000"}
    small = np.linspace(0.01, 1.2, 100)
    assert sentinel2.decide_radiometry("Float32", tags, sample=small)[:2] == (1.0, 0.0)
    large = sentinel2.decide_radiometry("Float32", tags, sample=small * 10000)
    assert large[:2] == pytest.approx((1e-4, -0.1))


def test_a_few_glints_and_missing_values_change_nothing():
    sample = np.full(1000, 0.2)
    sample[:5] = 7.0
    sample[5:10] = np.nan
    assert sentinel2.decide_radiometry("Float32", {}, sample=sample)[:2] == (1.0, 0.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"dtype": "Byte", "metadata": {}},
            "Expected reflectance in 16 bits or floating point, found an 8-bit picture (Byte); "
            "choose the original Sentinel-2 bands instead of a picture made for display.",
        ),
        (
            {"dtype": "CInt16", "metadata": {}},
            "Expected reflectance in 16 bits or floating point, found data type CInt16; "
            "convert the raster to UInt16 or Float32.",
        ),
        (
            {"dtype": "UInt16", "metadata": {}, "sample": np.full(9, 65535)},
            "Expected reflectance between 0 and about 1, found values up to 6.55 (integer values without a "
            "declared "
            "scale are taken for reflectance x 10000); choose a Sentinel-2 reflectance product or declare "
            "the right "
            "scale and offset.",
        ),
        (
            {"dtype": "UInt16", "metadata": {}, "band_scale": 0.1, "sample": DN},
            "Expected reflectance between 0 and about 1, found values up to 1.18e+03 (the bands declare "
            "scale 0.1 and "
            "offset 0); choose a Sentinel-2 reflectance product or declare the right scale and offset.",
        ),
        (
            {"dtype": "Float32", "metadata": {}, "sample": np.array([-1.0, 0.0])},
            "Expected reflectance between 0 and about 1, found no value above 0 (floating-point values up "
            "to about 1 "
            "are reflectance already); choose a Sentinel-2 reflectance product or declare the right scale "
            "and offset.",
        ),
        (
            {"dtype": "Float32", "metadata": {}, "sample": np.array([np.nan])},
            "Expected reflectance, found no valid pixel; choose a raster or an extent with data.",
        ),
        (
            {"dtype": "UInt16", "metadata": {"BOA_ADD_OFFSET": "-1000,-900"}},
            "Expected one number in the raster's tag BOA_ADD_OFFSET, found '-1000,-900'; correct or remove the tag.",
        ),
        (
            {"dtype": "UInt16", "metadata": {"QUANTIFICATION_VALUE": "many"}},
            "Expected one number in the raster's tag QUANTIFICATION_VALUE, found 'many'; correct or remove the tag.",
        ),
        (
            {"dtype": "UInt16", "metadata": {"QUANTIFICATION_VALUE": "0"}},
            "Expected a positive quantification value in the raster's tags, found 0; correct or remove the tag.",
        ),
    ],
)
def test_what_cannot_be_reflectance_is_refused(arguments, message):
    with pytest.raises(InputError, match=f"^{re.escape(message)}$"):
        sentinel2.decide_radiometry(**arguments)
