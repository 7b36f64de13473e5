# SPDX-License-Identifier: GPL-2.0-or-later
"""HSE & LCZ Mapper: settlement extent and local climate zones from Sentinel-2, as a QGIS plugin.

Importing this package needs neither QGIS nor PyTorch.
"""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:
    """The plugin, as QGIS asks for it."""
    from .plugin import Plugin

    return Plugin(iface)
