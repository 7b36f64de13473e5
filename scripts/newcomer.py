#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A newcomer's first hour, scripted: from the zip in hand to maps, change, accuracy, districts and the city sheet.

    scripts/in_qgis.py python scripts/newcomer.py [LANGUAGE]

Works in the real desktop on a screen that nobody sees, in a fresh QGIS profile where the plugin is installed from its
zip and neither PyTorch nor this checkout can be imported. Pictures of every step go to `build/newcomer`, to be looked
at. Fails where QGIS crashes, a step fails, the layer tree is not as it should be, or a form shows ids instead of words.
Needs Xvfb.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import in_qgis
import ship

PICTURES = in_qgis.ROOT / "build" / "newcomer"
PLUGINS = Path("profiles", "default", "python", "plugins")
SCREEN = "1500x940x24"
SECONDS = 900
SETTINGS = """[PythonPlugins]
processing=true
hse_lcz=true

[qgis]
checkVersion=false
showTips=false
iconSize=24

[locale]
overrideFlag=true
userLocale={language}
"""


def unzip(content: bytes, profile: Path) -> None:
    """What QGIS's “Install from ZIP” does."""
    zipfile.ZipFile(io.BytesIO(content)).extractall(profile / PLUGINS)


def stranger(profile: Path) -> dict[str, str]:
    """Environment variables of somebody who has this profile and QGIS, but no PyTorch and no checkout."""
    variables = in_qgis.environment(profile)
    shadow = profile / "shadow"
    shadow.mkdir(exist_ok=True)
    (shadow / "sitecustomize.py").write_text("import sys; sys.modules['torch'] = None\n")
    # Nothing of this checkout: neither its virtual environment nor its link.
    variables["PATH"] = variables["PATH"].partition(os.pathsep)[2]
    variables["PYTHONPATH"] = str(shadow)
    del variables["QGIS_PLUGINPATH"]
    return variables


def write_inputs(folder: Path) -> None:
    """What the newcomer has beside the demo town: a later scene of the place, and districts."""
    from osgeo import gdal, ogr, osr

    from hse_lcz.model.simulation.scene import EPSG, UPPER_LEFT, write_town

    later = write_town(folder / "later", seed=2)
    gdal.Translate(str(folder / "town_20270611.tif"), str(later.scene))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "districts.gpkg"))
    layer = source.CreateLayer("districts", reference, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    left, top = UPPER_LEFT
    for row in range(3):
        for col in range(3):
            x, y = left + 2000 * col, top - 2000 * row
            ring = f"{x} {y},{x + 2000} {y},{x + 2000} {y - 2000},{x} {y - 2000},{x} {y}"
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField("name", f"{'ABC'[row]}{col + 1}")
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({ring}))"))
            layer.CreateFeature(feature)


def main(language: str) -> None:
    """Walks through the first hour."""
    pictures = PICTURES if language == "en" else PICTURES.with_name(f"newcomer-{language}")
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="newcomer-", dir="/var/tmp") as folder:
        home = Path(folder)
        ini = home / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        ini.parent.mkdir(parents=True)
        ini.write_text(SETTINGS.format(language=f"{language}_{'US' if language == 'en' else language.upper()}"))
        content = ship.archive()
        unzip(content, home)
        data = home / "data"
        data.mkdir()
        write_inputs(data)
        variables = stranger(home)
        variables.pop("QGIS_CUSTOM_CONFIG_PATH")  # --profiles-path says it
        variables.update(QT_QPA_PLATFORM="xcb", HSE_LCZ_FOLDER=str(data), HSE_LCZ_PICTURES=str(pictures))
        desktop = in_qgis.program("qgis", variables["PATH"])
        if desktop is None or shutil.which("xvfb-run") is None:
            sys.exit("QGIS or Xvfb was not found: run `make setup` first.")
        command = ["xvfb-run", "--auto-servernum", f"--server-args=-screen 0 {SCREEN}", desktop, "--nologo"]
        command += ["--noversioncheck", "--profiles-path", str(home)]
        command += ["--code", str(Path(__file__).with_name("newcomer_tour.py"))]
        began = time.perf_counter()
        done = subprocess.run(command, env=variables, timeout=SECONDS, check=False, capture_output=True, text=True)
        took = time.perf_counter() - began
        shutil.copy(data / "sheet.pdf", pictures) if (data / "sheet.pdf").exists() else None
    problems = pictures / "problems.txt"
    if problems.exists() or not (pictures / "done.txt").exists():
        sys.exit(problems.read_text(encoding="utf-8") if problems.exists() else done.stdout + done.stderr)
    print(f"{len(list(pictures.glob('*.png')))} pictures in {pictures}, {took:.0f} s, zip {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "en")
