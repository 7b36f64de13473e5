# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithms that compare maps, in real QGIS: console, layers of every kind, `qgis_process`, model, cancel."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from .conftest import files_in

CORNER = (500000, 5300000)
CODES = np.array(
    [[1, 1, 2, 2, 0, 0], [1, 2, 2, 2, 0, 14], [14, 14, 6, 6, 14, 14], [14, 14, 6, 11, 14, 14]], dtype=np.uint8
)
AREAS = (("1", 0, 0, 2, 2), ("2", 2, 0, 3, 2), ("D", 0, 2, 2, 2), ("LCZ A", 2, 2, 2, 2), ("D", 5, 0, 1, 4))


@pytest.fixture
def run(provider):
    import processing

    def call(name, feedback=None, **parameters):
        return processing.run(f"hselcz:{name}", parameters, feedback=feedback)

    return call


@pytest.fixture
def maps(write_raster, tmp_path):
    """Small maps of one place: LCZ before and after, HSE and a reference, confidence; paths by name."""
    more = {"pixel": 100, "corner": CORNER}
    rng = np.random.default_rng(0)
    hse = rng.uniform(0, 100, (20, 30)).astype(np.float32)
    after = CODES.copy()
    after[2:, :2] = 6
    return {
        "lcz": write_raster(tmp_path / "lcz.tif", CODES[None], names=("lcz",), nodata=0, **more),
        "after": write_raster(tmp_path / "after.tif", after[None], names=("lcz",), nodata=0, **more),
        "hse": write_raster(tmp_path / "hse.tif", hse[None], names=("HSE",), pixel=20, corner=CORNER),
        "reference": write_raster(
            tmp_path / "reference.tif", np.clip(hse + 4, 0, 100)[None], names=None, pixel=20, corner=CORNER
        ),
        "confidence": write_raster(
            tmp_path / "confidence.tif", np.full((1, 4, 6), 80, dtype=np.uint8), names=None, **more
        ),
    }


def shape(col, row, width, height) -> str:
    x0, y0 = CORNER[0] + 100 * col, CORNER[1] - 100 * row
    x1, y1 = x0 + 100 * width, y0 - 100 * height
    return f"Polygon (({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


@pytest.fixture
def scratch(project):
    """Polygons as they are drawn in QGIS: a scratch layer of the project that lies in no file."""
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:32631&field=lcz:string&field=year:integer", "my areas", "memory")
    for zone, *box in AREAS:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([zone, 2020])
        feature.setGeometry(QgsGeometry.fromWkt(shape(*box)))
        layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def saved(scratch, tmp_path):
    """Function that saves the scratch layer: driver, file name -> path."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsVectorFileWriter

    def save(driver: str, name: str) -> str:
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = driver
        options.layerName = "areas"
        if driver in ("KML", "LIBKML"):
            options.datasourceOptions = ["NameField=lcz"]
            options.ct = QgsCoordinateTransform(
                scratch.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
            )
        path = str(tmp_path / name)
        context = QgsProject.instance().transformContext()
        writer = (
            getattr(QgsVectorFileWriter, "writeAsVectorFormatV3", None) or QgsVectorFileWriter.writeAsVectorFormatV2
        )
        outcome = writer(scratch, path, context, options)
        assert outcome[0] == QgsVectorFileWriter.WriterError.NoError, outcome
        return path

    return save


# By hand: of 19 cells 15 are right; 1 for 2 once, A as 6 three times.
OA, OA_BU, OA_U = 15 / 19, 16 / 19, 7 / 8


def test_assesslcz_takes_a_scratch_layer(run, maps, scratch):
    done = run("assesslcz", INPUT=maps["lcz"], REFERENCE=scratch)
    assert done["OA"] == pytest.approx(OA)
    assert done["OA_BU"] == pytest.approx(OA_BU)
    assert done["OA_U"] == pytest.approx(OA_U)
    assert done["OA_W"] == pytest.approx((15 + 11 / 12 + 3 * 8 / 12) / 19)
    assert done["CELLS"] == 19


def test_assesslcz_takes_a_layer_as_it_is_filtered(run, maps, saved, project):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{saved('GPKG', 'areas.gpkg')}|layername=areas", "areas", "ogr")
    layer.setSubsetString("lcz = 'D'")
    project.addMapLayer(layer)
    assert run("assesslcz", INPUT=maps["lcz"], REFERENCE=layer.id(), CLASS_FIELD="lcz")["CELLS"] == 7


@pytest.mark.parametrize(
    ("driver", "name"), [("GPKG", "a.gpkg"), ("ESRI Shapefile", "a.shp"), ("KML", "a.kml"), ("GeoJSON", "a.geojson")]
)
def test_assesslcz_takes_files(run, maps, saved, driver, name):
    done = run("assesslcz", INPUT=maps["lcz"], REFERENCE=saved(driver, name))
    assert (done["OA"], done["CELLS"]) == (pytest.approx(OA), 19)


def test_assesslcz_takes_a_raster_and_writes_all(run, maps, tmp_path):
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    paths = {
        key: str(tmp_path / "out" / name)
        for key, name in (("REPORT", "r.html"), ("CLASSES", "z.csv"), ("CONFUSION", "c.csv"), ("FIGURES", "f.json"))
    }
    done = run(
        "assesslcz", feedback, INPUT=maps["lcz"], REFERENCE=maps["after"], CONFIDENCE=maps["confidence"], **paths
    )
    assert {key: done[key] for key in paths} == paths
    assert sorted(files_in(tmp_path / "out")) == ["c.csv", "f.json", "r.html", "z.csv"]
    assert done["OA"] == pytest.approx(17 / 21)
    assert "<h1>Assessment of an LCZ map</h1>" in Path(paths["REPORT"]).read_text(encoding="utf-8")
    assert "lcz against the raster after" in Path(paths["REPORT"]).read_text(encoding="utf-8")
    assert json.loads(Path(paths["FIGURES"]).read_text())["unit"] == "squares of 1 km"
    assert "Overall accuracy: 0.810" in feedback.textLog()


def test_assesshse(run, maps, tmp_path):
    path = str(tmp_path / "error.tif")
    done = run("assesshse", INPUT=maps["hse"], REFERENCE=maps["reference"], LCZ=maps["lcz"], HSE_ERROR=path)
    error = gdal.Open(maps["hse"]).ReadAsArray() - gdal.Open(maps["reference"]).ReadAsArray()
    assert done["BIAS"] == pytest.approx(error.mean(), abs=1e-4)
    assert done["MAE"] == pytest.approx(np.abs(error).mean(), abs=1e-4)
    assert done["CELLS"] == 600 and done["R2"] > 0.9 and done["F1"] > 0.9
    np.testing.assert_allclose(gdal.Open(path).ReadAsArray(), error, atol=1e-4)
    assert (tmp_path / "error.qml").is_file()


def test_comparedates(run, maps, tmp_path):
    path = str(tmp_path / "change.tif")
    done = run("comparedates", INPUT=maps["lcz"], AFTER=maps["after"], LCZ_CHANGE=path)
    assert done["CHANGED"] == pytest.approx(100 * 4 / 21)
    assert done["CHANGED_MORE"] == pytest.approx(100 * 4 / 21)
    assert done["NATURAL_TO_BUILT"] == pytest.approx(0.04)
    assert done["BUILT_TO_NATURAL"] == 0
    expected = np.where(CODES == 0, 255, 0)
    expected[2:, :2] = 42
    np.testing.assert_array_equal(gdal.Open(path).ReadAsArray(), expected)
    assert run("comparedates", INPUT=maps["lcz"], AFTER=maps["after"], LEAST_DIFFERENCE=50)["CHANGED_MORE"] == 0
    # Every difference counts, and nothing else.
    every = run("comparedates", INPUT=maps["lcz"], AFTER=maps["after"], LEAST_DIFFERENCE=0)
    assert every["CHANGED_MORE"] == pytest.approx(every["CHANGED"]) and "PROBABLE_CHANGE" not in every


def test_comparedates_by_probability(run, maps, write_raster, tmp_path):
    from qgis.core import QgsProcessingFeedback

    given = {}
    for name, codes in (("BEFORE", CODES), ("AFTER", gdal.Open(maps["after"]).ReadAsArray())):
        shares = np.full((17, *codes.shape), 4, dtype=np.uint8)
        np.put_along_axis(shares, np.maximum(codes, 1)[None].astype(int) - 1, 186, axis=0)
        shares[:, codes == 0] = 255
        path = write_raster(tmp_path / f"{name}.tif", shares, names=None, nodata=255, pixel=100, corner=CORNER)
        dataset = gdal.Open(path, gdal.GA_Update)
        for number in range(1, 18):
            dataset.GetRasterBand(number).SetScale(0.004)
        dataset = None
        given[f"{name}_PROBABILITIES"] = path
    target, feedback = str(tmp_path / "p.tif"), QgsProcessingFeedback()
    done = run("comparedates", feedback, INPUT=maps["lcz"], AFTER=maps["after"], CHANGE_PROBABILITY=target, **given)
    assert done["CHANGED_MORE"] == pytest.approx(100 * 4 / 21)
    percent = gdal.Open(target).ReadAsArray()
    assert (percent[2:, :2] > 50).all() and (percent[CODES == 0] == 255).all()
    assert done["PROBABLE_CHANGE"] == pytest.approx(percent[CODES > 0].mean(), abs=0.5)
    assert (tmp_path / "p.qml").is_file()
    assert "probable change: 19.0 %" in feedback.textLog()
    low = run(
        "comparedates", INPUT=maps["lcz"], AFTER=maps["after"], EXPECTED_CHANGE=0.1, LEAST_PROBABILITY=99, **given
    )
    assert low["CHANGED_MORE"] == 0 and low["PROBABLE_CHANGE"] < done["PROBABLE_CHANGE"]


def test_consistency(run, maps, tmp_path):
    from hse_lcz.model.assessment.consistency_figures import distance_pct

    path = str(tmp_path / "inconsistency.tif")
    done = run("consistency", LCZ=maps["lcz"], HSE=maps["hse"], INCONSISTENCY=path)
    mean = gdal.Open(maps["hse"]).ReadAsArray().reshape(4, 5, 6, 5).mean(axis=(1, 3))
    expected = np.where(CODES > 0, distance_pct(mean, CODES), -9999)
    np.testing.assert_allclose(gdal.Open(path).ReadAsArray(), expected, atol=1e-3)
    assert done["WITHIN"] == pytest.approx(100 * (expected[CODES > 0] == 0).mean())
    assert done["CELLS"] == 21


@pytest.mark.parametrize(
    ("key", "low", "high", "middle"),
    [
        ("HSE_ERROR", -60, 60, "#f7f7f7"),
        ("INCONSISTENCY", -60, 60, "#f7f7f7"),
        ("LCZ_CHANGE", 0, 100, None),
        ("CHANGE_PROBABILITY", 0, 100, None),
    ],
)
def test_maps_of_differences_have_a_ramp_around_zero(provider, key, low, high, middle):
    from hse_lcz.algorithms import styling

    drawn = styling.renderer(key)  # owns what follows
    shader = drawn.shader().rasterShaderFunction()
    items = shader.colorRampItemList()
    assert (items[0].value, items[-1].value) == (low, high)
    if middle:
        assert {item.value: item.color.name() for item in items}[0] == middle
    else:
        assert items[0].color.lightness() > items[-1].color.lightness()


def test_loaded_maps_are_styled(provider, maps, project, tmp_path):
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingOutputLayerDefinition,
        QgsProcessingUtils,
    )

    context = QgsProcessingContext()
    context.setProject(project)
    target = QgsProcessingOutputLayerDefinition(str(tmp_path / "change.tif"), project)
    feedback = QgsProcessingFeedback()
    outcome, ok = provider.algorithm("comparedates").run(
        {"INPUT": maps["lcz"], "AFTER": maps["after"], "LCZ_CHANGE": target}, context, feedback
    )
    assert ok
    (path,) = context.layersToLoadOnCompletion()
    details = context.layerToLoadOnCompletionDetails(path)
    layer = QgsProcessingUtils.mapLayerFromString(path, context)
    details.postProcessor().postProcessLayer(layer, context, feedback)
    assert layer.renderer().type() == "singlebandpseudocolor"


def test_qgis_process(qgis_process, maps, saved, tmp_path):
    done = qgis_process(
        "run", "hselcz:assesslcz", "--", f"INPUT={maps['lcz']}", f"REFERENCE={saved('KML', 'areas.kml')}",
        f"REPORT={tmp_path / 'r.html'}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r.html").is_file()
    assert "OA:\t0.789" in done.stdout


@pytest.mark.parametrize(
    ("name", "inputs", "output"),
    [
        ("assesslcz", {"INPUT": "lcz", "REFERENCE": "after"}, "REPORT"),
        ("assesshse", {"INPUT": "hse", "REFERENCE": "reference"}, "HSE_ERROR"),
        ("comparedates", {"INPUT": "lcz", "AFTER": "after"}, "LCZ_CHANGE"),
        ("consistency", {"LCZ": "lcz", "HSE": "hse"}, "INCONSISTENCY"),
    ],
)
def test_a_cancel_leaves_no_file(provider, maps, tmp_path, name, inputs, output):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    class Impatient(QgsProcessingFeedback):
        """Cancels at the first line of the log."""

        def pushInfo(self, info):
            super().pushInfo(info)
            self.cancel()

    target = tmp_path / "out" / ("r.html" if output == "REPORT" else "r.tif")
    feedback = Impatient()
    results, ok = provider.algorithm(name).run(
        {key: maps[value] for key, value in inputs.items()} | {output: str(target)}, QgsProcessingContext(), feedback
    )
    assert ok and results == {}
    assert "Cancelled: no file was written." in feedback.textLog()
    assert not target.parent.exists() or files_in(target.parent) == []


def test_the_dialog_offers_the_fields_of_the_polygons(provider, maps, scratch, project):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    dialog = AlgorithmDialog(provider.algorithm("assesslcz").create())
    # Nothing is chosen by itself: QGIS must take the reference for optional (see `test_open_dialogs`).
    dialog.setParameters({"INPUT": maps["lcz"], "REFERENCE": scratch.id()})
    box = dialog.mainWidget().wrappers["CLASS_FIELD"].widget
    assert [box.itemText(i) for i in range(box.count())] == ["", "lcz", "year"]
    dialog.close()


def test_a_real_map_against_its_labels(run, data, tmp_path):
    """Labels as the map itself: agreement is whole, and the labels' HSE agrees with itself at 100 m."""
    source = gdal.Open(str(data / "labels" / "rio_lcz_prob.tif"))
    codes = (source.ReadAsArray().argmax(axis=0) + 1).astype(np.uint8)
    path = str(tmp_path / "labels.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, codes.shape[1], codes.shape[0], 1, gdal.GDT_Byte)
    raster.SetGeoTransform(source.GetGeoTransform())
    raster.SetProjection(source.GetProjection())
    raster.GetRasterBand(1).WriteArray(codes)
    raster = None
    assert run("assesslcz", INPUT=path, REFERENCE=path)["OA"] == 1
    hse = str(data / "labels" / "rio_hse.tif")
    coarse = str(tmp_path / "coarse.tif")
    gdal.Warp(coarse, hse, xRes=100, yRes=100, resampleAlg="average", outputType=gdal.GDT_Float32)
    done = run("assesshse", INPUT=coarse, REFERENCE=hse)
    assert done["MAE"] < 0.5 and done["R2"] > 0.99
