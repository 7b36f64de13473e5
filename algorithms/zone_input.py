# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters by which an algorithm takes an LCZ map of any origin: the raster, its band and its codes."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterBand,
    QgsProcessingParameterRasterLayer,
)

from ..model.tables import code_schemes
from . import choices, layer_names, values
from .base import Algorithm

# Key for scripts -> title for people.
SCHEMES = {
    "standard": "LCZ Generator and this plugin (1-17)",
    "hundreds": "UMEP, GeoClimate, SAGA (1-10, 101-107)",
    "wrf44": "WRF up to 4.4, urban categories only (31-41)",
    "wrf45": "WRF from 4.5, urban categories only (51-61)",
    "wrf44modis": "WRF up to 4.4 with MODIS land use (31-41)",
    "wrf45modis": "WRF from 4.5 with MODIS land use (51-61)",
}
CODES = {"auto": "Recognise from the values", **SCHEMES, "from0": "One less than the zone (0-16)"}
CODES_HELP = (
    "Which numbers stand for which zones. By default this is recognised from all values of the raster, and the log "
    "says what was found. In scripts: auto, standard, hundreds, wrf44, wrf45, wrf44modis, wrf45modis or from0."
)


class ZoneInput(NamedTuple):
    """An LCZ map as the core takes it."""

    source: str
    band: Optional[int]
    scheme: Optional[code_schemes.Scheme]
    name: str
    where: str
    """Place and day of the map, for the names of new layers."""


def declare(algorithm: Algorithm) -> None:
    """Adds INPUT."""
    algorithm.declare(
        QgsProcessingParameterRasterLayer("INPUT", "LCZ map"),
        "A raster of local climate zones: from this plugin, from the LCZ Generator, or from any other source with one "
        "of the codes listed under “Codes of the zones”.",
    )


def declare_reading(algorithm: Algorithm) -> None:
    """Adds the advanced parameters BAND and CODES, which come last before the outputs."""
    algorithm.declare(
        QgsProcessingParameterBand("BAND", "Band with the zones", None, "INPUT", optional=True),
        "If not set: the band called lczFilter, else the one called lcz, else the only band.",
        advanced=True,
    )
    algorithm.declare(choices.parameter("CODES", "Codes of the zones", CODES, "auto"), CODES_HELP, advanced=True)


def collect(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> ZoneInput:
    """Takes what the core needs of INPUT, BAND and CODES."""
    layer = algorithm.parameterAsRasterLayer(parameters, "INPUT", context)
    source = values.raster_source(layer)
    return ZoneInput(
        source=source,
        band=algorithm.parameterAsInt(parameters, "BAND", context) or None,
        scheme=code_schemes.SCHEMES.get(choices.chosen(algorithm, parameters, "CODES", context)),
        name=layer.name(),
        where=layer_names.place(layer.name(), source),
    )
