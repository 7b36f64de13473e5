# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of the mapping itself, for all algorithms that map a scene."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)

from ..model.engines.select import DEVICES
from . import scene_input
from .base import Algorithm

ORIENTATIONS = ("1", "2", "4", "8")


def declare_mask(algorithm: Algorithm) -> None:
    """Adds MASK."""
    scene_input.declare_mask(
        algorithm,
        "MASK",
        "Mask",
        "Polygons, or a raster that is neither 0 nor nodata in the area to map. Only pixels whose centre lies "
        "inside are mapped; outside, the maps are nodata.",
    )


def declare_network(algorithm: Algorithm) -> None:
    """Adds MODEL, DEVICE and LCZ_CELL_SIZE."""
    algorithm.declare(
        QgsProcessingParameterFile("MODEL", "Model file", optional=True, fileFilter="Model files (*.npz)"),
        "A model file that you trained yourself. If not set, the model that comes with the plugin is used.",
    )
    algorithm.declare(
        QgsProcessingParameterEnum("DEVICE", "Device", DEVICES, False, "auto", usesStaticStrings=True),
        "The processor that runs the network: cpu, cuda (NVIDIA graphics card) or mps (Apple). auto takes the "
        "fastest one.",
    )
    number = QgsProcessingParameterNumber
    cell_size = number(
        "LCZ_CELL_SIZE", "LCZ cell size (metres)", number.Type.Double, 100.0, minValue=20.0, maxValue=1000.0
    )
    cell_size.setMetadata({"widget_wrapper": {"decimals": 0}})
    algorithm.declare(
        cell_size,
        "Side length of an LCZ cell, a multiple of 20 m. The usual scale is 100 m, because a zone describes a "
        "neighbourhood and not single buildings.",
    )


def declare_effort(algorithm: Algorithm) -> None:
    """Adds the advanced parameters ORIENTATIONS and MAX_MEMORY_MB."""
    algorithm.declare(
        QgsProcessingParameterEnum(
            "ORIENTATIONS", "Averaged views (1 = fast)", ORIENTATIONS, False, "1", usesStaticStrings=True
        ),
        "The probabilities are averaged over this number of rotated and mirrored views of the scene. The "
        "computing time is multiplied by the same number.",
        advanced=True,
    )
    number = QgsProcessingParameterNumber
    algorithm.declare(
        number("MAX_MEMORY_MB", "Memory limit (MB, 0 = automatic)", number.Type.Integer, 0, minValue=0),
        "Memory that the computation may use in addition to QGIS itself. Automatic: a quarter of the free memory, "
        "within limits. The maps are the same for any value.",
        advanced=True,
    )


def chosen(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
    """MODEL, DEVICE, LCZ_CELL_SIZE, MAX_MEMORY_MB and ORIENTATIONS as `MapJob` takes them, by its names."""
    return {
        "weights": algorithm.parameterAsFile(parameters, "MODEL", context) or None,
        "device": algorithm.parameterAsEnumString(parameters, "DEVICE", context),
        "lcz_cell_size_m": algorithm.parameterAsDouble(parameters, "LCZ_CELL_SIZE", context),
        "max_memory_mb": algorithm.parameterAsInt(parameters, "MAX_MEMORY_MB", context),
        "orientations": int(algorithm.parameterAsEnumString(parameters, "ORIENTATIONS", context)),
    }
