# SPDX-License-Identifier: GPL-2.0-or-later
"""The demonstration's choice of a scene, its figures and its page, on rasters small enough to count."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.demo import figures
from hse_lcz.demo.scene import choose, left_as_found
from hse_lcz.model.errors import InputError
from hse_lcz.model.simulation.scene import TownFiles
from hse_lcz.model.tables import sentinel2


def write(path, array, cell_m, kind=gdal.GDT_UInt16, nodata=0, names=(), tags=None):
    """Writes (bands, H, W) in UTM zone 33N; gives the path as text."""
    raster = gdal.GetDriverByName("GTiff").Create(str(path), array.shape[2], array.shape[1], array.shape[0], kind)
    raster.SetGeoTransform((500_000, cell_m, 0, 4_700_000, 0, -cell_m))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    raster.SetProjection(reference.ExportToWkt())
    raster.SetMetadata(tags or {})
    for number, values in enumerate(array, start=1):
        band = raster.GetRasterBand(number)
        band.WriteArray(values)
        band.SetNoDataValue(nodata)
        if names:
            band.SetDescription(names[number - 1])
    return str(path)


@pytest.fixture
def maps(tmp_path):
    """Paths of an HSE map of 4 x 4 cells and the LCZ map of 2 x 2 cells above it."""
    hse = np.repeat(np.repeat([[80.0, 60.0], [0.0, -9999.0]], 2, axis=0), 2, axis=1)
    hse[0, 0] = 40
    zones = np.array([[2, 2], [17, 0]])
    return (
        write(tmp_path / "hse.tif", hse[None], 50, gdal.GDT_Float32, nodata=-9999),
        write(tmp_path / "lcz.tif", zones[None], 100, gdal.GDT_Byte),
    )


@pytest.fixture
def scene_file(tmp_path):
    """A scene of 20 x 20 pixels, bands in reverse order."""
    values = np.random.default_rng(1).integers(100, 3000, (10, 20, 20))
    return write(tmp_path / "old_town_20170621_L2A.tif", values, 10, names=sentinel2.NAMES[::-1])


def test_scene_finds_name_date_and_colours(scene_file, tmp_path):
    scene = choose(scene_file, tmp_path)
    assert scene.path == scene_file
    assert (scene.name, scene.acquired) == ("Old town", "21 June 2017")
    assert scene.red_green_blue == (8, 9, 10)
    assert scene.credit == "Contains modified Copernicus Sentinel data 2017."
    assert scene.truth is None


def test_scene_without_a_date_says_none(tmp_path):
    path = write(tmp_path / "x99991399.tif", np.ones((10, 5, 5)), 10, names=sentinel2.NAMES)
    scene = choose(path, tmp_path)
    assert (scene.acquired, scene.credit) == ("", "Contains modified Copernicus Sentinel data.")


def test_scene_in_two_files_is_stacked(tmp_path):
    fine, coarse = ("B2", "B3", "B4", "B8"), ("B5", "B6", "B7", "B8A", "B11", "B12")
    tags = {"PLACE": "bercy", "SENSING_DATE": "20170829"}
    given = write(tmp_path / "bercy_20170829_10m.tif", np.full((4, 20, 20), 7), 10, names=fine, tags=tags)
    write(tmp_path / "bercy_20170829_20m.tif", np.full((6, 10, 10), 9), 20, names=coarse)
    folder = tmp_path / "out"
    folder.mkdir()
    scene = choose(given, folder)
    assert scene.path == str(folder / "bercy_20170829.vrt")
    assert (scene.name, scene.acquired) == ("Bercy", "29 August 2017")
    values = gdal.Open(scene.path).ReadAsArray()
    assert values.shape == (10, 20, 20)
    assert values[:, 10, 10].tolist() == [7, 7, 7, 9, 9, 9, 7, 9, 9, 9]


def test_scene_that_does_not_open_is_refused(tmp_path):
    with pytest.raises(InputError, match="SCENE should be a raster, but .*none.tif does not open as one"):
        choose(str(tmp_path / "none.tif"), tmp_path)


def test_scene_is_left_as_it_was_found(scene_file, tmp_path):
    before = sorted(tmp_path.iterdir())
    with left_as_found(scene_file):
        raster = gdal.Open(scene_file)
        raster.GetRasterBand(1).ComputeStatistics(False)
        raster = None
        assert sorted(tmp_path.iterdir()) != before
    assert sorted(tmp_path.iterdir()) == before


def test_zone_figures_count_area_share_and_mean(maps):
    hse, lcz = maps
    midrise, water = figures.zone_figures(lcz, hse)
    assert (midrise.zone.label, water.zone.label) == ("2", "G")
    assert (midrise.area_km2, water.area_km2) == pytest.approx((0.02, 0.01))
    assert (midrise.share_pct, water.share_pct) == pytest.approx((200 / 3, 100 / 3))
    assert (midrise.mean_hse_pct, water.mean_hse_pct) == pytest.approx((65, 0))
    assert "Compact midrise" in figures.table([midrise, water])


def test_mostly_sealed_counts_known_cells_only(maps):
    assert figures.mostly_sealed_pct(maps[0]) == pytest.approx(100 * 7 / 12)


def test_truth_compared_with_itself_agrees(maps):
    hse, lcz = maps
    truth = TownFiles(scene=None, lcz=lcz, hse=hse)
    assert figures.agreement_pct(lcz, truth) == 100
    assert figures.rank_correlation(hse, truth) == pytest.approx(1)


def test_tones_leave_nodata_out(tmp_path):
    values = np.arange(101).reshape(1, 1, 101)
    low, middle, high = figures.tones(write(tmp_path / "ramp.tif", values, 10), 1)
    assert (low, middle, high) == pytest.approx((2.98, 50.5, 98.02))


@pytest.mark.parametrize(("longest_m", "expected_m"), [(990, 500), (1000, 1000), (4999, 2000), (12.3, 10)])
def test_scale_bar_has_a_round_length(qgis_app, longest_m, expected_m):
    from hse_lcz.demo.page import _round_length

    assert _round_length(longest_m) == expected_m


def test_page_shows_three_panels_in_the_maps_own_colours(project, scene_file, maps, tmp_path):
    from qgis.core import QgsRasterLayer
    from qgis.PyQt.QtGui import QImage

    from hse_lcz.algorithms import styling
    from hse_lcz.demo import page

    hse, lcz = maps
    for key, path in (("HSE", hse), ("LCZ", lcz)):
        layer = QgsRasterLayer(path, key)
        layer.setRenderer(styling.renderer(key, layer.dataProvider()))
        layer.saveNamedStyle(path.replace(".tif", ".qml"))
    figures_of_page = page.Maps(hse, lcz, figures.zone_figures(lcz, hse), [("1 %", "one")], [("a", "b")], "credit")
    target = tmp_path / "page.png"
    page.draw(choose(scene_file, tmp_path), figures_of_page, str(target))
    image = QImage(str(target))
    assert image.width() == 2400
    colours = {image.pixelColor(x, 500).name() for x in range(0, 2400, 5)}
    assert "#d10000" in colours  # compact midrise, in the panel of zones
    assert image.pixelColor(3, 3).name() == "#ffffff"
