# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of outputs, against what the algorithm promises."""

from hse_lcz.model.tables import lcz, products


def test_the_six_outputs():
    assert list(products.PRODUCTS) == ["HSE", "LCZ", "LCZ_FILTERED", "CONFIDENCE", "LCZ_PROBABILITIES", "NOVELTY"]
    assert all(key == product.key for key, product in products.PRODUCTS.items())


def test_types_nodata_and_bands():
    table = {key: (p.dtype, p.nodata, p.grid, p.overview) for key, p in products.PRODUCTS.items()}
    assert table == {
        "HSE": ("Float32", -9999.0, "hse", "average"),
        "LCZ": ("Byte", 0, "lcz", "mode"),
        "LCZ_FILTERED": ("Byte", 0, "lcz", "mode"),
        "CONFIDENCE": ("Byte", 255, "lcz", "average"),
        "LCZ_PROBABILITIES": ("Byte", 255, "lcz", "average"),
        "NOVELTY": ("Byte", 255, "lcz", "average"),
    }
    assert products.HSE.band_names == ("HSE",)
    assert products.LCZ.band_names == ("lcz",)
    assert products.LCZ_FILTERED.band_names == ("lczFilter",)
    assert products.CONFIDENCE.band_names == ("lczProb",)


def test_zone_maps_are_the_categorical_ones():
    assert [key for key, p in products.PRODUCTS.items() if p.categorical] == ["LCZ", "LCZ_FILTERED"]


def test_probabilities_have_one_band_a_zone_and_store_one_exactly():
    product = products.LCZ_PROBABILITIES
    assert product.band_names[0] == "LCZ 1"
    assert product.band_names[9:11] == ("LCZ 10", "LCZ A")
    assert product.band_names[-1] == "LCZ G"
    assert len(product.band_names) == len(lcz.ZONES)
    assert 250 * product.scale + product.offset == 1.0
    assert product.nodata > 250


def test_titles_differ():
    assert len({product.title for product in products.PRODUCTS.values()}) == 6
    assert products.HSE.title == "HSE map (%)"
