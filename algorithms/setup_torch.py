# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:setuptorch`: PyTorch in a private environment beside QGIS, made, tried or removed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any, Optional
from urllib.parse import quote

from qgis.core import (
    QgsNetworkAccessManager,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtNetwork import QNetworkProxy

from ..model.system import torch_environment, torch_installer
from . import groups, values
from .base import Algorithm

ACTIONS = ("install", "remove")


class SetupTorch(Algorithm):
    """Installs or removes the private environment."""

    NAME = "setuptorch"
    TITLE = "Set up PyTorch"
    GROUP = groups.SETUP
    SUMMARY = "Installs PyTorch for faster maps into an environment of its own, or removes it."
    TAGS = ("install", "pytorch", "torch", "cuda", "gpu", "nvidia", "pip", "dependencies", "faster", "proxy", "offline")
    CANCELLED = "Cancelled: run this again to go on from here, or with ACTION remove to delete what is there."

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        choice = QgsProcessingParameterEnum
        self.declare(
            choice("ACTION", "Action", ACTIONS, False, "install", usesStaticStrings=True),
            "install makes the environment, goes on with one that was begun, or tries one that is complete; remove "
            "deletes it.",
        )
        self.declare(
            choice("BUILD", "Build", torch_installer.BUILDS, False, "auto", usesStaticStrings=True),
            "cpu runs everywhere and takes about 1 GB; cuda needs an NVIDIA card and takes several; auto takes cuda "
            "where NVIDIA's driver is installed.",
        )
        self.declare(
            QgsProcessingParameterFile(
                "WHEELS",
                "Folder of wheels",
                behavior=QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            "For a machine without a network: a folder with the wheels of torch, numpy and what they need; nothing "
            "is then asked of the network.",
            advanced=True,
        )
        self.declare(QgsProcessingOutputString("FOLDER", "Folder"), "Where the environment lies, or lay.")
        self.declare(QgsProcessingOutputString("TORCH", "PyTorch"), "The version that runs; empty if removed.")
        self.declare(QgsProcessingOutputNumber("SIZE_MB", "Size (MB)"), "What the environment takes on disk.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """An action or a build that is not on its list, or a folder of wheels without wheels."""
        wheels = self.parameterAsFile(parameters, "WHEELS", context)
        if wheels and not any(Path(wheels).glob("*.whl")):
            return f"WHEELS should be a folder with .whl files, but {wheels} holds none; choose another folder."
        return values.refuse_choices(self, parameters, context)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the proxy from QGIS's settings."""
        self.proxy = proxy_url(QgsNetworkAccessManager.instance().fallbackProxy())

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Installs or removes."""
        folder = torch_environment.default_folder()
        if self.parameterAsEnumString(parameters, "ACTION", context) == "remove":
            gone = torch_environment.remove(folder)
            feedback.pushInfo(f"{folder} is removed." if gone else f"There is no environment in {folder}.")
            return {"FOLDER": str(folder), "TORCH": "", "SIZE_MB": 0.0}
        if importlib.util.find_spec("torch") is not None:
            feedback.pushInfo("This QGIS can import a PyTorch of its own, which goes before the one set up here.")
        setup = torch_installer.Setup(
            folder=folder,
            build=self.parameterAsEnumString(parameters, "BUILD", context),
            wheels=self.parameterAsFile(parameters, "WHEELS", context) or None,
            proxy=self.proxy,
        )
        summary = self.drive(torch_installer.install(setup), feedback)
        if summary is None:
            return {}
        size = torch_environment.size_bytes(folder) / 1e6
        feedback.pushInfo(f"It takes {size:.0f} MB; hselcz:mapcity uses it from now on.")
        return {"FOLDER": str(folder), "TORCH": summary.packages["torch"], "SIZE_MB": size}


def proxy_url(proxy: QNetworkProxy) -> str:
    """A proxy of QGIS's settings as pip wants it; "" where there is none."""
    kinds = {
        QNetworkProxy.ProxyType.HttpProxy: "http",
        QNetworkProxy.ProxyType.HttpCachingProxy: "http",
        QNetworkProxy.ProxyType.Socks5Proxy: "socks5h",
    }
    kind = kinds.get(proxy.type())
    if kind is None or not proxy.hostName():
        return ""
    names = [quote(part, safe="") for part in (proxy.user(), proxy.password()) if part]
    login = ":".join(names) + "@" if names else ""
    return f"{kind}://{login}{proxy.hostName()}:{proxy.port()}"
