# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a map from thirty training areas takes in a QGIS without PyTorch: they are checked, adapt the network, map.

    scripts/in_qgis.py python -m hse_lcz.bench.thirty_areas

On the simulated town (6 km wide, 17 zones in its plan), whose true zones the areas are cut from. Each step is a
`qgis_process` of its own, as a script would call it; their starts count. Processor seconds say what it takes where the
machine does other work, too.
"""

from __future__ import annotations

import resource
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr
from scipy import ndimage

from hse_lcz.bench import qgis
from hse_lcz.model.simulation.scene import write_town

COUNT = 30
WIDTH_CELLS = 2  # of 100 m


def drawn(zones_path: str, path: Path) -> str:
    """Squares of one zone, 200 m wide, in turns over the zones."""
    source = gdal.Open(zones_path)
    zones, (left, side, _, top, _, _) = source.ReadAsArray(), source.GetGeoTransform()
    queues = []
    for zone in np.unique(zones[zones > 0]):
        inside = ndimage.minimum_filter((zones == zone).astype(np.uint8), WIDTH_CELLS, origin=-1)
        corners = [corner for corner in np.argwhere(inside) if (corner % WIDTH_CELLS == 0).all()]
        order = np.random.default_rng(int(zone)).permutation(len(corners))
        queues.append([(int(zone), *corners[number]) for number in order])
    turns = range(max(map(len, queues)))
    picked = [queue[turn] for turn in turns for queue in queues if turn < len(queue)][:COUNT]
    store = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = store.CreateLayer("areas", osr.SpatialReference(source.GetProjection()), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("lcz", ogr.OFTInteger))
    for zone, row, col in picked:
        west, north = left + side * col, top - side * row
        east, south = west + WIDTH_CELLS * side, north - WIDTH_CELLS * side
        ring = f"{west} {north},{east} {north},{east} {south},{west} {south},{west} {north}"
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("lcz", zone)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({ring}))"))
        layer.CreateFeature(feature)
    del layer, store
    return str(path)


def main() -> None:
    """Prints the seconds of each step and of all, by the clock and of the processor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        town = write_town(folder)
        areas = drawn(str(town.lcz), folder / "areas.gpkg")
        variables = qgis.without_torch(folder)
        program = qgis.program_of("qgis_process", variables["PATH"])
        subprocess.run([program, "plugins", "enable", "hse_lcz"], env=variables, check=True, capture_output=True)
        labelled = (f"SCENES={town.scene}", f"LABELS={areas}")
        steps = {
            "checktrainingareas": (*labelled, f"OUTPUT={folder / 'checked.gpkg'}", f"REPORT={folder / 'check.html'}"),
            "trainnetwork": (*labelled, f"WEIGHTS={folder / 'mine.npz'}", f"REPORT={folder / 'mine.html'}"),
            "mapcity": (f"INPUT={town.scene}", f"MODEL={folder / 'mine.npz'}", f"LCZ={folder / 'lcz.tif'}"),
        }
        total = np.zeros(2)
        for algorithm, given in steps.items():
            started = _clocks()
            done = subprocess.run(
                [program, "run", f"hselcz:{algorithm}", "--", *given], env=variables, capture_output=True, text=True
            )
            if done.returncode:
                raise SystemExit(done.stdout + done.stderr)
            seconds = _clocks() - started
            total += seconds
            print(_line(algorithm, seconds), flush=True)
        truth, found = (gdal.Open(str(path)).ReadAsArray() for path in (town.lcz, folder / "lcz.tif"))
        right = np.mean(found[truth > 0] == truth[truth > 0])
        print(f"{_line('total', total)}; {100 * right:.0f} % of the town right")


def _clocks() -> np.ndarray:
    """Seconds by the clock, and of the processor in programs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return np.array([time.perf_counter(), used.ru_utime + used.ru_stime])


def _line(name: str, seconds: np.ndarray) -> str:
    return f"{name:<20} {seconds[0]:6.1f} s, {seconds[1]:6.1f} s of the processor"


if __name__ == "__main__":
    main()
