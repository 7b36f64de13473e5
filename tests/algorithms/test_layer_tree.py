# SPDX-License-Identifier: GPL-2.0-or-later
"""Groups lie at the root, layers in one order, whatever was selected before and in whatever order they load."""

from __future__ import annotations

import itertools

import pytest

KINDS = ("HSE", "LCZ", "CONFIDENCE", "LCZ_PROBABILITIES", "LCZ_FILTERED")
ORDERED = ["LCZ", "LCZ_FILTERED", "HSE", "CONFIDENCE", "LCZ_PROBABILITIES"]


@pytest.fixture
def add(project):
    """Function that adds a layer as QGIS 3.22 does, below a group, and arranges it: kind, group -> layer."""
    from qgis.core import QgsVectorLayer

    from hse_lcz.algorithms import layer_tree

    def add(kind: str, group: str, parent=None, alone: bool = False, run: str = "first"):
        layer = QgsVectorLayer("Point", kind, "memory")
        project.addMapLayer(layer, False)
        (parent or project.layerTreeRoot()).insertLayer(0, layer)
        layer_tree.arrange_soon(project, layer.id(), kind, group, alone, run)
        return layer

    return add


def tree(node) -> list:
    """A group's children: names of layers, and (name, children) of groups."""
    from qgis.core import QgsLayerTreeGroup

    return [
        (child.name(), tree(child)) if isinstance(child, QgsLayerTreeGroup) else child.name()
        for child in node.children()
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(KINDS))[::17])
def test_layers_lie_in_one_order_however_they_load(project, add, order):
    for kind in order:
        add(kind, "bordeaux")
    assert tree(project.layerTreeRoot()) == [("bordeaux", ORDERED)]


def test_a_second_scene_is_not_put_into_the_first_ones_group(project, add):
    add("LCZ", "bordeaux")
    first = project.layerTreeRoot().findGroup("bordeaux")
    add("LCZ", "rio", parent=first)  # QGIS before 3.32 adds a layer beside the current one
    add("HSE", "rio", parent=first)
    assert tree(project.layerTreeRoot()) == [("rio", ["LCZ", "HSE"]), ("bordeaux", ["LCZ"])]


def test_a_group_of_that_name_elsewhere_is_left_alone(project, add):
    mine = project.layerTreeRoot().addGroup("my groups")
    mine.addGroup("bordeaux")
    add("LCZ", "bordeaux")
    assert tree(project.layerTreeRoot()) == [("bordeaux", ["LCZ"]), ("my groups", [("bordeaux", [])])]


def test_a_later_run_lies_above_an_earlier_one_and_its_group_above_the_others(project, add):
    """The map of an earlier run, or of another scene, would hide what has just been made."""
    for kind in ("HSE", "LCZ"):
        add(kind, "bordeaux")
    add("LCZ", "rio", run="second")
    for kind in ("LCZ_TRANSITION", "LCZ_CHANGE"):
        add(kind, "bordeaux", run="third")
    assert tree(project.layerTreeRoot()) == [
        ("bordeaux", ["LCZ_TRANSITION", "LCZ_CHANGE", "LCZ", "HSE"]),
        ("rio", ["LCZ"]),
    ]
    assert len(project.mapLayers()) == 5


def test_only_the_two_maps_are_ticked_and_the_zones_unfolded(project, add):
    for kind in KINDS:
        add(kind, "bordeaux")
    nodes = project.layerTreeRoot().findLayers()
    assert [node.name() for node in nodes if node.itemVisibilityChecked()] == ["LCZ", "HSE"]
    assert [node.name() for node in nodes if node.isExpanded()] == ["LCZ"]


def test_a_layer_that_comes_alone_is_visible(project, add):
    add("CONFIDENCE", "bordeaux", alone=True)
    (node,) = project.layerTreeRoot().findLayers()
    assert node.itemVisibilityChecked()


def test_a_layer_that_is_added_later_is_arranged_then(project, qgis_app):
    """From QGIS 3.32 on, the tree gets a layer only after its post-processor has run."""
    from qgis.core import QgsVectorLayer
    from qgis.PyQt.QtCore import QCoreApplication

    from hse_lcz.algorithms import layer_tree

    layer = QgsVectorLayer("Point", "LCZ", "memory")
    project.addMapLayer(layer, False)
    layer_tree.arrange_soon(project, layer.id(), "LCZ", "bordeaux", False)
    project.layerTreeRoot().addLayer(layer)
    QCoreApplication.processEvents()
    assert tree(project.layerTreeRoot()) == [("bordeaux", ["LCZ"])]


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("bordeaux_20171026_10m", "", "bordeaux 2017-10-26"),
        ("bordeaux", "20171026T105031", "bordeaux 2017-10-26"),
        ("Rio 2016-05-06", "", "Rio 2016-05-06"),
        ("S2A_MSIL2A_20220704T105031_N0400_R051_T31TFM_20220704T143530", "", "T31TFM 2022-07-04"),
        ("patchwork", "", "patchwork"),
        ("20171026", "", "20171026 2017-10-26"),
        ("my city", "2020-13", "my city"),
        ("order_20171926", "", "order 20171926"),
        ("order_20170026", "2017-10-26", "order 20170026 2017-10-26"),
    ],
)
def test_a_scene_is_called_by_place_and_day(qgis_app, title, taken, expected):
    from hse_lcz.algorithms import layer_names

    assert layer_names.of_scene(title, taken) == expected


def test_a_map_of_a_map_keeps_place_and_day(qgis_app):
    from hse_lcz.algorithms import layer_names

    name = layer_names.layer_name("LCZ_FILTERED", layer_names.place("LCZ bordeaux 2017-10-26"))
    assert name == "LCZ filtered bordeaux 2017-10-26"
    assert layer_names.place(name) == "bordeaux 2017-10-26"
    assert layer_names.place("somebody's map") == "somebody's map"
