# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:canopyparameters` in real QGIS."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.tables import lcz, urban_canopy


@pytest.fixture
def zones() -> np.ndarray:
    return np.kron(np.arange(18).reshape(3, 6), np.ones((4, 4), dtype=int)).astype(np.uint8)


@pytest.fixture
def source(write_raster, zones, tmp_path) -> str:
    return write_raster(tmp_path / "lcz.tif", zones[None], ("lcz",), pixel=100)


def run(**parameters):
    import processing

    return processing.run("hselcz:canopyparameters", parameters)


def test_all_bands_come_unless_some_are_chosen(provider, source, zones, tmp_path):
    done = run(INPUT=source, CANOPY=str(tmp_path / "all.tif"))
    bands = gdal.Open(done["CANOPY"]).ReadAsArray()
    assert len(bands) == len(urban_canopy.PARAMETERS)
    for band, parameter in zip(bands, urban_canopy.PARAMETERS.values()):
        expected = urban_canopy.lookup(parameter, "middle")[zones]
        np.testing.assert_array_equal(band, np.where(np.isnan(expected), -9999, expected))


def test_chosen_bands_tables_and_hse(provider, source, zones, write_raster, tmp_path):
    hse = write_raster(tmp_path / "hse.tif", np.full((1, 60, 120), 42, np.float32), ("HSE",), pixel=20)
    done = run(
        INPUT=source, HSE=hse, STATISTIC="maximum", BANDS=["imperviousness_pct", "height_m"],
        CANOPY=str(tmp_path / "two.tif"), PARAMETERS=str(tmp_path / "p.csv"), SUEWS=str(tmp_path / "s.csv"),
        URBPARM=str(tmp_path / "u.csv"),
    )  # fmt: skip
    raster = gdal.Open(done["CANOPY"])
    assert [raster.GetRasterBand(number).GetDescription() for number in (1, 2)] == ["height_m", "imperviousness_pct"]
    np.testing.assert_allclose(raster.GetRasterBand(2).ReadAsArray(), np.where(zones > 0, 42, -9999), rtol=1e-6)
    for key, count in (("PARAMETERS", 18), ("SUEWS", 18), ("URBPARM", 12)):
        with open(done[key], encoding="utf-8") as file:
            assert len(file.readlines()) == count


def test_loaded_it_shows_the_first_band_in_fixed_ends(provider, source, project, tmp_path):
    import processing
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputLayerDefinition

    context = QgsProcessingContext()
    context.setProject(project)
    target = QgsProcessingOutputLayerDefinition(str(tmp_path / "ucp.tif"), project)
    processing.runAndLoadResults(
        "hselcz:canopyparameters",
        {"INPUT": source, "BANDS": ["height_m"], "CANOPY": target},
        QgsProcessingFeedback(),
        context,
    )
    renderer = next(iter(project.mapLayers().values())).renderer()
    assert renderer.band() == 1
    assert (renderer.classificationMin(), renderer.classificationMax()) == (0, 75)
    assert "75 m" in (tmp_path / "ucp.qml").read_text()


def test_qgis_process_tells_the_means(qgis_process, source, tmp_path):
    done = qgis_process(
        "run", "hselcz:canopyparameters", "--", f"INPUT={source}", "BANDS=albedo", f"CANOPY={tmp_path / 'ucp.tif'}"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    mean = np.mean([urban_canopy.value(urban_canopy.PARAMETERS["albedo"], zone, "middle") for zone in lcz.ZONES])
    assert f"Surface albedo: mean {mean:.4g}." in done.stdout
