# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's cache folder of this plugin: for files that a later run may use and that may be deleted at any time."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Optional

from .torch_environment import VARIABLE


def cache_folder(variables: Optional[Mapping[str, str]] = None, system: str = sys.platform) -> Path:
    """Path of the cache folder on this system, whether it exists or not.

    Args:
        variables: environment variables; None for those of this process.
        system: as `sys.platform`.

    >>> cache_folder({"XDG_CACHE_HOME": "/home/ana/.cache"}, "linux").as_posix()
    '/home/ana/.cache/hse_lcz'
    """
    variables = os.environ if variables is None else variables
    if variables.get(VARIABLE):
        return Path(variables[VARIABLE]).expanduser() / "cache"
    if system == "win32":
        return Path(variables.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "hse_lcz" / "cache"
    if system == "darwin":
        return Path.home() / "Library" / "Caches" / "hse_lcz"
    return Path(variables.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hse_lcz"
