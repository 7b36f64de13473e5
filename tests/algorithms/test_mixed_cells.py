# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:mixedcells` in real QGIS: console, layers and their looks, `qgis_process`, a model, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

CORNER = (500000.0, 5300000.0)


@pytest.fixture
def probabilities(write_raster, tmp_path) -> str:
    """6_5, 6_5, 6 in the first row; D_6, 6_5 and one without data in the second."""
    shares = np.zeros((17, 2, 3), dtype=np.uint8)
    for row, col, zones in ((0, 0, {6: 140, 5: 110}), (0, 1, {6: 150, 5: 100}), (0, 2, {6: 240, 5: 10}),
                            (1, 0, {14: 130, 6: 120}), (1, 1, {6: 130, 5: 120})):  # fmt: skip
        for zone, stored in zones.items():
            shares[zone - 1, row, col] = stored
    shares[:, 1, 2] = 255
    names = [f"LCZ {label}" for label in [*map(str, range(1, 11)), *"ABCDEFG"]]
    path = write_raster(tmp_path / "p.tif", shares, names, nodata=255, corner=CORNER, pixel=100)
    dataset = gdal.Open(path, gdal.GA_Update)
    for number in range(1, 18):
        dataset.GetRasterBand(number).SetScale(0.004)
    dataset = None
    return path


EXPECTED = [[605, 605, 606], [1406, 605, 65535]]


def test_map_and_areas_open_with_their_meaning(provider, probabilities, project, tmp_path):
    import processing

    path = str(tmp_path / "mixed.tif")
    areas = str(tmp_path / "areas.gpkg")
    done = processing.runAndLoadResults(
        "hselcz:mixedcells",
        {"INPUT": probabilities, "MIXED": path, "POLYGONS": areas, "REPORT": str(tmp_path / "r.html")},
    )
    assert gdal.Open(path).GetRasterBand(1).ReadAsArray().tolist() == EXPECTED
    assert (done["MIXED_CELLS"], done["MIXED_SHARE"]) == (4, 80)
    layers = {layer.source().split("|")[0]: layer for layer in project.mapLayers().values()}
    labels = [row.label for row in layers[path].renderer().classes()]
    assert labels == ["6 Open low-rise", "6_5 Open low-rise with open midrise", "D_6 Low plants with open low-rise"]
    categories = layers[areas].renderer().categories()
    assert [category.value() for category in categories] == ["6_5", "D_6"]
    ground, stripes = (categories[0].symbol().symbolLayer(number) for number in (0, 1))
    assert ground.color().name().upper() == "#FF9955"
    assert stripes.color().name().upper() == "#FF6600"
    assert layers[areas].attributeDisplayName(layers[areas].fields().lookupField("subclass")) == "Sub-class"
    found = sorted((feature["subclass"], feature["lcz"], feature["second"], feature["cells"]) for feature in
                   layers[areas].getFeatures())  # fmt: skip
    assert found == [("6_5", 6, 5, 3), ("D_6", 14, 6, 1)]


def test_areas_are_training_areas_of_their_leading_zone(provider, probabilities, tmp_path):
    """What is written is understood by what reads polygons of zones."""
    import processing

    from hse_lcz.model.lczmap.reference_polygons import read_polygons
    from hse_lcz.model.raster.band import grid_of

    areas = str(tmp_path / "areas.gpkg")
    processing.run("hselcz:mixedcells", {"INPUT": probabilities, "POLYGONS": areas})
    read = read_polygons(areas, grid_of(probabilities, "the map"))
    assert sorted(polygon.zone for polygon in read.polygons) == [6, 14]


def test_qgis_process_and_a_model_give_the_same(qgis_process, provider, probabilities, tmp_path):
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
    )

    path = tmp_path / "shell.tif"
    done = qgis_process("run", "hselcz:mixedcells", "--", f"INPUT={probabilities}", f"MIXED={path}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert gdal.Open(str(path)).GetRasterBand(1).ReadAsArray().tolist() == EXPECTED
    model = QgsProcessingModelAlgorithm("mixing", "mixing", "")
    child = QgsProcessingModelChildAlgorithm("hselcz:mixedcells")
    child.setChildId("mix")
    child.addParameterSources("INPUT", [QgsProcessingModelChildParameterSource.fromStaticValue(probabilities)])
    output = QgsProcessingModelOutput("mixed", "mixed")
    output.setChildId("mix")
    output.setChildOutputName("MIXED")
    child.setModelOutputs({"mixed": output})
    model.addChildAlgorithm(child)
    result, fine = model.run(
        {"mix:mixed": str(tmp_path / "model.tif")}, QgsProcessingContext(), QgsProcessingFeedback()
    )
    assert fine
    assert gdal.Open(result["mix:mixed"]).GetRasterBand(1).ReadAsArray().tolist() == EXPECTED


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"INPUT": "/no/such.tif"}, "(INPUT) should be a raster, but /no/such.tif does not open as one"),
        ({"THRESHOLD": 70}, "(THRESHOLD) should be at most 50, not 70"),
        ({"MIXED": "/tmp/mixed.jpg"}, "(MIXED) should end in .tif, but is /tmp/mixed.jpg"),
    ],
)
def test_wrong_values_end_in_a_sentence(change, sentence, provider, probabilities, tmp_path):
    import processing
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as refused:
        processing.run("hselcz:mixedcells", {"INPUT": probabilities, "MIXED": str(tmp_path / "m.tif"), **change})
    assert sentence in str(refused.value)
