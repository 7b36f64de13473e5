# SPDX-License-Identifier: GPL-2.0-or-later
"""Probabilities and buildings in files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from driving import driven
from osgeo import gdal, ogr, osr

CORNER = (642300.0, 5210700.0)


@pytest.fixture(scope="session")
def write_probabilities(write_raster):
    """Function that writes LCZ_PROBABILITIES: path, (17, H, W) shares, and nodata where they add up to 0 -> path."""
    from hse_lcz.model.lczmap.zone_probabilities import stored_zones
    from hse_lcz.model.tables.products import LCZ_PROBABILITIES

    def write(path, shares: np.ndarray, **more: Any) -> str:
        stored = stored_zones(shares.sum(axis=0) > 0, shares)[LCZ_PROBABILITIES.key]
        kept = {"pixel": 100, "corner": CORNER, "nodata": 255, **more}
        written = write_raster(path, stored, LCZ_PROBABILITIES.band_names, **kept)
        dataset = gdal.Open(written, gdal.GA_Update)
        for number in range(1, 18):
            dataset.GetRasterBand(number).SetScale(LCZ_PROBABILITIES.scale)
        dataset = None
        return written

    return write


@pytest.fixture(scope="session")
def write_buildings():
    """Function that writes polygons with fields: path, [(rings in metres from the corner, fields)] -> path.

    Rings run east and south of CORNER; the first is the outer one.
    """

    def write(path, buildings: Sequence[tuple[Sequence, Mapping[str, Any]]], epsg=32631, driver="GPKG") -> str:
        local, wanted = osr.SpatialReference(), osr.SpatialReference()
        local.ImportFromEPSG(32631)
        wanted.ImportFromEPSG(epsg)
        for system in (local, wanted):
            system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        way = osr.CoordinateTransformation(local, wanted)
        store = ogr.GetDriverByName(driver).CreateDataSource(str(path))
        layer = store.CreateLayer("buildings", wanted, ogr.wkbPolygon)
        kinds = {int: ogr.OFTInteger, float: ogr.OFTReal, str: ogr.OFTString}
        for _, fields in buildings:
            for name, value in fields.items():
                if value is not None and layer.FindFieldIndex(name, True) < 0:
                    layer.CreateField(ogr.FieldDefn(name, kinds[type(value)]))
        for rings, fields in buildings:
            feature = ogr.Feature(layer.GetLayerDefn())
            shape = ogr.Geometry(ogr.wkbPolygon)
            for points in rings:
                ring = ogr.Geometry(ogr.wkbLinearRing)
                for east, south in (*points, points[0]):
                    ring.AddPoint_2D(CORNER[0] + east, CORNER[1] - south)
                shape.AddGeometry(ring)
            shape.Transform(way)
            feature.SetGeometry(shape)
            for name, value in fields.items():
                if value is not None:
                    feature.SetField(name, value)
            layer.CreateFeature(feature)
        store = None
        return str(path)

    return write


@pytest.fixture(scope="session")
def grid():
    """Function that gives the grid of so many cells of 100 m: width, height -> grid."""
    from hse_lcz.model.raster.grid import Grid

    def make(width: int, height: int, cell_m: float = 100.0, epsg: int = 32631):
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        return Grid(width, height, (CORNER[0], cell_m, 0.0, CORNER[1], 0.0, -cell_m), system.ExportToWkt())

    return make


@pytest.fixture(scope="session")
def read():
    """Function that reads a window of heights: heights, window -> CellBuildings."""
    return lambda heights, window: driven(heights.read(window))[0]
