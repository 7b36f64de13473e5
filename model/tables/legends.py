# SPDX-License-Identifier: GPL-2.0-or-later
"""Legends of other maps whose numbers look like zones or percent: how each is recognised by name, value and colour."""

from __future__ import annotations

import re
from typing import NamedTuple


class Legend(NamedTuple):
    """The classes of one product.

    Attributes:
        title: for error messages.
        values: its numbers.
        names: pattern of words that only this product has in the names of its files, bands and tags.
        bands: names of bands, in small letters, that others use too: they count where the values fit.
        colours: "#RRGGBB" of a number in its own colour table; may be empty.
    """

    title: str
    values: frozenset[int]
    names: str
    bands: tuple[str, ...] = ()
    colours: tuple[tuple[int, str], ...] = ()

    def is_named_in(self, text: str) -> bool:
        """Whether a file's or band's name, or a tag, names the product."""
        return bool(self.names) and re.search(self.names, text, re.IGNORECASE) is not None


_LAND_COVER_BANDS = (
    "landcover", "land_cover", "land cover", "lulc", "lc", "landuse", "land_use", "land use", "landcoverclass", "cover",
)  # fmt: skip

# Source: ESA WorldCover 10 m v200 product user manual; Brown et al. 2022 (Dynamic World); Esri & Impact Observatory,
# 10 m annual land cover; Sentinel-2 Level-2A ATBD (scene classification); CORINE land cover nomenclature; MRLC legend
# of NLCD; UMEP manual (land cover of SUEWS); WRF users' guide, table of MODIFIED_IGBP_MODIS_NOAH.
LEGENDS: tuple[Legend, ...] = (
    Legend(
        "ESA WorldCover", frozenset((10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100)), r"world[\s_-]?cover", ("map",),
        ((10, "#006400"), (20, "#FFBB22"), (30, "#FFFF4C"), (40, "#F096FF"), (50, "#FA0000"), (60, "#B4B4B4"),
         (70, "#F0F0F0"), (80, "#0064C8"), (90, "#0096A0"), (95, "#00CF75"), (100, "#FAE6A0")),
    ),
    Legend(
        "Dynamic World", frozenset(range(9)), r"dynamic[\s_-]?world", ("label", "dw_label", "dw"),
        ((0, "#419BDF"), (1, "#397D49"), (2, "#88B053"), (3, "#7A87C6"), (4, "#E49635"), (5, "#DFC35A"),
         (6, "#C4281B"), (7, "#A59B8F"), (8, "#B39FE1")),
    ),
    Legend(
        "Esri land cover", frozenset((0, 1, 2, 4, 5, 7, 8, 9, 10, 11)),
        r"esri.*(?:lulc|land[\s_-]?(?:cover|use))|io[_-]lulc|impact[\s_-]?observatory|^\d\d[A-Z]_20\d{6}-20\d{6}",
        _LAND_COVER_BANDS,
        ((1, "#1A5BAB"), (2, "#358221"), (4, "#87D19E"), (5, "#FFDB5C"), (7, "#ED022A"), (8, "#EDE9E4"),
         (9, "#F2FAFF"), (10, "#C8C8C8"), (11, "#C6AD8D")),
    ),
    Legend(
        "the Sentinel-2 scene classification (SCL)", frozenset(range(12)),
        r"(?<![A-Za-z])SCL(?![A-Za-z])|scene[\s_-]?classification", (),
        ((1, "#FF0000"), (2, "#2F2F2F"), (3, "#643200"), (4, "#00A000"), (5, "#FFE65A"), (6, "#0000FF"),
         (7, "#808080"), (8, "#C0C0C0"), (9, "#FFFFFF"), (10, "#64C8FF"), (11, "#FF96FF")),
    ),
    Legend(
        "CORINE land cover", frozenset((*range(1, 45), 48)), r"corine|(?<![A-Za-z])CLC(?![A-Za-z])|clc_?(?:19|20)\d\d",
        (),
        ((1, "#E6004D"), (2, "#FF0000"), (3, "#CC4DF2"), (4, "#CC0000"), (5, "#E6CCCC"), (6, "#E6CCE6"),
         (7, "#A600CC"), (8, "#A64D00"), (9, "#FF4DFF"), (10, "#FFA6FF"), (11, "#FFE6FF"), (12, "#FFFFA8")),
    ),
    Legend(
        "NLCD land cover", frozenset((11, 12, 21, 22, 23, 24, 31, 41, 42, 43, 51, 52, 71, 72, 73, 74, 81, 82, 90, 95)),
        r"(?<![A-Za-z])NLCD(?!.*(?:imperv|canopy))", _LAND_COVER_BANDS,
        ((11, "#466B9F"), (12, "#D1DEF8"), (21, "#DEC5C5"), (22, "#D99282"), (23, "#EB0000"), (24, "#AB0000"),
         (31, "#B3AC9F"), (41, "#68AB5F"), (42, "#1C5F2C"), (43, "#B5C58F"), (52, "#CCB879"), (71, "#DFDFC2"),
         (81, "#DCD939"), (82, "#AB6C28"), (90, "#B8D9EB"), (95, "#6C9FB8")),
    ),
    Legend("UMEP land cover", frozenset(range(1, 8)), r"umep.*cover|suews.*cover", _LAND_COVER_BANDS),
    Legend(
        "WRF land use (LU_INDEX) without urban categories", frozenset(range(1, 22)), r"LU_?INDEX|land_use_category",
        ("lu_index", "luindex"),
    ),
    Legend("MODIS land cover", frozenset(range(1, 18)), r"MCD12Q1|LC_Type\d|(?<![A-Za-z])IGBP", ()),
    Legend(
        "the Copernicus global land cover",
        frozenset((0, 20, 30, 40, 50, 60, 70, 80, 90, 100, 111, 112, 113, 114, 115, 116, 121, 122, 123, 124, 125, 126,
                   200)),
        r"discrete_?classification|CGLS|C3S-LC|PROBAV_LC100", (),
    ),
    Legend("GlobeLand30", frozenset(range(0, 101, 10)), r"globe_?land_?30", ()),
    Legend("GlobCover", frozenset((11, 14, *range(20, 231, 10))), r"globcover", ()),
    Legend("the GHSL degree of urbanisation", frozenset((10, 11, 12, 13, 21, 22, 23, 30)), r"GHS_?SMOD", ("smod",)),
    Legend("Urban Atlas", frozenset(), r"urban[\s_-]?atlas", ()),
    Legend("a map of land cover", frozenset(range(256)), r"", _LAND_COVER_BANDS),
)  # fmt: skip

# Names of files that say that numbers are classes of land cover, but not of which legend.
LAND_COVER_FILE = re.compile(r"land[\s_-]?(?:cover|use)|lulc|landuse|(?<![a-z])lc(?:_?(?:19|20)\d\d|\.)", re.IGNORECASE)

# Names of bands that say that numbers are amounts, whatever else they say.
# Percent of something else than settlement, by the band's name.
OTHER_AMOUNT = re.compile(
    r"tree|forest|vegetat|canopy|grass|crop|shrub|wetland|water|snow|(?<![a-z])ice|cloud|slope|ndvi|ndwi|moisture"
    r"|humidity|bare|soil|pervious|green",
    re.IGNORECASE,
)
SETTLEMENT = re.compile(r"imperv|built|seal|settle|urban|building|(?<![a-z])hse(?![a-z])|(?<![a-z])imd", re.IGNORECASE)
AMOUNT = re.compile(
    r"fraction|percent|(?<![a-z])pct|%|imperv|density|(?<![a-z])imd|probab|confidence|settlement|(?<![a-z])hse(?![a-z])"
    r"|built_?surface|building_?height|coverfraction",
    re.IGNORECASE,
)
