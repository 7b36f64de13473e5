# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:refinewithheights` in real QGIS: console, layers, `qgis_process`, a model, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

CORNER = (500000.0, 5300000.0)


@pytest.fixture
def run(provider):
    import processing

    return lambda **parameters: processing.run("hselcz:refinewithheights", parameters)


@pytest.fixture
def probabilities(write_raster, tmp_path) -> str:
    """Six cells: 3 or 2, 6 or 5, D, and one without data."""
    shares = np.zeros((17, 2, 3), dtype=np.uint8)
    shares[2, :, 0], shares[1, :, 0] = 150, 100
    shares[5, :, 1], shares[4, :, 1] = 150, 100
    shares[13, :, 2] = 250
    shares[:, 1, 2] = 255
    labels = [*map(str, range(1, 11)), *"ABCDEFG"]
    names = [f"LCZ {label}" for label in labels]
    path = write_raster(tmp_path / "LCZ_PROBABILITIES.tif", shares, names, nodata=255, corner=CORNER, pixel=100)
    dataset = gdal.Open(path, gdal.GA_Update)
    for number in range(1, 18):
        dataset.GetRasterBand(number).SetScale(0.004)
    dataset = None
    return path


@pytest.fixture
def buildings(project):
    """A scratch layer: tall blocks over the first row, low ones over the second."""
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:32631&field=building:string&field=levels:integer", "blocks", "memory")
    for row, levels in ((0, 5), (1, 2)):
        for col in range(2):
            left, top = CORNER[0] + 100 * col, CORNER[1] - 100 * row
            side = 70 if col == 0 else 50
            x1, y1 = left + side, top - side
            feature = QgsFeature(layer.fields())
            feature.setAttributes(["yes", levels])
            feature.setGeometry(
                QgsGeometry.fromWkt(f"Polygon(({left} {top}, {x1} {top}, {x1} {y1}, {left} {y1}, {left} {top}))")
            )
            layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def heights(write_raster, tmp_path) -> str:
    values = np.array([[[16, 16, 0], [6, 6, 0]]], dtype=np.float32)
    return write_raster(tmp_path / "heights.tif", values, [""], corner=CORNER, pixel=100, nodata=-1)


EXPECTED = [[2, 5, 14], [3, 6, 0]]


def test_buildings_drawn_in_qgis_refine_the_zones(run, probabilities, buildings, tmp_path):
    done = run(INPUT=probabilities, HEIGHTS=buildings, LCZ=str(tmp_path / "lcz.tif"),
               HEIGHT_EVIDENCE=str(tmp_path / "why.tif"), REPORT=str(tmp_path / "page.html"))  # fmt: skip
    assert gdal.Open(done["LCZ"]).ReadAsArray().tolist() == EXPECTED
    assert (done["REFINED_CELLS"], done["CHANGED_CELLS"]) == (4, 2)
    assert done["CHANGED_AREA"] == pytest.approx(0.02)
    evidence = gdal.Open(done["HEIGHT_EVIDENCE"])  # must outlive its table
    assert evidence.ReadAsArray()[3, 0, 0] == 15  # five floors of 3 m
    table = evidence.GetRasterBand(1).GetDefaultRAT()
    assert table.GetRowCount() == 6


def test_a_raster_of_heights_does_too(run, probabilities, heights, tmp_path):
    done = run(INPUT=probabilities, HEIGHTS=heights, LCZ=str(tmp_path / "lcz.tif"))
    assert gdal.Open(done["LCZ"]).ReadAsArray().tolist() == EXPECTED


def test_outputs_open_styled_and_named(provider, probabilities, heights, project, tmp_path):
    import processing

    outputs = {key: str(tmp_path / f"new_{key}.tif") for key in ("LCZ", "LCZ_PROBABILITIES", "HEIGHT_EVIDENCE")}
    processing.runAndLoadResults("hselcz:refinewithheights", {"INPUT": probabilities, "HEIGHTS": heights, **outputs})
    layers = {layer.source(): layer for layer in project.mapLayers().values()}
    kinds = {key: type(layers[path].renderer()).__name__ for key, path in outputs.items()}
    assert kinds == {"LCZ": "QgsPalettedRasterRenderer", "LCZ_PROBABILITIES": "QgsSingleBandPseudoColorRenderer",
                     "HEIGHT_EVIDENCE": "QgsPalettedRasterRenderer"}  # fmt: skip
    names = [row.label for row in layers[outputs["HEIGHT_EVIDENCE"]].renderer().classes()]
    assert "Changed: height" in names
    assert layers[outputs["LCZ"]].name().startswith("LCZ refined")
    assert (tmp_path / "new_HEIGHT_EVIDENCE.qml").is_file()


def test_qgis_process_and_a_model_give_the_same(qgis_process, provider, probabilities, heights, tmp_path):
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
    )

    path = tmp_path / "from_shell.tif"
    done = qgis_process(
        "run", "hselcz:refinewithheights", "--", f"INPUT={probabilities}", f"HEIGHTS={heights}", f"LCZ={path}"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert gdal.Open(str(path)).ReadAsArray().tolist() == EXPECTED
    model = QgsProcessingModelAlgorithm("refining", "refining", "")
    child = QgsProcessingModelChildAlgorithm("hselcz:refinewithheights")
    child.setChildId("refine")
    fixed = QgsProcessingModelChildParameterSource.fromStaticValue
    for name, value in (("INPUT", probabilities), ("HEIGHTS", heights)):
        child.addParameterSources(name, [fixed(value)])
    output = QgsProcessingModelOutput("zones", "zones")
    output.setChildId("refine")
    output.setChildOutputName("LCZ")
    child.setModelOutputs({"zones": output})
    model.addChildAlgorithm(child)
    result, fine = model.run(
        {"refine:zones": str(tmp_path / "from_model.tif")}, QgsProcessingContext(), QgsProcessingFeedback()
    )
    assert fine
    assert gdal.Open(result["refine:zones"]).ReadAsArray().tolist() == EXPECTED


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"HEIGHTS": None},
            "Building heights should be a raster of mean building heights or building polygons, but is",
        ),
        (
            {"HEIGHTS": "/no/such.tif"},
            "(HEIGHTS) should be a raster or polygons, but /no/such.tif does not open as one",
        ),
        (
            {"INPUT": "/no/such.tif"},
            "(INPUT) should be a raster, but /no/such.tif does not open as one; choose the output",
        ),
        ({"STOREY_HEIGHT": 30}, "(STOREY_HEIGHT) should be at most 10, not 30"),
        ({"UNIT": "yards"}, "(UNIT) should be one of auto, metres, decimetres, centimetres, feet, not yards"),
        ({"LCZ": "/tmp/lcz.png"}, "(LCZ) should end in .tif, but is /tmp/lcz.png"),
    ],
)
def test_wrong_values_end_in_a_sentence(change, sentence, run, probabilities, heights, tmp_path):
    from qgis.core import QgsProcessingException

    values = {"INPUT": probabilities, "HEIGHTS": heights, "LCZ": str(tmp_path / "lcz.tif"), **change}
    with pytest.raises(QgsProcessingException) as refused:
        run(**values)
    assert sentence in str(refused.value)
    assert not (tmp_path / "lcz.tif").exists()


def test_an_lcz_map_is_no_probabilities(run, heights, write_raster, tmp_path):
    from qgis.core import QgsProcessingException

    zones = write_raster(tmp_path / "lcz_map.tif", np.full((1, 2, 3), 3, np.uint8), ["lcz"], corner=CORNER, pixel=100)
    with pytest.raises(QgsProcessingException, match="Expected a raster with the probability of each zone, 17 bands"):
        run(INPUT=zones, HEIGHTS=heights, LCZ=str(tmp_path / "lcz.tif"))


def test_points_and_plan_fractions_beside_polygons_are_refused(run, probabilities, buildings, heights, tmp_path):
    from qgis.core import QgsProcessingException, QgsVectorLayer

    points = QgsVectorLayer("Point?crs=EPSG:32631&field=height:double", "trees", "memory")
    for more, sentence in (
        ({"HEIGHTS": points}, "the layer “trees” holds none"),
        ({"HEIGHTS": buildings, "FRACTION": heights}, "should be empty beside polygons"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run(INPUT=probabilities, LCZ=str(tmp_path / "lcz.tif"), **more)


def test_mapcity_takes_buildings(mapcity, scene, small_weights, project, tmp_path):
    """High slabs over half of each cell: probability moves from low-rise to high-rise zones."""
    from qgis.core import QgsFeature, QgsGeometry, QgsRasterLayer, QgsRectangle, QgsVectorLayer

    extent = QgsRasterLayer(scene).extent()
    layer = QgsVectorLayer("Polygon?crs=EPSG:32631&field=height:double", "blocks", "memory")
    for row in range(int(extent.height() // 100) + 1):
        top = extent.yMaximum() - 100 * row
        feature = QgsFeature(layer.fields())
        feature.setAttributes([60.0])
        slab = QgsRectangle(extent.xMinimum(), top - 50, extent.xMaximum(), top)
        feature.setGeometry(QgsGeometry.fromRect(slab))
        layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    maps = {}
    for name, more in (("plain", {}), ("tall", {"BUILDING_HEIGHTS": layer})):
        path = str(tmp_path / f"{name}.tif")
        mapcity(INPUT=scene, MODEL=small_weights, LCZ_PROBABILITIES=path, **more)
        maps[name] = gdal.Open(path).ReadAsArray().astype(int)
    here = maps["plain"][0] != 255
    plain, tall = (found[:, here].sum(axis=1) for found in (maps["plain"], maps["tall"]))
    high, low = [0, 3], [2, 5, 6, 7, 8]
    assert tall[high].sum() > 1.5 * plain[high].sum()
    assert tall[low].sum() < 0.6 * plain[low].sum()


def test_mapcity_refuses_what_is_no_heights(mapcity, scene, small_weights, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(
        QgsProcessingException, match=r"\(BUILDING_HEIGHTS\) should be a raster or polygons, but /no/such"
    ):
        mapcity(INPUT=scene, MODEL=small_weights, LCZ=str(tmp_path / "l.tif"), BUILDING_HEIGHTS="/no/such.tif")
