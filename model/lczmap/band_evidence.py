# SPDX-License-Identifier: GPL-2.0-or-later
"""Metadata of a band that tell its meaning: names, tags, category names, colours, nodata."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import NamedTuple, Optional

from osgeo import gdal

from ..tables import legends, products, zone_names
from ..tables.legends import Legend

Colour = tuple[int, int, int]
# Category names that say that there is no class.
_NOTHING = re.compile(
    r"^\s*(no[\s_-]?data|background|unclassified|undefined|none|null|masked?|fill|outside|-)?\s*$", re.I
)
# Parts of the names of bands that tell something else of the zones than which they are.
_NOT_ZONES = r"prob|confid|uncert|change|transition|entropy"
# Tags of a raster or a band that say what it shows.
_TELLING_TAGS = re.compile(
    r"title|imagedescription|description|long_name|standard_name|varname|product|legend|id$", re.I
)
# More rows than this in an attribute table are no classes.
_MOST_ROWS = 512


class BandEvidence(NamedTuple):
    """Metadata of a band that tell what its numbers mean."""

    name: str
    """The band's description or NetCDF variable; "" where it has none."""
    file_name: str
    tags: Mapping[str, str]
    """Tags of the raster and the band."""
    categories: Mapping[int, str]
    """Names of numbers, of the band's categories, attribute table or tags, without those that mean no class."""
    colours: Mapping[int, Colour]
    """Colours of the entries of the colour table that were set."""
    unit: str
    nodata: Optional[float]
    is_integer: bool

    @property
    def says_zones(self) -> bool:
        """Whether the band's name contains that of local climate zones."""
        name = plain(self.name)
        return re.search(r"lcz|localclimatezone", name) is not None and not re.search(_NOT_ZONES, name)

    @property
    def says_one_zone(self) -> bool:
        """Whether the band's name is that of a single zone, as for the band of its probability."""
        named = zone_names.read(self.name)
        return named is not None and named.form == zone_names.LABEL

    @property
    def says_amount(self) -> bool:
        """Whether unit or name mark the numbers as amounts."""
        return self.unit == "%" or legends.AMOUNT.search(self.name) is not None

    @property
    def file_says_land_cover(self) -> bool:
        """Whether the file's name is that of a land-cover map other than a map of zones."""
        named = legends.LAND_COVER_FILE.search(self.file_name) is not None
        return named and not re.search(r"lcz|climate", self.file_name, re.IGNORECASE)

    @property
    def our_product(self) -> str:
        """Title of the map of this plugin, other than the LCZ map, that the band's name names; "" for none."""
        return _OTHER_PRODUCTS.get(plain(self.name), "")

    def named_legend(self, values: Optional[frozenset[float]] = None) -> tuple[Optional[Legend], str]:
        """The legend that names of band, file or tags name, and which name does; None and "" where none does.

        Args:
            values: that occur; None where they are too many to be classes.
        """
        tags = (value for key, value in self.tags.items() if _TELLING_TAGS.search(key) and len(value) < 200)
        texts = (("band", self.name), *(("tag", tag) for tag in tags), ("file", self.file_name))
        for where, text in texts:
            if text and not (where == "file" and (legends.AMOUNT.search(text) or "lcz" in text.lower())):
                for legend in legends.LEGENDS:
                    if legend.is_named_in(text):
                        return legend, f"the {where}'s name “{text}”"
        fitting = values is not None and all(value % 1 == 0 for value in values)
        for legend in legends.LEGENDS:
            if fitting and self.name.strip().lower() in legend.bands and values <= legend.values:
                return legend, f"the band's name “{self.name}”"
        return None, ""

    def coloured_legend(self, values: frozenset[float]) -> Optional[Legend]:
        """The legend whose colours the values have; None where fewer than two have any."""
        for legend in legends.LEGENDS:
            colours = {code: rgb(colour) for code, colour in legend.colours}
            here = [(self.colours[value], colours.get(value)) for value in map(int, values) if value in self.colours]
            if len({shown for shown, _ in here}) > 1 and all(
                expected is not None and near(shown, expected) for shown, expected in here
            ):
                return legend
        return None


def gather(dataset: gdal.Dataset, number: int, source: str) -> BandEvidence:
    """The metadata of a raster that tell what a band's numbers mean.

    Args:
        dataset: the raster.
        number: of the band, from 1.
        source: its path, or whatever GDAL opened.
    """
    band = dataset.GetRasterBand(number)
    tags = {**dataset.GetMetadata(), **band.GetMetadata()}
    return BandEvidence(
        name=band.GetDescription() or tags.get("NETCDF_VARNAME", ""),
        file_name=re.split(r"[/\\:]", source.strip('"'))[-1]
        if os.path.sep in source or "/" in source
        else source[:200],
        tags=tags,
        categories={code: name for code, name in _categories(band, tags).items() if not _NOTHING.match(name)},
        colours=_colours(band),
        unit=band.GetUnitType() or "",
        nodata=band.GetNoDataValue(),
        is_integer=not gdal.GetDataTypeName(band.DataType).startswith(("Float", "C")),
    )


def _categories(band: gdal.Band, tags: Mapping[str, str]) -> dict[int, str]:
    names = dict(enumerate(band.GetRasterCategoryNames() or ()))
    for key, value in tags.items():
        match = re.fullmatch(r"CATEGORY_(\d{1,3})", key)
        if match:
            names.setdefault(int(match[1]), value)
            names[int(match[1])] = names[int(match[1])] or value
    table = band.GetDefaultRAT()
    if table is None or table.GetRowCount() > _MOST_ROWS:
        return names
    usages = {table.GetUsageOfCol(column): column for column in range(table.GetColumnCount())}
    values = usages.get(gdal.GFU_MinMax, usages.get(gdal.GFU_Min))
    if values is None or gdal.GFU_Name not in usages:
        return names
    for row in range(table.GetRowCount()):
        names[table.GetValueAsInt(row, values)] = table.GetValueAsString(row, usages[gdal.GFU_Name])
    return names


def _colours(band: gdal.Band) -> dict[int, Colour]:
    """Entries of the colour table; a TIFF's has 256, of which those that were not set are black."""
    table = band.GetColorTable()
    if table is None:
        return {}
    entries = [table.GetColorEntry(code) for code in range(table.GetCount())]
    return {
        code: tuple(entry[:3]) for code, entry in enumerate(entries) if tuple(entry) != (0, 0, 0, 255) and entry[3] > 0
    }


def rgb(colour: str) -> Colour:
    """The three numbers of "#RRGGBB".

    >>> rgb("#FA0000")
    (250, 0, 0)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def near(first: Colour, second: Colour) -> bool:
    """Whether two colours are equal but for rounding by another program."""
    return max(abs(one - other) for one, other in zip(first, second)) <= 8


def plain(name: str) -> str:
    """Small letters alone: the global map's LCZ_Filter is the LCZ Generator's lczFilter."""
    return re.sub(r"[^a-z]", "", name.lower())


_OTHER_PRODUCTS = {
    plain(name): product.title
    for product in (products.HSE, products.CONFIDENCE, products.NOVELTY, *products.COMPARISONS.values())
    for name in product.band_names
    if not product.categorical  # a map of zones, however it was made, may be taken for one
}
# The global map's name of its band.
_OTHER_PRODUCTS["lczprobability"] = products.CONFIDENCE.title
