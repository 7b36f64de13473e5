# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists to choose from: people read a title in their language, scripts may write a short key.

QGIS offers either keys without titles (static strings) or titles without keys. These parameters are lists of titles
that also accept the keys, so that `{"CODES": "hundreds"}` works in scripts and nobody has to read "hundreds" in a form.
Plain lists are also the only ones that QGIS 3.22 shows correctly where several entries can be ticked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional, Union

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
)

from .language import tr

_KEYS = "hselcz_keys"


def parameter(
    name: str, title: str, options: Mapping[str, str], default: Union[str, list[str]], several: bool = False
) -> QgsProcessingParameterEnum:
    """A list to choose from.

    Args:
        name: of the parameter.
        title: label of the parameter.
        options: key for scripts -> title for people, in English.
        default: a key; a list of keys where several can be chosen.
        several: whether more than one entry can be ticked.
    """
    keys = list(options)
    chosen = [keys.index(key) for key in default] if isinstance(default, list) else keys.index(default)
    definition = QgsProcessingParameterEnum(name, title, list(options.values()), several, chosen)
    definition.setMetadata({_KEYS: keys})
    return definition


def translate(definition: QgsProcessingParameterDefinition) -> None:
    """Puts the titles of a list into the language of QGIS; any other parameter stays as it is."""
    if keys(definition):
        definition.setOptions([tr(title) for title in definition.options()])


def keys(definition: QgsProcessingParameterDefinition) -> list[str]:
    """The keys of a list, in the order of its titles; empty for any other parameter."""
    return list(definition.metadata().get(_KEYS, ()))


def as_indexes(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters as QGIS expects them: positions in the list instead of keys or titles."""
    indexed = dict(parameters)
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if name in indexed and keys(definition):
            indexed[name] = _indexes(definition, indexed[name])
    return indexed


def chosen(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> str:
    """The key that was chosen, whether it was given as key, as title or as place in the list."""
    definition = algorithm.parameterDefinition(name)
    return keys(definition)[algorithm.parameterAsEnum(as_indexes(algorithm, parameters), name, context)]


def all_chosen(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> list[str]:
    """The keys that were chosen from a list where several can be."""
    known = keys(algorithm.parameterDefinition(name))
    return [known[place] for place in algorithm.parameterAsEnums(as_indexes(algorithm, parameters), name, context)]


def _indexes(definition: QgsProcessingParameterEnum, value: Any) -> Any:
    """A value with keys and titles replaced by their places; what is neither stays as it is."""
    if definition.allowMultiple():
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        if isinstance(value, (list, tuple)):
            return [_index(definition, item) for item in value]
        return value
    return _index(definition, value)


def _index(definition: QgsProcessingParameterEnum, value: Any) -> Any:
    place = _place(keys(definition), value)
    return value if place is None and (place := _place(definition.options(), value)) is None else place


def _place(entries: list[str], value: Any) -> Optional[int]:
    return entries.index(value) if isinstance(value, str) and value in entries else None
