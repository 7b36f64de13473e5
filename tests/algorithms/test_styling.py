# SPDX-License-Identifier: GPL-2.0-or-later
"""The maps look as they should: loaded by Processing, opened by hand, and in the file itself."""

from __future__ import annotations

import pytest

from hse_lcz.model.tables import lcz, products

ZONE_KEYS = ("LCZ", "LCZ_FILTERED")
PERCENT_KEYS = ("HSE", "CONFIDENCE")


@pytest.fixture(scope="module")
def loaded(mapcity, scene, tmp_path_factory):
    """Runs with every map loaded into the project; gives the path of each by key."""
    import processing
    from qgis.core import QgsProject

    QgsProject.instance().clear()
    folder = tmp_path_factory.mktemp("loaded")
    paths = {key: str(folder / f"{key.lower()}.tif") for key in products.PRODUCTS}
    processing.runAndLoadResults("hselcz:mapcity", {"INPUT": scene, "DEVICE": "cpu", **paths})
    yield paths
    QgsProject.instance().clear()


def layer_in_project(path):
    from qgis.core import QgsProject

    return next(layer for layer in QgsProject.instance().mapLayers().values() if layer.source() == path)


def rows(renderer):
    return [(row.value, row.color.name().upper(), row.label) for row in renderer.classes()]


EXPECTED = [(zone.code, zone.colour, f"{zone.label} {zone.name}") for zone in lcz.ZONES]


def assert_percent(renderer):
    shader = renderer.shader().rasterShaderFunction()
    items = shader.colorRampItemList()
    assert renderer.type() == "singlebandpseudocolor"
    assert [item.value for item in items] == [0, 20, 40, 60, 80, 100]
    assert [item.label for item in items] == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert (shader.minimumValue(), shader.maximumValue()) == (0, 100)
    assert (renderer.classificationMin(), renderer.classificationMax()) == (0, 100)
    assert shader.legendSettings().suffix() == " %"
    # Of the settlement extent, the layers below show where there is none.
    assert [item.color.alpha() for item in items[1:]] == [255] * 5
    lightness = [item.color.lightness() for item in items]
    assert lightness == sorted(lightness, reverse=True)


@pytest.mark.parametrize("key", ZONE_KEYS)
def test_loaded_zones_have_seventeen_rows_in_the_fields_colours(loaded, key):
    renderer = layer_in_project(loaded[key]).renderer()
    assert renderer.type() == "paletted"
    assert rows(renderer) == EXPECTED


@pytest.mark.parametrize("key", PERCENT_KEYS)
def test_loaded_percentages_have_a_fixed_ramp(loaded, key):
    assert_percent(layer_in_project(loaded[key]).renderer())


@pytest.mark.parametrize("key", ZONE_KEYS)
def test_an_ordinary_open_shows_the_same_zones(loaded, key):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(loaded[key], "opened")
    assert layer.isValid()
    assert layer.renderer().type() == "paletted"
    assert rows(layer.renderer()) == EXPECTED


@pytest.mark.parametrize("key", PERCENT_KEYS)
def test_an_ordinary_open_shows_the_same_ramp(loaded, key):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(loaded[key], "opened")  # Its renderer lives no longer than the layer.
    assert_percent(layer.renderer())


def test_probabilities_show_the_most_frequent_zone_from_0_to_1(loaded):
    import numpy as np
    from osgeo import gdal
    from qgis.core import QgsRasterLayer

    zones = gdal.Open(loaded["LCZ"]).ReadAsArray()
    frequent = int(np.bincount(zones[zones > 0]).argmax())
    for layer in (layer_in_project(loaded["LCZ_PROBABILITIES"]), QgsRasterLayer(loaded["LCZ_PROBABILITIES"], "opened")):
        renderer = layer.renderer()
        assert renderer.type() == "singlebandpseudocolor"
        assert renderer.band() == frequent
        assert (renderer.classificationMin(), renderer.classificationMax()) == (0, 1)


def test_a_second_run_is_styled_too(loaded, mapcity, scene, tmp_path):
    """QGIS deletes a run's post-processors with its context: the next run must not count on them."""
    import processing

    processing.runAndLoadResults(
        "hselcz:mapcity", {"INPUT": scene, "DEVICE": "cpu", "LCZ": str(tmp_path / "again.tif")}
    )
    (tmp_path / "again.qml").unlink()
    assert rows(layer_in_project(str(tmp_path / "again.tif")).renderer()) == EXPECTED


def test_styled_layers_draw_the_colours_of_their_zones(loaded):
    """Through QGIS's own renderer: each cell of the picture has its zone's colour."""
    import numpy as np
    from osgeo import gdal
    from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor

    layer = layer_in_project(loaded["LCZ"])
    zones = gdal.Open(loaded["LCZ"]).ReadAsArray()
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setExtent(layer.extent())
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(zones.shape[1] * 10, zones.shape[0] * 10))
    settings.setBackgroundColor(QColor("#123456"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    drawn = np.array(
        [
            [picture.pixelColor(col * 10 + 5, row * 10 + 5).name().upper() for col in range(zones.shape[1])]
            for row in range(zones.shape[0])
        ]
    )
    colours = np.array(["#123456", *(zone.colour for zone in lcz.ZONES)])
    np.testing.assert_array_equal(drawn, colours[zones])


def test_layers_lie_in_a_group_of_their_scenes_name(loaded):
    from qgis.core import QgsProject

    group = QgsProject.instance().layerTreeRoot().findGroup("patchwork")
    assert {node.layer().source() for node in group.findLayers()} >= set(loaded.values())


def test_a_run_into_a_group_that_is_there_joins_it(loaded, scene, tmp_path):
    import processing
    from qgis.core import QgsProject

    root = QgsProject.instance().layerTreeRoot()
    group = root.findGroup("patchwork")
    before = len(group.findLayers())
    path = str(tmp_path / "more.tif")
    processing.runAndLoadResults("hselcz:mapcity", {"INPUT": scene, "DEVICE": "cpu", "LCZ": path})
    assert [node.name() for node in root.findGroups()].count("patchwork") == 1
    assert len(group.findLayers()) == before + 1
    assert root.findLayer(layer_in_project(path).id()) is not None


def test_a_layer_that_lies_in_its_group_stays_there(loaded):
    """The desktop adds a layer beside the current one, which may lie in the group already."""
    from qgis.core import QgsProject

    from hse_lcz.algorithms import layer_tree

    root = QgsProject.instance().layerTreeRoot()
    layer = layer_in_project(loaded["HSE"])
    layer_tree.arrange_soon(QgsProject.instance(), layer.id(), "HSE", "patchwork", alone=False)
    assert root.findLayer(layer.id()).parent() == root.findGroup("patchwork")
    assert root.findGroup("patchwork").parent() == root


def test_temporary_layers_are_named_after_their_map(provider, scene, project):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputLayerDefinition

    given = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
    given.destinationName = "My zones"
    context = QgsProcessingContext()
    outputs, ok = provider.algorithm("mapcity").run(
        {
            "INPUT": scene,
            "DEVICE": "cpu",
            "HSE": QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project),
            "LCZ": given,
        },
        context,
        QgsProcessingFeedback(),
    )
    assert ok
    hse, zones = (context.layerToLoadOnCompletionDetails(outputs[key]) for key in ("HSE", "LCZ"))
    assert zones.name == "My zones"
    assert hse.name == "HSE patchwork"
    assert hse.postProcessor() is not None
    assert zones.postProcessor() is not None


def test_a_style_for_every_product_that_needs_one(qgis_app):
    from hse_lcz.algorithms import styling

    kinds = {key: getattr(styling.renderer(key), "type", lambda: None)() for key in products.PRODUCTS}
    assert kinds == {
        "HSE": "singlebandpseudocolor",
        "LCZ": "paletted",
        "LCZ_FILTERED": "paletted",
        "CONFIDENCE": "singlebandpseudocolor",
        "LCZ_PROBABILITIES": "singlebandpseudocolor",
        "NOVELTY": "singlebandpseudocolor",
    }


def test_a_style_that_cannot_be_written_is_a_warning(mapcity, scene, tmp_path):
    from qgis.core import QgsProcessingFeedback

    (tmp_path / "zones.qml").mkdir()
    feedback = QgsProcessingFeedback()
    done = mapcity(feedback, INPUT=scene, LCZ=str(tmp_path / "zones.tif"))
    assert "The map is complete, but its style" in feedback.textLog()
    assert done["LCZ"] == str(tmp_path / "zones.tif")
