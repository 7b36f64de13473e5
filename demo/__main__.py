# SPDX-License-Identifier: GPL-2.0-or-later
"""`make demo`: maps a scene and draws it; prints where everything is and what each zone covers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QLocale

from ..model.errors import PluginError
from ..model.version import software
from . import figures, page
from .mapping import PRODUCTS, map_city
from .scene import Scene, choose, left_as_found


def main() -> None:
    """The whole demonstration; exits with a sentence where it cannot go on."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--scene", default="", help="ten-band raster, or a _10m.tif with its _20m.tif")
    parser.add_argument("--out", type=Path, default=Path("build/demo"), help="where the maps and the page go")
    options = parser.parse_args()
    folder = options.out.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        scene = choose(options.scene, folder)
        print(f"Mapping {scene.path} with qgis_process ...", flush=True)
        with left_as_found(scene.path):
            results = map_city(scene.path, folder)
            _report(scene, results, folder / "demo.png")
    except (PluginError, RuntimeError, OSError) as error:
        sys.exit(str(error))


def _report(scene: Scene, results: dict[str, Any], picture: Path) -> None:
    zones = figures.zone_figures(results["LCZ"], results["HSE"])
    print(f"\n{figures.table(zones)}\n")
    numbers = _numbers(scene, results)
    for value, meaning in numbers:
        print(f"{value:>6}  {meaning}")
    _draw(scene, results, zones, numbers, picture)
    files = {
        "scene": scene.path,
        **{product.key: results[product.key] for product in PRODUCTS},
        "page": picture,
    }
    print()
    for title, path in files.items():
        print(f"{title:<13} {path}")


def _numbers(scene: Scene, results: dict[str, Any]) -> list[tuple[str, str]]:
    numbers = [
        (f"{results['MEAN_HSE']:.0f} %", "mean settlement extent"),
        (f"{figures.mostly_sealed_pct(results['HSE']):.0f} %", "of the cells are mostly sealed (over 50 %)"),
        (f"{results['BUILT_SHARE']:.0f} %", "of the land lies in built zones (LCZ 1–10)"),
    ]
    if scene.truth is not None:
        agreement = figures.agreement_pct(results["LCZ"], scene.truth)
        correlation = figures.rank_correlation(results["HSE"], scene.truth)
        numbers += [
            (f"{agreement:.0f} %", "of the cells have their true zone"),
            (f"{correlation:.2f}", "rank correlation with the true extent"),
        ]
    return numbers


def _draw(
    scene: Scene,
    results: dict[str, Any],
    zones: list[figures.ZoneFigures],
    numbers: list[tuple[str, str]],
    picture: Path,
) -> None:
    """Draws the page in a QGIS of this process, and closes it."""
    QLocale.setDefault(QLocale(QLocale.Language.English))
    application = QgsApplication([], True)
    application.initQgis()
    qgis = Qgis.QGIS_VERSION.partition("-")[0]
    maps = page.Maps(
        hse=results["HSE"],
        lcz=results["LCZ"],
        zones=zones,
        numbers=numbers,
        facts=[("Mapped", f"in {results['SECONDS']:.1f} s on {results['DEVICE_USED']}")],
        credit=f"{software()}, drawn by QGIS {qgis}. {scene.credit}",
    )
    page.draw(scene, maps, str(picture))
    QgsProject.instance().clear()
    application.exitQgis()


if __name__ == "__main__":
    main()
