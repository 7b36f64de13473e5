# SPDX-License-Identifier: GPL-2.0-or-later
"""A small true-colour picture of a scene, for pages and sheets."""

from __future__ import annotations

import math

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..raster.io import gdal_errors, open_raster
from ..tables.sentinel2 import NAMES
from . import band_order, vrt_stack
from .product_files import understand
from .scene import Reading

# Of the brightness of all valid pixels: what lies below is black, what lies above is white.
_STRETCH_PCT = (2, 98)
# The middle tone is lifted to this: bright roofs would leave the rest of the town in the dark.
_MIDDLE_TONE = 0.4


def true_colour(
    source: str,
    reading: Reading,
    bounds: tuple[float, float, float, float],
    crs_wkt: str,
    width_px: int,
    height_px: int,
) -> np.ndarray:
    """Red, green, blue and opacity of a scene, stretched for the eye.

    Args:
        source: a raster or a Sentinel-2 product.
        reading: the user's settings for reading it.
        bounds: xmin, ymin, xmax, ymax of the picture.
        crs_wkt: CRS of the bounds and of the picture.
        width_px: of the picture.
        height_px: of the picture.

    Returns:
        (height_px, width_px, 4) uint8; opacity is 0 where the scene has no data, else 255.

    Raises:
        InputError: the scene does not open, or its bands are not found.
    """
    source_bands = understand(source)
    bands = band_order.find_bands(source_bands.layers, reading.bands, reading.twins)
    blue_green_red = [source_bands.layers[index - 1] for index in bands.indices[:3]]
    stack = open_raster(vrt_stack.document(blue_green_red, names=NAMES[:3]))
    picture = None
    with gdal_errors() as report:
        picture = gdal.Warp(
            "", stack, format="MEM", dstSRS=crs_wkt, outputBounds=bounds, width=width_px, height=height_px,
            resampleAlg="average", srcNodata=0, dstNodata=0, outputType=gdal.GDT_Float32,
        )  # fmt: skip
    if picture is None:
        raise InputError(f"Expected a scene that can be drawn, found {source} ({report.reason}); choose another scene.")
    tones = np.stack([picture.GetRasterBand(number).ReadAsArray() for number in (3, 2, 1)])
    valid = np.isfinite(tones).all(axis=0) & (tones > 0).all(axis=0)
    result = np.zeros((height_px, width_px, 4), dtype=np.uint8)
    if not valid.any():
        return result
    ends = [np.percentile(layer[valid], _STRETCH_PCT) for layer in tones]
    shares = np.stack([np.clip((layer - low) / max(high - low, 1e-9), 0, 1) for layer, (low, high) in zip(tones, ends)])
    middle = min(max(float(np.median(shares[:, valid])), 0.1), _MIDDLE_TONE)
    shares **= math.log(_MIDDLE_TONE) / math.log(middle)
    result[..., :3] = np.moveaxis(np.rint(255 * shares), 0, -1)
    result[..., 3] = 255 * valid
    return result
