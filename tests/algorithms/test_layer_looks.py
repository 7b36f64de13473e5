# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers other than the two maps open with their meaning: transitions, districts, the stack, three bands, classes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.lczmap.transitions import transition_class, transition_classes
from hse_lcz.model.tables import lcz

from .desktop import write_districts


@pytest.fixture
def zones(write_raster, tmp_path):
    """Function that writes an LCZ map: name, array -> path."""

    def write(name: str, array) -> str:
        return write_raster(tmp_path / f"{name}.tif", np.array(array, np.uint8)[None], ("lcz",), pixel=100, nodata=0)

    return write


def load(name: str, parameters: dict) -> dict:
    import processing

    return processing.runAndLoadResults(name, parameters)


def layer(source: str):
    from qgis.core import QgsProject

    return next(one for one in QgsProject.instance().mapLayers().values() if one.source().split("|")[0] == source)


def class_names(path: str) -> dict[int, str]:
    """Value -> name in the raster attribute table that GDAL finds beside a raster."""
    dataset = gdal.Open(path)  # must outlive its table
    table = dataset.GetRasterBand(1).GetDefaultRAT()
    return {table.GetValueAsInt(row, 0): table.GetValueAsString(row, 1) for row in range(table.GetRowCount())}


def test_transitions_have_names_and_colours(provider, project, zones, tmp_path):
    before = zones("bordeaux_20160101", [[3, 3, 3, 14], [14, 14, 17, 17]])
    after = zones("bordeaux_20170101", [[5, 5, 3, 6], [14, 14, 17, 17]])
    path = str(tmp_path / "transition.tif")
    load("hselcz:comparedates", {"INPUT": before, "AFTER": after, "LCZ_TRANSITION": path})
    rows = layer(path).renderer().classes()
    assert [(int(row.value), row.label) for row in rows][0] == (305, "3 Compact low-rise → 5 Open midrise")
    assert {int(row.value) for row in rows} == {305, 303, 1406, 1414, 1717}
    assert rows[0].color.name().upper() == lcz.ZONES[4].colour
    assert class_names(path)[1406] == "D Low plants → 6 Open low-rise"
    assert Path(path).with_suffix(".qml").is_file()


def test_changes_stand_before_what_did_not_change(zones):
    path = zones("any", [[1]])
    driver = gdal.GetDriverByName("GTiff")
    raster = driver.Create(path, 6, 1, 1, gdal.GDT_UInt16)
    raster.GetRasterBand(1).WriteArray(np.array([[1717, 1717, 1717, 305, 1406, 1406]], np.uint16))
    raster = None
    assert [row.value for row in transition_classes(path)] == [1406, 305, 1717]
    assert transition_class(1717).rgb == transition_class(101).rgb


@pytest.mark.parametrize("target", ["standard", "hundreds", "wrf44modis"])
def test_class_maps_carry_an_attribute_table_for_their_codes(provider, project, zones, tmp_path, target):
    from hse_lcz.model.tables import code_schemes

    source = zones("lcz", np.arange(1, 18).repeat(4).reshape(4, 17))
    path = str(tmp_path / "codes.tif")
    load("hselcz:convertcodes", {"INPUT": source, "TARGET": target, "LCZ": path})
    scheme = code_schemes.SCHEMES[target]
    assert class_names(path) == {scheme.code(zone): zone.title for zone in lcz.ZONES}


def test_the_three_bands_show_the_filtered_zones(provider, project, zones, tmp_path):
    path = str(tmp_path / "three.tif")
    load("hselcz:convertcodes", {"INPUT": zones("lcz", np.full((20, 20), 6)), "LCZ_GENERATOR": path})
    renderer = layer(path).renderer()
    assert renderer.type() == "paletted"
    assert renderer.band() == 2
    assert layer(path).name() == "LCZ three bands lcz"


def test_districts_show_their_dominant_zone_under_readable_names(provider, project, zones, tmp_path):
    write_districts(tmp_path / "districts.gpkg")
    array = np.full((6, 8), 6)
    array[:, 4:] = 17
    path = str(tmp_path / "figures.gpkg")
    load("hselcz:summarise", {
        "INPUT": zones("rio_20160506", array), "POLYGONS": str(tmp_path / "districts.gpkg"), "OUTPUT": path,
    })  # fmt: skip
    districts = layer(path)
    categories = {row.value(): row.label() for row in districts.renderer().categories()}
    assert categories == {"6": "6 Open low-rise", "G": "G Water"}
    assert districts.renderer().classAttribute() == "dominant"
    aliases = {field.name(): field.alias() for field in districts.fields()}
    assert aliases["built_pct"] == "Built zones 1 to 10 (%)"
    assert aliases["lczG_ha"] == "LCZ G Water (ha)"
    assert districts.name() == "Districts rio 2016-05-06"


def test_a_stack_opens_in_true_colour(provider, project, scene, tmp_path):
    path = str(tmp_path / "stack.tif")
    load("hselcz:preparestack", {"LAYERS": [scene], "STACK": path})
    renderer = layer(path).renderer()
    assert renderer.type() == "multibandcolor"
    assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (3, 2, 1)
    assert renderer.redContrastEnhancement().maximumValue() > renderer.redContrastEnhancement().minimumValue()


def test_outputs_of_the_ready_model_are_named_and_grouped(provider, project, scene, tmp_path):
    from qgis.core import QgsProcessingOutputLayerDefinition

    write_districts(tmp_path / "districts.gpkg")
    temporary = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
    load("hselcz:mapdistricts", {
        "SCENE": scene, "DISTRICTS": str(tmp_path / "districts.gpkg"),
        "map:HSE": temporary, "map:LCZ": temporary, "summary:DISTRICTS": temporary,
    })  # fmt: skip
    (group,) = [node for node in project.layerTreeRoot().children() if node.name() == "patchwork"]
    assert [node.name() for node in group.findLayers()] == ["Districts patchwork", "LCZ patchwork", "HSE patchwork"]


def test_a_cloud_optimised_copy_keeps_what_the_map_says(provider, project, scene, tmp_path):
    """What `-of COG` of newer QGIS makes of a map: palette, categories, tags, nodata and overviews must survive."""
    if gdal.GetDriverByName("COG") is None:
        pytest.skip("this GDAL has no COG driver")
    path, copy = str(tmp_path / "lcz.tif"), str(tmp_path / "cog.tif")
    load("hselcz:mapcity", {"INPUT": scene, "DEVICE": "cpu", "LCZ": path})
    options = ["OVERVIEWS=FORCE_USE_EXISTING", "RESAMPLING=MODE"]
    assert gdal.Translate(copy, path, format="COG", creationOptions=options) is not None
    first, second = gdal.Open(path), gdal.Open(copy)
    one, two = first.GetRasterBand(1), second.GetRasterBand(1)
    np.testing.assert_array_equal(one.ReadAsArray(), two.ReadAsArray())
    assert two.GetNoDataValue() == 0
    assert two.GetDescription() == "lcz"
    assert [two.GetColorTable().GetColorEntry(code)[:3] for code in range(1, 18)] == [zone.rgb for zone in lcz.ZONES]
    assert second.GetMetadata()["LCZ_CODES"] == first.GetMetadata()["LCZ_CODES"]
    assert two.GetMetadata()["CATEGORY_17"] == "LCZ G: Water"
    assert class_names(copy)[17] == "LCZ G: Water"
