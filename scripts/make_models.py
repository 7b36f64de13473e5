# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the ready-made models into `resources/models` from a description in Python.

scripts/in_qgis.py python scripts/make_models.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QPointF

MODELS = Path(__file__).resolve().parent.parent / "resources" / "models"
Source = QgsProcessingModelChildParameterSource


def map_districts() -> QgsProcessingModelAlgorithm:
    """From a scene to both maps and to figures for each district."""
    model = QgsProcessingModelAlgorithm("mapdistricts", "Mapping", "mapping")
    scene = QgsProcessingParameterRasterLayer("SCENE", "Sentinel-2 scene")
    districts = QgsProcessingParameterFeatureSource(
        "DISTRICTS", "Districts", [QgsProcessing.SourceType.TypeVectorPolygon]
    )
    name = QgsProcessingParameterField("NAME", "Attribute with the district names", None, "DISTRICTS", optional=True)
    _input(model, scene, 120, 80)
    _input(model, districts, 120, 190)
    _input(model, name, 120, 300)
    model.setParameterOrder(["SCENE", "DISTRICTS", "NAME"])
    _step(
        model, "map", "hselcz:mapcity", "Map settlement extent and zones", (390, 80),
        {"INPUT": Source.fromModelParameter("SCENE")},
        {"HSE": ("HSE", "HSE map (%)"), "LCZ": ("LCZ", "LCZ map")},
    )  # fmt: skip
    _step(
        model, "summary", "hselcz:summarise", "Summarise by districts", (660, 190),
        {
            "INPUT": Source.fromChildOutput("map", "LCZ"),
            "HSE": Source.fromChildOutput("map", "HSE"),
            "POLYGONS": Source.fromModelParameter("DISTRICTS"),
            "NAME": Source.fromModelParameter("NAME"),
        },
        {"OUTPUT": ("DISTRICTS", "Districts with zones"), "REPORT": ("REPORT", "District report")},
    )  # fmt: skip
    return model


def fetch_and_map() -> QgsProcessingModelAlgorithm:
    """From an area and a period to a scene and both maps."""
    model = QgsProcessingModelAlgorithm("fetchandmap", "Mapping", "mapping")
    day = QgsProcessingParameterDateTime
    inputs = (
        QgsProcessingParameterExtent("EXTENT", "Extent"),
        day("START", "First day", day.Type.Date),
        day("END", "Last day", day.Type.Date),
        QgsProcessingParameterString("CATALOG_URL", "Another catalogue", optional=True),
    )
    for number, parameter in enumerate(inputs):
        _input(model, parameter, 120, 80 + 110 * number)
    model.setParameterOrder([parameter.name() for parameter in inputs])
    _step(
        model, "fetch", "hselcz:fetchscene", "Fetch a cloud-free scene", (390, 80),
        {parameter.name(): Source.fromModelParameter(parameter.name()) for parameter in inputs},
        {"SCENE": ("SCENE", "Sentinel-2 scene")},
    )  # fmt: skip
    _step(
        model, "map", "hselcz:mapcity", "Map settlement extent and zones", (660, 190),
        {"INPUT": Source.fromChildOutput("fetch", "SCENE")},
        {"HSE": ("HSE", "HSE map (%)"), "LCZ": ("LCZ", "LCZ map")},
    )  # fmt: skip
    return model


def _input(model: QgsProcessingModelAlgorithm, parameter: QgsProcessingParameterDefinition, x: int, y: int) -> None:
    """Adds a parameter of the model at a place of the drawing."""
    box = QgsProcessingModelParameter(parameter.name())
    box.setPosition(QPointF(x, y))
    model.addModelParameter(parameter, box)


def _step(
    model: QgsProcessingModelAlgorithm, name: str, algorithm: str, title: str, place: tuple[int, int],
    sources: dict[str, Any], outputs: dict[str, tuple[str, str]],
) -> None:  # fmt: skip
    """Adds a step: an algorithm with where its values come from, and which of its outputs the model gives."""
    child = QgsProcessingModelChildAlgorithm(algorithm)
    child.setChildId(name)
    child.setDescription(title)
    child.setPosition(QPointF(*place))
    for parameter in child.algorithm().parameterDefinitions():
        default = parameter.defaultValue()
        if parameter.name() in sources:
            child.addParameterSources(parameter.name(), [sources[parameter.name()]])
        elif default is not None and not parameter.isDestination():
            # The modeler reports a missing value where a value is not written down, even where there is a default.
            child.addParameterSources(parameter.name(), [Source.fromStaticValue(default)])
    given = {}
    for number, (output, (key, label)) in enumerate(outputs.items()):
        result = QgsProcessingModelOutput(key, label)
        result.setChildId(name)
        result.setChildOutputName(output)
        result.setPosition(QPointF(place[0] + 270, place[1] - 60 + 50 * number))
        given[key] = result
    child.setModelOutputs(given)
    model.addChildAlgorithm(child)


def main() -> None:
    """Writes them all."""
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    from hse_lcz.algorithms.provider import Provider

    Processing.initialize()
    provider = Provider()
    QgsApplication.processingRegistry().addProvider(provider)
    MODELS.mkdir(exist_ok=True)
    for model in (map_districts(), fetch_and_map()):
        path = MODELS / f"{model.name()}.model3"
        if not model.toFile(str(path)):
            raise OSError(f"{path} cannot be written")
        print(path)
    QgsApplication.processingRegistry().removeProvider(provider)
    Processing.deinitialize()
    application.exitQgis()


if __name__ == "__main__":
    main()
