# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages with the labels of the form: the core names parameters as scripts do, users know their labels."""

from __future__ import annotations

import difflib
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


def unknown(given: Iterable[str], definitions: Iterable[QgsProcessingParameterDefinition]) -> list[str]:
    """Warnings of names that no parameter has: QGIS passes over them, and the run is another one than was meant.

    Args:
        given: names that a script gave.
        definitions: the parameters of the algorithm.
    """
    known = [item.name() for item in definitions]
    lines = []
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name.upper(), known, 1)
            meant = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}."
            lines.append(f"Warning: {name} is no parameter of this algorithm and changes nothing; {meant}")
    return lines


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
