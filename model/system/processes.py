# SPDX-License-Identifier: GPL-2.0-or-later
"""Starts and stops programs of another Python, in an environment without QGIS's variables, with their children.

Only this file starts programs. What is started is always a Python interpreter found by `python_finder` or NVIDIA's
`nvidia-smi`, given as a list: no shell, and no text of the user's is ever a command.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess  # nosec B404
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Optional, Union

WINDOWS = os.name == "nt"
Process = subprocess.Popen
_SILENCE_S = 0.2

# What QGIS and its launchers set for themselves. In another Python these name the wrong standard library, the wrong
# projections or the wrong libraries.
_OF_QGIS = (
    "PYTHON", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV", "PROJ_", "GDAL_", "OGR_", "CPL_", "QGIS", "OSGEO4W", "QT_", "GRASS",
    "GISBASE", "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_",
)  # fmt: skip
_HOMES = ("OSGEO4W_ROOT", "QGIS_PREFIX_PATH")


def clean_variables(variables: Mapping[str, str], windows: bool = WINDOWS) -> dict[str, str]:
    """Environment variables for another Python: those of the user, without those of QGIS.

    Args:
        variables: of this process.
        windows: whether QGIS brings a whole tree of programs and libraries of its own, which then leaves PATH.
    """
    cleaned = {name: value for name, value in variables.items() if not name.upper().startswith(_OF_QGIS)}
    homes = [_folder(variables[name]) for name in _HOMES if variables.get(name)]
    if windows and "PATH" in cleaned:
        kept = [part for part in cleaned["PATH"].split(";") if not _within(_folder(part), homes)]
        cleaned["PATH"] = ";".join(kept)
    cleaned["PYTHONNOUSERSITE"] = "1"
    cleaned["PYTHONUTF8"] = "1"
    return cleaned


def start(
    command: Sequence[Union[str, Path]], variables: Mapping[str, str], errors: Optional[IO[Any]] = None
) -> Process:
    """Starts a program with pipes to its input and from its output, in a group of its own.

    Args:
        command: the program and its arguments.
        variables: its whole environment.
        errors: where its error output goes; None = into its output.

    Raises:
        OSError: it cannot be started.
    """
    group: dict[str, Any] = {"start_new_session": True}
    if WINDOWS:  # and no console window that flashes up
        group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(  # noqa: S603  # nosec B603
        [str(part) for part in command],
        env=dict(variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if errors is None else errors,
        **group,
    )


def answer(command: Sequence[Union[str, Path]], variables: Mapping[str, str], limit_s: float) -> Optional[str]:
    """Output of a short program; None where it fails, takes too long or cannot be started."""
    try:
        with open(os.devnull, "wb") as nowhere:
            process = start(command, variables, errors=nowhere)
    except OSError:
        return None
    try:
        printed, _ = process.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired:
        stop(process)
        return None
    return printed.decode("utf-8", "replace").strip() if process.returncode == 0 else None


def lines(running: Process) -> Iterator[str]:
    """Output of a process, line by line; an empty line now and then while there is none."""
    printed: queue.Queue[Optional[bytes]] = queue.Queue()

    def read() -> None:
        for line in running.stdout:
            printed.put(line)
        printed.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = printed.get(timeout=_SILENCE_S)
        except queue.Empty:
            yield ""
            continue
        if line is None:
            return
        yield line.decode("utf-8", "replace").strip()


def stop(process: Process, grace_s: float = 3.0) -> None:
    """Ends a program and its children, by SIGTERM first, then by SIGKILL; it has ended when this returns."""
    if process.poll() is None:
        _end(process, hard=False)
        try:
            process.wait(grace_s)
        except subprocess.TimeoutExpired:
            _end(process, hard=True)
            process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader any more
                continue


def _end(process: Process, hard: bool) -> None:
    if sys.platform == "win32":
        tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        subprocess.run(  # noqa: S603  # nosec B603
            [str(tool), "/F", "/T", "/PID", str(process.pid)],
            capture_output=True,
            check=False,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )
        return
    try:
        os.killpg(process.pid, signal.SIGKILL if hard else signal.SIGTERM)
    except ProcessLookupError:  # it ended by itself just now
        return


def _folder(path: str) -> str:
    return path.replace("/", "\\").rstrip("\\").lower()


def _within(folder: str, homes: Sequence[str]) -> bool:
    return any(folder == home or folder.startswith(home + "\\") for home in homes)
