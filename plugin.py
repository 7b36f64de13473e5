# SPDX-License-Identifier: GPL-2.0-or-later
"""What QGIS loads: registers the Processing provider, and puts three entries into the Plugins menu."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication

from .algorithms import language
from .algorithms.provider import Provider


class Plugin:
    """What QGIS loads and unloads."""

    def __init__(self, iface: Any) -> None:
        """Keeps QGIS's interface, which is None under `qgis_process`."""
        self.iface = iface
        self.provider: Optional[Provider] = None
        self.translator: Any = None
        self.menu: Any = None

    def initProcessing(self) -> None:
        """Registers the provider in the language of QGIS; `qgis_process` calls this alone."""
        self.translator = language.install(QgsApplication.locale())
        self.provider = Provider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Registers the provider in the desktop and adds the menu."""
        self.initProcessing()
        if self.iface is not None:
            from .algorithms.menu import Menu

            self.menu = Menu(self.iface)

    def unload(self) -> None:
        """Removes the menu, the provider and the translation."""
        if self.menu is not None:
            self.menu.remove()
            self.menu = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QgsApplication.removeTranslator(self.translator)
            self.translator = None
