# SPDX-License-Identifier: GPL-2.0-or-later
"""Presets of `hselcz:mapcity`: the settings that each of them replaces in the form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
)

from ..model.tables import products
from . import choices

PRESETS = {
    "quick": "Quick: one view, this scene alone",
    "careful": "Careful: eight views, all scenes, filtered map and confidence",
    "custom": "Custom: the settings below",
}
# Output -> end of the name of its file.
_CAREFUL_OUTPUTS = {products.LCZ_FILTERED.key: "filtered", products.CONFIDENCE.key: "confidence"}


def applied(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, Any]:
    """The parameters with the settings of the chosen preset.

    Careful also makes the filtered map and the confidence, beside the LCZ map, where the user has not said where to.
    """
    preset = choices.as_indexes(algorithm, parameters).get("PRESET")
    keys = list(PRESETS)
    if preset is None or not algorithm.parameterDefinition("PRESET").checkValueIsAcceptable(preset, context):
        return parameters
    place = algorithm.parameterAsEnum({"PRESET": preset}, "PRESET", context)
    chosen = keys[place] if place >= 0 else ""  # NaN, which is refused later
    if chosen == "quick":
        return {**parameters, "ORIENTATIONS": "1", "DATES": None, "PRECISION": "fast"}
    if chosen == "careful":
        zones = parameters.get(products.LCZ.key)
        more = {key: _path_beside(zones, key) for key in _CAREFUL_OUTPUTS if zones and not parameters.get(key)}
        return {**parameters, "ORIENTATIONS": "8", **more}
    return parameters


def _path_beside(zones: Any, key: str) -> Any:
    """Path of another map: a file beside the LCZ map, or a temporary one where that is temporary."""
    if isinstance(zones, QgsProcessingOutputLayerDefinition):
        sink = zones.sink.staticValue() if isinstance(zones.sink, QgsProperty) else zones.sink
        return QgsProcessingOutputLayerDefinition(_path_beside(str(sink), key), zones.destinationProject)
    if str(zones) == QgsProcessing.TEMPORARY_OUTPUT:
        return QgsProcessing.TEMPORARY_OUTPUT
    path = Path(str(zones))
    return str(path.with_name(f"{path.stem}_{_CAREFUL_OUTPUTS[key]}{path.suffix}"))
