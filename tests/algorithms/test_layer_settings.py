# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user sets on a layer of QGIS counts: its CRS and additional no-data values, for rasters and vectors."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRasterRange,
    QgsVectorLayer,
)

from hse_lcz.algorithms import layer_sources
from hse_lcz.model.raster import crs
from hse_lcz.model.raster.output_checks import files_of

CORNER = (642307.123456, 5210711.654321)


@pytest.fixture(autouse=True)
def no_layers_left(provider):
    """Layers that outlive QGIS crash it when Python ends: the project owns them, and lets go of them."""
    yield
    QgsProject.instance().removeAllMapLayers()


def raster_layer(path: str, epsg: int = 0, nodata=(), unticked: bool = False) -> QgsRasterLayer:
    layer = QgsRasterLayer(path, Path(path).stem)
    if epsg:
        layer.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{epsg}"))
    for number in range(1, layer.bandCount() + 1):
        if nodata:
            ranges = [QgsRasterRange(low, high) for low, high in nodata]
            layer.dataProvider().setUserNoDataValue(number, ranges)
        if unticked:
            layer.dataProvider().setUseSourceNoDataValue(number, False)
    return QgsProject.instance().addMapLayer(layer)


def zone_of(path: str) -> str:
    return osr.SpatialReference(gdal.Open(path).GetProjection()).GetName()


def read(path: Path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def test_a_layer_without_settings_is_its_file(scene, provider):
    assert layer_sources.raster(raster_layer(scene)) == scene
    assert layer_sources.raster(raster_layer(scene, epsg=32631)) == scene


def test_the_file_behind_a_layer_with_settings_is_an_input(scene, provider):
    source = layer_sources.raster(raster_layer(scene, epsg=32633))
    assert scene in list(files_of(source))
    assert layer_sources.in_users_words(f"found none in {source}; go") == f"found none in {scene}; go"


def test_dates_keep_the_crs_of_their_layers(mapcity, write_raster, patchwork, small_weights, tmp_path):
    """A second date whose file names the wrong zone lies on the first, not hundreds of kilometres away."""
    good = write_raster(tmp_path / "good.tif", patchwork(), nodata=0)
    wrong = raster_layer(write_raster(tmp_path / "wrong.tif", patchwork(1), nodata=0, epsg=32633), epsg=32631)
    right = write_raster(tmp_path / "right.tif", patchwork(1), nodata=0)
    for dates, name in (([wrong], "a"), ([right], "b")):
        mapcity(INPUT=good, DATES=dates, MODEL=small_weights, LCZ=str(tmp_path / f"{name}.tif"))
    np.testing.assert_array_equal(read(tmp_path / "a.tif"), read(tmp_path / "b.tif"))
    assert (read(tmp_path / "a.tif") > 0).any()


@pytest.mark.parametrize("extra", [[(1.0, 1.0)], [(1.0, 5.0)], [(1.0, 1.0), (3.0, 3.0), (5.0, 5.0)]])
def test_several_values_and_ranges_besides_the_files_own(
    mapcity, write_raster, patchwork, small_weights, tmp_path, extra
):
    bands = patchwork()
    bands[:, :, :60] = np.array([1, 3, 5])[np.arange(60) % 3] if len(extra) == 3 else 1
    bands[:, :40, 100:] = 0
    layer = raster_layer(write_raster(tmp_path / "scene.tif", bands, nodata=0), nodata=extra)
    mapcity(INPUT=layer, MODEL=small_weights, LCZ=str(tmp_path / "lcz.tif"))
    zones = read(tmp_path / "lcz.tif")
    assert (zones[:, :6] == 0).all() and (zones[:4, 10:] == 0).all() and (zones[5:, 7:] > 0).all()


def test_a_mask_of_polygons_and_one_of_pixels_keep_their_crs(mapcity, scene, small_weights, tmp_path):
    """Both lie in the scene's zone, but their files say otherwise, or nothing."""
    x, y = CORNER
    ring = [[x, y], [x + 700, y], [x + 700, y - 1400], [x, y - 1400], [x, y]]
    file = tmp_path / "city.geojson"
    name = '"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}}'
    file.write_text(
        f'{{"type": "FeatureCollection", {name}, "features": [{{"type": "Feature", "properties": {{}}, '
        f'"geometry": {{"type": "Polygon", "coordinates": [{ring}]}}}}]}}'
    )
    polygons = QgsVectorLayer(str(file), "city")
    assert polygons.isValid() and polygons.crs().authid() == "EPSG:32633"
    polygons.setCrs(QgsCoordinateReferenceSystem("EPSG:32631"))
    QgsProject.instance().addMapLayer(polygons)
    pixels = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "mask.tif"), 147, 133, 1, gdal.GDT_Byte)
    pixels.SetGeoTransform((x, 10, 0, y, 0, -10))
    inside = np.zeros((133, 147), np.uint8)
    inside[:, :70] = 1
    pixels.GetRasterBand(1).WriteArray(inside)
    pixels = None
    for mask, name in ((polygons, "a"), (raster_layer(str(tmp_path / "mask.tif"), epsg=32631), "b")):
        mapcity(INPUT=scene, MASK=mask, MODEL=small_weights, LCZ=str(tmp_path / f"{name}.tif"))
        zones = read(tmp_path / f"{name}.tif")
        assert (zones[5:, :6] > 0).all() and (zones[:, 8:] == 0).all()


def test_zone_maps_and_references_keep_their_crs(provider, write_raster, tmp_path):
    import processing

    codes = np.repeat(np.array([[2, 5, 6, 11]], np.uint8), 5, 0)[None].repeat(3, 2)
    right = write_raster(tmp_path / "right.tif", codes, names=["lcz"], pixel=100)
    wrong = raster_layer(write_raster(tmp_path / "wrong.tif", codes, names=["lcz"], pixel=100, epsg=32633), epsg=32631)
    for source, reference in ((wrong, right), (right, wrong)):
        figures = processing.run(
            "hselcz:assesslcz",
            {"INPUT": source, "REFERENCE": reference, "FIGURES": str(tmp_path / "figures.json")},
        )
        assert figures["FIGURES"]
    processing.run("hselcz:filterlcz", {"INPUT": wrong, "LCZ_FILTERED": str(tmp_path / "out.tif")})
    assert "31N" in zone_of(str(tmp_path / "out.tif"))


def test_a_range_of_floats_ends_in_a_sentence(mapcity, write_raster, patchwork, tmp_path):
    path = write_raster(tmp_path / "scene.tif", patchwork().astype(np.float32) / 10000)
    layer = raster_layer(path, nodata=[(-2.0, 0.0)])
    with pytest.raises(QgsProcessingException, match="Expected single additional no-data values"):
        mapcity(INPUT=layer, LCZ=str(tmp_path / "lcz.tif"))
    assert not (tmp_path / "lcz.tif").exists()


def test_sentences_name_the_users_file(mapcity, write_raster, patchwork, tmp_path):
    """Not the temporary VRT that carries the layer's settings."""
    path = write_raster(tmp_path / "three bands.tif", patchwork()[:3], names=["B2", "B3", "B4"], epsg=0)
    with pytest.raises(QgsProcessingException) as refused:
        mapcity(INPUT=raster_layer(path, epsg=32631), LCZ=str(tmp_path / "lcz.tif"))
    assert ".layer.vrt" not in str(refused.value)


def test_a_raster_in_a_zip_is_read_by_its_path(provider, qgis_process, write_raster, tmp_path):
    """QGIS 3.22 takes such a path as a layer only, so that scripts and `qgis_process` could not name it."""
    import processing

    codes = np.repeat(np.array([[2, 5, 6, 11]], np.uint8), 5, 0)[None].repeat(3, 2)
    with zipfile.ZipFile(tmp_path / "maps.zip", "w") as archive:
        archive.write(write_raster(tmp_path / "lcz.tif", codes, names=["lcz"], pixel=100, nodata=0), "lcz.tif")
    inside = f"/vsizip/{tmp_path}/maps.zip/lcz.tif"
    outputs = {name: str(tmp_path / f"{name}.tif") for name in ("a", "b", "c")}
    given = {"INPUT": inside, "TARGET": "hundreds"}
    processing.run("hselcz:convertcodes", {**given, "LCZ": outputs["a"]})
    processing.run("hselcz:comparemaps", {"MAPS": [inside, str(tmp_path / "lcz.tif")], "MAJORITY": outputs["b"]})
    done = qgis_process("run", "hselcz:convertcodes", "--", f"INPUT={inside}", "TARGET=hundreds", f"LCZ={outputs['c']}")
    assert done.returncode == 0, done.stdout + done.stderr
    expected = np.where(codes[0] == 11, 101, codes[0])
    np.testing.assert_array_equal(read(Path(outputs["a"])), expected)
    np.testing.assert_array_equal(read(Path(outputs["b"])), codes[0])
    np.testing.assert_array_equal(read(Path(outputs["c"])), expected)
    with pytest.raises(QgsProcessingException, match="INPUT.*other.tif does not open as one"):
        processing.run("hselcz:convertcodes", {**given, "INPUT": inside.replace("lcz", "other"), "LCZ": outputs["a"]})


def test_a_no_data_value_that_is_unticked_is_a_value(provider, write_raster, tmp_path):
    codes = np.repeat(np.array([[2, 5, 6, 11]], np.uint8), 5, 0)[None]
    path = write_raster(tmp_path / "z.tif", codes, names=["lcz"], pixel=100, nodata=6)
    source = layer_sources.raster(raster_layer(path, unticked=True))
    assert gdal.Open(source).GetRasterBand(1).GetNoDataValue() is None
    assert crs.parsed(gdal.Open(source).GetProjection()).IsSame(crs.parsed("EPSG:32631"))
