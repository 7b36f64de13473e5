# SPDX-License-Identifier: GPL-2.0-or-later
"""The demonstration maps a scene, draws its sheet, and prints figures; on rasters small enough to count."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.demo import figures
from hse_lcz.demo.mapping import left_as_found
from hse_lcz.model.lczmap.map_figures import zone_figures
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


def test_scene_is_left_as_it_was_found(scene_file, tmp_path):
    before = sorted(tmp_path.iterdir())
    with left_as_found(scene_file):
        raster = gdal.Open(scene_file)
        raster.GetRasterBand(1).ComputeStatistics(False)
        raster = None
        assert sorted(tmp_path.iterdir()) != before
    assert sorted(tmp_path.iterdir()) == before


def test_the_table_names_the_zones(maps):
    hse, lcz = maps
    assert "Compact midrise" in figures.table(zone_figures(lcz, hse))


def test_truth_compared_with_itself_agrees(maps):
    hse, lcz = maps
    truth = TownFiles(scene=None, lcz=lcz, hse=hse)
    assert figures.agreement_pct(lcz, truth) == 100
    assert figures.rank_correlation(hse, truth) == pytest.approx(1)


def test_a_scene_is_mapped_and_drawn(scene_file, tmp_path, monkeypatch, capsys):
    from hse_lcz.demo import __main__ as demo

    target = tmp_path / "out"
    monkeypatch.setattr("sys.argv", ["demo", "--scene", scene_file, "--out", str(target)])
    demo.main()
    said = capsys.readouterr().out
    assert "mean settlement extent" in said and "of the cells have their true zone" not in said
    assert {"hse.tif", "lcz.tif", "demo.png"} <= {path.name for path in target.iterdir()}
    assert not (tmp_path / f"{Path(scene_file).name}.aux.xml").exists()


def test_a_scene_that_does_not_open_ends_in_a_sentence(tmp_path, monkeypatch):
    from hse_lcz.demo import __main__ as demo

    monkeypatch.setattr("sys.argv", ["demo", "--scene", str(tmp_path / "none.tif"), "--out", str(tmp_path)])
    with pytest.raises(SystemExit, match="none.tif"):
        demo.main()
