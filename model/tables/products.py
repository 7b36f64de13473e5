# SPDX-License-Identifier: GPL-2.0-or-later
"""The maps this plugin makes: one table for writer, styles, algorithm and help."""

from __future__ import annotations

from typing import NamedTuple

from . import lcz
from .sentinel2 import DN_NODATA, DN_PER_REFLECTANCE, NAMES


class Product(NamedTuple):
    """One output raster.

    Attributes:
        key: name of the output parameter.
        title: name of the layer.
        band_names: one description per band.
        dtype: GDAL's name of the data type.
        nodata: value of a cell without an answer.
        unit: of the value after scale and offset: "%", "probability" or "" for codes.
        scale: value = stored * scale + offset.
        offset: see scale.
        overview: GDAL resampling of the overviews, "mode" or "average".
        categorical: True where the values are codes of zones.
        grid: "hse" for cells of 20 m, "lcz" for cells of the chosen LCZ cell size.
    """

    key: str
    title: str
    band_names: tuple[str, ...]
    dtype: str
    nodata: float
    unit: str
    scale: float
    offset: float
    overview: str
    categorical: bool
    grid: str


HSE = Product(
    key="HSE", title="HSE map (%)", band_names=("HSE",), dtype="Float32", nodata=-9999.0,
    unit="%", scale=1.0, offset=0.0, overview="average", categorical=False, grid="hse",
)  # fmt: skip
# The band names lcz, lczFilter and lczProb are the LCZ Generator's: other tools look for them.
LCZ = Product(
    key="LCZ", title="LCZ map", band_names=("lcz",), dtype="Byte", nodata=lcz.NODATA,
    unit="", scale=1.0, offset=0.0, overview="mode", categorical=True, grid="lcz",
)  # fmt: skip
LCZ_FILTERED = Product(
    key="LCZ_FILTERED", title="LCZ map (filtered)", band_names=("lczFilter",), dtype="Byte",
    nodata=lcz.NODATA, unit="", scale=1.0, offset=0.0, overview="mode", categorical=True, grid="lcz",
)  # fmt: skip
CONFIDENCE = Product(
    key="CONFIDENCE", title="LCZ confidence (%)", band_names=("lczProb",), dtype="Byte", nodata=255,
    unit="%", scale=1.0, offset=0.0, overview="average", categorical=False, grid="lcz",
)  # fmt: skip
# 250 steps of 0.004: probability 1 is stored exactly, and 255 stays free for nodata.
LCZ_PROBABILITIES = Product(
    key="LCZ_PROBABILITIES", title="LCZ probabilities",
    band_names=tuple(f"LCZ {zone.label}" for zone in lcz.ZONES), dtype="Byte", nodata=255,
    unit="probability", scale=0.004, offset=0.0, overview="average", categorical=False, grid="lcz",
)  # fmt: skip
NOVELTY = Product(
    key="NOVELTY", title="Novelty (%)", band_names=("novelty",), dtype="Byte", nodata=255,
    unit="%", scale=1.0, offset=0.0, overview="average", categorical=False, grid="lcz",
)  # fmt: skip

# The LCZ Generator's file. Probability in percent, 0 where it is unknown: all bands of a GeoTIFF share a nodata value.
GENERATOR = Product(
    key="LCZ_GENERATOR", title="LCZ Generator's three bands", band_names=("lcz", "lczFilter", "lczProb"), dtype="Byte",
    nodata=lcz.NODATA, unit="", scale=1.0, offset=0.0, overview="nearest", categorical=False, grid="lcz",
)  # fmt: skip
# Zones with the opacity, 0 to 255, by which programs fade them; 0 is no data in both bands.
FADED = Product(
    key="FADED", title="LCZ map faded by confidence", band_names=("lcz", "opacity"), dtype="Byte", nodata=lcz.NODATA,
    unit="", scale=1.0, offset=0.0, overview="nearest", categorical=False, grid="lcz",
)  # fmt: skip
KMZ = "KMZ"
"""Key of the file for Google Earth."""

PRODUCTS: dict[str, Product] = {
    product.key: product for product in (HSE, LCZ, LCZ_FILTERED, CONFIDENCE, LCZ_PROBABILITIES, NOVELTY)
}

# What comes of comparing maps, on the grid of the comparison.
HSE_ERROR = Product(
    key="HSE_ERROR", title="HSE error (percentage points)", band_names=("HSE_error",), dtype="Float32", nodata=-9999.0,
    unit="%", scale=1.0, offset=0.0, overview="average", categorical=False, grid="comparison",
)  # fmt: skip
LCZ_CHANGE = Product(
    key="LCZ_CHANGE", title="LCZ change (difference, %)", band_names=("lczChange",), dtype="Byte", nodata=255,
    unit="%", scale=1.0, offset=0.0, overview="average", categorical=False, grid="comparison",
)  # fmt: skip
CHANGE_PROBABILITY = Product(
    key="CHANGE_PROBABILITY", title="Probability of change (%)", band_names=("changeProbability",), dtype="Byte",
    nodata=255, unit="%", scale=1.0, offset=0.0, overview="average", categorical=False, grid="comparison",
)  # fmt: skip
LCZ_TRANSITION = Product(
    key="LCZ_TRANSITION", title="LCZ before and after (100 x before + after)", band_names=("lczTransition",),
    dtype="UInt16", nodata=0, unit="", scale=1.0, offset=0.0, overview="mode", categorical=False, grid="comparison",
)  # fmt: skip
INCONSISTENCY = Product(
    key="INCONSISTENCY", title="HSE outside the zone's range (percentage points)", band_names=("inconsistency",),
    dtype="Float32", nodata=-9999.0, unit="%", scale=1.0, offset=0.0, overview="average", categorical=False,
    grid="comparison",
)  # fmt: skip

# What several maps of one area have in common.
MAJORITY = Product(
    key="MAJORITY", title="LCZ of most maps", band_names=("lcz",), dtype="Byte", nodata=lcz.NODATA,
    unit="", scale=1.0, offset=0.0, overview="mode", categorical=True, grid="comparison",
)  # fmt: skip
AGREEMENT = Product(
    key="AGREEMENT", title="Maps that agree (%)", band_names=("agreement",), dtype="Byte", nodata=255,
    unit="%", scale=1.0, offset=0.0, overview="average", categorical=False, grid="comparison",
)  # fmt: skip
DISAGREEMENT = Product(
    key="DISAGREEMENT", title="Disagreement of the maps (%)", band_names=("disagreement",), dtype="Byte", nodata=255,
    unit="%", scale=1.0, offset=0.0, overview="average", categorical=False, grid="comparison",
)  # fmt: skip

COMPARISONS: dict[str, Product] = {
    product.key: product
    for product in (
        HSE_ERROR, LCZ_CHANGE, CHANGE_PROBABILITY, LCZ_TRANSITION, INCONSISTENCY, MAJORITY, AGREEMENT, DISAGREEMENT,
    )
}  # fmt: skip

# A scene that was fetched.
SCENE = Product(
    key="SCENE", title="Sentinel-2 scene", band_names=NAMES, dtype="UInt16", nodata=DN_NODATA, unit="reflectance",
    scale=1 / DN_PER_REFLECTANCE, offset=0.0, overview="average", categorical=False, grid="scene",
)  # fmt: skip

# What comes of a series of maps, on the grid of the first.
CHANGE_YEAR = Product(
    key="CHANGE_YEAR", title="Year of change", band_names=("changeYear",), dtype="UInt16", nodata=0,
    unit="", scale=1.0, offset=0.0, overview="mode", categorical=False, grid="series",
)  # fmt: skip
CHANGED_FROM = Product(
    key="CHANGED_FROM", title="LCZ before the change", band_names=("lczBefore",), dtype="Byte", nodata=lcz.NODATA,
    unit="", scale=1.0, offset=0.0, overview="mode", categorical=True, grid="series",
)  # fmt: skip
CHANGED_TO = Product(
    key="CHANGED_TO", title="LCZ after the change", band_names=("lczAfter",), dtype="Byte", nodata=lcz.NODATA,
    unit="", scale=1.0, offset=0.0, overview="mode", categorical=True, grid="series",
)  # fmt: skip

SERIES: dict[str, Product] = {
    product.key: product for product in (CHANGE_YEAR, CHANGED_FROM, CHANGED_TO, CHANGE_PROBABILITY)
}
