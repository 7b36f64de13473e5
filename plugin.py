# SPDX-License-Identifier: GPL-2.0-or-later
"""The front door: registers the Processing provider, nothing else."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication

from .algorithms import language
from .algorithms.provider import Provider


class Plugin:
    """What QGIS loads and unloads."""

    def __init__(self, iface: Any) -> None:
        """Keeps nothing of `iface`: under `qgis_process` there is none."""
        self.provider: Optional[Provider] = None
        self.translator: Any = None

    def initProcessing(self) -> None:
        """Registers the provider in the language of QGIS; `qgis_process` calls this alone."""
        self.translator = language.install(QgsApplication.locale())
        self.provider = Provider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Registers the provider in the desktop."""
        self.initProcessing()

    def unload(self) -> None:
        """Takes the provider out again."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QgsApplication.removeTranslator(self.translator)
            self.translator = None
