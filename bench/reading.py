# SPDX-License-Identifier: GPL-2.0-or-later
"""What reading costs: the same pixels in the layouts in which scenes come, mapped from file to file.

    python -m hse_lcz.bench.reading --data ../shared/data --out bench/reading.json

Each layout is mapped in a process of its own, in turns. Processor time counts reading and computing; the share of
waiting is what the log's last line says, and belongs to the machine as it was.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal

from hse_lcz.model.mapping import decode_ahead, map_scene
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.mapping.strip_pass import passes, read_chunks
from hse_lcz.model.raster.gdal_cache import limited_gdal_cache
from hse_lcz.model.raster.windows import Tile, Window
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.tables import sentinel2
from hse_lcz.tests import safe

from . import scene

SIDE_PX = 2048
_CACHE_BYTES = 256 << 20
_WAITED = "% of it waiting"


def layouts(folder: Path, square: Path, side_px: int) -> dict[str, Path]:
    """The same scene as a COG, as a TIFF whose blocks are rows, as a VRT of ten files and as a zipped product."""
    pixels = scene.mosaic(square, side_px, folder / "pixels.vrt")
    made = {"tiled COG": folder / "cog.tif", "TIFF, blocks of one row": folder / "rows.tif"}
    gdal.Translate(str(made["tiled COG"]), str(pixels), format="COG", creationOptions=["COMPRESS=DEFLATE", "OVERVIEWS=NONE"])
    rows = ["BLOCKYSIZE=1", "COMPRESS=DEFLATE", "INTERLEAVE=PIXEL"]
    gdal.Translate(str(made["TIFF, blocks of one row"]), str(pixels), creationOptions=rows)
    files = []
    for number, name in enumerate(sentinel2.NAMES, start=1):
        files.append(str(folder / f"{name}.tif"))
        options = ["TILED=YES", "COMPRESS=DEFLATE"]
        gdal.Translate(files[-1], str(pixels), bandList=[number], creationOptions=options)
    made["VRT of ten files"] = folder / "ten.vrt"
    gdal.BuildVRT(str(made["VRT of ten files"]), files, separate=True)
    numbers = dict(zip(sentinel2.NAMES, gdal.Open(str(pixels)).ReadAsArray()))
    fine = np.stack([numbers.pop(name) for name in ("B2", "B3", "B4", "B8")])
    coarse = np.stack([number[::2, ::2] for number in numbers.values()])
    product = safe.write_product(folder, fine, coarse, safe.Product("2A", "02.06"), (600000.0, 5000000.0))
    made["zipped product, JPEG 2000"] = safe.zipped(product)
    return made


def measured(source: str, folder: Path) -> dict[str, float]:
    """Processor time and bytes of reading a scene alone, and what a map of it takes and waits."""
    usage, before = _processor_s(), _bytes_read()
    with Scene(source) as opened, limited_gdal_cache(_CACHE_BYTES):
        opening = _bytes_read() - before
        usage, before = _processor_s(), _bytes_read()
        whole = Window(0, 0, opened.grid.width, opened.grid.height)
        strip = [(Tile(whole, whole), passes(1, 1)[0])]
        for _ in read_chunks([opened], strip, 64, np.zeros(10, np.float32), _CACHE_BYTES):
            pass
    reading_s, read = _processor_s() - usage, _bytes_read() - before
    usage = _processor_s()
    outputs = {key: str(folder / f"{key}.tif") for key in ("HSE", "LCZ")}
    notes = [step.note for step in map_city(MapJob(source, outputs, device="cpu"))]
    waited = notes[-1].partition(_WAITED)[0].rpartition(",")[2]
    return {
        "reading_processor_s": reading_s,
        "mapping_processor_s": _processor_s() - usage,
        "megabytes_read": read / 1e6,
        "megabytes_read_to_open": opening / 1e6,
        "waited_pct": float(waited),
        "mpx": whole.width * whole.height / 1e6,
    }
