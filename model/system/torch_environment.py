# SPDX-License-Identifier: GPL-2.0-or-later
"""The private Python environment that holds PyTorch: where it lies, what state it is in, how it is removed.

It lies in the user's data folder, apart from QGIS and from this plugin's folder, so that an update of these does not
damage it, nor a broken PyTorch QGIS. `torch_installer` makes it, `engines/worker_engine` uses it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, Optional

from ..errors import OutputError
from . import windows_files
from .python_finder import of_environment

# Environment variable: a folder to use instead of the user's own, for those whose home has too little space.
VARIABLE = "HSE_LCZ_DATA"
# Written first, so that no folder of the user is ever taken for ours; its contents say whether all is installed.
_RECORD = "hse_lcz.json"


class State(Enum):
    """State of the environment's installation."""

    ABSENT = "absent"
    UNFINISHED = "unfinished"
    """The installation was begun and stopped; `torch_installer` continues it."""
    READY = "ready"
    BROKEN = "broken"
    """Once complete, but its Python is missing, for example since the QGIS that brought it was removed."""


class Standing(NamedTuple):
    """An environment as it is now."""

    state: State
    folder: Path
    python: Path
    """Path of the environment's interpreter, which exists when the state is READY."""
    packages: dict[str, str]
    """Versions by name, once READY: torch, numpy, python."""
    devices: tuple[str, ...] = ()
    """Devices on which its PyTorch ran when it was installed: cpu, cuda, mps."""


def default_folder(variables: Optional[Mapping[str, str]] = None, system: str = sys.platform) -> Path:
    """Default path of the environment on this system, whether it exists or not.

    Args:
        variables: environment variables; None for those of this process.
        system: as `sys.platform`.
    """
    variables = os.environ if variables is None else variables
    if variables.get(VARIABLE):
        return Path(variables[VARIABLE]).expanduser() / "torch"
    if system == "win32":
        # Local, as a roaming profile would carry a gigabyte from machine to machine.
        data = Path(variables.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif system == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = Path(variables.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "hse_lcz" / "torch"


def inspect(folder: Optional[Path] = None) -> Standing:
    """State of the environment in a folder, None for the default one; starts nothing: it may be called any time."""
    folder = default_folder() if folder is None else folder
    python = of_environment(folder)
    record = _read(folder)
    if record is None:
        return Standing(State.ABSENT, folder, python, {})
    packages = record.get("packages")
    if not isinstance(packages, dict) or not packages:
        return Standing(State.UNFINISHED, folder, python, {})
    state = State.READY if python.is_file() else State.BROKEN
    devices = record.get("devices")
    if not isinstance(devices, list):  # installed before the devices were recorded
        devices = ["cpu", "cuda"] if "+cu" in str(packages.get("torch", "")) else ["cpu"]
    versions = {str(name): str(version) for name, version in packages.items()}
    return Standing(state, folder, python, versions, tuple(map(str, devices)))


def begin(folder: Path) -> None:
    """Makes the folder, or takes one that is ours; it counts as unfinished from now on.

    Raises:
        OutputError: it holds something that is not ours, or cannot be made.
    """
    _check_ours(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _RECORD).write_text("{}", encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"The folder {folder} for the environment cannot be made ({error.strerror}); set {VARIABLE} to a folder "
            "that you may write to."
        ) from error


def finish(folder: Path, packages: Mapping[str, str], devices: Sequence[str] = ("cpu",)) -> None:
    """Counts the environment as ready, with the versions and devices that it has shown to run.

    Raises:
        OutputError: that cannot be written.
    """
    part = folder / (_RECORD + ".part")
    try:
        part.write_text(json.dumps({"packages": dict(packages), "devices": list(devices)}), encoding="utf-8")
        windows_files.replace(part, folder / _RECORD)
    except OSError as error:
        raise OutputError(
            f"The environment in {folder} is complete but cannot be marked so ({error.strerror}); free some space on "
            "the disk and run this again."
        ) from error


def remove(folder: Optional[Path] = None) -> bool:
    """Deletes the environment and all that was downloaded for it; gives whether there was one.

    Raises:
        OutputError: it is not ours, or something in it is in use.
    """
    folder = default_folder() if folder is None else folder
    if not folder.exists():
        return False
    _check_ours(folder)
    empty(folder)
    try:
        # The record goes last: what is left of a removal that failed half way is still ours.
        (folder / _RECORD).unlink(missing_ok=True)
        folder.rmdir()
        if not any(folder.parent.iterdir()) and folder.parent.name == "hse_lcz":
            folder.parent.rmdir()
    except OSError as error:
        raise _in_use(folder, error) from error
    return True


def empty(folder: Path, but: str = "") -> None:
    """Deletes what the environment's folder holds, except its record and the entry of one name.

    Raises:
        OutputError: something in it is in use.
    """
    for entry in folder.iterdir():
        if entry.name in (but, _RECORD):
            continue
        try:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        except OSError as error:
            raise _in_use(folder, error) from error


def size_bytes(folder: Path) -> int:
    """Size of the environment on the disk."""
    return sum(entry.stat().st_size for entry in folder.rglob("*") if entry.is_file() and not entry.is_symlink())


def _in_use(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"The environment in {folder} cannot be removed whole ({error.strerror}); close every QGIS that uses it and "
        "remove it again."
    )


def _check_ours(folder: Path) -> None:
    if folder.exists() and _read(folder) is None and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            f"The folder {folder} should hold the environment that this plugin made, but holds something else; "
            "move it away."
        )


def _read(folder: Path) -> Optional[dict[str, Any]]:
    """The record; None where the folder has none."""
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):  # half written: ours, unfinished
        return {}
    return record if isinstance(record, dict) else {}
