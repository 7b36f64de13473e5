# SPDX-License-Identifier: GPL-2.0-or-later
"""How often the order of undescribed bands is found on real scenes: right, refused, wrong, for each known order.

    scripts/in_qgis.py python -m hse_lcz.bench.band_orders ../shared/data

Bands that the scenes lack are made of those they have: B1 = 1.1 B2, B9 = 0.45 B8A + 0.006, B10 = 0.0015.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..model.errors import InputError
from ..model.scene import band_order, reflectance_ranges, vrt_stack
from ..model.tables.sentinel2 import NAMES


def with_all_bands(ten: np.ndarray) -> dict[str, np.ndarray]:
    """The thirteen bands by name, of ten (10, H, W) in ten-thousandths."""
    bands = dict(zip(NAMES, ten))
    made = {"B1": 1.1 * bands["B2"], "B9": 0.45 * bands["B8A"] + 60, "B10": np.full(ten.shape[1:], 15.0)}
    return {**bands, **{name: band.astype(ten.dtype) for name, band in made.items()}}


def undescribed(bands: list[np.ndarray]) -> gdal.Dataset:
    """A raster in memory without descriptions."""
    raster = gdal.GetDriverByName("MEM").Create("", *bands[0].shape[::-1], len(bands), gdal.GDT_UInt16)
    raster.SetGeoTransform((0, 10, 0, 0, 0, -10))
    for number, band in enumerate(bands, start=1):
        raster.GetRasterBand(number).WriteArray(band)
    return raster


def verdict(order: band_order.Order, bands: dict[str, np.ndarray]) -> str:
    """What becomes of a scene in this order: "right", "refused" or "WRONG"."""
    layers = vrt_stack.layers_of("scene", undescribed([bands[name] for name in order.bands]))
    try:
        choice = band_order.choose(layers, reflectance_ranges.bundled(), twins=True)
    except InputError:
        return "refused"
    wanted = [index or order.bands.index("B8") + 1 for index in order.indices]
    return "right" if list(choice.indices) == wanted else "WRONG"


def main(data: Path) -> None:
    """Prints a table: per order, how many scenes end how."""
    counts: dict[str, Counter] = {order.title: Counter() for order in band_order.ORDERS}
    for fine in sorted((data / "scenes").glob("*_10m.tif")):
        pair = [str(fine), str(fine).replace("_10m.tif", "_20m.tif")]
        bands = with_all_bands(gdal.Open(vrt_stack.stack(pair, "")).ReadAsArray())
        for order in band_order.ORDERS:
            ending = verdict(order, bands)
            counts[order.title][ending] += 1
            if ending == "WRONG":
                print(f"{fine.name}: {order.title}")
    for title, count in counts.items():
        print(f"{title:52} {dict(count)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
