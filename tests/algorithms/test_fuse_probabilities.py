# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:fuseprobabilities` in real QGIS: layers and their looks, a learned weight, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

CORNER = (500000.0, 5300000.0)
LABELS = [f"LCZ {label}" for label in [*map(str, range(1, 11)), *"ABCDEFG"]]


@pytest.fixture
def models(write_raster, tmp_path) -> list[str]:
    """Probabilities of two models: the first is sure of 6 in the west, the second of D in the east; else in doubt."""
    paths = []
    for name, zone, columns in (("first", 5, slice(0, 10)), ("second", 13, slice(10, 20))):
        shares = np.full((17, 20, 20), 10, np.uint8)
        shares[0] = 90
        shares[:, :, columns] = 0
        shares[zone, :, columns] = 250
        path = write_raster(tmp_path / f"{name}.tif", shares, LABELS, nodata=255, corner=CORNER, pixel=100)
        dataset = gdal.Open(path, gdal.GA_Update)
        for number in range(1, 18):
            dataset.GetRasterBand(number).SetScale(0.004)
        dataset = None
        paths.append(path)
    return paths


@pytest.fixture
def areas(project):
    """A scratch layer with a polygon of 6 in the west and one of D in the east."""
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:32631&field=zone:string", "areas", "memory")
    for zone, west in (("6", 100), ("LCZ D", 1100)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([zone])
        left, top = CORNER[0] + west, CORNER[1] - 100
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(left, top - 1600, left + 800, top)))
        layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    return layer


def test_maps_open_styled_and_the_weight_is_learned(provider, models, areas, project, tmp_path):
    import processing

    out = {key: str(tmp_path / f"{key}.tif") for key in ("LCZ", "CONFIDENCE", "LCZ_PROBABILITIES")}
    done = processing.runAndLoadResults(
        "hselcz:fuseprobabilities",
        {"INPUT": models[0], "SECOND": models[1], "VALIDATION": areas, "CLASS_FIELD": "zone", **out},
    )
    zones = gdal.Open(out["LCZ"]).ReadAsArray()
    assert (zones[:, :10] == 6).all() and (zones[:, 10:] == 14).all()
    assert done["WEIGHT_USED"] == pytest.approx(0.5, abs=0.02) and done["CELLS"] == 400
    layers = {layer.source(): layer for layer in project.mapLayers().values()}
    assert "6 Open low-rise" in [row.label for row in layers[out["LCZ"]].renderer().classes()]
    assert {out[key] for key in out} <= layers.keys()


def test_the_given_weight_counts_without_areas(provider, models, tmp_path):
    import processing

    done = processing.run(
        "hselcz:fuseprobabilities",
        {"INPUT": models[0], "SECOND": models[1], "WEIGHT": 1, "LCZ": str(tmp_path / "lcz.tif")},
    )
    zones = gdal.Open(done["LCZ"]).ReadAsArray()
    assert (zones[:, :10] == 6).all() and (zones[:, 10:] == 1).all() and done["WEIGHT_USED"] == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECOND": "nowhere.tif"}, "(SECOND) should be a raster, but nowhere.tif does not open"),
        ({"WEIGHT": 2}, "should be at most 1, not 2"),
        ({"VALIDATION": "nowhere.gpkg"}, "(VALIDATION) should be polygons or a raster"),
    ],
)
def test_refusals_name_the_form(provider, models, tmp_path, change, sentence):
    import processing
    from qgis.core import QgsProcessingException

    said = {"INPUT": models[0], "SECOND": models[1], "LCZ": str(tmp_path / "lcz.tif"), **change}
    with pytest.raises(QgsProcessingException) as caught:
        processing.run("hselcz:fuseprobabilities", said)
    assert sentence in str(caught.value) and not (tmp_path / "lcz.tif").exists()
