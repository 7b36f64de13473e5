# SPDX-License-Identifier: GPL-2.0-or-later
"""What reading costs: the same pixels in the layouts in which scenes come, mapped from file to file.

    python -m hse_lcz.bench.reading --data ../shared/data --out bench/reading.json

Each layout is mapped in a process of its own, on one thread, in turns. Processor time counts reading and computing; the
share of waiting is what the log's last line says, and belongs to the machine as it was.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from osgeo import gdal

from hse_lcz.model.mapping import decode_ahead
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.mapping.strip_pass import passes, read_chunks
from hse_lcz.model.raster.gdal_cache import limited_gdal_cache
from hse_lcz.model.raster.windows import Tile, Window
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.tables import sentinel2
from hse_lcz.tests import safe

from . import command_line, scene

SIDE_PX = 2048
_CACHE_BYTES = 256 << 20


def layouts(folder: Path, square: Path, side_px: int) -> dict[str, Path]:
    """The same scene as a COG, as a TIFF whose blocks are rows, as a VRT of ten files and as a zipped product."""
    pixels = scene.mosaic(square, side_px, folder / "pixels.vrt")
    made = {"tiled COG": folder / "cog.tif", "TIFF, blocks of one row": folder / "rows.tif"}
    gdal.Translate(
        str(made["tiled COG"]), str(pixels), format="COG", creationOptions=["COMPRESS=DEFLATE", "OVERVIEWS=NONE"]
    )
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


def measured(source: str, folder: Path, maps: bool) -> dict[str, float]:
    """Processor time and bytes of opening and reading a scene, and what a map of it takes and waits for the scene."""
    before, used = _bytes_read(), time.process_time()
    with Scene(source) as opened, limited_gdal_cache(_CACHE_BYTES):
        whole = Window(0, 0, opened.grid.width, opened.grid.height)
        strip = [(Tile(whole, whole), passes(1, 1)[0])]
        for _ in read_chunks([opened], strip, 64, np.zeros(10, np.float32), _CACHE_BYTES):
            pass
    reading_s, read = time.process_time() - used, _bytes_read() - before
    found = {"reading_processor_s": round(reading_s, 2), "mb_read": round(read / 1e6, 1)}
    if not maps:
        return found
    used = time.process_time()
    found["waited_pct"] = _waited_pct(source, folder)
    found["mapping_processor_s"] = round(time.process_time() - used, 2)
    with mock.patch.object(decode_ahead.DecodeAhead, "after", lambda self, end: None):
        found["waited_pct_without_decoding_ahead"] = _waited_pct(source, folder)
    return found


def _waited_pct(source: str, folder: Path) -> float:
    """Maps a scene; the share of the time that its log says was spent waiting for it."""
    outputs = {key: str(folder / f"{key}.tif") for key in ("HSE", "LCZ")}
    notes = [step.note for step in map_city(MapJob(source, outputs, device="cpu"))]
    return float(notes[-1].partition("% of it waiting")[0].rpartition(",")[2])


def _bytes_read() -> int:
    """What this process has read so far, from Linux's /proc."""
    return int(Path("/proc/self/io").read_text(encoding="ascii").split()[1])


def compare(data: Path, folder: Path, side_px: int, repetitions: int, maps: bool) -> dict[str, Any]:
    """The medians of each layout."""
    files = layouts(folder, scene.square(data, folder), side_px)
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in files}
    variables = {**os.environ, "OMP_NUM_THREADS": "1"}
    for _ in range(repetitions):
        for name, file in files.items():
            command = [sys.executable, "-m", "hse_lcz.bench.reading", "--measure", str(file)]
            command += [] if maps else ["--without-maps"]
            done = subprocess.run(command, env=variables, check=True, stdout=subprocess.PIPE, text=True)
            runs[name].append(json.loads(done.stdout))
            print(name, runs[name][-1], file=sys.stderr)
    medians = {
        name: {key: statistics.median(run[key] for run in each) for key in each[0]} for name, each in runs.items()
    }
    for name, file in files.items():
        stored = sum(Path(path).stat().st_size for path in _stored(file, folder)) / 1e6
        medians[name].update(mb_stored=round(stored, 1), times_read=round(medians[name]["mb_read"] / stored, 2))
    return {"side_px": side_px, "layouts": medians}


def _stored(file: Path, folder: Path) -> list[Path]:
    """The files that hold the pixels."""
    return [folder / f"{name}.tif" for name in sentinel2.NAMES] if file.suffix == ".vrt" else [file]


if __name__ == "__main__":
    parser = command_line.parser(__doc__, side_px=SIDE_PX)
    parser.add_argument("--without-maps", action="store_true", help="reading alone, which takes a few seconds")
    parser.add_argument("--measure", help="one scene, in this process")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if chosen.measure:
            print(json.dumps(measured(chosen.measure, Path(name), not chosen.without_maps)))
        else:
            found = compare(chosen.data, Path(name), chosen.side, chosen.repetitions, not chosen.without_maps)
            command_line.report(found, chosen.out)
