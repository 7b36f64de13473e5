# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever a path means, its ten bands are found with their offset."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.product_files import gather, is_container, understand
from hse_lcz.model.scene.scene import Scene

from ...safe import Product, write_product, zipped

CORNER = (600000.0, 4900020.0)
PRODUCTS = [Product(level, baseline) for level in ("1C", "2A") for baseline in ("02.06", "05.09")]


@pytest.fixture(scope="module")
def native():
    rng = np.random.default_rng(0)
    return rng.integers(50, 4000, (4, 60, 60), np.uint16), rng.integers(50, 4000, (6, 30, 30), np.uint16)


@pytest.fixture(scope="module", params=PRODUCTS, ids=lambda product: f"L{product.level} {product.baseline}")
def product(request, native, tmp_path_factory):
    """A product's folder, and what it is."""
    return write_product(tmp_path_factory.mktemp("product"), *native, request.param, CORNER), request.param


@pytest.mark.parametrize("form", ["folder", "zip", "metadata", "subdataset", "granule", "bands"])
def test_any_path_of_a_product_is_the_product(product, native, form):
    folder, what = product
    metadata = f"{folder}/MTD_MSIL{what.level}.xml"
    paths = {
        "folder": str(folder),
        "metadata": metadata,
        "subdataset": f"SENTINEL2_L{what.level}:{metadata}:10m:EPSG_32631",
        "granule": str(next((folder / "GRANULE").iterdir())),
        "bands": f"{next((folder / 'GRANULE').iterdir())}/IMG_DATA",
    }
    source = str(zipped(folder)) if form == "zip" else paths[form]
    assert is_container(source)
    with Scene(source) as scene:
        assert scene.grid[:3] == (60, 60, (CORNER[0], 10, 0, CORNER[1], 0, -10))
        reflectance, valid = scene.read(Window(0, 0, 60, 60))
        notes = "\n".join(scene.notes)
    assert valid.all()
    np.testing.assert_allclose(reflectance[[0, 1, 2, 6]], native[0] / 10000, atol=1e-6)
    c = native[1][3].astype(float)  # B8A, between cell centres
    by_hand = 0.75 * (0.75 * c[10, 10] + 0.25 * c[10, 9]) + 0.25 * (0.75 * c[9, 10] + 0.25 * c[9, 9])
    assert reflectance[7, 20, 20] == pytest.approx(by_hand / 10000, abs=1e-4)
    assert what.name in notes and f"processing baseline {what.baseline}" in notes
    assert scene.radiometry.offset == (-0.1 if what.carries_offset else 0)


def test_level_2a_has_its_scene_classes(product):
    folder, what = product
    assert (understand(str(folder)).scene_classes is not None) == (what.level == "2A")


FOLDERS = {
    "as downloaded": "T31TFM_20180704T105031_{0}.jp2.tif",
    "with resolution": "T31TFM_20180704T105031_{0}_10m.tif",
    "bare": "{0}.tif",
    "EO Browser": "2018-07-04_Sentinel-2_L2A_{0}_(Raw).tiff",
    "Theia": "SENTINEL2A_20180704-105031_L2A_T31TFM_D_V1-8_FRE_{0}.tif",
}


@pytest.mark.parametrize("pattern", FOLDERS)
def test_a_folder_of_band_files(write_raster, patchwork, tmp_path, pattern):
    bands = patchwork(height=40, width=40)
    names = ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12")
    for name, band in zip(names, bands):
        write_raster(tmp_path / FOLDERS[pattern].format(name), band[None], names=None)
    write_raster(tmp_path / "MSK_QUALIT_B02.tif", bands[:1], names=None)
    write_raster(tmp_path / FOLDERS[pattern].format("SCL"), bands[:1], names=None)
    with Scene(str(tmp_path)) as scene:
        np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0], bands / 10000, rtol=1e-6)
    assert understand(str(tmp_path)).scene_classes is not None


def test_stac_names_in_a_zip(write_raster, patchwork, tmp_path):
    bands = patchwork(height=40, width=40)
    names = ("blue", "green", "red", "rededge1", "rededge2", "rededge3", "nir", "nir08", "swir16", "swir22")
    (tmp_path / "bands").mkdir()
    for name, band in zip(names, bands):
        write_raster(tmp_path / "bands" / f"{name}.tif", band[None], names=None)
    with Scene(str(zipped(tmp_path / "bands"))) as scene:
        np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0], bands / 10000, rtol=1e-6)


def test_two_scenes_in_one_folder_are_refused(write_raster, patchwork, tmp_path):
    for tile in ("T31TFM", "T31TGM"):
        write_raster(tmp_path / f"{tile}_20180704T105031_B02.tif", patchwork()[:1], names=None)
    with pytest.raises(InputError, match="found B2 in T31T.M_.* and in T31T.M_.*a folder of its own"):
        understand(str(tmp_path))


def test_layers_are_known_by_description_file_or_title(write_raster, patchwork, tmp_path):
    bands = patchwork(height=40, width=40)
    # fmt: off
    paths = [write_raster(tmp_path / "one.tif", bands[:1], names=["B2"]),
             write_raster(tmp_path / "x_B03.tif", bands[1:2], names=None),
             write_raster(tmp_path / "two.tif", bands[2:3], names=None),
             write_raster(tmp_path / "rest.tif", bands[3:], names=("B5", "B6", "B7", "B8", "B8A", "B11", "B12"))]
    # fmt: on
    found = gather(paths, ["", "", "red", ""])
    with Scene(found) as scene:
        np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0], bands / 10000, rtol=1e-6)


def test_a_raster_is_no_container(write_raster, patchwork, tmp_path):
    assert not is_container(write_raster(tmp_path / "a.tif", patchwork()))
    assert not is_container(str(tmp_path / "nowhere.tif"))
