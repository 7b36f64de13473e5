# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages with the labels of the form: the core names parameters as scripts do, users know their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qgis.core import QgsProcessingParameterDefinition

# Neither part of a path, nor quoted, nor in brackets behind its label already.
_BEFORE, _AFTER = r"(?<![\w/\\.“”(=-])", r"(?![\w/\\”)=-]|\.\w)"
# Where a name that is also a term of the field ("HSE", "CRS") can only mean the parameter.
_AS_SUBJECT = r"(?= should\b| empty\b| already\b)"
_AS_CHOICE = r"(?:(?<=\bchoose )|(?<=\bor )|(?<=\bamong )|(?<=, )){}(?=[.;,]| should\b)"


def with_labels(text: str, definitions: Iterable[QgsProcessingParameterDefinition]) -> str:
    """A message that calls parameters by their labels, the first time with the name for scripts behind.

    Example: `INPUT should be a raster` becomes `“LCZ map” (INPUT) should be a raster`.

    Args:
        text: of an error or a log line.
        definitions: the parameters of the algorithm that says it.
    """
    labels = {item.name(): item.description() for item in definitions}
    terms = {word for label in labels.values() for word in re.findall(r"\b[A-Z]{2,}\b", label)}
    for name, label in labels.items():
        text = _replaced(text, name, label, name in terms)
    return text


def _replaced(text: str, name: str, label: str, is_term: bool) -> str:
    """The message with one parameter's name replaced by its label."""
    if name not in text:
        return text
    explained = f"“{label}” ({name})"
    pattern = _BEFORE + name + _AFTER
    if is_term:
        pattern = f"{pattern}{_AS_SUBJECT}|{_AS_CHOICE.format(name)}"
    if explained not in text:
        text = re.sub(pattern, lambda _: explained, text, count=1)
    return re.sub(pattern, lambda _: f"“{label}”", text)
