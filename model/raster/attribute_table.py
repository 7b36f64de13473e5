# SPDX-License-Identifier: GPL-2.0-or-later
"""Raster attribute tables: what each value of a raster of classes means, with its colour, as GIS programs read it.

GDAL keeps the table in the `.aux.xml` file beside the raster. QGIS (from 3.30) and ArcGIS show the names when a user
clicks a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from osgeo import gdal


class ClassRow(NamedTuple):
    """A class: the stored value, its name, and red, green, blue from 0 to 255."""

    value: int
    name: str
    rgb: tuple[int, int, int]

    @property
    def colour(self) -> str:
        """The three numbers as "#RRGGBB"."""
        return "#{:02X}{:02X}{:02X}".format(*self.rgb)


def attribute_table(rows: Sequence[ClassRow]) -> gdal.RasterAttributeTable:
    """The table of these classes, to be given to a band by `SetDefaultRAT`."""
    table = gdal.RasterAttributeTable()
    table.SetTableType(gdal.GRTT_THEMATIC)
    table.CreateColumn("Value", gdal.GFT_Integer, gdal.GFU_MinMax)
    table.CreateColumn("Class", gdal.GFT_String, gdal.GFU_Name)
    for name, usage in (("Red", gdal.GFU_Red), ("Green", gdal.GFU_Green), ("Blue", gdal.GFU_Blue)):
        table.CreateColumn(name, gdal.GFT_Integer, usage)
    table.SetRowCount(len(rows))
    for place, row in enumerate(rows):
        table.SetValueAsInt(place, 0, row.value)
        table.SetValueAsString(place, 1, row.name)
        for column, part in enumerate(row.rgb, start=2):
            table.SetValueAsInt(place, column, part)
    return table


def write_attribute_table(path: str, rows: Sequence[ClassRow], band: int = 1) -> None:
    """Writes a table beside a raster that is complete; what the `.aux.xml` file contains already is kept.

    Args:
        path: of the raster.
        rows: its classes.
        band: that holds them.
    """
    dataset = gdal.Open(path)
    dataset.GetRasterBand(band).SetDefaultRAT(attribute_table(rows))
    dataset.FlushCache()
    dataset = None  # closing writes
