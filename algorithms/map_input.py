# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters by which an algorithm takes any map of this plugin's kinds: what it shows, its band and its codes."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterBand

from ..model.tables import code_schemes, products
from . import choices, zone_input
from .base import Algorithm

MAPS = {"auto": None, "lcz": products.LCZ, "hse": products.HSE, "confidence": products.CONFIDENCE}
KINDS = {
    "auto": "Recognise from the values",
    "lcz": "Local climate zones",
    "hse": "Settlement or imperviousness",
    "confidence": "LCZ confidence",
}


def declare_kind(algorithm: Algorithm, advanced: bool = False) -> None:
    """Adds MAP."""
    algorithm.declare(
        choices.parameter("MAP", "What the map shows", KINDS, "auto"),
        "By default this is recognised from the names of the bands and from all values. In scripts: auto, lcz, "
        "hse or confidence.",
        advanced=advanced,
    )


def declare_reading(algorithm: Algorithm) -> None:
    """Adds BAND and CODES, which most users leave alone."""
    algorithm.declare(
        QgsProcessingParameterBand("BAND", "Band to show", None, "INPUT", optional=True),
        "If not set: the band called lczFilter, lcz or HSE, else the only band.",
        advanced=True,
    )
    algorithm.declare(
        choices.parameter("CODES", "Codes of the zones", zone_input.CODES, "auto"),
        zone_input.CODES_HELP,
        advanced=True,
    )


def recognise(
    algorithm: Algorithm,
    source: str,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Optional[Any]:
    """A raster's content as a `Finding`, by these parameters; None where the user cancelled. The log gives the reason.

    Raises:
        InputError: it is none of these maps.
    """
    from ..model.lczmap import identify

    steps = identify.recognise(
        source,
        algorithm.parameterAsInt(parameters, "BAND", context) or None,
        MAPS[choices.chosen(algorithm, parameters, "MAP", context)],
        code_schemes.SCHEMES.get(choices.chosen(algorithm, parameters, "CODES", context)),
    )
    finding = algorithm.drive(steps, feedback)
    if finding is not None:
        feedback.pushInfo(f"Taken as {finding.reason}.")
        for warning in finding.warnings:
            feedback.pushWarning(warning)
    return finding
