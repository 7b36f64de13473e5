# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:setuptorch`: installs, tests or removes PyTorch in a private environment beside QGIS."""

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
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtNetwork import QNetworkProxy

from ..model.system import torch_environment
from . import choices, groups, values
from .base import Algorithm

ACTIONS = {"install": "Install or repair", "remove": "Remove"}
BUILDS = {"auto": "Automatic", "cpu": "CPU (about 1 GB)", "cuda": "CUDA for NVIDIA cards (several GB)"}


class SetupTorch(Algorithm):
    """Installs or removes the private environment."""

    NAME = "setuptorch"
    TITLE = "Set up PyTorch"
    GROUP = groups.SETUP
    SUMMARY = (
        "Installs PyTorch, for faster maps and to train all layers, into an environment of its own, or removes it."
    )
    TAGS = ("install", "pytorch", "torch", "cuda", "gpu", "nvidia", "pip", "dependencies", "faster", "proxy", "offline")
    CANCELLED = "Cancelled: run this again to resume the installation, or choose the action “Remove” to delete it."

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        self.declare(
            choices.parameter("ACTION", "Action", ACTIONS, "install"),
            "Install: creates the environment, resumes an interrupted installation, or tests a complete one. Remove: "
            "deletes the environment. In scripts: install or remove.",
        )
        self.declare(
            choices.parameter("BUILD", "Build of PyTorch", BUILDS, "auto"),
            "By default the CUDA build is installed where NVIDIA's driver is found, else the CPU build. In scripts: "
            "auto, cpu or cuda.",
        )
        self.declare(
            QgsProcessingParameterFile(
                "WHEELS",
                "Folder with wheels (offline installation)",
                behavior=QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            "For computers without internet access: a folder with the wheels of torch, numpy and their dependencies. "
            "No network connection is then used.",
            advanced=True,
        )
        self.declare(QgsProcessingOutputString("FOLDER", "Folder"), "Folder of the environment.")
        self.declare(QgsProcessingOutputString("TORCH", "PyTorch"), "Installed version; empty after removal.")
        self.declare(QgsProcessingOutputNumber("SIZE_MB", "Size (MB)"), "Disk space of the environment.")

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
        from ..model.system import torch_installer

        folder = torch_environment.default_folder()
        if choices.chosen(self, parameters, "ACTION", context) == "remove":
            gone = torch_environment.remove(folder)
            feedback.pushInfo(f"Removed {folder}." if gone else f"Nothing to remove: no environment in {folder}.")
            return {"FOLDER": str(folder), "TORCH": "", "SIZE_MB": 0.0}
        if importlib.util.find_spec("torch") is not None:
            feedback.pushInfo(
                "QGIS can already import a PyTorch of its own, which is used instead of this environment."
            )
        setup = torch_installer.Setup(
            folder=folder,
            build=choices.chosen(self, parameters, "BUILD", context),
            wheels=self.parameterAsFile(parameters, "WHEELS", context) or None,
            proxy=self.proxy,
        )
        summary = self.drive(torch_installer.install(setup), feedback)
        if summary is None:
            return {}
        size = torch_environment.size_bytes(folder) / 1e6
        feedback.pushInfo(f"The environment takes {size:.0f} MB; from now on it maps, and trains all layers.")
        return {"FOLDER": str(folder), "TORCH": summary.packages["torch"], "SIZE_MB": size}


def proxy_url(proxy: QNetworkProxy) -> str:
    """The proxy of QGIS's settings as a URL for pip; "" where there is none."""
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
