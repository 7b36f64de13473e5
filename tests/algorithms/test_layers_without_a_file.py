# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons from memory, and with joined or virtual fields, reach the core with all of their features and fields."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

from hse_lcz.algorithms.area_layers import TEXT

from .conftest import refused

CORNER = (642307.123456, 5210711.654321)
HALVES = (("2", 0), ("6", 500))


@pytest.fixture
def zones(write_raster, tmp_path) -> str:
    codes = np.repeat(np.array([[2] * 5 + [6] * 5], np.uint8), 10, 0)[None]
    return write_raster(tmp_path / "lcz.tif", codes, names=["lcz"], pixel=100, corner=CORNER)


@pytest.fixture
def layer(provider, project):
    """Function that makes two polygons in memory: field, its kind, its values -> layer of the project."""

    def make(field: str, kind: str, values: list, zones=("2", "6")) -> QgsVectorLayer:
        made = QgsVectorLayer(f"Polygon?crs=EPSG:32631&field={field}:{kind}&field=lcz:string", "my areas", "memory")
        for value, zone, (_, east) in zip(values, zones, HALVES):
            x, y = CORNER[0] + east, CORNER[1]
            feature = QgsFeature(made.fields())
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, y - 1000, x + 500, y)))
            feature.setAttributes([value, zone])
            assert made.dataProvider().addFeature(feature)
        return project.addMapLayer(made)

    return make


def assess(source: str, areas: QgsVectorLayer, field: str = "") -> dict:
    import processing

    return processing.run("hselcz:assesslcz", {"INPUT": source, "REFERENCE": areas, "CLASS_FIELD": field})


@pytest.mark.parametrize(
    ("kind", "keys"), [("integer", [5, 5]), ("double", [1.0, 1.5]), ("string", ["a", "b"]), ("date", [None, None])]
)
def test_no_area_is_lost_to_an_attribute_called_fid(zones, layer, kind, keys):
    """QGIS writes it as the key of a GeoPackage: areas whose fid is taken, or all of them, were left out unsaid."""
    assert assess(zones, layer("fid", kind, keys))["CELLS"] == 100


def test_no_part_of_a_mask_is_lost(mapcity, scene, small_weights, layer, tmp_path):
    mapcity(INPUT=scene, MASK=layer("fid", "integer", [5, 5]), MODEL=small_weights, LCZ=str(tmp_path / "lcz.tif"))
    inside = gdal.Open(str(tmp_path / "lcz.tif")).ReadAsArray() > 0
    assert inside[5:10, :10].all() and not inside[11:].any() and not inside[:, 11:].any()


@pytest.mark.parametrize("chosen", ["", "zone"])
def test_a_virtual_field_holds_the_zones(zones, layer, tmp_path, project, chosen):
    path = str(tmp_path / "areas.gpkg")
    QgsVectorFileWriter.writeAsVectorFormat(layer("a", "integer", [2, 6], ("x", "y")), path, "utf-8", driverName="GPKG")
    areas = project.addMapLayer(QgsVectorLayer(path, "areas"))
    areas.addExpressionField("'LCZ ' || \"a\"", QgsField("zone", TEXT))
    assert assess(zones, areas, chosen)["OA"] == 1


def test_a_joined_field_holds_the_zones(zones, layer, project):
    table = QgsVectorLayer("None?field=key:integer&field=zone:string", "table", "memory")
    for values in ([1, "LCZ 2"], [2, "LCZ 6"]):
        row = QgsFeature(table.fields())
        row.setAttributes(values)
        table.dataProvider().addFeature(row)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(project.addMapLayer(table))
    join.setJoinFieldName("key")
    join.setTargetFieldName("number")
    join.setUsingMemoryCache(True)
    areas = layer("number", "integer", [1, 2], ("x", "y"))
    assert areas.addJoin(join)
    assert assess(zones, areas, "table_zone")["OA"] == 1


def test_a_refusal_names_the_layer_and_no_temporary_file(zones, layer):
    text = refused(lambda: assess(zones, layer("a", "integer", [1, 2], ("x", "y"))))
    assert "in the field “lcz” of the layer “my areas”, found only “x”, “y”" in text


@pytest.mark.parametrize("stored", [True, False], ids=["a file", "in memory"])
def test_the_selected_alone_where_the_user_says_so(layer, project, tmp_path, stored):
    from osgeo import ogr
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeatureSourceDefinition

    from hse_lcz.algorithms import scene_input

    areas = layer("a", "integer", [1, 2])
    if stored:
        path = str(tmp_path / "areas.gpkg")
        QgsVectorFileWriter.writeAsVectorFormat(areas, path, "utf-8", driverName="GPKG")
        areas = project.addMapLayer(QgsVectorLayer(path, "areas"))
    areas.selectByExpression("a = 2")
    context = QgsProcessingContext()
    context.setProject(project)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("hselcz:fetchscene")

    def numbers(path: str, name: str) -> list[int]:
        dataset = ogr.Open(path)
        there = dataset.GetLayerByName(name) if name else dataset.GetLayer(0)
        return [feature.GetField("a") for feature in there]

    found = {}
    for alone in (True, False):
        given = {"AREA": QgsProcessingFeatureSourceDefinition(areas.id(), alone)}
        written, name = scene_input.mask(algorithm, given, context, "AREA")
        found[alone] = numbers(written, name)
    assert found == {True: [2], False: [1, 2]}
    first = QgsProcessingFeatureSourceDefinition(areas.id(), False, 1)
    written, name = scene_input.mask(algorithm, {"AREA": first}, context, "AREA")
    assert len(numbers(written, name)) == 1
