# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps of 120 million cells are compared within 1 GB, whatever is compared."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from osgeo import gdal

SIDE, TILES = 1000, 11

CODE = """
from hse_lcz.model.system.memory import peak
from hse_lcz.model.assessment.{module} import {job}, {function}
for step in {function}({job}({arguments})):
    pass
print(peak())
"""


@pytest.fixture(scope="module")
def large(write_raster, tmp_path_factory):
    """Function that lays one tile 11 x 11 times into a raster of 121 million cells: name, tile -> path."""
    folder = tmp_path_factory.mktemp("large")

    def lay(name: str, tile: np.ndarray, cell: float = 10, **more) -> str:
        source = write_raster(folder / f"{name}_tile.tif", tile[None], names=None, pixel=cell, **more)
        dataset = gdal.Open(source)
        left, dx, _, top, _, dy = dataset.GetGeoTransform()
        kind, side = gdal.GetDataTypeName(dataset.GetRasterBand(1).DataType), SIDE * TILES
        sources = "".join(
            f'<SimpleSource><SourceFilename>{source}</SourceFilename><SourceBand>1</SourceBand>'
            f'<SrcRect xOff="0" yOff="0" xSize="{SIDE}" ySize="{SIDE}"/>'
            f'<DstRect xOff="{SIDE * col}" yOff="{SIDE * row}" xSize="{SIDE}" ySize="{SIDE}"/></SimpleSource>'
            for row in range(TILES) for col in range(TILES)
        )  # fmt: skip
        path = folder / f"{name}.vrt"
        path.write_text(
            f'<VRTDataset rasterXSize="{side}" rasterYSize="{side}"><SRS>{dataset.GetProjection()}</SRS>'
            f"<GeoTransform>{left}, {dx}, 0, {top}, 0, {dy}</GeoTransform>"
            f'<VRTRasterBand dataType="{kind}" band="1"><NoDataValue>{more["nodata"]}</NoDataValue>{sources}'
            "</VRTRasterBand></VRTDataset>"
        )
        return str(path)

    rng = np.random.default_rng(0)
    zones = rng.integers(0, 18, (SIDE // 10, SIDE // 10)).astype(np.uint8).repeat(10, axis=0).repeat(10, axis=1)
    hse = rng.uniform(0, 100, (SIDE, SIDE)).astype(np.float32)
    return {
        "zones": lay("zones", zones, nodata=0),
        "others": lay("others", np.roll(zones, 3, axis=1), nodata=0),
        "hse": lay("hse", hse, nodata=-9999),
        "coarse": lay("coarse", hse, cell=17, nodata=-9999),
        "out": str(folder / "out.tif"),
        "report": str(folder / "out.html"),
    }


@pytest.mark.parametrize(
    ("module", "job", "function", "arguments"),
    [
        (
            "lcz_accuracy", "LczAccuracyJob", "assess_lcz",
            "source={zones!r}, reference={others!r}, polygons=False, outputs={{'REPORT': {report!r}}}",
        ),
        (
            "hse_accuracy", "HseAccuracyJob", "assess_hse",
            "source={hse!r}, reference={coarse!r}, outputs={{'REPORT': {report!r}}}, zones={zones!r}",
        ),
        (
            "lcz_change", "ChangeJob", "compare_dates",
            "before={zones!r}, after={others!r}, outputs={{'LCZ_CHANGE': {out!r}}}",
        ),
        (
            "consistency", "ConsistencyJob", "find_inconsistency",
            "zones={zones!r}, settlement={hse!r}, outputs={{'REPORT': {report!r}}}",
        ),
    ],
)  # fmt: skip
def test_121_million_cells_within_one_gigabyte(large, module, job, function, arguments):
    code = CODE.format(module=module, job=job, function=function, arguments=arguments.format(**large))
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1e9
