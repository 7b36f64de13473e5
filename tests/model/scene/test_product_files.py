# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever a path means, its ten bands are found with their offset."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene import band_names
from hse_lcz.model.scene.product_files import gather, is_container, understand
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.tables import sentinel2

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


def write_netcdf(path, variables):
    """A file as xarray writes it, (H, W) or (t, H, W) each: one variable per band, and the CRS as another."""
    cube = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path))
    root = cube.GetRootGroup()
    shape = next(iter(variables.values())).shape
    sizes = dict(zip(("t", "y", "x")[-len(shape) :], shape))
    axes = {name: root.CreateDimension(name, None, None, size) for name, size in sizes.items()}
    double = gdal.ExtendedDataType.Create(gdal.GDT_Float64)
    starts = {"t": (0, 1), "y": (CORNER[1] - 5, -10), "x": (CORNER[0] + 5, 10)}
    for name, axis in axes.items():
        start, step = starts[name]
        array = root.CreateMDArray(name, [axis], double)
        array.Write(start + step * np.arange(axis.GetSize(), dtype=np.float64))
    system = osr.SpatialReference()
    system.ImportFromEPSG(32631)
    for name, numbers in variables.items():
        array = root.CreateMDArray(name, list(axes.values()), gdal.ExtendedDataType.Create(gdal.GDT_Int16))
        array.SetSpatialRef(system)
        array.Write(numbers.astype(np.int16))


LEFTOVERS = {
    "AppleDouble": "._T31TFM_B05.tif",
    "a resource fork in a folder": "__MACOSX/scene/._T31TFM_B05.tif",
    "an empty file": "T31TFM_B05_20m.tif",
    "Thumbs.db": "Thumbs.db",
    ".DS_Store": ".DS_Store",
    "a file being written": "~T31TFM_B05.tif",
    "half a download": "T31TFM_B05.tif.part",
}


@pytest.mark.parametrize("is_zip", [False, True])
@pytest.mark.parametrize("leftover", LEFTOVERS)
def test_files_of_the_system_are_no_bands(write_raster, patchwork, tmp_path, leftover, is_zip):
    bands = patchwork(height=40, width=40)
    folder = tmp_path / "scene"
    folder.mkdir()
    for name, band in zip(sentinel2.NAMES, bands):
        write_raster(folder / f"T31TFM_B{name[1:].zfill(2)}.tif", band[None], names=None)
    path = folder / LEFTOVERS[leftover]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"" if leftover == "an empty file" else b"\0\5\x16\7\0\2\0\0Mac OS X        ")
    with Scene(str(zipped(folder) if is_zip else folder)) as scene:
        np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0], bands / 10000, rtol=1e-6)


def test_a_product_zipped_on_a_mac(native, tmp_path):
    folder = write_product(tmp_path, *native, Product("2A", "05.09"), CORNER)
    path = zipped(folder)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"__MACOSX/._{folder.name}", b"\0\5\x16\7")
        archive.writestr(f"._{folder.name}/._MTD_MSIL2A.xml", b"\0\5\x16\7")
    assert understand(str(path)).note.startswith(folder.name)


@pytest.fixture
def pair(write_raster, patchwork, tmp_path):
    """Function that writes the two files of a scene: pattern of the names, whether described -> paths, bands."""

    def write(pattern: str, described: bool = True, folder: str = "pair") -> tuple[list[str], np.ndarray]:
        bands = patchwork(height=80, width=80)
        (tmp_path / folder).mkdir(exist_ok=True)
        fine, coarse = ("B2", "B3", "B4", "B8"), ("B5", "B6", "B7", "B8A", "B11", "B12")
        paths = []
        for metres, names in ((10, fine), (20, coarse)):
            chosen = bands[[sentinel2.NAMES.index(name) for name in names]][:, :: metres // 10, :: metres // 10]
            path = tmp_path / folder / pattern.format(metres)
            paths.append(write_raster(path, chosen, names if described else None, pixel=metres))
        return paths, bands

    return write


@pytest.mark.parametrize("pattern", ["rennes_20170621_{}m.tif", "S2A_T31TFM_R{}m.tif", "{}M.TIF", "a {}m_BOA.tif"])
@pytest.mark.parametrize("given", ["10 m", "20 m", "folder", "zip"])
def test_a_pair_of_resolutions_is_one_scene(pair, pattern, given):
    paths, bands = pair(pattern)
    folder = Path(paths[0]).parent
    source = {"10 m": paths[0], "20 m": paths[1], "folder": str(folder)}.get(given) or str(zipped(folder))
    with Scene(source) as scene:
        np.testing.assert_allclose(
            scene.read(Window(0, 0, 80, 80))[0][[0, 1, 2, 6]], bands[[0, 1, 2, 6]] / 1e4, rtol=1e-6
        )
        notes = "\n".join(scene.notes)
    if given.endswith("m"):
        other = Path(paths[given == "10 m"]).name
        assert f"{other}, found beside it" in notes


def test_a_10m_file_without_its_sibling_is_refused_with_what_is_missing(pair):
    paths, _ = pair("scene_{}m.tif")
    Path(paths[1]).unlink()
    with pytest.raises(InputError, match="with B5, B6, B7, B8A, B11 and B12 missing"):
        Scene(paths[0])


def test_two_dates_are_refused(pair):
    paths = [*pair("rennes_20170621_{}m.tif")[0], *pair("rennes_20180621_{}m.tif")[0]]
    with pytest.raises(InputError, match="each band is there twice: choose one date"):
        understand(str(Path(paths[0]).parent))
    with pytest.raises(InputError, match="each band is there twice: choose one date"):
        gather(paths)
    with Scene(gather(paths[:2])) as scene:
        assert scene.grid.width == 80


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
def test_an_archive_with_one_raster(write_raster, patchwork, tmp_path, suffix):
    bands = patchwork(height=40, width=40)
    path = write_raster(tmp_path / "scene.tif", bands)
    archive = tmp_path / f"archive{suffix}"
    if suffix == ".zip":
        with zipfile.ZipFile(archive, "w") as file:
            file.write(path, "deep/folder/scene.tif")
            file.writestr("__MACOSX/deep/folder/._scene.tif", b"\0\5\x16\7")
            file.writestr("readme.txt", "a scene")
    else:
        with tarfile.open(archive, "w:gz" if suffix.endswith("gz") else "w") as file:
            file.add(path, "scene.tif")
    assert is_container(str(archive))
    with Scene(str(archive)) as scene:
        np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0], bands / 10000, rtol=1e-6)
        assert "scene.tif in" in scene.notes[0]


FORCE = ["BLUE", "GREEN", "RED", "REDEDGE1", "REDEDGE2", "REDEDGE3", "BROADNIR", "NIR", "SWIR1", "SWIR2"]
AUSTRALIA = ["blue", "green", "red", "red_edge_1", "red_edge_2", "red_edge_3", "nir_1", "nir_2", "swir_2", "swir_3"]


@pytest.mark.parametrize("names", [FORCE, [f"nbart_{name}" for name in AUSTRALIA]])
def test_files_with_the_names_of_other_services(write_raster, patchwork, tmp_path, names):
    """The meaning of NIR and swir_2 depends on the other files; FORCE's NIR is coarser here than BROADNIR."""
    bands = patchwork(height=40, width=40)
    for name, band, text in zip(sentinel2.NAMES, bands, names):
        step = 2 if name == "B8A" else 1
        write_raster(tmp_path / f"20200601_LEVEL2_SEN2A_{text}.tif", band[None, ::step, ::step], None, pixel=10 * step)
    with Scene(str(tmp_path)) as scene:
        np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0][:7], bands[:7] / 10000, rtol=1e-6)


SENTINEL_HUB = ["B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12"]


FORCE_SERIES = ["BLU", "GRN", "RED", "RE1", "RE2", "RE3", "BNR", "NIR", "SW1", "SW2"]
NAMES_BEFORE_THE_END = {
    "2018-2018_001-365_HL_TSA_SEN2L_{}_AVG.tif": FORCE_SERIES,
    "20180823_LEVEL2_SEN2A_BOA_{}.tif": FORCE,
    "gm_s2_annual_x194y094_2020--P1Y_{}_median.tif": [name.replace("swir_2", "swir_1").replace("swir_3", "swir_2")
                                                      for name in AUSTRALIA],
    "nbart_{}_2021-09-01.tif": AUSTRALIA,
    "s2_{}_20210901T001109.tif": ["B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12"],
}  # fmt: skip


@pytest.mark.parametrize("pattern", NAMES_BEFORE_THE_END)
def test_date_or_statistic_behind_the_name(write_raster, patchwork, tmp_path, pattern):
    bands = patchwork(height=40, width=40)
    paths = [
        write_raster(tmp_path / pattern.format(name), band[None], names=None)
        for name, band in zip(NAMES_BEFORE_THE_END[pattern], bands)
    ]
    for source in (str(tmp_path), gather(sorted(paths))):
        with Scene(source) as scene:
            np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0], bands / 10000, rtol=1e-6)


def test_a_name_among_other_words_is_no_band(tmp_path):
    for name in ("red_river_dem", "blue_lagoon", "nir_notes_v2", "green_roofs_2020"):
        assert band_names.name_in_path(str(tmp_path / f"{name}.tif")) == ""


def test_files_of_several_dates_are_refused(write_raster, patchwork, tmp_path):
    dates = ["20180101_SEN2A", "20180201_SEN2B", "20180301_SEN2A"]
    for name, band in zip(FORCE_SERIES, patchwork(height=40, width=40)):
        write_raster(tmp_path / f"2018-2018_HL_TSA_SEN2L_{name}_TSS.tif", np.stack([band] * 3), names=dates)
    with pytest.raises(InputError, match="Expected one scene, found 3 bands, the first “20180101_SEN2A”, in"):
        understand(str(tmp_path))


@pytest.mark.parametrize("name", ["dataMask", "2022-07-04_Sentinel-2_L2A_dataMask_(Raw)", "town_valid_mask"])
@pytest.mark.parametrize("given", ["folder", "layers", "title"])
def test_a_file_of_its_own_hides_pixels(write_raster, patchwork, tmp_path, name, given):
    bands = patchwork(height=40, width=40)
    mask = np.ones((1, 40, 40), dtype=np.uint8)
    mask[:, :15, :] = 0
    paths = [write_raster(tmp_path / f"{band}.tif", bands[place][None], names=None)
             for place, band in enumerate(SENTINEL_HUB)]  # fmt: skip
    file = "other" if given == "title" else name
    paths.append(write_raster(tmp_path / f"{file}.tif", mask, names=None))
    found = gather(paths, [""] * 10 + [name]) if given != "folder" else str(tmp_path)
    with Scene(found) as scene:
        reflectance, valid = scene.read(Window(0, 0, 40, 40))
        assert f"No data: 0 in {file}.tif." in scene.notes
    np.testing.assert_array_equal(valid, mask[0] > 0)
    np.testing.assert_allclose(reflectance[:, valid], bands[:, valid] / 10000, rtol=1e-6)


def test_a_mask_of_20_m_reaches_its_four_pixels(write_raster, patchwork, tmp_path):
    bands = patchwork(height=40, width=40)
    for band, name in zip(bands, SENTINEL_HUB):
        write_raster(tmp_path / f"{name}.tif", band[None], names=None)
    mask = np.ones((1, 20, 20), dtype=np.uint8)
    mask[:, 3, 5] = 0
    write_raster(tmp_path / "dataMask.tif", mask, names=None, pixel=20, nodata=0)
    with Scene(str(tmp_path)) as scene:
        valid = scene.read(Window(0, 0, 40, 40))[1]
    assert np.argwhere(~valid).tolist() == [[6, 10], [6, 11], [7, 10], [7, 11]]


@pytest.mark.parametrize("names", [sentinel2.NAMES, SENTINEL_HUB, FORCE])
def test_variables_of_a_netcdf_file_are_bands(write_raster, patchwork, tmp_path, names):
    if gdal.GetDriverByName("netCDF") is None:
        pytest.skip("this GDAL has no netCDF driver")
    bands = patchwork(height=40, width=40)
    path = tmp_path / "openEO.nc"
    write_netcdf(path, dict(zip(names, bands)))
    assert is_container(str(path))
    with Scene(str(path)) as scene:
        np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0], bands / 10000, rtol=1e-6)


def test_a_netcdf_file_of_two_dates_is_refused(patchwork, tmp_path):
    if gdal.GetDriverByName("netCDF") is None:
        pytest.skip("this GDAL has no netCDF driver")
    path = tmp_path / "cube.nc"
    write_netcdf(
        path, {name: np.stack([band, band]) for name, band in zip(sentinel2.NAMES, patchwork(height=40, width=40))}
    )
    with pytest.raises(InputError, match="found each band 2 times .*choose one date"):
        understand(str(path))


@pytest.mark.parametrize("pattern", ["T31TFM_20180704T105031_{}_10m.tif", "{}.tif"])
def test_the_source_files_of_a_virtual_raster_name_its_bands(write_raster, patchwork, tmp_path, pattern):
    """QGIS's "Build virtual raster" with one file per band: the files are in the order of the alphabet."""
    bands = patchwork(height=40, width=40)
    for name, band in zip(sentinel2.NAMES, bands):
        write_raster(tmp_path / pattern.format(f"B{name[1:].zfill(2)}"), band[None], names=None)
    files = sorted(map(str, tmp_path.glob("*.tif")))
    gdal.BuildVRT(str(tmp_path / "stack.vrt"), files, separate=True).FlushCache()
    with Scene(str(tmp_path / "stack.vrt")) as scene:
        np.testing.assert_allclose(scene.read(Window(0, 0, 40, 40))[0], bands / 10000, rtol=1e-6)
        assert scene.bands.how == "bands found by their descriptions"
