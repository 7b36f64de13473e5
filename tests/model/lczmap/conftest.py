# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps of one band with what their files say about them."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal


@pytest.fixture
def write_map(tmp_path, write_raster):
    """Function that writes cells with what is said about them -> path."""

    def write(cells, name="", file="map.tif", categories=(), colours=None, tags=(), **more) -> str:
        cells = np.asarray(cells)
        path = write_raster(tmp_path / file, cells[None], names=[name], **{"pixel": 100, **more})
        raster = gdal.Open(path, gdal.GA_Update)
        band = raster.GetRasterBand(1)
        for code, title in dict(categories).items():
            band.SetMetadataItem(f"CATEGORY_{code}", title)
        if colours:
            table = gdal.ColorTable()
            for code, colour in colours.items():
                table.SetColorEntry(code, tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)))
            band.SetColorTable(table)
        for key, value in dict(tags).items():
            raster.SetMetadataItem(key, value)
        raster = band = None
        return path

    return write
