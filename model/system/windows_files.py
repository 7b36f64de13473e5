# SPDX-License-Identifier: GPL-2.0-or-later
"""File operations that behave differently on Windows: replacing a file that a scanner has open, hiding a folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

WINDOWS = os.name == "nt"
_ATTEMPTS = 5
_FIRST_WAIT_S = 0.1
# Source: Windows API, fileapi.h, FILE_ATTRIBUTE_HIDDEN.
_HIDDEN = 2


def replace(source: Path, target: Path) -> None:
    """Rename a file over another one; on Windows this is tried five times within 1.5 s.

    Virus scanners and indexers open new files for a moment, and Windows refuses to rename an open file.

    Raises:
        OSError: the file cannot be renamed.
    """
    for attempt in range(_ATTEMPTS):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if not WINDOWS or attempt == _ATTEMPTS - 1:
                raise
        time.sleep(_FIRST_WAIT_S * 2**attempt)


def hide(folder: Path) -> None:
    """Hide a folder in Windows' file dialogs, where a name that begins with a dot does not; elsewhere do nothing."""
    if WINDOWS:
        import ctypes

        ctypes.windll.kernel32.SetFileAttributesW(str(folder), _HIDDEN)
