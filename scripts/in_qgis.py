#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a command where QGIS starts without a screen, `hse_lcz` imports and nothing of the user's is touched.

    scripts/in_qgis.py python -m hse_lcz.model.training.train --data FOLDER
    scripts/in_qgis.py qgis_process run hselcz:mapcity -- INPUT=scene.tif HSE=hse.tif LCZ=lcz.tif

The checkout itself is the plugin package, whatever its folder is called: a link `build/plugins/hse_lcz` gives
it the one name by which Python and QGIS know it. Standard library only, so that any Python can start it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Optional

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = ROOT / "build" / "plugins"


def environment(profile: Optional[Path] = None) -> dict[str, str]:
    """Environment variables for QGIS, made anew from the caller's; creates the folders that they name.

    Args:
        profile: folder of the QGIS user profile; None is a scratch one under `build/`.
    """
    profile = profile or ROOT / "build" / "profile"
    runtime = ROOT / "build" / "runtime"
    for folder in (PLUGINS, profile, runtime):
        folder.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)  # Qt insists
    _link(PLUGINS / "hse_lcz")

    variables = dict(os.environ)
    variables["PATH"] = os.pathsep.join([str(ROOT / ".venv" / "bin"), variables.get("PATH", os.defpath)])
    variables["PYTHONPATH"] = str(PLUGINS)
    variables["PYTHONNOUSERSITE"] = "1"  # a newer NumPy in ~/.local breaks the system's GDAL
    variables["QGIS_PLUGINPATH"] = str(PLUGINS)
    variables["QGIS_CUSTOM_CONFIG_PATH"] = str(profile)
    variables["QT_QPA_PLATFORM"] = "offscreen"
    variables.setdefault("HSE_LCZ_DATA", str(profile / "data"))  # where hselcz:setuptorch installs
    variables["XDG_RUNTIME_DIR"] = str(runtime)
    variables.setdefault("QGIS_PREFIX_PATH", "/usr")
    if Path("/usr/share/proj/proj.db").exists():  # PROJ_LIB is the name before PROJ 9.1
        variables["PROJ_DATA"] = variables["PROJ_LIB"] = "/usr/share/proj"
    if "utf" not in (variables.get("LC_ALL") or variables.get("LANG") or "").lower():
        variables["LC_ALL"] = "C.UTF-8"
    return variables


def program(name: str, path: str) -> Optional[str]:
    """Full path of a program; for `qgis_process` the bare one, as Debian's wrapper around 3.22 is broken."""
    return shutil.which(f"{name}.bin", path=path) or shutil.which(name, path=path)


def _link(link: Path) -> None:
    """Points the link at this checkout, also after the checkout was moved or when two runs start at once."""
    if link.resolve() == ROOT:
        return
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.symlink_to(ROOT, target_is_directory=True)
    fresh.replace(link)


def main(command: list[str]) -> None:
    """Becomes the command."""
    if not command:
        sys.exit(__doc__)
    variables = environment()
    found = program(command[0], variables["PATH"])
    if found is None:
        sys.exit(f"{command[0]} was not found: run `make setup` first.")
    os.execve(found, [found, *command[1:]], variables)


if __name__ == "__main__":
    main(sys.argv[1:])
