# SPDX-License-Identifier: GPL-2.0-or-later
"""A lock on a folder, by a locked file in it: whether another run works there.

The system releases the lock when the process that holds it ends, however it ends.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import IO, Optional

NAME = "lock"
# What a system answers when another process holds the lock. Anything else (ENOLCK, ENOTSUP, EIO ...) says that this
# file system has no locks, as with many network drives. Source: flock(2), and _locking of the Windows C library.
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class HeldError(Exception):
    """Another process holds the lock."""


def hold(folder: Path) -> Optional[IO[bytes]]:
    """The folder's lock, held until it is closed; None where nothing can be locked there.

    Raises:
        HeldError: another process holds it.
    """
    try:
        file = open(folder / NAME, "ab")  # noqa: SIM115 -- it stays open as long as the lock is held
    except OSError:
        return None
    try:
        _lock(file)
    except OSError as error:
        file.close()
        if error.errno in _HELD:
            raise HeldError(str(folder)) from error
        return None
    return file


def deserted(folder: Path) -> bool:
    """Whether a folder has a lock file whose process has ended."""
    if not (folder / NAME).is_file():
        return False
    try:
        held = hold(folder)
    except HeldError:
        return False
    if held is None:  # without locks nobody can tell
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
