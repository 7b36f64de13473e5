# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:palmdriver` in real QGIS: console, `qgis_process`, a model, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

CORNER = (500000.0, 5300000.0)
ZONES = np.array([[2, 6, 14], [11, 17, 5]], dtype=np.uint8)
START = "2022-07-04 00:00:00 +00"


@pytest.fixture
def source(write_raster, tmp_path) -> str:
    return write_raster(tmp_path / "lcz.tif", ZONES[None], ("lcz",), corner=CORNER, pixel=100, nodata=0)


def field(path, name: str) -> np.ndarray:
    return gdal.Open(f'NETCDF:"{path}":{name}').ReadAsArray()


def test_blocks_terrain_and_heights(provider, source, write_raster, project, tmp_path):
    import processing

    terrain = write_raster(tmp_path / "dem.tif", np.arange(6, dtype=np.float32).reshape(1, 2, 3) + 200, [""],
                           corner=CORNER, pixel=100)  # fmt: skip
    heights = write_raster(tmp_path / "h.tif", np.full((1, 2, 3), 12, np.float32), [""], corner=CORNER, pixel=100)
    done = processing.run(
        "hselcz:palmdriver",
        {"INPUT": source, "GRID_WIDTH": 10, "BUILDINGS": "blocks", "BUILDING_TYPE": "office_2001", "SOIL": "coarse",
         "ORIGIN_TIME": START, "TERRAIN": terrain, "BUILDING_HEIGHTS": heights,
         "DRIVER": str(tmp_path / "t_static.nc"), "ENVIMET": str(tmp_path / "e.csv")},
    )  # fmt: skip
    buildings = field(done["DRIVER"], "buildings_2d")
    assert set(buildings[buildings > 0].tolist()) == {12}
    assert done["BLOCK_SHARE"] == pytest.approx(100 * (buildings > 0).sum() / 300)
    assert set(field(done["DRIVER"], "building_type").astype(np.int8).ravel().tolist()) == {6, -127}
    assert set(field(done["DRIVER"], "soil_type").astype(np.int8).ravel().tolist()) == {1, -127}
    assert field(done["DRIVER"], "zt")[15, 25] == 5
    assert (tmp_path / "e.csv").read_text(encoding="utf-8").count("\n") == 7


def test_qgis_process_and_a_model_give_the_same(qgis_process, provider, source, tmp_path):
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
    )

    path = tmp_path / "shell.nc"
    done = qgis_process("run", "hselcz:palmdriver", "--", f"INPUT={source}", f"ORIGIN_TIME={START}", f"DRIVER={path}")
    assert done.returncode == 0, done.stdout + done.stderr
    vegetation = [[18, 18, 16], [7, -127, 18]]
    assert field(path, "vegetation_type").astype(np.int8).tolist() == vegetation
    model = QgsProcessingModelAlgorithm("handing", "handing", "")
    child = QgsProcessingModelChildAlgorithm("hselcz:palmdriver")
    child.setChildId("hand")
    for name, value in (("INPUT", source), ("ORIGIN_TIME", START)):
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    output = QgsProcessingModelOutput("driver", "driver")
    output.setChildId("hand")
    output.setChildOutputName("DRIVER")
    child.setModelOutputs({"driver": output})
    model.addChildAlgorithm(child)
    result, fine = model.run(
        {"hand:driver": str(tmp_path / "model.nc")}, QgsProcessingContext(), QgsProcessingFeedback()
    )
    assert fine
    assert field(result["hand:driver"], "vegetation_type").astype(np.int8).tolist() == vegetation


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"BUILDINGS": "blocks"}, "Expected a grid width of at most 25 m for blocks"),
        ({"ORIGIN_TIME": ""}, "Expected a start of the simulation, found none"),
        ({"SOIL": "peat"}, "(SOIL) should be one of coarse, medium, medium_fine, fine, very_fine, organic, not peat"),
        ({"TERRAIN": "/no/such.tif"}, "(TERRAIN) should be a raster, but /no/such.tif does not open as one"),
        ({"DRIVER": "/tmp/driver.tif"}, "(DRIVER) should end in .nc, but is /tmp/driver.tif"),
    ],
)
def test_wrong_values_end_in_a_sentence(change, sentence, provider, source, tmp_path):
    import processing
    from qgis.core import QgsProcessingException

    values = {"INPUT": source, "ORIGIN_TIME": START, "DRIVER": str(tmp_path / "d.nc"), **change}
    with pytest.raises(QgsProcessingException) as refused:
        processing.run("hselcz:palmdriver", values)
    assert sentence in str(refused.value)
    assert not (tmp_path / "d.nc").exists()
