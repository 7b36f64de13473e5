# SPDX-License-Identifier: GPL-2.0-or-later
"""A map of 120 million cells goes through every tool within 1 GB of memory, the interpreter included."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from osgeo import gdal, osr

WIDTH, HEIGHT = 12_000, 10_000
LIMIT_BYTES = 1_000_000_000


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> str:
    """Zones of 1200 x 1000 km in cells of 100 m: a speckled city, no data elsewhere."""
    path = str(tmp_path_factory.mktemp("large") / "zones.tif")
    options = ["TILED=YES", "COMPRESS=DEFLATE", "SPARSE_OK=TRUE"]
    raster = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, 1, gdal.GDT_Byte, options)
    raster.SetGeoTransform((300_000, 100, 0, 6_000_000, 0, -100))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(3035)
    raster.SetProjection(reference.ExportToWkt())
    speckle = np.random.default_rng(0).integers(1, 18, (1100, 1500)).astype(np.uint8)
    raster.GetRasterBand(1).WriteArray(speckle, 5000, 4000)
    return path


# What each makes of the map, as code: `source` and `target` are paths.
JOBS = {
    "filter": "from hse_lcz.model.lczmap import smooth_job\n"
    "job = smooth_job.filter_map(smooth_job.FilterJob(source, target + '.tif'))",
    "convert": "from hse_lcz.model.lczmap import convert\nfrom hse_lcz.model.tables.code_schemes import SCHEMES\n"
    "made = {'LCZ': '.tif', 'LCZ_GENERATOR': '3.tif', 'KMZ': '.kmz'}\n"
    "made = {key: target + end for key, end in made.items()}\n"
    "job = convert.convert_map(convert.ConvertJob(source, made, SCHEMES['wrf45']))",
    "parameters": "from hse_lcz.model.lczmap import canopy_job as canopy\n"
    "made = {'CANOPY': target + '.tif', 'SUEWS': target + '.csv'}\n"
    "job = canopy.map_parameters(canopy.CanopyJob(source, made, ('height_m', 'albedo')))",
    "districts": "from hse_lcz.model.lczmap import districts\nfrom osgeo import gdal, ogr\nfrom pathlib import Path\n"
    "shape = ogr.CreateGeometryFromWkt('POLYGON((400000 5900000, 1400000 5950000, 900000 5100000, 400000 5900000))')\n"
    "wkt = gdal.Open(source).GetProjection()\nPath(target).touch()\n"
    "job = districts.summarise(districts.DistrictsJob(source, [bytes(shape.ExportToIsoWkb())], wkt))",
}


@pytest.mark.parametrize("name", JOBS)
def test_memory_stays_bounded(large, tmp_path, name):
    code = f"source, target = {large!r}, {str(tmp_path / 'out')!r}\n{JOBS[name]}\nfor step in job: pass\n"
    code += "from hse_lcz.model.system.memory import peak\nprint(peak())"
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < LIMIT_BYTES
    assert len(list(tmp_path.iterdir())) >= 1
