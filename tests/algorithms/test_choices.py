# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists show titles to people and take keys from scripts; every way to name an entry means the same."""

from __future__ import annotations

import pytest

from .conftest import refused


@pytest.fixture
def convert(provider):
    return provider.algorithm("convertcodes")


@pytest.mark.parametrize("given", ["wrf44", 2, "2", "WRF up to 4.4, urban categories only (31-41)"])
def test_key_place_and_title_choose_the_same(convert, given):
    from qgis.core import QgsProcessingContext

    from hse_lcz.algorithms import choices

    context = QgsProcessingContext()
    assert choices.chosen(convert, {"TARGET": given}, "TARGET", context) == "wrf44"
    assert choices.chosen(convert, {}, "TARGET", context) == "hundreds"


@pytest.mark.parametrize("given", [["albedo", "height_m"], "height_m,albedo", [8, 5], ["8", "Surface albedo", 5]])
def test_several_entries_are_chosen_in_any_way(provider, given):
    from qgis.core import QgsProcessingContext

    from hse_lcz.algorithms import choices

    algorithm = provider.algorithm("canopyparameters")
    chosen = choices.all_chosen(algorithm, {"BANDS": given}, "BANDS", QgsProcessingContext())
    assert {"albedo", "height_m"} == set(chosen)


def test_canopy_parameters_are_listed_by_title_and_unit_and_all_ticked(provider):
    """A list of keys with a default shows every entry twice on QGIS 3.22, half of them blank."""
    from qgis.core import QgsProcessingContext

    from hse_lcz.algorithms import choices
    from hse_lcz.model.tables import urban_canopy

    item = provider.algorithm("canopyparameters").parameterDefinition("BANDS")
    assert not item.usesStaticStrings()
    assert "Height of roughness elements (m)" in item.options()
    assert "Surface albedo" in item.options()
    assert item.defaultValue() == list(range(len(urban_canopy.PARAMETERS)))
    everything = choices.all_chosen(provider.algorithm("canopyparameters"), {}, "BANDS", QgsProcessingContext())
    assert everything == list(urban_canopy.PARAMETERS)


def test_no_list_of_several_entries_has_static_strings(provider):
    from qgis.core import QgsProcessingParameterEnum

    for algorithm in provider.algorithms():
        for item in algorithm.parameterDefinitions():
            if isinstance(item, QgsProcessingParameterEnum) and item.allowMultiple():
                assert not item.usesStaticStrings(), (algorithm.id(), item.name())


def test_every_key_that_scripts_may_use_stands_in_the_help(provider):
    from hse_lcz.algorithms import choices

    for algorithm in provider.algorithms():
        for item in algorithm.parameterDefinitions():
            for key in choices.keys(item):
                assert key in algorithm.shortHelpString(), (algorithm.id(), item.name(), key)


def test_an_entry_that_is_not_listed_is_refused_with_the_keys(provider, write_raster, tmp_path):
    import numpy as np
    import processing

    source = write_raster(tmp_path / "lcz.tif", np.full((1, 20, 20), 3, np.uint8), ("lcz",), pixel=100)
    parameters = {"INPUT": source, "TARGET": "saga", "LCZ": str(tmp_path / "out.tif")}
    sentence = refused(lambda: processing.run("hselcz:convertcodes", parameters))
    assert "standard, hundreds, wrf44" in sentence
    assert "saga" in sentence
    assert not (tmp_path / "out.tif").exists()
