# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:checkenvironment`: reports what is installed and what would run the network, and tests that it works."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QT_VERSION_STR

from ..model.engines.select import DEVICES, preload_torch
from ..model.errors import PluginError
from ..model.raster.outputs import staged
from ..model.version import software
from . import comparing, groups, values
from .base import Algorithm


class CheckEnvironment(Algorithm):
    """Reports the environment and runs the self-test."""

    NAME = "checkenvironment"
    TITLE = "Check the environment"
    GROUP = groups.SETUP
    SUMMARY = "Checks what is installed, what the network would run on and why, and whether it maps a test scene right."
    TAGS = (
        "about", "version", "diagnostics", "self-test", "bug report", "device", "gpu", "cuda", "mps", "torch",
        "pytorch", "numpy", "weights", "memory",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        self.declare(
            QgsProcessingParameterEnum("DEVICE", "Device", DEVICES, False, "auto", usesStaticStrings=True),
            "What the network would run on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest one that works.",
        )
        self.declare(
            QgsProcessingParameterBoolean("SELF_TEST", "Map the test scene", True),
            "Maps a simulated town of 2 x 2 km from file to file and compares with stored values; less than a minute.",
        )
        self.declare(
            QgsProcessingParameterFileDestination(
                "REPORT", "Report", "HTML files (*.html)", optional=True, createByDefault=True
            ),
            "A page with all that was found, and the same as text for a bug report. It names no folder and no user.",
        )
        self.declare(QgsProcessingOutputBoolean("PASSED", "Everything works"), "False where something does not work.")
        self.declare(QgsProcessingOutputString("TEXT", "Text for a bug report"), "The same lines as in the log.")

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A device that is not on the list, or a report that cannot be written."""
        return values.refuse_choices(self, parameters, context) or comparing.refuse_targets(
            self, parameters, context, ()
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Nothing of layers; only what must happen in the main thread."""
        preload_torch()

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Gathers, tests, and writes the report."""
        from ..model.diagnostics import inventory
        from ..model.diagnostics.inventory import Item

        device = self.parameterAsEnumString(parameters, "DEVICE", context)
        items = [
            Item("Plugin", software()),
            Item("QGIS", f"{Qgis.QGIS_VERSION} (Qt {QT_VERSION_STR}, PyQt {PYQT_VERSION_STR})"),
            *inventory.computer(),
            *inventory.libraries(),
            *inventory.network(device),
        ]
        if self.parameterAsBool(parameters, "SELF_TEST", context):
            tested = self._test(device, feedback)
            if tested is None:
                return {}
            items.append(tested)
        text = inventory.as_text(items)
        feedback.pushInfo(f"\n{text}\n")
        results = {"PASSED": all(item.fine for item in items), "TEXT": text}
        report = self.parameterAsFileOutput(parameters, "REPORT", context)
        if report:
            with staged({"REPORT": report}) as files:
                files.write({"REPORT": inventory.as_html}, items)
            results["REPORT"] = report
        return results

    def _test(self, device: str, feedback: QgsProcessingFeedback) -> Any:
        """The self-test as a line of the report; None after a cancel."""
        from ..model.diagnostics import selftest
        from ..model.diagnostics.inventory import Item

        try:
            outcome = self.drive(selftest.run(device), feedback)
        except (PluginError, ImportError) as error:  # a package is missing or broken: that is what is asked here
            return Item("Self-test", f"failed: {error}", False)
        return None if outcome is None else Item("Self-test", outcome.text, outcome.passed)
