# SPDX-License-Identifier: GPL-2.0-or-later
"""What a small scene costs from the start of `qgis_process` to its maps, and how much of it is QGIS's own.

    python -m hse_lcz.bench.startup --data ../shared/data --out bench/startup.json

Processor time, in turns, as QGIS is installed: without PyTorch. QGIS alone runs a native algorithm that does next to
nothing, first without this plugin and then with it.
"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from pathlib import Path

from . import command_line, qgis, scene

SMALL_PX, MEGAPIXEL_PX = 256, 1000


def measure(folder: Path, square: Path, repetitions: int) -> dict[str, float]:
    """Medians, in seconds, and what of them is this plugin's.

    Args:
        folder: for profiles, scenes and maps.
        square: see `scene.square`.
        repetitions: how often each is run, in turns.
    """
    plain, ours = qgis.without_torch(folder / "plain"), qgis.without_torch(folder / "ours")
    for variables in (plain, ours):
        variables["OMP_NUM_THREADS"] = "1"
    program = qgis.program_of("qgis_process", ours["PATH"])
    subprocess.run([program, "plugins", "enable", "hse_lcz"], env=ours, check=True, capture_output=True)
    outputs = [f"HSE={folder / 'hse.tif'}", f"LCZ={folder / 'lcz.tif'}", "DEVICE=cpu"]
    native = [program, "run", "native:extenttolayer", "--", "INPUT=0,1,0,1 [EPSG:32633]", f"OUTPUT={folder / 'o.gpkg'}"]

    def mapping(side_px: int) -> list[str]:
        file = scene.mosaic(square, side_px, folder / f"start_{side_px}.vrt")
        return [program, "run", "hselcz:mapcity", "--", f"INPUT={file}", *outputs]

    ways = {
        "qgis_alone": (native, plain, "Results"),
        "qgis_with_the_plugin": (native, ours, "Results"),
        f"map_of_{SMALL_PX}_px": (mapping(SMALL_PX), ours, " by NumPy"),
        "map_of_a_megapixel": (mapping(MEGAPIXEL_PX), ours, " by NumPy"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repetitions):
        for name, (command, variables, says) in ways.items():
            seconds[name].append(qgis.processor_seconds(command, variables, says))
    found = {name: statistics.median(each) for name, each in seconds.items()}
    alone, loaded, small, large = found.values()
    found["loading_the_plugin"] = loaded - alone
    found["a_megapixel_more"] = (large - small) / (MEGAPIXEL_PX**2 - SMALL_PX**2) * 1e6
    return {name: round(value, 2) for name, value in found.items()}


if __name__ == "__main__":
    chosen = command_line.parser(__doc__, repetitions=5).parse_args()
    with tempfile.TemporaryDirectory() as name:
        given = Path(name)
        found = measure(given, scene.square(chosen.data, given), chosen.repetitions)
    command_line.report(found, chosen.out)
