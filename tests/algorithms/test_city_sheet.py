# SPDX-License-Identifier: GPL-2.0-or-later
"""The city sheet of maps without a place in degrees."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsRasterLayer

from hse_lcz.algorithms import city_sheet

LOCAL = 'ENGCRS["Site",EDATUM["Site"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["metre",1]]'


def named_facts(path: str) -> dict[str, str]:
    return dict(city_sheet._map_facts(QgsRasterLayer(path, "HSE")))


def test_the_centre_is_given_in_degrees(qgis_app, write_raster, tmp_path):
    path = write_raster(tmp_path / "hse.tif", np.ones((1, 10, 10), np.uint8), None, corner=(500000, 5000000))
    assert named_facts(path)["Centre"] == "45.153° N, 3.001° E"


@pytest.mark.parametrize("crs", ["elsewhere", "local", "none"])
def test_a_map_without_a_place_in_degrees_has_no_centre(qgis_app, write_raster, tmp_path, crs):
    """A transformation that fails raises; of a local CRS, or of none, QGIS gives metres for degrees."""
    corner = (1e12, 1e12) if crs == "elsewhere" else (500000, 5000000)
    epsg = 32631 if crs == "elsewhere" else None
    path = write_raster(tmp_path / "hse.tif", np.ones((1, 10, 10), np.uint8), None, epsg=epsg, corner=corner)
    if crs == "local":
        gdal.Open(path, gdal.GA_Update).SetProjection(LOCAL)
    found = named_facts(path)
    assert "Centre" not in found and found["Size"] == "0.1 × 0.1 km"
