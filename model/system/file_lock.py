# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether somebody still works in a folder: a locked file in it says so, and the system lets go of it for the dead."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Optional

NAME = "lock"


def hold(folder: Path) -> Optional[IO[bytes]]:
    """The folder's lock, held until it is closed; None where another holds it or nothing can be locked there."""
    file = None
    try:
        file = open(folder / NAME, "ab")  # noqa: SIM115 -- it stays open as long as the work goes on
        _lock(file)
    except OSError:
        if file is not None:
            file.close()
        return None
    return file


def deserted(folder: Path) -> bool:
    """Whether a folder was locked once and whoever held it is gone."""
    if not (folder / NAME).is_file():
        return False
    held = hold(folder)
    if held is None:
        return False
    held.close()
    return True


def _lock(file: IO[bytes]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
