# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters by which an algorithm takes a map of zones of any origin."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterRasterLayer,
)

from ..model.tables import code_schemes
from . import values
from .base import Algorithm

CODES = ("auto", *code_schemes.SCHEMES)


class ZoneInput(NamedTuple):
    """A map of zones as the core takes it."""

    source: str
    band: Optional[int]
    scheme: Optional[code_schemes.Scheme]
    name: str


def declare(algorithm: Algorithm) -> None:
    """Adds INPUT."""
    algorithm.declare(
        QgsProcessingParameterRasterLayer("INPUT", "Local climate zones"),
        "A map of zones: ours, the LCZ Generator's, or another with one of the code schemes below.",
    )


def declare_reading(algorithm: Algorithm) -> None:
    """Adds BAND and CODES, which few need: they stand last before the outputs."""
    algorithm.declare(
        QgsProcessingParameterBand("BAND", "Band with the zones", None, "INPUT", optional=True),
        "Empty takes the band called lczFilter, else lcz, else the only one.",
        advanced=True,
    )
    schemes = "; ".join(f"{scheme.key}: {scheme.title}" for scheme in code_schemes.SCHEMES.values())
    algorithm.declare(
        QgsProcessingParameterEnum("CODES", "Codes of the zones", CODES, False, "auto", usesStaticStrings=True),
        f"How its numbers name the zones; auto finds it out from all of its values. {schemes}.",
        advanced=True,
    )


def collect(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> ZoneInput:
    """Takes what the core needs of INPUT, BAND and CODES."""
    layer = algorithm.parameterAsRasterLayer(parameters, "INPUT", context)
    return ZoneInput(
        source=values.raster_source(layer),
        band=algorithm.parameterAsInt(parameters, "BAND", context) or None,
        scheme=code_schemes.SCHEMES.get(algorithm.parameterAsEnumString(parameters, "CODES", context)),
        name=layer.name(),
    )
