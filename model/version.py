# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's name and version, as `metadata.txt` has them."""

from __future__ import annotations

import configparser
from pathlib import Path


def software() -> str:
    """Name and version, such as "HSE & LCZ Mapper 0.1.0"."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(Path(__file__).resolve().parent.parent / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    return f"{general['name']} {general['version']}"
