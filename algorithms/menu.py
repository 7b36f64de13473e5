# SPDX-License-Identifier: GPL-2.0-or-later
"""The three entries in QGIS's Plugins menu: map a scene, load the demo town, read the user guide."""

from __future__ import annotations

from functools import partial
from typing import Any

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction

from .base import ICONS, ROOT
from .language import tr

TITLE = "HSE & LCZ Mapper"
GUIDE = ROOT / "resources" / "guide.html"
# (id of the algorithm, label, icon)
ALGORITHMS = (
    ("hselcz:mapcity", "Map a scene…", "mapcity.svg"),
    ("hselcz:loaddemo", "Load the demo town…", "loaddemo.svg"),
)
GUIDE_LABEL = "User guide"


class Menu:
    """The plugin's submenu."""

    def __init__(self, iface: Any) -> None:
        """Adds the entries.

        Args:
            iface: QGIS's interface.
        """
        self._iface = iface
        # An ampersand alone would underline the letter behind it.
        self._title = TITLE.replace("&", "&&")
        self.actions = [
            self._action(label, QIcon(str(ICONS / icon)), partial(open_dialog, name))
            for name, label, icon in ALGORITHMS
        ]
        self.actions.append(self._action(GUIDE_LABEL, QIcon(str(ICONS / "icon.svg")), open_guide))
        for action in self.actions:
            iface.addPluginToMenu(self._title, action)

    def remove(self) -> None:
        """Takes the entries out again and deletes them: QGIS's main window would keep them."""
        for action in self.actions:
            self._iface.removePluginMenu(self._title, action)
            action.deleteLater()
        self.actions = []

    def _action(self, label: str, icon: QIcon, run: Any) -> QAction:
        action = QAction(icon, tr(label), self._iface.mainWindow())
        action.triggered.connect(lambda *_: run())
        return action


def open_dialog(name: str) -> None:
    """Opens the form of an algorithm."""
    import processing  # QGIS's own plugin, which may be loaded after this one

    processing.execAlgorithmDialog(name, {})


def open_guide() -> None:
    """Shows the user guide in the browser; it lies in the plugin's folder and needs no network."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(GUIDE)))
