#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The newcomer's path, timed: from the zip in hand to the first styled map of the simulated scene.

    scripts/in_qgis.py python scripts/newcomer.py

Works in a fresh QGIS profile where neither PyTorch nor this checkout can be imported, prints each command with its
seconds, and fails where one fails.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import in_qgis
import ship

PLUGINS = Path("profiles", "default", "python", "plugins")


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


def main() -> None:
    """Walks the path."""
    from hse_lcz.model.simulation.scene import write_town

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        profile = home / "profile"
        profile.mkdir()
        scene = write_town(home / "scene").scene
        content = ship.archive()
        variables = stranger(profile)
        program = in_qgis.program("qgis_process", variables["PATH"])
        if program is None:
            sys.exit("qgis_process was not found: run `make setup` first.")
        hse, lcz = home / "hse.tif", home / "lcz.tif"
        began = time.perf_counter()
        unzip(content, profile)
        print(f"{time.perf_counter() - began:6.1f} s  Install from ZIP ({len(content) / 1e6:.1f} MB)")
        lines = (
            ["plugins", "enable", "hse_lcz"],
            ["run", "hselcz:mapcity", "--", f"INPUT={scene}", f"HSE={hse}", f"LCZ={lcz}"],
        )
        for line in lines:
            started = time.perf_counter()
            done = subprocess.run([program, *line], env=variables, text=True, capture_output=True, check=False)
            if done.returncode != 0:
                sys.exit(done.stdout + done.stderr)
            print(f"{time.perf_counter() - started:6.1f} s  qgis_process {' '.join(line[:3])}")
        for path in (hse, lcz, hse.with_suffix(".qml"), lcz.with_suffix(".qml")):
            if not path.is_file():
                sys.exit(f"{path.name} was not made.")
        print(f"{time.perf_counter() - began:6.1f} s  in all, {1 + len(lines)} steps")


if __name__ == "__main__":
    main()
