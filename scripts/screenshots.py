#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes the pictures of docs/ from the real QGIS desktop on a screen that nobody sees.

    scripts/in_qgis.py python scripts/screenshots.py [OUT]

A simulated town is mapped in a fresh profile; `desktop_tour.py` walks through it. Needs Xvfb (`make setup`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import in_qgis
from PIL import Image

from hse_lcz.model.simulation.scene import write_town

SCRATCH = in_qgis.ROOT / "build" / "screenshots"
SCREEN = "1500x900x24"
SECONDS = 420
LARGEST_BYTES = 300_000
SETTINGS = """[PythonPlugins]
processing=true
hse_lcz=true

[qgis]
checkVersion=false
showTips=false
iconSize=24

[app]
stylesheet\\fontPointSize=10

[locale]
overrideFlag=true
userLocale=en_US
"""


def main(out: Path) -> None:
    """Walks through the desktop and puts the pictures in place."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
    profile = SCRATCH / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    profile.parent.mkdir(parents=True)
    profile.write_text(SETTINGS, encoding="utf-8")
    taken = SCRATCH / "taken"
    taken.mkdir()
    # Paths are seen in the pictures: they should be anybody's, and not where QGIS marks layers as temporary.
    with tempfile.TemporaryDirectory(prefix="town-", dir="/var/tmp") as folder:
        _walk(write_town(folder).scene, taken)
    for picture in sorted(taken.glob("*.png")):
        _shrink(picture, out / picture.name)


def _walk(scene: Path, taken: Path) -> None:
    """Lets QGIS take the pictures."""
    variables = in_qgis.environment(SCRATCH / "config")
    variables.pop("QGIS_CUSTOM_CONFIG_PATH")  # --profiles-path says it
    variables.update(QT_QPA_PLATFORM="xcb", HSE_LCZ_SCENE=str(scene), HSE_LCZ_PICTURES=str(taken))
    tour = Path(__file__).with_name("desktop_tour.py")
    desktop = in_qgis.program("qgis", variables["PATH"])
    if desktop is None or shutil.which("xvfb-run") is None:
        sys.exit("QGIS or Xvfb was not found: run `make setup` first.")
    command = ["xvfb-run", "--auto-servernum", f"--server-args=-screen 0 {SCREEN}", desktop, "--nologo"]
    command += ["--noversioncheck", "--profiles-path", str(SCRATCH), "--code", str(tour)]
    done = subprocess.run(command, env=variables, timeout=SECONDS, check=False, capture_output=True, text=True)
    problems = taken / "problems.txt"
    if problems.exists() or not any(taken.glob("*.png")):
        sys.exit(problems.read_text() if problems.exists() else done.stdout + done.stderr)


def _shrink(picture: Path, target: Path) -> None:
    """Writes a picture as it is where it is small enough, else with 256 colours: few pixels lose their own then."""
    with Image.open(picture) as image:
        shown = image.convert("RGB")
    shown.save(target, optimize=True)
    if target.stat().st_size > LARGEST_BYTES:
        shown.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    print(f"{os.path.relpath(target)}  {size / 1000:.0f} kB")
    if size > LARGEST_BYTES:
        sys.exit(f"{target} is larger than {LARGEST_BYTES / 1000:.0f} kB: show less.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else in_qgis.ROOT / "docs")
