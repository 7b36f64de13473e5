# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds a Python that can make a virtual environment: inside QGIS, `sys.executable` is often QGIS itself."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

from ..errors import DependencyError
from . import processes

OLDEST = (3, 9)
_PROBE_S = 30.0
# What the interpreter must bring, and what decides which builds fit it.
_PROBE = """
import json, os, platform, sys
if len(sys.argv) > 1:
    os.add_dll_directory(sys.argv[1])
import ssl, venv
import ensurepip
print(json.dumps([list(sys.version_info[:2]), sys.platform, platform.machine(), sys.maxsize > 2**32]))
"""


class Interpreter(NamedTuple):
    """A Python that can make environments."""

    path: Path
    version: tuple[int, int]
    system: str
    """Operating system as in `sys.platform`: linux, darwin, win32."""
    machine: str
    """Machine type as in `platform.machine()`: x86_64, AMD64, arm64."""


def find(variables: Mapping[str, str], candidates: Optional[Sequence[Path]] = None) -> Interpreter:
    """The first candidate that runs, is new enough and can make environments.

    Args:
        variables: the environment it runs in, without QGIS's own.
        candidates: programs to try; None for those of this system.

    Raises:
        DependencyError: there is none.
    """
    places = list(_candidates(sys.platform) if candidates is None else candidates)
    for path in places:
        interpreter = probe(path, variables)
        if interpreter is not None:
            return interpreter
    tried = ", ".join(str(path) for path in places) or "no program of that name"
    raise DependencyError(
        f"Expected a 64-bit Python {OLDEST[0]}.{OLDEST[1]} or newer that can make virtual environments, found none "
        f"({tried}); install one, on Debian and Ubuntu with “sudo apt install python3-venv”, elsewhere from python.org."
    )


def probe(path: Path, variables: Mapping[str, str]) -> Optional[Interpreter]:
    """Version and system of an interpreter; None where it does not answer or cannot be used."""
    if not path.is_file():
        return None
    try:
        version, system, machine, wide = json.loads(
            processes.answer([path, "-I", "-c", _PROBE, *map(str, dll_folder(path))], variables, _PROBE_S) or "null"
        )
    except (TypeError, ValueError):  # null, or something else than our four values
        return None
    return Interpreter(path, (version[0], version[1]), system, machine) if wide and tuple(version) >= OLDEST else None


def _candidates(system: str) -> Iterator[Path]:
    base = Path(sys.base_prefix)
    seen = set()
    for path in _places(system, Path(sys.executable or "python3"), base, sys.version_info[:2]):
        # Never start what is not called Python: inside QGIS, `sys.executable` may open a second QGIS.
        if path.stem.lower().startswith("python") and path not in seen and path.is_file():
            seen.add(path)
            yield path
    for name in ("python3", "python"):
        executable = shutil.which(name)
        # The WindowsApps entry is no Python: it opens the Microsoft Store.
        if executable and Path(executable) not in seen and "WindowsApps" not in executable:
            yield Path(executable)


def _places(system: str, executable: Path, base: Path, version: Sequence[int]) -> Iterator[Path]:
    """Possible paths of the Python of a QGIS, the most likely first.

    Args:
        system: as `sys.platform`.
        executable: `sys.executable`, Python or QGIS.
        base: `sys.base_prefix`, the installation behind any virtual environment.
        version: major and minor.
    """
    dotted = f"{version[0]}.{version[1]}"
    if system == "win32":
        # QGIS/bin/qgis-bin.exe and QGIS/apps/Python312/python.exe, whose base is the latter's folder
        yield base / "python.exe"
        yield base / "python3.exe"
        yield executable.with_name("python.exe")
        yield executable.with_name("python3.exe")
        return
    if system == "darwin":
        # QGIS.app/Contents/MacOS/QGIS, beside it bin/python3; in newer bundles Contents/Frameworks/bin
        contents = [folder for folder in executable.parents if folder.name == "Contents"][:1]
        for folder in (*(top / inner for top in contents for inner in ("MacOS/bin", "Frameworks/bin", "MacOS")),):
            yield folder / f"python{dotted}"
            yield folder / "python3"
    yield base / "bin" / f"python{dotted}"
    yield base / "bin" / "python3"
    yield executable
    if system == "darwin":
        yield Path("/Library/Frameworks/Python.framework/Versions") / dotted / "bin" / "python3"
        for folder in ("/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"):
            yield Path(folder, "python3")


def alike(first: Interpreter, second: Interpreter) -> bool:
    """Whether two interpreters load the same packages: version and machine are equal.

    On a Mac with Apple silicon, a Python for Intel processors runs, too, and loads other builds.
    """
    return (first.version, first.machine.lower()) == (second.version, second.machine.lower())


def dll_folder(python: Path, system: str = sys.platform) -> list[Path]:
    """The folder with the libraries of OpenSSL and SQLite that a Python of OSGeo4W needs; empty for any other Python.

    OSGeo4W and QGIS's installer for Windows keep them in `bin`, beside `apps/Python312`, and not with Python. Since
    version 3.8, Python does not look for libraries in PATH, so the folder has to be added within Python.

    Args:
        python: the interpreter.
        system: as `sys.platform`.
    """
    home = python.parent.parent
    if system != "win32" or home.name.lower() != "apps" or not any((home.parent / "bin").glob("libssl*.dll")):
        return []
    return [home.parent / "bin"]


def keep_dll_folder(environment: Path, python: Path, system: str = sys.platform) -> None:
    """Have the Python of a new virtual environment find the libraries of the Python that made it.

    Args:
        environment: folder of the environment.
        python: the interpreter that made it.
        system: as `sys.platform`.
    """
    for folder in dll_folder(python, system):
        line = f"import os; os.add_dll_directory({ascii(str(folder))})\n"  # read in Windows' code page before 3.13
        (environment / "Lib" / "site-packages" / "osgeo4w_dlls.pth").write_text(line, encoding="utf-8")


def of_environment(folder: Path) -> Path:
    """The interpreter of a virtual environment, whether it is there or not."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"
