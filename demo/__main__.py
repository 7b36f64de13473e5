# SPDX-License-Identifier: GPL-2.0-or-later
"""`make demo`: maps a scene and draws its city sheet; prints where everything is and what each zone covers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Optional

from ..model.errors import PluginError
from ..model.lczmap.map_figures import mostly_sealed_pct, zone_figures
from ..model.simulation.scene import TownFiles, write_town
from . import figures
from .mapping import PRODUCTS, SHEET, map_city


def main() -> None:
    """The whole demonstration; exits with a sentence where it cannot go on."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--scene", default="", help="ten-band raster, a _10m.tif with its _20m.tif, or a product")
    parser.add_argument("--out", type=Path, default=Path("build/demo"), help="where the maps and the sheet go")
    options = parser.parse_args()
    folder = options.out.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        town = None if options.scene else write_town(str(folder))
        scene = options.scene or str(town.scene)
        print(f"Mapping {scene} with qgis_process ...", flush=True)
        results = map_city(scene, folder)
    except (PluginError, RuntimeError, OSError) as error:
        sys.exit(str(error))
    _report(scene, results, town)


def _report(scene: str, results: dict[str, Any], town: Optional[TownFiles]) -> None:
    print(f"\n{figures.table(zone_figures(results['LCZ'], results['HSE']))}\n")
    numbers = [
        (f"{results['MEAN_HSE']:.0f} %", "mean settlement extent"),
        (f"{mostly_sealed_pct(results['HSE']):.0f} %", "of the cells are mostly sealed (over 50 %)"),
        (f"{results['BUILT_SHARE']:.0f} %", "of the land lies in built zones (LCZ 1–10)"),
    ]
    if town is not None:
        agreement, correlation = (
            figures.agreement_pct(results["LCZ"], town), figures.rank_correlation(results["HSE"], town)
        )  # fmt: skip
        numbers += [
            (f"{agreement:.0f} %", "of the cells have their true zone"),
            (f"{correlation:.2f}", "rank correlation with the true extent"),
        ]
    for value, meaning in numbers:
        print(f"{value:>6}  {meaning}")
    print(f"\n{'scene':<13} {scene}")
    for key in (*(product.key for product in PRODUCTS), SHEET):
        print(f"{key:<13} {results[key]}")


if __name__ == "__main__":
    main()
