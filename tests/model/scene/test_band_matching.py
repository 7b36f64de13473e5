# SPDX-License-Identifier: GPL-2.0-or-later
"""Band roles, over the spellings and orders met in the wild."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hse_lcz.model.errors import InputError
from hse_lcz.model.scene import band_matching, band_names
from hse_lcz.model.tables import sentinel2

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
    assert band_names.band_name(spelling) == name


@pytest.mark.parametrize(
    "text",
    ["", "SCL", AOT, "Band", "B13", "B0", "B8/B4", "rededge", "B2x", "blueish", "NDVI", "dB3", "8"],
)
def test_band_name_of_anything_else_is_none(text):
    assert band_names.band_name(text) is None


TABLE = (Path(__file__).resolve().parents[3] / "docs" / "inputs.md").read_text(encoding="utf-8")
DIALECTS = {
    row.split("|")[1].strip(): re.findall(r"`([^`]+)`", row.split("|")[2])
    for row in TABLE.split("| Written by |")[1].split("\n\n")[0].splitlines()[2:]
}


def test_the_table_of_dialects_is_read():
    assert len(DIALECTS) >= 15 and all(len(names) == 10 for names in DIALECTS.values())


@pytest.mark.parametrize("dialect", DIALECTS)
@given(order=st.permutations(range(10)))
def test_each_dialect_of_the_documentation_is_understood(dialect, order):
    names = [DIALECTS[dialect][i] for i in order]
    choice = band_matching.resolve_bands([*names, "SCL", "AOT"])
    assert [order[i - 1] for i in choice.indices] == list(range(10))


DERIVED = ("B8_asm", "view_zenith_B2", "B4_stdDev", "sun_azimuth_B5", "MSK_CLDPRB_B3", "B8A_count", "qa_B12", "B2_mad")


@given(st.permutations([*TEN, *DERIVED, "B3_median", "B11_p90"]))
def test_an_exact_name_wins_over_one_that_contains_it(descriptions):
    choice = band_matching.resolve_bands(descriptions)
    assert [descriptions[i - 1] for i in choice.indices] == TEN


@pytest.mark.parametrize("text", DERIVED)
def test_what_is_derived_from_a_band_does_not_stand_for_it(text):
    band = next(name for name in sorted(TEN, key=len, reverse=True) if name in re.split("[_ ]", text))
    descriptions = [text if name == band else name for name in TEN]
    with pytest.raises(InputError, match=f"with {band} missing"):
        band_matching.resolve_bands(descriptions)


@pytest.mark.parametrize("text", ["B1 blue", "Band 3, red", "B2 Green"])
def test_a_number_that_its_colour_contradicts_names_no_band(text):
    assert band_names.band_name(text) is None


def test_force_s_narrow_nir_stands_in_for_nothing():
    names = ["BLUE", "GREEN", "RED", "REDEDGE1", "REDEDGE2", "REDEDGE3", "BROADNIR", "NIR", "SWIR1", "SWIR2"]
    assert band_matching.resolve_bands(names, twins=True) == band_matching.resolve_bands(names)


def test_swir_without_a_third_counts_from_b11_and_with_one_from_cirrus():
    named = [found and found.band for found in band_names.named_bands(["swir_1", "swir_2", "swir_3"])]
    assert named == ["B10", "B11", "B12"]
    assert [found.band for found in band_names.named_bands(["swir_1", "swir_2"])] == ["B11", "B12"]


def test_numbers_before_names_are_no_names():
    words = ["Blue", "Green", "Red", "rededge1", "rededge2", "rededge3", "NIR", "nir08", "swir16", "swir22"]
    assert band_matching.resolve_bands([f"Band {i}: {word}" for i, word in enumerate(words, 1)]).indices == IN_ORDER


@given(st.data())
def test_shuffled_names_are_found_where_they_stand(data):
    spellings = {name: data.draw(st.sampled_from(texts), label=name) for name, texts in SPELLINGS.items()}
    extras = data.draw(st.lists(st.sampled_from(EXTRAS), max_size=4), label="extras")
    descriptions = data.draw(st.permutations([*spellings.values(), *extras]), label="order")
    choice = band_matching.resolve_bands(descriptions)
    assert choice.indices == tuple(descriptions.index(spellings[name]) + 1 for name in TEN)
    assert choice.reason.startswith("bands found by their descriptions: B2 = ")


@given(st.permutations(range(13)))
def test_shuffled_wavelengths_are_found_where_they_stand(order):
    wavelengths = [float(sentinel2.ALL_BANDS[i].wavelength_nm) for i in order]
    choice = band_matching.resolve_bands([""] * 13, wavelengths)
    assert [wavelengths[i - 1] for i in choice.indices] == [band.wavelength_nm for band in sentinel2.BANDS]
    assert choice.reason.startswith("bands found by their wavelengths: ")


def test_the_real_centres_of_sentinel_2a_are_understood():
    # Source: Sentinel-2A spectral responses, ESA: band centres.
    centres = [492.4, 559.8, 664.6, 704.1, 740.5, 782.8, 832.8, 864.7, 1613.7, 2202.4]
    assert band_matching.resolve_bands([f"Band {i}" for i in IN_ORDER], centres).indices == IN_ORDER


def test_the_description_goes_before_the_wavelength():
    wavelengths = [490.0] * 10
    assert band_matching.resolve_bands(TEN, wavelengths).indices == IN_ORDER


def test_wavelengths_help_where_a_description_is_missing():
    descriptions = ["B2", "", "B4", "rededge", "rededge", "rededge", "nir", "nir08", "swir16", "swir22"]
    wavelengths = [None, 560.0, None, 704.0, 740.0, 783.0, None, None, None, None]
    choice = band_matching.resolve_bands(descriptions, wavelengths)
    assert choice.indices == IN_ORDER
    assert choice.reason.startswith("bands found by their descriptions and wavelengths: ")


def test_envi_numbers_with_wavelengths():
    order = sorted(sentinel2.BANDS, key=lambda band: band.name)
    centres = [f"{band.wavelength_nm}.000000" for band in order]
    descriptions = [f"Band {i} ({centre} Nanometers)" for i, centre in enumerate(centres, start=1)]
    indices = band_matching.resolve_bands(descriptions).indices
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
    choice = band_matching.resolve_bands([placeholder.format(i) for i in range(1, count + 1)])
    assert choice.indices == indices
    assert f"no band is described; {count} bands are taken for" in choice.reason


def test_band_numbers_out_of_place_or_among_names_are_names():
    assert band_matching.resolve_bands(["B3", "band_02", *TEN[2:]]).indices == (2, 1, *range(3, 11))
    assert band_matching.resolve_bands([f"band_{name[1:].zfill(2)}" for name in TEN]).indices == IN_ORDER
    l2a = [1, 2, 3, 4, 5, 6, 7, 8, "8A", 9, 11, 12]
    assert band_matching.resolve_bands([f"Band {n}" for n in l2a]).indices == (2, 3, 4, 5, 6, 7, 8, 9, 11, 12)


def test_the_alphabetical_trap_and_gdal_s_order():
    assert band_matching.resolve_bands(sorted(TEN)).indices == tuple(sorted(TEN).index(name) + 1 for name in TEN)
    gdal_order = ["B4", "B3", "B2", "B8", "B5", "B6", "B7", "B8A", "B11", "B12"]
    assert band_matching.resolve_bands(gdal_order).indices == (3, 2, 1, 5, 6, 7, 4, 8, 9, 10)


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
            "choose the full stack, say which is which in BANDS, or set its band descriptions to these names.",
        ),
        (
            [""] * 11,
            f"Expected the ten Sentinel-2 bands {ALL_TEN}, found 11 bands without descriptions; say which "
            "is which in BANDS, or set the band descriptions to these names (undescribed rasters need 10, 12 or 13 "
            "bands).",
        ),
        (
            ["mean"] + [""] * 9,
            f"Expected the ten Sentinel-2 bands {ALL_TEN}, found 10 bands (1: mean, 2: no description, "
            "3: no description, 4: no description, 5: no description, 6: no description, 7: no description, "
            "8: no description, 9: no description, 10: no description); say which is which in "
            "BANDS, or set the band descriptions to these "
            "names "
            "(undescribed rasters need 10, 12 or 13 bands).",
        ),
        (
            [*TEN[:7], "B8", *TEN[8:]],
            f"Expected each of the ten Sentinel-2 bands {ALL_TEN} once, found 10 bands (1: B2, 2: B3, 3: "
            "B4, 4: B5, "
            "5: B6, 6: B7, 7: B8, 8: B8, 9: B11, 10: B12) with B8A missing and B8 in bands 7 and 8 found "
            "more than "
            "once; choose the full stack, say which is which in BANDS, or set its band descriptions to these names.",
        ),
        (
            [*TEN[:9], ""],
            f"Expected each of the ten Sentinel-2 bands {ALL_TEN} once, found 10 bands (1: B2, 2: B3, 3: "
            "B4, 4: B5, "
            "5: B6, 6: B7, 7: B8, 8: B8A, 9: B11, 10: no description) with B12 missing; "
            "choose the full stack, say which is which in BANDS, or set its band descriptions to these names.",
        ),
    ],
)
def test_ambiguity_is_refused_in_one_sentence(descriptions, message):
    with pytest.raises(InputError) as refused:
        band_matching.resolve_bands(descriptions)
    assert str(refused.value) == message


def test_numbered_names_that_look_like_roles_are_not_guessed():
    with pytest.raises(InputError, match="with B8A, B11 and B12 missing"):
        band_matching.resolve_bands([f"B{i}" for i in range(1, 11)])


def test_a_hyperspectral_cube_is_refused_with_a_short_list():
    with pytest.raises(InputError, match="and 185 more") as refused:
        band_matching.resolve_bands([""] * 200, [400.0 + 10 * i for i in range(200)])
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
    assert band_names.wavelength_nm(metadata) == expected
