# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:preparestack` as users run it: one described stack from whatever a scene comes in."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from ..safe import Product, write_product, zipped
from .conftest import files_in, refused

NAMES = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"]
CORNER = (600000.0, 4900020.0)


@pytest.fixture(scope="module")
def fine():
    return np.random.default_rng(0).integers(50, 4000, (4, 60, 60), np.uint16)


@pytest.fixture(scope="module")
def product(fine, tmp_path_factory):
    """A Level-2A product of baseline 05.09 with clouds (9) and shadows (3) in its scene classification."""
    coarse = np.random.default_rng(1).integers(50, 4000, (6, 30, 30), np.uint16)
    classes = np.full((30, 30), 5, np.uint8)
    classes[2:5, 3:9], classes[10:12, 10:15] = 9, 3
    return write_product(tmp_path_factory.mktemp("p"), fine, coarse, Product("2A", "05.09"), CORNER,
                         scene_classes=classes)  # fmt: skip


@pytest.fixture
def prepare(provider):
    import processing

    return lambda **parameters: processing.run("hselcz:preparestack", parameters)


def described(path: str) -> gdal.Dataset:
    raster = gdal.Open(path)
    assert [raster.GetRasterBand(number).GetDescription() for number in range(1, 11)] == NAMES
    assert raster.GetGeoTransform() == (CORNER[0], 10, 0, CORNER[1], 0, -10)
    assert raster.GetRasterBand(3).GetColorInterpretation() == gdal.GCI_RedBand
    return raster


@pytest.mark.parametrize("form", ["zip", "folder", "layers"])
def test_reflectance_without_the_offset(prepare, product, fine, tmp_path, form):
    given = {
        "zip": {"INPUT": str(zipped(product))},
        "folder": {"FOLDER": str(product)},
        "layers": {"LAYERS": [str(p) for p in sorted(product.rglob("IMG_DATA/R*/*_B*.jp2")) if "B0" in p.name
                              or "B1" in p.name or "B8A" in p.name]},
    }[form]  # fmt: skip
    done = prepare(**given, STACK=str(tmp_path / "s.tif"))
    raster = described(done["STACK"])
    np.testing.assert_array_equal(raster.ReadAsArray()[[0, 1, 2, 6]], fine)
    assert raster.GetRasterBand(1).GetScale() == 1e-4 and raster.GetRasterBand(1).GetNoDataValue() == 0
    assert raster.GetMetadata()["BOA_ADD_OFFSET"] == "0"
    assert done["VALID"] == 100


@pytest.mark.parametrize("name", ["s.tif", "s.vrt"])
def test_numbers_as_stored_declare_their_offset(prepare, product, fine, tmp_path, name):
    raster = described(prepare(FOLDER=str(product), NUMBERS="as stored", STACK=str(tmp_path / name))["STACK"])
    np.testing.assert_array_equal(raster.ReadAsArray()[[0, 1, 2, 6]], fine + 1000)
    band = raster.GetRasterBand(1)
    assert (band.GetScale(), band.GetOffset()) == (1e-4, pytest.approx(-0.1))
    assert raster.GetMetadata()["BOA_ADD_OFFSET"] == "-1000"


@pytest.mark.parametrize(("choice", "classes"), [("clouds", (9,)), ("clouds and shadows", (3, 9))])
def test_clouds_become_nodata(prepare, product, tmp_path, choice, classes):
    done = prepare(FOLDER=str(product), CLOUDS=choice, STACK=str(tmp_path / "s.tif"))
    stack = described(done["STACK"]).ReadAsArray()
    clouded = np.zeros((30, 30), bool)
    clouded[2:5, 3:9] = 9 in classes
    clouded[10:12, 10:15] = 3 in classes
    clouded = np.kron(clouded, np.ones((2, 2), bool))
    np.testing.assert_array_equal((stack == 0).all(axis=0), clouded)
    assert done["CLOUDED"] == pytest.approx(100 * clouded.mean())


def test_every_kind_of_stack_maps_alike(prepare, product, mapcity, small_weights, tmp_path):
    maps = []
    for name, numbers in (("a.tif", "reflectance"), ("b.tif", "as stored"), ("c.vrt", "as stored")):
        stack = prepare(FOLDER=str(product), NUMBERS=numbers, STACK=str(tmp_path / name))["STACK"]
        maps.append(mapcity(INPUT=stack, MODEL=small_weights, HSE=str(tmp_path / f"{name}.hse.tif"))["HSE"])
    maps.append(mapcity(INPUT=str(zipped(product)), MODEL=small_weights, HSE=str(tmp_path / "zip.hse.tif"))["HSE"])
    arrays = [gdal.Open(path).ReadAsArray() for path in maps]
    for array in arrays[1:]:
        np.testing.assert_allclose(array, arrays[0], atol=0.05)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "(INPUT), “Or a folder” (FOLDER), “Or layers” (LAYERS) is needed, found none"),
        ({"INPUT": "a.zip", "FOLDER": "b"}, "found “Product (zip or MTD_*.xml)” and “Or a folder”"),
        ({"INPUT": "/nowhere/a.zip"}, "found neither in"),
        ({"FOLDER": "PRODUCT", "STACK": "s.png"}, "should be a GeoTIFF or a VRT"),
        ({"FOLDER": "PRODUCT", "STACK": "s.vrt", "CLOUDS": "clouds"}, "Expected a GeoTIFF for clouds"),
        ({"FOLDER": "PRODUCT", "CLOUDS": "some"}, "(CLOUDS) should be one of"),
    ],
)
def test_what_makes_no_stack_is_refused(prepare, product, tmp_path, parameters, words):
    from qgis.core import QgsProcessingException

    given = {key: str(product) if value == "PRODUCT" else value for key, value in parameters.items()}
    given["STACK"] = str(tmp_path / given.get("STACK", "s.tif"))
    with pytest.raises(QgsProcessingException) as refused:
        prepare(**given)
    assert words in str(refused.value) and "Traceback" not in str(refused.value)
    assert files_in(tmp_path) == []


def test_a_vrt_that_would_lose_a_mask_is_refused(prepare, write_raster, patchwork, tmp_path):
    """A VRT holds numbers alone: what the mask hides would be mapped."""
    bands = patchwork(height=40, width=40)
    folder = tmp_path / "bands"
    folder.mkdir()
    for name, band in zip(("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12"), bands):
        write_raster(folder / f"{name}.tif", band[None], names=None)
    mask = np.ones((1, 40, 40), np.uint8)
    mask[:, :, :9] = 0
    write_raster(folder / "dataMask.tif", mask, names=None)
    said = refused(lambda: prepare(FOLDER=str(folder), STACK=str(tmp_path / "s.vrt")))
    assert "Expected a GeoTIFF for pixels that a mask hides" in said
    stack = gdal.Open(prepare(FOLDER=str(folder), STACK=str(tmp_path / "s.tif"))["STACK"]).ReadAsArray()
    assert (stack[:, :, :9] == 0).all() and (stack[:, :, 9:] > 0).all()


def test_a_cloud_mask_is_called_as_in_the_form(prepare, product, write_raster, tmp_path):
    away = write_raster(tmp_path / "away.tif", np.ones((1, 60, 60), np.uint8), names=None, corner=(0.0, 100.0))
    text = refused(lambda: prepare(FOLDER=str(product), CLOUD_MASK=away, STACK=str(tmp_path / "s.tif")))
    assert text.startswith("Expected “Cloud mask” (CLOUD_MASK) to reach the scene, found"), text
    assert not (tmp_path / "s.tif").exists()
